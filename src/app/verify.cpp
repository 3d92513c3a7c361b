#include "app/verify.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "app/sealing.h"
#include "base/encoding.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/entries.h"
#include "ledger/escaped.h"
#include "ledger/forms.h"
#include "ledger/tiles.h"

namespace candour::app {
namespace {

constexpr std::size_t at_once = 2048;
constexpr std::size_t most_told = 100;

std::string number(std::uint64_t value) {
  return grouped(static_cast<long long>(value));
}

class Audit {
 public:
  explicit Audit(const Store& store) : store_(store) {}

  Result<StoreAudit> run(std::vector<ledger::Checkpoint> seen, const std::function<void(std::uint64_t)>& progress) {
    std::stable_sort(seen.begin(), seen.end(),
                     [](const auto& left, const auto& right) { return left.size < right.size; });
    CANDOUR_CHECK(look_at_events(progress));
    CANDOUR_CHECK(look_at_ledger(seen));
    CANDOUR_CHECK(look_at_originals());
    if (wrong_ > most_told) tell(false, "And " + number(wrong_ - most_told) + " more do not hold.");
    return std::move(audit_);
  }

 private:
  void tell(bool holds, std::string sentence) { audit_.findings.push_back({holds, std::move(sentence)}); }
  void wrong(std::string sentence) {
    if (++wrong_ <= most_told) tell(false, std::move(sentence));
  }

