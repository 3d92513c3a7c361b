// Makes the sample documents from their readable sources, the same bytes each time.
//
//   make_samples SOURCE.plan… --to FOLDER [FORM…]
//
// Without a form, each is written in those that its source names.
// The form of a source is told in samples/README.md. The workbook and the Word file are what an officer made; the
// text is what a converter left of it: pages that lost their empty leading cells, markup within cells, sentences
// torn by a page's end.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "support/write_document.h"

namespace {

using candour::support::Block;
using candour::support::Cell;
using candour::support::Content;
using candour::support::Document;
using candour::support::PageBreak;
using candour::support::Paragraph;
using candour::support::Row;
using candour::support::Sheet;
using candour::support::Table;

constexpr std::string_view tear = "‖";

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  return begin == std::string_view::npos ? ""
                                         : std::string(text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t bar = text.find('|');
    parts.push_back(trimmed(text.substr(0, bar)));
    if (bar == std::string_view::npos) {
      return parts;
    }
    text.remove_prefix(bar + 1);
  }
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

enum class Kind { sheet, paragraph, key, table, header, dashes, page, row, cells };

struct Entry {
  Kind kind = Kind::paragraph;
  std::string text;                           // of a paragraph, a sheet's name
  bool html = false;                          // of a row: the converter left its markup
  bool is_short = false;                      // of raw cells: the converter dropped the empty ones at their left
  std::map<std::string, std::string> fields;  // of a row
  std::string across;                         // of a row: the field whose text covers all that follow
  std::vector<std::string> cells;             // of raw cells; of a key its lines
};

struct Source {
  std::string title, header, footer;
  std::vector<std::string> columns, keys, down, forms;
  std::map<std::string, std::string> fills;
  std::vector<Entry> entries;
};

Source read(std::istream& file) {
  Source source;
  std::string line;
  while (std::getline(file, line) && line != "---") {
    const std::size_t colon = line.find(':');
    const std::string name = line.substr(0, colon);
    const std::string value = colon == std::string::npos ? "" : trimmed(line.substr(colon + 1));
    if (name == "title") {
      source.title = value;
    } else if (name == "header") {
      source.header = value;
    } else if (name == "footer") {
      source.footer = value;
    } else if (name == "columns") {
      source.columns = parts_of(value);
    } else if (name == "keys") {
      source.keys = parts_of(value);
    } else if (name == "down") {
      source.down = parts_of(value);
    } else if (name == "forms") {
      source.forms = parts_of(value);
    } else if (name == "fill") {
      source.fills[parts_of(value).at(0)] = parts_of(value).at(1);
    } else {
      throw std::runtime_error("unknown line in the head: " + line);
    }
  }
  std::string field;
  while (std::getline(file, line)) {
    const std::string text = trimmed(line);
    const bool in_row = !source.entries.empty() && source.entries.back().kind == Kind::row;
    if (text.empty()) {
      field.clear();
    } else if (line.starts_with("[")) {
      const std::size_t close = line.find(']');
      const std::string name = line.substr(1, close - 1);
      Entry entry;
      entry.text = trimmed(line.substr(close + 1));
      field.clear();
      if (name == "sheet") {
        entry.kind = Kind::sheet;
      } else if (name == "key") {
        entry.kind = Kind::key;
      } else if (name == "table") {
        entry.kind = Kind::table;
      } else if (name == "header") {
        entry.kind = Kind::header;
      } else if (name == "dashes") {
        entry.kind = Kind::dashes;
      } else if (name == "page") {
        entry.kind = Kind::page;
      } else if (name == "row" || name == "row html") {
        entry.kind = Kind::row;
        entry.html = name == "row html";
      } else if (name == "cells" || name == "cells short") {
        entry.kind = Kind::cells;
        entry.is_short = name == "cells short";
        entry.cells = parts_of(entry.text);
      } else {
        throw std::runtime_error("unknown entry: " + line);
      }
      source.entries.push_back(entry);
    } else if (!source.entries.empty() && source.entries.back().kind == Kind::key && !line.starts_with("#") &&
               !line.starts_with("**") && line.find(" | ") != std::string::npos) {
      source.entries.back().cells.push_back(line);
    } else if (!source.entries.empty() && source.entries.back().kind == Kind::key && line.ends_with(" |")) {
      source.entries.back().cells.push_back(line);
    } else if (in_row && line.starts_with("  ") && !field.empty()) {
      source.entries.back().fields[field] += "\n" + text;
    } else if (in_row && line.find(':') != std::string::npos &&
               (line.substr(0, line.find(':')) == "across" ||
                std::find(source.keys.begin(), source.keys.end(), line.substr(0, line.find(':'))) !=
                    source.keys.end())) {
      field = line.substr(0, line.find(':'));
      const std::string value = trimmed(line.substr(line.find(':') + 1));
      (field == "across" ? source.entries.back().across : source.entries.back().fields[field]) = value;
    } else {
      Entry entry;
      entry.text = text;
      source.entries.push_back(entry);
      field.clear();
    }
  }
  return source;
}

// --- What the officer made: Word and Excel.

Paragraph to_paragraph(const std::string& text) {
  Paragraph paragraph;
  paragraph.text = text;
  if (text.starts_with("#")) {
    const std::size_t level = text.find_first_not_of('#');
    paragraph.heading = static_cast<int>(level);
    paragraph.text = trimmed(text.substr(level));
  } else if (text.starts_with("**") && text.ends_with("**")) {
    paragraph.bold = true;
    paragraph.text = text.substr(2, text.size() - 4);
  } else if (text.starts_with("- ")) {
    paragraph.list_item = true;
    paragraph.text = text.substr(2);
  }
  return paragraph;
}

// A converter's markup is not in what it converted, and what a page tore was whole.
std::string whole(std::string text) {
  text = replaced(std::move(text), tear, "");
  for (const char* tag : {"<b>", "</b>", "<div style=\"text-align: center;\">", "</div>"}) {
    text = replaced(std::move(text), tag, "");
  }
  return trimmed(replaced(std::move(text), "  ", "\n"));
}

Cell to_cell(const Source& source, const std::string& text) {
  Cell cell;
  cell.text = whole(text);
  if (const auto fill = source.fills.find(cell.text); fill != source.fills.end()) {
    cell.fill = fill->second;
    if (cell.text.starts_with("only ")) {
      cell.text.clear();
    }
  }
  const bool digits = cell.text.size() == 10 && cell.text[2] == '/' && cell.text[5] == '/' &&
                      cell.text.find_first_not_of("0123456789/") == std::string::npos;
  cell.content = digits ? Content::date : Content::text;
  return cell;
}

Row to_row(const Source& source, const Entry& entry) {
  Row row;
  if (entry.kind == Kind::cells) {
    for (const std::string& text : entry.cells) {
      row.cells.push_back(to_cell(source, text));
    }
    return row;
  }
  for (std::size_t column = 0; column < source.keys.size(); ++column) {
    const auto found = entry.fields.find(source.keys[column]);
    Cell cell = to_cell(source, found == entry.fields.end() ? "" : found->second);
    if (source.keys[column] == entry.across) {
      cell.columns = source.keys.size() - column;
    }
    row.cells.push_back(cell);
    if (cell.columns > 1) {
      break;
    }
  }
  return row;
}

Row header_row(const Source& source) {
  Row row;
  row.header = true;
  for (const std::string& column : source.columns) {
    Cell cell;
    cell.text = column;
    cell.bold = true;
    cell.fill = "D9D9D9";
    row.cells.push_back(cell);
  }
  return row;
}

// Blank cells of the columns that are merged down become part of the cell above them.
void merge_down(const Source& source, const std::vector<bool>& mergeable, Table& table) {
  std::vector<Row> rows = table.rows;
  for (std::size_t column = 0; column < source.down.size(); ++column) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      if (!mergeable[row] || rows[row].cells[column].text.empty()) {
        continue;
      }
      std::size_t below = row + 1;
      while (below < rows.size() && mergeable[below] && rows[below].cells[column].text.empty() &&
             std::all_of(rows[below].cells.begin(), rows[below].cells.begin() + static_cast<std::ptrdiff_t>(column),
                         [](const Cell& cell) { return cell.text.empty(); })) {
        ++below;
      }
      rows[row].cells[column].rows = below - row;
    }
  }
  for (std::size_t row = 0; row < rows.size(); ++row) {
    table.rows[row].cells.clear();
    for (std::size_t column = 0; column < rows[row].cells.size(); ++column) {
      bool covered = false;
      for (std::size_t above = 0; above < row && mergeable[row] && column < source.down.size(); ++above) {
        covered = covered || (mergeable[above] && above + rows[above].cells[column].rows > row);
      }
      if (!covered) {
        table.rows[row].cells.push_back(rows[row].cells[column]);
      }
    }
  }
}

