-- +goose Up
-- Who does the work of somebody who is away (代理): from the first day to the last, both with them. What was ended stays, with when.
CREATE TABLE stand_ins (
	id          INTEGER PRIMARY KEY,
	absent_id   INTEGER NOT NULL REFERENCES users (id),
	stand_in_id INTEGER NOT NULL REFERENCES users (id),
	first_on    TEXT NOT NULL,
	last_on     TEXT NOT NULL,
	reason      TEXT NOT NULL,
	made_by     INTEGER NOT NULL REFERENCES users (id),
	made_at     TEXT NOT NULL,
	ended_by    INTEGER REFERENCES users (id),
	ended_at    TEXT
) STRICT;
CREATE INDEX stand_ins_last ON stand_ins (last_on) WHERE ended_at IS NULL;
