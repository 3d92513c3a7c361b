#pragma once
// Tests of what is told. Each is a pure function of one claim that either is content or says, in an officer's
// words, what does not fit. A test never changes a rating: it gives a person something to ask. Any thread.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assurance/claim.h"

namespace candour::assurance {

enum class Weight { ask, check, note };  // a person should decide; should look; may like to know

struct Remark {
  std::string code;  // "complete.no-evidence"
  Weight weight = Weight::check;
  std::string message;     // a sentence: what is told, what does not fit, what to do
  std::string suggestion;  // a status, a value or what to do; may be empty
  std::string field;       // the field it is about: "evidence", "lead" …
  std::size_t claim = 0;   // index in the claims given
};

struct Test {
  std::string_view code;
  std::string_view reason;  // one line: why it is asked
  std::string_view source;  // where the reason comes from
  std::optional<Remark> (*ask)(const Claim&, const Setting&);
};

// Every test, in the order in which remarks on one row are told.
const std::vector<Test>& every_test();
const Test* test_called(std::string_view code);

// Every remark on every claim, in order of the claims. Where a row is rated though it takes no part, that alone is
// said of it: the rest would follow from it.
std::vector<Remark> remarks_on(const std::vector<Claim>& claims, const Setting& setting);

}  // namespace candour::assurance
