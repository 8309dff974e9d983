-- Who dropped an article of a proposal, and what was dropped when the edition was frozen.

-- Null while it is not dropped.
ALTER TABLE proposal_article ADD COLUMN dropped_by varchar(200);

-- Room edition: articles that operators dropped from an edition that was approved and frozen. They are candidates of the
-- next one, so proposal_article has them no more.
CREATE TABLE dropped_article (
    proposal_id bigint NOT NULL REFERENCES proposal (id),
    article_id bigint NOT NULL REFERENCES article (id),
    position int NOT NULL,                        -- in the proposal
    dropped_by varchar(200),
    PRIMARY KEY (proposal_id, article_id)
);
