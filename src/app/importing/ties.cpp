#include "app/importing/ties.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.h"

namespace candour::app {
namespace {

// How alike two wordings are (similarity of base/text.h: the share of common pairs of words).
constexpr double alike = 0.5;
constexpr double all_but_the_same = 0.85;
// No second candidate may come as near as this to one that is taken without a question.
constexpr double clear_of_others = 0.1;

// What stands around a recommendation's number.
constexpr std::array<std::string_view, 6> number_words{"recommendation", "recommendations", "rec", "recs", "no",
                                                       "number"};

std::string number_of(std::string_view ref) {
  std::string number;
  for (const std::string& word : words(ref)) {
    if (std::find(number_words.begin(), number_words.end(), word) != number_words.end()) continue;
    if (!number.empty()) number += '.';
    // "R12" is 12; "1a" stays.
    const bool lettered = word.size() > 1 && word[0] == 'r' && word[1] >= '0' && word[1] <= '9';
    number += lettered ? word.substr(1) : word;
  }
  return number;
}

// The words of a wording, to tell cheaply that two cannot be alike.
std::vector<std::string> vocabulary_of(std::string_view text) {
  std::vector<std::string> found = words(text);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}
bool may_be_alike(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::size_t common = 0;
  for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
    if (*l == *r) {
      ++common;
      ++l;
      ++r;
    } else {
      ++(*l < *r ? l : r);
    }
  }
  // Half of the pairs of words in common need more than a third of the words.
  return 3 * common >= std::min(left.size(), right.size());
}

struct Stated {
  std::string ref;
  std::string text;
  std::set<std::string> agencies;  // names
};

// The recommendations of the document, those that only rows name too.
std::vector<Stated> stated_in(const ImportDraft& draft) {
  const intake::Reading& reading = draft.reading();
  std::vector<Stated> stated;
  std::map<std::string, std::size_t> index;
  const auto of = [&](const std::string& ref) -> Stated& {
    const auto [at, fresh] = index.emplace(ref, stated.size());
    if (fresh) stated.push_back({ref, {}, {}});
    return stated[at->second];
  };
  for (const intake::Recommendation& each : reading.recommendations) {
    if (trimmed(each.ref).empty()) continue;
    Stated& made = of(each.ref);
    if (made.text.empty()) made.text = each.text;
    made.agencies.insert(each.addressed_to.begin(), each.addressed_to.end());
  }
  for (std::size_t row = 0; row < reading.actions.size(); ++row) {
    if (draft.skipped.contains(row)) continue;
    const intake::Action& action = reading.actions[row];
    for (const std::string& ref : action.recommendations) {
      if (trimmed(ref).empty()) continue;
      Stated& made = of(ref);
      if (action.agencies.empty())
        made.agencies.insert(action.agency);
      else
        made.agencies.insert(action.agencies.begin(), action.agencies.end());
    }
  }
  return stated;
}

// The agencies that a name is known for here, each name looked up once.
class Known {
 public:
  explicit Known(const plan::Partnership& partnership) : partnership_(partnership) {}
  std::set<plan::AgencyId> among(const std::set<std::string>& names) {
    std::set<plan::AgencyId> ids;
    for (const std::string& name : names) {
      const auto [at, fresh] = by_name_.emplace(name, plan::AgencyId());
      if (fresh)
        if (const plan::Agency* agency = plan::find_agency(partnership_, name)) at->second = agency->id;
      if (!at->second.empty()) ids.insert(at->second);
    }
    return ids;
  }

 private:
  const plan::Partnership& partnership_;
  std::map<std::string, plan::AgencyId> by_name_;
};

bool overlaps(const std::set<plan::AgencyId>& agencies, const plan::Recommendation& recommendation) {
  return std::any_of(recommendation.addressed_to.begin(), recommendation.addressed_to.end(),
                     [&](const plan::AgencyId& agency) { return agencies.contains(agency); });
}

struct Candidate {
  const plan::Plan* plan = nullptr;
  const plan::Recommendation* recommendation = nullptr;
  bool number = false;
  bool overlap = false;
  double likeness = 0;
  double weight() const { return likeness + (number ? 0.3 : 0) + (overlap ? 0.05 : 0); }
};

std::string reason_of(const Candidate& candidate, bool worded) {
  std::string reason = candidate.number ? "The same number" : "Another number";
  if (!worded)
    reason += "; the document does not give its wording";
  else if (candidate.likeness >= all_but_the_same)
    reason += candidate.number ? ", and worded all but the same" : ", but worded all but the same";
  else if (candidate.likeness >= alike)
    reason += candidate.number ? ", and worded alike" : ", but worded alike";
  else
    reason += ", but worded otherwise";
  if (candidate.overlap) reason += "; the same agency is addressed";
  return reason;
}

}  // namespace

