-- What subscribers are searched by, besides the address; H2 compares text by its characters anyhow.
ALTER TABLE subscriber ADD COLUMN domain varchar(320) GENERATED ALWAYS AS (regexp_replace(address, '^.*@', ''));
ALTER TABLE subscriber ADD COLUMN name_key varchar(200) GENERATED ALWAYS AS (lower(name));
ALTER TABLE subscriber ADD COLUMN name_end varchar(200) GENERATED ALWAYS AS (regexp_replace(lower(name), '^.* ', ''));
CREATE INDEX subscriber_domain ON subscriber (domain, id);
CREATE INDEX subscriber_name_key ON subscriber (name_key, id);
CREATE INDEX subscriber_name_end ON subscriber (name_end, id);
