#include "intake/inspection/bodies.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_set>

#include "base/text.h"
#include "intake/inspection/lines.h"
#include "intake/parts/ascii.h"

namespace candour::intake::inspection {
namespace {

// In bytes: what is longer names nothing, and its searches would not be linear.
constexpr std::size_t longest_name = 400;

const std::unordered_set<std::string>& last_words() {
  static const std::unordered_set<std::string> words{
      "council",     "councils",   "ccg",          "ccgs",          "icb",       "icbs",         "trust",
      "trusts",      "police",     "constabulary", "board",         "boards",    "partnership",  "partnerships",
      "service",     "services",   "authority",    "authorities",   "england",   "wales",        "probation",
      "cafcass",     "camhs",      "school",       "schools",       "college",   "colleges",     "academy",
      "practice",    "practices",  "gps",          "limited",       "ltd",       "cic",          "agency",
      "agencies",    "panel",      "committee",    "department",    "office",    "commissioner", "commissioners",
      "hospital",    "hospitals",  "ft",           "forum",         "hub",       "mash",         "association",
      "society",     "federation", "network",      "care",          "education", "centre",       "clinic",
      "charity",     "force",      "partners",     "providers",     "provider",  "icp",          "lscb",
      "lscp",        "scp",        "sab",          "government",    "institute", "ministry",     "inspectorate",
      "directorate", "borough",    "surgery",      "housing",       "nhse",      "ofsted",       "cqc",
      "hmicfrs",     "constable",  "midwifery",    "organisations", "director",  "directors",    "headteacher",
      "governor",    "governors",  "system",       "systems",       "alliance",  "collaborative"};
  return words;
}

// Two halves of one name, whatever stands around them.
struct Pair {
  std::string_view left, right;
};
constexpr std::array<Pair, 12> pairs{{{"police", "crime"},
                                      {"fire", "rescue"},
                                      {"health", "wellbeing"},
                                      {"health", "care"},
                                      {"health", "social"},
                                      {"children", "families"},
                                      {"courts", "tribunals"},
                                      {"skills", "funding"},
                                      {"children", "young"},
                                      {"adults", "health"},
                                      {"services", "skills"},
                                      {"education", "skills"}}};

// Parts of a council, named before it: "Public Health, Harrow Vale Council".
bool is_department(std::string_view name) {
  if (name.size() > 60) return false;
  const std::string key = matching_key(name);
  for (std::string_view part :
       {"public health", "children s services", "childrens services", "children s social care", "adult social care",
        "adults social care", "education", "housing", "social care", "early help", "legal services"})
    if (key == part) return true;
  return false;
}

std::string_view without_article(std::string_view name) {
  name = bare(name);
  for (std::string_view article : {"the ", "The ", "both ", "Both ", "that ", "a ", "and ", "local "})
    if (name.starts_with(article) && article != "local ") name = trimmed(name.substr(article.size()));
  while (!name.empty() && (name.back() == ',' || name.back() == ':' || name.back() == '.'))
    name = trimmed(name.substr(0, name.size() - 1));
  return name;
}

// Where `word` stands as a word of its own, ignoring case in ASCII; `low` is folded and as long as its text.
std::size_t word_at(std::string_view low, std::string_view word, std::size_t from = 0) {
  for (std::size_t at = low.find(word, from); at != std::string_view::npos; at = low.find(word, at + 1)) {
    const bool before = at == 0 || !((low[at - 1] >= 'a' && low[at - 1] <= 'z'));
    const std::size_t end = at + word.size();
    const bool after = end >= low.size() || !((low[end] >= 'a' && low[end] <= 'z'));
    if (before && after) return at;
  }
  return std::string_view::npos;
}

// "within three months," "by 31 March," "with immediate effect,": how long the words are that say by when, with their
// comma; 0 where the text does not begin so. `low` is the beginning of the text in lower case.
std::size_t length_of_time(std::string_view text, std::string_view low) {
  for (std::string_view opening : {"within ",
                                   "by ",
                                   "with immediate ",
                                   "immediately",
                                   "in the next ",
                                   "over the ",
                                   "before ",
                                   "no later than ",
                                   "not later than ",
                                   "at the latest by ",
                                   "as soon as ",
                                   "as a matter of ",
                                   "urgently",
                                   "without delay",
                                   "in the short term",
                                   "in the medium term",
                                   "in the long term",
                                   "in the longer term",
                                   "from ",
                                   "during ",
                                   "at once",
                                   "straight away",
                                   "until "}) {
    if (!low.starts_with(opening)) continue;
    const std::size_t comma = text.substr(0, 60).find(',');
    if (comma != std::string_view::npos) return comma + 1;
    for (std::string_view unit : {" months ", " month ", " weeks ", " days ", " effect ", " immediately ", " urgency "})
      if (const std::size_t at = low.find(unit); at != std::string::npos && at < 40) return at + unit.size();
    return 0;
  }
  return 0;
}

// "We recommend that within three months, …": what stands before the body.
std::string_view without_opening(std::string_view text, std::string_view* time = nullptr) {
  static constexpr std::array<std::string_view, 16> openings{"we recommend that",
                                                             "we further recommend that",
                                                             "it is recommended that",
                                                             "the review recommends that",
                                                             "i recommend that",
                                                             "the reviewer recommends that",
                                                             "the panel recommends that",
                                                             "this review recommends that",
                                                             "recommend that",
                                                             "that",
                                                             "recommendations for",
                                                             "recommendation for",
                                                             "recommendations to",
                                                             "recommendation to",
                                                             "for",
                                                             "as a priority"};
  for (bool more = true; more;) {
    more = false;
    const std::string low = lowered(text.substr(0, 60));
    for (std::string_view opening : openings)
      if (low.starts_with(opening) && text.size() > opening.size() &&
          (text[opening.size()] == ' ' || text[opening.size()] == ',')) {
        text = trimmed(text.substr(opening.size() + 1));
        more = true;
        break;
      }
    if (more) continue;
    if (const std::size_t length = length_of_time(text, low); length > 0) {
      std::string_view written = trimmed(text.substr(0, length));
      if (written.ends_with(',')) written.remove_suffix(1);
      if (time) *time = written;
      text = trimmed(text.substr(length));
      more = true;
    }
  }
  return text;
}

// A body as the subject of a sentence: "The memory clinic's response to letters from general practice" is none, though
// it ends as one, nor is "Services".
bool names_as_subject(std::string_view name) {
  const std::string whole = matching_key(name);
  for (std::string_view thing : {"service", "services", "care", "education", "housing", "practice", "practices",
                                 "centre", "office", "network", "networks"})
    if (whole == thing) return false;
  std::string before;
  bool before_small = false;
  for (std::string_view word : split(name, ' ')) {
    const std::string key = matching_key(word);
    if (key.empty()) continue;
    for (std::string_view relation :
         {"to", "from", "in", "on", "with", "about", "into", "by", "between", "across", "at"})
      if (key == relation && word.front() == key.front()) return false;
    if (key == "for" && before != "department" && before != "office" && before != "centre" && before != "ministry" &&
        before != "secretary" && before != "director" && before != "commissioner")
      return false;
    if (key == "of" && before_small && before != "director" && before != "chair" && before != "head" &&
        before != "board" && before != "secretary")
      return false;
    before_small = !is_upper(word.front());
    before = key;
  }
  return true;
}

constexpr std::array<std::string_view, 10> joiners{
    " should work with ", " in partnership with ", " in conjunction with ", " together with ", " along with ",
    " jointly with ",     " working with ",        " alongside ",           " supported by ",  " with "};

}  // namespace

bool ends_as_body(std::string_view name) {
  if (name.size() > longest_name) return false;
  name = without_article(name);
  if (const std::size_t open = name.rfind('('); open != std::string_view::npos && open > 0 && name.back() == ')')
    name = trimmed(name.substr(0, open));
  if (name.empty()) return false;
  const std::vector<std::string> all = words(name.size() > 120 ? name.substr(name.size() - 120) : name);
  if (all.empty()) return false;
  if (last_words().count(all.back())) return true;
  if (all.size() >= 2 && all[all.size() - 2] == "public" && all.back() == "health") return true;
  if (all.size() >= 2 && all[all.size() - 2] == "commissioning" && all.back().starts_with("group")) return true;
  // An abbreviation: HVFT, NHSE.
  const std::size_t blank = name.rfind(' ');
  const std::string_view last = blank == std::string_view::npos ? name : name.substr(blank + 1);
  std::size_t capitals = 0;
  for (char c : last) capitals += is_upper(c);
  return capitals >= 3 && capitals + 1 >= last.size();
}

bool Bodies::stands_alone(std::string_view name) const {
  name = without_article(name);
  if (name.size() < 3 || name.size() > longest_name || !is_upper(name.front())) return false;
  if (const auto known = alone_.find(name); known != alone_.end()) return known->second;
  if (alone_.size() >= 256) return false;  // a bound on the searches a document can cost
  bool alone = false;
  for (std::size_t at = document_.find(name); at != std::string_view::npos; at = document_.find(name, at + 1)) {
    std::string_view before = document_.substr(at > 12 ? at - 12 : 0, std::min<std::size_t>(at, 12));
    const std::size_t end = at + name.size();
    if (end < document_.size() && ((document_[end] >= 'a' && document_[end] <= 'z') || is_upper(document_[end])))
      continue;
    const bool line_begins = before.empty() || before.back() == '\n' || before.back() == '\t';
    before = trimmed(before);
    const bool joined = !line_begins && (before.ends_with("and") || before.ends_with("&") || before.ends_with(","));
    // A longer name that ends in this one ("East Harrow Vale CCG") is another's.
    const std::size_t blank = before.rfind(' ');
    const std::string_view word = blank == std::string_view::npos ? before : before.substr(blank + 1);
    const bool longer = !line_begins && !word.empty() && is_upper(word.front()) && before.back() != '.' &&
                        word != "The" && word != "NHS";
    if (!joined && !longer) {
      alone = true;
      break;
    }
  }
  alone_.emplace(std::string(name), alone);
  return alone;
}

std::vector<std::string_view> Bodies::listed(std::string_view text) const {
  struct Piece {
    std::string_view text;
    enum class Mark { begin, comma, word, ampersand, always } mark;
  };
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  auto mark = Piece::Mark::begin;
  int depth = 0;
  const auto close = [&](std::size_t end, std::size_t next, Piece::Mark by) {
    const std::string_view piece = trimmed(text.substr(begin, end - begin));
    if (!piece.empty()) {
      pieces.push_back({piece, mark});
      mark = by;
    } else if (by == Piece::Mark::always) {
      mark = by;
    }
    begin = next;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')') --depth;
    if (depth > 0) continue;
    const std::string_view here = text.substr(at);
    if (text[at] == ';' || text[at] == '\n' || here.starts_with(" / ") || here.starts_with("• ")) {
      close(at, at + (here.starts_with("•") ? 4 : text[at] == ' ' ? 3 : 1), Piece::Mark::always);
    } else if (here.starts_with(", and ")) {
      close(at, at + 6, Piece::Mark::word);
    } else if (here.starts_with(", ")) {
      close(at, at + 2, Piece::Mark::comma);
    } else if (here.starts_with(" and ")) {
      close(at, at + 5, Piece::Mark::word);
    } else if (here.starts_with(" & ")) {
      close(at, at + 3, Piece::Mark::ampersand);
    } else {
      for (std::string_view joiner : joiners)
        if (here.starts_with(joiner)) {
          close(at, at + joiner.size(), Piece::Mark::always);
          break;
        }
    }
  }
  close(text.size(), text.size(), Piece::Mark::begin);

