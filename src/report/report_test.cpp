#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include "report/sheet.h"

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
  for (const char* dangerous : {"=cmd", "+1", "-1", "@x", "\tx", "\rx"}) {
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
  const auto bytes = xlsx({sample(), sample()});
  ASSERT_FALSE(bytes.has_value()) << "two sheets of one name must be refused, not written wrong";
  auto second = sample();
  second.name = "More";
  const auto whole = xlsx({sample(), second});
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
  const auto bytes = xlsx({sheet});
  ASSERT_TRUE(bytes.has_value());
  EXPECT_NE(part(*bytes, "xl/sharedStrings.xml").find("[continues in the record]"), std::string::npos);
}

}  // namespace
}  // namespace candour::report
