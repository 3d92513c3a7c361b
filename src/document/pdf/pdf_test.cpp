#include "document/pdf/pdf.h"

#include <cstdio>
#include <gtest/gtest.h>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/document.h"

namespace candour::document {
namespace {

// ---- A PDF, byte by byte: words at places, rules, fills ----

std::string number(double value) {
  char out[32];
  std::snprintf(out, sizeof out, "%.2f", value);
  return out;
}

// A4 upright; y counts from the top, as a reader does.
class Drawn {
 public:
  Drawn& text(double x, double y, const std::string& words, double size = 10, const char* font = "F1") {
    content_ += "BT /" + std::string(font) + " " + number(size) + " Tf 1 0 0 1 " + number(x) + " " + number(842 - y) +
                " Tm (" + escaped(words) + ") Tj ET\n";
    return *this;
  }
  Drawn& bold(double x, double y, const std::string& words, double size = 10) { return text(x, y, words, size, "F2"); }
  Drawn& upwards(double x, double y, const std::string& words) {
    content_ += "BT /F1 10 Tf 0 1 -1 0 " + number(x) + " " + number(842 - y) + " Tm (" + escaped(words) + ") Tj ET\n";
    return *this;
  }
  Drawn& level(double y, double from, double to) {
    content_ += number(from) + " " + number(842 - y) + " m " + number(to) + " " + number(842 - y) + " l S\n";
    return *this;
  }
  // A rule as many programs draw it: a thin filled box.
  Drawn& upright(double x, double from, double to) {
    content_ += number(x - 0.25) + " " + number(842 - to) + " 0.5 " + number(to - from) + " re f\n";
    return *this;
  }
  Drawn& fill(double left, double top, double right, double bottom, const char* colour) {
    content_ += "q " + std::string(colour) + " rg " + number(left) + " " + number(842 - bottom) + " " +
                number(right - left) + " " + number(bottom - top) + " re f Q\n";
    return *this;
  }
  Drawn& raw(const std::string& operators) {
    content_ += operators;
    return *this;
  }
  // The rules of a table.
  Drawn& grid(const std::vector<double>& xs, const std::vector<double>& ys) {
    for (double y : ys) level(y, xs.front(), xs.back());
    for (double x : xs) upright(x, ys.front(), ys.back());
    return *this;
  }
  const std::string& content() const { return content_; }

