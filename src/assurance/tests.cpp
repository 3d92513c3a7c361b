#include "assurance/tests.h"

#include <algorithm>

#include "assurance/words.h"
#include "base/text.h"
#include "plan/dates.h"

namespace candour::assurance {
namespace {

using plan::Status;

bool is_complete(Status status) {
  return status == Status::complete || status == Status::embedded;
}
// Rated as still to be done; a blank or unclear rating says nothing that could be tested.
bool is_rated_open(Status status) {
  return status == Status::not_started || status == Status::on_track || status == Status::at_risk ||
         status == Status::off_track;
}
bool is_rated(Status status) {
  return is_complete(status) || is_rated_open(status);
}

std::string as_rated(const Claim& claim) {
  const std::string written = shortened(collapsed(claim.rating), 40);
  std::string meaning = folded(plan::in_words(claim.status));
  return written.empty() || folded(written) == meaning ? meaning : "“" + written + "” (" + meaning + ")";
}
std::string asked(const Claim& claim) {
  if (!claim.agency.empty()) return claim.agency;
  return is_blank_answer(claim.lead) || claim.lead.size() > 60 ? "the agency" : collapsed(claim.lead);
}

Remark remark(std::string_view code, Weight weight, std::string field, std::string message,
              std::string suggestion = {}) {
  return {std::string(code), weight, std::move(message), std::move(suggestion), std::move(field), 0};
}

bool is_not_for_them(const Claim& claim) {
  return is_rated(claim.status) && is_no_action(claim.action);
}

bool has_date(const Claim& claim, const Setting& setting) {
  plan::DateSetting how;
  how.about = setting.as_at;
  for (const std::string* text : {&claim.target, &claim.evidence, &claim.action, &claim.constraints})
    if (!text->empty() && !plan::find_dates(*text, how).empty()) return true;
  return false;
}

std::optional<Remark> rated_but_not_theirs(const Claim& claim, const Setting&) {
  if (!is_not_for_them(claim)) return std::nullopt;
  return remark("status.not-applicable-action", Weight::ask, "rating",
                "Rated " + as_rated(claim) + ", though the action is “" + shortened(collapsed(claim.action), 40) + "”" +
                    (takes_no_part(claim.response) ? " and the response says that this is not for them" : "") +
                    ". Ask " + asked(claim) + " what the rating stands for, or mark the row not applicable.",
                "not_applicable");
}

std::optional<Remark> rated_with_no_action(const Claim& claim, const Setting&) {
  if (!is_rated(claim.status)) return std::nullopt;
  if (trimmed(claim.action).empty())
    return remark("status.no-action", Weight::check, "action",
                  "Rated " + as_rated(claim) + ", but no action is written" +
                      (trimmed(claim.response).empty() ? "" : ", only a response") + ". Ask " + asked(claim) +
                      " what was to be done.");
  if (is_pointer(claim.action))
    return remark("status.no-action", Weight::check, "action",
                  "Rated " + as_rated(claim) + ", but the action only says “" + collapsed(claim.action) +
                      "”. Write the action itself here.");
  return std::nullopt;
}

std::optional<Remark> action_without_status(const Claim& claim, const Setting& setting) {
  if (setting.rating == Column::absent || claim.status != Status::not_stated || !trimmed(claim.rating).empty())
    return std::nullopt;
  const bool action = words(claim.action).size() >= 2 && !is_no_action(claim.action) && !is_pointer(claim.action) &&
                      !is_blank_answer(claim.action) && !takes_no_part(claim.action);
  const bool shown = !action && words(claim.evidence).size() >= 3 && !is_pointer(claim.evidence) &&
                     !is_placeholder(claim.evidence) && !is_blank_answer(claim.evidence) &&
                     !takes_no_part(claim.evidence);
  if (!action && !shown) return std::nullopt;
  return remark("action.no-status", Weight::check, "rating",
                std::string(action ? "There is an action" : "There is evidence") + ", but no rating. Ask " +
                    asked(claim) + " how it stands: until then it can be counted neither as done nor as open.");
}

std::optional<Remark> complete_without_evidence(const Claim& claim, const Setting& setting) {
  if (!is_complete(claim.status) || setting.evidence == Column::absent || !is_blank_answer(claim.evidence))
    return std::nullopt;
  return remark("complete.no-evidence", Weight::ask, "evidence",
                "Reported as " + as_rated(claim) + ", with no evidence. Ask " + asked(claim) +
                    " what another person could look at to see that it was done.");
}

std::optional<Remark> complete_with_a_pointer(const Claim& claim, const Setting& setting) {
  if (!is_complete(claim.status) || setting.evidence == Column::absent || is_blank_answer(claim.evidence))
    return std::nullopt;
  std::string what;
  if (is_pointer(claim.evidence)) {
    what = "only points elsewhere";
  } else if (is_placeholder(claim.evidence)) {
    what = "says that it is so and shows nothing";
  } else if (is_file_names(claim.evidence)) {
    what = "is only the name of a file that is not here";
  } else if (claim.evidence.size() < 60) {
    const auto dates = plan::find_dates(claim.evidence);
    std::size_t covered = 0;
    for (const plan::WrittenDate& date : dates)
      if (date.kind != plan::DateReadingKind::words) covered += count_visible(date.as_written);
    if (covered > 0 && covered + 3 >= count_visible(claim.evidence)) what = "is only a date";
  }
  if (what.empty()) return std::nullopt;
  return remark("complete.evidence-is-pointer", Weight::check, "evidence",
                "Reported as " + as_rated(claim) + ", but the evidence, “" + shortened(collapsed(claim.evidence), 60) +
                    "”, " + what + ". Ask " + asked(claim) + " for the evidence itself.");
}

std::optional<Remark> complete_without_lead(const Claim& claim, const Setting& setting) {
  if (!is_complete(claim.status) || setting.lead == Column::absent || !is_blank_answer(claim.lead)) return std::nullopt;
  return remark("complete.no-lead", Weight::check, "lead",
                "Reported as " + as_rated(claim) + ", with no lead. Ask " + asked(claim) +
                    " who says so, and who keeps it done.");
}

std::optional<Remark> open_without_lead(const Claim& claim, const Setting& setting) {
  if (!is_rated_open(claim.status) || setting.lead == Column::absent || !is_blank_answer(claim.lead))
    return std::nullopt;
  return remark("open.no-lead", Weight::check, "lead",
                "Rated " + as_rated(claim) + ", but nobody leads it. Ask " + asked(claim) + " who will see it done.");
}

std::optional<Remark> open_without_date_or_evidence(const Claim& claim, const Setting& setting) {
  if (!is_rated_open(claim.status) || setting.evidence == Column::absent) return std::nullopt;
  if (!is_blank_answer(claim.evidence) || has_date(claim, setting)) return std::nullopt;
  const bool at_risk = claim.status != Status::on_track;
  return remark("open.no-date-no-evidence", at_risk ? Weight::ask : Weight::check, "evidence",
                "Rated " + as_rated(claim) + ", with neither a date nor evidence: nothing shows that it moves. Ask " +
                    asked(claim) + " what was done so far, and by when it will be done.");
}

std::optional<Remark> open_and_handed_on(const Claim& claim, const Setting&) {
  if (!is_rated_open(claim.status) || !hands_on(claim.evidence)) return std::nullopt;
  return remark("open.handed-on", Weight::check, "evidence",
                "Rated " + as_rated(claim) + ", and its evidence only hands it on: “" +
                    shortened(collapsed(claim.evidence), 80) + "”. Ask whether they have taken it.");
}

std::optional<Remark> open_after_its_date(const Claim& claim, const Setting& setting) {
  if (!setting.as_at || !is_rated_open(claim.status) || claim.status == Status::off_track) return std::nullopt;
  const auto last = due(claim, setting);
  if (!last || *last >= *setting.as_at) return std::nullopt;
  return remark("open.after-date", claim.status == Status::on_track ? Weight::ask : Weight::check, "rating",
                "Rated " + as_rated(claim) + " on " + setting.as_at->words() + ", though its target of " +
                    last->words() + " had passed. Ask " + asked(claim) +
                    " whether it is done, or what the new date is and why.",
                "off_track");
}

std::optional<Remark> open_but_said_to_be_complete(const Claim& claim, const Setting&) {
  if (!is_rated_open(claim.status) || !says_complete(claim.evidence)) return std::nullopt;
  return remark("open.evidence-says-complete", Weight::ask, "rating",
                "Rated " + as_rated(claim) + ", but the evidence says “" + shortened(collapsed(claim.evidence), 60) +
                    "”. Ask " + asked(claim) + " which holds.",
                "complete");
}

}  // namespace

// Tests of evidence that is still a plan ("will be", "to be") stand here next.
const std::vector<Test>& every_test() {
  static const std::vector<Test> tests{
      {"status.not-applicable-action",
       "A row that takes no part cannot be on track or done, and swells the total of what is.",
       "a status though the action is not applicable: seen in published multi-agency plans", rated_but_not_theirs},
      {"status.no-action", "Without an action nobody can say what was rated.",
       "an action is to be specific, owned, dated and measurable", rated_with_no_action},
      {"action.no-status", "An action with no rating is in no total, and silence is not progress.",
       "silence is recorded as silence", action_without_status},
      {"complete.no-evidence", "Complete is a claim until another person can see what was done.",
       "audits of review action plans: evidence not kept", complete_without_evidence},
      {"complete.evidence-is-pointer", "A pointer, a date or a file's name is not the evidence.",
       "audits of review action plans: evidence not kept", complete_with_a_pointer},
      {"complete.no-lead", "Somebody must stand behind a claim of complete.",
       "audits of review action plans: actions neglected for want of ownership", complete_without_lead},
      {"open.no-lead", "What nobody leads is not done.",
       "audits of review action plans: actions neglected for want of ownership", open_without_lead},
      {"open.no-date-no-evidence", "With no date and no evidence nothing can be chased.",
       "an action is to be specific, owned, dated and measurable", open_without_date_or_evidence},
      {"open.handed-on", "An action handed on and not taken is nobody's.",
       "audits of review action plans: actions neglected for want of ownership", open_and_handed_on},
      {"open.after-date", "On track after its own date is either done or late.",
       "scrutiny: red only after the date is too late, and dates that pass unsaid", open_after_its_date},
      {"open.evidence-says-complete", "The rating and the evidence should say the same.",
       "scrutiny: ambers that were green because an update had not come", open_but_said_to_be_complete},
  };
  return tests;
}

const Test* test_called(std::string_view code) {
  for (const Test& test : every_test())
    if (test.code == code) return &test;
  return nullptr;
}

std::vector<Remark> remarks_on(const std::vector<Claim>& claims, const Setting& setting) {
  std::vector<Remark> remarks;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    for (const Test& test : every_test()) {
      auto found = test.ask(claims[i], setting);
      if (!found) continue;
      found->claim = i;
      const bool stands_alone = found->code == "status.not-applicable-action";
      remarks.push_back(std::move(*found));
      if (stands_alone) break;
    }
  }
  return remarks;
}

}  // namespace candour::assurance
