#pragma once
// What reading a document returns: drafts of the trade's things, anomalies, what was kept aside, and the count of
// characters that proves nothing was lost. The JSON of docs/reference/reading.md is this structure and no other.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "document/document.h"
#include "plan/dates.h"
#include "plan/status.h"

namespace candour::intake {

using document::Place;

enum class Kind { action_plan, inspection, minutes, risk_register, unknown };
std::string_view to_text(Kind kind);  // "action-plan" …
std::optional<Kind> kind_from_text(std::string_view text);

// The columns a plan can have, by meaning. Words of docs/glossary.md.
enum class Column {
  finding,
  recommendation,
  reference,
  agency,
  response,
  action,
  rating,
  constraints,
  target,    // a target date alone
  evidence,  // evidence, progress or update text; also "Target Date/Evidence"
  lead,
  outcome,
  percent,
  other,
};
std::string_view to_text(Column column);
std::optional<Column> column_from_text(std::string_view text);

struct Source {
  std::string name;
  std::string format;  // to_text(document::Format)
  std::string sha256;
  std::size_t bytes = 0;
};

struct ScaleEntry {  // one line of the document's own key
  std::string as_written;
  std::string meaning;
  plan::Status status = plan::Status::unclear;
  Place place;
};

struct Finding {
  std::string ref;  // "1"; further lessons outside the numbered findings "L1"
  std::string title;
  std::string text;
  Place place;
};

struct Recommendation {
  std::string ref;
  std::string finding;
  std::string text;
  std::vector<std::string> addressed_to;
  std::vector<std::string> cited_by;
  Place place;
};

struct Rating {
  std::string as_written;  // verbatim, without markup; "fill:#FFC000" where only the fill speaks
  plan::Status status = plan::Status::not_stated;
};

struct Action {
  Place place;
  std::map<std::string, Place> places;  // of fields that do not lie at `place`: "lead", "evidence" …
  std::string finding;
  std::string recommendation;
  std::vector<std::string> recommendations;
  std::string agency;  // one spelling for one body
  std::string agency_as_written;
  std::vector<std::string> agencies;
  std::string response;
  std::string action;
  Rating rating;
  std::string constraints;
  std::string evidence;
  std::string target;
  std::vector<plan::WrittenDate> dates;
  std::string lead;
  std::string outcome;
  std::string reference;                     // the row's own number where the plan has one
  std::map<std::string, std::string> other;  // columns we have no word for, by their header
  std::vector<std::string> cells;            // the source row as written, cell by cell, for the side-by-side view
};

enum class Severity { ask, check, note };
std::string_view to_text(Severity severity);

struct Anomaly {
  std::string code;  // "rating.outside-key"
  Severity severity = Severity::note;
  Place place;
  std::string message;                // a sentence an officer understands
  std::string suggestion;             // a status, a value or what to do; may be empty
  std::optional<std::size_t> action;  // index in Reading::actions, where it is about one
  std::string field;                  // "rating", "lead" …, where it is about one
};

// ---- Inspection reports ----

// A passage that draws something to the attention of a body outside the recommendations.
struct Attention {
  std::vector<std::string> paragraphs;  // that it covers: "2.28", "2.29", "2.30"
  std::string body;                     // "Public Health, Harrow Vale Council"
  std::string role;                     // in which it is addressed: "commissioner of the school nursing service"
  Place place;
};

enum class ParagraphKind { paragraph, case_example };
std::string_view to_text(ParagraphKind kind);  // "paragraph", "case_example"
std::optional<ParagraphKind> paragraph_kind_from_text(std::string_view text);
struct Paragraph {  // every numbered paragraph and case example
  std::string ref;  // "2.28"; of a case example the paragraph it follows, or empty
  std::string text;
  ParagraphKind kind = ParagraphKind::paragraph;
  std::vector<std::string> cites;  // recommendations, in the order of the text
  Place place;
};

// The time within which an answer is owed, found in the text.
enum class ClockUnit { working_days, days, weeks, months };
std::string_view to_text(ClockUnit unit);  // "working_days" …
std::optional<ClockUnit> clock_unit_from_text(std::string_view text);
struct Clock {
  std::string text;        // the sentence
  std::uint32_t days = 0;  // how many of `unit`
  ClockUnit unit = ClockUnit::working_days;
  std::string from;  // what it runs from, in a word: "receipt", "publication"; empty where the text does not say
  Place place;
};

// ---- Minutes ----

struct Resolution {
  std::string ref;  // "1"; by its order under its item where the minutes do not number it
  std::string text;
  std::string item;  // the agenda item it stands under, where the minutes have several
  Place place;
};
struct Question {  // what somebody asked, challenged or remarked, and what was answered
  std::string asked_by;
  std::string text;
  std::string answered_by;  // empty where nobody is named
  std::string answer;       // empty where none is recorded
  std::string item;         // the agenda item it stands under, where the minutes have several
  Place place;
};
struct Attendance {
  std::string name;
  std::string role;
  std::string agency;
  bool present = true;  // false: apologies
};
struct Count {  // "14 actions, 11 blue and 3 amber"
  std::string review;
  std::optional<std::uint32_t> total;       // as stated
  std::map<std::string, std::uint32_t> by;  // by the colour or word as written, in lower case
  Place place;
};
struct Meeting {
  std::string body;
  std::optional<Date> date;
  std::string item;  // the title of the agenda item; of several items, apart from the formal ones, with "; " between
  std::vector<Resolution> resolutions;
  std::vector<Question> questions;
  std::vector<Attendance> attendance;
  std::vector<std::string> themes;
  std::vector<Count> counts;
};

// ---- Risk registers ----

enum class RiskLevel { inherent, current, target };
std::string_view to_text(RiskLevel level);
std::optional<RiskLevel> risk_level_from_text(std::string_view text);
struct Risk {  // one for each level that the register states
  std::string ref;
  std::string title;
  std::optional<std::uint32_t> likelihood;
  std::optional<std::uint32_t> impact;
  std::optional<std::uint32_t> score;  // likelihood × impact where both are given, else the stored number
  std::string score_as_written;
  RiskLevel level = RiskLevel::current;
  std::string owner;
  std::string controls;
  std::string review_date;  // as written
  std::string appetite;
  std::map<std::string, std::string> other;  // columns we have no word for, by their header
  Place place;
};

struct Kept {
  Place place;
  std::string text;
};

struct Coverage {  // in visible code points
  std::size_t characters = 0;
  std::size_t placed = 0;
  std::size_t kept_aside = 0;
  std::size_t lost = 0;
};

// How a column was understood; shown in the wizard, where a person can change it.
struct UnderstoodColumn {
  std::string header;  // as written; "(column 4)" where it has none
  Column column = Column::other;
  std::string sample;  // one short value from it
};

struct Reading {
  Source source;
  Kind kind = Kind::unknown;
  std::string title;
  std::optional<Date> as_at;
  std::vector<ScaleEntry> scale;
  std::vector<Finding> findings;
  std::vector<Recommendation> recommendations;
  std::vector<Action> actions;
  std::vector<Attention> attention;
  std::vector<Paragraph> paragraphs;
  std::optional<Clock> clock;
  std::optional<Meeting> meeting;
  std::vector<Risk> risks;
  std::vector<Anomaly> anomalies;
  std::vector<Kept> kept;
  Coverage coverage;
  std::vector<UnderstoodColumn> columns;
};

// What a person changed about our understanding before the reading is done again.
struct Choices {
  std::optional<Kind> kind;
  std::map<std::string, Column> columns;         // by header as written
  std::map<std::string, plan::Status> statuses;  // by rating as written
  std::optional<Date> as_at;
};

// Reads the meaning of a document. Never fails: what is not understood is kept, pointed at and named.
Reading draft(const document::Document& document, const Choices& choices = {});

// The JSON object of the contract, indented by two, with the source filled in; and back. from_json refuses
// (ErrorCode::unreadable) what to_json did not write.
std::string to_json(const Reading& reading);
Result<Reading> from_json(std::string_view json);

}  // namespace candour::intake
