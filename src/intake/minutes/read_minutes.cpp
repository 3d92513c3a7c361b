#include "intake/minutes/read_minutes.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/counts.h"
#include "intake/minutes/passages.h"
#include "intake/minutes/speech.h"
#include "plan/dates.h"

namespace candour::intake::minutes {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_shouted(std::string_view text) {
  std::size_t upper = 0, lower = 0;
  for (char c : text) upper += is_upper(c), lower += is_lower(c);
  return upper >= 4 && upper > 5 * lower;
}

bool ends_a_sentence(std::string_view text) {
  return !text.empty() && (text.back() == '.' || text.back() == '?' || text.back() == '!' || text.back() == ';');
}

constexpr std::array<std::string_view, 24> body_nouns{
    "committee", "subcommittee", "board",     "panel",   "partnership", "executive", "forum",      "group",
    "body",      "governors",    "cabinet",   "council", "trustees",    "assembly",  "commission", "subgroup",
    "network",   "team",         "directors", "trust",   "federation",  "alliance",  "authority",  "hub"};

bool is_body_noun(std::string_view key) {
  return std::find(body_nouns.begin(), body_nouns.end(), key) != body_nouns.end();
}

// ---- Resolutions ----

struct Marker {
  std::size_t length = 0;  // of the marker and the marks behind it
  bool resolved = false;   // says that something was resolved or recommended, not only agreed
};

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
    return Marker{rest.empty() ? text.size() : static_cast<std::size_t>(rest.data() - text.data()), marker.resolved};
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
      if (before.empty() || before.size() > 9) continue;
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
      // What was noted or approved is told with its verb.
      if (verb == " NOTED" || verb == " APPROVED" || verb == " ENDORSED") rest = text.substr(label);
      return Marker{
          rest.empty() ? text.size() : static_cast<std::size_t>(rest.data() - text.data()),
          verb == " RESOLVED" || verb == " Resolved" || verb.starts_with(" resolved") || verb == " RECOMMENDED"};
    }
  }
  return std::nullopt;
}

// "The Board noted the report.", "Governors approved the budget.": what the body did, in plain words.
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

// "ACTION: KO to …", "Action point 3 – …", "Action (JP): …".
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
      return label + (word == "action" ? 0 : 0) + word.size();
    return 0;
  }
  return 0;
}

// ---- Items ----

// What every meeting has and nobody would call the subject of one.
bool is_formal(std::string_view title) {
  const std::string key = matching_key(without_label(title));
  for (std::string_view word : {"apologies",
                                "welcome",
                                "introductions",
                                "introduction",
                                "declarations",
                                "declaration",
                                "minutes",
                                "matters arising",
                                "any other",
                                "aob",
                                "urgent",
                                "items of urgent",
                                "items of business",
                                "date of next",
                                "date and time of next",
                                "next meeting",
                                "dates of",
                                "exclusion of",
                                "attendance",
                                "quorum",
                                "disclosure",
                                "disclosures",
                                "notification of",
                                "opening",
                                "close",
                                "closing",
                                "chair s announcements",
                                "chairman s announcements",
                                "membership",
                                "substitute",
                                "to receive apologies",
                                "present",
                                "action log",
                                "actions from",
                                "review of actions",
                                "confirmation of minutes",
                                "previous minutes",
                                "approval of",
                                "agenda",
                                "register of",
                                "conflicts of",
                                "interests",
                                "confidential",
                                "to approve",
                                "public participation",
                                "minutes of",
                                "to confirm",
                                "forward plan",
                                "meeting closed",
                                "actions arising",
                                "part 1",
                                "part 2",
                                "election of",
                                "appointment of",
                                "review of meeting",
                                "reflections on",
                                "supporting documents",
                                "additional documents",
                                "decision",
                                "decisions",
                                "resolved",
                                "details of",
                                "venue",
                                "date",
                                "contact"})
    if (begins_with(key, word) || key == std::string(word) + "s") return true;
  return key.empty();
}

bool is_label_line(std::string_view text) {
  const std::string key = matching_key(text);
  for (std::string_view word :
       {"minutes", "supporting documents", "agenda item", "additional documents", "discussion", "discussion points",
        "key points", "draft minutes", "media", "background papers", "notes", "discussion and decisions",
        "presentation", "item", "questions", "comments", "summary"})
    if (key == word) return true;
  return false;
}

// ---- What a meeting says of itself ----

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

std::string_view without_end(std::string_view text) {
  text = trimmed(text);
  for (bool again = true; again;) {
    again = false;
    for (std::string_view mark : {",", ".", ":", ";", "-", "\xE2\x80\x93", "\xE2\x80\x94", "("})
      if (text.ends_with(mark)) text = trimmed(text.substr(0, text.size() - mark.size())), again = true;
  }
  return text;
}

bool names_a_meeting_body(std::string_view text) {
  const std::vector<std::string> all = words(text);
  if (all.empty() || all.size() > 16 || !is_upper(trimmed(text).front())) return false;
  return std::any_of(all.begin(), all.end(), [](const std::string& word) { return is_body_noun(word); });
}

