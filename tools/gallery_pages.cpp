// The pages of the site over two fictional plans: full, empty, refused, changed meanwhile, an earlier day.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>

#include "app/attesting.h"
#include "app/attestor.h"
#include "app/candour.h"
#include "app/import.h"
#include "app/links.h"
#include "app/papers.h"
#include "app/requests.h"
#include "app/signer_test.h"
#include "credentials/one_time_code.h"
#include "document/document.h"
#include "gallery.h"
#include "gallery_readings.h"
#include "http/response.h"
#include "http/router.h"
#include "intake/reading.h"
#include "ledger/witness.h"
#include "memory/memory_store.h"
#include "web/done.h"
#include "web/pages_accounts.h"
#include "web/pages_papers.h"
#include "web/site.h"

namespace candour::gallery {
namespace {

// Where a PDF is offered, pages say so; none is printed here.
class StandInPrinter final : public app::Printer {
 public:
  Result<std::string> print(std::string_view, Date) const override { return std::string("%PDF-1.7\n"); }
};
const StandInPrinter printer;

// Reads in this process: the samples are our own.
class PlainReader final : public app::Reader {
 public:
  Result<intake::Reading> read(std::string_view bytes, std::string name,
                               const intake::Choices& choices) const override {
    for (const auto& [made, reading] : {std::pair{"inspection.pdf", &inspection},
                                        {"minutes.docx", &minutes},
                                        {"risks.xlsx", &risk_register},
                                        {"answer.docx", &answer},
                                        {"letter.txt", &unknown}})
      if (name == made) {
        intake::Reading fixed = reading();
        fixed.source = {name, "text", std::string(64, '0'), bytes.size()};
        return fixed;
      }
    CANDOUR_TRY(document, document::read(bytes, name));
    return intake::draft(document, choices);
  }
  // As if somebody had typed into the workbook on its way: one lead, an update, a day as text, an unknown rating, and a
  // row taken out.
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    CANDOUR_TRY(workbook, document::read_filled(bytes, name));
    document::FilledSheet& rows = workbook.sheets.at(1);
    const auto type = [&](std::uint32_t column, std::uint32_t row, std::string text) {
      std::erase_if(rows.cells, [&](const document::FilledCell& cell) {
        return cell.row == row && (cell.column == column || column == 0);
      });
      if (column > 0) rows.cells.push_back({column, row, document::ContentKind::text, false, std::move(text), {}});
    };
    type(8, 5, "Chief Inspector");
    type(7, 6, "All teams were briefed in May; the register is with the trainer.");
    type(9, 7, "31/10/2027");
    type(6, 8, "Greenish");
    type(0, 9, {});
    std::stable_sort(rows.cells.begin(), rows.cells.end(), [](const auto& left, const auto& right) {
      return std::pair(left.row, left.column) < std::pair(right.row, right.column);
    });
    return std::move(workbook);
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
};

// Letters of the gallery go nowhere.
class NoPost final : public app::Mailer {
 public:
  Result<app::Sent> send(const app::Letter&) const override { return app::Sent{app::Sending::accepted, "250"}; }
};

// Two who vouch for the ledger, of whom one has answered, and an authority of time.
class OneOfTwo final : public app::Attestor {
 public:
  OneOfTwo() {
    for (const auto& [name, key] : {std::pair{"Brackenford", &brackenford_}, {"Lowmoor", &lowmoor_}})
      policy_.witnesses.push_back({name, key->verifier(), "https://" + key->verifier().name});
    policy_.groups.push_back({"both", 2, {"Brackenford", "Lowmoor"}});
    policy_.quorum = "both";
  }
  const ledger::Policy& policy() const override { return policy_; }
  Result<Answer> add_checkpoint(const ledger::Policy::Witness& witness, std::string_view body) const override {
    if (witness.name != "Brackenford") return fail(ErrorCode::unavailable, "It is away.");
    CANDOUR_TRY(request, ledger::read_add_checkpoint(body));
    const auto answer = ledger::decide(request, policy_.logs.front(), std::nullopt);
    return Answer{static_cast<int>(answer.outcome), ledger::cosign_answer(answer, brackenford_, 1)};
  }
  Result<Answer> shown_by(const ledger::Policy::Witness&, std::string_view) const override { return Answer{404, {}}; }
  bool stamps() const override { return true; }
  Result<std::string> stamp(std::string_view) const override { return std::string("as an authority answers"); }

