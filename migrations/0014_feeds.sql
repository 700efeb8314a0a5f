-- +goose Up
-- Secret addresses under which a calendar program fetches a person's due days: one a person, known by a keyed hash.
CREATE TABLE feeds (
	user_id INTEGER PRIMARY KEY REFERENCES users (id),
	hash    TEXT NOT NULL UNIQUE,
	made_at TEXT NOT NULL
) STRICT;