  std::vector<std::string_view> found;
  std::string_view current;
  for (const Piece& piece : pieces) {
    if (current.empty()) {
      current = piece.text;
      continue;
    }
    const std::vector<std::string> left = words(current.size() > 60 ? current.substr(current.size() - 60) : current);
    const std::vector<std::string> right = words(piece.text.substr(0, 60));
    bool one = false;
    if (!left.empty() && !right.empty())
      for (const Pair& pair : pairs) one = one || (left.back() == pair.left && right.front() == pair.right);
    bool apart = ends_as_body(current) || stands_alone(piece.text);
    if (piece.mark == Piece::Mark::always) {
      apart = true;
    } else if (one) {
      apart = false;
    } else if (piece.mark == Piece::Mark::comma && is_department(without_article(current)) && !right.empty() &&
               (right.back() == "council" || right.back() == "borough")) {
      apart = false;
    } else if (piece.mark == Piece::Mark::ampersand) {
      apart = apart && ends_as_body(current) && ends_as_body(piece.text) && !is_department(piece.text);
    }
    if (apart) {
      found.push_back(current);
      current = piece.text;
    } else {
      current = std::string_view(current.data(),
                                 static_cast<std::size_t>(piece.text.data() + piece.text.size() - current.data()));
    }
  }
  if (!current.empty()) found.push_back(current);
  for (std::string_view& name : found) name = without_article(name);
  std::erase_if(found, [](std::string_view name) { return name.empty(); });
  return found;
}

