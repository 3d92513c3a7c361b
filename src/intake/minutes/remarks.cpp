#include "intake/minutes/remarks.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "intake/parts/anomaly.h"

namespace candour::intake::minutes {
namespace {

void add(Reading& reading, std::string code, Severity severity, const Place& place, std::string message,
         std::string suggestion = {}) {
  reading.anomalies.push_back(of_document(place, std::move(code), severity, std::move(message), std::move(suggestion)));
}

// Two words for one colour, and steps out of their order.
void remark_on_words(const std::vector<Passage>& passages, Reading& reading) {
  const Passage* amber = nullptr;
  const Passage* orange = nullptr;
  for (const Passage& passage : passages) {
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
            add(reading, "stage.contradictory", Severity::note, passage.place,
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
      add(reading, "stage.contradictory", Severity::note, passage.place,
          "Something is said to be published and not yet approved: “" + shortened(collapsed(passage.text), 160) + "”");
    for (std::string_view sentence : sentences_of(passage.text)) {
      const std::string words_of_it = matching_key(sentence);
      if ((has_words(words_of_it, "had requested") || has_words(words_of_it, "had asked for")) &&
          has_words(words_of_it, "this") && has_words(words_of_it, "meeting") &&
          (has_words(words_of_it, "and requested that") || has_words(words_of_it, "but") ||
           has_words(words_of_it, "not been received") || has_words(words_of_it, "not been provided")))
        add(reading, "meeting.not-brought", Severity::note, passage.place,
            "Something had been asked for this meeting and was not brought: “" + shortened(collapsed(sentence), 160) +
                "”");
    }
  }
  if (amber && orange)
    add(reading, "colour.two-words", Severity::check, orange->place,
        "The same middle colour is called orange here and amber in " + document::in_words(amber->place) + ".",
        "Ask whether one status is meant or two.");
}

}  // namespace

void remark_on_minutes(const std::vector<Passage>& passages, const Meeting& meeting, const std::vector<bool>& asked,
                       const std::vector<const Passage*>& doubtful, Reading& reading) {
  const Place top = passages.empty() ? Place() : passages.front().place;
  if (meeting.body.empty())
    add(reading, "meeting.body-not-stated", Severity::note, top, "These minutes do not say whose meeting it was.");
  if (!meeting.date)
    add(reading, "meeting.date-not-stated", Severity::note, top, "These minutes do not say when the meeting was held.");
  if (meeting.resolutions.empty() && !meeting.questions.empty())
    add(reading, "meeting.no-resolution", Severity::note, top,
        "No resolution or decision is recorded in these minutes.");
  for (const Passage* passage : doubtful)
    add(reading, "resolution.perhaps-one", Severity::check, passage->place,
        "“" + shortened(collapsed(passage->text), 120) +
            "” stands behind resolutions with a number, and it is not clear that it is one; it is not read as one.",
        "Look whether it was resolved, too.");
  std::map<std::string, const Resolution*> once;
  for (const Resolution& resolution : meeting.resolutions) {
    const std::string key = resolution.item + "\n" + matching_key(resolution.text);
    const auto [before, fresh] = once.emplace(key, &resolution);
    if (!fresh)
      add(reading, "resolution.twice", Severity::check, resolution.place,
          "“" + shortened(collapsed(resolution.text), 120) + "” is recorded twice, also in " +
              document::in_words(before->second->place) + ".",
          "Look whether one of them should say something else.");
  }
  for (const Count& count : meeting.counts) {
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
    add(reading, "counts.do-not-add-up", Severity::ask, count.place,
        (count.review.empty() ? std::string("The count") : "The count for " + count.review) + " says " +
            std::to_string(*count.total) + " in all, but " + parts + " is " + std::to_string(sum) + ".",
        "Ask which figure is right.");
  }
  for (std::size_t i = 0; i < meeting.questions.size(); ++i) {
    const Question& question = meeting.questions[i];
    if (question.answer.empty() && asked[i])
      add(reading, "question.no-answer", Severity::check, question.place,
          (question.asked_by.empty() ? std::string("A question was asked") : question.asked_by + " asked a question") +
              " and no answer is recorded.",
          "Ask for the answer, or record that none was given.");
    else if (!question.answer.empty() && question.answered_by.empty())
      add(reading, "question.nobody-named", Severity::note, question.place,
          "An answer is recorded, but not who gave it.");
  }
  remark_on_words(passages, reading);
}

}  // namespace candour::intake::minutes
