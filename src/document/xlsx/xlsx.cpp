#include "document/xlsx/xlsx.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "document/parts/left_aside.h"
#include "document/parts/numerals.h"
#include "document/parts/xml.h"
#include "document/text/marks.h"
#include "document/xlsx/looks.h"
#include "document/xlsx/package.h"
#include "document/xlsx/rules.h"

namespace candour::document {
namespace {

// Gaps in a row are filled with empty cells up to here; a wider gap is one empty cell as wide as it.
constexpr std::size_t widest_gap = 256;
// Empty filled cells at the end of a row are kept up to here: beyond, somebody coloured the whole row.
constexpr std::size_t longest_tail = 64;

struct Merge {
  Reference first, last;
};

// One cell as it is written, before it is known where it stands.
struct WrittenCell {
  std::uint32_t column = 0;
  std::size_t look = 0;
  std::string_view type;
  std::string value;
};

class XlsxReader {
 public:
  XlsxReader(const Archive& archive, Composer& composer) : archive_(archive), out_(composer) {}

  Result<void> read(const std::string& part) {
    CANDOUR_TRY(package, read_package(archive_, part, out_.limits()));
    package_ = std::move(package);
    charts_ = package_.charts;
    outside_ = package_.outside;
    for (const SheetPart& sheet : package_.sheets) CANDOUR_CHECK(read_sheet(sheet));
    tell();
    return {};
  }

 private:
  // ---- A sheet ----
  Result<void> read_sheet(const SheetPart& sheet) {
    Place place;
    place.sheet = sheet.name;
    out_.furniture(sheet.name, place);
    if (sheet.hidden)
      out_.note("source.hidden", "The sheet “" + sheet.name + "” is hidden; it was read like the others.", place);
    CANDOUR_TRY(source, archive_.read(sheet.path));
    read_merges(source);
    rules_ = ColourRules::parse(source, package_.rule_fills, out_.limits());
    hidden_rows_ = hidden_columns_ = false;
    out_.begin_table(place);
    std::string marginal;
    XmlReader xml(source, out_.limits().depth);
    std::uint32_t row = 0;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open) continue;
      if (xml.name() == "row") {
        row = number_in(xml.raw_attribute("r"), row + 1);
        read_row(xml, sheet, row);
        if (out_.beyond_limits()) return fail(ErrorCode::too_large, "The workbook has more cells than can be read.");
      } else if (xml.name() == "col") {
        if (xml.raw_attribute("hidden") == "1" || xml.raw_attribute("hidden") == "true") hidden_columns_ = true;
      } else if (xml.name() == "control") {
        controls_.add(xml.attribute("name"));
      } else if (xml.name() == "headerFooter") {
        each_child(xml, [&](std::string_view) { marginal += margin_text(text_within(xml)); });
      }
    }
    if (xml.error()) return fail(*xml.error());
    out_.end_table();
    for (std::string_view line : lines(marginal)) out_.furniture(line, place);
    if (hidden_rows_)
      out_.note("source.hidden", "The sheet “" + sheet.name + "” has hidden rows; they were read like the others.",
                place);
    if (hidden_columns_)
      out_.note("source.hidden", "The sheet “" + sheet.name + "” has hidden columns; they were read like the others.",
                place);
    if (rules_.has_others())
      out_.note("source.conditional-colours",
                "The sheet “" + sheet.name +
                    "” colours some cells by scales or formulas; the colours that these give were not read.",
                place);
    return read_beside(sheet);
  }

