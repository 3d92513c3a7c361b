#include "app/importing/compare.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <unordered_map>

#include "app/importing/adopt.h"
#include "base/sha256.h"
#include "base/text.h"
#include "plan/target.h"

namespace candour::app {
namespace {

// Within a recommendation and an agency two wordings need not be very alike to be one row reworded; anywhere, they do.
constexpr double alike_within = 0.35;
constexpr double alike_anywhere = 0.6;
// Up to this many pairs are compared outright; beyond, only those that share words which few actions have.
constexpr std::size_t outright = 4'096;
constexpr std::size_t rare = 24;
constexpr std::size_t candidates_each = 8;

// A wording as its words and its pairs of neighbouring words, each as a number, sorted: what likeness is counted on.
using Shingles = std::vector<std::uint64_t>;

Shingles shingles_of(const std::string& text) {
  const std::vector<std::string> each = words(text);
  Shingles shingles;
  shingles.reserve(each.size() * 2);
  const std::hash<std::string> hash;
  for (std::size_t i = 0; i < each.size(); ++i) {
    shingles.push_back(hash(each[i]));
    if (i + 1 < each.size()) shingles.push_back(hash(each[i] + ' ' + each[i + 1]));
  }
  std::sort(shingles.begin(), shingles.end());
  return shingles;
}

// Dice: twice what they share over what they have.
double likeness(const Shingles& left, const Shingles& right) {
  if (left.empty() || right.empty()) return 0;
  std::size_t shared = 0;
  for (auto l = left.begin(), r = right.begin(); l != left.end() && r != right.end();) {
    if (*l == *r) {
      ++shared;
      ++l;
      ++r;
    } else if (*l < *r) {
      ++l;
    } else {
      ++r;
    }
  }
  return 2.0 * static_cast<double>(shared) / static_cast<double>(left.size() + right.size());
}

// What a row and an action are compared by.
struct Side {
  std::string where;      // recommendation and agency
  std::string wording;    // matching keys of all that names the row
  std::string reference;  // its own, where it has one
  Shingles shingles;
};

std::string said(const std::string& action, const std::string& response, const std::string& evidence) {
  // A row with only a response is known by that; a row with neither, by its evidence.
  if (!trimmed(action).empty() || !trimmed(response).empty()) return action + '\n' + response;
  return evidence;
}
Side side_of(const std::string& recommendation, const std::string& agency, const std::string& action,
             const std::string& response, const std::string& evidence, const std::string& reference) {
  Side side;
  side.where = recommendation + '\n' + agency;
  side.wording = matching_key(action) + '\n' + matching_key(response) + '\n' + matching_key(reference);
  if (trimmed(action).empty() && trimmed(response).empty()) side.wording += '\n' + matching_key(evidence);
  side.reference = matching_key(reference);
  side.shingles = shingles_of(said(action, response, evidence));
  return side;
}

class Pairer {
 public:
  Pairer(std::vector<Side> rows, std::vector<Side> actions) : rows_(std::move(rows)), actions_(std::move(actions)) {
    pairing_.action_of_row.resize(rows_.size());
    pairing_.row_of_action.resize(actions_.size());
  }

  Pairing pair() {
    by_key([](const Side& side) { return side.where + '\n' + side.wording; });
    by_key_alone(
        [](const Side& side) { return side.reference.empty() ? std::string() : side.where + '\n' + side.reference; });
    within_places();
    by_key([](const Side& side) { return side.shingles.size() > 6 ? side.wording : std::string(); });
    by_key_alone([](const Side& side) { return side.reference; });
    by_likeness(left_rows(), left_actions(), alike_anywhere);
    return std::move(pairing_);
  }

 private:
  bool is_free_row(std::size_t row) const { return !pairing_.action_of_row[row]; }
  bool is_free_action(std::size_t action) const { return !pairing_.row_of_action[action]; }
  void join(std::size_t row, std::size_t action) {
    pairing_.action_of_row[row] = action;
    pairing_.row_of_action[action] = row;
  }
  std::vector<std::size_t> left_rows() const {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (is_free_row(i)) left.push_back(i);
    return left;
  }
  std::vector<std::size_t> left_actions() const {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < actions_.size(); ++i)
      if (is_free_action(i)) left.push_back(i);
    return left;
  }