 private:
  static std::string escaped(const std::string& words) {
    std::string out;
    for (char c : words) {
      if (c == '(' || c == ')' || c == '\\') out += '\\';
      out += c;
    }
    return out;
  }
  std::string content_;
};

std::string file_of(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string out = "%PDF-1.7\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
    table += entry;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string begin = std::to_string(out.size()), size = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size + "/Root 1 0 R" +
         trailer + ">>\nstartxref\n" + begin + "\n%%EOF\n";
}

std::string stream(const std::string& content, const std::string& entries = "") {
  return "<</Length " + std::to_string(content.size()) + entries + ">>stream\n" + content + "\nendstream";
}

std::string pdf_of(const std::vector<Drawn>& pages) {
  std::string kids;
  std::vector<std::string> objects{
      "<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
      stream(std::string(1, '\0'),
             "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray")};
  for (const Drawn& page : pages) {
    const std::string number = std::to_string(objects.size() + 1);
    kids += number + " 0 R ";
    objects.push_back("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " + std::to_string(objects.size() + 2) +
                      " 0 R/Resources<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</Im 5 0 R>>>>>>");
    objects.push_back(stream(page.content()));
  }
  objects[1] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages.size()) + ">>";
  return file_of(objects);
}

// ---- What was read, as a person would sketch it ----

std::string sketch_of(const std::string& bytes) {
  const auto document = read(bytes, "plan.pdf");
  if (!document) return "refused: " + document.error().sentence;
  std::string out;
  for (const Block& block : document->blocks) {
    if (block.kind == BlockKind::table) {
      for (const Row& row : block.rows) {
        std::string line;
        for (const Cell& cell : row.cells) {
          line += line.empty() ? "[" : "|";
          if (cell.continues_above) line += "^";
          line += replaced(std::string(document->at(cell.span)), "\n", "/");
          if (cell.columns > 1) line += "{" + std::to_string(cell.columns) + " wide}";
          if (cell.rows > 1) line += "{" + std::to_string(cell.rows) + " deep}";
          if (!cell.fill.empty()) line += "#" + cell.fill;
        }
        out += line + "]\n";
      }
      out += "--\n";
      continue;
    }
    if (block.kind == BlockKind::furniture) out += "~";
    if (block.heading > 0) out += std::string(static_cast<std::size_t>(block.heading), '#') + " ";
    out += replaced(std::string(document->at(block.span)), "\t", "|");
    if (block.bold) out += " (bold)";
    out += "\n";
  }
  return out;
}

struct Case {
  const char* what;
  std::vector<Drawn> pages;
  std::string expected;
};

TEST(Pdf, text_is_read_as_it_stands) {
  const Case cases[] = {
      {"lines that had to break are one paragraph; a larger line is a heading",
       {Drawn()
            .bold(50, 60, "Action plan", 18)
            .text(50, 90, "The board looks at this plan four times each year and asks every one of its")
            .text(50, 102, "agencies what has changed for children.")
            .text(50, 126, "A second paragraph follows after a gap and says what the first one did not say.")},
       "# Action plan (bold)\nThe board looks at this plan four times each year and asks every one of its agencies "
       "what "
       "has changed for children.\nA second paragraph follows after a gap and says what the first one did not say.\n"},
      {"numbers in the margin begin their paragraphs, and are no column of a table",
       {Drawn()
            .text(50, 60, "2.14")
            .text(90, 60, "The council should tell its partners when a child leaves the area, and")
            .text(90, 72, "should say who will hold the case until then.")
            .text(50, 90, "2.15")
            .text(90, 90, "The trust should do the same for every child it knows, and should write")
            .text(90, 102, "down when.")
            .text(50, 120, "2.16")
            .text(90, 120, "All agencies should report to the board in the spring of the next year.")},
       "2.14 The council should tell its partners when a child leaves the area, and should say who will hold the case "
       "until then.\n2.15 The trust should do the same for every child it knows, and should write down when.\n2.16 All "
       "agencies should report to the board in the spring of the next year.\n"},
      {"bold made by drawing twice counts once",
       {Drawn().text(50, 60, "Actions by agency").text(50.3, 60, "Actions by agency").text(50, 90, "Police")},
       "Actions by agency (bold)\nPolice\n"},
      {"letters set apart are words",
       {Drawn().raw(
           "BT /F1 10 Tf 1 0 0 1 50 780 Tm [(A)-400(C)-400(T)-400(I)-400(O)-400(N)-1200(P)-400(L)-400(A)-400(N)] "
           "TJ ET\n")},
       "ACTION PLAN\n"},
      {"a picture among pages of text is noted, not refused",
       {Drawn().text(50, 60, "Text"), Drawn().raw("q 500 0 0 700 50 50 cm /Im Do Q\n")},
       "Text\n"},
      {"labels and numbers begin their paragraphs where nothing else sets lines of the same width apart",
       {Drawn()
            .text(50, 60, "Recommendation 1: The board should ask each agency to say what it has done.")
            .text(50, 72, "Recommendation 2: The board should ask all schools to say what they have")
            .text(50, 84, "done for the children whom they know, and to say when they did it; all of.")
            .text(50, 96, "Area for improvement 3 \x96 The trust should tell its partners what it heard")
            .text(50, 108, "Area for improvement 4 \x96 The trust should tell the board what it did then")
            .text(50, 144, "Lesson 5 the trust should learn what its own staff had known all the while")
            .text(50, 156, "Lesson 6 the trust should learn that its notes had said so all that while.")
            .text(50, 168, "4. The trust should write all of it down within the next three full months.")},
       "Recommendation 1: The board should ask each agency to say what it has done.\n"
       "Recommendation 2: The board should ask all schools to say what they have done for the children whom they know, "
       "and to say when they did it; all of.\n"
       "Area for improvement 3 \xE2\x80\x93 The trust should tell its partners what it heard\n"
       "Area for improvement 4 \xE2\x80\x93 The trust should tell the board what it did then\n"
       "Lesson 5 the trust should learn what its own staff had known all the while\n"
       "Lesson 6 the trust should learn that its notes had said so all that while.\n"
       "4. The trust should write all of it down within the next three full months.\n"},
      {"a line of prose that happens to begin with a word and a number goes on",
       {Drawn()
            .text(50, 60, "The panel read all the papers of the two agencies, and it found in those of")
            .text(50, 72, "Ward 7 that the notes were not complete for the whole of the winter months and")
            .text(50, 84, "that nobody had asked why.")},
       "The panel read all the papers of the two agencies, and it found in those of Ward 7 that the notes were not "
       "complete for the whole of the winter months and that nobody had asked why.\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(pdf_of(one.pages)), one.expected) << one.what;
  const auto document = read(pdf_of(cases[4].pages), "plan.pdf");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->notes.size(), 1u);
  EXPECT_EQ(document->notes[0].code, "source.page-without-text");
  EXPECT_EQ(document->notes[0].place.page, 2u);
}

// "Green" is 27.8 points wide, a blank 2.8 and "Amber" 29.5, at a size of 10.
TEST(Pdf, words_with_a_line_through_them_are_kept_aside) {
  const Case cases[] = {
      {"a line through a word, and the word that replaced it",
       {Drawn().text(50, 60, "Green Amber").level(57, 50, 77.8).text(50, 90, "Police")},
       "Amber\nPolice\n~Green\n"},
      {"a thin filled box, as programs draw it",
       {Drawn().text(50, 60, "Green Amber").fill(50, 56.8, 77.8, 57.3, "0 0 0").text(50, 90, "Police")},
       "Amber\nPolice\n~Green\n"},
      {"one line through two words",
       {Drawn().text(50, 60, "Green Amber").level(57.2, 50, 110.1).text(50, 90, "Police")},
       "Police\n~Green Amber\n"},
      {"a line in pieces, and two lines",
       {Drawn()
            .text(50, 60, "Green Amber")
            .level(57, 50, 64)
            .level(57, 64, 77.8)
            .level(56, 50, 77.8)
            .text(50, 90, "Police")},
       "Amber\nPolice\n~Green\n"},
      {"an underline is none", {Drawn().text(50, 60, "Green Amber").level(61.3, 50, 77.8)}, "Green Amber\n"},
      {"nor is a line over half a word", {Drawn().text(50, 60, "Green Amber").level(57, 50, 64)}, "Green Amber\n"},
      {"nor a rule that goes on where no word stands",
       {Drawn().text(50, 60, "Green Amber").level(57, 50, 300)},
       "Green Amber\n"},
      {"nor a line above the letters", {Drawn().text(50, 60, "Green Amber").level(52, 50, 110)}, "Green Amber\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(pdf_of(one.pages)), one.expected) << one.what;
  const auto document = read(pdf_of({Drawn().text(50, 60, "Green Amber").level(57, 50, 77.8)}), "plan.pdf");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->notes.size(), 1U);
  EXPECT_EQ(document->notes.front().code, "source.struck-through");
  EXPECT_TRUE(document->blocks.back().struck);
}

TEST(Pdf, prose_in_two_columns_is_read_column_by_column) {
  Drawn page;
  page.bold(50, 50, "Minutes of the partnership", 16);
  const char* left[] = {"Members agreed that the plan",  "would come back in the spring.",
                        "The chair thanked all who had", "written it, and asked for one",
                        "page on each of the actions",   "that are late."};
  const char* right[] = {"Schools told the meeting how", "they had taught the agreement.",
                         "Two of the nineteen have not", "signed and will be asked once",
                         "more before the summer, the",  "officer said."};
  std::string expected = "# Minutes of the partnership (bold)\n", second;
  for (int i = 0; i < 6; ++i) {
    page.text(50, 80 + 12 * i, left[i]).text(300, 80 + 12 * i, right[i]);
    expected += std::string(i > 0 ? " " : "") + left[i];
    second += std::string(i > 0 ? " " : "") + right[i];
  }
  // The first column's last line ends a sentence; so does the one in its middle, which is full.
  EXPECT_EQ(replaced(sketch_of(pdf_of({page})), "spring.\nThe", "spring. The"),
            expected + "\n" + replaced(second, "agreement. Two", "agreement. Two") + "\n");
}

TEST(Pdf, tables_are_found_by_what_is_drawn) {
  const Case cases[] = {
      {"cells by rules, lines joined, items and paragraphs kept apart",
       {Drawn()
            .grid({50, 100, 250, 400}, {50, 70, 120})
            .bold(54, 64, "Ref")
            .bold(104, 64, "Action")
            .bold(254, 64, "Agency")
            .text(54, 84, "1a")
            .text(104, 84, "Ask every practice to search")
            .text(104, 96, "once each quarter.")
            .text(104, 108, "Publish the result.")
            .text(254, 84, "Vale ICB")},
       "[Ref|Action|Agency]\n[1a|Ask every practice to search once each quarter./Publish the result.|Vale ICB]\n--\n"},
      {"cells merged across and down, and fills that alone say the rating",
       {Drawn()
            .fill(350, 90, 400, 110, "1 0.75 0")
            .fill(350, 110, 400, 130, "1 1 1")
            .level(70, 50, 400)
            .level(90, 50, 400)
            .level(110, 150, 400)
            .level(130, 50, 400)
            .upright(50, 70, 130)
            .upright(150, 90, 130)
            .upright(350, 90, 130)
            .upright(400, 70, 130)
            .text(54, 84, "Finding one, which goes across")
            .text(54, 104, "1a. Why?")
            .text(154, 104, "Police")
            .text(154, 124, "Probation")},
       "[Finding one, which goes across{3 wide}]\n[1a. Why?{2 deep}|Police|#FFBF00]\n[^|Probation|]\n--\n"},
      {"headers that run upwards",
       {Drawn()
            .grid({50, 80, 250}, {50, 120, 140})
            .upwards(70, 116, "Lead agency")
            .text(84, 64, "Action")
            .text(54, 134, "ICB")
            .text(84, 134, "Train all staff")},
       "[Lead agency|Action]\n[ICB|Train all staff]\n--\n"},
      {"level rules alone: columns by the white space between them, the header above the first rule",
       {Drawn()
            .text(54, 64, "Ref")
            .text(104, 64, "Action")
            .text(304, 64, "Agency")
            .level(70, 50, 500)
            .text(54, 84, "1a")
            .text(104, 84, "Ask every practice to search once")
            .text(104, 96, "each quarter")
            .text(304, 84, "Vale ICB")
            .level(102, 50, 500)
            .text(54, 116, "1b")
            .text(104, 116, "Train all staff")
            .text(304, 116, "Police")
            .level(122, 50, 500)},
       "[Ref|Action|Agency]\n[1a|Ask every practice to search once each quarter|Vale ICB]\n[1b|Train all "
       "staff|Police]\n--\n"},
      {"no rules at all: wrapped cells stay in their row, and a fill beside them speaks for it",
       {Drawn()
            .fill(450, 82, 500, 104, "0 0.5 0")
            .bold(54, 70, "Ref")
            .bold(104, 70, "Action")
            .bold(304, 70, "Agency")
            .bold(455, 70, "RAG")
            .text(54, 90, "1a")
            .text(104, 90, "Ask every practice to search once")
            .text(104, 102, "each quarter")
            .text(304, 90, "Vale ICB")
            .text(54, 122, "1b")
            .text(104, 122, "Train all staff who visit homes, and")
            .text(104, 134, "say so")
            .text(304, 122, "Police")
            .text(455, 122, "Red")},
       "[Ref|Action|Agency|RAG]\n[1a|Ask every practice to search once each quarter|Vale ICB|#008000]\n"
       "[1b|Train all staff who visit homes, and say so|Police|Red]\n--\n"},
      {"no rules: fills one below the other say where rows begin, and a cell is merged down over two of them",
       {Drawn()
            .fill(400, 82, 450, 118, "0 0.5 0")
            .fill(400, 118, 450, 142, "1 0.75 0")
            .fill(400, 142, 450, 166, "1 0 0")
            .text(54, 76, "Ref")
            .text(104, 76, "Question")
            .text(254, 76, "Action")
            .text(405, 76, "RAG")
            .text(54, 92, "1a")
            .text(104, 92, "Why are visits so")
            .text(104, 104, "late, and what do")
            .text(104, 116, "families say of it")
            .text(104, 128, "and who tells them")
            .text(254, 92, "Ask every family")
            .text(254, 128, "Report the answers")
            .text(254, 140, "to the board")
            .text(54, 152, "1b")
            .text(104, 152, "Who knows?")
            .text(254, 152, "Train all staff")},
       "[Ref|Question|Action|RAG]\n"
       "[1a{2 deep}|Why are visits so late, and what do families say of it and who tells them{2 deep}|Ask every "
       "family|#008000]\n[^|^|Report the answers to the board|#FFBF00]\n[1b|Who knows?|Train all staff|#FF0000]\n--\n"},
      {"a row whose rating is not filled stays a row of its own between those that are",
       {Drawn()
            .fill(400, 82, 450, 100, "0 0.5 0")
            .fill(400, 136, 450, 154, "1 0 0")
            .text(54, 76, "Ref")
            .text(104, 76, "Action")
            .text(405, 76, "RAG")
            .text(54, 92, "1")
            .text(104, 92, "Ask every family")
            .text(54, 110, "2")
            .text(104, 110, "Report the answers")
            .text(54, 128, "3")
            .text(104, 128, "Tell the board")
            .text(54, 146, "4")
            .text(104, 146, "Train all staff")},
       "[Ref|Action|RAG]\n[1|Ask every family|#008000]\n[2|Report the answers|]\n[3|Tell the board|]\n[4|Train all "
       "staff|#FF0000]\n--\n"},
      {"a rating merged down over two rows leaves them two",
       {Drawn()
            .fill(400, 82, 450, 128, "0 0.5 0")
            .fill(400, 128, 450, 152, "1 0 0")
            .text(54, 76, "Ref")
            .text(104, 76, "Action")
            .text(405, 76, "RAG")
            .text(54, 92, "1")
            .text(104, 92, "Ask every family and say")
            .text(104, 104, "so")
            .text(54, 122, "2")
            .text(104, 122, "Report the answers")
            .text(54, 142, "3")
            .text(104, 142, "Tell the board")},
       "[Ref|Action|RAG]\n[1|Ask every family and say so|#008000]\n[2|Report the answers|#008000]\n[3|Tell the "
       "board|#FF0000]\n--\n"},
      {"words and dates that a narrow column broke are whole again, and other words stay apart",
       {Drawn()
            .grid({50, 100, 160, 220}, {50, 70, 120})
            .text(54, 64, "Due")
            .text(104, 64, "Who")
            .text(164, 64, "What")
            .text(54, 84, "02/02/2")
            .text(54, 96, "025")
            .text(104, 84, "practitioner")
            .text(104, 96, "s and others")
            .text(164, 84, "practitioner")
            .text(164, 96, "so told us")},
       "[Due|Who|What]\n[02/02/2025|practitioners and others|practitioner so told us]\n--\n"},
  };
  for (const Case& one : cases) EXPECT_EQ(sketch_of(pdf_of(one.pages)), one.expected) << one.what;
}

TEST(Pdf, rows_that_only_the_space_between_lines_tells_apart_are_doubted_where_two_may_be_one) {
  const auto doubted = [](const char* second_due) {
    Drawn page;
    page.text(54, 76, "Ref").text(104, 76, "Question").text(254, 76, "Action").text(405, 76, "Due");
    page.text(54, 100, "1a").text(254, 100, "Ask every family").text(405, 100, "May 2025");
    int y = 100;
    for (const char* line : {"Why are visits so", "late, and what do", "families say of it", "and who tells them"})
      page.text(104, y, line), y += 12;
    page.text(254, 136, "Report the answers").text(405, 136, second_due);
    page.text(54, 172, "1b").text(104, 172, "Who knows?").text(254, 172, "Train all staff").text(405, 172, "June 2025");
    const auto document = read(pdf_of({page}), "plan.pdf");
    bool told = false;
    for (const Note& note : document->notes) told = told || note.code == "source.rows-unsure";
    return told;
  };
  EXPECT_TRUE(doubted("July 2025"));
  EXPECT_FALSE(doubted(""));
}

Drawn page_of_plan(int number, int pages, double bottom) {
  Drawn page;
  page.text(50, 30, "Harrow Vale action plan", 8)
      .text(280, 820, "Page " + std::to_string(number) + " of " + std::to_string(pages), 8);
  page.grid({50, 100, 300, 400}, {50, 70, 700, bottom});
  page.bold(54, 64, "Ref").bold(104, 64, "Action").bold(304, 64, "Agency");
  return page;
}

TEST(Pdf, a_table_goes_on_over_the_ends_of_pages) {
  Drawn first = page_of_plan(1, 2, 730), second = page_of_plan(2, 2, 730);
  first.text(54, 84, "1a").text(104, 84, "Train all staff").text(304, 84, "Police");
  first.text(54, 714, "1b")
      .text(104, 714, "Ask every practice to search its list for")
      .text(104, 726, "families who move")
      .text(304, 714, "Vale ICB");
  second.text(104, 84, "often, each quarter.");
  second.text(54, 714, "1c").text(104, 714, "Publish").text(304, 714, "Police");
  const std::string bytes = pdf_of({first, second});
  EXPECT_EQ(
      sketch_of(bytes),
      "~Harrow Vale action plan\n[Ref|Action|Agency]\n[1a|Train all staff|Police]\n[1b|Ask every practice to search "
      "its list for families who move often, each quarter.|Vale ICB]\n[1c|Publish|Police]\n--\n~Page 1 of 2\n~Harrow "
      "Vale action plan\n~Ref|Action|Agency\n~Page 2 of 2\n");
  const auto document = read(bytes, "plan.pdf");
  ASSERT_TRUE(document);
  const Block& table = document->blocks[1];
  EXPECT_EQ(in_words(table.rows[3].place), "page 2, table 1, row 4");
  EXPECT_EQ(table.rows[2].place.page, 1u);
}

TEST(Pdf, a_new_row_at_the_head_of_a_page_is_no_rest_of_the_last) {
  Drawn first = page_of_plan(1, 2, 730), second = page_of_plan(2, 2, 730);
  first.text(54, 84, "1a").text(104, 84, "Train all staff").text(304, 84, "Police");
  first.text(54, 714, "1b").text(104, 714, "Write to families").text(304, 714, "Vale ICB");
  // An agency below the same question: the first column is empty, and all else is new.
  second.text(104, 84, "Search the list").text(304, 84, "Probation");
  second.text(54, 714, "1c").text(104, 714, "Publish").text(304, 714, "Police");
  const std::string found = sketch_of(pdf_of({first, second}));
  EXPECT_NE(found.find("[1b|Write to families|Vale ICB]\n[|Search the list|Probation]\n"), std::string::npos) << found;
}

TEST(Pdf, every_visible_character_is_read_once) {
  Drawn first = page_of_plan(1, 3, 730);
  std::vector<Drawn> pages{first, page_of_plan(2, 3, 730), Drawn().text(60, 60, "The end, and nothing else.")};
  pages[0].text(54, 84, "1a").text(104, 84, "across the rule that is no wall of its column").upwards(420, 400, "Draft");
  std::size_t drawn = 0;
  for (const Drawn& page : pages) {
    const std::string& content = page.content();
    for (std::size_t at = content.find(" Tm ("); at != std::string::npos; at = content.find(" Tm (", at + 1))
      drawn += count_visible(content.substr(at + 5, content.find(") Tj", at) - at - 5));
  }
  const auto document = read(pdf_of(pages), "plan.pdf");
  ASSERT_TRUE(document);
  EXPECT_EQ(count_visible(document->text), drawn);
  std::size_t counted = 0;
  for (const Block& block : document->blocks) {
    counted += block.kind == BlockKind::table ? 0 : document->visible(block.span);
    for (const Row& row : block.rows)
      for (const Cell& cell : row.cells) counted += document->visible(cell.span);
  }
  EXPECT_EQ(counted, drawn);
}

TEST(Pdf, what_cannot_be_read_is_refused_with_a_sentence) {
  const std::string whole = pdf_of({Drawn().text(50, 60, "Plan")});
  const std::string secret =
      file_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>",
               "<</Filter/Standard/V 1/R 2/P -4/O<" + std::string(64, '4') + ">/U<" + std::string(64, '5') + ">>>"},
              "/Encrypt 3 0 R/ID[<00><00>]");
  const struct {
    const char* what;
    std::string bytes;
    ErrorCode code;
    const char* says;
  } cases[] = {
      {"a password", secret, ErrorCode::refused, "password"},
      {"pictures of pages", pdf_of({Drawn().raw("q 500 0 0 700 50 50 cm /Im Do Q\n")}), ErrorCode::unreadable,
       "pictures of pages and no text"},
      {"an empty page", pdf_of({Drawn()}), ErrorCode::unreadable, "no text"},
      {"cut short", whole.substr(0, whole.size() / 3), ErrorCode::unreadable, "damaged"},
      {"only its mark", "%PDF-1.7\n", ErrorCode::unreadable, "damaged"},
  };
  for (const auto& one : cases) {
    const auto document = read(one.bytes, "plan.pdf");
    ASSERT_FALSE(document) << one.what;
    EXPECT_EQ(document.error().code, one.code) << one.what << ": " << document.error().sentence;
    EXPECT_NE(document.error().sentence.find(one.says), std::string::npos) << document.error().sentence;
    EXPECT_TRUE(document.error().sentence.ends_with('.'));
  }
  // A broken table of objects is mended; what stands before the mark does not matter.
  EXPECT_EQ(sketch_of("\n\n" + replaced(whole, "startxref\n", "startxref\n9")), "Plan\n");
}

}  // namespace
}  // namespace candour::document
