-- Missed slots, pauses of newsletters, editions that wait for approval.

-- How a slot came to be run other than on time; null for who was on time.
ALTER TABLE run ADD COLUMN origin varchar(500);
