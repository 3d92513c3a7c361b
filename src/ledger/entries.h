#pragma once
// The entries of a log that say plainly what they are: its beginning, a paper that was published, a paper withdrawn.
// Lines in one order, ASCII, each ended by a newline, at most 4 KiB: whoever writes them anew has other bytes and
// another hash. Pure; any thread.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "ledger/tree.h"

namespace candour::ledger {

inline constexpr std::size_t longest_plain_entry = 4096;

// The first entry of every log, so that there is one before anything is signed.
struct Genesis {
  std::string id;  // 32 hexadecimal digits, random: no two logs begin alike
  Moment begun;
  // Where an earlier log could not be gone on with: its last checkpoint and why.
  struct Earlier {
    std::string origin;
    std::uint64_t size = 0;
    Hash root{};
    std::string why;
    bool operator==(const Earlier&) const = default;
  };
  std::optional<Earlier> continues;
  bool operator==(const Genesis&) const = default;
};

struct Paper {
  std::string id;  // of this very file, random, and written in it: a file taken down cannot be guessed from its hash
  std::uint64_t version = 1;
  Hash sha256{};            // of the file
  std::uint64_t bytes = 0;  // of the file
  std::string media;        // application/pdf
  std::string title;
  std::string body;     // whose meeting
  std::string meeting;  // its date or name
  Moment published;
  std::optional<std::uint64_t> supersedes;  // the entry of the version before
  std::string reason;                       // of a correction; "-" for the first version
  std::uint64_t as_at_size = 0;             // the state of the record that it shows
  Hash as_at_root{};
  bool operator==(const Paper&) const = default;
};

struct Withdrawal {
  std::string id;
  std::uint64_t version = 1;
  std::uint64_t entry = 0;  // the paper's own
  Moment withdrawn;
  std::string reason;
  bool operator==(const Withdrawal&) const = default;
};

// Fail with ErrorCode::bad_input where a value is empty, is not printable ASCII, or all of it is too long.
Result<std::string> write_entry(const Genesis& genesis);
Result<std::string> write_entry(const Paper& paper);
Result<std::string> write_entry(const Withdrawal& withdrawal);

// Unreadable for any other bytes than writing what was read gives again.
Result<Genesis> read_genesis(std::string_view entry);
Result<Paper> read_paper(std::string_view entry);
Result<Withdrawal> read_withdrawal(std::string_view entry);

enum class EntryKind { genesis, event, paper, withdrawal, unknown };
EntryKind kind_of_entry(std::string_view entry);  // by its first line

}  // namespace candour::ledger
