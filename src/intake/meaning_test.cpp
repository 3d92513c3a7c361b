// What the words of a key, a rating or a header say.

#include "intake/action_plan/meaning.h"

#include <gtest/gtest.h>

#include "intake/action_plan/agencies.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/columns.h"
#include "intake/action_plan/key.h"
#include "intake/action_plan/tick_boxes.h"

namespace candour::intake::action_plan {
namespace {

using plan::Status;

TEST(Meaning, of_a_key_is_told_by_its_words_and_never_by_a_colour) {
  const std::pair<const char*, std::optional<Status>> cases[] = {
      {"Not on track, remedial action required", Status::off_track},
      {"Watch so that it stays on track", Status::at_risk},
      {"Will need monitoring to ensure it remains on track", Status::at_risk},
      {"On track, nothing more needed", Status::on_track},
      {"On track, no additional action", Status::on_track},
      {"Off track", Status::off_track},
      {"Off track with a recovery plan", Status::at_risk},
      {"Off track, no recovery plan", Status::off_track},
      {"Complete", Status::complete},
      {"Complete, not yet embedded", Status::complete},
      {"Complete and embedded", Status::embedded},
      {"Complete and proved by a peer visit", Status::embedded},
      {"Embedded in practice", Status::embedded},
      {"Started, not complete", Status::on_track},
      {"Unacceptable progress", Status::off_track},
      {"Acceptable progress", Status::on_track},
      {"Achieved, stop monitoring", Status::complete},
      {"Up to 25% done, or under 50% and overdue", Status::off_track},
      {"Over 75% done, not complete", Status::on_track},
      {"26-75%", Status::on_track},
      {"Achieved (fully)", Status::complete},
      {"On track but not due", Status::on_track},
      {"Slipped", Status::at_risk},
      {"At risk of being late", Status::at_risk},
      {"May be late", Status::at_risk},
      {"Likely to be late or overdue", Status::off_track},
      {"Partially met", Status::at_risk},
      {"Action completed but awaiting evidence of impact", Status::complete},
      {"Not completed within timescale", Status::off_track},
      {"Will miss its date", Status::off_track},
      {"No work has begun", Status::not_started},
      {"Nothing has been done yet", Status::not_started},
      {"nothing done.", Status::not_started},
      {"Not done", Status::not_started},
      {"The action will not be done", Status::closed},
      {"Stuck", Status::off_track},
      {"Slipping; watch closely", Status::at_risk},
      {"Not achieved", Status::off_track},
      {"Not started", Status::not_started},
      {"Not yet commenced", Status::not_started},
      {"Not started or behind", Status::not_started},
      {"Not started or overdue", Status::off_track},
      {"No progress", Status::off_track},
      {"Superseded", Status::closed},
      {"Recommendation not accepted", Status::closed},
      {"Not applicable", Status::not_applicable},
      {"Significant risk of not being delivered", Status::off_track},
      {"Some risk to delivery", Status::at_risk},
      {"In progress", Status::on_track},
      {"In progress with some delay", Status::at_risk},
      {"Target date missed", Status::off_track},
      {"Action complete and evidence seen", Status::complete},
      {"Completed or on track", std::nullopt},
      {"On track / complete", std::nullopt},
      {"Achieved late", std::nullopt},
      {"Complete, but after the deadline", std::nullopt},
      {"Delivered or on schedule to be delivered", std::nullopt},
      {"Complete or embedded", Status::embedded},
      {"Overdue or at risk", Status::off_track},
      {"Achieved on time", Status::complete},
      {"Not complete and late", Status::off_track},
      {"This action is not going to be completed", std::nullopt},
      {"Cannot be finished with what we have", std::nullopt},
      {"Less than half done", Status::on_track},
      {"Not all delivered", Status::on_track},
      {"Partly done", Status::on_track},
      {"Finished in some areas only", Status::on_track},
      {"Awaiting completion", std::nullopt},
      {"Completion delayed", Status::at_risk},
      {"Ceased before completion", std::nullopt},
      {"Should have been implemented by now", std::nullopt},
      {"The work hasn't been done", Status::not_started},
      {"Met, or will meet, its date", std::nullopt},
      {"Work never started", Status::not_started},
      {"Unable to be finished", std::nullopt},
      {"Completion expected in June", std::nullopt},
      {"Its completion is unlikely", std::nullopt},
      {"Nobody has begun this", Status::not_started},
      {"Not on course", Status::off_track},
      {"No longer on target", Status::off_track},
      {"Not expected to be late", std::nullopt},
      {"This one is not superseded", std::nullopt},
      {"Complete. Evidence of impact required", Status::complete},
      {"Delivered, but impact has never been verified", Status::complete},
      {"Action has been completed; it was not started on time", Status::complete},
      {"Started on time and on course", Status::on_track},
      {"All parts completed and evidence seen by the board", Status::complete},
      {"Purple", std::nullopt},
      {"Strategic", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [words, status] : cases) {
    const auto got = status_from_meaning(words);
    EXPECT_EQ(got.has_value() ? std::string(to_text(*got)) : "none", status ? std::string(to_text(*status)) : "none")
        << words;
  }
}

TEST(Rating, speaks_for_itself_only_in_words) {
  const std::pair<const char*, std::optional<Status>> cases[] = {
      {"Complete", Status::complete},
      {"Overdue", Status::off_track},
      {"100%", Status::complete},
      {"In progress", Status::on_track},
      {"On track", Status::on_track},
      {"Not started", Status::not_started},
      {"N/A", Status::not_applicable},
      {"No Actions", Status::not_applicable},
      {"Delayed", Status::at_risk},
      {"Embedded", Status::embedded},
      {"Green", std::nullopt},
      {"G", std::nullopt},
      {"3", std::nullopt},
      {"50%", std::nullopt},
      {"RAG", std::nullopt},
      {"Green - complete", Status::complete},
  };
  for (const auto& [words, status] : cases) {
    const auto got = status_from_rating_words(words);
    EXPECT_EQ(got.has_value() ? std::string(to_text(*got)) : "none", status ? std::string(to_text(*status)) : "none")
        << words;
  }
}

TEST(Rating, that_denies_doubts_or_tells_a_part_speaks_for_nothing) {
  const std::pair<const char*, std::optional<Status>> cases[] = {
      {"50% complete", std::nullopt},
      {"75 % done", std::nullopt},
      {"3 of 5 complete", std::nullopt},
      {"Almost done", std::nullopt},
      {"Nearly complete", std::nullopt},
      {"Partially complete", std::nullopt},
      {"Mostly implemented", std::nullopt},
      {"Partly met", Status::at_risk},
      {"Partly completed", std::nullopt},
      {"Was complete; reopened", std::nullopt},
      {"Previously complete", std::nullopt},
      {"Completed, since reopened", std::nullopt},
      {"Done?", std::nullopt},
      {"On track?", std::nullopt},
      {"No longer on track", std::nullopt},
      {"Never completed", std::nullopt},
      {"Isn't complete", std::nullopt},
      {"To be completed", std::nullopt},
      {"Will be complete soon", std::nullopt},
      {"Should be complete", std::nullopt},
      {"Complete subject to sign-off", std::nullopt},
      {"Complete but one audit outstanding", std::nullopt},
      {"Complete pending approval", std::nullopt},
      {"Expected to be completed", std::nullopt},
      {"Proposed complete", std::nullopt},
      {"Phase 1 complete", std::nullopt},
      {"Draft completed", std::nullopt},
      {"Completed late", std::nullopt},
      {"On track if funded", std::nullopt},
      {"Complete (but not embedded)", Status::complete},
      {"Completed - awaiting evidence", Status::complete},
      {"Complete, no further action", Status::complete},
      {"Ongoing/complete", std::nullopt},
      {"Delivered, ongoing", std::nullopt},
      {"Ongoing - complete by May", std::nullopt},
      {"Done - reopen", std::nullopt},
      {"Will complete", std::nullopt},
      {"BAU", Status::complete},
      {"Embedded", Status::complete},
      {"Nothing started", Status::not_started},
      {"Delivered bar the audit", std::nullopt},
      {"Closed - merged with 12", std::nullopt},
      {"Started, not complete", Status::on_track},
      {"Not on track", Status::off_track},
      {"Not yet started", Status::not_started},
      {"On track, 50% done", Status::on_track},
      {"Overdue (75% complete)", Status::off_track},
      {"On track to complete", Status::on_track},
      {"Not started, to be done", Status::not_started},
      {"On track, no concerns", Status::on_track},
      {"Ongoing, nearly complete", Status::on_track},
      {"Superseded", Status::closed},
  };
  for (const auto& [words, status] : cases) {
    const auto got = status_of_settled_words(words);
    EXPECT_EQ(got.has_value() ? std::string(to_text(*got)) : "none", status ? std::string(to_text(*status)) : "none")
        << words;
  }
}

TEST(Options, of_one_cell_count_where_they_are_ticked) {
  struct Case {
    const char* text;
    bool found;
    bool unsure;
    std::vector<std::string_view> ticked;
  };
  const Case cases[] = {
      {"\u2610 Not started\n\u2612 In progress\n\u2610 Complete", true, false, {"In progress"}},
      {"\u2610 Not started \u2611 In progress \u2610 Complete", true, false, {"In progress"}},
      {"Not started \u2610 In progress \u2610 Complete \u2714", true, false, {"Complete"}},
      {"Not started \u2610\nIn progress \u2610\nComplete \u2713", true, false, {"Complete"}},
      {"[ ] Not started [x] In progress [ ] Complete", true, false, {"In progress"}},
      {"( ) Red / (X) Amber / ( ) Green", true, false, {"Amber"}},
      {"[] Red []Amber [X]Green", true, false, {"Green"}},
      {"Status: \u2610 Open \u2612 Complete", true, false, {"Complete"}},
      {"\u25A1 Not started \u25A0 Complete", true, false, {"Complete"}},
      {"\u25CB Not started \u25CF Complete", true, false, {"Complete"}},
      {"Not started / In progress \u2713 / Complete", true, false, {"In progress"}},
      {"\u2717 Not started \u2717 In progress \u2713 Complete", true, false, {"Complete"}},
      {"Yes \u2612 No \u2610", true, false, {"Yes"}},
      {"\u2610 Not started \u2610 Complete", true, false, {}},
      {"\u2610 Complete", true, false, {}},
      {"( ) Complete", true, false, {}},
      {"\u2611 In progress \u2611 Complete", true, false, {"In progress", "Complete"}},
      {"\u2610 Not started \u2717 In progress \u2610 Complete", true, true, {}},
      {"\u2612 Not started \u2611 Complete", true, true, {"Complete"}},
      {"\u2610 Complete\nIn progress", true, true, {}},
      {"\u2612 Complete", false, false, {}},
      {"\u2713", false, false, {}},
      {"\u25CF Not started \u25CF Complete", false, false, {}},
      {"Complete (12 of 12)", false, false, {}},
      {"Complete", false, false, {}},
      {"", false, false, {}},
  };
  for (const Case& each : cases) {
    const Options options = options_in(each.text);
    EXPECT_EQ(options.found, each.found) << each.text;
    EXPECT_EQ(options.unsure, each.unsure) << each.text;
    EXPECT_EQ(options.ticked, each.ticked) << each.text;
  }
}

Key key_of(std::initializer_list<std::pair<const char*, Status>> entries) {
  Key key;
  for (const auto& [written, status] : entries) {
    key.entries.push_back({written, "", status, {}});
    key.fills.emplace_back();
  }
  return key;
}

TEST(Rating, is_read_by_the_key_of_its_own_plan) {
  const RatingReader one(key_of({{"Red", Status::off_track},
                                 {"Amber", Status::at_risk},
                                 {"Green", Status::on_track},
                                 {"Action completed", Status::complete}}),
                         {});
  const RatingReader other(
      key_of({{"Blue", Status::embedded}, {"Green", Status::complete}, {"Amber", Status::on_track}}), {});
  const RatingReader letters(key_of({{"R", Status::off_track}, {"A", Status::at_risk}, {"G", Status::on_track}}), {});
  const RatingReader none(Key{}, {});
  struct Case {
    const RatingReader& reader;
    const char* written;
    Status status;
  };
  const Case cases[] = {
      {one, "G", Status::on_track},
      {other, "G", Status::complete},
      {letters, "Green", Status::on_track},
      {none, "G", Status::unclear},
      {none, "Green", Status::unclear},
      {one, "A", Status::at_risk},
      {one, "a", Status::at_risk},
      {one, "P", Status::unclear},
      {one, "Blue", Status::unclear},
      {one, "Action complete", Status::complete},
      {one, "ACTION COMPLETED", Status::complete},
      {one, "Completed", Status::complete},
      {one, "Action complete as the powers are already in place", Status::complete},
      {one, "Complete by March", Status::unclear},
      {one, "Amber/Green", Status::unclear},
      {one, "Green - on track", Status::on_track},
      {one, "G \xE2\x80\x93 on track", Status::on_track},
      {one, "", Status::not_stated},
      {one, "N/A", Status::not_applicable},
      {one, "This is not applicable to the trust", Status::not_applicable},
      {one, "see action 5b", Status::unclear},
      {one, "As above", Status::unclear},
      {one, "We do not work directly with children and so offer nothing here", Status::unclear},
      {one, "Overdue", Status::off_track},
      {one, "fill:#00B050", Status::on_track},
      {one, "fill:#7030A0", Status::unclear},
      {none, "fill:#00B050", Status::unclear},
      {none, "Complete", Status::complete},
      {none, "Superseded by action 7", Status::closed},
      {one, "Not green yet", Status::unclear},
      {one, "No longer green", Status::unclear},
      {one, "Was amber", Status::unclear},
      {one, "Almost green", Status::unclear},
      {one, "Proposed green", Status::unclear},
      {one, "To be green by May", Status::unclear},
      {one, "Green?", Status::unclear},
      {one, "G?", Status::unclear},
      {one, "Red - complete", Status::unclear},
      {one, "R - complete", Status::unclear},
      {one, "Green - delayed", Status::unclear},
      {one, "Green (provisional)", Status::unclear},
      {one, "Green/Purple", Status::unclear},
      {one, "Green, moving to amber", Status::unclear},
      {one, "Action completed?", Status::unclear},
      {one, "Action completed subject to sign-off", Status::unclear},
      {one, "75% complete", Status::unclear},
      {other, "Blue, nearly complete", Status::unclear},
      {one, "Green - nearly complete", Status::on_track},
      {one, "Green - 75% complete", Status::on_track},
      {one, "Amber - in progress", Status::at_risk},
      {one, "Red - delayed", Status::off_track},
      {one, "R A", Status::unclear},
      {letters, "A/G", Status::unclear},
      {one, "Dark green", Status::on_track},
      {one, "RAG: Green", Status::on_track},
      {one, "Green (no concerns)", Status::on_track},
  };
  for (const Case& each : cases)
    EXPECT_EQ(to_text(each.reader.read(each.written).status), to_text(each.status)) << each.written;
}

TEST(Header, means_what_officers_mean_by_it) {
  const std::pair<const char*, Column> cases[] = {
      {"Recommendation", Column::recommendation},
      {"Questions", Column::recommendation},
      {"Must do / Should do", Column::recommendation},
      {"Agency", Column::agency},
      {"Lead agency", Column::agency},
      {"Responsible organisation", Column::agency},
      {"Lead Person", Column::lead},
      {"By whom", Column::lead},
      {"Owner", Column::lead},
      {"Action(s)", Column::action},
      {"SMART actions", Column::action},
      {"What will we do?", Column::action},
      {"RAG", Column::rating},
      {"BRAG rating", Column::rating},
      {"Current status", Column::rating},
      {"Target Date/Evidence", Column::evidence},
      {"Target Date", Column::target},
      {"Timescale for completion", Column::target},
      {"By when", Column::target},
      {"Update on progress", Column::evidence},
      {"Comments and progress of actions", Column::evidence},
      {"Constraints/Problems", Column::constraints},
      {"Barriers to progress", Column::constraints},
      {"Desired Outcome", Column::outcome},
      {"Success criteria", Column::outcome},
      {"What difference will this make?", Column::outcome},
      {"Ref.", Column::reference},
      {"Recomendation", Column::recommendation},
      {"% complete", Column::percent},
      {"tc a p m I", Column::outcome},
      {"O u t c o m e", Column::outcome},
      {"enildaeD", Column::target},
      {"RAG status (Red, Amber, Green)", Column::rating},
      {"Lead (name and job title)", Column::lead},
      {"Agency response", Column::response},
  };
  for (const auto& [header, column] : cases) {
    const std::vector<Guess> found = guesses(header);
    ASSERT_FALSE(found.empty()) << header;
    EXPECT_EQ(to_text(found.front().column), to_text(column)) << header;
  }
  EXPECT_TRUE(guesses("Weather").empty());
}

TEST(Label, is_told_from_the_text_behind_it) {
  struct Case {
    const char* text;
    const char* ref;
    const char* rest;
  };
  const Case cases[] = {
      {"1a. Does the board know?", "1a", "Does the board know?"},
      {"Finding 1: Nobody asked", "1", "Nobody asked"},
      {"Recommendation 12 \xE2\x80\x93 Train", "12", "Train"},
      {"R3 Publish", "R3", "Publish"},
      {"R1.2: Publish", "R1.2", "Publish"},
      {"Rec 4", "4", ""},
      {"2.17 Share plans", "2.17", "Share plans"},
      {"3. Review", "3", "Review"},
      {"1(b) Review", "1b", "Review"},
      {"Theme A: Neglect", "A", "Neglect"},
      {"3 staff were trained", "", "3 staff were trained"},
      {"2015 was the year", "", "2015 was the year"},
      {"Train 3 staff", "", "Train 3 staff"},
      {"", "", ""},
  };
  for (const Case& each : cases) {
    const std::string_view text = each.text;
    const Label label = label_of(text);
    EXPECT_EQ(label.ref, each.ref) << text;
    EXPECT_EQ(text.substr(label.length), each.rest) << text;
  }
}

TEST(Bodies, in_one_cell_are_told_apart_and_one_body_is_left_whole) {
  const std::pair<const char*, std::vector<std::string_view>> cases[] = {
      {"Police", {"Police"}},
      {"Harwick Police\nHarwick Council", {"Harwick Police", "Harwick Council"}},
      {"Police, Health and Education", {"Police", "Health", "Education"}},
      {"Police/CCG/Housing", {"Police", "CCG", "Housing"}},
      {"Barrow, Haven and Redmere Hospitals NHS Trust", {"Barrow, Haven and Redmere Hospitals NHS Trust"}},
      {"Lead: Harwick Police; Support: Probation Service", {"Harwick Police", "Probation Service"}},
      {"Police; Probation Service", {"Police", "Probation Service"}},
      {"Children's Social Care & Education", {"Children's Social Care & Education"}},
      {"Public Health, Harwick Council", {"Public Health, Harwick Council"}},
      {"", {}},
  };
  for (const auto& [cell, bodies] : cases) EXPECT_EQ(bodies_in(cell), bodies) << cell;
  EXPECT_EQ(body_of_lead("Harwick ICB - Designated Nurse"), "Harwick ICB");
  EXPECT_EQ(body_of_lead("Inspector, Harwick Police"), "Harwick Police");
  EXPECT_EQ(body_of_lead("Head of Service"), "");
}

TEST(Fill, shows_the_colour_that_a_reader_sees) {
  const std::pair<const char*, const char*> cases[] = {
      {"FF0000", "red"},   {"C00000", "red"},   {"FFC000", "amber"}, {"ED7D31", "amber"}, {"FFFF00", "yellow"},
      {"00B050", "green"}, {"92D050", "green"}, {"0070C0", "blue"},  {"4472C4", "blue"},  {"7030A0", "purple"},
      {"BFBFBF", "grey"},  {"000000", "black"}, {"FFFFFF", ""},      {"nonsense", ""}};
  for (const auto& [fill, colour] : cases) EXPECT_EQ(colour_of_fill(fill), colour) << fill;
}

}  // namespace
}  // namespace candour::intake::action_plan
