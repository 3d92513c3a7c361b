#include "document/parts/archive.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <zip.h>

#include "base/text.h"
#include "document/parts/encoding.h"
#include "document/parts/xml.h"

namespace candour::document {
namespace {

Error damaged(std::string detail) {
  return {ErrorCode::unreadable,
          "The file is damaged or cut short. Open it in Word or Excel, save it again and send that.",
          std::move(detail)};
}

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// Parts are named without regard to case, and some programs write the slashes of their own system.
std::string part_key(std::string_view path) {
  std::string key = lowered(path);
  std::replace(key.begin(), key.end(), '\\', '/');
  if (key.starts_with('/')) key.erase(0, 1);
  return key;
}

struct Part {
  zip_uint64_t index = 0;
  zip_uint64_t size = 0;
};

}  // namespace

struct Archive::Inside {
  zip_t* zip = nullptr;
  std::unordered_map<std::string, Part> parts;
  std::vector<std::string> names;

  Inside() = default;
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
  ~Inside() {
    if (zip != nullptr) zip_discard(zip);
  }
};

Archive::Archive(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Archive::Archive(Archive&&) noexcept = default;
Archive& Archive::operator=(Archive&&) noexcept = default;
Archive::~Archive() = default;

Result<Archive> Archive::open(std::string_view bytes, const Limits& limits) {
  auto inside = std::make_unique<Inside>();
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  if (source == nullptr) return fail(damaged("zip source"));
  inside->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (inside->zip == nullptr) {
    const std::string detail = std::string("zip: ") + zip_error_strerror(&error);
    zip_source_free(source);
    zip_error_fini(&error);
    return fail(damaged(detail));
  }
  zip_error_fini(&error);
  zip_uint64_t total = 0;
  const zip_int64_t count = zip_get_num_entries(inside->zip, 0);
  if (count > 100'000) return fail(ErrorCode::refused, "The file holds too many parts, which is refused for safety.");
  for (zip_int64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(inside->zip, static_cast<zip_uint64_t>(i), 0, &stat) != 0 || stat.name == nullptr) continue;
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
      return fail(ErrorCode::refused,
                  "The file is protected with a password. Take the password off and send it again.");
    if (stat.size > limits.inflated_bytes || (total += stat.size) > limits.inflated_bytes)
      return fail(ErrorCode::refused,
                  "The file unpacks to more than " + std::to_string(limits.inflated_bytes >> 20) +
                      " MB, which is refused for safety.",
                  "claimed sizes");
    inside->names.emplace_back(repaired_utf8(stat.name));
    inside->parts.try_emplace(part_key(stat.name), Part{static_cast<zip_uint64_t>(i), stat.size});
  }
  return Archive(std::move(inside));
}

bool Archive::has(std::string_view path) const {
  return inside_->parts.contains(part_key(path));
}

const std::vector<std::string>& Archive::names() const {
  return inside_->names;
}

Result<std::string> Archive::read(std::string_view path) const {
  const auto it = inside_->parts.find(part_key(path));
  if (it == inside_->parts.end()) return fail(damaged("no part " + std::string(path.substr(0, 80))));
  zip_file_t* file = zip_fopen_index(inside_->zip, it->second.index, 0);
  if (file == nullptr) return fail(damaged("zip: part cannot be opened"));
  std::string bytes(it->second.size, '\0');
  std::size_t filled = 0;
  zip_int64_t got = 0;
  while (filled < bytes.size() && (got = zip_fread(file, bytes.data() + filled, bytes.size() - filled)) > 0)
    filled += static_cast<std::size_t>(got);
  // A part that goes on behind the size it claims hides something; the checksum is looked at then, too.
  char more = 0;
  const bool whole = filled == bytes.size() && got >= 0 && zip_fread(file, &more, 1) == 0;
  zip_fclose(file);
  if (!whole) return fail(damaged("zip: part is not what it claims to be"));
  bytes = without_utf16(std::move(bytes));
  if (!is_utf8(bytes)) bytes = decoded(bytes).text;
  return bytes;
}

Result<std::string> Archive::read_beginning(std::string_view path, std::size_t most) const {
  const auto it = inside_->parts.find(part_key(path));
  if (it == inside_->parts.end()) return fail(damaged("no part " + std::string(path.substr(0, 80))));
  zip_file_t* file = zip_fopen_index(inside_->zip, it->second.index, 0);
  if (file == nullptr) return fail(damaged("zip: part cannot be opened"));
  std::string bytes(std::min<std::size_t>(it->second.size, most), '\0');
  const zip_int64_t got = zip_fread(file, bytes.data(), bytes.size());
  zip_fclose(file);
  if (got < 0) return fail(damaged("zip: part cannot be read"));
  bytes.resize(static_cast<std::size_t>(got));
  return without_utf16(std::move(bytes));
}

namespace {

// "../media/x" as seen from "word/document.xml".
std::string resolved(std::string_view from, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::vector<std::string_view> steps = split(from, '/');
  steps.pop_back();
  for (std::string_view step : split(target, '/')) {
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else if (step != "." && !step.empty()) {
      steps.push_back(step);
    }
  }
  std::string path;
  for (std::string_view step : steps) {
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

}  // namespace

Result<std::vector<Relationship>> relationships(const Archive& archive, std::string_view path, const Limits& limits) {
  std::vector<Relationship> found;
  const std::size_t slash = path.rfind('/');
  const std::string folder(slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1));
  const std::string name(slash == std::string_view::npos ? path : path.substr(slash + 1));
  const std::string arrows = folder + "_rels/" + name + ".rels";
  if (!archive.has(arrows)) return found;
  CANDOUR_TRY(source, archive.read(arrows));
  XmlReader xml(source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next()) {
    if (kind != XmlKind::open || xml.name() != "Relationship") continue;
    Relationship one;
    one.id = xml.attribute("Id");
    const std::string type = xml.attribute("Type");
    one.type = type.substr(type.rfind('/') == std::string::npos ? 0 : type.rfind('/') + 1);
    one.external = xml.attribute("TargetMode") == "External";
    one.target = xml.attribute("Target");
    if (!one.external) one.target = resolved(path, one.target);
    found.push_back(std::move(one));
  }
  if (xml.error()) return fail(*xml.error());
  return found;
}

std::string core_title(const Archive& archive, const Limits& limits) {
  if (!archive.has("docProps/core.xml")) return {};
  const auto source = archive.read("docProps/core.xml");
  if (!source) return {};
  XmlReader xml(*source, limits.depth);
  for (XmlKind kind = xml.next(); kind != XmlKind::end; kind = xml.next())
    if (kind == XmlKind::open && xml.name() == "title") return collapsed(text_within(xml));
  return {};
}

}  // namespace candour::document
