#pragma once
// What of a whole picture a person sees. Plans that are seen whole are shared; of the others a part is drawn anew, and
// kept for as long as the plan does not change, for all who see the same.

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "people/may.h"
#include "view/view.h"

namespace candour::app {

// The plan as somebody with this sight sees it who looks at one action: whole, their part of it, or nullptr where they
// do not see that action. As Seen::of() has it.
std::shared_ptr<const plan::Plan> seen_for_action(const std::shared_ptr<const plan::Plan>& whole, plan::Number number,
                                                  const people::People& people, const people::Sight& sight);
// A request is seen by who sees the plans it is about, and by the agency it asks.
bool sees_request(const people::People& people, const people::Sight& sight, const request::Request& request);
// Of whose record it is, for them: the first partnership's, which the record began with, unless they are only of
// others.
std::string name_seen(const std::string& whole, const people::People& people, const people::Sight& sight);

class Seen {
 public:
  // `people` says which partnership a thing belongs to, as it stands now, also where the picture is a past one. Any
  // thread.
  std::shared_ptr<const view::Picture> of(const std::shared_ptr<const view::Picture>& whole,
                                          const people::People& people, const people::Sight& sight);

 private:
  struct Kept {
    people::Sight sight;
    bool past = false;
    std::mutex making;
    std::shared_ptr<const view::Picture> whole;
    std::uint64_t people_version = 0;
    std::shared_ptr<const view::Picture> seen;
    struct Part {
      std::shared_ptr<const view::PlanPicture> of;    // held, so that its address is nobody else's
      std::shared_ptr<const view::PlanPicture> part;  // nullptr: nothing of it
    };
    std::unordered_map<const view::PlanPicture*, Part> parts;
  };
  std::shared_ptr<Kept> kept_for(const std::shared_ptr<const view::Picture>& whole, const people::Sight& sight);

  std::mutex mutex_;                         // guards the list, not what is in it
  std::vector<std::shared_ptr<Kept>> kept_;  // the latest asked for first
};

}  // namespace candour::app
