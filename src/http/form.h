#pragma once
// What people send: names with values, and files. Queries and urlencoded forms (WHATWG URL, 5), and
// multipart/form-data (RFC 7578) read as it arrives, within limits, large files going to disk at once.
// Text is always valid UTF-8 without U+0000 (what is not becomes U+FFFD), with LF as the end of a line.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace candour::http {

// Names with values in the order sent; a name may come several times.
class Fields {
 public:
  Fields() = default;
  Fields(std::initializer_list<std::pair<std::string, std::string>> all) : all_(all) {}

  // The first value of the name; "" when there is none. The view lives as long as these Fields.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }
  bool empty() const { return all_.empty(); }

  void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
  void clear() { all_.clear(); }
  // a=1&b=two+words, as a query or form writes it.
  std::string encoded() const;

 private:
  std::vector<std::pair<std::string, std::string>> all_;
};

// How much a route takes. A body over a limit is answered 413 with a sentence that states the limit.
struct BodyLimits {
  std::uint64_t text = 1 << 20;       // bytes kept as text: form fields together, or a JSON body
  std::uint64_t file = 0;             // bytes of one uploaded file; 0: the route takes no files
  std::uint64_t total = 1 << 20;      // bytes of the whole body
  std::size_t fields = 5000;          // fields and files together
  std::uint64_t in_memory = 1 << 18;  // a file that grows beyond this is spooled to disk
};
// A form with files of at most `bytes` each, and `count` of them in all.
BodyLimits files_up_to(std::uint64_t bytes, std::size_t count = 1);

// "1.5 MB", "300 KB", "12 bytes": for a sentence; 1 MB is 1,048,576 bytes, as file managers count.
std::string size_in_words(std::uint64_t bytes);

// One uploaded file. Small ones are in memory; large ones in a nameless file on disk, gone with the last copy of the
// Upload even when the process is killed. Copies share the bytes.
class Upload {
 public:
  // In memory; for tests and for requests built by hand.
  Upload(std::string field, std::string file_name, std::string content_type, std::string bytes);

  const std::string& field() const { return field_; }
  // The last part of the name the person's browser gave, without path and control characters; may be "". To be
  // shown, never used as a path.
  const std::string& file_name() const { return file_name_; }
  // As claimed by the browser; judge by content instead.
  const std::string& content_type() const { return content_type_; }
  std::uint64_t size() const;
  // All of it; a spooled file is mapped, not read, so this costs no memory of its own. Lives as long as the Upload.
  std::string_view bytes() const;

 private:
  friend class MultipartReader;
  struct Content;
  std::string field_;
  std::string file_name_;
  std::string content_type_;
  std::shared_ptr<Content> content_;
};

// Appends the pairs of a query or of an application/x-www-form-urlencoded body. A bad escape stays as written;
// too_large above `most_fields`.
Result<void> read_urlencoded(std::string_view text, std::size_t most_fields, Fields& into);

// Decodes %XX (and '+' as a space when `plus_is_space`); a bad escape stays as written.
std::string percent_decoded(std::string_view text, bool plus_is_space);
// Everything but A-Z a-z 0-9 - . _ ~ as %XX: for one segment of a path or one value of a query.
std::string percent_encoded(std::string_view text);

// Reads one multipart/form-data body piece by piece. Not for two threads at once.
class MultipartReader {
 public:
  // `content_type` as in the header, with its boundary. `spool` is a folder for large files.
  static Result<MultipartReader> begin(std::string_view content_type, const BodyLimits& limits,
                                       std::filesystem::path spool);
  MultipartReader(MultipartReader&&) noexcept;
  MultipartReader& operator=(MultipartReader&&) noexcept;
  ~MultipartReader();

  // The next bytes of the body. bad_input when they are no multipart, too_large above a limit, unavailable when the
  // disk takes no more. After an error nothing more may be fed.
  Result<void> feed(std::string_view bytes);
  // At the end of the body; bad_input when its closing boundary has not come.
  Result<void> finish();

  Fields& fields();
  std::vector<Upload>& files();

 private:
  struct State;
  explicit MultipartReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace candour::http
