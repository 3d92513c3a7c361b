#include "assurance/sentences/text.h"

#include <algorithm>

#include "assurance/sentences/grammar.h"
#include "base/text.h"
#include "plan/dates.h"

namespace candour::assurance::grammar {
namespace {

// The first byte of a letter: of an alphabet's letter, not of a dash, a quotation mark or a bullet (0xC2, 0xE2).
bool letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC3 && c != 0xE2 && c != 0xEF);
}
bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool at(std::string_view text, std::size_t i, std::string_view what) {
  return text.substr(i, what.size()) == what;
}

constexpr std::string_view curly_open = "\xE2\x80\x9C", curly_close = "\xE2\x80\x9D", apostrophe = "\xE2\x80\x99",
                           single_open = "\xE2\x80\x98", bullet = "\xE2\x80\xA2", en_dash = "\xE2\x80\x93",
                           em_dash = "\xE2\x80\x94", black_square = "\xE2\x96\xAA", middle_dot = "\xC2\xB7";

bool ends_no_sentence(std::string_view word) {
  return word.size() == 1 ||
         any(word, {"dr",  "mr",  "mrs",  "ms",  "st",  "e.g",  "i.e",  "eg",   "ie",   "no",  "approx",
                    "jan", "feb", "mar",  "apr", "jun", "jul",  "aug",  "sep",  "sept", "oct", "nov",
                    "dec", "dep", "asst", "vs",  "inc", "para", "prof", "cllr", "ref"});
}

std::vector<Token> tokens_of(std::string_view text) {
  const auto dates = plan::find_dates(text);
  std::vector<Token> out;
  Stop stop = Stop::sentence;
  bool quoted = false, single = false;
  std::size_t next_date = 0, i = 0;
  const auto raise_to = [&](Stop to) { stop = std::max(stop, to); };
  while (i < text.size()) {
    while (next_date < dates.size() && dates[next_date].begin < i) ++next_date;
    if (next_date < dates.size() && dates[next_date].begin == i &&
        dates[next_date].kind != plan::DateReadingKind::words) {
      Token token;
      token.key = "#date";
      token.begin = i;
      token.end = i += dates[next_date].as_written.size();
      token.before = stop;
      token.quoted = quoted || single;
      out.push_back(token);
      stop = Stop::none;
      continue;
    }
    const char c = text[i];
    if (c == '"') {
      quoted = !quoted;
      ++i;
      continue;
    }
    if (at(text, i, curly_open)) {
      quoted = true;
      i += 3;
      continue;
    }
    if (at(text, i, curly_close)) {
      quoted = false;
      i += 3;
      continue;
    }
    if (at(text, i, single_open)) {
      single = true;
      i += 3;
      continue;
    }
    if (c == '\'' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '(') &&
        text.find("' ", i + 1) != std::string_view::npos) {
      single = true;
      ++i;
      continue;
    }
    if ((c == '\'' || at(text, i, apostrophe)) && single) {
      single = false;
      i += c == '\'' ? 1 : 3;
      continue;
    }
    if (letter(static_cast<unsigned char>(c)) || digit(c)) {
      Token token;
      token.begin = i;
      std::size_t end = i;
      while (end < text.size()) {
        if (letter(static_cast<unsigned char>(text[end])) || digit(text[end]) || text[end] == '&' || text[end] == '%') {
          ++end;
          continue;
        }
        const bool more =
            end + 1 < text.size() && (letter(static_cast<unsigned char>(text[end + 1])) || digit(text[end + 1]));
        if (static_cast<unsigned char>(text[end]) >= 0x80 && static_cast<unsigned char>(text[end]) < 0xC0) {
          ++end;
          continue;
        }
        if (at(text, end, apostrophe) && end + 3 < text.size() && letter(static_cast<unsigned char>(text[end + 3]))) {
          end += 3;
          continue;
        }
        if ((text[end] == '\'' && !single && more) || ((text[end] == '-' || text[end] == '/') && more)) {
          ++end;
          continue;
        }
        if (text[end] == '.' && more && (digit(text[end - 1]) || digit(text[end + 1]) || end - i == 1)) {
          ++end;
          continue;
        }
        break;
      }
      end = std::max(end, i + 1);
      std::string raw(text.substr(i, end - i));
      token.key = folded(raw);
      token.end = end;
      token.before = stop;
      token.quoted = quoted || single;
      token.capital = upper(raw[0]);
      token.shouted = raw.size() >= 2 && upper(raw[0]) &&
                      std::none_of(raw.begin(), raw.end(), [](char l) { return l >= 'a' && l <= 'z'; });
      out.push_back(std::move(token));
      stop = Stop::none;
      i = end;
      continue;
    }
    if (c == '.') {
      const bool wide = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == ')' ||
                        upper(text[i + 1]) || letter(static_cast<unsigned char>(text[i + 1])) || text[i + 1] == '"' ||
                        at(text, i + 1, curly_close);
      if (wide && (out.empty() || out.back().end != i || !ends_no_sentence(out.back().key))) raise_to(Stop::sentence);
    } else if (c == '!' || c == '?' || c == ';' || c == '\n' || c == '\r' || c == '|' || c == '*' ||
               at(text, i, bullet) || at(text, i, black_square) || at(text, i, middle_dot)) {
      raise_to(Stop::sentence);
    } else if (c == ',') {
      raise_to(Stop::comma);
    } else if (c == '(' || c == ')' || c == ':' || c == '[' || c == ']' || at(text, i, en_dash) ||
               at(text, i, em_dash) ||
               (c == '-' && (i == 0 || text[i - 1] == ' ' || i + 1 == text.size() || text[i + 1] == ' '))) {
      raise_to(Stop::dash);
    } else if (c == ' ' && i + 1 < text.size() && text[i + 1] == ' ') {
      std::size_t k = i;  // two blanks before a capital or a date: a line break that was lost
      while (k < text.size() && text[k] == ' ') ++k;
      if (k < text.size() && (upper(text[k]) || digit(text[k]))) raise_to(Stop::sentence);
    }
    ++i;
  }
  return out;
}

