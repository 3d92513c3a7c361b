#include "support/grid.h"

#include <cstdlib>
#include <stdexcept>
#include <zip.h>

namespace candour::support {

const Placed* Grid::at(std::size_t row, std::size_t column) const {
  for (const Placed& placed : cells) {
    if (row >= placed.row && row < placed.row + placed.cell->rows && column >= placed.column &&
        column < placed.column + placed.cell->columns) {
      return &placed;
    }
  }
  return nullptr;
}

Grid lay_out(const Table& table) {
  Grid grid;
  grid.rows = table.rows.size();
  std::vector<std::vector<bool>> taken(table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    std::size_t column = 0;
    for (const Cell& cell : table.rows[row].cells) {
      while (column < taken[row].size() && taken[row][column]) {
        ++column;
      }
      if (row + cell.rows > table.rows.size()) {
        throw std::logic_error("a cell merged down reaches below its table: " + cell.text);
      }
      for (std::size_t below = row; below < row + cell.rows; ++below) {
        if (taken[below].size() < column + cell.columns) {
          taken[below].resize(column + cell.columns);
        }
        for (std::size_t across = column; across < column + cell.columns; ++across) {
          taken[below][across] = true;
        }
      }
      grid.cells.push_back({&cell, row, column});
      column += cell.columns;
      grid.columns = std::max(grid.columns, column);
    }
  }
  return grid;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      return lines;
    }
    text.remove_prefix(end + 1);
  }
}

std::vector<Piece> pieces_of(std::string_view text) {
  static constexpr std::string_view signs = "+-@^=!&~";
  static constexpr Mark marks[] = {Mark::inserted, Mark::deleted, Mark::comment, Mark::note,
                                   Mark::control,  Mark::box,     Mark::object,  Mark::struck};
  std::vector<Piece> pieces;
  std::size_t begin = 0;
  for (std::size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', at + 1)) {
    const std::size_t sign = at + 1 < text.size() ? signs.find(text[at + 1]) : std::string_view::npos;
    if (sign == std::string_view::npos) {
      continue;
    }
    const std::size_t end = text.find(std::string{signs[sign], ']'}, at + 2);
    if (end == std::string_view::npos) {
      continue;
    }
    if (at > begin) {
      pieces.push_back({Mark::none, text.substr(begin, at - begin)});
    }
    pieces.push_back({marks[sign], text.substr(at + 2, end - at - 2)});
    begin = end + 2;
    at = end + 1;
  }
  if (begin < text.size()) {
    pieces.push_back({Mark::none, text.substr(begin)});
  }
  return pieces;
}

std::string without_marks(std::string_view text) {
  std::string plain;
  for (const Piece& piece : pieces_of(text)) {
    const bool shown = piece.mark != Mark::deleted && piece.mark != Mark::comment && piece.mark != Mark::note &&
                       piece.mark != Mark::struck;
    plain += shown ? piece.text : std::string_view();
  }
  return plain;
}

namespace {

void take_marks_off(Table& table, Nested nested) {
  for (Row& row : table.rows) {
    for (Cell& cell : row.cells) {
      cell.text = without_marks(cell.text);
      if (cell.inside == nullptr) {
        continue;
      }
      Table inside = *cell.inside;
      take_marks_off(inside, nested);
      if (nested == Nested::kept) {
        cell.inside = std::make_shared<Table>(std::move(inside));
        continue;
      }
      for (const Row& line : inside.rows) {
        cell.text += cell.text.empty() ? "" : "\n";
        for (const Cell& part : line.cells) {
          cell.text += (&part == line.cells.data() ? "" : " ") + part.text;
        }
      }
      cell.inside = nullptr;
    }
  }
}

}  // namespace

Document without_marks(Document document, Nested nested) {
  for (Sheet& sheet : document.sheets) {
    for (Block& block : sheet.blocks) {
      if (auto* paragraph = std::get_if<Paragraph>(&block)) {
        paragraph->text = without_marks(paragraph->text);
      } else if (auto* table = std::get_if<Table>(&block)) {
        take_marks_off(*table, nested);
      }
    }
  }
  return document;
}

std::string escape(std::string_view text) {
  std::string escaped;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += letter;
    }
  }
  return escaped;
}

std::string to_zip(const std::vector<Part>& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* zip = target == nullptr ? nullptr : zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (zip == nullptr) {
    throw std::runtime_error("libzip would not open a buffer");
  }
  zip_source_keep(target);
  for (const Part& part : parts) {
    zip_source_t* source = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(zip, part.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      throw std::runtime_error("libzip would not take " + part.name);
    }
    const auto at = static_cast<zip_uint64_t>(index);
    // OpenDocument wants its kind to be readable without unpacking.
    zip_set_file_compression(zip, at, part.name == "mimetype" ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 9);
    // Zip has no time zones: the first moment it knows, 1 January 1980, as Word itself writes.
    zip_file_set_dostime(zip, at, 0, (1 << 5) | 1, 0);
  }
  if (zip_close(zip) != 0) {
    throw std::runtime_error(zip_strerror(zip));
  }
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  const zip_int64_t read = zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  if (read != static_cast<zip_int64_t>(bytes.size())) {
    throw std::runtime_error("libzip gave back less than it wrote");
  }
  return bytes;
}

}  // namespace candour::support
