// An installation on a disk that fails:
//
//   faults FOLDER [--points N] [--seeds N] [--at-once N] [--flow NAME] [--at POINT --seed SEED --fault kill|error]
//
// Each flow (a first installation, appending, checkpoints, publishing, erasing, backup, restore, filling, export) is
// run once without a fault, and its writes, syncs, renames and their kin are counted. Then, at each of them and for
// each seed, it is run from the same beginning twice: once the process is killed before, within or after it, once it
// fails. What was written and never synced is dropped, torn or kept. The installation is started anew, and everything
// that it had promised to anybody must be there; what was not done is done again, more is promised, the power goes once
// more, and all of it must be there again. With --points, so many of them at most, spread evenly.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "disk.h"
#include "flows.h"

namespace {

using namespace candour::faults;
namespace fs = std::filesystem;

constexpr int killed = 137;

struct Run {
  std::size_t flow = 0;
  std::uint64_t point = 0, seed = 0;
  bool kills = true;
};
struct Bases {
  Folders usual, with_log;
  const Folders& of(const Flow& flow) const { return flow.with_log ? with_log : usual; }
};
// Of all processes.
struct Tally {
  std::array<std::atomic<unsigned>, 16> runs, not_reached;
  std::atomic<unsigned> kills, cuts, errors, syncs, broken;
};

std::uint64_t mixed(std::uint64_t value) {
  value = (value ^ value >> 31) * 0x9E3779B97F4A7C15u;
  return value ^ value >> 29;
}

// In a process of its own, which says what it says into a file: its exit status.
template <class Work>
int apart(const Folders& at, const Work& work) {
  const pid_t child = fork();
  if (child == 0) {
    const int file = ::open(at.said().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    const int nothing = ::open("/dev/null", O_WRONLY);
    dup2(file, STDERR_FILENO);
    dup2(nothing, STDOUT_FILENO);
    ::alarm(120);  // a process that hangs is a fault too
    work();
    std::fflush(nullptr);
    ::_exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}
std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Order order_of(const Folders& at, const Run& run) {
  const std::uint64_t chance = mixed(run.point * 1000003 + run.seed * 7919 + run.flow);
  Order order{at.root(), at.state(), run.point, Fault::none, false, false, chance};
  if (run.kills) {
    constexpr std::array<Fault, 3> kills{Fault::killed_before, Fault::killed_after, Fault::killed_within};
    order.fault = kills[run.seed % kills.size()];
    order.cuts_power = chance / 16 % 4 != 0;
  } else {
    constexpr std::array<Fault, 3> errors{Fault::io_error, Fault::no_room, Fault::cut_short};
    order.fault = errors[(run.seed + run.point) % errors.size()];
    order.stays_broken = chance / 16 % 3 == 0;
  }
  return order;
}

// What is wrong; empty where all holds.
std::string play(const Folders& at, const Bases& bases, const Run& run, Tally& tally) {
  const Flow& flow = flows()[run.flow];
  fs::remove_all(at.whole);
  fs::copy(bases.of(flow).whole, at.whole, fs::copy_options::recursive);
  const Order order = order_of(at, run);
  const bool cut_between = mixed(order.seed) % 2 == 0, closes = run.kills || mixed(order.seed + 3) % 2 == 0;

  // What the flow's process saw, for us.
  const fs::path saw = at.whole / "saw";
  int ended = apart(at, [&] {
    watch(order);
    closes_at_the_end = closes;
    flow.run(at);
    const bool reached = !struck().empty();
    const std::string wrong = struck_a_sync() && !is_swallowed(struck()) &&
                                      (closing_since() == 0 || order.point <= closing_since()) &&
                                      fs::file_size(at.said()) == 0
                                  ? "nothing is said of a sync that failed: " + struck()
                                  : "";
    std::ofstream(saw) << (reached ? "reached " + struck() + "\n" : "\n") << wrong << "\n";
    if (cut_between)
      cut_power(order.seed + 1);
    else
      keep_state();
  });
  const std::string told = read_file(saw), said = told.substr(0, told.find('\n')) +
                                                  (cut_between ? ", the power cut after it" : "") + "\n" +
                                                  read_file(at.said()) + "then: ";
  if (ended != 0 && ended != killed) return "it ended with " + std::to_string(ended) + "\n" + said;
  ++tally.runs[run.flow];
  if (ended == killed) {
    ++tally.kills;
    if (order.cuts_power) ++tally.cuts;
  } else {
    if (closes && !told.starts_with("reached")) ++tally.not_reached[run.flow];
    if (const std::string wrong = told.substr(std::min(told.size(), told.find('\n') + 1)); wrong.size() > 1)
      return wrong + said;
    ++tally.errors;
  }
  fs::remove(at.said());
  Order none{at.root(), at.state(), 0, Fault::none, false, false, order.seed + 2};
  ended = apart(at, [&] {
    watch(none);
    go_on(at, flow, mixed(order.seed + 4) % 2 == 0);
    cut_power(none.seed);
  });
  if (ended != 0) return "started anew, it ended with " + std::to_string(ended) + "\n" + said + read_file(at.said());
  fs::remove(at.said());
  ended = apart(at, [&] { check(at); });
  if (ended != 0) return "at the end it ended with " + std::to_string(ended) + "\n" + said + read_file(at.said());
  return {};
}

std::string told_of(const Run& run, const Order& order) {
  return std::string(flows()[run.flow].name) + " --at " + std::to_string(run.point) + " --seed " +
         std::to_string(run.seed) + " --fault " + (run.kills ? "kill" : "error") + " (" + to_text(order.fault) +
         (order.cuts_power ? ", the power cut" : "") + (order.stays_broken ? ", and ever after" : "") + ")";
}

[[noreturn]] void stop(const std::string& sentence) {
  std::fprintf(stderr, "faults: %s\n", sentence.c_str());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) stop("name a folder to work in");
  fs::path folder = fs::absolute(argv[1]).lexically_normal();
  std::uint64_t most = 0, seeds = 3, at_once = 1, only_point = 0, only_seed = 0;
  std::string only_flow, only_fault;
  for (int i = 2; i + 1 < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--points")
      most = std::stoull(value);
    else if (option == "--seeds")
      seeds = std::stoull(value);
    else if (option == "--at-once")
      at_once = std::stoull(value);
    else if (option == "--flow")
      only_flow = value;
    else if (option == "--at")
      only_point = std::stoull(value);
    else if (option == "--seed")
      only_seed = std::stoull(value);
    else if (option == "--fault")
      only_fault = value;
    else
      stop("there is no option " + option);
  }
  const auto began = std::chrono::steady_clock::now();
  fs::remove_all(folder);
  fs::create_directories(folder);
  const Bases bases{{folder / "base"}, {folder / "base-with-log"}};
  fs::create_directories(bases.usual.root());
  if (apart(bases.usual, [&] { make_base(bases.usual); }) != 0)
    stop("no installation to begin with: " + read_file(bases.usual.said()));
  fs::remove(bases.usual.said());
  fs::copy(bases.usual.whole, bases.with_log.whole, fs::copy_options::recursive);
  if (apart(bases.with_log, [&] { fill_log(bases.with_log); }) != 0)
    stop("no long log to begin with: " + read_file(bases.with_log.said()));
  fs::remove(bases.with_log.said());

  // Each flow without a fault: its points.
  std::vector<Run> runs;
  std::vector<std::uint64_t> points(flows().size());
  std::uint64_t all = 0;
  for (std::size_t flow = 0; flow < flows().size(); ++flow) {
    if (!only_flow.empty() && only_flow != flows()[flow].name) continue;
    const Folders at{folder / "whole"};
    fs::remove_all(at.whole);
    fs::copy(bases.of(flows()[flow]).whole, at.whole, fs::copy_options::recursive);
    const int ended = apart(at, [&] {
      watch({at.root(), at.state(), 0, Fault::none, false, false, 0});
      flows()[flow].run(at);
      std::ofstream(at.whole / "counted") << operations() << " " << unseen();
    });
    if (ended != 0 || !read_file(at.said()).empty())
      stop(std::string(flows()[flow].name) + " fails without a fault: " + read_file(at.said()));
    std::string unseen;
    std::ifstream counted(at.whole / "counted");
    counted >> points[flow];
    std::getline(counted, unseen);
    if (unseen.size() > 1) stop(std::string(flows()[flow].name) + ": not all was seen:" + unseen);
    all += points[flow];
  }
  const std::uint64_t step = most == 0 || most >= all ? 1 : (all + most - 1) / most;
  std::uint64_t number = 0;
  for (std::size_t flow = 0; flow < flows().size(); ++flow)
    for (std::uint64_t point = 1; point <= points[flow]; ++point)
      if (number++ % step == 0)
        for (std::uint64_t seed = 0; seed < seeds; ++seed)
          for (const bool kills : {true, false}) runs.push_back({flow, point, seed, kills});
  if (only_point != 0)
    runs.assign(1, {static_cast<std::size_t>(std::find_if(flows().begin(), flows().end(),
                                                          [&](const Flow& each) { return only_flow == each.name; }) -
                                             flows().begin()),
                    only_point, only_seed, only_fault != "error"});

  void* shared = mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  Tally& tally = *new (shared) Tally{};
  std::vector<pid_t> workers;
  for (std::uint64_t worker = 0; worker < at_once; ++worker) {
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child != 0) {
      workers.push_back(child);
      continue;
    }
    const Folders at{folder / ("run" + std::to_string(worker))};
    for (std::size_t i = worker; i < runs.size(); i += at_once) {
      const std::string wrong = play(at, bases, runs[i], tally);
      if (wrong.empty()) continue;
      if (++tally.broken <= 200)
        std::fprintf(stderr, "%s: %s\n", told_of(runs[i], order_of(at, runs[i])).c_str(), wrong.c_str());
    }
    std::fflush(nullptr);
    ::_exit(0);
  }
  for (const pid_t worker : workers) waitpid(worker, nullptr, 0);

  unsigned done = 0;
  std::uint64_t looked_at = 0;
  for (std::size_t flow = 0; flow < flows().size(); ++flow) {
    if (tally.runs[flow] == 0) continue;
    std::printf("%s: %llu points, %u runs\n", flows()[flow].name, static_cast<unsigned long long>(points[flow]),
                tally.runs[flow].load());
    done += tally.runs[flow];
    looked_at += points[flow];
    if (tally.not_reached[flow] * 20 > tally.runs[flow])
      stop(std::string(flows()[flow].name) + " does not reach its points");
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  std::printf(
      "%zu of %llu points × %llu seeds: %u runs (%u killed, the power cut in %u of them; %u with an error) in %.0f s\n",
      runs.size() / 2 / std::max<std::uint64_t>(seeds, 1), static_cast<unsigned long long>(looked_at),
      static_cast<unsigned long long>(seeds), done, tally.kills.load(), tally.cuts.load(), tally.errors.load(),
      seconds);
  if (tally.broken != 0 || done != runs.size()) stop(std::to_string(tally.broken.load()) + " runs do not hold");
  std::printf("No acknowledged event is lost, no checkpoint forked, and the installation goes on.\n");
}
