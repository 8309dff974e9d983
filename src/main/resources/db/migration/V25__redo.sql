-- For how many readers a redo was decided on, and how many its slices took in: the second is written by what takes them in.
ALTER TABLE run ADD COLUMN redo_decided bigint;   -- null when the round is no redo
ALTER TABLE run ADD COLUMN redo_taken bigint DEFAULT 0 NOT NULL;
