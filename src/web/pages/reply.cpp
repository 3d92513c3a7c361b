#include "web/pages/reply.h"

#include "base/text.h"
#include "web/pages/by_hand.h"
#include "web/pages/parts.h"

namespace candour::web {
namespace {

enum class Linked { no, yes };  // a file that needs no server leads nowhere

std::string title_of(const plan::Plan& plan) {
  return "Reply to the recommendations of “" + (plan.review.name.empty() ? plan_name(plan) : plan.review.name) + "”";
}

void write_answer(Html& html, const view::Picture& picture, const plan::Plan& plan, const view::Reply::Answer& answer,
                  Linked linked) {
  const plan::Recommendation& recommendation = *answer.recommendation;
  html << Heading{.text = "Recommendation " + recommendation.ref, .level = HeadingLevel::part}
       << Inset{.content = ClampedText{.text = std::string_view(recommendation.text), .limit = 4000}};
  for (const view::Reply::Response& each : answer.responses) {
    html << "<p class=\"govuk-body\"><strong>Response of "_html << agency_name(each.agency) << ":</strong> "_html
         << plan::in_words(each.response->kind);
    if (!each.response->text.empty()) html << ". "_html << each.response->text;
    html << "</p>"_html;
  }
  if (!answer.awaiting.empty()) {
    std::vector<std::string> names;
    for (const plan::Agency* agency : answer.awaiting) names.push_back(agency->name);
    html << "<p class=\"govuk-body\"><strong>No response yet from:</strong> "_html << join(names, ", ") << "</p>"_html;
  }
  if (linked == Linked::yes && !picture.past && !recommendation.ref.empty())
    html << Paragraph{.content = Link{.text = answer.rows.empty() ? "Respond, or add an action" : "Respond or change",
                                      .href = recommendation_address(plan, recommendation.ref),
                                      .hidden = " to recommendation " + recommendation.ref},
                      .kind = ParagraphKind::small};
  if (answer.rows.empty()) {
    html << Paragraph{.content = "No action is planned.", .kind = ParagraphKind::quiet};
    return;
  }
  Table table(html, {.caption = "Actions for recommendation " + recommendation.ref,
                     .columns = {{.title = "No.", .narrow = Narrow::bare},
                                 {.title = "Action"},
                                 {.title = "Agency and lead"},
                                 {.title = "Date"},
                                 {.title = "Desired outcome"}},
                     .caption_kind = CaptionKind::hidden});
  for (const view::Row* row : answer.rows) {
    const plan::Action& action = *row->action;
    const std::string number = action.reference.empty() ? std::to_string(action.number) : action.reference;
    table.row();
    Html& heading = table.heading();
    if (linked == Linked::yes)
      heading << Link{.text = number, .href = action_address(*row), .hidden = " " + action_name(action)};
    else
      heading << number;
    Html& what = table.cell();
    what << ClampedText{.text = std::string_view(action.wording.empty() ? action.response : action.wording),
                        .limit = 4000};
    if (row->plan != &plan) what << "<span class=\"c-note\">from “"_html << plan_name(*row->plan) << "”</span>"_html;
    table.cell() << agency_name(row->agency) << "<span class=\"c-note\">"_html
                 << (action.lead.empty() ? std::string_view("No lead named") : std::string_view(action.lead))
                 << "</span>"_html;
    Html& date = table.cell();
    if (row->facts.due) {
      date << Day{*row->facts.due};
      if (row->facts.original_due && *row->facts.original_due != *row->facts.due)
        date << "<span class=\"c-note\">first "_html << Day{*row->facts.original_due} << "</span>"_html;
    } else {
      date << (action.target.empty() ? std::string_view("No date yet") : std::string_view(action.target));
    }
    table.cell() << ClampedText{
        .text = std::string_view(action.outcome.empty() ? std::string_view("Not stated") : action.outcome),
        .limit = 2000};
  }
  table.end();
}

void write_body(Html& html, const view::Picture& picture, const view::Reply& reply, Linked linked) {
  const plan::Plan& plan = *reply.plan->plan;
  html << Heading{.text = title_of(plan), .caption = plan_name(plan)};
  std::string summary = count_of(reply.recommendations, "recommendation", "recommendations") + ", " +
                        count_of(reply.actions, "action", "actions") + ", as at " + picture.as_at.words() + ".";
  if (reply.due) summary += " The reply is due on " + reply.due->words() + ".";
  html << Paragraph{.content = summary, .kind = ParagraphKind::lead};
  std::vector<std::string> missing;
  if (reply.without_response > 0)
    missing.push_back(count_of(reply.without_response, "recommendation has", "recommendations have") +
                      " neither a response nor an action");
  if (reply.without_lead > 0)
    missing.push_back(count_of(reply.without_lead, "open action has", "open actions have") + " no lead");
  if (reply.without_date > 0)
    missing.push_back(count_of(reply.without_date, "open action has", "open actions have") + " no date");
  if (!missing.empty() && linked == Linked::yes)
    html << Warning{.content = "Before it is sent: " + join(missing, "; ") + "."};
  for (const view::Reply::Part& part : reply.parts) {
    std::string title = reply.parts.size() > 1 ? "Other recommendations" : "Recommendations";
    if (part.finding)
      title = finding_name(*part.finding) + (part.finding->title.empty() ? "" : ": " + part.finding->title);
    html << Heading{.text = title, .level = HeadingLevel::section};
    if (part.finding && !part.finding->text.empty())
      html << Passage{.content = ClampedText{.text = std::string_view(part.finding->text), .limit = 2000}};
    for (const view::Reply::Answer& answer : part.answers) write_answer(html, picture, plan, answer, linked);
  }
}

}  // namespace

std::string reply_page(const Around& around, const view::Picture& picture, const view::Reply& reply, Pdf pdf) {
  const plan::Plan& plan = *reply.plan->plan;
  const std::string address = plan_address(plan);
  return show(around, picture,
              {.title = "Reply, " + plan_name(plan),
               .section = "/plans",
               .breadcrumbs = {{.text = "Home", .href = "/"},
                               {.text = "Plans", .href = "/plans"},
                               {.text = plan_name(plan), .href = address},
                               {.text = "Reply"}},
               .main =
                   [&](Html& html) {
                     if (reply.recommendations == 0) {
                       html << Heading{.text = title_of(plan), .caption = plan_name(plan)}
                            << EmptyState{.what = "There is nothing to reply to yet.",
                                          .why = "A reply answers the plan’s recommendations, and it has none.",
                                          .next = Link{.text = "Add a recommendation",
                                                       .href = address + "/recommendations/new"}};
                       return;
                     }
                     write_body(html, picture, reply, Linked::yes);
                     Downloads files{.items = {{.format = "Word", .href = address + "/reply.docx"},
                                               {.format = "HTML", .href = address + "/reply.html"}},
                                     .what = "this reply"};
                     if (pdf == Pdf::offered)
                       files.items.insert(files.items.begin(), {.format = "PDF", .href = address + "/reply.pdf"});
                     html << files;
                   },
               .room = 3000 * (reply.recommendations + 2 * reply.actions + 24)});
}

std::string reply_document(const view::Picture& picture, const view::Reply& reply) {
  Html body(3000 * (reply.recommendations + 2 * reply.actions + 24));
  if (!picture.name.empty()) body << Paragraph{.content = std::string_view(picture.name), .kind = ParagraphKind::quiet};
  write_body(body, picture, reply, Linked::no);
  return document(title_of(*reply.plan->plan), body);
}

}  // namespace candour::web
