#include "app/importing/readings.h"

#include <gtest/gtest.h>

namespace candour::app {
namespace {

std::shared_ptr<const intake::Reading> with_rows(std::size_t rows) {
  intake::Reading reading;
  reading.risks.resize(rows);
  return std::make_shared<const intake::Reading>(std::move(reading));
}

TEST(Readings, TheLastAskedForStay) {
  Readings readings;
  for (const char* name : {"a/1", "b/1", "c/1", "d/1"}) readings.keep(name, with_rows(1));
  EXPECT_NE(readings.find("a/1"), nullptr);
  readings.keep("e/1", with_rows(1));
  EXPECT_EQ(readings.find("b/1"), nullptr);
  for (const char* name : {"a/1", "c/1", "d/1", "e/1"}) EXPECT_NE(readings.find(name), nullptr) << name;
}

TEST(Readings, ALargeOneMakesTheOthersGoAndAlwaysStaysItself) {
  Readings readings;
  readings.keep("a/1", with_rows(20'000));
  readings.keep("b/1", with_rows(20'000));
  EXPECT_NE(readings.find("a/1"), nullptr);
  readings.keep("c/1", with_rows(20'000));
  EXPECT_EQ(readings.find("b/1"), nullptr);
  EXPECT_NE(readings.find("a/1"), nullptr);
  readings.keep("d/1", with_rows(100'000));
  EXPECT_NE(readings.find("d/1"), nullptr);
  EXPECT_EQ(readings.find("c/1"), nullptr);
}

TEST(Readings, AreForgottenWithTheirImport) {
  Readings readings;
  readings.keep("reading/a/1", with_rows(1));
  readings.keep("reading/a/2", with_rows(1));
  readings.keep("reading/ab/1", with_rows(1));
  readings.forget("reading/a/");
  EXPECT_EQ(readings.find("reading/a/1"), nullptr);
  EXPECT_EQ(readings.find("reading/a/2"), nullptr);
  EXPECT_NE(readings.find("reading/ab/1"), nullptr);
}

}  // namespace
}  // namespace candour::app
