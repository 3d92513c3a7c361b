// Work begun and not done.

#include <array>
#include <charconv>

#include "assurance/sentences/grammar.h"
#include "assurance/sentences/text.h"

namespace candour::assurance::grammar {
namespace {

// What no usual target calls done: mandatory training is asked of 85 in 100 and more.
constexpr double enough = 0.85;

// 0 where the word is no number.
double number(std::string_view word) {
  static constexpr std::array<std::string_view, 13> names{"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                                          "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (word == names[i]) return static_cast<double>(i);
  double value = 0;
  std::from_chars(word.data(), word.data() + word.size(), value);
  return value;
}

}  // namespace

bool Text::unfinished(std::size_t i, const Sentence& one) const {
  const std::string& k = t[i].key;
  if (!in(may_be_unfinished, k) && !in(making, k) && !k.ends_with('%')) return false;
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
        if (any(t[m].key, {"children", "families", "patients", "those", "cases", "victims", "who", "while", "people"}))
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
  if (k == "for" &&
      any(n, {"comment", "comments", "approval", "consultation", "sign-off", "signature", "ratification", "agreement"}))
    return i > one.begin && (i + 2 >= one.end || t[i + 2].before >= Stop::comma || any(nn, {"until", "by"}));
  // "Complete except for …", "all but one".
  if (any(k, {"except", "but", "apart", "exception"}) && i > one.begin)
    for (std::size_t m = one.begin; m < i; ++m)
      if (any(t[m].key, {"complete", "completed", "done", "achieved", "met"}) || (t[m].key == "all" && m + 1 == i))
        return k == "but" ? p == "all" : (k == "except" || any(n, {"from", "of"}));
  if (any(k, {"continues", "continue"}) && i > one.begin && (i + 1 >= one.end || t[i + 1].before >= Stop::comma))
    for (std::size_t m = one.begin; m < i; ++m)
      if (any(t[m].key, {"work", "roll-out", "rollout", "implementation", "recruitment", "development", "discussions"}))
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
  // "No appointment made", "no date set": what was wanted is not there. "No gaps found" is good news.
  if (k == "no" && any(nn, {"made", "agreed", "set", "appointed", "secured", "published", "issued", "booked",
                            "arranged", "drafted", "signed", "delivered", "identified"})) {
    const bool wanted = in(event_nouns, n) || in(document_nouns, n) ||
                        any(n, {"appointment", "decision", "lead", "arrangements", "contract", "funding", "post",
                                "provider", "trainer", "venue", "agreement", "budget", "owner", "replacement"});
    return wanted && !deed_later_in(i + 2, one);
  }
  if (k == "vacant" && any(p, {"is", "are", "remains", "remain", "still", "currently"})) {
    for (std::size_t m = one.begin; m < i; ++m)
      if (any(t[m].key, {"while", "when", "if", "until", "where", "whenever"})) return false;
    return !deed_later_in(i, one);
  }
  if (k == "no" && n == "further" && any(nn, {"progress", "update", "updates"})) return true;
  if (k == "at" && (says(i + 1, one.end, {"an", "early", "stage"}) || says(i + 1, one.end, {"early", "stage"}) ||
                    says(i + 1, one.end, {"early", "stages"})))
    return true;
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
  if (k == "incomplete") return i + 1 >= one.end || t[i + 1].before >= Stop::comma || any(p, {"is", "are", "remains"});
  if (any(k, {"delayed", "paused", "postponed", "deferred", "stalled", "slipped", "lapsed"}))
    return !deed_later_in(i, one) && (any(p, {"been", "is", "are", "currently"}) ||
                                      (any(p, {"has", "have"}) && any(k, {"stalled", "paused", "slipped", "lapsed"})) ||
                                      i == one.begin || any(n, {"until", "to", "due"}));
  if (k == "unable" && n == "to" && any(p, {"is", "are", "currently", "still", ""}))
    return any(nn, {"evidence", "confirm", "provide", "complete", "report", "progress", "implement", "demonstrate"}) &&
           !condition_before(i, one);
  if (any(k, {"limited", "little", "slow"}) && n == "progress") return true;
  if (any(k, {"half", "third", "thirds", "quarter", "quarters"}) && n == "of")
    for (std::size_t m = i + 1; m < one.end; ++m)
      if (any(t[m].key,
              {"trained", "completed", "returned", "visited", "signed", "implemented", "responded", "adopted"}))
        return true;
  if (k == "subject" && n == "to")
    for (std::size_t m = i + 2; m < one.end && m < i + 6; ++m)
      if (any(t[m].key, {"approval", "funding", "agreement", "sign-off", "ratification", "confirmation", "recruitment",
                         "resources", "capacity", "consultation"}))
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
  if (k == "working" && any(n, {"towards", "toward", "on"})) return n != "on" || any(p, {"is", "are", "currently", ""});
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
  // "45 of 120 staff trained", "five of the seven trusts have signed".
  if (any(k, {"of", "out"}) && i > one.begin) {
    std::size_t whole = i + (k == "out" ? 2 : 1);
    if (any(key(whole, one.end), {"the", "our", "all"})) ++whole;
    const double part = number(p), all = number(key(whole, one.end));
    if (all > 0 && part > 0 && part / all < enough)
      for (std::size_t m = i; m < one.end && m < i + 9; ++m)
        if (any(t[m].key, {"trained", "completed", "attended", "returned", "responded", "compliant", "signed", "joined",
                           "adopted", "implemented", "replied"}))
          return true;
  }
  if (k.ends_with("%") && k.size() <= 6) {
    const double share = number(k);
    if (share >= enough * 100) return false;
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

}  // namespace candour::assurance::grammar
