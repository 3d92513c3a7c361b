#include "report/docx/docx.h"

#include "base/text.h"
#include "report/inside/pack.h"

namespace candour::report::docx {
namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

constexpr std::string_view content_types =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";
constexpr std::string_view package_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";
constexpr std::string_view document_relations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>)";
constexpr std::string_view settings =
    R"(<w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:themeFontLang w:val="en-GB"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>)";

// Arial is on every machine that has Word; sizes are in half points.
constexpr std::string_view styles =
    R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)"
    R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="200"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:color w:val="505A5F"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="12436D"/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Recommendation"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="Recommendation"><w:name w:val="Recommendation"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="12436D"/></w:pBdr><w:ind w:left="200"/></w:pPr></w:style>)"
    R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table Heading"/><w:basedOn w:val="TableText"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>)"
    R"(<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:pos="14400"/></w:tabs></w:pPr><w:rPr><w:color w:val="505A5F"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>)"
    R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)"
    R"(<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="8D9499"/><w:left w:val="single" w:sz="4" w:color="8D9499"/><w:bottom w:val="single" w:sz="4" w:color="8D9499"/><w:right w:val="single" w:sz="4" w:color="8D9499"/><w:insideH w:val="single" w:sz="4" w:color="8D9499"/><w:insideV w:val="single" w:sz="4" w:color="8D9499"/></w:tblBorders></w:tblPr></w:style>)";

constexpr std::string_view footer_before_title =
    R"(<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">)";
constexpr std::string_view footer_after_title =
    R"(</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>)";
constexpr std::string_view section =
    R"(<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1219" w:bottom="1134" w:left="1219" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)";

std::string_view name_of(Style style) {
  switch (style) {
    case Style::title:
      return "Title";
    case Style::subtitle:
      return "Subtitle";
    case Style::heading_1:
      return "Heading1";
    case Style::heading_2:
      return "Heading2";
    case Style::body:
      return "Normal";
    case Style::recommendation:
      return "Recommendation";
    case Style::table_text:
      return "TableText";
    case Style::table_heading:
      return "TableHeading";
  }
  return {};
}

void append_escaped(std::string& xml, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == '&')
      xml += "&amp;";
    else if (c == '<')
      xml += "&lt;";
    else if (c == '>')
      xml += "&gt;";
    else if (c == '"')
      xml += "&quot;";
    else if ((c < 0x20 && c != '\t') || c == 0xfffe || c == 0xffff)
      append_utf8(xml, 0xfffd);
    else
      xml += text.substr(begin, at - begin);
  }
}
std::string escaped(std::string_view text) {
  std::string xml;
  append_escaped(xml, text);
  return xml;
}

void append_runs(std::string& xml, std::string_view text, bool bold) {
  bool first = true;
  for (const std::string_view line : lines(text)) {
    xml += "<w:r>";
    if (bold) xml += "<w:rPr><w:b/></w:rPr>";
    if (!first) xml += "<w:br/>";
    first = false;
    xml += "<w:t xml:space=\"preserve\">";
    append_escaped(xml, line);
    xml += "</w:t></w:r>";
  }
}
void append_paragraph(std::string& xml, Style style, std::string_view text, std::string_view strong) {
  xml += "<w:p><w:pPr><w:pStyle w:val=\"";
  xml += name_of(style);
  xml += "\"/></w:pPr>";
  if (!strong.empty()) append_runs(xml, strong, true);
  append_runs(xml, text, false);
  xml += "</w:p>";
}

std::string part(std::string_view element, std::string_view inside) {
  std::string xml(declaration);
  xml += "<w:";
  xml += element;
  xml += " ";
  xml += namespaces;
  xml += ">";
  xml += inside;
  xml += "</w:";
  xml += element;
  xml += ">";
  return xml;
}
std::string plain(std::string_view inside) {
  return std::string(declaration) + std::string(inside);
}

}  // namespace

void Body::paragraph(Style style, std::string_view text, std::string_view strong) {
  append_paragraph(xml_, style, text, strong);
}

void Body::begin_table(std::string_view about, std::vector<Column> columns) {
  columns_ = std::move(columns);
  int whole = 0;
  for (const Column& column : columns_) whole += column.width;
  xml_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"" + std::to_string(whole) +
          "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\" w:noVBand=\"1\"/>"
          "<w:tblCaption w:val=\"" +
          escaped(about) + "\"/></w:tblPr><w:tblGrid>";
  for (const Column& column : columns_) xml_ += "<w:gridCol w:w=\"" + std::to_string(column.width) + "\"/>";
  xml_ += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (const Column& column : columns_) cell(column.width, Style::table_heading, column.title);
  xml_ += "</w:tr>";
}

void Body::cell(int width, Style style, std::string_view text) {
  xml_ += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
  if (style == Style::table_heading) xml_ += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EEF4\"/>";
  xml_ += "</w:tcPr>";
  append_paragraph(xml_, style, text, {});
  xml_ += "</w:tc>";
}

void Body::row(const std::vector<std::string>& cells) {
  xml_ += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (std::size_t i = 0; i < columns_.size(); ++i)
    cell(columns_[i].width, Style::table_text, i < cells.size() ? std::string_view(cells[i]) : std::string_view());
  xml_ += "</w:tr>";
}

void Body::end_table() {
  // Two tables one after the other would become one.
  xml_ += "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>";
}

Result<std::string> document(const Body& body, std::string_view title, Date as_at) {
  const std::string name = escaped(title);
  const std::string day = as_at.iso() + "T00:00:00Z";
  const std::string core =
      "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
      name + "</dc:title><dc:language>en-GB</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + day +
      "</dcterms:created></cp:coreProperties>";
  return pack(
      {{"[Content_Types].xml", plain(content_types)},
       {"_rels/.rels", plain(package_relations)},
       {"docProps/core.xml", plain(core)},
       {"word/_rels/document.xml.rels", plain(document_relations)},
       {"word/styles.xml", part("styles", styles)},
       {"word/settings.xml", part("settings", settings)},
       {"word/footer1.xml", part("ftr", std::string(footer_before_title) + name + std::string(footer_after_title))},
       {"word/document.xml", part("document", "<w:body>" + body.xml() + std::string(section) + "</w:body>")}},
      "The Word document could not be written.");
}

}  // namespace candour::report::docx
