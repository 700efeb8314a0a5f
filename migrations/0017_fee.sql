-- +goose Up
-- Whether the agency charges the processing fee (信息处理费, 条例 42): none does before it is set so.
ALTER TABLE agencies ADD COLUMN charges_fee INTEGER NOT NULL DEFAULT 0 CHECK (charges_fee IN (0, 1));
-- Until when the fee is to be paid, so that the day (今日) finds what was not; empty while none is awaited, as it was for all so far.
ALTER TABLE cases ADD COLUMN pay_by TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_unpaid ON cases (pay_by) WHERE pay_by <> '';
