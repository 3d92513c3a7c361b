#include "document/sketch_test.h"

namespace candour::document {
namespace {

const std::string names =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:form=\"urn:oasis:names:tc:opendocument:xmlns:form:1.0\"";

const std::string styles =
    "<office:styles><style:style style:name=\"Strong\" style:family=\"text\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Base\" style:family=\"table-cell\"><style:table-cell-properties "
    "fo:background-color=\"#ffc000\"/></style:style>"
    "<style:style style:name=\"Heavy\" style:family=\"paragraph\"><style:text-properties "
    "fo:font-weight=\"bold\"/></style:style>"
    "<style:style style:name=\"Gone\" style:family=\"text\"><style:text-properties "
    "style:text-line-through-style=\"solid\"/></style:style>"
    "<style:style style:name=\"Title\" style:family=\"paragraph\"/>"
    "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"1\" style:num-suffix=\".\"/>"
    "<text:outline-level-style text:level=\"2\" style:num-format=\"1\" text:display-levels=\"2\"/></text:outline-style>"
    "<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"/>"
    "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" style:num-suffix=\")\"/></text:list-style>"
    "<text:list-style style:name=\"Numbers\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\" "
    "style:num-suffix=\".\"/><text:list-level-style-number text:level=\"2\" style:num-format=\"i\" "
    "style:num-list-format=\"%1%.%2%\"/></text:list-style></office:styles>";

std::string odt(const std::string& body, const std::string& automatic = "", const std::string& masters = "") {
  return support::to_zip({{"mimetype", "application/vnd.oasis.opendocument.text"},
                          {"styles.xml", "<office:document-styles " + names + ">" + styles + "<office:master-styles>" +
                                             masters + "</office:master-styles></office:document-styles>"},
                          {"content.xml", "<office:document-content " + names + "><office:automatic-styles>" +
                                              automatic + "</office:automatic-styles><office:body><office:text>" +
                                              body + "</office:text></office:body></office:document-content>"}});
}

std::string paragraph(const std::string& text) {
  return "<text:p>" + text + "</text:p>";
}
std::string cell(const std::string& text, const std::string& attributes = "") {
  return "<table:table-cell " + attributes + ">" + (text.empty() ? "" : paragraph(text)) + "</table:table-cell>";
}
std::string row(const std::string& cells) {
  return "<table:table-row>" + cells + "</table:table-row>";
}
std::string table(const std::string& rows) {
  return "<table:table><table:table-column table:number-columns-repeated=\"3\"/>" + rows + "</table:table>";
}
const std::string covered = "<table:covered-table-cell/>";

TEST(OpenDocument, is_read_as_libreoffice_shows_it) {
  const Case cases[] = {
      {"paragraphs, a title and numbered headings",
       "<text:p text:style-name=\"Title\">Plan</text:p><text:h text:outline-level=\"1\">One</text:h>"
       "<text:h text:outline-level=\"2\">Two</text:h><text:h text:outline-level=\"2\">Three</text:h>" +
           paragraph("text"),
       "# Plan\n# 1. One\n## 1.1 Two\n## 1.2 Three\ntext\n", "none"},
      {"blanks flow, and those that are written stand",
       paragraph("a  \n b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e<text:soft-page-break/>f"),
       "a b  c\td/ef\n", "none"},
      {"bold by style, by a style that is inherited, and not",
       "<text:p text:style-name=\"P1\">a</text:p><text:p text:style-name=\"P1\"><text:span "
       "text:style-name=\"T1\">b</text:span></text:p>" +
           paragraph("c <text:span text:style-name=\"Strong\">d</text:span>") +
           paragraph("<text:span text:style-name=\"Strong\">e</text:span>"),
       "a (bold)\nb\nc d\ne (bold)\n"},
      {"what is struck through is kept aside, with a note",
       paragraph("due <text:span text:style-name=\"Gone\">May</text:span> June") +
           paragraph("<text:span text:style-name=\"Gone\">gone</text:span>"),
       "due June\n~May\n~gone\n", "is struck through"},
      {"lists: bullets, numbers within, items that only hold a list",
       "<text:list text:style-name=\"Bullets\"><text:list-item>" + paragraph("one") + "<text:list><text:list-item>" +
           paragraph("x") + "</text:list-item><text:list-item>" + paragraph("y") + paragraph("more of y") +
           "</text:list-item></text:list></text:list-item><text:list-item>" + paragraph("two") +
           "</text:list-item></text:list>",
       "• one\na) x\nb) y\nmore of y\n• two\n"},
      {"numbers that go on, start anew, or start elsewhere",
       "<text:list text:style-name=\"Numbers\"><text:list-item>" + paragraph("a") + "<text:list><text:list-item>" +
           paragraph("b") + "</text:list-item></text:list></text:list-item></text:list>" + paragraph("between") +
           "<text:list text:continue-numbering=\"true\" text:style-name=\"Numbers\"><text:list-item>" + paragraph("c") +
           "</text:list-item></text:list><text:list text:style-name=\"Numbers\"><text:list-item>" + paragraph("d") +
           "</text:list-item><text:list-item text:start-value=\"7\">" + paragraph("e") +
           "</text:list-item></text:list>",
       "1. a\n1.i b\nbetween\n2. c\n1. d\n7. e\n"},
      {"a table with cells merged across and down, and fills by style",
       table("<table:table-header-rows>" + row(cell("A") + cell("B") + cell("C")) + "</table:table-header-rows>" +
             row(cell("a", "table:number-rows-spanned=\"2\" table:style-name=\"Base\"") +
                 cell("bc", "table:number-columns-spanned=\"2\" table:style-name=\"C1\"") + covered) +
             row(covered + cell("b") + cell("", "table:style-name=\"C2\""))),
       "[A|B|C]\n[a{2 deep}#FFC000|bc{2 wide}#FFC000]\n[^|b|#FF0000]\n--\n", "none"},
      {"a merge both ways",
       table(
           row(cell("a", "table:number-rows-spanned=\"2\" table:number-columns-spanned=\"2\"") + covered + cell("b")) +
           row("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" + cell("c"))),
       "[a{2 wide}{2 deep}|b]\n[^{2 wide}|c]\n--\n"},
      {"a table in a cell follows",
       table(row("<table:table-cell>" + paragraph("a") + table(row(cell("x"))) + paragraph("b") +
                 "</table:table-cell>" + cell("c"))) +
           paragraph("d"),
       "[a/b|c]\n--\n[x]\n--\nd\n"},
      {"lists in a cell, and a colour behind all of its text",
       table(row("<table:table-cell><text:list text:style-name=\"Bullets\"><text:list-item>" + paragraph("one") +
                 "</text:list-item><text:list-item>" + paragraph("two") +
                 "</text:list-item></text:list></table:table-cell>" +
                 cell("<text:span text:style-name=\"T2\">Amber</text:span>"))),
       "[• one/• two|Amber#FFC000]\n--\n"},
      {"notes with their signs, comments with their authors",
       paragraph("See<text:note text:id=\"n\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>"
                 "<text:note-body>" +
                 paragraph("the note") +
                 "</text:note-body></text:note> here<office:annotation><dc:creator>Jo "
                 "Birch</dc:creator><dc:date>2026-01-02</dc:date>" +
                 paragraph("is it?") + "</office:annotation>."),
       "See here.\n~1 the note\n~Jo Birch: is it?\n"},
      {"tracked changes are read as accepted",
       "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>Jo"
       "</dc:creator></office:change-info>" +
           paragraph("gone") +
           "</text:deletion></text:changed-region><text:changed-region text:id=\"c2\"><text:insertion/>"
           "</text:changed-region></text:tracked-changes>" +
           paragraph("a<text:change text:change-id=\"c1\"/>b <text:change-start text:change-id=\"c2\"/>new"
                     "<text:change-end text:change-id=\"c2\"/>"),
       "ab new\n", "source.tracked-changes: The document has 2 tracked changes"},
      {"a text box, with a table in it",
       paragraph("before<draw:frame draw:name=\"F\"><draw:text-box>" + paragraph("boxed") + table(row(cell("x"))) +
                 "</draw:text-box></draw:frame> behind"),
       "before behind\n~boxed\n[x]\n--\n"},
      {"text in shapes and in groups of them",
       paragraph("p<draw:g><draw:custom-shape>" + paragraph("in a shape") + "</draw:custom-shape></draw:g>"),
       "p\n~in a shape\n"},
      {"a picture is named by its alternative text",
       paragraph(
           "p<draw:frame draw:name=\"Image1\"><draw:image/><svg:title>Map of Harrow Vale</svg:title></draw:frame>"),
       "p\n", "The document holds a picture (“Map of Harrow Vale”)"},
      {"an embedded object is named",
       paragraph("p<draw:frame draw:name=\"Budget\"><draw:object/><draw:image/></draw:frame>"), "p\n",
       "The document has an object embedded in it (“Budget”)"},
      {"links lose their address, fields keep what they show",
       paragraph("<text:a xmlns:xlink=\"l\" xlink:href=\"https://example.org/\">the site</text:a> on "
                 "<text:date>3 May 2026</text:date>"),
       "the site on 3 May 2026\n", "source.links"},
      {"a request that nobody answered is no content",
       table(row(cell("Lead") +
                 cell("<text:placeholder text:placeholder-type=\"text\">&lt;name&gt;</text:placeholder>"))),
       "[Lead|]\n--\n~<name>\n"},
      {"controls of a form show what they were set to",
       "<office:forms><form:form><form:checkbox form:id=\"c1\" form:label=\"Agreed\" form:current-state=\"checked\"/>"
       "<form:text form:id=\"c2\" form:current-value=\"Police\"/></form:form></office:forms>" +
           paragraph("<draw:control draw:control=\"c1\"/> by <draw:control draw:control=\"c2\"/>"),
       "☒ Agreed by Police\n"},
      {"what is hidden is read, with a note",
       "<text:section text:display=\"none\">" + paragraph("secret") + "</text:section>", "secret\n", "source.hidden"},
      {"an index is read as it stands",
       "<text:table-of-content><text:table-of-content-source><text:index-title-template>T</text:index-title-template>"
       "</text:table-of-content-source><text:index-body><text:index-title><text:p>Contents</text:p></"
       "text:index-title>" +
           paragraph("One<text:tab/>3") + "</text:index-body></text:table-of-content>",
       "Contents\nOne\t3\n"},
  };
  const std::string automatic =
      "<style:style style:name=\"P1\" style:family=\"paragraph\" style:parent-style-name=\"Heavy\"/>"
      "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
      "fo:font-weight=\"normal\"/></style:style>"
      "<style:style style:name=\"T2\" style:family=\"text\"><style:text-properties "
      "fo:background-color=\"#ffc000\"/></style:style>"
      "<style:style style:name=\"C1\" style:family=\"table-cell\" style:parent-style-name=\"Base\"/>"
      "<style:style style:name=\"C2\" style:family=\"table-cell\"><style:table-cell-properties "
      "fo:background-color=\"#ff0000\"/></style:style>";
  for (const Case& one : cases) expect_case(one, odt(one.source, automatic), "plan.odt");
}

TEST(OpenDocument, margins_of_its_pages_are_furniture) {
  const std::string masters = "<style:master-page style:name=\"Standard\"><style:header>" + paragraph("Harrow Vale") +
                              "</style:header><style:header-first style:display=\"false\">" + paragraph("unseen") +
                              "</style:header-first><style:footer>" +
                              table(row(cell("Page <text:page-number>2</text:page-number>"))) +
                              "</style:footer></style:master-page>";
  EXPECT_EQ(sketch_of(odt(paragraph("text"), "", masters), "plan.odt"), "~Harrow Vale\ntext\n~Page 2\n");
}

TEST(OpenDocument, is_known_by_its_content_and_refused_with_a_sentence) {
  EXPECT_EQ(read(odt(paragraph("a")), "plan.docx")->notes[0].code, "source.misnamed");
  const auto format_of = [](std::vector<support::Part> parts) {
    const auto format = recognise(support::to_zip(parts), "plan.odt");
    return format ? std::string(to_text(*format)) : format.error().sentence;
  };
  const std::string content =
      "<office:document-content><office:body><office:text/></office:body></office:document-content>";
  EXPECT_EQ(format_of({{"content.xml", content}}), "odt");
  EXPECT_EQ(format_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", content}}),
            "ods");
  EXPECT_TRUE(format_of({{"mimetype", "application/vnd.oasis.opendocument.presentation"}, {"content.xml", content}})
                  .ends_with("Save it as .docx or .xlsx and send it again."));
  EXPECT_TRUE(format_of({{"mimetype", "application/vnd.oasis.opendocument.text"},
                         {"content.xml", "\x01\x02"},
                         {"META-INF/manifest.xml", "<manifest:encryption-data/>"}})
                  .starts_with("The file is protected with a password."));
}

// ---- Spreadsheets ----

std::string ods(const std::string& sheets, const std::string& automatic = "") {
  return support::to_zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
       {"content.xml", "<office:document-content " + names + "><office:automatic-styles>" + automatic +
                           "</office:automatic-styles><office:body><office:spreadsheet>" + sheets +
                           "</office:spreadsheet></office:body></office:document-content>"}});
}
std::string sheet(const std::string& rows) {
  return "<table:table table:name=\"Plan\">" + rows + "</table:table>";
}

