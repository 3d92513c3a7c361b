-- The ledger (src/ledger): every event is committed to in an entry of a log to which entries are only ever added. What stood
-- before is committed to when this step is taken (src/sqlite/inside/ledger.cpp).

-- The 32 random bytes that open the commitment to an event, and to its words; x'' once they are erased.
ALTER TABLE events ADD COLUMN salt BLOB NOT NULL DEFAULT x'';
ALTER TABLE events ADD COLUMN words_salt BLOB NOT NULL DEFAULT x'';
-- What the words were committed to, kept once they are erased; x'' while it can be worked out.
ALTER TABLE events ADD COLUMN words_commitment BLOB NOT NULL DEFAULT x'';
ALTER TABLE events ADD COLUMN commitment BLOB NOT NULL DEFAULT x'';

-- The entries that commit to no event. All others are those of the events, in order, so that an event's own place is its
-- position and the number of these before it.
CREATE TABLE plain_entries (
  entry  INTEGER PRIMARY KEY,            -- its place in the log, from 0
  number INTEGER NOT NULL UNIQUE,        -- among these, from 0
  bytes  BLOB    NOT NULL
) STRICT;

-- The roots of full tiles: of level 1 one for each 256 entries, and so on. Worked out of the entries, and can be again.
CREATE TABLE tile_roots (
  level INTEGER NOT NULL,
  place INTEGER NOT NULL,
  root  BLOB    NOT NULL,
  PRIMARY KEY (level, place)
) STRICT, WITHOUT ROWID;
