#include "ledger/inside/lines.h"

#include <charconv>

#include "base/encoding.h"

namespace candour::ledger::inside {

std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> read_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number >> 63 != 0) return std::nullopt;
  return number;
}

std::optional<Hash> read_hash(std::string_view base64_text) {
  const auto bytes = from_base64(base64_text);
  if (!bytes) return std::nullopt;
  const auto hash = hash_of(*bytes);
  if (!hash) return std::nullopt;
  return *hash;
}

std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || !line.starts_with(name) || line[name.size()] != ' ') return std::nullopt;
  return line.substr(name.size() + 1);
}

}  // namespace candour::ledger::inside
