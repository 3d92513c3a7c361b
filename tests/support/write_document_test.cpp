#include "support/write_document.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sstream>

#include "support/drawing.h"
#include "support/grid.h"

namespace candour::support {
namespace {

using testing::HasSubstr;

Cell cell(std::string text) {
  Cell made;
  made.text = std::move(text);
  return made;
}

// A heading, a list, and a table with a merge down, a merge across, a fill, a date, a list and awkward text.
Document plan() {
  Cell question = cell("1a. Is the pathway understood?");
  question.rows = 2;
  Cell filled = cell("G");
  filled.fill = "92D050";
  filled.bold = true;
  Cell day = cell("30/06/2026");
  day.content = Content::date;
  Cell across = cell("Nothing further was offered");
  across.columns = 2;
  Table table;
  table.rows = {{{cell("Question"), cell("Agency"), cell("RAG"), cell("Target date")}, true},
                {{question, cell("Police"), filled, day}, false},
                {{cell("• one\n• two, \"quoted\""), across}, false}};
  Document document;
  document.title = "Plan <A & B>";
  document.header = "Harrow Vale";
  document.footer = "Draft";
  document.sheets = {{"Plan", {Paragraph{"Finding 1", 2, false, false}, Paragraph{"an item", 0, false, true}, table}},
                     {"Key", {Paragraph{"Green on track", 0, true, false}}}};
  return document;
}

TEST(WriteDocument, text_leaves_a_merged_place_empty_and_joins_lines) {
  EXPECT_EQ(to_text(plan()),
            "## Finding 1\n\n- an item\n\n"
            "Question\tAgency\tRAG\tTarget date\n"
            "1a. Is the pathway understood?\tPolice\tG\t30/06/2026\n"
            "\t• one  • two, \"quoted\"\tNothing further was offered\t\n\n"
            "**Green on track**\n\n");
}

TEST(WriteDocument, csv_quotes_what_rfc_4180_says) {
  EXPECT_EQ(to_csv(plan()),
            "Finding 1\r\nan item\r\nQuestion,Agency,RAG,Target date\r\n"
            "1a. Is the pathway understood?,Police,G,30/06/2026\r\n"
            ",\"• one\n• two, \"\"quoted\"\"\",Nothing further was offered,\r\nGreen on track\r\n");
}

TEST(WriteDocument, html_says_merges_fills_and_lists) {
  const std::string html = to_html(plan());
  EXPECT_THAT(html, HasSubstr("<title>Plan &lt;A &amp; B&gt;</title>"));
  EXPECT_THAT(html, HasSubstr("<td rowspan=\"2\">1a."));
  EXPECT_THAT(html, HasSubstr("<td style=\"background-color: #92D050\"><b>G</b></td>"));
  EXPECT_THAT(html, HasSubstr("<td><ul><li>one</li><li>two, &quot;quoted&quot;</li></ul></td><td colspan=\"2\">"));
  EXPECT_THAT(html, HasSubstr("<ul>\n<li>an item</li>\n</ul>"));
}

TEST(WriteDocument, every_form_has_the_same_bytes_each_time) {
  for (const char* extension : {"txt", "csv", "md", "html", "docx", "xlsx", "odt", "pdf"}) {
    EXPECT_EQ(to_bytes(plan(), extension), to_bytes(plan(), extension)) << extension;
    EXPECT_FALSE(to_bytes(plan(), extension).empty()) << extension;
  }
  EXPECT_EQ(to_bytes(plan(), "rtf"), "");
}

TEST(WriteDocument, a_merge_that_leaves_its_table_is_a_mistake_of_the_test) {
  Cell deep = cell("too deep");
  deep.rows = 2;
  Document document;
  document.sheets = {{"Plan", {Table{{{{deep}, false}}}}}};
  EXPECT_THROW(to_text(document), std::logic_error);
}

TEST(WriteDocument, cells_move_right_past_a_merge_from_above) {
  const Document document = plan();
  const Table& table = std::get<Table>(document.sheets[0].blocks[2]);
  const Grid grid = lay_out(table);
  EXPECT_EQ(grid.columns, 4u);
  ASSERT_NE(grid.at(2, 0), nullptr);
  EXPECT_EQ(grid.at(2, 0)->row, 1u);
  EXPECT_EQ(grid.at(2, 1)->cell->text.substr(0, 3), "•");
  EXPECT_EQ(grid.at(2, 3)->cell->text, "Nothing further was offered");
  EXPECT_EQ(grid.at(3, 0), nullptr);
}

TEST(WriteDocument, a_drawing_says_all_that_a_document_can_have) {
  const Drawing drawing = read_drawing(
      "forms: docx csv-semicolon\ntitle: Plan\nfooter: Draft\n---\n# Plan\n- an item\n\n"
      "|= Ref | {2x1} Action\n| {1x2} 1 | Teach ¶ and test | {#92D050} {b} G\n| Again \\| again\n  | {d} 30/06/2026\n\n"
      "=== page\n=== sheet Key\nGreen on track\n| {{Month ; Count // May ; 4}}\n");
  EXPECT_EQ(drawing.forms, (std::vector<std::string>{"docx", "csv-semicolon"}));
  EXPECT_EQ(drawing.document.footer, "Draft");
  EXPECT_EQ(make(drawing.document, "csv-semicolon").bytes,
            "Plan\r\nan item\r\nRef;Action;\r\n1;\"Teach\nand test\";G\r\n;Again | again;30/06/2026\r\n"
            "Green on track\r\n\"Month Count\nMay 4\"\r\n");
  ASSERT_EQ(drawing.document.sheets.size(), 2u);
  EXPECT_EQ(drawing.document.sheets[1].name, "Key");
  const Table& table = std::get<Table>(drawing.document.sheets[0].blocks[2]);
  EXPECT_TRUE(table.rows[0].header);
  EXPECT_EQ(table.rows[0].cells[1].columns, 2u);
  EXPECT_EQ(table.rows[1].cells[2].fill, "92D050");
  EXPECT_EQ(table.rows[2].cells[1].content, Content::date);
  EXPECT_THROW(read_drawing("no forms\n---\n"), std::runtime_error);
  EXPECT_THROW(make(drawing.document, "doc"), std::runtime_error);
}

TEST(WriteDocument, an_encoding_is_the_bytes_that_a_program_of_windows_writes) {
  Document document;
  document.sheets = {{"Plan", {Paragraph{"€ “é”", 0, false, false}}}};
  EXPECT_EQ(make(document, "csv-windows1252").bytes, "\x80 \x93\xE9\x94\r\n");
  EXPECT_EQ(make(document, "csv-utf16").bytes, std::string("\xFF\xFE\xAC\x20 \0\x1C\x20\xE9\0\x1D\x20\r\0\n\0", 16));
}

TEST(WriteDocument, what_a_word_processor_adds_is_shown_elsewhere_as_if_accepted) {
  EXPECT_EQ(
      without_marks("Tell the [-duty team-][+front door+][@Ann: who?@] of [=every=] birth[^a note^][!box!][&a.docx&]"),
      "Tell the front door of every birthboxa.docx");
}

// The judge of a file in another's format is another's program.
TEST(WriteDocument, libreoffice_opens_docx_xlsx_and_odt_and_finds_the_text) {
  if (std::system("command -v soffice >/dev/null") != 0) {
    GTEST_SKIP() << "LibreOffice is not installed";
  }
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "candour_write_document";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto convert = [&](const std::string& extension, const std::string& filter, const std::string& made) {
    std::ofstream(folder / ("plan." + extension), std::ios::binary) << to_bytes(plan(), extension);
    const std::string command = "soffice -env:UserInstallation=file://" + (folder / "profile").string() +
                                " --headless --convert-to " + filter + " --outdir " + folder.string() + " " +
                                (folder / ("plan." + extension)).string() + " >/dev/null 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << extension;
    std::stringstream text;
    text << std::ifstream(folder / made, std::ios::binary).rdbuf();
    return text.str();
  };
  const std::string page = convert("docx", "html:HTML", "plan.html");
  EXPECT_THAT(page, HasSubstr("rowspan=\"2\""));
  EXPECT_THAT(page, HasSubstr("colspan=\"2\""));
  EXPECT_THAT(page, HasSubstr("#92d050"));
  EXPECT_THAT(page, HasSubstr("title=\"header\""));
  EXPECT_THAT(convert("docx", "txt:Text", "plan.txt"), HasSubstr("1a. Is the pathway understood?"));
  EXPECT_THAT(convert("xlsx", "csv", "plan.csv"),
              testing::ContainsRegex("1a. Is the pathway understood\\?,Police,G,(30/06|06/30)/2026"));  // by its locale
  const std::string text = convert("odt", "html:HTML", "plan.html");
  EXPECT_THAT(text, HasSubstr("rowspan=\"2\""));
  EXPECT_THAT(text, HasSubstr("colspan=\"2\""));
  EXPECT_THAT(text, HasSubstr("#92d050"));
  EXPECT_THAT(text, HasSubstr("Is the pathway understood?"));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace candour::support
