#pragma once
// The ledger's own page, for anybody: what it is, how it stands, how to check it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/attesting.h"
#include "ledger/entries.h"
#include "web/pages.h"

namespace candour::web {

struct LedgerShown {
  std::string origin;  // empty before anything was signed
  std::uint64_t size = 0;
  std::string root;  // in base64
  std::string key;   // as others are given it
  app::Attested attested;
  std::optional<ledger::Genesis::Earlier> goes_on_from;  // that could not be gone on with
  std::string unwitnessed;                               // a sentence, where too few witnesses have seen it for a day
};
std::string ledger_page(const Around& around, std::string_view partnership, const LedgerShown& ledger);

// Who else vouches for a checkpoint, in a sentence for the public.
std::string witnesses_in_words(const app::Attested& attested);
std::string stamp_in_words(const app::Attested& attested);

}  // namespace candour::web
