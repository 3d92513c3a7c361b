#pragma once
// Prints with Debian's Chromium, in a process that has no network, no scripts, little time and a folder of its own, and
// finishes the file with qpdf. The page is of our own making; the walls are for the day on which it is not only that.

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "app/printer.h"

namespace candour::printer {

struct Confines {
  std::chrono::milliseconds time{90'000};  // by the clock, for one page: a third of it, then the rest begun anew
  std::chrono::milliseconds turn{60'000};  // to wait for those before
  std::chrono::seconds computing{60};      // of the processor, for each process of the browser
  std::size_t waiting = 8;                 // more are refused at once
  std::size_t kept_bytes = 32u << 20;      // of what was printed lately
  std::size_t file_bytes = 256u << 20;     // the largest file it may write
};

// Where Debian puts them, the smaller one first; empty where there is none.
std::string find_browser();

// `browser`: as find_browser() gives it.
std::unique_ptr<app::Printer> make_printer(std::string browser, Confines confines = {});

// What Chromium printed, with what it leaves out: the title shown in the window, language, tab order, metadata, a day
// instead of a moment. The same file gives the same bytes. Fails with ErrorCode::internal for what is no PDF, or has no
// structure.
Result<std::string> finished(std::string_view pdf, Date as_at);

}  // namespace candour::printer
