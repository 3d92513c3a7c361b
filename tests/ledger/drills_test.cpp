// The insider drills: somebody who has the database, the disk, the signer's socket or its key alters a record in which
// papers were published, corrected and withdrawn. Each is caught by what is named beside it: the record's own check
// (candour verify), the program's start, the public page, the signer, a witness, or an auditor's program and a
// checkpoint that was kept elsewhere. docs/explanation/insider-drills.md tells them all.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sqlite3.h>

#include "app/candour.h"
#include "app/checkpoints.h"
#include "app/exporting.h"
#include "app/papers.h"
#include "app/signer.h"
#include "app/verify.h"
#include "base/clock.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/sha256.h"
#include "ledger/witness.h"
#include "signing/signer.h"
#include "sqlite/sqlite_store.h"
#include "web/pages_papers.h"
#include "web/site.h"
#include "witness/witness.h"

namespace candour {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const std::string origin = "plans.harrowvale.example/log/1";
const plan::PlanId rowan{"k7m2qx9dab"};
const app::Actor jo{.name = {}, .person = people::PersonId("jo")}, sam{.name = {}, .person = people::PersonId("sam")};
const paper::PaperId first{"a7m2qx9dab"}, second{"b7m2qx9dab"}, third{"c7m2qx9dab"};

fs::path database_in(const fs::path& folder) {
  return folder / "live/candour.db";
}
signing::Files signer_in(const fs::path& folder) {
  return {folder / "live.signer/key", folder / "live.signer/state"};
}
std::unique_ptr<app::Signer> run_signer(const fs::path& folder) {
  const auto files = signer_in(folder);
  auto signer = signing::in_child(
      {CANDOUR_PROGRAM, "signer", "--key=" + files.key.string(), "--state=" + files.state.string(), "--socket=-"});
  EXPECT_TRUE(signer) << signer.error().sentence;
  return signer ? std::move(*signer) : nullptr;
}
template <class T>
T need(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().sentence + " " + result.error().detail);
  return *std::move(result);
}
void need(const Result<void>& result) {
  if (!result) throw std::runtime_error(result.error().sentence + " " + result.error().detail);
}

