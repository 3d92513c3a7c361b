#include <charconv>
#include <map>
#include <optional>
#include <stdexcept>
#include <tuple>

#include "base/date.h"
#include "support/grid.h"
#include "support/write_document.h"

namespace candour::support {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/";

// "A1" for row 0, column 0.
std::string name_of(std::size_t row, std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row + 1);
}

// Days since 30 December 1899, as Excel counts from March 1900 on; of "30/06/2026".
std::int32_t serial_of(std::string_view text) {
  const auto number = [&](std::size_t begin, std::size_t length) {
    int value = 0;
    std::from_chars(text.data() + begin, text.data() + begin + length, value);
    return value;
  };
  const std::optional<Date> day =
      text.size() == 10 ? Date::from_calendar(number(6, 4), number(3, 2), number(0, 2)) : std::nullopt;
  if (!day) {
    throw std::logic_error("not a date as 30/06/2026: " + std::string(text));
  }
  return day->days_since_1970() + 25569;
}

// How a cell looks: one xf of the style sheet for each look that occurs.
struct Look {
  bool bold = false;
  bool date = false;
  std::string fill;
  bool operator<(const Look& other) const {
    return std::tie(bold, date, fill) < std::tie(other.bold, other.date, other.fill);
  }
};

class Workbook {
 public:
  std::string sheet(const Sheet& sheet) {
    std::string rows;
    std::string merges;
    std::size_t merged = 0;
    std::size_t at = 0;
    std::size_t columns = 1;
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        Cell cell;
        cell.text = std::string(paragraph->list_item ? bullet : "") + paragraph->text;
        cell.bold = paragraph->bold || paragraph->heading > 0;
        rows += "<row r=\"" + std::to_string(at + 1) + "\">" + to_xml(cell, at, 0) + "</row>";
        ++at;
      } else if (const auto* table = std::get_if<Table>(&block)) {
        const Grid grid = lay_out(*table);
        columns = std::max(columns, grid.columns);
        for (std::size_t row = 0; row < grid.rows; ++row, ++at) {
          rows += "<row r=\"" + std::to_string(at + 1) + "\">";
          for (std::size_t column = 0; column < grid.columns; ++column) {
            const Placed* placed = grid.at(row, column);
            if (placed == nullptr) {
              break;
            }
            Cell cell = *placed->cell;
            cell.bold = cell.bold || table->rows[row].header;
            if (placed->row == row && placed->column == column) {
              if (cell.rows > 1 || cell.columns > 1) {
                merges += "<mergeCell ref=\"" + name_of(at, column) + ":" +
                          name_of(at + cell.rows - 1, column + cell.columns - 1) + "\"/>";
                ++merged;
              }
            } else {
              cell.text.clear();  // Excel keeps the look of every place under a merge
            }
            rows += to_xml(cell, at, column);
          }
          rows += "</row>";
        }
      } else {
        ++at;
      }
    }
    std::string xml = std::string(declaration) + "<worksheet xmlns=\"" + std::string(spreadsheet) +
                      "\"><dimension ref=\"A1:" + name_of(at > 0 ? at - 1 : 0, columns - 1) +
                      "\"/><sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"1\" max=\"" +
                      std::to_string(columns) + "\" width=\"28\" customWidth=\"1\"/></cols><sheetData>" + rows +
                      "</sheetData>";
    if (merged > 0) {
      xml += "<mergeCells count=\"" + std::to_string(merged) + "\">" + merges + "</mergeCells>";
    }
    return xml +
           "<pageMargins left=\"0.7\" right=\"0.7\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" "
           "footer=\"0.3\"/></worksheet>";
  }

  std::string shared_strings() const {
    std::string xml = std::string(declaration) + "<sst xmlns=\"" + std::string(spreadsheet) + "\" uniqueCount=\"" +
                      std::to_string(strings_.size()) + "\">";
    for (const std::string& text : strings_) {
      xml += "<si><t xml:space=\"preserve\">" + escape(text) + "</t></si>";
    }
    return xml + "</sst>";
  }

  std::string styles() const {
    std::string fills =
        "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>";
    std::string looks = "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>";
    std::size_t fill_count = 2;
    for (const Look& look : looks_) {
      std::string fill = "0";
      if (!look.fill.empty()) {
        fill = std::to_string(fill_count++);
        fills += "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF" + look.fill +
                 "\"/><bgColor indexed=\"64\"/></patternFill></fill>";
      }
      looks += "<xf numFmtId=\"" + std::string(look.date ? "164" : "0") + "\" fontId=\"" + (look.bold ? "1" : "0") +
               "\" fillId=\"" + fill +
               "\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" "
               "applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>";
    }
    return std::string(declaration) + "<styleSheet xmlns=\"" + std::string(spreadsheet) +
           "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts>"
           "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
           "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"" +
           std::to_string(fill_count) + "\">" + fills +
           "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
           "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
           "borderId=\"0\"/></cellStyleXfs><cellXfs count=\"" +
           std::to_string(looks_.size() + 1) + "\">" + looks +
           "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" "
           "builtinId=\"0\"/></cellStyles></styleSheet>";
  }

 private:
  std::string to_xml(const Cell& cell, std::size_t row, std::size_t column) {
    const std::string head = "<c r=\"" + name_of(row, column) + "\" s=\"" +
                             std::to_string(look_of({cell.bold, cell.content == Content::date, cell.fill})) + "\"";
    if (cell.text.empty()) {
      return head + "/>";
    }
    switch (cell.content) {
      case Content::date:
        return head + "><v>" + std::to_string(serial_of(cell.text)) + "</v></c>";
      case Content::number:
        return head + "><v>" + escape(cell.text) + "</v></c>";
      case Content::text:
        break;
    }
    const auto [found, fresh] = string_numbers_.try_emplace(cell.text, strings_.size());
    if (fresh) {
      strings_.push_back(cell.text);
    }
    return head + " t=\"s\"><v>" + std::to_string(found->second) + "</v></c>";
  }

  std::size_t look_of(const Look& look) {
    const auto [found, fresh] = look_numbers_.try_emplace(look, looks_.size() + 1);
    if (fresh) {
      looks_.push_back(look);
    }
    return found->second;
  }

  std::vector<std::string> strings_;
  std::map<std::string, std::size_t> string_numbers_;
  std::vector<Look> looks_;
  std::map<Look, std::size_t> look_numbers_;
};

