// What owners say of an action and what others make of it, and evidence.

#include <utility>

#include "app/evidence.h"
#include "base/text.h"
#include "web/done.h"
#include "web/form_reading.h"
#include "web/pages/evidence.h"
#include "web/pages/resolve.h"
#include "web/pages_updates.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Request;
using http::Response;
using http::Status;

plan::PlanCommand update_of(FormReading& in, plan::Number action) {
  plan::GiveUpdate command;
  command.number = action;
  const std::string what = in.chosen("what", "Say whether something has happened, or nothing has changed.");
  command.update.as_at = in.needed_date("as-at", "The day on which it stood so");
  command.no_change = what == "none";
  command.update.narrative = in.text(command.no_change ? "why" : "narrative");
  if (command.no_change) return command;
  command.rating = in.text("rating");
  command.update.forecast = in.date("forecast", "The day on which it is expected to be done");
  return command;
}

// What the form asks for; complete only where nothing is wrong with it.
plan::PlanCommand command_of(Act act, FormReading& in, plan::Number action, std::uint32_t which) {
  const std::string reason = in.text("reason");
  switch (act) {
    case Act::update:
      return update_of(in, action);
    case Act::claim:
      return plan::ClaimCompletion{action, in.needed_date("completed", "The day on which it was done"),
                                   in.text("shown"), in.text("rating")};
    case Act::decide_claim:
      if (in.chosen("decision", "Say whether you accept the claim or return it.") == "return")
        return plan::ReturnClaim{action, reason};
      return plan::AcceptClaim{action, reason};
    case Act::rate:
      if (reason.empty()) in.wrong("reason", "Say why it is rated so.");
      return plan::RateAction{action, in.chosen("rating", "Choose a rating."), Date(), reason};
    case Act::add_evidence:
      return plan::AddEvidence{action, evidence_in(in, false)};
    case Act::test_evidence: {
      const bool failed = in.chosen("result", "Say whether it shows what it is here for.") == "failed";
      return plan::TestEvidence{action, which, in.needed_date("tested", "The day of the test"), in.text("finding"),
                                failed};
    }
    case Act::withdraw_evidence:
      return plan::WithdrawEvidence{action, which, reason};
    case Act::embedded:
      return plan::ConfirmEmbedded{action, reason};
    case Act::close:
      return plan::CloseAction{action, closure_of(in)};
    case Act::reopen:
      return plan::ReopenAction{action, reason};
    case Act::challenge:
      return plan::ChallengeAction{action, in.text("text"), in.needed_date("due", "The day by which an answer is due")};
    case Act::answer_challenge:
      return plan::AnswerChallenge{action, which, in.text("answer")};
    case Act::end_challenge: {
      const auto end =
          plan::challenge_end_from_text(in.chosen("end", "Say whether the challenge is upheld or withdrawn."));
      return plan::EndChallenge{action, which, end.value_or(plan::ChallengeEnd::open), reason};
    }
    case Act::schedule_retest:
      return plan::ScheduleRetest{action, in.date("due", "The day of the re-test"), reason};
    case Act::retest: {
      const bool holds = in.chosen("result", "Say whether it still holds.") == "holds";
      plan::RecordRetest command{action, in.needed_date("tested", "The day of the re-test"), holds, in.text("finding"),
                                 std::nullopt};
      if (holds) command.next = in.date("next", "The day of the next re-test");
      return command;
    }
  }
  return plan::ReopenAction{};
}

// The field that a refusal is about, by the words the rules use; each act's first field where none of them fits.
std::string field_of(Act act, const http::Fields& form, std::string_view sentence) {
  const auto says = [&](std::string_view words) { return sentence.find(words) != std::string_view::npos; };
  switch (act) {
    case Act::update:
      if (form.get("what") == "none") return says("date of the update") || says("confirmed since") ? "as-at" : "why";
      if (says("expect it")) return "forecast";
      if (says("date of the update")) return "as-at";
      return says("Say how it stands") || says("What you say") ? "narrative" : "rating";
    case Act::claim:
      if (says("day of completion")) return "completed";
      return says("what shows") || says("What you say") ? "shown"
             : says("does not mean") || says("key")     ? "rating"
                                                        : "completed";
    case Act::decide_claim:
      return says("Say why") ? "reason" : "decision";
    case Act::rate:
      return "rating";
    case Act::add_evidence:
      return evidence_field_of(form, sentence);
    case Act::test_evidence:
      return says("Say what") ? "finding" : says("test (") || says("day of the test") ? "tested" : "result";
    case Act::close:
      return says("day of closure") ? "date" : "kind";
    case Act::challenge:
      return says("answer is due") ? "due" : "text";
    case Act::answer_challenge:
      return "answer";
    case Act::end_challenge:
      return says("Say why") ? "reason" : "end";
    case Act::schedule_retest:
      return says("Say why") ? "reason" : "due";
    case Act::retest:
      return says("next re-test") ? "next" : says("Say what") ? "finding" : says("day of") ? "tested" : "result";
    case Act::withdraw_evidence:
    case Act::embedded:
    case Act::reopen:
      break;
  }
  return "reason";
}

