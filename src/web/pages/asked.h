#pragma once
// What an address asks for, read from its query. What cannot be read is left out and told in `notice`, never an error:
// a mistyped filter shows the list without it.

#include <optional>
#include <string>

#include "app/candour.h"
#include "base/date.h"
#include "base/result.h"
#include "http/request.h"
#include "view/view.h"

namespace candour::web {

struct Asked {
  view::Filter filter;
  view::Order order = view::Order::document;
  view::Grouping grouping = view::Grouping::finding;
  std::size_t page = 1;
  std::optional<Date> as_at;
  app::Knowledge known = app::Knowledge::then;
  std::string notice;
};
Asked read_query(const http::Request& request);

// The picture the address asks for, of what this actor may see: as it stands, or as at the day it names.
Result<std::shared_ptr<const view::Picture>> picture_for(const app::Candour& candour, const app::Actor& actor,
                                                         const Asked& asked);

}  // namespace candour::web
