#pragma once
// What was resolved, and the actions that stand for it where nothing was.

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// Fills Meeting::resolutions, in their order.
class Resolutions {
 public:
  // `resolved`: the minutes mark resolutions by that word, so that actions are none.
  Resolutions(const std::vector<FlowLine>& flow, const std::vector<Passage>& passages, bool resolved, Account& account,
              Meeting& meeting)
      : flow_(flow), passages_(passages), resolved_(resolved), account_(account), meeting_(meeting) {}

  // A marker ("RESOLVED:") was read: what follows is its own.
  void begin() { of_item_ = of_this_ = 0; }
  void begin_item() { of_item_ = 0, ++item_; }
  // Whether a passage below a marker belongs to what was resolved.
  bool goes_on(const Passage& passage) const;
  // All that one passage resolves: "That (a) …; and (b) …".
  void add_all(const Passage& passage, std::string_view text);
  // One; numbered by its order under its item where `ref` is empty.
  void add(const Passage& passage, std::string_view ref, std::string_view text);
  // A cell of a table of what was discussed with what is to be done and by whom in its last columns, or of an action
  // log: whether it belonged to one.
  bool read_action_cell(const Passage& passage);

  // Beside Meeting::resolutions: how many items had begun.
  const std::vector<std::size_t>& items() const { return items_; }

 private:
  std::string placed(std::string_view text);

  const std::vector<FlowLine>& flow_;
  const std::vector<Passage>& passages_;
  const bool resolved_;
  Account& account_;
  Meeting& meeting_;

  std::size_t item_ = 0, of_item_ = 0, of_this_ = 0;
  std::vector<std::size_t> items_;
  std::set<std::size_t> row_told_;  // lines of the flow whose owner and date are told
};

}  // namespace candour::intake::minutes
