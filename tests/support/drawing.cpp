#include "support/drawing.h"

#include <charconv>
#include <map>
#include <stdexcept>

#include "support/grid.h"

namespace candour::support {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(at + by.size());
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

Cell read_cell(std::string_view text) {
  Cell cell;
  text = trimmed(text);
  while (text.starts_with("{") && !text.starts_with("{{")) {
    const std::size_t end = text.find('}');
    if (end == std::string_view::npos) {
      throw std::runtime_error("a { that nothing closes: " + std::string(text));
    }
    const std::string_view option = text.substr(1, end - 1);
    const std::size_t times = option.find('x');
    if (option.starts_with("#")) {
      cell.fill = option.substr(1);
    } else if (option == "b") {
      cell.bold = true;
    } else if (option == "d") {
      cell.content = Content::date;
    } else if (option == "n") {
      cell.content = Content::number;
    } else if (times != std::string_view::npos) {
      std::from_chars(option.data(), option.data() + times, cell.columns);
      std::from_chars(option.data() + times + 1, option.data() + option.size(), cell.rows);
    } else {
      throw std::runtime_error("no such thing about a cell: {" + std::string(option) + "}");
    }
    text = trimmed(text.substr(end + 1));
  }
  const std::size_t nested = text.find("{{");
  if (nested != std::string_view::npos && text.ends_with("}}")) {
    Table inside;
    for (const std::string_view row : split(text.substr(nested + 2, text.size() - nested - 4), "//")) {
      Row made;
      for (const std::string_view part : split(row, ";")) {
        Cell one;
        one.text = trimmed(part);
        made.cells.push_back(one);
      }
      inside.rows.push_back(made);
    }
    cell.inside = std::make_shared<const Table>(std::move(inside));
    text = trimmed(text.substr(0, nested));
  }
  cell.text = replaced(replaced(std::string(text), " ¶ ", "\n"), "\\|", "|");
  return cell;
}

// The cells of "| a | b"; a bar after a backslash, or within a mark, is text.
void read_cells(std::string_view line, Row& row) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= line.size(); ++at) {
    if (at == line.size() || (line[at] == '|' && (at == 0 || line[at - 1] != '\\'))) {
      row.cells.push_back(read_cell(line.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
}

Paragraph read_paragraph(std::string_view line) {
  Paragraph paragraph;
  const std::size_t marks = line.find_first_not_of('#');
  if (marks != std::string_view::npos && marks > 0 && marks <= 6 && line[marks] == ' ') {
    paragraph.heading = static_cast<int>(marks);
    line.remove_prefix(marks + 1);
  } else if (line.starts_with("- ")) {
    paragraph.list_item = true;
    line.remove_prefix(2);
  } else if (line.starts_with("**") && line.ends_with("**") && line.size() > 4) {
    paragraph.bold = true;
    line = line.substr(2, line.size() - 4);
  }
  paragraph.text = replaced(std::string(line), " ¶ ", "\n");
  return paragraph;
}

char32_t code_point(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  char32_t code = length == 1 ? first : first & (0x7FU >> length);
  for (std::size_t at = 1; at < length; ++at) {
    code = (code << 6) | (static_cast<unsigned char>(text[at]) & 0x3FU);
  }
  text.remove_prefix(length);
  return code;
}

std::string to_utf16(std::string_view text) {
  std::string bytes = "\xFF\xFE";
  const auto put = [&](char32_t unit) {
    bytes += static_cast<char>(unit & 0xFF);
    bytes += static_cast<char>(unit >> 8);
  };
  while (!text.empty()) {
    const char32_t code = code_point(text);
    if (code >= 0x10000) {
      put(0xD800 + ((code - 0x10000) >> 10));
      put(0xDC00 + ((code - 0x10000) & 0x3FF));
    } else {
      put(code);
    }
  }
  return bytes;
}

std::string to_windows_1252(std::string_view text) {
  static const std::map<char32_t, char> above = {
      {U'€', '\x80'}, {U'…', '\x85'}, {U'‘', '\x91'}, {U'’', '\x92'}, {U'“', '\x93'},
      {U'”', '\x94'}, {U'•', '\x95'}, {U'–', '\x96'}, {U'—', '\x97'},
  };
  std::string bytes;
  while (!text.empty()) {
    const char32_t code = code_point(text);
    const auto found = above.find(code);
    if (found == above.end() && code > 0xFF) {
      throw std::runtime_error("Windows-1252 has no such letter: U+" + std::to_string(static_cast<unsigned>(code)));
    }
    bytes += found != above.end() ? found->second : static_cast<char>(code);
  }
  return bytes;
}

}  // namespace

Drawing read_drawing(std::string_view text) {
  Drawing drawing;
  drawing.document.sheets.push_back({"Sheet1", {}});
  bool in_head = true;
  bool in_table = false;
  for (std::string_view line : lines_of(text)) {
    while (line.ends_with(' ') || line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (in_head) {
      const std::size_t colon = line.find(": ");
      const std::string value(colon == std::string_view::npos ? std::string_view() : line.substr(colon + 2));
      if (line == "---") {
        in_head = false;
      } else if (line.starts_with("forms: ")) {
        for (const std::string_view form : split(value, " ")) {
          drawing.forms.emplace_back(form);
        }
      } else if (line.starts_with("title: ")) {
        drawing.document.title = value;
      } else if (line.starts_with("header: ")) {
        drawing.document.header = value;
      } else if (line.starts_with("footer: ")) {
        drawing.document.footer = value;
      } else {
        throw std::runtime_error("no such thing about a document: " + std::string(line));
      }
      continue;
    }
    std::vector<Block>& blocks = drawing.document.sheets.back().blocks;
    if (line.starts_with("  |") && in_table) {
      read_cells(line.substr(3), std::get<Table>(blocks.back()).rows.back());
    } else if (line.starts_with("|")) {
      if (!in_table) {
        blocks.emplace_back(Table{});
      }
      in_table = true;
      Row row;
      row.header = line.starts_with("|=");
      read_cells(line.substr(row.header ? 2 : 1), row);
      std::get<Table>(blocks.back()).rows.push_back(std::move(row));
    } else {
      in_table = false;
      if (line.starts_with("=== sheet ")) {
        const std::string name(line.substr(10));
        if (drawing.document.sheets.size() == 1 && blocks.empty()) {
          drawing.document.sheets.back().name = name;
        } else {
          drawing.document.sheets.push_back({name, {}});
        }
      } else if (line == "=== page") {
        blocks.emplace_back(PageBreak{});
      } else if (!line.empty()) {
        blocks.emplace_back(read_paragraph(line));
      }
    }
  }
  if (in_head || drawing.forms.empty()) {
    throw std::runtime_error("a drawing names its forms, and its text follows a line of three dashes");
  }
  return drawing;
}

Made make(const Document& document, std::string_view form) {
  const std::size_t dash = form.find('-');
  const std::string extension(form.substr(0, dash));
  const std::string_view how = dash == std::string_view::npos ? std::string_view() : form.substr(dash + 1);
  std::string bytes = how == "semicolon"                       ? to_csv(document, ';')
                      : how == "unruled" && extension == "pdf" ? to_pdf(document, Rules::none)
                                                               : to_bytes(document, extension);
  if (bytes.empty()) {
    throw std::runtime_error("no such form: " + std::string(form));
  }
  if (how == "utf16") {
    bytes = to_utf16(bytes);
  } else if (how == "windows1252") {
    bytes = to_windows_1252(replaced(bytes, "charset=\"utf-8\"", "charset=\"windows-1252\""));
  } else if (!how.empty() && how != "semicolon" && how != "unruled") {
    throw std::runtime_error("no such form: " + std::string(form));
  }
  return {extension, std::move(bytes)};
}

}  // namespace candour::support
