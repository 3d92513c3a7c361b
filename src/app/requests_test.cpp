#include "app/requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/jobs.h"
#include "app/letters.h"
#include "app/links.h"
#include "app/sample_test.h"
#include "app/vault.h"
#include "base/text.h"

namespace candour::app {
namespace {

using sample::World;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Keeps what it is given and answers what it is told to.
class TellingMailer final : public Mailer {
 public:
  Result<Sent> send(const Letter& letter) const override {
    letters.push_back(letter);
    return answers.empty() ? Sent{Sending::accepted, "250 Taken"}
                           : answers[std::min(letters.size(), answers.size()) - 1];
  }
  mutable std::vector<Letter> letters;
  std::vector<Sent> answers;
};

class Requests : public testing::Test {
 protected:
  Requests() { plan_ = world_.import(); }

  request::Compose compose(std::vector<plan::Number> numbers = {1, 4}) const {
    request::Compose command;
    command.request.request = request::RequestId("q7m2qx9dab");
    command.request.agency = plan::AgencyId("police");
    for (const plan::Number number : numbers) command.request.rows.push_back({plan_, number});
    command.request.asked_by = "Ann Bell, Harrow Vale Partnership";
    command.request.reply_to = "ann.bell@harrowvale.example";
    command.request.deadline = sample::day("2026-03-30");
    command.people = {{"Jo Park", "jo.park@police.brackenford.example"}};
    return command;
  }
  void ask(const request::Compose& command) {
    const auto done = compose_request(candour_, actor_, command);
    ASSERT_TRUE(done) << done.error().sentence;
  }
  void work() {
    const auto round = run_jobs(candour_);
    ASSERT_TRUE(round) << round.error().sentence;
  }
  request::Request stands() const { return *(*candour_.picture(Actor{}))->requests.front(); }
  std::size_t asked(plan::Number number) const { return plan::find_action(plan(), number)->askings.size(); }
  const view::Row& row(plan::Number number) {
    shown_ = *candour_.picture(Actor{});
    return *view::find_row(*shown_, plan::action_id(plan_, number));
  }
  void on(const char* day) { world_.clock.set(sample::morning(day)); }
  plan::Plan plan() const { return *view::find_plan(**candour_.picture(Actor{}), plan_)->plan; }

  // What follows "/u/" in a letter, and the code under it.
  static std::string token_in(const Letter& letter) {
    const std::size_t at = letter.text.find("/u/");
    return at == std::string::npos ? "" : letter.text.substr(at + 3, 52);
  }
  static std::string code_in(const Letter& letter) {
    const std::size_t at = letter.text.find("type this code there:\n\n    ");
    return at == std::string::npos ? "" : letter.text.substr(at + 27, 6);
  }
  static request::SendAnswers answers(std::vector<request::Number> rows) {
    request::SendAnswers command{1, "ref2345678", {}};
    for (const request::Number row : rows) {
      request::Answer answer;
      answer.narrative = "Two of three teams are briefed.";
      command.answers.push_back({row, answer});
    }
    return command;
  }

