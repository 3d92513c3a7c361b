#include "base/encoding.h"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace candour {
namespace {

// RFC 4648, section 10.
TEST(Encoding, base64_is_that_of_the_rfc) {
  const std::pair<std::string, std::string> cases[] = {{"", ""},
                                                       {"f", "Zg=="},
                                                       {"fo", "Zm8="},
                                                       {"foo", "Zm9v"},
                                                       {"foob", "Zm9vYg=="},
                                                       {"fooba", "Zm9vYmE="},
                                                       {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : cases) {
    EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(from_base64(text), bytes);
  }
}

TEST(Encoding, every_byte_survives_both_ways) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    EXPECT_EQ(from_base64(base64(bytes)), bytes);
    EXPECT_EQ(from_hex(hex(bytes)), bytes);
  }
}

TEST(Encoding, bytes_have_one_base64_and_no_other_is_read) {
  for (const char* text : {"Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm 9v", "====", "=",
                           "Z===", "Zg==Zg==", "Zm9v====", "Z-_v", "Zm9v=", "\xc3\xa9g=="})
    EXPECT_EQ(from_base64(text), std::nullopt) << text;
  // All four digits: of the 64 texts "ab==" only those with four zero bits are read, each as another byte.
  const std::string digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::set<std::string> read;
  for (char first : digits)
    for (char second : digits) {
      const auto bytes = from_base64(std::string{first, second, '=', '='});
      if (bytes) {
        EXPECT_TRUE(read.insert(*bytes).second);
      }
    }
  EXPECT_EQ(read.size(), 256u);
}

TEST(Encoding, hexadecimal_digits_are_lower_case_and_even_in_number) {
  EXPECT_EQ(hex("\x01\xab"), "01ab");
  for (const char* text : {"0", "0G", "AB", "0x01", " 01"}) EXPECT_EQ(from_hex(text), std::nullopt) << text;
}

TEST(Encoding, escaped_markup_holds_no_markup_and_only_what_xml_holds) {
  EXPECT_EQ(escaped_markup("a < b & \"c\" > d"), "a &lt; b &amp; &quot;c&quot; &gt; d");
  EXPECT_EQ(escaped_markup("line\n\ttab\x01\x0B\xEF\xBF\xBE"
                           "end"),
            "line\n\ttabend");
  EXPECT_EQ(escaped_markup("\xFF é"), "\xEF\xBF\xBD é");
}

}  // namespace
}  // namespace candour
