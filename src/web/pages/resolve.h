#pragma once
// Somebody changed what a person was changing. Field by field: how it stood, theirs, yours; a choice for each; nothing
// typed is lost, and no script is needed. A form takes part by carrying, beside each field that changes what stands,
// opened(NAME, value); its handler
//
//   1. reads resolved(request.form()) in place of the form, always: the choices are made, and it is a form as any
//   other;
//   2. compares, for each such field, opened_as(form, NAME) with what stands now and with what was sent (is_contested);
//   3. shows resolve_page with status 409 where one is contested, and else acts.
//
// A field left undecided comes back as contested; decided ones do not, unless somebody changes them once more.

#include <string>
#include <string_view>
#include <vector>

#include "http/form.h"
#include "view/view.h"
#include "web/components_form.h"
#include "web/components_page.h"
#include "web/pages.h"

namespace candour::web {

Hidden opened(std::string_view name, std::string_view value);
std::string_view opened_as(const http::Fields& form, std::string_view name);
// It changed since, and what was sent is neither what stood nor what stands.
bool is_contested(std::string_view opened_as, std::string_view stands, std::string_view sent);

enum class Retyped { as_text, as_sent };  // as_text: yours can be worded anew here, with theirs in sight
struct ContestedField {
  std::string name;                  // of the field; the three of a date are its name with -day, -month and -year
  std::string label;                 // "Wording"
  std::string opened, stands, sent;  // as the form writes them
  // As people read them, where that differs (an agency's name for its id); empty: the above.
  std::string opened_words = {}, stands_words = {}, sent_words = {};
  Retyped retyped = Retyped::as_text;
  // Where the form has more than one field for it (a date's three): what they hold for theirs; yours are as sent.
  http::Fields stands_fields = {};
};
struct Resolve {
  std::string title;           // what is being done: "Change action 17"
  std::string happened;        // who changed what and when, in a sentence or more
  std::string action;          // where the form goes, as before
  std::vector<Hidden> hidden;  // what the form carries beside its fields now: the version that is shown
  std::vector<ContestedField> fields;
  std::vector<Crumb> breadcrumbs;
};
// `sent` is the form as resolved() gave it; what of it is not contested goes with the choices, unseen and unchanged.
std::string resolve_page(const Around& around, const view::Picture& picture, const Resolve& resolve,
                         const http::Fields& sent);

// The form as it would have come, had its person seen what the resolve page showed: the chosen side of each field under
// its own name. Any other form is returned as it is.
http::Fields resolved(const http::Fields& sent);

}  // namespace candour::web
