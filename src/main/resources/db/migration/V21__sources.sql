-- Room article. Where a server says that a feed is from now on, and when a source is asked again.
ALTER TABLE source ADD COLUMN moved_to varchar(2000);
ALTER TABLE source ADD COLUMN next_poll_at timestamp(6) with time zone;         -- not before; null: whenever it is wanted
ALTER TABLE source ADD COLUMN asked_to_wait boolean DEFAULT FALSE NOT NULL;     -- that is the server's own wish (Retry-After)
