#include "assurance/names.h"

#include <algorithm>
#include <unordered_set>

#include "base/text.h"

namespace candour::assurance {
namespace {

using Words = std::unordered_set<std::string_view>;

const Words titles{
    "mr",        "mrs",      "ms",   "miss", "dr",   "prof",   "professor", "cllr",      "councillor",
    "sgt",       "sergeant", "di",   "dci",  "ds",   "dc",     "dsu",       "pc",        "ps",
    "dsup",      "insp",     "tdi",  "tdci", "supt", "det",    "rev",       "reverend",  "canon",
    "baroness",  "sir",      "dame", "lady", "lord", "d/supt", "detective", "inspector", "superintendent",
    "constable", "a/dci"};
// Given names common in the United Kingdom, of whatever origin; none that is as often a word ("Grace", "Will", "Mark"
// is a name wherever a capital and a surname follow).
const Words given{
    "aaron",    "abdul",    "abigail",   "adam",      "ade",        "adrian",      "agnieszka", "ahmed",
    "aisha",    "alan",     "alastair",  "alex",      "alexander",  "alexandra",   "ali",       "alice",
    "alison",   "allison",  "alistair",  "amanda",    "amber",      "amina",       "amir",      "amy",
    "andrea",   "andrew",   "andy",      "angela",    "anita",      "anjali",      "ann",       "anna",
    "anne",     "annette",  "anthony",   "antonia",   "ashley",     "audrey",      "ayesha",    "barbara",
    "barry",    "becky",    "ben",       "benjamin",  "bernadette", "bernard",     "beth",      "bev",
    "beverley", "bill",     "bob",       "brenda",    "brian",      "bridget",     "bruce",     "carl",
    "carol",    "caroline", "carolyn",   "catherine", "cathy",      "charles",     "charlotte", "cheryl",
    "chidi",    "chloe",    "chris",     "christina", "christine",  "christopher", "claire",    "clare",
    "clive",    "colin",    "craig",     "damian",    "daniel",     "danielle",    "darren",    "david",
    "dawn",     "dean",     "deborah",   "debbie",    "debra",      "denise",      "derek",     "diana",
    "diane",    "dominic",  "donald",    "donna",     "dorothy",    "duncan",      "edward",    "eileen",
    "elaine",   "eleanor",  "elizabeth", "ellen",     "emily",      "emma",        "eric",      "esther",
    "fatima",   "fiona",    "frances",   "francesca", "frank",      "gail",        "gareth",    "gary",
    "gavin",    "gemma",    "geoff",     "geoffrey",  "george",     "georgina",    "gill",      "gillian",
    "gordon",   "graham",   "greg",      "gurpreet",  "hannah",     "harjit",      "harriet",   "harry",
    "hassan",   "hayley",   "hazel",     "heather",   "helen",      "henry",       "hilary",    "howard",
    "hugh",     "ian",      "ibrahim",   "imran",     "isabel",     "jack",        "jackie",    "jacqueline",
    "jacqui",   "james",    "jamie",     "jan",       "jane",       "janet",       "janice",    "jason",
    "jayne",    "jean",     "jeff",      "jennifer",  "jenny",      "jeremy",      "jessica",   "jill",
    "jim",      "joan",     "joanna",    "joanne",    "john",       "jon",         "jonathan",  "joseph",
    "joy",      "joyce",    "juan",      "judith",    "judy",       "julia",       "julian",    "julie",
    "june",     "justin",   "karen",     "karim",     "karl",       "kate",        "katherine", "kathleen",
    "kathryn",  "kathy",    "katie",     "katy",      "keith",      "kelly",       "ken",       "kenneth",
    "kerry",    "kevin",    "kim",       "kirsty",    "laura",      "lauren",      "laurence",  "leanne",
    "lee",      "lesley",   "leslie",    "linda",     "lindsay",    "lindsey",     "lisa",      "liz",
    "lorraine", "louise",   "lucy",      "luke",      "lynda",      "lynn",        "lynne",     "malcolm",
    "mandy",    "manjit",   "margaret",  "maria",     "marian",     "marie",       "marilyn",   "mark",
    "marta",    "martin",   "martyn",    "mary",      "matthew",    "maureen",     "maxine",    "megan",
    "melanie",  "melissa",  "michael",   "michelle",  "mick",       "mike",        "mohamed",   "mohammad",
    "mohammed", "moira",    "monica",    "muhammad",  "nadia",      "nancy",       "naomi",     "natalie",
    "nathan",   "neil",     "ngozi",     "nicholas",  "nick",       "nicola",      "nicole",    "nigel",
    "nina",     "noreen",   "olivia",    "olu",       "oluwaseun",  "owen",        "pam",       "pamela",
    "pat",      "patricia", "patrick",   "paul",      "paula",      "pauline",     "penny",     "peter",
    "phil",     "philip",   "phillip",   "phillipa",  "philippa",   "pippa",       "priya",     "rachael",
    "rachel",   "raj",      "rajesh",    "ralph",     "raymond",    "rebecca",     "richard",   "rita",
    "rob",      "robert",   "robin",     "roger",     "ronald",     "rosalind",    "rosemary",  "roy",
    "russell",  "ruth",     "ryan",      "sally",     "sam",        "samantha",    "samuel",    "sandra",
    "sanjay",   "sarah",    "sara",      "scott",     "sean",       "sharon",      "sheila",    "shirley",
    "simon",    "sonia",    "sophie",    "stella",    "stephanie",  "stephen",     "steve",     "steven",
    "stuart",   "sue",      "sunita",    "susan",     "suzanne",    "sylvia",      "tanya",     "tara",
    "ted",      "teresa",   "terry",     "theresa",   "thomas",     "tim",         "timothy",   "tina",
    "toby",     "tom",      "tony",      "tracey",    "tracy",      "trevor",      "ursula",    "valerie",
    "vanessa",  "vera",     "vicki",     "vicky",     "victor",     "victoria",    "vincent",   "vivien",
    "wayne",    "wendy",    "william",   "yasmin",    "yvonne",     "zara",        "zoe",       "kwame",
    "chukwuma", "funmi",    "piotr",     "tomasz",    "magda"};
// What stands in a post, a body, a building or a paper, and in no surname.
const Words trade{"academy",
                  "act",
                  "action",
                  "acute",
                  "adult",
                  "adults",
                  "advanced",
                  "advisor",
                  "adviser",
                  "agencies",
                  "agency",
                  "all",
                  "ambulance",
                  "and",
                  "area",
                  "assistant",
                  "associate",
                  "association",
                  "assurance",
                  "audit",
                  "authority",
                  "avenue",
                  "board",
                  "borough",
                  "business",
                  "care",
                  "case",
                  "centre",
                  "chair",
                  "chief",
                  "child",
                  "children",
                  "children's",
                  "childrens",
                  "clinic",
                  "clinical",
                  "close",
                  "college",
                  "commission",
                  "commissioner",
                  "commissioning",
                  "committee",
                  "community",
                  "company",
                  "constabulary",
                  "constable",
                  "consultant",
                  "coordinator",
                  "co-ordinator",
                  "council",
                  "county",
                  "court",
                  "crime",
                  "criminal",
                  "custody",
                  "deputy",
                  "designated",
                  "detective",
                  "development",
                  "director",
                  "district",
                  "doctor",
                  "drive",
                  "early",
                  "education",
                  "emergency",
                  "executive",
                  "exploitation",
                  "families",
                  "family",
                  "forum",
                  "foundation",
                  "general",
                  "governance",
                  "group",
                  "head",
                  "health",
                  "healthcare",
                  "help",
                  "hospital",
                  "house",
                  "housing",
                  "improvement",
                  "independent",
                  "infirmary",
                  "inquiry",
                  "enquiry",
                  "inspector",
                  "integrated",
                  "investigation",
                  "investigations",
                  "joint",
                  "justice",
                  "lane",
                  "law",
                  "lead",
                  "leader",
                  "leads",
                  "learning",
                  "legal",
                  "local",
                  "lodge",
                  "maternity",
                  "medical",
                  "member",
                  "members",
                  "mental",
                  "midwife",
                  "midwifery",
                  "ministry",
                  "multi",
                  "named",
                  "national",
                  "north",
                  "northern",
                  "nurse",
                  "nursery",
                  "nursing",
                  "office",
                  "individual",
                  "officer",
                  "officers",
                  "operations",
                  "panel",
                  "parish",
                  "park",
                  "partner",
                  "partners",
                  "partnership",
                  "partnerships",
                  "performance",
                  "plan",
                  "police",
                  "policy",
                  "practice",
                  "practitioner",
                  "prevention",
                  "primary",
                  "principal",
                  "principals",
                  "prison",
                  "probation",
                  "professional",
                  "programme",
                  "project",
                  "protection",
                  "provider",
                  "public",
                  "quality",
                  "report",
                  "representative",
                  "response",
                  "review",
                  "road",
                  "royal",
                  "safeguarding",
                  "school",
                  "schools",
                  "secondary",
                  "senior",
                  "sergeant",
                  "service",
                  "services",
                  "sexual",
                  "social",
                  "south",
                  "southern",
                  "specialist",
                  "staff",
                  "standards",
                  "statutory",
                  "strategic",
                  "street",
                  "subgroup",
                  "sub-group",
                  "superintendent",
                  "supervisor",
                  "support",
                  "surgery",
                  "team",
                  "teams",
                  "town",
                  "training",
                  "transformation",
                  "trust",
                  "university",
                  "unit",
                  "visitor",
                  "visiting",
                  "ward",
                  "welfare",
                  "west",
                  "western",
                  "east",
                  "eastern",
                  "women",
                  "worker",
                  "workers",
                  "workforce",
                  "working",
                  "young",
                  "youth",
                  "manager",
                  "managers",
                  "gp",
                  "gps",
                  "service's",
                  "teaching",
                  "the",
                  "of",
                  "for",
                  "january",
                  "february",
                  "march",
                  "april",
                  "may",
                  "june",
                  "july",
                  "august",
                  "september",
                  "october",
                  "november",
                  "december",
                  "monday",
                  "tuesday",
                  "wednesday",
                  "thursday",
                  "friday",
                  "british",
                  "english",
                  "england",
                  "wales",
                  "method",
                  "model",
                  "tool",
                  "award",
                  "hall",
                  "place",
                  "square",
                  "terrace",
                  "view",
                  "church",
                  "saint",
                  "hospice",
                  "kingdom",
                  "cross",
                  "hr",
                  "human",
                  "resources",
                  "finance",
                  "communications",
                  "information",
                  "data",
                  "digital",
                  "risk",
                  "ongoing",
                  "complete",
                  "completed",
                  "tbc",
                  "workshop",
                  "conference",
                  "briefing",
                  "champion",
                  "champions",
                  "bank",
                  "college's",
                  "survey",
                  "project's",
                  "pathway",
                  "day",
                  "week"};

// Subjects of a post, and what else stands in a lead's cell with two capitals: "DCI Rape", "Front Door", "Virtual
// Head".
const Words subjects{
    "rape",          "vulnerability", "offender",  "offenders", "intelligence", "cyber",      "cybercrime",  "fraud",
    "neighbourhood", "missing",       "domestic",  "abuse",     "violence",     "neglect",    "homicide",    "major",
    "serious",       "front",         "door",      "virtual",   "local",        "offer",      "contact",     "hub",
    "single",        "point",         "access",    "intake",    "duty",         "night",      "shift",       "hours",
    "responsible",   "individual",    "first",     "second",    "looked",       "after",      "leaving",     "edge",
    "home",          "homes",         "foster",    "adoption",  "kinship",      "legal",      "contracts",   "estates",
    "facilities",    "patient",       "patients",  "parent",    "parents",      "governor",   "governors",   "teacher",
    "teachers",      "trustee",       "trustees",  "depot",     "site",         "leisure",    "library",     "sport",
    "transport",     "licensing",     "traffic",   "roads",     "border",       "force",      "forensic",    "major",
    "drugs",         "alcohol",       "substance", "misuse",    "refuge",       "hate",       "modern",      "slavery",
    "gangs",         "knife",         "child's",   "infant",    "perinatal",    "paediatric", "paediatrics", "sudden",
    "death",         "reviews"};

struct Word {
  std::string_view raw;
  std::size_t begin = 0;
  bool joined = false;  // only blanks, or the dot of an initial, between it and the word before
};

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> out;
  const auto letter = [&](std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    // Of two bytes, the letters of European alphabets; of three, marks and other scripts.
    const auto begins_letter = [](unsigned char byte) { return byte >= 0xC3 && byte <= 0xDF; };
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || begins_letter(c) ||
           (c >= 0x80 && c < 0xC0 && i > 0 && begins_letter(static_cast<unsigned char>(text[i - 1])));
  };
  std::size_t last = 0;
  for (std::size_t i = 0; i < text.size();) {
    if (!letter(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (letter(end) || ((text[end] == '\'' || text[end] == '-' || text[end] == '/') &&
                                                 end + 1 < text.size() && letter(end + 1))))
      ++end;
    Word word{text.substr(i, end - i), i, !out.empty()};
    std::size_t blanks = 0;
    for (std::size_t k = last; k < i && word.joined; ++k) {
      const bool dot =
          text[k] == '.' && !out.empty() && (out.back().raw.size() == 1 || titles.contains(folded(out.back().raw)));
      if (text[k] == ' ' && ++blanks < 2) continue;
      if (!dot) word.joined = false;
    }
    out.push_back(word);
    last = i = end;
  }
  return out;
}

bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}
// "Kowalska", "O'Neill", "Okoro-Hughes"; not "LADO", "Nurse", "Review".
bool is_surname(std::string_view word, const CommonWords& common) {
  if (word.size() < 3 || !upper(word[0]) || word.find('/') != std::string_view::npos) return false;
  if (std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
  std::string key = folded(word);
  if (key.ends_with("'s")) key.resize(key.size() - 2);
  return !trade.contains(key) && !subjects.contains(key) && !common.contains(key);
}
void add(std::vector<std::string>& names, std::string_view text, const Word& from, const Word& to) {
  std::string_view name = text.substr(from.begin, to.begin + to.raw.size() - from.begin);
  if (name.ends_with("'s")) name.remove_suffix(2);
  const std::string found = collapsed(name);
  if (std::find(names.begin(), names.end(), found) == names.end()) names.push_back(found);
}

std::vector<std::string> people(std::string_view text, const CommonWords& common, bool leads) {
  // A title or a given name tells of a name, whatever else its words mean in this plan.
  static const CommonWords nothing;
  std::vector<std::string> names;
  text = text.substr(0, 20'000);
  const auto words = words_of(text);
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (!upper(words[i].raw[0]) || !words[i + 1].joined) continue;
    const std::string key = folded(words[i].raw);
    std::size_t last = i;
    if (titles.contains(key)) {
      // "Detective Inspector A. Mensah": the name behind the last title.
      std::size_t k = i + 1;
      while (k < words.size() && words[k].joined &&
             (titles.contains(folded(words[k].raw)) || (words[k].raw.size() == 1 && upper(words[k].raw[0]))))
        ++k;
      // "DI Safeguarding", "Insp. Vulnerability" are posts.
      if (k < words.size() && words[k].joined &&
          ((is_surname(words[k].raw, nothing) && !ends_like_a_thing(words[k].raw)) ||
           (given.contains(folded(words[k].raw)) && upper(words[k].raw[0])))) {
        last = k;
        if (k + 1 < words.size() && words[k + 1].joined && is_surname(words[k + 1].raw, nothing)) last = k + 1;
        // "DI Offender Management", "Inspector Marlow Response": a subject or a beat.
        if (last == k && !given.contains(folded(words[k].raw)) && k + 1 < words.size() && words[k + 1].joined &&
            upper(words[k + 1].raw[0]) && k == i + 1)
          last = i;
      }
    } else if (given.contains(key) && words[i].raw.size() > 1 &&
               !(words[i].raw.size() > 2 && upper(words[i].raw[2]) && upper(words[i].raw[1]))) {
      std::size_t k = i + 1;
      if (words[k].raw.size() == 1 && upper(words[k].raw[0]) && k + 1 < words.size() && words[k + 1].joined) ++k;
      if (is_surname(words[k].raw, nothing)) last = k;
    } else if (leads && words[i].raw.size() == 1) {
      if (is_surname(words[i + 1].raw, common)) last = i + 1;
    } else if (leads && !words[i].joined && is_surname(words[i].raw, common) && is_surname(words[i + 1].raw, common) &&
               !ends_like_a_thing(words[i].raw) && !ends_like_a_thing(words[i + 1].raw) &&
               (i + 2 >= words.size() || !words[i + 2].joined)) {
      last = i + 1;
    }
    if (last == i) continue;
    // A hospital, a street or an inquiry that bears a name; a saint.
    if (last + 1 < words.size() && words[last + 1].joined && upper(words[last + 1].raw[0]) &&
        trade.contains(folded(words[last + 1].raw))) {
      const std::string next = folded(words[last + 1].raw);
      static const Words of_things{"hospital", "house",  "road",     "street",    "centre",     "school",  "academy",
                                   "college",  "trust",  "ward",     "clinic",    "foundation", "inquiry", "enquiry",
                                   "report",   "review", "act",      "lane",      "avenue",     "surgery", "park",
                                   "court",    "hall",   "lodge",    "infirmary", "university", "law",     "award",
                                   "model",    "method", "practice", "nursery",   "unit"};
      if (of_things.contains(next)) {
        i = last;
        continue;
      }
    }
    if (i > 0 && words[i].joined && (folded(words[i - 1].raw) == "st" || folded(words[i - 1].raw) == "saint")) continue;
    add(names, text, words[i], words[last]);
    i = last;
  }
  return names;
}

}  // namespace

bool ends_like_a_thing(std::string_view word) {
  for (std::string_view ending : {"tion", "sion", "ment", "ity", "ness", "ance", "ence", "ship", "ing",  "ics",
                                  "ism",  "ible", "able", "ive", "ual",  "ary",  "ory",  "ous",  "ists", "care"})
    if (word.size() > ending.size() + 2 && word.ends_with(ending)) return true;
  return false;
}
bool is_title(std::string_view word) {
  return titles.contains(word);
}
bool is_given_name(std::string_view word) {
  return given.contains(word);
}
bool is_of_the_trade(std::string_view word) {
  return trade.contains(word) || subjects.contains(word);
}

std::vector<std::string> people_in_prose(std::string_view text, const CommonWords& common_words) {
  return people(text, common_words, false);
}
std::vector<std::string> people_in_leads(std::string_view text, const CommonWords& common_words) {
  return people(text, common_words, true);
}

}  // namespace candour::assurance
