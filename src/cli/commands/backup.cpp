// candour backup and candour restore: the record as one file, and back; or filled from an export.

#include <algorithm>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "app/checkpoints.h"
#include "app/erasure.h"
#include "app/exporting.h"
#include "app/verify.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/folder.h"
#include "ledger/signer.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;

std::string told(const app::StoreAudit& audit) {
  return grouped(static_cast<long long>(audit.events)) + " events, " +
         grouped(static_cast<long long>(audit.originals)) + " files, " +
         grouped(static_cast<long long>(audit.entries)) + " entries of the ledger, root " +
         base64(ledger::bytes_of(audit.root)) + "\n";
}

struct Restoring {
  std::string from, data, signer_state, until;
  bool behind = false;
};

Result<void> fill(app::Store& store, const fs::path& from, std::optional<Moment> until) {
  std::ifstream lines(from / "record/ledger.jsonl", std::ios::binary);
  CANDOUR_CHECK(app::fill_from(
      store,
      [&]() -> Result<std::optional<std::string>> {
        std::string line;
        if (std::getline(lines, line)) return std::optional(std::move(line));
        if (lines.bad()) return fail(ErrorCode::unreadable, "record/ledger.jsonl could not be read to its end.");
        return std::optional<std::string>();
      },
      until));
  std::error_code trouble;
  for (const auto& each : fs::directory_iterator(from / "originals", trouble)) {
    CANDOUR_TRY(bytes, read_whole(each.path()));
    CANDOUR_TRY(hash, store.keep_original(bytes));
    if (hash != each.path().filename())
      return fail(ErrorCode::unreadable, "“" + repaired_utf8(each.path().string()) + "” is not the file that it was.");
  }
  return {};
}

// A day is meant to its end.
Result<std::optional<Moment>> moment_in(const std::string& text) {
  if (text.empty()) return std::optional<Moment>();
  const auto moment = Moment::parse(text.size() == 10 ? text + "T23:59:59.999999Z" : text);
  if (!moment)
    return fail(ErrorCode::bad_input,
                "“" + repaired_utf8(text) + "” is no moment: write 2026-03-05 or, in UTC, 2026-03-05T10:00:00Z.");
  return std::optional(*moment);
}

// A backup as an export, beside.
Result<void> write_out(const fs::path& backup, const fs::path& whole, const Wiring& wiring) {
  CANDOUR_CHECK(make_data_folder(whole));
  CANDOUR_CHECK(wiring.put_back(backup.string(), whole.string()));
  CANDOUR_TRY(store, wiring.open_store(whole.string()));
  const app::Candour candour(*store, nullptr, wiring.clock);
  Folder folder(whole / "export");
  CANDOUR_TRY(exported, app::export_record(candour, [&](const std::string& path, std::string_view bytes) {
                return folder.put(path, bytes);
              }));
  (void)exported;
  return folder.close();
}

