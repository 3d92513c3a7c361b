#include "web/pages/import_parts.h"

#include "base/text.h"

namespace candour::web {
namespace {

SummaryList fields(std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  SummaryList list;
  for (const auto& [key, value] : values)
    if (!trimmed(value).empty())
      list.rows.push_back({.key = key, .value = ClampedText{.text = std::string(value), .limit = 600}});
  return list;
}

std::string number_or_blank(const std::optional<std::uint32_t>& number) {
  return number ? std::to_string(*number) : std::string();
}

// The text of a paragraph that cites the recommendation stands beside it, so that the link can be judged.
void write_recommendation(Html& html, const intake::Reading& reading, const intake::Recommendation& recommendation) {
  html << fields({{"Number", recommendation.ref},
                  {"Finding", recommendation.finding},
                  {"Recommendation", recommendation.text},
                  {"Addressed to", join(recommendation.addressed_to, "; ")},
                  {"Cited by paragraphs", join(recommendation.cited_by, ", ")}});
  for (const intake::Paragraph& paragraph : reading.paragraphs)
    if (std::find(recommendation.cited_by.begin(), recommendation.cited_by.end(), paragraph.ref) !=
            recommendation.cited_by.end() &&
        paragraph.kind == intake::ParagraphKind::paragraph)
      html << Details{.summary = "Paragraph " + paragraph.ref,
                      .content = ClampedText{.text = paragraph.text, .limit = 2000}};
}

std::string level_words(intake::RiskLevel level) {
  std::string words(intake::to_text(level));
  if (!words.empty()) words[0] = static_cast<char>(words[0] - 32);
  return words;
}

}  // namespace

std::string_view step_after_ties(const app::ImportDraft& draft) {
  return draft.revises ? "changes" : "check";
}
std::string_view step_after_review(const app::ImportDraft& draft) {
  return draft.proposals.empty() ? step_after_ties(draft) : "ties";
}

std::string draft_address(const app::ImportDraft& draft, std::string_view step) {
  return "/import/" + draft.id.text() + "/" + std::string(step);
}

// The wizard's frame: steps, heading, the sentence that was refused, the form's own content.
std::string show_step(const Around& around, const view::Picture& picture, const app::ImportDraft& draft,
                      std::string_view step, std::string_view title, const Refused& refused, const Content& content) {
  Shown shown{.title = (refused.empty() ? "" : "Error: ") + std::string(title) + ", " + draft.document_name,
              .section = "/import",
              .breadcrumbs = {
                  {.text = "Home", .href = "/"}, {.text = "Import", .href = "/import"}, {.text = draft.document_name}}};
  shown.main = [&](Html& html) {
    const bool plan = draft.reading().kind == intake::Kind::action_plan;
    Steps steps{.items = {{.text = "Upload"}}};
    const auto add = [&](std::string_view text, std::string_view each) {
      steps.items.push_back({.text = text, .href = draft_address(draft, each)});
      if (each == step) steps.current = steps.items.size();
    };
    add(plan ? "Columns" : "Document", "columns");
    if (plan) add("Key", "key");
    add("Review", "review");
    if (!draft.proposals.empty()) add("Ties", "ties");
    if (draft.revises) add("Changes", "changes");
    add("Check and import", "check");
    html << steps;
    if (!refused.empty()) html << ErrorSummary{.errors = {{.text = refused.sentence, .field = refused.field}}};
    html << Heading{.text = title, .caption = draft.document_name} << content;
    html << Form{
        .action = draft_address(draft, "drop"), .content = [](Html& inside) {
          inside
              << "<p class=\"govuk-body-s c-quiet\">Everything here is saved as you go; you can leave and come back.</p>"_html
              << Button{.text = "Drop this import", .kind = ButtonKind::secondary};
        }};
  };
  shown.room = 256 * 1024;
  return show(around, picture, std::move(shown));
}

std::vector<Hidden> version_of(const app::ImportDraft& draft) {
  return {{.name = "version", .value = std::to_string(draft.version)}};
}

std::string row_name(const app::ImportDraft& draft, std::size_t row) {
  const intake::Reading& reading = draft.reading();
  const std::string place = document::in_words(app::row_place(reading, row));
  const auto named = [&](std::string_view what, std::size_t index, std::size_t of) {
    return std::string(what) + " " + std::to_string(index + 1) + " of " + std::to_string(of) +
           (place.empty() ? "" : ", " + place);
  };
  if (reading.kind == intake::Kind::inspection) return named("Recommendation", row, reading.recommendations.size());
  if (reading.kind == intake::Kind::minutes && reading.meeting) {
    const std::size_t questions = reading.meeting->questions.size();
    return row < questions ? named("Question", row, questions)
                           : named("Resolution", row - questions, reading.meeting->resolutions.size());
  }
  return named("Row", row, app::row_count(reading));
}

std::string rows_counted(intake::Kind kind, std::size_t count) {
  switch (kind) {
    case intake::Kind::inspection:
      return count_of(count, "recommendation", "recommendations");
    case intake::Kind::minutes:
      return count_of(count, "question or resolution", "questions and resolutions");
    case intake::Kind::risk_register:
      return count_of(count, "scored risk", "scored risks");
    case intake::Kind::action_plan:
    case intake::Kind::unknown:
      break;
  }
  return count_of(count, "row", "rows");
}

std::string kind_words(intake::Kind kind) {
  switch (kind) {
    case intake::Kind::action_plan:
      return "an action plan";
    case intake::Kind::inspection:
      return "an inspection report";
    case intake::Kind::minutes:
      return "minutes of a meeting";
    case intake::Kind::risk_register:
      return "a risk register";
    case intake::Kind::unknown:
      break;
  }
  return "a document of a kind that is not known here";
}

void write_action_source(Html& html, const intake::Action& action) {
  if (action.cells.empty()) {
    html << Paragraph{.content = "The row is shown as read only.", .kind = ParagraphKind::quiet};
    return;
  }
  html << "<ol class=\"c-cells\">"_html;
  for (const std::string& cell : action.cells) {
    html << "<li>"_html;
    if (trimmed(cell).empty())
      html << "<span class=\"c-quiet\">(blank)</span>"_html;
    else
      html << ClampedText{.text = cell, .limit = 400};
    html << "</li>"_html;
  }
  html << "</ol>"_html;
}

void write_action_reading(Html& html, const intake::Action& action) {
  SummaryList list;
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty())
      list.rows.push_back({.key = key, .value = ClampedText{.text = std::string_view(value), .limit = 400}});
  };
  add("Question", action.recommendation);
  add("Agency", action.agency);
  add("Response", action.response);
  add("Action", action.action);
  list.rows.push_back({.key = "Rating",
                       .value = RatingChip{.status = action.rating.status,
                                           .as_written = std::string_view(action.rating.as_written),
                                           .meaning = Meaning::shown}});
  add("Constraints", action.constraints);
  add("Target", action.target);
  add("Evidence", action.evidence);
  add("Lead", action.lead);
  add("Outcome", action.outcome);
  for (const auto& [header, value] : action.other) add(header, value);
  html << list;
}

