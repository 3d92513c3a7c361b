#pragma once
// The ledger in the database: how it grows inside the transaction that keeps the events, and what is asked of it.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "app/store.h"
#include "base/date.h"
#include "base/result.h"
#include "ledger/tree.h"
#include "sqlite/inside/connections.h"
#include "sqlite/inside/database.h"

namespace candour::sqlite {

// For one write. Tell it each event as soon as it is there.
class LedgerGrowth {
 public:
  explicit LedgerGrowth(Database& database) : database_(database) {}
  Result<void> event_added(std::uint64_t position);
  // Behind the event with this position; 0: before any.
  Result<void> add_plain(std::uint64_t position, std::string_view bytes);

 private:
  Result<std::uint64_t> plain_entries();
  Result<void> complete_tiles(std::uint64_t size);
  Database& database_;
  std::optional<std::uint64_t> plain_entries_;
};

// Where the ledger has no genesis yet: writes it, and commits to every event that stood before there was a ledger.
// Within a transaction.
Result<void> begin_ledger(Database& database, Moment now);

class SqliteLedger final : public app::Ledger {
 public:
  explicit SqliteLedger(const Readers& readers) : readers_(readers) {}
  Result<std::uint64_t> size() const override;
  Result<std::vector<app::LedgerEntry>> entries(std::uint64_t first, std::size_t most) const override;
  Result<ledger::Hash> node(unsigned level, std::uint64_t index) const override;
  Result<std::vector<app::EventSeal>> seals(std::uint64_t after, std::size_t most) const override;

 private:
  const Readers& readers_;
};

}  // namespace candour::sqlite