  // Those with the same key, in their order; an empty key is none.
  template <class Key>
  void by_key(const Key& key_of_side) {
    std::unordered_map<std::string, std::vector<std::size_t>> places;
    const std::vector<std::size_t> actions = left_actions();
    for (auto at = actions.rbegin(); at != actions.rend(); ++at)
      if (std::string key = key_of_side(actions_[*at]); !key.empty()) places[std::move(key)].push_back(*at);
    for (const std::size_t row : left_rows()) {
      const auto at = places.find(key_of_side(rows_[row]));
      if (at == places.end() || at->second.empty()) continue;
      join(row, at->second.back());
      at->second.pop_back();
    }
  }
  // Only where one row and one action have the key, of all there are: a reference that stands twice names nothing.
  template <class Key>
  void by_key_alone(const Key& key_of_side) {
    std::unordered_map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> places;
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (std::string key = key_of_side(rows_[row]); !key.empty()) places[std::move(key)].first.push_back(row);
    for (std::size_t action = 0; action < actions_.size(); ++action)
      if (const auto at = places.find(key_of_side(actions_[action])); at != places.end())
        at->second.second.push_back(action);
    for (const auto& [key, found] : places)
      if (found.first.size() == 1 && found.second.size() == 1 && is_free_row(found.first.front()) &&
          is_free_action(found.second.front()))
        join(found.first.front(), found.second.front());
  }

  void within_places() {
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> places;
    std::map<std::string, std::pair<std::size_t, std::size_t>> all;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      ++all[rows_[row].where].first;
      if (is_free_row(row)) places[rows_[row].where].first.push_back(row);
    }
    for (std::size_t action = 0; action < actions_.size(); ++action) {
      ++all[actions_[action].where].second;
      if (is_free_action(action)) places[actions_[action].where].second.push_back(action);
    }
    for (const auto& [where, left] : places) {
      if (left.first.empty() || left.second.empty()) continue;
      by_likeness(left.first, left.second, alike_within);
      // An agency's only row on a question is that row, however it was rewritten.
      if (all[where] == std::pair<std::size_t, std::size_t>(1, 1) && is_free_row(left.first.front()) &&
          is_free_action(left.second.front()))
        join(left.first.front(), left.second.front());
    }
  }

  void by_likeness(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& actions, double at_least) {
    struct Candidate {
      double likeness;
      std::size_t row;
      std::size_t action;
    };
    std::vector<Candidate> candidates;
    const auto consider = [&](std::size_t row, std::size_t action) {
      const double alike = likeness(rows_[row].shingles, actions_[action].shingles);
      if (alike >= at_least) candidates.push_back({alike, row, action});
    };
    if (rows.size() * actions.size() <= outright) {
      for (const std::size_t row : rows)
        for (const std::size_t action : actions) consider(row, action);
    } else {
      std::unordered_map<std::uint64_t, std::vector<std::size_t>> having;
      for (const std::size_t action : actions) {
        const Shingles& shingles = actions_[action].shingles;
        for (std::size_t i = 0; i < shingles.size(); ++i) {
          if (i > 0 && shingles[i] == shingles[i - 1]) continue;
          std::vector<std::size_t>& who = having[shingles[i]];
          if (who.size() <= rare) who.push_back(action);
        }
      }
      std::unordered_map<std::size_t, std::size_t> shared;
      for (const std::size_t row : rows) {
        shared.clear();
        for (const std::uint64_t shingle : rows_[row].shingles)
          if (const auto at = having.find(shingle); at != having.end() && at->second.size() <= rare)
            for (const std::size_t action : at->second) ++shared[action];
        std::vector<std::pair<std::size_t, std::size_t>> best(shared.begin(), shared.end());
        const std::size_t count = std::min(best.size(), candidates_each);
        std::partial_sort(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(count), best.end(),
                          [](const auto& left, const auto& right) {
                            return left.second != right.second ? left.second > right.second : left.first < right.first;
                          });
        for (std::size_t i = 0; i < count; ++i) consider(row, best[i].first);
      }
    }
    // The likest first; of equals, those that stand in the same order.
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& left, const Candidate& right) {
      if (left.likeness != right.likeness) return left.likeness > right.likeness;
      return left.row != right.row ? left.row < right.row : left.action < right.action;
    });
    for (const Candidate& each : candidates)
      if (is_free_row(each.row) && is_free_action(each.action)) join(each.row, each.action);
  }

  std::vector<Side> rows_;
  std::vector<Side> actions_;
  Pairing pairing_;
};

