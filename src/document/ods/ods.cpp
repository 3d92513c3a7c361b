#include "document/ods/ods.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/text.h"
#include "document/odt/content.h"
#include "document/odt/styles.h"
#include "document/parts/xml.h"
#include "document/xlsx/number_format.h"

namespace candour::document {
namespace {

// As in Excel's workbooks: gaps in a row are filled with empty cells up to the first, empty filled cells at the end of
// a row are kept up to the second.
constexpr std::uint32_t widest_gap = 256;
constexpr std::uint32_t longest_tail = 64;

std::uint32_t number_in(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// One cell, or several alike.
struct SheetCell {
  std::uint32_t column = 0;  // from 1
  std::uint32_t times = 1;
  std::uint32_t columns = 1, rows = 1;
  std::string text;
  std::string fill;
  bool bold = false;
  std::vector<std::string> struck;  // through
  bool covered = false;
};

struct Reach {
  std::uint32_t rows = 0, columns = 1;
};

class OdsReader {
 public:
  OdsReader(const OdfStyles& styles, Composer& composer)
      : styles_(styles), out_(composer), content_(composer, styles) {}

  Result<void> read(std::string_view source) {
    XmlReader xml(source, out_.limits().depth);
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open) continue;
      if (xml.name() == "tracked-changes" || xml.name() == "automatic-styles") {
        if (xml.name() == "tracked-changes") changed_ = true;
        xml.skip();
      } else if (xml.name() == "table") {
        read_sheet(xml);
        if (refusal_) return fail(std::move(*refusal_));
      }
    }
    if (xml.error()) return fail(*xml.error());
    if (content_.beyond_limits()) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
    tell();
    return {};
  }
  const std::set<std::string>& master_pages() const { return master_pages_; }

 private:
  void read_sheet(XmlReader& xml) {
    sheet_ = Place{};
    sheet_.sheet = collapsed(xml.attribute("name"));
    const OdfStyle& style = styles_.at("table", xml.attribute("style-name"));
    if (!style.master_page.empty()) master_pages_.insert(style.master_page);
    out_.furniture(sheet_.sheet, sheet_);
    if (style.hidden)
      out_.note("source.hidden", "The sheet “" + sheet_.sheet + "” is hidden; it was read like the others.", sheet_);
    row_ = 0;
    columns_.clear();
    next_column_ = 1;
    reaches_.clear();
    hidden_rows_ = hidden_columns_ = by_value_ = false;
    out_.begin_table(sheet_);
    read_parts(xml);
    out_.end_table();
    for (Document& document : following_) out_.append(std::move(document));
    following_.clear();
    const auto say = [&](const char* what) {
      out_.note("source.hidden",
                "The sheet “" + sheet_.sheet + "” has hidden " + what + "; they were read like the others.", sheet_);
    };
    if (hidden_rows_) say("rows");
    if (hidden_columns_) say("columns");
    if (by_value_)
      out_.note("source.conditional-colours",
                "The sheet “" + sheet_.sheet +
                    "” colours some cells by rules on their values; the colours that such rules give were not read.",
                sheet_);
  }

  void read_parts(XmlReader& xml) {
    each_child(xml, [&](std::string_view name) {
      if (refusal_) return xml.skip();
      if (name == "table-row") {
        read_row(xml);
      } else if (name == "table-column") {
        const std::uint32_t times = number_in(xml.raw_attribute("number-columns-repeated"), 1);
        const std::string_view seen = xml.raw_attribute("visibility");
        // LibreOffice hides the endless rest of a sheet without anyone's asking.
        if ((seen == "collapse" || seen == "filter") && times < 1000) hidden_columns_ = true;
        columns_.emplace_back(next_column_, xml.attribute("default-cell-style-name"));
        next_column_ += std::min(times, 10'000'000u);
        xml.skip();
      } else if (name == "conditional-formats") {
        by_value_ = true;
        xml.skip();
      } else if (name == "shapes" || name == "forms") {
        read_content(xml);
      } else if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group" ||
                 name == "table-header-columns" || name == "table-columns" || name == "table-column-group") {
        read_parts(xml);
      } else {
        xml.skip();
      }
    });
  }

