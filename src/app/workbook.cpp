#include "app/workbook.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "app/evidence.h"
#include "base/text.h"
#include "people/may.h"

namespace candour::app {
namespace {

using Json = nlohmann::json;

constexpr std::string_view draft_prefix = "workbook/";

std::string draft_name(std::string_view id) {
  return std::string(draft_prefix) + std::string(id);
}

std::vector<const plan::Plan*> plans_of(const view::Picture& picture) {
  std::vector<const plan::Plan*> plans;
  for (const auto& plan : picture.plans) plans.push_back(plan->plan.get());
  return plans;
}

// One row's events, decided one behind the other on `working`, which is brought along with them.
Result<void> decide_row(const std::vector<plan::PlanCommand>& commands, plan::Plan& working, const plan::Stamp& stamp,
                        std::vector<plan::PlanEvent>& events) {
  for (const plan::PlanCommand& command : commands) {
    CANDOUR_TRY(decided, plan::decide(working, command, stamp));
    for (plan::PlanEvent& event : decided) {
      plan::apply(working, event);
      events.push_back(std::move(event));
    }
  }
  return {};
}

Result<WaitingWorkbook> read_back(std::string_view id, const Store::Draft& stored) {
  try {
    const Json json = Json::parse(stored.content);
    WaitingWorkbook waiting;
    waiting.id = std::string(id);
    waiting.version = stored.version;
    waiting.file_name = json.at("file_name").get<std::string>();
    waiting.sha256 = json.at("sha256").get<std::string>();
    waiting.sent_by = json.at("sent_by").get<std::string>();
    waiting.sent = Moment::parse(json.at("sent").get<std::string>()).value_or(stored.changed);
    if (json.contains("plan")) waiting.scope.plan = plan::PlanId(json.at("plan").get<std::string>());
    if (json.contains("agency")) waiting.scope.agency = plan::AgencyId(json.at("agency").get<std::string>());
    if (json.contains("plans"))
      for (const Json& plan : json.at("plans")) waiting.plans.emplace_back(plan.get<std::string>());
    return waiting;
  } catch (const Json::exception& exception) {
    return fail(ErrorCode::internal, "This workbook cannot be opened again. Send it anew.", exception.what());
  }
}

bool may_open(const people::People& people, const Actor& actor, const WaitingWorkbook& waiting, Date today) {
  if (!actor.person || waiting.sent_by == actor.recorded_as()) return true;
  const people::Person* person = people::find_person(people, *actor.person);
  return person && !waiting.plans.empty() &&
         std::all_of(waiting.plans.begin(), waiting.plans.end(), [&](const plan::PlanId& plan) {
           people::About about{people::partnership_of(people, people::thing_of(plan)), plan, 0, {}};
           if (people::may(people, *person, people::Act::run_plan, about, today)) return true;
           if (!waiting.scope.agency) return false;
           about.agencies = {*waiting.scope.agency};
           return people::may(people, *person, people::Act::give_update, about, today);
         });
}

std::vector<const plan::Plan*> plans_about(const view::Picture& picture, const std::vector<const request::Row*>& rows) {
  std::vector<const plan::Plan*> plans;
  for (const auto& plan : picture.plans)
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const request::Row* row) { return row->asked.plan == plan->plan->id; }))
      plans.push_back(plan->plan.get());
  return plans;
}
const request::Row* asked_row(const std::vector<const request::Row*>& rows, std::string_view action) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&](const request::Row* row) {
    return plan::action_id(row->asked.plan, row->asked.number) == action;
  });
  return found == rows.end() ? nullptr : *found;
}

Result<void> is_there(const view::Picture& picture, const workbook::Scope& scope) {
  if (scope.plan && !view::find_plan(picture, *scope.plan)) return fail(ErrorCode::not_found, "There is no such plan.");
  if (scope.agency && !view::find_agency(picture, *scope.agency))
    return fail(ErrorCode::not_found, "There is no such agency.");
  return {};
}

}  // namespace