// In words; what is longer is a list without marks, and is looked at in pieces.
constexpr std::size_t longest_sentence = 120;

// A date at the head of a sentence is no part of it; a date behind which a dash and a capital follow heads another.
std::vector<Sentence> sentences_of(const std::vector<Token>& t) {
  std::vector<Sentence> out;
  for (std::size_t i = 0; i < t.size();) {
    std::size_t end = i + 1;
    while (end < t.size() && end - i < longest_sentence && t[end].before != Stop::sentence &&
           !(t[end].is_date() && end + 1 < t.size() && t[end + 1].before == Stop::dash && t[end + 1].capital))
      ++end;
    Sentence s{i, end, i, false};
    while (s.begin + 1 < s.end && t[s.begin].is_date()) {
      ++s.begin;
      s.dated = true;
    }
    // "Nov 14." and what follows it.
    if (!out.empty() && out.back().begin + 1 == out.back().end && t[out.back().begin].is_date()) s.dated = true;
    out.push_back(s);
    i = end;
  }
  return out;
}

}  // namespace

std::string_view Text::key(std::size_t i, std::size_t end) const {
  return i < end ? std::string_view(t[i].key) : std::string_view();
}

std::string_view Text::prev(std::size_t i, std::size_t begin) const {
  return i > begin ? std::string_view(t[i - 1].key) : std::string_view();
}

bool Text::attributive_name(std::size_t i, std::size_t end) const {
  return any(t[i].key, {"named", "designated", "identified", "appointed", "nominated", "associated", "accountable"}) &&
         i + 1 < end && (in(agents, t[i + 1].key) || t[i + 1].shouted);
}

bool Text::deed(std::size_t i, const Sentence& in_sentence) const {
  const std::string& k = t[i].key;
  if (t[i].quoted || attributive_name(i, in_sentence.end)) return false;
  const bool shape = in(irregular_done, k) || any(k, {"complete", "agreed", "embedded"}) ||
                     (k.size() > 4 && k.ends_with("ed") && !in(no_deeds, k));
  if (!shape) return false;
  if (any(k, {"put", "set", "run", "complete", "found", "led"})) {  // also a base form
    const std::string_view p = prev(i, in_sentence.begin);
    if (any(p, {"to", "will", "and", "or", "not"})) return false;
    if (k == "complete" && i == in_sentence.begin && i + 1 < in_sentence.end && t[i + 1].before == Stop::none &&
        !t[i + 1].is_date())
      return false;
  }
  std::size_t b = i;
  while (b > in_sentence.begin && in(adverbs, t[b - 1].key) && t[b - 1].key != "be" && t[b - 1].key != "not") --b;
  const std::string_view p = prev(b, in_sentence.begin);
  return !any(p, {"be", "being", "not", "never", "if", "when", "once", "until", "unless"});
}

bool Text::governs(std::size_t i, const Sentence& s_) const {
  const std::string& k = t[i].key;
  if (deed(i, s_) || in(finite, k)) return true;
  return k.size() > 4 && k.ends_with("ing") && !in(gerund_nouns, k) && prev(i, s_.begin) != "of";
}

bool Text::deed_before(std::size_t i) const {
  for (const Sentence& one : s)
    for (std::size_t k = one.begin; k < one.end && k < i; ++k)
      if (deed(k, one)) return true;
  return false;
}

bool Text::routine_after(std::size_t i, const Sentence& one) const {
  for (std::size_t k = i + 1; k < one.end && k < i + 9; ++k)
    if (in(routine, t[k].key)) return true;
  return false;
}

std::size_t Text::skip_adverbs(std::size_t i, std::size_t end) const {
  while (i < end && in(adverbs, t[i].key) && t[i].key != "be") ++i;
  return i;
}

