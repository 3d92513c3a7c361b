// The addresses behind a letter's link and those of a request: every state × every address × what is answered, what is
// shown and what is changed; and a file or a link that goes with an answer.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/evidence.h"
#include "app/letters.h"
#include "app/links.h"
#include "app/requests.h"
#include "base/clock.h"
#include "base/sha256.h"
#include "document/attachment.h"
#include "memory/memory_store.h"
#include "scanner/clamd.h"
#include "scanner/daemon_test.h"
#include "web/editing_reader_test.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Method;
using http::Request;
using http::Response;
using http::Status;
using namespace std::string_literals;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const request::RequestId id{"q7m2qx9dab"};
const plan::PlanId plan_id{"k7m2qx9dab"};
constexpr const char* secret_work = "Brief every team leader on Rowan";

std::string to(const Response& response) {
  return std::string(response.headers().get("Location"));
}
Fields answer_form(const char* narrative = "Two of three teams are briefed") {
  return {{"version", "0"}, {"saying", "update"}, {"narrative", narrative}, {"then", "next"}};
}
Fields evidence_form(const char* where = "link") {
  return {{"description", "Attendance register"},
          {"where", where},
          {"date-day", "20"},
          {"date-month", "2"},
          {"date-year", "2026"},
          {"shows", "practice"},
          {"about", "team leaders"},
          {"expires-day", "20"},
          {"expires-month", "2"},
          {"expires-year", "2027"},
          {"link", "https://harrowvale.example/register"}};
}
http::Upload file(std::string name, std::string bytes) {
  return {"file", std::move(name), "application/octet-stream", std::move(bytes)};
}

// Two actions of the police, asked about by a letter to Jo Park and one to Sam Ade.
struct World {
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  std::unique_ptr<app::Store> store = memory::make_store();
  EditingReader reader;
  std::unique_ptr<app::Scanner> scanner;
  std::optional<app::Candour> candour;
  std::optional<http::Routes> routes;
  app::NewLink link, of_another;
  std::string cookie, form_token;

  explicit World(const std::string& clamd = {}) {
    if (!clamd.empty()) scanner = std::move(*scanner::clamd(clamd));
    candour.emplace(*store, &reader, clock, app::Post{nullptr, "https://plans.harrowvale.example"}, scanner.get());
    routes = site(*candour);
    EXPECT_TRUE(candour->act({}, plan::AddAgency{"Police", {}}));
    plan::ImportPlan import;
    import.plan = plan_id;
    import.title = "Rowan";
    import.document.import = plan::ImportId("first");
    import.document.document_sha256 = std::string(64, 'a');
    for (int i = 0; i < 2; ++i) {
      plan::Action action;
      action.agency = plan::AgencyId("police");
      action.wording = action.original_wording = secret_work;
      import.actions.push_back(action);
    }
    EXPECT_TRUE(candour->act({}, plan_id, import, 0));
    request::Compose compose;
    compose.request.request = id;
    compose.request.agency = plan::AgencyId("police");
    compose.request.rows = {{plan_id, 1}, {plan_id, 2}};
    compose.request.asked_by = "Ann Bell, Harrow Vale Partnership";
    compose.request.deadline = *Date::parse("2026-03-30");
    compose.people = {{"Jo Park", "jo.park@police.brackenford.example"},
                      {"Sam Ade", "sam.ade@police.brackenford.example"}};
    const auto composed = app::compose_request(*candour, {"ann.bell"}, compose);
    EXPECT_TRUE(composed) << (composed ? "" : composed.error().sentence);
    link = *app::make_link(*candour, asked(), asked().letters[0], true);
    of_another = *app::make_link(*candour, asked(), asked().letters[1], true);
  }
  request::Request asked() const { return *(*candour->picture({}))->requests.front(); }
  plan::Action action(plan::Number number = 1) const {
    return *view::find_row(**candour->picture({}), plan::action_id(plan_id, number))->action;
  }
  std::string address() const { return "/u/" + link.token; }

  Response answer(Request request) {
    request.add_header("Accept", "text/html");
    if (!cookie.empty()) request.add_header("Cookie", cookie);
    return routes->answer(std::move(request), error_page(*candour));
  }
  Response get(const std::string& target) { return answer(Request::make(Method::get, target)); }
  std::string page(const std::string& target) { return std::string(get(target).text()); }
  Response post(const std::string& target, Fields form, std::vector<http::Upload> files = {}) {
    if (!form_token.empty()) form.add("session-token", form_token);
    return answer(Request::make_form(target, std::move(form), std::move(files)));
  }
  Response desk(const std::string& act, Fields form = {}) {  // as whoever asks
    form.add("version", std::to_string(asked().version));
    return answer(Request::make_form("/requests/q7m2qx9dab/" + act, std::move(form)));
  }
  void type_code(const app::NewLink& typed) {
    const std::string set(post("/u/" + typed.token, {{"code", typed.code}}).headers().get("Set-Cookie"));
    cookie = set.substr(0, set.find(';'));
    EXPECT_EQ(cookie.size() - cookie.find('=') - 1, 52u) << set;
    const std::string shown = page("/u/" + typed.token);
    const std::size_t at = shown.find("name=\"session-token\" value=\"");
    if (at != std::string::npos) form_token = shown.substr(at + 28, 52);
  }
  void send_one() {
    EXPECT_EQ(post(address() + "/rows/1", answer_form()).status(), Status::see_other);
    EXPECT_EQ(post(address() + "/send", {}).status(), Status::see_other);
  }
  // All that a visit could change.
  std::string state() const {
    std::string all = std::to_string(*store->last_position());
    for (const std::string& hash : *store->originals()) all += " " + hash.substr(0, 8);
    for (const auto& draft : *store->drafts("")) all += " " + draft.name + "@" + std::to_string(draft.version);
    return all;
  }
};

