#include "document/attachment.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/document.h"
#include "document/parts/archive.h"
#include "document/pdf/password.h"

namespace candour::document {
namespace {

struct Known {
  Attachment kind;
  std::string_view ending;
  std::string_view also;  // another ending of the same kind
  std::string_view media_type;
  std::string_view words;
};
constexpr std::array<Known, 10> known{{
    {Attachment::docx, "docx", "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     "a Word document"},
    {Attachment::xlsx, "xlsx", "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     "an Excel workbook"},
    {Attachment::odt, "odt", "", "application/vnd.oasis.opendocument.text", "an OpenDocument text"},
    {Attachment::pdf, "pdf", "", "application/pdf", "a PDF"},
    {Attachment::html, "html", "htm", "text/html; charset=utf-8", "a web page"},
    {Attachment::csv, "csv", "", "text/csv; charset=utf-8", "comma-separated values"},
    {Attachment::markdown, "md", "", "text/markdown; charset=utf-8", "Markdown"},
    {Attachment::text, "txt", "", "text/plain; charset=utf-8", "plain text"},
    {Attachment::png, "png", "", "image/png", "a PNG picture"},
    {Attachment::jpeg, "jpg", "jpeg", "image/jpeg", "a JPEG picture"},
}};
const Known& row_of(Attachment kind) {
  return known[static_cast<std::size_t>(kind)];
}

constexpr std::string_view send_instead =
    "Send Word (.docx), Excel (.xlsx), OpenDocument text (.odt), PDF, HTML, CSV, Markdown, plain text, PNG or JPEG.";

auto refused(std::string sentence) {
  return fail(ErrorCode::refused, std::move(sentence));
}

const Known* known_by(std::string_view ending) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const Known& each) {
    return each.ending == ending || (!each.also.empty() && each.also == ending);
  });
  return found == known.end() ? nullptr : &*found;
}

// Endings that tell a kind of file, so that one of them inside a name hides what the file is.
bool tells_a_kind(std::string_view ending) {
  static constexpr std::array<std::string_view, 58> kinds{
      "exe", "com", "scr", "pif", "cpl",  "msi",  "msp",  "mst",  "bat",  "cmd",  "ps1", "psm1", "vbs", "vbe", "js",
      "jse", "mjs", "wsf", "wsh", "hta",  "lnk",  "url",  "reg",  "inf",  "jar",  "dll", "sys",  "app", "dmg", "pkg",
      "deb", "rpm", "apk", "sh",  "py",   "pl",   "php",  "svg",  "iso",  "img",  "vhd", "zip",  "rar", "7z",  "gz",
      "tar", "doc", "xls", "ppt", "docm", "xlsm", "pptm", "pptx", "dotm", "xltm", "rtf", "xlsb", "eml"};
  return known_by(ending) || std::find(kinds.begin(), kinds.end(), ending) != kinds.end();
}
bool can_hold_macros(std::string_view ending) {
  static constexpr std::array<std::string_view, 7> kinds{"docm", "xlsm", "pptm", "dotm", "xltm", "xlsb", "xlam"};
  return std::find(kinds.begin(), kinds.end(), ending) != kinds.end();
}

// Control characters, and those that turn the direction of what follows ("gpj.exe" shown as "exe.jpg").
bool hides(std::string_view name) {
  if (!is_utf8(name)) return true;
  for (const unsigned char c : name)
    if (c < 0x20 || c == 0x7F) return true;
  for (std::string_view mark : {"\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068",
                                "\u2069", "\u200E", "\u200F", "\u200B", "\uFEFF"})
    if (name.find(mark) != std::string_view::npos) return true;
  return false;
}

Result<const Known*> named(std::string_view name) {
  if (hides(name)) return refused("The name of the file holds characters that hide what it is. Rename it.");
  if (name.size() > 200) return refused("The name of the file is too long. Rename it.");
  std::vector<std::string> parts;
  const std::string lower = folded(trimmed(name));
  for (std::string_view part : split(lower, '.')) parts.emplace_back(trimmed(part));
  const std::string ending = parts.size() > 1 ? parts.back() : std::string();
  const std::string quoted = "“" + shortened(name, 80) + "”";
  if (can_hold_macros(ending))
    return refused(quoted + " is of a kind that can hold macros. Save it as .docx or .xlsx and send that.");
  const Known* kind = known_by(ending);
  if (!kind || parts.front().empty())
    return refused(ending.empty() ? quoted + " has no ending that says what it is. " + std::string(send_instead)
                                  : "A file of the kind “." + shortened(ending, 20) + "” is not taken. " +
                                        std::string(send_instead));
  for (std::size_t i = 1; i + 1 < parts.size(); ++i)
    if (tells_a_kind(parts[i]))
      return refused(quoted + " has two endings, “." + parts[i] + "” and “." + ending +
                     "”. Rename it so that it has one.");
  return kind;
}

bool is_png(std::string_view bytes) {
  return bytes.starts_with("\x89PNG\r\n\x1A\n") && bytes.substr(12, 4) == "IHDR";
}
bool is_jpeg(std::string_view bytes) {
  return bytes.starts_with("\xFF\xD8\xFF");
}

Result<Attachment> by_content(std::string_view bytes, std::string_view name) {
  if (bytes.empty()) return fail(ErrorCode::unreadable, "The file is empty.");
  if (is_png(bytes)) return Attachment::png;
  if (is_jpeg(bytes)) return Attachment::jpeg;
  CANDOUR_TRY(format, recognise(bytes, name));
  switch (format) {
    case Format::docx:
      return Attachment::docx;
    case Format::xlsx:
      return Attachment::xlsx;
    case Format::odt:
      return Attachment::odt;
    case Format::pdf:
      return Attachment::pdf;
    case Format::html:
      return Attachment::html;
    case Format::csv:
      return Attachment::csv;
    case Format::markdown:
      return Attachment::markdown;
    case Format::text:
      return Attachment::text;
    case Format::ods:
      break;
  }
  return refused("An OpenDocument spreadsheet is not taken. " + std::string(send_instead));
}

bool is_container(Attachment kind) {
  return kind == Attachment::docx || kind == Attachment::xlsx || kind == Attachment::odt;
}
// Lines of text are told apart by their name alone: any of them may be sent under the name of another.
bool is_plain(Attachment kind) {
  return kind == Attachment::csv || kind == Attachment::markdown || kind == Attachment::text;
}

// By the parts it has and by what it says of them, whatever they are called.
Result<bool> holds_macros(std::string_view bytes) {
  CANDOUR_TRY(archive, Archive::open(bytes, {}));
  for (const std::string& part : archive.names()) {
    const std::string path = folded(part);
    for (std::string_view sign :
         {"vbaproject", "vbadata", "macrosheets/", "activex/", "basic/", "scripts/", "dialogsheets/"})
      if (path.find(sign) != std::string::npos) return true;
  }
  if (!archive.has("[Content_Types].xml")) return false;
  CANDOUR_TRY(types, archive.read_beginning("[Content_Types].xml", 4u << 20));
  const std::string said = folded(types);
  for (std::string_view sign : {"macroenabled", "vbaproject", "ms-excel.macrosheet", "intlmacrosheet", "activex"})
    if (said.find(sign) != std::string::npos) return true;
  return false;
}

}  // namespace

