-- Why somebody of Landssupporten, or an auditor, reads a person's or an organisation's rights. Kept
-- for good: who has looked whom up can be asked for.
CREATE TABLE lookups (
    id TEXT NOT NULL PRIMARY KEY,
    looked_up_by TEXT NOT NULL REFERENCES users (id),
    user_id TEXT,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    case_reference TEXT,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    FOREIGN KEY (user_id, organisation_id) REFERENCES users (id, organisation_id),
    CHECK (created_at < expires_at)
);
CREATE INDEX lookups_live ON lookups (looked_up_by, expires_at);
CREATE INDEX lookups_list ON lookups (looked_up_by, created_at, id);

-- Requests that the desk decided, for those who read why: a few of all requests.
CREATE INDEX access_requests_decided_at_the_desk ON access_requests (decided_at) WHERE authority = 'landssupport' AND decided_at IS NOT NULL;

-- The first LBA of an organisation, by two persons of Landssupporten (G11).
CREATE TABLE lba_appointments (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    user_id TEXT NOT NULL,
    role_key TEXT NOT NULL REFERENCES roles (key),
    evidence TEXT NOT NULL CHECK (length(evidence) BETWEEN 10 AND 500),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    case_reference TEXT,
    request_id TEXT REFERENCES access_requests (id),
    state TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'rejected', 'withdrawn')),
    proposed_by TEXT NOT NULL REFERENCES users (id),
    proposed_at TIMESTAMP NOT NULL,
    decided_by TEXT REFERENCES users (id),
    decided_at TIMESTAMP,
    decision_reason TEXT,
    grant_id TEXT REFERENCES role_grants (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    FOREIGN KEY (user_id, organisation_id) REFERENCES users (id, organisation_id),
    CHECK (proposed_by <> user_id),
    CHECK (decided_by IS NULL OR decided_by <> user_id),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((state = 'confirmed') = (grant_id IS NOT NULL)),
    CHECK (state <> 'rejected' OR decision_reason IS NOT NULL),
    CHECK (state NOT IN ('confirmed', 'rejected') OR decided_by <> proposed_by),
    CHECK (state <> 'withdrawn' OR decided_by = proposed_by)
);
CREATE UNIQUE INDEX lba_appointments_one_open ON lba_appointments (organisation_id) WHERE state = 'proposed';
CREATE INDEX lba_appointments_list ON lba_appointments (proposed_at, id);
CREATE INDEX lba_appointments_decided ON lba_appointments (decided_at);

CREATE TRIGGER lookups_are_not_changed BEFORE UPDATE OR DELETE ON lookups
FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER lookups_are_not_truncated BEFORE TRUNCATE ON lookups
FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER decided_appointments_stay BEFORE UPDATE ON lba_appointments
FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION refuse();
CREATE TRIGGER lba_appointments_are_not_removed BEFORE DELETE ON lba_appointments
FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER lba_appointments_are_not_truncated BEFORE TRUNCATE ON lba_appointments
FOR EACH STATEMENT EXECUTE FUNCTION refuse();
