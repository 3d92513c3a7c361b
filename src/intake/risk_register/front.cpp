#include "intake/risk_register/front.h"

#include <string_view>

#include "base/text.h"
#include "plan/dates.h"

namespace candour::intake::risk_register {

std::optional<StatedDate> read_front(const std::vector<FlowLine>& flow, const Choices& choices, Account& account,
                                     Reading& reading) {
  std::optional<StatedDate> stated;
  reading.as_at = choices.as_at;
  std::size_t looked = 0;
  for (const FlowLine& line : flow) {
    std::vector<std::string_view> texts;
    if (!line.is_row)
      texts.push_back(line.text);
    else if (looked < 12)
      for (const FlowCell& cell : line.cells)
        if (!cell.text.empty() && cell.text.size() <= 120) texts.push_back(cell.text);
    if (!line.is_furniture) ++looked;
    if (looked > 40) break;
    for (std::string_view text : texts) {
      if (text.size() > 200) continue;
      // In a workbook the title is alone in one of the first rows.
      if (reading.title.empty() && (!line.is_row || texts.size() == 1) && !line.is_furniture &&
          (line.heading > 0 || looked <= 3)) {
        const std::string key = matching_key(text);
        if (key.find("risk") != std::string::npos || key.find("assurance framework") != std::string::npos)
          reading.title = account.place(text);
      }
    }
    if (line.is_row && texts.size() > 3) continue;
    std::string both;
    for (std::string_view text : texts) both += std::string(text) + " ";
    const std::string key = matching_key(both.substr(0, 240));
    const bool dates = key.find("as at") != std::string::npos || key.find("updated") != std::string::npos ||
                       key.find("as of") != std::string::npos || key.find("last reviewed") != std::string::npos ||
                       key.rfind("reviewed by", 0) == 0 || key.rfind("reviewed on", 0) == 0 ||
                       key.rfind("date", 0) == 0 || key.find("risk register") != std::string::npos ||
                       key.find("version") != std::string::npos || key.find("position at") != std::string::npos;
    if (!dates || stated) continue;
    for (const plan::WrittenDate& written : plan::find_dates(both.substr(0, 240))) {
      if (!written.days) continue;
      if (written.kind == plan::DateReadingKind::day && !reading.as_at) reading.as_at = written.days->from;
      if (written.kind == plan::DateReadingKind::day || written.kind == plan::DateReadingKind::month_year) {
        stated = StatedDate{written.days->to, std::string(written.as_written)};
        break;
      }
    }
  }
  if (choices.as_at) reading.as_at = choices.as_at;
  return stated;
}

}  // namespace candour::intake::risk_register