  Result<void> look_at_events(const std::function<void(std::uint64_t)>& progress) {
    const std::uint64_t wrong_before = wrong_;
    for (std::uint64_t position = 0;;) {
      CANDOUR_TRY(events, store_.read_all(position, at_once));
      if (events.empty()) break;
      CANDOUR_TRY(seals, store_.ledger().seals(position, events.size()));
      for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].position != ++position) {
          wrong("Event " + number(position) + " is missing.");
          position = events[i].position;
        }
        const bool is_sealed = i < seals.size() && seals[i].position == events[i].position;
        if (is_sealed)
          look_at_event(events[i], seals[i]);
        else
          wrong(name_of(events[i]) + " is not committed to.");
        ++audit_.events;
      }
      if (progress) progress(audit_.events);
    }
    // Whoever takes words out of the database, with their salt, leaves a commitment that nobody can open: as an erasure
    // does, which says so in an event of its own.
    for (const std::uint64_t position : gone_)
      if (!said_erased_.contains(position)) {
        ++audit_.unsaid;
        wrong("The words of event " + number(position) + " are gone, and no event says that they were erased.");
      }
    if (wrong_ == wrong_before)
      tell(true, number(audit_.events) +
                     (audit_.events == 1 ? " event opens its commitment" : " events open their commitments") +
                     (audit_.erased == 0 ? "" : ", but for what was erased of " + number(audit_.erased)) + ".");
    return {};
  }

  void look_at_event(const StoredEvent& event, const EventSeal& seal) {
    auto& last = streams_[event.stream];
    if (event.sequence != last.sequence + 1)
      wrong(name_of(event) + " follows on number " + number(last.sequence) + ": an event was removed or moved.");
    const std::optional<ledger::Hash> previous = event.sequence > 1 ? std::optional(last.commitment) : std::nullopt;
    last = {event.sequence, seal.commitment};
    commitments_.emplace_back(seal.commitment);
    if (!seal.salt || !seal.words_salt) {
      ++audit_.erased;
      gone_.push_back(event.position);
    }
    if (const std::string_view altered = what_was_altered(event, seal, previous); !altered.empty()) {
      wrong(name_of(event) + std::string(altered));
      return;
    }
    if (!seal.salt) return;
    look_at_dates(event);
    note_files(event);
    if (event.stream == "people") note_erasure(event);
  }

  // Every file that the record names, by the first event that names it.
  void note_files(const StoredEvent& event) {
    const auto note = [&](const auto& self, const nlohmann::json& value) -> void {
      for (const auto& [key, each] : value.items())
        if (each.is_structured())
          self(self, each);
        else if (value.is_object() && each.is_string() && (key == "sha256" || key == "document_sha256") &&
                 each.template get_ref<const std::string&>().size() == 64)
          named_.try_emplace(each.template get<std::string>(), name_of(event));
    };
    for (const std::string& bytes : {event.core, event.words})
      if (const auto part = nlohmann::json::parse(bytes, nullptr, false); part.is_structured()) note(note, part);
  }

  void note_erasure(const StoredEvent& event) {
    const auto core = nlohmann::json::parse(event.core, nullptr, false);
    if (core.is_object() && core.value("type", "") == "people.restored_without_list")
      tell(true, name_of(event) + " says that the record was restored without the list of what was erased.");
    if (!core.is_object() || core.value("type", "") != "people.words_erased") return;
    if (const auto files = core.find("files"); files != core.end() && files->is_number_unsigned())
      files_erased_ += files->get<std::uint64_t>();
    const auto erased = core.find("events");
    if (erased == core.end() || !erased->is_array()) return;
    for (const auto& position : *erased)
      if (position.is_number_unsigned()) said_erased_.insert(position.get<std::uint64_t>());
  }

  // What stands beside the core for finding it must be what stands in it.
  void look_at_dates(const StoredEvent& event) {
    const auto core = nlohmann::json::parse(event.core, nullptr, false);
    const auto says = [&](const char* name) {
      const auto found = core.is_object() ? core.find(name) : core.end();
      return found != core.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    if (says("recorded") != event.recorded.iso() || says("speaks_of") != event.speaks_of.iso())
      wrong(name_of(event) + " is filed under another time than it was recorded with.");
  }

  Result<void> look_at_ledger(const std::vector<ledger::Checkpoint>& seen) {
    const std::uint64_t wrong_before = wrong_;
    CANDOUR_TRY(size, store_.ledger().size());
    ledger::CompactRange range;
    std::vector<ledger::Node> completed;
    auto next_seen = seen.begin();
    const auto compare_seen = [&] {
      for (; next_seen != seen.end() && next_seen->size == range.size(); ++next_seen) {
        if (next_seen->root == range.root())
          tell(true, "The checkpoint of " + number(next_seen->size) +
                         " entries that you hold is where this ledger once was.");
        else
          wrong("The checkpoint of " + number(next_seen->size) +
                " entries that you hold was signed over other entries: the record has been rewritten.");
      }
    };
    std::size_t event = 0;
    std::uint64_t plain = 0;
    compare_seen();
    while (range.size() < size) {
      CANDOUR_TRY(entries, store_.ledger().entries(range.size(), at_once));
      if (entries.empty()) break;
      for (const LedgerEntry& entry : entries) {
        if (entry.index != range.size()) wrong("Entry " + number(range.size()) + " of the ledger is missing.");
        if (entry.position != 0) {
          if (event >= commitments_.size() || entry.bytes != ledger::write_event_entry(commitments_[event]))
            wrong("Entry " + number(entry.index) + " of the ledger commits to something else than its event.");
          ++event;
        } else {
          look_at_plain(entry);
          ++plain;
        }
        completed.clear();
        range.append(ledger::leaf_hash(entry.bytes), &completed);
        for (const ledger::Node& node : completed) {
          if (node.level == 0 || node.level % 8 != 0) continue;
          const auto kept = store_.ledger().node(node.level, node.index);
          if (!kept || *kept != node.hash)
            wrong("The root of tile " + number(node.index) + " of level " + std::to_string(node.level / 8 - 1) +
                  " is not that of its entries.");
        }
        compare_seen();
      }
    }
    if (range.size() != size || event != commitments_.size())
      wrong("The ledger has " + number(range.size()) + " entries and commits to " + number(event) +
            " events; there should be " + number(size) + " and " + number(commitments_.size()) + ".");
    for (; next_seen != seen.end(); ++next_seen)
      wrong("The checkpoint that you hold has " + number(next_seen->size) +
            " entries, more than this ledger: it has been cut back.");
    audit_.entries = range.size();
    audit_.root = range.root();
    if (wrong_ == wrong_before)
      tell(true, "The ledger has " + number(range.size()) + (range.size() == 1 ? " entry" : " entries") + " (" +
                     number(plain) + " of them plain) and the root " + base64(ledger::bytes_of(audit_.root)) + ".");
    return {};
  }

  void look_at_plain(const LedgerEntry& entry) {
    const auto is_wrong = [&](const auto& read) {
      if (!read) wrong("Entry " + number(entry.index) + ": " + read.error().sentence);
    };
    switch (ledger::kind_of_entry(entry.bytes)) {
      case ledger::EntryKind::genesis:
        is_wrong(ledger::read_genesis(entry.bytes));
        break;
      case ledger::EntryKind::paper: {
        const auto paper = ledger::read_paper(entry.bytes);
        is_wrong(paper);
        if (paper) papers_.emplace_back(entry.index, *paper);
        break;
      }
      case ledger::EntryKind::withdrawal: {
        const auto withdrawal = ledger::read_withdrawal(entry.bytes);
        is_wrong(withdrawal);
        if (withdrawal) withdrawn_.insert(withdrawal->entry);
        break;
      }
      case ledger::EntryKind::event:
      case ledger::EntryKind::unknown:
        wrong("Entry " + number(entry.index) + " of the ledger is of no known kind.");
    }
    if ((entry.index == 0) != (ledger::kind_of_entry(entry.bytes) == ledger::EntryKind::genesis))
      wrong("Entry " + number(entry.index) + ": a ledger begins once, with its first entry.");
  }

  Result<void> look_at_originals() {
    const std::uint64_t wrong_before = wrong_;
    CANDOUR_TRY(hashes, store_.originals());
    for (const std::string& hash : hashes) {
      CANDOUR_TRY(bytes, store_.original(hash));
      if (sha256_hex(bytes) != hash) wrong("The original " + hash + " is another file than it was.");
    }
    audit_.originals = hashes.size();
    look_for_missing(std::unordered_set<std::string>(hashes.begin(), hashes.end()));
    // What the ledger says was published is kept as it was. A file put in its place under another name is not it.
    for (const auto& [index, paper] : papers_) {
      const auto kept = store_.original(hex(ledger::bytes_of(paper.sha256)));
      if (!kept && kept.error().code != ErrorCode::not_found) return fail(kept.error());
      if (!kept && withdrawn_.contains(index)) continue;  // taken down, and then erased
      if (!kept || kept->size() != paper.bytes || sha256(*kept) != paper.sha256) {
        wrong("The paper of entry " + number(index) + " of the ledger (“" + ledger::unescaped(paper.title) +
              "”, version " + std::to_string(paper.version) +
              ") is not kept as it was published: it was altered or removed.");
        continue;
      }
      // Its other forms are those that it names.
      for (const ledger::NamedForm& form : ledger::forms_named_in(*kept)) {
        const auto bytes = store_.original(form.sha256);
        if (!bytes && bytes.error().code != ErrorCode::not_found) return fail(bytes.error());
        if (!bytes || sha256_hex(*bytes) != form.sha256)
          wrong("The file " + form.name + " that the paper of entry " + number(index) +
                " of the ledger names is not kept as it was published: it was altered or removed.");
      }
    }
    if (wrong_ == wrong_before && !papers_.empty())
      tell(true, number(papers_.size()) + (papers_.size() == 1 ? " published paper is the file that it was."
                                                               : " published papers are the files that they were."));
    if (wrong_ == wrong_before)
      tell(true, number(hashes.size()) + (hashes.size() == 1 ? " original is the file that it was."
                                                             : " originals are the files that they were."));
    return {};
  }

  // A file that an event names and that is not kept was erased, as other events say of so many, or is lost.
  void look_for_missing(const std::unordered_set<std::string>& kept) {
    std::vector<std::string> missing;
    for (const auto& [hash, event] : named_)
      if (!kept.contains(hash)) missing.push_back("The file " + hash + ", which " + event + " names, is not kept.");
    if (missing.empty()) return;
    if (missing.size() <= files_erased_) {
      tell(true, number(missing.size()) + " of the files that the record names " +
                     (missing.size() == 1 ? "is" : "are") + " not kept; " + number(files_erased_) +
                     (files_erased_ == 1 ? " was erased, as it says." : " were erased, as it says."));
      return;
    }
    for (std::string& sentence : missing) wrong(std::move(sentence));
    if (files_erased_ > 0)
      wrong("Only " + number(files_erased_) + " of these " + number(missing.size()) +
            " files were erased, by what the record says.");
  }

  struct Last {
    std::uint64_t sequence = 0;
    ledger::Hash commitment{};
  };
  const Store& store_;
  StoreAudit audit_;
  std::uint64_t wrong_ = 0;
  std::unordered_map<std::string, Last> streams_;
  std::vector<ledger::Hash> commitments_;                        // of the events, in order
  std::vector<std::uint64_t> gone_;                              // positions of events whose words are not there
  std::unordered_set<std::uint64_t> said_erased_;                // positions that an event says were erased
  std::vector<std::pair<std::uint64_t, ledger::Paper>> papers_;  // by their entries
  std::unordered_set<std::uint64_t> withdrawn_;                  // entries of papers
  std::map<std::string, std::string> named_;                     // hashes of files, and the event that names each first
  std::uint64_t files_erased_ = 0;                               // by what the record says
};

}  // namespace

bool StoreAudit::holds() const {
  return std::all_of(findings.begin(), findings.end(), [](const ledger::Finding& finding) { return finding.holds; });
}

Result<StoreAudit> verify(const Store& store, const std::vector<ledger::Checkpoint>& seen,
                          const std::function<void(std::uint64_t)>& progress) {
  return Audit(store).run(seen, progress);
}

}  // namespace candour::app
