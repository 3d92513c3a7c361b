#pragma once
// What an export is written into.

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include "base/result.h"

namespace candour::cli {

// The files of one folder, written one after the other, for their owner alone: from here on this process makes no
// other.
class Folder {
 public:
  explicit Folder(std::filesystem::path root) : root_(std::move(root)) { ::umask(0077); }

  Result<void> put(const std::string& path, std::string_view bytes) {
    if (path != open_) {
      CANDOUR_CHECK(close());
      std::error_code trouble;
      std::filesystem::create_directories((root_ / path).parent_path(), trouble);
      file_.open(root_ / path, std::ios::binary | std::ios::app);
      open_ = path;
    }
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file_ ? Result<void>() : failed();
  }
  Result<void> close() {
    if (open_.empty()) return {};
    file_.close();
    const bool written = static_cast<bool>(file_);
    file_.clear();
    return written ? Result<void>() : failed();
  }

 private:
  Result<void> failed() const {
    return fail(ErrorCode::unavailable,
                "“" + (root_ / open_).string() + "” could not be written. Look at whether the disk is full.");
  }
  std::filesystem::path root_;
  std::string open_;
  std::ofstream file_;
};

}  // namespace candour::cli