  World world_;
  TellingMailer mailer_;
  Candour candour_{*world_.store, nullptr, world_.clock, {&mailer_, "https://plans.harrowvale.example"}};
  Actor actor_{"ann.bell"};
  plan::PlanId plan_;
  std::shared_ptr<const view::Picture> shown_;
};

TEST_F(Requests, composing_sends_a_letter_and_the_plan_says_that_it_was_asked) {
  ask(compose());
  EXPECT_EQ(asked(1), 0u) << "no letter went yet";
  work();
  EXPECT_EQ(asked(1), 1u);
  EXPECT_EQ(asked(2), 0u);
  ASSERT_EQ(mailer_.letters.size(), 1u);
  const Letter& letter = mailer_.letters[0];
  EXPECT_EQ(letter.to, "jo.park@police.brackenford.example");
  EXPECT_EQ(letter.subject, "Updates asked for by 30 March 2026");
  EXPECT_THAT(letter.text, HasSubstr("asks Police for 2 updates by Monday 30 March 2026"));
  EXPECT_EQ(token_in(letter).size(), 52u);
  EXPECT_EQ(code_in(letter).size(), 6u);
  EXPECT_THAT(letter.html, HasSubstr(token_in(letter)));
  EXPECT_EQ(stands().letters[0].state, request::LetterState::sent);
  work();
  EXPECT_EQ(mailer_.letters.size(), 1u) << "once";
}

TEST_F(Requests, no_word_of_a_case_and_no_secret_stands_in_a_letter_or_in_the_record) {
  request::Compose command = compose();
  command.request.chasing = {false, 3, 7, 3, 7, 14};
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  ask(command);
  work();
  for (const char* day : {"2026-03-27", "2026-04-06"}) {
    world_.clock.set(sample::morning(day));
    work();
    work();
  }
  ASSERT_GE(mailer_.letters.size(), 3u);
  std::string record;
  const auto events = *world_.store->read_all(0, 1'000);
  for (const StoredEvent& event : events)
    if (event.stream.starts_with("request/")) record += event.core + event.words;
  for (const Letter& letter : mailer_.letters) {
    for (const char* word : {"Rowan", "intelligence", "hub", "alone", "Agencies held back"}) {
      EXPECT_THAT(letter.text, Not(HasSubstr(word)));
      EXPECT_THAT(letter.html, Not(HasSubstr(word)));
      EXPECT_THAT(letter.subject, Not(HasSubstr(word)));
    }
    EXPECT_THAT(record, Not(HasSubstr(token_in(letter))));
    EXPECT_THAT(record, Not(HasSubstr(code_in(letter))));
    for (const Kept& kept : *world_.store->vault().all("link")) {
      EXPECT_THAT(kept.content + kept.key, Not(HasSubstr(token_in(letter))));
      EXPECT_THAT(kept.content, Not(HasSubstr(code_in(letter))));
    }
  }
}

TEST_F(Requests, an_action_that_asks_nothing_more_is_not_asked_about_and_nothing_is_kept) {
  const std::uint64_t before = *world_.store->last_position();
  EXPECT_FALSE(compose_request(candour_, actor_, compose({1, 99})));
  const auto of_another = compose_request(candour_, actor_, compose({1, 2}));
  ASSERT_FALSE(of_another);
  EXPECT_EQ(of_another.error().sentence, "Action 2 is not one of Police’s. Ask the agency that it is with.");
  EXPECT_EQ(*world_.store->last_position(), before);
}

TEST_F(Requests, chased_by_rule_until_the_cap_and_the_plan_counts_how_often_it_was_asked) {
  request::Compose command = compose();
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  ask(command);
  work();
  for (Date day = sample::day("2026-03-02"); day < sample::day("2026-05-20"); day = day.plus_days(1)) {
    world_.clock.set(Moment::at_start_of(day));
    work();
  }
  std::vector<std::string> subjects;
  for (const Letter& letter : mailer_.letters) subjects.push_back(letter.subject.substr(0, 8) + " " + letter.to);
  EXPECT_THAT(subjects,
              ElementsAre("Updates  jo.park@police.brackenford.example", "Reminder jo.park@police.brackenford.example",
                          "Reminder jo.park@police.brackenford.example", "No answe roe@police.brackenford.example",
                          "Reminder jo.park@police.brackenford.example", "Reminder roe@police.brackenford.example"));
  EXPECT_EQ(asked(1), 4u);
  EXPECT_EQ(plan::find_action(plan(), 1)->askings.front().on, sample::day("2026-03-02"));
  EXPECT_EQ(stands().state, request::State::closed);
}

TEST_F(Requests, whoever_claimed_by_their_own_link_is_no_second_person_to_the_claim) {
  const auto coordinator = [&](const char* id, const char* email) {
    people::Grant grant;
    grant.role = people::Role::coordinator;
    grant.partnership = people::first_partnership;
    EXPECT_TRUE(candour_.act(Actor{}, people::AddPerson{people::PersonId(id), id, email, {grant}}));
    return Actor{.name = {}, .person = people::PersonId(id)};
  };
  const Actor jo = coordinator("jo", "Jo.Park@police.brackenford.example"), ben = coordinator("ben", "ben@hv.example");
  ask(compose({1}));
  work();
  request::SendAnswers claim = answers({1});
  claim.answers[0].answer.saying = request::Saying::complete;
  claim.answers[0].answer.completed = sample::day("2026-03-01");
  claim.answers[0].answer.evidence = "The register of attendance";
  const auto sent = send_answers(candour_, stands().id, claim);
  ASSERT_TRUE(sent) << sent.error().sentence;
  const auto accepted = decide_row(candour_, ben, stands().id, {1, request::RowState::accepted, {}, {}}, std::nullopt);
  ASSERT_TRUE(accepted) << accepted.error().sentence;
  const auto refused = candour_.act(jo, plan_, plan::AcceptClaim{1, ""}, std::nullopt);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
  EXPECT_EQ(refused.error().sentence,
            "You made this claim, by a link that was sent to your address. A second person must accept it.");
  // An address that is changed since does not make them somebody else; nor does another's who has it now.
  ASSERT_TRUE(candour_.act(Actor{}, people::ChangePerson{people::PersonId("jo"), "jo", "jo@hv.example"}));
  const auto again = candour_.act(jo, plan_, plan::AcceptClaim{1, ""}, std::nullopt);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::not_allowed);
  EXPECT_EQ(stands().people.at(0).signs_in_as, std::vector<std::string>{"jo"});
  EXPECT_TRUE(candour_.act(ben, plan_, plan::AcceptClaim{1, ""}, std::nullopt));
}

TEST_F(Requests, whoever_answers_on_the_actions_themselves_is_not_chased_and_not_called_silent) {
  request::Compose command = compose();
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  ask(command);
  work();
  EXPECT_TRUE(still_waits(**candour_.picture(Actor{}), stands()));
  for (const plan::Number number : {1u, 4u}) {
    EXPECT_TRUE(still_waits(**candour_.picture(Actor{}), stands()));
    ASSERT_TRUE(candour_.act(
        actor_, plan_, plan::GiveUpdate{number, {sample::day("2026-03-02"), "", "It goes on.", {}}}, std::nullopt));
  }
  EXPECT_FALSE(still_waits(**candour_.picture(Actor{}), stands()));
  EXPECT_EQ(remind(candour_, actor_, stands().id, std::nullopt).error().code, ErrorCode::conflict);
  for (Date day = sample::day("2026-03-03"); day < sample::day("2026-05-20"); day = day.plus_days(1)) {
    world_.clock.set(Moment::at_start_of(day));
    work();
  }
  EXPECT_EQ(mailer_.letters.size(), 1u) << "the asking, and nothing after it";
  EXPECT_EQ(asked(1), 0u);
  EXPECT_EQ(stands().state, request::State::closed) << "it ends on its day all the same";
}

TEST_F(Requests, what_the_mail_server_says_is_kept_and_what_is_unknown_is_never_repeated) {
  ask(compose());
  mailer_.answers = {{Sending::unknown, "Failure when receiving data from the peer"}};
  work();
  EXPECT_EQ(stands().letters[0].state, request::LetterState::may_have_been_sent);
  for (int day = 3; day < 20; ++day) {
    world_.clock.set(Moment::at_start_of(sample::day("2026-03-02").plus_days(day)));
    work();
  }
  EXPECT_EQ(mailer_.letters.size(), 1u);
}

TEST_F(Requests, a_letter_put_off_goes_later_and_its_first_link_works_as_the_second_does) {
  ask(compose());
  mailer_.answers = {{Sending::try_later, "451 Greylisted"}, {Sending::accepted, "250"}};
  work();
  work();
  EXPECT_EQ(mailer_.letters.size(), 1u);
  world_.clock.set(Moment::from_microseconds(world_.clock.now().microseconds() + 5 * 60'000'000));
  work();
  ASSERT_EQ(mailer_.letters.size(), 2u);
  EXPECT_NE(mailer_.letters[0].message_id, mailer_.letters[1].message_id);
  EXPECT_EQ(stands().letters[0].state, request::LetterState::sent);
}

// The program ends between the attempt and its outcome: what the record then holds is all that is known.
TEST_F(Requests, a_restart_makes_of_an_attempt_without_an_outcome_that_it_may_have_been_sent) {
  ask(compose());
  ASSERT_TRUE(
      candour_.act(Actor{"by-rule"}, request::RequestId("q7m2qx9dab"), request::AttemptLetter{1}, std::nullopt));
  Candour restarted(*world_.store, nullptr, world_.clock, {&mailer_, "https://plans.harrowvale.example"});
  EXPECT_EQ(*settle_interrupted(restarted), 1u);
  EXPECT_EQ(*settle_interrupted(restarted), 0u);
  ASSERT_TRUE(run_jobs(restarted));
  EXPECT_TRUE(mailer_.letters.empty());
  EXPECT_EQ(stands().letters[0].state, request::LetterState::may_have_been_sent);
  EXPECT_THAT(stands().letters[0].words, HasSubstr("program ended"));
}

TEST_F(Requests, letters_wait_where_no_mail_is_set_up) {
  ask(compose());
  Candour without(*world_.store, nullptr, world_.clock);
  ASSERT_TRUE(run_jobs(without));
  EXPECT_EQ(stands().letters[0].state, request::LetterState::queued);
  EXPECT_EQ(asked(1), 0u) << "and nobody was asked";
}

// ---- Asked, and silent ----

TEST_F(Requests, nobody_is_silent_before_the_deadline_is_over) {
  on("2026-10-02");  // what was said in January is too old to go by
  request::Compose command = compose();
  command.request.deadline = sample::day("2026-10-30");
  ask(command);
  work();
  EXPECT_FALSE(view::is_silent(row(1)));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "asked on 2 October 2026, answer due 30 October 2026");
  on("2026-10-30");
  EXPECT_FALSE(view::is_silent(row(1)));
  on("2026-10-31");
  EXPECT_TRUE(view::is_silent(row(1)));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "asked on 2 October 2026, no answer");
}

