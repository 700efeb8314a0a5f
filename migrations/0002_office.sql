-- +goose Up
-- The office: agencies that answer in their own name, their units, their people.
CREATE TABLE agencies (
	id             INTEGER PRIMARY KEY,
	code           TEXT    NOT NULL UNIQUE CHECK (code <> ''), -- short, in configuration and commands
	name           TEXT    NOT NULL UNIQUE CHECK (name <> ''), -- in full, as on its letters
	case_prefix    TEXT    NOT NULL,             -- before the case number; empty for the government itself
	letter_word    TEXT    NOT NULL,             -- 机关代字, before the series in a 文号
	review_body    TEXT    NOT NULL,             -- where its replies are objected to (行政复议法 24)
	review_channel TEXT    NOT NULL,             -- the internet channel for that, empty if none (22.2)
	court          TEXT    NOT NULL,
	show_court     INTEGER NOT NULL DEFAULT 0 CHECK (show_court IN (0, 1)),
	address        TEXT    NOT NULL DEFAULT '',
	post_code      TEXT    NOT NULL DEFAULT '',
	phone          TEXT    NOT NULL DEFAULT '',
	mail_address   TEXT    NOT NULL DEFAULT '',  -- the published mailbox
	coordinates    INTEGER NOT NULL DEFAULT 0 CHECK (coordinates IN (0, 1)), -- its office sees all agencies
	active         INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE units (
	id        INTEGER PRIMARY KEY,
	agency_id INTEGER NOT NULL REFERENCES agencies (id),
	name      TEXT    NOT NULL CHECK (name <> ''),
	active    INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
	UNIQUE (agency_id, name)
) STRICT;

CREATE TABLE users (
	id            INTEGER PRIMARY KEY,
	login         TEXT    NOT NULL UNIQUE CHECK (login <> ''),
	name          TEXT    NOT NULL CHECK (name <> ''),
	agency_id     INTEGER REFERENCES agencies (id), -- NULL: all of them
	unit_id       INTEGER REFERENCES units (id),
	roles         TEXT    NOT NULL,                 -- auth.Role, separated by spaces
	password_hash TEXT    NOT NULL,                 -- argon2id, PHC string
	must_change   INTEGER NOT NULL DEFAULT 1 CHECK (must_change IN (0, 1)),
	disabled      INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
	created_at    TEXT    NOT NULL
) STRICT;

-- The next number of each series: cases and letters of an agency in a year,
-- inputs of a day.
CREATE TABLE series (
	name TEXT    NOT NULL,     -- such as case/1/2026, letter/1/答/2026, input/2026-11-23
	last INTEGER NOT NULL,
	PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
	name  TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions, as the session library wants them.
CREATE TABLE sessions (
	token  TEXT PRIMARY KEY,
	data   BLOB NOT NULL,
	expiry REAL NOT NULL
);
CREATE INDEX sessions_expiry ON sessions (expiry);
