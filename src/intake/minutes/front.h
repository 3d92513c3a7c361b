#pragma once
// What minutes say of themselves above the first item: their title, whose meeting it was and when.

#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// Fills title, body and date, where they are told; returns the line that holds the body's name alone, if there is one.
std::string_view read_front(const std::vector<Passage>& passages, Account& account, Reading& reading, Meeting& meeting);
// A line that is a date, with a weekday, a time or a place beside it.
bool is_date_line(std::string_view text);

}  // namespace candour::intake::minutes
