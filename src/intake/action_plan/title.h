#pragma once
// What a plan is called and of what day it tells.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "intake/action_plan/headings.h"
#include "intake/parts/account.h"

namespace candour::intake::action_plan {

struct TitleAndDate {
  std::string title;
  std::vector<std::size_t> lines;  // of the flow, that the title was read from
  std::optional<Date> as_at;
  bool as_at_from_month = false;  // only a month was given; its last day was taken
};

// The title stands over the first table. The report's own date stands beside words that say so ("as at", "updated"),
// first where the plan begins, then in headers and footers.
TitleAndDate find_title_and_date(const document::Document& document, const std::vector<FlowLine>& flow,
                                 const Tables& tables, const std::vector<bool>& of_the_key, const Headings& headings,
                                 const Choices& choices, Account& account);

}  // namespace candour::intake::action_plan
