// The JSON of the reading contract, both ways.

#include <nlohmann/json.hpp>

#include "intake/reading.h"

namespace candour::intake {
namespace {

using Json = nlohmann::ordered_json;

// ---- Writing ----

Json written(const Place& place) {
  Json json = Json::object();
  if (!place.sheet.empty()) json["sheet"] = place.sheet;
  const auto put = [&](const char* name, std::uint32_t number) {
    if (number != 0) json[name] = number;
  };
  put("line", place.line);
  put("table", place.table);
  put("row", place.row);
  put("column", place.column);
  put("paragraph", place.paragraph);
  put("page", place.page);
  return json;
}

Json written(const plan::WrittenDate& date) {
  Json json = Json::object();
  json["as_written"] = date.as_written;
  json["from"] = date.days ? Json(date.days->from.iso()) : Json(nullptr);
  json["to"] = date.days ? Json(date.days->to.iso()) : Json(nullptr);
  json["reading"] = plan::to_text(date.kind);
  if (date.day_or_year_ambiguous) json["day_or_year_ambiguous"] = true;
  if (date.order_ambiguous) json["order_ambiguous"] = true;
  if (date.year_missing) json["year_missing"] = true;
  if (date.begin != 0) json["begin"] = date.begin;
  return json;
}

Json written(const ScaleEntry& entry) {
  return {{"as_written", entry.as_written},
          {"meaning", entry.meaning},
          {"status", plan::to_text(entry.status)},
          {"place", written(entry.place)}};
}

Json written(const Finding& finding) {
  return {{"ref", finding.ref}, {"title", finding.title}, {"text", finding.text}, {"place", written(finding.place)}};
}

Json written(const Recommendation& recommendation) {
  return {{"ref", recommendation.ref},           {"finding", recommendation.finding},
          {"text", recommendation.text},         {"addressed_to", recommendation.addressed_to},
          {"cited_by", recommendation.cited_by}, {"place", written(recommendation.place)}};
}

Json written(const Action& action) {
  Json json = Json::object();
  json["place"] = written(action.place);
  if (!action.places.empty()) {
    Json& places = json["places"] = Json::object();
    for (const auto& [field, place] : action.places) places[field] = written(place);
  }
  json["finding"] = action.finding;
  json["recommendation"] = action.recommendation;
  json["recommendations"] = action.recommendations;
  json["agency"] = action.agency;
  json["agency_as_written"] = action.agency_as_written;
  json["agencies"] = action.agencies;
  if (!action.reference.empty()) json["reference"] = action.reference;
  json["response"] = action.response;
  json["action"] = action.action;
  json["rating"] = {{"as_written", action.rating.as_written}, {"status", plan::to_text(action.rating.status)}};
  json["constraints"] = action.constraints;
  json["evidence"] = action.evidence;
  json["target"] = action.target;
  Json& dates = json["dates"] = Json::array();
  for (const auto& date : action.dates) dates.push_back(written(date));
  json["lead"] = action.lead;
  json["outcome"] = action.outcome;
  if (!action.other.empty()) json["other"] = action.other;
  if (!action.cells.empty()) json["cells"] = action.cells;
  return json;
}

Json written(const Anomaly& anomaly) {
  Json json{{"code", anomaly.code},
            {"severity", to_text(anomaly.severity)},
            {"place", written(anomaly.place)},
            {"message", anomaly.message}};
  if (!anomaly.suggestion.empty()) json["suggestion"] = anomaly.suggestion;
  if (anomaly.action) json["action"] = *anomaly.action;
  if (!anomaly.field.empty()) json["field"] = anomaly.field;
  return json;
}

Json written(const Kept& kept) {
  return {{"place", written(kept.place)}, {"text", kept.text}};
}

Json written(const UnderstoodColumn& column) {
  return {{"header", column.header}, {"column", to_text(column.column)}, {"sample", column.sample}};
}

template <class T>
Json written_all(const std::vector<T>& things) {
  Json json = Json::array();
  for (const T& thing : things) json.push_back(written(thing));
  return json;
}

// ---- Reading back. Whatever does not fit throws; from_json turns that into one sentence. ----

struct Misfit {};

template <class T>
T needed(const std::optional<T>& value) {
  if (!value) throw Misfit{};
  return *value;
}

std::string text_of(const Json& json, const char* name) {
  const auto at = json.find(name);
  return at == json.end() ? std::string() : at->get<std::string>();
}

plan::Status status_of(const Json& json) {
  return needed(plan::status_from_text(json.at("status").get_ref<const std::string&>()));
}

Place place_of(const Json& json) {
  Place place;
  for (const auto& [name, value] : json.items()) {
    if (name == "sheet")
      place.sheet = value.get<std::string>();
    else if (name == "line")
      place.line = value.get<std::uint32_t>();
    else if (name == "table")
      place.table = value.get<std::uint32_t>();
    else if (name == "row")
      place.row = value.get<std::uint32_t>();
    else if (name == "column")
      place.column = value.get<std::uint32_t>();
    else if (name == "paragraph")
      place.paragraph = value.get<std::uint32_t>();
    else if (name == "page")
      place.page = value.get<std::uint32_t>();
    else
      throw Misfit{};
  }
  return place;
}

void read(const Json& json, plan::WrittenDate& date) {
  date.as_written = json.at("as_written").get<std::string>();
  date.kind = needed(plan::date_reading_kind_from_text(json.at("reading").get_ref<const std::string&>()));
  if (!json.at("from").is_null())
    date.days = DateRange{needed(Date::parse(json.at("from").get_ref<const std::string&>())),
                          needed(Date::parse(json.at("to").get_ref<const std::string&>()))};
  date.day_or_year_ambiguous = json.value("day_or_year_ambiguous", false);
  date.order_ambiguous = json.value("order_ambiguous", false);
  date.year_missing = json.value("year_missing", false);
  date.begin = json.value("begin", std::size_t{0});
}

void read(const Json& json, ScaleEntry& entry) {
  entry = {json.at("as_written"), json.at("meaning"), status_of(json), place_of(json.at("place"))};
}

void read(const Json& json, Finding& finding) {
  finding = {json.at("ref"), json.at("title"), json.at("text"), place_of(json.at("place"))};
}

void read(const Json& json, Recommendation& recommendation) {
  recommendation.ref = json.at("ref");
  recommendation.finding = json.at("finding");
  recommendation.text = json.at("text");
  recommendation.addressed_to = json.at("addressed_to").get<std::vector<std::string>>();
  recommendation.cited_by = json.at("cited_by").get<std::vector<std::string>>();
  recommendation.place = place_of(json.at("place"));
}

void read(const Json& json, Action& action);
void read(const Json& json, Anomaly& anomaly);
void read(const Json& json, Kept& kept);
void read(const Json& json, UnderstoodColumn& column);

template <class T>
std::vector<T> read_all(const Json& json) {
  if (!json.is_array()) throw Misfit{};
  std::vector<T> things(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) read(json[i], things[i]);
  return things;
}

void read(const Json& json, Action& action) {
  action.place = place_of(json.at("place"));
  if (const auto places = json.find("places"); places != json.end())
    for (const auto& [field, place] : places->items()) action.places[field] = place_of(place);
  action.finding = json.at("finding");
  action.recommendation = json.at("recommendation");
  action.recommendations = json.at("recommendations").get<std::vector<std::string>>();
  action.agency = json.at("agency");
  action.agency_as_written = json.at("agency_as_written");
  action.agencies = json.at("agencies").get<std::vector<std::string>>();
  action.reference = text_of(json, "reference");
  action.response = json.at("response");
  action.action = json.at("action");
  action.rating = {json.at("rating").at("as_written"), status_of(json.at("rating"))};
  action.constraints = json.at("constraints");
  action.evidence = json.at("evidence");
  action.target = json.at("target");
  action.dates = read_all<plan::WrittenDate>(json.at("dates"));
  action.lead = json.at("lead");
  action.outcome = json.at("outcome");
  if (const auto other = json.find("other"); other != json.end())
    action.other = other->get<std::map<std::string, std::string>>();
  if (const auto cells = json.find("cells"); cells != json.end()) action.cells = cells->get<std::vector<std::string>>();
}

void read(const Json& json, Anomaly& anomaly) {
  anomaly.code = json.at("code");
  const std::string severity = json.at("severity");
  if (severity == to_text(Severity::ask))
    anomaly.severity = Severity::ask;
  else if (severity == to_text(Severity::check))
    anomaly.severity = Severity::check;
  else if (severity == to_text(Severity::note))
    anomaly.severity = Severity::note;
  else
    throw Misfit{};
  anomaly.place = place_of(json.at("place"));
  anomaly.message = json.at("message");
  anomaly.suggestion = text_of(json, "suggestion");
  if (const auto action = json.find("action"); action != json.end()) anomaly.action = action->get<std::size_t>();
  anomaly.field = text_of(json, "field");
}

void read(const Json& json, Kept& kept) {
  kept = {place_of(json.at("place")), json.at("text")};
}

void read(const Json& json, UnderstoodColumn& column) {
  column = {json.at("header"), needed(column_from_text(json.at("column").get_ref<const std::string&>())),
            json.at("sample")};
}

}  // namespace

std::string to_json(const Reading& reading) {
  Json json = Json::object();
  json["candour_reading"] = 1;
  json["source"] = {{"name", reading.source.name},
                    {"format", reading.source.format},
                    {"sha256", reading.source.sha256},
                    {"bytes", reading.source.bytes}};
  json["kind"] = to_text(reading.kind);
  json["title"] = reading.title;
  json["as_at"] = reading.as_at ? Json(reading.as_at->iso()) : Json(nullptr);
  json["scale"] = written_all(reading.scale);
  json["findings"] = written_all(reading.findings);
  json["recommendations"] = written_all(reading.recommendations);
  json["actions"] = written_all(reading.actions);
  json["anomalies"] = written_all(reading.anomalies);
  json["kept"] = written_all(reading.kept);
  json["coverage"] = {{"characters", reading.coverage.characters},
                      {"placed", reading.coverage.placed},
                      {"kept_aside", reading.coverage.kept_aside},
                      {"lost", reading.coverage.lost}};
  json["columns"] = written_all(reading.columns);
  // A name from outside may hold anything; what is not UTF-8 is replaced rather than thrown at a person.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<Reading> from_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    if (json.at("candour_reading") != 1) throw Misfit{};
    Reading reading;
    const Json& source = json.at("source");
    reading.source = {source.at("name"), source.at("format"), source.at("sha256"), source.at("bytes")};
    reading.kind = needed(kind_from_text(json.at("kind").get_ref<const std::string&>()));
    reading.title = json.at("title");
    if (!json.at("as_at").is_null())
      reading.as_at = needed(Date::parse(json.at("as_at").get_ref<const std::string&>()));
    reading.scale = read_all<ScaleEntry>(json.at("scale"));
    reading.findings = read_all<Finding>(json.at("findings"));
    reading.recommendations = read_all<Recommendation>(json.at("recommendations"));
    reading.actions = read_all<Action>(json.at("actions"));
    reading.anomalies = read_all<Anomaly>(json.at("anomalies"));
    reading.kept = read_all<Kept>(json.at("kept"));
    const Json& coverage = json.at("coverage");
    reading.coverage = {coverage.at("characters"), coverage.at("placed"), coverage.at("kept_aside"),
                        coverage.at("lost")};
    reading.columns = read_all<UnderstoodColumn>(json.at("columns"));
    return reading;
  } catch (const Json::exception& exception) {
    return fail(ErrorCode::unreadable, "This is not a reading that Candour wrote. Read the document again.",
                exception.what());
  } catch (const Misfit&) {
    return fail(ErrorCode::unreadable, "This is not a reading that Candour wrote. Read the document again.",
                "a value does not fit its field");
  }
}

}  // namespace candour::intake
