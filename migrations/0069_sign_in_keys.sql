-- +goose Up
-- Who somebody is at the identity service of the government (统一身份认证): one for each account, and one account for each. linked_by is
-- the person, the security administrator, or who gave the command at the server.
CREATE TABLE identities (
	user_id   INTEGER PRIMARY KEY REFERENCES users (id),
	issuer    TEXT NOT NULL,
	subject   TEXT NOT NULL,
	linked_by INTEGER NOT NULL,
	linked_at TEXT NOT NULL,
	UNIQUE (issuer, subject)
) STRICT;

-- The random name by which passkeys know an account: it tells nothing of the person, and is the same for all passkeys of one.
CREATE TABLE passkey_handles (
	user_id INTEGER PRIMARY KEY REFERENCES users (id),
	handle  BLOB NOT NULL UNIQUE
) STRICT;
