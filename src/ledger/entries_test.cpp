#include "ledger/entries.h"

#include "ledger/commitment.h"
#include "ledger/known_test.h"

namespace candour::ledger {
namespace {

Salt salt_of(std::uint8_t first) {
  Salt salt{};
  salt[0] = first;
  return salt;
}

// ---- Commitments ----

// RFC 4231, test case 2's message and key do not fit a salt of 32 bytes; these come of
//   printf 'what do ya want for nothing?' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0b0b…0b (32 bytes)
TEST(Commitment, is_hmac_as_openssl_works_it_out) {
  Salt salt;
  salt.fill(0x0b);
  EXPECT_EQ(hex_of(commit(salt, "what do ya want for nothing?")),
            "c3f2649c34ea24e4d62a2c7e868bbea0233c9d4c2cc300794db76aa18d6822d8");
}

TEST(Commitment, the_bytes_of_an_event_are_as_the_door_says) {
  const Hash words = commit(salt_of(2), R"({"text":"Done."})");
  const std::string core = R"({"actor":"operator","status":"complete","type":"plan.rated","v":1})";
  const std::string bytes = write_committed_core({"plan/k7m2qx9dab", 2, words, words, core});
  const std::string hash = base64(bytes_of(words));
  EXPECT_EQ(bytes,
            "candour.core/v1\nstream plan/k7m2qx9dab\nsequence 2\nprevious " + hash + "\nwords " + hash + "\n" + core);
  const auto read = read_committed_core(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->stream, "plan/k7m2qx9dab");
  EXPECT_EQ(read->sequence, 2u);
  EXPECT_EQ(read->previous, words);
  EXPECT_EQ(read->words, words);
  EXPECT_EQ(read->core, core);
  EXPECT_TRUE(write_committed_core({"partnership", 1, {}, words, core}).find("\nprevious -\n") != std::string::npos);
}

TEST(Commitment, any_flipped_bit_of_core_words_or_salt_gives_another) {
  const std::string words = R"({"text":"Done."})";
  const std::string bytes = write_committed_core({"plan/k7m2qx9dab", 1, {}, commit(salt_of(2), words), R"({"v":1})"});
  const Hash commitment = commit(salt_of(1), bytes);
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit)
    ASSERT_NE(commit(salt_of(1), flipped(bytes, bit)), commitment);
  for (std::size_t bit = 0; bit < words.size() * 8; ++bit)
    ASSERT_NE(commit(salt_of(2), flipped(words, bit)), commit(salt_of(2), words));
  for (std::size_t bit = 0; bit < 256; ++bit) {
    Salt salt = salt_of(1);
    salt[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    ASSERT_NE(commit(salt, bytes), commitment);
  }
}

TEST(Commitment, an_entry_has_one_form) {
  const Hash commitment = commit(salt_of(1), "");
  const std::string entry = write_event_entry(commitment);
  EXPECT_EQ(entry, "candour.event/v1\n" + base64(bytes_of(commitment)) + "\n");
  EXPECT_EQ(read_event_entry(entry), commitment);
  EXPECT_EQ(kind_of_entry(entry), EntryKind::event);
  for (const std::string& other : {std::string(), entry + "\n", entry + "x", entry.substr(0, entry.size() - 1),
                                   "\n" + entry, std::string("candour.event/v2\n") + entry.substr(17)})
    EXPECT_FALSE(read_event_entry(other)) << other;
}

TEST(Commitment, committed_bytes_that_are_none_are_refused) {
  const std::string hash = base64(bytes_of(empty_root()));
  const std::string good = "candour.core/v1\nstream a\nsequence 1\nprevious -\nwords " + hash + "\n{}";
  ASSERT_TRUE(read_committed_core(good));
  for (const auto& [from, to] :
       std::initializer_list<std::pair<const char*, const char*>>{{"core/v1", "core/v2"},
                                                                  {"stream a", "stream"},
                                                                  {"sequence 1", "sequence 0"},
                                                                  {"sequence 1", "sequence 2"},
                                                                  {"sequence 1", "sequence 01"},
                                                                  {"previous -", "previous x"},
                                                                  {"words ", "word "}})
    EXPECT_FALSE(read_committed_core(replaced(good, from, to))) << to;
}

// ---- Plain entries ----

Paper a_paper() {
  Paper paper;
  paper.id = "p7k2m9x4qd";
  paper.version = 2;
  paper.sha256 = sha256("a paper");
  paper.bytes = 48213;
  paper.media = "application/pdf";
  paper.title = "Rowan: progress against the action plan";
  paper.body = "Harrow Vale Safeguarding Children Partnership";
  paper.meeting = "2026-03-12";
  paper.published = *Moment::parse("2026-03-05T10:00:00.000000Z");
  paper.supersedes = 118;
  paper.reason = "The rating of 12 was shown too low.";
  paper.as_at_size = 204;
  paper.as_at_root = empty_root();
  return paper;
}

TEST(Entries, a_paper_is_written_line_by_line_in_one_order) {
  const auto entry = write_entry(a_paper());
  ASSERT_TRUE(entry);
  EXPECT_EQ(*entry,
            "candour.paper/v1\nid p7k2m9x4qd\nversion 2\nsha256 " + hex_of(sha256("a paper")) +
                "\nbytes 48213\nmedia application/pdf\ntitle Rowan: progress against the action plan\n"
                "body Harrow Vale Safeguarding Children Partnership\nmeeting 2026-03-12\n"
                "published 2026-03-05T10:00:00.000000Z\nsupersedes 118\nreason The rating of 12 was shown too low.\n"
                "as-at 204 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
  EXPECT_EQ(read_paper(*entry), a_paper());
  EXPECT_EQ(kind_of_entry(*entry), EntryKind::paper);
}

TEST(Entries, genesis_and_withdrawal_come_back_as_they_were) {
  Genesis genesis{"00112233445566778899aabbccddeeff", *Moment::parse("2026-01-05T09:00:00.000001Z"), {}};
  EXPECT_EQ(*write_entry(genesis),
            "candour.genesis/v1\nid 00112233445566778899aabbccddeeff\nbegun 2026-01-05T09:00:00.000001Z\ncontinues "
            "-\nreason -\n");
  EXPECT_EQ(read_genesis(*write_entry(genesis)), genesis);
  genesis.continues = {"candour.harrow-vale.example/log/1", 4711, empty_root(),
                       "The disk of the first was lost with its copies."};
  EXPECT_EQ(read_genesis(*write_entry(genesis)), genesis);
  EXPECT_EQ(kind_of_entry(*write_entry(genesis)), EntryKind::genesis);
  const Withdrawal withdrawal{"p7k2m9x4qd", 2, 119, *Moment::parse("2026-04-01T00:00:00Z"), "It named a child."};
  EXPECT_EQ(read_withdrawal(*write_entry(withdrawal)), withdrawal);
  EXPECT_EQ(kind_of_entry(*write_entry(withdrawal)), EntryKind::withdrawal);
}

TEST(Entries, what_could_be_written_in_two_ways_is_not_written) {
  const auto refused = [](auto change) {
    Paper paper = a_paper();
    change(paper);
    return !write_entry(paper).has_value();
  };
  EXPECT_TRUE(refused([](Paper& p) { p.title = ""; }));
  EXPECT_TRUE(refused([](Paper& p) { p.title = "two\nlines"; }));
  EXPECT_TRUE(refused([](Paper& p) { p.title = " blank before"; }));
  EXPECT_TRUE(refused([](Paper& p) { p.title = "blank after "; }));
  EXPECT_TRUE(refused([](Paper& p) { p.title = "children\xe2\x80\x99s"; }));
  EXPECT_TRUE(refused([](Paper& p) { p.reason = std::string(4096, 'x'); }));
}

// One text, one meaning: whatever is flipped, it is no paper or another paper, never the same.
TEST(Entries, a_flipped_bit_is_refused_or_another_paper) {
  const std::string entry = *write_entry(a_paper());
  for (std::size_t bit = 0; bit < entry.size() * 8; ++bit) {
    const auto read = read_paper(flipped(entry, bit));
    if (read) {
      ASSERT_NE(*read, a_paper()) << "bit " << bit;
      ASSERT_EQ(*write_entry(*read), flipped(entry, bit));
    }
  }
  EXPECT_FALSE(read_paper(entry + "more x\n"));
  EXPECT_FALSE(read_paper(replaced(entry, "version 2\n", "")));
  EXPECT_FALSE(read_paper(replaced(entry, "bytes 48213", "bytes 048213")));
}

}  // namespace
}  // namespace candour::ledger