// ---- Every state × every address ----

enum class Has { no_link, link_alone, code, code_without_token, code_of_another };
enum class Is { asked, accepted, closed, revoked };
struct Visited {
  const char* name;
  Has has;
  Is is;
};
const Visited visits[] = {{"no such link", Has::no_link, Is::asked},
                          {"the link alone", Has::link_alone, Is::asked},
                          {"the code typed", Has::code, Is::asked},
                          {"the code typed, another site's form", Has::code_without_token, Is::asked},
                          {"another person's code typed", Has::code_of_another, Is::asked},
                          {"the code typed, the row accepted", Has::code, Is::accepted},
                          {"the code typed, then closed", Has::code, Is::closed},
                          {"the code typed, then taken back", Has::code, Is::revoked}};
struct Asked {
  Method method;
  const char* path;
  Fields form;
  int statuses[8];  // in the order of the visits
};
const std::vector<Asked>& every_asked() {
  static const std::vector<Asked> all{
      //                               none alone typed other-site another accepted closed revoked
      {Method::get, "", {}, {404, 200, 200, 200, 200, 200, 200, 200}},
      {Method::post, "", {{"code", "AAAAAA"}}, {404, 422, 422, 422, 422, 422, 200, 200}},
      {Method::post, "", {}, {404, 422, 422, 422, 422, 422, 422, 422}},
      {Method::get, "/rows/1", {}, {404, 200, 200, 200, 200, 200, 200, 200}},
      {Method::get, "/rows/9", {}, {404, 200, 404, 404, 200, 404, 200, 200}},
      {Method::post, "/rows/1", answer_form(), {404, 403, 303, 403, 403, 404, 403, 403}},
      {Method::post, "/rows/1", {{"version", "0"}, {"then", "next"}}, {404, 403, 303, 403, 403, 404, 403, 403}},
      {Method::post, "/rows/1", {{"version", "0"}, {"saying", "update"}}, {404, 403, 422, 403, 403, 404, 403, 403}},
      {Method::post, "/rows/1/autosave", answer_form(), {403, 403, 200, 403, 403, 404, 403, 403}},
      {Method::get, "/rows/1/evidence", {}, {404, 200, 200, 200, 200, 404, 200, 200}},
      {Method::post, "/rows/1/evidence", evidence_form(), {303, 303, 303, 403, 303, 404, 403, 403}},
      {Method::post, "/rows/1/evidence", {}, {303, 303, 422, 403, 303, 404, 403, 403}},
      {Method::get, "/workbook.xlsx", {}, {404, 200, 200, 200, 200, 200, 200, 200}},
      {Method::post, "/workbook", {}, {303, 303, 422, 403, 303, 422, 403, 403}},
      {Method::post,
       "/rows/1/hand-on",
       {{"name", "Al Reed"}, {"email", "al.reed@police.brackenford.example"}},
       {404, 403, 303, 403, 403, 409, 403, 403}},
      {Method::post, "/rows/1/hand-on", {{"name", "Al Reed"}}, {404, 403, 422, 403, 403, 422, 403, 403}},
      {Method::get, "/check", {}, {404, 200, 200, 200, 200, 200, 200, 200}},
      {Method::post, "/send", {}, {404, 403, 422, 403, 403, 422, 403, 403}},
      {Method::get, "/receipt", {}, {404, 200, 200, 200, 200, 200, 200, 200}},
      {Method::post,
       "/new-link",
       {{"email", "jo.park@police.brackenford.example"}},
       {404, 200, 200, 200, 200, 200, 303, 303}},
      {Method::post, "/new-link", {{"email", "al@b.example"}}, {404, 200, 200, 200, 200, 200, 422, 422}},
      {Method::post, "/leave", {}, {404, 403, 303, 403, 403, 303, 403, 403}},
  };
  return all;
}

