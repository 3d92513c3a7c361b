#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "credentials/one_time_code.h"
#include "credentials/password.h"
#include "credentials/token.h"

namespace candour::credentials {
namespace {

// RFC 6238, appendix B (SHA-1), the last six of its eight digits.
TEST(OneTimeCodes, AreThoseOfTheStandard) {
  const std::string key = "12345678901234567890";
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},
                                                          {1'111'111'109, "081804"},
                                                          {1'111'111'111, "050471"},
                                                          {1'234'567'890, "005924"},
                                                          {2'000'000'000, "279037"},
                                                          {20'000'000'000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    const Moment then = Moment::from_microseconds(seconds * 1'000'000);
    EXPECT_EQ(code_at(key, step_at(then)), code);
    EXPECT_EQ(step_of(key, code, then, 0), step_at(then));
  }
  // RFC 4226, appendix D.
  const char* counted[] = {"755224", "287082", "359152", "969429", "338314",
                           "254676", "287922", "162583", "399871", "520489"};
  for (std::uint64_t i = 0; i < 10; ++i) EXPECT_EQ(code_at(key, i), counted[i]);
}

TEST(OneTimeCodes, CountOnceAndOnlyAroundTheirTime) {
  const std::string key = fresh_key();
  const Moment now = *Moment::parse("2026-03-02T09:00:00Z");
  const std::uint64_t step = step_at(now);
  for (const std::uint64_t near : {step - 1, step, step + 1}) EXPECT_EQ(step_of(key, code_at(key, near), now, 0), near);
  std::set<std::string> counting;
  for (const std::uint64_t near : {step - 1, step, step + 1}) counting.insert(code_at(key, near));
  for (const std::uint64_t far : {step - 3, step + 3})
    EXPECT_EQ(step_of(key, code_at(key, far), now, 0).has_value(), counting.contains(code_at(key, far)));
  EXPECT_FALSE(step_of(key, code_at(key, step), now, step)) << "it was used";
  EXPECT_FALSE(step_of(key, code_at(key, step - 1), now, step)) << "an earlier one is gone with it";
  for (const char* nonsense : {"", "12345", "1234567", "abcdef"}) EXPECT_FALSE(step_of(key, nonsense, now, 0));
  EXPECT_TRUE(step_of(key, code_at(key, step).insert(3, " "), now, 0)) << "as apps show it";
}

TEST(OneTimeCodes, TheirKeyIsShownAsWordsAndAsASquare) {
  EXPECT_EQ(key_in_words("12345678901234567890"), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  const std::string address = address_of_key("12345678901234567890", "Harrow Vale", "jo@harrowvale.example");
  EXPECT_EQ(address,
            "otpauth://totp/Harrow%20Vale:jo%40harrowvale.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer="
            "Harrow%20Vale");
  const Square square = square_of(address);
  EXPECT_GT(square.side, 29);
  EXPECT_TRUE(square.path.starts_with("M4 4h7v1h-7z")) << "the finder in the corner";
  EXPECT_EQ(square_of(std::string(4000, 'x')).side, 0);
  EXPECT_EQ(fresh_key().size(), 20u);
  EXPECT_NE(fresh_key(), fresh_key());
}

TEST(Passwords, AreKeptAsArgon2idWritesThem) {
  const auto hash = hash_password("a quiet winter harbour");
  ASSERT_TRUE(hash);
  EXPECT_TRUE(hash->starts_with("$argon2id$v=19$m=65536,t=3,p=1$")) << *hash;
  EXPECT_TRUE(matches(*hash, "a quiet winter harbour"));
  EXPECT_FALSE(matches(*hash, "a quiet winter harbor"));
  EXPECT_FALSE(matches("", "a quiet winter harbour"));
  EXPECT_FALSE(matches("no hash", "a quiet winter harbour"));
  EXPECT_FALSE(matches(*hash, std::string(longest_password + 1, 'x')));
  const std::string long_one(64, 'w');
  EXPECT_TRUE(matches(*hash_password(long_one + "ä"), long_one + "ä"));
  EXPECT_FALSE(matches(*hash_password(long_one + "ä"), long_one)) << "nothing is cut off";
}

TEST(Passwords, ThatAreShortCommonOrOnesOwnNameAreRefused) {
  const std::vector<std::string> own{"Jo Park", "jo.park@harrowvale.example", "Candour"};
  const std::pair<const char*, const char*> refused[] = {
      {"", "too short"},
      {"elevenchars", "too short"},
      {"ääääääääääää", "Too many"},  // twelve characters, one repeated
      {"123456789012", "Too many"},
      {"111111111111", "Too many"},
      {"Password1234", "Too many"},
      {"!!!Dragon2026", "Too many"},
      {"dragondragon", "Too many"},
      {"qwertyuiop123456", "Too many"},
      {"candour123456", "little more than a name"},
      {"Harrowvale2026!", "little more than a name"},
  };
  for (const auto& [password, why] : refused) {
    const std::string sentence = refusal_of(password, own, {});
    EXPECT_NE(sentence.find(why), std::string::npos) << password << ": " << sentence;
  }
  for (const char* fine : {"a quiet winter harbour", "vier Wörter im Wald", "k7m2qx9dab4w"})
    EXPECT_EQ(refusal_of(fine, own, {}), "") << fine;
  EXPECT_EQ(refusal_of(std::string(64, 'a') + " quiet winter harbour", own, {}), "");
}

TEST(Passwords, KnownFromABreachAreRefusedHoweverTheListWritesThem) {
  const std::string file = CANDOUR_BINARY_DIR "/breached.txt";

  std::ofstream(file) << "correct horse battery\r\n\n"
                      << "0000000000000000000000000000000000000000:5\n";
  const auto list = Breached::read(file);
  ASSERT_TRUE(list);
  EXPECT_EQ(list->size(), 2u);
  EXPECT_NE(refusal_of("correct horse battery", {}, *list), "");
  EXPECT_EQ(refusal_of("a quiet winter harbour", {}, *list), "");
  std::ofstream(file) << "ABF7AAD6438836DBE526AA231ABDE2D0EEF74D42:12\n";  // SHA-1 of "correct horse battery staple"
  EXPECT_NE(refusal_of("correct horse battery staple", {}, *Breached::read(file)), "");
  EXPECT_EQ(Breached::read("/no/such/file").error().code, ErrorCode::not_found);
}

TEST(Tokens, AreLongAndNeverTheSameAndKeptAsDigests) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string token = fresh_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_TRUE(seen.insert(token).second);
  }
  EXPECT_EQ(digest("x").size(), 64u);
  EXPECT_TRUE(same("abc", "abc"));
  EXPECT_FALSE(same("abc", "abd"));
  EXPECT_FALSE(same("abc", "ab"));
  const std::string code = fresh_recovery_code();
  EXPECT_EQ(typed_recovery_code(" " + code + " "), code);
  EXPECT_EQ(typed_recovery_code("K7M2Q X9DAB"), "k7m2q-x9dab");
}

}  // namespace
}  // namespace candour::credentials
