#include "intake/inspection/lines.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/parts/ascii.h"
#include "plan/dates.h"

namespace candour::intake::inspection {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// What stands before an item of a list; the last three are what Word's symbol fonts leave behind.
constexpr std::array<std::string_view, 20> marks{"•", "◦", "▪", "●", "○", "□", "■", "➢", "✓", "►",
                                                 "–", "—", "-", "*", ">", "·", "‣", "",  "",  ""};

std::size_t blanks_at(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  while (at + length < text.size()) {
    if (is_space(text[at + length]))
      ++length;
    else if (text.substr(at + length, 2) == "\xC2\xA0")
      length += 2;
    else
      break;
  }
  return length;
}

std::string_view without_mark(std::string_view text, bool& item) {
  for (bool more = true; more;) {
    more = false;
    for (std::string_view mark : marks)
      if (text.substr(0, mark.size()) == mark && blanks_at(text, mark.size()) > 0) {
        text = text.substr(mark.size() + blanks_at(text, mark.size()));
        item = more = true;
      }
    // Word's hollow bullet is a letter of another font.
    if (text.size() > 2 && text[0] == 'o' && (text[1] == '\t' || text.substr(1, 3) == "   ")) {
      text = text.substr(1 + blanks_at(text, 1));
      item = more = true;
    }
  }
  return text;
}

// "3", "3.1", "12.4.10": parts of at most three digits that do not begin with 0, so dates and sums are none.
std::size_t number_at(std::string_view text, std::size_t at, bool& dotted) {
  std::size_t end = at;
  dotted = false;
  for (;;) {
    std::size_t digits = 0;
    while (end + digits < text.size() && is_digit(text[end + digits])) ++digits;
    if (digits == 0 || digits > 3 || text[end] == '0') return 0;
    end += digits;
    if (end + 1 < text.size() && text[end] == '.' && is_digit(text[end + 1])) {
      ++end;
      dotted = true;
      continue;
    }
    return end - at;
  }
}

struct LabelWord {
  std::string_view written;
  std::string_view word;
};
constexpr std::array<LabelWord, 25> label_words{{{"national recommendation", "recommendation"},
                                                 {"local recommendation", "recommendation"},
                                                 {"multi-agency recommendation", "recommendation"},
                                                 {"single agency recommendation", "recommendation"},
                                                 {"safety recommendation", "recommendation"},
                                                 {"key recommendation", "recommendation"},
                                                 {"recommendation", "recommendation"},
                                                 {"rec.", "recommendation"},
                                                 {"rec", "recommendation"},
                                                 {"area for priority action", "area"},
                                                 {"area for improvement", "area"},
                                                 {"area for development", "area"},
                                                 {"key finding", "finding"},
                                                 {"systems finding", "finding"},
                                                 {"finding", "finding"},
                                                 {"priority concern", "finding"},
                                                 {"key concern", "finding"},
                                                 {"cause of concern", "finding"},
                                                 {"key theme", "finding"},
                                                 {"theme", "finding"},
                                                 {"question", "question"},
                                                 {"chapter", "chapter"},
                                                 {"section", "chapter"},
                                                 {"part", "chapter"},
                                                 {"paragraph", "paragraph"}}};

}  // namespace

std::size_t number_in_words(std::string_view low, std::string& number) {
  static constexpr std::array<std::string_view, 20> words{
      "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",     "ten",
      "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
  const std::size_t end = low.find_first_not_of("abcdefghijklmnopqrstuvwxyz");
  const std::string_view word = low.substr(0, end);
  // "twenty-one"
  if (word == "twenty" && end != std::string_view::npos && low.size() > end + 1 && (low[end] == '-' || low[end] == ' '))
    if (std::string more; const std::size_t length = number_in_words(low.substr(end + 1), more))
      if (more.size() == 1) {
        number = "2" + more;
        return end + 1 + length;
      }
  for (std::size_t k = 0; k < words.size(); ++k)
    if (word == words[k]) {
      number = std::to_string(k + 1);
      return word.size();
    }
  return 0;
}

std::string_view bare(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && (text.back() == '*' || text.back() == '_')) text = trimmed(text.substr(0, text.size() - 1));
  while (!text.empty() && (text.front() == '*' || text.front() == '_') && blanks_at(text, 1) == 0)
    text = trimmed(text.substr(1));
  return text;
}

