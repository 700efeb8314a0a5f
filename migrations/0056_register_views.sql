-- +goose Up
-- 视图: what somebody named of the register, filters and order as its address has them. Shared: all of the agency see it.
-- What was deleted stays until its name is wanted again: deleting is taken back.
CREATE TABLE register_views (
	id         INTEGER PRIMARY KEY,
	owner_id   INTEGER NOT NULL REFERENCES users (id),
	agency_id  INTEGER NOT NULL REFERENCES agencies (id), -- of the owner when it was made
	shared     INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
	name       TEXT    NOT NULL,
	query      TEXT    NOT NULL,
	made_at    TEXT    NOT NULL,
	deleted_at TEXT                                       -- NULL while it is there
) STRICT;
CREATE UNIQUE INDEX register_views_name ON register_views (owner_id, name) WHERE deleted_at IS NULL;
CREATE INDEX register_views_shared ON register_views (agency_id) WHERE shared = 1 AND deleted_at IS NULL;
-- Which columns a person sees, in which order: of a view, or (0) of the register otherwise.
CREATE TABLE register_columns (
	user_id INTEGER NOT NULL REFERENCES users (id),
	view_id INTEGER NOT NULL,
	columns TEXT    NOT NULL,                             -- their keys, apart by blanks
	PRIMARY KEY (user_id, view_id)
) STRICT, WITHOUT ROWID;
-- The filters of the register, each in the usual order of the register: fifty rows are read off one of them.
CREATE INDEX cases_by_stage ON cases (stage, open DESC, due_on = '', due_on);
CREATE INDEX cases_by_result ON cases (result, open DESC, due_on = '', due_on);
CREATE INDEX cases_by_door ON cases (door, open DESC, due_on = '', due_on);
CREATE INDEX cases_by_year ON cases (substr(received_on, 1, 4), open DESC, due_on = '', due_on);
CREATE INDEX cases_by_year_last ON cases (substr(received_on, 1, 4), open, due_on);
CREATE INDEX cases_by_type ON cases (type, open DESC, due_on = '', due_on);
CREATE INDEX cases_by_waits ON cases (waits_for, open DESC, due_on = '', due_on);
CREATE INDEX cases_ended_first ON cases (ended_on = '', ended_on);
-- What was carried over a year's end.
CREATE INDEX cases_carried ON cases (substr(ended_on, 1, 4) > substr(received_on, 1, 4), ended_on, received_on);
