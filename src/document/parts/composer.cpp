#include "document/parts/composer.h"

#include <algorithm>

#include "base/text.h"

namespace candour::document {

bool has_visible(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char byte = static_cast<unsigned char>(text[at]);
    if (byte > 0x20 && byte < 0x7F) return true;
    if (byte <= 0x20 || byte == 0x7F) {
      ++at;
    } else if (!is_blank(next_code_point(text, at))) {
      return true;
    }
  }
  return false;
}

bool carries_mark(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return false;
  std::size_t at = 0;
  const char32_t first = next_code_point(text, at);
  // Symbol fonts of word processors put their bullets in the private use area.
  if ((first >= 0x2010 && first <= 0x2015) || (first >= 0x2022 && first <= 0x2023) || first == 0x2043 ||
      (first >= 0x2190 && first <= 0x21FF) || (first >= 0x25A0 && first <= 0x27BF) || first == 0xB7 ||
      (first >= 0xF000 && first <= 0xF0FF))
    return true;
  const auto blank_follows = [&](std::size_t here) {
    return here >= text.size() || static_cast<unsigned char>(text[here]) <= 0x20;
  };
  if ((first == '-' || first == '*' || first == '+' || first == 'o' || first == '>') && blank_follows(at)) return true;
  // "1." "12)" "(a)" "iv."
  std::size_t end = first == '(' ? at : 0;
  const std::size_t begin = end;
  while (end < text.size() && end - begin < 4 &&
         ((text[end] >= '0' && text[end] <= '9') || (text[end] >= 'a' && text[end] <= 'z')))
    ++end;
  if (end == begin || end >= text.size() || (text[end] != '.' && text[end] != ')')) return false;
  const bool digits = text[begin] <= '9';
  return blank_follows(end + 1) && (digits || text[end] == ')' || end - begin == 1);
}

void Composer::begin_text() {
  begin_ = document_.text.size();
  mark_.clear();
  line_due_ = space_due_ = item_due_ = saw_bold_ = saw_plain_ = false;
}

Span Composer::end_text() {
  const std::string_view written = std::string_view(document_.text).substr(begin_);
  const std::string_view kept = trimmed(written);
  const std::size_t begin = kept.empty() ? begin_ : begin_ + static_cast<std::size_t>(kept.data() - written.data());
  return {begin, begin + kept.size()};
}

// Writes what is due before the text that comes now.
void Composer::before(std::string_view text, bool visible) {
  std::string& out = document_.text;
  if (line_due_ && has_text() && out.size() > begin_ && out.back() != '\n') out += '\n';
  line_due_ = false;
  if (visible && item_due_) {
    item_due_ = false;
    if (!mark_.empty() && !carries_mark(text)) {
      put_ours(mark_);
      out += ' ';
    }
  }
}

void Composer::put_ours(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (!is_blank(next_code_point(text, at))) document_.added.push_back(document_.text.size() + start);
  }
  document_.text += text;
}

void Composer::strike(std::string_view text) {
  struck_ += text;
}

std::vector<std::string> Composer::take_struck() {
  std::vector<std::string> all;
  for (auto& [text, place] : std::exchange(waiting_, {})) all.push_back(std::move(text));
  return all;
}

void Composer::keep_struck(std::string text, const Place& place) {
  note_once("source.struck-through",
            "Text of the document is struck through, such as “" + shortened(text, 60) +
                "”; it was kept aside and is in no field.",
            place);
  furniture(text, place);
  document_.blocks.back().struck = true;
}

void Composer::put(std::string_view text) {
  if (text.empty()) return;
  if (struck_now_) return strike(text);
  if (!struck_.empty() && struck_.back() != ' ') struck_ += ' ';
  const bool visible = has_visible(text);
  if (line_due_ || item_due_) {
    if (!visible) return;
    // A line of its own does not begin with the blanks that stood between two marks.
    text.remove_prefix(static_cast<std::size_t>(trimmed(text).data() - text.data()));
    before(text, visible);
  }
  if (visible) (bold_now_ ? saw_bold_ : saw_plain_) = true;
  document_.text += text;
}

