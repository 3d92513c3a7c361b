#include "plan/plan.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "base/working_days.h"

namespace candour::plan {
namespace {

template <class Enum>
struct Row {
  Enum value;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<Row<ReviewKind>, 9> review_kinds{{
    {ReviewKind::serious_case_review, "serious_case_review", "Serious case review"},
    {ReviewKind::practice_review, "practice_review", "Child safeguarding practice review"},
    {ReviewKind::domestic_abuse_related_death_review, "domestic_abuse_related_death_review",
     "Domestic abuse related death review"},
    {ReviewKind::safeguarding_adults_review, "safeguarding_adults_review", "Safeguarding adults review"},
    {ReviewKind::inspection, "inspection", "Inspection"},
    {ReviewKind::peer_review, "peer_review", "Peer review"},
    {ReviewKind::audit, "audit", "Audit"},
    {ReviewKind::self_assessment, "self_assessment", "Self-assessment"},
    {ReviewKind::other, "other", "Review"},
}};
constexpr std::array<Row<ReviewStage>, 6> review_stages{{
    {ReviewStage::commissioned, "commissioned", "Commissioned"},
    {ReviewStage::in_progress, "in_progress", "In progress"},
    {ReviewStage::learning_agreed, "learning_agreed", "Learning agreed"},
    {ReviewStage::ratified, "ratified", "Ratified"},
    {ReviewStage::published, "published", "Published"},
    {ReviewStage::closed, "closed", "Closed"},
}};
constexpr std::array<Row<ResponseKind>, 5> response_kinds{{
    {ResponseKind::in_words, "in_words", "In words"},
    {ResponseKind::accepted, "accepted", "Accepted"},
    {ResponseKind::partly_accepted, "partly_accepted", "Partly accepted"},
    {ResponseKind::not_accepted, "not_accepted", "Not accepted"},
    {ResponseKind::not_applicable, "not_applicable", "Not applicable"},
}};
constexpr std::array<Row<ClosureKind>, 6> closure_kinds{{
    {ClosureKind::done, "done", "Done"},
    {ClosureKind::duplicate, "duplicate", "Duplicate"},
    {ClosureKind::superseded, "superseded", "Superseded"},
    {ClosureKind::not_accepted, "not_accepted", "Not accepted"},
    {ClosureKind::not_applicable, "not_applicable", "Not applicable"},
    {ClosureKind::unstated, "unstated", "Closed without being done"},
}};

constexpr std::array<Row<ChallengeEnd>, 3> challenge_ends{{
    {ChallengeEnd::open, "open", "Open"},
    {ChallengeEnd::upheld, "upheld", "Upheld"},
    {ChallengeEnd::withdrawn, "withdrawn", "Withdrawn"},
}};
constexpr std::array<Row<AnswerEnd>, 3> answer_ends{{
    {AnswerEnd::taken, "taken", "Taken"},
    {AnswerEnd::returned, "returned", "Sent back"},
    {AnswerEnd::set_aside, "set_aside", "Set aside"},
}};
constexpr std::array<Row<ClockUnit>, 4> clock_units{{
    {ClockUnit::working_days, "working_days", "working days"},
    {ClockUnit::days, "days", "days"},
    {ClockUnit::weeks, "weeks", "weeks"},
    {ClockUnit::months, "months", "months"},
}};

constexpr std::array<Row<StepKind>, 3> step_kinds{{
    {StepKind::change, "change", "Change"},
    {StepKind::split, "split", "Split"},
    {StepKind::merge, "merge", "Merge"},
}};

template <class Enum, std::size_t N>
const Row<Enum>& row_of(const std::array<Row<Enum>, N>& table, Enum value) {
  return table[static_cast<std::size_t>(value)];
}
template <class Enum, std::size_t N>
std::optional<Enum> from_text(const std::array<Row<Enum>, N>& table, std::string_view text) {
  for (const Row<Enum>& row : table)
    if (row.text == text) return row.value;
  return std::nullopt;
}

// "3b" to "3c", "1.7" to "1.8", "9" to "10"; nothing where it ends in neither a digit nor a letter that has a next one.
std::optional<std::string> next_of(std::string_view ref) {
  std::string next(ref);
  if (next.empty()) return std::nullopt;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (is_digit(next.back())) {
    for (std::size_t at = next.size(); at > 0 && is_digit(next[at - 1]); --at) {
      if (next[at - 1] != '9') {
        ++next[at - 1];
        return next;
      }
      next[at - 1] = '0';
      if (at == 1 || !is_digit(next[at - 2])) return next.insert(at - 1, "1");
    }
  }
  const bool has_next = (next.back() >= 'a' && next.back() < 'z') || (next.back() >= 'A' && next.back() < 'Z');
  if (!has_next) return std::nullopt;
  ++next.back();
  return next;
}

const Action* find_by_number(const Actions& actions, Number number) {
  // Numbers start at 1 and rarely have gaps, so an action mostly stands at its own number.
  if (number >= 1 && number <= actions.size() && actions[number - 1].number == number) return &actions[number - 1];
  const auto at = std::lower_bound(actions.begin(), actions.end(), number,
                                   [](const Action& action, Number wanted) { return action.number < wanted; });
  return at != actions.end() && at->number == number ? &*at : nullptr;
}

}  // namespace

const Action* find_action(const Plan& plan, Number number) {
  return find_by_number(plan.actions, number);
}
const Action* find_withdrawn_action(const Plan& plan, Number number) {
  return find_by_number(plan.withdrawn_actions, number);
}

bool waits_for(const Action& action, std::string_view asking) {
  return std::any_of(action.askings.begin(), action.askings.end(),
                     [&](const Asking& each) { return each.of == asking; });
}

bool is_about_asking(const Happening& happening) {
  const std::string& what = happening.what;
  return what == "asked for an update" || what == "not asked after all" || what == "answered by link" ||
         what == "answer sent back" || what == "answer set aside";
}

std::string returned_name(std::string_view request) {
  return std::string(request) + "-returned";
}

bool has_answered(const Action& action, std::string_view request) {
  return std::any_of(action.sent_answers.begin(), action.sent_answers.end(),
                     [&](const SentAnswer& each) { return each.request == request; });
}

const RemarkAnswer* find_remark_answer(const Action& action, std::string_view code, std::string_view facts) {
  for (const RemarkAnswer& answer : action.remark_answers)
    if (answer.code == code && answer.facts == facts) return &answer;
  return nullptr;
}

bool counts(const Evidence& evidence, Date as_at) {
  return evidence.withdrawn.empty() && !(evidence.expires && *evidence.expires < as_at);
}

namespace {
template <class Things>
const typename Things::value_type* numbered(const Things& things, std::uint32_t number) {
  const auto found =
      std::find_if(things.begin(), things.end(), [&](const auto& thing) { return thing.number == number; });
  return found == things.end() ? nullptr : &*found;
}
}  // namespace

const Evidence* find_evidence(const Action& action, std::uint32_t number) {
  return numbered(action.evidence_items, number);
}
const Challenge* find_challenge(const Action& action, std::uint32_t number) {
  return numbered(action.challenges, number);
}
const Challenge* open_challenge(const Action& action) {
  const auto found = std::find_if(action.challenges.begin(), action.challenges.end(),
                                  [](const Challenge& challenge) { return challenge.end == ChallengeEnd::open; });
  return found == action.challenges.end() ? nullptr : &*found;
}

const Finding* find_finding(const Plan& plan, std::string_view ref) {
  for (const Finding& finding : plan.findings)
    if (finding.ref == ref) return &finding;
  return nullptr;
}

const Recommendation* find_recommendation(const Plan& plan, std::string_view ref) {
  for (const Recommendation& recommendation : plan.recommendations)
    if (recommendation.ref == ref) return &recommendation;
  return nullptr;
}

const Finding* find_withdrawn_finding(const Plan& plan, std::string_view ref) {
  for (const Finding& finding : plan.withdrawn_findings)
    if (finding.ref == ref) return &finding;
  return nullptr;
}
const Recommendation* find_withdrawn_recommendation(const Plan& plan, std::string_view ref) {
  for (const Recommendation& recommendation : plan.withdrawn_recommendations)
    if (recommendation.ref == ref) return &recommendation;
  return nullptr;
}

std::string next_finding_ref(const Plan& plan) {
  const auto taken = [&](std::string_view ref) { return find_finding(plan, ref) || find_withdrawn_finding(plan, ref); };
  std::string ref = "1";
  if (!plan.findings.empty()) ref = next_of(plan.findings.back().ref).value_or(ref);
  while (taken(ref)) ref = next_of(ref).value_or(ref + "2");
  return ref;
}
std::string next_recommendation_ref(const Plan& plan, std::string_view finding) {
  const auto taken = [&](std::string_view ref) {
    return find_recommendation(plan, ref) || find_withdrawn_recommendation(plan, ref);
  };
  std::string ref = finding.empty() ? "1" : std::string(finding) + "a";
  for (const Recommendation& each : plan.recommendations)
    if (each.finding == finding) ref = next_of(each.ref).value_or(ref);
  while (taken(ref)) ref = next_of(ref).value_or(ref + "2");
  return ref;
}

bool Step::Stood::operator==(const Stood& other) const {
  const bool same_action = action && other.action ? *action == *other.action : action == other.action;
  return same_action && withdrawn == other.withdrawn && place == other.place && finding == other.finding &&
         recommendation == other.recommendation && response == other.response && key == other.key &&
         earlier_keys == other.earlier_keys && title == other.title && review == other.review && clock == other.clock;
}

const ReportParagraph* find_paragraph(const Plan& plan, std::string_view ref) {
  for (const ReportParagraph& paragraph : plan.paragraphs)
    if (!paragraph.case_example && paragraph.ref == ref) return &paragraph;
  return nullptr;
}

std::vector<AgencyId> awaiting_response(const Plan& plan, const Recommendation& recommendation) {
  std::vector<AgencyId> awaiting;
  if (plan.review.kind != ReviewKind::inspection) return awaiting;
  const auto acts = [&](const AgencyId& agency) {
    return std::any_of(plan.actions.begin(), plan.actions.end(), [&](const Action& action) {
      const bool theirs = action.agency == agency || std::find(action.supporting.begin(), action.supporting.end(),
                                                               agency) != action.supporting.end();
      return theirs && std::find(action.recommendations.begin(), action.recommendations.end(), recommendation.ref) !=
                           action.recommendations.end();
    });
  };
  for (const AgencyId& agency : recommendation.addressed_to)
    if (!plan.responses.contains({recommendation.ref, agency}) && !acts(agency)) awaiting.push_back(agency);
  return awaiting;
}

std::optional<Date> answer_due(const AnswerClock& clock) {
  if (clock.due) return clock.due;
  if (!clock.received || clock.count == 0 || clock.count > 10'000) return std::nullopt;
  const auto count = static_cast<int>(clock.count);
  switch (clock.unit) {
    case ClockUnit::working_days:
      return plus_working_days(*clock.received, clock.count);
    case ClockUnit::days:
      return clock.received->plus_days(count);
    case ClockUnit::weeks:
      return clock.received->plus_days(7 * count);
    case ClockUnit::months:
      return clock.received->plus_months(count);
  }
  return std::nullopt;
}

std::optional<std::string> field_text(const Action& action, std::string_view field) {
  if (field == "wording") return action.wording;
  if (field == "response") return action.response;
  if (field == "constraints") return action.constraints;
  if (field == "evidence") return action.evidence;
  if (field == "outcome") return action.outcome;
  if (field == "lead") return action.lead;
  if (field == "reference") return action.reference;
  if (field == "finding") return action.finding;
  if (field == "place") return action.place;
  if (field == "as_imported") return action.as_imported;
  if (field == "recommendations") return join(action.recommendations, "\n");
  if (field == "places") {
    std::vector<std::string> places;
    for (const FieldPlace& each : action.places) places.push_back(each.field + "\t" + each.place);
    return join(places, "\n");
  }
  if (field == "supporting") {
    std::vector<std::string> ids;
    for (const AgencyId& agency : action.supporting) ids.push_back(agency.text());
    return join(ids, "\n");
  }
  return std::nullopt;
}

std::string action_id(const PlanId& plan, Number number) {
  return plan.text() + "-" + std::to_string(number);
}

std::optional<std::pair<PlanId, Number>> parse_action_id(std::string_view text) {
  const std::size_t dash = text.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view plan = text.substr(0, dash), digits = text.substr(dash + 1);
  if (!is_id_text(plan) || digits.empty() || digits.front() < '1' || digits.front() > '9') return std::nullopt;
  Number number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return std::pair(PlanId(std::string(plan)), number);
}

std::string_view to_text(ReviewKind kind) {
  return row_of(review_kinds, kind).text;
}
std::string_view in_words(ReviewKind kind) {
  return row_of(review_kinds, kind).words;
}
std::optional<ReviewKind> review_kind_from_text(std::string_view text) {
  return from_text(review_kinds, text);
}
std::string_view to_text(ReviewStage stage) {
  return row_of(review_stages, stage).text;
}
std::string_view in_words(ReviewStage stage) {
  return row_of(review_stages, stage).words;
}
std::optional<ReviewStage> review_stage_from_text(std::string_view text) {
  return from_text(review_stages, text);
}
std::string_view to_text(ResponseKind kind) {
  return row_of(response_kinds, kind).text;
}
std::string_view in_words(ResponseKind kind) {
  return row_of(response_kinds, kind).words;
}
std::optional<ResponseKind> response_kind_from_text(std::string_view text) {
  return from_text(response_kinds, text);
}
std::string_view to_text(ClosureKind kind) {
  return row_of(closure_kinds, kind).text;
}
std::string_view in_words(ClosureKind kind) {
  return row_of(closure_kinds, kind).words;
}
std::optional<ClosureKind> closure_kind_from_text(std::string_view text) {
  return from_text(closure_kinds, text);
}
std::string_view to_text(ClockUnit unit) {
  return row_of(clock_units, unit).text;
}
std::string_view in_words(ClockUnit unit) {
  return row_of(clock_units, unit).words;
}
std::optional<ClockUnit> clock_unit_from_text(std::string_view text) {
  return from_text(clock_units, text);
}
std::string_view to_text(ChallengeEnd end) {
  return row_of(challenge_ends, end).text;
}
std::string_view in_words(ChallengeEnd end) {
  return row_of(challenge_ends, end).words;
}
std::optional<ChallengeEnd> challenge_end_from_text(std::string_view text) {
  return from_text(challenge_ends, text);
}

std::string_view to_text(AnswerEnd end) {
  return row_of(answer_ends, end).text;
}
std::optional<AnswerEnd> answer_end_from_text(std::string_view text) {
  return from_text(answer_ends, text);
}

std::string_view to_text(StepKind kind) {
  return row_of(step_kinds, kind).text;
}
std::optional<StepKind> step_kind_from_text(std::string_view text) {
  return from_text(step_kinds, text);
}

}  // namespace candour::plan
