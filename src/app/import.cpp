#include "app/import.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "app/evidence.h"
#include "app/importing/adopt.h"
#include "app/importing/answers.h"
#include "app/importing/compare.h"
#include "app/importing/decisions.h"
#include "app/importing/drafts.h"
#include "app/importing/kinds.h"
#include "app/importing/ties.h"
#include "app/remarks.h"
#include "base/text.h"
#include "people/may.h"
#include "plan/commands.h"

namespace candour::app {
namespace {

tl::unexpected<Error> no_reader() {
  return fail(ErrorCode::unavailable, "Documents cannot be read here.", "the application was started without a reader");
}
tl::unexpected<Error> no_such_plan() {
  return fail(ErrorCode::not_found, "The plan that this document is a newer version of does not stand any more.");
}

// The title that the document gives, or its name without the ending.
std::string title_of(const intake::Reading& reading, const std::string& name) {
  const std::string title = collapsed(reading.title);
  if (!title.empty()) return title;
  const std::size_t dot = name.rfind('.');
  const std::string stem = collapsed(dot == std::string::npos || dot == 0 ? name : name.substr(0, dot));
  return stem.empty() ? "Untitled plan" : stem;
}

// What a document's kind says of the draft before a person has said anything.
std::string item_of(const intake::Reading& reading, const std::string& name) {
  if (reading.kind == intake::Kind::minutes && reading.meeting && !trimmed(reading.meeting->item).empty())
    return collapsed(reading.meeting->item);
  return title_of(reading, name);
}
std::string body_of(const intake::Reading& reading) {
  return reading.kind == intake::Kind::minutes && reading.meeting ? collapsed(reading.meeting->body) : std::string();
}
plan::Review review_as_read(const intake::Reading& reading, std::string_view title) {
  plan::Review review = review_of(title);
  if (reading.kind == intake::Kind::inspection) review.kind = plan::ReviewKind::inspection;
  return review;
}

constexpr std::string_view kind_import = "import";

// Who started a draft: what is proposed in it is what they may see.
Actor starter_of(const Candour& candour, const plan::ImportId& id) {
  const auto kept = candour.store().vault().find(kind_import, id.text());
  if (!kept) return {};
  return {.name = {}, .person = people::PersonId(kept->content)};
}

// Where the draft revises a plan: the changes against the plan as it stands, and which of them are still those
// accepted.
Result<void> work_out_changes(const Candour& candour, KeptDraft& kept) {
  ImportDraft& draft = kept.draft;
  draft.changes.clear();
  CANDOUR_TRY(picture, candour.picture(starter_of(candour, draft.id)));
  draft.proposals = propose_ties(draft, *picture);
  if (!draft.revises) return {};
  const view::PlanPicture* plan = view::find_plan(*picture, *draft.revises);
  if (!plan) return {};
  draft.changes = changes_between(all_as_decided(draft), draft.reading().actions, *plan->plan, *picture->partnership);
  for (RowChange& change : draft.changes)
    change.accepted = change.change != Change::same && !(change.row && draft.skipped.contains(*change.row)) &&
                      std::binary_search(kept.accepted.begin(), kept.accepted.end(), fingerprint(change));
  return {};
}

void keep_accepted(KeptDraft& kept) {
  kept.accepted.clear();
  for (const RowChange& change : kept.draft.changes)
    if (change.accepted) kept.accepted.push_back(fingerprint(change));
  std::sort(kept.accepted.begin(), kept.accepted.end());
}

Result<KeptDraft> opened(const Candour& candour, const plan::ImportId& id) {
  CANDOUR_TRY(kept, load(candour, id));
  CANDOUR_CHECK(work_out_changes(candour, kept));
  return std::move(kept);
}

tl::unexpected<Error> stale() {
  return fail(
      ErrorCode::conflict,
      "This import was changed in another window after you opened it. Nothing of yours was saved: look at it as "
      "it now stands, then decide again.");
}

// One change of a draft: opened, changed by `edit`, worked out anew and saved, if it still is at `version`.
template <class Edit>
Result<ImportDraft> change(Candour& candour, const plan::ImportId& id, std::uint64_t version, const Edit& edit) {
  CANDOUR_TRY(kept, opened(candour, id));
  if (kept.draft.version != version) return stale();
  CANDOUR_CHECK(edit(kept));
  CANDOUR_CHECK(work_out_changes(candour, kept));
  CANDOUR_CHECK(save(candour.store(), kept, candour.clock().now()));
  return std::move(kept.draft);
}

Result<void> check_row(const ImportDraft& draft, std::size_t row) {
  if (row < row_count(draft.reading())) return {};
  return fail(ErrorCode::not_found, "There is no such row on this import.");
}
Result<void> check_reason(const std::string& reason) {
  if (trimmed(reason).empty())
    return fail(ErrorCode::bad_input, "Say why this row is left out: the reason becomes part of the record.");
  if (!is_utf8(reason)) return fail(ErrorCode::bad_input, "The reason holds characters that cannot be read.");
  return {};
}

// ---- What is imported ----

struct Rows {
  std::vector<intake::Action> decided;
  std::vector<std::string> reasons;
};

plan::DocumentImported document_of(const ImportDraft& draft) {
  const Tally sums = tally(draft);
  plan::DocumentImported document;
  document.import = draft.id;
  document.document_name = draft.document_name;
  document.document_sha256 = draft.document_sha256;
  document.rows_imported = static_cast<std::uint32_t>(sums.kept);
  document.rows_skipped = static_cast<std::uint32_t>(sums.skipped);
  document.decisions = decisions_on_document(draft);
  return document;
}

// The action as it stands with the fields of one change laid over it.
plan::Action with_only(const plan::Action& stands, plan::Action to, const RowChange& change) {
  plan::Action action = stands;
  for (const RowChange::Field& field : change.fields) {
    if (field.name == "reference") action.reference = to.reference;
    if (field.name == "agency") action.agency = to.agency;
    if (field.name == "supporting") action.supporting = to.supporting;
    if (field.name == "response") action.response = to.response;
    if (field.name == "wording") action.wording = to.wording;
    if (field.name == "rating") action.rating = to.rating;
    if (field.name == "constraints") action.constraints = to.constraints;
    if (field.name == "target") action.target = to.target;
    if (field.name == "evidence") action.evidence = to.evidence;
    // The dates are read anew from what the cells now say, also where the evidence cell held nothing but a date.
    if (field.name == "target" || field.name == "evidence") {
      if (collapsed(action.target) == collapsed(stands.evidence)) action.target.clear();
      action.dates.clear();
      action.due.reset();
      action.original_due.reset();
      action.slips = 0;
    }
    if (field.name == "lead") action.lead = to.lead;
    if (field.name == "outcome") action.outcome = to.outcome;
    if (field.name == "finding") action.finding = to.finding;
    if (field.name == "recommendations") action.recommendations = to.recommendations;
  }
  action.place = std::move(to.place);
  action.places = std::move(to.places);
  action.as_imported = std::move(to.as_imported);
  return action;
}

const plan::PlanId& plan_of(const ImportDraft& draft) {
  return draft.revises ? *draft.revises : draft.becomes;
}

// The command as the plan room decides it; where remarks were answered on the way in, once more with those answers, for
// they rest on the plan as it will stand.
template <class Command>
Result<Candour::Decided> decide_answering(const ImportDraft& draft, Command command,
                                          const std::map<std::size_t, plan::Number>& numbers, Agencies& agencies,
                                          const plan::Plan& stands, const plan::Stamp& stamp) {
  CANDOUR_TRY(events, plan::decide(stands, command, stamp));
  if (answers_remarks(draft)) {
    plan::Plan becomes = stands;
    for (plan::PlanEvent& event : events) plan::apply(becomes, std::move(event));
    command.answers = answers_to_remarks(draft, numbers, becomes, agencies.partnership(), stamp.recorded.date());
    CANDOUR_TRY(answered, plan::decide(stands, command, stamp));
    events = std::move(answered);
  }
  return Candour::Decided{agencies.give_events(), {{plan_of(draft), std::move(events)}}};
}

Result<Candour::Decided> decide_new_plan(const ImportDraft& draft, const Rows& rows,
                                         const plan::Partnership& partnership, const plan::Plan& stands,
                                         const plan::Stamp& stamp) {
  if (stands.version > 0) return fail(ErrorCode::conflict, "This import was confirmed in another window a moment ago.");
  const intake::Reading& reading = draft.reading();
  std::vector<std::size_t> kept;
  std::vector<const intake::Action*> named;
  for (std::size_t row = 0; row < rows.decided.size(); ++row)
    if (!draft.skipped.contains(row)) {
      kept.push_back(row);
      named.push_back(&rows.decided[row]);
    }
  if (kept.empty())
    return fail(ErrorCode::bad_input,
                "No row of this document would be imported. Keep at least one, choose the columns "
                "again, or drop the import.");
  Agencies agencies(partnership);
  CANDOUR_CHECK(take_in_all(agencies, named, reading.recommendations, stamp));

  plan::ImportPlan command;
  command.plan = draft.becomes;
  command.title = draft.title;
  command.review = draft.review;
  command.as_at = reading.as_at;
  command.document = document_of(draft);
  command.key = key_of(draft);
  for (const intake::Finding& finding : reading.findings) command.findings.push_back(to_plan(finding));
  for (const intake::Recommendation& recommendation : reading.recommendations)
    command.recommendations.push_back(to_plan(recommendation, agencies));
  std::map<std::size_t, plan::Number> numbers;
  for (const std::size_t row : kept) {
    numbers.emplace(row, static_cast<plan::Number>(numbers.size() + 1));
    command.actions.push_back(to_plan(rows.decided[row], reading.actions[row], agencies, stamp.speaks_of));
    command.reasons.push_back(rows.reasons[row]);
    command.ties.push_back(ties_of(draft, rows.decided[row]));
  }
  return decide_answering(draft, std::move(command), numbers, agencies, stands, stamp);
}

Result<Candour::Decided> decide_inspection(const ImportDraft& draft, const plan::Partnership& partnership,
                                           const plan::Plan& stands, const plan::Stamp& stamp) {
  if (stands.version > 0) return fail(ErrorCode::conflict, "This import was confirmed in another window a moment ago.");
  std::vector<intake::Recommendation> kept;
  for (std::size_t row = 0; row < draft.reading().recommendations.size(); ++row)
    if (!draft.skipped.contains(row)) kept.push_back(draft.reading().recommendations[row]);
  Agencies agencies(partnership);
  CANDOUR_CHECK(take_in_all(agencies, {}, kept, stamp));
  plan::ImportPlan command = inspection_of(draft, agencies);
  command.document = document_of(draft);
  CANDOUR_TRY(events, plan::decide(stands, command, stamp));
  return Candour::Decided{agencies.give_events(), {{plan_of(draft), std::move(events)}}};
}

// Minutes with nothing to follow still tell who met, when and about what.
Result<void> check_something_is_imported(const ImportDraft& draft) {
  if (draft.reading().kind == intake::Kind::unknown)
    return fail(ErrorCode::bad_input,
                "It is not known what kind of document this is, so nothing of it was imported. Choose the kind first, "
                "or drop the import.");
  if (tally(draft).kept > 0 || draft.revises) return {};
  const bool tells_more = draft.reading().kind == intake::Kind::minutes && draft.reading().meeting &&
                          (!draft.reading().meeting->attendance.empty() || !draft.reading().meeting->counts.empty() ||
                           !draft.reading().meeting->themes.empty());
  if (tells_more) return {};
  return fail(ErrorCode::bad_input,
              "No row of this document would be imported. Keep at least one, choose the kind or the columns again, or "
              "drop the import.");
}

Result<Candour::Decided> decide_revision(const ImportDraft& draft, const Rows& rows,
                                         const plan::Partnership& partnership, const plan::Plan& stands,
                                         const plan::Stamp& stamp) {
  if (stands.version == 0 || stands.withdrawn) return no_such_plan();
  const intake::Reading& reading = draft.reading();
  // Nobody is asked to trust that the plan is still the one they looked at.
  const std::vector<RowChange> changes = changes_between(rows.decided, reading.actions, stands, partnership);
  std::unordered_set<std::string> accepted;
  for (const RowChange& each : draft.changes)
    if (each.accepted) accepted.insert(fingerprint(each));
  std::vector<bool> is_accepted(changes.size(), false);
  std::size_t missing = accepted.size();
  for (std::size_t i = 0; i < changes.size() && missing > 0; ++i)
    if (accepted.contains(fingerprint(changes[i]))) {
      is_accepted[i] = true;
      --missing;
    }
  if (missing > 0)
    return fail(ErrorCode::conflict, "The plan was changed after you accepted " +
                                         std::string(missing == 1 ? "a row" : std::to_string(missing) + " rows") +
                                         " of this document. Nothing was imported: look at the changes again.");
  if (std::none_of(is_accepted.begin(), is_accepted.end(), [](bool each) { return each; })) {
    const bool all_same =
        std::all_of(changes.begin(), changes.end(), [](const RowChange& each) { return each.change == Change::same; });
    return fail(ErrorCode::bad_input, all_same ? "Every row of this document is the same as in the plan: there is "
                                                 "nothing to import."
                                               : "No change was accepted, so there is nothing to import.");
  }

  std::vector<const intake::Action*> named;
  for (std::size_t i = 0; i < changes.size(); ++i)
    if (is_accepted[i] && changes[i].row) named.push_back(&rows.decided[*changes[i].row]);
  Agencies agencies(partnership);
  CANDOUR_CHECK(take_in_all(agencies, named, {}, stamp));

  plan::ImportRevision command;
  command.document = document_of(draft);
  command.as_at = reading.as_at;
  std::map<std::size_t, plan::Number> numbers;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const RowChange& each = changes[i];
    if (each.row && each.number && (is_accepted[i] || each.change == Change::same))
      numbers.emplace(*each.row, *each.number);
    if (!is_accepted[i]) continue;
    if (each.change == Change::vanished) {
      command.withdrawn.push_back({*each.number, "Not in “" + draft.document_name + "”."});
      continue;
    }
    const std::size_t row = *each.row;
    plan::Action to = to_plan(rows.decided[row], reading.actions[row], agencies, stamp.speaks_of);
    if (each.change == Change::added) {
      command.added.push_back(std::move(to));
      numbers.emplace(row, stands.last_number + static_cast<plan::Number>(command.added.size()));
      command.reasons.push_back(rows.reasons[row]);
      command.ties.push_back(ties_of(draft, rows.decided[row]));
    } else {
      // Only the fields that were shown to differ change; what was changed here since and is no news stays.
      command.changed.push_back(
          {*each.number, with_only(*plan::find_action(stands, *each.number), std::move(to), each), rows.reasons[row]});
    }
  }
  // Of the findings and questions, those that the accepted rows need and the plan has not.
  const auto needs = [&](const auto& is_named) {
    return std::any_of(named.begin(), named.end(), [&](const intake::Action* row) { return is_named(*row); });
  };
  for (const intake::Recommendation& recommendation : reading.recommendations)
    if (!plan::find_recommendation(stands, recommendation.ref) && needs([&](const intake::Action& row) {
          return row.recommendation == recommendation.ref ||
                 std::find(row.recommendations.begin(), row.recommendations.end(), recommendation.ref) !=
                     row.recommendations.end();
        }))
      command.recommendations.push_back(to_plan(recommendation, agencies));
  for (const intake::Finding& finding : reading.findings)
    if (!plan::find_finding(stands, finding.ref) &&
        (needs([&](const intake::Action& row) { return row.finding == finding.ref; }) ||
         std::any_of(command.recommendations.begin(), command.recommendations.end(),
                     [&](const plan::Recommendation& each) { return each.finding == finding.ref; })))
      command.findings.push_back(to_plan(finding));
  // A document that brings its own key is read by it from now on.
  if (const std::vector<plan::KeyEntry> key = key_of(draft); !key.empty() && key != stands.key.entries)
    command.key = key;
  return decide_answering(draft, std::move(command), numbers, agencies, stands, stamp);
}

// What an import was confirmed into, where a kill came between the record and forgetting the draft.
std::optional<Imported> confirmed_into(const view::Picture& picture, const plan::ImportId& import) {
  for (const auto& plan : picture.plans)
    for (const auto& each : plan->plan->imports)
      if (each.id == import) return Imported{Imported::What::plan, plan->plan->id.text()};
  for (const auto& meeting : picture.meetings)
    if (meeting->import.id.text() == import.text()) return Imported{Imported::What::meeting, meeting->id.text()};
  for (const auto& reg : picture.registers)
    if (reg->import.id.text() == import.text()) return Imported{Imported::What::risk_register, reg->id.text()};
  return std::nullopt;
}

template <class Document>
void put_document(const ImportDraft& draft, Document& document) {
  document.import = decltype(document.import)(draft.id.text());
  document.document_name = draft.document_name;
  document.document_sha256 = draft.document_sha256;
  document.decisions = decisions_on_document(draft);
}

// The one append of it all.
Result<Imported> take_into_record(Candour& candour, const Actor& actor, const ImportDraft& draft) {
  const Tally sums = tally(draft);
  if (draft.reading().kind == intake::Kind::minutes) {
    meeting::ImportMeeting command = meeting_of(draft);
    put_document(draft, command.minutes);
    command.minutes.items_imported = static_cast<std::uint32_t>(sums.kept);
    command.minutes.items_skipped = static_cast<std::uint32_t>(sums.skipped);
    CANDOUR_CHECK(candour.act(actor, command.minutes.meeting, command, std::nullopt));
    return Imported{Imported::What::meeting, draft.becomes.text()};
  }
  if (draft.reading().kind == intake::Kind::risk_register) {
    risk::ImportRegister command = register_of(draft);
    put_document(draft, command.document);
    command.document.rows_imported = static_cast<std::uint32_t>(sums.kept);
    command.document.rows_skipped = static_cast<std::uint32_t>(sums.skipped);
    CANDOUR_CHECK(candour.act(actor, command.document.register_id, command, std::nullopt));
    return Imported{Imported::What::risk_register, draft.becomes.text()};
  }
  const bool inspection = draft.reading().kind == intake::Kind::inspection;
  const Rows rows{all_as_decided(draft), reasons_by_row(draft)};
  const plan::PlanId& plan = plan_of(draft);
  CANDOUR_CHECK(candour.act_on(actor, {.partnership = true, .plans = {{plan, std::nullopt}}}, draft.reading().as_at,
                               [&](const Candour::Standing& standing, const plan::Stamp& stamp) {
                                 const plan::Plan& stands = standing.plan(plan);
                                 return inspection ? decide_inspection(draft, standing.partnership, stands, stamp)
                                        : draft.revises
                                            ? decide_revision(draft, rows, standing.partnership, stands, stamp)
                                            : decide_new_plan(draft, rows, standing.partnership, stands, stamp);
                               }));
  return Imported{Imported::What::plan, plan.text()};
}

}  // namespace

