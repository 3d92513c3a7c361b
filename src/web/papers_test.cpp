// A paper from its first form to the public's page, corrected, withdrawn, and altered by somebody who has the database.

#include "app/papers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/signer_test.h"
#include "app/verify.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/audit.h"
#include "memory/memory_store.h"
#include "web/pages_papers.h"
#include "web/site.h"

namespace candour::web {
namespace {

using http::Fields;
using http::Request;
using http::Response;
using http::Status;
using testing::HasSubstr;
using testing::Not;

const plan::PlanId rowan{"k7m2qx9dab"}, hidden{"h7m2qx9dab"};
const app::Actor jo{.name = {}, .person = people::PersonId("jo")}, sam{.name = {}, .person = people::PersonId("sam")};

// A store in which somebody has altered or removed originals, behind the program's back.
class AlteredStore final : public app::Store {
 public:
  explicit AlteredStore(app::Store& store) : store_(store) {}
  std::map<std::string, std::optional<std::string>> altered;  // by hash; nothing: removed

  Result<std::uint64_t> append(const std::vector<app::Append>& appends) override { return store_.append(appends); }
  Result<std::uint64_t> erase(const app::Erasure& erasure, const std::vector<app::Append>& appends) override {
    return store_.erase(erasure, appends);
  }
  Result<void> fill(const NextEntry& next) override { return store_.fill(next); }
  Result<std::vector<app::StoredEvent>> read(std::string_view stream, std::uint64_t after) const override {
    return store_.read(stream, after);
  }
  Result<std::vector<app::StoredEvent>> read_all(std::uint64_t after, std::size_t most) const override {
    return store_.read_all(after, most);
  }
  Result<std::vector<app::StreamHead>> streams(std::string_view prefix) const override {
    return store_.streams(prefix);
  }
  Result<std::uint64_t> last_position() const override { return store_.last_position(); }
  const app::Ledger& ledger() const override { return store_.ledger(); }
  Result<std::string> keep_original(std::string_view bytes) override { return store_.keep_original(bytes); }
  Result<std::string> original(std::string_view sha256) const override {
    const auto found = altered.find(std::string(sha256));
    if (found == altered.end()) return store_.original(sha256);
    if (!found->second) return fail(ErrorCode::not_found, "It is not kept here.");
    return *found->second;
  }
  Result<std::vector<std::string>> originals() const override {
    auto all = store_.originals();
    if (all)
      std::erase_if(*all, [&](const std::string& hash) {
        const auto found = altered.find(hash);
        return found != altered.end() && !found->second;
      });
    return all;
  }
  Result<std::uint64_t> save_draft(std::string_view name, std::uint64_t expected, std::string_view content,
                                   Moment now) override {
    return store_.save_draft(name, expected, content, now);
  }
  Result<Draft> draft(std::string_view name) const override { return store_.draft(name); }
  Result<std::vector<Draft>> drafts(std::string_view prefix) const override { return store_.drafts(prefix); }
  Result<void> forget_draft(std::string_view name) override { return store_.forget_draft(name); }
  app::Vault& vault() override { return store_.vault(); }

 private:
  app::Store& store_;
};

// Says what it was given, so that a test can tell what would have been printed.
class EchoPrinter final : public app::Printer {
 public:
  Result<std::string> print(std::string_view html, Date as_at) const override {
    if (out_of_order) return fail(ErrorCode::unavailable, "The PDF could not be printed just now.");
    ++printed;
    return "%PDF as at " + as_at.iso() + "\n" + std::string(html);
  }
  bool out_of_order = false;
  mutable std::size_t printed = 0;
};

struct World {
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  std::unique_ptr<app::Store> memory = memory::make_store();
  AlteredStore store{*memory};
  app::trial::AnySigner signer;
  app::Candour candour;
  EchoPrinter printer;
  Writers writers{.printer = &printer};
  http::Routes routes = site(candour, {.writers = writers});
  paper::PaperId id;

