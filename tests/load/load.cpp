// Sixty-four people at one plan of 333 rows, each as fast as they are answered, on the program as it is served:
//
//   load CANDOUR FOLDER [--clients 64] [--seconds 60] [--p99 MILLISECONDS] [--kills N --mail NODE SERVER.mjs]
//
// Each is signed in as the lead of an agency, opens the page on which an update of one of its rows is given, and gives
// one. 409 is a right answer: somebody was quicker, and the page is read again. Afterwards every update that was
// acknowledged is in the record once, what was refused is not, and `candour verify` holds. With --kills the program is
// killed (SIGKILL) so often under that load, each time just after a letter was asked for; what was under way may be
// there or not, never twice, and no letter goes twice by itself.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <sqlite3.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

#include "asking.h"
#include "base/clock.h"
#include "base/id.h"
#include "signed_in.h"
#include "sqlite/sqlite_store.h"

namespace {

using namespace candour;
using load::Answer;
using load::Connection;
using load::SignedIn;
using steady = std::chrono::steady_clock;
namespace fs = std::filesystem;

constexpr std::size_t agencies = 9, rows = 333;

// Whatever is waited for comes within this, however busy the machine is.
constexpr std::chrono::minutes patience{3};
template <class Is>
bool wait_until(const Is& is) {
  for (const auto end = steady::now() + patience; !is();) {
    if (steady::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

[[noreturn]] void stop(const std::string& sentence) {
  std::fprintf(stderr, "load: %s\n", sentence.c_str());
  std::exit(1);
}

// A program of which lines are read until it ends; what it says goes on to `heard` from a thread of its own.
class Child {
 public:
  enum class Speaks { out, err };
  Child(const std::vector<std::string>& words, Speaks on, std::function<void(const std::string&)> heard) {
    int from[2], to[2];
    if (pipe(from) != 0 || pipe(to) != 0) stop("no pipe");
    child_ = fork();
    if (child_ == 0) {
      dup2(to[0], STDIN_FILENO);
      dup2(from[1], on == Speaks::out ? STDOUT_FILENO : STDERR_FILENO);
      for (int each : {from[0], from[1], to[0], to[1]}) close(each);
      std::vector<char*> arguments;
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    close(from[1]);
    close(to[0]);
    to_ = to[1];
    hearing_ = std::thread([this, heard = std::move(heard), file = from[0]] {
      std::string rest;
      char piece[8192];
      for (ssize_t read; (read = ::read(file, piece, sizeof piece)) > 0;) {
        rest.append(piece, static_cast<std::size_t>(read));
        for (std::size_t end; (end = rest.find('\n')) != std::string::npos; rest.erase(0, end + 1))
          heard(rest.substr(0, end));
      }
      close(file);
    });
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { end(SIGTERM); }
  // Its status as waitpid() tells it.
  int end(int signal) {
    if (child_ <= 0) return 0;
    close(to_);
    int status = 0;
    if (signal != 0) kill(child_, signal);
    rusage used{};
    wait4(child_, &status, 0, &used);
    seconds_ = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
               static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    hearing_.join();
    child_ = 0;
    return status;
  }

  // Of the processors, that it took; once it has ended.
  double seconds() const { return seconds_; }

 private:
  double seconds_ = 0;
  pid_t child_ = 0;
  int to_ = -1;
  std::thread hearing_;
};

int run(const std::vector<std::string>& words) {
  std::string said;
  Child child(words, Child::Speaks::err, [&](const std::string& line) { said += line + "\n"; });
  const int status = child.end(0);
  if (status != 0) std::fprintf(stderr, "%s", said.c_str());
  return status;
}

// ---- The record ----

void write_plan(const fs::path& file) {
  std::ofstream out(file);
  out << "Action,Agency,RAG,Target date,Progress,Lead,Outcome\r\n";
  constexpr std::array<const char*, 3> ratings{"Green", "Amber", "Red"};
  for (std::size_t i = 0; i < rows; ++i)
    out << "Step " << i + 1 << " of the plan: brief the team that keeps the register of moves,Agency "
        << i % agencies + 1 << "," << ratings[i % 3]
        << ",30/09/2030,\"The first of the teams is briefed, the others follow.\",Head of Service " << i
        << ",Children are seen when they move\r\n";
}

struct Site {
  std::string program, folder, data;
  std::vector<SignedIn> leads;
  SignedIn coordinator;
  std::map<std::string, std::vector<std::string>> rows_of;  // by agency: ids of actions
};

Site prepare(const std::string& program, const std::string& folder, std::size_t clients) {
  Site site{program, folder, folder + "/record", {}, {}, {}};
  fs::remove_all(folder);
  fs::create_directories(folder);
  write_plan(folder + "/plan.csv");
  if (run({program, "import", folder + "/plan.csv", "--data", site.data}) != 0) stop("the plan was not imported");
  auto store = sqlite::open_store(site.data + "/candour.db");
  if (!store) stop(store.error().sentence);
  const SystemClock clock;
  app::Candour candour(**store, nullptr, clock);
  const auto picture = candour.picture({});
  if (!picture || (*picture)->plans.size() != 1) stop("the plan is not there");
  for (const view::Row& row : (*picture)->plans.front()->rows)
    site.rows_of[row.action->agency.text()].push_back(row.id);
  if (site.rows_of.size() != agencies || (*picture)->plans.front()->rows.size() != rows)
    stop("the plan was read as " + std::to_string((*picture)->plans.front()->rows.size()) + " rows of " +
         std::to_string(site.rows_of.size()) + " agencies");
  for (SignedIn& person : load::sign_people_in(candour, (clients + agencies - 1) / agencies))
    if (person.role == people::Role::coordinator)
      site.coordinator = std::move(person);
    else if (site.leads.size() < clients)
      site.leads.push_back(std::move(person));
  return site;
}

class Served {
 public:
  Served(const Site& site, int smtp) {
    std::vector<std::string> words{site.program, "serve", "--data", site.data, "--listen", "127.0.0.1:0"};
    if (smtp > 0)
      words.insert(words.end(), {"--smtp", "smtp://127.0.0.1:" + std::to_string(smtp), "--mail-from",
                                 "Load <plans@load.example>", "--site", "https://plans.load.example"});
    child_ = std::make_unique<Child>(words, Child::Speaks::err, [this](const std::string& line) {
      const std::size_t at = line.find(" at http://127.0.0.1:");
      if (port_ == 0 && at != std::string::npos) port_ = std::atoi(line.c_str() + at + 21);
      if (line.find(" fault ") != std::string::npos) std::fprintf(stderr, "%s\n", line.c_str());
    });
    if (!wait_until([&] { return port_ != 0; })) stop("the program does not serve");
  }
  int port() const { return port_; }
  void end(int signal) { child_->end(signal); }
  double seconds() const { return child_->seconds(); }

 private:
  std::atomic<int> port_ = 0;
  std::unique_ptr<Child> child_;
};

// ---- The people ----

std::atomic<std::size_t> acknowledged_in_all = 0;

// What became of an update, by the words it says.
enum class Became { acknowledged, unknown, refused };
struct Tally {
  std::map<std::string, Became> updates;
  std::vector<float> waits, page_waits;  // milliseconds
  std::size_t conflicts = 0;
  std::vector<std::string> complaints;
};

struct Person {
  const Site& site;
  const SignedIn& in;
  std::size_t number;
  std::uint64_t chance;
  std::size_t said = 0;
  Tally tally = {};

  std::size_t below(std::size_t limit) {
    chance = chance * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(chance >> 33) % limit;
  }
  static float since(steady::time_point start) {
    return std::chrono::duration<float, std::milli>(steady::now() - start).count();
  }
  void complain(const std::string& words) {
    if (tally.complaints.size() < 5) tally.complaints.push_back(words);
  }

  // One update of one row, until it is taken; false where the connection broke.
  bool give_update(Connection& connection, const std::atomic<bool>& over) {
    const auto& own = site.rows_of.at(in.agency.text());
    const std::string address = "/actions/" + own[below(own.size())] + "/update", cookie = "candour=" + in.secret;
    const std::string words = "Load " + std::to_string(number) + " says " + std::to_string(++said) + " of it.";
    Became& became = tally.updates[words] = Became::refused;
    while (!over) {
      bool sent = false;
      auto start = steady::now();
      const auto page = connection.ask("GET", address, cookie, {}, sent);
      if (!page) return false;
      tally.page_waits.push_back(since(start));
      const auto seen = load::value_of(page->body, "seen"), token = load::value_of(page->body, "session-token");
      if (page->status != 200 || !seen || !token || *token != in.form_token) {
        complain("GET " + address + " is answered " + std::to_string(page->status) + " " + page->location);
        return true;
      }
      const std::string form = load::field("session-token", *token) + load::field("seen", *seen) +
                               load::field("opened-rating", load::value_of(page->body, "opened-rating").value_or("")) +
                               load::field("what", "news") + load::field("narrative", words) +
                               load::field("rating", "") +
                               load::field("as-at-day", load::value_of(page->body, "as-at-day").value_or("")) +
                               load::field("as-at-month", load::value_of(page->body, "as-at-month").value_or("")) +
                               load::field("as-at-year", load::value_of(page->body, "as-at-year").value_or(""));
      start = steady::now();
      const auto answer = connection.ask("POST", address, cookie, form, sent);
      if (!answer) {
        if (sent) became = Became::unknown;
        return false;
      }
      tally.waits.push_back(since(start));
      if (answer->status == 303 && answer->location.starts_with("/actions/")) {
        became = Became::acknowledged;
        ++acknowledged_in_all;
        return true;
      }
      if (answer->status != 409) {
        complain("POST " + address + " is answered " + std::to_string(answer->status) + " " + answer->location);
        return true;
      }
      ++tally.conflicts;
    }
    return true;
  }
};

// All of them until it is over, which `wait` says by returning.
template <class Wait>
void work(std::vector<Person>& people, int port, const Wait& wait) {
  std::atomic<bool> over = false;
  std::vector<std::thread> threads;
  for (Person& person : people)
    threads.emplace_back([&] {
      Connection connection(port);
      while (!over && person.give_update(connection, over)) {
      }
    });
  wait(over);
  over = true;
  for (std::thread& thread : threads) thread.join();
}

// ---- What is in the record ----

void check_record(const Site& site, const std::vector<Person>& people, std::vector<std::string>& wrong) {
  sqlite3* database = nullptr;
  sqlite3_stmt* every = nullptr;
  if (sqlite3_open_v2((site.data + "/candour.db").c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK ||
      sqlite3_prepare_v2(database, "SELECT words FROM events WHERE words LIKE '%Load % says %'", -1, &every, nullptr) !=
          SQLITE_OK)
    stop("the record cannot be read");
  std::map<std::string, int> kept;
  while (sqlite3_step(every) == SQLITE_ROW) {
    const std::string words = reinterpret_cast<const char*>(sqlite3_column_text(every, 0));
    const std::size_t from = words.find("Load "), end = words.find(" of it.", from);
    if (end != std::string::npos) ++kept[words.substr(from, end + 7 - from)];
  }
  sqlite3_finalize(every);
  sqlite3_close(database);
  std::size_t lost = 0, doubled = 0, unasked = 0;
  for (const Person& person : people)
    for (const auto& [words, became] : person.tally.updates) {
      const auto found = kept.find(words);
      const int times = found == kept.end() ? 0 : found->second;
      lost += became == Became::acknowledged && times == 0;
      doubled += times > 1;
      unasked += became == Became::refused && times > 0;
    }
  if (lost > 0) wrong.push_back(std::to_string(lost) + " updates were acknowledged and are lost");
  if (doubled > 0) wrong.push_back(std::to_string(doubled) + " updates are in the record more than once");
  if (unasked > 0) wrong.push_back(std::to_string(unasked) + " updates were refused and are in the record");
  if (kept.empty()) wrong.push_back("the record holds no update at all");
  if (run({site.program, "verify", "--data", site.data}) != 0) wrong.push_back("candour verify does not hold");
}

float at(std::vector<float>& waits, double part) {
  if (waits.empty()) return 0;
  const auto place = static_cast<std::size_t>(part * static_cast<double>(waits.size() - 1));
  std::nth_element(waits.begin(), waits.begin() + static_cast<std::ptrdiff_t>(place), waits.end());
  return waits[place];
}

struct Sum {
  std::size_t acknowledged = 0, unknown = 0, conflicts = 0;
  std::vector<float> waits, page_waits;
};
Sum sum_of(const std::vector<Person>& people, std::vector<std::string>& wrong) {
  Sum sum;
  for (const Person& person : people) {
    for (const auto& [words, became] : person.tally.updates) {
      sum.acknowledged += became == Became::acknowledged;
      sum.unknown += became == Became::unknown;
    }
    sum.conflicts += person.tally.conflicts;
    sum.waits.insert(sum.waits.end(), person.tally.waits.begin(), person.tally.waits.end());
    sum.page_waits.insert(sum.page_waits.end(), person.tally.page_waits.begin(), person.tally.page_waits.end());
    wrong.insert(wrong.end(), person.tally.complaints.begin(), person.tally.complaints.end());
  }
  return sum;
}

// ---- Letters ----

class MailServer {
 public:
  MailServer(const std::string& node, const std::string& script, const std::string& folder)
      : child_({node, script, folder}, Child::Speaks::out, [this](const std::string& line) {
          const std::lock_guard lock(mutex_);
          if (port_ == 0) {
            port_ = std::atoi(line.c_str() + line.find("\"plain\":") + 8);
          } else if (const std::size_t at = line.find("\"to\":\""); at != std::string::npos) {
            ++letters_[line.substr(at + 6, line.find('"', at + 6) - at - 6)];
          }
        }) {
    if (!wait_until([&] { return port() != 0; })) stop("the mail server does not start");
  }
  int port() {
    const std::lock_guard lock(mutex_);
    return port_;
  }
  std::map<std::string, int> letters() {
    const std::lock_guard lock(mutex_);
    return letters_;
  }

 private:
  std::mutex mutex_;
  int port_ = 0;
  std::map<std::string, int> letters_;
  Child child_;
};

struct Asked {
  std::string id, email;
  bool acknowledged = false;
};

Asked ask_by_letter(const Site& site, int port, std::size_t number) {
  Asked asked{fresh_id(), "kill-" + std::to_string(number) + "@load.example", false};
  const auto& [agency, own] = *site.rows_of.begin();
  const std::time_t deadline = std::time(nullptr) + 28 * 86400;
  std::tm day{};
  gmtime_r(&deadline, &day);
  std::string form = load::field("session-token", site.coordinator.form_token) + load::field("act", "send") +
                     load::field("id", asked.id) + load::field("row", own.front()) + load::field("name-1", "Jo Park") +
                     load::field("email-1", asked.email) + load::field("asked-by", "Ann Bell") +
                     load::field("chasing", "hand") + load::field("deadline-day", std::to_string(day.tm_mday)) +
                     load::field("deadline-month", std::to_string(day.tm_mon + 1)) +
                     load::field("deadline-year", std::to_string(day.tm_year + 1900));
  Connection connection(port);
  bool sent = false;
  const auto answer =
      connection.ask("POST", "/requests/new?agency=" + agency, "candour=" + site.coordinator.secret, form, sent);
  asked.acknowledged = answer && answer->status == 303 && answer->location.starts_with("/requests/");
  if (answer && !asked.acknowledged)
    stop("asking by letter is answered " + std::to_string(answer->status) + answer->body);
  return asked;
}

void check_letters(const Site& site, const std::vector<Asked>& all, MailServer& mail, int port,
                   std::vector<std::string>& wrong, std::size_t& unknown) {
  struct Stands {
    bool is_there = false, may_have_been = false;
    int times = 0;
  };
  const auto look = [&](const Asked& each) {
    const auto letters = mail.letters();
    const auto found = letters.find(each.email);
    Connection connection(port);
    bool sent = false;
    const auto page = connection.ask("GET", "/requests/" + each.id, "candour=" + site.coordinator.secret, {}, sent);
    const bool is_there = page && page->status == 200;
    return Stands{is_there, is_there && page->body.find("May have been sent") != std::string::npos,
                  found == letters.end() ? 0 : found->second};
  };
  // What still waits is sent by the program's jobs; whatever would go twice has then three quiet seconds for it.
  wait_until([&] {
    return std::all_of(all.begin(), all.end(), [&](const Asked& each) {
      const Stands stands = look(each);
      return !stands.is_there || stands.times > 0 || stands.may_have_been;
    });
  });
  for (std::size_t before = 0, quiet = 0; quiet < 6;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    const std::size_t now = mail.letters().size();
    quiet = now == before ? quiet + 1 : 0;
    before = now;
  }
  for (const Asked& each : all) {
    const auto [is_there, may_have_been, times] = look(each);
    if (times > 1) wrong.push_back("the letter to " + each.email + " went " + std::to_string(times) + " times");
    unknown += may_have_been;
    if (each.acknowledged && !is_there) wrong.push_back("a request was acknowledged and is lost: " + each.id);
    if (is_there && times == 0 && !may_have_been)
      wrong.push_back("a letter was never sent, and nothing says so: " + each.id);
  }
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) stop("load CANDOUR FOLDER [--clients 64] [--seconds 60] [--p99 MS] [--kills N --mail NODE SERVER]");
  std::size_t clients = 64;
  long seconds = 60, kills = 0;
  double most = 0;
  std::string node, script;
  for (int i = 3; i < count; ++i) {
    const std::string word = words[i];
    const auto next = [&] { return ++i < count ? words[i] : ""; };
    if (word == "--clients")
      clients = static_cast<std::size_t>(std::atol(next()));
    else if (word == "--seconds")
      seconds = std::atol(next());
    else if (word == "--p99")
      most = std::atof(next());
    else if (word == "--kills")
      kills = std::atol(next());
    else if (word == "--mail")
      node = next(), script = next();
    else
      stop("“" + word + "” is nothing that load knows");
  }
  const Site site = prepare(words[1], words[2], clients);
  std::vector<Person> people;
  for (std::size_t i = 0; i < site.leads.size(); ++i)
    people.push_back({site, site.leads[i], i + 1, 0x9E3779B97F4A7C15u * (i + 1)});
  std::vector<std::string> wrong;
  double load_before = 0;
  getloadavg(&load_before, 1);

  if (kills == 0) {
    Served served(site, 0);
    work(people, served.port(), [&](const std::atomic<bool>&) {
      std::this_thread::sleep_for(std::chrono::seconds(seconds));
      wait_until([] { return acknowledged_in_all > 0; });
    });
    served.end(SIGTERM);
    Sum sum = sum_of(people, wrong);
    check_record(site, people, wrong);
    const double p99 = at(sum.waits, 0.99);
    std::printf(
        "%zu clients, %ld s, load average before %.1f: %zu updates acknowledged (%.0f a second), p50 %.1f ms, p99 %.1f "
        "ms, "
        "longest %.0f ms; their pages p50 %.1f ms, p99 %.1f ms; %zu answered 409 and made again; the program took "
        "%.2f ms of a processor for each\n",
        people.size(), seconds, load_before, sum.acknowledged,
        static_cast<double>(sum.acknowledged) / static_cast<double>(seconds), at(sum.waits, 0.5), p99, at(sum.waits, 1),
        at(sum.page_waits, 0.5), at(sum.page_waits, 0.99), sum.conflicts,
        served.seconds() * 1000 / static_cast<double>(std::max<std::size_t>(sum.acknowledged, 1)));
    if (most > 0 && p99 > most) wrong.push_back("p99 is above " + std::to_string(most) + " ms");
  } else {
    if (script.empty()) stop("--kills wants --mail NODE SERVER");
    MailServer mail(node, script, site.folder);
    std::vector<Asked> asked;
    Person chance{site, site.leads.front(), 0, 2016};
    for (long i = 0; i < kills; ++i) {
      Served served(site, mail.port());
      work(people, served.port(), [&, before = acknowledged_in_all.load()](const std::atomic<bool>&) {
        wait_until([&] { return acknowledged_in_all > before; });
        std::this_thread::sleep_for(std::chrono::milliseconds(chance.below(200)));
        asked.push_back(ask_by_letter(site, served.port(), static_cast<std::size_t>(i + 1)));
        std::this_thread::sleep_for(std::chrono::milliseconds(chance.below(700)));
        served.end(SIGKILL);
      });
      if (i % 10 == 9) std::fprintf(stderr, "%ld kills\n", i + 1);
    }
    std::size_t unknown_letters = 0;
    {
      Served served(site, mail.port());
      check_letters(site, asked, mail, served.port(), wrong, unknown_letters);
      served.end(SIGTERM);
    }
    Sum sum = sum_of(people, wrong);
    check_record(site, people, wrong);
    std::printf(
        "%ld kills under %zu clients: %zu updates acknowledged, %zu under way when the program was killed; %zu "
        "letters, "
        "%zu of which may have been sent\n",
        kills, people.size(), sum.acknowledged, sum.unknown, asked.size(), unknown_letters);
  }
  for (std::size_t i = 0; i < wrong.size(); ++i)
    if (i < 12 || i + 4 > wrong.size()) std::printf("%s\n", wrong[i].c_str());
  return wrong.empty() ? 0 : 1;
}
