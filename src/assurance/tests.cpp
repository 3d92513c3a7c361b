#include "assurance/tests.h"

#include <algorithm>
#include <map>
#include <set>

#include "assurance/names.h"
#include "assurance/sentences.h"
#include "assurance/words.h"
#include "base/sha256.h"
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
  return {std::string(code), weight, std::move(message), std::move(suggestion), std::move(field), 0, {}, {}};
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

// A standard that is met asks nothing more of anybody.
bool is_standard_met(const Claim& claim, const Setting& setting) {
  return setting.standards && is_complete(claim.status);
}

std::optional<Remark> rated_with_no_action(const Claim& claim, const Setting& setting) {
  if (!is_rated(claim.status) || is_standard_met(claim, setting)) return std::nullopt;
  if (setting.action == Column::absent) return std::nullopt;
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
  // "Risk assessment to be completed" as the only answer is an action that nobody wrote down as one.
  const auto promised = [](std::string_view response) {
    for (const OpenWork& open : open_work(response))
      // "Assessments should be completed" says what is right, and promises nothing.
      if (open.kind == Open::promised &&
          ((" " + matching_key(open.sentence) + " ").find(" should be ") == std::string::npos ||
           !plan::find_dates(open.sentence).empty()))
        return true;
    return false;
  };
  const bool answered = !action && !shown && trimmed(claim.action).empty() && trimmed(claim.evidence).empty() &&
                        !takes_no_part(claim.response) && promised(claim.response);
  if (!action && !shown && !answered) return std::nullopt;
  return remark("action.no-status", Weight::check, "rating",
                std::string(action  ? "There is an action"
                            : shown ? "There is evidence"
                                    : "The response promises something") +
                    ", but no rating. Ask " + asked(claim) +
                    " how it stands: until then it can be counted neither as done nor as open.");
}

bool has_no_evidence(const Claim& claim, const Setting& setting) {
  return is_blank_answer(claim.evidence) || (setting.crossed_box_is_no && sign_of(claim.evidence) == Sign::crossed_box);
}

std::optional<Remark> complete_without_evidence(const Claim& claim, const Setting& setting) {
  if (!is_complete(claim.status) || setting.evidence == Column::absent || !has_no_evidence(claim, setting))
    return std::nullopt;
  return remark("complete.no-evidence", Weight::ask, "evidence",
                "Reported as " + as_rated(claim) + ", with no evidence. Ask " + asked(claim) +
                    " what another person could look at to see that it was done.");
}

