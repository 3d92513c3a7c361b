// What owners say of their actions and what others make of it, as a person does it on the pages; files of evidence with
// a real virus scanner.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/evidence.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "document/attachment.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "scanner/clamd.h"
#include "scanner/daemon_test.h"
#include "web/pages_updates.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Status;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Judges in this process: what the sandbox confines is tested there.
class PlainReader final : public app::Reader {
 public:
  Result<intake::Reading> read(std::string_view, std::string, const intake::Choices&) const override {
    return fail(ErrorCode::unreadable, "Nothing is read here.");
  }
  Result<document::FilledWorkbook> read_filled(std::string_view, std::string) const override {
    return fail(ErrorCode::unreadable, "Nothing is read here.");
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
};

constexpr const char* first = "/actions/k7m2qx9dab-1";

struct World {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  PlainReader reader;
  std::unique_ptr<app::Scanner> scanner;
  std::unique_ptr<app::Candour> candour;
  std::optional<http::Routes> routes;
  plan::PlanId id{"k7m2qx9dab"};

  explicit World(std::string clamd = {}) {
    serve(std::move(clamd));
    EXPECT_TRUE(candour->act({}, plan::AddAgency{"Harrow Vale Police", {}}));
    plan::ImportPlan command;
    command.plan = id;
    command.title = "Rowan";
    command.as_at = Date::parse("2026-05-31");
    command.document.import = plan::ImportId("first");
    command.document.document_sha256 = std::string(64, 'a');
    command.key = {{"Green", "On track", plan::Status::on_track},
                   {"Amber", "Slipping", plan::Status::at_risk},
                   {"Done", "Complete", plan::Status::complete}};
    for (const auto& [rating, status, evidence] : {std::tuple{"Green", plan::Status::on_track, ""},
                                                   {"Done", plan::Status::complete, "Policy issued on 3 May"},
                                                   {"Green", plan::Status::on_track, ""}}) {
      plan::Action action;
      action.agency = plan::AgencyId("harrow-vale-police");
      action.lead = "Head of Safeguarding";
      action.wording = action.original_wording = "Brief every team leader on the new referral form";
      action.evidence = evidence;
      action.target = "30/09/2026";
      action.rating = {rating, status, 0, {}};
      command.actions.push_back(action);
    }
    EXPECT_TRUE(candour->act({}, id, command, 0));
  }
  // Anew, over the same record: with a scanner, or without.
  void serve(std::string clamd) {
    routes.reset();
    candour.reset();
    scanner.reset();
    if (!clamd.empty()) {
      auto made = scanner::clamd(clamd);
      EXPECT_TRUE(made);
      scanner = std::move(*made);
    }
    candour = std::make_unique<app::Candour>(*store, &reader, clock, app::Post(), scanner.get());
    routes = site(*candour);
  }
  http::Response answer(http::Request request) {
    if (auto refused = routes->guard().admit(nullptr, request)) return std::move(*refused);
    return routes->answer(std::move(request), error_page(*candour));
  }
  http::Response get(const std::string& target) {
    return answer(http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}));
  }
  std::string page(const std::string& target) { return std::string(get(target).text()); }
  http::Response post(const std::string& path, http::Fields form, std::vector<http::Upload> files = {}) {
    return answer(http::Request::make_form(path, std::move(form), std::move(files)));
  }
  // As somebody else than the operator: another name in the record.
  void as(const char* who, const plan::PlanCommand& command) {
    const auto acted = candour->act({.name = who}, id, command, std::nullopt);
    EXPECT_TRUE(acted) << (acted ? "" : acted.error().sentence);
  }
  plan::Action action(plan::Number number = 1) {
    held = *candour->picture({});
    return *view::find_row(*held, plan::action_id(id, number))->action;
  }
  std::string seen(plan::Number number = 1) { return std::to_string(action(number).history.size()); }
  http::Fields update(const char* narrative = "Half are briefed", const char* rating = "", const char* year = "2026") {
    return {{"seen", seen()},         {"opened.rating", action().rating.as_written},
            {"opened.forecast", ""},  {"what", "news"},
            {"narrative", narrative}, {"rating", rating},
            {"forecast-day", "30"},   {"forecast-month", "11"},
            {"forecast-year", year},  {"as-at-day", "29"},
            {"as-at-month", "6"},     {"as-at-year", "2026"}};
  }
  std::shared_ptr<const view::Picture> held;
};

