#include "intake/references.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "intake/parts/listed.h"

namespace candour::intake {
namespace {

// ---- Finding pointers ----

struct Token {
  std::string_view text;  // lower case: a word or number, or one mark of punctuation
  std::size_t begin = 0;
  std::size_t end = 0;
  bool word = false;
};

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80) != 0;
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Only ASCII is made lower, so that positions are those of the text.
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

std::vector<Token> tokens_of(std::string_view lower) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < lower.size();) {
    const char c = lower[at];
    if (c == '\xC2' && at + 1 < lower.size() && lower[at + 1] == '\xA0') {
      at += 2;
      continue;
    }
    if (is_word_byte(c)) {
      std::size_t end = at;
      while (end < lower.size() && is_word_byte(lower[end]) && lower[end] != '\xC2') ++end;
      if (end == at) ++end;
      // 1.2 and 5.2.10 are one number.
      while (is_digit(lower[end - 1]) && end + 1 < lower.size() && lower[end] == '.' && is_digit(lower[end + 1])) {
        ++end;
        while (end < lower.size() && is_digit(lower[end])) ++end;
      }
      tokens.push_back({lower.substr(at, end - at), at, end, true});
      at = end;
      continue;
    }
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') tokens.push_back({lower.substr(at, 1), at, at + 1, false});
    ++at;
  }
  return tokens;
}

constexpr Listed seeing(std::array<std::string_view, 6>{"see", "refer", "ref", "reference", "refers", "cf"});
constexpr Listed between(std::array<std::string_view, 36>{
    "also",      "to",      "the",      "at",        "in",        "under",          "our",    "my",      "evidence",
    "action",    "actions", "response", "responses", "comment",   "comments",       "update", "updates", "question",
    "questions", "row",     "rows",     "ref",       "reference", "point",          "item",   "no",      "number",
    "previous",  "cross",   "and",      "answer",    "finding",   "recommendation", "rec",    "on",      "for"});
constexpr Listed numbered(std::array<std::string_view, 12>{"action", "actions", "question", "questions", "row", "rows",
                                                           "ref", "item", "finding", "recommendation", "rec", "point"});
constexpr Listed sides(std::array<std::string_view, 10>{"next", "previous", "adjacent", "last", "following",
                                                        "preceding", "left", "right", "earlier", "prior"});
constexpr Listed cells(std::array<std::string_view, 4>{"column", "cell", "box", "col"});
constexpr Listed texts(std::array<std::string_view, 8>{"response", "responses", "comment", "comments", "action",
                                                       "answer", "entry", "update"});
constexpr Listed saying(std::array<std::string_view, 14>{"mentioned", "described", "detailed", "noted", "stated",
                                                         "outlined", "discussed", "per", "set", "given", "identified",
                                                         "reported", "listed", "shown"});
constexpr Listed adding(std::array<std::string_view, 9>{"addition", "further", "additional", "linked", "related",
                                                        "relates", "links", "similar", "connected"});

// 5b, 12a, 3.17, 1.2.3, a3, r12; not 1st, 9am, 16yr.
bool is_reference(std::string_view token) {
  std::size_t digits = 0;
  while (digits < token.size() && is_digit(token[digits])) ++digits;
  if (digits > 0 && digits <= 2 && token.size() == digits + 1 && token[digits] >= 'a' && token[digits] <= 'z')
    return token[digits] != 'm' && token[digits] != 'k';
  if (digits > 0 && digits < token.size() && token[digits] == '.') return token.size() <= 8;
  if (token.size() >= 2 && token.size() <= 4 && token[0] >= 'a' && token[0] <= 'z')
    return std::all_of(token.begin() + 1, token.end(), is_digit);
  return false;
}
bool is_number(std::string_view token) {
  return !token.empty() && token.size() <= 3 && std::all_of(token.begin(), token.end(), is_digit);
}

class PointerFinder {
 public:
  explicit PointerFinder(std::string_view text) : text_(text), lower_(lowered(text)), tokens_(tokens_of(lower_)) {}

  std::vector<Pointer> find() {
    lead_reference();
    for (std::size_t i = 0; i < tokens_.size();) {
      const std::size_t next = read(i);
      i = next > i ? next : i + 1;
    }
    for (Pointer& pointer : found_) pointer.whole = covered_ == words() && found_.size() == 1;
    return std::move(found_);
  }

