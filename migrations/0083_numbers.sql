-- +goose Up
-- The index of words holds digests of the numbers of people too: all cases are written anew.
INSERT OR IGNORE INTO to_project (case_id) SELECT id FROM cases;