Addressed Bodies::addressed_by(std::string_view text) const {
  Addressed addressed;
  text = bare(text);
  const bool colon = !text.empty() && text.back() == ':';
  const std::string_view written = text;
  text = without_opening(text);
  const std::string low = lowered(text.substr(0, 400));
  std::size_t at = std::string_view::npos, length = 0;
  // "The Partnership to assure itself that …"; but "mental health services to schools should …" are asked nothing.
  if (const std::size_t to = low.find(" to "); to != std::string::npos && to < 160) {
    std::size_t modal = std::string::npos;
    for (std::string_view word : {"should", "must", "need", "needs"})
      modal = std::min(modal, word_at(std::string_view(low).substr(0, to + 40), word));
    const std::vector<std::string_view> names = listed(text.substr(0, to));
    if (modal == std::string::npos && !names.empty() &&
        std::all_of(names.begin(), names.end(), [](std::string_view name) {
          return is_upper(name.front()) && ends_as_body(name) && names_as_subject(name);
        })) {
      addressed.bodies = names;
      return addressed;
    }
  }
  for (std::string_view modal : {"should", "must", "needs to", "need to", "is asked to", "are asked to", "ought to"}) {
    const std::size_t found = word_at(low, modal);
    if (found < at) at = found, length = modal.size();
  }
  if (at == std::string_view::npos || at == 0) {
    // "It is recommended that the Board seek assurance": the name ends where a small word follows it.
    const std::string opening = lowered(written.substr(0, 60));
    if (opening.find("recommend") != std::string::npos && text.size() < written.size()) {
      for (std::size_t end = text.find(' '); end != std::string_view::npos && end < 160;
           end = text.find(' ', end + 1)) {
        const std::string_view name = text.substr(0, end);
        const char next = end + 1 < text.size() ? text[end + 1] : 'A';
        if (next < 'a' || next > 'z' || !ends_as_body(name) || text.substr(end).starts_with(" and ")) continue;
        if (!names_as_subject(name) || !is_upper(without_article(name).front())) break;
        addressed.bodies = listed(name);
        break;
      }
      return addressed;
    }
    // "A and B to:"
    if (!colon || text.size() > 400) return addressed;
    std::string_view names = trimmed(text.substr(0, text.size() - 1));
    if (!names.ends_with(" to")) return addressed;
    at = names.size() - 2;
    length = 2;
  }
  const std::string_view subject = trimmed(text.substr(0, at));
  std::string_view rest = trimmed(text.substr(at + length));
  std::string_view others;
  if (colon) {
    while (!rest.empty() && rest.back() == ':') rest = trimmed(rest.substr(0, rest.size() - 1));
    const std::string behind = lowered(rest);
    for (std::string_view with :
         {"work with ", "work together with ", "work jointly with ", "work alongside ", "work in partnership with "})
      if (behind.starts_with(with) && behind.ends_with(" to")) {
        others = trimmed(rest.substr(with.size(), rest.size() - with.size() - 2));
        rest = {};
      }
    for (std::string_view empty : {"ensure that", "ensure", "jointly", "together", "to", "also", "work together to",
                                   "work jointly to", "take steps to", "take action to", "ensure the following"})
      if (lowered(rest) == empty) rest = {};
  }
  addressed.whole = colon && rest.empty();
  std::vector<std::string_view> names = listed(subject);
  if (!others.empty())
    for (std::string_view name : listed(others)) names.push_back(name);
  for (std::string_view name : names) {
    const std::string key = " " + matching_key(name) + " ";
    bool of_people = name.size() > 140 || std::count(key.begin(), key.end(), ' ') > 16;
    for (std::string_view word :
         {" who ", " that ", " which ", " across ", " within ", " when ", " where ", " leaders ", " staff ",
          " children ", " practitioners ", " if ", " this ", " there ", " it "})
      of_people =
          of_people ||
          (key.find(word) != std::string::npos &&
           !(word == " children " && (key.find(" children s ") != std::string::npos ||
                                      key.find(" children board ") != std::string::npos || ends_as_body(name))));
    of_people = of_people || !names_as_subject(name);
    const bool capital = !name.empty() && (is_upper(name.front()) || static_cast<unsigned char>(name.front()) >= 0x80);
    if (of_people || !(ends_as_body(name) || (addressed.whole && capital))) {
      addressed.bodies.clear();
      addressed.whole = false;
      return addressed;
    }
    addressed.bodies.push_back(name);
  }
  if (addressed.bodies.empty()) addressed.whole = false;
  return addressed;
}