bool may_open_import(Candour& candour, const Actor& actor, const plan::ImportId& id) {
  if (!actor.person) return true;
  const Actor starter = starter_of(candour, id);
  if (starter.person) return starter.person == actor.person;
  const auto people = candour.people();
  const people::Person* person = people ? people::find_person(**people, *actor.person) : nullptr;
  return person && people::may(**people, *person, people::Act::run_plan, {people::first_partnership, {}, 0, {}},
                               candour.clock().now().date());
}

Result<ImportDraft> start_import(Candour& candour, const Actor& actor, std::string_view bytes, std::string name,
                                 const intake::Choices& choices) {
  if (!candour.reader()) return no_reader();
  CANDOUR_CHECK(let_in(candour, actor, bytes));
  CANDOUR_TRY(reading, candour.reader()->read(bytes, name, choices));
  CANDOUR_TRY(sha256, candour.store().keep_original(bytes));
  const Moment now = candour.clock().now();
  KeptDraft kept;
  ImportDraft& draft = kept.draft;
  draft.id = plan::ImportId(fresh_id());
  draft.becomes = plan::PlanId(fresh_id());
  if (actor.person) CANDOUR_CHECK(candour.store().vault().keep(kind_import, draft.id.text(), 0, actor.person->text()));
  draft.started = now;
  draft.document_name = repaired_utf8(name);
  draft.document_sha256 = std::move(sha256);
  draft.choices = choices;
  draft.read = std::make_shared<const intake::Reading>(with_remarks(std::move(reading)));
  draft.title = item_of(draft.reading(), draft.document_name);
  draft.review = review_as_read(draft.reading(), draft.title);
  draft.body = body_of(draft.reading());
  CANDOUR_CHECK(work_out_changes(candour, kept));
  CANDOUR_CHECK(save_reading(candour, kept, now));
  CANDOUR_CHECK(save(candour.store(), kept, now));
  return std::move(kept.draft);
}

