#include "assurance/sentences.h"

#include "assurance/sentences/grammar.h"
#include "assurance/sentences/text.h"
#include "base/text.h"

namespace candour::assurance {
namespace {

using namespace grammar;

// A cell is looked at as far as this; what is longer is no cell.
constexpr std::size_t longest_text = 10'000;

std::vector<OpenWork> open_work_in(const Text& read) {
  std::vector<OpenWork> out;
  for (std::size_t which = 0; which < read.s.size(); ++which) {
    const Sentence& one = read.s[which];
    std::optional<Open> found;
    for (std::size_t i = one.begin; i < one.end; ++i) {
      if (read.t[i].quoted) continue;
      Open kind = Open::promised;
      if (!read.promised(i, one, kind)) {
        if (!read.unfinished(i, one)) continue;
        kind = Open::unfinished;
      }
      if (read.settled_after(which, i, kind)) continue;
      if (!found || kind == Open::promised) found = kind;
      if (found == Open::promised) break;
    }
    if (!found) continue;
    const std::size_t begin = read.t[one.head].begin, end = read.t[one.end - 1].end;
    out.push_back({*found, collapsed(read.text.substr(begin, end - begin))});
  }
  return out;
}

}  // namespace

std::vector<OpenWork> open_work(std::string_view text) {
  return open_work_in(read(text.substr(0, longest_text)));
}

bool hangs_on_something(std::string_view constraint) {
  const Text text = read(constraint.substr(0, longest_text));
  if (!open_work_in(text).empty()) return true;
  for (const Sentence& one : text.s)
    for (std::size_t i = one.begin; i < one.end; ++i) {
      const std::string& k = text.t[i].key;
      const std::string_view n = text.key(i + 1, one.end);
      if (any(k, {"depends", "dependent", "dependant", "depending", "reliant", "relies"}) &&
          any(n, {"on", "upon", "of"}))
        return true;
      if (k == "unable" && i > one.begin)
        for (std::size_t m = one.begin; m < i; ++m)
          if (text.t[m].key == "if") return true;
    }
  return false;
}

}  // namespace candour::assurance
