#include "assurance/sentences.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <initializer_list>
#include <set>

#include "base/text.h"
#include "plan/dates.h"

namespace candour::assurance {
namespace {

using Words = std::set<std::string_view>;

// ---- The words, by what they do in a sentence ----

// Verbs that plans use, as they stand behind "to": so "to schools" is no infinitive.
const Words verbs{
    "accept",     "access",     "achieve",     "act",         "action",      "add",         "address",    "adopt",
    "advise",     "agree",      "align",       "allocate",    "amend",       "analyse",     "apply",      "appoint",
    "approach",   "approve",    "arrange",     "ascertain",   "ask",         "assess",      "assist",     "assure",
    "attend",     "audit",      "be",          "become",      "begin",       "book",        "bring",      "brief",
    "build",      "capture",    "carry",       "cascade",     "challenge",   "change",      "chase",      "check",
    "circulate",  "clarify",    "close",       "collate",     "collect",     "commence",    "commission", "communicate",
    "complete",   "comply",     "conduct",     "confirm",     "consider",    "consult",     "contact",    "continue",
    "contribute", "convene",    "coordinate",  "cover",       "create",      "decide",      "define",     "deliver",
    "design",     "determine",  "develop",     "devise",      "discuss",     "disseminate", "distribute", "do",
    "draft",      "draw",       "embed",       "enable",      "encourage",   "engage",      "enhance",    "ensure",
    "escalate",   "establish",  "evaluate",    "evidence",    "examine",     "expand",      "explore",    "extend",
    "feed",       "finalise",   "finalize",    "find",        "finish",      "follow",      "form",       "formalise",
    "gain",       "gather",     "get",         "give",        "go",          "have",        "highlight",  "hold",
    "identify",   "implement",  "improve",     "include",     "incorporate", "increase",    "influence",  "inform",
    "initiate",   "introduce",  "investigate", "invite",      "issue",       "join",        "keep",       "launch",
    "lead",       "learn",      "liaise",      "link",        "look",        "maintain",    "make",       "map",
    "meet",       "monitor",    "move",        "negotiate",   "nominate",    "notify",      "obtain",     "offer",
    "organise",   "organize",   "oversee",     "participate", "pilot",       "pick",        "plan",       "prepare",
    "present",    "prioritise", "proceed",     "produce",     "progress",    "promote",     "propose",    "provide",
    "publicise",  "publish",    "pursue",      "put",         "raise",       "recommend",   "record",     "recruit",
    "reduce",     "refer",      "refresh",     "reinforce",   "reissue",     "remind",      "remain",     "repeat",
    "replace",    "report",     "request",     "research",    "resolve",     "respond",     "restart",    "return",
    "review",     "revise",     "revisit",     "roll",        "run",         "scope",       "seek",       "send",
    "set",        "share",      "sign",        "source",      "start",       "strengthen",  "submit",     "support",
    "take",       "test",       "track",       "train",       "undertake",   "update",      "upload",     "use",
    "visit",      "work",       "write",       "re-issue",    "re-audit",    "co-ordinate", "analyze",    "re-start",
    "receive",    "recognise",  "observe",     "appear",      "resume",      "hear",        "explain",    "re-run",
    "relaunch",   "quality",    "inspect",     "moderate",    "assemble",    "rota",        "secure",     "translate",
    "pay",        "fund",       "procure",     "migrate",     "install",     "amalgamate",  "merge",      "rewrite",
    "re-launch"};

// Who can be told to do a thing: the last word of a post, a body or a group.
const Words agents{"staff",
                   "lead",
                   "leads",
                   "nurse",
                   "nurses",
                   "manager",
                   "managers",
                   "officer",
                   "officers",
                   "head",
                   "heads",
                   "headteacher",
                   "headteachers",
                   "director",
                   "directors",
                   "team",
                   "teams",
                   "board",
                   "boards",
                   "police",
                   "agency",
                   "agencies",
                   "partner",
                   "partners",
                   "partnership",
                   "school",
                   "schools",
                   "trust",
                   "trusts",
                   "council",
                   "doctor",
                   "doctors",
                   "chair",
                   "group",
                   "subgroup",
                   "sub-group",
                   "subgroups",
                   "committee",
                   "supervisor",
                   "supervisors",
                   "practitioner",
                   "practitioners",
                   "worker",
                   "workers",
                   "coordinator",
                   "co-ordinator",
                   "consultant",
                   "consultants",
                   "service",
                   "services",
                   "provider",
                   "providers",
                   "practice",
                   "practices",
                   "gp",
                   "gps",
                   "gp's",
                   "gps'",
                   "midwife",
                   "midwives",
                   "visitor",
                   "visitors",
                   "sergeant",
                   "inspector",
                   "superintendent",
                   "constable",
                   "detective",
                   "commissioner",
                   "commissioners",
                   "executive",
                   "trainer",
                   "trainers",
                   "member",
                   "members",
                   "colleague",
                   "colleagues",
                   "professional",
                   "professionals",
                   "adviser",
                   "advisor",
                   "advisors",
                   "author",
                   "unit",
                   "department",
                   "directorate",
                   "governor",
                   "governors",
                   "champion",
                   "champions",
                   "administrator",
                   "analyst",
                   "assistant",
                   "deputy",
                   "principal",
                   "registrar",
                   "secretary",
                   "we",
                   "i",
                   "they",
                   "he",
                   "she",
                   "everyone",
                   "all",
                   "both",
                   "panel",
                   "forum",
                   "college",
                   "hospital",
                   "force",
                   "constabulary",
                   "cabinet",
                   "academy",
                   "representative",
                   "representatives",
                   "delegate",
                   "delegates",
                   "employees",
                   "teachers",
                   "teacher",
                   "clinicians",
                   "clinician",
                   "matron",
                   "psychologist",
                   "therapist",
                   "therapists",
                   "paramedics",
                   "ambulance",
                   "housing",
                   "probation",
                   "education",
                   "health",
                   "leadership",
                   "authority",
                   "authorities",
                   "network",
                   "charity",
                   "facilitator",
                   "facilitators",
                   "dentist",
                   "pharmacy",
                   "owner",
                   "owners",
                   "office",
                   "business"};

// Deeds that are done: with "has been", or alone as officers write them.
const Words irregular_done{"held",       "sent",      "met",    "given",      "gave",   "made", "taken",
                           "took",       "begun",     "began",  "written",    "wrote",  "done", "shown",
                           "seen",       "run",       "ran",    "brought",    "built",  "led",  "found",
                           "undertaken", "undertook", "kept",   "told",       "taught", "gone", "became",
                           "drawn",      "spoken",    "chosen", "went",       "put",    "set",  "underwent",
                           "rolled",     "rewritten", "drew",   "re-written", "sought"};
// Finite verbs that are not deeds.
const Words finite{"is",        "are",      "was",      "were",      "has",      "have",    "had",    "do",
                   "does",      "did",      "can",      "may",       "must",     "should",  "would",  "could",
                   "attends",   "ensures",  "includes", "provides",  "meets",    "holds",   "shares", "works",
                   "continues", "receives", "monitors", "discusses", "refers",   "gives",   "takes",  "makes",
                   "shows",     "follows",  "sets",     "gets",      "allows",   "enables", "helps",  "requires",
                   "expects",   "states",   "says",     "asks",      "wants",    "wishes",  "agrees", "encourages",
                   "needs",     "need",     "want",     "remains",   "supports", "went",    "came",   "seems",
                   "appears",   "isn't",    "aren't",   "hasn't"};
// Words in -ed or -ing that stand before a noun, or are one.
const Words no_deeds{"named",       "designated",  "looked",    "advanced", "dedicated", "integrated", "enhanced",
                     "targeted",    "experienced", "qualified", "detailed", "red",       "need",       "speed",
                     "feed",        "bed",         "shed",      "based",    "combined",  "accredited", "unified",
                     "proposed",    "planned",     "indeed",    "related",  "embed",     "nominated",  "relevant",
                     "multi-based", "exceed",      "proceed",   "succeed",  "involved",  "concerned",  "associated",
                     "led",         "agreed",      "scheduled", "booked",   "arranged"};
const Words gerund_nouns{
    "meeting",    "training",    "briefing",  "nursing",   "safeguarding", "recording", "monitoring",    "planning",
    "learning",   "housing",     "wellbeing", "screening", "hearing",      "setting",   "commissioning", "working",
    "ongoing",    "on-going",    "during",    "being",     "nothing",      "something", "building",      "funding",
    "marketing",  "parenting",   "following", "going",     "including",    "listening", "sharing",       "policing",
    "well-being", "counselling", "mentoring", "coaching",  "forthcoming",  "upcoming",  "reporting",     "staffing"};
// Steps of the work itself: "pathways for young carers to be added", where "time for cases to be discussed" is no step.
const Words steps{"added",    "developed",  "completed", "finalised",  "finalized", "updated",
                  "amended",  "launched",   "ratified",  "approved",   "drafted",   "published",
                  "produced", "circulated", "issued",    "implemented"};
// Deeds that end something: they settle what was said to come.
const Words settling{"completed",   "complete",  "done",      "held",      "delivered",   "achieved",   "finalised",
                     "finalized",   "published", "launched",  "attended",  "happened",    "occurred",   "actioned",
                     "implemented", "approved",  "ratified",  "closed",    "finished",    "signed",     "issued",
                     "circulated",  "met",       "discussed", "received",  "introduced",  "undertaken", "undertook",
                     "resolved",    "concluded", "confirmed", "presented", "submitted",   "replied",    "responded",
                     "returned",    "provided",  "trained",   "updated",   "distributed", "adopted",    "established",
                     "embedded"};
const Words event_nouns{"workshop",   "workshops", "training", "audit",       "audits",   "meeting",  "meetings",
                        "event",      "events",    "session",  "sessions",    "review",   "reviews",  "conference",
                        "briefing",   "briefings", "launch",   "work",        "roadshow", "seminar",  "survey",
                        "visit",      "visits",    "policy",   "protocol",    "pathway",  "guidance", "procedure",
                        "procedures", "report",    "campaign", "course",      "courses",  "pilot",    "forum",
                        "exercise",   "tool",      "toolkit",  "summit",      "webinar",  "webinars", "newsletter",
                        "template",   "leaflet",   "strategy", "recruitment", "dates",    "date",     "programme",
                        "inspection", "day",       "days",     "presentation"};
const Words document_nouns{"policy",   "protocol", "pathway",       "guidance",  "procedure", "procedures",
                           "strategy", "document", "report",        "framework", "template",  "terms",
                           "plan",     "leaflet",  "specification", "toolkit",   "version"};
const Words in_the_making{
    "developed",  "drafted",      "written",  "reviewed",    "revised",      "updated",    "finalised",
    "finalized",  "considered",   "explored", "arranged",    "planned",      "scoped",     "rolled",
    "recruited",  "commissioned", "built",    "produced",    "prepared",     "progressed", "established",
    "set",        "designed",     "piloted",  "implemented", "rewritten",    "agreed",     "worked",
    "sought",     "looked",       "created",  "organised",   "addressed",    "discussed",  "introduced",
    "procured",   "taken",        "amended",  "mapped",      "scheduled",    "compiled",   "collated",
    "negotiated", "refreshed",    "drawn",    "put",         "investigated", "re-written", "strengthened"};
// What is always being done once a thing is in use: "discussions are being recorded".
const Words in_use{"used",     "held",     "followed",  "recorded",   "monitored",  "applied",    "met",
                   "seen",     "observed", "adhered",   "maintained", "completed",  "shared",     "attended",
                   "heard",    "captured", "delivered", "identified", "supported",  "challenged", "escalated",
                   "referred", "made",     "received",  "invited",    "undertaken", "offered",    "given",
                   "kept",     "sent",     "notified",  "provided",   "assessed",   "reported",   "evidenced"};
const Words making{"developing",  "drafting",  "writing",     "revising",      "updating",  "finalising",
                   "finalizing",  "exploring", "considering", "recruiting",    "preparing", "arranging",
                   "progressing", "scoping",   "compiling",   "producing",     "designing", "procuring",
                   "negotiating", "rewriting", "planning",    "commissioning", "seeking",   "rolling"};
const Words routine{"regularly",  "quarterly", "monthly",    "weekly",     "annually",    "yearly",
                    "every",      "each",      "termly",     "routinely",  "fortnightly", "daily",
                    "biannually", "always",    "bi-monthly", "six-weekly", "bi-annually", "six-monthly"};
const Words prepositions{"for",     "with", "to",    "from",      "by",     "between", "on",
                         "in",      "at",   "about", "of",        "around", "across",  "within",
                         "through", "into", "over",  "regarding", "re",     "via",     "under"};
const Words subordinators{"that",    "which", "who",    "how",   "if",       "where",   "when",
                          "whether", "what",  "whom",   "whose", "because",  "as",      "while",
                          "until",   "once",  "unless", "so",    "whenever", "wherever"};
const Words adverbs{"also",         "then",      "now",         "further",   "jointly",   "formally",
                    "regularly",    "still",     "continually", "again",     "only",      "subsequently",
                    "additionally", "actively",  "fully",       "both",      "either",    "next",
                    "urgently",     "routinely", "be",          "currently", "presently", "not",
                    "soon",         "shortly",   "therefore",   "just",      "all"};
const Words make_possible{"allow",       "allows",   "allowed",   "allowing",  "enable",     "enables",    "enabled",
                          "enabling",    "ensure",   "ensures",   "ensured",   "ensuring",   "help",       "helps",
                          "helping",     "require",  "requires",  "required",  "requiring",  "for",        "expect",
                          "expects",     "expected", "want",      "wants",     "encourage",  "encourages", "encouraged",
                          "encouraging", "support",  "supports",  "supported", "supporting", "remind",     "reminded",
                          "order",       "permit",   "permits",   "how",       "prompt",     "prompts",    "prompting",
                          "requiring",   "so",       "expecting", "advise",    "advised"};

bool in(const Words& words, std::string_view word) {
  return words.find(word) != words.end();
}
bool any(std::string_view word, std::initializer_list<std::string_view> of) {
  return std::find(of.begin(), of.end(), word) != of.end();
}

// ---- Tokens and sentences ----

enum class Stop { none, comma, dash, sentence };  // what stands before a word
struct Token {
  std::string key;  // lower case; "#date" for a date
  std::size_t begin = 0, end = 0;
  Stop before = Stop::none;
  bool quoted = false;
  bool capital = false;  // begins with a capital
  bool shouted = false;  // all capitals, at least two: "DN", "SMT"
  bool is_date() const { return key == "#date"; }
};

bool letter(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC3;
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

struct Sentence {
  std::size_t begin = 0, end = 0;  // tokens
  std::size_t head = 0;            // where a date stands that heads it, or begin
  bool dated = false;              // a date heads it
};

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

// ---- What a word does where it stands ----

struct Text {
  std::string_view text;
  std::vector<Token> t;
  std::vector<Sentence> s;
  // Up to each word, how many govern an infinitive, and how many make something possible ("to allow … and … to be
  // recorded"), so that a long sentence is not walked again for each of its "and"s.
  std::vector<std::uint32_t> governing, opening;

  std::string_view key(std::size_t i, std::size_t end) const {
    return i < end ? std::string_view(t[i].key) : std::string_view();
  }
  std::string_view prev(std::size_t i, std::size_t begin) const {
    return i > begin ? std::string_view(t[i - 1].key) : std::string_view();
  }

  bool attributive_name(std::size_t i, std::size_t end) const {  // "Named Nurse", "Designated Doctor"
    return any(t[i].key,
               {"named", "designated", "identified", "appointed", "nominated", "associated", "accountable"}) &&
           i + 1 < end && (in(agents, t[i + 1].key) || t[i + 1].shouted);
  }
  // A deed that is done: "delivered", "was held", "has been sent"; not "to be held", "is being held", "will be sent".
  bool deed(std::size_t i, const Sentence& in_sentence) const {
    const std::string& k = t[i].key;
    if (t[i].quoted || attributive_name(i, in_sentence.end)) return false;
    const bool shape = in(irregular_done, k) || any(k, {"complete", "agreed", "embedded"}) ||
                       (k.size() > 4 && k.ends_with("ed") && !in(no_deeds, k));
    if (!shape) return false;
    if (any(k, {"put", "set", "run", "complete", "found", "led"})) {  // also a base form
      const std::string_view p = prev(i, in_sentence.begin);
      if (any(p, {"to", "will", "and", "or", "not", "nurse-"})) return false;
      if (k == "complete" && i == in_sentence.begin && i + 1 < in_sentence.end && t[i + 1].before == Stop::none &&
          !t[i + 1].is_date())
        return false;
    }
    std::size_t b = i;
    while (b > in_sentence.begin && in(adverbs, t[b - 1].key) && t[b - 1].key != "be" && t[b - 1].key != "not") --b;
    const std::string_view p = prev(b, in_sentence.begin);
    return !any(p, {"be", "being", "not", "never", "if", "when", "once", "until", "unless"});
  }
  bool governs(std::size_t i, const Sentence& s_) const {  // any verb but an infinitive
    const std::string& k = t[i].key;
    if (deed(i, s_) || in(finite, k)) return true;
    return k.size() > 4 && k.ends_with("ing") && !in(gerund_nouns, k) && prev(i, s_.begin) != "of";
  }
  bool deed_before(std::size_t i) const {
    for (const Sentence& one : s)
      for (std::size_t k = one.begin; k < one.end && k < i; ++k)
        if (deed(k, one)) return true;
    return false;
  }
  bool routine_after(std::size_t i, const Sentence& one) const {
    for (std::size_t k = i + 1; k < one.end && k < i + 9; ++k)
      if (in(routine, t[k].key)) return true;
    return false;
  }
  std::size_t skip_adverbs(std::size_t i, std::size_t end) const {
    while (i < end && in(adverbs, t[i].key) && t[i].key != "be") ++i;
    return i;
  }
  // From `from` on a main verb, outside clauses with "that", "which", "how".
  bool main_verb_after(std::size_t from, const Sentence& one) const {
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

  // Where the clause of word `i` begins: a dash, a semicolon, a comma, or an "and" that joins two statements.
  std::size_t clause_begin(std::size_t i, const Sentence& one) const {
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

  bool says_rules_before(std::size_t i, const Sentence& one) const {
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
  bool condition_before(std::size_t i, const Sentence& one) const {
    for (std::size_t k = one.begin; k < i; ++k)
      if (any(t[k].key, {"if", "where", "whenever", "wherever", "any"})) return true;
    return false;
  }

  bool future(std::size_t i, const Sentence& one) const {
    const std::string_view p = prev(i, one.begin);
    if (any(p, {"good", "free", "ill", "a", "the", "own", "their", "political", "living", "of", "at", "goodwill"}))
      return false;
    if (t[i].capital && i + 1 < one.end && t[i + 1].capital && !t[i + 1].shouted && !in(verbs, t[i + 1].key))
      return false;
    if (i > one.begin && t[i].capital && !t[i].shouted) return false;
    const std::size_t v = skip_adverbs(i + 1, one.end);
    if (v >= one.end || (i + 1 < one.end && t[i + 1].key == "not")) return false;
    if (says_rules_before(i, one) || condition_before(i, one)) return false;
    for (std::size_t m = one.begin + 1; m < i; ++m)  // "tells parents what will happen"
      if (any(t[m].key, {"what", "how", "who"})) return false;
    const std::string_view verb = key(v, one.end), next = key(v + 1, one.end);
    const bool done = deed_before(i);
    // "Protocol launched, so young people will have a named worker": what follows from it.
    if (done)
      for (std::size_t m = clause_begin(i, one); m < i; ++m)
        if (t[m].key == "so") return false;
    // What people will know or feel is what the work is for.
    if (any(verb, {"know", "understand", "feel", "recognise", "benefit"}) ||
        (verb == "be" &&
         any(next, {"aware", "able", "confident", "clear", "safer", "better", "more", "clearer", "equipped"})))
      return false;
    if (done && any(verb, {"ensure", "enable",     "allow",   "help",     "support", "improve", "assist",
                           "mean",   "strengthen", "give",    "increase", "reduce",  "lead",    "result",
                           "make",   "promote",    "prevent", "inform",   "raise",   "provide"}) &&
        (any(p, {"this", "it", "these", "which", "that", "they", "and"}) ||
         (i >= 2 && any(t[i - 2].key, {"this", "these"}))))
      return p == "and" && !any(verb, {"help", "allow", "enable", "improve", "mean", "result", "lead"});
    // Once done, what goes on is no promise.
    bool goes_on = any(verb, {"continue", "remain"}) ||
                   (i + 1 < one.end && any(t[i + 1].key, {"now", "still", "always"})) || routine_after(i, one);
    return !(done && goes_on);
  }

  bool agent_phrase(std::size_t from, std::size_t to) const {  // "Named GP", "Head of Service", "DN"
    std::size_t head = to;
    for (std::size_t k = from; k < to; ++k)
      if (in(prepositions, t[k].key)) {
        head = k;
        break;
      }
    if (head == from) return false;
    while (head > from + 1 && in(adverbs, t[head - 1].key) && !in(agents, t[head - 1].key)) --head;
    const Token& last = t[head - 1];
    if (in(agents, last.key) || (last.shouted && last.key.size() <= 8)) return true;
    if (last.key.find('/') != std::string::npos && last.shouted) return true;
    const std::size_t slash = last.key.rfind('/');
    if (slash != std::string::npos && in(agents, std::string_view(last.key).substr(slash + 1))) return true;
    // A person: "J. Okoro to chase"
    return head - from == 2 && t[from].capital && last.capital &&
           (t[from].key.size() == 1 || t[from].key.ends_with("."));
  }

  bool infinitive(std::size_t i, const Sentence& one, Open& kind) const {
    const std::size_t v = skip_adverbs(i + 1, one.end);
    if (v >= one.end || t[v].before >= Stop::dash) return false;
    const std::string_view verb = t[v].key, after = key(v + 1, one.end);
    if (!in(verbs, verb)) return false;
    std::size_t b = i;
    while (b > one.begin && in(adverbs, t[b - 1].key) && !any(t[b - 1].key, {"all", "both", "still", "not"})) --b;
    const std::string_view p = prev(b, one.begin);
    const std::string_view pp = b >= one.begin + 2 ? std::string_view(t[b - 2].key) : std::string_view();
    kind = Open::promised;
    if (any(pp, {"was", "were", "had"}) &&
        !any(p, {"agreed", "identified", "arranged", "booked", "scheduled", "due", "planned"}))
      return false;
    if (says_rules_before(i, one)) return false;
    if (any(p, {"aim",     "aims",   "aiming",    "intend",   "intends",   "intending",  "intention", "intended",
                "hope",    "hopes",  "hoping",    "planning", "agreed",    "identified", "yet",       "still",
                "remains", "booked", "scheduled", "arranged", "committed", "proposing",  "proposes",  "looking"})) {
      if (any(p, {"aim", "aims"}) && b > one.begin + 1 && !any(pp, {"we", "they", "and", "to"}) &&
          !(b >= one.begin + 2 && in(agents, pp)))
        return false;
      if (p == "intended" && any(verb, {"support", "help", "be", "improve"}) && deed_before(i)) return false;
      if (p == "looking" || p == "intention") return true;
      if (p == "identified" &&
          (any(pp, {"was", "were"}) || !any(verb, {"attend", "complete", "undertake", "receive", "be", "take"})))
        return false;
      if (any(p, {"yet", "still", "remains"})) kind = Open::unfinished;
      if (p == "agreed" && verb == "be" && pp == "") return true;
      return true;
    }
    if (p == "place" && pp == "in") {
      for (std::size_t k = one.begin; k < b; ++k)
        if (t[k].key == "plans" && (k == one.begin || !in(subordinators, t[k - 1].key)))
          return k == one.begin || any(t[k - 1].key, {"are", "with", "has", "have"});
      return false;
    }
    // What others were asked to give back is not given back yet.
    if (any(p, {"asked", "requested"}))
      return any(verb, {"confirm", "provide", "return", "submit", "respond", "report", "nominate", "advise", "supply"});
    if (any(p, {"plans", "plan"}) && !any(verb, {"include", "incorporate", "reflect"}))
      return any(pp, {"we", "are", "has", "have", "with", "they", "will"}) || (b >= one.begin + 2 && in(agents, pp));
    if (p == "going") return !any(after, {"school", "court"});
    if (p == "expected" || p == "due" || p == "set" || p == "likely" || p == "about")
      return any(verb, {"start", "begin", "commence", "report", "complete", "finish", "launch", "meet", "finalise"}) ||
             (p == "due" && any(verb, {"attend", "take", "go", "publish", "return", "roll"})) ||
             (verb == "be" && any(after, {"completed", "complete", "finalised", "published", "launched", "held",
                                          "delivered", "signed", "ready", "agreed", "ratified", "approved",
                                          "implemented", "rolled", "in", "reviewed", "presented", "introduced"}));
    if (any(p, {"needs", "need"})) {
      kind = Open::unfinished;
      if (verb != "be")
        return b == one.begin + 1 || (b == one.begin + 2 && any(pp, {"this", "it", "action"})) ||
               (b == one.begin + 3 && pp == "action");
      for (std::size_t k = clause_begin(i, one); k < i; ++k)
        if (in(subordinators, t[k].key) || in(make_possible, t[k].key)) return false;
      if (condition_before(i, one)) return false;
      kind = Open::unfinished;
      return true;
    }
    if (any(p, {"is", "are"})) {
      for (std::size_t k = one.begin; k < i; ++k)
        if (any(t[k].key, {"aim", "purpose", "role", "remit", "function", "objective", "goal", "aims", "task", "focus",
                           "expectation"}))
          return false;
      return true;
    }
    if (any(p, {"was", "were", "able", "order", "how", "as", "not", "failed", "continue", "continues", "continued",
                "used", "ability", "opportunity"}))
      return false;

    std::size_t from = clause_begin(i, one);
    while (from < i && (any(t[from].key, {"and", "but", "also", "then", "next", "again", "going", "forward", "moving",
                                          "action", "update"}) ||
                        t[from].is_date()))
      if (any(t[from].key, {"action", "update"}) && t[from + 1].before < Stop::dash)
        break;
      else
        ++from;
    if (from == i) {  // nobody before it
      if (i > one.begin) {
        const Stop before = t[i].before;
        bool only_dates = true;
        for (std::size_t k = one.begin; k < i; ++k)
          only_dates = only_dates && (t[k].is_date() || in(adverbs, t[k].key) ||
                                      any(t[k].key, {"and", "going", "forward", "update", "action"}));
        if (!only_dates) {
          // "… and going forward to be audited"; else it says what the words before it are for.
          return before == Stop::none && from > one.begin && verb == "be" && any(t[i - 1].key, {"and", "forward"}) &&
                 t[i - 1].key != "and";
        }
      }
      return !main_verb_after(v + 1, one);
    }
    for (std::size_t k = from; k < i; ++k)
      if (governs(k, one) || any(t[k].key, {"that", "which", "who", "will"}) || t[k].quoted) return false;
    if (in(verbs, t[from].key) && !in(agents, t[from].key) && !in(event_nouns, t[from].key))
      return false;  // "Encourage schools to …"
    if (verb == "follow")
      return v + 1 >= one.end || t[v + 1].before >= Stop::comma || any(after, {"shortly", "once", "by", "in"});
    if (verb == "be") {
      const bool settled_later =
          any(after, {"confirmed", "agreed", "arranged", "set", "finalised", "decided", "determined"});
      for (std::size_t k = from; k < i; ++k)
        if (in(make_possible, t[k].key) && t[k].key != "support" && !settled_later &&
            !(t[k].key == "for" && in(steps, after)))
          return false;
      if (any(p, {"opportunity", "place", "places", "need", "scope"})) return false;
      return !main_verb_after(v + 2, one) || settled_later || routine_after(v, one);
    }
    if (t[i].before >= Stop::dash) return false;
    if (any(verb, {"commence", "begin", "start", "launch", "resume", "restart", "re-start"}) ||
        (any(verb, {"go", "take"}) && any(after, {"live", "place", "out"})))
      return true;  // "programme to commence in May": things do that by themselves
    // "Training to include this"; where "tool to help", "policy to address" say what they are for.
    if (any(verb, {"include", "incorporate", "reflect"}) && (in(document_nouns, p) || in(event_nouns, p)))
      return !main_verb_after(v + 1, one);
    if (t[from].before == Stop::comma && any(verb, {"ensure", "support", "improve", "promote", "help"})) {
      for (std::size_t k = one.begin; k < from; ++k)
        if (governs(k, one)) return false;  // "meetings held with Health, Housing team to ensure …" is a list
    }
    return agent_phrase(from, i);
  }

  bool deed_later_in(std::size_t i, const Sentence& one) const {
    for (std::size_t k = i + 1; k < one.end; ++k) {
      if (deed(k, one) && (in(settling, t[k].key) || (k > i + 1 && any(t[k - 1].key, {"was", "were", "been"}))))
        return true;
      if (t[k].key == "took" && key(k + 1, one.end) == "place") return true;
    }
    return false;
  }

  // "planned", "scheduled", "booked", "arranged" said of something still to come.
  bool arranged(std::size_t i, const Sentence& one) const {
    const std::string& k = t[i].key;
    const std::string_view p = prev(i, one.begin), n = key(i + 1, one.end);
    if (any(p, {"as", "than", "well", "poorly", "carefully", "originally", "previously", "not"})) return false;
    if (routine_after(i, one) || deed_later_in(i, one)) return false;
    if (any(n, {"with", "around", "jointly", "together", "according", "using", "care", "moves", "admissions",
                "approach", "interventions"})) {
      if (n != "with" || k == "planned") return false;
    }
    if (condition_before(i, one)) return false;
    bool event = false, date = false;
    for (std::size_t m = one.begin; m < one.end; ++m) {
      event = event || in(event_nouns, t[m].key);
      date = date || (m > i && t[m].is_date());
    }
    if (k == "planned" || k == "planed") {
      if (i + 1 >= one.end || t[i + 1].before >= Stop::comma) return true;
      if (t[i + 1].is_date() || any(n, {"for", "to", "in", "by", "on", "at", "from", "next", "later", "during",
                                        "throughout", "this", "along", "and", "across", "but"}))
        return true;
      return (p.empty() || any(p, {"further", "a", "the", "our", "and"})) ? in(event_nouns, n) : event;
    }
    if (any(n, {"to"}) && i + 2 < one.end && in(verbs, t[i + 2].key)) return true;
    if (k == "booked") return any(n, {"for", "on", "onto", "in", "to", "with", "into", ""}) || date;
    return date ||
           (event && (n == "for" || n.empty() || t[i + 1].before >= Stop::dash || any(n, {"in", "later", "next"})));
  }

  bool says(std::size_t i, std::size_t end, std::initializer_list<std::string_view> words) const {
    if (i + words.size() > end) return false;
    for (std::string_view word : words)
      if (t[i++].key != word) return false;
    return true;
  }

  bool unfinished(std::size_t i, const Sentence& one) const {
    const std::string& k = t[i].key;
    const std::string_view p = prev(i, one.begin), n = key(i + 1, one.end), nn = key(i + 2, one.end);
    const std::string_view pp = i >= one.begin + 2 ? std::string_view(t[i - 2].key) : std::string_view();
    if (any(p, {"was", "were", "had", "no", "nothing", "none", "any", "longer", "never"}) || any(pp, {"was", "were"}))
      return false;
    for (std::size_t m = i; m > one.begin && m + 4 > i; --m)
      if (any(t[m - 1].key, {"no", "none", "nothing"})) return false;
    if (k == "on" && any(n, {"track", "target", "schedule"})) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"that", "whether", "if", "how", "keep", "keeps", "kept"})) return false;
      if (deed_later_in(i, one) || any(p, {"completed", "complete", "delivered", "finished"})) return false;
      return n == "track" || (i + 2 >= one.end) || t[i + 2].before >= Stop::comma || any(nn, {"to", "for"});
    }
    if (any(k, {"on-track", "awaiting", "await", "awaits", "awaited", "partially", "partly", "underway",
                "part-completed"})) {
      if (any(k, {"partially", "partly"}))
        return any(n, {"complete", "completed", "achieved", "met", "implemented", "done", "embedded", "in", "delivered",
                       "rolled", "compliant", "trained", "established", ""}) ||
               i == one.begin;
      if (k == "awaited") return any(p, {"is", "are", "still"}) || i + 1 >= one.end;
      if (k == "await" || k == "awaiting") {
        for (std::size_t m = one.begin; m < i; ++m)
          if (any(t[m].key,
                  {"children", "families", "patients", "those", "cases", "victims", "who", "while", "people"}))
            return false;
      }
      return true;
    }
    if (k == "waiting" && any(n, {"for", "on", "to"})) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"children", "families", "patients", "those", "who", "people", "young"})) return false;
      return true;
    }
    if (k == "pending") return !any(n, {"tray", "cases", "list"});
    if (k == "outstanding")
      return any(p, {"is", "are", "remain", "remains", "still", "currently"}) ||
             (i + 1 >= one.end && !any(p, {"rated", "judged", "as", "an"}));
    if (k == "in" && any(n, {"progress", "process", "draft", "development"}))
      return n != "process" || any(nn, {"of", ""});
    if (k == "in" && n == "the" && nn == "process") return key(i + 3, one.end) == "of";
    if (k == "in" && any(n, {"discussion", "discussions", "negotiation", "negotiations", "dialogue"}))
      return any(p, {"are", "is", "currently", "still", "we", ""});
    if (any(k, {"discussions", "conversations", "talks"}) &&
        any(n, {"are", "taking", "under", "continue", "continuing", "with"}) && i == one.begin)
      return n != "are" || any(nn, {"taking", "under", "continuing", "being"});
    if (k == "under" && any(n, {"way", "development", "review", "consideration", "construction", "discussion"}))
      return n != "review" || !any(p, {"kept", "keep", "reviewed", "and"});
    if (k == "for" && any(n, {"comment", "comments", "approval", "consultation", "sign-off", "signature",
                              "ratification", "agreement"}))
      return i > one.begin && (i + 2 >= one.end || t[i + 2].before >= Stop::comma || any(nn, {"until", "by"}));
    // "Complete except for …", "all but one".
    if (any(k, {"except", "but", "apart", "exception"}) && i > one.begin)
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"complete", "completed", "done", "achieved", "met"}) || (t[m].key == "all" && m + 1 == i))
          return k == "but" ? p == "all" : (k == "except" || any(n, {"from", "of"}));
    if (any(k, {"continues", "continue"}) && i > one.begin && (i + 1 >= one.end || t[i + 1].before >= Stop::comma))
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key,
                {"work", "roll-out", "rollout", "implementation", "recruitment", "development", "discussions"}))
          return true;
    if (any(k, {"nearing", "approaching"}) && n == "completion") return true;
    if (any(k, {"nearly", "almost"}) && any(n, {"complete", "completed", "finished", "there", "ready"})) return true;
    if (any(k, {"continue", "continues", "continuing"}) && n == "to" && i > one.begin && !deed_before(i) &&
        any(nn, {"action", "work", "chase", "pursue", "seek", "develop", "explore", "progress", "liaise", "press",
                 "address"}))
      return true;
    if (k == "not" &&
        ((n == "in" && nn == "place") || (n == "been" && any(p, {"has", "have"})) || (n == "be" && p == "could") ||
         (any(n, {"available", "ready", "live", "operational", "resolved", "agreed"}) &&
          any(p, {"is", "are", "currently"})))) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (in(subordinators, t[m].key) && t[m].key != "that" && t[m].key != "as") return false;
      return true;
    }
    if (k == "no" && any(n, {"response", "reply", "update", "progress"}))
      return nn.empty() || any(nn, {"to", "yet", "received", "from", "has", "as", "made"});
    if (k == "in" && any(n, {"hand", "scoping", "planning", "drafting", "testing", "preparation", "production",
                             "negotiation", "consultation", "train"}))
      return i + 2 >= one.end || t[i + 2].before >= Stop::comma;
    if (k == "not" && any(n, {"fully", "yet", "completed", "complete", "finished", "started", "finalised", "achieved",
                              "entirely", "all", "commenced", "embedded", "implemented"})) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (in(subordinators, t[m].key) && t[m].key != "as") return false;
      return n != "all" || nn == "staff";
    }
    if (k == "yet" && n == "to") return true;
    if (k == "incomplete")
      return i + 1 >= one.end || t[i + 1].before >= Stop::comma || any(p, {"is", "are", "remains"});
    if (k == "delayed" || k == "paused" || k == "postponed" || k == "deferred" || k == "stalled")
      return !deed_later_in(i, one) &&
             (any(p, {"been", "is", "are", "currently"}) || i == one.begin || any(n, {"until", "to", "due"}));
    if (k == "subject" && n == "to")
      for (std::size_t m = i + 2; m < one.end && m < i + 6; ++m)
        if (any(t[m].key, {"approval", "funding", "agreement", "sign-off", "ratification", "confirmation",
                           "recruitment", "resources", "capacity", "consultation"}))
          return true;
    if (any(k, {"further", "more"}) && any(n, {"work", "action", "training", "development", "progress"}))
      for (std::size_t m = i + 2; m < one.end && m < i + 6; ++m)
        if (any(t[m].key, {"needed", "required", "necessary", "outstanding", "planned"}) ||
            says(m, one.end, {"to", "do"}))
          return true;
    if (k == "requires" && n == "further") return true;
    if (k == "draft" && any(p, {"first", "initial", "working", "a", "early"})) return true;
    if (i > one.begin && in(making, k) && (in(agents, p) || t[i - 1].shouted)) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (governs(m, one) || in(prepositions, t[m].key)) return false;
      return !main_verb_after(i + 1, one);
    }
    if (k == "draft" && (in(document_nouns, n) || any(n, {"form", "stage", "format"}))) return true;
    if (k == "continual" || k == "continuous") return any(n, {"process"}) || (any(p, {"be"}) && any(pp, {"to"}));
    if (k == "working" && any(n, {"towards", "toward", "on"}))
      return n != "on" || any(p, {"is", "are", "currently", ""});
    if (any(k, {"is", "are", "currently"}) && in(making, n)) return !routine_after(i, one);
    if (k == "currently" && n == "being")
      return !routine_after(i, one) && !any(nn, {"used", "followed", "applied", "monitored", "met"});
    // "Work has started": so it is not done. "Groups have started" are.
    if (any(k, {"begun", "started", "commenced"}) && any(p, {"has", "have", ""}))
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"work", "recruitment", "development", "drafting", "process", "implementation", "rollout",
                           "roll-out", "scoping", "discussions", "mapping"}))
          return true;
    if (any(k, {"continue", "continues", "continuing"}) && i > one.begin &&
        any(p, {"roll-out", "rollout", "implementation", "work", "recruitment", "development", "discussions",
                "negotiations", "progress", "consultation"}))
      return true;
    if (k == "carried" && any(n, {"forward", "over"})) return true;
    if (any(k, {"tbc", "tba"})) return true;
    if (any(k, {"requires", "require", "needs", "need"}) && i > one.begin && n.size() > 5 && n.ends_with("ing") &&
        !in(gerund_nouns, n) && !condition_before(i, one))
      return !any(p, {"to", "that", "which", "who", "may", "will", "not", "young"});
    if (any(k, {"remaining", "remainder", "rest"}))
      for (std::size_t m = i + 1; m < one.end && m < i + 5; ++m)
        if (t[m].key == "by" && !main_verb_after(i, one)) return true;
    if (k == "ongoing" || k == "on-going" || (k == "on" && n == "going")) {
      const std::size_t width = k == "on" ? 2 : 1;
      const std::string_view noun = key(i + width, one.end);
      const bool ends = i + width >= one.end || t[i + width].before >= Stop::comma;
      if (any(noun, {"through", "via"}) || (p == "and" && pp == "place")) return false;  // it runs, and how
      if (any(noun, {"issue", "work", "discussion", "discussions", "activity", "process", "action", "piece",
                     "consultation", "negotiations", "recruitment"}))
        return true;
      if (ends) return true;
      if (i == one.begin || t[i].before >= Stop::dash) return !main_verb_after(i + width, one);
      return any(p, {"is", "are", "remain", "remains", "and"}) &&
             any(noun, {"with", "through", "in", "until", "at", "via", "across", "but", "as"});
    }
    // "45 of 120 staff trained"
    if (any(k, {"of", "out"}) && i > one.begin && digit(p.empty() ? 'x' : p[0])) {
      const std::string_view whole = k == "out" ? nn : n;
      const double part = std::atof(std::string(p).c_str()),
                   all = whole.empty() || !digit(whole[0]) ? 0 : std::atof(std::string(whole).c_str());
      if (all > 0 && part / all < 0.85)
        for (std::size_t m = i; m < one.end && m < i + 6; ++m)
          if (any(t[m].key, {"trained", "completed", "attended", "returned", "responded", "compliant"})) return true;
    }
    // What no usual target calls done: mandatory training is asked of 85 in 100 and more.
    if (k.ends_with("%") && k.size() <= 6) {
      const double share = std::atof(k.c_str());
      if (share >= 85) return false;
      for (std::size_t m = one.begin; m < one.end; ++m)
        if (any(t[m].key, {"trained", "complete", "completed", "completion", "compliance", "compliant", "uptake",
                           "attended", "returned", "achieved", "rolled"})) {
          for (std::size_t q = one.begin; q < i; ++q)
            if (any(t[q].key, {"from", "increase", "above", "over", "target"})) return false;
          return true;
        }
    }
    return false;
  }

  bool promised(std::size_t i, const Sentence& one, Open& kind) const {
    const std::string& k = t[i].key;
    const std::string_view p = prev(i, one.begin), n = key(i + 1, one.end), nn = key(i + 2, one.end);
    kind = Open::promised;
    if ((k == "will" || k == "shall") && future(i, one)) return true;
    if ((k.ends_with("'ll") || k.ends_with("\xE2\x80\x99ll")) && !condition_before(i, one)) return true;
    if (k == "to" && infinitive(i, one, kind)) return true;
    kind = Open::promised;
    if (any(k, {"planned", "planed", "scheduled", "booked", "arranged", "programmed", "timetabled", "pencilled",
                "diarised"}) &&
        arranged(i, one))
      return true;
    if (any(k, {"forthcoming", "upcoming"}) || (k == "forth" && n == "coming")) {
      for (std::size_t m = i + 1; m < one.end && m < i + 5; ++m)
        if (in(event_nouns, t[m].key)) return true;
      return !main_verb_after(i, one) && !deed_later_in(i, one);
    }
    if (k == "committed" && n == "to" && nn.size() > 4 && nn.ends_with("ing") && !in(gerund_nouns, nn))
      return any(p, {"is", "are", "remain", "remains", ""});
    if (k == "intention" && any(n, {"is", "being"})) return true;
    if (k == "due" && !any(p, {"next", "review", "refresh", "renewal", "were", "was"})) {
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"next", "reviewed", "when", "where", "births", "visits"})) return false;
      if (nn == "review" || deed_later_in(i, one)) return false;
      if (n == "for")
        return any(nn, {"completion", "publication", "release", "launch", "delivery", "sign"}) ||
               (i + 2 < one.end && t[i + 2].is_date());
      return (i + 1 < one.end && t[i + 1].is_date()) ||
             (any(n, {"in", "by", "on", "at", "early", "end", "this", "next"}) && i + 2 < one.end);
    }
    if (any(k, {"anticipated", "hoped", "intended", "proposed", "envisaged"}) && any(p, {"is", "are"})) return true;
    if (k == "expected" && !any(p, {"is", "are", "as", "than", "was", "were", "of", "be", "been"}) &&
        (any(n, {"by", "in"}) || (i + 1 < one.end && t[i + 1].is_date())))
      return !deed_later_in(i, one);
    if (k == "expected" && any(p, {"is", "are", ""}) &&
        (any(n, {"by", "in", "that"}) || (i + 1 < one.end && t[i + 1].is_date())))
      return n != "that" || key(i - 2, one.end) == "it";
    if (k == "given" && p == "being")
      for (std::size_t m = one.begin; m < i; ++m)
        if (any(t[m].key, {"consideration", "thought"})) return true;
    if (k == "should" && !says_rules_before(i, one) && !condition_before(i, one) && i > one.begin)
      return (n == "take" && nn == "place") || (n == "be" && any(nn, {"completed", "complete", "finalised", "ready",
                                                                      "available", "published", "launched"}));
    if (k == "next" && any(n, {"step", "steps"})) return !deed_later_in(i, one);
    if (k == "target" && (nn == "completion" || any(n, {"completion"}) ||
                          (n == "date" && i + 2 < one.end && (t[i + 2].is_date() || any(nn, {"for", "is", "of"})))))
      return !deed_later_in(i, one);
    if (k == "completion" && (any(n, {"by", "due", "expected"}) || (n == "date" && i + 2 < one.end)))
      return p != "on" && !deed_later_in(i, one);
    if (any(k, {"included", "placed", "put"}) && any(n, {"in", "on", "into"}))
      for (std::size_t m = i + 2; m < one.end && m < i + 8; ++m)
        if (any(t[m].key, {"plan", "workplan", "timetable", "work-plan"}) &&
            any(t[m - 1].key, {"audit", "work", "forward", "delivery", "business", "development", "improvement",
                               "training", "year", "annual", "the"}))
          return !any(t[m - 1].key, {"the"});
    if (k == "being" && !any(p, {"was", "were", "been", "well", "of", "as", "from", "are-", "children", "child", "for",
                                 "without", "before", "after", "than"})) {
      const std::size_t v = skip_adverbs(i + 1, one.end);
      if (v >= one.end || routine_after(i, one)) return false;
      if (!in(in_the_making, t[v].key) && !any(p, {"is", "are"})) return false;
      if (in(subordinators, p) || any(p, {"despite", "by"})) return false;
      if (any(p, {"is", "are"}) && !deed_before(i) && !in(in_use, t[v].key)) return true;
      if (any(p, {"is", "are"}) && i >= one.begin + 2 && in(event_nouns, t[i - 2].key) &&
          any(t[v].key, {"identified", "confirmed"}))
        return true;
      if (t[v].key == "rolled" || t[v].key == "worked" || t[v].key == "looked" || t[v].key == "put" ||
          t[v].key == "drawn" || t[v].key == "set" || t[v].key == "taken")
        return any(key(v + 1, one.end), {"out", "on", "at", "into", "up", "in", "together", "forward"});
      if (any(t[v].key, {"discussed", "addressed", "considered", "introduced"}))
        return any(p, {"is", "are", "currently", "still", "now"}) && !deed_before(i);
      return in(in_the_making, t[v].key);
    }
    if (i == one.begin && any(k, {"ensuring", "seeking", "aiming", "considering", "exploring", "hoping", "intending",
                                  "proposing", "looking"}))
      return !main_verb_after(i + 1, one);
    return false;
  }

  // Something after the sentence says that it was done after all.
  bool settled_after(std::size_t which, std::size_t where, Open kind) const {
    const Sentence& one = s[which];
    // In the sentence itself, behind a dash or a bracket: "to review - completed May".
    for (std::size_t k = where + 1; k < one.end; ++k)
      if (t[k].before >= Stop::comma && (in(settling, t[k].key) || any(t[k].key, {"now", "this", "since"}))) {
        for (std::size_t m = k; m < one.end && m < k + 5; ++m)
          if (in(settling, t[m].key) && deed(m, one)) return true;
      }
    // "Partners committed to attend, and all have attended since."
    bool below = false;
    for (std::size_t k = where + 2; k < one.end && kind == Open::promised; ++k) {
      below = below || in(subordinators, t[k].key);
      if (!below && in(settling, t[k].key) && any(t[k - 1].key, {"have", "has", "was", "were", "been"}) && deed(k, one))
        return true;
    }
    // The thing promised, by its noun: "Workshop planned. The workshop was held."
    std::set<std::string_view> things;
    for (std::size_t k = one.begin; k < where; ++k)
      if (in(event_nouns, t[k].key)) things.insert(t[k].key);
    for (std::size_t k = where; k < one.end && k < where + 4; ++k)
      if (t[k].key != "at" && in(event_nouns, t[k].key) && any(t[where].key, {"planned", "scheduled"}))
        things.insert(t[k].key);
    for (std::size_t other = which + 1; other < s.size() && other <= which + 12; ++other) {
      const Sentence& later = s[other];
      std::size_t first = later.begin;
      while (first < later.end && (in(adverbs, t[first].key) || t[first].is_date() ||
                                   any(t[first].key, {"this", "it", "these", "has", "have", "been", "was", "were", "is",
                                                      "since", "update", "action", "both", "now", "all"})))
        ++first;
      if (first < later.end && in(settling, t[first].key) && deed(first, later)) return true;
      if (says(first, later.end, {"took", "place"})) return true;
      bool ends = false, thing = any(t[later.begin].key, {"all", "both", "each", "every"});
      for (std::size_t k = later.begin; k < later.end; ++k) {
        const bool end = (in(settling, t[k].key) && deed(k, later)) || says(k, later.end, {"took", "place"}) ||
                         says(k, later.end, {"now", "in", "place"});
        ends = ends || end;
        thing = thing || (!ends && things.contains(t[k].key));
        if (end && (thing || (later.dated &&
                              any(t[k].key, {"completed", "complete", "held", "finalised", "published", "launched",
                                             "done", "approved", "ratified", "delivered", "achieved", "implemented"}))))
          return true;
      }
    }
    return false;
  }
};

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

