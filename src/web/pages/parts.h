#pragma once
// What several pages share: the shell as we fill it, tables of rows, totals, exports.

#include <string>
#include <string_view>
#include <vector>

#include "view/view.h"
#include "web/components.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/components_plan.h"
#include "web/pages.h"

namespace candour::web {

struct Shown {
  Text title{};
  std::string_view section;  // of the navigation: "/plans"
  std::vector<Crumb> breadcrumbs{};
  PageWidth width = PageWidth::full;
  Content main{};
  std::size_t room = 64 * 1024;
};
// The page with navigation, search, the banner of success or of an earlier day, and what is printed below.
std::string show(const Around& around, const view::Picture& picture, Shown shown);
// The sections of the site, with the one that the page belongs to.
std::vector<NavigationItem> navigation(const Around& around, std::string_view section);

// The document that something was imported from, at `address`/original, with its hash; or that both were erased.
void write_original(Html& html, const std::string& address, std::string_view sha256);

// The columns a table of rows may have, in the order given. rating_or_silence: where the owner was asked and has said
// nothing for too long, that stands in the rating's place.
enum class RowColumn {
  number,
  plan,
  question,
  agency,
  action,
  rating,
  rating_or_silence,
  due,
  evidence,
  lead,
  confirmed
};
// The evidence told of a row (plan::told), with the day of whoever said it and, where it is given, their name; or that
// none is stated. As write_with_references().
void write_told(Html& html, const view::Row& row, std::size_t limit, std::size_t longest, std::string_view by = {});
// Writes the table's rows; the caption is always said.
void write_rows(Html& html, const std::vector<const view::Row*>& rows, const std::vector<RowColumn>& columns,
                std::string_view caption, CaptionKind kind = CaptionKind::hidden);

std::string plan_name(const plan::Plan& plan);
std::string plan_address(const plan::Plan& plan);
std::string action_address(const view::Row& row);
std::string agency_name(const plan::Agency* agency);
std::string agency_address(const plan::Agency& agency);
// "Action 17", or its own reference: "Action 2.3".
std::string action_name(const plan::Action& action);

// The plan's own words where the totals are of one plan, else the common statuses. With `base` each part links to its
// rows.
RatingBar rating_bar(const view::Totals& totals, RatingBar::Size size, std::string_view base = {});
RatingKey rating_key(const plan::Plan& plan);
// The four facts as a strip.
FactsStrip facts_strip(const view::Row& row);
Fact schedule_fact(const plan::Facts& facts);
// "line 28", where a document says something; quiet text that is always there.
Content place_in_words(std::string_view place);
// xlsx, csv and json of the same list; and Word, or Word and PDF, of what has those, before them.
enum class Documents { none, word, word_and_pdf };
Downloads downloads(std::string_view path, std::string_view query, std::string_view what,
                    Documents documents = Documents::none);
// A square to scan, as credentials::square_of() draws it, with what it says for those who do not see it.
void write_square(Html& html, std::string_view path, int side, std::string_view label);
// A page that needs no server: the style sheet is inside. Printed, it is landscape and its sheets are numbered.
std::string document(std::string_view title, const Html& main);
inline constexpr std::string_view document_opening = "<main class=\"govuk-main-wrapper\" id=\"main-content\">";
inline constexpr std::string_view document_closing = "</main>";
// A form that shows the page as at another day.
Details as_at_form(const Around& around, const view::Picture& picture);

// "Duplicate" inside a sentence: "duplicate"; "RAG" stays.
std::string lower_first(std::string_view words);
// "1 row", "1,204 rows".
std::string count_of(std::size_t number, std::string_view one, std::string_view many);
// "once", "twice", "3 times".
std::string times_of(std::size_t number);

// The first, the last and two on either side of the current page, each at this address with its number.
Pagination pages_of(const Around& around, std::size_t current, std::size_t pages);

}  // namespace candour::web
