-- No business logic: the stories that are followed, and what was looked at for them.

CREATE TABLE watches (
    story  TEXT PRIMARY KEY,             -- as the desk names it: a URL, a headline, a passage
    record TEXT REFERENCES records (id), -- the copy that others are compared with, once there is one
    looked TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE let_go (                    -- pages that were fetched for a story and are no copies
    story TEXT NOT NULL REFERENCES watches (story),
    url   TEXT NOT NULL,                 -- in its canonical form
    at    TEXT NOT NULL,
    PRIMARY KEY (story, url)
) WITHOUT ROWID;

CREATE VIEW watch_list AS
SELECT watches.story AS watched, stories.title AS story, count(copies.id) AS copies,
    count(DISTINCT copies.site) AS sites, max(copies.filed) AS last_filed, looked,
    (SELECT count(*) FROM let_go WHERE let_go.story = watches.story) AS let_go,
    stories.id AS story_id
FROM watches
    LEFT JOIN records ON records.id = watches.record
    LEFT JOIN stories ON stories.id = records.story
    LEFT JOIN records AS copies ON copies.story = stories.id
GROUP BY watches.story;
