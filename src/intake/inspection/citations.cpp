#include "intake/inspection/citations.h"

#include <algorithm>

#include "base/text.h"
#include "intake/inspection/lines.h"
#include "intake/parts/ascii.h"

namespace candour::intake::inspection {
namespace {

std::size_t skip(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '*' || text[at] == '_')
      ++at;
    else if (text.substr(at, 2) == "\xC2\xA0")
      at += 2;
    else
      break;
  }
  return at;
}

// One ref at `at`; moves behind it. In words ("Recommendation Two") only where `in_words`.
std::string ref_at(std::string_view text, std::size_t& at, bool in_words) {
  if (in_words) {
    std::string ref;
    const std::string low = folded(text.substr(at, 16));
    if (const std::size_t length = number_in_words(low, ref); length > 0) {
      at += length;
      return ref;
    }
  }
  std::size_t here = at;
  if (here + 1 < text.size() && (text[here] == 'R' || text[here] == 'r') && is_digit(text[here + 1])) ++here;
  const std::size_t begin = here;
  for (;;) {
    std::size_t digits = 0;
    while (here + digits < text.size() && is_digit(text[here + digits])) ++digits;
    if (digits == 0 || digits > 3) return {};
    here += digits;
    if (here + 1 < text.size() && text[here] == '.' && is_digit(text[here + 1])) {
      ++here;
      continue;
    }
    break;
  }
  std::string ref(text.substr(begin, here - begin));
  if (here < text.size() && (text[here] == '%' || text[here] == '/')) return {};
  if (here < text.size() && is_lower(text[here]) && (here + 1 == text.size() || !is_letter(text[here + 1]))) {
    ref += text[here++];
  } else {
    const std::size_t open = here < text.size() && text[here] == ' ' ? here + 1 : here;
    if (open + 2 < text.size() && text[open] == '(' && is_lower(text[open + 1]) && text[open + 2] == ')') {
      ref += text[open + 1];
      here = open + 3;
    } else if (here < text.size() && is_letter(text[here])) {
      return {};
    }
  }
  at = here;
  return ref;
}

void open_range(const std::string& from, const std::string& to, std::vector<std::string>& refs) {
  const auto parts = [](const std::string& ref) {
    const std::size_t dot = ref.rfind('.');
    return dot == std::string::npos ? std::pair<std::string, std::string>{"", ref}
                                    : std::pair<std::string, std::string>{ref.substr(0, dot + 1), ref.substr(dot + 1)};
  };
  const auto [before, first] = parts(from);
  auto [behind, last] = parts(to);
  const bool letters = is_lower(from.back()) && is_lower(to.back());
  if (letters && from.substr(0, from.size() - 1) == to.substr(0, to.size() - 1)) {
    for (char c = static_cast<char>(from.back() + 1); c <= to.back(); ++c)
      refs.push_back(from.substr(0, from.size() - 1) + c);
    return;
  }
  const auto number = [](const std::string& part) {
    int value = 0;
    for (char c : part) {
      if (!is_digit(c)) return -1;
      value = value * 10 + c - '0';
    }
    return value;
  };
  const int low = number(first), high = number(last);
  if ((before == behind || behind.empty()) && low >= 0 && high > low && high - low <= 60) {
    for (int value = low + 1; value <= high; ++value) refs.push_back(before + std::to_string(value));
    return;
  }
  refs.push_back(to);
}

// The refs behind a word at `at`: "2.2 and 4.1", "2–4", "1, 3 & 5(b)".
bool refs_at(std::string_view text, std::size_t at, Citation& citation) {
  at = skip(text, at);
  const bool in_words = at < text.size() && is_letter(text[at]) && text[at] != 'R' && text[at] != 'r';
  std::string ref = ref_at(text, at, in_words);
  if (ref.empty()) return false;
  citation.in_words = in_words;
  citation.refs.push_back(ref);
  citation.end = at;
  for (;;) {
    std::size_t next = skip(text, at);
    bool joined = false, range = false;
    for (std::string_view mark : {",", ";", "&", "/"})
      if (text.substr(next).starts_with(mark)) {
        next = skip(text, next + mark.size());
        joined = true;
      }
    for (std::string_view word : {"and ", "or ", "& ", "see also ", "also "})
      if (text.substr(next).starts_with(word)) {
        next = skip(text, next + word.size());
        joined = true;
        // "Recommendation 2.2; see also 2.3" names one and points to another.
        if (word.ends_with("also ")) citation.singular = false;
      }
    if (!joined)
      for (std::string_view mark : {"to ", "through ", "–", "—", "-", "‑"})
        if (text.substr(next).starts_with(mark)) {
          next = skip(text, next + mark.size());
          range = true;
          break;
        }
    if (!joined && !range) return true;
    for (std::string_view word :
         {"recommendations ", "recommendation ", "Recommendations ", "Recommendation ", "paragraph "})
      if (text.substr(next).starts_with(word)) next = skip(text, next + word.size());
    const std::string more = ref_at(text, next, citation.in_words);
    if (more.empty()) return true;
    if (range)
      open_range(ref, more, citation.refs);
    else
      citation.refs.push_back(more);
    ref = more;
    at = citation.end = next;
  }
}

