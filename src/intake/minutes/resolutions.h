#pragma once
// What was resolved, and the actions that stand for it where nothing was.

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "intake/minutes/passages.h"
#include "intake/parts/account.h"
#include "intake/reading.h"

namespace candour::intake::minutes {

// How far a list has come by one kind of mark: "2.", "(b)", "(ii)", "25.2".
struct ListMark {
  enum class Kind { figure, letter, roman, parts } kind = Kind::figure;
  std::uint32_t value = 0;
};
// The marks that the ref of a label may be: "i" is a letter and a Roman figure.
std::vector<ListMark> list_marks(std::string_view ref);

// Fills Meeting::resolutions, in their order.
class Resolutions {
 public:
  // `resolved`: the minutes mark resolutions by that word, so that actions are none.
  Resolutions(const std::vector<FlowLine>& flow, const std::vector<Passage>& passages, bool resolved, Account& account,
              Meeting& meeting)
      : flow_(flow), passages_(passages), resolved_(resolved), account_(account), meeting_(meeting) {}

  // What the words that were read say of those that follow them.
  enum class Opening {
    marker,  // "RESOLVED:": the first paragraph below is a resolution, whatever it begins with
    body,    // "The Board:": what it did follows as a list of verbs
    whole    // "Agreed.": nothing need follow
  };
  void begin(Opening opening, std::string_view ref = {});  // `ref`: "5/25" of "Resolution 5/25:"
  // `number`: of the agenda's item; empty where it has none.
  void begin_item(std::string_view number);
  // Whether a passage below a marker belongs to what was resolved. One with a number does where the number goes on with
  // the list, or begins one; the heading of the next item of the agenda never does.
  bool goes_on(const Passage& passage) const;
  // Whether a passage that goes on is so wholly a part of the list that a word of decision at its beginning ("agreed
  // that …") marks nothing new.
  bool is_part(const Passage& passage) const;
  // Of one that does not go on: whether somebody should look at it.
  bool leaves_doubt(const Passage& passage) const;
  // Whether a passage has the next number of the agenda and looks like a title.
  bool is_next_item(const Passage& passage) const;
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
  bool follows(const ItemLabel& label) const;
  void note(const ItemLabel& label, std::string_view text);

  const std::vector<FlowLine>& flow_;
  const std::vector<Passage>& passages_;
  const bool resolved_;
  Account& account_;
  Meeting& meeting_;

  std::size_t item_ = 0, of_item_ = 0, of_this_ = 0;
  std::string_view item_number_, ref_;
  // The list under the last marker.
  Opening opening_ = Opening::marker;
  std::vector<ListMark> marks_;  // the last of each kind
  bool open_ = false;            // its last part ends in ";" or "and": another must follow
  bool titled_ = false;          // its last part could be a title
  std::vector<std::size_t> items_;
  std::set<std::size_t> row_told_;  // lines of the flow whose owner and date are told
};

}  // namespace candour::intake::minutes
