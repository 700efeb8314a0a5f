-- +goose Up
-- That all of the office was taken out (mingda export), and with what of the personal data: written before anything is.
CREATE TABLE exports (
	id       INTEGER PRIMARY KEY,
	made_at  TEXT NOT NULL,
	account  TEXT NOT NULL,                      -- of the machine, by which the command was given
	personal TEXT NOT NULL CHECK (personal IN ('sealed', 'with_key', 'clear'))
) STRICT;