  enum class Ledger { unsigned_, signed_ };
  explicit World(Ledger ledger = Ledger::unsigned_)
      : candour{store,   nullptr,
                clock,   {nullptr, "https://plans.harrowvale.example"},
                nullptr, ledger == Ledger::signed_ ? &signer : nullptr} {
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Police", {}}));
    EXPECT_TRUE(candour.act({}, plan::AddAgency{"Housing", {}}));
    for (const auto& plan : {rowan, hidden}) {
      plan::ImportPlan import;
      import.plan = plan;
      import.title = plan == rowan ? "Rowan action plan" : "Linnet action plan";
      import.document.import = plan::ImportId("first");
      import.document.document_name = "plan.docx";
      import.document.document_sha256 = *store.keep_original("the document of " + plan.text());
      import.as_at = *Date::parse("2026-02-27");
      import.key = {{"Red", "Late", plan::Status::off_track}, { "Green", "On time", plan::Status::on_track }};
      import.recommendations = {{ "1a", "", "How?", {}, {} }};
      for (int i = 0; i < 2; ++i) {
        plan::Action action;
        action.agency = plan::AgencyId(i == 0 ? "police" : "housing");
        action.wording = action.original_wording = "Officers speak to each child alone";
        action.evidence = i == 0 ? "Dr Marta Kowalska wrote to 01632 960123" : "Minutes of the board";
        action.rating.as_written = i == 0 ? "Red" : "Green";
        action.rating.status = i == 0 ? plan::Status::off_track : plan::Status::on_track;
        action.recommendations = {"1a"};
        import.actions.push_back(action);
      }
      const auto imported = candour.act({}, plan, import, std::nullopt);
      EXPECT_TRUE(imported) << (imported ? "" : imported.error().sentence);
    }
    add("jo", people::Role::coordinator);
    add("sam", people::Role::approver);
    EXPECT_TRUE(candour.act({}, people::RestrictPlan{hidden, {{people::PersonId("jo")}, "A trial"}}));
  }
  void add(const char* name, people::Role role) {
    people::Grant grant;
    grant.role = role;
    grant.partnership = people::first_partnership;
    EXPECT_TRUE(candour.act({}, people::AddPerson{people::PersonId(name),
                                                  std::string("Name of ") + name,
                                                  std::string(name) + "@harrowvale.example",
                                                  {grant}}));
  }

