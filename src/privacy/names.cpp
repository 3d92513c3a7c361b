#include "privacy/names.h"

#include <algorithm>
#include <unordered_set>

#include "assurance/names.h"
#include "privacy/vocabulary.h"

namespace candour::privacy {
namespace {

using Words = std::unordered_set<std::string_view>;

// Letters that are a post, a body or a thing in every plan of the trade; the plan's own are told by its agencies.
const Words known_letters{"gp", "gps", "hr", "it", "nhs", "uk", "eu", "tv", "id", "ok", "pc", "dc", "ds", "di", "ps"};

// “Vulnerability”, “Management”
bool ends_like_a_thing(const Token& token) {
  return assurance::ends_like_a_thing(token.key);
}

constexpr std::string_view looks_like = "This looks like the name of a person.";
constexpr std::string_view may_be = "These words with capitals are no words of this plan: they may be a person’s name.";

class Namer {
 public:
  Namer(const std::vector<Token>& tokens, const Vocabulary& vocabulary, Form form)
      : tokens_(tokens), vocabulary_(vocabulary), form_(form) {}

  std::vector<FoundName> run() {
    std::vector<FoundName> found;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      FoundName name = at(i);
      if (name.why.empty()) continue;
      name = whole(name);
      if (!found.empty() && name.first <= found.back().last) {
        found.back().last = std::max(found.back().last, name.last);
      } else {
        found.push_back(name);
      }
      i = found.back().last;
    }
    return found;
  }

  FoundName whole(FoundName name) const {
    for (std::size_t steps = 0; steps < 6 && has(name.last + 1) && !token(name.last).possessive; ++steps) {
      const std::size_t k = name.last + 1;
      const Token& next = token(k);
      if (!follows(k)) break;
      std::size_t behind = k;
      while (is_particle(token(behind).key) && has(behind + 1) && follows(behind + 1) && behind < k + 3) ++behind;
      if (behind > k && may_be_part(behind)) {
        name.last = behind;
        continue;
      }
      // A last initial: “Ngozi O.”
      if (is_initial(k) && (!has(k + 1) || token(k + 1).before.starts_with("."))) {
        name.last = k;
        break;
      }
      if (!may_be_part(k) || (next.all_capitals() && !token(name.last).all_capitals())) break;
      name.last = k;
    }
    for (std::size_t steps = 0; steps < 6 && name.first > 0; ++steps) {
      const std::size_t k = name.first - 1;
      const Token& before = token(k);
      const bool of_rank = token(name.first).before == "/" && before.capital() && before.raw.size() <= 2;  // “T/DS”
      if (!of_rank && !follows(name.first)) break;
      if (before.possessive) break;
      const bool hyphen = token(name.first).before == "-";
      const bool title = is_title(before.key) && before.capital();
      const bool collar = before.number && k > 0 && is_title(token(k - 1).key) && follows(k);
      const bool given = before.capital() && is_given_name(before.key) &&
                         (!is_given_name_or_word(before.key) || !vocabulary_.common.contains(before.key)) &&
                         !(before.all_capitals() && before.raw.size() < 4);
      const bool initial = is_initial(k) && before.key != "a" && (before.key != "i" || token(name.first).before != " ");
      const bool particle = is_particle(before.key) && before.capital() == false && k > 0 && follows(k) &&
                            may_be_a_name(token(k - 1), vocabulary_);
      if (!(of_rank || title || collar || given || initial || particle ||
            (hyphen && may_be_a_name(before, vocabulary_))))
        break;
      name.first = k;
    }
    return name;
  }

 private:
  bool has(std::size_t i) const { return i < tokens_.size(); }
  const Token& token(std::size_t i) const { return tokens_[i]; }
  bool is_initial(std::size_t i) const { return has(i) && token(i).raw.size() == 1 && token(i).capital(); }
  // It goes on from the token before it, also over the dot of an initial or of a title.
  bool follows(std::size_t i) const {
    if (i == 0 || !has(i)) return false;
    const std::string_view before = token(i).before;
    if (before == " " || before == "-") return true;
    const Token& last = token(i - 1);
    return (before == ". " || before == ".") && (is_initial(i - 1) || (last.capital() && is_title(last.key)));
  }
  bool word(std::size_t i) const { return is_a_word(token(i), vocabulary_); }
  bool body(std::size_t i) const { return vocabulary_.bodies.contains(token(i).key); }

