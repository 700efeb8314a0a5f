-- +goose Up
-- Whose bureau has an input: the body (复议机关) to which it applies for reconsideration; NULL: the office has it.
ALTER TABLE inputs ADD COLUMN body_id INTEGER REFERENCES agencies (id);
CREATE INDEX inputs_body ON inputs (body_id, state, parked, arrived_at) WHERE body_id IS NOT NULL;
