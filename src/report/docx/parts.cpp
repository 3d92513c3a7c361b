// The template of our own making, part by part.

#include "report/docx/template.h"
#include "report/docx/xml.h"

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
constexpr std::string_view defaults =
    R"(<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="269" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>)";

constexpr std::string_view section =
    R"(<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>)";

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

// A control on a line of its own, with what Word shows until it is filled.
std::string line(std::string_view tag, std::string_view style, std::string_view shown) {
  std::string xml = "<w:sdt><w:sdtPr><w:alias w:val=\"";
  xml += shown;
  xml += "\"/><w:tag w:val=\"";
  xml += tag;
  xml += "\"/></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val=\"";
  xml += style;
  xml += "\"/></w:pPr><w:r><w:t xml:space=\"preserve\">[";
  xml += shown;
  xml += "]</w:t></w:r></w:p></w:sdtContent></w:sdt>";
  return xml;
}

std::string document() {
  std::string body = "<w:body>";
  body += line("candour-partnership", "Subtitle", "Partnership");
  body += line("candour-title", "Title", "Title");
  body += line("candour-for", "Normal", "Whose meeting, and when");
  body += line("candour-as-at", "Normal", "As at which day");
  body += line(body_tag, "Normal", "The document");
  body += section;
  return part("document", body + "</w:body>");
}

std::string footer() {
  return part(
      "ftr",
      std::string(
          R"(<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val="Title"/><w:tag w:val="candour-title"/></w:sdtPr><w:sdtContent><w:r><w:t xml:space="preserve">[Title]</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> · Page </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>)") +
          line("candour-imprint", "Footer", "Which document this is"));
}

}  // namespace

const std::vector<StyleOfOurs>& our_styles() {
  static const std::vector<StyleOfOurs>
      styles{
          {"Normal",
           R"(<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>)"},
          {"Title",
           R"(<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:after="200"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/><w:szCs w:val="40"/></w:rPr></w:style>)"},
          {"Subtitle",
           R"(<w:style w:type="paragraph" w:styleId="Subtitle"><w:name w:val="Subtitle"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:color w:val="505A5F"/></w:rPr></w:style>)"},
          {"Heading1",
           R"(<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="360" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="12436D"/><w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr></w:style>)"},
          {"Heading2",
           R"(<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="280" w:after="80"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:style>)"},
          {"Recommendation",
           R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="Recommendation"><w:name w:val="Recommendation"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="12436D"/></w:pBdr><w:ind w:left="200"/></w:pPr></w:style>)"},
          {"TableText",
           R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table Text"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr></w:style>)"},
          {"TableNumber",
           R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableNumber"><w:name w:val="Table Number"/><w:basedOn w:val="TableText"/><w:qFormat/><w:pPr><w:jc w:val="right"/></w:pPr></w:style>)"},
          {"TableHeading",
           R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table Heading"/><w:basedOn w:val="TableText"/><w:qFormat/><w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/></w:rPr></w:style>)"},
          {"TableName",
           R"(<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableName"><w:name w:val="Table Name"/><w:basedOn w:val="TableText"/><w:qFormat/><w:rPr><w:b/></w:rPr></w:style>)"},
          {"Footer",
           R"(<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:rPr><w:color w:val="505A5F"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style>)"},
          {"TableNormal",
           R"(<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>)"},
          {"TableGrid",
           R"(<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="8D9499"/><w:left w:val="single" w:sz="4" w:color="8D9499"/><w:bottom w:val="single" w:sz="4" w:color="8D9499"/><w:right w:val="single" w:sz="4" w:color="8D9499"/><w:insideH w:val="single" w:sz="4" w:color="8D9499"/><w:insideV w:val="single" w:sz="4" w:color="8D9499"/></w:tblBorders></w:tblPr></w:style>)"},
      };
  return styles;
}

std::vector<PackedFile> standard_files() {
  std::string styles(defaults);
  for (const StyleOfOurs& each : our_styles()) styles += each.xml;
  return {{"[Content_Types].xml", plain(content_types)},
          {"_rels/.rels", plain(package_relations)},
          {"word/_rels/document.xml.rels", plain(document_relations)},
          {"word/styles.xml", part("styles", styles)},
          {"word/settings.xml", part("settings", settings)},
          {"word/footer1.xml", footer()},
          {"word/document.xml", document()}};
}

std::string core_properties(std::string_view title, Date as_at) {
  std::string xml(declaration);
  xml +=
      "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>";
  append_escaped(xml, title);
  xml += "</dc:title><dc:language>en-GB</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">" + as_at.iso() +
         "T00:00:00Z</dcterms:created></cp:coreProperties>";
  return xml;
}

}  // namespace candour::report::docx
