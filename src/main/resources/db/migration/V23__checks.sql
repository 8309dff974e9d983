-- Rows of the checklist that somebody lets pass for a run, whatever they find.
CREATE TABLE skipped_check (
    run_id bigint NOT NULL REFERENCES run (id),
    check_row varchar(10) NOT NULL,
    reason varchar(1000) NOT NULL,
    skipped_by varchar(100) NOT NULL,
    skipped_at timestamp(6) with time zone NOT NULL,
    PRIMARY KEY (run_id, check_row)
);
