-- +goose Up
-- Which record is the last one: its hash, sealed, written with it, as in the office's database.
CREATE TABLE audit_end (
	one    INTEGER PRIMARY KEY CHECK (one = 1),
	seq    INTEGER NOT NULL,
	sealed BLOB    NOT NULL
) STRICT;

-- +goose Down
DROP TABLE audit_end;
