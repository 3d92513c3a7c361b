#pragma once
// The form by which a piece of evidence is added: the same on the page of an action and behind a letter's link.

#include <string>
#include <string_view>
#include <vector>

#include "http/form.h"
#include "plan/plan.h"
#include "web/components.h"
#include "web/form_reading.h"

namespace candour::web {

// `fields`: as they were typed; empty as it is opened.
void write_evidence_fields(Html& html, const http::Fields& fields, const std::vector<FieldError>& errors);
// What the form says; of a file all but the file itself. Whole only where nothing is wrong with it.
plan::Evidence evidence_in(FormReading& in, bool with_file);
// The field that a refusal by the plan or of the file is about.
std::string evidence_field_of(const http::Fields& form, std::string_view sentence);

}  // namespace candour::web
