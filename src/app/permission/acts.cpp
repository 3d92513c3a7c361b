#include "app/permission/acts.h"

#include <algorithm>
#include <string>
#include <type_traits>
#include <utility>

#include "plan/steps.h"

namespace candour::app {
namespace {

using people::About;
using people::Act;
using Acts = std::vector<Act>;

// The owner's own word, or what somebody says in their place who saw for themselves.
Acts owner() {
  return {Act::give_update};
}

// Each table names every command or event there is: one that is new does not compile until it has its line. The lines
// follow what each role may (people/may.cpp). Undoing a step is judged by what it undoes, see asked_to_undo().
struct OfPlanCommand {
  Acts operator()(const plan::ImportPlan&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ImportRevision&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RetitlePlan&) const { return {Act::run_plan}; }
  Acts operator()(const plan::SetAnswerDate&) const { return {Act::run_plan}; }
  Acts operator()(const plan::SetKey&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AddFinding&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AddRecommendation&) const { return {Act::run_plan}; }
  Acts operator()(const plan::GiveResponse&) const { return {Act::respond}; }
  Acts operator()(const plan::AddAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ChangeAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::MoveAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ChangeDate&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RateAction& command) const {
    return {command.moderated_as.empty() ? Act::give_update : Act::moderate};
  }
  Acts operator()(const plan::GiveUpdate&) const { return owner(); }
  Acts operator()(const plan::ClaimCompletion&) const { return owner(); }
  Acts operator()(const plan::AcceptClaim&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ReturnClaim&) const { return {Act::sign_off}; }
  Acts operator()(const plan::AddEvidence&) const { return owner(); }
  Acts operator()(const plan::WithdrawEvidence&) const { return owner(); }
  Acts operator()(const plan::TestEvidence&) const { return {Act::test_evidence}; }
  Acts operator()(const plan::ConfirmEmbedded&) const { return {Act::sign_off}; }
  Acts operator()(const plan::CloseAction&) const { return {Act::sign_off}; }
  Acts operator()(const plan::CloseActions&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ReopenAction&) const { return {Act::sign_off}; }
  Acts operator()(const plan::WithdrawAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ChallengeAction&) const { return {Act::challenge}; }
  Acts operator()(const plan::AnswerChallenge&) const { return owner(); }
  Acts operator()(const plan::EndChallenge&) const { return {Act::challenge}; }
  Acts operator()(const plan::ScheduleRetest&) const { return {Act::sign_off}; }
  Acts operator()(const plan::RecordRetest&) const { return {Act::sign_off}; }
  Acts operator()(const plan::TieAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::UntieAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AnswerRemark&) const { return {Act::answer_remark}; }
  Acts operator()(const plan::WithdrawAnswer&) const { return {Act::answer_remark}; }
  Acts operator()(const plan::AskForUpdate&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::TakeBackAsking&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::SendAnswer&) const { return owner(); }
  Acts operator()(const plan::SettleAnswer&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::WithdrawImport&) const { return {Act::run_plan}; }
  Acts operator()(const plan::StartPlan&) const { return {Act::run_plan}; }
  Acts operator()(const plan::WithdrawPlan&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RewordFinding&) const { return {Act::run_plan}; }
  Acts operator()(const plan::WithdrawFinding&) const { return {Act::run_plan}; }
  Acts operator()(const plan::SplitFinding&) const { return {Act::run_plan}; }
  Acts operator()(const plan::MergeFindings&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RewordRecommendation&) const { return {Act::run_plan}; }
  Acts operator()(const plan::WithdrawRecommendation&) const { return {Act::run_plan}; }
  Acts operator()(const plan::SplitRecommendation&) const { return {Act::run_plan}; }
  Acts operator()(const plan::MergeRecommendations&) const { return {Act::run_plan}; }
  Acts operator()(const plan::SplitAction&) const { return {Act::run_plan}; }
  Acts operator()(const plan::MergeActions&) const { return {Act::run_plan}; }
};

struct OfPlanEvent {
  Acts operator()(const plan::PlanStarted&) const { return {Act::run_plan}; }
  Acts operator()(const plan::DocumentImported&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ImportFinished&) const { return {Act::run_plan}; }
  Acts operator()(const plan::PlanRetitled&) const { return {Act::run_plan}; }
  Acts operator()(const plan::KeySet&) const { return {Act::run_plan}; }
  Acts operator()(const plan::FindingAdded&) const { return {Act::run_plan}; }
  Acts operator()(const plan::FindingReworded&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RecommendationAdded&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RecommendationReworded&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AttentionDrawn&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ParagraphKept&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AnswerClockRead&) const { return {Act::run_plan}; }
  Acts operator()(const plan::AnswerDateSet&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ResponseGiven&) const { return {Act::respond}; }
  Acts operator()(const plan::ActionAdded&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ActionChanged&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ActionMoved&) const { return {Act::run_plan}; }
  Acts operator()(const plan::DateChanged&) const { return {Act::run_plan}; }
  Acts operator()(const plan::Rated& event) const {
    return {event.moderated_as.empty() ? Act::give_update : Act::moderate};
  }
  Acts operator()(const plan::UpdateGiven&) const { return owner(); }
  Acts operator()(const plan::CompletionClaimed&) const { return owner(); }
  Acts operator()(const plan::ClaimAccepted&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ClaimReturned&) const { return {Act::sign_off}; }
  Acts operator()(const plan::EvidenceAdded&) const { return owner(); }
  Acts operator()(const plan::EvidenceWithdrawn&) const { return owner(); }
  Acts operator()(const plan::EvidenceTested&) const { return {Act::test_evidence}; }
  Acts operator()(const plan::Embedded&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ActionClosed&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ActionReopened&) const { return {Act::sign_off}; }
  Acts operator()(const plan::ActionWithdrawn&) const { return {Act::run_plan}; }
  Acts operator()(const plan::UpdateAsked&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::AskingTakenBack&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::AnswerSent&) const { return owner(); }
  Acts operator()(const plan::AnswerSettled&) const { return {Act::ask_for_updates}; }
  Acts operator()(const plan::ImportWithdrawn&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ActionTied&) const { return {Act::run_plan}; }
  Acts operator()(const plan::ActionUntied&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RemarkAnswered&) const { return {Act::answer_remark, Act::run_plan}; }  // also on import
  Acts operator()(const plan::RemarkReopened&) const { return {Act::answer_remark}; }
  Acts operator()(const plan::Challenged&) const { return {Act::challenge}; }
  Acts operator()(const plan::ChallengeAnswered&) const { return owner(); }
  Acts operator()(const plan::ChallengeEnded&) const { return {Act::challenge}; }
  Acts operator()(const plan::RetestScheduled&) const { return {Act::sign_off}; }
  Acts operator()(const plan::Retested&) const { return {Act::sign_off}; }
  Acts operator()(const plan::FindingWithdrawn&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RecommendationWithdrawn&) const { return {Act::run_plan}; }
  Acts operator()(const plan::RatingsReread&) const { return {Act::run_plan}; }
  Acts operator()(const plan::PlanWithdrawn&) const { return {Act::run_plan}; }
};

struct OfPartnership {
  Acts operator()(const plan::NamePartnership&) const { return {Act::keep_partnerships}; }
  Acts operator()(const plan::AddAgency&) const { return {Act::keep_agencies}; }
  Acts operator()(const plan::RenameAgency&) const { return {Act::keep_agencies}; }
  Acts operator()(const plan::AddAgencyAlias&) const { return {Act::keep_agencies}; }
  Acts operator()(const plan::PartnershipNamed&) const { return {Act::keep_partnerships}; }
  Acts operator()(const plan::AgencyAdded&) const { return {Act::keep_agencies}; }
  Acts operator()(const plan::AgencyRenamed&) const { return {Act::keep_agencies}; }
  Acts operator()(const plan::AgencyAliasAdded&) const { return {Act::keep_agencies}; }
};

struct OfMeeting {
  Acts operator()(const meeting::ImportMeeting&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::AnswerQuestion&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::SetReportBack&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::MeetResolution&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::SetAsideResolution&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::ReopenResolution&) const { return {Act::run_meeting}; }
  Acts operator()(const meeting::WithdrawImport&) const { return {Act::run_meeting}; }
};
struct OfRegister {
  Acts operator()(const risk::ImportRegister&) const { return {Act::run_register}; }
  Acts operator()(const risk::WithdrawImport&) const { return {Act::run_register}; }
};

// A second person approves and takes down; whichever of the two is there returns, gives up and publishes.
struct OfPaper {
  static Acts either() { return {Act::prepare_paper, Act::approve}; }
  Acts operator()(const paper::StartPaper&) const { return {Act::prepare_paper}; }
  Acts operator()(const paper::ReviseDraft&) const { return {Act::prepare_paper}; }
  Acts operator()(const paper::DecideHit&) const { return {Act::prepare_paper}; }
  Acts operator()(const paper::ProposePaper&) const { return {Act::prepare_paper}; }
  Acts operator()(const paper::ReturnProposal&) const { return either(); }
  Acts operator()(const paper::ApprovePaper&) const { return {Act::approve}; }
  Acts operator()(const paper::PublishPaper&) const { return either(); }
  Acts operator()(const paper::CorrectPaper&) const { return {Act::prepare_paper}; }
  Acts operator()(const paper::DiscardDraft&) const { return either(); }
  Acts operator()(const paper::WithdrawVersion&) const { return {Act::approve}; }
};

// The agency answers; all else is the coordinator's. The letters themselves go out by the program.
struct OfRequest {
  static Acts coordinator() { return {Act::ask_for_updates}; }
  static Acts either() { return {Act::ask_for_updates, Act::give_update}; }
  Acts operator()(const request::Compose&) const { return coordinator(); }
  Acts operator()(const request::Remind&) const { return coordinator(); }
  Acts operator()(const request::Escalate&) const { return coordinator(); }
  Acts operator()(const request::AttemptLetter&) const { return coordinator(); }
  Acts operator()(const request::SettleLetter&) const { return coordinator(); }
  Acts operator()(const request::EnterReturned&) const { return coordinator(); }
  Acts operator()(const request::SendAgain&) const { return coordinator(); }
  Acts operator()(const request::ContinueLink&) const { return either(); }
  Acts operator()(const request::SendAnswers&) const { return either(); }
  Acts operator()(const request::HandOn&) const { return either(); }
  Acts operator()(const request::SendNewLink&) const { return coordinator(); }
  Acts operator()(const request::AskForNewLink&) const { return either(); }
  Acts operator()(const request::DecideRow&) const { return coordinator(); }
  Acts operator()(const request::TellDecided&) const { return coordinator(); }
  Acts operator()(const request::UndoDecisions&) const { return coordinator(); }
  Acts operator()(const request::CloseRequest&) const { return coordinator(); }
  Acts operator()(const request::SetCodesApart&) const { return coordinator(); }
  Acts operator()(const request::RevokeRequest&) const { return coordinator(); }
  Acts operator()(const request::SucceedAgency&) const { return coordinator(); }

