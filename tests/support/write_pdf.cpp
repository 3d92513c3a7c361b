#include <algorithm>
#include <array>
#include <cstdio>

#include "support/grid.h"
#include "support/write_document.h"

namespace candour::support {
namespace {

constexpr double page_width = 842;  // points: A4 landscape
constexpr double page_height = 595;
constexpr double margin = 36;
constexpr double padding = 3;

// Widths of Helvetica from the blank to the tilde, in thousandths of the size.
constexpr std::array<int, 95> widths = {278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
                                        556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
                                        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                                        667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
                                        333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
                                        556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

struct Letter {
  std::string_view bytes;  // in UTF-8
  unsigned char code;      // in Windows-1252
};
constexpr Letter letters[] = {{"€", 0x80}, {"…", 0x85}, {"‘", 0x91}, {"’", 0x92}, {"“", 0x93},
                              {"”", 0x94}, {"•", 0x95}, {"–", 0x96}, {"—", 0x97}};
// Letters of the font of signs, ZapfDingbats.
constexpr Letter signs[] = {{"✓", '3'}, {"✔", '4'}, {"✗", '7'}};

// A text in pieces of one font each, in that font's own letters.
struct Part8 {
  bool sign = false;
  std::string text;
};
std::vector<Part8> encoded(std::string_view text) {
  std::vector<Part8> parts;
  const auto put = [&](bool sign, unsigned char code) {
    if (parts.empty() || parts.back().sign != sign) {
      parts.push_back({sign, ""});
    }
    parts.back().text += static_cast<char>(code);
  };
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const std::string_view letter = text.substr(0, length);
    const auto same = [&](const Letter& one) { return one.bytes == letter; };
    if (length == 1) {
      put(false, first);
    } else if (length == 2 && (first == 0xC2 || first == 0xC3)) {
      put(false, static_cast<unsigned char>((first == 0xC3 ? 0x40 : 0) + static_cast<unsigned char>(letter[1])));
    } else if (const auto* in_page = std::find_if(std::begin(letters), std::end(letters), same);
               in_page != std::end(letters)) {
      put(false, in_page->code);
    } else if (const auto* sign = std::find_if(std::begin(signs), std::end(signs), same); sign != std::end(signs)) {
      put(true, sign->code);
    }
    text.remove_prefix(std::min(length, text.size()));
  }
  return parts;
}

double width_of(std::string_view text, double size, bool bold) {
  double width = 0;
  for (const Part8& part : encoded(text)) {
    for (const char letter : part.text) {
      const auto code = static_cast<unsigned char>(letter);
      if (code == 1) continue;  // the sign of a struck word
      width += !part.sign && code >= 32 && code < 127 ? widths[code - 32U] : 556;
    }
  }
  return width * size / 1000 * (bold ? 1.08 : 1);
}

// Lines no wider than `room`; a word that is wider stands alone.
std::vector<std::string> wrapped(std::string_view text, double room, double size, bool bold) {
  std::vector<std::string> lines;
  for (const std::string_view paragraph : lines_of(text)) {
    std::string line;
    std::size_t begin = 0;
    while (begin < paragraph.size()) {
      const std::size_t end = std::min(paragraph.find(' ', begin), paragraph.size());
      const std::string word(paragraph.substr(begin, end - begin));
      const std::string longer = line.empty() ? word : line + " " + word;
      if (!line.empty() && width_of(longer, size, bold) > room) {
        lines.push_back(line);
        line = word;
      } else {
        line = longer;
      }
      begin = end + 1;
    }
    lines.push_back(line);
  }
  return lines;
}

std::string number(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.2f", value);
  return text.data();
}

// Each struck word begins with a sign of ours, which is not drawn but has a line drawn through the word.
constexpr char strike = '\x01';
std::string with_struck_words(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t begin = std::min(text.find("[~", at), text.size());
    const std::size_t end = std::min(text.find("~]", begin), text.size());
    out += text.substr(at, begin - at);
    if (end == text.size()) return out + std::string(text.substr(begin));
    bool word = true;
    for (const char letter : text.substr(begin + 2, end - begin - 2)) {
      if (word && letter != ' ') out += strike;
      word = letter == ' ' || letter == '\n';
      out += letter;
    }
    at = end + 2;
  }
  return out;
}
Document with_struck_words(Document document) {
  for (Sheet& sheet : document.sheets)
    for (Block& block : sheet.blocks) {
      if (auto* paragraph = std::get_if<Paragraph>(&block)) paragraph->text = with_struck_words(paragraph->text);
      if (auto* table = std::get_if<Table>(&block))
        for (Row& row : table->rows)
          for (Cell& cell : row.cells) cell.text = with_struck_words(cell.text);
    }
  return document;
}

class Pages {
 public:
  Pages(const Document& document, Rules rules) : document_(document), rules_(rules) { begin_page(); }

