#pragma once
// Everything of a record in open formats, and a new installation filled from it. Of an export nothing is secret to
// Candour: texts, JSON and the files as they came. What is not in it: passwords, sessions, links that were sent,
// unfinished imports and answers; a backup has those.
//
// record/ledger.jsonl: one JSON object a line for each entry of the ledger, in order. "plain": what it says openly; or
// of an event "stream", "sequence", "recorded", "speaks_of", "core" and "words" as committed to, "commitment" (base64),
// "salt" and "words_salt" (hexadecimal digits; absent once erased) and, of erased words, "words_commitment" (base64).
// originals/SHA256: the files as they came. ledger/…: what anybody checks (docs/reference/formats/ledger.md).

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "app/candour.h"
#include "app/store.h"
#include "base/result.h"

namespace candour::app {

// Adds these bytes to the file of this path, which is made by the first of them.
using PutFile = std::function<Result<void>(const std::string& path, std::string_view bytes)>;

struct Exported {
  std::uint64_t events = 0;
  std::uint64_t originals = 0;
  std::uint64_t papers = 0;
  std::uint64_t signed_size = 0;  // 0: nothing was ever signed, and there is no ledger/
};
// What stands when it begins.
Result<Exported> export_record(const Candour& candour, const PutFile& put);

// The entries of record/ledger.jsonl into a store that has no event, up to what was recorded at a moment where one is
// given. `next_line` gives each line without its end, and nothing at the end. bad_input, naming the line, where it is
// not such a file; then nothing was taken.
Result<void> fill_from(Store& store, const std::function<Result<std::optional<std::string>>()>& next_line,
                       std::optional<Moment> until = {});

}  // namespace candour::app
