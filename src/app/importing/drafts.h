#pragma once
// An import's draft in the store: what a person decided, under "import/<id>", and the reading it is about, which is
// large and changes only when the document is read anew, under "reading/<id>/<hash>". The reading is saved before the
// draft that names it, so that a kill in between, or two windows at once, leave every draft with its own reading.

#include "app/import.h"

namespace candour::app {

// A draft as it is kept. Of the changes to a plan only what was accepted is kept, by fingerprint.
struct KeptDraft {
  ImportDraft draft;
  std::string reading;                // names it
  std::vector<std::string> accepted;  // sorted
};

// Without the reading and the changes: quick. not_found where there is no such draft.
Result<KeptDraft> load_outline(const Store& store, const plan::ImportId& id);
// With the reading, parsed unless it is at hand.
Result<KeptDraft> load(const Candour& candour, const plan::ImportId& id);
// Of every draft, newest first, without readings. One that cannot be opened has a title that says so, and can be
// dropped.
Result<std::vector<KeptDraft>> load_outlines(const Store& store);

// Saves the reading and names it in `kept`, which is still to be saved.
Result<void> save_reading(Candour& candour, KeptDraft& kept, Moment now);
// Fails with conflict, in a sentence, where the draft moved on from its version; sets the new one.
Result<void> save(Store& store, KeptDraft& kept, Moment now);
// The draft and every reading of it. Forgetting what is not there is fine.
Result<void> forget(Candour& candour, const plan::ImportId& id);
// Readings that the draft does not name: left by a kill, or by reading anew.
Result<void> forget_stale_readings(Store& store, const KeptDraft& kept);

}  // namespace candour::app
