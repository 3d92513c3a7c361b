// candour word-template: our Word template, to be changed in Word; or a look at one of your own.

#include <memory>
#include <string>

#include "cli/commands/command.h"

namespace candour::cli {

Result<report::WordTemplate> read_word_template(const std::string& path) {
  if (path.empty()) return report::WordTemplate::standard();
  CANDOUR_TRY(bytes, read_input(path, 20u << 20));
  return report::WordTemplate::read(bytes);
}

void add_word_template(CLI::App& program, const Wiring&, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand(
      "word-template",
      "Print the Word template of papers and reports, to be changed in Word; or check one of your own");
  const auto path = std::make_shared<std::string>();
  command.add_option("--check", *path, "A template of your own: says whether it can be used, and what to change");
  command.callback([path, &outcome] {
    auto found = read_word_template(*path);
    if (!found) {
      outcome.result = fail(std::move(found.error()));
    } else if (!path->empty()) {
      outcome.output = "The template can be used.\n";
    } else if (auto bytes = found->file()) {
      outcome.output = std::move(*bytes);
    } else {
      outcome.result = fail(std::move(bytes.error()));
    }
  });
}

}  // namespace candour::cli
