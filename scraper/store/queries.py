"""SQL and no business logic: every statement that the store sends, by what it is for."""

from __future__ import annotations

RECORD_OF_URL = "SELECT record, rank FROM urls WHERE url = ?"
RECORD = "SELECT * FROM records WHERE id = ?"
RECORDS_LIKE = "SELECT id FROM records WHERE id >= ? AND id < ? LIMIT 2"
RECORDS_AFTER = "SELECT * FROM records WHERE {where} ORDER BY number LIMIT :most"
ADD_RECORD = """
INSERT INTO records (
    id, story, role, similarity, site, title, byline, agency, published, modified, fetched,
    language, description, url, canonical_url, requested, sha256, reader, reader_why, confidence,
    section, licence, free, captions, path, flags, filed, changed, run, digest, text, original
) VALUES (
    :id, :story, :role, :similarity, :site, :title, :byline, :agency, :published, :modified,
    :fetched, :language, :description, :url, :canonical_url, :requested, :sha256, :reader,
    :reader_why, :confidence, :section, :licence, :free, :captions, :path,
    :flags, :at, :at, :run, :digest, :text, :original
)"""
CHANGE_RECORD = """
UPDATE records SET
    site = :site, title = :title, byline = :byline, agency = :agency, published = :published,
    modified = :modified, fetched = :fetched, language = :language, description = :description,
    url = :url, canonical_url = :canonical_url, requested = :requested, sha256 = :sha256,
    reader = :reader, reader_why = :reader_why, confidence = :confidence, section = :section,
    licence = :licence, free = :free, captions = :captions, flags = :flags,
    changed = :at, digest = :digest, text = :text, original = :original
WHERE id = :id"""
SET_FINGERPRINT = """
INSERT INTO fingerprints (number, fingerprint) SELECT number, :fingerprint FROM records
WHERE id = :id
ON CONFLICT (number) DO UPDATE SET fingerprint = :fingerprint WHERE fingerprint != :fingerprint"""
MOVE_RECORD = "UPDATE records SET story = ?, role = ?, similarity = ?, path = ? WHERE id = ?"
PATH_AND_TEXT = "SELECT path, text FROM records WHERE id = ?"
FINGERPRINTS = """
SELECT number, id, story, fingerprint FROM fingerprints JOIN records USING (number)
WHERE number > :after AND (:since = '' OR number IN (
    SELECT number FROM records WHERE changed >= :since OR published >= :since))
ORDER BY number LIMIT :most"""

# A page's own URL outranks its canonical URL, which outranks what was asked for: a short link may
# lead elsewhere tomorrow, a page that calls another its canonical may be wrong.
ADD_URL = """
INSERT INTO urls (url, record, rank) VALUES (:url, :record, :rank)
ON CONFLICT (url) DO UPDATE SET record = :record, rank = :rank
WHERE :rank < rank OR (:rank = rank AND rank != 1 AND :record != record)"""

REMOVALS = 'SELECT start, "end", rule, kind, value FROM removals WHERE record = ? ORDER BY start'
NOTES = 'SELECT start, "end", rule, kind, value FROM notes WHERE record = ? ORDER BY place'
ADD_REMOVAL = (
    'INSERT INTO removals (record, start, "end", rule, kind, value) VALUES (?, ?, ?, ?, ?, ?)'
)
ADD_NOTE = """
INSERT INTO notes (record, place, start, "end", rule, kind, value) VALUES (?, ?, ?, ?, ?, ?, ?)"""
DROP_REMOVALS = "DELETE FROM removals WHERE record = ?"
DROP_NOTES = "DELETE FROM notes WHERE record = ?"

