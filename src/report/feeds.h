#pragma once
// A calendar as iCalendar (RFC 5545; its name and how often it is worth asking, RFC 7986) and a feed as Atom (RFC
// 4287), for programs that are not ours. Whatever stands in a text stays text. Pure.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace candour::report {

struct CalendarEntry {  // a whole day
  std::string uid;      // unlike that of any other, anywhere; the same as long as it is the same thing
  Date day;
  std::string summary;
  std::string address;
  Moment changed;
};
// Lines end with CRLF, and none is longer than 75 bytes.
std::string calendar(std::string_view name, const std::vector<CalendarEntry>& entries);

struct FeedEntry {
  std::string id;  // an IRI
  std::string title;
  std::string address;
  Moment updated;
};
struct Feed {
  std::string id;
  std::string title;
  std::string author;
  std::string address;  // of what it is about
  Moment updated;
  std::vector<FeedEntry> entries;
};
std::string atom(const Feed& feed);

}  // namespace candour::report
