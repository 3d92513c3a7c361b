// candour backup and candour restore: the record as one file, and back; or filled from an export.

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "app/checkpoints.h"
#include "app/erasure.h"
#include "app/exporting.h"
#include "app/papers.h"
#include "app/verify.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/random.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/folder.h"
#include "cli/commands/record.h"
#include "ledger/entries.h"
#include "ledger/signer.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_of_a_reason = 1500;
constexpr std::string_view restored_without = "# Restored without the list";

std::string told(const app::StoreAudit& audit) {
  return grouped(static_cast<long long>(audit.events)) + " events, " +
         grouped(static_cast<long long>(audit.originals)) + " files, " +
         grouped(static_cast<long long>(audit.entries)) + " entries of the ledger, root " +
         base64(ledger::bytes_of(audit.root)) + "\n";
}

struct Restoring {
  std::string from, data, signer_state, until, erased;
  std::string new_log;  // why a new ledger is begun
  bool behind = false, without_erased = false;
};

// `first`: the line of a beginning of its own, in the place of the first.
Result<void> fill(app::Store& store, const fs::path& from, std::optional<Moment> until, std::string first = {}) {
  std::ifstream lines(from / "record/ledger.jsonl", std::ios::binary);
  CANDOUR_CHECK(app::fill_from(
      store,
      [&]() -> Result<std::optional<std::string>> {
        std::string line;
        if (!first.empty()) {
          std::getline(lines, line);
          return std::optional(std::exchange(first, {}));
        }
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

// A copy of the record, whichever form it has, as a store in this new folder.
Result<std::unique_ptr<app::Store>> opened_copy(const fs::path& copy, const fs::path& folder, const Wiring& wiring) {
  CANDOUR_CHECK(make_folder(folder));
  const bool is_export = fs::is_directory(copy / "record"), is_data = !is_export && fs::is_directory(copy);
  const fs::path backup = folder / "backup";
  if (is_data) CANDOUR_CHECK(wiring.back_up(copy.string(), backup.string()));
  if (!is_export) CANDOUR_CHECK(wiring.put_back((is_data ? backup : copy).string(), folder.string()));
  CANDOUR_TRY(store, wiring.open_store(folder.string()));
  if (is_export) CANDOUR_CHECK(fill(*store, copy, std::nullopt));
  return std::move(store);
}

// What was erased after the copy was made: by the list, or by a newer copy, in which it is gone. `list` is the list, so
// far as there is one.
struct ErasedSince {
  app::Erasure erasure;
  std::string list;
  bool known = true;  // false: nobody knows, and whoever restores says so
};
Result<ErasedSince> erased_since(const app::Store& store, const Restoring& asked, const fs::path& beside,
                                 const Wiring& wiring) {
  ErasedSince since;
  std::error_code trouble;
  std::optional<std::string> list = what_was_erased(asked.data);
  if (!asked.erased.empty()) {
    auto bytes = fs::is_directory(asked.erased, trouble) ? Result<std::string>(std::string("SQLite format 3"))
                                                         : read_whole(asked.erased);
    if (!bytes) return fail(std::move(bytes.error()));
    if (bytes->starts_with("SQLite format 3")) {
      CANDOUR_TRY(newer, opened_copy(asked.erased, beside, wiring));
      CANDOUR_TRY(ours, store.last_position());
      CANDOUR_TRY(theirs, newer->last_position());
      if (theirs <= ours)
        return fail(
            ErrorCode::refused,
            "What is named with --erased is no newer than the copy that is restored: nothing was recorded after "
            "it, so it cannot say what was erased since.");
      CANDOUR_TRY(gone, app::gone_since(store, *newer));
      if (fs::is_directory(fs::path(asked.erased) / "record")) gone.drafts.clear();  // an export holds none
      CANDOUR_TRY(lines, app::every_erasure_in(*newer));
      since.list =
          list.value_or("") + lines + app::write_erased({}, {{}, gone.originals, gone.drafts}, wiring.clock.now());
      since.erasure = std::move(gone);
      return since;
    }
    list = list.value_or("") + *bytes;
  }
  CANDOUR_TRY(own, app::every_erasure_in(store));
  // A list that lacks what the copy itself says was erased is not the latest one.
  const std::string had = list.value_or("");
  std::set<std::string_view> listed;
  for (const std::string_view line : lines(had)) listed.insert(line);
  std::size_t unlisted = 0;
  for (const std::string_view line : lines(own)) unlisted += !line.empty() && !listed.contains(line);
  // Nor is one that was begun by a restore without any.
  const bool begun_without = had.find(restored_without) != std::string::npos;
  since.known = list && unlisted == 0 && !begun_without;
  if (!since.known && !asked.without_erased)
    return fail(
        ErrorCode::refused,
        (begun_without ? std::string("The list of what was erased was begun by a restore that had none")
         : list ? "The list of what was erased is not the latest one: " + grouped(static_cast<long long>(unlisted)) +
                      " erasures of the copy itself are not on it"
                : "The list of what was erased is not beside the data folder (" +
                      repaired_utf8(signer_file(asked.data, "erased")) + ")") +
            ", so what was erased after this copy was made would come back, and nothing was restored. Name it with "
            "--erased: the file “erased” in the .signer folder of the installation that the copy is of, or in the copy "
            "of that file; or a newer copy of the record (its data folder, a backup, an export), in which the same is "
            "gone. Where there is neither, --without-erased restores all the same, and the record says so; whoever "
            "asked for an erasure since must then be erased again by hand.");
  if (list) {
    CANDOUR_TRY(erasure, app::still_here(store, *list));
    since.erasure = std::move(erasure);
  }
  since.list = list.value_or("") + own;
  return since;
}

// Each line once, in their order.
std::string without_repeats(std::string_view list) {
  std::set<std::string_view> seen;
  std::string kept;
  for (const std::string_view line : lines(list))
    if (!line.empty() && seen.insert(line).second) kept += std::string(line) + "\n";
  return kept;
}

// The first line of a ledger that goes on under a name of its own, because what was signed last is not there any more.
Result<std::string> new_beginning(const app::Store& store, const Restoring& asked, Moment now) {
  auto bytes = read_whole(asked.signer_state);
  if (!bytes)
    return fail(ErrorCode::bad_input,
                "Without the signer's memory nobody can say what was signed last. Name it: --signer-state FILE.");
  CANDOUR_TRY(memory, ledger::read_signer_memory(*bytes));
  CANDOUR_TRY(sentence, memory.last ? app::what_does_not_follow(store, {*memory.last}) : std::string());
  if (sentence.empty())
    return fail(ErrorCode::bad_input,
                "Everything that was signed is in it, so its ledger goes on as it is: restore it without --new-log.");
  const auto random = random_32_bytes();
  CANDOUR_TRY(entry, ledger::write_entry(ledger::Genesis{
                         hex(ledger::bytes_of(random).substr(0, 16)), now,
                         ledger::Genesis::Earlier{memory.last->origin, memory.last->size, memory.last->root,
                                                  app::plain_ascii(asked.new_log, most_of_a_reason)}}));
  return nlohmann::json{{"plain", entry}}.dump();
}

// A backup as an export, beside.
Result<void> write_out(app::Store& store, const fs::path& whole, const Wiring& wiring) {
  const app::Candour candour(store, nullptr, wiring.clock);
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
  const bool begins_anew = !asked.new_log.empty();
  const fs::path whole = folder.string() + ".whole";  // as it is, where another is made of it
  std::string beginning;
  if ((!is_export && until) || begins_anew) {
    CANDOUR_CHECK(make_folder(whole));
    if (!is_export) CANDOUR_CHECK(wiring.put_back(asked.from, whole.string()));
    CANDOUR_TRY(as_it_is, wiring.open_store(whole.string()));
    if (is_export) CANDOUR_CHECK(fill(*as_it_is, asked.from, until));
    if (begins_anew) {
      CANDOUR_TRY(line, new_beginning(*as_it_is, asked, wiring.clock.now()));
      beginning = std::move(line);
    }
    if (!is_export) CANDOUR_CHECK(write_out(*as_it_is, whole, wiring));
  } else if (!is_export) {
    CANDOUR_CHECK(wiring.put_back(asked.from, folder.string()));
  }
  CANDOUR_TRY(store, wiring.open_store(folder.string()));
  if (is_export || until || begins_anew)
    CANDOUR_CHECK(fill(*store, is_export ? fs::path(asked.from) : whole / "export", until, beginning));
  CANDOUR_TRY(audit, app::verify(*store, {}));
  // What was erased after a moment is gone from what stood at it, too, and the event that says so came later.
  const auto wrong = [](const ledger::Finding& finding) { return !finding.holds; };
  const auto count = static_cast<std::uint64_t>(std::count_if(audit.findings.begin(), audit.findings.end(), wrong));
  if (count > (until ? audit.unsaid : 0))
    return fail(ErrorCode::unreadable, "What is to be restored does not hold: " +
                                           std::find_if(audit.findings.begin(), audit.findings.end(), wrong)->sentence);
  std::vector<ledger::Checkpoint> were_signed;
  CANDOUR_TRY(last, last_signed(asked.signer_state));
  if (last && !begins_anew) were_signed.push_back(*last);
  CANDOUR_TRY(sentence, app::what_does_not_follow(*store, were_signed));
  if (!sentence.empty() && !asked.behind)
    return fail(ErrorCode::refused,
                "This would roll the ledger back, so nothing was restored. " + sentence +
                    " Where there is no later copy, --behind restores it to be read, and --new-log WHY to be gone "
                    "on with under a new name.");
  CANDOUR_TRY(since, erased_since(*store, asked, folder.string() + ".newer", wiring));
  app::Candour candour(*store, nullptr, wiring.clock);
  // What is only there to be read stays the beginning of what was signed.
  if (!since.erasure.empty() && !sentence.empty()) CANDOUR_CHECK(store->erase(since.erasure, {}));
  if (!since.erasure.empty() && sentence.empty()) CANDOUR_CHECK(candour.erase_again(since.erasure));
  if (!since.known && sentence.empty()) CANDOUR_CHECK(candour.act({}, people::NoteRestoreWithoutList{}));
  if (!since.known)
    since.list += std::string(restored_without) + " of what was erased before " + wiring.clock.now().iso() + "\n";
  CANDOUR_CHECK(make_folder(fs::path(signer_file(asked.data, "erased")).parent_path()));
  CANDOUR_CHECK(keep_durably(signer_file(asked.data, "erased"), without_repeats(since.list)));
  fs::remove(signer_file(asked.data, "erasing"));
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
  for (const char* left : {"", ".whole", ".newer"}) fs::remove_all(beside.string() + left, trouble);
  CANDOUR_CHECK(make_folder(beside));
  auto audit = restore_into(beside, asked, wiring);
  for (const char* scaffold : {".whole", ".newer"}) fs::remove_all(beside.string() + scaffold, trouble);
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
  command.add_option(
      "--erased", options->erased,
      "The list of what was erased, where it does not lie beside the data folder; or a newer copy of the "
      "record (a data folder, a backup, an export): what is gone from it is erased");
  command.add_flag("--without-erased", options->without_erased,
                   "Also where nobody has the list of what was erased: that may come back, and the record says so");
  command.add_flag("--behind", options->behind,
                   "Also where more was signed than is in it; it is then served read-only");
  command
      .add_option(
          "--new-log", options->new_log,
          "Where more was signed than is in it, and no later copy is left: begin a new ledger that names what the "
          "old one had signed last, and why, in words that name nobody; without passwords, sessions and links")
      ->excludes("--behind");
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
