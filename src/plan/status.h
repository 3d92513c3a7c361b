#pragma once
// The common status: what a plan's own rating means, once its own key has said so. Colours are never compared
// across plans, only statuses (docs/explanation/status.md). Words are those of the reading contract.

#include <array>
#include <optional>
#include <string_view>

namespace candour::plan {

enum class Status {
  not_started,
  on_track,
  at_risk,
  off_track,
  complete,  // done, not shown to be embedded
  embedded,  // only where the key says so
  closed,    // without being done: superseded, duplicate, not accepted
  not_applicable,
  not_stated,  // blank
  unclear,     // outside the key, or no rating at all
};
inline constexpr std::array<Status, 10> every_status{
    Status::not_started, Status::on_track, Status::at_risk,        Status::off_track,  Status::complete,
    Status::embedded,    Status::closed,   Status::not_applicable, Status::not_stated, Status::unclear};

std::string_view to_text(Status status);  // "on_track"
std::optional<Status> status_from_text(std::string_view text);
std::string_view in_words(Status status);  // "On track"
// Open: still asks something of somebody (not_started, on_track, at_risk, off_track, not_stated, unclear).
bool is_open(Status status);

}  // namespace candour::plan
