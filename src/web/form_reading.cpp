#include "web/form_reading.h"

namespace candour::web {

plan::Closure closure_of(FormReading& in) {
  plan::Closure closure;
  const auto kind = plan::closure_kind_from_text(in.chosen("kind", "Say how it is closed."));
  closure.kind = kind.value_or(plan::ClosureKind::unstated);
  closure.body = in.text("body");
  closure.date = in.needed_date("date", "The day on which the body decided");
  closure.reason = in.text("reason");
  if (closure.body.empty()) in.wrong("body", "Name the body that closes it.");
  if (closure.reason.empty()) in.wrong("reason", "Say why it is closed.");
  return closure;
}

}  // namespace candour::web
