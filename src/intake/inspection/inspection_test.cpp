// Reports of other makes, each form in a few lines: how recommendations are headed, numbered, addressed and cited, how
// attention is drawn, how the time for an answer is told, and what is no report at all.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <map>

#include "intake/inspection/bodies.h"
#include "intake/inspection/citations.h"
#include "intake/inspection/contradictions.h"
#include "intake/inspection/passages.h"
#include "intake/reading.h"
#include "support/write_document.h"

namespace candour::intake {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Reading read(std::string_view text, std::optional<Kind> kind = std::nullopt) {
  auto document = document::read(text, "report.txt");
  EXPECT_TRUE(document);
  Choices choices;
  choices.kind = kind;
  Reading reading = draft(*document, choices);
  EXPECT_EQ(reading.coverage.lost, 0u);
  return reading;
}
Reading read_report(std::string_view text) {
  return read(text, Kind::inspection);
}

std::vector<std::string> refs(const Reading& reading) {
  std::vector<std::string> out;
  for (const Recommendation& one : reading.recommendations) out.push_back(one.ref);
  return out;
}
std::vector<std::string> codes(const Reading& reading) {
  std::vector<std::string> out;
  for (const Anomaly& anomaly : reading.anomalies) out.push_back(anomaly.code);
  return out;
}

// ---- Citations ----

TEST(Citations, are_found_in_every_form) {
  struct Case {
    std::string_view text;
    std::vector<std::string> refs;
  };
  for (const Case& one : std::vector<Case>{
           {"Staff were unsure (Recommendation 1.1).", {"1.1"}},
           {"Staff were unsure (Recommendations 2.2 and 4.1).", {"2.2", "4.1"}},
           {"See (Recommendation 1.7, 2.18 and 3.8).", {"1.7", "2.18", "3.8"}},
           {"Rec. 4 applies.", {"4"}},
           {"Recs 2–4 apply.", {"2", "3", "4"}},
           {"recommendations 3 to 5", {"3", "4", "5"}},
           {"Recommendations 2.1-2.3", {"2.1", "2.2", "2.3"}},
           {"This is R7 again.", {"7"}},
           {"see recommendation 2(b)", {"2b"}},
           {"recommendations 2a and 2c", {"2a", "2c"}},
           {"Recommendation no. 6", {"6"}},
           {"Recommendations 1, 3 & 5.", {"1", "3", "5"}},
           {"recommendation 3 of the 2019 review was not met", {}},
           {"The recommendations were accepted within 3 months.", {}},
           {"We made nine recommendations.", {}},
           {"A recovery of 4%", {}},
           {"Nobody asked (Recommendation One).", {"1"}},
           {"see recommendation two and recommendation four", {"2", "4"}},
           {"Recommendations Three, Four and Twenty-one", {"3", "4", "21"}},
           {"its recommendations two years on", {}},
           {"recommendation 3 and one more", {"3"}},
       }) {
    std::vector<std::string> found;
    for (const inspection::Citation& citation : inspection::find_citations(one.text))
      found.insert(found.end(), citation.refs.begin(), citation.refs.end());
    EXPECT_EQ(found, one.refs) << one.text;
  }
}

// ---- Bodies ----

TEST(Addressees, are_each_named_whole) {
  struct Case {
    std::string_view text;
    std::vector<std::string> bodies;
    bool whole;
  };
  const inspection::Bodies bodies(
      "Marsh Mind runs a service. Harrow Vale CCG pays for it. Hill and Moor CCG pays, too. Hill is a town.");
  for (const Case& one : std::vector<Case>{
           {"Harrow Vale CCG and Vale Hospitals NHS Foundation Trust should:",
            {"Harrow Vale CCG", "Vale Hospitals NHS Foundation Trust"},
            true},
           {"Harrow Vale CCG should work with Hill and Moor CCG and Brackenford Trust to:",
            {"Harrow Vale CCG", "Hill and Moor CCG", "Brackenford Trust"},
            true},
           {"Harrow Vale CCG with Hill & Moor CCG should:**", {"Harrow Vale CCG", "Hill & Moor CCG"}, true},
           {"NHS England, Harrow Vale ICB and Brackenford Council to:",
            {"NHS England", "Harrow Vale ICB", "Brackenford Council"},
            true},
           {"Marsh Mind and Harrow Vale CCG must:", {"Marsh Mind", "Harrow Vale CCG"}, true},
           {"Moor Fire and Rescue Service and the Police and Crime Commissioner should:",
            {"Moor Fire and Rescue Service", "Police and Crime Commissioner"},
            true},
           {"Ashdale, Ashdaleshire and Fen ICB should:", {"Ashdale, Ashdaleshire and Fen ICB"}, true},
           {"Public Health, Harrow Vale Council should:", {"Public Health, Harrow Vale Council"}, true},
           {"The ICB should review its contract.", {"ICB"}, false},
           {"HVFT and the council must agree a form.", {"HVFT", "council"}, false},
           {"We recommend that, within three months, Brackenford Police should review its cases.",
            {"Brackenford Police"},
            false},
           {"It is recommended that Harrow Vale Safeguarding Children Partnership should audit this.",
            {"Harrow Vale Safeguarding Children Partnership"},
            false},
           {"It is recommended that Harrow Vale Board seek assurance of this.", {"Harrow Vale Board"}, false},
           {"Moor Clinical Commissioning Group and Brackenford Council must agree this.",
            {"Moor Clinical Commissioning Group", "Brackenford Council"},
            false},
           {"Staff should see children alone.", {}, false},
           {"Children should be asked what they think.", {}, false},
           {"The answer to letters from general practice should be watched.", {}, false},
           {"Leaders across the partnership should plan together.", {}, false},
           {"Ensure that staff are trained", {}, false},
       }) {
    const inspection::Addressed addressed = bodies.addressed_by(one.text);
    EXPECT_EQ(std::vector<std::string>(addressed.bodies.begin(), addressed.bodies.end()), one.bodies) << one.text;
    EXPECT_EQ(addressed.whole, one.whole) << one.text;
  }
}

TEST(Addressees, are_named_before_what_they_are_to_do) {
  const std::string text = "Brackenford Police";
  const inspection::Bodies bodies(text);
  EXPECT_THAT(bodies.addressed_by("The HVSCP to assure itself that fathers are part of every assessment.").bodies,
              ElementsAre("HVSCP"));
  EXPECT_THAT(bodies.addressed_by("Brackenford Police and Harrow Vale Council to agree a protocol.").bodies,
              ElementsAre("Brackenford Police", "Harrow Vale Council"));
  EXPECT_THAT(bodies.addressed_by("Mental Health Services to schools should be reviewed.").bodies, IsEmpty());
  EXPECT_THAT(bodies.addressed_by("Access to early help must be quicker.").bodies, IsEmpty());
}
TEST(Clock, is_in_the_sentence_that_says_where_the_statement_is_sent) {
  const Reading reading = read_report(
      "Joint inspection of Harrow Vale\n\nWhat needs to improve\n\n- The timeliness of strategy meetings.\n\n"
      "Next steps\n\nThe council should prepare a written statement of proposed action. The statement should be sent "
      "to the inspectorate by 28 April 2025.\n");
  ASSERT_TRUE(reading.clock);
  EXPECT_EQ(reading.clock->from, "2025-04-28");
}

TEST(Addressees, of_a_heading_are_names_and_nothing_else) {
  const inspection::Bodies bodies("");
  EXPECT_THAT(bodies.named_alone("For Harrow Vale ICB:"), ElementsAre("Harrow Vale ICB"));
  EXPECT_THAT(bodies.named_alone("Recommendation for the ICB"), ElementsAre("ICB"));
  EXPECT_THAT(bodies.named_alone("Recommendations for Harrow Vale Police and Brackenford Council"),
              ElementsAre("Harrow Vale Police", "Brackenford Council"));
  EXPECT_THAT(bodies.named_alone("Working with schools"), IsEmpty());
  EXPECT_THAT(bodies.named_alone("Training and supervision"), IsEmpty());
}

// ---- Attention ----

TEST(Attention, is_drawn_in_many_words) {
  struct Case {
    std::string_view text;
    std::string_view body, role;
    std::vector<std::string> paragraphs;
  };
  for (const Case& one : std::vector<Case>{
           {"This issue has been drawn to the attention of Public Health, Harrow Vale Council as the commissioner of "
            "the "
            "school nursing service.",
            "Public Health, Harrow Vale Council",
            "commissioner of the school nursing service",
            {}},
           {"We have drawn this to the attention of Harrow Vale Council, as commissioner of the service.",
            "Harrow Vale Council",
            "commissioner of the service",
            {}},
           {"Issues at paragraphs 2.28 to 2.30 have been brought to the attention of Public Health as the commissioner "
            "of "
            "the clinic.",
            "Public Health",
            "commissioner of the clinic",
            {"2.28", "2.29", "2.30"}},
           {"These matters were raised with NHS England in its role as commissioner of primary care.",
            "NHS England",
            "commissioner of primary care",
            {}},
           {"This area for development has been shared with Brackenford Public Health as commissioner.",
            "Brackenford Public Health",
            "commissioner",
            {}},
           {"It was not clear who decides, and this has been drawn to the attention of Harrow Vale ICB.",
            "Harrow Vale ICB",
            "",
            {}},
           {"This is being drawn to the attention of Moorland ICB, the commissioner of primary care.",
            "Moorland ICB",
            "commissioner of primary care",
            {}},
           {"These gaps are drawn to the attention of Harrow Vale Council.", "Harrow Vale Council", "", {}},
           {"The attention of NHS England is drawn to this as commissioner of dental services.",
            "NHS England",
            "commissioner of dental services",
            {}},
           {"The attention of Harrow Vale Council has been drawn to these delays.", "Harrow Vale Council", "", {}},
           {"We draw the attention of the Harrow Vale Partnership to this gap.", "Harrow Vale Partnership", "", {}},
           {"We have drawn Moorland ICB\xE2\x80\x99s attention to this.", "Moorland ICB", "", {}},
           {"NHS England\xE2\x80\x99s attention has been drawn to this matter.", "NHS England", "", {}},
           {"We are bringing this to the attention of Moorland ICB.", "Moorland ICB", "", {}},
           {"This, and the matters at 1.1 and 1.3, have been brought to the attention of Moorland ICB as commissioner.",
            "Moorland ICB",
            "commissioner",
            {"1.1", "1.3"}},
       }) {
    const auto found = inspection::find_attention(one.text);
    ASSERT_THAT(found, SizeIs(1)) << one.text;
    EXPECT_EQ(found[0].body, one.body);
    EXPECT_EQ(found[0].role, one.role);
    EXPECT_EQ(found[0].paragraphs, one.paragraphs);
  }
}

TEST(Attention, of_several_bodies_is_drawn_of_each) {
  const auto bodies_of = [](std::string_view text) {
    std::vector<std::string> bodies;
    for (const auto& passage : inspection::find_attention(text)) bodies.emplace_back(passage.body);
    return bodies;
  };
  EXPECT_THAT(bodies_of("We have drawn this to the attention of Public Health, Harrow Vale Council and of NHS England, "
                        "who share the contract."),
              ElementsAre("Public Health, Harrow Vale Council", "NHS England"));
  EXPECT_THAT(bodies_of("This has been brought to the attention of Moorland ICB and NHS England as commissioners."),
              ElementsAre("Moorland ICB", "NHS England"));
  EXPECT_THAT(bodies_of("This has been brought to the attention of Hill and Moor ICB."),
              ElementsAre("Hill and Moor ICB"));
  EXPECT_THAT(bodies_of("This has been brought to the attention of the Harrow Vale Police and Crime Commissioner."),
              ElementsAre("Harrow Vale Police and Crime Commissioner"));
  const auto found = inspection::find_attention(
      "We have brought this, and the matters at 2.3 and 2.5, to the attention of Moorland ICB.");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_TRUE(found[0].and_own);
  EXPECT_THAT(found[0].paragraphs, ElementsAre("2.3", "2.5"));
  EXPECT_FALSE(inspection::find_attention(
                   "This issue, set out at 2.3 below, has been drawn to the attention of Moorland ICB.")[0]
                   .and_own);
}

TEST(Attention, that_is_promised_is_told_apart) {
  const auto found = inspection::find_promised_attention("We will draw this to the attention of Moorland ICB.");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].body, "Moorland ICB");
  for (std::string_view text :
       {"Where we find such issues we will bring these to the attention of Moorland ICB.",
        "This has been drawn to the attention of Moorland ICB.", "We will draw on the attention of staff."})
    EXPECT_THAT(inspection::find_promised_attention(text), IsEmpty()) << text;
}

