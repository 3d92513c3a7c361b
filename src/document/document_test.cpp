#include "document/document.h"

#include <gtest/gtest.h>

#include "document/sketch_test.h"
#include "support/write_document.h"

namespace candour::document {
namespace {

TEST(Text, is_read_as_a_person_sees_it) {
  const Case cases[] = {
      {"a line with tabs is a row, and a blank line ends the table", "Plan\na\tb\n\tc\n\nd\te\n",
       "Plan\n[a|b]\n[|c]\n--\n[d|e]\n--\n"},
      {"headings and bold", "## One ##\n**Two**\n**Three** four\n", "## One\nTwo (bold)\nThree four\n"},
      {"marks without a partner are text", "5 * 3 ** 2\nSigned: ____\nsnake_case_name\n",
       "5 * 3 ** 2\nSigned: ____\nsnake_case_name\n"},
      {"a pipe table, its dashes left out", "| a | b\\|c |\n|---|:-:|\n| 1 | 2<br>3 |\n", "[a|b|c]\n[1|2/3]\n--\n"},
      {"a pipe table without outer bars", "a | b\n--- | ---\n1 | 2\n", "[a|b]\n[1|2]\n--\n"},
      {"debris of HTML in a cell", "x\t<p>One</p> <p>Two &amp; <b>three</b></p>\n", "[x|One/Two & three]\n--\n"},
      {"a list gets bullets", "x\t<ul style=\"a>b\"> <li>one</li> <li>two</li></ul>after\n",
       "[x|• one/• two/after]\n--\n"},
      {"an item with its own mark gets none", "x\t<ul><li>◆ one</li><li>- two</li></ul>\n", "[x|◆ one/- two]\n--\n"},
      {"what only looks like a tag is text", "children <18 years & <name> a\tb<c\n",
       "[children <18 years & <name> a|b<c]\n--\n"},
      {"a table of tags within text",
       "before\n<table><tr><td rowspan=2>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>\nafter\n",
       "before\n[a{2 deep}|b]\n[^|c]\n--\nafter\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(one.source, "plan.txt"), one.expected) << one.what;
}

TEST(Text, is_placed_by_line) {
  const auto document = read("Title\r\n\r\na\tb\r\nc\td\r\n", "plan.txt");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->blocks[0].place.line, 1u);
  EXPECT_EQ(document->blocks[1].rows[1].place.line, 4u);
  EXPECT_EQ(in_words(document->blocks[1].rows[1].place), "line 4");
}

TEST(Encoding, whatever_it_was_the_text_is_the_same) {
  const std::string utf16_le(
      "\xFF\xFE"
      "a\0\t\0\x19\x20",
      8);
  const std::string utf16_be("\xFE\xFF\0a\0\t\x20\x19", 8);
  for (const std::string& bytes : {std::string("a\t’"),
                                   std::string("\xEF\xBB\xBF"
                                               "a\t’"),
                                   std::string("a\t\x92"), utf16_le, utf16_be})
    EXPECT_EQ(sketch_of(bytes, "plan.txt"), "[a|’]\n--\n");
  EXPECT_EQ(read("caf\xE9", "a.txt")->notes[0].code, "source.encoding");
}

TEST(Encoding, strays_and_whole_files_of_other_code_pages) {
  const struct {
    const char* what;
    std::string bytes, text, note;
  } cases[] = {
      {"Windows-1252 quotes, pound and euro",
       "\x93Plan\x94 \x96 \xA3"
       "5 or \x80"
       "6",
       "“Plan” – £5 or €6", "Windows-1252"},
      {"UTF-8 with one stray byte", "caf\xC3\xA9 and caf\xE9", "café and café", "some bytes that are not"},
      {"UTF-16 LE without a mark", std::string("P\0l\0a\0n\0", 8), "Plan", "UTF-16 without"},
      {"UTF-16 BE without a mark", std::string("\0P\0l\0a\0n", 8), "Plan", "UTF-16 without"},
      {"a mark of UTF-8 and nothing odd",
       "\xEF\xBB\xBF"
       "Plan",
       "Plan", ""},
      {"beyond the basic plane", std::string("\xFF\xFE\x3D\xD8\x00\xDE", 6), "\xF0\x9F\x98\x80", ""},
  };
  for (const auto& one : cases) {
    const auto document = read(one.bytes, "plan.txt");
    ASSERT_TRUE(document) << one.what;
    EXPECT_EQ(document->at(document->blocks[0].span), one.text) << one.what;
    EXPECT_EQ(document->notes.empty(), one.note.empty()) << one.what;
    const std::string said = document->notes.empty() ? "" : document->notes[0].message;
    EXPECT_NE(said.find(one.note), std::string::npos) << one.what;
  }
}

TEST(Text, form_feeds_end_pages) {
  const auto document = read("one\r\ntwo\r\n\fthree\rfour\f\nfive", "plan.txt");
  ASSERT_TRUE(document);
  std::string places;
  for (const Block& block : document->blocks) places += in_words(block.place) + "; ";
  EXPECT_EQ(places, "page 1, line 1; page 1, line 2; page 2, line 3; page 2, line 4; page 3, line 5; ");
}

TEST(Markdown, is_read_without_its_marks) {
  const Case cases[] = {
      {"headings of both kinds", "# One #\n\nTwo\n===\n\nThree\n---\ntext\n", "# One\n# Two\n## Three\ntext\n", "none"},
      {"a table, its row of alignment, a bar within a cell, a line break",
       "| A | B |\n|:--|--:|\n| a\\|b | **c**<br>d |\n\nx\n", "[A|B]\n[a|b|c/d]\n--\nx\n", "none"},
      {"bold, italic, code, links, pictures and crossed out",
       "**all bold**\n\na *b* __c__ `d*e*` [f](https://example.org \"t\") ![g](h.png) ~~i~~ <https://j.org>\n",
       "all bold (bold)\na b c d*e* f g  https://j.org\n~i\n", "source.pictures"},
      {"links by reference, whose addresses are kept apart", "[text][1] and [plain]\n\n[1]: https://example.org\n",
       "text and [plain]\n~[1]: https://example.org\n", "source.links"},
      {"a backslash takes a mark's meaning away", "\\*not bold\\* 1\\. \\[x\\](y) &amp; \\&amp;\n",
       "*not bold* 1. [x](y) & &amp;\n"},
      {"lists, with numbers as every program counts them",
       "- a\n* b\n  - c\n\n1. one\n1. two\n\ntext\n3. three\n9) nine\n",
       "• a\n• b\n• c\n1. one\n2. two\ntext\n3. three\n9) nine\n"},
      {"boxes that are ticked", "- [ ] open\n- [x] done\n", "☐ open\n☑ done\n"},
      {"quotations", "> said\n> # Heading\n>> again\n", "said\n# Heading\nagain\n"},
      {"code in fences stands as it is", "```json\n**a** | b\n# c\n```\nafter\n", "**a** | b\n# c\nafter\n"},
      {"front matter is kept apart", "---\ntitle: \"A plan\"\nowner: Harrow Vale\n---\n# Plan\n",
       "~title: \"A plan\"\n~owner: Harrow Vale\n# Plan\n"},
      {"a line broken for its width goes on, a short one does not",
       "This sentence was broken by an editor because it was too wide\nfor the window of its writer.\nLead: "
       "Police\nBy: May\n",
       "This sentence was broken by an editor because it was too wide for the window of its writer.\nLead: Police\nBy: "
       "May\n"},
      {"two blanks or a backslash break a line", "one  \ntwo\\\nthree\n", "one/two/three\n"},
      {"HTML, comments and rules",
       "<details><summary>More</summary></details>\n<!-- hid\nden -->\n***\na &copy; <b>b</b>\n", "More\na © b\n"},
      {"a table of tags", "<table><tr><td>a</td><td>b</td></tr></table>\n", "[a|b]\n--\n"},
      {"what only looks like marks is text", "2 * 3 * 4, snake_case, C# and #5, a < b, 3. x\n[1] cited, £5 - £6\n",
       "2 * 3 * 4, snake_case, C# and #5, a < b, 3. x\n[1] cited, £5 - £6\n", "none"},
  };
  for (const Case& one : cases) expect_case(one, one.source, "plan.md");
}

TEST(Markdown, is_known_by_two_kinds_of_marks_and_never_by_a_few_asterisks) {
  const struct {
    const char *source, *name, *format;
  } cases[] = {
      {"# Plan\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "plan.txt", "markdown"},
      {"Plan\n====\n\nSee [the site](https://example.org).\n", "plan", "markdown"},
      {"* one * two ** three\n** Note: #1\n", "plan.txt", "text"},
      {"# of actions: 3\n- one\n- two\n", "plan.txt", "text"},
      {"## Plan\n**Bold**\na\tb\nc\td\n[x](y)\n", "plan.txt", "text"},
      {"Just words.\n", "plan.md", "markdown"},
  };
  for (const auto& one : cases) {
    const auto format = recognise(one.source, one.name);
    ASSERT_TRUE(format) << one.source;
    EXPECT_EQ(to_text(*format), one.format) << one.source;
  }
}

TEST(Csv, is_read_as_programs_write_it) {
  const Case cases[] = {
      {"commas and quotes", "a,b,c\n1,\"x, \"\"y\"\"\",3\n", "[a|b|c]\n[1|x, \"y\"|3]\n--\n"},
      {"a line break in a cell", "a,b,c\n1,\"x\ny\",3\n", "[a|b|c]\n[1|x/y|3]\n--\n"},
      {"semicolons", "a;b;c\n1,5;2;3\n", "[a|b|c]\n[1,5|2|3]\n--\n"},
      {"an open quote", "a,b,c\n1,\"x,3\n4,5,6\n", "[a|b|c]\n[1|\"x|3]\n[4|5|6]\n--\n"},
      {"the file names its separator", "\xEF\xBB\xBFsep=;\r\na;b\r\n1,5;2\r\n", "~sep=;\n[a|b]\n[1,5|2]\n--\n"},
      {"and in quotes, a tab", "\"sep=\t\"\na\tb, c, d\n", "~\"sep=\t\"\n[a|b, c, d]\n--\n"},
      {"bars and tabs", "a|b|c\n1|x, y|3\n", "[a|b|c]\n[1|x, y|3]\n--\n"},
      {"titles above the header, and commas in every text",
       "Plan, as of May, 2026\n\nRef;Action, full;RAG\n1;Do, then, tell;G\n2;a;R\n",
       "[Plan, as of May, 2026]\n[]\n[Ref|Action, full|RAG]\n[1|Do, then, tell|G]\n[2|a|R]\n--\n"},
      {"words with semicolons, and quotes for the commas' sake",
       "One; two\n\"Three, four\"\nFive; six\n\"Seven, eight\"\n\"a, b\"\n",
       "[One; two]\n[Three, four]\n[Five; six]\n[Seven, eight]\n[a, b]\n--\n"},
      {"CR alone", "a,b,c\r1,2,3\r4,5,6\r", "[a|b|c]\n[1|2|3]\n[4|5|6]\n--\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(one.source, "plan.csv"), one.expected) << one.what;
}

TEST(Html, is_read_as_a_browser_shows_it) {
  const Case cases[] = {
      {"headings, paragraphs, lists", "<html><h2>A</h2><p>b\n c<ul><li>d<li>e</ul>", "## A\nb c\n• d\n• e\n"},
      {"merged cells", "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
       "[a{2 deep}|b{2 wide}]\n[^|c|d]\n--\n"},
      {"what is struck through is kept aside",
       "<p>due <s>May</s> June <span style='text-decoration: line-through red'>or July</span></p><p><del>gone</del></p>"
       "<table><tr><td><strike>R</strike> A<td style='text-decoration-line:line-through'>x<tr "
       "style='text-decoration:line-through'><td>y<td>z</table><p>end",
       "due June\n~May or July\n~gone\n[A|]\n[|]\n--\n~R\n~x\n~y\n~z\nend\n"},
      {"colour", "<table><tr><td style='background:#ffc000'>A<td bgcolor=red>R</table>", "[A#FFC000|R#FF0000]\n--\n"},
      {"a table in a cell follows", "<table><tr><td>a<table><tr><td>x</table>b<td>c</table>d",
       "[a/b|c]\n--\n[x]\n--\nd\n"},
      {"a cell that reaches down to the end of its part of the table",
       "<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>",
       "[a{65534 deep}|b]\n[^|c]\n[d|e]\n--\n"},
      {"colours by name, by number and in words",
       "<table><tr><td style='background-color: rgb(255, 192, 0)'>a<td bgcolor='#f00'>b<td style='background: gold "
       "none'>c</table>",
       "[a#FFC000|b#FF0000|c#FFD700]\n--\n"},
      {"what a form shows",
       "<table><tr><td><input type=checkbox checked> yes <input type=checkbox> no<td><select><option>Red<option "
       "selected>Amber</select><td><select><option>first<option>second</select><td><textarea>said</textarea><input "
       "type=hidden value=h><input value=typed></table>",
       "[☒ yes ☐ no|Amber|first|saidtyped]\n--\n"},
      {"details, lists of words, breaks and text as it was typed",
       "<html><details><summary>More</summary>inside</details><dl><dt>Term<dd>meaning</dl>a<br>b<pre>c\n  d</pre>",
       "More\ninside\nTerm\nmeaning\na/b\nc\nd\n"},
      {"references to characters, also of Windows' own kind", "<html><p>&lsquo;a&#146; &#8211; &amp;lt; &nbsp;&#x20AC;",
       "‘a’ – &lt; \u00A0€\n"},
      {"what Word leaves in a page",
       "<html xmlns:o='o'><!--[if gte mso 9]><xml><o:x>no</o:x></xml><![endif]--><p class=MsoNormal "
       "style='mso-list:l0'><![if !supportLists]><span>1.</span><![endif]>text<o:p></o:p></p>",
       "1.text\n"},
      {"what is hidden is read", "<html><p style='display:none'>a</p><p hidden>b</p>", "a\nb\n"},
      {"scripts, styles and comments are no text", "<html><script>if(a<b)</script><style>p{}</style><!-- c --><p>x",
       "x\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(one.source, "plan.html"), one.expected) << one.what;
}

TEST(Forms, a_plan_reads_the_same_from_word_and_from_a_page) {
  support::Document plan;
  plan.title = "Rowan plan";
  plan.header = "Harrow Vale";
  const auto cell = [](const char* text, std::size_t columns = 1, std::size_t rows = 1, const char* fill = "") {
    support::Cell one;
    one.text = text;
    one.columns = columns;
    one.rows = rows;
    one.fill = fill;
    return one;
  };
  support::Cell date = cell("30/06/2026");
  date.content = support::Content::date;
  support::Table table;
  table.rows.push_back({{cell("Question"), cell("Agency"), cell("RAG")}, true});
  table.rows.push_back({{cell("1a. Why?", 1, 2), cell("Police"), cell("Amber", 1, 1, "FFC000")}});
  table.rows.push_back({{cell("• one\n• two"), date}});
  table.rows.push_back({{cell("All of them", 3)}});
  support::Paragraph heading;
  heading.text = "Plan";
  heading.heading = 1;
  plan.sheets.push_back({"Plan", {heading, table}});
  const std::string rows =
      "[Question|Agency|RAG]\n[1a. Why?{2 deep}|Police|Amber#FFC000]\n[^|• one/• two|30/06/2026]\n"
      "[All of them{3 wide}]\n--\n";
  for (const char* form : {"html", "docx"}) {
    const std::string found = sketch_of(support::to_bytes(plan, form), std::string("plan.") + form);
    EXPECT_NE(found.find("# Plan"), std::string::npos) << form << "\n" << found;
    EXPECT_NE(found.find(rows), std::string::npos) << form << "\n" << found;
  }
  const std::string found = sketch_of(support::to_bytes(plan, "xlsx"), "plan.xlsx");
  EXPECT_NE(found.find("~Plan\n[Plan"), std::string::npos) << found;
  EXPECT_NE(found.find(rows), std::string::npos) << found;
}

TEST(Recognising, goes_by_content) {
  const struct {
    std::string bytes;
    const char* name;
    Format format;
  } cases[] = {
      {"<!DOCTYPE html><p>a", "a.docx", Format::html},
      {"a,b,c\n1,2,3\n4,5,6\n", "a.txt", Format::csv},
      {"Some prose, with commas.\nAnd more of it.\nAnd, even, more.\n", "a.txt", Format::text},
      {"x\ty\n\nz\n", "a.csv", Format::text},
      {"a,b\n", "a.csv", Format::csv},
  };
  for (const auto& one : cases) {
    const auto format = recognise(one.bytes, one.name);
    ASSERT_TRUE(format) << one.bytes;
    EXPECT_EQ(to_text(*format), to_text(one.format)) << one.bytes;
  }
}

TEST(Recognising, refuses_with_a_sentence) {
  const struct {
    std::string bytes;
    ErrorCode code;
  } cases[] = {
      {"", ErrorCode::unreadable},
      {" \n\t\n", ErrorCode::unreadable},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old", ErrorCode::unreadable},
      {"{\\rtf1 old}", ErrorCode::unreadable},
      {"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", ErrorCode::unreadable},
      {std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\1\2\3\4", 24), ErrorCode::unreadable},
      {"<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", ErrorCode::refused},
  };
  for (const auto& one : cases) {
    const auto document = read(one.bytes, "plan.docx");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, one.code) << one.bytes;
    EXPECT_TRUE(document.error().sentence.ends_with('.'));
  }
}

}  // namespace
}  // namespace candour::document
