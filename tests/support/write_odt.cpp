#include <algorithm>
#include <map>
#include <utility>

#include "support/grid.h"
#include "support/write_document.h"

namespace candour::support {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view spaces =
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
    " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
    " xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\""
    " xmlns:xlink=\"http://www.w3.org/1999/xlink\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\""
    " office:version=\"1.3\"";

// Blanks after the first, tabs and line breaks are elements.
std::string plain(std::string_view text) {
  std::string xml;
  bool blank = false;
  for (const char letter : escape(text)) {
    if (letter == ' ' && blank) {
      xml += "<text:s/>";
    } else if (letter == '\t') {
      xml += "<text:tab/>";
    } else {
      xml += letter;
    }
    blank = letter == ' ';
  }
  return xml;
}

class Writer {
 public:
  // A sheet for each: paragraphs stand in the first cell of a row of their own.
  std::string sheets(const Document& given) {
    const Document document = without_marks(given, Nested::folded);
    std::string body;
    for (const Sheet& sheet : document.sheets) {
      std::size_t columns = 1;
      for (const Block& block : sheet.blocks)
        if (const auto* table = std::get_if<Table>(&block)) columns = std::max(columns, lay_out(*table).columns);
      body += "<table:table table:name=\"" + escape(sheet.name) +
              "\"><table:table-column table:number-columns-repeated=\"" + std::to_string(columns) + "\"/>";
      for (const Block& block : sheet.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
          Cell cell;
          cell.text = paragraph->text;
          body += "<table:table-row>";
          write(cell, paragraph->bold || paragraph->heading > 0, body);
          body += "</table:table-row>";
        } else if (const auto* table = std::get_if<Table>(&block)) {
          write_rows(*table, lay_out(*table), body);
        } else {
          body += "<table:table-row><table:table-cell/></table:table-row>";
        }
      }
      body += "</table:table>";
    }
    return framed(body, "spreadsheet");
  }

