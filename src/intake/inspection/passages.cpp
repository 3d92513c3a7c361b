#include "intake/inspection/passages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "intake/inspection/bodies.h"
#include "intake/inspection/citations.h"
#include "intake/parts/ascii.h"
#include "intake/parts/sentences.h"
#include "plan/dates.h"

namespace candour::intake::inspection {
namespace {

bool has_word(std::string_view low, std::string_view word, std::size_t from = 0) {
  for (std::size_t at = low.find(word, from); at != std::string_view::npos; at = low.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(low[at - 1])) && (end == low.size() || !is_letter(low[end]))) return true;
  }
  return false;
}

constexpr std::array<std::string_view, 14> told{"drawn to the attention of ",
                                                "brought to the attention of ",
                                                "attention of ",
                                                "raised with ",
                                                "shared with ",
                                                "escalated to ",
                                                "reported to ",
                                                "referred to ",
                                                "flagged with ",
                                                "flagged to ",
                                                "highlighted to ",
                                                "discussed with ",
                                                "notified to ",
                                                "fed back to "};

std::string_view without_ending(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && std::string_view(".,;:*_)").find(text.back()) != std::string_view::npos &&
         !(text.back() == ')' && text.find('(') != std::string_view::npos))
    text = trimmed(text.substr(0, text.size() - 1));
  return text;
}
std::string_view without_article(std::string_view text) {
  for (std::string_view article : {"the ", "a ", "its ", "The "})
    if (text.starts_with(article)) return trimmed(text.substr(article.size()));
  return text;
}

std::optional<std::uint32_t> number_word(std::string_view word) {
  static constexpr std::array<std::string_view, 20> ones{
      "zero", "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten",  "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static constexpr std::array<std::string_view, 10> tens{"",      "",      "twenty",  "thirty", "forty",
                                                         "fifty", "sixty", "seventy", "eighty", "ninety"};
  for (std::uint32_t i = 1; i < ones.size(); ++i)
    if (word == ones[i]) return i;
  for (std::uint32_t i = 2; i < tens.size(); ++i)
    if (word.starts_with(tens[i])) {
      std::string_view rest = word.substr(tens[i].size());
      if (rest.empty()) return i * 10;
      if (rest.front() != '-' && rest.front() != ' ') return std::nullopt;
      for (std::uint32_t k = 1; k < 10; ++k)
        if (rest.substr(1) == ones[k]) return i * 10 + k;
    }
  return std::nullopt;
}

}  // namespace

