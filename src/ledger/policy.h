#pragma once
// Whose word is enough (c2sp.org/tlog-policy): the logs and witnesses known, and how many of which must have seen a
// checkpoint. A policy without witnesses is allowed, and says so: "quorum none". Pure; any thread.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ledger/checkpoint.h"
#include "ledger/note.h"

namespace candour::ledger {

struct Policy {
  struct Witness {
    std::string name;  // in this policy; the key has a name of its own
    VerifierKey key;
    std::string address;  // "" where it is not told
    bool operator==(const Witness&) const = default;
  };
  // So many of its members; a member is a witness or a group that stands before it.
  struct Group {
    std::string name;
    std::size_t needed = 1;
    std::vector<std::string> members;
    bool operator==(const Group&) const = default;
  };
  std::vector<VerifierKey> logs;
  std::vector<Witness> witnesses;
  std::vector<Group> groups;
  std::string quorum = "none";  // the witness or group whose word is enough
  bool operator==(const Policy&) const = default;
};

// Unreadable with the number of the line and what is wrong with it.
Result<Policy> read_policy(std::string_view text);
std::string write_policy(const Policy& policy);

std::vector<VerifierKey> witness_keys(const Policy& policy);
// Whether the witnesses that cosigned, as open_checkpoint numbers them for witness_keys(), are enough.
bool is_enough(const Policy& policy, const std::vector<Cosigned>& cosigned);

}  // namespace candour::ledger
