#include "web/pages/inspection.h"

#include "base/text.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

std::string name_of(const view::Picture& picture, const plan::AgencyId& id) {
  const plan::Agency* agency = plan::find_agency(*picture.partnership, id);
  return agency ? agency->name : id.text();
}

void write_names(Html& html, const view::Picture& picture, const std::vector<plan::AgencyId>& agencies) {
  bool first = true;
  for (const plan::AgencyId& id : agencies) {
    if (!first) html << ", "_html;
    first = false;
    html << Link{.text = name_of(picture, id), .href = "/agencies/" + id.text()};
  }
}

// Each paragraph that cites the recommendation, readable where it is named.
void write_citing(Html& html, const plan::Plan& plan, const plan::Recommendation& recommendation) {
  if (recommendation.cited_by.empty()) return;
  html << Details{.summary = "Cited by " + join(recommendation.cited_by, ", "), .content = [&](Html& inside) {
                    for (const std::string& ref : recommendation.cited_by) {
                      const plan::ReportParagraph* paragraph = plan::find_paragraph(plan, ref);
                      inside << "<div class=\"c-passage\"><p class=\"govuk-body-s\"><strong>"_html << ref
                             << "</strong> "_html;
                      if (paragraph) inside << place_in_words(paragraph->place);
                      inside << "</p>"_html;
                      if (paragraph)
                        inside << Passage{.content = ClampedText{.text = paragraph->text, .limit = 1500},
                                          .kind = ParagraphKind::small};
                      else
                        inside << Paragraph{.content = "The report was read without the text of this paragraph.",
                                            .kind = ParagraphKind::small};
                      inside << "</div>"_html;
                    }
                  }};
}

void write_response_form(Html& html, const view::Picture& picture, const plan::Plan& plan,
                         const plan::Recommendation& recommendation, const RefusedResponse& refused) {
  const bool sent = !refused.sentence.empty() && refused.recommendation == recommendation.ref;
  const std::string id = response_field(recommendation.ref);
  const std::vector<plan::AgencyId> awaiting = plan::awaiting_response(plan, recommendation);
  const std::string address = plan_address(plan) + "/responses";
  std::vector<plan::AgencyId> theirs = recommendation.addressed_to;
  std::erase_if(theirs, [&](const auto& each) { return !html.offers_form(address + "?agency=" + each.text()); });
  if (theirs.empty()) return;
  const auto fields = [&](Html& inside) {
    Select agency{.label = "Whose response it is", .name = "agency", .id = id + "-agency"};
    for (const plan::AgencyId& each : theirs) {
      const bool chosen = sent ? refused.agency == each.text() : !awaiting.empty() && awaiting.front() == each;
      agency.choices.push_back(
          {.text = name_of(picture, each), .value = each.text(), .chosen = chosen ? Chosen::yes : Chosen::no});
    }
    Radios kind{.legend = "What it says", .name = "kind", .id = id + "-kind"};
    for (const plan::ResponseKind each :
         {plan::ResponseKind::accepted, plan::ResponseKind::partly_accepted, plan::ResponseKind::not_accepted,
          plan::ResponseKind::not_applicable, plan::ResponseKind::in_words}) {
      const bool chosen = sent ? refused.kind == plan::to_text(each) : each == plan::ResponseKind::accepted;
      kind.choices.push_back(
          {.text = plan::in_words(each), .value = plan::to_text(each), .chosen = chosen ? Chosen::yes : Chosen::no});
    }
    inside << agency << kind
           << TextArea{.label = "In their words",
                       .name = "text",
                       .value = sent ? refused.text : std::string(),
                       .hint = "Needed unless the recommendation is accepted",
                       .error = sent ? refused.sentence : std::string(),
                       .id = id,
                       .rows = 3}
           << Button{.text = "Record this response",
                     .kind = ButtonKind::secondary,
                     .hidden = " to recommendation " + recommendation.ref};
  };
  html << Details{.summary = "Record a response to recommendation " + recommendation.ref,
                  .content = Form{.action = address,
                                  .hidden = {{.name = "version", .value = std::to_string(plan.version)},
                                             {.name = "recommendation", .value = recommendation.ref}},
                                  .content = fields},
                  .state = sent ? DetailsState::open : DetailsState::closed};
}

}  // namespace

std::string response_field(std::string_view recommendation) {
  std::string id = "response-";
  for (const char c : recommendation)
    id += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '-';
  return id;
}