TEST(EveryAddressOfALink, answers_each_state_as_the_table_says_and_before_the_code_shows_and_changes_nothing) {
  for (std::size_t v = 0; v < std::size(visits); ++v)
    for (const Asked& each : every_asked()) {
      const Visited& visit = visits[v];
      const std::string what =
          std::string(visit.name) + ": " + std::string(name(each.method)) + " " + each.path + " " + each.form.encoded();
      World world;
      if (visit.has == Has::code_of_another) world.type_code(world.of_another);
      if (visit.has == Has::code || visit.has == Has::code_without_token) world.type_code(world.link);
      if (visit.is == Is::accepted) {
        world.send_one();
        EXPECT_EQ(world.desk("rows/1/accept").status(), Status::see_other);
      }
      if (visit.is == Is::closed) {
        EXPECT_EQ(world.desk("close", {{"reason", "Over"}}).status(), Status::see_other);
      }
      if (visit.is == Is::revoked) {
        EXPECT_EQ(world.desk("revoke", {{"reason", "Wrong"}}).status(), Status::see_other);
      }
      if (visit.has == Has::code_without_token) world.form_token = "of-another-site";
      if (visit.has == Has::no_link) world.link.token[0] = world.link.token[0] == 'a' ? 'b' : 'a';
      const std::string before = world.state();
      const Response response = each.method == Method::get ? world.get(world.address() + each.path)
                                                           : world.post(world.address() + each.path, each.form);
      EXPECT_EQ(static_cast<int>(response.status()), each.statuses[v]) << what;
      EXPECT_EQ(response.headers().get("Referrer-Policy"), "no-referrer") << what;
      const bool inside = visit.has == Has::code && (visit.is == Is::asked || visit.is == Is::accepted);
      const bool asks_anew = std::string_view(each.path) == "/new-link" && each.statuses[v] == 303;
      if (!inside && visit.has != Has::code_without_token) {
        EXPECT_THAT(std::string(response.text()), Not(HasSubstr("Rowan"))) << what;
      }
      if (!inside && !asks_anew) {
        EXPECT_EQ(world.state(), before) << what << " changes something";
      }
      if (each.method == Method::get) {
        EXPECT_EQ(world.state(), before) << what << " changes something";
      }
      if (response.status() != Status::see_other) {
        EXPECT_EQ(response.headers().get("Cache-Control"), "no-store") << what;
      }
    }
}

// Whose letters and pages they are: of the partnership whose plan is asked about, never of another on the same site.
TEST(TheLink, is_signed_by_the_partnership_whose_plan_it_is_about) {
  World world;
  const people::PartnershipId other{"s7m2qx9dab"};
  ASSERT_TRUE(world.candour->act({}, plan::NamePartnership{"Harrow Vale"}));
  EXPECT_THAT(world.page(world.address()), HasSubstr("Harrow Vale"));
  ASSERT_TRUE(world.candour->act({}, people::StartPartnership{other, "Brackenford Partnership"}));
  ASSERT_TRUE(world.candour->act({}, people::PlaceThing{people::thing_of(plan_id), other}));
  const auto picture = *world.candour->picture({});
  const request::Request asked = world.asked();
  for (const request::Letter& letter : asked.letters) {
    const app::Letter written = app::write_letter(*picture, asked, letter, {"https://x.example/u/y", "ABC234"}, "x");
    EXPECT_THAT(written.text, AllOf(HasSubstr("Brackenford Partnership"), Not(HasSubstr("\nHarrow Vale\n"))));
  }
  const auto named = [](const std::string& page) {
    EXPECT_THAT(page, AllOf(HasSubstr("Brackenford Partnership"), Not(HasSubstr(">Harrow Vale<"))));
  };
  named(world.page(world.address()));
  world.type_code(world.link);
  named(world.page(world.address()));
}

TEST(WorkbookByLink, is_typed_answers_until_they_are_looked_at_and_sent) {
  World world;
  world.type_code(world.link);
  EXPECT_THAT(world.page(world.address()), HasSubstr("/workbook.xlsx"));
  const Response book = world.get(world.address() + "/workbook.xlsx");
  EXPECT_THAT(std::string(book.headers().get("Content-Disposition")), HasSubstr("updates-2026-03-30.xlsx"));
  const auto sent_back = [&] {
    return world.post(world.address() + "/workbook", {},
                      {http::Upload("workbook", "police.xlsx", "", std::string(book.text()))});
  };
  EXPECT_THAT(std::string(sent_back().text()), HasSubstr("says nothing that was not there before"));
  world.reader.typed = {{"G5", "All were briefed in May."}, {"H5", "Chief Inspector"}, {"K6", "soon"}};
  const Response read = sent_back();
  EXPECT_EQ(read.status(), Status::ok);
  EXPECT_THAT(std::string(read.text()),
              AllOf(HasSubstr("1 answer is filled in from it. Nothing is sent yet"), HasSubstr("K6 says")));
  EXPECT_EQ(world.asked().rows[0].state, request::RowState::awaited) << "nothing is sent by it";
  EXPECT_THAT(world.page(world.address() + "/check"),
              AllOf(HasSubstr("All were briefed in May."), HasSubstr("Lead: Chief Inspector")));
  EXPECT_EQ(world.post(world.address() + "/send", {}).status(), Status::see_other);
  EXPECT_EQ(world.asked().rows[0].answer->narrative, "All were briefed in May.\n\nLead: Chief Inspector");
  EXPECT_EQ(world.asked().rows[1].state, request::RowState::awaited);
  // What was decided meanwhile is no longer answered by it.
  EXPECT_EQ(world.desk("rows/1/accept").status(), Status::see_other);
  EXPECT_THAT(std::string(sent_back().text()), HasSubstr("or its answer was decided"));
  EXPECT_EQ(
      world.post(world.address() + "/workbook", {}, {http::Upload("workbook", "a.xlsx", "", "no workbook")}).status(),
      Status::unprocessable);
}