// A cell is looked at as far as this; what is longer is no cell.
constexpr std::size_t longest_text = 10'000;

std::vector<OpenWork> open_work_in(const Text& read, bool settle) {
  std::vector<OpenWork> out;
  for (std::size_t which = 0; which < read.s.size(); ++which) {
    const Sentence& one = read.s[which];
    std::optional<Open> found;
    for (std::size_t i = one.begin; i < one.end; ++i) {
      if (read.t[i].quoted) continue;
      Open kind = Open::promised;
      if (read.promised(i, one, kind)) {
      } else if (read.unfinished(i, one)) {
        kind = Open::unfinished;
      } else {
        continue;
      }
      if (settle && read.settled_after(which, i, kind)) continue;
      if (!found || kind == Open::promised) found = kind;
      if (found == Open::promised) break;
    }
    if (!found) continue;
    const std::size_t begin = read.t[one.head].begin, end = read.t[one.end - 1].end;
    out.push_back({*found, collapsed(read.text.substr(begin, end - begin))});
  }
  return out;
}

}  // namespace

std::vector<OpenWork> open_work(std::string_view text) {
  return open_work_in(read(text.substr(0, longest_text)), true);
}

bool hangs_on_something(std::string_view constraint) {
  const Text text = read(constraint.substr(0, longest_text));
  if (!open_work_in(text, true).empty()) return true;
  for (const Sentence& one : text.s)
    for (std::size_t i = one.begin; i < one.end; ++i) {
      const std::string& k = text.t[i].key;
      const std::string_view n = text.key(i + 1, one.end);
      if (any(k, {"depends", "dependent", "dependant", "depending", "reliant", "relies"}) &&
          any(n, {"on", "upon", "of"}))
        return true;
      if (k == "unable" && i > one.begin)
        for (std::size_t m = one.begin; m < i; ++m)
          if (text.t[m].key == "if") return true;
    }
  return false;
}

}  // namespace candour::assurance
