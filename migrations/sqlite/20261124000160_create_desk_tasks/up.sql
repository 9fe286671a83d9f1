-- When users and organisations were out of use, so that what was in effect on a past day can be
-- asked for. Written with the change of status itself.
CREATE TABLE user_absences (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    CHECK (ended_at IS NULL OR began_at <= ended_at)
);
CREATE UNIQUE INDEX user_absences_open ON user_absences (user_id) WHERE ended_at IS NULL;
CREATE INDEX user_absences_user ON user_absences (user_id, began_at);

CREATE TABLE organisation_absences (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    CHECK (ended_at IS NULL OR began_at <= ended_at)
);
CREATE UNIQUE INDEX organisation_absences_open ON organisation_absences (organisation_id) WHERE ended_at IS NULL;
CREATE INDEX organisation_absences_organisation ON organisation_absences (organisation_id, began_at);

-- What Landssupporten has to see to. `due_at` is the moment from which an organisation is
-- without an LBA, which may lie ahead; a task is settled by what puts an end to its cause.
CREATE TABLE desk_tasks (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('organisation_without_lba')),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    due_at TIMESTAMP NOT NULL,
    raised_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP,
    version BIGINT NOT NULL CHECK (version >= 1),
    CHECK (settled_at IS NULL OR raised_at <= settled_at)
);
CREATE UNIQUE INDEX desk_tasks_open ON desk_tasks (organisation_id, kind) WHERE settled_at IS NULL;
CREATE INDEX desk_tasks_list ON desk_tasks (due_at, id);
