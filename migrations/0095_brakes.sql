-- +goose Up
-- Wrong tries of query codes, letters' codes and calendars' addresses, so that a restart forgives none. The origin is a keyed digest
-- of a network, or 'together' for all of them; a row goes when its tries are given back, after a minute at most.
CREATE TABLE brakes (
	name    TEXT NOT NULL,
	origin  TEXT NOT NULL,
	full_at TEXT NOT NULL,
	PRIMARY KEY (name, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX brakes_full ON brakes (full_at);
