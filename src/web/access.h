#pragma once
// Who may ask for each address: one table, refused by default. It is the outer door only: what of the record somebody
// sees and does is decided where the record is read and written (app/candour.h), whatever this table says.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"
#include "people/may.h"

namespace candour::web {

enum class Who {
  anybody,   // also without a session
  by_link,   // whoever has typed the code of their letter: nothing that is sent is taken before (app/links.h)
  half,      // the password was right: one-time codes are still to be given or set up
  signed_in  // all the rest
};
struct Access {
  http::Method method = http::Method::get;
  std::string_view pattern;
  Who who = Who::signed_in;
  // One of these must be theirs somewhere; none: whoever is signed in.
  std::vector<people::Act> any_of = {};
};
const std::vector<Access>& every_access();
// nullptr for a route that the table does not name: nobody's, once there are accounts.
const Access* access_of(const http::Route& route);

}  // namespace candour::web
