#pragma once
// What a file is that is kept and passed on as it came, and never read: evidence. Judged by its content and by its
// name, which must agree. Pure; any thread. Untrusted bytes: ask it in a child process (app/reader.h), as for read().

#include <array>
#include <string_view>

#include "base/result.h"

namespace candour::document {

enum class Attachment { docx, xlsx, odt, pdf, html, csv, markdown, text, png, jpeg };
inline constexpr std::array<Attachment, 10> every_attachment{
    Attachment::docx, Attachment::xlsx,     Attachment::odt,  Attachment::pdf, Attachment::html,
    Attachment::csv,  Attachment::markdown, Attachment::text, Attachment::png, Attachment::jpeg};

// The ending it is given when it is passed on: "docx", "md", "txt", "jpg" …
std::string_view ending_of(Attachment kind);
// "application/pdf", "text/plain; charset=utf-8" …: by its kind here, never as its sender said.
std::string_view media_type_of(Attachment kind);
// "a Word document": for a sentence.
std::string_view in_words(Attachment kind);
// ".docx, .xlsx, …", for a field that takes files.
std::string_view accepted_endings();

// Refuses (ErrorCode::refused, one sentence that says what to send instead): a name without a known ending, with two
// endings of kinds of files ("plan.pdf.exe", "plan.exe.pdf"), or with characters that hide what it is; content that is
// not what the name says; macros, and the kinds of Word and Excel that can hold them; a password. Unreadable where it
// is empty or damaged. Never opens an embedded file or follows a link.
Result<Attachment> attachment_of(std::string_view bytes, std::string_view name);

}  // namespace candour::document
