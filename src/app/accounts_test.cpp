#include "app/accounts.h"

#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "app/mailer.h"
#include "app/sample_test.h"
#include "app/vault.h"
#include "base/encoding.h"
#include "credentials/one_time_code.h"

namespace candour::app {
namespace {

using people::PersonId;
using testing::HasSubstr;

const char* password = "a quiet winter harbour";
const char* another = "four geese over Mill Lane";

// Jo coordinates and so needs codes; Sam leads an agency and does not.
struct Door : sample::World {
  PersonId jo{"jo"}, sam{"sam"};
  Accounts accounts{candour};

  Door() {
    people::Grant coordinator, lead, administrator;
    coordinator.role = people::Role::coordinator;
    coordinator.partnership = lead.partnership = people::first_partnership;
    lead.role = people::Role::agency_lead;
    lead.agency = plan::AgencyId("police");
    administrator.role = people::Role::administrator;
    EXPECT_TRUE(candour.act({}, people::AddPerson{jo, "Jo Park", "jo@harrowvale.example", {coordinator}}));
    EXPECT_TRUE(candour.act({}, people::AddPerson{sam, "Sam Reed", "sam@harrowvale.example", {lead}}));
    EXPECT_TRUE(
        candour.act({}, people::AddPerson{PersonId("ada"), "Ada Lea", "ada@harrowvale.example", {administrator}}));
    EXPECT_TRUE(accounts.set_password(jo, password));
    EXPECT_TRUE(accounts.set_password(sam, password));
  }
  void later(std::int64_t seconds) {
    clock.set(Moment::from_microseconds(clock.now().microseconds() + seconds * 1'000'000));
  }
  std::string signed_in(const char* email) {
    const auto entered = accounts.sign_in(email, password, "192.0.2.1");
    EXPECT_TRUE(entered) << (entered ? "" : entered.error().sentence);
    return entered ? entered->secret : "";
  }
  std::string code() {
    const auto kept = *store->vault().find("codes", "jo");
    const std::size_t at = kept.content.find("\"key\":\"") + 7;
    return credentials::code_at(*from_hex(kept.content.substr(at, 40)), credentials::step_at(clock.now()));
  }
  Accounts::SetUp with_codes() {
    const std::string secret = signed_in("jo@harrowvale.example");
    EXPECT_TRUE(accounts.key_to_set_up(jo));
    auto set_up = accounts.set_up_codes(secret, code(), "");
    EXPECT_TRUE(set_up) << (set_up ? "" : set_up.error().sentence);
    return *set_up;
  }
};

TEST(Accounts, AreInUseOnceSomebodyHasAPassword) {
  sample::World empty;
  Accounts accounts(empty.candour);
  EXPECT_FALSE(*accounts.in_use());
  Door door;
  EXPECT_TRUE(*door.accounts.in_use());
}

TEST(SignIn, IsByAddressAndPasswordAndSaysTheSameWhateverIsWrong) {
  Door door;
  EXPECT_TRUE(door.accounts.sign_in(" SAM@harrowvale.example ", password, ""));
  ASSERT_TRUE(door.candour.act({}, people::Leave{door.sam, sample::day("2026-03-01"), ""}));
  std::set<std::string> sentences;
  for (const auto& [email, typed] : {std::pair{"jo@harrowvale.example", "not the right one"},
                                     {"nobody@harrowvale.example", password},
                                     {"sam@harrowvale.example", password},  // has left
                                     {"ada@harrowvale.example", password},  // never set one
                                     {"", ""}}) {
    const auto entered = door.accounts.sign_in(email, typed, "");
    ASSERT_FALSE(entered) << email;
    EXPECT_EQ(entered.error().code, ErrorCode::not_allowed);
    sentences.insert(entered.error().sentence);
  }
  EXPECT_EQ(sentences.size(), 1u);
}

TEST(SignIn, TakesAsLongForANameThatNobodyHas) {
  Door door;
  const auto took = [&](const char* email) {
    // Of the processor's own time, which others on the machine do not lengthen.
    const std::clock_t began = std::clock();
    (void)door.accounts.sign_in(email, "not the right one", "");
    return static_cast<double>(std::clock() - began);
  };
  (void)took("jo@harrowvale.example");
  // Not a measure of speed: without the work for a stranger it would be a thousandth.
  EXPECT_GT(took("nobody@harrowvale.example"), took("jo@harrowvale.example") / 10);
}

TEST(SignIn, IsSlowedAfterTenWrongTriesByNameAndByAddressAndNeverLocked) {
  Door door;
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(door.accounts.sign_in("sam@harrowvale.example", "wrong", "192.0.2." + std::to_string(i)).error().code,
              ErrorCode::not_allowed);
  EXPECT_EQ(door.accounts.sign_in("Sam@harrowvale.example", password, "192.0.2.99").error().code,
            ErrorCode::unavailable);
  EXPECT_TRUE(door.accounts.sign_in("jo@harrowvale.example", password, "192.0.2.99")) << "others are not touched";
  for (int i = 0; i < 10; ++i) (void)door.accounts.sign_in("nobody" + std::to_string(i), "wrong", "192.0.2.200");
  EXPECT_EQ(door.accounts.sign_in("jo@harrowvale.example", password, "192.0.2.200").error().code,
            ErrorCode::unavailable);
  door.later(5 * 60);
  EXPECT_TRUE(door.accounts.sign_in("sam@harrowvale.example", password, "192.0.2.200"));
}

TEST(SignIn, RemembersWrongTriesOverARestartAndNoNameOfThem) {
  Door door;
  for (int i = 0; i < 10; ++i)
    EXPECT_FALSE(Accounts(door.candour).sign_in("sam@harrowvale.example", another, "192.0.2.7"));
  Accounts again(door.candour);
  const auto refused = again.sign_in("sam@harrowvale.example", password, "192.0.2.8");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable) << "by name";
  EXPECT_EQ(again.sign_in("jo@harrowvale.example", password, "192.0.2.7").error().code, ErrorCode::unavailable)
      << "by address";
  for (const Kept& each : *door.store->vault().all("wrong-tries")) {
    EXPECT_EQ(each.key.find("sam"), std::string::npos);
    EXPECT_EQ(each.key.find("192"), std::string::npos);
  }
  door.later(5 * 60);
  EXPECT_TRUE(again.sign_in("sam@harrowvale.example", password, "192.0.2.7"));
  ASSERT_TRUE(door.store->vault().drop_expired(door.clock.now()));
  EXPECT_TRUE(door.store->vault().all("wrong-tries")->empty());
}

TEST(SignIn, IsToldInTheLogWithoutANameAnAddressOrASecret) {
  Door door;
  std::vector<std::string> lines;
  Accounts accounts(door.candour, {}, [&](std::string_view line) { lines.emplace_back(line); });
  EXPECT_FALSE(accounts.sign_in("sam@harrowvale.example", another, "192.0.2.7"));
  EXPECT_FALSE(accounts.sign_in("nobody@harrowvale.example", another, "192.0.2.7"));
  const auto entered = accounts.sign_in("sam@harrowvale.example", password, "192.0.2.7");
  ASSERT_TRUE(entered);
  EXPECT_TRUE(accounts.sign_out(entered->secret));
  EXPECT_TRUE(accounts.set_password(door.sam, another));
  const std::string at = door.clock.now().iso() + " sign-in ";
  EXPECT_EQ(lines, (std::vector<std::string>{at + "refused: wrong password sam", at + "refused: wrong password",
                                             at + "right password sam", at + "signed out sam", at + "password set sam",
                                             at + "every session ended sam"}));
}

TEST(Sessions, EndAfterHalfAnHourWithoutUseAndAfterTwelveHours) {
  Door door;
  const std::string secret = door.signed_in("sam@harrowvale.example");
  EXPECT_EQ(secret.size(), 43u) << "256 bits";
  for (int i = 0; i < 24; ++i) {
    EXPECT_TRUE(door.accounts.session(secret)) << i;
    door.later(29 * 60);
  }
  EXPECT_TRUE(door.accounts.session(secret)) << "eleven hours and 36 minutes";
  door.later(24 * 60);
  EXPECT_FALSE(door.accounts.session(secret)) << "twelve hours";
  const std::string next = door.signed_in("sam@harrowvale.example");
  door.later(30 * 60);
  EXPECT_FALSE(door.accounts.session(next));
  EXPECT_EQ(door.accounts.lapsed(next)->person, door.sam) << "known still, for what was typed";
  door.later(12 * 60 * 60);
  EXPECT_FALSE(door.accounts.lapsed(next));
  for (const char* nonsense : {"", "nonsense"}) EXPECT_FALSE(door.accounts.session(nonsense));
}

TEST(Sessions, AreKeptAsADigestAndEndWhenSaid) {
  Door door;
  const std::string one = door.signed_in("sam@harrowvale.example"), two = door.signed_in("sam@harrowvale.example"),
                    jos = door.signed_in("jo@harrowvale.example");
  EXPECT_NE(one, two);
  for (const app::Kept& kept : *door.store->vault().all("session")) {
    EXPECT_EQ(kept.key.find(one), std::string::npos);
    EXPECT_EQ(kept.content.find(one), std::string::npos);
  }
  ASSERT_TRUE(door.accounts.sign_out(one));
  EXPECT_FALSE(door.accounts.session(one));
  EXPECT_FALSE(door.accounts.lapsed(one));
  EXPECT_TRUE(door.accounts.session(two));
  ASSERT_TRUE(door.accounts.sign_out_everywhere(door.sam));
  EXPECT_FALSE(door.accounts.session(two));
  EXPECT_TRUE(door.accounts.session(jos));
  ASSERT_TRUE(door.candour.act({}, people::Leave{door.jo, sample::day("2026-03-02"), ""}));
  EXPECT_FALSE(door.accounts.session(jos)) << "who has left is signed out at once";
}

TEST(OneTimeCodes, AreAskedOfThoseWhoDecideAndBeginTheSessionAnew) {
  Door door;
  const std::string waiting = door.signed_in("jo@harrowvale.example");
  EXPECT_EQ(door.accounts.session(waiting)->stage, Stage::set_up);
  EXPECT_EQ(door.accounts.session(door.signed_in("sam@harrowvale.example"))->stage, Stage::full);
  const auto key = door.accounts.key_to_set_up(door.jo);
  ASSERT_TRUE(key);
  EXPECT_EQ(*door.accounts.key_to_set_up(door.jo), *key) << "the same until it counts";
  EXPECT_EQ(door.accounts.set_up_codes(waiting, "000000", "").error().code, ErrorCode::bad_input);
  const auto set_up = door.accounts.set_up_codes(waiting, door.code(), "");
  ASSERT_TRUE(set_up);
  EXPECT_EQ(set_up->recovery_codes.size(), 10u);
  EXPECT_FALSE(door.accounts.session(waiting));
  EXPECT_EQ(door.accounts.session(set_up->entered.secret)->stage, Stage::full);
  EXPECT_EQ(door.accounts.key_to_set_up(door.jo).error().code, ErrorCode::conflict);

  door.later(60);
  const std::string half = door.signed_in("jo@harrowvale.example");
  EXPECT_EQ(door.accounts.session(half)->stage, Stage::code);
  const std::string code = door.code();
  EXPECT_FALSE(door.accounts.give_code(half, "000000", ""));
  const auto whole = door.accounts.give_code(half, code, "");
  ASSERT_TRUE(whole);
  EXPECT_NE(whole->secret, half);
  EXPECT_FALSE(door.accounts.session(half));
  EXPECT_EQ(door.accounts.session(whole->secret)->stage, Stage::full);
  EXPECT_FALSE(door.accounts.give_code(door.signed_in("jo@harrowvale.example"), code, "")) << "a code counts once";
  const std::string late = door.signed_in("jo@harrowvale.example");
  door.later(10 * 60);
  EXPECT_FALSE(door.accounts.session(late)) << "ten minutes for the code";
}

TEST(OneTimeCodes, ARecoveryCodeCountsOnceAndALostTelephoneIsSetUpAnew) {
  Door door;
  const auto set_up = door.with_codes();
  EXPECT_EQ(door.accounts.recovery_codes_left(door.jo), 10u);
  const std::string code = set_up.recovery_codes[3];
  EXPECT_EQ((*door.store->vault().find("codes", "jo")).content.find(code), std::string::npos);
  EXPECT_TRUE(door.accounts.give_code(door.signed_in("jo@harrowvale.example"), code, ""));
  EXPECT_EQ(door.accounts.recovery_codes_left(door.jo), 9u);
  EXPECT_FALSE(door.accounts.give_code(door.signed_in("jo@harrowvale.example"), code, ""));

  const Actor sam{.name = {}, .person = door.sam}, ada{.name = {}, .person = PersonId("ada")};
  EXPECT_EQ(door.accounts.reset_codes(sam, door.jo).error().code, ErrorCode::not_allowed);
  ASSERT_TRUE(door.accounts.reset_codes(ada, door.jo));
  EXPECT_FALSE(door.accounts.session(set_up.entered.secret));
  EXPECT_EQ(door.accounts.session(door.signed_in("jo@harrowvale.example"))->stage, Stage::set_up);
}

TEST(OneTimeCodes, WrongOnesAreCountedLikeWrongPasswords) {
  Door door;
  (void)door.with_codes();
  const std::string half = door.signed_in("jo@harrowvale.example");
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(door.accounts.give_code(half, "000000", "").error().code, ErrorCode::not_allowed);
  door.later(60);
  EXPECT_EQ(door.accounts.give_code(half, door.code(), "").error().code, ErrorCode::unavailable);
}

TEST(Confirming, IsWantedAnewAfterTenMinutesByCodeOrByPassword) {
  Door door;
  const auto set_up = door.with_codes();
  const std::string& secret = set_up.entered.secret;
  EXPECT_TRUE(door.accounts.is_fresh(*door.accounts.session(secret)));
  door.later(10 * 60);
  EXPECT_FALSE(door.accounts.is_fresh(*door.accounts.session(secret)));
  EXPECT_FALSE(door.accounts.new_recovery_codes(secret));
  EXPECT_FALSE(door.accounts.confirm(secret, password, "")) << "who has codes gives a code";
  ASSERT_TRUE(door.accounts.confirm(secret, door.code(), ""));
  EXPECT_TRUE(door.accounts.is_fresh(*door.accounts.session(secret)));
  EXPECT_EQ(door.accounts.new_recovery_codes(secret)->size(), 10u);
  const std::string sams = door.signed_in("sam@harrowvale.example");
  door.later(11 * 60);
  EXPECT_FALSE(door.accounts.is_fresh(*door.accounts.session(sams)));
  EXPECT_TRUE(door.accounts.confirm(sams, password, ""));
  EXPECT_TRUE(door.accounts.is_fresh(*door.accounts.session(sams)));
}

TEST(Passwords, AreChangedByWhoKnowsTheOldOneAndEndEveryOtherSession) {
  Door door;
  const std::string here = door.signed_in("sam@harrowvale.example"), there = door.signed_in("sam@harrowvale.example");
  EXPECT_EQ(door.accounts.change_password(here, "wrong", another, "").error().code, ErrorCode::not_allowed);
  EXPECT_THAT(door.accounts.change_password(here, password, "short", "").error().sentence, HasSubstr("at least 12"));
  EXPECT_THAT(door.accounts.change_password(here, password, "Sam Reed 2026", "").error().code, ErrorCode::bad_input);
  const auto changed = door.accounts.change_password(here, password, another, "");
  ASSERT_TRUE(changed);
  EXPECT_FALSE(door.accounts.session(here));
  EXPECT_FALSE(door.accounts.session(there));
  EXPECT_TRUE(door.accounts.session(changed->secret));
  EXPECT_FALSE(door.accounts.sign_in("sam@harrowvale.example", password, ""));
  EXPECT_TRUE(door.accounts.sign_in("sam@harrowvale.example", another, ""));
}

TEST(Invitations, SetAPasswordOnceWithinSevenDaysByTheNewestLink) {
  Door door;
  const Actor ada{.name = {}, .person = PersonId("ada")}, jo{.name = {}, .person = door.jo},
      sam{.name = {}, .person = door.sam};
  EXPECT_EQ(door.accounts.make_link(sam, door.jo).error().code, ErrorCode::not_allowed);
  EXPECT_EQ(door.accounts.make_link(jo, PersonId("ada")).error().code, ErrorCode::not_allowed)
      << "nobody takes over who decides over them";
  const auto first = door.accounts.make_link(jo, door.sam), second = door.accounts.make_link(ada, door.sam);
  ASSERT_TRUE(first && second);
  EXPECT_FALSE(door.accounts.holder_of(*first)) << "only the newest counts";
  EXPECT_EQ(*door.accounts.holder_of(*second), door.sam);
  EXPECT_EQ(door.accounts.set_password_by(*second, "short").error().code, ErrorCode::bad_input);
  EXPECT_TRUE(door.accounts.holder_of(*second)) << "a refused password does not use it up";
  const std::string before = door.signed_in("sam@harrowvale.example");
  ASSERT_TRUE(door.accounts.set_password_by(*second, another));
  EXPECT_FALSE(door.accounts.session(before));
  EXPECT_TRUE(door.accounts.sign_in("sam@harrowvale.example", another, ""));
  EXPECT_EQ(door.accounts.set_password_by(*second, another).error().code, ErrorCode::not_found);
  const auto third = door.accounts.make_link(ada, door.sam);
  door.later(7 * 24 * 60 * 60);
  EXPECT_FALSE(door.accounts.holder_of(*third));
  EXPECT_FALSE(door.accounts.holder_of("nonsense"));
  // Without mail the link is handed over.
  const auto invited = door.accounts.invite(ada, door.sam);
  ASSERT_TRUE(invited);
  EXPECT_THAT(invited->link, HasSubstr("/invite/"));
}

class KeepingMailer final : public Mailer {
 public:
  Result<Sent> send(const Letter& letter) const override {
    last = letter;
    return Sent{Sending::accepted, "250 Taken"};
  }
  mutable Letter last;
};

TEST(Invitations, AreFromThePartnershipThatTheirReaderIsOf) {
  Door door;
  const KeepingMailer mailer;
  Candour candour{*door.store, nullptr, door.clock, {&mailer, "https://plans.example"}};
  Accounts accounts{candour};
  people::Grant there;
  there.role = people::Role::coordinator;
  there.partnership = people::PartnershipId("s7m2qx9dab");
  ASSERT_TRUE(candour.act({}, plan::NamePartnership{"Harrow Vale"}));
  ASSERT_TRUE(candour.act({}, people::StartPartnership{there.partnership, "Brackenford"}));
  ASSERT_TRUE(candour.act({}, people::AddPerson{PersonId("ivy"), "Ivy Lin", "ivy@brackenford.example", {there}}));
  ASSERT_TRUE(accounts.invite({}, PersonId("ivy")));
  EXPECT_EQ(mailer.last.subject, "Your sign-in for Brackenford");
  EXPECT_EQ(mailer.last.text.find("Harrow Vale"), std::string::npos) << mailer.last.text;
  ASSERT_TRUE(accounts.invite({}, door.sam));
  EXPECT_EQ(mailer.last.subject, "Your sign-in for Harrow Vale");
}

TEST(Typing, IsKeptForWhoTypedItAndForNobodyElse) {
  Door door;
  const auto token = door.accounts.keep_typed(door.sam, {"/actions/x-1/update", {{"narrative", "It goes on."}}, true});
  ASSERT_TRUE(token);
  EXPECT_EQ(door.accounts.typed(door.sam, *token)->fields.front().second, "It goes on.");
  EXPECT_FALSE(door.accounts.typed(door.jo, *token));
  door.later(12 * 60 * 60);
  EXPECT_FALSE(door.accounts.typed(door.sam, *token));
}

}  // namespace
}  // namespace candour::app