TEST(WorkbookByLink, tells_nothing_of_rows_that_are_not_asked_about) {
  World world;
  world.type_code(world.link);
  const Response book = world.get(world.address() + "/workbook.xlsx");
  std::vector<std::string> told;
  for (const char* rating : {"Green", "Amber", "Red"}) {
    world.reader.typed = {{"A6", plan_id.text() + "-3"}, {"F6", rating}};
    told.emplace_back(world
                          .post(world.address() + "/workbook", {},
                                {http::Upload("workbook", "police.xlsx", "", std::string(book.text()))})
                          .text());
    EXPECT_THAT(told.back(), HasSubstr("row 6: you are not asked about this row"));
    EXPECT_EQ(told.back(), told.front()) << "whatever is guessed";
  }
}

TEST(WorkbookByLink, leaves_what_was_typed_on_the_page) {
  World world;
  world.type_code(world.link);
  ASSERT_EQ(world.post(world.address() + "/rows/1", answer_form("Typed at length")).status(), Status::see_other);
  const Response book = world.get(world.address() + "/workbook.xlsx");
  world.reader.typed = {{"H5", "Chief Inspector"}};
  EXPECT_EQ(world
                .post(world.address() + "/workbook", {},
                      {http::Upload("workbook", "police.xlsx", "", std::string(book.text()))})
                .status(),
            Status::ok);
  EXPECT_THAT(world.page(world.address() + "/rows/1"),
              AllOf(HasSubstr("Typed at length"), HasSubstr("Lead: Chief Inspector")));
}

TEST(AnAnswer, that_was_typed_when_the_session_had_ended_goes_through_the_code_and_is_there_after) {
  World world;
  const std::string address = world.address() + "/rows/1";
  world.type_code(world.link);
  world.clock.set(Moment::from_microseconds(world.clock.now().microseconds() + 31 * 60'000'000LL));
  Fields typed = answer_form();
  typed.add("forecast-day", "\"><script>");
  const std::string before = world.state();
  const Response refused = world.post(address, typed);
  EXPECT_EQ(refused.status(), Status::forbidden);
  const std::string page(refused.text());
  const std::string narrative(answer_form().get("narrative"));
  EXPECT_THAT(page, HasSubstr("name=\"narrative\" value=\"" + narrative));
  EXPECT_THAT(page, Not(HasSubstr("<script>")));
  EXPECT_THAT(page, HasSubstr("name=\"code\""));
  EXPECT_EQ(world.state(), before) << "without the code nothing is kept";
  // As that form sends it: a wrong code, and then the right one.
  Fields carried = answer_form();
  carried.add("carried-row", "1");
  Fields wrong = carried;
  wrong.add("code", "AAAAAA");
  const Response again = world.post(world.address(), wrong);
  EXPECT_THAT(std::string(again.text()), HasSubstr("name=\"narrative\" value=\"" + narrative));
  EXPECT_EQ(world.state(), before);
  world.clock.set(Moment::from_microseconds(world.clock.now().microseconds() + 10'000'000));
  carried.add("code", world.link.code);
  world.form_token.clear();
  const Response opened = world.post(world.address(), carried);
  EXPECT_EQ(opened.status(), Status::see_other);
  EXPECT_THAT(std::string(opened.headers().get("Location")), testing::StartsWith(address + "?done="));
  const std::string set(opened.headers().get("Set-Cookie"));
  world.cookie = set.substr(0, set.find(';'));
  EXPECT_THAT(world.page(address), HasSubstr(narrative));
  // What was saved in another window meanwhile is not written over.
  Fields later = answer_form();
  later.add("carried-row", "1");
  later.add("code", world.link.code);
  const Response clash = world.post(world.address(), later);
  EXPECT_EQ(clash.status(), Status::conflict);
  EXPECT_NE(clash.headers().get("Set-Cookie"), "");
}

TEST(ACode, that_comes_too_soon_is_told_to_wait_and_not_that_it_is_wrong) {
  World world;
  EXPECT_THAT(std::string(world.post(world.address(), {{"code", "AAAAAA"}}).text()), HasSubstr("That is not the code"));
  const Response soon = world.post(world.address(), {{"code", world.link.code}});
  EXPECT_EQ(soon.status(), Status::unprocessable);
  EXPECT_THAT(std::string(soon.text()), HasSubstr("was not tried"));
  EXPECT_THAT(std::string(soon.text()), HasSubstr("from 09:00:0"));
  EXPECT_THAT(std::string(soon.text()), Not(HasSubstr("That is not the code")));
  EXPECT_NE(soon.headers().get("Retry-After"), "");
}

