#pragma once
// A paper for a meeting: what it shows, what of it may not become public, who proposed, approved and published which
// bytes, and every version of it. What is published never changes: a correction is a new version, a withdrawal a dated
// notice. Built by folding events (events.h) and by nothing else. Knows no plan and no ledger: plans, agencies and the
// rows shown are names to it, an entry of the ledger is bytes. Pure.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/id.h"

namespace candour::paper {

using PaperId = Id<struct PaperTag>;  // ten letters; in URLs
using Number = std::uint32_t;

// What a paper may show beside the position, the key and the totals, which every paper has.
enum class Section {
  facts,    // the four facts, counted
  silent,   // who has not answered
  changes,  // what changed since the last paper to that body
  rows,     // every row, with its wording and evidence
  leads,    // and who leads each
};
inline constexpr Section every_section[] = {Section::facts, Section::silent, Section::changes, Section::rows,
                                            Section::leads};
std::string_view to_text(Section section);
std::string_view in_words(Section section);  // "Who has not answered"
std::optional<Section> section_from_text(std::string_view text);

struct Scope {
  std::vector<std::string> plans;     // ids
  std::vector<std::string> agencies;  // ids; none: every agency
  Date as_at;
  std::vector<Section> sections;
  bool operator==(const Scope&) const = default;
};
bool shows(const Scope& scope, Section section);

// What it is called and for whom.
struct Cover {
  std::string title;
  std::string body;  // whose meeting
  std::optional<Date> meeting;
  Scope scope;
  bool operator==(const Cover&) const = default;
};

// ---- The privacy check ----

enum class Answer { redact, replace, keep };
std::string_view to_text(Answer answer);
std::string_view in_words(Answer answer);
std::optional<Answer> answer_from_text(std::string_view text);

// What a person decided about words that the check found, wherever they stand in this paper.
struct Decision {
  std::string kind;   // of the hit, as privacy names it
  std::string words;  // as they stand in the paper
  Answer answer = Answer::redact;
  std::string text;  // what stands in their place (a role), or why they are kept
  std::string by;
  bool operator==(const Decision&) const = default;
};

// ---- Versions ----

struct File {
  std::string name;  // "paper.html"
  std::string media;
  std::string sha256;
  std::uint64_t bytes = 0;
  bool operator==(const File&) const = default;
};

// One row as a version rates it: so that it can be told what a correction makes look better than was published.
struct Shown {
  std::string row;
  std::string rating;         // as written
  std::uint32_t concern = 0;  // 0: none can be told; else the more, the worse
  bool operator==(const Shown&) const = default;
};
struct Eased {
  std::string row;
  std::string from;
  std::string to;
  bool operator==(const Eased&) const = default;
};
// Rows that `later` shows as less of a concern, or not at all, than `earlier` does.
std::vector<Eased> eased(const std::vector<Shown>& earlier, const std::vector<Shown>& later);

struct Withdrawn {
  Moment moment;
  std::string reason;
  std::string by;
  bool operator==(const Withdrawn&) const = default;
};

struct Version {
  Number number = 0;
  Cover cover;
  std::string document;     // 32 hexadecimal digits, random, written in the file
  std::vector<File> files;  // the paper itself first; it names the others' hashes
  std::vector<Shown> shown;
  std::string what;  // of a correction: what changed, and why
  std::string why;
  std::string why_eased;  // why ratings that were published look better now
  // The record that it shows: the ledger's size and root, which the file says too.
  std::uint64_t record_size = 0;
  std::string record_root;
  std::string proposed_by;
  Moment proposed;
  std::string approved_by;
  std::optional<Moment> approved;
  std::string published_by;
  std::optional<Moment> published;
  std::optional<Withdrawn> withdrawn;
  bool operator==(const Version&) const = default;
};

enum class Stage {
  draft,      // is being written, or corrected
  proposed,   // its bytes are fixed, and wait for a second person
  approved,   // wait to be published
  published,  // and nothing is under way
  discarded   // a first draft that was given up
};
std::string_view to_text(Stage stage);
std::string_view in_words(Stage stage);

// One line of its history, newest last.
struct Happening {
  Moment recorded;
  std::string actor;
  std::string what;
  std::string reason;
  bool operator==(const Happening&) const = default;
};

struct Paper {
  PaperId id;
  std::uint64_t version = 0;  // events folded; 0: there is no such paper
  Stage stage = Stage::draft;
  Cover cover;       // of what is being written, else of the latest version
  std::string what;  // of the correction under way
  std::string why;
  std::vector<Decision> decisions;  // newest of each kind and words
  std::optional<Version> proposal;  // stage proposed or approved
  std::vector<Version> versions;    // published, by number
  std::vector<Happening> history;
  Moment changed;
  bool operator==(const Paper&) const = default;
};

const Decision* find_decision(const Paper& paper, std::string_view kind, std::string_view words);
const Version* find_version(const Paper& paper, Number number);
// The latest that was published; nullptr before the first.
const Version* latest(const Paper& paper);

}  // namespace candour::paper
