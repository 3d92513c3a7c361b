#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "plan/events.h"

namespace candour::plan {
namespace {

Agency* agency_of(Partnership& partnership, const AgencyId& id) {
  return const_cast<Agency*>(find_agency(std::as_const(partnership), id));
}

struct PartnershipFold {
  Partnership& partnership;

  void operator()(const PartnershipNamed& event) const { partnership.name = event.name; }
  void operator()(const AgencyAdded& event) const {
    if (!agency_of(partnership, event.agency)) partnership.agencies.push_back({event.agency, event.name, {}});
  }
  void operator()(const AgencyRenamed& event) const {
    Agency* agency = agency_of(partnership, event.agency);
    if (!agency || agency->name == event.name) return;
    std::erase(agency->aliases, event.name);
    agency->aliases.push_back(std::exchange(agency->name, event.name));
  }
  void operator()(const AgencyAliasAdded& event) const {
    if (Agency* agency = agency_of(partnership, event.agency)) agency->aliases.push_back(event.alias);
  }
};

// What is taken back by undoing its step (steps.h); anything else has a way back of its own.
template <class Body>
constexpr bool can_be_undone = false;
template <>
constexpr bool can_be_undone<PlanRetitled> = true;
template <>
constexpr bool can_be_undone<AnswerDateSet> = true;
template <>
constexpr bool can_be_undone<KeySet> = true;
template <>
constexpr bool can_be_undone<RatingsReread> = true;
template <>
constexpr bool can_be_undone<FindingAdded> = true;
template <>
constexpr bool can_be_undone<FindingReworded> = true;
template <>
constexpr bool can_be_undone<FindingWithdrawn> = true;
template <>
constexpr bool can_be_undone<RecommendationAdded> = true;
template <>
constexpr bool can_be_undone<RecommendationReworded> = true;
template <>
constexpr bool can_be_undone<RecommendationWithdrawn> = true;
template <>
constexpr bool can_be_undone<ResponseGiven> = true;
template <>
constexpr bool can_be_undone<ActionAdded> = true;
template <>
constexpr bool can_be_undone<ActionChanged> = true;
template <>
constexpr bool can_be_undone<ActionMoved> = true;
template <>
constexpr bool can_be_undone<DateChanged> = true;
template <>
constexpr bool can_be_undone<Rated> = true;
template <>
constexpr bool can_be_undone<ActionWithdrawn> = true;
template <>
constexpr bool can_be_undone<ActionClosed> = true;
template <>
constexpr bool can_be_undone<ActionTied> = true;
template <>
constexpr bool can_be_undone<ActionUntied> = true;
template <>
constexpr bool can_be_undone<StepUndone> = true;

// As part of what was decided together over many rows, these are taken back with it: a body's decision with the claims
// it accepted, answers and workbooks that were taken in. Alone each has a way back of its own.
template <class Body>
constexpr bool can_be_undone_together = can_be_undone<Body>;
template <>
constexpr bool can_be_undone_together<UpdateGiven> = true;
template <>
constexpr bool can_be_undone_together<CompletionClaimed> = true;
template <>
constexpr bool can_be_undone_together<ClaimAccepted> = true;
template <>
constexpr bool can_be_undone_together<EvidenceAdded> = true;
template <>
constexpr bool can_be_undone_together<RetestScheduled> = true;
template <>
constexpr bool can_be_undone_together<AnswerSettled> = true;

std::string key_in_words(const Key& key) {
  std::vector<std::string> entries;
  for (const KeyEntry& entry : key.entries)
    entries.push_back(entry.as_written + " (" + std::string(in_words(entry.status)) + ")");
  return join(entries, ", ");
}
std::string plan_in_words(const std::string& title, const Review& review) {
  std::string words = title + " (" + std::string(in_words(review.kind));
  if (!review.name.empty()) words += ": " + review.name;
  if (review.stage) words += ", " + std::string(in_words(*review.stage));
  return words + ")";
}
std::string finding_in_words(const Finding& finding) {
  if (finding.title.empty() || finding.text.empty()) return finding.title + finding.text;
  return finding.title + "\n\n" + finding.text;
}

// Taken by value: an event that is given up is moved into the state.
class PlanFold {
 public:
  PlanFold(Plan& plan, const Stamp& stamp) : plan_(plan), stamp_(stamp) {}

  // Before any event of this kind: which step it belongs to.
  template <class Body>
  void begin() {
    if constexpr (std::is_same_v<Body, StepTaken>) plan_.open_step.reset();
    undoable_ = can_be_undone<Body> && !plan_.importing;
    step_ = plan_.importing ? 0 : plan_.version;
    if (!plan_.open_step) return;
    Plan::OpenStep& open = *plan_.open_step;
    step_ = open.id;
    kind_ = open.kind;
    const bool undoable = open.together.empty() ? can_be_undone<Body> : can_be_undone_together<Body>;
    if (!undoable) {
      open.lasting = true;
      forget(step_);
    }
    undoable_ = undoable && !plan_.importing && !open.lasting;
    if (--open.events == 0) {
      of_ = std::move(open.of);
      reason_ = std::move(open.reason);
      plan_.open_step.reset();
    } else {
      of_ = open.of;
      reason_ = open.reason;
    }
  }

  void operator()(PlanStarted event) {
    plan_.id = std::move(event.plan);
    plan_.title = std::move(event.title);
    plan_.review = std::move(event.review);
    plan_.as_at = event.as_at;
    plan_.cycle_months = event.cycle_months;
    plan_.started = stamp_.recorded;
  }

