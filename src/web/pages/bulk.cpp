#include <algorithm>
#include <set>

#include "base/text.h"
#include "http/form.h"
#include "plan/steps.h"
#include "plan/target.h"
#include "web/pages/history.h"
#include "web/pages/parts.h"
#include "web/pages/typed_fields.h"
#include "web/pages_bulk.h"

namespace candour::web {
namespace {

std::string address(std::string_view path, std::string_view query) {
  return std::string(path) + (query.empty() ? "" : "?" + std::string(query));
}

std::vector<Crumb> crumbs(std::string_view query, std::string last) {
  return {{.text = "Home", .href = "/"},
          {.text = "Actions", .href = address("/actions", query)},
          {.text = std::move(last)}};
}

// ---- What is chosen ----

void write_changes(Html& html, const view::Picture& picture, const TypedFields& f) {
  Radios changes{.legend = "What changes", .name = "do", .error = f.error("do")};
  const auto offer = [&](std::string_view value, std::string_view text, std::string_view hint, Content reveals = {}) {
    changes.choices.push_back(
        {.text = text, .value = value, .chosen = f.chosen("do", value), .hint = hint, .reveals = std::move(reveals)});
  };
  const bool runs_plans = html.offers_page("/plans/new");
  if (runs_plans) {
    offer("lead", "The lead", {}, [&](Html& inside) {
      inside << f.text("New lead", "lead", "A post rather than a person where you can: “Head of Safeguarding”");
    });
    offer("agency", "The accountable agency", {}, [&](Html& inside) {
      Select agencies{.label = "New agency",
                      .name = "to-agency",
                      .choices = {{.text = "Choose an agency", .value = ""}},
                      .error = f.error("to-agency")};
      for (const plan::Agency* agency : picture.agencies)
        agencies.choices.push_back({.text = std::string_view(agency->name),
                                    .value = std::string_view(agency->id.text()),
                                    .chosen = f.chosen("to-agency", agency->id.text())});
      inside << agencies;
    });
    offer("date", "The date", "The first date stays on record, and so does every later one",
          [&](Html& inside) { inside << f.text("New date", "target", "For example, 31 March 2027"); });
  }
  offer("close", "They are closed, as a body decided", "“Audit Group, 4 March: these twelve closed”",
        [&](Html& inside) {
          write_closure_fields(inside, f);
          inside << Checkboxes{.legend = "Claims",
                               .name = "accept",
                               .choices = {{.text = "Where one is claimed complete, the decision accepts the claim",
                                            .value = "yes",
                                            .chosen = f.chosen("accept", "yes")}}};
        });
  offer("retest", "A day for the re-test", "Of what is complete: somebody looks again at whether it is still so",
        [&](Html& inside) { inside << f.date("Somebody looks again by", "retest", std::nullopt); });
  if (html.offers_page("/requests/new"))
    offer("ask", "Ask for an update", "The letter to each agency is the next page; no reason is needed");
  if (runs_plans) {
    offer("merge", "Merge two of them into one", "Choose two actions of one plan; the first stays");
    offer("withdraw", "Withdraw them", "What never was an action: it leaves every list, and stays in the record");
  }
  html << changes << f.area("Why", "reason", "It stands in the history of each action", 3);
}

// ---- What it does to each ----

struct Effect {
  std::string now, then;
};
std::string day_or(const std::optional<Date>& day, std::string_view otherwise) {
  return day ? day->words() : std::string(otherwise);
}
Effect effect_of(const app::BulkChange& change, const view::Picture& picture, const view::Row& row) {
  const plan::Action& action = *row.action;
  switch (change.kind) {
    case app::BulkKind::lead:
      return {action.lead.empty() ? "No lead" : action.lead, change.to.empty() ? "No lead" : change.to};
    case app::BulkKind::agency: {
      const plan::Agency* to = view::find_agency(picture, plan::AgencyId(change.to));
      return {agency_name(row.agency), to ? to->name : change.to};
    }
    case app::BulkKind::date: {
      const std::optional<Date> due = plan::read_target(change.to, {}, picture.as_at).due;
      Effect effect{day_or(action.due, action.target.empty() ? "No date" : action.target), day_or(due, change.to)};
      if (due && action.due && *due != *action.due) {
        const std::int32_t days = due->days_since_1970() - action.due->days_since_1970();
        effect.then += days > 0 ? ", put back by " : ", brought forward by ";
        effect.then += count_of(static_cast<std::size_t>(days > 0 ? days : -days), "day", "days");
      }
      return effect;
    }
    case app::BulkKind::close: {
      const bool accepts = row.facts.delivery == plan::Delivery::claimed_complete && change.accept_claims &&
                           change.closure.kind == plan::ClosureKind::done;
      const std::string closed = "losed as " + lower_first(plan::in_words(change.closure.kind));
      return {std::string(plan::in_words(row.facts.delivery)),
              accepts ? "Claim accepted, and c" + closed : "C" + closed};
    }
    case app::BulkKind::retest:
      return {day_or(action.retest_due, "No re-test is set"), day_or(change.day, {})};
    case app::BulkKind::withdraw:
      break;
  }
  return {"On its plan", "Withdrawn"};
}

std::string_view title_of(app::BulkKind kind) {
  switch (kind) {
    case app::BulkKind::lead:
      return "Change the lead";
    case app::BulkKind::agency:
      return "Change the agency";
    case app::BulkKind::date:
      return "Change the date";
    case app::BulkKind::close:
      return "Record the decision: close";
    case app::BulkKind::retest:
      return "Set the day of the re-test";
    case app::BulkKind::withdraw:
      break;
  }
  return "Withdraw";
}

void write_since(Html& html, const view::Picture& picture, const CheckedRow& checked) {
  const std::vector<plan::Happening>& history = checked.row->action->history;
  if (checked.seen >= history.size()) return;
  html << "<span class=\"c-note\"><strong>Changed since you looked:</strong> "_html;
  for (std::size_t i = checked.seen; i < history.size(); ++i)
    html << (i > checked.seen ? "; "_html : ""_html) << history[i].what << " by "_html
         << view::who(picture, history[i].actor);
  html << "</span>"_html;
}

// What was typed, carried on; the rows go beside it.
void carry(Html& html, const Typed& typed) {
  for (const auto& [name, value] : typed.fields.all())
    if (name != "row" && name != "which" && name != form_token_field && !value.empty())
      html << Hidden{.name = name, .value = value};
  html << Hidden{.name = "which", .value = "chosen"};
}

}  // namespace

std::string bulk_page(const Around& around, const view::Picture& picture, std::string_view query,
                      const std::vector<const view::Row*>& rows, const Typed& typed) {
  const std::string title = "Change many actions";
  std::set<std::string_view> chosen;
  for (const std::string_view each : typed.fields.all("row")) chosen.insert(each.substr(0, each.find('@')));
  const bool several_plans =
      std::any_of(rows.begin(), rows.end(), [&](const view::Row* row) { return row->plan != rows.front()->plan; });
  return show(
      around, picture,
      {.title = (typed.errors.empty() ? "" : "Error: ") + title,
       .section = "/actions",
       .breadcrumbs = crumbs(query, title),
       .main =
           [&](Html& html) {
             html << ErrorSummary{.errors = typed.errors} << Heading{.text = title};
             if (rows.empty() || rows.size() > most_rows_at_once) {
               html << EmptyState{.what = rows.empty()
                                              ? std::string("No action is like that.")
                                              : count_of(rows.size(), "action is", "actions are") + " like that.",
                                  .why = rows.empty() ? std::string("Every action fails at least one of the choices.")
                                                      : "At most " + std::to_string(most_rows_at_once) +
                                                            " are changed at once, so that somebody can look at each.",
                                  .next = Link{.text = "Choose other actions", .href = address("/actions", query)}};
               return;
             }
             html << Paragraph{.content =
                                   "One change to many actions, of one plan or of several. The next page shows what it "
                                   "does to each, and which it cannot be done to and why; nothing is changed before "
                                   "that. It is undone in one go, too."};
             html << Form{
                 .action = address("/actions/change/check", query), .content = [&](Html& inside) {
                   const TypedFields f{typed};
                   write_changes(inside, picture, f);
                   inside << Heading{.text = "Which actions", .level = HeadingLevel::section, .id = "rows"}
                          << Radios{.legend = "Change",
                                    .name = "which",
                                    .choices = {{.text = "Those chosen below",
                                                 .value = "chosen",
                                                 .chosen = f.chosen("which", "chosen", "chosen")},
                                                {.text = "All " + count_of(rows.size(), "action", "actions") + " below",
                                                 .value = "all",
                                                 .chosen = f.chosen("which", "all", "chosen")}},
                                    .error = f.error("rows"),
                                    .id = "which",
                                    .kind = ChoicesKind::inline_};
                   Table table(inside, {.caption = "Actions",
                                        .columns = {{.title = "Choose", .narrow = Narrow::bare},
                                                    {.title = "Action"},
                                                    {.title = "What is to be done"},
                                                    {.title = several_plans ? "Agency and plan" : "Agency"},
                                                    {.title = "Lead"},
                                                    {.title = "Rating"},
                                                    {.title = "Due"},
                                                    {.title = "Delivery"}},
                                        .caption_kind = CaptionKind::hidden});
                   for (const view::Row* row : rows) {
                     const plan::Action& action = *row->action;
                     table.row();
                     table.cell() << RowChoice{.name = "row",
                                               .value = std::string_view(row->id),
                                               .label = action_name(action) + ", " + plan_name(*row->plan),
                                               .chosen = chosen.contains(row->id) ? Chosen::yes : Chosen::no};
                     table.heading() << Link{.text = action_name(action), .href = action_address(*row)};
                     table.cell() << ClampedText{.text = std::string_view(action.wording), .limit = 160};
                     Html& agency = table.cell();
                     agency << agency_name(row->agency);
                     if (several_plans)
                       agency << "<span class=\"c-note\">"_html << plan_name(*row->plan) << "</span>"_html;
                     table.cell() << action.lead;
                     table.cell() << RatingChip{.status = action.rating.status,
                                                .as_written = std::string_view(action.rating.as_written)};
                     Html& due = table.cell();
                     if (row->facts.due) due << Day{*row->facts.due};
                     table.cell() << (row->facts.closure ? std::string_view("Closed")
                                                         : plan::in_words(row->facts.delivery));
                   }
                   table.end();
                   inside << Button{.text = "Check the change"};
                 }};
           },
       .room = 1800 * (rows.size() + 24)});
}

std::string bulk_check_page(const Around& around, const view::Picture& picture, std::string_view query,
                            const app::BulkChange& change, const std::vector<CheckedRow>& rows, const Typed& typed) {
  const auto fits = static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [](const CheckedRow& each) { return each.why_not.empty(); }));
  std::set<const plan::Plan*> plans;
  for (const CheckedRow& each : rows) plans.insert(each.row->plan);
  const std::string title = "Check the change";
  return show(
      around, picture,
      {.title = (typed.errors.empty() ? "" : "Error: ") + title,
       .section = "/actions",
       .breadcrumbs = crumbs(query, title),
       .main =
           [&](Html& html) {
             html << ErrorSummary{.errors = typed.errors} << Heading{.text = title};
             SummaryList list;
             if (change.kind == app::BulkKind::close) {
               list.rows.push_back({.key = "Body", .value = std::string_view(change.closure.body)});
               list.rows.push_back({.key = "Date", .value = Day{change.closure.date}});
               list.rows.push_back(
                   {.key = "Claims", .value = change.accept_claims ? "The decision accepts them" : "Are not touched"});
             }
             const std::string& reason = change.kind == app::BulkKind::close ? change.closure.reason : change.reason;
             list.rows.push_back({.key = "Why", .value = reason.empty() ? std::string("No reason is given") : reason});
             html << list;
             if (fits < rows.size())
               html << Warning{.content = count_of(rows.size() - fits, "action cannot", "actions cannot") +
                                          " be changed so, and " + (rows.size() - fits == 1 ? "is" : "are") +
                                          " left out."};
             Table table(html, {.caption = "What the change does to each action",
                                .columns = {{.title = "Action"},
                                            {.title = "What is to be done"},
                                            {.title = "Now"},
                                            {.title = "Afterwards"}},
                                .caption_kind = CaptionKind::hidden});
             for (const CheckedRow& each : rows) {
               const Effect effect = effect_of(change, picture, *each.row);
               table.row();
               Html& name = table.heading();
               name << Link{.text = action_name(*each.row->action), .href = action_address(*each.row)};
               if (plans.size() > 1)
                 name << "<span class=\"c-note\">"_html << plan_name(*each.row->plan) << "</span>"_html;
               table.cell() << ClampedText{.text = std::string_view(each.row->action->wording), .limit = 160};
               Html& now = table.cell();
               now << effect.now;
               write_since(now, picture, each);
               Html& then = table.cell();
               if (each.why_not.empty())
                 then << effect.then;
               else
                 then << "Left out: "_html << each.why_not;
             }
             table.end();
             html << Form{
                 .action = address("/actions/change", query), .content = [&](Html& inside) {
                   carry(inside, typed);
                   for (const CheckedRow& each : rows)
                     if (each.why_not.empty())
                       inside << Hidden{.name = "row",
                                        .value = each.row->id + "@" + std::to_string(each.row->action->history.size())};
                   inside << ButtonGroup{.content = [&](Html& buttons) {
                     if (fits > 0)
                       buttons << Button{
                           .text = std::string(title_of(change.kind)) +
                                   (change.kind == app::BulkKind::withdraw || change.kind == app::BulkKind::close
                                        ? " "
                                        : " of ") +
                                   count_of(fits, "action", "actions"),
                           .kind = change.kind == app::BulkKind::withdraw ? ButtonKind::warning : ButtonKind::primary};
                     buttons << Button{.text = "Choose again",
                                       .kind = ButtonKind::secondary,
                                       .form_action = address("/actions/change/again", query)};
                   }};
                 }};
           },
       .room = 1200 * (rows.size() + 24)});
}

