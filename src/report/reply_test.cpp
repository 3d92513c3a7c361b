#include <gtest/gtest.h>
#include <zip.h>

#include "document/document.h"
#include "report/word.h"

namespace candour::report {
namespace {

const Date today = *Date::parse("2026-06-30");

// An inspection with one answered recommendation and one that waits.
view::Picture heron(std::string wording) {
  auto partnership = std::make_shared<plan::Partnership>();
  partnership->agencies = {{plan::AgencyId("police"), "Harrow Vale Police", {}},
                           {plan::AgencyId("trust"), "Harrow Vale NHS Trust", {}}};
  auto plan = std::make_shared<plan::Plan>();
  plan->id = plan::PlanId("h7m2qx9dab");
  plan->title = "Heron action plan";
  plan->review = {plan::ReviewKind::inspection, "Heron", {}};
  plan->findings = {{"1", "Records were not shared", "In three of five files"}};
  plan->recommendations = {
      {"1a", "1", "Share records within a day", {plan::AgencyId("police")}, {}},
      {"1b", "", "Tell the <board> & its members", {plan::AgencyId("trust")}, {}},
  };
  plan->responses[{"1a", plan::AgencyId("police")}] = {plan::ResponseKind::accepted, "From May"};
  plan->clock = plan::AnswerClock{"Within 20 working days",  20, plan::ClockUnit::working_days, "receipt",
                                  Date::parse("2026-06-01"), ""};
  plan::Action action;
  action.number = 1;
  action.recommendations = {"1a"};
  action.finding = "1";
  action.agency = plan::AgencyId("police");
  action.lead = "Head of Safeguarding";
  action.wording = std::move(wording);
  action.due = Date::parse("2026-12-31");
  action.original_due = Date::parse("2026-09-30");
  plan->actions = {action};
  view::Picture picture;
  picture.as_at = today;
  picture.partnership = partnership;
  picture.agencies = view::every_agency(*partnership);
  picture.plans.push_back(view::make_plan_picture(plan, partnership, today));
  return picture;
}

std::string part_of(const std::string& bytes, const char* name) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (!zip) return {};
  std::string text;
  zip_stat_t stat;
  if (zip_stat(zip, name, 0, &stat) == 0) {
    text.resize(stat.size);
    zip_file_t* file = zip_fopen(zip, name, 0);
    if (zip_fread(file, text.data(), text.size()) != static_cast<zip_int64_t>(text.size())) text.clear();
    zip_fclose(file);
  }
  zip_discard(zip);
  return text;
}

TEST(Reply, CountsWhatIsMissing) {
  const view::Picture picture = heron("Share the log");
  const auto reply = view::reply(picture, plan::PlanId("h7m2qx9dab"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->recommendations, 2u);
  EXPECT_EQ(reply->without_response, 1u);
  EXPECT_EQ(reply->actions, 1u);
  EXPECT_EQ(reply->due, Date::parse("2026-06-29"));
  ASSERT_EQ(reply->parts.size(), 2u);
  ASSERT_EQ(reply->parts[1].answers[0].awaiting.size(), 1u);
  EXPECT_EQ(reply->parts[1].answers[0].awaiting[0]->name, "Harrow Vale NHS Trust");
  EXPECT_FALSE(view::reply(picture, plan::PlanId("other")));
}

TEST(Reply, InWordIsReadBackWithItsHeadingsAndItsHeaderRow) {
  const view::Picture picture = heron("Share the “log”\nwith every <partner> & friend");
  const auto reply = view::reply(picture, plan::PlanId("h7m2qx9dab"));
  const auto bytes = reply_docx("Harrow Vale Partnership", *reply, today, WordTemplate::standard());
  ASSERT_TRUE(bytes.has_value());
  EXPECT_EQ(*bytes, *reply_docx("Harrow Vale Partnership", *reply, today, WordTemplate::standard()))
      << "the same reply gives the same bytes";
  const auto read = document::read(*bytes, "reply.docx");
  ASSERT_TRUE(read.has_value()) << read.error().sentence;
  EXPECT_EQ(read->format, document::Format::docx);
  EXPECT_EQ(read->title, "Reply to the recommendations of “Heron”");
  std::vector<std::pair<int, std::string>> headings;
  std::vector<const document::Block*> tables;
  for (const document::Block& block : read->blocks) {
    if (block.heading > 0) headings.emplace_back(block.heading, std::string(read->at(block.span)));
    if (block.kind == document::BlockKind::table) tables.push_back(&block);
  }
  const auto has = [&](int level, const char* text) {
    return std::find(headings.begin(), headings.end(), std::pair(level, std::string(text))) != headings.end();
  };
  EXPECT_TRUE(has(1, "Finding 1: Records were not shared"));
  EXPECT_TRUE(has(2, "Recommendation 1a"));
  EXPECT_TRUE(has(1, "Other recommendations"));
  EXPECT_TRUE(has(2, "Recommendation 1b"));
  ASSERT_EQ(tables.size(), 1u);
  ASSERT_EQ(tables[0]->rows.size(), 2u);
  EXPECT_TRUE(tables[0]->rows[0].cells[0].header);
  std::vector<std::string> cells;
  for (const document::Cell& cell : tables[0]->rows[1].cells) cells.emplace_back(read->at(cell.span));
  EXPECT_EQ(cells, (std::vector<std::string>{"1", "Share the “log”\nwith every <partner> & friend",
                                             "Harrow Vale Police\nHead of Safeguarding",
                                             "31 December 2026 (first 30 September 2026)", "Not stated"}));
  for (const char* told : {"Share records within a day", "Response of Harrow Vale Police: Accepted. From May",
                           "Tell the <board> & its members", "No response yet from Harrow Vale NHS Trust",
                           "No action is planned.", "The reply is due on 29 June 2026.", "Harrow Vale Partnership"})
    EXPECT_NE(read->text.find(told), std::string::npos) << told;
}

TEST(Reply, InWordHasRealStylesALandscapePageAndARepeatedHeaderRow) {
  const view::Picture picture = heron("Share the log");
  const auto bytes = reply_docx("", *view::reply(picture, plan::PlanId("h7m2qx9dab")), today, WordTemplate::standard());
  ASSERT_TRUE(bytes.has_value());
  const std::string document = part_of(*bytes, "word/document.xml"), styles = part_of(*bytes, "word/styles.xml");
  for (const char* wanted : {"w:orient=\"landscape\"", "<w:tblHeader/>", "w:val=\"Heading1\"", "w:val=\"Heading2\"",
                             "w:val=\"TableHeading\"", "<w:tblCaption w:val=\"Actions for recommendation 1a\"/>"})
    EXPECT_NE(document.find(wanted), std::string::npos) << wanted;
  for (const char* wanted : {"w:styleId=\"Heading1\"", "<w:outlineLvl w:val=\"0\"/>", "<w:lang w:val=\"en-GB\"/>"})
    EXPECT_NE(styles.find(wanted), std::string::npos) << wanted;
}

TEST(Reply, SurvivesTextThatXmlCannotHold) {
  const view::Picture picture = heron(std::string("bell \x07 and \xEF\xBF\xBE"));
  const auto bytes = reply_docx("", *view::reply(picture, plan::PlanId("h7m2qx9dab")), today, WordTemplate::standard());
  ASSERT_TRUE(bytes.has_value());
  const auto read = document::read(*bytes, "reply.docx");
  ASSERT_TRUE(read.has_value());
  EXPECT_NE(read->text.find("bell \xEF\xBF\xBD and \xEF\xBF\xBD"), std::string::npos);
}

}  // namespace
}  // namespace candour::report
