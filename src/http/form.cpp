#include "http/form.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <optional>
#include <sys/mman.h>
#include <system_error>
#include <unistd.h>

#include "base/text.h"

namespace candour::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// As the door promises: valid UTF-8, no U+0000, lines that end in LF.
std::string clean_text(std::string text) {
  if (!is_utf8(text) || text.find('\0') != std::string::npos) text = repaired_utf8(text);
  if (text.find('\r') == std::string::npos) return text;
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') {
      out += text[at];
    } else {
      out += '\n';
      if (at + 1 < text.size() && text[at + 1] == '\n') ++at;
    }
  }
  return out;
}

tl::unexpected<Error> not_multipart(std::string detail) {
  return fail(ErrorCode::bad_input,
              "The form did not arrive whole, so nothing was changed. Go back to the page and send it again.",
              std::move(detail));
}

tl::unexpected<Error> too_many_fields(std::size_t most) {
  return fail(ErrorCode::too_large, "The form has too many fields: " + grouped(static_cast<long long>(most)) +
                                        " is the most this page takes.");
}

// The parameters of a Content-Disposition or Content-Type, after its first word.
std::optional<std::string> parameter_of(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos && at < value.size()) {
    ++at;
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t')) ++at;
    const auto equals = value.find_first_of("=;", at);
    if (equals == std::string_view::npos) break;
    if (value[equals] == ';') {
      at = equals;
      continue;
    }
    const bool wanted = equal_ignoring_case(trimmed(value.substr(at, equals - at)), name);
    at = equals + 1;
    while (at < value.size() && (value[at] == ' ' || value[at] == '\t')) ++at;
    std::string text;
    if (at < value.size() && value[at] == '"') {
      for (++at; at < value.size() && value[at] != '"'; ++at) {
        // Browsers leave a backslash alone, curl writes \" and \\ (RFC 7578, 4.2 leaves both).
        if (value[at] == '\\' && at + 1 < value.size() && (value[at + 1] == '"' || value[at + 1] == '\\')) ++at;
        text += value[at];
      }
      at = value.find(';', at);
    } else {
      const auto end = std::min(value.find(';', at), value.size());
      text = std::string(trimmed(value.substr(at, end - at)));
      at = end == value.size() ? std::string_view::npos : end;
    }
    if (wanted) return text;
  }
  return std::nullopt;
}

// How browsers write quotes and line ends in names (WHATWG HTML, 4.10.21.8): these three escapes and no other.
std::string unescaped_name(std::string name) {
  name = replaced(std::move(name), "%22", "\"");
  name = replaced(std::move(name), "%0D", "\r");
  name = replaced(std::move(name), "%0A", "\n");
  return clean_text(std::move(name));
}

std::string bare_file_name(std::string_view sent) {
  const auto slash = sent.find_last_of("/\\");
  if (slash != std::string_view::npos) sent.remove_prefix(slash + 1);
  std::string name;
  for (char c : unescaped_name(std::string(sent)))
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F && c != '/' && c != '\\') name += c;
  return std::string(trimmed(name));
}

constexpr std::size_t longest_part_header = 8 << 10;

}  // namespace

// ---- Fields ----

std::string_view Fields::get(std::string_view name) const {
  for (const auto& [key, value] : all_)
    if (key == name) return value;
  return {};
}

bool Fields::has(std::string_view name) const {
  for (const auto& pair : all_)
    if (pair.first == name) return true;
  return false;
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const auto& [key, value] : all_)
    if (key == name) values.push_back(value);
  return values;
}

std::string Fields::encoded() const {
  std::string out;
  for (const auto& [key, value] : all_) {
    if (!out.empty()) out += '&';
    out += replaced(percent_encoded(key), "%20", "+");
    out += '=';
    out += replaced(percent_encoded(value), "%20", "+");
  }
  return out;
}

BodyLimits files_up_to(std::uint64_t bytes, std::size_t count) {
  BodyLimits limits;
  limits.file = bytes;
  limits.total = bytes * count + limits.text;
  return limits;
}

std::string size_in_words(std::uint64_t bytes) {
  if (bytes < 1024) return std::to_string(bytes) + (bytes == 1 ? " byte" : " bytes");
  const char* unit = "KB";
  std::uint64_t size = 1024;
  if (bytes >= (1ull << 30)) {
    unit = "GB";
    size = 1ull << 30;
  } else if (bytes >= (1ull << 20)) {
    unit = "MB";
    size = 1ull << 20;
  }
  const auto tenths = bytes / size * 10 + bytes % size * 10 / size;
  std::string words = std::to_string(tenths / 10);
  if (tenths % 10 != 0) words += "." + std::to_string(tenths % 10);
  return words + " " + unit;
}

// ---- Percent ----

