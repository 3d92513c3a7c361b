#include "web/pages/by_hand.h"

#include <algorithm>

#include "base/text.h"
#include "web/pages/history.h"
#include "web/pages/parts.h"
#include "web/pages/resolve.h"

namespace candour::web {
namespace {

using enum RowColumn;

std::vector<Choice> choices_of(const HandField& field, const std::vector<std::string>& chosen) {
  std::vector<Choice> choices;
  for (const HandChoice& each : field.choices) {
    const bool is = std::find(chosen.begin(), chosen.end(), each.value) != chosen.end();
    choices.push_back({.text = std::string_view(each.words),
                       .value = std::string_view(each.value),
                       .chosen = is ? Chosen::yes : Chosen::no,
                       .hint = std::string_view(each.hint)});
  }
  return choices;
}

void write_field(Html& html, const HandField& field, const http::Fields* sent, std::string_view error) {
  const auto text = [](std::string_view view) { return Text(std::string(view)); };
  std::vector<std::string> values;
  if (sent)
    for (const std::string_view each : sent->all(field.name)) values.emplace_back(each);
  else
    for (const std::string_view each : lines(field.value)) values.emplace_back(each);
  const std::string value = sent ? std::string(sent->get(field.name)) : field.value;
  if (field.changes == HandField::Changes::what_stands) html << opened(field.name, field.value);
  switch (field.kind) {
    case HandKind::line:
      html << TextField{.label = text(field.label),
                        .name = text(field.name),
                        .value = value,
                        .hint = text(field.hint),
                        .error = text(error),
                        .autocomplete = "off"};
      break;
    case HandKind::passage:
      html << TextArea{.label = text(field.label),
                       .name = text(field.name),
                       .value = value,
                       .hint = text(field.hint),
                       .error = text(error),
                       .rows = field.name == "reason" ? 3u : 5u};
      break;
    case HandKind::choice:
      html << Select{.label = text(field.label),
                     .name = text(field.name),
                     .choices = choices_of(field, {value}),
                     .hint = text(field.hint),
                     .error = text(error)};
      break;
    case HandKind::radios:
      html << Radios{.legend = text(field.label),
                     .name = text(field.name),
                     .choices = choices_of(field, {value}),
                     .hint = text(field.hint),
                     .error = text(error)};
      break;
    case HandKind::several:
      html << Checkboxes{.legend = text(field.label),
                         .name = text(field.name),
                         .choices = choices_of(field, values),
                         .hint = text(field.hint),
                         .error = text(error)};
      break;
  }
}

std::vector<Crumb> crumbs_of(const plan::Plan& plan, std::string last) {
  return {{.text = "Home", .href = "/"},
          {.text = "Plans", .href = "/plans"},
          {.text = plan_name(plan), .href = plan_address(plan)},
          {.text = std::move(last)}};
}
void write_links(Html& html, std::string_view label, const std::vector<Link>& links) {
  const std::size_t before = html.size();
  html << "<nav class=\"c-grouping\" aria-label=\""_html << label << "\">"_html;
  const std::size_t inside = html.size();
  for (const Link& link : links)
    if (html.offers_page(link.href.view())) html << link << " "_html;
  if (html.keep_if_filled(before, inside)) html << "</nav>"_html;
}

}  // namespace

std::string hand_form_page(const Around& around, const view::Picture& picture, const HandForm& form,
                           const http::Fields* sent, std::string_view field, std::string_view sentence) {
  const bool known =
      std::any_of(form.fields.begin(), form.fields.end(), [&](const HandField& each) { return each.name == field; });
  return show(
      around, picture,
      {.title = (sentence.empty() ? "" : "Error: ") + form.title + ", " + form.caption,
       .section = "/plans",
       .breadcrumbs = form.breadcrumbs,
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         if (!sentence.empty())
           html << ErrorSummary{.errors = {{.text = sentence, .field = known ? Text(std::string(field)) : Text()}}};
         html << Heading{.text = std::string_view(form.title), .caption = std::string_view(form.caption)} << form.above;
         std::vector<Hidden> hidden = form.hidden;
         html << Form{
             .action = std::string_view(form.action), .hidden = std::move(hidden), .content = [&](Html& inside) {
               for (const HandField& each : form.fields)
                 write_field(inside, each, sent, each.name == field ? sentence : std::string_view());
               if (!form.button.empty()) inside << Button{.text = std::string_view(form.button), .kind = form.kind};
             }};
         if (form.breadcrumbs.size() > 1)
           if (const Crumb& above = form.breadcrumbs[form.breadcrumbs.size() - 2]; !above.href.empty())
             html << Paragraph{.content = Link{.text = "Back without saving", .href = above.href}};
       }});
}

