#pragma once
// What pages are made of. Each component is a plain struct; `html << Component{…}` writes it. Markup and classes follow
// GOV.UK Frontend 6 (govuk-*) where it has the component, and our own (c-*) where it has not. None needs JavaScript,
// none writes a style or a script. Fields left out are left out of the page. A page reads like a sentence:
//
//   html << Heading{.text = plan.title, .caption = "Action plan"}
//        << RatingBar{.parts = counts}
//        << Details{.summary = "The plan's own key", .content = key};
//
// Vectors are written in their order. Ids given by the caller must be unique on the page.

#include <cstddef>
#include <optional>
#include <vector>

#include "base/date.h"
#include "web/html.h"

namespace candour::web {

// ---- Words ----

enum class HeadingLevel { page, section, part };  // h1, h2, h3
struct Heading {
  Text text{};
  Text caption{};  // what kind of thing it is, above the heading: "Action plan"
  HeadingLevel level = HeadingLevel::page;
  Text id{};
};
Html& operator<<(Html& html, const Heading& heading);

enum class ParagraphKind { body, lead, small, quiet };
struct Paragraph {
  Content content{};
  ParagraphKind kind = ParagraphKind::body;
};
Html& operator<<(Html& html, const Paragraph& paragraph);

// As a paragraph, for what may hold more than a line of text: ClampedText, lists.
struct Passage {
  Content content{};
  ParagraphKind kind = ParagraphKind::body;
};
Html& operator<<(Html& html, const Passage& passage);

struct Link {
  Text text{};
  Text href{};    // an address that is neither relative nor http, https or mailto is not linked to
  Text hidden{};  // completes the text for those who hear links out of their place: "Change" + " the owner"
};
Html& operator<<(Html& html, const Link& link);

struct BackLink {
  Text href{};
  Text text = "Back";
};
Html& operator<<(Html& html, const BackLink& link);

// A day, as people read it (7 January 2016) and as programs do.
struct Day {
  Date date{};
};
Html& operator<<(Html& html, const Day& day);
// A moment, shown in words that the caller has put into the reader's zone ("10:04 on 7 January 2016").
struct When {
  Moment moment{};
  Text words{};
};
Html& operator<<(Html& html, const When& when);

// Text of a document with its line breaks kept. Much longer than `limit` code points, the rest stands behind "more",
// and can be opened without JavaScript and is printed whole. A block: it may not stand in a Paragraph; use a Passage.
struct ClampedText {
  Text text{};
  std::size_t limit = 160;
};
Html& operator<<(Html& html, const ClampedText& text);

// A rewording: what was taken out and put in, marked in words for those who do not see the marks.
struct Rewording {
  enum class Kind { kept, removed, added };
  struct Piece {
    Kind kind = Kind::kept;
    Text text{};
  };
  std::vector<Piece> pieces{};
};
Html& operator<<(Html& html, const Rewording& rewording);

enum class TagColour { grey, blue, green, teal, orange, yellow, red, purple };
struct Tag {
  Text text{};
  TagColour colour = TagColour::grey;
};
Html& operator<<(Html& html, const Tag& tag);

// ---- Telling people something ----

enum class BannerKind { important, success };
// At most one on a page, and never beside an error summary.
struct NotificationBanner {
  Content content{};
  BannerKind kind = BannerKind::important;
};
Html& operator<<(Html& html, const NotificationBanner& banner);

struct FieldError {
  Text text{};
  Text field{};  // the id of the field it is about; empty: the whole form
};
// Stands above the h1. The same words stand again beside each field. Nothing is written when there are no errors.
struct ErrorSummary {
  std::vector<FieldError> errors{};
};
Html& operator<<(Html& html, const ErrorSummary& summary);

struct Inset {
  Content content{};
};
Html& operator<<(Html& html, const Inset& inset);

struct Warning {
  Content content{};
};
Html& operator<<(Html& html, const Warning& warning);

// Instead of an empty list: what is empty, why, and what to do next.
struct EmptyState {
  Text what{};
  Content why{};
  Content next{};  // a Button or a Link
};
Html& operator<<(Html& html, const EmptyState& state);

// ---- Laying things out ----

enum class DetailsState { closed, open };
struct Details {
  Text summary{};
  Content content{};
  DetailsState state = DetailsState::closed;
  Text id{};
};
Html& operator<<(Html& html, const Details& details);

struct SummaryRow {
  Text key{};
  Content value{};
  std::vector<Link> actions{};
};
struct SummaryList {
  std::vector<SummaryRow> rows{};
  Text title{};                 // given: a card with this title
  std::vector<Link> actions{};  // of the card
};
Html& operator<<(Html& html, const SummaryList& list);

// Counts that lead to lists: "14 overdue".
struct Tally {
  long long count = 0;
  Text what{};
  Text href{};
  Text note{};
};
struct Tallies {
  std::vector<Tally> items{};
};
Html& operator<<(Html& html, const Tallies& tallies);

struct ContentsItem {
  Text text{};
  Text href{};
  Content note{};  // beside the link: a count, a rating bar
};
struct Contents {
  std::vector<ContentsItem> items{};
  Text title = "Contents";
};
Html& operator<<(Html& html, const Contents& contents);

struct TimelineItem {
  Text title{};
  Text by{};
  Content when{};
  Content content{};
  Text id{};
};
// Newest first is the caller's order.
struct Timeline {
  std::vector<TimelineItem> items{};
};
Html& operator<<(Html& html, const Timeline& timeline);

// Source left, reading right, on one line wide and one above the other on a phone.
struct SideBySide {
  Text id{};
  Text left_title = "In the document";
  Content left{};
  Text right_title = "As read";
  Content right{};
};
Html& operator<<(Html& html, const SideBySide& sides);

// What is too wide for a phone and must stay a table. Reached by keyboard, and named.
struct ScrollRegion {
  Text label{};
  Content content{};
};
Html& operator<<(Html& html, const ScrollRegion& region);

// ---- Tables ----

enum class SortDirection { none, ascending, descending };
enum class Align { text, number };
enum class Narrow { labelled, bare, hidden };  // how a cell stands in the card that a row becomes on a phone
struct Column {
  Text title{};
  Align align = Align::text;
  Text sort_href{};  // given: the title is a link that sorts by this column
  SortDirection sorted = SortDirection::none;
  Narrow narrow = Narrow::labelled;
};
enum class CaptionKind { heading, small, hidden };
enum class NarrowTable { cards, table };  // on a phone each row becomes a card, or it stays as it is (use ScrollRegion)
enum class Density { comfortable, compact };
struct TableOptions {
  Text caption{};  // always said, if only to those who listen
  std::vector<Column> columns{};
  CaptionKind caption_kind = CaptionKind::small;
  NarrowTable narrow = NarrowTable::cards;
  Density density = Density::compact;
  Text id{};
};
// Written row by row, so that 333 rows need no list of their own. The head stays in sight while the rows scroll.
//
//   Table table(html, {.caption = "Actions", .columns = {{.title = "Number"}, {.title = "Action"}}});
//   for (const auto& action : actions) {
//     table.row();
//     table.heading() << Link{.text = action.number, .href = action.address};
//     table.cell() << ClampedText{.text = action.wording};
//   }
//   table.end();
//
// Cells fill the columns from the left; heading() is the cell that names its row. group() starts a part of the table
// under a line of its own. end() closes what is open; the destructor calls it.
class Table {
 public:
  Table(Html& html, TableOptions options);
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  Table& group(const Content& title, std::string_view id = {});
  Table& row(std::string_view id = {});
  Html& heading();
  Html& cell();
  Table& cell(const Content& content);
  void end();

