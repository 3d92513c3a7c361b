#pragma once
// What every reader needs to point at something: an anomaly of the document itself, and a list in a sentence.

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "intake/reading.h"

namespace candour::intake {

// About no action of the reading; `field` names a field of the thing that stands at `place`, or nothing.
inline Anomaly of_document(const Place& place, std::string code, Severity severity, std::string message,
                           std::string suggestion = {}, std::string field = {}) {
  return {std::move(code), severity, place, std::move(message), std::move(suggestion), std::nullopt, std::move(field)};
}

// "a, b and c"; at most `most` of them, then "and 4 more".
inline std::string in_a_sentence(const std::vector<std::string>& parts, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < parts.size() && i < most; ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  if (parts.size() > most) out += " and " + std::to_string(parts.size() - most) + " more";
  return out;
}

}  // namespace candour::intake
