#pragma once
// How a form by hand is given and taken, whatever it is about.

#include "app/candour.h"
#include "http/response.h"
#include "web/by_hand/offer.h"
#include "web/site.h"

namespace candour::web {

struct ByHand {
  app::Candour& candour;

  http::Response problem(const http::Request& request, const Error& error) const;
  auto picture(const http::Request& request) const { return candour.picture(actor_of(request)); }
  // The partnerships to choose from for what they start; nothing where there is one.
  std::vector<people::PartnershipId> homes(const http::Request& request, const view::Picture& picture) const {
    return homes_of(request, *picture.people, people::Act::run_plan, candour.clock().now().date());
  }

  http::Response give(const http::Request& request, const Offering& offering) const;
  // Does what the form asks; where somebody else changed the same meanwhile, offers to choose; nothing typed is lost.
  http::Response take(const http::Request& request, const Offering& offering) const;
};

}  // namespace candour::web