  // While nobody has a password, the site is the operator's.
  Response get(const std::string& target) {
    return routes.answer(Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
                         error_page(candour));
  }
  std::string text(const std::string& target) { return std::string(get(target).text()); }
  Response post(const std::string& path, Fields fields) {
    fields.add("version", std::to_string(paper().version));
    return routes.answer(Request::make_form("/papers/" + id.text() + path, std::move(fields)), error_page(candour));
  }
  paper::Paper paper() {
    const auto picture = candour.picture({});
    const paper::Paper* found = picture ? view::find_paper(**picture, id) : nullptr;
    return found ? *found : paper::Paper();
  }
  static Fields cover() {
    return {{"title", "Progress of Rowan"}, {"body", "Scrutiny Committee"}, {"meeting-day", "12"},
            {"meeting-month", "3"},         {"meeting-year", "2026"},       {"as-at-day", "2"},
            {"as-at-month", "3"},           {"as-at-year", "2026"},         {"plan", rowan.text()},
            {"section", "facts"},           {"section", "silent"},          {"section", "rows"},
            {"section", "changes"}};
  }
  void start() {
    const Response made = routes.answer(Request::make_form("/papers/new", cover()), error_page(candour));
    EXPECT_EQ(made.status(), Status::see_other) << made.text();
    const std::string to(made.headers().get("Location"));
    id = paper::PaperId(to.substr(8, 10));
  }
  void decide_all() {
    const auto composed = app::compose(candour, {}, paper());
    ASSERT_TRUE(composed) << composed.error().sentence;
    for (const app::Found& found : composed->found)
      if (!found.decision) {
        EXPECT_TRUE(candour.act({}, id,
                                paper::DecideHit{found.kind, found.words, paper::Answer::replace, "the lead doctor"},
                                std::nullopt));
      }
  }
  void publish(std::string_view why_eased = {}) {
    decide_all();
    const auto proposed = app::propose(candour, jo, id, paper().version, why_eased, paper_writing(writers));
    ASSERT_TRUE(proposed) << proposed.error().sentence;
    const auto approved = candour.act(sam, id, paper::ApprovePaper{paper().proposal->document}, paper().version);
    ASSERT_TRUE(approved) << approved.error().sentence;
    clock.set(Moment::from_microseconds(clock.now().microseconds() + 60'000'000));
    const auto published = app::publish(candour, jo, id, paper().version);
    ASSERT_TRUE(published) << published.error().sentence;
  }
  std::string verified() {
    std::string wrong;
    const auto audit = app::verify(store, {});
    for (const ledger::Finding& each : audit->findings)
      if (!each.holds) wrong += each.sentence + "\n";
    return wrong;
  }
};

TEST(Papers, areCheckedBeforeAnythingIsProposed) {
  World world;
  world.start();
  const std::string check = world.text("/papers/" + world.id.text() + "/check");
  EXPECT_THAT(check, HasSubstr("Dr Marta Kowalska"));
  EXPECT_THAT(check, HasSubstr("01632 960123"));
  EXPECT_THAT(check, HasSubstr("2 findings wait"));
  const Response early = world.post("/propose", {});
  EXPECT_EQ(early.status(), Status::unprocessable);
  EXPECT_THAT(std::string(early.text()), HasSubstr("still has 2 findings"));
  const Response kept =
      world.post("/check", {{"kind", "name"}, {"words", "Dr Marta Kowalska"}, {"answer", "keep"}, {"text", ""}});
  EXPECT_EQ(kept.status(), Status::unprocessable);
  EXPECT_THAT(std::string(kept.text()), HasSubstr("Say why the words may be published."));
  EXPECT_EQ(
      world
          .post("/check",
                {{"kind", "name"}, {"words", "Dr Marta Kowalska"}, {"answer", "replace"}, {"text", "the named doctor"}})
          .status(),
      Status::see_other);
  EXPECT_EQ(world.post("/check", {{"kind", "telephone"}, {"words", "01632 960123"}, {"answer", "redact"}, {"text", ""}})
                .status(),
            Status::see_other);
  const std::string preview = world.text("/papers/" + world.id.text() + "/preview");
  EXPECT_THAT(preview, HasSubstr("the named doctor wrote to [left out]"));
  EXPECT_THAT(preview, Not(HasSubstr("Kowalska")));
  EXPECT_THAT(preview, HasSubstr("The counts add up: 2 of 2 actions"));
  EXPECT_EQ(world.post("/propose", {}).status(), Status::see_other);
  EXPECT_EQ(world.paper().stage, paper::Stage::proposed);
  // The operator is nobody in particular, and no second person.
  const Response approved = world.post("/approve", {{"document", world.paper().proposal->document}});
  EXPECT_EQ(approved.status(), Status::forbidden);
  EXPECT_THAT(std::string(approved.text()), HasSubstr("A second, named person"));
}

TEST(Papers, neverShowARestrictedPlan) {
  World world;
  EXPECT_THAT(world.text("/papers/new"), Not(HasSubstr("Linnet")));
  world.start();
  Fields form = World::cover();
  form.add("plan", hidden.text());
  EXPECT_EQ(world.post("/scope", form).status(), Status::see_other);
  const Response check = world.get("/papers/" + world.id.text() + "/check");
  EXPECT_EQ(check.status(), Status::unprocessable);
  EXPECT_THAT(std::string(check.text()), HasSubstr("restricted or gone"));
}

TEST(Papers, keepWhatWasTypedWhereTheyAreRefusedOrStale) {
  World world;
  world.start();
  Fields form{{"title", ""},        {"body", "The Typed Committee"}, {"plan", rowan.text()}, {"as-at-day", "31"},
              {"as-at-month", "2"}, {"as-at-year", "2026"}};
  const Response refused = world.post("/scope", form);
  EXPECT_EQ(refused.status(), Status::unprocessable);
  EXPECT_THAT(std::string(refused.text()), HasSubstr("Error: "));
  EXPECT_THAT(std::string(refused.text()), HasSubstr("The Typed Committee"));
  Fields stale = World::cover();
  stale.add("version", "99");
  const Response clash = world.routes.answer(Request::make_form("/papers/" + world.id.text() + "/scope", stale),
                                             error_page(world.candour));
  EXPECT_EQ(clash.status(), Status::conflict);
  EXPECT_THAT(std::string(clash.text()), HasSubstr("what you typed is still below"));
}

TEST(Papers, areReadByEverybodyAsTheyWerePublished) {
  World world;
  world.start();
  EXPECT_EQ(world.get("/p/" + world.id.text()).status(), Status::not_found) << "a draft is nobody's";
  EXPECT_THAT(world.text("/p"), HasSubstr("No paper has been published yet."));
  world.publish();
  const Response page = world.get("/p/" + world.id.text());
  EXPECT_EQ(page.status(), Status::ok);
  EXPECT_EQ(page.headers().get("Set-Cookie"), "");
  const std::string text(page.text());
  const paper::Version version = world.paper().versions.at(0);
  EXPECT_THAT(text, HasSubstr("Officers speak to each child alone"));
  EXPECT_THAT(text, Not(HasSubstr("Kowalska")));
  EXPECT_THAT(text, HasSubstr(version.files[0].sha256));
  EXPECT_THAT(text, HasSubstr("No signed checkpoint has this entry yet"));
  EXPECT_THAT(text, HasSubstr("How to cite it"));
  EXPECT_THAT(text, Not(HasSubstr("Name of")));
  for (const paper::File& file : version.files) {
    const Response sent = world.get("/p/" + world.id.text() + "/1/" + file.name);
    EXPECT_EQ(sent.status(), Status::ok) << file.name;
    EXPECT_EQ(sha256_hex(sent.text()), file.sha256) << file.name;
  }
  // The paper names the hashes of its other forms, so that the one in the ledger stands for all.
  for (std::size_t i = 1; i < version.files.size(); ++i) EXPECT_THAT(text, HasSubstr(version.files[i].sha256));
  EXPECT_THAT(world.text("/p/feed.atom"), HasSubstr("<id>urn:candour:document:" + version.document + "</id>"));
  EXPECT_EQ(world.get("/p/" + world.id.text() + "/2").status(), Status::not_found);
  EXPECT_EQ(world.get("/p/" + world.id.text() + "/1/else.txt").status(), Status::not_found);
  EXPECT_EQ(world.verified(), "");
}

TEST(Papers, areOfferedInEveryForm) {
  World world;
  world.start();
  world.publish();
  EXPECT_EQ(world.printer.printed, 1u);
  const std::string page = world.text("/p/" + world.id.text()), base = "/p/" + world.id.text() + "/1/";
  for (const auto& [name, media] : {std::pair{"paper.pdf", "application/pdf"},
                                    {"paper.docx", word_media},
                                    {"paper.xlsx", excel_media},
                                    {"paper.csv", "text/csv; charset=utf-8"},
                                    {"paper.json", "application/json"},
                                    {"paper.html", "text/html; charset=utf-8"}}) {
    EXPECT_THAT(page, HasSubstr("href=\"" + base + name + "\"")) << name;
    const Response file = world.get(base + name);
    EXPECT_EQ(file.status(), Status::ok) << name;
    EXPECT_EQ(file.headers().get("Content-Type"), media);
    EXPECT_THAT(std::string(file.text()), Not(HasSubstr("Kowalska"))) << name;
  }
  // It was printed of the page itself, when it was proposed; whoever fetches it has those bytes.
  EXPECT_THAT(world.text(base + "paper.pdf"), HasSubstr("Officers speak to each child alone"));
  EXPECT_EQ(world.printer.printed, 1u);
}

TEST(Papers, areNotProposedWithoutThePdfThatIsOffered) {
  World world;
  world.start();
  world.decide_all();
  world.printer.out_of_order = true;
  const auto proposed =
      app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers));
  ASSERT_FALSE(proposed);
  EXPECT_EQ(proposed.error().code, ErrorCode::unavailable);
  EXPECT_EQ(world.paper().stage, paper::Stage::draft);
}