STORY = "SELECT id, folder FROM stories WHERE id = ?"
ADD_STORY = "INSERT OR IGNORE INTO stories (id, title, folder) VALUES (?, ?, ?)"
DROP_EMPTY_STORY = """
DELETE FROM stories
WHERE id = :id AND NOT EXISTS (SELECT 1 FROM records WHERE records.story = :id)"""
SET_CANONICAL = """
UPDATE stories SET canonical = :record, why = :why, title = coalesce(
    nullif(:title, ''), (SELECT title FROM records WHERE records.id = :record), title)
WHERE id = :story"""
UNSET_CANONICAL = "UPDATE stories SET canonical = '', why = '' WHERE id = ? AND canonical = ?"
STORIES = """
SELECT stories.id, stories.title, stories.canonical, stories.why, stories.folder,
    count(*) AS copies, count(DISTINCT records.site) AS sites,
    coalesce(min(nullif(published, '')), min(coalesce(nullif(fetched, ''), filed))) AS first,
    coalesce(max(nullif(published, '')), max(coalesce(nullif(fetched, ''), filed))) AS last
FROM stories JOIN records ON records.story = stories.id
WHERE {where}
GROUP BY stories.id ORDER BY min(records.number)"""

STORY_NAMED = """
stories.id = :holds OR (length(:name) >= 4 AND substr(stories.id, 1, length(:name)) = :name)"""
CUTS = """
SELECT kind, count(*) AS cuts FROM removals JOIN records ON records.id = removals.record
WHERE {where} GROUP BY kind ORDER BY cuts DESC, kind"""
TOTALS = """
SELECT (SELECT count(*) FROM records) AS records, (SELECT count(*) FROM stories) AS stories,
    (SELECT count(DISTINCT site) FROM records) AS sites,
    (SELECT count(*) FROM removals) AS removals, (SELECT count(*) FROM misses) AS misses,
    (SELECT count(*) FROM frontier WHERE state = 'waiting') AS waiting"""

MISSES = "SELECT * FROM misses WHERE {where} ORDER BY last_at, url"
ADD_MISS = """
INSERT INTO misses (url, site, reason, detail, status, retry_at, first_at, last_at)
VALUES (:url, :site, :reason, :detail, :status, :retry_at, :at, :at)
ON CONFLICT (url) DO UPDATE SET
    reason = :reason, detail = :detail, status = :status, retry_at = :retry_at, last_at = :at,
    tries = tries + 1"""
DROP_MISS = "DELETE FROM misses WHERE url = ?"

OUTBOX = "SELECT record, stale FROM outbox"
ADD_OUTBOX = "INSERT OR IGNORE INTO outbox (record, stale) VALUES (?, ?)"
DROP_OUTBOX = "DELETE FROM outbox WHERE record = ? AND stale = ?"

START_RUN = "INSERT INTO runs (started) VALUES (?)"
LAST_RUN = "SELECT max(id) AS id FROM runs"
END_RUN = """
UPDATE runs SET ended = ?, outcome = ?, new = ?, known = ?, changed = ?, missed = ? WHERE id = ?"""
RUNS = "SELECT * FROM runs ORDER BY id"

ADD_LINK = """
INSERT OR IGNORE INTO frontier (url, found_in, title, published, added)
VALUES (:url, :found_in, :title, :published, :at)"""
WAITING = """
SELECT url, found_in, title, published FROM frontier
WHERE state = 'waiting' ORDER BY added, rowid LIMIT ?"""
TAKE = "UPDATE frontier SET state = 'taken' WHERE url = ?"
RELEASE = "UPDATE frontier SET state = 'waiting' WHERE state = 'taken'"
DROP_LINK = "DELETE FROM frontier WHERE url = ?"
COUNT_WAITING = "SELECT count(*) AS waiting FROM frontier WHERE state = 'waiting'"
COUNT_TAKEN = "SELECT count(*) AS taken FROM frontier WHERE state = 'taken'"
MISS = "SELECT * FROM misses WHERE url = ?"
RETRY = """
INSERT OR IGNORE INTO frontier (url, added)
SELECT url, :at FROM misses WHERE :reason IS NULL OR reason = :reason ORDER BY last_at"""