Document to_document(const Source& source) {
  Document document;
  document.title = source.title;
  document.header = source.header;
  document.footer = source.footer;
  document.sheets.push_back({"Plan", {}});
  Table table;
  std::vector<bool> mergeable;
  const auto close = [&] {
    if (!table.rows.empty()) {
      merge_down(source, mergeable, table);
      document.sheets.back().blocks.emplace_back(std::in_place_type<Table>, table);
    }
    table.rows.clear();
    mergeable.clear();
  };
  for (const Entry& entry : source.entries) {
    switch (entry.kind) {
      case Kind::sheet:
        close();
        if (document.sheets.back().blocks.empty()) {
          document.sheets.back().name = entry.text;
        } else {
          document.sheets.push_back({entry.text, {}});
        }
        break;
      case Kind::paragraph:
        close();
        document.sheets.back().blocks.emplace_back(std::in_place_type<Paragraph>, to_paragraph(entry.text));
        break;
      case Kind::key: {
        close();
        Table key;
        for (const std::string& line : entry.cells) {
          Cell cell;
          cell.text = parts_of(line).at(0);
          cell.fill = parts_of(line).at(1);
          key.rows.push_back({{cell}, false});
        }
        document.sheets.back().blocks.emplace_back(std::in_place_type<Table>, key);
        break;
      }
      case Kind::table:
      case Kind::header:
        if (entry.kind == Kind::table) {
          close();
        }
        table.rows.push_back(header_row(source));
        mergeable.push_back(false);
        break;
      case Kind::row:
      case Kind::cells:
        table.rows.push_back(to_row(source, entry));
        mergeable.push_back(entry.kind == Kind::row);
        break;
      case Kind::dashes:  // a converter's
      case Kind::page:    // Word breaks pages where it likes
        break;
    }
  }
  close();
  return document;
}