  Acts operator()(const request::Composed&) const { return coordinator(); }
  Acts operator()(const request::PersonAdded&) const { return either(); }
  Acts operator()(const request::RowsHandedOn&) const { return either(); }
  Acts operator()(const request::LetterQueued&) const { return either(); }
  Acts operator()(const request::LetterAttempted&) const { return coordinator(); }
  Acts operator()(const request::LetterSettled&) const { return coordinator(); }
  Acts operator()(const request::LinkContinued&) const { return either(); }
  Acts operator()(const request::AnswersSent&) const { return either(); }
  Acts operator()(const request::RowDecided&) const { return coordinator(); }
  Acts operator()(const request::RowsUndecided&) const { return coordinator(); }
  Acts operator()(const request::RequestClosed&) const { return coordinator(); }
  Acts operator()(const request::CodesSetApart&) const { return coordinator(); }
  Acts operator()(const request::RequestRevoked&) const { return coordinator(); }
  Acts operator()(const request::NewLinkAsked&) const { return either(); }
  Acts operator()(const request::AgencySucceeded&) const { return coordinator(); }
};

About place_of(const std::vector<request::Asked>& rows, const plan::AgencyId& agency, const people::People& people) {
  return {
      rows.empty() ? people::first_partnership : people::partnership_of(people, people::thing_of(rows.front().plan)),
      rows.empty() ? plan::PlanId() : rows.front().plan,
      0,
      {agency}};
}
About place_of(const request::Request& request, const people::People& people) {
  std::vector<request::Asked> rows;
  if (!request.rows.empty()) rows.push_back(request.rows.front().asked);
  return place_of(rows, request.agency, people);
}

// People are kept by who could have given them every role they have, so that nobody reaches a greater role by changing
// the address of who holds it.
struct OfPeople {
  const people::People& people;
  const people::PersonId& giver;
  const view::Picture& seen;
  Date day;