std::optional<Remark> complete_with_a_pointer(const Claim& claim, const Setting& setting) {
  if (!is_complete(claim.status) || setting.evidence == Column::absent || has_no_evidence(claim, setting))
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
  if (is_standard_met(claim, setting)) return std::nullopt;
  // Met with nothing left to do: nobody is needed to do it.
  const std::string action = matching_key(claim.action);
  if (action == "none needed" || action == "none required") return std::nullopt;
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
  if (!has_no_evidence(claim, setting) || has_date(claim, setting)) return std::nullopt;
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
  if (claim.whole_done) return std::nullopt;
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

std::string quoted(std::string_view text) {
  return "“" + shortened(collapsed(text), 120) + "”";
}

// Two tests ask it of the same evidence, one after the other: it is worked out once.
const std::vector<OpenWork>& open_work_of_evidence(const Claim& claim) {
  thread_local std::string evidence;
  thread_local std::vector<OpenWork> work;
  if (evidence != claim.evidence) {
    evidence = claim.evidence;
    work = is_blank_answer(evidence) ? std::vector<OpenWork>() : open_work(evidence);  // "TBC": there is none
  }
  return work;
}

std::optional<Remark> complete_with_a_promise(const Claim& claim, const Setting&) {
  if (!is_complete(claim.status)) return std::nullopt;
  const std::vector<OpenWork>& work = open_work_of_evidence(claim);
  const auto open =
      std::find_if(work.begin(), work.end(), [](const OpenWork& one) { return one.kind == Open::promised; });
  if (open == work.end()) return std::nullopt;
  return remark("complete.evidence-is-a-plan", Weight::check, "evidence",
                "Reported as " + as_rated(claim) + ", but its evidence is still a plan: " + quoted(open->sentence) +
                    ". Ask " + asked(claim) + " whether it was done, when, and what shows it.");
}

std::optional<Remark> complete_and_unfinished(const Claim& claim, const Setting&) {
  if (!is_complete(claim.status)) return std::nullopt;
  std::optional<OpenWork> open;
  for (const OpenWork& one : open_work_of_evidence(claim)) {
    if (one.kind == Open::promised) return std::nullopt;  // told as a plan
    if (!open) open = one;
  }
  std::string field = "evidence";
  if (!open && words(claim.rating).size() > 4) {  // a rating in prose: "Done, monitoring is a continual process"
    for (OpenWork& one : open_work(claim.rating)) open = one;
    field = "rating";
  }
  if (!open) return std::nullopt;
  return remark("complete.unfinished", Weight::check, field,
                "Reported as " + as_rated(claim) +
                    ", but it says that the work is not finished: " + quoted(open->sentence) + ". Ask " + asked(claim) +
                    " what is left to do, or rate it as still open.");
}

std::optional<Remark> complete_with_an_open_constraint(const Claim& claim, const Setting&) {
  if (!is_complete(claim.status) || !hangs_on_something(claim.constraints)) return std::nullopt;
  return remark("complete.constraint-open", Weight::check, "constraints",
                "Reported as " + as_rated(claim) + ", while its constraint still stands: " + quoted(claim.constraints) +
                    ". Ask " + asked(claim) + " whether that has been settled.");
}

std::optional<Remark> complete_but_a_duplicate(const Claim& claim, const Setting&) {
  if (!is_complete(claim.status)) return std::nullopt;
  for (const std::string* text : {&claim.evidence, &claim.constraints, &claim.action, &claim.outcome, &claim.rating}) {
    const auto written = [&](std::string_view part) { return text->find(part) != text->npos; };
    if (text->size() > 400 ||
        !(written("plicate") || written("PLICATE") || written("uperseded") || written("UPERSEDED")))
      continue;
    const auto said = words(*text);
    const auto has = [&](std::string_view word) { return std::find(said.begin(), said.end(), word) != said.end(); };
    if (!(has("duplicate") || has("duplicated") || has("superseded")) || !(has("close") || has("closed") || has("see")))
      continue;
    return remark("complete.closed-as-duplicate", Weight::check, "rating",
                  "Reported as " + as_rated(claim) + ", but closed for another reason: " + quoted(*text) +
                      ". It was not done here: mark it closed, and look at the row that carries it.",
                  "closed");
  }
  return std::nullopt;
}

// The date of the last update that a text heads with one: "November 2014 update: …", "03.11.14 - draft agreed".
std::optional<Date> last_dated_update(std::string_view text, const Setting& setting) {
  plan::DateSetting how;
  how.about = setting.as_at;
  std::optional<Date> last;
  for (const plan::WrittenDate& date : plan::find_dates(text, how)) {
    if (!date.days) continue;
    const std::string_view before = text.substr(0, date.begin);
    const std::string_view after = text.substr(date.begin + date.as_written.size());
    const bool heads =
        trimmed(before).empty() || before.ends_with("\n") || before.ends_with("  ") || trimmed(before).ends_with(".");
    const auto next = words(after.substr(0, 80));
    const bool update = !next.empty() && (next.front() == "update" || next.front() == "updated");
    const bool prose = next.size() >= 3;
    if (!((heads && prose) || update) || date.days->to > setting.as_at->plus_months(1)) continue;
    if (!last || date.days->to > *last) last = date.days->to;
  }
  return last;
}

std::optional<Remark> open_and_unconfirmed(const Claim& claim, const Setting& setting) {
  if (!setting.as_at || !is_rated_open(claim.status)) return std::nullopt;
  std::optional<Date> last = claim.confirmed;
  if (!last) {
    for (const std::string* text : {&claim.evidence, &claim.constraints})
      if (const auto day = last_dated_update(*text, setting); day && (!last || *day > *last)) last = day;
    if (!last || open_after_its_date(claim, setting)) return std::nullopt;  // that says it, and more
  }
  if (last->plus_months(static_cast<int>(setting.cycle_months)) >= *setting.as_at) return std::nullopt;
  return remark("open.not-confirmed", Weight::check, "evidence",
                "Rated " + as_rated(claim) + ", but nobody has said how it stands since " + last->words() + ". Ask " +
                    asked(claim) + " for an update.");
}

std::optional<Remark> same_rating_at_three_meetings(const Claim& claim, const Setting&) {
  if (!claim.rated || (claim.status != Status::at_risk && claim.status != Status::off_track)) return std::nullopt;
  std::set<Date> days{*claim.rated};
  Date since = *claim.rated;
  for (auto past = claim.earlier.rbegin(); past != claim.earlier.rend() && past->status == claim.status; ++past) {
    days.insert(past->as_at);
    since = std::min(since, past->as_at);
  }
  if (days.size() < 3) return std::nullopt;
  return remark("open.same-at-three-meetings", Weight::check, "rating",
                "Rated " + as_rated(claim) + " " + std::to_string(days.size()) + " times running, since " +
                    since.words() + ". Ask " + asked(claim) +
                    " what has been tried, what stands in the way and who could remove it.");
}

std::optional<Remark> person_named(const Claim& claim, const Setting& setting) {
  std::vector<std::string> names;
  std::string field;
  const auto take = [&](std::vector<std::string> found, std::string_view where) {
    for (std::string& name : found)
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        if (field.empty()) field = where;
        names.push_back(std::move(name));
      }
  };
  take(people_in_leads(claim.lead, setting.common_words), "lead");
  take(people_in_prose(claim.response, setting.common_words), "response");
  take(people_in_prose(claim.action, setting.common_words), "action");
  take(people_in_prose(claim.constraints, setting.common_words), "constraints");
  take(people_in_prose(claim.evidence, setting.common_words), "evidence");
  take(people_in_prose(claim.outcome, setting.common_words), "outcome");
  if (names.empty()) return std::nullopt;
  return remark("privacy.person-named", Weight::check, field,
                std::string(names.size() == 1 ? "A person is named here: " : "People are named here: ") +
                    shortened(join(names, ", "), 200) +
                    ". Before this is published, write the post and the agency instead.");
}