TEST(Reports, areOfferedInWordAndPdfToo) {
  World world;
  const std::string page = world.text("/report");
  EXPECT_THAT(page, HasSubstr("href=\"/report.docx\""));
  EXPECT_THAT(page, HasSubstr("href=\"/report.pdf\""));
  const Response word = world.get("/report.docx"), pdf = world.get("/report.pdf?plan=" + rowan.text());
  EXPECT_EQ(word.headers().get("Content-Type"), word_media);
  EXPECT_EQ(word.text().substr(0, 2), "PK");
  EXPECT_EQ(pdf.headers().get("Content-Type"), "application/pdf");
  EXPECT_THAT(std::string(pdf.text()), HasSubstr("Rowan action plan"));
  EXPECT_THAT(std::string(pdf.text()), Not(HasSubstr("Linnet action plan")));
  // Off this site, links lead back to it.
  EXPECT_THAT(std::string(pdf.text()), HasSubstr("href=\"https://plans.harrowvale.example/actions/"));
  EXPECT_THAT(std::string(pdf.text()), Not(HasSubstr("href=\"/")));

  const http::Routes without = site(world.candour);
  const auto ask = [&](const char* target) {
    return without.answer(Request::make(http::Method::get, target, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
                          error_page(world.candour));
  };
  EXPECT_THAT(std::string(ask("/report").text()), Not(HasSubstr("/report.pdf")));
  EXPECT_EQ(ask("/report.pdf").status(), Status::not_found);
  EXPECT_EQ(ask("/report.docx").status(), Status::ok);
}

TEST(Papers, areSignedWithTheirEntryAndProvedByToolsThatAreNotThisSite) {
  World world(World::Ledger::signed_);
  world.start();
  world.publish();
  const paper::Version version = world.paper().versions.at(0);
  const auto stands = app::in_ledger(world.candour, world.id, version);
  ASSERT_TRUE(stands) << stands.error().sentence;
  ASSERT_TRUE(stands->vouched) << "publishing signs";
  const auto key = world.signer.key.verifier();
  const std::string page = "/p/" + world.id.text(), base = page + "/1/";
  const std::string file = world.text(base + "paper.html"), leaf = world.text(base + "paper.leaf"),
                    proof = world.text(base + "paper.tlog-proof");
  // What candour-verify does.
  const auto audit = ledger::audit_paper(file, leaf, proof, key, {});
  EXPECT_TRUE(audit.holds());
  ASSERT_TRUE(audit.paper);
  EXPECT_EQ(audit.paper->title, "Progress of Rowan");
  EXPECT_EQ(audit.paper->as_at_size, version.record_size);
  EXPECT_LT(audit.paper->as_at_size, stands->index);
  std::string altered = file;
  altered[altered.find("Red")] = 'B';
  EXPECT_FALSE(ledger::audit_paper(altered, leaf, proof, key, {}).holds());
  EXPECT_THAT(world.text(page), HasSubstr("Signed by the ledger’s key"));
  EXPECT_THAT(world.text(page), HasSubstr("None is set up: whoever runs this site alone vouches"));
  EXPECT_THAT(world.text(page), HasSubstr("None: no authority of time is asked"));
  const std::string bundle = world.text(base + "bundle.zip");
  for (const char* name :
       {"VERIFY.txt", ".html", ".leaf", ".tlog-proof", "checkpoint", "policy", "log.vkey", "log.pem"})
    EXPECT_THAT(bundle, HasSubstr(name));

  // The proof is the one of its publication, also when the ledger has grown and was signed again.
  ASSERT_TRUE(world.candour.act({}, plan::AddAgency{"Schools", {}}));
  ASSERT_TRUE(app::sign_now(world.candour));
  EXPECT_EQ(world.text(base + "paper.tlog-proof"), proof);
  // So is a withdrawal.
  const auto withdrawn = app::withdraw(world.candour, sam, world.id, 1, "It named a child", world.paper().version);
  ASSERT_TRUE(withdrawn) << withdrawn.error().sentence;
  EXPECT_EQ((*app::latest_checkpoint(world.candour))->checkpoint.size, *world.store.ledger().size());
}

TEST(Papers, areNotPublishedWhileTheSignerIsAwayAndAreWithdrawnAllTheSame) {
  World world(World::Ledger::signed_);
  world.start();
  world.publish();
  world.signer.answers = false;
  const auto withdrawn = app::withdraw(world.candour, sam, world.id, 1, "It named a child", world.paper().version);
  EXPECT_TRUE(withdrawn) << withdrawn.error().sentence;
  world.signer.answers = true;

  world.start();
  world.decide_all();
  ASSERT_TRUE(app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers)));
  ASSERT_TRUE(
      world.candour.act(sam, world.id, paper::ApprovePaper{world.paper().proposal->document}, world.paper().version));
  world.signer.answers = false;
  const auto refused = app::publish(world.candour, jo, world.id, world.paper().version);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sentence, HasSubstr("Nothing was published"));
  EXPECT_EQ(world.paper().stage, paper::Stage::approved);
  world.signer.answers = true;
  EXPECT_TRUE(app::publish(world.candour, jo, world.id, world.paper().version));
}