PUT_SOURCE = """
INSERT OR REPLACE INTO sources (
    url, kind, checked, outcome, failures, etag, last_modified, links, new, interval
) VALUES (
    :url, :kind, :checked, :outcome, :failures, :etag, :last_modified, :links, :new, :interval
)"""
SOURCE = "SELECT * FROM sources WHERE url = ?"
SOURCES = "SELECT * FROM sources ORDER BY url"
ADD_PAGE = """
INSERT INTO pages (
    url, requested, fetched, status, content_type, size, sha256, archive, place, length
) VALUES (
    :url, :requested, :fetched, :status, :content_type, :size, :sha256, :archive, :place, :length
)
ON CONFLICT (url, sha256) DO UPDATE SET archive = :archive, place = :place, length = :length
WHERE archive = ''"""
PAGES = """
SELECT url, requested, fetched, status, content_type, size, sha256, archive, place, length
FROM pages WHERE url = :key OR sha256 = :key ORDER BY number"""
ARCHIVED = """
SELECT number, url, requested, fetched, status, content_type, size, sha256, archive, place, length
FROM pages WHERE number > :after AND archive != '' AND NOT EXISTS (
    SELECT 1 FROM pages AS later
    WHERE later.url = pages.url AND later.number > pages.number AND later.archive != '')
ORDER BY number LIMIT :most"""
WATCHED = "SELECT record FROM watches WHERE story = ?"
PUT_WATCH = """
INSERT INTO watches (story, record, looked) VALUES (:story, :record, :at)
ON CONFLICT (story) DO UPDATE SET record = coalesce(:record, record), looked = :at"""
LET_GO = "SELECT url FROM let_go WHERE story = ?"
LET_IT_GO = "INSERT OR REPLACE INTO let_go (story, url, at) VALUES (?, ?, ?)"
FORGET_LET_GO = "DELETE FROM let_go WHERE story = ? AND at < ?"
PUT_VALIDATORS = "INSERT OR REPLACE INTO validators (url, etag, last_modified) VALUES (?, ?, ?)"
VALIDATORS = "SELECT etag, last_modified FROM validators WHERE url = ?"

UNSEARCH = """
INSERT INTO records_fts (records_fts, rowid, title, text)
SELECT 'delete', number, title, text FROM records
WHERE id = ? AND NOT EXISTS (SELECT 1 FROM unsearched WHERE unsearched.number = records.number)"""
ADD_UNSEARCHED = "INSERT OR IGNORE INTO unsearched SELECT number FROM records WHERE id = ?"
LAST_UNSEARCHED = """
SELECT max(number) AS last FROM (SELECT number FROM unsearched ORDER BY number LIMIT ?)"""
ENTER_WORDS = """
INSERT INTO records_fts (rowid, title, text)
SELECT number, title, text FROM records
WHERE number IN (SELECT number FROM unsearched WHERE number <= ?) ORDER BY number"""
WORDS = "SELECT number, title, text FROM records WHERE id = ?"
IS_SEARCHED = """
SELECT 1 FROM records WHERE id = ? AND number NOT IN (SELECT number FROM unsearched)"""
WORDS_UNSEARCHED = """
SELECT number, title, text FROM records
WHERE number IN (SELECT number FROM unsearched WHERE number <= ?)"""
ENTER_PAIRS = "INSERT INTO pairs_fts (rowid, pairs) VALUES (?, ?)"
UNPAIR = "INSERT INTO pairs_fts (pairs_fts, rowid, pairs) VALUES ('delete', ?, ?)"
DROP_UNSEARCHED = "DELETE FROM unsearched WHERE number <= ?"
SEARCH = """
SELECT number, id, story, site, records.title, url, published, records.text,
    snippet(records_fts, 1, '', '', '…', 24) AS passage
FROM records_fts JOIN records ON records.number = records_fts.rowid
WHERE records_fts MATCH :match AND records_fts.rowid < :before
ORDER BY records_fts.rowid DESC LIMIT :most"""
SEARCH_PAIRS = """
SELECT number, id, story, site, title, url, published, text,
    substr(text, max(1, instr(text, :needle) - 40), 160) AS passage
FROM pairs_fts JOIN records ON records.number = pairs_fts.rowid
WHERE pairs_fts MATCH :pairs AND pairs_fts.rowid < :before
    AND (instr(text, :needle) > 0 OR instr(title, :needle) > 0)
ORDER BY pairs_fts.rowid DESC LIMIT :most"""

PROTECT = "INSERT OR REPLACE INTO protected (record, rule, passage, at) VALUES (?, ?, ?, ?)"
PROTECTED = "SELECT passage FROM protected WHERE record = ? ORDER BY at, passage"
RECUT = "UPDATE records SET text = ?, digest = ?, changed = ? WHERE id = ?"
ADD_VERSION = """
INSERT INTO versions (record, until, fetched, modified, sha256, title, text)
SELECT id, ?, fetched, modified, sha256, title, text FROM records WHERE id = ?"""
VERSIONS = "SELECT * FROM versions WHERE record = ? ORDER BY number"

