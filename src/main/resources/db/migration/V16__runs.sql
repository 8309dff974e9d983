-- The history is read by its slots, from the newest backwards.
CREATE INDEX run_slot ON run (slot, id);

-- Every outcome that was unknown once has a row here: the desk finds them without reading the ledger.
CREATE INDEX attempt_state ON attempt (state, edition_id, subscription_id);