 private:
  std::string_view word(std::size_t i) const { return i < tokens_.size() ? tokens_[i].text : std::string_view(); }

  std::size_t words() const {
    std::size_t count = 0;
    for (const Token& token : tokens_) count += token.word;
    return count;
  }

  void add(std::size_t first, std::size_t end, PointsAt at, std::vector<std::string> refs) {
    Pointer pointer;
    pointer.as_written = std::string(text_.substr(tokens_[first].begin, tokens_[end - 1].end - tokens_[first].begin));
    pointer.at = at;
    pointer.refs = std::move(refs);
    for (std::size_t i = first; i < end; ++i) covered_ += tokens_[i].word;
    found_.push_back(std::move(pointer));
  }

  // A list of references from `i`: "3a,b", "6a & b", "2.2 and 4.1"; plain numbers where `plain`.
  std::size_t references(std::size_t i, bool plain, std::vector<std::string>& refs) const {
    std::size_t at = i;
    if (word(at) == "(") ++at;
    const auto one = [&](std::size_t place) { return is_reference(word(place)) || (plain && is_number(word(place))); };
    if (!one(at)) return i;
    refs.emplace_back(word(at++));
    while (at < tokens_.size()) {
      const std::string_view joint = word(at);
      if (joint != "," && joint != "&" && joint != "/" && joint != "and" && joint != ";") break;
      const std::string_view next = word(at + 1);
      if (one(at + 1) && !tokens_[at + 1].text.empty()) {
        refs.emplace_back(next);
        at += 2;
        continue;
      }
      const bool letter =
          next.size() == 1 && next[0] >= 'a' && next[0] <= 'z' && !(joint == "and" && (next == "a" || next == "i"));
      const std::string& last = refs.back();
      if (letter && last.size() >= 2 && is_digit(last[0]) && !is_digit(last.back())) {
        refs.push_back(last.substr(0, last.size() - 1) + std::string(next));
        at += 2;
        continue;
      }
      break;
    }
    if (word(at) == ")") ++at;
    return at;
  }

  // "7c", "7c - indicates what can be done": a reference that opens the cell.
  void lead_reference() {
    if (tokens_.empty() || !is_reference(word(0)) || is_digit(word(0).back())) return;
    if (tokens_.size() > 1 && word(1) != "-" && word(1) != ":" && tokens_[1].word) return;
    std::vector<std::string> refs;
    const std::size_t end = references(0, false, refs);
    add(0, end, PointsAt::reference, std::move(refs));
  }

  std::size_t read(std::size_t i) {
    const std::string_view first = word(i);
    if (first == "as" || first == "same" || first == "ditto") return read_as(i);
    if (has(seeing, first)) return read_see(i, i);
    if (first == "please" && has(seeing, word(i + 1))) return read_see(i, i + 1);
    if (first == "cross" && word(i + 1) == "ref") return read_see(i, i + 1);
    if (has(adding, first) && word(i + 1) == "to") {
      std::size_t at = i + 2;
      if (word(at) == "the") ++at;
      if (word(at) == "above" || word(at) == "below") {
        const std::size_t start = i > 0 && word(i - 1) == "in" ? i - 1 : i;
        add(start, at + 1, word(at) == "above" ? PointsAt::above : PointsAt::below, {});
        return at + 1;
      }
    }
    return i;
  }

