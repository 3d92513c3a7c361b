#pragma once
// The files that pages refer to, compiled into the program: style sheet, scripts, drawings. Each has the hash of its
// bytes in its name, so it never changes and may be kept by browsers for ever. Any thread.

#include <optional>
#include <span>
#include <string_view>

namespace candour::web {

struct Asset {
  std::string_view name;          // "candour.css", as the source calls it
  std::string_view path;          // "/assets/candour-1f2e3d4c5b.css"
  std::string_view content_type;  // "text/css; charset=utf-8"
  std::string_view etag;          // with its quotes
  std::string_view bytes;
  std::string_view gzipped;  // the same bytes by gzip -9
};
inline constexpr std::string_view asset_cache_control = "public, max-age=31536000, immutable";

// The asset at an address; nothing for any other.
std::optional<Asset> find_asset(std::string_view path);
// Where an asset of this name is; empty for a name that is not one.
std::string_view asset_path(std::string_view name);
std::span<const Asset> every_asset();

}  // namespace candour::web
