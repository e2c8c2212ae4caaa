-- No business logic: the same rows as people ask for them, in Datasette or the sqlite3 shell.

CREATE VIEW copies AS
SELECT records.id, stories.title AS story, records.site, records.title, records.role,
    records.published, records.language, records.agency, records.byline,
    length(records.text) AS chars, length(records.original) - length(records.text) AS chars_cut,
    (SELECT count(*) FROM removals WHERE removals.record = records.id) AS cuts,
    records.url, records.path, records.story AS story_id
FROM records JOIN stories ON stories.id = records.story;

CREATE VIEW cuts AS
SELECT removals.record, records.site, stories.title AS story, removals.kind, removals.rule,
    trim(substr(records.original, removals.start + 1, removals."end" - removals.start),
        ' ' || char(10)) AS words,
    removals.value, records.url
FROM removals
JOIN records ON records.id = removals.record
JOIN stories ON stories.id = records.story;

CREATE VIEW story_list AS
SELECT stories.id, stories.title, count(*) AS copies, count(DISTINCT records.site) AS sites,
    min(nullif(records.published, '')) AS first, max(nullif(records.published, '')) AS last,
    group_concat(DISTINCT records.site) AS site_names, stories.why, stories.canonical
FROM stories JOIN records ON records.story = stories.id
GROUP BY stories.id;

CREATE VIEW site_list AS
SELECT records.site, count(*) AS records, count(DISTINCT records.story) AS stories,
    min(nullif(records.published, '')) AS first, max(nullif(records.published, '')) AS last,
    (SELECT count(*) FROM misses WHERE misses.site = records.site) AS misses,
    round(avg(length(records.text))) AS chars_each
FROM records GROUP BY records.site;

CREATE VIEW kinds_cut AS
SELECT records.site, removals.kind, removals.rule, count(*) AS cuts,
    count(DISTINCT removals.record) AS records, sum(removals."end" - removals.start) AS chars
FROM removals JOIN records ON records.id = removals.record
GROUP BY records.site, removals.kind, removals.rule;
