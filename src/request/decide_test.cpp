#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "request/commands.h"

namespace candour::request {
namespace {

using testing::HasSubstr;

Stamp at(const char* moment, std::string actor = "coordinator") {
  const Moment recorded =
      *Moment::parse(std::string(moment).size() == 10 ? std::string(moment) + "T09:00:00Z" : moment);
  return {recorded, recorded.date(), std::move(actor)};
}
Date day(const char* iso) {
  return *Date::parse(iso);
}

std::vector<RequestEvent> act(Request& request, const RequestCommand& command, const Stamp& stamp) {
  const auto events = decide(request, command, stamp);
  EXPECT_TRUE(events) << (events ? "" : events.error().sentence);
  if (!events) return {};
  for (const RequestEvent& event : *events) request::apply(request, event);
  return *events;
}
std::string refusal(const Request& request, const RequestCommand& command, const Stamp& stamp) {
  const auto events = decide(request, command, stamp);
  return events ? "" : events.error().sentence;
}

Compose compose() {
  Compose command;
  command.request.request = RequestId("q7m2qx9dab");
  command.request.agency = plan::AgencyId("police");
  command.request.rows = {
      {plan::PlanId("k7m2qx9dab"), 1}, {plan::PlanId("k7m2qx9dab"), 4}, {plan::PlanId("n3m2qx9dab"), 2}};
  command.request.asked_by = "Ann Bell, Harrow Vale Partnership";
  command.request.reply_to = "ann.bell@harrowvale.example";
  command.request.deadline = day("2026-03-30");
  command.request.lead = {{"Superintendent Roe", "roe@police.brackenford.example"}};
  command.request.board_member = {{"Chief Constable Oak", "oak@police.brackenford.example"}};
  command.people = {{"Jo Park", "jo.park@police.brackenford.example"}};
  return command;
}
Request composed(const std::function<void(Compose&)>& change = {}) {
  Request request;
  Compose command = compose();
  if (change) change(command);
  act(request, command, at("2026-03-02"));
  return request;
}
void send(Request& request, Number letter, const char* when = "2026-03-02T09:01:00Z") {
  act(request, AttemptLetter{letter}, at(when));
  act(request, SettleLetter{letter, LetterState::sent, "250 ok"}, at(when));
}
Answer update(std::string narrative = "Two of three teams are briefed.") {
  Answer answer;
  answer.narrative = std::move(narrative);
  return answer;
}
SendAnswers answers(std::vector<Number> rows, Number person = 1) {
  SendAnswers command{person, "ref2345678", {}};
  for (const Number row : rows) command.answers.push_back({row, update()});
  return command;
}

TEST(Composing, queues_one_letter_for_each_person) {
  const Request request = composed([](Compose& command) {
    command.people.push_back({"  Al   Reed ", " al.reed@police.brackenford.example "});
  });
  EXPECT_EQ(request.state, State::open);
  ASSERT_EQ(request.rows.size(), 3u);
  EXPECT_EQ(request.rows[2].asked, (Asked{plan::PlanId("n3m2qx9dab"), 2}));
  ASSERT_EQ(request.people.size(), 2u);
  EXPECT_EQ(request.people[1].name, "Al Reed");
  ASSERT_EQ(request.letters.size(), 2u);
  EXPECT_EQ(request.letters[1].to, 2u);
  EXPECT_EQ(request.letters[1].state, LetterState::queued);
  EXPECT_EQ(last_day(request), day("2026-05-01"));
}

TEST(Composing, of_a_restricted_plan_sends_the_code_apart) {
  const Request request = composed([](Compose& command) { command.request.restricted = true; });
  ASSERT_EQ(request.letters.size(), 2u);
  EXPECT_EQ(request.letters[0].kind, LetterKind::asking);
  EXPECT_EQ(request.letters[1].kind, LetterKind::code);
}

TEST(Composing, is_refused_with_a_sentence_that_says_what_is_wrong) {
  struct Case {
    std::function<void(Compose&)> change;
    const char* sentence;
  };
  for (const Case& each : {
           Case{[](Compose& c) { c.request.rows.clear(); }, "one action at least"},
           Case{[](Compose& c) { c.request.rows.push_back(c.request.rows[0]); }, "asked about twice"},
           Case{[](Compose& c) { c.request.agency = {}; }, "which agency"},
           Case{[](Compose& c) { c.request.asked_by = " "; }, "who asks"},
           Case{[](Compose& c) { c.request.reply_to = "ann"; }, "replies go"},
           Case{[](Compose& c) { c.request.deadline = day("2026-03-02"); }, "after today"},
           Case{[](Compose& c) { c.request.deadline = day("2026-05-02"); }, "1 May 2026 at the latest"},
           Case{[](Compose& c) { c.people.clear(); }, "whom to ask"},
           Case{[](Compose& c) { c.people[0].email = "jo park"; }, "no e-mail address"},
           Case{[](Compose& c) { c.people[0].name = ""; }, "Give the name"},
           Case{[](Compose& c) {
                  c.people.push_back({"Jo", "JO.PARK@police.brackenford.example"});
                },
                "asked twice"},
           Case{[](Compose& c) {
                  c.request.lead = {{"Roe", "roe"}};
                },
                "no e-mail address"},
           Case{[](Compose& c) { c.request.chasing.most_reminders = 6; }, "At most 5"},
           Case{[](Compose& c) { c.request.note = std::string(1'001, 'x'); }, "too long"},
       }) {
    Compose command = compose();
    each.change(command);
    EXPECT_THAT(refusal({}, command, at("2026-03-02")), HasSubstr(each.sentence));
  }
}

TEST(Letters, go_out_once_and_what_became_of_them_is_said) {
  Request request = composed();
  act(request, AttemptLetter{1}, at("2026-03-02T09:01:00Z"));
  EXPECT_THAT(refusal(request, AttemptLetter{1}, at("2026-03-02T09:02:00Z")), HasSubstr("not waiting"));
  act(request, SettleLetter{1, LetterState::sent, "250 Taken"}, at("2026-03-02T09:02:00Z"));
  EXPECT_THAT(refusal(request, AttemptLetter{1}, at("2026-03-02T09:03:00Z")), HasSubstr("not waiting"));
  EXPECT_THAT(refusal(request, SettleLetter{1, LetterState::refused, "no"}, at("2026-03-03")),
              HasSubstr("not being sent"));
  EXPECT_EQ(request.letters[0].words, "250 Taken");
  EXPECT_EQ(unanswered_since(request), day("2026-03-02"));
  EXPECT_EQ(request.history.back().what, "sent to Jo Park");
}

TEST(Letters, that_the_server_puts_off_are_tried_later_and_at_last_given_up) {
  Request request = composed();
  std::int64_t now = Moment::parse("2026-03-02T09:00:00Z")->microseconds();
  std::uint32_t tries = 0;
  while (request.letters[0].state == LetterState::queued) {
    now = std::max(now, ready_at(request.letters[0]).microseconds());
    const Stamp early{Moment::from_microseconds(now - 1), Moment::from_microseconds(now - 1).date(), "jobs"};
    if (tries > 0) {
      EXPECT_THAT(refusal(request, AttemptLetter{1}, early), HasSubstr("later"));
    }
    const Stamp stamp{Moment::from_microseconds(now), Moment::from_microseconds(now).date(), "jobs"};
    act(request, AttemptLetter{1}, stamp);
    act(request, SettleLetter{1, LetterState::queued, "451 Greylisted"}, stamp);
    ++tries;
  }
  EXPECT_EQ(tries, most_tries);
  EXPECT_EQ(request.letters[0].state, LetterState::refused);
  EXPECT_THAT(request.letters[0].words, HasSubstr("451 Greylisted"));
  const auto hours = (now - request.made.microseconds()) / 3'600'000'000;
  EXPECT_GE(hours, 24);
  EXPECT_LE(hours, 48);
}

TEST(Letters, that_may_have_been_sent_go_again_only_by_a_persons_word_and_once) {
  Request request = composed();
  act(request, AttemptLetter{1}, at("2026-03-02T09:01:00Z"));
  act(request, SettleLetter{1, LetterState::may_have_been_sent, "The program ended"}, at("2026-03-02T10:00:00Z"));
  EXPECT_THAT(refusal(request, AttemptLetter{1}, at("2026-03-09")), HasSubstr("not waiting"));
  for (const RequestCommand& command : due_by_rule(request, day("2026-03-09")))
    EXPECT_FALSE(std::holds_alternative<SendAgain>(command));
  act(request, SendAgain{1}, at("2026-03-03"));
  ASSERT_EQ(request.letters.size(), 2u);
  EXPECT_EQ(request.letters[1].to, 1u);
  EXPECT_THAT(refusal(request, SendAgain{1}, at("2026-03-03")), HasSubstr("again already"));
  send(request, 2, "2026-03-03");
  EXPECT_THAT(refusal(request, SendAgain{2}, at("2026-03-03")), HasSubstr("send a reminder"));
}

TEST(Letters, that_came_back_are_entered_by_hand) {
  Request request = composed();
  EXPECT_THAT(refusal(request, EnterReturned{1, "No such person"}, at("2026-03-03")), HasSubstr("was sent"));
  send(request, 1);
  EXPECT_THAT(refusal(request, EnterReturned{1, " "}, at("2026-03-03")), HasSubstr("what the returned letter said"));
  act(request, EnterReturned{1, "No such person"}, at("2026-03-03"));
  EXPECT_EQ(request.letters[0].state, LetterState::returned);
  EXPECT_EQ(unanswered_since(request), std::nullopt) << "who was never reached is not silent";
}

TEST(Chasing, reminds_and_escalates_by_rule_and_never_beyond_the_cap) {
  Request request = composed();
  send(request, 1);
  std::vector<std::string> done;
  for (Date today = day("2026-03-02"); today <= day("2026-05-01"); today = today.plus_days(1)) {
    const Stamp stamp{Moment::at_start_of(today), today, "jobs"};
    for (const RequestCommand& command : due_by_rule(request, today)) {
      if (std::holds_alternative<Remind>(command)) done.push_back(today.iso() + " remind");
      if (const auto* escalate = std::get_if<Escalate>(&command))
        done.push_back(today.iso() + " " + std::string(to_text(escalate->role)));
      act(request, command, stamp);
    }
    for (const Letter& letter : std::vector<Letter>(request.letters))
      if (letter.state == LetterState::queued) send(request, letter.number, (today.iso() + "T12:00:00Z").c_str());
  }
  EXPECT_THAT(done, testing::ElementsAre("2026-03-27 remind", "2026-04-03 remind", "2026-04-06 lead",
                                         "2026-04-10 remind", "2026-04-13 board_member"));
  EXPECT_EQ(reminders(request), 3u);
  EXPECT_THAT(refusal(request, Remind{}, at("2026-04-20")), HasSubstr("its limit"));
  EXPECT_EQ(rows_of(request, 2).size(), 3u) << "who is told can answer";
  const auto last = due_by_rule(request, day("2026-05-02"));
  ASSERT_EQ(last.size(), 1u);
  EXPECT_THAT(std::get<CloseRequest>(last[0]).reason, HasSubstr("not everything"));
}

TEST(Chasing, ends_where_everything_is_answered) {
  Request request = composed();
  send(request, 1);
  act(request, answers({1, 2, 3}), at("2026-03-10"));
  EXPECT_TRUE(due_by_rule(request, day("2026-04-20")).empty());
  EXPECT_THAT(refusal(request, Remind{}, at("2026-03-11")), HasSubstr("Nothing is awaited"));
  for (Number row = 1; row <= 3; ++row)
    act(request, DecideRow{row, RowState::accepted, {}, "", false}, at("2026-03-12"));
  EXPECT_TRUE(due_by_rule(request, day("2026-03-26")).empty()) << "the agency can still look";
  EXPECT_EQ(due_by_rule(request, day("2026-03-27")).size(), 1u);
}

TEST(Chasing, by_hand_alone_leaves_the_rules_aside_and_never_reminds_twice_a_day) {
  Request request = composed([](Compose& command) { command.request.chasing.by_hand = true; });
  send(request, 1);
  EXPECT_TRUE(due_by_rule(request, day("2026-04-20")).empty());
  EXPECT_THAT(refusal(request, Remind{}, at("2026-03-02T12:00:00Z")), HasSubstr("only today"));
  act(request, Remind{}, at("2026-03-05"));
  EXPECT_THAT(refusal(request, Remind{}, at("2026-03-05T12:00:00Z")), HasSubstr("today already"));
  act(request, Escalate{Role::lead, {"Roe", "roe@police.brackenford.example"}}, at("2026-03-06"));
  EXPECT_THAT(refusal(request, Escalate{Role::lead, {"Elm", "elm@police.brackenford.example"}}, at("2026-03-07")),
              HasSubstr("told once"));
  EXPECT_THAT(refusal(request, Escalate{Role::colleague, {"Elm", "elm@a.example"}}, at("2026-03-07")),
              HasSubstr("lead"));
}

TEST(Answering, is_by_whoever_holds_the_row_and_whole) {
  Request request = composed();
  EXPECT_THAT(refusal(request, answers({9}), at("2026-03-10")), HasSubstr("no such action"));
  EXPECT_THAT(refusal(request, answers({}), at("2026-03-10")), HasSubstr("one of the actions"));
  EXPECT_THAT(refusal(request, answers({1, 1}), at("2026-03-10")), HasSubstr("no such action"));
  EXPECT_THAT(refusal(request, answers({1}, 7), at("2026-03-10")), HasSubstr("nobody"));
  SendAnswers empty = answers({2});
  empty.answers[0].answer.narrative = " ";
  EXPECT_THAT(refusal(request, empty, at("2026-03-10")), HasSubstr("Action 2: Say how"));
  act(request, answers({1, 3}), at("2026-03-10"));
  EXPECT_EQ(request.rows[0].state, RowState::answered);
  EXPECT_EQ(request.rows[1].state, RowState::awaited);
  EXPECT_EQ(request.rows[2].reference, "ref2345678");
  EXPECT_EQ(unanswered_since(request), std::nullopt);
}

TEST(Answers, lack_something_or_are_whole) {
  struct Case {
    std::function<void(Answer&)> change;
    std::vector<std::string> fields;
  };
  for (const Case& each : {
           Case{[](Answer&) {}, {}},
           Case{[](Answer& a) { a.narrative = ""; }, {"narrative"}},
           Case{[](Answer& a) { a.saying = Saying::no_change; }, {}},
           Case{[](Answer& a) { a.saying = Saying::no_change, a.narrative = ""; }, {"narrative"}},
           Case{[](Answer& a) { a.saying = Saying::complete; }, {"completed", "evidence"}},
           Case{[](Answer& a) { a.saying = Saying::complete, a.completed = day("2026-03-11"), a.evidence = "Audit"; },
                {"completed"}},
           Case{[](Answer& a) { a.saying = Saying::complete, a.completed = day("2026-03-10"), a.evidence = "Audit"; },
                {}},
           Case{[](Answer& a) {
                  a.saying = Saying::complete, a.completed = day("2026-03-10"), a.evidence_items.resize(1);
                },
                {}},
           Case{[](Answer& a) { a.narrative = std::string(most_narrative, 'x'); }, {}},
           Case{[](Answer& a) { a.narrative = std::string(most_narrative + 1, 'x'); }, {"narrative"}},
           Case{[](Answer& a) { a.evidence = std::string(most_shown + 1, 'x'); }, {"evidence"}},
       }) {
    Answer answer = update();
    each.change(answer);
    std::vector<std::string> fields;
    for (const Fault& fault : faults(answer, day("2026-03-10"))) fields.push_back(fault.field);
    EXPECT_EQ(fields, each.fields);
  }
}

TEST(Handing_on, gives_a_colleague_their_own_letter_and_takes_the_rows_from_who_was_asked) {
  Request request = composed();
  send(request, 1);
  EXPECT_THAT(refusal(request, HandOn{1, {2}, {"Jo", "jo.park@police.brackenford.example"}, ""}, at("2026-03-05")),
              HasSubstr("your own"));
  EXPECT_THAT(refusal(request, HandOn{1, {}, {"Al Reed", "al@police.brackenford.example"}, ""}, at("2026-03-05")),
              HasSubstr("not yours"));
  act(request, HandOn{1, {2}, {"Al Reed", "al@police.brackenford.example"}, "Training is Al's"}, at("2026-03-05"));
  EXPECT_EQ(rows_of(request, 1).size(), 2u);
  ASSERT_EQ(rows_of(request, 2).size(), 1u);
  EXPECT_EQ(request.letters.back().kind, LetterKind::handing_over);
  EXPECT_EQ(request.people[1].handed_by, 1u);
  EXPECT_THAT(refusal(request, answers({2}, 1), at("2026-03-06")), HasSubstr("no such action"));
  act(request, answers({2}, 2), at("2026-03-06"));
  EXPECT_EQ(request.rows[1].answered_by, 2u);
}

TEST(Deciding, accepts_changes_with_a_reason_or_sends_back_with_a_question) {
  Request request = composed();
  EXPECT_THAT(refusal(request, DecideRow{1, RowState::accepted, {}, "", false}, at("2026-03-10")),
              HasSubstr("Nothing has been said"));
  act(request, answers({1, 2, 3}), at("2026-03-10"));
  EXPECT_THAT(refusal(request, DecideRow{2, RowState::changed, update("Shorter."), "", false}, at("2026-03-11")),
              HasSubstr("why"));
  EXPECT_THAT(refusal(request, DecideRow{2, RowState::changed, update(), "Clearer", false}, at("2026-03-11")),
              HasSubstr("Accept it as it is"));
  EXPECT_THAT(refusal(request, DecideRow{3, RowState::returned, {}, "", false}, at("2026-03-11")),
              HasSubstr("question"));
  EXPECT_THAT(refusal(request, DecideRow{1, RowState::accepted, {}, "", true}, at("2026-03-11")),
              HasSubstr("wait for a person"));
  act(request, DecideRow{1, RowState::accepted, {}, "", false}, at("2026-03-11"));
  act(request, DecideRow{2, RowState::changed, update("Shorter."), "Clearer", false}, at("2026-03-11"));
  act(request, DecideRow{3, RowState::returned, {}, "Which team?", false}, at("2026-03-11"));
  EXPECT_EQ(request.rows[0].taken, update());
  EXPECT_EQ(request.rows[1].taken, update("Shorter."));
  EXPECT_EQ(request.rows[1].answer, update()) << "what was sent stays";
  EXPECT_EQ(awaited(request).size(), 1u);
  EXPECT_THAT(refusal(request, answers({1}), at("2026-03-12")), HasSubstr("accepted meanwhile"));
  EXPECT_THAT(refusal(request, DecideRow{1, RowState::returned, {}, "Hm?", false}, at("2026-03-12")),
              HasSubstr("decided already"));
  act(request, TellDecided{}, at("2026-03-11T10:00:00Z"));
  EXPECT_EQ(request.letters.back().kind, LetterKind::decided);
  EXPECT_TRUE(act(request, TellDecided{}, at("2026-03-11T11:00:00Z")).empty()) << "told once";
  act(request, answers({3}), at("2026-03-12"));
  EXPECT_EQ(request.rows[2].earlier.size(), 1u);
  EXPECT_EQ(to_decide(request).size(), 1u);
}

TEST(Deciding, at_once_is_what_a_partnership_may_choose_and_the_record_says_so) {
  Request request = composed([](Compose& command) { command.request.accept_at_once = true; });
  act(request, answers({1}), at("2026-03-10"));
  act(request, DecideRow{1, RowState::accepted, {}, "", true}, at("2026-03-10"));
  EXPECT_TRUE(request.rows[0].at_once);
  EXPECT_EQ(request.history.back().what, "accepted at once, as this partnership chose");
}

TEST(Links, are_sent_anew_three_times_a_day_at_most) {
  Request request = composed();
  for (int i = 0; i < 3; ++i) act(request, SendNewLink{1}, at("2026-03-05"));
  EXPECT_EQ(request.letters.back().to, 1u);
  EXPECT_THAT(refusal(request, SendNewLink{1}, at("2026-03-05")), HasSubstr("the limit"));
  EXPECT_EQ(refusal(request, SendNewLink{1}, at("2026-03-06")), "");
}

TEST(Links, of_a_closed_request_are_asked_for_by_their_own_address_alone_and_nothing_is_sent) {
  Request request = composed();
  EXPECT_THAT(refusal(request, AskForNewLink{1, "jo.park@police.brackenford.example"}, at("2026-03-05")),
              HasSubstr("open"));
  act(request, CloseRequest{"Done"}, at("2026-03-06"));
  EXPECT_THAT(refusal(request, AskForNewLink{1, "al@police.brackenford.example"}, at("2026-03-07")),
              HasSubstr("address at which"));
  const std::size_t letters = request.letters.size();
  EXPECT_EQ(act(request, AskForNewLink{1, " Jo.Park@police.brackenford.example"}, at("2026-03-07")).size(), 1u);
  EXPECT_TRUE(act(request, AskForNewLink{1, "jo.park@police.brackenford.example"}, at("2026-03-07")).empty())
      << "once a day";
  EXPECT_EQ(request.letters.size(), letters);
  EXPECT_EQ(request.history.back().what, "new link asked for by Jo Park");
}

TEST(Links, are_continued_once) {
  Request request = composed();
  act(request, ContinueLink{1}, at("2026-03-05T10:00:00Z"));
  EXPECT_EQ(request.people[0].continued, Moment::parse("2026-03-05T10:00:00Z"));
  EXPECT_TRUE(act(request, ContinueLink{1}, at("2026-03-06")).empty());
}

TEST(Ending, stops_everything_but_what_the_mail_server_says) {
  Request request = composed();
  act(request, AttemptLetter{1}, at("2026-03-02T09:01:00Z"));
  EXPECT_THAT(refusal(request, RevokeRequest{""}, at("2026-03-03")), HasSubstr("Say why"));
  act(request, RevokeRequest{"Sent to the wrong person"}, at("2026-03-03"));
  act(request, SettleLetter{1, LetterState::sent, "250"}, at("2026-03-03"));
  for (const RequestCommand& command :
       {RequestCommand(Remind{}), RequestCommand(answers({1})), RequestCommand(SendNewLink{1}),
        RequestCommand(HandOn{1, {1}, {"Al", "al@a.example"}, ""}), RequestCommand(ContinueLink{1}),
        RequestCommand(CloseRequest{"Done"}), RequestCommand(SendAgain{1}), RequestCommand(AttemptLetter{1})})
    EXPECT_THAT(refusal(request, command, at("2026-03-04")), HasSubstr("revoked: Sent to the wrong person"));
  EXPECT_TRUE(due_by_rule(request, day("2026-04-20")).empty());
  EXPECT_THAT(refusal({}, Remind{}, at("2026-03-04")), HasSubstr("no such request"));
}

TEST(Succeeding, puts_another_agency_in_the_place_of_the_one_that_was_asked) {
  Request request = composed();
  const plan::AgencyId former = request.agency, next("harrow-vale-trust");
  for (const SucceedAgency& refused :
       {SucceedAgency{former, "Merged"}, SucceedAgency{{}, "Merged"}, SucceedAgency{next, " "}})
    EXPECT_FALSE(decide(request, refused, at("2026-03-03")));
  const auto events = decide(request, SucceedAgency{next, " Merged "}, at("2026-03-03"));
  ASSERT_TRUE(events) << events.error().sentence;
  for (const RequestEvent& event : *events) request::apply(request, event);
  EXPECT_EQ(request.agency, next);
  EXPECT_EQ(request.history.back().words, "Merged");
  EXPECT_EQ(request.people.size(), composed().people.size()) << "who was asked stays";
}

TEST(Folding, takes_any_event_after_any_other) {
  Request request;
  for (const RequestBody& body :
       {RequestBody(PersonAdded{}), RequestBody(RowsHandedOn{3, 4, {9}, ""}), RequestBody(LetterQueued{}),
        RequestBody(LetterAttempted{4}), RequestBody(LetterSettled{4, LetterState::sent, ""}),
        RequestBody(LinkContinued{4}), RequestBody(AnswersSent{4, "r", {{7, {}}}}),
        RequestBody(RowDecided{7, RowState::changed, {}, "", false}), RequestBody(RequestClosed{"x"})})
    request::apply(request, {at("2026-03-02"), body});
  EXPECT_EQ(request.version, 9u);
  EXPECT_TRUE(request.rows.empty());
}

}  // namespace
}  // namespace candour::request