void Composer::flow(std::string_view text) {
  if (struck_now_) return strike(text);
  if (!struck_.empty() && struck_.back() != ' ') struck_ += ' ';
  std::size_t at = 0;
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; };
  while (at < text.size()) {
    const std::size_t gap = at;
    while (at < text.size() && is_space(text[at])) ++at;
    if (at > gap) space_due_ = true;
    std::size_t end = at;
    while (end < text.size() && !is_space(text[end])) ++end;
    if (end == at) break;
    const std::string_view word = text.substr(at, end - at);
    const bool visible = has_visible(word);
    const bool at_line_start = line_due_ || !has_text() || document_.text.back() == '\n';
    // The whole rest is shown, so that "1. Text" is seen to carry its mark.
    if (visible || !(line_due_ || item_due_)) {
      if (line_due_ || item_due_) before(text.substr(at), visible);
      if (space_due_ && !at_line_start) document_.text += ' ';
      space_due_ = false;
      if (visible) (bold_now_ ? saw_bold_ : saw_plain_) = true;
      document_.text += word;
    }
    at = end;
  }
}

void Composer::line() {
  if (!struck_.empty() && struck_.back() != ' ') struck_ += ' ';
  line_due_ = true;
  space_due_ = false;
}

void Composer::item(std::string_view mark) {
  line();
  item_due_ = true;
  mark_ = mark;
}

void Composer::begin_block(BlockKind kind, Place place) {
  block_ = Block{};
  block_.kind = kind;
  block_.place = std::move(place);
  begin_text();
}

bool Composer::end_block() {
  const std::string struck = collapsed(std::exchange(struck_, {}));
  const Place place = block_.place;
  const bool any = has_text();
  if (any) {
    block_.span = end_text();
    block_.bold = saw_bold_ && !saw_plain_;
    document_.text += '\n';
    document_.blocks.push_back(std::move(block_));
  } else {
    document_.text.resize(begin_);
    while (!document_.added.empty() && document_.added.back() >= begin_) document_.added.pop_back();
  }
  if (has_visible(struck)) keep_struck(struck, place);
  return any;
}

void Composer::furniture(std::string_view text, Place place) {
  const bool was = std::exchange(bold_now_, false), was_struck = std::exchange(struck_now_, false);
  begin_block(BlockKind::furniture, std::move(place));
  put(text);
  end_block();
  bold_now_ = was;
  struck_now_ = was_struck;
}

void Composer::begin_table(Place place) {
  block_ = Block{};
  block_.kind = BlockKind::table;
  block_.place = std::move(place);
}

void Composer::begin_row(Place place) {
  row_ = Row{};
  row_.place = std::move(place);
}

void Composer::begin_cell(Place place) {
  cell_ = Cell{};
  cell_.place = std::move(place);
  ++cells_;
  begin_text();
}

void Composer::end_cell() {
  if (std::string struck = collapsed(std::exchange(struck_, {})); has_visible(struck))
    waiting_.emplace_back(std::move(struck), cell_.place);
  cell_.span = end_text();
  cell_.bold = saw_bold_ && !saw_plain_;
  document_.text += '\t';
  row_.cells.push_back(std::move(cell_));
}

void Composer::end_row() {
  if (!document_.text.empty() && document_.text.back() == '\t')
    document_.text.back() = '\n';
  else
    document_.text += '\n';
  // A vector that grew by doubling would hold twice the cells of a large workbook.
  row_.cells.shrink_to_fit();
  block_.rows.push_back(std::move(row_));
}

bool Composer::end_table() {
  const bool any = !block_.rows.empty();
  if (any) document_.blocks.push_back(std::move(block_));
  for (auto& [text, place] : std::exchange(waiting_, {})) keep_struck(std::move(text), place);
  return any;
}

void Composer::note(std::string code, std::string message, Place place) {
  document_.notes.push_back({std::move(code), std::move(message), std::move(place)});
}

void Composer::note_once(std::string code, std::string message, Place place) {
  for (const Note& known : document_.notes)
    if (known.code == code) return;
  note(std::move(code), std::move(message), std::move(place));
}

Place Composer::place_of_open_cell() const {
  Place place = row_.place;
  place.column = static_cast<std::uint32_t>(row_.cells.size() + 1);
  return place;
}

void Composer::append(Document&& other) {
  const std::size_t shift = document_.text.size();
  document_.text += other.text;
  for (std::size_t position : other.added) document_.added.push_back(position + shift);
  for (Block& block : other.blocks) {
    block.span.begin += shift;
    block.span.end += shift;
    for (Row& row : block.rows) {
      for (Cell& cell : row.cells) {
        cell.span.begin += shift;
        cell.span.end += shift;
      }
      cells_ += row.cells.size();
    }
    document_.blocks.push_back(std::move(block));
  }
  for (Note& note : other.notes)
    if (note.code == "source.struck-through")
      note_once(std::move(note.code), std::move(note.message), std::move(note.place));
    else
      document_.notes.push_back(std::move(note));
}

}  // namespace candour::document
