// Templates: what is filled, what is refused, what is left out; and what our documents are made of.

#include "report/word.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "document/document.h"
#include "report/inside/pack.h"

namespace candour::report {
namespace {

using testing::HasSubstr;
using testing::Not;

using Files = std::vector<PackedFile>;
Files files_of(std::string_view bytes) {
  auto files = unpack(bytes, 20u << 20, 500);
  EXPECT_TRUE(files);
  return files ? *files : Files();
}
std::string part_of(std::string_view bytes, std::string_view name) {
  for (const PackedFile& file : files_of(bytes))
    if (file.name == name) return file.bytes;
  return {};
}
// A council's template: ours, changed as Word would have done it.
std::string changed(const std::function<void(Files&)>& change) {
  Files files = files_of(*WordTemplate::standard().file());
  change(files);
  return *pack(files, "");
}
std::string& part(Files& files, std::string_view name) {
  for (PackedFile& file : files)
    if (file.name == name) return file.bytes;
  return files.emplace_back(PackedFile{std::string(name), {}}).bytes;
}
void put(std::string& xml, std::string_view before, std::string_view what) {
  const std::size_t at = xml.find(before);
  ASSERT_NE(at, std::string::npos) << before;
  xml.insert(at, what);
}

// Two plans, one with rows that need a landscape page.
view::PaperContent content() {
  view::PaperContent made;
  made.partnership = "Harrow Vale Partnership";
  made.cover.title = "Progress of “Rowan” & others";
  made.cover.body = "Scrutiny Committee";
  made.cover.meeting = Date::parse("2026-03-12");
  made.cover.scope.as_at = *Date::parse("2026-03-02");
  made.cover.scope.sections = {paper::Section::facts, paper::Section::silent, paper::Section::rows};
  for (const char* title : {"Rowan action plan", "Linnet action plan"}) {
    view::PaperPlan plan;
    plan.title = title;
    plan.key = {{"Red", "Late <or> lost", plan::Status::off_track}};
    plan.total = 3;
    plan.totals = {{"Red", plan::Status::off_track, 2}, {"Action completed", plan::Status::complete, 1}};
    plan.by_finding = {{"1. Records", {2, 1}, 3}};
    plan.by_agency = {{"Police", {1, 1}, 2}, {"Housing", {1, 0}, 1}};
    plan.overdue = 1;
    plan.facts = {{"Delivery", {{"In hand", {}, 2}, {"Complete", {}, 1}}}};
    plan.silent = {{"Housing", {"1b", "2a"}}};
    for (int i = 1; i <= 3; ++i) {
      view::PaperRow row;
      row.id = "k7m2qx9dab-" + std::to_string(i);
      row.number = std::to_string(i);
      row.question = "1a";
      row.agency = i == 3 ? "Housing" : "Police";
      row.wording = "Officers speak to each child alone";
      row.rating = i == 3 ? "Action completed" : "Red";
      row.status = i == 3 ? plan::Status::complete : plan::Status::off_track;
      row.delivery = "In hand";
      row.schedule = "Overdue";
      row.due = Date::parse("2026-01-31");
      row.slips = 2;
      row.evidence_state = "Stated";
      row.freshness = "Stale";
      row.evidence = "Minutes of the board";
      plan.rows.push_back(row);
    }
    made.total += plan.total;
    made.plans.push_back(plan);
  }
  return made;
}
const PaperSaid said{2,          "https://plans.example/p/k7m2qx9dab",
                     "A rating", "It was typed wrong",
                     "",         {{"Version", "2"}, {"paper.csv", "SHA-256 00ff"}}};

TEST(Word, APaperIsReadBackAsItWasWritten) {
  const auto bytes = paper_docx(content(), said, WordTemplate::standard());
  ASSERT_TRUE(bytes);
  EXPECT_EQ(*bytes, *paper_docx(content(), said, WordTemplate::standard())) << "the same content gives the same bytes";
  const auto read = document::read(*bytes, "paper.docx");
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_EQ(read->title, "Progress of “Rowan” & others");
  std::vector<std::string> headings;
  std::size_t tables = 0, heads = 0;
  for (const document::Block& block : read->blocks) {
    if (block.heading > 0) headings.push_back(std::to_string(block.heading) + " " + std::string(read->at(block.span)));
    if (block.kind != document::BlockKind::table) continue;
    ++tables;
    heads += block.rows.front().cells.front().header ? 1 : 0;
  }
  std::vector<std::string> wanted{"1 Progress of “Rowan” & others"};
  for (const char* plan : {"Rowan", "Linnet"})
    for (const std::string& each :
         {"1 " + std::string(plan) + " action plan", std::string("2 By finding"), std::string("2 By agency"),
          std::string("2 The four facts"), std::string("2 Who has not answered"), std::string("2 Every action")})
      wanted.push_back(each);
  wanted.push_back("1 About this document");
  EXPECT_EQ(headings, wanted);
  EXPECT_EQ(tables, 13u);
  EXPECT_EQ(heads, tables) << "every table has its head";
  for (const char* told :
       {"Harrow Vale Partnership", "For Scrutiny Committee, 12 March 2026", "How things stood on 2 March 2026.",
        "Corrected. This is version 2. What changed: A rating", "Why: It was typed wrong", "Late <or> lost",
        "The counts add up: 3 of 3 actions. 1 is overdue, 0 open and not confirmed within the cycle.",
        "Action completed (Complete)", "In hand; overdue (31 January 2026, put back 2 times); evidence stated; stale",
        "SHA-256 00ff"})
    EXPECT_THAT(read->text, HasSubstr(told));
  EXPECT_THAT(part_of(*bytes, "docProps/core.xml"), HasSubstr("<dc:language>en-GB</dc:language>"));
  EXPECT_THAT(part_of(*bytes, "docProps/core.xml"), Not(HasSubstr("creator"))) << "officers are not named";
}

TEST(Word, WideTablesStandOnLandscapePages) {
  const std::string xml = part_of(*paper_docx(content(), said, WordTemplate::standard()), "word/document.xml");
  std::string pages;
  for (std::size_t at = 0; (at = xml.find("<w:pgSz", at)) != std::string::npos; ++at)
    pages += xml.substr(at, xml.find("/>", at) - at).find("landscape") == std::string::npos ? 'u' : 's';
  // Plan, its rows, plan, its rows, and about this document.
  EXPECT_EQ(pages, "ususu");
  EXPECT_THAT(xml, HasSubstr("<w:tblCaption w:val=\"Every action of Rowan action plan\"/>"));
  EXPECT_THAT(xml, Not(HasSubstr("w:sdt"))) << "every control was filled";
}

TEST(Word, ShowsOnlyWhatThePaperShows) {
  view::PaperContent made = content();
  made.cover.scope.sections.clear();
  made.plans[0].rows[0].lead = "Dana Whitlock";
  const auto read = document::read(*paper_docx(made, said, WordTemplate::standard()), "paper.docx");
  ASSERT_TRUE(read);
  for (const char* hidden : {"Officers speak", "Minutes of the board", "Dana Whitlock", "The four facts", "1b, 2a"})
    EXPECT_THAT(read->text, Not(HasSubstr(hidden)));
}

TEST(Template, OfTheCouncilIsFilledAndKeepsItsOwn) {
  const std::string bytes = changed([](Files& files) {
    // A control within a line, with the look that its line has; one of the council's own, and a cover with a page of
    // its own; a heading style of theirs; and a header with their name.
    put(part(files, "word/document.xml"), "<w:sdt>",
        "<w:p><w:r><w:t>Report for </w:t></w:r><w:sdt><w:sdtPr><w:tag "
        "w:val=\"candour-for\"/><w:showingPlcHdr/></w:sdtPr>"
        "<w:sdtContent><w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/><w:i/></w:rPr><w:t>Click </w:t></w:r><w:r><w:t>"
        "here</w:t></w:r></w:sdtContent></w:sdt></w:p><w:sdt><w:sdtPr><w:tag w:val=\"ward\"/></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>All wards</w:t></w:r></w:p></w:sdtContent></w:sdt>");
    std::string& document = part(files, "word/document.xml");
    document = replaced(std::move(document), "<w:pgSz", "<w:titlePg/><w:pgNumType w:start=\"5\"/><w:pgSz");
    std::string& styles = part(files, "word/styles.xml");
    styles = replaced(std::move(styles), "12436D", "8A1538");
    const std::size_t name = styles.find("<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"TableName\">");
    styles.erase(name, styles.find("</w:style>", name) + 10 - name);
    styles = replaced(std::move(styles), "<w:lang w:val=\"en-GB\"/>", "<w:lang w:val=\"en-US\" w:bidi=\"ar-SA\"/>");
    std::string& types = part(files, "[Content_Types].xml");
    types = replaced(std::move(types), "document.main+xml", "template.main+xml");
    put(types, "</Types>", "<Override PartName=\"/docProps/app.xml\" ContentType=\"x\"/>");
    part(files, "docProps/app.xml") = "<Properties><Company>The Secret Company</Company></Properties>";
    put(part(files, "_rels/.rels"), "</Relationships>",
        "<Relationship Id=\"a\" Type=\"http://x/extended-properties\" Target=\"docProps/app.xml\"/>");
    part(files, "customXml/item1.xml") = "<x>Somebody’s name</x>";
    part(files, "word/media/crest.png") = "not looked at";
  });
  const auto into = WordTemplate::read(bytes);
  ASSERT_TRUE(into) << into.error().sentence;
  const auto made = paper_docx(content(), said, *into);
  ASSERT_TRUE(made);
  const auto read = document::read(*made, "paper.docx");
  ASSERT_TRUE(read) << read.error().sentence;
  EXPECT_THAT(read->text, HasSubstr("Report for For Scrutiny Committee, 12 March 2026"));
  EXPECT_THAT(read->text, HasSubstr("All wards"));
  const std::string xml = part_of(*made, "word/document.xml"), styles = part_of(*made, "word/styles.xml");
  EXPECT_THAT(xml, HasSubstr("<w:i/></w:rPr><w:t xml:space=\"preserve\">For Scrutiny Committee"));
  EXPECT_THAT(xml, Not(HasSubstr("PlaceholderText")));
  EXPECT_THAT(xml, Not(HasSubstr("Click")));
  EXPECT_EQ(xml.find("<w:titlePg/>"), xml.rfind("<w:titlePg/>")) << "a first page of its own comes once";
  EXPECT_EQ(xml.find("w:start=\"5\""), xml.rfind("w:start=\"5\"")) << "pages are counted through";
  EXPECT_THAT(styles, HasSubstr("8A1538"));
  EXPECT_THAT(styles, HasSubstr("w:styleId=\"TableName\"")) << "what it lacks is added";
  EXPECT_THAT(styles, Not(HasSubstr("en-US")));
  EXPECT_EQ(part_of(*made, "word/media/crest.png"), "not looked at");
  EXPECT_THAT(part_of(*made, "[Content_Types].xml"), HasSubstr("document.main+xml"));
  for (const PackedFile& file : files_of(*made)) {
    EXPECT_THAT(file.bytes, Not(HasSubstr("Secret Company"))) << file.name;
    EXPECT_THAT(file.bytes, Not(HasSubstr("Somebody’s name"))) << file.name;
    EXPECT_THAT(file.bytes, Not(HasSubstr("docProps/app.xml"))) << file.name;
  }
  // And it can be taken back to Word.
  EXPECT_TRUE(WordTemplate::read(*into->file()));
}

TEST(Template, ThatWouldBringWhatNobodyCheckedIsRefusedWithTheWayOut) {
  const auto in_document = [](std::string what) {
    return [what = std::move(what)](Files& files) { put(part(files, "word/document.xml"), "<w:sdt>", what); };
  };
  const std::vector<std::pair<std::function<void(Files&)>, const char*>> cases{
      {in_document("<w:p><w:ins w:author=\"A\"><w:r><w:t>x</w:t></w:r></w:ins></w:p>"), "Accept All Changes"},
      {in_document("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"), "hidden text"},
      {in_document("<w:altChunk r:id=\"x\"/>"), "takes in another document"},
      {in_document("<w:p>"), "is damaged"},
      {[](Files& files) { part(files, "word/comments.xml") = "<w:comments/>"; }, "Delete all comments"},
      {[](Files& files) { part(files, "word/vbaProject.bin") = "x"; }, "macros"},
      {[](Files& files) { part(files, "word/embeddings/sheet.xlsx") = "x"; }, "macros or other files"},
      {[](Files& files) {
         put(part(files, "word/_rels/document.xml.rels"), "</Relationships>",
             "<Relationship Id=\"i\" Type=\"http://x/image\" Target=\"http://elsewhere/a.png\" "
             "TargetMode=\"External\"/>");
       },
       "Break Link"},
      {in_document("<w:p><w:fldSimple w:instr=\" includepicture &quot;http://elsewhere/a.png&quot; \\d \"/></w:p>"),
       "the field INCLUDEPICTURE"},
      {in_document("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> INCL</w:instrText></w:r>"
                   "<w:r><w:instrText>UDETEXT \"//server/share/a.docx\"</w:instrText></w:r>"
                   "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"),
       "the field INCLUDETEXT"},
      {in_document("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF 1=1 </w:instrText></w:r>"
                   "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DDEAUTO c:\\a</w:instrText></w:r>"
                   "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"),
       "the field DDEAUTO"},
      {in_document("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText><![CDATA[INCLUDETEXT a]]>"
                   "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>"),
       "something hidden in it"},
      {[](Files& files) {
         part(files, "word/header9.xml") =
             "<w:hdr><w:p><w:fldSimple w:instr=\"LINK Excel.Sheet a.xlsx\"/></w:p></w:hdr>";
       },
       "the field LINK"},
      {in_document("<w:p><w:r><w:object><o:OLEObject Type=\"Link\"/></w:object></w:r></w:p>"), "another program (OLE)"},
      {in_document("<w:p><w:r><w:pict><v:imagedata o:href=\"http://elsewhere/b.png\"/></w:pict></w:r></w:p>"),
       "elsewhere/b.png"},
      {in_document("<w:p><w:r><w:drawing><a:blip r:link=\"rId9\"/></w:drawing></w:r></w:p>"), "Break Link"},
      {[](Files& files) {
         put(part(files, "word/_rels/document.xml.rels"), "</Relationships>",
             "<Relationship Id=\"i\" Type=\"http://x/image\" Target=\"http://elsewhere/c.png\" "
             "TargetMode=\"Ext&#101;rnal\"/>");
       },
       "elsewhere/c.png"},
      {[](Files& files) {
         put(part(files, "word/settings.xml"), "</w:settings>",
             "<w:mailMerge><w:query w:val=\"SELECT\"/></w:mailMerge>");
       },
       "a list for letters"},
      {[](Files& files) {
         std::string& xml = part(files, "word/document.xml");
         xml = replaced(std::move(xml), "candour-body", "candour-corpse");
       },
       "Tag: candour-body"},
      {[](Files& files) {
         std::string& xml = part(files, "word/document.xml");
         put(xml, "<w:sectPr>", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>");
       },
       "section break follows"},
      {[](Files& files) {
         std::erase_if(files, [](const PackedFile& file) { return file.name == "word/document.xml"; });
       },
       "no Word document"},
  };
  for (const auto& [change, told] : cases) {
    const auto read = WordTemplate::read(changed(change));
    ASSERT_FALSE(read) << told;
    EXPECT_EQ(read.error().code, ErrorCode::bad_input);
    EXPECT_THAT(read.error().sentence, HasSubstr(told));
  }
  // What a letterhead has: page numbers, a title, a date, an address to follow.
  for (const char* field : {"PAGE", " NUMPAGES \\* MERGEFORMAT", "STYLEREF &quot;Heading 1&quot;",
                            "HYPERLINK &quot;https://a.example&quot;"})
    EXPECT_TRUE(
        WordTemplate::read(changed(in_document("<w:p><w:fldSimple w:instr=\"" + std::string(field) + "\"/></w:p>"))))
        << field;
  EXPECT_FALSE(WordTemplate::read("no zip at all"));
  EXPECT_TRUE(WordTemplate::read(changed([](Files&) {})));
}

}  // namespace
}  // namespace candour::report
