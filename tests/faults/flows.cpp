#include "flows.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <future>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <unistd.h>

#include "app/candour.h"
#include "app/checkpoints.h"
#include "app/papers.h"
#include "app/signer.h"
#include "app/verify.h"
#include "base/clock.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/text.h"
#include "disk.h"
#include "ledger/witness.h"
#include "signing/signer.h"
#include "sqlite/sqlite_store.h"
#include "witness/witness.h"

// The program itself: src/main.cpp, whose main() goes by this name here.
int candour_main(int argc, char** argv);

namespace candour::faults {

// SQLite asks for the names of a folder by fdatasync(), and says nothing where that fails; the program has asked
// before, by fsync().
bool is_swallowed(std::string_view synced) {
  return synced.starts_with("fdatasync of the folder");
}

namespace {

namespace fs = std::filesystem;

const std::string origin = "plans.harrowvale.example/log/1";
const plan::PlanId rowan{"k7m2qx9dab"};
const app::Actor jo{.name = {}, .person = people::PersonId("jo")}, sam{.name = {}, .person = people::PersonId("sam")};
const std::string canary = "Zebulon Quillfeather of Number Nine";

std::uint64_t closing = 0;

[[noreturn]] void broken(const std::string& sentence) {
  std::fprintf(stderr, "BROKEN: %s\n", sentence.c_str());
  std::fflush(stderr);
  ::_exit(3);
}
template <class T>
T need(Result<T> result) {
  if (!result) broken("needed: " + result.error().sentence + " " + result.error().detail);
  return *std::move(result);
}
void need(const Result<void>& result) {
  if (!result) broken("needed: " + result.error().sentence + " " + result.error().detail);
}

// ---- What was promised ----

struct Note {
  std::string kind, of, text;
};
// Whether a sync had failed before what is promised was begun. What failed within it, its own answer must tell.
thread_local bool failed_before = false;
void begin_act() {
  failed_before = struck_a_sync();
}

// Whether a promise rests on the file of which a sync failed: then nobody knows what the disk has, and no more is
// promised by this process. A paper and its withdrawal rest on their event alone, which was committed before anything
// was signed; a witness is a process of its own.
bool rests_on(const std::string& kind, const std::string& of, const std::string& synced) {
  const auto is_of = [&](std::string_view name) { return synced.find(name) != std::string::npos; };
  if (kind == "paper" || kind == "withdrawn" || kind == "cosigned") return false;
  if (kind == "checkpoint" && is_of(".signer/state")) return true;
  if (kind == "key" || kind == "backup" || kind == "export") return is_of(of) && !is_swallowed(synced);
  return is_of("live/candour.db");
}
class Notes {
 public:
  explicit Notes(const Folders& at) : file_(at.notes()) {}
  // To somebody outside, who will hold us to it.
  void promise(const std::string& kind, const std::string& of, const std::string& text) const {
    if (failed_before && rests_on(kind, of, struck()))
      broken("after a sync that failed (" + struck() + ") it was promised: " + kind + " of " + of);
    write(kind, of, text);
  }
  void write(const std::string& kind, const std::string& of, const std::string& text) const {
    std::ofstream(file_, std::ios::app) << kind << '\t' << of << '\t' << base64(text) << '\n';
  }
  std::vector<Note> all() const {
    std::vector<Note> notes;
    std::ifstream in(file_);
    for (std::string line; std::getline(in, line);) {
      const auto parts = split(line, '\t');
      notes.push_back({std::string(parts.at(0)), std::string(parts.at(1)), *from_base64(parts.at(2))});
    }
    return notes;
  }
  bool has(std::string_view kind, std::string_view of) const {
    const auto notes = all();
    return std::any_of(notes.begin(), notes.end(),
                       [&](const Note& each) { return each.kind == kind && each.of == of; });
  }

 private:
  fs::path file_;
};

// As at a shell; true where it ended with 0.
bool program(const std::vector<std::string>& words) {
  begin_act();
  std::vector<std::string> all{"candour"};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& word : all) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  return candour_main(static_cast<int>(all.size()), arguments.data()) == 0;
}

// ---- The installation as it runs ----

class NotingSigner final : public app::Signer {
 public:
  NotingSigner(std::unique_ptr<app::Signer> signer, const Notes& notes, std::string of)
      : signer_(std::move(signer)), notes_(notes), of_(std::move(of)) {}
  Result<Standing> standing() const override { return signer_->standing(); }
  // Whoever has the signature may show it to anybody.
  Result<std::string> sign(const ledger::Checkpoint& next, const ledger::Advance& advance) const override {
    begin_act();
    auto checkpoint = signer_->sign(next, advance);
    if (checkpoint) notes_.promise("checkpoint", of_, *checkpoint);
    return checkpoint;
  }

