#include "ledger/forms.h"

#include <algorithm>

#include "base/encoding.h"

namespace candour::ledger {
namespace {

// Of a text between two tags the next one that is not blank, and on from there.
std::string_view next_text(std::string_view& html) {
  while (!html.empty()) {
    html.remove_prefix(std::min(html.find('>'), html.size() - 1) + 1);
    const std::string_view text = html.substr(0, html.find('<'));
    if (text.find_first_not_of(" \r\n\t") == std::string_view::npos) continue;
    html.remove_prefix(text.size());
    return text;
  }
  return {};
}

}  // namespace

std::vector<NamedForm> forms_named_in(std::string_view html) {
  // No text of anybody's holds a quotation mark that is not escaped.
  constexpr std::string_view heading = "id=\"imprint\"", told = "SHA-256 ";
  const std::size_t begin = html.rfind(heading);
  if (begin == std::string_view::npos) return {};
  html.remove_prefix(begin);
  std::vector<NamedForm> forms;
  std::string_view name;
  while (!html.empty()) {
    const std::string_view text = next_text(html);
    if (name.starts_with("paper.") && text.starts_with(told)) {
      const std::string_view hash = text.substr(told.size());
      if (hash.size() == 64 && from_hex(hash)) forms.push_back({std::string(name), std::string(hash)});
    }
    name = text;
  }
  return forms;
}

std::optional<std::string> form_named_in(std::string_view html, std::string_view ending) {
  for (const NamedForm& each : forms_named_in(html))
    if (std::string_view(each.name).ends_with(ending)) return each.sha256;
  return std::nullopt;
}

}  // namespace candour::ledger