  void operator()(DocumentImported event) {
    Import import;
    import.id = event.import;
    import.document_name = std::move(event.document_name);
    import.document_sha256 = std::move(event.document_sha256);
    import.rows_imported = event.rows_imported;
    import.rows_skipped = event.rows_skipped;
    import.as_at = event.as_at;
    import.decisions = std::move(event.decisions);
    import.recorded = stamp_.recorded;
    import.actor = stamp_.actor;
    if (!plan_.imports.empty() || plan_.last_number > 0)
      import.before = Import::Before{
          plan_.as_at, plan_.key, plan_.earlier_keys, plan_.findings, plan_.recommendations, plan_.responses, {}, {}};
    plan_.imports.push_back(std::move(import));
    plan_.importing = std::move(event.import);
    // What came before is taken back by withdrawing the import first.
    plan_.steps.clear();
    plan_.last_steps.clear();
    if (event.as_at) plan_.as_at = event.as_at;
  }
  void operator()(const ImportFinished&) { plan_.importing.reset(); }

  void operator()(PlanRetitled event) {
    const Thing thing{Subject::plan, {}, {}};
    touching(thing);
    note(thing, "renamed", plan_in_words(plan_.title, plan_.review), plan_in_words(event.title, event.review));
    plan_.title = std::move(event.title);
    plan_.review = std::move(event.review);
  }

  void operator()(KeySet event) {
    const Thing thing{Subject::key, {}, {}};
    touching(thing);
    note(thing, "set", key_in_words(plan_.key), key_in_words(event.key));
    if (plan_.key.version > 0) plan_.earlier_keys.push_back(std::move(plan_.key));
    plan_.key = std::move(event.key);
    note_plan_changed();
  }
  void operator()(const RatingsReread& event) {
    for (Action& action : plan_.actions) {
      if (action.rating.key_version != event.former_key) continue;
      const std::string wanted = folded(collapsed(action.rating.as_written));
      for (const KeyEntry& entry : plan_.key.entries)
        if (folded(collapsed(entry.as_written)) == wanted) read_again(action, entry);
    }
  }

  void operator()(FindingAdded event) { add(Subject::finding, plan_.findings, std::move(event.finding)); }
  void operator()(FindingReworded event) { reword(Subject::finding, plan_.findings, std::move(event.finding)); }
  void operator()(const FindingWithdrawn& event) {
    withdraw(Subject::finding, plan_.findings, plan_.withdrawn_findings, event.ref, event.reason);
  }
  void operator()(RecommendationAdded event) {
    add(Subject::recommendation, plan_.recommendations, std::move(event.recommendation));
  }
  void operator()(RecommendationReworded event) {
    reword(Subject::recommendation, plan_.recommendations, std::move(event.recommendation));
  }
  void operator()(const RecommendationWithdrawn& event) {
    withdraw(Subject::recommendation, plan_.recommendations, plan_.withdrawn_recommendations, event.ref, event.reason);
  }

  void operator()(ResponseGiven event) {
    note_plan_changed();
    if (!plan_.importing)
      for (Import& import : plan_.imports) import.responded_since = true;
    if (!plan_.importing)
      for (Action& action : plan_.actions)
        if (action.agency == event.agency && serves(action, event.recommendation)) action.answered = true;
    const Thing thing{Subject::response, event.recommendation, event.agency};
    touching(thing);
    built_on({Subject::recommendation, event.recommendation, {}});
    const auto former = plan_.responses.find({event.recommendation, event.agency});
    note(thing, former == plan_.responses.end() ? "response given" : "response changed",
         former == plan_.responses.end() ? std::string() : response_in_words(former->second),
         response_in_words(event.response));
    plan_.responses.insert_or_assign({std::move(event.recommendation), std::move(event.agency)},
                                     std::move(event.response));
  }

  void operator()(AttentionDrawn event) { plan_.attention.push_back(std::move(event.attention)); }
  void operator()(ParagraphKept event) { plan_.paragraphs.push_back(std::move(event.paragraph)); }
  void operator()(AnswerClockRead event) { plan_.clock = std::move(event.clock); }
  void operator()(AnswerDateSet event) {
    const Thing thing{Subject::plan, {}, {}};
    touching(thing);
    const auto in_words = [&] {
      const auto due = plan_.clock ? answer_due(*plan_.clock) : std::nullopt;
      return due ? due->words() : std::string();
    };
    std::string former = in_words();
    if (!plan_.clock) plan_.clock.emplace();
    plan_.clock->received = event.received;
    plan_.clock->due = event.due;
    note(thing, "day of the answer set", std::move(former), in_words(), std::move(event.reason));
  }

  void operator()(ActionAdded event) {
    Action& action = event.action;
    if (action.number == 0 || find_action(plan_, action.number) || find_withdrawn_action(plan_, action.number)) return;
    plan_.last_number = std::max(plan_.last_number, action.number);
    if (plan_.importing) {
      action.import = *plan_.importing;
      if (Import::Before* before = this_import()) before->added.push_back(action.number);
    } else {
      action.answered = true;
    }
    const Number number = action.number;
    const bool split = kind_ == StepKind::split && !of_.empty();
    note(action, "added", {}, {}, split ? because("Split from action " + of_ + ".") : std::string());
    insert(plan_.actions, std::move(action));
    if (undoable_) remember(thing_of(number), {.action = stated(*find(plan_.actions, number)), .withdrawn = true});
    if (!split) return;
    if (Action* parent = changing(number_of(of_))) note(*parent, "split", {}, "action " + std::to_string(number));
  }

  void operator()(ActionChanged event) {
    Action* action = changing(event.number);
    if (!action) return;
    set_field(*action, event.field, event.to);
    if (event.field == "evidence") action->evidence_since = !action->updates.empty();
    if (event.field == "place" || event.field == "places" || event.field == "as_imported") return;
    note(*action, event.field == "wording" ? "reworded" : event.field + " changed", std::move(event.from),
         std::move(event.to), std::move(event.reason));
  }

