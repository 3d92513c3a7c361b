#include "plan/second_person.h"

#include <type_traits>
#include <variant>

namespace candour::plan {
namespace {

First claimant(const Action& action) {
  return {action.claimed_by, "made this claim", "accept it"};
}
First claimant_of_embedded(const Action& action) {
  return {action.claimed_by, "claimed its completion", "confirm that it is embedded"};
}
First giver(const Evidence& evidence) {
  return {evidence.added_by, "added this evidence", "test it"};
}
First challenger(const Challenge& challenge) {
  return {challenge.by, "raised this challenge", "answer it"};
}
First answerer(const Challenge& challenge) {
  return {challenge.answered_by, "answered this challenge", "uphold or withdraw it"};
}

// What stands after and did not stand before.
void add_brought_back(const Action& before, const Action& after, std::vector<First>& all) {
  if (is_accepted(after) && !is_accepted(before)) all.push_back(claimant(after));
  if (after.delivery == DeliveryClaim::embedded && before.delivery != DeliveryClaim::embedded)
    all.push_back(claimant_of_embedded(after));
  for (const Evidence& evidence : after.evidence_items) {
    const Evidence* former = find_evidence(before, evidence.number);
    if (evidence.tested && !(former && former->tested)) all.push_back(giver(evidence));
  }
  for (const Challenge& challenge : after.challenges) {
    const Challenge* former = find_challenge(before, challenge.number);
    if (challenge.answered && !(former && former->answered)) all.push_back(challenger(challenge));
    if (challenge.ended && challenge.answered && !(former && former->ended)) all.push_back(answerer(challenge));
  }
}

struct Firsts {
  const Plan& plan;
  const PlanEvent& event;
  std::vector<First> all = {};

  template <class Body>
  void operator()(const Body& body) {
    if constexpr (std::is_same_v<Body, StepUndone>) {
      Plan after = plan;
      candour::plan::apply(after, event);
      static const Action nothing;
      for (const Action& action : after.actions) {
        const Action* before = find_action(plan, action.number);
        add_brought_back(before ? *before : nothing, action, all);
      }
    } else if constexpr (requires { body.number; }) {
      if (const Action* action = find_action(plan, body.number)) of_action(*action, body);
    }
  }

  void of_action(const Action& action, const ClaimAccepted&) { all.push_back(claimant(action)); }
  void of_action(const Action& action, const Embedded&) { all.push_back(claimant_of_embedded(action)); }
  void of_action(const Action& action, const Retested&) {
    all.push_back({action.claimed_by, "claimed its completion", "test it again"});
  }
  void of_action(const Action& action, const EvidenceTested& body) {
    if (const Evidence* evidence = find_evidence(action, body.evidence)) all.push_back(giver(*evidence));
  }
  void of_action(const Action& action, const ChallengeAnswered& body) {
    if (const Challenge* challenge = find_challenge(action, body.challenge)) all.push_back(challenger(*challenge));
  }
  void of_action(const Action& action, const ChallengeEnded& body) {
    const Challenge* challenge = find_challenge(action, body.challenge);
    if (challenge && challenge->answered) all.push_back(answerer(*challenge));
  }
  template <class Body>
  void of_action(const Action&, const Body&) {}
};

}  // namespace

bool is_accepted(const Action& action) {
  return action.delivery == DeliveryClaim::accepted_complete || action.delivery == DeliveryClaim::embedded;
}

std::vector<First> first_people(const Plan& plan, const PlanEvent& event) {
  Firsts firsts{plan, event};
  std::visit(firsts, event.body);
  return std::move(firsts.all);
}

}  // namespace candour::plan
