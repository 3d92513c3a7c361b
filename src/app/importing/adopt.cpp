#include "app/importing/adopt.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace candour::app {

Result<void> Agencies::take_in(const std::string& name, const std::string& spelling, const plan::Stamp& stamp) {
  if (trimmed(name).empty()) return {};
  const auto decide = [&](const plan::PartnershipCommand& command) -> Result<void> {
    CANDOUR_TRY(events, plan::decide(partnership_, command, stamp));
    for (plan::PartnershipEvent& event : events) {
      plan::apply(partnership_, event);
      events_.push_back(std::move(event));
    }
    return {};
  };
  plan::AgencyId id = id_of(name);
  if (id.empty()) {
    CANDOUR_CHECK(decide(plan::AddAgency{collapsed(name), {}}));
    known_.clear();
    id = id_of(name);
  }
  if (!trimmed(spelling).empty() && id_of(spelling).empty()) {
    CANDOUR_CHECK(decide(plan::AddAgencyAlias{id, collapsed(spelling)}));
    known_.clear();
  }
  return {};
}

plan::AgencyId Agencies::id_of(const std::string& name) const {
  if (trimmed(name).empty()) return {};
  if (const auto at = known_.find(name); at != known_.end()) return at->second;
  const plan::Agency* agency = plan::find_agency(partnership_, name);
  return known_.emplace(name, agency ? agency->id : plan::AgencyId()).first->second;
}

Result<void> take_in_all(Agencies& agencies, const std::vector<const intake::Action*>& rows,
                         const std::vector<intake::Recommendation>& recommendations, const plan::Stamp& stamp) {
  for (const intake::Action* row : rows) {
    // The spelling of a row that names several bodies is nobody's alias.
    const bool single = row->agencies.size() <= 1;
    CANDOUR_CHECK(agencies.take_in(row->agency, single ? row->agency_as_written : std::string(), stamp));
    for (const std::string& each : row->agencies) CANDOUR_CHECK(agencies.take_in(each, {}, stamp));
  }
  for (const intake::Recommendation& recommendation : recommendations)
    for (const std::string& each : recommendation.addressed_to) CANDOUR_CHECK(agencies.take_in(each, {}, stamp));
  return {};
}

std::string row_as_written(const intake::Action& row) {
  if (!row.cells.empty()) return join(row.cells, " | ");
  const std::string& agency = row.agency_as_written.empty() ? row.agency : row.agency_as_written;
  std::vector<std::string> cells{row.reference,   agency,     row.response, row.action, row.rating.as_written,
                                 row.constraints, row.target, row.evidence, row.lead,   row.outcome};
  for (const auto& [header, value] : row.other) cells.push_back(value);
  return join(cells, " | ");
}

plan::Action to_plan(const intake::Action& decided, const intake::Action& read, const Agencies& agencies, Date as_at) {
  plan::Action action;
  action.reference = decided.reference;
  action.finding = decided.finding;
  action.recommendations = decided.recommendations;
  if (action.recommendations.empty() && !decided.recommendation.empty())
    action.recommendations.push_back(decided.recommendation);
  // Of several bodies the first answers for the row; the others support it.
  if (decided.agencies.size() > 1) {
    action.agency = agencies.id_of(decided.agencies.front());
    for (std::size_t i = 1; i < decided.agencies.size(); ++i) {
      plan::AgencyId id = agencies.id_of(decided.agencies[i]);
      if (!id.empty() && id != action.agency) action.supporting.push_back(std::move(id));
    }
  } else {
    action.agency =
        agencies.id_of(decided.agency.empty() && !decided.agencies.empty() ? decided.agencies.front() : decided.agency);
  }
  action.lead = decided.lead;
  action.original_wording = decided.action;
  action.wording = decided.action;
  action.response = decided.response;
  action.constraints = decided.constraints;
  action.evidence = decided.evidence;
  action.target = decided.target;
  action.dates = decided.dates;
  action.outcome = decided.outcome;
  action.place = document::in_words(decided.place);
  for (const auto& [field, place] : decided.places)
    if (place != decided.place) action.places.push_back({field, document::in_words(place)});
  action.as_imported = row_as_written(read);
  action.rating = plan::Rating{decided.rating.as_written, decided.rating.status, 0, as_at};
  return action;
}

