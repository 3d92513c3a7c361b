#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/refusal.h"
#include "base/text.h"
#include "plan/commands.h"
#include "plan/facts.h"
#include "plan/second_person.h"
#include "plan/steps.h"
#include "plan/target.h"

namespace candour::plan {
namespace {

using PartnershipEvents = Result<std::vector<PartnershipEvent>>;
using PlanEvents = Result<std::vector<PlanEvent>>;

std::string quoted(std::string_view text) {
  return "“" + std::string(text) + "”";
}
std::string action_named(Number number) {
  return "Action " + std::to_string(number);
}

// ---- The partnership ----

struct PartnershipDecision {
  const Partnership& partnership;
  const Stamp& stamp;

  PartnershipEvent event(PartnershipBody body) const { return {stamp, std::move(body)}; }

  PartnershipEvents operator()(const NamePartnership& command) const {
    if (is_missing(command.name)) return bad_input("Give the partnership a name.");
    return std::vector{event(PartnershipNamed{collapsed(command.name)})};
  }

  PartnershipEvents operator()(const AddAgency& command) const {
    if (is_missing(command.name)) return bad_input("Give the agency a name.");
    CANDOUR_CHECK(free(command.name, nullptr));
    const AgencyId id = agency_id_for(partnership, command.name);
    std::vector<PartnershipEvent> events{event(AgencyAdded{id, collapsed(command.name)})};
    for (const std::string& alias : command.aliases) {
      if (is_missing(alias)) continue;
      CANDOUR_CHECK(free(alias, nullptr));
      events.push_back(event(AgencyAliasAdded{id, collapsed(alias)}));
    }
    return events;
  }

  PartnershipEvents operator()(const RenameAgency& command) const {
    CANDOUR_TRY(agency, found(command.agency));
    if (is_missing(command.name)) return bad_input("Give the agency a name.");
    CANDOUR_CHECK(free(command.name, agency));
    if (agency->name == collapsed(command.name)) return std::vector<PartnershipEvent>{};
    return std::vector{event(AgencyRenamed{command.agency, collapsed(command.name)})};
  }

  PartnershipEvents operator()(const AddAgencyAlias& command) const {
    CANDOUR_TRY(agency, found(command.agency));
    if (is_missing(command.alias)) return bad_input("Give the other name of " + agency->name + ".");
    CANDOUR_CHECK(free(command.alias, agency));
    if (find_agency(partnership, command.alias) == agency) return std::vector<PartnershipEvent>{};
    return std::vector{event(AgencyAliasAdded{command.agency, collapsed(command.alias)})};
  }

  Result<const Agency*> found(const AgencyId& id) const {
    if (const Agency* agency = find_agency(partnership, id)) return agency;
    return fail(ErrorCode::not_found, "There is no agency " + quoted(id.text()) + ".");
  }
  Result<void> free(std::string_view name, const Agency* but) const {
    const Agency* other = find_agency(partnership, name);
    if (!other || other == but) return {};
    return conflict(quoted(trimmed(name)) + " is already a name of " + other->name + ".");
  }
};

// ---- A plan ----

// "none", "n/a" and the like say that there is no evidence, and not why.
bool says_only_none(std::string_view text) {
  static constexpr std::array<std::string_view, 8> nothing{
      "none", "no", "nil", "n a", "na", "no evidence", "not applicable", "none because"};
  const std::string key = matching_key(text);
  return key.empty() || std::find(nothing.begin(), nothing.end(), key) != nothing.end();
}

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}
bool is_web_link(std::string_view text) {
  const std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : text.size();
  const bool names_a_host = host < text.size() && std::string_view("/?#:@").find(text[host]) == std::string_view::npos;
  return names_a_host && std::none_of(text.begin(), text.end(), [](unsigned char c) { return c <= ' ' || c == 0x7f; });
}

// What a remark is known by: its test's name ("complete.no-evidence") and the fingerprint of its facts.
bool is_known_by(std::string_view text) {
  const auto known = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; };
  return !text.empty() && text.size() <= 80 && std::all_of(text.begin(), text.end(), known);
}
bool names_a_remark(std::string_view code, std::string_view facts) {
  return is_known_by(code) && is_known_by(facts);
}

Result<void> check_key(const std::vector<KeyEntry>& entries) {
  std::set<std::string> seen;
  for (const KeyEntry& entry : entries) {
    if (is_missing(entry.as_written)) return bad_input("Every entry of the key needs a rating as it is written.");
    if (!seen.insert(folded(collapsed(entry.as_written))).second)
      return bad_input(quoted(entry.as_written) + " stands twice in the key.");
  }
  return {};
}

void read_dates(Action& action, Date about) {
  if (action.due) {
    if (!action.original_due) action.original_due = action.due;
    return;
  }
  Target target = read_target(action.target, action.evidence, about);
  if (is_missing(action.target)) action.target = std::move(target.text);
  action.dates = std::move(target.dates);
  action.due = target.due;
  action.original_due = target.original_due;
  action.slips = target.slips;
}

// Only what ActionAdded may carry: what a document or a person states of an action.
Action as_stated(const Action& given, Number number, Date about) {
  Action action;
  action.number = number;
  action.reference = given.reference;
  action.finding = given.finding;
  action.recommendations = given.recommendations;
  action.agency = given.agency;
  action.supporting = given.supporting;
  action.lead = given.lead;
  action.wording = given.wording;
  action.original_wording = given.original_wording.empty() ? given.wording : given.original_wording;
  action.response = given.response;
  action.constraints = given.constraints;
  action.evidence = given.evidence;
  action.target = given.target;
  action.dates = given.dates;
  action.outcome = given.outcome;
  action.place = given.place;
  action.places = given.places;
  action.as_imported = given.as_imported;
  action.due = given.due;
  action.original_due = given.original_due;
  action.slips = given.slips;
  read_dates(action, about);
  return action;
}

// Who acts where no person does: whoever is at the machine.
constexpr std::string_view nobody_in_particular = "operator";

bool is_rated(const Rating& rating) {
  return rating.status != Status::not_stated || !is_missing(rating.as_written);
}

struct PlanDecision {
  const Plan& plan;
  const Stamp& stamp;

  // ---- What every command needs ----

  PlanEvent event(PlanBody body) const { return {stamp, std::move(body)}; }
  PlanEvent event_of(Date day, PlanBody body) const { return {{stamp.recorded, day, stamp.actor}, std::move(body)}; }
  PlanEvents one(PlanBody body) const {
    std::vector<PlanEvent> events;
    events.push_back(event(std::move(body)));
    return events;
  }
  PlanEvents one_of(Date day, PlanBody body) const {
    std::vector<PlanEvent> events;
    events.push_back(event_of(day, std::move(body)));
    return events;
  }
  Date today() const { return std::max(stamp.speaks_of, stamp.recorded.date()); }

  Result<const Action*> found(Number number) const {
    if (const Action* action = find_action(plan, number)) return action;
    if (find_withdrawn_action(plan, number)) return conflict(action_named(number) + " was withdrawn.");
    return fail(ErrorCode::not_found, "This plan has no action " + std::to_string(number) + ".");
  }
  // Of an action that is not closed.
  Result<const Action*> found_open(Number number) const {
    CANDOUR_TRY(action, found(number));
    if (action->closure)
      return conflict(action_named(number) + " was closed on " + action->closure->date.words() + ". Reopen it first.");
    return action;
  }
  Result<void> not_after_today(Date day, std::string_view what) const {
    if (day <= today()) return {};
    return bad_input(std::string(what) + " (" + day.words() + ") is still to come.");
  }
  Result<void> with_reason(std::string_view reason, std::string_view what) const {
    if (!is_missing(reason)) return {};
    return bad_input("Say why " + std::string(what) + ".");
  }

  // ---- The plan as a whole ----

