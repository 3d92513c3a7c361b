#include "record/record.h"

#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

namespace candour::record {
namespace {

using nlohmann::json;
using namespace candour::plan;  // the words of the trade are what this file is about

// ---- How each type of event is called, and the version it is written in ----

struct Kind {
  const char* type;
  std::uint32_t version = 1;
};
template <class Body>
constexpr Kind kind_of = Body::is_not_named_here;  // a new event does not compile until it is named and described

template <> constexpr Kind kind_of<PartnershipNamed>{"partnership.named"};
template <> constexpr Kind kind_of<AgencyAdded>{"partnership.agency_added"};
template <> constexpr Kind kind_of<AgencyRenamed>{"partnership.agency_renamed"};
template <> constexpr Kind kind_of<AgencyAliasAdded>{"partnership.agency_alias_added"};
template <> constexpr Kind kind_of<PlanStarted>{"plan.started"};
template <> constexpr Kind kind_of<DocumentImported>{"plan.document_imported"};
template <> constexpr Kind kind_of<PlanRetitled>{"plan.retitled"};
template <> constexpr Kind kind_of<KeySet>{"plan.key_set"};
template <> constexpr Kind kind_of<FindingAdded>{"plan.finding_added"};
template <> constexpr Kind kind_of<FindingReworded>{"plan.finding_reworded"};
template <> constexpr Kind kind_of<RecommendationAdded>{"plan.recommendation_added"};
template <> constexpr Kind kind_of<RecommendationReworded>{"plan.recommendation_reworded"};
template <> constexpr Kind kind_of<ResponseGiven>{"plan.response_given"};
template <> constexpr Kind kind_of<ActionAdded>{"plan.action_added"};
template <> constexpr Kind kind_of<ActionChanged>{"plan.action_changed"};
template <> constexpr Kind kind_of<ActionMoved>{"plan.action_moved"};
template <> constexpr Kind kind_of<DateChanged>{"plan.date_changed"};
template <> constexpr Kind kind_of<Rated>{"plan.rated"};
template <> constexpr Kind kind_of<UpdateGiven>{"plan.update_given"};
template <> constexpr Kind kind_of<CompletionClaimed>{"plan.completion_claimed"};
template <> constexpr Kind kind_of<ClaimAccepted>{"plan.claim_accepted"};
template <> constexpr Kind kind_of<ClaimReturned>{"plan.claim_returned"};
template <> constexpr Kind kind_of<EvidenceAdded>{"plan.evidence_added"};
template <> constexpr Kind kind_of<EvidenceTested>{"plan.evidence_tested"};
template <> constexpr Kind kind_of<Embedded>{"plan.embedded"};
template <> constexpr Kind kind_of<ActionClosed>{"plan.action_closed"};
template <> constexpr Kind kind_of<ActionReopened>{"plan.action_reopened"};
template <> constexpr Kind kind_of<ActionWithdrawn>{"plan.action_withdrawn"};
template <> constexpr Kind kind_of<UpdateAsked>{"plan.update_asked"};
template <> constexpr Kind kind_of<ImportWithdrawn>{"plan.import_withdrawn"};
template <> constexpr Kind kind_of<ImportFinished>{"plan.import_finished"};

// ---- What each holds: one description serves writing and reading ----
// core() for what may stand for ever, words() for what may one day be erased. What is empty is left out.

template <class F> void describe(F& f, Review& review) {
  f.core("kind", review.kind);
  f.words("name", review.name);
  f.core("stage", review.stage);
}
template <class F> void describe(F& f, Finding& finding) {
  f.core("ref", finding.ref);
  f.words("text", finding.text);
  f.words("title", finding.title);
}
template <class F> void describe(F& f, Recommendation& recommendation) {
  f.core("addressed_to", recommendation.addressed_to);
  f.core("cited_by", recommendation.cited_by);
  f.core("finding", recommendation.finding);
  f.core("ref", recommendation.ref);
  f.words("text", recommendation.text);
}
template <class F> void describe(F& f, Response& response) {
  f.core("kind", response.kind);
  f.words("text", response.text);
}
template <class F> void describe(F& f, KeyEntry& entry) {
  f.words("as_written", entry.as_written);
  f.words("meaning", entry.meaning);
  f.core("status", entry.status);
}
template <class F> void describe(F& f, Rating& rating) {
  f.core("as_at", rating.as_at);
  f.words("as_written", rating.as_written);
  f.core("key_version", rating.key_version);
  f.core("status", rating.status);
}
template <class F> void describe(F& f, Closure& closure) {
  f.words("body", closure.body);
  f.core("date", closure.date);
  f.core("kind", closure.kind);
  f.words("reason", closure.reason);
}
template <class F> void describe(F& f, Evidence& evidence) {
  f.core("added_by", evidence.added_by);
  f.core("date", evidence.date);
  f.words("description", evidence.description);
  f.core("expires", evidence.expires);
  f.words("link", evidence.link);
  f.core("number", evidence.number);
  f.core("of_practice", evidence.of_practice);
  f.words("sha256", evidence.sha256);
  f.words("test_finding", evidence.test_finding);
  f.core("tested", evidence.tested);
  f.core("tested_by", evidence.tested_by);
}
template <class F> void describe(F& f, Update& update) {
  f.core("as_at", update.as_at);
  f.words("by", update.by);
  f.core("forecast", update.forecast);
  f.words("narrative", update.narrative);
}
template <class F> void describe(F& f, WrittenDate& date) {
  f.words("as_written", date.as_written);
  f.core("begin", date.begin);
  f.core("day_or_year_ambiguous", date.day_or_year_ambiguous);
  f.core("days", date.days);
  f.core("kind", date.kind);
  f.core("order_ambiguous", date.order_ambiguous);
  f.core("year_missing", date.year_missing);
}
// Only what ActionAdded states (events.h).
template <class F> void describe(F& f, Action& action) {
  f.core("agency", action.agency);
  f.words("as_imported", action.as_imported);
  f.words("constraints", action.constraints);
  f.list("dates", action.dates);
  f.core("due", action.due);
  f.words("evidence", action.evidence);
  f.core("finding", action.finding);
  f.words("lead", action.lead);
  f.core("number", action.number);
  f.core("original_due", action.original_due);
  f.words("original_wording", action.original_wording);
  f.words("outcome", action.outcome);
  f.core("place", action.place);
  f.core("recommendations", action.recommendations);
  f.words("reference", action.reference);
  f.words("response", action.response);
  f.core("slips", action.slips);
  f.core("supporting", action.supporting);
  f.words("target", action.target);
  f.words("wording", action.wording);
}

template <class F> void describe(F& f, PartnershipNamed& event) { f.words("name", event.name); }
template <class F> void describe(F& f, AgencyAdded& event) {
  f.core("agency", event.agency);
  f.words("name", event.name);
}
template <class F> void describe(F& f, AgencyRenamed& event) {
  f.core("agency", event.agency);
  f.words("name", event.name);
}
template <class F> void describe(F& f, AgencyAliasAdded& event) {
  f.core("agency", event.agency);
  f.words("alias", event.alias);
}
template <class F> void describe(F& f, PlanStarted& event) {
  f.core("as_at", event.as_at);
  f.core("cycle_months", event.cycle_months);
  f.core("plan", event.plan);
  f.part("review", event.review);
  f.words("title", event.title);
}
template <class F> void describe(F& f, DocumentImported& event) {
  f.core("as_at", event.as_at);
  f.words("decisions", event.decisions);
  f.words("document_name", event.document_name);
  f.words("document_sha256", event.document_sha256);
  f.core("import", event.import);
  f.core("rows_imported", event.rows_imported);
  f.core("rows_skipped", event.rows_skipped);
}
template <class F> void describe(F& f, PlanRetitled& event) {
  f.part("review", event.review);
  f.words("title", event.title);
}
template <class F> void describe(F& f, KeySet& event) {
  f.list("entries", event.key.entries);
  f.core("key_version", event.key.version);
}
template <class F> void describe(F& f, FindingAdded& event) { describe(f, event.finding); }
template <class F> void describe(F& f, FindingReworded& event) { describe(f, event.finding); }
template <class F> void describe(F& f, RecommendationAdded& event) { describe(f, event.recommendation); }
template <class F> void describe(F& f, RecommendationReworded& event) { describe(f, event.recommendation); }
template <class F> void describe(F& f, ResponseGiven& event) {
  f.core("agency", event.agency);
  f.core("recommendation", event.recommendation);
  describe(f, event.response);
}
template <class F> void describe(F& f, ActionAdded& event) { describe(f, event.action); }
template <class F> void describe(F& f, ActionChanged& event) {
  f.core("field", event.field);
  f.words("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.words("to", event.to);
}
template <class F> void describe(F& f, ActionMoved& event) {
  f.core("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.core("to", event.to);
}
template <class F> void describe(F& f, DateChanged& event) {
  f.list("dates", event.dates);
  f.core("from", event.from);
  f.core("number", event.number);
  f.words("reason", event.reason);
  f.words("target", event.target);
  f.core("to", event.to);
}
template <class F> void describe(F& f, Rated& event) {
  f.core("number", event.number);
  describe(f, event.rating);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, UpdateGiven& event) {
  f.core("number", event.number);
  describe(f, event.update);
}
template <class F> void describe(F& f, CompletionClaimed& event) {
  f.core("by", event.by);
  f.core("completed", event.completed);
  f.words("evidence_or_why_none", event.evidence_or_why_none);
  f.core("number", event.number);
}
template <class F> void describe(F& f, ClaimAccepted& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, ClaimReturned& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, EvidenceAdded& event) {
  f.part("evidence", event.evidence);
  f.core("number", event.number);
}
template <class F> void describe(F& f, EvidenceTested& event) {
  f.core("by", event.by);
  f.core("evidence", event.evidence);
  f.words("finding", event.finding);
  f.core("number", event.number);
  f.core("tested", event.tested);
}
template <class F> void describe(F& f, Embedded& event) {
  f.core("by", event.by);
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, ActionClosed& event) {
  f.part("closure", event.closure);
  f.core("number", event.number);
}
template <class F> void describe(F& f, ActionReopened& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, ActionWithdrawn& event) {
  f.core("number", event.number);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, UpdateAsked& event) {
  f.core("deadline", event.deadline);
  f.core("numbers", event.numbers);
}
template <class F> void describe(F& f, ImportWithdrawn& event) {
  f.core("import", event.import);
  f.words("reason", event.reason);
}
template <class F> void describe(F& f, ImportFinished& event) { f.core("import", event.import); }

// ---- One value and its JSON ----

// Bytes that do not fit what they say they are; never leaves this file.
struct Misfit {
  std::string what;
};

template <class T> struct EnumText;
template <> struct EnumText<ReviewKind> { static constexpr auto read = review_kind_from_text; };
template <> struct EnumText<ReviewStage> { static constexpr auto read = review_stage_from_text; };
template <> struct EnumText<ResponseKind> { static constexpr auto read = response_kind_from_text; };
template <> struct EnumText<ClosureKind> { static constexpr auto read = closure_kind_from_text; };
template <> struct EnumText<Status> { static constexpr auto read = status_from_text; };
template <> struct EnumText<DateReadingKind> { static constexpr auto read = date_reading_kind_from_text; };

void put(json& to, const std::string& text) { to = text; }
void put(json& to, bool value) { to = value; }
void put(json& to, std::uint32_t number) { to = number; }
void put(json& to, std::size_t number) { to = number; }
void put(json& to, Date date) { to = date.iso(); }
void put(json& to, const DateRange& range) { to = json::array({range.from.iso(), range.to.iso()}); }
template <class Tag> void put(json& to, const Id<Tag>& id) { to = id.text(); }
template <class E> requires std::is_enum_v<E> void put(json& to, E value) { to = std::string(to_text(value)); }
template <class T> void put(json& to, const std::vector<T>& values) {
  to = json::array();
  for (const T& value : values) put(to.emplace_back(), value);
}

const std::string& text_of(const json& from) {
  if (const auto* text = from.get_ptr<const std::string*>()) return *text;
  throw Misfit{"a text"};
}
void take(const json& from, std::string& text) { text = text_of(from); }
void take(const json& from, bool& value) {
  if (!from.is_boolean()) throw Misfit{"true or false"};
  value = from.get<bool>();
}
template <class N> requires(std::is_unsigned_v<N> && !std::is_same_v<N, bool>) void take(const json& from, N& number) {
  if (!from.is_number_unsigned() || from.get<std::uint64_t>() > std::numeric_limits<N>::max()) throw Misfit{"a number"};
  number = from.get<N>();
}
void take(const json& from, Date& date) {
  const auto read = Date::parse(text_of(from));
  if (!read) throw Misfit{"a day"};
  date = *read;
}
void take(const json& from, DateRange& range) {
  if (!from.is_array() || from.size() != 2) throw Misfit{"two days"};
  take(from[0], range.from);
  take(from[1], range.to);
}
template <class Tag> void take(const json& from, Id<Tag>& id) { id = Id<Tag>(text_of(from)); }
template <class E> requires std::is_enum_v<E> void take(const json& from, E& value) {
  const auto read = EnumText<E>::read(text_of(from));
  if (!read) throw Misfit{"a known word, and not “" + text_of(from) + "”"};
  value = *read;
}
template <class T> void take(const json& from, std::vector<T>& values) {
  if (!from.is_array()) throw Misfit{"a list"};
  values.reserve(from.size());
  for (const json& one : from) take(one, values.emplace_back());
}

template <class T> bool is_empty(const T&) { return false; }
bool is_empty(const std::string& text) { return text.empty(); }
bool is_empty(bool value) { return !value; }
template <class Tag> bool is_empty(const Id<Tag>& id) { return id.empty(); }
template <class T> bool is_empty(const std::vector<T>& values) { return values.empty(); }

// ---- Writing and reading by description ----

struct Writing {
  json core_part = json::object();
  json words_part = json::object();

  template <class T> void core(const char* name, const T& value) { write(core_part, name, value); }
  template <class T> void words(const char* name, const T& value) { write(words_part, name, value); }
  template <class T> void part(const char* name, T& value) {
    Writing inner;
    describe(inner, value);
    if (!inner.core_part.empty()) core_part[name] = std::move(inner.core_part);
    if (!inner.words_part.empty()) words_part[name] = std::move(inner.words_part);
  }
  // The words stand beside the cores, one for one.
  template <class T> void list(const char* name, std::vector<T>& values) {
    if (values.empty()) return;
    json& cores = core_part[name] = json::array();
    json& texts = words_part[name] = json::array();
    for (T& value : values) {
      Writing inner;
      describe(inner, value);
      cores.push_back(std::move(inner.core_part));
      texts.push_back(std::move(inner.words_part));
    }
  }

 private:
  template <class T> static void write(json& to, const char* name, const T& value) {
    if (!is_empty(value)) put(to[name], value);
  }
  template <class T> static void write(json& to, const char* name, const std::optional<T>& value) {
    if (value) put(to[name], *value);
  }
};

struct Reading {
  const json& core_part;
  const json& words_part;

  template <class T> void core(const char* name, T& value) { read(core_part, name, value); }
  template <class T> void words(const char* name, T& value) { read(words_part, name, value); }
  template <class T> void part(const char* name, T& value) {
    Reading inner{at(core_part, name), at(words_part, name)};
    describe(inner, value);
  }
  template <class T> void list(const char* name, std::vector<T>& values) {
    const json& cores = at(core_part, name);
    const json& texts = at(words_part, name);
    if (cores.is_null()) return;
    if (!cores.is_array()) throw Misfit{"a list"};
    values.reserve(cores.size());
    for (std::size_t i = 0; i < cores.size(); ++i) {
      Reading inner{cores[i], texts.is_array() && i < texts.size() ? texts[i] : nothing()};
      describe(inner, values.emplace_back());
    }
  }

 private:
  static const json& nothing() {
    static const json null;
    return null;
  }
  static const json& at(const json& object, const char* name) {
    if (!object.is_object()) return nothing();
    const auto found = object.find(name);
    return found == object.end() ? nothing() : *found;
  }
  template <class T> static void read(const json& from, const char* name, T& value) {
    const json& found = at(from, name);
    if (found.is_null()) return;
    try {
      take(found, value);
    } catch (Misfit& misfit) {
      throw Misfit{std::string("“") + name + "” is not " + misfit.what};
    }
  }
  template <class T> static void read(const json& from, const char* name, std::optional<T>& value) {
    if (!at(from, name).is_null()) read(from, name, value.emplace());
  }
};

// ---- Events ----

std::string bytes_of(const json& object) {
  // Text that is not UTF-8 never gets this far; should it, the record is still written, with U+FFFD in its place.
  return object.dump(-1, ' ', false, json::error_handler_t::replace);
}

template <class Event>
Parts write_event(const Event& event) {
  Writing writing;
  std::visit(
      [&](const auto& body) {
        using Body = std::remove_cvref_t<decltype(body)>;
        writing.core_part["type"] = kind_of<Body>.type;
        writing.core_part["v"] = kind_of<Body>.version;
        describe(writing, const_cast<Body&>(body));  // writing only looks
      },
      event.body);
  writing.core_part["recorded"] = event.stamp.recorded.iso();
  writing.core_part["speaks_of"] = event.stamp.speaks_of.iso();
  if (!event.stamp.actor.empty()) writing.core_part["actor"] = event.stamp.actor;
  return {bytes_of(writing.core_part), bytes_of(writing.words_part)};
}

template <class Variant, std::size_t I = 0>
bool read_body(Variant& body, const std::string& type, std::uint32_t version, Reading& reading) {
  if constexpr (I == std::variant_size_v<Variant>) {
    return false;
  } else {
    using Body = std::variant_alternative_t<I, Variant>;
    if (type != kind_of<Body>.type) return read_body<Variant, I + 1>(body, type, version, reading);
    if (version == 0 || version > kind_of<Body>.version) return false;
    describe(reading, body.template emplace<I>());
    return true;
  }
}

template <class Event>
Result<Event> read_event(std::string_view core_bytes, std::string_view words_bytes) {
  static constexpr const char* sentence = "A part of the record cannot be read by this version of Candour.";
  const json core = json::parse(core_bytes, nullptr, false);
  const json words = words_bytes.empty() ? json::object() : json::parse(words_bytes, nullptr, false);
  if (!core.is_object() || !words.is_object()) return fail(ErrorCode::internal, sentence, "an event is not a JSON object");
  std::string type;
  std::uint32_t version = 0;
  const auto in_event = [&](const std::string& what) {
    return fail(ErrorCode::internal, sentence, "event " + type + " v" + std::to_string(version) + ": " + what);
  };
  try {
    Event event;
    Reading reading{core, words};
    std::string recorded;
    reading.core("type", type);
    reading.core("v", version);
    reading.core("recorded", recorded);
    reading.core("speaks_of", event.stamp.speaks_of);
    reading.core("actor", event.stamp.actor);
    const auto moment = Moment::parse(recorded);
    if (!moment) return in_event("“recorded” is not a moment");
    event.stamp.recorded = *moment;
    if (!read_body(event.body, type, version, reading)) return in_event("no version of this program wrote that");
    return event;
  } catch (const Misfit& misfit) {
    return in_event(misfit.what);
  }
}

}  // namespace

Parts write(const PartnershipEvent& event) { return write_event(event); }
Parts write(const PlanEvent& event) { return write_event(event); }

Result<PartnershipEvent> read_partnership_event(std::string_view core, std::string_view words) {
  return read_event<PartnershipEvent>(core, words);
}
Result<PlanEvent> read_plan_event(std::string_view core, std::string_view words) {
  return read_event<PlanEvent>(core, words);
}

}  // namespace candour::record
