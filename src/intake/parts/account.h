#pragma once
// Which characters of the document went into a field, by their position; what is left over is kept aside.

#include <string>
#include <string_view>
#include <vector>

#include "intake/reading.h"

namespace candour::intake {

class Account {
 public:
  explicit Account(const document::Document& document) : document_(document) {}
  // Says that this piece of Document::text now stands in a field; returns it.
  std::string place(std::string_view text);
  // Keeps what was not placed, counts all of it, and closes the account.
  void settle(Reading& reading);

 private:
  const document::Document& document_;
  std::vector<document::Span> placed_;
};

}  // namespace candour::intake
