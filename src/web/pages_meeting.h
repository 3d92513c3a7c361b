#pragma once
// Pages of meetings and of risk registers, as pure functions of the picture.

#include <map>
#include <string>
#include <string_view>

#include "view/view.h"
#include "web/pages.h"

namespace candour::web {

// What somebody sent from one of a page's forms and what came of it: the form stands open again with what was typed.
struct Sent {
  std::string form;      // "answer-2", "report-back-1", "met-1", "set-aside-1", "reopen-1", "withdraw"; empty: nothing
  std::string field;     // the name of the field that was refused
  std::string sentence;  // why
  std::map<std::string, std::string> typed;  // by the names of the form's fields
};

std::string meetings_page(const Around& around, const view::Picture& picture);
std::string meeting_page(const Around& around, const view::Picture& picture, const meeting::Meeting& meeting,
                         const Sent& sent);
std::string registers_page(const Around& around, const view::Picture& picture);
std::string register_page(const Around& around, const view::Picture& picture, const risk::Register& reg,
                          const Sent& sent);

}  // namespace candour::web
