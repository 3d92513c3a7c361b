#pragma once
// The site: every address, on one screen in site.cpp, over the application. Handlers read a request, ask the
// application, and hand a model to a page. Any number of threads.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "http/response.h"
#include "http/router.h"
#include "web/pages.h"

namespace candour::web {

// `candour` must outlive the routes.
http::Routes site(app::Candour& candour);

// The import wizard's addresses; site() adds them.
void add_import_routes(http::Routes& routes, app::Candour& candour);
// What a person can do about a meeting, a register and an inspector's recommendations, and originals; site() adds them
// beside the pages.
void add_answer_routes(http::Routes& routes, app::Candour& candour);
void add_meeting_routes(http::Routes& routes, app::Candour& candour);
std::vector<UnfinishedImport> unfinished_imports(app::Candour& candour);

// How errors are drawn for a person, with the navigation of the site.
http::ErrorPage error_page(app::Candour& candour);

}  // namespace candour::web
