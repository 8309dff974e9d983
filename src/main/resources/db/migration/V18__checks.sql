-- What the checks of an edition's messages found before anybody was addressed, and who sent it all the same.
ALTER TABLE edition ADD COLUMN blocked text;                                 -- findings that block, one a line; null when none did
ALTER TABLE edition ADD COLUMN cleared_at timestamp(6) with time zone;       -- since when it may be addressed
ALTER TABLE edition ADD COLUMN cleared_by varchar(100);                      -- who let it pass in spite of the findings; null when it passed
ALTER TABLE edition ADD COLUMN cleared_reason varchar(1000);

-- The console lists articles by their date.
CREATE INDEX article_published ON article (published_at, id);