std::string gone_page(const Around& around, const view::Picture& picture, std::string_view sentence,
                      std::string_view back, const http::Fields& sent) {
  return show(
      around, picture,
      {.title = "It does not stand any more",
       .section = "/plans",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Plans", .href = "/plans"}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         html << Heading{.text = "It does not stand any more"} << Paragraph{.content = sentence}
              << Paragraph{.content = "What you typed is below, so that you can use it elsewhere."};
         SummaryList typed;
         for (const auto& [name, value] : sent.all())
           if (!value.empty() && name != "version" && !name.starts_with("opened"))
             typed.rows.push_back({.key = std::string(name), .value = ClampedText{.text = value, .limit = 4000}});
         html << typed << Paragraph{.content = Link{.text = "Go to the plan", .href = back}};
       }});
}

std::string finding_name(const plan::Finding& finding) {
  return "Finding " + finding.ref;
}
std::string finding_address(const plan::Plan& plan, std::string_view ref) {
  return plan_address(plan) + "/findings/" + http::percent_encoded(ref);
}
std::string recommendation_address(const plan::Plan& plan, std::string_view ref) {
  return plan_address(plan) + "/recommendations/" + http::percent_encoded(ref);
}

std::string finding_page(const Around& around, const view::Picture& picture, const view::PlanPicture& of,
                         const plan::Finding& finding) {
  const plan::Plan& plan = *of.plan;
  const bool stands = plan::find_finding(plan, finding.ref) != nullptr;
  const std::string address = finding_address(plan, finding.ref);
  return show(around, picture,
              {.title = finding_name(finding) + ", " + plan_name(plan),
               .section = "/plans",
               .breadcrumbs = crumbs_of(plan, finding_name(finding)),
               .main = [&](Html& html) {
                 html << Heading{.text = finding.title.empty() ? finding_name(finding) : finding.title,
                                 .caption = finding_name(finding) + " · " + plan_name(plan)};
                 if (!stands)
                   html << Inset{.content = "This finding was withdrawn. It is in no list, and stays in the record."};
                 if (!finding.text.empty())
                   html << Passage{.content = ClampedText{.text = finding.text, .limit = 2000}};
                 if (stands && !picture.past)
                   write_links(html, "Change this finding",
                               {{.text = "Reword", .href = address + "/wording", .hidden = " this finding"},
                                {.text = "Split", .href = address + "/split", .hidden = " this finding"},
                                {.text = "Merge", .href = address + "/merge", .hidden = " this finding with another"},
                                {.text = "Withdraw", .href = address + "/withdraw", .hidden = " this finding"}});
                 if (stands) {
                   html << Heading{.text = "Recommendations under it", .level = HeadingLevel::section};
                   SummaryList list;
                   for (const plan::Recommendation& each : plan.recommendations)
                     if (each.finding == finding.ref)
                       list.rows.push_back({.key = std::string_view(each.ref),
                                            .value = ClampedText{.text = each.text, .limit = 240},
                                            .actions = {{.text = "Open",
                                                         .href = recommendation_address(plan, each.ref),
                                                         .hidden = " recommendation " + each.ref}}});
                   if (list.rows.empty())
                     html << Paragraph{.content = "There are none yet.", .kind = ParagraphKind::quiet};
                   else
                     html << list;
                   if (!picture.past)
                     html << Paragraph{.content = Link{.text = "Add a recommendation",
                                                       .href = plan_address(plan) + "/recommendations/new?finding=" +
                                                               http::percent_encoded(finding.ref),
                                                       .hidden = " under this finding"}};
                 }
                 const Timeline timeline = timeline_of(picture, plan, plan::Subject::finding, finding.ref);
                 html << Heading{.text = "History", .level = HeadingLevel::section, .id = "history"};
                 if (timeline.items.empty())
                   html << Paragraph{.content = "It stands as the document brought it.", .kind = ParagraphKind::quiet};
                 else
                   html << timeline;
               }});
}

