#pragma once
// How long an agency took to answer what it was asked: facts of its requests, for its own page. Days are of the
// calendar, from the day the first letter left to the day the word came, by the link, by an account or by a workbook.
// Nothing here compares agencies. Pure; valid while the picture lives.

#include <cstdint>
#include <optional>
#include <vector>

#include "view/view.h"

namespace candour::view {

struct AnsweredRequest {
  const request::Request* request = nullptr;
  std::optional<Date> asked;       // the first letter was sent; nothing: none has been yet, or it was refused
  std::size_t updates = 0;         // that it asks for
  std::vector<std::int32_t> days;  // of each that was answered, the shortest first
  std::size_t waiting = 0;         // not answered, and it is open
  std::size_t never = 0;           // not answered before it was closed or revoked
  std::uint32_t times = 0;         // that it was asked: the letter and the reminders
};
struct Answers {
  std::vector<AnsweredRequest> requests;  // the newest first
  std::size_t answered = 0;
  std::optional<std::int32_t> median;   // days; of an even number the mean of the middle two, rounded up
  std::optional<std::int32_t> longest;  // days
  std::size_t waiting = 0;
  std::optional<Date> waiting_since;  // the first of those letters
  std::size_t never = 0;
};
// Of the requests that the picture has: those its reader may see.
Answers answers_of(const Picture& picture, const plan::AgencyId& agency);

}  // namespace candour::view
