#include "intake/action_plan/cells.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "intake/action_plan/agencies.h"
#include "intake/action_plan/meaning.h"
#include "intake/action_plan/tick_boxes.h"
#include "intake/parts/listed.h"
#include "plan/dates.h"

namespace candour::intake::action_plan {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_letter(char c) {
  return is_upper(c) || is_lower(c);
}

// Whether the text begins with a word given in small letters.
bool begins_with(std::string_view text, std::string_view small) {
  for (std::size_t i = 0; i < small.size(); ++i)
    if ((is_upper(text[i]) ? text[i] + 32 : text[i]) != small[i]) return false;
  return true;
}

constexpr Listed bodies(std::array{
    std::string_view("police"),      std::string_view("constabulary"),  std::string_view("council"),
    std::string_view("trust"),       std::string_view("ccg"),           std::string_view("icb"),
    std::string_view("nhs"),         std::string_view("school"),        std::string_view("schools"),
    std::string_view("education"),   std::string_view("probation"),     std::string_view("care"),
    std::string_view("cafcass"),     std::string_view("hospital"),      std::string_view("hospitals"),
    std::string_view("health"),      std::string_view("housing"),       std::string_view("services"),
    std::string_view("service"),     std::string_view("university"),    std::string_view("camhs"),
    std::string_view("partnership"), std::string_view("board"),         std::string_view("academy"),
    std::string_view("college"),     std::string_view("surgery"),       std::string_view("gp"),
    std::string_view("gps"),         std::string_view("ambulance"),     std::string_view("fire"),
    std::string_view("lscb"),        std::string_view("lscp"),          std::string_view("foundation"),
    std::string_view("authority"),   std::string_view("agency"),        std::string_view("agencies"),
    std::string_view("mash"),        std::string_view("yot"),           std::string_view("yos"),
    std::string_view("association"), std::string_view("charity"),       std::string_view("society"),
    std::string_view("barnardos"),   std::string_view("nspcc"),         std::string_view("midwifery"),
    std::string_view("providers"),   std::string_view("commissioners"), std::string_view("csc"),
    std::string_view("ascl"),        std::string_view("immigration"),   std::string_view("prison"),
    std::string_view("court"),       std::string_view("courts"),        std::string_view("department"),
    std::string_view("directorate"), std::string_view("practice"),      std::string_view("practices"),
    std::string_view("executive"),   std::string_view("federation"),    std::string_view("consortium"),
    std::string_view("alliance"),    std::string_view("collaborative"), std::string_view("charity")});

constexpr Listed posts(std::array{std::string_view("director"),
                                  std::string_view("head"),
                                  std::string_view("manager"),
                                  std::string_view("managers"),
                                  std::string_view("lead"),
                                  std::string_view("leads"),
                                  std::string_view("officer"),
                                  std::string_view("officers"),
                                  std::string_view("nurse"),
                                  std::string_view("nurses"),
                                  std::string_view("doctor"),
                                  std::string_view("doctors"),
                                  std::string_view("dr"),
                                  std::string_view("chair"),
                                  std::string_view("chief"),
                                  std::string_view("superintendent"),
                                  std::string_view("supt"),
                                  std::string_view("inspector"),
                                  std::string_view("dci"),
                                  std::string_view("di"),
                                  std::string_view("ds"),
                                  std::string_view("sergeant"),
                                  std::string_view("coordinator"),
                                  std::string_view("principal"),
                                  std::string_view("headteacher"),
                                  std::string_view("headteachers"),
                                  std::string_view("practitioner"),
                                  std::string_view("named"),
                                  std::string_view("designated"),
                                  std::string_view("team"),
                                  std::string_view("teams"),
                                  std::string_view("ad"),
                                  std::string_view("sro"),
                                  std::string_view("consultant"),
                                  std::string_view("matron"),
                                  std::string_view("secretary"),
                                  std::string_view("dsl"),
                                  std::string_view("commissioner"),
                                  std::string_view("representative"),
                                  std::string_view("professional"),
                                  std::string_view("professionals"),
                                  std::string_view("midwife"),
                                  std::string_view("sisters"),
                                  std::string_view("governor"),
                                  std::string_view("governors"),
                                  std::string_view("ceo"),
                                  std::string_view("coo"),
                                  std::string_view("cno"),
                                  std::string_view("dcs"),
                                  std::string_view("members"),
                                  std::string_view("owner"),
                                  std::string_view("advisor"),
                                  std::string_view("adviser"),
                                  std::string_view("supervisor"),
                                  std::string_view("clinician"),
                                  std::string_view("group"),
                                  std::string_view("dn"),
                                  std::string_view("psw"),
                                  std::string_view("smt"),
                                  std::string_view("dass"),
                                  std::string_view("worker"),
                                  std::string_view("president"),
                                  std::string_view("mr"),
                                  std::string_view("mrs"),
                                  std::string_view("ms"),
                                  std::string_view("executive"),
                                  std::string_view("strategic")});

constexpr Listed verbs(std::array{
    std::string_view("is"),        std::string_view("are"),     std::string_view("was"),
    std::string_view("were"),      std::string_view("has"),     std::string_view("have"),
    std::string_view("will"),      std::string_view("been"),    std::string_view("be"),
    std::string_view("to"),        std::string_view("not"),     std::string_view("should"),
    std::string_view("can"),       std::string_view("must"),    std::string_view("would"),
    std::string_view("that"),      std::string_view("this"),    std::string_view("which"),
    std::string_view("their"),     std::string_view("do"),      std::string_view("does"),
    std::string_view("how"),       std::string_view("what"),    std::string_view("ensure"),
    std::string_view("review"),    std::string_view("develop"), std::string_view("audit"),
    std::string_view("completed"), std::string_view("agreed"),  std::string_view("report"),
    std::string_view("training"),  std::string_view("meeting"), std::string_view("update"),
    std::string_view("policy"),    std::string_view("place")});

bool is_initials(std::string_view text) {
  // "NL/AC", "CS/ AC", "N/L / AC", "JW": capitals in small groups, joined by marks.
  std::size_t letters = 0, run = 0;
  for (char c : text) {
    if (is_upper(c)) {
      ++letters;
      if (++run > 4) return false;
    } else if (c == '/' || c == ' ' || c == ',' || c == '&' || c == ';' || c == '.' || c == '\n') {
      run = 0;
    } else {
      return false;
    }
  }
  return letters >= 2 && letters <= 24;
}

// "LSCB Audit Group / CSC-SMT/AC / NL": a list of short names and initials, with no word of a sentence in it.
bool is_list_of_leads(std::string_view text) {
  if (text.size() > 80) return false;
  std::size_t parts = 0, initials = 0;
  for (std::string_view part : split(text, '/')) {
    part = trimmed(part);
    if (part.empty()) continue;
    ++parts;
    if (is_initials(part) && part.size() <= 5)
      ++initials;
    else if (part.size() > 40 || words(part).size() > 5)
      return false;
  }
  return parts >= 2 && initials >= 1;
}

// A full stop within: a sentence and another.
bool ends_within(std::string_view text) {
  for (std::size_t at = text.find(". "); at != std::string_view::npos && at + 2 < text.size();
       at = text.find(". ", at + 1)) {
    std::size_t word = at;
    while (word > 0 && is_letter(text[word - 1])) --word;
    if (at - word >= 4) return true;  // not "Supt." or "Dr."
  }
  return false;
}

bool is_person_name(std::string_view text) {
  std::size_t count = 0;
  for (std::string_view word : split(text, ' ')) {
    word = trimmed(word);
    if (word.empty()) continue;
    if (word.size() < 2 || !is_upper(word[0]) || !std::any_of(word.begin(), word.end(), is_lower)) return false;
    if (!std::all_of(word.begin(), word.end(),
                     [](char c) { return is_letter(c) || c == '-' || c == '\'' || (c & 0x80); }))
      return false;
    ++count;
  }
  return count == 2 || count == 3;
}

bool mostly_a_date(std::string_view text) {
  if (text.size() > 48) return false;
  if (std::none_of(text.begin(), text.end(), is_digit)) {
    const std::string key = matching_key(text);
    return key == "ongoing" || key == "tbc" || key == "immediate" || key == "immediately" || key == "asap" ||
           key == "continuous" || key == "tba" || key == "with immediate effect";
  }
  std::size_t covered = 0;
  for (const plan::WrittenDate& date : plan::find_dates(text))
    if (date.kind != plan::DateReadingKind::words) covered += date.as_written.size();
  return covered * 10 >= text.size() * 5;
}

bool is_reference(std::string_view text) {
  if (text.size() > 12) return false;
  std::size_t at = 0;
  while (at < text.size() && is_letter(text[at])) ++at;
  if (at > 4) return false;
  const std::size_t digits = at;
  bool dotted = false;
  while (at < text.size() &&
         (is_digit(text[at]) || ((text[at] == '.' || text[at] == '-' || text[at] == '/') && at > digits))) {
    dotted = dotted || text[at] != '.';
    ++at;
  }
  if (at == digits) return false;
  if (at < text.size() && is_lower(text[at])) ++at;
  if (at < text.size() && (text[at] == '.' || text[at] == ')' || text[at] == ':')) ++at;
  return at == text.size();
}

bool is_rating_word(const std::string& key) {
  if (key.size() == 1) return key == "r" || key == "a" || key == "g" || key == "b" || key == "p";
  if (!colour_of_word(key).empty()) return true;
  return key == "complete" || key == "completed" || key == "overdue" || key == "on track" || key == "off track" ||
         key == "not started" || key == "in progress" || key == "closed" || key == "open" || key == "at risk" ||
         key == "achieved" || key == "not achieved" || key == "embedded" || key == "action complete" ||
         key == "action completed" || key == "on target" || key == "delayed" || key == "partially complete" ||
         key == "not complete" || key == "not due" || key == "superseded" || key == "underway" || key == "ongoing";
}

}  // namespace

