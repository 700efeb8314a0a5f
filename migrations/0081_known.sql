-- +goose Up
-- Who alone may know of a case that is restricted (限制知悉), as their numbers with commas between; '' of all others.
ALTER TABLE cases ADD COLUMN known TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_known ON cases (known) WHERE known <> '';
