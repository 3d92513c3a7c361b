#pragma once
// The reply that an inspector, or whoever made recommendations, asked for: each recommendation with the responses to
// it and the actions that serve it, those of other plans too. Pure; valid while the picture lives.

#include <cstddef>
#include <optional>
#include <vector>

#include "view/view.h"

namespace candour::view {

struct Reply {
  struct Response {
    const plan::Agency* agency = nullptr;  // nullptr: one that is not known any more
    const plan::Response* response = nullptr;
  };
  struct Answer {
    const plan::Recommendation* recommendation = nullptr;
    std::vector<Response> responses;
    std::vector<const plan::Agency*> awaiting;  // addressed, and silent
    std::vector<const Row*> rows;               // of this plan, then of others
  };
  struct Part {
    const plan::Finding* finding = nullptr;  // nullptr: recommendations under none
    std::vector<Answer> answers;
  };
  const PlanPicture* plan = nullptr;
  std::vector<Part> parts;  // in the order of the plan; none is empty
  std::optional<Date> due;  // the last day for it
  std::size_t recommendations = 0;
  std::size_t without_response = 0;  // neither a response nor an action
  std::size_t actions = 0;           // each counted once
  std::size_t without_date = 0;      // of the actions that are open
  std::size_t without_lead = 0;
};
// Nothing where there is no such plan.
std::optional<Reply> reply(const Picture& picture, const plan::PlanId& id);

}  // namespace candour::view
