#include "intake/action_plan/row_agencies.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/remarks.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

// "As above", "ditto", and the marks people draw for it.
bool says_the_same(std::string_view text) {
  if (text.size() > 24) return false;
  const std::string key = matching_key(text);
  if (key.empty())
    for (std::string_view mark : {"\"", "''", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xB3", "\xE3\x80\x83"})
      if (text.find(mark) != std::string_view::npos) return true;
  return one_of(key, {"as above", "ditto", "do", "same", "same as above", "as per above", "above"});
}

// Whether the first column is of agencies, so that each has its own recommendations.
bool agency_leads(const std::vector<Column>& meanings) {
  for (const Column column : meanings) {
    if (column == Column::agency) return true;
    if (column == Column::recommendation || column == Column::finding || column == Column::reference ||
        column == Column::action)
      return false;
  }
  return false;
}

}  // namespace

void RowAgencies::open_section(std::string_view body, const document::Place& place) {
  section_ = account_.place(body);
  section_place_ = place;
}

void RowAgencies::place(Action& action, std::string_view agency, bool merged, const AlignedRow& row,
                        const std::vector<Column>& meanings, const document::Place& line_place) {
  const bool has_column = std::find(meanings.begin(), meanings.end(), Column::agency) != meanings.end();
  if (!agency.empty() && has_column && !last_.empty() && says_the_same(agency)) {
    action.agency_as_written = collapsed(account_.place(agency));
    action.agencies = last_bodies_;
    current_ = last_;
    current_bodies_ = last_bodies_;
    return;
  }
  if (!agency.empty()) {
    if (has_column) account_.place(agency);
    action.agency_as_written = collapsed(agency);
    for (std::string_view body : bodies_in(agency)) action.agencies.push_back(collapsed(body));
    current_ = last_ = action.agency_as_written;
    current_bodies_ = last_bodies_ = action.agencies;
    named_at_ = line_place;

    return;
  }
  if (!has_column && !section_.empty()) {
    action.agency_as_written = collapsed(section_);
    for (std::string_view body : bodies_in(section_)) action.agencies.push_back(collapsed(body));
    action.places["agency"] = section_place_;
    return;
  }
  // A cell merged down names every row it covers; so does an agency left of its recommendations, until the next.
  if (has_column && current_.empty() && !last_.empty() && (merged || agency_leads(meanings))) {
    current_ = last_;
    current_bodies_ = last_bodies_;
  }
  if (!has_column || current_.empty()) return;
  action.agency_as_written = current_;
  action.agencies = current_bodies_;
  action.places["agency"] = named_at_;
  // Within a table a blank under a name is the usual way to say "the same"; over a page break it is worth a word.
  if (!merged && row.breaks_before) {
    note(reading_, "agency.carried", Severity::note, line_place,
         "No agency is named after the page break; " + quoted(current_) + " is carried down from " +
             document::in_words(named_at_) + ".",
         {}, reading_.actions.size(), "agency");
  }
}

void name_agencies(Reading& reading) {
  std::vector<std::string> names;
  for (const Action& action : reading.actions)
    for (const std::string& body : action.agencies) names.push_back(body);
  const Agencies agencies(names);
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> variants;  // as written -> first action, count
  std::vector<std::string> order;
  for (std::size_t a = 0; a < reading.actions.size(); ++a) {
    Action& action = reading.actions[a];
    std::vector<std::string> bodies;
    for (const std::string& body : action.agencies) {
      const std::string& spelling = agencies.spelling_of(body);
      if (spelling != body && action.places.count("agency") == 0) {
        const auto [at, is_new] = variants.try_emplace(body, a, 0);
        if (is_new) order.push_back(body);
        ++at->second.second;
      }
      if (std::find(bodies.begin(), bodies.end(), spelling) == bodies.end()) bodies.push_back(spelling);
    }
    action.agencies = std::move(bodies);
    if (!action.agencies.empty()) action.agency = action.agencies.front();
  }
  for (const std::string& variant : order) {
    const auto [first, count] = variants[variant];
    const std::string& spelling = agencies.spelling_of(variant);
    note(reading, "agency.spelling", Severity::check, reading.actions[first].place,
         quoted(variant) + " (" + counted(count, "row", "rows") + ") is read as another spelling of " +
             quoted(spelling) + ".",
         spelling, first, "agency");
  }
}
}  // namespace candour::intake::action_plan
