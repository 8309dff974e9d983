-- What subscribers are searched by, besides the address; H2 compares text by its characters anyhow.
ALTER TABLE subscriber ADD COLUMN domain varchar(320) GENERATED ALWAYS AS (substring(address FROM locate('@', address, -1) + 1));
ALTER TABLE subscriber ADD COLUMN name_key varchar(200) GENERATED ALWAYS AS (lower(name));
ALTER TABLE subscriber ADD COLUMN name_end varchar(200) GENERATED ALWAYS AS (substring(lower(name) FROM locate(' ', lower(name), -1) + 1));
CREATE INDEX subscriber_domain ON subscriber (domain, id);
CREATE INDEX subscriber_name_key ON subscriber (name_key, id);
CREATE INDEX subscriber_name_end ON subscriber (name_end, id);