// "recommendation 3 of the 2019 review": of another report.
bool is_of_another(std::string_view behind) {
  const std::string low = folded(behind.substr(0, 80));
  if (!low.starts_with(" of ") && !low.starts_with(" from ") && !low.starts_with(" in ")) return false;
  if (low.find(" this ") < 10) return false;
  for (std::string_view word : {"report", "review", "inspection", "inquiry", "enquiry", "audit", "20", "19"})
    if (low.find(word) != std::string::npos && low.find(word) < low.find('.')) return true;
  return false;
}

std::vector<Citation> find(std::string_view text, bool recommendations) {
  std::vector<Citation> found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1]))) continue;
    const char first = text[at];
    if (recommendations ? first != 'r' && first != 'R'
                        : first != 'p' && first != 'P' && !text.substr(at).starts_with("§"))
      continue;
    const std::string low = folded(text.substr(at, 32));
    Citation citation;
    citation.begin = at;
    std::size_t end = 0;
    if (recommendations) {
      struct Word {
        std::string_view written;
        bool singular;
      };
      for (const Word& word : {Word{"recommendations", false}, Word{"recommendation", true}, Word{"recs.", false},
                               Word{"recs", false}, Word{"rec.", true}, Word{"rec", true}})
        if (low.starts_with(word.written)) {
          end = at + word.written.size();
          citation.singular = word.singular;
          break;
        }
      if (end == 0 && first == 'R' && at + 1 < text.size() && is_digit(text[at + 1])) {
        end = at;
        citation.by_letter = true;
      }
    } else {
      struct Word {
        std::string_view written;
        bool singular;
      };
      for (const Word& word : {Word{"paragraphs", false}, Word{"paragraph", true}, Word{"paras.", false},
                               Word{"paras", false}, Word{"para.", true}, Word{"para", true}})
        if (low.starts_with(word.written)) {
          end = at + word.written.size();
          citation.singular = word.singular;
          break;
        }
    }
    if (end == 0 && !citation.by_letter) continue;
    if (!citation.by_letter) {
      if (end < text.size() && is_letter(text[end])) continue;
      end = skip(text, end);
      for (std::string_view word : {"numbers ", "number ", "nos. ", "no. ", "nos ", "no ", "#"})
        if (folded(text.substr(end, 9)).starts_with(word)) end += word.size();
    }
    if (!refs_at(text, end, citation)) continue;
    // "its recommendations two years on"
    if (citation.in_words && !citation.singular && citation.refs.size() < 2) continue;
    if (is_of_another(text.substr(citation.end))) continue;
    at = citation.end - 1;
    found.push_back(std::move(citation));
  }
  return found;
}

}  // namespace

std::vector<Citation> find_citations(std::string_view text) {
  return find(text, true);
}

std::vector<Citation> find_paragraph_mentions(std::string_view text) {
  return find(text, false);
}

bool is_only_citation(std::string_view text) {
  if (text.size() > 160) return false;
  const std::vector<Citation> citations = find_citations(text);
  if (citations.empty()) return false;
  std::string rest;
  std::size_t at = 0;
  for (const Citation& citation : citations) {
    rest += text.substr(at, citation.begin - at);
    at = citation.end;
  }
  rest += text.substr(at);
  for (const std::string& word : words(rest))
    if (word != "see" && word != "and" && word != "also") return false;
  return true;
}

}  // namespace candour::intake::inspection
