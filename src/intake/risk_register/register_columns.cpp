#include "intake/risk_register/register_columns.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::intake::risk_register {
namespace {

bool has_words(std::string_view key, std::string_view words) {
  for (std::size_t at = key.find(words); at != std::string_view::npos; at = key.find(words, at + 1))
    if ((at == 0 || key[at - 1] == ' ') && (at + words.size() == key.size() || key[at + words.size()] == ' '))
      return true;
  return false;
}

bool has_any(std::string_view key, std::initializer_list<std::string_view> all) {
  return std::any_of(all.begin(), all.end(), [&](std::string_view words) { return has_words(key, words); });
}

bool is_any(std::string_view key, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), key) != all.end();
}

// "Hazard / Risk", "Description of strategic risk": words for a risk and for the telling of it, and no others.
bool names_the_risk(std::string_view key) {
  bool risk = false;
  for (std::string_view word : split(key, ' ')) {
    if (is_any(word, {"risk", "risks", "hazard", "hazards", "threat", "threats"}))
      risk = true;
    else if (!is_any(word, {"of",     "the",       "and",         "a",         "or",         "description", "details",
                            "detail", "statement", "key",         "strategic", "corporate",  "principal",   "event",
                            "issue",  "issues",    "opportunity", "potential", "identified", "what",        "is",
                            "are",    "main",      "cause",       "effect",    "full",       "title",       "summary",
                            "short",  "s",         "baf",         "board",     "assurance",  "framework"}))
      return false;
  }
  return risk;
}

