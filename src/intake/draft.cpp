#include <iterator>

#include "intake/action_plan/account.h"
#include "intake/action_plan/flow.h"
#include "intake/action_plan/forms.h"
#include "intake/action_plan/plan_reading.h"
#include "intake/action_plan/tables.h"
#include "intake/reading.h"
#include "intake/writing.h"

namespace candour::intake {

Reading draft(const document::Document& document, const Choices& choices) {
  using namespace action_plan;
  Reading reading;
  reading.source.format = document::to_text(document.format);
  const std::vector<FlowLine> flow = with_forms_as_tables(flow_of(document));
  const bool wanted = choices.kind == Kind::action_plan;
  const bool allowed = !choices.kind || wanted;
  Account account(document);
  if (allowed) {
    const Tables tables = find_tables(flow, choices.columns, wanted || !choices.columns.empty());
    if (wanted || is_a_plan(flow, tables)) {
      reading.kind = Kind::action_plan;
      read_plan(document, flow, tables, choices, account, reading);
    }
  } else {
    reading.kind = *choices.kind;
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
