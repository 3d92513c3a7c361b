#pragma once
// The record as the commands open it, and the list of what was erased from it.

#include <memory>
#include <optional>
#include <string>

#include "app/candour.h"
#include "app/store.h"
#include "base/result.h"
#include "cli/cli.h"
#include "ledger/checkpoint.h"

namespace candour::cli {

struct Record {
  std::unique_ptr<app::Store> store;
  std::unique_ptr<app::ErasureList> erasures;
  std::unique_ptr<app::Candour> candour;  // valid as long as the others are
};

enum class Opening { to_read, to_write };
// The one way in which a command opens the record. To write: what was signed last is looked for in it first, and where
// it went back behind that, nothing of it is changed (Candour::hold); what was meant to be erased when the machine
// stopped is settled.
Result<Record> open_record(const Wiring& wiring, const std::string& data, Opening opening);

// The list as it lies beside the data folder, with what was meant and not settled; nothing where there is none.
std::optional<std::string> what_was_erased(const std::string& data);
// As the signer's memory says; nothing where it is not there.
Result<std::optional<ledger::Checkpoint>> last_signed(const std::string& state);

}  // namespace candour::cli