std::string_view done_words(Act act) {
  switch (act) {
    case Act::update:
      return "Your update was recorded. The action is confirmed.";
    case Act::claim:
      return "The claim was recorded. It waits for a second person.";
    case Act::decide_claim:
      return "The decision on the claim was recorded.";
    case Act::rate:
      return "The rating was recorded.";
    case Act::add_evidence:
      return "The evidence was added. It waits for a second person to test it.";
    case Act::test_evidence:
      return "The test was recorded.";
    case Act::withdraw_evidence:
      return "The evidence was withdrawn. That it was here stays in the record.";
    case Act::embedded:
      return "The action is embedded.";
    case Act::close:
      return "The action was closed.";
    case Act::reopen:
      return "The action is open again.";
    case Act::challenge:
      return "The challenge was recorded. Its answer is due.";
    case Act::answer_challenge:
      return "The answer was recorded.";
    case Act::end_challenge:
      return "What came of the challenge was recorded.";
    case Act::schedule_retest:
      return "The day of the re-test was recorded.";
    case Act::retest:
      return "The re-test was recorded.";
  }
  return {};
}

// A command that tells, tried out, whether this person could be the one to do it at all.
std::optional<plan::PlanCommand> trial_of(Act act, plan::Number action, std::uint32_t which, Date today) {
  switch (act) {
    case Act::decide_claim:
      return plan::AcceptClaim{action, "seen"};
    case Act::test_evidence:
      return plan::TestEvidence{action, which, today, "seen", false};
    case Act::embedded:
      return plan::ConfirmEmbedded{action, "seen"};
    case Act::challenge:
      return plan::ChallengeAction{action, "doubt", today.plus_days(14)};
    case Act::answer_challenge:
      return plan::AnswerChallenge{action, which, "answer"};
    case Act::end_challenge:
      return plan::EndChallenge{action, which, plan::ChallengeEnd::withdrawn, "seen"};
    case Act::retest:
      return plan::RecordRetest{action, today, true, "seen", std::nullopt};
    default:
      return std::nullopt;
  }
}

struct Desk {
  app::Candour& candour;

  Response problem(const Request& request, const Error& error) const {
    return http::answer_problem(request, http::problem_of(error), error_page(candour));
  }
  Response missing(const Request& request) const { return problem(request, {ErrorCode::not_found, {}, {}}); }

  // What the address is about, as it stands for whoever asks.
  struct About {
    std::shared_ptr<const view::Picture> picture;
    const view::Row* row = nullptr;
    std::uint32_t which = 0;
  };
  Result<About> about(const Request& request) const {
    About found;
    std::string action(request.parameter("action"));
    if (const std::string_view evidence = request.parameter("evidence"); !evidence.empty()) {
      const auto id = parse_evidence_id(evidence);
      if (!id) return fail(ErrorCode::not_found, {});
      action = id->action;
      found.which = id->number;
    } else if (const std::string_view which = request.parameter("number"); !which.empty()) {
      found.which = number<std::uint32_t>(which).value_or(0);
    }
    CANDOUR_TRY(picture, candour.picture_of_action(actor_of(request), action));
    found.picture = picture;
    found.row = view::find_row(*picture, action);
    if (!found.row) return fail(ErrorCode::not_found, {});
    return found;
  }

  Response show(const Request& request, Act act) const {
    auto asked = about(request);
    if (!asked) return problem(request, asked.error());
    Typed typed;
    if (const auto trial = trial_of(act, asked->row->action->number, asked->which, asked->picture->as_at)) {
      const auto tried = candour.would(actor_of(request), asked->row->plan->id, *trial, {});
      if (!tried && tried.error().code == ErrorCode::not_allowed) typed.not_by_them = tried.error().sentence;
    }
    auto page = act_page(around_of(request), *asked->picture, *asked->row, act, asked->which, typed);
    return page ? http::html(std::move(*page)) : missing(request);
  }