void write_inspection(Html& html, const view::Picture& picture, const plan::Plan& plan) {
  if (plan.clock && (plan::answer_due(*plan.clock) || plan.clock->count > 0)) {
    const plan::AnswerClock& clock = *plan.clock;
    html << Inset{.content = [&](Html& inside) {
      const auto due = plan::answer_due(clock);
      inside << "<p class=\"govuk-body\"><strong>"_html;
      if (due)
        inside << (*due < picture.as_at ? "The answer was due on "_html : "The answer is due on "_html) << Day{*due};
      else
        inside << "The answer is due within "_html << clock.count << " "_html << plan::in_words(clock.unit);
      inside << "</strong>"_html;
      if (!due)
        inside << "; the day the report was received is not known"_html;
      else if (!clock.due)
        inside << ", "_html << clock.count << " "_html << plan::in_words(clock.unit)
               << " after the report was received on "_html << Day{*clock.received};
      inside << "</p>"_html;
      if (!clock.text.empty())
        inside << "<p class=\"govuk-body-s\">“"_html << shortened(clock.text, 400) << "” "_html
               << place_in_words(clock.place) << "</p>"_html;
    }};
  }
  std::size_t awaited = 0;
  for (const plan::Recommendation& each : plan.recommendations)
    awaited += plan::awaiting_response(plan, each).empty() ? 0 : 1;
  html << Paragraph{.content = count_of(plan.recommendations.size(), "recommendation", "recommendations") + ", " +
                               (awaited == 0 ? std::string("all answered")
                                             : grouped(static_cast<long long>(awaited)) + " awaiting a response") +
                               ".",
                    .kind = ParagraphKind::lead};
  if (plan.attention.empty()) return;
  html << Details{
      .summary = "Drawn to the attention of others: " + count_of(plan.attention.size(), "passage", "passages"),
      .content = [&](Html& inside) {
        Table table(inside,
                    {.caption = "Passages drawn to the attention of bodies outside the recommendations",
                     .columns = {{.title = "Body"}, {.title = "As"}, {.title = "Paragraphs"}, {.title = "Where"}},
                     .caption_kind = CaptionKind::hidden});
        for (const plan::Attention& each : plan.attention) {
          table.row();
          table.heading() << each.body;
          table.cell() << (each.role.empty() ? std::string("Not stated") : each.role);
          Html& cell = table.cell();
          cell << join(each.paragraphs, ", ");
          for (const std::string& ref : each.paragraphs)
            if (const plan::ReportParagraph* paragraph = plan::find_paragraph(plan, ref))
              cell << "<div class=\"c-passage\">"_html << ClampedText{.text = paragraph->text, .limit = 160}
                   << "</div>"_html;
          table.cell() << each.place;
        }
        table.end();
      }};
}

void write_recommendation(Html& html, const view::Picture& picture, const plan::Plan& plan,
                          const plan::Recommendation& recommendation, const Tied& tied,
                          const RefusedResponse& refused) {
  const auto actions = tied.find(recommendation.ref);
  const bool inspection = plan.review.kind == plan::ReviewKind::inspection;
  if (!inspection && actions == tied.end()) return;
  SummaryList list;
  if (inspection) {
    const std::vector<plan::AgencyId> awaiting = plan::awaiting_response(plan, recommendation);
    list.rows.push_back({.key = "Addressed to", .value = [&](Html& cell) {
                           if (recommendation.addressed_to.empty())
                             cell << "Nobody is named";
                           else
                             write_names(cell, picture, recommendation.addressed_to);
                         }});
    for (const auto& [key, response] : plan.responses)
      if (key.first == recommendation.ref)
        list.rows.push_back({.key = "Response of " + name_of(picture, key.second), .value = [&response](Html& cell) {
                               cell << plan::in_words(response.kind);
                               if (!response.text.empty())
                                 cell << "<span class=\"c-note\">"_html
                                      << ClampedText{.text = response.text, .limit = 400} << "</span>"_html;
                             }});
    if (!awaiting.empty())
      list.rows.push_back({.key = "Awaiting a response",
                           .value = [&picture, awaiting](Html& cell) { write_names(cell, picture, awaiting); }});
    if (!recommendation.place.empty())
      list.rows.push_back({.key = "Where", .value = place_in_words(recommendation.place)});
  }
  if (actions != tied.end())
    list.rows.push_back({.key = "Served by", .value = [&](Html& cell) {
                           cell << "<ul class=\"govuk-list\">"_html;
                           for (const view::Row* row : actions->second) {
                             cell << "<li>"_html
                                  << Link{.text = action_name(*row->action) + ", " + plan_name(*row->plan),
                                          .href = action_address(*row)}
                                  << " <span class=\"c-quiet\">"_html << agency_name(row->agency) << "</span> "_html
                                  << RatingChip{.status = row->action->rating.status,
                                                .as_written = row->action->rating.as_written}
                                  << "</li>"_html;
                           }
                           cell << "</ul>"_html;
                         }});
  html << list;
  write_citing(html, plan, recommendation);
  if (inspection && !picture.past && !recommendation.addressed_to.empty())
    write_response_form(html, picture, plan, recommendation, refused);
}

