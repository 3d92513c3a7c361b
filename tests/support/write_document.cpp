#include "support/write_document.h"

#include "support/grid.h"

namespace candour::support {
namespace {

// The text of each place of a row; an empty one for a place that a merge covers.
std::vector<std::string_view> texts_of(const Grid& grid, std::size_t row) {
  std::vector<std::string_view> texts;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Placed* placed = grid.at(row, column);
    if (placed == nullptr) {
      break;
    }
    const bool first = placed->row == row && placed->column == column;
    texts.push_back(first ? std::string_view(placed->cell->text) : std::string_view());
  }
  return texts;
}

std::string in_one_line(std::string_view text) {
  std::string joined;
  for (const std::string_view line : lines_of(text)) {
    joined += joined.empty() ? "" : "  ";
    joined += line;
  }
  return joined;
}

std::string quoted(std::string_view field, char separator) {
  if (field.find_first_of("\"\r\n") == std::string_view::npos && field.find(separator) == std::string_view::npos) {
    return std::string(field);
  }
  std::string text = "\"";
  for (const char letter : field) {
    text += letter;
    if (letter == '"') {
      text += '"';
    }
  }
  return text + "\"";
}

// Lines and items of a list, as HTML.
std::string to_markup(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::string markup;
  bool in_list = false;
  for (std::size_t line = 0; line < lines.size(); ++line) {
    const bool item = lines[line].starts_with(bullet);
    if (item != in_list) {
      markup += item ? "<ul>" : "</ul>";
    } else if (!item && line > 0) {
      markup += "<br>";
    }
    in_list = item;
    markup += item ? "<li>" + escape(lines[line].substr(bullet.size())) + "</li>" : escape(lines[line]);
  }
  return markup + (in_list ? "</ul>" : "");
}

void write_table(const Table& table, std::string& html) {
  html += "<table>\n";
  for (const Row& row : table.rows) {
    html += "<tr>";
    for (const Cell& cell : row.cells) {
      const std::string name = row.header ? "th" : "td";
      html += "<" + name;
      html += cell.columns > 1 ? " colspan=\"" + std::to_string(cell.columns) + "\"" : "";
      html += cell.rows > 1 ? " rowspan=\"" + std::to_string(cell.rows) + "\"" : "";
      html += cell.fill.empty() ? "" : " style=\"background-color: #" + cell.fill + "\"";
      const std::string inner = to_markup(cell.text);
      html += ">" + (cell.bold && !cell.text.empty() ? "<b>" + inner + "</b>" : inner);
      if (cell.inside != nullptr) {
        write_table(*cell.inside, html);
      }
      html += "</" + name + ">";
    }
    html += "</tr>\n";
  }
  html += "</table>\n";
}

void write_paragraph(const Paragraph& paragraph, std::string& html) {
  const std::string name =
      paragraph.heading > 0 ? "h" + std::to_string(paragraph.heading) : std::string(paragraph.list_item ? "li" : "p");
  std::string inner = to_markup(paragraph.text);
  if (paragraph.bold) {
    inner = "<strong>" + inner + "</strong>";
  }
  html += "<" + name + ">" + inner + "</" + name + ">\n";
}

}  // namespace

std::string to_text(const Document& given) {
  const Document document = without_marks(given, Nested::folded);
  std::string text;
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        const std::string line = in_one_line(paragraph->text);
        if (paragraph->heading > 0) {
          text += std::string(static_cast<std::size_t>(paragraph->heading), '#') + " " + line + "\n\n";
        } else if (paragraph->bold) {
          text += "**" + line + "**\n\n";
        } else {
          text += (paragraph->list_item ? "- " + line : line) + "\n\n";
        }
      } else if (const auto* table = std::get_if<Table>(&block)) {
        const Grid grid = lay_out(*table);
        for (std::size_t row = 0; row < grid.rows; ++row) {
          bool first = true;
          for (const std::string_view cell : texts_of(grid, row)) {
            text += first ? "" : "\t";
            text += in_one_line(cell);
            first = false;
          }
          text += "\n";
        }
        text += "\n";
      } else {
        text += " \n";
      }
    }
  }
  return text;
}

std::string to_csv(const Document& given, char separator) {
  const Document document = without_marks(given, Nested::folded);
  std::string csv;
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        csv += quoted(paragraph->text, separator) + "\r\n";
      } else if (const auto* table = std::get_if<Table>(&block)) {
        const Grid grid = lay_out(*table);
        for (std::size_t row = 0; row < grid.rows; ++row) {
          bool first = true;
          for (const std::string_view cell : texts_of(grid, row)) {
            csv += first ? "" : std::string(1, separator);
            csv += quoted(cell, separator);
            first = false;
          }
          csv += "\r\n";
        }
      }
    }
  }
  return csv;
}

std::string to_html(const Document& given) {
  const Document document = without_marks(given, Nested::kept);
  std::string html = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
                     escape(document.title) + "</title>\n</head>\n<body>\n";
  bool in_list = false;
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      const auto* paragraph = std::get_if<Paragraph>(&block);
      const bool item = paragraph != nullptr && paragraph->list_item;
      if (item != in_list) {
        html += item ? "<ul>\n" : "</ul>\n";
        in_list = item;
      }
      if (paragraph != nullptr) {
        write_paragraph(*paragraph, html);
      } else if (const auto* table = std::get_if<Table>(&block)) {
        write_table(*table, html);
      } else {
        html += "<hr>\n";
      }
    }
  }
  return html + (in_list ? "</ul>\n" : "") + "</body>\n</html>\n";
}

std::string to_markdown(const Document& given) {
  const Document document = without_marks(given, Nested::folded);
  const auto line_of = [](const std::vector<std::string_view>& texts) {
    std::string line = "|";
    for (const std::string_view text : texts) {
      std::string inner;
      for (const std::string_view part : lines_of(text)) {
        inner += (inner.empty() ? "" : "<br>") + std::string(part);
      }
      line += " " + inner + " |";
    }
    return line + "\n";
  };
  std::string markdown;
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        const std::string line = in_one_line(paragraph->text);
        if (paragraph->heading > 0) {
          markdown += std::string(static_cast<std::size_t>(paragraph->heading), '#') + " " + line + "\n\n";
        } else if (paragraph->list_item) {
          markdown += "- " + line + "\n";
        } else {
          markdown += (paragraph->bold ? "**" + line + "**" : line) + "\n\n";
        }
      } else if (const auto* table = std::get_if<Table>(&block)) {
        const Grid grid = lay_out(*table);
        markdown += "\n";
        for (std::size_t row = 0; row < grid.rows; ++row) {
          markdown += line_of(texts_of(grid, row));
          if (row == 0) {
            markdown += "|";
            for (std::size_t column = 0; column < grid.columns; ++column) {
              markdown += " --- |";
            }
            markdown += "\n";
          }
        }
        markdown += "\n";
      } else {
        markdown += "---\n\n";
      }
    }
  }
  return markdown;
}

std::string to_bytes(const Document& document, std::string_view extension) {
  if (extension == "txt") return to_text(document);
  if (extension == "csv") return to_csv(document);
  if (extension == "html") return to_html(document);
  if (extension == "docx") return to_docx(document);
  if (extension == "xlsx") return to_xlsx(document);
  if (extension == "md") return to_markdown(document);
  if (extension == "odt") return to_odt(document);
  if (extension == "ods") return to_ods(document);
  if (extension == "pdf") return to_pdf(document);
  return "";
}

}  // namespace candour::support