namespace {

// What a sentence tells of: who was told, by what words, and what stands before and behind them.
struct Telling {
  std::string_view before, bodies, behind;
  bool of_attention = false;
  bool done = false;  // the words themselves say that it is done: "is drawn", "has been brought"
};

std::size_t end_of_body(std::string_view low) {
  std::size_t end = low.size();
  for (std::string_view on : {" so that ", " to ensure ", " and will ", " who ", " which ", " for ", " and we ",
                              " during ", " at the time ", " through ", " (", " by ", " in a ", ", as well as by "})
    end = std::min(end, low.find(on));
  return end;
}

// "The attention of B is drawn to this", "We draw the attention of B to this", "We have drawn B's attention to this",
// "B's attention has been drawn to this": the body stands before what it was told.
std::optional<Telling> told_first(std::string_view sentence, std::string_view low) {
  static constexpr std::array<std::string_view, 3> verbs{"drawn", "called", "directed"};
  const auto verb_at = [&](std::size_t from, std::size_t& begin) {
    // The nearest " is drawn to ": where it begins, and where it ends.
    std::size_t end = std::string_view::npos;
    begin = std::string_view::npos;
    for (std::string_view be : {" is", " are", " has been", " have been", " is being", " was", " were"})
      for (std::string_view between : {"", " also", " therefore", " again", " particularly"})
        for (std::string_view verb : verbs) {
          const std::string words = std::string(be) + std::string(between) + " " + std::string(verb) + " to ";
          const std::size_t at = low.find(words, from);
          if (at < begin) begin = at, end = at + words.size();
        }
    return end;
  };
  for (std::string_view mark :
       {"attention of ", "\xE2\x80\x99s attention ", "'s attention ", "\xE2\x80\x99 attention "}) {
    const std::size_t at = low.find(mark);
    if (at == std::string_view::npos) continue;
    Telling telling;
    telling.of_attention = telling.done = true;
    if (mark.starts_with("attention")) {
      const std::size_t from = at + mark.size();
      std::size_t begin = 0;
      if (const std::size_t end = verb_at(from, begin); end != std::string_view::npos) {
        telling.bodies = sentence.substr(from, begin - from);
        telling.done = !low.substr(begin).starts_with(" was") && !low.substr(begin).starts_with(" were");
        telling.before = telling.behind = sentence.substr(end);
        return telling;
      }
      for (std::string_view we : {"draw the ", "drawn the ", "drawing the ", "call the ", "direct the "})
        if (low.substr(0, at).ends_with(we))
          if (const std::size_t to = low.find(" to ", from); to != std::string_view::npos) {
            telling.bodies = sentence.substr(from, to - from);
            telling.behind = sentence.substr(to);
            telling.before = sentence;
            return telling;
          }
      continue;
    }
    const std::size_t behind = at + mark.size() - 1;
    if (low.substr(behind).starts_with(" to ")) {
      for (std::string_view we : {"drawn ", "draw ", "drawing ", "brought "})
        if (const std::size_t verb = low.substr(0, at).rfind(we); verb != std::string_view::npos) {
          const std::size_t from = verb + we.size();
          telling.bodies = sentence.substr(from, at - from);
          telling.behind = sentence.substr(behind);
          telling.before = sentence;
          return telling;
        }
      continue;
    }
    std::size_t begin = 0;
    if (const std::size_t end = verb_at(behind, begin); begin == behind) {
      telling.bodies = sentence.substr(0, at);
      telling.done = !low.substr(begin).starts_with(" was") && !low.substr(begin).starts_with(" were");
      telling.before = telling.behind = sentence.substr(end);
      return telling;
    }
  }
  return std::nullopt;
}

std::optional<Telling> told_last(std::string_view sentence, std::string_view low) {
  for (std::string_view phrase : told) {
    const std::size_t at = low.find(phrase);
    if (at == std::string_view::npos || (at > 0 && is_letter(low[at - 1]))) continue;
    Telling telling;
    telling.of_attention = phrase.ends_with("attention of ");
    telling.before = sentence.substr(0, at);
    telling.bodies = telling.behind = sentence.substr(at + phrase.size());
    return telling;
  }
  return std::nullopt;
}

// "as the commissioner of S", "in its role as commissioner", ", the commissioner of S": where it begins in `low` and
// how long the words before it are.
std::pair<std::size_t, std::size_t> role_in(std::string_view low) {
  std::size_t cut = std::string_view::npos, skip = 0;
  for (std::string_view as : {", in its role as ", " in its role as ", " in their role as ", " in their capacity as ",
                              ", in its capacity as ", " in its capacity as ", ", as ", " as "}) {
    const std::size_t here = low.find(as);
    if (here < cut) cut = here, skip = as.size();
  }
  if (cut != std::string_view::npos) return {cut, skip};
  for (std::string_view name : {", the commissioner", ", commissioner"})
    if (const std::size_t here = low.find(name); here != std::string_view::npos) return {here, 2};
  return {std::string_view::npos, 0};
}

// A person by the post: what is drawn to attention is drawn also to these.
bool ends_as_post(std::string_view name) {
  const std::vector<std::string> all = words(name.size() > 120 ? name.substr(name.size() - 120) : name);
  if (all.empty()) return false;
  for (std::string_view post : {"officer", "nurse", "executive", "manager", "chair", "minister", "secretary", "doctor",
                                "principal", "superintendent", "coroner", "lead", "leads", "leaders", "managers"})
    if (all.back() == post) return true;
  return false;
}

// "B and of C", "B and to C": several bodies; "Hill and Moor ICB" is one.
std::vector<std::string_view> bodies_in(std::string_view names) {
  std::vector<std::string_view> found;
  std::size_t begin = 0;
  const std::string low = lowered(names);
  for (std::size_t i = 0; i < names.size(); ++i)
    for (std::string_view joint : {", and of ", " and of ", ", and to ", " and to ", " and also of ", " and also to ",
                                   " and the attention of ", " and to the attention of ", "; and ", "; "})
      if (low.compare(i, joint.size(), joint) == 0) {
        found.push_back(names.substr(begin, i - begin));
        begin = i + joint.size();
        i = begin - 1;
        break;
      }
  found.push_back(names.substr(begin));
  std::vector<std::string_view> bodies;
  for (std::string_view name : found) {
    name = without_article(without_ending(name));
    const std::vector<std::string_view> listed = Bodies(name).listed(name);
    const bool all = listed.size() > 1 && std::all_of(listed.begin(), listed.end(), ends_as_body);
    if (all)
      bodies.insert(bodies.end(), listed.begin(), listed.end());
    else
      bodies.push_back(name);
  }
  return bodies;
}

// "the matters at 1.1 and 1.3": paragraphs named by their numbers alone.
std::vector<std::string> paragraphs_in(std::string_view before, bool& and_own) {
  std::vector<std::string> refs;
  std::size_t first = std::string_view::npos;
  const auto take = [&](const std::vector<Citation>& mentions, std::size_t offset) {
    for (const Citation& mention : mentions) {
      first = std::min(first, mention.begin + offset);
      refs.insert(refs.end(), mention.refs.begin(), mention.refs.end());
    }
  };
  take(find_paragraph_mentions(before), 0);
  const std::string low = lowered(before);
  if (refs.empty())
    for (std::string_view at : {" at ", " in ", " under ", " from "})
      for (std::size_t here = low.find(at); here != std::string::npos && refs.empty(); here = low.find(at, here + 1)) {
        const std::size_t number = here + at.size();
        const std::size_t dot = low.find_first_not_of("0123456789", number);
        if (dot == number || dot == std::string::npos || dot + 1 >= low.size() || low[dot] != '.' ||
            !is_digit(low[dot + 1]))
          continue;
        take(find_paragraph_mentions("paragraphs " + std::string(before.substr(number))), number);
        if (!refs.empty()) first = here;
      }
  // "This, and the matters at …": the paragraph itself, too.
  and_own = false;
  if (first != std::string_view::npos) {
    const std::string lead = low.substr(0, first);
    const std::size_t self = std::min(lead.find("this"), lead.find("these "));
    if (self != std::string::npos)
      for (std::string_view joint : {" and ", "together with", "as well as", "along with"})
        and_own = and_own || lead.find(joint, self) != std::string::npos;
  }
  return refs;
}

// Those that are done, or those that the report says it will do.
std::vector<AttentionPassage> find_passages(std::string_view text, bool of_promises) {
  std::vector<AttentionPassage> found;
  for (std::string_view sentence : sentences_of(text)) {
    const std::string low = lowered(sentence);
    std::optional<Telling> telling = told_first(sentence, low);
    if (!telling) telling = told_last(sentence, low);
    if (!telling) continue;
    std::string_view names = telling->bodies, role;
    const std::string behind = lowered(telling->behind);
    const auto [cut, skip] = role_in(behind);
    if (cut != std::string_view::npos) role = without_article(without_ending(telling->behind.substr(cut + skip)));
    if (names.data() == telling->behind.data())  // a body ends where the sentence goes on
      names = names.substr(0, cut != std::string_view::npos ? cut : end_of_body(behind));
    std::string lead = lowered(telling->before);
    // The clause of its own: "it is not clear whether …, and this has been drawn to".
    for (std::string_view joint : {" and ", " but ", "; "})
      if (const std::size_t last = lead.rfind(joint); last != std::string::npos) {
        const std::string own = lead.substr(last + joint.size());
        if ((has_word(own, "has") || has_word(own, "have") || has_word(own, "is")) &&
            (has_word(own, "this") || has_word(own, "we") || has_word(own, "these") || has_word(own, "it")))
          lead = own;
      }
    // Done, and done by the report: not promised, not told of a case.
    bool promised = false;
    for (std::string_view word :
         {"will", "would", "should", "not", "must", "to be", "to draw", "to bring", "could", "may", "might"})
      promised = promised || has_word(lead, word);
    const bool will = has_word(lead, "we will") && telling->of_attention && !has_word(lead, "where") &&
                      !has_word(lead, "if") && !has_word(lead, "when") && !has_word(lead, "not");
    if (of_promises ? !will : promised) continue;
    const bool we = has_word(lead, "we") || has_word(lead, "inspectors");
    bool now = telling->done || of_promises;
    for (std::string_view passive :
         {"is being ", "are being ", "is ", "are ", "is also ", "is therefore ", "are also "})
      now = now || (lead.ends_with(passive) && telling->of_attention);
    if (we && telling->of_attention)
      for (std::string_view verb : {"draw", "drawing", "bring", "bringing"}) now = now || has_word(lead, verb);
    const bool perfect = now || has_word(lead, "has") || has_word(lead, "have") || has_word(lead, "having");
    const bool past = has_word(lead, "was") || has_word(lead, "were");
    bool subject = we;
    for (std::string_view word :
         {"this",    "these",    "issue",      "issues",    "area",       "areas",      "matter",    "matters",
          "concern", "concerns", "finding",    "findings",  "it",         "shortfalls", "shortfall", "gap",
          "gaps",    "weakness", "weaknesses", "paragraph", "paragraphs", "point",      "points",    "risk",
          "risks",   "omission", "omissions",  "failing",   "failings",   "practice"})
      subject = subject || has_word(lead, word);
    const std::string of_role = lowered(role);
    bool commissions = false;
    for (std::string_view word : {"commissioner", "commissioners", "commissioning", "provider", "regulator", "employer",
                                  "lead", "authority", "body", "responsible"})
      commissions = commissions || has_word(of_role, word);
    // "as" of another kind: "as soon as", "as part of". The body stands before it, the role is not told.
    if (!role.empty() && !commissions) role = {};
    if (!subject) continue;
    AttentionPassage passage;
    passage.paragraphs = paragraphs_in(telling->before, passage.and_own);
    for (std::string_view body : bodies_in(names)) {
      if (body.empty() || body.size() > 160) continue;
      const bool named = ends_as_body(body) || ends_as_post(body);
      if (!named && !(body.front() >= 'A' && body.front() <= 'Z')) continue;
      const bool counts = role.empty() ? telling->of_attention && perfect && named : (perfect || past || we);
      if (!counts) continue;
      passage.body = body;
      passage.role = role;
      found.push_back(passage);
    }
  }
  return found;
}

}  // namespace

