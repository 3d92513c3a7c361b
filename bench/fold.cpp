// A plan of 5,000 actions made new from its bytes: reading the events, folding them, the facts of every row, and a
// copy.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "plan/commands.h"
#include "plan/facts.h"
#include "record/record.h"

namespace {

using namespace candour;
// Time of this process on a processor, so that a busy machine does not spoil the figure.
struct clock_of_bench {
  static std::clock_t now() { return std::clock(); }
};
double milliseconds_since(std::clock_t start) {
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::vector<record::Parts> bytes_of_plan(int rows) {
  plan::ImportPlan command;
  command.plan = plan::PlanId("k7m2qx9dab");
  command.title = "A plan of many rows";
  command.as_at = Date::parse("2016-01-07");
  command.document.import = plan::ImportId("first");
  command.document.document_sha256 = std::string(64, 'a');
  command.key = {{"G", "On track", plan::Status::on_track}};
  for (int i = 0; i < rows; ++i) {
    plan::Action action;
    action.agency = plan::AgencyId("agency-" + std::to_string(i % 40));
    action.recommendations = {std::to_string(i / 20) + "a"};
    action.lead = "Head of Safeguarding";
    action.wording =
        "Brief all staff of the agency on what the review found, and keep a register of who attended and when.";
    action.response = "We agree with the recommendation and have taken it to our own board, which asked for a plan.";
    action.evidence =
        "Register of attendance held by the training lead; 82% briefed, the rest booked on the next dates.";
    action.target = "30/09/2014  31/12/14";
    action.outcome = "Staff know what to look for and say so when asked in supervision.";
    action.rating = {"G", plan::Status::on_track, 0, {}};
    action.place = "line " + std::to_string(i);
    action.as_imported = action.wording + " | " + action.response + " | " + action.evidence + " | " + action.target;
    command.actions.push_back(action);
  }
  const plan::Stamp stamp{*Moment::parse("2016-02-01T09:30:00Z"), *command.as_at, "operator"};
  const auto events = plan::decide(plan::Plan{}, command, stamp);
  if (!events) {
    std::fprintf(stderr, "%s\n", events.error().sentence.c_str());
    std::exit(1);
  }
  std::vector<record::Parts> parts;
  for (const plan::PlanEvent& event : *events) parts.push_back(record::write(event));
  return parts;
}

}  // namespace

int main() {
  const std::vector<record::Parts> parts = bytes_of_plan(5000);
  std::size_t bytes = 0;
  for (const record::Parts& part : parts) bytes += part.core.size() + part.words.size();
  std::printf("%zu events, %.1f MB\n%10s %10s %10s %10s   ms\n", parts.size(), static_cast<double>(bytes) / 1e6, "read",
              "fold", "facts", "copy");
  for (int round = 0; round < 5; ++round) {
    auto start = clock_of_bench::now();
    std::vector<plan::PlanEvent> events;
    events.reserve(parts.size());
    for (const record::Parts& part : parts) {
      auto event = record::read_plan_event(part.core, part.words);
      if (!event) return 1;
      events.push_back(std::move(*event));
    }
    const double read = milliseconds_since(start);
    start = clock_of_bench::now();
    plan::Plan plan;
    for (plan::PlanEvent& event : events) plan::apply(plan, std::move(event));
    const double fold = milliseconds_since(start);
    start = clock_of_bench::now();
    std::size_t open = 0;
    for (const plan::Action& action : plan.actions) open += plan::facts(action, plan, *Date::parse("2016-03-01")).open;
    const double facts = milliseconds_since(start);
    start = clock_of_bench::now();
    const plan::Plan copy = plan;
    const double copied = milliseconds_since(start);
    std::printf("%10.1f %10.1f %10.1f %10.1f   (%zu open of %zu)\n", read, fold, facts, copied, open,
                copy.actions.size());
  }
}
