// Plans whose layout says what another plan says in words: ratings that are only a fill, ticks, shares of the work,
// sheets of what is done, quarters side by side, each body's answer in a column. All names are invented.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "intake/reading.h"
#include "support/draw_document.h"

namespace candour::intake {
namespace {

struct Case {
  std::string name;
  std::string drawing;
  std::vector<std::string> actions;  // "action | agencies | rating = status | target | other"
  std::vector<std::string> anomalies = {};
  std::string forms = "txt csv html docx xlsx";
};

std::string told(const Action& action) {
  std::string text = (action.action.empty() ? action.response : action.action) + " | " + join(action.agencies, " + ") +
                     " | " + action.rating.as_written + " = " + std::string(plan::to_text(action.rating.status)) +
                     " | " + replaced(action.target, "\n", " / ");
  for (const auto& [name, value] : action.other) text += " | " + name + ": " + value;
  while (text.ends_with(" | ") || text.ends_with(" ")) text.resize(text.size() - (text.ends_with(" | ") ? 3 : 1));
  return text;
}

std::vector<Case> cases() {
  return {
      {"a_fill_alone_is_read_by_the_key_on_another_sheet",
       R"(
== Plan
| Recommendation | Action | Lead | RAG |
| 1. Share early | Send notices | Named GP | {00B050} |
| 2. Hear children | Adopt a tool | Head of Service | {FFC000} |
== Key
| {00B050} Green | Finished and seen |
| {FFC000} Amber | Slipping |
| {FF0000} Red | Off track |
)",
       {"Send notices |  | fill:#00B050 = complete", "Adopt a tool |  | fill:#FFC000 = at_risk"},
       {},
       "docx xlsx html"},

      {"a_near_shade_is_the_nearest_of_the_keys",
       R"(
| Recommendation | Action | Lead | RAG |
| 1. Share early | Send notices | Named GP | {04B455} |
| 2. Hear children | Adopt a tool | Head of Service | {FE0505} |
---
| {00B050} | Action completed |
| {92D050} | On track |
| {FF0000} | Not yet started |
)",
       {"Send notices |  | fill:#04B455 = complete", "Adopt a tool |  | fill:#FE0505 = not_started"},
       {},
       "docx xlsx html"},

      {"a_key_against_custom_in_a_sentence",
       R"(
In this plan red means the action has been completed, green that work has started, and blue that it has not begun.
| Ref | Action | Lead | By when | RAG |
| 1 | Publish the document | Head | 30/04/2024 | Red |
| 2 | Train staff | Lead | 30/06/2024 | Green |
| 3 | Evaluate | Lead | 30/09/2024 | Blue |
)",
       {"Publish the document |  | Red = complete | 30/04/2024", "Train staff |  | Green = on_track | 30/06/2024",
        "Evaluate |  | Blue = not_started | 30/09/2024"}},

