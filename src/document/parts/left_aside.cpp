#include "document/parts/left_aside.h"

#include <algorithm>

#include "base/text.h"

namespace candour::document {
namespace {

constexpr std::size_t most_names = 5;

}  // namespace

std::string icon_of(std::string_view name) {
  name = name.substr(name.rfind('/') + 1);
  const std::string small = folded(name);
  const std::size_t dot = small.rfind('.');
  const bool file = dot != std::string::npos && small.size() - dot <= 6 && dot > 0;
  for (std::string_view made : {"oleobject", "object", "microsoft_", "package", "embedded"})
    if (small.starts_with(made)) return "(embedded file)";
  return file && small.size() <= 120 ? collapsed(name) : "(embedded file)";
}

void LeftAside::add(std::string_view name) {
  ++count_;
  std::string shown = shortened(collapsed(name), 60);
  if (shown.empty() || names_.size() > most_names) return;
  if (std::find(names_.begin(), names_.end(), shown) == names_.end()) names_.push_back(std::move(shown));
}

std::string LeftAside::in_words(std::string_view one, std::string_view many) const {
  std::string out = count_ == 1 ? std::string(one) : std::to_string(count_) + " " + std::string(many);
  if (names_.empty()) return out;
  out += " (";
  for (std::size_t i = 0; i < std::min(names_.size(), most_names); ++i) out += (i > 0 ? ", “" : "“") + names_[i] + "”";
  return out + (names_.size() > most_names ? ", …)" : ")");
}

}  // namespace candour::document