  PlanEvents operator()(const ImportPlan& command) const {
    if (plan.version > 0) return conflict("This plan already exists. Import the document as a newer version of it.");
    if (!is_id_text(command.plan.text())) return bad_input("The plan has no valid id.");
    if (is_missing(command.title)) return bad_input("Give the plan a title.");
    if (command.cycle_months == 0) return bad_input("The reporting cycle must be at least one month.");
    CANDOUR_CHECK(check_document(command.document));
    CANDOUR_CHECK(check_key(command.key));
    CANDOUR_CHECK(check_reasons(command.reasons, command.actions));
    CANDOUR_CHECK(check_ties(command.ties, command.actions));

    const Date day = command.as_at.value_or(stamp.speaks_of);
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event_of(day, std::move(body))); };
    add(PlanStarted{command.plan, command.title, command.review, command.as_at, command.cycle_months});
    DocumentImported document = command.document;
    document.as_at = command.as_at;
    add(document);
    const std::uint32_t key_version = command.key.empty() ? 0 : 1;
    if (key_version > 0) add(KeySet{{key_version, command.key}});
    for (const Finding& finding : command.findings) add(FindingAdded{finding});
    for (const Recommendation& recommendation : command.recommendations) add(RecommendationAdded{recommendation});
    for (const Attention& attention : command.attention) add(AttentionDrawn{attention});
    for (const ReportParagraph& paragraph : command.paragraphs) add(ParagraphKept{paragraph});
    if (command.clock) add(AnswerClockRead{*command.clock});
    add_responses(command.actions, add);
    Number number = 0;
    for (const Action& action : command.actions) {
      ++number;
      add_action(action, number, key_version, day, reason_of(command.reasons, number - 1), add);
      add_ties(command.ties, number - 1, number, add);
    }
    CANDOUR_CHECK(add_answers(command.answers, add));
    add(ImportFinished{document.import});
    return events;
  }

  PlanEvents operator()(const ImportRevision& command) const {
    CANDOUR_CHECK(check_document(command.document));
    CANDOUR_CHECK(check_key(command.key));
    CANDOUR_CHECK(check_reasons(command.reasons, command.added));
    CANDOUR_CHECK(check_ties(command.ties, command.added));
    for (const Import& import : plan.imports)
      if (import.id == command.document.import) return conflict("This import has already been taken into the plan.");
    if (plan.as_at && command.as_at && *command.as_at < *plan.as_at)
      return conflict("This document is as at " + command.as_at->words() + ", older than the plan, which is as at " +
                      plan.as_at->words() + ".");

    const Date day = command.as_at.value_or(stamp.speaks_of);
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event_of(day, std::move(body))); };
    DocumentImported document = command.document;
    document.as_at = command.as_at;
    add(document);
    std::uint32_t key_version = plan.key.version;
    if (!command.key.empty() && command.key != plan.key.entries) add(KeySet{{++key_version, command.key}});
    for (const Finding& finding : command.findings) {
      const Finding* there = find_finding(plan, finding.ref);
      if (!there)
        add(FindingAdded{finding});
      else if (*there != finding)
        add(FindingReworded{finding});
    }
    for (const Recommendation& recommendation : command.recommendations) {
      const Recommendation* there = find_recommendation(plan, recommendation.ref);
      if (!there)
        add(RecommendationAdded{recommendation});
      else if (*there != recommendation)
        add(RecommendationReworded{recommendation});
    }
    std::set<Number> touched;
    for (const ImportRevision::Change& change : command.changed) {
      CANDOUR_TRY(action, found(change.number));
      if (!touched.insert(change.number).second)
        return bad_input(action_named(change.number) + " is named twice in this import.");
      add_changes(*action, change, key_version, day, add);
    }
    for (const ImportRevision::Vanished& vanished : command.withdrawn) {
      CANDOUR_CHECK(found(vanished.number));
      if (!touched.insert(vanished.number).second)
        return bad_input(action_named(vanished.number) + " is named twice in this import.");
      CANDOUR_CHECK(with_reason(vanished.reason, action_named(vanished.number) + " is withdrawn"));
      add(ActionWithdrawn{vanished.number, vanished.reason});
    }
    std::vector<Action> answering = command.added;
    for (const ImportRevision::Change& change : command.changed) answering.push_back(change.to);
    add_responses(answering, add);
    Number number = plan.last_number;
    for (std::size_t row = 0; row < command.added.size(); ++row) {
      add_action(command.added[row], ++number, key_version, day, reason_of(command.reasons, row), add);
      add_ties(command.ties, row, number, add);
    }
    CANDOUR_CHECK(add_answers(command.answers, add));
    add(ImportFinished{document.import});
    return events;
  }

  PlanEvents operator()(const WithdrawImport& command) const {
    const auto at = std::find_if(plan.imports.begin(), plan.imports.end(),
                                 [&](const Import& import) { return import.id == command.import; });
    if (at == plan.imports.end()) return fail(ErrorCode::not_found, "There is no such import in this plan.");
    CANDOUR_CHECK(with_reason(command.reason, "the import is withdrawn"));
    if (std::next(at) != plan.imports.end())
      return conflict("A newer version of the plan was imported after this one. Withdraw that one first.");
    if (const Action* action = answered_row_of(*at))
      return conflict(action_named(action->number) +
                      " has been worked on since this import, so it can no longer be withdrawn. Withdraw or correct "
                      "the rows that are wrong instead.");
    if (at->responded_since)
      return conflict(
          "An agency has answered a recommendation since this import, so it can no longer be withdrawn. Correct what "
          "is wrong instead.");
    if (at->before && at->changed_since)
      return conflict(
          "The key, a finding, a recommendation or a response has been changed since this import, so it can "
          "no longer be withdrawn. Correct what is wrong instead.");
    return one(ImportWithdrawn{command.import, command.reason});
  }

  PlanEvents operator()(const RetitlePlan& command) const {
    if (is_missing(command.title)) return bad_input("Give the plan a title.");
    return one(PlanRetitled{command.title, command.review});
  }

  PlanEvents operator()(const SetAnswerDate& command) const {
    if (plan.review.kind != ReviewKind::inspection)
      return bad_input("Only the report of an inspection is answered by a day. Say first that this review is one.");
    if (command.received) CANDOUR_CHECK(not_after_today(*command.received, "The day the report was received"));
    if (command.due && command.received && *command.due < *command.received)
      return bad_input("The day the answer is due (" + command.due->words() + ") is before the report was received.");
    const AnswerClock there = plan.clock.value_or(AnswerClock());
    if (there.received == command.received && there.due == command.due) return bad_input("Nothing was changed.");
    if ((there.received || there.due) && is_missing(command.reason))
      return bad_input("Say why the day of the answer is another.");
    return one(AnswerDateSet{command.received, command.due, std::string(trimmed(command.reason))});
  }

  PlanEvents operator()(const StartPlan& command) const {
    if (plan.version > 0) return conflict("This plan already exists.");
    if (!is_id_text(command.plan.text())) return bad_input("The plan has no valid id.");
    if (is_missing(command.title)) return bad_input("Give the plan a title.");
    if (command.cycle_months == 0) return bad_input("The reporting cycle must be at least one month.");
    CANDOUR_CHECK(check_key(command.key));
    std::vector<PlanEvent> events;
    events.push_back(
        event(PlanStarted{command.plan, collapsed(command.title), command.review, std::nullopt, command.cycle_months}));
    if (!command.key.empty()) events.push_back(event(KeySet{{1, command.key}}));
    return events;
  }

  PlanEvents operator()(const WithdrawPlan& command) const {
    if (!plan.actions.empty()) return conflict("Actions stand on this plan. Withdraw them, or its import, first.");
    CANDOUR_CHECK(with_reason(command.reason, "the plan is withdrawn"));
    return one(PlanWithdrawn{command.reason});
  }

  PlanEvents operator()(const SetKey& command) const {
    if (command.entries.empty()) return bad_input("A key needs at least one rating.");
    CANDOUR_CHECK(check_key(command.entries));
    if (command.entries == plan.key.entries) return bad_input("Nothing was changed.");
    std::vector<PlanEvent> events = one(KeySet{{plan.key.version + 1, command.entries}}).value();
    if (command.earlier == EarlierRatings::are_read_again) {
      CANDOUR_CHECK(with_reason(command.reason, "earlier ratings are read again"));
      events.push_back(event(RatingsReread{plan.key.version}));
    }
    return step(StepKind::change, {}, command.reason, std::move(events));
  }

  PlanEvents operator()(const AddFinding& command) const {
    CANDOUR_CHECK(check_new(command.finding));
    return one(FindingAdded{command.finding});
  }

  PlanEvents operator()(const RewordFinding& command) const {
    CANDOUR_TRY(finding, found_finding(command.finding.ref));
    CANDOUR_CHECK(check_words(command.finding));
    if (*finding == command.finding) return bad_input("Nothing was changed.");
    return step(StepKind::change, {}, command.reason, one(FindingReworded{command.finding}).value());
  }

  PlanEvents operator()(const WithdrawFinding& command) const {
    CANDOUR_CHECK(found_finding(command.ref));
    for (const Recommendation& each : plan.recommendations)
      if (each.finding == command.ref)
        return conflict("Recommendation " + each.ref +
                        " stands under this finding. Withdraw it, or move it to another finding, first.");
    for (const Action& action : plan.actions)
      if (action.finding == command.ref)
        return conflict(action_named(action.number) +
                        " stands under this finding. Withdraw it, or merge this finding with another.");
    CANDOUR_CHECK(with_reason(command.reason, "the finding is withdrawn"));
    return one(FindingWithdrawn{command.ref, command.reason});
  }

  PlanEvents operator()(const SplitFinding& command) const {
    const std::string& ref = command.first.ref;
    CANDOUR_TRY(finding, found_finding(ref));
    CANDOUR_CHECK(check_words(command.first));
    CANDOUR_CHECK(check_new(command.second));
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event(std::move(body))); };
    add(FindingAdded{command.second});
    if (*finding != command.first) add(FindingReworded{command.first});
    const std::set<std::string> going(command.recommendations.begin(), command.recommendations.end());
    for (const std::string& each : going) {
      CANDOUR_TRY(recommendation, found_recommendation(each));
      if (recommendation->finding != ref)
        return bad_input("Recommendation " + each + " does not stand under finding " + ref + ".");
      Recommendation moved = *recommendation;
      moved.finding = command.second.ref;
      add(RecommendationReworded{std::move(moved)});
    }
    const std::set<Number> named(command.actions.begin(), command.actions.end());
    for (const Number number : named) {
      CANDOUR_TRY(action, found(number));
      if (action->finding != ref) return bad_input(action_named(number) + " does not stand under finding " + ref + ".");
    }
    for (const Action& action : plan.actions) {
      const bool goes = named.contains(action.number) ||
                        (!action.recommendations.empty() && going.contains(action.recommendations.front()));
      if (action.finding == ref && goes) add(ActionChanged{action.number, "finding", ref, command.second.ref, {}});
    }
    return step(StepKind::split, ref, command.reason, std::move(events));
  }

  PlanEvents operator()(const MergeFindings& command) const {
    CANDOUR_CHECK(found_finding(command.from));
    CANDOUR_TRY(into, found_finding(command.into.ref));
    if (command.from == command.into.ref) return bad_input("Choose another finding to merge it with.");
    CANDOUR_CHECK(check_words(command.into));
    CANDOUR_CHECK(with_reason(command.reason, "the two are one"));
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event(std::move(body))); };
    if (*into != command.into) add(FindingReworded{command.into});
    for (const Recommendation& each : plan.recommendations) {
      if (each.finding != command.from) continue;
      Recommendation moved = each;
      moved.finding = command.into.ref;
      add(RecommendationReworded{std::move(moved)});
    }
    for (const Action& action : plan.actions)
      if (action.finding == command.from)
        add(ActionChanged{action.number, "finding", command.from, command.into.ref, {}});
    add(FindingWithdrawn{command.from, command.reason});
    return step(StepKind::merge, command.into.ref, command.reason, std::move(events));
  }

  PlanEvents operator()(const AddRecommendation& command) const {
    CANDOUR_CHECK(check_new(command.recommendation));
    return one(RecommendationAdded{command.recommendation});
  }

  PlanEvents operator()(const RewordRecommendation& command) const {
    CANDOUR_TRY(recommendation, found_recommendation(command.recommendation.ref));
    CANDOUR_CHECK(check_words(command.recommendation));
    Recommendation reworded = command.recommendation;
    reworded.cited_by = recommendation->cited_by;
    reworded.place = recommendation->place;
    if (*recommendation == reworded) return bad_input("Nothing was changed.");
    return step(StepKind::change, {}, command.reason, one(RecommendationReworded{std::move(reworded)}).value());
  }

  PlanEvents operator()(const WithdrawRecommendation& command) const {
    CANDOUR_CHECK(found_recommendation(command.ref));
    for (const Action& action : plan.actions)
      if (answers(action, command.ref))
        return conflict(action_named(action.number) +
                        " answers this recommendation. Withdraw it, or let it answer another, first.");
    CANDOUR_CHECK(with_reason(command.reason, "the recommendation is withdrawn"));
    return one(RecommendationWithdrawn{command.ref, command.reason});
  }

  PlanEvents operator()(const SplitRecommendation& command) const {
    CANDOUR_TRY(recommendation, found_recommendation(command.ref));
    Recommendation first = *recommendation;
    first.text = command.text;
    CANDOUR_CHECK(check_words(first));
    CANDOUR_CHECK(check_new(command.second));
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event(std::move(body))); };
    add(RecommendationAdded{command.second});
    if (first != *recommendation) add(RecommendationReworded{std::move(first)});
    for (const Number number : std::set<Number>(command.actions.begin(), command.actions.end())) {
      CANDOUR_TRY(action, found(number));
      if (!answers(*action, command.ref))
        return bad_input(action_named(number) + " does not answer recommendation " + command.ref + ".");
      add(answering_instead(*action, command.ref, command.second.ref));
    }
    return step(StepKind::split, command.ref, command.reason, std::move(events));
  }

  PlanEvents operator()(const MergeRecommendations& command) const {
    CANDOUR_CHECK(found_recommendation(command.from));
    CANDOUR_TRY(recommendation, found_recommendation(command.into));
    if (command.from == command.into) return bad_input("Choose another recommendation to merge it with.");
    Recommendation into = *recommendation;
    into.text = command.text;
    for (const AgencyId& agency : find_recommendation(plan, command.from)->addressed_to)
      if (std::find(into.addressed_to.begin(), into.addressed_to.end(), agency) == into.addressed_to.end())
        into.addressed_to.push_back(agency);
    CANDOUR_CHECK(check_words(into));
    CANDOUR_CHECK(with_reason(command.reason, "the two are one"));
    std::vector<PlanEvent> events;
    const auto add = [&](PlanBody body) { events.push_back(event(std::move(body))); };
    if (into != *recommendation) add(RecommendationReworded{std::move(into)});
    for (const Action& action : plan.actions)
      if (answers(action, command.from)) add(answering_instead(action, command.from, command.into));
    for (const auto& [who, response] : plan.responses)
      if (who.first == command.from && !plan.responses.contains({command.into, who.second}))
        add(ResponseGiven{command.into, who.second, response});
    add(RecommendationWithdrawn{command.from, command.reason});
    return step(StepKind::merge, command.into, command.reason, std::move(events));
  }

  PlanEvents operator()(const GiveResponse& command) const {
    if (!find_recommendation(plan, command.recommendation))
      return fail(ErrorCode::not_found, "The plan has no recommendation " + quoted(command.recommendation) + ".");
    if (!is_id_text(command.agency.text())) return bad_input("Say which agency answers.");
    if (command.response.kind != ResponseKind::accepted && is_missing(command.response.text))
      return bad_input("Give the answer, or the reason for it, in words.");
    const auto there = plan.responses.find({command.recommendation, command.agency});
    if (there != plan.responses.end() && there->second == command.response) return bad_input("Nothing was changed.");
    return one(ResponseGiven{command.recommendation, command.agency, command.response});
  }

  // ---- One action ----

  PlanEvents operator()(const AddAction& command) const {
    CANDOUR_CHECK(check_new(command.action));
    return one(ActionAdded{as_stated(command.action, plan.last_number + 1, stamp.speaks_of)});
  }

  PlanEvents operator()(const ChangeAction& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    const auto stands = field_text(*action, command.field);
    if (!stands || command.field == "place" || command.field == "places" || command.field == "as_imported")
      return bad_input(quoted(command.field) + " is not a field of an action that can be changed.");
    if (*stands != command.from)
      return conflict("Somebody has changed this field of " + action_named(command.number) +
                      " in the meantime. It now reads " + quoted(shortened(*stands, 200)) + ".");
    if (command.to == command.from) return bad_input("Nothing was changed.");
    if (command.field == "wording" && is_missing(command.to)) return bad_input("Say what is to be done.");
    CANDOUR_CHECK(check_references(command.field, command.from, command.to));
    if (command.field == "lead" && !is_missing(command.from))
      CANDOUR_CHECK(with_reason(command.reason, "the lead changes"));
    if (command.field == "supporting" && !command.from.empty())
      CANDOUR_CHECK(with_reason(command.reason, "other agencies support it"));
    return one(ActionChanged{command.number, command.field, command.from, command.to, command.reason});
  }

  PlanEvents operator()(const MoveAction& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    if (!is_id_text(command.to.text())) return bad_input("Say which agency is to be accountable.");
    if (action->agency == command.to) return bad_input("That agency is accountable already.");
    CANDOUR_CHECK(with_reason(command.reason, "the action moves to another agency"));
    return one(ActionMoved{command.number, action->agency, command.to, command.reason});
  }

  PlanEvents operator()(const ChangeDate& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    Target target = read_target(command.target, {}, stamp.speaks_of);
    if (is_missing(command.target)) return bad_input("Give the new target date.");
    if (!target.due && target.dates.empty())
      return bad_input("There is no date in " + quoted(shortened(command.target, 100)) +
                       ". Write it like 31 March 2016.");
    if (target.due == action->due && command.target == action->target)
      return bad_input("That is the date it has already.");
    if (action->due) CANDOUR_CHECK(with_reason(command.reason, "the date changes"));
    return one(
        DateChanged{command.number, action->due, target.due, command.target, std::move(target.dates), command.reason});
  }

  static bool means_done(const KeyEntry& entry) {
    return entry.status == Status::complete || entry.status == Status::embedded;
  }
  // The key's entry for a rating as somebody writes it, that the action may be given as at the day.
  Result<const KeyEntry*> rating_for(const Action& action, std::string_view as_written, Date as_at) const {
    if (plan.key.version == 0) return bad_input("This plan has no key. Say first what its ratings mean.");
    const std::string wanted = folded(collapsed(as_written));
    const auto entry = std::find_if(plan.key.entries.begin(), plan.key.entries.end(), [&](const KeyEntry& known) {
      return folded(collapsed(known.as_written)) == wanted;
    });
    if (entry == plan.key.entries.end()) return bad_input(quoted(trimmed(as_written)) + " is not in this plan's key.");
    CANDOUR_CHECK(not_after_today(as_at, "The date of the rating"));
    if (is_rated(action.rating) && as_at < action.rating.as_at)
      return conflict(action_named(action.number) + " has a later rating, as at " + action.rating.as_at.words() + ".");
    return &*entry;
  }
  Rated rated(Number number, const KeyEntry& entry, Date as_at, std::string reason = {}) const {
    return {number, {entry.as_written, entry.status, plan.key.version, as_at}, std::move(reason)};
  }
  Result<void> not_done_unclaimed(const Action& action, const KeyEntry& entry) const {
    if (!means_done(entry) || facts(action, plan, stamp.speaks_of).delivery >= Delivery::claimed_complete) return {};
    return bad_input(quoted(entry.as_written) +
                     " means it is done: claim its completion first, with the day and what shows it.");
  }

  PlanEvents operator()(const RateAction& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    CANDOUR_TRY(entry, rating_for(*action, command.as_written, command.as_at));
    CANDOUR_CHECK(not_done_unclaimed(*action, *entry));
    Rated event = rated(command.number, *entry, command.as_at, command.reason);
    if (!command.moderated_as.empty()) {
      if (command.moderated_as != "scrutineer" && command.moderated_as != "coordinator")
        return bad_input("A rating is moderated by a scrutineer or a coordinator.");
      CANDOUR_CHECK(with_reason(command.reason, "it is rated otherwise than its owner says"));
      event.moderated_as = command.moderated_as;
    }
    return one_of(command.as_at, std::move(event));
  }

  static Result<void> not_too_long(const std::string& said) {
    if (said.size() <= most_said) return {};
    return bad_input("What you say is longer than the " + grouped(static_cast<long long>(most_said)) +
                     " letters that are kept. Say the main points here, and add the rest as a file of evidence.");
  }

  PlanEvents operator()(const GiveUpdate& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    Update update = command.update;
    CANDOUR_CHECK(not_after_today(update.as_at, "The date of the update"));
    CANDOUR_CHECK(not_too_long(update.narrative));
    if (update.by.empty()) update.by = stamp.actor;
    update.unchanged_since.reset();
    if (command.no_change) {
      if (!action->confirmed)
        return bad_input("Nobody has said yet how " + action_named(command.number) +
                         " stands, so there is nothing that could be unchanged. Say how it stands.");
      if (is_missing(update.narrative)) return bad_input("Say in a word why nothing has changed.");
      if (!command.rating.empty() && command.rating != action->rating.as_written)
        return bad_input("You say that nothing has changed, and give another rating. Say one or the other.");
      if (update.as_at < *action->confirmed)
        return conflict(action_named(command.number) + " has been confirmed since, on " + action->confirmed->words() +
                        ".");
      update.unchanged_since = action->confirmed;
      update.forecast = action->updates.empty() ? std::nullopt : action->updates.back().forecast;
    } else if (is_missing(update.narrative)) {
      return bad_input("Say how it stands, in a word at least.");
    }
    if (update.forecast && !command.no_change && *update.forecast < update.as_at)
      return bad_input("The day on which you expect it to be done (" + update.forecast->words() +
                       ") is before the date of the update.");
    std::vector<PlanEvent> events{event_of(update.as_at, UpdateGiven{command.number, update})};
    if (!command.rating.empty() && command.rating != action->rating.as_written) {
      CANDOUR_TRY(entry, rating_for(*action, command.rating, update.as_at));
      CANDOUR_CHECK(not_done_unclaimed(*action, *entry));
      events.push_back(event_of(update.as_at, rated(command.number, *entry, update.as_at)));
    }
    return events;
  }

  // ---- Claim, sign-off, evidence ----

  PlanEvents operator()(const ClaimCompletion& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    const bool claimed_here = action->delivery == DeliveryClaim::claimed_complete && !action->claimed_by.empty();
    if (claimed_here)
      return conflict(action_named(command.number) + " is claimed complete already and waits for a second person.");
    if (action->delivery == DeliveryClaim::accepted_complete || action->delivery == DeliveryClaim::embedded)
      return conflict(action_named(command.number) + " is complete already.");
    CANDOUR_CHECK(not_after_today(command.completed, "The day of completion"));
    CANDOUR_CHECK(not_too_long(command.evidence_or_why_none));
    const bool shown = std::any_of(action->evidence_items.begin(), action->evidence_items.end(),
                                   [&](const Evidence& there) { return counts(there, today()) && !there.failed; });
    if (!shown && says_only_none(command.evidence_or_why_none))
      return bad_input("Say what shows that it was done, or write “none, because …”.");
    std::vector<PlanEvent> events{
        event(CompletionClaimed{command.number, command.completed, command.evidence_or_why_none, stamp.actor})};
    if (!command.rating.empty() && command.rating != action->rating.as_written) {
      CANDOUR_TRY(entry, rating_for(*action, command.rating, stamp.speaks_of));
      if (!means_done(*entry)) return bad_input(quoted(entry->as_written) + " does not mean that it is done.");
      events.push_back(event(rated(command.number, *entry, stamp.speaks_of)));
    }
    return events;
  }

  static Result<void> not_challenged(const Action& action) {
    if (!open_challenge(action)) return {};
    return conflict(action_named(action.number) +
                    " has been challenged, and the challenge is neither upheld nor withdrawn. Settle it first.");
  }

  PlanEvents operator()(const AcceptClaim& command) const {
    CANDOUR_TRY(action, claimed(command.number));
    CANDOUR_CHECK(not_challenged(*action));
    const bool shown = facts(*action, plan, stamp.speaks_of).evidence != EvidenceState::none;
    if (action->claimed_by.empty() && !shown)
      CANDOUR_CHECK(with_reason(command.reason, "it is accepted, as the document states no evidence"));
    return one(ClaimAccepted{command.number, stamp.actor, command.reason});
  }

  PlanEvents operator()(const ReturnClaim& command) const {
    CANDOUR_CHECK(claimed(command.number));
    CANDOUR_CHECK(with_reason(command.reason, "the claim is returned"));
    return one(ClaimReturned{command.number, stamp.actor, command.reason});
  }

  PlanEvents operator()(const AddEvidence& command) const {
    CANDOUR_TRY(action, found(command.number));
    Evidence evidence = command.evidence;
    if (is_missing(evidence.description)) return bad_input("Say what the evidence is.");
    if (evidence.sha256.empty() && evidence.link.empty()) return bad_input("Add a file or a link.");
    if (!evidence.sha256.empty() && !is_sha256(evidence.sha256))
      return bad_input("The hash of the file is not a SHA-256.");
    if (!evidence.link.empty() && !is_web_link(evidence.link))
      return bad_input("The link must be a web address that begins with https://.");
    CANDOUR_CHECK(not_after_today(evidence.date, "The date of the evidence"));
    if (evidence.expires && *evidence.expires < evidence.date)
      return bad_input("The evidence expires before its own date.");
    evidence.number = 1;
    for (const Evidence& there : action->evidence_items) evidence.number = std::max(evidence.number, there.number + 1);
    evidence.added_by = stamp.actor;
    evidence.tested.reset();
    evidence.tested_by.clear();
    evidence.test_finding.clear();
    evidence.failed = false;
    evidence.withdrawn.clear();
    return one(EvidenceAdded{command.number, std::move(evidence)});
  }

  PlanEvents operator()(const TestEvidence& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_TRY(evidence, evidence_of(*action, command.evidence));
    if (is_missing(command.finding)) return bad_input("Say what the test found.");
    CANDOUR_CHECK(not_after_today(command.tested, "The day of the test"));
    if (command.tested < evidence->date)
      return bad_input("The test (" + command.tested.words() + ") is before the evidence itself (" +
                       evidence->date.words() + ").");
    return one(
        EvidenceTested{command.number, command.evidence, command.tested, stamp.actor, command.finding, command.failed});
  }

  static Result<const Evidence*> evidence_of(const Action& action, std::uint32_t number) {
    const Evidence* evidence = find_evidence(action, number);
    if (!evidence)
      return fail(ErrorCode::not_found,
                  action_named(action.number) + " has no evidence " + std::to_string(number) + ".");
    if (!evidence->withdrawn.empty()) return conflict("That evidence was withdrawn: " + evidence->withdrawn);
    return evidence;
  }

  PlanEvents operator()(const WithdrawEvidence& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_CHECK(evidence_of(*action, command.evidence));
    CANDOUR_CHECK(with_reason(command.reason, "the evidence is withdrawn"));
    return one(EvidenceWithdrawn{command.number, command.evidence, command.reason});
  }

  PlanEvents operator()(const ConfirmEmbedded& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    if (action->delivery == DeliveryClaim::embedded)
      return conflict(action_named(command.number) + " is embedded already.");
    if (action->delivery != DeliveryClaim::accepted_complete)
      return conflict(action_named(command.number) + " is not yet accepted as complete.");
    CANDOUR_CHECK(not_challenged(*action));
    const Date completed = action->completed.value_or(action->rating.as_at);
    const bool shown =
        std::any_of(action->evidence_items.begin(), action->evidence_items.end(), [&](const Evidence& there) {
          return there.of_practice && there.tested && !there.failed && there.date > completed &&
                 counts(there, stamp.speaks_of);
        });
    if (!shown)
      return bad_input("Embedded needs evidence of practice, dated after completion (" + completed.words() +
                       ") and tested by a second person.");
    return one(Embedded{command.number, stamp.actor, command.reason});
  }

  Result<void> check_closure(const Closure& closure) const {
    if (is_missing(closure.body)) return bad_input("Name the body that closes it.");
    CANDOUR_CHECK(with_reason(closure.reason, "it is closed"));
    CANDOUR_CHECK(not_after_today(closure.date, "The day of closure"));
    if (closure.kind == ClosureKind::unstated)
      return bad_input("Say how it is closed: as done, a duplicate, superseded, not accepted or not applicable.");
    return {};
  }
  Result<const Action*> found_unclosed(Number number) const {
    CANDOUR_TRY(action, found(number));
    if (!action->closure) return action;
    return conflict(action_named(number) + " was closed already, on " + action->closure->date.words() + ".");
  }

  PlanEvents operator()(const CloseAction& command) const {
    CANDOUR_TRY(action, found_unclosed(command.number));
    CANDOUR_CHECK(check_closure(command.closure));
    if (command.closure.kind == ClosureKind::done) {
      CANDOUR_CHECK(not_challenged(*action));
      if (!is_accepted(*action))
        return conflict(action_named(command.number) +
                        " can be closed as done only once a second person has accepted its completion.");
    }
    return one(ActionClosed{command.number, command.closure});
  }

  PlanEvents operator()(const CloseActions& command) const {
    const Closure& closure = command.closure;
    if (command.numbers.empty()) return bad_input("Choose the actions that the body decided on.");
    CANDOUR_CHECK(check_closure(closure));
    std::set<Number> numbers;
    std::vector<PlanEvent> events;
    for (const Number number : command.numbers) {
      if (!numbers.insert(number).second) return bad_input(action_named(number) + " is named twice.");
      CANDOUR_TRY(action, found_unclosed(number));
      const bool claimed = action->delivery == DeliveryClaim::claimed_complete;
      if (closure.kind == ClosureKind::done && claimed && command.accept_claims) {
        CANDOUR_TRY(accepted,
                    (*this)(AcceptClaim{number, closure.body + ", " + closure.date.words() + ": " + closure.reason}));
        for (PlanEvent& each : accepted) events.push_back(std::move(each));
        events.push_back(event(ActionClosed{number, closure}));
      } else {
        CANDOUR_TRY(closed, (*this)(CloseAction{number, closure}));
        for (PlanEvent& each : closed) events.push_back(std::move(each));
      }
    }
    return step(StepKind::change, {}, {}, std::move(events));
  }

  // ---- Challenge and re-test ----

  PlanEvents operator()(const ChallengeAction& command) const {
    CANDOUR_TRY(action, found(command.number));
    if (is_missing(command.text)) return bad_input("Say what is challenged, and why.");
    CANDOUR_CHECK(not_too_long(command.text));
    if (command.answer_due < today())
      return bad_input("The day by which the answer is due (" + command.answer_due.words() + ") has passed.");
    if (!action->claimed_by.empty() && action->claimed_by == stamp.actor)
      return fail(ErrorCode::not_allowed, "You claimed its completion. Somebody else must challenge it.");
    const auto number = static_cast<std::uint32_t>(action->challenges.size() + 1);
    return one(Challenged{command.number, number, command.text, stamp.actor, command.answer_due});
  }

  static Result<const Challenge*> challenge_of(const Action& action, std::uint32_t number) {
    const Challenge* challenge = find_challenge(action, number);
    if (!challenge)
      return fail(ErrorCode::not_found,
                  action_named(action.number) + " has no challenge " + std::to_string(number) + ".");
    if (challenge->end == ChallengeEnd::open) return challenge;
    std::string ended(in_words(challenge->end));
    ended.front() = static_cast<char>(ended.front() - 'A' + 'a');
    return conflict("That challenge was " + ended + " already.");
  }

  PlanEvents operator()(const AnswerChallenge& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_TRY(challenge, challenge_of(*action, command.challenge));
    if (challenge->answered) return conflict("That challenge was answered on " + challenge->answered->words() + ".");
    if (is_missing(command.answer)) return bad_input("Give the answer.");
    CANDOUR_CHECK(not_too_long(command.answer));
    return one(ChallengeAnswered{command.number, command.challenge, command.answer, stamp.actor});
  }

  PlanEvents operator()(const EndChallenge& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_TRY(challenge, challenge_of(*action, command.challenge));
    if (command.end == ChallengeEnd::open) return bad_input("Say whether the challenge is upheld or withdrawn.");
    const bool upheld = command.end == ChallengeEnd::upheld;
    if (upheld && !challenge->answered && challenge->answer_due >= today())
      return conflict("That challenge still waits for its answer, due by " + challenge->answer_due.words() + ".");
    CANDOUR_CHECK(with_reason(command.reason, upheld ? "the challenge is upheld" : "the challenge is withdrawn"));
    std::vector<PlanEvent> events{
        event(ChallengeEnded{command.number, command.challenge, command.end, command.reason, stamp.actor})};
    const std::string because = "A challenge was upheld: " + command.reason;
    if (upheld && action->closure)
      events.push_back(event(ActionReopened{command.number, because}));
    else if (upheld && action->delivery == DeliveryClaim::claimed_complete)
      events.push_back(event(ClaimReturned{command.number, stamp.actor, because}));
    else if (upheld && is_accepted(*action))
      events.push_back(event(ActionReopened{command.number, because}));
    return events;
  }

  Result<const Action*> found_accepted(Number number) const {
    CANDOUR_TRY(action, found(number));
    if (is_accepted(*action)) return action;
    return conflict(action_named(number) +
                    " is not yet accepted as complete, so there is nothing of it to be tested again.");
  }

  PlanEvents operator()(const ScheduleRetest& command) const {
    CANDOUR_TRY(action, found_accepted(command.number));
    if (command.due == action->retest_due)
      return bad_input(command.due ? "That is the day it has already." : "No re-test is due.");
    if (command.due && *command.due <= today())
      return bad_input("The day of the re-test (" + command.due->words() + ") is not to come.");
    if (!command.due || action->retest_due)
      CANDOUR_CHECK(with_reason(command.reason, command.due ? "its day changes" : "it is not tested again"));
    return one(RetestScheduled{command.number, command.due, command.reason});
  }

  PlanEvents operator()(const RecordRetest& command) const {
    CANDOUR_CHECK(found_accepted(command.number));
    if (is_missing(command.finding)) return bad_input("Say what the re-test found.");
    CANDOUR_CHECK(not_after_today(command.tested, "The day of the re-test"));
    if (command.next && *command.next <= today())
      return bad_input("The day of the next re-test (" + command.next->words() + ") is not to come.");
    if (!command.holds && command.next)
      return bad_input("What no longer holds is reopened, and is not tested again before it is complete again.");
    std::vector<PlanEvent> events{
        event(Retested{command.number, command.tested, stamp.actor, command.holds, command.finding, command.next})};
    if (!command.holds)
      events.push_back(event(ActionReopened{command.number, "The re-test of " + command.tested.words() +
                                                                " found that it no longer holds: " + command.finding}));
    return events;
  }

  PlanEvents operator()(const ReopenAction& command) const {
    CANDOUR_TRY(action, found(command.number));
    if (facts(*action, plan, stamp.speaks_of).open) return conflict(action_named(command.number) + " is open already.");
    CANDOUR_CHECK(with_reason(command.reason, "it is reopened"));
    return one(ActionReopened{command.number, command.reason});
  }

  PlanEvents operator()(const WithdrawAction& command) const {
    CANDOUR_CHECK(found(command.number));
    CANDOUR_CHECK(with_reason(command.reason, "the action is withdrawn"));
    return one(ActionWithdrawn{command.number, command.reason});
  }

  PlanEvents operator()(const SplitAction& command) const {
    CANDOUR_TRY(action, found_open(command.number));
    if (is_missing(command.wording)) return bad_input("Say what is to be done.");
    CANDOUR_CHECK(check_new(command.second));
    std::vector<PlanEvent> events;
    if (command.wording != action->wording)
      events.push_back(event(ActionChanged{command.number, "wording", action->wording, command.wording, {}}));
    events.push_back(event(ActionAdded{as_stated(command.second, plan.last_number + 1, stamp.speaks_of)}));
    return step(StepKind::split, std::to_string(command.number), command.reason, std::move(events));
  }

  PlanEvents operator()(const MergeActions& command) const {
    CANDOUR_TRY(from, found_open(command.from));
    CANDOUR_TRY(into, found_open(command.into));
    if (command.from == command.into) return bad_input("Choose another action to merge it with.");
    if (is_missing(command.wording)) return bad_input("Say what is to be done.");
    if (facts(*from, plan, stamp.speaks_of).delivery != facts(*into, plan, stamp.speaks_of).delivery)
      return conflict("One of the two is further than the other: action " + std::to_string(from->number) + " is " +
                      folded(in_words(facts(*from, plan, stamp.speaks_of).delivery)) + ", action " +
                      std::to_string(into->number) + " is " +
                      folded(in_words(facts(*into, plan, stamp.speaks_of).delivery)) + ".");
    CANDOUR_CHECK(with_reason(command.reason, "the two are one"));
    Action both = *into;
    both.wording = command.wording;
    const auto add_to = [](auto& there, const auto& each) {
      if (std::find(there.begin(), there.end(), each) == there.end()) there.push_back(each);
    };
    for (const std::string& ref : from->recommendations) add_to(both.recommendations, ref);
    for (const AgencyId& agency : from->supporting)
      if (agency != into->agency) add_to(both.supporting, agency);
    if (!from->agency.empty() && from->agency != into->agency) add_to(both.supporting, from->agency);
    std::vector<PlanEvent> events;
    for (const char* field : {"wording", "recommendations", "supporting"}) {
      std::string before = *field_text(*into, field), after = *field_text(both, field);
      if (before != after)
        events.push_back(event(ActionChanged{command.into, field, std::move(before), std::move(after), {}}));
    }
    for (const Tie& tie : from->ties)
      if (!is_tied(*into, tie.plan, tie.recommendation)) events.push_back(event(ActionTied{command.into, tie}));
    events.push_back(event(ActionWithdrawn{command.from, command.reason}));
    return step(StepKind::merge, std::to_string(command.into), command.reason, std::move(events));
  }

  PlanEvents operator()(const UndoStep& command) const {
    if (plan.together.contains(command.step) && !command.with_the_others)
      return conflict("This was decided together with other changes, and is undone together with them.");
    if (auto why = why_not_undone(plan, command.step)) return conflict(std::move(*why));
    CANDOUR_CHECK(with_reason(command.reason, "it is undone"));
    return one(StepUndone{command.step, command.reason});
  }

  // ---- Ties to another plan's recommendations ----

  static bool is_tied(const Action& action, const PlanId& other, std::string_view recommendation) {
    return std::any_of(action.ties.begin(), action.ties.end(),
                       [&](const Tie& tie) { return tie.plan == other && tie.recommendation == recommendation; });
  }

  PlanEvents operator()(const TieAction& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_CHECK(check_tie(command.tie));
    CANDOUR_CHECK(with_reason(command.tie.reason, "the two belong together"));
    if (is_tied(*action, command.tie.plan, command.tie.recommendation))
      return conflict(action_named(command.number) + " is tied to that recommendation already.");
    return one(ActionTied{command.number, command.tie});
  }

  PlanEvents operator()(const UntieAction& command) const {
    CANDOUR_TRY(action, found(command.number));
    if (!is_tied(*action, command.plan, command.recommendation))
      return conflict(action_named(command.number) + " is not tied to that recommendation.");
    CANDOUR_CHECK(with_reason(command.reason, "the two do not belong together"));
    return one(ActionUntied{command.number, command.plan, command.recommendation, command.reason});
  }

  PlanEvents operator()(const AnswerRemark& command) const {
    CANDOUR_TRY(action, found(command.number));
    CANDOUR_CHECK(check_answer(command));
    if (find_remark_answer(*action, command.code, command.facts))
      return conflict("That remark on action " + std::to_string(command.number) + " has been answered already.");
    return one(answered(command));
  }

  PlanEvents operator()(const WithdrawAnswer& command) const {
    CANDOUR_TRY(action, found(command.number));
    if (!find_remark_answer(*action, command.code, command.facts))
      return conflict("That remark on action " + std::to_string(command.number) + " has no answer that stands.");
    CANDOUR_CHECK(with_reason(command.reason, "it is asked again"));
    return one(RemarkReopened{command.number, command.code, command.facts, command.reason});
  }

  PlanEvents operator()(const AskForUpdate& command) const {
    if (command.numbers.empty()) return bad_input("Choose the actions to ask about.");
    if (command.deadline < today()) return bad_input("The deadline (" + command.deadline.words() + ") has passed.");
    std::set<Number> numbers;
    for (const Number number : command.numbers) {
      CANDOUR_CHECK(found_open(number));
      if (!numbers.insert(number).second) return bad_input(action_named(number) + " is named twice.");
    }
    return one(UpdateAsked{command.numbers, command.deadline, command.asking});
  }

  PlanEvents operator()(const TakeBackAsking& command) const {
    if (command.numbers.empty()) return bad_input("Choose the actions that were not asked about.");
    for (const Number number : command.numbers) {
      CANDOUR_TRY(action, found(number));
      if (!waits_for(*action, command.asking))
        return conflict(action_named(number) + " does not wait for an answer to those letters.");
    }
    CANDOUR_CHECK(with_reason(command.reason, "nobody was asked"));
    return one(AskingTakenBack{command.numbers, command.asking, command.reason});
  }

  PlanEvents operator()(const SendAnswer& command) const {
    if (command.numbers.empty()) return bad_input("Choose the actions that were answered.");
    for (const Number number : command.numbers) CANDOUR_CHECK(found(number));
    return one(AnswerSent{command.numbers, command.request});
  }

  PlanEvents operator()(const SettleAnswer& command) const {
    if (command.numbers.empty()) return bad_input("Choose the actions whose answers are decided.");
    for (const Number number : command.numbers) {
      CANDOUR_TRY(action, found(number));
      if (!has_answered(*action, command.request))
        return conflict("No answer of " + action_named(number) + " to that request waits to be decided.");
    }
    if (command.end != AnswerEnd::taken) CANDOUR_CHECK(with_reason(command.reason, "the answer is not taken"));
    if (command.end == AnswerEnd::returned && (!command.due || *command.due < today()))
      return bad_input("Say by when an answer is awaited.");
    return one(AnswerSettled{command.numbers, command.request, command.end, command.due, command.reason});
  }

  // ---- Parts of the above ----

  Result<void> check_answer(const AnswerRemark& answer) const {
    if (!names_a_remark(answer.code, answer.facts)) return bad_input("Say which remark is answered.");
    return with_reason(answer.reason, "it stands");
  }
  RemarkAnswered answered(const AnswerRemark& answer) const {
    return {answer.number, answer.code, answer.facts, stamp.actor, answer.reason};
  }
  // What has been answered on these facts before needs no second answer.
  template <class Add>
  Result<void> add_answers(const std::vector<AnswerRemark>& answers, const Add& add) const {
    for (const AnswerRemark& answer : answers) {
      CANDOUR_CHECK(check_answer(answer));
      const Action* there = find_action(plan, answer.number);
      if (!there || !find_remark_answer(*there, answer.code, answer.facts)) add(answered(answer));
    }
    return {};
  }

  // A step of its own: one event that needs no reason beside it stands for itself.
  PlanEvents step(StepKind kind, std::string of, const std::string& reason, std::vector<PlanEvent> events) const {
    if (events.size() > 1 || !is_missing(reason) || kind != StepKind::change)
      events.insert(events.begin(), event(StepTaken{static_cast<std::uint32_t>(events.size()), kind, std::move(of),
                                                    std::string(trimmed(reason))}));
    return events;
  }

  Result<const Finding*> found_finding(std::string_view ref) const {
    if (const Finding* finding = find_finding(plan, ref)) return finding;
    if (find_withdrawn_finding(plan, ref)) return conflict("Finding " + std::string(ref) + " was withdrawn.");
    return fail(ErrorCode::not_found, "The plan has no finding " + quoted(ref) + ".");
  }
  Result<const Recommendation*> found_recommendation(std::string_view ref) const {
    if (const Recommendation* recommendation = find_recommendation(plan, ref)) return recommendation;
    if (find_withdrawn_recommendation(plan, ref))
      return conflict("Recommendation " + std::string(ref) + " was withdrawn.");
    return fail(ErrorCode::not_found, "The plan has no recommendation " + quoted(ref) + ".");
  }
  static Result<void> check_words(const Finding& finding) {
    if (is_missing(finding.title) && is_missing(finding.text)) return bad_input("Say what was found.");
    return {};
  }
  Result<void> check_words(const Recommendation& recommendation) const {
    if (is_missing(recommendation.text)) return bad_input("Say what is recommended.");
    if (!recommendation.finding.empty()) CANDOUR_CHECK(found_finding(recommendation.finding));
    return {};
  }
  Result<void> check_new(const Finding& finding) const {
    if (is_missing(finding.ref)) return bad_input("Give the finding a reference.");
    if (find_finding(plan, finding.ref)) return conflict("The plan already has a finding " + quoted(finding.ref) + ".");
    if (find_withdrawn_finding(plan, finding.ref))
      return conflict("The reference " + quoted(finding.ref) + " was a withdrawn finding’s, and is not used again.");
    return check_words(finding);
  }
  Result<void> check_new(const Recommendation& recommendation) const {
    if (is_missing(recommendation.ref)) return bad_input("Give the recommendation a reference.");
    if (find_recommendation(plan, recommendation.ref))
      return conflict("The plan already has a recommendation " + quoted(recommendation.ref) + ".");
    if (find_withdrawn_recommendation(plan, recommendation.ref))
      return conflict("The reference " + quoted(recommendation.ref) +
                      " was a withdrawn recommendation’s, and is not used again.");
    return check_words(recommendation);
  }

  // What an action is newly said to answer, or to stand under, must stand.
  Result<void> check_references(std::string_view field, std::string_view from, std::string_view to) const {
    if (field == "finding" && !to.empty()) CANDOUR_CHECK(found_finding(to));
    if (field != "recommendations") return {};
    const std::vector<std::string_view> former = lines(from);
    for (const std::string_view ref : lines(to))
      if (std::find(former.begin(), former.end(), ref) == former.end()) CANDOUR_CHECK(found_recommendation(ref));
    return {};
  }
  Result<void> check_new(const Action& action) const {
    if (is_missing(action.wording)) return bad_input("Say what is to be done.");
    if (!is_id_text(action.agency.text())) return bad_input("Say which agency is accountable.");
    CANDOUR_CHECK(check_references("finding", {}, action.finding));
    return check_references("recommendations", {}, *field_text(action, "recommendations"));
  }

  static bool answers(const Action& action, std::string_view ref) {
    return std::find(action.recommendations.begin(), action.recommendations.end(), ref) != action.recommendations.end();
  }
  static ActionChanged answering_instead(const Action& action, const std::string& from, const std::string& to) {
    std::vector<std::string> refs;
    for (const std::string& ref : action.recommendations) {
      const std::string& now = ref == from ? to : ref;
      if (std::find(refs.begin(), refs.end(), now) == refs.end()) refs.push_back(now);
    }
    return {action.number, "recommendations", *field_text(action, "recommendations"), join(refs, "\n"), {}};
  }

  static Result<void> check_document(const DocumentImported& document) {
    if (!is_id_text(document.import.text())) return bad_input("The import has no valid id.");
    if (!is_sha256(document.document_sha256)) return bad_input("The hash of the document is not a SHA-256.");
    return {};
  }

  static Result<void> check_reasons(const std::vector<std::string>& reasons, const std::vector<Action>& actions) {
    if (reasons.empty() || reasons.size() == actions.size()) return {};
    return bad_input("The reasons do not stand beside the rows they belong to.");
  }
  Result<void> check_tie(const Tie& tie) const {
    if (!is_id_text(tie.plan.text()) || tie.recommendation.empty())
      return bad_input("Say which recommendation of which plan the action serves.");
    if (tie.plan == plan.id) return bad_input("An action serves its own plan’s recommendations by their references.");
    return {};
  }
  Result<void> check_ties(const std::vector<std::vector<Tie>>& ties, const std::vector<Action>& actions) const {
    if (!ties.empty() && ties.size() != actions.size())
      return bad_input("The ties do not stand beside the rows they belong to.");
    for (const std::vector<Tie>& of_row : ties)
      for (const Tie& tie : of_row) CANDOUR_CHECK(check_tie(tie));
    return {};
  }
  template <class Add>
  static void add_ties(const std::vector<std::vector<Tie>>& ties, std::size_t row, Number number, const Add& add) {
    if (row >= ties.size()) return;
    for (const Tie& tie : ties[row]) add(ActionTied{number, tie});
  }
  static std::string reason_of(const std::vector<std::string>& reasons, std::size_t row) {
    return row < reasons.size() ? reasons[row] : std::string();
  }

  Result<const Action*> claimed(Number number) const {
    CANDOUR_TRY(action, found_open(number));
    if (action->delivery == DeliveryClaim::claimed_complete) return action;
    return conflict(action_named(number) + " has no claim that waits for an answer.");
  }

  // The first of an import's rows that a person has acted on.
  const Action* answered_row_of(const Import& import) const {
    const auto is_of_it = [&](const Action& action) {
      return !import.before || action.import == import.id || import.before->actions.count(action.number) > 0;
    };
    for (const Actions* actions : {&plan.actions, &plan.withdrawn_actions})
      for (const Action& action : *actions)
        if (action.answered && is_of_it(action)) return &action;
    return nullptr;
  }

  // One answer for each agency and recommendation: what its rows say, each text once, in their order.
  template <class Add>
  void add_responses(const std::vector<Action>& actions, const Add& add) const {
    std::vector<std::pair<std::string, AgencyId>> order;
    std::map<std::pair<std::string, AgencyId>, std::vector<std::string>> texts;
    for (const Action& action : actions) {
      if (is_missing(action.response) || action.agency.empty() || action.recommendations.empty()) continue;
      std::pair<std::string, AgencyId> who(action.recommendations.front(), action.agency);
      std::vector<std::string>& said = texts[who];
      if (said.empty()) order.push_back(who);
      if (std::find(said.begin(), said.end(), action.response) == said.end()) said.push_back(action.response);
    }
    for (const auto& who : order) {
      Response response{ResponseKind::in_words, join(texts[who], "\n\n")};
      const auto there = plan.responses.find(who);
      if (there != plan.responses.end() && there->second.text == response.text) continue;
      add(ResponseGiven{who.first, who.second, std::move(response)});
    }
  }

  template <class Add>
  static void add_action(const Action& given, Number number, std::uint32_t key_version, Date day,
                         const std::string& reason, const Add& add) {
    add(ActionAdded{as_stated(given, number, day)});
    add_rating(given.rating, number, key_version, day, reason, add);
  }

  template <class Add>
  static void add_changes(const Action& from, const ImportRevision::Change& change, std::uint32_t key_version, Date day,
                          const Add& add) {
    const Number number = from.number;
    const Action to = as_stated(change.to, number, day);
    for (const char* field : {"reference", "finding", "recommendations", "supporting", "lead", "wording", "response",
                              "constraints", "evidence", "outcome", "place", "places", "as_imported"}) {
      std::string before = *field_text(from, field), after = *field_text(to, field);
      if (before != after) add(ActionChanged{number, field, std::move(before), std::move(after), change.reason});
    }
    if (to.agency != from.agency) add(ActionMoved{number, from.agency, to.agency, change.reason});
    if (to.due != from.due || to.target != from.target)
      add(DateChanged{number, from.due, to.due, to.target, to.dates, change.reason});
    add_rating(change.to.rating, number, key_version, day, change.reason, add);
  }

  template <class Add>
  static void add_rating(const Rating& rating, Number number, std::uint32_t key_version, Date day,
                         const std::string& reason, const Add& add) {
    if (is_rated(rating) || !reason.empty())
      add(Rated{number, {rating.as_written, rating.status, key_version, day}, reason});
  }
};

}  // namespace

