#include "document/pdf/lines.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.h"
#include "document/parts/composer.h"

namespace candour::document::pdf {
namespace {

// A word in the frame of its own direction: along the line, and across it in the order of lines.
struct Frame {
  float from = 0, to = 0;
  float across = 0;
};

Frame frame_of(const Word& word) {
  switch (word.turn) {
    case Turn::down:
      return {word.box.top, word.box.bottom, -word.baseline};
    case Turn::up:
      return {-word.box.bottom, -word.box.top, word.baseline};
    case Turn::upside_down:
      return {-word.box.right, -word.box.left, -word.baseline};
    case Turn::level:
    case Turn::askew:
      break;
  }
  return {word.box.left, word.box.right, word.baseline};
}

bool is_one_letter(std::string_view text) {
  std::size_t at = 0;
  if (text.empty()) return false;
  const char32_t code = next_code_point(text, at);
  return at == text.size() &&
         (code > 0x7F || (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z'));
}

// "P  L  A  N": letters set apart, one by one, are one word; wider gaps are those between words.
void close_spaced_letters(const Page& page, Line& line) {
  std::vector<Part>& parts = line.parts;
  for (std::size_t begin = 0; begin < parts.size();) {
    std::size_t end = begin;
    while (end < parts.size() && is_one_letter(page.at(page.words[parts[end].word])) &&
           (end == begin || !page.words[parts[end].word].space_before))
      ++end;
    if (end - begin >= 4) {
      std::vector<float> gaps;
      for (std::size_t i = begin + 1; i < end; ++i)
        gaps.push_back(frame_of(page.words[parts[i].word]).from - frame_of(page.words[parts[i - 1].word]).to);
      std::vector<float> sorted = gaps;
      std::sort(sorted.begin(), sorted.end());
      const float usual = sorted[sorted.size() / 3];
      if (usual < line.size)
        for (std::size_t i = begin + 1; i < end; ++i) parts[i].space = gaps[i - begin - 1] > usual + 0.25F * line.size;
    }
    begin = std::max(end, begin + 1);
  }
}

void measure(const Page& page, Line& line) {
  if (line.parts.empty()) return;
  const Word& first = page.words[line.parts.front().word];
  line.box = first.box;
  line.turn = first.turn;
  line.baseline = first.baseline;
  line.bold = true;
  float most = 0;
  std::map<float, std::size_t> sizes;
  for (const Part& part : line.parts) {
    const Word& word = page.words[part.word];
    line.box.take_in(word.box);
    line.bold = line.bold && word.bold;
    sizes[word.size] += word.end - word.begin;
  }
  std::size_t count = 0;
  for (const auto& [size, characters] : sizes)
    if (characters >= count) {
      count = characters;
      most = size;
    }
  line.size = most;
  // The baseline of its larger words: a small raised one may come first.
  for (const Part& part : line.parts)
    if (page.words[part.word].size >= 0.9F * most) {
      line.baseline = page.words[part.word].baseline;
      break;
    }
}

bool is_drawn_again(const Page& page, const Word& first, const Word& again) {
  const float near = 0.25F * first.size;
  return std::fabs(first.box.left - again.box.left) < near && std::fabs(first.box.top - again.box.top) < near &&
         std::fabs(first.box.right - again.box.right) < near && page.at(first) == page.at(again);
}

}  // namespace

std::vector<Line> lines_of(Page& page, std::vector<std::uint32_t> words) {
  std::stable_sort(words.begin(), words.end(), [&](std::uint32_t a, std::uint32_t b) {
    const Word &left = page.words[a], &right = page.words[b];
    if (left.turn != right.turn) return left.turn < right.turn;
    return frame_of(left).across < frame_of(right).across;
  });
  std::vector<Line> lines;
  float across = 0, size = 0;
  for (std::uint32_t index : words) {
    const Word& word = page.words[index];
    const Frame frame = frame_of(word);
    const bool same = !lines.empty() && word.turn != Turn::askew && lines.back().turn == word.turn &&
                      frame.across - across <= 0.3F * std::min(size, word.size) + 0.3F;
    if (!same) {
      lines.emplace_back().turn = word.turn;
      across = frame.across;
      size = word.size;
    }
    lines.back().parts.push_back({index, false});
  }
  for (Line& line : lines) {
    std::stable_sort(line.parts.begin(), line.parts.end(), [&](const Part& a, const Part& b) {
      return frame_of(page.words[a.word]).from < frame_of(page.words[b.word]).from;
    });
    std::vector<Part> kept;
    kept.reserve(line.parts.size());
    for (const Part& part : line.parts) {
      Word& word = page.words[part.word];
      bool again = false;
      for (std::size_t back = kept.size(); back > 0 && back + 3 > kept.size() && !again; --back)
        if (Word& before = page.words[kept[back - 1].word]; is_drawn_again(page, before, word)) {
          again = true;
          before.bold = true;
        }
      if (again) continue;
      Part now = part;
      if (!kept.empty()) {
        const Word& before = page.words[kept.back().word];
        const float gap = frame_of(word).from - frame_of(before).to;
        now.space = word.space_before || gap > 0.14F * std::max(before.size, word.size) || gap < -0.5F * word.size;
      }
      kept.push_back(now);
    }
    line.parts = std::move(kept);
    measure(page, line);
    close_spaced_letters(page, line);
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    if ((a.turn == Turn::level) != (b.turn == Turn::level)) return a.turn == Turn::level;
    if (a.turn == Turn::level) return a.baseline < b.baseline;
    return false;
  });
  return lines;
}

std::vector<Line> parted(const Page& page, const Line& line, float sizes) {
  std::vector<Line> pieces;
  for (std::size_t i = 0; i < line.parts.size(); ++i) {
    bool begins = i == 0;
    if (!begins && line.parts[i].space) {
      const Word &before = page.words[line.parts[i - 1].word], &word = page.words[line.parts[i].word];
      begins = frame_of(word).from - frame_of(before).to > sizes * std::max(before.size, word.size);
    }
    if (begins) pieces.emplace_back();
    pieces.back().parts.push_back(line.parts[i]);
  }
  for (Line& piece : pieces) measure(page, piece);
  return pieces;
}

Line joined(const Page& page, const std::vector<Line>& pieces) {
  Line line;
  for (const Line& piece : pieces)
    for (const Part& part : piece.parts) line.parts.push_back(part);
  measure(page, line);
  return line;
}

std::string text_of(const Page& page, const Line& line) {
  std::string out;
  for (const Part& part : line.parts) {
    if (part.space && !out.empty()) out += ' ';
    out += page.at(page.words[part.word]);
  }
  return out;
}

std::size_t mark_parts(const Page& page, const Line& line) {
  if (line.parts.empty()) return 0;
  std::string_view first = page.at(page.words[line.parts.front().word]);
  if (line.parts.size() > 1 && !line.parts[1].space) return 0;
  if (carries_mark(std::string(first) + " x")) return 1;
  // "2.14", "3.1.2", "12", "R4", "(iv)": digits and points, at most one letter before them.
  if (first.starts_with('(') && first.ends_with(')') && first.size() <= 6) return 1;
  std::size_t at = 0;
  if (at < first.size() && first[at] >= 'A' && first[at] <= 'Z') ++at;
  const std::size_t digits = at;
  bool point = false;
  for (; at < first.size(); ++at) {
    point = point || first[at] == '.';
    if (first[at] != '.' && !(first[at] >= '0' && first[at] <= '9')) return 0;
  }
  return at > digits && at <= 8 && (point || at <= 3) ? 1 : 0;
}

float width_of_first_word(const Page& page, const Line& line) {
  float end = 0, begin = 0;
  for (std::size_t i = 0; i < line.parts.size(); ++i) {
    if (i > 0 && line.parts[i].space) break;
    const Frame frame = frame_of(page.words[line.parts[i].word]);
    if (i == 0) begin = frame.from;
    end = frame.to;
  }
  return end - begin;
}

bool breaks_early(const Page& page, const Line& line, const Line& next, float room) {
  if (next.parts.empty()) return false;
  const float width = line.turn == Turn::level ? line.box.width() : line.box.height();
  return width + width_of_first_word(page, next) + 1.2F * line.size < room;
}

}  // namespace candour::document::pdf
