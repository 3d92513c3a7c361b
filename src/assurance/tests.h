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
  std::string message;              // a sentence: what is told, what does not fit, what to do
  std::string suggestion;           // a status, a value or what to do; may be empty
  std::string field;                // the field it is about: "evidence", "lead" …
  std::size_t claim = 0;            // index in the claims given
  std::vector<std::size_t> beside;  // other claims that it holds against this one
  // What it rests on, as a fingerprint: see facts_of.
  std::string facts;
};

struct Test {
  std::string_view code;
  std::string_view reason;    // one line: why it is asked
  std::string_view source;    // where the reason comes from
  std::string_view rests_on;  // the fields of the claim that it looks at: "status evidence"
  // One of the two: of a claim by itself, or of all of them together.
  std::optional<Remark> (*ask)(const Claim&, const Setting&) = nullptr;
  std::vector<Remark> (*ask_together)(const std::vector<Claim>&, const Setting&) = nullptr;
};

// Every test, in the order in which remarks on one row are told.
const std::vector<Test>& every_test();
const Test* test_called(std::string_view code);

// Every remark on every claim, in order of the claims. Where a row is rated though it takes no part, that alone is
// said of it: the rest would follow from it.
std::vector<Remark> remarks_on(const std::vector<Claim>& claims, const Setting& setting);

// The fingerprint (SHA-256, in hex) of what a remark rests on: its code, and the fields its test looks at, of its claim
// and of those beside it; not the day, nor blanks, case and marks. A remark that a person has answered ("reviewed,
// stands because …") is known again by its row, its code and this, and is asked again only if this has changed.
std::string facts_of(const Remark& remark, const std::vector<Claim>& claims);

}  // namespace candour::assurance
