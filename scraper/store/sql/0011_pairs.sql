-- No business logic: pairs of letters in scripts that are written without spaces between words,
-- where `records_fts` sees a whole sentence as one word. Letters are named by their numbers.

CREATE VIRTUAL TABLE pairs_fts USING fts5 (
    pairs, content="", detail=none, tokenize="ascii"
);
INSERT INTO records_fts (records_fts) VALUES ('delete-all');  -- both are made anew together
INSERT OR IGNORE INTO unsearched SELECT number FROM records;
