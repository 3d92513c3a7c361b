#pragma once
// Files of evidence: taken by an allow-list of kinds, kept by their hash, looked at by the virus scanner where there is
// one, and given to nobody before it has found them clean.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "document/attachment.h"
#include "plan/commands.h"

namespace candour::app {

inline constexpr std::uint64_t evidence_bytes_most = 50u << 20;

enum class ScanState {
  none,     // no scanner is set up here
  waiting,  // held back: the scanner has not answered yet, and is asked again
  clean,
  infected  // held back for ever
};
struct Scan {
  ScanState state = ScanState::none;
  std::string found;           // in an infected file, as the scanner calls it
  std::optional<Moment> when;  // it was last asked
};

// Judges a file in the reader's child process, has it scanned and keeps it as sent by the actor; returns its hash.
// `bytes` is not copied here. Refused with a sentence: no kind that is taken, larger than evidence_bytes_most, more
// than a day's (quota.h), or infected (nothing of it is kept then). Where the scanner cannot be asked, it is kept and
// held back.
Result<std::string> keep_file(Candour& candour, const Actor& actor, std::string_view bytes, std::string file_name);
// The same, and recorded as evidence. Else as act().
Result<void> add_evidence(Candour& candour, const Actor& actor, const plan::PlanId& plan, plan::AddEvidence command,
                          std::string_view bytes, std::string file_name, const InSight& in_sight);

// The door of a file that is to be read here (a workbook that comes back, a document to import), before anything of it
// is: counted as sent by the actor (quota.h), then scanned. Refused with a sentence: more than a day's, infected, or
// (unavailable) where the scanner cannot be asked.
Result<void> let_in(Candour& candour, const Actor& actor, std::string_view bytes);

// How it stands with a file that is kept; asks nobody.
Result<Scan> scan_of(const Candour& candour, std::string_view sha256);
// Asks the scanner about a file that is held back. Where it was asked within the last half minute, or there is none, as
// scan_of().
Result<Scan> scan_again(Candour& candour, std::string_view sha256);
// Asks about every file of evidence that is held back, also in answers that nobody has accepted yet, and those that
// were taken before there was a scanner; how many are still waiting. Whoever sent one in which something harmful is
// found then gets one letter about it, where mail is set up. For a job.
Result<std::size_t> scan_waiting(Candour& candour);

// Of what is kept, for saving.
struct EvidenceFile {
  std::string bytes;
  std::string name;
  std::string_view media_type;
};
// unavailable while it is held back, refused where it is infected, each with the sentence for the person.
Result<EvidenceFile> kept_file(Candour& candour, std::string_view sha256, std::string file_name);
// Whether the actor, who sees the action, may open the file: a sensitive one is for who answers for the action, tests
// evidence or inspects its plan.
bool may_open(const Candour& candour, const Actor& actor, const view::Row& row, const plan::Evidence& evidence);
// The same of a piece of evidence: not_found where the actor may not see it or it is a link or withdrawn, not_allowed
// where they may not open it.
Result<EvidenceFile> evidence_file(Candour& candour, const Actor& actor, const std::string& action,
                                   std::uint32_t number);

}  // namespace candour::app