Result<workbook::Form> workbook_to_fill_in(const Candour& candour, const Actor& actor, const workbook::Scope& scope) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_CHECK(is_there(*picture, scope));
  workbook::Form form = workbook::form(*picture->partnership, plans_of(*picture), scope, picture->as_at);
  if (form.sheets.empty())
    return fail(ErrorCode::bad_input, "There is no row to fill in: every one of them is closed, or there is none.");
  form.partnership = picture->name;
  return form;
}

Result<workbook::Form> workbook_of_request(const view::Picture& picture, const request::Request& request,
                                           const std::vector<const request::Row*>& rows) {
  workbook::Form form = workbook::form(*picture.partnership, plans_about(picture, rows), {}, picture.as_at);
  for (workbook::FormSheet& sheet : form.sheets)
    std::erase_if(sheet.rows, [&](const workbook::FormRow& row) { return asked_row(rows, row.id) == nullptr; });
  std::erase_if(form.sheets, [](const workbook::FormSheet& sheet) { return sheet.rows.empty(); });
  if (form.sheets.empty())
    return fail(ErrorCode::bad_input, "There is no row to fill in: every one of them is closed or decided.");
  form.partnership = view::name_of(picture, request);
  form.agency = request.agency.text();
  form.title = "Updates asked for by " + request.deadline.words();
  for (workbook::FormSheet& sheet : form.sheets) sheet.title = form.title;
  return form;
}

AnswersRead answers_in(const workbook::Returned& returned, const view::Picture& picture,
                       const std::vector<const request::Row*>& rows) {
  using workbook::Field;
  AnswersRead read;
  // What is not asked about is not even compared: that it differs from the record would tell how the record stands.
  workbook::Returned about = returned;
  std::erase_if(about.rows, [&](const workbook::ReturnedRow& row) {
    const std::string& id = row.cell(Field::id).text;
    if (asked_row(rows, id)) return false;
    if (std::all_of(row.cells.begin(), row.cells.end(), [](const auto& cell) { return cell.text.empty(); }))
      return true;
    read.told.push_back(row.sheet + ", row " + std::to_string(row.row) +
                        (id.empty() ? ": a new row cannot be sent by this link. Tell whoever asked you."
                                    : ": you are not asked about this row, or its answer was decided."));
    return true;
  });
  const workbook::Comparison comparison = workbook::compare(about, plans_about(picture, rows), {});
  read.told.insert(read.told.end(), comparison.troubles.begin(), comparison.troubles.end());
  for (const workbook::RowProposals& row : comparison.rows) {
    const request::Row* asked = asked_row(rows, row.id);
    if (!asked) {
      read.told.push_back(row.sheet + ", row " + std::to_string(row.row) +
                          (row.number == 0 ? ": a new row cannot be sent by this link. Tell whoever asked you."
                                           : ": you are not asked about this row, or its answer was decided."));
      continue;
    }
    std::map<std::string, std::string> fields;
    std::string beside;
    for (const workbook::Proposal& each : row.cells) {
      if (each.kind == workbook::Case::needed) continue;  // the answer itself asks for what it needs
      if (each.kind == workbook::Case::trouble && !each.suggestion) {
        read.told.push_back(each.sentence);
        continue;
      }
      const std::string text = each.kind == workbook::Case::trouble ? *each.suggestion : each.theirs;
      const auto put_day = [&](const std::string& name) {
        const auto day = Date::parse(text);
        if (!day) return;
        fields[name + "-day"] = std::to_string(day->day());
        fields[name + "-month"] = std::to_string(day->month());
        fields[name + "-year"] = std::to_string(day->year());
      };
      switch (each.field) {
        case Field::update:
          fields["narrative"] = text;
          break;
        case Field::rating:
          fields["rating"] = text;
          break;
        case Field::forecast:
          put_day("forecast");
          break;
        case Field::completed:
          put_day("completed");
          break;
        case Field::shown_by:
          fields["evidence"] = text;
          break;
        default:
          beside += (beside.empty() ? "" : "\n") + std::string(workbook::column_of(each.field).heading) + ": " +
                    (text.empty() ? std::string("none") : text);
      }
    }
    if (!beside.empty()) {
      std::string& narrative = fields["narrative"];
      narrative += (narrative.empty() ? "" : "\n\n") + beside;
    }
    if (fields.empty()) continue;
    fields["saying"] = std::string(
        request::to_text(fields.contains("completed-day") ? request::Saying::complete : request::Saying::update));
    read.fields[asked->number] = std::move(fields);
  }
  return read;
}

