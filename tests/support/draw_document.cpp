#include "support/draw_document.h"

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace candour::support {

Document drawn(std::string_view drawing) {
  Document document;
  document.sheets.emplace_back();
  std::vector<std::vector<std::string>> grid;
  const auto close_table = [&] {
    if (grid.empty()) return;
    Table table;
    std::vector<std::vector<bool>> covered(grid.size());
    for (std::size_t r = 0; r < grid.size(); ++r) {
      Row row;
      for (std::size_t c = 0; c < grid[r].size(); ++c) {
        std::string text = grid[r][c];
        if (text == "^" || text == "<") continue;
        Cell cell;
        if (text.size() >= 8 && text[0] == '{' && text[7] == '}') {
          cell.fill = text.substr(1, 6);
          text = std::string(trimmed(text.substr(8)));
        }
        cell.text = replaced(text, " / ", "\n");
        while (c + cell.columns < grid[r].size() && grid[r][c + cell.columns] == "<") ++cell.columns;
        while (r + cell.rows < grid.size() && c < grid[r + cell.rows].size() && grid[r + cell.rows][c] == "^")
          ++cell.rows;
        row.cells.push_back(std::move(cell));
      }
      table.rows.push_back(std::move(row));
    }
    document.sheets.back().blocks.emplace_back(std::move(table));
    grid.clear();
  };
  for (std::string_view line : lines(drawing)) {
    line = trimmed(line);
    if (line.empty()) continue;
    if (line.front() == '|') {
      std::vector<std::string> cells;
      for (std::string_view cell : split(line.substr(1, line.size() - 2), '|')) cells.emplace_back(trimmed(cell));
      grid.push_back(std::move(cells));
      continue;
    }
    close_table();
    if (line == "---") continue;
    if (line.rfind("== ", 0) == 0) {
      if (!document.sheets.back().blocks.empty()) document.sheets.emplace_back();
      document.sheets.back().name = std::string(line.substr(3));
      continue;
    }
    Paragraph paragraph;
    while (line.front() == '#') ++paragraph.heading, line.remove_prefix(1);
    line = trimmed(line);
    if (line.rfind("**", 0) == 0) {
      paragraph.bold = true;
      line = trimmed(line.substr(2, line.size() - 4));
    }
    paragraph.text = std::string(line);
    document.sheets.back().blocks.emplace_back(std::move(paragraph));
  }
  close_table();
  return document;
}

}  // namespace candour::support
