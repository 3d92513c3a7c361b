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
#include "intake/minutes/read_minutes.h"
#include "intake/parts/account.h"
#include "intake/parts/anomaly.h"
#include "intake/parts/flow.h"
#include "intake/parts/no_such_day.h"
#include "intake/reading.h"
#include "intake/risk_register/read_risk_register.h"
#include "intake/writing.h"

namespace candour::intake {
namespace {

bool tells_what_is_done(const action_plan::Tables& tables) {
  for (const action_plan::Layout& layout : tables.layouts)
    for (Column meaning : layout.meanings)
      if (meaning == Column::action || meaning == Column::rating || meaning == Column::response ||
          meaning == Column::evidence || meaning == Column::percent)
        return true;
  return false;
}

std::size_t rows_of_a_table(const action_plan::Tables& tables) {
  return static_cast<std::size_t>(std::count(tables.roles.begin(), tables.roles.end(), action_plan::Role::row));
}

// Action, who or when, and how it stands, in one table.
bool rates_what_somebody_does(const action_plan::Tables& tables) {
  return std::any_of(tables.layouts.begin(), tables.layouts.end(), [](const action_plan::Layout& layout) {
    const auto has = [&](Column column) {
      return std::find(layout.meanings.begin(), layout.meanings.end(), column) != layout.meanings.end();
    };
    return has(Column::action) && has(Column::rating) &&
           (has(Column::lead) || has(Column::target) || has(Column::agency));
  });
}

// "Notes and actions – 17 December" in one of the first lines.
bool is_titled_as_a_record(const std::vector<FlowLine>& flow) {
  std::size_t looked = 0;
  for (const FlowLine& line : flow) {
    if (line.is_row || line.is_furniture) continue;
    if (++looked > 4) return false;
    const std::string key = matching_key(line.text.substr(0, 80));
    for (std::string_view title :
         {"notes and action", "action notes", "meeting notes", "notes of ", "note of ", "minutes"})
      if (key.starts_with(title) || key.find(" minutes of ") != std::string::npos) return true;
  }
  return false;
}

// Of what is done only that a body agrees.
bool tells_of_answers_alone(const action_plan::Tables& tables) {
  for (const action_plan::Layout& layout : tables.layouts)
    for (Column meaning : layout.meanings)
      if (meaning == Column::action || meaning == Column::rating || meaning == Column::evidence ||
          meaning == Column::percent)
        return false;
  return true;
}

// "3.2 Police notifications are not always attached (R1).", three times and more.
bool has_numbered_paragraphs(const std::vector<FlowLine>& flow) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::count_if(flow.begin(), flow.end(), [&](const FlowLine& line) {
           return !line.is_row && line.text.size() > 30 && is_digit(line.text[0]) &&
                  line.text.substr(1, 3).find('.') != std::string_view::npos && line.text.ends_with('.');
         }) >= 3;
}

// A register of risks says so in a title, a sheet's name, a header or a form's label, all of them short: only then is
// it looked for.
bool speaks_of_risks(const std::vector<FlowLine>& flow) {
  const auto says = [](std::string_view text, bool at_its_start, std::size_t most) {
    if (text.empty() || text.size() > most) return false;
    const std::string small = folded(text);
    for (std::string_view word : {"risk", "likelihood", "probability", "hazard", "inherent", "residual"})
      if (const std::size_t at = small.find(word); at == 0 || (!at_its_start && at != std::string::npos)) return true;
    return false;
  };
  return std::any_of(flow.begin(), flow.end(), [&](const FlowLine& line) {
    if (says(line.text, false, 60) || says(line.place.sheet, false, 60)) return true;
    const std::size_t filled = line.filled();
    // A sheet's title stands alone in a row.
    if (filled == 1 && says(line.only_cell()->text, false, 160)) return true;
    const auto long_cells =
        std::count_if(line.cells.begin(), line.cells.end(), [](const FlowCell& cell) { return cell.text.size() > 80; });
    if (static_cast<std::size_t>(long_cells) * 3 > filled) return false;
    return std::any_of(line.cells.begin(), line.cells.end(),
                       [&](const FlowCell& cell) { return says(cell.text, filled == 2, 36); });
  });
}

// Whether the document calls itself a plan or a register of risks; nothing where it says neither, or both.
std::optional<Kind> kind_by_title(const document::Document& document, const std::vector<FlowLine>& flow) {
  bool plan = false, risks = false;
  std::size_t looked = 0;
  const auto look = [&](std::string_view text) {
    if (text.empty() || text.size() > 160 || text.ends_with('.')) return;
    const std::string key = " " + matching_key(text) + " ";
    for (std::string_view word : {" plan ", " plans ", " tracker ", " action log "})
      plan = plan || key.find(word) != std::string::npos;
    for (std::string_view word : {" risk register ", " risks register ", " register of risks ", " risk log ",
                                  " assurance framework ", " risk profile ", " risk and issue log ", " risk report "})
      risks = risks || key.find(word) != std::string::npos;
  };
  look(document.title);
  for (const FlowLine& line : flow) {
    if (line.is_furniture) continue;
    const FlowCell* only = line.is_row ? line.only_cell() : nullptr;
    if (line.is_row && !only) break;
    if (++looked > 4) break;
    look(only ? only->text : line.text);
  }
  if (plan == risks) return std::nullopt;
  return plan ? Kind::action_plan : Kind::risk_register;
}

}  // namespace

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
    return is_a_plan(flow, tables);
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
    if (rows_of_a_table(tables) >= 2 && rates_what_somebody_does(tables)) return Kind::action_plan;
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
