#include "report/inside/pack.h"

#include <utility>
#include <zip.h>

namespace candour::report {

Result<std::string> pack(const std::vector<PackedFile>& files, std::string_view sentence) {
  const auto failed = [&](std::string detail) {
    return fail(ErrorCode::internal, std::string(sentence), std::move(detail));
  };
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* zip = target ? zip_open_from_source(target, ZIP_TRUNCATE, &error) : nullptr;
  if (!zip) {
    if (target) zip_source_free(target);
    return failed(zip_error_strerror(&error));
  }
  zip_source_keep(target);
  for (const PackedFile& each : files) {
    zip_source_t* source = zip_source_buffer(zip, each.bytes.data(), each.bytes.size(), 0);
    const zip_int64_t index = source ? zip_file_add(zip, each.name.c_str(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
      if (source) zip_source_free(source);
      std::string detail = zip_strerror(zip);
      zip_discard(zip);
      zip_source_free(target);
      return failed(std::move(detail));
    }
    // Zip has no time zones: the first moment it knows, 1 January 1980, as Word itself writes.
    zip_file_set_dostime(zip, static_cast<zip_uint64_t>(index), 0, (1 << 5) | 1, 0);
  }
  if (zip_close(zip) != 0) {
    std::string detail = zip_strerror(zip);
    zip_discard(zip);
    zip_source_free(target);
    return failed(std::move(detail));
  }
  zip_stat_t size;
  zip_stat_init(&size);
  std::string bytes;
  zip_int64_t read = -1;
  if (zip_source_stat(target, &size) == 0 && zip_source_open(target) == 0) {
    bytes.resize(size.size);
    read = zip_source_read(target, bytes.data(), bytes.size());
    zip_source_close(target);
  }
  zip_source_free(target);
  if (read != static_cast<zip_int64_t>(bytes.size())) return failed("libzip gave back less than it wrote");
  return bytes;
}

Result<std::vector<PackedFile>> unpack(std::string_view bytes, std::size_t most_bytes, std::size_t most_files) {
  const auto failed = [](std::string detail) {
    return fail(ErrorCode::bad_input, "The file is no zip archive, or a damaged or too large one.", std::move(detail));
  };
  if (bytes.size() > most_bytes) return failed("too many bytes");
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : nullptr;
  if (!zip) {
    if (source) zip_source_free(source);
    return failed(zip_error_strerror(&error));
  }
  const auto count = zip_get_num_entries(zip, 0);
  std::vector<PackedFile> files;
  std::string wrong = static_cast<std::size_t>(count) > most_files ? "too many files" : std::string();
  std::size_t room = most_bytes;
  for (zip_int64_t i = 0; i < count && wrong.empty(); ++i) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (zip_stat_index(zip, static_cast<zip_uint64_t>(i), 0, &stat) != 0) {
      wrong = "no entry";
    } else if (std::string name = stat.name; !name.ends_with('/')) {
      PackedFile file{std::move(name), {}};
      zip_file_t* opened = stat.size <= room ? zip_fopen_index(zip, static_cast<zip_uint64_t>(i), 0) : nullptr;
      if (opened) {
        file.bytes.resize(stat.size);
        if (zip_fread(opened, file.bytes.data(), stat.size) != static_cast<zip_int64_t>(stat.size)) wrong = "damaged";
        zip_fclose(opened);
        room -= stat.size;
        files.push_back(std::move(file));
      } else {
        wrong = "an entry cannot be read";
      }
    }
  }
  zip_discard(zip);
  if (!wrong.empty()) return failed(std::move(wrong));
  return files;
}

}  // namespace candour::report
