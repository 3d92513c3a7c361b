#pragma once
// A plan's own key and what it makes of a rating. The same colour means different things in different plans, so a
// status is only ever taken from the key's words, or from a rating that speaks for itself.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "intake/parts/flow.h"
#include "intake/reading.h"

namespace candour::intake::action_plan {

struct Key {
  std::vector<ScaleEntry> entries;
  std::vector<std::string> fills;        // beside entries: the fill of the entry's cell, or empty
  std::vector<std::string_view> placed;  // text of the document that the entries hold
  std::vector<bool> lines;               // beside the flow: the line belongs to the key
};

// The keys of a document: one, unless it holds several plans whose keys give the same mark different meanings.
struct Keys {
  std::vector<Key> all;              // in document order, at least one, which may be empty
  std::vector<bool> lines;           // beside the flow: the line belongs to a key
  std::vector<std::size_t> of_line;  // beside the flow: the index in `all` of the key that a row is read by
  // Entries of `all` whose mark means one thing in one key and another in the next, where rows can be either's: they
  // are read as unclear.
  std::vector<ScaleEntry> in_conflict;
  std::size_t written = 0;  // how many of `all` stand in the document; what is behind them joins several
};

// Finds them as find_key does; `rows` are the rows of plans. A key explains the tables below it up to the next, or
// those above it where every key stands below its own; in a workbook the tables of its sheet.
Keys find_keys(const std::vector<FlowLine>& flow, const std::vector<bool>& free, const std::vector<bool>& rows,
               const std::vector<std::string_view>& headers = {});

// Finds the key among the lines that `free` allows (those that are no rows of a plan): lines, a table, a sheet; where
// it is not there, within one of the `headers` of the plan's own columns; else beside the text, in a text box, a margin
// or a note.
Key find_key(const std::vector<FlowLine>& flow, const std::vector<bool>& free,
             const std::vector<std::string_view>& headers = {});

// How many lines of a key this one line or row holds ("Key: R = overdue; A = slipping" holds two), and whether it is
// the header over one ("Colour", "Meaning").
std::size_t lines_of_a_key_in(const FlowLine& line);
bool is_header_of_a_key(const FlowLine& line);
// "Key", "BRAG key:", "RAG rating definitions".
bool is_title_of_a_key(std::string_view text);

enum class RatingReading {
  by_key,     // a word of the key, or the sole word of the key that begins with this letter
  variant,    // a word of the key, otherwise written ("Action Completed")
  sentence,   // prose that begins with a word of the key
  by_itself,  // no key, or not in it, but its words speak
  by_fill,    // only the fill speaks, and the key says what it means
  blank,
  not_applicable,
  pointer,      // "see 5b"
  prose,        // no rating at all
  outside_key,  // a mark that the key does not know
  no_key,       // a colour or mark, and no key in the document
  several,      // several boxes are ticked, or it is not to be seen which
  chosen,       // a person said so
};

struct ReadRating {
  plan::Status status = plan::Status::not_stated;
  RatingReading reading = RatingReading::blank;
};

class RatingReader {
 public:
  RatingReader(const Key& key, const std::map<std::string, plan::Status>& choices);
  // `as_written` without markup; "fill:#RRGGBB" where only the fill speaks.
  ReadRating read(std::string_view as_written) const;
  bool has_key() const { return !entries_.empty(); }

 private:
  struct Entry {
    std::string written;
    std::string key;     // matching key of as_written
    std::string symbol;  // as_written where it has no letter: a tick
    std::string stem;    // without the endings that variants differ in
    std::string colour;  // of the word or the fill
    std::string fill;
    std::string meaning;  // its matching key
    plan::Status status;
  };
  static ReadRating settled(plan::Status status, RatingReading reading, std::string_view meaning,
                            std::string_view before, std::string_view behind);
  const Entry* nearest(std::string_view fill) const;

  std::vector<Entry> entries_;
  std::map<std::string, plan::Status> choices_;  // by matching key, or "fill:#…" folded
};

// "complete", "completed", "completion" and "action(s) completed" have one stem.
std::string rating_stem(std::string_view text);

}  // namespace candour::intake::action_plan
