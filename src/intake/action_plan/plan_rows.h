#pragma once
// The rows of every table of a plan, each cell under its column, and what each column means once its cells have been
// seen: a header is often a word that means one thing here and another there.

#include <cstddef>
#include <vector>

#include "intake/action_plan/align.h"
#include "intake/action_plan/cells.h"
#include "intake/action_plan/tables.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

inline constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

struct PlanRows {                                // by layout of `Tables`
  std::vector<std::vector<Column>> meanings;     // of its columns
  std::vector<std::vector<AlignedRow>> rows;     // of all tables that share it
  std::vector<std::vector<std::size_t>> ticked;  // columns headed with a body that hold ticks: who takes part
  // Columns headed with the words or colours of a scale that hold ticks ("Red | Amber | Green"): the ticked header is
  // the rating.
  std::vector<std::vector<std::size_t>> scales;
  // Columns headed with bodies that hold each one's answer: a row answers for each of them.
  std::vector<std::vector<std::size_t>> answers;
  std::vector<bool> answers_rate;      // by layout: the answers are ratings
  std::vector<std::size_t> completed;  // the column of the day it was done, where no column rates; or `nowhere`
  std::vector<std::size_t> row_at;     // beside the flow: the index in `rows` of its layout, or `nowhere`
  // Layouts without a column of agencies whose leads are bodies, or are where they are bodies and nothing else.
  std::vector<std::size_t> lead_is_agency, lead_may_be_agency;

  bool has(std::size_t layout, Column column) const;
};

// `knowledge` holds the words of the key and learns the agencies of well-formed rows.
PlanRows lay_out_rows(const std::vector<FlowLine>& flow, const Tables& tables, const Choices& choices,
                      Knowledge& knowledge);

// Asks where no column, or one only by its place, was taken for what is to be done.
void ask_about_columns(Reading& reading, const Tables& tables, const Choices& choices, const PlanRows& plan);

// For the wizard: each header once.
std::vector<UnderstoodColumn> understood_columns(const Tables& tables, const PlanRows& rows);

}  // namespace candour::intake::action_plan
