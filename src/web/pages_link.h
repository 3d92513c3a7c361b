#pragma once
// The pages behind a letter's link, for somebody without an account, on a phone first: the code, the list of what is
// asked, one action, the check before sending, the receipt. Pure functions of their models. Before the code nothing of
// a case stands on them. They have no navigation, and no page prints its address, which is a secret.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/form.h"
#include "request/request.h"
#include "view/view.h"
#include "web/components.h"

namespace candour::web {

struct LinkAround {
  std::string base;         // "/u/…": the link itself
  std::string partnership;  // its name
  std::string form_token;   // of the link's session; empty before the code
  std::string_view done;    // a sentence of success, shown once
  std::string held = {};    // why nothing can be changed just now; empty where it can
};

// A file or link that goes with an answer, by its own number while the answer is a draft.
struct NumberedEvidence {
  std::uint32_t number = 0;
  request::Evidence evidence;
};
// What was typed of one answer and not yet sent, field by field as the form names them.
struct AnswerDraft {
  std::map<std::string, std::string> typed;
  std::uint64_t version = 0;
  std::string saved;  // "10:04"; empty where nothing was
  // Where nothing was added or removed yet, what went with the answer that was sent before.
  std::vector<NumberedEvidence> evidence;
  bool evidence_changed = false;
  bool empty() const { return typed.empty() && !evidence_changed; }
};
struct LinkFault {
  std::string field;  // as the form names it; empty: the whole form
  std::string sentence;
};
struct LinkRow {
  const request::Row* row = nullptr;
  const view::Row* action = nullptr;  // nullptr: no longer in its plan
  std::string last_by;                // who told its evidence (plan::told), by name
  std::string decided_by;             // who decided about its answer, by name
  AnswerDraft draft;
  request::Answer answer;         // that the draft says
  std::vector<LinkFault> faults;  // of the draft; on the page of the row, of what was just typed
};

// What was typed, as an answer; and what is wrong with it: a date that is none, something missing.
request::Answer answer_in(const std::map<std::string, std::string>& typed, std::vector<request::Evidence> evidence,
                          Date today, std::vector<LinkFault>& faults);
// The fields of such an answer, as the form names them.
std::map<std::string, std::string> fields_of(const request::Answer& answer);

// Who asks, for how many updates, by when, and one field for the code. `carried`: what was typed of an answer when the
// session had ended, as the form named it; the form takes it along, so that it is saved once the code is typed.
std::string link_gate_page(const LinkAround& around, const request::Request& request, std::size_t updates,
                           std::string_view fault, const std::map<std::string, std::string>& carried);
// The request is closed or revoked; `told`: a new link was asked for.
std::string link_ended_page(const LinkAround& around, const request::Request& request, std::string_view fault,
                            bool told);
// `fault`: why a workbook was not taken.
std::string link_tasks_page(const LinkAround& around, const request::Request& request, const request::Person& person,
                            const std::vector<LinkRow>& rows, std::string_view fault = {});
// What became of a workbook that was sent back: how many answers it filled in, and what of it could not be taken.
std::string link_workbook_page(const LinkAround& around, std::size_t taken, const std::vector<std::string>& told);
struct HandingOn {
  std::string name;
  std::string email;
  std::string because;
  std::string fault;  // why it was refused
  bool open() const { return !fault.empty(); }
};
// `others`: how many rows there are, to say where one is.
std::string link_row_page(const LinkAround& around, const LinkRow& row, std::size_t place, std::size_t others,
                          const HandingOn& handing);
// Adding a file or a link to an answer. `errors` and `fields` as in pages/evidence.h.
std::string link_evidence_page(const LinkAround& around, const LinkRow& row, const http::Fields& fields,
                               const std::vector<FieldError>& errors);
std::string link_check_page(const LinkAround& around, const request::Request& request, const std::vector<LinkRow>& rows,
                            std::string_view fault);
std::string link_receipt_page(const LinkAround& around, const request::Request& request, const std::string& reference,
                              const std::vector<LinkRow>& rows);

}  // namespace candour::web
