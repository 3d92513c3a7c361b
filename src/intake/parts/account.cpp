#include "intake/parts/account.h"

#include <algorithm>

#include "base/text.h"
#include "intake/parts/flow.h"

namespace candour::intake {

std::string Account::place(std::string_view text) {
  if (!text.empty()) placed_.push_back(span_of(document_, text));
  return std::string(text);
}

void Account::settle(Reading& reading) {
  std::sort(placed_.begin(), placed_.end(), [](const document::Span& a, const document::Span& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  std::vector<document::Span> merged;
  for (const document::Span& span : placed_) {
    if (!merged.empty() && span.begin <= merged.back().end)
      merged.back().end = std::max(merged.back().end, span.end);
    else
      merged.push_back(span);
  }
  reading.coverage = {};
  reading.coverage.characters = document_.visible({0, document_.text.size()});
  for (const document::Span& span : merged) reading.coverage.placed += document_.visible(span);

  // Whatever of a block or cell is not covered is kept, a row in one piece. Text that no block holds would stay
  // uncounted, and show itself as lost.
  std::size_t next = 0;
  const auto keep_rest = [&](const document::Span& whole, Kept& kept) {
    while (next < merged.size() && merged[next].end <= whole.begin) ++next;
    std::size_t at = whole.begin;
    for (std::size_t i = next; at < whole.end; ++i) {
      const bool covered = i < merged.size() && merged[i].begin < whole.end;
      const document::Span rest{at, covered ? std::max(at, merged[i].begin) : whole.end};
      if (const std::size_t visible = document_.visible(rest); visible > 0) {
        if (!kept.text.empty()) kept.text += ' ';
        kept.text += trimmed(document_.at(rest));
        reading.coverage.kept_aside += visible;
      }
      if (!covered) break;
      at = std::max(at, merged[i].end);
    }
  };
  for (const document::Block& block : document_.blocks) {
    if (block.kind != document::BlockKind::table) {
      Kept kept{block.place, {}};
      keep_rest(block.span, kept);
      if (!kept.text.empty()) reading.kept.push_back(std::move(kept));
      continue;
    }
    for (const document::Row& row : block.rows) {
      Kept kept{row.place, {}};
      for (const document::Cell& cell : row.cells) keep_rest(cell.span, kept);
      if (!kept.text.empty()) reading.kept.push_back(std::move(kept));
    }
  }
  const std::size_t found = reading.coverage.placed + reading.coverage.kept_aside;
  reading.coverage.lost = reading.coverage.characters > found ? reading.coverage.characters - found : 0;
}

}  // namespace candour::intake
