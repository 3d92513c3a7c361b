#include "document/xlsx/looks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>

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

// ISO/IEC 29500-1, 18.8.27: the colours that old workbooks name by number, from 8 on; 0 to 7 are 8 to 15.
constexpr std::array<std::string_view, 56> indexed_colours = {
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF", "800000", "008000",
    "000080", "808000", "800080", "008080", "C0C0C0", "808080", "9999FF", "993366", "FFFFCC", "CCFFFF",
    "660066", "FF8080", "0066CC", "CCCCFF", "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000",
    "008080", "0000FF", "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696", "003366", "339966",
    "003300", "333300", "993300", "993366", "333399", "333333"};

// The theme that Office puts into a workbook which brings none, in the order that cells count by.
const std::vector<std::string> usual_theme = {"FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", "C0504D",
                                              "9BBB59", "8064A2", "4BACC6", "F79646", "0000FF", "800080"};

// A tint lightens towards white or darkens towards black in the luminance of HLS (18.8.19).
std::string tinted(const std::string& colour_code, double tint) {
  if (tint == 0 || colour_code.size() != 6) return colour_code;
  unsigned rgb = 0;
  std::from_chars(colour_code.data(), colour_code.data() + 6, rgb, 16);
  const double r = (rgb >> 16 & 255) / 255.0, g = (rgb >> 8 & 255) / 255.0, b = (rgb & 255) / 255.0;
  const double most = std::max({r, g, b}), least = std::min({r, g, b});
  double light = (most + least) / 2;
  const double range = most - least;
  double hue = 0, saturation = 0;
  if (range > 0) {
    saturation = light > 0.5 ? range / (2 - most - least) : range / (most + least);
    if (most == r)
      hue = std::fmod((g - b) / range + 6, 6);
    else if (most == g)
      hue = (b - r) / range + 2;
    else
      hue = (r - g) / range + 4;
  }
  tint = std::clamp(tint, -1.0, 1.0);
  light = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const double chroma = (1 - std::fabs(2 * light - 1)) * saturation;
  const double second = chroma * (1 - std::fabs(std::fmod(hue, 2) - 1));
  const double base = light - chroma / 2;
  std::array<double, 3> out{};
  switch (static_cast<int>(hue)) {
    case 0:
      out = {chroma, second, 0};
      break;
    case 1:
      out = {second, chroma, 0};
      break;
    case 2:
      out = {0, chroma, second};
      break;
    case 3:
      out = {0, second, chroma};
      break;
    case 4:
      out = {second, 0, chroma};
      break;
    default:
      out = {chroma, 0, second};
      break;
  }
  std::string code;
  for (double part : out) {
    const auto value = static_cast<unsigned>(std::lround(std::clamp(part + base, 0.0, 1.0) * 255));
    code += "0123456789ABCDEF"[value / 16];
    code += "0123456789ABCDEF"[value % 16];
  }
  return code;
}

std::string last_six(std::string_view code) {
  return colour(code.size() > 6 ? code.substr(code.size() - 6) : code);
}

class LooksReader {
 public:
  Result<Looks> read(std::string_view styles, std::string_view theme, const Limits& limits) {
    theme_ = usual_theme;
    CANDOUR_CHECK(read_theme(theme, limits));
    // The palette of the workbook stands behind the fills that name its colours.
    XmlReader palette(styles, limits.depth);
    for (XmlKind kind = palette.next(); kind != XmlKind::end; kind = palette.next())
      if (kind == XmlKind::open && palette.name() == "rgbColor") palette_.emplace_back(palette.raw_attribute("rgb"));
    XmlReader xml(styles, limits.depth);
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
      if (kind == XmlKind::open) read_element(xml);
    if (xml.error()) return fail(*xml.error());
    return Looks{std::move(looks_), std::move(rule_fills_)};
  }

