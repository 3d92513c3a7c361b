#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_set>

#include "base/one_writing.h"
#include "base/text.h"
#include "privacy/learned.h"
#include "privacy/names.h"
#include "privacy/privacy.h"
#include "privacy/vocabulary.h"
#include "privacy/words.h"

namespace candour::privacy {
namespace {

using Words = std::unordered_set<std::string_view>;

struct KindWords {
  std::string_view text, words;
};
constexpr std::array<KindWords, kinds> kind_words{{
    {"known-person", "Person of this record"},
    {"name", "Name of a person"},
    {"child", "Name of a child or family"},
    {"initials", "Initials"},
    {"birth-date", "Date of birth"},
    {"age-and-place", "Age with a place"},
    {"nhs-number", "NHS number"},
    {"national-insurance", "National Insurance number"},
    {"postcode", "Postcode"},
    {"address", "Address"},
    {"email", "E-mail address"},
    {"telephone", "Telephone number"},
    {"small-count", "Count under five"},
    {"second-count", "Count that gives another away"},
}};

// Letters that are a post, a body or a thing in every plan of the trade; the plan's own are told by its agencies.
const Words known_letters{
    "gp",   "gps",    "hr",    "it",  "ct",  "sw",  "hv",  "dr",  "mr",  "ms",  "di",   "dc",   "ds",    "dci",
    "dcs",  "dsu",    "pc",    "ps",  "pvp", "cid", "ppu", "iro", "icb", "ccg", "nhs",  "nhse", "cse",   "cce",
    "cp",   "cin",    "cla",   "lac", "cyp", "ceo", "coo", "cfo", "dsl", "dso", "lado", "mash", "mace",  "smt",
    "slt",  "sendco", "senco", "ae",  "ed",  "er",  "uk",  "eu",  "la",  "las", "ot",   "se",   "sen",   "all",
    "tbc",  "tba",    "na",    "nfa", "qa",  "pd",  "ad",  "phn", "rn",  "cpn", "dv",   "da",   "va",    "voc",
    "lscb", "lscp",   "scp",   "sab", "hwb", "yot", "yjs", "crc", "nps", "cps", "dfe",  "doh",  "iicsa", "cqc",
    "hmip", "rag",    "ph",    "sla", "tor", "crb", "dbs", "sar", "scr", "dhr", "si",   "gu",   "sh",    "and",
    "or",   "of",     "to",    "in",  "for", "the", "by",  "at",  "on",  "no",  "yes",  "amp"};
const Words streets{"road",  "street",  "avenue",  "lane",  "close", "drive",  "way",    "crescent",
                    "court", "gardens", "terrace", "grove", "walk",  "row",    "hill",   "rise",
                    "mews",  "rd",      "st",      "ave",   "cl",    "square", "parade", "green",
                    "place", "park",    "view",    "ln",    "dr",    "bank",   "gate",   "quay"};
const Words houses{"house", "cottage",  "vicarage", "rectory", "farm",   "lodge", "barn",  "villa", "manor",
                   "hall",  "bungalow", "mill",     "croft",   "grange", "court", "flats", "mews"};
// Of whom a count leads to one.
const Words people_of_care{
    "child",      "children",  "girl",    "girls",    "boy",      "boys",        "baby",     "babies",   "infant",
    "infants",    "pupil",     "pupils",  "patient",  "patients", "victim",      "victims",  "sibling",  "siblings",
    "teenager",   "teenagers", "teenage", "mothers",  "families", "adolescents", "toddler",  "toddlers", "suspects",
    "youngsters", "minors",    "sisters", "brothers", "twins",    "teens",       "newborns", "students", "residents"};
const Words between_count_and_people{"young",     "looked",   "after",   "local",    "more",    "other",      "female",
                                     "male",      "disabled", "black",   "white",    "asian",   "girls",      "unborn",
                                     "small",     "older",    "younger", "such",     "of",      "these",      "the",
                                     "our",       "new",      "known",   "missing",  "all",     "vulnerable", "primary",
                                     "secondary", "school",   "adopted", "deceased", "further", "additional", "little"};
// What happens to somebody: “3 deaths of children”, “1 of 250 cases”.
const Words befell{"death",       "deaths",     "case",        "cases",     "injury",      "injuries",  "suicide",
                   "suicides",    "fracture",   "fractures",   "rape",      "rapes",       "assault",   "assaults",
                   "birth",       "births",     "overdose",    "overdoses", "removal",     "removals",  "disclosure",
                   "disclosures", "allegation", "allegations", "pregnancy", "pregnancies", "abduction", "abductions",
                   "murder",      "murders",    "fatality",    "fatalities"};
// What is counted where it stands behind those people: “three families forums”, “two children homes”.
const Words counted_things{
    "forum",     "forums",        "hub",          "hubs",     "team",      "teams",      "home",        "homes",
    "centre",    "centres",       "service",      "services", "worker",    "workers",    "group",       "groups",
    "workshop",  "workshops",     "meeting",      "meetings", "event",     "events",     "nursery",     "nurseries",
    "school",    "schools",       "ward",         "wards",    "unit",      "units",      "clinic",      "clinics",
    "court",     "courts",        "policy",       "policies", "procedure", "procedures", "project",     "projects",
    "programme", "programmes",    "session",      "sessions", "course",    "courses",    "champion",    "champions",
    "lead",      "leads",         "board",        "boards",   "panel",     "panels",     "assessment",  "assessments",
    "audit",     "audits",        "record",       "records",  "file",      "files",      "survey",      "surveys",
    "safety",    "protection",    "safeguarding", "centred",  "focused",   "friendly",   "development", "health",
    "matters",   "practitioners", "nurses",       "council",  "councils",  "surveys",    "day",         "days",
    "act",       "engagement",    "voice",        "voices",   "plan",      "conference", "conferences", "exploitation"};
// Whose number it is: “Phase one child protection”, “Tier 2 children's services”.
const Words numbered{"phase",
                     "stage",
                     "level",
                     "tier",
                     "section",
                     "part",
                     "step",
                     "chapter",
                     "day",
                     "week",
                     "year",
                     "priority",
                     "objective",
                     "standard",
                     "recommendation",
                     "recommendations",
                     "action",
                     "actions",
                     "finding",
                     "findings",
                     "version",
                     "cohort",
                     "group",
                     "table",
                     "figure",
                     "appendix",
                     "band",
                     "grade",
                     "room",
                     "unit",
                     "no",
                     "number",
                     "item",
                     "q",
                     "quarter",
                     "page",
                     "pages",
                     "question",
                     "questions",
                     "form",
                     "paragraph",
                     "article",
                     "schedule",
                     "line",
                     "row",
                     "ward",
                     "strand",
                     "strands",
                     "theme",
                     "module",
                     "wave",
                     "round",
                     "key",
                     "aged",
                     "age",
                     "under",
                     "over",
                     "least",
                     "ofsted",
                     "plan",
                     "annex",
                     "type",
                     "category",
                     "cat",
                     "working"};
const Words wide_places{"england",   "wales",     "uk",      "britain",  "london",    "scotland",  "europe",
                        "english",   "british",   "ireland", "january",  "february",  "march",     "april",
                        "may",       "june",      "july",    "august",   "september", "october",   "november",
                        "december",  "year",      "key",     "child",    "years",     "monday",    "tuesday",
                        "wednesday", "thursday",  "friday",  "saturday", "sunday",    "reception", "police",
                        "children",  "christmas", "easter",  "care",     "education", "court",     "school"};
const Words prepositions{"in", "from", "at", "near", "of"};
const Words somebody{"he",        "she",        "his",     "her",    "him",     "who",    "child",     "girl",
                     "boy",       "baby",       "infant",  "pupil",  "patient", "victim", "sibling",   "teenager",
                     "toddler",   "mother",     "father",  "mum",    "dad",     "woman",  "man",       "person",
                     "son",       "daughter",   "brother", "sister", "student", "lad",    "youngster", "twin",
                     "twins",     "children",   "boys",    "girls",  "they",    "adult",  "uncle",     "aunt",
                     "boyfriend", "girlfriend", "female",  "male",   "mam",     "they",   "people"};
const Words units_of_age{"year", "years", "yr", "yrs", "month", "months", "week", "weeks", "day", "days"};
// Royal Mail, Programmers' Guide to PAF: every area of postcodes. Only these are read in small letters or without a
// blank.
const Words postcode_areas{
    "ab", "al", "b",  "ba", "bb", "bd", "bf", "bh", "bl", "bn", "br", "bs", "bt", "bx", "ca", "cb", "cf", "ch",
    "cm", "co", "cr", "ct", "cv", "cw", "da", "dd", "de", "dg", "dh", "dl", "dn", "dt", "dy", "e",  "ec", "eh",
    "en", "ex", "fk", "fy", "g",  "gl", "gu", "gy", "ha", "hd", "hg", "hp", "hr", "hs", "hu", "hx", "ig", "im",
    "ip", "iv", "je", "ka", "kt", "kw", "ky", "l",  "la", "ld", "le", "ll", "ln", "ls", "lu", "m",  "me", "mk",
    "ml", "n",  "ne", "ng", "nn", "np", "nr", "nw", "ol", "ox", "pa", "pe", "ph", "pl", "po", "pr", "rg", "rh",
    "rm", "s",  "sa", "se", "sg", "sk", "sl", "sm", "sn", "so", "sp", "sr", "ss", "st", "sw", "sy", "ta", "td",
    "tf", "tn", "tq", "tr", "ts", "tw", "ub", "w",  "wa", "wc", "wd", "wf", "wn", "wr", "ws", "wv", "yo", "ze"};
// Numbers that are of a thing: “invoice no 943 476 5919”.
const Words numbers_of_things{"invoice", "order",   "po",      "purchase", "account", "contract", "grant",   "ticket",
                              "serial",  "isbn",    "barcode", "receipt",  "payment", "vat",      "company", "charity",
                              "asset",   "licence", "budget",  "ledger",   "batch",   "job"};

std::optional<std::uint32_t> number_in(const Token& token) {
  static const std::array<std::string_view, 21> by_word{
      "nought",   "one",     "two",     "three",     "four",     "five",     "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",   "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  static const std::array<std::string_view, 10> tens{"",      "",      "",        "thirty", "forty",
                                                     "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (token.number) {
    if (token.raw.size() > 6) return std::nullopt;
    std::uint32_t value = 0;
    for (char c : token.raw) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
  }
  const auto word = std::find(by_word.begin() + 1, by_word.end(), std::string_view(token.key));
  if (word != by_word.end()) return static_cast<std::uint32_t>(word - by_word.begin());
  const auto ten = std::find(tens.begin() + 3, tens.end(), std::string_view(token.key));
  if (ten == tens.end()) return std::nullopt;
  return static_cast<std::uint32_t>(ten - tens.begin()) * 10;
}
bool is_ordinal(std::string_view key) {
  static const Words ordinals{"first",      "second",     "third",     "fourth",    "fifth",       "sixth",
                              "seventh",    "eighth",     "ninth",     "tenth",     "eleventh",    "twelfth",
                              "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
                              "nineteenth", "twentieth",  "thirtieth"};
  return ordinals.contains(key);
}

class Check {
 public:
  Check(const std::vector<Passage>& passages, const Known& known, const Elsewhere& elsewhere)
      : passages_(passages), known_(known) {
    for (const Passage& passage : passages) written_.push_back(one_writing(passage.text));
    for (const OneWriting& each : written_) tokens_.push_back(tokens(each.text));
    std::vector<OneWriting> other_texts;
    std::vector<std::vector<Token>> others;
    for (const std::string& text : elsewhere.texts) other_texts.push_back(one_writing(text));
    for (const OneWriting& each : other_texts) others.push_back(tokens(each.text));
    for (const auto* lists : {&tokens_, &others})
      for (const auto& list : *lists)
        for (const Token& token : list)
          if (!token.number && !token.capital() && !token.address) vocabulary_.common.insert(token.key);
    const Vocabulary nothing;
    for (const std::string& body : known.bodies) {
      const OneWriting written = one_writing(body);
      const std::vector<Token> words = tokens(written.text);
      // “Foster carer Jane Bloggs”: a body may bear a person's name, which stays one.
      std::set<std::size_t> of_people;
      for (const FoundName& name : names_in(words, nothing, Form::prose))
        if (name.sure)
          for (std::size_t k = name.first; k <= name.last; ++k) of_people.insert(k);
      for (std::size_t k = 0; k < words.size(); ++k) {
        if (of_people.contains(k)) continue;
        vocabulary_.common.insert(words[k].key);
        if (!is_given_name(words[k].key) || is_given_name_or_word(words[k].key))
          vocabulary_.bodies.insert(words[k].key);
      }
    }
    for (const auto* lists : {&tokens_, &others})
      for (const auto& list : *lists) learn_letters(list);
    for (const auto* lists : {&tokens_, &others})
      for (const auto& list : *lists) learn_children(list, vocabulary_);
    for (const std::string& pseudonym : elsewhere.pseudonyms) {
      const OneWriting written = one_writing(pseudonym);
      for (const Token& token : tokens(written.text))
        if (token.capital() && token.raw.size() > 2 && !is_ordinary(token.key)) vocabulary_.children.insert(token.key);
    }
  }

