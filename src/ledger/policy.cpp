#include "ledger/policy.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "ledger/inside/lines.h"

namespace candour::ledger {
namespace {

constexpr std::size_t longest_policy = 1'000'000;  // bytes

std::vector<std::string_view> items_of(std::string_view line) {
  constexpr std::string_view blanks = " \t";
  std::vector<std::string_view> items;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    if (line.empty()) return items;
    items.push_back(line.substr(0, line.find_first_of(blanks)));
    line.remove_prefix(items.back().size());
  }
}

class Reader {
 public:
  Result<Policy> read(std::string_view text) {
    if (text.size() > longest_policy) return fail(ErrorCode::too_large, "A policy has at most a million bytes.");
    std::size_t number = 0;
    while (!text.empty()) {
      ++number;
      const auto line = inside::take_line(text);
      const std::string wrong = line ? take(*line) : "it does not end";
      if (!wrong.empty())
        return fail(ErrorCode::unreadable, "Line " + std::to_string(number) + " of the policy: " + wrong + ".");
    }
    if (!has_quorum_)
      return fail(ErrorCode::unreadable, "The policy does not say whose word is enough (“quorum none” if nobody's).");
    return policy_;
  }

 private:
  // What is wrong with the line; nothing where it is right.
  std::string take(std::string_view line) {
    if (std::any_of(line.begin(), line.end(), [](unsigned char c) { return (c < 0x20 && c != '\t') || c == 0x7f; }))
      return "it has a control character in it";
    const auto items = items_of(line);
    if (items.empty() || items[0].starts_with('#')) return "";
    if (items[0] == "log") return take_log(items);
    if (items[0] == "witness") return take_witness(items);
    if (items[0] == "group") return take_group(items);
    if (items[0] == "quorum") return take_quorum(items);
    return "it begins with neither log, witness, group nor quorum";
  }
  std::string take_log(const std::vector<std::string_view>& items) {
    if (items.size() != 2 && items.size() != 3) return "a log has a key and perhaps an address";
    const auto key = read_verifier_key(items[1]);
    if (!key) return "its key cannot be read";
    if (key->algorithm != Algorithm::signature) return "its key is a witness's";
    if (!log_points_.insert(key->point).second) return "this log's key stands there twice";
    policy_.logs.push_back(*key);
    return "";
  }
  std::string take_witness(const std::vector<std::string_view>& items) {
    if (items.size() != 3 && items.size() != 4) return "a witness has a name, a key and perhaps an address";
    const auto key = read_verifier_key(items[2]);
    if (!key) return "its key cannot be read";
    if (key->algorithm != Algorithm::cosignature) return "its key is a log's";
    if (!witness_points_.insert(key->point).second) return "this witness's key stands there twice";
    if (!define(items[1])) return "its name is taken";
    policy_.witnesses.push_back({std::string(items[1]), *key, items.size() == 4 ? std::string(items[3]) : ""});
    return "";
  }
  std::string take_group(const std::vector<std::string_view>& items) {
    if (items.size() < 4) return "a group has a name, how many, and its members";
    Policy::Group group{std::string(items[1]), 0, {}};
    const std::size_t count = items.size() - 3;
    const auto needed = inside::read_decimal(items[2]);
    group.needed = items[2] == "all" ? count : items[2] == "any" ? 1 : needed ? static_cast<std::size_t>(*needed) : 0;
    if (group.needed == 0 || group.needed > count) return "how many of its members is “all”, “any” or a number of them";
    for (std::size_t i = 3; i < items.size(); ++i) {
      const auto member = defined_.find(std::string(items[i]));
      if (member == defined_.end()) return "its member " + std::string(items[i]) + " does not stand above it";
      if (member->second) return "its member " + std::string(items[i]) + " is already in a group";
      member->second = true;
      group.members.emplace_back(items[i]);
    }
    if (!define(items[1])) return "its name is taken";
    policy_.groups.push_back(std::move(group));
    return "";
  }
  std::string take_quorum(const std::vector<std::string_view>& items) {
    if (items.size() != 2) return "a quorum is one name";
    if (has_quorum_) return "there is one quorum";
    if (items[1] != "none" && !defined_.contains(std::string(items[1]))) return "the quorum does not stand above it";
    policy_.quorum = items[1];
    has_quorum_ = true;
    return "";
  }
  bool define(std::string_view name) { return name != "none" && defined_.emplace(name, false).second; }

  Policy policy_;
  std::map<std::string, bool> defined_;  // and whether a group has it
  std::set<std::array<std::uint8_t, 32>> log_points_;
  std::set<std::array<std::uint8_t, 32>> witness_points_;
  bool has_quorum_ = false;
};

}  // namespace

Result<Policy> read_policy(std::string_view text) {
  return Reader().read(text);
}

std::string write_policy(const Policy& policy) {
  std::string text;
  for (const VerifierKey& log : policy.logs) text += "log " + write_verifier_key(log) + "\n";
  for (const Policy::Witness& witness : policy.witnesses)
    text += "witness " + witness.name + " " + write_verifier_key(witness.key) +
            (witness.address.empty() ? "" : " " + witness.address) + "\n";
  for (const Policy::Group& group : policy.groups) {
    text += "group " + group.name + " " + std::to_string(group.needed);
    for (const std::string& member : group.members) text += " " + member;
    text += "\n";
  }
  return text + "quorum " + policy.quorum + "\n";
}

std::vector<VerifierKey> witness_keys(const Policy& policy) {
  std::vector<VerifierKey> keys;
  for (const Policy::Witness& witness : policy.witnesses) keys.push_back(witness.key);
  return keys;
}

bool is_enough(const Policy& policy, const std::vector<Cosigned>& cosigned) {
  if (policy.quorum == "none") return true;
  std::set<std::string_view> saw;
  for (const Cosigned& by : cosigned)
    if (by.witness < policy.witnesses.size()) saw.insert(policy.witnesses[by.witness].name);
  for (const Policy::Group& group : policy.groups) {
    const auto count = std::count_if(group.members.begin(), group.members.end(),
                                     [&](const std::string& member) { return saw.contains(member); });
    if (static_cast<std::size_t>(count) >= group.needed) saw.insert(group.name);
  }
  return saw.contains(policy.quorum);
}

}  // namespace candour::ledger