std::string together_address(std::string_view id) {
  return "/changes/" + std::string(id);
}

std::string together_page(const Around& around, const view::Picture& picture, const app::Together& parts,
                          std::string_view why_not, const Typed& typed) {
  const std::string title = "What was done together";
  return show(
      around, picture,
      {.title = (typed.errors.empty() ? "" : "Error: ") + title,
       .section = "/actions",
       .breadcrumbs = {{.text = "Home", .href = "/"}, {.text = "Actions", .href = "/actions"}, {.text = title}},
       .width = PageWidth::reading,
       .main = [&](Html& html) {
         html << ErrorSummary{.errors = typed.errors} << Heading{.text = title};
         bool first = true;
         for (const auto& [plan, step] : parts.steps) {
           const std::vector<plan::StepLine> lines = plan::lines_of(*plan->plan, step);
           if (lines.empty()) continue;
           if (std::exchange(first, false)) {
             const plan::Happening& line = *lines.front().happening;
             html << Paragraph{.content = "By " + view::who(picture, line.actor) + " on " +
                                          line.recorded.date().words() + "." +
                                          (line.reason.empty() ? std::string() : " " + line.reason)};
           }
           html << Heading{.text = plan_name(*plan->plan), .level = HeadingLevel::section};
           write_step_lines(html, *plan->plan, lines, 50);
         }
         if (parts.request)
           html << Paragraph{.content = [&](Html& words) {
             words << "Answers to a request were accepted by it. "_html
                   << Link{.text = "See the request", .href = "/requests/" + parts.request->id.text()};
           }};
         html << Heading{.text = "Undo it", .level = HeadingLevel::section, .id = "undo"};
         if (!why_not.empty()) {
           html << Paragraph{.content = "It cannot be undone any more. " + std::string(why_not)};
           return;
         }
         html << Paragraph{.content =
                               "All of it is undone or none: everything it touched stands again as it stood before. "
                               "Both the change and its undoing stay in the history."};
         if (!picture.past)
           html << Form{.action = around.path, .content = [&](Html& inside) {
                          const TypedFields f{typed};
                          inside << f.area("Why it is undone", "reason", {}, 3)
                                 << Button{.text = "Undo all of it", .kind = ButtonKind::warning};
                        }};
       }});
}

}  // namespace candour::web