TEST(TwoLinks, that_are_opened_in_one_browser_end_neither_session) {
  World world;
  world.type_code(world.link);
  const std::string first = world.cookie;
  world.type_code(world.of_another);
  EXPECT_NE(first.substr(0, first.find('=')), world.cookie.substr(0, world.cookie.find('=')));
  world.cookie = first + "; " + world.cookie;  // as the browser keeps both
  for (const std::string& token : {world.link.token, world.of_another.token})
    EXPECT_THAT(world.page("/u/" + token), Not(HasSubstr("name=\"code\"")));
}

TEST(WhatWasDecided, is_told_to_the_agency_with_who_decided_it) {
  World world;
  world.type_code(world.link);
  world.send_one();
  EXPECT_EQ(world.desk("rows/1/change", {{"narrative", "One team is briefed"}, {"reason", "Shorter"}}).status(),
            Status::see_other);
  EXPECT_THAT(world.page(world.address() + "/rows/1"), HasSubstr("Accepted with a change by operator on "));
}

TEST(EveryActOnARequest, is_answered_as_its_state_says) {
  struct Act {
    const char* path;
    Fields form;
    int asked, answered, closed;  // statuses
  };
  const std::vector<Act> acts{
      {"rows/1/accept", {}, 409, 303, 409},
      {"rows/9/accept", {}, 404, 404, 404},
      {"rows/1/change", {{"narrative", "One team is briefed"}, {"reason", "Shorter"}}, 409, 303, 409},
      {"rows/1/change", {{"narrative", "One team is briefed"}}, 409, 422, 409},
      {"rows/1/return", {{"reason", "Which teams?"}}, 409, 303, 409},
      {"rows/1/return", {}, 409, 422, 409},
      {"accept-all", {}, 409, 303, 409},
      {"remind", {}, 409, 409, 409},
      {"tell", {}, 303, 303, 409},
      {"escalate", {{"role", "lead"}, {"name", "Roe"}, {"email", "roe@b.example"}}, 303, 303, 409},
      {"escalate", {{"role", "lead"}, {"name", "Roe"}, {"email", "roe"}}, 422, 422, 409},
      {"new-link", {{"person", "1"}}, 303, 303, 409},
      {"new-link", {{"person", "9"}}, 404, 404, 409},
      {"letters/1/again", {}, 409, 409, 409},
      {"letters/9/again", {}, 404, 404, 409},
      {"letters/1/returned", {{"words", "No such person"}}, 409, 409, 409},
      {"close", {{"reason", "The meeting is over"}}, 303, 303, 409},
      {"close", {}, 422, 422, 409},
      {"revoke", {{"reason", "Sent to the wrong people"}}, 303, 303, 409},
  };
  for (int state = 0; state < 3; ++state)
    for (const Act& act : acts) {
      World world;
      if (state == 1) {
        world.type_code(world.link);
        world.send_one();
      }
      if (state == 2) {
        EXPECT_EQ(world.desk("close", {{"reason", "Over"}}).status(), Status::see_other);
      }
      const std::string before = world.state();
      const Response response = world.desk(act.path, act.form);
      const int expected = state == 0 ? act.asked : state == 1 ? act.answered : act.closed;
      EXPECT_EQ(static_cast<int>(response.status()), expected) << act.path << " in state " << state;
      if (expected != 303) {
        EXPECT_EQ(world.state(), before) << act.path << " changes something";
      }
      const auto typed = act.form.get("reason");
      if (expected == 409 || expected == 422) {
        EXPECT_THAT(std::string(response.text()), HasSubstr(std::string(typed)));
      }
      // Whatever is sent, a version that has passed is told and changes nothing.
      World moved;
      Fields stale = act.form;
      stale.add("version", "1");
      EXPECT_GE(static_cast<int>(moved.post("/requests/q7m2qx9dab/" + std::string(act.path), stale).status()), 400);
    }
  World world;
  EXPECT_EQ(world.get("/requests/q7m2qx9dab").status(), Status::ok);
  for (const char* missing : {"/requests/x7m2qx9dab", "/requests/q7m2qx9dab/rows/1/evidence/1"})
    EXPECT_EQ(world.get(missing).status(), Status::not_found) << missing;
  EXPECT_EQ(world.post("/requests/x7m2qx9dab/close", {{"reason", "x"}}).status(), Status::not_found);
}

