-- H2 writes a sequence down in a commit of its own whenever it has given out what it held: 32 numbers, if it is told nothing.
-- With them goes all that the running transaction has written so far. After a kill so many numbers are left out.
ALTER SEQUENCE subscriber_id CACHE 20000;
ALTER TABLE subscription ALTER COLUMN id SET CACHE 20000;
ALTER TABLE consent ALTER COLUMN id SET CACHE 20000;
