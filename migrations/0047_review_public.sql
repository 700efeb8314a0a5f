-- +goose Up
-- What becomes of decisions of reconsideration: whether they are published (复议法 79.1), and
-- copied to the department above the respondent (79.2).
ALTER TABLE reviews ADD COLUMN decision_number TEXT NOT NULL DEFAULT '';   -- empty while it is not decided
ALTER TABLE reviews ADD COLUMN publicity TEXT NOT NULL DEFAULT '';         -- reconsider.Publicity, empty where nothing is to be published
ALTER TABLE reviews ADD COLUMN published_on TEXT NOT NULL DEFAULT '';      -- while it is published
ALTER TABLE reviews ADD COLUMN to_copy_up INTEGER NOT NULL DEFAULT 0;      -- papers that are to be copied
CREATE INDEX reviews_published ON reviews (published_on) WHERE publicity = 'released';
