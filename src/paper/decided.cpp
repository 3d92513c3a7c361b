#include "paper/decided.h"

#include <algorithm>
#include <vector>

#include "base/one_writing.h"

namespace candour::paper {
namespace {

bool is_of_a_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string replaced_once(const std::vector<const Decision*>& decisions, std::string_view text) {
  const OneWriting written = one_writing(text);
  const std::string& plain = written.text;
  std::string made;
  std::size_t done = 0;  // of what was written
  for (std::size_t at = 0; at < plain.size(); ++at) {
    if (at > 0 && is_of_a_word(plain[at - 1]) && is_of_a_word(plain[at])) continue;
    for (const Decision* each : decisions) {
      const std::string_view words = each->words;
      const std::size_t end = at + words.size();
      if (std::string_view(plain).substr(at, words.size()) != words) continue;
      if (end < plain.size() && is_of_a_word(words.back()) && is_of_a_word(plain[end])) continue;
      made += text.substr(done, written.begins[at] - done);
      made += each->answer == Answer::replace ? each->text : std::string("[left out]");
      done = written.ends[end - 1];
      at = end - 1;
      break;
    }
  }
  return made + std::string(text.substr(done));
}

}  // namespace

std::string as_decided(const Paper& paper, std::string_view text) {
  std::vector<const Decision*> decisions;
  for (const Decision& each : paper.decisions)
    if (each.answer != Answer::keep && !each.words.empty()) decisions.push_back(&each);
  std::stable_sort(decisions.begin(), decisions.end(), [](const Decision* left, const Decision* right) {
    return left->words.size() > right->words.size();
  });
  std::string made(text);
  for (int round = 0; round < rounds_of_decisions; ++round) {
    std::string next = replaced_once(decisions, made);
    if (next == made) break;
    made = std::move(next);
  }
  return without_unseen(made);
}

}  // namespace candour::paper