TEST(Inspections, what_is_told_twice_a_slip_in_initials_and_half_a_sentence_are_told) {
  const Reading reading = read_report(
      "Review of health services for children in Harrow Vale\n\nPublished 4 June 2025\n\nFindings\n\n"
      "1.1 HVCFT nurses wait for notes, and HVCFT leaders know of it as HVCFT records show. Recommendation 1.1\n\n"
      "1.2 HVCT told us so. This has been drawn to the attention of Moorland ICB as commissioner of the clinic.\n\n"
      "1.3 This, and the matter at 1.2, have been drawn to the attention of Moorland ICB as commissioner of nurses.\n\n"
      "1.4 While families have good access to the clinic in three of the towns. Staff are kind.\n\n"
      "1.5 While staff are kind, they are few. While this is so there is hope, they said.\n\n"
      "Recommendations\n\n1. Harrow Vale Council should:\n\n1.1 Send notes to nurses.\n");
  std::map<std::string, std::string> told;
  for (const Anomaly& anomaly : reading.anomalies) told[anomaly.code] = anomaly.message;
  EXPECT_NE(told["attention.twice"].find("Paragraph 1.2 is"), std::string::npos) << told["attention.twice"];
  EXPECT_NE(told["name.near-initials"].find("“HVCT” may be a slip for “HVCFT”"), std::string::npos);
  EXPECT_NE(told["sentence.incomplete"].find("paragraph 1.4:"), std::string::npos) << told["sentence.incomplete"];
}

