-- +goose Up
-- The year in which an agency was founded, where that was lately: of the years before it owes no yearly report. 0 of all so far.
ALTER TABLE agencies ADD COLUMN founded_in INTEGER NOT NULL DEFAULT 0;
