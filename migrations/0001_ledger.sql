-- +goose Up
-- The ledger: every event of every case and input, appended and never changed.
CREATE TABLE entries (
	seq        INTEGER PRIMARY KEY,              -- place in the whole ledger, from 1, without gaps
	matter     TEXT    NOT NULL CHECK (matter IN ('case', 'input')),
	subject_id INTEGER NOT NULL CHECK (subject_id > 0),
	n          INTEGER NOT NULL CHECK (n > 0),   -- place in the subject's own ledger: its version
	type       TEXT    NOT NULL,                 -- which fact the body holds
	on_day     TEXT    NOT NULL,                 -- the day from which it counts in law, YYYY-MM-DD
	at         TEXT    NOT NULL,                 -- when it was written down, UTC with milliseconds
	actor      INTEGER NOT NULL,                 -- users.id; 0 the program, -1 the applicant
	body       TEXT    NOT NULL,                 -- the fact as JSON, without personal data
	salt       BLOB,
	digest     BLOB,                             -- salted SM3 of the private part; NULL where there is none
	hash       BLOB    NOT NULL,                 -- SM3 over the entry before and this one
	UNIQUE (matter, subject_id, n),
	CHECK ((salt IS NULL) = (digest IS NULL))
) STRICT;

CREATE INDEX entries_arrivals ON entries (on_day) WHERE matter = 'input' AND n = 1; -- for the daily balance

-- +goose StatementBegin
CREATE TRIGGER entries_never_change BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_never_go BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
-- +goose StatementEnd

-- The personal part of an entry, sealed with SM4-GCM. Erasing it under the
-- retention rules leaves the chain whole.
CREATE TABLE private_parts (
	seq    INTEGER PRIMARY KEY REFERENCES entries (seq),
	sealed BLOB    NOT NULL
) STRICT;
