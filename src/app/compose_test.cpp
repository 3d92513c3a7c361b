// The privacy check as a paper goes through it: composed of the real plan, where it is.

#include <algorithm>
#include <cstdio>
#include <gtest/gtest.h>
#include <map>

#include "app/papers.h"
#include "base/text.h"
#include "memory/memory_store.h"
#include "support/real_documents.h"

namespace candour::app {
namespace {

// As a careful reader lists them (gold/anomalies.md, 54), each by one word that nobody else has.
constexpr std::string_view named[] = {"Bamber", "Wheeler", "Harman", "Balibi", "Jobson", "Shemmings", "Julia"};

TEST(Composing, finds_who_is_named_in_the_real_plan) {
  const auto file = support::real_documents() / "seeds/002_8fc208b9af7d185f.txt";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "The real plan is not here (set CANDOUR_SHARED to its folder).";
  const std::string text = support::bytes_of(file);
  const std::string rows = support::bytes_of(support::real_documents() / "gold/julia_rows.tsv");
  const auto source = lines(text);
  FixedClock clock{*Moment::parse("2026-03-02T09:00:00Z")};
  const auto store = memory::make_store();
  Candour candour{*store, nullptr, clock};

  plan::ImportPlan import;
  import.plan = plan::PlanId("k7m2qx9dab");
  import.title = "Serious case review: Julia";
  import.review.name = "Julia";
  import.document.import = plan::ImportId("first");
  import.document.document_name = "plan.txt";
  import.document.document_sha256 = *store->keep_original(text);
  std::map<std::string, plan::AgencyId> agencies;
  for (std::string_view line : lines(rows)) {
    const auto cells = split(line, '\t');
    if (cells.size() < 11 || cells[0] == "line_no") continue;
    const std::string name(cells[3]);
    if (!agencies.contains(name)) {
      ASSERT_TRUE(candour.act({}, plan::AddAgency{name, {}})) << name;
      const auto picture = candour.picture({});
      for (const plan::Agency& agency : (*picture)->partnership->agencies)
        if (agency.name == name) agencies.emplace(name, agency.id);
    }
    plan::Action action;
    action.agency = agencies.at(name);
    action.rating.as_written = std::string(cells[6]);
    action.lead = std::string(cells[10]);
    for (std::string_view field : split(source[std::stoul(std::string(cells[0])) - 1], '\t')) {
      const std::string told = replaced(replaced(std::string(field), "<p>", "\n"), "</p>", "\n");
      const bool wording = !trimmed(cells[5]).empty() && matching_key(told).starts_with(matching_key(cells[5]));
      const bool lead = !trimmed(cells[10]).empty() && matching_key(told) == matching_key(cells[10]);
      if (wording)
        action.wording = action.original_wording = told;
      else if (!lead)
        action.evidence += told + "\n";
    }
    import.actions.push_back(action);
  }
  const std::size_t count = import.actions.size();
  EXPECT_GT(count, 300u);
  const auto imported = candour.act({}, import.plan, import, std::nullopt);
  ASSERT_TRUE(imported) << imported.error().sentence;
  const paper::PaperId id("p7m2qx9dab");
  ASSERT_TRUE(candour.act({}, id,
                          paper::StartPaper{id,
                                            {"Progress",
                                             "Scrutiny Committee",
                                             {},
                                             {{import.plan.text()},
                                              {},
                                              *Date::parse("2026-03-02"),
                                              {std::begin(paper::every_section), std::end(paper::every_section)}}}},
                          0));
  const auto picture = candour.picture({});
  const auto composed = compose(candour, {}, *view::find_paper(**picture, id));
  ASSERT_TRUE(composed) << composed.error().sentence;
  std::size_t wrong = 0;
  std::map<std::string_view, std::size_t> found;
  for (const Found& each : composed->found) {
    const auto* of = std::find_if(std::begin(named), std::end(named),
                                  [&](std::string_view name) { return each.words.find(name) != std::string::npos; });
    if (of != std::end(named)) ++found[*of];
    if (std::getenv("CANDOUR_SHOW_HITS"))
      std::printf("%4zu  %s: %s\n", each.times, each.kind.c_str(), each.words.c_str());
    wrong += of == std::end(named) && each.kind != "initials" ? each.times : 0;
  }
  for (const std::string_view name : named) EXPECT_GE(found[name], 1u) << name;
  EXPECT_EQ(found["Julia"], 1u) << "to be justified once for the whole paper";
  EXPECT_LE(wrong * 20, count) << "at most one in twenty rows";
  std::printf("[ measured ] %zu rows composed: %zu findings, %zu places that name nobody listed\n", count,
              composed->found.size(), wrong);
}

}  // namespace
}  // namespace candour::app
