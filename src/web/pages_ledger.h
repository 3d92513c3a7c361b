#pragma once
// The ledger's own page, for anybody: what it is, how it stands, how to check it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "web/pages.h"

namespace candour::web {

struct LedgerShown {
  std::string origin;  // empty before anything was signed
  std::uint64_t size = 0;
  std::string root;             // in base64
  std::string key;              // as others are given it
  std::size_t witnesses = 0;    // known here
  std::vector<std::string> by;  // of them, who cosigned this checkpoint
  bool enough = true;           // as the policy wants it
  bool stamps = false;          // whether an authority of time is asked
  bool stamped = false;
};
std::string ledger_page(const Around& around, std::string_view partnership, const LedgerShown& ledger);

}  // namespace candour::web
