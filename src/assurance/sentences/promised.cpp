// A plan or a promise: the future, an infinitive with nobody's deed before it, what is arranged, what is in the making.

#include "assurance/sentences/grammar.h"
#include "assurance/sentences/text.h"

namespace candour::assurance::grammar {

bool Text::of_next_year(const Sentence& one) const {
  return key(one.begin, one.end) == "next" &&
         any(key(one.begin + 1, one.end), {"year's", "year\xE2\x80\x99s", "years"}) && deed_before(one.begin);
}

bool Text::future(std::size_t i, const Sentence& one) const {
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
  // "Training took place in March. Next year's session will be booked in the usual way": the next of what goes on each
  // year; and "actions from the audit will be picked up in the service plan" go on elsewhere.
  if (done) {
    if (of_next_year(one)) return false;
    for (std::size_t m = i + 1; m < one.end; ++m)
      if (says(m, one.end, {"as", "usual"}) || says(m, one.end, {"in", "the", "usual", "way"})) return false;
    const std::size_t from = clause_begin(i, one);
    for (std::size_t m = from; m + 1 < i; ++m)
      if (any(t[m].key, {"actions", "recommendations", "findings", "learning", "themes", "results"}) &&
          any(t[m + 1].key, {"from", "of", "arising"}) && verb == "be" &&
          any(next, {"picked", "monitored", "tracked", "followed", "overseen", "taken"}))
        return false;
  }
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

bool Text::infinitive(std::size_t i, const Sentence& one, Open& kind) const {
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

    if (p == "identified" &&
        (any(pp, {"was", "were"}) || !any(verb, {"attend", "complete", "undertake", "receive", "be", "take"})))
      return false;
    if (any(p, {"yet", "still", "remains"})) kind = Open::unfinished;

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
                                        "delivered", "signed", "ready", "agreed", "ratified", "approved", "implemented",
                                        "rolled", "in", "reviewed", "presented", "introduced"}));
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
  // "The consultant to lead on this started in May."
  for (std::size_t k = v + 1; k < one.end && !in(subordinators, t[k].key); ++k)
    if (any(t[k].key, {"started", "began", "joined", "arrived", "left"}) && t[k].before == Stop::none) return false;
  return agent_phrase(from, i);
}

bool Text::arranged(std::size_t i, const Sentence& one) const {
  const std::string& k = t[i].key;
  const std::string_view p = prev(i, one.begin), n = key(i + 1, one.end);
  if (any(p, {"as", "than", "well", "poorly", "carefully", "originally", "previously", "not"})) return false;
  if (routine_after(i, one) || deed_later_in(i, one) || of_next_year(one)) return false;
  if (any(n, {"with", "around", "jointly", "together", "according", "using", "care", "moves", "admissions", "approach",
              "interventions"})) {
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

bool Text::promised(std::size_t i, const Sentence& one, Open& kind) const {
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
  // "Aim is for all staff to be trained by Christmas"; where "the aim is for children to be heard" says what it is for.
  if (any(k, {"aim", "plan", "hope", "expectation", "ambition", "goal", "target"}) && n == "is" &&
      any(nn, {"for", "that"})) {
    bool step = false, date = false, will = false;
    for (std::size_t m = i + 3; m < one.end; ++m) will = will || t[m].key == "will";
    if (nn == "that" && will) return !says_rules_before(i, one);
    for (std::size_t m = i + 3; m < one.end; ++m) {
      step = step || (t[m - 1].key == "be" && (in(settling, t[m].key) || in(steps, t[m].key)));
      date = date || t[m].is_date() ||
             (t[m - 1].key == "by" &&
              any(t[m].key, {"christmas", "easter", "the", "summer", "autumn", "spring", "winter", "end"}));
    }
    return (step || date) && !deed_later_in(i, one) && !says_rules_before(i, one);
  }
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
  if (k == "expected") {
    if (n == "that") return any(p, {"is"}) && i >= one.begin + 2 && t[i - 2].key == "it";
    return (any(n, {"by", "in"}) || (i + 1 < one.end && t[i + 1].is_date())) &&
           !any(p, {"as", "than", "was", "were", "of", "be", "been"}) && !deed_later_in(i, one);
  }
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
  if (k == "on" && n == "the" && any(nn, {"forward", "work"}) && says(i + 3, one.end, {"plan"})) return !deed_before(i);
  if (any(k, {"included", "placed", "put"}) && any(n, {"in", "on", "into"}))
    for (std::size_t m = i + 2; m < one.end && m < i + 8; ++m)
      if (any(t[m].key, {"plan", "workplan", "timetable", "work-plan"}) &&
          any(t[m - 1].key, {"audit", "work", "forward", "delivery", "business", "development", "improvement",
                             "training", "year", "annual", "the"}))
        return !any(t[m - 1].key, {"the"});
  if (k == "being" && !any(p, {"was", "were", "been", "well", "of", "as", "from", "children", "child", "for", "without",
                               "before", "after", "than"})) {
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

}  // namespace candour::assurance::grammar
