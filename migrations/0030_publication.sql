-- +goose Up
-- What was disclosed is proposed to be published to all (条例 44), and nobody has decided about it.
ALTER TABLE cases ADD COLUMN proposed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX cases_proposed ON cases (proposed) WHERE proposed = 1;
