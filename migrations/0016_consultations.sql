-- +goose Up
-- When the first answer should be there of others who were asked (征求意见, 条例 32, 34), so that the day finds what nobody
-- has recorded; empty while none is awaited.
ALTER TABLE cases ADD COLUMN asked_until TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_asked ON cases (asked_until) WHERE asked_until <> '';