std::optional<Remark> action_not_smart(const Claim& claim, const Setting& setting) {
  if (!is_rated_open(claim.status) || is_blank_answer(claim.action) || is_no_action(claim.action) ||
      is_pointer(claim.action) || takes_no_part(claim.action))
    return std::nullopt;
  std::vector<std::string> missing;
  const auto said = words(claim.action);
  static const std::set<std::string_view> vague{"improve",  "raise",     "consider",      "promote",  "strengthen",
                                                "monitor",  "continue",  "support",       "explore",  "develop",
                                                "enhance",  "encourage", "better",        "increase", "communicate",
                                                "training", "awareness", "communication", "ongoing"};
  if (said.empty() || (said.size() <= 3 && vague.contains(said.front())))
    missing.push_back("what exactly is to be done");
  static const std::set<std::string_view> nobody{"all",
                                                 "all agencies",
                                                 "all partners",
                                                 "everyone",
                                                 "all staff",
                                                 "various",
                                                 "partners",
                                                 "agencies",
                                                 "all partner agencies",
                                                 "all agencies and partners",
                                                 "all services"};
  if (nobody.contains(matching_key(claim.lead.substr(0, 60))))
    missing.push_back("one person or post who answers for it");
  if (setting.most_have_target) {
    plan::DateSetting how;
    how.about = setting.as_at;
    how.stands = plan::Stands::in_date_column;
    const auto dates = plan::find_dates(claim.target, how);
    const bool day = std::any_of(dates.begin(), dates.end(), [](const plan::WrittenDate& date) {
      return date.kind != plan::DateReadingKind::words;
    });
    // "Within 3 months" and "monthly" can be held to; "ongoing", "TBC" and an empty cell cannot.
    static const std::set<std::string_view> no_date{"ongoing",      "on going",  "asap",        "as soon as possible",
                                                    "continuous",   "continual", "in progress", "immediate and ongoing",
                                                    "to be agreed", "open"};
    if (!day && (is_blank_answer(claim.target) || no_date.contains(matching_key(claim.target.substr(0, 60)))))
      missing.push_back("a date by which it is done");
  }
  if (setting.most_have_outcome && is_blank_answer(claim.outcome))
    missing.push_back("how anybody would know that it worked");
  if (missing.empty()) return std::nullopt;
  std::string list = missing.front();
  for (std::size_t i = 1; i < missing.size(); ++i) list += (i + 1 == missing.size() ? " and " : ", ") + missing[i];
  return remark("action.not-smart", Weight::note, "action",
                "The action does not say " + list + ". Ask " + asked(claim) + " to add it.");
}