      {"the_rating_of_this_meeting_is_todays",
       R"(
| Ref | Action | By when | RAG last meeting | RAG this meeting |
| 1 | Publish the document | 30/04/2024 | Amber | Green |
| 2 | Train staff | 30/06/2024 | Green | Red |
Key: Red = off track; Amber = at risk; Green = complete
)",
       {"Publish the document |  | Green = complete | 30/04/2024 | RAG last meeting: Amber",
        "Train staff |  | Red = off_track | 30/06/2024 | RAG last meeting: Green"}},

      {"of_two_dated_columns_the_later_rates",
       R"(
| Ref | Action | By when | Position at 4/9/24 | Position at 6/11/24 |
| 1 | Publish the document | 30/04/2025 | Amber | Green |
| 2 | Train staff | 30/06/2025 | Green | Red |
Key: Red = off track; Amber = at risk; Green = complete
)",
       {"Publish the document |  | Green = complete | 30/04/2025 | Position at 4/9/24: Amber",
        "Train staff |  | Red = off_track | 30/06/2025 | Position at 4/9/24: Green"}},

      {"two_columns_that_rate_and_do_not_agree_are_asked_about",
       R"(
| Ref | Action | By when | Status | RAG |
| 1 | Publish the document | 30/04/2025 | Complete | Amber |
| 2 | Train staff | 30/06/2025 | Complete | Green |
Key: Red = off track; Amber = at risk; Green = complete
)",
       {"Publish the document |  | Complete = complete | 30/04/2025 | RAG: Amber",
        "Train staff |  | Complete = complete | 30/06/2025 | RAG: Green"},
       {"rating.two-columns"}},

      {"a_rating_at_the_start_of_an_update_is_pointed_to",
       R"(
| Ref | Action | By when | Where we are |
| 1 | Publish the document | 30/04/2025 | AMBER - half of it is written |
| 2 | Train staff | 30/06/2025 | GREEN - trained in May |
)",
       {"Publish the document |  |  = not_stated | 30/04/2025 | Where we are: AMBER - half of it is written",
        "Train staff |  |  = not_stated | 30/06/2025 | Where we are: GREEN - trained in May"},
       {"rating.no-column"}},

      {"bodies_side_by_side_rate_themselves",
       R"(
| Recommendation | Council | Police | Probation |
| Share notices early | G | A | R |
| Visit at home | A | G | G |
Key: R = off track; A = started; G = complete
)",
       {" | Council | G = complete", " | Police | A = on_track", " | Probation | R = off_track",
        " | Council | A = on_track", " | Police | G = complete", " | Probation | G = complete"}},

      {"what_a_form_shows_and_its_blank_rows_are_no_actions",
       R"(
| Version | Author | Date | Status |
| 0.1 | Business Manager | 1 March 2025 | Draft |
| 1.0 | Business Manager | 1 April 2025 | Final |
---
| Ref | Action | Lead | Due | Status |
| e.g. | Write the policy | Name of lead | dd/mm/yyyy | Complete |
| 1 | Visit every family | Head of Housing | 30/04/2025 | Complete |
| 2 | Keep one record | Inspector | 30/05/2025 | In progress |
| 3 | | | | |
| 4 | | | | |
)",
       {"Visit every family |  | Complete = complete | 30/04/2025",
        "Keep one record |  | In progress = on_track | 30/05/2025"},
       {}},

      {"an_action_known_by_its_place_alone_is_said_to_be",
       R"(
| Learning | Pledge | Owner organisation | Due | Status |
| Families were not heard | Visit every family at home | Housing | 30/04/2025 | Complete |
| Records were split | Keep one record of contacts | Police | 30/06/2025 | Complete |
)",
       {"Visit every family at home | Housing | Complete = complete | 30/04/2025",
        "Keep one record of contacts | Police | Complete = complete | 30/06/2025"},
       {"column.by-place"}},

      {"no_key_and_bare_colours",
       R"(
| Action | Lead | Deadline | RAG |
| Share learning | Education lead | 1 June 2024 | Green |
| Share it again | Education lead | 1 July 2024 | Green |
| Hold an audit | Quality manager | 1 October 2024 | Complete |
)",
       {"Share learning |  | Green = unclear | 1 June 2024", "Share it again |  | Green = unclear | 1 July 2024",
        "Hold an audit |  | Complete = complete | 1 October 2024"},
       {"rating.no-key", "key.absent"}},

      {"a_cross_under_one_colour_of_the_key",
       R"(
Key: Red = not started, Amber = under way, Green = done
| No | Action | Owner | Deadline | Red | Amber | Green |
| 1 | Check the record | Head | 01/10/2024 | | | x |
| 2 | Train deputies | Lead | 01/12/2024 | | x | |
)",
       {"Check the record |  | Green = complete | 01/10/2024", "Train deputies |  | Amber = on_track | 01/12/2024"}},

      {"a_cross_under_one_status_in_words",
       R"(
| No | Action | Owner | Not started | In progress | Complete |
| 1 | Check the record | Head | | | x |
| 2 | Train deputies | Lead | x | | |
)",
       {"Check the record |  | x = complete", "Train deputies |  | x = not_started"}},

      // A cross beside ticks may be a no, and beside empty boxes a yes; beside both nobody can tell.
      {"boxes",
       R"(
| Learning point | Action | Lead | When | Complete? |
| Results were lost | Pair up | Practice manager | Aug 2024 | ☑ |
| Letters were lost | Keep a list | Reception lead | Nov 2024 | ☒ |
| Calls were lost | Add an alert | Named GP | Oct 2024 | ☐ |
)",
       {"Pair up |  | ☑ = complete | Aug 2024", "Keep a list |  | ☒ = unclear | Nov 2024",
        "Add an alert |  | ☐ = unclear | Oct 2024"},
       {"rating.no-key", "key.absent"}},

      {"crossed_boxes_beside_empty_ones_are_ticked",
       R"(
| Learning point | Action | Lead | When | Complete? |
| Results were lost | Pair up | Practice manager | Aug 2024 | ☒ |
| Letters were lost | Keep a list | Reception lead | Nov 2024 | ☐ |
)",
       {"Pair up |  | ☒ = complete | Aug 2024", "Keep a list |  | ☐ = unclear | Nov 2024"},
       {"rating.no-key", "key.absent"}},

      {"crossed_boxes_beside_ticks_are_not",
       R"(
| Learning point | Action | Lead | When | Done |
| Results were lost | Pair up | Practice manager | Aug 2024 | ✓ |
| Letters were lost | Keep a list | Reception lead | Nov 2024 | ☒ |
)",
       {"Pair up |  | ✓ = complete | Aug 2024", "Keep a list |  | ☒ = unclear | Nov 2024"},
       {"rating.no-key", "key.absent"}},

      {"a_share_of_the_work_is_no_status_but_for_all_and_none",
       R"(
| Action ID | Action | Owner | Due | % complete |
| A1 | Publish | Director | 31/03/2024 | 100% |
| A2 | Clear | Manager | 30/06/2024 | 60% |
| A3 | Review | Manager | 30/06/2024 | 45% |
| A4 | Appoint | Head | 30/09/2024 | 0% |
)",
       {"Publish |  | 100% = complete | 31/03/2024 | % complete: 100%",
        "Clear |  | 60% = unclear | 30/06/2024 | % complete: 60%",
        "Review |  | 45% = unclear | 30/06/2024 | % complete: 45%",
        "Appoint |  | 0% = not_started | 30/09/2024 | % complete: 0%"},
       {"rating.percent"}},

      {"a_priority_is_no_rating",
       R"(
| Ref | Recommendation | Priority | Management response | Responsible officer | Due date | Status |
| 1 | Record supervision | High | Agreed. Issue a form. | Head | 30/04/2023 | Implemented |
| 2 | Close accounts | Medium | Agreed. | Manager | 31/05/2023 | Superseded |
)",
       {"Agreed. Issue a form. |  | Implemented = complete | 30/04/2023 | Priority: High",
        "Agreed. |  | Superseded = closed | 31/05/2023 | Priority: Medium"}},

      {"quarters_below_one_header",
       R"(
| Objective | Action | Lead | RAG | < | < | < |
| ^ | ^ | ^ | Q1 | Q2 | Q3 | Q4 |
| Safety | Train mentors | Head | Not started | In progress | | |
| Reporting | Buy a tool | Director | In progress | Complete | Complete | |
)",
       {"Train mentors |  | In progress = on_track |  | RAG Q1: Not started",
        "Buy a tool |  | Complete = complete |  | RAG Q1: In progress | RAG Q2: Complete"},
       {"key.absent"},
       "docx xlsx html"},

      {"a_group_alone_above_its_terms",
       R"(
| | | | Progress rating | < | < | |
| Objective | Action | Lead | Autumn | Spring | Summer | Evidence |
| Safety | Train mentors | Head | Not started | In progress | | Four found |
)",
       {"Train mentors |  | In progress = on_track |  | Progress rating Autumn: Not started"},
       {"key.absent"},
       "docx xlsx html"},

      {"original_and_revised_dates_below_one_header",
       R"(
| Action | Lead | Timescale | < | Status |
| ^ | ^ | Original | Revised | ^ |
| Send notices | Named GP | 30/06/2024 | 31/12/2024 | In progress |
)",
       {"Send notices |  | In progress = on_track | 30/06/2024 / 31/12/2024"},
       {"key.absent"},
       "docx xlsx html"},

      {"a_cell_merged_down_says_its_words_for_each_row",
       R"(
| Recommendation | Action | Lead | Target date | Outcome | Status |
| 1. Share early | Send notices | Named GP | 30/06/2024 | Known at birth | Complete |
| ^ | Keep a list | Named nurse | ^ | ^ | Overdue |
)",
       {"Send notices |  | Complete = complete | 30/06/2024", "Keep a list |  | Overdue = off_track | 30/06/2024"},
       {"key.absent"},
       "docx xlsx html"},

      {"a_sheet_of_completed_actions_rates_them",
       R"(
== Open actions
| Ref | Action | Owner | Due date |
| 2.1 | Write a pathway | Head of Midwifery | 30/09/2024 |
== Completed actions
| Ref | Action | Owner | Due date |
| 1.1 | Sign the agreement | Manager | 31/01/2024 |
)",
       {"Write a pathway |  |  = not_stated | 30/09/2024",
        "Sign the agreement |  | Completed actions = complete | 31/01/2024"},
       {},
       "xlsx"},

      {"a_day_of_completion_rates_where_nothing_else_does",
       R"(
| Ref | Action | Owner | Due date | Date completed |
| 1 | Sign the agreement | Manager | 31/01/2024 | 22/01/2024 |
| 2 | Train staff | Manager | 31/03/2024 | |
)",
       {"Sign the agreement |  | 22/01/2024 = complete | 31/01/2024 | Date completed: 22/01/2024",
        "Train staff |  |  = not_stated | 31/03/2024"}},

      {"each_bodys_answer_in_a_column",
       R"(
# Questions
| Question | Children's Social Care | Police | Health |
| 1. Are thresholds understood? | Contacts are audited each quarter. | Officers are trained in them. | Referrals are sampled. |
| 2. Are fathers assessed? | Dip-sampled each month. | Not applicable | Both parents are recorded. |
)",
       {"Contacts are audited each quarter. | Children's Social Care |  = not_stated",
        "Officers are trained in them. | Police |  = not_stated", "Referrals are sampled. | Health |  = not_stated",
        "Dip-sampled each month. | Children's Social Care |  = not_stated", "Not applicable | Police |  = not_stated",
        "Both parents are recorded. | Health |  = not_stated"}},

      {"rows_of_totals_blank_rows_and_themes",
       R"(
| Ref | Action | Owner | Start | Finish | Status |
| Theme 1: Front door | < | < | < | < | < |
| 1.1 | Move desks | Inspector | 01/04/2024 | 30/06/2024 | Complete |
| | | | | | |
| Theme 2: Neglect | < | < | < | < | < |
| 2.1 | Train staff | Officer | 01/06/2024 | 30/11/2024 | Delayed |
| Total actions | 2 | | | | |
)",
       {"Move desks |  | Complete = complete | 30/06/2024 | Start: 01/04/2024",
        "Train staff |  | Delayed = at_risk | 30/11/2024 | Start: 01/06/2024"},
       {"key.absent"},
       "docx xlsx html"},

      {"must_do_is_a_kind_and_no_recommendation",
       R"(
| Ref | Must do or should do | What the CQC said we must or should do | What we are going to do | Exec lead | By when | Status |
| M1 | Must do | The trust must check its trolleys daily. | Keep a checklist | Chief Nurse | 31 May 2024 | Complete |
| S1 | Should do | The trust should review discharge letters. | Agree a template | Medical Director | 30 June 2024 | Overdue |
)",
       {"Keep a checklist |  | Complete = complete | 31 May 2024 | Must do or should do: Must do",
        "Agree a template |  | Overdue = off_track | 30 June 2024 | Must do or should do: Should do"},
       {"key.absent"},
       "csv html docx xlsx"},

      {"a_header_that_stood_on_its_side_is_named",
       R"(
| Ref | Action | Lead | e n i l d a e D | Status |
| 1 | Send notices | Named GP | 31/05/2024 | Complete |
)",
       {"Send notices |  | Complete = complete | 31/05/2024"},
       {"header.rotated"}},

      {"labels_above_their_values",
       R"(
| Recommendation | < | < |
| 3. Hold joint supervision. | < | < |
| Lead officer | Target date | Status |
| Principal Therapist | 31/05/2024 | Delayed |
| Action | < | < |
| Meet each quarter | < | < |
---
| Recommendation | < | < |
| 4. Publish a guide. | < | < |
| Lead officer | Target date | Status |
| Board Manager | 30/06/2024 | Complete |
| Action | < | < |
| Write the guide | < | < |
)",
       {"Meet each quarter |  | Delayed = at_risk | 31/05/2024",
        "Write the guide |  | Complete = complete | 30/06/2024"},
       {"key.absent"},
       "docx xlsx html"},

      {"a_target_in_prose_beside_a_timescale",
       R"(
| Target | Actions/tasks | Personnel | Timescale | Success criteria | Status |
| All staff know how to report a low-level concern | Hold a meeting | Head | Sept 2024 | All have signed | Complete |
| Pupils can name an adult whom they trust in school | Hold assemblies | Deputy | July 2025 | A survey | Overdue |
)",
       {"Hold a meeting |  | Complete = complete | Sept 2024", "Hold assemblies |  | Overdue = off_track | July 2025"},
       {"key.absent"}},

      {"each_plan_is_read_by_the_key_over_its_table",
       R"(
Key: G = complete; A = in progress
| Ref | Action | Agency | RAG |
| 1 | Send notices | Police | G |
---
Key: G = on track; A = slipping
| Ref | Action | Agency | RAG |
| 1 | Adopt a tool | Council | G |
| 2 | Count its use | Council | A |
)",
       {"Send notices | Police | G = complete", "Adopt a tool | Council | G = on_track",
        "Count its use | Council | A = at_risk"},
       {"key.several"},
       "docx html"},

      {"keys_below_their_tables_belong_to_those_above",
       R"(
| Ref | Action | Agency | RAG |
| 1 | Send notices | Police | Green |
---
Key: Green = complete; Amber = in progress
| Ref | Action | Agency | RAG |
| 1 | Adopt a tool | Council | Green |
---
Key: Green = on track; Amber = slipping
)",
       {"Send notices | Police | Green = complete", "Adopt a tool | Council | Green = on_track"},
       {"key.several"},
       "docx html"},

      {"where_rows_do_not_show_whose_they_are_a_mark_of_two_meanings_is_asked_about",
       R"(
Key for the review: Green = complete; Amber = in progress; Red = overdue
Key for the inspection: Green = on track; Blue = complete; Red = overdue
| Ref | Action | Agency | RAG |
| 1 | Send notices | Police | Green |
| 2 | Adopt a tool | Council | Red |
)",
       {"Send notices | Police | Green = unclear", "Adopt a tool | Council | Red = off_track"},
       {"key.several", "key.conflict"},
       "docx html"},

      {"a_fill_that_speaks_against_its_word_is_asked_about",
       R"(
Key: Green = complete; Amber = in progress; Red = overdue
| Ref | Action | Agency | RAG |
| 1 | Send notices | Police | {FF0000} Green |
| 2 | Adopt a tool | Council | {00B050} Complete |
| 3 | Count its use | Council | {FF0000} Complete |
| 4 | Ask again | Council | {FFC000} Amber |
)",
       {"Send notices | Police | Green = unclear", "Adopt a tool | Council | Complete = complete",
        "Count its use | Council | Complete = unclear", "Ask again | Council | Amber = on_track"},
       {"rating.fill-contradicts"},
       "docx xlsx html"},

      {"a_fill_that_every_cell_has_is_the_look_of_the_column",
       R"(
Key: Green = complete; Amber = in progress; Blue = not started
| Ref | Action | Agency | RAG |
| 1 | Send notices | Police | {0070C0} Green |
| 2 | Adopt a tool | Council | {0070C0} Green |
| 3 | Count its use | Council | {0070C0} Amber |
)",
       {"Send notices | Police | Green = complete", "Adopt a tool | Council | Green = complete",
        "Count its use | Council | Amber = on_track"},
       {},
       "docx xlsx html"},

      {"labels_and_values_in_one_line_below_headings",
       R"(
# Child Wren: action plan
## Recommendation 1: Improve the response to bruising
• Action: Refresh the pathway. Lead: Designated Doctor. By: March 2024. Status: Complete
• Action: Train staff. Lead: Named Nurse. By: May 2024. Status: On track
## Recommendation 2: Strengthen supervision
• Action: Audit supervision. Lead: Principal Social Worker. By: June 2024. Status: Overdue
)",
       {"Refresh the pathway |  | Complete = complete | March 2024", "Train staff |  | On track = on_track | May 2024",
        "Audit supervision |  | Overdue = off_track | June 2024"},
       {"key.absent"},
       "txt docx html"},
  };
}