  // A further word of a name that has begun.
  bool may_be_part(std::size_t i) const {
    const Token& next = token(i);
    if (next.number || !next.capital() || next.raw.size() < 2) return false;
    if (next.all_capitals() && (next.raw.size() < 4 || known_letters.contains(next.key) || body(i))) return false;
    if (is_month(next.key)) return false;
    if (next.before == "-") return true;
    return may_be_a_name(next, vocabulary_) ||
           (is_given_name(next.key) && !is_given_name_or_word(next.key) && !next.all_capitals());
  }

  // The word behind it with a capital makes it a thing: “Ann Craft Trust”, “Martin House”.
  bool names_a_thing(std::size_t last) const {
    if (!has(last + 1) || !follows(last + 1) || token(last).possessive) return false;
    const Token& next = token(last + 1);
    return next.capital() && is_named_thing(next.key);
  }
  // “in Harrow Vale”, “Operation Snow White”, “the Graded Profile”
  bool is_place_or_thing(std::size_t first, std::size_t last) const {
    static const Words places{"in", "near", "across", "around", "throughout", "outside", "within", "into", "the", "a",
                              "an", "this", "our",    "your",   "its",        "every",   "each",   "any",  "of"};
    static const Words kinds_of_thing{
        "approach", "model",   "tool",       "framework",   "programme", "project", "system",   "training",
        "toolkit",  "profile", "pathway",    "team",        "area",      "app",     "software", "database",
        "scale",    "method",  "principles", "methodology", "protocol",  "meeting", "meetings", "course",
        "courses",  "inquiry", "report",     "review",      "website",   "service", "services"};
    if (first > 0 && follows(first)) {
      const Token& before = token(first - 1);
      if (places.contains(before.key)) return true;
      if (before.capital() && (is_ordinary(before.key) || is_before_a_thing(before.key) || body(first - 1)) &&
          !before.possessive)
        return true;
      if (before.capital() && before.all_capitals() && before.raw.size() > 1) return true;
    }
    return has(last + 1) && token(last + 1).joined() && !token(last).possessive &&
           kinds_of_thing.contains(token(last + 1).key);
  }

  FoundName at(std::size_t i) const {
    const Token& first = token(i);
    if (first.number || first.address) return lead(i);
    if (FoundName name = titled(i); !name.why.empty()) return name;
    if (FoundName name = turned(i); !name.why.empty()) return name;
    if (FoundName name = given(i); !name.why.empty()) return name;
    if (FoundName name = initialled(i); !name.why.empty()) return name;
    if (FoundName name = shaped(i); !name.why.empty()) return name;
    if (FoundName name = two_words(i); !name.why.empty()) return name;
    return lead(i);
  }

