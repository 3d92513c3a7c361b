#include "plan/dates.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace candour::plan {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// ---- Letters and gaps ----

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

// A word in lower case, short enough to be of the lexicon; longer words compare unequal to everything in it.
struct Lowered {
  std::array<char, 16> letters{};
  std::size_t size = 0;
  std::string_view view() const { return {letters.data(), size}; }
};

Lowered lowered(std::string_view word) {
  Lowered out;
  if (word.size() > out.letters.size()) return out;
  for (char c : word) out.letters[out.size++] = lower(c);
  return out;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// ---- The lexicon ----

struct MonthWord {
  std::string_view word;
  int month;
};
// Full names, the abbreviations in use, and the slips of the pen that occur in real plans.
constexpr std::array<MonthWord, 46> month_words{{
    {"jan", 1},       {"january", 1},    {"januray", 1},    {"janurary", 1}, {"feb", 2},       {"febr", 2},
    {"february", 2},  {"febuary", 2},    {"feburary", 2},   {"mar", 3},      {"march", 3},     {"apr", 4},
    {"april", 4},     {"apirl", 4},      {"aprl", 4},       {"may", 5},      {"jun", 6},       {"june", 6},
    {"jul", 7},       {"july", 7},       {"aug", 8},        {"august", 8},   {"agust", 8},     {"sep", 9},
    {"sept", 9},      {"september", 9},  {"septemeber", 9}, {"septmber", 9}, {"setember", 9},  {"septembr", 9},
    {"oct", 10},      {"october", 10},   {"ocotber", 10},   {"octber", 10},  {"octobr", 10},   {"nov", 11},
    {"november", 11}, {"novemeber", 11}, {"novmber", 11},   {"dec", 12},     {"december", 12}, {"decemeber", 12},
    {"decmber", 12},  {"decembr", 12},   {"sept", 9},       {"augst", 8},
}};

int month_of(std::string_view word) {
  if (word.size() < 3 || word.size() > 10) return 0;
  for (const MonthWord& entry : month_words)
    if (entry.word == word) return entry.month;
  return 0;
}

enum class Season { none, spring, summer, autumn, winter, easter, christmas };

Season season_of(std::string_view word) {
  if (word == "spring") return Season::spring;
  if (word == "summer") return Season::summer;
  if (word == "autumn" || word == "autum") return Season::autumn;
  if (word == "winter") return Season::winter;
  if (word == "easter") return Season::easter;
  if (word == "christmas" || word == "xmas") return Season::christmas;
  return Season::none;
}

// Words of time: a month or a year behind one of them is a date and not a name or a verb.
constexpr std::array<std::string_view, 27> time_words{
    "in",     "by",    "during",  "from",  "since",      "until", "till",  "before", "after",
    "early",  "late",  "mid",     "end",   "throughout", "next",  "last",  "this",   "due",
    "around", "circa", "between", "dated", "deadline",   "of",    "every", "each",   "beginning"};
constexpr std::array<std::string_view, 5> weak_time_words{"for", "to", "over", "and", "target"};
constexpr std::array<std::string_view, 14> strong_year_words{"in",    "by",         "during", "from",  "since",
                                                             "until", "till",       "before", "after", "early",
                                                             "late",  "throughout", "mid",    "end"};
// Behind one of these a number is a number of something.
constexpr std::array<std::string_view, 62> reference_words{"paragraph",
                                                           "paragraphs",
                                                           "para",
                                                           "paras",
                                                           "section",
                                                           "sections",
                                                           "sec",
                                                           "recommendation",
                                                           "recommendations",
                                                           "rec",
                                                           "recs",
                                                           "ref",
                                                           "reference",
                                                           "standard",
                                                           "standards",
                                                           "action",
                                                           "actions",
                                                           "question",
                                                           "questions",
                                                           "finding",
                                                           "findings",
                                                           "chapter",
                                                           "page",
                                                           "pages",
                                                           "pp",
                                                           "version",
                                                           "appendix",
                                                           "annex",
                                                           "table",
                                                           "figure",
                                                           "fig",
                                                           "item",
                                                           "items",
                                                           "objective",
                                                           "objectives",
                                                           "priority",
                                                           "priorities",
                                                           "outcome",
                                                           "clause",
                                                           "regulation",
                                                           "article",
                                                           "schedule",
                                                           "level",
                                                           "levels",
                                                           "part",
                                                           "point",
                                                           "points",
                                                           "step",
                                                           "standing",
                                                           "issue",
                                                           "number",
                                                           "no",
                                                           "nos",
                                                           "rule",
                                                           "si",
                                                           "tier",
                                                           "band",
                                                           "stage",
                                                           "phase",
                                                           "module",
                                                           "unit",
                                                           "ext"};
constexpr std::array<std::string_view, 9> statute_words{"act",  "acts",  "regulations", "regs",     "order",
                                                        "bill", "kcsie", "convention",  "directive"};
constexpr std::array<std::string_view, 10> behind_year{"act",  "acts",   "regulations", "order",    "bill",
                                                       "regs", "census", "edition",     "guidance", "statute"};
constexpr std::array<std::string_view, 10> moving_words{"moved",    "changed",   "extended", "revised", "slipped",
                                                        "deferred", "postponed", "delayed",  "pushed",  "amended"};

// Words that read_plain looks at, by their first two letters: most words of prose are passed over at once.
constexpr std::array<std::array<bool, 27>, 26> leading_pairs = [] {
  std::array<std::array<bool, 27>, 26> pairs{};
  const auto add = [&](std::string_view word) {
    const std::size_t second =
        word.size() > 1 && word[1] >= 'a' && word[1] <= 'z' ? static_cast<std::size_t>(word[1] - 'a') : 26;
    pairs[static_cast<std::size_t>(word[0] - 'a')][second] = true;
  };
  for (const MonthWord& entry : month_words) add(entry.word);
  for (std::string_view word : {"spring",      "summer",    "autumn",    "winter",       "easter",  "christmas",
                                "xmas",        "the",       "w",         "wc",           "wb",      "week",
                                "end",         "beginning", "start",     "middle",       "early",   "late",
                                "mid",         "q",         "qtr",       "quarter",      "qrt",     "first",
                                "second",      "third",     "fourth",    "final",        "last",    "financial",
                                "academic",    "school",    "municipal", "calendar",     "ongoing", "on",
                                "immediate",   "tbc",       "to",        "asap",         "as",      "continuous",
                                "monthly",     "weekly",    "daily",     "annually",     "yearly",  "termly",
                                "fortnightly", "biannual",  "rolling",   "indefinitely", "no",      "next",
                                "short",       "medium",    "long",      "within",       "in"})
    add(word);
  return pairs;
}();
constexpr bool may_lead(char first, char second) {
  const char one = lower(first), two = lower(second);
  return leading_pairs[static_cast<std::size_t>(one - 'a')]
                      [two >= 'a' && two <= 'z' ? static_cast<std::size_t>(two - 'a') : 26];
}

// ---- Calendar ----

constexpr int century_of(int two_digits) {
  return two_digits < 70 ? 2000 + two_digits : 1900 + two_digits;
}

std::optional<DateRange> whole_months(int from_year, int from_month, int to_year, int to_month) {
  const auto from = Date::from_calendar(from_year, from_month, 1);
  if (to_year < 1 || to_year > 9999) return std::nullopt;
  const auto to = Date::from_calendar(to_year, to_month, days_in_month(to_year, to_month));
  if (!from || !to) return std::nullopt;
  return DateRange{*from, *to};
}

// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
std::optional<Date> easter(int year) {
  const int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  return Date::from_calendar(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
}

// A year as written: one year, or the pair of a financial or academic year.
struct Year {
  std::size_t begin = 0;
  std::size_t end = 0;
  int first = 0;
  bool pair = false;     // 2015/16
  bool certain = false;  // four digits or an apostrophe: not the day of a month
  bool two_digits = false;
};

// A day, a month, or a bare day that waits for the month behind it ("14 and 31 October 2014").
struct Point {
  std::size_t begin = 0;
  std::size_t end = 0;
  int year = 0;  // 0 not written
  int month = 0;
  int day = 0;
  bool bare_day = false;
  bool ordinal = false;
  bool numeric = false;
  bool day_or_year = false;
  bool order = false;
  bool certain_year = false;
};

enum class Joint { none, list, comma, range, slash };

// ---- The reader ----

class Finder {
 public:
  Finder(std::string_view text, const DateSetting& setting) : text_(text), setting_(setting) {}

  std::vector<WrittenDate> find() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const char c = text_[at];
      std::size_t next = at + 1;
      if (is_digit(c)) {
        next = read_number(at);
      } else if (is_letter(c)) {
        next = read_word(at);
      }
      at = std::max(next, at + 1);
    }
    add_phrases();
    return std::move(found_);
  }

 private:
  char look(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::size_t word_end(std::size_t at) const {
    while (at < text_.size() && is_letter(text_[at])) ++at;
    return at;
  }
  std::size_t digits_end(std::size_t at) const {
    while (at < text_.size() && is_digit(text_[at])) ++at;
    return at;
  }
  int number(std::size_t begin, std::size_t end) const {
    int value = 0;
    for (std::size_t i = begin; i < end && i < begin + 6; ++i) value = value * 10 + (text_[i] - '0');
    return value;
  }
  Lowered word_at(std::size_t at) const {
    return lowered(text_.substr(at, std::min<std::size_t>(word_end(at) - at, 17)));
  }

  // Length in bytes of a blank within a line at `at`; 0 where there is none. Tabs divide cells and do not count.
  std::size_t blank(std::size_t at) const {
    const char c = look(at);
    if (c == ' ') return 1;
    if (c == '\xC2' && look(at + 1) == '\xA0') return 2;
    if (c == '\xE2' && look(at + 1) == '\x80' &&
        (look(at + 2) == '\x89' || look(at + 2) == '\xAF' || look(at + 2) == '\x8B'))
      return 3;
    return 0;
  }
  std::size_t gap(std::size_t at) const {
    for (int i = 0; i < 4; ++i) {
      const std::size_t length = blank(at);
      if (length == 0) break;
      at += length;
    }
    return at;
  }
  std::size_t gap_or_line(std::size_t at) const {
    at = gap(at);
    if (look(at) == '\r') ++at;
    if (look(at) == '\n') at = gap(at + 1);
    return at;
  }
  std::size_t apostrophe(std::size_t at) const {
    const char c = look(at);
    if (c == '\'' || c == '`') return 1;
    if (c == '\xE2' && look(at + 1) == '\x80' &&
        (look(at + 2) == '\x98' || look(at + 2) == '\x99' || look(at + 2) == '\xB2'))
      return 3;
    if (c == '\xC2' && look(at + 1) == '\xB4') return 2;
    if (c == '\xCA' && look(at + 1) == '\xBC') return 2;
    return 0;
  }
  std::size_t dash(std::size_t at) const {
    const char c = look(at);
    if (c == '-') return 1;
    if (c == '\xE2' && look(at + 1) == '\x80' && look(at + 2) >= '\x90' && look(at + 2) <= '\x95') return 3;
    if (c == '\xE2' && look(at + 1) == '\x88' && look(at + 2) == '\x92') return 3;
    return 0;
  }
  // Whether `word` (lower case) stands at `at`, whole; its end, or npos.
  std::size_t takes(std::size_t at, std::string_view word) const {
    if (at + word.size() > text_.size()) return npos;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (lower(text_[at + i]) != word[i]) return npos;
    const std::size_t end = at + word.size();
    if (is_letter(word.back()) && is_letter(look(end))) return npos;
    return end;
  }

  // The word before `at`, looking back over blanks, opening brackets and a full stop ("no. 3"); empty where something
  // else stands there.
  struct Before {
    Lowered word;
    std::size_t begin = 0;
  };
  Before before(std::size_t at) const {
    Before out;
    std::size_t end = at;
    for (int i = 0; i < 5 && end > 0; ++i) {
      const char c = text_[end - 1];
      if (c == ' ' || c == '(' || c == '.' || c == ':' || c == '\n') {
        --end;
      } else if (end >= 2 && text_[end - 1] == '\xA0' && text_[end - 2] == '\xC2') {
        end -= 2;
      } else {
        break;
      }
    }
    std::size_t begin = end;
    while (begin > 0 && end - begin < 17 && is_letter(text_[begin - 1])) --begin;
    out.word = lowered(text_.substr(begin, end - begin));
    out.begin = begin;
    return out;
  }
  bool opens_line(std::size_t at) const {
    for (int i = 0; i < 4 && at > 0; ++i, --at) {
      const char c = text_[at - 1];
      if (c == '\n') return true;
      if (c != ' ' && c != '-' && c != '*') return false;
    }
    return at == 0;
  }
  bool at_edge(std::size_t at) const {  // nothing of a word or number runs into `at` from the left
    if (at == 0) return true;
    const char c = text_[at - 1];
    if (is_digit(c) || is_letter(c) || c == '_' || c == '#' || c == '@' || c == '$') return false;
    if (c == '\xA3' && at >= 2 && text_[at - 2] == '\xC2') return false;  // £
    if ((c == '.' || c == ',' || c == '/' || c == '-' || c == ':') && at >= 2 && is_digit(text_[at - 2])) return false;
    return true;
  }
  bool after_modifier(std::size_t at) const { return modifier_end_ != npos && modifier_end_ == at; }
  bool after_time_word(std::size_t at) const {
    if (after_modifier(at)) return true;
    return is_one_of(before(at).word.view(), time_words);
  }
  bool after_reference_word(std::size_t at) const {
    if (at == reference_end_) return true;
    const Before prior = before(at);
    return is_one_of(prior.word.view(), reference_words);
  }
  // "Date of this version: 21 July 2025": what stands behind a colon is what the word is told to be.
  bool after_colon(std::size_t at) const { return at >= 2 && text_[at - 1] == ' ' && text_[at - 2] == ':'; }
  // "Working Together March 2015", "Children Act 2004", "Keeping Children Safe in Education (September 2016)".
  bool after_publication(std::size_t at) const {
    if (at >= 2 && text_[at - 1] == ' ' && text_[at - 2] == ',') at -= 2;
    const Before prior = before(at);
    if (is_one_of(prior.word.view(), statute_words)) return true;
    if (prior.word.view() == "together") return before(prior.begin).word.view() == "working";
    if (prior.word.view() == "children") {
      const Before two = before(prior.begin);
      return two.word.view() == "safeguard" && before(two.begin).word.view() == "to";
    }
    if (prior.word.view() == "education") {
      const Before two = before(prior.begin);
      return two.word.view() == "in" && before(two.begin).word.view() == "safe";
    }
    return false;
  }
  bool only_blank(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end && i < text_.size(); ++i) {
      const char c = text_[i];
      if (is_letter(c) || is_digit(c)) return false;
    }
    return true;
  }
  // Nothing but this stands in the text; bounded, as a long text is not one date.
  bool is_all(std::size_t begin, std::size_t end) const {
    return begin <= 24 && text_.size() - end <= 24 && only_blank(0, begin) && only_blank(end, text_.size());
  }

  // ---- Years ----

  // A year that starts at `at` itself: 2015, 2015/16, 2015-16, '15, 15 (with `two_digits`).
  std::optional<Year> year_at(std::size_t at) const {
    Year year;
    year.begin = at;
    std::size_t digits = at;
    if (const std::size_t mark = apostrophe(at); mark > 0) {
      digits = gap(at + mark);
      year.certain = true;
    }
    const std::size_t end = digits_end(digits);
    const std::size_t length = end - digits;
    if (length == 4) {
      year.first = number(digits, end);
      year.certain = true;
      if (year.first < 1900 || year.first > 2099) return std::nullopt;
    } else if (length == 2) {
      year.first = century_of(number(digits, end));
      year.two_digits = true;
    } else {
      return std::nullopt;
    }
    year.end = end;
    if (is_letter(look(end)) && (length == 2 || !is_upper(look(end)))) {
      const std::size_t tail = word_end(end);
      if (length == 2 || tail - end <= 2) return std::nullopt;  // 15th, 15a, 2015s
    }
    if (look(end) == '%') return std::nullopt;
    if ((look(end) == ':' || look(end) == '.' || look(end) == ',') && is_digit(look(end + 1))) {
      if (length == 2 || look(end) != '.') return std::nullopt;
    }
    // The second half of 2015/16, 2015-16, 2015-2016.
    std::size_t second = 0;
    if (look(end) == '/') second = end + 1;
    if (const std::size_t mark = dash(end); mark > 0) second = end + mark;
    if (second > 0) {
      if (const std::size_t mark = apostrophe(second); mark > 0) second += mark;
      const std::size_t second_end = digits_end(second);
      const std::size_t second_length = second_end - second;
      const int value = number(second, second_end);
      const bool follows =
          (second_length == 2 && value == (year.first + 1) % 100) || (second_length == 4 && value == year.first + 1);
      if (follows && !(look(second_end) == '/' && is_digit(look(second_end + 1)))) {
        year.pair = true;
        year.certain = true;
        year.end = second_end;
      }
    }
    return year;
  }

  // A year behind a month, a season or a quarter, over whatever stands between.
  std::optional<Year> year_behind(std::size_t at) const {
    std::size_t next = at;
    if (look(next) == '.') ++next;
    if (const auto year = year_at(next)) return closed(*year);
    const std::size_t mark = look(next) == '/' ? 1 : look(next) == '(' ? 1 : dash(next);
    if (mark > 0) {
      if (const auto year = year_at(gap(next + mark))) return closed(*year);
      return std::nullopt;
    }
    bool comma = false;
    if (look(next) == ',') {
      comma = true;
      ++next;
    }
    std::size_t there = gap(next);
    if (!comma) {
      if (const std::size_t of = takes(there, "of"); of != npos) there = gap(of);
      if (look(there) == '(' && look(there + 1) != '\0') ++there;
      if (const std::size_t fy = takes(there, "fy"); fy != npos) there = gap(fy);
      if (const std::size_t tight = dash(there); tight > 0 && is_digit(look(there + tight)) && there - at <= 1)
        there += tight;  // "Jun -15"
    }
    if (const auto year = year_at(there)) {
      if (comma && year->two_digits && !year->certain) return std::nullopt;
      return closed(*year);
    }
    const std::size_t lower_line = gap_or_line(next);
    if (lower_line != there)
      if (const auto year = year_at(lower_line); year && !year->two_digits) return year;
    return std::nullopt;
  }
  Year closed(Year year) const {  // "Q3 (2015/16)" ends behind its bracket
    if (year.begin > 0 && text_[year.begin - 1] == '(' && look(year.end) == ')') ++year.end;
    return year;
  }

  // ---- Points ----

  std::optional<Point> numeric_point(std::size_t at) {
    const std::size_t one_end = digits_end(at);
    const std::size_t one_length = one_end - at;
    if (one_length > 4 || one_length == 3) return std::nullopt;
    const int one = number(at, one_end);
    // Three numbers.
    const auto spaced = [&](std::size_t end, char& mark) -> std::size_t {
      std::size_t next = end;
      if (look(next) == '.' || look(next) == '/' || look(next) == '-') {
        mark = look(next);
        if (is_digit(look(next + 1))) return next + 1;
        if ((mark == '.' || mark == '/') && blank(next + 1) > 0 && is_digit(look(next + 1 + blank(next + 1))))
          return next + 1 + blank(next + 1);
        return npos;
      }
      if (const std::size_t wide = dash(next); wide == 3 && is_digit(look(next + 3))) {
        mark = '-';
        return next + 3;
      }
      if (blank(next) > 0 && look(next + blank(next)) == '/') {
        mark = '/';
        const std::size_t there = gap(next + blank(next) + 1);
        return is_digit(look(there)) ? there : npos;
      }
      return npos;
    };
    char mark = '\0', second_mark = '\0';
    const std::size_t two_begin = spaced(one_end, mark);
    if (two_begin != npos) {
      const std::size_t two_end = digits_end(two_begin);
      const std::size_t three_begin = spaced(two_end, second_mark);
      if (three_begin != npos && two_end - two_begin <= 2) {
        const std::size_t three_end = digits_end(three_begin);
        if (const auto point =
                three_numbers(at, one_end, two_begin, two_end, three_begin, three_end, mark, second_mark))
          return point;
      }
    }
    if (one_length > 2 || one < 1 || one > 31) return std::nullopt;
    Point point;
    point.begin = at;
    point.day = one;
    std::size_t next = one_end;
    for (std::string_view ending : {"st", "nd", "rd", "th"}) {
      if (const std::size_t end = takes(gap(next), ending); end != npos) {
        point.ordinal = true;
        next = end;
        break;
      }
    }
    if (!point.ordinal && after_reference_word(at) && !after_colon(at)) return std::nullopt;
    point.end = next;
    // The month behind it.
    std::size_t month_begin = gap(next);
    if (month_begin == next && (look(next) == '-' || look(next) == '/' || look(next) == '.' || look(next) == ','))
      month_begin = next + 1;
    if (const std::size_t of = takes(month_begin, "of"); of != npos) month_begin = gap(of);
    if (!is_letter(look(month_begin))) {
      const std::size_t lower_line = gap_or_line(next);
      if (point.ordinal) month_begin = lower_line;
    }
    if (is_letter(look(month_begin))) {
      const std::size_t month_end = word_end(month_begin);
      if (const int month = month_of(word_at(month_begin).view())) {
        const auto year = year_behind(month_end);
        const bool plain = is_lower(look(month_begin)) && (month == 5 || month == 3 || month_end - month_begin == 3);
        if (plain && !point.ordinal && !(year && year->certain)) return std::nullopt;  // "level 3 may be"
        point.month = month;
        point.end = month_end;
        if (year) take_year(point, *year);
        return point;
      }
      if (!point.ordinal && month_begin == next) return std::nullopt;  // 5a, 3G
    }
    if (look(next) == '%' || look(next) == ':' || (look(next) == '.' && is_digit(look(next + 1)))) return std::nullopt;
    point.bare_day = true;
    return point;
  }

  std::optional<Point> three_numbers(std::size_t at, std::size_t one_end, std::size_t two_begin, std::size_t two_end,
                                     std::size_t three_begin, std::size_t three_end, char mark, char second_mark) {
    const std::size_t lengths[3] = {one_end - at, two_end - two_begin, three_end - three_begin};
    const int one = number(at, one_end), two = number(two_begin, two_end), three = number(three_begin, three_end);
    const bool runs_on = (look(three_end) == mark || look(three_end) == second_mark) && is_digit(look(three_end + 1));
    if (runs_on || look(three_end) == '%') return std::nullopt;
    Point point;
    point.begin = at;
    point.end = three_end;
    point.numeric = true;
    point.certain_year = true;
    if (lengths[0] == 4) {
      if (lengths[2] > 2 || mark != second_mark) return std::nullopt;
      point.year = one;
      point.month = two;
      point.day = three;
      if (one < 1900 || one > 2099 || two < 1 || two > 12 || three < 1 || three > 31) return std::nullopt;
      return point;
    }
    if (lengths[0] > 2 || (lengths[2] != 2 && lengths[2] != 4)) return std::nullopt;
    const bool tight = text_[two_begin - 1] != ' ' && text_[three_begin - 1] != ' ' && text_[two_begin - 1] != '\xA0';
    if (lengths[2] == 2 && (mark != second_mark || (!tight && mark != '/'))) return std::nullopt;
    point.year = lengths[2] == 4 ? three : century_of(three);
    if (point.year < 1900 || point.year > 2099) return std::nullopt;
    point.day = one;
    point.month = two;
    if (two > 12 && one <= 12 && mark == '/') std::swap(point.day, point.month);
    if (point.day < 1 || point.day > 31 || point.month < 1 || point.month > 12) return std::nullopt;
    if (mark == '.' && lengths[2] == 2) {  // 5.2.10 may be a paragraph
      if (after_reference_word(at)) return std::nullopt;
      if (is_letter(look(three_end)) && !is_letter(look(three_end + 1))) return std::nullopt;
      // "5.2.10 Health visitors …" opens a numbered paragraph, unless the year is that of the document.
      const bool near = setting_.about && std::abs(setting_.about->year() - point.year) <= 3;
      if (!near && lengths[0] == 1 && lengths[1] == 1 && opens_line(at) && blank(three_end) > 0 &&
          is_letter(look(gap(three_end))))
        return std::nullopt;
    }
    point.order = one <= 12 && two <= 12 && one != two;
    return point;
  }

  void take_year(Point& point, const Year& year) const {
    point.year = year.pair && point.month < 4 ? year.first + 1 : year.first;
    point.certain_year = year.certain;
    point.end = std::max(point.end, year.end);
  }

  // A month and what follows it. `loose` is set where only its company can tell that a bare month is one.
  std::optional<Point> month_point(std::size_t at, bool& loose) const {
    loose = false;
    const std::size_t end = word_end(at);
    const Lowered word = word_at(at);
    const int month = month_of(word.view());
    if (month == 0) return std::nullopt;
    Point point;
    point.begin = at;
    point.end = end;
    point.month = month;
    const bool capital = is_upper(look(at));
    const bool verb = word.view() == "may" || word.view() == "march" || word.view() == "mar";

    // "October half term 2015".
    std::size_t behind = end;
    if (const std::size_t half = takes(gap(end), "half"); half != npos) {
      std::size_t term = gap(half);
      if (const std::size_t mark = dash(half); mark > 0) term = half + mark;
      if (const std::size_t term_end = takes(term, "term"); term_end != npos) behind = term_end;
    }

    // The day behind the month: "March 18th, 2015", "March 18, 2015", "March 18 2015".
    std::size_t day_begin = look(end) == '.' ? gap(end + 1) : gap(end);
    if (look(day_begin) != '\0' && is_digit(look(day_begin)) && (capital || !verb)) {
      const std::size_t day_end = digits_end(day_begin);
      const int day = number(day_begin, day_end);
      if (day_end - day_begin <= 2 && day >= 1 && day <= 31) {
        std::size_t next = day_end;
        for (std::string_view ending : {"st", "nd", "rd", "th"})
          if (const std::size_t ordinal = takes(next, ending); ordinal != npos) {
            point.ordinal = true;
            next = ordinal;
            break;
          }
        const std::size_t comma = look(next) == ',' ? gap(next + 1) : gap(next);
        const auto year = comma > next ? year_at(comma) : std::nullopt;
        const bool full = year && (!year->two_digits || (point.ordinal && year->certain));
        if (full || point.ordinal) {
          point.day = day;
          point.end = next;
          if (full) take_year(point, *year);
          return point;
        }
        if (day_end - day_begin == 1 && ends_clause(day_end)) {
          point.day = day;
          point.end = day_end;
          return point;
        }
      }
    }

    if (const auto year = year_behind(behind)) {
      const bool alone = year->two_digits && !year->certain;
      if (alone && !capital && (verb || word.size <= 4) && !after_time_word(at) && at != 0) return std::nullopt;
      if (alone) {
        const int as_day = year->first % 100;
        const bool can_be_day = as_day >= 1 && as_day <= days_in_month(2000, month);
        point.day_or_year = can_be_day;
        if (can_be_day && setting_.about && std::abs(setting_.about->year() - year->first) > 6) {
          point.day = as_day;
          point.day_or_year = false;
          point.end = year->end;
          return point;
        }
      }
      take_year(point, *year);
      return point;
    }

    if (behind != end) {
      point.end = behind;
      return point;
    }
    // A month and no year: a name or a verb unless its company says otherwise.
    if (look(end) == '.' && end - at <= 4) point.end = end;
    loose = true;
    return point;
  }

  bool ends_clause(std::size_t at) const {
    const std::size_t next = gap(at);
    const char c = look(next);
    if (c == '\0' || c == '\n' || c == '\r' || c == '\t' || c == ';' || c == ')' || c == ':')
      return c != ':' || !is_digit(look(next + 1));
    if (c == ',' || c == '.') return !is_digit(look(next + 1));
    if (dash(next) > 0) return next > at;
    return false;
  }

  bool bare_month_is_date(std::size_t at, std::size_t end) const {
    const Lowered word = word_at(at);
    const bool verb = word.view() == "may" || word.view() == "march" || word.view() == "mar";
    const bool capital = is_upper(look(at));
    const Lowered prior = before(at).word;
    const bool timed = after_modifier(at) || is_one_of(prior.view(), time_words);
    if (is_all(at, end)) return capital || !verb;
    if (!capital) return timed && !verb && word.size > 3;
    if (end - at > 1 && is_upper(look(at + 1)) && word.size <= 4) return false;  // "SEPT", "MAR": somebody's initials
    if (apostrophe(end) > 0 && is_letter(look(end + apostrophe(end)))) return false;  // April's
    if (timed) return true;
    if (verb) return false;
    if (prior.view() == "the" || prior.view() == "to" || prior.view() == "for") return true;
    if (is_upper(look(gap(end)))) return false;  // June Brown
    if (word.view() == "april" || word.view() == "june" || word.view() == "jan" || word.view() == "august")
      return ends_clause(end);
    return true;
  }

  // ---- Joining points ----

  struct Joined {
    Joint joint = Joint::none;
    std::size_t end = 0;
  };
  Joined joint_at(std::size_t at) const {
    const std::size_t start = gap(at);
    const char c = look(start);
    Joined out;
    if (c == ',' || c == ';') {
      out = {Joint::comma, gap(start + 1)};
      for (std::string_view word : {"and", "then"})
        if (const std::size_t end = takes(out.end, word); end != npos) out = {Joint::list, gap(end)};
      if (look(out.end) == '&') out = {Joint::list, gap(out.end + 1)};
      return out;
    }
    if (c == '&' || c == '+') return {Joint::list, gap(start + 1)};
    if (c == '/') return {Joint::slash, gap(start + 1)};
    if (const std::size_t mark = dash(start); mark > 0) return {Joint::range, gap(start + mark)};
    if (start == at) return out;
    for (std::string_view word : {"and", "or"})
      if (const std::size_t end = takes(start, word); end != npos && gap(end) > end) return {Joint::list, gap(end)};
    for (std::string_view word : {"to", "until", "till", "through"})
      if (const std::size_t end = takes(start, word); end != npos && gap(end) > end) return {Joint::range, gap(end)};
    return out;
  }

  std::optional<Point> point_at(std::size_t at, bool& loose) {
    loose = false;
    if (is_digit(look(at))) return numeric_point(at);
    if (is_letter(look(at))) return month_point(at, loose);
    return std::nullopt;
  }

  // Reads points joined to one another and reports them. Returns where reading goes on, or npos where no date
  // starts at `at`.
  std::size_t read_series(std::size_t at) {
    struct Item {
      Point point;
      bool loose = false;
      Joint joint = Joint::none;  // to the next
    };
    std::array<Item, 16> items;
    std::size_t count = 0;
    std::size_t next = at;
    while (count < items.size()) {
      std::size_t begin = next;
      if (count > 0)
        if (const std::size_t modified = skip_modifier(begin); modified != npos) begin = modified;
      bool loose = false;
      auto point = point_at(begin, loose);
      if (!point) break;
      if (count > 0 && begin != next) point->begin = begin;
      if (count > 0 && loose && !is_upper(look(begin))) break;
      if (count > 0 && point->bare_day && items[count - 1].point.month != 0) break;
      if (count == 0 && (point->month != 0) && !point->numeric && after_publication(at)) return npos;
      items[count] = {*point, loose, Joint::none};
      ++count;
      const Joined joined = joint_at(point->end);
      if (joined.joint == Joint::none) break;
      if (point->bare_day && joined.joint == Joint::comma && !point->ordinal) break;
      items[count - 1].joint = joined.joint;
      next = joined.end;
    }
    // Days that never met their month, at the end.
    while (count > 0 && items[count - 1].point.bare_day) --count;
    if (count == 0) return npos;
    items[count - 1].joint = Joint::none;
    // Years and months are shared backwards: "14 and 31 October 2014".
    for (std::size_t i = count - 1; i-- > 0;) {
      Point& point = items[i].point;
      const Point& following = items[i + 1].point;
      if (point.bare_day) {
        if (following.month == 0 || following.day == 0 || following.numeric) return npos;
        point.month = following.month;
        point.year = following.year;
        point.certain_year = following.certain_year;
        point.bare_day = false;
        continue;
      }
      if (point.year == 0 && following.year != 0 && !following.numeric && !(following.day != 0 && point.day == 0)) {
        const bool later =
            point.month > following.month || (point.month == following.month && point.day > following.day);
        point.year = following.year - (later ? 1 : 0);
        point.certain_year = following.certain_year;
        if (items[i].joint == Joint::range || items[i].joint == Joint::slash) point.day_or_year = following.day_or_year;
        items[i].loose = false;
      }
    }
    // … and forwards across a range: "March 2015 to June".
    for (std::size_t i = 0; i + 1 < count; ++i) {
      const Point& point = items[i].point;
      Point& following = items[i + 1].point;
      if (items[i].joint == Joint::range && point.year != 0 && following.year == 0 && !point.numeric &&
          (point.day != 0) == (following.day != 0) && bare_or_known(items[i + 1].loose, following)) {
        const bool earlier =
            following.month < point.month || (following.month == point.month && following.day < point.day);
        following.year = point.year + (earlier ? 1 : 0);
        items[i + 1].loose = false;
      }
    }
    // What is still only perhaps a month must stand the test alone, and ends the series where it fails.
    for (std::size_t i = 0; i < count; ++i) {
      if (!items[i].loose) continue;
      const Point& point = items[i].point;
      const bool in_company = i > 0 && !items[i - 1].loose && word_at(point.begin).size > 3;
      if (bare_month_is_date(point.begin, point.end) || (in_company && ends_clause(point.end))) continue;
      count = i;
      break;
    }
    if (count == 0) return npos;
    items[count - 1].joint = Joint::none;

    const Before prior = before(at);
    const bool moved = prior.word.view() == "from" && is_one_of(before(prior.begin).word.view(), moving_words);
    for (std::size_t i = 0; i < count; ++i) {
      const Point& point = items[i].point;
      const Joint joint = items[i].joint;
      const bool spans = joint == Joint::range || joint == Joint::slash;
      if (spans && i + 1 < count && !moved) {
        const Point& last = items[i + 1].point;
        const bool own_years = has_own_year(point) && has_own_year(last);
        if (!(joint == Joint::slash && own_years) && emit_range(point, last)) {
          ++i;
          continue;
        }
      }
      emit_point(point);
    }
    return items[count - 1].point.end;
  }

  bool has_own_year(const Point& point) const {  // and does not share its neighbour's
    return point.numeric || (point.end > point.begin && is_digit(text_[point.end - 1]) && point.year != 0 &&
                             !(point.day != 0 && point.end - point.begin <= 2));
  }
  bool bare_or_known(bool loose, const Point& point) const { return !loose || is_upper(look(point.begin)); }

  static std::optional<DateRange> days_of(const Point& point) {
    if (point.year == 0) return std::nullopt;
    if (point.day == 0) return whole_months(point.year, point.month, point.year, point.month);
    const auto day = Date::from_calendar(point.year, point.month, point.day);
    if (!day) return std::nullopt;
    return DateRange{*day, *day};
  }

  WrittenDate written(std::size_t begin, std::size_t end, DateReadingKind kind) {
    if (after_modifier(begin)) begin = modifier_begin_;
    WrittenDate date;
    date.as_written = std::string(text_.substr(begin, end - begin));
    date.kind = kind;
    date.begin = begin;
    return date;
  }

  void emit_point(const Point& point) {
    WrittenDate date =
        written(point.begin, point.end, point.day != 0 ? DateReadingKind::day : DateReadingKind::month_year);
    date.days = days_of(point);
    date.year_missing = point.year == 0;
    date.day_or_year_ambiguous = point.day_or_year;
    date.order_ambiguous = point.order;
    if (week_ != Week::none && point.day != 0 && after_modifier(point.begin)) {
      date.kind = DateReadingKind::range;
      if (date.days) {
        if (week_ == Week::starts) date.days->to = date.days->from.plus_days(6);
        if (week_ == Week::ends) date.days->from = date.days->to.plus_days(-6);
      }
    }
    found_.push_back(std::move(date));
  }

  bool emit_range(const Point& first, const Point& last) {
    const auto from = days_of(first), to = days_of(last);
    if (first.year == 0 || last.year == 0) {
      if (first.year != 0 || last.year != 0) return false;
      WrittenDate date = written(first.begin, last.end, DateReadingKind::range);
      date.year_missing = true;
      found_.push_back(std::move(date));
      return true;
    }
    if (!from || !to || from->from > to->to) return false;
    WrittenDate date = written(first.begin, last.end, DateReadingKind::range);
    date.days = DateRange{from->from, to->to};
    const bool certain = (first.certain_year && !first.day_or_year) || (last.certain_year && !last.day_or_year);
    date.day_or_year_ambiguous = !certain && (first.day_or_year || last.day_or_year);
    date.order_ambiguous = first.order && last.order;
    found_.push_back(std::move(date));
    return true;
  }

  // ---- Numbers that lead ----

  std::size_t read_number(std::size_t at) {
    const std::size_t end = digits_end(at);
    const std::size_t length = end - at;
    if (!at_edge(at)) return skip_chain(at);
    if (is_reference_chain(at)) return reference_end_ = skip_chain(at);
    if (length <= 4 && length != 3) {
      if (const std::size_t next = read_series(at); next != npos) return next;
    }
    if (length == 4)
      if (const std::size_t next = read_year(at); next != npos) return next;
    if (length <= 2)
      if (const std::size_t next = read_two_numbers(at); next != npos) return next;
    if (length <= 3)
      if (const std::size_t next = read_period(at, at); next != npos) return next;
    return skip_chain(at);
  }

  // A number behind a word of reference, or joined to one that was: "paragraphs 5.2.10, 5.2.11 and 6.1.12".
  bool is_reference_chain(std::size_t at) {
    const bool dotted = look(digits_end(at)) == '.' && is_digit(look(digits_end(at) + 1));
    if (reference_end_ != npos && reference_end_ <= at && at - reference_end_ <= 8) {
      const std::string_view between = text_.substr(reference_end_, at - reference_end_);
      if (dotted && (between == ", " || between == " and " || between == " & " || between == "," || between == " to " ||
                     between == ", and " || between == "; " || between == " - "))
        return true;
    }
    if (!after_reference_word(at) || (after_colon(at) && !dotted)) return false;
    // "Section 3 March 2015": the number is the section's; "action 31/10/14" is an action's date.
    const std::size_t end = digits_end(at);
    const bool date_like = look(end) == '/' && is_digit(look(end + 1)) && end - at <= 2;
    std::size_t month = end;
    for (std::string_view ending : {"st", "nd", "rd", "th"})
      if (const std::size_t ordinal = takes(end, ending); ordinal != npos) month = ordinal;
    if (month != end) return false;
    const Lowered word = before(at).word;
    const bool weak = word.view() == "action" || word.view() == "actions" || word.view() == "outcome" ||
                      word.view() == "issue" || word.view() == "table" || word.view() == "point" ||
                      word.view() == "item" || word.view() == "no" || word.view() == "part";
    if (date_like) return false;
    const std::size_t behind = gap(end);
    if (weak && behind > end && is_letter(look(behind)) && month_of(word_at(behind).view()) != 0 &&
        is_upper(look(behind)))
      return false;
    if (weak && dotted) {  // "action 31.10.14": a day beyond any numbering
      const int first = number(at, end);
      return !(first > 12 && end - at == 2);
    }
    return true;
  }

  std::size_t skip_chain(std::size_t at) const {
    std::size_t end = digits_end(at);
    while ((look(end) == '.' || look(end) == '/' || look(end) == '-' || look(end) == ':' || look(end) == ',') &&
           is_digit(look(end + 1)))
      end = digits_end(end + 1);
    return end;
  }

  // 2015/16, 2015-16, 2015-2018, 2015-03, "in 2015".
  std::size_t read_year(std::size_t at) {
    const std::size_t end = digits_end(at);
    const int first = number(at, end);
    if (first < 1980 || first > 2079) return npos;
    if (after_publication(at)) return npos;
    if (const auto year = year_at(at); year && year->pair) {
      if (look(year->end) == '%' || (look(year->end) == '.' && is_digit(look(year->end + 1)))) return npos;
      // "2015/16 Q3"
      std::size_t next = gap(year->end);
      if (dash(next) > 0) next = gap(next + dash(next));
      if (look(next) == ',') next = gap(next + 1);
      if (lower(look(next)) == 'q' && look(next + 1) >= '1' && look(next + 1) <= '4' && !is_digit(look(next + 2))) {
        emit_quarter(at, next + 2, look(next + 1) - '0', look(next + 1) - '0', first);
        return next + 2;
      }
      WrittenDate date = written(at, year->end, DateReadingKind::year);
      const bool academic = academic_ && after_modifier(at);
      date.days = academic ? whole_months(first, 9, first + 1, 8) : whole_months(first, 4, first + 1, 3);
      found_.push_back(std::move(date));
      return year->end;
    }
    // 2015-03 and 2015-2018.
    std::size_t second = npos;
    if (const std::size_t mark = dash(end); mark > 0) second = end + mark;
    if (second == npos) {
      const Joined joined = joint_at(end);
      if (joined.joint == Joint::range) second = joined.end;
    }
    if (second != npos && is_digit(look(second))) {
      const std::size_t second_end = digits_end(second);
      const int value = number(second, second_end);
      const bool tight = second - end <= 3;
      if (second_end - second == 4 && value > first && value <= first + 20) {
        WrittenDate date = written(at, second_end, value == first + 1 ? DateReadingKind::year : DateReadingKind::range);
        date.days = value == first + 1 ? whole_months(first, 4, value, 3) : whole_months(first, 1, value, 12);
        found_.push_back(std::move(date));
        return second_end;
      }
      if (second_end - second == 2 && tight && look(end) == '-' && value >= 1 && value <= 12 &&
          look(second_end) != '-') {
        WrittenDate date = written(at, second_end, DateReadingKind::month_year);
        date.days = whole_months(first, value, first, value);
        found_.push_back(std::move(date));
        return second_end;
      }
      if (second_end - second == 2 && tight && value > first % 100 && value <= first % 100 + 20 &&
          look(second_end) != '-') {
        WrittenDate date = written(at, second_end, DateReadingKind::range);
        date.days = whole_months(first, 1, first - first % 100 + value, 12);
        found_.push_back(std::move(date));
        return second_end;
      }
    }
    if (look(end) == '/' || look(end) == '%' || is_letter(look(end)) || (look(end) == '.' && is_digit(look(end + 1))) ||
        (look(end) == ',' && is_digit(look(end + 1))) || (dash(end) > 0 && is_digit(look(end + dash(end)))))
      return npos;
    if (!bare_year_is_date(at, end)) return npos;
    WrittenDate date = written(at, end, DateReadingKind::year);
    date.days = whole_months(first, 1, first, 12);
    if (half_ != 0 && after_modifier(at)) {
      date.kind = DateReadingKind::range;
      date.days = half_ == 1 ? whole_months(first, 1, first, 6) : whole_months(first, 7, first, 12);
    }
    found_.push_back(std::move(date));
    return end;
  }

  bool bare_year_is_date(std::size_t at, std::size_t end) const {
    if (is_all(at, end)) return true;
    const std::size_t next = gap(end);
    if (is_letter(look(next)) && is_one_of(word_at(next).view(), behind_year)) return false;
    if (after_modifier(at)) return true;
    if (at > 0 && text_[at - 1] == '(') return false;
    const Lowered prior = before(at).word;
    if (is_one_of(prior.view(), strong_year_words)) return true;
    if (is_one_of(prior.view(), weak_time_words)) {
      if (prior.view() == "and" && (found_.empty() || found_.back().begin + found_.back().as_written.size() + 8 < at))
        return false;
      return ends_clause(end) || takes(next, "onwards") != npos;
    }
    return false;
  }

  // 06/2015; and where the place or a word before it says that a date stands here: 31/10, 09/14, 15/16.
  std::size_t read_two_numbers(std::size_t at) {
    const std::size_t one_end = digits_end(at);
    const char mark = look(one_end);
    if (mark != '/' && mark != '.' && mark != '-') return npos;
    const std::size_t two = one_end + 1;
    const std::size_t two_end = digits_end(two);
    if (two_end == two || look(two_end) == '%') return npos;
    if ((look(two_end) == '/' || look(two_end) == '.' || look(two_end) == '-') && is_digit(look(two_end + 1)))
      return npos;
    const int first = number(at, one_end), second = number(two, two_end);
    if (two_end - two == 4 && second >= 1980 && second <= 2079 && first >= 1 && first <= 12 &&
        (mark != '.' || one_end - at == 2)) {
      WrittenDate date = written(at, two_end, DateReadingKind::month_year);
      date.days = whole_months(second, first, second, first);
      found_.push_back(std::move(date));
      return two_end;
    }
    if (two_end - two > 2 || mark != '/') return npos;
    const Lowered prior = before(at).word;
    const bool year_word = prior.view() == "fy" || prior.view() == "year" || prior.view() == "yr";
    if (year_word && one_end - at == 2 && two_end - two == 2 && second == (first + 1) % 100) {
      const int year = century_of(first);
      WrittenDate date = written(at, two_end, DateReadingKind::year);
      date.days =
          academic_ && after_modifier(at) ? whole_months(year, 9, year + 1, 8) : whole_months(year, 4, year + 1, 3);
      found_.push_back(std::move(date));
      return two_end;
    }
    const bool expected = (setting_.stands == Stands::in_date_column && is_all(at, two_end)) || after_modifier(at) ||
                          prior.view() == "by" || prior.view() == "until" || prior.view() == "before" ||
                          prior.view() == "due" || prior.view() == "dated" ||
                          (prior.view() == "on" && one_end - at == 2 && two_end - two == 2) || prior.view() == "since";
    if (!expected || (first == 24 && second == 7) || !ends_number(two_end)) return npos;
    if (second >= 1 && second <= 12 && first >= 1 && first <= 31) {
      WrittenDate date = written(
          at, two_end, week_ != Week::none && after_modifier(at) ? DateReadingKind::range : DateReadingKind::day);
      date.year_missing = true;
      date.order_ambiguous = first <= 12 && first != second;
      found_.push_back(std::move(date));
      return two_end;
    }
    if (first >= 1 && first <= 12 && second > 12 && two_end - two == 2 && one_end - at == 2) {
      WrittenDate date = written(at, two_end, DateReadingKind::month_year);
      const int year = century_of(second);
      date.days = whole_months(year, first, year, first);
      found_.push_back(std::move(date));
      return two_end;
    }
    return npos;
  }
  bool ends_number(std::size_t at) const { return !is_letter(look(at)) && !is_digit(look(at)); }

  // ---- Words that lead ----

  std::size_t read_word(std::size_t at) {
    const std::size_t end = word_end(at);
    if (at > 0 && (is_letter(text_[at - 1]) || text_[at - 1] == '_')) return end;
    const std::size_t length = end - at;
    if (length > 12) return end;
    if (!may_lead(text_[at], look(at + 1))) return end;
    return read_plain(at, end);
  }

  std::size_t read_plain(std::size_t at, std::size_t end) {
    const Lowered lowered_word = word_at(at);
    const std::string_view word = lowered_word.view();
    if (month_of(word) != 0) {
      if (const std::size_t next = read_series(at); next != npos) return next;
      return end;
    }
    if (season_of(word) != Season::none) {
      if (const std::size_t next = read_season(at, end); next != npos) return next;
      return end;
    }
    if (const std::size_t modified = skip_modifier(at); modified != npos) {
      if (phrase_of_term(at, modified)) return modified;
      if (modifier_end_ != at) {  // "by the end of early 2015" begins where the first of them does
        modifier_begin_ = at;
        academic_ = false;
        half_ = 0;
      }
      week_ = week_of(word, end);
      modifier_end_ = modified;
      return modified;
    }
    if (word == "q" || word == "qtr" || word == "quarter" || word == "qrt") {
      if (const std::size_t next = read_quarter(at, end); next != npos) return next;
    }
    if (word == "first" || word == "second" || word == "third" || word == "fourth" || word == "final" ||
        word == "last") {
      const std::size_t next = gap(end);
      const int ordinal = word == "first" ? 1 : word == "second" ? 2 : word == "third" ? 3 : 4;
      if (const std::size_t quarter = takes(next, "quarter"); quarter != npos) {
        if (const auto year = year_behind(quarter); year) {
          emit_quarter(at, year->end, ordinal, ordinal, year->first);
          return year->end;
        }
        return quarter;
      }
      if (const std::size_t half = takes(next, "half"); half != npos && ordinal <= 2) {
        if (const std::size_t of = takes(gap(half), "of"); of != npos) {
          modifier_begin_ = at;
          modifier_end_ = gap(of);
          half_ = ordinal;
          week_ = Week::none;
          academic_ = false;
          return modifier_end_;
        }
      }
    }
    if (word == "financial" || word == "academic" || word == "school" || word == "municipal" || word == "calendar") {
      if (const std::size_t year = takes(gap(end), "year"); year != npos) {
        modifier_begin_ = at;
        modifier_end_ = gap(year);
        academic_ = word == "academic" || word == "school";
        week_ = Week::none;
        half_ = 0;
        return modifier_end_;
      }
    }
    return read_phrase(at, end, word);
  }

  enum class Week { none, starts, ends };
  Week week_of(std::string_view word, std::size_t end) const {
    if (word == "wc" || word == "wb") return Week::starts;
    if (word == "w") return lower(look(end + 1)) == 'e' ? Week::ends : Week::starts;
    if (word == "week") return takes(gap(end), "ending") != npos ? Week::ends : Week::starts;
    return Week::none;
  }

  // "end of", "early", "mid-", "w/c" …: where the thing they speak of begins, or npos.
  std::size_t skip_modifier(std::size_t at) {
    if (!is_letter(look(at))) return npos;
    const Lowered lowered_word = word_at(at);
    const std::string_view word = lowered_word.view();
    const std::size_t end = word_end(at);
    if (word == "the") {
      const std::size_t next = gap(end);
      if (next == end) return npos;
      const Lowered following = word_at(next);
      const std::string_view then = following.view();
      if (then == "end" || then == "beginning" || then == "start" || then == "middle") return skip_modifier(next);
      return npos;
    }
    if (word == "w") {
      if (look(end) != '/') return npos;
      const char kind = lower(look(end + 1));
      if ((kind != 'c' && kind != 'b' && kind != 'e') || is_letter(look(end + 2))) return npos;
      std::size_t next = end + 2;
      if (look(next) == ':' || look(next) == '.') ++next;
      return weekday_end(gap(next));
    }
    if (word == "wc" || word == "wb") return is_digit(look(gap(end))) ? gap(end) : npos;
    if (word == "week") {
      for (std::string_view kind : {"commencing", "beginning", "starting", "ending", "of"})
        if (const std::size_t next = takes(gap(end), kind); next != npos) return weekday_end(gap(next));
      return npos;
    }
    if (word == "end" || word == "beginning" || word == "start" || word == "middle" || word == "early" ||
        word == "late" || word == "mid") {
      std::size_t next = gap(end);
      if (const std::size_t mark = dash(end); mark > 0) next = end + mark;
      bool of = false;
      if (const std::size_t after = takes(next, "of"); after != npos) {
        next = gap(after);
        of = true;
      }
      if (const std::size_t after = takes(next, "the"); after != npos) next = gap(after);
      if (!of && (word == "beginning" || word == "start" || word == "middle")) return npos;
      if (next == end) return npos;
      const char c = look(next);
      if (!is_digit(c) && !is_letter(c)) return npos;
      if (is_digit(c) && digits_end(next) - next != 4) return npos;  // "end of 5 years", "late 3 times"
      return next;
    }
    return npos;
  }
  std::size_t weekday_end(std::size_t at) const {
    const Lowered lowered_word = word_at(at);
    const std::string_view word = lowered_word.view();
    for (std::string_view day : {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday",
                                 "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
      if (word == day) {
        std::size_t next = word_end(at);
        if (look(next) == ',') ++next;
        return gap(next);
      }
    return at;
  }

  // ---- Seasons and quarters ----

  static std::optional<DateRange> season_days(Season season, bool term, const Year& year) {
    const int first = year.first, second = year.pair ? year.first + 1 : year.first;
    switch (season) {
      case Season::spring:
        return term ? whole_months(second, 1, second, 4) : whole_months(second, 3, second, 5);
      case Season::summer:
        return term ? whole_months(second, 4, second, 7) : whole_months(second, 6, second, 8);
      case Season::autumn:
        return term ? whole_months(first, 9, first, 12) : whole_months(first, 9, first, 11);
      case Season::winter:
        return whole_months(first, 12, first + 1, 2);
      case Season::christmas: {
        const auto day = Date::from_calendar(first, 12, 25);
        return day ? std::optional(DateRange{*day, *day}) : std::nullopt;
      }
      case Season::easter: {
        const auto day = easter(second);
        return day ? std::optional(DateRange{*day, *day}) : std::nullopt;
      }
      case Season::none:
        break;
    }
    return std::nullopt;
  }

  std::size_t read_season(std::size_t at, std::size_t end) {
    if (after_publication(at)) return npos;
    const Season first = season_of(word_at(at).view());
    Season last = first;
    bool term = false;
    std::size_t next = end;
    const auto take_term = [&] {
      std::size_t word = gap(next);
      if (dash(word) > 0) word += dash(word);
      for (std::string_view name : {"term", "terms"})
        if (const std::size_t after = takes(word, name); after != npos) {
          term = true;
          next = after;
        }
    };
    take_term();
    Joint joint = Joint::none;
    if (const Joined joined = joint_at(next); joined.joint != Joint::none) {
      const Season other = is_letter(look(joined.end)) ? season_of(word_at(joined.end).view()) : Season::none;
      if (other != Season::none) {
        joint = joined.joint;
        last = other;
        next = word_end(joined.end);
        take_term();
      }
    }
    const auto year = year_behind(next);
    if (year && !(year->two_digits && !year->certain && !is_upper(look(at)) && !term)) {
      WrittenDate date = written(at, year->end, DateReadingKind::season);
      const auto from = season_days(first, term, *year), to = season_days(last, term, *year);
      if (from && to) {
        date.days = DateRange{from->from, to->to};
        if (from->from > to->to) date.days = DateRange{from->from.plus_months(-12), to->to};
      }
      found_.push_back(std::move(date));
      return year->end;
    }
    const bool named = is_upper(look(gap(next)));
    const Lowered prior = before(at).word;
    const bool timed = after_modifier(at) || is_one_of(prior.view(), time_words) || prior.view() == "over" ||
                       (prior.view() == "the" && is_one_of(before(before(at).begin).word.view(), time_words));
    const Lowered following = word_at(gap(next));
    const std::string_view behind = following.view();
    const bool thing =
        behind == "school" || behind == "schools" || behind == "holiday" || behind == "holidays" || behind == "break";
    if (term || (timed && !named && !thing && joint == Joint::none) || (is_all(at, next))) {
      WrittenDate date = written(at, next, DateReadingKind::season);
      date.year_missing = true;
      found_.push_back(std::move(date));
      return next;
    }
    return npos;
  }

  void emit_quarter(std::size_t begin, std::size_t end, int first, int last, int year) {
    WrittenDate date = written(begin, end, DateReadingKind::quarter);
    const auto quarter = [&](int n) {  // Q1 is April to June, Q4 January to March of the next year
      return n == 4 ? whole_months(year + 1, 1, year + 1, 3) : whole_months(year, 3 * n + 1, year, 3 * n + 3);
    };
    const auto from = quarter(first), to = quarter(last);
    if (from && to) date.days = DateRange{from->from, to->to};
    found_.push_back(std::move(date));
  }

  // Q3 2015/16, Qtr 3 2015-16, Quarter 3 (15/16), Q1-Q2 2015/16.
  std::size_t read_quarter(std::size_t at, std::size_t end) {
    const auto digit_of = [&](std::size_t place, int& value) -> std::size_t {
      if (look(place) < '1' || look(place) > '4' || is_digit(look(place + 1)) || is_letter(look(place + 1)))
        return npos;
      value = look(place) - '0';
      return place + 1;
    };
    int first = 0, last = 0;
    std::size_t next = digit_of(end, first);
    if (next == npos) next = digit_of(gap(end), first);
    if (next == npos) return npos;
    last = first;
    if (look(next) == '.' && is_digit(look(next + 1))) return npos;
    if (const Joined joined = joint_at(next); joined.joint != Joint::none) {
      std::size_t other = joined.end;
      if (lower(look(other)) == 'q') ++other;
      int value = 0;
      if (const std::size_t after = digit_of(other, value);
          after != npos && value > first && (other > joined.end || joined.joint == Joint::range)) {
        last = value;
        next = after;
      }
    }
    if (const auto year = year_behind(next)) {
      if (year->pair || year->certain || !year->two_digits) {
        emit_quarter(at, year->end, first, last, year->first);
        return year->end;
      }
    }
    const Lowered prior = before(at).word;
    const bool timed = after_modifier(at) || is_one_of(prior.view(), time_words);
    if (timed || (is_all(at, next) && setting_.stands == Stands::in_date_column)) {
      WrittenDate date = written(at, next, DateReadingKind::quarter);
      date.year_missing = true;
      found_.push_back(std::move(date));
      return next;
    }
    return npos;
  }

  // ---- Words instead of a date ----

  struct Phrase {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  bool phrase_of_term(std::size_t at, std::size_t next) {  // "end of term", "end of the financial year"
    std::size_t end = next;
    for (std::string_view word : {"financial", "academic", "school", "this", "next", "calendar", "current"})
      if (const std::size_t after = takes(end, word); after != npos) end = gap(after);
    for (std::string_view word : {"term", "year", "quarter", "month", "week"})
      if (const std::size_t after = takes(end, word); after != npos) {
        if (is_digit(look(gap(after)))) return false;
        phrases_.push_back({at, after});
        return true;
      }
    return false;
  }

  std::size_t read_phrase(std::size_t at, std::size_t end, std::string_view word) {
    static constexpr std::array<std::string_view, 25> single{
        "ongoing",    "immediate",    "immediately", "tbc",         "tba",       "tbd",         "asap",
        "continuous", "continuously", "continual",   "continuing",  "quarterly", "monthly",     "weekly",
        "daily",      "annually",     "annual",      "yearly",      "termly",    "fortnightly", "biannually",
        "biannual",   "biennially",   "rolling",     "indefinitely"};
    static constexpr std::array<std::string_view, 21> several{
        "to be confirmed", "to be agreed", "to be decided",       "to be determined", "to be advised",
        "to be arranged",  "to be set",    "as soon as possible", "as required",      "as and when",
        "as needed",       "no date",      "next meeting",        "next term",        "next quarter",
        "on-going",        "on going",     "short term",          "medium term",      "long term",
        "next year"};
    if (is_one_of(word, single)) {
      phrases_.push_back({at, end});
      return end;
    }
    for (std::string_view phrase : several)
      if (const std::size_t after = takes(at, phrase); after != npos) {
        phrases_.push_back({at, after});
        return after;
      }
    if (word == "within" || word == "in") {
      std::size_t next = gap(end);
      if (const std::size_t after = takes(next, "the next"); after != npos) next = gap(after);
      if (next > end)
        if (const std::size_t period = read_period(at, next); period != npos) return period;
    }
    return end;
  }

  // "3 months", "six weeks", "20 working days", "6 monthly" from `next`; the phrase begins at `at`.
  std::size_t read_period(std::size_t at, std::size_t next) {
    static constexpr std::array<std::string_view, 16> numbers{"one",      "two",    "three",    "four", "five",   "six",
                                                              "seven",    "eight",  "nine",     "ten",  "twelve", "a",
                                                              "eighteen", "twenty", "fourteen", "bi"};
    static constexpr std::array<std::string_view, 14> units{"day",    "days",   "week",  "weeks",   "month",
                                                            "months", "year",   "years", "monthly", "weekly",
                                                            "hours",  "yearly", "term",  "terms"};
    std::size_t end = next;
    if (is_digit(look(next))) {
      end = digits_end(next);
      if (end - next > 3) return npos;
    } else if (is_letter(look(next)) && is_one_of(word_at(next).view(), numbers)) {
      end = word_end(next);
    } else {
      return npos;
    }
    std::size_t unit = gap(end);
    if (dash(end) > 0) unit = end + dash(end);
    if (const std::size_t working = takes(unit, "working"); working != npos) unit = gap(working);
    if (!is_letter(look(unit)) || !is_one_of(word_at(unit).view(), units)) return npos;
    const std::size_t after = word_end(unit);
    phrases_.push_back({at, after});
    return after;
  }

  // In prose a word such as "ongoing" is a date only where there is nothing else to read.
  bool nothing_else() const {
    static constexpr std::array<std::string_view, 14> joining{"and",    "or",      "then",   "from", "by",
                                                              "to",     "with",    "effect", "date", "target",
                                                              "review", "onwards", "basis",  "the"};
    std::size_t date = 0, phrase = 0, at = 0;
    while (at < text_.size()) {
      if (date < found_.size() && at >= found_[date].begin) {
        at = std::max(at, found_[date].begin + found_[date].as_written.size());
        ++date;
        continue;
      }
      if (phrase < phrases_.size() && at >= phrases_[phrase].begin) {
        at = std::max(at, phrases_[phrase].end);
        ++phrase;
        continue;
      }
      if (is_digit(text_[at])) return false;
      if (is_letter(text_[at])) {
        if (!is_one_of(word_at(at).view(), joining)) return false;
        at = word_end(at);
        continue;
      }
      ++at;
    }
    return true;
  }

  void add_phrases() {
    if (phrases_.empty()) return;
    if (setting_.stands == Stands::in_prose && !nothing_else()) return;
    const std::size_t dates = found_.size();
    for (const Phrase& phrase : phrases_) {
      WrittenDate date;
      date.as_written = std::string(text_.substr(phrase.begin, phrase.end - phrase.begin));
      date.begin = phrase.begin;
      found_.push_back(std::move(date));
    }
    std::inplace_merge(found_.begin(), found_.begin() + static_cast<std::ptrdiff_t>(dates), found_.end(),
                       [](const WrittenDate& left, const WrittenDate& right) { return left.begin < right.begin; });
  }

  std::string_view text_;
  const DateSetting& setting_;
  std::vector<WrittenDate> found_;
  std::vector<Phrase> phrases_;
  std::size_t modifier_begin_ = 0;
  std::size_t modifier_end_ = npos;  // what begins here begins, as written, at modifier_begin_
  Week week_ = Week::none;
  int half_ = 0;
  bool academic_ = false;
  std::size_t reference_end_ = npos;
};

constexpr std::array<std::string_view, 7> kind_texts{"day",   "month-year", "quarter", "season",
                                                     "range", "year",       "words"};

}  // namespace

std::string_view to_text(DateReadingKind kind) {
  return kind_texts[static_cast<std::size_t>(kind)];
}

std::optional<DateReadingKind> date_reading_kind_from_text(std::string_view text) {
  for (std::size_t i = 0; i < kind_texts.size(); ++i)
    if (kind_texts[i] == text) return static_cast<DateReadingKind>(i);
  return std::nullopt;
}

std::vector<WrittenDate> find_dates(std::string_view text, const DateSetting& setting) {
  return Finder(text, setting).find();
}

}  // namespace candour::plan