std::string recommendation_page(const Around& around, const view::Picture& picture, const view::PlanPicture& of,
                                const plan::Recommendation& recommendation) {
  const plan::Plan& plan = *of.plan;
  const std::string& ref = recommendation.ref;
  const bool stands = plan::find_recommendation(plan, ref) != nullptr;
  const std::string address = recommendation_address(plan, ref), name = "Recommendation " + ref;
  std::vector<const view::Row*> rows;
  for (const view::Row& row : of.rows)
    if (std::find(row.action->recommendations.begin(), row.action->recommendations.end(), ref) !=
        row.action->recommendations.end())
      rows.push_back(&row);
  return show(
      around, picture,
      {.title = name + ", " + plan_name(plan),
       .section = "/plans",
       .breadcrumbs = crumbs_of(plan, name),
       .main = [&](Html& html) {
         html << Heading{.text = name, .caption = plan_name(plan)};
         if (!stands)
           html << Inset{.content = "This recommendation was withdrawn. It is in no list, and stays in the record."};
         html << Passage{.content = ClampedText{.text = recommendation.text, .limit = 2000},
                         .kind = ParagraphKind::lead};
         if (stands && !picture.past)
           write_links(html, "Change this recommendation",
                       {{.text = "Reword", .href = address + "/wording", .hidden = " this recommendation"},
                        {.text = "Split", .href = address + "/split", .hidden = " this recommendation"},
                        {.text = "Merge", .href = address + "/merge", .hidden = " this recommendation with another"},
                        {.text = "Withdraw", .href = address + "/withdraw", .hidden = " this recommendation"}});

         html << Heading{.text = "Responses", .level = HeadingLevel::section, .id = "responses"};
         SummaryList responses;
         const auto add = [&](const plan::AgencyId& id) {
           const plan::Agency* agency = plan::find_agency(*picture.partnership, id);
           const auto given = plan.responses.find({ref, id});
           SummaryRow row{.key = agency ? agency->name : id.text()};
           if (given == plan.responses.end())
             row.value = [](Html& cell) { cell << "<span class=\"c-quiet\">No response yet</span>"_html; };
           else
             row.value = [response = &given->second](Html& cell) {
               cell << plan::in_words(response->kind);
               if (!response->text.empty())
                 cell << "<span class=\"c-note\">"_html << ClampedText{.text = response->text, .limit = 400}
                      << "</span>"_html;
             };
           if (stands && !picture.past)
             row.actions = {{.text = given == plan.responses.end() ? "Record" : "Change",
                             .href = address + "/response?agency=" + id.text(),
                             .hidden = " the response of " + (agency ? agency->name : id.text())}};
           responses.rows.push_back(std::move(row));
         };
         std::vector<plan::AgencyId> who = recommendation.addressed_to;
         for (const auto& [key, unused] : plan.responses)
           if (key.first == ref && std::find(who.begin(), who.end(), key.second) == who.end())
             who.push_back(key.second);
         for (const plan::AgencyId& id : who) add(id);
         if (who.empty())
           html << Paragraph{.content = "It is addressed to nobody by name, and nobody has answered it.",
                             .kind = ParagraphKind::quiet};
         else
           html << responses;
         if (stands && !picture.past)
           html << Paragraph{.content =
                                 Link{.text = "Record a response of another agency", .href = address + "/response"}};

         html << Heading{.text = "Actions", .level = HeadingLevel::section, .id = "actions"};
         if (rows.empty())
           html << Paragraph{.content = "No action answers it yet.", .kind = ParagraphKind::quiet};
         else
           write_rows(html, rows, {number, agency, action, rating, due, lead}, "Actions for recommendation " + ref);
         if (stands && !picture.past)
           html << Paragraph{
               .content = Link{.text = "Add an action",
                               .href = plan_address(plan) + "/actions/new?recommendation=" + http::percent_encoded(ref),
                               .hidden = " for recommendation " + ref}};

         const Timeline timeline = timeline_of(picture, plan, plan::Subject::recommendation, ref);
         html << Heading{.text = "History", .level = HeadingLevel::section, .id = "history"};
         if (timeline.items.empty())
           html << Paragraph{.content = "It stands as the document brought it.", .kind = ParagraphKind::quiet};
         else
           html << timeline;
       }});
}

std::string withdrawn_action_page(const Around& around, const view::Picture& picture, const view::PlanPicture& of,
                                  const plan::Action& action) {
  const plan::Plan& plan = *of.plan;
  const std::string name = action_name(action);
  return show(around, picture,
              {.title = name + ", withdrawn, " + plan_name(plan),
               .section = "/plans",
               .breadcrumbs = crumbs_of(plan, name),
               .width = PageWidth::reading,
               .main = [&](Html& html) {
                 html << Heading{.text = name, .caption = "Withdrawn · " + plan_name(plan)};
                 const std::string reason = action.history.empty() ? std::string() : action.history.back().reason;
                 html << Inset{.content = "This action was withdrawn" + (reason.empty() ? "." : ": " + reason) +
                                          (reason.empty() || reason.back() == '.' ? "" : ".")}
                      << Passage{.content = ClampedText{.text = action.wording, .limit = 1200},
                                 .kind = ParagraphKind::lead}
                      << Heading{.text = "History", .level = HeadingLevel::section, .id = "history"};
                 Timeline timeline;
                 for (auto each = action.history.rbegin(); each != action.history.rend(); ++each)
                   timeline.items.push_back(happening_item(picture, plan, *each));
                 html << timeline;
               }});
}

