-- +goose Up
-- Up to which record the machine that keeps logs has them.
CREATE TABLE sent (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	seq INTEGER NOT NULL
) STRICT;

-- +goose Down
DROP TABLE sent;
