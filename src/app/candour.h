#pragma once
// The application's middle: it holds the ports, folds the record into Pictures, and keeps the newest at hand. One file
// beside this one for each thing a person can do (import.h …). Every function may be called from any thread.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/reader.h"
#include "app/store.h"
#include "base/clock.h"
#include "base/result.h"
#include "plan/commands.h"
#include "plan/events.h"
#include "view/view.h"

namespace candour::app {

// Who acts. There are no accounts yet: the person at this machine is "operator", and the record says so.
struct Actor {
  std::string name = "operator";
};

// Known then: only what had been recorded by that day. Known now: all that speaks of that day or an earlier one.
enum class Knowledge { then, now };

class Candour {
 public:
  // Holds the ports; they must outlive it. `reader` may be nullptr where nothing is read (tests, report).
  Candour(Store& store, const Reader* reader, const Clock& clock);
  ~Candour();
  Candour(const Candour&) = delete;

  // The record as it stands today, folded once and brought up to date only by what is new since the last call. Costs one
  // look at the store's last position when nothing is.
  Result<std::shared_ptr<const view::Picture>> picture() const;
  // As at a past day (the end of it). Folds anew, at most twice the cost of the first picture().
  Result<std::shared_ptr<const view::Picture>> picture_as_at(Date day, Knowledge knowledge) const;

  // fold → decide → record → append. Conflict where the plan has moved on from `expected` (a plan's version as the
  // person saw it; nothing: whatever stands).
  Result<void> act(const Actor& actor, const plan::PlanId& plan, const plan::PlanCommand& command,
                   std::optional<std::uint64_t> expected);
  Result<void> act(const Actor& actor, const plan::PartnershipCommand& command);

  Store& store() const;
  const Reader* reader() const;
  const Clock& clock() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace candour::app
