// What the ledger costs: rebuilding a tree from the entries of a record, proofs out of tiles, and checking them. Prints
// what, and one number, parted by a tab.
//
//   ledger [ENTRIES]     1,000,000 where none is given

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "ledger/audit.h"
#include "ledger/commitment.h"
#include "ledger/tiles.h"

namespace {

using namespace candour;
using namespace candour::ledger;
using clock_of_bench = std::chrono::steady_clock;

double milliseconds_since(clock_of_bench::time_point start) {
  return std::chrono::duration<double, std::milli>(clock_of_bench::now() - start).count();
}
double median(std::vector<double> times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  return times[times.size() / 2];
}
template <class Work>
double median_of(int runs, const Work& work) {
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto start = clock_of_bench::now();
    work(static_cast<std::uint64_t>(run));
    times.push_back(milliseconds_since(start));
  }
  return median(std::move(times));
}

// An event as the record holds it: a rating.
const std::string core =
    R"({"actor":"coordinator","as_at":"2016-01-07","key_version":1,"number":17,"recorded":"2016-02-01T09:30:00.000000Z",)"
    R"("speaks_of":"2016-01-07","status":"on_track","type":"plan.rated","v":1})";
const std::string words = R"({"as_written":"G","reason":"As told at the meeting of the audit group"})";

}  // namespace

int main(int count, char** arguments) {
  const std::uint64_t size = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 1'000'000;
  if (size < 2) return 64;
  const SigningKey log =
      *SigningKey::make("candour.harrow-vale.example/log/1", Algorithm::signature, SigningKey::Seed{1});

  // From what is stored (salts and bytes) to the entries.
  std::vector<std::string> entries;
  entries.reserve(size);
  auto start = clock_of_bench::now();
  std::optional<Hash> previous;
  for (std::uint64_t i = 0; i < size; ++i) {
    Salt salt{};
    salt[0] = static_cast<std::uint8_t>(i);
    previous = commit(salt, write_committed_core({"plan/k7m2qx9dab", i + 1, previous, commit(salt, words), core}));
    entries.push_back(write_event_entry(*previous));
  }
  std::printf("commitments\t%.0f\n", milliseconds_since(start));

  start = clock_of_bench::now();
  Tree tree;
  for (const std::string& entry : entries) tree.append(leaf_hash(entry));
  const Hash root = tree.root();
  std::printf("rebuild\t%.0f\n", milliseconds_since(start));

  std::map<std::string, std::string> tiles;
  for (const Tile& tile : tiles_of(size)) tiles[tile_path(tile)] = *write_tile(tile, tree.nodes());
  const auto cold = [&] {
    return nodes_in_tiles(size, [&](const Tile& tile) -> Result<std::string> { return tiles[tile_path(tile)]; });
  };
  std::vector<Hash> proof;
  const double proving =
      median_of(1001, [&](std::uint64_t run) { proof = *inclusion_proof(run * 7919 % size, size, cold()); });
  std::printf("proof\t%.3f\n", proving);
  std::printf("consistency\t%.3f\n",
              median_of(1001, [&](std::uint64_t run) { (void)*consistency_proof(run * 7919 % size, size, cold()); }));

  const std::string checkpoint = sign_checkpoint({log.verifier().name, size, root}, log);
  const std::string text =
      write_entry_proof({{}, 4711 % size, *inclusion_proof(4711 % size, size, tree.nodes()), checkpoint});
  const double checking = median_of(1001, [&](std::uint64_t) {
    const auto read = read_entry_proof(text);
    if (!read || !check_entry(*read, entries[4711 % size], log.verifier())) std::abort();
  });
  std::printf("verification\t%.3f\n", checking);
  return 0;
}
