#include <algorithm>
#include <utility>

#include "base/encoding.h"
#include "base/refusal.h"
#include "base/text.h"
#include "paper/commands.h"

namespace candour::paper {
namespace {

using Events = Result<std::vector<PaperEvent>>;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && from_hex(text);
}
// Whoever sits at the machine: nobody in particular, so never the second person.
constexpr std::string_view nobody = "operator";

struct Deciding {
  const Paper& paper;
  const Stamp& stamp;

  Events one(PaperBody body) const {
    std::vector<PaperEvent> events;
    events.push_back({stamp, std::move(body)});
    return events;
  }
  Result<void> at(Stage stage, std::string_view act) const {
    if (paper.stage == stage) return {};
    return conflict("This paper is at the stage “" + std::string(in_words(paper.stage)) + "”, so it cannot be " +
                    std::string(act) + ". Look at it again.");
  }

  static Result<Cover> sound(Cover cover) {
    cover.title = collapsed(cover.title);
    cover.body = collapsed(cover.body);
    if (cover.title.empty()) return bad_input("Give the paper a title.");
    if (cover.title.size() > 200) return bad_input("Give the paper a title of at most 200 letters.");
    if (cover.body.empty()) return bad_input("Say whose meeting the paper is for.");
    if (cover.body.size() > 200) return bad_input("Give the body’s name in at most 200 letters.");
    if (cover.scope.plans.empty()) return bad_input("Choose at least one plan.");
    return cover;
  }

  Events operator()(const StartPaper& command) const {
    if (paper.version > 0) return conflict("There is such a paper already.");
    if (!is_id_text(command.paper.text())) return bad_input("The paper has no valid id.");
    CANDOUR_TRY(cover, sound(command.cover));
    return one(PaperStarted{command.paper, std::move(cover)});
  }

  Events operator()(const ReviseDraft& command) const {
    CANDOUR_CHECK(at(Stage::draft, "changed"));
    CANDOUR_TRY(cover, sound(command.cover));
    if (cover == paper.cover) return std::vector<PaperEvent>{};
    return one(DraftRevised{std::move(cover)});
  }

  Events operator()(const DecideHit& command) const {
    CANDOUR_CHECK(at(Stage::draft, "changed"));
    if (is_missing(command.words) || command.kind.empty()) return bad_input("Say which words are decided about.");
    std::string text(trimmed(command.text));
    if (command.answer == Answer::keep && text.empty()) return bad_input("Say why the words may be published.");
    if (command.answer == Answer::replace && text.empty())
      return bad_input("Say what stands in their place, such as a role.");
    if (command.answer == Answer::redact) text.clear();
    return one(HitDecided{command.kind, command.words, command.answer, std::move(text)});
  }

  Events operator()(const ProposePaper& command) const {
    CANDOUR_CHECK(at(Stage::draft, "proposed"));
    if (command.open_hits > 0)
      return bad_input("The privacy check still has " + std::to_string(command.open_hits) +
                       (command.open_hits == 1 ? " finding" : " findings") + " that nobody has decided about.");
    PaperProposed proposed = command.proposed;
    if (!is_hex(proposed.document, 32)) return bad_input("The file has no valid id.");
    if (proposed.files.empty() || !std::all_of(proposed.files.begin(), proposed.files.end(), [](const File& file) {
          return is_hex(file.sha256, 64) && file.bytes > 0;
        }))
      return bad_input("The paper has no file.");
    const Version* before = latest(paper);
    if (before && (is_missing(paper.what) || is_missing(paper.why)))
      return bad_input("Say what the correction changes, and why.");
    if (before && !eased(before->shown, proposed.shown).empty() && is_missing(proposed.why_eased))
      return bad_input("The correction makes ratings that were published look better. Say why.");
    proposed.number = static_cast<Number>(paper.versions.size() + 1);
    return one(std::move(proposed));
  }

  Events operator()(const ReturnProposal& command) const {
    if (paper.stage != Stage::approved) CANDOUR_CHECK(at(Stage::proposed, "returned"));
    if (is_missing(command.reason)) return bad_input("Say why it is returned.");
    return one(ProposalReturned{std::string(trimmed(command.reason))});
  }

  Events operator()(const ApprovePaper& command) const {
    CANDOUR_CHECK(at(Stage::proposed, "approved"));
    if (command.document != paper.proposal->document)
      return conflict("Another version was proposed after you opened this page. Look at it before you approve it.");
    if (stamp.actor == nobody)
      return fail(ErrorCode::not_allowed,
                  "A second, named person must approve it. The operator is nobody in particular: sign in, or say who "
                  "acts.");
    if (stamp.actor == paper.proposal->proposed_by)
      return fail(ErrorCode::not_allowed, "You proposed it. A second person must approve it.");
    return one(PaperApproved{command.document});
  }

  Events operator()(const PublishPaper& command) const {
    CANDOUR_CHECK(at(Stage::approved, "published"));
    if (command.entry.empty()) return bad_input("The ledger has no entry for it.");
    return one(PaperPublished{paper.proposal->document, command.published, command.entry});
  }

  Events operator()(const CorrectPaper& command) const {
    CANDOUR_CHECK(at(Stage::published, "corrected"));
    if (is_missing(command.what)) return bad_input("Say what is to be corrected.");
    if (is_missing(command.why)) return bad_input("Say why it is corrected.");
    return one(CorrectionStarted{std::string(trimmed(command.what)), std::string(trimmed(command.why))});
  }

  Events operator()(const DiscardDraft& command) const {
    if (paper.stage == Stage::published || paper.stage == Stage::discarded)
      return conflict("Nothing of this paper is under way.");
    if (is_missing(command.reason)) return bad_input("Say why it is given up.");
    return one(DraftDiscarded{std::string(trimmed(command.reason))});
  }

  Events operator()(const WithdrawVersion& command) const {
    const Version* version = find_version(paper, command.number);
    if (!version)
      return fail(ErrorCode::not_found, "This paper has no version " + std::to_string(command.number) + ".");
    if (version->withdrawn) return conflict("Version " + std::to_string(command.number) + " is withdrawn already.");
    if (is_missing(command.reason)) return bad_input("Say why it is withdrawn. The reason becomes public.");
    if (command.entry.empty()) return bad_input("The ledger has no entry for it.");
    return one(
        VersionWithdrawn{command.number, command.withdrawn, std::string(trimmed(command.reason)), command.entry});
  }
};

}  // namespace

Events decide(const Paper& paper, const PaperCommand& command, const Stamp& stamp) {
  if (paper.version == 0 && !std::holds_alternative<StartPaper>(command))
    return fail(ErrorCode::not_found, "There is no such paper.");
  return std::visit(Deciding{paper, stamp}, command);
}

}  // namespace candour::paper