 private:
  enum class Open { nothing, head, body, row, heading, cell };
  void close_cell();
  void close_row();
  Html& open_cell(Open kind);
  Html& html_;
  TableOptions options_;
  std::vector<Html> cell_tags_;  // what opens a cell of each column, written once
  std::size_t column_ = 0;
  Open open_ = Open::nothing;
};

struct PageNumber {
  std::size_t number = 0;  // 0: a gap
  Text href{};
};
// Pages of a list. Nothing is written where one page holds it all.
struct Pagination {
  std::size_t current = 1;
  std::vector<PageNumber> pages{};
  Text previous_href{};
  Text next_href{};
  Text label = "Pages";
};
Html& operator<<(Html& html, const Pagination& pagination);

struct AppliedFilter {
  Text text{};  // "Agency: Harrow Vale Police"
  Text remove_href{};
};
// Filters of a list, as a GET form, so that they live in the address. After the Ministry of Justice's filter pattern
// (MIT).
struct FilterPanel {
  Text action{};
  Content fields{};  // form fields
  std::vector<AppliedFilter> applied{};
  Text clear_href{};
};
Html& operator<<(Html& html, const FilterPanel& panel);

struct Download {
  Text format{};  // "Excel", "CSV", "JSON"
  Text href{};
  Text note{};  // "48 kB"
};
struct Downloads {
  std::vector<Download> items{};
  Text what = "this list";
};
Html& operator<<(Html& html, const Downloads& downloads);

// Where one is in a wizard. Steps before the current one may be gone back to where they have an address.
struct Step {
  Text text{};
  Text href{};
};
struct Steps {
  std::vector<Step> items{};
  std::size_t current = 1;  // from 1
};
Html& operator<<(Html& html, const Steps& steps);

}  // namespace candour::web