Result<workbook::Returned> read_workbook(const Candour& candour, std::string_view bytes, std::string name) {
  if (!candour.reader()) return fail(ErrorCode::unavailable, "Workbooks cannot be read here.", "no reader");
  CANDOUR_TRY(cells, candour.reader()->read_filled(bytes, std::move(name)));
  return workbook::returned(cells);
}

Result<workbook::Comparison> compare_workbook(const Candour& candour, const Actor& actor,
                                              const workbook::Returned& returned, const workbook::Scope& scope) {
  CANDOUR_TRY(picture, candour.picture(actor));
  return workbook::compare(returned, plans_of(*picture), scope);
}

Result<TakenIn> take_in(Candour& candour, const Actor& actor, const workbook::Returned& returned,
                        const workbook::Scope& scope, std::string_view file_name, const workbook::Choices& choices,
                        const std::map<std::string, std::string>& withdraw) {
  CANDOUR_TRY(first, compare_workbook(candour, actor, returned, scope));
  std::set<plan::PlanId> plans;
  for (const workbook::RowProposals& row : first.rows) plans.insert(row.plan);
  for (const auto& [id, reason] : withdraw)
    if (const auto parsed = plan::parse_action_id(id)) plans.insert(parsed->first);
  const auto agency = scope.agency ? scope.agency : returned.agency;
  const std::string together = fresh_id();
  TakenIn taken;
  for (const plan::PlanId& plan : plans) {
    TakenIn of_plan;
    // Decided on the plan as it stands at that moment, and not as it stood when the page was drawn.
    const auto deciding = [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
      const plan::Plan& stands = standing.plan(plan);
      of_plan = {};
      if (stands.version == 0) return fail(ErrorCode::not_found, "There is no such plan.");
      plan::Plan working = stands;
      Candour::Decided decided;
      std::vector<plan::PlanEvent>& events = decided.plans[plan];
      const workbook::Comparison comparison = workbook::compare(returned, {&stands}, {plan, scope.agency});
      for (const workbook::RowProposals& row : comparison.rows) {
        const std::size_t before = events.size();
        const auto refuse = [&](Error error) { of_plan.refused.push_back({row.id, std::move(error)}); };
        auto commands = workbook::commands(row, choices, working, agency, file_name, stamp.recorded.date());
        if (!commands) {
          refuse(std::move(commands.error()));
        } else if (auto done = decide_row(*commands, working, stamp, events); !done) {
          refuse(std::move(done.error()));
        } else if (events.size() > before) {
          ++of_plan.rows;
          if (row.number == 0) ++of_plan.added;
        }
      }
      for (const std::string& id : comparison.vanished) {
        const auto reason = withdraw.find(id);
        if (reason == withdraw.end()) continue;
        const plan::WithdrawAction command{plan::parse_action_id(id)->second, reason->second};
        if (auto done = decide_row({command}, working, stamp, events); !done)
          of_plan.refused.push_back({id, std::move(done.error())});
        else
          ++of_plan.withdrawn;
      }
      if (!of_plan.refused.empty()) return Candour::Decided{};
      events = plan::in_one_step(std::move(events), {}, together, stamp);
      return decided;
    };
    CANDOUR_CHECK(candour.act_on(actor, {.plans = {{plan, std::nullopt}}}, std::nullopt, deciding));
    if (of_plan.refused.empty()) {
      taken.rows += of_plan.rows;
      taken.added += of_plan.added;
      taken.withdrawn += of_plan.withdrawn;
    }
    for (RowRefused& each : of_plan.refused) taken.refused.push_back(std::move(each));
  }
  return taken;
}

