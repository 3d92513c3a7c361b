#include "disk.h"

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <mutex>
#include <sstream>
#include <string_view>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace candour::faults {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t sector = 512;

// Ours, not the program's.
thread_local bool aside = false;
struct Aside {
  Aside() { aside = true; }
  ~Aside() { aside = was; }
  bool was = aside;
};

// ---- What the disk is bound to have ----

struct Change {  // of a file
  std::uint64_t order = 0;
  std::int64_t at = 0;
  std::string bytes;
  bool cuts = false;  // the file ends at `at` now
};
struct Naming {  // in a folder
  std::uint64_t order = 0;
  std::string from;  // empty: made
  std::string to;    // empty: removed
  int node = -1;
};
struct Node {
  bool folder = false;
  std::map<std::string, int> names, bound;  // of a folder: as seen, and as the disk is bound to have it
  std::vector<Naming> namings;
  bool touched = false;  // of a file: what the disk is bound to have is in `bytes`; else it is what lies there
  std::string bytes;
  std::vector<Change> changes;
};

struct Disk {
  std::mutex mutex;
  Order order;
  bool watching = false;
  std::vector<Node> nodes;  // the root is the first
  std::map<int, int> open;  // descriptor: node
  std::uint64_t operations = 0, changes = 0;
  std::string struck;
  bool broken = false, struck_a_sync = false;
  std::string fails_from;
};
Disk& disk() {
  static Disk* one = new Disk;  // the program's last breath may still write
  return *one;
}

std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15u;
  value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9u;
  value = (value ^ value >> 27) * 0x94D049BB133111EBu;
  return value ^ value >> 31;
}
struct Chance {
  std::uint64_t state;
  std::uint64_t below(std::uint64_t limit) { return (state = mixed(state)) % limit; }
};

bool is_index(std::string_view name) {
  return name.ends_with("-shm");
}

