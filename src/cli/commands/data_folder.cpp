#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/text.h"
#include "cli/commands/command.h"

namespace candour::cli {

Result<void> make_data_folder(const std::filesystem::path& folder) {
  const std::string shown = "“" + repaired_utf8(folder.string()) + "”";
  std::error_code error;
  if (std::filesystem::is_directory(folder, error)) return {};
  if (std::filesystem::exists(folder, error))
    return fail(ErrorCode::bad_input, shown + " is a file, not a folder. Name a folder for the data.");
  if (const std::filesystem::path parent = folder.parent_path();
      !parent.empty() && !std::filesystem::exists(parent, error))
    CANDOUR_CHECK(make_data_folder(parent));
  // Made closed, not closed afterwards: nobody can look in between.
  if (mkdir(folder.c_str(), 0700) != 0 && !std::filesystem::is_directory(folder, error))
    return fail(ErrorCode::unavailable, "The folder " + shown + " cannot be made. Check that you may write there.",
                std::generic_category().message(errno));
  return {};
}

std::string signer_file(const std::string& data, std::string_view name) {
  std::string folder = std::filesystem::path(data).lexically_normal().string();
  while (folder.size() > 1 && folder.ends_with('/')) folder.pop_back();
  return folder + ".signer/" + std::string(name);
}

void show_progress(std::string_view line) {
  static const bool terminal = isatty(STDERR_FILENO) == 1;
  if (!terminal) return;
  const std::string text = "\r\033[K" + shortened(line, 78);
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace candour::cli
