#include "view/answers.h"

#include <gtest/gtest.h>

#include "request/commands.h"

namespace candour::view {
namespace {

Stamp at(const char* moment) {
  const Moment recorded = *Moment::parse(std::string(moment) + "T09:00:00Z");
  return {recorded, recorded.date(), "coordinator"};
}

// A plan of five rows of the police, and requests about them.
struct World {
  std::shared_ptr<plan::Plan> plan = std::make_shared<plan::Plan>();
  std::vector<request::Request> requests;

  World() {
    plan->id = plan::PlanId("k7m2qx9dab");
    for (plan::Number number = 1; number <= 5; ++number) {
      plan::Action action;
      action.number = number;
      action.agency = plan::AgencyId("police");
      plan->actions.push_back(action);
    }
  }
  void act(const request::RequestCommand& command, const char* day) {
    const auto events = request::decide(requests.back(), command, at(day));
    ASSERT_TRUE(events) << events.error().sentence;
    for (const request::RequestEvent& event : *events) request::apply(requests.back(), event);
  }
  void ask(std::vector<plan::Number> rows, const char* day, const char* agency = "police") {
    request::Compose compose;
    compose.request.request =
        request::RequestId("q7m2qx9da" + std::string(1, static_cast<char>('a' + requests.size())));
    compose.request.agency = plan::AgencyId(agency);
    for (const plan::Number row : rows) compose.request.rows.push_back({plan->id, row});
    compose.request.asked_by = "Ann Bell";
    compose.request.reply_to = "ann.bell@harrowvale.example";
    compose.request.deadline = Date::parse(day)->plus_days(20);
    compose.people = {{"Jo Park", "jo.park@police.example"}};
    requests.emplace_back();
    act(compose, day);
  }
  void send(const char* day) {
    const request::Number letter = requests.back().letters.back().number;
    act(request::AttemptLetter{letter}, day);
    act(request::SettleLetter{letter, request::LetterState::sent, "250"}, day);
  }
  void answer(request::Number row, const char* day) {
    request::SendAnswers command{1, "ref2345678", {{row, {}}}};
    command.answers[0].answer.narrative = "Two of three teams are briefed";
    act(command, day);
  }
  Answers answers(const char* agency = "police") const {
    Picture picture;
    picture.as_at = *Date::parse("2026-06-30");
    picture.plans.push_back(make_plan_picture(plan, std::make_shared<plan::Partnership>(), picture.as_at));
    for (auto each = requests.rbegin(); each != requests.rend(); ++each)
      picture.requests.push_back(std::make_shared<request::Request>(*each));
    Answers made = answers_of(picture, plan::AgencyId(agency));
    for (AnsweredRequest& each : made.requests) each.request = nullptr;  // of the picture, which goes
    return made;
  }
};

TEST(Answers, OfWhoWasNeverAskedAreNone) {
  const World world;
  EXPECT_TRUE(world.answers().requests.empty());
  EXPECT_FALSE(world.answers().median);
}

TEST(Answers, ArePassedFromTheFirstLetterToTheFirstWord) {
  World world;
  world.ask({1, 2, 3}, "2026-03-02");
  EXPECT_FALSE(world.answers().requests[0].asked) << "no letter has left";
  EXPECT_EQ(world.answers().waiting, 0u);
  world.send("2026-03-04");
  EXPECT_EQ(world.answers().waiting, 3u);
  EXPECT_EQ(world.answers().waiting_since, Date::parse("2026-03-04"));
  world.answer(1, "2026-03-07");
  world.answer(2, "2026-03-14");
  world.answer(1, "2026-03-20");  // a second answer to the same
  world.act(request::Remind{}, "2026-03-21");
  const Answers made = world.answers();
  EXPECT_EQ(made.requests[0].days, (std::vector<std::int32_t>{3, 10}));
  EXPECT_EQ(made.median, 7) << "6.5 rounded up";
  EXPECT_EQ(made.longest, 10);
  EXPECT_EQ(made.waiting, 1u);
  EXPECT_EQ(made.requests[0].times, 2u);
  EXPECT_TRUE(world.answers("housing").requests.empty());
}

TEST(Answers, AreAlsoWhatIsSaidOnTheActionItselfWhileItIsAsked) {
  World world;
  world.ask({1, 2}, "2026-03-02");
  world.send("2026-03-02");
  const auto says = [&](plan::Number number, const char* what, const char* day) {
    world.plan->actions[number - 1].history.push_back(
        {Moment::at_start_of(*Date::parse(day)), *Date::parse(day), "jo", what, "", "", ""});
  };
  says(1, "updated", "2026-03-01");  // before it was asked
  says(1, "reworded", "2026-03-05");
  says(1, "confirmed unchanged", "2026-03-09");
  world.act(request::CloseRequest{"The meeting is over"}, "2026-04-01");
  says(2, "updated", "2026-04-05");  // too late
  const Answers made = world.answers();
  EXPECT_EQ(made.requests[0].days, std::vector<std::int32_t>{7});
  EXPECT_EQ(made.never, 1u);
  EXPECT_EQ(made.waiting, 0u);
  EXPECT_EQ(made.median, 7);
}

TEST(Answers, OfSeveralRequestsCountTogetherTheNewestFirst) {
  World world;
  world.ask({1, 2}, "2026-03-02");
  world.send("2026-03-02");
  world.answer(1, "2026-03-03");
  world.answer(2, "2026-03-06");
  world.ask({3}, "2026-04-01");
  world.send("2026-04-01");
  world.answer(1, "2026-05-01");
  world.ask({4, 5}, "2026-05-10");
  world.send("2026-05-12");
  const Answers made = world.answers();
  ASSERT_EQ(made.requests.size(), 3u);
  EXPECT_EQ(made.requests[0].waiting, 2u);
  EXPECT_EQ(made.requests[2].days, (std::vector<std::int32_t>{1, 4}));
  EXPECT_EQ(made.answered, 3u);
  EXPECT_EQ(made.median, 4);
  EXPECT_EQ(made.longest, 30);
  EXPECT_EQ(made.waiting_since, Date::parse("2026-05-12"));
}

}  // namespace
}  // namespace candour::view
