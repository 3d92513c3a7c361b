#include "intake/minutes/read_minutes.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <utility>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/conversation.h"
#include "intake/minutes/counts.h"
#include "intake/minutes/decisions.h"
#include "intake/minutes/front.h"
#include "intake/minutes/item_titles.h"
#include "intake/minutes/meeting_body.h"
#include "intake/minutes/passages.h"
#include "intake/minutes/remarks.h"
#include "intake/minutes/resolutions.h"
#include "intake/minutes/speech.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

class Reader {
 public:
  Reader(const document::Document& document, const std::vector<FlowLine>& flow, Account& account, Reading& reading)
      : flow_(flow),
        passages_(passages_of(document, flow)),
        account_(account),
        reading_(reading),
        meeting_(reading.meeting.emplace()),
        conversation_(passages_, account, meeting_),
        resolutions_(flow, passages_, has_marker([](const Marker& marker) { return marker.resolved; }), account,
                     meeting_) {}

  void read() {
    used_.assign(flow_.size(), false);
    read_attendance_tables(flow_, account_, meeting_.attendance, used_);
    body_line_ = read_front(passages_, account_, reading_, meeting_);
    explicit_ = has_marker([](const Marker&) { return true; });
    resolved_ = has_marker([](const Marker& marker) { return marker.resolved; });
    for (at_ = 0; at_ < passages_.size(); ++at_) read_passage(passages_[at_]);
    settle_items();
    settle_attendance();
    if (meeting_.body.empty()) meeting_.body = placed(body_that_resolves(passages_));
    read_counts(passages_, flow_, account_, meeting_.counts);
    read_meanings(passages_, account_, reading_.scale);
    read_themes(passages_, account_, meeting_.themes);
    remark_on_minutes(passages_, meeting_, conversation_.asked(), doubtful_, reading_);
  }

 private:
  enum class Zone { front, attendance, discussion, resolutions };

  template <typename Which>
  bool has_marker(Which which) const {
    return std::any_of(passages_.begin(), passages_.end(), [&](const Passage& passage) {
      const auto marker = passage.furniture ? std::nullopt : resolution_marker(passage.text);
      return marker && which(*marker);
    });
  }

  std::string placed(std::string_view text) { return collapsed(account_.place(text)); }

  // ---- Passages in order ----