  std::string content(const Document& document) {
    std::string body;
    for (const Sheet& sheet : document.sheets) {
      for (const Block& block : sheet.blocks) {
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
          write(*paragraph, body);
        } else if (const auto* table = std::get_if<Table>(&block)) {
          write(*table, body);
        } else {
          body += "<text:p text:style-name=\"Break\"/>";
        }
      }
    }
    return framed((changes_.empty() ? "" : "<text:tracked-changes>" + changes_ + "</text:tracked-changes>") + body,
                  "text");
  }

 private:
  // The parts of the file around what was written, which has named its fills.
  std::string framed(const std::string& body, const std::string& kind) const {
    std::string styles =
        "<style:style style:name=\"Bold\" style:family=\"text\"><style:text-properties "
        "fo:font-weight=\"bold\"/></style:style>"
        "<style:style style:name=\"Struck\" style:family=\"text\"><style:text-properties "
        "style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"/></style:style>"
        "<style:style style:name=\"Break\" style:family=\"paragraph\"><style:paragraph-properties "
        "fo:break-before=\"page\"/></style:style>"
        "<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" "
        "text:bullet-char=\"•\"/></text:list-style>";
    for (const auto& [fill, name] : fills_) {
      styles += "<style:style style:name=\"" + name +
                "\" style:family=\"table-cell\"><style:table-cell-properties fo:background-color=\"#" + fill +
                "\" fo:border=\"0.5pt solid #000000\"/></style:style>";
    }
    return std::string(declaration) + "<office:document-content" + std::string(spaces) + "><office:automatic-styles>" +
           styles + "</office:automatic-styles><office:body><office:" + kind + ">" + body + "</office:" + kind +
           "></office:body></office:document-content>";
  }

  void write(const Paragraph& paragraph, std::string& xml) {
    if (paragraph.list_item) {
      xml += "<text:list text:style-name=\"Bullets\"><text:list-item><text:p>" + marked(paragraph.text, false) +
             "</text:p></text:list-item></text:list>";
    } else if (paragraph.heading > 0) {
      const std::string level = std::to_string(paragraph.heading);
      xml += "<text:h text:style-name=\"Heading_20_" + level + "\" text:outline-level=\"" + level + "\">" +
             marked(paragraph.text, false) + "</text:h>";
    } else {
      xml += "<text:p>" + marked(paragraph.text, paragraph.bold) + "</text:p>";
    }
  }

  void write(const Table& table, std::string& xml) {
    const Grid grid = lay_out(table);
    xml += "<table:table table:name=\"Table" + std::to_string(++tables_) +
           "\"><table:table-column table:number-columns-repeated=\"" + std::to_string(grid.columns) + "\"/>";
    write_rows(table, grid, xml);
    xml += "</table:table>";
  }

  void write_rows(const Table& table, const Grid& grid, std::string& xml) {
    std::size_t headers = 0;
    while (headers < table.rows.size() && table.rows[headers].header) {
      ++headers;
    }
    for (std::size_t row = 0; row < grid.rows; ++row) {
      xml += row == 0 && headers > 0 ? "<table:table-header-rows>" : "";
      xml += "<table:table-row>";
      for (std::size_t column = 0; column < grid.columns; ++column) {
        const Placed* placed = grid.at(row, column);
        if (placed == nullptr) {
          xml += "<table:table-cell/>";
        } else if (placed->row != row || placed->column != column) {
          xml += "<table:covered-table-cell/>";
        } else {
          write(*placed->cell, placed->cell->bold || table.rows[row].header, xml);
        }
      }
      xml += "</table:table-row>";
      xml += headers > 0 && row + 1 == headers ? "</table:table-header-rows>" : "";
    }
  }

  void write(const Cell& cell, bool bold, std::string& xml) {
    xml += "<table:table-cell office:value-type=\"string\"";
    if (!cell.fill.empty()) {
      xml += " table:style-name=\"" +
             fills_.try_emplace(cell.fill, "Fill" + std::to_string(fills_.size() + 1)).first->second + "\"";
    }
    if (cell.columns > 1) {
      xml += " table:number-columns-spanned=\"" + std::to_string(cell.columns) + "\"";
    }
    if (cell.rows > 1) {
      xml += " table:number-rows-spanned=\"" + std::to_string(cell.rows) + "\"";
    }
    xml += ">";
    bool in_list = false;
    for (const std::string_view line : lines_of(cell.text)) {
      const bool item = line.starts_with(bullet);
      if (item != in_list) {
        xml += item ? "<text:list text:style-name=\"Bullets\">" : "</text:list>";
        in_list = item;
      }
      const std::string inner = "<text:p>" + marked(item ? line.substr(bullet.size()) : line, bold) + "</text:p>";
      xml += item ? "<text:list-item>" + inner + "</text:list-item>" : inner;
    }
    xml += in_list ? "</text:list>" : "";
    if (cell.inside != nullptr) {
      write(*cell.inside, xml);
    }
    xml += "</table:table-cell>";
  }

  std::string marked(std::string_view text, bool bold) {
    std::string xml;
    for (const Piece& piece : pieces_of(text)) {
      const std::string inner = plain(piece.text);
      const std::string id = "ct" + std::to_string(++ids_);
      const std::string who = "<dc:creator>Editor</dc:creator><dc:date>2026-01-05T09:00:00</dc:date>";
      switch (piece.mark) {
        case Mark::none:
          xml += inner;
          break;
        case Mark::control:
          xml += "<text:text-input text:description=\"Field\">" + inner + "</text:text-input>";
          break;
        case Mark::struck:
          xml += "<text:span text:style-name=\"Struck\">" + inner + "</text:span>";
          break;
        case Mark::object:
          xml += "<draw:frame draw:name=\"" + inner +
                 "\" text:anchor-type=\"as-char\" svg:width=\"2cm\" svg:height=\"2cm\"><draw:object-ole "
                 "xlink:href=\"./Object 1\"/></draw:frame>";
          break;
        case Mark::inserted:
          changes_ += "<text:changed-region text:id=\"" + id + "\"><text:insertion><office:change-info>" + who +
                      "</office:change-info></text:insertion></text:changed-region>";
          xml += "<text:change-start text:change-id=\"" + id + "\"/>" + inner + "<text:change-end text:change-id=\"" +
                 id + "\"/>";
          break;
        case Mark::deleted:
          changes_ += "<text:changed-region text:id=\"" + id + "\"><text:deletion><office:change-info>" + who +
                      "</office:change-info><text:p>" + inner + "</text:p></text:deletion></text:changed-region>";
          xml += "<text:change text:change-id=\"" + id + "\"/>";
          break;
        case Mark::comment: {
          const std::size_t colon = inner.find(": ");
          const bool named = colon != std::string::npos;
          xml += "<office:annotation><dc:creator>" + (named ? inner.substr(0, colon) : "Editor") +
                 "</dc:creator><dc:date>2026-01-05T09:00:00</dc:date><text:p>" +
                 (named ? inner.substr(colon + 2) : inner) + "</text:p></office:annotation>";
          break;
        }
        case Mark::note:
          xml += "<text:note text:id=\"ftn" + id +
                 "\" text:note-class=\"footnote\"><text:note-citation>1</text:note-citation><text:note-body><text:p>" +
                 inner + "</text:p></text:note-body></text:note>";
          break;
        case Mark::box:
          xml += "<draw:frame text:anchor-type=\"as-char\" svg:width=\"8cm\"><draw:text-box><text:p>" + inner +
                 "</text:p></draw:text-box></draw:frame>";
          break;
      }
    }
    return bold && !xml.empty() ? "<text:span text:style-name=\"Bold\">" + xml + "</text:span>" : xml;
  }

  std::map<std::string, std::string> fills_;  // name of the style by colour
  std::string changes_;
  std::size_t tables_ = 0;
  std::size_t ids_ = 0;
};