  // "as above", "as mentioned above", "as per 2b", "same as above", "as before".
  std::size_t read_as(std::size_t i) {
    std::size_t at = i + 1;
    if (word(i) == "ditto") {
      add(i, i + 1, PointsAt::above, {});
      return i + 1;
    }
    if (word(i) == "same") {
      if (word(at) != "as" && word(at) != "above") return i;
      if (word(at) == "as") ++at;
      if (word(at) == "the") ++at;
    }
    bool said = false;
    if (has(saying, word(at))) {
      said = true;
      ++at;
      if (word(at) == "out" || word(at) == "in" || word(at) == "the") ++at;
    } else if (word(at) == "for" || word(at) == "in" || word(at) == "at" || word(at) == "with") {
      if (!is_reference(word(at + 1)) && !has(numbered, word(at + 1)) && word(at + 1) != "above") return i;
      said = true;
      ++at;
    }
    const std::string_view place = word(at);
    if (place == "above" || place == "before" || place == "below" ||
        (said && (place == "previous" || place == "previously"))) {
      if (place == "before" && word(at + 1) != "" && tokens_[at + 1].word) return i;  // "as before the review"
      if (place == "below" && points_within(at + 1)) return at + 1;
      std::vector<std::string> refs;
      const std::size_t end = behind_place(at + 1, refs);
      add(i, end, place == "below" ? PointsAt::below : PointsAt::above, std::move(refs));
      return end;
    }
    if (word(i) == "as" && place == "previously" && has(saying, word(at + 1))) {
      add(i, at + 2, PointsAt::above, {});
      return at + 2;
    }
    bool noun = false;
    std::size_t fill = at;
    while (fill < at + 3 && has(numbered, word(fill))) {
      noun = true;
      ++fill;
    }
    std::vector<std::string> refs;
    const std::size_t end = references(fill, noun, refs);
    if (refs.empty() || belongs_elsewhere(end)) return i;
    if (!said && !noun && word(i) == "as" && is_digit(refs.front().back())) return i;  // "as 3.5 posts"
    add(i, end, PointsAt::reference, std::move(refs));
    return end;
  }

  std::size_t behind_place(std::size_t at, std::vector<std::string>& refs) const {
    std::size_t fill = at;
    while (fill < at + 2 && (word(fill) == "in" || word(fill) == "at" || has(numbered, word(fill)))) ++fill;
    const bool directly = fill == at || has(numbered, word(fill - 1));
    std::vector<std::string> found;
    const std::size_t end = references(fill, directly, found);
    if (found.empty()) return at;
    // "as above 10 staff attended" counts; "as above 4 & 5" refers.
    const bool plain = std::all_of(found.begin(), found.end(), [](const std::string& ref) { return is_number(ref); });
    if (plain && end < tokens_.size() && tokens_[end].word) return at;
    refs = std::move(found);
    return end;
  }

  // "see above", "please see below", "see next column", "see evidence in 1n", "see previous response to 3b".
  std::size_t read_see(std::size_t start, std::size_t see) {
    std::size_t at = see + 1;
    while (at < tokens_.size() && at < see + 7) {
      const std::string_view token = word(at);
      if (token == "above" || token == "below") {
        if (token == "below" && points_within(at + 1)) return at + 1;
        std::vector<std::string> refs;
        const std::size_t end = behind_place(at + 1, refs);
        const bool named = refs.empty();
        add(start, end, token == "above" ? PointsAt::above : PointsAt::below, std::move(refs));
        if (named) found_.back().subject = words_from(end);
        return end;
      }
      if (has(sides, token)) {
        const bool forward = token == "next" || token == "following" || token == "right" || token == "adjacent";
        if (has(cells, word(at + 1))) {
          add(start, at + 2, forward ? PointsAt::next_column : PointsAt::previous_column, {});
          return at + 2;
        }
        if (has(texts, word(at + 1))) {  // "see previous response", perhaps "… to 3b"
          std::vector<std::string> refs;
          std::size_t fill = at + 2;
          while (fill < at + 5 && has(between, word(fill))) ++fill;
          std::size_t end = references(fill, has(numbered, word(fill - 1)), refs);
          if (refs.empty()) end = at + 2;
          const PointsAt to = !refs.empty() ? PointsAt::reference : forward ? PointsAt::below : PointsAt::above;
          add(start, end, to, std::move(refs));
          return end;
        }
        if (!has(between, token)) return start;
      }
      if (has(cells, token) && at == see + 2) {  // "see action column"
        return start;
      }
      std::vector<std::string> refs;
      const bool noun = has(numbered, word(at - 1)) || (at >= 2 && word(at - 1) == "no");
      const std::size_t end = references(at, noun, refs);
      if (!refs.empty()) {
        if (belongs_elsewhere(end)) return start;
        add(start, end, PointsAt::reference, std::move(refs));
        return end;
      }
      if (!has(between, token)) return start;
      ++at;
    }
    return start;
  }