  std::vector<Hit> run() {
    for (passage_ = 0; passage_ < passages_.size(); ++passage_) {
      text_ = written_[passage_].text;
      these_ = &tokens_[passage_];
      known_people();
      for (const FoundName& name : names_in(*these_, vocabulary_, passages_[passage_].form))
        hit(Kind::name, at(name.first).begin, at(name.last).end, std::string(name.why));
      children();
      if (passages_[passage_].form == Form::leads) initials();
      for (std::size_t i = 0; i < these_->size(); ++i) {
        birth_date(i);
        age_and_place(i);
        long_number(i);
        national_insurance(i);
        postcode(i);
        address(i);
      }
      emails();
      counts();
    }
    return without_overlaps();
  }

 private:
  const Token& at(std::size_t i) const { return (*these_)[i]; }
  bool has(std::size_t i) const { return i < these_->size(); }
  bool is(std::size_t i, std::string_view key) const { return has(i) && at(i).key == key; }
  // Letters and digits within longer ones: “ca5f2bb7fb288f” is the name of a file, and no postcode or number stands in
  // it. “NHS4857773457” is called one.
  bool runs_on(std::size_t first, std::size_t last) const {
    const bool called = first > 0 && (is(first - 1, "nhs") || is(first - 1, "no") || is(first - 1, "tel"));
    return (first > 0 && at(first).before.empty() && !called) || (has(last + 1) && at(last + 1).before.empty());
  }