  // “Mrs Park”, “DCI Marsh”, “PS 1234 Khan”; a post is none: “DI Safeguarding”, “PC Training”.
  FoundName titled(std::size_t i) const {
    const Token& title = token(i);
    if (!title.capital() || !is_title(title.key)) return {};
    std::size_t k = i + 1;
    bool strong = is_strong_title(title.key);
    while (has(k) && follows(k) &&
           ((token(k).capital() && is_title(token(k).key)) || is_initial(k) || (token(k).number && !strong))) {
      strong = strong || is_strong_title(token(k).key);
      ++k;
    }
    if (has(k) && follows(k) && is_particle(token(k).key) && !token(k).capital()) ++k;  // “Dr van der Berg”
    while (has(k) && follows(k) && is_particle(token(k).key) && !token(k).capital()) ++k;
    if (!has(k) || !follows(k)) return {};
    const Token& name = token(k);
    if (!name.capital() || name.raw.size() < 2 || name.number) return {};
    if (name.all_capitals() && (name.raw.size() < 4 || known_letters.contains(name.key) || body(k))) return {};
    // “Named Dr / Designated Dr”: the title behind is another post's.
    if (strong) {
      static const Words of_a_post{"named", "designated", "lead", "and", "or", "the", "safeguarding", "surgery"};
      return of_a_post.contains(name.key) ? FoundName{} : FoundName{i, k, looks_like, true};
    }
    if (is_given_name(name.key) && !is_given_name_or_word(name.key)) return {i, k, looks_like, true};
    if (is_ordinary(name.key) || ends_like_a_thing(name)) return {};
    // “Inspector Marlow Response”: a beat.
    if (has(k + 1) && follows(k + 1) && token(k + 1).capital() && !token(k + 1).all_capitals() && k == i + 1 &&
        is_ordinary(token(k + 1).key) && !name.possessive)
      return {};
    return {i, k, looks_like, true};
  }
  // “SMITH, Jane”, “Bloggs, Joe”, “Smith J.”
  FoundName turned(std::size_t i) const {
    const Token& surname = token(i);
    if (!surname.capital() || surname.raw.size() < 2 || surname.possessive || !has(i + 1)) return {};
    const bool capitals = surname.all_capitals();
    if (capitals && (surname.raw.size() < 3 || known_letters.contains(surname.key) || body(i))) return {};
    const Token& next = token(i + 1);
    const bool unknown =
        !is_ordinary(surname.key) && !body(i) && (capitals || !vocabulary_.common.contains(surname.key));
    if (next.before == ", " && next.capital() && !next.all_capitals() && next.raw.size() > 1) {
      const bool of_a_person = is_given_name(next.key) && !is_given_name_or_word(next.key);
      const bool ends = !has(i + 2) || !follows(i + 2) || !token(i + 2).capital();
      if (unknown && of_a_person && ends && (i == 0 || capitals || !follows(i) || !token(i - 1).capital()))
        return {i, i + 1, looks_like, true};
      if (unknown && capitals && ends && may_be_a_name(next, vocabulary_)) return {i, i + 1, may_be};
    }
    if (is_initial(i + 1) && follows(i + 1) && next.before == " " && unknown && !is_given_name(surname.key) &&
        has(i + 2) && token(i + 2).before.starts_with(".") && !ends_like_a_thing(surname) &&
        !first_of_sentence_word(i) && may_be_a_name(surname, vocabulary_))
      return {i, i + 1, looks_like, true};
    return {};
  }
  bool first_of_sentence_word(std::size_t i) const { return token(i).opens && word(i); }

  // “Jane Smith”, “Mohammed Iqbal Chaudhry”, “Jane”
  FoundName given(std::size_t i) const {
    const Token& name = token(i);
    if (!name.capital() || name.raw.size() < 2 || !is_given_name(name.key)) return {};
    if (name.all_capitals() && (name.raw.size() < 4 || body(i))) return {};
    const bool doubtful = is_given_name_or_word(name.key);
    if (i > 0 && follows(i) && is_before_a_thing(token(i - 1).key) && token(i - 1).capital()) return {};
    std::size_t k = i + 1;
    if (is_initial(k) && follows(k) && has(k + 1) && follows(k + 1)) ++k;
    if (has(k) && follows(k) && !name.possessive) {
      const Token& surname = token(k);
      const bool capital = surname.capital() && surname.raw.size() > 1 && !is_month(surname.key) &&
                           !(surname.all_capitals() && (surname.raw.size() < 4 || body(k) || is_ordinary(surname.key)));
      const bool plain = capital && (doubtful ? may_be_a_name(surname, vocabulary_)
                                              : (!is_ordinary(surname.key) && !ends_like_a_thing(surname)) ||
                                                    is_also_a_surname(surname.key));
      std::size_t behind = k;  // “van der Merwe”
      while (is_particle(token(behind).key) && has(behind + 1) && follows(behind + 1)) ++behind;
      const bool particles = behind > k && token(behind).capital() && !is_ordinary(token(behind).key);
      if ((plain || particles) && !names_a_thing(particles ? behind : k) && !is_named_thing_alone(k))
        return {i, particles ? behind : k, looks_like, true};
      if (capital && is_named_thing(surname.key) && !doubtful) return {};  // “George Street”
    }
    if (doubtful || names_a_thing(i)) return {};
    if (has(i + 1) && follows(i + 1) && token(i + 1).capital() && has(i + 2) && follows(i + 2) &&
        names_a_thing(i + 1) && !name.possessive)
      return {};  // “James Cook University”
    if (vocabulary_.children.contains(name.key) || body(i)) return {};
    return {i, i, "This is a given name. Keep it if it is the pseudonym that the review itself was published under."};
  }
  // “Jane Street” ends there and is a street; “Jane Park” may be somebody.
  bool is_named_thing_alone(std::size_t k) const {
    return is_named_thing(token(k).key) && !is_also_a_surname(token(k).key);
  }

