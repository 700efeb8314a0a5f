-- +goose Up
-- A mail can be given up: what it says no longer holds. Whom a confirmation
-- goes to is known by a keyed hash, to bound what one address is sent in a day.
CREATE TABLE outbox_next (
	id         INTEGER PRIMARY KEY,
	key        TEXT    NOT NULL UNIQUE,          -- what it is for, so that it is made once: confirm/12
	agency_id  INTEGER NOT NULL REFERENCES agencies (id),
	message_id TEXT    NOT NULL UNIQUE,
	sealed     BLOB,                             -- the mail; NULL once it was sent or given up
	state      TEXT    NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
	tries      INTEGER NOT NULL DEFAULT 0,
	next_at    TEXT    NOT NULL,
	last_error TEXT    NOT NULL DEFAULT '',
	made_at    TEXT    NOT NULL,
	sent_at    TEXT    NOT NULL DEFAULT '',
	recipient  TEXT    NOT NULL DEFAULT ''       -- of a confirmation: keyed hash of the address
) STRICT;
INSERT INTO outbox_next (id, key, agency_id, message_id, sealed, state, tries, next_at, last_error, made_at, sent_at)
SELECT id, key, agency_id, message_id, sealed, state, tries, next_at, last_error, made_at, sent_at FROM outbox;
DROP TABLE outbox;
ALTER TABLE outbox_next RENAME TO outbox;
CREATE INDEX outbox_waiting ON outbox (state, next_at);
CREATE INDEX outbox_recipient ON outbox (recipient, made_at) WHERE recipient <> '';
