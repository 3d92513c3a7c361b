#include "ledger/tree.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

#include "base/text.h"

namespace candour::ledger {
namespace {

// The largest power of two below n, for n of at least 2: where RFC 6962 splits a tree.
std::uint64_t split_of(std::uint64_t n) {
  return std::bit_floor(n - 1);
}

// The root of the `count` leaves from `first` on, where `first` is a multiple of a power of two of at least `count`.
Result<Hash> subtree_root(std::uint64_t first, std::uint64_t count, const Nodes& nodes) {
  const auto level = static_cast<unsigned>(std::countr_zero(std::bit_floor(count)));
  if (std::has_single_bit(count)) return nodes(level, first >> level);
  const std::uint64_t left_count = split_of(count);
  CANDOUR_TRY(left, nodes(level, first >> level));
  CANDOUR_TRY(right, subtree_root(first + left_count, count - left_count, nodes));
  return node_hash(left, right);
}

std::string entries(std::uint64_t count) {
  return grouped(static_cast<long long>(count)) + (count == 1 ? " entry" : " entries");
}
std::string hashes(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " hash" : " hashes");
}
auto refuse(std::string sentence) {
  return fail(ErrorCode::refused, std::move(sentence));
}

}  // namespace

Hash leaf_hash(std::string_view entry) {
  std::string bytes;
  bytes.reserve(1 + entry.size());
  bytes += '\x00';
  bytes += entry;
  return sha256(bytes);
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 65> bytes;
  bytes[0] = '\x01';
  std::copy(left.begin(), left.end(), bytes.begin() + 1);
  std::copy(right.begin(), right.end(), bytes.begin() + 33);
  return sha256({bytes.data(), bytes.size()});
}

Hash empty_root() {
  return sha256({});
}

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Result<Hash> hash_of(std::string_view thirty_two_bytes) {
  Hash hash;
  if (thirty_two_bytes.size() != hash.size())
    return fail(ErrorCode::unreadable,
                "A hash is 32 bytes long, and here are " + std::to_string(thirty_two_bytes.size()) + ".");
  std::copy(thirty_two_bytes.begin(), thirty_two_bytes.end(), hash.begin());
  return hash;
}

// ---- Growing ----

Result<CompactRange> CompactRange::resume(std::uint64_t size, std::vector<Hash> subtrees) {
  if (subtrees.size() != static_cast<std::size_t>(std::popcount(size)))
    return fail(ErrorCode::internal, "The kept state of the ledger's tree is damaged: a tree of " + entries(size) +
                                         " does not stand on " + hashes(subtrees.size()) + ".");
  CompactRange range;
  range.size_ = size;
  range.subtrees_ = std::move(subtrees);
  return range;
}

void CompactRange::append(const Hash& leaf, std::vector<Node>* completed) {
  Node node{0, size_, leaf};
  if (completed) completed->push_back(node);
  for (std::uint64_t size = size_; (size & 1) != 0; size >>= 1) {
    node = {node.level + 1, node.index >> 1, node_hash(subtrees_.back(), node.hash)};
    subtrees_.pop_back();
    if (completed) completed->push_back(node);
  }
  subtrees_.push_back(node.hash);
  ++size_;
}

Hash CompactRange::root() const {
  if (subtrees_.empty()) return empty_root();
  Hash root = subtrees_.back();
  for (auto left = subtrees_.rbegin() + 1; left != subtrees_.rend(); ++left) root = node_hash(*left, root);
  return root;
}

void Tree::append(const Hash& leaf) {
  completed_.clear();
  range_.append(leaf, &completed_);
  for (const Node& node : completed_) {
    if (node.level == levels_.size()) levels_.emplace_back();
    levels_[node.level].push_back(node.hash);
  }
}

Nodes Tree::nodes() const {
  return [this](unsigned level, std::uint64_t index) -> Result<Hash> {
    if (level >= levels_.size() || index >= levels_[level].size())
      return fail(ErrorCode::not_found, "The ledger is not that large.");
    return levels_[level][index];
  };
}

// ---- Proving ----

Result<Hash> root_of(std::uint64_t size, const Nodes& nodes) {
  if (size == 0) return empty_root();
  return subtree_root(0, size, nodes);
}

