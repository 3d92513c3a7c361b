#include <functional>
#include <gtest/gtest.h>
#include <map>
#include <string>

#include "base/text.h"
#include "workbook/form.h"
#include "workbook/returned.h"

namespace candour::workbook {
namespace {

using document::ContentKind;
using document::FilledCell;
using document::FilledSheet;
using document::FilledWorkbook;

Date day(const char* iso) {
  return *Date::parse(iso);
}
plan::Stamp at(const char* iso, std::string actor = "coordinator") {
  return {Moment::at_start_of(day(iso)), day(iso), std::move(actor)};
}

// Three rows of the police and one of housing.
plan::Plan rowan() {
  plan::Plan plan;
  const auto act = [&](const plan::PlanCommand& command, const plan::Stamp& stamp) {
    const auto events = plan::decide(plan, command, stamp);
    ASSERT_TRUE(events) << events.error().sentence;
    for (const plan::PlanEvent& event : *events) plan::apply(plan, event);
  };
  plan::ImportPlan import;
  import.plan = plan::PlanId("k7m2qx9dab");
  import.title = "Rowan action plan";
  import.review = {plan::ReviewKind::serious_case_review, "Rowan", plan::ReviewStage::published};
  import.as_at = day("2026-01-07");
  import.document.import = plan::ImportId("first");
  import.document.document_name = "rowan.docx";
  import.document.document_sha256 = std::string(64, 'a');
  import.key = {{"Red", "Not on track", plan::Status::off_track},
                {"Amber", "Slipping", plan::Status::at_risk},
                {"Green", "On track", plan::Status::on_track},
                { "Complete",
                  "Done",
                  plan::Status::complete }};
  import.recommendations = {{ "1a", "", "How will the board know?", {}, {} }};
  const auto row = [](std::string agency, std::string wording, std::string target) {
    plan::Action action;
    action.recommendations = {"1a"};
    action.agency = plan::AgencyId(std::move(agency));
    action.lead = "Head of Safeguarding";
    action.wording = std::move(wording);
    action.rating = {"Amber", plan::Status::at_risk, 0, {}};
    action.target = std::move(target);
    action.evidence = "The policy was sent to all teams.";
    return action;
  };
  import.actions = {row("police", "Share intelligence weekly with the hub", "31/03/2026"),
                    row("police", "Train all staff in thresholds", "30/06/2026"),
                    row("housing", "Publish the protocol for urgent moves", "30/06/2026"),
                    row("police", "Review the escalation policy", "")};
  act(import, at("2026-01-20", "operator"));
  return plan;
}

plan::Partnership partnership() {
  plan::Partnership made;
  made.name = "Harrow Vale Partnership";
  made.agencies = {{plan::AgencyId("police"), "Harrow Vale Police", {}}, {plan::AgencyId("housing"), "Housing", {}}};
  return made;
}
const Scope police{plan::PlanId("k7m2qx9dab"), plan::AgencyId("police")};

// A sheet as a grid that a test can change: what it says by row and column, from 1.
struct Grid {
  std::string name;
  std::map<std::pair<std::uint32_t, std::uint32_t>, FilledCell> cells;