  using All = std::vector<Asked>;
  static All at(Act act, About about) { return {{{act}, {std::move(about)}, {}}}; }

  std::vector<About> every_place() const {
    std::vector<About> places;
    for (const people::Partnership& each : people.partnerships) places.push_back({each.id, {}, 0, {}});
    return places;
  }
  All refuse(std::string sentence) const { return {{{}, every_place(), std::move(sentence)}}; }

  All giving(const people::PersonId& receiver, const people::Grant& grant) const {
    const people::Person* person = people::find_person(people, giver);
    if (giver == receiver)
      return refuse("Nobody decides over their own roles, name or address. Ask somebody else who may.");
    if (!person || !people::may_give(*person, receiver, grant, day))
      return at(Act::give_any_role, {grant.partnership, {}, 0, {}});
    return {};
  }
  All handing(const people::Grant& grant) const {
    for (const plan::Number number : grant.actions) {
      const view::Row* row = view::find_row(seen, plan::action_id(grant.plan, number));
      const bool own = row && (row->action->agency == grant.agency ||
                               std::find(row->action->supporting.begin(), row->action->supporting.end(),
                                         grant.agency) != row->action->supporting.end());
      if (!own) return refuse("Only rows of the agency that you see can be handed on.");
    }
    return {};
  }
  All keeping(const people::PersonId& id) const {
    const people::Person* kept = people::find_person(people, id);
    if (!kept || kept->grants.empty()) return {{{Act::keep_people}, every_place(), {}}};
    All all;
    for (const people::Grant& grant : kept->grants)
      for (Asked& each : giving(id, grant)) all.push_back(std::move(each));
    return all;
  }
  About place_of_plan(const plan::PlanId& plan) const {
    return {people::partnership_of(people, people::thing_of(plan)), plan, 0, {}};
  }
  std::vector<About> seats_of(const plan::AgencyId& agency) const {
    std::vector<About> places;
    for (const people::PartnershipId& each : people::seats_of(people, agency)) places.push_back({each, {}, 0, {}});
    return places;
  }

