#pragma once
// Several columns of ratings beside each other, and ratings told by a tick under a header.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "intake/action_plan/align.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

// Whether a header of ratings says when they were given: "Status at 14/01/26", "RAG last meeting", "Q2".
bool tells_when_rated(const std::string& header);

// A plan that keeps the ratings of each report side by side: the column of the last that is filled in holds. The
// greatest std::size_t where the columns tell no time.
std::size_t latest_rating(const AlignedRow& row, const std::vector<Column>& meanings,
                          const std::vector<std::string>& headers);

// A tick under "Achieved" says what the header says: that status in its text form; else empty.
std::string told_by_tick(const std::string& value, const std::string& header);

// What a column of "% complete" tells: all is complete and none is not begun; a part says nothing of how it stands.
// That status in its text form; else empty.
std::string told_by_percent(std::string_view value);

// A ticked box, "x", "yes"; and an empty box, a cross drawn for no.
bool is_tick(std::string_view value);
bool is_no_tick(std::string_view value);
// Whether a crossed box in a cell of its own is a no in this document: cells with ticks stand beside it, and no empty
// box that would make it the ticked one (as in Word, whose ticked box is drawn with a cross).
bool crosses_deny(const std::vector<FlowLine>& flow);

// A mark in a body's own column that says it takes part: a tick, "x", "lead".
bool ticks_a_body(std::string_view value);

}  // namespace candour::intake::action_plan
