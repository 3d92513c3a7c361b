#pragma once
// What has happened to a meeting, as facts that never change. apply() folds one into the state; it never fails and
// never decides. Pure.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/event.h"
#include "meeting/meeting.h"

namespace candour::meeting {

struct MinutesImported {  // the meeting begins with its minutes
  MeetingId meeting;
  std::string body;
  std::optional<Date> date;
  std::string item;
  std::vector<Attendance> attendance;
  std::vector<std::string> themes;
  std::vector<Count> counts;
  ImportId import;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t items_imported = 0;
  std::uint32_t items_skipped = 0;
  std::vector<std::string> decisions;
  bool operator==(const MinutesImported&) const = default;
};
struct QuestionRecorded {
  Question question;
  bool operator==(const QuestionRecorded&) const = default;
};
struct ResolutionRecorded {  // of it only number, ref, text, item and place
  Resolution resolution;
  bool operator==(const ResolutionRecorded&) const = default;
};
struct QuestionAnswered {
  Number number = 0;
  std::string answered_by;
  std::string answer;
  bool operator==(const QuestionAnswered&) const = default;
};
struct ReportBackSet {
  Number number = 0;
  std::optional<Date> from;
  std::optional<Date> to;  // nothing: no longer wanted
  std::string reason;
  bool operator==(const ReportBackSet&) const = default;
};
struct ResolutionMet {
  Number number = 0;
  Date met;
  std::string shown_by;
  bool operator==(const ResolutionMet&) const = default;
};
struct ResolutionSetAside {
  Number number = 0;
  ResolutionState state = ResolutionState::superseded;  // or withdrawn
  std::string reason;
  bool operator==(const ResolutionSetAside&) const = default;
};
struct ResolutionReopened {
  Number number = 0;
  std::string reason;
  bool operator==(const ResolutionReopened&) const = default;
};
struct ImportWithdrawn {
  ImportId import;
  std::string reason;
  bool operator==(const ImportWithdrawn&) const = default;
};
using MeetingBody = std::variant<MinutesImported, QuestionRecorded, ResolutionRecorded, QuestionAnswered, ReportBackSet,
                                 ResolutionMet, ResolutionSetAside, ResolutionReopened, ImportWithdrawn>;
using MeetingEvent = Event<MeetingBody>;

// Total: one that names what is not there changes nothing but the version. Call it as meeting::apply.
void apply(Meeting& meeting, const MeetingEvent& event);

}  // namespace candour::meeting
