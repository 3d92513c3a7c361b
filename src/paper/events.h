#pragma once
// What has happened to a paper, as facts that never change. apply() folds one; it never fails and never decides. Pure.

#include <string>
#include <string_view>
#include <variant>

#include "base/event.h"
#include "paper/paper.h"

namespace candour::paper {

struct PaperStarted {
  PaperId paper;
  Cover cover;
  bool operator==(const PaperStarted&) const = default;
};
struct DraftRevised {
  Cover cover;
  bool operator==(const DraftRevised&) const = default;
};
struct HitDecided {
  std::string kind;
  std::string words;
  Answer answer = Answer::redact;
  std::string text;
  bool operator==(const HitDecided&) const = default;
};
struct PaperProposed {
  Number number = 0;  // of the version it is to be
  std::string document;
  std::vector<File> files;
  std::vector<Shown> shown;
  std::string why_eased;
  std::uint64_t record_size = 0;
  std::string record_root;
  bool operator==(const PaperProposed&) const = default;
};
struct ProposalReturned {
  std::string reason;
  bool operator==(const ProposalReturned&) const = default;
};
struct PaperApproved {
  std::string document;  // which bytes were approved
  bool operator==(const PaperApproved&) const = default;
};
struct PaperPublished {
  std::string document;
  Moment published;
  std::string entry;  // what the ledger says of it, in the open
  bool operator==(const PaperPublished&) const = default;
};
struct CorrectionStarted {
  std::string what;
  std::string why;
  bool operator==(const CorrectionStarted&) const = default;
};
struct DraftDiscarded {
  std::string reason;
  bool operator==(const DraftDiscarded&) const = default;
};
struct VersionWithdrawn {
  Number number = 0;
  Moment withdrawn;
  std::string reason;
  std::string entry;
  bool operator==(const VersionWithdrawn&) const = default;
};
using PaperBody = std::variant<PaperStarted, DraftRevised, HitDecided, PaperProposed, ProposalReturned, PaperApproved,
                               PaperPublished, CorrectionStarted, DraftDiscarded, VersionWithdrawn>;
using PaperEvent = Event<PaperBody>;

// Total: one that names what is not there changes nothing but the version. Call it as paper::apply.
void apply(Paper& paper, const PaperEvent& event);

// The entry that the ledger is to hold behind the event's own; empty where it says nothing openly.
std::string_view entry_of(const PaperEvent& event);

}  // namespace candour::paper
