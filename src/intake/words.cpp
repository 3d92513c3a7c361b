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