bool ends_a_sentence(std::string_view text) {
  text = bare(text);
  for (std::string_view close : {")", "”", "’", "\"", "'", "]"})
    while (text.size() > close.size() && text.ends_with(close)) text.remove_suffix(close.size());
  return !text.empty() && (text.back() == '.' || text.back() == '?' || text.back() == '!' || text.back() == ';');
}

bool is_page_furniture(std::string_view text) {
  // "2)." is the end of a citation.
  if (text.size() > 60 || text.find(')') != std::string_view::npos) return false;
  std::string key = matching_key(text);
  // How it may be passed on stands at the head or foot of pages, alone or beside their number.
  for (std::string_view marking :
       {"official sensitive", "official", "restricted", "confidential", "not protectively marked"}) {
    if (key == marking) return true;
    if (key.starts_with(marking) && key.compare(marking.size(), 6, " page ") == 0) key.erase(0, marking.size() + 1);
    if (key.starts_with("page ") && key.ends_with(" " + std::string(marking)))
      key.resize(key.size() - marking.size() - 1);
  }
  if (key.empty()) return true;
  bool digits = true;
  for (char c : key) digits = digits && is_digit(c);
  if (digits) return key.size() <= 3 && text.size() <= 7;
  if (!key.starts_with("page ")) return false;
  for (char c : replaced(key.substr(5), " of ", ""))
    if (!is_digit(c)) return false;
  return true;
}

bool ends_in_page_number(std::string_view text) {
  if (text.size() > 160) return false;
  std::size_t end = text.size();
  while (end > 0 && is_digit(text[end - 1])) --end;
  if (end == text.size() || text.size() - end > 3 || end == 0) return false;
  return is_space(text[end - 1]) || text[end - 1] == '.';
}