std::string percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '%' && at + 2 < text.size() && hex_digit(text[at + 1]) >= 0 && hex_digit(text[at + 2]) >= 0) {
      out += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
      at += 2;
    } else {
      out += c == '+' && plus_is_space ? ' ' : c;
    }
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
        c == '_' || c == '~') {
      out += c;
    } else {
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

Result<void> read_urlencoded(std::string_view text, std::size_t most_fields, Fields& into) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = std::min(text.find('&', at), text.size());
    const auto pair = text.substr(at, end - at);
    at = end + 1;
    if (pair.empty()) continue;
    if (into.all().size() >= most_fields) return too_many_fields(most_fields);
    const auto equals = std::min(pair.find('='), pair.size());
    into.add(clean_text(percent_decoded(pair.substr(0, equals), true)),
             equals < pair.size() ? clean_text(percent_decoded(pair.substr(equals + 1), true)) : std::string());
  }
  return {};
}

// ---- Upload ----

struct Upload::Content {
  std::string memory;
  int file = -1;  // once spooled
  std::uint64_t size = 0;
  std::once_flag once;
  const char* mapped = nullptr;

  Content() = default;
  Content(const Content&) = delete;
  Content& operator=(const Content&) = delete;
  ~Content() {
    if (mapped != nullptr) ::munmap(const_cast<char*>(mapped), size);
    if (file >= 0) ::close(file);
  }

  Result<void> append(std::string_view bytes, std::uint64_t in_memory, const std::filesystem::path& spool) {
    if (file < 0 && size + bytes.size() <= in_memory) {
      memory += bytes;
      size += bytes.size();
      return {};
    }
    if (file < 0) {
      CANDOUR_CHECK(open_spool(spool));
      CANDOUR_CHECK(write(memory));
      memory = {};
    }
    size += bytes.size();
    return write(bytes);
  }

 private:
  // Nameless from the start, so that no crash can leave somebody's document behind.
  Result<void> open_spool(const std::filesystem::path& folder) {
    file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == ENOENT)) {
      std::string name = (folder / "upload-XXXXXX").string();
      file = ::mkostemp(name.data(), O_CLOEXEC);
      if (file >= 0) ::unlink(name.c_str());
    }
    if (file < 0) return disk_fault("open");
    return {};
  }

  Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::write(file, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count <= 0) return disk_fault("write");
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
  }

  static tl::unexpected<Error> disk_fault(const char* act) {
    return fail(ErrorCode::unavailable,
                "The server has no room to take this file in. Nothing was changed; tell whoever runs it.",
                std::string("spool ") + act + ": " + std::error_code(errno, std::generic_category()).message());
  }
};

Upload::Upload(std::string field, std::string file_name, std::string content_type, std::string bytes)
    : field_(std::move(field)),
      file_name_(bare_file_name(file_name)),
      content_type_(std::move(content_type)),
      content_(std::make_shared<Content>()) {
  content_->size = bytes.size();
  content_->memory = std::move(bytes);
}

std::uint64_t Upload::size() const {
  return content_->size;
}

std::string_view Upload::bytes() const {
  Content& content = *content_;
  if (content.file < 0) return content.memory;
  std::call_once(content.once, [&] {
    void* at = ::mmap(nullptr, content.size, PROT_READ, MAP_PRIVATE, content.file, 0);
    if (at != MAP_FAILED) {
      content.mapped = static_cast<const char*>(at);
      return;
    }
    // No address space left for a mapping is no reason to lose a file that is safely here.
    content.memory.resize(content.size);
    std::size_t got = 0;
    while (got < content.size) {
      const auto count =
          ::pread(content.file, content.memory.data() + got, content.size - got, static_cast<off_t>(got));
      if (count <= 0) break;
      got += static_cast<std::size_t>(count);
    }
    content.memory.resize(got);
  });
  if (content.mapped != nullptr) return {content.mapped, content.size};
  return content.memory;
}

// ---- Multipart ----

struct MultipartReader::State {
  enum class At { preamble, delimiter, part_header, field, file, epilogue };

  BodyLimits limits;
  std::filesystem::path spool;
  std::string delimiter;  // CR LF "--" boundary
  // Begins with the CR LF that the first delimiter lacks.
  std::string pending = "\r\n";
  At at = At::preamble;
  std::uint64_t text_bytes = 0;
  std::size_t parts = 0;
  std::string name;
  std::string value;
  std::optional<Upload> upload;
  bool named_file = false;
  Fields fields;
  std::vector<Upload> files;

