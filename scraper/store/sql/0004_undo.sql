-- No business logic: what people decided about a record, and what a record said before.

CREATE TABLE protected (                       -- passages that no rule may cut again
    record  TEXT NOT NULL REFERENCES records (id),
    rule    TEXT NOT NULL,                     -- the one that was undone
    passage TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (record, rule, passage)
) WITHOUT ROWID;

CREATE TABLE versions (                        -- earlier texts of pages that were edited
    number   INTEGER PRIMARY KEY,
    record   TEXT NOT NULL REFERENCES records (id),
    until    TEXT NOT NULL,
    fetched  TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    sha256   TEXT NOT NULL DEFAULT '',
    title    TEXT NOT NULL DEFAULT '',
    text     TEXT NOT NULL
);
CREATE INDEX versions_record ON versions (record);