  // “J. Smith”, “O. Adeyemi-Brown”, “J Smith”
  FoundName initialled(std::size_t i) const {
    if (!is_initial(i)) return {};
    std::size_t k = i + 1;
    while (is_initial(k) && follows(k) && k - i < 3) ++k;
    if (!has(k) || !follows(k) || token(k).raw.size() < 2) return {};
    const bool dot = token(k).before.starts_with(".");
    if (!dot && (token(i).key == "a" || token(i).key == "i")) return {};
    const Token& name = token(k);
    // The letter belongs to what stands before it: “Child A Smith”, “Section B Training”.
    static const Words lettered{"child",  "baby",     "sibling",   "adult", "mother",   "father", "section", "part",
                                "group",  "level",    "tier",      "phase", "appendix", "annex",  "figure",  "table",
                                "form",   "schedule", "option",    "plan",  "cohort",   "team",   "ward",    "unit",
                                "grade",  "vitamin",  "hepatitis", "type",  "category", "band",   "class",   "year",
                                "letter", "line",     "standard",  "and"};
    if (!dot && i > 0 && follows(i) && (token(i - 1).capital() || lettered.contains(token(i - 1).key))) return {};
    if (token(k).opens && !dot) return {};
    if (name.all_capitals() && (name.raw.size() < 4 || body(k))) return {};
    if (!may_be_a_name(name, vocabulary_)) return {};
    if (names_a_thing(k)) return {};
    return {i, k, looks_like, true};
  }

  // “O'Reilly”, “McAllister”, “D'Souza”
  FoundName shaped(std::size_t i) const {
    const std::string_view raw = token(i).raw;
    const auto big = [&](std::size_t at) { return raw.size() > at + 2 && raw[at] >= 'A' && raw[at] <= 'Z'; };
    const bool shape = ((raw.starts_with("O'") || raw.starts_with("D'")) && big(2)) ||
                       (raw.starts_with("Mc") && big(2)) || (raw.starts_with("Mac") && big(3));
    if (!shape || body(i) || token(i).key == "mcdonald" || names_a_thing(i)) return {};
    return {i, i, looks_like, true};
  }

  // Two words with capitals that are nothing else.
  FoundName two_words(std::size_t i) const {
    if (!has(i + 1) || !token(i + 1).joined() || token(i).possessive) return {};
    std::size_t k = i + 1;
    if (!may_be_a_name(token(i), vocabulary_) || token(i).raw.size() < 3 || token(i).all_capitals()) return {};
    while (is_particle(token(k).key) && !token(k).capital() && has(k + 1) && token(k + 1).joined()) ++k;
    if (!may_be_a_name(token(k), vocabulary_) || token(k).all_capitals() || token(k).before == "-") return {};
    std::size_t last = k;
    while (has(last + 1) && follows(last + 1) && may_be_a_name(token(last + 1), vocabulary_) && !token(last).possessive)
      ++last;
    if (names_a_thing(last) || is_place_or_thing(i, last)) return {};
    return {i, last, may_be};
  }

