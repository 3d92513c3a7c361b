#pragma once
// The latest signed checkpoint of the ledger, as the signer gave it. Kept beside the record: whoever signs keeps it
// here, and whoever shows proofs finds it here. Any thread.

#include <optional>
#include <string>
#include <string_view>

#include "app/store.h"
#include "base/result.h"

namespace candour::app {

// In place of the one before.
Result<void> keep_checkpoint(Store& store, std::string_view signed_checkpoint);
// Nothing where none was ever signed.
Result<std::optional<std::string>> latest_checkpoint(Store& store);

}  // namespace candour::app