// --- What a converter left of it: text.

std::string marked_up(const std::string& text) {
  const std::size_t item = text.find("• ");
  if (text.find('\n') == std::string::npos) {
    return text;
  }
  std::string html = item == 0 ? "<ul style=\"list-style-type: none;\">" : "";
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    html += html.empty() ? "" : " ";
    html += item == 0 ? "<li>" + line + "</li>" : "<p>" + line + "</p>";
  }
  return html + (item == 0 ? " </ul>" : "");
}

class Pages {
 public:
  explicit Pages(const Source& source) : source_(source) {}

  void add(const Entry& entry) {
    switch (entry.kind) {
      case Kind::sheet:
        break;
      case Kind::paragraph:
        finish();
        text_ += entry.text + "\n\n";
        break;
      case Kind::key:
        finish();
        for (const std::string& line : entry.cells) {
          text_ += "\t" + parts_of(line).at(0) + "\n";
        }
        text_ += "\n \n \n";
        break;
      case Kind::table:
      case Kind::header:
        turn();
        rows_.push_back(source_.columns);
        break;
      case Kind::dashes:
        rows_.push_back({});
        for (const std::string& column : source_.columns) {
          rows_.back().push_back(std::string(column.size(), '-'));
        }
        turn();
        break;
      case Kind::page:
        turn();
        break;
      case Kind::cells: {
        const auto first =
            std::find_if(entry.cells.begin(), entry.cells.end(), [](const std::string& cell) { return !cell.empty(); });
        rows_.emplace_back(entry.is_short ? first : entry.cells.begin(), entry.cells.end());
        break;
      }
      case Kind::row:
        add_row(entry);
        break;
    }
  }