TEST_F(Requests, nobody_is_silent_whose_answer_waits_with_the_coordinator_and_what_goes_back_is_awaited_again) {
  on("2026-10-02");
  request::Compose command = compose();
  command.request.deadline = sample::day("2026-10-30");
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  ask(command);
  work();
  on("2026-10-20");
  ASSERT_TRUE(send_answers(candour_, stands().id, answers({1})));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "answered on 20 October 2026, waiting for the coordinator");
  EXPECT_TRUE(view::wants(row(1), view::Need::answered));
  EXPECT_FALSE(view::wants(row(1), view::Need::asked));
  on("2026-10-31");
  EXPECT_FALSE(view::is_silent(row(1)));
  EXPECT_TRUE(view::is_silent(row(4))) << "of this one nothing came";
  const std::size_t letters = mailer_.letters.size();
  ASSERT_TRUE(decide_row(candour_, actor_, stands().id, {1, request::RowState::returned, {}, "Which teams?", false},
                         std::nullopt));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "asked on 31 October 2026, answer due 7 November 2026");
  EXPECT_FALSE(view::is_silent(row(1)));
  EXPECT_TRUE(still_waits(**candour_.picture(Actor{}), stands()));
  on("2026-11-08");
  EXPECT_TRUE(view::is_silent(row(1))) << "the question is answered by nobody";
  ASSERT_TRUE(send_answers(candour_, stands().id, answers({1, 2})));
  for (const plan::Number number : {1U, 4U}) {
    EXPECT_FALSE(view::is_silent(row(number)));
    EXPECT_EQ(view::asked_in_words(row(number).facts), "answered on 8 November 2026, waiting for the coordinator");
  }
  for (Date day = sample::day("2026-11-08"); day < sample::day("2026-11-28"); day = day.plus_days(1)) {
    world_.clock.set(Moment::at_start_of(day));
    work();
  }
  EXPECT_EQ(mailer_.letters.size(), letters) << "nobody is chased whose answers wait";
  ASSERT_TRUE(accept_all(candour_, actor_, stands().id, std::nullopt));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "");
  EXPECT_EQ(row(1).facts.last_confirmed, sample::day("2026-11-08"));
}