// "Minutes of the meeting of the X held on …", "Minutes of X", "X – Minutes", "X Minutes".
std::string_view body_in_title(std::string_view text) {
  const std::string low = folded(text);
  if (low.size() == text.size() || true) {
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
      body = cut_at(body, {" held ",           "\nheld ",     " on monday",   " on tuesday", " on wednesday",
                           " on thursday",     " on friday",  " on saturday", " at the ",    " which took place",
                           " that took place", " took place", " via ",        "\n",          " meeting held",
                           " meeting",         ", monday",    ", tuesday",    ", wednesday", ", thursday",
                           ", friday",         ", saturday"});
      body = cut_at(
          body,
          {" on 0", " on 1", " on 2", " on 3", " on 4", " on 5", " on 6", " on 7", " on 8", " on 9",  ", 0",
           ", 1",   ", 2",   ", 3",   ", 4",   ", 5",   ", 6",   ", 7",   ", 8",   ", 9",   ", held", " \xE2\x80\x93 ",
           " - ",   ": "});
      body = without_end(body);
      for (std::string_view article : {"the ", "The "})
        if (body.starts_with(article)) body = trimmed(body.substr(article.size()));
      const std::string key = matching_key(body);
      if (body.empty() || key == "meeting" || key == "the" || key == "a" || key == "an" ||
          begins_with(key, "previous") || begins_with(key, "last") || body.size() > 160)
        continue;
      if (!is_upper(body.front())) continue;
      return body;
    }
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

std::optional<std::pair<Date, std::string_view>> day_in(std::string_view text) {
  for (const plan::WrittenDate& written : plan::find_dates(text.substr(0, 400))) {
    if (written.kind != plan::DateReadingKind::day || !written.days || written.days->from != written.days->to) continue;
    return std::pair{written.days->from, text.substr(written.begin, written.as_written.size())};
  }
  return std::nullopt;
}

// ---- The reading ----

class Reader {
 public:
  Reader(const document::Document& document, const std::vector<FlowLine>& flow, Account& account, Reading& reading)
      : flow_(flow), passages_(passages_of(document, flow)), account_(account), reading_(reading) {
    meeting_ = &reading_.meeting.emplace();
  }

  void read() {
    used_.assign(flow_.size(), false);
    read_attendance_tables(flow_, account_, meeting_->attendance, used_);
    find_front();
    explicit_ = std::any_of(passages_.begin(), passages_.end(), [](const Passage& passage) {
      return !passage.furniture && resolution_marker(passage.text).has_value();
    });
    resolved_ = std::any_of(passages_.begin(), passages_.end(), [](const Passage& passage) {
      const auto marker = passage.furniture ? std::nullopt : resolution_marker(passage.text);
      return marker && marker->resolved;
    });
    for (at_ = 0; at_ < passages_.size(); ++at_) read_passage(passages_[at_]);
    settle_items();
    settle_attendance();
    settle_body();
    read_counts(passages_, flow_, account_, meeting_->counts);
    read_meanings(passages_, account_, reading_.scale);
    read_themes(passages_, account_, meeting_->themes);
    remark();
  }

 private:
  enum class Zone { front, attendance, discussion, resolutions };

  std::string placed(std::string_view text) { return collapsed(account_.place(text)); }

  // ---- Title, body and date: said before the first item ----

  void find_front() {
    std::size_t looked = 0;
    bool near_date = false;
    for (std::size_t i = 0; i < passages_.size() && looked < 30; ++i, ++looked) {
      const Passage& passage = passages_[i];
      const std::string_view text = passage.text;
      if (text.size() > 400) break;
      const std::string key = matching_key(text.substr(0, 200));
      if (looked > 3 && (resolution_marker(text) || begins_with(key, "apologies"))) {
        if (meeting_->date && !meeting_->body.empty()) break;
      }
      const bool of_another = has_words(key, "previous meeting") || has_words(key, "last meeting") ||
                              has_words(key, "next meeting") || begins_with(key, "to confirm") ||
                              begins_with(key, "to approve");
      if (of_another) continue;
      const ItemLabel label = item_label(text);
      if (label.length > 0 && label.numbered && !begins_with(key, "item") && !is_date_line(text)) {
        if (looked > 2 || meeting_->date) break;
        continue;
      }
      const bool title = has_words(key, "minutes") || has_words(key, "notes of") || has_words(key, "action notes");
      // A label's value may stand beside it.
      std::string_view value;
      std::string_view name;
      if (const std::size_t colon = text.find(':'); colon != std::string_view::npos && colon < 30) {
        name = trimmed(text.substr(0, colon));
        value = trimmed(text.substr(colon + 1));
      } else if (passage.in_row && i + 1 < passages_.size() && passages_[i + 1].line == passage.line &&
                 text.size() < 30) {
        name = text;
        value = passages_[i + 1].text;
      }
      const std::string name_key = matching_key(name);
      if (!value.empty() && meeting_->body.empty() &&
          (name_key == "committee" || name_key == "meeting" || name_key == "board" || name_key == "name of meeting" ||
           name_key == "meeting of" || name_key == "panel" || name_key == "group" || name_key == "meeting title" ||
           name_key == "body" || name_key == "meeting name" || name_key == "title of meeting" ||
           name_key == "name of group") &&
          !day_in(value)) {
        meeting_->body = placed(without_end(value));
      }
      if (!meeting_->date) {
        const bool labelled =
            begins_with(name_key, "date") || name_key == "held on" || begins_with(name_key, "meeting date");
        const bool held = has_words(key, "held on") || has_words(key, "held at") || has_words(key, "held in") ||
                          has_words(key, "held via") || has_words(key, "held virtually") || has_words(key, "held") ||
                          has_words(key, "took place on") || has_words(key, "meeting on");
        if (labelled || held || title || is_date_line(text) || has_words(key, "meeting")) {
          const std::string_view where = labelled && !value.empty() ? value : text;
          if (!has_words(key, "dated"))
            if (const auto day = day_in(where)) {
              meeting_->date = day->first;
              account_.place(day->second);
              near_date = true;
            }
        }
      }
      if (title && reading_.title.empty() && text.size() <= 200 && key != "minutes") reading_.title = placed(text);
      if (meeting_->body.empty() && text.size() <= 250) {
        if (title || has_words(key, "meeting of")) {
          if (const std::string_view body = body_in_title(text); !body.empty()) meeting_->body = placed(body);
        }
      }
      // Of "Brackenford Integrated Care Board" and "Quality Committee" below it, the committee met.
      if (text.size() <= 120 && !ends_a_sentence(text) && name.empty() && !is_formal(text) && !title &&
          ends_as_a_body(text) && !attendance_label(text) && looked < 14 && !speaks(text) &&
          (body_line_.empty() || is_of_another_body(text) || is_parent_body(body_line_)))
        body_line_ = text;
    }
    static_cast<void>(near_date);
    // The name on a line of its own, above or below "Minutes"; where the title gave one it stands.
    if (meeting_->body.empty() && !body_line_.empty()) {
      std::string_view body = without_end(body_line_);
      for (std::string_view end : {" Meeting", " meeting", " MEETING"})
        if (body.ends_with(end)) body = trimmed(body.substr(0, body.size() - end.size()));
      body = without_end(cut_at(body, {" held ", " \xE2\x80\x93 ", " - "}));
      if (names_a_meeting_body(body)) meeting_->body = placed(body);
    }
  }

  static bool ends_as_a_body(std::string_view text) {
    std::vector<std::string> all = words(text);
    if (!all.empty() && all.back() == "meeting") all.pop_back();
    return names_a_meeting_body(text) && !all.empty() &&
           (is_body_noun(all.back()) || has_words(matching_key(text), "committee of") ||
            has_words(matching_key(text), "board of"));
  }
  // A council or trust has the boards that are named below it.
  static bool is_parent_body(std::string_view text) {
    const std::vector<std::string> all = words(text);
    for (std::string_view noun : {"council", "trust", "authority", "federation", "partnership"})
      if (!all.empty() && all.back() == noun) return true;
    return false;
  }
  static bool is_of_another_body(std::string_view text) {
    std::vector<std::string> all = words(text);
    if (all.size() > 1 && all.back() == "meeting") all.pop_back();
    for (std::string_view noun : {"committee", "subcommittee", "panel", "group", "subgroup", "forum", "cabinet", "body",
                                  "governors", "executive", "directors", "network", "commission"})
      if (all.back() == noun) return true;
    return false;
  }

  static bool speaks(std::string_view text) {
    const Speech speech = speech_of(text);
    return speech.act != Act::none;
  }

  // A line that is a date, with a weekday, a time or a place beside it.
  static bool is_date_line(std::string_view text) {
    if (text.size() > 140) return false;
    const auto day = day_in(text);
    if (!day) return false;
    const std::string key = matching_key(text);
    for (std::string_view weekday : {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
      if (has_words(key, weekday)) return true;
    const std::size_t rest = text.size() - day->second.size();
    return rest <= 25 && !has_words(key, "dated");
  }

  // ---- Passages in order ----

  bool is_item_heading(const Passage& passage) const {
    const std::string_view text = passage.text;
    if (text.size() > 160 || passage.furniture) return false;
    if (resolution_marker(text) || attendance_label(text) || action_marker(text) > 0) return false;
    const ItemLabel label = item_label(text);
    const std::string_view title = trimmed(text.substr(label.length));
    if (title.size() < 3 || !(is_upper(title.front()) || (title.front() >= '0' && title.front() <= '9') ||
                              (title.front() & '\x80') != 0 || title.front() == '\''))
      return false;
    if (title.back() == '?' || (ends_a_sentence(title) && !passage.marked && !is_shouted(title))) return false;
    const std::string key = matching_key(title);
    for (std::string_view word : {"that", "to", "whether", "question", "answer", "q", "a", "response"})
      if (begins_with(key, word) && (word == "that" || title.substr(0, 20).find(':') != std::string_view::npos ||
                                     (word == "to" && !label.numbered)))
        return false;
    if (speaks(title)) return false;
    if (is_label_line(text)) return false;
    if (passage.in_row && !passage.marked && label.length == 0) return false;
    if (passage.marked || (is_shouted(title) && words(title).size() >= 2)) {
      // A bold name of a person, a time or the chair's signature is no item.
      return label.length > 0 || passage.marked || zone_ == Zone::discussion || zone_ == Zone::resolutions;
    }
    if (!label.numbered) return false;
    if (zone_ == Zone::resolutions && !looks_like_agenda_number(label, text)) return false;
    // An item of a plain list has its like beside it; a heading has prose under it.
    const std::size_t index = static_cast<std::size_t>(&passage - passages_.data());
    if (index + 1 >= passages_.size()) return false;
    const Passage& next = passages_[index + 1];
    const ItemLabel after = item_label(next.text);
    if (after.length > 0 && after.numbered && after.ref.find('.') == std::string_view::npos &&
        label.ref.find('.') == std::string_view::npos && !is_formal(text) && next.text.size() <= 160 &&
        label.ref.find('/') == std::string_view::npos)
      return folded(text).starts_with("item") || folded(text).starts_with("agenda item");
    if (title.find('(') != std::string_view::npos && title.find(" actions") != std::string_view::npos) return false;
    return title.find(". ") == std::string_view::npos;
  }

  static bool looks_like_agenda_number(const ItemLabel& label, std::string_view text) {
    return label.ref.find('/') != std::string_view::npos || folded(text).starts_with("item") ||
           folded(text).starts_with("agenda item") || folded(text).starts_with("minute");
  }

  void begin_item(std::string_view title) {
    close_speech();
    zone_ = Zone::discussion;
    lead_asker_.reset();
    std::string_view bare = without_label(title);
    bare = trimmed(bare);
    while (!bare.empty() && (bare.back() == ':' || bare.back() == '.')) bare = trimmed(bare.substr(0, bare.size() - 1));
    items_.push_back({bare, is_formal(title)});
    resolutions_here_ = 0;
    answered_here_ = false;
  }

  void read_passage(const Passage& passage) {
    if (passage.furniture || used_[passage.line]) return;
    const std::string_view text = passage.text;
    const std::string key = matching_key(text.substr(0, 200));
    if (key.empty()) return;

    // "Agenda item" and its title below or beside it.
    if (key == "agenda item" || key == "item" || key == "item title" || key == "subject" ||
        key == "agenda item title") {
      if (at_ + 1 < passages_.size() && passages_[at_ + 1].text.size() <= 250 &&
          !is_label_line(passages_[at_ + 1].text)) {
        begin_item(passages_[at_ + 1].text);
        ++at_;
        return;
      }
    }
    for (std::string_view name : {"Agenda item:", "Agenda Item:", "Item:", "Subject:", "Title:"})
      if (text.starts_with(name) && text.size() > name.size() && text.size() <= 250)
        return begin_item(trimmed(text.substr(name.size())));
    if (is_label_line(text)) {
      if (zone_ == Zone::resolutions || begins_with(key, "supporting")) close_speech();
      zone_ = Zone::discussion;
      return;
    }
    if (zone_ == Zone::front || zone_ == Zone::attendance || items_.empty() || label_of_apologies(text)) {
      if (const auto label = attendance_label(text); label && !speaks(text)) {
        people_ = *label;
        zone_ = Zone::attendance;
        const std::string_view names = trimmed(text.substr(label->length));
        if (!names.empty()) read_names(names_only(names), people_, account_, meeting_->attendance);
        attendance_line_ = at_;
        return;
      }
    }
    if (is_item_heading(passage)) {
      if (zone_ == Zone::front && !past_front(passage)) return;
      // Under "Apologies" the names follow as in a list.
      begin_item(text);
      if (const std::string bare = matching_key(without_label(text)); begins_with(bare, "apologies")) {
        people_ = {false, false, 0};
        apologies_item_ = true;
      } else if (bare == "present" || bare == "attendance" || bare == "in attendance" || bare == "attendees") {
        people_ = {true, false, 0};
        zone_ = Zone::attendance;
      } else {
        apologies_item_ = false;
      }
      return;
    }
    if (zone_ == Zone::attendance) {
      if (text.size() <= 200 && (!ends_a_sentence(text) || is_names_alone(text)) && !speaks(text) &&
          !resolution_marker(text) && !comes_or_goes(text) && !is_date_line(text)) {
        read_names(without_label(text), people_, account_, meeting_->attendance);
        return;
      }
      if (text.size() <= 600 && !speaks(text) && !resolution_marker(text) && !comes_or_goes(text) &&
          key.find(" was ") == std::string::npos && key.find(" were ") == std::string::npos &&
          text.find(',') != std::string_view::npos) {
        read_names(without_label(text), people_, account_, meeting_->attendance);
        return;
      }
      zone_ = Zone::discussion;
    }
    if (apologies_item_) {
      // Under "Apologies" names stand without another word.
      if (text.size() <= 200 && is_names_alone(text)) {
        read_names(text, people_, account_, meeting_->attendance);
        return;
      }
      if (const auto label = attendance_label(text); label && !label->present && label->length < text.size()) {
        read_names(names_only(text.substr(label->length)), *label, account_, meeting_->attendance);
        return;
      }
    }
    if (const auto marker = resolution_marker(text)) {
      close_speech();
      zone_ = Zone::resolutions;
      resolutions_here_ = resolutions_of_this_ = 0;
      if (marker->length < text.size()) add_resolutions(passage, trimmed(text.substr(marker->length)));
      return;
    }
    if (zone_ == Zone::resolutions && continues_resolutions(passage)) {
      add_resolutions(passage, text);
      return;
    }
    if (zone_ == Zone::resolutions) zone_ = Zone::discussion;
    if (const std::size_t marker = action_marker(text); marker > 0) {
      close_speech();
      if (!resolved_) {
        std::string_view action = trimmed(text.substr(marker));
        if (!action.empty())
          add_resolution(passage, {}, action);
        else
          actions_follow_ = true;
      }
      return;
    }
    if (actions_follow_) {
      if (item_label(text).length > 0 && !resolved_) {
        add_resolution(passage, item_label(text).ref, without_label(text));
        return;
      }
      actions_follow_ = false;
    }
    if (passage.in_row && read_action_cell(passage)) return;
    if (read_pair(passage)) return;
    zone_ = zone_ == Zone::front && !speaks(text) ? Zone::front : Zone::discussion;
    if (!explicit_ && !passage.in_row) {
      const std::vector<std::string_view> sentences = sentences_of(without_label(text));
      if (!sentences.empty() && sentences.size() <= 3 && is_decision_of_body(sentences.front()) &&
          !is_about_minutes(sentences.front())) {
        close_speech();
        add_resolution(passage, {}, without_label(text));
        return;
      }
    }
    read_speeches(passage);
  }

  static bool is_about_minutes(std::string_view) { return false; }

  static bool label_of_apologies(std::string_view text) {
    return begins_with(matching_key(without_label(text)).substr(0, 40), "apologies");
  }
  static bool is_names_alone(std::string_view text) {
    std::size_t names = 0;
    for (std::string_view word : split(text, ' ')) {
      if (word.empty() || word == "and" || word == "&") continue;
      if (!is_upper(word.front()) && word.front() != '(') return false;
      ++names;
    }
    const std::string key = matching_key(text);
    return names >= 2 && key != "none received" && !begins_with(key, "none") && !begins_with(key, "no ");
  }
  static std::string_view names_only(std::string_view names) {
    const std::vector<std::string_view> sentences = sentences_of(names);
    return sentences.empty() ? names : sentences.front();
  }

  // The title and body of the whole meeting are headings, too; an item has a number, or prose of people speaking below.
  bool past_front(const Passage& passage) const {
    if (item_label(passage.text).length > 0) return true;
    const std::string key = matching_key(passage.text.substr(0, 200));
    if (has_words(key, "minutes") || is_date_line(passage.text) || passage.text == body_line_)
      return is_formal(passage.text) && at_ > 6;
    if (is_formal(passage.text)) return true;
    return at_ + 1 < passages_.size() && passages_[at_ + 1].text.size() > 120;
  }

  // ---- Resolutions ----

  bool continues_resolutions(const Passage& passage) const {
    const std::string_view text = passage.text;
    const ItemLabel label = item_label(text);
    const std::string_view bare = trimmed(text.substr(label.length));
    const std::string key = matching_key(bare.substr(0, 60));
    if (attendance_label(text) || comes_or_goes(text)) return false;
    for (std::string_view word :
         {"reason", "reasons", "reason for decision", "reasons for decision", "the meeting", "voting", "for", "against",
          "supporting documents", "chair", "signed", "alternative options", "other options"})
      if (begins_with(key, word) && (word != "for" || bare.size() < 20)) return false;
    if (label.length > 0) return !speaks(bare) || begins_with(key, "that") || begins_with(key, "to");
    if (begins_with(key, "that") || (begins_with(key, "to") && text.size() <= 400)) return true;
    // Under a bare marker the first paragraph is the resolution, whatever it begins with.
    return resolutions_of_this_ == 0 && !speaks(text);
  }

  void add_resolutions(const Passage& passage, std::string_view text) {
    ItemLabel label = item_label(text);
    std::string_view body = trimmed(text.substr(label.length));
    if (body.empty()) return;
    // "That the Committee:" leads a list and resolves nothing itself.
    const bool leads = body.back() == ':' || body.ends_with(":-") || body == "That" || body == "that" || body == "to" ||
                       body.ends_with(": -");
    if (leads && at_ + 1 < passages_.size() && item_label(passages_[at_ + 1].text).length > 0) {
      ++resolutions_of_this_;
      return;
    }
    // "That (a) …; and (b) …" in one paragraph.
    if (const std::vector<std::pair<std::string_view, std::string_view>> parts = parts_of(text); parts.size() >= 2) {
      for (const auto& [ref, part] : parts) add_resolution(passage, ref, part);
      return;
    }
    add_resolution(passage, label.ref, body);
  }

  // The parts "(a) …", "(b) …" or "(i)", "(1)" within one text, each with its ref.
  static std::vector<std::pair<std::string_view, std::string_view>> parts_of(std::string_view text) {
    std::vector<std::pair<std::string_view, std::string_view>> parts;
    std::vector<std::pair<std::size_t, ItemLabel>> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool open = text[i] == '(';
      const bool starts = i == 0 || static_cast<unsigned char>(text[i - 1]) <= ' ';
      if (!starts) continue;
      const bool bare = !open && i + 1 < text.size() && ((text[i] >= '1' && text[i] <= '9') || is_lower(text[i])) &&
                        text[i + 1] == ')';
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

  void add_resolution(const Passage& passage, std::string_view ref, std::string_view text) {
    for (bool again = true; again;) {
      again = false;
      for (std::string_view tail : {"; and", ";", ", and", " and", ","})
        if (text.size() > tail.size() && text.ends_with(tail))
          text = trimmed(text.substr(0, text.size() - tail.size())), again = true;
    }
    ++resolutions_here_;
    ++resolutions_of_this_;
    Resolution resolution;
    resolution.ref = ref.empty() ? std::to_string(resolutions_here_) : account_.place(ref);
    resolution.text = placed(text);
    resolution.place = passage.place;
    resolution_items_.push_back(items_.size());
    meeting_->resolutions.push_back(std::move(resolution));
  }

  // A table of what was discussed, with what is to be done and by whom in its last columns; or an action log.
  bool read_action_cell(const Passage& passage) {
    const std::string column = matching_key(passage.column);
    if (column.empty()) return false;
    const bool who = has_words(column, "owner") || has_words(column, "lead") || column == "who" ||
                     column == "by whom" || has_words(column, "responsible") || column == "by when" ||
                     column == "due" || has_words(column, "date") || column == "when" ||
                     has_words(column, "deadline") || has_words(column, "status") || column == "ref" ||
                     column == "no" || column == "rag" || has_words(column, "update") || has_words(column, "progress");
    if (who) return true;
    const bool action = begins_with(column, "action") || column == "agreed action" || column == "actions" ||
                        has_words(column, "action required") || column == "action points";
    if (!action) return false;
    if (resolved_) return true;
    const FlowLine& row = flow_[passage.line];
    if (passage.table == passage.line) return false;
    const FlowLine* header = &flow_[passage.table];
    // The column may hold no more than initials: who acts on what the row says.
    const std::string key = matching_key(passage.text);
    if (key.empty() || key == "none" || key == "n a" || key == "noted" || key == "all") return true;
    std::string_view ref;
    std::string details;
    for (std::size_t c = 0; c < row.cells.size() && c < header->cells.size(); ++c) {
      const std::string name = matching_key(header->cells[c].text);
      const std::string_view cell = row.cells[c].text;
      if (cell.empty()) continue;
      if (c == 0 && (name == "ref" || name == "no" || name == "action no" || name == "number" || name == "item no" ||
                     name == "action ref" || name == "reference" || name == "minute ref"))
        ref = cell;
      else if (name == "owner" || name == "lead" || name == "who" || name == "by whom" || has_words(name, "owner") ||
               has_words(name, "responsible") || has_words(name, "lead") || name == "by when" || name == "when" ||
               has_words(name, "due") || has_words(name, "deadline") || has_words(name, "date") ||
               name == "timescale") {
        details += (details.empty() ? "" : ", ") + placed(cell);
      }
    }
    add_resolution(passage, ref, passage.text);
    if (!details.empty() && !row_told_.count(passage.line)) meeting_->resolutions.back().text += " (" + details + ")";
    row_told_.insert(passage.line);
    return true;
  }

  // ---- Questions and answers ----

  // "Q: …" and "A: …", "Question from Councillor X: …", "Governor challenge: …", "Response: …".
  bool read_pair(const Passage& passage) {
    const std::string_view text = trimmed(passage.text.substr(item_label(passage.text).length));
    std::size_t mark = text.substr(0, 90).find(':');
    if (text.empty()) return false;
    const std::string low = folded(text.substr(0, 12));
    const auto bare_letter = [&](char letter) {
      // "Q. Why?", "Q Why?", "Q1 Why?", "Q – Why?"
      if (low.empty() || low[0] != letter) return std::size_t{0};
      std::size_t at = 1;
      while (at < low.size() && low[at] >= '0' && low[at] <= '9') ++at;
      if (at >= low.size()) return std::size_t{0};
      if (low[at] == '.' || low[at] == ':' || low[at] == ')') return at + 1;
      if (low[at] == '-' || (low[at] == ' ' && (at > 1 || letter == 'q' || low.compare(at, 2, " -") == 0))) return at;
      return std::size_t{0};
    };
    bool asks = false, answers = false;
    std::size_t length = 0;
    std::string_view who;
    if (is_upper(text.front()) && bare_letter('q') > 0)
      asks = true, length = bare_letter('q');
    else if (is_upper(text.front()) && bare_letter('a') > 0 && (open_ || pair_open_))
      answers = true, length = bare_letter('a');
    else if (mark != std::string_view::npos) {
      const std::string key = matching_key(text.substr(0, mark));
      for (std::string_view word : {"question", "governor question", "governor challenge", "challenge", "question from",
                                    "query", "member question", "governors question", "question by", "question to",
                                    "public question", "supplementary question", "governor s question",
                                    "governors challenge", "questions from", "trustee challenge", "trustee question"})
        if (begins_with(key, word) && key.size() <= word.size() + 60) asks = true;
      for (std::string_view word : {"answer", "response", "reply", "answer from", "response from", "officer response"})
        if (begins_with(key, word) && key.size() <= word.size() + 60 && (open_ || pair_open_)) answers = true;
      if (asks && has_words(key, "answer")) asks = false;
      if (asks || answers) {
        length = mark + 1;
        const std::string_view name = text.substr(0, mark);
        for (std::string_view from : {" from the ", " from ", " by the ", " by "})
          if (const std::size_t at = name.find(from); at != std::string_view::npos) {
            who = trimmed(name.substr(at + from.size()));
            break;
          }
        if (who.empty())
          if (const std::size_t open = name.find('('); open != std::string_view::npos)
            who = trimmed(name.substr(open + 1, name.find(')', open) - open - 1));
      }
    }
    if (!asks && !answers) {
      if (pair_open_ && open_ && !speaks(text) && !text.ends_with('?') && open_answer_.empty() && !passage.marked) {
        // The answer without its letter, below a marked question.
        open_answer_.push_back(text);
        return true;
      }
      return false;
    }
    std::string_view body = trimmed(text.substr(length));
    for (std::string_view dash : {"-", "\xE2\x80\x93", "\xE2\x80\x94"})
      if (body.starts_with(dash)) body = trimmed(body.substr(dash.size()));
    if (asks) {
      close_speech();
      std::string_view answer;
      for (std::string_view inner : {" A: ", " Answer: ", " A. ", " Response: ", "? A "})
        if (const std::size_t at = body.find(inner); at != std::string_view::npos) {
          answer = trimmed(body.substr(at + inner.size()));
          body = trimmed(body.substr(0, at + (inner.front() == '?' ? 1 : 0)));
          break;
        }
      if (body.empty()) return true;
      begin_question(passage, who, body, true);
      pair_open_ = true;
      if (!answer.empty()) open_answer_.push_back(answer);
      return true;
    }
    if (!open_) return true;
    if (!who.empty()) add_answerer(who);
    if (who.empty()) {
      const std::vector<std::string_view> sentences = sentences_of(body);
      if (!sentences.empty()) {
        for (std::string_view sentence : sentences) {
          const Speech speech = speech_of(sentence);
          if ((speech.act == Act::says || speech.act == Act::replies || speech.act == Act::remarks) &&
              !speech.who.empty())
            add_answerer(speech.who);
        }
      }
    }
    open_answer_.push_back(body);
    return true;
  }

  void begin_question(const Passage& passage, std::string_view who, std::string_view text, bool asks) {
    close_speech();
    open_ = true;
    asks_ = asks;
    open_question_ = {};
    open_who_ = who;
    open_text_ = {text};
    open_answer_.clear();
    open_answerers_.clear();
    open_question_.place = passage.place;
    last_ = Last::question;
    last_passage_ = at_;
  }

  void add_answerer(std::string_view who) {
    const std::string key = matching_key(who);
    if (open_answerers_.size() >= 20) return;
    for (std::string_view known : open_answerers_)
      if (const std::string other = matching_key(known); has_words(other, key) || has_words(key, other)) return;
    open_answerers_.push_back(who);
  }

  void close_speech() {
    pair_open_ = false;
    last_ = Last::nothing;
    if (!open_) return;
    open_ = false;
    // "The following questions were raised:" asks nothing itself.
    if (open_answer_.empty() && open_text_.size() == 1 && open_text_.front().ends_with(':')) return;
    Question question = std::move(open_question_);
    question.asked_by = placed(open_who_);
    question.text = joined(open_text_);
    question.answer = joined(open_answer_);
    std::vector<std::string> names;
    for (std::string_view who : open_answerers_) names.push_back(placed(who));
    question.answered_by = join(names, "; ");
    question_items_.push_back(items_.size());
    asked_.push_back(asks_);
    meeting_->questions.push_back(std::move(question));
  }

  std::string joined(const std::vector<std::string_view>& parts) {
    std::string all;
    for (std::string_view part : parts) {
      if (!all.empty()) all += ' ';
      all += placed(part);
    }
    return all;
  }

  void read_speeches(const Passage& passage) {
    const std::string_view text = without_label(passage.text);
    const bool listed = item_label(passage.text).length > 0;
    // Under "Members asked the following questions:" each item is a question of theirs.
    if (lead_asker_) {
      if (listed || text.ends_with('?')) {
        if (!text.empty() && !speaks(text) && (text.ends_with('?') || lead_asks_)) {
          const std::vector<std::string_view> sentences = sentences_of(text);
          begin_question(passage, *lead_asker_, sentences.front(), true);
          const std::string_view rest = trimmed(text.substr(sentences.front().size()));
          if (!rest.empty()) open_answer_.push_back(rest);
          for (std::size_t i = 1; i < sentences.size(); ++i) {
            const Speech speech = speech_of(sentences[i]);
            if (speech.act != Act::none && speech.act != Act::asks && !speech.who.empty()) add_answerer(speech.who);
          }
          return;
        }
      } else if (!open_) {
        lead_asker_.reset();
      }
    }
    bool first = true;
    for (std::string_view sentence : sentences_of(text)) {
      if (comes_or_goes(sentence)) {
        read_comings_and_goings(sentence, account_, meeting_->attendance);
        first = false;
        continue;
      }
      read_speech(passage, sentence, first, text);
      first = false;
    }
  }

  // Whether somebody is in attendance by their post: who speaks so answers.
  bool is_officer(std::string_view who) {
    const std::vector<Attendance>& people = meeting_->attendance;
    if (people.size() > 500) return false;  // no meeting has so many: the time stays linear
    for (; people_known_ < people.size(); ++people_known_) {
      const std::string role = matching_key(people[people_known_].role);
      std::string name = matching_key(people[people_known_].name);
      if (name.empty() || has_words(role, "non executive")) continue;
      for (std::string_view word : {"director", "head", "manager", "officer", "lead", "chief", "headteacher",
                                    "principal", "superintendent", "inspector", "nurse", "scrutineer"})
        if (has_words(role, word)) {
          officers_.push_back(std::move(name));
          break;
        }
    }
    const std::string key = matching_key(who);
    return std::any_of(officers_.begin(), officers_.end(),
                       [&](const std::string& name) { return has_words(key, name) || has_words(name, key); });
  }

  void read_speech(const Passage& passage, std::string_view sentence, bool first, std::string_view whole) {
    const Speech speech = speech_of(sentence);
    const bool same_passage = at_ == last_passage_;
    const auto answer_with = [&](std::string_view text, std::string_view who) {
      if (!who.empty()) add_answerer(who);
      open_answer_.push_back(text);
      last_ = Last::answer;
      last_passage_ = at_;
      answered_here_ = true;
    };
    const auto ask = [&](bool asks) {
      if (speech.reply.empty()) {
        begin_question(passage, speech.who, sentence, asks);
      } else {
        std::string_view own = sentence.substr(0, static_cast<std::size_t>(speech.reply.data() - sentence.data()));
        own = trimmed(own);
        if (own.ends_with(',')) own.remove_suffix(1);
        begin_question(passage, speech.who, own, asks);
        answer_with(speech.reply, speech.reply_by);
      }
      last_passage_ = at_;
      if (sentence.ends_with(':')) lead_asker_ = speech.who, lead_asks_ = asks;
    };

    // "In response to a question from Councillor X about Y, the Head of Z advised that …".
    if (speech.in_response && !speech.question.empty() &&
        (!speech.asked_by.empty() || !open_ || !open_answer_.empty()) &&
        (speech.act == Act::says || speech.act == Act::replies || speech.act == Act::remarks)) {
      const std::string asker = matching_key(speech.asked_by);
      const bool this_one =
          open_ && open_answer_.empty() &&
          (asker.empty() || has_words(matching_key(open_who_), asker) || has_words(asker, matching_key(open_who_)));
      if (!this_one) {
        begin_question(passage, speech.asked_by, speech.question, true);
        answer_with(trimmed(sentence.substr(speech.question.size() + 1)), speech.who);
        return;
      }
    }
    switch (speech.act) {
      case Act::asks:
        if (speech.speaker == Speaker::same) {
          if (open_ && last_ == Last::question) {
            // The same person asks on: a question of its own, unless it is still unanswered and in one breath.
            if (same_passage) {
              open_text_.push_back(sentence);
              asks_ = true;
              return;
            }
          }
          begin_question(passage, open_ ? open_who_ : last_asker_, sentence, true);
          return;
        }
        last_asker_ = speech.who;
        return ask(true);
      case Act::requests:
        if (speech.speaker == Speaker::member || speech.speaker == Speaker::collective) {
          last_asker_ = speech.who;
          return ask(false);
        }
        if (speech.speaker == Speaker::chair) close_speech();
        if (speech.speaker == Speaker::same && open_ && same_passage)
          (last_ == Last::answer ? open_answer_ : open_text_).push_back(sentence);
        return;
      case Act::introduces:
        if (speech.in_response && open_) return answer_with(sentence, speech.who);
        if (speech.speaker == Speaker::same) {
          if (open_ && same_passage) (last_ == Last::answer ? open_answer_ : open_text_).push_back(sentence);
          return;
        }
        close_speech();
        return;
      case Act::replies:
        if (speech.speaker == Speaker::same) {
          if (open_) return answer_with(sentence, {});
          return;
        }
        if (open_) return answer_with(sentence, speech.who);
        return;
      case Act::remarks:
      case Act::says:
        break;
      case Act::none:
        // A sentence of nobody in particular goes on with what stands before it in the same paragraph.
        if (open_ && same_passage && last_ == Last::answer) {
          open_answer_.push_back(sentence);
        } else if (open_ && same_passage && last_ == Last::question) {
          open_text_.push_back(sentence);
        } else if (open_ && first && pair_open_) {
          open_answer_.push_back(whole);
        } else if (sentence.ends_with('?') && speech.speaker == Speaker::nobody && sentence.size() > 12) {
          begin_question(passage, {}, sentence, true);
        }
        return;
    }
    // Somebody says or remarks something.
    switch (speech.speaker) {
      case Speaker::same:
        if (!open_) return;
        if (last_ == Last::answer) {
          open_answer_.push_back(sentence);
          last_passage_ = at_;
        } else if (last_ == Last::question && same_passage) {
          open_text_.push_back(sentence);
        }
        return;
      case Speaker::unnamed:
        if (!open_) return;
        return answer_with(sentence, speech.who);
      case Speaker::post:
        if (open_) return answer_with(sentence, speech.who);
        return;
      case Speaker::chair:
        if (open_ && (speech.in_response || (open_answer_.empty() && asks_ && speech.act == Act::says))) {
          const std::string key = matching_key(sentence.substr(0, 120));
          for (std::string_view verb :
               {"advised", "explained", "confirmed", "clarified", "informed", "assured", "answered"})
            if (has_words(key, verb)) return answer_with(sentence, speech.who);
        }
        if (speech.act == Act::remarks && concern(sentence)) return ask(false);
        close_speech();
        return;
      case Speaker::member:
        if (speech.in_response && open_) return answer_with(sentence, speech.who);
        last_asker_ = speech.who;
        return ask(false);
      case Speaker::collective: {
        if (speech.act == Act::remarks || concern(sentence)) {
          last_asker_ = speech.who;
          return ask(false);
        }
        if (speech.in_response && open_) return answer_with(sentence, speech.who);
        return;
      }
      case Speaker::person:
        if (open_ && (speech.in_response || (speech.act == Act::says && !same_person(speech.who, open_who_)) ||
                      (is_officer(speech.who) && !same_person(speech.who, open_who_))))
          return answer_with(sentence, speech.who);
        if (speech.act == Act::remarks && !is_officer(speech.who)) {
          last_asker_ = speech.who;
          return ask(false);
        }
        return;
      case Speaker::nobody:
        return;
    }
  }

  static bool same_person(std::string_view left, std::string_view right) {
    const std::string a = matching_key(left), b = matching_key(right);
    return !a.empty() && !b.empty() && (has_words(a, b) || has_words(b, a));
  }
  static bool concern(std::string_view sentence) {
    const std::string key = matching_key(sentence.substr(0, 300));
    return has_words(key, "concern") || has_words(key, "concerns") || has_words(key, "concerned") ||
           has_words(key, "worried") || has_words(key, "disappointed") || has_words(key, "challenged");
  }

  // ---- At the end ----

  void settle_items() {
    close_speech();
    std::vector<std::string> titles;
    for (Item& item : items_) {
      if (item.formal || item.title.empty()) continue;
      item.text = placed(item.title);
      titles.push_back(item.text);
    }
    // A subject that nobody spoke to and on which nothing was resolved is a heading within another.
    meeting_->item = join(titles, "; ");
    const bool several = items_.size() > 1;
    const auto item_of = [&](std::size_t count) -> std::string {
      if (!several || count == 0) return {};
      Item& item = items_[count - 1];
      if (item.text.empty() && !item.title.empty()) item.text = placed(item.title);
      return item.text;
    };
    for (std::size_t i = 0; i < meeting_->resolutions.size(); ++i)
      meeting_->resolutions[i].item = item_of(resolution_items_[i]);
    for (std::size_t i = 0; i < meeting_->questions.size(); ++i)
      meeting_->questions[i].item = item_of(question_items_[i]);
    if (reading_.title.empty()) reading_.title = meeting_->item;
  }

  // Somebody whose apologies are in the table and in the text is one person.
  void settle_attendance() {
    std::set<std::string> names;
    std::vector<Attendance> once;
    for (Attendance& person : meeting_->attendance) {
      const std::string key = matching_key(person.name.empty() ? person.role + " " + person.agency : person.name);
      if (names.insert(key).second) {
        once.push_back(std::move(person));
        continue;
      }
      // The second naming is in no field now; it is kept, so that nothing of the document is lost.
      Kept again;
      for (const std::string& part : {person.name, person.role, person.agency})
        if (!part.empty()) again.text += (again.text.empty() ? "" : ", ") + part;
      reading_.kept.push_back(std::move(again));
    }
    meeting_->attendance = std::move(once);
  }

  // "That the Overview & Scrutiny Committee continues …": the body speaks of itself where nothing else names it.
  void settle_body() {
    if (!meeting_->body.empty()) return;
    for (const Passage& passage : passages_) {
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
            meeting_->body = placed(rest.substr(0, end));
            return;
          }
      }
    }
  }

  void add(std::string code, Severity severity, const Place& place, std::string message, std::string suggestion = {}) {
    Anomaly anomaly;
    anomaly.code = std::move(code);
    anomaly.severity = severity;
    anomaly.place = place;
    anomaly.message = std::move(message);
    anomaly.suggestion = std::move(suggestion);
    reading_.anomalies.push_back(std::move(anomaly));
  }

  void remark() {
    const Place top = passages_.empty() ? Place() : passages_.front().place;
    if (meeting_->body.empty())
      add("meeting.body-not-stated", Severity::note, top, "These minutes do not say whose meeting it was.");
    if (!meeting_->date)
      add("meeting.date-not-stated", Severity::note, top, "These minutes do not say when the meeting was held.");
    if (meeting_->resolutions.empty() && !meeting_->questions.empty())
      add("meeting.no-resolution", Severity::note, top, "No resolution or decision is recorded in these minutes.");
    for (const Count& count : meeting_->counts) {
      if (!count.total || count.by.empty()) continue;
      std::uint64_t sum = 0;
      std::string parts;
      for (const auto& [state, number] : count.by) {
        sum += number;
        parts += (parts.empty() ? "" : " + ") + std::to_string(number) + " " + state;
      }
      if (sum == *count.total) continue;
      // "14 actions, of which 11 are complete" says nothing of the rest.
      if (count.by.size() == 1 && sum < *count.total) continue;
      add("counts.do-not-add-up", Severity::ask, count.place,
          (count.review.empty() ? std::string("The count") : "The count for " + count.review) + " says " +
              std::to_string(*count.total) + " in all, but " + parts + " is " + std::to_string(sum) + ".",
          "Ask which figure is right.");
    }
    for (std::size_t i = 0; i < meeting_->questions.size(); ++i) {
      const Question& question = meeting_->questions[i];
      if (question.answer.empty() && asked_[i])
        add("question.no-answer", Severity::check, question.place,
            (question.asked_by.empty() ? std::string("A question was asked")
                                       : question.asked_by + " asked a question") +
                " and no answer is recorded.",
            "Ask for the answer, or record that none was given.");
      else if (!question.answer.empty() && question.answered_by.empty())
        add("question.nobody-named", Severity::note, question.place, "An answer is recorded, but not who gave it.");
    }
    remark_on_words();
  }

  // Two words for one colour, and steps out of their order.
  void remark_on_words() {
    const Passage* amber = nullptr;
    const Passage* orange = nullptr;
    for (const Passage& passage : passages_) {
      for (std::string_view sentence : sentences_of(passage.text)) {
        const std::string key = matching_key(sentence);
        const bool of_status = has_words(key, "status") || has_words(key, "rated") || has_words(key, "rag") ||
                               has_words(key, "action") || has_words(key, "actions") || has_words(key, "green") ||
                               has_words(key, "red") || has_words(key, "rating");
        if (!of_status) continue;
        if (!amber && has_words(key, "amber")) amber = &passage;
        if (!orange && has_words(key, "orange")) orange = &passage;
        if (has_words(key, "published"))
          for (std::string_view later :
               {"not yet ratified", "not yet been ratified", "not been ratified", "not yet approved",
                "not yet been approved", "not yet signed off", "not yet been signed off", "not yet agreed"})
            if (has_words(key, later)) {
              add("stage.contradictory", Severity::note, passage.place,
                  "Something is said to be published and not yet approved: “" + shortened(collapsed(sentence), 160) +
                      "”");
              break;
            }
      }
      const std::string key = matching_key(passage.text);
      if (has_words(key, "published") && (has_words(key, "not yet ratified") || has_words(key, "not yet approved")) &&
          !(has_words(key, "status") || has_words(key, "action") || has_words(key, "actions") ||
            has_words(key, "green") || has_words(key, "red") || has_words(key, "rag") || has_words(key, "rated") ||
            has_words(key, "rating")))
        add("stage.contradictory", Severity::note, passage.place,
            "Something is said to be published and not yet approved: “" + shortened(collapsed(passage.text), 160) +
                "”");
      for (std::string_view sentence : sentences_of(passage.text)) {
        const std::string words_of_it = matching_key(sentence);
        if ((has_words(words_of_it, "had requested") || has_words(words_of_it, "had asked for")) &&
            has_words(words_of_it, "this") && has_words(words_of_it, "meeting") &&
            (has_words(words_of_it, "and requested that") || has_words(words_of_it, "but") ||
             has_words(words_of_it, "not been received") || has_words(words_of_it, "not been provided")))
          add("meeting.not-brought", Severity::note, passage.place,
              "Something had been asked for this meeting and was not brought: “" + shortened(collapsed(sentence), 160) +
                  "”");
      }
    }
    if (amber && orange)
      add("colour.two-words", Severity::check, orange->place,
          "The same middle colour is called orange here and amber in " + document::in_words(amber->place) + ".",
          "Ask whether one status is meant or two.");
  }

  struct Item {
    std::string_view title;
    bool formal = false;
    std::string text = {};
  };
  enum class Last { nothing, question, answer };

  const std::vector<FlowLine>& flow_;
  std::vector<Passage> passages_;
  Account& account_;
  Reading& reading_;
  Meeting* meeting_ = nullptr;

  std::vector<bool> used_;  // beside the flow: read as a table of people
  std::size_t at_ = 0;
  Zone zone_ = Zone::front;
  bool explicit_ = false;  // the minutes mark their resolutions
  bool resolved_ = false;  // … by that word, so that actions are none
  std::string_view body_line_;
  AttendanceLabel people_;
  std::size_t attendance_line_ = 0;
  bool apologies_item_ = false;
  bool actions_follow_ = false;
  std::vector<Item> items_;
  std::vector<std::size_t> resolution_items_, question_items_;  // how many items had begun
  std::vector<bool> asked_;                                     // beside the questions: a question, not a remark
  std::size_t resolutions_here_ = 0, resolutions_of_this_ = 0;
  std::set<std::size_t> row_told_;

  bool open_ = false, asks_ = false, pair_open_ = false, answered_here_ = false;
  Question open_question_;
  std::string_view open_who_, last_asker_;
  std::vector<std::string_view> open_text_, open_answer_, open_answerers_;
  Last last_ = Last::nothing;
  std::size_t last_passage_ = 0;
  std::vector<std::string> officers_;  // their names' keys, of the first people_known_ in attendance
  std::size_t people_known_ = 0;
  std::optional<std::string_view> lead_asker_;
  bool lead_asks_ = false;
};

}  // namespace

bool are_minutes(const document::Document& document, const std::vector<FlowLine>& flow) {
  const std::vector<Passage> passages = passages_of(document, flow);
  bool titled = false;
  // Signs that a meeting has been held, one for each kind; those of `record` tell what happened there, which an agenda
  // or a report that quotes a meeting does not.
  std::set<std::string_view> signs, record;
  std::size_t looked = 0, speeches = 0, read = 0;
  for (const Passage& passage : passages) {
    if (++read > 3000) break;
    const std::string_view text = without_label(passage.text);
    if (text.empty()) continue;
    const std::string key = matching_key(text.substr(0, 160));
    if (looked < 15 && text.size() <= 220) {
      const bool named = begins_with(key, "minutes") || begins_with(key, "draft minutes") ||
                         begins_with(key, "unconfirmed minutes") || begins_with(key, "confirmed minutes") ||
                         begins_with(key, "notes of the meeting") || begins_with(key, "meeting notes") ||
                         begins_with(key, "action notes") || begins_with(key, "record of meeting") ||
                         has_words(key, "minutes of") || key.ends_with(" minutes") ||
                         has_words(key, "meeting minutes") || has_words(key, "minutes part") ||
                         has_words(key, "agenda and minutes") || begins_with(key, "notes of a meeting") ||
                         (text.size() <= 120 && has_words(key, "minutes") && !ends_a_sentence(text));
      if (named && !has_words(key, "last meeting") && !has_words(key, "previous meeting") &&
          !has_words(key, "previous minutes"))
        titled = true;
    }
    if (!passage.furniture) ++looked;
    if (const auto label = attendance_label(text)) {
      signs.insert(label->present ? "present" : "apologies");
    }
    if (begins_with(key, "apologies")) signs.insert("apologies");
    if (begins_with(key, "declarations of interest") || begins_with(key, "declaration of interest"))
      signs.insert("interests");
    if (has_words(key, "minutes of the previous") || has_words(key, "minutes of the last") ||
        begins_with(key, "matters arising"))
      signs.insert("previous minutes");
    if (resolution_marker(text)) record.insert("resolved");
    if (action_marker(text) > 0) signs.insert("action");
    if (comes_or_goes(text) && has_words(matching_key(text.substr(0, 300)), "meeting")) record.insert("left");
    if (begins_with(key, "the meeting closed") || begins_with(key, "the meeting ended") ||
        begins_with(key, "meeting closed") || begins_with(key, "the meeting finished") ||
        begins_with(key, "the meeting commenced") || begins_with(key, "the meeting started") ||
        begins_with(key, "the meeting concluded") || begins_with(key, "meeting ended") ||
        begins_with(key, "there being no"))
      record.insert("closed");
    for (std::string_view sentence : sentences_of(text.substr(0, 1500))) {
      if (is_decision_of_body(sentence)) record.insert("decided");
      const Speech speech = speech_of(sentence);
      const bool somebody =
          speech.speaker == Speaker::member || speech.speaker == Speaker::collective ||
          speech.speaker == Speaker::chair || speech.speaker == Speaker::unnamed ||
          (speech.speaker == Speaker::post && speech.act != Act::none && speech.act != Act::introduces) ||
          (speech.speaker == Speaker::person && speech.act != Act::none);
      if (somebody && speech.act != Act::none && speech.act != Act::introduces) ++speeches;
      if (speech.act == Act::asks && (speech.speaker == Speaker::member || speech.speaker == Speaker::collective))
        record.insert("asked");
      if (begins_with(matching_key(sentence.substr(0, 24)), "in response")) record.insert("answered");
    }
    if (begins_with(key, "q") || begins_with(key, "question")) signs.insert("question");
  }
  if (speeches >= 2) record.insert("spoken");
  if (titled) return signs.size() + record.size() >= 2 && !record.empty();
  return signs.size() + record.size() >= 4 && record.size() >= 2 &&
         (signs.count("present") + signs.count("apologies") + record.count("resolved") + record.count("left") > 0);
}

void read_minutes(const document::Document& document, const std::vector<FlowLine>& flow, const Choices&,
                  Account& account, Reading& reading) {
  Reader(document, flow, account, reading).read();
}

}  // namespace candour::intake::minutes
