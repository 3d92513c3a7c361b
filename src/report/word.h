#pragma once
// Word documents (ECMA-376, transitional): real styles and heading levels, header rows that are repeated on every page,
// wide tables on landscape pages, a title and a language for programs. They are poured into a template: ours, or a
// council's own with its letterhead. Pure; any thread, but one document at a time on one thread's data.
//
// A template says where things go by content controls (Word: Developer, Plain or Rich Text, Properties, Tag), because a
// control is one element of the file whatever Word does to the text in it; a mark such as {{title}} is cut into several
// runs by the spelling checker and is then found by nobody. The tags that are filled:
//   candour-partnership  candour-title  candour-for  candour-as-at  candour-version  candour-address
//   candour-body         the document itself; needed, on a line of its own, in the last section
// A control on a line of its own that has nothing to say is left out with its line. Other controls stay as they are.

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.h"
#include "base/result.h"
#include "view/paper.h"
#include "view/reply.h"
#include "view/view.h"

namespace candour::report {

class WordTemplate {
 public:
  // Ours: Arial, upright A4, page numbers.
  static WordTemplate standard();
  // A .docx or .dotx. bad_input, in a sentence that says what to do in Word, for one that cannot be filled or would
  // bring into every paper what nobody checked: macros, embedded files, tracked changes, comments, hidden text, links
  // to files elsewhere. Properties (author, company, SharePoint's) are left out quietly.
  static Result<WordTemplate> read(std::string_view bytes);
  // The template itself as a .docx to change in Word.
  Result<std::string> file() const;

  struct Parts;  // docx/template.h
  const Parts& parts() const { return *parts_; }

 private:
  explicit WordTemplate(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

// What a paper says of itself beside its content.
struct PaperSaid {
  paper::Number number = 1;
  std::string address;
  std::string what, why, why_eased;                          // of a correction
  std::vector<std::pair<std::string, std::string>> imprint;  // name and value, as the paper tells them at its end
};

// Each fails with ErrorCode::internal where the zip library does. The same content gives the same bytes.
// What the paper shows and nothing else.
Result<std::string> paper_docx(const view::PaperContent& content, const PaperSaid& said, const WordTemplate& into);
// The committee's report. `partnership` may be empty.
Result<std::string> report_docx(std::string_view partnership, const view::Report& report, const WordTemplate& into);
// The reply to recommendations; landscape throughout.
Result<std::string> reply_docx(std::string_view partnership, const view::Reply& reply, Date as_at,
                               const WordTemplate& into);

}  // namespace candour::report
