#include "document/csv/csv.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "document/text/marks.h"

namespace candour::document {
namespace {

constexpr std::array<char, 4> separators = {',', ';', '\t', '|'};

// Takes the records of a source apart, one field after the other.
class CsvScanner {
 public:
  CsvScanner(std::string_view source, char separator) : source_(source), separator_(separator) {}

  bool at_end() const { return at_ >= source_.size(); }
  std::uint32_t line() const { return line_; }
  bool bad_quotes() const { return bad_quotes_; }
  bool was_quoted() const { return was_quoted_; }  // the field that was read last

  // Reads one field into `field` and says whether it was the last of its record.
  bool next(std::string& field) {
    field.clear();
    was_quoted_ = false;
    if (at_ < source_.size() && source_[at_] == '"') {
      // A quoted field; one that never ends is taken as it stands, up to the end of its line.
      const std::size_t start = at_;
      const std::uint32_t start_line = line_;
      if (read_quoted(field)) {
        was_quoted_ = true;
        return ended(field);
      }
      bad_quotes_ = true;
      at_ = start;
      line_ = start_line;
      field.clear();
    }
    return ended(field);
  }

 private:
  bool read_quoted(std::string& field) {
    // Once a quote was found to have no end, none before the end of the file has one.
    if (no_more_quotes_) return false;
    ++at_;
    while (true) {
      const std::size_t quote = source_.find('"', at_);
      if (quote == std::string_view::npos) {
        no_more_quotes_ = true;
        return false;
      }
      const std::string_view part = source_.substr(at_, quote - at_);
      for (char c : part) line_ += c == '\n';
      field += part;
      at_ = quote + 1;
      if (at_ >= source_.size() || source_[at_] != '"') return true;
      field += '"';
      ++at_;
    }
  }

  // Takes what is left up to the separator or the end of the line.
  bool ended(std::string& field) {
    const std::size_t start = at_;
    while (at_ < source_.size() && source_[at_] != separator_ && source_[at_] != '\n' && source_[at_] != '\r') ++at_;
    field += source_.substr(start, at_ - start);
    if (at_ >= source_.size()) return true;
    const char c = source_[at_++];
    if (c == separator_) return false;
    if (c == '\r' && at_ < source_.size() && source_[at_] == '\n') ++at_;
    ++line_;
    return true;
  }

  std::string_view source_;
  char separator_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  bool bad_quotes_ = false;
  bool was_quoted_ = false;
  bool no_more_quotes_ = false;
};

struct Shape {
  std::size_t records = 0;        // that are not blank
  std::size_t usual_width = 0;    // fields of most records
  std::size_t usual_records = 0;  // how many have that width
  std::size_t agreed_width = 1;   // of the records with more than one field, the width of most
  std::size_t agreeing = 0;       // how many have that width
  std::size_t separators = 0;
  std::size_t protecting = 0;  // fields that stand in quotes for the separator's sake
  bool quoted_lines = false;   // a field that holds a line break
};

Shape shape_of(std::string_view source, char separator) {
  // Enough to tell, and the last record may be cut.
  constexpr std::size_t enough = 64 * 1024;
  const bool cut = source.size() > enough;
  CsvScanner scanner(source.substr(0, enough), separator);
  Shape shape;
  std::map<std::size_t, std::size_t> widths;
  std::string field;
  while (!scanner.at_end()) {
    std::size_t width = 0;
    bool visible = false, last = false;
    while (!last) {
      last = scanner.next(field);
      ++width;
      visible = visible || has_visible(field);
      shape.protecting += scanner.was_quoted() && field.find(separator) != std::string::npos;
      shape.quoted_lines = shape.quoted_lines || field.find('\n') != std::string::npos;
    }
    if (cut && scanner.at_end()) break;
    if (!visible) continue;
    ++shape.records;
    shape.separators += width - 1;
    ++widths[width];
  }
  for (const auto& [width, records] : widths) {
    if (records >= shape.usual_records) {
      shape.usual_width = width;
      shape.usual_records = records;
    }
    if (width > 1 && records * (width - 1) >= shape.agreeing * (shape.agreed_width - 1)) {
      shape.agreed_width = width;
      shape.agreeing = records;
    }
  }
  return shape;
}

}  // namespace

// Excel's own word for the separator, on a line before the first record: "sep=;".
std::optional<char> told_separator(std::string_view source) {
  const std::size_t end = source.find_first_of("\r\n");
  if (end == std::string_view::npos || end > 12) return std::nullopt;
  std::string_view line = source.substr(0, end);
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 2) line = line.substr(1, line.size() - 2);
  const std::string key = folded(line.substr(0, 4));
  if (key != "sep=" || line.size() < 5) return std::nullopt;
  if (line.substr(4) == "\\t") return '\t';
  return line[4];
}

std::optional<char> find_separator(std::string_view source) {
  std::optional<char> best;
  std::size_t best_width = 0;
  for (char separator : separators) {
    const Shape shape = shape_of(source, separator);
    // Prose has commas too, but not the same number in each of its lines.
    const bool regular = shape.records >= 2 && shape.usual_width >= (shape.records < 3 ? 3u : 2u) &&
                         shape.usual_records * 10 >= shape.records * 9;
    if (regular && shape.usual_width > best_width) {
      best = separator;
      best_width = shape.usual_width;
    }
  }
  return best;
}

char likely_separator(std::string_view source) {
  if (const auto found = find_separator(source)) return *found;
  // Titles above the header and notes below the rows may be of any width: what most records agree on decides.
  char best = ',';
  std::size_t most = 0, most_separators = 0;
  for (char separator : separators) {
    const Shape shape = shape_of(source, separator);
    const std::size_t agreed = shape.agreeing * (shape.agreed_width - 1) + shape.protecting;
    if (std::pair(agreed, shape.separators) <= std::pair(most, most_separators)) continue;
    best = separator;
    most = agreed;
    most_separators = shape.separators;
  }
  return best;
}

bool has_quoted_lines(std::string_view source, char separator) {
  return shape_of(source, separator).quoted_lines;
}

Result<void> read_csv(std::string_view source, char separator, Composer& composer) {
  std::uint32_t skipped_lines = 0;
  if (const auto told = told_separator(source)) {
    Place first_line;
    first_line.line = 1;
    const std::size_t end = source.find_first_of("\r\n");
    composer.furniture(trimmed(source.substr(0, end)), first_line);
    separator = *told;
    source.remove_prefix(std::min(source.size(), end + (source.substr(end, 2) == "\r\n" ? 2 : 1)));
    skipped_lines = 1;
  }
  CsvScanner scanner(source, separator);
  composer.begin_table({});
  std::string field;
  std::uint32_t record = 0;
  while (!scanner.at_end()) {
    Place place;
    place.row = ++record;
    place.line = scanner.line() + skipped_lines;
    composer.begin_row(place);
    for (bool last = false; !last;) {
      last = scanner.next(field);
      composer.begin_cell(place);
      composer.set_bold(false);
      std::replace(field.begin(), field.end(), '\t', ' ');
      write_marked(field, Marks::html, composer);
      composer.end_cell();
      if (composer.beyond_limits()) return fail(ErrorCode::too_large, "The document has more cells than can be read.");
    }
    composer.end_row();
  }
  composer.end_table();
  if (scanner.bad_quotes())
    composer.note("source.quotes",
                  "A quotation mark opens a field and never closes it; the field was read as it stands.");
  return {};
}

}  // namespace candour::document
