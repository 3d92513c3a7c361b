#include "risk/register.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"

namespace candour::risk {
namespace {

struct LevelWords {
  Level level;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<LevelWords, 3> level_words{{{Level::inherent, "inherent", "Inherent"},
                                                 {Level::current, "current", "Current"},
                                                 {Level::target, "target", "Target"}}};

// The only whole number of a cell: "16", "16 (high)", "Score: 16". Nothing where it has none or several.
std::optional<std::uint64_t> only_number(std::string_view text) {
  std::optional<std::uint64_t> found;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] < '0' || text[at] > '9') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    std::uint64_t number = 0;
    const auto [rest, error] = std::from_chars(text.data() + at, text.data() + end, number);
    if (found || error != std::errc() || rest != text.data() + end) return std::nullopt;
    found = number;
    at = end;
  }
  return found;
}

}  // namespace

std::string mismatch(const Score& score) {
  if (!score.likelihood || !score.impact) return {};
  const auto written = only_number(score.as_written);
  const std::uint64_t product = std::uint64_t{*score.likelihood} * *score.impact;
  if (!written || *written == product) return {};
  return "The score is written as " + std::to_string(*written) + ", but " + std::to_string(*score.likelihood) + " × " +
         std::to_string(*score.impact) + " is " + std::to_string(product) + ".";
}

const Score* find_score(const Risk& risk, Level level) {
  const auto found =
      std::find_if(risk.scores.begin(), risk.scores.end(), [&](const Score& each) { return each.level == level; });
  return found == risk.scores.end() ? nullptr : &*found;
}

std::string_view to_text(Level level) {
  return level_words[static_cast<std::size_t>(level)].text;
}
std::string_view in_words(Level level) {
  return level_words[static_cast<std::size_t>(level)].words;
}
std::optional<Level> level_from_text(std::string_view text) {
  for (const LevelWords& each : level_words)
    if (each.text == text) return each.level;
  return std::nullopt;
}

}  // namespace candour::risk
