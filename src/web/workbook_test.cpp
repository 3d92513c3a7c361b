// An agency's rows go out as a workbook, come back filled in, and are looked at and taken in.

#include "app/workbook.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/clock.h"
#include "http/request.h"
#include "http/response.h"
#include "memory/memory_store.h"
#include "web/editing_reader_test.h"
#include "web/site.h"

namespace candour::web {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string location(const http::Response& response) {
  return std::string(response.headers().get("Location"));
}

struct WorkbookPages : ::testing::Test {
  FixedClock clock{*Moment::parse("2026-06-30T09:00:00Z")};
  EditingReader reader;
  std::unique_ptr<app::Store> store = memory::make_store();
  app::Candour candour{*store, &reader, clock};
  http::Routes routes = site(candour);
  plan::PlanId id{"k7m2qx9dab"};

  WorkbookPages() {
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Harrow Vale Police", {}}));
    plan::ImportPlan command;
    command.plan = id;
    command.title = "Rowan action plan";
    command.review.name = "Rowan";
    command.as_at = Date::parse("2026-05-31");
    command.document.import = plan::ImportId("first");
    command.document.document_sha256 = std::string(64, 'a');
    command.key = {{"Green", "On track", plan::Status::on_track}, {"Amber", "Slipping", plan::Status::at_risk}};
    for (const char* wording : {"Brief every team leader", "Keep the record of each visit"}) {
      plan::Action action;
      action.agency = plan::AgencyId("harrow-vale-police");
      action.lead = "Head of Safeguarding";
      action.wording = action.original_wording = wording;
      action.rating = {"Amber", plan::Status::at_risk, 0, {}};
      command.actions.push_back(action);
    }
    EXPECT_TRUE(candour.act({}, id, command, 0));
  }
  http::Response get(const std::string& target) {
    return routes.answer(
        http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
        error_page(candour));
  }
  http::Response post(const std::string& path, http::Fields fields, std::vector<http::Upload> files = {}) {
    return routes.answer(http::Request::make_form(path, std::move(fields), std::move(files)), error_page(candour));
  }
  // Downloaded and sent back with these cells typed: the address of what it proposes.
  std::string sent(std::map<std::string, std::string> typed) {
    reader.typed = std::move(typed);
    const http::Response book = get("/plans/k7m2qx9dab/fill-in.xlsx?agency=harrow-vale-police");
    EXPECT_EQ(book.status(), http::Status::ok);
    const http::Response answer = post("/plans/k7m2qx9dab/excel", {{"agency", "harrow-vale-police"}},
                                       {http::Upload("workbook", "police.xlsx", "", std::string(book.text()))});
    EXPECT_EQ(answer.status(), http::Status::see_other) << answer.text();
    return location(answer);
  }
  plan::Action action(plan::Number number) {
    return *plan::find_action(*view::find_plan(**candour.picture({}), id)->plan, number);
  }
  // The form of the page, as a browser would send it with what is chosen on it.
  static http::Fields form_of(const workbook::Comparison& comparison, const workbook::Choices& choices) {
    http::Fields fields;
    for (const auto& row : comparison.rows)
      for (const auto& each : row.cells) {
        const std::string key = workbook::key_of(each);
        fields.add("mark." + key, workbook::mark_of(each.now));
        if (const auto choice = choices.find(key); choice != choices.end()) {
          fields.add("take." + key, choice->second.take == workbook::Take::theirs  ? "theirs"
                                    : choice->second.take == workbook::Take::typed ? "typed"
                                                                                   : "now");
          fields.add("typed." + key, choice->second.typed);
        }
      }
    return fields;
  }
  workbook::Comparison proposed(const std::string& address) {
    const auto waiting = app::waiting_workbook(candour, {}, address.substr(std::string("/workbooks/").size()));
    const auto bytes = app::workbook_as_sent(candour, *waiting);
    const auto returned = app::read_workbook(candour, *bytes, "police.xlsx");
    return *app::compare_workbook(candour, {}, *returned, waiting->scope);
  }
};

TEST_F(WorkbookPages, a_workbook_goes_out_and_what_it_proposes_is_taken_in) {
  EXPECT_THAT(std::string(get("/plans/k7m2qx9dab/excel").text()), HasSubstr("2 rows that are not closed"));
  const std::string address = sent({{"G5", "All were briefed in May."}, {"H5", "Chief Inspector"}});
  const std::string page(get(address).text());
  EXPECT_THAT(page, HasSubstr("1 row of 2 proposes something: 2 cells that differ."));
  EXPECT_THAT(page, HasSubstr("All were briefed in May."));
  EXPECT_THAT(page, HasSubstr("G5"));
  EXPECT_EQ(action(1).lead, "Head of Safeguarding") << "looking changes nothing";
  const auto comparison = proposed(address);
  const http::Response answer = post(address, form_of(comparison, workbook::likely(comparison)));
  EXPECT_EQ(answer.status(), http::Status::see_other) << answer.text();
  EXPECT_THAT(std::string(get(location(answer)).text()), HasSubstr("1 row was brought up to date."));
  EXPECT_EQ(action(1).lead, "Chief Inspector");
  EXPECT_EQ(action(1).updates.back().narrative, "All were briefed in May.");
  EXPECT_EQ(get(address).status(), http::Status::not_found) << "it was taken in";
}

TEST_F(WorkbookPages, an_untouched_one_says_so_and_is_put_away) {
  const std::string address = sent({});
  EXPECT_THAT(std::string(get(address).text()), HasSubstr("No changes found: the 2 rows say what stands now."));
  EXPECT_EQ(post(address + "/drop", {}).status(), http::Status::see_other);
  EXPECT_EQ(get(address).status(), http::Status::not_found);
}

TEST_F(WorkbookPages, what_both_changed_must_be_decided_and_what_was_typed_is_kept) {
  const std::string address = sent({{"H5", "Chief Inspector"}, {"F6", "Greenish"}});
  ASSERT_TRUE(candour.act({}, id, plan::ChangeAction{1, "lead", "Head of Safeguarding", "Superintendent", "Promoted"},
                          std::nullopt));
  const std::string page(get(address).text());
  EXPECT_THAT(page, HasSubstr("1 that both changed, 1 that cannot be taken as it is."));
  EXPECT_THAT(page, HasSubstr("F6 says “Greenish”, which is not in this plan&#39;s key: Green, Amber."));
  const auto comparison = proposed(address);
  // Nothing chosen for what both changed; something else typed for the rating.
  workbook::Choices choices{{"k7m2qx9dab-2.rating", {workbook::Take::typed, "Green or so", {}}}};
  http::Response answer = post(address, form_of(comparison, choices));
  EXPECT_EQ(answer.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(answer.text()), HasSubstr("H5: choose which of the two stands."));
  EXPECT_THAT(std::string(answer.text()), HasSubstr("Green or so"));
  choices["k7m2qx9dab-1.lead"] = {workbook::Take::theirs, {}, {}};
  answer = post(address, form_of(comparison, choices));
  EXPECT_EQ(answer.status(), http::Status::unprocessable);
  EXPECT_THAT(std::string(answer.text()), HasSubstr("“Green or so” is not in this plan&#39;s key."));
  EXPECT_EQ(action(1).lead, "Superintendent") << "all of a plan or nothing";
  choices["k7m2qx9dab-2.rating"].typed = "Green";
  EXPECT_EQ(post(address, form_of(comparison, choices)).status(), http::Status::see_other);
  EXPECT_EQ(action(1).lead, "Chief Inspector");
  EXPECT_EQ(action(2).rating.as_written, "Green");
}

TEST_F(WorkbookPages, somebody_was_quicker_than_the_form) {
  const std::string address = sent({{"H5", "Chief Inspector"}});
  const auto comparison = proposed(address);
  const http::Fields form = form_of(comparison, workbook::likely(comparison));
  ASSERT_TRUE(candour.act({}, id, plan::ChangeAction{1, "lead", "Head of Safeguarding", "Superintendent", "Promoted"},
                          std::nullopt));
  const http::Response answer = post(address, form);
  EXPECT_EQ(answer.status(), http::Status::conflict);
  EXPECT_THAT(std::string(answer.text()), HasSubstr("H5 was changed by somebody else while you were deciding."));
  EXPECT_THAT(std::string(answer.text()), HasSubstr("Superintendent"));
  EXPECT_EQ(action(1).lead, "Superintendent");
}

TEST_F(WorkbookPages, what_is_no_workbook_of_ours_is_refused_in_a_sentence) {
  const struct {
    const char* what;
    std::vector<http::Upload> files;
    const char* says;
  } cases[] = {{"none", {}, "Choose the workbook to send back."},
               {"a letter", {http::Upload("workbook", "letter.txt", "", "Dear all,\n")}, "Save the workbook as .xlsx"}};
  for (const auto& one : cases) {
    const http::Response answer = post("/plans/k7m2qx9dab/excel", {}, one.files);
    EXPECT_THAT(std::string(answer.text()), HasSubstr(one.says)) << one.what;
    EXPECT_NE(answer.status(), http::Status::see_other) << one.what;
  }
  for (const char* target :
       {"/plans/zzzzzzzzzz/excel", "/agencies/nobody/excel", "/plans/zzzzzzzzzz/fill-in.xlsx", "/workbooks/zzzzzzzzzz"})
    EXPECT_EQ(get(target).status(), http::Status::not_found) << target;
}

// A workbook holds whatever rows it holds: it is its sender's, and theirs who answer for all that it is about.
TEST_F(WorkbookPages, one_that_waits_is_shown_to_nobody_else) {
  const plan::AgencyId police("harrow-vale-police");
  EXPECT_TRUE(candour.act({}, plan::AddAgency{"Housing", {}}));
  const people::PartnershipId first = people::first_partnership, other("s7m2qx9dab");
  EXPECT_TRUE(candour.act({}, people::StartPartnership{other, "Brackenford"}));
  EXPECT_TRUE(candour.act({}, people::SeatAgency{other, police}));
  const std::tuple<const char*, people::Role, people::PartnershipId, plan::AgencyId, bool> cases[] = {
      {"sender", people::Role::agency_lead, first, police, true},
      {"colleague", people::Role::agency_lead, first, police, true},
      {"coordinator", people::Role::coordinator, first, {}, true},
      {"scrutineer", people::Role::scrutineer, first, {}, false},
      {"housing", people::Role::agency_lead, first, plan::AgencyId("housing"), false},
      {"elsewhere", people::Role::agency_lead, other, police, false},
      {"coordinator elsewhere", people::Role::coordinator, other, {}, false}};
  const auto as = [](std::string name) {
    std::replace(name.begin(), name.end(), ' ', '-');
    return app::Actor{.name = {}, .person = people::PersonId(name)};
  };
  for (const auto& [name, role, partnership, agency, unused] : cases) {
    people::Grant grant;
    grant.role = role;
    grant.partnership = partnership;
    grant.agency = agency;
    const auto person = *as(name).person;
    const auto added = candour.act({}, people::AddPerson{person, name, person.text() + "@harrowvale.example", {grant}});
    ASSERT_TRUE(added) << added.error().sentence;
  }
  const http::Response book = get("/agencies/harrow-vale-police/fill-in.xlsx");
  for (const workbook::Scope& scope : {workbook::Scope{{}, police}, workbook::Scope{id, police}}) {
    const auto waiting = app::receive_workbook(candour, as("sender"), book.text(), "police.xlsx", scope);
    ASSERT_TRUE(waiting);
    for (const auto& [name, role, partnership, agency, shown] : cases) {
      EXPECT_EQ(bool(app::waiting_workbook(candour, as(name), waiting->id)), shown) << name;
      EXPECT_EQ(app::waiting_workbooks(candour, as(name)).empty(), !shown) << name;
      if (!shown) {
        EXPECT_EQ(app::drop_workbook(candour, as(name), waiting->id).error().code, ErrorCode::not_found) << name;
      }
    }
    EXPECT_TRUE(app::drop_workbook(candour, as("colleague"), waiting->id));
  }
}

}  // namespace
}  // namespace candour::web
