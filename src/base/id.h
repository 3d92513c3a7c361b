#pragma once
// Typed ids: an AgencyId cannot be passed where a PlanId is meant. The text is safe in a URL and in a file
// name (lower-case letters, digits, '-'), and an id never changes its meaning.

#include <compare>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace candour {

template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}
  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  auto operator<=>(const Id&) const = default;

 private:
  std::string text_;
};

// True for 1 to 40 characters of a-z, 0-9 and '-': the only texts that may become an id from outside.
bool is_id_text(std::string_view text);

// Ten fresh random characters of a-z and 2-9 without l and o (49 bits): for things that people quote. Any thread.
std::string fresh_id();

}  // namespace candour

template <class Tag>
struct std::hash<candour::Id<Tag>> {
  std::size_t operator()(const candour::Id<Tag>& id) const noexcept { return std::hash<std::string>()(id.text()); }
};
