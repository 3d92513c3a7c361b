#pragma once
// A reader for tests of workbooks that come back.

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "app/reader.h"
#include "document/attachment.h"
#include "document/workbook.h"

namespace candour::web {

// Reads in this process, as if somebody had typed into the cells meanwhile: by name, on the sheet with the rows.
class EditingReader final : public app::Reader {
 public:
  std::map<std::string, std::string> typed;
  Result<intake::Reading> read(std::string_view, std::string, const intake::Choices&) const override {
    return fail(ErrorCode::unreadable, "Only workbooks are read here.");
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    CANDOUR_TRY(workbook, document::read_filled(bytes, name));
    for (document::FilledSheet& sheet : workbook.sheets) {
      if (sheet.name != "Rowan") continue;
      for (const auto& [cell, text] : typed) {
        const auto column = static_cast<std::uint32_t>(cell[0] - 'A' + 1);
        const auto row = static_cast<std::uint32_t>(std::stoul(cell.substr(1)));
        std::erase_if(sheet.cells,
                      [&](const document::FilledCell& each) { return each.column == column && each.row == row; });
        sheet.cells.push_back({column, row, document::ContentKind::text, false, text, {}});
      }
      std::stable_sort(sheet.cells.begin(), sheet.cells.end(), [](const auto& left, const auto& right) {
        return std::pair(left.row, left.column) < std::pair(right.row, right.column);
      });
    }
    return std::move(workbook);
  }
};

}  // namespace candour::web
