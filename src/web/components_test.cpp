#include "web/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

#include "web/assets.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/components_plan.h"

namespace candour::web {
namespace {

using plan::Status;
using ::testing::HasSubstr;
using ::testing::Not;

template <class Component>
std::string written(const Component& component) {
  Html html;
  html << component;
  return std::string(html.bytes());
}

// What a person would read: markup taken out, the few entities put back, white space made one.
std::string read(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char character : html) {
    if (character == '<') inside = true;
    if (!inside) text += character;
    if (character == '>') inside = false;
  }
  return text;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++count;
  return count;
}

TEST(RatingChip, takes_the_colour_that_the_plan_writes_and_otherwise_the_status) {
  struct Case {
    Status status;
    std::string_view as_written;
    Appearance expected;
  };
  const std::vector<Case> cases{
      {Status::off_track, "Red", {Shape::octagon, Shade::red, 'R'}},
      {Status::at_risk, "AMBER", {Shape::triangle, Shade::amber, 'A'}},
      {Status::at_risk, "a", {Shape::triangle, Shade::amber, 'A'}},
      {Status::on_track, "Green", {Shape::circle, Shade::green, 'G'}},
      {Status::complete, "Green", {Shape::circle, Shade::green, 'G'}},  // their word keeps their colour
      {Status::complete, "Green - complete", {Shape::circle, Shade::green, 'G'}},
      {Status::embedded, "Blue", {Shape::diamond, Shade::blue, 'B'}},
      {Status::unclear, "P", {Shape::hexagon, Shade::purple, 'P'}},
      {Status::at_risk, "Orange", {Shape::triangle, Shade::amber, 'O'}},
      {Status::unclear, "Red/Amber", {Shape::question, Shade::grey}},  // two colours are none
      {Status::complete, "Complete", {Shape::tick, Shade::green}},
      {Status::complete, "Action completed", {Shape::tick, Shade::green}},
      {Status::not_stated, "", {Shape::dash, Shade::grey}},
      {Status::not_started, "A start has not been made", {Shape::ring, Shade::grey}},  // "a" in a sentence is no rating
      {Status::not_applicable, "N/A", {Shape::slash, Shade::grey}},
      {Status::off_track, "Slipped", {Shape::octagon, Shade::red}},
  };
  for (const Case& one : cases) EXPECT_EQ(appearance_of(one.status, one.as_written), one.expected) << one.as_written;
}

TEST(RatingChip, says_the_word_and_where_asked_the_meaning_but_not_the_same_twice) {
  EXPECT_EQ(read(written(RatingChip{.status = Status::complete, .as_written = "Green"})), "GGreen");
  EXPECT_EQ(read(written(RatingChip{.status = Status::complete, .as_written = "Green", .meaning = Meaning::shown})),
            "GGreen Complete");
  EXPECT_EQ(read(written(RatingChip{.status = Status::complete, .as_written = "complete", .meaning = Meaning::shown})),
            "complete");
  EXPECT_EQ(read(written(RatingChip{.status = Status::not_stated})), "Not stated");
}

TEST(RatingChip, says_as_a_colour_what_only_the_fill_of_a_cell_said) {
  constexpr struct {
    const char *as_written, *words;
  } cases[] = {{"fill:#FFC000", "Amber cell"},
               {"fill:#70ad47", "Green cell"},
               {"fill:#5B9BD5", "Blue cell"},
               {"fill:#FF0000", "Red cell"},
               {"fill:#C00040", "Red cell"},
               {"fill:#FFFF00", "Yellow cell"},
               {"fill:#7030A0", "Purple cell"},
               {"fill:#808080", "Grey cell"},
               {"fill:#000000", "Black cell"},
               {"fill:#FFC00", "fill:#FFC00"},
               {"fill:#FFC0ZZ", "fill:#FFC0ZZ"},
               {"Amber", "Amber"},
               {"", ""}};
  for (const auto& [as_written, words] : cases) EXPECT_EQ(rating_words(as_written), words) << as_written;
  EXPECT_EQ(read(written(RatingChip{.status = Status::on_track, .as_written = "fill:#FFC000"})), "AAmber cell");
}

TEST(RatingChip, hides_the_drawing_from_those_who_hear_the_word) {
  EXPECT_THAT(written(RatingChip{.status = Status::at_risk, .as_written = "Amber"}), HasSubstr("aria-hidden=\"true\""));
}

TEST(RatingBar, says_its_parts_and_their_total_in_words) {
  const RatingBar bar{
      .parts = {{Status::embedded, "embedded", 11}, {Status::at_risk, "started", 3}, {Status::off_track, "", 0}}};
  EXPECT_EQ(read(written(bar)), "11 embedded, 3 started: 14 total");
}

TEST(RatingBar, segments_meet_and_end_at_the_end) {
  const std::string bar =
      written(RatingBar{.parts = {{Status::complete, "", 1}, {Status::at_risk, "", 1}, {Status::on_track, "", 1}}});
  EXPECT_THAT(bar, HasSubstr("x=\"0.00%\" width=\"33.33%\""));
  EXPECT_THAT(bar, HasSubstr("x=\"33.33%\" width=\"33.33%\""));
  EXPECT_THAT(bar, HasSubstr("x=\"66.66%\" width=\"33.33%\""));
  EXPECT_THAT(bar, HasSubstr("x2=\"100.00%\""));
}

TEST(RatingBar, of_nothing_says_nothing_was_counted) {
  EXPECT_EQ(read(written(RatingBar{.what = "actions"})), "0 actions in total");
}

TEST(Facts, stand_always_in_the_same_order) {
  const std::string text = read(written(FactsStrip{.delivery = {.value = "In progress"},
                                                   .schedule = {.value = "Overdue", .note = "due 1 May 2026"},
                                                   .evidence = {.value = "None"},
                                                   .freshness = {.value = "Stale"}}));
  EXPECT_EQ(text, "DeliveryIn progressScheduleOverduedue 1 May 2026EvidenceNoneFreshnessStale");
}

TEST(Table, closes_what_it_opens_and_labels_cells_for_the_cards_of_a_phone) {
  Html html;
  {
    Table table(html, {.caption = "Actions",
                       .columns = {{.title = "Number"},
                                   {.title = "Action", .narrow = Narrow::bare},
                                   {.title = "Slips", .align = Align::number},
                                   {.title = "Lead", .narrow = Narrow::hidden}}});
    table.group("Finding 1", "finding-1");
    table.row("action-1");
    table.heading() << "1";
    table.cell("Train all staff").cell("2").cell("CT");
    table.row();
    table.heading() << "2";
    table.cell("Audit");
  }
  EXPECT_EQ(
      html.bytes(),
      "<table class=\"govuk-table c-table c-table--compact c-table--cards\"><caption class=\"govuk-table__caption "
      "c-table__caption\">Actions</caption><thead class=\"c-table__head\"><tr><th scope=\"col\">Number</th><th "
      "scope=\"col\">Action</th><th scope=\"col\" class=\"c-number\">Slips</th><th scope=\"col\">Lead</th></tr></thead>"
      "<tbody id=\"finding-1\"><tr class=\"c-table__group\"><th scope=\"rowgroup\" colspan=\"4\">Finding "
      "1</th></tr><tr id=\"action-1\"><th scope=\"row\">1</th><td>Train all staff</td><td class=\"c-number\" "
      "data-label=\"Slips\">2</td><td class=\"c-wide\">CT</td></tr><tr><th "
      "scope=\"row\">2</th><td>Audit</td></tr></tbody></table>");
}

TEST(Table, without_rows_is_still_a_whole_table) {
  Html html;
  Table(html, {.caption = "Nothing", .columns = {{.title = "A"}}}).end();
  EXPECT_TRUE(html.bytes().ends_with("</thead><tbody></tbody></table>"));
  EXPECT_EQ(count_of(std::string(html.bytes()), "</table>"), 1U);
}

TEST(Table, tells_by_which_column_it_is_sorted) {
  Html html;
  Table(html, {.caption = "Plans",
               .columns = {{.title = "Due", .sort_href = "?sort=due&order=down", .sorted = SortDirection::ascending},
                           {.title = "Plan", .sort_href = "?sort=plan"}}});
  EXPECT_THAT(html.bytes(),
              HasSubstr("<th scope=\"col\" class=\"c-sortable\" aria-sort=\"ascending\"><a class=\"c-sort\" "
                        "href=\"?sort=due&amp;order=down\">Due</a></th>"));
  EXPECT_THAT(
      html.bytes(),
      HasSubstr("<th scope=\"col\" class=\"c-sortable\"><a class=\"c-sort\" href=\"?sort=plan\">Plan</a></th>"));
}

TEST(ClampedText, loses_no_word_whatever_the_limit) {
  const std::string text =
      "Each practitioner who works with children under five will have attended the module on pre-mobile babies; "
      "managers confirm it in supervision – every quarter, in writing – and the board sees the figures.\nTwo lines.";
  for (std::size_t limit = 1; limit < 230; ++limit) {
    std::string whole = read(written(ClampedText{.text = text, .limit = limit}));
    const std::size_t more = whole.find(" … more");
    if (more != std::string::npos) whole.replace(more, std::string_view(" … more").size(), " ");
    // Where it was cut, one blank stands for the blank that was there.
    std::string with_spaces = text;
    for (char& character : with_spaces)
      if (character == '\n') character = ' ';
    for (char& character : whole)
      if (character == '\n') character = ' ';
    std::string without, expected;
    for (const char character : whole)
      if (character != ' ') without += character;
    for (const char character : with_spaces)
      if (character != ' ') expected += character;
    ASSERT_EQ(without, expected) << "limit " << limit;
  }
}

TEST(ClampedText, that_is_short_is_not_folded) {
  EXPECT_THAT(written(ClampedText{.text = "Done", .limit = 10}), Not(HasSubstr("<details")));
  EXPECT_THAT(written(ClampedText{.text = "Done and shown and told", .limit = 10}), HasSubstr("<details"));
}

TEST(Fields, join_label_hint_and_error_to_the_input) {
  const std::string field = written(
      TextField{.label = "Lead", .name = "lead", .value = "A \"B\"", .hint = "A role", .error = "Enter a lead"});
  EXPECT_THAT(field, HasSubstr("<label class=\"govuk-label\" for=\"lead\">Lead</label>"));
  EXPECT_THAT(field, HasSubstr("id=\"lead-hint\""));
  EXPECT_THAT(field, HasSubstr("id=\"lead-error\""));
  EXPECT_THAT(field,
              HasSubstr("id=\"lead\" name=\"lead\" aria-describedby=\"lead-hint lead-error\" aria-invalid=\"true\" "
                        "value=\"A &quot;B&quot;\""));
}

TEST(Fields, with_several_inputs_give_the_first_the_id_that_the_error_summary_leads_to) {
  EXPECT_THAT(written(Radios{.legend = "Keep?",
                             .name = "keep",
                             .choices = {{.text = "Yes", .value = "yes"}, {.text = "No", .value = "no"}}}),
              AllOf(HasSubstr("id=\"keep\" name=\"keep\" value=\"yes\""),
                    HasSubstr("id=\"keep-2\" name=\"keep\" value=\"no\"")));
  EXPECT_THAT(
      written(DateField{.legend = "Due", .name = "due", .month = "3"}),
      AllOf(HasSubstr("id=\"due\" name=\"due-day\""), HasSubstr("id=\"due-month\" name=\"due-month\" value=\"3\"")));
}

TEST(Fields, give_a_person_back_what_was_typed_with_its_first_line_break) {
  EXPECT_THAT(written(TextArea{.label = "Why", .name = "why", .value = "\n</textarea><b>"}),
              HasSubstr(">\n\n&lt;/textarea&gt;&lt;b&gt;</textarea>"));
}

TEST(ErrorSummary, is_not_there_when_nothing_is_wrong) {
  EXPECT_EQ(written(ErrorSummary{}), "");
  EXPECT_THAT(written(ErrorSummary{.errors = {{"Enter a lead", "lead"}}}),
              HasSubstr("<a href=\"#lead\">Enter a lead</a>"));
}

TEST(Link, to_an_address_that_could_run_a_script_is_only_text) {
  EXPECT_EQ(written(Link{.text = "proof", .href = "javascript:alert(1)"}), "proof");
}

TEST(Pagination, of_one_page_is_not_there) {
  EXPECT_EQ(written(Pagination{.pages = {{1, "?page=1"}}}), "");
}

TEST(Page, has_one_of_each_landmark_and_nothing_inline) {
  const std::string page = write(Page{.title = "Plans <all>",
                                      .partnership = "Harrow Vale & District",
                                      .navigation = {{"Plans", "/plans", NavigationItem::Where::here}},
                                      .breadcrumbs = {{"Home", "/"}, {"Plans", ""}},
                                      .main = Heading{.text = "Plans"},
                                      .search_href = "/search"});
  EXPECT_THAT(page, HasSubstr("<title>Plans &lt;all&gt; – Harrow Vale &amp; District – Candour</title>"));
  for (const std::string_view one : {"<header", "<main", "<footer", "<h1", "<body", "</html>"})
    EXPECT_EQ(count_of(page, one), 1U) << one;
  EXPECT_EQ(count_of(page, "<script"), count_of(page, "></script>"));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
  EXPECT_THAT(page, Not(HasSubstr("<style")));
  EXPECT_THAT(page, Not(HasSubstr(" onclick")));
  EXPECT_THAT(page, Not(HasSubstr("http://")));
  EXPECT_THAT(page, Not(HasSubstr("https://")));
}

TEST(Page, with_errors_says_so_first_in_its_title) {
  EXPECT_THAT(write(Page{.title = "Import", .state = PageState::with_errors}),
              HasSubstr("<title>Error: Import – Candour"));
}

TEST(Assets, are_found_by_their_address_alone_and_name_their_own_hash) {
  ASSERT_FALSE(every_asset().empty());
  for (const Asset& asset : every_asset()) {
    const std::optional<Asset> found = find_asset(asset.path);
    ASSERT_TRUE(found) << asset.path;
    EXPECT_EQ(found->bytes.data(), asset.bytes.data());
    EXPECT_EQ(asset_path(asset.name), asset.path);
    EXPECT_FALSE(asset.bytes.empty()) << asset.name;
    EXPECT_TRUE(asset.gzipped.starts_with("\x1f\x8b")) << asset.name;
    EXPECT_LT(asset.etag.size(), 20U);
    EXPECT_THAT(std::string(asset.path), HasSubstr(std::string(asset.etag.substr(1, 12))));
  }
  EXPECT_FALSE(find_asset("/assets/candour.css"));
  EXPECT_FALSE(find_asset("/assets/../candour.css"));
  EXPECT_EQ(asset_path("no such thing"), "");
}

TEST(Assets, ask_nothing_of_any_other_place_and_carry_no_face_that_is_not_ours) {
  for (const Asset& asset : every_asset()) {
    if (!asset.name.ends_with(".css")) continue;
    EXPECT_EQ(asset.bytes.find("url("), std::string_view::npos);
    EXPECT_EQ(asset.bytes.find("@import"), std::string_view::npos);
    EXPECT_EQ(asset.bytes.find("GDS Transport"), std::string_view::npos);
  }
}

TEST(Assets, the_script_imports_its_neighbour_by_the_name_it_is_served_under) {
  const auto script = find_asset(asset_path("candour.js"));
  ASSERT_TRUE(script);
  const std::string neighbour(asset_path("govuk-frontend.min.js").substr(std::string_view("/assets").size()));
  EXPECT_NE(script->bytes.find("'." + neighbour + "'"), std::string_view::npos);
}

TEST(FormToken, IsCarriedByEveryFormThatChangesSomethingAndByNoOther) {
  const std::string page = write(Page{.title = "Forms",
                                      .main =
                                          [](Html& html) {
                                            html << Form{.action = "/look", .method = Method::get}
                                                 << Form{.action = "/do", .content = [](Html& inside) {
                                                           inside << Details{.summary = "More", .content = "x"};
                                                         }};
                                          },
                                      .form_token = "t<0>ken"});
  EXPECT_THAT(page, HasSubstr("action=\"/do\"><input type=\"hidden\" name=\"session-token\" value=\"t&lt;0&gt;ken\">"));
  EXPECT_EQ(page.find("session-token"), page.rfind("session-token"));
  EXPECT_THAT(write(Page{.title = "Forms", .main = Form{.action = "/do"}}), Not(HasSubstr("session-token")));
}

}  // namespace
}  // namespace candour::web
