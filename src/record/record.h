#pragma once
// Events to bytes and back: canonical JSON (keys sorted, no white space, UTF-8; what is empty, absent or false is left
// out), in two parts, core and words. Every version ever written stays readable: an event carries its own version
// number, and reading upgrades it. The same event always gives the same bytes. Core holds ids, refs, numbers, statuses,
// dates, places and who acted; words hold free text, names and file hashes. Lists that have both hold them side by
// side, one for one. Pure; any thread.

#include <string>
#include <string_view>

#include "base/result.h"
#include "meeting/events.h"
#include "paper/events.h"
#include "people/events.h"
#include "plan/events.h"
#include "request/events.h"
#include "risk/events.h"

namespace candour::record {

struct Parts {
  std::string core;   // {"actor":…,"number":17,"status":"complete","type":"plan.rated","v":1,…}
  std::string words;  // {"as_written":"Action complete"}; "{}" where it has none
};

Parts write(const plan::PartnershipEvent& event);
Parts write(const plan::PlanEvent& event);
Parts write(const meeting::MeetingEvent& event);
Parts write(const risk::RegisterEvent& event);
Parts write(const request::RequestEvent& event);
Parts write(const people::PeopleEvent& event);
Parts write(const paper::PaperEvent& event);

// Fails with ErrorCode::internal, naming the type and the version, on bytes that no version of us wrote.
// Words that were erased (empty bytes) read as empty texts, or as `erased_words` where an event of that kind is told by
// its text or its name.
inline constexpr std::string_view erased_words = "[erased]";
Result<plan::PartnershipEvent> read_partnership_event(std::string_view core, std::string_view words);
Result<plan::PlanEvent> read_plan_event(std::string_view core, std::string_view words);
Result<meeting::MeetingEvent> read_meeting_event(std::string_view core, std::string_view words);
Result<risk::RegisterEvent> read_register_event(std::string_view core, std::string_view words);
Result<request::RequestEvent> read_request_event(std::string_view core, std::string_view words);
Result<people::PeopleEvent> read_people_event(std::string_view core, std::string_view words);
Result<paper::PaperEvent> read_paper_event(std::string_view core, std::string_view words);

}  // namespace candour::record