  All operator()(const people::AddPerson& command) const {
    All all;
    if (command.grants.empty()) all.push_back({{Act::keep_people}, every_place(), {}});
    for (const people::Grant& grant : command.grants) {
      for (Asked& each : giving(command.person, grant)) all.push_back(std::move(each));
      if (grant.role == people::Role::contributor)
        for (Asked& each : handing(grant)) all.push_back(std::move(each));
    }
    return all;
  }
  All operator()(const people::ChangePerson& command) const { return keeping(command.person); }
  All operator()(const people::Leave& command) const { return keeping(command.person); }
  All operator()(const people::Return& command) const { return keeping(command.person); }
  All operator()(const people::GiveRole& command) const {
    All all = giving(command.person, command.grant);
    if (command.grant.role == people::Role::contributor)
      for (Asked& each : handing(command.grant)) all.push_back(std::move(each));
    return all;
  }
  All operator()(const people::EndRole& command) const {
    const people::Person* person = people::find_person(people, command.person);
    const people::Grant* grant = person ? people::find_grant(*person, command.number) : nullptr;
    if (!grant) return {{{Act::keep_people}, every_place(), {}}};
    return giving(command.person, *grant);
  }
  // Each partnership has its own contacts of an agency.
  All of_contact(const plan::AgencyId& agency, const people::PartnershipId& partnership) const {
    if (partnership.empty()) return {{{Act::keep_agencies}, seats_of(agency), {}}};
    return at(Act::keep_agencies, {partnership, {}, 0, {}});
  }
  All operator()(const people::NameContact& command) const { return of_contact(command.agency, command.partnership); }
  All operator()(const people::RemoveContact& command) const { return of_contact(command.agency, command.partnership); }
  All operator()(const people::NameContacts& command) const {
    All all;
    for (const people::NameContact& each : command.contacts)
      for (Asked& asked : (*this)(each)) all.push_back(std::move(asked));
    return all;
  }
  All operator()(const people::StartPartnership&) const { return at(Act::keep_partnerships, {}); }
  All operator()(const people::RenamePartnership&) const { return at(Act::keep_partnerships, {}); }
  All operator()(const people::SeatAgency&) const { return at(Act::keep_partnerships, {}); }
  All operator()(const people::UnseatAgency&) const { return at(Act::keep_partnerships, {}); }
  // Out of the one and into the other.
  All operator()(const people::PlaceThing& command) const {
    All all = at(Act::run_plan, {people::partnership_of(people, command.thing), plan_in(command.thing), 0, {}});
    for (Asked& each : at(Act::run_plan, {command.partnership, {}, 0, {}})) all.push_back(std::move(each));
    return all;
  }
  static plan::PlanId plan_in(const people::Thing& thing) {
    return thing.starts_with("plan/") ? plan::PlanId(thing.substr(5)) : plan::PlanId();
  }
  All operator()(const people::RestrictPlan& command) const {
    return at(Act::restrict_plan, place_of_plan(command.plan));
  }
  All operator()(const people::OpenPlan& command) const { return at(Act::restrict_plan, place_of_plan(command.plan)); }
  All operator()(const people::ChooseWeeklyLetter& command) const {
    return command.person == giver ? All() : refuse("Only they themselves choose whether they get it.");
  }
  All operator()(const people::ChooseReminders& command) const {
    return at(Act::ask_for_updates, {command.partnership, {}, 0, {}});
  }
  // The program's own.
  All operator()(const people::AttemptWeeklyLetter&) const { return refuse("Letters are sent by the program alone."); }
  All operator()(const people::SettleWeeklyLetter&) const { return refuse("Letters are sent by the program alone."); }
  // Where each of the events belongs is asked by who erases (Candour::erase).
  All operator()(const people::EraseWords&) const { return refuse("Name what is to be erased."); }
  All operator()(const people::NoteRestoreWithoutList&) const { return refuse("A copy is restored at the machine."); }
};

// What a command or an event is about: its rows where it names any, the agency that it speaks for, else the plan.
template <class Body>
std::vector<About> about(const Body& body, const plan::Plan& plan, const plan::PlanId& id,
                         const people::PartnershipId& partnership) {
  const About whole{partnership, id, 0, {}};
  const auto of_row = [&](plan::Number number) {
    About row = whole;
    const plan::Action* action = plan::find_action(plan, number);
    if (!action) action = plan::find_withdrawn_action(plan, number);
    row.action = number;
    if (!action) return row;  // nobody's but who runs the plan, who is then told that it is not there
    row.agencies = action->supporting;
    row.agencies.push_back(action->agency);
    return row;
  };
  std::vector<About> all;
  if constexpr (requires { body.numbers; }) {
    for (const plan::Number number : body.numbers) all.push_back(of_row(number));
  } else if constexpr (std::is_same_v<Body, plan::GiveResponse> || std::is_same_v<Body, plan::ResponseGiven>) {
    all.push_back({partnership, id, 0, {body.agency}});
  } else if constexpr (requires { body.number; }) {
    all.push_back(of_row(body.number));
  }
  if (all.empty()) all.push_back(whole);
  return all;
}

// Whose it is to undo one change of an action: what its owner said is the owner's, also a rating; what a second person
// decided is theirs who may sign off; all else is done by who runs the plan.
Acts acts_to_undo(std::string_view what) {
  static constexpr std::string_view owners[] = {"updated", "confirmed unchanged", "claimed complete", "evidence added"};
  static constexpr std::string_view second[] = {"closed", "claim accepted", "re-test scheduled", "re-test given up"};
  if (what == "rated") return owner();
  if (what == "moderated") return {Act::moderate};
  if (std::find(std::begin(owners), std::end(owners), what) != std::end(owners)) return owner();
  if (std::find(std::begin(second), std::end(second), what) != std::end(second)) return {Act::sign_off};
  return {Act::run_plan};
}

// To undo a step is to do what is contrary to each of its changes; a response is its agency's.
std::vector<Asked> asked_to_undo(std::uint64_t step, const plan::Plan& plan, const plan::PlanId& id,
                                 const people::PartnershipId& partnership) {
  std::vector<Asked> all;
  for (const plan::StepLine& line : plan::lines_of(plan, step)) {
    const plan::Thing& thing = line.thing;
    About place{partnership, id, 0, {}};
    Acts acts{Act::run_plan};
    if (thing.subject == plan::Subject::response) {
      acts = {Act::respond};
      place.agencies = {thing.agency};
    } else if (thing.subject == plan::Subject::action) {
      const auto number = static_cast<plan::Number>(std::stoul(thing.ref));
      const plan::Action* action = plan::find_action(plan, number);
      if (!action) action = plan::find_withdrawn_action(plan, number);
      place.action = number;
      if (action) place.agencies = action->supporting;
      if (action) place.agencies.push_back(action->agency);
      // "undone: rated, updated" is several.
      std::string_view whats = line.happening->what;
      for (const std::string_view prefix : {"undone: ", "done again: "})
        if (whats.starts_with(prefix)) whats.remove_prefix(prefix.size());
      while (true) {
        const std::size_t end = whats.find(", ");
        all.push_back({acts_to_undo(whats.substr(0, end)), {place}, {}});
        if (end == std::string_view::npos) break;
        whats.remove_prefix(end + 2);
      }
      continue;
    }
    all.push_back({std::move(acts), {std::move(place)}, {}});
  }
  if (all.empty()) all.push_back({{Act::run_plan}, {About{partnership, id, 0, {}}}, {}});
  return all;
}

template <class Table, class Variant>
std::vector<Asked> asked(const Variant& variant, const plan::Plan& plan, const plan::PlanId& id,
                         const people::PartnershipId& partnership) {
  return std::visit(
      [&](const auto& body) {
        using Body = std::remove_cvref_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, plan::UndoStep> || std::is_same_v<Body, plan::StepUndone>) {
          return asked_to_undo(body.step, plan, id, partnership);
        } else if constexpr (std::is_same_v<Body, plan::StepTaken>) {
          return std::vector<Asked>{};  // it says that others belong together, and each of them is asked
        } else {
          std::vector<Asked> all;
          for (About& each : about(body, plan, id, partnership)) all.push_back({Table()(body), {std::move(each)}, {}});
          return all;
        }
      },
      variant);
}

template <class Table, class Variant>
std::vector<Asked> asked_of_whole(const Variant& variant, const people::PartnershipId& partnership) {
  return {{std::visit(Table(), variant), {About{partnership, {}, 0, {}}}, {}}};
}

template <class Variant>
std::vector<Asked> asked_of_agencies(const Variant& variant, const people::People& people) {
  return std::visit(
      [&](const auto& body) {
        Asked asked{OfPartnership()(body), {}, {}};
        for (const people::Partnership& each : people.partnerships) {
          if constexpr (requires { body.agency; })
            if (!std::is_same_v<std::remove_cvref_t<decltype(body)>, plan::AgencyAdded> &&
                !people::sits_in(people, body.agency, each.id))
              continue;
          asked.places.push_back({each.id, {}, 0, {}});
        }
        // Its names are everybody's in whose partnership it sits.
        if constexpr (requires { body.agency; })
          if (asked.places.size() > 1 && !std::is_same_v<std::remove_cvref_t<decltype(body)>, plan::AgencyAdded>) {
            asked.any_of = {Act::keep_partnerships};
            asked.sentence =
                "This agency sits in several partnerships, which all call it by the same names. Ask whoever "
                "administers "
                "Candour here to change them.";
          }
        return std::vector<Asked>{std::move(asked)};
      },
      variant);
}

}  // namespace

