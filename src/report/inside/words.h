#pragma once
// Counts and names as documents tell them.

#include <string>
#include <string_view>

#include "base/text.h"
#include "plan/partnership.h"
#include "plan/plan.h"

namespace candour::report {

inline std::string count_of(std::size_t number, std::string_view one, std::string_view many) {
  return grouped(static_cast<long long>(number)) + " " + std::string(number == 1 ? one : many);
}
inline std::string plan_name(const plan::Plan& plan) {
  return plan.title.empty() ? plan.review.name : plan.title;
}
inline const std::string& agency_name(const plan::Agency* agency) {
  static const std::string none = "No agency named";
  return agency ? agency->name : none;
}
// A column of numbers is as wide as the longest word at its head.
inline int share_of(std::string_view title) {
  std::size_t most = 5, length = 0;
  for (const char c : title) {
    length = c == ' ' ? 0 : length + 1;
    if (length > most) most = length;
  }
  return static_cast<int>(most < 12 ? most + 3 : 15);
}
// A rating that is blank still wants a word at the head of a column.
inline std::string rating_name(const std::string& as_written) {
  return as_written.empty() ? "Blank" : as_written;
}

}  // namespace candour::report
