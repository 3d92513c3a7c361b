#pragma once
// The durable store on one machine: an SQLite database in write-ahead mode, synchronous=FULL, so that what is
// acknowledged survives a kill and a power cut as far as the disk keeps its word. One file holds events, originals and
// drafts: one transaction keeps what belongs together, and one backup takes it all.
//
// Concurrent writes share a transaction: one thread writes what several have asked for, and each hears only after the
// commit; a clash in one does not touch the others. Readers have connections of their own and never wait for a writer.
// Several processes may use one file (an import on the command line beside the server): each append checks the streams
// it names, and last_position() tells what others have appended.

#include <filesystem>
#include <functional>
#include <memory>

#include "app/store.h"
#include "base/file.h"
#include "base/result.h"

namespace candour::sqlite {

// Opens the database, makes it (readable by its owner alone) where there is none, and brings it to this program's
// schema. Fails with a sentence where the folder is missing or not ours to write, where the file is no database of
// Candour, is damaged, or was written by a newer Candour. Any thread.
//
// Once the disk fails to keep or to give what it was told (EIO, a sync that fails), nothing more is written through
// this store, and `stopped` hears why, once, on the thread that wrote: a program that serves ends then, and begins
// again from what the disk has. What a program before this one left in the database's log, killed or failed, is made
// durable first.
Result<std::unique_ptr<app::Store>> open_store(const std::filesystem::path& file,
                                               std::function<void(const Error&)> stopped = {});

// A copy of the database as it stands at one moment, also while it is written to; durable when it returns. Nothing that
// was deleted is in it. conflict where `to` is there already.
Result<void> back_up(const std::filesystem::path& file, const std::filesystem::path& to);

// Held by a server for as long as it serves the database, so that a second one is refused instead of serving the same
// folder unknowingly. ErrorCode::conflict where another process serves it.
Result<std::unique_ptr<HeldFile>> claim_serving(const std::filesystem::path& file);

}  // namespace candour::sqlite
