#pragma once
// A meeting as it stands: which body met, when and about what; who was there; what was asked and answered; what was
// resolved, and whether that has been met. Built by folding events (events.h) and by nothing else. Knows no plan. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace candour::meeting {

using MeetingId = Id<struct MeetingTag>;  // ten letters; in URLs
using ImportId = Id<struct MeetingImportTag>;
// A question's or a resolution's own number in its meeting, each counted from 1 in the order of the minutes.
using Number = std::uint32_t;

// One line of the history of a question or a resolution, newest last. `what` is a verb phrase ("recorded", "answered",
// "report-back date set", "met", "reopened").
struct Happening {
  Moment recorded;
  Date speaks_of;
  std::string actor;
  std::string what;
  std::string from;
  std::string to;
  std::string reason;
  bool operator==(const Happening&) const = default;
};

enum class QuestionState { answered, awaiting_answer };
struct Question {
  Number number = 0;
  std::string asked_by;
  std::string text;
  std::string answered_by;
  std::string answer;
  std::string item;                // of the agenda under which it stands, where the minutes have several
  std::string place;               // where the minutes say it: "line 28"
  std::vector<Happening> history;  // never stated by an event
  bool operator==(const Question&) const = default;
};
QuestionState state_of(const Question& question);

enum class ResolutionState { open, met, superseded, withdrawn };
struct Resolution {
  Number number = 0;
  std::string ref;  // as the minutes number it
  std::string text;
  std::string item;
  std::string place;
  ResolutionState state = ResolutionState::open;  // this and all below: never stated by an import
  std::optional<Date> report_back;                // when the body wants to hear of it
  std::optional<Date> settled;                    // since when it is no longer open
  std::string shown_by;                           // what shows that it was met, or why it was set aside
  std::vector<Happening> history;
  bool operator==(const Resolution&) const = default;
};

struct Attendance {
  std::string name;
  std::string role;
  std::string agency;    // as written
  bool present = false;  // false: apologies
  bool operator==(const Attendance&) const = default;
};

// What the minutes say was counted: "14 actions, 11 blue and 3 amber".
struct CountPart {
  std::string word;
  std::uint32_t count = 0;
  bool operator==(const CountPart&) const = default;
};
struct Count {
  std::string review;
  std::optional<std::uint32_t> total;  // as stated
  std::vector<CountPart> parts;
  std::string place;
  bool operator==(const Count&) const = default;
};
enum class SumCheck { adds_up, differs, nothing_to_compare };
// Whether the parts add up to the total that is stated; nothing to compare where either is missing.
SumCheck sum_check(const Count& count);
std::uint64_t sum_of_parts(const Count& count);

// The document that the meeting came from.
struct Import {
  ImportId id;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t items_imported = 0;  // questions and resolutions
  std::uint32_t items_skipped = 0;
  std::vector<std::string> decisions;  // sentences: what a person decided on the way in
  Moment recorded;
  std::string actor;
  bool operator==(const Import&) const = default;
};

struct Meeting {
  MeetingId id;
  std::uint64_t version = 0;  // events folded; 0: there is no such meeting
  std::string body;
  std::optional<Date> date;
  std::string item;
  std::vector<Attendance> attendance;
  std::vector<std::string> themes;
  std::vector<Count> counts;
  std::vector<Question> questions;      // by number
  std::vector<Resolution> resolutions;  // by number
  Import import;
  bool acted_on = false;                 // a person answered, set or settled something: it can no longer be withdrawn
  std::optional<std::string> withdrawn;  // the reason
  Moment started;
  Moment changed;
  bool operator==(const Meeting&) const = default;
};

// nullptr where there is none.
const Question* find_question(const Meeting& meeting, Number number);
const Resolution* find_resolution(const Meeting& meeting, Number number);

// An open resolution whose report-back date has come by `day`.
bool is_due(const Resolution& resolution, Date day);

std::string_view to_text(QuestionState state);   // "awaiting_answer"
std::string_view in_words(QuestionState state);  // "Awaiting an answer"
std::string_view to_text(ResolutionState state);
std::string_view in_words(ResolutionState state);
std::optional<ResolutionState> resolution_state_from_text(std::string_view text);

}  // namespace candour::meeting
