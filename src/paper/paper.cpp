#include "paper/paper.h"

#include <algorithm>
#include <array>
#include <utility>

namespace candour::paper {
namespace {

struct Named {
  std::string_view text, words;
};
constexpr std::array<Named, 5> sections{{{"facts", "The four facts: delivery, schedule, evidence, freshness"},
                                         {"silent", "Who has not answered"},
                                         {"changes", "What changed since the last paper to this body"},
                                         {"rows", "Every action, with its wording and evidence"},
                                         {"leads", "Who leads each action"}}};
constexpr std::array<Named, 3> answers{{{"redact", "Leave the words out"},
                                        {"replace", "Put a role or other words in their place"},
                                        {"keep", "Keep them"}}};
constexpr std::array<Named, 5> stages{{{"draft", "Draft"},
                                       {"proposed", "Waits for a second person"},
                                       {"approved", "Approved, not yet published"},
                                       {"published", "Published"},
                                       {"discarded", "Given up"}}};

template <class E, std::size_t N>
std::optional<E> read(const std::array<Named, N>& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i].text == text) return static_cast<E>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Section section) {
  return sections[static_cast<std::size_t>(section)].text;
}
std::string_view in_words(Section section) {
  return sections[static_cast<std::size_t>(section)].words;
}
std::optional<Section> section_from_text(std::string_view text) {
  return read<Section>(sections, text);
}
std::string_view to_text(Answer answer) {
  return answers[static_cast<std::size_t>(answer)].text;
}
std::string_view in_words(Answer answer) {
  return answers[static_cast<std::size_t>(answer)].words;
}
std::optional<Answer> answer_from_text(std::string_view text) {
  return read<Answer>(answers, text);
}
std::string_view to_text(Stage stage) {
  return stages[static_cast<std::size_t>(stage)].text;
}
std::string_view in_words(Stage stage) {
  return stages[static_cast<std::size_t>(stage)].words;
}

bool shows(const Scope& scope, Section section) {
  return std::find(scope.sections.begin(), scope.sections.end(), section) != scope.sections.end();
}

std::vector<Eased> eased(const std::vector<Shown>& earlier, const std::vector<Shown>& later) {
  std::map<std::string_view, const Shown*> now;
  for (const Shown& each : later) now.emplace(each.row, &each);
  std::vector<Eased> found;
  for (const Shown& was : earlier) {
    if (was.concern == 0) continue;
    const auto is = now.find(was.row);
    if (is == now.end())
      found.push_back({was.row, was.rating, ""});
    else if (is->second->concern < was.concern)
      found.push_back({was.row, was.rating, is->second->rating});
  }
  return found;
}

const Decision* find_decision(const Paper& paper, std::string_view kind, std::string_view words) {
  for (const Decision& each : paper.decisions)
    if (each.kind == kind && each.words == words) return &each;
  return nullptr;
}
const Version* find_version(const Paper& paper, Number number) {
  return number >= 1 && number <= paper.versions.size() ? &paper.versions[number - 1] : nullptr;
}
const Version* latest(const Paper& paper) {
  return paper.versions.empty() ? nullptr : &paper.versions.back();
}

}  // namespace candour::paper
