#pragma once
// The vault in the same file as the record, through the same connections: one commit may hold writes of both.

#include "app/vault.h"
#include "sqlite/inside/connections.h"

namespace candour::sqlite {

class SqliteVault final : public app::Vault {
 public:
  // Both must outlive it.
  SqliteVault(Writer& writer, const Readers& readers) : writer_(writer), readers_(readers) {}

  Result<std::uint64_t> keep(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected,
                             std::string_view content, std::optional<Moment> expires) override;
  Result<app::Kept> find(std::string_view kind, std::string_view key) const override;
  Result<std::vector<app::Kept>> all(std::string_view kind, std::string_view prefix) const override;
  Result<void> drop(std::string_view kind, std::string_view key, std::optional<std::uint64_t> expected) override;
  Result<void> drop_expired(Moment now) override;

 private:
  Writer& writer_;
  const Readers& readers_;
};

}  // namespace candour::sqlite
