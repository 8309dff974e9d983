-- A row of the ledger is changed twice, by its attempt and by the answer. With room on its page the changed row stays
-- there, and the index need not be touched.
ALTER TABLE delivery SET (fillfactor = 50);
