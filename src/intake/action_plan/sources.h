#pragma once
// The findings and recommendations that rows answer: under headings, in the row itself, or carried down to it.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intake/action_plan/headings.h"
#include "intake/action_plan/row_agencies.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

class Sources {
 public:
  Sources(const std::vector<FlowLine>& flow, const Tables& tables, const Headings& headings,
          const std::vector<std::size_t>& title_lines, RowAgencies& agencies, Account& account, Reading& reading)
      : flow_(flow),
        tables_(tables),
        headings_(headings),
        title_lines_(title_lines),
        agencies_(agencies),
        account_(account),
        reading_(reading) {}

  HeadingKind kind_of(std::size_t i) const { return headings_.kind_of(i, further_); }
  void read_heading(std::size_t i, HeadingKind kind);
  // The heading names the agency of what stands below it.
  void open_agency(std::size_t i);
  // A header or a row: text below it is no longer the finding's.
  void leave_heading() { fresh_finding_ = false; }
  // "Response: Accepted" between a heading and the table under it: true where it was taken as told of the rows there.
  bool read_label(std::size_t i);
  // Text below a heading belongs to its finding or recommendation.
  void read_text(std::size_t i);

  // Finding and recommendation of the row: new, carried, or a torn question going on.
  void read_sources(const AlignedRow& row, const std::vector<Column>& meanings, std::size_t i);
  // Whether that row named one itself.
  bool in_row() const { return source_in_row_; }
  // Ties the action to them; it is the next of the reading.
  void serve(Action& action);
  // Whether the action that serve() took last answers none.
  bool serves_none() const { return action_recommendation_.back() == nowhere; }
  // Whether it was given the last of a list of recommendations, only since the list stands over its table.
  bool answers_a_list() const {
    return !source_in_row_ && listed_ > 1 && recommendation_ != nowhere && recommendation_ == heading_recommendation_;
  }
  // Nothing in that row says which of the list it answers: of a list of three or more it is tied to none, and that is
  // said once.
  void leave_list(Action& action);
  // That action gives the numbers of what it answers and not their words.
  void serve_numbers(Action& action, const std::vector<std::string>& numbers);
  // What lines of labels below the heading ("Response: Accepted") tell of every row under it, into fields that the
  // table has no column for; whose the rows are, where a line says so.
  void tell_by_heading(Action& action, const std::vector<Column>& meanings);
  std::string_view agency_by_heading() { return told_by_heading(Column::agency); }

  // The last question in a cell goes on in this text: true where it was joined to it.
  bool take_fragment(std::string_view text, const document::Place& place);

  // When all rows are read: a number beside the questions belongs to the question where it comes and goes with it, else
  // to the action.
  void settle_references();

  std::size_t finding() const { return finding_; }

 private:
  std::size_t finding_with(const std::string& ref, const std::string& title, const document::Place& place);
  std::string ref_in_this_table(const std::string& ref, const document::Place& place);
  std::string next_finding_ref() const;
  void open_finding(std::string ref, std::string title, const document::Place& place);
  bool stands_over_rows(std::size_t i) const;
  bool stands_below_rows(std::size_t i) const;
  void read_chapter(std::size_t i, std::string_view text, const Label& label, const document::Place& place);
  std::size_t add_recommendation(std::string ref, std::string_view text, const document::Place& place);
  std::size_t numbered(const std::string& number, const document::Place& place);
  void leave_labels();
  std::string_view told_by_heading(Column column);
  bool take_label(std::string_view text);
  void join_told_numbers();
  void take_words_from_lists();
  void read_question(std::string_view text, const AlignedRow& row, std::size_t reference_column, std::size_t i);
  std::size_t bare_number_of(std::string_view text);
  static std::string series_of(std::string_view reference);
  static std::string stem_of(const std::string& reference);
  bool join_question(std::string_view text, const document::Place& place, std::size_t repeated);

  const std::vector<FlowLine>& flow_;
  const Tables& tables_;
  const Headings& headings_;
  const std::vector<std::size_t>& title_lines_;
  RowAgencies& agencies_;
  Account& account_;
  Reading& reading_;

  bool further_ = false;         // below the heading of further learning
  std::size_t bare_number_ = 0;  // the last that a question began with and no mark behind it
  std::size_t lessons_ = 0;
  bool fresh_finding_ = false;
  std::size_t finding_ = nowhere;
  std::size_t recommendation_ = nowhere;
  std::size_t heading_recommendation_ = nowhere;
  std::size_t listed_ = 0;  // headings of recommendations that followed each other with no row between
  bool told_of_list_ = false, list_seen_ = false;
  bool recommendation_from_cell_ = false;
  std::string series_;  // of the last reference
  std::size_t rows_since_heading_ = 0;
  bool source_in_row_ = false;
  struct Told {
    Column column;
    std::string_view value, line;  // into the document
    bool used = false;             // a row was told of it
  };
  std::vector<Told> told_;            // by lines of labels below the heading that is open
  std::vector<std::string> numbers_;  // all that the open cell names, where it names several
  std::unordered_map<std::size_t, std::vector<std::string>> numbers_of_action_;
  std::unordered_map<std::string, std::size_t> by_number_;
  std::unordered_map<std::string, std::size_t> recommendation_keys_, finding_keys_in_table_;
  std::vector<std::string> references_of_;
  std::vector<std::size_t> action_recommendation_;
};

}  // namespace candour::intake::action_plan