Label label_of(std::string_view text) {
  Label label;
  std::size_t at = 0;
  static constexpr std::array label_words{std::string_view("recommendation"),
                                          std::string_view("rec"),
                                          std::string_view("finding"),
                                          std::string_view("question"),
                                          std::string_view("issue"),
                                          std::string_view("theme"),
                                          std::string_view("priority"),
                                          std::string_view("standard"),
                                          std::string_view("lesson"),
                                          std::string_view("learning point"),
                                          std::string_view("learning"),
                                          std::string_view("action"),
                                          std::string_view("area"),
                                          std::string_view("objective"),
                                          std::string_view("must do"),
                                          std::string_view("should do"),
                                          std::string_view("strand"),
                                          std::string_view("workstream"),
                                          std::string_view("key finding"),
                                          std::string_view("section"),
                                          std::string_view("outcome"),
                                          std::string_view("improvement area"),
                                          std::string_view("priority area"),
                                          std::string_view("key theme"),
                                          std::string_view("domain"),
                                          std::string_view("area for improvement"),
                                          std::string_view("no"),
                                          std::string_view("learning theme"),
                                          std::string_view("key issue"),
                                          std::string_view("requirement"),
                                          std::string_view("safety recommendation"),
                                          std::string_view("national recommendation"),
                                          std::string_view("local recommendation"),
                                          std::string_view("chapter"),
                                          std::string_view("part")};
  std::size_t longest = 0;
  if (!text.empty() && is_letter(text[0]))
    for (std::string_view word : label_words)
      if (word.size() > longest && word.size() < text.size() && begins_with(text, word)) {
        const char next = text[word.size()];
        if (next == ' ' || next == '.' || next == ':' || next == '-' || is_digit(next)) longest = word.size();
      }
  if (longest > 0) {
    label.word = text.substr(0, longest);
    at = longest;
    while (at < text.size() && (text[at] == ' ' || text[at] == '.' || text[at] == '#')) ++at;
    if (text.substr(at, 3) == "no " || text.substr(at, 3) == "No " || text.substr(at, 3) == "No.") {
      at += 3;
      while (at < text.size() && text[at] == ' ') ++at;
    }
  }
  const std::size_t number = at;
  std::size_t letters = 0;
  while (at < text.size() && is_upper(text[at]) && letters < 4) ++at, ++letters;
  const bool roman =
      !label.word.empty() && letters > 0 && at < text.size() && !is_digit(text[at]) &&
      std::all_of(text.begin() + static_cast<std::ptrdiff_t>(number), text.begin() + static_cast<std::ptrdiff_t>(at),
                  [](char c) { return c == 'I' || c == 'V' || c == 'X'; });
  const bool lettered = !label.word.empty() && letters == 1 && at < text.size() &&
                        (text[at] == ':' || text[at] == '.' || text[at] == ')');
  const std::size_t digits = at;
  bool several = false;
  while (at < text.size() &&
         (is_digit(text[at]) || (text[at] == '.' && at > digits && at + 1 < text.size() && is_digit(text[at + 1])))) {
    several = several || text[at] == '.';
    ++at;
  }
  if (at == digits && !roman && !lettered) return {};
  if (at - digits > 8) return {};
  if (at < text.size() && is_digit(text[at - 1]) && is_lower(text[at]) &&
      (at + 1 == text.size() || !is_letter(text[at + 1]))) {
    ++at;
    several = true;
  } else if (at + 2 < text.size() && text[at] == '(' && is_lower(text[at + 1]) && text[at + 2] == ')') {
    at += 3;
    several = true;
  }
  const std::size_t end = at;
  // The mark behind it. A bare number needs one; "1a", "2.3", "R4" and "Finding 2" stand without.
  std::size_t after = end;
  while (after < text.size() && (text[after] == ' ' || text[after] == '\t')) ++after;
  bool marked = false;
  while (after < text.size()) {
    if (text[after] == '.' || text[after] == ':' || text[after] == ')' || text[after] == '-') {
      ++after;
    } else if (text.substr(after, 3) == "\xE2\x80\x93" || text.substr(after, 3) == "\xE2\x80\x94") {
      after += 3;
    } else {
      break;
    }
    marked = true;
  }
  while (after < text.size() && (text[after] == ' ' || text[after] == '\n' || text[after] == '\t')) ++after;
  if (after == end && end < text.size()) return {};  // "3rd", "1x"
  const bool needs_mark = label.word.empty() && letters == 0 && !several;
  if (needs_mark && !marked && !(end < text.size() && text[end] == '\n')) return {};
  if (letters > 0 && label.word.empty() && letters > 2 && !several && !marked) return {};  // "CSE1 form"
  // "Section 11 self-assessment", "Section 47 enquiries": sections of the Children Acts 1989 and 2004, none of the
  // plan's.
  if (!marked && end < text.size() && end - digits >= 2 && folded(label.word) == "section") return {};
  label.ref = std::string(text.substr(number, end - number));
  label.ref = replaced(replaced(label.ref, "(", ""), ")", "");
  label.length = after;
  return label;
}