TEST_F(Requests, an_answer_is_decided_also_once_its_request_is_closed_and_set_aside_where_it_is_revoked) {
  on("2026-10-02");
  request::Compose command = compose();
  command.request.deadline = sample::day("2026-10-30");
  ask(command);
  work();
  on("2026-10-20");
  ASSERT_TRUE(send_answers(candour_, stands().id, answers({1, 2})));
  ASSERT_TRUE(candour_.act(actor_, stands().id, request::CloseRequest{"The meeting is over"}, std::nullopt));
  on("2026-11-20");
  EXPECT_FALSE(view::is_silent(row(1)));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "answered on 20 October 2026, waiting for the coordinator");
  const auto back = decide_row(candour_, actor_, stands().id,
                               {1, request::RowState::returned, {}, "Which teams?", false}, std::nullopt);
  ASSERT_FALSE(back);
  EXPECT_EQ(back.error().sentence,
            "This request is closed, so nobody can answer a question. Accept the answer, or change it.");
  ASSERT_TRUE(decide_row(candour_, actor_, stands().id, {1, request::RowState::accepted, {}, {}}, std::nullopt));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "");

  on("2026-12-02");
  request::Compose other = compose({1});
  other.request.request = request::RequestId("n7m2qx9dab");
  other.request.deadline = sample::day("2026-12-20");
  ask(other);
  work();
  ASSERT_TRUE(send_answers(candour_, other.request.request, answers({1})));
  ASSERT_TRUE(settle_letters(candour_, actor_, other.request.request, request::RevokeRequest{"The wrong agency"},
                             std::nullopt));
  EXPECT_EQ(view::asked_in_words(row(1).facts), "");
  EXPECT_FALSE(
      decide_row(candour_, actor_, other.request.request, {1, request::RowState::accepted, {}, {}}, std::nullopt));
  bool told = false;
  for (const plan::Happening& line : plan::find_action(plan(), 1)->history)
    told = told || (line.what == "answer set aside" && line.reason == "The request was revoked: The wrong agency");
  EXPECT_TRUE(told);
}