std::vector<Asked> asked_by(const plan::PlanCommand& command, const plan::Plan& plan, const plan::PlanId& id,
                            const people::PartnershipId& partnership) {
  return asked<OfPlanCommand>(command, plan, id, partnership);
}
std::vector<Asked> asked_by(const plan::PlanEvent& event, const plan::Plan& plan, const plan::PlanId& id,
                            const people::PartnershipId& partnership) {
  return asked<OfPlanEvent>(event.body, plan, id, partnership);
}
Asked any_sight_of(const plan::Plan& plan, const people::PartnershipId& partnership) {
  Asked any{{Act::see_plan, Act::see_row}, {{partnership, plan.id, 0, {}}}, {}};
  for (const plan::Action& action : plan.actions) {
    std::vector<plan::AgencyId> agencies = action.supporting;
    agencies.push_back(action.agency);
    any.places.push_back({partnership, plan.id, action.number, std::move(agencies)});
  }
  return any;
}
std::vector<Asked> asked_by(const plan::PartnershipCommand& command, const people::People& people) {
  return asked_of_agencies(command, people);
}
std::vector<Asked> asked_by(const plan::PartnershipEvent& event, const people::People& people) {
  return asked_of_agencies(event.body, people);
}
std::vector<Asked> asked_by(const meeting::MeetingCommand& command, const people::PartnershipId& partnership) {
  return asked_of_whole<OfMeeting>(command, partnership);
}
std::vector<Asked> asked_by(const risk::RegisterCommand& command, const people::PartnershipId& partnership) {
  return asked_of_whole<OfRegister>(command, partnership);
}

