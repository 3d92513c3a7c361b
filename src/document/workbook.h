#pragma once
// A workbook as its cells were filled in: what each holds and of which kind, with its name ("B14"). For workbooks that
// people were sent to fill in, where it matters whether a day is a date or only looks like one; document.h is for
// reading what a sheet says. Pure; any thread.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "document/document.h"

namespace candour::document {

enum class ContentKind { text, number, date, truth, error };
struct FilledCell {
  std::uint32_t column = 0;  // from 1, as is row
  std::uint32_t row = 0;
  ContentKind kind = ContentKind::text;
  bool formula = false;  // what it holds was worked out, not typed; `text` is what was last worked out
  std::string text;      // as typed; a number as short as it can be, a date as 2016-01-07, TRUE or FALSE, #REF!
  Date date;             // of a date; its time of day is left out
  bool operator==(const FilledCell&) const = default;
};
struct FilledSheet {
  std::string name;
  bool hidden = false;
  std::vector<FilledCell> cells;  // that hold something, by row and column; hidden and filtered ones like the others
  bool operator==(const FilledSheet&) const = default;
};
struct FilledWorkbook {
  std::vector<FilledSheet> sheets;  // in the order of their tabs
  bool operator==(const FilledWorkbook&) const = default;
};

// "B14".
std::string cell_name(std::uint32_t column, std::uint32_t row);

// Reads an Excel workbook (.xlsx) whole. Fails as document::read does, and with unreadable for every other kind of
// file. Time and memory are linear in what is unpacked; nothing is worked out, followed or run.
Result<FilledWorkbook> read_filled(std::string_view bytes, std::string_view name, const Limits& limits = {});

}  // namespace candour::document