 private:
  std::unique_ptr<app::Signer> signer_;
  const Notes& notes_;
  std::string of_;
};

class Site {
 public:
  Site(const Folders& at, std::string of, Moment now = *Moment::parse("2026-03-02T09:00:00Z"))
      : notes(at), of_(std::move(of)), clock(now) {
    const fs::path data = at.root() / of_;
    auto opened = sqlite::open_store(data / "candour.db", say);
    if (!opened) {
      say(opened.error());
      return;
    }
    store = std::move(*opened);
    const signing::Files files{data.string() + ".signer/key", data.string() + ".signer/state"};
    if (fs::exists(files.key)) {
      const fs::path socket = at.whole.string() + "." + of_ + ".socket";
      // It can be asked, or it has ended, and who asks it is told.
      auto begun = std::make_shared<std::promise<void>>();
      auto waits = begun->get_future();
      std::thread([files, socket, begun] {
        bool ready = false;
        const auto served = signing::serve(files, socket, [&] { ready = true, begun->set_value(); });
        if (!served) say(served.error());
        if (!ready) begun->set_value();
      }).detach();
      waits.wait();
      signer = std::make_unique<NotingSigner>(signing::at(socket), notes, of_);
    }
    candour = std::make_unique<app::Candour>(*store, nullptr, clock, app::Post{nullptr, "https://plans.example"},
                                             nullptr, signer.get());
  }
  ~Site() {
    closing = operations();
    candour.reset();
    if (closes_at_the_end)
      store.reset();
    else
      (void)store.release();
  }
  Site(const Site&) = delete;

  bool open() const { return store != nullptr; }
  static void say(const Error& error) {
    std::fprintf(stderr, "%s (%s)\n", error.sentence.c_str(), error.detail.c_str());
  }
  template <class T>
  static bool done(const Result<T>& result) {
    if (!result) say(result.error());
    return result.has_value();
  }

  // One event with words of its own.
  bool record(const std::string& words) {
    static int turn = 0;
    begin_act();
    const bool is_done = done(candour->act(
        {}, rowan, plan::RateAction{1, ++turn % 2 == 0 ? "Red" : "Green", *Date::parse("2026-03-02"), words},
        std::nullopt));
    if (is_done) notes.promise("words", of_, words);
    return is_done;
  }
  bool keep(const std::string& bytes) {
    begin_act();
    const auto kept = store->keep_original(bytes);
    if (done(kept)) notes.promise("original", of_, *kept);
    return kept.has_value();
  }
  void sign() {
    if (signer) done(app::sign_now(*candour));
  }
  const paper::Paper* find(const paper::PaperId& id) {
    auto drawn = candour->picture({});
    if (!done(drawn)) return nullptr;
    picture = *drawn;
    return view::find_paper(*picture, id);
  }

  Notes notes;
  std::string of_;
  FixedClock clock;
  std::unique_ptr<app::Store> store;
  std::unique_ptr<app::Signer> signer;
  std::unique_ptr<app::Candour> candour;
  std::shared_ptr<const view::Picture> picture;
};

app::Writing plain_writing() {
  return {[](const view::PaperContent&, const app::Imprint& imprint) -> Result<std::vector<app::Made>> {
            return std::vector<app::Made>{{"paper.csv", "text/csv", "Rows of " + imprint.document + "\n"}};
          },
          [](const view::PaperContent&, const app::Imprint& imprint) -> Result<app::Made> {
            return app::Made{"paper.html", "text/html",
                             "<h1>" + imprint.document + "</h1>" + std::string(3000, 'p') + "\n"};
          }};
}

bool start_paper(Site& site, const paper::PaperId& id) {
  return Site::done(
      site.candour->act(jo, id,
                        paper::StartPaper{id,
                                          {"Progress of Rowan",
                                           "Scrutiny Committee",
                                           Date::parse("2026-03-12"),
                                           {{rowan.text()}, {}, *Date::parse("2026-03-02"), {paper::Section::rows}}}},
                        0));
}
bool publish_paper(Site& site, const paper::PaperId& id) {
  const paper::Paper* paper = site.find(id);
  if (!paper) return false;
  const auto composed = app::compose(*site.candour, jo, *paper);
  if (!Site::done(composed)) return false;
  for (const app::Found& found : composed->found)
    if (!found.decision &&
        !Site::done(site.candour->act(jo, id, paper::DecideHit{found.kind, found.words, paper::Answer::redact, {}},
                                      std::nullopt)))
      return false;
  if (paper->stage == paper::Stage::draft &&
      !Site::done(app::propose(*site.candour, jo, id, paper->version, "The minutes say so", plain_writing())))
    return false;
  if (!(paper = site.find(id))) return false;
  if (paper->stage == paper::Stage::proposed &&
      !Site::done(site.candour->act(sam, id, paper::ApprovePaper{paper->proposal->document}, paper->version)))
    return false;
  if (!(paper = site.find(id)) || !Site::done(app::publish(*site.candour, jo, id, paper->version))) return false;
  site.notes.promise("paper", site.of_, id.text());
  return true;
}

void begin(app::Candour& candour) {
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
        {}, people::AddPerson{
                people::PersonId(id), std::string("Name of ") + id, std::string(id) + "@harrowvale.example", {grant}}));
  }
}

