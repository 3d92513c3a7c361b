#include "document/parts/encoding.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace candour::document {
namespace {

enum class Order { little, big };

std::string from_utf16(std::string_view bytes, Order order) {
  std::string out;
  out.reserve(bytes.size() / 2 + 16);
  const auto unit = [&](std::size_t at) {
    const auto low = static_cast<unsigned char>(bytes[order == Order::little ? at : at + 1]);
    const auto high = static_cast<unsigned char>(bytes[order == Order::little ? at + 1 : at]);
    return static_cast<char32_t>(high << 8 | low);
  };
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 < bytes.size()) {
      const char32_t next = unit(at + 2);
      if (next >= 0xDC00 && next < 0xE000) {
        c = 0x10000 + ((c - 0xD800) << 10) + (next - 0xDC00);
        at += 2;
      }
    }
    if ((c >= 0xD800 && c < 0xE000) || c == 0) c = 0xFFFD;
    append_utf8(out, c);
  }
  return out;
}

// The windows-1252 index of the WHATWG Encoding Standard, 0x80 to 0x9F.
constexpr std::array<char16_t, 32> windows_1252 = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                                   0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

}  // namespace

char32_t windows_1252_character(unsigned char byte) {
  return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

namespace {

// The length of the valid UTF-8 sequence at the beginning, or 0.
std::size_t sequence(std::string_view bytes) {
  for (std::size_t length = 1; length <= 4 && length <= bytes.size(); ++length)
    if (is_utf8(bytes.substr(0, length))) return length;
  return 0;
}

struct Mixed {
  std::string text;
  std::size_t sequences = 0;  // valid, of two bytes and more
  std::size_t strays = 0;     // bytes that belong to none
};

Mixed from_mixed(std::string_view bytes) {
  Mixed mixed;
  mixed.text.reserve(bytes.size() + bytes.size() / 8);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte < 0x80) {
      if (byte == 0)
        append_utf8(mixed.text, 0xFFFD);
      else
        mixed.text += bytes[at];
      ++at;
      continue;
    }
    if (const std::size_t length = sequence(bytes.substr(at))) {
      mixed.text += bytes.substr(at, length);
      at += length;
      ++mixed.sequences;
      continue;
    }
    append_utf8(mixed.text, windows_1252_character(byte));
    ++at;
    ++mixed.strays;
  }
  return mixed;
}

// How the first part of the file looks: text in UTF-16 without a mark has a NUL in every other byte.
struct Looks {
  std::size_t units = 0, even_nul = 0, odd_nul = 0, control = 0;
};

Looks looks(std::string_view bytes) {
  Looks seen;
  bytes = bytes.substr(0, 65536);
  seen.units = bytes.size() / 2;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte == 0) {
      ++(at % 2 == 0 ? seen.even_nul : seen.odd_nul);
    } else if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v') ||
               byte == 0x7F) {
      ++seen.control;
    }
  }
  return seen;
}

}  // namespace

Decoded decoded(std::string_view bytes) {
  Decoded result;
  const auto say = [&](std::string message) { result.notes.push_back({"source.encoding", std::move(message), {}}); };
  if (bytes.starts_with("\xFF\xFE")) {
    result.text = from_utf16(bytes.substr(2), Order::little);
    return result;
  }
  if (bytes.starts_with("\xFE\xFF")) {
    result.text = from_utf16(bytes.substr(2), Order::big);
    return result;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);

  const Looks seen = looks(bytes);
  const std::size_t nul = seen.even_nul + seen.odd_nul;
  if (seen.units >= 2 && seen.odd_nul * 10 >= seen.units * 7 && seen.even_nul * 20 <= seen.units) {
    say("The file is UTF-16 without a byte-order mark; it was read as that.");
    result.text = from_utf16(bytes, Order::little);
    return result;
  }
  if (seen.units >= 2 && seen.even_nul * 10 >= seen.units * 7 && seen.odd_nul * 20 <= seen.units) {
    say("The file is UTF-16 without a byte-order mark; it was read as that.");
    result.text = from_utf16(bytes, Order::big);
    return result;
  }
  // Text has hardly any control characters; a picture or a program has many.
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 65536);
  if ((nul + seen.control) * 20 > sample) {
    result.binary = true;
    return result;
  }
  if (is_utf8(bytes)) {
    if (bytes.find('\0') == std::string_view::npos) {
      result.text = bytes;
    } else {
      say("The file holds NUL bytes, which are no text; each was read as �.");
      result.text = repaired_utf8(bytes);
    }
    return result;
  }
  Mixed mixed = from_mixed(bytes);
  if (mixed.sequences == 0)
    say("The file is not UTF-8; it was read as Windows-1252.");
  else
    say("The file is UTF-8 with some bytes that are not; those were read as Windows-1252.");
  result.text = std::move(mixed.text);
  return result;
}

std::string without_utf16(std::string&& bytes) {
  const std::string_view view = bytes;
  if (view.starts_with("\xFF\xFE")) return from_utf16(view.substr(2), Order::little);
  if (view.starts_with("\xFE\xFF")) return from_utf16(view.substr(2), Order::big);
  return std::move(bytes);
}

}  // namespace candour::document
