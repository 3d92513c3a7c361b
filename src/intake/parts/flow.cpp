#include "intake/parts/flow.h"

#include "base/text.h"
#include "intake/action_plan/cells.h"

namespace candour::intake {

std::size_t FlowLine::filled() const {
  std::size_t count = 0;
  for (const FlowCell& cell : cells)
    if (!cell.text.empty()) ++count;
  return count;
}

const FlowCell* FlowLine::only_cell() const {
  const FlowCell* found = nullptr;
  for (const FlowCell& cell : cells) {
    if (cell.text.empty()) continue;
    if (found) return nullptr;
    found = &cell;
  }
  return found;
}

std::size_t FlowLine::width() const {
  for (std::size_t count = cells.size(); count > 0; --count) {
    const FlowCell& cell = cells[count - 1];
    if (!cell.text.empty() || !cell.fill.empty() || cell.continues_above) return count;
  }
  return 0;
}

std::string_view label_and_text(const FlowLine& line) {
  const FlowCell* first = nullptr;
  const FlowCell* second = nullptr;
  for (const FlowCell& cell : line.cells) {
    if (cell.text.empty()) continue;
    if (second) return {};
    (first ? second : first) = &cell;
  }
  if (!second || first != &line.cells.front() || first->text.size() > 40 || second->columns < 3) return {};
  const action_plan::Label label = action_plan::label_of(first->text);
  if (label.ref.empty() || label.word.empty() || label.length != first->text.size()) return {};
  return {first->text.data(), static_cast<std::size_t>(second->text.data() + second->text.size() - first->text.data())};
}

std::vector<FlowLine> flow_of(const document::Document& document) {
  std::vector<FlowLine> flow;
  std::size_t lines = 0;
  for (const document::Block& block : document.blocks)
    lines += block.kind == document::BlockKind::table ? block.rows.size() : 1;
  flow.reserve(lines);
  for (std::size_t index = 0; index < document.blocks.size(); ++index) {
    const document::Block& block = document.blocks[index];
    if (block.struck) continue;  // it is kept aside
    if (block.kind != document::BlockKind::table) {
      FlowLine line;
      line.is_furniture = block.kind == document::BlockKind::furniture;
      line.heading = block.heading;
      line.bold = block.bold;
      line.text = trimmed(document.at(block.span));
      line.place = block.place;
      line.block = index;
      if (!line.text.empty()) flow.push_back(std::move(line));
      continue;
    }
    for (const document::Row& row : block.rows) {
      FlowLine line;
      line.is_row = true;
      line.place = row.place;
      line.block = index;
      line.within = block.within;
      line.cells.reserve(row.cells.size());
      bool all_bold = true;
      for (const document::Cell& cell : row.cells) {
        FlowCell found;
        found.text = trimmed(document.at(cell.span));
        found.place = cell.place;
        found.fill = cell.fill;
        found.bold = cell.bold;
        found.continues_above = cell.continues_above;
        found.header = cell.header;
        found.columns = cell.columns;
        if (!found.text.empty() && !cell.bold) all_bold = false;
        line.cells.push_back(std::move(found));
        // A cell may claim any number of columns; a plan has few, and a claim costs nothing to make.
        for (std::uint32_t more = 1; more < cell.columns && more < 64; ++more) {
          FlowCell covered;
          covered.place = cell.place;
          covered.continues_above = cell.continues_above;
          covered.columns = 0;
          line.cells.push_back(std::move(covered));
        }
      }
      line.bold = all_bold;
      flow.push_back(std::move(line));
    }
  }
  return flow;
}

document::Span span_of(const document::Document& document, std::string_view text) {
  if (text.empty()) return {};
  const std::size_t begin = static_cast<std::size_t>(text.data() - document.text.data());
  return {begin, begin + text.size()};
}

}  // namespace candour::intake
