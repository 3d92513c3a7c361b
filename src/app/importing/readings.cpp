#include "app/importing/readings.h"

#include <algorithm>

namespace candour::app {
namespace {

constexpr std::size_t most_readings = 4;
constexpr std::size_t most_rows = 40'000;

std::size_t rows_of(const intake::Reading& reading) {
  return reading.actions.size() + reading.risks.size() + reading.paragraphs.size();
}

}  // namespace

std::shared_ptr<const intake::Reading> Readings::find(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const auto& each) { return each.first == name; });
  if (found == kept_.end()) return nullptr;
  std::rotate(kept_.begin(), found, std::next(found));
  return kept_.front().second;
}

void Readings::keep(std::string name, std::shared_ptr<const intake::Reading> reading) {
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&](const auto& each) { return each.first == name; });
  kept_.emplace(kept_.begin(), std::move(name), std::move(reading));
  std::size_t rows = 0, stay = 0;
  for (; stay < kept_.size() && stay < most_readings; ++stay) {
    rows += rows_of(*kept_[stay].second);
    if (stay > 0 && rows > most_rows) break;
  }
  kept_.resize(stay);
}

void Readings::forget(std::string_view prefix) {
  const std::lock_guard lock(mutex_);
  std::erase_if(kept_, [&](const auto& each) { return each.first.starts_with(prefix); });
}

}  // namespace candour::app