  // Of the passage in one writing; told as it was written.
  void hit(Kind kind, std::size_t begin, std::size_t end, std::string why) {
    const OneWriting& written = written_[passage_];
    const std::size_t from = written.begin_of(begin), to = written.end_of(end);
    hits_.push_back({kind, passage_, from, to - from, collapsed(text_.substr(begin, end - begin)), std::move(why)});
  }
  void hit(Kind kind, std::size_t first, std::size_t last, const char* why) {
    if ((kind == Kind::postcode || kind == Kind::national_insurance) && runs_on(first, last)) return;
    hit(kind, at(first).begin, at(last).end, std::string(why));
  }

  // ---- What the paper itself tells about its words ----

  // “Designated Nurse (DN)”, “Head of Service (H/S)”: letters in brackets behind words that begin with them; “LOG
  // meeting”: what meets.
  void learn_letters(const std::vector<Token>& list) {
    static const Words of_a_body{"meeting",   "meetings", "group", "board", "panel",
                                 "committee", "agenda",   "forum", "team"};
    for (std::size_t i = 1; i < list.size(); ++i)
      if (of_a_body.contains(list[i].key) && list[i].joined() && list[i - 1].all_capitals())
        vocabulary_.bodies.insert(list[i - 1].key);
    for (std::size_t i = 2; i < list.size(); ++i) {
      if (list[i].before.find('(') == std::string_view::npos) continue;
      std::string letters = list[i].key;
      for (std::size_t k = i + 1; k < list.size() && list[k].raw.size() == 1 && list[k].before == "/"; ++k)
        letters += list[k].key;
      if (letters.size() < 2 || letters.size() > 5 || letters.size() > i) continue;
      bool same = true;
      for (std::size_t k = 0; k < letters.size() && same; ++k)
        same = list[i - letters.size() + k].key.starts_with(letters[k]);
      if (same) vocabulary_.bodies.insert(letters);
    }
  }

  // ---- People ----

  // Each run of tokens that is the name's words.
  template <class Found>
  void each_run(const std::vector<std::string>& name, const Found& found) const {
    if (name.empty()) return;
    for (std::size_t i = 0; i + name.size() <= these_->size(); ++i) {
      bool same = true;
      for (std::size_t k = 0; k < name.size() && same; ++k)
        same = at(i + k).key == name[k] && (k == 0 || !at(i + k).opens || at(i + k).before == ". ");
      if (same) found(i, i + name.size() - 1);
    }
  }

  void known_people() {
    for (const std::string& person : known_.people) {
      std::vector<std::string> keys;
      const OneWriting written = one_writing(person);
      for (const Token& token : tokens(written.text)) keys.push_back(token.key);
      if (keys.size() < 2) continue;
      each_run(keys, [&](std::size_t i, std::size_t k) {
        const FoundName whole = whole_name(*these_, vocabulary_, {i, k, {}});
        hit(Kind::known_person, whole.first, whole.last, "This is the name of somebody in this record.");
      });
      const std::string& surname = keys.back();
      if (surname.size() < 3) continue;
      // A surname that is a word of the plan, too, stands behind a title or a given name (names_in), or an initial.
      const bool doubtful = is_ordinary(surname);
      const bool word =
          surname.size() < 4 || vocabulary_.common.contains(surname) || (doubtful && !is_also_a_surname(surname));
      for (std::size_t i = 0; i < these_->size(); ++i) {
        if (at(i).key != surname || !at(i).capital()) continue;
        const bool initial = i > 0 && !at(i - 1).number && at(i - 1).key == keys.front().substr(0, 1) &&
                             (at(i).before == " " || at(i).before == ". " || at(i).before == ".");
        if (word && !initial) continue;
        // “Park” by itself; “Park Ward”, “Harrow Park” are places.
        const auto in_a_name = [&](std::size_t k) { return has(k) && at(k).joined() && at(k).capital(); };
        if (doubtful && !initial && (in_a_name(i + 1) || (in_a_name(i) && at(i - 1).capital()))) continue;
        const FoundName whole = whole_name(*these_, vocabulary_, {initial ? i - 1 : i, i, {}});
        hit(Kind::known_person, whole.first, whole.last, "This is the surname of somebody in this record.");
      }
    }
  }

  void children() {
    for (std::size_t i = 0; i < these_->size(); ++i) {
      if (!vocabulary_.children.contains(at(i).key) || !at(i).capital()) continue;
      // “Rowan Trust”: a body, a building or a street that is called so, too.
      if (has(i + 1) && at(i + 1).joined() && at(i + 1).capital() && !at(i).possessive &&
          is_named_thing(at(i + 1).key) && vocabulary_.bodies.contains(at(i).key))
        continue;
      hit(Kind::child, i, i,
          "This looks like the name of a child or of their family. Keep it if it is the pseudonym that the review "
          "itself was published under.");
    }
  }

