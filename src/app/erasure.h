#pragma once
// Erasure of personal text: where words stand in the record, so that a person can choose what of it is to go
// (Candour::erase). Words go by the event: its texts and names, all of them; its core (ids, dates, status, who acted)
// and every proof stand. Backups are another matter: docs/guides/operating.md.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/candour.h"
#include "base/result.h"

namespace candour::app {

struct Traces {
  struct InEvent {
    std::uint64_t position = 0;
    std::string stream;  // "plan/k7m2qx9dab"
    std::string type;    // "plan.action_added"
    Moment recorded;
    std::string excerpt;  // the words around it
  };
  struct InFile {
    std::string sha256;
    std::string name;  // as it was called, where an event says so
    // A document or a file of evidence is searched as it lies there. One that is compressed (Word, Excel, PDF) cannot
    // be: it is named where it belongs to an event that holds the words, and a person looks.
    bool certain = false;
  };
  struct InDraft {
    std::string name;  // "import/…"
    Moment changed;
  };
  std::vector<InEvent> events;  // in the order of recording
  std::vector<InFile> files;
  std::vector<InDraft> drafts;
  bool empty() const { return events.empty() && files.empty() && drafts.empty(); }
};

// Upper and lower case are one. Only what the actor may erase; not_allowed for whoever may erase nothing. bad_input for
// fewer than three letters. Reads the whole record.
Result<Traces> find_traces(const Candour& candour, const Actor& actor, std::string_view words);

// What was erased, as lines for a list that is kept where a restore of the record does not reach: "words POSITION
// COMMITMENT" (base64, of the event) and "file SHA256". And what of such a list is still in a store that was restored
// from an older copy: to be erased again, Candour::erase(), before anybody reads it. unreadable where it is no such
// list.
std::string write_erased(const std::vector<EventSeal>& seals, const Erasure& erasure);
Result<Erasure> still_here(const Store& store, std::string_view list);

}  // namespace candour::app
