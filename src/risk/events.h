#pragma once
// What has happened to a register, as facts that never change; and what a person can want of one. Pure.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/event.h"
#include "base/result.h"
#include "risk/register.h"

namespace candour::risk {

struct RegisterImported {
  RegisterId register_id;
  std::string title;
  std::optional<Date> as_at;
  std::vector<Remark> remarks;
  ImportId import;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t rows_imported = 0;
  std::uint32_t rows_skipped = 0;
  std::vector<std::string> decisions;
  bool operator==(const RegisterImported&) const = default;
};
struct RiskRead {
  Risk risk;
  bool operator==(const RiskRead&) const = default;
};
struct ImportWithdrawn {
  ImportId import;
  std::string reason;
  bool operator==(const ImportWithdrawn&) const = default;
};
using RegisterBody = std::variant<RegisterImported, RiskRead, ImportWithdrawn>;
using RegisterEvent = Event<RegisterBody>;

// Total: one that names what is not there changes nothing but the version. Call it as risk::apply.
void apply(Register& reg, const RegisterEvent& event);

struct ImportRegister {
  RegisterImported document;
  std::vector<Risk> risks;  // numbers are given by decide() in order from 1
};
struct WithdrawImport {
  ImportId import;
  std::string reason;
};
using RegisterCommand = std::variant<ImportRegister, WithdrawImport>;

// Fails with bad_input, not_found or conflict, in a sentence.
Result<std::vector<RegisterEvent>> decide(const Register& reg, const RegisterCommand& command, const Stamp& stamp);

}  // namespace candour::risk
