// Tests of what is told, over a plan of one row whose cells are the input's pieces.
#include "app/remarks.h"

#include "fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candour;
  std::string text = repaired_utf8({reinterpret_cast<const char*>(data), size});
  std::erase(text, '\0');  // no reader lets one through
  const std::vector<std::string_view> cells = fuzz::pieces(text, 7);
  intake::Reading reading;
  reading.kind = intake::Kind::action_plan;
  reading.as_at = Date::from_calendar(2016, 1, 7);
  for (const plan::Status status : {plan::Status::complete, plan::Status::on_track, plan::Status::at_risk}) {
    intake::Action action;
    std::string* const fields[] = {&action.evidence, &action.action,  &action.constraints, &action.lead,
                                   &action.response, &action.outcome, &action.target};
    for (std::size_t i = 0; i < cells.size(); ++i) *fields[i] = cells[i];
    action.agency = "Police";
    action.rating = {"Rated", status};
    reading.actions.push_back(std::move(action));
  }
  const intake::Reading remarked = app::with_remarks(std::move(reading));
  for (const intake::Anomaly& anomaly : remarked.anomalies) {
    fuzz::must(!anomaly.message.empty(), "a remark says why");
    fuzz::must(is_utf8(anomaly.message) && is_utf8(anomaly.suggestion), "a remark is UTF-8");
  }
  return 0;
}
