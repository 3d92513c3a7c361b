#include "support/grid.h"
#include "support/write_document.h"

namespace candour::support {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
constexpr std::string_view relations =
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view drawing =
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view package = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::size_t usable_width = 15398;  // twentieths of a point: A4 landscape less its margins

enum class Weight { normal, bold };

void write_run(std::string_view text, Weight weight, std::string& xml) {
  xml += weight == Weight::bold ? "<w:r><w:rPr><w:b/><w:bCs/></w:rPr>" : "<w:r>";
  xml += "<w:t xml:space=\"preserve\">" + escape(text) + "</w:t></w:r>";
}

// What stands in parts of their own: comments, footnotes and files put into the document.
struct Beside {
  std::string comments;
  std::string notes;
  std::string objects;  // relationships
  std::vector<Part> files;
  std::size_t comment_count = 0;
  std::size_t note_count = 0;
  std::size_t object_count = 0;
  std::size_t change_count = 0;
};

// Word breaks a sentence into runs wherever it was once edited or spell-checked: here after every ninth blank,
// and once in the middle of a word.
void write_plain_runs(std::string_view text, Weight weight, std::string& xml) {
  std::size_t begin = 0;
  std::size_t blanks = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ' ') {
      continue;
    }
    ++blanks;
    if (blanks % 9 == 0) {
      write_run(text.substr(begin, at - begin), weight, xml);
      begin = at;
    } else if (blanks % 9 == 4 && at + 3 < text.size() && static_cast<unsigned char>(text[at + 2]) < 0x80 &&
               static_cast<unsigned char>(text[at + 3]) < 0x80) {
      write_run(text.substr(begin, at + 2 - begin), weight, xml);
      xml += "<w:proofErr w:type=\"spellStart\"/>";
      begin = at + 2;
    }
  }
  if (begin < text.size()) {
    write_run(text.substr(begin), weight, xml);
  }
}

// A change by an author at a moment; the moment is fixed.
std::string change(std::string_view name, Beside& beside) {
  return "<w:" + std::string(name) + " w:id=\"" + std::to_string(900 + beside.change_count++) +
         "\" w:author=\"Editor\" w:date=\"2026-01-05T09:00:00Z\">";
}

