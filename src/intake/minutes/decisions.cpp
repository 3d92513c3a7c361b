#include "intake/minutes/decisions.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/text.h"
#include "intake/minutes/meeting_body.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

struct MarkerWords {
  std::string_view words;
  bool resolved;
  bool alone;  // speaks for itself; the others need a colon, a dash, "that", "to" or the line's end behind them
};
constexpr MarkerWords marker_words[]{
    {"resolved unanimously", true, true},
    {"unanimously resolved", true, true},
    {"it was unanimously resolved", true, true},
    {"it was resolved", true, true},
    {"it was therefore resolved", true, true},
    {"the committee resolved", true, true},
    {"resolutions", true, false},
    {"resolution", true, false},
    {"resolved", true, false},
    {"it was recommended", true, true},
    {"recommendations agreed", true, false},
    {"recommendation agreed", true, false},
    {"recommended", true, false},
    {"it was unanimously agreed", false, true},
    {"it was agreed", false, true},
    {"the following was agreed", false, true},
    {"the following actions were agreed", false, true},
    {"agreed actions", false, false},
    {"agreed unanimously", false, true},
    {"agreed", false, false},
    {"agreement", false, false},
    {"decisions", false, false},
    {"decision", false, false},
    {"decisions made", false, false},
    {"decision made", false, false},
    {"outcome and decision", false, false},
};

}  // namespace

std::optional<Marker> resolution_marker(std::string_view text) {
  const std::size_t label = item_label(text).length;
  std::string_view body = text.substr(label);
  const std::string start = folded(body.substr(0, 60));
  for (const MarkerWords& marker : marker_words) {
    if (start.compare(0, marker.words.size(), marker.words) != 0) continue;
    std::size_t at = marker.words.size();
    if (at < body.size() && (is_lower(body[at]) || is_upper(body[at]))) continue;
    if (body.substr(at).starts_with("(s)")) at += 3;
    std::string_view rest = body.substr(at);
    if (trimmed(rest).starts_with("(unanimously)")) rest = rest.substr(rest.find(')') + 1);
    rest = trimmed(rest);
    std::string_view number;
    if (marker.words == "resolution" || marker.words == "decision") {
      std::size_t end = 0;
      while (end < rest.size() && (is_digit(rest[end]) || ((rest[end] == '/' || rest[end] == '.') && end > 0 &&
                                                           end + 1 < rest.size() && is_digit(rest[end + 1]))))
        ++end;
      if (end > 0 && end <= 12 && end < rest.size()) number = rest.substr(0, end), rest = trimmed(rest.substr(end));
    }
    const bool shouted = is_shouted(body.substr(0, marker.words.size()));
    bool marked = rest.empty();
    std::size_t skip = 0;
    for (std::string_view mark : {":-", ":", ";", "\xE2\x80\x93", "\xE2\x80\x94", "-", "."})
      if (rest.starts_with(mark)) {
        marked = true;
        skip = mark.size();
        break;
      }
    const std::string next = folded(rest.substr(0, 6));
    if (next.starts_with("that ") || next.starts_with("that:") || next.starts_with("to ") || next.starts_with("to:") ||
        next == "that" || next == "to")
      marked = true;
    if (!marked && !marker.alone && !(shouted && (rest.starts_with("(") || item_label(rest).length > 0))) continue;
    rest = trimmed(rest.substr(skip));
    for (std::string_view mark : {"-", "\xE2\x80\x93"})  // ":-" in two steps
      if (rest.starts_with(mark)) rest = trimmed(rest.substr(mark.size()));
    return Marker{rest.empty() ? text.size() : static_cast<std::size_t>(rest.data() - text.data()), marker.resolved,
                  number};
  }
  // "It was moved by A, seconded by B and AGREED that …"
  if (const std::string low = lowered(body.substr(0, 240));
      low.find("moved") < 60 || low.find("proposed") < 60 || low.starts_with("on the motion of"))
    for (std::string_view verb : {" agreed that ", " resolved that ", " resolved to ", " agreed to ", " carried that ",
                                  " agreed: ", " resolved: "}) {
      const std::size_t at = low.find(verb);
      if (at == std::string::npos || low.substr(0, at).find('.') + 1 != 0 || low.find(" not") < at) continue;
      std::string_view rest = trimmed(body.substr(at + verb.find(' ', 1)));
      while (rest.starts_with(":")) rest = trimmed(rest.substr(1));
      if (rest.size() > 10)
        return Marker{static_cast<std::size_t>(rest.data() - text.data()), verb.find("resolved") != std::string::npos};
    }
  // "The Committee RESOLVED to …", "The Board AGREED:".
  const std::string key = matching_key(body.substr(0, 80));
  if (key.starts_with("the ") || key.starts_with("members ") || key.starts_with("governors ")) {
    for (std::string_view verb :
         {" RESOLVED", " AGREED", " Resolved", " APPROVED", " NOTED", " ENDORSED", " RECOMMENDED", " resolved to",
          " resolved that", " resolved:", " agreed that:", " agreed:", " agreed to:"}) {
      const std::size_t at = body.substr(0, 100).find(verb);
      if (at == std::string_view::npos) continue;
      const std::vector<std::string> before = words(body.substr(0, at));
      if (before.empty() || before.size() > 14) continue;
      const bool body_speaks = std::any_of(before.begin(), before.end(), [](const std::string& word) {
        return is_body_noun(word) || word == "members" || word == "governors" || word == "trustees";
      });
      if (!body_speaks) continue;
      const bool lower = is_lower(verb[1]);
      std::string_view rest =
          body.substr(at + (lower ? verb.find(' ', 1) == std::string_view::npos ? verb.size() - 1 : verb.find(' ', 1)
                                  : verb.size()));
      rest = trimmed(rest);
      while (rest.starts_with(":") || rest.starts_with("-")) rest = trimmed(rest.substr(1));
      // "The Board RECEIVED the report and AGREED that …" is told whole.
      const std::string_view before_verb = body.substr(0, at);
      for (std::string_view other : {" RECEIVED", " NOTED", " APPROVED", " ENDORSED", " CONSIDERED", " DISCUSSED"})
        if (before_verb.find(other) != std::string_view::npos) rest = text.substr(label);
      // What was noted or approved is told with its verb.
      if (verb == " NOTED" || verb == " APPROVED" || verb == " ENDORSED") rest = text.substr(label);
      return Marker{
          rest.empty() ? text.size() : static_cast<std::size_t>(rest.data() - text.data()),
          verb == " RESOLVED" || verb == " Resolved" || verb.starts_with(" resolved") || verb == " RECOMMENDED"};
    }
  }
  return std::nullopt;
}