TEST(Papers, thatArePublishedAreWithdrawnBeforeTheirFileIsErased) {
  World world;
  world.start();
  world.publish();
  const app::Erasure erasure{{}, {world.paper().versions.at(0).files[0].sha256}, {}};
  const auto refused = world.candour.erase({}, erasure, people::ErasureBasis::unlawful, "It named a child");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::bad_input);
  EXPECT_THAT(refused.error().sentence, HasSubstr("Withdraw that version of the paper first"));
  ASSERT_TRUE(app::withdraw(world.candour, sam, world.id, 1, "It named a child", world.paper().version));
  // By an approver, who finds it as the paper's.
  const auto erased = world.candour.erase(sam, erasure, people::ErasureBasis::unlawful, "It named a child");
  EXPECT_TRUE(erased) << erased.error().sentence;
  EXPECT_EQ(world.get("/p/" + world.id.text() + "/1").status(), Status::gone);
  EXPECT_EQ(world.verified(), "");
}

TEST(Papers, thatSomebodyAlteredAreCaughtByThePageAndByVerify) {
  for (const bool removed : {false, true}) {
    World world;
    world.start();
    world.publish();
    const paper::File file = world.paper().versions.at(0).files[0];
    std::string bytes = *world.memory->original(file.sha256);
    bytes.replace(bytes.find("Officers speak"), 14, "Officers spoke");
    world.store.altered[file.sha256] = removed ? std::nullopt : std::optional(bytes);
    const std::string page = world.text("/p/" + world.id.text());
    EXPECT_THAT(page, HasSubstr("is not the one that was published"));
    EXPECT_THAT(page, Not(HasSubstr("Officers spoke")));
    EXPECT_THAT(page, Not(HasSubstr("Officers speak")));
    EXPECT_EQ(world.get("/p/" + world.id.text() + "/1/paper.html").status(), Status::unprocessable);
    EXPECT_NE(sha256_hex(bytes), file.sha256);  // sha256sum
    EXPECT_THAT(world.verified(), HasSubstr("is not kept as it was published"));
  }
}