std::string agency_key(std::string_view name) {
  std::string text = folded(name);
  // What stands in brackets is an abbreviation or a remark.
  for (std::size_t open = text.find('('); open != std::string::npos; open = text.find('(')) {
    const std::size_t close = text.find(')', open);
    if (close == std::string::npos) break;
    text.erase(open, close - open + 1);
  }
  text = replaced(std::move(text), "'", "");
  text = replaced(std::move(text), "&", " and ");
  text = matching_key(text);
  if (text.rfind("the ", 0) == 0) text.erase(0, 4);
  return text;
}

namespace {

using WordList = std::vector<std::string_view>;

bool is_body_word(std::string_view word) {
  return has(bodies, word);
}
bool is_post_word(std::string_view word) {
  return has(posts, word);
}
bool is_verb(std::string_view word) {
  return has(verbs, word);
}

bool names_a_body(std::string_view text, const WordList& all) {
  if (text.size() > 90 || all.empty() || all.size() > 11) return false;
  bool body = false;
  for (std::string_view word : all) {
    if (is_verb(word)) return false;
    body = body || is_body_word(word);
  }
  return body;
}

bool names_a_post(std::string_view text, const WordList& all) {
  if (text.size() > 160) return false;
  if (is_initials(text) || is_list_of_leads(text)) return true;
  if (all.empty() || all.size() > 20 || (all.size() > 8 && ends_within(text))) return false;
  bool post = false;
  for (std::string_view word : all) {
    if (is_verb(word)) return false;
    post = post || is_post_word(word);
  }
  // "Harwick Police" is no person's name.
  return post || (is_person_name(text) && std::none_of(all.begin(), all.end(), is_body_word));
}

}  // namespace