void write_runs(std::string_view text, Weight weight, Beside& beside, std::string& xml) {
  for (const Piece& piece : pieces_of(text)) {
    const std::string escaped = escape(piece.text);
    switch (piece.mark) {
      case Mark::none:
        write_plain_runs(piece.text, weight, xml);
        break;
      case Mark::inserted:
        xml += change("ins", beside);
        write_plain_runs(piece.text, weight, xml);
        xml += "</w:ins>";
        break;
      case Mark::deleted:
        xml +=
            change("del", beside) + "<w:r><w:delText xml:space=\"preserve\">" + escaped + "</w:delText></w:r></w:del>";
        break;
      case Mark::comment: {
        const std::string id = std::to_string(beside.comment_count++);
        const std::size_t colon = piece.text.find(": ");
        const bool named = colon != std::string_view::npos;
        beside.comments += "<w:comment w:id=\"" + id + "\" w:author=\"" +
                           escape(named ? piece.text.substr(0, colon) : "Editor") +
                           "\" w:date=\"2026-01-05T09:00:00Z\"><w:p><w:r><w:annotationRef/></w:r><w:r><w:t>" +
                           escape(named ? piece.text.substr(colon + 2) : piece.text) + "</w:t></w:r></w:p></w:comment>";
        xml += "<w:r><w:commentReference w:id=\"" + id + "\"/></w:r>";
        break;
      }
      case Mark::note: {
        const std::string id = std::to_string(++beside.note_count);
        beside.notes += "<w:footnote w:id=\"" + id +
                        "\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space=\"preserve\"> " + escaped +
                        "</w:t></w:r></w:p></w:footnote>";
        xml += "<w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r>";
        break;
      }
      case Mark::control:
        xml += "<w:sdt><w:sdtPr><w:alias w:val=\"Field\"/><w:text/></w:sdtPr><w:sdtContent>";
        write_plain_runs(piece.text, weight, xml);
        xml += "</w:sdtContent></w:sdt>";
        break;
      case Mark::box: {
        // Word writes a box twice, as a drawing and as the picture that older programs show.
        std::string inner;
        write_plain_runs(piece.text, weight, inner);
        inner = "<w:txbxContent><w:p>" + inner + "</w:p></w:txbxContent>";
        xml +=
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"3000000\" "
            "cy=\"600000\"/><wp:docPr id=\"7\" name=\"Text Box 7\"/><a:graphic><a:graphicData "
            "uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr "
            "txBox=\"1\"/><wps:spPr/><wps:txbx>" +
            inner +
            "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
            "<mc:Fallback><w:pict><v:shape style=\"width:240pt;height:48pt\"><v:textbox>" +
            inner + "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>";
        break;
      }
      case Mark::struck:
        xml += "<w:r><w:rPr><w:strike/></w:rPr><w:t xml:space=\"preserve\">" + escaped + "</w:t></w:r>";
        break;
      case Mark::object: {
        const std::string id = "rIdObject" + std::to_string(++beside.object_count);
        const std::string name = "embeddings/" + std::string(piece.text);
        beside.objects += "<Relationship Id=\"" + id +
                          "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/package\" "
                          "Target=\"" +
                          escape(name) + "\"/>";
        beside.files.push_back({"word/" + name, "PK"});
        xml +=
            "<w:r><w:object><v:shape id=\"_x0000_i1025\" style=\"width:76pt;height:49pt\"/><o:OLEObject "
            "Type=\"Embed\" ProgID=\"Word.Document.12\" ShapeID=\"_x0000_i1025\" DrawAspect=\"Icon\" "
            "ObjectID=\"_1\" r:id=\"" +
            id + "\"/></w:object></w:r>";
        break;
      }
    }
  }
}

// One w:p for each line; an empty text still gives one, which a cell must have.
void write_paragraphs(std::string_view text, Weight weight, std::string_view style, Beside& beside, std::string& xml) {
  for (const std::string_view line : lines_of(text)) {
    xml += "<w:p w:rsidR=\"00A61B2C\" w:rsidRDefault=\"00A61B2C\">";
    const bool item = line.starts_with(bullet);
    if (item) {
      xml +=
          "<w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
          "w:val=\"1\"/></w:numPr></w:pPr>";
    } else if (!style.empty()) {
      xml += "<w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>";
    }
    write_runs(item ? line.substr(bullet.size()) : line, weight, beside, xml);
    xml += "</w:p>";
  }
}

void write_cell_properties(const Cell& cell, std::size_t width, std::string_view merge, std::string& xml) {
  xml += "<w:tcPr><w:tcW w:w=\"" + std::to_string(width * cell.columns) + "\" w:type=\"dxa\"/>";
  if (cell.columns > 1) {
    xml += "<w:gridSpan w:val=\"" + std::to_string(cell.columns) + "\"/>";
  }
  xml += merge;
  if (!cell.fill.empty()) {
    xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + cell.fill + "\"/>";
  }
  xml += "</w:tcPr>";
}

