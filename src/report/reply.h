#pragma once
// The reply to recommendations as a Word document: real styles and heading levels, a landscape page, a header row that
// is repeated on every page, page numbers, a title for programs. Pure; any thread.

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"
#include "view/reply.h"

namespace candour::report {

// `name`: of the partnership that answers; may be empty. Fails with ErrorCode::internal where the zip library does.
Result<std::string> reply_docx(std::string_view name, const view::Reply& reply, Date as_at);

}  // namespace candour::report