// One text of eight words or more, told of rows with different ratings.
std::vector<Remark> same_update_other_rating(const std::vector<Claim>& claims, const Setting&) {
  std::map<std::string, std::vector<std::size_t>> rows;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!is_rated(claims[i].status)) continue;
    std::set<std::string> told;
    for (const std::string* text : {&claims[i].evidence, &claims[i].constraints})
      if (words(*text).size() >= 8 && told.insert(matching_key(*text)).second) rows[matching_key(*text)].push_back(i);
  }
  std::map<std::size_t, Remark> found;
  for (const auto& [text, same] : rows) {
    std::map<Status, std::vector<std::size_t>> by_status;
    for (const std::size_t row : same) by_status[claims[row].status].push_back(row);
    if (by_status.size() < 2) continue;
    const auto fewest = std::min_element(by_status.begin(), by_status.end(), [](const auto& a, const auto& b) {
      return a.second.size() < b.second.size();
    });
    const std::size_t row = fewest->second.front();
    std::vector<std::size_t> beside;
    for (const std::size_t other : same)
      if (claims[other].status != fewest->first &&
          matching_key(claims[other].action) != matching_key(claims[row].action))
        beside.push_back(other);  // the same action with two ratings is told of the document
    if (beside.empty() || found.contains(row)) continue;
    std::vector<std::string> where;
    for (std::size_t i = 0; i < beside.size() && i < 6; ++i) where.push_back(claims[beside[i]].where);
    Remark one = remark("contradiction.same-update", Weight::check, "rating",
                        "Rated " + as_rated(claims[row]) + ", while the same update stands on rows rated otherwise (" +
                            join(where, ", ") + (beside.size() > 6 ? " and more" : "") + "). Ask " +
                            asked(claims[row]) + " which rating holds.");
    one.claim = row;
    one.beside = std::move(beside);
    found.emplace(row, std::move(one));
  }
  std::vector<Remark> out;
  for (auto& [row, one] : found) out.push_back(std::move(one));
  return out;
}

std::string field_of(const Claim& claim, std::string_view field) {
  if (field == "status") return std::string(plan::to_text(claim.status));
  if (field == "confirmed") return claim.confirmed ? claim.confirmed->iso() : std::string();
  if (field == "earlier") {
    std::string out = claim.rated ? claim.rated->iso() : std::string();
    for (const PastRating& past : claim.earlier)
      out += " " + past.as_at.iso() + std::string(plan::to_text(past.status));
    return out;
  }
  static const std::map<std::string_view, std::string Claim::*> texts{
      {"rating", &Claim::rating},     {"response", &Claim::response},
      {"action", &Claim::action},     {"constraints", &Claim::constraints},
      {"evidence", &Claim::evidence}, {"target", &Claim::target},
      {"lead", &Claim::lead},         {"outcome", &Claim::outcome}};
  const auto text = texts.find(field);
  return text == texts.end() ? std::string() : matching_key(claim.*(text->second));
}

}  // namespace