std::vector<Asked> asked_by(const paper::PaperCommand& command, const people::PartnershipId& partnership) {
  return asked_of_whole<OfPaper>(command, partnership);
}

std::vector<Asked> asked_by(const request::RequestCommand& command, const request::Request& request,
                            const people::People& people) {
  if (const auto* compose = std::get_if<request::Compose>(&command))
    return {{{Act::ask_for_updates}, {place_of(compose->request.rows, compose->request.agency, people)}, {}}};
  return {{std::visit(OfRequest(), command), {place_of(request, people)}, {}}};
}
std::vector<Asked> asked_by(const request::RequestEvent& event, const request::Request& request,
                            const people::People& people) {
  if (const auto* composed = std::get_if<request::Composed>(&event.body))
    return {{{Act::ask_for_updates}, {place_of(composed->rows, composed->agency, people)}, {}}};
  // What follows in the same decision as Composed belongs where it does, and was asked with it.
  if (request.version == 0) return {};
  return {{std::visit(OfRequest(), event.body), {place_of(request, people)}, {}}};
}

std::vector<Asked> asked_by(const people::PeopleCommand& command, const people::People& people,
                            const people::PersonId& giver, const view::Picture& seen, Date day) {
  return std::visit(OfPeople{people, giver, seen, day}, command);
}

std::vector<Asked> asked_to_erase(std::string_view stream, const people::People& people,
                                  const request::Request* request) {
  const people::Thing thing(stream);
  if (request) return {{{Act::approve}, {place_of(*request, people)}, {}}};
  // A request that is not there is nobody's alone.
  if (stream.find('/') != std::string_view::npos && !stream.starts_with("request/"))
    return {{{Act::approve}, {{people::partnership_of(people, thing), OfPeople::plan_in(thing), 0, {}}}, {}}};
  std::vector<Asked> everywhere;
  for (const people::Partnership& each : people.partnerships)
    everywhere.push_back({{Act::approve}, {{each.id, {}, 0, {}}}, {}});
  return everywhere;
}

}  // namespace candour::app
