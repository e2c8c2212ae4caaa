-- No business logic: tables only. Times are UTC, ISO 8601, to the second; '' where none is known.

PRAGMA application_id = 1668247673;  -- "copy"

CREATE TABLE stories (
    id        TEXT PRIMARY KEY,
    title     TEXT NOT NULL DEFAULT '',
    canonical TEXT NOT NULL DEFAULT '',  -- the record to read
    why       TEXT NOT NULL DEFAULT '',
    folder    TEXT NOT NULL UNIQUE       -- below texts/, fixed when the story is first seen
);

CREATE TABLE runs (
    id      INTEGER PRIMARY KEY,
    started TEXT NOT NULL,
    ended   TEXT NOT NULL DEFAULT '',    -- '' while it runs, and for ever if it was killed
    outcome TEXT NOT NULL DEFAULT '',
    new     INTEGER NOT NULL DEFAULT 0,
    known   INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    missed  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE records (
    number        INTEGER PRIMARY KEY,   -- the order of filing
    id            TEXT NOT NULL UNIQUE,
    story         TEXT NOT NULL REFERENCES stories (id),
    changed       TEXT NOT NULL,               -- when the content last changed
    published     TEXT NOT NULL DEFAULT '',
    role          TEXT NOT NULL DEFAULT '',
    similarity    REAL NOT NULL DEFAULT 1.0,
    site          TEXT NOT NULL DEFAULT '',
    title         TEXT NOT NULL DEFAULT '',
    byline        TEXT NOT NULL DEFAULT '[]',  -- a JSON list, one person per entry
    agency        TEXT NOT NULL DEFAULT '',
    modified      TEXT NOT NULL DEFAULT '',
    fetched       TEXT NOT NULL DEFAULT '',
    language      TEXT NOT NULL DEFAULT '',
    description   TEXT NOT NULL DEFAULT '',
    url           TEXT NOT NULL DEFAULT '',
    canonical_url TEXT NOT NULL DEFAULT '',
    requested     TEXT NOT NULL DEFAULT '',
    sha256        TEXT NOT NULL DEFAULT '',    -- of the raw page
    reader        TEXT NOT NULL DEFAULT '',
    path          TEXT NOT NULL UNIQUE,        -- of the .txt, relative to the store
    flags         TEXT NOT NULL DEFAULT '[]',
    filed         TEXT NOT NULL,
    run           INTEGER REFERENCES runs (id),
    digest        TEXT NOT NULL,               -- of everything a reader of the record would see
    text          TEXT NOT NULL,
    original      TEXT NOT NULL
);
CREATE INDEX records_story ON records (story);
CREATE INDEX records_site ON records (site, story, published);
CREATE INDEX records_times ON records (changed, published);

CREATE TABLE fingerprints (              -- what the grouper compares; too long to sit in a record
    number      INTEGER PRIMARY KEY REFERENCES records (number),
    fingerprint TEXT NOT NULL
);

CREATE TABLE urls (
    url    TEXT PRIMARY KEY,
    record TEXT NOT NULL REFERENCES records (id),
    rank   INTEGER NOT NULL              -- 0 the page itself, 1 its canonical URL, 2 asked for
) WITHOUT ROWID;
CREATE INDEX urls_record ON urls (record);

CREATE TABLE removals (
    record TEXT NOT NULL REFERENCES records (id),
    start  INTEGER NOT NULL,             -- characters of records.original, end excluded
    "end"  INTEGER NOT NULL,
    rule   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    value  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record, start)
) WITHOUT ROWID;
CREATE INDEX removals_kind ON removals (kind, rule);

CREATE TABLE notes (                     -- spans that stay in the text but are worth knowing
    record TEXT NOT NULL REFERENCES records (id),
    place  INTEGER NOT NULL,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    rule   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    value  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record, place)
) WITHOUT ROWID;

CREATE TABLE misses (
    url      TEXT PRIMARY KEY,
    site     TEXT NOT NULL DEFAULT '',
    reason   TEXT NOT NULL,
    detail   TEXT NOT NULL DEFAULT '',
    status   INTEGER,
    retry_at TEXT NOT NULL DEFAULT '',
    tries    INTEGER NOT NULL DEFAULT 1,
    first_at TEXT NOT NULL,
    last_at  TEXT NOT NULL
);
CREATE INDEX misses_reason ON misses (reason);
CREATE INDEX misses_site ON misses (site);

CREATE TABLE outbox (                    -- texts still to be written, and files they replace
    record TEXT NOT NULL REFERENCES records (id),
    stale  TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (record, stale)
) WITHOUT ROWID;
