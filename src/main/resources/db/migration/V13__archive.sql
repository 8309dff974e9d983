-- The archive of all newsletters is read from the newest edition backwards.
CREATE INDEX edition_slot ON edition (slot, newsletter_id);