  Response again(const Request& request, Act act, const http::Fields& form, std::vector<FieldError> errors,
                 Status status) const {
    auto asked = about(request);
    if (!asked) return problem(request, asked.error());
    Typed typed{form, true, std::move(errors), number<std::size_t>(form.get("seen")).value_or(0), {}};
    auto page = act_page(around_of(request), *asked->picture, *asked->row, act, asked->which, typed);
    return page ? http::html(std::move(*page), status) : missing(request);
  }

  Response done(const Request& request, Act act, const view::Row& row, const http::Fields& form) const {
    const bool on = act == Act::update && form.get("then") == "evidence";
    std::string to = on ? act_address(row, Act::add_evidence) : "/actions/" + row.id;
    return tell_done(request, to, done_words(act));
  }

  Response take(const Request& request, Act act) const {
    const http::Fields form = resolved(request.form());
    auto asked = about(request);
    if (!asked) return problem(request, asked.error());
    const view::Row& row = *asked->row;
    const plan::Number action = row.action->number;
    const http::Upload* file = act == Act::add_evidence ? request.file("file") : nullptr;
    FormReading in{form};
    plan::PlanCommand command = act == Act::add_evidence
                                    ? plan::PlanCommand(plan::AddEvidence{action, evidence_in(in, file != nullptr)})
                                    : command_of(act, in, action, asked->which);
    if (auto* rate = std::get_if<plan::RateAction>(&command)) {
      rate->as_at = asked->picture->as_at;
      rate->moderated_as = moderates_as(actor_of(request), row, *rate);
    }
    if (!in.errors.empty()) return again(request, act, form, std::move(in.errors), Status::unprocessable);
    if (act == Act::update)
      if (auto contested = contest(request, *asked, form)) return std::move(*contested);

    const app::InSight seen{action, number<std::size_t>(form.get("seen")).value_or(0)};
    const app::Actor actor = actor_of(request);
    const bool with_file = file != nullptr && form.get("where") == "file";
    const auto acted = with_file ? app::add_evidence(candour, actor, row.plan->id, std::get<plan::AddEvidence>(command),
                                                     file->bytes(), file->file_name(), seen)
                                 : candour.act(actor, row.plan->id, command, {seen});
    if (acted) return done(request, act, row, form);
    const Error& error = acted.error();
    if (error.code == ErrorCode::not_found) return problem(request, error);
    if (error.code == ErrorCode::conflict && was_done_before(request, act, command, seen))
      return done(request, act, row, form);
    std::string sentence = error.sentence;
    if (const std::size_t lost = sentence.find(" Nothing of yours was saved"); lost != std::string::npos)
      sentence = sentence.substr(0, lost) + " Nothing of yours was saved yet: what you typed is still below.";
    const bool clash = error.code == ErrorCode::conflict;
    return again(request, act, form,
                 {{.text = std::move(sentence), .field = clash ? std::string() : field_of(act, form, error.sentence)}},
                 http::problem_of(error).status);
  }

  // The role in which they rate it otherwise than its owner; empty where they are its owner.
  std::string moderates_as(const app::Actor& actor, const view::Row& row, plan::RateAction rate) const {
    rate.moderated_as = "scrutineer";
    if (!candour.may(actor, row.plan->id, rate)) return {};
    const plan::AskForUpdate runs{{rate.number}, rate.as_at};
    return candour.may(actor, row.plan->id, runs) ? "coordinator" : "scrutineer";
  }

  // The same update, sent twice by the same person: a button pressed twice.
  bool was_done_before(const Request& request, Act act, const plan::PlanCommand& command,
                       const app::InSight& seen) const {
    if (act != Act::update) return false;
    const auto now = about(request);
    if (!now) return false;
    const plan::Action& action = *now->row->action;
    if (action.updates.empty() || action.history.size() <= seen.happenings) return false;
    const plan::Update& last = action.updates.back();
    const plan::Update& sent = std::get<plan::GiveUpdate>(command).update;
    return last.by == actor_of(request).recorded_as() && last.narrative == sent.narrative && last.as_at == sent.as_at;
  }

