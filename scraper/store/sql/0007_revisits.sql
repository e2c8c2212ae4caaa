-- No business logic: what makes the next visit cheap.

ALTER TABLE sources ADD COLUMN interval INTEGER NOT NULL DEFAULT 0;  -- seconds until the next visit

CREATE TABLE validators (                      -- what the last answer for a URL said of its version
    url           TEXT PRIMARY KEY,            -- as it was asked for
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