  // The words up to the next mark, at most four.
  std::string words_from(std::size_t at) const {
    std::string out;
    for (std::size_t i = at; i < at + 5 && i < tokens_.size() && tokens_[i].word; ++i) {
      if (i == at + 4) return {};
      if (!out.empty()) out += ' ';
      out += tokens_[i].text;
    }
    return out;
  }
  // "see 5.2 of the policy" is not of this plan.
  bool belongs_elsewhere(std::size_t at) const {
    return word(at) == "of" || (word(at) == "in" && word(at + 1) == "the") || word(at) == "%";
  }
  // "as detailed below: …", with enough text behind it, speaks of that text.
  bool points_within(std::size_t at) const {
    std::size_t count = 0;
    for (std::size_t i = at; i < tokens_.size(); ++i) count += tokens_[i].word;
    return count >= 4;
  }

  std::string_view text_;
  std::string lower_;
  std::vector<Token> tokens_;
  std::vector<Pointer> found_;
  std::size_t covered_ = 0;
};

// Whether any word of the text could open a pointer; most cells hold none, and are not taken apart.
bool may_point(std::string_view text) {
  bool inside = false, first = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at] >= 'A' && text[at] <= 'Z' ? static_cast<char>(text[at] + 32) : text[at];
    const bool word = is_word_byte(c);
    if (word && !inside) {
      const std::string_view rest = text.substr(at, 4);
      const char second = rest.size() > 1 ? static_cast<char>(rest[1] | 0x20) : '\0';
      switch (c) {
        case 'a':  // as, addition, additional
          if ((second == 's' && (rest.size() == 2 || rest[2] == ' ' || rest[2] == '\n' ||
                                 static_cast<unsigned char>(rest[2]) >= 0x80)) ||
              second == 'd')
            return true;
          break;
        case 's':  // see, same, similar
          if (second == 'e' || second == 'a' || second == 'i') return true;
          break;
        case 'r':  // refer, reference, related
          if (second == 'e') return true;
          break;
        case 'p':  // please
          if (second == 'l') return true;
          break;
        case 'c':  // cf, cross, connected
          if (second == 'f' || second == 'r' || second == 'o') return true;
          break;
        case 'd':  // ditto
        case 'f':  // further
          if (second == 'i' || second == 'u') return true;
          break;
        case 'l':  // linked, links
          if (second == 'i') return true;
          break;
        default:
          break;
      }
      if (first && (is_digit(c) || (rest.size() > 1 && is_digit(rest[1])))) return true;  // "7c", "R12"
      first = false;
    }
    inside = word;
  }
  return false;
}

// ---- What they point at ----

using Field = std::pair<const char*, std::string Action::*>;
// In the order in which a plan has them, which is what "next column" means where the columns are not known.
constexpr std::array<Field, 8> fields{{{"response", &Action::response},
                                       {"action", &Action::action},
                                       {"constraints", &Action::constraints},
                                       {"target", &Action::target},
                                       {"evidence", &Action::evidence},
                                       {"lead", &Action::lead},
                                       {"outcome", &Action::outcome},
                                       {"reference", &Action::reference}}};
constexpr std::size_t furthest = 64;        // rows that are looked at before a pointer is given up
constexpr std::size_t pointing_fields = 7;  // a row's own number points at nothing

std::string key_of(std::string_view ref) {
  return matching_key(ref);
}

struct Target {
  std::string where;  // "line 30", "question 5b, line 305"
  std::string text;
};

class Resolver {
 public:
  explicit Resolver(const Reading& reading) : reading_(reading) {
    for (std::size_t i = 0; i < reading.recommendations.size(); ++i)
      recommendations_.emplace(key_of(reading.recommendations[i].ref), i);
    for (const Finding& finding : reading.findings) findings_.insert(key_of(finding.ref));
    for (std::size_t i = 0; i < reading.actions.size(); ++i) {
      const Action& action = reading.actions[i];
      if (!action.reference.empty()) references_.emplace(key_of(action.reference), i);
      rows_of_[key_of(action.recommendation)].push_back(i);
      rows_by_agency_[action.agency].push_back(i);
    }
    for (const auto& [own, index] : recommendations_) shapes_.insert(shape_of(own));
    for (const auto& [own, index] : references_) shapes_.insert(shape_of(own));
    pointers_.resize(reading.actions.size() * pointing_fields);
    for (std::size_t i = 0; i < reading.actions.size(); ++i)
      for (std::size_t f = 0; f < pointing_fields; ++f)
        pointers_[i * pointing_fields + f] = find_pointers(reading.actions[i].*fields[f].second);
  }