Result<ImportDraft> open_import(Candour& candour, const plan::ImportId& id) {
  CANDOUR_TRY(kept, opened(candour, id));
  return std::move(kept.draft);
}

Result<std::vector<ImportDraft>> open_imports(Candour& candour) {
  CANDOUR_TRY(outlines, load_outlines(candour.store()));
  CANDOUR_TRY(picture, candour.picture({}));
  std::vector<ImportDraft> drafts;
  for (KeptDraft& outline : outlines) {
    // What was confirmed is finished, though a kill kept its draft from being forgotten.
    if (confirmed_into(*picture, outline.draft.id))
      CANDOUR_CHECK(forget(candour, outline.draft.id));
    else
      drafts.push_back(std::move(outline.draft));
  }
  return drafts;
}

Result<ImportDraft> choose(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                           const intake::Choices& choices) {
  if (!candour.reader()) return no_reader();
  CANDOUR_TRY(kept, load(candour, id));
  ImportDraft& draft = kept.draft;
  if (draft.version != version) return stale();
  CANDOUR_TRY(original, candour.store().original(draft.document_sha256));
  CANDOUR_TRY(reading, candour.reader()->read(original, draft.document_name, choices));
  const std::shared_ptr<const intake::Reading> former =
      std::exchange(draft.read, std::make_shared<const intake::Reading>(with_remarks(std::move(reading))));
  const intake::Reading& before = *former;
  draft.choices = choices;
  draft.decisions = carried_decisions(before, draft.reading(), draft.decisions);
  draft.skipped = carried_skips(before, draft.reading(), draft.skipped);
  if (draft.title == item_of(before, draft.document_name)) draft.title = item_of(draft.reading(), draft.document_name);
  if (draft.body == body_of(before)) draft.body = body_of(draft.reading());
  if (draft.review == review_as_read(before, item_of(before, draft.document_name)))
    draft.review = review_as_read(draft.reading(), draft.title);
  // Only a plan can be a newer version of one.
  if (draft.reading().kind != intake::Kind::action_plan) draft.revises.reset();
  CANDOUR_CHECK(work_out_changes(candour, kept));
  const Moment now = candour.clock().now();
  CANDOUR_CHECK(save_reading(candour, kept, now));
  CANDOUR_CHECK(save(candour.store(), kept, now));
  CANDOUR_CHECK(forget_stale_readings(candour.store(), kept));
  return std::move(kept.draft);
}

