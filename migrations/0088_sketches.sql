-- +goose Up
-- What an input resembles lies sealed in a table of its own: hashes of name, telephone, mailbox and identity number can be
-- guessed. The rows that come over here are sealed by the program when it opens the database next.
CREATE TABLE sketches (
	input_id INTEGER PRIMARY KEY,
	sealed   BLOB NOT NULL                     -- intake.Sketch as JSON
) STRICT;
INSERT INTO sketches (input_id, sealed) SELECT id, CAST(sketch AS BLOB) FROM inputs WHERE sketch IS NOT NULL;
ALTER TABLE inputs DROP COLUMN sketch;