std::string read_file(const fs::path& path) {
  const Aside ours;
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void put_into(std::string& bytes, const Change& change, std::size_t from, std::size_t size) {
  const auto at = static_cast<std::size_t>(change.at);
  if (change.cuts) {
    bytes.resize(at, '\0');
    return;
  }
  if (bytes.size() < at + from + size) bytes.resize(at + from + size, '\0');
  std::copy_n(change.bytes.begin() + static_cast<std::ptrdiff_t>(from), size,
              bytes.begin() + static_cast<std::ptrdiff_t>(at + from));
}
void put_into(std::string& bytes, const Change& change) {
  put_into(bytes, change, 0, change.bytes.size());
}
void put_into(std::map<std::string, int>& names, const Naming& naming) {
  if (!naming.from.empty()) names.erase(naming.from);
  if (!naming.to.empty()) names[naming.to] = naming.node;
}

void scan(Disk& it, int node, const fs::path& path) {
  std::vector<fs::directory_entry> entries;
  for (const auto& entry : fs::directory_iterator(path)) entries.push_back(entry);
  for (const auto& entry : entries) {
    const std::string name = entry.path().filename();
    if (is_index(name) || (!entry.is_directory() && !entry.is_regular_file())) continue;
    const int child = static_cast<int>(it.nodes.size());
    it.nodes.emplace_back().folder = entry.is_directory();
    it.nodes[static_cast<std::size_t>(node)].names[name] = child;
    if (entry.is_directory()) scan(it, child, entry.path());
  }
  Node& folder = it.nodes[static_cast<std::size_t>(node)];
  folder.bound = folder.names;
}

// ---- Places ----

struct Place {
  int folder = -1;  // -1: not ours to watch
  std::string name;
  int node = -1;  // -1: nothing of that name
  fs::path path;
};
Place nowhere() {
  return {};
}

std::string absolute(int at, const char* path) {
  if (path[0] == '/') return fs::path(path).lexically_normal().string();
  if (at == AT_FDCWD) {
    char here[4096];
    return syscall(SYS_getcwd, here, sizeof here) > 0 ? (fs::path(here) / path).lexically_normal().string() : path;
  }
  char link[64], folder[4096];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", at);
  const auto size = syscall(SYS_readlinkat, AT_FDCWD, link, folder, sizeof folder);
  return size <= 0 ? path
                   : (fs::path(std::string(folder, static_cast<std::size_t>(size))) / path).lexically_normal().string();
}

Place place(Disk& it, int at, const char* path) {
  if (!it.watching || !path) return nowhere();
  std::string whole = absolute(at, path);
  while (whole.size() > 1 && whole.ends_with('/')) whole.pop_back();
  if (whole == it.order.root) return {0, "", 0, whole};
  if (!std::string_view(whole).starts_with(it.order.root + "/") || is_index(whole)) return nowhere();
  Place found{0, "", 0, whole};
  std::stringstream parts(whole.substr(it.order.root.size() + 1));
  for (std::string part; std::getline(parts, part, '/');) {
    if (found.node < 0 || !it.nodes[static_cast<std::size_t>(found.node)].folder) return nowhere();
    found.folder = found.node;
    const auto& names = it.nodes[static_cast<std::size_t>(found.folder)].names;
    const auto there = names.find(part);
    found.name = part;
    found.node = there == names.end() ? -1 : there->second;
  }
  return found;
}
int node_of(Disk& it, int descriptor) {
  const auto found = it.open.find(descriptor);
  return it.watching && found != it.open.end() ? found->second : -1;
}
Node& node(Disk& it, int number) {
  return it.nodes[static_cast<std::size_t>(number)];
}

std::string path_of(Disk& it, int number, int from = 0, const std::string& so_far = "") {
  for (const auto& [name, child] : node(it, from).names) {
    if (child == number) return so_far + name;
    if (node(it, child).folder)
      if (std::string found = path_of(it, number, child, so_far + name + "/"); !found.empty()) return found;
  }
  return {};
}

// Before it changes for the first time.
void touch(Disk& it, int number) {
  Node& file = node(it, number);
  if (file.folder || file.touched) return;
  file.bytes = read_file(fs::path(it.order.root) / path_of(it, number));
  file.touched = true;
}
void add(Disk& it, int number, Change change) {
  change.order = ++it.changes;
  node(it, number).changes.push_back(std::move(change));
}
void rename_in(Disk& it, int folder, Naming naming) {
  naming.order = ++it.changes;
  put_into(node(it, folder).names, naming);
  node(it, folder).namings.push_back(std::move(naming));
}

// ---- State, from one process to the next ----

void put(std::ostream& out, std::uint64_t number) {
  out.write(reinterpret_cast<const char*>(&number), sizeof number);
}
void put(std::ostream& out, const std::string& text) {
  put(out, text.size());
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}
std::uint64_t number_from(std::istream& in) {
  std::uint64_t number = 0;
  in.read(reinterpret_cast<char*>(&number), sizeof number);
  return number;
}
std::string text_from(std::istream& in) {
  std::string text(number_from(in), '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}

void save(Disk& it) {
  const Aside ours;
  std::ofstream out(it.order.state, std::ios::binary);
  put(out, it.changes);
  put(out, it.nodes.size());
  for (const Node& each : it.nodes) {
    put(out, each.folder ? 1u : 0u);
    put(out, each.touched ? 1u : 0u);
    put(out, each.bytes);
    for (const auto* names : {&each.names, &each.bound}) {
      put(out, names->size());
      for (const auto& [name, child] : *names) {
        put(out, name);
        put(out, static_cast<std::uint64_t>(child));
      }
    }
    put(out, each.namings.size());
    for (const Naming& naming : each.namings) {
      put(out, naming.order);
      put(out, naming.from);
      put(out, naming.to);
      put(out, static_cast<std::uint64_t>(naming.node));
    }
    put(out, each.changes.size());
    for (const Change& change : each.changes) {
      put(out, change.order);
      put(out, static_cast<std::uint64_t>(change.at));
      put(out, change.bytes);
      put(out, change.cuts ? 1u : 0u);
    }
  }
}
void load(Disk& it) {
  std::ifstream in(it.order.state, std::ios::binary);
  it.changes = number_from(in);
  it.nodes.resize(number_from(in));
  for (Node& each : it.nodes) {
    each.folder = number_from(in) != 0;
    each.touched = number_from(in) != 0;
    each.bytes = text_from(in);
    for (auto* names : {&each.names, &each.bound})
      for (std::uint64_t left = number_from(in); left > 0; --left) {
        std::string name = text_from(in);
        (*names)[name] = static_cast<int>(number_from(in));
      }
    each.namings.resize(number_from(in));
    for (Naming& naming : each.namings) {
      naming.order = number_from(in);
      naming.from = text_from(in);
      naming.to = text_from(in);
      naming.node = static_cast<int>(number_from(in));
    }
    each.changes.resize(number_from(in));
    for (Change& change : each.changes) {
      change.order = number_from(in);
      change.at = static_cast<std::int64_t>(number_from(in));
      change.bytes = text_from(in);
      change.cuts = number_from(in) != 0;
    }
  }
}

// ---- The power ----

enum class Keeps { nothing, writes, sectors, up_to_a_moment, all };

void settle(Node& file, Keeps keeps, std::uint64_t moment, Chance& chance) {
  for (const Change& change : file.changes) {
    const std::size_t sectors = (change.bytes.size() + sector - 1) / sector;
    const auto piece = [&](std::size_t which) {
      const std::size_t from = which * sector;
      put_into(file.bytes, change, from, std::min(sector, change.bytes.size() - from));
    };
    switch (keeps) {
      case Keeps::nothing:
        break;
      case Keeps::writes:
        if (chance.below(2) == 0) put_into(file.bytes, change);
        break;
      case Keeps::sectors:
        if (change.cuts) {
          if (chance.below(2) == 0) put_into(file.bytes, change);
          break;
        }
        for (std::size_t which = 0; which < sectors; ++which)
          if (chance.below(2) == 0) piece(which);
        break;
      case Keeps::up_to_a_moment:
        if (change.order < moment) put_into(file.bytes, change);
        if (change.order == moment && !change.cuts)
          for (std::size_t which = 0, end = chance.below(sectors + 1); which < end; ++which) piece(which);
        break;
      case Keeps::all:
        put_into(file.bytes, change);
        break;
    }
  }
  file.changes.clear();
}
void settle_names(Node& folder, Keeps keeps, std::uint64_t moment, Chance& chance) {
  std::size_t kept = 0;
  switch (keeps) {
    case Keeps::nothing:
      break;
    case Keeps::writes:
    case Keeps::sectors:
      kept = chance.below(folder.namings.size() + 1);
      break;
    case Keeps::up_to_a_moment:
      while (kept < folder.namings.size() && folder.namings[kept].order < moment) ++kept;
      break;
    case Keeps::all:
      kept = folder.namings.size();
      break;
  }
  for (std::size_t i = 0; i < kept; ++i) put_into(folder.bound, folder.namings[i]);
  folder.names = folder.bound;
  folder.namings.clear();
}

void lay_down(Disk& it, int number, const fs::path& path, const fs::path& apart) {
  for (const auto& [name, child] : node(it, number).bound) {
    if (node(it, child).folder) {
      fs::create_directory(path / name);
      fs::permissions(path / name, fs::perms::owner_all);
      lay_down(it, child, path / name, apart);
    } else if (node(it, child).touched) {
      std::ofstream file(path / name, std::ios::binary);
      const std::string& bytes = node(it, child).bytes;
      file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      file.close();
      fs::permissions(path / name, fs::perms::owner_read | fs::perms::owner_write);
    } else {
      fs::rename(apart / std::to_string(child), path / name);
    }
  }
}

void cut(Disk& it, std::uint64_t seed) {
  const Aside ours;
  Chance chance{mixed(seed)};
  const auto keeps = static_cast<Keeps>(chance.below(5));
  const std::uint64_t moment = chance.below(it.changes + 2);
  const fs::path root = it.order.root, apart = it.order.root + ".apart";
  fs::remove_all(apart);
  fs::create_directory(apart);
  for (std::size_t i = 0; i < it.nodes.size(); ++i) {
    Node& each = it.nodes[i];
    if (each.folder) continue;
    if (each.touched) {
      settle(each, keeps, moment, chance);
    } else if (const std::string path = path_of(it, static_cast<int>(i)); !path.empty()) {
      fs::rename(root / path, apart / std::to_string(i));
    }
  }
  for (Node& each : it.nodes)
    if (each.folder) settle_names(each, keeps, moment, chance);
  for (const auto& entry : fs::directory_iterator(root)) fs::remove_all(entry.path());
  lay_down(it, 0, root, apart);
  fs::remove_all(apart);
  fs::remove(it.order.state);
  it.watching = false;
}

// ---- Points ----

[[noreturn]] void die(Disk& it) {
  if (it.order.cuts_power)
    cut(it, it.order.seed);
  else
    save(it);
  for (;;) syscall(SYS_exit_group, 137);
}

enum class Kind { write, sync, other };

// What is to become of the operation that is about to be.
Fault next(Disk& it, Kind kind, const char* what, int number, const std::string& name) {
  ++it.operations;
  if (it.broken) return it.order.fault == Fault::cut_short ? Fault::no_room : it.order.fault;
  if (it.operations != it.order.point || it.order.fault == Fault::none) return Fault::none;
  it.struck = std::string(what) + " of ";
  if (!name.empty())
    it.struck += name;
  else
    it.struck += (node(it, number).folder ? "the folder " : "") + path_of(it, number);
  Fault fault = it.order.fault;
  if (fault == Fault::cut_short && kind != Kind::write) fault = Fault::no_room;
  const bool fails = fault == Fault::io_error || fault == Fault::no_room || fault == Fault::cut_short;
  if (fails && kind == Kind::sync) it.struck_a_sync = true;
  if (fails && it.order.stays_broken) it.broken = true;
  if (fault == Fault::killed_before) die(it);
  return fault;
}
bool fails(Fault fault) {
  if (fault != Fault::io_error && fault != Fault::no_room) return false;
  errno = fault == Fault::io_error ? EIO : ENOSPC;
  return true;
}
void die_after(Disk& it, Fault fault) {
  if (fault == Fault::killed_within || fault == Fault::killed_after) die(it);
}

long put_bytes(int descriptor, const char* bytes, std::size_t size, std::int64_t at) {
  return at < 0 ? syscall(SYS_write, descriptor, bytes, size) : syscall(SYS_pwrite64, descriptor, bytes, size, at);
}

// `at` < 0: where the descriptor stands.
ssize_t write_at(int descriptor, const char* bytes, std::size_t size, std::int64_t at) {
  Disk& it = disk();
  if (aside || !it.watching) return put_bytes(descriptor, bytes, size, at);
  const std::lock_guard lock(it.mutex);
  const int number = node_of(it, descriptor);
  if (number < 0 || size == 0) return put_bytes(descriptor, bytes, size, at);
  const Fault fault = next(it, Kind::write, "write", number, "");
  if (fails(fault)) return -1;
  if (fault == Fault::cut_short || fault == Fault::killed_within) size = (size + 1) / 2;
  touch(it, number);
  std::int64_t place = at;
  if (at < 0)
    place = (syscall(SYS_fcntl, descriptor, F_GETFL) & O_APPEND) != 0 ? syscall(SYS_lseek, descriptor, 0, SEEK_END)
                                                                      : syscall(SYS_lseek, descriptor, 0, SEEK_CUR);
  const long written = put_bytes(descriptor, bytes, size, at);
  if (written > 0) add(it, number, {0, place, std::string(bytes, static_cast<std::size_t>(written)), false});
  die_after(it, fault);
  return written;
}

int cut_at(int descriptor, std::int64_t size) {
  Disk& it = disk();
  if (aside || !it.watching) return static_cast<int>(syscall(SYS_ftruncate, descriptor, size));
  const std::lock_guard lock(it.mutex);
  const int number = node_of(it, descriptor);
  if (number < 0) return static_cast<int>(syscall(SYS_ftruncate, descriptor, size));
  const Fault fault = next(it, Kind::other, "ftruncate", number, "");
  if (fails(fault)) return -1;
  touch(it, number);
  const int done = static_cast<int>(syscall(SYS_ftruncate, descriptor, size));
  if (done == 0) add(it, number, {0, size, {}, true});
  die_after(it, fault);
  return done;
}

// The disk of these tests is memory, as far as a sync goes: what is to be durable is known above, and nothing else
// waits for it.
int sync(int descriptor, const char* what, long call) {
  Disk& it = disk();
  if (aside || !it.watching) return static_cast<int>(syscall(call, descriptor));
  const std::lock_guard lock(it.mutex);
  const int number = node_of(it, descriptor);
  if (number < 0) return static_cast<int>(syscall(call, descriptor));
  if (!it.fails_from.empty() && syscall(SYS_faccessat, AT_FDCWD, it.fails_from.c_str(), F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  const Fault fault = next(it, Kind::sync, what, number, "");
  Node& each = node(it, number);
  if (fails(fault)) {
    // As Linux does: what could not be written is taken for clean, is read as if it were there, and is never tried
    // again.
    Chance chance{mixed(it.order.seed + it.operations)};
    if (!each.folder) settle(each, static_cast<Keeps>(chance.below(4)), chance.below(it.changes + 2), chance);
    return -1;
  }
  if (fault == Fault::killed_within) {
    Chance chance{mixed(it.order.seed + it.operations)};
    if (!each.folder && chance.below(2) == 0) settle(each, Keeps::sectors, 0, chance);
    die(it);
  }
  for (const Change& change : each.changes) put_into(each.bytes, change);
  for (const Naming& naming : each.namings) put_into(each.bound, naming);
  each.changes.clear();
  each.namings.clear();
  die_after(it, fault);
  return 0;
}

int open_at(int at, const char* path, int flags, mode_t mode) {
  Disk& it = disk();
  const auto plainly = [&] { return static_cast<int>(syscall(SYS_openat, at, path, flags, mode)); };
  if (aside || !it.watching) return plainly();
  const std::lock_guard lock(it.mutex);
  Place found = place(it, at, path);
  if (found.folder < 0) {
    const int descriptor = plainly();
    it.open.erase(descriptor);
    return descriptor;
  }
  Fault fault = Fault::none;
  const bool makes = (flags & O_CREAT) != 0 && found.node < 0;
  const bool empties = (flags & O_TRUNC) != 0 && found.node >= 0 && !node(it, found.node).folder;
  if (makes || empties) fault = next(it, Kind::other, makes ? "creation" : "emptying", found.node, found.name);
  if (fails(fault)) return -1;
  if (empties) touch(it, found.node);
  const int descriptor = plainly();
  if (descriptor < 0) return descriptor;
  if (makes) {
    found.node = static_cast<int>(it.nodes.size());
    it.nodes.emplace_back().touched = true;
    rename_in(it, found.folder, {0, "", found.name, found.node});
  }
  if (empties) add(it, found.node, {0, 0, {}, true});
  if (found.node >= 0)
    it.open[descriptor] = found.node;
  else
    it.open.erase(descriptor);
  die_after(it, fault);
  return descriptor;
}

void closed(int descriptor) {
  Disk& it = disk();
  if (aside || !it.watching) return;
  const std::lock_guard lock(it.mutex);
  it.open.erase(descriptor);
}

int rename_at(int from_at, const char* from, int to_at, const char* to) {
  Disk& it = disk();
  const auto plainly = [&] { return static_cast<int>(syscall(SYS_renameat2, from_at, from, to_at, to, 0)); };
  if (aside || !it.watching) return plainly();
  const std::lock_guard lock(it.mutex);
  const Place old = place(it, from_at, from), made = place(it, to_at, to);
  if (old.folder < 0 || old.node < 0 || made.folder < 0) return plainly();
  const Fault fault = next(it, Kind::other, "rename", old.node, old.name + " to " + made.name);
  if (fails(fault)) return -1;
  if (made.node >= 0) touch(it, made.node);
  const int done = plainly();
  if (done == 0 && old.folder == made.folder) {
    rename_in(it, old.folder, {0, old.name, made.name, old.node});
  } else if (done == 0) {
    rename_in(it, made.folder, {0, "", made.name, old.node});
    rename_in(it, old.folder, {0, old.name, "", -1});
  }
  die_after(it, fault);
  return done;
}

int unlink_at(int at, const char* path, int flags) {
  Disk& it = disk();
  const auto plainly = [&] { return static_cast<int>(syscall(SYS_unlinkat, at, path, flags)); };
  if (aside || !it.watching) return plainly();
  const std::lock_guard lock(it.mutex);
  const Place found = place(it, at, path);
  if (found.folder < 0 || found.node <= 0) return plainly();
  const bool as_folder = (flags & AT_REMOVEDIR) != 0;
  if (as_folder != node(it, found.node).folder) return plainly();
  const Fault fault = next(it, Kind::other, "removal", found.node, found.name);
  if (fails(fault)) return -1;
  touch(it, found.node);
  const int done = plainly();
  if (done == 0) rename_in(it, found.folder, {0, found.name, "", -1});
  die_after(it, fault);
  return done;
}

int make_folder_at(int at, const char* path, mode_t mode) {
  Disk& it = disk();
  const auto plainly = [&] { return static_cast<int>(syscall(SYS_mkdirat, at, path, mode)); };
  if (aside || !it.watching) return plainly();
  const std::lock_guard lock(it.mutex);
  const Place found = place(it, at, path);
  if (found.folder < 0 || found.node >= 0) return plainly();
  const Fault fault = next(it, Kind::other, "making", found.node, found.name);
  if (fails(fault)) return -1;
  const int done = plainly();
  if (done == 0) {
    const int made = static_cast<int>(it.nodes.size());
    it.nodes.emplace_back().folder = true;
    rename_in(it, found.folder, {0, "", found.name, made});
  }
  die_after(it, fault);
  return done;
}

// Nothing of ours does this to what is watched; whoever begins to is told.
bool watched(int descriptor) {
  Disk& it = disk();
  if (aside || !it.watching) return false;
  const std::lock_guard lock(it.mutex);
  return node_of(it, descriptor) >= 0;
}
[[noreturn]] void not_known(const char* what) {
  std::fprintf(stderr, "faults: %s is not watched; watch it in tests/faults/disk.cpp\n", what);
  std::abort();
}

}  // namespace

const char* to_text(Fault fault) {
  switch (fault) {
    case Fault::none:
      return "nothing";
    case Fault::killed_before:
      return "killed before";
    case Fault::killed_within:
      return "killed within";
    case Fault::killed_after:
      return "killed after";
    case Fault::io_error:
      return "EIO at";
    case Fault::no_room:
      return "ENOSPC at";
    case Fault::cut_short:
      return "a short write at";
  }
  return "";
}

void watch(const Order& order) {
  const Aside ours;
  Disk& it = disk();
  it.order = order;
  if (fs::exists(order.state)) {
    load(it);
  } else {
    it.nodes.emplace_back().folder = true;
    scan(it, 0, order.root);
  }
  it.watching = true;
}
std::uint64_t operations() {
  return disk().operations;
}
std::string struck() {
  return disk().struck;
}
bool struck_a_sync() {
  return disk().struck_a_sync;
}
void keep_state() {
  const std::lock_guard lock(disk().mutex);
  save(disk());
}
void cut_power(std::uint64_t seed) {
  const std::lock_guard lock(disk().mutex);
  cut(disk(), seed);
}

std::string unseen() {
  const Aside ours;
  Disk& it = disk();
  const std::lock_guard lock(it.mutex);
  std::map<std::string, std::string> lies;
  for (const auto& entry : fs::recursive_directory_iterator(it.order.root))
    if (entry.is_regular_file() && !is_index(entry.path().string()))
      lies[fs::relative(entry.path(), it.order.root)] = read_file(entry.path());
  std::size_t known = 0;
  for (std::size_t i = 1; i < it.nodes.size(); ++i) {
    const std::string path = path_of(it, static_cast<int>(i));
    if (path.empty() || it.nodes[i].folder) continue;
    ++known;
    if (!lies.contains(path)) return path + " is not there";
    if (!it.nodes[i].touched) continue;
    std::string bytes = it.nodes[i].bytes;
    for (const Change& change : it.nodes[i].changes) put_into(bytes, change);
    if (lies[path] != bytes) return path + " was changed unseen";
  }
  return known == lies.size() ? "" : "a file was made unseen";
}

namespace {

[[gnu::constructor]] void watch_as_told() {
  const char* root = std::getenv("FAULTY_DISK");
  const char* from = std::getenv("FAULTY_DISK_FROM");
  if (!root || !from) return;
  disk().fails_from = from;
  watch({root, std::string(root) + ".faulty", 0, Fault::none, false, false, 0});
}

}  // namespace
}  // namespace candour::faults

// ---- What the program calls ----

#pragma GCC visibility push(default)
extern "C" {

namespace faults = candour::faults;

#define MODE_OF(flags)                          \
  mode_t mode = 0;                              \
  if (((flags) & (O_CREAT | O_TMPFILE)) != 0) { \
    va_list arguments;                          \
    va_start(arguments, flags);                 \
    mode = va_arg(arguments, mode_t);           \
    va_end(arguments);                          \
  }

int open(const char* path, int flags, ...) {
  MODE_OF(flags)
  return faults::open_at(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  MODE_OF(flags)
  return faults::open_at(AT_FDCWD, path, flags, mode);
}
int openat(int at, const char* path, int flags, ...) {
  MODE_OF(flags)
  return faults::open_at(at, path, flags, mode);
}
int openat64(int at, const char* path, int flags, ...) {
  MODE_OF(flags)
  return faults::open_at(at, path, flags, mode);
}
int creat(const char* path, mode_t mode) {
  return faults::open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
FILE* fopen(const char* path, const char* how) {
  int flags = how[0] == 'r' ? O_RDONLY : O_WRONLY | O_CREAT | (how[0] == 'a' ? O_APPEND : O_TRUNC);
  if (std::strchr(how, '+')) flags = (flags & ~(O_WRONLY | O_RDONLY)) | O_RDWR;
  if (std::strchr(how, 'x')) flags |= O_EXCL;
  if (std::strchr(how, 'e')) flags |= O_CLOEXEC;
  const int descriptor = faults::open_at(AT_FDCWD, path, flags, 0666);
  return descriptor < 0 ? nullptr : fdopen(descriptor, how);
}
FILE* fopen64(const char* path, const char* how) {
  return fopen(path, how);
}
int close(int descriptor) {
  faults::closed(descriptor);
  return static_cast<int>(syscall(SYS_close, descriptor));
}
int fclose(FILE* file) {
  static const auto real = reinterpret_cast<int (*)(FILE*)>(dlsym(RTLD_NEXT, "fclose"));
  faults::closed(fileno(file));
  return real(file);
}
int closedir(DIR* folder) {
  static const auto real = reinterpret_cast<int (*)(DIR*)>(dlsym(RTLD_NEXT, "closedir"));
  faults::closed(dirfd(folder));
  return real(folder);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return faults::write_at(descriptor, static_cast<const char*>(bytes), size, -1);
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  return faults::write_at(descriptor, static_cast<const char*>(bytes), size, at);
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t at) {
  return faults::write_at(descriptor, static_cast<const char*>(bytes), size, at);
}
ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  if (!faults::watched(descriptor)) return syscall(SYS_writev, descriptor, parts, count);
  std::string whole;
  for (int i = 0; i < count; ++i) whole.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  return faults::write_at(descriptor, whole.data(), whole.size(), -1);
}
int ftruncate(int descriptor, off_t size) noexcept {
  return faults::cut_at(descriptor, size);
}
int ftruncate64(int descriptor, off64_t size) noexcept {
  return faults::cut_at(descriptor, size);
}

int fsync(int descriptor) {
  return faults::sync(descriptor, "fsync", SYS_fsync);
}
int fdatasync(int descriptor) {
  return faults::sync(descriptor, "fdatasync", SYS_fdatasync);
}

int rename(const char* from, const char* to) noexcept {
  return faults::rename_at(AT_FDCWD, from, AT_FDCWD, to);
}
int renameat(int from_at, const char* from, int to_at, const char* to) noexcept {
  return faults::rename_at(from_at, from, to_at, to);
}
int unlink(const char* path) noexcept {
  return faults::unlink_at(AT_FDCWD, path, 0);
}
int unlinkat(int at, const char* path, int flags) noexcept {
  return faults::unlink_at(at, path, flags);
}
int rmdir(const char* path) noexcept {
  return faults::unlink_at(AT_FDCWD, path, AT_REMOVEDIR);
}
int remove(const char* path) noexcept {
  const int done = unlink(path);
  return done != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : done;
}
int mkdir(const char* path, mode_t mode) noexcept {
  return faults::make_folder_at(AT_FDCWD, path, mode);
}
int mkdirat(int at, const char* path, mode_t mode) noexcept {
  return faults::make_folder_at(at, path, mode);
}

int link(const char*, const char*) noexcept {
  faults::not_known("link");
}
int truncate(const char*, off_t) noexcept {
  faults::not_known("truncate");
}
int truncate64(const char*, off64_t) noexcept {
  faults::not_known("truncate64");
}
ssize_t pwritev(int descriptor, const struct iovec* parts, int count, off_t at) {
  if (faults::watched(descriptor)) faults::not_known("pwritev");
  return syscall(SYS_pwritev, descriptor, parts, count, at, 0);
}
ssize_t copy_file_range(int from, off64_t* from_at, int to, off64_t* to_at, size_t size, unsigned flags) {
  if (faults::watched(to)) faults::not_known("copy_file_range");
  return syscall(SYS_copy_file_range, from, from_at, to, to_at, size, flags);
}
ssize_t sendfile(int to, int from, off_t* at, size_t size) noexcept {
  if (faults::watched(to)) faults::not_known("sendfile");
  return syscall(SYS_sendfile, to, from, at, size);
}
int posix_fallocate(int descriptor, off_t at, off_t size) {
  if (faults::watched(descriptor)) faults::not_known("posix_fallocate");
  return syscall(SYS_fallocate, descriptor, 0, at, size) == 0 ? 0 : errno;
}
int posix_fallocate64(int descriptor, off64_t at, off64_t size) {
  return posix_fallocate(descriptor, at, size);
}

}  // extern "C"
#pragma GCC visibility pop