std::string to(const http::Response& response) {
  return std::string(response.headers().get("Location"));
}
http::Fields with(http::Fields form, std::string_view name, std::string value) {
  http::Fields changed;
  for (const auto& [each, old] : form.all()) changed.add(each, each == name ? value : old);
  if (!changed.has(name)) changed.add(std::string(name), std::move(value));
  return changed;
}

// ---- Every act's page ----

TEST(AnActsPage, is_there_for_every_act_and_404_for_what_is_not) {
  World world;
  world.as("chair", plan::ChallengeAction{1, "Nobody on the night shift knew", *Date::parse("2026-07-14")});
  plan::Evidence evidence;
  evidence.description = "Observation";
  evidence.link = "https://harrowvale.example/o";
  evidence.date = *Date::parse("2026-06-01");
  world.as("lead", plan::AddEvidence{1, evidence});
  const auto picture = *world.candour->picture({});
  const view::Row& row = *view::find_row(*picture, "k7m2qx9dab-1");
  for (const ActAddress& each : every_act()) {
    const std::string address = act_address(row, each.act, 1);
    const auto response = world.get(address);
    EXPECT_EQ(response.status(), Status::ok) << address;
    EXPECT_THAT(std::string(response.text()), AllOf(HasSubstr("name=\"seen\""), HasSubstr("</form>"))) << address;
    // An empty form is refused beside its fields, with what was typed in it, and changes nothing.
    const auto before = *world.store->last_position();
    const auto empty = world.post(address, {{"seen", world.seen()}});
    if (each.act == Act::embedded) continue;  // asks for nothing
    // Where the action or the person is not right for it, that is said first, for the whole form.
    const bool of_a_field = empty.status() == Status::unprocessable;
    EXPECT_TRUE(of_a_field || empty.status() == Status::conflict || empty.status() == Status::forbidden) << address;
    const std::string html(empty.text());
    EXPECT_THAT(html, AllOf(HasSubstr("<title>Error: "), HasSubstr("govuk-error-summary"))) << address;
    EXPECT_TRUE(!of_a_field || html.find("govuk-error-message") != std::string::npos) << address;
    EXPECT_EQ(*world.store->last_position(), before) << address;
  }
  for (const char* address :
       {"/actions/k7m2qx9dab-99/update", "/actions/nothing/claim", "/actions/k7m2qx9dab-1/challenges/7/answer",
        "/evidence/k7m2qx9dab-1-7", "/evidence/k7m2qx9dab-1-7/test", "/evidence/k7m2qx9dab-1", "/evidence/x",
        "/evidence/k7m2qx9dab-1-01", "/evidence/k7m2qx9dab-1-7/file", "/evidence/k7m2qx9dab-1-1/file",
        "/changes/nothing"})
    EXPECT_EQ(world.get(address).status(), Status::not_found) << address;
}

TEST(AnActsPage, leads_from_the_action_to_what_makes_sense_there) {
  World world;
  EXPECT_THAT(world.page(first), AllOf(HasSubstr("Give an update"), HasSubstr("Claim that it is complete"),
                                       Not(HasSubstr("Accept or return the claim")), Not(HasSubstr("Reopen it"))));
  EXPECT_THAT(world.page("/actions/k7m2qx9dab-2"),
              AllOf(HasSubstr("Accept or return the claim"), HasSubstr("Reopen it")));
  EXPECT_THAT(world.page(std::string(first) + "?as-at=2026-05-31&known=now"), Not(HasSubstr("Give an update")))
      << "nothing can be done to a past day";
}

// ---- Updates ----

TEST(AnUpdatesForm, records_narrative_rating_and_forecast_and_leads_on_to_evidence) {
  World world;
  EXPECT_THAT(world.page(std::string(first) + "/update"),
              AllOf(HasSubstr("As it stands: Green"), HasSubstr("value=\"Amber\""), Not(HasSubstr("value=\"Done\"")),
                    HasSubstr("No change since 31 May 2026")));
  const auto response =
      world.post(std::string(first) + "/update", with(world.update("Half are briefed", "Amber"), "then", "evidence"));
  EXPECT_THAT(to(response), HasSubstr("/actions/k7m2qx9dab-1/evidence?done="));
  const plan::Action action = world.action();
  EXPECT_EQ(action.rating.as_written, "Amber");
  EXPECT_EQ(action.updates.back().narrative, "Half are briefed");
  EXPECT_EQ(action.updates.back().forecast, Date::parse("2026-11-30"));
  EXPECT_EQ(action.confirmed, Date::parse("2026-06-29"));
  EXPECT_THAT(world.page(first), HasSubstr("Half are briefed"));
  for (const char* list : {"/actions.csv", "/actions.json", "/plans/k7m2qx9dab?by=agency"})
    EXPECT_THAT(world.page(list), HasSubstr("Half are briefed")) << list;
  EXPECT_THAT(world.page("/search?q=half+are+briefed"), HasSubstr("href=\"/actions/k7m2qx9dab-1\""));
}