TEST(Papers, publishNothingThatNobodySees) {
  World world;
  plan::Action action;
  action.agency = plan::AgencyId("police");
  action.wording = action.original_wording = "Keep the di\u200Bary\U000E0054\U000E006F\U000E006D";
  ASSERT_TRUE(world.candour.act({}, rowan, plan::AddAction{action}, std::nullopt));
  world.start();
  const std::string check = world.text("/papers/" + world.id.text() + "/check");
  EXPECT_THAT(check, HasSubstr("Characters that nobody sees"));
  EXPECT_THAT(check, HasSubstr("di[U+200B]aryTom"));
  world.publish();
  const std::string page = world.text("/p/" + world.id.text() + "/1/paper.html");
  EXPECT_THAT(page, HasSubstr("Keep the diary<"));
}

// Somebody with the database puts another form in the place of one, record and all: the page names the hash of what was
// made with it, and that page is in the ledger.
TEST(Papers, offerNoFormThatThePageDoesNotName) {
  World world;
  world.start();
  world.publish();
  const paper::Version version = world.paper().versions.at(0);
  const std::string page = world.text("/p/" + world.id.text() + "/1/paper.html");
  EXPECT_TRUE(app::forms_otherwise(version, page).empty());
  for (const paper::File& form : version.files) {
    if (form.name == "paper.html") continue;
    EXPECT_TRUE(app::vouched_file(world.candour, world.id, version, form)) << form.name;
    paper::Version altered = version;
    for (paper::File& each : altered.files)
      if (each.name == form.name) each.sha256 = *world.memory->keep_original("another " + form.name);
    EXPECT_EQ(app::forms_otherwise(altered, page), std::vector<std::string>{form.name});
    const auto& file = *std::find_if(altered.files.begin(), altered.files.end(),
                                     [&](const paper::File& each) { return each.name == form.name; });
    const auto refused = app::vouched_file(world.candour, world.id, altered, file);
    ASSERT_FALSE(refused) << form.name;
    EXPECT_EQ(refused.error().code, ErrorCode::refused);
    EXPECT_THAT(refused.error().sentence, HasSubstr("is not the one that was published"));
  }
  const std::string shown = world.text("/p/" + world.id.text());
  for (const paper::File& form : version.files)
    if (form.name != "paper.html") {
      EXPECT_THAT(shown, HasSubstr(" data-form-" + form.name.substr(6) + "=\"" + form.sha256 + "\""));
    }
}

TEST(Papers, areCorrectedInTheOpen) {
  World world;
  world.start();
  world.publish();
  EXPECT_EQ(world.post("/correct", {{"what", ""}, {"why", "x"}}).status(), Status::unprocessable);
  EXPECT_EQ(world.post("/correct", {{"what", "Action 1 is green"}, {"why", "It was typed wrong"}}).status(),
            Status::see_other);
  ASSERT_TRUE(world.candour.act(
      {}, rowan, plan::RateAction{1, "Green", *Date::parse("2026-03-02"), "The minutes say so"}, std::nullopt));
  world.decide_all();
  // What was published is not made to look better without a reason.
  const auto quiet = app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers));
  ASSERT_FALSE(quiet);
  EXPECT_THAT(quiet.error().sentence, HasSubstr("look better"));
  EXPECT_THAT(world.text("/papers/" + world.id.text() + "/preview"), HasSubstr("Why do they look better?"));
  world.publish("The minutes of 5 January say so");
  const std::string first = world.text("/p/" + world.id.text() + "/1"), second = world.text("/p/" + world.id.text());
  EXPECT_THAT(first, HasSubstr("This version was corrected on"));
  EXPECT_THAT(second, HasSubstr("Corrected on"));
  for (const std::string& page : {first, second}) {
    EXPECT_THAT(page, HasSubstr("Action 1 is green"));
    EXPECT_THAT(page, HasSubstr("It was typed wrong"));
  }
  EXPECT_THAT(second, HasSubstr("By the coordinator, approved by the approver"));
  const std::string changes = world.text("/p/" + world.id.text() + "/2/changes");
  EXPECT_THAT(changes, HasSubstr("Looks better"));
  EXPECT_THAT(changes, HasSubstr("Worded differently"));
  const auto ledger_of = [&](paper::Number number) {
    return *app::in_ledger(world.candour, world.id, *paper::find_version(world.paper(), number));
  };
  const auto entry = ledger::read_paper(ledger_of(2).entry);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->supersedes, ledger_of(1).index);
  EXPECT_EQ(entry->version, 2u);
  EXPECT_EQ(world.verified(), "");
}

