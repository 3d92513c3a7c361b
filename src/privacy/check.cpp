#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <unordered_set>

#include "assurance/names.h"
#include "base/text.h"
#include "privacy/privacy.h"
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

const Words months{"january",   "february", "march",    "april",    "may",  "june", "july", "august",
                   "september", "october",  "november", "december", "jan",  "feb",  "mar",  "apr",
                   "jun",       "jul",      "aug",      "sep",      "sept", "oct",  "nov",  "dec"};
// What only somebody has, and no body or thing.
const Words of_a_person{"mother",    "mum",      "father",   "dad",         "parent",      "parents",    "sister",
                        "sisters",   "brother",  "brothers", "sibling",     "siblings",    "family",     "carer",
                        "carers",    "uncle",    "aunt",     "grandmother", "grandfather", "boyfriend",  "girlfriend",
                        "behaviour", "needs",    "voice",    "death",       "childhood",   "disclosure", "disclosures",
                        "wishes",    "feelings", "bedroom",  "home",        "school",      "body",       "injuries",
                        "pregnancy", "welfare",  "story",    "experience",  "experiences", "life"};
const Words not_a_name{
    "the",      "this",     "that",    "it",        "he",          "she",          "they",      "who",
    "child",    "children", "young",   "person",    "people",      "mother",       "father",    "woman",
    "women",    "man",      "today",   "year",      "month",       "week",         "everyone",  "somebody",
    "each",     "people's", "england", "britain",   "partnership", "board",        "committee", "trust",
    "school",   "service",  "council", "police",    "family",      "parent",       "carer",     "patient",
    "client",   "victim",   "baby",    "infant",    "adult",       "girl",         "boy",       "men",
    "governor", "staff",    "student", "pupil",     "worker",      "practitioner", "review",    "one",
    "another",  "other",    "agency",  "team",      "department",  "nation",       "country",   "government",
    "society",  "monday",   "tuesday", "wednesday", "thursday",    "friday",       "saturday",  "sunday",
    "here",     "there",    "what",    "let",       "how",         "where",        "when",      "mum",
    "dad",      "st"};
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
                    "mews",  "rd",      "st",      "ave",   "cl",    "square", "parade", "green"};
const Words people_of_care{"child",    "children",  "girl",     "girls",      "boy",      "boys",
                           "baby",     "babies",    "infant",   "infants",    "pupil",    "pupils",
                           "patient",  "patients",  "victim",   "victims",    "sibling",  "siblings",
                           "teenager", "teenagers", "teenage",  "mothers",    "families", "adolescents",
                           "toddler",  "toddlers",  "suspects", "youngsters", "minors"};
const Words small_numbers{"one", "two", "three", "four"};
const Words between_count_and_people{"young", "looked",   "after",   "local",  "more",  "other", "female",
                                     "male",  "disabled", "black",   "white",  "asian", "girls", "unborn",
                                     "small", "older",    "younger", "such",   "of",    "these", "the",
                                     "our",   "new",      "known",   "missing"};
const Words wide_places{"england", "wales", "uk", "britain", "london", "scotland", "europe", "english", "british"};
const Words prepositions{"in", "from", "at", "near", "of"};

std::optional<std::uint32_t> number_in(const Token& token) {
  static const std::array<std::string_view, 13> by_word{"nought", "one",   "two",  "three", "four",   "five",  "six",
                                                        "seven",  "eight", "nine", "ten",   "eleven", "twelve"};
  if (token.number) {
    if (token.raw.size() > 6) return std::nullopt;
    std::uint32_t value = 0;
    for (char c : token.raw) value = value * 10 + static_cast<std::uint32_t>(c - '0');
    return value;
  }
  const auto word = std::find(by_word.begin() + 1, by_word.end(), std::string_view(token.key));
  if (word == by_word.end()) return std::nullopt;
  return static_cast<std::uint32_t>(word - by_word.begin());
}

class Check {
 public:
  Check(const std::vector<Passage>& passages, const Known& known) : passages_(passages), known_(known) {
    for (const Passage& passage : passages) {
      tokens_.push_back(tokens(passage.text));
      for (const Token& token : tokens_.back())
        if (!token.number && !token.capital()) common_.insert(token.key);
    }
    for (const std::string& body : known.bodies)
      for (const std::string& word : words(body)) {
        common_.insert(word);
        bodies_.insert(word);
      }
    learn_letters();
    learn_children();
  }

