// Readings of an inspector's report, of minutes and of a risk register, as fixed data for the pages that show them.

#include "gallery_readings.h"

namespace candour::gallery {
namespace {

document::Place at(std::uint32_t page, std::uint32_t line) {
  document::Place place;
  place.page = page;
  place.line = line;
  return place;
}

intake::Reading of(intake::Kind kind, std::string title) {
  intake::Reading reading;
  reading.kind = kind;
  reading.title = std::move(title);
  reading.coverage = {4'210, 3'905, 305, 0};
  return reading;
}

intake::Risk risk(std::string ref, std::string title, intake::RiskLevel level, std::uint32_t likelihood,
                  std::uint32_t impact, std::string written, std::uint32_t row) {
  intake::Risk made;
  made.ref = std::move(ref);
  made.title = std::move(title);
  made.level = level;
  made.likelihood = likelihood;
  made.impact = impact;
  made.score = likelihood * impact;
  made.score_as_written = std::move(written);
  made.owner = "Director of Children’s Services";
  made.controls = "Recruitment plan; weekly review of caseloads by heads of service";
  made.review_date = "Sept 2026";
  made.other = {{"Direction of travel", "Worsening"}};
  made.place.sheet = "Register";
  made.place.row = row;
  return made;
}

}  // namespace

intake::Reading inspection() {
  using intake::ParagraphKind;
  intake::Reading reading = of(intake::Kind::inspection, "Review of health services for children in Harrow Vale");
  reading.as_at = Date::parse("2026-05-29");
  reading.recommendations = {
      {"1.1",
       "",
       "Harrow Vale ICB and Brackenford Hospitals Trust should make sure that every contact with a child is recorded "
       "on the day, in a record that the next practitioner can see.",
       {"Harrow Vale ICB", "Brackenford Hospitals Trust"},
       {"2.14", "3.3"},
       at(21, 640)},
      {"1.2",
       "",
       "Brackenford Hospitals Trust should review the rota of the urgent care centre, so that a practitioner trained "
       "in safeguarding is there by night.",
       {"Brackenford Hospitals Trust"},
       {"2.20"},
       at(21, 648)},
      {"2.1", "", "Harrow Vale ICB should publish its plan for school nursing.", {"Harrow Vale ICB"}, {}, at(22, 655)}};
  reading.paragraphs = {
      {"2.14",
       "In nine of the twelve records we looked at, the last contact was not recorded. (Recommendation 1.1)",
       ParagraphKind::paragraph,
       {"1.1"},
       at(9, 210)},
      {"2.14",
       "A mother told the same story to four practitioners in one week.",
       ParagraphKind::case_example,
       {},
       at(9, 218)},
      {"2.20",
       "By night the urgent care centre had nobody trained. (Recommendation 1.2)",
       ParagraphKind::paragraph,
       {"1.2"},
       at(11, 260)},
      {"2.28",
       "The service for school nursing has no plan that parents can read.",
       ParagraphKind::paragraph,
       {},
       at(13, 300)},
      {"3.3",
       "Records of the two trusts could not be seen by each other. (Recommendation 1.1)",
       ParagraphKind::paragraph,
       {"1.1"},
       at(16, 402)}};
  reading.attention = {{{"2.28", "2.29"},
                        "Public Health, Harrow Vale Council",
                        "commissioner of the school nursing service",
                        at(14, 322)}};
  reading.clock = intake::Clock{
      "An action plan that answers these recommendations is due within 20 working days of "
      "receipt of this report.",
      20, intake::ClockUnit::working_days, "receipt", at(23, 690)};
  reading.anomalies = {{"recommendation.addressee",
                        intake::Severity::check,
                        at(22, 655),
                        "Recommendation 2.1 names one body in its heading and another in its text.",
                        "",
                        {},
                        ""}};
  return reading;
}

intake::Reading minutes() {
  intake::Reading reading = of(intake::Kind::minutes, "Minutes of the Children’s Scrutiny Committee");
  intake::Meeting meeting;
  meeting.body = "Harrow Vale Children’s Scrutiny Committee";
  meeting.date = Date::parse("2026-04-21");
  meeting.item = "Progress on the action plan of the review “Rowan”";
  meeting.attendance = {{"Cllr J. Birch", "Chair", "Harrow Vale Council", true},
                        {"M. Okafor", "Director of Children’s Services", "Harrow Vale Council", true},
                        {"T. Hale", "Head of Safeguarding", "Harrow Vale ICB", false}};
  meeting.questions = {
      {"Cllr J. Birch", "Who checks that an action that is rated blue has made a difference?", "M. Okafor",
       "The board tests a sample of three each quarter.", "", at(2, 41)},
      {"Cllr P. Ash", "When will the audit of fathers’ involvement be published?", "", "", "", at(2, 52)}};
  meeting.resolutions = {
      {"(a)", "That the report be noted", "", at(3, 80)},
      {"(b)", "That an update on the amber actions come back to the committee in three months", "", at(3, 82)}};
  meeting.themes = {"Information sharing", "Involving fathers"};
  meeting.counts = {{"Rowan", 14, {{"amber", 3}, {"blue", 11}}, at(1, 22)},
                    {"Linnet", 9, {{"amber", 4}, {"green", 4}}, at(1, 25)}};
  reading.meeting = std::move(meeting);
  reading.anomalies = {{"count.sum",
                        intake::Severity::ask,
                        at(1, 25),
                        "The parts counted for Linnet make 8, but 9 are stated.",
                        "",
                        {},
                        ""}};
  return reading;
}

intake::Reading risk_register() {
  using intake::RiskLevel;
  intake::Reading reading = of(intake::Kind::risk_register, "Strategic risk register");
  reading.as_at = Date::parse("2026-03-31");
  const std::string workers = "Too few experienced social workers, so that children wait for an assessment";
  const std::string records = "Records of two systems cannot be seen by each other";
  reading.risks = {
      risk("SR1", workers, RiskLevel::inherent, 5, 4, "20", 4), risk("SR1", workers, RiskLevel::current, 4, 4, "14", 4),
      risk("SR1", workers, RiskLevel::target, 2, 4, "8", 4), risk("SR2", records, RiskLevel::inherent, 4, 4, "16", 5),
      risk("SR2", records, RiskLevel::current, 3, 4, "12", 5)};
  document::Place place;
  place.sheet = "Register";
  place.row = 4;
  reading.anomalies = {{"risk.score",
                        intake::Severity::check,
                        place,
                        "The current score of SR1 is written as 14, but 4 × 4 is 16.",
                        "16",
                        {},
                        ""}};
  return reading;
}

intake::Reading answer() {
  intake::Reading reading = of(intake::Kind::action_plan, "Action plan in answer to the review of health services");
  reading.as_at = Date::parse("2026-06-26");
  reading.scale = {{"G", "On track", plan::Status::on_track, {}}};
  reading.recommendations = {{"1.1",
                              "",
                              "Harrow Vale ICB and Brackenford Hospitals Trust should make sure that every contact "
                              "with a child is recorded on the day, in a record that the next practitioner can see.",
                              {},
                              {},
                              at(1, 8)},
                             {"4",
                              "",
                              "Review the rota of the urgent care centre, so that by night a practitioner trained in "
                              "safeguarding children is there, and report it.",
                              {},
                              {},
                              at(1, 20)}};
  const auto row = [&](std::string recommendation, std::string agency, std::string action, std::uint32_t line) {
    intake::Action made;
    made.recommendation = recommendation;
    made.recommendations = {std::move(recommendation)};
    made.agency = agency;
    made.agency_as_written = agency;
    made.agencies = {std::move(agency)};
    made.action = std::move(action);
    made.rating = {"G", plan::Status::on_track};
    made.lead = "Head of Safeguarding";
    made.evidence = "Template agreed on 2 June";
    made.target = "30 September 2026";
    made.dates = plan::find_dates(made.target);
    made.place = at(1, line);
    made.places = {{"lead", at(2, 61)}, {"evidence", at(2, 64)}};
    made.cells = {made.recommendation, made.agency, made.action, made.rating.as_written, made.target};
    return made;
  };
  reading.actions = {
      row("1.1", "Harrow Vale ICB", "Change the template of the record so that it asks for the day", 10),
      row("4", "Brackenford Hospitals Trust", "Agree a rota with a trained practitioner each night", 22)};
  return reading;
}

intake::Reading unknown() {
  intake::Reading reading = of(intake::Kind::unknown, "Letter to colleagues");
  reading.kept = {{at(1, 1), "Dear colleagues, the meeting is on Monday."}};
  return reading;
}

}  // namespace candour::gallery
