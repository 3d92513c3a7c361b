// Which files of evidence are taken: by what they hold, and by what they are called.

#include "document/attachment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "document/sketch_test.h"

namespace candour::document {
namespace {

using testing::HasSubstr;

std::string office(std::string_view main, std::string_view root, std::vector<support::Part> parts = {},
                   std::string types = "<Types/>") {
  parts.push_back({"[Content_Types].xml", std::move(types)});
  parts.push_back(
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
       "relationships/officeDocument\" Target=\"" +
           std::string(main) + "\"/></Relationships>"});
  parts.push_back({std::string(main), "<" + std::string(root) + "/>"});
  return support::to_zip(parts);
}
std::string docx(std::vector<support::Part> parts = {}, std::string types = "<Types/>") {
  return office("word/document.xml", "document", std::move(parts), std::move(types));
}
std::string xlsx(std::vector<support::Part> parts = {}, std::string types = "<Types/>") {
  return office("xl/workbook.xml", "workbook", std::move(parts), std::move(types));
}
std::string odt(std::vector<support::Part> parts = {}) {
  parts.insert(parts.begin(), {"mimetype", "application/vnd.oasis.opendocument.text"});
  parts.push_back({"content.xml", "<office:document-content/>"});
  return support::to_zip(parts);
}
const std::string png = std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + std::string(40, '\0');
const std::string jpeg = "\xFF\xD8\xFF\xE0 JFIF and so on";
const std::string pdf = "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n";
// One that opens with a password alone.
std::string locked_pdf() {
  const std::string objects[] = {
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>",
      "<</Filter/Standard/V 1/R 2/P -4/O<" + std::string(64, '4') + ">/U<" + std::string(64, '5') + ">>>"};
  std::string out = "%PDF-1.7\n", table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < std::size(objects); ++i) {
    const std::string at = std::to_string(out.size());
    table += std::string(10 - at.size(), '0') + at + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  return out + "xref\n0 4\n" + table + "trailer\n<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\nstartxref\n" +
         std::to_string(out.size()) + "\n%%EOF\n";
}
const std::string words = "We watched ten handovers. Nine named the plan.\n";
const std::string page = "<!doctype html><html><body><p>Minutes</p></body></html>";

TEST(AnAttachment, IsTakenWhereNameAndContentAgree) {
  const struct {
    const char* name;
    std::string bytes;
    Attachment kind;
  } cases[] = {
      {"audit.docx", docx(), Attachment::docx},
      {"AUDIT.DOCX", docx(), Attachment::docx},
      {"register.xlsx", xlsx(), Attachment::xlsx},
      {"minutes.odt", odt(), Attachment::odt},
      {"audit.pdf", pdf, Attachment::pdf},
      {"page.html", page, Attachment::html},
      {"page.htm", page, Attachment::html},
      {"register.csv", "Name,Date\nA,1 May\nB,2 May\n", Attachment::csv},
      {"one column.csv", "Name\nA\nB\n", Attachment::csv},
      {"notes.md", "# Visit\n\n- seen\n", Attachment::markdown},
      {"notes.txt", words, Attachment::text},
      {"list.txt", "Name,Date\nA,1 May\nB,2 May\n", Attachment::text},
      {"scan.png", png, Attachment::png},
      {"photo.jpg", jpeg, Attachment::jpeg},
      {"photo.jpeg", jpeg, Attachment::jpeg},
      {"audit v1.2.pdf", pdf, Attachment::pdf},
      {"audit 4.3.2026.pdf", pdf, Attachment::pdf},
      {"Pläne und Übersicht.pdf", pdf, Attachment::pdf},
  };
  for (const auto& each : cases) {
    const auto kind = attachment_of(each.bytes, each.name);
    ASSERT_TRUE(kind) << each.name << ": " << kind.error().sentence;
    EXPECT_EQ(*kind, each.kind) << each.name;
  }
}

TEST(AnAttachment, IsRefusedWithASentence) {
  const std::string old_office = std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(600, '\0');
  const struct {
    const char* name;
    std::string bytes;
    const char* says;
  } cases[] = {
      // By its name.
      {"", words, "has no ending that says what it is"},
      {"notes", words, "has no ending that says what it is"},
      {".txt", words, "A file of the kind “.txt” is not taken"},
      {"setup.exe", words, "A file of the kind “.exe” is not taken"},
      {"drawing.svg", "<svg/>", "A file of the kind “.svg” is not taken"},
      {"all.zip", docx(), "A file of the kind “.zip” is not taken"},
      {"plan.doc", old_office, "A file of the kind “.doc” is not taken"},
      {"plan.docm", docx(), "is of a kind that can hold macros"},
      {"plan.xlsm", xlsx(), "is of a kind that can hold macros"},
      {"plan.pdf.exe", pdf, "A file of the kind “.exe” is not taken"},
      {"plan.exe.pdf", pdf, "has two endings, “.exe” and “.pdf”"},
      {"plan.docx.pdf", pdf, "has two endings, “.docx” and “.pdf”"},
      {"plan.js .txt", words, "has two endings, “.js” and “.txt”"},
      {"plan\u202Efdp.txt", words, "characters that hide what it is"},
      {"plan\n.txt", words, "characters that hide what it is"},
      {"plan\xFF.txt", words, "characters that hide what it is"},
      // By its content.
      {"empty.txt", "", "The file is empty."},
      {"audit.pdf", docx(), "holds a Word document. Give it the ending of what it is, “.docx”."},
      {"audit.docx", pdf, "holds a PDF"},
      {"audit.pdf", locked_pdf(), "protected with a password, so nobody could look at it"},
      {"audit.docx", xlsx(), "holds an Excel workbook"},
      {"notes.txt", page, "holds a web page"},
      {"photo.png", jpeg, "holds a JPEG picture"},
      {"photo.jpg", pdf, "holds a PDF"},
      {"photo.png", words, "holds plain text"},
      {"notes.txt", png, "holds a PNG picture"},
      {"audit.docx", "PK\x03\x04 and no more", "damaged"},
      {"audit.pdf", std::string("MZ\x90\0\x03\0\0\0", 8) + std::string(300, '\x01'), "is not a PDF as its name says"},
      {"audit.docx", old_office, "not a Word document as its name says"},
      {"register.csv", std::string("MZ\x90\0\x03\0\0\0", 8) + std::string(300, '\x01'),
       "not a document that can be read"},
      // By what it could do.
      {"audit.docx", docx({{"word/vbaProject.bin", "\xD0\xCF"}}), "holds macros"},
      {"audit.docx", docx({{"word/activeX/activeX1.xml", "<a/>"}}), "holds macros"},
      {"audit.docx",
       docx({}, "<Types><Override ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>"),
       "holds macros"},
      {"audit.docx",
       docx({{"word/other.bin", "\xD0\xCF"}},
            "<Types><Override PartName=\"/word/other.bin\" "
            "ContentType=\"application/vnd.ms-office.vbaProject\"/></Types>"),
       "holds macros"},
      {"register.xlsx", xlsx({{"xl/macrosheets/sheet1.xml", "<a/>"}}), "holds macros"},
      {"minutes.odt", odt({{"Basic/Standard/Module1.xml", "<a/>"}}), "holds macros"},
      {"minutes.odt", odt({{"Scripts/python/run.py", "print(1)"}}), "holds macros"},
  };
  for (const auto& each : cases) {
    const auto kind = attachment_of(each.bytes, each.name);
    ASSERT_FALSE(kind) << each.name << " was taken as " << in_words(*kind);
    EXPECT_THAT(kind.error().sentence, HasSubstr(each.says)) << each.name;
  }
}

TEST(AnAttachment, HasAnEndingThatIsAccepted) {
  for (const Attachment each : every_attachment) {
    EXPECT_THAT(std::string(accepted_endings()), HasSubstr("." + std::string(ending_of(each))));
    EXPECT_FALSE(media_type_of(each).empty());
  }
}

}  // namespace
}  // namespace candour::document
