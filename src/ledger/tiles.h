#pragma once
// A tree as files that never change (c2sp.org/tlog-tiles): 256 hashes of every eighth level to a tile, and the entries
// in bundles of 256. Whoever holds them can work out any root and proof without asking anybody. Pure; any thread.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/tree.h"

namespace candour::ledger {

inline constexpr unsigned tile_width = 256;
inline constexpr std::size_t longest_entry = 65'535;  // bytes: two hold its length

// The index-th tile of a level (0 to 63, counted in eights: level 1 holds the roots of full tiles of level 0), with its
// first `width` hashes: 256 of a full tile, 1 to 255 of a partial one.
struct Tile {
  unsigned level = 0;
  std::uint64_t index = 0;
  unsigned width = tile_width;
  bool operator==(const Tile&) const = default;
};

std::string tile_path(const Tile& tile);                       // tile/0/x001/234/067.p/112
std::string bundle_path(std::uint64_t index, unsigned width);  // tile/entries/x001/234/067.p/112
// Nothing for any other form of the same numbers: an address has one spelling.
std::optional<Tile> read_tile_path(std::string_view path);
std::optional<Tile> read_bundle_path(std::string_view path);  // level 0

// How wide the tile is in a tree of `size` entries: 0 where it has none.
unsigned width_in(std::uint64_t size, unsigned level, std::uint64_t index);
// Every tile of a tree of `size` entries, level by level. The bundles are those of level 0.
std::vector<Tile> tiles_of(std::uint64_t size);

// 32 bytes a hash.
Result<std::string> write_tile(const Tile& tile, const Nodes& nodes);
Result<std::vector<Hash>> read_tile(std::string_view bytes, unsigned width);
// The root of 2^k hashes, k at most 8: what a full tile is in the level above it.
Hash tile_root(const Hash* first, std::size_t count);

// Two bytes of length, big end first, before each entry. Fails with ErrorCode::too_large for an entry over 65,535
// bytes.
Result<void> add_to_bundle(std::string& bundle, std::string_view entry);
Result<std::vector<std::string>> read_bundle(std::string_view bytes, unsigned width);

// The tree of `size` entries that the tiles hold. `read` is asked for the bytes of a tile of that very width. What
// comes of it is only as true as the root it is checked against. One thread at a time: it keeps the last tile of each
// level.
Nodes nodes_in_tiles(std::uint64_t size, std::function<Result<std::string>(const Tile&)> read);

}  // namespace candour::ledger