TEST(Contradictions, are_told_where_a_paragraph_says_two_things) {
  const auto grade = [](std::string_view text) {
    const auto found = inspection::same_grade_needed_and_too_little(text);
    return found ? found->about : std::string();
  };
  EXPECT_EQ(grade("Staff must be trained to level 3 to do this well, and are only supported by level 3 training."),
            "level 3");
  EXPECT_EQ(grade("They work with only a tier 2 service. Children like these need tier 2 help."), "tier 2");
  EXPECT_EQ(grade("Staff must be trained to level 3. They are only trained to level 2."), "");
  EXPECT_EQ(grade("Staff must be trained to level 3. Ninety of them are trained to level 3."), "");
  EXPECT_EQ(grade("Staff should not be left at level 2. They have only level 2 training."), "");
  EXPECT_EQ(
      grade("Only nurses in the unit, of whom most have been there long, are trained to level 3, as they must be"), "");

  const auto way = [](std::string_view text) {
    const auto found = inspection::denied_and_affirmed(text);
    return found ? found->about : std::string();
  };
  EXPECT_EQ(way("The service is not working on a “Think Family” model. Its form has clearly been informed by Think "
                "Family principles, however."),
            "Think Family");
  EXPECT_EQ(way("The service is not working on a “Think Family” model. Its form asks about Think Family."), "");
  EXPECT_EQ(way("The “Think Family” model is clearly understood. Staff use Think Family well."), "");
  EXPECT_EQ(way("The “Think Family” model is not used. The “Signs of Safety” model is clearly used."), "");
}

