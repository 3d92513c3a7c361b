#pragma once
// A site for tests with two partnerships that each have everything there is: people, agencies, contacts, rows with
// updates, evidence and challenges, a meeting, a register, a paper, a request, a workbook and an import that wait. And
// what a person does with a page: its links, its forms, filled in.

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "web/site_test.h"

namespace candour::web::trial {

// What is one partnership's, by id. `word` stands in every name that is only theirs.
struct Side {
  people::PartnershipId partnership;
  plan::PlanId plan;
  plan::AgencyId agency;
  std::string row;  // of that agency, in the plan
  std::string digit;
  std::string word;
  std::string coordinator, lead;
  std::string id(char kind) const { return kind + digit + "m2qx9dab"; }
  std::string action() const { return plan.text() + "-" + row; }
};
inline const Side ours{people::first_partnership, own_plan, police, "1", "7", "Harrow", "coordinator", "agency-lead"};
inline const Side theirs{other,    other_plan,  plan::AgencyId("linnet-constabulary"), "3", "8", "Linnet",
                         "ivy-li", "joe-linnet"};

// The second partnership's own agency, with a row, and its people.
inline void found(Site& site, const Side& side) {
  const auto done = [](const auto& acted) { ASSERT_TRUE(acted) << acted.error().sentence; };
  done(site.candour.act({}, plan::AddAgency{"Linnet Constabulary", {}}));
  done(site.candour.act({}, people::SeatAgency{side.partnership, side.agency}));
  done(site.candour.act({}, people::UnseatAgency{people::first_partnership, side.agency}));
  plan::Action action;
  action.agency = side.agency;
  action.wording = "Secret work of Linnet";
  done(site.candour.act({}, side.plan, plan::AddAction{action}, std::nullopt));
  Grant coordinator, lead;
  coordinator.role = Role::coordinator;
  lead.role = Role::agency_lead;
  coordinator.partnership = lead.partnership = side.partnership;
  lead.agency = side.agency;
  done(site.candour.act(
      {}, people::AddPerson{
              PersonId(side.coordinator), "Ivy Linnet", side.coordinator + "@harrowvale.example", {coordinator}}));
  done(site.candour.act(
      {}, people::AddPerson{PersonId(side.lead), "Joe Linnet", side.lead + "@harrowvale.example", {lead}}));
}

inline request::Compose asking(const Site& site, const Side& side, const plan::PlanId& plan, std::string id) {
  request::Compose compose;
  compose.request.request = request::RequestId(std::move(id));
  compose.request.agency = side.agency;
  compose.request.rows = {{plan, static_cast<plan::Number>(std::stoul(side.row))}};
  compose.request.asked_by = "Who asks in " + side.word;
  compose.request.reply_to = "coordinator@harrowvale.example";
  compose.request.deadline = site.clock.now().date().plus_days(1);
  compose.people = {{"Jo Park of " + side.word, "jo@police.example"}};
  return compose;
}

// More to do something about, in the partnership of a side.
inline void fill(Site& site, const Side& side) {
  const auto done = [](const auto& acted) { ASSERT_TRUE(acted) << acted.error().sentence; };
  const auto act = [&](const app::Actor& actor, const plan::PlanCommand& command) {
    done(site.candour.act(actor, side.plan, command, std::nullopt));
  };
  const auto place = [&](const std::string& thing) {
    if (side.partnership != people::first_partnership)
      done(site.candour.act({}, people::PlaceThing{thing, side.partnership}));
  };
  const Date today = site.clock.now().date();
  const auto row = static_cast<plan::Number>(std::stoul(side.row));
  const app::Actor lead{.name = {}, .person = PersonId(side.lead)};
  plan::Evidence evidence;
  evidence.description = "The rota of " + side.word;
  evidence.link = "https://harrowvale.example/rota";
  evidence.date = today;
  act(lead, plan::AddEvidence{row, evidence});
  act(lead, plan::GiveUpdate{row, {today, "", "Two of three teams are briefed.", {}}});
  act(lead, plan::ClaimCompletion{row, today, "All teams are briefed."});
  act({}, plan::ChallengeAction{row, "Who checked?", today});
  meeting::ImportMeeting minutes;
  minutes.minutes.meeting = meeting::MeetingId(side.id('m'));
  minutes.minutes.body = side.word + " Scrutiny Committee";
  minutes.minutes.date = today;
  minutes.minutes.import = meeting::ImportId("first");
  minutes.minutes.document_name = "minutes.docx";
  minutes.minutes.document_sha256 = *site.store->keep_original("the minutes");
  minutes.questions = {{0, "Cllr " + side.word, "Who checks that it is done?", "", "", "", "line 4", {}}};
  minutes.resolutions.resize(1);
  minutes.resolutions[0].text = "That an update come back in six months";
  done(site.candour.act({}, minutes.minutes.meeting, minutes, std::nullopt));
  place("meeting/" + side.id('m'));
  const request::Compose compose = asking(site, side, side.plan, side.id('q'));
  done(site.candour.act({}, compose.request.request, compose, std::nullopt));
}

// All else that a partnership has, beside what fill() gives it.
inline void fill_up(Site& site, const Side& side) {
  const auto done = [](const auto& acted) { ASSERT_TRUE(acted) << acted.error().sentence; };
  const auto place = [&](const std::string& thing) {
    if (side.partnership != people::first_partnership)
      done(site.candour.act({}, people::PlaceThing{thing, side.partnership}));
  };
  const Date today = site.clock.now().date();
  done(site.candour.act(
      {},
      people::NameContact{side.agency, {people::ContactKind::lead, "Contact of " + side.word, "c@police.example"}}));
  risk::ImportRegister reg;
  reg.document.register_id = risk::RegisterId(side.id('r'));
  reg.document.title = "Register of " + side.word;
  reg.document.import = risk::ImportId("first");
  reg.document.document_name = "register.xlsx";
  reg.document.document_sha256 = *site.store->keep_original("the register");
  reg.risks.resize(1);
  reg.risks[0].title = "That it is not seen";
  done(site.candour.act({}, reg.document.register_id, reg, std::nullopt));
  place("register/" + side.id('r'));
  paper::StartPaper paper;
  paper.paper = paper::PaperId(side.id('a'));
  paper.cover.title = "Paper of " + side.word;
  paper.cover.body = "The committee of " + side.word;
  paper.cover.scope.plans = {side.plan.text()};
  paper.cover.scope.as_at = today;
  paper.cover.scope.sections = {paper::Section::rows};
  done(site.candour.act({}, paper.paper, paper, std::nullopt));
  place("paper/" + side.id('a'));
  const Moment now = site.clock.now();
  done(site.store->save_draft("workbook/" + side.id('w'), 0,
                              R"({"file_name":"Workbook of )" + side.word + R"(.xlsx","sha256":")" +
                                  *site.store->keep_original("the workbook") + R"(","sent_by":")" + side.coordinator +
                                  R"(","sent":")" + now.iso() + R"(","plan":")" + side.plan.text() + R"(","plans":[")" +
                                  side.plan.text() + R"("]})",
                              now));
  done(site.store->vault().keep("import", side.id('i'), 0, side.coordinator));
}