Result<ImportDraft> name_plan(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::string title,
                              plan::Review review) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    title = collapsed(title);
    if (title.empty()) return fail(ErrorCode::bad_input, "Enter a title for the plan.");
    if (!is_utf8(title) || !is_utf8(review.name))
      return fail(ErrorCode::bad_input, "The title or the name of the review holds characters that cannot be read.");
    kept.draft.title = title;
    kept.draft.review = review;
    return {};
  });
}

Result<ImportDraft> name_body(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::string body) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    body = collapsed(body);
    if (body.empty()) return fail(ErrorCode::bad_input, "Say which body met, so that the meeting can be found again.");
    if (!is_utf8(body)) return fail(ErrorCode::bad_input, "The body’s name holds characters that cannot be read.");
    kept.draft.body = body;
    return {};
  });
}

Result<ImportDraft> set_received(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                 std::optional<Date> received) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    if (received && *received > candour.clock().now().date())
      return fail(ErrorCode::bad_input, "The day the report came (" + received->words() + ") is still to come.");
    kept.draft.received = received;
    return {};
  });
}

Result<ImportDraft> decide_ties(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                const std::map<std::string, std::optional<TieChoice>>& ties) {
  CANDOUR_TRY(picture, candour.picture(starter_of(candour, id)));
  for (const auto& [ref, choice] : ties) {
    if (!choice || choice->plan.empty()) continue;
    const view::PlanPicture* plan = view::find_plan(*picture, choice->plan);
    if (!plan || !plan::find_recommendation(*plan->plan, choice->inspectors))
      return fail(ErrorCode::not_found, "The recommendation that was chosen is not here any more.");
  }
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    for (const auto& [ref, choice] : ties)
      if (choice)
        kept.draft.ties.insert_or_assign(ref, *choice);
      else
        kept.draft.ties.erase(ref);
    return {};
  });
}