TEST(Inspections, an_example_is_a_case_and_the_title_is_no_heading_within) {
  const Reading reading = read_report(
      "Joint targeted area inspection of the multi-agency response to children who go missing from home in Harrow "
      "Vale\n\nPublished 4 June 2025\n\nFindings\n\n1.1 Visits are late. Recommendation 1.1\n\nExample: A girl of 14 "
      "was seen four times. Nobody told her school.\n\n1.2 For example: leaders meet weekly and they share what they "
      "know.\n\n1.3 Staff know the children well and say so.\n\nRecommendations\n\n1. Harrow Vale Council "
      "should:\n\n1.1 Make sure that visits are on time.\n\n1.2 Tell schools.\n");
  EXPECT_EQ(reading.title,
            "Joint targeted area inspection of the multi-agency response to children who go missing from home in "
            "Harrow Vale");
  ASSERT_THAT(reading.paragraphs, SizeIs(4));
  EXPECT_EQ(reading.paragraphs[0].text, "Visits are late. Recommendation 1.1");
  EXPECT_EQ(reading.paragraphs[1].kind, ParagraphKind::case_example);
  EXPECT_EQ(reading.paragraphs[1].ref, "1.1");
  EXPECT_EQ(reading.paragraphs[2].kind, ParagraphKind::paragraph);
  EXPECT_THAT(reading.recommendations[0].cited_by, ElementsAre("1.1"));
}

TEST(Attention, is_not_what_is_promised_or_happened_in_a_case) {
  for (std::string_view text : {
           "Where we find such issues we will bring these to the attention of the local public health team in a "
           "letter.",
           "The social worker brought the bruise to the attention of the manager.",
           "The referral was shared with the police as soon as it came.",
           "Attention should be given to the needs of fathers.",
           "These concerns were not raised with the school.",
           "Practitioners give good attention to the child's wishes.",
           "The attention of staff was elsewhere when the child came.",
           "Moorland ICB\xE2\x80\x99s attention was drawn to this in March by the named nurse.",
           "It has been drawn to our attention that visits are late.",
           "The issue is to be brought to the attention of Moorland ICB.",
           "We ask leaders to draw this to the attention of Moorland ICB.",
           "The school had drawn the council's attention to the bruise.",
       })
    EXPECT_THAT(inspection::find_attention(text), IsEmpty()) << text;
}

// ---- The clock ----

TEST(Clock, is_the_time_for_the_answer) {
  struct Case {
    std::string_view text;
    std::uint32_t days;
    ClockUnit unit;
    std::string_view from;
  };
  for (const Case& one : std::vector<Case>{
           {"An action plan is required from Harrow Vale CCG within 20 working days of receipt of this report.", 20,
            ClockUnit::working_days, "receipt"},
           {"You are under a duty to respond to this report within 56 days of the date of this report, namely by 3 May "
            "2024.",
            56, ClockUnit::days, "report"},
           {"The force must provide an action plan within six weeks of publication of this report.", 6,
            ClockUnit::weeks, "publication"},
           {"A written statement of action must be submitted within seventy working days of receiving this letter.", 70,
            ClockUnit::working_days, "receipt"},
           {"Please send your written response no later than three months after publication.", 3, ClockUnit::months,
            "publication"},
           {"The council should send the written statement of action by 14 May 2024.", 0, ClockUnit::days,
            "2024-05-14"},
           {"You must submit an action plan within twenty-eight days of the date of this letter.", 28, ClockUnit::days,
            "letter"},
       }) {
    const auto found = inspection::find_clock(one.text, false);
    ASSERT_TRUE(found) << one.text;
    EXPECT_EQ(found->clock.days, one.days) << one.text;
    EXPECT_EQ(found->clock.unit, one.unit) << one.text;
    EXPECT_EQ(found->clock.from, one.from) << one.text;
  }
}

TEST(Clock, is_no_other_deadline) {
  for (std::string_view text : {
           "All staff must complete their training within 12 months of starting.",
           "Assessments should be completed within 45 working days.",
           "We will revisit the force within six months.",
           "The needs assessment is due within six months.",
           "The child was seen within 24 hours.",
       })
    EXPECT_FALSE(inspection::find_clock(text, false)) << text;
}

// ---- Whole reports ----

constexpr std::string_view grouped = R"(Review of health services for looked after children in Harrow Vale

Date of review: 4 th May – 8 th May 2026
Date of publication: 3 rd July 2026

Contents

Early help	3
Recommendations	9

The report

1. Early help

- 1.1 Midwives ask once, and not again (***Recommendation 1.1***).
- 1.2 School nurses do not hear of attendances
(Recommendation 2.1).

Case example: *A girl of 14 came three times in a month.*

On the third visit a doctor made a referral.

- 1.3 The clinic keeps no chronology (Recommendation 1.2, 2.1 and 2.2). **This has been drawn to the attention of Public Health, Harrow Vale Council as the commissioner of the clinic.**

5.1 Leadership

- 5.1.1 Leaders meet every month, and know what they must do next.

Recommendations

1. Harrow Vale CCG should work with Hill and Moor CCG and Vale Hospitals NHS Trust to:

- 1.1 Ensure that women are asked at each visit
- 1.2 Keep a chronology for every child who comes more than once
- 2. Harrow Vale CCG and Brackenford Trust should:**
 - 2.1 Work with Harrow Vale Council to agree how attendances are told

 - 2.2 Keep a chronology for every child who comes more than once
 - 2.3 Review training

Next steps

An action plan is required from Harrow Vale CCG within **20 working days** of receipt of this report.
)";

