-- Room delivery: what a refusal was read as, by a name of ReplyClass; behind a slash whose fault it is, where a rule says
-- otherwise than the class. Null when nothing was refused.
ALTER TABLE delivery ADD COLUMN reply_class varchar(40);
ALTER TABLE attempt ADD COLUMN reply_class varchar(40);
