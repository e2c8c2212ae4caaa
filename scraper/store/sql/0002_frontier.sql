-- No business logic: what is still to be fetched, where it is found, and the pages as they came.

CREATE TABLE frontier (
    url       TEXT PRIMARY KEY,
    state     TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'taken')),
    found_in  TEXT NOT NULL DEFAULT '',
    title     TEXT NOT NULL DEFAULT '',
    published TEXT NOT NULL DEFAULT '',
    added     TEXT NOT NULL
);
CREATE INDEX frontier_state ON frontier (state, added);

CREATE TABLE sources (
    url           TEXT PRIMARY KEY,
    kind          TEXT NOT NULL DEFAULT '',
    checked       TEXT NOT NULL DEFAULT '',
    outcome       TEXT NOT NULL DEFAULT '',
    failures      INTEGER NOT NULL DEFAULT 0,  -- in a row
    etag          TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    links         INTEGER NOT NULL DEFAULT 0,
    new           INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE pages (
    number       INTEGER PRIMARY KEY,
    url          TEXT NOT NULL,
    requested    TEXT NOT NULL DEFAULT '',
    fetched      TEXT NOT NULL DEFAULT '',
    status       INTEGER NOT NULL,
    content_type TEXT NOT NULL DEFAULT '',
    size         INTEGER NOT NULL,
    sha256       TEXT NOT NULL,
    archive      TEXT NOT NULL DEFAULT '',     -- the WARC file, relative to the store
    place        INTEGER NOT NULL DEFAULT 0,   -- bytes into it
    length       INTEGER NOT NULL DEFAULT 0,   -- bytes
    UNIQUE (url, sha256)
);
CREATE INDEX pages_sha256 ON pages (sha256);
