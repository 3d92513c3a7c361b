#include "document/sketch_test.h"

namespace candour::document {
namespace {

const std::string names =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" "
    "xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:wp=\"wp\" xmlns:wps=\"wps\" xmlns:a=\"a\"";

std::string docx(const std::string& body, std::vector<support::Part> parts = {}, std::string_view strict = "") {
  const std::string types = strict.empty() ? "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                                           : "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  const auto arrow = [&](const std::string& type, const std::string& target) {
    return "<Relationship Id=\"r" + type + "\" Type=\"" + types + type + "\" Target=\"" + target + "\"/>";
  };
  std::string arrows;
  for (const support::Part& part : parts)
    if (part.name.ends_with(".xml")) {
      const std::string name = part.name.substr(5, part.name.size() - 9);
      arrows += arrow(name, name + ".xml");
    }
  std::string document = "<w:document " + names + "><w:body>" + body + "</w:body></w:document>";
  if (!strict.empty())
    document = replaced(document, "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                        "http://purl.oclc.org/ooxml/wordprocessingml/main");
  parts.push_back(
      {"_rels/.rels", "<Relationships>" + arrow("officeDocument", "word/document.xml") + "</Relationships>"});
  parts.push_back({"word/_rels/document.xml.rels", "<Relationships>" + arrows + "</Relationships>"});
  parts.push_back({"word/document.xml", document});
  return support::to_zip(parts);
}

std::string run(const std::string& text, const std::string& properties = "") {
  return "<w:r>" + (properties.empty() ? "" : "<w:rPr>" + properties + "</w:rPr>") + "<w:t xml:space=\"preserve\">" +
         text + "</w:t></w:r>";
}
std::string p(const std::string& content, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + content + "</w:p>";
}
std::string tc(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + p(text.empty() ? "" : run(text)) + "</w:tc>";
}
std::string tr(const std::string& cells, const std::string& properties = "") {
  return "<w:tr>" + (properties.empty() ? "" : "<w:trPr>" + properties + "</w:trPr>") + cells + "</w:tr>";
}
std::string tbl(const std::string& rows) {
  return "<w:tbl>" + rows + "</w:tbl>";
}
std::string del(const std::string& text) {
  return "<w:del w:id=\"1\" w:author=\"Jo\"><w:r><w:delText>" + text + "</w:delText></w:r></w:del>";
}
std::string field(const std::string& data) {
  return "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" + data + "</w:ffData></w:fldChar></w:r>";
}
std::string struck(const std::string& text, const std::string& how) {
  return "<w:r><w:rPr>" + how + "</w:rPr><w:t>" + text + "</w:t></w:r>";
}
const std::string end_deleted = "<w:rPr><w:del w:id=\"2\"/></w:rPr>";

TEST(Word, is_read_as_its_reader_sees_it) {
  const Case cases[] = {
      {"insertions and deletions",
       p(run("a ") + "<w:ins w:id=\"1\">" + run("new") + "</w:ins>" + del("old") + run(" b")), "a new b\n",
       "The document has 2 tracked changes; it was read as if all were accepted."},
      {"what is struck through is kept aside, with a note",
       p(run("due ") + struck("May", "<w:strike/>") + run(" June")) + p(struck("gone", "<w:dstrike w:val=\"1\"/>")) +
           p(struck("not so", "<w:strike w:val=\"0\"/>")) +
           tbl(tr("<w:tc>" + p(struck("R", "<w:strike/>") + run(" A")) + "</w:tc>" + tc("b"))) + p(run("end")),
       "due  June\n~May\n~gone\nnot so\n[A|b]\n--\n~R\nend\n",
       "Text of the document is struck through, such as “May”; it was kept aside"},
      {"one change is one", p(run("a") + del("old")), "a\n", "The document has a tracked change;"},
      {"a move is read where it ended, and is one change",
       p("<w:moveFrom w:id=\"1\">" + run("moved") + "</w:moveFrom>" + run("a")) +
           p("<w:moveTo w:id=\"2\">" + run("moved") + "</w:moveTo>"),
       "a\nmoved\n", "a tracked change;"},
      {"deleted rows", tbl(tr(tc("a")) + tr(tc("gone"), "<w:del w:id=\"1\"/>") + tr(tc("b"))), "[a]\n[b]\n--\n",
       "a tracked change;"},
      {"a paragraph whose end is deleted runs into the next",
       p(run("one "), end_deleted) + p(run("two")) + p(run("three")), "one two\nthree\n", "a tracked change;"},
      {"a paragraph deleted whole leaves nothing", p(del("gone"), end_deleted) + p(run("two")), "two\n"},
      {"and so in a cell, and before a table",
       tbl(tr("<w:tc>" + p(run("one "), end_deleted) + p(run("two")) + p(run("three")) + "</w:tc>")) +
           p(run("x"), end_deleted) + tbl(tr(tc("y"))),
       "[one two/three]\n--\nx\n[y]\n--\n"},
      {"content controls: block, inline, row and cell",
       "<w:sdt><w:sdtPr/><w:sdtContent>" +
           p("<w:sdt><w:sdtPr/><w:sdtContent>" + run("in") + "</w:sdtContent></w:sdt>") + "</w:sdtContent></w:sdt>" +
           tbl("<w:sdt><w:sdtContent>" + tr("<w:sdt><w:sdtContent>" + tc("c") + "</w:sdtContent></w:sdt>" + tc("d")) +
               "</w:sdtContent></w:sdt>"),
       "in\n[c|d]\n--\n", "none"},
      {"boxes to tick are text",
       p("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent>" +
         run("☒") + "</w:sdtContent></w:sdt>" + run(" yes ") + "<w:sdt><w:sdtContent>" + run("☐") +
         "</w:sdtContent></w:sdt>" + run(" no")),
       "☒ yes ☐ no\n"},
      {"a prompt that nobody answered is no content",
       tbl(tr(tc("Lead") + "<w:tc><w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" +
              run("Click or tap here to enter text.") + "</w:sdtContent></w:sdt></w:p></w:tc>")),
       "[Lead|]\n--\n~Click or tap here to enter text.\n"},
      {"a text box that is written twice is read once",
       p(run("a") + "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>" +
         p(run("boxed")) +
         "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" +
         p(run("boxed")) + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
       "a\n~boxed\n"},
      {"an old text box",
       p("<w:r><w:pict><v:textbox><w:txbxContent>" + p(run("boxed")) + "</w:txbxContent></v:textbox></w:pict></w:r>"),
       "~boxed\n"},
      {"a table in a cell follows", tbl(tr("<w:tc>" + p(run("a")) + tbl(tr(tc("x"))) + p("") + "</w:tc>" + tc("b"))),
       "[a|b]\n--\n[x]\n--\n"},
      {"fields show their result",
       p("<w:fldSimple w:instr=\" DATE \">" + run("3 May") + "</w:fldSimple>" +
         "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar "
         "w:fldCharType=\"separate\"/></w:r>" +
         run(" 2") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"),
       "3 May 2\n", "none"},
      {"the old form fields",
       p(field("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>") + run(" yes ") +
         field("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>") + run(" no ") +
         field(
             "<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Red\"/><w:listEntry w:val=\"Amber\"/></w:ddList>")),
       "☒ yes ☐ no Amber\n"},
      {"signs of symbol fonts, as symbols and as letters",
       p("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>" + run("ü", "<w:rFonts w:ascii=\"Wingdings\"/>") +
         run("þ¨", "<w:rFonts w:ascii=\"Wingdings\"/>") + run("P", "<w:rFonts w:ascii=\"Wingdings 2\"/>") + run("ü")),
       "✓✓☑☐✓ü\n"},
      {"pictures and embedded files are named",
       p(run("a") + "<w:r><w:drawing><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"Map of Harrow "
                    "Vale\"/><a:blip/></w:drawing></w:r>"
                    "<w:r><w:object><v:shape alt=\"Minutes of May.docx\"><v:imagedata/></v:shape><o:OLEObject "
                    "ProgID=\"Word.Document.12\"/></w:object></w:r>"),
       "a\n", "a picture (“Map of Harrow Vale”)"},
      {"an embedded file without a name is named by its program",
       p(run("a") + "<w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r>"), "a\n",
       "another file embedded in it (“Excel.Sheet.12”)"},
      {"hidden text is read, with a note", p(run("a") + run("b", "<w:vanish/>")), "ab\n", "source.hidden"},
      {"tags, rubies, links, breaks and hyphens",
       p("<w:smartTag>" + run("tag") + "</w:smartTag><w:r><w:ruby><w:rt>" + run("up") + "</w:rt><w:rubyBase>" +
         run("base") + "</w:rubyBase></w:ruby></w:r><w:hyperlink w:anchor=\"x\">" + run(" link") +
         "</w:hyperlink><w:r><w:br/><w:t>x</w:t><w:br w:type=\"page\"/><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t>"
         "<w:softHyphen/><w:t>c</w:t><w:tab/><w:t>d</w:t></w:r>"),
       "tagupbase link/x/a-bc\td\n"},
      {"merges down and across, and rows that begin late",
       tbl(tr(tc("a", "<w:vMerge w:val=\"restart\"/>") + tc("bc", "<w:gridSpan w:val=\"2\"/>")) +
           tr(tc("", "<w:vMerge/>") + tc("b") + tc("c")) + tr(tc("late"), "<w:gridBefore w:val=\"2\"/>")),
       "[a{2 deep}|bc{2 wide}]\n[^|b|c]\n[{2 wide}|late]\n--\n"},
      {"fills of cells, patterns, highlights, and of paragraphs by their style",
       tbl(tr(tc("a", "<w:shd w:val=\"clear\" w:fill=\"FFC000\" w:themeFill=\"accent4\"/>") +
              tc("b", "<w:shd w:val=\"solid\" w:color=\"FF0000\" w:fill=\"auto\"/>") + "<w:tc>" +
              p(run("c", "<w:highlight w:val=\"green\"/>")) + "</w:tc><w:tc>" +
              p(run("d"), "<w:pStyle w:val=\"Amber\"/>") + "</w:tc>" +
              tc("e", "<w:shd w:val=\"clear\" w:fill=\"auto\"/>"))),
       "[a#FFC000|b#FF0000|c#00FF00|d#FFBF00|e]\n--\n"},
  };
  const std::string styles = "<w:styles " + names +
                             "><w:style w:type=\"paragraph\" w:styleId=\"Status\"><w:pPr><w:shd w:val=\"clear\" "
                             "w:fill=\"FFBF00\"/></w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Amber\">"
                             "<w:basedOn w:val=\"Status\"/></w:style></w:styles>";
  for (const Case& one : cases) expect_case(one, docx(one.source, {{"word/styles.xml", styles}}), "plan.docx");
}

TEST(Word, notes_come_with_their_signs_and_comments_with_their_authors) {
  const std::string body =
      tbl(tr("<w:tc>" +
             p("<w:commentRangeStart w:id=\"7\"/>" + run("see") +
               "<w:r><w:footnoteReference w:id=\"3\"/></w:r><w:r><w:commentReference w:id=\"7\"/></w:r>") +
             "</w:tc>")) +
      p(run("end") + "<w:r><w:endnoteReference w:id=\"1\"/></w:r>");
  const auto document = read(
      docx(body, {{"word/footnotes.xml", "<w:footnotes " + names + "><w:footnote w:type=\"separator\" w:id=\"-1\">" +
                                             p(run("rule")) + "</w:footnote><w:footnote w:id=\"3\">" +
                                             p(run("the note")) + "</w:footnote></w:footnotes>"},
                  {"word/endnotes.xml",
                   "<w:endnotes " + names + "><w:endnote w:id=\"1\">" + p(run("last")) + "</w:endnote></w:endnotes>"},
                  {"word/comments.xml", "<w:comments " + names + "><w:comment w:id=\"7\" w:author=\"Jo Birch\">" +
                                            p(run("is it?")) + "</w:comment></w:comments>"}}),
      "plan.docx");
  ASSERT_TRUE(document);
  EXPECT_EQ(sketch(*document), "[see]\n--\nend\n~1 the note\n~i last\n~Jo Birch: is it?\n");
  EXPECT_EQ(in_words(document->blocks[2].place), "table 1, row 1");
  EXPECT_EQ(in_words(document->blocks[4].place), "table 1, row 1");
}

TEST(Word, headers_and_footers_macros_and_the_strict_kind) {
  EXPECT_EQ(sketch_of(docx(p(run("text")),
                           {{"word/header.xml", "<w:hdr " + names + ">" + p(run("Harrow Vale")) + "</w:hdr>"},
                            {"word/footer.xml", "<w:ftr " + names + ">" + tbl(tr(tc("Page 1"))) + "</w:ftr>"}}),
                      "plan.docx"),
            "~Harrow Vale\ntext\n~Page 1\n");
  EXPECT_EQ(sketch_of(docx(p(run("text")) + tbl(tr(tc("a"))), {}, "strict"), "plan.docx"), "text\n[a]\n--\n");
  const auto macros = read(docx(p(run("text")), {{"word/vbaProject.bin", "\xD0\xCF"}}), "plan.docm");
  ASSERT_TRUE(macros);
  ASSERT_EQ(macros->notes.size(), 1u);
  EXPECT_EQ(macros->notes[0].code, "source.macros");
}

TEST(Word, the_sentence_of_notes_names_both_pictures_and_files) {
  const auto document =
      read(docx(p(run("a") + "<w:r><w:object><v:shape alt=\"Minutes of May.docx\"><v:imagedata/></v:shape>"
                             "<o:OLEObject ProgID=\"Word.Document.12\"/></w:object></w:r>")),
           "plan.docx");
  ASSERT_TRUE(document);
  ASSERT_EQ(document->notes.size(), 1u);
  EXPECT_EQ(document->notes[0].message,
            "The document has another file embedded in it (“Minutes of May.docx”); embedded files were not opened.");
}

}  // namespace
}  // namespace candour::document
