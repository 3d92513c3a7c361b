#include "document/pdf/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "base/text.h"

namespace candour::document::pdf {
namespace {

constexpr std::size_t most_lines = 6;  // of a head or foot
constexpr float zone = 0.2F;           // of the page's height, at each end

// The text with every number replaced by one mark: "Page 3 of 9" is the same on every page.
std::string shape_of(std::string_view text) {
  std::string out;
  for (char c : without_blanks(text)) {
    if (c >= '0' && c <= '9') {
      if (out.empty() || out.back() != '#') out += '#';
    } else {
      out += c;
    }
  }
  return out;
}

// "Page 3 of 9", "3", "- 3 -", "3 | Page".
bool is_page_number(std::string_view shape, bool with_word) {
  const std::string plain = folded(shape);
  if (plain == "page#" || plain == "page#of#" || plain == "#|page" || plain == "page|#" || plain == "page#/#" ||
      plain == "p.#")
    return true;
  return !with_word && (plain == "#" || plain == "-#-" || plain == "#of#" || plain == "#/#" || plain == "|#");
}

// "Official - Page 1 of 2", though no other page says it again.
bool ends_in_page_number(std::string_view shape) {
  const std::string plain = folded(shape);
  return plain.ends_with("page#") || plain.ends_with("page#of#");
}

struct Seen {
  std::size_t page = 0;
  float at = 0;
};

// The lines from the edge of the page inwards that may be furniture.
std::vector<std::size_t> lines_at(const Page& page, const Draft& draft, bool top) {
  std::vector<std::size_t> found;
  float table_edge = top ? 1e9F : -1e9F;
  for (const LaidTable& table : draft.tables)
    table_edge = top ? std::min(table_edge, table.box.top) : std::max(table_edge, table.box.bottom);
  for (std::size_t i = 0; i < draft.lines.size(); ++i) {
    const Line& line = draft.lines[i];
    if (line.turn != Turn::level) continue;
    const float y = line.box.middle_y();
    if (top ? y < zone * page.height && y < table_edge : y > (1 - zone) * page.height && y > table_edge)
      found.push_back(i);
  }
  std::sort(found.begin(), found.end(), [&](std::size_t a, std::size_t b) {
    const float left = draft.lines[a].baseline, right = draft.lines[b].baseline;
    return top ? left < right : left > right;
  });
  if (found.size() > most_lines) found.resize(most_lines);
  return found;
}

// The headers of a table's columns come again on every page, too, close above its rows. They are for the table to see.
bool heads_a_table(const Page& page, const Draft& draft, const Line& line, const std::string& text) {
  if (parted(page, line, 0.9F).size() < 3) return false;
  if (text.find_first_of("0123456789") != std::string::npos) return false;
  for (const Line& other : draft.lines)
    if (other.baseline > line.baseline + 0.5F * line.size && other.baseline < line.baseline + 2.6F * line.size)
      return true;
  for (const LaidTable& table : draft.tables)
    if (table.box.top > line.baseline && table.box.top < line.baseline + 2.0F * line.size) return true;
  return false;
}

}  // namespace

std::vector<Furniture> take_furniture(const std::vector<Page>& pages, std::vector<Draft>& drafts) {
  const std::size_t count = pages.size();
  std::vector<Furniture> out(count);
  for (const bool top : {true, false}) {
    std::map<std::string, std::vector<Seen>> seen;
    std::vector<std::vector<std::size_t>> lines(count);
    const auto edge_of = [&](std::size_t p, const Line& line) {
      return top ? line.baseline : pages[p].height - line.baseline;
    };
    for (std::size_t p = 0; p < count; ++p) {
      lines[p] = lines_at(pages[p], drafts[p], top);
      for (std::size_t i : lines[p])
        seen[shape_of(text_of(pages[p], drafts[p].lines[i]))].push_back({p, edge_of(p, drafts[p].lines[i])});
    }
    for (auto& [shape, places] : seen)
      std::sort(places.begin(), places.end(), [](const Seen& a, const Seen& b) { return a.at < b.at; });
    const std::size_t enough = count <= 4 ? 2 : 3;
    for (std::size_t p = 0; p < count; ++p) {
      std::vector<std::size_t> taken;
      for (std::size_t i : lines[p]) {
        const Line& line = drafts[p].lines[i];
        const std::string text = text_of(pages[p], line), shape = shape_of(text);
        const std::vector<Seen>& places = seen[shape];
        const float at = edge_of(p, line);
        const auto first =
            std::lower_bound(places.begin(), places.end(), at - 4, [](const Seen& a, float b) { return a.at < b; });
        const auto last =
            std::upper_bound(places.begin(), places.end(), at + 4, [](float a, const Seen& b) { return a < b.at; });
        const auto times = static_cast<std::size_t>(last - first);
        bool is = times >= enough && (!top || !heads_a_table(pages[p], drafts[p], line, text));
        // A number alone must be that of a page.
        if (is && is_page_number(shape, false) && !is_page_number(shape, true)) is = times * 2 >= count;
        if (!is && is_page_number(shape, true)) is = true;
        if (!is && ends_in_page_number(shape) && text.size() < 100 && at < 0.1F * pages[p].height) is = true;
        if (!is) break;
        taken.push_back(i);
      }
      std::sort(taken.begin(), taken.end());
      std::vector<Line> rest;
      for (std::size_t i = 0; i < drafts[p].lines.size(); ++i) {
        if (std::binary_search(taken.begin(), taken.end(), i))
          (top ? out[p].above : out[p].below).push_back(std::move(drafts[p].lines[i]));
        else
          rest.push_back(std::move(drafts[p].lines[i]));
      }
      drafts[p].lines = std::move(rest);
    }
  }
  // A stamp across the page; and what runs along its edge on several pages.
  for (std::size_t p = 0; p < count; ++p)
    for (std::size_t i = drafts[p].lines.size(); i-- > 0;)
      if (drafts[p].lines[i].turn == Turn::askew) {
        out[p].below.push_back(std::move(drafts[p].lines[i]));
        drafts[p].lines.erase(drafts[p].lines.begin() + static_cast<std::ptrdiff_t>(i));
      }
  return out;
}

}  // namespace candour::document::pdf