// ---- The flows ----

// Whether somebody was added already, which whoever asked had not heard.
bool is_known(const fs::path& data) {
  if (!fs::exists(data / "candour.db")) return false;
  const auto store = sqlite::open_store(data / "candour.db");
  return store && need((*store)->last_position()) > 0;
}

void install(const Folders& at) {
  const std::string data = (at.root() / "fresh").string();
  const Notes notes(at);
  if (!notes.has("key", "fresh") && !fs::exists(data + ".signer/key") &&
      !program({"signer", "--data", data, "--new-key", origin}))
    return;
  notes.promise("key", "fresh", "");
  if (!is_known(data) && !program({"user", "add", "jo@harrowvale.example", "--data", data, "--name", "Jo Example"}))
    return;
  notes.promise("words", "fresh", "jo@harrowvale.example");
  Site site(at, "fresh");
  if (site.open()) site.sign();
}

void append(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  for (int i = 0; i < 30; ++i) {
    site.record("Appended as number " + std::to_string(i));
    if (i % 5 == 0)
      site.keep("An original, number " + std::to_string(i) + std::string(static_cast<std::size_t>(700 * i), 'o'));
    begin_act();
    if (i == 7 && Site::done(site.store->vault().keep("session", "of jo", std::nullopt, "a secret")))
      site.notes.promise("kept", "live", "of jo");
    if (i == 9 && Site::done(site.store->save_draft("import/1", 0, "half decided", site.clock.now())))
      site.notes.promise("draft", "live", "import/1");
  }
}

// Several at once, who share commits.
void append_together(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  std::vector<std::thread> people;
  std::mutex saying;
  for (int person = 0; person < 4; ++person)
    people.emplace_back([&, person] {
      for (int i = 0; i < 8; ++i) {
        const std::string name = "Person " + std::to_string(person) + " of number " + std::to_string(i);
        begin_act();
        const auto kept = site.store->keep_original(name);
        const std::lock_guard lock(saying);
        if (Site::done(kept)) site.notes.promise("original", "live", *kept);
      }
    });
  for (std::thread& person : people) person.join();
}

void append_to_full_log(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  for (int i = 0; i < 24; ++i) site.record("Into a full log, number " + std::to_string(i));
  site.sign();
}

void sign(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  auto witness = witness::Witness::open(at.root() / "witness", site.clock);
  if (!Site::done(witness)) return;
  for (int i = 0; i < 8; ++i) {
    site.record("To be signed, number " + std::to_string(i));
    site.sign();
    const auto latest = app::latest_checkpoint(*site.candour);
    if (!latest || !*latest) continue;
    // What it has cosigned is read of itself, as over the network.
    std::uint64_t old_size = 0;
    for (int attempt = 0; attempt < 2; ++attempt) {
      auto proof = ledger::consistency_proof(old_size, (*latest)->checkpoint.size, app::nodes_of(*site.store));
      if (!Site::done(proof)) break;
      const auto answer =
          (*witness)->add_checkpoint(ledger::write_add_checkpoint({{old_size, *std::move(proof)}, (*latest)->bytes}));
      if (answer.status == 200) {
        site.notes.promise("cosigned", "live", (*latest)->bytes);
        Site::done(app::add_cosignatures(*site.candour, **latest, answer.body, {(*witness)->key()}));
        break;
      }
      if (!answer.is_size) {
        std::fprintf(stderr, "%s\n", answer.body.c_str());
        break;
      }
      old_size = std::strtoull(answer.body.c_str(), nullptr, 10);
    }
  }
}

