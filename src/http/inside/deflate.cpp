#include "http/inside/deflate.h"

#include <array>
#include <new>
#include <optional>
#include <zlib.h>

#include "base/text.h"

namespace candour::http {
namespace {

// Setting one up costs 270 KB and as much time as a small page, so each thread keeps the one it used last.
class Deflater {
 public:
  explicit Deflater(int level) : level_(level) {
    constexpr int gzip_wrapper = 15 + 16;
    if (deflateInit2(&stream_, level, Z_DEFLATED, gzip_wrapper, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater() { deflateEnd(&stream_); }
  int level() const { return level_; }

  void run(std::string_view bytes, std::string& out) {
    deflateReset(&stream_);
    out.resize(deflateBound(&stream_, bytes.size()));
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    deflate(&stream_, Z_FINISH);
    out.resize(stream_.total_out);
  }

 private:
  z_stream stream_ = {};
  int level_;
};

}  // namespace

void gzip(std::string_view bytes, int level, std::string& out) {
  thread_local std::optional<Deflater> deflater;
  if (!deflater || deflater->level() != level) deflater.emplace(level);
  deflater->run(bytes, out);
}

bool is_compressible(std::string_view content_type) {
  const auto type = trimmed(content_type.substr(0, content_type.find(';')));
  constexpr std::array<std::string_view, 7> kinds = {
      "application/json",     "application/problem+json",  "application/javascript", "application/xml",
      "application/atom+xml", "application/manifest+json", "image/svg+xml"};
  if (type.size() > 5 && equal_ignoring_case(type.substr(0, 5), "text/")) return true;
  for (auto kind : kinds)
    if (equal_ignoring_case(type, kind)) return true;
  return false;
}

bool takes_gzip(std::string_view accept_encoding) {
  if (accept_encoding.empty()) return false;
  bool any = false;
  for (auto choice : split(accept_encoding, ',')) {
    const auto semicolon = choice.find(';');
    const auto coding = trimmed(choice.substr(0, semicolon));
    // A weight of nothing ("q=0", "q=0.000") forbids; every other one takes.
    bool wanted = true;
    if (semicolon != std::string_view::npos) {
      const auto weight = trimmed(choice.substr(semicolon + 1));
      wanted = !(weight.starts_with("q=") || weight.starts_with("Q=")) ||
               weight.substr(2).find_first_of("123456789") != std::string_view::npos;
    }
    if (equal_ignoring_case(coding, "gzip") || equal_ignoring_case(coding, "x-gzip")) return wanted;
    if (coding == "*") any = wanted;
  }
  return any;
}

}  // namespace candour::http
