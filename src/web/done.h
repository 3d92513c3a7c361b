#pragma once
// What was done, said once at the top of the next page. The words stand in the address with a proof that this process
// wrote them, for who is told and for that page alone: no link that somebody else made puts words into the site's
// mouth. A proof is good for as long as the process runs; afterwards nothing is said. Any thread.

#include <string>
#include <string_view>

#include "app/candour.h"
#include "http/request.h"
#include "http/response.h"

namespace candour::web {

// Who is told on the page for signing in.
app::Actor nobody();

// `address` may have a query and a fragment.
std::string address_telling(const app::Actor& to, std::string_view address, std::string_view sentence);
// Back to that address, for who asks.
http::Response tell_done(const http::Request& request, std::string_view address, std::string_view sentence);
// What this request's page is to say, a view of the request; empty where nothing is, or the words are not ours.
std::string_view done_in(const http::Request& request);

}  // namespace candour::web