  void operator()(ActionMoved event) {
    Action* action = changing(event.number);
    if (!action) return;
    note(*action, "moved", event.from.text(), event.to.text(), std::move(event.reason));
    action->agency = std::move(event.to);
  }

  void operator()(DateChanged event) {
    Action* action = changing(event.number);
    if (!action) return;
    const bool put_back = action->due && (!event.to || *event.to > *action->due);
    if (put_back) ++action->slips;
    if (!action->original_due) action->original_due = event.to;
    note(*action, "date changed", std::move(action->target), event.target, std::move(event.reason));
    action->due = event.to;
    action->target = std::move(event.target);
    action->dates = std::move(event.dates);
  }

  void operator()(Rated event) {
    Action* action = changing(event.number);
    if (!action) return;
    Rating& rating = event.rating;
    const bool says_something = rating.status != Status::not_stated;
    const bool moderated = !event.moderated_as.empty();
    if (says_something && !moderated)
      confirm(*action, rating.as_at, plan_.importing ? Answers::where_later : Answers::always);
    note(*action, moderated ? "moderated" : "rated", action->rating.as_written, rating.as_written,
         std::move(event.reason));
    moderate(*action, rating, std::move(event.moderated_as));
    if (action->rating.status != Status::not_stated || !action->rating.as_written.empty())
      action->earlier_ratings.push_back(std::move(action->rating));
    action->rating = std::move(rating);
    if (plan_.importing && says_something) take_as_claim(*action);
  }

  void operator()(UpdateGiven event) {
    Action* action = changing(event.number);
    if (!action) return;
    confirm(*action, event.update.as_at, Answers::always);
    if (event.update.unchanged_since)
      note(*action, "confirmed unchanged", "",
           "No change since " + event.update.unchanged_since->words() + ": " + event.update.narrative);
    else
      note(*action, "updated", "", event.update.narrative);
    action->updates.push_back(std::move(event.update));
    action->evidence_since = false;
  }

  void operator()(CompletionClaimed event) {
    Action* action = changing(event.number);
    if (!action) return;
    action->delivery = DeliveryClaim::claimed_complete;
    action->completed = event.completed;
    action->claimed_by = std::move(event.by);
    action->claim_text = event.evidence_or_why_none;
    confirm(*action, stamp_.speaks_of, Answers::always);
    note(*action, "claimed complete", "", event.completed.iso(), std::move(event.evidence_or_why_none));
  }

  void operator()(ClaimAccepted event) {
    Action* action = changing(event.number);
    if (!action) return;
    action->delivery = DeliveryClaim::accepted_complete;
    action->accepted_by = std::move(event.by);
    note(*action, "claim accepted", "", "", std::move(event.reason));
  }

  void operator()(ClaimReturned event) {
    Action* action = changing(event.number);
    if (!action) return;
    action->delivery = DeliveryClaim::returned;
    forget_claim(*action);
    note(*action, "claim returned", "", "", std::move(event.reason));
  }

  void operator()(EvidenceAdded event) {
    Action* action = changing(event.number);
    if (!action) return;
    note(*action, "evidence added", "", event.evidence.description);
    action->evidence_items.push_back(std::move(event.evidence));
  }

  void operator()(EvidenceTested event) {
    Action* action = changing(event.number);
    if (!action) return;
    for (Evidence& evidence : action->evidence_items) {
      if (evidence.number != event.evidence) continue;
      evidence.tested = event.tested;
      evidence.tested_by = event.by;
      evidence.test_finding = event.finding;
      evidence.failed = event.failed;
      note(*action, event.failed ? "evidence tested, and found wanting" : "evidence tested", "", evidence.description,
           event.finding);
      return;
    }
  }

  void operator()(EvidenceWithdrawn event) {
    Action* action = changing(event.number);
    if (!action) return;
    for (Evidence& evidence : action->evidence_items) {
      if (evidence.number != event.evidence || !evidence.withdrawn.empty()) continue;
      // Also where the words of the reason were erased it stays withdrawn.
      evidence.withdrawn = event.reason.empty() ? "the reason is not kept" : event.reason;
      note(*action, "evidence withdrawn", "", evidence.description, std::move(event.reason));
      return;
    }
  }

  void operator()(Challenged event) {
    Action* action = changing(event.number);
    if (!action || find_challenge(*action, event.challenge)) return;
    note(*action, "challenged", "", event.text, "An answer is due by " + event.answer_due.words() + ".");
    Challenge challenge;
    challenge.number = event.challenge;
    challenge.text = std::move(event.text);
    challenge.by = std::move(event.by);
    challenge.raised = stamp_.speaks_of;
    challenge.answer_due = event.answer_due;
    action->challenges.push_back(std::move(challenge));
  }
  void operator()(ChallengeAnswered event) {
    Action* action = changing(event.number);
    Challenge* challenge = action ? challenge_in(*action, event.challenge) : nullptr;
    if (!challenge) return;
    note(*action, "challenge answered", "", event.answer);
    challenge->answer = std::move(event.answer);
    challenge->answered_by = std::move(event.by);
    challenge->answered = stamp_.speaks_of;
  }
  void operator()(ChallengeEnded event) {
    Action* action = changing(event.number);
    Challenge* challenge = action ? challenge_in(*action, event.challenge) : nullptr;
    if (!challenge) return;
    note(*action, event.end == ChallengeEnd::upheld ? "challenge upheld" : "challenge withdrawn", "", challenge->text,
         event.reason);
    challenge->end = event.end;
    challenge->reason = std::move(event.reason);
    challenge->ended_by = std::move(event.by);
    challenge->ended = stamp_.speaks_of;
  }

