-- No business logic: how the copies of a story relate and where they disagree. What was said of a
-- text is forgotten when the text changes or leaves its story, and the story waits to be looked at.

CREATE TABLE relations (
    record TEXT PRIMARY KEY REFERENCES records (id),
    source TEXT NOT NULL DEFAULT '',     -- the record it most likely comes from, '' for an original
    inside REAL NOT NULL,                -- the share of its wording that the source has, 0 to 1
    around REAL NOT NULL,                -- the share of the source's wording that it has
    quotes REAL NOT NULL,                -- the share of the quotations in common
    why    TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE disagreements (
    number           INTEGER PRIMARY KEY,
    story            TEXT NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
    tier             TEXT NOT NULL,
    kind             TEXT NOT NULL,
    match            REAL NOT NULL,
    a                TEXT NOT NULL REFERENCES records (id),
    a_words          TEXT NOT NULL,
    a_start          INTEGER NOT NULL,   -- characters of records.text, end excluded
    a_end            INTEGER NOT NULL,
    a_sentence       TEXT NOT NULL,
    a_sentence_start INTEGER NOT NULL,
    a_sentence_end   INTEGER NOT NULL,
    b                TEXT NOT NULL REFERENCES records (id),
    b_words          TEXT NOT NULL,
    b_start          INTEGER NOT NULL,
    b_end            INTEGER NOT NULL,
    b_sentence       TEXT NOT NULL,
    b_sentence_start INTEGER NOT NULL,
    b_sentence_end   INTEGER NOT NULL
);
CREATE INDEX disagreements_story ON disagreements (story);
CREATE INDEX disagreements_a ON disagreements (a);
CREATE INDEX disagreements_b ON disagreements (b);

CREATE TABLE unsettled (                 -- stories whose copies came, went or changed since
    story TEXT PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE
) WITHOUT ROWID;
INSERT INTO unsettled SELECT id FROM stories;

CREATE TRIGGER record_added AFTER INSERT ON records BEGIN
    INSERT OR IGNORE INTO unsettled VALUES (new.story);
END;
CREATE TRIGGER record_changed AFTER UPDATE OF story, text, agency, published ON records
WHEN old.story != new.story OR old.text != new.text OR old.agency != new.agency
    OR old.published != new.published
BEGIN
    DELETE FROM relations WHERE record = new.id;
    DELETE FROM disagreements WHERE a = new.id;
    DELETE FROM disagreements WHERE b = new.id;
    INSERT OR IGNORE INTO unsettled VALUES (old.story);
    INSERT OR IGNORE INTO unsettled VALUES (new.story);
END;

CREATE VIEW disagreement_list AS
SELECT (SELECT title FROM stories WHERE stories.id = disagreements.story) AS story, tier, kind,
    (SELECT site FROM records WHERE records.id = a) AS a_site, a_words, a_sentence,
    (SELECT site FROM records WHERE records.id = b) AS b_site, b_words, b_sentence,
    (SELECT url FROM records WHERE records.id = a) AS a_url,
    (SELECT url FROM records WHERE records.id = b) AS b_url,
    disagreements.story AS story_id, a, b
FROM disagreements;
