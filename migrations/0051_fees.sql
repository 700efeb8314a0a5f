-- +goose Up
-- The payments of the processing fee (信息处理费), by day: the yearly report says how much came
-- in during a year. They are few among the entries.
CREATE INDEX entries_fees ON entries (on_day) WHERE matter = 'case' AND type = 'fee_paid';