void write_plan_by_hand(Html& html, const plan::Plan& plan) {
  const std::string address = plan_address(plan);
  std::vector<Link> links{{.text = "Add a finding", .href = address + "/findings/new"},
                          {.text = "Add a recommendation", .href = address + "/recommendations/new"},
                          {.text = "Add an action", .href = address + "/actions/new"},
                          {.text = "Title and review", .href = address + "/title"},
                          {.text = "Key", .href = address + "/key", .hidden = " of this plan"},
                          {.text = "History", .href = address + "/history", .hidden = " of this plan"}};
  if (plan.review.kind == plan::ReviewKind::inspection)
    links.push_back({.text = "When the answer is due", .href = address + "/answer-date"});
  if (!plan.recommendations.empty())
    links.push_back({.text = "Reply", .href = address + "/reply", .hidden = " to the recommendations"});
  write_links(html, "Change this plan", links);
}

void write_blank_plan(Html& html, const view::Picture& picture, const plan::Plan& plan) {
  const std::string address = plan_address(plan);
  html << EmptyState{.what = "No findings yet.",
                     .why = "Add what the review found, or go straight to what it recommends.",
                     .next = picture.past
                                 ? Content(Link{.text = "See all plans", .href = "/plans"})
                                 : Content(Button{.text = "Add a finding", .href = address + "/findings/new"})};
  if (picture.past) return;
  write_links(html, "Change this plan",
              {{.text = "Add a recommendation", .href = address + "/recommendations/new"},
               {.text = "Title and review", .href = address + "/title"},
               {.text = "Key", .href = address + "/key", .hidden = " of this plan"},
               {.text = "History", .href = address + "/history", .hidden = " of this plan"},
               {.text = "Withdraw", .href = address + "/withdraw-plan", .hidden = " this plan"}});
}

void write_finding_by_hand(Html& html, const plan::Plan& plan, const plan::Finding& finding) {
  if (finding.ref.empty()) return;
  const std::string address = finding_address(plan, finding.ref);
  const bool changes = html.offers_form(address + "/wording");
  html << Paragraph{
      .content = Link{.text = (changes ? "Change or add to finding " : "See finding ") + finding.ref, .href = address},
      .kind = ParagraphKind::small};
}

void write_recommendation_by_hand(Html& html, const plan::Plan& plan, const plan::Recommendation& recommendation) {
  if (recommendation.ref.empty()) return;
  const std::string address = recommendation_address(plan, recommendation.ref);
  const bool changes = html.offers_form(address + "/wording");
  html << Paragraph{.content = Link{.text = (changes ? "Change or add to recommendation " : "See recommendation ") +
                                            recommendation.ref,
                                    .href = address},
                    .kind = ParagraphKind::small};
}

std::vector<Link> change_link(const view::Picture& picture, const view::Row& row, std::string_view what,
                              std::string_view hidden) {
  if (picture.past || row.action->closure) return {};
  return {{.text = "Change", .href = action_address(row) + "/" + std::string(what), .hidden = std::string(hidden)}};
}

void write_action_by_hand(Html& html, const view::Row& row) {
  const std::string address = action_address(row);
  std::vector<Link> links;
  if (!row.action->closure)
    links = {{.text = "Reword", .href = address + "/wording", .hidden = " this action"},
             {.text = "What it answers", .href = address + "/answers"},
             {.text = "Split", .href = address + "/split", .hidden = " this action"},
             {.text = "Merge", .href = address + "/merge", .hidden = " this action with another"}};
  links.push_back({.text = "Withdraw", .href = address + "/withdraw", .hidden = " this action"});
  const auto last =
      row.plan->last_steps.find({plan::Subject::action, std::to_string(row.action->number), plan::AgencyId()});
  if (last != row.plan->last_steps.end())
    links.push_back({.text = "Undo the last change",
                     .href = plan_address(*row.plan) + "/undo/" + std::to_string(last->second),
                     .hidden = " of this action"});
  write_links(html, "Change this action", links);
}

}  // namespace candour::web
