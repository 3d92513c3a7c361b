#include "view/inside/remarks.h"

#include <algorithm>
#include <utility>

#include "assurance/tests.h"

namespace candour::view {
namespace {

bool is_about_a_remark(const plan::Happening& each) {
  return each.what == "remark answered" || each.what == "remark reopened";
}

// The last answer to the same question whose facts are those of no remark that stands.
const plan::RemarkAnswer* former_answer(const Row& row, const Remark& remark) {
  const auto& answers = row.action->remark_answers;
  const auto found = std::find_if(answers.rbegin(), answers.rend(), [&](const plan::RemarkAnswer& answer) {
    return answer.code == remark.code && std::none_of(row.remarks.begin(), row.remarks.end(), [&](const Remark& each) {
             return each.code == answer.code && each.facts == answer.facts;
           });
  });
  return found == answers.rend() ? nullptr : &*found;
}

}  // namespace

void add_remarks(PlanPicture& picture, Date as_at) {
  const auto claims = assurance::claims_of(*picture.plan, *picture.partnership);
  for (assurance::Remark& each : assurance::remarks_on(claims, assurance::setting_of(*picture.plan, claims, as_at))) {
    Remark remark;
    remark.reason = why_asked(each.code);
    remark.code = std::move(each.code);
    remark.message = std::move(each.message);
    remark.suggestion = std::move(each.suggestion);
    remark.field = std::move(each.field);
    remark.facts = std::move(each.facts);
    for (const std::size_t other : each.beside) remark.beside.push_back(picture.rows[other].action->number);
    Row& row = picture.rows[each.claim];
    remark.answer = plan::find_remark_answer(*row.action, remark.code, remark.facts);
    row.remarks.push_back(std::move(remark));
  }
  for (Row& row : picture.rows)
    for (Remark& remark : row.remarks) {
      if (remark.answer) continue;
      ++row.open_remarks;
      remark.former = former_answer(row, remark);
    }
}

std::string_view why_asked(std::string_view code) {
  const assurance::Test* test = assurance::test_called(code);
  return test ? test->reason : std::string_view();
}

std::vector<const plan::Happening*> changes_since(const plan::Action& action, const plan::RemarkAnswer& answer) {
  std::vector<const plan::Happening*> changes;
  for (std::size_t i = answer.happening + 1; i < action.history.size(); ++i) {
    const plan::Happening& each = action.history[i];
    if (!is_about_a_remark(each) && !plan::is_about_asking(each)) changes.push_back(&each);
  }
  return changes;
}

std::string_view evidence_when(const plan::Action& action, const plan::RemarkAnswer& answer) {
  for (const plan::Happening* each : changes_since(action, answer))
    if (each->what == "evidence changed") return each->from;
  return action.evidence;
}

}  // namespace candour::view
