#include "report/docx/xml.h"

#include <vector>

#include "base/text.h"

namespace candour::report::docx {
namespace {

bool ends_name(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '/' || c == '>';
}

}  // namespace

void append_escaped(std::string& xml, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == '&')
      xml += "&amp;";
    else if (c == '<')
      xml += "&lt;";
    else if (c == '>')
      xml += "&gt;";
    else if (c == '"')
      xml += "&quot;";
    else if ((c < 0x20 && c != '\t') || c == 0xfffe || c == 0xffff)
      append_utf8(xml, 0xfffd);
    else
      xml += text.substr(begin, at - begin);
  }
}
std::string escaped(std::string_view text) {
  std::string xml;
  append_escaped(xml, text);
  return xml;
}

std::optional<Tag> next_tag(std::string_view xml, std::size_t at) {
  Tag tag;
  tag.begin = xml.find('<', at);
  if (tag.begin == std::string_view::npos) return std::nullopt;
  const std::string_view rest = xml.substr(tag.begin);
  for (const auto& [from, to] :
       {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}})
    if (rest.starts_with(from)) {
      const std::size_t end = xml.find(to, tag.begin + from.size());
      if (end == std::string_view::npos) return std::nullopt;
      tag.end = end + to.size();
      return tag;
    }
  std::size_t name = tag.begin + 1;
  tag.kind = Tag::Kind::start;
  if (name < xml.size() && xml[name] == '/') {
    tag.kind = Tag::Kind::end;
    ++name;
  }
  std::size_t end = name;
  while (end < xml.size() && !ends_name(xml[end])) ++end;
  tag.name = xml.substr(name, end - name);
  char quote = 0;
  for (; end < xml.size(); ++end) {
    if (quote != 0) {
      if (xml[end] == quote) quote = 0;
    } else if (xml[end] == '"' || xml[end] == '\'') {
      quote = xml[end];
    } else if (xml[end] == '>') {
      break;
    }
  }
  if (end >= xml.size() || tag.name.empty()) return std::nullopt;
  if (tag.kind == Tag::Kind::start && xml[end - 1] == '/') tag.kind = Tag::Kind::alone;
  tag.end = end + 1;
  return tag;
}

std::optional<Tag> next_element(std::string_view xml, std::size_t at, std::string_view name) {
  while (const auto tag = next_tag(xml, at)) {
    if (tag->name == name && (tag->kind == Tag::Kind::start || tag->kind == Tag::Kind::alone)) return tag;
    at = tag->end;
  }
  return std::nullopt;
}

std::optional<std::size_t> end_of(std::string_view xml, const Tag& tag) {
  if (tag.kind == Tag::Kind::alone) return tag.end;
  std::size_t depth = 1;
  for (auto next = next_tag(xml, tag.end); next; next = next_tag(xml, next->end)) {
    if (next->name != tag.name) continue;
    if (next->kind == Tag::Kind::start) ++depth;
    if (next->kind == Tag::Kind::end && --depth == 0) return next->end;
  }
  return std::nullopt;
}

std::optional<std::string_view> attribute(std::string_view xml, const Tag& tag, std::string_view name) {
  const std::string_view text = xml.substr(tag.begin, tag.end - tag.begin);
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t equals = at + name.size();
    if (at == 0 || !ends_name(text[at - 1]) || equals + 1 >= text.size() || text[equals] != '=') continue;
    const char quote = text[equals + 1];
    const std::size_t end = text.find(quote, equals + 2);
    if ((quote != '"' && quote != '\'') || end == std::string_view::npos) return std::nullopt;
    return text.substr(equals + 2, end - equals - 2);
  }
  return std::nullopt;
}

bool is_well_formed(std::string_view xml) {
  std::vector<std::string_view> open;
  bool any = false;
  std::size_t at = 0;
  for (auto tag = next_tag(xml, 0); tag; tag = next_tag(xml, at)) {
    at = tag->end;
    if (tag->kind == Tag::Kind::other) continue;
    if (any && open.empty()) return false;
    any = true;
    if (tag->kind == Tag::Kind::start) open.push_back(tag->name);
    if (tag->kind != Tag::Kind::end) continue;
    if (open.empty() || open.back() != tag->name) return false;
    open.pop_back();
  }
  return any && open.empty() && xml.find('<', at) == std::string_view::npos;
}

std::string without(std::string xml, std::string_view name) {
  std::size_t at = 0;
  while (const auto tag = next_element(xml, at, name)) {
    const auto end = end_of(xml, *tag);
    if (!end) break;
    at = tag->begin;
    xml.erase(at, *end - at);
  }
  return xml;
}

}  // namespace candour::report::docx