bool same_number(std::string_view left, std::string_view right) {
  const std::string number = number_of(left);
  return !number.empty() && number == number_of(right);
}

std::vector<TieProposal> propose_ties(const ImportDraft& draft, const view::Picture& picture) {
  std::vector<TieProposal> proposals;
  if (draft.reading().kind != intake::Kind::action_plan) return proposals;
  std::vector<const plan::Plan*> inspections;
  for (const auto& plan : picture.plans)
    if (plan->plan->review.kind == plan::ReviewKind::inspection && plan->plan->actions.empty() &&
        draft.revises != plan->plan->id)
      inspections.push_back(plan->plan.get());
  if (inspections.empty()) return proposals;
  std::map<const plan::Recommendation*, std::vector<std::string>> vocabularies;
  for (const plan::Plan* plan : inspections)
    for (const plan::Recommendation& each : plan->recommendations) vocabularies[&each] = vocabulary_of(each.text);
  Known known(*picture.partnership);
  std::map<const plan::Recommendation*, std::string> numbers;
  for (const auto& [recommendation, vocabulary] : vocabularies)
    numbers.emplace(recommendation, number_of(recommendation->ref));
  for (const Stated& stated : stated_in(draft)) {
    const bool worded = words(stated.text).size() >= 3;
    const std::vector<std::string> vocabulary = vocabulary_of(stated.text);
    const std::set<plan::AgencyId> agencies = known.among(stated.agencies);
    const std::string number = number_of(stated.ref);
    Candidate best, second;
    for (const plan::Plan* plan : inspections)
      for (const plan::Recommendation& recommendation : plan->recommendations) {
        Candidate each{plan, &recommendation, !number.empty() && number == numbers[&recommendation],
                       overlaps(agencies, recommendation), 0};
        if (worded && ((each.number && each.overlap) || may_be_alike(vocabulary, vocabularies[&recommendation])))
          each.likeness = similarity(stated.text, recommendation.text);
        const bool likely = worded ? each.likeness >= alike || (each.number && each.overlap && each.likeness >= 0.2)
                                   : each.number && each.overlap;
        if (!likely) continue;
        if (!best.plan || each.weight() > best.weight()) {
          second = best;
          best = each;
        } else if (!second.plan || each.weight() > second.weight()) {
          second = each;
        }
      }
    if (!best.plan) continue;
    const bool clear = !second.plan || best.weight() - second.weight() >= clear_of_others;
    const bool sure = clear && worded && best.likeness >= (best.number ? alike : all_but_the_same);
    proposals.push_back({stated.ref, stated.text, best.plan->id, best.recommendation->ref, best.likeness, sure,
                         reason_of(best, worded)});
  }
  return proposals;
}

std::optional<TieChoice> tie_taken(const ImportDraft& draft, const TieProposal& proposal) {
  if (const auto chosen = draft.ties.find(proposal.recommendation); chosen != draft.ties.end())
    return chosen->second.plan.empty() ? std::nullopt : std::optional(chosen->second);
  if (!proposal.sure) return std::nullopt;
  return TieChoice{proposal.plan, proposal.inspectors};
}

std::vector<plan::Tie> ties_of(const ImportDraft& draft, const intake::Action& row) {
  std::vector<plan::Tie> ties;
  for (const TieProposal& proposal : draft.proposals) {
    if (std::find(row.recommendations.begin(), row.recommendations.end(), proposal.recommendation) ==
            row.recommendations.end() &&
        row.recommendation != proposal.recommendation)
      continue;
    const auto taken = tie_taken(draft, proposal);
    if (!taken) continue;
    const bool as_proposed = taken->plan == proposal.plan && taken->inspectors == proposal.inspectors;
    plan::Tie tie{taken->plan, taken->inspectors, proposal.reason};
    if (draft.ties.contains(proposal.recommendation))
      tie.reason = as_proposed ? proposal.reason + "; a person agreed" : "Chosen by a person when it was imported";
    const bool there = std::any_of(ties.begin(), ties.end(), [&](const plan::Tie& each) {
      return each.plan == tie.plan && each.recommendation == tie.recommendation;
    });
    if (!there) ties.push_back(std::move(tie));
  }
  return ties;
}

}  // namespace candour::app
