#include "intake/minutes/meeting_body.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>

#include "base/text.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

constexpr std::array<std::string_view, 24> body_nouns{
    "committee", "subcommittee", "board",     "panel",   "partnership", "executive", "forum",      "group",
    "body",      "governors",    "cabinet",   "council", "trustees",    "assembly",  "commission", "subgroup",
    "network",   "team",         "directors", "trust",   "federation",  "alliance",  "authority",  "hub"};

std::string_view cut_at(std::string_view text, std::initializer_list<std::string_view> marks) {
  std::size_t end = text.size();
  const std::string low = folded(text);
  if (low.size() != text.size()) {
    for (std::string_view mark : marks) end = std::min(end, text.find(mark));
  } else {
    for (std::string_view mark : marks) end = std::min(end, low.find(mark));
  }
  return trimmed(text.substr(0, std::min(end, text.size())));
}

}  // namespace

bool is_body_noun(std::string_view key) {
  return std::find(body_nouns.begin(), body_nouns.end(), key) != body_nouns.end();
}

bool names_a_meeting_body(std::string_view text) {
  const std::vector<std::string> all = words(text);
  if (all.empty() || all.size() > 16 || !is_upper(trimmed(text).front())) return false;
  return std::any_of(all.begin(), all.end(), [](const std::string& word) { return is_body_noun(word); });
}

bool ends_as_a_body(std::string_view text) {
  std::vector<std::string> all = words(text);
  if (!all.empty() && all.back() == "meeting") all.pop_back();
  return names_a_meeting_body(text) && !all.empty() &&
         (is_body_noun(all.back()) || has_words(matching_key(text), "committee of") ||
          has_words(matching_key(text), "board of"));
}
bool is_parent_body(std::string_view text) {
  const std::vector<std::string> all = words(text);
  for (std::string_view noun : {"council", "trust", "authority", "federation", "partnership"})
    if (!all.empty() && all.back() == noun) return true;
  return false;
}
bool is_of_another_body(std::string_view text) {
  std::vector<std::string> all = words(text);
  if (all.size() > 1 && all.back() == "meeting") all.pop_back();
  for (std::string_view noun : {"committee", "subcommittee", "panel", "group", "subgroup", "forum", "cabinet", "body",
                                "governors", "executive", "directors", "network", "commission"})
    if (all.back() == noun) return true;
  return false;
}

std::string_view without_end(std::string_view text) {
  text = trimmed(text);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view mark : {",", ".", ":", ";", "-", "\xE2\x80\x93", "\xE2\x80\x94", "("})
      if (text.ends_with(mark)) text = trimmed(text.substr(0, text.size() - mark.size())), again = true;
  }
  return text;
}

std::string_view body_in_title(std::string_view text) {
  for (std::string_view mark : {"meeting of the ", "meeting of ", "meeting the ", "minutes of the ", "minutes of ",
                                "notes of the ", "minutes for the ", "minutes for "}) {
    std::size_t at = std::string::npos;
    for (std::size_t i = 0; i + mark.size() <= text.size() && i < 120; ++i)
      if (folded(text.substr(i, mark.size())) == mark) {
        at = i;
        break;
      }
    if (at == std::string::npos) continue;
    std::string_view body = trimmed(text.substr(at + mark.size()));
    body = cut_at(
        body, {" held ",      "\nheld ",      " on monday",    " on tuesday",       " on wednesday",    " on thursday",
               " on friday",  " on saturday", " at the ",      " which took place", " that took place", " took place",
               " via ",       "\n",           " meeting held", " meeting",          ", monday",         ", tuesday",
               ", wednesday", ", thursday",   ", friday",      ", saturday"});
    body = cut_at(
        body,
        {" on 0", " on 1", " on 2", " on 3", " on 4", " on 5", " on 6", " on 7", " on 8", " on 9",  ", 0",
         ", 1",   ", 2",   ", 3",   ", 4",   ", 5",   ", 6",   ", 7",   ", 8",   ", 9",   ", held", " \xE2\x80\x93 ",
         " - ",   ": "});
    body = without_end(body);
    for (std::string_view article : {"the ", "The "})
      if (body.starts_with(article)) body = trimmed(body.substr(article.size()));
    const std::string key = matching_key(body);
    if (body.empty() || key == "meeting" || key == "the" || key == "a" || key == "an" || begins_with(key, "previous") ||
        begins_with(key, "last") || body.size() > 160)
      continue;
    if (!is_upper(body.front())) continue;
    return body;
  }
  // The words beside "Minutes".
  for (std::string_view mark : {" \xE2\x80\x93 ", " - ", " \xE2\x80\x94 ", ": ", ", "}) {
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos) continue;
    const std::string_view left = trimmed(text.substr(0, at)), right = trimmed(text.substr(at + mark.size()));
    if (has_words(matching_key(left), "minutes") || has_words(matching_key(left), "notes")) {
      const std::string_view body = without_end(cut_at(right, {mark, " held ", ", "}));
      if (names_a_meeting_body(body)) return body;
    }
    if (has_words(matching_key(right), "minutes") && names_a_meeting_body(left) &&
        !has_words(matching_key(left), "minutes"))
      return left;
  }
  for (std::string_view end : {" Draft Minutes", " Meeting Minutes", " Minutes", " MINUTES", " minutes",
                               " Meeting minutes", " Meeting Notes", " meeting minutes", " Meeting"}) {
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos || at == 0) continue;
    std::string_view body = without_end(text.substr(0, at));
    if (body.ends_with(" Meeting")) body = trimmed(body.substr(0, body.size() - 8));
    if (names_a_meeting_body(body) && body.size() <= 120) return body;
  }
  return {};
}

std::string_view body_on_a_line(std::string_view line) {
  std::string_view body = without_end(line);
  for (std::string_view end : {" Meeting", " meeting", " MEETING"})
    if (body.ends_with(end)) body = trimmed(body.substr(0, body.size() - end.size()));
  body = without_end(cut_at(body, {" held ", " \xE2\x80\x93 ", " - "}));
  return names_a_meeting_body(body) ? body : std::string_view();
}

std::string_view body_that_resolves(const std::vector<Passage>& passages) {
  for (const Passage& passage : passages) {
    const std::string_view text = without_label(passage.text);
    for (std::string_view lead : {"That the ", "that the "}) {
      const std::size_t at = text.substr(0, 60).find(lead);
      if (at == std::string_view::npos) continue;
      const std::string_view rest = text.substr(at + lead.size());
      std::size_t end = 0, count = 0;
      bool named = false;
      for (std::string_view word : split(rest.substr(0, 120), ' ')) {
        const std::string key = matching_key(word);
        if (!word.empty() && !is_upper(word.front()) && key != "and" && key != "of" && key != "for" && key != "" &&
            word != "&")
          break;
        end = static_cast<std::size_t>(word.data() + word.size() - rest.data());
        ++count;
        if (is_body_noun(key)) {
          named = count >= 2;
          break;
        }
      }
      if (!named) continue;
      const std::string after = matching_key(rest.substr(end, 30));
      for (std::string_view verb :
           {"continues", "continue", "notes",   "note",     "noted",      "receives",  "receive", "considers",
            "consider",  "agrees",   "agree",   "endorses", "endorse",    "monitors",  "monitor", "supports",
            "support",   "approves", "approve", "welcomes", "recommends", "recommend", "requests"})
        if (begins_with(after, verb)) {
          return rest.substr(0, end);
        }
    }
  }
  return {};
}

}  // namespace candour::intake::minutes
