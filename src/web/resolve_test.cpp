// Two people change one thing: what each of them sees, and what is saved of it.

#include "web/pages/resolve.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace candour::web {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

struct Case {
  const char *name, *opened, *stands, *sent;
  bool contested;
};
class Contested : public testing::TestWithParam<Case> {};
TEST_P(Contested, only_where_both_changed_it_and_not_to_the_same) {
  const Case& each = GetParam();
  EXPECT_EQ(is_contested(each.opened, each.stands, each.sent), each.contested) << each.name;
}
INSTANTIATE_TEST_SUITE_P(
    Fields, Contested,
    testing::Values(Case{"nobody changed it", "a", "a", "a", false}, Case{"only I did", "a", "a", "b", false},
                    Case{"only they did", "a", "b", "a", false}, Case{"both, to the same", "a", "b", "b", false},
                    Case{"both", "a", "b", "c", true}, Case{"both, I emptied it", "a", "b", "", true},
                    Case{"it was empty", "", "b", "c", true}));

const http::Fields typed{{"version", "3"},
                         {"opened.wording", "Train staff"},
                         {"wording", "Train all staff"},
                         {"opened.lead", "Head of Practice"},
                         {"lead", "Head of Training"},
                         {"opened.due", "2026-03-31"},
                         {"due-day", "30"},
                         {"due-month", "6"},
                         {"due-year", "2026"},
                         {"reason", "Agreed in March"}};

Resolve question() {
  return {.title = "Change action 17",
          .happened = "Changed by Mary Okafor at 10:04 on 4 March 2026.",
          .action = "/actions/k7m2qx9dab-17/change",
          .hidden = {{.name = "version", .value = "5"}},
          .fields = {{.name = "wording",
                      .label = "Wording",
                      .opened = "Train staff",
                      .stands = "Train <managers>",
                      .sent = "Train all staff"},
                     {.name = "due",
                      .label = "Date",
                      .opened = "2026-03-31",
                      .stands = "2026-05-31",
                      .sent = "2026-06-30",
                      .opened_words = "31 March 2026",
                      .stands_words = "31 May 2026",
                      .sent_words = "30 June 2026",
                      .retyped = Retyped::as_sent,
                      .stands_fields = {{"due-day", "31"}, {"due-month", "5"}, {"due-year", "2026"}}}},
          .breadcrumbs = {}};
}

std::string page(const http::Fields& sent, const Resolve& resolve = question()) {
  const view::Picture picture;
  return resolve_page({.path = "/actions/k7m2qx9dab-17/change", .query = {}, .done = {}, .notice = {}, .known = {}},
                      picture, resolve, sent);
}

// The fields of the page's own form, as a browser would send them with these radios chosen.
http::Fields chosen(const std::string& html, const http::Fields& choices) {
  http::Fields sent;
  const auto value_after = [&](std::size_t at, std::string_view attribute) {
    const std::size_t begin = html.find(attribute, at) + attribute.size();
    std::string value = html.substr(begin, html.find('"', begin) - begin);
    for (const auto& [entity, character] :
         {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}})
      for (std::size_t i = value.find(entity); i != std::string::npos; i = value.find(entity))
        value.replace(i, std::string(entity).size(), character);
    return value;
  };
  for (std::size_t at = html.find("type=\"hidden\""); at != std::string::npos;
       at = html.find("type=\"hidden\"", at + 1))
    sent.add(value_after(at, "name=\""), value_after(at, "value=\""));
  for (std::size_t at = html.find("<textarea"); at != std::string::npos; at = html.find("<textarea", at + 1)) {
    const std::size_t begin = html.find(">\n", at) + 2;
    sent.add(value_after(at, "name=\""), html.substr(begin, html.find("</textarea>", begin) - begin));
  }
  for (const auto& [name, value] : choices.all()) sent.add(name, value);
  return sent;
}

