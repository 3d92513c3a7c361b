#include "app/importing/decisions.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "assurance/tests.h"
#include "base/text.h"

namespace candour::app {
namespace {

using intake::Action;
using intake::Anomaly;
using intake::Reading;

// The fields of a row by the names that anomalies give them.
std::string Action::*text_field(std::string_view field) {
  if (field == "response") return &Action::response;
  if (field == "action") return &Action::action;
  if (field == "constraints") return &Action::constraints;
  if (field == "evidence") return &Action::evidence;
  if (field == "target" || field == "dates") return &Action::target;
  if (field == "lead") return &Action::lead;
  if (field == "outcome") return &Action::outcome;
  if (field == "reference") return &Action::reference;
  if (field == "finding") return &Action::finding;
  return nullptr;
}
bool is_short_field(std::string_view field) {
  return field == "agency" || field == "lead" || field == "target" || field == "dates" || field == "reference" ||
         field == "finding" || field == "recommendation";
}

std::string value_of(const Action& row, std::string_view field) {
  if (field == "rating") return row.rating.as_written;
  if (field == "agency") return row.agency_as_written.empty() ? row.agency : row.agency_as_written;
  if (field == "recommendation") return row.recommendation;
  if (const auto text = text_field(field)) return row.*text;
  return {};
}

// A status by its own name or by a word of the document's key.
std::optional<plan::Status> status_meant(const Reading& reading, std::string_view value) {
  if (const auto status = plan::status_from_text(trimmed(value))) return status;
  for (const intake::ScaleEntry& entry : reading.scale)
    if (matching_key(entry.as_written) == matching_key(value)) return entry.status;
  return std::nullopt;
}

void put(const Reading& reading, Action& row, std::string_view field, const std::string& value) {
  if (field == "rating") {
    // Their word stays; only what it means was decided.
    if (const auto status = status_meant(reading, value)) row.rating.status = *status;
  } else if (field == "agency") {
    row.agency = value;
    row.agencies = {value};
  } else if (field == "recommendation") {
    row.recommendation = value;
    row.recommendations = {value};
  } else if (const auto text = text_field(field)) {
    row.*text = value;
    if (text == &Action::target) row.dates = plan::find_dates(value);
  }
}

void apply(const Reading& reading, Action& row, const Anomaly& anomaly, const Decision& decision) {
  switch (decision.kind) {
    case DecisionKind::accept:
      if (const auto value = value_to_accept(anomaly)) put(reading, row, anomaly.field, *value);
      return;
    case DecisionKind::fix:
      put(reading, row, anomaly.field, decision.value);
      return;
    case DecisionKind::keep:
      return;
  }
}

std::string sentence_of(const Reading& reading, const Anomaly& anomaly, const Decision& decision) {
  const std::string written = shortened(collapsed(as_written(reading, anomaly)), 80);
  const std::string of_field = anomaly.field.empty() ? "" : anomaly.field + " ";
  const auto became = [&](const std::string& value) {
    return of_field + (written.empty() ? "(blank)" : "“" + written + "”") + " taken as “" + value + "”";
  };
  std::string sentence;
  switch (decision.kind) {
    case DecisionKind::accept:
      if (const auto value = value_to_accept(anomaly))
        sentence = "Decided at import: " + became(*value) + ", as suggested.";
      else
        sentence = "Agreed at import: " + anomaly.suggestion + (anomaly.suggestion.ends_with('.') ? "" : ".");
      break;
    case DecisionKind::fix:
      sentence = "Decided at import: " + became(decision.value) + ".";
      break;
    case DecisionKind::keep:
      sentence = "Kept as written at import" + (written.empty() ? "" : ": " + of_field + "“" + written + "”");
      if (!decision.reason.empty()) sentence += ", because: " + decision.reason;
      if (!sentence.ends_with('.')) sentence += '.';
      break;
  }
  return sentence + " (" + anomaly.message + ")";
}

auto key_of(const document::Place& place) {
  return std::tuple(place.sheet, place.page, place.table, place.row, place.line, place.paragraph, place.column);
}
auto key_of(const Anomaly& anomaly) {
  return std::tuple(anomaly.code, anomaly.field, key_of(anomaly.place));
}
auto key_of(const Action& row) {
  return key_of(row.place);
}

// From the index of each thing before to that of the same thing after. Where several share a key they follow each
// other.
template <class Thing>
std::map<std::size_t, std::size_t> still_there(const std::vector<Thing>& before, const std::vector<Thing>& after) {
  std::map<decltype(key_of(std::declval<const Thing&>())), std::vector<std::size_t>> places;
  for (std::size_t i = after.size(); i-- > 0;) places[key_of(after[i])].push_back(i);
  std::map<std::size_t, std::size_t> found;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto at = places.find(key_of(before[i]));
    if (at == places.end() || at->second.empty()) continue;
    found[i] = at->second.back();
    at->second.pop_back();
  }
  return found;
}

template <class Value, class Thing>
std::map<std::size_t, Value> carried(const std::vector<Thing>& before, const std::vector<Thing>& after,
                                     const std::map<std::size_t, Value>& values) {
  const auto places = still_there(before, after);
  std::map<std::size_t, Value> found;
  for (const auto& [index, value] : values)
    if (const auto at = places.find(index); at != places.end()) found.emplace(at->second, value);
  return found;
}

}  // namespace

