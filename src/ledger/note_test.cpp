#include "ledger/note.h"

#include "ledger/checkpoint.h"
#include "ledger/entry_proof.h"
#include "ledger/known_test.h"

namespace candour::ledger {
namespace {

SigningKey key_of(const std::string& name, Algorithm algorithm = Algorithm::signature, std::uint8_t first = 1) {
  SigningKey::Seed seed{};
  seed[0] = first;
  return *SigningKey::make(name, algorithm, seed);
}

// ---- Known answers ----

TEST(Note, ed25519_is_as_strict_as_project_wycheproof_asks) {
  const auto answers = known_answers("ed25519.txt");
  ASSERT_EQ(answers.size(), 151u);
  for (const auto& answer : answers) {
    VerifierKey key;
    const std::string point = raw(answer[1]);
    ASSERT_EQ(point.size(), 32u);
    std::copy(point.begin(), point.end(), key.point.begin());
    EXPECT_EQ(verifies(key, raw(answer[2]), raw(answer[3])), answer[0] == "holds") << answer[4];
  }
}

TEST(Note, the_note_of_the_specification_is_verified) {
  const auto key = read_verifier_key("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->id(), 0x530d903au);
  EXPECT_EQ(write_verifier_key(*key), "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  const std::string bytes =
      "This is an example message.\n\n"
      "— example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  const auto note = read_note(bytes);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, "This is an example message.\n");
  EXPECT_EQ(write_note(*note), bytes);
  EXPECT_EQ(verified_by(*note, {*key})->size(), 1u);
}

TEST(Note, a_key_of_go_signs_as_go_does) {
  const auto key = SigningKey::read("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  ASSERT_TRUE(key);
  EXPECT_EQ(write_verifier_key(key->verifier()), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  EXPECT_EQ(key->write(), "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
  const std::string text =
      "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  EXPECT_EQ(write_note({text, {sign(*key, text)}}),
            text +
                "\n— PeterNeumann "
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n");
}

// The note of the specification's beginning: an empty line within its text, and letters of Italian.
TEST(Note, the_text_ends_at_the_last_empty_line) {
  const std::string bytes =
      "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
      "— quasimodo.example/salvatore "
      "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
  const auto note = read_note(bytes);
  ASSERT_TRUE(note);
  EXPECT_TRUE(note->text.ends_with("\n\ned è subito sera.\n"));
  EXPECT_EQ(write_note(*note), bytes);
}

// ---- What a note may be ----

TEST(Note, what_is_not_a_note_is_refused_and_said) {
  const std::string line = write_signature(sign(key_of("a"), "text\n"));
  const std::pair<std::string, const char*> cases[] = {
      {"", "no empty line parts a text from its signatures"},
      {"text\n" + line, "no empty line parts a text from its signatures"},
      {"text\n\n", "nobody signed it"},
      {"text\n\n" + line.substr(0, line.size() - 1), "its last line does not end"},
      {"text\n\nx" + line, "a line below its text is not a signature"},
      {"text\n\n" + line + "more\n", "a line below its text is not a signature"},
      {"text\n\n— a+b AAAAAAA=\n", "a signature has no name"},
      {"text\n\n—  AAAAAAA=\n", "a signature has no name"},
      {"text\n\n— a\xc2\xa0"
       "b AAAAAAA=\n",
       "a signature has no name"},
      {"text\n\n— a AAAA AAA=\n", "a signature is not in base64"},
      {"text\n\n— a AAAA\n", "a signature is not in base64"},
      {"text\n\n— a AAAAAAB=\n", "a signature is not in base64"},
      {"text\r\n\n" + line, "it has control characters in it"},
      {std::string("te\0xt\n\n", 7) + line, "it has control characters in it"},
      {"te\xffxt\n\n" + line, "it is not UTF-8 text"},
  };
  for (const auto& [bytes, why] : cases) {
    const auto note = read_note(bytes);
    ASSERT_FALSE(note) << bytes;
    EXPECT_EQ(note.error().sentence, std::string("This is not a signed note: ") + why + ".") << bytes;
  }
  std::string many = "text\n\n";
  for (int i = 0; i < 100; ++i) many += line;
  EXPECT_TRUE(read_note(many));
  EXPECT_FALSE(read_note(many + line));
  EXPECT_EQ(read_note(std::string(1'000'001, 'x')).error().code, ErrorCode::too_large);
}

TEST(Note, keys_that_are_none_are_refused) {
  for (const char* text :
       {"", "example.com/foo", "example.com/foo+530d903a", "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2l",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U0",
        "example com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"})
    EXPECT_FALSE(read_verifier_key(text)) << text;
  EXPECT_FALSE(SigningKey::read("PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
  EXPECT_FALSE(SigningKey::read("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"));
  EXPECT_FALSE(SigningKey::make("two words", Algorithm::signature, {}));
}

TEST(Note, signatures_of_others_say_nothing_and_a_false_one_of_a_known_key_spoils_the_note) {
  const SigningKey log = key_of("log.example/1");
  const SigningKey stranger = key_of("stranger.example", Algorithm::signature, 2);
  const std::string text = "text\n";
  Note note{text, {sign(stranger, text), sign(log, text)}};
  EXPECT_EQ(verified_by(note, {log.verifier()})->size(), 1u);
  EXPECT_TRUE(verified_by({text, {sign(stranger, text)}}, {log.verifier()})->empty());
  note.signatures[0].bytes = "rubbish of a stranger";
  EXPECT_TRUE(verified_by(note, {log.verifier()}));
  // The name of a known key with another id, or its id with another name: a stranger.
  Signature impostor = sign(log, text);
  impostor.key_id ^= 1;
  EXPECT_TRUE(verified_by({text, {impostor}}, {log.verifier()})->empty());
  note.signatures.push_back(sign(log, "another text\n"));
  const auto refused = verified_by(note, {log.verifier()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::refused);
  EXPECT_EQ(refused.error().sentence,
            "The signature of log.example/1 is false: what it signed was altered, or somebody else wrote it.");
}

TEST(Note, the_same_key_as_log_and_as_witness_has_two_ids_and_one_does_not_stand_for_the_other) {
  const SigningKey log = key_of("one.example");
  const SigningKey witness = key_of("one.example", Algorithm::cosignature);
  EXPECT_NE(log.verifier().id(), witness.verifier().id());
  const std::string text = "text\n";
  Signature as_witness = sign(log, text);
  as_witness.key_id = witness.verifier().id();
  EXPECT_FALSE(verified_by({text, {as_witness}}, {witness.verifier()}));
  const auto verified =
      verified_by({text, {cosign(witness, text, 1'700'000'000)}}, {log.verifier(), witness.verifier()});
  ASSERT_TRUE(verified);
  ASSERT_EQ(verified->size(), 1u);
  EXPECT_EQ(verified->front().key, 1u);
  EXPECT_EQ(verified->front().time, 1'700'000'000u);
}

TEST(Note, the_public_key_is_what_openssl_calls_pem) {
  EXPECT_EQ(write_pem(read_verifier_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW").value()),
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY=\n-----END PUBLIC "
            "KEY-----\n");
}

// ---- Checkpoints ----

constexpr const char* origin = "candour.harrow-vale.example/log/1";

TEST(Checkpoint, the_example_of_the_specification_is_read_and_written_the_same) {
  const std::string text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  const auto checkpoint = read_checkpoint(text);
  ASSERT_TRUE(checkpoint);
  EXPECT_EQ(checkpoint->size, 20'852'163u);
  EXPECT_EQ(write_checkpoint(*checkpoint), text);
}

TEST(Checkpoint, anything_but_three_exact_lines_is_refused) {
  const std::string root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  for (const std::string& text :
       {std::string(), "o\n1\n" + root + "extension\n", "o\n1\n" + root + "\n", "\n1\n" + root, "o\n01\n" + root,
        "o\n-1\n" + root, "o\n+1\n" + root, "o\n 1\n" + root, "o\n\n" + root, "o\n9223372036854775808\n" + root,
        "o\n18446744073709551616\n" + root, "o\n1\n" + root.substr(0, root.size() - 1), std::string("o\n1\nAAAA\n"),
        "o\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n" + std::string(), std::string("o\n1\n")})
    EXPECT_FALSE(read_checkpoint(text)) << text;
}

TEST(Checkpoint, only_the_logs_own_signature_makes_one) {
  const SigningKey log = key_of(origin);
  const SigningKey other = key_of("other.example/log/1", Algorithm::signature, 2);
  const Checkpoint checkpoint{origin, 3, tree_of(3).root()};
  EXPECT_TRUE(open_checkpoint(sign_checkpoint(checkpoint, log), log.verifier()));
  EXPECT_EQ(open_checkpoint(sign_checkpoint(checkpoint, other), log.verifier()).error().sentence,
            "The checkpoint does not bear the signature of candour.harrow-vale.example/log/1.");
  EXPECT_EQ(open_checkpoint(sign_checkpoint(checkpoint, other), other.verifier()).error().sentence,
            "The checkpoint is of the log candour.harrow-vale.example/log/1, and the key is of other.example/log/1.");
  // A witness's key does not make a checkpoint, whatever it signed.
  const SigningKey witness = key_of(origin, Algorithm::cosignature);
  const std::string text = write_checkpoint(checkpoint);
  EXPECT_FALSE(open_checkpoint(write_note({text, {cosign(witness, text, 1)}}), witness.verifier()));
}

TEST(Checkpoint, any_flipped_bit_is_refused_or_leaves_no_witness) {
  const SigningKey log = key_of(origin);
  const SigningKey witness = key_of("witness.brackenford.example", Algorithm::cosignature, 3);
  const std::string text = write_checkpoint({origin, 257, tree_of(257).root()});
  const std::string alone = write_note({text, {sign(log, text)}});
  for (std::size_t bit = 0; bit < alone.size() * 8; ++bit)
    ASSERT_FALSE(open_checkpoint(flipped(alone, bit), log.verifier())) << "bit " << bit;
  const std::string witnessed = write_note({text, {sign(log, text), cosign(witness, text, 1'700'000'000)}});
  ASSERT_EQ(open_checkpoint(witnessed, log.verifier(), {witness.verifier()})->cosigned.size(), 1u);
  const std::size_t line_begins = alone.size();
  for (std::size_t bit = 0; bit < witnessed.size() * 8; ++bit) {
    const auto opened = open_checkpoint(flipped(witnessed, bit), log.verifier(), {witness.verifier()});
    if (bit / 8 < line_begins)
      ASSERT_FALSE(opened) << "bit " << bit;
    else
      ASSERT_TRUE(!opened || opened->cosigned.empty()) << "bit " << bit;  // another name or id is a stranger's
  }
}

// ---- Proofs of an entry ----

TEST(EntryProof, is_written_as_the_specification_shows_and_read_back) {
  const Tree tree = tree_of(5);
  const SigningKey log = key_of(origin);
  const EntryProof proof{"some extra", 4, *inclusion_proof(4, 5, tree.nodes()),
                         sign_checkpoint({origin, 5, tree.root()}, log)};
  const std::string text = write_entry_proof(proof);
  EXPECT_TRUE(text.starts_with("c2sp.org/tlog-proof@v1\nextra c29tZSBleHRyYQ==\nindex 4\n" +
                               base64(bytes_of(proof.hashes[0])) + "\n\ncandour.harrow-vale.example/log/1\n5\n"))
      << text;
  EXPECT_EQ(read_entry_proof(text), proof);
  EXPECT_TRUE(check_entry(proof, entry_number(4), log.verifier()));
  EXPECT_FALSE(check_entry(proof, entry_number(3), log.verifier()));
}

TEST(EntryProof, any_flipped_bit_of_proof_or_entry_is_refused) {
  const Tree tree = tree_of(257);
  const SigningKey log = key_of(origin);
  const std::string checkpoint = sign_checkpoint({origin, 257, tree.root()}, log);
  const auto holds = [&](std::string_view text, std::string_view entry) {
    const auto proof = read_entry_proof(text);
    return proof && check_entry(*proof, entry, log.verifier()).has_value();
  };
  for (std::uint64_t index : {0, 100, 255, 256}) {
    const std::string text = write_entry_proof({{}, index, *inclusion_proof(index, 257, tree.nodes()), checkpoint});
    const std::string entry = entry_number(index);
    ASSERT_TRUE(holds(text, entry));
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit)
      ASSERT_FALSE(holds(flipped(text, bit), entry)) << "bit " << bit;
    for (std::size_t bit = 0; bit < entry.size() * 8; ++bit) ASSERT_FALSE(holds(text, flipped(entry, bit)));
  }
}

TEST(EntryProof, what_is_not_one_is_refused) {
  const std::string checkpoint = sign_checkpoint({origin, 1, tree_of(1).root()}, key_of(origin));
  const std::string heading = "c2sp.org/tlog-proof@v1\n";
  ASSERT_TRUE(read_entry_proof(heading + "index 0\n\n" + checkpoint));
  const std::string hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
  std::string hashes;
  for (int i = 0; i < 65; ++i) hashes += hash;
  for (const std::string& text :
       {std::string(), heading, heading + "index 0\n", heading + "index 0\n\n", heading + "index 00\n\n" + checkpoint,
        heading + "index\n\n" + checkpoint, heading + "extra ?\nindex 0\n\n" + checkpoint,
        heading + "index 0\n" + checkpoint, heading + "index 0\nextra AAAA\n\n" + checkpoint,
        "c2sp.org/tlog-proof@v2\nindex 0\n\n" + checkpoint, heading + "index 0\n" + hashes + "\n" + checkpoint,
        "\xef\xbb\xbf" + heading + "index 0\n\n" + checkpoint})
    EXPECT_FALSE(read_entry_proof(text)) << text;
}

}  // namespace
}  // namespace candour::ledger
