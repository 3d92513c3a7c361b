#pragma once
// What an installation does while its disk fails, and what must hold of it afterwards. Each function is called in a
// process of its own, which may be killed in it; what was promised to somebody outside is noted outside, before
// anything else is done.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace candour::faults {

// Where an installation lies: root/ is what the disk may lose, the rest is the world outside.
struct Folders {
  std::filesystem::path whole;
  std::filesystem::path root() const { return whole / "root"; }
  std::filesystem::path notes() const { return whole / "notes"; }
  std::filesystem::path said() const { return whole / "said"; }
  std::filesystem::path state() const { return whole / "state"; }
};

// One that has worked for a while: 250 entries, a signer, a witness, a backup and an export, words that are to be
// erased.
void make_base(const Folders& at);
// It goes on until the database's log is about to be put into the database, and ends without closing anything.
void fill_log(const Folders& at);

struct Flow {
  const char* name;
  void (*run)(const Folders& at);
  bool with_log = false;  // begins where the log is full
};
const std::vector<Flow>& flows();

// After the fault, by a program that was started anew: what was promised is looked at, what was not done is done again,
// and the installation goes on and promises more.
// Looking closes what it opened, as no program does that is killed: where it is left out, more rests at once on what
// the one before it had left.
void go_on(const Folders& at, const Flow& flow, bool looks_first);
// Every promise is kept. Ends the process with a sentence where one is not.
void check(const Folders& at);

// Whether a sync is one of SQLite's, of which it does not say that it failed.
bool is_swallowed(std::string_view synced);
// From where on the flow only closes what it had opened; 0 before.
std::uint64_t closing_since();
// Whether a flow closes what it had opened, or ends as one that is killed.
extern bool closes_at_the_end;

}  // namespace candour::faults