Result<WaitingWorkbook> receive_workbook(Candour& candour, const Actor& actor, std::string_view bytes,
                                         std::string file_name, const workbook::Scope& scope) {
  CANDOUR_TRY(picture, candour.picture(actor));
  CANDOUR_CHECK(is_there(*picture, scope));
  CANDOUR_CHECK(let_in(candour, actor, bytes));
  CANDOUR_TRY(returned, read_workbook(candour, bytes, file_name));
  CANDOUR_TRY(hash, candour.store().keep_original(bytes));
  WaitingWorkbook waiting;
  waiting.id = fresh_id();
  waiting.file_name = repaired_utf8(file_name);
  waiting.sha256 = hash;
  waiting.scope = scope;
  waiting.sent = candour.clock().now();
  waiting.sent_by = actor.recorded_as();
  Json json{
      {"file_name", waiting.file_name}, {"sha256", hash}, {"sent", waiting.sent.iso()}, {"sent_by", waiting.sent_by}};
  std::set<plan::PlanId> plans;
  if (scope.plan) plans.insert(*scope.plan);
  for (const workbook::ReturnedRow& row : returned.rows)
    if (const auto action = plan::parse_action_id(row.cell(workbook::Field::id).text)) plans.insert(action->first);
  for (const plan::PlanId& plan : plans) json["plans"].push_back(plan.text());
  waiting.plans.assign(plans.begin(), plans.end());
  if (scope.plan) json["plan"] = scope.plan->text();
  if (scope.agency) json["agency"] = scope.agency->text();
  CANDOUR_TRY(version, candour.store().save_draft(draft_name(waiting.id), 0, json.dump(), waiting.sent));
  waiting.version = version;
  return waiting;
}

Result<WaitingWorkbook> waiting_workbook(const Candour& candour, const Actor& actor, std::string_view id) {
  if (!is_id_text(id)) return fail(ErrorCode::not_found, "There is no such workbook.");
  auto stored = candour.store().draft(draft_name(id));
  if (!stored && stored.error().code == ErrorCode::not_found)
    return fail(ErrorCode::not_found, "There is no such workbook: it was taken in or dropped.");
  if (!stored) return fail(std::move(stored.error()));
  CANDOUR_TRY(waiting, read_back(id, *stored));
  CANDOUR_TRY(people, candour.people());
  if (!may_open(*people, actor, waiting, candour.clock().now().date()))
    return fail(ErrorCode::not_found, "There is no such workbook: it was taken in or dropped.");
  return std::move(waiting);
}

std::vector<WaitingWorkbook> waiting_workbooks(const Candour& candour, const Actor& actor) {
  std::vector<WaitingWorkbook> waiting;
  if (auto drafts = candour.store().drafts(draft_prefix))
    for (const Store::Draft& draft : *drafts)
      if (auto one = waiting_workbook(candour, actor, std::string_view(draft.name).substr(draft_prefix.size())))
        waiting.push_back(std::move(*one));
  return waiting;
}

Result<std::string> workbook_as_sent(const Candour& candour, const WaitingWorkbook& waiting) {
  return candour.store().original(waiting.sha256);
}

Result<void> drop_workbook(Candour& candour, const Actor& actor, std::string_view id) {
  CANDOUR_CHECK(waiting_workbook(candour, actor, id));
  return candour.store().forget_draft(draft_name(id));
}

}  // namespace candour::app
