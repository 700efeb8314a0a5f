-- +goose Up
-- The case is answered with another, or another with it (并案).
ALTER TABLE cases ADD COLUMN combined INTEGER NOT NULL DEFAULT 0;
