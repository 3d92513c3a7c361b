// candour export: everything in open formats, in a folder.

#include <memory>
#include <string>
#include <system_error>

#include "app/candour.h"
#include "app/exporting.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/commands/folder.h"
#include "cli/commands/record.h"
#include "report/sheet.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* read_me =
    "An export of Candour.\n\n"
    "lists/       plans, actions, agencies, meetings and registers as they stand: CSV (opens in any spreadsheet) and "
    "JSON\n"
    "originals/   every document and file of evidence as it came, named by its SHA-256; lists/evidence says which is "
    "which\n"
    "record/      ledger.jsonl: every entry of the ledger in order, one JSON object a line; of an event its core "
    "(JSON: ids,\n"
    "             dates, status), its words (JSON: texts and names), its salts and its commitment\n"
    "ledger/      what anybody may have and check: keys, checkpoints, tiles, papers (absent where nothing was ever "
    "signed)\n\n"
    "record/ and originals/ hold personal data, and the salts open every commitment: keep them as you keep the "
    "record.\n"
    "Not here: passwords, sessions, links that were sent, unfinished imports and answers. A backup has those.\n\n"
    "A new installation is filled from this folder by:  candour restore FOLDER --data NEW-FOLDER\n"
    "The ledger is checked by:                          candour-verify ledger FOLDER/ledger --key LOG.VKEY\n";

// Which file of originals/ is which.
report::Sheet evidence_sheet(const view::Picture& picture) {
  report::Sheet sheet{"Evidence",
                      "evidence",
                      "Files of evidence, by the name they have in originals/",
                      {{"SHA-256", "sha256"},
                       {"Action", "action"},
                       {"Number", "number"},
                       {"File", "file"},
                       {"Description", "description"}},
                      {}};
  for (const auto& plan : picture.plans)
    for (const view::Row& row : plan->rows)
      for (const plan::Evidence& each : row.action->evidence_items)
        if (!each.sha256.empty())
          sheet.rows.push_back({each.sha256, row.id, std::int64_t{each.number}, each.file_name, each.description});
  return sheet;
}

Result<std::string> export_to(const std::string& to, const std::string& data, const Wiring& wiring) {
  std::error_code trouble;
  if (fs::exists(to, trouble) && !fs::is_empty(to, trouble))
    return fail(ErrorCode::bad_input,
                "“" + repaired_utf8(to) + "” is there already. Name a new folder for the export.");
  CANDOUR_TRY(record, open_record(wiring, data, Opening::to_read));
  const app::Candour& candour = *record.candour;
  CANDOUR_CHECK(make_folder(to));
  Folder folder(to);
  const app::PutFile put = [&](const std::string& path, std::string_view bytes) { return folder.put(path, bytes); };
  CANDOUR_CHECK(put("README.txt", read_me));
  CANDOUR_TRY(exported, app::export_record(candour, put));
  CANDOUR_TRY(picture, candour.picture({}));
  const auto list = [&](const std::string& name, const report::Sheet& sheet) -> Result<void> {
    CANDOUR_CHECK(put("lists/" + name + ".csv", report::csv(sheet)));
    return put("lists/" + name + ".json", report::json(sheet));
  };
  CANDOUR_CHECK(list("plans", report::plans_sheet(*picture)));
  CANDOUR_CHECK(list("actions", report::actions_sheet(view::list(*picture, {}, {}, 1, 0).rows, picture->as_at)));
  CANDOUR_CHECK(list("agencies", report::agencies_sheet(*picture)));
  CANDOUR_CHECK(list("meetings", report::meetings_sheet(*picture)));
  CANDOUR_CHECK(list("registers", report::registers_sheet(*picture)));
  CANDOUR_CHECK(list("evidence", evidence_sheet(*picture)));
  CANDOUR_CHECK(folder.close());
  const auto count = [](std::uint64_t number) { return grouped(static_cast<long long>(number)); };
  return count(exported.events) + " events, " + count(exported.originals) + " files and " + count(exported.papers) +
         " papers are in " + to + ".\n" +
         (exported.signed_size == 0
              ? std::string("Nothing was ever signed, so there is no ledger folder.\n")
              : "The ledger folder holds what was signed: " + count(exported.signed_size) + " entries.\n");
}

}  // namespace

void add_export(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  struct Options {
    std::string data, to;
  };
  CLI::App& command = *program.add_subcommand(
      "export", "Write everything in open formats into a folder, from which a new installation can be filled");
  const auto options = std::make_shared<Options>();
  command.add_option("folder", options->to, "A new folder")->required();
  command.add_option("--data", options->data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
  command.callback([options, &wiring, &outcome] {
    auto output = export_to(options->to, options->data, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