  // Where somebody else gave another rating or forecast since the form was opened: the page that lets this person
  // choose.
  std::optional<Response> contest(const Request& request, const About& asked, const http::Fields& form) const {
    if (form.get("what") != "news") return std::nullopt;
    const plan::Action& action = *asked.row->action;
    const std::optional<Date> stands = action.updates.empty() ? std::optional<Date>() : action.updates.back().forecast;
    FormReading in{form};
    const std::optional<Date> sent = in.date("forecast", {});
    const auto iso = [](const std::optional<Date>& date) { return date ? date->iso() : std::string(); };
    const auto words = [](const std::optional<Date>& date) { return date ? date->words() : std::string("No day"); };
    const std::string rating = text_in(form, "rating");
    const std::string rated_before(opened_as(form, "rating")), forecast_before(opened_as(form, "forecast"));
    std::vector<ContestedField> fields;
    if (!rating.empty() && is_contested(rated_before, action.rating.as_written, rating))
      fields.push_back({.name = "rating",
                        .label = "Rating",
                        .opened = rated_before,
                        .stands = action.rating.as_written,
                        .sent = rating,
                        .retyped = Retyped::as_sent});
    if (is_contested(forecast_before, iso(stands), iso(sent)))
      fields.push_back({.name = "forecast",
                        .label = "When it is expected to be done",
                        .opened = forecast_before,
                        .stands = iso(stands),
                        .sent = iso(sent),
                        .opened_words = words(Date::parse(forecast_before)),
                        .stands_words = words(stands),
                        .sent_words = words(sent),
                        .retyped = Retyped::as_sent,
                        .stands_fields = {{"forecast-day", stands ? std::to_string(stands->day()) : ""},
                                          {"forecast-month", stands ? std::to_string(stands->month()) : ""},
                                          {"forecast-year", stands ? std::to_string(stands->year()) : ""}}});
    if (fields.empty()) return std::nullopt;
    std::string happened;
    const std::size_t seen = number<std::size_t>(form.get("seen")).value_or(0);
    for (std::size_t i = seen; i < action.history.size(); ++i) {
      const plan::Happening& each = action.history[i];
      if (each.what != "updated" && each.what != "rated" && each.what != "confirmed unchanged") continue;
      if (!happened.empty()) happened += ' ';
      happened += view::who(*asked.picture, each.actor) + " " + each.what + " it on " + each.recorded.date().words() +
                  ": “" + shortened(each.to, 300) + "”";
    }
    if (happened.empty()) happened = "The rating or the forecast has changed since you opened this page.";
    Resolve resolve{.title = "Give an update",
                    .happened = std::move(happened),
                    .action = act_address(*asked.row, Act::update),
                    .hidden = {{.name = "seen", .value = std::to_string(action.history.size())}},
                    .fields = std::move(fields),
                    .breadcrumbs = {{.text = "Home", .href = "/"},
                                    {.text = "The action", .href = "/actions/" + asked.row->id},
                                    {.text = "Give an update"}}};
    return http::html(resolve_page(around_of(request), *asked.picture, resolve, form), Status::conflict);
  }

  // ---- Evidence ----

  Response show_evidence(const Request& request) const {
    auto asked = about(request);
    if (!asked) return problem(request, asked.error());
    const plan::Evidence* evidence = plan::find_evidence(*asked->row->action, asked->which);
    if (!evidence) return missing(request);
    app::Scan scan;
    if (!evidence->sha256.empty()) {
      auto known = app::scan_of(candour, evidence->sha256);
      if (!known) return problem(request, known.error());
      scan = *known;
    }
    const bool opens = app::may_open(candour, actor_of(request), *asked->row, *evidence);
    return http::html(evidence_page(around_of(request), *asked->picture, *asked->row, *evidence, scan,
                                    opens ? OpensFile::yes : OpensFile::no));
  }

  Response give_evidence(const Request& request) const {
    const auto id = parse_evidence_id(request.parameter("evidence"));
    if (!id) return missing(request);
    auto file = app::evidence_file(candour, actor_of(request), id->action, id->number);
    if (!file) return problem(request, file.error());
    return http::attachment(std::move(file->bytes), file->media_type, file->name)
        .set("Cache-Control", "private, no-store");
  }
};

}  // namespace

void add_update_routes(http::Routes& routes, app::Candour& candour) {
  const Desk desk{candour};
  for (const ActAddress& each : every_act()) {
    const Act act = each.act;
    routes.get(each.pattern, [desk, act](const Request& request) { return desk.show(request, act); });
    // Judging and scanning a file takes its time.
    const http::RouteOptions options =
        act == Act::add_evidence
            ? http::RouteOptions{.body = http::files_up_to(app::evidence_bytes_most), .pace = http::Pace::slow}
            : http::RouteOptions{};
    routes.post(
        each.pattern, [desk, act](const Request& request) { return desk.take(request, act); }, options);
  }
  routes.get("/evidence/{evidence}", [desk](const Request& request) { return desk.show_evidence(request); });
  routes.get("/evidence/{evidence}/file", [desk](const Request& request) { return desk.give_evidence(request); },
             {.pace = http::Pace::slow});
}

}  // namespace candour::web