// Every text that becomes public is looked at and rewritten: what somebody left out stands on no page, in no form and
// not in the ledger, which keeps it for ever.
TEST(Papers, leaveOutWhatWasLeftOutEverywhere) {
  World world;
  world.start();
  world.publish();
  ASSERT_TRUE(world.candour.act({}, world.id,
                                paper::CorrectPaper{"What Mrs Edith Thorne wrote", "Mrs Edith Thorne asked for it"},
                                world.paper().version));
  const std::string check = world.text("/papers/" + world.id.text() + "/check");
  EXPECT_THAT(check, HasSubstr("What the correction changes"));
  EXPECT_THAT(check, HasSubstr("Why it is corrected"));
  ASSERT_TRUE(world.candour.act({}, world.id, paper::DecideHit{"name", "Mrs Edith Thorne", paper::Answer::redact, {}},
                                world.paper().version));
  world.publish();
  const paper::Version version = world.paper().versions.at(1);
  EXPECT_EQ(version.what, "What [left out] wrote");
  EXPECT_EQ(version.why, "[left out] asked for it");
  const std::string base = "/p/" + world.id.text();
  for (const std::string& address :
       {base, base + "/1", base + "/2", base + "/2/changes", std::string("/p"), std::string("/p/feed.atom"),
        base + "/2/paper.html", base + "/2/paper.csv", base + "/2/paper.json", base + "/2/paper.pdf"})
    EXPECT_THAT(world.text(address), Not(HasSubstr("Thorne"))) << address;
  EXPECT_THAT(world.text(base), HasSubstr("What [left out] wrote"));
  const std::string entry = app::in_ledger(world.candour, world.id, version)->entry;
  EXPECT_THAT(entry, Not(HasSubstr("Thorne")));
  EXPECT_THAT(entry, HasSubstr("\nreason What [left out] wrote: [left out] asked for it\n"));
}

// What is typed beside a paper, and what is put in the place of other words, is looked at like the rest.
TEST(Papers, lookAtWhatIsTypedBesideThemToo) {
  World world;
  world.start();
  const auto composed = app::compose(world.candour, {}, world.paper());
  ASSERT_TRUE(composed);
  for (const app::Found& found : composed->found)
    ASSERT_TRUE(world.candour.act(
        {}, world.id, paper::DecideHit{found.kind, found.words, paper::Answer::replace, "Mr Ivor Thorne, the doctor"},
        std::nullopt));
  const auto again = app::compose(world.candour, {}, world.paper());
  ASSERT_TRUE(again);
  ASSERT_EQ(again->open, 1u);
  EXPECT_EQ(again->found.front().words, "Mr Ivor Thorne");
  const auto refused =
      app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().sentence, HasSubstr("still has 1 finding"));
  ASSERT_TRUE(world.candour.act({}, world.id, paper::DecideHit{"name", "Mr Ivor Thorne", paper::Answer::redact, {}},
                                std::nullopt));
  world.publish();
  EXPECT_THAT(world.text("/p/" + world.id.text()), HasSubstr("[left out], the doctor wrote to"));

  const auto named =
      app::withdraw(world.candour, sam, world.id, 1, "It told of Mrs Edith Thorne", world.paper().version);
  ASSERT_FALSE(named);
  EXPECT_THAT(named.error().sentence, HasSubstr("“Mrs Edith Thorne”"));
  EXPECT_FALSE(world.paper().versions[0].withdrawn);

  ASSERT_TRUE(world.candour.act({}, world.id, paper::CorrectPaper{"Action 1", "It was wrong"}, std::nullopt));
  ASSERT_TRUE(world.candour.act(
      {}, rowan, plan::RateAction{1, "Green", *Date::parse("2026-03-02"), "The minutes say so"}, std::nullopt));
  const auto eased = app::propose(world.candour, jo, world.id, world.paper().version, "Mrs Edith Thorne says so",
                                  paper_writing(world.writers));
  ASSERT_FALSE(eased);
  EXPECT_THAT(eased.error().sentence, HasSubstr("Why ratings look better becomes public"));
  EXPECT_THAT(eased.error().sentence, HasSubstr("Edith Thorne"));
}