TEST(ResolvePage, shows_how_it_was_theirs_and_yours_and_loses_nothing_typed) {
  const std::string html = page(typed);
  EXPECT_THAT(html, HasSubstr("Changed by Mary Okafor"));
  EXPECT_THAT(html, HasSubstr("Train staff"));
  EXPECT_THAT(html, HasSubstr("Train &lt;managers&gt;"));
  EXPECT_THAT(html, HasSubstr("Train all staff"));
  EXPECT_THAT(html, HasSubstr("31 May 2026"));
  EXPECT_THAT(html, HasSubstr("30 June 2026"));
  EXPECT_THAT(html, HasSubstr("name=\"lead\" value=\"Head of Training\""));
  EXPECT_THAT(html, HasSubstr("name=\"reason\" value=\"Agreed in March\""));
  EXPECT_THAT(html, Not(HasSubstr("name=\"version\" value=\"3\"")));
  EXPECT_THAT(html, Not(HasSubstr("Error:")));
}

TEST(ResolvePage, what_is_chosen_is_a_form_as_any_other) {
  const http::Fields form = resolved(chosen(page(typed), {{"choice.wording", "yours"}, {"choice.due", "theirs"}}));
  EXPECT_EQ(form.get("wording"), "Train all staff");
  EXPECT_EQ(opened_as(form, "wording"), "Train <managers>");
  EXPECT_EQ(form.get("due-day"), "31");
  EXPECT_EQ(form.get("due-month"), "5");
  EXPECT_EQ(form.all("due-day").size(), 1u);
  EXPECT_EQ(opened_as(form, "due"), "2026-05-31");
  EXPECT_EQ(form.get("version"), "5");
  EXPECT_EQ(form.get("lead"), "Head of Training");
  EXPECT_EQ(opened_as(form, "lead"), "Head of Practice");
  EXPECT_FALSE(is_contested(opened_as(form, "wording"), "Train <managers>", form.get("wording")));
  // Changed once more in the meantime, it is asked once more.
  EXPECT_TRUE(is_contested(opened_as(form, "wording"), "Train nobody", form.get("wording")));
}

TEST(ResolvePage, yours_can_be_worded_anew_with_theirs_in_sight) {
  http::Fields sent = chosen(page(typed), {{"choice.wording", "yours"}, {"choice.due", "yours"}});
  http::Fields anew;
  for (const auto& [name, value] : sent.all())
    anew.add(name, name == "yours.wording" ? "Train managers and all staff" : value);
  const http::Fields form = resolved(anew);
  EXPECT_EQ(form.get("wording"), "Train managers and all staff");
  EXPECT_EQ(form.get("due-day"), "30");
  EXPECT_EQ(opened_as(form, "due"), "2026-05-31");
}

TEST(ResolvePage, a_field_left_undecided_is_asked_again_and_a_decided_one_is_not) {
  const http::Fields form = resolved(chosen(page(typed), {{"choice.due", "theirs"}}));
  EXPECT_TRUE(is_contested(opened_as(form, "wording"), "Train <managers>", form.get("wording")));
  EXPECT_EQ(opened_as(form, "due"), "2026-05-31");
  Resolve again = question();
  again.fields.pop_back();
  const std::string html = page(form, again);
  EXPECT_THAT(html, HasSubstr("Error: Somebody changed this first"));
  EXPECT_THAT(html, HasSubstr("Choose theirs or yours for: wording"));
  EXPECT_THAT(html, HasSubstr("name=\"due-day\" value=\"31\""));
  const http::Fields decided = resolved(chosen(html, {{"choice.wording", "theirs"}}));
  EXPECT_EQ(decided.get("wording"), "Train <managers>");
  EXPECT_EQ(decided.get("due-day"), "31");
  EXPECT_EQ(decided.get("reason"), "Agreed in March");
  EXPECT_FALSE(decided.has("contested"));
}

TEST(ResolvePage, an_ordinary_form_is_read_as_it_came) {
  EXPECT_EQ(resolved(typed).all(), typed.all());
}

}  // namespace
}  // namespace candour::web