TEST(OpenSpreadsheet, is_read_as_libreoffice_shows_it) {
  const Case cases[] = {
      {"cells, gaps, and the endless rest of a sheet",
       sheet(row(cell("A") + "<table:table-cell table:number-columns-repeated=\"2\"/>" + cell("D") +
                 "<table:table-cell table:number-columns-repeated=\"16380\"/>") +
             "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
             "table:number-columns-repeated=\"16384\"/></table:table-row>"),
       "~Plan\n[A|||D]\n--\n", "none"},
      {"rows and cells that are written once for several",
       sheet("<table:table-row table:number-rows-repeated=\"2\">" + cell("x", "table:number-columns-repeated=\"2\"") +
             "</table:table-row>"),
       "~Plan\n[x|x]\n[x|x]\n--\n"},
      {"merges",
       sheet(row(cell("a", "table:number-rows-spanned=\"2\"") + cell("bc", "table:number-columns-spanned=\"2\"") +
                 covered + cell("d")) +
             row(covered + cell("b") + cell("c") + cell("e"))),
       "~Plan\n[a{2 deep}|bc{2 wide}|d]\n[^|b|c|e]\n--\n"},
      {"dates are one way, whatever they are shown as",
       sheet(row(cell("06/30/26", "office:value-type=\"date\" office:date-value=\"2026-06-30\"") +
                 cell("Jun 26", "table:style-name=\"M\" office:value-type=\"date\" office:date-value=\"2026-06-01\"") +
                 cell("50%", "office:value-type=\"percentage\" office:value=\"0.5\"") +
                 cell("", "office:value-type=\"float\" office:value=\"7\""))),
       "~Plan\n[30/06/2026|Jun 2026|50%|7]\n--\n"},
      {"fills of cells, of columns, and of empty cells",
       sheet("<table:table-column/><table:table-column table:default-cell-style-name=\"Red\"/>" +
             row(cell("a", "table:style-name=\"Red\"") + cell("b") + cell("", "table:style-name=\"Red\""))),
       "~Plan\n[a#FF0000|b#FF0000|#FF0000]\n--\n"},
      {"comments follow, with their authors",
       sheet(row("<table:table-cell><office:annotation><dc:creator>Jo</dc:creator>" + paragraph("why?") +
                 "</office:annotation>" + paragraph("a") + paragraph("b") + "</table:table-cell>")),
       "~Plan\n[a/b]\n--\n~Jo: why?\n"},
      {"a formula without a stored result is told", sheet(row(cell("a") + cell("", "table:formula=\"of:=1+1\""))),
       "~Plan\n[a]\n--\n", "source.formulas"},
      {"hidden rows are read, with a note naming the sheet",
       sheet("<table:table-row table:visibility=\"filter\">" + cell("a") + "</table:table-row>"), "~Plan\n[a]\n--\n",
       "The sheet “Plan” has hidden rows"},
  };
  const std::string automatic =
      "<style:style style:name=\"Red\" style:family=\"table-cell\"><style:table-cell-properties "
      "fo:background-color=\"#ff0000\"/></style:style>"
      "<style:style style:name=\"M\" style:family=\"table-cell\" style:data-style-name=\"N1\"/>"
      "<number:date-style xmlns:number=\"n\" style:name=\"N1\"><number:month/><number:year/></number:date-style>";
  for (const Case& one : cases) expect_case(one, ods(one.source, automatic), "plan.ods");
}

TEST(OpenSpreadsheet, is_placed_by_sheet_and_row) {
  const auto document =
      read(ods(sheet("<table:table-row table:number-rows-repeated=\"3\"/>" + row(cell("a")))), "a.ods");
  ASSERT_TRUE(document);
  EXPECT_EQ(in_words(document->blocks[1].rows[0].place), "sheet Plan, row 4");
}

TEST(OpenSpreadsheet, a_row_repeated_without_measure_is_refused) {
  const std::string text(1'000'000, 'a');
  EXPECT_TRUE(sketch_of(ods(sheet("<table:table-row table:number-rows-repeated=\"1048576\">" + cell(text) +
                                  "</table:table-row>")),
                        "a.ods")
                  .starts_with("refused: The file unpacks to more than"));
}

}  // namespace
}  // namespace candour::document
