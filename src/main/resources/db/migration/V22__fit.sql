-- How large the HTML part of a text is, and what was left out of it so that it is not too large.
ALTER TABLE cohort ADD COLUMN html_octets integer DEFAULT 0 NOT NULL;

ALTER TABLE cohort ADD COLUMN longest_summary integer DEFAULT 0 NOT NULL;  -- to which summaries were cut; 0: as they are

ALTER TABLE cohort ADD COLUMN without_text integer DEFAULT 0 NOT NULL;     -- stories whose whole text was left out

ALTER TABLE cohort ADD COLUMN elsewhere integer DEFAULT 0 NOT NULL;        -- stories that are only on the site