// An agency, a row's number, a question: whatever stands in a paper is looked at.
TEST(Papers, lookAtEveryTextThatTheyShow) {
  World world;
  ASSERT_TRUE(world.candour.act({}, plan::AddAgency{"Foster carer Jane Bloggs", {}}));
  plan::Action action;
  action.agency = plan::AgencyId("foster-carer-jane-bloggs");
  action.wording = action.original_wording = "Keep the diary";
  action.reference = "Mr Ivor Thorne";
  ASSERT_TRUE(world.candour.act({}, rowan, plan::AddAction{action}, std::nullopt));
  world.start();
  const auto composed = app::compose(world.candour, {}, world.paper());
  ASSERT_TRUE(composed) << composed.error().sentence;
  std::string words;
  for (const app::Found& found : composed->found) words += found.words + "|";
  EXPECT_THAT(words, HasSubstr("Jane Bloggs|"));
  EXPECT_THAT(words, HasSubstr("Mr Ivor Thorne|"));
  world.publish();
  for (const char* file : {"", "/1/paper.html", "/1/paper.csv", "/1/paper.json"}) {
    EXPECT_THAT(world.text("/p/" + world.id.text() + file), Not(HasSubstr("Bloggs"))) << file;
    EXPECT_THAT(world.text("/p/" + world.id.text() + file), Not(HasSubstr("Thorne"))) << file;
  }
}

TEST(Papers, areNotApprovedOrPublishedOnceAPlanOfTheirsIsRestricted) {
  for (const bool approved : {false, true}) {
    World world;
    world.start();
    world.decide_all();
    ASSERT_TRUE(app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers)));
    const std::string document = world.paper().proposal->document;
    if (approved) {
      ASSERT_TRUE(app::approve(world.candour, sam, world.id, document, world.paper().version));
    }
    ASSERT_TRUE(world.candour.act({}, people::RestrictPlan{rowan, {{people::PersonId("jo")}, "A trial"}}));
    const auto done = approved ? app::publish(world.candour, jo, world.id, world.paper().version)
                               : app::approve(world.candour, sam, world.id, document, world.paper().version);
    ASSERT_FALSE(done);
    EXPECT_THAT(done.error().sentence, HasSubstr("restricted or gone"));
    EXPECT_TRUE(world.paper().versions.empty());
    EXPECT_EQ(world.get("/p/" + world.id.text()).status(), Status::not_found);
  }
}

// A new paper of the same day is no way around a correction: it says what was published, and why it looks better now.
TEST(Papers, ofTheSameDayTellWhatAnotherPaperPublished) {
  World world;
  world.start();
  world.publish();
  ASSERT_TRUE(world.candour.act(
      {}, rowan, plan::RateAction{1, "Green", *Date::parse("2026-03-02"), "The minutes say so"}, std::nullopt));
  world.start();
  world.decide_all();
  const auto quiet = app::propose(world.candour, jo, world.id, world.paper().version, "", paper_writing(world.writers));
  ASSERT_FALSE(quiet);
  EXPECT_THAT(quiet.error().sentence, HasSubstr("look better"));
  EXPECT_THAT(world.text("/papers/" + world.id.text() + "/preview"), HasSubstr("Why do they look better?"));
  world.publish("The minutes of 5 January say so");
  const std::string page = world.text("/p/" + world.id.text());
  EXPECT_THAT(page, Not(HasSubstr("No earlier paper to this body was published here")));
  EXPECT_THAT(page, HasSubstr("1 action is rated otherwise than that paper published."));
  EXPECT_THAT(page, HasSubstr("Rating: Red → Green"));
  EXPECT_THAT(page, HasSubstr("Ratings that were published look better in this paper, because: The minutes of 5"));
  EXPECT_THAT(app::in_ledger(world.candour, world.id, world.paper().versions[0])->entry,
              HasSubstr("\nreason Ratings look better: The minutes of 5 January say so\n"));
}

TEST(Papers, thatWereWithdrawnLeaveADatedNotice) {
  World world;
  world.start();
  world.publish();
  ASSERT_FALSE(app::withdraw(world.candour, jo, world.id, 1, "It named a child", world.paper().version))
      << "an approver's alone";
  const auto done = app::withdraw(world.candour, sam, world.id, 1, "It named a child", world.paper().version);
  ASSERT_TRUE(done) << done.error().sentence;
  for (const char* address : {"", "/1", "/1/paper.html", "/1/paper.csv", "/1/paper.docx", "/1/paper.pdf"}) {
    const Response gone = world.get("/p/" + world.id.text() + address);
    EXPECT_EQ(gone.status(), Status::gone) << address;
    EXPECT_THAT(std::string(gone.text()), HasSubstr("It named a child"));
    EXPECT_THAT(std::string(gone.text()), HasSubstr("2 March 2026"));
    EXPECT_THAT(std::string(gone.text()), Not(HasSubstr("Officers speak")));
  }
  EXPECT_EQ(world.verified(), "");
}

}  // namespace
}  // namespace candour::web