  // Merged cells are told behind the cells that they merge.
  void read_merges(std::string_view source) {
    merges_.clear();
    const std::size_t name = source.rfind("mergeCells");
    const std::size_t start = name == std::string_view::npos ? name : source.substr(0, name).rfind("mergeCells");
    if (start == std::string_view::npos) return;
    const std::size_t begin = source.rfind('<', start);
    const std::size_t end = source.find('>', name);
    if (begin == std::string_view::npos || end == std::string_view::npos) return;
    XmlReader xml(source.substr(begin, end + 1 - begin), out_.limits().depth);
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open || xml.name() != "mergeCell") continue;
      const std::string_view range = xml.raw_attribute("ref");
      const std::size_t colon = range.find(':');
      if (colon == std::string_view::npos) continue;
      Merge merge{reference_in(range.substr(0, colon)), reference_in(range.substr(colon + 1))};
      if (merge.first.column == 0 || merge.first.row == 0 || merge.last.column < merge.first.column ||
          merge.last.row < merge.first.row)
        continue;
      merges_.push_back(merge);
    }
    std::sort(merges_.begin(), merges_.end(), [](const Merge& a, const Merge& b) {
      return std::pair(a.first.row, a.first.column) < std::pair(b.first.row, b.first.column);
    });
    next_merge_ = 0;
    active_.clear();
  }

  // The merges that touch this row, by column. Rows come in order; a file where they do not loses only merges.
  void follow_merges(std::uint32_t row) {
    std::erase_if(active_, [&](const Merge& merge) { return merge.last.row < row; });
    const std::size_t known = active_.size();
    for (; next_merge_ < merges_.size() && merges_[next_merge_].first.row <= row; ++next_merge_)
      if (merges_[next_merge_].last.row >= row) active_.push_back(merges_[next_merge_]);
    if (active_.size() == known) return;
    std::sort(active_.begin(), active_.end(),
              [](const Merge& a, const Merge& b) { return a.first.column < b.first.column; });
  }

  void read_row(XmlReader& xml, const SheetPart& sheet, std::uint32_t row) {
    if (xml.raw_attribute("hidden") == "1" || xml.raw_attribute("hidden") == "true") hidden_rows_ = true;
    std::size_t count = 0;
    bool text = false;
    std::uint32_t column = 0;
    each_child(xml, [&](std::string_view name) {
      if (name != "c") return xml.skip();
      if (cells_.size() <= count) cells_.emplace_back();
      WrittenCell& cell = cells_[count];
      const std::uint32_t stated = reference_in(xml.raw_attribute("r")).column;
      column = stated > 0 ? stated : column + 1;
      cell.column = column;
      cell.look = number_in(xml.raw_attribute("s"), 0);
      cell.type = xml.raw_attribute("t");
      cell.value.clear();
      bool formula = false;
      each_child(xml, [&](std::string_view piece) {
        if (piece == "f") {
          formula = true;
          xml.skip();
        } else if (piece == "v") {
          while (true) {
            const XmlKind kind = xml.next();
            if (kind == XmlKind::text) cell.value += xml.text();
            if (kind == XmlKind::close || kind == XmlKind::end) break;
          }
        } else if (piece == "is") {
          append_string(xml, cell.value);
        } else {
          xml.skip();
        }
      });
      if (formula && cell.value.empty() && cell.type != "str") formulas_ = true;
      text = text || !cell.value.empty();
      if (!cell.value.empty() || !look(cell).fill.empty()) ++count;
    });
    if (!text) return;
    std::stable_sort(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(count),
                     [](const WrittenCell& a, const WrittenCell& b) { return a.column < b.column; });
    std::size_t with_text = count;
    while (with_text > 0 && cells_[with_text - 1].value.empty()) --with_text;
    if (count - with_text > longest_tail) count = with_text;
    write_row(sheet, row, count);
  }

  const Look& look(const WrittenCell& cell) const {
    return package_.looks[cell.look < package_.looks.size() ? cell.look : 0];
  }

  void write_row(const SheetPart& sheet, std::uint32_t row, std::size_t count) {
    follow_merges(row);
    Place place;
    place.sheet = sheet.name;
    place.row = row;
    out_.begin_row(place);
    std::uint32_t column = 1;  // the next to be written
    std::size_t merge = 0;
    const auto write_gap = [&](std::uint32_t until) {
      while (column < until) {
        while (merge < active_.size() && active_[merge].first.column < column) ++merge;
        const bool merged = merge < active_.size() && active_[merge].first.column < until;
        const std::uint32_t stop = merged ? active_[merge].first.column : until;
        if (stop - column > widest_gap) {
          write_empty(place, stop - column, 1, false);
          column = stop;
        }
        for (; column < stop; ++column) write_empty(place, 1, 1, false);
        if (!merged) continue;
        const Merge& one = active_[merge++];
        const bool above = one.first.row < row;
        write_empty(place, one.last.column - one.first.column + 1, above ? 1 : one.last.row - one.first.row + 1, above);
        column = one.last.column + 1;
      }
    };
    for (std::size_t i = 0; i < count; ++i) {
      const WrittenCell& cell = cells_[i];
      // What lies beneath a merge is not seen in Excel, but is not thrown away either.
      const bool beneath = cell.column < column;
      if (beneath && cell.value.empty()) continue;
      write_gap(cell.column);
      if (cell.column < column && cell.value.empty()) continue;
      out_.begin_cell(place);
      Cell& written = out_.open_cell();
      written.fill = look(cell).fill;
      out_.set_bold(look(cell).bold);
      const std::size_t begin = out_.document().text.size();
      out_.set_struck(look(cell).struck);
      write_value(cell);
      out_.set_bold(false);
      out_.set_struck(false);
      if (!rules_.empty()) {
        const std::string_view text = std::string_view(out_.document().text).substr(begin);
        std::string colour = rules_.colour(cell.column, row, text, [&](std::uint32_t wanted) {
          const auto last = cells_.begin() + static_cast<std::ptrdiff_t>(count);
          const auto at = std::lower_bound(
              cells_.begin(), last, wanted,
              [](const WrittenCell& one, std::uint32_t looked_for) { return one.column < looked_for; });
          return at == last || at->column != wanted ? std::string() : without_struck(text_of(*at));
        });
        if (!colour.empty()) written.fill = std::move(colour);
      }
      while (merge < active_.size() && active_[merge].first.column < cell.column) ++merge;
      if (!beneath && merge < active_.size() && active_[merge].first.column == cell.column) {
        const Merge& one = active_[merge++];
        written.columns = one.last.column - one.first.column + 1;
        if (one.first.row == row)
          written.rows = one.last.row - one.first.row + 1;
        else
          written.continues_above = true;
        column = one.last.column + 1;
      } else if (!beneath) {
        column = std::max(column, cell.column + 1);
      }
      out_.end_cell();
    }
    // Merges behind the last cell that come from above: the row would else look shorter than it is.
    while (merge < active_.size()) {
      const Merge& one = active_[merge];
      if (one.first.column >= column && one.first.row < row && one.first.column - column <= widest_gap)
        write_gap(one.first.column + 1);
      else
        ++merge;
    }
    out_.end_row();
  }

  void write_empty(const Place& place, std::uint32_t columns, std::uint32_t rows, bool above) {
    out_.begin_cell(place);
    out_.open_cell().columns = columns;
    out_.open_cell().rows = rows;
    out_.open_cell().continues_above = above;
    out_.end_cell();
  }

  // As it is stored: enough to compare it with a rule.
  std::string text_of(const WrittenCell& cell) const {
    if (cell.type == "s") return std::string(package_.strings.at(cell.value));
    return cell.value;
  }

  void write_value(const WrittenCell& cell) {
    if (cell.value.empty()) return;
    if (!look(cell).font.empty() && (cell.type == "s" || cell.type == "str" || cell.type == "inlineStr"))
      return write_string(symbols(text_of(cell), look(cell).font));
    if (cell.type == "s") {
      write_string(package_.strings.at(cell.value));
    } else if (cell.type == "str" || cell.type == "inlineStr") {
      write_string(cell.value);
    } else if (cell.type == "b") {
      out_.put(cell.value == "1" || cell.value == "true" ? "TRUE" : "FALSE");
    } else if (cell.type == "e") {
      out_.put(cell.value);
    } else if (cell.type == "d") {
      const auto date = Date::parse(std::string_view(cell.value).substr(0, 10));
      if (!date) return out_.put(cell.value);
      out_.put(show_number(date->days_since_1970() + 25569, parse_number_format("dd/mm/yyyy"), Epoch::year_1900));
    } else {
      double value = 0;
      const char* end = cell.value.data() + cell.value.size();
      const auto [stop, error] = std::from_chars(cell.value.data(), end, value);
      if (error != std::errc() || stop != end) return out_.put(cell.value);
      out_.put(show_number(value, look(cell).format, package_.epoch));
    }
  }

  void write_string(std::string_view text) {
    std::string changed;
    if (text.find("_x") != std::string_view::npos) {
      changed = without_escapes(text);
      text = changed;
    }
    if (text.find_first_of("\t\r") != std::string_view::npos) {
      std::string plain(text);
      std::replace(plain.begin(), plain.end(), '\t', ' ');
      std::erase(plain, '\r');
      changed = std::move(plain);
      text = changed;
    }
    for (std::size_t at = 0; at < text.size();) {
      const bool struck = text[at] == struck_begins;
      if (text[at] == struck_begins || text[at] == struck_ends) {
        ++at;
        if (!struck) continue;
      }
      const std::size_t end = std::min(text.find(struck ? struck_ends : struck_begins, at), text.size());
      const bool was = out_.struck();
      out_.set_struck(was || struck);
      write_marked(text.substr(at, end - at), Marks::html, out_);
      out_.set_struck(was);
      at = end;
    }
  }

  // "&L&\"Arial,Bold\"&12Plan&RPage &P of &N" -> "Plan\nPage of\n".
  static std::string margin_text(std::string_view code) {
    std::string out;
    for (std::size_t at = 0; at < code.size(); ++at) {
      if (code[at] != '&' || at + 1 >= code.size()) {
        out += code[at];
        continue;
      }
      const char c = code[++at];
      if (c == '&') {
        out += '&';
      } else if (c == 'L' || c == 'C' || c == 'R') {
        if (!out.empty()) out += '\n';
      } else if (c == '"') {
        at = std::min(code.find('"', at + 1), code.size());
      } else if (c == 'K') {
        at += std::min<std::size_t>(6, code.size() - at - 1);
      } else if (c >= '0' && c <= '9') {
        while (at + 1 < code.size() && code[at + 1] >= '0' && code[at + 1] <= '9') ++at;
      }
    }
    return out.empty() ? out : out + '\n';
  }

  // ---- Comments and shapes of a sheet ----
  Result<void> read_beside(const SheetPart& sheet) {
    CANDOUR_TRY(arrows, relationships(archive_, sheet.path, out_.limits()));
    for (const Relationship& one : arrows) {
      if (one.external) {
        (one.type == "hyperlink" ? links_ : outside_) = true;
        continue;
      }
      if (one.type == "oleObject" || one.type == "package") embedded_.add();
    }
    // The newer kind of comments repeats itself in the older one, with a hint for older programs.
    bool threaded = false;
    for (const Relationship& one : arrows)
      if (!one.external && one.type == "threadedComment" && archive_.has(one.target)) {
        threaded = true;
        CANDOUR_CHECK(read_threads(sheet, one.target));
      }
    for (const Relationship& one : arrows) {
      if (one.external || !archive_.has(one.target)) continue;
      if (one.type == "comments") CANDOUR_CHECK(read_comments(sheet, one.target, threaded));
      if (one.type == "drawing") CANDOUR_CHECK(read_shapes(sheet, one.target));
    }
    return {};
  }

  void write_comment(const SheetPart& sheet, std::string_view cell, const std::string& author, std::string_view text) {
    Place place;
    place.sheet = sheet.name;
    place.row = reference_in(cell).row;
    out_.begin_block(BlockKind::furniture, place);
    // Excel begins a comment with its author's name by itself, unless somebody took it out.
    if (!author.empty() && has_visible(text) && !trimmed(text).starts_with(author)) {
      out_.put(author);
      out_.put_ours(": ");
    }
    out_.put(text);
    out_.end_block();
  }

  Result<void> read_comments(const SheetPart& sheet, const std::string& path, bool threaded) {
    CANDOUR_TRY(source, archive_.read(path));
    XmlReader xml(source, out_.limits().depth);
    std::vector<std::string> authors;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open) continue;
      if (xml.name() == "author") authors.push_back(collapsed(text_within(xml)));
      if (xml.name() != "comment") continue;
      const std::string cell = xml.attribute("ref");
      const std::size_t author = number_in(xml.raw_attribute("authorId"), static_cast<std::uint32_t>(-1));
      std::string text;
      each_child(xml, [&](std::string_view name) {
        if (name == "text")
          append_string(xml, text);
        else
          xml.skip();
      });
      std::erase_if(text, [](char c) { return c == struck_begins || c == struck_ends; });
      if (threaded && trimmed(text).starts_with("[Threaded comment]")) continue;
      write_comment(sheet, cell, author < authors.size() ? authors[author] : std::string(), text);
    }
    if (xml.error()) return fail(*xml.error());
    return {};
  }

  Result<void> read_threads(const SheetPart& sheet, const std::string& path) {
    if (people_.empty())
      for (const std::string& name : archive_.names())
        if (name.starts_with("xl/persons/")) {
          CANDOUR_TRY(source, archive_.read(name));
          XmlReader xml(source, out_.limits().depth);
          for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
            if (kind == XmlKind::open && xml.name() == "person")
              people_[xml.attribute("id")] = collapsed(xml.attribute("displayName"));
        }
    CANDOUR_TRY(source, archive_.read(path));
    XmlReader xml(source, out_.limits().depth);
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open || xml.name() != "threadedComment") continue;
      const std::string cell = xml.attribute("ref");
      const auto person = people_.find(xml.attribute("personId"));
      std::string text;
      each_child(xml, [&](std::string_view name) {
        if (name == "text")
          text += text_within(xml);
        else
          xml.skip();
      });
      write_comment(sheet, cell, person == people_.end() ? std::string() : person->second, text);
    }
    if (xml.error()) return fail(*xml.error());
    return {};
  }

  Result<void> read_shapes(const SheetPart& sheet, const std::string& path) {
    CANDOUR_TRY(source, archive_.read(path));
    XmlReader xml(source, out_.limits().depth);
    Place place;
    place.sheet = sheet.name;
    std::string text;
    bool in_picture = false;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind == XmlKind::open) {
        if (xml.name() == "t")
          text += text_within(xml);
        else if (xml.name() == "pic")
          in_picture = true;
        else if (xml.name() == "cNvPr" && std::exchange(in_picture, false))
          pictures_.add(xml.attribute("descr"));
        else if (xml.name() == "graphicFrame")
          charts_ = true;
      } else if (kind == XmlKind::close && (xml.name() == "p" || xml.name() == "txBody")) {
        if (has_visible(text)) out_.furniture(text, place);
        text.clear();
      }
    }
    if (xml.error()) return fail(*xml.error());
    return {};
  }

  void tell() {
    if (!pictures_.empty())
      out_.note("source.pictures",
                "The workbook holds " + pictures_.in_words("a picture", "pictures") + "; what they show was not read.");
    if (!controls_.empty())
      out_.note("source.controls", "The workbook has " + controls_.in_words("a form control", "form controls") +
                                       " on its sheets; what they are set to was not read.");
    if (formulas_)
      out_.note("source.formulas",
                "Some formulas of the workbook have no stored result; their cells were read as empty.");
    if (charts_) out_.note("source.charts", "The workbook holds charts; what they show was not read.");
    if (!embedded_.empty())
      out_.note("source.embedded", "The workbook has " +
                                       embedded_.in_words("another file embedded in it", "other files embedded in it") +
                                       "; embedded files were not opened.");
    if (links_) out_.note("source.links", "The workbook links to addresses outside it; none was followed.");
    if (outside_)
      out_.note("source.external", "The workbook takes values from other files; what it last stored was read.");
  }

  const Archive& archive_;
  Composer& out_;
  Package package_;
  ColourRules rules_;                          // of the sheet
  std::map<std::string, std::string> people_;  // who comment, by id
  std::vector<Merge> merges_;                  // of the sheet, by row and column
  std::size_t next_merge_ = 0;
  std::vector<Merge> active_;       // that touch the row, by column
  std::vector<WrittenCell> cells_;  // of the row; kept between rows for its memory
  bool hidden_rows_ = false;
  bool hidden_columns_ = false;
  LeftAside pictures_, embedded_, controls_;
  bool formulas_ = false;
  bool charts_ = false;
  bool links_ = false;
  bool outside_ = false;
};

}  // namespace

Result<void> read_xlsx(const Archive& archive, const std::string& part, Composer& composer) {
  return XlsxReader(archive, composer).read(part);
}

}  // namespace candour::document
