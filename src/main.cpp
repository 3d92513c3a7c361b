// The only wiring: which edge stands behind which port.

#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

#include "app/candour.h"
#include "app/erasure.h"
#include "app/scanner.h"
#include "attesting/attesting.h"
#include "base/clock.h"
#include "base/file.h"
#include "cli/cli.h"
#include "mail/mailer.h"
#include "printer/printer.h"
#include "sandbox/sandbox.h"
#include "scanner/clamd.h"
#include "signing/signer.h"
#include "sqlite/sqlite_store.h"
#include "web/pages.h"
#include "web/serve.h"
#include "witness/witness.h"

namespace {

using namespace candour;

// One write for each line: the system keeps lines of several threads apart, and none waits for another.
void say(std::string_view line) {
  const std::string whole = std::string(line) + '\n';
  (void)!::write(STDERR_FILENO, whole.data(), whole.size());
}

std::filesystem::path database_in(const std::string& data) {
  return std::filesystem::path(data) / "candour.db";
}

// The data folder is its owner's alone.
Result<std::unique_ptr<app::Store>> open_record(const std::string& data, std::function<void(const Error&)> stopped) {
  if (data.empty()) return fail(ErrorCode::bad_input, "Name the data folder: --data FOLDER.");
  CANDOUR_CHECK(make_folder(data));
  return sqlite::open_store(database_in(data), std::move(stopped));
}
Result<std::unique_ptr<app::Store>> open_store(const std::string& data) {
  return open_record(data, [](const Error& error) {
    say("The disk failed. What was acknowledged before is kept; look at the disk's health before going on. " +
        error.detail);
  });
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

signing::Files signer_files(const std::string& data) {
  return {cli::signer_file(data, "key"), cli::signer_file(data, "state")};
}

// nullptr where the ledger is not signed.
Result<std::unique_ptr<app::Signer>> signer_of(const cli::Serving& serving) {
  if (!serving.signer.empty()) return signing::at(serving.signer);
  const signing::Files files = signer_files(serving.data);
  if (!std::filesystem::exists(files.key)) return std::unique_ptr<app::Signer>();
  return signing::in_child(
      {"/proc/self/exe", "signer", "--key=" + files.key.string(), "--state=" + files.state.string(), "--socket=-"});
}

// nullptr where nobody outside is asked.
Result<std::unique_ptr<app::Attestor>> attestor_of(const cli::Serving& serving) {
  if (serving.policy.empty() && serving.stamping.empty()) return std::unique_ptr<app::Attestor>();
  attesting::Settings settings{{}, serving.stamping, serving.stamping_authorities, {}};
  if (!serving.policy.empty()) {
    CANDOUR_TRY(text, read_whole(serving.policy));
    CANDOUR_TRY(policy, ledger::read_policy(text));
    settings.policy = std::move(policy);
  }
  return attesting::make_attestor(std::move(settings));
}

Result<std::string> run_witness(const Clock& clock, const cli::Witnessing& asked) {
  if (!asked.new_key.empty()) {
    CANDOUR_TRY(key, witness::make_key(asked.folder, asked.new_key));
    return ledger::write_verifier_key(key) + "\n";
  }
  CANDOUR_TRY(listen, web::parse_listen(asked.listen));
  CANDOUR_TRY(opened, witness::Witness::open(asked.folder, clock));
  CANDOUR_CHECK(witness::serve(*opened, {listen.address, listen.port, asked.site}, [](std::string_view address) {
    say("The witness is asked at " + std::string(address));
  }));
  return std::string();
}

Result<std::string> run_signer(const cli::Signing& asked) {
  const signing::Files files{asked.key, asked.state};
  if (!asked.new_key.empty()) {
    CANDOUR_TRY(key, signing::make_key(files, asked.new_key));
    return ledger::write_verifier_key(key) + "\n";
  }
  if (!asked.remember.empty()) {
    CANDOUR_TRY(checkpoint, read_whole(asked.remember));
    CANDOUR_CHECK(signing::remember(files, checkpoint));
    return std::string();
  }
  if (asked.socket == "-")
    CANDOUR_CHECK(signing::serve(files, STDIN_FILENO));
  else
    CANDOUR_CHECK(signing::serve(files, asked.socket, [&] { say("The signer is asked at " + asked.socket); }));
  return std::string();
}

// Asked of a signer that runs apart: its memory is not ours to read.
cli::LastSigned last_signed() {
  const char* apart = std::getenv("CANDOUR_SIGNER");
  if (!apart || !*apart) return {};
  return [socket = std::string(apart)]() -> Result<std::optional<ledger::Checkpoint>> {
    CANDOUR_TRY(standing, signing::at(socket)->standing());
    return standing.memory.last;
  };
}

Result<void> back_up(const std::string& data, const std::string& to) {
  if (!std::filesystem::exists(database_in(data)))
    return fail(ErrorCode::not_found, "There is no record in “" + data + "”.");
  return sqlite::back_up(database_in(data), to);
}
Result<void> put_back(const std::string& from, const std::string& data) {
  return copy_durably(from, database_in(data));
}

// nullptr where no PDF is to be offered, or there is no Chromium.
Result<std::unique_ptr<app::Printer>> printer_of(const std::string& browser) {
  if (browser == "none") return std::unique_ptr<app::Printer>();
  const std::string found = browser.empty() ? printer::find_browser() : browser;
  if (!browser.empty() && access(browser.c_str(), X_OK) != 0)
    return fail(ErrorCode::bad_input, "“" + browser + "” is no program that could print: --pdf-browser FILE, or none.");
  return found.empty() ? std::unique_ptr<app::Printer>() : printer::make_printer(found);
}

Result<void> serve(const app::Reader& reader, const Clock& clock, const cli::Serving& serving) {
  CANDOUR_TRY(listen, web::parse_listen(serving.listen));
  CANDOUR_TRY(site, web::parse_site(serving.site, listen, serving.tls_certificate.empty() ? "http" : "https"));
  CANDOUR_TRY(mailer, mailer_of(serving, clock));
  CANDOUR_TRY(scanner, scanner_of(serving));
  CANDOUR_TRY(printer, printer_of(serving.pdf_browser));
  // Whoever waits is still answered, and then it ends: what this process believes may not be what the disk has.
  std::atomic<bool> disk_failed = false;
  CANDOUR_TRY(store, open_record(serving.data, [&](const Error& error) {
                say("The disk failed, so Candour ends: " + error.detail);
                disk_failed = true;
                ::kill(::getpid(), SIGTERM);
              }));
  CANDOUR_TRY(claimed, sqlite::claim_serving(database_in(serving.data)));
  (void)claimed;
  CANDOUR_TRY(signer, signer_of(serving));
  CANDOUR_TRY(attestor, attestor_of(serving));
  const auto erasures = cli::erasure_list(serving.data);
  app::Candour application(*store, &reader, clock, {mailer.get(), site}, scanner.get(), signer.get(), attestor.get());
  application.note_erasures(erasures.get());
  if (auto settled = erasures->settle(*store); !settled)
    say("The list of what was erased cannot be kept, so nothing can be erased: " + settled.error().sentence);
  web::Reach reach{
      site, serving.proxy, {}, serving.tls_certificate, serving.tls_key, {serving.word_template, printer.get()}};
  if (!serving.breached_passwords.empty()) {
    CANDOUR_TRY(breached, credentials::Breached::read(serving.breached_passwords));
    reach.breached = std::move(breached);
  }
  if (!signer)
    say("The ledger is not signed: there is no key yet. Make one: candour signer --data " + serving.data +
        " --new-key NAME");
  CANDOUR_CHECK(web::serve(
      application, listen, reach, {std::chrono::minutes(serving.checkpoint_minutes)},
      [&](std::string_view url) { say("Candour serves " + serving.data + " at " + std::string(url)); }, say));
  if (disk_failed)
    return fail(ErrorCode::unavailable,
                "The disk did not keep what it was told to, so nothing more was written and Candour has ended. Look at "
                "its health, then start Candour again: what was acknowledged is kept.");
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  // Before anything else is set up: this process may be the child that reads one document.
  if (argc == 2 && argv[1] == sandbox::worker_command) return sandbox::work();
  const sandbox::Sandbox reader;
  const SystemClock clock;
  const auto printer = printer_of({});
  const cli::Wiring wiring{.reader = reader,
                           .clock = clock,
                           .version = CANDOUR_VERSION,
                           .open_store = open_store,
                           .serve = [&](const cli::Serving& serving) { return serve(reader, clock, serving); },
                           .sign = run_signer,
                           .witness = [&](const cli::Witnessing& asked) { return run_witness(clock, asked); },
                           .last_signed = last_signed(),
                           .back_up = back_up,
                           .put_back = put_back,
                           .report_document = web::report_document,
                           .reply_document = web::reply_document,
                           .printer = printer->get()};
  return cli::run(argc, argv, wiring);
}