  std::vector<Hit> run() {
    for (passage_ = 0; passage_ < passages_.size(); ++passage_) {
      text_ = passages_[passage_].text;
      these_ = &tokens_[passage_];
      known_people();
      names();
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

  void hit(Kind kind, std::size_t begin, std::size_t end, std::string why) {
    hits_.push_back({kind, passage_, begin, end - begin, collapsed(text_.substr(begin, end - begin)), std::move(why)});
  }
  void hit(Kind kind, std::size_t first, std::size_t last, const char* why) {
    hit(kind, at(first).begin, at(last).end, std::string(why));
  }

  // ---- What the paper itself tells about its words ----

  // “Designated Nurse (DN)”, “Head of Service (H/S)”: letters in brackets behind words that begin with them; “LOG
  // meeting”: what meets.
  void learn_letters() {
    static const Words of_a_body{"meeting",   "meetings", "group", "board", "panel",
                                 "committee", "agenda",   "forum", "team"};
    for (const auto& list : tokens_)
      for (std::size_t i = 1; i < list.size(); ++i)
        if (of_a_body.contains(list[i].key) && list[i].joined() && list[i - 1].all_capitals())
          bodies_.insert(list[i - 1].key);
    for (const auto& list : tokens_)
      for (std::size_t i = 2; i < list.size(); ++i) {
        if (list[i].before.find('(') == std::string_view::npos) continue;
        std::string letters = list[i].key;
        for (std::size_t k = i + 1; k < list.size() && list[k].raw.size() == 1 && list[k].before == "/"; ++k)
          letters += list[k].key;
        if (letters.size() < 2 || letters.size() > 5 || letters.size() > i) continue;
        bool same = true;
        for (std::size_t k = 0; k < letters.size() && same; ++k)
          same = list[i - letters.size() + k].key.starts_with(letters[k]);
        if (same) bodies_.insert(letters);
      }
  }

  bool may_be_one_name(const Token& token) const {
    return token.capital() && !token.all_capitals() && token.key.size() >= 3 && !common_.contains(token.key) &&
           !bodies_.contains(token.key) && !not_a_name.contains(token.key) && !months.contains(token.key);
  }

  void learn_children() {
    for (const auto& list : tokens_)
      for (std::size_t i = 0; i < list.size(); ++i) {
        const Token& token = list[i];
        if (!may_be_one_name(token)) continue;
        // Part of something longer: “Harrow Vale's needs”.
        if (i > 0 && token.joined() && list[i - 1].capital() && !list[i - 1].opens) continue;
        const auto next = [&](std::size_t k) {
          return i + k < list.size() && list[i + k].joined() ? std::string_view(list[i + k].key) : std::string_view();
        };
        const bool owns = token.possessive && of_a_person.contains(next(1));
        const bool and_theirs = next(1) == "and" && (next(2) == "her" || next(2) == "his");
        const bool called = i > 0 && token.joined() && (list[i - 1].key == "called" || list[i - 1].key == "named") &&
                            i > 1 && (people_of_care.contains(list[i - 2].key) || list[i - 2].key == "person");
        if (owns || and_theirs || called) children_.insert(token.key);
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
  static std::vector<std::string> keys_of(std::string_view name) {
    std::vector<std::string> keys;
    for (const Token& token : tokens(name)) keys.push_back(token.key);
    return keys;
  }

  void known_people() {
    for (const std::string& person : known_.people) {
      const std::vector<std::string> keys = keys_of(person);
      if (keys.size() < 2) continue;
      each_run(keys, [&](std::size_t i, std::size_t k) {
        hit(Kind::known_person, i, k, "This is the name of somebody in this record.");
      });
      const std::string& surname = keys.back();
      if (surname.size() < 4 || common_.contains(surname)) continue;
      for (std::size_t i = 0; i < these_->size(); ++i) {
        if (at(i).key != surname || !at(i).capital()) continue;
        const bool initial = i > 0 && !at(i - 1).number && at(i - 1).key == keys.front().substr(0, 1);
        hit(Kind::known_person, initial ? i - 1 : i, i, "This is the surname of somebody in this record.");
      }
    }
  }

  void names() {
    const bool leads = passages_[passage_].form == Form::leads;
    const auto found = leads ? assurance::people_in_leads(text_, common_) : assurance::people_in_prose(text_, common_);
    for (const std::string& name : found)
      each_run(keys_of(name),
               [&](std::size_t i, std::size_t k) { hit(Kind::name, i, k, "This looks like the name of a person."); });
  }

  void children() {
    for (std::size_t i = 0; i < these_->size(); ++i)
      if (children_.contains(at(i).key) && at(i).capital())
        hit(Kind::child, i, i,
            "This looks like the name of a child or of their family. Keep it if it is the pseudonym that the review "
            "itself was published under.");
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
      if (bodies_.contains(key) || (known_letters.contains(key) && !rank_alone)) continue;
      hit(Kind::initials, i, last,
          "These letters are no body and no post that this paper names: they may be a person.");
      i = last;
    }
  }

  // ---- What has a form ----

  // How many tokens from i are a day, a month or a year; 0 where they are none.
  std::size_t date_at(std::size_t i) const {
    if (!has(i)) return 0;
    const std::uint32_t value = at(i).number ? number_in(at(i)).value_or(0) : 0;
    const auto slash = [&](std::size_t k) {
      return has(k) && at(k).number && (at(k).before == "/" || at(k).before == "." || at(k).before == "-");
    };
    if (value > 0 && slash(i + 1) && slash(i + 2)) return 3;
    if (value > 0 && value <= 31) {
      std::size_t k = i + 1;
      if (has(k) && at(k).before.empty() && at(k).raw.size() == 2) ++k;  // 1st
      if (is(k, "of")) ++k;
      if (has(k) && months.contains(at(k).key))
        return (has(k + 1) && at(k + 1).raw.size() == 4 && at(k + 1).number ? k + 2 : k + 1) - i;
    }
    if (months.contains(at(i).key)) return has(i + 1) && at(i + 1).number ? 2 : 1;
    return value >= 1900 && value <= 2099 ? 1 : 0;
  }

  void birth_date(std::size_t i) {
    std::size_t k = i;
    if (is(i, "dob") || is(i, "born") || is(i, "birthday") || is(i, "birthdate"))
      k = i + 1;
    else if (is(i, "date") && is(i + 1, "of") && is(i + 2, "birth"))
      k = i + 3;
    else if (is(i, "d") && is(i + 1, "o") && is(i + 2, "b") && at(i + 1).before == ".")
      k = i + 3;
    else
      return;
    for (std::size_t step = 0; step < 3 && has(k); ++step, ++k) {
      if (const std::size_t length = date_at(k)) {
        hit(Kind::birth_date, i, k + length - 1, "A date of birth leads to one person.");
        return;
      }
      static const Words between{"on", "in", "at", "about", "around", "is", "was", "the"};
      if (!between.contains(at(k).key)) return;
    }
  }

  void age_and_place(std::size_t i) {
    const auto age = at(i).number ? number_in(at(i)) : std::nullopt;
    if (!age || *age > 110) return;
    std::size_t first = i, last = i;
    const bool years_old = has(i + 2) && at(i + 1).joined() &&
                           (at(i + 1).key == "year" || at(i + 1).key == "yr" || at(i + 1).key == "years" ||
                            at(i + 1).key == "month" || at(i + 1).key == "months") &&
                           at(i + 2).joined() && at(i + 2).key == "old";
    const bool aged = i > 0 && at(i).before == " " && (at(i - 1).key == "aged" || at(i - 1).key == "age");
    if (years_old)
      last = i + 2;
    else if (aged)
      first = i - 1;
    else
      return;
    // “aged 16 to 18”, “aged 14 and over” are services, no person.
    if (i > 0 && (at(i - 1).key == "to" || at(i - 1).key == "under" || at(i - 1).key == "over" || at(i).before == "-" ||
                  at(i).before == "–"))
      return;
    if (has(last + 1) && (at(last + 1).number || is(last + 1, "to") || is(last + 1, "or") || is(last + 2, "over") ||
                          is(last + 2, "under") || is(last + 2, "above") ||
                          (is(last + 1, "and") && has(last + 2) && at(last + 2).number)))
      return;
    std::size_t begin = first, end = last;
    while (begin > 0 && !at(begin).opens) --begin;
    while (has(end + 1) && !at(end + 1).opens) ++end;
    for (std::size_t k = begin + 1; k <= end; ++k) {
      if (!at(k).capital() || at(k).all_capitals() || !at(k).joined() || !prepositions.contains(at(k - 1).key))
        continue;
      if (months.contains(at(k).key) || wide_places.contains(at(k).key) || is(k, "year") || is(k, "key") ||
          is(k, "child"))
        continue;
      hit(Kind::age_and_place, std::min(first, k), std::max(last, k),
          "An age and a place together can lead to one person. Say an age group or a wider place.");
      return;
    }
  }

  // NHS and telephone numbers: runs of digits with single blanks, hyphens or brackets between.
  void long_number(std::size_t i) {
    if (!at(i).number) return;
    const auto goes_on = [&](std::size_t k) {
      return has(k) && at(k).number &&
             (at(k).before == " " || at(k).before == "-" || at(k).before == ") " || at(k).before == ")" ||
              at(k).before == " (" || at(k).before == "(0)" || at(k).before == " (0)");
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
    const bool plus = at(i).before.ends_with("+") || at(i).raw.starts_with("00");
    if (digits.size() == 10 && digits[0] != '0' &&
        (groups.size() == 1 || groups == std::vector<std::size_t>{3, 3, 4})) {
      unsigned sum = 0;
      for (unsigned k = 0; k < 9; ++k) sum += static_cast<unsigned>(digits[k] - '0') * (10 - k);
      const unsigned check = (11 - sum % 11) % 11;
      const bool fits = check < 10 && check == static_cast<unsigned>(digits[9] - '0');
      bool told = false;  // “NHS number”, “NHS no”
      for (std::size_t k = i > 4 ? i - 4 : 0; k < i; ++k) told = told || at(k).key == "nhs";
      if (fits || told)
        hit(Kind::nhs_number, i, last,
            fits ? "Ten digits with the check digit of an NHS number."
                 : "It is called an NHS number, though its check digit does not fit.");
      return;
    }
    std::string_view national = digits;
    if (plus && national.starts_with("0044"))
      national.remove_prefix(4);
    else if (plus && national.starts_with("44"))
      national.remove_prefix(2);
    else if (national.starts_with("0") && groups[0] >= 3)
      national.remove_prefix(1);
    else
      return;
    if (national.starts_with("0")) national.remove_prefix(1);
    if (national.empty() || std::string_view("1235789").find(national[0]) == std::string_view::npos) return;
    if (national.size() == 9 || national.size() == 10)
      hit(Kind::telephone, i, last, "A telephone number. Give the one of an office, or none.");
  }

  void national_insurance(std::size_t i) {
    // AB123456C, with or without blanks.
    if (at(i).number || !at(i).capital() || at(i).raw.size() != 2 || !at(i).all_capitals()) return;
    std::string digits;
    std::size_t k = i + 1;
    while (has(k) && at(k).number && digits.size() < 6 && (at(k).before.empty() || at(k).before == " "))
      digits += at(k++).raw;
    if (digits.size() != 6 || !has(k) || at(k).raw.size() != 1 || at(k).raw[0] < 'A' || at(k).raw[0] > 'D' ||
        !(at(k).before.empty() || at(k).before == " "))
      return;
    static const Words never{"bg", "gb", "kn", "nk", "nt", "tn", "zz"};
    const std::string& prefix = at(i).key;
    if (prefix.find_first_of("dfiquv") != std::string::npos || prefix[1] == 'o' || never.contains(prefix)) return;
    hit(Kind::national_insurance, i, k, "It has the form of a National Insurance number.");
  }

  void postcode(std::size_t i) {
    // Outward: A9 A99 A9A AA9 AA99 AA9A; inward: 9AA. As tokens: letters, digits, [letter], digit, letters.
    const Token& area = at(i);
    if (area.number || area.raw.size() > 2 || !area.all_capitals() ||
        std::string_view("QVX").find(area.raw[0]) != std::string_view::npos ||
        (area.raw.size() == 2 && std::string_view("IJZ").find(area.raw[1]) != std::string_view::npos))
      return;
    if (!has(i + 1) || !at(i + 1).number || !at(i + 1).before.empty()) return;
    std::size_t k = i + 2;
    std::string_view inward_digit;
    if (at(i + 1).raw.size() <= 2) {
      if (has(k) && at(k).before.empty() && at(k).raw.size() == 1 && at(k).all_capitals()) ++k;  // EC1A
      if (!has(k) || !at(k).number || at(k).raw.size() != 1 ||
          !(at(k).before == " " || (at(k).before.empty() && k == i + 3))) {
        if (k != i + 2 || at(i + 1).raw.size() != 2) return;  // “M11AE” cannot be told from a reference
        return;
      }
      inward_digit = at(k).raw;
    } else {
      return;
    }
    if (!has(k + 1) || !at(k + 1).before.empty() || at(k + 1).raw.size() != 2 || !at(k + 1).all_capitals() ||
        at(k + 1).raw.find_first_of("CIKMOV") != std::string_view::npos || inward_digit.empty())
      return;
    hit(Kind::postcode, i, k + 1, "A whole postcode stands for about fifteen homes. Its first half is enough.");
  }

  void address(std::size_t i) {
    if ((is(i, "flat") || is(i, "apartment")) && has(i + 1) && at(i + 1).number && at(i + 1).before == " " &&
        at(i).capital()) {
      hit(Kind::address, i, i + 1, "This looks like somebody's address.");
      return;
    }
    if (!at(i).number || at(i).raw.size() > 4) return;
    std::size_t k = i + 1;
    if (has(k) && at(k).before.empty() && at(k).raw.size() == 1) ++k;  // 12a
    std::size_t capitals = 0;
    while (has(k) && at(k).before == " " && at(k).capital() && !streets.contains(at(k).key) && capitals < 3)
      ++k, ++capitals;
    if (capitals == 0 || !has(k) || at(k).before != " " || !at(k).capital() || !streets.contains(at(k).key)) return;
    hit(Kind::address, i, k, "This looks like somebody's address.");
  }

  void emails() {
    const auto may_stand = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
             c == '_' || c == '+' || c == '\'';
    };
    for (std::size_t i = text_.find('@'); i != std::string_view::npos; i = text_.find('@', i + 1)) {
      std::size_t begin = i, end = i + 1;
      while (begin > 0 && may_stand(text_[begin - 1])) --begin;
      while (end < text_.size() && may_stand(text_[end])) ++end;
      while (end > i + 1 && !((text_[end - 1] | 0x20) >= 'a' && (text_[end - 1] | 0x20) <= 'z')) --end;
      if (begin == i || text_.substr(i + 1, end - i - 1).find('.') == std::string_view::npos) continue;
      hit(Kind::email, begin, end, std::string("An e-mail address. Give the one of an office, or none."));
    }
  }

  // ---- Counts ----

  // The people whose count stands at i: the index of the word, or 0.
  std::size_t counted_at(std::size_t i) const {
    std::size_t k = i + 1;
    for (int step = 0; step < 3 && has(k) && at(k).before == " "; ++step, ++k) {
      if (people_of_care.contains(at(k).key) && !at(k).capital() && !at(k).possessive) return k;
      if (at(k).key == "young" && has(k + 1) && (at(k + 1).key == "people" || at(k + 1).key == "person") &&
          !at(k).capital())
        return k + 1;
      if (!between_count_and_people.contains(at(k).key)) return 0;
    }
    return 0;
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
      if (!value || (*value >= 1900 && *value <= 2100) || (has(i + 1) && at(i + 1).before.find_first_of("%/.-") == 0) ||
          (has(i + 1) && months.contains(at(i + 1).key)) ||
          (!at(i).opens &&
           (at(i).before.find_first_of("/.-") != std::string_view::npos || at(i).before.ends_with("£"))))
        continue;
      const std::size_t people = counted_at(i);
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
      of_people = of_people || each.people != 0;
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
  std::vector<std::vector<Token>> tokens_;
  assurance::CommonWords common_;
  std::set<std::string, std::less<>> bodies_, children_;
  std::size_t passage_ = 0;
  std::string_view text_;
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
  return Check(passages, known).run();
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