  void write(const Paragraph& paragraph) {
    const double height = paragraph.heading == 0 ? 10 : paragraph.heading == 1 ? 16 : 12;
    const bool bold = paragraph.bold || paragraph.heading > 0;
    const double indent = paragraph.list_item ? 14 : 0;
    y_ -= height * 0.4;
    bool first = true;
    for (const std::string& line : wrapped(paragraph.text, page_width - 2 * margin - indent, height, bold)) {
      need(height * 1.25);
      y_ -= height * 1.25;
      if (first && paragraph.list_item) {
        show("•", margin, y_, height, false);
      }
      show(line, margin + indent, y_, height, bold);
      first = false;
    }
  }

  void write(const Table& table) {
    const Grid grid = lay_out(table);
    const std::vector<double> edges = edges_of(grid);
    std::size_t headers = 0;
    while (headers < table.rows.size() && table.rows[headers].header) {
      ++headers;
    }
    y_ -= 8;
    for (std::size_t row = 0; row < grid.rows; ++row) {
      write_row(table, grid, edges, row, headers);
    }
    y_ -= 8;
  }

  void end_page() {
    if (!document_.footer.empty()) {
      show(document_.footer, margin, 20, 8, false);
    }
    show("Page " + std::to_string(pages_.size() + 1), page_width - margin - 60, 20, 8, false);
    pages_.push_back(std::move(page_));
    page_.clear();
  }
  void next_page() {
    end_page();
    begin_page();
  }

  std::string bytes() {
    end_page();
    std::string pdf = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& body) {
      offsets.push_back(pdf.size());
      pdf += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    const auto font = [&](const std::string& name, const std::string& encoding) {
      object("<< /Type /Font /Subtype /Type1 /BaseFont /" + name + encoding + " >>");
    };
    std::string kids;
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      kids += std::to_string(7 + 2 * page) + " 0 R ";
    }
    object("<< /Type /Catalog /Pages 2 0 R >>");
    object("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages_.size()) + " >>");
    font("Helvetica", " /Encoding /WinAnsiEncoding");
    font("Helvetica-Bold", " /Encoding /WinAnsiEncoding");
    font("ZapfDingbats", "");
    object("<< /Title " + literal(document_.title) + " >>");
    for (std::size_t page = 0; page < pages_.size(); ++page) {
      object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(page_width) + " " + number(page_height) +
             "] /Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> /Contents " + std::to_string(8 + 2 * page) +
             " 0 R >>");
      object("<< /Length " + std::to_string(pages_[page].size()) + " >>\nstream\n" + pages_[page] + "\nendstream");
    }
    const std::size_t table = pdf.size();
    pdf += "xref\n0 " + std::to_string(offsets.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) {
      std::array<char, 32> line{};
      std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", offset);
      pdf += line.data();
    }
    return pdf + "trailer\n<< /Size " + std::to_string(offsets.size() + 1) +
           " /Root 1 0 R /Info 6 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
  }

 private:
  static constexpr double size = 9;  // of a table's text
  static constexpr double leading = 11;

  void begin_page() {
    y_ = page_height - margin;
    if (!document_.header.empty()) {
      show(document_.header, margin, page_height - 22, 8, false);
    }
  }
  void need(double room) {
    if (y_ - room < margin + 10) {
      next_page();
    }
  }

  static std::string literal(std::string_view text) {
    std::string escaped = "(";
    for (const Part8& part : encoded(text)) {
      for (const char letter : part.text) {
        escaped += letter == '(' || letter == ')' || letter == '\\' ? "\\" : "";
        escaped += letter;
      }
    }
    return escaped + ")";
  }

  void show(std::string_view given, double x, double y, double of_size, bool bold) {
    std::string text;
    for (std::size_t at = 0; at < given.size(); ++at) {
      if (given[at] != strike) {
        text += given[at];
        continue;
      }
      const std::string_view word = given.substr(at + 1, given.find(' ', at) - at - 1);
      const double from = x + width_of(text, of_size, bold);
      draw_line(from, y + 0.28 * of_size, from + width_of(word, of_size, bold), y + 0.28 * of_size);
    }
    for (const Part8& part : encoded(text)) {
      std::string escaped;
      for (const char letter : part.text) {
        escaped += letter == '(' || letter == ')' || letter == '\\' ? "\\" : "";
        escaped += letter;
      }
      page_ += "BT /" +
               std::string(part.sign ? "F3"
                           : bold    ? "F2"
                                     : "F1") +
               " " + number(of_size) + " Tf " + number(x) + " " + number(y) + " Td (" + escaped + ") Tj ET\n";
      x += static_cast<double>(part.text.size()) * of_size * 0.6;
    }
  }

