// What looking at the record and importing into it cost: as_at [ROWS] [FILE]
//
// Over a store in memory, so that the database's own cost is apart (bench/appends.cpp): a plan of ROWS rows (20,000) is
// imported; then the first picture is folded, and the same record as at a past day, as known then and as known now;
// then a newer version of the plan, every tenth row changed, is laid beside it. With FILE, the document is read in this
// process instead of being made up.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "app/import.h"
#include "base/sha256.h"
#include "document/document.h"
#include "memory/memory_store.h"

namespace {

using namespace candour;

double milliseconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}
// The middle one of five.
double usual(const auto& work) {
  std::vector<double> times;
  for (int i = 0; i < 5; ++i) times.push_back(milliseconds_of(work));
  std::sort(times.begin(), times.end());
  return times[2];
}

template <class T>
T needed(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "as_at: %s %s\n", result.error().sentence.c_str(), result.error().detail.c_str());
    std::exit(1);
  }
  return std::move(*result);
}

intake::Reading made_up(std::size_t rows) {
  intake::Reading reading;
  reading.kind = intake::Kind::action_plan;
  reading.title = "Action plan";
  reading.as_at = Date::parse("2016-01-07");
  reading.scale = {{"Green", "On track", plan::Status::on_track, {}}, {"Amber", "Slipping", plan::Status::at_risk, {}}};
  for (std::size_t i = 0; i < rows / 40 + 1; ++i)
    reading.recommendations.push_back({std::to_string(i + 1), "1", "What will be done about it?", {}, {}, {}});
  reading.findings = {{"1", "A finding", "", {}}};
  for (std::size_t i = 0; i < rows; ++i) {
    intake::Action row;
    row.place.row = static_cast<std::uint32_t>(i + 2);
    row.finding = "1";
    row.recommendation = std::to_string(i / 40 + 1);
    row.recommendations = {row.recommendation};
    row.agency = row.agency_as_written = "Agency " + std::to_string(i % 9);
    row.agencies = {row.agency};
    row.action = "Review the arrangements of team " + std::to_string(i * 7919 % 9973) +
                 " for children who are seen by more than one service, and report what was found in case " +
                 std::to_string(i);
    row.response = "Accepted";
    row.rating =
        i % 3 ? intake::Rating{"Green", plan::Status::on_track} : intake::Rating{"Amber", plan::Status::at_risk};
    row.evidence =
        "Minutes of the quality group show that the audit was discussed and its lessons were sent to all teams";
    row.target = "31/03/2016";
    row.lead = "Head of Service";
    row.cells = {row.agency, row.response, row.action, row.rating.as_written, row.target, row.evidence, row.lead};
    reading.actions.push_back(std::move(row));
  }
  return reading;
}

class Given final : public app::Reader {
 public:
  intake::Reading reading;
  Result<intake::Reading> read(std::string_view bytes, std::string name, const intake::Choices&) const override {
    intake::Reading made = reading;
    made.source = {std::move(name), "text", sha256_hex(bytes), bytes.size()};
    return made;
  }
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    return document::read_filled(bytes, name);
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
};

}  // namespace

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 20'000;
  Given reader;
  if (argc > 2) {
    std::ifstream file(argv[2], std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    reader.reading = intake::draft(needed(document::read(bytes, argv[2])));
  } else {
    reader.reading = made_up(rows);
  }
  const auto store = memory::make_store();
  FixedClock clock(*Moment::parse("2026-03-02T09:00:00Z"));
  app::Candour candour(*store, &reader, clock);
  app::ImportDraft draft;
  std::printf("%zu rows, %zu anomalies\n", reader.reading.actions.size(), reader.reading.anomalies.size());
  std::printf("start of an import, reading apart   %9.1f ms\n",
              milliseconds_of([&] { draft = needed(app::start_import(candour, {}, "first", "plan.xlsx")); }));
  std::printf("one decision in the wizard          %9.1f ms\n",
              milliseconds_of([&] {
                draft = needed(app::skip_row(candour, draft.id, draft.version, 0, "Not a row"));
                draft = needed(app::keep_row(candour, draft.id, draft.version, 0));
              }) / 2);
  plan::PlanId plan;
  std::printf("confirming it                       %9.1f ms\n", milliseconds_of([&] {
                plan = needed(app::confirm_import(candour, {}, draft.id, draft.version)).plan();
              }));
  clock.set(*Moment::parse("2026-03-12T09:00:00Z"));
  const auto numbers = needed(candour.picture({}))->plans[0]->rows.size();
  for (std::size_t i = 0; i < numbers; i += 4)
    (void)candour.act({}, plan,
                      plan::GiveUpdate{static_cast<plan::Number>(i + 1), {*Date::parse("2026-03-05"), "", "On.", {}}},
                      std::nullopt);

  std::printf("%llu events\n", static_cast<unsigned long long>(needed(store->last_position())));
  const double current = usual([&] { (void)needed(app::Candour(*store, nullptr, clock).picture({})); });
  std::printf("first picture                       %9.1f ms\n", current);
  const auto past = [&](const char* name, const char* day, app::Knowledge knowledge) {
    const double cost = usual(
        [&] { (void)needed(app::Candour(*store, nullptr, clock).picture_as_at({}, *Date::parse(day), knowledge)); });
    std::printf("%s  %9.1f ms   %.2f of the first picture\n", name, cost, cost / current);
  };
  past("as at 11 March, as known then     ", "2026-03-11", app::Knowledge::then);
  past("as at 11 March, as known now      ", "2026-03-11", app::Knowledge::now);
  std::printf("picture, nothing new                %9.4f ms\n", usual([&] { (void)needed(candour.picture({})); }));

  for (std::size_t i = 0; i < reader.reading.actions.size(); i += 10) {
    intake::Action& row = reader.reading.actions[i];
    for (std::string& cell : row.cells)
      if (cell == row.action) cell += " by the summer";
    row.action += " by the summer";
  }
  draft = needed(app::start_import(candour, {}, "second", "plan-2.xlsx"));
  std::printf("a newer version laid beside it      %9.1f ms\n",
              milliseconds_of([&] { draft = needed(app::revise(candour, draft.id, draft.version, plan)); }));
  const app::Tally sums = app::tally(draft);
  std::printf("%zu same, %zu changed, %zu added, %zu vanished\n", sums.same, sums.changed, sums.added, sums.vanished);
  return 0;
}