TEST_F(Requests, whoever_no_letter_reached_was_not_asked_and_is_not_chased) {
  on("2026-10-02");
  request::Compose command = compose();
  command.request.deadline = sample::day("2026-10-30");
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  ask(command);
  mailer_.answers = {{Sending::refused, "550 No such mailbox"}};
  for (Date day = sample::day("2026-10-02"); day < sample::day("2026-11-20"); day = day.plus_days(1)) {
    world_.clock.set(Moment::at_start_of(day));
    work();
  }
  EXPECT_EQ(asked(1), 0u);
  EXPECT_FALSE(view::is_silent(row(1)));
  EXPECT_EQ(mailer_.letters.size(), 1u) << "their lead is not told that they are silent";
  ASSERT_EQ(request::unreached(stands()).size(), 1u);
  EXPECT_EQ(request::unreached(stands())[0]->words, "550 No such mailbox");
  EXPECT_FALSE(remind(candour_, actor_, stands().id, std::nullopt));
  mailer_.answers = {};
  ASSERT_TRUE(candour_.act(actor_, stands().id, request::SendAgain{1}, std::nullopt));
  work();
  EXPECT_TRUE(request::unreached(stands()).empty());
  EXPECT_EQ(asked(1), 1u) << "now they are";
}

TEST_F(Requests, a_letter_that_came_back_asked_nobody_where_no_other_did) {
  request::Compose command = compose();
  command.people.push_back({"Sam Ade", "sam.ade@police.brackenford.example"});
  ask(command);
  work();
  EXPECT_EQ(asked(1), 1u) << "two letters, and asked once";
  const auto came_back = [&](request::Number letter) {
    const auto done =
        settle_letters(candour_, actor_, stands().id, request::EnterReturned{letter, "Mailbox full"}, std::nullopt);
    EXPECT_TRUE(done) << done.error().sentence;
  };
  came_back(1);
  EXPECT_EQ(asked(1), 1u) << "the other was reached";
  came_back(2);
  EXPECT_EQ(asked(1), 0u);
  EXPECT_EQ(asked(4), 0u);
  EXPECT_EQ(plan::find_action(plan(), 1)->history.back().reason, "The letter came back: Mailbox full");
  EXPECT_EQ(plan::find_action(plan(), 1)->history.back().actor, "ann.bell");
  EXPECT_EQ(request::unreached(stands()).size(), 2u);
}

TEST_F(Requests, what_is_revoked_was_not_asked_and_what_another_request_asks_is) {
  ask(compose());
  work();
  request::Compose other = compose({1});
  other.request.request = request::RequestId("n7m2qx9dab");
  ask(other);
  work();
  EXPECT_EQ(asked(1), 2u);
  ASSERT_TRUE(settle_letters(candour_, actor_, request::RequestId("q7m2qx9dab"),
                             request::RevokeRequest{"Sent to the wrong body"}, std::nullopt));
  EXPECT_EQ(asked(1), 1u);
  EXPECT_EQ(asked(4), 0u);
  EXPECT_EQ(plan::find_action(plan(), 1)->askings.front().of, "n7m2qx9dab-1");
}