TEST(Reminders, are_as_the_partnership_has_chosen_in_requests_that_are_made_from_then_on) {
  World world;
  const Fields chosen{{"partnership", "first"},    {"before", "5"}, {"every", "4"}, {"most", "2"}, {"lead-after", "0"},
                      {"board-member-after", "30"}};
  const auto changed = [&](std::string_view name, const char* value) {
    Fields made;
    for (const auto& [each, old] : chosen.all()) made.add(each, each == name ? value : old);
    return made;
  };
  struct Case {
    const char* field;
    const char* value;
    const char* says;
  };
  for (const Case& each : {Case{"most", "6", "At most 5 reminders"}, Case{"every", "61", "60 days at most"},
                           Case{"before", "soon", "whole number"}, Case{"lead-after", "", "whole number"},
                           Case{"before", "-1", "whole number"}, Case{"before", "9999999999", "whole number"}}) {
    const Response refused = world.post("/requests/chasing", changed(each.field, each.value));
    EXPECT_EQ(refused.status(), Status::unprocessable) << each.field << each.value;
    EXPECT_THAT(
        std::string(refused.text()),
        AllOf(HasSubstr(each.says), HasSubstr(*each.value ? "value=\"" + std::string(each.value) + "\"" : ""s)));
  }
  EXPECT_EQ(world.post("/requests/chasing", changed("partnership", "none")).status(), Status::not_found);
  EXPECT_EQ(world.asked().chasing, request::Chasing());
  EXPECT_EQ(world.post("/requests/chasing", chosen).status(), Status::see_other);
  EXPECT_THAT(world.page("/requests/chasing"), HasSubstr("value=\"30\""));
  EXPECT_EQ(world.asked().chasing, request::Chasing()) << "what was made before stays as it was";
  EXPECT_THAT(world.page("/requests/new?agency=police"),
              HasSubstr("a reminder 5 days before the deadline, then one every 4 days after it, 2 at most"));
  Fields compose{{"row", "k7m2qx9dab-1"},   {"deadline-day", "30"}, {"deadline-month", "3"},
                 {"deadline-year", "2026"}, {"name-1", "Jo Park"},  {"email-1", "jo@b.example"},
                 {"asked-by", "Ann Bell"},  {"chasing", "rule"},    {"act", "send"},
                 {"id", "r7m2qx9dab"}};
  EXPECT_EQ(world.post("/requests/new?agency=police", compose).status(), Status::see_other);
  EXPECT_EQ(world.asked().chasing, (request::Chasing{false, 5, 4, 2, 0, 30}));
}

TEST(Composing, keeps_what_a_resolution_wants_from_the_meeting_to_the_letter) {
  World world;
  const meeting::MeetingId audit_group("m7m2qx9dab");
  meeting::ImportMeeting import;
  import.minutes.meeting = audit_group;
  import.minutes.body = "Audit Group";
  import.minutes.import = meeting::ImportId("first");
  import.minutes.document_sha256 = std::string(64, 'a');
  import.resolutions.resize(1);
  import.resolutions[0].text = "That the police report on every action";
  ASSERT_TRUE(world.candour->act({}, audit_group, import, std::nullopt));
  ASSERT_TRUE(
      world.candour->act({}, audit_group, meeting::SetReportBack{1, Date::parse("2026-04-10"), ""}, std::nullopt));
  EXPECT_THAT(world.page("/meetings/m7m2qx9dab"), HasSubstr("href=\"/requests/new?resolution=m7m2qx9dab-1\""));
  const std::string agencies = world.page("/requests/new?resolution=m7m2qx9dab-1");
  EXPECT_THAT(agencies, HasSubstr("resolution=m7m2qx9dab-1&amp;agency=police"));
  EXPECT_THAT(agencies, HasSubstr("/requests/new?open=yes&amp;need=overdue&amp;resolution=m7m2qx9dab-1"));
  EXPECT_THAT(
      world.page("/requests/new?resolution=m7m2qx9dab-1&agency=police"),
      AllOf(HasSubstr("value=\"the Audit Group on 10 April 2026\""), HasSubstr("name=\"deadline-day\" value=\"31\"")));
}

// ---- A file or a link that goes with an answer ----

TEST(AnAgencysPage, tells_what_it_was_asked_and_when_it_answered_and_an_action_its_line_in_time) {
  World world;
  EXPECT_THAT(world.page("/agencies/police"), AllOf(HasSubstr("Asked and answered"), HasSubstr("Not asked yet")));
  ASSERT_TRUE(world.candour->act({}, id, request::AttemptLetter{1}, std::nullopt));
  ASSERT_TRUE(app::settle_letters(*world.candour, {}, id,
                                  request::SettleLetter{1, request::LetterState::sent, "250 Taken"}, std::nullopt));
  EXPECT_THAT(world.page("/agencies/police"),
              AllOf(HasSubstr("2 updates are awaited; asked once since"), Not(HasSubstr("Not asked yet"))));
  world.clock.set(*Moment::parse("2026-03-05T09:00:00Z"));
  request::SendAnswers answers{1, "ref2345678", {{1, {}}}};
  answers.answers[0].answer.narrative = "All teams are briefed";
  ASSERT_TRUE(app::send_answers(*world.candour, id, answers));
  EXPECT_THAT(world.page("/agencies/police"),
              AllOf(HasSubstr("within 3 days"), HasSubstr("1 of 2"), HasSubstr("href=\"/requests/q7m2qx9dab\"")));
  EXPECT_EQ(world.desk("rows/1/accept").status(), Status::see_other);
  const std::string page = world.page("/actions/k7m2qx9dab-1");
  const std::size_t added = page.find("Added to the plan, without a date"), asked = page.find("How it stands, by"),
                    told = page.find("Said: “All teams are briefed”");
  EXPECT_TRUE(added < asked && asked < told && told != std::string::npos) << page;
}

