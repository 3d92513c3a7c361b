#include "ledger/tree.h"

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <utility>

#include "ledger/known_test.h"

namespace candour::ledger {
namespace {

// ---- Known answers ----

TEST(Tree, hashes_are_those_of_rfc_6962) {
  EXPECT_EQ(hex_of(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_of(leaf_hash("")), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  EXPECT_EQ(hex_of(leaf_hash("L123456")), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST(Tree, roots_of_the_reference_tree_are_those_of_certificate_transparency) {
  const std::pair<const char*, const char*> leaves_and_roots[] = {
      {"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
      {"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
      {"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
      {"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
      {"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
      {"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
      {"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
      {"606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}};
  CompactRange range;
  Tree tree;
  EXPECT_EQ(range.root(), empty_root());
  for (const auto& [leaf, root] : leaves_and_roots) {
    range.append(leaf_hash(raw(leaf)));
    tree.append(leaf_hash(raw(leaf)));
    EXPECT_EQ(hex_of(range.root()), root);
    EXPECT_EQ(tree.root(), range.root());
    EXPECT_EQ(root_of(tree.size(), tree.nodes()), range.root());
  }
}

TEST(Tree, the_published_proofs_hold_or_are_refused_as_they_say) {
  const auto answers = known_answers("merkle.txt");
  ASSERT_EQ(answers.size(), 196u);
  for (const auto& answer : answers) {
    ASSERT_EQ(answer.size(), 8u);
    const bool should_hold = answer[1] == "holds";
    const std::uint64_t first = std::stoull(answer[2]);
    const std::uint64_t second = std::stoull(answer[3]);
    // What is no hash of 32 bytes never comes to a check.
    bool all_hashes = true;
    const auto hash = [&](std::string_view text) {
      const auto bytes = from_base64(text);
      const auto read = bytes ? hash_of(*bytes) : hash_of("");
      all_hashes = all_hashes && read.has_value();
      return read ? *read : Hash{};
    };
    const Hash left = hash(answer[4]);
    const Hash right = hash(answer[5]);
    std::vector<Hash> proof;
    if (!answer[6].empty())
      for (std::string_view one : split(answer[6], ',')) proof.push_back(hash(one));
    const auto checked = answer[0] == "inclusion" ? check_inclusion(left, first, second, proof, right)
                                                  : check_consistency(first, left, second, right, proof);
    // Of one, both roots are a few equal bytes of nonsense: no hashes, so refused here.
    const bool is_the_exception = answer[7] == "consistency/additional/sizes-are-equal-one-and-proof-is-empty";
    EXPECT_EQ(all_hashes && checked.has_value(), should_hold && !is_the_exception) << answer[7];
  }
}

// ---- A second, naive implementation: RFC 6962, section 2.1, word by word ----

class Naive {
 public:
  explicit Naive(std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) entries_.push_back(entry_number(i));
  }
  Hash mth(std::size_t from, std::size_t to) {
    if (from == to) return sha256("");
    if (const auto known = known_.find({from, to}); known != known_.end()) return known->second;
    const std::size_t n = to - from;
    Hash hash;
    if (n == 1) {
      hash = sha256(std::string(1, '\0') + entries_[from]);
    } else {
      std::string both(1, '\1');
      both += bytes_of(mth(from, from + k_of(n)));
      both += bytes_of(mth(from + k_of(n), to));
      hash = sha256(both);
    }
    return known_[{from, to}] = hash;
  }
  std::vector<Hash> path(std::size_t m, std::size_t from, std::size_t to) {
    if (to - from == 1) return {};
    const std::size_t k = k_of(to - from);
    std::vector<Hash> found = m < k ? path(m, from, from + k) : path(m - k, from + k, to);
    found.push_back(m < k ? mth(from + k, to) : mth(from, from + k));
    return found;
  }
  std::vector<Hash> proof(std::size_t m, std::size_t n) { return subproof(m, 0, n, true); }

 private:
  std::vector<Hash> subproof(std::size_t m, std::size_t from, std::size_t to, bool b) {
    if (m == to - from) return b ? std::vector<Hash>{} : std::vector<Hash>{mth(from, to)};
    const std::size_t k = k_of(to - from);
    std::vector<Hash> found = m <= k ? subproof(m, from, from + k, b) : subproof(m - k, from + k, to, false);
    found.push_back(m <= k ? mth(from + k, to) : mth(from, from + k));
    return found;
  }
  static std::size_t k_of(std::size_t n) {
    std::size_t k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  }
  std::vector<std::string> entries_;
  std::map<std::pair<std::size_t, std::size_t>, Hash> known_;
};

constexpr std::uint64_t largest = 257;

TEST(Tree, every_root_and_every_inclusion_up_to_257_is_the_naive_one_and_holds) {
  Naive naive(largest);
  const Tree tree = tree_of(largest);
  std::size_t pairs = 0;
  for (std::uint64_t size = 1; size <= largest; ++size) {
    const Hash root = naive.mth(0, size);
    ASSERT_EQ(root_of(size, tree.nodes()), root);
    for (std::uint64_t index = 0; index < size; ++index, ++pairs) {
      const auto proof = inclusion_proof(index, size, tree.nodes());
      ASSERT_TRUE(proof);
      ASSERT_EQ(*proof, naive.path(index, 0, size)) << index << " of " << size;
      ASSERT_TRUE(check_inclusion(leaf_hash(entry_number(index)), index, size, *proof, root))
          << index << " of " << size;
    }
  }
  EXPECT_EQ(pairs, 33'153u);
}

TEST(Tree, every_consistency_up_to_257_is_the_naive_one_and_holds) {
  Naive naive(largest);
  const Tree tree = tree_of(largest);
  std::size_t pairs = 0;
  for (std::uint64_t size = 1; size <= largest; ++size)
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size, ++pairs) {
      const auto proof = consistency_proof(old_size, size, tree.nodes());
      ASSERT_TRUE(proof);
      ASSERT_EQ(*proof, naive.proof(old_size, size)) << old_size << " to " << size;
      ASSERT_TRUE(check_consistency(old_size, naive.mth(0, old_size), size, naive.mth(0, size), *proof))
          << old_size << " to " << size;
    }
  EXPECT_EQ(pairs, 33'153u);
}

// ---- What is altered is refused ----

// Every bit of leaf, proof and root, of every place in every tree up to 20, and in some of the larger.
TEST(Tree, any_flipped_bit_of_an_inclusion_is_refused) {
  const Tree tree = tree_of(largest);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
  for (std::uint64_t size = 1; size <= 20; ++size)
    for (std::uint64_t index = 0; index < size; ++index) places.emplace_back(index, size);
  for (std::uint64_t size : {31, 32, 33, 127, 128, 255, 256, 257})
    for (std::uint64_t index : {std::uint64_t{0}, size / 2, size - 1}) places.emplace_back(index, size);
  for (const auto& [index, size] : places) {
    std::vector<Hash> all = *inclusion_proof(index, size, tree.nodes());  // and the leaf and the root
    all.push_back(leaf_hash(entry_number(index)));
    all.push_back(*root_of(size, tree.nodes()));
    const auto holds = [&, i = index, n = size](std::vector<Hash> altered) {
      const Hash root = altered.back();
      altered.pop_back();
      const Hash leaf = altered.back();
      altered.pop_back();
      return check_inclusion(leaf, i, n, altered, root).has_value();
    };
    ASSERT_TRUE(holds(all));
    for (std::size_t bit = 0; bit < all.size() * 256; ++bit) {
      std::vector<Hash> altered = all;
      altered[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      ASSERT_FALSE(holds(altered)) << index << " of " << size << ", bit " << bit;
    }
  }
}

TEST(Tree, an_inclusion_at_another_place_or_in_another_tree_is_refused) {
  const Tree tree = tree_of(70);
  for (std::uint64_t size = 1; size <= 40; ++size)
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto proof = *inclusion_proof(index, size, tree.nodes());
      const Hash leaf = leaf_hash(entry_number(index));
      const Hash root = *root_of(size, tree.nodes());
      for (std::uint64_t other = 0; other < 70; ++other) {
        ASSERT_EQ(check_inclusion(leaf, other, size, proof, root).has_value(), other == index);
        if (other != size) {
          ASSERT_FALSE(check_inclusion(leaf, index, other, proof, *root_of(other, tree.nodes())));
        }
      }
      auto longer = proof;
      longer.push_back(root);
      EXPECT_FALSE(check_inclusion(leaf, index, size, longer, root));
      if (!proof.empty()) {
        auto shorter = proof;
        shorter.pop_back();
        EXPECT_FALSE(check_inclusion(leaf, index, size, shorter, root));
      }
    }
}

TEST(Tree, any_flipped_bit_of_a_consistency_is_refused) {
  const Tree tree = tree_of(largest);
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs;
  for (std::uint64_t size = 1; size <= 17; ++size)
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) pairs.emplace_back(old_size, size);
  for (std::uint64_t size : {33, 64, 255, 256, 257})
    for (std::uint64_t old_size : {std::uint64_t{1}, size / 2, size - 1}) pairs.emplace_back(old_size, size);
  for (const auto& [old_size, size] : pairs) {
    std::vector<Hash> all = *consistency_proof(old_size, size, tree.nodes());
    all.push_back(*root_of(old_size, tree.nodes()));
    all.push_back(*root_of(size, tree.nodes()));
    const auto holds = [&, m = old_size, n = size](std::vector<Hash> altered) {
      const Hash root = altered.back();
      altered.pop_back();
      const Hash old_root = altered.back();
      altered.pop_back();
      return check_consistency(m, old_root, n, root, altered).has_value();
    };
    ASSERT_TRUE(holds(all));
    for (std::size_t bit = 0; bit < all.size() * 256; ++bit) {
      std::vector<Hash> altered = all;
      altered[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      ASSERT_FALSE(holds(altered)) << old_size << " to " << size << ", bit " << bit;
    }
  }
}

TEST(Tree, a_ledger_that_went_back_or_was_rewritten_is_refused) {
  const Tree tree = tree_of(20);
  Tree rewritten;
  for (std::uint64_t i = 0; i < 20; ++i) rewritten.append(leaf_hash(i == 3 ? "another" : entry_number(i)));
  for (std::uint64_t size = 1; size <= 20; ++size)
    for (std::uint64_t old_size = 1; old_size <= size; ++old_size) {
      const Hash old_root = *root_of(old_size, tree.nodes());
      const auto proof = *consistency_proof(old_size, size, rewritten.nodes());
      const auto checked = check_consistency(old_size, old_root, size, *root_of(size, rewritten.nodes()), proof);
      // What was rewritten, entry 3, shows as soon as the old ledger had it.
      ASSERT_EQ(checked.has_value(), old_size <= 3) << old_size << " to " << size;
      if (old_size != size) {
        ASSERT_FALSE(check_consistency(size, rewritten.root(), old_size, old_root, proof));
      }
    }
}

TEST(Tree, from_nothing_there_is_nothing_to_prove) {
  const Tree tree = tree_of(5);
  EXPECT_EQ(consistency_proof(0, 5, tree.nodes()), std::vector<Hash>{});
  EXPECT_TRUE(check_consistency(0, empty_root(), 5, tree.root(), {}));
  EXPECT_TRUE(check_consistency(0, empty_root(), 0, empty_root(), {}));
  EXPECT_FALSE(check_consistency(0, tree.root(), 5, tree.root(), {}));
  EXPECT_FALSE(check_consistency(0, empty_root(), 5, tree.root(), {tree.root()}));
  EXPECT_FALSE(check_consistency(0, tree.root(), 0, tree.root(), {}));
  EXPECT_FALSE(check_consistency(5, tree.root(), 5, tree.root(), {tree.root()}));
}

TEST(Tree, refusals_say_what_does_not_hold) {
  const Tree tree = tree_of(8);
  const auto proof = *inclusion_proof(2, 8, tree.nodes());
  const Hash leaf = leaf_hash(entry_number(2));
  const auto sentence = [](const Result<void>& result) { return result ? "" : result.error().sentence; };
  EXPECT_EQ(sentence(check_inclusion(leaf, 8, 8, proof, tree.root())),
            "The proof is of entry 8, and the ledger that was signed has 8 entries (they count from 0).");
  EXPECT_EQ(sentence(check_inclusion(leaf, 2, 8, {proof[0]}, tree.root())),
            "The proof has 1 hash; from this place in a ledger of 8 entries it has 3.");
  EXPECT_EQ(sentence(check_inclusion(leaf_hash("another"), 2, 8, proof, tree.root())),
            "The proof does not lead from this entry to the root that was signed: the entry, its place, the proof or "
            "the root "
            "is not what it was.");
  EXPECT_EQ(sentence(check_consistency(9, leaf, 8, tree.root(), {})),
            "The ledger went back: it had 9 entries and now has 8 entries.");
  EXPECT_EQ(sentence(check_consistency(8, leaf, 8, tree.root(), {})),
            "Two different ledgers of 8 entries were signed: one of them rewrites the other.");
}

TEST(Tree, proofs_that_a_tree_cannot_give_are_not_found) {
  const Tree tree = tree_of(8);
  EXPECT_EQ(inclusion_proof(8, 8, tree.nodes()).error().code, ErrorCode::not_found);
  EXPECT_EQ(inclusion_proof(0, 9, tree.nodes()).error().code, ErrorCode::not_found);
  EXPECT_EQ(consistency_proof(9, 8, tree.nodes()).error().code, ErrorCode::not_found);
  EXPECT_EQ(consistency_proof(3, 9, tree.nodes()).error().code, ErrorCode::not_found);
}

// Sizes that no tree here reaches: checks end, and refuse.
TEST(Tree, the_largest_numbers_are_refused_without_fuss) {
  const std::uint64_t most = ~std::uint64_t{0};
  const Hash hash = empty_root();
  for (std::size_t length : {0, 1, 63, 64, 65}) {
    const std::vector<Hash> proof(length, hash);
    EXPECT_FALSE(check_inclusion(hash, most - 1, most, proof, hash));
    EXPECT_FALSE(check_inclusion(hash, 0, most, proof, hash));
    EXPECT_FALSE(check_consistency(1, hash, most, hash, proof));
    EXPECT_FALSE(check_consistency(most - 1, hash, most, hash, proof));
    EXPECT_FALSE(check_consistency(std::uint64_t{1} << 63, hash, most, hash, proof));
  }
}

// ---- Growing ----

TEST(Tree, a_tree_that_was_put_away_goes_on_as_if_it_had_not) {
  std::mt19937 chance(20160107);
  CompactRange straight;
  CompactRange put_away;
  for (std::uint64_t i = 0; i < 3000; ++i) {
    straight.append(leaf_hash(entry_number(i)));
    put_away.append(leaf_hash(entry_number(i)));
    if (chance() % 7 == 0) put_away = *CompactRange::resume(put_away.size(), put_away.subtrees());
    ASSERT_EQ(put_away.root(), straight.root());
  }
  EXPECT_FALSE(CompactRange::resume(7, {empty_root(), empty_root()}));
}

TEST(Tree, an_append_tells_every_subtree_that_it_completes) {
  Naive naive(64);
  CompactRange range;
  for (std::uint64_t i = 0; i < 64; ++i) {
    std::vector<Node> completed;
    range.append(leaf_hash(entry_number(i)), &completed);
    unsigned level = 0;
    for (const Node& node : completed) {
      EXPECT_EQ(node.level, level++);
      EXPECT_EQ(node.hash, naive.mth(node.index << node.level, (node.index + 1) << node.level));
      EXPECT_EQ((node.index + 1) << node.level, i + 1);
    }
    EXPECT_EQ(std::uint64_t{1} << (level - 1), (i + 1) & ~i);  // as often as the new size can be halved
  }
}

}  // namespace
}  // namespace candour::ledger
