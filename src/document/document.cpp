#include "document/document.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"
#include "document/csv/csv.h"
#include "document/docx/docx.h"
#include "document/html/html.h"
#include "document/ods/ods.h"
#include "document/odt/odt.h"
#include "document/parts/archive.h"
#include "document/parts/composer.h"
#include "document/parts/encoding.h"
#include "document/parts/xml.h"
#include "document/pdf/pdf.h"
#include "document/text/text.h"
#include "document/workbook.h"
#include "document/xlsx/cells.h"
#include "document/xlsx/xlsx.h"

namespace candour::document {
namespace {

constexpr std::string_view save_again = "Save it as .docx or .xlsx and send it again.";

std::string extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find_first_of("/\\", dot) != std::string_view::npos) return {};
  return folded(repaired_utf8(name.substr(dot + 1)));
}

bool is_text_name(const std::string& ending) {
  return ending.empty() || ending == "txt" || ending == "text";
}
bool is_markdown_name(const std::string& ending) {
  return ending == "md" || ending == "markdown" || ending == "mdown";
}
bool is_csv_name(const std::string& ending) {
  return ending == "csv" || ending == "tsv" || ending == "tab";
}
bool is_html_name(const std::string& ending) {
  return ending == "html" || ending == "htm" || ending == "xhtml";
}

bool fits(Format format, const std::string& ending) {
  switch (format) {
    case Format::text:
      return is_text_name(ending) || is_markdown_name(ending);
    case Format::markdown:
      return is_markdown_name(ending) || is_text_name(ending);
    case Format::csv:
      return is_csv_name(ending);
    case Format::html:
      return is_html_name(ending);
    case Format::docx:
      return ending == "docx" || ending == "docm" || ending == "dotx";
    case Format::xlsx:
      return ending == "xlsx" || ending == "xlsm" || ending == "xltx";
    case Format::odt:
      return ending == "odt" || ending == "ott";
    case Format::ods:
      return ending == "ods" || ending == "ots";
    case Format::pdf:
      return ending == "pdf";
  }
  return false;
}

std::string_view kind_in_words(Format format) {
  switch (format) {
    case Format::text:
      return "plain text";
    case Format::markdown:
      return "Markdown";
    case Format::csv:
      return "comma-separated values";
    case Format::html:
      return "a web page";
    case Format::docx:
      return "a Word document";
    case Format::xlsx:
      return "an Excel workbook";
    case Format::odt:
      return "an OpenDocument text";
    case Format::ods:
      return "an OpenDocument spreadsheet";
    case Format::pdf:
      return "a PDF";
  }
  return "";
}

// What is known by its first bytes and is none of ours.
Result<void> refuse_others(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    // Office keeps a protected .docx or .xlsx in such a container, under this name in UTF-16.
    static constexpr char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (bytes.find(std::string_view(encrypted, sizeof encrypted - 1)) != std::string_view::npos)
      return fail(ErrorCode::refused,
                  "The file is protected with a password. Take the password off and send it again.");
    return fail(ErrorCode::unreadable,
                "The file is in an old Office format (.doc, .xls or .msg). " + std::string(save_again));
  }
  if (bytes.starts_with("{\\rtf"))
    return fail(ErrorCode::unreadable, "The file is in an old format (RTF). " + std::string(save_again));
  return {};
}

// Whether the page says that it is one, or is nothing but tags from its first character.
bool is_html(std::string_view text, const std::string& ending) {
  const std::string start = folded(trimmed(text.substr(0, 4096)));
  std::string_view rest = start;
  for (bool again = true; again;) {
    again = false;
    for (const auto& [begin, end] : {std::pair<std::string_view, std::string_view>{"<!--", "-->"}, {"<?xml", "?>"}})
      if (rest.starts_with(begin)) {
        const std::size_t at = rest.find(end);
        if (at == std::string_view::npos) return false;
        rest = trimmed(rest.substr(at + end.size()));
        again = true;
      }
  }
  if (rest.starts_with("<!doctype html") || rest.starts_with("<html") || rest.starts_with("<head") ||
      rest.starts_with("<body"))
    return true;
  if (!rest.starts_with('<')) return false;
  if (is_html_name(ending)) return true;
  return rest.starts_with("<table") || rest.starts_with("<meta");
}

bool is_xml(std::string_view text) {
  const std::string_view start = trimmed(text.substr(0, 4096));
  return start.starts_with("<?xml") || start.starts_with("<!DOCTYPE") || start.starts_with("<!ENTITY");
}