 private:
  ledger::SigningKey brackenford_ =
      *ledger::SigningKey::make("witness.brackenford.example", ledger::Algorithm::cosignature, {2});
  ledger::SigningKey lowmoor_ =
      *ledger::SigningKey::make("witness.lowmoor.example", ledger::Algorithm::cosignature, {3});
  ledger::Policy policy_{{app::trial::AnySigner().key.verifier()}, {}, {}, "none"};
};

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

// A plan in which little holds up: remarks, cross references, one action on several rows.
plan::ImportPlan remarked_plan() {
  plan::ImportPlan command;
  command.plan = plan::PlanId("w4kestre1n");
  command.title = "Kestrel action plan";
  command.review = {plan::ReviewKind::practice_review, "Kestrel", plan::ReviewStage::published};
  command.as_at = Date::parse("2026-05-31");
  command.document.import = plan::ImportId("w4kestre1i");
  command.document.document_name = "kestrel.docx";
  command.document.document_sha256 = std::string(64, 'a');
  command.key = {{"Blue", "Complete", plan::Status::complete}, {"Green", "On track", plan::Status::on_track}};
  command.recommendations = {{"1a", "", "How will the Board know that staff are trained?", {}, {}},
                             {"5b", "", "How will the Board know that records are kept?", {}, {}}};
  const struct {
    const char *agency, *question, *rating, *wording, *evidence;
  } rows[] = {
      {"harrow-vale-police", "1a", "Blue", "Brief every team leader on the new referral form and keep a register",
       "Two sessions to be delivered by the police lead in the autumn, dates to be agreed with the college."},
      {"harrow-vale-nhs-trust", "1a", "Green", "Brief every team leader on the new referral form and keep a register",
       "Register of attendance held by the training lead; see 5b for who keeps it."},
      {"harrow-vale-nhs-trust", "1a", "Green", "Audit forty records each quarter and tell the Board what they show",
       "As above. See also 5z and 1a, 5b"},
      {"harrow-vale-police", "5b", "Blue", "Ask each school to name a deputy lead for safeguarding", "In place"},
      {"harrow-vale-nhs-trust", "5b", "Blue", "Ask each school to name a deputy lead for safeguarding", "As 5z"},
      {"harrow-vale-police", "5b", "Blue", "Ask each school to name a deputy lead for safeguarding.",
       "List of deputies, 14 May 2026"},
  };
  for (const auto& row : rows) {
    plan::Action action;
    action.agency = plan::AgencyId(row.agency);
    action.recommendations = {row.question};
    action.lead = "Head of Safeguarding";
    action.wording = action.original_wording = row.wording;
    action.evidence = row.evidence;
    action.place = "line " + std::to_string(12 + command.actions.size());
    action.rating = {row.rating, row.rating[0] == 'B' ? plan::Status::complete : plan::Status::on_track, 0, {}};
    command.actions.push_back(std::move(action));
  }
  return command;
}

}  // namespace

std::vector<Picture> pages(const std::string& samples) {
  std::vector<Picture> pictures;
  const PlainReader reader;
  FixedClock clock(*Moment::parse("2026-06-30T09:00:00Z"));
  const auto take = [&](const http::Routes& site, app::Candour& candour, std::string name, http::Request request) {
    const http::Response response = site.answer(std::move(request), web::error_page(candour));
    pictures.push_back({std::move(name), std::string(response.text())});
    return response;
  };
  const auto get = [](std::string_view target) {
    return http::Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}});
  };
  const auto begin = [&](app::Candour& candour, const std::string& file) {
    return app::start_import(candour, {}, content_of(samples + "/" + file), file);
  };

  {  // Before anything is imported.
    const auto store = memory::make_store();
    app::Candour candour(*store, &reader, clock);
    const http::Routes site = web::site(candour);
    for (const char* path :
         {"/", "/plans", "/actions", "/meetings", "/registers", "/agencies", "/report", "/search", "/import"})
      take(site, candour, "empty" + (std::string(path) == "/" ? "-home" : "-" + std::string(path + 1)), get(path));
  }

  {  // A plan by hand, from blank to its reply.
    const auto store = memory::make_store();
    app::Candour candour(*store, &reader, clock);
    const http::Routes site = web::site(candour);
    take(site, candour, "hand-start", get("/plans/new"));
    const auto send = [&](const std::string& path, http::Fields fields) {
      return site.answer(http::Request::make_form(path, std::move(fields)), web::error_page(candour));
    };
    take(site, candour, "hand-start-refused", http::Request::make_form("/plans/new", {{"title", ""}, {"key", "none"}}));
    (void)send("/plans/new", {{"title", "Heron action plan"},
                              {"review-kind", "inspection"},
                              {"review-name", "Heron"},
                              {"key", "blue-embedded"},
                              {"agencies", "Harrow Vale Police\nHarrow Vale NHS Trust"}});
    const auto picture = candour.picture({});
    if (!picture || (*picture)->plans.size() != 1) {
      std::cerr << "The plan by hand cannot be started.\n";
      std::exit(EXIT_FAILURE);
    }
    const std::string id = (*picture)->plans.front()->plan->id.text(), plan = "/plans/" + id;
    take(site, candour, "hand-blank", get(plan));
    (void)send(plan + "/findings/new", {{"ref", "1"}, {"title", "Records were not shared"}, {"text", ""}});
    (void)send(plan + "/recommendations/new", {{"ref", "1a"},
                                               {"finding", "1"},
                                               {"text", "Share what is known within a day"},
                                               {"addressed", "harrow-vale-police"},
                                               {"addressed", "harrow-vale-nhs-trust"}});
    for (const char* wording : {"Share the log with every partner", "Audit forty files each quarter"})
      (void)send(plan + "/actions/new", {{"wording", wording},
                                         {"agency", "harrow-vale-police"},
                                         {"lead", "Head of Safeguarding"},
                                         {"target", "30 September 2026"},
                                         {"outcome", "No visit is made without the history"},
                                         {"recommendation", "1a"}});
    (void)send(plan + "/recommendations/1a/response",
               {{"agency", "harrow-vale-police"}, {"kind", "partly_accepted"}, {"text", "In the city first"}});
    const std::string action = "/actions/" + id + "-1";
    (void)send(action + "/date", {{"target", "31 December 2026"}, {"reason", "The system comes later"}});
    (void)send("/actions/" + id + "-2/withdraw", {{"reason", "Said by the first"}});
    const auto stands = candour.picture({});
    const std::string undo = plan + "/undo/" + std::to_string((*stands)->plans.front()->plan->steps.rbegin()->first);
    for (const auto& [name, target] : {std::pair<std::string, std::string>{"plan", plan},
                                       {"finding", plan + "/findings/1"},
                                       {"finding-split", plan + "/findings/1/split"},
                                       {"recommendation", plan + "/recommendations/1a"},
                                       {"response", plan + "/recommendations/1a/response?agency=harrow-vale-nhs-trust"},
                                       {"action", action},
                                       {"action-wording", action + "/wording"},
                                       {"action-agency", action + "/agency"},
                                       {"action-date", action + "/date"},
                                       {"action-split", action + "/split"},
                                       {"action-withdrawn", "/actions/" + id + "-2"},
                                       {"answer-date", plan + "/answer-date"},
                                       {"key", plan + "/key"},
                                       {"history", plan + "/history"},
                                       {"undo", undo},
                                       {"reply", plan + "/reply"}})
      take(site, candour, "hand-" + name, get(target));
    take(site, candour, "hand-lead-refused",
         http::Request::make_form(action + "/lead", {{"lead", "Deputy Chief"}, {"reason", ""}}));
    take(site, candour, "hand-key-check",
         http::Request::make_form(plan + "/key", {{"step", "check"}, {"key", "Green = Complete\nAmber = At risk"}}));
  }

  {  // What does not hold up, answered and come back; references and the same action elsewhere.
    const auto store = memory::make_store();
    app::Candour candour(*store, &reader, clock);
    const http::Routes site = web::site(candour);
    const plan::ImportPlan command = remarked_plan();
    for (const char* agency : {"Harrow Vale Police", "Harrow Vale NHS Trust"})
      (void)candour.act({}, plan::AddAgency{agency, {}});
    (void)candour.act({}, command.plan, command, 0);
    const std::string first = "/actions/" + command.plan.text() + "-1";
    const auto remark_form = [&](std::string reason) {
      const auto picture = candour.picture({});
      const view::Row* row = picture ? view::find_row(**picture, command.plan.text() + "-1") : nullptr;
      if (!row || row->remarks.empty()) {
        std::cerr << "The first row of the Kestrel plan has no remark.\n";
        std::exit(EXIT_FAILURE);
      }
      return http::Fields{{"version", std::to_string(row->plan->version)},
                          {"code", row->remarks[0].code},
                          {"facts", row->remarks[0].facts},
                          {"reason", std::move(reason)}};
    };
    take(site, candour, "action-remark", get(first));
    take(site, candour, "action-remark-refused", http::Request::make_form(first + "/remarks/answer", remark_form("")));
    http::Fields stale = remark_form("The sessions were held on 3 June; the register is with the trainer.");
    (void)site.answer(
        http::Request::make_form(first + "/remarks/answer",
                                 remark_form("Both sessions were held on 3 June; the register is with the trainer.")),
        web::error_page(candour));
    take(site, candour, "action-remark-answered",
         get(web::address_telling({}, first, "Your answer is part of the record.")));
    (void)candour.act({}, command.plan,
                      plan::ChangeAction{1, "evidence", command.actions[0].evidence,
                                         "One session to be delivered in the autumn; the second is not yet planned.",
                                         "The police lead wrote that only one will be held"},
                      std::nullopt);
    take(site, candour, "action-remark-facts-changed", get(first));
    take(site, candour, "action-remark-changed-meanwhile",
         http::Request::make_form(first + "/remarks/answer", std::move(stale)));
    take(site, candour, "action-references", get("/actions/" + command.plan.text() + "-3"));
    take(site, candour, "action-same-elsewhere", get("/actions/" + command.plan.text() + "-4"));
    take(site, candour, "actions-remarked", get("/actions?need=remark"));
    take(site, candour, "plan-references", get("/plans/" + command.plan.text()));
  }

  {  // Asked by letter: composing, the letter, what came; and the pages behind the link.
    const auto store = memory::make_store();
    const NoPost post;
    app::Candour candour(*store, &reader, clock, {&post, "https://plans.harrowvale.example"});
    const http::Routes site = web::site(candour);
    const plan::ImportPlan command = remarked_plan();
    for (const char* agency : {"Harrow Vale Police", "Harrow Vale NHS Trust"})
      (void)candour.act({}, plan::AddAgency{agency, {}});
    (void)candour.act({}, command.plan, command, 0);
    (void)candour.act({}, command.plan, plan::ReopenAction{5, "The schools were not asked"}, std::nullopt);
    const std::string compose = "/requests/new?agency=harrow-vale-nhs-trust";
    http::Fields fields{{"row", command.plan.text() + "-2"},
                        {"row", command.plan.text() + "-3"},
                        {"deadline-day", "24"},
                        {"deadline-month", "7"},
                        {"deadline-year", "2026"},
                        {"meeting", "the Audit Group on 4 August"},
                        {"name-1", "Jo Park"},
                        {"email-1", "jo.park@trust.brackenford.example"},
                        {"lead-name", "Dr Amara Osei"},
                        {"lead-email", "amara.osei@trust.brackenford.example"},
                        {"asked-by", "Ann Bell, Harrow Vale Partnership"},
                        {"reply-to", "ann.bell@harrowvale.example"},
                        {"chasing", "rule"},
                        {"id", "q7m2qx9dab"}};
    take(site, candour, "requests-agencies", get("/requests/new?open=yes"));
    take(site, candour, "requests-chasing", get("/requests/chasing"));
    take(site, candour, "requests-chasing-refused",
         http::Request::make_form("/requests/chasing", {{"partnership", "first"},
                                                        {"before", "3"},
                                                        {"every", "7"},
                                                        {"most", "9"},
                                                        {"lead-after", "7"},
                                                        {"board-member-after", "14"}}));
    take(site, candour, "requests-compose", get(compose));
    http::Fields wrong = fields;
    wrong.add("name-2", "Al Reed");
    take(site, candour, "requests-refused", http::Request::make_form(compose, std::move(wrong)));
    take(site, candour, "requests-preview", http::Request::make_form(compose, fields));
    fields.add("act", "send");
    (void)site.answer(http::Request::make_form(compose, std::move(fields)), web::error_page(candour));
    const request::RequestId id("q7m2qx9dab");
    (void)candour.act({}, id, request::AttemptLetter{1}, std::nullopt);
    (void)app::settle_letters(
        candour, {}, id, request::SettleLetter{1, request::LetterState::may_have_been_sent, "The connection broke"},
        std::nullopt);
    take(site, candour, "request-unknown", get("/requests/q7m2qx9dab"));
    (void)candour.act({}, id, request::SendAgain{1}, std::nullopt);
    (void)candour.act({}, id, request::AttemptLetter{2}, std::nullopt);
    (void)app::settle_letters(candour, {}, id, request::SettleLetter{2, request::LetterState::sent, "250 Taken"},
                              std::nullopt);
    const auto asked = [&] { return *(*candour.picture({}))->requests.front(); };
    const auto link = app::make_link(candour, asked(), asked().letters[1], true);
    if (!link) std::exit(EXIT_FAILURE);
    const std::string address = "/u/" + link->token;
    take(site, candour, "link-code", get(address));
    take(site, candour, "link-code-carried",
         http::Request::make_form(address + "/rows/1",
                                  {{"saying", "update"}, {"narrative", "Two of three teams are briefed."}}));
    take(site, candour, "link-code-wrong", http::Request::make_form(address, {{"code", "AAAAAA"}}));
    clock.set(Moment::from_microseconds(clock.now().microseconds() + 10'000'000));
    const http::Response opened =
        site.answer(http::Request::make_form(address, {{"code", link->code}}), web::error_page(candour));
    std::string cookie(opened.headers().get("Set-Cookie"));
    cookie = cookie.substr(0, cookie.find(';'));
    const auto by_link = [&](http::Request request) {
      request.add_header("Cookie", cookie);
      return request;
    };
    const auto look = [&](std::string name, const std::string& path) {
      return std::string(take(site, candour, std::move(name), by_link(get(address + path))).text());
    };
    look("link-tasks", "");
    const std::string row = look("link-row", "/rows/1");
    const std::size_t at = row.find("name=\"session-token\" value=\"");
    const std::string form_token = at == std::string::npos ? std::string() : row.substr(at + 28, 52);
    const auto send = [&](const std::string& path, http::Fields typed) {
      typed.add("session-token", form_token);
      return by_link(http::Request::make_form(address + path, std::move(typed)));
    };
    (void)site.answer(send("/rows/1", {{"version", "0"},
                                       {"saying", "update"},
                                       {"narrative", "Two of the three teams are briefed; the third meets on 9 July."},
                                       {"rating", "Green"}}),
                      web::error_page(candour));
    take(site, candour, "link-row-refused", send("/rows/2", {{"version", "0"}, {"saying", "complete"}}));
    take(site, candour, "link-hand-on-refused", send("/rows/2/hand-on", {{"name", "Al Reed"}, {"email", "al.reed"}}));
    (void)site.answer(send("/rows/1/evidence", {{"description", "Register of the briefing"},
                                                {"where", "link"},
                                                {"link", "https://trust.brackenford.example/register"},
                                                {"date-day", "12"},
                                                {"date-month", "6"},
                                                {"date-year", "2026"},
                                                {"shows", "practice"},
                                                {"about", "team leaders"}}),
                      web::error_page(candour));
    look("link-row-with-evidence", "/rows/1");
    look("link-evidence", "/rows/1/evidence");
    take(site, candour, "link-evidence-refused", send("/rows/1/evidence", {{"where", "link"}, {"link", "register"}}));
    look("link-tasks-saved", "");
    look("link-check", "/check");
    (void)site.answer(send("/send", {}), web::error_page(candour));
    look("link-receipt", "/receipt");
    take(site, candour, "request",
         get(web::address_telling({}, "/requests/q7m2qx9dab", "The letters are on their way.")));
    take(site, candour, "request-refused",
         http::Request::make_form("/requests/q7m2qx9dab/rows/1/return",
                                  {{"version", std::to_string(asked().version)}, {"reason", ""}}));
    take(site, candour, "requests", get("/requests"));
    (void)app::decide_row(candour, {"ann.bell"}, id, {1, request::RowState::accepted, {}, {}, false}, std::nullopt);
    look("link-tasks-accepted", "");
    take(site, candour, "link-workbook-refused", send("/workbook", {}));
    const http::Response book = site.answer(by_link(get(address + "/workbook.xlsx")), web::error_page(candour));
    take(site, candour, "link-workbook",
         by_link(http::Request::make_form(address + "/workbook", {{"session-token", form_token}},
                                          {http::Upload("workbook", "updates.xlsx", "", std::string(book.text()))})));
    look("link-row-accepted", "/rows/1");
    clock.set(*Moment::parse("2026-07-25T09:00:00Z"));
    (void)app::remind(candour, {"ann.bell"}, id, std::nullopt);
    take(site, candour, "agency-asked", get("/agencies/" + asked().agency.text()));
    const request::Asked told = asked().rows[0].asked;
    take(site, candour, "action-in-time", get("/actions/" + plan::action_id(told.plan, told.number)));
    (void)candour.act({"ann.bell"}, id, request::CloseRequest{"The Audit Group has met"}, std::nullopt);
    take(site, candour, "request-closed", get("/requests/q7m2qx9dab"));
    take(site, candour, "link-closed", get(address));
    clock.set(*Moment::parse("2026-10-25T09:00:00Z"));
    take(site, candour, "report-silence", get("/report"));
    clock.set(*Moment::parse("2026-06-30T09:00:00Z"));
  }

  {  // A paper, from its first form to its correction and withdrawal, and what the public sees of it.
    const auto store = memory::make_store();
    const app::trial::AnySigner signer;
    const OneOfTwo attestor;
    app::Candour candour(*store, &reader, clock, {nullptr, "https://plans.harrowvale.example"}, nullptr, &signer,
                         &attestor);
    const web::Writers writers{.printer = &printer};
    const http::Routes site = web::site(candour, {.writers = writers});
    plan::ImportPlan command = remarked_plan();
    command.key.push_back({"Amber", "At risk", plan::Status::at_risk});
    command.actions[0].evidence += " Dr Marta Kowalska keeps the register (01632 960123); 3 children were not seen.";
    for (const char* agency : {"Harrow Vale Police", "Harrow Vale NHS Trust"})
      (void)candour.act({}, plan::AddAgency{agency, {}});
    (void)candour.act({}, command.plan, command, 0);
    const app::Actor ann{.name = "A. Coordinator"}, sam{.name = "S. Approver"};
    const paper::PaperId id("w7m2qx9dab");
    const std::string path = "/papers/" + id.text(), open = "/p/" + id.text();
    const auto stands = [&] { return *view::find_paper(**candour.picture({}), id); };
    const auto done = [](const Result<void>& result) {
      if (!result) std::cerr << result.error().sentence << "\n";
    };
    take(site, candour, "papers-empty", get("/papers"));
    take(site, candour, "public-papers-empty", get("/p"));
    take(site, candour, "paper-new", get("/papers/new"));
    take(site, candour, "paper-new-refused",
         http::Request::make_form("/papers/new", {{"title", "Progress"}, {"as-at-day", "31"}, {"as-at-month", "6"}}));
    done(candour.act(ann, id,
                     paper::StartPaper{id,
                                       {"Progress of the Rowan plan",
                                        "Children’s Scrutiny Committee",
                                        Date::parse("2026-07-14"),
                                        {{command.plan.text()},
                                         {},
                                         *Date::parse("2026-06-30"),
                                         {std::begin(paper::every_section), std::end(paper::every_section)}}}},
                     0));
    take(site, candour, "paper-check", get(path + "/check"));
    take(site, candour, "paper-propose-refused",
         http::Request::make_form(path + "/propose", {{"version", std::to_string(stands().version)}}));
    const auto publish = [&](const std::string& name) {
      const auto composed = app::compose(candour, ann, stands());
      for (const app::Found& found : composed->found)
        if (!found.decision && found.kind == "child")
          done(candour.act(ann, id,
                           paper::DecideHit{found.kind, found.words, paper::Answer::keep,
                                            "The pseudonym that the review was published under"},
                           std::nullopt));
        else if (!found.decision)
          done(candour.act(ann, id, paper::DecideHit{found.kind, found.words, paper::Answer::replace, "the named lead"},
                           std::nullopt));
      take(site, candour, name + "-decided", get(path + "/check"));
      take(site, candour, name + "-preview", get(path + "/preview"));
      done(app::propose(candour, ann, id, stands().version, "The audit of June says so.", web::paper_writing(writers)));
      take(site, candour, name + "-proposed", get(path + "/preview"));
      done(candour.act(sam, id, paper::ApprovePaper{stands().proposal->document}, stands().version));
      take(site, candour, name + "-approved", get(path));
      done(app::publish(candour, ann, id, stands().version));
    };
    take(site, candour, "ledger-unsigned", get("/ledger"));
    publish("paper");
    take(site, candour, "public-paper-waiting", get(open));
    done(app::keep_policy(candour));
    (void)app::collect_attestations(candour);  // one is away
    take(site, candour, "ledger", get("/ledger"));
    clock.set(*Moment::parse("2026-07-02T09:00:00Z"));
    take(site, candour, "ledger-unwitnessed", get("/ledger"));
    clock.set(*Moment::parse("2026-06-30T09:00:00Z"));
    take(site, candour, "paper-published", get(path));
    take(site, candour, "public-paper", get(open));
    take(site, candour, "paper-correct-refused",
         http::Request::make_form(path + "/correct",
                                  {{"version", std::to_string(stands().version)}, {"what", "Row 1"}}));
    done(candour.act(ann, command.plan, plan::RateAction{2, "Amber", *Date::parse("2026-06-30"), "It was typed wrong"},
                     std::nullopt));
    done(candour.act(ann, id, paper::CorrectPaper{"The rating of action 2", "It was typed wrong"}, stands().version));
    publish("paper-correction");
    take(site, candour, "public-paper-corrected", get(open));
    take(site, candour, "public-paper-former", get(open + "/1"));
    take(site, candour, "public-paper-changes", get(open + "/2/changes"));
    take(site, candour, "public-papers", get("/p"));
    done(app::withdraw(candour, sam, id, 2, "It named a child", stands().version));
    take(site, candour, "public-paper-withdrawn", get(open));
    take(site, candour, "papers", get("/papers"));

    // Words that must go; and a record that is not the one that was signed.
    take(site, candour, "erase", get("/erase"));
    const auto look = [](http::Fields form) { return http::Request::make_form("/erase", std::move(form)); };
    take(site, candour, "erase-nothing", look({{"words", "Nobody of that name"}, {"act", "find"}}));
    take(site, candour, "erase-found", look({{"words", "Kowalska"}, {"act", "find"}}));
    take(site, candour, "erase-refused",
         look({{"words", "Kowalska"}, {"act", "erase"}, {"basis", "unlawful"}, {"reason", "She is no part of it"}}));
    candour.hold(
        "This record is read-only: it has 12 entries, but 14 entries were signed before. It is an old copy. "
        "Put the latest one in its place (see “Restoring” in the guide to operating Candour); until then "
        "nothing is changed in it.");
    take(site, candour, "held", get("/plans"));
  }

  {  // A paper where nothing is signed.
    const auto store = memory::make_store();
    app::Candour candour(*store, &reader, clock, {nullptr, "https://plans.harrowvale.example"});
    const http::Routes site = web::site(candour);
    for (const char* agency : {"Harrow Vale Police", "Harrow Vale NHS Trust"})
      (void)candour.act({}, plan::AddAgency{agency, {}});
    const plan::ImportPlan command = remarked_plan();
    (void)candour.act({}, command.plan, command, 0);
    const app::Actor ann{.name = "A. Coordinator"}, sam{.name = "S. Approver"};
    const paper::PaperId id("w7m2qx9dab");
    const auto stands = [&] { return *view::find_paper(**candour.picture({}), id); };
    (void)candour.act(ann, id,
                      paper::StartPaper{id,
                                        {"Progress of the Kestrel plan",
                                         "Children’s Scrutiny Committee",
                                         {},
                                         {{command.plan.text()}, {}, *Date::parse("2026-06-30"), {}}}},
                      0);
    const auto composed = app::compose(candour, ann, stands());
    for (const app::Found& found : composed->found)
      (void)candour.act(ann, id,
                        found.kind == "child" ? paper::DecideHit{found.kind, found.words, paper::Answer::keep,
                                                                 "The pseudonym that the review was published under"}
                                              : paper::DecideHit{found.kind, found.words, paper::Answer::redact, {}},
                        std::nullopt);
    const web::Writers writers{.printer = &printer};
    (void)app::propose(candour, ann, id, stands().version, {}, web::paper_writing(writers));
    (void)candour.act(sam, id, paper::ApprovePaper{stands().proposal->document}, stands().version);
    (void)app::publish(candour, ann, id, stands().version);
    take(site, candour, "public-paper-unsigned", get("/p/" + id.text()));
  }

  {  // What owners say of an action and what others make of it: each act's page, refused, too late; evidence.
    const auto store = memory::make_store();
    app::Candour candour(*store, &reader, clock);
    const http::Routes site = web::site(candour);
    const plan::ImportPlan command = remarked_plan();
    for (const char* agency : {"Harrow Vale Police", "Harrow Vale NHS Trust"})
      (void)candour.act({}, plan::AddAgency{agency, {}});
    (void)candour.act({}, command.plan, command, 0);
    const auto as = [&](const char* who, const plan::PlanCommand& did) {
      if (const auto acted = candour.act({.name = who}, command.plan, did, std::nullopt); !acted)
        std::cerr << acted.error().sentence << "\n";
    };
    const std::string path = "/actions/" + command.plan.text() + "-2";
    const auto seen = [&] {
      const auto picture = candour.picture({});
      return std::to_string(view::find_row(**picture, command.plan.text() + "-2")->action->history.size());
    };
    const http::Fields late{{"seen", seen()},
                            {"opened.rating", "Green"},
                            {"opened.forecast", ""},
                            {"what", "news"},
                            {"narrative", "Six of nine teams are briefed; the register is with the training lead."},
                            {"forecast-day", "30"},
                            {"forecast-month", "9"},
                            {"forecast-year", "2026"},
                            {"as-at-day", "30"},
                            {"as-at-month", "6"},
                            {"as-at-year", "2026"}};
    plan::GiveUpdate update;
    update.number = 2;
    update.update = {*Date::parse("2026-06-28"), "", "The trainer has left; the last three teams wait for a new one.",
                     Date::parse("2026-12-31")};
    as("A. Deputy", update);
    plan::Evidence evidence;
    evidence.description = "Observation of ten handovers";
    evidence.link = "https://harrowvale.example/observations";
    evidence.date = *Date::parse("2026-06-20");
    evidence.of_practice = true;
    evidence.about = "team leaders in the north";
    as("A. Deputy", plan::AddEvidence{2, evidence});
    as("A. Scrutineer",
       plan::ChallengeAction{2, "Nobody on the night shift knew of the form.", *Date::parse("2026-07-14")});
    for (const auto& [name, target] : std::vector<std::pair<std::string, std::string>>{
             {"action-worked-on", path},
             {"update", path + "/update"},
             {"claim", path + "/claim"},
             {"claim-decision", "/actions/" + command.plan.text() + "-1/claim/decision"},
             {"evidence-add", path + "/evidence"},
             {"evidence", "/evidence/" + command.plan.text() + "-2-1"},
             {"evidence-test", "/evidence/" + command.plan.text() + "-2-1/test"},
             {"evidence-withdraw", "/evidence/" + command.plan.text() + "-2-1/withdraw"},
             {"embedded", path + "/embedded"},
             {"close", path + "/close"},
             {"reopen", path + "/reopen"},
             {"rate", path + "/rate"},
             {"challenge", path + "/challenge"},
             {"challenge-answer", path + "/challenges/1/answer"},
             {"challenge-end", path + "/challenges/1/end"},
             {"retest-date", path + "/retest-date"},
             {"retest", path + "/retest"},
             {"bulk", "/actions/change?plan=" + command.plan.text()},
             {"home-waiting", "/"}})
      take(site, candour, name, get(target));
    take(site, candour, "update-refused",
         http::Request::make_form(path + "/update", {{"seen", seen()}, {"what", "news"}, {"as-at-day", "40"}}));
    take(site, candour, "update-resolve", http::Request::make_form(path + "/update", late));
    take(site, candour, "evidence-refused",
         http::Request::make_form(path + "/evidence", {{"seen", seen()}, {"description", "Register"}}));
    const http::Fields decision{{"do", "close"},
                                {"kind", "done"},
                                {"body", "Audit Group"},
                                {"date-day", "4"},
                                {"date-month", "6"},
                                {"date-year", "2026"},
                                {"reason", "Seen at the meeting"},
                                {"accept", "yes"},
                                {"which", "chosen"},
                                {"row", command.plan.text() + "-1"},
                                {"row", command.plan.text() + "-2"},
                                {"row", command.plan.text() + "-6"}};
    take(site, candour, "bulk-refused", http::Request::make_form("/actions/change/check", {{"do", "date"}}));
    take(site, candour, "bulk-check", http::Request::make_form("/actions/change/check", decision));
    // One row changes while the other is being decided on: told, and looked at once more.
    take(site, candour, "bulk-stale",
         http::Request::make_form("/actions/change", {{"do", "date"},
                                                      {"target", "31 March 2027"},
                                                      {"reason", "The system comes later"},
                                                      {"row", command.plan.text() + "-1@1"},
                                                      {"row", command.plan.text() + "-6"}}));
    // What is accepted, after what is refused: the pages that lead on.
    const auto date = [](http::Fields fields, const std::string& name, const char* day, const char* month,
                         const char* year) {
      fields.add(name + "-day", day);
      fields.add(name + "-month", month);
      fields.add(name + "-year", year);
      return fields;
    };
    const auto follow = [&](const std::string& name, const std::string& target, http::Fields fields) {
      const http::Response done =
          site.answer(http::Request::make_form(target, std::move(fields)), web::error_page(candour));
      const std::string to(done.headers().get("Location"));
      if (to.empty()) {
        std::cerr << name << " was not taken: " << target << "\n";
        std::exit(EXIT_FAILURE);
      }
      take(site, candour, name, get(to));
    };
    const auto seen_of = [&](int number) {
      const auto now = candour.picture({});
      return std::to_string(
          view::find_row(**now, command.plan.text() + "-" + std::to_string(number))->action->history.size());
    };
    const std::string sixth = "/actions/" + command.plan.text() + "-6";
    as("A. Scrutineer", plan::AcceptClaim{6, "The list was seen"});
    follow("retest-date-done", sixth + "/retest-date", date({{"seen", seen_of(6)}}, "due", "31", "12", "2026"));
    follow("rate-done", sixth + "/rate", {{"seen", seen_of(6)}, {"rating", "Green"}, {"reason", "Two teams of nine"}});
    follow("close-done", sixth + "/close",
           date({{"seen", seen_of(6)},
                 {"kind", "superseded"},
                 {"body", "Audit Group"},
                 {"reason", "Another says it better"}},
                "date", "4", "6", "2026"));
    follow("reopen-done", sixth + "/reopen", {{"seen", seen_of(6)}, {"reason", "It does not, after all"}});
    follow("together", "/actions/change",
           {{"do", "lead"},
            {"lead", "Deputy Chief Nurse"},
            {"reason", "The post was renamed"},
            {"row", command.plan.text() + "-5"},
            {"row", command.plan.text() + "-6"}});
  }

  const auto store = memory::make_store();
  app::Candour candour(*store, &reader, clock);
  const http::Routes site = web::site(candour, {.writers = {.printer = &printer}});
  auto rowan = begin(candour, "harrow-vale-rowan.docx");
  auto linnet = begin(candour, "brackenford-linnet.docx");
  if (!rowan || !linnet) {
    std::cerr << "The samples in " << samples << " cannot be read.\n";
    std::exit(EXIT_FAILURE);
  }
  const std::string wizard = "/import/" + rowan->id.text();
  for (const char* step : {"columns", "key", "review", "rows", "check"})
    take(site, candour, std::string("import-") + step, get(wizard + "/" + step));
  take(site, candour, "import-review-check", get(wizard + "/review?severity=check"));
  take(site, candour, "import-review-note", get(wizard + "/review?severity=note"));
  take(site, candour, "import-columns-refused",
       http::Request::make_form(wizard + "/columns", {{"version", "1"}, {"title", ""}}));
  take(site, candour, "import-changed-meanwhile",
       http::Request::make_form(wizard + "/skip", {{"version", "77"}, {"row", "0"}, {"reason", "Said twice"}}));
  take(site, candour, "import-unfinished", get("/import"));
  take(site, candour, "home-unfinished", get("/"));
  auto confirm = [&](const app::ImportDraft& draft) {
    auto into = app::confirm_import(candour, {}, draft.id, draft.version);
    return into ? std::optional(into->plan()) : std::nullopt;
  };
  const auto plan = confirm(*rowan);
  const auto other = confirm(*linnet);
  if (!plan || !other) {
    std::cerr << "The samples cannot be imported.\n";
    std::exit(EXIT_FAILURE);
  }
  auto again = begin(candour, "harrow-vale-rowan.xlsx");
  if (again) again = app::revise(candour, again->id, again->version, *plan);
  if (again) take(site, candour, "import-changes", get("/import/" + again->id.text() + "/changes"));

  // What is no action plan, and a plan that answers an inspection.
  const auto made = [&](const std::string& name) { return app::start_import(candour, {}, name, name); };
  const auto steps = [&](const std::string& name, const app::ImportDraft& draft, std::vector<const char*> which) {
    for (const char* step : which)
      take(site, candour, "import-" + name + "-" + step, get("/import/" + draft.id.text() + "/" + step));
  };
  auto inspected = made("inspection.pdf");
  if (inspected) inspected = app::set_received(candour, inspected->id, inspected->version, Date::parse("2026-06-05"));
  const auto minuted = made("minutes.docx");
  const auto registered = made("risks.xlsx");
  const auto letter = made("letter.txt");
  if (!inspected || !minuted || !registered || !letter) {
    std::cerr << "The fixed readings cannot be imported.\n";
    std::exit(EXIT_FAILURE);
  }
  steps("inspection", *inspected, {"columns", "review", "rows", "check"});
  steps("minutes", *minuted, {"columns", "review", "rows", "check"});
  steps("register", *registered, {"columns", "rows", "check"});
  steps("unknown", *letter, {"columns", "check"});
  const auto confirm_any = [&](const app::ImportDraft& draft) {
    const auto into = app::confirm_import(candour, {}, draft.id, draft.version);
    return into ? into->id : std::string();
  };
  const std::string inspection_id = confirm_any(*inspected), meeting_id = confirm_any(*minuted),
                    register_id = confirm_any(*registered);
  const auto answer = made("answer.docx");
  std::string answer_id;
  if (answer) {
    steps("answer", *answer, {"ties", "check"});
    answer_id = confirm_any(*answer);
  }
  const std::string meeting = "/meetings/" + meeting_id;
  (void)site.answer(
      http::Request::make_form(meeting + "/resolutions/2/report-back",
                               {{"version", "5"}, {"date-day", "21"}, {"date-month", "7"}, {"date-year", "2026"}}),
      web::error_page(candour));
  (void)site.answer(
      http::Request::make_form(meeting + "/resolutions/1/met", {{"version", "6"},
                                                                {"date-day", "22"},
                                                                {"date-month", "4"},
                                                                {"date-year", "2026"},
                                                                {"shown-by", "Minute 12 of the same meeting"}}),
      web::error_page(candour));
  take(site, candour, "meeting-refused",
       http::Request::make_form(meeting + "/resolutions/2/met", {{"version", "7"},
                                                                 {"date-day", "40"},
                                                                 {"date-month", "4"},
                                                                 {"date-year", "2026"},
                                                                 {"shown-by", "The report of July"}}));
  take(site, candour, "meeting-changed-meanwhile",
       http::Request::make_form(meeting + "/questions/2/answer",
                                {{"version", "2"}, {"answered-by", "M. Okafor"}, {"answer", "In September."}}));
  for (const auto& [name, target] : {std::pair<std::string, std::string>{"meetings", "/meetings"},
                                     {"meeting", web::address_telling({}, meeting, "The report-back date was saved.")},
                                     {"registers", "/registers"},
                                     {"register", "/registers/" + register_id},
                                     {"inspection", "/plans/" + inspection_id},
                                     {"agency-awaiting", "/agencies/brackenford-hospitals-trust"},
                                     {"action-tied", "/actions/" + answer_id + "-1"}})
    take(site, candour, name, get(target));

  const std::string address = "/plans/" + plan->text();
  {
    const http::Response book = site.answer(get(address + "/fill-in.xlsx"), web::error_page(candour));
    const std::string bytes(book.text());
    const auto stands = candour.picture({});
    (void)candour.act({}, *plan,
                      plan::ChangeAction{1, "lead", view::find_plan(**stands, *plan)->plan->actions[0].lead,
                                         "Superintendent", "She left"},
                      std::nullopt);
    take(site, candour, "excel", get(address + "/excel"));
    take(site, candour, "excel-refused", http::Request::make_form(address + "/excel", {}));
    const http::Response sent = site.answer(
        http::Request::make_form(address + "/excel", {}, {http::Upload("workbook", "filled in.xlsx", "", bytes)}),
        web::error_page(candour));
    const std::string workbook(sent.headers().get("Location"));
    take(site, candour, "excel-proposes", get(workbook));
    take(site, candour, "excel-undecided", http::Request::make_form(workbook, {}));
  }
  for (const auto& [name, target] : {std::pair<std::string, std::string>{"home", "/"},
                                     {"plans", "/plans"},
                                     {"plan", web::address_telling({}, address, "The document was imported.")},
                                     {"plan-by-agency", address + "?by=agency"},
                                     {"plan-by-date", address + "?by=date"},
                                     {"plan-filtered", address + "?status=complete&need=mismatch"},
                                     {"plan-nothing-matches", address + "?words=xylophone"},
                                     {"plan-imports", address + "/imports"},
                                     {"actions", "/actions?order=due&page=2"},
                                     {"actions-notice", "/actions?status=purple"},
                                     {"action", "/actions/" + plan->text() + "-1"},
                                     {"action-overdue", "/actions/" + plan->text() + "-5"},
                                     {"agencies", "/agencies"},
                                     {"report", "/report"},
                                     {"report-one-plan", "/report?plan=" + plan->text()},
                                     {"compare", "/compare?from=2024-01-01&known=now"},
                                     {"compare-one-plan", "/compare?from=2026-06-29&plan=" + plan->text()},
                                     {"search", "/search?q=training"},
                                     {"search-nothing", "/search?q=xylophone"},
                                     {"earlier-day", "/plans?as-at=2026-01-31&known=now"},
                                     {"missing", "/plans/nothing"},
                                     {"help", "/help"},
                                     {"accessibility", "/accessibility"},
                                     {"privacy", "/privacy"},
                                     {"source", "/source"}})
    take(site, candour, name, get(target));
  if (const auto picture = candour.picture({}); picture && !(*picture)->partnership->agencies.empty())
    take(site, candour, "agency", get("/agencies/" + (*picture)->partnership->agencies.front().id.text()));

  // Signing in, people, contacts and partnerships. Everything secret in them is fixed.
  const web::NotTaken fine;
  const web::Around at{.path = "/account",
                       .query = {},
                       .done = {},
                       .notice = {},
                       .known = {},
                       .person = "Ben Moor",
                       .form_token = "token"};
  const web::Around outside{.path = "/sign-in", .query = {}, .done = {}, .notice = {}, .known = {}};
  const std::string partnership = "Harrow Vale Safeguarding Children Partnership";
  const credentials::Square square =
      credentials::square_of(credentials::address_of_key("12345678901234567890", "Candour", "ben@harrowvale.example"));
  const auto draw = [&](const char* name, std::string html) { pictures.push_back({name, std::move(html)}); };
  draw("sign-in", web::sign_in_page(outside, partnership, "", {}, fine));
  draw("sign-in-refused", web::sign_in_page(outside, partnership, "ben@harrowvale.example", {"/plans", "kept"},
                                            {"email", "The e-mail address or the password is not right."}));
  draw("sign-in-code",
       web::sign_in_code_page(outside, partnership, {}, {"code", "That code is not right, or it was used already."}));
  draw("account-codes",
       web::set_up_codes_page(outside, partnership,
                              {"GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", square.path, square.side}, {}, fine));
  draw("account-recovery-codes",
       web::recovery_codes_page(at, partnership, {"k7m2q-x9dab", "n7m2q-x9dab", "p7m2q-x9dab"}, {}));
  draw("account", web::account_page(at, partnership,
                                    {"Ben Moor",
                                     "ben@harrowvale.example",
                                     {"Coordinator"},
                                     true,
                                     true,
                                     9,
                                     true,
                                     "The last was sent, on Monday 29 June 2026",
                                     true},
                                    fine));
  draw("account-feeds",
       web::feed_addresses_page(
           at, partnership,
           "https://plans.harrowvale.example/feeds/kq3vXc0Jm-Zb7yT1oPq9LrS2dWf5uGhE8iNaKxYz4Mw/deadlines.ics",
           "https://plans.harrowvale.example/feeds/kq3vXc0Jm-Zb7yT1oPq9LrS2dWf5uGhE8iNaKxYz4Mw/changes.atom"));
  draw("account-refused",
       web::account_page(
           at, partnership,
           {"Fay Nash", "fay@harrowvale.example", {"Member"}, false, false, 0, false, "Switched off", false},
           {"new-password", "The password is too short. Use at least 12 characters."}));
  draw("account-confirm", web::confirm_page(at, partnership, true, "/account", fine));
  draw("invite",
       web::invite_page(outside, partnership, "Cai Ford", "token",
                        {"new-password-again", "The two passwords are not the same. Type the new one twice."}));
  draw("typed",
       web::typed_page(at, partnership, "/plans/k7m2qx9dab/responses", {{"text", "We agree, and have begun."}}, false));
  people::Grant coordinator, lead, inspector;
  coordinator.role = people::Role::coordinator;
  coordinator.partnership = lead.partnership = inspector.partnership = people::first_partnership;
  lead.role = people::Role::agency_lead;
  if (const auto picture = candour.picture({}); picture && !(*picture)->partnership->agencies.empty()) {
    lead.agency = (*picture)->partnership->agencies.front().id;
    (void)candour.act(
        {}, people::NameContact{lead.agency, {people::ContactKind::lead, "Cai Ford", "cai@harrowvale.example"}});
  }
  (void)candour.act({},
                    people::AddPerson{people::PersonId("ben"), "Ben Moor", "ben@harrowvale.example", {coordinator}});
  (void)candour.act({}, people::AddPerson{people::PersonId("cai"), "Cai Ford", "cai@harrowvale.example", {lead}});
  (void)candour.act({}, people::StartPartnership{people::PartnershipId("s7m2qx9dab"), "Brackenford Partnership"});
  for (const auto& [name, target] : std::initializer_list<std::pair<const char*, std::string>>{
           {"people", "/people"},
           {"people-new", "/people/new"},
           {"person", "/people/cai"},
           {"contacts", "/contacts"},
           {"partnerships", "/partnerships"},
           {"plan-people", "/plans/" + plan->text() + "/people"},
           {"hand-start-partnership", "/plans/new"},
           {"succession", "/agencies/" + lead.agency.text() + "/succeed"}})
    take(site, candour, name, get(target));
  const auto succeed = [&](const char* reason) {
    const auto& agencies = (*candour.picture({}))->partnership->agencies;
    return http::Request::make_form("/agencies/" + lead.agency.text() + "/succeed",
                                    {{"successor", agencies.back().id.text()},
                                     {"from-day", "1"},
                                     {"from-month", "6"},
                                     {"from-year", "2026"},
                                     {"reason", reason},
                                     {"act", "check"}});
  };
  take(site, candour, "succession-check", succeed("The two bodies have merged"));
  take(site, candour, "succession-refused", succeed(""));
  if (const auto draft = begin(candour, "harrow-vale-rowan.docx"))
    take(site, candour, "import-check-partnership", get("/import/" + draft->id.text() + "/check"));
  take(site, candour, "people-new-refused",
       http::Request::make_form("/people", {{"name", "Dee Holt"}, {"email", "here"}, {"role", "member"}}));
  return pictures;
}

}  // namespace candour::gallery
