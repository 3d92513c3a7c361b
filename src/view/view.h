#pragma once
// What people look at, worked out of the folded plans: lists, totals, pages' models. A Picture is everything one may
// look at, as at one day and one version of the record; it is immutable, made once, and shared between threads, so that
// a request only selects. Models point into the Picture: they are valid while it lives. Pure.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.h"
#include "meeting/meeting.h"
#include "paper/paper.h"
#include "people/people.h"
#include "plan/facts.h"
#include "plan/partnership.h"
#include "plan/plan.h"
#include "plan/status.h"
#include "request/request.h"
#include "risk/register.h"

namespace candour::view {

// ---- The picture ----

// What does not hold up in what a row claims (assurance), and what a person answered to it. An answer is for the facts
// it was given to: where they have changed, the remark is asked again and the answer is told as a former one.
struct Remark {
  std::string code;     // "complete.no-evidence"
  std::string message;  // a sentence: what is told, what does not fit, what to do
  std::string suggestion;
  std::string field;                           // that it is about: "evidence"
  std::string_view reason;                     // one line: why it is asked
  std::string facts;                           // what it rests on, as a fingerprint
  std::vector<plan::Number> beside;            // rows that it holds against this one
  const plan::RemarkAnswer* answer = nullptr;  // reviewed, and stands
  const plan::RemarkAnswer* former = nullptr;  // the last one given to other facts; nullptr where it is answered
};
// Why the test with this code is asked, in one line; nothing for a code that is no test's any more.
std::string_view why_asked(std::string_view code);
// What has happened to an action since a remark on it was answered, oldest first, but for other remarks and requests.
std::vector<const plan::Happening*> changes_since(const plan::Action& action, const plan::RemarkAnswer& answer);
// What the action's evidence read when a remark on it was answered.
std::string_view evidence_when(const plan::Action& action, const plan::RemarkAnswer& answer);

// What a plan's own references stand for, in any case and punctuation: "5b" is the question, "2.3" the row that has it
// as its number. One of them at most is told: the question before the row, the row before the finding.
struct Referenced {
  const plan::Recommendation* recommendation = nullptr;
  const plan::Action* action = nullptr;
  const plan::Finding* finding = nullptr;
};
struct References {
  std::unordered_map<std::string, Referenced> by_ref;  // by matching key
  std::set<std::string> shapes;                        // "9a" of 5b and 12c: how questions and rows are numbered here
};
// Nothing where the plan has no such reference.
std::optional<Referenced> find_reference(const References& references, std::string_view ref);
// The reference is of the plan's own style, so that one that is not found is missing from it; one of another style may
// be of another document.
bool is_of_its_style(const References& references, std::string_view ref);

struct Row;
// One action that stands more than once in its plan: worded the same, or all but the same.
struct SameAction {
  std::vector<const Row*> rows;  // in document order, two at least
  bool two_ratings = false;      // they are not all rated alike
};

// An action with what is worked out of it once, for every request.
struct Row {
  const plan::Plan* plan = nullptr;
  const plan::Action* action = nullptr;
  const plan::Agency* agency = nullptr;  // nullptr: the row names none
  std::string id;                        // "k7m2qx9dab-17"
  plan::Facts facts;
  std::string search_text;         // matching key of the row's words, its wording first
  std::size_t wording_length = 0;  // of the wording within search_text
  std::vector<Remark> remarks;     // in the order of assurance's tests
  std::size_t open_remarks = 0;    // that nobody has answered
  const SameAction* same = nullptr;
  const References* references = nullptr;  // of its plan
};

// Counts by common status, and in the plan's own words in the order of its key (then ratings outside it, then blank).
struct Totals {
  struct Line {
    std::string as_written;  // empty: not stated
    plan::Status status = plan::Status::not_stated;
    std::size_t count = 0;
  };
  std::size_t total = 0;
  std::array<std::size_t, plan::every_status.size()> by_status{};
  std::vector<Line> by_rating;  // adds up to total; only of one plan
  std::size_t overdue = 0;
  std::size_t unconfirmed = 0;  // open, and stale or never confirmed
  std::size_t unowned = 0;      // open, and no lead
  std::size_t open = 0;
  std::size_t silent = 0;    // is_silent()
  std::size_t remarked = 0;  // with a remark that nobody has answered
};

// What wants attention. claimed: somebody claims it is complete, and a second person has yet to accept it. untested:
// evidence nobody has tested. asked: an update was asked for and none has come. answered: one has come, and waits to be
// decided. challenged: a challenge wants its answer; settle: its answer wants to be settled. retest: a re-test is set.
// at_risk_twice: rated at risk (amber, where that is the key's word for it) in the last two rounds.
enum class Need {
  overdue,
  due_soon,
  unconfirmed,
  unowned,
  mismatch,
  remark,
  claimed,
  untested,
  asked,
  answered,
  challenged,
  settle,
  retest,
  at_risk_twice
};
inline constexpr std::array<Need, 14> every_need{Need::overdue,  Need::due_soon,     Need::unconfirmed, Need::unowned,
                                                 Need::mismatch, Need::remark,       Need::claimed,     Need::untested,
                                                 Need::asked,    Need::answered,     Need::challenged,  Need::settle,
                                                 Need::retest,   Need::at_risk_twice};
static_assert(every_need.back() == Need::at_risk_twice);
std::string_view to_text(Need need);
std::string_view in_words(Need need);  // "Not confirmed within the cycle"
std::optional<Need> need_from_text(std::string_view text);

// A recommendation of an inspection and the agencies that have yet to respond to it.
struct AwaitedOf {
  const plan::Recommendation* recommendation = nullptr;
  std::vector<plan::AgencyId> agencies;
};

struct PlanPicture {
  std::shared_ptr<const plan::Plan> plan;
  std::shared_ptr<const plan::Partnership> partnership;  // whose agencies the rows point to
  std::vector<Row> rows;                                 // of actions that stand, in document order
  std::vector<SameAction> same_actions;
  References references;
  Totals totals;
  // What most pages ask for, gathered once: rows by what they want, the most pressing first; and by the agencies that
  // are accountable or support, in document order.
  std::array<std::vector<const Row*>, every_need.size()> in_need;
  std::unordered_map<plan::AgencyId, std::vector<const Row*>> by_agency;
  std::vector<AwaitedOf> awaited;  // of an inspection: recommendations without a response
  std::string search_text;         // matching key of title, review, findings and recommendations
};

struct Picture {
  Date as_at;                 // facts are worked out for this day
  std::uint64_t version = 0;  // the store's position it shows
  bool past = false;          // an earlier moment than now
  // Shared with every plan of this picture, so that an agency is one pointer everywhere in it, and with the pictures
  // before and after it, so that a plan that did not change is not made anew.
  std::shared_ptr<const plan::Partnership> partnership = std::make_shared<const plan::Partnership>();
  std::string name;                           // of whose record it is: the partnership's
  std::vector<const plan::Agency*> agencies;  // of the partnership, those that may be known here, in its order
  // Everybody, for the names of those who acted (who()).
  std::shared_ptr<const people::People> people = std::make_shared<const people::People>();
  std::vector<std::shared_ptr<const PlanPicture>> plans;          // that stand, newest first
  std::vector<std::shared_ptr<const meeting::Meeting>> meetings;  // that stand, the latest day first, undated last
  std::vector<std::shared_ptr<const risk::Register>> registers;   // that stand, newest first
  std::vector<std::shared_ptr<const request::Request>> requests;  // newest first, those that ended too
  std::vector<std::shared_ptr<const paper::Paper>> papers;        // newest first, those given up too
};

std::shared_ptr<const PlanPicture> make_plan_picture(std::shared_ptr<const plan::Plan> plan,
                                                     std::shared_ptr<const plan::Partnership> partnership, Date as_at);
// Of one action alone, for what is done about it: its facts, without remarks, words to search for and totals. nullptr
// where it does not stand.
std::shared_ptr<const PlanPicture> make_row_picture(std::shared_ptr<const plan::Plan> plan,
                                                    std::shared_ptr<const plan::Partnership> partnership, Date as_at,
                                                    plan::Number number);
std::vector<const plan::Agency*> every_agency(const plan::Partnership& partnership);
const PlanPicture* find_plan(const Picture& picture, const plan::PlanId& id);
const Row* find_row(const Picture& picture, std::string_view action_id);
const meeting::Meeting* find_meeting(const Picture& picture, const meeting::MeetingId& id);
const risk::Register* find_register(const Picture& picture, const risk::RegisterId& id);
const request::Request* find_request(const Picture& picture, const request::RequestId& id);
// Whoever an event says acted, as people call them: a person; "Jo Park, Harrow Vale Police, by link"; "by rule"; else
// the text itself ("operator"). Of a link whose request is not in the picture, "by link".
std::string who(const Picture& picture, std::string_view actor);
// An agency that may be known in this picture; nullptr for one that is only somebody else's.
const plan::Agency* find_agency(const Picture& picture, const plan::AgencyId& id);
// What a partnership goes by: its own name; of the first, the record's. Empty where it was given none.
std::string name_of(const Picture& picture, const people::PartnershipId& partnership);
// Of the partnership whose plans a request asks about, which signs its letters and the pages of their links.
std::string name_of(const Picture& picture, const request::Request& request);
// What pages for anybody are headed with: the one partnership that is here; empty where several share the site.
std::string name_of_site(const Picture& picture);
const paper::Paper* find_paper(const Picture& picture, const paper::PaperId& id);

// ---- Choosing rows ----

enum class Order { document, agency, due, status, changed };
std::string_view to_text(Order order);
std::optional<Order> order_from_text(std::string_view text);

// Its owner was asked, the day by which they were to answer is over, no answer waits to be decided, and what they said
// before is too old to go by (or they never said anything): its rating is nobody's word for today, and a report says so
// in its place.
bool is_silent(const Row& row);
// "asked 3 times since 4 March 2026, no answer"; until the day is over "asked on 4 March 2026, answer due 30 March
// 2026"; where it came, "answered on 12 March 2026, waiting for the coordinator"; empty where nobody waits for
// anything.
std::string asked_in_words(const plan::Facts& facts);
// All that stands beside a rating: the above, and a moderated one (plan::Facts::moderated).
std::string beside_in_words(const plan::Facts& facts);

struct Filter {  // empty means any; all that are given must hold
  std::optional<plan::PlanId> plan;
  std::optional<plan::AgencyId> agency;  // accountable or supporting
  std::string finding;
  std::string recommendation;
  std::vector<plan::Status> statuses;
  std::vector<Need> needs;
  bool open_only = false;
  std::string words;  // every word must appear in the row
};
bool wants(const Row& row, Need need);
std::vector<const Row*> matching(const PlanPicture& plan, const Filter& filter);  // in document order

struct List {
  std::vector<const Row*> rows;  // of this page
  std::size_t total = 0;         // of all pages
  std::size_t page = 1;
  std::size_t pages = 1;
  std::size_t per_page = 25;
};
// page counts from 1 and is brought into range; per_page 0 gives all.
List list(const Picture& picture, const Filter& filter, Order order, std::size_t page, std::size_t per_page = 25);
Totals totals(const std::vector<const Row*>& rows);

// ---- Models of pages ----

struct AgencyOnQuestion {  // one agency's rows on one recommendation
  const plan::Agency* agency = nullptr;
  std::vector<const Row*> rows;
};
struct RecommendationGroup {
  const plan::Recommendation* recommendation = nullptr;  // nullptr: rows that answer none
  std::vector<AgencyOnQuestion> agencies;
  std::vector<const plan::Agency*> silent;  // on the plan, but without a row here
  Totals totals;
};
struct FindingGroup {
  const plan::Finding* finding = nullptr;  // nullptr: rows outside any finding
  std::vector<RecommendationGroup> recommendations;
  Totals totals;
};
struct AgencyGroup {
  const plan::Agency* agency = nullptr;
  std::vector<const Row*> rows;
  Totals totals;
};
struct DueGroup {
  std::string name;  // "Overdue", "Due within 28 days", "March 2016", "No date", "Done"
  std::vector<const Row*> rows;
};
struct PlanPage {
  const PlanPicture* plan = nullptr;
  std::vector<FindingGroup> findings;  // by finding, in document order
  std::vector<AgencyGroup> agencies;   // by agency, in the partnership's order
  std::vector<DueGroup> due;           // by date
  Totals totals;                       // of the rows shown
};
enum class Grouping { finding, agency, due };
// Only the chosen grouping is filled. Nothing where there is no such plan.
std::optional<PlanPage> plan_page(const Picture& picture, const plan::PlanId& id, Grouping grouping,
                                  const Filter& filter);

struct AgencyPage {
  const plan::Agency* agency = nullptr;
  struct OnPlan {
    const PlanPicture* plan = nullptr;
    std::vector<const Row*> rows;
    Totals totals;
  };
  std::vector<OnPlan> plans;
  Totals totals;
};
std::optional<AgencyPage> agency_page(const Picture& picture, const plan::AgencyId& id);

// An open resolution with the day its body wants to hear of it.
struct DueResolution {
  const meeting::Meeting* meeting = nullptr;
  const meeting::Resolution* resolution = nullptr;
};
// Those whose report-back date has come or comes within 28 days, the earliest first.
std::vector<DueResolution> resolutions_due(const Picture& picture);

// What waits for an agency's response: one recommendation of one inspection.
struct Awaited {
  const PlanPicture* plan = nullptr;
  const plan::Recommendation* recommendation = nullptr;
};
std::vector<Awaited> awaited_from(const Picture& picture, const plan::AgencyId& agency);

// Rows of other plans that are tied to this plan's recommendations, by ref, in the order of the plans and their rows.
std::map<std::string, std::vector<const Row*>> rows_tied_to(const Picture& picture, const plan::PlanId& plan);

struct SearchPage {
  std::vector<const Row*> rows;  // at most 100, best first
  std::size_t total = 0;
  std::vector<const PlanPicture*> plans;  // whose title, findings or recommendations match
  std::vector<const plan::Agency*> agencies;
};
SearchPage search(const Picture& picture, std::string_view words);

// ---- The committee's report ----

struct SilentAgency {
  const plan::Agency* agency = nullptr;
  std::vector<const plan::Recommendation*> questions;  // without a row of its own
};
struct PlanReport {
  const PlanPicture* plan = nullptr;
  Totals totals;
  std::vector<FindingGroup> by_finding;
  std::vector<AgencyGroup> by_agency;
  std::vector<const Row*> overdue;  // the longest first
  std::vector<const Row*> unconfirmed;
  std::vector<const Row*> unowned;
  std::vector<SilentAgency> silent;
};
struct Report {
  Date as_at;
  std::vector<PlanReport> plans;
  std::array<std::size_t, plan::every_status.size()>
      by_status{};  // over the plans: the common status only, never colours
  std::size_t total = 0;
};
// Of the plans named (all where none is), in the order given. An unknown plan is left out.
Report report(const Picture& picture, const std::vector<plan::PlanId>& plans);

}  // namespace candour::view