  void initials() {
    for (std::size_t i = 0; i < these_->size(); ++i) {
      std::size_t last = i;
      // “D.N.”, “D N”, “DN”
      if (at(i).raw.size() == 1 && at(i).capital()) {
        while (has(last + 1) && at(last + 1).raw.size() == 1 && at(last + 1).capital() && last - i < 2 &&
               (at(last + 1).before == "." || at(last + 1).before == ". " || at(last + 1).before == " "))
          ++last;
        if (last == i) continue;
      } else if (!at(i).all_capitals() || at(i).raw.size() < 2 || at(i).raw.size() > 3) {
        continue;
      }
      std::string key;
      for (std::size_t k = i; k <= last; ++k) key += at(k).key;
      // A rank stands before a name; alone it is as likely two initials.
      static const Words ranks{"pc", "ps", "dc", "ds"};
      const bool rank_alone =
          ranks.contains(key) && !(has(last + 1) && at(last + 1).joined() && at(last + 1).capital());
      if (vocabulary_.bodies.contains(key) || (known_letters.contains(key) && !rank_alone)) continue;
      hit(Kind::initials, i, last,
          "These letters are no body and no post that this paper names: they may be a person.");
      i = last;
    }
  }

  // ---- What has a form ----

  struct DateThere {
    std::size_t length = 0;  // in tokens; 0: none
    bool year = false;
  };
  // A day, a month or a year at i: “3rd Nov 2009”, “03/11/09”, “the third of April 2009”, “'08”, “Christmas Day 2013”.
  DateThere date_at(std::size_t i) const {
    if (!has(i)) return {};
    const std::uint32_t value = at(i).number ? number_in(at(i)).value_or(0) : 0;
    const auto slash = [&](std::size_t k) {
      return has(k) && at(k).number && (at(k).before == "/" || at(k).before == "." || at(k).before == "-");
    };
    const auto is_year = [&](std::size_t k) {
      if (!has(k) || !at(k).number) return false;
      const std::uint32_t year = number_in(at(k)).value_or(0);
      return (at(k).raw.size() == 4 && year >= 1900 && year <= 2099) ||
             (at(k).raw.size() == 2 && at(k).before.ends_with("'"));
    };
    if (value > 0 && slash(i + 1) && slash(i + 2)) return {3, true};
    const bool by_word = is_ordinal(at(i).key);
    if ((value > 0 && value <= 31) || by_word) {
      std::size_t k = i + 1;
      if (has(k) && at(k).before.empty() && at(k).raw.size() == 2) ++k;  // 1st
      if (is(k, "of")) ++k;
      if (has(k) && is_month(at(k).key)) {
        if (is_year(k + 1)) return {k + 2 - i, true};
        return {k + 1 - i, has(k + 1) && at(k + 1).number && at(k + 1).raw.size() == 2};
      }
      if (by_word) return {};
    }
    if (is_month(at(i).key)) {
      std::size_t k = i + 1;
      if (has(k) && at(k).number && at(k).raw.size() <= 2) {
        if (has(k + 1) && at(k + 1).before.empty() && !at(k + 1).number && at(k + 1).raw.size() == 2) ++k;  // 3rd
        if (is_year(k + 1)) return {k + 2 - i, true};
        return {k + 1 - i, false};
      }
      return is_year(k) ? DateThere{2, true} : DateThere{1, false};
    }
    if ((is(i, "christmas") || is(i, "boxing")) && has(i + 1) && (is(i + 1, "day") || is(i + 1, "eve"))) {
      if (is_year(i + 2)) return {3, true};
      return {2, false};
    }
    return is_year(i) ? DateThere{1, true} : DateThere{};
  }

  void birth_date(std::size_t i) {
    std::size_t k = i;
    bool born = false;
    if (is(i, "dob") || is(i, "birthday") || is(i, "birthdate"))
      k = i + 1;
    else if (is(i, "born"))
      k = i + 1, born = true;
    else if (is(i, "b") && has(i + 1) && !at(i).capital() &&
             (at(i + 1).before.starts_with(".") || at(i).before.ends_with("(")))
      k = i + 1;
    else if ((is(i, "date") || is(i, "year")) && is(i + 1, "of") && is(i + 2, "birth"))
      k = i + 3;
    else if (is(i, "d") && is(i + 1, "o") && is(i + 2, "b") && at(i + 1).before == at(i + 2).before &&
             (at(i + 1).before == "." || at(i + 1).before == " " || at(i + 1).before == "/"))
      k = i + 3;
    else
      return;
    const bool letter = is(i, "b");
    for (std::size_t step = 0; step < 9 && has(k); ++step, ++k) {
      if (born && step > 0 && at(k).opens) return;
      if (const DateThere there = date_at(k); there.length > 0 && (!letter || there.year)) {
        if (born && step > 1 && !there.year && there.length < 2) return;
        hit(Kind::birth_date, i, k + there.length - 1, "A date of birth leads to one person.");
        return;
      }
      if (letter) return;
      static const Words between{"on",       "in",     "at",       "about",  "around",      "is",        "was",
                                 "the",      "year",   "of",       "early",  "late",        "only",      "both",
                                 "hospital", "home",   "weeks",    "week",   "days",        "months",    "and",
                                 "during",   "noted",  "recorded", "as",     "prematurely", "gestation", "given",
                                 "to",       "summer", "winter",   "spring", "autumn",      "by"};
      if (step == 0 && (is(k, "of") || is(k, "to")) && born) return;  // “born of need”
      if (!between.contains(at(k).key) && !at(k).number && !(born && at(k).capital())) return;
    }
  }

