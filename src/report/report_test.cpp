#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include "document/workbook.h"
#include "report/paper.h"
#include "report/sheet.h"
#include "report/workbook.h"
#include "workbook/returned.h"

namespace candour::report {
namespace {

Sheet sample() {
  Sheet sheet{"Rows",
              "rows",
              "Rows as at 7 January 2016",
              {{"Name", "name", 20}, {"Count", "count", 8}, {"Due", "due", 12}},
              {}};
  sheet.rows.push_back({std::string("=1+1"), std::int64_t{7}, *Date::parse("2016-01-07")});
  sheet.rows.push_back({std::string("Two \"lines\",\nof text"), Cell(), Cell()});
  sheet.rows.push_back({std::string("Café – ‘Rowan’"), std::int64_t{-3}, *Date::parse("2024-02-29")});
  return sheet;
}

TEST(Csv, IsQuotedAsTheRfcSaysAndNeverAFormula) {
  EXPECT_EQ(csv(sample()),
            "\xEF\xBB\xBFName,Count,Due\r\n'=1+1,7,2016-01-07\r\n\"Two \"\"lines\"\",\nof text\",,\r\nCafé – "
            "‘Rowan’,-3,2024-02-29\r\n");
  for (const std::string& dangerous : {std::string("=cmd"), std::string("+1"), std::string("-1"), std::string("@x"),
                                       std::string("\tx"), std::string("\rx"), std::string("\0=cmd", 5)}) {
    Sheet sheet{"S", "s", "t", {{"N", "n", 5}}, {{std::string(dangerous)}}};
    EXPECT_NE(csv(sheet).find(std::string("'") + dangerous), std::string::npos) << dangerous;
  }
}

TEST(Json, KeepsNumbersDatesAndBlanksApart) {
  const auto read = nlohmann::json::parse(json(sample()));
  EXPECT_EQ(read["rows"][0]["count"], 7);
  EXPECT_EQ(read["rows"][0]["due"], "2016-01-07");
  EXPECT_TRUE(read["rows"][1]["count"].is_null());
  EXPECT_EQ(read["rows"][0]["name"], "=1+1");
}

// The workbook is opened as what it is, a zip of XML, by another way than the one that wrote it.
std::string part(const std::string& bytes, const char* name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!archive) return {};
  std::string text;
  zip_stat_t stat;
  if (zip_stat(archive, name, 0, &stat) == 0) {
    text.resize(stat.size);
    zip_file_t* file = zip_fopen(archive, name, 0);
    zip_fread(file, text.data(), text.size());
    zip_fclose(file);
  }
  zip_discard(archive);
  return text;
}

TEST(Xlsx, HasTypedCellsAFrozenHeadAFilterAndNoFormula) {
  const auto bytes = xlsx({sample(), sample()}, {"Rows", "", {}});
  ASSERT_FALSE(bytes.has_value()) << "two sheets of one name must be refused, not written wrong";
  auto second = sample();
  second.name = "More";
  const auto whole = xlsx({sample(), second}, {"Rows", "", {}});
  ASSERT_TRUE(whole.has_value());
  const std::string first = part(*whole, "xl/worksheets/sheet1.xml");
  EXPECT_NE(first.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(first.find("<autoFilter"), std::string::npos);
  EXPECT_EQ(first.find("<f>"), std::string::npos);
  EXPECT_NE(first.find("<v>42376</v>"), std::string::npos) << "7 January 2016 as Excel counts days";
  EXPECT_NE(first.find("<v>7</v>"), std::string::npos);
  EXPECT_NE(part(*whole, "xl/sharedStrings.xml").find("=1+1"), std::string::npos);
}

TEST(Xlsx, ATextLongerThanExcelTakesIsCutAndSaysSo) {
  Sheet sheet{"S", "s", "t", {{"N", "n", 5}}, {{std::string(40'000, 'x')}}};
  const auto bytes = xlsx({sheet}, {"S", "", {}});
  ASSERT_TRUE(bytes.has_value());
  EXPECT_NE(part(*bytes, "xl/sharedStrings.xml").find("[continues in the record]"), std::string::npos);
}

// “_x000D_” is three programs' way to write a line end; what somebody wrote is a text.
TEST(Xlsx, ATextThatLooksLikeACodeIsThatText) {
  const std::string text = "a_x000D_b _x12_ _xZZZZ_ __x0041_";
  Sheet sheet{"S", "s", "t", {{"N", "n", 5}}, {{text}}};
  const auto bytes = xlsx({sheet}, {"S", "", {}});
  ASSERT_TRUE(bytes.has_value());
  EXPECT_NE(part(*bytes, "xl/sharedStrings.xml").find("a_x005F_x000D_b _x12_ _xZZZZ_ __x005F_x0041_<"),
            std::string::npos)
      << part(*bytes, "xl/sharedStrings.xml");
  const auto read = document::read_filled(*bytes, "s.xlsx");
  ASSERT_TRUE(read);
  bool same = false;
  for (const document::FilledCell& cell : read->sheets.at(0).cells) same = same || cell.text == text;
  EXPECT_TRUE(same);
}

workbook::Form form_of_one_row() {
  workbook::Form form;
  form.title = "Rowan action plan: rows of Harrow Vale Police, as at 4 March 2026";
  form.made = *Date::parse("2026-03-04");
  form.agency = "police";
  workbook::FormSheet sheet;
  sheet.name = "Rowan";
  sheet.title = form.title;
  sheet.plan = plan::PlanId("k7m2qx9dab");
  sheet.ratings = {{"Amber", "Slipping", plan::Status::at_risk}, {"Green, on track", "", plan::Status::on_track}};
  workbook::FormRow row{"k7m2qx9dab-1", {}, 2};
  const auto put = [&](workbook::Field field, std::string text) {
    row.cells[static_cast<std::size_t>(field)] = std::move(text);
  };
  put(workbook::Field::id, row.id);
  put(workbook::Field::number, "1");
  put(workbook::Field::wording, "=HYPERLINK(\"https://example.org\")");
  put(workbook::Field::rating, "Amber");
  put(workbook::Field::lead, "Head of Safeguarding");
  put(workbook::Field::target, "2026-03-31");
  put(workbook::Field::constraints, "Two\nlines & <marks> – ‘quoted’");
  sheet.rows = {row};
  form.sheets = {sheet};
  return form;
}

TEST(FormWorkbook, says_the_same_when_it_is_read_back) {
  const workbook::Form form = form_of_one_row();
  const auto bytes = xlsx(form);
  ASSERT_TRUE(bytes);
  const auto filled = document::read_filled(*bytes, "rowan.xlsx");
  ASSERT_TRUE(filled) << filled.error().sentence;
  std::vector<std::string> names;
  for (const auto& sheet : filled->sheets) names.push_back(sheet.name + (sheet.hidden ? " (hidden)" : ""));
  EXPECT_EQ(names, (std::vector<std::string>{"Read me first", "Rowan", "Ratings", "As downloaded (hidden)"}));
  const auto returned = workbook::returned(*filled);
  ASSERT_TRUE(returned) << returned.error().sentence;
  EXPECT_TRUE(returned->notes.empty()) << returned->notes.front();
  EXPECT_EQ(returned->agency, plan::AgencyId("police"));
  EXPECT_EQ(returned->made, form.made);
  ASSERT_EQ(returned->rows.size(), 1u);
  ASSERT_EQ(returned->kept.size(), 1u);
  EXPECT_EQ(returned->kept.at("k7m2qx9dab-1").updates, 2u);
  for (const workbook::Column& column : workbook::columns()) {
    const auto at = static_cast<std::size_t>(column.field);
    EXPECT_EQ(returned->rows[0].cells[at].text, form.sheets[0].rows[0].cells[at]) << column.heading;
    EXPECT_FALSE(returned->rows[0].cells[at].formula) << column.heading;
  }
  EXPECT_EQ(returned->rows[0].cell(workbook::Field::target).kind, document::ContentKind::date);
  EXPECT_EQ(returned->rows[0].cell(workbook::Field::target).name, "I5");
}

TEST(FormWorkbook, is_made_for_filling_in) {
  const auto bytes = xlsx(form_of_one_row());
  ASSERT_TRUE(bytes);
  const std::string sheet = part(*bytes, "xl/worksheets/sheet2.xml");
  EXPECT_NE(sheet.find("<sheetProtection"), std::string::npos) << "what tells is locked";
  EXPECT_EQ(sheet.find("password="), std::string::npos) << "nobody is locked out";
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A4:N5\""), std::string::npos);
  EXPECT_NE(sheet.find("Ratings!$B$2:$B$3"), std::string::npos) << "the plan's own ratings, a comma among them";
  EXPECT_NE(sheet.find("promptTitle=\"Update\""), std::string::npos) << "every open column explains itself";
  EXPECT_NE(sheet.find("type=\"date\""), std::string::npos);
  EXPECT_NE(sheet.find("orientation=\"landscape\""), std::string::npos);
  EXPECT_EQ(sheet.find("<f>"), std::string::npos) << "no text is a formula";
  EXPECT_EQ(sheet.find("<mergeCell"), std::string::npos);
  EXPECT_NE(part(*bytes, "docProps/core.xml").find("<dc:title>Rowan action plan: rows of"), std::string::npos);
  EXPECT_NE(part(*bytes, "xl/styles.xml").find("yyyy-mm-dd"), std::string::npos);
}

TEST(ToldOtherwise, NamesEachFieldButTheRatingOfEachActionInBoth) {
  const auto tables = [](const char* rows) {
    return std::string(R"({"totals":{"rows":[]},"actions":{"rows":)") + rows + "}}";
  };
  const std::string before = tables(
      R"([{"id":"a-1","number":"1","agency":"Police","action":"Do it","rating":"Red","due":"2026-01-31","slips":0,"stated":null},
          {"id":"a-2","number":"2","agency":"Housing","action":"Gone","rating":"Red"}])");
  const std::string after = tables(
      R"([{"id":"a-3","number":"3","agency":"Housing","action":"New","rating":"Red"},
          {"id":"a-1","number":"1","agency":"Police","action":"Do it soon","rating":"Green","due":null,"slips":1,"stated":"Minutes"}])");
  const auto told = told_otherwise(before, after);
  ASSERT_TRUE(told && *told);
  std::string lines;
  for (const Otherwise& each : **told)
    lines += each.number + " " + each.agency + " " + each.field + ": " + each.before + " > " + each.after + "\n";
  EXPECT_EQ(lines,
            "1 Police Action: Do it > Do it soon\n1 Police Due: 2026-01-31 > \n1 Police Put back: 0 > 1\n"
            "1 Police Stated evidence:  > Minutes\n");
  EXPECT_TRUE((*told_otherwise(after, after))->empty());
  // One that shows no actions, and one that is none.
  const auto without = told_otherwise(R"({"totals":{"rows":[]}})", after);
  ASSERT_TRUE(without);
  EXPECT_FALSE(*without);
  EXPECT_FALSE(told_otherwise("<html>", after));
}

}  // namespace
}  // namespace candour::report