std::vector<AttentionPassage> find_attention(std::string_view text) {
  return find_passages(text, false);
}
std::vector<AttentionPassage> find_promised_attention(std::string_view text) {
  return find_passages(text, true);
}

std::optional<FoundClock> find_clock(std::string_view text, bool under_next_steps) {
  std::optional<FoundClock> best;
  for (std::string_view sentence : sentences_of(text)) {
    if (sentence.size() > 900) continue;
    const std::string low = lowered(sentence);
    int weight = under_next_steps ? 2 : 0;
    for (std::string_view word : {"action plan", "statement of action", "statement of proposed action",
                                  "written statement", "improvement plan", "written response", "formal response"})
      if (low.find(word) != std::string::npos) {
        weight += 3;
        break;
      }
    for (std::string_view word : {"respond", "response", "reply", "submit", "submitted", "provide", "prepare", "send",
                                  "sent", "return", "returned", "answer"})
      if (has_word(low, word)) {
        weight += 2;
        break;
      }
    for (std::string_view word :
         {"required", "must", "should", "duty", "asked", "require", "expect", "expected", "please", "will"})
      if (has_word(low, word)) {
        weight += 1;
        break;
      }
    for (std::string_view word :
         {"this report", "the report", "this letter", "the letter", "final report", "publication"})
      if (low.find(word) != std::string::npos) {
        weight += 1;
        break;
      }
    for (std::string_view word :
         {"training", "revisit", "re-inspect", "reinspect", "previous", "last inspection", "assessment", "assessments",
          "visit", "conference", "was completed", "were completed", "referral"})
      if (has_word(low, word)) {
        weight -= 3;
        break;
      }
    if (weight < 4) continue;
    FoundClock found;
    found.weight = weight;
    for (std::string_view opening : {"within ", "no later than ", "not later than ", "in the next "}) {
      for (std::size_t at = low.find(opening); at != std::string::npos && found.clock.days == 0;
           at = low.find(opening, at + 1)) {
        std::size_t here = at + opening.size();
        for (std::string_view filler : {"a period of ", "the next ", "a maximum of ", "**"})
          if (low.compare(here, filler.size(), filler) == 0) here += filler.size();
        std::size_t end = here;
        std::uint32_t count = 0;
        if (here < low.size() && is_digit(low[here])) {
          while (end < low.size() && is_digit(low[end]) && count < 10000)
            count = count * 10 + static_cast<std::uint32_t>(low[end++] - '0');
        } else {
          while (end < low.size() && (is_letter(low[end]) || low[end] == '-')) ++end;
          const auto number = number_word(std::string_view(low).substr(here, end - here));
          if (!number) continue;
          count = *number;
        }
        std::string_view rest = trimmed(std::string_view(low).substr(end));
        // "20 (twenty) working days"
        if (rest.starts_with("(")) {
          const std::size_t close = rest.find(')');
          if (close == std::string_view::npos || close > 20) continue;
          rest = trimmed(rest.substr(close + 1));
        }
        struct Unit {
          std::string_view word;
          ClockUnit unit;
        };
        for (const Unit& unit :
             {Unit{"working day", ClockUnit::working_days}, Unit{"business day", ClockUnit::working_days},
              Unit{"calendar day", ClockUnit::days}, Unit{"day", ClockUnit::days}, Unit{"week", ClockUnit::weeks},
              Unit{"calendar month", ClockUnit::months}, Unit{"month", ClockUnit::months}})
          if (rest.starts_with(unit.word) && count > 0) {
            found.clock.days = count;
            found.clock.unit = unit.unit;
            break;
          }
        if (found.clock.days == 0) continue;
        const std::string_view behind = rest.substr(0, 100);
        struct Start {
          std::string_view written, word;
        };
        std::size_t first = std::string_view::npos;
        for (const Start& start :
             {Start{"receipt", "receipt"}, Start{"receiving", "receipt"}, Start{"received", "receipt"},
              Start{"publication", "publication"}, Start{"publishing", "publication"},
              Start{"published", "publication"}, Start{"date of this letter", "letter"},
              Start{"date of the letter", "letter"}, Start{"of this letter", "letter"},
              Start{"date of this report", "report"}, Start{"date of the report", "report"},
              Start{"of this report", "report"}, Start{"issue", "issue"}, Start{"date of issue", "issue"}}) {
          const std::size_t where = behind.find(start.written);
          if (where < first) first = where, found.clock.from = std::string(start.word);
        }
        found.clock.text = collapsed(replaced(std::string(sentence), "**", ""));
      }
      if (found.clock.days > 0) break;
    }
    if (found.clock.days == 0) {
      for (const plan::WrittenDate& date : plan::find_dates(sentence)) {
        if (!date.days || date.kind != plan::DateReadingKind::day) continue;
        const std::string_view lead =
            std::string_view(low).substr(date.begin > 24 ? date.begin - 24 : 0, std::min<std::size_t>(date.begin, 24));
        bool due = false;
        for (std::string_view by : {"by ", "no later than ", "not later than ", "before "})
          due = due || lead.find(by) != std::string_view::npos;
        if (!due) continue;
        found.clock.unit = ClockUnit::days;
        found.clock.from = date.days->to.iso();
        found.clock.text = collapsed(replaced(std::string(sentence), "**", ""));
        break;
      }
    }
    if (found.clock.text.empty()) continue;
    if (!best || found.weight > best->weight) best = std::move(found);
  }
  return best;
}

}  // namespace candour::intake::inspection
