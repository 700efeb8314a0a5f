-- +goose Up
-- What the auditor looks for among a million records is found off an index: a day's first and last number, a kind, an
-- address, words that were searched for.
CREATE INDEX records_day ON records (substr(at, 1, 10));
DROP INDEX records_at;
CREATE INDEX records_kind ON records (kind);
CREATE INDEX records_address ON records (address);
CREATE INDEX records_words ON records (seq, words) WHERE words <> '';

-- +goose Down
DROP INDEX records_words;
DROP INDEX records_address;
DROP INDEX records_kind;
CREATE INDEX records_at ON records (at);
DROP INDEX records_day;