  std::string text() {
    finish();
    return text_;
  }

 private:
  void add_row(const Entry& entry) {
    std::vector<std::string> row;
    std::string covering;
    for (std::size_t column = 0; column < source_.keys.size(); ++column) {
      const std::string& key = source_.keys[column];
      const auto found = entry.fields.find(key);
      std::string text = found == entry.fields.end() ? "" : found->second;
      text = entry.html ? marked_up(text) : replaced(text, "\n", "  ");
      if (key == entry.across) {
        covering = text;
      }
      row.push_back(covering.empty() ? text : covering);
      // What the last page tore off a cell stands in the next row's, where that is empty.
      if (column < torn_.size() && !torn_[column].empty() && row.back().empty()) {
        row.back() = torn_[column];
        torn_[column].clear();
      }
    }
    std::vector<std::string> rest(row.size());
    bool torn = false;
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (const std::size_t at = row[column].find(tear); at != std::string::npos) {
        rest[column] = row[column].substr(at + tear.size());
        row[column] = trimmed(row[column].substr(0, at));
        torn = true;
      }
    }
    rows_.push_back(row);
    if (torn) {
      turn();
      torn_ = rest;
      if (!torn_[0].empty()) {  // the tail of a question stands on a line of its own
        text_ += torn_[0] + "\n\n";
        torn_[0].clear();
      }
    }
  }

  // Ends a page: the columns that are empty on all of it at the left are gone.
  void turn() {
    if (rows_.empty()) {
      return;
    }
    std::size_t empty = source_.columns.size();
    for (const std::vector<std::string>& row : rows_) {
      std::size_t leading = 0;
      while (leading < row.size() && row[leading].empty()) {
        ++leading;
      }
      empty = std::min(empty, leading);
    }
    for (const std::vector<std::string>& row : rows_) {
      for (std::size_t column = empty; column < row.size(); ++column) {
        text_ += (column > empty ? "\t" : "") + row[column];
      }
      text_ += "\n";
    }
    text_ += "\n";
    rows_.clear();
  }

  void finish() {
    turn();
    torn_.clear();
  }

  const Source& source_;
  std::string text_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::string> torn_;
};

}  // namespace

int main(int count, char** words) try {
  const std::vector<std::string> arguments(words + 1, words + count);
  const auto to = std::find(arguments.begin(), arguments.end(), "--to");
  if (arguments.end() - to < 2 || to == arguments.begin()) {
    std::cerr << "make_samples SOURCE.plan… --to FOLDER [FORM…]\n";
    return 64;
  }
  const std::string& folder = *(to + 1);
  for (auto path = arguments.begin(); path != to; ++path) {
    std::ifstream file(*path);
    const Source source = read(file);
    const bool has_rows = std::any_of(source.entries.begin(), source.entries.end(),
                                      [](const Entry& entry) { return entry.kind != Kind::paragraph; });
    if ((has_rows && source.columns.empty()) || source.columns.size() != source.keys.size()) {
      throw std::runtime_error(*path + ": its columns and keys do not match");
    }
    const std::string name = path->substr(path->rfind('/') + 1, path->rfind('.') - path->rfind('/') - 1);
    const std::vector<std::string> asked(to + 2, arguments.end());
    for (const std::string& form : asked.empty() ? source.forms : asked) {
      std::string bytes;
      if (form == "txt") {
        Pages pages(source);
        for (const Entry& entry : source.entries) {
          pages.add(entry);
        }
        bytes = pages.text();
      } else {
        bytes = candour::support::to_bytes(to_document(source), form);
      }
      const std::string made = folder + "/" + name + "." + form;
      std::ofstream out(made, std::ios::binary);
      if (!(out << bytes) || !out.flush()) {
        throw std::runtime_error("could not write " + made);
      }
    }
  }
  return 0;
} catch (const std::exception& failure) {
  std::cerr << "make_samples: " << failure.what() << "\n";
  return 1;
}