// In a folder of its own; the record comes to its place whole, or not at all.
Result<app::StoreAudit> restore_into(const fs::path& folder, const Restoring& asked, const Wiring& wiring) {
  CANDOUR_TRY(until, moment_in(asked.until));
  const bool is_export = fs::is_directory(asked.from);
  const fs::path whole = folder.string() + ".whole";  // of a backup of which a part is wanted
  if (!is_export && until) CANDOUR_CHECK(write_out(asked.from, whole, wiring));
  if (!is_export && !until) CANDOUR_CHECK(wiring.put_back(asked.from, folder.string()));
  CANDOUR_TRY(store, wiring.open_store(folder.string()));
  if (is_export || until) CANDOUR_CHECK(fill(*store, is_export ? fs::path(asked.from) : whole / "export", until));
  CANDOUR_TRY(audit, app::verify(*store, {}));
  // What was erased after a moment is gone from what stood at it, too, and the event that says so came later.
  const auto wrong = [](const ledger::Finding& finding) { return !finding.holds; };
  const auto count = static_cast<std::uint64_t>(std::count_if(audit.findings.begin(), audit.findings.end(), wrong));
  if (count > (until ? audit.unsaid : 0))
    return fail(ErrorCode::unreadable, "What is to be restored does not hold: " +
                                           std::find_if(audit.findings.begin(), audit.findings.end(), wrong)->sentence);
  std::vector<ledger::Checkpoint> were_signed;
  if (auto bytes = read_whole(asked.signer_state)) {
    CANDOUR_TRY(memory, ledger::read_signer_memory(*bytes));
    if (memory.last) were_signed.push_back(*memory.last);
  }
  CANDOUR_TRY(sentence, app::what_does_not_follow(*store, were_signed));
  if (!sentence.empty() && !asked.behind)
    return fail(ErrorCode::refused, "This would roll the ledger back, so nothing was restored. " + sentence +
                                        " Where there is no later copy, --behind restores it to be read.");
  if (auto list = read_whole(signer_file(asked.data, "erased"))) {
    CANDOUR_TRY(erasure, app::still_here(*store, *list));
    app::Candour candour(*store, nullptr, wiring.clock);
    if (erasure.empty()) return std::move(audit);
    // What is only there to be read stays the beginning of what was signed.
    if (!sentence.empty()) {
      CANDOUR_CHECK(store->erase(erasure, {}));
    } else {
      CANDOUR_CHECK(candour.erase({}, erasure, people::ErasureBasis::legal_obligation,
                                  "Erased before, and erased again from an older copy."));
    }
  }
  return std::move(audit);
}

Result<std::string> restore(const Restoring& asked, const Wiring& wiring) {
  std::error_code trouble;
  fs::path data = fs::path(asked.data).lexically_normal();
  if (!data.has_filename()) data = data.parent_path();
  if (fs::exists(data, trouble) && !fs::is_empty(data, trouble))
    return fail(ErrorCode::conflict, "“" + repaired_utf8(data.string()) +
                                         "” is not empty. Restore into a new folder, and move the old one away first.");
  if (!fs::exists(asked.from, trouble))
    return fail(ErrorCode::not_found, "There is nothing at “" + repaired_utf8(asked.from) + "”.");
  const fs::path beside = data.string() + ".restoring";
  fs::remove_all(beside, trouble);
  CANDOUR_CHECK(make_data_folder(beside));
  auto audit = restore_into(beside, asked, wiring);
  fs::remove_all(beside.string() + ".whole", trouble);
  if (!audit) {
    fs::remove_all(beside, trouble);
    return fail(std::move(audit.error()));
  }
  fs::rename(beside, data, trouble);
  if (trouble)
    return fail(ErrorCode::unavailable,
                "The restored record lies in “" + beside.string() + "” and could not be moved to its place.",
                trouble.message());
  CANDOUR_CHECK(sync_folder(data.parent_path().empty() ? "." : data.parent_path()));
  return told(*audit);
}

}  // namespace

void add_backup(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  struct Options {
    std::string data, to;
  };
  CLI::App& command = *program.add_subcommand(
      "backup", "Copy the record into one new file, also while it is served; the file holds everything");
  const auto options = std::make_shared<Options>();
  command.add_option("file", options->to, "A new file")->required();
  command.add_option("--data", options->data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
  command.callback([options, &wiring, &outcome] { outcome.result = wiring.back_up(options->data, options->to); });
}

void add_restore(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command =
      *program.add_subcommand("restore", "Put a backup, or an export, into a new data folder, once it was verified");
  const auto options = std::make_shared<Restoring>();
  command.add_option("from", options->from, "A file made by “candour backup” or a folder made by “candour export”")
      ->required();
  command.add_option("--data", options->data, "The data folder: new or empty")->required()->envname("CANDOUR_DATA");
  command.add_option("--signer-state", options->signer_state,
                     "The signer's memory, where it does not lie beside the data folder");
  command.add_option("--until", options->until,
                     "Only what was recorded up to this day or moment (UTC); without passwords, sessions and links, as "
                     "from an export");
  command.add_flag("--behind", options->behind,
                   "Also where more was signed than is in it; it is then served read-only");
  command.callback([options, &wiring, &outcome] {
    if (options->signer_state.empty()) options->signer_state = signer_file(options->data, "state");
    auto output = restore(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