TEST(Inspection, with_numbered_groups_is_read_whole) {
  const Reading reading = read(grouped);
  EXPECT_EQ(reading.kind, Kind::inspection);
  EXPECT_EQ(reading.title, "Review of health services for looked after children in Harrow Vale");
  ASSERT_TRUE(reading.as_at);
  EXPECT_EQ(reading.as_at->iso(), "2026-07-03");
  ASSERT_THAT(refs(reading), ElementsAre("1.1", "1.2", "2.1", "2.2", "2.3"));
  EXPECT_THAT(reading.recommendations[0].addressed_to,
              ElementsAre("Harrow Vale CCG", "Hill and Moor CCG", "Vale Hospitals NHS Trust"));
  EXPECT_THAT(reading.recommendations[2].addressed_to, ElementsAre("Harrow Vale CCG", "Brackenford Trust"));
  EXPECT_EQ(reading.recommendations[2].text, "Work with Harrow Vale Council to agree how attendances are told");
  EXPECT_THAT(reading.recommendations[0].cited_by, ElementsAre("1.1"));
  EXPECT_THAT(reading.recommendations[2].cited_by, ElementsAre("1.2", "1.3"));
  ASSERT_THAT(reading.paragraphs, SizeIs(5));
  EXPECT_EQ(reading.paragraphs[1].text, "School nurses do not hear of attendances (Recommendation 2.1).");
  EXPECT_EQ(reading.paragraphs[2].kind, ParagraphKind::case_example);
  EXPECT_EQ(reading.paragraphs[2].ref, "1.2");
  EXPECT_THAT(reading.paragraphs[3].cites, ElementsAre("1.2", "2.1", "2.2"));
  ASSERT_THAT(reading.attention, SizeIs(1));
  EXPECT_THAT(reading.attention[0].paragraphs, ElementsAre("1.3"));
  ASSERT_TRUE(reading.clock);
  EXPECT_EQ(reading.clock->days, 20u);
  EXPECT_THAT(codes(reading),
              testing::IsSupersetOf({"number.clash", "citation.own-line", "citation.singular", "recommendation.uncited",
                                     "recommendation.repeated", "recommendation.body-in-text",
                                     "attention.and-recommendation", "clock.no-start"}));
}

TEST(Inspection, with_areas_for_improvement_numbers_them_by_order) {
  const Reading reading = read(
      "Inspection of Brackenford local authority children’s services\n\nInspection dates: 2 March to 6 March 2026\n\n"
      "What needs to improve?\n\n• The timeliness of initial conferences.\n• Supervision, so that plans move on.\n\n"
      "Strengths\n\n• Foster carers are well supported.\n\nMain findings\n\nOfsted inspectors found that most children "
      "are seen.\n\n"
      "1. Families in the town are helped early and by people who know them well.\n\n"
      "2. Supervision is irregular in most of the teams that we visited in the spring.\n\n"
      "Next steps\n\nThe council should send its action plan to Ofsted within 70 working days of receiving this "
      "report.\n");
  EXPECT_EQ(reading.kind, Kind::inspection);
  ASSERT_THAT(refs(reading), ElementsAre("1", "2"));
  EXPECT_EQ(reading.recommendations[1].text, "Supervision, so that plans move on.");
  EXPECT_THAT(reading.paragraphs, SizeIs(2));
  EXPECT_THAT(codes(reading), testing::Not(testing::Contains("number.clash")));
}

TEST(Inspection, with_labelled_recommendations_hangs_them_below_their_findings_once) {
  const Reading reading = read(
      "# Local Child Safeguarding Practice Review: Child Rook\n\nPublished June 2026\n\n## 2 Findings\n\n"
      "### Finding 1: Appointments kept were taken for change\n\n"
      "2.1 The plan was stepped down too soon. See R1.\n\nRecommendation 1: The ICB should ask each practice to "
      "check.\n\n"
      "### Finding 2: The school was not asked\n\n2.2 Nobody asked the school (Recs 1–2).\n\n"
      "Recommendation 2 – Harrow Vale Council and the ICB\n\nAgree who asks the school.\n\n"
      "## 3 Summary of recommendations\n\nRecommendation 1: The ICB should ask each practice to check.\n\n"
      "Recommendation 2: Agree who asks the school.\n\nRecommendation for the ICB\n\nRecommendation 3: Train each "
      "practice.\n\n"
      "## Appendix\n\nNothing more.\n");
  EXPECT_EQ(reading.kind, Kind::inspection);
  ASSERT_THAT(refs(reading), ElementsAre("1", "2", "3"));
  ASSERT_THAT(reading.findings, SizeIs(2));
  EXPECT_EQ(reading.recommendations[1].finding, "2");
  EXPECT_THAT(reading.recommendations[0].addressed_to, ElementsAre("ICB"));
  EXPECT_THAT(reading.recommendations[1].addressed_to, ElementsAre("Harrow Vale Council", "ICB"));
  EXPECT_THAT(reading.recommendations[2].addressed_to, ElementsAre("ICB"));
  EXPECT_EQ(reading.recommendations[1].text, "Agree who asks the school.");
  EXPECT_THAT(reading.recommendations[0].cited_by, ElementsAre("2.1", "2.2"));
}

TEST(Inspection, with_questions_for_the_board_numbers_them_by_finding) {
  const Reading reading = read_report(
      "# Review of Child Rook\n\n## Finding 1: The plan was stepped down\n\n1.1 It was.\n\n"
      "Questions for the Board:\n\n- Does the Board know why?\n- What would help?\n\n"
      "## Finding 2: The school was not asked\n\n1.2 It was not.\n\nQuestions for the Board:\n\n- Who asks?\n");
  EXPECT_THAT(refs(reading), ElementsAre("1a", "1b", "2a"));
}