  // Every column has room for its widest word; what is left is shared by how much they hold.
  static std::vector<double> edges_of(const Grid& grid) {
    std::vector<double> words(grid.columns, 20);
    std::vector<double> weights(grid.columns, 1);
    for (const Placed& placed : grid.cells) {
      if (placed.cell->columns > 1) {
        continue;
      }
      for (const std::string& word : wrapped(placed.cell->text, 0, size, true)) {
        words[placed.column] = std::max(words[placed.column], width_of(word, size, true) + 2 * padding);
      }
      weights[placed.column] = std::max(weights[placed.column], std::min(width_of(placed.cell->text, 1, false), 40.0));
    }
    double left = page_width - 2 * margin;
    double total = 0;
    for (std::size_t column = 0; column < grid.columns; ++column) {
      left -= words[column];
      total += weights[column];
    }
    std::vector<double> edges = {margin};
    for (std::size_t column = 0; column < grid.columns; ++column) {
      edges.push_back(edges.back() + words[column] + std::max(0.0, left) * weights[column] / total);
    }
    return edges;
  }

  // One row: its lines go on over the end of a page. A cell merged down is written in its first row and its border
  // left open below.
  void write_row(const Table& table, const Grid& grid, const std::vector<double>& edges, std::size_t row,
                 std::size_t headers) {
    struct Column {
      const Placed* placed;
      std::vector<std::string> lines;
      double left, right;
      bool bold;
    };
    std::vector<Column> columns;
    std::size_t deepest = 1;
    for (std::size_t column = 0; column < grid.columns;) {
      const Placed* placed = grid.at(row, column);
      if (placed == nullptr) {
        break;
      }
      Column made{placed,
                  {},
                  edges[placed->column],
                  edges[placed->column + placed->cell->columns],
                  placed->cell->bold || table.rows[row].header};
      if (placed->row == row) {
        made.lines = wrapped(placed->cell->text, made.right - made.left - 2 * padding, size, made.bold);
        // A tall merged cell has the rows below it to go on in; its first row is made tall enough all the same.
        deepest = std::max(deepest, made.lines.size());
      }
      column = placed->column + placed->cell->columns;
      columns.push_back(std::move(made));
    }
    std::size_t from = 0;
    while (from < deepest) {
      std::size_t room = static_cast<std::size_t>(std::max(0.0, (y_ - margin - 14) / leading));
      if (room < std::min<std::size_t>(deepest - from, 2)) {
        next_page();
        for (std::size_t header = 0; row >= headers && header < headers; ++header) {
          write_row(table, grid, edges, header, 0);
        }
        room = static_cast<std::size_t>((y_ - margin - 14) / leading);
      }
      const std::size_t to = std::min(deepest, from + room);
      const double height = static_cast<double>(to - from) * leading + 4;
      for (const Column& column : columns) {
        const Cell& cell = *column.placed->cell;
        if (!cell.fill.empty()) {
          fill(cell.fill, column.left, y_ - height, column.right - column.left, height);
        }
        const bool last = to == deepest && column.placed->row + cell.rows == row + 1;
        const bool first = from == 0 && column.placed->row == row;
        line(column.left, y_, column.left, y_ - height);
        line(column.right, y_, column.right, y_ - height);
        if (first) {
          line(column.left, y_, column.right, y_);
        }
        if (last) {
          line(column.left, y_ - height, column.right, y_ - height);
        }
        for (std::size_t at = from; at < std::min(to, column.lines.size()); ++at) {
          show(column.lines[at], column.left + padding, y_ - static_cast<double>(at - from + 1) * leading, size,
               column.bold);
        }
      }
      y_ -= height;
      from = to;
    }
  }

  void line(double x1, double y1, double x2, double y2) {
    if (rules_ == Rules::drawn) draw_line(x1, y1, x2, y2);
  }
  void draw_line(double x1, double y1, double x2, double y2) {
    page_ += number(x1) + " " + number(y1) + " m " + number(x2) + " " + number(y2) + " l S\n";
  }
  void fill(const std::string& colour, double x, double y, double width, double height) {
    page_ += "q ";
    for (std::size_t part = 0; part < 6; part += 2) {
      std::array<char, 32> share{};
      std::snprintf(share.data(), share.size(), "%.4f ",
                    static_cast<double>(std::stoi(colour.substr(part, 2), nullptr, 16)) / 255);
      page_ += share.data();
    }
    page_ += "rg " + number(x) + " " + number(y) + " " + number(width) + " " + number(height) + " re f Q\n";
  }

  const Document& document_;
  Rules rules_;
  std::vector<std::string> pages_;
  std::string page_;
  double y_ = 0;
};

}  // namespace

std::string to_pdf(const Document& given, Rules rules) {
  const Document document = without_marks(with_struck_words(given), Nested::folded);
  Pages pages(document, rules);
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        pages.write(*paragraph);
      } else if (const auto* table = std::get_if<Table>(&block)) {
        pages.write(*table);
      } else {
        pages.next_page();
      }
    }
  }
  return pages.bytes();
}

}  // namespace candour::support
