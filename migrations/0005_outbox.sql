-- +goose Up
-- Mails to be sent. Nothing is sent inside a transaction.
CREATE TABLE outbox (
	id         INTEGER PRIMARY KEY,
	key        TEXT    NOT NULL UNIQUE,          -- what it is for, so that it is made once: confirm/12
	agency_id  INTEGER NOT NULL REFERENCES agencies (id),
	message_id TEXT    NOT NULL UNIQUE,
	sealed     BLOB,                             -- the mail; NULL once it was sent
	state      TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
	tries      INTEGER NOT NULL DEFAULT 0,
	next_at    TEXT    NOT NULL,
	last_error TEXT    NOT NULL DEFAULT '',
	made_at    TEXT    NOT NULL,
	sent_at    TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX outbox_waiting ON outbox (state, next_at);

-- Forms that are being filled in: what was typed and the files sent so far,
-- under a random key, for 24 hours.
CREATE TABLE form_holds (
	key        TEXT NOT NULL PRIMARY KEY,        -- hash of the form's key
	sealed     BLOB NOT NULL,
	changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX form_holds_changed ON form_holds (changed_at);
