#include "intake/action_plan/numbers.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace candour::intake::action_plan {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_word_for_them(std::string_view word) {
  for (std::string_view each : {"recommendation", "recommendations", "recs", "rec", "recommendation(s)", "rec(s)"})
    if (word == each) return true;
  return false;
}

// "3", "R3", "2.1", "R2.1", "1a", "SR4": at most three capitals, figures in parts, one small letter.
bool is_number(std::string_view part) {
  std::size_t at = 0;
  while (at < part.size() && part[at] >= 'A' && part[at] <= 'Z') ++at;
  if (at > 3 || at == part.size() || !is_digit(part[at])) return false;
  std::size_t digits = 0, parts = 1;
  for (; at < part.size() && (is_digit(part[at]) || part[at] == '.'); ++at) {
    if (part[at] == '.') {
      if (digits == 0 || ++parts > 4) return false;
      digits = 0;
    } else if (++digits > 3) {
      return false;
    }
  }
  if (digits == 0) return false;
  return at == part.size() || (at + 1 == part.size() && part[at] >= 'a' && part[at] <= 'z');
}

// The last figures of a number, and what stands before them.
std::pair<std::string, int> last_part(const std::string& number) {
  std::size_t at = number.size();
  while (at > 0 && is_digit(number[at - 1])) --at;
  int value = -1;
  std::from_chars(number.data() + at, number.data() + number.size(), value);
  return {number.substr(0, at), value};
}

// "1-3", "2.1 to 2.4": every number from the one to the other, where both are of one kind.
bool add_up_to(const std::string& last, std::vector<std::string>& numbers) {
  const auto [stem, from] = last_part(numbers.back());
  const auto [other_stem, to] = last_part(last);
  if ((other_stem != stem && !other_stem.empty()) || from < 0 || to <= from || to - from > 30) return false;
  for (int value = from + 1; value <= to; ++value) numbers.push_back(stem + std::to_string(value));
  return true;
}

}  // namespace

std::vector<std::string> numbers_of_recommendations(std::string_view text, Under header) {
  if (text.empty() || text.size() > 80) return {};
  // Words and marks apart: "Recs. 4, 5 & 7" is Recs 4 , 5 & 7.
  std::vector<std::string> parts;
  std::string part;
  const auto end = [&] {
    while (!part.empty() && (part.back() == '.' || part.back() == ':' || part.back() == ')')) part.pop_back();
    if (!part.empty()) parts.push_back(part);
    part.clear();
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool dash = text.substr(at).starts_with("–") || text.substr(at).starts_with("—");
    if (c == ' ' || c == '\n' || c == '\t' || c == ',' || c == ';' || c == '/' || c == '&' || c == '+' || c == '-' ||
        dash || text.substr(at).starts_with("\u00A0") || c == '(' || c == '#') {
      end();
      if (dash || c == '-') parts.emplace_back("-");
      if (c == ',' || c == ';' || c == '&' || c == '/' || c == '+') parts.emplace_back(",");
      if (dash) at += 2;
      if (text.substr(at).starts_with("\u00A0")) ++at;
    } else {
      part += c;
    }
  }
  end();
  bool says_so = header == Under::recommendations, up_to = false;
  std::vector<std::string> numbers;
  for (std::string one : parts) {
    const std::string small = folded(one);
    if (is_word_for_them(small)) {
      says_so = true;
    } else if (small == "no" || small == "nos" || small == "number" || small == "numbers" || small == "and" ||
               one == ",") {
      if (up_to) return {};
    } else if (one == "-" || small == "to") {
      if (numbers.empty()) return {};
      up_to = true;
    } else {
      // "Rec3", "rec2.1"
      std::size_t letters = 0;
      while (letters < one.size() && is_letter(one[letters])) ++letters;
      if (letters > 0 && is_word_for_them(small.substr(0, letters))) {
        says_so = true;
        one.erase(0, letters);
      }
      if (!is_number(one)) return {};
      if (!up_to)
        numbers.push_back(one);
      else if (!add_up_to(one, numbers))
        return {};
      up_to = false;
    }
  }
  if (!says_so || up_to) return {};
  std::vector<std::string> each;
  for (std::string& number : numbers)
    if (std::find(each.begin(), each.end(), number) == each.end()) each.push_back(std::move(number));
  return each;
}

std::vector<std::string> recommendations_named_in(std::string_view action) {
  if (const std::string start = folded(action.substr(0, 16)); start.starts_with("rec")) {
    std::size_t mark = action.size();
    for (std::string_view each : {":", "–", "—", " - "}) mark = std::min(mark, action.find(each));
    if (mark < action.size())
      if (auto numbers = numbers_of_recommendations(action.substr(0, mark), Under::another_header); !numbers.empty())
        return numbers;
  }
  for (std::size_t open = action.find_first_of("(["); open != std::string_view::npos;
       open = action.find_first_of("([", open + 1)) {
    const std::size_t close = action.find_first_of(")]", open);
    if (close == std::string_view::npos) break;
    if (auto numbers =
            numbers_of_recommendations(trimmed(action.substr(open + 1, close - open - 1)), Under::another_header);
        !numbers.empty())
      return numbers;
  }
  return {};
}

}  // namespace candour::intake::action_plan
