#include "document/docx/styles.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
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

bool is_off(std::string_view value) {
  return value == "0" || value == "false" || value == "off";
}

// "heading 2" -> 2; the title of the document counts as a heading of the first level.
int heading_of_name(std::string_view name) {
  const std::string key = matching_key(name);
  if (key == "title") return 1;
  if (!key.starts_with("heading ")) return 0;
  const int level = number_in(std::string_view(key).substr(8), 0);
  return level >= 1 && level <= 9 ? std::min(level, 6) : 0;
}

std::string written(int number, std::string_view format) {
  if (format == "lowerLetter") return numeral(number, Numerals::lower_letter);
  if (format == "upperLetter") return numeral(number, Numerals::upper_letter);
  if (format == "lowerRoman") return numeral(number, Numerals::lower_roman);
  if (format == "upperRoman") return numeral(number, Numerals::upper_roman);
  return numeral(number, format == "decimalZero" ? Numerals::decimal_zero : Numerals::decimal);
}

NumberingRef read_numbering_ref(XmlReader& xml) {
  NumberingRef reference;
  each_child(xml, [&](std::string_view name) {
    if (name == "numId") reference.list = xml.attribute("val");
    if (name == "ilvl") reference.level = std::clamp(number_in(xml.raw_attribute("val"), 0), 0, 8);
    xml.skip();
  });
  return reference;
}

}  // namespace

Result<Styles> Styles::parse(std::string_view source, const Limits& limits) {
  Styles styles;
  XmlReader xml(source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open || xml.name() != "style") continue;
    Style style;
    const std::string id = xml.attribute("styleId");
    if (xml.raw_attribute("type") == "paragraph" && xml.raw_attribute("default") == "1") styles.usual_ = id;
    each_child(xml, [&](std::string_view name) {
      if (name == "name") {
        style.heading = heading_of_name(xml.attribute("val"));
        xml.skip();
      } else if (name == "basedOn") {
        style.based_on = xml.attribute("val");
        xml.skip();
      } else if (name == "pPr") {
        each_child(xml, [&](std::string_view property) {
          if (property == "numPr") {
            style.numbering = read_numbering_ref(xml);
            return;
          }
          if (property == "shd" && xml.raw_attribute("val") != "nil") style.fill = colour(xml.raw_attribute("fill"));
          if (property == "outlineLvl" && style.heading == 0) {
            const int level = number_in(xml.raw_attribute("val"), 9);
            if (level >= 0 && level < 9) style.heading = std::min(level + 1, 6);
          }
          xml.skip();
        });
      } else if (name == "rPr") {
        each_child(xml, [&](std::string_view property) {
          if (property == "b") style.bold = !is_off(xml.raw_attribute("val"));
          if (property == "strike" || property == "dstrike")
            style.struck = style.struck.value_or(false) || !is_off(xml.raw_attribute("val"));
          xml.skip();
        });
      } else {
        xml.skip();
      }
    });
    styles.styles_.insert_or_assign(id, std::move(style));
  }
  if (xml.error()) return fail(*xml.error());
  // Inheritance, however the styles are ordered; a ring of styles ends after so many steps.
  for (auto& [id, style] : styles.styles_) {
    std::string parent = style.based_on;
    for (int step = 0; step < 20 && !parent.empty(); ++step) {
      const auto it = styles.styles_.find(parent);
      if (it == styles.styles_.end()) break;
      if (style.heading == 0) style.heading = it->second.heading;
      if (!style.bold) style.bold = it->second.bold;
      if (!style.struck) style.struck = it->second.struck;
      if (style.fill.empty()) style.fill = it->second.fill;
      if (style.numbering.list.empty()) style.numbering = it->second.numbering;
      parent = it->second.based_on;
    }
  }
  return styles;
}

const Style& Styles::at(std::string_view id) const {
  static const Style plain;
  const auto it = styles_.find(id);
  return it == styles_.end() ? plain : it->second;
}

Result<Numbering> Numbering::parse(std::string_view source, const Limits& limits) {
  Numbering numbering;
  XmlReader xml(source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "abstractNum") {
      const std::string id = xml.attribute("abstractNumId");
      List list;
      each_child(xml, [&](std::string_view name) {
        if (name != "lvl") return xml.skip();
        const int index = number_in(xml.raw_attribute("ilvl"), -1);
        if (index < 0 || index >= static_cast<int>(levels)) return xml.skip();
        Level& level = list.levels_of[static_cast<std::size_t>(index)];
        each_child(xml, [&](std::string_view property) {
          if (property == "start") level.start = number_in(xml.raw_attribute("val"), 1);
          if (property == "numFmt") level.format = xml.attribute("val");
          if (property == "lvlText") level.text = xml.attribute("val");
          xml.skip();
        });
      });
      numbering.lists_.insert_or_assign(id, std::move(list));
    } else if (xml.name() == "num") {
      const std::string id = xml.attribute("numId");
      Instance instance;
      each_child(xml, [&](std::string_view name) {
        if (name == "abstractNumId") {
          instance.list = xml.attribute("val");
          xml.skip();
        } else if (name == "lvlOverride") {
          const int index = number_in(xml.raw_attribute("ilvl"), -1);
          each_child(xml, [&](std::string_view property) {
            if (property == "startOverride" && index >= 0 && index < static_cast<int>(levels))
              instance.starts[static_cast<std::size_t>(index)] = number_in(xml.raw_attribute("val"), 1);
            xml.skip();
          });
        } else {
          xml.skip();
        }
      });
      numbering.instances_.insert_or_assign(id, std::move(instance));
    }
  }
  if (xml.error()) return fail(*xml.error());
  return numbering;
}

std::string Numbering::next_mark(const NumberingRef& reference) {
  const auto instance = instances_.find(reference.list);
  if (instance == instances_.end()) return {};
  const auto found = lists_.find(instance->second.list);
  if (found == lists_.end()) return {};
  List& list = found->second;
  const auto index = static_cast<std::size_t>(std::clamp(reference.level, 0, 8));
  const Level& level = list.levels_of[index];
  if (level.format == "bullet") return "•";
  if (level.format == "none" || (level.format.empty() && level.text.empty())) return {};
  // An instance that starts anew does so once, at its first paragraph of the level.
  if (auto& start = instance->second.starts[index]) {
    list.counts[index] = *start - 1;
    list.begun[index] = true;
    start.reset();
  }
  if (!list.begun[index]) list.counts[index] = level.start - 1;
  list.begun[index] = true;
  ++list.counts[index];
  for (std::size_t below = index + 1; below < levels; ++below) list.begun[below] = false;
  std::string mark;
  for (std::size_t at = 0; at < level.text.size(); ++at) {
    if (level.text[at] == '%' && at + 1 < level.text.size() && level.text[at + 1] >= '1' && level.text[at + 1] <= '9') {
      const auto which = static_cast<std::size_t>(level.text[++at] - '1');
      const int count = list.begun[which] || which == index ? list.counts[which] : list.levels_of[which].start;
      mark += written(count, list.levels_of[which].format);
    } else {
      mark += level.text[at];
    }
  }
  return mark;
}

}  // namespace candour::document
