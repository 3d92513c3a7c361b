#pragma once
// What the columns and labels of a register of risks mean. The synonyms are those of council registers, NHS board
// assurance frameworks and project registers.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::intake::risk_register {

enum class Field {
  none,
  reference,
  risk,   // what the risk is
  title,  // its short name, beside a description
  cause,
  event,
  effect,
  likelihood,
  impact,
  score,
  band,   // a colour or word for the score
  level,  // which level the row speaks of
  owner,
  controls,
  actions,  // planned mitigations
  review_date,
  appetite,
  other,
};

struct Meaning {
  Field field = Field::none;
  std::optional<RiskLevel> level;
  bool may_be_text = false;  // "Impact", "Consequence", "Effect": a number or words, as its cells say
};
Meaning meaning_of(std::string_view header);
// "Inherent risk", "After controls", "Target": a level, whatever else the words say.
std::optional<RiskLevel> level_of(std::string_view words);

// What a cell of likelihood, impact or score holds: "4", "Likely (4)", "4 - Likely", "High 16", "4 x 5 = 20".
struct Score {
  std::optional<std::uint32_t> likelihood, impact;  // where one cell holds both
  std::optional<std::uint32_t> number;
  bool in_words = false;  // "High", "Likely" and no number
};
std::optional<Score> score_in(std::string_view cell);
// "Score (CxL)", "Impact × Likelihood": whether a header names impact before likelihood.
bool names_impact_first(std::string_view header);
// Words for a chance, a harm or a band: "likely", "major", "extreme".
bool is_word_of_a_scale(std::string_view key);

}  // namespace candour::intake::risk_register