  void operator()(RetestScheduled event) {
    Action* action = changing(event.number);
    if (!action) return;
    const std::string before = action->retest_due ? action->retest_due->words() : std::string();
    note(*action, event.due ? "re-test scheduled" : "re-test given up", before,
         event.due ? "by " + event.due->words() : std::string(), std::move(event.reason));
    action->retest_due = event.due;
  }
  void operator()(Retested event) {
    Action* action = changing(event.number);
    if (!action) return;
    note(*action, event.holds ? "re-tested: it still holds" : "re-tested: it no longer holds", "",
         std::move(event.finding), event.next ? "It is tested again by " + event.next->words() + "." : std::string());
    action->retest_due = event.next;
  }

  void operator()(Embedded event) {
    Action* action = changing(event.number);
    if (!action) return;
    action->delivery = DeliveryClaim::embedded;
    note(*action, "shown to be embedded", "", "", std::move(event.reason));
  }

  void operator()(ActionClosed event) {
    Action* action = changing(event.number);
    if (!action) return;
    note(*action, "closed", "", std::string(in_words(event.closure.kind)), event.closure.reason);
    action->closure = std::move(event.closure);
  }

  void operator()(ActionReopened event) {
    Action* action = changing(event.number);
    if (!action) return;
    action->closure.reset();
    action->delivery = DeliveryClaim::reopened;
    action->retest_due.reset();
    forget_claim(*action);
    note(*action, "reopened", "", "", std::move(event.reason));
  }

  void operator()(ActionWithdrawn event) {
    Action* action = changing(event.number);
    if (!action) return;
    const bool merged = kind_ == StepKind::merge && !of_.empty();
    note(*action, "withdrawn", "", "", merged ? because("Merged into action " + of_ + ".") : std::move(event.reason));
    Action gone = std::move(*action);
    plan_.actions.erase(place_of(plan_.actions, event.number));
    insert(plan_.withdrawn_actions, std::move(gone));
    if (!merged) return;
    if (Action* other = changing(number_of(of_)))
      note(*other, "merged with another", {}, "action " + std::to_string(event.number));
  }

  void operator()(ActionTied event) {
    Action* action = changing(event.number);
    if (!action || tie_of(*action, event.tie.plan, event.tie.recommendation) != action->ties.end()) return;
    note(*action, "tied to an inspector’s recommendation", "", event.tie.recommendation, event.tie.reason);
    action->ties.push_back(std::move(event.tie));
  }
  void operator()(ActionUntied event) {
    Action* action = changing(event.number);
    if (!action) return;
    const auto tie = tie_of(*action, event.plan, event.recommendation);
    if (tie == action->ties.end()) return;
    action->ties.erase(tie);
    note(*action, "no longer tied to an inspector’s recommendation", event.recommendation, "", std::move(event.reason));
  }

  void operator()(RemarkAnswered event) {
    Action* action = changing(event.number);
    if (!action || find_remark_answer(*action, event.code, event.facts)) return;
    note(*action, "remark answered", "", event.code, event.reason);
    action->remark_answers.push_back({std::move(event.code), std::move(event.facts), std::move(event.reason),
                                      std::move(event.by), stamp_.recorded, action->history.size() - 1});
  }
  void operator()(RemarkReopened event) {
    Action* action = changing(event.number);
    if (!action) return;
    const std::size_t answered = std::erase_if(action->remark_answers, [&](const RemarkAnswer& answer) {
      return answer.code == event.code && answer.facts == event.facts;
    });
    if (answered > 0) note(*action, "remark reopened", event.code, "", std::move(event.reason));
  }

  void operator()(const UpdateAsked& event) {
    for (const Number number : event.numbers) {
      Action* action = find(plan_.actions, number);
      if (!action) continue;
      touching(thing_of(number));
      action->askings.push_back({stamp_.speaks_of, event.deadline, event.asking});
      note(*action, "asked for an update", "", "by " + event.deadline.words());
    }
  }
  // Beside all that stands, which it changes nothing of: what can be undone still can.
  void operator()(const AnswerSent& event) {
    for (const Number number : event.numbers) {
      Action* action = find(plan_.actions, number);
      if (!action) continue;
      forget_answer(*action, event.request);
      action->sent_answers.push_back({stamp_.speaks_of, event.request});
      note(*action, "answered by link");
    }
  }
  void operator()(const AnswerSettled& event) {
    for (const Number number : event.numbers) {
      Action* action = find(plan_.actions, number);
      if (!action || !has_answered(*action, event.request)) continue;
      touching(thing_of(number));
      const Date sent = answer_of(*action, event.request)->on;
      forget_answer(*action, event.request);
      if (event.end == AnswerEnd::returned) {
        std::erase_if(action->askings, [&](const Asking& asking) { return asking.on <= sent; });
        action->askings.push_back(
            {stamp_.speaks_of, event.due.value_or(stamp_.speaks_of), returned_name(event.request)});
        note(*action, "answer sent back", "", "", event.reason);
      } else if (event.end == AnswerEnd::set_aside) {
        note(*action, "answer set aside", "", "", event.reason);
      }
    }
  }
  void operator()(const AskingTakenBack& event) {
    const auto is_it = [&](const Asking& asking) { return asking.of == event.asking; };
    for (const Number number : event.numbers) {
      for (Import& import : plan_.imports)
        if (import.before)
          if (const auto stood = import.before->actions.find(number); stood != import.before->actions.end())
            std::erase_if(stood->second.askings, is_it);
      Action* action = find(plan_.actions, number);
      if (!action || !waits_for(*action, event.asking)) continue;
      touching(thing_of(number));
      std::erase_if(action->askings, is_it);
      note(*action, "not asked after all", "", "", event.reason);
    }
  }