// The words that name a level are left out: what remains says which measure it is.
std::string without_level(std::string_view key) {
  static constexpr std::array<std::string_view, 71> words{
      "inherent",    "initial",    "gross",     "unmitigated", "original",  "uncontrolled", "raw",         "starting",
      "baseline",    "current",    "residual",  "net",         "mitigated", "controlled",   "remaining",   "now",
      "target",      "tolerable",  "future",    "projected",   "desired",   "planned",      "final",       "before",
      "after",       "pre",        "post",      "with",        "without",   "controls",     "control",     "mitigation",
      "mitigations", "mitigating", "actions",   "action",      "of",        "in",           "the",         "place",
      "existing",    "treatment",  "no",        "if",          "risk",      "level",        "overall",     "total",
      "scoring",     "scores",     "grade",     "grading",     "ranking",   "index",        "assessment",  "unadjusted",
      "today",       "revised",    "following", "managed",     "untreated", "treated",      "anticipated", "expected",
      "predicted",   "score",      "rating",    "measures",    "any",       "further",      "all"};
  std::string out;
  for (std::string_view word : split(key, ' ')) {
    if (word.empty() || word.find_first_not_of("0123456789") == std::string_view::npos ||
        std::find(words.begin(), words.end(), word) != words.end())
      continue;
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

}  // namespace

std::optional<RiskLevel> level_of(std::string_view text) {
  const std::string key = matching_key(text.substr(0, 120));
  if (has_any(key,
              {"target", "tolerable", "tolerance", "desired", "future", "projected", "after actions", "after action",
               "post actions", "post action", "after further", "after planned", "with further", "anticipated",
               "expected", "predicted", "following actions", "after all actions", "after additional"}))
    return RiskLevel::target;
  if (has_any(key, {"inherent",
                    "initial",
                    "gross",
                    "unmitigated",
                    "original",
                    "uncontrolled",
                    "raw",
                    "untreated",
                    "baseline",
                    "starting",
                    "before controls",
                    "without controls",
                    "pre controls",
                    "pre control",
                    "pre mitigation",
                    "before mitigation",
                    "no controls",
                    "before control",
                    "if no action",
                    "pre mitigated",
                    "before any",
                    "without mitigation",
                    "before existing"}))
    return RiskLevel::inherent;
  if (has_any(key, {"current",
                    "residual",
                    "net",
                    "mitigated",
                    "controlled",
                    "with controls",
                    "after controls",
                    "post controls",
                    "post control",
                    "post mitigation",
                    "after mitigation",
                    "with existing",
                    "with control",
                    "after control",
                    "managed",
                    "remaining",
                    "existing controls in place",
                    "post mitigated",
                    "treated",
                    "after existing",
                    "present",
                    "with mitigation",
                    "now"}))
    return RiskLevel::current;
  return std::nullopt;
}

Meaning meaning_of(std::string_view header) {
  if (header.size() > 160) return {};
  const std::string key = matching_key(header);
  if (key.empty()) return {};
  Meaning meaning;
  const auto is = [&](Field field) {
    meaning.field = field;
    return meaning;
  };
  // A movement, a former score and a column of reasons are no level of today.
  const bool elsewhere =
      has_any(key, {"previous", "last", "prior", "trend", "direction", "movement", "change", "travel", "rationale",
                    "justification", "q1", "q2", "q3", "q4", "reason", "comments", "comment", "history", "quarter"});
  if (has_any(key, {"appetite", "tolerance"})) return is(Field::appetite);
  if (elsewhere && !has_words(key, "review")) return is(Field::other);
  if (is_any(key, {"level", "risk level", "score type", "stage", "assessment", "risk stage", "type of score",
                   "rating type", "position", "level of risk", "assessment type"}))
    meaning.field = Field::level;
  if (has_words(key, "review") || has_any(key, {"reviewed", "date of next", "next update"})) {
    if (has_any(key, {"date", "next", "due", "review", "reviewed"}) &&
        !has_any(key, {"reviewer", "reviewed by", "comments"}))
      return is(Field::review_date);
  }
  if (has_any(
          key,
          {"owner",       "owners",        "risk owner",     "lead",           "lead officer",  "responsible officer",
           "accountable", "lead director", "executive lead", "exec lead",      "responsible",   "responsibility",
           "risk lead",   "owned by",      "risk manager",   "lead executive", "director lead", "responsible director",
           "held by",     "assigned to",   "handler"}) &&
      !has_any(key, {"action owner", "control owner", "committee", "action lead", "actions owner"}))
    return is(Field::owner);
  if (has_any(key, {"action owner", "control owner", "action lead", "actions owner", "lead committee", "committee"}))
    return is(Field::other);
  // In plain words: "What we do now", "What else is needed", "Who".
  if (is_any(key, {"what we do now", "what do we do now", "what are we doing now", "what we are doing now",
                   "what are we doing already", "what we already do", "what are we doing about it", "what is in place",
                   "what is already in place", "what do we have in place", "what have we done", "what we have done"}))
    return is(Field::controls);
  if (is_any(key, {"what else is needed", "what more is needed", "what else do we need to do", "what more can we do",
                   "what else could we do", "what will we do", "what we will do", "what is still to do",
                   "what more needs to be done", "what else can we do"}))
    return is(Field::actions);
  if (is_any(key, {"who", "by whom", "who is responsible", "who leads", "who owns it", "who is in charge"}))
    return is(Field::owner);
  // Measures come before the words for what is done: "Score after actions" is a score.
  const std::optional<RiskLevel> level = level_of(header);
  // What stands in brackets ("Likelihood (H/M/L)") tells of the scale, unless it is all there is.
  std::string rest = without_level(matching_key(header.substr(0, std::min(header.find('('), header.size()))));
  if (rest.empty() || header.find('x') != std::string_view::npos || header.find('X') != std::string_view::npos)
    rest = without_level(key);
  const bool scored =
      has_any(key, {"score", "rating", "scoring", "scores", "total", "grading", "grade", "ranking", "index"});
  meaning.level = level;
  if (is_any(rest, {"likelihood",
                    "probability",
                    "l",
                    "prob",
                    "lhood",
                    "likelihood l",
                    "l likelihood",
                    "probability p",
                    "p",
                    "lh",
                    "chance",
                    "frequency",
                    "likelyhood",
                    "like",
                    "likelihood 4",
                    "likelihood 6",
                    "p probability",
                    "probability likelihood",
                    "likelihood probability",
                    "how likely",
                    "how likely is it",
                    "how likely is this",
                    "how likely is it to happen",
                    "how probable"}))
    return is(Field::likelihood);
  if (is_any(rest, {"impact",
                    "consequence",
                    "severity",
                    "i",
                    "c",
                    "s",
                    "impact i",
                    "consequence c",
                    "impact consequence",
                    "consequence impact",
                    "imp",
                    "consequences",
                    "impacts",
                    "cons",
                    "severity s",
                    "seriousness",
                    "sev",
                    "impact severity",
                    "severity impact",
                    "i impact",
                    "impact 4",
                    "harm",
                    "how bad",
                    "how bad would it be",
                    "how serious",
                    "how severe",
                    "how serious would it be",
                    "how big",
                    "cons c"})) {
    meaning.may_be_text = !scored && !level;
    return is(Field::impact);
  }
  const bool both = (has_any(rest, {"l x i",
                                    "lxi",
                                    "i x l",
                                    "ixl",
                                    "lxc",
                                    "l x c",
                                    "c x l",
                                    "cxl",
                                    "pxi",
                                    "p x i",
                                    "ixp",
                                    "i x p",
                                    "s x l",
                                    "l x s",
                                    "lxs",
                                    "sxl",
                                    "likelihood x impact",
                                    "impact x likelihood",
                                    "likelihood x consequence",
                                    "consequence x likelihood",
                                    "probability x impact",
                                    "severity x likelihood",
                                    "likelihood x severity",
                                    "l i",
                                    "l c",
                                    "likelihood impact"}));
  if (both) return is(Field::score);
  if (has_any(key, {"rag", "brag", "colour"}) && !has_any(key, {"action", "actions"})) return is(Field::band);
  // "Current controls" and "Planned actions" speak of what is done, "Score after controls" of a score.
  const bool of_what_is_done =
      has_any(key, {"control", "controls", "mitigation", "mitigations", "mitigating", "action", "actions", "measures",
                    "treatment"}) &&
      !scored &&
      !has_any(key, {"before", "after", "pre", "post", "with", "without", "following", "if no action", "no controls"});
  if (rest.empty() && !of_what_is_done &&
      (scored || (level && has_words(key, "risk")) ||
       (level && meaning.field != Field::level && words(key).size() <= 2)))
    return is(Field::score);
  if (is_any(rest, {"lxi", "rr", "rs", "exposure", "factor", "value", "classification", "severity score", "matrix", "r",
                    "rag", "category", "band", "priority"}) &&
      (level || scored || is_any(key, {"risk exposure", "risk factor", "risk band", "rr", "rs"})))
    return is(rest == "band" || rest == "rag" || rest == "category" || rest == "classification" ? Field::band
                                                                                                : Field::score);
  if (meaning.field == Field::level && !level) return meaning;
  meaning.level.reset();
  if (has_any(key, {"gap", "gaps", "assurance", "assurances"})) return is(Field::other);
  if (has_any(key, {"action plan", "further action", "further actions", "planned", "additional controls",
                    "additional control", "additional mitigation", "proposed", "actions required", "action required",
                    "treatment plan", "new controls", "further controls", "additional measures", "actions to",
                    "planned actions", "further mitigation", "future actions", "mitigating actions planned"}) ||
      is_any(key, {"actions", "action", "mitigating actions", "mitigation actions", "treatment", "risk treatment"}))
    return is(Field::actions);
  if (has_any(key, {"control", "controls", "mitigation", "mitigations", "mitigating", "mitigants", "safeguards",
                    "control measures", "measures in place", "existing measures", "currently in place"}) &&
      !has_any(key, {"effectiveness", "adequacy", "rating", "score", "type", "after", "before"}))
    return is(Field::controls);
  if (is_any(key, {"ref",         "ref no",         "reference",
                   "risk ref",    "risk reference", "no",
                   "id",          "risk id",        "risk no",
                   "risk number", "number",         "code",
                   "risk code",   "baf ref",        "datix",
                   "datix id",    "ref number",     "reference number",
                   "item",        "rr ref",         "risk register ref",
                   "datix ref",   "risk ref no",    "unique id",
                   "r",           "baf id",         "#",
                   "bafref"}))
    return is(Field::reference);
  if (is_any(key,
             {"cause", "causes", "cause of risk", "risk cause", "cause s", "due to", "source", "root cause", "trigger",
              "triggers", "risk cause s", "there is a risk due to", "caused by", "as a result of", "vulnerability"}))
    return is(Field::cause);
  if (is_any(key, {"event", "risk event", "uncertain event", "there is a risk that", "risk event description"}))
    return is(Field::event);
  if (is_any(key, {"effect", "effects", "risk effect", "potential consequences", "potential impact", "resulting in",
                   "leading to", "potential consequence", "result", "effect of risk", "impact description",
                   "consequence description", "risk consequences", "consequences of risk", "which may result in",
                   "potential effect", "risk impact description"}))
    return is(Field::effect);
  if (is_any(key,
             {"risk title", "title", "risk name", "title of risk", "short title", "name of risk", "headline risk"}))
    return is(Field::title);
  if (names_the_risk(key) ||
      is_any(key, {"risk",
                   "risks",
                   "description",
                   "risk description",
                   "description of risk",
                   "principal risk",
                   "risk statement",
                   "hazard",
                   "threat",
                   "strategic risk",
                   "principal risks",
                   "issue",
                   "risk issue",
                   "risk details",
                   "risk detail",
                   "details of risk",
                   "corporate risk",
                   "key risk",
                   "key risks",
                   "the risk",
                   "risk event cause effect",
                   "what is the risk",
                   "risk identified",
                   "identified risk",
                   "risk area and description",
                   "description of the risk",
                   "what could go wrong",
                   "what can go wrong",
                   "what might go wrong",
                   "what may go wrong",
                   "what might happen",
                   "what could happen",
                   "what are we worried about",
                   "risk scenario",
                   "risk and description",
                   "risk title and description",
                   "risk cause event effect",
                   "cause event effect",
                   "risk description cause event effect",
                   "risk and impact",
                   "risk opportunity",
                   "nature of risk",
                   "threat risk",
                   "risk threat",
                   "potential risk",
                   "risks identified",
                   "risk description cause and effect"}) ||
      (has_words(key, "risk") && has_any(key, {"description", "statement", "title", "describe", "definition", "that"})))
    return is(Field::risk);
  if (meaning.field == Field::level) return meaning;
  meaning.level.reset();
  return is(Field::other);
}

bool names_impact_first(std::string_view header) {
  bool impact = false;
  for (const std::string& word : words(header)) {
    if (is_any(word, {"cxl", "ixl", "sxl", "cxp", "ixp", "sxp"})) return true;
    if (is_any(word, {"lxc", "lxi", "lxs", "pxc", "pxi", "pxs", "l", "p", "likelihood", "probability"})) return impact;
    impact = impact || is_any(word, {"c", "i", "s", "consequence", "impact", "severity"});
  }
  return false;
}

bool is_word_of_a_scale(std::string_view key) {
  static constexpr std::array<std::string_view, 52> words{"rare",
                                                          "unlikely",
                                                          "possible",
                                                          "likely",
                                                          "almost certain",
                                                          "certain",
                                                          "very unlikely",
                                                          "very likely",
                                                          "remote",
                                                          "probable",
                                                          "highly likely",
                                                          "highly unlikely",
                                                          "almost impossible",
                                                          "frequent",
                                                          "occasional",
                                                          "improbable",
                                                          "negligible",
                                                          "insignificant",
                                                          "minor",
                                                          "moderate",
                                                          "major",
                                                          "catastrophic",
                                                          "severe",
                                                          "critical",
                                                          "serious",
                                                          "significant",
                                                          "marginal",
                                                          "low",
                                                          "medium",
                                                          "high",
                                                          "very high",
                                                          "very low",
                                                          "extreme",
                                                          "substantial",
                                                          "med",
                                                          "m",
                                                          "h",
                                                          "l",
                                                          "vh",
                                                          "vl",
                                                          "red",
                                                          "amber",
                                                          "green",
                                                          "yellow",
                                                          "medium high",
                                                          "medium low",
                                                          "low medium",
                                                          "minimal",
                                                          "tolerable",
                                                          "material",
                                                          "fundamental",
                                                          "major severe"};
  return std::find(words.begin(), words.end(), key) != words.end();
}

std::optional<Score> score_in(std::string_view cell) {
  if (cell.empty() || cell.size() > 60) return std::nullopt;
  Score score;
  std::vector<std::uint32_t> numbers;
  bool times = false, equals = false, joined = false, other_words = false;
  std::string word;
  const std::string low = folded(cell);
  for (std::size_t i = 0; i < low.size();) {
    const char c = low[i];
    if (c >= '0' && c <= '9') {
      // "D3" of a scale of letters and figures is no 3.
      joined = joined || (i > 0 && low[i - 1] >= 'a' && low[i - 1] <= 'z' && low[i - 1] != 'x');
      std::uint32_t value = 0;
      std::size_t digits = 0;
      while (i < low.size() && low[i] >= '0' && low[i] <= '9' && digits < 6)
        value = value * 10 + static_cast<std::uint32_t>(low[i++] - '0'), ++digits;
      if (digits >= 4 ||
          (i < low.size() && (low[i] == '/' || low[i] == '-') && i + 1 < low.size() && low[i + 1] >= '0' &&
           low[i + 1] <= '9' && digits <= 2 && low.find('/', i + 2) != std::string::npos))
        return std::nullopt;  // a year or a date
      // "4.0" is 4; "4.5" has no whole number to give.
      if (i + 1 < low.size() && low[i] == '.' && low[i + 1] >= '0' && low[i + 1] <= '9') {
        std::size_t k = i + 1;
        bool zero = true;
        while (k < low.size() && low[k] >= '0' && low[k] <= '9') zero = zero && low[k] == '0', ++k;
        if (!zero) return std::nullopt;
        i = k;
      }
      numbers.push_back(value);
      continue;
    }
    if ((c == 'x' || c == '*') && !numbers.empty()) times = true;
    if (low.compare(i, 2, "\xC3\x97") == 0) times = true;
    if (c == '=') equals = true;
    if (c == '%') return std::nullopt;
    ++i;
  }
  for (const std::string& each : words(cell)) {
    if (each.find_first_of("0123456789") != std::string::npos || each == "x") continue;
    if (!word.empty()) word += ' ';
    word += each;
  }
  // "L4 x C5", "risk score 12": words of measures are no other words.
  if (!word.empty() && !is_word_of_a_scale(word)) {
    std::string left;
    for (std::string_view each : split(word, ' ')) {
      if (is_any(each, {"l", "i", "c", "s", "p", "risk", "score", "rating", "likelihood", "impact", "consequence",
                        "severity", "to", "level", "total", "x"}))
        continue;
      if (!left.empty()) left += ' ';
      left += each;
    }
    other_words = !left.empty() && !is_word_of_a_scale(left);
    if (other_words) {
      // "Almost certain", "High Risk": each word a scale's.
      const std::vector<std::string_view> parts = split(left, ' ');
      other_words = parts.size() > 3 || !std::all_of(parts.begin(), parts.end(), [](std::string_view each) {
                      return is_word_of_a_scale(each) || each == "almost" || each == "very";
                    });
    }
  }
  if (numbers.empty()) {
    if (word.empty() || other_words) return std::nullopt;
    score.in_words = true;
    return score;
  }
  if (joined && !times && !equals) {
    score.in_words = true;
    return score;
  }
  if (other_words && (word.size() > 24 || words(word).size() > 2)) return std::nullopt;
  if (numbers.size() == 3 && times && !equals && low.find('(') != std::string::npos && low.find('(') < low.find('x')) {
    score.number = numbers[0], score.likelihood = numbers[1], score.impact = numbers[2];  // "12 (3 x 4)"
    return score;
  }
  if (numbers.size() >= 2 && times) {
    score.likelihood = numbers[0];
    score.impact = numbers[1];
    if (numbers.size() >= 3 && (equals || numbers.size() == 3)) score.number = numbers[2];
    return score;
  }
  if (numbers.size() == 3 && equals) {
    score.likelihood = numbers[0], score.impact = numbers[1], score.number = numbers[2];
    return score;
  }
  // "12 (3 x 4)" is caught above as times; of other pairs the last is the score after an arrow, the first else.
  if (numbers.size() > 2 || (numbers.size() == 2 && cell.find("\xE2\x86\x92") == std::string_view::npos)) {
    if (numbers.size() == 2 && cell.find('/') != std::string_view::npos) {
      score.number = numbers[0];
      return score;
    }
    return std::nullopt;
  }
  score.number = numbers.back();
  return score;
}

}  // namespace candour::intake::risk_register
