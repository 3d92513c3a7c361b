// candour serve: the pages, on this machine, until it is stopped.

#include <memory>
#include <string>

#include "cli/commands/command.h"

namespace candour::cli {

void add_serve(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  struct Options {
    std::string data;
    std::string listen = "127.0.0.1:8080";
  };
  CLI::App& command = *program.add_subcommand("serve", "Serve the pages on this machine until stopped (Ctrl+C)");
  const auto options = std::make_shared<Options>();
  command.add_option("--data", options->data, "The folder that holds the record; made where there is none")
      ->required()
      ->envname("CANDOUR_DATA");
  command
      .add_option("--listen", options->listen,
                  "Address and port; only this machine's own, for there are no accounts yet")
      ->envname("CANDOUR_LISTEN")
      ->capture_default_str();
  command.callback([options, &wiring, &outcome] {
    if (auto served = wiring.serve(options->data, options->listen); !served)
      outcome.result = fail(std::move(served.error()));
  });
}

}  // namespace candour::cli