  FilledCell& at(std::uint32_t row, std::uint32_t column) {
    FilledCell& cell = cells[{row, column}];
    cell.row = row;
    cell.column = column;
    return cell;
  }
  void put(std::uint32_t row, Field field, std::string text, ContentKind kind = ContentKind::text) {
    FilledCell& cell = at(row, static_cast<std::uint32_t>(field) + 1);
    cell.kind = kind;
    cell.text = std::move(text);
    if (kind == ContentKind::date) cell.date = *Date::parse(cell.text);
  }
  void swap_rows(std::uint32_t one, std::uint32_t other) {
    for (std::uint32_t column = 1; column <= field_count; ++column) {
      std::swap(at(one, column), at(other, column));
      at(one, column).row = one;
      at(other, column).row = other;
    }
  }
  void take_row(std::uint32_t row) {
    std::erase_if(cells, [&](const auto& each) { return each.first.first == row; });
  }
  FilledSheet sheet() const {
    FilledSheet made{name, false, {}};
    for (const auto& [place, cell] : cells)
      if (!cell.text.empty() || cell.formula) made.cells.push_back(cell);
    return made;
  }
};

// As report/workbook.h writes it: a title, the keys, the heads in row 4, then the rows.
struct Book {
  Grid rows;
  Grid kept;
  FilledWorkbook filled() const { return {{rows.sheet(), kept.sheet()}}; }
};
Book book_of(const Form& form) {
  Book book;
  const FormSheet& sheet = form.sheets.front();
  book.rows.name = sheet.name;
  book.rows.at(1, 1).text = sheet.title;
  for (const Column& column : columns()) {
    const auto place = static_cast<std::uint32_t>(column.field) + 1;
    book.rows.at(3, place).text = std::string(key_prefix) + std::string(column.key);
    book.rows.at(4, place).text = std::string(column.heading);
  }
  std::uint32_t line = 5;
  for (const FormRow& row : sheet.rows) {
    for (const Column& column : columns()) {
      const std::string& text = row.cells[static_cast<std::size_t>(column.field)];
      book.rows.put(line, column.field, text,
                    column.holds == Holds::day && !text.empty() ? ContentKind::date : ContentKind::text);
    }
    ++line;
  }
  book.kept.name = std::string(kept_sheet);
  line = 1;
  for (const auto& texts : kept_lines(form)) {
    for (std::size_t column = 0; column < texts.size(); ++column)
      book.kept.at(line, static_cast<std::uint32_t>(column) + 1).text = texts[column];
    ++line;
  }
  return book;
}

// One line for each thing that is proposed or told.
std::string told(const Comparison& comparison) {
  static constexpr const char* kinds[] = {"changed", "conflict", "trouble", "needed"};
  std::string out;
  for (const RowProposals& row : comparison.rows)
    for (const Proposal& each : row.cells)
      out += each.cell + " " + key_of(each) + " " + kinds[static_cast<int>(each.kind)] + ": " + each.as_downloaded +
             " | " + each.now + " | " + each.theirs + (each.suggestion ? " ? " + *each.suggestion : "") + "\n";
  for (const std::string& id : comparison.vanished) out += "vanished " + id + "\n";
  for (const std::string& sentence : comparison.troubles) out += "! " + sentence + "\n";
  for (const std::string& sentence : comparison.notes) out += "- " + sentence + "\n";
  return out;
}

TEST(Form, holds_the_open_rows_of_the_scope_and_what_stands) {
  plan::Plan plan = rowan();
  const Form made = form(partnership(), {&plan}, police, day("2026-03-04"));
  ASSERT_EQ(made.sheets.size(), 1u);
  EXPECT_EQ(made.sheets[0].title, "Rowan action plan: rows of Harrow Vale Police, as at 4 March 2026");
  ASSERT_EQ(made.sheets[0].rows.size(), 3u);
  const FormRow& first = made.sheets[0].rows[0];
  EXPECT_EQ(first.id, "k7m2qx9dab-1");
  EXPECT_EQ(first.cells[static_cast<std::size_t>(Field::target)], "2026-03-31");
  EXPECT_EQ(first.cells[static_cast<std::size_t>(Field::rating)], "Amber");
  EXPECT_EQ(first.cells[static_cast<std::size_t>(Field::question)], "1a. How will the board know?");
  EXPECT_EQ(first.cells[static_cast<std::size_t>(Field::update)], "");
  EXPECT_EQ(form(partnership(), {&plan}, {}, day("2026-03-04")).sheets[0].rows.size(), 4u);
}

TEST(Form, columns_have_notes_that_a_spreadsheet_can_show) {
  std::size_t at = 0;
  for (const Column& column : columns()) {
    EXPECT_EQ(static_cast<std::size_t>(column.field), at++);
    EXPECT_LE(column.heading.size(), 32u) << column.heading;
    EXPECT_LE(column.note.size(), 250u) << column.heading;
    EXPECT_EQ(field_from_key(column.key), column.field);
  }
}

TEST(Comparison, proposes_only_what_differs_whatever_else_was_done_to_the_workbook) {
  const struct {
    const char* what;
    std::function<void(Book&)> done;
    std::string expected;
  } cases[] = {
      {"nothing", [](Book&) {}, ""},
      {"cells typed anew with other blanks",
       [](Book& book) { book.rows.put(5, Field::lead, " Head  of\nSafeguarding "); }, ""},
      {"a rating in another case", [](Book& book) { book.rows.put(5, Field::rating, "amber"); }, ""},
      {"sorted", [](Book& book) { book.rows.swap_rows(5, 7); }, ""},
      {"sorted, and a cell changed",
       [](Book& book) {
         book.rows.swap_rows(5, 7);
         book.rows.put(7, Field::lead, "Chief Inspector");
       },
       "H7 k7m2qx9dab-1.lead changed: Head of Safeguarding | Head of Safeguarding | Chief Inspector\n"},
      {"the sheet and the columns renamed",
       [](Book& book) {
         book.rows.name = "Police, final v2";
         for (std::uint32_t column = 1; column <= field_count; ++column)
           book.rows.at(4, column).text = "Column " + std::to_string(column);
         book.rows.put(5, Field::lead, "Chief Inspector");
       },
       "H5 k7m2qx9dab-1.lead changed: Head of Safeguarding | Head of Safeguarding | Chief Inspector\n"},
      {"columns of their own, and one moved without its key",
       [](Book& book) {
         for (std::uint32_t row = 3; row <= 7; ++row) {
           book.rows.at(row, 20).text = row == 3 ? "" : row == 4 ? "Lead" : "Chief Inspector";
           book.rows.at(row, 8).text = row == 3 ? "" : "our own note";
           book.rows.at(row, 15).text = "x";
         }
         book.rows.at(6, 20).text = "Head of Safeguarding";
         book.rows.at(7, 20).text = "Head of Safeguarding";
       },
       "T5 k7m2qx9dab-1.lead changed: Head of Safeguarding | Head of Safeguarding | Chief Inspector\n"},
      {"a column taken out",
       [](Book& book) {
         for (std::uint32_t row = 3; row <= 7; ++row) book.rows.at(row, 8).text.clear();
       },
       "- The sheet “Rowan” has no column “Lead” any more. It is left as it stands.\n"},
      {"an update, and the date moved with its reason",
       [](Book& book) {
         book.rows.put(5, Field::update, "The hub meets on Mondays.");
         book.rows.put(5, Field::target, "2026-09-30", ContentKind::date);
         book.rows.put(5, Field::why_moved, "The hub opens in July.");
       },
       "G5 k7m2qx9dab-1.update changed:  |  | The hub meets on Mondays.\n"
       "I5 k7m2qx9dab-1.target changed: 2026-03-31 | 2026-03-31 | 2026-09-30\n"
       "J5 k7m2qx9dab-1.why-moved changed:  |  | The hub opens in July.\n"},
      {"the date moved without a reason, and a forecast without a word",
       [](Book& book) {
         book.rows.put(5, Field::target, "2026-09-30", ContentKind::date);
         book.rows.put(6, Field::forecast, "2026-09-30", ContentKind::date);
       },
       "I5 k7m2qx9dab-1.target changed: 2026-03-31 | 2026-03-31 | 2026-09-30\n"
       "J5 k7m2qx9dab-1.why-moved needed:  |  | \n"
       "G6 k7m2qx9dab-2.update needed:  |  | \n"
       "K6 k7m2qx9dab-2.forecast changed:  |  | 2026-09-30\n"},
      {"a rating that means done needs the day and what shows it",
       [](Book& book) { book.rows.put(5, Field::rating, "complete"); },
       "F5 k7m2qx9dab-1.rating changed: Amber | Amber | Complete\n"
       "M5 k7m2qx9dab-1.completed needed:  |  | \n"
       "N5 k7m2qx9dab-1.shown-by needed:  |  | \n"},
      {"a formula, a day as text, an unknown rating, an emptied cell",
       [](Book& book) {
         book.rows.put(5, Field::update, "3");
         book.rows.at(5, 7).formula = true;
         book.rows.put(5, Field::target, "30/09/2026");
         book.rows.put(6, Field::target, "soon");
         book.rows.put(6, Field::rating, "Greenish");
         book.rows.put(7, Field::rating, "");
         book.rows.put(7, Field::target, "46000", ContentKind::number);
       },
       "G5 k7m2qx9dab-1.update trouble:  |  | 3 ? 3\n"
       "I5 k7m2qx9dab-1.target trouble: 2026-03-31 | 2026-03-31 | 30/09/2026 ? 2026-09-30\n"
       "J5 k7m2qx9dab-1.why-moved needed:  |  | \n"
       "F6 k7m2qx9dab-2.rating trouble: Amber | Amber | Greenish\n"
       "I6 k7m2qx9dab-2.target trouble: 2026-06-30 | 2026-06-30 | soon\n"
       "J6 k7m2qx9dab-2.why-moved needed:  |  | \n"
       "F7 k7m2qx9dab-4.rating trouble: Amber | Amber | \n"
       "I7 k7m2qx9dab-4.target trouble:  |  | 46000\n"},
      {"a day as text that says the same day", [](Book& book) { book.rows.put(5, Field::target, "31 March 2026"); },
       ""},
      {"a row taken out", [](Book& book) { book.rows.take_row(6); }, "vanished k7m2qx9dab-2\n"},
      {"a row added",
       [](Book& book) {
         book.rows.put(8, Field::wording, "Write to the hub");
         book.rows.put(8, Field::lead, "Sergeant");
       },
       "E8 new-1-8.wording changed:  |  | Write to the hub\nH8 new-1-8.lead changed:  |  | Sergeant\n"},
      {"a row without an id and without an action", [](Book& book) { book.rows.put(8, Field::lead, "Total"); },
       "! A8 of “Rowan”: the row has no id and no action, so it is neither an answer nor a new row.\n"},
      {"a row pasted twice, alike",
       [](Book& book) {
         for (std::uint32_t column = 1; column <= field_count; ++column) {
           book.rows.at(8, column) = book.rows.at(5, column);
           book.rows.at(8, column).row = 8;
         }
       },
       ""},
      {"a row pasted twice and changed in one place",
       [](Book& book) {
         for (std::uint32_t column = 1; column <= field_count; ++column) {
           book.rows.at(8, column) = book.rows.at(5, column);
           book.rows.at(8, column).row = 8;
         }
         book.rows.put(8, Field::lead, "Chief Inspector");
       },
       "! A5 of “Rowan”: the row “k7m2qx9dab-1” stands there 2 times (A5 of “Rowan”, A8 of “Rowan”) and does not say "
       "the same "
       "each time. Nothing of it is taken in.\n"},
      {"ids edited: no id, none of the plan's, and another agency's",
       [](Book& book) {
         book.rows.put(5, Field::id, "row 1");
         book.rows.put(6, Field::id, "k7m2qx9dab-99");
         book.rows.put(7, Field::id, "k7m2qx9dab-3");
       },
       "vanished k7m2qx9dab-1\nvanished k7m2qx9dab-2\nvanished k7m2qx9dab-4\n"
       "! A5 of “Rowan”: “row 1” is no row id. Put back the one that was downloaded, or leave the cell empty to "
       "propose a new "
       "row. Nothing of this row is taken in.\n"
       "! A6 of “Rowan”: the plan has no row “k7m2qx9dab-99”. Was the id edited? Nothing of this row is taken in.\n"
       "! A7 of “Rowan”: these are rows of another agency. Nothing of them is taken in.\n"},
      {"only one column sorted, away from its ids",
       [](Book& book) { std::swap(book.rows.at(5, 5).text, book.rows.at(6, 5).text); },
       "! A5 of “Rowan”: the row has the id “k7m2qx9dab-1”, but the action of “k7m2qx9dab-2”. Were its cells sorted or "
       "pasted "
       "without their ids? Nothing of this row is taken in.\n"
       "! A6 of “Rowan”: the row has the id “k7m2qx9dab-2”, but the action of “k7m2qx9dab-1”. Were its cells sorted or "
       "pasted "
       "without their ids? Nothing of this row is taken in.\n"},
      {"typed into a column that only tells", [](Book& book) { book.rows.put(5, Field::so_far, "It is going well."); },
       "! D5 of “Rowan”: “How it stood” was changed to “It is going well.”. That column only tells how it stood: what "
       "is new "
       "goes into “Update”.\n"},
      {"the hidden sheet lost",
       [](Book& book) {
         book.kept.cells.clear();
         book.rows.put(5, Field::lead, "Chief Inspector");
         book.rows.put(5, Field::update, "The hub meets.");
       },
       "G5 k7m2qx9dab-1.update changed:  |  | The hub meets.\n"
       "H5 k7m2qx9dab-1.lead conflict:  | Head of Safeguarding | Chief Inspector\n"
       "- The workbook has lost what it was downloaded with, so each cell that differs is to be decided.\n"},
      {"the hidden sheet changed", [](Book& book) { book.kept.at(3, 5).text = "Nobody"; },
       "- What the workbook remembered of its download has been changed, so it was not used.\n"
       "- The workbook has lost what it was downloaded with, so each cell that differs is to be decided.\n"},
  };
  for (const auto& one : cases) {
    plan::Plan plan = rowan();
    Book book = book_of(form(partnership(), {&plan}, police, day("2026-03-04")));
    one.done(book);
    const auto read = returned(book.filled());
    ASSERT_TRUE(read) << one.what;
    EXPECT_EQ(told(compare(*read, {&plan}, police)), one.expected) << one.what;
  }
}

// Does it to the plan, or fails the test.
void act(plan::Plan& plan, const plan::PlanCommand& command, const plan::Stamp& stamp = at("2026-03-10", "somebody")) {
  const auto events = plan::decide(plan, command, stamp);
  ASSERT_TRUE(events) << events.error().sentence;
  for (const plan::PlanEvent& event : *events) plan::apply(plan, event);
}

TEST(Comparison, three_ways_as_downloaded_now_and_theirs) {
  const struct {
    const char* what;
    plan::PlanCommand since;
    std::function<void(Book&)> done;
    std::string expected;
  } cases[] = {
      {"somebody else changed a cell that the workbook did not",
       plan::ChangeAction{1, "lead", "Head of Safeguarding", "Jo", "She left"}, [](Book&) {}, ""},
      {"both changed a cell to the same",
       plan::ChangeAction{1, "lead", "Head of Safeguarding", "Chief Inspector", "She left"},
       [](Book& book) { book.rows.put(5, Field::lead, "Chief Inspector"); }, ""},
      {"both changed a cell", plan::ChangeAction{1, "lead", "Head of Safeguarding", "Superintendent", "She left"},
       [](Book& book) { book.rows.put(5, Field::lead, "Chief Inspector"); },
       "H5 k7m2qx9dab-1.lead conflict: Head of Safeguarding | Superintendent | Chief Inspector\n"},
      {"both gave an update", plan::GiveUpdate{1, {day("2026-03-09"), "", "The hub was closed.", {}}},
       [](Book& book) { book.rows.put(5, Field::update, "The hub meets."); },
       "G5 k7m2qx9dab-1.update conflict:  | The hub was closed. | The hub meets.\n"},
      {"the same update came another way", plan::GiveUpdate{1, {day("2026-03-09"), "", "The hub meets.", {}}},
       [](Book& book) { book.rows.put(5, Field::update, "The hub meets."); }, ""},
      {"a row withdrawn since", plan::WithdrawAction{1, "a duplicate"},
       [](Book& book) { book.rows.put(5, Field::update, "The hub meets."); },
       "! A5 of “Rowan”: the row was withdrawn from the plan. Nothing of it is taken in.\n"},
      {"a row closed since",
       plan::CloseAction{1, {plan::ClosureKind::duplicate, "Audit Group", day("2026-03-08"), "twice"}},
       [](Book& book) { book.rows.put(5, Field::update, "The hub meets."); },
       "! A5 of “Rowan”: the row was closed on 8 March 2026. Nothing of it is taken in.\n"},
  };
  for (const auto& one : cases) {
    plan::Plan plan = rowan();
    Book book = book_of(form(partnership(), {&plan}, police, day("2026-03-04")));
    act(plan, one.since);
    one.done(book);
    const auto read = returned(book.filled());
    ASSERT_TRUE(read) << one.what;
    EXPECT_EQ(told(compare(*read, {&plan}, police)), one.expected) << one.what;
  }
}

TEST(Comparison, a_workbook_of_another_plan_is_told_once) {
  plan::Plan plan = rowan();
  Book book = book_of(form(partnership(), {&plan}, police, day("2026-03-04")));
  const auto read = returned(book.filled());
  ASSERT_TRUE(read);
  plan::Plan other = rowan();
  other.id = plan::PlanId("aaaaaaaaaa");
  EXPECT_EQ(
      told(compare(*read, {&other}, {other.id, {}})),
      "! A5 of “Rowan” and 2 others: these are rows of a plan that is not here. Send the workbook to where it was "
      "downloaded.\n");
  EXPECT_EQ(
      told(compare(*read, {&other, &plan}, {other.id, {}})),
      "! A5 of “Rowan” and 2 others: these are rows of another plan, “Rowan action plan”. Send them from that plan's "
      "page.\n");
  const auto none = returned({{{"Sheet1", false, {{1, 1, ContentKind::text, false, "Hello", {}}}}}});
  ASSERT_FALSE(none);
  EXPECT_NE(none.error().sentence.find("has a column “Row id”"), std::string::npos);
}

// ---- What becomes of it ----

struct Say {
  std::string operator()(const plan::ChangeAction& c) const {
    return c.field + ": " + c.from + " -> " + c.to + " (" + c.reason + ")";
  }
  std::string operator()(const plan::ChangeDate& c) const { return "date " + c.target + " (" + c.reason + ")"; }
  std::string operator()(const plan::GiveUpdate& c) const {
    return "update " + c.update.as_at.iso() + " " + c.update.narrative +
           (c.update.forecast ? ", " + c.update.forecast->iso() : "");
  }
  std::string operator()(const plan::ClaimCompletion& c) const {
    return "claim " + c.completed.iso() + " " + c.evidence_or_why_none;
  }
  std::string operator()(const plan::RateAction& c) const { return "rate " + c.as_written; }
  std::string operator()(const plan::AddAction& c) const {
    return "add " + c.action.wording + " of " + c.action.agency.text();
  }
  std::string operator()(const auto&) const { return "?"; }
};
std::string what_of(const plan::PlanCommand& command) {
  return std::visit(Say{}, command);
}

TEST(Commands, say_in_the_plans_own_terms_what_was_chosen) {
  using Chosen = std::map<std::string, std::pair<Take, std::string>>;
  const struct {
    const char* what;
    std::function<void(Book&)> done;
    Chosen chosen;  // beside what is likely
    std::string expected;
  } cases[] = {
      {"a lead, from the workbook by name",
       [](Book& book) { book.rows.put(5, Field::lead, "Chief Inspector"); },
       {},
       "lead: Head of Safeguarding -> Chief Inspector (From the workbook “x.xlsx”, cell H5.)\n"},
      {"a whole answer: claim before rating, update before both",
       [](Book& book) {
         book.rows.put(5, Field::rating, "Complete");
         book.rows.put(5, Field::update, "Done.");
         book.rows.put(5, Field::completed, "2026-03-01", ContentKind::date);
         book.rows.put(5, Field::shown_by, "Minutes of the hub");
       },
       {},
       "update 2026-03-04 Done.\nclaim 2026-03-01 Minutes of the hub\nrate Complete\n"},
      {"a date and its reason",
       [](Book& book) {
         book.rows.put(5, Field::target, "2026-09-30", ContentKind::date);
         book.rows.put(5, Field::why_moved, "The hub opens in July.");
       },
       {},
       "date 30 September 2026 (The hub opens in July.)\n"},
      {"a date whose reason was typed while deciding",
       [](Book& book) { book.rows.put(5, Field::target, "2026-09-30", ContentKind::date); },
       {{"k7m2qx9dab-1.target", {Take::theirs, ""}}, {"k7m2qx9dab-1.why-moved", {Take::typed, "Late."}}},
       "date 30 September 2026 (Late.)\n"},
      {"a date without a reason is not taken in by itself",
       [](Book& book) { book.rows.put(5, Field::target, "2026-09-30", ContentKind::date); },
       {},
       ""},
      {"a date without a reason, taken nevertheless",
       [](Book& book) { book.rows.put(5, Field::target, "2026-09-30", ContentKind::date); },
       {{"k7m2qx9dab-1.target", {Take::theirs, ""}}},
       "refused: I5 moves the target date: say why, or leave the date as it is now."},
      {"what cannot be read, taken as it is",
       [](Book& book) { book.rows.put(5, Field::rating, "Greenish"); },
       {{"k7m2qx9dab-1.rating", {Take::theirs, ""}}},
       "refused: F5 says “Greenish”, which is not in this plan's key: Red, Amber, Green, Complete."},
      {"what cannot be read, typed anew",
       [](Book& book) { book.rows.put(5, Field::rating, "Greenish"); },
       {{"k7m2qx9dab-1.rating", {Take::typed, "Green"}}},
       "rate Green\n"},
      {"a day typed as no day",
       [](Book& book) { book.rows.put(5, Field::target, "soon"); },
       {{"k7m2qx9dab-1.target", {Take::typed, "31/2/2026"}}},
       "refused: I5: “31/2/2026” is no day. Write it like 2026-09-30."},
      {"a row added",
       [](Book& book) {
         book.rows.put(8, Field::wording, "Write to the hub");
         book.rows.put(8, Field::update, "Begun.");
       },
       {},
       "add Write to the hub of police\nupdate 2026-03-04 Begun.\n"},
      {"a row added and not wanted",
       [](Book& book) { book.rows.put(8, Field::wording, "Write to the hub"); },
       {{"new-1-8.wording", {Take::now, ""}}},
       ""},
  };
  for (const auto& one : cases) {
    plan::Plan plan = rowan();
    Book book = book_of(form(partnership(), {&plan}, police, day("2026-03-04")));
    one.done(book);
    const auto read = returned(book.filled());
    ASSERT_TRUE(read) << one.what;
    const Comparison comparison = compare(*read, {&plan}, police);
    Choices choices = likely(comparison);
    for (const auto& [key, take] : one.chosen) choices[key] = {take.first, take.second, mark_of("")};
    for (const RowProposals& row : comparison.rows)
      for (const Proposal& each : row.cells)
        if (const auto choice = choices.find(key_of(each)); choice != choices.end())
          choice->second.now_mark = mark_of(each.now);
    std::string done;
    for (const RowProposals& row : comparison.rows) {
      const auto made = commands(row, choices, plan, police.agency, "x.xlsx", day("2026-03-04"));
      if (!made) {
        done += "refused: " + made.error().sentence;
        continue;
      }
      for (const plan::PlanCommand& command : *made) {
        done += what_of(command) + "\n";
        const auto events = plan::decide(plan, command, at("2026-03-04"));
        ASSERT_TRUE(events) << one.what << ": " << events.error().sentence;
        for (const plan::PlanEvent& event : *events) plan::apply(plan, event);
      }
    }
    EXPECT_EQ(done, one.expected) << one.what;
    // Sent once more, the same workbook proposes nothing of what was taken in.
    if (done.find("refused") == std::string::npos && !done.empty()) {
      const Comparison again = compare(*read, {&plan}, police);
      for (const RowProposals& row : again.rows)
        for (const Proposal& each : row.cells)
          EXPECT_FALSE(choices.contains(key_of(each)) && choices[key_of(each)].take == Take::theirs)
              << one.what << ": " << key_of(each) << " is proposed again";
    }
  }
}

TEST(Commands, a_cell_that_somebody_changed_while_it_was_decided_is_a_conflict) {
  plan::Plan plan = rowan();
  Book book = book_of(form(partnership(), {&plan}, police, day("2026-03-04")));
  book.rows.put(5, Field::lead, "Chief Inspector");
  const auto read = returned(book.filled());
  const Choices choices = likely(compare(*read, {&plan}, police));
  act(plan, plan::ChangeAction{1, "lead", "Head of Safeguarding", "Superintendent", "She left"});
  const Comparison now = compare(*read, {&plan}, police);
  ASSERT_EQ(now.rows.size(), 1u);
  const auto made = commands(now.rows[0], choices, plan, police.agency, "x.xlsx", day("2026-03-10"));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::conflict);
  EXPECT_NE(made.error().sentence.find("H5"), std::string::npos);
  EXPECT_NE(made.error().sentence.find("Superintendent"), std::string::npos);
}

}  // namespace
}  // namespace candour::workbook