TEST(AnUpdatesForm, says_that_nothing_has_changed_and_why) {
  World world;
  http::Fields form{{"seen", world.seen()}, {"what", "none"},     {"why", ""},
                    {"as-at-day", "30"},    {"as-at-month", "6"}, {"as-at-year", "2026"}};
  const auto refused = world.post(std::string(first) + "/update", form);
  EXPECT_EQ(refused.status(), Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("Say in a word why nothing has changed."));
  EXPECT_EQ(world.post(std::string(first) + "/update", with(form, "why", "The trainer is on leave")).status(),
            Status::see_other);
  EXPECT_THAT(world.page(first), HasSubstr("No change since 31 May 2026: The trainer is on leave"));
}

TEST(AnUpdatesForm, that_is_refused_comes_back_with_what_was_typed) {
  World world;
  const struct {
    const char *field, *value, *says;
  } cases[] = {
      {"narrative", " ", "Say how it stands, in a word at least."},
      {"forecast-day", "40", "must be a real day"},
      {"forecast-year", "2020", "is before the date of the update"},
      {"as-at-year", "2027", "is still to come"},
      {"as-at-day", "", "must be a real day"},
      {"rating", "Purple", "is not in this plan&#39;s key"},
      {"what", "", "Say whether something has happened"},
  };
  for (const auto& each : cases) {
    const auto response =
        world.post(std::string(first) + "/update", with(world.update("We “briefed” <half>"), each.field, each.value));
    EXPECT_EQ(response.status(), Status::unprocessable) << each.field;
    const std::string html(response.text());
    EXPECT_THAT(html, HasSubstr(each.says)) << each.field;
    const bool kept = html.find("We “briefed” &lt;half&gt;") != std::string::npos;
    EXPECT_EQ(kept, std::string_view(each.field) != "narrative") << each.field;
    EXPECT_TRUE(world.action().updates.empty());
  }
}

TEST(AnUpdatesForm, sent_twice_is_recorded_once) {
  World world;
  const http::Fields form = world.update();
  EXPECT_EQ(world.post(std::string(first) + "/update", form).status(), Status::see_other);
  EXPECT_EQ(world.post(std::string(first) + "/update", form).status(), Status::see_other);
  EXPECT_EQ(world.action().updates.size(), 1u);
}

TEST(AnUpdatesForm, that_comes_too_late_is_resolved_field_by_field) {
  World world;
  const http::Fields mine = world.update("Half are briefed", "Amber");
  plan::GiveUpdate theirs;
  theirs.number = 1;
  theirs.update = {*Date::parse("2026-06-28"), "", "The trainer left", Date::parse("2026-12-31")};
  world.as("deputy", theirs);
  // They gave another forecast, and so did I; my rating is mine alone.
  const auto asked = world.post(std::string(first) + "/update", mine);
  EXPECT_EQ(asked.status(), Status::conflict);
  const std::string html(asked.text());
  EXPECT_THAT(html, AllOf(HasSubstr("Somebody changed this first"), HasSubstr("deputy updated it on 30 June 2026"),
                          HasSubstr("31 December 2026"), HasSubstr("30 November 2026"),
                          HasSubstr("name=\"narrative\" value=\"Half are briefed\""), Not(HasSubstr("choice.rating"))));
  EXPECT_EQ(world.action().updates.size(), 1u);
  http::Fields chosen = with(mine, "seen", world.seen());
  const http::Fields choice{{"contested", "forecast"},        {"theirs.forecast", "2026-12-31"},
                            {"theirs.forecast-day", "31"},    {"theirs.forecast-month", "12"},
                            {"theirs.forecast-year", "2026"}, {"choice.forecast", "theirs"}};
  for (const auto& [name, value] : choice.all()) chosen.add(name, value);
  http::Fields without_mine;
  for (const auto& [name, value] : chosen.all())
    if (!name.starts_with("forecast")) without_mine.add(name, value);
  EXPECT_EQ(world.post(std::string(first) + "/update", without_mine).status(), Status::see_other);
  EXPECT_EQ(world.action().updates.back().forecast, Date::parse("2026-12-31"));
  EXPECT_EQ(world.action().updates.back().narrative, "Half are briefed");
  EXPECT_EQ(world.action().rating.as_written, "Amber");
}