Beginning beginning_of(std::string_view text) {
  Beginning beginning;
  text = without_mark(bare(text), beginning.item);
  text = bare(text);
  beginning.rest = text;
  const std::string low = folded(text.substr(0, 40));
  std::size_t at = 0;
  for (const LabelWord& label : label_words) {
    if (!low.starts_with(label.written)) continue;
    const std::size_t behind = label.written.size() + blanks_at(text, label.written.size());
    std::size_t number = behind;
    for (std::string_view word : {"number ", "no. ", "no "})
      if (low.substr(std::min(number, low.size())).starts_with(word)) number += word.size();
    if (number == label.written.size() && label.written.back() != '.') continue;
    if (number < text.size() && (text[number] == '#' || text[number] == 'R')) ++number;
    bool dotted = false;
    if (number_at(text, number, dotted) == 0) {
      // "Recommendation Three: …"
      std::string in_figures;
      const std::size_t length = number_in_words(low.substr(std::min(number, low.size())), in_figures);
      if (length == 0 || label.word == "chapter" || label.word == "paragraph") continue;
      beginning.word = label.word;
      beginning.numbering = Numbering::chapter;
      beginning.ref = in_figures;
      std::string_view rest = trimmed(text.substr(number + length));
      for (std::string_view close : {":", ".", ")", "–", "—", "-"})
        if (rest.starts_with(close)) {
          rest = trimmed(rest.substr(close.size()));
          beginning.closed = true;
          break;
        }
      beginning.rest = rest;
      return beginning;
    }
    beginning.word = label.word;
    at = number;
    break;
  }
  // "Recommendation: The governor should …", without a number.
  if (beginning.word.empty() && low.starts_with("recommendation")) {
    const std::string_view behind = trimmed(text.substr(14));
    if (behind.starts_with(":") && trimmed(behind.substr(1)).size() > 15) {
      beginning.word = "recommendation";
      beginning.closed = true;
      beginning.rest = trimmed(behind.substr(1));
      return beginning;
    }
  }
  // "R3:"
  bool with_letter = false;
  if (beginning.word.empty() && text.size() > 2 && text[0] == 'R' && is_digit(text[1])) {
    beginning.word = "recommendation";
    with_letter = true;
    at = 1;
  }
  bool dotted = false;
  std::size_t length = number_at(text, at, dotted);
  const bool open = length == 0 && at == 0 && text.size() > 3 && text[0] == '(';
  if (open) {
    if (is_lower(text[1]) && text[2] == ')' && text.size() > 3) {
      beginning.numbering = Numbering::lettered;
      beginning.ref = std::string(1, text[1]);
      beginning.rest = trimmed(text.substr(3));
      return beginning;
    }
    length = number_at(text, 1, dotted);
    if (length == 0 || 1 + length >= text.size() || text[1 + length] != ')' || dotted) return beginning;
    beginning.numbering = Numbering::bracketed;
    beginning.ref = std::string(text.substr(1, length));
    beginning.rest = trimmed(text.substr(length + 2));
    return beginning;
  }
  if (length == 0) {
    if (text.size() > 2 && is_lower(text[0]) && (text[1] == ')' || text[1] == '.') && blanks_at(text, 2) > 0) {
      beginning.numbering = Numbering::lettered;
      beginning.ref = std::string(1, text[0]);
      beginning.rest = trimmed(text.substr(2));
    }
    return beginning;
  }
  std::string ref = (with_letter ? "R" : "") + std::string(text.substr(at, length));
  at += length;
  // "3a", "3(a)"
  if (at < text.size() && is_lower(text[at]) && (at + 1 == text.size() || !is_letter(text[at + 1]))) {
    ref += text[at++];
  } else if (at + 2 < text.size() && text[at] == '(' && is_lower(text[at + 1]) && text[at + 2] == ')') {
    ref += text[at + 1];
    at += 3;
  }
  const std::size_t before = at;
  std::size_t blanks = blanks_at(text, at);
  at += blanks;
  for (std::string_view close : {":", ".", ")", "–", "—", "-"})
    if (text.substr(at).starts_with(close)) {
      at += close.size();
      beginning.closed = true;
      break;
    }
  const std::size_t more = blanks_at(text, at);
  // "14.1% of", "3-year", "2:30": no number of a paragraph.
  if (at < text.size() && blanks + more == 0) {
    if (!(beginning.closed && !beginning.word.empty() && !is_digit(text[at]))) {
      if (!(beginning.closed && dotted && is_letter(text[at]) && text[before] == '.')) {
        beginning.word.clear();
        beginning.closed = false;
        return beginning;
      }
    }
  }
  const std::string_view rest = trimmed(text.substr(at));
  if (beginning.word.empty() && !dotted && !beginning.closed) {
    // "1 Context" may be a chapter; "12 April 2024" and "130 children" are none.
    const bool capital = !rest.empty() && !is_lower(rest.front()) && !is_digit(rest.front());
    const auto dates = plan::find_dates(text.substr(0, 80));
    if (!capital || rest.size() > 90 || ends_a_sentence(rest) || (!dates.empty() && dates.front().begin == 0))
      return beginning;
  }
  // A list's own number before the one that is written: "1. 1.1 Practitioners …".
  if (bool inner_dotted = false;
      beginning.word.empty() && !dotted && beginning.closed && number_at(rest, 0, inner_dotted) > 0 && inner_dotted)
    if (const Beginning inner = beginning_of(rest); inner.numbering == Numbering::dotted && inner.word.empty())
      return inner;
  beginning.numbering = dotted ? Numbering::dotted : Numbering::chapter;
  beginning.ref = std::move(ref);
  beginning.rest = rest;
  return beginning;
}

bool is_heading(const Line& line) {
  if (line.row) return false;
  const std::string_view text = bare(line.text);
  if (text.empty() || text.size() > 200) return false;
  if (line.heading > 0) return true;
  if (text.find('\n') != std::string_view::npos && text.size() > 120) return false;
  if (ends_a_sentence(text) && text.back() != '?') return false;
  const Beginning beginning = beginning_of(text);
  if (beginning.item || beginning.numbering == Numbering::lettered || beginning.numbering == Numbering::bracketed)
    return false;
  if (line.bold) return text.size() <= 160;
  if (text.back() == ':' || text.back() == ',' || text.size() > 90) return false;
  const std::string_view rest = beginning.rest;
  if (rest.empty() || is_lower(rest.front()) || rest.starts_with("“") || rest.starts_with("‘") || rest.front() == '"' ||
      rest.front() == '(')
    return false;
  if (text.back() == '?' && text.size() > 60) return false;
  return words(rest).size() <= 12;
}

