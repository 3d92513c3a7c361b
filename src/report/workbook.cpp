#include "report/workbook.h"

#include <xlsxwriter.h>

#include "base/text.h"
#include "report/inside/cell_codes.h"
#include "report/inside/memory_file.h"

namespace candour::report {
namespace {

using workbook::Column;
using workbook::Field;
using workbook::FormRow;
using workbook::FormSheet;
using workbook::Holds;

constexpr lxw_row_t title_row = 0, told_row = 1, key_row = 2, head_row = 3, first_row = 4;
// Rows below the last that are ready for new ones.
constexpr lxw_row_t spare_rows = 100;
constexpr const char* ratings_sheet = "Ratings";

struct Formats {
  lxw_format *title, *words, *head, *locked, *open_words, *open_day, *plain;
};

lxw_format* made(lxw_workbook* book) {
  lxw_format* format = workbook_add_format(book);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  return format;
}

Formats formats_of(lxw_workbook* book) {
  Formats formats{};
  formats.title = made(book);
  format_set_bold(formats.title);
  format_set_font_size(formats.title, 14);
  formats.words = made(book);
  format_set_text_wrap(formats.words);
  formats.head = made(book);
  format_set_bold(formats.head);
  format_set_text_wrap(formats.head);
  format_set_bottom(formats.head, LXW_BORDER_MEDIUM);
  // "@": what is typed stays text, also "=1+1" and "1-2".
  formats.locked = made(book);
  format_set_text_wrap(formats.locked);
  format_set_num_format(formats.locked, "@");
  format_set_bg_color(formats.locked, 0xEEEFEF);
  format_set_border(formats.locked, LXW_BORDER_HAIR);
  formats.open_words = made(book);
  format_set_text_wrap(formats.open_words);
  format_set_num_format(formats.open_words, "@");
  format_set_unlocked(formats.open_words);
  format_set_border(formats.open_words, LXW_BORDER_HAIR);
  formats.open_day = made(book);
  format_set_num_format(formats.open_day, "yyyy-mm-dd");
  format_set_align(formats.open_day, LXW_ALIGN_LEFT);
  format_set_unlocked(formats.open_day);
  format_set_border(formats.open_day, LXW_BORDER_HAIR);
  formats.plain = made(book);
  format_set_num_format(formats.plain, "@");
  return formats;
}

lxw_format* format_of(const Column& column, const Formats& formats) {
  if (!column.open) return formats.locked;
  return column.holds == Holds::day ? formats.open_day : formats.open_words;
}

void set_up_print(lxw_worksheet* page, const std::string& title, int paper) {
  worksheet_set_landscape(page);
  worksheet_set_paper(page, static_cast<uint8_t>(paper));
  worksheet_fit_to_pages(page, 1, 0);
  // & starts a code in a header; doubled it is itself. Excel allows 255 characters.
  worksheet_set_header(page, ("&L" + replaced(shortened(title, 200), "&", "&&")).c_str());
  worksheet_set_footer(page, "&RPage &P of &N");
}

// Without a password: against slips, not against people. What people do with a table stays allowed.
void protect(lxw_worksheet* page) {
  lxw_protection allowed{};
  allowed.format_cells = allowed.format_columns = allowed.format_rows = 1;
  allowed.insert_rows = allowed.insert_columns = 1;
  allowed.sort = allowed.autofilter = 1;
  worksheet_protect(page, nullptr, &allowed);
}

void write_guide(lxw_workbook* book, const workbook::Form& form, const Formats& formats) {
  lxw_worksheet* page = workbook_add_worksheet(book, "Read me first");
  worksheet_set_column(page, 0, 0, 24, nullptr);
  worksheet_set_column(page, 1, 1, 100, nullptr);
  lxw_row_t line = 0;
  worksheet_write_string(page, line++, 0, form.title.c_str(), formats.title);
  for (const char* sentence :
       {"Fill in the white cells of the sheets that follow, save the workbook as .xlsx and send it back. Nothing "
        "changes in the plan until what you sent has been looked at.",
        "Leave a cell as it is where nothing has changed. You may filter, hide, sort and add columns of your own; to "
        "sort, take the protection off first (it has no password). Keep each row id with its row.",
        "A row without a row id is a new row that you propose. A row that you take out stays in the plan."})
    worksheet_write_string(page, line++, 0, sentence, formats.plain);
  ++line;
  worksheet_write_string(page, line, 0, "Column", formats.head);
  worksheet_write_string(page, line++, 1, "What goes into it", formats.head);
  for (const Column& column : workbook::columns()) {
    worksheet_write_string(page, line, 0, std::string(column.heading).c_str(), formats.words);
    worksheet_write_string(page, line++, 1, std::string(column.note).c_str(), formats.words);
  }
  set_up_print(page, form.title, 9);  // A4
}

void write_day(lxw_worksheet* page, lxw_row_t line, lxw_col_t column, const std::string& iso, lxw_format* format) {
  const auto day = Date::parse(iso);
  if (!day) {
    worksheet_write_blank(page, line, column, format);
    return;
  }
  lxw_datetime when{};
  when.year = day->year();
  when.month = day->month();
  when.day = day->day();
  worksheet_write_datetime(page, line, column, &when, format);
}

// What may be typed into a column, and the note that is read out when one comes to a cell of it.
void write_validation(lxw_worksheet* page, const Column& column, lxw_col_t at, lxw_row_t last, std::string ratings) {
  lxw_data_validation rule{};
  std::string title(column.heading), note(shortened(column.note, 250)), wrong, what_then;
  rule.ignore_blank = LXW_VALIDATION_ON;
  if (column.holds == Holds::rating && !ratings.empty()) {
    rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    rule.value_formula = ratings.data();
    wrong = "Not a rating of this plan";
    what_then = "Choose one of the ratings in the list. The sheet Ratings says what each means.";
  } else if (column.holds == Holds::day) {
    rule.validate = LXW_VALIDATION_TYPE_DATE;
    rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    rule.minimum_datetime = {1990, 1, 1, 0, 0, 0};
    rule.maximum_datetime = {2199, 12, 31, 0, 0, 0};
    wrong = "Not a date";
    what_then = "Type a day, such as 2026-09-30.";
  } else {
    rule.validate = LXW_VALIDATION_TYPE_ANY;
  }
  rule.input_title = title.data();
  rule.input_message = note.data();
  if (!wrong.empty()) {
    rule.error_title = wrong.data();
    rule.error_message = what_then.data();
  }
  worksheet_data_validation_range(page, first_row, at, last, at, &rule);
}

void write_plan(lxw_workbook* book, const FormSheet& sheet, const Formats& formats, const std::string& ratings) {
  lxw_worksheet* page = workbook_add_worksheet(book, sheet.name.c_str());
  const auto last_column = static_cast<lxw_col_t>(workbook::field_count - 1);
  const auto last = static_cast<lxw_row_t>(first_row + sheet.rows.size() - 1);
  for (const Column& column : workbook::columns()) {
    const auto at = static_cast<lxw_col_t>(column.field);
    // The column's own format makes the rows below ready for new ones.
    worksheet_set_column(page, at, at, column.width, format_of(column, formats));
    worksheet_write_string(page, key_row, at, (std::string(workbook::key_prefix) + std::string(column.key)).c_str(),
                           formats.plain);
    worksheet_write_string(page, head_row, at, std::string(column.heading).c_str(), formats.head);
    if (column.open) write_validation(page, column, at, last + spare_rows, ratings);
  }
  worksheet_write_string(page, title_row, 0, sheet.title.c_str(), formats.title);
  worksheet_write_string(page, told_row, 0,
                         "Fill in the white cells. The sheet “Read me first” says what goes into each column.",
                         formats.plain);
  lxw_row_col_options hidden{};
  hidden.hidden = LXW_TRUE;
  worksheet_set_row_opt(page, key_row, LXW_DEF_ROW_HEIGHT, nullptr, &hidden);
  lxw_row_t line = first_row;
  for (const FormRow& row : sheet.rows) {
    for (const Column& column : workbook::columns()) {
      const auto at = static_cast<lxw_col_t>(column.field);
      const std::string& text = row.cells[static_cast<std::size_t>(column.field)];
      lxw_format* format = format_of(column, formats);
      if (column.holds == Holds::day)
        write_day(page, line, at, text, format);
      else if (text.empty())
        worksheet_write_blank(page, line, at, format);
      else
        worksheet_write_string(page, line, at, without_codes(text).c_str(), format);
    }
    ++line;
  }
  worksheet_freeze_panes(page, first_row, 2);
  worksheet_autofilter(page, head_row, 0, last, last_column);
  worksheet_ignore_errors(page, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:N1048576");
  worksheet_repeat_rows(page, head_row, head_row);
  set_up_print(page, sheet.title, 8);  // A3
  protect(page);
}

void write_ratings(lxw_worksheet* page, const workbook::Form& form, const Formats& formats) {
  worksheet_set_column(page, 0, 0, 40, nullptr);
  worksheet_set_column(page, 1, 1, 24, nullptr);
  worksheet_set_column(page, 2, 2, 60, nullptr);
  worksheet_set_column(page, 3, 3, 24, nullptr);
  lxw_col_t column = 0;
  for (const char* heading : {"Sheet", "Rating", "What the plan says it means", "What it counts as"})
    worksheet_write_string(page, 0, column++, heading, formats.head);
  lxw_row_t line = 1;
  for (const FormSheet& sheet : form.sheets)
    for (const plan::KeyEntry& entry : sheet.ratings) {
      worksheet_write_string(page, line, 0, sheet.name.c_str(), formats.words);
      worksheet_write_string(page, line, 1, entry.as_written.c_str(), formats.words);
      worksheet_write_string(page, line, 2, entry.meaning.c_str(), formats.words);
      worksheet_write_string(page, line++, 3, std::string(plan::in_words(entry.status)).c_str(), formats.words);
    }
  worksheet_freeze_panes(page, 1, 0);
  worksheet_repeat_rows(page, 0, 0);
  set_up_print(page, form.title, 9);
}

void write_kept(lxw_worksheet* page, const workbook::Form& form, const Formats& formats) {
  lxw_row_t line = 0;
  for (const auto& texts : workbook::kept_lines(form)) {
    for (lxw_col_t column = 0; column < texts.size(); ++column)
      if (!texts[column].empty()) worksheet_write_string(page, line, column, texts[column].c_str(), formats.plain);
    ++line;
  }
  worksheet_hide(page);
}

}  // namespace

Result<std::string> xlsx(const workbook::Form& form) {
  const std::string sentence = "The workbook could not be made. Please try again.";
  MemoryFile file;
  if (file.descriptor() < 0) return fail(ErrorCode::internal, sentence, "memfd_create");
  lxw_workbook* book = workbook_new(file.name().c_str());
  if (!book) return fail(ErrorCode::internal, sentence, "workbook_new");
  std::string title = form.title, company = form.partnership;
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.company = company.data();
  workbook_set_properties(book, &properties);

  const Formats formats = formats_of(book);
  write_guide(book, form, formats);
  // The sheet of ratings comes behind those that point into it: its lines are counted first.
  std::vector<std::string> places;
  lxw_row_t line = 1;
  for (const FormSheet& sheet : form.sheets) {
    const auto count = static_cast<lxw_row_t>(sheet.ratings.size());
    places.push_back(count == 0 ? std::string()
                                : "=" + std::string(ratings_sheet) + "!$B$" + std::to_string(line + 1) + ":$B$" +
                                      std::to_string(line + count));
    line += count;
  }
  for (std::size_t i = 0; i < form.sheets.size(); ++i) write_plan(book, form.sheets[i], formats, places[i]);
  write_ratings(workbook_add_worksheet(book, ratings_sheet), form, formats);
  write_kept(workbook_add_worksheet(book, std::string(workbook::kept_sheet).c_str()), form, formats);
  const lxw_error error = workbook_close(book);
  if (error != LXW_NO_ERROR) return fail(ErrorCode::internal, sentence, lxw_strerror(error));
  std::string bytes = file.content();
  if (bytes.empty()) return fail(ErrorCode::internal, sentence, "the file in memory could not be read");
  return bytes;
}

}  // namespace candour::report
