// The JSON of the reading contract, byte by byte.

#include <gtest/gtest.h>

#include "intake/reading.h"

namespace candour::intake {
namespace {

Reading with_title(std::string title) {
  Reading reading;
  reading.title = std::move(title);
  return reading;
}

TEST(ReadingJson, is_indented_by_two_and_leaves_out_what_an_action_does_not_have) {
  Reading reading;
  reading.source = {"plan.csv", "csv", "ab", 12};
  reading.kind = Kind::action_plan;
  reading.as_at = Date::parse("2025-03-14");
  Action action;
  action.place.sheet = "Plan";
  action.place.row = 4;
  action.agencies = {"Police", "Housing"};
  action.rating = {"Green", plan::Status::on_track};
  action.other = {{"Cost", "£40"}};
  reading.actions.push_back(action);
  EXPECT_EQ(to_json(reading), R"({
  "candour_reading": 1,
  "source": {
    "name": "plan.csv",
    "format": "csv",
    "sha256": "ab",
    "bytes": 12
  },
  "kind": "action-plan",
  "title": "",
  "as_at": "2025-03-14",
  "scale": [],
  "findings": [],
  "recommendations": [],
  "actions": [
    {
      "place": {
        "sheet": "Plan",
        "row": 4
      },
      "finding": "",
      "recommendation": "",
      "recommendations": [],
      "agency": "",
      "agency_as_written": "",
      "agencies": [
        "Police",
        "Housing"
      ],
      "response": "",
      "action": "",
      "rating": {
        "as_written": "Green",
        "status": "on_track"
      },
      "constraints": "",
      "evidence": "",
      "target": "",
      "dates": [],
      "lead": "",
      "outcome": "",
      "other": {
        "Cost": "£40"
      }
    }
  ],
  "attention": [],
  "paragraphs": [],
  "clock": null,
  "meeting": null,
  "risks": [],
  "anomalies": [],
  "kept": [],
  "coverage": {
    "characters": 0,
    "placed": 0,
    "kept_aside": 0,
    "lost": 0
  },
  "columns": []
}
)");
}

TEST(ReadingJson, escapes_what_json_cannot_hold_and_keeps_the_rest_as_it_is) {
  struct Case {
    const char* title;
    const char* written;
  };
  for (const Case& each : {Case{"‘Rowan’ – £5", "‘Rowan’ – £5"},
                           {"a \"b\"", "a \\\"b\\\""},
                           {"C:\\plan", "C:\\\\plan"},
                           {"one\ntwo\tthree\r", "one\\ntwo\\tthree\\r"},
                           {"\x01\x1f\b\f", "\\u0001\\u001f\\b\\f"},
                           {"end\"", "end\\\""},
                           {"</script>", "</script>"}}) {
    const std::string json = to_json(with_title(each.title));
    EXPECT_NE(json.find("\"title\": \"" + std::string(each.written) + "\","), std::string::npos) << json;
    const auto back = from_json(json);
    ASSERT_TRUE(back) << each.title;
    EXPECT_EQ(back->title, each.title);
  }
}

TEST(ReadingJson, is_json_even_where_a_name_from_outside_is_not_utf_8) {
  const auto back = from_json(to_json(with_title("plan \xff\xfe.csv")));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->title, "plan \uFFFD\uFFFD.csv");
}

TEST(ReadingJson, comes_back_as_it_went) {
  Reading reading = with_title("A plan");
  reading.scale.push_back({"G", "On track", plan::Status::on_track, {}});
  reading.findings.push_back({"1", "Title", "Text", {}});
  reading.recommendations.push_back({"1a", "1", "Text", {"Police"}, {"1"}, {}});
  Action action;
  action.places["lead"].line = 7;
  action.cells = {"a", "", "c"};
  action.dates.push_back({});
  action.dates.back().as_written = "May 2014";
  action.dates.back().days = DateRange{*Date::parse("2014-05-01"), *Date::parse("2014-05-31")};
  action.dates.back().order_ambiguous = true;
  reading.actions.push_back(action);
  Anomaly anomaly{"rating.missing", Severity::ask, {}, "Nothing is said.", "complete", 0, "rating"};
  reading.anomalies = {anomaly};
  Place place;
  place.page = 3;
  reading.attention.push_back({{"2.28", "2.29"}, "Public Health", "commissioner of school nursing", place});
  reading.paragraphs.push_back({"2.28", "text", ParagraphKind::case_example, {"1.1"}, place});
  reading.clock = Clock{"within 20 working days of receipt", 20, ClockUnit::working_days, "receipt", place};
  reading.meeting.emplace();
  reading.meeting->date = Date::parse("2026-02-04");
  reading.meeting->resolutions.push_back({"1", "That it be noted.", "Safeguarding", place});
  reading.meeting->questions.push_back({"Councillor Okoro", "Why?", "The Director", "Because.", "Safeguarding", place});
  reading.meeting->attendance.push_back({"A. Okoro", "Councillor", "Council", false});
  reading.meeting->themes = {"thresholds"};
  reading.meeting->counts.push_back({"Rowan", 14, {{"amber", 3}, {"blue", 11}}, place});
  reading.meeting->counts.push_back({"Linnet", std::nullopt, {}, place});
  reading.risks.push_back({"R1",
                           "title",
                           4,
                           5,
                           20,
                           "15",
                           RiskLevel::target,
                           "Director",
                           "controls",
                           "June",
                           "low",
                           {{"Cause", "c"}},
                           place});
  reading.risks.push_back({});
  reading.kept.push_back({{}, "Page 3"});
  reading.columns.push_back({"RAG", Column::rating, "G"});
  const std::string json = to_json(reading);
  const auto back = from_json(json);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->actions[0].places.at("lead").line, 7u);
  EXPECT_EQ(back->actions[0].cells, action.cells);
  EXPECT_EQ(back->actions[0].dates[0].days->to, *Date::parse("2014-05-31"));
  EXPECT_TRUE(back->actions[0].dates[0].order_ambiguous);
  EXPECT_FALSE(back->actions[0].dates[0].year_missing);
  EXPECT_EQ(back->anomalies[0].action, 0u);
  EXPECT_EQ(to_json(*back), json);
}

TEST(ReadingJson, of_an_older_candour_has_neither_inspections_nor_minutes_nor_risks) {
  std::string json = to_json(with_title("Left unfinished"));
  const std::size_t begin = json.find("  \"attention\"");
  json.erase(begin, json.find("  \"anomalies\"") - begin);
  const auto back = from_json(json);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(to_json(*back), to_json(with_title("Left unfinished")));
}

}  // namespace
}  // namespace candour::intake