TEST(HandingOn, says_what_is_refused_at_the_field_it_is_about) {
  World world;
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1/hand-on";
  EXPECT_THAT(
      std::string(world.post(row, {{"name", "Al Reed"}, {"email", "al.reed"}}).text()),
      AllOf(HasSubstr("href=\"#email\""), HasSubstr("id=\"email-error\""), Not(HasSubstr("id=\"name-error\""))));
  EXPECT_THAT(std::string(world.post(row, {{"name", " "}, {"email", "al.reed"}}).text()),
              AllOf(HasSubstr("href=\"#name\""), HasSubstr("id=\"name-error\""), Not(HasSubstr("id=\"email-error\""))));
}

TEST(EvidenceByLink, goes_with_the_answer_and_is_in_the_plan_once_that_is_accepted) {
  World world;
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1";
  Fields typed = answer_form("All teams are briefed");
  Fields onward;
  for (const auto& [name, value] : typed.all()) onward.add(name, name == "then" ? "evidence" : value);
  EXPECT_EQ(to(world.post(row, onward)), row + "/evidence");
  EXPECT_EQ(to(world.post(row + "/evidence", evidence_form())), row + "#files-and-links");
  EXPECT_EQ(to(world.post(row + "/evidence", evidence_form("file"), {file("register.txt", "A. was there.")})),
            row + "#files-and-links");
  EXPECT_THAT(world.page(row), AllOf(HasSubstr("All teams are briefed"), HasSubstr("register.txt"),
                                     HasSubstr("https://harrowvale.example/register"), HasSubstr("20 February 2026")));
  EXPECT_THAT(world.page(world.address() + "/check"), HasSubstr("register.txt"));
  EXPECT_TRUE(world.action().evidence_items.empty()) << "a proposal until it is accepted";
  EXPECT_EQ(world.post(world.address() + "/send", {}).status(), Status::see_other);
  EXPECT_TRUE(world.action().evidence_items.empty()) << "a proposal until it is accepted";

  // Whoever decides looks at both.
  const std::string request = world.page("/requests/q7m2qx9dab");
  EXPECT_THAT(request, AllOf(HasSubstr("/requests/q7m2qx9dab/rows/1/evidence/2"), HasSubstr("team leaders"),
                             HasSubstr("href=\"https://harrowvale.example/register\"")));
  const Response given = world.get("/requests/q7m2qx9dab/rows/1/evidence/2");
  EXPECT_EQ(given.text(), "A. was there.");
  EXPECT_THAT(std::string(given.headers().get("Content-Disposition")), HasSubstr("attachment"));
  EXPECT_EQ(world.get("/requests/q7m2qx9dab/rows/1/evidence/1").status(), Status::not_found) << "a link is no file";

  EXPECT_EQ(world.desk("rows/1/accept").status(), Status::see_other);
  const plan::Action action = world.action();
  ASSERT_EQ(action.evidence_items.size(), 2u);
  EXPECT_EQ(action.evidence_items[0].link, "https://harrowvale.example/register");
  EXPECT_EQ(action.evidence_items[1].sha256, sha256_hex("A. was there."));
  for (const plan::Evidence& each : action.evidence_items) {
    EXPECT_EQ(each.date, *Date::parse("2026-02-20"));
    EXPECT_EQ(each.expires, Date::parse("2027-02-20"));
    EXPECT_TRUE(each.of_practice);
    EXPECT_EQ(each.about, "team leaders");
    EXPECT_EQ(each.added_by, "link-q7m2qx9dab-1");
  }
  EXPECT_THAT(world.page("/evidence/k7m2qx9dab-1-2"), HasSubstr("Jo Park, Police, by link"));
  EXPECT_THAT(world.page("/plans/k7m2qx9dab/history"),
              AllOf(HasSubstr("Jo Park, Police, by link"), Not(HasSubstr("link-q7m2qx9dab"))));
}

TEST(EvidenceByLink, is_removed_while_the_answer_is_not_sent_and_what_was_typed_is_saved_with_it) {
  World world;
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1";
  for (int i = 0; i < 2; ++i) EXPECT_EQ(world.post(row + "/evidence", evidence_form()).status(), Status::see_other);
  const Fields remove{{"version", "0"}, {"saying", "update"}, {"narrative", "Half"}, {"then", "remove-1"}};
  EXPECT_EQ(to(world.post(row, remove)), row + "#files-and-links");
  const std::string shown = world.page(row);
  EXPECT_THAT(shown, AllOf(HasSubstr("value=\"remove-2\""), Not(HasSubstr("value=\"remove-1\"")),
                           HasSubstr("Half</textarea>")));
  EXPECT_EQ(world.post(world.address() + "/send", {}).status(), Status::see_other);
  ASSERT_EQ(world.asked().rows[0].answer->evidence_items.size(), 1u);
  // Sent back, the row begins with what went with it.
  EXPECT_EQ(world.desk("rows/1/return", {{"reason", "Which teams?"}}).status(), Status::see_other);
  EXPECT_THAT(world.page(row), HasSubstr("value=\"remove-1\""));
}

