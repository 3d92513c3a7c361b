#pragma once
// What files beside the page itself are written with: chosen by whoever runs the site, the same for every page.

#include "app/printer.h"
#include "report/word.h"

namespace candour::web {

struct Writers {
  report::WordTemplate word = report::WordTemplate::standard();
  const app::Printer* printer = nullptr;  // nullptr: no PDF is offered, and pages are printed by the browser
};

inline constexpr const char* word_media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
inline constexpr const char* excel_media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

}  // namespace candour::web