  // In a cell that says who is to do something: “de Souza”, “SMITH”, “jane.smith”.
  FoundName lead(std::size_t i) const {
    if (form_ != Form::leads || token(i).number) return {};
    const Token& first = token(i);
    if (has(i + 1) && first.address && is_given_name(first.key) && token(i + 1).before == "." &&
        !is_ordinary(token(i + 1).key))
      return {i, i + 1, looks_like, true};
    if (is_particle(first.key) && has(i + 1) && follows(i + 1) && may_be_a_name(token(i + 1), vocabulary_))
      return {i, i + 1, looks_like, true};
    if (i == 0 && tokens_.size() == 1 && first.raw.size() >= 4 && may_be_a_name(first, vocabulary_) &&
        first.all_capitals())
      return {i, i, may_be};
    return {};
  }

  const std::vector<Token>& tokens_;
  const Vocabulary& vocabulary_;
  Form form_;
};

// What has a mother, a school or needs: only somebody.
const Words of_a_person{
    "mother",     "mum",         "mam",         "father",      "dad",        "parent",      "parents",    "sister",
    "sisters",    "brother",     "brothers",    "sibling",     "siblings",   "family",      "carer",      "carers",
    "uncle",      "aunt",        "grandmother", "grandfather", "nan",        "boyfriend",   "girlfriend", "behaviour",
    "needs",      "voice",       "death",       "childhood",   "disclosure", "disclosures", "wishes",     "feelings",
    "bedroom",    "home",        "school",      "body",        "injuries",   "pregnancy",   "welfare",    "story",
    "experience", "experiences", "life",        "stepfather",  "stepmother", "partner",     "birth",      "teacher"};
const Words kin{"mother",    "mum",        "mam",      "father",  "dad",      "parents",     "sister",
                "sisters",   "brother",    "brothers", "sibling", "siblings", "grandmother", "grandfather",
                "boyfriend", "girlfriend", "uncle",    "aunt",    "nan",      "stepfather",  "stepmother"};
// Who is meant by a name behind it: “a girl called Tamsin”, “Child A (Tyrone)”.
const Words somebody{"child",       "girl",      "boy",         "baby",        "infant", "pupil",      "patient",
                     "victim",      "sibling",   "teenager",    "toddler",     "mother", "father",     "mum",
                     "dad",         "mam",       "parent",      "carer",       "sister", "brother",    "person",
                     "adult",       "youngster", "son",         "daughter",    "man",    "woman",      "lad",
                     "uncle",       "aunt",      "grandmother", "grandfather", "nan",    "boyfriend",  "girlfriend",
                     "partner",     "student",   "worker",      "neighbour",   "friend", "stepfather", "stepmother",
                     "foster",      "nurse",     "teacher",     "visitor",     "doctor", "midwife",    "manager",
                     "coordinator", "young",     "twin",        "client"};
const Words pronouns{"he", "she", "him", "her", "who", "they", "his", "child", "boy", "girl", "person", "baby"};

// One word with a capital that nothing in the paper uses otherwise.
bool may_be_one_name(const Token& token, const Vocabulary& vocabulary) {
  return token.capital() && !token.all_capitals() && token.key.size() >= 3 && may_be_a_name(token, vocabulary);
}

}  // namespace

bool is_a_word(const Token& token, const Vocabulary& vocabulary) {
  return is_ordinary(token.key) || vocabulary.common.contains(token.key);
}

bool may_be_a_name(const Token& token, const Vocabulary& vocabulary) {
  if (token.number || token.address || !token.capital() || token.raw.size() < 2) return false;
  if (token.all_capitals() && (token.raw.size() < 4 || known_letters.contains(token.key))) return false;
  if (vocabulary.bodies.contains(token.key) || is_month(token.key)) return false;
  // “HoN”, “CyP”: letters that stand for words.
  if (token.raw.size() <= 4 && token.raw.back() >= 'A' && token.raw.back() <= 'Z' && !token.all_capitals())
    return false;
  if (is_given_name(token.key) && !is_given_name_or_word(token.key)) return true;
  return !is_a_word(token, vocabulary) && !is_before_a_thing(token.key) &&
         (!is_named_thing(token.key) || is_also_a_surname(token.key)) && !ends_like_a_thing(token);
}

