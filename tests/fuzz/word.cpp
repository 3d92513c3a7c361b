// The parts of a Word file, in a container that is in order.
#include "fuzz/fuzz.h"
#include "support/grid.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using candour::support::Part;
  static constexpr std::string_view types =
      R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>)";
  static constexpr std::string_view top =
      R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>)";
  static constexpr std::string_view relations =
      R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/><Relationship Id="r4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="r5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="r6" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/theme" Target="theme/theme1.xml"/></Relationships>)";
  std::vector<Part> parts{{"[Content_Types].xml", std::string(types)},
                          {"_rels/.rels", std::string(top)},
                          {"word/_rels/document.xml.rels", std::string(relations)}};
  static constexpr const char* names[] = {"word/document.xml",    "word/styles.xml",    "word/numbering.xml",
                                          "word/comments.xml",    "word/footnotes.xml", "word/header1.xml",
                                          "word/theme/theme1.xml"};
  std::size_t next = 0;
  for (std::string_view piece : candour::fuzz::pieces({reinterpret_cast<const char*>(data), size}, std::size(names)))
    parts.push_back({names[next++], std::string(piece)});
  candour::fuzz::read_and_look(candour::support::to_zip(parts), "plan.docx");
  return 0;
}
