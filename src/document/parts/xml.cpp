#include "document/parts/xml.h"

#include "base/text.h"

namespace candour::document {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view local(std::string_view name) {
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Decodes the five entities that XML has by itself and numbers; any other stays as it is written.
void append_decoded(std::string& out, std::string_view raw) {
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t stop = std::min(raw.find_first_of("&\r", at), raw.size());
    out += raw.substr(at, stop - at);
    at = stop;
    if (at >= raw.size()) return;
    if (raw[at] == '\r') {
      out += '\n';
      at += at + 1 < raw.size() && raw[at + 1] == '\n' ? 2 : 1;
      continue;
    }
    const std::size_t end = raw.substr(at, 12).find(';');
    const std::string_view name = end == std::string_view::npos ? std::string_view() : raw.substr(at + 1, end - 1);
    char32_t value = 0;
    if (name == "lt") {
      value = '<';
    } else if (name == "gt") {
      value = '>';
    } else if (name == "amp") {
      value = '&';
    } else if (name == "quot") {
      value = '"';
    } else if (name == "apos") {
      value = '\'';
    } else if (name.size() > 1 && name[0] == '#') {
      const bool hexadecimal = name[1] == 'x';
      bool whole = name.size() > (hexadecimal ? 2u : 1u);
      for (char c : name.substr(hexadecimal ? 2 : 1)) {
        if (c >= '0' && c <= '9')
          value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(c - '0');
        else if (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
          value = value * 16 + static_cast<char32_t>((c | 0x20) - 'a' + 10);
        else
          whole = false;
        if (value > 0x10FFFF) value = 0x110000;
      }
      if (!whole)
        value = 0;
      else if (value == 0 || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
        value = 0xFFFD;
    }
    if (value == 0) {
      out += '&';
      ++at;
    } else {
      append_utf8(out, value);
      at += end + 1;
    }
  }
}

}  // namespace

XmlKind XmlReader::failed(ErrorCode code, std::string sentence, std::string detail) {
  if (!error_) error_ = Error{code, std::move(sentence), std::move(detail) + " at byte " + std::to_string(at_)};
  at_ = source_.size();
  close_due_ = false;
  return XmlKind::end;
}

XmlKind XmlReader::damaged(std::string detail) {
  return failed(ErrorCode::unreadable, "The file is damaged. Open it in Word or Excel, save it again and send that.",
                std::move(detail));
}

std::string_view XmlReader::decoded_text(std::string_view raw) {
  if (raw.find_first_of("&\r") == std::string_view::npos) return raw;
  scratch_.clear();
  append_decoded(scratch_, raw);
  return scratch_;
}

XmlKind XmlReader::next() {
  if (close_due_) {
    close_due_ = false;
    open_.pop_back();
    return XmlKind::close;
  }
  while (at_ < source_.size()) {
    if (source_[at_] != '<') {
      const std::size_t end = std::min(source_.find('<', at_), source_.size());
      text_ = source_.substr(at_, end - at_);
      at_ = end;
      if (open_.empty()) continue;
      text_ = decoded_text(text_);
      return XmlKind::text;
    }
    const std::string_view rest = source_.substr(at_);
    if (rest.starts_with("<!--")) {
      const std::size_t end = rest.find("-->", 4);
      if (end == std::string_view::npos) return damaged("comment without end");
      at_ += end + 3;
    } else if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = rest.find("]]>", 9);
      if (end == std::string_view::npos) return damaged("CDATA without end");
      text_ = rest.substr(9, end - 9);
      at_ += end + 3;
      return XmlKind::text;
    } else if (rest.starts_with("<?")) {
      const std::size_t end = rest.find("?>", 2);
      if (end == std::string_view::npos) return damaged("instruction without end");
      at_ += end + 2;
    } else if (rest.starts_with("<!")) {
      return failed(ErrorCode::refused, "The file declares XML entities, which are refused for safety.",
                    "document type declaration");
    } else {
      return read_tag();
    }
  }
  if (!open_.empty() && !error_) return damaged("unclosed " + std::string(open_.back().substr(0, 40)));
  return XmlKind::end;
}

XmlKind XmlReader::read_tag() {
  std::size_t at = at_ + 1;
  const bool closes = at < source_.size() && source_[at] == '/';
  if (closes) ++at;
  const std::size_t start = at;
  while (at < source_.size() && !is_space(source_[at]) && source_[at] != '>' && source_[at] != '/') ++at;
  const std::string_view name = source_.substr(start, at - start);
  if (name.empty()) return damaged("tag without a name");
  const std::size_t attributes = at;
  while (true) {
    at = source_.find_first_of("\"'>", at);
    if (at == std::string_view::npos) return damaged("tag without end");
    if (source_[at] == '>') break;
    at = source_.find(source_[at], at + 1);
    if (at == std::string_view::npos) return damaged("attribute without end");
    ++at;
  }
  attributes_ = source_.substr(attributes, at - attributes);
  const bool empty = attributes_.ends_with('/');
  if (empty) attributes_.remove_suffix(1);
  name_ = local(name);
  if (closes) {
    if (open_.empty() || open_.back() != name) return damaged("wrong end tag");
    at_ = at + 1;
    open_.pop_back();
    return XmlKind::close;
  }
  if (open_.size() >= most_depth_)
    return failed(ErrorCode::refused, "The file is nested too deep, which is refused for safety.", "depth");
  at_ = at + 1;
  open_.push_back(name);
  close_due_ = empty;
  return XmlKind::open;
}

std::string_view XmlReader::raw_attribute(std::string_view local_name) const {
  std::size_t at = 0;
  while (at < attributes_.size()) {
    while (at < attributes_.size() && is_space(attributes_[at])) ++at;
    const std::size_t equals = attributes_.find('=', at);
    if (equals == std::string_view::npos) return {};
    std::string_view name = attributes_.substr(at, equals - at);
    while (!name.empty() && is_space(name.back())) name.remove_suffix(1);
    const std::size_t quote = attributes_.find_first_of("\"'", equals);
    if (quote == std::string_view::npos) return {};
    const std::size_t end = attributes_.find(attributes_[quote], quote + 1);
    if (end == std::string_view::npos) return {};
    if (local(name) == local_name && !name.starts_with("xmlns")) return attributes_.substr(quote + 1, end - quote - 1);
    at = end + 1;
  }
  return {};
}

std::string XmlReader::attribute(std::string_view local_name) const {
  std::string out;
  append_decoded(out, raw_attribute(local_name));
  return out;
}

bool XmlReader::has_attribute(std::string_view local_name) const {
  return raw_attribute(local_name).data() != nullptr;
}

void XmlReader::skip() {
  const std::size_t outside = depth() - 1;
  while (depth() > outside)
    if (next() == XmlKind::end) return;
}

std::string text_within(XmlReader& xml) {
  std::string out;
  const std::size_t outside = xml.depth() - 1;
  while (xml.depth() > outside) {
    const XmlKind kind = xml.next();
    if (kind == XmlKind::end) break;
    if (kind == XmlKind::text) out += xml.text();
  }
  return out;
}

}  // namespace candour::document
