#pragma once
// Asking agencies how their actions stand, and what comes of it. What touches the request alone goes by Candour::act;
// here is what touches plans too, each in one step or not at all.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "plan/plan.h"
#include "request/commands.h"

namespace candour::app {

// As it would be made: about a restricted plan the code travels apart, whatever was chosen. Pure.
request::Compose as_composed(const view::Picture& picture, request::Compose compose);
// How a request about this plan is chased by rule, as its partnership has chosen. Pure.
request::Chasing chasing_of(const view::Picture& picture, const plan::PlanId& plan);
// The request is made and its letters wait to be sent. Fails as request::decide and, for an action that stands no more
// or asks nothing more of anybody, as plan::decide.
Result<void> compose_request(Candour& candour, const Actor& actor, const request::Compose& compose);
// What became of a letter, or that the request is revoked (SettleLetter, EnterReturned, RevokeRequest), and in the same
// step what the plans' records say of it: an action was asked about once a letter about it went; once what went has
// come back to the last of them, or the request is revoked, it was not.
Result<void> settle_letters(Candour& candour, const Actor& actor, const request::RequestId& id,
                            const request::RequestCommand& command, std::optional<std::uint64_t> expected);
// Whether any of its rows still waits for the word of an agency that was reached. What somebody said on the action
// itself since, by their account or a workbook, is that word too: nobody is chased for what they said, or called
// silent.
bool still_waits(const view::Picture& picture, const request::Request& request);
// One more letter. Conflict where nothing waits.
Result<void> remind(Candour& candour, const Actor& actor, const request::RequestId& id,
                    std::optional<std::uint64_t> expected);

// Evidence that somebody adds to an answer which they have not sent yet: tried on its plan, as if it were accepted, and
// a file then kept as that of account holders is (keep_file). Returns it as the answer names it. Fails as either does.
struct SentFile {
  std::string_view bytes;
  std::string name;
};
Result<request::Evidence> take_evidence(Candour& candour, const request::Request& request, request::Number person,
                                        const request::Row& row, plan::Evidence evidence,
                                        const std::optional<SentFile>& file);

// What somebody sends by their link. Each answer is tried on its plan first, so that what could never be accepted (a
// rating that the key does not know) is told to who wrote it: bad_input, with the row. Where the partnership chose to
// accept at once, what can be accepted is, in the same step, and the record says that nobody looked at it.
struct FaultyRow {
  request::Number row = 0;
  std::string sentence;
};
// Those that the plan would refuse; the answers themselves are whole (request::faults).
std::vector<FaultyRow> refused_rows(const view::Picture& picture, const request::Request& request,
                                    const request::SendAnswers& answers, Date today);
Result<void> send_answers(Candour& candour, const request::RequestId& id, const request::SendAnswers& answers);

// Accepted or changed, the answer becomes part of its plan in the same step: the update, the rating or the claim, with
// who gave it and on which day. What was accepted in one go is undone together (together.h), and its rows then wait to
// be decided again.
Result<void> decide_row(Candour& candour, const Actor& actor, const request::RequestId& id,
                        const request::DecideRow& decision, std::optional<std::uint64_t> expected);
// Every row that waits, accepted as it came; all of them or, where one is refused, none, and the sentence names it.
Result<void> accept_all(Candour& candour, const Actor& actor, const request::RequestId& id,
                        std::optional<std::uint64_t> expected);

}  // namespace candour::app