Result<Format> recognise_text(std::string_view text, const std::string& ending) {
  if (!has_visible(text)) return fail(ErrorCode::unreadable, "The file holds no text.");
  const std::string_view head = text.substr(0, 4096);
  if (head.starts_with("MIME-Version:") || (head.starts_with("From:") && head.find("multipart/related") != head.npos))
    return fail(ErrorCode::unreadable, "The file is a web archive (.mht). Open it and save it as .docx or .html.");
  if (is_html(text, ending)) return Format::html;
  if (is_xml(text)) {
    if (text.substr(0, 65536).find("<!ENTITY") != std::string_view::npos)
      return fail(ErrorCode::refused, "The file declares XML entities, which are refused for safety.");
    return fail(ErrorCode::unreadable, "The file is XML of a kind that cannot be read. " + std::string(save_again));
  }
  if (is_markdown_name(ending)) return Format::markdown;
  if (told_separator(text)) return Format::csv;
  const auto separator = find_separator(text);
  if (is_csv_name(ending)) {
    // Lines with tabs in changing number are text, whatever the name says.
    if (separator || text.find('\t') == std::string_view::npos || ending != "csv") return Format::csv;
    return likely_separator(text) == '\t' ? Format::text : Format::csv;
  }
  // A row of text may have tabs and bars; commas and semicolons that make a table of a whole file are CSV.
  if (separator && (*separator == ',' || *separator == ';')) return Format::csv;
  // Excel's "Unicode text": tabs, and quotes around cells with more than one line.
  if (separator == '\t' && has_quoted_lines(text, '\t')) return Format::csv;
  return is_markdown(text) ? Format::markdown : Format::text;
}

}  // namespace

std::string_view to_text(Format format) {
  switch (format) {
    case Format::text:
      return "text";
    case Format::markdown:
      return "markdown";
    case Format::csv:
      return "csv";
    case Format::html:
      return "html";
    case Format::docx:
      return "docx";
    case Format::xlsx:
      return "xlsx";
    case Format::odt:
      return "odt";
    case Format::ods:
      return "ods";
    case Format::pdf:
      return "pdf";
  }
  return "";
}

std::string in_words(const Place& place) {
  std::string out;
  const auto say = [&](std::string_view what, std::uint32_t number) {
    if (number == 0) return;
    if (!out.empty()) out += ", ";
    out += what;
    out += ' ';
    out += std::to_string(number);
  };
  if (!place.sheet.empty()) out = "sheet " + place.sheet;
  say("page", place.page);
  say("table", place.table);
  say("row", place.row);
  say("line", place.line);
  say("paragraph", place.paragraph);
  return out;
}

std::size_t Document::visible(const Span& span) const {
  const auto first = std::lower_bound(added.begin(), added.end(), span.begin);
  const auto last = std::lower_bound(first, added.end(), span.end);
  return count_visible(at(span)) - static_cast<std::size_t>(last - first);
}

namespace {

// What bytes are, with the text of those that are text and the container of those that are one, so that neither is
// opened twice.
struct Recognised {
  Format format = Format::text;
  Decoded decoded;
  std::optional<Archive> archive;
  std::string part;  // the main part of the container
};

// OpenDocument says what it is in a part of its own; where that is missing, its content does.
Result<Format> recognised_open_document(const Archive& archive) {
  if (is_encrypted_odf(archive))
    return fail(ErrorCode::refused, "The file is protected with a password. Take the password off and send it again.");
  std::string type;
  if (archive.has("mimetype")) {
    CANDOUR_TRY(said, archive.read_beginning("mimetype", 256));
    type = trimmed(said);
  }
  if (archive.has("content.xml")) {
    if (type.find("opendocument.text") != std::string::npos) return Format::odt;
    if (type.find("opendocument.spreadsheet") != std::string::npos) return Format::ods;
    if (type.find("opendocument") == std::string::npos) {
      CANDOUR_TRY(content, archive.read("content.xml"));
      if (content.find("<office:spreadsheet") != std::string::npos) return Format::ods;
      if (content.find("<office:text") != std::string::npos) return Format::odt;
    }
  }
  return fail(ErrorCode::unreadable,
              "The file is neither a document nor a workbook, but a presentation, a drawing or a book. " +
                  std::string(save_again));
}

Result<Recognised> recognised_container(std::string_view bytes, const Limits& limits) {
  CANDOUR_TRY(archive, Archive::open(bytes, limits));
  Recognised found;
  CANDOUR_TRY(arrows, relationships(archive, "", limits));
  for (const Relationship& one : arrows)
    if (one.type == "officeDocument" && !one.external && archive.has(one.target)) found.part = one.target;
  if (found.part.empty())
    for (std::string_view usual : {"word/document.xml", "xl/workbook.xml"})
      if (archive.has(usual)) found.part = usual;
  if (found.part.starts_with("xl/") && found.part.ends_with(".bin"))
    return fail(ErrorCode::unreadable, "The file is a binary workbook (.xlsb). " + std::string(save_again));
  if (found.part.empty() || found.part.starts_with("ppt/")) {
    if (archive.has("EncryptedPackage") || archive.has("encryption.xml"))
      return fail(ErrorCode::refused,
                  "The file is protected with a password. Take the password off and send it again.");
    if (archive.has("mimetype") || archive.has("content.xml")) {
      CANDOUR_TRY(format, recognised_open_document(archive));
      found.format = format;
      found.archive = std::move(archive);
      return found;
    }
    return fail(ErrorCode::unreadable,
                "The file is a zip container, but neither a Word document nor an Excel workbook.");
  }
  // The root element of the main part says which of the two it is, whatever its path is called.
  CANDOUR_TRY(source, archive.read_beginning(found.part, 65536));
  XmlReader xml(source, limits.depth);
  const XmlKind first = xml.next();
  if (xml.error()) return fail(*xml.error());
  if (first == XmlKind::open && xml.name() == "document")
    found.format = Format::docx;
  else if (first == XmlKind::open && xml.name() == "workbook")
    found.format = Format::xlsx;
  else
    return fail(ErrorCode::unreadable,
                "The file is a zip container, but neither a Word document nor an Excel workbook.");
  found.archive = std::move(archive);
  return found;
}

Result<Recognised> recognised(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (bytes.empty()) return fail(ErrorCode::unreadable, "The file is empty.");
  CANDOUR_CHECK(refuse_others(bytes));
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) {
    Recognised found;
    found.format = Format::pdf;
    return found;
  }
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return recognised_container(bytes, limits);
  Recognised found;
  found.decoded = decoded(bytes);
  if (found.decoded.binary)
    return fail(ErrorCode::unreadable,
                "The file is not a document that can be read. Send Word, Excel, PDF, HTML, CSV or plain text.");
  auto format = recognise_text(found.decoded.text, extension(name));
  if (!format) return fail(std::move(format.error()));
  found.format = *format;
  return found;
}

