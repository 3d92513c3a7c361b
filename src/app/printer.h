#pragma once
// Printing a page as PDF. The edge (src/printer) asks Chromium, where there is one.

#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace candour::app {

class Printer {
 public:
  virtual ~Printer() = default;
  // `html` needs no server and no script; its links name their server, or are text. The PDF has its structure
  // (headings, tables with their heads, language, title) and bookmarks; it says that it was made on `as_at`. Any
  // thread; takes seconds, and others wait their turn. Unavailable, in a sentence, where it could not be printed just
  // now.
  virtual Result<std::string> print(std::string_view html, Date as_at) const = 0;
};

}  // namespace candour::app