// Each step that was not done, as its people would.
void publish(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  const paper::PaperId id{"a7m2qx9dab"};
  const paper::Paper* paper = site.find(id);
  if (!paper && !start_paper(site, id)) return;
  if (!(paper = site.find(id))) return;
  if (paper->versions.empty() && !publish_paper(site, id)) return;
  if (!(paper = site.find(id))) return;
  if (paper->versions.size() == 1 && paper->stage == paper::Stage::published &&
      !Site::done(
          site.candour->act(jo, id, paper::CorrectPaper{"Action 1 is green", "It was typed wrong"}, std::nullopt)))
    return;
  if (paper->versions.size() == 1 && !publish_paper(site, id)) return;
  if (!(paper = site.find(id))) return;
  if (paper->versions.front().withdrawn ||
      Site::done(app::withdraw(*site.candour, sam, id, 1, "It named a child", paper->version)))
    site.notes.promise("withdrawn", "live", id.text());
}

void erase(const Folders& at) {
  const Notes notes(at);
  std::string file, event;
  for (const Note& note : notes.all()) {
    if (note.kind == "canary event") event = note.text;
    if (note.kind == "canary file") file = note.text;
  }
  if (program({"erase", "--data", (at.root() / "live").string(), "--event", event, "--file", file, "--basis",
               "unlawful", "--reason", "It should not have been recorded"}))
    notes.promise("gone", "live", canary);
}

void back_up(const Folders& at) {
  Site site(at, "live");
  if (!site.open()) return;
  if (!site.record("Before the backup")) return;
  if (program({"backup", (at.root() / "late.backup").string(), "--data", (at.root() / "live").string()}))
    site.notes.promise("backup", "late.backup", "Before the backup");
  site.record("After the backup");
}

void restore(const Folders& at) {
  if (program({"restore", (at.root() / "early.backup").string(), "--data", (at.root() / "again").string(),
               "--without-erased"}))
    Notes(at).promise("restored", "again", "");
}
void fill(const Folders& at) {
  if (program({"restore", (at.root() / "exported").string(), "--data", (at.root() / "filled").string(),
               "--without-erased"}))
    Notes(at).promise("restored", "filled", "");
}
void export_all(const Folders& at) {
  if (program({"export", (at.root() / "taken").string(), "--data", (at.root() / "live").string()}))
    Notes(at).promise("export", "taken", "");
}

// ---- Afterwards ----

std::string bytes_of(const fs::path& folder) {
  std::string all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) {
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
  return all;
}

