// The JSON of the reading contract, both ways.

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "base/text.h"
#include "intake/reading.h"

namespace candour::intake {
namespace {

using Json = nlohmann::ordered_json;

// ---- Writing ----

// The text grows as the reading is walked, indented by two: a tree of 20,000 rows would cost more than reading them.
class Writing {
 public:
  std::string text;

  void put(std::string_view words) {
    if (!is_utf8(words)) return put(std::string_view(repaired_utf8(words)));  // a name from outside may hold anything
    text += '"';
    std::size_t begin = 0;
    for (std::size_t at = 0; at < words.size(); ++at) {
      const auto byte = static_cast<unsigned char>(words[at]);
      if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
      text += words.substr(begin, at - begin);
      escape(byte);
      begin = at + 1;
    }
    text += words.substr(begin);
    text += '"';
  }
  void put(const std::string& words) { put(std::string_view(words)); }
  void put(std::uint64_t number) { text += std::to_string(number); }
  void put(std::uint32_t number) { text += std::to_string(number); }
  void put(bool yes) { text += yes ? "true" : "false"; }
  void put(const std::optional<Date>& date) { date ? put(date->iso()) : void(text += "null"); }
  template <class T>
  void put(const std::optional<T>& thing) {
    thing ? put(*thing) : void(text += "null");
  }

  template <class T>
  void put(const std::vector<T>& things) {
    open('[');
    for (const T& thing : things) {
      next();
      put(thing);
    }
    close(']');
  }
  template <class T>
  void put(const std::map<std::string, T>& things) {
    open('{');
    for (const auto& [name, thing] : things) field(name, thing);
    close('}');
  }

  void put(const Place& place) {
    open('{');
    unless_empty("sheet", place.sheet);
    for (const auto& [name, number] : {std::pair{"line", place.line},
                                       {"table", place.table},
                                       {"row", place.row},
                                       {"column", place.column},
                                       {"paragraph", place.paragraph},
                                       {"page", place.page}})
      if (number != 0) field(name, number);
    close('}');
  }

  void put(const plan::WrittenDate& date) {
    open('{');
    field("as_written", date.as_written);
    field("from", date.days ? std::optional(date.days->from) : std::nullopt);
    field("to", date.days ? std::optional(date.days->to) : std::nullopt);
    field("reading", plan::to_text(date.kind));
    for (const auto& [name, set] : {std::pair{"day_or_year_ambiguous", date.day_or_year_ambiguous},
                                    {"order_ambiguous", date.order_ambiguous},
                                    {"year_missing", date.year_missing}})
      if (set) field(name, set);
    if (date.begin != 0) field("begin", date.begin);
    close('}');
  }

  void put(const Source& source) {
    open('{');
    field("name", source.name);
    field("format", source.format);
    field("sha256", source.sha256);
    field("bytes", source.bytes);
    close('}');
  }

  void put(const ScaleEntry& entry) {
    open('{');
    field("as_written", entry.as_written);
    field("meaning", entry.meaning);
    field("status", plan::to_text(entry.status));
    field("place", entry.place);
    close('}');
  }

  void put(const Finding& finding) {
    open('{');
    field("ref", finding.ref);
    field("title", finding.title);
    field("text", finding.text);
    field("place", finding.place);
    close('}');
  }

  void put(const Recommendation& recommendation) {
    open('{');
    field("ref", recommendation.ref);
    field("finding", recommendation.finding);
    field("text", recommendation.text);
    field("addressed_to", recommendation.addressed_to);
    field("cited_by", recommendation.cited_by);
    field("place", recommendation.place);
    close('}');
  }

  void put(const Rating& rating) {
    open('{');
    field("as_written", rating.as_written);
    field("status", plan::to_text(rating.status));
    close('}');
  }

  void put(const Action& action) {
    open('{');
    field("place", action.place);
    unless_empty("places", action.places);
    field("finding", action.finding);
    field("recommendation", action.recommendation);
    field("recommendations", action.recommendations);
    field("agency", action.agency);
    field("agency_as_written", action.agency_as_written);
    field("agencies", action.agencies);
    unless_empty("reference", action.reference);
    field("response", action.response);
    field("action", action.action);
    field("rating", action.rating);
    field("constraints", action.constraints);
    field("evidence", action.evidence);
    field("target", action.target);
    field("dates", action.dates);
    field("lead", action.lead);
    field("outcome", action.outcome);
    unless_empty("other", action.other);
    unless_empty("cells", action.cells);
    close('}');
  }

  void put(const Anomaly& anomaly) {
    open('{');
    field("code", anomaly.code);
    field("severity", to_text(anomaly.severity));
    field("place", anomaly.place);
    field("message", anomaly.message);
    unless_empty("suggestion", anomaly.suggestion);
    if (anomaly.action) field("action", *anomaly.action);
    unless_empty("field", anomaly.field);
    close('}');
  }

