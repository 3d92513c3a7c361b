#pragma once
// What a person wants to be done with a meeting. decide() answers with the events that follow, or with a sentence why
// not; it changes nothing and asks nothing of the world. Every rule is a row in decide_test.cpp. Pure.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "meeting/events.h"

namespace candour::meeting {

// Everything one set of minutes brings. Messy minutes are no error: a question may lack who asked it or its answer, a
// meeting its day; but the body must be named, or nobody finds the meeting again.
struct ImportMeeting {
  MinutesImported minutes;
  std::vector<Question> questions;  // numbers are given by decide() in order from 1
  std::vector<Resolution> resolutions;
};
// Records an answer, or corrects the one that stands; the former stays in the history.
struct AnswerQuestion {
  Number number = 0;
  std::string answered_by;
  std::string answer;
};
// Of an open resolution. To change or take away a date that stands needs a reason.
struct SetReportBack {
  Number number = 0;
  std::optional<Date> to;
  std::string reason;
};
// Needs what shows it.
struct MeetResolution {
  Number number = 0;
  Date met;
  std::string shown_by;
};
// Superseded by a later one, or withdrawn; needs a reason.
struct SetAsideResolution {
  Number number = 0;
  ResolutionState state = ResolutionState::superseded;
  std::string reason;
};
struct ReopenResolution {
  Number number = 0;
  std::string reason;
};
// The meeting leaves every list and stays in the record. Refused once a person has acted on it.
struct WithdrawImport {
  ImportId import;
  std::string reason;
};
using MeetingCommand = std::variant<ImportMeeting, AnswerQuestion, SetReportBack, MeetResolution, SetAsideResolution,
                                    ReopenResolution, WithdrawImport>;

// Fails with bad_input (the sentence names the field), not_found (no such question or resolution) or conflict (it is
// not as the command believes).
Result<std::vector<MeetingEvent>> decide(const Meeting& meeting, const MeetingCommand& command, const Stamp& stamp);

}  // namespace candour::meeting