  // Shapes that lie on the sheet, and the form controls they are drawn by.
  void read_content(XmlReader& xml) {
    std::vector<Document> following;
    Composer apart(out_.limits());
    OdfTarget target;
    target.out = &apart;
    target.flow = OdfFlow::furniture;
    target.place = sheet_;
    target.in_cell = true;  // places are those of the sheet
    target.following = &following;
    content_.read_block(xml, xml.name(), target);
    std::move(following.begin(), following.end(), std::back_inserter(following_));
  }

  const std::string& column_style(std::uint32_t column) const {
    static const std::string none;
    const auto behind = std::upper_bound(columns_.begin(), columns_.end(), column,
                                         [](std::uint32_t wanted, const auto& one) { return wanted < one.first; });
    return behind == columns_.begin() || column >= next_column_ ? none : std::prev(behind)->second;
  }

  void read_row(XmlReader& xml) {
    const std::uint32_t times = std::max(number_in(xml.raw_attribute("number-rows-repeated"), 1), 1u);
    const std::string_view seen = xml.raw_attribute("visibility");
    const bool hidden = seen == "collapse" || seen == "filter";
    const std::string row_style = xml.attribute("default-cell-style-name");
    std::vector<SheetCell> cells;
    std::uint32_t column = 1;
    bool text = false;
    std::size_t last_apart = static_cast<std::size_t>(-1);  // the cell before this one that no merge covers
    each_child(xml, [&](std::string_view name) {
      if (name != "table-cell" && name != "covered-table-cell") return xml.skip();
      SheetCell cell;
      cell.column = column;
      cell.times = std::clamp(number_in(xml.raw_attribute("number-columns-repeated"), 1), 1u, 1u << 24);
      cell.covered = name == "covered-table-cell";
      cell.columns = std::clamp(number_in(xml.raw_attribute("number-columns-spanned"), 1), 1u, 20'000u);
      cell.rows = std::clamp(number_in(xml.raw_attribute("number-rows-spanned"), 1), 1u, 2'000'000u);
      column += std::min(cell.times, 10'000'000u);
      // A merge that claims more than the cells it covers ends where the next cell stands.
      if (!cell.covered && last_apart < cells.size())
        cells[last_apart].columns = std::min(cells[last_apart].columns, cell.column - cells[last_apart].column);
      std::string style = xml.attribute("style-name");
      if (style.empty()) style = row_style.empty() ? column_style(cell.column) : row_style;
      read_value(xml, cell, styles_.at("table-cell", style));
      text = text || !cell.text.empty();
      if (!cell.covered) last_apart = cells.size();
      if (!cell.text.empty() || !cell.fill.empty() || cell.covered || cell.columns > 1 || cell.rows > 1)
        cells.push_back(std::move(cell));
      else
        last_apart = static_cast<std::size_t>(-1);
    });
    if (text && hidden) hidden_rows_ = true;
    // A row without text is nothing to a reader, however many of it there are.
    if (!text) {
      row_ += std::min(times, 10'000'000u);
      for (auto& [at, reach] : reaches_) reach.rows -= std::min(reach.rows, times);
      return;
    }
    std::size_t bytes = 0;
    for (const SheetCell& cell : cells) bytes += cell.text.size() * cell.times;
    if (bytes > out_.limits().inflated_bytes / times || out_.document().text.size() > out_.limits().inflated_bytes) {
      refusal_ = Error{ErrorCode::refused,
                       "The file unpacks to more than " + std::to_string(out_.limits().inflated_bytes >> 20) +
                           " MB, which is refused for safety.",
                       "repeated rows"};
      return;
    }
    for (std::uint32_t i = 0; i < times && !refusal_; ++i) {
      ++row_;
      write_row(cells);
      if (out_.beyond_limits())
        refusal_ = Error{ErrorCode::too_large, "The workbook has more cells than can be read.", ""};
    }
  }

  void read_value(XmlReader& xml, SheetCell& cell, const OdfStyle& style) {
    cell.fill = style.fill.value_or("");
    cell.bold = style.bold.value_or(false);
    const std::string type = xml.attribute("value-type");
    const std::string formula = xml.attribute("formula");
    std::string date;
    if (type == "date") {
      const std::string value = xml.attribute("date-value");
      if (const auto day = Date::parse(std::string_view(value).substr(0, 10)))
        date = show_number(day->days_since_1970() + 25569,
                           parse_number_format(styles_.has_day(style.format) ? "dd/mm/yyyy" : "mmm yyyy"),
                           Epoch::year_1900);
      // A time of day beside the date is shown as it is written there.
      if (!date.empty() && value.size() >= 16 && value[10] == 'T' && value.substr(11, 8) != "00:00:00")
        date += " " + value.substr(11, 5);
    }
    std::string value = xml.attribute(xml.has_attribute("string-value") ? "string-value" : "value");
    if (type == "boolean" && value.empty()) value = xml.attribute("boolean-value") == "true" ? "TRUE" : "FALSE";
    Place place = sheet_;
    place.row = row_ + 1;
    Composer apart(out_.limits());
    std::vector<Document> following;
    OdfTarget target;
    target.out = &apart;
    target.place = place;
    target.in_cell = true;
    target.following = &following;
    apart.begin_cell(place);
    content_.read_blocks(xml, target);
    apart.end_cell();
    const Cell& read = apart.open_row().cells.back();
    cell.text = apart.document().at(read.span);
    cell.bold = cell.bold || read.bold;
    cell.struck = apart.take_struck();
    if (cell.text.empty() && !cell.struck.empty()) date.clear(), value.clear();
    if (cell.fill.empty() && target.saw_text && !target.fills_differ) cell.fill = target.text_fill;
    if (!date.empty()) cell.text = date;
    if (cell.text.empty() && !type.empty() && has_visible(value)) cell.text = value;
    if (cell.text.empty() && !formula.empty() && type.empty()) formulas_ = true;
    if (style.struck.value_or(false) && !cell.text.empty()) cell.struck = {std::exchange(cell.text, {})};
    std::replace(cell.text.begin(), cell.text.end(), '\t', ' ');
    std::move(following.begin(), following.end(), std::back_inserter(following_));
  }

  void write_row(const std::vector<SheetCell>& cells) {
    std::size_t count = cells.size();
    std::uint32_t tail = 0;
    while (count > 0 && cells[count - 1].text.empty() && !cells[count - 1].covered) tail += cells[--count].times;
    if (tail <= longest_tail) count = cells.size();
    while (count > 0 && cells[count - 1].text.empty() && cells[count - 1].fill.empty() &&
           !reaches_here(cells[count - 1]))
      --count;
    Place place = sheet_;
    place.row = row_;
    out_.begin_row(place);
    std::uint32_t column = 1;
    for (std::size_t i = 0; i < count; ++i) {
      const SheetCell& cell = cells[i];
      write_gap(place, column, cell.column);
      const std::uint32_t until = cell.column + cell.times;
      // Empty cells that are only coloured, in great number, are one.
      const bool wide = cell.text.empty() && !cell.covered && cell.times > widest_gap;
      for (std::uint32_t at = cell.column; at < until; ++at) {
        if (cell.covered) {
          const auto reach = reaches_.find(at);
          if (reach != reaches_.end() && reach->second.rows > 0 && at >= column) {
            --reach->second.rows;
            out_.begin_cell(place);
            out_.open_cell().continues_above = true;
            out_.open_cell().columns = reach->second.columns;
            out_.end_cell();
            column = at + reach->second.columns;
          }
          if (cell.text.empty()) {
            // The next that reaches down from above; there is nothing between.
            const auto next = reaches_.upper_bound(at);
            if (next == reaches_.end() || next->first >= until) break;
            at = next->first - 1;
            continue;
          }
        }
        out_.begin_cell(place);
        Cell& written = out_.open_cell();
        written.fill = cell.fill;
        written.columns = wide ? cell.times : cell.columns;
        written.rows = cell.rows;
        out_.set_bold(cell.bold);
        out_.put(cell.text);
        out_.set_bold(false);
        out_.set_struck(true);
        for (const std::string& struck : cell.struck) out_.put(struck + " ");
        out_.set_struck(false);
        out_.end_cell();
        if (cell.rows > 1) reaches_[at] = {cell.rows - 1, cell.columns};
        column = std::max(column, at + cell.columns);
        if (wide) {
          column = until;
          break;
        }
        if (out_.beyond_limits()) break;
      }
      if (cell.covered) column = std::max(column, until);
    }
    out_.end_row();
  }

  bool reaches_here(const SheetCell& cell) const {
    if (cell.columns > 1 || cell.rows > 1) return true;
    const auto reach = reaches_.lower_bound(cell.column);
    return cell.covered && reach != reaches_.end() && reach->first < cell.column + cell.times && reach->second.rows > 0;
  }

  void write_gap(const Place& place, std::uint32_t& column, std::uint32_t until) {
    if (column >= until) return;
    const bool wide = until - column > widest_gap;
    while (column < until) {
      out_.begin_cell(place);
      if (wide) out_.open_cell().columns = until - column;
      out_.end_cell();
      column = wide ? until : column + 1;
    }
  }

  void tell() {
    if (changed_)
      out_.note("source.tracked-changes", "The workbook has tracked changes; it was read as if all were accepted.");
    if (formulas_)
      out_.note("source.formulas",
                "Some formulas of the workbook have no stored result; their cells were read as empty.");
    content_.tell();
  }

  const OdfStyles& styles_;
  Composer& out_;
  OdfContent content_;
  std::vector<Document> following_;                             // comments and shapes of the sheet
  std::vector<std::pair<std::uint32_t, std::string>> columns_;  // from which on, and their style
  std::map<std::uint32_t, Reach> reaches_;                      // by column
  std::set<std::string> master_pages_;
  std::optional<Error> refusal_;
  Place sheet_;
  std::uint32_t row_ = 0;
  std::uint32_t next_column_ = 1;  // behind the last of columns_
  bool hidden_rows_ = false;
  bool hidden_columns_ = false;
  bool by_value_ = false;
  bool changed_ = false;
  bool formulas_ = false;
};

// The headers and footers of the pages that the sheets are printed on.
Result<void> read_margins(std::string_view source, const std::set<std::string>& pages, const OdfStyles& styles,
                          Composer& composer) {
  OdfContent content(composer, styles);
  content.leave_out_fields(true);
  XmlReader xml(source, composer.limits().depth);
  std::vector<Document> following;
  OdfTarget target;
  target.out = &composer;
  target.flow = OdfFlow::furniture;
  target.following = &following;
  bool used = false;
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "master-page") used = pages.contains(xml.attribute("name"));
    if (!used || xml.raw_attribute("display") == "false") continue;
    for (std::string_view one : {"header", "header-left", "header-first", "footer", "footer-left", "footer-first"})
      if (xml.name() == one) {
        content.read_blocks(xml, target);
        break;
      }
  }
  if (xml.error()) return fail(*xml.error());
  return {};
}

}  // namespace

Result<void> read_ods(const Archive& archive, Composer& composer) {
  OdfStyles styles;
  std::string common;
  if (archive.has("styles.xml")) {
    CANDOUR_TRY(source, archive.read("styles.xml"));
    common = std::move(source);
    CANDOUR_CHECK(styles.add(common, composer.limits()));
  }
  const OdfStyles of_margins = styles;
  CANDOUR_TRY(source, archive.read("content.xml"));
  CANDOUR_CHECK(styles.add(source, composer.limits()));
  OdsReader reader(styles, composer);
  CANDOUR_CHECK(reader.read(source));
  return read_margins(common, reader.master_pages(), of_margins, composer);
}

}  // namespace candour::document