ADD_LINE = """
INSERT OR IGNORE INTO site_lines (site, line, record)
SELECT :site, :line, :record
WHERE (SELECT count(*) FROM site_lines WHERE site = :site AND line = :line) < :most
    AND NOT EXISTS (
        SELECT 1 FROM site_lines JOIN records ON records.id = site_lines.record
        WHERE site_lines.site = :site AND line = :line
            AND story = (SELECT story FROM records WHERE id = :record))"""
COUNT_LINE = """
SELECT count(DISTINCT story) AS stories
FROM site_lines JOIN records ON records.id = site_lines.record
WHERE site_lines.site = :site AND line = :line AND story != :besides"""
LONG_SITES = """
SELECT site FROM site_lines GROUP BY site HAVING count(DISTINCT line) > ?"""
FORGET_LINES = """
DELETE FROM site_lines WHERE site = :site AND line IN (
    SELECT line FROM site_lines JOIN records ON records.id = site_lines.record
    WHERE site_lines.site = :site GROUP BY line
    ORDER BY count(*) DESC, max(number) DESC LIMIT -1 OFFSET :most)"""

TALLY = """
INSERT INTO yields (run, site, pages, articles, chars) VALUES (:run, :site, 1, :articles, :chars)
ON CONFLICT (site, run) DO UPDATE SET
    pages = pages + 1, articles = articles + :articles, chars = chars + :chars"""
YIELDING = "SELECT site FROM yields WHERE run = ? ORDER BY site"
YIELDS = """
SELECT pages, articles, chars FROM yields WHERE site = ? AND run <= ? ORDER BY run DESC LIMIT ?"""

UNSETTLED = "SELECT story FROM unsettled ORDER BY story"
DROP_UNSETTLED = "DELETE FROM unsettled WHERE story = ?"
PUT_RELATION = """
INSERT OR REPLACE INTO relations (record, source, inside, around, quotes, why)
VALUES (:record, :source, :inside, :around, :quotes, :why)"""
SET_ROLE = "UPDATE records SET role = :role WHERE id = :record AND role != :role"
RELATIONS = """
SELECT record AS record_id, role, source, inside, around, quotes, why
FROM relations JOIN records ON records.id = relations.record
WHERE records.story = ? ORDER BY number"""
ADD_DISAGREEMENT = """
INSERT INTO disagreements (
    story, tier, kind, match,
    a, a_words, a_start, a_end, a_sentence, a_sentence_start, a_sentence_end,
    b, b_words, b_start, b_end, b_sentence, b_sentence_start, b_sentence_end
) VALUES (
    :story, :tier, :kind, :match,
    :a, :a_words, :a_start, :a_end, :a_sentence, :a_sentence_start, :a_sentence_end,
    :b, :b_words, :b_start, :b_end, :b_sentence, :b_sentence_start, :b_sentence_end
)"""
DROP_DISAGREEMENTS = "DELETE FROM disagreements WHERE story = ?"
_DISAGREEMENTS = """
SELECT disagreements.*, one.site AS a_site, one.url AS a_url,
    other.site AS b_site, other.url AS b_url
FROM disagreements
    JOIN records AS one ON one.id = disagreements.a
    JOIN records AS other ON other.id = disagreements.b
"""
DISAGREEMENTS = (
    _DISAGREEMENTS
    + "WHERE disagreements.story = ? ORDER BY tier, a_start, b_start, disagreements.number"
)
ALL_DISAGREEMENTS = (
    _DISAGREEMENTS + "WHERE disagreements.number > :after ORDER BY disagreements.number LIMIT :most"
)

INTEGRITY = "PRAGMA quick_check(20)"
FOREIGN_KEYS = "PRAGMA foreign_key_check"
TEXTS = """
SELECT number, id, path, text FROM records WHERE number > :after ORDER BY number LIMIT :most"""
PATH = "SELECT path FROM records WHERE path = ?"
