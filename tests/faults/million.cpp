// How long a record of a million events takes from a kill to its first page:
//
//   million CANDOUR FOLDER [EVENTS]
//
// Forty plans of 250 rows and their updates, decided by the rules of the trade and appended through the store, many in
// a commit; the ledger is signed, as it is while the program serves. Then one who appends is killed (SIGKILL) at it,
// and the program is started: it serves once it has folded every event and worked the root anew that was signed last.
// Ends with 1 where that takes more than ten seconds of a processor's time, which a busy machine does not spoil; the
// clock's time is told beside it.
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "plan/commands.h"
#include "plan/plan.h"
#include "record/record.h"
#include "sqlite/sqlite_store.h"

namespace {

using namespace candour;
namespace fs = std::filesystem;
using steady = std::chrono::steady_clock;

constexpr std::size_t plans = 40, rows = 250, in_one_commit = 5000;
constexpr double most_seconds = 10;

[[noreturn]] void stop(const std::string& sentence) {
  std::fprintf(stderr, "million: %s\n", sentence.c_str());
  std::exit(1);
}
template <class T>
T need(Result<T> result) {
  if (!result) stop(result.error().sentence + " " + result.error().detail);
  return *std::move(result);
}
double seconds_since(steady::time_point start) {
  return std::chrono::duration<double>(steady::now() - start).count();
}

std::string id_of(std::size_t number) {
  std::string id = "m0000000000";
  const std::string digits = std::to_string(number);
  return id.replace(10 - digits.size(), digits.size(), digits).substr(0, 10);
}

template <class Event>
void add_to(app::Append& append, const std::vector<Event>& events) {
  for (const Event& event : events) {
    record::Parts parts = record::write(event);
    append.events.push_back(
        {std::move(parts.core), std::move(parts.words), event.stamp.recorded, event.stamp.speaks_of});
  }
}

// One stream, kept in commits of many events.
class Stream {
 public:
  Stream(app::Store& store, std::string name) : store_(store), append_{std::move(name), 0, {}} {}
  template <class Event>
  void add(const std::vector<Event>& events) {
    add_to(append_, events);
    if (append_.events.size() >= in_one_commit) keep();
  }
  void stands_at(std::uint64_t sequence) { append_.expected = sequence; }
  void keep() {
    if (append_.events.empty()) return;
    need(store_.append({append_}));
    append_.expected += append_.events.size();
    append_.events.clear();
  }

