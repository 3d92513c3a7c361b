#pragma once
// The risk that is being read, cell by cell, and the risks it becomes: one for each level it states.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/parts/account.h"
#include "intake/reading.h"
#include "intake/risk_register/register_columns.h"

namespace candour::intake::risk_register {

// What one risk says at one level.
struct Measures {
  std::string_view likelihood, impact, score;
  std::string likelihood_header, impact_header;
  bool any() const { return !likelihood.empty() || !impact.empty() || !score.empty(); }
};

// One risk as the register has it: its objects in Reading::risks, one for each level.
struct RiskRow {
  std::size_t first, end;
  bool scored;
};

// Fills Reading::risks.
class Risks {
 public:
  Risks(Account& account, Reading& reading) : account_(account), reading_(reading) {}

  void begin(const Place& place);
  bool is_open() const { return open_; }
  // What a cell under (or beside) `header` says of the open risk.
  void take(const Meaning& meaning, const std::string& header, std::string_view text);
  void take_title(std::string_view text);
  // The category it stands under.
  void take_section(std::string_view text);
  // Whether `text` is what the open risk is called already.
  bool is_called(std::string_view text) const;
  void close();

  const std::vector<RiskRow>& rows() const { return rows_; }
  // Beside Reading::risks: the score as the register stores it.
  const std::vector<std::optional<std::uint32_t>>& stored() const { return stored_; }

 private:
  std::string placed(std::string_view text) { return account_.place(text); }
  void append(std::string& field, std::string_view text);
  void keep_words(std::string_view text, const std::string& header, Risk& risk);

  struct Draft {
    Risk risk;
    std::string short_title, description, cause, event, effect;
    std::string cause_header, effect_header, event_header;
    std::map<RiskLevel, Measures> measures;
  };

  Account& account_;
  Reading& reading_;
  bool open_ = false;
  Draft draft_;
  bool impact_first_ = false;  // of a product in a score's cell, as one header of the register says: "CxL"
  std::vector<RiskRow> rows_;
  std::vector<std::optional<std::uint32_t>> stored_;
};

}  // namespace candour::intake::risk_register
