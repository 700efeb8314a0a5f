-- +goose Up
-- Recoveries: somebody who cannot sign in any more is let in again when one administrator asks for it and another one agrees.
CREATE TABLE let_ins (
	id         INTEGER PRIMARY KEY,
	user_id    INTEGER NOT NULL REFERENCES users (id),
	factors    INTEGER NOT NULL CHECK (factors IN (0, 1)), -- the second factors and recovery codes are taken away too
	reason     TEXT    NOT NULL,
	asked_by   INTEGER NOT NULL, -- users.id, or who holds the server
	asked_at   TEXT    NOT NULL,
	until      TEXT    NOT NULL, -- then nobody can agree any more
	state      TEXT    NOT NULL CHECK (state IN ('asked', 'confirmed', 'refused', 'withdrawn')),
	decided_by INTEGER NOT NULL, -- 0: not yet
	decided_at TEXT    NOT NULL,
	told_at    TEXT    NOT NULL  -- when the person was told that it was done; empty: not yet
) STRICT;
CREATE INDEX let_ins_of ON let_ins (user_id, state);