std::string_view to_text(DecisionKind kind) {
  switch (kind) {
    case DecisionKind::accept:
      return "accept";
    case DecisionKind::fix:
      return "fix";
    case DecisionKind::keep:
      return "keep";
  }
  return {};
}

std::optional<DecisionKind> decision_kind_from_text(std::string_view text) {
  for (const DecisionKind kind : {DecisionKind::accept, DecisionKind::fix, DecisionKind::keep})
    if (to_text(kind) == text) return kind;
  return std::nullopt;
}

bool is_remark(const Anomaly& anomaly) {
  return anomaly.action && assurance::test_called(anomaly.code);
}

std::optional<std::string> value_to_accept(const Anomaly& anomaly) {
  const std::string value = collapsed(anomaly.suggestion);
  if (value.empty() || !anomaly.action) return std::nullopt;
  if (anomaly.field == "rating") return plan::status_from_text(value) ? std::optional(value) : std::nullopt;
  // A sentence is advice, not a value.
  if (is_short_field(anomaly.field) && !value.ends_with('.') && !value.ends_with('?')) return value;
  return std::nullopt;
}

std::string as_written(const Reading& reading, const Anomaly& anomaly) {
  if (!anomaly.action || *anomaly.action >= reading.actions.size()) return {};
  return value_of(reading.actions[*anomaly.action], anomaly.field);
}

Result<void> check_decision(const Reading& reading, std::size_t index, const Decision& decision) {
  if (index >= reading.anomalies.size()) return fail(ErrorCode::not_found, "There is no such question on this import.");
  const Anomaly& anomaly = reading.anomalies[index];
  if (!is_utf8(decision.reason)) return fail(ErrorCode::bad_input, "The reason holds characters that cannot be read.");
  switch (decision.kind) {
    case DecisionKind::keep:
      if (!is_remark(anomaly) || !trimmed(decision.reason).empty()) return {};
      return fail(ErrorCode::bad_input,
                  "Say why the row stands as written: the reason becomes the answer to this remark in the plan.");
    case DecisionKind::accept:
      if (!anomaly.suggestion.empty()) return {};
      return fail(
          ErrorCode::bad_input,
          "Nothing is suggested here that could be accepted: fix it, or keep it as written. (" + anomaly.message + ")");
    case DecisionKind::fix:
      break;
  }
  if (!anomaly.action || (anomaly.field != "rating" && anomaly.field != "agency" && anomaly.field != "recommendation" &&
                          !text_field(anomaly.field)))
    return fail(ErrorCode::bad_input,
                "This is not about one field of a row, so it cannot be fixed here: keep it as written, or mend the "
                "document and upload it again. (" +
                    anomaly.message + ")");
  if (anomaly.field == "rating" && !status_meant(reading, decision.value))
    return fail(ErrorCode::bad_input,
                "“" + decision.value +
                    "” is no status and no word of the plan's own key. Choose one of the statuses, "
                    "such as complete, on_track or not_applicable.");
  if (anomaly.field == "agency" && trimmed(decision.value).empty())
    return fail(ErrorCode::bad_input, "Enter the name of the agency.");
  if (!is_utf8(decision.value)) return fail(ErrorCode::bad_input, "The text holds characters that cannot be read.");
  return {};
}

std::vector<std::size_t> like(const Reading& reading, std::size_t index) {
  std::vector<std::size_t> found;
  const Anomaly& anomaly = reading.anomalies[index];
  const std::string written = folded(collapsed(as_written(reading, anomaly)));
  for (std::size_t i = 0; i < reading.anomalies.size(); ++i) {
    const Anomaly& other = reading.anomalies[i];
    if (i == index || (other.code == anomaly.code && other.field == anomaly.field &&
                       other.action.has_value() == anomaly.action.has_value() && anomaly.action &&
                       folded(collapsed(as_written(reading, other))) == written))
      found.push_back(i);
  }
  return found;
}

std::map<std::size_t, Decision> carried_decisions(const Reading& before, const Reading& after,
                                                  const std::map<std::size_t, Decision>& decisions) {
  auto found = carried(before.anomalies, after.anomalies, decisions);
  // A word of the key may have gone with the new reading.
  std::erase_if(found, [&](const auto& each) { return !check_decision(after, each.first, each.second); });
  return found;
}

