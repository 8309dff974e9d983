-- Room subscriber: what is looked for every hour is found by an index.
CREATE INDEX subscriber_erased ON subscriber (erased_at);
CREATE INDEX letter_queued ON letter (queued_at);