void write_table(const Table& table, Beside& beside, std::string& xml) {
  const Grid grid = lay_out(table);
  if (grid.columns == 0) {
    return;
  }
  const std::size_t width = usable_width / grid.columns;
  xml +=
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>"
      "<w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" "
      "w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>";
  for (std::size_t column = 0; column < grid.columns; ++column) {
    xml += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  }
  xml += "</w:tblGrid>";
  for (std::size_t row = 0; row < grid.rows; ++row) {
    xml += "<w:tr w:rsidR=\"00A61B2C\" w:rsidTr=\"00F02D11\">";
    if (table.rows[row].header) {
      xml += "<w:trPr><w:tblHeader/></w:trPr>";
    }
    for (std::size_t column = 0; column < grid.columns;) {
      const Placed* placed = grid.at(row, column);
      if (placed == nullptr) {
        break;  // a short row: Word leaves its end open
      }
      const Cell& cell = *placed->cell;
      xml += "<w:tc>";
      if (placed->row == row) {
        write_cell_properties(cell, width, cell.rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "", xml);
        write_paragraphs(cell.text, cell.bold || table.rows[row].header ? Weight::bold : Weight::normal, "", beside,
                         xml);
        if (cell.inside != nullptr) {
          write_table(*cell.inside, beside, xml);
          xml += "<w:p/>";  // a cell must not end with a table
        }
      } else {
        write_cell_properties(cell, width, "<w:vMerge/>", xml);
        xml += "<w:p/>";
      }
      xml += "</w:tc>";
      column = placed->column + cell.columns;
    }
    xml += "</w:tr>";
  }
  xml += "</w:tbl>";
}

std::string field(std::string_view name) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> " +
         std::string(name) +
         " </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
         "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}

std::string relationship(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(type) + "\" Target=\"" +
         std::string(target) + "\"/>";
}

std::string body_of(const Document& document, Beside& beside) {
  std::string xml;
  bool after_table = false;
  for (const Sheet& sheet : document.sheets) {
    for (const Block& block : sheet.blocks) {
      if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
        const std::string style = paragraph->heading > 0 ? "Heading" + std::to_string(paragraph->heading) : "";
        const std::string mark = paragraph->list_item ? std::string(bullet) : "";
        write_paragraphs(mark + paragraph->text, paragraph->bold ? Weight::bold : Weight::normal, style, beside, xml);
      } else if (const auto* table = std::get_if<Table>(&block)) {
        if (after_table) {
          xml += "<w:p/>";  // else Word takes two tables for one
        }
        write_table(*table, beside, xml);
      } else {
        xml += "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";
      }
      after_table = std::holds_alternative<Table>(block);
    }
  }
  if (after_table) {
    xml += "<w:p/>";  // a body must not end with a table
  }
  return xml;
}

std::string styles() {
  std::string xml =
      std::string(declaration) + "<w:styles " + std::string(word) +
      ">"
      "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/>"
      "<w:sz w:val=\"18\"/><w:lang w:val=\"en-GB\"/></w:rPr></w:rPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>";
  for (int level = 1; level <= 6; ++level) {
    const std::string number = std::to_string(level);
    xml += "<w:style w:type=\"paragraph\" w:styleId=\"Heading" + number + "\"><w:name w:val=\"heading " + number +
           "\"/><w:basedOn w:val=\"Normal\"/><w:pPr><w:keepNext/><w:outlineLvl w:val=\"" + std::to_string(level - 1) +
           "\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"" + std::to_string(34 - 2 * level) + "\"/></w:rPr></w:style>";
  }
  return xml +
         "<w:style w:type=\"paragraph\" w:styleId=\"ListParagraph\"><w:name w:val=\"List Paragraph\"/>"
         "<w:basedOn w:val=\"Normal\"/><w:pPr><w:ind w:left=\"360\"/></w:pPr></w:style>"
         "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal "
         "Table\"/></w:style>"
         "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn "
         "w:val=\"TableNormal\"/>"
         "<w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/>"
         "<w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/>"
         "<w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" "
         "w:sz=\"4\"/></w:tblBorders></w:tblPr></w:style>"
         "</w:styles>";
}

}  // namespace

