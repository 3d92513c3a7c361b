// The only wiring: which edge stands behind which port.

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "app/candour.h"
#include "base/clock.h"
#include "cli/cli.h"
#include "sandbox/sandbox.h"
#include "sqlite/sqlite_store.h"
#include "web/pages.h"
#include "web/serve.h"

namespace {

using namespace candour;

std::filesystem::path database_in(const std::string& data) {
  return std::filesystem::path(data) / "candour.db";
}

// The data folder is its owner's alone.
Result<std::unique_ptr<app::Store>> open_store(const std::string& data) {
  if (data.empty()) return fail(ErrorCode::bad_input, "Name the data folder: --data FOLDER.");
  if (mkdir(data.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(ErrorCode::bad_input, "The data folder “" + data + "” cannot be made: " + std::strerror(errno) + ".");
  return sqlite::open_store(database_in(data));
}

Result<void> serve(const app::Reader& reader, const Clock& clock, const std::string& data, const std::string& address) {
  CANDOUR_TRY(listen, web::parse_listen(address));
  CANDOUR_TRY(store, open_store(data));
  CANDOUR_TRY(serving, sqlite::claim_serving(database_in(data)));
  (void)serving;
  app::Candour application(*store, &reader, clock);
  // One write for each line: the system keeps lines of several threads apart, and none waits for another.
  const auto say = [](std::string_view line) {
    const std::string whole = std::string(line) + '\n';
    (void)!::write(STDERR_FILENO, whole.data(), whole.size());
  };
  return web::serve(
      application, listen, [&](std::string_view url) { say("Candour serves " + data + " at " + std::string(url)); },
      say);
}

}  // namespace

int main(int argc, char** argv) {
  // Before anything else is set up: this process may be the child that reads one document.
  if (argc == 2 && argv[1] == sandbox::worker_command) return sandbox::work();
  const sandbox::Sandbox reader;
  const SystemClock clock;
  const cli::Wiring wiring{
      .reader = reader,
      .clock = clock,
      .version = CANDOUR_VERSION,
      .open_store = open_store,
      .serve = [&](const std::string& data, const std::string& listen) { return serve(reader, clock, data, listen); },
      .report_document = web::report_document};
  return cli::run(argc, argv, wiring);
}