const std::vector<Test>& every_test() {
  static const std::vector<Test> tests{
      {"status.not-applicable-action",
       "A row that takes no part cannot be on track or done, and swells the total of what is.",
       "a status though the action is not applicable: seen in published multi-agency plans", "status action response",
       rated_but_not_theirs},
      {"status.no-action", "Without an action nobody can say what was rated.",
       "an action is to be specific, owned, dated and measurable", "status action", rated_with_no_action},
      {"action.no-status", "An action with no rating is in no total, and silence is not progress.",
       "silence is recorded as silence", "status rating action evidence response", action_without_status},
      {"complete.no-evidence", "Complete is a claim until another person can see what was done.",
       "audits of review action plans: evidence not kept", "status evidence", complete_without_evidence},
      {"complete.evidence-is-pointer", "A pointer, a date or a file's name is not the evidence.",
       "audits of review action plans: evidence not kept", "status evidence", complete_with_a_pointer},
      {"complete.evidence-is-a-plan", "What is planned is not yet done, whatever the rating says.",
       "product promise: complete with evidence that is still a plan; seen in published multi-agency plans",
       "status evidence", complete_with_a_promise},
      {"complete.unfinished", "Begun, on track and ongoing are not complete.",
       "scrutiny: a quarter of the rows reported complete said that work went on", "status evidence rating",
       complete_and_unfinished},
      {"complete.constraint-open", "What an action hangs on should be settled before it is complete.",
       "seen in published multi-agency plans", "status constraints", complete_with_an_open_constraint},
      {"complete.closed-as-duplicate", "Closed because another row carries it is not done.",
       "delivery and closure stand apart: a duplicate is closed without being done",
       "status evidence constraints action outcome rating", complete_but_a_duplicate},
      {"complete.no-lead", "Somebody must stand behind a claim of complete.",
       "audits of review action plans: actions neglected for want of ownership", "status lead", complete_without_lead},
      {"open.no-lead", "What nobody leads is not done.",
       "audits of review action plans: actions neglected for want of ownership", "status lead", open_without_lead},
      {"open.no-date-no-evidence", "With no date and no evidence nothing can be chased.",
       "an action is to be specific, owned, dated and measurable", "status evidence target",
       open_without_date_or_evidence},
      {"open.handed-on", "An action handed on and not taken is nobody's.",
       "audits of review action plans: actions neglected for want of ownership", "status evidence", open_and_handed_on},
      {"open.after-date", "On track after its own date is either done or late.",
       "scrutiny: red only after the date is too late, and dates that pass unsaid", "status target evidence",
       open_after_its_date},
      {"open.evidence-says-complete", "The rating and the evidence should say the same.",
       "scrutiny: ambers that were green because an update had not come", "status evidence",
       open_but_said_to_be_complete},
      {"open.not-confirmed",
       "A rating that nobody has confirmed for a reporting cycle says how it stood, not how it stands.",
       "scrutiny: partners had not replied, and ambers may have been green", "status confirmed evidence constraints",
       open_and_unconfirmed},
      {"open.same-at-three-meetings", "The same amber at three meetings needs another decision, not another update.",
       "scrutiny: ambers that keep coming back", "status earlier", same_rating_at_three_meetings},
      {"contradiction.same-update", "One account of progress cannot be two ratings.",
       "seen in published multi-agency plans", "status evidence constraints", nullptr, same_update_other_rating},
      {"action.not-smart", "What is not specific, owned, dated and measurable cannot be chased or shown to be done.",
       "an action is to be specific, owned, dated and measurable", "status action lead target outcome",
       action_not_smart},
      {"privacy.person-named", "Names of staff are personal data; a public paper needs the post and the agency.",
       "UK GDPR; FOI Act 2000 s.40(2); ICO guidance on disclosing staff names",
       "lead response action constraints evidence outcome", person_named},
  };
  return tests;
}

const Test* test_called(std::string_view code) {
  for (const Test& test : every_test())
    if (test.code == code) return &test;
  return nullptr;
}

std::vector<Remark> remarks_on(const std::vector<Claim>& claims, const Setting& setting) {
  // Those of tests that look at rows together, by test and row.
  std::map<std::string_view, std::vector<std::vector<Remark>>> together;
  for (const Test& test : every_test()) {
    if (!test.ask_together) continue;
    std::vector<std::vector<Remark>>& of_row = together[test.code];
    of_row.resize(claims.size());
    for (Remark& one : test.ask_together(claims, setting)) of_row[one.claim].push_back(std::move(one));
  }
  std::vector<std::vector<Remark>> of_row(claims.size());
  for (std::size_t i = 0; i < claims.size(); ++i)
    for (const Test& test : every_test()) {
      if (test.ask_together) {
        for (Remark& one : together[test.code][i]) of_row[i].push_back(std::move(one));
        continue;
      }
      const bool stands_alone = !of_row[i].empty() && of_row[i].front().code == "status.not-applicable-action";
      if (stands_alone && !test.code.starts_with("privacy.")) continue;
      if (auto found = test.ask(claims[i], setting)) {
        found->claim = i;
        of_row[i].push_back(std::move(*found));
      }
    }
  std::vector<Remark> remarks;
  for (std::vector<Remark>& row : of_row)
    for (Remark& one : row) {
      one.facts = facts_of(one, claims);
      remarks.push_back(std::move(one));
    }
  return remarks;
}

std::string facts_of(const Remark& remark, const std::vector<Claim>& claims) {
  const Test* test = test_called(remark.code);
  std::string facts = remark.code;
  const auto add = [&](const Claim& claim) {
    facts += "\n--";
    for (std::string_view field : split(test ? test->rests_on : std::string_view(), ' '))
      facts += "\n" + std::string(field) + "=" + field_of(claim, field);
  };
  if (remark.claim < claims.size()) add(claims[remark.claim]);
  for (const std::size_t other : remark.beside)
    if (other < claims.size()) add(claims[other]);
  return sha256_hex(facts);
}

}  // namespace candour::assurance
