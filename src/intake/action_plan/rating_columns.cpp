#include "intake/action_plan/rating_columns.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/plan_rows.h"
#include "intake/action_plan/sentences.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

// When a column of ratings was filled in, by its header: "RAG July 2024", "Status at Q2", "Previous RAG", "RAG last
// meeting". Sorts in time; empty where the header tells no time.
std::string time_of(const std::string& header, std::size_t column) {
  const std::vector<std::string> all = words(header);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (one_of(all[i], {"previous", "prior", "initial", "baseline", "original", "old", "opening", "earlier"}))
      return "0";
    // "Last RAG", "RAG last meeting"; "Last update" is the newest.
    if (all[i] == "last" &&
        (i + 1 == all.size() ||
         one_of(all[i + 1], {"rag", "brag", "rating", "status", "meeting", "time", "quarter", "month", "period",
                             "report", "review", "year", "board", "reported", "rated"})))
      return "0";
  }
  for (const std::string& word : all)
    if (one_of(word, {"current", "latest", "now", "today", "this", "present", "new", "updated"})) return "9";
  for (const plan::WrittenDate& date : plan::find_dates(header))
    if (date.days) return "5" + date.days->from.iso();
  // "Q1", "July" without a year: plans go from left to right.
  for (const std::string& word : all)
    if (names_a_time(word)) return "4" + std::string(column < 10 ? "0" : "") + std::to_string(column);
  return {};
}

}  // namespace

bool tells_when_rated(const std::string& header) {
  return !time_of(header, 0).empty();
}

std::size_t latest_rating(const AlignedRow& row, const std::vector<Column>& meanings,
                          const std::vector<std::string>& headers) {
  std::vector<std::pair<std::string, std::size_t>> times;
  bool all_told = true;
  std::size_t undated = nowhere;
  for (std::size_t j = 0; j < meanings.size(); ++j) {
    if (meanings[j] != Column::rating) continue;
    std::string time = time_of(headers[j], j);
    if (time.empty()) all_told = false, undated = j;
    times.emplace_back(std::move(time), j);
  }
  if (times.size() < 2) return nowhere;
  // "Previous RAG" beside "RAG": the one without a word of time is today's.
  if (!all_told)
    for (auto& [time, column] : times) {
      if (time.empty() && column != undated) return nowhere;
      if (time.empty())
        time = "8";
      else if (time != "0")
        return nowhere;
    }
  std::stable_sort(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (std::size_t k = times.size(); k-- > 0;) {
    const std::size_t j = times[k].second;
    const FlowCell* cell = row.cells[j] >= 0 ? &row.line->cells[static_cast<std::size_t>(row.cells[j])] : nullptr;
    if (!row.values[j].empty() || (cell && !cell->fill.empty())) return j;
  }
  return nowhere;
}

bool is_tick(std::string_view value) {
  const std::string key = matching_key(value);
  return one_of(value, {"\xE2\x9C\x93", "\xE2\x9C\x94", "\xE2\x98\x91", "\xE2\x98\x92", "\xE2\x9C\x85"}) ||
         key == "y" || key == "yes" || (key == "x" && value.size() == 1);
}

bool crosses_deny(const std::vector<FlowLine>& flow) {
  bool ticked_boxes = false, ticks = false, empty_boxes = false;
  for (const FlowLine& line : flow)
    for (const FlowCell& cell : line.cells) {
      ticked_boxes = ticked_boxes || one_of(cell.text, {"☑", "🗹"});
      ticks = ticks || one_of(cell.text, {"✓", "✔", "✅"});
      empty_boxes = empty_boxes || one_of(cell.text, {"☐", "□"});
    }
  return ticked_boxes || (ticks && !empty_boxes);
}

bool is_no_tick(std::string_view value) {
  const std::string key = matching_key(value);
  return one_of(value, {"\xE2\x9C\x97", "\xE2\x9C\x98", "\xE2\x98\x90", "\xE2\x9D\x8C"}) || key == "n" || key == "no";
}

std::string told_by_tick(const std::string& value, const std::string& header) {
  if (value.size() > 4) return {};
  const bool tick = is_tick(value);
  if (!tick && !is_no_tick(value)) return {};
  const auto status = status_from_meaning(header);
  if (!status) return {};
  if (tick) return std::string(plan::to_text(*status));
  return *status == Status::complete ? std::string(plan::to_text(Status::unclear)) : std::string();
}

std::string told_by_percent(std::string_view value) {
  std::string_view number = trimmed(value);
  while (!number.empty() && (number.back() == '%' || number.back() == ' ')) number.remove_suffix(1);
  if (number == "100" || number == "100.0" || number == "100.00") return std::string(plan::to_text(Status::complete));
  if (number == "0" || number == "0.0" || number == "0.00") return std::string(plan::to_text(Status::not_started));
  return {};
}

bool ticks_a_body(std::string_view value) {
  const std::string key = matching_key(value);
  return is_tick(value) || key == "x" || key == "lead" || key == "l" || key == "support" || key == "s";
}
}  // namespace candour::intake::action_plan
