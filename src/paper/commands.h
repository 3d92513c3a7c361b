#pragma once
// What a person wants to be done with a paper. decide() answers with the events that follow, or with a sentence why
// not. Every rule is a row in paper_test.cpp. Pure.

#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "paper/events.h"

namespace candour::paper {

struct StartPaper {
  PaperId paper;
  Cover cover;
};
// Of a draft. What was decided about words stays: it is about the words.
struct ReviseDraft {
  Cover cover;
};
// To keep needs a reason; to replace, what stands in their place.
struct DecideHit {
  std::string kind;
  std::string words;
  Answer answer = Answer::redact;
  std::string text;
};
// Fixes the bytes. Refused with a hit that nobody decided, and for a correction that makes a published rating look
// better without saying why (the case of the seed story: a risk that was quietly edited down).
struct ProposePaper {
  std::uint32_t open_hits = 0;
  PaperProposed proposed;  // its number is given by decide()
};
// Back to a draft: by the approver, or by those who proposed it. Needs a reason.
struct ReturnProposal {
  std::string reason;
};
// By somebody else than who proposed it, for the very bytes that they saw.
struct ApprovePaper {
  std::string document;
};
struct PublishPaper {
  Moment published;
  std::string entry;
};
// Begins the next version. Needs what is wrong and why.
struct CorrectPaper {
  std::string what;
  std::string why;
};
// Gives up a draft or a proposal; what was published stays. Needs a reason.
struct DiscardDraft {
  std::string reason;
};
// Needs a reason, which becomes public.
struct WithdrawVersion {
  Number number = 0;
  Moment withdrawn;
  std::string reason;
  std::string entry;
};
using PaperCommand = std::variant<StartPaper, ReviseDraft, DecideHit, ProposePaper, ReturnProposal, ApprovePaper,
                                  PublishPaper, CorrectPaper, DiscardDraft, WithdrawVersion>;

// not_found where there is no such paper or version; bad_input for what is missing; conflict where the paper is at
// another stage; not_allowed where a second person is needed.
Result<std::vector<PaperEvent>> decide(const Paper& paper, const PaperCommand& command, const Stamp& stamp);

}  // namespace candour::paper