// The cells of a row as it was last imported: what the document said then.
class LastCells {
 public:
  explicit LastCells(std::string_view as_imported) {
    std::size_t from = 0;
    while (from <= as_imported.size()) {
      std::size_t to = as_imported.find(" | ", from);
      if (to == std::string_view::npos) to = as_imported.size();
      cells_.push_back(collapsed(as_imported.substr(from, to - from)));
      from = to + 3;
    }
    std::sort(cells_.begin(), cells_.end());
  }
  bool say(std::string_view text) const { return std::binary_search(cells_.begin(), cells_.end(), collapsed(text)); }

 private:
  std::vector<std::string> cells_;
};

std::string names_of(const std::vector<plan::AgencyId>& ids, const plan::Partnership& partnership) {
  std::vector<std::string> names;
  for (const plan::AgencyId& id : ids) {
    const plan::Agency* agency = plan::find_agency(partnership, id);
    names.push_back(agency ? agency->name : id.text());
  }
  return join(names, "\n");
}

std::string rating_in_words(const std::string& as_written, plan::Status status) {
  const std::string meaning(plan::in_words(status));
  return as_written.empty() ? meaning : as_written + " (" + meaning + ")";
}

}  // namespace

Pairing pair_rows(const std::vector<intake::Action>& rows, const plan::Actions& actions,
                  const plan::Partnership& partnership) {
  const Agencies agencies(partnership);
  std::vector<Side> row_sides, action_sides;
  row_sides.reserve(rows.size());
  for (const intake::Action& row : rows) {
    const std::string& name = row.agencies.size() > 1 ? row.agencies.front() : row.agency;
    const plan::AgencyId id = agencies.id_of(name);
    const std::string& recommendation = row.recommendations.empty() ? row.recommendation : row.recommendations.front();
    // An agency that nobody knows cannot stand at the place of one that is.
    row_sides.push_back(side_of(recommendation, id.empty() && !name.empty() ? '?' + name : id.text(), row.action,
                                row.response, row.evidence, row.reference));
  }
  action_sides.reserve(actions.size());
  for (const plan::Action& action : actions)
    action_sides.push_back(side_of(action.recommendations.empty() ? std::string() : action.recommendations.front(),
                                   action.agency.text(), action.wording, action.response, action.evidence,
                                   action.reference));
  return Pairer(std::move(row_sides), std::move(action_sides)).pair();
}

