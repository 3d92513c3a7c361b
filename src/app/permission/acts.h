#pragma once
// Which acts of the permission table (people/may.h) a command asks for, and which an event is: one table each. Whoever
// may any of those named may. One that has no line does not compile.

#include <string>
#include <string_view>
#include <vector>

#include "meeting/commands.h"
#include "paper/commands.h"
#include "people/may.h"
#include "plan/commands.h"
#include "request/commands.h"
#include "risk/events.h"
#include "view/view.h"

namespace candour::app {

// One thing that is asked: any of these acts, in any of these places. Where no act would do, the sentence says why not.
struct Asked {
  std::vector<people::Act> any_of;
  std::vector<people::About> places;
  std::string sentence = {};
};

// Of a plan with this id that belongs (or will belong) to `partnership`. Rows are looked up as they stand before.
// Everything asked must be allowed.
std::vector<Asked> asked_by(const plan::PlanCommand& command, const plan::Plan& plan, const plan::PlanId& id,
                            const people::PartnershipId& partnership);
std::vector<Asked> asked_by(const plan::PlanEvent& event, const plan::Plan& plan, const plan::PlanId& id,
                            const people::PartnershipId& partnership);
// To see any of it.
Asked any_sight_of(const plan::Plan& plan, const people::PartnershipId& partnership);
// Agencies are of the whole installation: a new one may come by any partnership, one that is there is kept by the
// partnership it sits in, and where it sits in several by who keeps the partnerships.
std::vector<Asked> asked_by(const plan::PartnershipCommand& command, const people::People& people);
std::vector<Asked> asked_by(const plan::PartnershipEvent& event, const people::People& people);
std::vector<Asked> asked_by(const meeting::MeetingCommand& command, const people::PartnershipId& partnership);
std::vector<Asked> asked_by(const risk::RegisterCommand& command, const people::PartnershipId& partnership);
std::vector<Asked> asked_by(const paper::PaperCommand& command, const people::PartnershipId& partnership);
// A request belongs where the plan of its first row does.
std::vector<Asked> asked_by(const request::RequestCommand& command, const request::Request& request,
                            const people::People& people);
std::vector<Asked> asked_by(const request::RequestEvent& event, const request::Request& request,
                            const people::People& people);
// `seen` is what the person sees: rows can be handed only by who sees them.
std::vector<Asked> asked_by(const people::PeopleCommand& command, const people::People& people,
                            const people::PersonId& giver, const view::Picture& seen, Date day);
// To erase what is in a stream ("plan/k7m2qx9dab"): to approve where it belongs; people and agencies are of every
// partnership. `request` is the one whose stream it is.
std::vector<Asked> asked_to_erase(std::string_view stream, const people::People& people,
                                  const request::Request* request);

}  // namespace candour::app
