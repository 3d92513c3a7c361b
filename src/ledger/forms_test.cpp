#include "ledger/forms.h"

#include <gtest/gtest.h>

namespace candour::ledger {
namespace {

const std::string hash(64, 'a'), other(64, 'b');

TEST(Forms, are_those_that_the_paper_names_at_its_end) {
  const std::string paper = "<p>paper.pdf</p><p>SHA-256 " + other +
                            "</p><h2 id=\"imprint\">About this document</h2><dl><div><dt>Version</dt> "
                            "<dd>1</dd></div><div>\n<dt class=\"x\">paper.pdf</dt>\n <dd class=\"y\">SHA-256 " +
                            hash + "</dd></div><dt>paper.csv</dt><dd>SHA-256 short</dd><dt>Word</dt><dd>SHA-256 " +
                            hash + "</dd></dl>";
  const auto forms = forms_named_in(paper);
  ASSERT_EQ(forms.size(), 1u);
  EXPECT_EQ(forms[0].name, "paper.pdf");
  EXPECT_EQ(forms[0].sha256, hash);
  EXPECT_EQ(form_named_in(paper, ".pdf"), hash);
  EXPECT_EQ(form_named_in(paper, ".csv"), std::nullopt);
  for (const char* none : {"", "<", "id=\"imprint\"", "id=\"imprint\"<dt>paper.pdf", "<h2 id=imprint>paper.pdf</h2>"})
    EXPECT_TRUE(forms_named_in(none).empty()) << none;
}

}  // namespace
}  // namespace candour::ledger