bool is_decision_of_body(std::string_view sentence) {
  const std::string key = matching_key(sentence.substr(0, 160));
  const std::vector<std::string> all = words(key);
  if (all.size() < 3) return false;
  std::size_t i = 0;
  if (all[0] == "the" || all[0] == "this") ++i;
  bool body = false;
  for (std::size_t count = 0; i < all.size() && count < 8; ++i, ++count) {
    if (is_body_noun(all[i]) || ((all[i] == "governors" || all[i] == "trustees" || all[i] == "members") && i <= 2)) {
      body = true;
    } else if (body) {
      std::size_t verb = i;
      while (verb < all.size() &&
             (all[verb] == "unanimously" || all[verb] == "formally" || all[verb] == "duly" ||
              all[verb] == "therefore" || all[verb] == "also" || all[verb] == "then" || all[verb] == "received" ||
              all[verb] == "considered" || all[verb] == "discussed" || all[verb] == "and"))
        ++verb;
      if (verb >= all.size()) return false;
      for (std::string_view word :
           {"approved", "agreed", "ratified", "endorsed", "adopted", "resolved", "noted", "accepted", "recommended"})
        if (all[verb] == word) return true;
      return i < verb && all[i] == "received" && verb > i + 1;
    }
  }
  return false;
}

bool begins_with_a_decision(std::string_view text) {
  const std::vector<std::string> all = words(matching_key(text.substr(0, 80)));
  std::size_t verb = 0;
  while (verb < all.size() && (all[verb] == "unanimously" || all[verb] == "formally" || all[verb] == "also")) ++verb;
  if (verb >= all.size()) return false;
  for (std::string_view word :
       {"noted",     "agreed",    "approved",   "endorsed", "recommended", "requested",   "received", "asked",
        "supported", "adopted",   "ratified",   "accepted", "resolved",    "welcomed",    "referred", "deferred",
        "delegated", "confirmed", "authorised", "rejected", "considered",  "acknowledged"})
    if (all[verb] == word) return true;
  return false;
}

