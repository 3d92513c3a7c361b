// The only wiring: which edge stands behind which port.

#include <string_view>

#include "cli/cli.h"
#include "sandbox/sandbox.h"

int main(int argc, char** argv) {
  // Before anything else is set up: this process may be the child that reads one document.
  if (argc == 2 && argv[1] == candour::sandbox::worker_command) return candour::sandbox::work();
  const candour::sandbox::Sandbox reader;
  return candour::cli::run(argc, argv, {reader, CANDOUR_VERSION});
}
