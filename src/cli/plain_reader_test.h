#pragma once
// The reader of the tests of commands.

#include <string>
#include <string_view>
#include <utility>

#include "app/reader.h"
#include "base/sha256.h"
#include "document/document.h"
#include "intake/reading.h"

namespace candour::cli {

// Reads in this process: what the sandbox confines is tested there.
class PlainReader final : public app::Reader {
 public:
  Result<intake::Reading> read(std::string_view bytes, std::string name,
                               const intake::Choices& choices) const override {
    CANDOUR_TRY(document, document::read(bytes, name));
    intake::Reading reading = intake::draft(document, choices);
    reading.source = {std::move(name), "text", sha256_hex(bytes), bytes.size()};
    return reading;
  }
  Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const override {
    return document::read_filled(bytes, name);
  }
  Result<document::Attachment> judge(std::string_view bytes, std::string name) const override {
    return document::attachment_of(bytes, name);
  }
};

}  // namespace candour::cli
