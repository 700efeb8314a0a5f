-- +goose Up
-- What belongs to a case and holds a text that its ledger does not: mails that came
-- for it, and documents. Folded from the ledger.
CREATE TABLE case_sources (
	case_id INTEGER NOT NULL REFERENCES cases (id),
	mail    INTEGER NOT NULL CHECK (mail IN (0, 1)), -- of the input n; else the n-th document
	n       INTEGER NOT NULL,
	file    TEXT    NOT NULL,                        -- hash of its content
	PRIMARY KEY (case_id, mail, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_sources_file ON case_sources (file);

-- What was read out of files, by their hash: it can be read again at any time, and is
-- no part of the ledger. The text is sealed, as what people wrote is.
CREATE TABLE readings (
	file    TEXT PRIMARY KEY,
	how     TEXT    NOT NULL,                        -- mail, layer (of a PDF), ocr (by machine), none, failed
	pages   INTEGER NOT NULL,                        -- that were read
	of      INTEGER NOT NULL,                        -- that there are
	why     TEXT    NOT NULL,                        -- of what failed for good
	read_at TEXT    NOT NULL,
	sealed  BLOB                                     -- NULL where there is no text
) STRICT;

-- Files that are still to be read, the newest first. A row goes with the reading, in
-- one transaction: what was cut short is read again.
CREATE TABLE to_read (
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	file    TEXT    NOT NULL UNIQUE,
	needs   TEXT    NOT NULL DEFAULT '',             -- the tool it waits for, once that is known
	tries   INTEGER NOT NULL DEFAULT 0,
	next_at TEXT    NOT NULL DEFAULT '',
	why     TEXT    NOT NULL DEFAULT ''              -- of the last try
) STRICT;

-- Cases of before are looked through for what is to be read.
INSERT OR IGNORE INTO words_due (case_id) SELECT id FROM cases;
