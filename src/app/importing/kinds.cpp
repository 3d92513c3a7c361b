#include "app/importing/kinds.h"

#include <algorithm>

#include "app/importing/decisions.h"
#include "base/text.h"

namespace candour::app {
namespace {

using document::in_words;

plan::ClockUnit to_plan(intake::ClockUnit unit) {
  switch (unit) {
    case intake::ClockUnit::working_days:
      return plan::ClockUnit::working_days;
    case intake::ClockUnit::days:
      return plan::ClockUnit::days;
    case intake::ClockUnit::weeks:
      return plan::ClockUnit::weeks;
    case intake::ClockUnit::months:
      return plan::ClockUnit::months;
  }
  return plan::ClockUnit::working_days;
}

risk::Level to_risk(intake::RiskLevel level) {
  switch (level) {
    case intake::RiskLevel::inherent:
      return risk::Level::inherent;
    case intake::RiskLevel::current:
      return risk::Level::current;
    case intake::RiskLevel::target:
      return risk::Level::target;
  }
  return risk::Level::current;
}

// Two lines of a reading that are one risk at two levels.
bool same_risk(const intake::Risk& left, const intake::Risk& right) {
  if (matching_key(left.ref) != matching_key(right.ref) || matching_key(left.title) != matching_key(right.title))
    return false;
  if (left.level == right.level) return false;
  const bool named = !trimmed(left.ref).empty() || !trimmed(left.title).empty();
  return named || (left.place.table == right.place.table && left.place.row == right.place.row &&
                   left.place.sheet == right.place.sheet);
}

// What one level says and another leaves out.
void complete(std::string& text, const std::string& from) {
  if (trimmed(text).empty()) text = from;
}

}  // namespace

std::size_t row_count(const intake::Reading& reading) {
  switch (reading.kind) {
    case intake::Kind::action_plan:
      return reading.actions.size();
    case intake::Kind::inspection:
      return reading.recommendations.size();
    case intake::Kind::minutes:
      return reading.meeting ? reading.meeting->questions.size() + reading.meeting->resolutions.size() : 0;
    case intake::Kind::risk_register:
      return reading.risks.size();
    case intake::Kind::unknown:
      break;
  }
  return 0;
}

document::Place row_place(const intake::Reading& reading, std::size_t row) {
  if (row >= row_count(reading)) return {};
  switch (reading.kind) {
    case intake::Kind::action_plan:
      return reading.actions[row].place;
    case intake::Kind::inspection:
      return reading.recommendations[row].place;
    case intake::Kind::minutes: {
      const std::size_t questions = reading.meeting->questions.size();
      return row < questions ? reading.meeting->questions[row].place
                             : reading.meeting->resolutions[row - questions].place;
    }
    case intake::Kind::risk_register:
      return reading.risks[row].place;
    case intake::Kind::unknown:
      break;
  }
  return {};
}

std::optional<Date> day_of(const ImportDraft& draft) {
  if (draft.choices.as_at) return draft.choices.as_at;
  if (draft.reading().kind == intake::Kind::minutes && draft.reading().meeting && draft.reading().meeting->date)
    return draft.reading().meeting->date;
  return draft.reading().as_at;
}

plan::ImportPlan inspection_of(const ImportDraft& draft, const Agencies& agencies) {
  const intake::Reading& reading = draft.reading();
  plan::ImportPlan command;
  command.plan = draft.becomes;
  command.title = draft.title;
  command.review = draft.review;
  command.as_at = day_of(draft);
  for (const intake::Finding& finding : reading.findings) command.findings.push_back(to_plan(finding));
  for (std::size_t row = 0; row < reading.recommendations.size(); ++row)
    if (!draft.skipped.contains(row))
      command.recommendations.push_back(to_plan(reading.recommendations[row], agencies));
  for (const intake::Attention& attention : reading.attention)
    command.attention.push_back({attention.paragraphs, attention.body, agencies.id_of(attention.body), attention.role,
                                 in_words(attention.place)});
  for (const intake::Paragraph& paragraph : reading.paragraphs)
    command.paragraphs.push_back({paragraph.ref, paragraph.text, paragraph.kind == intake::ParagraphKind::case_example,
                                  paragraph.cites, in_words(paragraph.place)});
  if (reading.clock)
    command.clock = plan::AnswerClock{reading.clock->text, reading.clock->days, to_plan(reading.clock->unit),
                                      reading.clock->from, draft.received,      in_words(reading.clock->place)};
  return command;
}

meeting::ImportMeeting meeting_of(const ImportDraft& draft) {
  meeting::ImportMeeting command;
  meeting::MinutesImported& minutes = command.minutes;
  minutes.meeting = meeting::MeetingId(draft.becomes.text());
  minutes.body = draft.body;
  minutes.date = day_of(draft);
  minutes.item = draft.title;
  if (!draft.reading().meeting) return command;
  const intake::Meeting& read = *draft.reading().meeting;
  for (const intake::Attendance& each : read.attendance)
    minutes.attendance.push_back({each.name, each.role, each.agency, each.present});
  minutes.themes = read.themes;
  for (const intake::Count& each : read.counts) {
    meeting::Count& count = minutes.counts.emplace_back();
    count.review = each.review;
    count.total = each.total;
    for (const auto& [word, number] : each.by) count.parts.push_back({word, number});
    count.place = in_words(each.place);
  }
  for (std::size_t i = 0; i < read.questions.size(); ++i) {
    if (draft.skipped.contains(i)) continue;
    const intake::Question& each = read.questions[i];
    command.questions.push_back(
        {0, each.asked_by, each.text, each.answered_by, each.answer, each.item, in_words(each.place), {}});
  }
  for (std::size_t i = 0; i < read.resolutions.size(); ++i) {
    if (draft.skipped.contains(read.questions.size() + i)) continue;
    meeting::Resolution& resolution = command.resolutions.emplace_back();
    resolution.ref = read.resolutions[i].ref;
    resolution.text = read.resolutions[i].text;
    resolution.item = read.resolutions[i].item;
    resolution.place = in_words(read.resolutions[i].place);
  }
  return command;
}

risk::ImportRegister register_of(const ImportDraft& draft) {
  const intake::Reading& reading = draft.reading();
  risk::ImportRegister command;
  command.document.register_id = risk::RegisterId(draft.becomes.text());
  command.document.title = draft.title;
  command.document.as_at = day_of(draft);
  for (const intake::Anomaly& anomaly : reading.anomalies)
    command.document.remarks.push_back({anomaly.code, anomaly.message, in_words(anomaly.place)});
  const intake::Risk* last = nullptr;
  for (std::size_t row = 0; row < reading.risks.size(); ++row) {
    if (draft.skipped.contains(row)) continue;
    const intake::Risk& each = reading.risks[row];
    const bool same = last && same_risk(*last, each) && !risk::find_score(command.risks.back(), to_risk(each.level));
    risk::Risk& risk = same ? command.risks.back() : command.risks.emplace_back();
    if (!same) {
      risk.ref = each.ref;
      risk.title = each.title;
      risk.place = in_words(each.place);
    }
    risk.scores.push_back(
        {to_risk(each.level), each.likelihood, each.impact, each.score, each.score_as_written, in_words(each.place)});
    complete(risk.owner, each.owner);
    complete(risk.controls, each.controls);
    complete(risk.review_date, each.review_date);
    complete(risk.appetite, each.appetite);
    for (const auto& [header, value] : each.other)
      if (std::find_if(risk.other.begin(), risk.other.end(),
                       [&](const risk::OtherField& field) { return field.header == header; }) == risk.other.end())
        risk.other.push_back({header, value});
    last = &each;
  }
  return command;
}

}  // namespace candour::app
