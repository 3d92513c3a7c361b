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
  // Files of theirs that are compressed and belong to nothing that holds the words: they may hold them all the same.
  std::size_t unsearched = 0;
  // What holds the words and is not theirs to erase (a plan that is restricted without their name), and what was typed
  // into a form when a session ended, which goes within a day by itself. By number alone, and only for whoever approves
  // in every partnership; 0 for others.
  std::size_t elsewhere = 0, passing = 0;
  bool empty() const { return events.empty() && files.empty() && drafts.empty(); }
};

// Upper and lower case are one. Only what the actor may erase: what belongs to the partnerships in which they approve,
// unfinished answers among it. Unfinished imports and workbooks bear no partnership and are for whoever approves in
// all. not_allowed for whoever may erase nothing; bad_input for fewer than three letters. Reads the whole record.
Result<Traces> find_traces(const Candour& candour, const Actor& actor, std::string_view words);

// not_found where a person would erase a file of originals that nothing of theirs names, or something that is not
// theirs names too. Reads the whole record.
Result<void> files_are_theirs(const Candour& candour, const Actor& actor, const std::vector<std::string>& files);

// Where unfinished work belongs, as the name of a stream: an answer to the request that it answers, all else to
// everybody's ("people").
std::string stream_of_draft(std::string_view name);

// What is erased, as lines for a list that is kept where a restore of the record does not reach (ErasureList): "words
// POSITION COMMITMENT" (base64, of the event), "file SHA256", and "draft MOMENT NAME": what of that name was typed
// until then. A line that begins with # is for people.
std::string write_erased(const std::vector<EventSeal>& seals, const Erasure& erasure, Moment now);
// What of such a list is still in a store that was restored from an older copy: to be erased again
// (Candour::erase_again) before anybody reads it. unreadable where it is no such list.
Result<Erasure> still_here(const Store& store, std::string_view list);
// The lines of it that are true of the store: what they name is gone.
Result<std::string> gone_from(const Store& store, std::string_view list);
// Every event whose words are gone from the store, as lines. Which files and drafts went is said by a list alone.
Result<std::string> every_erasure_in(const Store& store);
// What an older copy still has that is gone from a newer one of the same record. refused where the newer one has not
// grown from the older.
Result<Erasure> gone_since(const Store& older, const Store& newer);

}  // namespace candour::app