std::vector<plan::KeyEntry> key_of(const ImportDraft& draft) {
  std::vector<plan::KeyEntry> key;
  const auto entry_for = [&](const std::string& written) {
    return std::find_if(key.begin(), key.end(), [&](const plan::KeyEntry& entry) {
      return folded(collapsed(entry.as_written)) == folded(collapsed(written));
    });
  };
  // A word that is explained twice means what it was first said to mean; a line without a word explains none.
  for (const intake::ScaleEntry& entry : draft.reading().scale)
    if (!trimmed(entry.as_written).empty() && entry_for(entry.as_written) == key.end())
      key.push_back({entry.as_written, entry.meaning, entry.status});
  // A word that the document uses without explaining it, and that a person has explained, belongs to the plan's key.
  for (const auto& [written, status] : draft.choices.statuses) {
    if (trimmed(written).empty()) continue;
    const auto there = entry_for(written);
    if (there == key.end())
      key.push_back({written, "As decided when the plan was imported", status});
    else
      there->status = status;
  }
  return key;
}

plan::Finding to_plan(const intake::Finding& finding) {
  return {finding.ref, finding.title, finding.text};
}

plan::Recommendation to_plan(const intake::Recommendation& recommendation, const Agencies& agencies) {
  plan::Recommendation made;
  made.ref = recommendation.ref;
  made.finding = recommendation.finding;
  made.text = recommendation.text;
  made.cited_by = recommendation.cited_by;
  made.place = document::in_words(recommendation.place);
  for (const std::string& name : recommendation.addressed_to)
    if (plan::AgencyId id = agencies.id_of(name); !id.empty()) made.addressed_to.push_back(std::move(id));
  return made;
}

plan::Review review_of(std::string_view title) {
  struct Words {
    std::string_view words;
    plan::ReviewKind kind;
  };
  // The longer name first where one holds another.
  constexpr std::array<Words, 22> table{{
      {"serious case review", plan::ReviewKind::serious_case_review},
      {"child safeguarding practice review", plan::ReviewKind::practice_review},
      {"child practice review", plan::ReviewKind::practice_review},
      {"practice review", plan::ReviewKind::practice_review},
      {"domestic homicide review", plan::ReviewKind::domestic_abuse_related_death_review},
      {"domestic abuse related death", plan::ReviewKind::domestic_abuse_related_death_review},
      {"safeguarding adults review", plan::ReviewKind::safeguarding_adults_review},
      {"safeguarding adult review", plan::ReviewKind::safeguarding_adults_review},
      {"peer review", plan::ReviewKind::peer_review},
      {"peer challenge", plan::ReviewKind::peer_review},
      {"self assessment", plan::ReviewKind::self_assessment},
      {"section 11", plan::ReviewKind::self_assessment},
      {"inspection", plan::ReviewKind::inspection},
      {"ofsted", plan::ReviewKind::inspection},
      {"cqc", plan::ReviewKind::inspection},
      {"audit", plan::ReviewKind::audit},
      // What the trade shortens them to.
      {"scr", plan::ReviewKind::serious_case_review},
      {"cspr", plan::ReviewKind::practice_review},
      {"lcspr", plan::ReviewKind::practice_review},
      {"dhr", plan::ReviewKind::domestic_abuse_related_death_review},
      {"dardr", plan::ReviewKind::domestic_abuse_related_death_review},
      {"sar", plan::ReviewKind::safeguarding_adults_review},
  }};
  plan::Review review;
  const std::string key = ' ' + matching_key(title) + ' ';
  for (const Words& each : table)
    if (key.find(' ' + std::string(each.words) + ' ') != std::string::npos) {
      review.kind = each.kind;
      break;
    }
  // A pseudonym: one or two words in quotation marks. An apostrophe inside a word opens and closes nothing.
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"‘", "’"}, {"“", "”"}, {" '", "'"}, {" \"", "\""}}) {
    const std::size_t from = title.find(open);
    if (from == std::string_view::npos) continue;
    const std::size_t begin = from + open.size();
    const std::size_t to = title.find(close, begin);
    if (to == std::string_view::npos) continue;
    const std::string name = collapsed(title.substr(begin, to - begin));
    if (!name.empty() && name.size() <= 40 && words(name).size() <= 2) {
      review.name = name;
      break;
    }
  }
  return review;
}

}  // namespace candour::app
