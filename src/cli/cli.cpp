#include "cli/cli.h"

#include <cerrno>
#include <exception>
#include <string>
#include <string_view>
#include <unistd.h>

#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/exit.h"

namespace candour::cli {
namespace {

int status(Exit exit) {
  return static_cast<int>(exit);
}

bool print(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

int complain(Exit exit, std::string_view sentence) {
  print(STDERR_FILENO, "candour: " + collapsed(sentence) + "\n");
  return status(exit);
}

int parse_and_run(int argc, const char* const* argv, const Wiring& wiring) {
  CLI::App program("Candour: where learning becomes change, and nobody can quietly rewrite the record.", "candour");
  program.set_version_flag("--version", "candour " + wiring.version);
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::simple);
  Outcome outcome;
  add_read(program, wiring, outcome);
  add_import(program, wiring, outcome);
  add_serve(program, wiring, outcome);
  add_report(program, wiring, outcome);
  add_reply(program, wiring, outcome);
  add_workbook(program, wiring, outcome);
  add_word_template(program, wiring, outcome);
  add_verify(program, wiring, outcome);
  add_user(program, wiring, outcome);
  add_signer(program, wiring, outcome);
  add_witness(program, wiring, outcome);
  add_backup(program, wiring, outcome);
  add_restore(program, wiring, outcome);
  add_export(program, wiring, outcome);
  add_erase(program, wiring, outcome);
  try {
    program.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    const auto chosen = program.get_subcommands();
    return print(STDOUT_FILENO, chosen.empty() ? program.help() : chosen.front()->help()) ? status(Exit::done)
                                                                                          : status(Exit::output);
  } catch (const CLI::CallForVersion& version) {
    return print(STDOUT_FILENO, std::string(version.what()) + "\n") ? status(Exit::done) : status(Exit::output);
  } catch (const CLI::ParseError& error) {
    return complain(Exit::usage, std::string(error.what()) + ". “candour --help” tells what can be said.");
  }
  if (!outcome.result) return complain(exit_for(outcome.result.error().code), outcome.result.error().sentence);
  if (!print(STDOUT_FILENO, outcome.output)) return complain(Exit::output, "The answer could not be written.");
  for (const std::string& sentence : outcome.complaints) complain(outcome.exit, sentence);
  return status(outcome.exit);
}

}  // namespace

int run(int argc, const char* const* argv, const Wiring& wiring) {
  try {
    return parse_and_run(argc, argv, wiring);
  } catch (const std::bad_alloc&) {
    return complain(Exit::internal, "There was not enough memory.");
  } catch (const std::exception&) {
    return complain(Exit::internal, "Something went wrong inside candour.");
  }
}

}  // namespace candour::cli
