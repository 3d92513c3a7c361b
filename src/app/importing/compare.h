#pragma once
// A newer version of a document laid beside the plan: which row is which action, and what differs. Pure; any thread.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/import.h"

namespace candour::app {

// Row and action, by index; each at most once. Rows are known by recommendation, agency and wording; then by their own
// reference; then by likeness within the same recommendation and agency, the best first; then by likeness anywhere. Far
// from quadratic: likeness is worked out only for rows that share rare words.
struct Pairing {
  std::vector<std::optional<std::size_t>> action_of_row;
  std::vector<std::optional<std::size_t>> row_of_action;
};
Pairing pair_rows(const std::vector<intake::Action>& rows, const plan::Actions& actions,
                  const plan::Partnership& partnership);

// `decided` beside `read`, row by row: a field differs where what was decided is not what stands, except where the
// document says the same as its last version did (what was changed here since is then nobody's to take back).
// Nothing is accepted yet.
std::vector<RowChange> changes_between(const std::vector<intake::Action>& decided,
                                       const std::vector<intake::Action>& read, const plan::Plan& plan,
                                       const plan::Partnership& partnership);

// The same for two changes exactly where a person who accepted the one has accepted the other.
std::string fingerprint(const RowChange& change);

}  // namespace candour::app
