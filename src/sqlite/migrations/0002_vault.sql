-- What is secret or passing and never part of the record (app/vault.h).

CREATE TABLE vault (
  kind    TEXT    NOT NULL,
  key     TEXT    NOT NULL,
  version INTEGER NOT NULL,
  content BLOB    NOT NULL,
  expires INTEGER,                       -- microseconds since 1970, UTC; NULL: never
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX vault_expiry ON vault (expires) WHERE expires IS NOT NULL;
