#include <utility>

#include "meeting/events.h"

namespace candour::meeting {
namespace {

class Fold {
 public:
  Fold(Meeting& meeting, const Stamp& stamp) : meeting_(meeting), stamp_(stamp) {}

  void operator()(const MinutesImported& event) {
    meeting_.id = event.meeting;
    meeting_.body = event.body;
    meeting_.date = event.date;
    meeting_.item = event.item;
    meeting_.attendance = event.attendance;
    meeting_.themes = event.themes;
    meeting_.counts = event.counts;
    meeting_.import = {event.import,        event.document_name, event.document_sha256, event.items_imported,
                       event.items_skipped, event.decisions,     stamp_.recorded,       stamp_.actor};
    meeting_.started = stamp_.recorded;
  }

  void operator()(const QuestionRecorded& event) {
    if (event.question.number == 0 || find_question(meeting_, event.question.number)) return;
    Question& question = meeting_.questions.emplace_back(event.question);
    question.history.clear();
    note(question, "recorded");
  }

  void operator()(const ResolutionRecorded& event) {
    if (event.resolution.number == 0 || find_resolution(meeting_, event.resolution.number)) return;
    Resolution& resolution = meeting_.resolutions.emplace_back();
    resolution.number = event.resolution.number;
    resolution.ref = event.resolution.ref;
    resolution.text = event.resolution.text;
    resolution.item = event.resolution.item;
    resolution.place = event.resolution.place;
    note(resolution, "recorded");
  }

  void operator()(const QuestionAnswered& event) {
    auto* question = const_cast<Question*>(find_question(meeting_, event.number));
    if (!question) return;
    meeting_.acted_on = true;
    note(*question, question->answer.empty() ? "answered" : "answer corrected", question->answer, event.answer,
         event.answered_by.empty() ? std::string() : "Answered by " + event.answered_by);
    question->answer = event.answer;
    question->answered_by = event.answered_by;
  }

  void operator()(const ReportBackSet& event) {
    Resolution* resolution = changing(event.number);
    if (!resolution) return;
    const auto words = [](const std::optional<Date>& date) { return date ? date->words() : std::string(); };
    note(*resolution, event.to ? "report-back date set" : "report-back date taken away", words(resolution->report_back),
         words(event.to), event.reason);
    resolution->report_back = event.to;
  }

  void operator()(const ResolutionMet& event) {
    Resolution* resolution = changing(event.number);
    if (!resolution) return;
    settle(*resolution, ResolutionState::met, event.met, event.shown_by);
    note(*resolution, "met", {}, event.met.words(), event.shown_by);
  }

  void operator()(const ResolutionSetAside& event) {
    Resolution* resolution = changing(event.number);
    if (!resolution) return;
    settle(*resolution, event.state, stamp_.speaks_of, event.reason);
    note(*resolution, std::string(to_text(event.state)), {}, {}, event.reason);
  }

  void operator()(const ResolutionReopened& event) {
    Resolution* resolution = changing(event.number);
    if (!resolution) return;
    note(*resolution, "reopened", std::string(in_words(resolution->state)), {}, event.reason);
    resolution->state = ResolutionState::open;
    resolution->settled.reset();
    resolution->shown_by.clear();
  }

  void operator()(const ImportWithdrawn& event) {
    if (event.import == meeting_.import.id) meeting_.withdrawn = event.reason;
  }

 private:
  Resolution* changing(Number number) {
    auto* resolution = const_cast<Resolution*>(find_resolution(meeting_, number));
    if (resolution) meeting_.acted_on = true;
    return resolution;
  }

  static void settle(Resolution& resolution, ResolutionState state, Date day, const std::string& shown_by) {
    resolution.state = state;
    resolution.settled = day;
    resolution.shown_by = shown_by;
  }

  template <class Thing>
  void note(Thing& thing, std::string what, std::string from = {}, std::string to = {}, std::string reason = {}) {
    thing.history.push_back({stamp_.recorded, stamp_.speaks_of, stamp_.actor, std::move(what), std::move(from),
                             std::move(to), std::move(reason)});
  }

  Meeting& meeting_;
  const Stamp& stamp_;
};

}  // namespace

void apply(Meeting& meeting, const MeetingEvent& event) {
  ++meeting.version;
  meeting.changed = event.stamp.recorded;
  std::visit(Fold(meeting, event.stamp), event.body);
}

}  // namespace candour::meeting
