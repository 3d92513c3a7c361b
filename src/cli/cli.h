#pragma once
// The command line: `candour COMMAND …`. Each command is one file in commands/; this door runs the one that was named.

#include <string>

#include "app/reader.h"

namespace candour::cli {

// What main() has put together for the commands.
struct Wiring {
  const app::Reader& reader;
  std::string version;
};

// Runs one command and returns the exit status (sysexits.h; exit.h has the table). Facts go to standard output; one
// plain sentence to standard error where it fails, and then nothing to standard output.
int run(int argc, const char* const* argv, const Wiring& wiring);

}  // namespace candour::cli
