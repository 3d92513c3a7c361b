// candour signer: the process that holds the ledger's key.

#include <memory>
#include <string>

#include "cli/commands/command.h"

namespace candour::cli {

void add_signer(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  struct Options {
    Signing signing;
    std::string data;
  };
  CLI::App& command = *program.add_subcommand(
      "signer", "Make the ledger's key, or hold it in a process of its own that signs and never goes back");
  const auto options = std::make_shared<Options>();
  command
      .add_option("--data", options->data,
                  "The folder with the record: key and memory then lie beside it, in FOLDER.signer")
      ->envname("CANDOUR_DATA");
  command.add_option("--key", options->signing.key, "The file with the key, for its owner alone");
  command.add_option("--state", options->signing.state,
                     "The file with what was signed last; keep it where no restore of the record reaches it");
  auto& socket = *command.add_option("--socket", options->signing.socket,
                                     "Sign until stopped, asked at this Unix socket (serve --signer)");
  auto& new_key = *command.add_option("--new-key", options->signing.new_key,
                                      "Make a key for the log of this name, as plans.harrowvale.example/log/1, and "
                                      "print its public half");
  auto& remember = *command.add_option("--remember", options->signing.remember,
                                       "Begin a memory that was lost again, from the latest checkpoint in this file");
  socket.excludes(&new_key)->excludes(&remember);
  new_key.excludes(&remember);
  command.callback([options, &wiring, &outcome] {
    Signing& signing = options->signing;
    if (!options->data.empty()) {
      if (signing.key.empty()) signing.key = signer_file(options->data, "key");
      if (signing.state.empty()) signing.state = signer_file(options->data, "state");
    }
    if (signing.key.empty() || signing.state.empty() ||
        (signing.socket.empty() && signing.new_key.empty() && signing.remember.empty())) {
      outcome.result = fail(ErrorCode::bad_input,
                            "Say where the key is (--data, or --key and --state) and what is to be done: --new-key, "
                            "--socket or --remember.");
      return;
    }
    auto done = wiring.sign(signing);
    if (done)
      outcome.output = std::move(*done);
    else
      outcome.result = fail(std::move(done.error()));
  });
}

}  // namespace candour::cli