TEST_F(Requests, of_a_link_whose_code_was_refused_nobody_was_asked) {
  request::Compose command = compose();
  command.request.restricted = true;
  ask(command);
  mailer_.answers = {{Sending::accepted, "250"}, {Sending::refused, "550"}, {Sending::accepted, "250"}};
  work();
  EXPECT_EQ(asked(1), 0u);
  ASSERT_EQ(request::unreached(stands()).size(), 1u);
  ASSERT_TRUE(candour_.act(actor_, stands().id, request::SendAgain{2}, std::nullopt));
  work();
  EXPECT_EQ(mailer_.letters.size(), 4u);
  EXPECT_EQ(asked(1), 1u);
}

// ---- Links ----

TEST_F(Requests, a_link_opens_with_its_code_alone_and_any_number_of_times) {
  ask(compose());
  work();
  const std::string token = token_in(mailer_.letters[0]), code = code_in(mailer_.letters[0]);
  Links links(candour_);
  const std::uint64_t before = *world_.store->last_position();
  EXPECT_EQ(find_link(candour_, token)->person, 1u);
  EXPECT_FALSE(find_link(candour_, token.substr(1)));
  EXPECT_EQ(links.open(token, "")->secret, "");
  EXPECT_EQ(*world_.store->last_position(), before) << "nothing has changed";
  world_.clock.set(Moment::from_microseconds(world_.clock.now().microseconds() + 60'000'000));
  std::string typed = " " + code.substr(0, 3) + "-" + code.substr(3);
  for (char& c : typed)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (int i = 0; i < 3; ++i) {
    const auto opened = links.open(token, typed);
    ASSERT_TRUE(opened);
    const auto session = links.session(opened->secret);
    ASSERT_TRUE(session);
    EXPECT_EQ(session->holder, (LinkHolder{request::RequestId("q7m2qx9dab"), 1}));
    EXPECT_FALSE(session->form_token.empty());
  }
  EXPECT_EQ(*world_.store->last_position(), before + 1) << "continued, once";
}

TEST_F(Requests, a_wrong_code_slows_the_next_try_and_never_locks) {
  ask(compose());
  work();
  const std::string token = token_in(mailer_.letters[0]), code = code_in(mailer_.letters[0]);
  Links links(candour_);
  std::vector<std::uint32_t> waits;
  for (int i = 0; i < 200; ++i) {
    const auto opened = links.open(token, "AAAAAA");
    ASSERT_TRUE(opened);
    waits.push_back(opened->wait);
    const auto sooner = links.open(token, code);
    EXPECT_EQ(sooner->secret, "") << "not looked at";
    EXPECT_GT(sooner->wait, 0u);
    world_.clock.set(Moment::from_microseconds(world_.clock.now().microseconds() + opened->wait * 1'000'000LL));
  }
  EXPECT_THAT(std::vector<std::uint32_t>(waits.begin(), waits.begin() + 6), ElementsAre(1, 2, 4, 8, 8, 8));
  EXPECT_NE(links.open(token, code)->secret, "");
}

