#pragma once
// Cells that point elsewhere: "as above", "see 5b", "see next column". Pure; any thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::intake {

enum class PointsAt { above, below, next_column, previous_column, reference };

// One pointer found in a text.
struct Pointer {
  std::string as_written;  // "See evidence in 1n"
  PointsAt at = PointsAt::above;
  std::vector<std::string> refs;  // "3a", "3b" of "as above (3a,b)", in lower case; may be there with any `at`
  std::string subject;            // "CIN surgeries" of "see above CIN surgeries": a few words, in lower case
  bool whole = false;             // the text says nothing else
  bool operator==(const Pointer&) const = default;
};

// Every pointer in a text, in order. "95% or above" and "the service below threshold" are none.
std::vector<Pointer> find_pointers(std::string_view text);

// reference.pointer  note, or check where the cell says nothing else; the suggestion is what it points at
// reference.broken   check  it points at nothing: no such question, or nothing above
std::vector<Anomaly> find_reference_anomalies(const Reading& reading);

}  // namespace candour::intake
