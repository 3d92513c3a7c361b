#pragma once
// gzip by zlib (RFC 1952). Any thread; each keeps one deflater for its life.

#include <string>
#include <string_view>

namespace candour::http {

// `level` 1 fastest .. 9 smallest. Replaces `out`.
void gzip(std::string_view bytes, int level, std::string& out);
// Text and its kin; not what is compressed already, such as an xlsx or a picture.
bool is_compressible(std::string_view content_type);
// Whether an Accept-Encoding takes gzip (RFC 9110, 12.5.3); one that says nothing does not.
bool takes_gzip(std::string_view accept_encoding);

}  // namespace candour::http
