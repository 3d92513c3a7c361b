// candour workbook: the workbook that an agency fills in, and what came back in it.

#include "app/workbook.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "cli/commands/command.h"
#include "cli/commands/record.h"
#include "document/document.h"
#include "report/workbook.h"

namespace candour::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Options {
  std::string data;
  std::string plan;
  std::string agency;
  std::string file;
  bool take = false;
};

workbook::Scope scope_of(const Options& options) {
  workbook::Scope scope;
  if (!options.plan.empty()) scope.plan = plan::PlanId(options.plan);
  if (!options.agency.empty()) scope.agency = plan::AgencyId(options.agency);
  return scope;
}

Result<std::string> make(const Options& options, const Wiring& wiring) {
  CANDOUR_TRY(record, open_record(wiring, options.data, Opening::to_read));
  CANDOUR_TRY(form, app::workbook_to_fill_in(*record.candour, {}, scope_of(options)));
  return report::xlsx(form);
}

std::string_view in_words(workbook::Case kind) {
  switch (kind) {
    case workbook::Case::changed:
      return "changed";
    case workbook::Case::conflict:
      return "conflict";
    case workbook::Case::trouble:
      return "trouble";
    case workbook::Case::needed:
      return "needed";
  }
  return {};
}

Json proposals_of(const workbook::Comparison& comparison) {
  Json json{{"compared", comparison.compared}, {"unchanged", comparison.unchanged}};
  Json cells = Json::array();
  for (const workbook::RowProposals& row : comparison.rows)
    for (const workbook::Proposal& each : row.cells) {
      Json cell{{"row", each.id},
                {"field", workbook::column_of(each.field).key},
                {"sheet", each.sheet},
                {"cell", each.cell},
                {"case", in_words(each.kind)},
                {"as_downloaded", each.as_downloaded},
                {"now", each.now},
                {"theirs", each.theirs}};
      if (!each.sentence.empty()) cell["sentence"] = each.sentence;
      if (each.suggestion) cell["suggestion"] = *each.suggestion;
      cells.push_back(std::move(cell));
    }
  json["cells"] = std::move(cells);
  json["not_there_any_more"] = comparison.vanished;
  json["not_taken_in"] = comparison.troubles;
  json["notes"] = comparison.notes;
  return json;
}

Result<void> take_back(const Options& options, const Wiring& wiring, Outcome& outcome) {
  CANDOUR_TRY(bytes, read_input(options.file, document::Limits{}.file_bytes));
  CANDOUR_TRY(record, open_record(wiring, options.data, options.take ? Opening::to_write : Opening::to_read));
  app::Candour& candour = *record.candour;
  const std::string name = name_of(options.file);
  CANDOUR_TRY(returned, app::read_workbook(candour, bytes, name));
  const workbook::Scope scope = scope_of(options);
  CANDOUR_TRY(comparison, app::compare_workbook(candour, {}, returned, scope));
  Json json = proposals_of(comparison);
  if (options.take) {
    CANDOUR_CHECK(candour.store().keep_original(bytes));
    CANDOUR_TRY(taken, app::take_in(candour, {}, returned, scope, name, workbook::likely(comparison)));
    CANDOUR_TRY(left, app::compare_workbook(candour, {}, returned, scope));
    json["taken_in"] = {{"rows", taken.rows}, {"new", taken.added}};
    json["left_to_decide"] = proposals_of(left)["cells"];
    for (const app::RowRefused& each : taken.refused) {
      outcome.complaints.push_back("Row " + each.id + ": " + each.error.sentence);
      outcome.exit = exit_for(each.error.code);
    }
  }
  outcome.output = json.dump(2) + "\n";
  return {};
}

}  // namespace

void add_workbook(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command =
      *program.add_subcommand("workbook", "Make the workbook that an agency fills in, or read one that came back");
  command.require_subcommand(1);
  const auto options = std::make_shared<Options>();
  const auto add_scope = [&](CLI::App& act) {
    act.add_option("--data", options->data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
    act.add_option("--plan", options->plan, "A plan's id, as in its address (default: every plan)");
    act.add_option("--agency", options->agency, "An agency's id, as in its address (default: every agency)");
  };
  CLI::App& make_one = *command.add_subcommand("make", "Print a workbook (.xlsx) of the open rows to fill in");
  add_scope(make_one);
  make_one.callback([options, &wiring, &outcome] {
    auto output = make(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
  CLI::App& read_one = *command.add_subcommand(
      "return", "Print, as JSON, what a workbook that came back proposes: as downloaded, now and theirs, by cell");
  add_scope(read_one);
  read_one.add_option("file", options->file, "The workbook (.xlsx); - for standard input")->required();
  read_one.add_flag("--take", options->take,
                    "Take in what nobody else has changed since; the rest is left, and printed as left_to_decide");
  read_one.callback([options, &wiring, &outcome] { outcome.result = take_back(*options, wiring, outcome); });
}

}  // namespace candour::cli
