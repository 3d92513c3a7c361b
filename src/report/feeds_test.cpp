#include "report/feeds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"

namespace candour::report {
namespace {

using testing::HasSubstr;
using testing::Not;

const Moment changed = *Moment::parse("2026-03-02T09:05:07.250001Z");

CalendarEntry entry(std::string summary = "Action k7m2qx9dab-17 is due") {
  return {"due.k7m2qx9dab-17@plans.harrowvale.example", *Date::parse("2026-03-30"), std::move(summary),
          "https://plans.harrowvale.example/actions/k7m2qx9dab-17", changed};
}
std::string unfolded(std::string text) {
  return replaced(std::move(text), "\r\n ", "");
}

TEST(Calendar, is_written_line_by_line_as_rfc_5545_says) {
  EXPECT_EQ(calendar("Deadlines", {entry()}),
            "BEGIN:VCALENDAR\r\n"
            "VERSION:2.0\r\n"
            "PRODID:-//Candour//Deadlines//EN\r\n"
            "NAME:Deadlines\r\n"
            "X-WR-CALNAME:Deadlines\r\n"
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n"
            "BEGIN:VEVENT\r\n"
            "UID:due.k7m2qx9dab-17@plans.harrowvale.example\r\n"
            "DTSTAMP:20260302T090507Z\r\n"
            "DTSTART;VALUE=DATE:20260330\r\n"
            "SUMMARY:Action k7m2qx9dab-17 is due\r\n"
            "URL:https://plans.harrowvale.example/actions/k7m2qx9dab-17\r\n"
            "CLASS:PRIVATE\r\n"
            "TRANSP:TRANSPARENT\r\n"
            "END:VEVENT\r\n"
            "END:VCALENDAR\r\n");
}

TEST(Calendar, escapes_what_a_text_cannot_hold_as_it_is) {
  struct Case {
    std::string said, written;
  };
  for (const Case& each : {Case{"a, b; c\\d", "a\\, b\\; c\\\\d"}, Case{"one\ntwo", "one\\ntwo"},
                           Case{"BEGIN:VEVENT\r\nEND:VEVENT", "BEGIN:VEVENT\\nEND:VEVENT"},
                           Case{std::string("a\0b\tc", 5), "a�bc"}, Case{"a:b \"c\"", "a:b \"c\""}, Case{"\xFF", "�"}})
    EXPECT_THAT(unfolded(calendar("x", {entry(each.said)})), HasSubstr("\r\nSUMMARY:" + each.written + "\r\n"));
}

TEST(Calendar, folds_at_75_bytes_and_never_within_a_character) {
  for (const std::string& letter :
       {std::string("x"), std::string("é"), std::string("€"), std::string("\xF0\x9F\x93\x85")})
    for (std::size_t count = 1; count < 160; ++count) {
      std::string name;
      for (std::size_t i = 0; i < count; ++i) name += letter;
      const std::string whole = calendar(name, {});
      for (const std::string_view line : split(whole, '\n')) {
        EXPECT_LE(line.size(), 76u);  // with its CR
        EXPECT_TRUE(is_utf8(line)) << count << letter;
        EXPECT_TRUE(line.empty() || line.ends_with('\r'));
      }
      EXPECT_THAT(unfolded(whole), HasSubstr("\r\nNAME:" + name + "\r\n"));
    }
}

TEST(Feed, is_written_as_rfc_4287_says_and_whatever_is_said_stays_text) {
  Feed feed{"tag:plans.harrowvale.example,2026:changes/jo",
            "Changes <b>&",
            "Harrow \"Vale\"",
            "https://plans.harrowvale.example/?a=1&b=2",
            changed,
            {{"tag:plans.harrowvale.example,2026:plan/k/step/1", "Action 12: rated\x01\x0B",
              "https://plans.harrowvale.example/plans/k/history", changed}}};
  EXPECT_EQ(atom(feed),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n"
            "<id>tag:plans.harrowvale.example,2026:changes/jo</id><title>Changes &lt;b&gt;&amp;</title>"
            "<updated>2026-03-02T09:05:07.250001Z</updated><author><name>Harrow &quot;Vale&quot;</name></author>"
            "<link rel=\"alternate\" href=\"https://plans.harrowvale.example/?a=1&amp;b=2\"/>\n"
            "<entry><id>tag:plans.harrowvale.example,2026:plan/k/step/1</id><title>Action 12: rated</title>"
            "<updated>2026-03-02T09:05:07.250001Z</updated><link rel=\"alternate\" "
            "href=\"https://plans.harrowvale.example/plans/k/history\"/><summary>Action 12: rated</summary></entry>\n"
            "</feed>\n");
}

}  // namespace
}  // namespace candour::report
