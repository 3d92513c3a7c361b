-- The record: events in streams, the original documents, and drafts.

CREATE TABLE streams (
  id   INTEGER PRIMARY KEY,              -- in the order of their first events
  name TEXT    NOT NULL UNIQUE
) STRICT;

CREATE TABLE events (
  position  INTEGER PRIMARY KEY,         -- in the whole store, from 1, ascending
  stream    INTEGER NOT NULL REFERENCES streams (id),
  sequence  INTEGER NOT NULL,            -- in its stream, from 1, without a gap
  core      TEXT    NOT NULL,            -- canonical JSON, as written
  words     TEXT    NOT NULL,            -- canonical JSON, as written; '' once erased
  recorded  INTEGER NOT NULL,            -- microseconds since 1970, UTC
  speaks_of INTEGER NOT NULL,            -- days since 1970
  UNIQUE (stream, sequence)
) STRICT;

-- The documents as they came, in the same file as the events that speak of them: one transaction keeps both, one backup
-- takes both, and none can be there without the other.
CREATE TABLE originals (
  sha256 TEXT PRIMARY KEY,
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE drafts (
  name    TEXT    PRIMARY KEY,
  version INTEGER NOT NULL,
  content BLOB    NOT NULL,
  changed INTEGER NOT NULL               -- microseconds since 1970, UTC
) STRICT;
