// candour witness: cosigns other partnerships' ledgers.

#include <memory>
#include <string>

#include "cli/commands/command.h"

namespace candour::cli {

void add_witness(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand(
      "witness", "Witness other partnerships' ledgers until stopped: cosign what only ever grows");
  const auto options = std::make_shared<Witnessing>();
  command
      .add_option("--folder", options->folder,
                  "The witness's own folder: its key, “logs” (the log.vkey of each ledger, one a line) and its memory")
      ->required()
      ->envname("CANDOUR_WITNESS_FOLDER");
  command.add_option(
      "--new-key", options->new_key,
      "Make the key of a witness of this name, as witness.harrowvale.example, and print its public half");
  command.add_option("--listen", options->listen, "Address and port; a proxy that ends TLS stands before it")
      ->envname("CANDOUR_WITNESS_LISTEN")
      ->capture_default_str();
  command.add_option("--host", options->site, "The host by which others reach it, as witness.harrowvale.example")
      ->envname("CANDOUR_WITNESS_HOST");
  command.callback([options, &wiring, &outcome] {
    auto done = wiring.witness(*options);
    if (done)
      outcome.output = std::move(*done);
    else
      outcome.result = fail(std::move(done.error()));
  });
}

}  // namespace candour::cli