  // Works through what is pending; leaves there what needs more.
  Result<void> advance() {
    std::size_t from = 0;
    const std::string_view all = pending;
    for (;;) {
      const auto rest = all.substr(from);
      if (at == At::epilogue) {
        from = all.size();
        break;
      }
      if (at == At::delimiter) {
        if (rest.size() < 2) break;
        if (rest.substr(0, 2) == "--") {
          at = At::epilogue;
          continue;
        }
        // White space may follow the boundary (RFC 2046, 5.1.1).
        const auto end = rest.find_first_not_of(" \t");
        if (end == std::string_view::npos || end + 1 >= rest.size()) {
          if (rest.size() > longest_part_header) return not_multipart("padding behind a boundary");
          break;
        }
        if (rest.substr(end, 2) != "\r\n") return not_multipart("a boundary that does not end its line");
        from += end;  // The line end stays: a part without any header is then CR LF CR LF as well.
        at = At::part_header;
        continue;
      }
      if (at == At::part_header) {
        const auto end = rest.substr(0, longest_part_header).find("\r\n\r\n");
        if (end == std::string_view::npos) {
          if (rest.size() >= longest_part_header) return not_multipart("a part's header is too long");
          break;
        }
        CANDOUR_CHECK(begin_part(rest.substr(0, end)));
        from += end + 4;
        continue;
      }
      // Content: up to the next delimiter, or all that cannot be the beginning of one.
      const auto found = find_delimiter(rest);
      const auto sure = found != std::string_view::npos  ? found
                        : rest.size() > delimiter.size() ? rest.size() - delimiter.size()
                                                         : std::size_t{0};
      CANDOUR_CHECK(take_content(rest.substr(0, sure)));
      from += sure;
      if (found == std::string_view::npos) break;
      CANDOUR_CHECK(end_part());
      from += delimiter.size();
      at = At::delimiter;
    }
    pending.erase(0, from);
    return {};
  }

  std::size_t find_delimiter(std::string_view in) const {
    const void* found = ::memmem(in.data(), in.size(), delimiter.data(), delimiter.size());
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char*>(found) - in.data());
  }

  Result<void> begin_part(std::string_view header) {
    if (++parts > limits.fields) return too_many_fields(limits.fields);
    std::string_view disposition, type;
    for (auto line : lines(header)) {
      const auto colon = line.find(':');
      if (colon == std::string_view::npos) continue;
      const auto key = trimmed(line.substr(0, colon));
      if (equal_ignoring_case(key, "Content-Disposition")) disposition = trimmed(line.substr(colon + 1));
      if (equal_ignoring_case(key, "Content-Type")) type = trimmed(line.substr(colon + 1));
    }
    const auto field = parameter_of(disposition, "name");
    if (!equal_ignoring_case(trimmed(disposition.substr(0, disposition.find(';'))), "form-data") || !field)
      return not_multipart("a part without a name");
    name = unescaped_name(*field);
    CANDOUR_CHECK(count_text(name.size()));
    const auto file_name = parameter_of(disposition, "filename");
    if (!file_name) {
      at = At::field;
      value.clear();
      return {};
    }
    at = At::file;
    named_file = !file_name->empty();
    upload.emplace(name, *file_name, std::string(type), std::string());
    return {};
  }

  Result<void> take_content(std::string_view bytes) {
    if (bytes.empty()) return {};
    if (at == At::field) {
      CANDOUR_CHECK(count_text(bytes.size()));
      value += bytes;
    } else if (at == At::file) {
      if (limits.file == 0) return fail(ErrorCode::bad_input, "This page takes no files.");
      if (upload->size() + bytes.size() > limits.file)
        return fail(ErrorCode::too_large,
                    "The file is too large: " + size_in_words(limits.file) + " is the most this page takes.");
      return upload->content_->append(bytes, limits.in_memory, spool);
    }
    return {};
  }

  Result<void> end_part() {
    if (at == At::field) fields.add(std::move(name), clean_text(std::move(value)));
    if (at == At::file && (named_file || upload->size() > 0)) files.push_back(std::move(*upload));
    upload.reset();
    return {};
  }

  Result<void> count_text(std::size_t bytes) {
    text_bytes += bytes;
    if (text_bytes > limits.text)
      return fail(ErrorCode::too_large,
                  "The text of the form is too long: " + size_in_words(limits.text) + " is the most this page takes.");
    return {};
  }
};

MultipartReader::MultipartReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
MultipartReader::MultipartReader(MultipartReader&&) noexcept = default;
MultipartReader& MultipartReader::operator=(MultipartReader&&) noexcept = default;
MultipartReader::~MultipartReader() = default;

Result<MultipartReader> MultipartReader::begin(std::string_view content_type, const BodyLimits& limits,
                                               std::filesystem::path spool) {
  const std::string boundary = parameter_of(content_type, "boundary").value_or("");
  // RFC 2046, 5.1.1: one to seventy characters.
  if (boundary.empty() || boundary.size() > 70) return not_multipart("no usable boundary");
  auto state = std::make_unique<State>();
  state->limits = limits;
  state->spool = std::move(spool);
  state->delimiter = "\r\n--" + boundary;
  return MultipartReader(std::move(state));
}

Result<void> MultipartReader::feed(std::string_view bytes) {
  state_->pending += bytes;
  return state_->advance();
}

Result<void> MultipartReader::finish() {
  if (state_->at != State::At::epilogue) return not_multipart("the closing boundary is missing");
  return {};
}

Fields& MultipartReader::fields() {
  return state_->fields;
}
std::vector<Upload>& MultipartReader::files() {
  return state_->files;
}

}  // namespace candour::http
