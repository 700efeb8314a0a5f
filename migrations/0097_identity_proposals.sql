-- +goose Up
-- Identities by which the security administrator proposes that somebody signs in: they are good for nothing before their person has
-- confirmed them. Those that were linked for others are proposals from now on.
CREATE TABLE identity_proposals (
	user_id     INTEGER PRIMARY KEY REFERENCES users (id),
	issuer      TEXT NOT NULL,
	subject     TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_at TEXT NOT NULL
) STRICT;
INSERT INTO identity_proposals (user_id, issuer, subject, proposed_by, proposed_at)
	SELECT user_id, issuer, subject, linked_by, linked_at FROM identities WHERE linked_by <> user_id;
DELETE FROM identities WHERE linked_by <> user_id;
