-- The one table of db-scheduler 16; varchar where its own script says text, since H2 indexes no text column.
CREATE TABLE scheduled_tasks (
    task_name varchar(100) NOT NULL,
    task_instance varchar(250) NOT NULL,
    task_data bytea,
    execution_time timestamp(6) with time zone NOT NULL,
    picked boolean NOT NULL,
    picked_by varchar(250),
    last_success timestamp(6) with time zone,
    last_failure timestamp(6) with time zone,
    consecutive_failures int,
    last_heartbeat timestamp(6) with time zone,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
