-- +goose Up
-- Wrong tries to sign in, so that a restart forgives none. The origin is a keyed digest of name, network or browser; a row goes when
-- the try turned out right, and a day after the last one.
CREATE TABLE tries (
	origin  TEXT    PRIMARY KEY,
	wrong   INTEGER NOT NULL,
	last_at TEXT    NOT NULL
) STRICT;
