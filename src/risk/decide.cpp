#include <algorithm>
#include <utility>

#include "base/text.h"
#include "risk/events.h"

namespace candour::risk {
namespace {

using Events = Result<std::vector<RegisterEvent>>;

struct Fold {
  Register& reg;
  const Stamp& stamp;

  void operator()(const RegisterImported& event) const {
    reg.id = event.register_id;
    reg.title = event.title;
    reg.as_at = event.as_at;
    reg.remarks = event.remarks;
    reg.import = {event.import,       event.document_name, event.document_sha256, event.rows_imported,
                  event.rows_skipped, event.decisions,     stamp.recorded,        stamp.actor};
    reg.started = stamp.recorded;
  }
  void operator()(const RiskRead& event) const { reg.risks.push_back(event.risk); }
  void operator()(const ImportWithdrawn& event) const {
    if (event.import == reg.import.id) reg.withdrawn = event.reason;
  }
};

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

struct Decision {
  const Register& reg;
  const Stamp& stamp;

  Events operator()(const ImportRegister& command) const {
    const RegisterImported& document = command.document;
    if (reg.version > 0) return fail(ErrorCode::conflict, "This register has already been imported.");
    if (!is_id_text(document.register_id.text())) return fail(ErrorCode::bad_input, "The register has no valid id.");
    if (!is_id_text(document.import.text())) return fail(ErrorCode::bad_input, "The import has no valid id.");
    if (!is_sha256(document.document_sha256))
      return fail(ErrorCode::bad_input, "The hash of the document is not a SHA-256.");
    if (trimmed(document.title).empty()) return fail(ErrorCode::bad_input, "Give the register a title.");
    if (command.risks.empty()) return fail(ErrorCode::bad_input, "A register needs at least one risk.");
    const Date today = std::max(stamp.speaks_of, stamp.recorded.date());
    const Date day = std::min(document.as_at.value_or(stamp.speaks_of), today);
    std::vector<RegisterEvent> events;
    const auto add = [&](RegisterBody body) {
      events.push_back({{stamp.recorded, day, stamp.actor}, std::move(body)});
    };
    add(document);
    std::uint32_t number = 0;
    for (Risk risk : command.risks) {
      risk.number = ++number;
      add(RiskRead{std::move(risk)});
    }
    return events;
  }

  Events operator()(const WithdrawImport& command) const {
    if (command.import != reg.import.id)
      return fail(ErrorCode::not_found, "This register did not come from that import.");
    if (trimmed(command.reason).empty()) return fail(ErrorCode::bad_input, "Say why the import is withdrawn.");
    // It speaks of the day the import spoke of, so that, known now, it never was.
    const Date recorded = reg.import.recorded.date();
    const Date day = std::min(reg.as_at.value_or(recorded), recorded);
    return std::vector<RegisterEvent>{
        {{stamp.recorded, day, stamp.actor}, ImportWithdrawn{command.import, command.reason}}};
  }
};

}  // namespace

void apply(Register& reg, const RegisterEvent& event) {
  ++reg.version;
  std::visit(Fold{reg, event.stamp}, event.body);
}

Events decide(const Register& reg, const RegisterCommand& command, const Stamp& stamp) {
  const bool starts = std::holds_alternative<ImportRegister>(command);
  if (!starts && reg.version == 0) return fail(ErrorCode::not_found, "There is no such register.");
  if (!starts && reg.withdrawn)
    return fail(ErrorCode::conflict, "The import of this register was withdrawn: " + *reg.withdrawn);
  return std::visit(Decision{reg, stamp}, command);
}

}  // namespace candour::risk