std::map<std::size_t, std::string> carried_skips(const Reading& before, const Reading& after,
                                                 const std::map<std::size_t, std::string>& skipped) {
  if (before.kind != after.kind) return {};
  if (before.kind == intake::Kind::action_plan) return carried(before.actions, after.actions, skipped);
  std::map<std::size_t, std::string> found;
  for (const auto& [row, reason] : skipped)
    for (std::size_t now = 0; now < row_count(after); ++now)
      if (row < row_count(before) && row_place(before, row) == row_place(after, now) && !found.contains(now)) {
        found.emplace(now, reason);
        break;
      }
  return found;
}

std::vector<std::string> reasons_by_row(const ImportDraft& draft) {
  std::vector<std::string> reasons(draft.reading().actions.size());
  for (const auto& [index, decision] : draft.decisions) {
    if (index >= draft.reading().anomalies.size()) continue;
    const Anomaly& anomaly = draft.reading().anomalies[index];
    if (!anomaly.action || *anomaly.action >= reasons.size()) continue;
    std::string& reason = reasons[*anomaly.action];
    if (!reason.empty()) reason += ' ';
    reason += sentence_of(draft.reading(), anomaly, decision);
  }
  return reasons;
}

std::vector<std::string> decisions_on_document(const ImportDraft& draft) {
  std::vector<std::string> sentences;
  for (const auto& [row, reason] : draft.skipped)
    if (row < row_count(draft.reading()))
      sentences.push_back("Left out, " + document::in_words(row_place(draft.reading(), row)) + ": " + reason);
  for (const auto& [index, decision] : draft.decisions) {
    if (index >= draft.reading().anomalies.size()) continue;
    const Anomaly& anomaly = draft.reading().anomalies[index];
    if (!anomaly.action) sentences.push_back(sentence_of(draft.reading(), anomaly, decision));
  }
  return sentences;
}

Action as_decided(const ImportDraft& draft, std::size_t row) {
  Action decided = draft.reading().actions.at(row);
  for (const auto& [index, decision] : draft.decisions)
    if (index < draft.reading().anomalies.size() && draft.reading().anomalies[index].action == row)
      apply(draft.reading(), decided, draft.reading().anomalies[index], decision);
  return decided;
}

std::vector<Action> all_as_decided(const ImportDraft& draft) {
  std::vector<Action> rows = draft.reading().actions;
  for (const auto& [index, decision] : draft.decisions) {
    if (index >= draft.reading().anomalies.size()) continue;
    const Anomaly& anomaly = draft.reading().anomalies[index];
    if (anomaly.action && *anomaly.action < rows.size())
      apply(draft.reading(), rows[*anomaly.action], anomaly, decision);
  }
  return rows;
}

std::vector<std::string> new_agencies(const ImportDraft& draft, const plan::Partnership& partnership) {
  std::set<std::string> named;
  const std::vector<Action> rows = all_as_decided(draft);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (draft.skipped.contains(row)) continue;
    if (rows[row].agencies.empty())
      named.insert(rows[row].agency);
    else
      named.insert(rows[row].agencies.begin(), rows[row].agencies.end());
  }
  if (draft.reading().kind == intake::Kind::inspection)
    for (std::size_t row = 0; row < draft.reading().recommendations.size(); ++row)
      if (!draft.skipped.contains(row))
        named.insert(draft.reading().recommendations[row].addressed_to.begin(),
                     draft.reading().recommendations[row].addressed_to.end());
  std::vector<std::string> fresh;
  for (const std::string& name : named)
    if (!trimmed(name).empty() && !plan::find_agency(partnership, name)) fresh.push_back(name);
  return fresh;
}

Tally tally(const ImportDraft& draft) {
  Tally sums;
  sums.rows = row_count(draft.reading());
  const auto is_skipped = [&](std::size_t row) { return draft.skipped.contains(row); };
  if (draft.revises) {
    for (const RowChange& change : draft.changes) {
      switch (change.change) {
        case Change::same:
          ++sums.same;
          break;
        case Change::changed:
          ++sums.changed;
          break;
        case Change::added:
          ++sums.added;
          break;
        case Change::vanished:
          ++sums.vanished;
          continue;
      }
      if (change.row && !is_skipped(*change.row) && (change.change == Change::same || change.accepted)) ++sums.kept;
    }
  } else {
    for (std::size_t row = 0; row < sums.rows; ++row)
      if (!is_skipped(row)) ++sums.kept;
  }
  sums.skipped = sums.rows - sums.kept;
  for (std::size_t i = 0; i < draft.reading().anomalies.size(); ++i) {
    const Anomaly& anomaly = draft.reading().anomalies[i];
    if (anomaly.severity == intake::Severity::ask && !draft.decisions.contains(i) &&
        !(anomaly.action && is_skipped(*anomaly.action)))
      ++sums.undecided;
  }
  return sums;
}

}  // namespace candour::app
