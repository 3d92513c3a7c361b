#pragma once
// What an export is written into.

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <sys/stat.h>

#include "base/file.h"
#include "base/result.h"

namespace candour::cli {

// The files of one folder, written one after the other, for their owner alone: from here on this process makes no
// other.
class Folder {
 public:
  explicit Folder(std::filesystem::path root) : root_(std::move(root)) { ::umask(0077); }

  Result<void> put(const std::string& path, std::string_view bytes) {
    if (path != open_) {
      CANDOUR_CHECK(close_file());
      CANDOUR_CHECK(make((root_ / path).parent_path()));
      file_.open(root_ / path, std::ios::binary | std::ios::app);
      open_ = path;
    }
    file_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file_ ? Result<void>() : failed();
  }
  // Once all are there: they and their names are on the disk.
  Result<void> close() {
    CANDOUR_CHECK(close_file());
    for (const std::filesystem::path& folder : made_) CANDOUR_CHECK(sync_folder(folder));
    return {};
  }

 private:
  Result<void> make(const std::filesystem::path& folder) {
    if (made_.contains(folder)) return {};
    CANDOUR_CHECK(make_folder(folder));
    for (std::filesystem::path each = folder; each != root_ && each.has_relative_path(); each = each.parent_path())
      made_.insert(each);
    made_.insert(root_);
    return {};
  }
  Result<void> close_file() {
    if (open_.empty()) return {};
    file_.close();
    const bool written = static_cast<bool>(file_);
    file_.clear();
    if (!written) return failed();
    CANDOUR_CHECK(sync_file(root_ / open_));
    open_.clear();
    return {};
  }
  Result<void> failed() const {
    return fail(ErrorCode::unavailable,
                "“" + (root_ / open_).string() + "” could not be written. Look at whether the disk is full.");
  }
  std::filesystem::path root_;
  std::set<std::filesystem::path> made_;
  std::string open_;
  std::ofstream file_;
};

}  // namespace candour::cli
