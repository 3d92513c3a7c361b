#include "web/html.h"

#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace candour::web {
namespace {

std::string escaped(std::string_view text) {
  Html html;
  html << text;
  return std::string(html.bytes());
}

// What escaping means, one character at a time.
std::string escaped_slowly(std::string_view text) {
  std::string out;
  for (const char character : text) {
    switch (character) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += character;
    }
  }
  return out;
}

TEST(Html, a_string_is_text_and_is_escaped_and_a_literal_of_markup_is_not) {
  Html html;
  html << "<p>"_html
       << "Who's <b>&\""
       << "</p>"_html;
  EXPECT_EQ(html.bytes(), "<p>Who&#39;s &lt;b&gt;&amp;&quot;</p>");
}

TEST(Html, every_byte_at_every_place_in_a_text_is_escaped_as_one_by_one) {
  for (std::size_t size = 1; size <= 19; ++size)
    for (std::size_t at = 0; at < size; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(size, 'a');
        text[at] = static_cast<char>(byte);
        ASSERT_EQ(escaped(text), escaped_slowly(text)) << "byte " << byte << " at " << at << " of " << size;
      }
}

TEST(Html, neighbours_of_the_special_characters_stay_as_they_are) {
  const std::string neighbours = "!#%$(;=?:]\x7f\x80\xa6\xa7\xbc\xbe\xa2 1234567";
  EXPECT_EQ(escaped(neighbours + neighbours), neighbours + neighbours);
}

TEST(Html, an_attribute_is_escaped_and_an_empty_one_is_left_out) {
  Html html;
  html.attribute("title"_html, "a \"b\" & 'c'").attribute("id"_html, "").attribute_even_empty("alt"_html, "");
  EXPECT_EQ(html.bytes(), " title=\"a &quot;b&quot; &amp; &#39;c&#39;\" alt=\"\"");
}

TEST(Html, only_addresses_that_cannot_run_a_script_stand_in_a_link) {
  struct Case {
    std::string address;
    bool safe;
  };
  const std::vector<Case> cases{
      {"/plans/a", true},
      {"?status=at_risk&page=2", true},
      {"#row-7", true},
      {"minutes/2016:01", true},
      {"https://example.org/a:b", true},
      {"HTTP://example.org", true},
      {"mailto:someone@example.org", true},
      {"", true},
      {"javascript:alert(1)", false},
      {"JavaScript:alert(1)", false},
      {"java\tscript:alert(1)", false},
      {" javascript:alert(1)", false},
      {"\x01javascript:alert(1)", false},
      {"data:text/html,<script>", false},
      {"vbscript:x", false},
      {"file:///etc/passwd", false},
  };
  for (const Case& one : cases) EXPECT_EQ(is_safe_address(one.address), one.safe) << one.address;
}

TEST(Html, a_text_keeps_every_string_and_borrows_only_views) {
  struct Line {
    std::string words;
  };
  std::vector<Text> kept;
  for (int number = 0; number < 40; ++number) {
    const Line line{"a line that is too long to be kept in place " + std::to_string(number)};
    kept.emplace_back(line.words);                                      // it has a name, but not for long
    kept.emplace_back(number < 0 ? std::string("Blank") : line.words);  // a temporary that is const
    kept.emplace_back(std::to_string(number) + " moved");
  }
  for (std::size_t number = 0; number < 40; ++number) {
    const std::string expected = "a line that is too long to be kept in place " + std::to_string(number);
    EXPECT_EQ(kept[number * 3].view(), expected);
    EXPECT_EQ(kept[number * 3 + 1].view(), expected);
    EXPECT_EQ(kept[number * 3 + 2].view(), std::to_string(number) + " moved");
  }
  const std::string name = "Harrow Vale Safeguarding Children Partnership";
  const Text borrowed = std::string_view(name);
  EXPECT_EQ(static_cast<const void*>(borrowed.view().data()), static_cast<const void*>(name.data()));
}

TEST(Html, content_is_text_or_something_written_or_a_function_that_writes) {
  Html finished;
  finished << "<b>bold</b>"_html;
  const std::vector<Content> contents{"a < b", std::string("c & d"), finished,
                                      [](Html& html) {
                                        html << "<i>"_html
                                             << "e"
                                             << "</i>"_html;
                                      },
                                      Content()};
  Html html;
  for (const Content& content : contents) html << content << ";"_html;
  EXPECT_EQ(html.bytes(), "a &lt; b;c &amp; d;<b>bold</b>;<i>e</i>;;");
  EXPECT_TRUE(Content().empty());
  EXPECT_TRUE(Content("").empty());
  EXPECT_FALSE(Content("x").empty());
}

TEST(Html, numbers_are_plain_digits) {
  Html html;
  html << 0 << " "_html << -12 << " "_html << std::size_t{1234567};
  EXPECT_EQ(html.bytes(), "0 -12 1234567");
}

TEST(Text, KeepsWhatIsTemporaryEvenWhereItIsConst) {
  const std::string name(40, 'x');
  const auto text_of = [&](bool none) {
    return Text(none ? std::string("None at all, and long enough for the heap") : name);
  };
  const Text named = text_of(false), unnamed = text_of(true);
  EXPECT_EQ(named.view(), name);
  EXPECT_NE(named.view().data(), name.data());
  EXPECT_EQ(unnamed.view(), "None at all, and long enough for the heap");
}

}  // namespace
}  // namespace candour::web