void write_row_source(Html& html, const intake::Reading& reading, std::size_t row) {
  switch (reading.kind) {
    case intake::Kind::action_plan:
      write_action_source(html, reading.actions[row]);
      return;
    case intake::Kind::inspection:
      html << Passage{.content = ClampedText{.text = reading.recommendations[row].text, .limit = 1500}};
      break;
    case intake::Kind::minutes: {
      const intake::Meeting& meeting = *reading.meeting;
      if (row < meeting.questions.size()) {
        const intake::Question& question = meeting.questions[row];
        html << Passage{.content = ClampedText{.text = question.text, .limit = 1500}};
        if (!question.answer.empty()) html << Passage{.content = ClampedText{.text = question.answer, .limit = 1500}};
      } else {
        html << Passage{
            .content = ClampedText{.text = meeting.resolutions[row - meeting.questions.size()].text, .limit = 1500}};
      }
      break;
    }
    case intake::Kind::risk_register: {
      const intake::Risk& risk = reading.risks[row];
      html << fields({{"Reference", risk.ref},
                      {"Risk", risk.title},
                      {"Likelihood", number_or_blank(risk.likelihood)},
                      {"Impact", number_or_blank(risk.impact)},
                      {"Score", risk.score_as_written},
                      {"Controls", risk.controls},
                      {"Owner", risk.owner},
                      {"Review", risk.review_date}});
      break;
    }
    case intake::Kind::unknown:
      return;
  }
  html << Paragraph{.content = document::in_words(app::row_place(reading, row)), .kind = ParagraphKind::quiet};
}

void write_row_reading(Html& html, const app::ImportDraft& draft, std::size_t row) {
  const intake::Reading& reading = draft.reading();
  switch (reading.kind) {
    case intake::Kind::action_plan:
      write_action_reading(html, app::as_decided(draft, row));
      return;
    case intake::Kind::inspection:
      write_recommendation(html, reading, reading.recommendations[row]);
      return;
    case intake::Kind::minutes: {
      const intake::Meeting& meeting = *reading.meeting;
      if (row < meeting.questions.size()) {
        const intake::Question& question = meeting.questions[row];
        html << fields(
            {{"Asked by", question.asked_by.empty() ? "Nobody is named" : question.asked_by},
             {"Question", question.text},
             {"Answered by", question.answered_by},
             {"Answer", question.answer.empty() ? "None is recorded: awaiting an answer" : question.answer}});
      } else {
        const intake::Resolution& resolution = meeting.resolutions[row - meeting.questions.size()];
        html << fields({{"Number", resolution.ref}, {"Resolution", resolution.text}, {"State", "Open"}});
      }
      return;
    }
    case intake::Kind::risk_register: {
      const intake::Risk& risk = reading.risks[row];
      SummaryList list = fields({{"Reference", risk.ref},
                                 {"Risk", risk.title},
                                 {"Level", level_words(risk.level)},
                                 {"Likelihood", number_or_blank(risk.likelihood)},
                                 {"Impact", number_or_blank(risk.impact)},
                                 {"Score", number_or_blank(risk.score)},
                                 {"Owner", risk.owner},
                                 {"Controls", risk.controls},
                                 {"Review date", risk.review_date},
                                 {"Appetite", risk.appetite}});
      for (const auto& [header, value] : risk.other)
        if (!trimmed(value).empty())
          list.rows.push_back({.key = header, .value = ClampedText{.text = std::string_view(value), .limit = 600}});
      html << list;
      return;
    }
    case intake::Kind::unknown:
      return;
  }
}

}  // namespace candour::web
