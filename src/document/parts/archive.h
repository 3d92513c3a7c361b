#pragma once
// The zip container that Word and Excel files are. Only what is asked for is inflated, never more than it said.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::document {

class Archive {
 public:
  // `bytes` must outlive the archive. Refuses what is damaged, encrypted, or larger inflated than the limit.
  static Result<Archive> open(std::string_view bytes, const Limits& limits);
  Archive(Archive&&) noexcept;
  Archive& operator=(Archive&&) noexcept;
  ~Archive();

  bool has(std::string_view path) const;
  // One part whole; as UTF-8 where it is text in UTF-16.
  Result<std::string> read(std::string_view path) const;
  // No more than its first bytes: to see what it is.
  Result<std::string> read_beginning(std::string_view path, std::size_t most) const;
  const std::vector<std::string>& names() const;

 private:
  struct Inside;
  explicit Archive(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

// One arrow from a part of the container to another, or to the world outside.
struct Relationship {
  std::string id;
  std::string type;    // the last word of its address: "header", "worksheet", "hyperlink"
  std::string target;  // a path in the container, or an address outside
  bool external = false;
};
// Of the part at `path`; empty where it has none.
Result<std::vector<Relationship>> relationships(const Archive& archive, std::string_view path, const Limits& limits);
// The title in the container's properties; empty where it has none.
std::string core_title(const Archive& archive, const Limits& limits);

}  // namespace candour::document