  std::vector<Anomaly> run() {
    for (std::size_t i = 0; i < reading_.actions.size(); ++i) look_at(i);
    return std::move(anomalies_);
  }

 private:
  const std::vector<Pointer>& pointers(std::size_t row, std::size_t field) const {
    return pointers_[row * pointing_fields + field];
  }
  bool only_points(std::size_t row, std::size_t field) const {
    const auto& found = pointers(row, field);
    return found.size() == 1 && found.front().whole;
  }
  bool speaks(std::size_t row, std::size_t field) const {
    return field < pointing_fields && !trimmed(reading_.actions[row].*fields[field].second).empty() &&
           !only_points(row, field);
  }
  std::string place_of(std::size_t row, std::size_t field) const {
    const Action& action = reading_.actions[row];
    const auto it = action.places.find(fields[field].first);
    return document::in_words(it == action.places.end() ? action.place : it->second);
  }
  std::optional<Target> target(std::size_t row, std::size_t field) const {
    if (!speaks(row, field)) return std::nullopt;
    return Target{place_of(row, field), reading_.actions[row].*fields[field].second};
  }
  // The same field of the row, else its action, else its response, else its evidence.
  std::optional<Target> best_of(std::size_t row, std::size_t field) const {
    for (std::size_t f : {field, std::size_t{1}, std::size_t{0}, std::size_t{4}})
      if (auto found = target(row, f)) return found;
    return std::nullopt;
  }

  // "See above CIN surgeries": the nearest row above that speaks of them.
  std::optional<Target> above_about(std::size_t row, std::size_t field, const std::string& subject) const {
    const std::string wanted = " " + matching_key(subject) + " ";
    for (std::size_t i = row, looked = 0; i-- > 0 && looked < 4 * furthest; ++looked)
      for (std::size_t f : {field, std::size_t{1}, std::size_t{4}})
        if (speaks(i, f) &&
            (" " + matching_key(reading_.actions[i].*fields[f].second) + " ").find(wanted) != std::string::npos)
          return target(i, f);
    return std::nullopt;
  }
  std::optional<Target> above(std::size_t row, std::size_t field) const {
    const Action& action = reading_.actions[row];
    const auto same = [&](std::size_t other) {
      return reading_.actions[other].agency == action.agency &&
             reading_.actions[other].recommendation == action.recommendation;
    };
    // The rows above of the same agency and question, then that agency's answers to the questions before.
    for (std::size_t i = row, looked = 0; i-- > 0 && same(i) && looked < furthest; ++looked)
      if (auto found = target(i, field)) return found;
    const auto it = rows_by_agency_.find(action.agency);
    if (it != rows_by_agency_.end()) {
      const auto& rows = it->second;
      auto at = std::lower_bound(rows.begin(), rows.end(), row);
      for (std::size_t looked = 0; at != rows.begin() && looked < furthest; ++looked) {
        --at;
        if (auto found = target(*at, field)) return found;
      }
    }
    // Another agency's words only where they are those of the cell right above, or the plan names no agencies.
    for (std::size_t i = row, looked = 0; i-- > 0 && looked < (action.agency.empty() ? furthest : 1); ++looked)
      if (reading_.actions[i].recommendation == action.recommendation)
        if (auto found = target(i, field)) return found;
    return std::nullopt;
  }
  std::optional<Target> below(std::size_t row, std::size_t field) const {
    const auto it = rows_by_agency_.find(reading_.actions[row].agency);
    if (it != rows_by_agency_.end()) {
      const auto& rows = it->second;
      auto at = std::upper_bound(rows.begin(), rows.end(), row);
      for (std::size_t looked = 0; at != rows.end() && looked < furthest; ++looked, ++at)
        if (auto found = best_of(*at, field)) return found;
    }
    for (std::size_t i = row + 1; i < reading_.actions.size() && i < row + 10; ++i)
      if (auto found = best_of(i, field)) return found;
    return std::nullopt;
  }
  std::optional<Target> beside(std::size_t row, std::size_t field, bool forward) const {
    for (std::size_t f = field; forward ? ++f < pointing_fields : f-- > 0;)
      if (auto found = target(row, f)) return found;
    return std::nullopt;
  }