bool names_a_body(std::string_view text) {
  const std::string key = matching_key(text.substr(0, 200));
  return !key.empty() && names_a_body(text, split(key, ' '));
}

bool names_a_post(std::string_view text) {
  const std::string key = matching_key(text.substr(0, 200));
  return !key.empty() && names_a_post(text, split(key, ' '));
}

bool names_known_agency(std::string_view text, const Knowledge& knowledge) {
  return text.size() <= 100 && !knowledge.agencies.empty() && knowledge.agencies.count(agency_key(text)) != 0;
}

bool is_name_of_a_body(std::string_view text) {
  if (const Label label = label_of(text); label.word.empty()) text = trimmed(text.substr(label.length));
  while (!text.empty() && (text.back() == ':' || text.back() == '.')) text = trimmed(text.substr(0, text.size() - 1));
  if (text.size() < 3 || text.size() > 90 || !names_a_body(text)) return false;
  for (std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::string key = matching_key(word);
    if (key.empty() || key == "of" || key == "and" || key == "the" || key == "for" || key == "s") continue;
    // "Working with schools", "Health of children in care": a subject, not a name.
    if (key == "with" || key == "in" || key == "on" || key == "from" || key == "between" || key == "to" || key == "by")
      return false;
    if (is_lower(word.front())) return false;
    if (is_post_word(key) && !is_body_word(key)) return false;
    for (std::string_view subject : {"plan", "plans", "action", "actions", "review", "response", "responses", "issues",
                                     "findings", "recommendations", "improving", "working", "key", "report", "minutes",
                                     "version", "contents", "introduction", "governance"})
      if (key == subject) return false;
  }
  return true;
}

