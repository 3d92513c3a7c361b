#pragma once
// What a document of ours is made of: paragraphs in named styles, and tables with a header row, on upright or sideways
// pages. Text that XML cannot hold becomes U+FFFD. Not for two threads at once.

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "report/docx/template.h"

namespace candour::report::docx {

enum class Style {
  title,
  subtitle,
  heading_1,
  heading_2,
  body,
  recommendation,
  table_text,
  table_number,
  table_name,
  table_heading
};

struct Column {
  std::string title;
  int share = 1;  // of the page's width, beside the others'
  bool number = false;
};

class Body {
 public:
  // Begins on such a page; the template's own pages are turned to it too. `into` must outlive it.
  explicit Body(const WordTemplate::Parts& into, Paper paper = Paper::upright)
      : parts_(into), whole_(paper), paper_(paper), wanted_(paper) {}

  // What follows stands on such pages: where there is something, and the page is another, a new one begins.
  void turn(Paper paper) { wanted_ = paper; }
  // Line ends become line breaks. `strong` stands in bold before the text.
  void paragraph(Style style, std::string_view text, std::string_view strong = {});
  // `about` is what the table shows, for those who listen. Rows have as many cells as there are columns. A table whose
  // rows are named has its first cell in each in bold.
  enum class Rows { plain, named };
  void begin_table(std::string_view about, std::vector<Column> columns, Rows rows = Rows::plain);
  void row(const std::vector<std::string>& cells);
  void end_table();

  // The whole file: the template with this in it. The same body gives the same bytes.
  Result<std::string> document(std::string_view title, Date as_at, std::map<std::string_view, std::string> fields) &&;

 private:
  void cell(int width, Style style, std::string_view text, bool head = false);

  const WordTemplate::Parts& parts_;
  void begin_page();
  Paper whole_, paper_, wanted_;
  bool turned_ = false;  // a section has ended
  std::string xml_;
  std::vector<Column> columns_;
  std::vector<int> widths_;
  Rows rows_ = Rows::plain;
};

}  // namespace candour::report::docx