TEST(EvidenceByLink, alone_shows_that_an_action_is_complete) {
  World world;
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1";
  const Fields complete{{"version", "0"},         {"saying", "complete"},     {"completed-day", "1"},
                        {"completed-month", "3"}, {"completed-year", "2026"}, {"then", "next"}};
  EXPECT_EQ(world.post(row, complete).status(), Status::unprocessable) << "nothing shows it";
  EXPECT_EQ(world.post(row + "/evidence", evidence_form()).status(), Status::see_other);
  EXPECT_EQ(world.post(world.address() + "/send", {}).status(), Status::see_other);
  EXPECT_EQ(world.desk("rows/1/accept").status(), Status::see_other);
  EXPECT_EQ(world.action().completed, Date::parse("2026-03-01"));
}

TEST(EvidenceByLink, is_refused_as_that_of_people_with_an_account_is) {
  World world;
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1/evidence";
  const auto changed = [](Fields form, std::string_view name, const char* value) {
    Fields made;
    for (const auto& [each, old] : form.all()) made.add(each, each == name ? value : old);
    return made;
  };
  struct Case {
    Fields form;
    std::vector<http::Upload> files;
    const char* says;
  };
  const std::vector<Case> cases{{evidence_form("file"), {file("setup.exe", "MZ")}, "is not taken"},
                                {evidence_form("file"), {file("register.exe.txt", "A was there")}, "has two endings"},
                                {evidence_form("file"), {file("register.pdf", "A was there")}, "holds plain text"},
                                {evidence_form("file"), {file("register.docm", "A was there")}, "can hold macros"},
                                {evidence_form("file"), {}, "Choose a file."},
                                {changed(evidence_form(), "link", "javascript:alert(1)"), {}, "link"},
                                {changed(evidence_form(), "link", ""), {}, "Enter the address"},
                                {changed(evidence_form(), "date-year", "2027"), {}, "date of the evidence"},
                                {changed(evidence_form(), "expires-year", "2025"), {}, "expires before its own date"},
                                {changed(evidence_form(), "description", ""), {}, "Say what the evidence is."},
                                {changed(evidence_form(), "shows", ""), {}, "Say whether it shows practice"}};
  for (const Case& each : cases) {
    const std::string before = world.state();
    const Response refused = world.post(row, each.form, each.files);
    EXPECT_EQ(refused.status(), Status::unprocessable) << each.says;
    EXPECT_THAT(std::string(refused.text()), AllOf(HasSubstr(each.says), HasSubstr("team leaders"))) << each.says;
    EXPECT_EQ(world.state(), before) << each.says;
  }
  for (std::size_t i = 0; i < request::most_evidence; ++i)
    EXPECT_EQ(world.post(row, evidence_form()).status(), Status::see_other);
  EXPECT_THAT(std::string(world.post(row, evidence_form()).text()), HasSubstr("10 files and links at most"));
}

TEST(EvidenceByLink, goes_through_the_scanner) {
  scanner::Daemon daemon;
  World world(daemon.address());
  world.type_code(world.link);
  const std::string row = world.address() + "/rows/1";
  const std::string harm = "A was there. " + std::string(scanner::Daemon::harmful);
  // The scanner is away: it is taken and held back, also from whoever decides.
  EXPECT_EQ(world.post(row + "/evidence", evidence_form("file"), {file("register.txt", harm)}).status(),
            Status::see_other);
  EXPECT_EQ(world.post(row, answer_form()).status(), Status::see_other);
  EXPECT_EQ(world.post(world.address() + "/send", {}).status(), Status::see_other);
  // A workbook is to be read at once, so it waits outside.
  const auto workbook = [&](const std::string& bytes) {
    return world.post(world.address() + "/workbook", {}, {http::Upload("workbook", "a.xlsx", "", bytes)});
  };
  EXPECT_EQ(workbook(harm).status(), Status::unavailable);
  const char* of_request = "/requests/q7m2qx9dab/rows/1/evidence/1";
  EXPECT_EQ(world.get(of_request).status(), Status::unavailable);
  ASSERT_NO_FATAL_FAILURE(daemon.start());
  world.clock.set(*Moment::parse("2026-03-02T09:01:00Z"));
  EXPECT_EQ(*app::scan_waiting(*world.candour), 0u) << "an answer that nobody has accepted is scanned, too";
  EXPECT_EQ(world.get(of_request).status(), Status::unprocessable);
  const Response refused =
      world.post(world.address() + "/rows/2/evidence", evidence_form("file"), {file("another.txt", harm + ".")});
  EXPECT_EQ(refused.status(), Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("something harmful"));
  EXPECT_FALSE(world.store->original(sha256_hex(harm + ".")));
  const Response unread = workbook("PK " + harm);
  EXPECT_EQ(unread.status(), Status::unprocessable);
  EXPECT_THAT(std::string(unread.text()), HasSubstr("something harmful"));
  EXPECT_THAT(std::string(workbook("PK").text()), testing::Not(HasSubstr("something harmful")));
}

}  // namespace
}  // namespace candour::web
