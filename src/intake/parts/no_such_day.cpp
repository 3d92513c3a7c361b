#include "intake/parts/no_such_day.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "base/text.h"
#include "intake/parts/anomaly.h"
#include "plan/dates.h"

namespace candour::intake {
namespace {

// Only the 29th to the 31st can be missing from a month, and figures beyond are read as no date at all.
bool may_hold_one(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    if ((text[at] == '2' && text[at + 1] == '9') || (text[at] == '3' && (text[at + 1] == '0' || text[at + 1] == '1')))
      return true;
  return false;
}

std::vector<std::string> days_that_are_none(std::string_view text) {
  std::vector<std::string> found;
  if (!may_hold_one(text)) return found;
  for (const plan::WrittenDate& date : plan::find_dates(text)) {
    if (date.kind != plan::DateReadingKind::day || date.days || date.year_missing) continue;
    std::string written = "“" + collapsed(date.as_written) + "”";
    if (std::find(found.begin(), found.end(), written) == found.end()) found.push_back(std::move(written));
  }
  return found;
}

using Spot = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, std::string>;
Spot spot_of(const Place& place) {
  return {place.page, place.table, place.row, place.line, place.paragraph, place.sheet};
}

std::string field_with(const Action& action, std::string_view written) {
  const std::pair<const char*, const std::string*> fields[] = {
      {"target", &action.target},           {"evidence", &action.evidence}, {"action", &action.action},
      {"constraints", &action.constraints}, {"outcome", &action.outcome},   {"response", &action.response}};
  for (const auto& [name, text] : fields)
    if (collapsed(*text).find(written) != std::string::npos) return name;
  return {};
}

}  // namespace

std::vector<Anomaly> find_days_that_are_none(const std::vector<FlowLine>& flow, const Reading& reading) {
  std::map<Spot, std::size_t> actions;
  for (std::size_t at = 0; at < reading.actions.size(); ++at)
    actions.try_emplace(spot_of(reading.actions[at].place), at);
  std::set<std::size_t> unread;  // actions whose target is told to hold no date
  for (const Anomaly& anomaly : reading.anomalies)
    if (anomaly.code == "date.unread" && anomaly.action) unread.insert(*anomaly.action);
  std::vector<Anomaly> found;
  const auto look = [&](std::string_view text, const Place& row, const Place& place) {
    const std::vector<std::string> days = days_that_are_none(text);
    if (days.empty()) return;
    const bool one = days.size() == 1;
    Anomaly anomaly = of_document(place, "date.no-such-day", Severity::check,
                                  in_a_sentence(days, 6) +
                                      (one ? " is a day that no calendar has" : " are days that no calendar has") +
                                      ": nothing is dated by " + (one ? "it." : "them."),
                                  one ? "Ask which day is meant." : "Ask which days are meant.");
    if (const auto action = actions.find(spot_of(row)); action != actions.end()) {
      const std::string_view written = std::string_view(days.front()).substr(3, days.front().size() - 6);
      anomaly.field = field_with(reading.actions[action->second], written);
      if (anomaly.field == "target" && unread.contains(action->second)) return;
      anomaly.action = action->second;
    }
    found.push_back(std::move(anomaly));
  };
  for (const FlowLine& line : flow) {
    if (!line.is_row) look(line.text, line.place, line.place);
    for (const FlowCell& cell : line.cells) look(cell.text, line.place, cell.place);
  }
  return found;
}

}  // namespace candour::intake