  // One person's age at i: the first and last token of it.
  std::optional<std::pair<std::size_t, std::size_t>> age_at(std::size_t i) const {
    const auto age = number_in(at(i));
    if (!age || *age > 110 || *age == 0) return std::nullopt;
    const auto tight = [&](std::size_t k) {
      return has(k) && (at(k).before == " " || at(k).before == "-" || at(k).before.empty() || at(k).before == "/");
    };
    static const Words things{"policy", "policies", "plan",      "plans",     "building", "system",
                              "report", "contract", "strategy",  "document",  "audit",    "review",
                              "file",   "computer", "agreement", "procedure", "protocol", "guidance",
                              "record", "data",     "programme", "project",   "backlog",  "programmes"};
    // “13-year-old”, “13 years old”, “nine year old”, “8 months old”, “13 years of age”
    if (tight(i + 1) && units_of_age.contains(at(i + 1).key)) {
      if (tight(i + 2) && is(i + 2, "old"))
        return has(i + 3) && things.contains(at(i + 3).key) ? std::nullopt : std::optional(std::pair(i, i + 2));
      if (is(i + 2, "of") && is(i + 3, "age")) return std::pair(i, i + 3);
    }
    // “13yo”, “13 y/o”, “13yrs”
    if (at(i).number && tight(i + 1)) {
      if (is(i + 1, "yo") || is(i + 1, "yr") || (is(i + 1, "yrs") && at(i + 1).before.empty()))
        return std::pair(i, i + 1);
      if (is(i + 1, "y") && is(i + 2, "o") && (at(i + 2).before == "/" || at(i + 2).before == "."))
        return std::pair(i, i + 2);
    }
    if (i == 0) return std::nullopt;
    const bool behind = at(i).before == " ";
    // “aged 13”, “age 9”, “turned 14”, “girl of 13”
    if (behind && (is(i - 1, "aged") || is(i - 1, "age"))) {
      if (has(i + 1) && units_of_age.contains(at(i + 1).key) && at(i + 1).before == " ") {
        // “a policy aged 5 years”
        if (i < 2 || things.contains(at(i - 2).key) || !of_somebody(i)) return std::nullopt;
        return std::pair(i - 1, i + 1);
      }
      return std::pair(i - 1, i);
    }
    if (behind && (is(i - 1, "turned") || is(i - 1, "turning")) && of_somebody(i)) return std::pair(i - 1, i);
    // “She was 16 when …”
    if (behind && at(i).number && (is(i - 1, "was") || is(i - 1, "is")) && is(i + 1, "when") && of_somebody(i))
      return std::pair(i, i);
    if (behind && i > 1 && is(i - 1, "of") && at(i - 1).before == " " && people_of_care.contains(at(i - 2).key) &&
        at(i).number && (!has(i + 1) || !at(i + 1).joined() || !at(i + 1).number))
      return ends_clause(i) ? std::optional(std::pair(i, i)) : std::nullopt;
    // “The girl, 13, of Elmbridge”, “Tamsin (13)”
    if (at(i).number && *age >= 1 &&
        ((at(i).before == ", " && has(i + 1) && at(i + 1).before.starts_with(",")) ||
         (at(i).before == " (" && has(i + 1) && at(i + 1).before.starts_with(")")))) {
      const Token& before = at(i - 1);
      if (somebody.contains(before.key) || vocabulary_.children.contains(before.key) ||
          (before.capital() && is_given_name(before.key)))
        return std::pair(i, i);
    }
    return std::nullopt;
  }
  bool ends_clause(std::size_t i) const {
    return !has(i + 1) || at(i + 1).before != " " || prepositions.contains(at(i + 1).key) || is(i + 1, "was") ||
           is(i + 1, "and") || is(i + 1, "who") || is(i + 1, "living") || is(i + 1, "with");
  }
  // Somebody is spoken of in the sentence of i.
  bool of_somebody(std::size_t i) const {
    std::size_t begin = i, end = i;
    while (begin > 0 && !at(begin).opens) --begin;
    while (has(end + 1) && !at(end + 1).opens) ++end;
    for (std::size_t k = begin; k <= end; ++k)
      if (somebody.contains(at(k).key) || vocabulary_.children.contains(at(k).key) ||
          (at(k).capital() && is_given_name(at(k).key) && !is_given_name_or_word(at(k).key)))
        return true;
    return false;
  }

  void age_and_place(std::size_t i) {
    const auto there = age_at(i);
    if (!there) return;
    const auto [first, last] = *there;
    // “aged 16 to 18”, “aged 14 and over” are services, no person.
    if (i > 0 && (at(i - 1).key == "to" || at(i - 1).key == "under" || at(i - 1).key == "over" ||
                  (at(i).before == "-" && i > 0 && at(i - 1).number)))
      return;
    if (has(last + 1) && (at(last + 1).number || is(last + 1, "to") || is(last + 1, "or") || is(last + 2, "over") ||
                          is(last + 2, "under") || is(last + 2, "above") || is(last + 1, "upwards") ||
                          (is(last + 1, "and") && has(last + 2) && at(last + 2).number)))
      return;
    std::size_t begin = first, end = last;
    while (begin > 0 && !at(begin).opens) --begin;
    while (has(end + 1) && !at(end + 1).opens) ++end;
    for (std::size_t k = begin + 1; k <= end; ++k) {
      if (!at(k).capital() || at(k).all_capitals() || !at(k).joined() ||
          !(prepositions.contains(at(k - 1).key) ||
            (is(k - 1, "to") && k > 1 && (is(k - 2, "moved") || is(k - 2, "went") || is(k - 2, "came")))))
        continue;
      if (wide_places.contains(at(k).key)) continue;
      hit(Kind::age_and_place, std::min(first, k), std::max(last, k),
          "An age and a place together can lead to one person. Say an age group or a wider place.");
      return;
    }
  }

