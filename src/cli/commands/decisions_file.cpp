#include "cli/commands/decisions_file.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>

#include "base/text.h"

namespace candour::cli {
namespace {

using Json = nlohmann::json;

// Thrown inside this file only: the sentence of what does not fit.
struct Misfit {
  std::string sentence;
};

void only(const Json& json, const std::string& where, std::initializer_list<std::string_view> names) {
  if (!json.is_object()) throw Misfit{where + " should be written as { … }."};
  for (const auto& [name, value] : json.items()) {
    bool known = false;
    for (const std::string_view each : names) known = known || each == name;
    if (!known) throw Misfit{where + " has “" + name + "”, which means nothing here."};
  }
}
std::string text_of(const Json& json, const std::string& name) {
  if (!json.is_string()) throw Misfit{"“" + name + "” should be a text in quotation marks."};
  return json.get<std::string>();
}
const Json& list_of(const Json& json, const std::string& name) {
  if (!json.is_array()) throw Misfit{"“" + name + "” should be a list: [ … ]."};
  return json;
}

document::Place place_of(const Json& json) {
  only(json, "“place”", {"line", "table", "row", "column", "paragraph", "page", "sheet"});
  document::Place place;
  const auto number = [&](const char* name, std::uint32_t& value) {
    if (!json.contains(name)) return;
    if (!json.at(name).is_number_unsigned() || json.at(name).get<std::uint64_t>() > 0xFFFFFFFF)
      throw Misfit{std::string("“") + name + "” of a place should be a number from 1."};
    value = json.at(name).get<std::uint32_t>();
  };
  number("line", place.line);
  number("table", place.table);
  number("row", place.row);
  number("column", place.column);
  number("paragraph", place.paragraph);
  number("page", place.page);
  if (json.contains("sheet")) place.sheet = text_of(json.at("sheet"), "sheet");
  return place;
}

DecisionsFile::Where where_of(const Json& json) {
  DecisionsFile::Where where;
  std::vector<std::string> words;
  if (json.contains("code")) {
    where.code = text_of(json.at("code"), "code");
    words.push_back(where.code);
  }
  if (json.contains("as_written")) {
    where.as_written = text_of(json.at("as_written"), "as_written");
    words.push_back("“" + *where.as_written + "”");
  }
  if (json.contains("place")) {
    where.place = place_of(json.at("place"));
    words.push_back(document::in_words(*where.place));
  }
  where.in_words = join(words, ", ");
  return where;
}

DecisionsFile::Decide decide_of(const Json& json) {
  only(json, "A line of “decide”", {"code", "as_written", "place", "accept", "fix", "keep", "reason"});
  DecisionsFile::Decide made;
  made.where = where_of(json);
  if (made.where.in_words.empty())
    throw Misfit{"A line of “decide” does not say what it is about: give “code”, “as_written” or “place”."};
  const int said = int(json.contains("accept")) + int(json.contains("fix")) + int(json.contains("keep"));
  if (said != 1)
    throw Misfit{"A line of “decide” (" + made.where.in_words + ") should have one of “accept”, “fix” and “keep”."};
  if (json.contains("reason")) {
    if (!json.contains("keep"))
      throw Misfit{"A line of “decide” (" + made.where.in_words + ") gives a “reason”, which goes with “keep”."};
    made.decision.reason = collapsed(text_of(json.at("reason"), "reason"));
  }
  if (json.contains("fix")) {
    made.decision = {app::DecisionKind::fix, text_of(json.at("fix"), "fix"), {}};
    return made;
  }
  const char* name = json.contains("accept") ? "accept" : "keep";
  if (json.at(name) != true) throw Misfit{std::string("“") + name + "” is said by true, or not at all."};
  made.decision.kind = json.contains("accept") ? app::DecisionKind::accept : app::DecisionKind::keep;
  return made;
}

DecisionsFile read(const Json& json) {
  only(json, "The file", {"candour_decisions", "title", "as_at", "ratings", "columns", "decide", "skip", "vanished"});
  if (!json.contains("candour_decisions") || json.at("candour_decisions") != 1)
    throw Misfit{"It should begin with \"candour_decisions\": 1."};
  DecisionsFile file;
  if (json.contains("title")) file.title = text_of(json.at("title"), "title");
  if (json.contains("as_at")) {
    file.choices.as_at = Date::parse(text_of(json.at("as_at"), "as_at"));
    if (!file.choices.as_at) throw Misfit{"“as_at” should be a day such as 2016-01-07."};
  }
  if (json.contains("ratings")) {
    if (!json.at("ratings").is_object()) throw Misfit{"“ratings” should be written as { \"P\": \"complete\" }."};
    for (const auto& [written, status] : json.at("ratings").items()) {
      const auto meant = plan::status_from_text(text_of(status, written));
      if (!meant) throw Misfit{"“" + status.get<std::string>() + "”, for “" + written + "”, is no status."};
      file.choices.statuses[written] = *meant;
    }
  }
  if (json.contains("columns")) {
    if (!json.at("columns").is_object()) throw Misfit{"“columns” should be written as { \"By whom\": \"lead\" }."};
    for (const auto& [header, column] : json.at("columns").items()) {
      const auto meant = intake::column_from_text(text_of(column, header));
      if (!meant) throw Misfit{"“" + column.get<std::string>() + "”, for “" + header + "”, is no column."};
      file.choices.columns[header] = *meant;
    }
  }
  if (json.contains("decide"))
    for (const Json& each : list_of(json.at("decide"), "decide")) file.decide.push_back(decide_of(each));
  if (json.contains("skip"))
    for (const Json& each : list_of(json.at("skip"), "skip")) {
      only(each, "A line of “skip”", {"place", "reason"});
      if (!each.contains("place")) throw Misfit{"A line of “skip” does not say which row: give its “place”."};
      if (!each.contains("reason") || trimmed(text_of(each.at("reason"), "reason")).empty())
        throw Misfit{"A line of “skip” does not say why: give a “reason”."};
      file.skip.push_back({where_of(each), each.at("reason").get<std::string>()});
    }
  if (json.contains("vanished")) {
    const std::string said = text_of(json.at("vanished"), "vanished");
    if (said != "stays" && said != "withdrawn") throw Misfit{"“vanished” is “stays” or “withdrawn”."};
    file.vanished = said == "withdrawn" ? Vanished::withdrawn : Vanished::stays;
  }
  return file;
}

bool is_at(const document::Place& place, const document::Place& wanted) {
  const auto fits = [](std::uint32_t have, std::uint32_t want) { return want == 0 || have == want; };
  return fits(place.line, wanted.line) && fits(place.table, wanted.table) && fits(place.row, wanted.row) &&
         fits(place.column, wanted.column) && fits(place.paragraph, wanted.paragraph) &&
         fits(place.page, wanted.page) && (wanted.sheet.empty() || place.sheet == wanted.sheet);
}

}  // namespace

Result<DecisionsFile> read_decisions(std::string_view text) {
  try {
    return read(Json::parse(text));
  } catch (const Misfit& misfit) {
    return fail(ErrorCode::unreadable, "The decisions file cannot be followed. " + misfit.sentence);
  } catch (const Json::parse_error& error) {
    const std::size_t at = std::min<std::size_t>(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return fail(ErrorCode::unreadable,
                "The decisions file is not written as JSON: look at line " + std::to_string(line) + ".", error.what());
  } catch (const Json::exception& error) {
    return fail(ErrorCode::unreadable, "The decisions file cannot be followed.", error.what());
  }
}

app::Decided decided_by(const DecisionsFile& file, const intake::Reading& reading, std::vector<std::size_t>& used) {
  used.resize(file.decide.size() + file.skip.size());
  app::Decided decided;
  for (std::size_t i = 0; i < reading.anomalies.size(); ++i) {
    const intake::Anomaly& anomaly = reading.anomalies[i];
    const std::string written = folded(collapsed(app::as_written(reading, anomaly)));
    for (std::size_t each = 0; each < file.decide.size(); ++each) {
      const DecisionsFile::Where& where = file.decide[each].where;
      if (!where.code.empty() && where.code != anomaly.code) continue;
      // A word is of a field: an anomaly about none has nothing written.
      if (where.as_written && (anomaly.field.empty() || folded(collapsed(*where.as_written)) != written)) continue;
      if (where.place && !is_at(anomaly.place, *where.place)) continue;
      ++used[each];
      // Of two lines that meet one anomaly the first is followed, so that the special may stand before the general.
      decided.anomalies.emplace(i, file.decide[each].decision);
    }
  }
  for (std::size_t row = 0; row < app::row_count(reading); ++row)
    for (std::size_t each = 0; each < file.skip.size(); ++each)
      if (is_at(app::row_place(reading, row), *file.skip[each].where.place)) {
        ++used[file.decide.size() + each];
        decided.skipped.emplace(row, file.skip[each].reason);
      }
  return decided;
}

}  // namespace candour::cli
