#pragma once
// The Merkle tree of RFC 6962, section 2.1, with SHA-256: hashes, roots, and proofs that an entry is in a tree
// (inclusion) and that a tree is an earlier one with entries added at its end (consistency). An entry is any bytes;
// nothing here knows what they mean. Sizes and indices count entries, from 0. Pure; any thread.

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/sha256.h"

namespace candour::ledger {

using Hash = Sha256;

Hash leaf_hash(std::string_view entry);                   // SHA-256 of 00 and the entry
Hash node_hash(const Hash& left, const Hash& right);      // SHA-256 of 01 and both
Hash empty_root();                                        // SHA-256 of nothing
std::string_view bytes_of(const Hash& hash);              // a view of it
Result<Hash> hash_of(std::string_view thirty_two_bytes);  // unreadable where they are not 32

// A perfect subtree: the 2^level leaves from index * 2^level on.
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
  Hash hash{};
  bool operator==(const Node&) const = default;
};

// What a tree needs to grow: the roots of its perfect subtrees, largest first, at most 64. An append costs about two
// hashes, whatever the size.
class CompactRange {
 public:
  CompactRange() = default;
  // As kept earlier. Fails where there is not one hash for each binary one of the size.
  static Result<CompactRange> resume(std::uint64_t size, std::vector<Hash> subtrees);

  // Adds to `completed`, where given, every perfect subtree that the leaf completes: itself first, then upward.
  void append(const Hash& leaf, std::vector<Node>* completed = nullptr);
  std::uint64_t size() const { return size_; }
  const std::vector<Hash>& subtrees() const { return subtrees_; }
  Hash root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> subtrees_;
};

// Where perfect subtrees are found: in memory (Tree), or in tiles (tiles.h). It is asked only for those that lie wholly
// within the tree, and fails where one cannot be had.
using Nodes = std::function<Result<Hash>(unsigned level, std::uint64_t index)>;

// The root of the first `size` entries.
Result<Hash> root_of(std::uint64_t size, const Nodes& nodes);
// From the leaf's sibling upward. ErrorCode::not_found where the tree is not that large.
Result<std::vector<Hash>> inclusion_proof(std::uint64_t index, std::uint64_t size, const Nodes& nodes);
// Empty for equal sizes and from the empty tree.
Result<std::vector<Hash>> consistency_proof(std::uint64_t old_size, std::uint64_t size, const Nodes& nodes);

// Every perfect subtree in memory: 64 bytes an entry.
class Tree {
 public:
  void append(const Hash& leaf);
  std::uint64_t size() const { return range_.size(); }
  Hash root() const { return range_.root(); }
  // Valid as long as the tree is, and does not move.
  Nodes nodes() const;

 private:
  CompactRange range_;
  std::vector<std::vector<Hash>> levels_;
  std::vector<Node> completed_;
};

// Checks of RFC 9162, sections 2.1.3.2 and 2.1.4.2. They fail with ErrorCode::refused and a sentence that says what
// does not hold; a proof that is altered in any bit, or of another entry, place, size or root, does not hold.
Result<void> check_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const std::vector<Hash>& proof,
                             const Hash& root);
Result<void> check_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                               const std::vector<Hash>& proof);

}  // namespace candour::ledger
