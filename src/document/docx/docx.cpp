#include "document/docx/docx.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/docx/styles.h"
#include "document/parts/left_aside.h"
#include "document/parts/markup.h"
#include "document/parts/numerals.h"
#include "document/parts/xml.h"

namespace candour::document {
namespace {

int number_in(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_on(const XmlReader& xml) {
  const std::string_view value = xml.raw_attribute("val");
  return value != "0" && value != "false" && value != "off" && value != "none";
}

// The colour behind a cell, a paragraph or a run (w:shd). A solid pattern shows its foreground.
std::string shading(const XmlReader& xml) {
  const std::string_view pattern = xml.raw_attribute("val");
  return colour(xml.raw_attribute(pattern == "solid" ? "color" : "fill"));
}

// Word's sixteen highlighters.
std::string highlight(std::string_view name) {
  static const std::map<std::string_view, std::string_view> colours = {
      {"black", "000000"},    {"blue", "0000FF"},       {"cyan", "00FFFF"},      {"darkBlue", "00008B"},
      {"darkCyan", "008B8B"}, {"darkGray", "A9A9A9"},   {"darkGreen", "006400"}, {"darkMagenta", "800080"},
      {"darkRed", "8B0000"},  {"darkYellow", "808000"}, {"green", "00FF00"},     {"lightGray", "D3D3D3"},
      {"magenta", "FF00FF"},  {"red", "FF0000"},        {"yellow", "FFFF00"}};
  const auto it = colours.find(name);
  return it == colours.end() ? std::string() : std::string(it->second);
}

// What kind of place the blocks of a container are written to.
enum class Flow {
  body,
  text_box,   // its paragraphs are furniture, its tables are tables
  furniture,  // headers, footers and notes: all paragraphs, those in tables too
};

// Where a cell stands that reaches down, so that its depth can be counted.
struct Origin {
  std::size_t row = 0;
  std::size_t cell = 0;
};

// Where text goes: the document itself, or a composer apart for a nested table or a text box.
struct Target {
  Composer* out = nullptr;
  Flow flow = Flow::body;
  bool in_cell = false;
  bool first_in_cell = false;                  // no paragraph of the cell has been read yet
  bool joined = false;                         // the end of the paragraph before was deleted: the next goes on with it
  Place place;                                 // of the row, while in a cell
  std::vector<Document>* following = nullptr;  // documents to be put behind the block that is open
  // The colour that all visible runs of the cell share.
  std::string run_fill;
  bool runs_differ = false;
  bool saw_run = false;
};

class DocxReader {
 public:
  DocxReader(const Archive& archive, Composer& composer) : archive_(archive), base_(composer) {}

  Result<void> read(const std::string& part) {
    CANDOUR_TRY(found, relationships(archive_, part, base_.limits()));
    std::vector<std::string> headers, footers, notes;
    for (const Relationship& one : found) {
      if (one.external) {
        if (one.type == "hyperlink")
          links_ = true;
        else
          outside_ = true;
        continue;
      }
      if (one.type == "styles" && archive_.has(one.target)) {
        CANDOUR_TRY(source, archive_.read(one.target));
        CANDOUR_TRY(styles, Styles::parse(source, base_.limits()));
        styles_ = std::move(styles);
      } else if (one.type == "numbering" && archive_.has(one.target)) {
        CANDOUR_TRY(source, archive_.read(one.target));
        CANDOUR_TRY(numbering, Numbering::parse(source, base_.limits()));
        numbering_ = std::move(numbering);
      } else if (one.type == "header") {
        headers.push_back(one.target);
      } else if (one.type == "footer") {
        footers.push_back(one.target);
      } else if (one.type == "footnotes" || one.type == "endnotes" || one.type == "comments") {
        notes.push_back(one.target);
      } else if (one.type == "package" || one.type == "oleObject") {
        objects_[one.id] = one.target;
      } else if (one.type == "aFChunk") {
        embedded_.add();
      }
    }
    std::sort(headers.begin(), headers.end());
    std::sort(footers.begin(), footers.end());
    for (const std::string& header : headers) CANDOUR_CHECK(read_part(header, Flow::furniture));
    CANDOUR_CHECK(read_part(part, Flow::body));
    for (const std::string& note : notes) CANDOUR_CHECK(read_part(note, Flow::furniture));
    for (const std::string& footer : footers) CANDOUR_CHECK(read_part(footer, Flow::furniture));
    tell();
    return {};
  }

 private:
  Result<void> read_part(const std::string& path, Flow flow) {
    if (flow == Flow::furniture && !archive_.has(path)) return {};
    CANDOUR_TRY(source, archive_.read(path));
    if (flow == Flow::body) base_.document().text.reserve(source.size() / 4);
    XmlReader xml(source, base_.limits().depth);
    Target target;
    std::vector<Document> following;
    target.out = &base_;
    target.flow = flow;
    target.following = &following;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
      if (kind == XmlKind::open) read_blocks(xml, target);
    end_joined(target);
    if (beyond_) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
    if (xml.error()) return fail(*xml.error());
    return {};
  }

  void put_following(Target& target) {
    if (target.in_cell) return;
    for (Document& document : *target.following) target.out->append(std::move(document));
    target.following->clear();
  }

  // ---- Blocks: the element just opened holds paragraphs and tables ----
  void read_blocks(XmlReader& xml, Target& target) {
    bool chosen = false;
    each_child(xml, [&](std::string_view name) { read_block(xml, name, target, chosen); });
  }

  void read_block(XmlReader& xml, std::string_view name, Target& target, bool& chosen) {
    if (beyond_) return xml.skip();
    if (name == "p") {
      read_paragraph(xml, target);
      if (!target.joined) put_following(target);
    } else if (name == "tbl" && target.flow != Flow::furniture) {
      end_joined(target);
      read_table(xml, target);
      put_following(target);
    } else if (name == "del" || name == "moveFrom") {
      if (name == "del") ++changes_;
      xml.skip();
    } else if (name == "sdt") {
      read_control(xml, target, [&] { read_blocks(xml, target); });
    } else if (name == "footnote" || name == "endnote") {
      // The rules between text and notes are no notes.
      if (xml.has_attribute("type") && xml.raw_attribute("type") != "normal") return xml.skip();
      const auto& references = name == "footnote" ? footnotes_ : endnotes_;
      const auto reference = references.find(xml.attribute("id"));
      if (reference != references.end()) {
        target.place = reference->second.place;
        before_ = reference->second.sign;
        before_is_ours_ = true;
        between_ = " ";
      }
      read_blocks(xml, target);
      before_.clear();
    } else if (name == "comment") {
      const auto reference = comments_.find(xml.attribute("id"));
      target.place = reference == comments_.end() ? Place{} : reference->second;
      before_ = collapsed(xml.attribute("author"));
      before_is_ours_ = false;
      between_ = ": ";
      read_blocks(xml, target);
      before_.clear();
    } else if (name == "Choice") {
      chosen = true;
      read_blocks(xml, target);
    } else if (name == "Fallback" && chosen) {
      xml.skip();
    } else if (name == "altChunk") {
      embedded_.add();
      xml.skip();
    } else if (name == "sectPr" || name == "sdtPr" || name == "sdtEndPr" || name == "tblPr" || name == "tblGrid" ||
               name == "trPr" || name == "tcPr" || name == "tblPrEx" || name == "background") {
      xml.skip();
    } else {
      if (name == "ins" || name == "moveTo") ++changes_;
      read_blocks(xml, target);  // sdtContent, customXml, AlternateContent …
    }
  }

  // A content control. What it shows while nobody has filled it in ("Click here to enter text") is no content: it is
  // kept as furniture.
  template <class ReadContent>
  void read_control(XmlReader& xml, Target& target, ReadContent read_content) {
    bool prompts = false;
    each_child(xml, [&](std::string_view name) {
      if (name == "sdtPr") {
        each_child(xml, [&](std::string_view property) {
          if (property == "showingPlcHdr" && is_on(xml)) prompts = true;
          xml.skip();
        });
      } else if (name == "sdtContent") {
        if (prompts) ++prompts_;
        read_content();
        if (!prompts || --prompts_ > 0) return;
        if (has_visible(prompt_)) {
          Composer apart(base_.limits());
          apart.furniture(prompt_, target.in_cell ? target.place : target.flow == Flow::body ? here_ : Place{});
          target.following->push_back(apart.take());
        }
        prompt_.clear();
      } else {
        xml.skip();
      }
    });
  }

  void end_joined(Target& target) {
    if (!target.joined) return;
    target.joined = false;
    if (!target.in_cell) target.out->end_block();
    put_following(target);
  }

  // ---- Paragraphs ----
  struct Paragraph {
    const Style* style = nullptr;
    int heading = -1;
    NumberingRef numbering;
    bool numbered_directly = false;
    std::string fill;
    bool end_deleted = false;
  };

  Paragraph read_paragraph_properties(XmlReader& xml) {
    Paragraph paragraph;
    paragraph.style = &styles_.usual();
    each_child(xml, [&](std::string_view name) {
      if (name == "pStyle") {
        paragraph.style = &styles_.at(xml.attribute("val"));
      } else if (name == "outlineLvl") {
        const int level = number_in(xml.raw_attribute("val"), 9);
        paragraph.heading = level >= 0 && level < 9 ? std::min(level + 1, 6) : 0;
      } else if (name == "numPr") {
        paragraph.numbered_directly = true;
        each_child(xml, [&](std::string_view property) {
          if (property == "numId") paragraph.numbering.list = xml.attribute("val");
          if (property == "ilvl") paragraph.numbering.level = std::clamp(number_in(xml.raw_attribute("val"), 0), 0, 8);
          xml.skip();
        });
        return;
      } else if (name == "shd") {
        paragraph.fill = shading(xml);
      } else if (name == "rPr") {
        each_child(xml, [&](std::string_view property) {
          if (property == "ins" || property == "del") ++changes_;
          if (property == "del" || property == "moveFrom") paragraph.end_deleted = true;
          xml.skip();
        });
        return;
      } else if (name == "pPrChange") {
        ++changes_;
      }
      xml.skip();
    });
    return paragraph;
  }

  // Properties come first in a paragraph, so that it can be begun when its first other element is met.
  void read_paragraph(XmlReader& xml, Target& target) {
    Paragraph paragraph;
    paragraph.style = &styles_.usual();
    bool begun = false;
    bool chosen = false;
    each_child(xml, [&](std::string_view name) {
      if (name == "pPr" && !begun) {
        paragraph = read_paragraph_properties(xml);
        return;
      }
      if (!begun) begin_paragraph(paragraph, target);
      begun = true;
      read_inline(xml, name, target, chosen);
    });
    if (!begun) begin_paragraph(paragraph, target);
    end_paragraph(paragraph, target);
  }

  void begin_paragraph(const Paragraph& paragraph, Target& target) {
    Composer& out = *target.out;
    style_ = paragraph.style;
    NumberingRef numbering = paragraph.numbering;
    if (numbering.list.empty()) {
      const int level = numbering.level;
      numbering = paragraph.style->numbering;
      if (paragraph.numbered_directly) numbering.level = level;
    }
    const int heading = paragraph.heading >= 0 ? paragraph.heading : paragraph.style->heading;
    // A paragraph whose end is deleted is none: its number is that of the paragraph it runs into.
    const bool numbered = !paragraph.end_deleted && !numbering.list.empty() && numbering.list != "0";
    mark_ = numbered ? numbering_.next_mark(numbering) : std::string();
    const bool goes_on = std::exchange(target.joined, false);
    if (goes_on && (out.has_text() || target.in_cell)) {
      if (!target.in_cell && heading > 0) out.open_block().heading = heading;
      if (out.has_text()) mark_.clear();
    } else if (target.in_cell) {
      const std::string& fill = paragraph.fill.empty() ? paragraph.style->fill : paragraph.fill;
      if (!fill.empty() && out.open_cell().fill.empty()) out.open_cell().fill = fill;
      out.line();
    } else {
      if (goes_on) out.end_block();
      Place place = target.place;
      if (target.flow == Flow::body) place.paragraph = ++paragraph_;
      out.begin_block(target.flow == Flow::body ? BlockKind::paragraph : BlockKind::furniture, place);
      out.open_block().heading = heading;
      out.open_block().list_item = !mark_.empty() && heading == 0;
      if (target.flow == Flow::body) here_ = place;
    }
    if (!before_.empty()) {
      if (before_is_ours_)
        out.put_ours(before_);
      else
        out.put(before_);
      out.put_ours(between_);
      before_.clear();
    }
    if (!mark_.empty()) out.item(mark_);
  }

  void end_paragraph(const Paragraph& paragraph, Target& target) {
    target.out->set_bold(false);
    if (paragraph.end_deleted) {
      target.joined = true;
      return;
    }
    if (!target.in_cell) {
      target.out->end_block();
      return;
    }
    // A cell with nothing but a number that Word draws: the number is what a reader sees there.
    if (target.first_in_cell && !target.out->has_text() && !target.out->has_struck() && !mark_.empty() && mark_ != "•")
      target.out->put_ours(mark_);
    target.first_in_cell = false;
  }

  // ---- Within a paragraph ----
  void read_inlines(XmlReader& xml, Target& target) {
    bool chosen = false;
    each_child(xml, [&](std::string_view name) { read_inline(xml, name, target, chosen); });
  }

  void read_inline(XmlReader& xml, std::string_view name, Target& target, bool& chosen) {
    if (name == "r") {
      read_run(xml, target);
    } else if (name == "del" || name == "moveFrom") {
      if (name == "del") ++changes_;
      xml.skip();
    } else if (name == "sdt") {
      read_control(xml, target, [&] { read_inlines(xml, target); });
    } else if (name == "commentRangeStart") {
      comments_.try_emplace(xml.attribute("id"), place_of(target));
      xml.skip();
    } else if (name == "p") {
      // A paragraph within a paragraph is not Word's way, but it holds text.
      read_inlines(xml, target);
    } else if (name == "pPr" || name == "rPr" || name == "sdtPr" || name == "sdtEndPr" || name == "fldData" ||
               name == "smartTagPr" || name == "customXmlPr" || name == "oMathParaPr" || name == "ctrlPr") {
      xml.skip();
    } else if (name == "Choice") {
      chosen = true;
      read_inlines(xml, target);
    } else if (name == "Fallback" && chosen) {
      xml.skip();
    } else if (name == "t") {
      write(text_within(xml), target, {});
    } else {
      if (name == "ins" || name == "moveTo") ++changes_;
      read_inlines(xml, target);  // hyperlink, sdtContent, smartTag, fldSimple, oMath …
    }
  }

  struct Run {
    std::string fill;
    std::string font;
  };

  Place place_of(const Target& target) const {
    return target.in_cell ? target.place : target.flow == Flow::body ? here_ : Place{};
  }

  void write(std::string_view text, Target& target, const Run& run) {
    if (prompts_ > 0) {
      prompt_ += text;
      return;
    }
    if (is_symbol_font(run.font)) {
      const std::string signs = symbols(text, run.font);
      Run plain = run;
      plain.font.clear();
      return write(signs, target, plain);
    }
    if (target.in_cell && !target.out->struck() && has_visible(text)) {
      if (!target.saw_run)
        target.run_fill = run.fill;
      else if (target.run_fill != run.fill)
        target.runs_differ = true;
      target.saw_run = true;
    }
    target.out->put(text);
  }

  void read_run(XmlReader& xml, Target& target) {
    Run run;
    target.out->set_bold(style_ != nullptr && style_->bold.value_or(false));
    target.out->set_struck(style_ != nullptr && style_->struck.value_or(false));
    bool chosen = false;
    each_child(xml, [&](std::string_view name) { read_run_piece(xml, name, target, run, chosen); });
    target.out->set_bold(false);
    target.out->set_struck(false);
  }

  void read_run_piece(XmlReader& xml, std::string_view name, Target& target, Run& run, bool& chosen) {
    Composer& out = *target.out;
    if (name == "rPr") {
      std::optional<bool> bold, struck;
      each_child(xml, [&](std::string_view property) {
        if (property == "b") {
          bold = is_on(xml);
        } else if (property == "rStyle") {
          const Style& style = styles_.at(xml.attribute("val"));
          if (!bold) bold = style.bold;
          if (!struck) struck = style.struck;
        } else if (property == "strike" || property == "dstrike") {
          struck = struck.value_or(false) || is_on(xml);
        } else if (property == "vanish" && is_on(xml)) {
          hidden_ = true;
        } else if (property == "shd") {
          if (run.fill.empty()) run.fill = shading(xml);
        } else if (property == "highlight") {
          run.fill = highlight(xml.raw_attribute("val"));
        } else if (property == "rFonts") {
          run.font = xml.attribute("ascii");
        } else if (property == "rPrChange") {
          ++changes_;
        }
        xml.skip();
      });
      if (bold) out.set_bold(*bold);
      if (struck) out.set_struck(*struck);
    } else if (name == "t") {
      write(text_within(xml), target, run);
    } else if (name == "tab" || name == "ptab") {
      out.put(target.in_cell ? " " : "\t");
      xml.skip();
    } else if (name == "br" || name == "cr") {
      out.line();
      xml.skip();
    } else if (name == "noBreakHyphen") {
      write("-", target, run);
      xml.skip();
    } else if (name == "sym") {
      char32_t code = 0;
      const std::string_view written = xml.raw_attribute("char");
      unsigned value = 0;
      std::from_chars(written.data(), written.data() + written.size(), value, 16);
      code = symbol(value, xml.attribute("font"));
      std::string text;
      if (code > 0x20 && code <= 0x10FFFF && !(code >= 0xD800 && code < 0xE000)) append_utf8(text, code);
      write(text, target, run);
      xml.skip();
    } else if (name == "fldChar") {
      read_field(xml, target, run);
    } else if (name == "drawing" || name == "pict" || name == "object") {
      read_drawing(xml, target, name == "object");
    } else if (name == "Choice") {
      chosen = true;
      each_child(xml, [&](std::string_view inner) { read_run_piece(xml, inner, target, run, chosen); });
    } else if (name == "footnoteReference" || name == "endnoteReference") {
      const bool at_foot = name == "footnoteReference";
      auto& references = at_foot ? footnotes_ : endnotes_;
      const int number = static_cast<int>(references.size()) + 1;
      // A sign of the writer's own stands in the text behind it.
      std::string sign;
      if (!xml.has_attribute("customMarkFollows"))
        sign = numeral(number, at_foot ? Numerals::decimal : Numerals::lower_roman);
      references.try_emplace(xml.attribute("id"), NoteReference{place_of(target), sign});
      xml.skip();
    } else if (name == "commentReference") {
      comments_.try_emplace(xml.attribute("id"), place_of(target));
      xml.skip();
    } else if (name == "AlternateContent" || (name == "Fallback" && !chosen) || name == "ruby" || name == "rubyBase" ||
               name == "rt") {
      bool within = false;
      each_child(xml, [&](std::string_view inner) { read_run_piece(xml, inner, target, run, within); });
    } else if (name == "r") {
      each_child(xml, [&](std::string_view inner) { read_run_piece(xml, inner, target, run, chosen); });
    } else {
      xml.skip();  // instrText, delText, delInstrText, references to notes, softHyphen, lastRenderedPageBreak …
    }
  }

  // The old form fields keep the choice of a drop-down list, and whether a box is ticked, beside the text and not in
  // it.
  void read_field(XmlReader& xml, Target& target, const Run& run) {
    std::vector<std::string> entries;
    std::size_t chosen = 0;
    std::optional<bool> ticked;
    bool is_box = false;
    const std::size_t outside = xml.depth() - 1;
    while (xml.depth() > outside) {
      const XmlKind kind = xml.next();
      if (kind == XmlKind::end) return;
      if (kind != XmlKind::open) continue;
      if (xml.name() == "checkBox") is_box = true;
      if (is_box && (xml.name() == "checked" || (xml.name() == "default" && !ticked))) ticked = is_on(xml);
      if (xml.name() == "listEntry") entries.push_back(xml.attribute("val"));
      if (xml.name() == "result" || (xml.name() == "default" && chosen == 0))
        chosen = static_cast<std::size_t>(std::max(number_in(xml.raw_attribute("val"), 0), 0));
    }
    if (is_box) return write(ticked.value_or(false) ? "☒" : "☐", target, run);
    if (chosen < entries.size()) write(entries[chosen], target, run);
  }

  // Pictures, shapes and text boxes: only the text boxes hold text.
  void read_drawing(XmlReader& xml, Target& target, bool is_object) {
    std::string name, program, file;
    bool picture = false;
    const std::size_t outside = xml.depth() - 1;
    const auto name_it = [&](std::initializer_list<std::string_view> attributes) {
      for (std::string_view attribute : attributes)
        if (name.empty()) name = collapsed(xml.attribute(attribute));
    };
    while (xml.depth() > outside) {
      const XmlKind kind = xml.next();
      if (kind == XmlKind::end) return;
      if (kind != XmlKind::open) continue;
      if (xml.name() == "txbxContent") {
        read_text_box(xml, target);
      } else if (xml.name() == "Fallback") {
        xml.skip();  // what the choice before it holds, once more
      } else if (xml.name() == "docPr") {
        name_it({"descr", "title"});
      } else if (xml.name() == "shape" || xml.name() == "rect") {
        name_it({"alt"});
      } else if (xml.name() == "blip" || xml.name() == "imagedata") {
        picture = true;
        name_it({"title"});
      } else if (xml.name() == "chart" || xml.name() == "relIds") {
        charts_ = true;
      } else if (xml.name() == "OLEObject") {
        is_object = true;
        program = xml.attribute("ProgID");
        if (const auto object = objects_.find(xml.attribute("id")); object != objects_.end()) file = object->second;
      }
    }
    if (is_object) {
      embedded_.add(name.empty() ? program : name);
      if (target.in_cell && prompts_ == 0) {
        if (target.out->has_text()) target.out->put("\n");
        target.out->put_ours(icon_of(file));
      }
    } else if (picture) {
      pictures_.add(name);
    }
  }

  void read_text_box(XmlReader& xml, Target& target) {
    Composer apart(base_.limits());
    std::vector<Document> following;
    Target box;
    box.out = &apart;
    box.flow = Flow::text_box;
    box.place = place_of(target);
    box.following = &following;
    const Style* style = style_;
    const std::string mark = mark_;
    read_blocks(xml, box);
    end_joined(box);
    style_ = style;
    mark_ = mark;
    target.following->push_back(apart.take());
  }

  // ---- Tables ----
  void read_table(XmlReader& xml, Target& target) {
    // A table within a cell is composed apart and follows the table that it stands in.
    std::unique_ptr<Composer> apart;
    if (target.in_cell) {
      apart = std::make_unique<Composer>(base_.limits());
      target.out->line();
    }
    std::vector<Document> following;
    Target table;
    table.out = apart ? apart.get() : target.out;
    table.flow = target.flow;
    table.following = &following;
    table.place.table = ++table_;
    Place place;
    place.table = table.place.table;
    table.out->begin_table(place);
    if (apart) table.out->open_block().within = target.out->place_of_open_cell();
    std::map<std::size_t, Origin> origins;
    std::uint32_t row = 0;
    read_rows(xml, table, origins, row);
    table.out->end_table();
    if (apart) {
      target.following->push_back(apart->take());
      std::move(following.begin(), following.end(), std::back_inserter(*target.following));
    } else {
      for (Document& document : following) target.out->append(std::move(document));
    }
    if (target.out->beyond_limits() || table.out->beyond_limits()) beyond_ = true;
  }

  void read_rows(XmlReader& xml, Target& table, std::map<std::size_t, Origin>& origins, std::uint32_t& row) {
    each_child(xml, [&](std::string_view name) {
      if (beyond_ || name == "tblPr" || name == "tblGrid" || name == "sdtPr" || name == "sdtEndPr") return xml.skip();
      if (name == "tr")
        read_row(xml, table, origins, row);
      else if (name == "del" || name == "moveFrom")
        xml.skip();
      else if (name == "sdt")
        read_control(xml, table, [&] { read_rows(xml, table, origins, row); });
      else
        read_rows(xml, table, origins, row);  // sdtContent, customXml, ins …
    });
  }

  struct RowState {
    std::size_t column = 0;
    bool header = false;
    bool deleted = false;
    bool begun = false;
    int before = 0;
  };

  void read_row(XmlReader& xml, Target& table, std::map<std::size_t, Origin>& origins, std::uint32_t& row) {
    RowState state;
    read_row_pieces(xml, table, origins, row, state);
    if (!state.begun && !state.deleted) begin_row(table, row, state);
    if (state.begun) table.out->end_row();
    if (table.out->beyond_limits()) beyond_ = true;
  }

  void begin_row(Target& table, std::uint32_t& row, RowState& state) {
    state.begun = true;
    table.place.row = ++row;
    table.out->begin_row(table.place);
    if (state.before > 0) {
      table.out->begin_cell(table.place);
      table.out->open_cell().columns = static_cast<std::uint32_t>(state.before);
      table.out->end_cell();
      state.column += static_cast<std::size_t>(state.before);
    }
  }

  void read_row_pieces(XmlReader& xml, Target& table, std::map<std::size_t, Origin>& origins, std::uint32_t& row,
                       RowState& state) {
    each_child(xml, [&](std::string_view name) {
      if (name == "trPr") {
        each_child(xml, [&](std::string_view property) {
          if (property == "tblHeader" && is_on(xml)) state.header = true;
          if (property == "gridBefore") state.before = std::clamp(number_in(xml.raw_attribute("val"), 0), 0, 1000);
          if (property == "hidden" && is_on(xml)) hidden_ = true;
          if (property == "ins" || property == "del" || property == "trPrChange") ++changes_;
          if (property == "del") state.deleted = true;
          xml.skip();
        });
      } else if (state.deleted || name == "tblPrEx" || name == "sdtPr" || name == "sdtEndPr") {
        xml.skip();
      } else if (name == "tc") {
        if (!state.begun) begin_row(table, row, state);
        read_cell(xml, table, origins, state);
      } else if (name == "sdt") {
        read_control(xml, table, [&] { read_row_pieces(xml, table, origins, row, state); });
      } else {
        read_row_pieces(xml, table, origins, row, state);  // sdtContent, customXml
      }
    });
  }

  void read_cell(XmlReader& xml, Target& table, std::map<std::size_t, Origin>& origins, RowState& state) {
    Composer& out = *table.out;
    out.begin_cell(table.place);
    Target inside = table;
    inside.in_cell = inside.first_in_cell = true;
    inside.joined = false;
    bool chosen = false;
    std::size_t width = 1;
    bool continues = false, begins = false;
    each_child(xml, [&](std::string_view name) {
      if (name != "tcPr") return read_block(xml, name, inside, chosen);
      each_child(xml, [&](std::string_view property) {
        if (property == "gridSpan") {
          width = static_cast<std::size_t>(std::clamp(number_in(xml.raw_attribute("val"), 1), 1, 1000));
        } else if (property == "vMerge") {
          (xml.raw_attribute("val") == "restart" ? begins : continues) = true;
        } else if (property == "shd") {
          out.open_cell().fill = shading(xml);
        } else if (property == "cellIns" || property == "cellDel" || property == "cellMerge") {
          ++changes_;
        }
        xml.skip();
      });
    });
    Cell& cell = out.open_cell();
    cell.columns = static_cast<std::uint32_t>(width);
    cell.header = state.header;
    if (cell.fill.empty() && inside.saw_run && !inside.runs_differ) cell.fill = inside.run_fill;
    const auto origin = origins.find(state.column);
    if (continues && origin != origins.end()) {
      cell.continues_above = true;
      ++out.open_block().rows[origin->second.row].cells[origin->second.cell].rows;
    } else if (begins || continues) {
      origins[state.column] = {out.open_block().rows.size(), out.open_row().cells.size()};
    } else {
      origins.erase(state.column);
    }
    out.end_cell();
    state.column += width;
  }

  void tell() {
    if (changes_ > 0)
      base_.note("source.tracked-changes",
                 "The document has " +
                     (changes_ == 1 ? std::string("a tracked change; it was read as if it were")
                                    : std::to_string(changes_) + " tracked changes; it was read as if all were") +
                     " accepted.");
    if (hidden_)
      base_.note("source.hidden", "Some of the document's text is hidden in Word; it was read like the rest.");
    if (!pictures_.empty())
      base_.note("source.pictures", "The document holds " + pictures_.in_words("a picture", "pictures") +
                                        "; what they show was not read.");
    if (charts_) base_.note("source.charts", "The document holds charts or diagrams; what they show was not read.");
    if (!embedded_.empty())
      base_.note("source.embedded",
                 "The document has " + embedded_.in_words("another file embedded in it", "other files embedded in it") +
                     "; embedded files were not opened.");
    if (links_) base_.note("source.links", "The document links to addresses outside it; none was followed.");
    if (outside_)
      base_.note("source.external", "The document asks for a template or a picture from outside it; none was fetched.");
  }

  const Archive& archive_;
  Composer& base_;
  Styles styles_;
  Numbering numbering_;
  const Style* style_ = nullptr;  // of the open paragraph
  std::string mark_;              // that Word draws before it
  struct NoteReference {
    Place place;
    std::string sign;
  };
  std::map<std::string, NoteReference> footnotes_, endnotes_;  // by id
  std::map<std::string, Place> comments_;
  std::map<std::string, std::string> objects_;  // files put into the document, by id of their relationship
  std::string before_, between_;  // the sign of a note or the author of a comment, until its first paragraph comes
  bool before_is_ours_ = false;
  int prompts_ = 0;     // open content controls that nobody has filled in
  std::string prompt_;  // what they show
  Place here_;          // of the paragraph of the body that was begun last
  std::uint32_t paragraph_ = 0;
  std::uint32_t table_ = 0;
  bool beyond_ = false;
  std::size_t changes_ = 0;  // tracked
  bool hidden_ = false;
  LeftAside pictures_, embedded_;
  bool charts_ = false;
  bool links_ = false;
  bool outside_ = false;
};

}  // namespace

Result<void> read_docx(const Archive& archive, const std::string& part, Composer& composer) {
  return DocxReader(archive, composer).read(part);
}

}  // namespace candour::document