TEST(AnUpdatesForm, is_told_what_others_said_meanwhile_and_goes_through_when_sent_again) {
  World world;
  const http::Fields mine = with(world.update("Half are briefed", "", ""), "forecast-day", "");
  const http::Fields bare = with(mine, "forecast-month", "");
  plan::GiveUpdate theirs;
  theirs.number = 1;
  theirs.update = {*Date::parse("2026-06-28"), "", "The trainer left", {}};
  world.as("deputy", theirs);
  const auto told = world.post(std::string(first) + "/update", bare);
  EXPECT_EQ(told.status(), Status::conflict);
  EXPECT_THAT(std::string(told.text()), AllOf(HasSubstr("What happened since you opened this page"),
                                              HasSubstr("The trainer left"), HasSubstr("Half are briefed")));
  EXPECT_EQ(world.post(std::string(first) + "/update", with(bare, "seen", world.seen())).status(), Status::see_other);
  EXPECT_EQ(world.action().updates.size(), 2u);
}

// ---- Claims, by a second person ----

TEST(AClaim, is_not_accepted_by_the_operator_who_made_it_and_the_page_says_so) {
  World world;
  http::Fields claim{{"seen", world.seen()},     {"completed-day", "20"}, {"completed-month", "6"},
                     {"completed-year", "2026"}, {"shown", "none"},       {"rating", "Done"}};
  EXPECT_THAT(std::string(world.post(std::string(first) + "/claim", claim).text()),
              HasSubstr("Say what shows that it was done, or write “none, because …”."));
  EXPECT_EQ(world.post(std::string(first) + "/claim", with(claim, "shown", "Register of attendance")).status(),
            Status::see_other);
  EXPECT_EQ(world.action().rating.as_written, "Done");
  const std::string page = world.page(std::string(first) + "/claim/decision");
  EXPECT_THAT(page, AllOf(HasSubstr("Register of attendance"),
                          HasSubstr("the operator cannot be the second person to the operator")));
  const auto refused =
      world.post(std::string(first) + "/claim/decision", {{"seen", world.seen()}, {"decision", "accept"}});
  EXPECT_EQ(refused.status(), Status::forbidden);
  world.as("scrutineer", plan::AcceptClaim{1, ""});
  EXPECT_EQ(world.action().accepted_by, "scrutineer");
}

TEST(AClaim, of_a_document_is_accepted_or_returned) {
  World world;
  const std::string second = "/actions/k7m2qx9dab-2/claim/decision";
  EXPECT_THAT(world.page(second), HasSubstr("The document; nobody here has tested it"));
  EXPECT_THAT(std::string(world.post(second, {{"seen", world.seen(2)}, {"decision", "return"}}).text()),
              HasSubstr("Say why the claim is returned."));
  EXPECT_EQ(world.post(second, {{"seen", world.seen(2)}, {"decision", "accept"}}).status(), Status::see_other);
  EXPECT_EQ(world.action(2).delivery, plan::DeliveryClaim::accepted_complete);
}

TEST(AJudgement, is_not_made_unseen_over_what_happened_meanwhile) {
  World world;
  const std::string second = "/actions/k7m2qx9dab-2/claim/decision";
  const http::Fields form{{"seen", world.seen(2)}, {"decision", "accept"}, {"reason", "Seen by me"}};
  plan::Evidence evidence;
  evidence.description = "The policy has gone";
  evidence.link = "https://harrowvale.example/o";
  evidence.date = *Date::parse("2026-06-01");
  world.as("lead", plan::AddEvidence{2, evidence});
  const auto told = world.post(second, form);
  EXPECT_EQ(told.status(), Status::conflict);
  EXPECT_THAT(std::string(told.text()), AllOf(HasSubstr("The policy has gone"), HasSubstr("Seen by me")));
  EXPECT_EQ(world.action(2).delivery, plan::DeliveryClaim::claimed_complete);
  EXPECT_EQ(world.post(second, with(form, "seen", world.seen(2))).status(), Status::see_other);
}

// ---- Challenges, re-tests ----

