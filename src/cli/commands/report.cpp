// candour report: the committee's report of one plan or several, as at a day, in the form asked for.

#include <memory>
#include <string>
#include <vector>

#include "app/candour.h"
#include "cli/commands/command.h"
#include "cli/commands/record.h"
#include "report/sheet.h"
#include "report/word.h"

namespace candour::cli {
namespace {

struct Options : AsAtOptions {
  std::vector<std::string> plans;
  std::string format = "html";
  std::string table = "rows";
};

Result<std::string> write_report(const Options& options, const Wiring& wiring) {
  CANDOUR_TRY(record, open_record(wiring, options.data, Opening::to_read));
  const app::Candour& candour = *record.candour;
  CANDOUR_TRY(picture, picture_as_at(candour, options.as_at, options.known));
  std::vector<plan::PlanId> plans;
  for (const std::string& id : options.plans) {
    if (!view::find_plan(*picture, plan::PlanId(id)))
      return fail(ErrorCode::bad_input,
                  "There is no plan “" + id +
                      "” as at that day. “candour report --format json” without --plan shows those there are.");
    plans.emplace_back(id);
  }
  const view::Report report = view::report(*picture, plans);
  if (options.format == "html") return wiring.report_document(*picture, report);
  if (options.format == "docx") {
    CANDOUR_TRY(word, read_word_template(options.word_template));
    return report::report_docx(picture->name, report, word);
  }
  if (options.format == "pdf") {
    CANDOUR_TRY(printer, printer_of(wiring));
    return printer->print(wiring.report_document(*picture, report), report.as_at);
  }
  std::vector<report::Sheet> sheets = report::report_sheets(report);
  if (options.format == "json") return report::json(sheets);
  if (options.format == "xlsx")
    return report::xlsx(sheets, {"Progress report as at " + report.as_at.words(), picture->name, report.as_at});
  for (const report::Sheet& sheet : sheets)
    if (sheet.key == options.table) return report::csv(sheet);
  return fail(ErrorCode::bad_input, "The report has no table “" + options.table + "”.");
}

}  // namespace

Result<std::shared_ptr<const view::Picture>> picture_as_at(const app::Candour& candour, const std::string& as_at,
                                                           const std::string& known) {
  if (as_at.empty()) return candour.picture({});
  const auto day = Date::parse(as_at);
  if (!day) return fail(ErrorCode::bad_input, "“" + as_at + "” is no day. Write it as 2016-01-07.");
  return candour.picture_as_at({}, *day, known == "now" ? app::Knowledge::now : app::Knowledge::then);
}

Result<const app::Printer*> printer_of(const Wiring& wiring) {
  if (wiring.printer) return wiring.printer;
  return fail(ErrorCode::unavailable,
              "Chromium, which prints the PDF, is not here. Install Debian's package chromium-headless-shell, or "
              "print the page of --format html in a browser.");
}

void add_as_at_options(CLI::App& command, AsAtOptions& options) {
  command.add_option("--data", options.data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
  command.add_option("--as-at", options.as_at, "A day, as 2016-01-07 (default: today)");
  command
      .add_option("--known", options.known, "With what had been recorded by that day (then), or with what is known now")
      ->check(CLI::IsMember({"then", "now"}))
      ->capture_default_str();
  command
      .add_option("--word-template", options.word_template,
                  "For docx: a Word template to pour it into (candour word-template prints ours)")
      ->envname("CANDOUR_WORD_TEMPLATE");
}

void add_report(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command =
      *program.add_subcommand("report", "Print the committee's report of one plan or several, as at a day");
  const auto options = std::make_shared<Options>();
  add_as_at_options(command, *options);
  command.add_option("--plan", options->plans,
                     "A plan's id, as in its address; several may be named (default: every plan)");
  command.add_option("--format", options->format, "How the report is written")
      ->check(CLI::IsMember({"html", "docx", "pdf", "xlsx", "csv", "json"}))
      ->capture_default_str();
  command.add_option("--table", options->table, "For csv, which holds one table")
      ->check(CLI::IsMember(
          {"summary", "by_finding", "by_agency", "overdue", "unconfirmed", "unowned", "not_answered", "rows"}))
      ->capture_default_str();
  command.callback([options, &wiring, &outcome] {
    auto output = write_report(*options, wiring);
    if (output)
      outcome.output = std::move(*output);
    else
      outcome.result = fail(std::move(output.error()));
  });
}

}  // namespace candour::cli
