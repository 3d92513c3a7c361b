#include "document/odt/content.h"

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "base/text.h"

namespace candour::document {
namespace {

int number_in(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// "Wingdings1" is how LibreOffice names a second way of using Wingdings.
std::string_view font_family(std::string_view name) {
  return name.starts_with("Wingdings") && name != "Wingdings 2" ? name.substr(0, 9) : name;
}

bool is_shape(std::string_view name) {
  for (std::string_view one : {"frame", "g", "custom-shape", "rect", "line", "polyline", "polygon", "regular-polygon",
                               "path", "circle", "ellipse", "connector", "caption", "measure", "control", "scene"})
    if (name == one) return true;
  return false;
}

// What has text beside the flow, or none that is shown.
bool is_silent(std::string_view name) {
  for (std::string_view one : {"sequence-decls",
                               "variable-decls",
                               "user-field-decls",
                               "dde-connection-decls",
                               "alphabetical-index-auto-mark-file",
                               "table-of-content-source",
                               "illustration-index-source",
                               "table-index-source",
                               "object-index-source",
                               "user-index-source",
                               "alphabetical-index-source",
                               "bibliography-source",
                               "script",
                               "event-listeners",
                               "annotation-end",
                               "number",
                               "table-columns",
                               "table-column",
                               "table-header-columns",
                               "table-column-group",
                               "named-expressions",
                               "dde-source",
                               "scenario",
                               "dde-links",
                               "database-ranges",
                               "data-pilot-tables",
                               "content-validations",
                               "calculation-settings",
                               "consolidation",
                               "label-ranges",
                               "index-entry-template",
                               "settings",
                               "scripts",
                               "font-face-decls",
                               "automatic-styles",
                               "title-template"})
    if (name == one) return true;
  return false;
}

bool is_field(std::string_view name) {
  for (std::string_view one : {"sheet-name", "page-number", "page-count", "date", "time", "file-name", "title"})
    if (name == one) return true;
  return false;
}

}  // namespace

void OdfContent::put_following(OdfTarget& target) {
  if (target.in_cell) return;
  for (Document& document : *target.following) target.out->append(std::move(document));
  target.following->clear();
}

// ---- Blocks ----

void OdfContent::read_blocks(XmlReader& xml, OdfTarget& target) {
  each_child(xml, [&](std::string_view name) { read_block(xml, name, target); });
}

void OdfContent::read_block(XmlReader& xml, std::string_view name, OdfTarget& target) {
  if (beyond_ || is_silent(name)) return xml.skip();
  if (name == "p" || name == "h") {
    read_paragraph(xml, name == "h", target);
    put_following(target);
  } else if (name == "list") {
    read_list(xml, target);
  } else if (name == "table" && target.flow != OdfFlow::furniture) {
    read_table(xml, target);
    put_following(target);
  } else if (name == "tracked-changes") {
    // What was deleted is kept in here, apart from the text; what was inserted stands in the text.
    each_child(xml, [&](std::string_view) {
      ++changes_;
      xml.skip();
    });
  } else if (name == "forms") {
    read_forms(xml);
  } else if (name == "annotation") {
    read_comment(xml, target);
    put_following(target);
  } else if (is_shape(name)) {
    read_drawing(xml, target);
    put_following(target);
  } else {
    if (name == "section" && xml.raw_attribute("display") == "none") hidden_ = true;
    read_blocks(xml, target);  // sections, indexes, numbered paragraphs, cells of tables in furniture …
  }
}

// A text in a list style that has no item open is no item.
void OdfContent::read_paragraph(XmlReader& xml, bool heading, OdfTarget& target) {
  Composer& out = *target.out;
  const OdfStyle& style = styles_.at("paragraph", xml.attribute("style-name"));
  if (style.hidden) hidden_ = true;
  int level = style.title ? 1 : 0;
  if (heading) level = std::max(number_in(xml.raw_attribute("outline-level"), 1), 1);
  std::string mark;
  if (mark_) {
    mark = *mark_;
    mark_.reset();
  } else if (heading && list_ == nullptr && xml.raw_attribute("is-list-header") != "true") {
    std::optional<int> start;
    if (xml.raw_attribute("restart-numbering") == "true") start = number_in(xml.raw_attribute("start-value"), 1);
    mark = outline_count_.next(styles_.outline(), static_cast<std::size_t>(level - 1), start);
  }
  if (target.in_cell) {
    if (style.fill && !style.fill->empty() && out.open_cell().fill.empty()) out.open_cell().fill = *style.fill;
    out.line();
  } else {
    Place place = target.place;
    if (target.flow == OdfFlow::body) place.paragraph = ++paragraph_;
    out.begin_block(target.flow == OdfFlow::body ? BlockKind::paragraph : BlockKind::furniture, place);
    out.open_block().heading = std::min(level, 6);
    out.open_block().list_item = !mark.empty() && level == 0;
    if (target.flow == OdfFlow::body) here_ = place;
  }
  if (!before_.empty()) {
    out.put(before_);
    out.put_ours(between_);
    before_.clear();
  }
  if (!mark.empty()) out.item(mark);
  Look look;
  look = changed(look, style);
  look.fill.clear();
  read_inlines(xml, target, look);
  out.set_bold(false);
  if (!target.in_cell) out.end_block();
}

void OdfContent::read_list(XmlReader& xml, OdfTarget& target) {
  ListState list;
  const std::string id = xml.attribute("id");
  list.name = xml.attribute("style-name");
  if (list_ != nullptr) {
    list = *list_;
    list.level = list_->level + 1;
    if (const std::string name = xml.attribute("style-name"); !name.empty()) list.name = name;
  } else if (const auto known = counts_.find(xml.attribute("continue-list")); known != counts_.end()) {
    list.count = known->second;
  } else if (xml.raw_attribute("continue-numbering") == "true") {
    list.count = last_count_;
  }
  list.style = styles_.list(list.name);
  ListState* const outer = std::exchange(list_, &list);
  read_items(xml, target, list);
  list_ = outer;
  mark_.reset();
  if (outer != nullptr) {
    outer->count = list.count;
  } else {
    last_count_ = list.count;
    if (!id.empty()) counts_[id] = list.count;
  }
}

void OdfContent::read_items(XmlReader& xml, OdfTarget& target, ListState& list) {
  each_child(xml, [&](std::string_view name) {
    if (name == "list-item") {
      std::optional<int> start;
      if (xml.has_attribute("start-value")) start = number_in(xml.raw_attribute("start-value"), 1);
      // An item that only holds a list has no number of its own.
      bool first = true;
      each_child(xml, [&](std::string_view inner) {
        if (first && (inner == "p" || inner == "h")) {
          mark_ = list.style == nullptr ? std::string() : list.count.next(*list.style, list.level, start);
          first = false;
        }
        read_block(xml, inner, target);
      });
    } else {
      read_blocks(xml, target);  // list-header
    }
  });
}

// ---- Within a paragraph ----

OdfContent::Look OdfContent::changed(const Look& look, const OdfStyle& style) {
  Look out = look;
  if (style.bold) out.bold = *style.bold;
  if (style.struck) out.struck = *style.struck;
  if (style.fill) out.fill = *style.fill;
  if (style.font) out.font = font_family(*style.font);
  if (style.hidden) hidden_ = true;
  return out;
}

void OdfContent::write(std::string_view text, OdfTarget& target, const Look& look) {
  if (target.in_cell && !look.struck && has_visible(text)) {
    if (!target.saw_text)
      target.text_fill = look.fill;
    else if (target.text_fill != look.fill)
      target.fills_differ = true;
    target.saw_text = true;
  }
  target.out->set_bold(look.bold);
  target.out->set_struck(look.struck);
  if (is_symbol_font(look.font))
    target.out->flow(symbols(text, look.font));
  else
    target.out->flow(text);
  target.out->set_struck(false);
}

void OdfContent::read_inlines(XmlReader& xml, OdfTarget& target, const Look& look) {
  for (XmlKind kind = xml.next(); kind != XmlKind::end && kind != XmlKind::close; kind = xml.next()) {
    if (kind == XmlKind::text)
      write(xml.text(), target, look);
    else
      read_inline(xml, xml.name(), target, look);
  }
}

void OdfContent::read_inline(XmlReader& xml, std::string_view name, OdfTarget& target, const Look& look) {
  Composer& out = *target.out;
  if (name == "span") {
    const Look inner = changed(look, styles_.at("text", xml.attribute("style-name")));
    read_inlines(xml, target, inner);
  } else if (name == "s") {
    const int count = std::clamp(number_in(xml.raw_attribute("c"), 1), 1, 256);
    out.put(std::string(static_cast<std::size_t>(count), ' '));
    xml.skip();
  } else if (name == "tab") {
    out.put(target.in_cell ? " " : "\t");
    xml.skip();
  } else if (name == "line-break") {
    out.line();
    xml.skip();
  } else if (name == "note") {
    read_note(xml, target);
  } else if (name == "annotation") {
    read_comment(xml, target);
  } else if (is_shape(name)) {
    read_drawing(xml, target);
  } else if (name == "placeholder") {
    // A request to the writer of the document that nobody answered.
    const std::string text = text_within(xml);
    if (has_visible(text))
      read_apart(target, OdfFlow::furniture, "", "", [&](OdfTarget& apart) {
        apart.out->begin_block(BlockKind::furniture, apart.place);
        apart.out->put(text);
        apart.out->end_block();
      });
  } else if (name == "hidden-text" || name == "hidden-paragraph") {
    hidden_ = true;
    if (const std::string text = xml.attribute("string-value"); name == "hidden-text" && !text.empty())
      write(text, target, look);
    xml.skip();
  } else if (is_silent(name) || (no_fields_ && is_field(name))) {
    xml.skip();
  } else {
    if (name == "a") {
      const std::string_view address = xml.raw_attribute("href");
      if (!address.empty() && !address.starts_with('#')) links_ = true;
    }
    read_inlines(xml, target, look);  // links, fields, marks, rubies …
  }
}

// Reads something into a composer of its own that follows the block it is tied to. `before` begins its first paragraph.
template <class Read>
void OdfContent::read_apart(OdfTarget& target, OdfFlow flow, std::string_view before, std::string_view between,
                            Read read) {
  Composer apart(base_.limits());
  std::vector<Document> following;
  OdfTarget inside;
  inside.out = &apart;
  inside.flow = flow;
  inside.place = target.in_cell ? target.place : target.flow == OdfFlow::body ? here_ : Place{};
  inside.following = &following;
  const std::string outer_before = std::exchange(before_, std::string(before));
  const std::string outer_between = std::exchange(between_, std::string(between));
  ListState* const outer_list = std::exchange(list_, nullptr);
  const auto outer_mark = std::exchange(mark_, std::nullopt);
  const bool bold = target.out->bold();
  read(inside);
  // A note without text keeps its sign.
  if (!before_.empty()) apart.furniture(before_, inside.place);
  before_ = outer_before;
  between_ = outer_between;
  list_ = outer_list;
  mark_ = outer_mark;
  target.out->set_bold(bold);
  target.following->push_back(apart.take());
  std::move(following.begin(), following.end(), std::back_inserter(*target.following));
}

void OdfContent::read_note(XmlReader& xml, OdfTarget& target) {
  std::string citation;
  each_child(xml, [&](std::string_view name) {
    if (name == "note-citation") {
      citation = collapsed(text_within(xml));
    } else {
      read_apart(target, OdfFlow::furniture, citation, " ", [&](OdfTarget& apart) { read_blocks(xml, apart); });
    }
  });
}

void OdfContent::read_comment(XmlReader& xml, OdfTarget& target) {
  read_apart(target, OdfFlow::furniture, "", ": ", [&](OdfTarget& apart) {
    each_child(xml, [&](std::string_view name) {
      if (name == "creator")
        before_ = collapsed(text_within(xml));
      else if (name == "date" || name == "creator-initials" || name == "sender-initials")
        xml.skip();
      else
        read_block(xml, name, apart);
    });
  });
}

// ---- Shapes ----

void OdfContent::read_drawing(XmlReader& xml, OdfTarget& target) {
  if (xml.name() == "control") {
    const auto control = controls_.find(xml.attribute("control"));
    if (control != controls_.end()) write(control->second, target, {});
    return xml.skip();
  }
  read_apart(target, OdfFlow::text_box, "", "", [&](OdfTarget& box) {
    LeftAside* kind = nullptr;
    std::string name;
    read_shape(xml, box, kind, name);
  });
  const std::string embedded = std::exchange(embedded_name_, {});
  if (embedded.empty() || !target.in_cell) return;
  if (target.out->has_text()) target.out->put("\n");
  target.out->put_ours(icon_of(embedded));
}

// A frame holds a picture or an embedded file, often with a picture of it, and says what it is behind it.
void OdfContent::read_shape(XmlReader& xml, OdfTarget& box, LeftAside*& kind, std::string& name) {
  const std::string written_name = xml.attribute("name");
  LeftAside* own_kind = nullptr;
  std::string own_name, file;
  each_child(xml, [&](std::string_view piece) {
    if (piece == "image" || piece == "fill-image") {
      if (own_kind == nullptr) own_kind = &pictures_;
      xml.skip();
    } else if (piece == "object" || piece == "object-ole" || piece == "plugin" || piece == "applet" ||
               piece == "floating-frame") {
      own_kind = &embedded_;
      xml.skip();
    } else if (piece == "title" || piece == "desc") {
      const std::string text = collapsed(text_within(xml));
      if (own_name.empty()) own_name = text;
    } else if (piece == "control") {
      const auto control = controls_.find(xml.attribute("control"));
      if (control != controls_.end()) box.out->furniture(control->second, box.place);
      xml.skip();
    } else if (is_shape(piece) || piece == "a") {
      read_shape(xml, box, kind, name);
    } else if (piece == "text-box") {
      read_blocks(xml, box);
    } else {
      read_block(xml, piece, box);  // text within a shape
    }
  });
  if (own_kind == &embedded_)
    embedded_name_ = !own_name.empty() ? own_name : written_name.empty() ? "object" : written_name;
  if (own_kind != nullptr) own_kind->add(own_name.empty() && own_kind == &embedded_ ? written_name : own_name);
}

// What the controls of a form show, to be written where they stand.
void OdfContent::read_forms(XmlReader& xml) {
  const std::size_t outside = xml.depth() - 1;
  while (xml.depth() > outside) {
    const XmlKind kind = xml.next();
    if (kind == XmlKind::end) return;
    if (kind != XmlKind::open) continue;
    const std::string_view name = xml.name();
    const std::string id = xml.attribute("id");
    std::string shown;
    if (name == "checkbox" || name == "radio") {
      const bool on =
          xml.raw_attribute("current-state") == "checked" || xml.raw_attribute("current-selected") == "true";
      shown = std::string(on ? "☒ " : "☐ ") + xml.attribute("label");
    } else if (name == "button" || name == "fixed-text") {
      shown = xml.attribute("label");
    } else if (name == "text" || name == "textarea" || name == "formatted-text" || name == "number" || name == "date" ||
               name == "time" || name == "combobox") {
      shown = xml.attribute(xml.has_attribute("current-value") ? "current-value" : "value");
    } else if (name == "option" && xml.raw_attribute("current-selected") == "true") {
      continue;
    }
    if (!id.empty() && has_visible(shown)) controls_[id] = shown;
  }
}

// ---- Tables ----

void OdfContent::read_table(XmlReader& xml, OdfTarget& target) {
  // A table within a cell is composed apart and follows the table that it stands in.
  std::unique_ptr<Composer> apart;
  if (target.in_cell) {
    apart = std::make_unique<Composer>(base_.limits());
    target.out->line();
  }
  std::vector<Document> following;
  OdfTarget table;
  table.out = apart ? apart.get() : target.out;
  table.flow = target.flow;
  table.following = &following;
  table.place.table = ++table_;
  ListState* const outer_list = std::exchange(list_, nullptr);
  mark_.reset();
  table.out->begin_table(table.place);
  if (apart) table.out->open_block().within = target.out->place_of_open_cell();
  OpenTable open;
  read_rows(xml, table, open, false);
  table.out->end_table();
  list_ = outer_list;
  if (apart) {
    target.following->push_back(apart->take());
    std::move(following.begin(), following.end(), std::back_inserter(*target.following));
  } else {
    for (Document& document : following) target.out->append(std::move(document));
  }
  if (target.out->beyond_limits() || table.out->beyond_limits()) beyond_ = true;
}

void OdfContent::read_rows(XmlReader& xml, OdfTarget& table, OpenTable& open, bool header) {
  each_child(xml, [&](std::string_view name) {
    if (beyond_) return xml.skip();
    if (name == "table-row")
      read_row(xml, table, open, header);
    else if (name == "table-header-rows" || name == "table-rows" || name == "table-row-group")
      read_rows(xml, table, open, header || name == "table-header-rows");
    else
      xml.skip();  // columns, the table's own title and description
  });
}

// Puts in the cell that reaches down from above, where one does.
void OdfContent::continue_from_above(OdfTarget& table, OpenTable& open, std::size_t& column) {
  Reach& reach = open.reaches[column];
  --reach.rows;
  table.out->begin_cell(table.place);
  table.out->open_cell().continues_above = true;
  table.out->open_cell().columns = reach.columns;
  table.out->end_cell();
  column += reach.columns;
}

void OdfContent::read_row(XmlReader& xml, OdfTarget& table, OpenTable& open, bool header) {
  Composer& out = *table.out;
  const OdfStyle& row_style = styles_.at("table-row", xml.attribute("style-name"));
  if (xml.raw_attribute("visibility") == "collapse") hidden_ = true;
  table.place.row = ++open.row;
  out.begin_row(table.place);
  std::size_t column = 0;    // the next to be written
  std::size_t standing = 0;  // where the element stands
  each_child(xml, [&](std::string_view name) {
    if (name != "table-cell" && name != "covered-table-cell") return xml.skip();
    const auto times =
        static_cast<std::size_t>(std::clamp(number_in(xml.raw_attribute("number-columns-repeated"), 1), 1, 1000));
    if (name == "covered-table-cell") {
      for (std::size_t i = 0; i < times; ++i, ++standing)
        if (column <= standing && standing < open.reaches.size() && open.reaches[standing].rows > 0) {
          column = standing;
          continue_from_above(table, open, column);
        }
      column = std::max(column, standing);
      // What lies beneath a merge is not seen, but is not thrown away either.
      OdfTarget beneath = table;
      beneath.flow = OdfFlow::furniture;
      Composer apart(base_.limits());
      beneath.out = &apart;
      read_blocks(xml, beneath);
      if (!apart.document().blocks.empty()) table.following->push_back(apart.take());
      return;
    }
    const int width = std::clamp(number_in(xml.raw_attribute("number-columns-spanned"), 1), 1, 1000);
    const int depth = std::clamp(number_in(xml.raw_attribute("number-rows-spanned"), 1), 1, 65534);
    const OdfStyle& style = styles_.at("table-cell", xml.attribute("style-name"));
    column = standing;
    for (std::size_t i = 0; i < times; ++i) {
      out.begin_cell(table.place);
      Cell& cell = out.open_cell();
      cell.columns = static_cast<std::uint32_t>(width);
      cell.rows = static_cast<std::uint32_t>(depth);
      cell.header = header;
      cell.fill = style.fill ? *style.fill : row_style.fill.value_or("");
      if (i == 0) {
        OdfTarget inside = table;
        inside.in_cell = true;
        inside.saw_text = inside.fills_differ = false;
        read_blocks(xml, inside);
        Cell& read = out.open_cell();
        if (read.fill.empty() && inside.saw_text && !inside.fills_differ) read.fill = inside.text_fill;
      }
      out.end_cell();
      if (depth > 1) {
        if (open.reaches.size() <= column) open.reaches.resize(column + 1);
        open.reaches[column] = {static_cast<std::uint32_t>(depth - 1), static_cast<std::uint32_t>(width)};
      }
      ++column;
    }
    standing += times;
  });
  out.end_row();
  if (out.beyond_limits()) beyond_ = true;
}

void OdfContent::tell() {
  if (changes_ > 0)
    base_.note("source.tracked-changes",
               "The document has " +
                   (changes_ == 1 ? std::string("a tracked change; it was read as if it were")
                                  : std::to_string(changes_) + " tracked changes; it was read as if all were") +
                   " accepted.");
  if (hidden_) base_.note("source.hidden", "Some of the document's text is hidden; it was read like the rest.");
  if (!pictures_.empty())
    base_.note("source.pictures",
               "The document holds " + pictures_.in_words("a picture", "pictures") + "; what they show was not read.");
  if (!embedded_.empty())
    base_.note("source.embedded", "The document has " +
                                      embedded_.in_words("an object embedded in it", "objects embedded in it") +
                                      "; embedded objects were not opened.");
  if (links_) base_.note("source.links", "The document links to addresses outside it; none was followed.");
}

}  // namespace candour::document