bool Text::main_verb_after(std::size_t from, const Sentence& one) const {
  bool below = false, behind_comma = false;
  for (std::size_t k = from; k < one.end; ++k) {
    // "To be fair to all, managers checked each": behind the comma is the statement.
    if (behind_comma && t[k].before == Stop::none && deed(k, one) && !any(t[k - 1].key, {"and", "or"})) return true;
    if (t[k].before >= Stop::comma) {
      below = false;
      behind_comma = true;
    }
    if (in(subordinators, t[k].key)) below = true;
    if (!below && (in(finite, t[k].key) ||
                   (deed(k, one) && k > from && any(t[k - 1].key, {"was", "were", "been", "have", "has", "staff"})) ||
                   (deed(k, one) && t[k].key != "embedded" && k + 1 == one.end)))
      return true;
  }
  return false;
}

std::size_t Text::clause_begin(std::size_t i, const Sentence& one) const {
  std::size_t b = i;
  while (b > one.begin) {
    if (t[b].before >= Stop::comma) return b;
    if (any(t[b - 1].key, {"and", "but", "&"}) && b >= 2 && b - 1 > one.begin) {
      const bool opens = opening[b - 1] != opening[one.begin], deeds = governing[b - 1] != governing[one.begin];
      const bool list = in(agents, t[b - 2].key) && any(t[b - 1].key, {"and", "&"}) && b < i &&
                        !any(t[b].key, {"going", "then", "now"});
      if (deeds && !opens && !list) return b;
    }
    --b;
  }
  return b;
}

bool Text::says_rules_before(std::size_t i, const Sentence& one) const {
  bool rule = false;
  for (std::size_t k = one.begin; k < i; ++k) {
    const std::string& w = t[k].key;
    if (any(w, {"states",   "stating",    "stated",     "says",       "requires",    "requiring",
                "sets",     "setting",    "stipulates", "specifies",  "describes",   "describing",
                "explains", "explaining", "clarifies",  "clarifying", "outlines",    "outlining",
                "details",  "detailing",  "outlined",   "reads",      "expectation", "set"}))
      rule = true;
    else if (rule && any(w, {"that", "how", "what", "who", "when", "where", "whether", "which", "out"}))
      return true;
  }
  return false;
}

bool Text::condition_before(std::size_t i, const Sentence& one) const {
  for (std::size_t k = one.begin; k < i; ++k)
    if (any(t[k].key, {"if", "where", "whenever", "wherever", "any"})) return true;
  return false;
}

bool Text::deed_later_in(std::size_t i, const Sentence& one) const {
  for (std::size_t k = i + 1; k < one.end; ++k) {
    if (deed(k, one) && (in(settling, t[k].key) || (k > i + 1 && any(t[k - 1].key, {"was", "were", "been"}))))
      return true;
    if (t[k].key == "took" && key(k + 1, one.end) == "place") return true;
  }
  return false;
}

bool Text::says(std::size_t i, std::size_t end, std::initializer_list<std::string_view> words) const {
  if (i + words.size() > end) return false;
  for (std::string_view word : words)
    if (t[i++].key != word) return false;
  return true;
}

bool Text::agent_phrase(std::size_t from, std::size_t to) const {
  std::size_t head = to;
  for (std::size_t k = from; k < to; ++k)
    if (in(prepositions, t[k].key)) {
      head = k;
      break;
    }
  if (head == from) return false;
  while (head > from + 1 && in(adverbs, t[head - 1].key) && !in(agents, t[head - 1].key)) --head;
  // "The form prompts staff": a thing, and what it does to them.
  for (std::size_t k = from; k + 2 < head; ++k)
    if ((in(document_nouns, t[k].key) || in(event_nouns, t[k].key)) && t[k + 1].key.ends_with("s") &&
        !t[k + 1].key.ends_with("'s") && !in(agents, t[k + 1].key))
      return false;
  const Token& last = t[head - 1];
  if (in(agents, last.key) || (last.shouted && last.key.size() <= 8)) return true;
  if (last.key.find('/') != std::string::npos && last.shouted) return true;
  const std::size_t slash = last.key.rfind('/');
  if (slash != std::string::npos && in(agents, std::string_view(last.key).substr(slash + 1))) return true;
  // A person: "J. Okoro to chase"
  return head - from == 2 && t[from].capital && last.capital && (t[from].key.size() == 1 || t[from].key.ends_with("."));
}

Text read(std::string_view text) {
  Text out;
  out.text = text;
  out.t = tokens_of(text);
  out.s = sentences_of(out.t);
  out.governing.assign(out.t.size() + 1, 0);
  out.opening.assign(out.t.size() + 1, 0);
  for (const Sentence& one : out.s)
    for (std::size_t k = one.head; k < one.end; ++k) {
      const bool opens =
          in(make_possible, out.t[k].key) || (out.t[k].key == "to" && in(verbs, out.key(k + 1, one.end)));
      out.governing[k + 1] = out.governing[k] + (k >= one.begin && out.governs(k, one));
      out.opening[k + 1] = out.opening[k] + opens;
    }
  return out;
}

}  // namespace candour::assurance::grammar