TEST(AChallenge, shows_on_the_action_the_lists_and_home_until_it_is_settled) {
  World world;
  world.as("chair", plan::ChallengeAction{1, "Nobody on the night shift knew", *Date::parse("2026-06-30")});
  EXPECT_THAT(world.page(first), AllOf(HasSubstr("Challenged on 30 June 2026; an answer is due by 30 June 2026."),
                                       HasSubstr("Answer the challenge"), HasSubstr("Nobody on the night shift knew")));
  EXPECT_THAT(world.page("/"), HasSubstr("challenge is to be answered"));
  EXPECT_THAT(world.page("/actions?need=challenged"), HasSubstr("/actions/k7m2qx9dab-1"));
  world.clock.set(*Moment::parse("2026-07-01T09:00:00Z"));
  EXPECT_THAT(world.page(first), HasSubstr("the answer that was due by 30 June 2026 has not come"));
  world.as("lead", plan::AnswerChallenge{1, 1, "They were briefed since"});
  EXPECT_EQ(world
                .post(std::string(first) + "/challenges/1/end",
                      {{"seen", world.seen()}, {"end", "withdrawn"}, {"reason", "Seen on the ward"}})
                .status(),
            Status::forbidden)
      << "the operator is nobody in particular";
  world.as("chair", plan::EndChallenge{1, 1, plan::ChallengeEnd::withdrawn, "Seen on the ward"});
  EXPECT_THAT(world.page("/"), Not(HasSubstr("challenge is to be answered")));
  EXPECT_THAT(world.page(first), AllOf(HasSubstr("They were briefed since"), HasSubstr("Seen on the ward")));
}

TEST(ARetest, is_due_on_home_and_reopens_what_no_longer_holds) {
  World world;
  world.as("scrutineer", plan::AcceptClaim{2, ""});
  const std::string second = "/actions/k7m2qx9dab-2";
  EXPECT_EQ(world
                .post(second + "/retest-date",
                      {{"seen", world.seen(2)}, {"due-day", "15"}, {"due-month", "7"}, {"due-year", "2026"}})
                .status(),
            Status::see_other);
  EXPECT_THAT(world.page("/"), HasSubstr("re-test is due"));
  EXPECT_THAT(world.page(second), HasSubstr("A re-test is due by 15 July 2026."));
  EXPECT_EQ(world
                .post(second + "/retest", {{"seen", world.seen(2)},
                                           {"result", "gone"},
                                           {"finding", "Two of ten"},
                                           {"tested-day", "30"},
                                           {"tested-month", "6"},
                                           {"tested-year", "2026"}})
                .status(),
            Status::see_other);
  EXPECT_TRUE(world.action(2).delivery == plan::DeliveryClaim::reopened);
  EXPECT_THAT(world.page(second), HasSubstr("Re-tested: it no longer holds"));
}

// ---- Files of evidence ----

http::Fields evidence_form(const std::string& seen) {
  return {{"seen", seen},        {"description", "Attendance register"},
          {"where", "file"},     {"date-day", "1"},
          {"date-month", "6"},   {"date-year", "2026"},
          {"shows", "document"}, {"about", "team leaders"}};
}
http::Upload file(std::string name, std::string bytes) {
  return {"file", std::move(name), "application/octet-stream", std::move(bytes)};
}

TEST(AFileOfEvidence, is_kept_by_its_hash_and_given_only_for_saving) {
  World world;
  const std::string words = "A. was there.\nB. was there.\n";
  EXPECT_EQ(
      world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file("register.txt", words)}).status(),
      Status::see_other);
  const plan::Evidence evidence = world.action().evidence_items.back();
  EXPECT_EQ(evidence.sha256, sha256_hex(words));
  EXPECT_EQ(evidence.file_name, "register.txt");
  EXPECT_EQ(evidence.about, "team leaders");
  EXPECT_THAT(world.page("/evidence/k7m2qx9dab-1-1"), AllOf(HasSubstr("Not scanned: no virus scanner is set up here"),
                                                            HasSubstr(evidence.sha256), HasSubstr("register.txt")));
  const auto given = world.get("/evidence/k7m2qx9dab-1-1/file");
  EXPECT_EQ(given.status(), Status::ok);
  EXPECT_EQ(given.text(), words);
  EXPECT_THAT(std::string(given.headers().get("Content-Disposition")), HasSubstr("attachment"));
  EXPECT_EQ(given.headers().get("Content-Type"), "text/plain; charset=utf-8");
  EXPECT_THAT(std::string(given.headers().get("Content-Security-Policy")), HasSubstr("sandbox"));
  world.as("lead", plan::WithdrawEvidence{1, 1, "It names a child"});
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::not_found);
  EXPECT_THAT(world.page("/evidence/k7m2qx9dab-1-1"), HasSubstr("Withdrawn: It names a child"));
}

