#include "app/importing/drafts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/importing/readings.h"
#include "base/sha256.h"

namespace candour::app {
namespace {

using Json = nlohmann::json;

constexpr std::string_view draft_prefix = "import/";
constexpr std::string_view reading_prefix = "reading/";
// Rises with every change of the shape below; an older one is still read.
constexpr int shape = 1;

std::string draft_name(const plan::ImportId& id) {
  return std::string(draft_prefix) + id.text();
}
std::string readings_of(const plan::ImportId& id) {
  return std::string(reading_prefix) + id.text() + '/';
}
std::string reading_name(const KeptDraft& kept) {
  return readings_of(kept.draft.id) + kept.reading;
}

struct Misfit {};
template <class T>
T needed(const std::optional<T>& value) {
  if (!value) throw Misfit{};
  return *value;
}

std::string written(const KeptDraft& kept) {
  const ImportDraft& draft = kept.draft;
  Json choices = Json::object();
  if (draft.choices.kind) choices["kind"] = intake::to_text(*draft.choices.kind);
  for (const auto& [header, column] : draft.choices.columns) choices["columns"][header] = intake::to_text(column);
  for (const auto& [rating, status] : draft.choices.statuses) choices["statuses"][rating] = plan::to_text(status);
  if (draft.choices.as_at) choices["as_at"] = draft.choices.as_at->iso();
  Json decisions = Json::array();
  for (const auto& [anomaly, decision] : draft.decisions)
    decisions.push_back({{"anomaly", anomaly},
                         {"kind", to_text(decision.kind)},
                         {"value", decision.value},
                         {"reason", decision.reason}});
  Json skipped = Json::array();
  for (const auto& [row, reason] : draft.skipped) skipped.push_back({{"row", row}, {"reason", reason}});
  Json review{{"kind", plan::to_text(draft.review.kind)}, {"name", draft.review.name}};
  if (draft.review.stage) review["stage"] = plan::to_text(*draft.review.stage);
  Json json{{"candour_import_draft", shape},
            {"becomes", draft.becomes.text()},
            {"started", draft.started.iso()},
            {"document", {{"name", draft.document_name}, {"sha256", draft.document_sha256}}},
            {"choices", choices},
            {"reading", kept.reading},
            {"title", draft.title},
            {"review", review},
            {"decisions", decisions},
            {"skipped", skipped},
            {"accepted", kept.accepted}};
  if (draft.revises) json["revises"] = draft.revises->text();
  if (!draft.body.empty()) json["body"] = draft.body;
  if (draft.received) json["received"] = draft.received->iso();
  for (const auto& [ref, choice] : draft.ties)
    json["ties"].push_back({{"ref", ref}, {"plan", choice.plan.text()}, {"inspectors", choice.inspectors}});
  // A file's name may hold anything; what is not UTF-8 is replaced rather than thrown at a person.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<KeptDraft> read_back(const plan::ImportId& id, const Store::Draft& stored) {
  try {
    const Json json = Json::parse(stored.content);
    if (json.at("candour_import_draft") != shape) throw Misfit{};
    KeptDraft kept;
    ImportDraft& draft = kept.draft;
    draft.id = id;
    draft.version = stored.version;
    draft.changed = stored.changed;
    draft.becomes = plan::PlanId(json.at("becomes").get<std::string>());
    draft.started = needed(Moment::parse(json.at("started").get<std::string>()));
    draft.document_name = json.at("document").at("name").get<std::string>();
    draft.document_sha256 = json.at("document").at("sha256").get<std::string>();
    const Json& choices = json.at("choices");
    if (choices.contains("kind"))
      draft.choices.kind = needed(intake::kind_from_text(choices.at("kind").get<std::string>()));
    if (choices.contains("columns"))
      for (const auto& [header, column] : choices.at("columns").items())
        draft.choices.columns[header] = needed(intake::column_from_text(column.get<std::string>()));
    if (choices.contains("statuses"))
      for (const auto& [rating, status] : choices.at("statuses").items())
        draft.choices.statuses[rating] = needed(plan::status_from_text(status.get<std::string>()));
    if (choices.contains("as_at")) draft.choices.as_at = needed(Date::parse(choices.at("as_at").get<std::string>()));
    kept.reading = json.at("reading").get<std::string>();
    draft.title = json.at("title").get<std::string>();
    const Json& review = json.at("review");
    draft.review.kind = needed(plan::review_kind_from_text(review.at("kind").get<std::string>()));
    draft.review.name = review.at("name").get<std::string>();
    if (review.contains("stage"))
      draft.review.stage = needed(plan::review_stage_from_text(review.at("stage").get<std::string>()));
    for (const Json& each : json.at("decisions"))
      draft.decisions[each.at("anomaly").get<std::size_t>()] = {
          needed(decision_kind_from_text(each.at("kind").get<std::string>())), each.at("value").get<std::string>(),
          each.value("reason", std::string())};
    for (const Json& each : json.at("skipped"))
      draft.skipped[each.at("row").get<std::size_t>()] = each.at("reason").get<std::string>();
    if (json.contains("revises")) draft.revises = plan::PlanId(json.at("revises").get<std::string>());
    if (json.contains("body")) draft.body = json.at("body").get<std::string>();
    if (json.contains("received")) draft.received = needed(Date::parse(json.at("received").get<std::string>()));
    if (json.contains("ties"))
      for (const Json& each : json.at("ties"))
        draft.ties[each.at("ref").get<std::string>()] = {plan::PlanId(each.at("plan").get<std::string>()),
                                                         each.at("inspectors").get<std::string>()};
    kept.accepted = json.at("accepted").get<std::vector<std::string>>();
    return kept;
  } catch (const Json::exception& exception) {
    return fail(ErrorCode::internal,
                "This unfinished import cannot be opened again. Drop it and upload the document anew.",
                exception.what());
  } catch (const Misfit&) {
    return fail(ErrorCode::internal,
                "This unfinished import cannot be opened again. Drop it and upload the document anew.",
                "a value of the draft does not fit its field");
  }
}

Result<void> forget_one(Store& store, const std::string& name) {
  auto forgotten = store.forget_draft(name);
  if (!forgotten && forgotten.error().code != ErrorCode::not_found) return fail(std::move(forgotten.error()));
  return {};
}

}  // namespace

Result<KeptDraft> load_outline(const Store& store, const plan::ImportId& id) {
  auto stored = store.draft(draft_name(id));
  if (!stored) {
    if (stored.error().code != ErrorCode::not_found) return fail(std::move(stored.error()));
    return fail(ErrorCode::not_found, "There is no such unfinished import: it was confirmed or dropped.");
  }
  return read_back(id, *stored);
}

Result<KeptDraft> load(const Candour& candour, const plan::ImportId& id) {
  CANDOUR_TRY(kept, load_outline(candour.store(), id));
  const std::string name = reading_name(kept);
  if (auto at_hand = candour.readings().find(name)) {
    kept.draft.read = std::move(at_hand);
    return std::move(kept);
  }
  CANDOUR_TRY(stored, candour.store().draft(name));
  CANDOUR_TRY(reading, intake::from_json(stored.content));
  kept.draft.read = std::make_shared<const intake::Reading>(std::move(reading));
  candour.readings().keep(name, kept.draft.read);
  return std::move(kept);
}

Result<std::vector<KeptDraft>> load_outlines(const Store& store) {
  CANDOUR_TRY(drafts, store.drafts(draft_prefix));
  std::vector<KeptDraft> outlines;
  for (const Store::Draft& draft : drafts) {
    auto outline = load_outline(store, plan::ImportId(draft.name.substr(draft_prefix.size())));
    if (outline) {
      outlines.push_back(std::move(*outline));
    } else if (outline.error().code == ErrorCode::internal) {
      KeptDraft damaged;
      damaged.draft.id = plan::ImportId(draft.name.substr(draft_prefix.size()));
      damaged.draft.version = draft.version;
      damaged.draft.changed = draft.changed;
      damaged.draft.title = outline.error().sentence;
      outlines.push_back(std::move(damaged));
    } else if (outline.error().code != ErrorCode::not_found) {  // finished since it was listed
      return fail(std::move(outline.error()));
    }
  }
  return outlines;
}

Result<void> save_reading(Candour& candour, KeptDraft& kept, Moment now) {
  const std::string json = intake::to_json(kept.draft.reading());
  kept.reading = sha256_hex(json).substr(0, 16);
  auto saved = candour.store().save_draft(reading_name(kept), 0, json, now);
  // The same reading is there already: read twice with the same choices.
  if (!saved && saved.error().code != ErrorCode::conflict) return fail(std::move(saved.error()));
  candour.readings().keep(reading_name(kept), kept.draft.read);
  return {};
}

Result<void> save(Store& store, KeptDraft& kept, Moment now) {
  auto saved = store.save_draft(draft_name(kept.draft.id), kept.draft.version, written(kept), now);
  if (!saved) {
    if (saved.error().code != ErrorCode::conflict) return fail(std::move(saved.error()));
    return fail(
        ErrorCode::conflict,
        "This import was changed in another window after you opened it. Nothing of yours was saved: look at it as "
        "it now stands, then decide again.",
        saved.error().detail);
  }
  kept.draft.version = *saved;
  kept.draft.changed = now;
  return {};
}

Result<void> forget(Candour& candour, const plan::ImportId& id) {
  Store& store = candour.store();
  candour.readings().forget(readings_of(id));
  // The draft first: readings without a draft are nobody's, a draft without its reading cannot be opened.
  CANDOUR_CHECK(forget_one(store, draft_name(id)));
  CANDOUR_TRY(readings, store.drafts(readings_of(id)));
  for (const Store::Draft& reading : readings) CANDOUR_CHECK(forget_one(store, reading.name));
  return {};
}

Result<void> forget_stale_readings(Store& store, const KeptDraft& kept) {
  CANDOUR_TRY(readings, store.drafts(readings_of(kept.draft.id)));
  for (const Store::Draft& reading : readings)
    if (reading.name != reading_name(kept)) CANDOUR_CHECK(forget_one(store, reading.name));
  return {};
}

}  // namespace candour::app
