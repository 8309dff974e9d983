-- Room delivery: what a refusal was read as, by a name of ReplyClass; behind a slash whose fault it is, where a rule says
-- otherwise than the class. Null when nothing was refused.
ALTER TABLE delivery ADD COLUMN reply_class varchar(40);
ALTER TABLE attempt ADD COLUMN reply_class varchar(40);

-- Room subscriber: since when the address is this one, if it was another before. What was refused before was the other's fault.
ALTER TABLE subscriber ADD COLUMN moved_at timestamp(6) with time zone;
