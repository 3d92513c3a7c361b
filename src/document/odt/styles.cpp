#include "document/odt/styles.h"

#include <algorithm>
#include <charconv>

#include "document/parts/markup.h"
#include "document/parts/xml.h"

namespace candour::document {
namespace {

int number_in(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::string key_of(std::string_view family, std::string_view name) {
  return std::string(family) + '/' + std::string(name);
}

std::optional<Numerals> numerals_of(std::string_view format) {
  if (format == "1") return Numerals::decimal;
  if (format == "a") return Numerals::lower_letter;
  if (format == "A") return Numerals::upper_letter;
  if (format == "i") return Numerals::lower_roman;
  if (format == "I") return Numerals::upper_roman;
  if (format == "01, 02, 03, ...") return Numerals::decimal_zero;
  if (format.empty()) return std::nullopt;
  return Numerals::decimal;
}

OdfStyle read_style(XmlReader& xml) {
  OdfStyle style;
  style.parent = xml.attribute("parent-style-name");
  style.format = xml.attribute("data-style-name");
  style.master_page = xml.attribute("master-page-name");
  each_child(xml, [&](std::string_view name) {
    if (name == "text-properties") {
      if (const std::string_view weight = xml.raw_attribute("font-weight"); !weight.empty())
        style.bold = weight == "bold" || number_in(weight, 400) >= 600;
      for (std::string_view line : {"text-line-through-style", "text-line-through-type"})
        if (xml.has_attribute(line)) style.struck = xml.raw_attribute(line) != "none";
      if (xml.has_attribute("font-name")) style.font = xml.attribute("font-name");
      if (xml.raw_attribute("display") == "none") style.hidden = true;
    }
    if (name == "table-properties" && xml.raw_attribute("display") == "false") style.hidden = true;
    if (name == "text-properties" || name == "paragraph-properties" || name == "table-cell-properties" ||
        name == "table-row-properties")
      if (xml.has_attribute("background-color")) style.fill = colour(xml.raw_attribute("background-color"));
    xml.skip();
  });
  return style;
}

OdfList read_list(XmlReader& xml) {
  OdfList list;
  each_child(xml, [&](std::string_view name) {
    const int which = number_in(xml.raw_attribute("level"), 0);
    if (which >= 1 && which <= static_cast<int>(odf_levels)) {
      OdfLevel& level = list[static_cast<std::size_t>(which - 1)];
      level.bullet = name == "list-level-style-bullet" || name == "list-level-style-image";
      level.numerals = numerals_of(xml.attribute("num-format"));
      level.prefix = xml.attribute("num-prefix");
      level.suffix = xml.attribute("num-suffix");
      level.pattern = xml.attribute("num-list-format");
      level.start = number_in(xml.raw_attribute("start-value"), 1);
      level.shown = std::clamp(number_in(xml.raw_attribute("display-levels"), 1), 1, which);
    }
    xml.skip();
  });
  return list;
}

}  // namespace

Result<void> OdfStyles::add(std::string_view source, const Limits& limits) {
  XmlReader xml(source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "body" || xml.name() == "master-styles") {
      xml.skip();
    } else if (xml.name() == "style") {
      std::string key = key_of(xml.raw_attribute("family"), xml.attribute("name"));
      written_.insert_or_assign(std::move(key), read_style(xml));
    } else if (xml.name() == "list-style") {
      std::string name = xml.attribute("name");
      lists_.insert_or_assign(std::move(name), read_list(xml));
    } else if (xml.name() == "outline-style") {
      outline_ = read_list(xml);
    } else if (xml.name() == "date-style") {
      bool& day = date_styles_[xml.attribute("name")];
      bool month = false;
      each_child(xml, [&](std::string_view name) {
        day = day || name == "day" || name == "day-of-week";
        month = month || name == "month";
        xml.skip();
      });
      day = day || !month;
    }
  }
  if (xml.error()) return fail(*xml.error());
  // Inheritance, however the styles are ordered; a ring of styles ends after so many steps.
  styles_ = written_;
  for (auto& [key, style] : styles_) {
    const std::string family = key.substr(0, key.find('/') + 1);
    std::string name = key.substr(family.size());
    for (int step = 0; step < 20; ++step) {
      const auto it = written_.find(family + name);
      if (it == written_.end()) break;
      if (!style.bold) style.bold = it->second.bold;
      if (!style.struck) style.struck = it->second.struck;
      if (!style.fill) style.fill = it->second.fill;
      if (!style.font) style.font = it->second.font;
      if (style.format.empty()) style.format = it->second.format;
      style.hidden = style.hidden || it->second.hidden;
      style.title = style.title || name == "Title";
      if (it->second.parent.empty()) break;
      name = it->second.parent;
    }
  }
  return {};
}

const OdfStyle& OdfStyles::at(std::string_view family, std::string_view name) const {
  static const OdfStyle plain;
  if (name.empty()) return plain;
  const auto it = styles_.find(key_of(family, name));
  return it == styles_.end() ? plain : it->second;
}

const OdfList* OdfStyles::list(std::string_view name) const {
  const auto it = lists_.find(name);
  return it == lists_.end() ? nullptr : &it->second;
}

bool OdfStyles::has_day(std::string_view date_style) const {
  const auto it = date_styles_.find(date_style);
  return it == date_styles_.end() || it->second;
}

std::string OdfCount::next(const OdfList& list, std::size_t level, std::optional<int> start) {
  level = std::min(level, odf_levels - 1);
  if (start)
    counts_[level] = *start;
  else if (begun_[level])
    ++counts_[level];
  else
    counts_[level] = list[level].start;
  begun_[level] = true;
  leave(level);
  const OdfLevel& here = list[level];
  if (here.bullet) return "•";
  const auto number = [&](std::size_t which) {
    if (!list[which].numerals) return std::string();
    return numeral(begun_[which] ? counts_[which] : list[which].start, *list[which].numerals);
  };
  std::string mark;
  if (!here.pattern.empty()) {
    for (std::size_t at = 0; at < here.pattern.size(); ++at) {
      const std::size_t end = here.pattern[at] == '%' ? here.pattern.find('%', at + 1) : std::string::npos;
      const int which =
          end == std::string::npos ? 0 : number_in(std::string_view(here.pattern).substr(at + 1, end - at - 1), 0);
      if (which < 1 || which > static_cast<int>(odf_levels)) {
        mark += here.pattern[at];
        continue;
      }
      mark += number(static_cast<std::size_t>(which - 1));
      at = end;
    }
    return here.numerals ? mark : std::string();
  }
  if (!here.numerals) return {};
  for (std::size_t which = level + 1 - std::min<std::size_t>(static_cast<std::size_t>(here.shown), level + 1);
       which <= level; ++which) {
    const std::string one = number(which);
    if (!mark.empty() && !one.empty()) mark += '.';
    mark += one;
  }
  return here.prefix + mark + here.suffix;
}

void OdfCount::leave(std::size_t level) {
  for (std::size_t below = level + 1; below < odf_levels; ++below) begun_[below] = false;
}

}  // namespace candour::document
