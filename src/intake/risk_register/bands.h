#pragma once
// The register's own key: which scores are low, which extreme.

#include <string_view>
#include <vector>

#include "intake/parts/account.h"
#include "intake/reading.h"
#include "intake/risk_register/register_table.h"

namespace candour::intake::risk_register {

// "15–25 Extreme" (with `meaning` empty), or "1-3" beside "Low": whether it is a line of the key, which is then in
// Reading::scale. Its words are no status of an action: unclear.
bool read_band(std::string_view range, std::string_view meaning, const Place& place, Account& account,
               Reading& reading);
// "Bands: 1-4 Low, 5-9 Medium": all that one line says; of any other nothing is taken.
void read_bands_in(std::string_view line, const Place& place, Account& account, Reading& reading);
// A table of such lines; of any other nothing is taken.
void read_bands(const std::vector<FlowLine>& flow, const Table& table, Account& account, Reading& reading);

}  // namespace candour::intake::risk_register
