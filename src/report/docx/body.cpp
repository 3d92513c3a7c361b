#include "report/docx/body.h"

#include "base/text.h"
#include "report/docx/xml.h"
#include "report/inside/pack.h"

namespace candour::report::docx {
namespace {

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
    case Style::table_number:
      return "TableNumber";
    case Style::table_name:
      return "TableName";
    case Style::table_heading:
      return "TableHeading";
  }
  return {};
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

}  // namespace

void Body::begin_page() {
  if (wanted_ == paper_) return;
  xml_ += "<w:p><w:pPr>" + section_of(parts_, paper_, !turned_) + "</w:pPr></w:p>";
  turned_ = true;
  paper_ = wanted_;
}

void Body::paragraph(Style style, std::string_view text, std::string_view strong) {
  begin_page();
  append_paragraph(xml_, style, text, strong);
}

void Body::begin_table(std::string_view about, std::vector<Column> columns, Rows rows) {
  begin_page();
  columns_ = std::move(columns);
  rows_ = rows;
  const int whole = paper_ == Paper::sideways ? parts_.sideways : parts_.upright;
  int shares = 0;
  for (const Column& column : columns_) shares += column.share;
  widths_.clear();
  for (const Column& column : columns_) widths_.push_back(whole * column.share / shares);
  xml_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"" + std::to_string(whole) +
          "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:firstRow=\"1\" w:noVBand=\"1\"/>"
          "<w:tblCaption w:val=\"" +
          escaped(about) + "\"/></w:tblPr><w:tblGrid>";
  for (const int width : widths_) xml_ += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  xml_ += "</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t i = 0; i < columns_.size(); ++i) cell(widths_[i], Style::table_heading, columns_[i].title, true);
  xml_ += "</w:tr>";
}

void Body::cell(int width, Style style, std::string_view text, bool head) {
  xml_ += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
  if (head) xml_ += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E8EEF4\"/>";
  xml_ += "</w:tcPr>";
  append_paragraph(xml_, style, text, {});
  xml_ += "</w:tc>";
}

void Body::row(const std::vector<std::string>& cells) {
  xml_ += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (std::size_t i = 0; i < columns_.size(); ++i)
    cell(widths_[i],
         columns_[i].number               ? Style::table_number
         : i == 0 && rows_ == Rows::named ? Style::table_name
                                          : Style::table_text,
         i < cells.size() ? std::string_view(cells[i]) : std::string_view());
  xml_ += "</w:tr>";
}

void Body::end_table() {
  // Two tables one after the other would become one.
  xml_ += "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>";
}

Result<std::string> Body::document(std::string_view title, Date as_at,
                                   std::map<std::string_view, std::string> fields) && {
  std::string xml = parts_.xml();
  // What the template says behind the body stands on pages as before it; nothing of it needs none.
  const std::size_t section = xml.rfind("<w:sectPr");
  const bool more = find_control(xml, body_tag).end < section;
  if (more) {
    turn(whole_);
    begin_page();
  }
  xml.replace(section, parts_.section.size(), section_of(parts_, paper_, !turned_));
  for (const std::string_view tag : field_tags) fields.try_emplace(tag);
  xml = filled(std::move(xml), fields);
  const Control body = find_control(xml, body_tag);
  xml.replace(body.begin, body.end - body.begin, xml_);

  std::vector<PackedFile> files = parts_.files;
  for (PackedFile& file : files)
    if (file.name.starts_with("word/header") || file.name.starts_with("word/footer"))
      file.bytes = filled(std::move(file.bytes), fields);
  files[parts_.document].bytes = std::move(xml);
  files.push_back({"docProps/core.xml", core_properties(title, as_at)});
  return pack(files, "The Word document could not be written.");
}

}  // namespace candour::report::docx