  // NHS and telephone numbers: runs of digits with single blanks, hyphens, dots or brackets between.
  void long_number(std::size_t i) {
    if (!at(i).number) return;
    const auto goes_on = [&](std::size_t k) {
      return has(k) && at(k).number &&
             (at(k).before == " " || at(k).before == "-" || at(k).before == "." || at(k).before == ") " ||
              at(k).before == ")" || at(k).before == " (" || at(k).before == "(0)" || at(k).before == " (0)" ||
              at(k).before == " - ");
    };
    if (i > 0 && at(i - 1).number && goes_on(i)) return;  // within one
    std::string digits;
    std::vector<std::size_t> groups;
    std::size_t last = i;
    for (std::size_t k = i; k == i || goes_on(k); ++k) {
      if (k > i && digits.size() + at(k).raw.size() > 14) break;
      digits += at(k).raw;
      groups.push_back(at(k).raw.size());
      last = k;
    }
    if (runs_on(i, last)) return;
    std::size_t begin = at(i).begin;
    const auto stands = [&](char c) { return begin > 0 && text_[begin - 1] == c; };
    // A bracket belongs to the number where it closes within it.
    const bool closes = text_.substr(begin, at(last).end - begin).find(')') != std::string_view::npos;
    if (closes && stands('(')) --begin;
    if (stands('+')) --begin;
    if (closes && stands('(') && text_[begin] == '+') --begin;
    const bool plus =
        text_[begin] == '+' || (text_[begin] == '(' && text_[begin + 1] == '+') || at(i).raw.starts_with("00");
    const auto before_it = [&](const Words& words, std::size_t steps) {
      for (std::size_t k = i > steps ? i - steps : 0; k < i; ++k)
        if (words.contains(at(k).key)) return true;
      return false;
    };
    static const Words told_nhs{"nhs"};
    const bool told = before_it(told_nhs, 4);  // “NHS number”, “NHS no”
    if ((before_it(numbers_of_things, 4) || at(i).before.ends_with("£")) && !told) return;
    if (digits.size() == 10 && digits[0] != '0') {
      unsigned sum = 0;
      for (unsigned k = 0; k < 9; ++k) sum += static_cast<unsigned>(digits[k] - '0') * (10 - k);
      const unsigned check = (11 - sum % 11) % 11;
      const bool fits = check < 10 && check == static_cast<unsigned>(digits[9] - '0');
      const bool grouped = groups.size() == 1 || groups == std::vector<std::size_t>{3, 3, 4};
      // In other groups only those that are given out: a new number begins with 4, 6 or 7, one for tests with 9.
      const bool other = digits.find_first_of("4679") == 0 && groups.size() <= 5;
      if ((fits && (grouped || other)) || (told && grouped))
        hit(Kind::nhs_number, at(i).begin, at(last).end,
            std::string(fits ? "Ten digits with the check digit of an NHS number."
                             : "It is called an NHS number, though its check digit does not fit."));
      if (!plus) return;
    }
    std::string_view national = digits;
    static const Words calls{"tel", "telephone", "phone", "ring", "call", "mobile", "mob", "fax", "text"};
    const bool local = digits.size() >= 6 && digits.size() <= 8 && digits[0] != '0' && groups.size() <= 2 &&
                       groups[0] >= 3 && before_it(calls, 2) && !at(i).before.ends_with("£");
    if (plus && national.starts_with("0044"))
      national.remove_prefix(4);
    else if (plus && national.starts_with("44"))
      national.remove_prefix(2);
    else if (national.starts_with("0") && groups[0] >= 3)
      national.remove_prefix(1);
    else if (!local)
      return;
    if (national.starts_with("0")) national.remove_prefix(1);
    if (national.empty() || std::string_view("1235789").find(national[0]) == std::string_view::npos) {
      if (!local) return;
    }
    if (is(last + 1, "ext") || is(last + 1, "extension") || (is(last + 1, "x") && at(last + 1).before == " "))
      if (has(last + 2) && at(last + 2).number) last += 2;
    if (local || national.size() == 9 || national.size() == 10)
      hit(Kind::telephone, begin, at(last).end, std::string("A telephone number. Give the one of an office, or none."));
  }