  enum class Known { yes, finding_only, no, cannot_tell };
  Known known(const std::string& ref) const {
    const std::string key = key_of(ref);
    if (recommendations_.count(key) > 0 || references_.count(key) > 0) return Known::yes;
    if (findings_.count(key) > 0) return Known::finding_only;
    // Only a reference of the plan's own style can be missing from it.
    return shapes_.count(shape_of(key)) > 0 ? Known::no : Known::cannot_tell;
  }
  static std::string shape_of(std::string_view key) {  // "12a" is 9a, "3.17" is 9.9
    std::string out;
    for (char c : key) {
      const char kind = is_digit(c) ? '9' : c == ' ' || c == '.' ? '.' : 'a';
      if (out.empty() || out.back() != kind || kind != '9') out += kind;
    }
    return out;
  }
  std::optional<Target> referenced(const std::string& ref, std::size_t row, std::size_t field) const {
    const std::string key = key_of(ref);
    if (const auto it = references_.find(key); it != references_.end() && it->second != row)
      if (auto found = best_of(it->second, field)) return found;
    const auto it = rows_of_.find(key);
    if (it == rows_of_.end()) return std::nullopt;
    const std::string& agency = reading_.actions[row].agency;
    for (bool own : {true, false}) {
      std::size_t looked = 0;
      for (std::size_t i : it->second) {
        if (++looked > furthest) break;
        if (i != row && (reading_.actions[i].agency == agency) == own)
          if (auto found = best_of(i, field)) {
            found->where = "question " + ref + (own ? "" : ", " + reading_.actions[i].agency) + ", " + found->where;
            return found;
          }
      }
    }
    return std::nullopt;
  }

  void look_at(std::size_t row) {
    const Action& action = reading_.actions[row];
    std::map<std::string, Anomaly> told;  // one remark for one pointer, however many cells it was copied to
    std::vector<std::string> order;
    for (std::size_t f = 0; f < pointing_fields; ++f) {
      for (const Pointer& pointer : pointers(row, f)) {
        auto anomaly = judge(row, f, pointer);
        if (!anomaly) continue;
        const std::string key = matching_key(pointer.as_written);
        const auto [it, fresh] = told.emplace(key, *anomaly);
        if (fresh) order.push_back(key);
        // Where one of the cells leads somewhere, the others were only filled alike.
        if (!fresh && it->second.code == "reference.broken" && anomaly->code != it->second.code)
          it->second = std::move(*anomaly);
      }
    }
    for (const std::string& key : order) {
      Anomaly& anomaly = told.at(key);
      anomaly.action = row;
      const auto place = action.places.find(anomaly.field);
      anomaly.place = place == action.places.end() ? action.place : place->second;
      anomalies_.push_back(std::move(anomaly));
    }
  }

