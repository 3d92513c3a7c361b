#include "ledger/escaped.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace candour::ledger {
namespace {

TEST(Escaped, is_ascii_and_reads_as_it_was_written) {
  const struct {
    const char *text, *entry, *read;
  } cases[] = {
      {"Progress", "Progress", "Progress"},
      {"", "-", "-"},
      {"Ynys Môn – “Cynnydd”", "Ynys M\\u{F4}n - \"Cynnydd\"", "Ynys Môn - \"Cynnydd\""},
      {"Łódź\n日本", "\\u{141}\\u{F3}d\\u{17A} \\u{65E5}\\u{672C}", "Łódź 日本"},
      {"a\\u{41}b \\ c", "a\\\\u{41}b \\\\ c", "a\\u{41}b \\ c"},
      {"😀", "\\u{1F600}", "😀"},
  };
  for (const auto& each : cases) {
    const std::string entry = escaped(each.text, 200);
    EXPECT_EQ(entry, each.entry);
    EXPECT_EQ(unescaped(entry), each.read);
    EXPECT_TRUE(std::all_of(entry.begin(), entry.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; }));
  }
  EXPECT_EQ(escaped("abcŁ", 5), "abc") << "no half of an escape";
  for (const char* as_it_stands : {"\\u{}", "\\u{110000}", "\\u{D800}", "\\u{41}", "\\u{f4}", "\\n", "\\"})
    EXPECT_EQ(unescaped(as_it_stands), as_it_stands);
}

}  // namespace
}  // namespace candour::ledger
