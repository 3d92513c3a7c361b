#include "app/checkpoint.h"

namespace candour::app {
namespace {
constexpr std::string_view kind = "checkpoint";
constexpr std::string_view key = "latest";
}  // namespace

Result<void> keep_checkpoint(Store& store, std::string_view signed_checkpoint) {
  CANDOUR_CHECK(store.vault().keep(kind, key, std::nullopt, signed_checkpoint));
  return {};
}

Result<std::optional<std::string>> latest_checkpoint(Store& store) {
  auto kept = store.vault().find(kind, key);
  if (kept) return std::optional(std::move(kept->content));
  if (kept.error().code == ErrorCode::not_found) return std::optional<std::string>();
  return fail(std::move(kept.error()));
}

}  // namespace candour::app
