#pragma once
// The reply to recommendations, on the screen, on paper and as a file that needs no server.

#include <string>

#include "view/reply.h"
#include "web/pages.h"

namespace candour::web {

std::string reply_page(const Around& around, const view::Picture& picture, const view::Reply& reply, Pdf pdf);
// The style sheet is inside.
std::string reply_document(const view::Picture& picture, const view::Reply& reply);

}  // namespace candour::web
