#include "ledger/tiles.h"

#include <map>
#include <set>

#include "ledger/known_test.h"

namespace candour::ledger {
namespace {

TEST(Tiles, paths_are_those_of_the_specification) {
  const std::pair<Tile, const char*> cases[] = {
      {{0, 0, 256}, "tile/0/000"},
      {{0, 0, 1}, "tile/0/000.p/1"},
      {{1, 999, 255}, "tile/1/999.p/255"},
      {{0, 1000, 256}, "tile/0/x001/000"},
      {{0, 1234067, 256}, "tile/0/x001/x234/067"},
      {{63, 70, 112}, "tile/63/070.p/112"},
  };
  for (const auto& [tile, path] : cases) {
    EXPECT_EQ(tile_path(tile), path);
    EXPECT_EQ(read_tile_path(path), tile);
  }
  EXPECT_EQ(bundle_path(1234067, 256), "tile/entries/x001/x234/067");
  EXPECT_EQ(read_bundle_path("tile/entries/x001/x234/067.p/7"), (Tile{0, 1234067, 7}));
}

TEST(Tiles, a_path_has_one_spelling) {
  for (const char* path : {"",
                           "tile",
                           "tile/",
                           "tile/0",
                           "tile/0/",
                           "tile/0/0",
                           "tile/0/00",
                           "tile/0/0000",
                           "tile/0/x000/001",
                           "tile/00/001",
                           "tile/64/000",
                           "tile/0/001/000",
                           "tile/0/x001/x000",
                           "tile/0/001.p/0",
                           "tile/0/001.p/256",
                           "tile/0/001.p/01",
                           "tile/0/001.p/",
                           "tile/0/001.p",
                           "tile/0/001/",
                           "/tile/0/001",
                           "tile/0/-01",
                           "tile/0/ 01",
                           "tile/0/X001/000",
                           "tile/+1/000",
                           "tile/entries/000",
                           "tile/8/0/000",
                           "tile/0/x999/x999/x999/x999/x999/x999/x999/999"})
    EXPECT_EQ(read_tile_path(path), std::nullopt) << path;
  EXPECT_EQ(read_bundle_path("tile/0/000"), std::nullopt);
}

// The example of the specification: a tree of 70,000.
TEST(Tiles, a_tree_of_70000_has_the_tiles_of_the_specification) {
  std::map<unsigned, std::pair<std::size_t, unsigned>> found;  // full ones, and the width of the partial one
  for (const Tile& tile : tiles_of(70'000)) {
    if (tile.width == 256)
      ++found[tile.level].first;
    else
      found[tile.level].second = tile.width;
  }
  EXPECT_EQ(found, (std::map<unsigned, std::pair<std::size_t, unsigned>>{{0, {273, 112}}, {1, {1, 17}}, {2, {0, 1}}}));
  EXPECT_EQ(tiles_of(256), (std::vector<Tile>{{0, 0, 256}, {1, 0, 1}}));
  EXPECT_TRUE(tiles_of(0).empty());
}

TEST(Tiles, any_proof_can_be_worked_out_of_tiles_alone) {
  const Tree tree = tree_of(66'000);
  for (std::uint64_t size : {1, 2, 3, 255, 256, 257, 65'535, 65'536, 65'537, 66'000}) {
    std::map<std::string, std::string> files;
    for (const Tile& tile : tiles_of(size)) files[tile_path(tile)] = *write_tile(tile, tree.nodes());
    const Nodes in_tiles = nodes_in_tiles(size, [&](const Tile& tile) -> Result<std::string> {
      const auto file = files.find(tile_path(tile));
      if (file == files.end()) return fail(ErrorCode::not_found, "It is not there.");
      return file->second;
    });
    EXPECT_EQ(*root_of(size, in_tiles), *root_of(size, tree.nodes()));
    for (std::uint64_t index : std::set<std::uint64_t>{0, size / 3, size / 2, size - 1})
      EXPECT_EQ(*inclusion_proof(index, size, in_tiles), *inclusion_proof(index, size, tree.nodes()))
          << index << " of " << size;
    for (std::uint64_t old_size : std::set<std::uint64_t>{1, (size + 1) / 2, size - size / 200, size})
      EXPECT_EQ(*consistency_proof(old_size, size, in_tiles), *consistency_proof(old_size, size, tree.nodes()));
    EXPECT_FALSE(in_tiles(0, size));
  }
}

TEST(Tiles, a_tile_that_is_missing_or_of_another_length_is_named) {
  const Nodes cut = nodes_in_tiles(300, [](const Tile&) -> Result<std::string> { return std::string(31, 'x'); });
  EXPECT_EQ(cut(0, 257).error().sentence, "tile/0/001.p/44: A tile of 44 hashes has 31 bytes; it must have 1408.");
}

TEST(Tiles, bundles_give_back_their_entries_and_nothing_else_is_one) {
  std::string bundle;
  const std::vector<std::string> entries{"", "a", std::string(65'535, 'z'), std::string("\0\n", 2)};
  for (const std::string& entry : entries) ASSERT_TRUE(add_to_bundle(bundle, entry));
  EXPECT_EQ(bundle.substr(0, 5), std::string("\0\0\0\1a", 5));
  EXPECT_EQ(read_bundle(bundle, 4), entries);
  EXPECT_EQ(add_to_bundle(bundle, std::string(65'536, 'z')).error().code, ErrorCode::too_large);
  for (unsigned width : {3u, 5u}) EXPECT_FALSE(read_bundle(bundle, width));
  for (std::size_t length = 0; length < 8; ++length) EXPECT_FALSE(read_bundle(bundle.substr(0, length), 4));
  EXPECT_FALSE(read_bundle(bundle + "x", 4));
}

}  // namespace
}  // namespace candour::ledger
