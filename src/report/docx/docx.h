#pragma once
// A Word document (ECMA-376, transitional) of our own making: paragraphs in named styles and tables with a header row,
// on landscape A4, packed with libzip. Text that XML cannot hold becomes U+FFFD. Not for two threads at once.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"

namespace candour::report::docx {

enum class Style { title, subtitle, heading_1, heading_2, body, recommendation, table_text, table_heading };

struct Column {
  std::string_view title;
  int width = 0;  // in twentieths of a point; a landscape page has 14,400 between its margins
};

class Body {
 public:
  // Line ends become line breaks. `strong` stands in bold before the text.
  void paragraph(Style style, std::string_view text, std::string_view strong = {});
  // `about` is what the table shows, for those who listen. Rows have as many cells as there are columns.
  void begin_table(std::string_view about, std::vector<Column> columns);
  void row(const std::vector<std::string>& cells);
  void end_table();
  const std::string& xml() const { return xml_; }

 private:
  void cell(int width, Style style, std::string_view text);
  std::string xml_;
  std::vector<Column> columns_;
};

// The whole file. The same body gives the same bytes.
Result<std::string> document(const Body& body, std::string_view title, Date as_at);

}  // namespace candour::report::docx
