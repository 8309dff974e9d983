-- What subscribers are searched by. Under the collation "C" the beginning of a text is a range of an index, whatever the
-- database's own collation is.
ALTER TABLE subscriber ALTER COLUMN address TYPE varchar(320) COLLATE "C";
ALTER TABLE subscriber
    ADD COLUMN domain varchar(320) COLLATE "C" GENERATED ALWAYS AS (split_part(address, '@', -1)) STORED,
    ADD COLUMN name_key varchar(200) COLLATE "C" GENERATED ALWAYS AS (lower(name)) STORED,
    ADD COLUMN name_end varchar(200) COLLATE "C" GENERATED ALWAYS AS (split_part(lower(name), ' ', -1)) STORED;
-- Their indexes are made at each start that misses one: SearchIndexes.
