-- Grouped recording, and runs that are stopped, resumed, redone and decided by other processes than the sender's.

-- The group of the ledger writer that began the latest attempt: by worker and group it can be looked up what a commit
-- recorded whose answer was lost with the connection.
ALTER TABLE delivery ADD COLUMN group_number bigint;

-- When an operator decided an outcome that was UNKNOWN.
ALTER TABLE delivery ADD COLUMN decided_at timestamp(6) with time zone;

-- An operator's word to the process that drives the run.
ALTER TABLE run ADD COLUMN stop_asked_at timestamp(6) with time zone;

-- Whom a redo takes in besides those who were refused by our fault or expired.
ALTER TABLE run ADD COLUMN redo_unknown boolean DEFAULT false NOT NULL;
ALTER TABLE run ADD COLUMN redo_joined boolean DEFAULT false NOT NULL;

-- Whether the round is a redo, which takes rows back; one that an operator's decision opened finds its rows planned.
ALTER TABLE run ADD COLUMN redo boolean DEFAULT false NOT NULL;