void write_ties(Html& html, const view::Picture& picture, const view::Row& row, const RefusedTie& refused) {
  const bool tying = !refused.sentence.empty() && refused.act == RefusedTie::Act::tie;
  const plan::Action& action = *row.action;
  std::vector<const plan::Plan*> inspections;
  for (const auto& plan : picture.plans)
    if (plan->plan->review.kind == plan::ReviewKind::inspection && plan->plan->id != row.plan->id)
      inspections.push_back(plan->plan.get());
  if (action.ties.empty() && (inspections.empty() || !html.offers_form(action_address(row) + "/tie"))) return;
  html << Heading{.text = "What the inspector recommended", .level = HeadingLevel::section, .id = "ties"};
  if (action.ties.empty())
    html << Paragraph{.content = "This action is tied to no inspector’s recommendation.", .kind = ParagraphKind::quiet};
  const std::string version = std::to_string(row.plan->version), address = action_address(row);
  for (std::size_t i = 0; i < action.ties.size(); ++i) {
    const plan::Tie& tie = action.ties[i];
    const view::PlanPicture* plan = view::find_plan(picture, tie.plan);
    const plan::Recommendation* recommendation =
        plan ? plan::find_recommendation(*plan->plan, tie.recommendation) : nullptr;
    html << Heading{.text = "Recommendation " + tie.recommendation, .level = HeadingLevel::part};
    if (recommendation) {
      html << Passage{.content = ClampedText{.text = recommendation->text, .limit = 800}}
           << Paragraph{.content = Link{.text = plan_name(*plan->plan) + ", recommendation " + tie.recommendation,
                                        .href = plan_address(*plan->plan) + "#q-" + tie.recommendation}};
      write_citing(html, *plan->plan, *recommendation);
    } else {
      html << Paragraph{.content = "The inspection that it names does not stand here any more."};
    }
    html << Paragraph{.content = "Tied because: " + tie.reason, .kind = ParagraphKind::small};
    if (picture.past) continue;
    const bool untying = !refused.sentence.empty() && refused.act == RefusedTie::Act::untie &&
                         refused.recommendation == tie.plan.text() + "/" + tie.recommendation;
    const auto fields = [&](Html& inside) {
      inside << TextField{.label = "Why they do not belong together",
                          .name = "reason",
                          .value = untying ? refused.reason : std::string(),
                          .error = untying ? refused.sentence : std::string(),
                          .id = "untie-" + std::to_string(i)}
             << Button{.text = "Untie",
                       .kind = ButtonKind::secondary,
                       .hidden = " from recommendation " + tie.recommendation};
    };
    html << Details{.summary = "Untie from recommendation " + tie.recommendation,
                    .content = Form{.action = address + "/untie",
                                    .hidden = {{.name = "version", .value = version},
                                               {.name = "plan", .value = tie.plan.text()},
                                               {.name = "recommendation", .value = tie.recommendation}},
                                    .content = fields},
                    .state = untying ? DetailsState::open : DetailsState::closed};
  }
  if (picture.past || inspections.empty()) return;
  html << Details{
      .summary = "Tie it to an inspector’s recommendation",
      .content = Form{.action = address + "/tie",
                      .hidden = {{.name = "version", .value = version}},
                      .content =
                          [&](Html& inside) {
                            Select which{.label = "Which recommendation",
                                         .name = "recommendation",
                                         .choices = {{.text = "Choose a recommendation", .value = ""}},
                                         .id = "tie-recommendation"};
                            for (const plan::Plan* plan : inspections)
                              for (const plan::Recommendation& each : plan->recommendations)
                                which.choices.push_back(
                                    {.text = each.ref + " " + shortened(each.text, 70) + " (" +
                                             shortened(plan_name(*plan), 40) + ")",
                                     .value = plan->id.text() + "/" + each.ref,
                                     .chosen = tying && refused.recommendation == plan->id.text() + "/" + each.ref
                                                   ? Chosen::yes
                                                   : Chosen::no});
                            inside << which
                                   << TextField{.label = "Why they belong together",
                                                .name = "reason",
                                                .value = tying ? refused.reason : std::string(),
                                                .error = tying ? refused.sentence : std::string(),
                                                .id = "tie-reason"}
                                   << Button{.text = "Tie",
                                             .kind = ButtonKind::secondary,
                                             .hidden = " it to this recommendation"};
                          }},
      .state = tying ? DetailsState::open : DetailsState::closed};
}

}  // namespace candour::web