std::string_view ending_of(Attachment kind) {
  return row_of(kind).ending;
}
std::string_view media_type_of(Attachment kind) {
  return row_of(kind).media_type;
}
std::string_view in_words(Attachment kind) {
  return row_of(kind).words;
}
std::string_view accepted_endings() {
  return ".docx,.xlsx,.odt,.pdf,.html,.htm,.csv,.md,.txt,.png,.jpg,.jpeg";
}

Result<Attachment> attachment_of(std::string_view bytes, std::string_view name) {
  CANDOUR_TRY(said, named(name));
  auto is = by_content(bytes, name);
  if (!is) {
    // What its content is, is no kind of ours: the sentence of reading, but for what to do.
    if (is.error().code == ErrorCode::unreadable && !is_plain(said->kind))
      return fail(ErrorCode::unreadable, "The file is damaged, or is not " + std::string(said->words) +
                                             " as its name says. Open it, save it again and send that.");
    return fail(std::move(is.error()));
  }
  const bool fits = *is == said->kind || (is_plain(*is) && is_plain(said->kind));
  if (!fits)
    return refused("The file is called “" + shortened(name, 80) + "” but holds " + std::string(in_words(*is)) +
                   ". Give it the ending of what it is, “." + std::string(ending_of(*is)) + "”.");
  if (*is == Attachment::pdf && pdf::needs_password(bytes))
    return refused(
        "The file is protected with a password, so nobody could look at it. Take the password off and send it again.");
  if (is_container(*is)) {
    CANDOUR_TRY(macros, holds_macros(bytes));
    if (macros)
      return refused("The file holds macros or controls, which are not taken. Save it as ." +
                     std::string(ending_of(*is)) + " without them and send that.");
  }
  return said->kind;
}

}  // namespace candour::document