std::string to_docx(const Document& document) {
  const std::string wordprocessing = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  std::string types =
      std::string(declaration) + "<Types xmlns=\"" + std::string(package) +
      "content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
  std::string links = std::string(declaration) + "<Relationships xmlns=\"" + std::string(package) + "relationships\">";
  std::string section;
  std::vector<Part> parts;
  Beside beside;
  const auto add = [&](const std::string& name, const std::string& kind, const std::string& id, std::string xml) {
    types += "<Override PartName=\"/word/" + name + ".xml\" ContentType=\"" + wordprocessing + kind + "+xml\"/>";
    if (!id.empty()) {
      links += relationship(id, std::string(office) + kind, name + ".xml");
    }
    parts.push_back({"word/" + name + ".xml", std::move(xml)});
  };
  add("styles", "styles", "rId1", styles());
  add("settings", "settings", "rId2",
      std::string(declaration) + "<w:settings " + std::string(word) +
          "><w:defaultTabStop w:val=\"720\"/></w:settings>");
  add("numbering", "numbering", "rId3",
      std::string(declaration) + "<w:numbering " + std::string(word) +
          "><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\">"
          "<w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/>"
          "<w:pPr><w:ind w:left=\"360\" w:hanging=\"360\"/></w:pPr></w:lvl></w:abstractNum>"
          "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>");
  if (!document.header.empty()) {
    std::string xml = std::string(declaration) + "<w:hdr " + std::string(word) + ">";
    write_paragraphs(document.header, Weight::normal, "", beside, xml);
    add("header1", "header", "rId4", xml + "</w:hdr>");
    section += "<w:headerReference w:type=\"default\" r:id=\"rId4\"/>";
  }
  if (!document.footer.empty()) {
    std::string xml = std::string(declaration) + "<w:ftr " + std::string(word) + ">";
    write_paragraphs(document.footer, Weight::normal, "", beside, xml);
    xml += "<w:p><w:r><w:t xml:space=\"preserve\">Page </w:t></w:r>" + field("PAGE") +
           "<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>" + field("NUMPAGES") + "</w:p>";
    add("footer1", "footer", "rId5", xml + "</w:ftr>");
    section += "<w:footerReference w:type=\"default\" r:id=\"rId5\"/>";
  }
  const std::string body = body_of(document, beside);
  if (beside.comment_count > 0) {
    add("comments", "comments", "rId6",
        std::string(declaration) + "<w:comments " + std::string(word) + ">" + beside.comments + "</w:comments>");
  }
  if (beside.note_count > 0) {
    add("footnotes", "footnotes", "rId7",
        std::string(declaration) + "<w:footnotes " + std::string(word) + ">" + beside.notes + "</w:footnotes>");
  }
  links += beside.objects;
  if (!beside.files.empty()) {
    types +=
        "<Default Extension=\"docx\" ContentType=\"application/vnd.openxmlformats-officedocument."
        "wordprocessingml.document\"/>";
  }
  add("document", "document.main", "",
      std::string(declaration) + "<w:document " + std::string(word) + " " + std::string(relations) + " " +
          std::string(drawing) + "><w:body>" + body + "<w:sectPr w:rsidR=\"00A61B2C\">" + section +
          "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"720\" w:right=\"720\" "
          "w:bottom=\"720\" w:left=\"720\" w:header=\"708\" w:footer=\"708\" "
          "w:gutter=\"0\"/></w:sectPr></w:body></w:document>");

  std::vector<Part> all = {
      {"[Content_Types].xml", types + "</Types>"},
      {"_rels/.rels",
       std::string(declaration) + "<Relationships xmlns=\"" + std::string(package) + "relationships\">" +
           relationship("rId1", std::string(office) + "officeDocument", "word/document.xml") +
           relationship("rId2", std::string(package) + "relationships/metadata/core-properties", "docProps/core.xml") +
           "</Relationships>"},
      {"docProps/core.xml", std::string(declaration) + "<cp:coreProperties xmlns:cp=\"" + std::string(package) +
                                "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
                                escape(document.title) + "</dc:title></cp:coreProperties>"},
      {"word/_rels/document.xml.rels", links + "</Relationships>"}};
  all.insert(all.end(), parts.begin(), parts.end());
  all.insert(all.end(), beside.files.begin(), beside.files.end());
  return to_zip(all);
}

}  // namespace candour::support
