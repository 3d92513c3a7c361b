#include "intake/inspection/passages.h"

#include <algorithm>
#include <array>

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

std::vector<AttentionPassage> find_attention(std::string_view text) {
  std::vector<AttentionPassage> found;
  for (std::string_view sentence : sentences_of(text)) {
    const std::string low = lowered(sentence);
    std::size_t at = std::string::npos, length = 0;
    for (std::string_view phrase : told) {
      const std::size_t here = low.find(phrase);
      if (here != std::string::npos && (here == 0 || !is_letter(low[here - 1]))) {
        at = here;
        length = phrase.size();
        break;
      }
    }
    std::string_view body, role;
    std::string_view before = sentence.substr(0, at == std::string::npos ? 0 : at);
    bool of_attention = false;
    if (at != std::string::npos) {
      of_attention = low.compare(at, length, "attention of ") == 0 || low.find("attention of") == at + length - 13;
      std::string_view rest = sentence.substr(at + length);
      const std::string behind = lowered(rest);
      // The role: "as the commissioner of", "in its role as commissioner", ", who commission".
      std::size_t cut = std::string::npos, skip = 0;
      for (std::string_view as :
           {", in its role as ", " in its role as ", " in their role as ", " in their capacity as ",
            ", in its capacity as ", " in its capacity as ", ", as ", " as "}) {
        const std::size_t here = behind.find(as);
        if (here < cut) cut = here, skip = as.size();
      }
      if (cut == std::string::npos)
        if (const std::size_t here = behind.find(", the commissioner"); here != std::string::npos) cut = here, skip = 2;
      if (cut == std::string::npos)
        if (const std::size_t here = behind.find(", commissioner"); here != std::string::npos) cut = here, skip = 2;
      if (cut != std::string::npos) {
        body = rest.substr(0, cut);
        role = without_article(without_ending(rest.substr(cut + skip)));
      } else {
        // A body ends where the sentence goes on.
        std::size_t end = rest.size();
        for (std::string_view on : {" so that ", " to ensure ", " and will ", " who ", " which ", " for ", " and we ",
                                    " during ", " at the time ", " through ", " (", " by ", " in a "})
          end = std::min(end, behind.find(on));
        body = rest.substr(0, end);
      }
    }
    body = without_article(without_ending(body));
    if (body.empty() || body.size() > 160) continue;
    std::string lead = lowered(before);
    // The clause of its own: "it is not clear whether …, and this has been drawn to".
    for (std::string_view joint : {" and ", " but ", "; "})
      if (const std::size_t cut = lead.rfind(joint); cut != std::string::npos) {
        const std::string own = lead.substr(cut + joint.size());
        if ((has_word(own, "has") || has_word(own, "have")) &&
            (has_word(own, "this") || has_word(own, "we") || has_word(own, "these") || has_word(own, "it")))
          lead = own;
      }
    // Done, and done by the report: not promised, not told of a case.
    if (has_word(lead, "will") || has_word(lead, "would") || has_word(lead, "should") || has_word(lead, "not") ||
        has_word(lead, "must") || has_word(lead, "to be"))
      continue;
    const bool perfect = has_word(lead, "has") || has_word(lead, "have") || has_word(lead, "having");
    const bool past = has_word(lead, "was") || has_word(lead, "were");
    const bool we = has_word(lead, "we") || has_word(lead, "inspectors");
    bool subject = we;
    for (std::string_view word : {"this", "these", "issue", "issues", "area", "areas", "matter", "matters", "concern",
                                  "concerns", "finding", "findings", "it", "shortfalls", "gap", "gaps", "weakness"})
      subject = subject || has_word(lead, word);
    const std::string of_role = lowered(role);
    bool commissions = false;
    for (std::string_view word : {"commissioner", "commissioners", "commissioning", "provider", "regulator", "employer",
                                  "lead", "authority", "body", "responsible"})
      commissions = commissions || has_word(of_role, word);
    const bool named = ends_as_body(body) || (!body.empty() && body.front() >= 'A' && body.front() <= 'Z');
    if (!named || !subject) continue;
    if (!role.empty() && !commissions) {
      // "as" of another kind: "as soon as", "as part of". The body stands before it, the role is not told.
      role = {};
    }
    const bool counts = role.empty() ? of_attention && perfect && ends_as_body(body) : (perfect || past || we);
    if (!counts) continue;
    AttentionPassage passage;
    for (const Citation& mention : find_paragraph_mentions(before))
      passage.paragraphs.insert(passage.paragraphs.end(), mention.refs.begin(), mention.refs.end());
    passage.body = body;
    passage.role = role;
    found.push_back(std::move(passage));
  }
  return found;
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
