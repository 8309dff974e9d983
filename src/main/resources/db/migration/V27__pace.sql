-- Room delivery: how fast a relay, and each provider by it, may be sent to, for all processes together. A row is there for what
-- is limited, slowed or suspended; while there is none, nobody asks.
CREATE TABLE pace (
    relay varchar(255) NOT NULL,
    provider varchar(255) NOT NULL,               -- its name, or a domain that nobody claims; '' is the relay as such
    free_at timestamp(6) with time zone,          -- when the next message may go that nobody has taken yet
    slowed_to bigint,                             -- messages an hour, when it was slowed; null while it is not
    slowed_at timestamp(6) with time zone,
    suspended_at timestamp(6) with time zone,     -- null while it is open
    suspended_until timestamp(6) with time zone,  -- exclusive; from then on one message at a time tries whether it is over
    level int DEFAULT 0 NOT NULL,                 -- suspensions one after another, with no message taken between
    reason varchar(1000),                         -- of slowing or suspending
    said varchar(300),                            -- the provider's words
    prober bigint,                                -- the worker that tries
    warm_since date,                              -- the first day of a relay that is warmed up
    warm_day date,
    warm_taken bigint DEFAULT 0 NOT NULL,         -- messages of that day
    PRIMARY KEY (relay, provider)
);