 private:
  Result<void> read_theme(std::string_view source, const Limits& limits) {
    XmlReader xml(source, limits.depth);
    std::vector<std::string> found;
    for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
      if (kind != XmlKind::open || xml.name() != "clrScheme") continue;
      each_child(xml, [&](std::string_view) {
        std::string code;
        each_child(xml, [&](std::string_view name) {
          code = xml.attribute(name == "sysClr" ? "lastClr" : "val");
          xml.skip();
        });
        found.push_back(code);
      });
    }
    if (xml.error()) return fail(*xml.error());
    if (found.size() >= 12) {
      // The scheme counts dark before light, cells count light before dark.
      std::swap(found[0], found[1]);
      std::swap(found[2], found[3]);
      theme_ = std::move(found);
    }
    return {};
  }

  std::string colour_of(const XmlReader& xml) const {
    const double tint = std::strtod(std::string(xml.raw_attribute("tint")).c_str(), nullptr);
    std::string code;
    if (xml.has_attribute("rgb")) {
      const std::string_view written = xml.raw_attribute("rgb");
      code = written.size() > 6 ? std::string(written.substr(written.size() - 6)) : std::string(written);
    } else if (xml.has_attribute("theme")) {
      const auto index = static_cast<std::size_t>(std::max(number_in(xml.raw_attribute("theme"), 0), 0));
      if (index < theme_.size()) code = theme_[index];
    } else if (xml.has_attribute("indexed")) {
      auto index = static_cast<std::size_t>(std::max(number_in(xml.raw_attribute("indexed"), 64), 0));
      if (index < palette_.size())
        code = palette_[index].size() > 6 ? palette_[index].substr(palette_[index].size() - 6) : palette_[index];
      else if (index < 64)
        code = indexed_colours[index < 8 ? index : index - 8];
    }
    return last_six(tinted(code, tint));
  }

  void read_element(XmlReader& xml) {
    if (xml.name() == "numFmt") {
      codes_[number_in(xml.raw_attribute("numFmtId"), -1)] = xml.attribute("formatCode");
    } else if (xml.name() == "fonts") {
      each_child(xml, [&](std::string_view) {
        bool bold = false, struck = false;
        std::string font;
        each_child(xml, [&](std::string_view name) {
          if (name == "name") font = xml.attribute("val");
          if (name == "b") bold = xml.raw_attribute("val") != "0" && xml.raw_attribute("val") != "false";
          if (name == "strike") struck = xml.raw_attribute("val") != "0" && xml.raw_attribute("val") != "false";
          xml.skip();
        });
        bold_.push_back(bold);
        struck_.push_back(struck);
        fonts_.push_back(is_symbol_font(font) ? font : std::string());
      });
    } else if (xml.name() == "fills") {
      each_child(xml, [&](std::string_view) {
        std::string fill;
        each_child(xml, [&](std::string_view name) {
          if (name != "patternFill" || xml.raw_attribute("patternType") == "none" || !xml.has_attribute("patternType"))
            return read_gradient(xml, fill);
          const bool solid = xml.raw_attribute("patternType") == "solid";
          std::string front, back;
          each_child(xml, [&](std::string_view which) {
            if (which == "fgColor") front = colour_of(xml);
            if (which == "bgColor") back = colour_of(xml);
            xml.skip();
          });
          fill = solid ? front : (back.empty() ? front : back);
        });
        fills_.push_back(fill);
      });
    } else if (xml.name() == "cellXfs") {
      each_child(xml, [&](std::string_view) {
        looks_.push_back(look_of(xml));
        xml.skip();
      });
    } else if (xml.name() == "dxfs") {
      each_child(xml, [&](std::string_view) {
        std::string fill;
        each_child(xml, [&](std::string_view name) {
          if (name != "fill") return xml.skip();
          each_child(xml, [&](std::string_view) {
            // Of a rule's fill the background is the colour, also where the pattern is solid.
            std::string front, back;
            each_child(xml, [&](std::string_view which) {
              if (which == "fgColor") front = colour_of(xml);
              if (which == "bgColor") back = colour_of(xml);
              xml.skip();
            });
            fill = back.empty() ? front : back;
          });
        });
        rule_fills_.push_back(fill);
      });
    } else if (xml.name() == "cellStyleXfs" || xml.name() == "extLst") {
      xml.skip();
    }
  }

  // A fill that runs from one colour to another is taken by its last.
  void read_gradient(XmlReader& xml, std::string& fill) {
    if (xml.name() != "gradientFill") return xml.skip();
    each_child(xml, [&](std::string_view) {
      each_child(xml, [&](std::string_view name) {
        if (name == "color") fill = colour_of(xml);
        xml.skip();
      });
    });
  }

  Look look_of(const XmlReader& xml) const {
    Look look;
    const int format = number_in(xml.raw_attribute("numFmtId"), 0);
    const auto written = codes_.find(format);
    look.format =
        parse_number_format(written != codes_.end() ? std::string_view(written->second) : built_in_format(format));
    const auto fill = static_cast<std::size_t>(std::max(number_in(xml.raw_attribute("fillId"), 0), 0));
    // The first two fills are fixed: none, and a pattern that programs keep for themselves.
    if (fill >= 2 && fill < fills_.size()) look.fill = fills_[fill];
    const auto font = static_cast<std::size_t>(std::max(number_in(xml.raw_attribute("fontId"), 0), 0));
    look.bold = font < bold_.size() && bold_[font];
    look.struck = font < struck_.size() && struck_[font];
    if (font < fonts_.size()) look.font = fonts_[font];
    return look;
  }

  std::vector<std::string> theme_;
  std::vector<std::string> palette_;
  std::map<int, std::string> codes_;
  std::vector<bool> bold_, struck_;
  std::vector<std::string> fonts_, rule_fills_;
  std::vector<std::string> fills_;
  std::vector<Look> looks_;
};

}  // namespace

Result<Looks> parse_looks(std::string_view styles, std::string_view theme, const Limits& limits) {
  return LooksReader().read(styles, theme, limits);
}

}  // namespace candour::document
