// Signs people in to a record that bin/bench asks for pages of: a coordinator and the lead of every agency.
//
//   sessions DATA TARGETS
//
// Prints “coordinator COOKIE TOKEN”, then “lead AGENCY COOKIE TOKEN” of each; TARGETS becomes a file of every open
// action's id, one a line, in no order that a cache would like.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>

#include "base/clock.h"
#include "load/signed_in.h"
#include "sqlite/sqlite_store.h"

int main(int count, char** words) {
  using namespace candour;
  if (count != 3) {
    std::fprintf(stderr, "sessions DATA TARGETS\n");
    return 64;
  }
  auto store = sqlite::open_store(std::string(words[1]) + "/candour.db");
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().sentence.c_str());
    return 66;
  }
  const SystemClock clock;
  app::Candour candour(**store, nullptr, clock);
  for (const load::SignedIn& each : load::sign_people_in(candour, 1))
    if (each.role == people::Role::coordinator)
      std::printf("coordinator %s %s\n", each.secret.c_str(), each.form_token.c_str());
    else
      std::printf("lead %s %s %s\n", each.agency.text().c_str(), each.secret.c_str(), each.form_token.c_str());
  const auto picture = candour.picture({});
  std::vector<std::string> targets;
  for (const auto& plan : (*picture)->plans)
    for (const view::Row& row : plan->rows)
      if (row.facts.open) targets.push_back(row.id);
  std::shuffle(targets.begin(), targets.end(), std::mt19937(2016));
  std::ofstream file(words[2]);
  for (const std::string& each : targets) file << each << "\n";
  return file.good() ? 0 : 73;
}
