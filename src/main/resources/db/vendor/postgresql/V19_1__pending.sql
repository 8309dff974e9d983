-- Since when somebody has been asked and has not confirmed; null for all others, of whom there are many.
ALTER TABLE subscription
    ADD COLUMN pending_since timestamp(6) with time zone GENERATED ALWAYS AS (CASE WHEN state = 'PENDING' THEN since END) STORED;
CREATE INDEX subscription_pending ON subscription (pending_since) WHERE pending_since IS NOT NULL;
-- For beginnings of addresses, as for subscribers.
ALTER TABLE suppression ALTER COLUMN address TYPE varchar(320) COLLATE "C";
ALTER TABLE audit_word ALTER COLUMN word TYPE varchar(100) COLLATE "C";