std::string styles_of(const Document& document) {
  std::string master = "<style:master-page style:name=\"Standard\" style:page-layout-name=\"Page\">";
  if (!document.header.empty()) {
    master += "<style:header><text:p>" + plain(document.header) + "</text:p></style:header>";
  }
  if (!document.footer.empty()) {
    master += "<style:footer><text:p>" + plain(document.footer) +
              "</text:p><text:p>Page <text:page-number text:select-page=\"current\">1</text:page-number> of "
              "<text:page-count>1</text:page-count></text:p></style:footer>";
  }
  return std::string(declaration) + "<office:document-styles" + std::string(spaces) +
         "><office:automatic-styles><style:page-layout style:name=\"Page\"><style:page-layout-properties "
         "fo:page-width=\"29.7cm\" fo:page-height=\"21cm\" style:print-orientation=\"landscape\"/></style:page-layout>"
         "</office:automatic-styles><office:master-styles>" +
         master + "</style:master-page></office:master-styles></office:document-styles>";
}

}  // namespace

namespace {

std::string packed(const Document& document, const std::string& kind, std::string content) {
  const auto entry = [](std::string_view path, std::string_view type) {
    return "<manifest:file-entry manifest:full-path=\"" + std::string(path) + "\" manifest:media-type=\"" +
           std::string(type) + "\"/>";
  };
  return to_zip({{"mimetype", kind},
                 {"META-INF/manifest.xml",
                  std::string(declaration) +
                      "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
                      "manifest:version=\"1.3\">" +
                      entry("/", kind) + entry("content.xml", "text/xml") + entry("styles.xml", "text/xml") +
                      entry("meta.xml", "text/xml") + "</manifest:manifest>"},
                 {"content.xml", std::move(content)},
                 {"styles.xml", styles_of(document)},
                 {"meta.xml", std::string(declaration) + "<office:document-meta" + std::string(spaces) +
                                  "><office:meta><dc:title>" + escape(document.title) +
                                  "</dc:title></office:meta></office:document-meta>"}});
}

}  // namespace

std::string to_odt(const Document& document) {
  return packed(document, "application/vnd.oasis.opendocument.text", Writer().content(document));
}
std::string to_ods(const Document& document) {
  return packed(document, "application/vnd.oasis.opendocument.spreadsheet", Writer().sheets(document));
}

}  // namespace candour::support