TEST(Inspection, wrapped_by_hand_has_whole_paragraphs_and_recommendations) {
  const Reading reading = read_report(
      "Safeguarding Adults Review: Mr Wren\n\n1. What happened\n\n1.1 Carers reported burns on the furniture four\n"
      "times. Nothing was passed on (Recommendation\n2).\n\n                       Page 3 of 9\n\n"
      "1.2 The practice wrote twice.\n\n2. Recommendations\n\nRecommendation 1: The Board should seek assurance\n"
      "from all partners within a year.\n\nRecommendation 2: The fire service should be told\nof each burn.\n");
  ASSERT_THAT(refs(reading), ElementsAre("1", "2"));
  EXPECT_EQ(reading.recommendations[0].text, "The Board should seek assurance from all partners within a year.");
  EXPECT_THAT(reading.recommendations[1].cited_by, ElementsAre("1.1"));
}

TEST(Inspection, with_lettered_parts_and_bullets_keeps_them_with_their_recommendation) {
  const Reading reading = read_report(
      "Serious case review: Child Lark\n\n1.1 The council did not call (see recommendation "
      "1(b)).\n\nRecommendations\n\n"
      "1. The council should agree how calls are made:\n   (a) by day\n   (b) by night\n"
      "2. The police should:\n   • call back\n   • write it down\n");
  ASSERT_THAT(reading.recommendations, testing::Not(IsEmpty()));
  EXPECT_EQ(reading.recommendations[0].text, "The council should agree how calls are made:\n(a) by day\n(b) by night");
  EXPECT_THAT(reading.recommendations[0].cited_by, ElementsAre("1.1"));
}

TEST(Inspection, from_html_keeps_its_own_numbers_and_gives_plain_bullets_those_of_their_group) {
  const Reading reading = read(
      "<html><body><h1>Review of services for children in Brackenford</h1><p>Date of publication: 1st May 2026</p>"
      "<h2>Early help</h2><ol><li>1.1 Nobody asks about siblings. <b>Recommendation 1.1</b></li><li>1.2 Alerts stay. "
      "<b>Recommendations 1.2, 2.1</b></li></ol><h2>Areas for improvement</h2><ul><li>Talks without a nurse.</li></ul>"
      "<table><tr><td><p>Case study: area for improvement</p><p>A girl waited eleven days.</p></td></tr></table>"
      "<ul><li>Victims are not told.</li></ul>"
      "<h2>Recommendations</h2><p><b>1. Harrow Vale CCG and Vale Trust should ensure that:</b></p><ul><li>All children "
      "are asked "
      "about</li><li>Alerts are looked at</li></ul><p><b>2. NHS England must:</b></p><ul><li>Help "
      "practices</li></ul></body></html>");
  EXPECT_EQ(reading.kind, Kind::inspection);
  EXPECT_THAT(refs(reading), ElementsAre("A1", "A2", "1.1", "1.2", "2.1"));
  ASSERT_THAT(reading.paragraphs, SizeIs(3));
  EXPECT_EQ(reading.paragraphs[0].ref, "1.1");
  EXPECT_EQ(reading.paragraphs[2].kind, ParagraphKind::case_example);
  EXPECT_EQ(reading.paragraphs[2].text, "Case study: area for improvement\nA girl waited eleven days.");
  EXPECT_THAT(reading.recommendations[3].cited_by, ElementsAre("1.2"));
}

TEST(Inspection, that_cites_nothing_at_all_says_so) {
  const Reading reading = read_report(
      "Review of services in Harrow Vale\n\n1.1 Nobody asked (Recommendation 9).\n\nRecommendations\n\n1. The ICB "
      "should ask.\n");
  EXPECT_THAT(codes(reading), testing::Contains("citation.nowhere"));
  EXPECT_THAT(reading.paragraphs[0].cites, IsEmpty());
}

TEST(Inspection, whose_recommendations_say_by_when_before_whom_keeps_both) {
  const Reading reading = read_report(
      "Moorland Police: inspection of custody\n\n1.1 Cells are clean and checked.\n1.2 Doctors come late at night.\n"
      "1.3 Girls are not asked for whom to ring.\n\nRecommendations\n\nBy 30 June 2026, Moorland Police should:\n"
      "- ring the family of each child; and\n- write down when.\n\n"
      "Immediately, Moorland Council should open its bed for remands.\n\n"
      "As a matter of urgency the ICB should pay for a night doctor.\n\n"
      "The superintendent said that he agreed.\n");
  ASSERT_THAT(reading.recommendations, SizeIs(4));
  EXPECT_EQ(reading.recommendations[0].text, "By 30 June 2026, ring the family of each child; and");
  EXPECT_EQ(reading.recommendations[1].text, "By 30 June 2026, write down when.");
  EXPECT_THAT(reading.recommendations[1].addressed_to, ElementsAre("Moorland Police"));
  EXPECT_EQ(reading.recommendations[2].text, "Immediately, Moorland Council should open its bed for remands.");
  EXPECT_THAT(reading.recommendations[2].addressed_to, ElementsAre("Moorland Council"));
  EXPECT_THAT(reading.recommendations[3].addressed_to, ElementsAre("ICB"));
}

