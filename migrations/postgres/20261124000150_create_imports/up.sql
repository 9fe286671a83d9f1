-- Imports from an earlier system. `phase` and `position` say how far a check or a run has come:
-- they move in the transaction that handles the rows. Whoever holds the lease is at work on it.
CREATE TABLE imports (
    id TEXT NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    content_hash TEXT,
    state TEXT NOT NULL CHECK (state IN ('uploading', 'checking', 'checked', 'running', 'stopped', 'done', 'failed', 'cancelled')),
    ordered_by TEXT REFERENCES users (id),
    total BIGINT NOT NULL,
    handled BIGINT NOT NULL,
    phase INTEGER NOT NULL,
    position BIGINT NOT NULL,
    counts TEXT NOT NULL,
    unattributed BIGINT NOT NULL,
    removals BIGINT NOT NULL,
    owned BIGINT NOT NULL,
    confirmed_removals BIGINT,
    problem TEXT,
    created_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    leased_by TEXT,
    leased_until TIMESTAMP,
    version BIGINT NOT NULL CHECK (version >= 1)
);
CREATE INDEX imports_list ON imports (created_at, id);
CREATE INDEX imports_busy ON imports (state, created_at, id);

-- The uploaded rows, and what becomes of each. `record` is 1 for an organisation, 2 for a user,
-- 3 for a grant and 4 for a removal; rows are handled in that order.
CREATE TABLE import_rows (
    import_id TEXT NOT NULL REFERENCES imports (id),
    record INTEGER NOT NULL,
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    key TEXT NOT NULL,
    content TEXT NOT NULL,
    unreadable TEXT,
    outcome TEXT CHECK (outcome IN ('created', 'changed', 'unchanged', 'kept', 'removed', 'refused')),
    reason TEXT,
    field TEXT,
    target_id TEXT,
    subject_id TEXT,
    PRIMARY KEY (import_id, record, position)
);
CREATE INDEX import_rows_key ON import_rows (import_id, record, key, position);
CREATE INDEX import_rows_target ON import_rows (import_id, target_id) WHERE target_id IS NOT NULL;
CREATE INDEX import_rows_subject ON import_rows (import_id, subject_id) WHERE subject_id IS NOT NULL;

-- What the other system calls things, and what an import last wrote of them.
CREATE TABLE import_links (
    source TEXT NOT NULL,
    record INTEGER NOT NULL,
    external_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    name TEXT,
    email TEXT,
    PRIMARY KEY (source, record, external_id)
);
CREATE INDEX import_links_target ON import_links (target_id, source);

CREATE INDEX users_email ON users (email_key, organisation_id);
CREATE INDEX role_grants_imported ON role_grants (holder_organisation_id, import_source, id) WHERE import_source IS NOT NULL AND revoked_at IS NULL;