std::vector<std::string_view> Bodies::in_brackets(std::string_view text) const {
  text = bare(text);
  while (text.ends_with('.')) text.remove_suffix(1);
  const std::size_t open = text.rfind('(');
  if (!text.ends_with(')') || open == std::string_view::npos || text.size() - open > 200) return {};
  std::string_view inside = trimmed(text.substr(open + 1, text.size() - open - 2));
  const std::string low = folded(inside.substr(0, 24));
  for (std::string_view opening :
       {"addressed to: ", "addressed to ", "directed to ", "action: ", "action for ", "to: ", "to ", "for: ", "for "}) {
    if (!low.starts_with(opening)) continue;
    const std::vector<std::string_view> names = listed(inside.substr(opening.size()));
    if (!std::all_of(names.begin(), names.end(), [](std::string_view name) {
          return name.size() <= 80 && ends_as_body(name) && names_as_subject(name);
        }))
      return {};
    return names;
  }
  return {};
}

std::string_view time_before(std::string_view text) {
  std::string_view time;
  without_opening(bare(text), &time);
  return time;
}

std::vector<std::string_view> Bodies::named_alone(std::string_view text) const {
  text = without_opening(bare(text));
  while (!text.empty() && text.back() == ':') text = trimmed(text.substr(0, text.size() - 1));
  if (text.empty() || text.size() > 300 || ends_a_sentence(text)) return {};
  const std::vector<std::string_view> names = listed(text);
  for (std::string_view name : names) {
    if (!ends_as_body(name) || !(is_upper(name.front()) || names.size() > 1 || text != name)) return {};
    // A subject, not a name: "Working with schools", "Access to services".
    for (std::string_view word : split(name, ' ')) {
      if (word.empty() || is_upper(word.front()) || word.front() == '(' ||
          static_cast<unsigned char>(word.front()) >= 0x80)
        continue;
      const std::string key = matching_key(word);
      bool small = key.empty();
      for (std::string_view joining : {"of", "and", "the", "for", "s", "council", "partnership", "board", "police",
                                       "trust", "all", "partner", "agencies", "partners"})
        small = small || key == joining;
      if (!small) return {};
    }
    const std::vector<std::string> all = words(name);
    if (all.size() > 14) return {};
    if (all.size() == 1 && (all[0] == "education" || all[0] == "care" || all[0] == "services" || all[0] == "housing") &&
        names.size() == 1)
      return {};
  }
  return names;
}

}  // namespace candour::intake::inspection
