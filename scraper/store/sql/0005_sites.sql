-- No business logic: what is learned of a site from many of its pages.

CREATE TABLE site_lines (                      -- a few records of different stories for each line
    site   TEXT NOT NULL,
    line   INTEGER NOT NULL,                   -- 64 bits of the masked line's hash
    record TEXT NOT NULL REFERENCES records (id),
    PRIMARY KEY (site, line, record)
) WITHOUT ROWID;

CREATE TABLE yields (                          -- what the pages of a site gave in one run
    run      INTEGER NOT NULL REFERENCES runs (id),
    site     TEXT NOT NULL,
    pages    INTEGER NOT NULL DEFAULT 0,
    articles INTEGER NOT NULL DEFAULT 0,
    chars    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site, run)
) WITHOUT ROWID;
