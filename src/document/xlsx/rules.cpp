#include "document/xlsx/rules.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "document/parts/xml.h"

namespace candour::document {
namespace {

// A person writes a handful of rules; copying cells about splits them into many, which are told and not worked out.
constexpr std::size_t most_areas = 400;

struct Reference {
  std::uint32_t column = 0, row = 0;
  bool fixed_column = false;
};

// "$D4", "D4"; moves `text` behind it.
std::optional<Reference> take_reference(std::string_view& text) {
  Reference found;
  if (text.starts_with('$')) {
    found.fixed_column = true;
    text.remove_prefix(1);
  }
  while (!text.empty() && (text[0] | 0x20) >= 'a' && (text[0] | 0x20) <= 'z' && found.column < 100'000) {
    found.column = found.column * 26 + static_cast<std::uint32_t>((text[0] | 0x20) - 'a' + 1);
    text.remove_prefix(1);
  }
  if (text.starts_with('$')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found.row);
  if (error != std::errc() || found.column == 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return found;
}

// "\"Amber\"" or a number; empty for anything else.
std::string constant(std::string_view formula) {
  formula = trimmed(formula);
  if (formula.size() > 2 && formula.front() == '"' && formula.back() == '"') {
    const std::string_view inside = formula.substr(1, formula.size() - 2);
    return inside.find('"') == std::string_view::npos ? folded(inside) : std::string();
  }
  const bool number = !formula.empty() && formula.find_first_not_of("0123456789.") == std::string_view::npos;
  return number ? std::string(formula) : std::string();
}

}  // namespace

ColourRules ColourRules::parse(std::string_view sheet, const std::vector<std::string>& fills, const Limits& limits) {
  ColourRules found;
  const std::size_t begin = sheet.find("<conditionalFormatting");
  const std::size_t last = sheet.rfind("</conditionalFormatting>");
  if (begin == std::string_view::npos || last == std::string_view::npos || last < begin) return found;
  XmlReader xml(sheet.substr(begin, last + 24 - begin), limits.depth);
  std::vector<Area> areas;
  std::size_t areas_of_all = 0;
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open) continue;
    if (xml.name() == "conditionalFormatting") {
      areas.clear();
      const std::string ranges = xml.attribute("sqref");
      for (std::string_view range : split(ranges, ' ')) {
        const auto first = take_reference(range);
        if (!first) continue;
        Reference end = *first;
        if (range.starts_with(':')) {
          range.remove_prefix(1);
          if (const auto other = take_reference(range)) end = *other;
        }
        if (areas.size() <= most_areas) areas.push_back({first->column, first->row, end.column, end.row});
      }
    } else if (xml.name() == "cfRule") {
      Rule rule;
      rule.areas = areas;
      const std::string type = xml.attribute("type"), comparison = xml.attribute("operator");
      const std::string words = xml.attribute("text");
      std::size_t fill = fills.size();
      const std::string_view number = xml.raw_attribute("dxfId");
      std::from_chars(number.data(), number.data() + number.size(), fill);
      const std::string_view priority = xml.raw_attribute("priority");
      std::from_chars(priority.data(), priority.data() + priority.size(), rule.priority);
      std::string formula;
      each_child(xml, [&](std::string_view name) {
        if (name == "formula" && formula.empty())
          formula = text_within(xml);
        else
          xml.skip();
      });
      if (fill < fills.size() && fills[fill].empty()) continue;  // it changes the letters alone
      if (type == "cellIs" && comparison == "equal") {
        rule.text = constant(formula);
      } else if (type == "containsText" || type == "beginsWith" || type == "endsWith") {
        rule.text = folded(words);
        rule.test = type == "containsText" ? Test::contains : type == "beginsWith" ? Test::begins : Test::ends;
      } else if (type == "expression" && !areas.empty()) {
        // $D4="Red": the text of one cell of the row.
        std::string_view rest = trimmed(formula);
        if (const auto reference = take_reference(rest);
            reference && reference->row == areas[0].first_row && trimmed(rest).starts_with('=')) {
          rule.text = constant(trimmed(rest).substr(1));
          rule.column = reference->column;
          rule.relative = !reference->fixed_column;
        }
      }
      if (rule.text.empty() || areas.empty() || fill >= fills.size() || (areas_of_all += areas.size()) > most_areas) {
        found.others_ = true;
        continue;
      }
      rule.fill = fills[fill];
      found.rules_.push_back(std::move(rule));
    }
  }
  std::stable_sort(found.rules_.begin(), found.rules_.end(),
                   [](const Rule& a, const Rule& b) { return a.priority < b.priority; });
  return found;
}

std::string ColourRules::colour(std::uint32_t column, std::uint32_t row, std::string_view text,
                                const std::function<std::string(std::uint32_t)>& text_of) const {
  // A word that a rule looks for stands in a short text; nobody colours an essay.
  if (text.size() > 1000) return {};
  const std::string own = folded(trimmed(text));
  for (const Rule& rule : rules_)
    for (const Area& area : rule.areas) {
      if (column < area.first_column || column > area.last_column || row < area.first_row || row > area.last_row)
        continue;
      std::string other;
      if (rule.column > 0) {
        const std::uint32_t looked_at = rule.relative ? rule.column + column - rule.areas[0].first_column : rule.column;
        other = text_of(looked_at);
        other = other.size() > 1000 ? std::string() : folded(trimmed(other));
      }
      const std::string& value = rule.column > 0 ? other : own;
      const bool meets = rule.test == Test::equals     ? value == rule.text
                         : rule.test == Test::contains ? value.find(rule.text) != std::string::npos
                         : rule.test == Test::begins   ? value.starts_with(rule.text)
                                                       : value.ends_with(rule.text);
      if (meets) return rule.fill;
    }
  return {};
}

}  // namespace candour::document
