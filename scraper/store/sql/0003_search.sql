-- No business logic: the words of the records. Text stays in `records`; columns but no places are
-- indexed, which is a fifth smaller; marks belong to words, as many scripts need.

CREATE VIRTUAL TABLE records_fts USING fts5 (
    title, text,
    content="records", content_rowid="number", detail=column,
    tokenize="unicode61 remove_diacritics 2 categories 'L* N* M* Co'"
);

CREATE TABLE unsearched (                      -- records whose words are still to be entered
    number INTEGER PRIMARY KEY REFERENCES records (number)
);
INSERT INTO unsearched SELECT number FROM records;
