#include <array>

#include "intake/reading.h"

namespace candour::intake {
namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds{{{Kind::action_plan, "action-plan"},
                                                                  {Kind::inspection, "inspection"},
                                                                  {Kind::minutes, "minutes"},
                                                                  {Kind::risk_register, "risk-register"},
                                                                  {Kind::unknown, "unknown"}}};
constexpr std::array<std::pair<Column, std::string_view>, 14> columns{{{Column::finding, "finding"},
                                                                       {Column::recommendation, "recommendation"},
                                                                       {Column::reference, "reference"},
                                                                       {Column::agency, "agency"},
                                                                       {Column::response, "response"},
                                                                       {Column::action, "action"},
                                                                       {Column::rating, "rating"},
                                                                       {Column::constraints, "constraints"},
                                                                       {Column::target, "target"},
                                                                       {Column::evidence, "evidence"},
                                                                       {Column::lead, "lead"},
                                                                       {Column::outcome, "outcome"},
                                                                       {Column::percent, "percent"},
                                                                       {Column::other, "other"}}};
constexpr std::array<std::string_view, 3> severities{"ask", "check", "note"};
constexpr std::array<std::string_view, 2> paragraph_kinds{"paragraph", "case_example"};
constexpr std::array<std::string_view, 4> clock_units{"working_days", "days", "weeks", "months"};
constexpr std::array<std::string_view, 3> risk_levels{"inherent", "current", "target"};

template <class Word, std::size_t count>
std::optional<Word> found_in(const std::array<std::string_view, count>& words, std::string_view text) {
  for (std::size_t i = 0; i < count; ++i)
    if (words[i] == text) return static_cast<Word>(i);
  return std::nullopt;
}

}  // namespace

std::string_view to_text(Kind kind) {
  return kinds[static_cast<std::size_t>(kind)].second;
}
std::string_view to_text(Column column) {
  return columns[static_cast<std::size_t>(column)].second;
}
std::string_view to_text(Severity severity) {
  return severities[static_cast<std::size_t>(severity)];
}

std::string_view to_text(ParagraphKind kind) {
  return paragraph_kinds[static_cast<std::size_t>(kind)];
}
std::string_view to_text(ClockUnit unit) {
  return clock_units[static_cast<std::size_t>(unit)];
}
std::string_view to_text(RiskLevel level) {
  return risk_levels[static_cast<std::size_t>(level)];
}
std::optional<ParagraphKind> paragraph_kind_from_text(std::string_view text) {
  return found_in<ParagraphKind>(paragraph_kinds, text);
}
std::optional<ClockUnit> clock_unit_from_text(std::string_view text) {
  return found_in<ClockUnit>(clock_units, text);
}
std::optional<RiskLevel> risk_level_from_text(std::string_view text) {
  return found_in<RiskLevel>(risk_levels, text);
}

std::optional<Kind> kind_from_text(std::string_view text) {
  for (const auto& [kind, word] : kinds)
    if (word == text) return kind;
  return std::nullopt;
}

std::optional<Column> column_from_text(std::string_view text) {
  for (const auto& [column, word] : columns)
    if (word == text) return column;
  return std::nullopt;
}

}  // namespace candour::intake