bool leads_decisions(std::string_view text, std::string_view next) {
  if (text.size() > 160) return false;
  if (text.ends_with(":-")) text.remove_suffix(1);
  if (!text.ends_with(':')) return false;
  std::vector<std::string> all = words(matching_key(text));
  while (!all.empty() && (all.back() == "unanimously" || all.back() == "therefore" || all.back() == "then" ||
                          all.back() == "also" || all.back() == "subsequently"))
    all.pop_back();
  if (all.empty() ||
      !(is_body_noun(all.back()) || all.back() == "members" || all.back() == "governors" || all.back() == "trustees"))
    return false;
  const std::string_view bare = without_label(next);
  return !bare.empty() && (is_lower(bare.front()) || bare.size() < next.size()) && begins_with_a_decision(bare);
}

std::string_view carried_proposal(std::string_view text) {
  const std::vector<std::string_view> sentences = sentences_of(text);
  std::string_view proposal;
  for (std::string_view sentence : sentences) {
    const std::string low = lowered(sentence);
    if (proposal.empty()) {
      for (std::string_view verb : {" proposed that ", " moved that ", " seconded that "})
        if (const std::size_t at = low.find(verb); at != std::string::npos && at < 160)
          proposal = sentence.substr(at + verb.size() - 5);
      continue;
    }
    const std::string key = " " + matching_key(sentence) + " ";
    if (key.find(" not ") != std::string::npos || key.find(" lost ") != std::string::npos ||
        key.find(" defeated ") != std::string::npos || key.find(" withdrawn ") != std::string::npos)
      return {};
    for (std::string_view carried :
         {" this was agreed ", " it was agreed ", " the motion was carried ", " motion carried ",
          " the proposal was carried ", " the proposal was agreed ", " this was carried ", " the motion was agreed ",
          " this was unanimously agreed ", " was declared carried ", " the proposal was approved ", " members agreed ",
          " carried unanimously "})
      if (key.find(carried) != std::string::npos && key.size() < 120) return proposal;
  }
  return {};
}

std::size_t action_marker(std::string_view text) {
  const std::size_t label = item_label(text).length;
  const std::string_view body = text.substr(label);
  const std::string start = folded(body.substr(0, 60));
  for (std::string_view word :
       {"action required", "action points", "action point", "actions agreed", "actions", "action", "agreed action"}) {
    if (!start.starts_with(word)) continue;
    std::size_t at = word.size();
    while (at < start.size() &&
           (start[at] == ' ' || (start[at] >= '0' && start[at] <= '9') || start[at] == '.' || start[at] == '/'))
      ++at;
    for (std::string_view mark : {":", "-", "\xE2\x80\x93"})
      if (body.substr(at).starts_with(mark)) return label + at + mark.size();
    if (at >= body.size()) return text.size();
    // "Action (JP): …", "Action for the Head of Service: …" name who is to do it: all of it stays.
    if (start.find("log") == std::string::npos && start.find("plan") == std::string::npos &&
        (body.substr(word.size()).starts_with(" (") || start.compare(word.size(), 5, " for ") == 0 ||
         start.compare(word.size(), 4, " by ") == 0) &&
        body.substr(0, 60).find(':') != std::string_view::npos)
      return label + word.size();
    return 0;
  }
  return 0;
}

std::vector<Part> parts_of(std::string_view text) {
  std::vector<Part> parts;
  std::vector<std::pair<std::size_t, ItemLabel>> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool open = text[i] == '(';
    const bool starts = i == 0 || static_cast<unsigned char>(text[i - 1]) <= ' ';
    if (!starts) continue;
    const bool bare =
        !open && i + 1 < text.size() && ((text[i] >= '1' && text[i] <= '9') || is_lower(text[i])) && text[i + 1] == ')';
    if (!open && !bare) continue;
    const ItemLabel label = item_label(text.substr(i));
    if (label.length == 0 || label.ref.size() > 4) continue;
    found.emplace_back(i, label);
  }
  if (found.size() < 2) return parts;
  static constexpr std::array<std::string_view, 6> firsts{"a", "i", "1", "A", "I", "01"};
  if (std::find(firsts.begin(), firsts.end(), found.front().second.ref) == firsts.end()) return parts;
  for (std::size_t k = 0; k < found.size(); ++k) {
    const std::size_t begin = found[k].first + found[k].second.length;
    const std::size_t end = k + 1 < found.size() ? found[k + 1].first : text.size();
    parts.emplace_back(found[k].second.ref, trimmed(text.substr(begin, end - begin)));
  }
  return parts;
}

}  // namespace candour::intake::minutes
