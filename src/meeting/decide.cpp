#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "meeting/commands.h"

namespace candour::meeting {
namespace {

using Events = Result<std::vector<MeetingEvent>>;

bool is_sha256(std::string_view text) {
  return text.size() == 64 && from_hex(text);
}

std::string named(const Resolution& resolution) {
  return "Resolution " + (resolution.ref.empty() ? std::to_string(resolution.number) : resolution.ref);
}

struct Decision {
  const Meeting& meeting;
  const Stamp& stamp;

  Date today() const { return std::max(stamp.speaks_of, stamp.recorded.date()); }
  Events one(MeetingBody body) const { return one_of(stamp.speaks_of, std::move(body)); }
  Events one_of(Date day, MeetingBody body) const {
    std::vector<MeetingEvent> events;
    events.push_back({{stamp.recorded, day, stamp.actor}, std::move(body)});
    return events;
  }

  Result<const Resolution*> found(Number number) const {
    if (const Resolution* resolution = find_resolution(meeting, number)) return resolution;
    return fail(ErrorCode::not_found, "This meeting has no resolution " + std::to_string(number) + ".");
  }
  Result<const Resolution*> found_open(Number number) const {
    CANDOUR_TRY(resolution, found(number));
    if (resolution->state == ResolutionState::open) return resolution;
    return conflict(named(*resolution) + " is " + std::string(to_text(resolution->state)) + ". Reopen it first.");
  }
  Result<void> with_reason(std::string_view reason, std::string_view what) const {
    if (!is_missing(reason)) return {};
    return bad_input("Say why " + std::string(what) + ".");
  }
  Result<void> since_the_meeting(Date day, std::string_view what) const {
    if (!meeting.date || day >= *meeting.date) return {};
    return bad_input(std::string(what) + " (" + day.words() + ") is before the meeting itself (" +
                     meeting.date->words() + ").");
  }

  Events operator()(const ImportMeeting& command) const {
    if (meeting.version > 0) return conflict("These minutes have already been imported.");
    if (!is_id_text(command.minutes.meeting.text())) return bad_input("The meeting has no valid id.");
    if (!is_id_text(command.minutes.import.text())) return bad_input("The import has no valid id.");
    if (!is_sha256(command.minutes.document_sha256)) return bad_input("The hash of the document is not a SHA-256.");
    if (is_missing(command.minutes.body)) return bad_input("Say which body met.");
    const Date day = std::min(command.minutes.date.value_or(stamp.speaks_of), today());
    std::vector<MeetingEvent> events;
    const auto add = [&](MeetingBody body) { events.push_back({{stamp.recorded, day, stamp.actor}, std::move(body)}); };
    MinutesImported minutes = command.minutes;
    minutes.body = collapsed(minutes.body);
    minutes.item = collapsed(minutes.item);
    add(std::move(minutes));
    Number number = 0;
    for (Question question : command.questions) {
      question.number = ++number;
      question.history.clear();
      add(QuestionRecorded{std::move(question)});
    }
    number = 0;
    for (const Resolution& resolution : command.resolutions) {
      Resolution stated;
      stated.number = ++number;
      stated.ref = resolution.ref;
      stated.text = resolution.text;
      stated.item = resolution.item;
      stated.place = resolution.place;
      add(ResolutionRecorded{std::move(stated)});
    }
    return events;
  }

  Events operator()(const AnswerQuestion& command) const {
    const Question* question = find_question(meeting, command.number);
    if (!question)
      return fail(ErrorCode::not_found, "This meeting has no question " + std::to_string(command.number) + ".");
    if (is_missing(command.answer)) return bad_input("Give the answer in words.");
    const std::string who = collapsed(command.answered_by);
    std::string answer(trimmed(command.answer));
    if (answer == question->answer && who == question->answered_by) return bad_input("That is the answer it has.");
    return one(QuestionAnswered{command.number, who, std::move(answer)});
  }

  Events operator()(const SetReportBack& command) const {
    CANDOUR_TRY(resolution, found_open(command.number));
    if (command.to == resolution->report_back)
      return bad_input(command.to ? "That is the report-back date it has already." : "It has no report-back date.");
    if (command.to) CANDOUR_CHECK(since_the_meeting(*command.to, "The report-back date"));
    if (resolution->report_back) CANDOUR_CHECK(with_reason(command.reason, "the report-back date changes"));
    return one(ReportBackSet{command.number, resolution->report_back, command.to, command.reason});
  }

  Events operator()(const MeetResolution& command) const {
    CANDOUR_CHECK(found_open(command.number));
    if (is_missing(command.shown_by)) return bad_input("Say what shows that it was met.");
    if (command.met > today()) return bad_input("The day it was met (" + command.met.words() + ") is still to come.");
    CANDOUR_CHECK(since_the_meeting(command.met, "The day it was met"));
    return one_of(command.met, ResolutionMet{command.number, command.met, command.shown_by});
  }

  Events operator()(const SetAsideResolution& command) const {
    CANDOUR_CHECK(found_open(command.number));
    if (command.state != ResolutionState::superseded && command.state != ResolutionState::withdrawn)
      return bad_input("Say whether it is superseded or withdrawn.");
    CANDOUR_CHECK(with_reason(command.reason, "it is set aside"));
    return one(ResolutionSetAside{command.number, command.state, command.reason});
  }

  Events operator()(const ReopenResolution& command) const {
    CANDOUR_TRY(resolution, found(command.number));
    if (resolution->state == ResolutionState::open) return conflict(named(*resolution) + " is open already.");
    CANDOUR_CHECK(with_reason(command.reason, "it is reopened"));
    return one(ResolutionReopened{command.number, command.reason});
  }

  Events operator()(const WithdrawImport& command) const {
    if (command.import != meeting.import.id)
      return fail(ErrorCode::not_found, "This meeting did not come from that import.");
    CANDOUR_CHECK(with_reason(command.reason, "the import is withdrawn"));
    if (meeting.acted_on)
      return conflict(
          "Somebody has answered a question or acted on a resolution of this meeting since it was imported, so the "
          "import can no longer be withdrawn. Correct what is wrong instead.");
    // It speaks of the day the import spoke of, so that, known now, it never was.
    const Date spoke_of = meeting.import.recorded.date();
    return one_of(std::min(meeting.date.value_or(spoke_of), spoke_of), ImportWithdrawn{command.import, command.reason});
  }
};

}  // namespace

Events decide(const Meeting& meeting, const MeetingCommand& command, const Stamp& stamp) {
  const bool starts = std::holds_alternative<ImportMeeting>(command);
  if (!starts && meeting.version == 0) return fail(ErrorCode::not_found, "There is no such meeting.");
  if (!starts && meeting.withdrawn) return conflict("The import of this meeting was withdrawn: " + *meeting.withdrawn);
  return std::visit(Decision{meeting, stamp}, command);
}

}  // namespace candour::meeting