Result<ImportDraft> decide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                   std::size_t anomaly, const Decision& decision, bool all_like_it) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    CANDOUR_CHECK(check_decision(kept.draft.reading(), anomaly, decision));
    kept.draft.decisions.insert_or_assign(anomaly, decision);
    if (!all_like_it) return {};
    for (const std::size_t other : like(kept.draft.reading(), anomaly))
      if (check_decision(kept.draft.reading(), other, decision)) kept.draft.decisions.insert_or_assign(other, decision);
    return {};
  });
}

Result<ImportDraft> undecide_anomaly(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                     std::size_t anomaly) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    kept.draft.decisions.erase(anomaly);
    return {};
  });
}

Result<ImportDraft> skip_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row,
                             std::string reason) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    CANDOUR_CHECK(check_row(kept.draft, row));
    CANDOUR_CHECK(check_reason(reason));
    kept.draft.skipped.insert_or_assign(row, collapsed(reason));
    return {};
  });
}

Result<ImportDraft> keep_row(Candour& candour, const plan::ImportId& id, std::uint64_t version, std::size_t row) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    CANDOUR_CHECK(check_row(kept.draft, row));
    kept.draft.skipped.erase(row);
    return {};
  });
}

Result<ImportDraft> decide_all(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                               const Decided& decided) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    for (const auto& [anomaly, decision] : decided.anomalies) {
      CANDOUR_CHECK(check_decision(kept.draft.reading(), anomaly, decision));
      kept.draft.decisions.insert_or_assign(anomaly, decision);
    }
    for (const auto& [row, reason] : decided.skipped) {
      CANDOUR_CHECK(check_row(kept.draft, row));
      CANDOUR_CHECK(check_reason(reason));
      kept.draft.skipped.insert_or_assign(row, collapsed(reason));
    }
    return {};
  });
}