inline std::string unescaped(std::string_view text) {
  std::string plain = replaced(replaced(std::string(text), "&#39;", "'"), "&quot;", "\"");
  return replaced(replaced(replaced(plain, "&lt;", "<"), "&gt;", ">"), "&amp;", "&");
}
inline std::string attribute(std::string_view tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + name.size() + 3;
  return unescaped(tag.substr(from, tag.find('"', from) - from));
}
// Each tag of a name with what stands until the next `end`.
inline std::vector<std::string_view> tags(std::string_view html, const std::string& name, std::string_view end) {
  std::vector<std::string_view> found;
  for (std::size_t at = html.find("<" + name + " "); at != std::string_view::npos;
       at = html.find("<" + name + " ", at + 1))
    found.push_back(html.substr(at, html.find(end, at) - at));
  return found;
}

struct Sending {
  std::string action;
  Fields fields;
};
// Filled in as somebody would: the first of each choice, a date, some words.
inline Sending filled_in(std::string_view form, const Side& side) {
  Sending sending{attribute(form, "action"), {}};
  const auto add = [&](const std::string& name, std::string value) {
    if (name.empty() || sending.fields.has(name)) return;
    if (name == "agency") value = side.agency.text();
    if (name == "plan") value = side.plan.text();
    if (name == "rows") value = side.row;
    if (name.ends_with("-day")) value = "2";
    if (name.ends_with("-month")) value = "3";
    if (name.ends_with("-year")) value = "2026";
    sending.fields.add(name, value);
  };
  for (const std::string_view input : tags(form, "input", ">"))
    add(attribute(input, "name"),
        attribute(input, "value").empty() && attribute(input, "type") != "hidden" ? "Said" : attribute(input, "value"));
  for (const std::string_view area : tags(form, "textarea", ">")) add(attribute(area, "name"), "Because it is so");
  for (const std::string_view select : tags(form, "select", "</select>"))
    for (const std::string_view option : tags(select, "option", ">"))
      if (const std::string value = attribute(option, "value"); !value.empty()) add(attribute(select, "name"), value);
  return sending;
}

}  // namespace candour::web::trial