TEST_F(Requests, a_session_ends_unused_after_half_an_hour_and_used_after_twelve) {
  ask(compose());
  work();
  Links links(candour_);
  const auto later = [&](int minutes) {
    world_.clock.set(Moment::from_microseconds(world_.clock.now().microseconds() + minutes * 60'000'000LL));
  };
  const auto open = [&] { return links.open(token_in(mailer_.letters[0]), code_in(mailer_.letters[0]))->secret; };
  const std::string unused = open();
  later(31);
  EXPECT_FALSE(links.session(unused));
  const std::string used = open();
  int minutes = 0;
  while (links.session(used) && minutes < 2'000) later(20), minutes += 20;
  EXPECT_EQ(minutes, 12 * 60);
  const std::string closed = open();
  ASSERT_TRUE(links.close(closed));
  EXPECT_FALSE(links.session(closed));
  EXPECT_FALSE(links.session("made up"));
}

TEST_F(Requests, of_a_restricted_plan_the_code_travels_apart) {
  ASSERT_TRUE(
      candour_.act(Actor{}, people::AddPerson{people::PersonId("p7m2qx9dab"), "Jo", "jo@harrowvale.example", {}}));
  ASSERT_TRUE(
      candour_.act(Actor{}, people::RestrictPlan{plan_, {{people::PersonId("p7m2qx9dab")}, "An investigation"}}));
  ask(compose());
  work();
  ASSERT_EQ(mailer_.letters.size(), 2u);
  EXPECT_EQ(code_in(mailer_.letters[0]), "");
  EXPECT_EQ(token_in(mailer_.letters[1]), "");
  const std::size_t at = mailer_.letters[1].text.find("\n    ");
  const std::string code = mailer_.letters[1].text.substr(at + 5, 6);
  Links links(candour_);
  EXPECT_NE(links.open(token_in(mailer_.letters[0]), code)->secret, "");
}

TEST_F(Requests, of_a_plan_that_was_restricted_later_no_code_goes_with_its_link_any_more) {
  ask(compose());
  work();
  request::Compose other = compose({1});
  other.request.request = request::RequestId("n7m2qx9dab");
  ask(other);  // its letter waits, and would bring both
  ASSERT_TRUE(
      candour_.act(Actor{}, people::AddPerson{people::PersonId("p7m2qx9dab"), "Jo", "jo@harrowvale.example", {}}));
  ASSERT_TRUE(
      candour_.act(Actor{}, people::RestrictPlan{plan_, {{people::PersonId("p7m2qx9dab")}, "An investigation"}}));
  work();
  on("2026-03-27");  // and the one that was sent is reminded of
  work();
  work();
  ASSERT_GE(mailer_.letters.size(), 5u);
  for (std::size_t i = 1; i < mailer_.letters.size(); ++i) {
    const Letter& letter = mailer_.letters[i];
    EXPECT_THAT(letter.text, Not(HasSubstr("type this code there"))) << letter.subject;
  }
  EXPECT_EQ(asked(1), 4u) << "asked and reminded by each";
}

TEST_F(Requests, a_revoked_request_opens_nothing) {
  ask(compose());
  work();
  ASSERT_TRUE(
      candour_.act(actor_, request::RequestId("q7m2qx9dab"), request::RevokeRequest{"Wrong person"}, std::nullopt));
  Links links(candour_);
  const auto opened = links.open(token_in(mailer_.letters[0]), code_in(mailer_.letters[0]));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::conflict);
}

// ---- Answers ----

TEST_F(Requests, an_answer_is_no_fact_until_it_is_accepted) {
  ask(compose());
  work();
  ASSERT_TRUE(send_answers(candour_, request::RequestId("q7m2qx9dab"), answers({1, 2})));
  EXPECT_TRUE(plan::find_action(plan(), 1)->updates.empty());
  EXPECT_EQ(asked(1), 1u);
  world_.clock.set(sample::morning("2026-03-09"));
  ASSERT_TRUE(decide_row(candour_, actor_, request::RequestId("q7m2qx9dab"),
                         {1, request::RowState::accepted, {}, "", false}, std::nullopt));
  const plan::Plan after = plan();
  ASSERT_EQ(plan::find_action(after, 1)->updates.size(), 1u);
  EXPECT_EQ(plan::find_action(after, 1)->updates[0].by, "Jo Park");
  EXPECT_EQ(plan::find_action(after, 1)->updates[0].as_at, sample::day("2026-03-02")) << "as at the day it was said";
  EXPECT_EQ(plan::find_action(after, 1)->confirmed, sample::day("2026-03-02"));
  EXPECT_EQ(asked(1), 0u);
  EXPECT_TRUE(plan::find_action(after, 4)->updates.empty()) << "row 2 still waits";
  const auto picture = *candour_.picture(Actor{});
  const std::string& actor = plan::find_action(after, 1)->history.back().actor;
  EXPECT_EQ(view::who(*picture, actor), "Jo Park, Police, by link");
  EXPECT_EQ(view::who(*picture, "link-zzzzzzzzzz-1"), "by link") << "a request that one does not see names nobody";
  EXPECT_EQ(view::who(*picture, "ann.bell"), "ann.bell");
}