Result<ImportDraft> revise(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                           std::optional<plan::PlanId> plan) {
  if (plan) {
    CANDOUR_TRY(picture, candour.picture(starter_of(candour, id)));
    if (!view::find_plan(*picture, *plan)) return fail(ErrorCode::not_found, "There is no such plan.");
  }
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    if (kept.draft.revises != plan) kept.accepted.clear();
    kept.draft.revises = plan;
    return {};
  });
}

Result<ImportDraft> accept_changes(Candour& candour, const plan::ImportId& id, std::uint64_t version,
                                   const std::vector<std::size_t>& changes, bool accepted) {
  return change(candour, id, version, [&](KeptDraft& kept) -> Result<void> {
    ImportDraft& draft = kept.draft;
    for (const std::size_t index : changes) {
      if (index >= draft.changes.size()) return fail(ErrorCode::not_found, "There is no such change on this import.");
      RowChange& each = draft.changes[index];
      if (each.change == Change::same || (each.row && draft.skipped.contains(*each.row))) continue;
      each.accepted = accepted;
    }
    keep_accepted(kept);
    return {};
  });
}

Result<void> drop_import(Candour& candour, const plan::ImportId& id) {
  return forget(candour, id);
}

Result<Imported> confirm_import(Candour& candour, const Actor& actor, const plan::ImportId& id, std::uint64_t version) {
  auto loaded = opened(candour, id);
  CANDOUR_TRY(picture, candour.picture(actor));
  // Confirmed already, and perhaps forgotten: the record knows into what.
  if (const auto into = confirmed_into(*picture, id)) {
    CANDOUR_CHECK(forget(candour, id));
    return *into;
  }
  if (!loaded) return fail(std::move(loaded.error()));
  if (loaded->draft.version != version) return stale();
  CANDOUR_CHECK(check_something_is_imported(loaded->draft));
  CANDOUR_TRY(into, take_into_record(candour, actor, loaded->draft));
  CANDOUR_CHECK(forget(candour, id));
  return into;
}

