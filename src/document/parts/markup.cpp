#include "document/parts/markup.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "document/parts/encoding.h"

namespace candour::document {
namespace {

struct Entity {
  std::string_view name;
  char32_t code_point;
};

// HTML 4.01, section 24, and "apos"; sorted by name.
// clang-format off
constexpr std::array<Entity, 253> entities = {{
    {"AElig", 0xC6}, {"Aacute", 0xC1}, {"Acirc", 0xC2}, {"Agrave", 0xC0}, {"Alpha", 0x391}, {"Aring", 0xC5},
    {"Atilde", 0xC3}, {"Auml", 0xC4}, {"Beta", 0x392}, {"Ccedil", 0xC7}, {"Chi", 0x3A7}, {"Dagger", 0x2021},
    {"Delta", 0x394}, {"ETH", 0xD0}, {"Eacute", 0xC9}, {"Ecirc", 0xCA}, {"Egrave", 0xC8}, {"Epsilon", 0x395},
    {"Eta", 0x397}, {"Euml", 0xCB}, {"Gamma", 0x393}, {"Iacute", 0xCD}, {"Icirc", 0xCE}, {"Igrave", 0xCC},
    {"Iota", 0x399}, {"Iuml", 0xCF}, {"Kappa", 0x39A}, {"Lambda", 0x39B}, {"Mu", 0x39C}, {"Ntilde", 0xD1},
    {"Nu", 0x39D}, {"OElig", 0x152}, {"Oacute", 0xD3}, {"Ocirc", 0xD4}, {"Ograve", 0xD2}, {"Omega", 0x3A9},
    {"Omicron", 0x39F}, {"Oslash", 0xD8}, {"Otilde", 0xD5}, {"Ouml", 0xD6}, {"Phi", 0x3A6}, {"Pi", 0x3A0},
    {"Prime", 0x2033}, {"Psi", 0x3A8}, {"Rho", 0x3A1}, {"Scaron", 0x160}, {"Sigma", 0x3A3}, {"THORN", 0xDE},
    {"Tau", 0x3A4}, {"Theta", 0x398}, {"Uacute", 0xDA}, {"Ucirc", 0xDB}, {"Ugrave", 0xD9}, {"Upsilon", 0x3A5},
    {"Uuml", 0xDC}, {"Xi", 0x39E}, {"Yacute", 0xDD}, {"Yuml", 0x178}, {"Zeta", 0x396}, {"aacute", 0xE1},
    {"acirc", 0xE2}, {"acute", 0xB4}, {"aelig", 0xE6}, {"agrave", 0xE0}, {"alefsym", 0x2135}, {"alpha", 0x3B1},
    {"amp", 0x26}, {"and", 0x2227}, {"ang", 0x2220}, {"apos", 0x27}, {"aring", 0xE5}, {"asymp", 0x2248},
    {"atilde", 0xE3}, {"auml", 0xE4}, {"bdquo", 0x201E}, {"beta", 0x3B2}, {"brvbar", 0xA6}, {"bull", 0x2022},
    {"cap", 0x2229}, {"ccedil", 0xE7}, {"cedil", 0xB8}, {"cent", 0xA2}, {"chi", 0x3C7}, {"circ", 0x2C6},
    {"clubs", 0x2663}, {"cong", 0x2245}, {"copy", 0xA9}, {"crarr", 0x21B5}, {"cup", 0x222A}, {"curren", 0xA4},
    {"dArr", 0x21D3}, {"dagger", 0x2020}, {"darr", 0x2193}, {"deg", 0xB0}, {"delta", 0x3B4}, {"diams", 0x2666},
    {"divide", 0xF7}, {"eacute", 0xE9}, {"ecirc", 0xEA}, {"egrave", 0xE8}, {"empty", 0x2205}, {"emsp", 0x2003},
    {"ensp", 0x2002}, {"epsilon", 0x3B5}, {"equiv", 0x2261}, {"eta", 0x3B7}, {"eth", 0xF0}, {"euml", 0xEB},
    {"euro", 0x20AC}, {"exist", 0x2203}, {"fnof", 0x192}, {"forall", 0x2200}, {"frac12", 0xBD}, {"frac14", 0xBC},
    {"frac34", 0xBE}, {"frasl", 0x2044}, {"gamma", 0x3B3}, {"ge", 0x2265}, {"gt", 0x3E}, {"hArr", 0x21D4},
    {"harr", 0x2194}, {"hearts", 0x2665}, {"hellip", 0x2026}, {"iacute", 0xED}, {"icirc", 0xEE}, {"iexcl", 0xA1},
    {"igrave", 0xEC}, {"image", 0x2111}, {"infin", 0x221E}, {"int", 0x222B}, {"iota", 0x3B9}, {"iquest", 0xBF},
    {"isin", 0x2208}, {"iuml", 0xEF}, {"kappa", 0x3BA}, {"lArr", 0x21D0}, {"lambda", 0x3BB}, {"lang", 0x2329},
    {"laquo", 0xAB}, {"larr", 0x2190}, {"lceil", 0x2308}, {"ldquo", 0x201C}, {"le", 0x2264}, {"lfloor", 0x230A},
    {"lowast", 0x2217}, {"loz", 0x25CA}, {"lrm", 0x200E}, {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", 0x3C},
    {"macr", 0xAF}, {"mdash", 0x2014}, {"micro", 0xB5}, {"middot", 0xB7}, {"minus", 0x2212}, {"mu", 0x3BC},
    {"nabla", 0x2207}, {"nbsp", 0xA0}, {"ndash", 0x2013}, {"ne", 0x2260}, {"ni", 0x220B}, {"not", 0xAC},
    {"notin", 0x2209}, {"nsub", 0x2284}, {"ntilde", 0xF1}, {"nu", 0x3BD}, {"oacute", 0xF3}, {"ocirc", 0xF4},
    {"oelig", 0x153}, {"ograve", 0xF2}, {"oline", 0x203E}, {"omega", 0x3C9}, {"omicron", 0x3BF}, {"oplus", 0x2295},
    {"or", 0x2228}, {"ordf", 0xAA}, {"ordm", 0xBA}, {"oslash", 0xF8}, {"otilde", 0xF5}, {"otimes", 0x2297},
    {"ouml", 0xF6}, {"para", 0xB6}, {"part", 0x2202}, {"permil", 0x2030}, {"perp", 0x22A5}, {"phi", 0x3C6},
    {"pi", 0x3C0}, {"piv", 0x3D6}, {"plusmn", 0xB1}, {"pound", 0xA3}, {"prime", 0x2032}, {"prod", 0x220F},
    {"prop", 0x221D}, {"psi", 0x3C8}, {"quot", 0x22}, {"rArr", 0x21D2}, {"radic", 0x221A}, {"rang", 0x232A},
    {"raquo", 0xBB}, {"rarr", 0x2192}, {"rceil", 0x2309}, {"rdquo", 0x201D}, {"real", 0x211C}, {"reg", 0xAE},
    {"rfloor", 0x230B}, {"rho", 0x3C1}, {"rlm", 0x200F}, {"rsaquo", 0x203A}, {"rsquo", 0x2019}, {"sbquo", 0x201A},
    {"scaron", 0x161}, {"sdot", 0x22C5}, {"sect", 0xA7}, {"shy", 0xAD}, {"sigma", 0x3C3}, {"sigmaf", 0x3C2},
    {"sim", 0x223C}, {"spades", 0x2660}, {"sub", 0x2282}, {"sube", 0x2286}, {"sum", 0x2211}, {"sup", 0x2283},
    {"sup1", 0xB9}, {"sup2", 0xB2}, {"sup3", 0xB3}, {"supe", 0x2287}, {"szlig", 0xDF}, {"tau", 0x3C4},
    {"there4", 0x2234}, {"theta", 0x3B8}, {"thetasym", 0x3D1}, {"thinsp", 0x2009}, {"thorn", 0xFE}, {"tilde", 0x2DC},
    {"times", 0xD7}, {"trade", 0x2122}, {"uArr", 0x21D1}, {"uacute", 0xFA}, {"uarr", 0x2191}, {"ucirc", 0xFB},
    {"ugrave", 0xF9}, {"uml", 0xA8}, {"upsih", 0x3D2}, {"upsilon", 0x3C5}, {"uuml", 0xFC}, {"weierp", 0x2118},
    {"xi", 0x3BE}, {"yacute", 0xFD}, {"yen", 0xA5}, {"yuml", 0xFF}, {"zeta", 0x3B6}, {"zwj", 0x200D},
    {"zwnj", 0x200C},
}};
// clang-format on

constexpr std::array<std::string_view, 69> body_tags = {
    "a",      "abbr",   "article", "aside",    "b",   "big",     "blockquote", "body",   "br",      "caption",
    "center", "code",   "col",     "colgroup", "dd",  "del",     "details",    "div",    "dl",      "dt",
    "em",     "figure", "font",    "footer",   "h1",  "h2",      "h3",         "h4",     "h5",      "h6",
    "head",   "header", "hr",      "html",     "i",   "img",     "ins",        "kbd",    "li",      "main",
    "mark",   "nav",    "o:p",     "ol",       "p",   "pre",     "s",          "script", "section", "small",
    "span",   "strike", "strong",  "style",    "sub", "summary", "sup",        "table",  "tbody",   "td",
    "tfoot",  "th",     "thead",   "title",    "tr",  "tt",      "u",          "ul",     "wbr"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// Where "</name" stands, in any case of letters; npos where it does not.
std::size_t find_closing(std::string_view source, std::size_t from, std::string_view name) {
  for (std::size_t at = from; (at = source.find("</", at)) != std::string_view::npos; at += 2) {
    std::size_t i = 0;
    while (i < name.size() && at + 2 + i < source.size() && lower(source[at + 2 + i]) == name[i]) ++i;
    if (i == name.size()) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::size_t MarkupScanner::find(std::string_view what, std::size_t from, bool& none_left) const {
  const std::size_t at = none_left ? std::string_view::npos : source_.find(what, from);
  none_left = at == std::string_view::npos;
  return at;
}

// At '<'. Moves behind the tag and fills the token; false where this is no tag. Comments, declarations and
// the content of script and style come back as a close tag without a name.
bool MarkupScanner::read_tag(Token& token) {
  const std::size_t start = at_;
  const std::string_view rest = source_.substr(start);
  if (rest.starts_with("<!--")) {
    const std::size_t end = find("-->", start + 4, no_comment_end_);
    if (end == std::string_view::npos && kind_ == MarkupKind::debris) return false;
    at_ = end == std::string_view::npos ? source_.size() : end + 3;
    token.kind = TokenKind::close;
    token.text = source_.substr(start, at_ - start);
    return true;
  }
  if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) {
    if (kind_ == MarkupKind::debris && rest[1] == '!' && !rest.starts_with("<![")) return false;
    if (kind_ == MarkupKind::debris && rest[1] == '?') return false;
    const std::size_t end = find(">", start, no_tag_end_);
    if (end == std::string_view::npos) return false;
    at_ = end + 1;
    token.kind = TokenKind::close;
    token.text = source_.substr(start, at_ - start);
    return true;
  }
  std::size_t at = start + 1;
  token.kind = TokenKind::open;
  if (at < source_.size() && source_[at] == '/') {
    token.kind = TokenKind::close;
    ++at;
  }
  if (at >= source_.size() || !is_letter(source_[at])) return false;
  const std::size_t name = at;
  while (at < source_.size() && !is_space(source_[at]) && source_[at] != '>' && source_[at] != '/' &&
         source_[at] != '<')
    ++at;
  token.name = lowered(source_.substr(name, std::min<std::size_t>(at - name, 64)));
  if (kind_ == MarkupKind::debris &&
      !std::binary_search(body_tags.begin(), body_tags.end(), std::string_view(token.name)))
    return false;
  // Up to the '>' that stands in no quotes. A tag that never ends is text.
  if (no_tag_end_) return false;
  const std::size_t attributes = at;
  char quote = 0;
  bool after_equals = false;
  while (at < source_.size()) {
    const char c = source_[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && after_equals) {
      quote = c;
    } else if (c == '>') {
      break;
    } else if (c == '<' && kind_ == MarkupKind::debris) {
      return false;
    }
    after_equals = c == '=' || (after_equals && is_space(c));
    ++at;
  }
  if (at >= source_.size()) {
    // An open quote swallowed the rest: the tag ends at the first '>', whatever stands in it.
    at = find(">", attributes, no_tag_end_);
    if (at == std::string_view::npos) return false;
  }
  token.attributes = source_.substr(attributes, at - attributes);
  at_ = at + 1;
  token.text = source_.substr(start, at_ - start);
  if (token.kind == TokenKind::open && (token.name == "script" || token.name == "style") &&
      !token.attributes.ends_with('/')) {
    const std::size_t end = no_raw_end_ ? std::string_view::npos : find_closing(source_, at_, token.name);
    if (end == std::string_view::npos) no_raw_end_ = true;
    if (end == std::string_view::npos && kind_ == MarkupKind::debris) return true;
    at_ = end == std::string_view::npos ? source_.size() : end;
  }
  return true;
}

Token MarkupScanner::next() {
  Token token;
  if (at_ >= source_.size()) return token;
  if (source_[at_] == '<' && read_tag(token)) return token;
  token = Token{};
  token.kind = TokenKind::text;
  const std::size_t start = at_;
  std::size_t end = source_.find('<', start + 1);
  if (end == std::string_view::npos) end = source_.size();
  at_ = end;
  token.text = source_.substr(start, end - start);
  return token;
}

namespace {

// Calls found(name, value) for each attribute until it returns true.
template <class Found>
bool each_attribute(std::string_view attributes, Found found) {
  std::size_t at = 0;
  while (at < attributes.size()) {
    while (at < attributes.size() && (is_space(attributes[at]) || attributes[at] == '/')) ++at;
    const std::size_t name = at;
    while (at < attributes.size() && !is_space(attributes[at]) && attributes[at] != '=') ++at;
    const std::string_view written = attributes.substr(name, at - name);
    while (at < attributes.size() && is_space(attributes[at])) ++at;
    std::string_view value;
    if (at < attributes.size() && attributes[at] == '=') {
      ++at;
      while (at < attributes.size() && is_space(attributes[at])) ++at;
      if (at < attributes.size() && (attributes[at] == '"' || attributes[at] == '\'')) {
        const char quote = attributes[at++];
        const std::size_t end = std::min(attributes.find(quote, at), attributes.size());
        value = attributes.substr(at, end - at);
        at = std::min(end + 1, attributes.size());
      } else {
        const std::size_t start = at;
        while (at < attributes.size() && !is_space(attributes[at])) ++at;
        value = attributes.substr(start, at - start);
      }
    }
    if (!written.empty() && found(written, value)) return true;
    if (at == name) ++at;
  }
  return false;
}

}  // namespace

std::string attribute(std::string_view attributes, std::string_view name) {
  std::string result;
  each_attribute(attributes, [&](std::string_view written, std::string_view value) {
    if (lowered(written) != name) return false;
    result = without_entities(value);
    return true;
  });
  return result;
}

bool has_attribute(std::string_view attributes, std::string_view name) {
  return each_attribute(attributes,
                        [&](std::string_view written, std::string_view) { return lowered(written) == name; });
}

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t mark = std::min(text.find('&', at), text.size());
    out += text.substr(at, mark - at);
    at = mark;
    if (at >= text.size()) break;
    const std::string_view rest = text.substr(at + 1, 12);
    const std::size_t end = rest.find(';');
    char32_t found = 0;
    if (end != std::string_view::npos && end > 0) {
      const std::string_view name = rest.substr(0, end);
      if (name[0] == '#') {
        const bool hexadecimal = name.size() > 1 && (name[1] == 'x' || name[1] == 'X');
        char32_t value = 0;
        bool whole = name.size() > (hexadecimal ? 2u : 1u);
        for (char c : name.substr(hexadecimal ? 2 : 1)) {
          const char digit = lower(c);
          if (digit >= '0' && digit <= '9')
            value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit - '0');
          else if (hexadecimal && digit >= 'a' && digit <= 'f')
            value = value * 16 + static_cast<char32_t>(digit - 'a' + 10);
          else
            whole = false;
          if (value > 0x10FFFF) value = 0x110000;
        }
        // Numbers of Windows' own code page, which browsers read as such.
        if (whole && value >= 0x80 && value < 0xA0)
          found = windows_1252_character(static_cast<unsigned char>(value));
        else if (whole)
          found = value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000) ? 0xFFFD : value;
      } else {
        const auto it = std::lower_bound(entities.begin(), entities.end(), name,
                                         [](const Entity& entity, std::string_view key) { return entity.name < key; });
        if (it != entities.end() && it->name == name) found = it->code_point;
      }
    }
    if (found == 0) {
      out += '&';
      ++at;
    } else {
      append_utf8(out, found);
      at += end + 2;
    }
  }
  return out;
}

std::string colour(std::string_view written) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 26> named = {
      {{"aqua", "00FFFF"},      {"black", "000000"},     {"blue", "0000FF"},       {"cyan", "00FFFF"},
       {"darkblue", "00008B"},  {"darkgreen", "006400"}, {"darkorange", "FF8C00"}, {"darkred", "8B0000"},
       {"fuchsia", "FF00FF"},   {"gold", "FFD700"},      {"gray", "808080"},       {"green", "008000"},
       {"grey", "808080"},      {"lightblue", "ADD8E6"}, {"lightgreen", "90EE90"}, {"lime", "00FF00"},
       {"limegreen", "32CD32"}, {"maroon", "800000"},    {"navy", "000080"},       {"orange", "FFA500"},
       {"purple", "800080"},    {"red", "FF0000"},       {"silver", "C0C0C0"},     {"teal", "008080"},
       {"tomato", "FF6347"},    {"yellow", "FFFF00"}}};
  const std::string value = lowered(trimmed(written));
  std::string result;
  const auto is_hex = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
  };
  std::string_view digits = value;
  if (digits.starts_with('#')) digits.remove_prefix(1);
  if (digits.size() == 6 && is_hex(digits)) {
    result = digits;
  } else if (digits.size() == 3 && value.starts_with('#') && is_hex(digits)) {
    for (char c : digits) result += {c, c};
  } else if (value.starts_with("rgb")) {
    std::size_t parts = 0;
    for (std::size_t at = 0; at < value.size() && parts < 3;) {
      if (value[at] < '0' || value[at] > '9') {
        ++at;
        continue;
      }
      unsigned number = 0;
      while (at < value.size() && value[at] >= '0' && value[at] <= '9')
        number = std::min(number * 10 + static_cast<unsigned>(value[at++] - '0'), 255u);
      result += "0123456789abcdef"[number / 16];
      result += "0123456789abcdef"[number % 16];
      ++parts;
    }
    if (parts < 3) result.clear();
  } else {
    for (const auto& [name, code] : named)
      if (value == name) result = code;
  }
  for (char& c : result)
    if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 32);
  return result == "FFFFFF" ? std::string() : result;
}

std::string style_property(std::string_view style, std::string_view property) {
  for (std::string_view declaration : split(style, ';')) {
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    if (lowered(trimmed(declaration.substr(0, colon))) == property)
      return lowered(trimmed(declaration.substr(colon + 1)));
  }
  return {};
}

}  // namespace candour::document
