#include "app/weekly_letters.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/accounts.h"
#include "app/jobs.h"
#include "app/sample_test.h"

namespace candour::app {
namespace {

using people::LetterState;
using people::PersonId;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class TellingMailer final : public Mailer {
 public:
  Result<Sent> send(const Letter& letter) const override {
    letters.push_back(letter);
    return Sent{outcome, "words of the server"};
  }
  mutable std::vector<Letter> letters;
  Sending outcome = Sending::accepted;
};

// Jo coordinates, and what the sample plan says needs her; Mel is a member, whom nothing needs. 2 March 2026 is a
// Monday.
class WeeklyLetters : public testing::Test {
 protected:
  WeeklyLetters() {
    world_.import();
    people::Grant coordinator, member;
    coordinator.role = people::Role::coordinator;
    member.role = people::Role::member;
    coordinator.partnership = member.partnership = people::first_partnership;
    EXPECT_TRUE(candour_.act({}, people::AddPerson{jo, "Jo Park", "jo.park@harrowvale.example", {coordinator}}));
    EXPECT_TRUE(candour_.act({}, people::AddPerson{mel, "Mel Oak", "mel.oak@harrowvale.example", {member}}));
    for (const PersonId& each : {jo, mel}) EXPECT_TRUE(Accounts(candour_).set_password(each, "a quiet winter harbour"));
    at("2026-03-02T06:00:00Z");
  }
  void at(const char* moment) { world_.clock.set(*Moment::parse(moment)); }
  std::size_t work() {
    const auto round = run_jobs(candour_);
    EXPECT_TRUE(round) << (round ? "" : round.error().sentence);
    return round ? round->sent : 0;
  }
  people::WeeklyLetter letter() { return people::find_person(**candour_.people(), jo)->weekly; }

  sample::World world_;
  TellingMailer mailer_;
  Candour candour_{*world_.store, nullptr, world_.clock, {&mailer_, "https://plans.harrowvale.example"}};
  const PersonId jo{"jo"}, mel{"mel"};
};

TEST_F(WeeklyLetters, go_once_a_week_to_whom_something_needs_and_tell_no_case) {
  EXPECT_EQ(work(), 1u);
  EXPECT_EQ(work(), 0u) << "once";
  ASSERT_EQ(mailer_.letters.size(), 1u);
  const Letter& sent = mailer_.letters[0];
  EXPECT_EQ(sent.to, "jo.park@harrowvale.example");
  EXPECT_THAT(sent.text, AllOf(HasSubstr("Dear Jo Park,"), HasSubstr("- "), HasSubstr("switch it off")));
  for (const std::string* part : {&sent.subject, &sent.text, &sent.html})
    for (const char* word : {"Rowan", "intelligence", "hub", "Police", "alone"})
      EXPECT_THAT(*part, Not(HasSubstr(word)));
  std::size_t links = 0;
  for (std::size_t found = sent.text.find("http"); found != std::string::npos;
       found = sent.text.find("http", found + 1))
    ++links;
  EXPECT_EQ(links, 1u);
  EXPECT_THAT(sent.text, HasSubstr("    https://plans.harrowvale.example/\n"));
  EXPECT_EQ(letter().state, LetterState::sent);
  EXPECT_EQ(letter().words, "words of the server");
  at("2026-03-03T09:00:00Z");
  EXPECT_EQ(work(), 0u);
  at("2026-03-09T05:59:59Z");
  EXPECT_EQ(work(), 0u) << "at six";
  at("2026-03-09T06:00:00Z");
  EXPECT_EQ(work(), 1u);
  EXPECT_NE(mailer_.letters[0].message_id, mailer_.letters[1].message_id);
}

TEST_F(WeeklyLetters, are_switched_off_by_the_person_alone) {
  const Actor herself{.name = {}, .person = jo}, another{.name = {}, .person = mel};
  const auto refused = candour_.act(another, people::ChooseWeeklyLetter{jo, false});
  ASSERT_FALSE(refused);
  EXPECT_FALSE(candour_.act(herself, people::AttemptWeeklyLetter{jo}));
  EXPECT_FALSE(candour_.act(herself, people::SettleWeeklyLetter{jo, LetterState::sent, ""}));
  ASSERT_TRUE(candour_.act(herself, people::ChooseWeeklyLetter{jo, false}));
  EXPECT_EQ(work(), 0u);
  ASSERT_TRUE(candour_.act(herself, people::ChooseWeeklyLetter{jo, true}));
  EXPECT_EQ(work(), 1u);
}

TEST_F(WeeklyLetters, are_tried_again_only_where_the_server_put_them_off) {
  struct Case {
    Sending outcome;
    LetterState state;
    std::size_t tries;  // on that Monday and Tuesday
  };
  const char* weeks[][3] = {{"2026-03-02T06:00:00Z", "2026-03-02T06:05:00Z", "2026-03-02T06:15:00Z"},
                            {"2026-03-09T06:00:00Z", "2026-03-09T06:05:00Z", "2026-03-09T06:15:00Z"},
                            {"2026-03-16T06:00:00Z", "2026-03-16T06:05:00Z", "2026-03-16T06:15:00Z"}};
  std::size_t week = 0;
  for (const Case& each :
       {Case{Sending::refused, LetterState::refused, 1}, Case{Sending::unknown, LetterState::may_have_been_sent, 1},
        Case{Sending::try_later, LetterState::put_off, 3}}) {
    mailer_.letters.clear();
    mailer_.outcome = each.outcome;
    for (const char* moment : weeks[week]) {
      at(moment);
      work();
      work();  // in the same moment
    }
    EXPECT_EQ(mailer_.letters.size(), each.tries);
    EXPECT_EQ(letter().state, each.state);
    ++week;
  }
}

TEST_F(WeeklyLetters, that_the_program_ended_in_are_said_to_be_perhaps_sent_and_never_go_again) {
  ASSERT_TRUE(candour_.act({"by-rule"}, people::AttemptWeeklyLetter{jo}));
  Candour again(*world_.store, nullptr, world_.clock, {&mailer_, "https://plans.harrowvale.example"});
  EXPECT_EQ(*settle_interrupted(again), 1u);
  ASSERT_TRUE(run_jobs(again));
  EXPECT_TRUE(mailer_.letters.empty());
  EXPECT_EQ(letter().state, LetterState::may_have_been_sent);
  at("2026-03-09T06:00:00Z");
  EXPECT_EQ(work(), 1u) << "the next week's";
}

TEST_F(WeeklyLetters, do_not_go_to_who_cannot_sign_in) {
  people::Grant coordinator;
  coordinator.role = people::Role::coordinator;
  coordinator.partnership = people::first_partnership;
  ASSERT_TRUE(
      candour_.act({}, people::AddPerson{PersonId("al"), "Al Reed", "al.reed@harrowvale.example", {coordinator}}));
  EXPECT_EQ(work(), 1u);
  EXPECT_EQ(mailer_.letters[0].to, "jo.park@harrowvale.example");
}

}  // namespace
}  // namespace candour::app