  void operator()(ImportWithdrawn event) {
    const auto at = std::find_if(plan_.imports.begin(), plan_.imports.end(),
                                 [&](const Import& import) { return import.id == event.import; });
    if (at == plan_.imports.end()) return;
    Import import = std::move(*at);
    plan_.imports.erase(at);
    plan_.steps.clear();
    plan_.last_steps.clear();
    if (import.before)
      take_back(std::move(*import.before), event.reason);
    else
      plan_.withdrawn = std::move(event.reason);
  }

  void operator()(PlanWithdrawn event) {
    note(Thing{Subject::plan, {}, {}}, "withdrawn", {}, {}, event.reason);
    plan_.withdrawn = std::move(event.reason);
  }

  void operator()(StepTaken event) {
    if (event.events == 0) return;
    if (!event.together.empty()) plan_.together.emplace(plan_.version, event.together);
    plan_.open_step = Plan::OpenStep{plan_.version,
                                     event.events,
                                     event.kind,
                                     std::move(event.of),
                                     std::move(event.reason),
                                     std::move(event.together)};
  }

  // The last that was touched goes back first, so that each finds its place again.
  void operator()(const StepUndone& event) {
    const auto at = plan_.steps.find(event.step);
    if (at == plan_.steps.end()) return;
    Step undone = std::move(at->second);
    reason_ = event.reason;
    for (const auto& [thing, unused] : undone.before) plan_.last_steps.erase(thing);
    plan_.steps.erase(at);
    for (auto each = undone.before.rbegin(); each != undone.before.rend(); ++each)
      remember(each->first, put_back(each->first, std::move(each->second), event.step));
  }

 private:
  enum class Answers { always, where_later };

  // Looked for without touching the others, which stay shared.
  static Action* find(Actions& actions, Number number) {
    const auto at = place_of(actions, number);
    if (at == std::as_const(actions).end() || at->number != number) return nullptr;
    return &actions[static_cast<std::size_t>(at - std::as_const(actions).begin())];
  }
  static Actions::const_iterator place_of(const Actions& actions, Number number) {
    // Numbers start at 1 and rarely have gaps, so an action mostly stands at its own number.
    if (number >= 1 && number <= actions.size() && actions[number - 1].number == number)
      return actions.begin() + (static_cast<std::ptrdiff_t>(number) - 1);
    return std::lower_bound(actions.begin(), actions.end(), number,
                            [](const Action& action, Number wanted) { return action.number < wanted; });
  }
  static void insert(Actions& actions, Action action) {
    if (actions.empty() || std::as_const(actions).back().number < action.number) {
      actions.push_back(std::move(action));
      return;
    }
    const auto at = place_of(actions, action.number);
    actions.insert(at, std::move(action));
  }

  static std::vector<Tie>::iterator tie_of(Action& action, const PlanId& plan, const std::string& recommendation) {
    return std::find_if(action.ties.begin(), action.ties.end(),
                        [&](const Tie& tie) { return tie.plan == plan && tie.recommendation == recommendation; });
  }

  static Challenge* challenge_in(Action& action, std::uint32_t number) {
    return const_cast<Challenge*>(find_challenge(std::as_const(action), number));
  }

  static bool serves(const Action& action, const std::string& recommendation) {
    return std::find(action.recommendations.begin(), action.recommendations.end(), recommendation) !=
           action.recommendations.end();
  }

  static std::string in_words_of(const Finding& finding) { return finding_in_words(finding); }
  static std::string in_words_of(const Recommendation& recommendation) { return recommendation.text; }
  static std::string response_in_words(const Response& response) {
    return std::string(in_words(response.kind)) + (response.text.empty() ? "" : ": " + response.text);
  }

  // ---- Findings and recommendations ----

  static std::string name_of(Subject subject) { return subject == Subject::finding ? "finding " : "recommendation "; }
  void note_rewording(const Thing& thing, const Finding& there, const Finding& item) {
    note(thing, "reworded", finding_in_words(there), finding_in_words(item));
  }
  void note_rewording(const Thing& thing, const Recommendation& there, const Recommendation& item) {
    const auto one_a_line = [](const std::vector<AgencyId>& agencies) {
      std::vector<std::string> ids;
      for (const AgencyId& id : agencies) ids.push_back(id.text());
      return join(ids, "\n");
    };
    if (there.text != item.text) note(thing, "reworded", there.text, item.text);
    if (there.finding != item.finding)
      note(thing, "moved to another finding", there.finding.empty() ? "" : "Finding " + there.finding,
           item.finding.empty() ? "" : "Finding " + item.finding);
    if (there.addressed_to != item.addressed_to)
      note(thing, "addressed to others", one_a_line(there.addressed_to), one_a_line(item.addressed_to));
  }

  template <class Item>
  void add(Subject subject, std::vector<Item>& items, Item item) {
    note_plan_changed();
    const Thing thing{subject, item.ref, {}};
    if (undoable_) {
      touching(thing, false);
      Step::Stood stood = stood_of(item);
      stood.withdrawn = true;
      stood.place = items.size();
      remember(thing, std::move(stood));
    }
    const bool split = kind_ == StepKind::split && !of_.empty();
    note(thing, "added", {}, in_words_of(item),
         split ? because("Split from " + name_of(subject) + of_ + ".") : std::string());
    if (split) {
      const Thing parent{subject, of_, {}};
      touching(parent);
      note(parent, "split", {}, name_of(subject) + item.ref);
    }
    items.push_back(std::move(item));
  }
  template <class Item>
  void reword(Subject subject, std::vector<Item>& items, Item item) {
    note_plan_changed();
    for (Item& there : items)
      if (there.ref == item.ref) {
        const Thing thing{subject, item.ref, {}};
        touching(thing);
        note_rewording(thing, there, item);
        there = std::move(item);
        return;
      }
  }
  template <class Item>
  void withdraw(Subject subject, std::vector<Item>& items, std::vector<Item>& gone, const std::string& ref,
                const std::string& reason) {
    note_plan_changed();
    const auto at = std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.ref == ref; });
    if (at == items.end()) return;
    const Thing thing{subject, ref, {}};
    touching(thing);
    const bool merged = kind_ == StepKind::merge && !of_.empty();
    note(thing, "withdrawn", in_words_of(*at), {},
         merged ? because("Merged into " + name_of(subject) + of_ + ".") : reason);
    gone.push_back(std::move(*at));
    items.erase(at);
    if (!merged) return;
    const Thing other{subject, of_, {}};
    touching(other);
    note(other, "merged with another", {}, name_of(subject) + ref);
  }

