#include "document/sketch_test.h"
#include "document/workbook.h"

namespace candour::document {
namespace {

const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string arrows(const std::vector<std::pair<std::string, std::string>>& targets) {
  std::string xml = "<Relationships>";
  for (std::size_t i = 0; i < targets.size(); ++i)
    xml += "<Relationship Id=\"r" + std::to_string(i + 1) + "\" Type=\"" + office + targets[i].first + "\" Target=\"" +
           targets[i].second + "\"/>";
  return xml + "</Relationships>";
}

// Styles: 0 plain, 1 a date, 2 a percentage, 3 of the theme's colour lightened, 4 indexed, 5 Wingdings, 6 money, 7
// month.
const std::string styles =
    "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"&quot;£&quot;#,##0.00\"/><numFmt numFmtId=\"171\" "
    "formatCode=\"mmm\\-yy\"/></numFmts><fonts><font/><font><name "
    "val=\"Wingdings\"/></font><font><strike/></font></fonts><fills><fill/><fill/>"
    "<fill><patternFill patternType=\"solid\"><fgColor theme=\"9\" tint=\"0.4\"/></patternFill></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor indexed=\"10\"/></patternFill></fill></fills><cellXfs><xf/>"
    "<xf numFmtId=\"14\"/><xf numFmtId=\"9\"/><xf fillId=\"2\"/><xf fillId=\"3\"/><xf fontId=\"1\"/><xf "
    "numFmtId=\"170\"/>"
    "<xf numFmtId=\"171\"/><xf fontId=\"2\"/></cellXfs><dxfs><dxf><fill><patternFill><bgColor "
    "rgb=\"FFFFC000\"/></patternFill></fill></dxf>"
    "<dxf><fill><patternFill><bgColor "
    "rgb=\"FFFF0000\"/></patternFill></fill></dxf><dxf><font/></dxf></dxfs></styleSheet>";

struct Extra {
  std::string behind;  // the cells of the sheet
  std::string workbook;
  std::vector<std::pair<std::string, std::string>> beside;  // relationships of the sheet
  std::vector<support::Part> parts;
};

std::string xlsx(const std::string& rows, const Extra& extra = {}) {
  std::vector<support::Part> parts = {
      {"_rels/.rels", arrows({{"officeDocument", "xl/workbook.xml"}})},
      {"xl/workbook.xml",
       "<workbook>" + extra.workbook + "<sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       arrows(
           {{"worksheet", "worksheets/sheet1.xml"}, {"styles", "styles.xml"}, {"sharedStrings", "sharedStrings.xml"}})},
      {"xl/styles.xml", styles},
      {"xl/sharedStrings.xml",
       "<sst><si><t>shared</t></si><si><r><t>rich </t></r><r><rPr><b/><rFont "
       "val=\"Wingdings\"/></rPr><t>ü</t></r><rPh><t>"
       "reading</t></rPh></si><si><t>Red</t></si></sst>"},
      {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData>" + extra.behind + "</worksheet>"},
      {"xl/worksheets/_rels/sheet1.xml.rels", arrows(extra.beside)}};
  parts.insert(parts.end(), extra.parts.begin(), extra.parts.end());
  return support::to_zip(parts);
}
std::string row(const std::string& cells, const std::string& attributes = "") {
  return "<row " + attributes + ">" + cells + "</row>";
}
std::string text(const std::string& words, const std::string& attributes = "") {
  return "<c t=\"inlineStr\" " + attributes + "><is><t>" + words + "</t></is></c>";
}
std::string number(const std::string& value, int style = 0, const std::string& before = "") {
  return "<c s=\"" + std::to_string(style) + "\">" + before + "<v>" + value + "</v></c>";
}

TEST(Workbook, is_read_as_excel_shows_it) {
  const struct {
    Case one;
    Extra extra;
  } cases[] = {
      {{"shared, rich and inline strings, without reading aids",
        row("<c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c>" + text("in _x0041_line")),
        "~Plan\n[shared|rich ✓|in Aline]\n--\n", "none"},
       {}},
      {{"numbers, dates, months, percentages, money",
        row(number("3.50") + number("46203", 1) + number("46203", 7) + number("0.5", 2) + number("-1234.5", 6)),
        "~Plan\n[3.5|30/06/2026|Jun 2026|50%|-£1,234.50]\n--\n", "none"},
       {}},
      {{"dates that count from 1904", row(number("44741", 1)), "~Plan\n[30/06/2026]\n--\n"},
       {"", "<workbookPr date1904=\"1\"/>", {}, {}}},
      {{"truths, errors and results of formulas",
        row("<c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"str\"><f>A1</f><v>said</v></c>" +
            number("2", 0, "<f>1+1</f>")),
        "~Plan\n[TRUE|#REF!|said|2]\n--\n", "none"},
       {}},
      {{"a formula without a stored result is told", row(text("a") + "<c><f>1+1</f></c>"), "~Plan\n[a]\n--\n",
        "source.formulas"},
       {}},
      {{"cells merged both ways",
        row(text("a", "r=\"A1\"") + text("c", "r=\"C1\""), "r=\"1\"") + row(text("d", "r=\"C2\""), "r=\"2\""),
        "~Plan\n[a{2 wide}{2 deep}|c]\n[^{2 wide}|d]\n--\n"},
       {"<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>", "", {}, {}}},
      {{"fills of the theme and of the palette", row(text("a", "s=\"3\"") + text("b", "s=\"4\"") + "<c s=\"4\"/>"),
        "~Plan\n[a#FAC090|b#FF0000|#FF0000]\n--\n"},
       {}},
      {{"signs in a font of signs", row(text("ü", "s=\"5\"") + text("û", "s=\"5\"") + text("ü")),
        "~Plan\n[✓|✗|ü]\n--\n"},
       {}},
      {{"what is struck through is kept aside, with a note",
        row("<c t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>R</t></r><r><t> A</t></r></is></c>" +
            text("gone", "s=\"8\"") + number("3", 8)),
        "~Plan\n[A||]\n--\n~R\n~gone\n~3\n", "is struck through"},
       {}},
      {{"hidden rows and columns are read, and told", row(text("a"), "hidden=\"1\""), "~Plan\n[a]\n--\n",
        "The sheet “Plan” has hidden rows"},
       {}},
      {{"colours by rules on values",
        row(text("Amber", "r=\"A1\"") + text("is late", "r=\"B1\"") + text("x", "r=\"C1\""), "r=\"1\"") +
            row(text("Green", "r=\"A2\"") + text("y", "r=\"B2\"") + "<c r=\"C2\" t=\"s\"><v>2</v></c>", "r=\"2\""),
        "~Plan\n[Amber#FFC000|is late#FF0000|x]\n[Green#FF0000|y#FF0000|Red#FF0000]\n--\n"},
       {"<conditionalFormatting sqref=\"A1:A9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" "
        "operator=\"equal\"><formula>\"amber\"</formula>"
        "</cfRule></conditionalFormatting><conditionalFormatting sqref=\"B1:B9\"><cfRule type=\"containsText\" "
        "dxfId=\"1\" priority=\"2\" "
        "operator=\"containsText\" text=\"late\"/><cfRule type=\"cellIs\" dxfId=\"2\" priority=\"3\" "
        "operator=\"equal\"><formula>1</formula></cfRule>"
        "</conditionalFormatting><conditionalFormatting sqref=\"A1:C9\"><cfRule type=\"expression\" dxfId=\"1\" "
        "priority=\"4\"><formula>$C1=\"Red\"</formula>"
        "</cfRule></conditionalFormatting>",
        "",
        {},
        {}}},
      {{"rules that are not worked out are told", row(text("a")), "~Plan\n[a]\n--\n", "source.conditional-colours"},
       {"<conditionalFormatting sqref=\"A1\"><cfRule type=\"colorScale\" priority=\"1\"/></conditionalFormatting>",
        "",
        {},
        {}}},
      {{"comments, with their authors", row(text("a")), "~Plan\n[a]\n--\n~Jo Birch: why?\n~Jo Birch: here\n"},
       {"",
        "",
        {{"comments", "../comments1.xml"}},
        {{"xl/comments1.xml",
          "<comments><authors><author>Jo Birch</author></authors><commentList><comment ref=\"A1\" "
          "authorId=\"0\"><text><t>why?</t></text>"
          "</comment><comment ref=\"A1\" authorId=\"0\"><text><r><t>Jo Birch:</t></r><r><t> "
          "here</t></r></text></comment></commentList></comments>"}}}},
      {{"threads of comments, which are written twice and read once", row(text("a")),
        "~Plan\n[a]\n--\n~Sam Reed: done?\n"},
       {"",
        "",
        {{"comments", "../comments1.xml"}, {"threadedComment", "../threadedComments/t1.xml"}},
        {{"xl/comments1.xml",
          "<comments><authors><author>tc={1}</author></authors><commentList><comment ref=\"A1\" "
          "authorId=\"0\"><text><t>"
          "[Threaded comment] Your version of Excel allows you to read this. Comment: "
          "done?</t></text></comment></commentList></comments>"},
         {"xl/threadedComments/t1.xml",
          "<ThreadedComments><threadedComment ref=\"A1\" "
          "personId=\"{P}\"><text>done?</text></threadedComment></ThreadedComments>"},
         {"xl/persons/person.xml", "<personList><person displayName=\"Sam Reed\" id=\"{P}\"/></personList>"}}}},
      {{"shapes with text, and pictures by their names", row(text("a")), "~Plan\n[a]\n--\n~boxed\n",
        "a picture (“Map of Harrow Vale”)"},
       {"",
        "",
        {{"drawing", "../drawings/d1.xml"}},
        {{"xl/drawings/d1.xml",
          "<wsDr><sp><txBody><p><r><t>boxed</t></r></p></txBody></sp><pic><nvPicPr><cNvPr name=\"Picture 1\" "
          "descr=\"Map of Harrow Vale\"/></nvPicPr></pic></wsDr>"}}}},
      {{"controls are named", row(text("a")), "~Plan\n[a]\n--\n", "a form control (“Check Box 1”)"},
       {"<controls><control shapeId=\"1\" name=\"Check Box 1\"/></controls>", "", {}, {}}},
      {{"validations are no text", row(text("a")), "~Plan\n[a]\n--\n", "none"},
       {"<dataValidations><dataValidation "
        "sqref=\"A1\"><formula1>\"Red,Green\"</formula1></dataValidation></dataValidations>",
        "",
        {},
        {}}},
      {{"cells far apart", row(text("a", "r=\"A1\"") + text("z", "r=\"XFD1\"")), "~Plan\n[a|{16382 wide}|z]\n--\n"},
       {}},
  };
  for (const auto& [one, extra] : cases) expect_case(one, xlsx(one.source, extra), "plan.xlsx");
}

// A line for each cell: its name, its kind where it is no text, what it holds.
std::string cells_of(const FilledWorkbook& workbook) {
  std::string out;
  for (const FilledSheet& sheet : workbook.sheets)
    for (const FilledCell& cell : sheet.cells) {
      static constexpr const char* kinds[] = {"", "number ", "date ", "truth ", "error "};
      out += cell_name(cell.column, cell.row) + ": " + kinds[static_cast<int>(cell.kind)] +
             (cell.formula ? "formula " : "") + cell.text + "\n";
    }
  return out;
}

TEST(FilledWorkbook, tells_what_each_cell_holds_and_of_which_kind) {
  const struct {
    const char* what;
    std::string rows;
    std::string expected;
    Extra extra = {};
  } cases[] = {
      {"text stays as it was typed", row("<c t=\"s\"><v>0</v></c>" + text(" two\r\nlines_x000D_") + text("31/12/2014")),
       "A1: shared\nB1:  two\nlines\nC1: 31/12/2014\n"},
      {"a day in a format of days is a date, and its time is left out",
       row(number("46203", 1) + number("46203.75", 1) + number("46203", 7)),
       "A1: date 2026-06-30\nB1: date 2026-06-30\nC1: date 2026-06-30\n"},
      {"a number in another format is a number", row(number("46203") + number("0.5", 2) + number("3.50")),
       "A1: number 46203\nB1: number 0.5\nC1: number 3.5\n"},
      {"no day that Excel alone believes in, and none beyond its last",
       row(number("60", 1) + number("61", 1) + number("2958465", 1) + number("2958466", 1) + number("-4", 1)),
       "A1: number 60\nB1: date 1900-03-01\nC1: date 9999-12-31\nD1: number 2958466\nE1: number -4\n"},
      {"days that count from 1904",
       row(number("44741", 1)),
       "A1: date 2026-06-30\n",
       {"", "<workbookPr date1904=\"1\"/>", {}, {}}},
      {"formulas are told, with their last result or without",
       row("<c t=\"str\"><f>A1</f><v>said</v></c><c><f>1+1</f></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c>"),
       "A1: formula said\nB1: formula \nC1: truth TRUE\nD1: error #REF!\n"},
      {"hidden rows, rows out of order and cells far away",
       row(text("low"), "r=\"9\" hidden=\"1\"") + row(text("far", "r=\"AB3\"") + text("near", "r=\"C3\""), "r=\"3\""),
       "C3: near\nAB3: far\nA9: low\n"},
  };
  for (const auto& one : cases) {
    const auto workbook = read_filled(xlsx(one.rows, one.extra), "plan.xlsx");
    ASSERT_TRUE(workbook) << one.what << ": " << workbook.error().sentence;
    EXPECT_EQ(cells_of(*workbook), one.expected) << one.what;
  }
}

TEST(FilledWorkbook, is_refused_where_it_is_another_kind_of_file) {
  const auto text = read_filled("Row id,Rating\n", "plan.csv");
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::unreadable);
  EXPECT_NE(text.error().sentence.find("Save the workbook as .xlsx"), std::string::npos) << text.error().sentence;
  EXPECT_FALSE(read_filled("", "plan.xlsx"));
  EXPECT_FALSE(read_filled("PK\x03\x04 nothing", "plan.xlsx"));
  Limits limits;
  limits.cells = 1;
  const auto large = read_filled(xlsx(row(number("1") + number("2"))), "plan.xlsx", limits);
  ASSERT_FALSE(large);
  EXPECT_EQ(large.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace candour::document
