#pragma once
// Reading an untrusted document. The edge (src/sandbox) does it in a child process without network or file system.

#include <string>
#include <string_view>

#include "base/result.h"
#include "document/attachment.h"
#include "document/workbook.h"
#include "intake/reading.h"

namespace candour::app {

class Reader {
 public:
  virtual ~Reader() = default;
  // Any thread. Fails as document::read does; and where the reading had to be stopped (time, memory, a crash), with
  // ErrorCode::refused, one sentence, and the detail for the log.
  virtual Result<intake::Reading> read(std::string_view bytes, std::string name,
                                       const intake::Choices& choices) const = 0;
  // The cells of a workbook that was sent out to be filled in; fails as document::read_filled does, else as read().
  virtual Result<document::FilledWorkbook> read_filled(std::string_view bytes, std::string name) const = 0;
  // What a file is that is kept as it came, as document::attachment_of says; else as read().
  virtual Result<document::Attachment> judge(std::string_view bytes, std::string name) const = 0;
};

}  // namespace candour::app
