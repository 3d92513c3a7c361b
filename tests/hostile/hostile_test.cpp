// Files made to hurt whoever opens them, given to the built program. Whatever they are, it answers within ten seconds
// of computing and one gigabyte: a reading on standard output and 0, or nothing there, one sentence on standard error
// and the status of the contract.

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>

namespace {

// ---- Running ----

struct Answered {
  int status = -1;
  double seconds = 0;    // that it and its child computed
  double megabytes = 0;  // the largest of the program and its child
  std::string output, complaint;
};

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "candour-hostile-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path at(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

Answered run(const Folder& folder, const std::vector<std::string>& arguments) {
  Answered result;
  const std::string output = folder.at("stdout").string(), complaint = folder.at("stderr").string();
  const pid_t child = fork();
  if (child == 0) {
    dup2(open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
    dup2(open(complaint.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
    std::vector<char*> words{const_cast<char*>(CANDOUR_PROGRAM)};
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    execv(CANDOUR_PROGRAM, words.data());
    _exit(127);
  }
  int status = 0;
  rusage used{};
  wait4(child, &status, 0, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  result.seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  result.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  result.output = slurp(output);
  result.complaint = slurp(complaint);
  return result;
}

// One sentence on one line.
void expect_sentence(const Answered& ran, const std::string& what) {
  EXPECT_TRUE(ran.output.empty()) << what << ": " << ran.output.substr(0, 200);
  EXPECT_TRUE(ran.complaint.starts_with("candour: ")) << what << ": " << ran.complaint;
  EXPECT_TRUE(ran.complaint.ends_with(".\n")) << what << ": " << ran.complaint;
  EXPECT_EQ(std::count(ran.complaint.begin(), ran.complaint.end(), '\n'), 1) << what << ": " << ran.complaint;
  EXPECT_LT(ran.complaint.size(), 250u) << what << ": " << ran.complaint;
}

// any: read where the machine is quick enough, else refused for the time it takes; never anything else.
enum class Expected { read, bad_data, refused, refused_or_bad, any };

void expect_answer(const std::string& what, const std::string& name, const std::string& bytes, Expected expected) {
  const Folder folder;
  std::ofstream(folder.at(name), std::ios::binary) << bytes;
  const Answered ran = run(folder, {"read", folder.at(name).string()});
  std::printf("  %-52s %3d  %5.2f s  %6.1f MB\n", what.c_str(), ran.status, ran.seconds, ran.megabytes);
  EXPECT_LT(ran.seconds, 10.0) << what;
  EXPECT_LT(ran.megabytes, 1024.0) << what;
  switch (expected) {
    case Expected::read:
      EXPECT_EQ(ran.status, 0) << what << ": " << ran.complaint;
      break;
    case Expected::bad_data:
      EXPECT_EQ(ran.status, 65) << what << ": " << ran.complaint;
      break;
    case Expected::refused:
      EXPECT_EQ(ran.status, 77) << what << ": " << ran.complaint;
      break;
    case Expected::refused_or_bad:
      EXPECT_TRUE(ran.status == 65 || ran.status == 77) << what << ": " << ran.status << ran.complaint;
      break;
    case Expected::any:
      EXPECT_TRUE(ran.status == 0 || ran.status == 65 || ran.status == 77) << what << ": " << ran.status;
      break;
  }
  if (ran.status != 0) return expect_sentence(ran, what);
  EXPECT_TRUE(ran.complaint.empty()) << what << ": " << ran.complaint;
  EXPECT_TRUE(ran.output.starts_with("{\n  \"candour_reading\": 1,")) << what;
  EXPECT_NE(ran.output.find("\"lost\": 0"), std::string::npos) << what;
}

// ---- Making ----

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  while (times-- > 0) out += part;
  return out;
}

struct Part {
  std::string name;
  std::string packed;      // raw deflate
  std::uint64_t size = 0;  // as claimed
  std::uint32_t crc = 0;
  bool encrypted = false;
};

std::string deflated(std::string_view bytes, int flush) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
  std::string out(compressBound(bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, flush);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::uint32_t checksum(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
}

Part part(std::string name, std::string_view bytes) {
  return {std::move(name), deflated(bytes, Z_FINISH), bytes.size(), checksum(bytes)};
}

// `before`, then a million bytes over and over, then `after`; inflates to gigabytes and is small here.
Part bomb(std::string name, std::string_view before, char filling, std::size_t megabytes, std::string_view after) {
  const std::string block(1'000'000, filling);
  const std::string packed = deflated(block, Z_FULL_FLUSH);
  Part made{std::move(name), deflated(before, Z_FULL_FLUSH), before.size() + megabytes * block.size() + after.size(),
            checksum(before)};
  const std::uint32_t block_crc = checksum(block);
  for (std::size_t i = 0; i < megabytes; ++i) {
    made.packed += packed;
    made.crc = static_cast<std::uint32_t>(crc32_combine(made.crc, block_crc, static_cast<z_off_t>(block.size())));
  }
  made.packed += deflated(after, Z_FINISH);
  made.crc = static_cast<std::uint32_t>(crc32_combine(made.crc, checksum(after), static_cast<z_off_t>(after.size())));
  return made;
}

void little(std::string& out, std::uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i));
}

std::string zip(const std::vector<Part>& parts) {
  std::string out, directory;
  for (const Part& one : parts) {
    const std::size_t offset = out.size();
    std::string common;
    little(common, 20, 2);
    little(common, one.encrypted ? 1 : 0, 2);
    little(common, 8, 2);
    little(common, 0x21 << 16, 4);
    little(common, one.crc, 4);
    little(common, one.packed.size(), 4);
    little(common, one.size, 4);
    little(common, one.name.size(), 2);
    little(common, 0, 2);
    out += "PK\x03\x04" + common + one.name + one.packed;
    directory += std::string("PK\x01\x02\x14\0", 6) + common;
    little(directory, 0, 2 + 2 + 2);
    little(directory, 0, 4);
    little(directory, offset, 4);
    directory += one.name;
  }
  const std::size_t start = out.size();
  out += directory;
  out += std::string("PK\x05\x06\0\0\0\0", 8);
  little(out, parts.size(), 2);
  little(out, parts.size(), 2);
  little(out, directory.size(), 4);
  little(out, start, 4);
  little(out, 0, 2);
  return out;
}

const std::string word = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

Part arrows(const std::string& path, const std::vector<std::pair<std::string, std::string>>& targets) {
  std::string xml = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (std::size_t i = 0; i < targets.size(); ++i)
    xml += "<Relationship Id=\"r" + std::to_string(i + 1) + "\" Type=\"" + office + targets[i].first + "\" Target=\"" +
           targets[i].second + "\"/>";
  return part(path, xml + "</Relationships>");
}

std::string docx(std::vector<Part> parts) {
  parts.push_back(arrows("_rels/.rels", {{"officeDocument", "word/document.xml"}}));
  return zip(parts);
}
std::string docx_of(const std::string& body, const std::string& prologue = "") {
  return docx(
      {part("word/document.xml", prologue + "<w:document " + word + "><w:body>" + body + "</w:body></w:document>")});
}
const std::string paragraph = "<w:p><w:r><w:t>Harrow Vale action plan</w:t></w:r></w:p>";

std::string xlsx(std::vector<Part> parts) {
  parts.push_back(arrows("_rels/.rels", {{"officeDocument", "xl/workbook.xml"}}));
  parts.push_back(
      part("xl/workbook.xml", "<workbook xmlns:r=\"" + office.substr(0, office.size() - 1) +
                                  "\"><sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
  parts.push_back(arrows("xl/_rels/workbook.xml.rels",
                         {{"worksheet", "worksheets/sheet1.xml"}, {"sharedStrings", "sharedStrings.xml"}}));
  return zip(parts);
}
std::string xlsx_of(const std::string& rows, const std::string& behind = "", const std::string& prologue = "") {
  return xlsx({part("xl/worksheets/sheet1.xml",
                    prologue + "<worksheet><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>")});
}
std::string cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

Part open_document(const std::string& kind) {
  return part("mimetype", "application/vnd.oasis.opendocument." + kind);
}
std::string odt_of(const std::string& body, const std::string& prologue = "") {
  return zip({open_document("text"),
              part("content.xml", prologue + "<office:document-content><office:body><office:text>" + body +
                                      "</office:text></office:body></office:document-content>")});
}
std::string ods_of(const std::string& rows) {
  return zip({open_document("spreadsheet"),
              part("content.xml",
                   "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Plan\">" +
                       rows + "</table:table></office:spreadsheet></office:body></office:document-content>")});
}

const std::string laughs = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b0 \"ha\">" + [] {
  std::string out;
  for (int i = 1; i < 30; ++i)
    out += "<!ENTITY b" + std::to_string(i) + " \"" + repeated("&b" + std::to_string(i - 1) + ";", 10) + "\">";
  return out;
}() + "]>";
const std::string outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>";

// ---- The cases ----

TEST(Hostile, what_is_no_document) {
  std::mt19937 chance(1);
  std::string noise(1 << 20, '\0');
  for (char& c : noise) c = static_cast<char>(chance());
  expect_answer("empty", "plan.docx", "", Expected::bad_data);
  expect_answer("blanks", "plan.txt", repeated(" \n\t", 1000), Expected::bad_data);
  expect_answer("binary noise", "plan.docx", noise, Expected::bad_data);
  expect_answer("binary noise called text", "plan.txt", noise, Expected::bad_data);
  expect_answer("noise behind the mark of a zip", "plan.xlsx", "PK\x03\x04" + noise, Expected::bad_data);
  expect_answer("an old Office file", "plan.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + noise, Expected::bad_data);
  expect_answer("rich text", "plan.rtf", "{\\rtf1\\ansi Plan}", Expected::bad_data);
  expect_answer("a zip of nothing", "plan.docx", zip({}), Expected::bad_data);
  expect_answer("a zip of something else", "plan.docx", zip({part("a.txt", "a")}), Expected::bad_data);
}

TEST(Hostile, what_is_cut_short) {
  const std::string whole = docx_of(repeated(paragraph, 200));
  for (std::size_t eighths = 1; eighths < 8; ++eighths)
    expect_answer("a Word document cut at " + std::to_string(eighths) + "/8", "plan.docx",
                  whole.substr(0, whole.size() * eighths / 8), Expected::bad_data);
  expect_answer("XML that ends in the middle", "plan.docx",
                docx({part("word/document.xml", "<w:document " + word + "><w:body><w:p><w:r><w:t>Plan")}),
                Expected::bad_data);
  std::string broken = whole;
  for (std::size_t at = 60; at < 90; ++at) broken[at] = static_cast<char>(broken[at] ^ 0x55);
  expect_answer("a packed part that is damaged", "plan.docx", broken, Expected::bad_data);
}

TEST(Hostile, what_is_protected) {
  const std::string name("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32);
  expect_answer("a Word document with a password", "plan.docx",
                "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0') + name, Expected::refused);
  Part secret = part("word/document.xml", "<w:document " + word + "/>");
  secret.encrypted = true;
  expect_answer("a zip with a password", "plan.docx", docx({secret}), Expected::refused);
}

TEST(Hostile, what_unpacks_without_end) {
  const std::string begin = "<w:document " + word + "><w:body>" + paragraph + "<w:p><w:r><w:t>";
  const std::string end = "</w:t></w:r></w:p></w:body></w:document>";
  expect_answer("two gigabytes in a Word document", "plan.docx",
                docx({bomb("word/document.xml", begin, 'a', 2048, end)}), Expected::refused);
  expect_answer("two gigabytes in a workbook", "plan.xlsx",
                xlsx({bomb("xl/worksheets/sheet1.xml", "<worksheet>", ' ', 2048, "</worksheet>")}), Expected::refused);
  Part liar = bomb("word/document.xml", begin, 'a', 2048, end);
  liar.size = 1000;
  expect_answer("two gigabytes that claim to be one thousand", "plan.docx", docx({liar}), Expected::refused_or_bad);
  std::vector<Part> many{bomb("word/document.xml", begin, 'a', 1, end)};
  for (int i = 0; i < 20; ++i) many.push_back(bomb("word/media/" + std::to_string(i), "", 'a', 100, ""));
  expect_answer("two gigabytes in twenty parts", "plan.docx", docx(many), Expected::refused);
  Part huge = part("word/document.xml", begin + end);
  huge.size = 0xFFFFFFF0u;
  expect_answer("a part that claims four gigabytes", "plan.docx", docx({huge}), Expected::refused);
  expect_answer("four hundred megabytes of one letter", "plan.docx",
                docx({bomb("word/document.xml", begin, 'a', 400, end)}), Expected::any);
  expect_answer("four hundred megabytes of blanks in a sheet", "plan.xlsx",
                xlsx({bomb("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>" + cell("Plan") + "</row>", ' ',
                           400, "</sheetData></worksheet>")}),
                Expected::any);
  expect_answer("thirty million empty cells", "plan.xlsx", xlsx_of("<row>" + repeated("<c/>", 30'000'000) + "</row>"),
                Expected::any);
  expect_answer("a million rows of one cell", "plan.xlsx", xlsx_of(repeated("<row><c><v>1</v></c></row>", 1'048'576)),
                Expected::any);
}

// ---- PDF ----

std::string pdf(const std::vector<std::string>& objects, const std::string& trailer = "") {
  std::string out = "%PDF-1.7\n", table;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
    table += entry;
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string begin = std::to_string(out.size()), size = std::to_string(objects.size() + 1);
  return out + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<</Size " + size + "/Root 1 0 R" +
         trailer + ">>\nstartxref\n" + begin + "\n%%EOF\n";
}

std::string stream(const std::string& content, const std::string& entries = "") {
  return "<</Length " + std::to_string(content.size()) + entries + ">>stream\n" + content + "\nendstream";
}

// One page whose content is this stream; it may draw /X, a form that draws itself again.
std::string pdf_of(const std::string& content, const std::string& box = "0 0 1000 1000") {
  return pdf(
      {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
       "<</Type/Page/Parent 2 0 R/MediaBox[" + box +
           "]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
       content, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
       stream("/X Do /X Do BT /F 10 Tf 10 10 Td (Plan) Tj ET",
              "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</X 6 0 R>>/Font<</F 5 0 R>>>>")});
}

// As zlib packs it: what FlateDecode unpacks.
std::string flate_bomb(std::string_view before, std::string_view block, std::size_t times) {
  std::string packed(200, '\0');
  z_stream deflating{};
  deflateInit(&deflating, 9);
  std::string all;
  const auto feed = [&](std::string_view bytes, int flush) {
    deflating.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    deflating.avail_in = static_cast<uInt>(bytes.size());
    do {
      packed.resize(1 << 16);
      deflating.next_out = reinterpret_cast<Bytef*>(packed.data());
      deflating.avail_out = static_cast<uInt>(packed.size());
      deflate(&deflating, flush);
      all.append(packed, 0, packed.size() - deflating.avail_out);
    } while (deflating.avail_out == 0);
  };
  feed(before, Z_NO_FLUSH);
  for (std::size_t i = 0; i < times; ++i) feed(block, Z_NO_FLUSH);
  feed("", Z_FINISH);
  deflateEnd(&deflating);
  return stream(all, "/Filter/FlateDecode");
}

TEST(Hostile, what_a_pdf_can_do) {
  const std::string plan = "BT /F 12 Tf 50 700 Td (Harrow Vale plan) Tj ET ";
  const std::string whole = pdf_of(stream(plan));
  std::mt19937 chance(2);
  std::string noise(1 << 20, '\0');
  for (char& c : noise) c = static_cast<char>(chance());
  expect_answer("a PDF", "plan.pdf", whole, Expected::read);
  expect_answer("noise behind the mark of a PDF", "plan.pdf", "%PDF-1.7\n" + noise, Expected::bad_data);
  for (std::size_t eighths = 1; eighths < 8; ++eighths)
    expect_answer("a PDF cut at " + std::to_string(eighths) + "/8", "plan.pdf",
                  whole.substr(0, whole.size() * eighths / 8), Expected::any);
  expect_answer("a PDF with a password", "plan.pdf",
                pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>",
                     "<</Filter/Standard/V 1/R 2/P -4/O<" + repeated("4", 64) + ">/U<" + repeated("5", 64) + ">>>"},
                    "/Encrypt 3 0 R/ID[<00><00>]"),
                Expected::refused);
  expect_answer("two gigabytes of blanks in a page", "plan.pdf",
                pdf_of(flate_bomb(plan, std::string(1'000'000, ' '), 2048)), Expected::any);
  expect_answer("two gigabytes of text in a page", "plan.pdf",
                pdf_of(flate_bomb("BT /F 12 Tf 50 700 Td ", repeated("(aaaaaaa aaa) Tj ", 60'000), 2000)),
                Expected::any);
  expect_answer("a form that draws itself", "plan.pdf", pdf_of(stream(repeated("/X Do ", 100'000) + plan)),
                Expected::any);
  expect_answer("a page of endless size", "plan.pdf", pdf_of(stream(plan), "0 0 1e30 1e30"), Expected::any);
  std::string words = "BT /F 1 Tf ", rules = plan, fills = plan;
  for (std::size_t i = 0; i < 1'000'000; ++i)
    words += "1 0 0 1 " + std::to_string(i % 1000) + " " + std::to_string(i / 1000) + " Tm (word) Tj ";
  for (std::size_t i = 0; i < 400'000; ++i) {
    const std::string place = std::to_string(i % 1000 * 10) + " " + std::to_string(i / 1000 * 10);
    rules += place + " 8 8 re S ";
    fills += place + " 9 9 re f ";
  }
  expect_answer("a page of a million words", "plan.pdf", pdf_of(stream(words + "ET")), Expected::any);
  expect_answer("a million words at one spot", "plan.pdf",
                pdf_of(stream("BT /F 1 Tf " + repeated("1 0 0 1 50 50 Tm (a b) Tj ", 1'000'000) + "ET")),
                Expected::any);
  expect_answer("four hundred thousand boxes", "plan.pdf", pdf_of(stream(rules), "0 0 10000 10000"), Expected::any);
  expect_answer("four hundred thousand fills", "plan.pdf", pdf_of(stream(fills), "0 0 10000 10000"), Expected::any);
  std::string table = "BT /F 3 Tf ";
  for (int i = 0; i < 90'000; ++i)
    table += "1 0 0 1 " + std::to_string(i % 300 * 6 + 1) + " " + std::to_string(i / 300 * 6 + 1) + " Tm (w) Tj ";
  table += "ET ";
  for (int i = 0; i < 300; ++i) {
    const std::string at = std::to_string(i * 6);
    table += "0 " + at + " m 1800 " + at + " l S " + at + " 0 m " + at + " 1800 l S ";
  }
  expect_answer("a table of ninety thousand cells on a page", "plan.pdf", pdf_of(stream(table), "0 0 1800 1800"),
                Expected::any);
  std::vector<std::string> deep{"<</Type/Catalog/Pages 2 0 R>>"};
  for (int i = 0; i < 50'000; ++i) deep.push_back("<</Type/Pages/Kids[" + std::to_string(i + 3) + " 0 R]/Count 1>>");
  deep.push_back("<</Type/Page/MediaBox[0 0 100 100]>>");
  expect_answer("fifty thousand levels of pages", "plan.pdf", pdf(deep), Expected::refused_or_bad);
  expect_answer("pages that hold themselves", "plan.pdf",
                pdf({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>"}),
                Expected::refused_or_bad);
  expect_answer("two million opened lists", "plan.pdf",
                "%PDF-1.4\n1 0 obj " + repeated("[", 2'000'000) + " endobj trailer<</Root 1 0 R>>",
                Expected::refused_or_bad);
}

TEST(Hostile, entities_are_neither_expanded_nor_fetched) {
  expect_answer("entities that expand, in a Word document", "plan.docx",
                docx_of("<w:p><w:r><w:t>&b29;</w:t></w:r></w:p>", laughs), Expected::refused);
  expect_answer("entities that expand, in a workbook", "plan.xlsx",
                xlsx_of("<row>" + cell("&b29;") + "</row>", "", laughs), Expected::refused);
  expect_answer("entities that expand, in bare XML", "plan.xml", laughs + "<a>&b29;</a>", Expected::refused);
  expect_answer("an entity from a file, in a Word document", "plan.docx",
                docx_of("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", outside), Expected::refused);
  expect_answer("an entity from a file, in shared strings", "plan.xlsx",
                xlsx({part("xl/worksheets/sheet1.xml", "<worksheet/>"),
                      part("xl/sharedStrings.xml", outside + "<sst><si><t>&b;</t></si></sst>")}),
                Expected::refused);
  const Folder folder;
  std::ofstream(folder.at("a.html")) << "<!DOCTYPE html [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><p>Plan &b;</p>";
  const Answered page = run(folder, {"read", folder.at("a.html").string()});
  EXPECT_EQ(page.status, 0) << page.complaint;
  EXPECT_EQ(page.output.find("root:"), std::string::npos);
}

TEST(Hostile, what_is_wide_long_or_deep) {
  const std::string wide = repeated("x,", 99'999) + "x\n";
  expect_answer("a hundred thousand columns in CSV", "plan.csv", wide + wide + wide, Expected::any);
  expect_answer("a hundred thousand columns in a workbook", "plan.xlsx",
                xlsx_of(repeated("<row>" + repeated("<c><v>1</v></c>", 100'000) + "</row>", 3)), Expected::any);
  expect_answer("one line of fifty megabytes", "plan.txt", repeated("plan of Harrow Vale ", 2'600'000), Expected::any);
  expect_answer("one word of fifty megabytes", "plan.txt", std::string(52'000'000, 'a'), Expected::any);
  expect_answer("one line of fifty megabytes in CSV", "plan.csv", "a,\"" + std::string(52'000'000, 'b') + "\"\n",
                Expected::any);
  expect_answer("fifty thousand elements deep", "plan.html", "<html>" + repeated("<div>", 50'000) + "Plan",
                Expected::read);
  expect_answer("fifty thousand bold deep", "plan.html", "<html>" + repeated("<b><p>", 50'000) + "Plan",
                Expected::read);
  expect_answer("fifty thousand tables deep", "plan.html", "<html>" + repeated("<table><tr><td>", 50'000) + "Plan",
                Expected::refused);
  expect_answer("a page of fifty megabytes of tags", "plan.html", "<html>Plan" + repeated("<p>", 17'000'000),
                Expected::any);
  expect_answer("XML a hundred thousand deep", "plan.docx",
                docx_of(repeated("<w:sdt>", 100'000) + paragraph + repeated("</w:sdt>", 100'000)), Expected::refused);
  expect_answer("tables sixty deep", "plan.docx",
                docx_of(repeated("<w:tbl><w:tr><w:tc>", 60) + paragraph + repeated("</w:tc></w:tr></w:tbl>", 60)),
                Expected::read);
}

TEST(Hostile, open_documents) {
  const std::string text = "<text:p>Harrow Vale action plan</text:p>";
  const std::string begin = "<office:document-content><office:body><office:text>" + text + "<text:p>";
  const std::string end = "</text:p></office:text></office:body></office:document-content>";
  expect_answer("an OpenDocument", "plan.odt", odt_of(text), Expected::read);
  expect_answer("two gigabytes in an OpenDocument", "plan.odt",
                zip({open_document("text"), bomb("content.xml", begin, 'a', 2048, end)}), Expected::refused);
  expect_answer("four hundred megabytes of blanks in an OpenDocument", "plan.odt",
                zip({open_document("text"), bomb("content.xml", begin, ' ', 400, end)}), Expected::any);
  expect_answer("entities that expand, in an OpenDocument", "plan.odt", odt_of("<text:p>&b29;</text:p>", laughs),
                Expected::refused);
  expect_answer("an entity from a file, in an OpenDocument", "plan.odt", odt_of("<text:p>&b;</text:p>", outside),
                Expected::refused);
  expect_answer("an entity from a file, in the styles", "plan.odt",
                zip({open_document("text"), part("styles.xml", outside + "<office:document-styles/>"),
                     part("content.xml", begin + end)}),
                Expected::refused);
  expect_answer("an OpenDocument a hundred thousand deep", "plan.odt",
                odt_of(repeated("<text:section>", 100'000) + text + repeated("</text:section>", 100'000)),
                Expected::refused);
  expect_answer(
      "OpenDocument lists two hundred deep", "plan.odt",
      odt_of(repeated("<text:list><text:list-item>", 100) + text + repeated("</text:list-item></text:list>", 100)),
      Expected::read);
  expect_answer("OpenDocument tables sixty deep", "plan.odt",
                odt_of(repeated("<table:table><table:table-row><table:table-cell>", 60) + text +
                       repeated("</table:table-cell></table:table-row></table:table>", 60)),
                Expected::read);
  expect_answer("OpenDocument cut short", "plan.odt", odt_of(repeated(text, 500)).substr(0, 200), Expected::bad_data);
  expect_answer("OpenDocument with a password", "plan.odt",
                zip({open_document("text"), part("content.xml", "\x01\x02\x03"),
                     part("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")}),
                Expected::refused);
  expect_answer("numbers that are none, in an OpenDocument", "plan.odt",
                odt_of("<table:table><table:table-row><table:table-cell table:number-columns-spanned=\"-7\" "
                       "table:number-rows-spanned=\"99999999999\"><text:list text:style-name=\"none\"><text:list-item "
                       "text:start-value=\"x\"><text:p><text:s text:c=\"999999999\"/>Plan</text:p></text:list-item>"
                       "</text:list></table:table-cell></table:table-row></table:table>"),
                Expected::read);
  expect_answer("a style that inherits from itself", "plan.odt",
                zip({open_document("text"),
                     part("content.xml",
                          "<office:document-content><office:automatic-styles><style:style style:name=\"A\" "
                          "style:family=\"paragraph\" style:parent-style-name=\"B\"/><style:style style:name=\"B\" "
                          "style:family=\"paragraph\" style:parent-style-name=\"A\"/></office:automatic-styles>"
                          "<office:body><office:text><text:p text:style-name=\"A\">Plan</text:p></office:text>"
                          "</office:body></office:document-content>")}),
                Expected::read);
  const std::string cell_of_plan = "<table:table-cell><text:p>Plan</text:p></table:table-cell>";
  expect_answer(
      "rows repeated four thousand million times", "plan.ods",
      ods_of("<table:table-row table:number-rows-repeated=\"4000000000\">" + cell_of_plan + "</table:table-row>"),
      Expected::any);
  expect_answer("cells repeated four thousand million times", "plan.ods",
                ods_of("<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>Plan"
                       "</text:p></table:table-cell></table:table-row>"),
                Expected::any);
  expect_answer(
      "merges of a whole sheet in every cell", "plan.ods",
      ods_of(repeated("<table:table-row>" +
                          repeated("<table:table-cell table:number-columns-spanned=\"9999\" "
                                   "table:number-rows-spanned=\"9999\"><text:p>Plan</text:p></table:table-cell>",
                                   300) +
                          "<table:covered-table-cell table:number-columns-repeated=\"16000\"/></table:table-row>",
                      300)),
      Expected::any);
}

TEST(Hostile, what_makes_a_reader_look_again_and_again) {
  // Each would cost the square of its length to a reader that looks for an end that is not there.
  for (const char* unit :
       {"<!--",     "<script>", "<a href='", "<table\n", "\"",       "\",\"", "&amp",
        "&",        "*",        "**a",       "|\n",      "|-",       "\t",    "# ",
        "_a_",      "<li>",     "\n",        ",",        "[",        "[a](",  "](",
        "`",        "`a``",     "~~",        "```\n",    "> ",       ">",     "1. a\n",
        "- [ ] \n", "[a]: b\n", "a\n===\n",  "<select>", "<option>", "\f",    "<td rowspan=65000 colspan=1000>x"}) {
    std::string shown = unit;
    std::replace(shown.begin(), shown.end(), '\n', '$');
    std::replace(shown.begin(), shown.end(), '\t', '~');
    const std::string bytes = "Plan " + repeated(unit, 3'000'000 / std::string_view(unit).size());
    expect_answer("again and again in text: " + shown, "plan.txt", bytes, Expected::any);
    expect_answer("again and again in Markdown: " + shown, "plan.md", bytes, Expected::any);
    expect_answer("again and again in a page: " + shown, "plan.html", "<html>" + bytes, Expected::any);
    expect_answer("again and again in CSV: " + shown, "plan.csv", bytes, Expected::any);
  }
}

TEST(Hostile, what_lies_about_itself) {
  expect_answer("a Word document called text", "plan.txt", docx_of(paragraph), Expected::read);
  expect_answer("text called a workbook", "plan.xlsx", "Harrow Vale\na\tb\n", Expected::read);
  expect_answer(
      "parts that climb out of the folder", "plan.docx",
      docx({part("../../../../tmp/candour-escaped", "x"), part("/etc/candour-escaped", "x"),
            part("word/document.xml", "<w:document " + word + "><w:body>" + paragraph + "</w:body></w:document>")}),
      Expected::read);
  EXPECT_FALSE(std::filesystem::exists("/tmp/candour-escaped"));
  expect_answer("bad UTF-8", "plan.txt", "Plan \xC3\x28 \xF0\x9F caf\xE9 \xED\xA0\x80 \xFE\xFF\n", Expected::read);
  expect_answer("bad UTF-8 in a Word document", "plan.docx",
                docx_of("<w:p><w:r><w:t>Plan \xC3\x28 \xE9</w:t></w:r></w:p>"), Expected::read);
  expect_answer("NUL bytes", "plan.txt", std::string("Plan\0of Harrow\0Vale and of its many agencies\n", 45),
                Expected::read);
  expect_answer("cells at the end of the world", "plan.xlsx",
                xlsx_of("<row r=\"4294967295\"><c r=\"ZZZZZZ99\" t=\"s\" s=\"99999999\"><v>4294967295</v></c><c "
                        "r=\"A1\"><v>1e999</v></c><c r=\"XFD1\" t=\"inlineStr\"><is><t>Plan</t></is></c></row>",
                        "<mergeCells><mergeCell ref=\"A1:ZZZZZZ4294967295\"/><mergeCell ref=\"B2:A1\"/></mergeCells>"),
                Expected::read);
  expect_answer("numbers that are none", "plan.docx",
                docx_of("<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"-5\"/></w:trPr><w:tc><w:tcPr><w:gridSpan "
                        "w:val=\"99999999999999999999\"/><w:vMerge/></w:tcPr>" +
                        paragraph + "</w:tc></w:tr></w:tbl>"),
                Expected::read);
  expect_answer(
      "a part that points to itself", "plan.docx",
      docx({part("word/document.xml", "<w:document " + word + "><w:body>" + paragraph + "</w:body></w:document>"),
            arrows("word/_rels/document.xml.rels", {{"header", "document.xml"}, {"styles", "document.xml"}})}),
      Expected::read);
}

TEST(Hostile, what_is_not_there) {
  const Folder folder;
  for (const std::string& path : {folder.at("none.docx").string(), folder.at("").string()}) {
    const Answered ran = run(folder, {"read", path});
    EXPECT_EQ(ran.status, 66) << ran.complaint;
    expect_sentence(ran, path);
  }
  const std::string large = folder.at("large.txt").string();
  std::ofstream(large).close();
  std::filesystem::resize_file(large, 3u << 30);
  const Answered ran = run(folder, {"read", large});
  EXPECT_EQ(ran.status, 65) << ran.complaint;
  EXPECT_LT(ran.megabytes, 100);
  expect_sentence(ran, "three gigabytes");
  const Answered endless = run(folder, {"read", "/dev/zero"});
  EXPECT_EQ(endless.status, 65) << endless.complaint;
  expect_sentence(endless, "a file without end");
}

TEST(CommandLine, says_what_it_was_told_wrong) {
  const Folder folder;
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{}, {"read"}, {"fly"}, {"read", "a", "--kind", "novel"}}) {
    const Answered ran = run(folder, words);
    EXPECT_EQ(ran.status, 64) << ran.complaint;
    expect_sentence(ran, words.empty() ? "nothing" : words.back());
  }
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--help"}, {"read", "--help"}, {"--version"}}) {
    const Answered ran = run(folder, words);
    EXPECT_EQ(ran.status, 0);
    EXPECT_FALSE(ran.output.empty());
    EXPECT_TRUE(ran.complaint.empty()) << ran.complaint;
  }
}

TEST(CommandLine, reads_the_same_file_the_same_way) {
  const Folder folder;
  std::ofstream(folder.at("plan.docx"), std::ios::binary) << docx_of(repeated(paragraph, 50));
  const Answered one = run(folder, {"read", folder.at("plan.docx").string()});
  const Answered two = run(folder, {"read", folder.at("plan.docx").string(), "--format", "json"});
  EXPECT_EQ(one.status, 0);
  EXPECT_EQ(one.output, two.output);
}

}  // namespace
