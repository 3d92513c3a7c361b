#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include "base/text.h"
#include "intake/action_plan/forms.h"
#include "intake/action_plan/plan_reading.h"
#include "intake/action_plan/restored_tables.h"
#include "intake/action_plan/tables.h"
#include "intake/inspection/read_inspection.h"
#include "intake/kinds/signs.h"
#include "intake/minutes/read_minutes.h"
#include "intake/parts/account.h"
#include "intake/parts/anomaly.h"
#include "intake/parts/flow.h"
#include "intake/parts/no_such_day.h"
#include "intake/reading.h"
#include "intake/risk_register/read_risk_register.h"
#include "intake/writing.h"

namespace candour::intake {
Reading draft(const document::Document& document, const Choices& choices) {
  using namespace action_plan;
  Reading reading;
  reading.source.format = document::to_text(document.format);
  Account account(document);
  std::vector<FlowLine> flow = flow_of(document);
  Tables tables;
  risk_register::RiskRows risks;
  if (speaks_of_risks(flow)) risks = risk_register::find_risks(flow);
  // What stands in a plan's paper beside its tables of risks, and the plan's rows in it.
  std::size_t rows_of_a_plan = 0;
  std::optional<Place> first_of_plan, first_of_risks;
  std::vector<FlowLine> beside_risks;
  if (risks.risks > 0) {
    for (std::size_t i = 0; i < flow.size(); ++i)
      if (!risks.of_risks[i])
        beside_risks.push_back(flow[i]);
      else if (!first_of_risks && flow[i].is_row)
        first_of_risks = flow[i].place;
    beside_risks = with_forms_as_tables(std::move(beside_risks));
    const Tables found = find_tables(beside_risks, choices.columns, false);
    if (is_a_plan(beside_risks, found) && tells_what_is_done(found))
      for (std::size_t i = 0; i < beside_risks.size(); ++i) {
        rows_of_a_plan += found.roles[i] == Role::row;
        if (found.roles[i] == Role::row && !first_of_plan) first_of_plan = beside_risks[i].place;
      }
  }
  // As a plan, forms of labels and values are rows, and risks to it are none.
  const auto is_plan = [&](bool insist) {
    flow = rows_of_a_plan > 0 ? beside_risks : with_forms_as_tables(std::move(flow));
    tables = find_tables(flow, choices.columns, insist);
    return is_a_plan(flow, tables) && (insist || promises_something(flow, tables));
  };
  bool report_beside = false;
  // A register has owners and actions, too, and minutes a table of who does what: each is asked what only it has.
  const auto kind_of = [&] {
    // Where both stand in one paper: what its title says, else the greater.
    if (risks.risks > 0 && rows_of_a_plan > 0) {
      const std::optional<Kind> said = kind_by_title(document, flow);
      const bool plan = said == Kind::action_plan     ? rows_of_a_plan * 4 >= risks.risks
                        : said == Kind::risk_register ? risks.risks * 4 < rows_of_a_plan
                                                      : rows_of_a_plan >= risks.risks;
      if (!plan) return Kind::risk_register;
    } else if (risks.are_a_register()) {
      return Kind::risk_register;
    }
    const bool plan = is_plan(!choices.columns.empty());
    // A report may list its recommendations in a table: who they are for and by when, and not what was done. Where it
    // also says what was answered it is read for the answers, and told to be a report.
    if (plan && choices.columns.empty() && tells_of_answers_alone(tables) && has_numbered_paragraphs(flow)) {
      const std::vector<FlowLine> lines = flow_of(document);
      report_beside = inspection::is_an_inspection(document, lines);
    }
    if (plan && choices.columns.empty() && is_titled_as_a_record(flow)) {
      // "Notes and actions": what was agreed at a meeting, with who does it and by when.
      std::vector<FlowLine> lines = flow_of(document);
      if (minutes::are_minutes(document, lines)) {
        flow = std::move(lines);
        return Kind::minutes;
      }
    }
    if (plan && (!choices.columns.empty() || tells_what_is_done(tables))) return Kind::action_plan;
    std::vector<FlowLine> lines = flow_of(document);
    if (inspection::is_an_inspection(document, lines)) {
      flow = std::move(lines);
      return Kind::inspection;
    }
    if (plan) return Kind::action_plan;
    if (minutes::are_minutes(document, lines)) {
      flow = std::move(lines);
      return Kind::minutes;
    }
    // Who was there stands over it, but nothing that was said or resolved: what is left is the plan.
    if (rates_what_somebody_does(tables) && promises_something(flow, tables)) return Kind::action_plan;
    flow = std::move(lines);
    return Kind::unknown;
  };
  if (choices.kind == Kind::action_plan) is_plan(true);
  reading.kind = choices.kind ? *choices.kind : kind_of();
  if (reading.kind == Kind::unknown || (reading.kind == Kind::action_plan && tables.layouts.empty())) {
    // A converter may have left the words of a plan's table and not its cells.
    std::optional<Place> header;
    if (const std::optional<Restored> restored = with_tables_restored(document, header)) {
      Reading again = draft(restored->document, choices);
      if (again.kind == Kind::action_plan) {
        again.anomalies.push_back({"text.table-restored",
                                   Severity::check,
                                   restored->place,
                                   "This text came without the cells of its table; " + std::to_string(restored->rows) +
                                       " rows were put together again by where their words stand.",
                                   "Compare them with the original document.",
                                   {},
                                   {}});
        return again;
      }
    }
    if (header)
      reading.anomalies.push_back({"text.table-lost",
                                   Severity::check,
                                   *header,
                                   "The header of a plan's table stands here, but its rows cannot be told apart; "
                                   "their text was kept as it is.",
                                   "Ask for the document itself, as .docx or .xlsx.",
                                   {},
                                   {}});
  }
  switch (reading.kind) {
    case Kind::action_plan:
      read_plan(document, flow, tables, choices, account, reading);
      break;
    case Kind::inspection:
      inspection::read_inspection(document, flow, choices, account, reading);
      break;
    case Kind::minutes:
      minutes::read_minutes(document, flow, choices, account, reading);
      break;
    case Kind::risk_register:
      risk_register::read_risk_register(document, flow, choices, account, reading);
      break;
    case Kind::unknown:
      break;
  }
  if (report_beside)
    reading.anomalies.push_back(of_document(
        flow.front().place, "report.left-aside", Severity::check,
        "This is a report whose table of recommendations says who answers them; that table was read, and the report's "
        "own paragraphs were kept as they are.",
        "Read the document once more as an inspection to take its paragraphs and what they cite."));
  // Of a plan and a register in one paper, one is read, and the other is kept as it is written.
  if (reading.kind == Kind::action_plan && rows_of_a_plan > 0)
    reading.anomalies.push_back(of_document(*first_of_risks, "risks.left-aside", Severity::check,
                                            "A table of risks stands beside this plan (" + std::to_string(risks.risks) +
                                                (risks.risks == 1 ? " row" : " rows") +
                                                "); it was kept as it is, and is no action of the plan.",
                                            "Read the document once more as a risk register to take it."));
  if (reading.kind == Kind::risk_register && rows_of_a_plan > 0)
    reading.anomalies.push_back(of_document(*first_of_plan, "plan.left-aside", Severity::check,
                                            "A table of actions stands beside this register (" +
                                                std::to_string(rows_of_a_plan) +
                                                (rows_of_a_plan == 1 ? " row" : " rows") + "); it was kept as it is.",
                                            "Read the document once more as an action plan to take it."));
  account.settle(reading);
  auto writing = find_anomalies_of_writing(reading);
  reading.anomalies.insert(reading.anomalies.end(), std::make_move_iterator(writing.begin()),
                           std::make_move_iterator(writing.end()));
  auto days = find_days_that_are_none(flow, reading);
  reading.anomalies.insert(reading.anomalies.end(), std::make_move_iterator(days.begin()),
                           std::make_move_iterator(days.end()));
  for (const document::Note& note : document.notes)
    reading.anomalies.push_back({note.code,
                                 // What may be read wrongly is to be looked at, what was left aside to be known.
                                 note.code == "source.rows-unsure" ? Severity::check : Severity::note,
                                 note.place,
                                 note.message,
                                 {},
                                 {},
                                 {}});
  return reading;
}

}  // namespace candour::intake