  // ---- Steps ----

  static Thing thing_of(Number number) { return {Subject::action, std::to_string(number), {}}; }
  static Number number_of(const std::string& text) {
    Number number = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  std::string because(std::string sentence) const { return reason_.empty() ? sentence : sentence + " " + reason_; }

  static std::shared_ptr<const Action> stated(Action& action) {
    std::vector<Happening> history = std::exchange(action.history, {});
    auto kept = std::make_shared<const Action>(action);
    action.history = std::move(history);
    return kept;
  }
  static Step::Stood stood_of(const Finding& finding) { return {.finding = finding}; }
  static Step::Stood stood_of(const Recommendation& recommendation) { return {.recommendation = recommendation}; }
  template <class Item>
  static Step::Stood stood_of(const std::vector<Item>& standing, const std::vector<Item>& withdrawn,
                              const std::string& ref) {
    for (const std::vector<Item>* items : {&standing, &withdrawn})
      for (const Item& item : *items) {
        if (item.ref != ref) continue;
        Step::Stood stood = stood_of(item);
        stood.withdrawn = items == &withdrawn;
        stood.place = static_cast<std::size_t>(&item - items->data());
        return stood;
      }
    return {};
  }
  Step::Stood as_it_stands(const Thing& thing) {
    switch (thing.subject) {
      case Subject::plan:
        return {.title = plan_.title, .review = plan_.review, .clock = plan_.clock};
      case Subject::key:
        return {.key = plan_.key, .earlier_keys = plan_.earlier_keys};
      case Subject::finding:
        return stood_of(plan_.findings, plan_.withdrawn_findings, thing.ref);
      case Subject::recommendation:
        return stood_of(plan_.recommendations, plan_.withdrawn_recommendations, thing.ref);
      case Subject::response: {
        const auto at = plan_.responses.find({thing.ref, thing.agency});
        return {.response = at == plan_.responses.end() ? std::nullopt : std::optional(at->second)};
      }
      case Subject::action: {
        const Number number = number_of(thing.ref);
        Action* action = find(plan_.actions, number);
        const bool withdrawn = action == nullptr;
        if (withdrawn) action = find(plan_.withdrawn_actions, number);
        return {.action = action ? stated(*action) : nullptr, .withdrawn = withdrawn};
      }
    }
    return {};
  }

  // Something is about to happen to the thing: an earlier step that touched it can no longer be undone, and this one
  // remembers how it stood, where it can be undone itself.
  void touching(const Thing& thing, bool remembering = true) {
    if (plan_.importing) return;
    const auto last = plan_.last_steps.find(thing);
    if (last != plan_.last_steps.end()) {
      if (last->second == step_ && undoable_) return;
      forget(last->second);
    }
    if (undoable_ && remembering) remember(thing, as_it_stands(thing));
  }
  // What happens rests on how the thing now stands.
  void built_on(const Thing& thing) {
    const auto last = plan_.last_steps.find(thing);
    if (last != plan_.last_steps.end() && last->second != step_) forget(last->second);
  }
  void remember(const Thing& thing, Step::Stood stood) {
    Step& step = plan_.steps[step_];
    step.id = step_;
    step.recorded = stamp_.recorded;
    step.actor = stamp_.actor;
    step.before.emplace_back(thing, std::move(stood));
    plan_.last_steps.insert_or_assign(thing, step_);
  }
  void forget(std::uint64_t id) {
    const auto at = plan_.steps.find(id);
    if (at == plan_.steps.end()) return;
    for (const auto& [thing, unused] : at->second.before) plan_.last_steps.erase(thing);
    plan_.steps.erase(at);
  }

  // Puts the thing back as it stood, and returns how it stood until now.
  Step::Stood put_back(const Thing& thing, Step::Stood stood, std::uint64_t undone) {
    Step::Stood now = as_it_stands(thing);
    switch (thing.subject) {
      case Subject::plan:
        plan_.title = std::move(stood.title);
        plan_.review = std::move(stood.review);
        plan_.clock = std::move(stood.clock);
        break;
      case Subject::key:
        plan_.key = std::move(stood.key);
        plan_.earlier_keys = std::move(stood.earlier_keys);
        break;
      case Subject::finding:
        put_back(plan_.findings, plan_.withdrawn_findings, std::move(stood.finding), stood, now.withdrawn);
        break;
      case Subject::recommendation:
        put_back(plan_.recommendations, plan_.withdrawn_recommendations, std::move(stood.recommendation), stood,
                 now.withdrawn);
        break;
      case Subject::response:
        if (stood.response)
          plan_.responses.insert_or_assign({thing.ref, thing.agency}, std::move(*stood.response));
        else
          plan_.responses.erase({thing.ref, thing.agency});
        break;
      case Subject::action:
        if (stood.action && now.action) put_back(*stood.action, stood.withdrawn, now.withdrawn, undone);
        return now;
    }
    note_plan_changed();
    std::vector<std::string> whats;
    for (const PlanChange& change : plan_.history)
      if (change.thing == thing && change.happening.step == undone) whats.push_back(change.happening.what);
    note(thing, undoing(whats));
    return now;
  }
  template <class Item>
  static void put_back(std::vector<Item>& standing, std::vector<Item>& withdrawn, Item item, const Step::Stood& stood,
                       bool was_withdrawn) {
    std::vector<Item>& from = was_withdrawn ? withdrawn : standing;
    std::vector<Item>& to = stood.withdrawn ? withdrawn : standing;
    const auto at = std::find_if(from.begin(), from.end(), [&](const Item& each) { return each.ref == item.ref; });
    if (at == from.end()) return;
    if (&from == &to) {
      *at = std::move(item);
      return;
    }
    from.erase(at);
    const std::size_t place = stood.withdrawn ? to.size() : std::min(stood.place, to.size());
    to.insert(to.begin() + static_cast<std::ptrdiff_t>(place), std::move(item));
  }
  void put_back(const Action& stood, bool withdrawn, bool was_withdrawn, std::uint64_t undone) {
    Actions& from = was_withdrawn ? plan_.withdrawn_actions : plan_.actions;
    Action* now = find(from, stood.number);
    if (!now) return;
    Action back = stood;
    back.history = std::move(now->history);
    back.answered = true;
    keep_answers(back, *now);
    // A piece of evidence keeps its number, so it stays, as withdrawn.
    for (Evidence& there : now->evidence_items) {
      if (find_evidence(back, there.number)) continue;
      if (there.withdrawn.empty()) there.withdrawn = reason_.empty() ? "undone" : "undone: " + reason_;
      back.evidence_items.push_back(std::move(there));
    }
    std::vector<std::string> whats;
    for (const Happening& line : back.history)
      if (line.step == undone) whats.push_back(line.what);
    note(back, undoing(whats));
    if (withdrawn == was_withdrawn) {
      *now = std::move(back);
      return;
    }
    from.erase(place_of(from, stood.number));
    insert(withdrawn ? plan_.withdrawn_actions : plan_.actions, std::move(back));
  }
  // "undone: reworded"; what undid something is itself undone by doing that again.
  static std::string undoing(const std::vector<std::string>& whats) {
    static constexpr std::string_view undone = "undone: ", again = "done again: ";
    std::vector<std::string> all;
    bool doing_again = false;
    for (std::string what : whats) {
      for (const std::string_view prefix : {undone, again})
        if (std::string_view(what).substr(0, prefix.size()) == prefix) {
          doing_again = prefix == undone;
          what.erase(0, prefix.size());
        }
      if (std::find(all.begin(), all.end(), what) == all.end()) all.push_back(std::move(what));
    }
    return std::string(doing_again ? again : undone) + join(all, ", ");
  }

  void read_again(Action& action, const KeyEntry& entry) {
    const bool from_document = std::none_of(action.history.begin(), action.history.end(), [](const Happening& line) {
      return line.what == "rated" && line.step > 0;
    });
    const Status before = action.rating.status;
    Action* changed = changing(action.number);
    changed->rating.key_version = plan_.key.version;
    changed->rating.status = entry.status;
    if (before == entry.status) return;
    note(*changed, "rating read again", std::string(in_words(before)), std::string(in_words(entry.status)));
    const bool unclaimed =
        changed->delivery == DeliveryClaim::none || changed->delivery == DeliveryClaim::claimed_complete;
    if (from_document && unclaimed) take_as_claim(*changed);
  }

  Import::Before* this_import() {
    for (Import& import : plan_.imports)
      if (plan_.importing && import.id == *plan_.importing) return import.before ? &*import.before : nullptr;
    return nullptr;
  }

  // The action an event is about, remembered as it stood where a newer document changes it, and marked as answered
  // where a person does.
  Action* changing(Number number) {
    Action* action = find(plan_.actions, number);
    if (!action) return nullptr;
    if (!plan_.importing) {
      touching(thing_of(number));
      action->answered = true;
      return action;
    }
    Import::Before* before = this_import();
    if (before && action->import != *plan_.importing && before->actions.emplace(number, *action).second)
      action->answered = false;
    return action;
  }

  void note_plan_changed() {
    if (!plan_.importing && !plan_.imports.empty()) plan_.imports.back().changed_since = true;
  }

  void note(Action& action, std::string what, std::string from = {}, std::string to = {}, std::string reason = {}) {
    if (reason.empty()) reason = reason_;
    action.history.push_back({stamp_.recorded, stamp_.speaks_of, stamp_.actor, std::move(what), std::move(from),
                              std::move(to), std::move(reason), step_});
  }
  void note(const Thing& thing, std::string what, std::string from = {}, std::string to = {}, std::string reason = {}) {
    if (plan_.importing) return;
    if (reason.empty()) reason = reason_;
    plan_.history.push_back({thing,
                             {stamp_.recorded, stamp_.speaks_of, stamp_.actor, std::move(what), std::move(from),
                              std::move(to), std::move(reason), step_}});
  }

  static std::vector<SentAnswer>::iterator answer_of(Action& action, const std::string& request) {
    return std::find_if(action.sent_answers.begin(), action.sent_answers.end(),
                        [&](const SentAnswer& each) { return each.request == request; });
  }
  static void forget_answer(Action& action, const std::string& request) {
    std::erase_if(action.sent_answers, [&](const SentAnswer& each) { return each.request == request; });
  }
  // Those that came in the meantime, and those that wait again where what was decided of them is undone.
  static void keep_answers(Action& stood, Action& now) {
    for (SentAnswer& each : now.sent_answers)
      if (!has_answered(stood, each.request)) stood.sent_answers.push_back(std::move(each));
  }

  // Before the action has its new rating. Where owner and moderator say the same, nothing stands beside it.
  static void moderate(Action& action, const Rating& rating, std::string as) {
    std::optional<Moderation>& moderation = action.moderation;
    const auto is_same = [&](const Rating& other) { return other.as_written == rating.as_written; };
    if (!as.empty()) {
      Rating of_owner = moderation && !moderation->since ? moderation->of_owner : action.rating;
      moderation.reset();
      if (!is_same(of_owner)) moderation = Moderation{rating, std::move(as), std::move(of_owner), false};
    } else if (moderation && rating.status != Status::not_stated) {
      if (is_same(moderation->rating))
        moderation.reset();
      else
        moderation->since = true;
    }
  }

  static void confirm(Action& action, Date as_at, Answers answers) {
    if (!action.confirmed || *action.confirmed < as_at) action.confirmed = as_at;
    if (answers == Answers::where_later && !action.askings.empty() && as_at < action.askings.front().on) return;
    action.askings.clear();
  }

  static void forget_claim(Action& action) {
    action.completed.reset();
    action.claimed_by.clear();
    action.claim_text.clear();
    action.accepted_by.clear();
  }

  // A document's rating is its owner's claim, never more: it is complete only once a second person has accepted it.
  static void take_as_claim(Action& action) {
    const bool done = action.rating.status == Status::complete || action.rating.status == Status::embedded;
    switch (action.delivery) {
      case DeliveryClaim::none:
      case DeliveryClaim::returned:
      case DeliveryClaim::reopened:
        action.delivery = done ? DeliveryClaim::claimed_complete : action.delivery;
        // What was put back in progress is not closed by its old rating; a new one may say so again.
        if (!done && !is_open(action.rating.status)) action.delivery = DeliveryClaim::none;
        return;
      case DeliveryClaim::claimed_complete:
        if (!done && action.claimed_by.empty()) action.delivery = DeliveryClaim::none;
        return;
      case DeliveryClaim::accepted_complete:
      case DeliveryClaim::embedded:
        return;
    }
  }

  static void set_field(Action& action, const std::string& field, const std::string& to) {
    if (field == "wording") {
      action.wording = to;
      if (action.original_wording.empty()) action.original_wording = to;
    }
    if (field == "response") action.response = to;
    if (field == "constraints") action.constraints = to;
    if (field == "evidence") action.evidence = to;
    if (field == "outcome") action.outcome = to;
    if (field == "lead") action.lead = to;
    if (field == "reference") action.reference = to;
    if (field == "finding") action.finding = to;
    if (field == "place") action.place = to;
    if (field == "as_imported") action.as_imported = to;
    if (field == "places") {
      action.places.clear();
      for (std::string_view line : lines(to))
        if (const std::size_t tab = line.find('\t'); tab != std::string_view::npos)
          action.places.push_back({std::string(line.substr(0, tab)), std::string(line.substr(tab + 1))});
    }
    if (field == "recommendations") {
      action.recommendations.clear();
      for (std::string_view line : lines(to)) action.recommendations.emplace_back(line);
    }
    if (field == "supporting") {
      action.supporting.clear();
      for (std::string_view line : lines(to)) action.supporting.emplace_back(std::string(line));
    }
  }

  void take_back(Import::Before before, const std::string& reason) {
    plan_.as_at = before.as_at;
    plan_.key = std::move(before.key);
    plan_.earlier_keys = std::move(before.earlier_keys);
    plan_.findings = std::move(before.findings);
    plan_.recommendations = std::move(before.recommendations);
    plan_.responses = std::move(before.responses);
    for (auto& [number, stood] : before.actions) take_back(number, std::move(stood), reason);

    std::sort(before.added.begin(), before.added.end());
    Actions stay;
    stay.reserve(plan_.actions.size());
    for (Action& action : plan_.actions) {
      if (!std::binary_search(before.added.begin(), before.added.end(), action.number)) {
        stay.push_back(std::move(action));
        continue;
      }
      note(action, "withdrawn", "", "", reason);
      insert(plan_.withdrawn_actions, std::move(action));
    }
    plan_.actions = std::move(stay);
  }

  // As it stood, but for its history, which only grows, and for what was asked in the meantime.
  void take_back(Number number, Action stood, const std::string& reason) {
    Action* now = find(plan_.actions, number);
    const bool was_withdrawn = now == nullptr;
    if (was_withdrawn) now = find(plan_.withdrawn_actions, number);
    if (!now) return;
    stood.history = std::move(now->history);
    for (Asking& asking : now->askings)
      if (std::find(stood.askings.begin(), stood.askings.end(), asking) == stood.askings.end())
        stood.askings.push_back(std::move(asking));
    stood.sent_answers = std::move(now->sent_answers);  // what was settled in the meantime stays so
    note(stood, "import withdrawn", "", "", reason);
    if (!was_withdrawn) {
      *now = std::move(stood);
      return;
    }
    plan_.withdrawn_actions.erase(place_of(plan_.withdrawn_actions, number));
    insert(plan_.actions, std::move(stood));
  }

  Plan& plan_;
  const Stamp& stamp_;
  std::uint64_t step_ = 0;  // 0: of an import
  bool undoable_ = false;
  StepKind kind_ = StepKind::change;
  std::string of_;
  std::string reason_;
};

}  // namespace

void apply(Partnership& partnership, const PartnershipEvent& event) {
  std::visit(PartnershipFold{partnership}, event.body);
}

void apply(Plan& plan, PlanEvent&& event) {
  ++plan.version;
  plan.changed = event.stamp.recorded;
  PlanFold fold(plan, event.stamp);
  std::visit(
      [&](auto&& body) {
        fold.begin<std::remove_cvref_t<decltype(body)>>();
        fold(std::move(body));
      },
      std::move(event.body));
}

void apply(Plan& plan, const PlanEvent& event) {
  apply(plan, PlanEvent(event));
}

}  // namespace candour::plan
