#pragma once
// What owners say of an action and what others make of it: a page for each act, one thing on a page; a piece of
// evidence. Pure functions of the picture and of what was typed.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/evidence.h"
#include "http/form.h"
#include "view/view.h"
#include "web/components.h"
#include "web/pages.h"

namespace candour::web {

enum class Act {
  update,
  claim,
  decide_claim,
  rate,
  add_evidence,
  test_evidence,
  withdraw_evidence,
  embedded,
  close,
  reopen,
  challenge,
  answer_challenge,
  end_challenge,
  schedule_retest,
  retest
};
struct ActAddress {
  Act act;
  std::string_view pattern;  // "/actions/{action}/update"
};
// Every act and its page's address; {number} is that of a challenge.
const std::vector<ActAddress>& every_act();
// "/actions/k7m2qx9dab-17/update"; `which` is the number of the challenge or the evidence, where it is about one.
std::string act_address(const view::Row& row, Act act, std::uint32_t which = 0);

// A form as it stands on its page: as it is opened, or as it was sent and why it was not done.
struct Typed {
  http::Fields fields;
  bool sent = false;
  std::vector<FieldError> errors;
  std::size_t seen = 0;     // lines of the action's history that were in sight; what is behind them is told
  std::string not_by_them;  // why whoever looks cannot do this, in a sentence; empty: they can
};
// Nothing where the act is about a challenge or a piece of evidence that the action has not.
std::optional<std::string> act_page(const Around& around, const view::Picture& picture, const view::Row& row, Act act,
                                    std::uint32_t which, const Typed& typed);

// "k7m2qx9dab-17-2": the second piece of evidence of action 17.
struct EvidenceId {
  std::string action;
  std::uint32_t number = 0;
};
std::optional<EvidenceId> parse_evidence_id(std::string_view text);
std::string evidence_address(const view::Row& row, const plan::Evidence& evidence);
enum class OpensFile { yes, no };  // whether its reader may open it (app::may_open)
std::string evidence_page(const Around& around, const view::Picture& picture, const view::Row& row,
                          const plan::Evidence& evidence, const app::Scan& scan, OpensFile opens);

}  // namespace candour::web
