-- +goose Up
-- What the scanner (ClamAV) said of files that came from outside, by their hash. A mail is scanned as a whole and
-- part by part; each part has a row of its own too, for it is stored apart when the mail is registered.
CREATE TABLE scans (
	file        TEXT    PRIMARY KEY,
	mail        INTEGER NOT NULL,           -- it is a raw mail
	matter      TEXT    NOT NULL,           -- what it came to first, as in entries; empty: not known yet
	subject_id  INTEGER NOT NULL,
	state       TEXT    NOT NULL CHECK (state IN ('waiting', 'clean', 'found', 'large')),
	signature   TEXT    NOT NULL,           -- of what was found
	parts       TEXT    NOT NULL,           -- of a mail: hashes of its files in their order, JSON
	size        INTEGER NOT NULL,
	tries       INTEGER NOT NULL,           -- that failed
	next_at     TEXT    NOT NULL,           -- not tried again before
	scanned_at  TEXT    NOT NULL,
	released_by INTEGER NOT NULL,           -- who let people have it all the same; 0: nobody
	released_at TEXT    NOT NULL,
	reason      TEXT    NOT NULL
) STRICT;
CREATE INDEX scans_waiting ON scans (next_at) WHERE state IN ('waiting', 'large');
CREATE INDEX scans_found ON scans (scanned_at) WHERE state IN ('found', 'large');
-- How far the ledger was looked through for files that came.
CREATE TABLE scan_walk (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	seq INTEGER NOT NULL
) STRICT;
INSERT INTO scan_walk (one, seq) VALUES (1, 0);
