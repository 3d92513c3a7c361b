// candour verify: whether the record in a data folder is what it says, worked out anew from its first event.

#include "app/verify.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "cli/commands/command.h"
#include "ledger/checkpoint.h"

namespace candour::cli {
namespace {

constexpr std::size_t largest_checkpoint = 1'000'000;

struct Options {
  std::string data;
  std::string key;
  std::vector<std::string> seen;
  std::string format = "text";
};

Result<ledger::VerifierKey> read_key(const std::string& given) {
  if (std::filesystem::exists(given)) {
    CANDOUR_TRY(bytes, read_input(given, largest_checkpoint));
    return ledger::read_verifier_key(trimmed(std::string_view(bytes).substr(0, bytes.find('\n'))));
  }
  return ledger::read_verifier_key(given);
}

Result<app::StoreAudit> verify(const Options& options, const Wiring& wiring) {
  std::error_code error;
  if (!std::filesystem::is_directory(options.data, error) || std::filesystem::is_empty(options.data, error))
    return fail(ErrorCode::not_found, "There is no record in “" + repaired_utf8(options.data) + "”.");
  std::vector<ledger::Checkpoint> seen;
  if (!options.seen.empty()) {
    if (options.key.empty())
      return fail(ErrorCode::bad_input, "Whose checkpoint is it? Give the ledger's key, too: --key.");
    CANDOUR_TRY(key, read_key(options.key));
    for (const std::string& path : options.seen) {
      CANDOUR_TRY(bytes, read_input(path, largest_checkpoint));
      CANDOUR_TRY(opened, ledger::open_checkpoint(bytes, key));
      seen.push_back(std::move(opened.checkpoint));
    }
  }
  CANDOUR_TRY(store, wiring.open_store(options.data));
  auto audit = app::verify(*store, seen, [](std::uint64_t events) {
    show_progress(grouped(static_cast<long long>(events)) + " events looked at");
  });
  show_progress("");
  return audit;
}

std::string as_text(const app::StoreAudit& audit) {
  std::string text;
  for (const ledger::Finding& finding : audit.findings)
    text += (finding.holds ? "holds   " : "FAILS   ") + finding.sentence + "\n";
  return text;
}

std::string as_json(const app::StoreAudit& audit) {
  nlohmann::json json{{"holds", audit.holds()},   {"events", audit.events},
                      {"erased", audit.erased},   {"originals", audit.originals},
                      {"entries", audit.entries}, {"root", base64(ledger::bytes_of(audit.root))}};
  for (const ledger::Finding& finding : audit.findings)
    json["findings"].push_back({{"holds", finding.holds}, {"sentence", finding.sentence}});
  return json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace

void add_verify(CLI::App& program, const Wiring& wiring, Outcome& outcome) {
  CLI::App& command = *program.add_subcommand(
      "verify", "Work the whole record out anew and say whether anything in it was altered (ends with 1 where it was)");
  const auto options = std::make_shared<Options>();
  command.add_option("--data", options->data, "The folder that holds the record")->required()->envname("CANDOUR_DATA");
  command.add_option("--seen", options->seen, "A checkpoint that was kept elsewhere; may be repeated")
      ->allow_extra_args(false);
  command.add_option("--key", options->key, "The ledger's key, or a file that holds it: needed with --seen");
  command.add_option("--format", options->format, "How the answer is written")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.callback([options, &wiring, &outcome] {
    const auto audit = verify(*options, wiring);
    if (!audit) {
      outcome.result = fail(audit.error());
      return;
    }
    outcome.output = options->format == "json" ? as_json(*audit) : as_text(*audit);
    if (audit->holds()) return;
    outcome.complaints.push_back(
        "The record does not hold: what is marked was altered, moved or removed. Keep this folder as it is, and "
        "compare it with a backup.");
    outcome.exit = Exit::does_not_hold;
  });
}

}  // namespace candour::cli