 private:
  app::Store& store_;
  app::Append append_;
};

const plan::Stamp stamp{*Moment::parse("2026-02-01T09:30:00Z"), *Date::parse("2026-02-01"), "operator"};

plan::GiveUpdate update_of(std::size_t turn) {
  plan::GiveUpdate update;
  update.number = static_cast<plan::Number>(turn % rows + 1);
  update.update.as_at = *Date::parse("2026-02-01");
  update.update.by = "operator";
  update.update.narrative =
      "The first of the teams is briefed, the others follow; told at meeting " + std::to_string(turn / rows) + ".";
  if (turn % 3 == 0) update.rating = turn / rows % 2 == 0 ? "R" : "G";
  return update;
}

void build(const fs::path& data, std::size_t events) {
  const auto store = need(sqlite::open_store(data / "candour.db"));
  plan::Partnership partnership;
  Stream agencies(*store, "partnership");
  for (int i = 0; i < 9; ++i) {
    const auto added = need(plan::decide(partnership, plan::AddAgency{"Agency " + std::to_string(i), {}}, stamp));
    for (const plan::PartnershipEvent& event : added) plan::apply(partnership, event);
    agencies.add(added);
  }
  agencies.keep();
  for (std::size_t number = 0; number < plans; ++number) {
    plan::Plan plan;
    plan::ImportPlan import;
    import.plan = plan::PlanId(id_of(number));
    import.title = "Plan of number " + std::to_string(number);
    import.document.import = plan::ImportId("first");
    import.document.document_sha256 = std::string(64, 'a');
    import.as_at = *Date::parse("2026-01-07");
    import.key = {{"G", "On track", plan::Status::on_track}, { "R", "Late", plan::Status::off_track }};
    for (std::size_t row = 0; row < rows; ++row) {
      plan::Action action;
      action.agency = partnership.agencies[row % partnership.agencies.size()].id;
      action.recommendations = {std::to_string(row / 20) + "a"};
      action.lead = "Head of Safeguarding";
      action.wording = action.original_wording =
          "Brief all staff on what the review found, and keep a register of who attended.";
      action.rating = {"G", plan::Status::on_track, 0, {}};
      import.actions.push_back(action);
    }
    Stream stream(*store, "plan/" + import.plan.text());
    const auto keep = [&](const std::vector<plan::PlanEvent>& decided) {
      for (const plan::PlanEvent& event : decided) plan::apply(plan, event);
      stream.add(decided);
      return decided.size();
    };
    std::size_t had = keep(need(plan::decide(plan, import, stamp)));
    for (std::size_t turn = 0; had < events / plans; ++turn) {
      had += keep(need(plan::decide(plan, update_of(turn), stamp)));
    }
    stream.keep();
  }
}

pid_t begin(const std::vector<std::string>& words, int error) {
  const pid_t child = fork();
  if (child != 0) return child;
  dup2(error, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

struct Served {
  double seconds = 0, of_processor = 0;
};
// From its start until it says that it serves; then until it has signed, where it does that; it is killed.
Served serve(const std::string& program, const fs::path& data, bool until_signed) {
  int ends[2];
  if (pipe(ends) != 0) stop("no pipe");
  const auto start = steady::now();
  const pid_t child =
      begin({program, "serve", "--data", data.string(), "--listen", "127.0.0.1:0", "--pdf-browser", "none"}, ends[1]);
  close(ends[1]);
  FILE* said = fdopen(ends[0], "r");
  Served served;
  char line[4096];
  bool is_served = false, is_signed = false;
  while ((!is_served || (until_signed && !is_signed)) && std::fgets(line, sizeof line, said)) {
    if (std::strstr(line, " at http://")) {
      is_served = true;
      served.seconds = seconds_since(start);
      std::ifstream stat("/proc/" + std::to_string(child) + "/stat");
      std::string word;
      for (int i = 1; i <= 15 && stat >> word; ++i)
        if (i >= 14) served.of_processor += std::stod(word) / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    if (std::strstr(line, "signed the ledger")) is_signed = true;
    if (std::strstr(line, "read-only")) stop(line);
  }
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  std::fclose(said);
  if (!is_served) stop("the program does not serve");
  return served;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) stop("name the program and a folder");
  const std::string program = argv[1];
  const fs::path folder = argv[2], data = folder / "record";
  const std::size_t events = argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1'000'000;
  fs::remove_all(folder);
  fs::create_directories(data);
  auto start = steady::now();
  build(data, events);
  const double built = seconds_since(start);
  const int nothing = 2;
  int status = 0;
  waitpid(begin({program, "signer", "--data", data.string(), "--new-key", "plans.harrowvale.example/log/1"}, nothing),
          &status, 0);
  if (status != 0) stop("no key");
  serve(program, data, true);

  // Who appends one event after the other is killed at it.
  int ends[2];
  if (pipe(ends) != 0) stop("no pipe");
  const pid_t appending = fork();
  if (appending == 0) {
    const auto store = need(sqlite::open_store(data / "candour.db"));
    plan::Plan plan;
    Stream stream(*store, "plan/" + id_of(0));
    for (const app::StoredEvent& event : need(store->read("plan/" + id_of(0))))
      plan::apply(plan, need(record::read_plan_event(event.core, event.words)));
    stream.stands_at(need(store->streams("plan/" + id_of(0))).front().sequence);
    for (std::size_t turn = 0;; ++turn) {
      const auto decided = need(plan::decide(plan, update_of(turn), stamp));
      for (const plan::PlanEvent& event : decided) plan::apply(plan, event);
      stream.add(decided);
      stream.keep();
      if (turn == 500 && write(ends[1], "x", 1) != 1) std::_Exit(1);
    }
  }
  char byte = 0;
  if (read(ends[0], &byte, 1) != 1) stop("nothing was appended");
  kill(appending, SIGKILL);
  waitpid(appending, nullptr, 0);
  const Served served = serve(program, data, false);
  const auto store = need(sqlite::open_store(data / "candour.db"));
  std::printf(
      "%llu events, of which the last were being appended when it was killed: it serves again %.1f s later (%.1f s of "
      "a "
      "processor); the record was built in %.0f s\n",
      static_cast<unsigned long long>(need(store->last_position())), served.seconds, served.of_processor, built);
  if (served.of_processor > most_seconds)
    stop("that is more than " + std::to_string(static_cast<int>(most_seconds)) + " s");
}
