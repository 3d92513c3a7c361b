#pragma once
// Reads XML element by element in one pass, without a tree: what is open is all that is held. Names are given
// without their prefix. A document type is refused, so there is no entity to expand or to fetch.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.h"

namespace candour::document {

enum class XmlKind { open, close, text, end };

class XmlReader {
 public:
  // `source` is valid UTF-8 and must outlive the reader.
  XmlReader(std::string_view source, std::size_t most_depth) : source_(source), most_depth_(most_depth) {}

  // The next piece; an empty element gives open and close. After an error only `end` comes: see error().
  XmlKind next();
  std::string_view name() const { return name_; }  // of the element just opened or closed
  std::string_view text() const { return text_; }  // decoded; until the next call
  // Of the element just opened, decoded; empty where it has none.
  std::string attribute(std::string_view local_name) const;
  // As written: for numbers and short codes, where nothing needs decoding.
  std::string_view raw_attribute(std::string_view local_name) const;
  bool has_attribute(std::string_view local_name) const;

  // Goes behind the end of the element just opened.
  void skip();
  // Elements that are open, the one just opened included.
  std::size_t depth() const { return open_.size(); }

  const std::optional<Error>& error() const { return error_; }

 private:
  XmlKind read_tag();
  XmlKind failed(ErrorCode code, std::string sentence, std::string detail);
  XmlKind damaged(std::string detail);
  std::string_view decoded_text(std::string_view raw);

  std::string_view source_;
  std::size_t most_depth_;
  std::size_t at_ = 0;
  std::string_view name_;
  std::string_view attributes_;
  std::string_view text_;
  std::string scratch_;
  std::vector<std::string_view> open_;  // names with prefixes
  bool close_due_ = false;
  std::optional<Error> error_;
};

// "<w:p>…" read to its end: calls opened(name) for each element straight inside the one just opened. `opened` must
// leave the reader behind that element (skip(), or a loop of its own).
template <class Opened>
void each_child(XmlReader& xml, Opened opened) {
  for (XmlKind kind = xml.next(); kind != XmlKind::end && kind != XmlKind::close; kind = xml.next())
    if (kind == XmlKind::open) opened(xml.name());
}

// The text of the element just opened, its children included.
std::string text_within(XmlReader& xml);

}  // namespace candour::document
