#include <iterator>

#include "intake/action_plan/forms.h"
#include "intake/action_plan/plan_reading.h"
#include "intake/action_plan/tables.h"
#include "intake/inspection/read_inspection.h"
#include "intake/minutes/read_minutes.h"
#include "intake/parts/account.h"
#include "intake/parts/flow.h"
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
  // As a plan, forms of labels and values are rows.
  const auto is_plan = [&](bool insist) {
    flow = with_forms_as_tables(std::move(flow));
    tables = find_tables(flow, choices.columns, insist);
    return is_a_plan(flow, tables);
  };
  // A register has owners and actions, too, and minutes a table of who does what: each is asked what only it has.
  const auto kind_of = [&] {
    if (risk_register::is_a_risk_register(document, flow)) return Kind::risk_register;
    if (is_plan(!choices.columns.empty())) return Kind::action_plan;
    flow = flow_of(document);
    if (inspection::is_an_inspection(document, flow)) return Kind::inspection;
    if (minutes::are_minutes(document, flow)) return Kind::minutes;
    return Kind::unknown;
  };
  if (choices.kind == Kind::action_plan) is_plan(true);
  reading.kind = choices.kind ? *choices.kind : kind_of();
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
  account.settle(reading);
  auto writing = find_anomalies_of_writing(reading);
  reading.anomalies.insert(reading.anomalies.end(), std::make_move_iterator(writing.begin()),
                           std::make_move_iterator(writing.end()));
  for (const document::Note& note : document.notes)
    reading.anomalies.push_back({note.code, Severity::note, note.place, note.message, {}, {}, {}});
  return reading;
}

}  // namespace candour::intake
