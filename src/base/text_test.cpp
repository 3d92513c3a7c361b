#include "base/text.h"

#include <gtest/gtest.h>

namespace candour {
namespace {

TEST(Text, OnlyStrictUtf8IsUtf8) {
  for (const char* good : {"", "plain", "‘Maple’ – café", "\xF0\x9F\x98\x80"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad :
       {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "caf\xE9", "\xE2\x82"})
    EXPECT_FALSE(is_utf8(bad)) << bad;
  EXPECT_EQ(repaired_utf8("caf\xE9!"), "caf\xEF\xBF\xBD!");
}

TEST(Text, BlanksAreThoseAPersonCannotSee) {
  EXPECT_EQ(count_visible("a \t\n b\xC2\xA0"
                          "c\xE2\x80\x8B"),
            3u);
  EXPECT_EQ(trimmed("\xC2\xA0 two words \xEF\xBB\xBF"), "two words");
  EXPECT_EQ(collapsed("  two \n\n words "), "two words");
  EXPECT_EQ(without_blanks(" a b\xE2\x80\xAF"
                           "c"),
            "abc");
}

TEST(Text, OneNameInSeveralSpellingsHasOneMatchingKey) {
  EXPECT_EQ(matching_key("Children's  Social-Care"), matching_key("CHILDRENS SOCIAL CARE"));
  EXPECT_EQ(matching_key("Children’s Social Care"), "childrens social care");
  EXPECT_EQ(matching_key(" (CSC) & Education "), "csc education");
  EXPECT_EQ(matching_key("–"), "");
  for (const char* sign : {"\u00AD", "\u200B", "\u200C", "\u200D", "\u200E", "\u2060", "\uFEFF"}) {
    EXPECT_EQ(matching_key(std::string("Evi") + sign + "dence of im" + sign + "pact"), "evidence of impact");
    EXPECT_EQ(collapsed(std::string("safe") + sign + "guarding " + sign + " plan"), "safeguarding plan");
  }
}

TEST(Text, SimilarityIsOneForTheSameWordsAndLowForOthers) {
  EXPECT_DOUBLE_EQ(similarity("Audit the records", "audit THE records."), 1);
  EXPECT_GT(similarity("Audit the records of every clinic", "Audit the records of each clinic"), 0.5);
  EXPECT_LT(similarity("Audit the records", "Publish a leaflet"), 0.1);
}

TEST(Text, EditDistanceStopsAtItsLimit) {
  EXPECT_EQ(edit_distance("agency", "agencies", 5), 3u);
  EXPECT_EQ(edit_distance("agency", "agency", 0), 0u);
  EXPECT_EQ(edit_distance("police", "education", 2), 3u);
}

TEST(Text, LinesEndInEveryCustomaryWay) {
  EXPECT_EQ(lines("a\nb\r\nc\rd\n"), (std::vector<std::string_view>{"a", "b", "c", "d"}));
  EXPECT_EQ(lines("a\n\nb"), (std::vector<std::string_view>{"a", "", "b"}));
}

TEST(Text, ShorteningCutsAtAWord) {
  EXPECT_EQ(shortened("a short text", 40), "a short text");
  EXPECT_EQ(shortened("every clinic keeps records", 14), "every clinic…");
  EXPECT_EQ(shortened("Rowan – Findings and answers", 8), "Rowan…");
  EXPECT_EQ(shortened("again, and again", 8), "again…");
  EXPECT_EQ(grouped(-1234567), "-1,234,567");
  EXPECT_EQ(grouped(999), "999");
}

TEST(Text, KeysAndCollapsedTextOfBytesThatAreNoUtf8StayInTheirBounds) {
  for (const std::string& text : {std::string("\xF4"), std::string("a\xE2"), std::string("\xFF\xFF b\x80"),
                                  std::string("\xC3"), std::string("  ‘A’ – Ç\xC3\x87 ’s  "), std::string(3, '\0')}) {
    EXPECT_LE(matching_key(text).size(), text.size());
    EXPECT_LE(collapsed(text).size(), text.size() + 2);
    EXPECT_EQ(matching_key(matching_key(text)), matching_key(text));
  }
  EXPECT_EQ(matching_key("  ‘A’ – ÇÇ ’s  "), "a çç s");
  EXPECT_EQ(collapsed(" a\tb  c\xC2\xA0\xC2\xA0"
                      "é "),
            "a b c é");
}

}  // namespace
}  // namespace candour
