#pragma once
// A risk register as it was read: its risks with a score at each level, what was remarked on them, and where it came
// from. It is kept and looked at; it is not yet run as risks. Built by folding events (events.h) alone. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace candour::risk {

using RegisterId = Id<struct RegisterTag>;  // ten letters; in URLs
using ImportId = Id<struct RegisterImportTag>;

enum class Level { inherent, current, target };
struct Score {
  Level level = Level::current;
  std::optional<std::uint32_t> likelihood;
  std::optional<std::uint32_t> impact;
  std::optional<std::uint32_t> score;  // likelihood × impact where both are given, else the number that is written
  std::string as_written;              // the score's own cell
  std::string place;
  bool operator==(const Score&) const = default;
};
struct OtherField {  // a column we have no word for
  std::string header;
  std::string value;
  bool operator==(const OtherField&) const = default;
};
struct Risk {
  std::uint32_t number = 0;  // in the order of the register, from 1
  std::string ref;
  std::string title;
  std::vector<Score> scores;  // one for each level that the register states
  std::string owner;
  std::string controls;
  std::string review_date;  // as written
  std::string appetite;
  std::vector<OtherField> other;
  std::string place;
  bool operator==(const Risk&) const = default;
};
struct Remark {
  std::string code;     // "risk.score"
  std::string message;  // a sentence
  std::string place;
  bool operator==(const Remark&) const = default;
};

struct Import {
  ImportId id;
  std::string document_name;
  std::string document_sha256;
  std::uint32_t rows_imported = 0;
  std::uint32_t rows_skipped = 0;
  std::vector<std::string> decisions;
  Moment recorded;
  std::string actor;
  bool operator==(const Import&) const = default;
};

struct Register {
  RegisterId id;
  std::uint64_t version = 0;  // events folded; 0: there is no such register
  std::string title;
  std::optional<Date> as_at;  // the document's own date
  std::vector<Risk> risks;
  std::vector<Remark> remarks;
  Import import;
  std::optional<std::string> withdrawn;  // the reason
  Moment started;
  bool operator==(const Register&) const = default;
};

// What is written beside likelihood × impact, where the two differ: “The score is written as 14, but 4 × 4 is 16.”
// Empty where they agree, or where there is nothing to compare.
std::string mismatch(const Score& score);
// nullptr where the register states none for that level.
const Score* find_score(const Risk& risk, Level level);

std::string_view to_text(Level level);
std::string_view in_words(Level level);
std::optional<Level> level_from_text(std::string_view text);

}  // namespace candour::risk
