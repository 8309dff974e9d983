-- The indexes of the search, made if they are missing: at each start, and when a list has come in that was let in without
-- them. Asked for before, since even CREATE INDEX IF NOT EXISTS waits for all who write to the table.
DO $$
BEGIN
    IF to_regclass('subscriber_domain') IS NULL THEN
        CREATE INDEX IF NOT EXISTS subscriber_domain ON subscriber (domain, id);
    END IF;
    IF to_regclass('subscriber_name_key') IS NULL THEN
        CREATE INDEX IF NOT EXISTS subscriber_name_key ON subscriber (name_key, id);
    END IF;
    IF to_regclass('subscriber_name_end') IS NULL THEN
        CREATE INDEX IF NOT EXISTS subscriber_name_end ON subscriber (name_end, id);
    END IF;
END $$;
