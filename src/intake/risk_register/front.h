#pragma once
// What a register says of itself above its rows: its title and the date it is of.

#include <optional>
#include <string>
#include <vector>

#include "intake/parts/account.h"
#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::risk_register {

struct StatedDate {
  Date last;  // of a month, its last day
  std::string as_written;
};
// Fills title and as_at, which `choices` may settle; returns the date in the register's own words, if it has one.
std::optional<StatedDate> read_front(const std::vector<FlowLine>& flow, const Choices& choices, Account& account,
                                     Reading& reading);

}  // namespace candour::intake::risk_register