TEST_F(Requests, a_change_and_a_question_go_back_with_their_words) {
  ask(compose());
  request::SendAnswers sent = answers({1, 2});
  sent.answers[0].answer.rating = "A";
  ASSERT_TRUE(send_answers(candour_, request::RequestId("q7m2qx9dab"), sent));
  request::Answer shorter = sent.answers[0].answer;
  shorter.narrative = "Two teams briefed.";
  shorter.rating = "G";
  const std::size_t before = plan::find_action(plan(), 1)->history.size();
  ASSERT_TRUE(decide_row(candour_, actor_, request::RequestId("q7m2qx9dab"),
                         {1, request::RowState::changed, shorter, "Shorter", false}, std::nullopt));
  ASSERT_TRUE(decide_row(candour_, actor_, request::RequestId("q7m2qx9dab"),
                         {2, request::RowState::returned, {}, "Which teams?", false}, std::nullopt));
  EXPECT_EQ(plan::find_action(plan(), 1)->updates[0].narrative, "Two teams briefed.");
  EXPECT_EQ(plan::find_action(plan(), 1)->updates[0].by, "ann.bell, changing what Jo Park, Police, answered");
  const plan::Plan changed = plan();
  const plan::Action& action = *plan::find_action(changed, 1);
  ASSERT_GT(action.history.size(), before);
  for (std::size_t i = before; i < action.history.size(); ++i) {
    EXPECT_EQ(action.history[i].actor, "ann.bell") << action.history[i].what << ": nobody at the agency said so";
    EXPECT_EQ(action.history[i].reason,
              "Changing what Jo Park, Police, answered: “Two of three teams are briefed.”, rated A. Why: Shorter");
  }
  EXPECT_EQ(action.rating.as_written, "G");
  EXPECT_TRUE(plan::find_action(plan(), 4)->updates.empty());
  EXPECT_EQ(stands().rows[1].reason, "Which teams?");
  EXPECT_EQ(stands().rows[0].decided_by, "ann.bell");
}

TEST_F(Requests, a_claim_is_in_the_name_of_who_made_it_and_waits_for_a_second_person) {
  ask(compose());
  request::SendAnswers claim = answers({1});
  claim.answers[0].answer.saying = request::Saying::complete;
  claim.answers[0].answer.completed = sample::day("2026-03-01");
  claim.answers[0].answer.evidence = "Register of the briefings";
  ASSERT_TRUE(send_answers(candour_, request::RequestId("q7m2qx9dab"), claim));
  ASSERT_TRUE(accept_all(candour_, actor_, request::RequestId("q7m2qx9dab"), std::nullopt));
  const plan::Plan claimed = plan();
  EXPECT_EQ(plan::find_action(claimed, 1)->delivery, plan::DeliveryClaim::claimed_complete);
  EXPECT_EQ(plan::find_action(claimed, 1)->claimed_by, "link-q7m2qx9dab-1");
  EXPECT_TRUE(candour_.act(actor_, plan_, plan::AcceptClaim{1, "Seen"}, std::nullopt)) << "who accepted the answer can";
}

TEST_F(Requests, what_the_plan_would_refuse_is_told_to_who_wrote_it) {
  ask(compose());
  request::SendAnswers wrong = answers({1, 2});
  wrong.answers[1].answer.rating = "Purple";
  const auto picture = *candour_.picture(Actor{});
  const auto refused = refused_rows(*picture, *picture->requests[0], wrong, sample::day("2026-03-02"));
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].row, 2u);
  const auto sent = send_answers(candour_, request::RequestId("q7m2qx9dab"), wrong);
  ASSERT_FALSE(sent);
  EXPECT_THAT(sent.error().sentence, HasSubstr("Row 2"));
  EXPECT_TRUE(stands().rows[0].answer == std::nullopt) << "nothing was kept";
}

TEST_F(Requests, accepted_at_once_where_the_partnership_chose_so_in_one_step) {
  request::Compose command = compose();
  command.request.accept_at_once = true;
  ask(command);
  ASSERT_TRUE(send_answers(candour_, request::RequestId("q7m2qx9dab"), answers({1, 2})));
  EXPECT_EQ(plan::find_action(plan(), 4)->updates.size(), 1u);
  EXPECT_TRUE(stands().rows[0].at_once);
}

TEST_F(Requests, somebody_quicker_is_a_conflict_and_changes_neither_stream) {
  ask(compose());
  ASSERT_TRUE(send_answers(candour_, request::RequestId("q7m2qx9dab"), answers({1, 2})));
  const std::uint64_t seen = stands().version;
  ASSERT_TRUE(accept_all(candour_, actor_, request::RequestId("q7m2qx9dab"), seen));
  const std::uint64_t before = *world_.store->last_position();
  const auto again = decide_row(candour_, actor_, request::RequestId("q7m2qx9dab"),
                                {1, request::RowState::returned, {}, "Hm?", false}, seen);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
  EXPECT_THAT(again.error().sentence, HasSubstr("ann.bell"));
  EXPECT_EQ(*world_.store->last_position(), before);
}

}  // namespace
}  // namespace candour::app
