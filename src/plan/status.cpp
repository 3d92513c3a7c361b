#include "plan/status.h"

namespace candour::plan {
namespace {

struct Row {
  Status status;
  std::string_view text;
  std::string_view words;
};
constexpr std::array<Row, every_status.size()> table{{
    {Status::not_started, "not_started", "Not started"},
    {Status::on_track, "on_track", "On track"},
    {Status::at_risk, "at_risk", "At risk"},
    {Status::off_track, "off_track", "Off track"},
    {Status::complete, "complete", "Complete"},
    {Status::embedded, "embedded", "Embedded"},
    {Status::closed, "closed", "Closed, not done"},
    {Status::not_applicable, "not_applicable", "Not applicable"},
    {Status::not_stated, "not_stated", "Not stated"},
    {Status::unclear, "unclear", "Unclear"},
}};

}  // namespace

std::string_view to_text(Status status) {
  return table[static_cast<std::size_t>(status)].text;
}
std::string_view in_words(Status status) {
  return table[static_cast<std::size_t>(status)].words;
}

std::optional<Status> status_from_text(std::string_view text) {
  for (const Row& row : table)
    if (row.text == text) return row.status;
  return std::nullopt;
}

bool is_open(Status status) {
  switch (status) {
    case Status::complete:
    case Status::embedded:
    case Status::closed:
    case Status::not_applicable:
      return false;
    default:
      return true;
  }
}

}  // namespace candour::plan
