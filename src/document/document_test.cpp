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

TEST(Csv, is_read_as_programs_write_it) {
  const Case cases[] = {
      {"commas and quotes", "a,b,c\n1,\"x, \"\"y\"\"\",3\n", "[a|b|c]\n[1|x, \"y\"|3]\n--\n"},
      {"a line break in a cell", "a,b,c\n1,\"x\ny\",3\n", "[a|b|c]\n[1|x/y|3]\n--\n"},
      {"semicolons", "a;b;c\n1,5;2;3\n", "[a|b|c]\n[1,5|2|3]\n--\n"},
      {"an open quote", "a,b,c\n1,\"x,3\n4,5,6\n", "[a|b|c]\n[1|\"x|3]\n[4|5|6]\n--\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(one.source, "plan.csv"), one.expected) << one.what;
}

TEST(Html, is_read_as_a_browser_shows_it) {
  const Case cases[] = {
      {"headings, paragraphs, lists", "<html><h2>A</h2><p>b\n c<ul><li>d<li>e</ul>", "## A\nb c\n• d\n• e\n"},
      {"merged cells", "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>",
       "[a{2 deep}|b{2 wide}]\n[^|c|d]\n--\n"},
      {"colour", "<table><tr><td style='background:#ffc000'>A<td bgcolor=red>R</table>", "[A#FFC000|R#FF0000]\n--\n"},
      {"a table in a cell follows", "<table><tr><td>a<table><tr><td>x</table>b<td>c</table>d",
       "[a/b|c]\n--\n[x]\n--\nd\n"},
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
