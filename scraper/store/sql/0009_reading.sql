-- No business logic: who read the page, how sure that was, and what else the page said of itself.

ALTER TABLE records ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE records ADD COLUMN licence TEXT NOT NULL DEFAULT '';     -- a URL or a few words
ALTER TABLE records ADD COLUMN free INTEGER;                         -- 1 free to read, 0 paid, NULL unsaid
ALTER TABLE records ADD COLUMN captions TEXT NOT NULL DEFAULT '[]';  -- a JSON list, not in the text
ALTER TABLE records ADD COLUMN reader_why TEXT NOT NULL DEFAULT '';  -- why another reader was believed
ALTER TABLE records ADD COLUMN confidence REAL;                      -- 0 to 1, NULL where unknown
