#include "ledger/signer.h"

#include "ledger/known_test.h"
#include "ledger/policy.h"
#include "ledger/witness.h"

namespace candour::ledger {
namespace {

constexpr const char* origin = "candour.harrow-vale.example/log/1";

SigningKey key_of(const std::string& name, Algorithm algorithm, std::uint8_t first) {
  SigningKey::Seed seed{};
  seed[0] = first;
  return *SigningKey::make(name, algorithm, seed);
}
const SigningKey& log_key() {
  static const SigningKey key = key_of(origin, Algorithm::signature, 1);
  return key;
}
const SigningKey& witness_key() {
  static const SigningKey key = key_of("witness.brackenford.example", Algorithm::cosignature, 2);
  return key;
}
Checkpoint at(const Tree& tree, std::uint64_t size) {
  return {origin, size, *root_of(size, tree.nodes())};
}
Advance advance(const Tree& tree, std::uint64_t old_size, std::uint64_t size) {
  return {old_size, *consistency_proof(old_size, size, tree.nodes())};
}
// The same up to entry 5.
Tree fork_of(std::uint64_t size) {
  Tree tree;
  for (std::uint64_t i = 0; i < size; ++i) tree.append(leaf_hash(i < 5 ? entry_number(i) : "rewritten"));
  return tree;
}

// ---- The signer ----

TEST(Signer, signs_forward_and_the_same_again) {
  const Tree tree = tree_of(20);
  SignerMemory memory;
  for (std::uint64_t size : {1, 1, 2, 7, 8, 8, 20}) {
    const std::uint64_t signed_size = memory.last ? memory.last->size : 0;
    const auto permit = consider(memory, at(tree, size), advance(tree, signed_size, size), log_key().verifier());
    ASSERT_TRUE(permit) << permit.error().sentence;
    memory = permit->memory();
    EXPECT_EQ(memory.last, at(tree, size));
    EXPECT_EQ(open_checkpoint(permit->sign(log_key()), log_key().verifier())->checkpoint, at(tree, size));
    EXPECT_EQ(read_signer_memory(write_signer_memory(memory)), memory);
  }
}

TEST(Signer, refuses_what_would_go_back_or_fork) {
  const Tree tree = tree_of(20);
  const Tree fork = fork_of(20);
  const SignerMemory at_8{at(tree, 8)};
  struct Case {
    const char* name;
    SignerMemory memory;
    Checkpoint next;
    Advance advance;
    ErrorCode code;
    const char* sentence;
  };
  Checkpoint elsewhere = at(tree, 20);
  elsewhere.origin = "candour.harrow-vale.example/log/2";
  SignerMemory of_another_log{at(tree, 8)};
  of_another_log.last->origin = "candour.harrow-vale.example/log/0";
  const Case cases[] = {
      {"back",
       at_8,
       at(tree, 7),
       {8, {}},
       ErrorCode::refused,
       "The signer has signed a ledger of 8 entries and does not go back to one of 7 entries. The record has been "
       "rolled back, "
       "or this is not its latest copy."},
      {"fork at the same size",
       at_8,
       at(fork, 8),
       {8, {}},
       ErrorCode::refused,
       "Two different ledgers of 8 entries were signed: one of them rewrites the other."},
      {"fork further on", at_8, at(fork, 20), advance(fork, 8, 20), ErrorCode::refused,
       "The later ledger is not the earlier one with entries added at its end: what was there has been changed, or the "
       "proof is "
       "not theirs."},
      {"fork with the true proof", at_8, at(fork, 20), advance(tree, 8, 20), ErrorCode::refused,
       "The later ledger is not the earlier one with entries added at its end: what was there has been changed, or the "
       "proof is "
       "not theirs."},
      {"no proof",
       at_8,
       at(tree, 20),
       {8, {}},
       ErrorCode::refused,
       "The later ledger is not the earlier one with entries added at its end: what was there has been changed, or the "
       "proof is "
       "not theirs."},
      {"proof from elsewhere", at_8, at(tree, 20), advance(tree, 7, 20), ErrorCode::conflict,
       "The signer signed a ledger of 8 entries last, not of 7 entries."},
      {"as if it were new",
       at_8,
       at(fork, 20),
       {0, {}},
       ErrorCode::conflict,
       "The signer signed a ledger of 8 entries last, not of 0 entries."},
      {"nothing", {}, at(tree, 0), {0, {}}, ErrorCode::refused, "A ledger is signed once it has its first entry."},
      {"another log", at_8, elsewhere, advance(tree, 8, 20), ErrorCode::refused,
       "This signer's key is of candour.harrow-vale.example/log/1; it does not sign for "
       "candour.harrow-vale.example/log/2."},
      {"memory of another log", of_another_log, at(tree, 20), advance(tree, 8, 20), ErrorCode::refused,
       "This signer signed for candour.harrow-vale.example/log/0 before and signs for no other log."},
  };
  for (const Case& c : cases) {
    const auto permit = consider(c.memory, c.next, c.advance, log_key().verifier());
    ASSERT_FALSE(permit) << c.name;
    EXPECT_EQ(permit.error().code, c.code) << c.name;
    EXPECT_EQ(permit.error().sentence, c.sentence) << c.name;
  }
}

TEST(Signer, does_not_begin_anew_where_its_memory_is_damaged) {
  EXPECT_EQ(read_signer_memory("candour.signer/v1\n"), SignerMemory{});
  for (const char* bytes :
       {"", "candour.signer/v1", "candour.signer/v2\n", "candour.signer/v1\norigin\n", "candour.signer/v1\n\n"})
    EXPECT_FALSE(read_signer_memory(bytes)) << bytes;
}

// Every order of two sizes, each from a true and a forked ledger: two signatures never contradict each other.
TEST(Signer, two_signatures_never_contradict_each_other) {
  const Tree trees[] = {tree_of(9), fork_of(9)};
  for (const Tree& first : trees)
    for (const Tree& second : trees)
      for (std::uint64_t size = 1; size <= 9; ++size)
        for (std::uint64_t next = 1; next <= 9; ++next) {
          const auto began = consider({}, at(first, size), {}, log_key().verifier());
          ASSERT_TRUE(began);
          const Advance way = size <= next ? advance(second, size, next) : Advance{size, {}};
          const bool agreed = consider(began->memory(), at(second, next), way, log_key().verifier()).has_value();
          const bool is_later = size <= next && *root_of(size, second.nodes()) == *root_of(size, first.nodes());
          ASSERT_EQ(agreed, is_later) << size << " then " << next;
        }
}

// ---- The witness ----

AddCheckpoint request(const Tree& tree, std::uint64_t old_size, std::uint64_t size, const SigningKey& key = log_key()) {
  return {advance(tree, old_size, size), sign_checkpoint(at(tree, size), key)};
}

TEST(Witness, cosigns_what_adds_to_what_it_saw_and_the_log_takes_it_up) {
  const Tree tree = tree_of(300);
  std::optional<Checkpoint> memory;
  for (std::uint64_t size : {1, 2, 2, 256, 257, 300}) {
    const AddCheckpoint asked = request(tree, memory ? memory->size : 0, size);
    const auto read = read_add_checkpoint(write_add_checkpoint(asked));
    ASSERT_TRUE(read);
    EXPECT_EQ(origin_of(*read), std::string(origin));
    const WitnessAnswer answer = decide(*read, log_key().verifier(), memory);
    ASSERT_EQ(answer.outcome, WitnessOutcome::cosigned) << answer.sentence;
    memory = answer.memory;
    EXPECT_EQ(memory, at(tree, size));
    const std::string line = cosign_answer(answer, witness_key(), 1'700'000'000 + size);
    const auto taken = add_cosignatures(asked.checkpoint, line, log_key().verifier(), {witness_key().verifier()});
    ASSERT_TRUE(taken);
    const auto opened = open_checkpoint(*taken, log_key().verifier(), {witness_key().verifier()});
    ASSERT_TRUE(opened);
    ASSERT_EQ(opened->cosigned.size(), 1u);
    EXPECT_EQ(opened->cosigned.front().time, 1'700'000'000 + size);
    // Once more, later: the new line takes the place of the old.
    const auto again = add_cosignatures(*taken, cosign_answer(answer, witness_key(), 1'800'000'000),
                                        log_key().verifier(), {witness_key().verifier()});
    ASSERT_TRUE(again);
    EXPECT_EQ(read_note(*again)->signatures.size(), 2u);
  }
}

TEST(Witness, answers_each_fault_with_its_own_status) {
  const Tree tree = tree_of(20);
  const Tree fork = fork_of(20);
  const SigningKey stranger = key_of(origin, Algorithm::signature, 9);
  const Checkpoint saw_8 = at(tree, 8);
  AddCheckpoint false_signature = request(tree, 8, 20);
  {
    Note note = *read_note(false_signature.checkpoint);
    note.signatures[0].bytes = sign(log_key(), "another text\n").bytes;
    false_signature.checkpoint = write_note(note);
  }
  AddCheckpoint empty_with_a_root{{0, {}}, sign_checkpoint({origin, 0, tree.root()}, log_key())};
  AddCheckpoint proof_from_nothing = request(tree, 0, 20);
  proof_from_nothing.advance.proof = {tree.root()};
  struct Case {
    const char* name;
    AddCheckpoint asked;
    std::optional<VerifierKey> log;
    std::optional<Checkpoint> last;
    int status;
  };
  const VerifierKey log = log_key().verifier();
  const Case cases[] = {
      {"log not known", request(tree, 0, 20), std::nullopt, std::nullopt, 404},
      {"signed by a stranger", request(tree, 8, 20, stranger), log, saw_8, 403},
      {"signed falsely", false_signature, log, saw_8, 403},
      {"no checkpoint", {{8, {}}, "nonsense"}, log, saw_8, 400},
      {"old larger than new", {{21, {}}, sign_checkpoint(at(tree, 20), log_key())}, log, saw_8, 400},
      {"old is not what was seen", request(tree, 7, 20), log, saw_8, 409},
      {"as if it were new", request(tree, 0, 20), log, saw_8, 409},
      {"old where nothing was seen", request(tree, 8, 20), log, std::nullopt, 409},
      {"fork", request(fork, 8, 20), log, saw_8, 422},
      {"fork at the same size", request(fork, 8, 8), log, saw_8, 422},
      {"proof where none is due", proof_from_nothing, log, std::nullopt, 422},
      {"no entries, and a root", empty_with_a_root, log, std::nullopt, 422},
  };
  for (const Case& c : cases) {
    const WitnessAnswer answer = decide(c.asked, c.log, c.last);
    EXPECT_EQ(static_cast<int>(answer.outcome), c.status) << c.name;
    EXPECT_FALSE(answer.memory) << c.name;
    EXPECT_FALSE(answer.sentence.empty()) << c.name;
    if (c.status == 409) {
      EXPECT_EQ(answer.cosigned_size, c.last ? c.last->size : 0) << c.name;
    }
  }
}

TEST(Witness, requests_that_are_none_are_refused) {
  const Tree tree = tree_of(20);
  const std::string good = write_add_checkpoint(request(tree, 7, 20));
  ASSERT_TRUE(read_add_checkpoint(good));
  std::string long_proof = "old 1\n";
  for (int i = 0; i < 64; ++i) long_proof += base64(bytes_of(empty_root())) + "\n";
  for (const std::string& body : {std::string(), replaced(good, "old 7", "old 07"), replaced(good, "old 7", "old -7"),
                                  replaced(good, "old 7", "new 7"), replaced(good, "old 7\n", "old 7\nx\n"),
                                  std::string("old 7\n"), std::string("old 7\n\n"), long_proof + "\n" + good})
    EXPECT_FALSE(read_add_checkpoint(body)) << body;
}

TEST(Witness, lines_of_unknown_witnesses_are_not_taken_up) {
  const Tree tree = tree_of(3);
  const SigningKey stranger = key_of("stranger.example", Algorithm::cosignature, 7);
  const AddCheckpoint asked = request(tree, 0, 3);
  const WitnessAnswer answer = decide(asked, log_key().verifier(), std::nullopt);
  const std::string line = cosign_answer(answer, stranger, 1);
  EXPECT_FALSE(add_cosignatures(asked.checkpoint, line, log_key().verifier(), {witness_key().verifier()}));
  const auto taken = add_cosignatures(asked.checkpoint, line + cosign_answer(answer, witness_key(), 1),
                                      log_key().verifier(), {witness_key().verifier()});
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->find("stranger"), std::string::npos);
}

TEST(Witness, monitors_ask_by_the_hash_of_the_origin) {
  EXPECT_EQ(monitor_path(origin), sha256_hex(origin) + "/checkpoint");
}

// ---- The policy ----

std::string policy_text() {
  const auto vkey = [](const char* name, Algorithm algorithm, std::uint8_t first) {
    return write_verifier_key(key_of(name, algorithm, first).verifier());
  };
  return "# who counts\nlog " + vkey(origin, Algorithm::signature, 1) + "\n\n" + "witness A " +
         vkey("a.example", Algorithm::cosignature, 11) + "\nwitness\tB " +
         vkey("b.example", Algorithm::cosignature, 12) + " https://b.example/witness\n  witness C " +
         vkey("c.example", Algorithm::cosignature, 13) + "\nwitness D " +
         vkey("d.example", Algorithm::cosignature, 14) + "\ngroup G 2 A B C\ngroup all-of all G D\nquorum all-of\n";
}

TEST(Policy, is_read_and_says_who_is_enough) {
  const auto policy = read_policy(policy_text());
  ASSERT_TRUE(policy) << policy.error().sentence;
  EXPECT_EQ(policy->witnesses.size(), 4u);
  EXPECT_EQ(policy->witnesses[1].address, "https://b.example/witness");
  EXPECT_EQ(read_policy(write_policy(*policy)), *policy);
  const auto enough = [&](std::vector<std::size_t> who) {
    std::vector<Cosigned> cosigned;
    for (std::size_t one : who) cosigned.push_back({one, 1});
    return is_enough(*policy, cosigned);
  };
  EXPECT_TRUE(enough({0, 1, 3}));
  EXPECT_TRUE(enough({0, 1, 2, 3}));
  EXPECT_FALSE(enough({0, 1, 2}));
  EXPECT_FALSE(enough({0, 3}));
  EXPECT_FALSE(enough({0, 0, 3}));  // one witness counts once
  EXPECT_FALSE(enough({}));
  EXPECT_FALSE(enough({9, 10, 11}));
  EXPECT_TRUE(is_enough(*read_policy("quorum none\n"), {}));
}

TEST(Policy, says_which_line_is_wrong) {
  const std::string good = policy_text();
  const std::string key = write_verifier_key(key_of("a.example", Algorithm::cosignature, 11).verifier());
  const std::pair<std::string, const char*> cases[] = {
      {"", "The policy does not say whose word is enough (“quorum none” if nobody's)."},
      {"quorum none", "Line 1 of the policy: it does not end."},
      {"quorum none\nquorum none\n", "Line 2 of the policy: there is one quorum."},
      {"quorum A\n", "Line 1 of the policy: the quorum does not stand above it."},
      {"log " + key + "\n", "Line 1 of the policy: its key is a witness's."},
      {"witness A x\n", "Line 1 of the policy: its key cannot be read."},
      {"witness A " + key + "\nwitness B " + key + "\n",
       "Line 2 of the policy: this witness's key stands there twice."},
      {"witness none " + key + "\n", "Line 1 of the policy: its name is taken."},
      {"witness A " + key + "\ngroup G 2 A\n",
       "Line 2 of the policy: how many of its members is “all”, “any” or a number of them."},
      {"witness A " + key + "\ngroup G any A A\n", "Line 2 of the policy: its member A is already in a group."},
      {"witness A " + key + "\ngroup G any A\ngroup H any A\n",
       "Line 3 of the policy: its member A is already in a group."},
      {"group G any A\n", "Line 1 of the policy: its member A does not stand above it."},
      {"witness A\r\n", "Line 1 of the policy: it has a control character in it."},
      {"trust everybody\n", "Line 1 of the policy: it begins with neither log, witness, group nor quorum."},
  };
  for (const auto& [text, sentence] : cases) {
    const auto policy = read_policy(text);
    ASSERT_FALSE(policy) << text;
    EXPECT_EQ(policy.error().sentence, sentence);
  }
}

}  // namespace
}  // namespace candour::ledger
