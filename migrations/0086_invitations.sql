-- +goose Up
-- Invitations: by one, the person of an account sets their own password, once. A person has one at most; it goes when it is
-- used or taken back. An account that waits for its person has no password (users.password_hash is empty).
CREATE TABLE invitations (
	user_id   INTEGER PRIMARY KEY REFERENCES users (id),
	code_hash TEXT    NOT NULL, -- of the code, under the key file
	made_by   INTEGER NOT NULL, -- users.id, or who holds the server
	made_at   TEXT    NOT NULL,
	until     TEXT    NOT NULL
) STRICT;
