#pragma once
// Small files that must not be lost or half written: keys, a signer's memory, what an export holds. Not for pure rooms.
// Any thread.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace candour {

enum class FileFor { owner, everybody };  // readable by; the owner alone may write

// Puts these bytes in the file's place. Whatever happens, the file holds the old ones or the new ones, whole; when this
// returns, the new ones and the file's name are on the disk. unavailable where that cannot be promised: then nothing
// may rest on it.
Result<void> keep_durably(const std::filesystem::path& file, std::string_view bytes, FileFor readers = FileFor::owner);
// A copy that is on the disk when this returns, for its owner alone. conflict where `to` is there already.
Result<void> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to);
// not_found where there is none or it is not ours to read.
Result<std::string> read_whole(const std::filesystem::path& file);
// What was written or renamed in the folder stays so; what was written to a file, by whoever wrote it.
Result<void> sync_folder(const std::filesystem::path& folder);
Result<void> sync_file(const std::filesystem::path& file);
// A folder for its owner alone, with those above it that are missing. When this returns, its name is on the disk, also
// where it was there already: whoever made it may have been killed before that. bad_input where it is a file.
Result<void> make_folder(const std::filesystem::path& folder);

// Held by one process at a time for as long as it lives; the system lets go of it, however that ends.
class HeldFile {
 public:
  virtual ~HeldFile() = default;
};
// The file is made where there is none. conflict, with this sentence, where another process holds it.
Result<std::unique_ptr<HeldFile>> hold(const std::filesystem::path& file, std::string sentence_if_held);

}  // namespace candour