  bool is_item_heading(const Passage& passage) const {
    const std::string_view text = passage.text;
    if (text.size() > 160 || passage.furniture) return false;
    if (resolution_marker(text) || attendance_label(text) || action_marker(text) > 0) return false;
    if (is_date_line(text)) return false;  // "6 February 2025" is no item 6
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
    if (passage.in_row && (is_column_name(key) || (!passage.marked && label.length == 0))) return false;
    if (label.numbered && resolutions_.is_next_item(passage)) return true;
    if (goes_on_a_list(passage, label)) return false;
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

  // "Who", "By when": the head of a table, not of what was talked about.
  static bool is_column_name(std::string_view key) {
    for (std::string_view word :
         {"who",    "by whom",      "by when",       "when",          "what",    "owner",    "lead",
          "action", "actions",      "action agreed", "agreed action", "due",     "due date", "deadline",
          "date",   "no",           "ref",           "status",        "update",  "progress", "name",
          "role",   "organisation", "agency",        "timescale",     "outcome", "rag"})
      if (key == word) return true;
    return false;
  }
  // "4. Elder – not yet published" behind "3. Rowan – 15 actions", which is no heading.
  bool goes_on_a_list(const Passage& passage, const ItemLabel& label) const {
    const std::size_t index = static_cast<std::size_t>(&passage - passages_.data());
    if (!label.numbered || passage.marked || index == 0) return false;
    const std::string_view before_text = passages_[index - 1].text;
    const ItemLabel before = item_label(before_text);
    const auto number = [](std::string_view ref) {
      return ref.empty() || ref.size() > 3 || ref.find_first_not_of("0123456789") != std::string_view::npos
                 ? 0
                 : std::atoi(std::string(ref).c_str());
    };
    if (!before.numbered || number(before.ref) == 0 || number(before.ref) + 1 != number(label.ref)) return false;
    return items_.empty() || items_.back().title.data() != without_label(before_text).data();
  }

  static bool looks_like_agenda_number(const ItemLabel& label, std::string_view text) {
    return label.ref.find('/') != std::string_view::npos || (label.ref.size() > 3 && is_upper(label.ref.front())) ||
           folded(text).starts_with("item") || folded(text).starts_with("agenda item") ||
           folded(text).starts_with("minute");
  }

  void begin_item(std::string_view title) {
    conversation_.begin_item();
    resolutions_.begin_item(item_label(title).ref);
    zone_ = Zone::discussion;
    std::string_view bare = without_label(title);
    bare = trimmed(bare);
    while (!bare.empty() && (bare.back() == ':' || bare.back() == '.')) bare = trimmed(bare.substr(0, bare.size() - 1));
    items_.push_back({bare, is_formal(title)});
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
          !is_label_line(passages_[at_ + 1].text) && !is_column_name(matching_key(passages_[at_ + 1].text))) {
        begin_item(passages_[at_ + 1].text);
        ++at_;
        return;
      }
    }
    for (std::string_view name : {"Agenda item:", "Agenda Item:", "Item:", "Subject:", "Title:"})
      if (text.starts_with(name) && text.size() > name.size() && text.size() <= 250)
        return begin_item(trimmed(text.substr(name.size())));
    if (is_label_line(text)) {
      if (zone_ == Zone::resolutions || begins_with(key, "supporting")) conversation_.close();
      zone_ = Zone::discussion;
      return;
    }
    if (zone_ == Zone::front || zone_ == Zone::attendance || items_.empty() || label_of_apologies(text)) {
      if (const auto label = attendance_label(text); label && !speaks(text.substr(label->length))) {
        people_ = *label;
        zone_ = Zone::attendance;
        const std::string_view names = trimmed(text.substr(label->length));
        const std::size_t before = meeting_.attendance.size();
        if (!names.empty()) read_names(names_only(names), people_, account_, meeting_.attendance);
        if (meeting_.attendance.size() == before + 1 && meeting_.attendance.back().role.empty())
          meeting_.attendance.back().role = people_.role;
        return;
      }
    }
    // A heading or a numbered line that does not go on with the list ends it, and is read for what it is.
    const bool listed = zone_ == Zone::resolutions;
    const bool resolves = listed && resolutions_.goes_on(passage);
    if (listed && !resolves) zone_ = Zone::discussion;
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
    // "CES.23 MINUTES" stands on the agenda, not among who was there.
    if (zone_ == Zone::attendance &&
        (passage.in_row ? is_column_name(key) : looks_like_agenda_number(item_label(text), text) && is_shouted(text)))
      zone_ = Zone::discussion;
    if (zone_ == Zone::attendance) {
      if (text.size() <= 200 && (!ends_a_sentence(text) || is_names_alone(text)) && !speaks(text) &&
          !resolution_marker(text) && !comes_or_goes(text) && !is_date_line(text)) {
        read_names(without_label(text), people_, account_, meeting_.attendance);
        return;
      }
      if (text.size() <= 600 && !speaks(text) && !resolution_marker(text) && !comes_or_goes(text) &&
          key.find(" was ") == std::string::npos && key.find(" were ") == std::string::npos &&
          text.find(',') != std::string_view::npos) {
        read_names(without_label(text), people_, account_, meeting_.attendance);
        return;
      }
      zone_ = Zone::discussion;
    }
    if (apologies_item_) {
      // Under "Apologies" names stand without another word.
      if (text.size() <= 200 && is_names_alone(text)) {
        read_names(text, people_, account_, meeting_.attendance);
        return;
      }
      if (const auto label = attendance_label(text); label && !label->present && label->length < text.size()) {
        read_names(names_only(text.substr(label->length)), *label, account_, meeting_.attendance);
        return;
      }
    }
    if (at_ + 1 < passages_.size() && leads_decisions(text, passages_[at_ + 1].text)) {
      conversation_.close();
      zone_ = Zone::resolutions;
      resolutions_.begin(Resolutions::Opening::body);
      return;
    }
    // "Councillor Dyer proposed that … This was AGREED."
    if (const std::string_view proposal = carried_proposal(text); !proposal.empty()) {
      conversation_.close();
      zone_ = Zone::resolutions;
      resolutions_.begin(Resolutions::Opening::whole);
      resolutions_.add_all(passage, proposal);
      return;
    }
    if (const auto marker = resolution_marker(text); marker && !(resolves && resolutions_.is_part(passage))) {
      conversation_.close();
      zone_ = Zone::resolutions;
      const bool whole = marker->length == text.size() && text.ends_with('.');
      resolutions_.begin(whole ? Resolutions::Opening::whole : Resolutions::Opening::marker, marker->ref);
      if (marker->length < text.size()) resolutions_.add_all(passage, trimmed(text.substr(marker->length)));
      return;
    }
    if (resolves) {
      resolutions_.add_all(passage, text);
      return;
    }
    // A number that goes on with nothing, or goes on before words that read like something said.
    if (listed && resolutions_.leaves_doubt(passage)) doubtful_.push_back(&passage);
    if (const std::size_t marker = action_marker(text); marker > 0) {
      conversation_.close();
      // Also where the minutes mark what was resolved: what somebody is to do is to be followed, too.
      if (std::string_view action = trimmed(text.substr(marker)); !action.empty())
        resolutions_.add(passage, {}, action);
      else if (!resolved_)
        actions_follow_ = true;
      return;
    }
    if (actions_follow_) {
      if (item_label(text).length > 0 && !resolved_) {
        resolutions_.add(passage, item_label(text).ref, without_label(text));
        return;
      }
      actions_follow_ = false;
    }
    if (passage.in_row && resolutions_.read_action_cell(passage)) return;
    if (conversation_.read_pair(passage)) return;
    zone_ = zone_ == Zone::front && !speaks(text) ? Zone::front : Zone::discussion;
    if (!explicit_ && (!passage.in_row || is_label_line(passage.column))) {
      const std::vector<std::string_view> sentences = sentences_of(without_label(text));
      if (!sentences.empty() && sentences.size() <= 3 && is_decision_of_body(sentences.front())) {
        conversation_.close();
        resolutions_.add(passage, {}, without_label(text));
        return;
      }
    }
    conversation_.read_speeches(passage);
  }

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
    // "Venue" beside the place itself.
    if (passage.in_row && at_ + 1 < passages_.size() && passages_[at_ + 1].line == passage.line) return false;
    const std::string key = matching_key(passage.text.substr(0, 200));
    if (has_words(key, "minutes") || is_date_line(passage.text) || passage.text == body_line_)
      return is_formal(passage.text) && at_ > 6;
    if (is_formal(passage.text)) return true;
    return at_ + 1 < passages_.size() && passages_[at_ + 1].text.size() > 120;
  }

  // ---- At the end ----

  void settle_items() {
    conversation_.close();
    std::vector<std::string> titles;
    for (Item& item : items_) {
      if (item.formal || item.title.empty()) continue;
      item.text = placed(item.title);
      titles.push_back(item.text);
    }
    // A subject that nobody spoke to and on which nothing was resolved is a heading within another.
    meeting_.item = join(titles, "; ");
    const bool several = items_.size() > 1;
    const auto item_of = [&](std::size_t count) -> std::string {
      if (!several || count == 0) return {};
      Item& item = items_[count - 1];
      if (item.text.empty() && !item.title.empty()) item.text = placed(item.title);
      return item.text;
    };
    for (std::size_t i = 0; i < meeting_.resolutions.size(); ++i)
      meeting_.resolutions[i].item = item_of(resolutions_.items()[i]);
    for (std::size_t i = 0; i < meeting_.questions.size(); ++i)
      meeting_.questions[i].item = item_of(conversation_.items()[i]);
    if (reading_.title.empty()) reading_.title = meeting_.item;
  }

  // Somebody whose apologies are in the table and in the text is one person.
  void settle_attendance() {
    std::set<std::string> names;
    std::vector<Attendance> once;
    for (Attendance& person : meeting_.attendance) {
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
    meeting_.attendance = std::move(once);
  }

  struct Item {
    std::string_view title;
    bool formal = false;
    std::string text = {};
  };

  const std::vector<FlowLine>& flow_;
  std::vector<Passage> passages_;
  Account& account_;
  Reading& reading_;
  Meeting& meeting_;
  Conversation conversation_;
  Resolutions resolutions_;

  std::vector<bool> used_;  // beside the flow: read as a table of people
  std::size_t at_ = 0;
  Zone zone_ = Zone::front;
  bool explicit_ = false;  // the minutes mark their resolutions
  bool resolved_ = false;  // … by that word, so that actions are none
  std::string_view body_line_;
  AttendanceLabel people_;
  bool apologies_item_ = false;
  bool actions_follow_ = false;
  std::vector<Item> items_;
  std::vector<const Passage*> doubtful_;  // numbered, behind resolutions, and neither one nor a heading
};

}  // namespace

void read_minutes(const document::Document& document, const std::vector<FlowLine>& flow, const Choices&,
                  Account& account, Reading& reading) {
  Reader(document, flow, account, reading).read();
}

}  // namespace candour::intake::minutes
