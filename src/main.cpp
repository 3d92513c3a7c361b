// The only wiring: which edge stands behind which port.

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

#include "app/candour.h"
#include "app/scanner.h"
#include "base/clock.h"
#include "cli/cli.h"
#include "mail/mailer.h"
#include "sandbox/sandbox.h"
#include "scanner/clamd.h"
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

// nullptr where no mail server is named.
Result<std::unique_ptr<app::Mailer>> mailer_of(const cli::Serving& serving, const Clock& clock) {
  if (serving.smtp.empty()) return std::unique_ptr<app::Mailer>();
  CANDOUR_TRY(settings, mail::settings_of(serving.smtp));
  if (serving.mail_from.empty())
    return fail(ErrorCode::bad_input, "Say who letters come from: --mail-from \"NAME <ADDRESS>\".");
  CANDOUR_TRY(from, mail::mailbox_of(serving.mail_from));
  settings.from = std::move(from);
  settings.authorities = serving.smtp_authorities;
  if (!serving.smtp_password_file.empty()) {
    std::ifstream file(serving.smtp_password_file);
    if (!std::getline(file, settings.password) || settings.password.empty())
      return fail(ErrorCode::bad_input,
                  "The mail server's password cannot be read: the first line of the file that "
                  "--smtp-password-file names is missing or empty, or the file is not ours to read.");
  }
  return mail::make_mailer(std::move(settings), clock);
}

// nullptr where no virus scanner is named.
Result<std::unique_ptr<app::Scanner>> scanner_of(const cli::Serving& serving) {
  if (serving.clamd.empty()) return std::unique_ptr<app::Scanner>();
  return scanner::clamd(serving.clamd);
}

Result<void> serve(const app::Reader& reader, const Clock& clock, const cli::Serving& serving) {
  CANDOUR_TRY(listen, web::parse_listen(serving.listen));
  CANDOUR_TRY(site, web::parse_site(serving.site, listen, serving.tls_certificate.empty() ? "http" : "https"));
  CANDOUR_TRY(mailer, mailer_of(serving, clock));
  CANDOUR_TRY(scanner, scanner_of(serving));
  CANDOUR_TRY(store, open_store(serving.data));
  CANDOUR_TRY(claimed, sqlite::claim_serving(database_in(serving.data)));
  (void)claimed;
  app::Candour application(*store, &reader, clock, {mailer.get(), site}, scanner.get());
  web::Reach reach{site, serving.proxy, {}, serving.tls_certificate, serving.tls_key};
  if (!serving.breached_passwords.empty()) {
    CANDOUR_TRY(breached, credentials::Breached::read(serving.breached_passwords));
    reach.breached = std::move(breached);
  }
  // One write for each line: the system keeps lines of several threads apart, and none waits for another.
  const auto say = [](std::string_view line) {
    const std::string whole = std::string(line) + '\n';
    (void)!::write(STDERR_FILENO, whole.data(), whole.size());
  };
  return web::serve(
      application, listen, reach,
      [&](std::string_view url) { say("Candour serves " + serving.data + " at " + std::string(url)); }, say);
}

}  // namespace

int main(int argc, char** argv) {
  // Before anything else is set up: this process may be the child that reads one document.
  if (argc == 2 && argv[1] == sandbox::worker_command) return sandbox::work();
  const sandbox::Sandbox reader;
  const SystemClock clock;
  const cli::Wiring wiring{.reader = reader,
                           .clock = clock,
                           .version = CANDOUR_VERSION,
                           .open_store = open_store,
                           .serve = [&](const cli::Serving& serving) { return serve(reader, clock, serving); },
                           .report_document = web::report_document};
  return cli::run(argc, argv, wiring);
}
