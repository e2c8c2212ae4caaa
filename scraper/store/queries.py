"""SQL and no business logic: every statement that the store sends, by what it is for."""

from __future__ import annotations

RECORD_OF_URL = "SELECT record, rank FROM urls WHERE url = ?"
RECORD_HEAD = (
    "SELECT id, story, url, title, path, digest, text, fingerprint FROM records WHERE id = ?"
)
RECORD_FULL = "SELECT * FROM records WHERE id = ?"
RECORDS_LIKE = "SELECT id FROM records WHERE id >= ? AND id < ? LIMIT 2"
RECORDS_AFTER = "SELECT * FROM records WHERE {where} ORDER BY number LIMIT :most"
ADD_RECORD = """
INSERT INTO records (
    id, story, role, similarity, site, title, byline, agency, published, modified, fetched,
    language, description, url, canonical_url, requested, sha256, reader, path, flags, filed,
    changed, run, digest, fingerprint, text, original
) VALUES (
    :id, :story, :role, :similarity, :site, :title, :byline, :agency, :published, :modified,
    :fetched, :language, :description, :url, :canonical_url, :requested, :sha256, :reader, :path,
    :flags, :at, :at, :run, :digest, :fingerprint, :text, :original
)"""
CHANGE_RECORD = """
UPDATE records SET
    site = :site, title = :title, byline = :byline, agency = :agency, published = :published,
    modified = :modified, fetched = :fetched, language = :language, description = :description,
    url = :url, canonical_url = :canonical_url, requested = :requested, sha256 = :sha256,
    reader = :reader, flags = :flags, changed = :at, digest = :digest, fingerprint = :fingerprint,
    text = :text, original = :original
WHERE id = :id"""
SET_FINGERPRINT = "UPDATE records SET fingerprint = ? WHERE id = ?"
MOVE_RECORD = "UPDATE records SET story = ?, role = ?, similarity = ?, path = ? WHERE id = ?"
PATH_AND_TEXT = "SELECT path, text FROM records WHERE id = ?"
FINGERPRINTS = """
SELECT number, id, story, fingerprint FROM records
WHERE number > :after AND fingerprint != '' AND (changed >= :since OR published >= :since)
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
SET_CANONICAL = "UPDATE stories SET canonical = ?, why = ?, title = ? WHERE id = ?"
STORIES = """
SELECT stories.id, stories.title, stories.canonical, stories.why, stories.folder,
    count(*) AS copies, count(DISTINCT records.site) AS sites,
    min(coalesce(nullif(published, ''), nullif(fetched, ''), filed)) AS first,
    max(coalesce(nullif(published, ''), nullif(fetched, ''), filed)) AS last
FROM stories JOIN records ON records.story = stories.id
WHERE {where}
GROUP BY stories.id ORDER BY min(records.number)"""

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