bool names_only_bodies(std::string_view cell) {
  const std::vector<std::string_view> parts = bodies_in(cell);
  if (parts.empty()) return false;
  return std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    const std::string key = matching_key(part.substr(0, 200));
    const WordList all = split(key, ' ');
    if (all.size() >= 2 && all.size() <= 3 && all.front() == "all" &&
        (all.back() == "partners" || all.back() == "agencies" || all.back() == "organisations" ||
         all.back() == "services"))
      return true;
    if (key.empty() || !names_a_body(part, all)) return false;
    // "Ada Finch (Police)" is somebody of a body; "Children's Social Care (CSC)" is one.
    if (const std::size_t open = part.find('(');
        open != std::string_view::npos && open > 0 && !names_a_body(part.substr(0, open)))
      return false;
    // Capitals may be somebody's initials, but not where they are a body's own.
    return all.size() == 1 || !names_a_post(part, all);
  });
}

Looks looks_of(std::string_view text, const Knowledge& knowledge) {
  if (text.empty()) return Looks::blank;
  if (text.size() > 160) return label_of(text).ref.empty() ? Looks::prose : Looks::numbered;
  if (is_pointer(text)) return Looks::pointer;
  if (says_not_applicable(text) || text == "-" || text == "\xE2\x80\x93") return Looks::not_applicable;
  const std::string key = matching_key(text);
  if (key.empty()) return Looks::brief;
  if (const Options options = options_in(text); options.found)
    if (std::any_of(options.labels.begin(), options.labels.end(), [](std::string_view label) {
          return status_from_rating_words(label) || !colour_of_word(matching_key(label)).empty();
        }))
      return Looks::rating;
  const WordList all = split(key, ' ');
  if (text.size() <= 40 && (knowledge.ratings.count(key) != 0 || is_rating_word(key))) return Looks::rating;
  if (text.size() <= 60 && all.size() > 1 && key.size() <= 30) {
    // "Green - on track", "G (on track)": a rating with words of its own.
    const std::string first(all.front());
    if (knowledge.ratings.count(first) != 0 && (first.size() == 1 || !colour_of_word(first).empty()))
      return Looks::rating;
  }
  if (is_reference(text)) return Looks::reference;
  if (mostly_a_date(text)) return Looks::date;
  if (names_known_agency(text, knowledge)) return Looks::agency;
  const bool person = is_person_name(text);
  const bool post = names_a_post(text, all);
  // "Children's Services" may be a body or a team; words of posts decide.
  if (post && !person) return Looks::post;
  if (names_a_body(text, all)) return Looks::agency;
  if (post) return Looks::post;
  if (all.size() >= 4 && !label_of(text).ref.empty()) return Looks::numbered;
  return all.size() <= 5 ? Looks::brief : Looks::prose;
}

}  // namespace candour::intake::action_plan
