#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/commands/command.h"

namespace candour::cli {
namespace {

struct Opened {
  int descriptor = -1;
  bool ours = false;
  ~Opened() {
    if (ours) close(descriptor);
  }
};

Error too_large(const std::string& shown, std::size_t most) {
  return {ErrorCode::too_large,
          shown + " is larger than " + std::to_string(most >> 20) + " MB, the most that can be read. Send it in parts.",
          {}};
}

}  // namespace

std::string name_of(const std::string& path) {
  if (path == "-") return "standard input";
  const std::size_t slash = path.find_last_of('/');
  return repaired_utf8(slash == std::string::npos ? path : path.substr(slash + 1));
}

Result<std::string> read_input(const std::string& path, std::size_t most) {
  const std::string shown = path == "-" ? "Standard input" : "“" + repaired_utf8(path) + "”";
  Opened file;
  file.descriptor = STDIN_FILENO;
  if (path != "-") {
    file.descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    file.ours = file.descriptor >= 0;
    if (!file.ours) {
      const int reason = errno;
      return fail(ErrorCode::not_found,
                  reason == EACCES ? shown + " may not be opened: you have no permission to read it."
                                   : "There is no file " + shown + ". Check its name and folder.",
                  std::strerror(reason));
    }
  }
  struct stat about {};
  if (fstat(file.descriptor, &about) != 0) return fail(ErrorCode::not_found, shown + " cannot be opened.");
  if (S_ISDIR(about.st_mode)) return fail(ErrorCode::not_found, shown + " is a folder. Name one file in it.");
  if (S_ISREG(about.st_mode) && static_cast<std::size_t>(about.st_size) > most) return fail(too_large(shown, most));

  std::string bytes;
  std::size_t filled = 0;
  bytes.resize(S_ISREG(about.st_mode) ? static_cast<std::size_t>(about.st_size) + 1 : 65536);
  while (true) {
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
    const ssize_t got = ::read(file.descriptor, bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(ErrorCode::not_found, shown + " cannot be read.", std::strerror(errno));
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > most) return fail(too_large(shown, most));
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace candour::cli