Result<void> withdraw_import(Candour& candour, const Actor& actor, const meeting::MeetingId& id, std::string reason) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const meeting::Meeting* meeting = view::find_meeting(*picture, id);
  if (!meeting) return fail(ErrorCode::not_found, "There is no such meeting.");
  return candour.act(actor, id, meeting::WithdrawImport{meeting->import.id, std::move(reason)}, std::nullopt);
}

Result<void> withdraw_import(Candour& candour, const Actor& actor, const risk::RegisterId& id, std::string reason) {
  CANDOUR_TRY(picture, candour.picture(actor));
  const risk::Register* reg = view::find_register(*picture, id);
  if (!reg) return fail(ErrorCode::not_found, "There is no such register.");
  return candour.act(actor, id, risk::WithdrawImport{reg->import.id, std::move(reason)}, std::nullopt);
}

Result<void> withdraw_import(Candour& candour, const Actor& actor, const plan::PlanId& id, const plan::ImportId& import,
                             std::string reason) {
  if (trimmed(reason).empty())
    return fail(ErrorCode::bad_input, "Say why the import is withdrawn: the reason becomes part of the record.");
  CANDOUR_TRY(picture, candour.picture(actor));
  const view::PlanPicture* plan = view::find_plan(*picture, id);
  if (!plan) return fail(ErrorCode::not_found, "There is no such plan.");
  const auto& imports = plan->plan->imports;
  const auto at = std::find_if(imports.begin(), imports.end(), [&](const auto& each) { return each.id == import; });
  if (at == imports.end()) return fail(ErrorCode::not_found, "There is no such import on this plan.");
  // It speaks of the day the import spoke of, so that, known now, it never was.
  const Date spoke_of = std::min(at->as_at.value_or(at->recorded.date()), at->recorded.date());
  return candour.act_on(
      actor, {.plans = {{id, std::nullopt}}}, spoke_of,
      [&](const Candour::Standing& standing, const plan::Stamp& stamp) -> Result<Candour::Decided> {
        CANDOUR_TRY(events, plan::decide(standing.plan(id), plan::WithdrawImport{import, reason}, stamp));
        return Candour::Decided{.plans = {{id, std::move(events)}}};
      });
}

