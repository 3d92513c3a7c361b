#include "web/assets.h"

namespace candour::web {

// every_asset() is written by the build (cmake/assets.cmake).

std::optional<Asset> find_asset(std::string_view path) {
  for (const Asset& asset : every_asset())
    if (asset.path == path) return asset;
  return std::nullopt;
}

std::string_view asset_path(std::string_view name) {
  for (const Asset& asset : every_asset())
    if (asset.name == name) return asset.path;
  return {};
}

}  // namespace candour::web
