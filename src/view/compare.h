#pragma once
// Two pictures side by side: what moved, slipped, was reworded, came, went, and what nobody has said a word about. Each
// row stands in exactly one group, so that the groups add up; what else changed on it is told beside it. Pure.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "view/view.h"

namespace candour::view {

// In this order a row is put into the first that fits. `changed`: in another
// way, as by a first date or another agency. `unconfirmed`: open, not changed, and its owner has not said
// since the earlier day how it stands.
enum class ChangeGroup {
  forward,
  back,
  rated_otherwise,
  slipped,
  brought_forward,
  reworded,
  changed,
  added,
  withdrawn,
  unconfirmed,
  unchanged
};
inline constexpr std::array<ChangeGroup, 11> every_change_group{
    ChangeGroup::forward,         ChangeGroup::back,        ChangeGroup::rated_otherwise, ChangeGroup::slipped,
    ChangeGroup::brought_forward, ChangeGroup::reworded,    ChangeGroup::changed,         ChangeGroup::added,
    ChangeGroup::withdrawn,       ChangeGroup::unconfirmed, ChangeGroup::unchanged};
std::string_view to_text(ChangeGroup group);   // "rated-otherwise"
std::string_view in_words(ChangeGroup group);  // "Rated otherwise, neither forward nor back"

// One field that differs, as people read it.
struct FieldChange {
  std::string_view field;  // "Rating", "Action", "Due" …
  std::string before;
  std::string after;
  bool text = false;  // told word by word
};
struct RowChange {
  ChangeGroup group = ChangeGroup::unchanged;
  const Row* before = nullptr;  // nullptr for an added one
  const Row* after = nullptr;   // nullptr for one withdrawn
  std::vector<FieldChange> fields;
  const Row& row() const { return after ? *after : *before; }
};
// A plan whose key is not the same at both days.
struct KeyChange {
  const plan::Plan* before = nullptr;
  const plan::Plan* after = nullptr;
};
struct Comparison {
  Date from, to;
  std::vector<RowChange> changes;  // every row of both, in the order of the groups, then of the plans and their rows
  std::array<std::size_t, every_change_group.size()> counts{};
  std::size_t standing = 0;     // rows that stand at the later day
  std::size_t put_back = 0;     // dates, in whatever group
  std::size_t reworded = 0;     // rows with words that differ, in whatever group
  std::size_t unconfirmed = 0;  // open rows not confirmed since, in whatever group
  std::vector<KeyChange> keys;
  std::size_t count(ChangeGroup group) const { return counts[static_cast<std::size_t>(group)]; }
};
// Of the rows that the filter lets through on either day (by plan, agency and so on; its words and needs are not
// asked).
Comparison compare(const Picture& from, const Picture& to, const Filter& filter);

// "7 of 46 moved: 4 forward, 1 back, 2 reworded." "Nothing changed. 12 not confirmed since 7 January 2026."
std::string in_a_sentence(const Comparison& comparison);

// Forward or back where both can be told: from not started over off track, at risk and on track to complete and
// embedded; a closure as done is forward, a reopening back. Nothing where neither moved; rated_otherwise where a rating
// changed and no direction can be told (out of the key, not stated, not applicable, closed without being done).
std::optional<ChangeGroup> movement(const Row& before, const Row& after);

}  // namespace candour::view