  void put(const Attention& attention) {
    open('{');
    field("paragraphs", attention.paragraphs);
    field("body", attention.body);
    field("role", attention.role);
    field("place", attention.place);
    close('}');
  }

  void put(const Paragraph& paragraph) {
    open('{');
    field("ref", paragraph.ref);
    field("text", paragraph.text);
    field("kind", to_text(paragraph.kind));
    field("cites", paragraph.cites);
    field("place", paragraph.place);
    close('}');
  }

  void put(const Clock& clock) {
    open('{');
    field("text", clock.text);
    field("days", clock.days);
    field("unit", to_text(clock.unit));
    field("from", clock.from);
    field("place", clock.place);
    close('}');
  }

  void put(const Resolution& resolution) {
    open('{');
    field("ref", resolution.ref);
    field("text", resolution.text);
    unless_empty("item", resolution.item);
    field("place", resolution.place);
    close('}');
  }

  void put(const Question& question) {
    open('{');
    field("asked_by", question.asked_by);
    field("text", question.text);
    field("answered_by", question.answered_by);
    field("answer", question.answer);
    unless_empty("item", question.item);
    field("place", question.place);
    close('}');
  }

  void put(const Attendance& attendance) {
    open('{');
    field("name", attendance.name);
    field("role", attendance.role);
    field("agency", attendance.agency);
    field("present", attendance.present);
    close('}');
  }

  void put(const Count& count) {
    open('{');
    field("review", count.review);
    field("total", count.total);
    field("by", count.by);
    field("place", count.place);
    close('}');
  }

  void put(const Meeting& meeting) {
    open('{');
    field("body", meeting.body);
    field("date", meeting.date);
    field("item", meeting.item);
    field("resolutions", meeting.resolutions);
    field("questions", meeting.questions);
    field("attendance", meeting.attendance);
    field("themes", meeting.themes);
    field("counts", meeting.counts);
    close('}');
  }

  void put(const Risk& risk) {
    open('{');
    field("ref", risk.ref);
    field("title", risk.title);
    field("likelihood", risk.likelihood);
    field("impact", risk.impact);
    field("score", risk.score);
    field("score_as_written", risk.score_as_written);
    field("level", to_text(risk.level));
    field("owner", risk.owner);
    field("controls", risk.controls);
    field("review_date", risk.review_date);
    field("appetite", risk.appetite);
    unless_empty("other", risk.other);
    field("place", risk.place);
    close('}');
  }

  void put(const Kept& kept) {
    open('{');
    field("place", kept.place);
    field("text", kept.text);
    close('}');
  }

  void put(const Coverage& coverage) {
    open('{');
    field("characters", coverage.characters);
    field("placed", coverage.placed);
    field("kept_aside", coverage.kept_aside);
    field("lost", coverage.lost);
    close('}');
  }

  void put(const UnderstoodColumn& column) {
    open('{');
    field("header", column.header);
    field("column", to_text(column.column));
    field("sample", column.sample);
    close('}');
  }

  void put(const Reading& reading) {
    open('{');
    field("candour_reading", std::uint32_t{1});
    field("source", reading.source);
    field("kind", to_text(reading.kind));
    field("title", reading.title);
    field("as_at", reading.as_at);
    field("scale", reading.scale);
    field("findings", reading.findings);
    field("recommendations", reading.recommendations);
    field("actions", reading.actions);
    field("attention", reading.attention);
    field("paragraphs", reading.paragraphs);
    field("clock", reading.clock);
    field("meeting", reading.meeting);
    field("risks", reading.risks);
    field("anomalies", reading.anomalies);
    field("kept", reading.kept);
    field("coverage", reading.coverage);
    field("columns", reading.columns);
    close('}');
  }

 private:
  template <class T>
  void field(std::string_view name, const T& value) {
    next();
    put(name);
    text += ": ";
    put(value);
  }
  template <class T>
  void unless_empty(std::string_view name, const T& value) {
    if (!value.empty()) field(name, value);
  }

  void open(char bracket) {
    text += bracket;
    ++depth_;
    first_ = true;
  }
  void next() {
    if (!first_) text += ',';
    first_ = false;
    new_line();
  }
  void close(char bracket) {
    --depth_;
    if (!first_) new_line();
    first_ = false;
    text += bracket;
  }
  void new_line() {
    text += '\n';
    text.append(2 * depth_, ' ');
  }
  void escape(unsigned char byte) {
    constexpr std::string_view hex = "0123456789abcdef";
    text += '\\';
    switch (byte) {
      case '"':
      case '\\':
        text += static_cast<char>(byte);
        break;
      case '\b':
        text += 'b';
        break;
      case '\f':
        text += 'f';
        break;
      case '\n':
        text += 'n';
        break;
      case '\r':
        text += 'r';
        break;
      case '\t':
        text += 't';
        break;
      default:
        text += "u00";
        text += hex[byte >> 4];
        text += hex[byte & 15];
    }
  }

