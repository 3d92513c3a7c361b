#pragma once
// The reply to recommendations, on the screen and on paper.

#include <string>

#include "view/reply.h"
#include "web/pages.h"

namespace candour::web {

std::string reply_page(const Around& around, const view::Picture& picture, const view::Reply& reply, Pdf pdf);

}  // namespace candour::web
