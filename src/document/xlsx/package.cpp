#include "document/xlsx/package.h"

#include <charconv>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "document/parts/numerals.h"

namespace candour::document {
namespace {

// Sheets, epoch and what they are, in the order of the tabs.
Result<void> read_sheets(Package& package, std::string_view source, const std::vector<Relationship>& arrows,
                         const Limits& limits) {
  std::map<std::string, const Relationship*> by_id;
  for (const Relationship& one : arrows) by_id[one.id] = &one;
  XmlReader xml(source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "workbookPr") {
      const std::string_view value = xml.raw_attribute("date1904");
      if (value == "1" || value == "true") package.epoch = Epoch::year_1904;
    } else if (xml.name() == "sheet") {
      SheetPart sheet;
      sheet.name = collapsed(xml.attribute("name"));
      const std::string_view state = xml.raw_attribute("state");
      sheet.hidden = state == "hidden" || state == "veryHidden";
      const auto arrow = by_id.find(xml.attribute("id"));
      if (arrow == by_id.end() || arrow->second->external) continue;
      if (arrow->second->type == "chartsheet") package.charts = true;
      if (arrow->second->type != "worksheet") continue;
      sheet.path = arrow->second->target;
      package.sheets.push_back(std::move(sheet));
    }
  }
  if (xml.error()) return fail(*xml.error());
  if (package.sheets.empty()) return fail(ErrorCode::unreadable, "The workbook has no sheets that can be read.");
  return {};
}

Result<void> read_strings(SharedStrings& strings, std::string_view source, const Limits& limits) {
  XmlReader xml(source, limits.depth);
  strings.text.reserve(source.size() / 2);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open || xml.name() != "si") continue;
    const std::size_t begin = strings.text.size();
    append_string(xml, strings.text);
    strings.spans.emplace_back(begin, strings.text.size());
  }
  if (xml.error()) return fail(*xml.error());
  return {};
}

}  // namespace

std::uint32_t number_in(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Reference reference_in(std::string_view text) {
  Reference found;
  std::size_t at = 0;
  while (at < text.size() && (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'z' && found.column < 10'000'000)
    found.column = found.column * 26 + static_cast<std::uint32_t>((text[at++] | 0x20) - 'a' + 1);
  found.row = number_in(text.substr(at), 0);
  return found;
}

std::string_view SharedStrings::at(std::string_view index) const {
  const std::uint32_t number = number_in(index, static_cast<std::uint32_t>(-1));
  if (number >= spans.size()) return {};
  return std::string_view(text).substr(spans[number].first, spans[number].second - spans[number].first);
}

void append_string(XmlReader& xml, std::string& out) {
  each_child(xml, [&](std::string_view name) {
    if (name == "t") {
      const std::size_t outside = xml.depth() - 1;
      while (xml.depth() > outside) {
        const XmlKind kind = xml.next();
        if (kind == XmlKind::end) return;
        if (kind == XmlKind::text) out += xml.text();
      }
    } else if (name == "r") {
      // Signs of a font of signs, in a text of letters.
      std::string font, piece;
      bool struck = false;
      each_child(xml, [&](std::string_view part) {
        if (part == "rPr") {
          each_child(xml, [&](std::string_view property) {
            if (property == "rFont") font = xml.attribute("val");
            if (property == "strike") struck = xml.raw_attribute("val") != "0" && xml.raw_attribute("val") != "false";
            xml.skip();
          });
        } else if (part == "t") {
          piece += text_within(xml);
        } else {
          xml.skip();
        }
      });
      if (is_symbol_font(font)) piece = symbols(piece, font);
      if (struck) piece = struck_begins + piece + struck_ends;
      out += piece;
    } else {
      xml.skip();
    }
  });
}

std::string without_struck(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = std::min(text.find(struck_begins, at), text.size());
    out += text.substr(at, begin - at);
    const std::size_t end = text.find(struck_ends, begin);
    at = end == std::string_view::npos ? text.size() : end + 1;
  }
  return out;
}

std::string without_escapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '_' && at + 6 < text.size() && text[at + 1] == 'x' && text[at + 6] == '_') {
      unsigned value = 0;
      const auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16);
      if (error == std::errc() && end == text.data() + at + 6) {
        if (value != 0 && value != 13 && !(value >= 0xD800 && value < 0xE000)) append_utf8(out, value);
        at += 7;
        continue;
      }
    }
    out += text[at++];
  }
  return out;
}

Result<Package> read_package(const Archive& archive, const std::string& part, const Limits& limits) {
  Package package;
  CANDOUR_TRY(arrows, relationships(archive, part, limits));
  std::string styles, theme, strings;
  for (const Relationship& one : arrows) {
    if (one.external) continue;
    if (one.type == "styles") styles = one.target;
    if (one.type == "theme") theme = one.target;
    if (one.type == "sharedStrings") strings = one.target;
    if (one.type == "externalLink") package.outside = true;
  }
  CANDOUR_TRY(source, archive.read(part));
  CANDOUR_CHECK(read_sheets(package, source, arrows, limits));
  if (!styles.empty() && archive.has(styles)) {
    CANDOUR_TRY(style_source, archive.read(styles));
    std::string theme_source;
    if (!theme.empty() && archive.has(theme)) {
      CANDOUR_TRY(read_source, archive.read(theme));
      theme_source = std::move(read_source);
    }
    CANDOUR_TRY(looks, parse_looks(style_source, theme_source, limits));
    package.looks = std::move(looks.cells);
    package.rule_fills = std::move(looks.fills);
  }
  if (package.looks.empty()) package.looks.emplace_back();
  if (!strings.empty() && archive.has(strings)) {
    CANDOUR_TRY(string_source, archive.read(strings));
    CANDOUR_CHECK(read_strings(package.strings, string_source, limits));
  }
  return package;
}

}  // namespace candour::document