  std::size_t depth_ = 0;
  bool first_ = true;  // in the bracket that is open
};

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
void read(const Json& json, Attention& attention);
void read(const Json& json, Paragraph& paragraph);
void read(const Json& json, Resolution& resolution);
void read(const Json& json, Question& question);
void read(const Json& json, Attendance& attendance);
void read(const Json& json, Clock& clock);
void read(const Json& json, Meeting& meeting);
void read(const Json& json, Count& count);
void read(const Json& json, Risk& risk);
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

template <class T>
std::optional<T> read_if_told(const Json& json, const char* name) {
  const auto at = json.find(name);
  if (at == json.end() || at->is_null()) return std::nullopt;
  if constexpr (std::is_arithmetic_v<T>) {
    return at->get<T>();
  } else {
    T thing;
    read(*at, thing);
    return thing;
  }
}

void read(const Json& json, Attention& attention) {
  attention = {json.at("paragraphs").get<std::vector<std::string>>(), json.at("body"), json.at("role"),
               place_of(json.at("place"))};
}

void read(const Json& json, Paragraph& paragraph) {
  paragraph = {json.at("ref"), json.at("text"),
               needed(paragraph_kind_from_text(json.at("kind").get_ref<const std::string&>())),
               json.at("cites").get<std::vector<std::string>>(), place_of(json.at("place"))};
}

void read(const Json& json, Clock& clock) {
  clock = {json.at("text"), json.at("days"),
           needed(clock_unit_from_text(json.at("unit").get_ref<const std::string&>())), json.at("from"),
           place_of(json.at("place"))};
}

void read(const Json& json, Resolution& resolution) {
  resolution = {json.at("ref"), json.at("text"), json.value("item", std::string()), place_of(json.at("place"))};
}

void read(const Json& json, Question& question) {
  question = {json.at("asked_by"),
              json.at("text"),
              json.at("answered_by"),
              json.at("answer"),
              json.value("item", std::string()),
              place_of(json.at("place"))};
}

void read(const Json& json, Attendance& attendance) {
  attendance = {json.at("name"), json.at("role"), json.at("agency"), json.at("present")};
}

void read(const Json& json, Count& count) {
  count = {json.at("review"), read_if_told<std::uint32_t>(json, "total"),
           json.at("by").get<std::map<std::string, std::uint32_t>>(), place_of(json.at("place"))};
}

void read(const Json& json, Meeting& meeting) {
  meeting.body = json.at("body");
  if (!json.at("date").is_null()) meeting.date = needed(Date::parse(json.at("date").get_ref<const std::string&>()));
  meeting.item = json.at("item");
  meeting.resolutions = read_all<Resolution>(json.at("resolutions"));
  meeting.questions = read_all<Question>(json.at("questions"));
  meeting.attendance = read_all<Attendance>(json.at("attendance"));
  meeting.themes = json.at("themes").get<std::vector<std::string>>();
  meeting.counts = read_all<Count>(json.at("counts"));
}

void read(const Json& json, Risk& risk) {
  risk.ref = json.at("ref");
  risk.title = json.at("title");
  risk.likelihood = read_if_told<std::uint32_t>(json, "likelihood");
  risk.impact = read_if_told<std::uint32_t>(json, "impact");
  risk.score = read_if_told<std::uint32_t>(json, "score");
  risk.score_as_written = json.at("score_as_written");
  risk.level = needed(risk_level_from_text(json.at("level").get_ref<const std::string&>()));
  risk.owner = json.at("owner");
  risk.controls = json.at("controls");
  risk.review_date = json.at("review_date");
  risk.appetite = json.at("appetite");
  if (const auto other = json.find("other"); other != json.end())
    risk.other = other->get<std::map<std::string, std::string>>();
  risk.place = place_of(json.at("place"));
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
  Writing writing;
  // The room is only counted where it is written to; to grow by doubling would hold a great text three times.
  writing.text.reserve(reading.actions.size() * 1000 + reading.coverage.characters * 4 + 4096);
  writing.put(reading);
  writing.text += '\n';
  return std::move(writing.text);
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
    // A draft left unfinished by an older Candour has none of these.
    if (json.contains("attention")) reading.attention = read_all<Attention>(json.at("attention"));
    if (json.contains("paragraphs")) reading.paragraphs = read_all<Paragraph>(json.at("paragraphs"));
    reading.clock = read_if_told<Clock>(json, "clock");
    reading.meeting = read_if_told<Meeting>(json, "meeting");
    if (json.contains("risks")) reading.risks = read_all<Risk>(json.at("risks"));
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
