#include "base/file.h"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "base/text.h"

namespace candour {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  bool shut() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

auto not_kept(const std::filesystem::path& file) {
  return fail(ErrorCode::unavailable,
              "“" + file.string() +
                  "” cannot be written. Look at whether its folder is there, who owns it, and whether "
                  "the disk is full or failing.",
              std::generic_category().message(errno));
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
  return file.parent_path().empty() ? "." : file.parent_path();
}

class Flock final : public HeldFile {
 public:
  explicit Flock(int number) : file_(number) {}
  Descriptor file_;
};

}  // namespace

Result<void> keep_durably(const std::filesystem::path& file, std::string_view bytes, FileFor readers) {
  // The folder is opened first: an error of the disk that comes between is then told to this very descriptor.
  const Descriptor folder(::open(folder_of(file).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder.open()) return not_kept(file);
  const std::string beside = file.string() + ".new";
  Descriptor made(
      ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, readers == FileFor::owner ? 0600 : 0644));
  if (!made.open()) return not_kept(file);
  if (!write_all(made.number(), bytes) || ::fsync(made.number()) != 0 || !made.shut() ||
      ::rename(beside.c_str(), file.c_str()) != 0 || ::fsync(folder.number()) != 0)
    return not_kept(file);
  return {};
}

Result<void> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::ifstream source(from, std::ios::binary);
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(from, trouble) || !source)
    return fail(ErrorCode::not_found, "There is no file “" + from.string() + "”, or it is not ours to read.");
  Descriptor made(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!made.open() && errno == EEXIST) return fail(ErrorCode::conflict, "“" + to.string() + "” is there already.");
  if (!made.open()) return not_kept(to);
  std::string piece(1u << 20, '\0');
  while (source) {
    source.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (!write_all(made.number(), std::string_view(piece).substr(0, static_cast<std::size_t>(source.gcount()))))
      return not_kept(to);
  }
  if (source.bad()) return fail(ErrorCode::unavailable, "“" + from.string() + "” could not be read to its end.");
  if (::fsync(made.number()) != 0 || !made.shut()) return not_kept(to);
  return sync_folder(folder_of(to));
}

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::error_code trouble;
  std::ifstream stream(file, std::ios::binary);
  if (!std::filesystem::is_regular_file(file, trouble) || !stream)
    return fail(ErrorCode::not_found, "There is no file “" + file.string() + "”, or it is not ours to read.");
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (stream.bad()) return fail(ErrorCode::unavailable, "“" + file.string() + "” could not be read to its end.");
  return bytes;
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open() || ::fsync(opened.number()) != 0) return not_kept(folder);
  return {};
}

Result<void> sync_file(const std::filesystem::path& file) {
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!opened.open() || ::fsync(opened.number()) != 0) return not_kept(file);
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::filesystem::path named = folder.lexically_normal();
  if (!named.has_filename()) named = named.parent_path();
  const std::filesystem::path above = folder_of(named);
  std::error_code trouble;
  if (!std::filesystem::exists(above, trouble)) CANDOUR_CHECK(make_folder(above));
  // Made closed, not closed afterwards: nobody can look in between.
  if (::mkdir(named.c_str(), 0700) != 0) {
    const int why = errno;
    if (why == EEXIST && !std::filesystem::is_directory(named, trouble))
      return fail(ErrorCode::bad_input,
                  "“" + repaired_utf8(named.string()) + "” is a file, not a folder. Name a folder for the data.");
    if (why != EEXIST)
      return fail(ErrorCode::unavailable,
                  "The folder “" + repaired_utf8(named.string()) + "” cannot be made. Check that you may write there.",
                  std::generic_category().message(why));
  }
  // A folder above that is not ours to open was not changed by us.
  const Descriptor opened(::open(above.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.open() && errno == EACCES) return {};
  if (!opened.open() || ::fsync(opened.number()) != 0) return not_kept(above);
  return {};
}

Result<std::unique_ptr<HeldFile>> hold(const std::filesystem::path& file, std::string sentence_if_held) {
  const int opened = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (opened < 0) return not_kept(file);
  auto held = std::make_unique<Flock>(opened);
  if (::flock(opened, LOCK_EX | LOCK_NB) != 0) return fail(ErrorCode::conflict, std::move(sentence_if_held));
  return std::unique_ptr<HeldFile>(std::move(held));
}

}  // namespace candour
