#include "app/exporting.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "app/checkpoints.h"
#include "base/encoding.h"
#include "ledger/audit.h"
#include "ledger/entries.h"
#include "ledger/entry_proof.h"

namespace candour::app {
namespace {

using Json = nlohmann::json;

constexpr std::size_t at_once = 2048;

std::string hex_of(const ledger::Hash& hash) {
  return hex(ledger::bytes_of(hash));
}
std::string base64_of(const ledger::Hash& hash) {
  return base64(ledger::bytes_of(hash));
}

std::string line_of(const StoredEvent& event, const EventSeal& seal) {
  Json json{{"stream", event.stream},
            {"sequence", event.sequence},
            {"recorded", event.recorded.iso()},
            {"speaks_of", event.speaks_of.iso()},
            {"core", event.core},
            {"words", event.words},
            {"commitment", base64_of(seal.commitment)}};
  if (seal.salt) json["salt"] = hex_of(*seal.salt);
  if (seal.words_salt) json["words_salt"] = hex_of(*seal.words_salt);
  if (seal.words_commitment) json["words_commitment"] = base64_of(*seal.words_commitment);
  return json.dump() + "\n";
}

// An ending by which programs know the file.
std::string ending_of(std::string_view media) {
  constexpr std::pair<std::string_view, const char*> known[] = {
      {"application/pdf", "pdf"},
      {"text/html", "html"},
      {"text/csv", "csv"},
      {"application/json", "json"},
      {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
      {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"}};
  const std::string_view kind = media.substr(0, media.find(';'));
  for (const auto& [type, ending] : known)
    if (kind == type) return ending;
  return "txt";
}

struct Exporting {
  const Candour& candour;
  const PutFile& put;
  Exported done = {};

  Result<void> entries(std::uint64_t size) {
    for (std::uint64_t index = 0; index < size;) {
      CANDOUR_TRY(some, candour.store().ledger().entries(index, std::min<std::uint64_t>(at_once, size - index)));
      if (some.empty()) break;
      const auto first = std::find_if(some.begin(), some.end(), [](const auto& each) { return each.position != 0; });
      const std::uint64_t before = first == some.end() ? 0 : first->position - 1;
      CANDOUR_TRY(events, candour.store().read_all(before, some.size()));
      CANDOUR_TRY(seals, candour.store().ledger().seals(before, some.size()));
      std::string lines;
      std::size_t next = 0;
      for (const LedgerEntry& entry : some) {
        if (entry.position == 0) {
          lines += Json{{"plain", entry.bytes}}.dump() + "\n";
          continue;
        }
        if (next >= events.size() || next >= seals.size() || events[next].position != entry.position)
          return fail(ErrorCode::internal,
                      "The record is damaged: an event of the ledger is missing (candour verify).");
        lines += line_of(events[next], seals[next]);
        ++next;
        ++done.events;
      }
      CANDOUR_CHECK(put("record/ledger.jsonl", lines));
      index += some.size();
    }
    return {};
  }

  Result<void> originals() {
    CANDOUR_TRY(hashes, candour.store().originals());
    for (const std::string& sha256 : hashes) {
      CANDOUR_TRY(bytes, candour.store().original(sha256));
      CANDOUR_CHECK(put("originals/" + sha256, bytes));
      ++done.originals;
    }
    return {};
  }

  // Up to the latest checkpoint.
  Result<void> ledger() {
    CANDOUR_TRY(latest, latest_checkpoint(candour));
    CANDOUR_TRY(key, log_key(candour));
    if (!latest || !key) return {};
    const std::uint64_t size = done.signed_size = latest->checkpoint.size;
    CANDOUR_CHECK(put("ledger/log.vkey", ledger::write_verifier_key(*key) + "\n"));
    CANDOUR_CHECK(put("ledger/log.pem", ledger::write_pem(*key)));
    CANDOUR_CHECK(put("ledger/checkpoint", latest->bytes));
    for (const char* name : {"witness.vkey", "policy", "checkpoint.tsr"}) {
      auto file = ledger_file(candour, name);
      if (file) CANDOUR_CHECK(put(std::string("ledger/") + name, *file));
      if (!file && file.error().code != ErrorCode::not_found) return fail(std::move(file.error()));
    }
    const ledger::Nodes nodes = nodes_of(candour.store());
    CANDOUR_TRY(earlier, earlier_checkpoints(candour));
    if (!earlier.empty()) {
      const KeptCheckpoint& old = earlier.front();
      CANDOUR_TRY(proof, ledger::consistency_proof(old.checkpoint.size, size, nodes));
      CANDOUR_CHECK(put("ledger/checkpoint.old", old.bytes));
      CANDOUR_CHECK(put("ledger/consistency", ledger::write_consistency({old.checkpoint.size, std::move(proof)})));
    }
    for (const ledger::Tile& tile : ledger::tiles_of(size)) {
      CANDOUR_TRY(bytes, tile_of(candour.store(), tile));
      CANDOUR_CHECK(put("ledger/" + ledger::tile_path(tile), bytes));
      if (tile.level > 0) continue;
      CANDOUR_TRY(bundle, bundle_of(candour.store(), tile));
      CANDOUR_CHECK(put("ledger/" + ledger::bundle_path(tile.index, tile.width), bundle));
      CANDOUR_TRY(entries, ledger::read_bundle(bundle, tile.width));
      for (std::size_t i = 0; i < entries.size(); ++i)
        if (ledger::kind_of_entry(entries[i]) == ledger::EntryKind::paper)
          CANDOUR_CHECK(paper(tile.index * ledger::tile_width + i, entries[i], *latest, nodes));
    }
    return {};
  }

  // With its own proof; one that was taken down is not here, and its entry is in the tiles.
  Result<void> paper(std::uint64_t index, std::string_view entry, const KeptCheckpoint& latest,
                     const ledger::Nodes& nodes) {
    CANDOUR_TRY(told, ledger::read_paper(entry));
    const auto file = candour.store().original(hex_of(told.sha256));
    if (!file && file.error().code == ErrorCode::not_found) return {};
    if (!file) return fail(file.error());
    CANDOUR_TRY(proof, ledger::inclusion_proof(index, latest.checkpoint.size, nodes));
    const std::string stem = "ledger/paper." + told.id;
    CANDOUR_CHECK(put(stem + "." + ending_of(told.media), *file));
    CANDOUR_CHECK(put(stem + ".leaf", entry));
    CANDOUR_CHECK(put(stem + ".tlog-proof", ledger::write_entry_proof({{}, index, std::move(proof), latest.bytes})));
    ++done.papers;
    return {};
  }
};

// ---- Back ----

Result<WholeEntry> entry_of(const std::string& line, std::uint64_t last_position) {
  const auto wrong = [](std::string_view what) {
    return fail(ErrorCode::bad_input, "it has no " + std::string(what) + ", or not as an export writes it");
  };
  const Json json = Json::parse(line, nullptr, false);
  if (!json.is_object()) return wrong("JSON object");
  const auto text = [&](const char* name) -> std::optional<std::string> {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
  };
  WholeEntry entry;
  if (auto plain = text("plain")) {
    if (plain->empty()) return wrong("“plain”");
    entry.plain = *std::move(plain);
    return entry;
  }
  StoredEvent& event = entry.event;
  event.position = entry.seal.position = last_position + 1;
  const auto stream = text("stream"), core = text("core"), words = text("words"), recorded = text("recorded"),
             speaks_of = text("speaks_of"), commitment = text("commitment");
  const auto sequence = json.find("sequence");
  if (!stream || stream->empty() || !core || !words) return wrong("“stream”, “core” or “words”");
  if (sequence == json.end() || !sequence->is_number_unsigned()) return wrong("“sequence”");
  const auto moment = recorded ? Moment::parse(*recorded) : std::nullopt;
  const auto day = speaks_of ? Date::parse(*speaks_of) : std::nullopt;
  if (!moment || !day) return wrong("“recorded” or “speaks_of”");
  event.stream = *stream;
  event.sequence = sequence->get<std::uint64_t>();
  event.core = *core;
  event.words = *words;
  event.recorded = *moment;
  event.speaks_of = *day;
  const auto hash = [](const std::optional<std::string>& bytes) -> std::optional<ledger::Hash> {
    if (!bytes) return std::nullopt;
    const auto read = ledger::hash_of(*bytes);
    return read ? std::optional(*read) : std::nullopt;
  };
  const auto in_hex = [&](const char* name) {
    const auto digits = text(name);
    return digits ? hash(from_hex(*digits)) : std::nullopt;
  };
  const auto in_base64 = [&](const char* name) {
    const auto digits = text(name);
    return digits ? hash(from_base64(*digits)) : std::nullopt;
  };
  const auto committed = in_base64("commitment");
  if (!committed) return wrong("“commitment”");
  entry.seal.commitment = *committed;
  entry.seal.salt = in_hex("salt");
  entry.seal.words_salt = in_hex("words_salt");
  entry.seal.words_commitment = in_base64("words_commitment");
  return entry;
}

}  // namespace

Result<Exported> export_record(const Candour& candour, const PutFile& put) {
  CANDOUR_TRY(size, candour.store().ledger().size());
  Exporting exporting{candour, put};
  CANDOUR_CHECK(exporting.entries(size));
  CANDOUR_CHECK(exporting.originals());
  CANDOUR_CHECK(exporting.ledger());
  return exporting.done;
}

Result<void> fill_from(Store& store, const std::function<Result<std::optional<std::string>>()>& next_line,
                       std::optional<Moment> until) {
  std::uint64_t number = 0, position = 0;
  return store.fill([&]() -> Result<std::optional<WholeEntry>> {
    CANDOUR_TRY(line, next_line());
    if (!line) return std::optional<WholeEntry>();
    ++number;
    auto entry = entry_of(*line, position);
    if (!entry)
      return fail(ErrorCode::bad_input, "Line " + std::to_string(number) + " of record/ledger.jsonl cannot be taken: " +
                                            entry.error().sentence + ". Nothing was taken.");
    if (entry->plain.empty() && until && entry->event.recorded > *until) return std::optional<WholeEntry>();
    if (entry->plain.empty()) ++position;
    return std::optional(*std::move(entry));
  });
}

}  // namespace candour::app