struct Form {
  Case each;
  std::string form;
};

void PrintTo(const Form& form, std::ostream* out) {
  *out << form.each.name << " as " << form.form;
}

std::vector<Form> in_every_form() {
  std::vector<Form> all;
  for (const Case& each : cases())
    for (std::string_view form : split(each.forms, ' ')) all.push_back({each, std::string(form)});
  return all;
}

class RatingLayouts : public testing::TestWithParam<Form> {};

TEST_P(RatingLayouts, are_read_as_a_careful_person_reads_them) {
  const auto& [each, form] = GetParam();
  const auto document = document::read(support::to_bytes(support::drawn(each.drawing), form), "plan." + form);
  ASSERT_TRUE(document.has_value());
  const Reading reading = draft(*document);
  EXPECT_EQ(reading.kind, Kind::action_plan);
  std::vector<std::string> actions, codes;
  for (const Action& action : reading.actions) actions.push_back(told(action));
  for (const Anomaly& anomaly : reading.anomalies)
    if (anomaly.code.rfind("rating.", 0) == 0 || anomaly.code.rfind("key.", 0) == 0 ||
        anomaly.code.rfind("header.", 0) == 0 || anomaly.code.rfind("column.", 0) == 0)
      codes.push_back(anomaly.code);
  EXPECT_THAT(actions, testing::ElementsAreArray(each.actions));
  for (const std::string& code : each.anomalies) EXPECT_THAT(codes, testing::Contains(code));
  EXPECT_EQ(reading.coverage.lost, 0u);
  EXPECT_EQ(reading.coverage.placed + reading.coverage.kept_aside, reading.coverage.characters);
}

INSTANTIATE_TEST_SUITE_P(Every, RatingLayouts, testing::ValuesIn(in_every_form()),
                         [](const auto& each) { return each.param.each.name + "_as_" + each.param.form; });

}  // namespace
}  // namespace candour::intake
