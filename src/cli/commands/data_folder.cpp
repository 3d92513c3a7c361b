#include <unistd.h>

#include "base/text.h"
#include "cli/commands/command.h"

namespace candour::cli {

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