TEST(AFileOfEvidence, of_no_kind_that_is_taken_is_refused_and_not_kept) {
  World world;
  const struct {
    const char* name;
    const char* bytes;
    const char* says;
  } cases[] = {{"setup.exe", "MZ", "is not taken"},
               {"register.exe.txt", "A was there", "has two endings"},
               {"register.pdf", "A was there", "holds plain text"},
               {"register.docm", "A was there", "can hold macros"}};
  for (const auto& each : cases) {
    const auto refused =
        world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file(each.name, each.bytes)});
    EXPECT_EQ(refused.status(), Status::unprocessable) << each.name;
    EXPECT_THAT(std::string(refused.text()), AllOf(HasSubstr(each.says), HasSubstr("Attendance register")))
        << each.name;
    EXPECT_FALSE(world.store->original(sha256_hex(each.bytes))) << each.name;
  }
  EXPECT_TRUE(world.action().evidence_items.empty());
  EXPECT_EQ(world.post(std::string(first) + "/evidence", evidence_form(world.seen())).status(), Status::unprocessable);
}

TEST(AFileOfEvidence, that_is_harmful_is_never_kept_and_its_sender_is_told) {
  scanner::Daemon daemon;
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  World world(daemon.address());
  const std::string harm = "A was there. " + std::string(scanner::Daemon::harmful);
  const auto refused =
      world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file("register.txt", harm)});
  EXPECT_EQ(refused.status(), Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()),
              AllOf(HasSubstr("something harmful"), HasSubstr(std::string(scanner::Daemon::found))));
  EXPECT_FALSE(world.store->original(sha256_hex(harm)));
  EXPECT_TRUE(world.action().evidence_items.empty());
  EXPECT_EQ(
      world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file("register.txt", "A was there.")})
          .status(),
      Status::see_other);
  EXPECT_THAT(world.page("/evidence/k7m2qx9dab-1-1"), HasSubstr("Nothing was found"));
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::ok);
}

TEST(AFileOfEvidence, is_held_back_while_the_scanner_is_away_and_for_ever_where_it_is_harmful) {
  scanner::Daemon daemon;
  World world(daemon.address());
  const std::string harm = "B was there. " + std::string(scanner::Daemon::harmful);
  for (const std::string& bytes : {std::string("A was there."), harm})
    EXPECT_EQ(world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file("register.txt", bytes)})
                  .status(),
              Status::see_other);
  for (const char* which : {"1", "2"}) {
    const std::string page = "/evidence/k7m2qx9dab-1-" + std::string(which);
    EXPECT_THAT(world.page(page), AllOf(HasSubstr("Awaiting scan"), Not(HasSubstr("Save the file"))));
    const auto held = world.get(page + "/file");
    EXPECT_EQ(held.status(), Status::unavailable);
    EXPECT_THAT(std::string(held.text()), AllOf(HasSubstr("held back"), Not(HasSubstr("was there"))));
  }
  EXPECT_EQ(*app::scan_waiting(*world.candour), 2u);
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  EXPECT_EQ(*app::scan_waiting(*world.candour), 2u) << "it was asked a moment ago";
  world.clock.set(*Moment::parse("2026-06-30T09:00:31Z"));
  EXPECT_EQ(*app::scan_waiting(*world.candour), 0u);
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::ok);
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-2/file").status(), Status::unprocessable);
  EXPECT_THAT(world.page("/evidence/k7m2qx9dab-1-2"),
              AllOf(HasSubstr("something harmful in this file"), Not(HasSubstr("Save the file"))));
  // What was found clean stays so, and what was found harmful too, after a restart without the scanner.
  daemon.stop();
  world.serve(daemon.address());
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::ok);
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-2/file").status(), Status::unprocessable);
}

TEST(AFileOfEvidence, from_before_there_was_a_scanner_is_held_back_until_it_was_asked) {
  scanner::Daemon daemon;
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  World world;
  EXPECT_EQ(
      world.post(std::string(first) + "/evidence", evidence_form(world.seen()), {file("register.txt", "A was there.")})
          .status(),
      Status::see_other);
  world.serve(daemon.address());
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::unavailable);
  EXPECT_EQ(*app::scan_waiting(*world.candour), 0u);
  EXPECT_EQ(world.get("/evidence/k7m2qx9dab-1-1/file").status(), Status::ok);
}

}  // namespace
}  // namespace candour::web