PartnershipEvents decide(const Partnership& partnership, const PartnershipCommand& command, const Stamp& stamp) {
  return std::visit(PartnershipDecision{partnership, stamp}, command);
}

const Happening* first_unseen(const Action& action, std::size_t seen, const PlanCommand& command) {
  const bool is_update = std::holds_alternative<GiveUpdate>(command);
  for (std::size_t i = seen; i < action.history.size(); ++i) {
    const Happening& each = action.history[i];
    const bool is_talk = is_about_asking(each) || each.what.starts_with("remark ");
    const bool is_said = each.what == "updated" || each.what == "confirmed unchanged" || each.what == "rated" ||
                         each.what == "moderated";
    if (is_update ? is_said : !is_talk) return &each;
  }
  return nullptr;
}

namespace {

// A second person: named, and not the first. "operator" is nobody in particular: whoever sits at the machine, the first
// person perhaps. It can follow a document's claim, which was made elsewhere, and no person's.
Result<void> second_to(const First& first, const Stamp& stamp) {
  if (first.who == stamp.actor)
    return fail(ErrorCode::not_allowed,
                "You " + std::string(first.did) + ". A second person must " + std::string(first.must) +
                    (stamp.actor == nobody_in_particular ? ": the operator cannot be the second person to the operator."
                                                         : "."));
  if (!first.who.empty() && stamp.actor == nobody_in_particular)
    return fail(ErrorCode::not_allowed, "A second, named person must " + std::string(first.must) +
                                            ". The operator is nobody in particular: sign in, or say who acts.");
  return {};
}

}  // namespace

