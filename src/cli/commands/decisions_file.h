#pragma once
// The decisions that a person has written down for `candour import --decisions FILE`, as docs/reference/import.md has
// it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/import.h"
#include "base/result.h"

namespace candour::cli {

enum class Vanished { stays, withdrawn };

struct DecisionsFile {
  // Which anomalies or rows are meant; all that is given must hold.
  struct Where {
    std::string code;                       // empty: any
    std::optional<std::string> as_written;  // of the field, in any case and spacing
    std::optional<document::Place> place;   // the parts that are given
    std::string in_words;                   // for a sentence
  };
  struct Decide {
    Where where;
    app::Decision decision;
  };
  struct Skip {
    Where where;
    std::string reason;
  };
  intake::Choices choices;  // "ratings", "columns", "as_at"
  std::string title;
  std::vector<Decide> decide;
  std::vector<Skip> skip;
  Vanished vanished = Vanished::stays;
};

// Fails (unreadable) with a sentence that names what does not fit: a misspelt name must not pass for no decision.
Result<DecisionsFile> read_decisions(std::string_view json);

// What the file decides about one reading. `used` counts, for each entry of decide and then of skip, what it met.
app::Decided decided_by(const DecisionsFile& file, const intake::Reading& reading, std::vector<std::size_t>& used);

}  // namespace candour::cli