Result<std::vector<Hash>> inclusion_proof(std::uint64_t index, std::uint64_t size, const Nodes& nodes) {
  if (index >= size)
    return fail(ErrorCode::not_found, "There is no entry " + grouped(static_cast<long long>(index)) +
                                          " in a ledger of " + entries(size) + " (they count from 0).");
  std::vector<Hash> proof;
  std::uint64_t first = 0;
  for (std::uint64_t count = size; count > 1;) {
    const std::uint64_t left = split_of(count);
    const bool is_left = index < first + left;
    CANDOUR_TRY(sibling, subtree_root(is_left ? first + left : first, is_left ? count - left : left, nodes));
    proof.push_back(sibling);
    first += is_left ? 0 : left;
    count = is_left ? left : count - left;
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

Result<std::vector<Hash>> consistency_proof(std::uint64_t old_size, std::uint64_t size, const Nodes& nodes) {
  if (old_size > size)
    return fail(ErrorCode::not_found, "A ledger of " + entries(size) + " is not an earlier one of " +
                                          entries(old_size) + " with more at its end.");
  std::vector<Hash> proof;
  if (old_size == 0 || old_size == size) return proof;
  std::uint64_t first = 0;
  std::uint64_t count = size;
  bool from_the_start = true;  // whether the old tree's rest is a subtree that the verifier knows as the old root
  for (std::uint64_t rest = old_size; rest != count || !from_the_start;) {
    if (rest == count) {
      CANDOUR_TRY(known, subtree_root(first, rest, nodes));
      proof.push_back(known);
      break;
    }
    const std::uint64_t left = split_of(count);
    const bool is_left = rest <= left;
    CANDOUR_TRY(sibling, subtree_root(is_left ? first + left : first, is_left ? count - left : left, nodes));
    proof.push_back(sibling);
    if (is_left) {
      count = left;
    } else {
      first += left;
      count -= left;
      rest -= left;
      from_the_start = false;
    }
  }
  std::reverse(proof.begin(), proof.end());
  return proof;
}

// ---- Checking ----

Result<void> check_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size, const std::vector<Hash>& proof,
                             const Hash& root) {
  if (index >= size)
    return refuse("The proof is of entry " + grouped(static_cast<long long>(index)) +
                  ", and the ledger that was signed has " + entries(size) + " (they count from 0).");
  const auto below = static_cast<std::size_t>(std::bit_width(index ^ (size - 1)));
  const std::size_t needed = below + (below < 64 ? static_cast<std::size_t>(std::popcount(index >> below)) : 0);
  if (proof.size() != needed)
    return refuse("The proof has " + hashes(proof.size()) + "; from this place in a ledger of " + entries(size) +
                  " it has " + std::to_string(needed) + ".");
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Hash reached = leaf;
  for (const Hash& sibling : proof) {
    if ((at & 1) != 0 || at == last) {
      reached = node_hash(sibling, reached);
      for (; (at & 1) == 0 && at != 0; at >>= 1) last >>= 1;
    } else {
      reached = node_hash(reached, sibling);
    }
    at >>= 1;
    last >>= 1;
  }
  if (last != 0 || reached != root)
    return refuse(
        "The proof does not lead from this entry to the root that was signed: the entry, its place, the proof or the "
        "root "
        "is not what it was.");
  return {};
}

Result<void> check_consistency(std::uint64_t old_size, const Hash& old_root, std::uint64_t size, const Hash& root,
                               const std::vector<Hash>& proof) {
  if (old_size > size)
    return refuse("The ledger went back: it had " + entries(old_size) + " and now has " + entries(size) + ".");
  if (old_size == 0 || old_size == size) {
    // Nothing lies between, so there is nothing to prove but that both ends are what they must be.
    if (!proof.empty())
      return refuse("From " + entries(old_size) + " to " + entries(size) +
                    " nothing needs proving, and the proof has " + hashes(proof.size()) + ".");
    if (old_size == 0 && old_root != empty_root()) return refuse("A ledger without entries has another root.");
    if (old_size == size && old_root != root)
      return refuse("Two different ledgers of " + entries(size) + " were signed: one of them rewrites the other.");
    if (size == 0 && root != empty_root()) return refuse("A ledger without entries has another root.");
    return {};
  }
  const auto does_not_lead = [] {
    return refuse(
        "The later ledger is not the earlier one with entries added at its end: what was there has been changed, or "
        "the proof "
        "is not theirs.");
  };
  // Where the old tree is perfect, its own root is where both ways begin.
  const bool is_perfect = std::has_single_bit(old_size);
  if (proof.empty() || proof.size() > 64) return does_not_lead();
  std::uint64_t at = old_size - 1;
  std::uint64_t last = size - 1;
  for (; (at & 1) != 0; at >>= 1) last >>= 1;
  Hash old_reached = is_perfect ? old_root : proof.front();
  Hash reached = old_reached;
  for (auto sibling = proof.begin() + (is_perfect ? 0 : 1); sibling != proof.end(); ++sibling) {
    if (last == 0) return does_not_lead();
    if ((at & 1) != 0 || at == last) {
      old_reached = node_hash(*sibling, old_reached);
      reached = node_hash(*sibling, reached);
      for (; (at & 1) == 0 && at != 0; at >>= 1) last >>= 1;
    } else {
      reached = node_hash(reached, *sibling);
    }
    at >>= 1;
    last >>= 1;
  }
  if (last != 0 || old_reached != old_root || reached != root) return does_not_lead();
  return {};
}

}  // namespace candour::ledger