std::vector<FoundName> names_in(const std::vector<Token>& tokens, const Vocabulary& vocabulary, Form form) {
  return Namer(tokens, vocabulary, form).run();
}

FoundName whole_name(const std::vector<Token>& tokens, const Vocabulary& vocabulary, FoundName found) {
  return Namer(tokens, vocabulary, Form::prose).whole(found);
}

void learn_children(const std::vector<Token>& tokens, Vocabulary& vocabulary) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.number || token.address || !token.capital()) continue;
    const auto next = [&](std::size_t k) {
      return i + k < tokens.size() && tokens[i + k].joined() ? std::string_view(tokens[i + k].key) : std::string_view();
    };
    const auto last = [&](std::size_t k) {
      return i >= k && !tokens[i - k + 1].opens ? std::string_view(tokens[i - k].key) : std::string_view();
    };
    // Part of something longer: “Harrow Vale's needs”.
    const bool part = i > 0 && token.joined() && tokens[i - 1].capital() && !tokens[i - 1].opens;
    // “AJ's mother”: letters that are no body.
    if (token.all_capitals() && token.possessive && token.raw.size() >= 2 && token.raw.size() <= 3 &&
        kin.contains(next(1)) && !vocabulary.bodies.contains(token.key) && !known_letters.contains(token.key) &&
        !part) {
      vocabulary.children.insert(token.key);
      continue;
    }
    // What only somebody has is theirs, whatever else the word means.
    if (token.possessive && kin.contains(next(1)) && !token.opens && !part && !token.all_capitals() &&
        token.key.size() >= 3 && !is_ordinary(token.key) && !vocabulary.bodies.contains(token.key)) {
      vocabulary.children.insert(token.key);
      continue;
    }
    if (!may_be_one_name(token, vocabulary)) continue;
    const bool quoted =
        i > 0 && !token.before.empty() && (token.before.back() == '\'' || token.before.back() == '"') &&
        (i + 1 == tokens.size() || tokens[i + 1].before.starts_with("'") || tokens[i + 1].before.starts_with("\""));
    const bool called = (last(1) == "called" || last(1) == "named" || last(1) == "nicknamed" || last(1) == "aka" ||
                         last(1) == "alias") &&
                        (somebody.contains(last(2)) || pronouns.contains(last(2)) || last(1) != "named");
    bool known_as = last(1) == "as" && (last(2) == "known" || last(2) == "to");
    if (known_as && last(2) == "to") known_as = last(3) == "referred";
    const bool of_a_person_here = somebody.contains(last(1)) || (last(1).size() == 1 && somebody.contains(last(2))) ||
                                  (i > 0 && tokens[i - 1].number && somebody.contains(last(2)));
    const bool in_brackets =
        token.before.ends_with("(") &&
        (i + 1 == tokens.size() || tokens[i + 1].before.starts_with(")") || tokens[i + 1].before.starts_with(","));
    const bool between_commas = token.before == ", " && kin.contains(last(1)) &&
                                (i + 1 == tokens.size() || tokens[i + 1].before.starts_with(","));
    const bool behind_dash = token.before == " - " || token.before == " -" || token.before.starts_with(" - ");
    if (known_as || (called && token.joined() == true) || (called && quoted) ||
        (of_a_person_here && (in_brackets || quoted || behind_dash)) || between_commas) {
      vocabulary.children.insert(token.key);
      continue;
    }
    if (part) continue;
    const bool owns = token.possessive && of_a_person.contains(next(1));
    const bool and_theirs = next(1) == "and" && (next(2) == "her" || next(2) == "his");
    if (owns || and_theirs) vocabulary.children.insert(token.key);
  }
}

}  // namespace candour::privacy
