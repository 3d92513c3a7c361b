#include "report/docx/template.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"
#include "report/docx/xml.h"
#include "report/inside/pack.h"

namespace candour::report {
namespace {

using docx::attribute;
using docx::next_element;
using docx::Tag;

constexpr std::string_view document_name = "word/document.xml";
constexpr std::string_view core_name = "docProps/core.xml";
// Of the file and of what is packed in it: a letterhead with a few pictures is well below.
constexpr std::size_t most_bytes = 20u << 20;
constexpr std::size_t most_files = 500;

tl::unexpected<Error> unusable(std::string sentence) {
  return fail(ErrorCode::bad_input, "The Word template cannot be used: " + std::move(sentence));
}

bool is_xml(std::string_view name) {
  return name.ends_with(".xml") || name.ends_with(".rels");
}
// Where people's words and pictures stand.
bool is_story(std::string_view name) {
  return name == document_name ||
         (name.starts_with("word/") &&
          (name.find("header") != std::string_view::npos || name.find("footer") != std::string_view::npos ||
           name.find("notes") != std::string_view::npos) &&
          name.ends_with(".xml"));
}
// What a file says of its author, its company and the system it was kept in.
bool is_property(std::string_view name) {
  return name.starts_with("docProps/") || name.starts_with("customXml/") || name.starts_with("docMetadata/");
}

// Elements of this name for which `goes` holds, taken out.
template <class Goes>
std::string without_those(std::string xml, std::string_view name, const Goes& goes) {
  std::size_t at = 0;
  while (const auto tag = next_element(xml, at, name)) {
    const auto end = docx::end_of(xml, *tag);
    if (!end) break;
    if (goes(*tag, std::string_view(xml)))
      xml.erase(at = tag->begin, *end - tag->begin);
    else
      at = tag->end;
  }
  return xml;
}

std::string without_properties(std::string relations) {
  return without_those(std::move(relations), "Relationship", [](const Tag& tag, std::string_view xml) {
    const std::string_view type = attribute(xml, tag, "Type").value_or("");
    for (const char* ending : {"/core-properties", "/extended-properties", "/custom-properties", "/thumbnail",
                               "/customXml", "/attachedTemplate", "/classificationlabels"})
      if (type.ends_with(ending)) return true;
    return false;
  });
}

int number_in(std::string_view xml, const Tag& tag, std::string_view name) {
  const std::string_view text = attribute(xml, tag, name).value_or("");
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The last section's properties are the last element of the body.
bool find_section(WordTemplate::Parts& parts) {
  const std::string& xml = parts.xml();
  const std::size_t from = xml.rfind("<w:sectPr");
  if (from == std::string::npos) return false;
  const auto tag = docx::next_tag(xml, from);
  const auto end = tag ? docx::end_of(xml, *tag) : std::nullopt;
  if (!end || !std::string_view(xml).substr(*end).starts_with("</w:body>")) return false;
  parts.section = xml.substr(from, *end - from);
  const auto size = next_element(parts.section, 0, "w:pgSz"), margins = next_element(parts.section, 0, "w:pgMar");
  if (!size || !margins) return false;
  const int width = number_in(parts.section, *size, "w:w"), height = number_in(parts.section, *size, "w:h");
  const int beside = number_in(parts.section, *margins, "w:left") + number_in(parts.section, *margins, "w:right") +
                     number_in(parts.section, *margins, "w:gutter");
  parts.upright = std::min(width, height) - beside;
  parts.sideways = std::max(width, height) - beside;
  return parts.upright > 2000;  // less than four centimetres hold no table
}

// Fields that are worked out from the document itself. Others fetch a file, a page or a database when Word opens or
// prints the paper (INCLUDEPICTURE, INCLUDETEXT, LINK, DDE, DATABASE, RD …), or ask its reader (ECMA-376, 17.16.5).
bool is_of_the_document(std::string_view field) {
  static constexpr std::string_view known[] = {
      "=",         "AUTHOR",    "CREATEDATE", "DATE",     "DOCPROPERTY", "FILENAME", "FORMCHECKBOX", "FORMDROPDOWN",
      "FORMTEXT",  "HYPERLINK", "IF",         "KEYWORDS", "NOTEREF",     "NUMPAGES", "PAGE",         "PAGEREF",
      "PRINTDATE", "QUOTE",     "REF",        "REVNUM",   "SAVEDATE",    "SECTION",  "SECTIONPAGES", "SEQ",
      "STYLEREF",  "SUBJECT",   "SYMBOL",     "TC",       "TIME",        "TITLE",    "TOC",          "XE"};
  return std::find(std::begin(known), std::end(known), field) != std::end(known);
}
// The first field of a part that is not; empty where all are. An instruction may be cut into several runs, and a field
// may stand within another's.
std::string field_from_elsewhere(std::string_view xml) {
  std::vector<std::string> open;  // the instruction of each, the innermost last
  const auto judged = [](std::string_view instruction) {
    const std::string_view words = trimmed(instruction);
    std::string field = words.starts_with("=") ? "=" : std::string(words.substr(0, words.find_first_of(" \t\r\n\\\"")));
    for (char& c : field)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    return field.empty() || is_of_the_document(field) ? std::string() : field;
  };
  for (auto tag = docx::next_tag(xml, 0); tag; tag = docx::next_tag(xml, tag->end)) {
    if (tag->kind != Tag::Kind::start && tag->kind != Tag::Kind::alone) continue;
    const std::string_view name = tag->name.substr(tag->name.find(':') + 1);
    if (name == "fldSimple") {
      if (std::string field = judged(attribute(xml, *tag, "w:instr").value_or("?")); !field.empty()) return field;
    } else if (name == "fldChar") {
      const std::string_view type = attribute(xml, *tag, "w:fldCharType").value_or("");
      if (type == "begin") open.emplace_back();
      if (type == "begin" || open.empty()) continue;
      if (std::string field = judged(open.back()); !field.empty()) return field;
      if (type == "end") open.pop_back();
    } else if (name == "instrText" || name == "delInstrText") {
      if (open.empty()) open.emplace_back();
      const auto end = docx::end_of(xml, *tag);
      if (tag->kind != Tag::Kind::start || !end) continue;
      std::string_view text = xml.substr(tag->end, *end - tag->end);
      text = text.substr(0, text.rfind("</"));
      // Word writes nothing but text there; whatever else hides what the field is.
      if (text.find('<') != std::string_view::npos) return "with something hidden in it";
      open.back() += text;
    }
  }
  for (const std::string& each : open)
    if (std::string field = judged(each); !field.empty()) return field;
  return {};
}

// Where a part of the file says that something is elsewhere; hyperlinks are for whoever follows them.
std::optional<std::string> fetched_by(const PackedFile& file) {
  const auto told = [](std::string_view what) {
    return "it fetches a picture or a text from elsewhere (" + std::string(what) +
           "). In Word: File, Info, Edit Links to Files, Break Link.";
  };
  for (auto tag = docx::next_tag(file.bytes, 0); tag; tag = docx::next_tag(file.bytes, tag->end)) {
    if (tag->kind != Tag::Kind::start && tag->kind != Tag::Kind::alone) continue;
    const std::string_view name = tag->name.substr(tag->name.find(':') + 1);
    if (name == "Relationship") {
      const std::string_view type = attribute(file.bytes, *tag, "Type").value_or("");
      if (attribute(file.bytes, *tag, "TargetMode").value_or("Internal") != "Internal" &&
          !type.ends_with("/hyperlink") && !type.ends_with("/attachedTemplate"))
        return told(attribute(file.bytes, *tag, "Target").value_or(""));
    } else if (name == "OLEObject" || name == "object" || name == "control") {
      return "it holds an object of another program (OLE). Put a picture of it in its place.";
    } else if (name == "mailMerge") {
      return "it is bound to a list for letters. In Word: Mailings, Start Mail Merge, Normal Word Document.";
    } else if (name == "blip" || name == "imagedata" || name == "fill" || name == "stroke") {
      // However its name space is called.
      const std::string_view all = std::string_view(file.bytes).substr(tag->begin, tag->end - tag->begin);
      for (const std::string_view link : {":link=", ":href=", " href=", " src="})
        if (const std::size_t at = all.find(link); at != std::string_view::npos)
          return told(shortened(
              all.substr(at + link.size() + 1, all.find_first_of("\"'", at + link.size() + 1) - at - link.size() - 1),
              120));
    }
  }
  return std::nullopt;
}

std::optional<std::string> problem_of(const PackedFile& file) {
  const std::string_view name = file.name;
  if (name.ends_with(".bin") || name.find("vbaProject") != std::string_view::npos ||
      name.starts_with("word/embeddings/") || name.starts_with("word/activeX/") || name.ends_with(".ole"))
    return "it holds macros or other files (" + file.name + "). Save it as .docx or .dotx without them.";
  if (name.starts_with("word/comments"))
    return "it holds comments, which would be in every paper. In Word: Review, Delete all comments.";
  if (is_xml(name) && !is_property(name))
    if (auto fetched = fetched_by(file)) return fetched;
  if (name.starts_with("word/") && is_xml(name))
    if (const std::string field = field_from_elsewhere(file.bytes); !field.empty())
      return "it holds the field " + repaired_utf8(shortened(field, 40)) +
             ", which takes in what nobody checked. In Word: show the fields (Alt+F9), and delete it, or turn it into "
             "its text (Ctrl+Shift+F9).";
  if (!is_story(name)) return std::nullopt;
  for (const char* tracked : {"w:ins", "w:del", "w:moveFrom", "w:moveTo"})
    if (next_element(file.bytes, 0, tracked))
      return "it holds tracked changes. In Word: Review, Accept All Changes and Stop Tracking.";
  if (next_element(file.bytes, 0, "w:vanish"))
    return "it holds hidden text. In Word: File, Info, Check for Issues, Inspect Document.";
  if (next_element(file.bytes, 0, "w:altChunk")) return "it takes in another document. Copy that one's text into it.";
  return std::nullopt;
}

// What every document made of it needs, beside what stands in it.
Result<WordTemplate::Parts> made_ready(std::vector<PackedFile> files) {
  WordTemplate::Parts parts;
  parts.files = std::move(files);
  bool styled = false;
  for (std::size_t i = 0; i < parts.files.size(); ++i) {
    PackedFile& file = parts.files[i];
    if (file.name == document_name) parts.document = i;
    if (file.name == "word/styles.xml") {
      styled = true;
      std::string missing;
      for (const docx::StyleOfOurs& style : docx::our_styles())
        if (file.bytes.find("w:styleId=\"" + std::string(style.id) + "\"") == std::string::npos) missing += style.xml;
      const std::size_t end = file.bytes.rfind("</w:styles>");
      if (end == std::string::npos) return unusable("its styles cannot be read. Open it in Word and save it again.");
      file.bytes.insert(end, missing);
      // The language of what is written into it, for those who listen.
      const std::size_t defaults = file.bytes.find("</w:rPrDefault>");
      if (const auto language = next_element(file.bytes, 0, "w:lang"); language && language->begin < defaults)
        file.bytes.replace(language->begin, language->end - language->begin, "<w:lang w:val=\"en-GB\"/>");
    }
  }
  if (parts.files.empty() || parts.files[parts.document].name != document_name || !styled)
    return unusable("it is no Word document. Save it in Word as .docx or .dotx.");
  const std::string& xml = parts.xml();
  const docx::Control body = docx::find_control(xml, docx::body_tag);
  if (body.begin == body.end)
    return unusable(
        "it does not say where the document goes. In Word: Developer, Rich Text Content Control on a line of its own, "
        "Properties, Tag: candour-body.");
  if (!next_element(std::string_view(xml).substr(body.begin, body.end - body.begin), 0, "w:p") ||
      std::string_view(xml).substr(0, body.begin).rfind("<w:tc>") + 1 >
          std::string_view(xml).substr(0, body.begin).rfind("</w:tc>") + 1)
    return unusable("the control candour-body stands within a line or a table. Give it a line of its own.");
  if (!find_section(parts))
    return unusable("the size of its pages cannot be told. Open it in Word, set it under Layout, Size, and save it.");
  if (next_element(std::string_view(xml).substr(body.end), 0, "w:sectPr")->begin + body.end != xml.rfind("<w:sectPr"))
    return unusable("a section break follows the control candour-body. Put the control into the last section.");
  return parts;
}

}  // namespace

WordTemplate WordTemplate::standard() {
  static const WordTemplate ours(std::make_shared<const Parts>(*made_ready(docx::standard_files())));
  return ours;
}

Result<WordTemplate> WordTemplate::read(std::string_view bytes) {
  auto packed = unpack(bytes, most_bytes, most_files);
  if (!packed) return unusable("it is no Word document, or a damaged one. Save it in Word as .docx or .dotx.");
  std::vector<PackedFile> files;
  for (PackedFile& file : *packed) {
    if (is_xml(file.name) && !docx::is_well_formed(file.bytes))
      return unusable("its part " + repaired_utf8(file.name) + " is damaged. Open it in Word and save it again.");
    if (auto problem = problem_of(file)) return unusable(std::move(*problem));
    if (is_property(file.name)) continue;
    if (file.name.ends_with(".rels")) file.bytes = without_properties(std::move(file.bytes));
    if (file.name == "word/settings.xml") file.bytes = docx::without(std::move(file.bytes), "w:attachedTemplate");
    if (file.name == "_rels/.rels") {
      const std::size_t end = file.bytes.rfind("</Relationships>");
      if (end != std::string::npos)
        file.bytes.insert(end,
                          "<Relationship Id=\"candourCore\" "
                          "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                          "core-properties\" Target=\"docProps/core.xml\"/>");
    }
    if (file.name == "[Content_Types].xml") {
      file.bytes = without_those(std::move(file.bytes), "Override", [](const Tag& tag, std::string_view xml) {
        const std::string_view part = attribute(xml, tag, "PartName").value_or("/");
        return is_property(part.substr(1));
      });
      file.bytes =
          replaced(std::move(file.bytes), "wordprocessingml.template.main+xml", "wordprocessingml.document.main+xml");
      const std::size_t end = file.bytes.rfind("</Types>");
      if (end != std::string::npos)
        file.bytes.insert(end,
                          "<Override PartName=\"/docProps/core.xml\" "
                          "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>");
    }
    files.push_back(std::move(file));
  }
  std::stable_partition(files.begin(), files.end(),
                        [](const PackedFile& file) { return file.name == "[Content_Types].xml"; });
  CANDOUR_TRY(parts, made_ready(std::move(files)));
  return WordTemplate(std::make_shared<const Parts>(std::move(parts)));
}

Result<std::string> WordTemplate::file() const {
  std::vector<PackedFile> files = parts_->files;
  files.push_back({std::string(core_name), docx::core_properties("Template", Date::from_days(3652))});
  return pack(files, "The Word template could not be written.");
}

namespace docx {

std::string section_of(const WordTemplate::Parts& parts, Paper paper, bool first) {
  std::string xml = parts.section;
  const auto size = next_element(xml, 0, "w:pgSz");
  int width = number_in(xml, *size, "w:w"), height = number_in(xml, *size, "w:h");
  if ((width > height) != (paper == Paper::sideways)) std::swap(width, height);
  xml.replace(size->begin, size->end - size->begin,
              "<w:pgSz w:w=\"" + std::to_string(width) + "\" w:h=\"" + std::to_string(height) + "\"" +
                  (paper == Paper::sideways ? " w:orient=\"landscape\"/>" : "/>"));
  if (first) return xml;
  // Once in a document: a first page of its own, and where the pages begin to count.
  return without(without(std::move(xml), "w:titlePg"), "w:pgNumType");
}

Control find_control(std::string_view xml, std::string_view tag) {
  for (auto control = next_element(xml, 0, "w:sdt"); control; control = next_element(xml, control->end, "w:sdt")) {
    const auto end = end_of(xml, *control);
    if (!end) break;
    const auto properties = next_element(xml, control->end, "w:sdtPr");
    if (!properties || properties->begin != control->end) continue;
    const auto properties_end = end_of(xml, *properties);
    const auto named = next_element(xml, properties->begin, "w:tag");
    if (named && properties_end && named->end < *properties_end && attribute(xml, *named, "w:val") == tag)
      return {control->begin, *end};
  }
  return {};
}

namespace {

// What stands in a control, with this text in place of what it shows; its first run's looks stay.
std::string content_of(std::string_view control, std::string_view text) {
  const auto content = next_element(control, 0, "w:sdtContent");
  if (!content || content->kind == Tag::Kind::alone) return {};
  const std::size_t end = *end_of(control, *content) - std::string_view("</w:sdtContent>").size();
  std::string inside(control.substr(content->end, end - content->end));
  inside = without_those(std::move(inside), "w:rStyle", [](const Tag& tag, std::string_view xml) {
    return attribute(xml, tag, "w:val") == "PlaceholderText";
  });
  const std::string said = "<w:t xml:space=\"preserve\">" + escaped(text) + "</w:t>";
  std::string with = said;
  std::size_t at = 0;
  while (const auto shown = next_element(inside, at, "w:t")) {
    const auto shown_end = end_of(inside, *shown);
    if (!shown_end) break;
    inside.replace(shown->begin, *shown_end - shown->begin, with);
    at = shown->begin + with.size();
    with.clear();
  }
  if (with.empty()) return inside;
  const std::string run = "<w:r>" + said + "</w:r>";
  if (const std::size_t paragraph = inside.find("</w:p>"); paragraph != std::string::npos)
    return inside.insert(paragraph, run);
  if (const auto paragraph = next_element(inside, 0, "w:p"))
    return inside.replace(paragraph->begin, paragraph->end - paragraph->begin, "<w:p>" + run + "</w:p>");
  return inside + run;
}

}  // namespace

std::string filled(std::string xml, const std::map<std::string_view, std::string>& fields) {
  for (const auto& [tag, text] : fields) {
    for (Control control = find_control(xml, tag); control.begin != control.end; control = find_control(xml, tag)) {
      std::string said = content_of(std::string_view(xml).substr(control.begin, control.end - control.begin), text);
      const std::string_view before = std::string_view(xml).substr(0, control.begin);
      // The cell of a table keeps its line.
      const bool in_cell = before.rfind("<w:tc>") + 1 > before.rfind("</w:tc>") + 1;
      if (text.empty() && !in_cell && next_element(said, 0, "w:p") && !next_element(said, 0, "w:tc")) said.clear();
      xml.replace(control.begin, control.end - control.begin, said);
    }
  }
  return xml;
}

}  // namespace docx
}  // namespace candour::report