// Of one record: it holds, and has all of the words that were promised of it.
void check_record(const Folders& at, const std::string& of, const std::vector<Note>& notes) {
  const fs::path data = at.root() / of;
  std::vector<ledger::Checkpoint> seen;
  std::set<std::string> words, originals, papers, gone;
  for (const Note& note : notes) {
    if (note.of != of) continue;
    if (note.kind == "checkpoint" || note.kind == "cosigned") {
      const auto read = need(ledger::read_note(note.text));
      seen.push_back(need(ledger::read_checkpoint(read.text)));
    }
    if (note.kind == "words" && note.text != canary) words.insert(note.text);
    if (note.kind == "original") originals.insert(note.text);
    if (note.kind == "paper") papers.insert(note.text);
    if (note.kind == "gone") gone.insert(note.text);
  }
  if (Notes(at).has("key", of) && !fs::exists(data.string() + ".signer/key")) broken("the key of “" + of + "” is lost");
  if (!fs::exists(data / "candour.db")) {
    if (words.empty() && originals.empty() && seen.empty() && !Notes(at).has("restored", of)) return;
    broken("the record “" + of + "” is not there any more");
  }
  auto store = need(sqlite::open_store(data / "candour.db"));
  const auto audit = need(app::verify(*store, seen));
  for (const ledger::Finding& finding : audit.findings)
    if (!finding.holds) broken("“" + of + "” does not hold: " + finding.sentence);
  std::string all;
  for (const app::StoredEvent& event : need(store->read_all(0, 1'000'000))) all += event.words + "\n";
  for (const std::string& each : words)
    if (!gone.contains(each) && all.find(each) == std::string::npos)
      broken("an event is lost of “" + of + "”: " + each);
  const auto kept = need(store->originals());
  for (const std::string& each : originals)
    if (std::find(kept.begin(), kept.end(), each) == kept.end()) broken("an original is lost of “" + of + "”");
  for (const Note& note : notes) {
    if (note.of != of) continue;
    if (note.kind == "kept" && !store->vault().find("session", note.text)) broken("what the vault kept is lost");
    if (note.kind == "draft" && !store->draft(note.text)) broken("a draft is lost");
  }
  if (const std::string sentence = need(app::what_does_not_follow(*store, seen)); !sentence.empty())
    broken("a checkpoint of “" + of + "” was forked: " + sentence);
  if (const auto memory = read_whole(data.string() + ".signer/state")) {
    const auto read = need(ledger::read_signer_memory(*memory));
    for (const ledger::Checkpoint& each : seen)
      if (!read.last || read.last->size < each.size) broken("the signer of “" + of + "” has forgotten what it signed");
    if (read.last)
      if (const std::string sentence = need(app::what_does_not_follow(*store, {*read.last})); !sentence.empty())
        broken("what was signed of “" + of + "” is not what it has: " + sentence);
  } else if (Notes(at).has("key", of)) {
    broken("the signer of “" + of + "” has lost its memory");
  }
  FixedClock clock(*Moment::parse("2026-03-02T09:00:00Z"));
  const app::Candour candour(*store, nullptr, clock);
  for (const std::string& each : papers) {
    const auto paper = need(app::published_paper(candour, each));
    for (const paper::Version& version : paper->versions) {
      if (version.withdrawn) continue;
      for (const paper::File& file : version.files) need(app::published_file(candour, file));
      // What was entered and not signed is signed by whoever serves it next.
      if (!need(app::in_ledger(candour, paper->id, version)).vouched && Notes(at).has("at the end", ""))
        broken("a paper is published, and no checkpoint that was signed has it");
    }
  }
  store.reset();
  for (const std::string& each : gone)
    if (bytes_of(data).find(each) != std::string::npos) broken("erased words are still in “" + of + "”");
}

}  // namespace

std::uint64_t closing_since() {
  return closing;
}
bool closes_at_the_end = true;

const std::vector<Flow>& flows() {
  static const std::vector<Flow> all{{"install", install},
                                     {"append", append},
                                     {"append together", append_together},
                                     {"append to a full log", append_to_full_log, true},
                                     {"checkpoint", sign},
                                     {"publish", publish},
                                     {"erase", erase},
                                     {"backup", back_up},
                                     {"restore", restore},
                                     {"fill", fill},
                                     {"export", export_all}};
  return all;
}

void make_base(const Folders& at) {
  fs::create_directories(at.root() / "live");
  const fs::path root = at.root();
  const signing::Files files{root / "live.signer/key", root / "live.signer/state"};
  const auto key = need(signing::make_key(files, origin));
  need(witness::make_key(root / "witness", "witness.brackenford.example"));
  need(keep_durably(root / "witness/logs", ledger::write_verifier_key(key) + "\n"));
  const Notes notes(at);
  {
    Site site(at, "live");
    begin(*site.candour);
    std::string file;
    for (int i = 0; need(site.store->ledger().size()) < 246; ++i) {
      if (i == 20) {
        site.record(canary);
        notes.write("canary event", "live", std::to_string(need(site.store->last_position())));
        file = need(site.store->keep_original("A file about " + canary));
        notes.write("canary file", "live", file);
      }
      site.record("From before, number " + std::to_string(i));
    }
    site.sign();
    if (!program({"backup", (root / "early.backup").string(), "--data", (root / "live").string()})) broken("no backup");
    if (!program({"export", (root / "exported").string(), "--data", (root / "live").string()})) broken("no export");
  }
  // Elsewhere the words were erased before: a restore there erases them again.
  for (const Note& note : notes.all())
    if (note.kind == "canary event") {
      const auto store = need(sqlite::open_store(root / "live/candour.db"));
      const auto seals = need(store->ledger().seals(std::stoull(note.text) - 1, 1));
      for (const char* other : {"again.signer", "filled.signer"}) {
        fs::create_directory(root / other);
        std::string list = "words " + note.text + " " + base64(ledger::bytes_of(seals.front().commitment)) + "\n";
        for (const Note& each : notes.all())
          if (each.kind == "canary file") list += "file " + each.text + "\n";
        need(keep_durably(root / other / "erased", list));
      }
    }
}