PlanEvents decide(const Plan& plan, const PlanCommand& command, const Stamp& stamp) {
  const bool starts = std::holds_alternative<ImportPlan>(command) || std::holds_alternative<StartPlan>(command);
  if (!starts && plan.version == 0) return fail(ErrorCode::not_found, "There is no such plan.");
  if (!starts && plan.withdrawn) return conflict("This plan was withdrawn: " + *plan.withdrawn);
  CANDOUR_TRY(events, std::visit(PlanDecision{plan, stamp}, command));
  for (const PlanEvent& event : events)
    for (const First& first : first_people(plan, event)) CANDOUR_CHECK(second_to(first, stamp));
  return events;
}

PlanEvents decide(const Plan& plan, const std::vector<PlanCommand>& commands, std::string_view reason,
                  const Stamp& stamp, std::string together) {
  Plan changed = plan;
  std::vector<PlanEvent> all;
  for (const PlanCommand& command : commands) {
    CANDOUR_TRY(events, decide(changed, command, stamp));
    for (PlanEvent& event : events) {
      candour::plan::apply(changed, event);
      all.push_back(std::move(event));
    }
  }
  return in_one_step(std::move(all), std::string(reason), std::move(together), stamp);
}

std::vector<PlanEvent> in_one_step(std::vector<PlanEvent> events, std::string reason, std::string together,
                                   const Stamp& stamp) {
  // A step within this one is part of it.
  std::erase_if(events, [](const PlanEvent& event) { return std::holds_alternative<StepTaken>(event.body); });
  if (events.empty() || (events.size() == 1 && is_missing(reason) && together.empty())) return events;
  StepTaken step{static_cast<std::uint32_t>(events.size()),
                 StepKind::change,
                 {},
                 std::string(trimmed(reason)),
                 std::move(together)};
  events.insert(events.begin(), {stamp, std::move(step)});
  return events;
}

}  // namespace candour::plan