std::vector<Line> lines_of(const document::Document& document, const std::vector<FlowLine>& flow) {
  std::vector<Line> found;
  std::size_t boxes = 0;
  const auto add_pieces = [&](std::string_view whole, const FlowLine& of, std::size_t box) {
    bool first = true;
    for (std::string_view piece : split(whole, '\n')) {
      piece = trimmed(piece);
      if (piece.empty()) continue;
      Line line;
      line.text = piece;
      line.place = of.place;
      line.bold = of.bold;
      line.box = box;
      line.adjacent = !first;
      first = false;
      found.push_back(std::move(line));
    }
  };
  // Text wrapped by hand: most lines are short, and many go on in the next with a small letter.
  std::size_t text_lines = 0, going_on = 0, longest = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    if (flow[i].is_row || flow[i].is_furniture || flow[i].place.line == 0) continue;
    ++text_lines;
    longest = std::max(longest, flow[i].text.size());
    going_on += i > 0 && flow[i - 1].place.line + 1 == flow[i].place.line && is_lower(flow[i].text.front());
  }
  const bool wrapped = text_lines > 0 && longest <= 140 && going_on * 8 >= text_lines;

  for (std::size_t i = 0; i < flow.size(); ++i) {
    const FlowLine& of = flow[i];
    if (of.is_furniture) continue;
    if (!of.is_row) {
      if (is_page_furniture(of.text)) continue;
      const bool adjacent = !found.empty() && i > 0 && of.place.line > 0 &&
                            flow[i - 1].place.line + 1 == of.place.line && !found.back().row;
      const Beginning beginning = beginning_of(of.text);
      // "(Recommendation" above "2)." is no second item.
      const bool goes_on =
          !beginning.item && ((beginning.numbering == Numbering::none && beginning.word.empty()) ||
                              (beginning.rest.size() < 3 && !found.empty() && !ends_a_sentence(found.back().text)));
      if (wrapped && adjacent && of.heading == 0 && goes_on) {
        std::string_view& above = found.back().text;
        above =
            std::string_view(above.data(), static_cast<std::size_t>(of.text.data() + of.text.size() - above.data()));
        continue;
      }
      if (of.text.find('\n') != std::string_view::npos && of.place.line == 0) {
        add_pieces(of.text, of, 0);
        if (!found.empty()) found.back().heading = std::max(found.back().heading, of.heading);
        continue;
      }
      Line line;
      line.text = of.text;
      line.place = of.place;
      line.heading = of.heading;
      line.bold = of.bold;
      line.adjacent = adjacent;
      found.push_back(std::move(line));
      continue;
    }
    // One cell is a box; a number or a label beside one cell is its heading.
    const FlowCell* first = nullptr;
    const FlowCell* second = nullptr;
    for (const FlowCell& cell : of.cells) {
      if (cell.text.empty()) continue;
      (first ? second : first) = &cell;
    }
    if (!first) continue;
    const std::size_t filled = of.filled();
    const Beginning label = beginning_of(first->text);
    const std::string key = matching_key(first->text.substr(0, 20));
    const bool number = first->text.size() <= 24 && first->text.find('\n') == std::string_view::npos &&
                        ((label.numbering != Numbering::none && label.rest.empty()) ||
                         (!key.empty() && key.find_first_not_of("0123456789") == std::string::npos));
    const bool of_one_column = of.width() <= 1 || filled == 1;
    if (of_one_column || (filled == 2 && number && second->text.size() > 24)) {
      const std::string_view whole =
          of_one_column ? first->text
                        : std::string_view(
                              first->text.data(),
                              static_cast<std::size_t>(second->text.data() + second->text.size() - first->text.data()));
      const bool same_box =
          !found.empty() && found.back().box == boxes && boxes > 0 && i > 0 && flow[i - 1].block == of.block;
      if (!same_box) ++boxes;
      const std::size_t from = found.size();
      add_pieces(whole, of, boxes);
      for (std::size_t k = from; k < found.size(); ++k) {
        found[k].table = of.block;
        if (k == from) found[k].row = nullptr;
      }
      if (of_one_column && found.size() == from + 1) found[from].row = nullptr;
      continue;
    }
    Line line;
    line.row = &of;
    line.table = of.block;
    line.place = of.place;
    found.push_back(std::move(line));
  }
  (void)document;
  return found;
}

}  // namespace candour::intake::inspection
