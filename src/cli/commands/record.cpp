#include "cli/commands/record.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "app/checkpoints.h"
#include "app/erasure.h"
#include "base/file.h"
#include "cli/commands/command.h"
#include "ledger/signer.h"

namespace candour::cli {
namespace {

namespace fs = std::filesystem;

// DIR.signer/erased is the list. DIR.signer/erasing is what was meant, for as long as it is not settled.
class ErasureFiles final : public app::ErasureList {
 public:
  explicit ErasureFiles(const std::string& data)
      : list_(signer_file(data, "erased")),
        meant_(signer_file(data, "erasing")),
        turn_(signer_file(data, "erasing.lock")) {}

  Result<void> mean(std::string_view lines) override {
    CANDOUR_CHECK(make_folder(list_.parent_path()));
    CANDOUR_TRY(held, hold(turn_, "Words are being erased by another program just now. Try again when it is done."));
    // What stands there already was left by a crash; it is settled with this.
    CANDOUR_TRY(before, content_of(meant_));
    CANDOUR_CHECK(keep_durably(meant_, before + std::string(lines)));
    held_ = std::move(held);
    return {};
  }

  Result<void> settle(const app::Store& store) override {
    const auto held = std::exchange(held_, nullptr);
    std::unique_ptr<HeldFile> taken;
    std::error_code trouble;
    const bool begun = fs::exists(list_, trouble);
    if (begun && !fs::exists(meant_, trouble)) return {};
    if (!held) {
      CANDOUR_CHECK(make_folder(list_.parent_path()));
      auto turn = hold(turn_, {});
      if (!turn && turn.error().code == ErrorCode::conflict) return {};  // it is theirs who erase just now
      if (!turn) return fail(std::move(turn.error()));
      taken = *std::move(turn);
    }
    CANDOUR_TRY(list, content_of(list_));
    // A list that is begun says what the record says, so that none is missing later where one should be.
    if (!begun) {
      CANDOUR_TRY(all, app::every_erasure_in(store));
      list = std::move(all);
    }
    CANDOUR_TRY(meant, content_of(meant_));
    CANDOUR_TRY(gone, app::gone_from(store, meant));
    CANDOUR_CHECK(keep_durably(list_, list + gone));
    fs::remove(meant_, trouble);
    return sync_folder(list_.parent_path());
  }

 private:
  static Result<std::string> content_of(const fs::path& file) {
    auto bytes = read_whole(file);
    if (!bytes && bytes.error().code == ErrorCode::not_found && !fs::exists(file)) return std::string();
    return bytes;
  }
  const fs::path list_, meant_, turn_;
  std::unique_ptr<HeldFile> held_;  // from mean() to settle()
};

}  // namespace

std::unique_ptr<app::ErasureList> erasure_list(const std::string& data) {
  return std::make_unique<ErasureFiles>(data);
}

std::optional<std::string> what_was_erased(const std::string& data) {
  const auto list = read_whole(signer_file(data, "erased")), meant = read_whole(signer_file(data, "erasing"));
  if (!list && !meant) return std::nullopt;
  return list.value_or("") + meant.value_or("");
}

Result<std::optional<ledger::Checkpoint>> last_signed(const std::string& state) {
  auto bytes = read_whole(state);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return std::optional<ledger::Checkpoint>();
  if (!bytes) return fail(std::move(bytes.error()));
  CANDOUR_TRY(memory, ledger::read_signer_memory(*bytes));
  return memory.last;
}

Result<Record> open_record(const Wiring& wiring, const std::string& data, Opening opening) {
  Record record;
  CANDOUR_TRY(store, wiring.open_store(data));
  record.store = std::move(store);
  record.candour = std::make_unique<app::Candour>(*record.store, &wiring.reader, wiring.clock);
  if (opening == Opening::to_read) return record;
  record.erasures = erasure_list(data);
  record.candour->note_erasures(record.erasures.get());
  // Where the list cannot be kept, whoever erases is told; others are not kept from their work.
  (void)record.erasures->settle(*record.store);
  CANDOUR_TRY(remembered, wiring.last_signed ? wiring.last_signed() : last_signed(signer_file(data, "state")));
  CANDOUR_CHECK(app::check_what_was_signed(*record.candour, remembered));
  return record;
}

}  // namespace candour::cli
