-- +goose Up
-- Second factors of people, and the recovery codes that stand in for one. What a factor is made of is sealed by the
-- key file; a recovery code is kept as its hash. Both go when they are taken away: what was is noted elsewhere.
CREATE TABLE user_factors (
	id      TEXT    PRIMARY KEY,  -- random
	user_id INTEGER NOT NULL REFERENCES users (id),
	kind    TEXT    NOT NULL,
	name    TEXT    NOT NULL,     -- by which its owner knows it
	sealed  BLOB    NOT NULL,     -- the secret, as its kind needs it
	count   INTEGER NOT NULL,     -- only grows: the last step of a code, the counter of a passkey
	made_at TEXT    NOT NULL,
	used_at TEXT    NOT NULL      -- empty: never
) STRICT;
CREATE INDEX user_factors_of ON user_factors (user_id);
CREATE TABLE recovery_codes (
	user_id INTEGER NOT NULL REFERENCES users (id),
	n       INTEGER NOT NULL,     -- stands before the code, and finds its hash
	hash    TEXT    NOT NULL,
	used_at TEXT    NOT NULL,     -- empty: it can be used, once
	PRIMARY KEY (user_id, n)
) STRICT;