  // AB123456C, in capitals or small, however it is grouped.
  void national_insurance(std::size_t i) {
    const Token& prefix = at(i);
    if (prefix.number || prefix.raw.size() != 2 || !(prefix.all_capitals() || !prefix.capital())) return;
    const auto between = [](std::string_view before) {
      return before.empty() || before == " " || before == "-" || before == "." || before == "/";
    };
    std::string digits;
    std::size_t k = i + 1;
    while (has(k) && at(k).number && digits.size() < 6 && between(at(k).before)) digits += at(k++).raw;
    if (digits.size() != 6 || !has(k) || at(k).raw.size() != 1 || at(k).key[0] < 'a' || at(k).key[0] > 'd' ||
        !between(at(k).before) || at(k).capital() != prefix.all_capitals())
      return;
    static const Words never{"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
    const std::string& key = prefix.key;
    if (key.find_first_of("dfiquv") != std::string::npos || key[1] == 'o' || never.contains(key)) return;
    if (prefix.raw.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos)
      return;
    hit(Kind::national_insurance, i, k, "It has the form of a National Insurance number.");
  }

  void postcode(std::size_t i) {
    // Outward: A9 A99 A9A AA9 AA99 AA9A; inward: 9AA. As tokens: letters, digits, [letter], digit, letters.
    const Token& area = at(i);
    if (area.number || area.raw.size() > 2 || !has(i + 1) || !at(i + 1).number || !at(i + 1).before.empty()) return;
    const std::string& key = area.key;
    const bool capitals = area.all_capitals();
    if (!capitals && !postcode_areas.contains(key)) return;
    if (std::string_view("qvx").find(key[0]) != std::string_view::npos ||
        (key.size() == 2 && std::string_view("ijz").find(key[1]) != std::string_view::npos))
      return;
    std::size_t k = i + 2;
    const std::string_view digits = at(i + 1).raw;
    const auto inward = [&](std::size_t letters) {
      return has(letters) && at(letters).before.empty() && at(letters).raw.size() == 2 && !at(letters).number &&
             at(letters).all_capitals() == capitals && at(letters).key.find_first_of("cikmov") == std::string::npos;
    };
    if (digits.size() <= 2) {
      if (has(k) && at(k).before.empty() && at(k).raw.size() == 1 && !at(k).number &&
          at(k).all_capitals() == capitals && !inward(k))
        ++k;  // EC1A
      const bool parted = has(k) && at(k).number && at(k).raw.size() == 1 &&
                          (at(k).before == " " || (at(k).before.empty() && k == i + 3));
      if (parted && inward(k + 1)) {
        hit(Kind::postcode, i, k + 1, "A whole postcode stands for about fifteen homes. Its first half is enough.");
        return;
      }
    }
    // “TS122AB”: the last digit is the second half's. One letter cannot be told from a reference.
    if (key.size() == 2 && postcode_areas.contains(key) && digits.size() >= 2 && digits.size() <= 3 && inward(i + 2))
      hit(Kind::postcode, i, i + 2, "A whole postcode stands for about fifteen homes. Its first half is enough.");
  }

  void address(std::size_t i) {
    static const char* const why = "This looks like somebody's address.";
    if ((is(i, "flat") || is(i, "apartment") || is(i, "apt")) && has(i + 1) && at(i + 1).before == " " &&
        at(i).capital() && (at(i + 1).number || (at(i + 1).raw.size() == 1 && at(i + 1).capital()))) {
      std::size_t last = i + 1;
      if (at(last).number && has(last + 1) && at(last + 1).before.empty() && at(last + 1).raw.size() == 1)
        ++last;  // 3b
      // “Flat 3, 12 Quay Street”, “Apartment 4, Quayside Court”
      std::size_t k = last + 1;
      if (has(k) && at(k).before == ", " && at(k).number && at(k).raw.size() <= 4) ++k;
      const std::size_t named = k;
      while (has(k) && (at(k).before == " " || at(k).before == ", ") && at(k).capital() && k < named + 4) {
        if (k > named && (streets.contains(at(k).key) || houses.contains(at(k).key))) last = k;
        ++k;
      }
      hit(Kind::address, i, last, why);
      return;
    }
    // “The Old Vicarage, Church Lane”
    if (houses.contains(at(i).key) && at(i).capital() && i > 0 && at(i).joined() && at(i - 1).capital() && has(i + 1) &&
        at(i + 1).before == ", " && at(i + 1).capital()) {
      std::size_t k = i + 1;
      while (has(k) && (k == i + 1 || at(k).before == " ") && at(k).capital() && !streets.contains(at(k).key) &&
             k < i + 4)
        ++k;
      if (k > i + 1 && has(k) && at(k).before == " " && at(k).capital() && streets.contains(at(k).key)) {
        std::size_t first = i - 1;
        while (first > 0 && at(first).joined() && at(first - 1).capital() && i - first < 4) --first;
        hit(Kind::address, first, k, why);
        return;
      }
    }
    if (!at(i).number || at(i).raw.size() > 4) return;
    std::size_t k = i + 1;
    if (has(k) && at(k).before.empty() && at(k).raw.size() == 1) ++k;                               // 12a
    if (has(k) && at(k).number && at(k).before == "-" && at(k).raw.size() <= 4 && k == i + 1) ++k;  // 12-14
    // “12 Point Plan Way” is none: no street is called so.
    static const Words of_a_plan{"point",    "plan",     "action",    "step",    "stage",        "phase",
                                 "steps",    "points",   "week",      "day",     "year",         "hour",
                                 "minute",   "strategy", "programme", "project", "safeguarding", "improvement",
                                 "priority", "policy",   "review",    "months",  "month",        "years",
                                 "hours",    "child",    "children",  "staff",   "agencies"};
    std::size_t capitals = 0;
    while (has(k) && (at(k).before == " " || (capitals == 0 && at(k).before == ", " && at(i).raw.size() < 4)) &&
           at(k).capital() && !(capitals > 0 && streets.contains(at(k).key)) && capitals < 4) {
      if (of_a_plan.contains(at(k).key)) return;
      ++k, ++capitals;
    }
    if (capitals == 0 || !has(k) || at(k).before != " " || !at(k).capital() || !streets.contains(at(k).key)) return;
    hit(Kind::address, i, k, why);
  }

  void emails() {
    const auto may_stand = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
             c == '_' || c == '+' || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
    };
    static const char* const why = "An e-mail address. Give the one of an office, or none.";
    // “@”, or how people write it to be read by people alone.
    for (std::string_view sign : {"@", "(at)", "[at]", " at "})
      for (std::size_t i = text_.find(sign); i != std::string_view::npos; i = text_.find(sign, i + 1)) {
        std::size_t begin = i, end = i + sign.size();
        if (sign != " at ") {
          while (begin > 0 && text_[begin - 1] == ' ') --begin;
          while (end < text_.size() && text_[end] == ' ') ++end;
          if (sign == "@" && (begin != i || end != i + 1)) continue;
        }
        const std::size_t name_end = begin, host_begin = end;
        while (begin > 0 && may_stand(text_[begin - 1])) --begin;
        while (end < text_.size() && may_stand(text_[end])) ++end;
        while (end > host_begin && !((text_[end - 1] | 0x20) >= 'a' && (text_[end - 1] | 0x20) <= 'z')) --end;
        if (begin == name_end || end == host_begin) continue;
        const std::string_view host = text_.substr(host_begin, end - host_begin),
                               name = text_.substr(begin, name_end - begin);
        const std::size_t dot = host.find('.');
        if (dot == std::string_view::npos || dot == 0 || dot + 2 >= host.size()) continue;
        // “met at redcar.gov.uk”: only what is a name with a dot before it.
        if (sign == " at " && (name.find('.') == std::string_view::npos || name.ends_with("."))) continue;
        hit(Kind::email, begin, end, std::string(why));
      }
  }

  // ---- Counts ----

  // The people whose count stands at i: the index of the last word of it, or 0.
  std::size_t counted_at(std::size_t i) const {
    std::size_t k = i + 1;
    if (is(k, "out") && is(k + 1, "of")) ++k;  // “3 out of 41 pupils”
    std::size_t number_of = 0;
    for (int step = 0; step < 6 && has(k) && (at(k).before == " " || at(k).before == "-" || at(k).before == " (");
         ++step, ++k) {
      const Token& word = at(k);
      if (people_of_care.contains(word.key) && !word.possessive) {
        const bool one = word.key == "child" || word.key == "girl" || word.key == "boy" || word.key == "baby";
        if (has(k + 1) && at(k + 1).joined()) {
          const Token& next = at(k + 1);
          if (befell.contains(next.key)) return k + 1;  // “two child deaths”
          if (counted_things.contains(next.key) || (word.capital() && next.capital())) return 0;
        }
        // “two child …” is of something else.
        if (one && number_in(at(i)).value_or(1) > 1 && number_of == 0) return 0;
        return k;
      }
      if (word.key == "young" && has(k + 1) && (at(k + 1).key == "people" || at(k + 1).key == "person")) {
        if (has(k + 2) && at(k + 2).joined() && (counted_things.contains(at(k + 2).key) || at(k + 1).possessive))
          return 0;
        return at(k + 1).possessive ? 0 : k + 1;
      }
      // “3 deaths of children”, “1 of 250 cases”
      if (befell.contains(word.key)) {
        if (number_of > 0) return k;
        if ((is(k + 1, "of") || is(k + 1, "among") || is(k + 1, "involving")) && has(k + 2) &&
            people_of_care.contains(at(k + 2).key))
          return k + 2;
        return 0;
      }
      // “3 of the 41 pupils”
      if (number_in(word) && step > 0 &&
          (is(k - 1, "of") || is(k - 1, "the") || is(k - 1, "these") || is(k - 1, "our"))) {
        number_of = k;
        continue;
      }
      if (word.capital() || !between_count_and_people.contains(word.key)) return 0;
    }
    return 0;
  }
  // “Children missing: 3”, “namely 2”: the people stand before the number.
  bool told_before(std::size_t i, std::size_t begin) const {
    const bool last = !has(i + 1) || !at(i + 1).joined();
    if (!last) return false;
    const bool namely = i > begin && (is(i - 1, "namely") || is(i - 1, "ie") || is(i - 1, "exactly") ||
                                      is(i - 1, "specifically") || is(i - 1, "actually"));
    const bool colon = at(i).before == ": " || at(i).before == " = " || at(i).before == "=" || at(i).before == ":" ||
                       at(i).before == " - ";
    if (!namely && !colon) return false;
    for (std::size_t k = i, steps = 0; k-- > begin && steps < (namely ? 8u : 5u); ++steps)
      if (people_of_care.contains(at(k).key) && !at(k).possessive) return true;
    return false;
  }