// The installation as it runs.
struct Running {
  explicit Running(const fs::path& folder)
      : store(need(sqlite::open_store(database_in(folder)))),
        signer(run_signer(folder)),
        candour(*store, nullptr, clock, {nullptr, "https://plans.harrowvale.example"}, nullptr, signer.get()) {}
  const paper::Paper& paper(const paper::PaperId& id) {
    picture = need(candour.picture({}));
    return *view::find_paper(*picture, id);
  }
  std::string page(const std::string& path) {
    const http::Routes routes = web::site(candour);
    return std::string(
        routes
            .answer(http::Request::make(http::Method::get, path, {{"Accept", "text/html"}, {"Host", "127.0.0.1"}}),
                    web::error_page(candour))
            .text());
  }
  void later() { clock.set(Moment::from_microseconds(clock.now().microseconds() + 3'600'000'000)); }

  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  std::unique_ptr<app::Store> store;
  std::unique_ptr<app::Signer> signer;
  app::Candour candour;
  std::shared_ptr<const view::Picture> picture;
};

// Made once; each drill has a copy of it.
class Honest {
 public:
  Honest() {
    std::string pattern = (fs::temp_directory_path() / "candour-drills-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    fs::create_directory(folder / "live");
    const auto key = need(signing::make_key(signer_in(folder), origin));
    keep("log.vkey", ledger::write_verifier_key(key) + "\n");
    const auto witness_key = need(witness::make_key(folder / "witness", "witness.brackenford.example"));
    keep("witness.vkey", ledger::write_verifier_key(witness_key) + "\n");
    keep("witness/logs", ledger::write_verifier_key(key) + "\n");

    Running running(folder);
    app::Candour& candour = running.candour;
    begin(candour);
    need(app::sign_now(candour));
    keep("early.checkpoint", (*need(app::latest_checkpoint(candour))).bytes);
    need(sqlite::back_up(database_in(folder), folder / "early.db"));
    fs::copy(signer_in(folder).state, folder / "early.state");

    publish(running, first);
    running.later();
    need(candour.act({}, rowan, plan::RateAction{1, "Green", *Date::parse("2026-03-02"), "It was typed wrong"},
                     std::nullopt));
    need(candour.act(jo, first, paper::CorrectPaper{"Action 1 is green", "It was typed wrong"}, std::nullopt));
    publish(running, first);
    running.later();
    start(candour, third);
    approve(running, third);
    publish(running, second);
    need(app::withdraw(candour, sam, second, 1, "It named a child", running.paper(second).version));

    const auto latest = *need(app::latest_checkpoint(candour));
    const auto witness = need(witness::Witness::open(folder / "witness", running.clock));
    const auto answer = witness->add_checkpoint(ledger::write_add_checkpoint({{0, {}}, latest.bytes}));
    if (answer.status != 200) throw std::runtime_error(answer.body);
    need(app::add_cosignatures(candour, latest, answer.body, {witness->key()}));
    keep("held.checkpoint", (*need(app::latest_checkpoint(candour))).bytes);
  }
  ~Honest() { fs::remove_all(folder); }
  Honest(const Honest&) = delete;

  fs::path folder;

 private:
  void keep(const std::string& name, std::string_view bytes) { need(keep_durably(folder / name, bytes)); }

  static void begin(app::Candour& candour) {
    for (const char* name : {"Police", "Housing"}) need(candour.act({}, plan::AddAgency{name, {}}));
    plan::ImportPlan import;
    import.plan = rowan;
    import.title = "Rowan action plan";
    import.document.import = plan::ImportId("first");
    import.document.document_name = "plan.docx";
    import.document.document_sha256 = need(candour.store().keep_original("the document"));
    import.as_at = *Date::parse("2026-02-27");
    import.key = {{"Red", "Late", plan::Status::off_track}, { "Green", "On time", plan::Status::on_track }};
    import.recommendations = {{ "1a", "", "How?", {}, {} }};
    for (int i = 0; i < 2; ++i) {
      plan::Action action;
      action.agency = plan::AgencyId(i == 0 ? "police" : "housing");
      action.wording = action.original_wording = "Officers speak to each child alone";
      action.rating.as_written = "Red";
      action.rating.status = plan::Status::off_track;
      action.recommendations = {"1a"};
      import.actions.push_back(action);
    }
    need(candour.act({}, rowan, import, std::nullopt));
    for (const auto& [id, role] : {std::pair{"jo", people::Role::coordinator}, {"sam", people::Role::approver}}) {
      people::Grant grant;
      grant.role = role;
      grant.partnership = people::first_partnership;
      need(candour.act(
          {},
          people::AddPerson{
              people::PersonId(id), std::string("Name of ") + id, std::string(id) + "@harrowvale.example", {grant}}));
    }
  }
  static void start(app::Candour& candour, const paper::PaperId& id) {
    need(candour.act(jo, id,
                     paper::StartPaper{id,
                                       {"Progress of Rowan",
                                        "Scrutiny Committee",
                                        Date::parse("2026-03-12"),
                                        {{rowan.text()}, {}, *Date::parse("2026-03-02"), {paper::Section::rows}}}},
                     0));
  }
  static void approve(Running& running, const paper::PaperId& id) {
    const auto composed = need(app::compose(running.candour, jo, running.paper(id)));
    for (const app::Found& found : composed.found)
      need(running.candour.act(jo, id, paper::DecideHit{found.kind, found.words, paper::Answer::redact, {}},
                               std::nullopt));
    const web::Writers writers;
    need(app::propose(running.candour, jo, id, running.paper(id).version, "The minutes say so",
                      web::paper_writing(writers)));
    need(running.candour.act(sam, id, paper::ApprovePaper{running.paper(id).proposal->document},
                             running.paper(id).version));
  }
  static void publish(Running& running, const paper::PaperId& id) {
    if (!view::find_paper(*need(running.candour.picture({})), id)) start(running.candour, id);
    approve(running, id);
    need(app::publish(running.candour, jo, id, running.paper(id).version));
  }
};

// A copy of the installation, for somebody to alter.
class Copy {
 public:
  explicit Copy(const fs::path& honest) {
    std::string pattern = (fs::temp_directory_path() / "candour-drill-XXXXXX").string();
    folder = ::mkdtemp(pattern.data());
    fs::copy(honest, folder, fs::copy_options::recursive);
  }
  ~Copy() { fs::remove_all(folder); }
  Copy(const Copy&) = delete;

  // ---- What the insider has ----

  // Every statement must change something: a drill that does nothing is none.
  void sql(const std::vector<std::string>& statements) const {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(database_in(folder).c_str(), &database), SQLITE_OK);
    for (const std::string& each : statements) {
      char* why = nullptr;
      EXPECT_EQ(sqlite3_exec(database, each.c_str(), nullptr, nullptr, &why), SQLITE_OK) << each << (why ? why : "");
      EXPECT_GT(sqlite3_changes(database), 0) << each;
      sqlite3_free(why);
    }
    sqlite3_close(database);
  }
  void put(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder / name, std::ios::binary | std::ios::trunc) << bytes;
  }
  std::string read(const std::string& name) const { return need(read_whole(folder / name)); }
  void replace(const std::string& name, const std::string& from, const std::string& to) const {
    std::string bytes = read(name);
    const std::size_t at = bytes.find(from);
    ASSERT_NE(at, std::string::npos) << name << " has no " << from;
    put(name, bytes.replace(at, from.size(), to));
  }
  // The last event of the plan, with another rating, committed to anew under the salts that lie beside it.
  void rewrite_last_of_plan() const {
    const auto store = need(sqlite::open_store(database_in(folder)));
    const auto events = need(store->read("plan/" + rowan.text()));
    const app::StoredEvent& last = events.back();
    const auto seal = need(store->ledger().seals(last.position - 1, 1)).front();
    const auto before = need(store->ledger().seals(events[events.size() - 2].position - 1, 1)).front();
    const std::string words = R"({"reason":"As it was agreed"})";
    const auto commitment = ledger::commit_event({*seal.salt, *seal.words_salt}, last.stream, last.sequence,
                                                 before.commitment, last.core, words);
    const std::string at = std::to_string(last.position);
    sql({"UPDATE events SET words = '" + words + "', commitment = x'" + hex(ledger::bytes_of(commitment)) +
         "' WHERE position = " + at});
  }
  // As an erasure leaves them.
  void take_words_out_quietly() const {
    const auto store = need(sqlite::open_store(database_in(folder)));
    const auto event = need(store->read("plan/" + rowan.text())).back();
    const auto seal = need(store->ledger().seals(event.position - 1, 1)).front();
    sql({"UPDATE events SET words = '', words_salt = x'', words_commitment = x'" +
         hex(ledger::bytes_of(ledger::commit(*seal.words_salt, event.words))) +
         "' WHERE position = " + std::to_string(event.position)});
  }
  void put_back_an_old_copy() const {
    for (const char* also : {"-wal", "-shm"}) fs::remove(database_in(folder).string() + also);
    fs::copy(folder / "early.db", database_in(folder), fs::copy_options::overwrite_existing);
  }
  // What is published, as an export has it.
  void export_ledger() const {
    Running running(folder);
    need(app::export_record(running.candour, [&](const std::string& path, std::string_view bytes) -> Result<void> {
      fs::create_directories((folder / "out" / path).parent_path());
      std::ofstream(folder / "out" / path, std::ios::binary | std::ios::app) << bytes;
      return {};
    }));
  }
  std::string paper_file(const paper::PaperId& id, const char* ending) const {
    Running running(folder);
    return "out/ledger/paper." + running.paper(id).versions.at(0).document + ending;
  }

  // ---- What catches it ----

  std::string verified() const {
    auto store = sqlite::open_store(database_in(folder));
    if (!store) return store.error().sentence;
    const auto held = need(ledger::read_checkpoint(need(ledger::read_note(read("held.checkpoint"))).text));
    const auto audit = app::verify(**store, {held});
    if (!audit) return audit.error().sentence;
    std::string text;
    for (const auto& finding : audit->findings)
      if (!finding.holds) text += finding.sentence + "\n";
    return text;
  }
  std::string started() const {
    Running running(folder);
    const auto checked = app::check_what_was_signed(running.candour);
    return checked ? running.candour.held() : checked.error().sentence;
  }
  std::string page(const std::string& path) const { return Running(folder).page(path); }
  // candour-verify: what it says, and its status.
  std::string audited(const std::string& arguments) const {
    const std::string command = "cd '" + folder.string() + "' && '" CANDOUR_VERIFY_PROGRAM "' " + arguments +
                                " --key log.vkey 2>&1; echo status $?";
    std::string said;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe) return {};
    char piece[4096];
    for (std::size_t got; (got = std::fread(piece, 1, sizeof piece, pipe)) > 0;) said.append(piece, got);
    ::pclose(pipe);
    return said;
  }
  std::string audited_ledger() const {
    return audited("ledger out/ledger --witness witness.vkey --seen held.checkpoint");
  }
  // The export as it is now, by somebody who kept a checkpoint.
  std::string outside() const {
    export_ledger();
    return audited_ledger();
  }

  fs::path folder;
};

struct Drill {
  const char* name;
  std::function<void(const Copy&)> alter;
  struct Catch {
    const char* by;
    std::function<std::string(const Copy&)> look;
    std::string says;
  };
  std::vector<Catch> caught;
};

// ---- By whom ----
Drill::Catch verify_says(std::string says) {
  return {"candour verify", &Copy::verified, std::move(says)};
}
Drill::Catch start_says(std::string says) {
  return {"the start", &Copy::started, std::move(says)};
}
Drill::Catch outside_says(std::string says) {
  return {"candour-verify and a checkpoint kept elsewhere", &Copy::outside, std::move(says)};
}
Drill::Catch page_says(std::string says) {
  return {"the public page", [](const Copy& copy) { return copy.page("/p/" + first.text()); }, std::move(says)};
}

const std::string of_first = "stream = (SELECT id FROM streams WHERE name = 'paper/a7m2qx9dab')";
const std::string of_second = "stream = (SELECT id FROM streams WHERE name = 'paper/b7m2qx9dab')";
const std::string of_plan = "stream = (SELECT id FROM streams WHERE name = 'plan/k7m2qx9dab')";
// The hash of the paper that the first one's page shows: of its latest version.
const std::string file_of_first =
    "(SELECT json_extract(core, '$.files[0].sha256') FROM events WHERE core LIKE '%paper.proposed%' AND " + of_first +
    " ORDER BY position DESC LIMIT 1)";
const std::string not_committed = "is not what was committed to";
const std::string cut_back = "entries were signed before", rewritten = "are not the ones that were signed";

std::vector<Drill> every_drill() {
  return {
      {"a rating is edited",
       [](const Copy& copy) {
         copy.sql({"UPDATE events SET words = replace(words, 'Green', 'Red') WHERE core LIKE '%\"plan.rated\"%'"});
       },
       {verify_says(not_committed), start_says(not_committed)}},
      {"a rating is edited and committed to anew",
       [](const Copy& copy) { copy.rewrite_last_of_plan(); },
       {verify_says("the record has been rewritten"), start_says(rewritten), outside_says("FAILS")}},
      {"an event is deleted and the gap closed",
       [](const Copy& copy) {
         copy.sql({"DELETE FROM events WHERE position = 5",
                   "UPDATE events SET sequence = -sequence WHERE position > 5 AND stream = 2",
                   "UPDATE events SET sequence = -sequence - 1 WHERE sequence < 0",
                   "UPDATE events SET position = -position WHERE position > 5",
                   "UPDATE events SET position = -position - 1 WHERE position < 0"});
       },
       {verify_says(not_committed), start_says("read-only")}},
      {"the last events are cut off",
       [](const Copy& copy) {
         copy.sql({"DELETE FROM events WHERE position > (SELECT max(position) - 4 FROM events)"});
       },
       {verify_says("cut back"), start_says("read-only")}},
      {"two events are swapped",
       [](const Copy& copy) {
         copy.sql({"UPDATE events SET sequence = 1000 WHERE sequence = 2 AND " + of_plan,
                   "UPDATE events SET sequence = 2 WHERE sequence = 3 AND " + of_plan,
                   "UPDATE events SET sequence = 3 WHERE sequence = 1000"});
       },
       {verify_says("an event was removed or moved"), start_says(not_committed)}},
      {"an event is moved to another plan",
       [](const Copy& copy) {
         copy.sql({"INSERT INTO streams (name) VALUES ('plan/h7m2qx9dab')",
                   "UPDATE events SET sequence = 1, stream = (SELECT max(id) FROM streams) WHERE position = (SELECT "
                   "max(position) FROM events WHERE " +
                       of_plan + ")"});
       },
       {verify_says(not_committed), start_says(not_committed)}},
      {"an event is backdated, within and beside",
       [](const Copy& copy) {
         copy.sql(
             {"UPDATE events SET core = replace(core, '2026-03-02', '2026-02-02'), recorded = recorded - "
              "2419200000000, speaks_of = speaks_of - 28 WHERE core LIKE '%\"plan.rated\"%'"});
       },
       {verify_says(not_committed), start_says(not_committed)}},
      {"an event is filed under another day",
       [](const Copy& copy) {
         copy.sql({"UPDATE events SET speaks_of = speaks_of - 28 WHERE core LIKE '%\"plan.rated\"%'"});
       },
       {verify_says("is filed under another time than it was recorded with")}},
      {"an event is slipped in",
       [](const Copy& copy) {
         copy.sql(
             {"INSERT INTO events (stream, sequence, core, words, recorded, speaks_of, salt, words_salt, "
              "words_commitment, commitment) SELECT stream, sequence + 1, core, words, recorded, speaks_of, salt, "
              "words_salt, words_commitment, commitment FROM events WHERE " +
              of_plan + " ORDER BY sequence DESC LIMIT 1"});
       },
       {verify_says(not_committed), start_says(not_committed)}},
      {"words are taken out as if they had been erased",
       [](const Copy& copy) { copy.take_words_out_quietly(); },
       {verify_says("are gone, and no event says that they were erased")}},
      {"a paper's file is altered",
       [](const Copy& copy) {
         copy.sql(
             {"UPDATE originals SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Officers speak', 'Officers spoke') "
              "AS BLOB) WHERE sha256 = " +
              file_of_first});
       },
       {verify_says("is another file than it was"), page_says("is not the one that was published"),
        outside_says("This file is not the one that was published")}},
      {"a paper's file is put in its place, with the hash that the record tells",
       [](const Copy& copy) {
         copy.sql({"INSERT INTO originals SELECT '" + sha256_hex("another paper") + "', CAST('another paper' AS BLOB)",
                   "UPDATE events SET core = replace(core, " + file_of_first + ", '" + sha256_hex("another paper") +
                       "') WHERE core LIKE '%paper.proposed%' AND " + of_first});
       },
       {verify_says(not_committed), start_says(not_committed), page_says("does not hold this paper’s entry")}},
      {"a paper's file is put in its place, with its hash and its entry in the ledger",
       [](const Copy& copy) {
         const std::string hash = sha256_hex("another paper");
         copy.sql({"INSERT INTO originals SELECT '" + hash + "', CAST('another paper' AS BLOB)",
                   "UPDATE plain_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), " + file_of_first + ", '" +
                       hash + "') AS BLOB) WHERE CAST(bytes AS TEXT) LIKE '%' || " + file_of_first + " || '%'",
                   "UPDATE events SET core = replace(core, " + file_of_first + ", '" + hash +
                       "') WHERE core LIKE '%' || " + file_of_first + " || '%'"});
       },
       {verify_says("the record has been rewritten"), start_says("read-only")}},
      {"a paper's file is removed",
       [](const Copy& copy) { copy.sql({"DELETE FROM originals WHERE sha256 = " + file_of_first}); },
       {verify_says("is not kept as it was published"), page_says("is not the one that was published")}},
      {"a file that an event names is removed",
       [](const Copy& copy) {
         copy.sql(
             {"DELETE FROM originals WHERE sha256 = (SELECT json_extract(core, '$.files[1].sha256') FROM events WHERE "
              "core "
              "LIKE '%paper.proposed%' AND " +
              of_first + " ORDER BY position DESC LIMIT 1)"});
       },
       {verify_says("names, is not kept")}},
      {"a correction is hidden",
       [](const Copy& copy) {
         copy.sql({"DELETE FROM plain_entries WHERE CAST(bytes AS TEXT) LIKE '%version 2%'",
                   "DELETE FROM events WHERE " + of_first +
                       " AND position >= (SELECT position FROM events WHERE core LIKE '%paper.correction_started%')"});
       },
       {verify_says("is missing"), start_says("read-only")}},
      {"a withdrawal is hidden",
       [](const Copy& copy) {
         copy.sql({"DELETE FROM plain_entries WHERE CAST(bytes AS TEXT) LIKE 'candour.withdrawal%'",
                   "DELETE FROM events WHERE core LIKE '%paper.version_withdrawn%'"});
       },
       {verify_says("cut back"), start_says(cut_back)}},
      {"a paper's entry is given another title",
       [](const Copy& copy) {
         copy.sql(
             {"UPDATE plain_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'title Progress', 'title Success') "
              "AS BLOB) WHERE CAST(bytes AS TEXT) LIKE 'candour.paper%'"});
       },
       {verify_says("the record has been rewritten"), start_says(rewritten), outside_says("FAILS")}},
      {"a paper's entry is backdated",
       [](const Copy& copy) {
         copy.sql(
             {"UPDATE plain_entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'published 2026-03', 'published "
              "2026-02') AS BLOB) WHERE CAST(bytes AS TEXT) LIKE 'candour.paper%'"});
       },
       {verify_says("the record has been rewritten"), start_says(rewritten), outside_says("FAILS")}},
      {"an old backup is put back",
       [](const Copy& copy) { copy.put_back_an_old_copy(); },
       {verify_says("cut back"), start_says(cut_back)}},
      {"an old backup is put back, and the signer's memory with it",
       [](const Copy& copy) {
         copy.put_back_an_old_copy();
         fs::copy(copy.folder / "early.state", signer_in(copy.folder).state, fs::copy_options::overwrite_existing);
         EXPECT_EQ(copy.started(), "") << "the installation alone cannot know";
       },
       {verify_says("cut back"), outside_says("more than this ledger: it has been cut back")}},
      {"the ledger is forked with the key",
       [](const Copy& copy) {
         copy.put_back_an_old_copy();
         fs::copy(copy.folder / "early.state", signer_in(copy.folder).state, fs::copy_options::overwrite_existing);
         Running running(copy.folder);
         for (int i = 0; i < 60; ++i) need(running.candour.act({}, plan::AddAgency{"Agency " + std::to_string(i), {}}));
         need(app::sign_now(running.candour));
       },
       {outside_says("it has been rewritten"),
        {"a witness",
         [](const Copy& copy) {
           Running running(copy.folder);
           const auto forged = *need(app::latest_checkpoint(running.candour));
           const auto seen = need(ledger::read_checkpoint(need(ledger::read_note(copy.read("held.checkpoint"))).text));
           const auto witness = need(witness::Witness::open(copy.folder / "witness", running.clock));
           const auto answer = witness->add_checkpoint(ledger::write_add_checkpoint(
               {{seen.size,
                 need(ledger::consistency_proof(seen.size, forged.checkpoint.size, app::nodes_of(*running.store)))},
                forged.bytes}));
           return std::to_string(answer.status) + " " + answer.body;
         },
         "422 "}}},
      {"the signer is asked to go back",
       [](const Copy&) {},
       {{"the signer",
         [](const Copy& copy) {
           const auto signer = run_signer(copy.folder);
           const auto early =
               need(ledger::read_checkpoint(need(ledger::read_note(copy.read("early.checkpoint"))).text));
           const auto standing = need(signer->standing());
           const auto made = signer->sign(early, {standing.memory.last->size, {}});
           return made ? std::string("signed") : made.error().sentence;
         },
         "does not go back"}}},
      {"the signer is asked to sign another ledger of the same size",
       [](const Copy&) {},
       {{"the signer",
         [](const Copy& copy) {
           const auto signer = run_signer(copy.folder);
           const auto last = *need(signer->standing()).memory.last;
           const auto made = signer->sign({last.origin, last.size, {}}, {last.size, {}});
           return made ? std::string("signed") : made.error().sentence;
         },
         "one of them rewrites the other"}}},
      {"a stale checkpoint is shown",
       [](const Copy& copy) {
         copy.export_ledger();
         copy.put("out/ledger/checkpoint", copy.read("early.checkpoint"));
       },
       {{"candour-verify and a checkpoint kept elsewhere", &Copy::audited_ledger, "status 1"}}},
      {"a tile is altered",
       [](const Copy& copy) {
         copy.export_ledger();
         for (const auto& each : fs::directory_iterator(copy.folder / "out/ledger/tile/entries/000.p"))
           copy.replace(fs::relative(each.path(), copy.folder).string(), "title Progress", "title Promises");
       },
       {{"candour-verify", &Copy::audited_ledger, "is not made of the entries below it"}}},
      {"a paper is shown with the proof of another",
       [](const Copy& copy) {
         copy.export_ledger();
         copy.put(copy.paper_file(first, ".tlog-proof"), copy.read(copy.paper_file(second, ".tlog-proof")));
       },
       {{"candour-verify", [](const Copy& copy) { return copy.audited("paper " + copy.paper_file(first, ".html")); },
         "status 1"}}},
      {"a witness's signature is forged",
       [](const Copy& copy) {
         copy.export_ledger();
         const std::string held = copy.read("out/ledger/checkpoint"), name = "— witness.brackenford.example ";
         const std::size_t at = held.find(name) + name.size() + 30;
         std::string forged = held;
         forged[at] = forged[at] == 'A' ? 'B' : 'A';
         copy.put("out/ledger/checkpoint", forged);
       },
       {{"candour-verify", &Copy::audited_ledger, "FAILS"}}},
      {"everything is signed with another key, which lies beside it",
       [](const Copy& copy) {
         copy.export_ledger();
         const auto key = need(ledger::SigningKey::make(origin, ledger::Algorithm::signature, {9}));
         const auto checkpoint =
             need(ledger::read_checkpoint(need(ledger::read_note(copy.read("held.checkpoint"))).text));
         copy.put("out/ledger/checkpoint", ledger::sign_checkpoint(checkpoint, key));
         copy.put("out/ledger/log.vkey", ledger::write_verifier_key(key.verifier()) + "\n");
       },
       {{"candour-verify and a key that came another way", &Copy::audited_ledger, "does not bear the signature"}}},
      {"a paper is altered between its approval and its publication",
       [](const Copy& copy) {
         copy.sql(
             {"UPDATE originals SET bytes = CAST('another paper' AS BLOB) WHERE sha256 = (SELECT json_extract(core, "
              "'$.files[0].sha256') FROM events WHERE core LIKE '%paper.proposed%' AND stream = (SELECT id FROM "
              "streams WHERE name = 'paper/c7m2qx9dab'))"});
       },
       {{"publishing",
         [](const Copy& copy) {
           Running running(copy.folder);
           const auto made = app::publish(running.candour, jo, third, running.paper(third).version);
           return made ? std::string("published") : made.error().sentence;
         },
         "is not the one that was published"}}},
  };
}

const Honest& honest() {
  static const Honest made;
  return made;
}

TEST(InsiderDrills, BeginFromARecordThatHolds) {
  const Copy copy(honest().folder);
  EXPECT_EQ(copy.verified(), "");
  EXPECT_EQ(copy.started(), "");
  const std::string outside = copy.outside();
  EXPECT_THAT(outside, HasSubstr("status 0")) << outside;
  EXPECT_THAT(outside, HasSubstr("corrected by entry"));
  EXPECT_THAT(outside, HasSubstr("withdrawn by entry"));
  EXPECT_THAT(copy.page("/p/" + first.text()), HasSubstr("Officers speak to each child alone"));
  EXPECT_THAT(copy.audited("paper " + copy.paper_file(first, ".html")), HasSubstr("status 0"));
}

TEST(TheBundle, OfAPaperIsAllThatAnAuditorNeeds) {
  const Copy copy(honest().folder);
  std::string document;
  {
    Running running(copy.folder);
    document = running.paper(first).versions.at(1).document;
    copy.put("bundle.zip", running.page("/p/" + first.text() + "/2/bundle.zip"));
  }
  ASSERT_EQ(std::system(("cd '" + copy.folder.string() + "' && python3 -m zipfile -e bundle.zip bundle").c_str()), 0);
  const std::string paper = "bundle/paper." + document;
  const std::string held = copy.audited("paper " + paper + ".html --policy bundle/policy");
  EXPECT_THAT(held, HasSubstr("status 0")) << held;
  EXPECT_THAT(held, HasSubstr("The policy asks for no witness."));
  EXPECT_EQ(copy.read("bundle/log.vkey"), copy.read("log.vkey"));
  EXPECT_THAT(copy.read("bundle/VERIFY.txt"), HasSubstr("candour-verify paper paper." + document + ".html"));
  EXPECT_THAT(copy.read(paper + ".tlog-proof"), HasSubstr(copy.read("bundle/checkpoint")));
  // Another form is vouched for by the paper beside it, which names its hash.
  for (const char* each : {".csv", ".json", ".xlsx", ".docx"}) {
    const std::string form = copy.audited("paper " + paper + each);
    EXPECT_THAT(form, HasSubstr("status 0")) << each;
    EXPECT_THAT(form, HasSubstr("names at its end")) << each;
    const std::string good = copy.read(paper + each);
    copy.put(paper + each, good + " ");
    const std::string altered = copy.audited("paper " + paper + each);
    EXPECT_THAT(altered, testing::Not(HasSubstr("status 0"))) << each;
    EXPECT_THAT(altered, HasSubstr("This file is not the one that the paper")) << each;
    copy.put(paper + each, good);
  }
  for (const char* each : {".html", ".leaf", ".tlog-proof"}) {
    const std::string good = copy.read(paper + each);
    std::string altered = good;
    altered[altered.size() / 2] = static_cast<char>(altered[altered.size() / 2] ^ 1);
    copy.put(paper + each, altered);
    EXPECT_THAT(copy.audited("paper " + paper + ".html"), testing::Not(HasSubstr("status 0"))) << each;
    copy.put(paper + each, good);
  }
}

TEST(InsiderDrills, AreAllCaught) {
  const auto drills = every_drill();
  EXPECT_GE(drills.size(), 25u);
  for (const Drill& drill : drills) {
    SCOPED_TRACE(drill.name);
    for (const Drill::Catch& each : drill.caught) {
      const Copy copy(honest().folder);
      drill.alter(copy);
      EXPECT_THAT(each.look(copy), HasSubstr(each.says)) << each.by;
    }
  }
}

TEST(InsiderDrills, AreToldInTheDocuments) {
  const std::string told = need(read_whole(CANDOUR_SOURCE_DIR "/docs/explanation/insider-drills.md"));
  for (const Drill& drill : every_drill()) {
    std::string by;
    for (const Drill::Catch& each : drill.caught) by += (by.empty() ? "" : "; ") + std::string(each.by);
    EXPECT_THAT(told, HasSubstr("| " + std::string(drill.name) + " | " + by + " |"));
  }
}

}  // namespace
}  // namespace candour