// What a container holds beside its text, that is never opened or run.
void tell_of_parts(const Archive& archive, Composer& composer) {
  for (const std::string& part : archive.names()) {
    const std::string name = folded(part);
    if (name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/"))
      composer.note_once("source.macros", "The file holds macros; they were not run.");
    else if (name.find("/embeddings/") != std::string::npos || name.find("/activex/") != std::string::npos)
      composer.note_once("source.embedded", "The file has other files embedded in it; they were not opened.");
  }
}

}  // namespace

Result<Format> recognise(std::string_view bytes, std::string_view name) {
  CANDOUR_TRY(found, recognised(bytes, name, Limits{}));
  return found.format;
}

Result<Document> read(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (bytes.size() > limits.file_bytes)
    return fail(ErrorCode::too_large, "The file is larger than " + std::to_string(limits.file_bytes >> 20) +
                                          " MB, the most that can be read. Send it in parts.");
  CANDOUR_TRY(found, recognised(bytes, name, limits));
  Composer composer(limits);
  composer.document().format = found.format;
  const std::string ending = extension(name);
  if (!ending.empty() && !fits(found.format, ending))
    composer.note("source.misnamed", "The name ends in ." + ending + ", but the file is " +
                                         std::string(kind_in_words(found.format)) + "; it was read as that.");
  for (Note& note : found.decoded.notes) composer.note(std::move(note.code), std::move(note.message));
  const std::string_view text = found.decoded.text;
  if (!text.empty()) composer.document().text.reserve(text.size() + text.size() / 16);
  switch (found.format) {
    case Format::text:
      CANDOUR_CHECK(read_text(text, Written::plain, composer));
      break;
    case Format::markdown:
      CANDOUR_CHECK(read_text(text, Written::markdown, composer));
      break;
    case Format::csv:
      CANDOUR_CHECK(read_csv(text, likely_separator(text), composer));
      break;
    case Format::html:
      CANDOUR_CHECK(read_html(text, HtmlPlaces::tables, 1, composer));
      break;
    case Format::docx:
      CANDOUR_CHECK(read_docx(*found.archive, found.part, composer));
      break;
    case Format::xlsx:
      CANDOUR_CHECK(read_xlsx(*found.archive, found.part, composer));
      break;
    case Format::odt:
      CANDOUR_CHECK(read_odt(*found.archive, composer));
      break;
    case Format::ods:
      CANDOUR_CHECK(read_ods(*found.archive, composer));
      break;
    case Format::pdf:
      CANDOUR_CHECK(read_pdf(bytes, composer));
      break;
  }
  if (found.archive) {
    const bool open_document = found.format == Format::odt || found.format == Format::ods;
    composer.document().title = open_document ? odf_title(*found.archive, limits) : core_title(*found.archive, limits);
    tell_of_parts(*found.archive, composer);
  }
  if (!has_visible(composer.document().text)) return fail(ErrorCode::unreadable, "The file holds no text.");
  return composer.take();
}

Result<FilledWorkbook> read_filled(std::string_view bytes, std::string_view name, const Limits& limits) {
  if (bytes.size() > limits.file_bytes)
    return fail(ErrorCode::too_large, "The file is larger than " + std::to_string(limits.file_bytes >> 20) +
                                          " MB, the most that can be read. Send it in parts.");
  CANDOUR_TRY(found, recognised(bytes, name, limits));
  if (found.format != Format::xlsx)
    return fail(ErrorCode::unreadable, "The file is " + std::string(kind_in_words(found.format)) +
                                           ", and not an Excel workbook. Save the workbook as .xlsx and send that.");
  return read_cells(*found.archive, found.part, limits);
}

}  // namespace candour::document
