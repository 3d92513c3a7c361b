#include "intake/minutes/passages.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/minutes/decisions.h"
#include "intake/parts/ascii.h"

namespace candour::intake::minutes {
namespace {

// A line at least this long may have been cut by a converter; longer lines than this were not.
constexpr std::size_t widest_wrap = 130;

bool ends_a_passage(std::string_view text) {
  return !text.empty() && (text.back() == '.' || text.back() == '?' || text.back() == '!' || text.back() == ':');
}

// "Present:", "Apologies – ", "Q:": a line that opens something of its own.
bool opens_with_a_label(std::string_view text) {
  const std::size_t colon = text.substr(0, 40).find(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view before = text.substr(0, colon);
  return !is_lower(text.front()) && std::count(before.begin(), before.end(), ' ') <= 4 &&
         !(is_digit(before.back()) && colon + 1 < text.size() && is_digit(text[colon + 1]));
}

// "March 2026", "Sept": what stands behind the figure of a day.
bool begins_with_a_month(std::string_view text) {
  const std::string word = folded(text.substr(0, text.find_first_of(" .,")));
  for (std::string_view month : {"january", "february", "march", "april", "may", "june", "july", "august", "september",
                                 "october", "november", "december"})
    if (word == month || (word.size() >= 3 && word.size() <= 4 && month.starts_with(word))) return true;
  return false;
}

bool is_in_capitals(std::string_view text) {
  std::size_t upper = 0, lower = 0;
  for (char c : text) upper += is_upper(c), lower += is_lower(c);
  return upper >= 4 && lower == 0;
}

std::size_t wrap_of(const std::vector<FlowLine>& flow) {
  std::size_t widest = 0;
  for (const FlowLine& line : flow)
    if (!line.is_row) widest = std::max(widest, line.text.size());
  return widest <= widest_wrap ? widest : 0;
}

void add_lines(std::string_view text, Passage passage, std::vector<Passage>& passages) {
  for (std::string_view line : split(text, '\n')) {
    line = trimmed(line);
    // "… were late. RESOLVED: That …": what was resolved is a passage of its own, also where a form of file that knows
    // no paragraphs ran it on.
    std::size_t begin = 0;
    for (std::string_view sentence : sentences_of(line)) {
      const std::size_t at = static_cast<std::size_t>(sentence.data() - line.data());
      if (at == 0) continue;
      const auto marker = resolution_marker(sentence);
      if (!marker || !(marker->resolved || sentence.ends_with(':'))) continue;
      passage.text = trimmed(line.substr(begin, at - begin));
      if (!passage.text.empty()) passages.push_back(passage);
      begin = at;
    }
    passage.text = trimmed(line.substr(begin));
    if (!passage.text.empty()) passages.push_back(passage);
  }
}

}  // namespace

std::vector<Passage> passages_of(const document::Document& document, const std::vector<FlowLine>& flow) {
  std::vector<Passage> passages;
  const std::size_t wrap = document.format == document::Format::text ? wrap_of(flow) : 0;
  std::vector<std::string_view> headers;
  std::size_t table = 0;
  for (std::size_t i = 0; i < flow.size(); ++i) {
    const FlowLine& line = flow[i];
    Passage passage;
    passage.line = i;
    passage.place = line.place;
    passage.furniture = line.is_furniture;
    if (line.is_row) {
      if (i == 0 || !flow[i - 1].is_row || flow[i - 1].block != line.block) {
        headers.clear();
        table = i;
        for (const FlowCell& cell : line.cells) headers.push_back(cell.text);
      }
      const bool alone = line.only_cell() != nullptr;
      passage.in_row = true;
      passage.table = table;
      for (std::size_t c = 0; c < line.cells.size(); ++c) {
        passage.column = c < headers.size() && headers[c].data() != line.cells[c].text.data() ? headers[c] : "";
        passage.marked = line.cells[c].bold && (alone || line.cells[c].text.size() <= 100);
        add_lines(line.cells[c].text, passage, passages);
      }
      continue;
    }
    passage.marked = line.heading > 0 || line.bold;
    if (!passages.empty() && i > 0 && wrap > 0 && !line.is_furniture && !flow[i - 1].is_row &&
        !flow[i - 1].is_furniture) {
      Passage& before = passages.back();
      const std::string_view last = flow[i - 1].text;
      const bool next = line.place.line == flow[i - 1].place.line + 1;
      // "QSC/24/64  Safeguarding": a title, however long, with its text below.
      const bool heads = item_label(last).ref.find('/') != std::string_view::npos;
      if (next && !passage.marked && !before.marked && !ends_a_passage(last) && item_label(line.text).length == 0 &&
          (is_lower(line.text.front()) || (!heads && last.size() * 20 >= wrap * 11 && !opens_with_a_label(line.text) &&
                                           !is_in_capitals(last) && !is_in_capitals(line.text)))) {
        before.text = {before.text.data(),
                       static_cast<std::size_t>(line.text.data() + line.text.size() - before.text.data())};
        continue;
      }
    }
    add_lines(line.text, passage, passages);
  }
  return passages;
}

bool ends_a_sentence(std::string_view text) {
  return !text.empty() && (text.back() == '.' || text.back() == '?' || text.back() == '!' || text.back() == ';');
}

bool is_shouted(std::string_view text) {
  std::size_t upper = 0, lower = 0;
  for (char c : text) upper += is_upper(c), lower += is_lower(c);
  return upper >= 4 && upper > 5 * lower;
}

ItemLabel item_label(std::string_view text) {
  ItemLabel label;
  for (std::string_view bullet : {"\xE2\x80\xA2", "\xE2\x96\xAA", "\xE2\x97\xA6", "\xC2\xB7", "*", "-", "\xE2\x80\x93"})
    if (text.starts_with(bullet) && text.size() > bullet.size() && text[bullet.size()] == ' ') {
      label.length = bullet.size() + 1;
      return label;
    }
  std::size_t at = 0;
  for (std::string_view word : {"agenda item", "item", "minute", "min", "minute no."})
    if (text.size() > word.size() + 1 && folded(text.substr(0, word.size() + 1)) == std::string(word) + " ") {
      at = word.size() + 1;
      break;
    }
  const bool worded = at > 0;
  const bool open = at < text.size() && text[at] == '(';
  if (open) ++at;
  const std::size_t begin = at;
  std::size_t digits = 0, letters = 0, parts = 0;
  while (at < text.size() && at - begin < 14) {
    const char c = text[at];
    if (is_digit(c))
      ++digits;
    else if (is_lower(c) || is_upper(c))
      ++letters;
    else if ((c == '.' || c == '/' || c == '-') && at > begin && at + 1 < text.size() && is_digit(text[at + 1]))
      ++parts;
    else
      break;
    ++at;
  }
  const std::size_t end = at;
  if (end == begin || digits > 9) return label;
  const std::string_view ref = text.substr(begin, end - begin);
  bool closed = false;
  if (open) {
    if (at >= text.size() || text[at] != ')') return label;
    ++at, closed = true;
  } else if (at < text.size() && (text[at] == '.' || text[at] == ')' || (text[at] == ':' && digits > 0))) {
    ++at, closed = true;
  }
  const auto is_roman = [](std::string_view word) {
    return word.size() <= 5 && word.find_first_not_of("ivx") == std::string_view::npos;
  };
  if (letters > 0) {
    // "a)", "(iv)", "1a.", "A1"; a word is none.
    const bool one = letters == 1 && (digits > 0 || closed);
    // "QSC/24/61", "CES.23", "QC25/88": the body's letters and the number of the minute.
    const std::size_t prefix = std::min(ref.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ref.size());
    const bool of_minutes = parts > 0 && digits >= 2 && letters >= 2 && letters <= 5 && prefix == letters && !open &&
                            ref.find('-') == std::string_view::npos;
    if (!one && !of_minutes && !(closed && digits == 0 && is_roman(ref))) return label;
    if (!closed && !worded && !of_minutes) return label;
    // "I." may begin a sentence only after a bracket.
  } else {
    // "24/057 Title", "3.1 Title", "5. Title"; "14 actions" is none, nor is "2024".
    if (!closed && parts == 0 && !worded && digits > 3) return label;
  }
  if (at < text.size() && static_cast<unsigned char>(text[at]) > ' ') {
    if (!closed) return label;
    if (is_digit(text[at])) return label;
  }
  if (!closed && !worded && parts == 0 && letters == 0) {
    // A bare figure is a label only before a title in capitals: "5 SAFEGUARDING REPORT".
    const std::string_view rest = trimmed(text.substr(at));
    if (digits > 3 || rest.empty() || !is_upper(rest.front()) || begins_with_a_month(rest)) return label;
  }
  while (at < text.size() && (static_cast<unsigned char>(text[at]) <= ' ')) ++at;
  if (worded || !closed)
    for (std::string_view mark : {"\xE2\x80\x93 ", "- ", ": ", "\xE2\x80\x94 "})
      if (text.substr(at).starts_with(mark)) {
        at += mark.size();
        break;
      }
  label.ref = ref;
  label.length = at;
  label.numbered = digits > 0;
  return label;
}

std::string_view without_label(std::string_view text) {
  return trimmed(text.substr(item_label(text).length));
}

bool begins_with(std::string_view key, std::string_view words) {
  return key.starts_with(words) && (key.size() == words.size() || key[words.size()] == ' ');
}

bool has_words(std::string_view key, std::string_view words) {
  for (std::size_t at = key.find(words); at != std::string_view::npos; at = key.find(words, at + 1))
    if ((at == 0 || key[at - 1] == ' ') && (at + words.size() == key.size() || key[at + words.size()] == ' '))
      return true;
  return false;
}

}  // namespace candour::intake::minutes