TEST(Inspection, with_recommendations_below_their_concerns_takes_the_numbers_of_these) {
  const Reading reading = read(
      "Report on an inspection of Fernhill secure home\n\nby HM Chief Inspector\n\n2.1 Rooms are clean.\n2.2 Doors are "
      "locked at six.\n2.3 Complaints wait for weeks (Recommendation Two).\n\nKey concerns and recommendations\n\n"
      "1. Key concern: Children are locked in for too long.\nRecommendation: Doors should stay open until nine. (To "
      "the "
      "Fernhill Board)\n\n2. Key concern: Complaints are answered late.\nRecommendation: Each should be answered in a "
      "week. (To the council and the Fernhill Board)\n");
  ASSERT_EQ(reading.kind, Kind::inspection);
  EXPECT_THAT(refs(reading), ElementsAre("1", "2"));
  ASSERT_THAT(reading.findings, SizeIs(2));
  EXPECT_EQ(reading.findings[1].title, "Complaints are answered late.");
  EXPECT_EQ(reading.recommendations[1].finding, "2");
  EXPECT_THAT(reading.recommendations[0].addressed_to, ElementsAre("Fernhill Board"));
  EXPECT_THAT(reading.recommendations[1].addressed_to, ElementsAre("council", "Fernhill Board"));
  EXPECT_THAT(reading.recommendations[1].cited_by, ElementsAre("2.3"));
}

TEST(Inspection, with_requirements_in_a_table_keeps_their_days_and_is_not_dated_by_them) {
  auto document = document::read(
      "<h1>Inspection of Birch House</h1><p>Inspection dates: 3 and 4 March 2026</p><h2>Statutory requirements</h2>"
      "<table><tr><th>Requirement<th>Due date<tr><td>The registered person must write down each time a child is held "
      "(Regulation 35).<td>30 April 2026<tr><td>The registered person must tell HMCI of each incident.<td>12 April "
      "2026</table><h2>Recommendations</h2><ul><li>The registered person should mend the gate.<li>The registered "
      "person "
      "should ask children what they want to eat.</ul>",
      "report.html");
  ASSERT_TRUE(document);
  const Reading reading = draft(*document);
  ASSERT_EQ(reading.kind, Kind::inspection);
  ASSERT_THAT(reading.recommendations, SizeIs(4));
  EXPECT_EQ(reading.recommendations[1].text,
            "The registered person must tell HMCI of each incident.\nDue date: 12 April 2026");
  EXPECT_EQ(reading.recommendations[2].text, "The registered person should mend the gate.");
  EXPECT_EQ(reading.as_at, Date::parse("2026-03-04"));
}

TEST(Inspection, with_answers_in_its_table_is_read_for_them_and_says_what_else_it_is) {
  auto document = document::read(
      "<h1>Internal audit report: missing children</h1><h2>Findings</h2><p>3.1 Return interviews are held in 20 of 30 "
      "cases.</p><p>3.2 The police send their lists by post (R1).</p><p>3.3 Nobody reads the lists at the weekend "
      "(R2).</p><table><tr><th>No<th>Recommendation<th>Management response<th>Officer<th>Date<tr><td>R1<td>Send the "
      "lists by secure mail.<td>Agreed<td>Hub Manager<td>31/03/2026<tr><td>R2<td>Name who reads them on "
      "Saturdays.<td>Agreed<td>Duty Manager<td>30/04/2026</table>",
      "report.html");
  ASSERT_TRUE(document);
  const Reading reading = draft(*document);
  ASSERT_EQ(reading.kind, Kind::action_plan);
  EXPECT_THAT(reading.actions, SizeIs(2));
  EXPECT_THAT(codes(reading), testing::Contains("report.left-aside"));
}

TEST(Inspection, in_a_table_has_the_addressees_of_its_column) {
  support::Document document;
  document.sheets.emplace_back();
  auto& blocks = document.sheets.back().blocks;
  const auto paragraph = [&](std::string text, int heading = 0) {
    support::Paragraph one;
    one.text = std::move(text);
    one.heading = heading;
    blocks.emplace_back(std::move(one));
  };
  paragraph("Peer review of early help in Brackenford", 1);
  paragraph("18 November 2026");
  paragraph("Executive summary", 2);
  paragraph("The peer team met 90 people.");
  paragraph("Key recommendations", 2);
  support::Table table;
  const auto row = [&](std::vector<std::string> texts, bool header) {
    support::Row one;
    one.header = header;
    for (std::string& text : texts) {
      support::Cell cell;
      cell.text = std::move(text);
      one.cells.push_back(std::move(cell));
    }
    table.rows.push_back(std::move(one));
  };
  row({"No", "Recommendation", "Addressed to", "Priority", "Timescale"}, true);
  row({"1", "Agree one vision for early help", "Brackenford Council; Brackenford ICB", "High", "3 months"}, false);
  row({"2", "Review the front door", "Brackenford Council", "High", "1 month"}, false);
  row({"3", "Hear from young people", "All partners", "Medium", "6 months"}, false);
  blocks.emplace_back(std::move(table));
  paragraph("Next steps", 2);
  paragraph("The council should publish its action plan within five months of this report.");
  for (const char* form : {"docx", "html"}) {
    auto read = document::read(support::to_bytes(document, form), std::string("report.") + form);
    ASSERT_TRUE(read) << form;
    const Reading reading = draft(*read);
    EXPECT_EQ(reading.kind, Kind::inspection) << form;
    ASSERT_THAT(refs(reading), ElementsAre("1", "2", "3")) << form;
    EXPECT_THAT(reading.recommendations[0].addressed_to, ElementsAre("Brackenford Council", "Brackenford ICB"));
    EXPECT_EQ(reading.coverage.lost, 0u);
  }
}

