-- When the first mail of an edition was accepted: from then on the archive shows it.
ALTER TABLE edition ADD COLUMN published_at timestamp(6) with time zone;

UPDATE edition SET published_at = frozen_at WHERE audience > 0;