  std::optional<Anomaly> judge(std::size_t row, std::size_t field, const Pointer& pointer) const {
    const Action& action = reading_.actions[row];
    Anomaly anomaly;
    anomaly.code = "reference.pointer";
    anomaly.severity = pointer.whole ? Severity::check : Severity::note;
    anomaly.field = fields[field].first;
    const std::string says = std::string("The ") + fields[field].first + " cell says “" + pointer.as_written + "”";

    if (!pointer.refs.empty()) {
      std::vector<std::string> missing, findings;
      std::optional<Target> found;
      bool sure = false;
      for (const std::string& ref : pointer.refs) {
        switch (known(ref)) {
          case Known::yes:
            sure = true;
            break;
          case Known::finding_only:
            findings.push_back(ref);
            break;
          case Known::no:
            missing.push_back(ref);
            break;
          case Known::cannot_tell:
            break;
        }
        if (!found) found = referenced(ref, row, field);
      }
      if (!missing.empty() || (!findings.empty() && !sure && !recommendations_.empty())) {
        anomaly.code = "reference.broken";
        anomaly.severity = Severity::check;
        if (!missing.empty()) {
          anomaly.message =
              says + ", but this plan has no question or action " + join(missing, ", ") + ". Ask what is meant.";
          anomaly.suggestion = neighbours_of(missing.front());
        } else {
          anomaly.message = says + ", but " + join(findings, " and ") +
                            (findings.size() > 1 ? " are findings" : " is a finding") +
                            ", not a question or an action. Ask which row is meant.";
          anomaly.suggestion = neighbours_of(findings.front());
        }
        return anomaly;
      }
      if (!sure && pointer.at == PointsAt::reference) {
        if (findings.empty()) return std::nullopt;  // of some other document, for all this plan can tell
      }
      const bool own = pointer.refs.size() == 1 && key_of(pointer.refs.front()) == key_of(action.recommendation);
      if (!found && sure && pointer.at == PointsAt::reference) {
        anomaly.code = "reference.broken";
        anomaly.severity = Severity::check;
        anomaly.message = says + ", but no row of the plan under " + join(pointer.refs, ", ") +
                          " says anything more. Ask what is meant.";
        return anomaly;
      }
      if (found) {
        anomaly.message = says + (own ? ", which is its own question" : "") + "; there, " + found->where +
                          ", stands “" + shortened(collapsed(found->text), 80) +
                          "”. Put the words themselves here, so that the row can be read alone.";
        anomaly.suggestion = shortened(collapsed(found->text), 300);
        return anomaly;
      }
    }

    std::optional<Target> found;
    std::string_view side;
    switch (pointer.at) {
      case PointsAt::above:
        if (!pointer.subject.empty()) found = above_about(row, field, pointer.subject);
        if (!found) found = above(row, field);
        side = "above it";
        break;
      case PointsAt::below:
        found = below(row, field);
        side = "below it";
        break;
      case PointsAt::next_column:
        found = beside(row, field, true);
        side = "in the next column";
        break;
      case PointsAt::previous_column:
        found = beside(row, field, false);
        side = "in the column before";
        break;
      case PointsAt::reference:
        return std::nullopt;
    }
    if (!found) {
      // Prose may look back at its own cell; a cell that is nothing but a pointer cannot.
      if (!pointer.whole) return std::nullopt;
      anomaly.code = "reference.broken";
      anomaly.severity = Severity::check;
      anomaly.message =
          says + ", but there is nothing " + std::string(side) + " that it could mean. Ask what is meant.";
      return anomaly;
    }
    anomaly.message = says + "; " + std::string(side) + ", " + found->where + ", stands “" +
                      shortened(collapsed(found->text), 80) +
                      "”. Put the words themselves here, so that the row can be read alone.";
    anomaly.suggestion = shortened(collapsed(found->text), 300);
    return anomaly;
  }

  // The references that share the number of a missing one: 1a, 1b, 1c for 1n.
  std::string neighbours_of(const std::string& ref) const {
    std::size_t digits = 0;
    while (digits < ref.size() && is_digit(ref[digits])) ++digits;
    const std::string number = ref.substr(0, digits);
    std::vector<std::string> near;
    for (const Recommendation& recommendation : reading_.recommendations) {
      const std::string key = key_of(recommendation.ref);
      if (!number.empty() && key.size() > number.size() && key.compare(0, number.size(), number) == 0 &&
          !is_digit(key[number.size()]))
        near.push_back(recommendation.ref);
    }
    return near.empty() || near.size() > 8 ? "" : "one of " + join(near, ", ");
  }

  const Reading& reading_;
  std::map<std::string, std::size_t> recommendations_;
  std::map<std::string, std::size_t> references_;
  std::set<std::string> findings_;
  std::set<std::string> shapes_;  // of the plan's own references
  std::map<std::string, std::vector<std::size_t>> rows_of_;
  std::map<std::string, std::vector<std::size_t>> rows_by_agency_;
  std::vector<std::vector<Pointer>> pointers_;
  std::vector<Anomaly> anomalies_;
};

}  // namespace

std::vector<Pointer> find_pointers(std::string_view text) {
  if (!may_point(text)) return {};
  return PointerFinder(text).find();
}

std::vector<Anomaly> find_reference_anomalies(const Reading& reading) {
  return Resolver(reading).run();
}

}  // namespace candour::intake
