// Whether a document is the record of a meeting: signs of several kinds, and of what happened there.

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "intake/minutes/attendance.h"
#include "intake/minutes/decisions.h"
#include "intake/minutes/passages.h"
#include "intake/minutes/read_minutes.h"
#include "intake/minutes/speech.h"
#include "plan/dates.h"

namespace candour::intake::minutes {

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
      const bool named =
          begins_with(key, "minutes") || begins_with(key, "draft minutes") || begins_with(key, "unconfirmed minutes") ||
          begins_with(key, "confirmed minutes") || begins_with(key, "notes of the meeting") ||
          begins_with(key, "meeting notes") || begins_with(key, "action notes") ||
          begins_with(key, "notes and actions") || begins_with(key, "notes and action points") ||
          begins_with(key, "note of meeting") || begins_with(key, "record of the meeting") ||
          begins_with(key, "record of proceedings") || begins_with(key, "at a meeting of") ||
          begins_with(key, "at the meeting of") ||
          // "Notes of the Quality Subgroup, 3 March 2026"
          ((begins_with(key, "notes of") || begins_with(key, "note of")) && !plan::find_dates(text).empty()) ||
          begins_with(key, "record of meeting") || has_words(key, "minutes of") || key.ends_with(" minutes") ||
          has_words(key, "meeting minutes") || has_words(key, "minutes part") || has_words(key, "agenda and minutes") ||
          begins_with(key, "notes of a meeting") ||
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
      if (speech.act == Act::requests && speech.speaker == Speaker::collective) record.insert("requested");
      if (begins_with(matching_key(sentence.substr(0, 24)), "in response")) record.insert("answered");
    }
    if (begins_with(key, "q") || begins_with(key, "question")) signs.insert("question");
  }
  if (speeches >= 2) record.insert("spoken");
  if (titled) return signs.size() + record.size() >= 2 && !record.empty();
  return signs.size() + record.size() >= 4 && record.size() >= 2 &&
         (signs.count("present") + signs.count("apologies") + record.count("resolved") + record.count("left") > 0);
}

}  // namespace candour::intake::minutes
