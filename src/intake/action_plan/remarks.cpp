#include "intake/action_plan/remarks.h"

#include <utility>

#include "base/text.h"

namespace candour::intake::action_plan {

void note(Reading& reading, std::string code, Severity severity, const document::Place& place, std::string message,
          std::string suggestion, std::optional<std::size_t> action, std::string field) {
  reading.anomalies.push_back(
      {std::move(code), severity, place, std::move(message), std::move(suggestion), action, std::move(field)});
}

std::string quoted(std::string_view text) {
  return "\xE2\x80\x9C" + shortened(collapsed(text), 80) + "\xE2\x80\x9D";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(count)) + " " + std::string(count == 1 ? one : many);
}

}  // namespace candour::intake::action_plan
