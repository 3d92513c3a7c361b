// What follows a promise and says that it was kept.

#include <set>

#include "assurance/sentences/grammar.h"
#include "assurance/sentences/text.h"

namespace candour::assurance::grammar {

bool Text::settled_after(std::size_t which, std::size_t where, Open kind) const {
  const Sentence& one = s[which];
  // In the sentence itself, behind a dash or a bracket: "to review - completed May".
  for (std::size_t k = where + 1; k < one.end; ++k)
    if (t[k].before >= Stop::comma && (in(settling, t[k].key) || any(t[k].key, {"now", "this", "since"}))) {
      for (std::size_t m = k; m < one.end && m < k + 5; ++m)
        if (in(settling, t[m].key) && deed(m, one)) return true;
    }
  // "Partners committed to attend, and all have attended since."
  bool below = false;
  for (std::size_t k = where + 2; k < one.end && kind == Open::promised; ++k) {
    below = below || in(subordinators, t[k].key);
    if (!below && in(settling, t[k].key) && any(t[k - 1].key, {"have", "has", "was", "were", "been"}) && deed(k, one))
      return true;
  }
  // The thing promised, by its noun: "Workshop planned. The workshop was held."
  std::set<std::string_view> things;
  for (std::size_t k = one.begin; k < where; ++k)
    if (in(event_nouns, t[k].key)) things.insert(t[k].key);
  for (std::size_t k = where; k < one.end && k < where + 4; ++k)
    if (t[k].key != "at" && in(event_nouns, t[k].key) && any(t[where].key, {"planned", "scheduled"}))
      things.insert(t[k].key);
  for (std::size_t other = which + 1; other < s.size() && other <= which + 12; ++other) {
    const Sentence& later = s[other];
    std::size_t first = later.begin;
    while (first < later.end && (in(adverbs, t[first].key) || t[first].is_date() ||
                                 any(t[first].key, {"this", "it", "these", "has", "have", "been", "was", "were", "is",
                                                    "since", "update", "action", "both", "now", "all"})))
      ++first;
    if (first < later.end && in(settling, t[first].key) && deed(first, later)) return true;
    if (says(first, later.end, {"took", "place"})) return true;
    bool ends = false, thing = any(t[later.begin].key, {"all", "both", "each", "every"});
    for (std::size_t k = later.begin; k < later.end; ++k) {
      const bool end = (in(settling, t[k].key) && deed(k, later)) || says(k, later.end, {"took", "place"}) ||
                       says(k, later.end, {"now", "in", "place"});
      ends = ends || end;
      thing = thing || (!ends && things.contains(t[k].key));
      if (end && (thing || (later.dated &&
                            any(t[k].key, {"completed", "complete", "held", "finalised", "published", "launched",
                                           "done", "approved", "ratified", "delivered", "achieved", "implemented"}))))
        return true;
    }
  }
  return false;
}

}  // namespace candour::assurance::grammar