void fill_log(const Folders& at) {
  Site* site = new Site(at, "live");
  for (int i = 0; fs::file_size(at.root() / "live/candour.db-wal") < 980u * 4120; ++i)
    if (!site->record("To fill the log, number " + std::to_string(i))) broken("the log is not filled");
  std::fflush(nullptr);
  ::_exit(0);
}

void go_on(const Folders& at, const Flow& flow, bool looks_first) {
  const std::string name = flow.name;
  const Notes notes(at);
  if (looks_first) check(at);
  // What was not done is done now, as somebody would who was told that it was not.
  const auto again = [&](const char* kind, const char* of) {
    if (notes.has(kind, of)) return;
    fs::remove_all(at.whole / "scratch");
    flow.run(at);
    if (!notes.has(kind, of)) broken(name + " cannot be done any more after this");
  };
  if (name == "install") again("checkpoint", "fresh");
  if (name == "publish") again("withdrawn", "live");
  if (name == "erase") again("gone", "live");
  if (name == "backup" && !notes.has("backup", "late.backup") && fs::exists(at.root() / "late.backup"))
    fs::rename(at.root() / "late.backup", at.root() / "unasked.backup");
  if (name == "backup") again("backup", "late.backup");
  if (name == "restore" && !fs::exists(at.root() / "again")) again("restored", "again");
  if (name == "fill" && !fs::exists(at.root() / "filled")) again("restored", "filled");
  if (name == "export" && !notes.has("export", "taken")) fs::remove_all(at.root() / "taken");
  if (name == "export") again("export", "taken");
  Site* site = new Site(at, "live", *Moment::parse("2026-03-03T09:00:00Z"));  // is never closed: the power goes
  if (!site->open() || !site->record("After the fault") || !site->record("And again")) broken("it does not go on");
  need(app::sign_now(*site->candour));
  notes.write("at the end", "", "");
}

void check(const Folders& at) {
  const auto notes = Notes(at).all();
  for (const char* of : {"live", "fresh", "again", "filled"}) check_record(at, of, notes);
  const fs::path root = at.root(), scratch = at.whole / "scratch";
  for (const char* of : {"again", "filled"}) {
    if (!fs::exists(root / of)) {
      if (Notes(at).has("restored", of)) broken("what was restored is not there any more");
      continue;
    }
    if (!fs::exists(root / of / "candour.db")) broken(std::string("a restored folder is not whole: ") + of);
    if (bytes_of(root / of).find(canary) != std::string::npos) broken("a restore has brought erased words back");
    const auto store = need(sqlite::open_store(root / of / "candour.db"));
    if (need(store->last_position()) < 240) broken("a restored record is not whole");
  }
  // Backups and exports are whole where they have their name, or were promised.
  for (const auto& [kind, of] : {std::pair{"backup", "early.backup"}, {"backup", "late.backup"}, {"export", "taken"}}) {
    const bool promised = Notes(at).has(kind, of);
    if (!promised && (std::string(kind) == "export" || !fs::exists(root / of))) continue;
    fs::remove_all(scratch);
    fs::create_directory(scratch);
    if (!program({"restore", (root / of).string(), "--data", (scratch / "from").string(), "--without-erased"}))
      broken(std::string(of) + " is not whole");
    const auto store = need(sqlite::open_store(scratch / "from/candour.db"));
    if (need(store->last_position()) < 240) broken(std::string(of) + " is not whole");
    for (const Note& note : notes)
      if (note.kind == kind && note.of == of && !note.text.empty() &&
          bytes_of(scratch).find(note.text) == std::string::npos)
        broken(std::string(of) + " lacks what had been recorded: " + note.text);
  }
  fs::remove_all(scratch);
  // A witness never forgets what it cosigned.
  std::uint64_t cosigned = 0;
  for (const Note& note : notes)
    if (note.kind == "cosigned")
      cosigned = std::max(cosigned, need(ledger::read_checkpoint(need(ledger::read_note(note.text)).text)).size);
  if (cosigned > 0) {
    FixedClock clock(*Moment::parse("2026-03-02T09:00:00Z"));
    const auto witness = need(witness::Witness::open(root / "witness", clock));
    std::uint64_t remembers = 0;
    for (const auto& entry : fs::directory_iterator(root / "witness"))
      if (entry.path().filename().string().size() == 64)
        remembers = need(ledger::read_checkpoint(need(ledger::read_note(need(read_whole(entry.path())))).text)).size;
    if (remembers < cosigned) broken("the witness has forgotten what it cosigned");
  }
}

}  // namespace candour::faults