  void counts() {
    for (std::size_t begin = 0; begin < these_->size();) {
      std::size_t end = begin + 1;
      while (has(end) && !at(end).opens) ++end;
      count_sentence(begin, end);
      begin = end;
    }
  }

  void count_sentence(std::size_t begin, std::size_t end) {
    struct Counted {
      std::size_t token;
      std::uint32_t value;
      std::size_t people;
    };
    std::vector<Counted> all;
    for (std::size_t i = begin; i < end; ++i) {
      const auto value = number_in(at(i));
      // Not a year, a day of a date, a share, a number of a list, a number of another kind.
      if (!value || (*value >= 1900 && *value <= 2100) ||
          (has(i + 1) && at(i + 1).before.find_first_of("%/.-") == 0 && !at(i + 1).opens &&
           at(i + 1).before.find(' ') == std::string_view::npos) ||
          (has(i + 1) && at(i + 1).before.find_first_of("%/.") == 0 && at(i).opens) ||
          (has(i + 1) && at(i + 1).before.starts_with("%")) || (has(i + 1) && is_month(at(i + 1).key)) ||
          (!at(i).opens &&
           (at(i).before == "/" || at(i).before == "." || at(i).before == "-" || at(i).before.ends_with("£"))))
        continue;
      if (i > begin && numbered.contains(at(i - 1).key) && at(i).before == " ") continue;
      if (i > begin && is_month(at(i - 1).key)) continue;
      std::size_t people = counted_at(i);
      if (people == 0 && told_before(i, begin)) people = i;
      if (at(i).key == "one" && i > begin &&
          (at(i - 1).key == "no" || at(i - 1).key == "any" || at(i - 1).key == "each" || at(i - 1).key == "every"))
        continue;
      all.push_back({i, *value, people});
    }
    const auto is_small = [](const Counted& each) { return each.value >= 1 && each.value <= 4; };
    // Of a sum all parts are counts of those that its whole counts.
    const auto whole =
        std::max_element(all.begin(), all.end(), [](const Counted& a, const Counted& b) { return a.value < b.value; });
    std::uint64_t sum = 0;
    bool of_people = false;
    for (const Counted& each : all) {
      sum += each.value;
      of_people = of_people || each.people != 0 || is(each.token + 1, "cases");
    }
    const bool adds_up = all.size() >= 3 && of_people && sum == std::uint64_t{2} * whole->value;
    for (const Counted& each : all) {
      if (!is_small(each) || (each.people == 0 && !adds_up)) continue;
      hit(Kind::small_count, each.token, each.people != 0 ? each.people : each.token,
          "A count under five can lead to one person. Say “fewer than five”.");
    }
    if (!adds_up) return;
    std::vector<std::uint32_t> parts;
    std::vector<std::size_t> tokens_of_parts;
    for (auto each = all.begin(); each != all.end(); ++each) {
      if (each == whole) continue;
      parts.push_back(each->value);
      tokens_of_parts.push_back(each->token);
    }
    const std::vector<bool> hidden = hidden_parts(parts);
    for (std::size_t k = 0; k < parts.size(); ++k)
      if (hidden[k] && parts[k] > 4)
        hit(Kind::second_count, tokens_of_parts[k], tokens_of_parts[k],
            "With this and the total, the count under five beside it can be worked out. Leave out one of the two.");
  }

  std::vector<Hit> without_overlaps() {
    std::stable_sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) {
      if (a.passage != b.passage) return a.passage < b.passage;
      if (a.length != b.length) return a.length > b.length;
      return a.kind < b.kind;
    });
    std::vector<Hit> kept;
    for (Hit& each : hits_) {
      const bool overlaps = std::any_of(kept.rbegin(), kept.rend(), [&](const Hit& other) {
        return other.passage == each.passage && each.begin < other.begin + other.length &&
               other.begin < each.begin + each.length;
      });
      if (!overlaps) kept.push_back(std::move(each));
    }
    std::sort(kept.begin(), kept.end(), [](const Hit& a, const Hit& b) {
      return a.passage != b.passage ? a.passage < b.passage : a.begin < b.begin;
    });
    return kept;
  }

  const std::vector<Passage>& passages_;
  const Known& known_;
  std::vector<OneWriting> written_;
  std::vector<std::vector<Token>> tokens_;
  Vocabulary vocabulary_;
  std::size_t passage_ = 0;
  std::string_view text_;  // of the passage, in one writing
  const std::vector<Token>* these_ = nullptr;
  std::vector<Hit> hits_;
};

}  // namespace

std::string_view to_text(Kind kind) {
  return kind_words[static_cast<std::size_t>(kind)].text;
}
std::string_view in_words(Kind kind) {
  return kind_words[static_cast<std::size_t>(kind)].words;
}

std::vector<Hit> check(const std::vector<Passage>& passages, const Known& known) {
  return Check(passages, known, {}).run();
}
std::vector<Hit> check(const std::vector<Passage>& passages, const Known& known, const Elsewhere& elsewhere) {
  return Check(passages, known, elsewhere).run();
}

std::vector<bool> hidden_parts(const std::vector<std::uint32_t>& parts) {
  std::vector<bool> hidden(parts.size());
  std::size_t small = 0;
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (parts[i] >= 1 && parts[i] <= 4) hidden[i] = true, ++small;
  if (small != 1) return hidden;
  std::size_t next = parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i)
    if (!hidden[i] && parts[i] > 0 && (next == parts.size() || parts[i] < parts[next])) next = i;
  if (next < parts.size()) hidden[next] = true;
  return hidden;
}

}  // namespace candour::privacy