TEST(Inspection, of_a_coroner_is_addressed_to_those_it_is_sent_to) {
  const Reading reading = read(
      "REGULATION 28: REPORT TO PREVENT FUTURE DEATHS\n\nTHIS REPORT IS BEING SENT TO:\n\n"
      "1. Chief Executive, Harrow Vale NHS Trust\n\n1 CORONER\n\nI am Ruth Amery, area coroner for Harrow Vale.\n\n"
      "5 CORONER’S CONCERNS\n\nThe MATTERS OF CONCERN are as follows.\n\n(1) Nobody follows up missed appointments.\n\n"
      "(2) The crisis line keeps no record.\n\n6 ACTION SHOULD BE TAKEN\n\n"
      "In my opinion action should be taken to prevent future deaths.\n\n7 YOUR RESPONSE\n\n"
      "You are under a duty to respond to this report within 56 days of the date of this report.\n\n19 January 2026\n");
  EXPECT_EQ(reading.kind, Kind::inspection);
  ASSERT_THAT(refs(reading), ElementsAre("1", "2"));
  EXPECT_THAT(reading.recommendations[1].addressed_to, ElementsAre("Chief Executive, Harrow Vale NHS Trust"));
  ASSERT_TRUE(reading.clock);
  EXPECT_EQ(reading.clock->days, 56u);
  ASSERT_TRUE(reading.as_at);
  EXPECT_EQ(reading.as_at->iso(), "2026-01-19");
}

TEST(Inspection, is_not_any_paper_that_speaks_of_one) {
  for (std::string_view text : {
           "Council told to do better after damning report\n\nA report by inspectors makes nine recommendations. The "
           "council "
           "should act within three months.\n\nA spokesperson said: “We accept the recommendations.”\n",
           "Minutes of the Scrutiny Committee\n\nPresent: Councillor Lane\nApologies: Councillor Bright\n\n5. "
           "Inspection "
           "report\n\nRecommendations\n\n1. The council should report back.\n2. The ICB should attend.\n3. The police "
           "should "
           "attend.\n",
           "Report to: Scrutiny Committee\nSubject: Outcome of the inspection\n\nRecommendations\n\n1. That the "
           "Committee notes "
           "the report.\n2. That the Committee agrees to an update.\n\n2. Background\n\n2.1 Ofsted came in January.\n",
           "Dear Ms Amin\n\nThank you for your letter about the review. We have considered recommendation 1 and "
           "recommendation "
           "2.\n\nYours sincerely\n",
           "Bruising in babies: policy\n\n1. Introduction\n\n1.1 This policy applies to all.\n\n2. "
           "Recommendations\n\n2.1 Staff "
           "should undress the baby.\n2.2 Staff should write down what they see.\n2.3 Staff should refer.\n",
           "Inspection of services\n\nThe inspection will be in May. Please bring your papers.\n",
       })
    EXPECT_NE(read(text).kind, Kind::inspection) << text;
}

TEST(Inspection, of_hostile_text_is_read_in_linear_time_and_loses_nothing) {
  std::string text = "Inspection of Harrow Vale\n\nRecommendations\n\n";
  for (int i = 0; i < 3000; ++i)
    text += "- A and B and C and D and E should work with F and G to:\n(a) (Recommendation 1, 2, 3\n";
  EXPECT_EQ(read_report(text).coverage.lost, 0u);
  std::string numbers = "Inspection of Harrow Vale\n\n";
  for (int i = 0; i < 100000; ++i) numbers += "1. ";
  EXPECT_EQ(read_report(numbers).coverage.lost, 0u);
  EXPECT_EQ(read_report("Recommendations\n\n1.\n\n(\n\n- \n\nRecommendation 3\n").coverage.lost, 0u);
  std::string findings = "Inspection of Harrow Vale\n\n", cited = "Inspection of Harrow Vale\n\n1.1 See ", sent;
  for (int i = 0; i < 4000; ++i) {
    findings += "Finding 1: visit " + std::to_string(i) + "\n\n";
    cited += "R" + std::to_string(i % 99) + "." + std::to_string(i / 99) + ", ";
    sent += std::to_string(i) + ". The Chief Officer of Body " + std::to_string(i) + "\n\n";
  }
  EXPECT_EQ(read_report(findings).coverage.lost, 0u);
  EXPECT_EQ(read_report(cited + "and the rest.").coverage.lost, 0u);
  EXPECT_EQ(read_report("This report is being sent to:\n\n" + sent + "The matters of concern are as follows\n\n" + sent)
                .coverage.lost,
            0u);
}

TEST(Inspection, with_a_numbered_chapter_behind_a_plain_list_ends_the_list_there) {
  const Reading reading = read_report(
      "Review of early help in Harrow Vale\n\nRecommendations\n\n- Staff should be trained in neglect every year.\n"
      "- Managers must sign every assessment.\n\n6. Leadership\n\nLeaders know their services.\n");
  EXPECT_THAT(refs(reading), ElementsAre("1", "2"));
}
TEST(Inspection, with_numbered_themes_above_bullets_reads_no_theme_as_a_recommendation) {
  const Reading reading = read_report(
      "Review of early help in Harrow Vale\n\nRecommendations\n\nPractice\n\n- Staff should be trained.\n\n"
      "2. Supervision\n\n- Managers must sign every assessment.\n\nNext steps\n\nWe will return.\n");
  ASSERT_THAT(reading.recommendations, SizeIs(2));
  EXPECT_EQ(reading.recommendations[1].text, "Managers must sign every assessment.");
  ASSERT_THAT(reading.findings, testing::Not(IsEmpty()));
  EXPECT_EQ(reading.findings.back().title, "Supervision");
}

}  // namespace
}  // namespace candour::intake
