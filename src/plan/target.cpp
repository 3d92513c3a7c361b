#include "plan/target.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::plan {
namespace {

constexpr std::array<std::string_view, 7> slip_words{"revised",  "extended",   "slipped",    "was",
                                                     "original", "originally", "rescheduled"};
// What may stand beside a date in a cell of dates. "Completed" may not: it makes the date one of what was done.
constexpr std::array<std::string_view, 21> small_words{
    "and",  "to",    "by",  "from",     "then", "until",     "end",     "of", "the",   "now",    "target",
    "date", "dates", "due", "deadline", "new",  "timescale", "ongoing", "on", "going", "onwards"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// The text with its dates cut out: a space stands for each.
std::string between_dates(std::string_view text, const std::vector<WrittenDate>& dates) {
  std::string rest;
  std::size_t at = 0;
  for (const WrittenDate& date : dates) {
    if (date.begin < at || date.begin > text.size()) continue;
    rest += text.substr(at, date.begin - at);
    rest += ' ';
    at = std::min(text.size(), date.begin + date.as_written.size());
  }
  rest += text.substr(at);
  return rest;
}

bool only_dates(std::string_view text, const std::vector<WrittenDate>& dates) {
  const bool dated =
      std::any_of(dates.begin(), dates.end(), [](const WrittenDate& date) { return date.days.has_value(); });
  if (!dated) return false;
  const std::vector<std::string> rest = words(between_dates(text, dates));
  return std::all_of(rest.begin(), rest.end(),
                     [](const std::string& word) { return contains(small_words, word) || contains(slip_words, word); });
}

Target from_dates(std::string_view text, std::vector<WrittenDate> dates) {
  Target target;
  target.text = std::string(text);
  std::vector<Date> ends;
  for (const WrittenDate& date : dates)
    if (date.days) ends.push_back(date.days->to);
  // By the calendar and not by place: "31/12/14 (was 30/09/14)" is as common as the other order.
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  if (!ends.empty()) {
    const std::vector<std::string> rest = words(between_dates(text, dates));
    const bool slipped = only_dates(text, dates) || std::any_of(rest.begin(), rest.end(), [](const std::string& word) {
                           return contains(slip_words, word);
                         });
    target.due = ends.back();
    target.original_due = slipped ? ends.front() : ends.back();
    target.slips = slipped ? static_cast<std::uint32_t>(ends.size() - 1) : 0;
  }
  target.dates = std::move(dates);
  return target;
}

}  // namespace

bool holds_only_dates(std::string_view text) {
  return only_dates(text, find_dates(text));
}

Target read_target(std::string_view target, std::string_view evidence, std::optional<Date> about) {
  if (!trimmed(target).empty()) return from_dates(target, find_dates(target, {Stands::in_date_column, about}));
  if (trimmed(evidence).empty()) return {};
  std::vector<WrittenDate> dates = find_dates(evidence, {Stands::in_prose, about});
  if (!only_dates(evidence, dates)) return {};
  return from_dates(evidence, std::move(dates));
}

}  // namespace candour::plan
