#include <algorithm>
#include <utility>

#include "paper/decided.h"
#include "paper/events.h"

namespace candour::paper {
namespace {

class Fold {
 public:
  Fold(Paper& paper, const Stamp& stamp) : paper_(paper), stamp_(stamp) {}

  void operator()(const PaperStarted& event) {
    if (!paper_.id.empty()) return;
    paper_.id = event.paper;
    paper_.cover = event.cover;
    note("started");
  }
  void operator()(const DraftRevised& event) {
    if (paper_.stage != Stage::draft) return;
    paper_.cover = event.cover;
    note("revised");
  }
  void operator()(const HitDecided& event) {
    std::erase_if(paper_.decisions,
                  [&](const Decision& each) { return each.kind == event.kind && each.words == event.words; });
    paper_.decisions.push_back({event.kind, event.words, event.answer, event.text, stamp_.actor});
  }
  void operator()(const PaperProposed& event) {
    Version& version = paper_.proposal.emplace();
    version.number = event.number;
    version.cover = paper_.cover;
    version.document = event.document;
    version.files = event.files;
    version.shown = event.shown;
    version.cover.title = as_decided(paper_, paper_.cover.title);
    version.cover.body = as_decided(paper_, paper_.cover.body);
    version.what = as_decided(paper_, paper_.what);
    version.why = as_decided(paper_, paper_.why);
    version.why_eased = event.why_eased;
    version.record_size = event.record_size;
    version.record_root = event.record_root;
    version.proposed_by = stamp_.actor;
    version.proposed = stamp_.recorded;
    paper_.stage = Stage::proposed;
    note("proposed for publication");
  }
  void operator()(const ProposalReturned& event) {
    if (!paper_.proposal) return;
    paper_.proposal.reset();
    paper_.stage = Stage::draft;
    note("returned", event.reason);
  }
  void operator()(const PaperApproved& event) {
    if (!paper_.proposal || paper_.proposal->document != event.document) return;
    paper_.proposal->approved_by = stamp_.actor;
    paper_.proposal->approved = stamp_.recorded;
    paper_.stage = Stage::approved;
    note("approved");
  }
  void operator()(const PaperPublished& event) {
    if (!paper_.proposal || paper_.proposal->document != event.document) return;
    paper_.proposal->published = event.published;
    paper_.proposal->published_by = stamp_.actor;
    note("published as version " + std::to_string(paper_.proposal->number), paper_.proposal->why);
    paper_.versions.push_back(std::move(*paper_.proposal));
    over();
  }
  void operator()(const CorrectionStarted& event) {
    paper_.stage = Stage::draft;
    paper_.what = event.what;
    paper_.why = event.why;
    note("correction begun", event.why);
  }
  void operator()(const DraftDiscarded& event) {
    note("draft given up", event.reason);
    over();
  }
  void operator()(const VersionWithdrawn& event) {
    if (event.number == 0 || event.number > paper_.versions.size()) return;
    paper_.versions[event.number - 1].withdrawn = {event.withdrawn, event.reason, stamp_.actor};
    note("version " + std::to_string(event.number) + " withdrawn", event.reason);
  }

 private:
  // Nothing is under way any more.
  void over() {
    paper_.proposal.reset();
    paper_.what.clear();
    paper_.why.clear();
    paper_.stage = paper_.versions.empty() ? Stage::discarded : Stage::published;
    if (!paper_.versions.empty()) paper_.cover = paper_.versions.back().cover;
  }
  void note(std::string what, std::string reason = {}) {
    paper_.history.push_back({stamp_.recorded, stamp_.actor, std::move(what), std::move(reason)});
  }
  Paper& paper_;
  const Stamp& stamp_;
};

}  // namespace

void apply(Paper& paper, const PaperEvent& event) {
  ++paper.version;
  paper.changed = event.stamp.recorded;
  std::visit(Fold(paper, event.stamp), event.body);
}

std::string_view entry_of(const PaperEvent& event) {
  if (const auto* published = std::get_if<PaperPublished>(&event.body)) return published->entry;
  if (const auto* withdrawn = std::get_if<VersionWithdrawn>(&event.body)) return withdrawn->entry;
  return {};
}

}  // namespace candour::paper