std::optional<Imported> same_document(const view::Picture& picture, std::string_view sha256) {
  for (const auto& plan : picture.plans)
    for (const auto& import : plan->plan->imports)
      if (import.document_sha256 == sha256) return Imported{Imported::What::plan, plan->plan->id.text()};
  for (const auto& meeting : picture.meetings)
    if (meeting->import.document_sha256 == sha256) return Imported{Imported::What::meeting, meeting->id.text()};
  for (const auto& reg : picture.registers)
    if (reg->import.document_sha256 == sha256) return Imported{Imported::What::risk_register, reg->id.text()};
  return std::nullopt;
}

std::vector<plan::PlanId> likely_plans(const view::Picture& picture, const intake::Reading& reading) {
  const auto wording_of = [](const std::string& action, const std::string& response) {
    return matching_key(action.empty() ? response : action);
  };
  std::vector<std::string> wordings;
  for (const intake::Action& row : reading.actions)
    if (std::string wording = wording_of(row.action, row.response); !wording.empty())
      wordings.push_back(std::move(wording));
  const std::string title = matching_key(reading.title);
  struct Likely {
    double score;
    plan::PlanId id;
  };
  std::vector<Likely> likely;
  for (const auto& plan : picture.plans) {
    std::unordered_set<std::string> theirs;
    for (const plan::Action& action : plan->plan->actions) theirs.insert(wording_of(action.wording, action.response));
    const auto alike = std::count_if(wordings.begin(), wordings.end(),
                                     [&](const std::string& wording) { return theirs.contains(wording); });
    const double share = wordings.empty() ? 0 : static_cast<double>(alike) / static_cast<double>(wordings.size());
    const bool same_title = !title.empty() && title == matching_key(plan->plan->title);
    const bool same_file = std::any_of(plan->plan->imports.begin(), plan->plan->imports.end(),
                                       [&](const auto& each) { return each.document_sha256 == reading.source.sha256; });
    if (same_file || same_title || share >= 0.3)
      likely.push_back({share + (same_title ? 1 : 0) + (same_file ? 2 : 0), plan->plan->id});
  }
  std::stable_sort(likely.begin(), likely.end(),
                   [](const Likely& left, const Likely& right) { return left.score > right.score; });
  std::vector<plan::PlanId> ids;
  for (Likely& each : likely) ids.push_back(std::move(each.id));
  return ids;
}

}  // namespace candour::app