std::string relationship(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
}

}  // namespace

std::string to_xlsx(const Document& given) {
  const Document document = without_marks(given, Nested::folded);
  Workbook workbook;
  const std::string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::string types, sheets, links;
  std::vector<Part> parts;
  std::size_t number = 0;
  for (const Sheet& sheet : document.sheets) {
    const std::string n = std::to_string(++number);
    types += "<Override PartName=\"/xl/worksheets/sheet" + n + ".xml\" ContentType=\"" + kind + "worksheet+xml\"/>";
    sheets += "<sheet name=\"" + escape(sheet.name) + "\" sheetId=\"" + n + "\" r:id=\"rId" + n + "\"/>";
    links += relationship("rId" + n, std::string(office) + "/worksheet", "worksheets/sheet" + n + ".xml");
    parts.push_back({"xl/worksheets/sheet" + n + ".xml", workbook.sheet(sheet)});
  }
  links += relationship("rId" + std::to_string(number + 1), std::string(office) + "/styles", "styles.xml");
  links +=
      relationship("rId" + std::to_string(number + 2), std::string(office) + "/sharedStrings", "sharedStrings.xml");
  const std::string relationships =
      std::string(declaration) + "<Relationships xmlns=\"" + std::string(package) + "relationships\">";
  std::vector<Part> all = {
      {"[Content_Types].xml",
       std::string(declaration) + "<Types xmlns=\"" + std::string(package) +
           "content-types\">"
           "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
           "<Override PartName=\"/docProps/core.xml\" "
           "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
           "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
           kind +
           "sheet.main+xml\"/>"
           "<Override PartName=\"/xl/styles.xml\" ContentType=\"" +
           kind +
           "styles+xml\"/>"
           "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" +
           kind + "sharedStrings+xml\"/>" + types + "</Types>"},
      {"_rels/.rels",
       relationships + relationship("rId1", std::string(office) + "/officeDocument", "xl/workbook.xml") +
           relationship("rId2", std::string(package) + "relationships/metadata/core-properties", "docProps/core.xml") +
           "</Relationships>"},
      {"docProps/core.xml", std::string(declaration) + "<cp:coreProperties xmlns:cp=\"" + std::string(package) +
                                "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
                                escape(document.title) + "</dc:title></cp:coreProperties>"},
      {"xl/workbook.xml", std::string(declaration) + "<workbook xmlns=\"" + std::string(spreadsheet) + "\" xmlns:r=\"" +
                              std::string(office) + "\"><sheets>" + sheets + "</sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", relationships + links + "</Relationships>"},
      {"xl/styles.xml", workbook.styles()},
      {"xl/sharedStrings.xml", workbook.shared_strings()}};
  all.insert(all.end(), parts.begin(), parts.end());
  return to_zip(all);
}

}  // namespace candour::support
