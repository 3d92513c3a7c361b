#include "ledger/tiles.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

// 1234067 as x001/234/067.
std::string path_of_index(std::uint64_t index) {
  std::string path;
  for (bool is_last = true;; is_last = false) {
    std::string three = std::to_string(index % 1000);
    three.insert(0, 3 - three.size(), '0');
    path.insert(0, is_last ? three : "x" + three + "/");
    index /= 1000;
    if (index == 0) return path;
  }
}

std::string width_suffix(unsigned width) {
  return width == tile_width ? "" : ".p/" + std::to_string(width);
}

// Takes "N[.p/W]" apart; what it accepts is written again and compared, so that there is one spelling.
std::optional<Tile> read_index_and_width(std::string_view text) {
  Tile tile;
  if (const std::size_t partial = text.find(".p/"); partial != std::string_view::npos) {
    const auto width = inside::read_decimal(text.substr(partial + 3));
    if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
    tile.width = static_cast<unsigned>(*width);
    text = text.substr(0, partial);
  }
  std::string digits;
  for (char c : text)
    if (c >= '0' && c <= '9') digits += c;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.empty() ? 0 : digits.size() - 1));
  const auto index = inside::read_decimal(digits);
  if (!index || path_of_index(*index) != text) return std::nullopt;
  tile.index = *index;
  return tile;
}

}  // namespace

std::string tile_path(const Tile& tile) {
  return "tile/" + std::to_string(tile.level) + "/" + path_of_index(tile.index) + width_suffix(tile.width);
}

std::string bundle_path(std::uint64_t index, unsigned width) {
  return "tile/entries/" + path_of_index(index) + width_suffix(width);
}

std::optional<Tile> read_tile_path(std::string_view path) {
  if (!path.starts_with("tile/")) return std::nullopt;
  path.remove_prefix(5);
  const std::size_t slash = path.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto level = inside::read_decimal(path.substr(0, slash));
  auto tile = read_index_and_width(path.substr(slash + 1));
  if (!level || *level > 63 || !tile) return std::nullopt;
  tile->level = static_cast<unsigned>(*level);
  return tile;
}

std::optional<Tile> read_bundle_path(std::string_view path) {
  constexpr std::string_view folder = "tile/entries/";
  if (!path.starts_with(folder)) return std::nullopt;
  return read_index_and_width(path.substr(folder.size()));
}

unsigned width_in(std::uint64_t size, unsigned level, std::uint64_t index) {
  const std::uint64_t hashes = level < 8 ? size >> (8 * level) : 0;
  const std::uint64_t full = hashes / tile_width;
  if (index < full) return tile_width;
  return index == full ? static_cast<unsigned>(hashes % tile_width) : 0;
}

std::vector<Tile> tiles_of(std::uint64_t size) {
  std::vector<Tile> tiles;
  for (unsigned level = 0; level < 8 && size >> (8 * level) != 0; ++level)
    for (std::uint64_t index = 0; const unsigned width = width_in(size, level, index); ++index)
      tiles.push_back({level, index, width});
  return tiles;
}

Result<std::string> write_tile(const Tile& tile, const Nodes& nodes) {
  std::string bytes;
  bytes.reserve(std::size_t{tile.width} * sizeof(Hash));
  for (unsigned i = 0; i < tile.width; ++i) {
    CANDOUR_TRY(hash, nodes(8 * tile.level, tile.index * tile_width + i));
    bytes += bytes_of(hash);
  }
  return bytes;
}

Result<std::vector<Hash>> read_tile(std::string_view bytes, unsigned width) {
  if (bytes.size() != std::size_t{width} * sizeof(Hash))
    return fail(ErrorCode::unreadable, "A tile of " + std::to_string(width) + " hashes has " +
                                           std::to_string(bytes.size()) + " bytes; it must have " +
                                           std::to_string(width * sizeof(Hash)) + ".");
  std::vector<Hash> hashes(width);
  for (Hash& hash : hashes) {
    std::copy_n(bytes.begin(), hash.size(), hash.begin());
    bytes.remove_prefix(hash.size());
  }
  return hashes;
}

Hash tile_root(const Hash* first, std::size_t count) {
  if (count == 1) return *first;
  return node_hash(tile_root(first, count / 2), tile_root(first + count / 2, count / 2));
}

Result<void> add_to_bundle(std::string& bundle, std::string_view entry) {
  if (entry.size() > longest_entry)
    return fail(ErrorCode::too_large, "An entry of the ledger has at most 65,535 bytes.",
                std::to_string(entry.size()) + " bytes");
  bundle += static_cast<char>(entry.size() >> 8);
  bundle += static_cast<char>(entry.size() & 0xff);
  bundle += entry;
  return {};
}

Result<std::vector<std::string>> read_bundle(std::string_view bytes, unsigned width) {
  std::vector<std::string> entries;
  while (entries.size() < width) {
    if (bytes.size() < 2) break;
    const std::size_t length =
        std::size_t{static_cast<unsigned char>(bytes[0])} << 8 | static_cast<unsigned char>(bytes[1]);
    if (bytes.size() - 2 < length) break;
    entries.emplace_back(bytes.substr(2, length));
    bytes.remove_prefix(2 + length);
  }
  if (entries.size() != width || !bytes.empty())
    return fail(ErrorCode::unreadable,
                "A bundle must hold " + std::to_string(width) + " entries and nothing else; it " +
                    (entries.size() != width ? "ends within number " + std::to_string(entries.size() + 1)
                                             : "goes on after them") +
                    ".");
  return entries;
}

Nodes nodes_in_tiles(std::uint64_t size, std::function<Result<std::string>(const Tile&)> read) {
  struct Kept {
    std::uint64_t index = 0;
    std::vector<Hash> hashes;
  };
  return [size, read = std::move(read), kept = std::make_shared<std::map<unsigned, Kept>>()](
             unsigned level, std::uint64_t index) -> Result<Hash> {
    const unsigned tile_level = level / 8;
    const unsigned height = level % 8;  // of the asked node above the tile's hashes
    const std::uint64_t first = index << height;
    const std::uint64_t tile_index = first / tile_width;
    const auto offset = static_cast<std::size_t>(first % tile_width);
    const std::size_t count = std::size_t{1} << height;
    const unsigned width = width_in(size, tile_level, tile_index);
    if (offset + count > width) return fail(ErrorCode::not_found, "The ledger is not that large.");
    auto [last, is_new] = kept->try_emplace(tile_level);
    if (is_new || last->second.index != tile_index) {
      const Tile tile{tile_level, tile_index, width};
      const auto hashes = [&]() -> Result<std::vector<Hash>> {
        CANDOUR_TRY(bytes, read(tile));
        return read_tile(bytes, width);
      }();
      if (!hashes) {
        kept->erase(last);
        return fail(hashes.error().code, tile_path(tile) + ": " + hashes.error().sentence, hashes.error().detail);
      }
      last->second = {tile_index, *hashes};
    }
    return tile_root(last->second.hashes.data() + offset, count);
  };
}

}  // namespace candour::ledger
