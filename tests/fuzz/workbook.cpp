// The parts of an Excel workbook of two sheets, in a container that is in order.
#include "fuzz/fuzz.h"
#include "support/grid.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using candour::support::Part;
  static constexpr std::string_view types =
      R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>)";
  static constexpr std::string_view top =
      R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>)";
  static constexpr std::string_view book =
      R"(<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Plan" sheetId="1" r:id="r1"/><sheet name="Key" sheetId="2" r:id="r2"/></sheets></workbook>)";
  static constexpr std::string_view relations =
      R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>)";
  std::vector<Part> parts{{"[Content_Types].xml", std::string(types)},
                          {"_rels/.rels", std::string(top)},
                          {"xl/workbook.xml", std::string(book)},
                          {"xl/_rels/workbook.xml.rels", std::string(relations)}};
  static constexpr const char* names[] = {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml",
                                          "xl/worksheets/sheet2.xml"};
  std::size_t next = 0;
  for (std::string_view piece : candour::fuzz::pieces({reinterpret_cast<const char*>(data), size}, std::size(names)))
    parts.push_back({names[next++], std::string(piece)});
  candour::fuzz::read_and_look(candour::support::to_zip(parts), "plan.xlsx");
  return 0;
}
