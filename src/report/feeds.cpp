#include "report/feeds.h"

#include "base/encoding.h"
#include "base/text.h"

namespace candour::report {
namespace {

constexpr std::size_t longest_line = 75;  // bytes, without the line end (RFC 5545, 3.1)

// A content line, folded between characters: what follows a line end and a blank belongs to it.
void add_line(std::string& out, std::string_view line) {
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t from = at;
    next_code_point(line, at);
    if (used + (at - from) > longest_line) {
      out += "\r\n ";
      used = 1;
    }
    out += line.substr(from, at - from);
    used += at - from;
  }
  out += "\r\n";
}

// A value of type TEXT (RFC 5545, 3.3.11). Control characters have no place in it.
std::string as_text(std::string_view text) {
  std::string out;
  for (const char c : repaired_utf8(text)) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\\' || c == ';' || c == ',')
      out += std::string("\\") + c;
    else if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F)
      out += c;
  }
  return out;
}

std::string basic(std::string_view iso) {  // 2026-03-02 as 20260302
  return replaced(replaced(std::string(iso), "-", ""), ":", "");
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escaped_markup(text) + "</" + std::string(name) + ">";
}

}  // namespace

std::string calendar(std::string_view name, const std::vector<CalendarEntry>& entries) {
  std::string out;
  const auto line = [&](std::string_view text) { add_line(out, text); };
  line("BEGIN:VCALENDAR");
  line("VERSION:2.0");
  line("PRODID:-//Candour//Deadlines//EN");
  line("NAME:" + as_text(name));
  line("X-WR-CALNAME:" + as_text(name));  // what calendars read that do not know NAME
  line("REFRESH-INTERVAL;VALUE=DURATION:PT6H");
  for (const CalendarEntry& entry : entries) {
    line("BEGIN:VEVENT");
    line("UID:" + as_text(entry.uid));
    line("DTSTAMP:" + basic(entry.changed.iso().substr(0, 19)) + "Z");
    line("DTSTART;VALUE=DATE:" + basic(entry.day.iso()));
    line("SUMMARY:" + as_text(entry.summary));
    line("URL:" + entry.address);
    line("CLASS:PRIVATE");
    line("TRANSP:TRANSPARENT");  // the day is not taken up by it
    line("END:VEVENT");
  }
  line("END:VCALENDAR");
  return out;
}

std::string atom(const Feed& feed) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en-GB\">\n";
  out += element("id", feed.id) + element("title", feed.title) + element("updated", feed.updated.iso()) + "<author>" +
         element("name", feed.author) + "</author><link rel=\"alternate\" href=\"" + escaped_markup(feed.address) +
         "\"/>\n";
  for (const FeedEntry& entry : feed.entries)
    out += "<entry>" + element("id", entry.id) + element("title", entry.title) +
           element("updated", entry.updated.iso()) + "<link rel=\"alternate\" href=\"" + escaped_markup(entry.address) +
           "\"/>" + element("summary", entry.title) + "</entry>\n";
  return out + "</feed>\n";
}

}  // namespace candour::report