std::vector<RowChange> changes_between(const std::vector<intake::Action>& decided,
                                       const std::vector<intake::Action>& read, const plan::Plan& plan,
                                       const plan::Partnership& partnership) {
  const Pairing pairing = pair_rows(read, plan.actions, partnership);
  const Agencies agencies(partnership);
  std::vector<RowChange> changes;
  changes.reserve(read.size());
  for (std::size_t row = 0; row < read.size(); ++row) {
    RowChange change;
    change.row = row;
    if (!pairing.action_of_row[row]) {
      change.change = Change::added;
      changes.push_back(std::move(change));
      continue;
    }
    const plan::Action& stands = plan.actions[*pairing.action_of_row[row]];
    change.number = stands.number;
    const intake::Action& now = decided[row];
    const LastCells last(stands.as_imported);
    // What stands is not the document's but was changed here since, and the document says what it said before: no news,
    // unless the person who decides on this import wants something else.
    const auto unmoved = [&](const std::string& as_read, const std::string& as_decided, const std::string& standing) {
      return as_read == as_decided && !trimmed(standing).empty() && !last.say(standing) &&
             (trimmed(as_read).empty() || last.say(as_read));
    };
    const auto compare = [&](std::string name, const std::string& before, const std::string& after) {
      if (collapsed(before) != collapsed(after)) change.fields.push_back({std::move(name), before, after});
    };
    const auto compare_text = [&](std::string name, const std::string& before, std::string intake::Action::*field) {
      if (!unmoved(read[row].*field, now.*field, before)) compare(std::move(name), before, now.*field);
    };
    compare_text("reference", stands.reference, &intake::Action::reference);
    if (!unmoved(read[row].agency_as_written, read[row].agency == now.agency ? read[row].agency_as_written : now.agency,
                 names_of({stands.agency}, partnership))) {
      // By name where nobody goes by it yet: such an agency would be added.
      const auto shown = [&](const std::string& name) {
        const plan::AgencyId id = agencies.id_of(name);
        return id.empty() ? collapsed(name) : names_of({id}, partnership);
      };
      const std::vector<std::string>& all = now.agencies;
      compare("agency", stands.agency.empty() ? std::string() : names_of({stands.agency}, partnership),
              shown(all.size() > 1 ? all.front() : now.agency));
      std::vector<std::string> supporting;
      for (std::size_t i = 1; i < all.size(); ++i) supporting.push_back(shown(all[i]));
      compare("supporting", names_of(stands.supporting, partnership), join(supporting, "\n"));
    }
    compare_text("response", stands.response, &intake::Action::response);
    compare_text("wording", stands.wording, &intake::Action::action);
    const bool decided_anew = read[row].rating.status != now.rating.status;
    const bool same_word = collapsed(stands.rating.as_written) == collapsed(now.rating.as_written);
    const bool same_status = stands.rating.status == now.rating.status || now.rating.status == plan::Status::unclear;
    const bool no_news =
        !decided_anew && unmoved(read[row].rating.as_written, now.rating.as_written, stands.rating.as_written);
    if (!no_news && !(same_word && same_status))
      change.fields.push_back({"rating", rating_in_words(stands.rating.as_written, stands.rating.status),
                               rating_in_words(now.rating.as_written, now.rating.status)});
    compare_text("constraints", stands.constraints, &intake::Action::constraints);
    // A plan takes its target from the evidence cell where that holds nothing but a date.
    const std::string target = trimmed(now.target).empty()
                                   ? plan::read_target({}, now.evidence, plan.as_at.value_or(Date())).text
                                   : now.target;
    if (!unmoved(read[row].target, now.target, stands.target)) compare("target", stands.target, target);
    compare_text("evidence", stands.evidence, &intake::Action::evidence);
    compare_text("lead", stands.lead, &intake::Action::lead);
    compare_text("outcome", stands.outcome, &intake::Action::outcome);
    compare("finding", stands.finding, now.finding);
    const std::vector<std::string> one{now.recommendation};
    compare("recommendations", join(stands.recommendations, "\n"),
            join(now.recommendations.empty() ? one : now.recommendations, "\n"));
    change.change = change.fields.empty() ? Change::same : Change::changed;
    changes.push_back(std::move(change));
  }
  for (std::size_t action = 0; action < plan.actions.size(); ++action) {
    if (pairing.row_of_action[action]) continue;
    RowChange change;
    change.change = Change::vanished;
    change.number = plan.actions[action].number;
    changes.push_back(std::move(change));
  }
  return changes;
}

std::string fingerprint(const RowChange& change) {
  std::string text = std::to_string(static_cast<int>(change.change));
  if (change.row) text += "\nrow " + std::to_string(*change.row);
  if (change.number) text += "\naction " + std::to_string(*change.number);
  for (const RowChange::Field& field : change.fields)
    text += '\n' + field.name + '\0' + field.before + '\0' + field.after;
  return sha256_hex(text).substr(0, 16);
}

}  // namespace candour::app
