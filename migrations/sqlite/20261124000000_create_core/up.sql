-- In which module each kind of organisation is administered: one row a kind.
CREATE TABLE administrations (
    kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('virksomhed', 'kommune', 'jobcenter', 'a_kasse', 'anden_aktoer', 'styrelse')),
    administration TEXT NOT NULL CHECK (administration IN ('arbejdsmarkedsportalen', 'star')),
    since TIMESTAMP NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    UNIQUE (kind, administration)
);
-- As from the release of 16 June 2025, Danish time.
INSERT INTO administrations (kind, administration, since, version) VALUES
    ('virksomhed', 'star', '2025-06-15 22:00:00', 1),
    ('styrelse', 'star', '2025-06-15 22:00:00', 1),
    ('kommune', 'arbejdsmarkedsportalen', '2025-06-15 22:00:00', 1),
    ('jobcenter', 'arbejdsmarkedsportalen', '2025-06-15 22:00:00', 1),
    ('a_kasse', 'arbejdsmarkedsportalen', '2025-06-15 22:00:00', 1),
    ('anden_aktoer', 'arbejdsmarkedsportalen', '2025-06-15 22:00:00', 1);

-- Organisations. The umbrella Virksomhed (a fixed id) is the parent of every company. An organisation's
-- module is its kind's: the foreign key lets it be nothing else, and moves it with the kind.
CREATE TABLE organisations (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('virksomhed', 'kommune', 'jobcenter', 'a_kasse', 'anden_aktoer', 'styrelse')),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    cvr TEXT CHECK (length(cvr) = 8),
    kommunekode TEXT CHECK (length(kommunekode) = 3),
    parent_id TEXT REFERENCES organisations (id),
    administration TEXT NOT NULL CHECK (administration IN ('arbejdsmarkedsportalen', 'star')),
    active BOOLEAN NOT NULL,
    -- Whether its people are told by name who decides what they ask for.
    names_deciders BOOLEAN NOT NULL DEFAULT TRUE,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    FOREIGN KEY (kind, administration) REFERENCES administrations (kind, administration) ON UPDATE CASCADE
);
CREATE INDEX organisations_module ON organisations (kind, administration);
CREATE UNIQUE INDEX organisations_cvr ON organisations (cvr) WHERE cvr IS NOT NULL;
CREATE UNIQUE INDEX organisations_kommunekode ON organisations (kommunekode) WHERE kind = 'kommune';
CREATE INDEX organisations_list ON organisations (sort_key, id);
CREATE INDEX organisations_parent ON organisations (parent_id);

-- The production units of an organisation: where in it somebody works, a role is limited to, or an LBA
-- administers. A P-number is one organisation's alone.
CREATE TABLE units (
    p_number TEXT NOT NULL PRIMARY KEY CHECK (length(p_number) = 10),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    registered_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    UNIQUE (organisation_id, p_number)
);

-- Users. A user's home never moves: a professional identity belongs to one organisation.
CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    issuer TEXT,
    professional_uuid TEXT,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 140),
    email TEXT NOT NULL,
    sort_key TEXT NOT NULL,
    search_key TEXT NOT NULL,
    email_key TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sagsbehandler', 'system', 'medarbejder')),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    unit TEXT,
    status TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'deactivated')),
    created_at TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    FOREIGN KEY (organisation_id, unit) REFERENCES units (organisation_id, p_number),
    CHECK (issuer IS NULL OR professional_uuid IS NOT NULL)
);
CREATE UNIQUE INDEX users_identity ON users (professional_uuid, issuer) WHERE issuer IS NOT NULL;
CREATE UNIQUE INDEX users_unbound_identity ON users (professional_uuid) WHERE issuer IS NULL;
CREATE INDEX users_professional_uuid ON users (professional_uuid);
CREATE UNIQUE INDEX users_home ON users (id, organisation_id);
CREATE UNIQUE INDEX users_active ON users (id) WHERE status = 'active';
CREATE INDEX users_list ON users (organisation_id, sort_key, id);
CREATE INDEX users_unit ON users (organisation_id, unit, sort_key, id) WHERE unit IS NOT NULL;
CREATE INDEX users_list_all ON users (sort_key, id);
CREATE INDEX users_unbound_email ON users (organisation_id, email_key) WHERE professional_uuid IS NULL;

-- Roles are data. `confers` is what a role lets its holder do in this system itself.
CREATE TABLE roles (
    key TEXT NOT NULL PRIMARY KEY,
    system TEXT NOT NULL,
    name_da TEXT NOT NULL,
    name_en TEXT NOT NULL,
    description_da TEXT NOT NULL,
    description_en TEXT NOT NULL,
    assurance TEXT NOT NULL CHECK (assurance IN ('low', 'substantial', 'high')),
    max_duration_days INTEGER CHECK (max_duration_days > 0),
    min_holders INTEGER CHECK (min_holders > 0),
    max_holders INTEGER CHECK (max_holders > 0),
    confers TEXT CHECK (confers IN ('administer_organisation', 'landssupport', 'audit', 'system_administration')),
    version BIGINT NOT NULL CHECK (version >= 1),
    CHECK (min_holders <= max_holders)
);

-- How a role may be given to holders of a kind of organisation; no row, no grant.
CREATE TABLE role_rules (
    role_key TEXT NOT NULL REFERENCES roles (key),
    holder_kind TEXT NOT NULL CHECK (holder_kind IN ('virksomhed', 'kommune', 'jobcenter', 'a_kasse', 'anden_aktoer', 'styrelse')),
    target TEXT NOT NULL CHECK (target IN ('own', 'umbrella', 'jobcentre', 'agreement')),
    requestable_by_self BOOLEAN NOT NULL,
    requestable_by_lba BOOLEAN NOT NULL,
    granted_by TEXT NOT NULL CHECK (granted_by IN ('lba', 'landssupport')),
    revoked_by TEXT NOT NULL CHECK (revoked_by IN ('lba', 'landssupport')),
    PRIMARY KEY (role_key, holder_kind),
    CHECK (target <> 'agreement' OR (holder_kind = 'anden_aktoer' AND NOT requestable_by_self AND NOT requestable_by_lba))
);

CREATE TABLE access_requests (
    id TEXT NOT NULL PRIMARY KEY,
    action TEXT NOT NULL CHECK (action IN ('grant', 'revoke')),
    subject_id TEXT NOT NULL,
    holder_organisation_id TEXT NOT NULL,
    requested_by TEXT NOT NULL REFERENCES users (id),
    role_key TEXT NOT NULL REFERENCES roles (key),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    unit TEXT,
    justification TEXT NOT NULL CHECK (length(justification) BETWEEN 10 AND 500),
    case_reference TEXT,
    valid_until TIMESTAMP,
    authority TEXT NOT NULL CHECK (authority IN ('lba', 'landssupport')),
    state TEXT NOT NULL CHECK (state IN ('open', 'approved', 'rejected', 'withdrawn', 'lapsed')),
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    awaiting TEXT NOT NULL CHECK (awaiting IN ('requester', 'decider')),
    claimed_by TEXT REFERENCES users (id),
    claimed_until TIMESTAMP,
    decided_by TEXT REFERENCES users (id),
    decided_at TIMESTAMP,
    decision_reason TEXT,
    decision_valid_until TIMESTAMP,
    grant_id TEXT,
    version BIGINT NOT NULL CHECK (version >= 1),
    FOREIGN KEY (subject_id, holder_organisation_id) REFERENCES users (id, organisation_id),
    FOREIGN KEY (organisation_id, unit) REFERENCES units (organisation_id, p_number),
    CHECK ((claimed_by IS NULL) = (claimed_until IS NULL)),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK (state NOT IN ('approved', 'rejected', 'withdrawn') OR decided_by IS NOT NULL),
    CHECK (state <> 'rejected' OR decision_reason IS NOT NULL),
    CHECK ((state = 'approved') = (grant_id IS NOT NULL)),
    CHECK (state NOT IN ('approved', 'rejected') OR (decided_by <> requested_by AND decided_by <> subject_id))
);
CREATE UNIQUE INDEX access_requests_one_open ON access_requests (subject_id, role_key, organisation_id, action) WHERE state = 'open';
CREATE INDEX access_requests_list ON access_requests (holder_organisation_id, created_at, id);
CREATE INDEX access_requests_open ON access_requests (authority, holder_organisation_id, due_at, id) WHERE state = 'open';
CREATE INDEX access_requests_desk_open ON access_requests (due_at, id) WHERE authority = 'landssupport' AND state = 'open';
CREATE INDEX access_requests_desk ON access_requests (created_at, id) WHERE authority = 'landssupport';
CREATE INDEX access_requests_claimed ON access_requests (claimed_by, due_at, id) WHERE state = 'open' AND claimed_by IS NOT NULL;
CREATE INDEX access_requests_unit ON access_requests (organisation_id, unit, created_at, id) WHERE unit IS NOT NULL;
CREATE INDEX access_requests_list_all ON access_requests (created_at, id);
CREATE INDEX access_requests_subject ON access_requests (subject_id, created_at, id);
CREATE INDEX access_requests_requested_by ON access_requests (requested_by, created_at, id);

-- Agreements by which a provider's staff hold roles at the organisation that it works for. The end
-- is brought forward, never put off.
CREATE TABLE agreements (
    id TEXT NOT NULL PRIMARY KEY,
    provider_id TEXT NOT NULL REFERENCES organisations (id),
    principal_id TEXT NOT NULL REFERENCES organisations (id),
    valid_from TIMESTAMP NOT NULL,
    valid_until TIMESTAMP NOT NULL,
    reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 100),
    recorded_by TEXT NOT NULL REFERENCES users (id),
    recorded_at TIMESTAMP NOT NULL,
    ended_by TEXT REFERENCES users (id),
    ended_at TIMESTAMP,
    ended_because TEXT,
    version BIGINT NOT NULL CHECK (version >= 1),
    UNIQUE (id, provider_id, principal_id),
    CHECK (provider_id <> principal_id),
    CHECK (valid_from < valid_until),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE INDEX agreements_list ON agreements (recorded_at, id);
CREATE INDEX agreements_provider ON agreements (provider_id, recorded_at, id);
CREATE INDEX agreements_principal ON agreements (principal_id, recorded_at, id);

-- Never deleted: what was true on any past day can be asked for.
CREATE TABLE role_grants (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL,
    holder_organisation_id TEXT NOT NULL,
    role_key TEXT NOT NULL REFERENCES roles (key),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    unit TEXT,
    valid_from TIMESTAMP NOT NULL,
    valid_until TIMESTAMP,
    granted_by TEXT REFERENCES users (id),
    granted_at TIMESTAMP NOT NULL,
    reason TEXT NOT NULL,
    case_reference TEXT,
    source TEXT NOT NULL CHECK (source IN ('request', 'lba', 'landssupport', 'import', 'scim', 'bootstrap', 'legal_authority')),
    request_id TEXT REFERENCES access_requests (id),
    import_source TEXT,
    agreement_id TEXT,
    revoked_at TIMESTAMP,
    revoked_by TEXT REFERENCES users (id),
    revoked_because TEXT,
    extended_by TEXT REFERENCES role_grants (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    FOREIGN KEY (user_id, holder_organisation_id) REFERENCES users (id, organisation_id),
    FOREIGN KEY (organisation_id, unit) REFERENCES units (organisation_id, p_number),
    CHECK (valid_until IS NULL OR valid_from < valid_until),
    CHECK ((revoked_at IS NULL) = (revoked_because IS NULL)),
    CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL),
    CHECK (extended_by IS NULL OR revoked_at IS NOT NULL),
    CHECK ((source = 'request') = (request_id IS NOT NULL)),
    CHECK (import_source IS NULL OR source = 'import'),
    CHECK (source NOT IN ('request', 'lba', 'landssupport') OR granted_by IS NOT NULL),
    CHECK (source <> 'legal_authority' OR granted_by IS NULL),
    CHECK (granted_by IS NULL OR granted_by <> user_id),
    -- Held at the one party by a user of the other, with an end, and whole.
    FOREIGN KEY (agreement_id, holder_organisation_id, organisation_id) REFERENCES agreements (id, provider_id, principal_id),
    CHECK (agreement_id IS NULL OR (valid_until IS NOT NULL AND unit IS NULL))
);
-- With all that a role check reads of a grant.
CREATE INDEX role_grants_live ON role_grants (user_id, role_key, holder_organisation_id, organisation_id, unit, valid_from, valid_until) WHERE revoked_at IS NULL;
CREATE INDEX role_grants_user ON role_grants (user_id, granted_at, id);
CREATE INDEX role_grants_list ON role_grants (holder_organisation_id, granted_at, id);
CREATE INDEX role_grants_unit ON role_grants (organisation_id, unit, granted_at, id) WHERE unit IS NOT NULL;
CREATE INDEX role_grants_agreement ON role_grants (agreement_id, granted_at, id) WHERE agreement_id IS NOT NULL;
CREATE INDEX role_grants_at_principal ON role_grants (organisation_id, granted_at, id) WHERE agreement_id IS NOT NULL;
CREATE INDEX role_grants_list_all ON role_grants (granted_at, id);
CREATE INDEX role_grants_ending ON role_grants (holder_organisation_id, valid_until, id) WHERE revoked_at IS NULL AND valid_until IS NOT NULL;
CREATE INDEX role_grants_ending_all ON role_grants (valid_until, id) WHERE revoked_at IS NULL AND valid_until IS NOT NULL;
CREATE INDEX role_grants_holders ON role_grants (holder_organisation_id, role_key) WHERE revoked_at IS NULL;

-- Append-only. `organisation_id` is the organisation whose log the event belongs to: the home of
-- the user it is about.
CREATE TABLE audit_events (
    id TEXT NOT NULL PRIMARY KEY,
    at TIMESTAMP NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused')),
    actor_id TEXT REFERENCES users (id),
    actor_system TEXT,
    organisation_id TEXT REFERENCES organisations (id),
    subject_id TEXT REFERENCES users (id),
    role_key TEXT,
    request_id TEXT,
    grant_id TEXT,
    reason TEXT,
    code TEXT,
    rule TEXT,
    old_values TEXT,
    new_values TEXT,
    trace_id TEXT NOT NULL,
    CHECK ((outcome = 'refused') = (code IS NOT NULL)),
    CHECK (actor_id IS NULL OR actor_system IS NULL),
    CHECK (actor_id IS NOT NULL OR actor_system IS NOT NULL)
);
CREATE INDEX audit_events_organisation ON audit_events (organisation_id, id);
CREATE INDEX audit_events_subject ON audit_events (subject_id, id);
CREATE INDEX audit_events_actor ON audit_events (actor_id, id);

-- Messages to the outside, written with the change they tell of.
CREATE TABLE outbox_messages (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    available_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    attempts INTEGER NOT NULL,
    delivered_at TIMESTAMP
);
CREATE INDEX outbox_messages_due ON outbox_messages (available_at, id) WHERE delivered_at IS NULL;

-- Sessions; the browser holds a token of which only the hash is kept.
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (id),
    issuer TEXT NOT NULL,
    issuer_subject TEXT NOT NULL,
    issuer_session TEXT,
    assurance TEXT NOT NULL CHECK (assurance IN ('low', 'substantial', 'high')),
    may_represent BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_issuer ON sessions (issuer, issuer_subject);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Logins under way, each bound to the browser that began it, used once.
CREATE TABLE login_attempts (
    state_hash TEXT NOT NULL PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    issuer TEXT NOT NULL,
    nonce TEXT NOT NULL,
    pkce_verifier TEXT NOT NULL,
    return_to TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX login_attempts_expiry ON login_attempts (expires_at);

-- Back-channel logout tokens that have been used.
CREATE TABLE used_logout_tokens (
    issuer TEXT NOT NULL,
    jti TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    PRIMARY KEY (issuer, jti)
);

-- Programs that may ask for tokens. Scopes are separated by spaces, as in RFC 6749.
CREATE TABLE clients (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    scopes TEXT NOT NULL,
    organisation_id TEXT REFERENCES organisations (id),
    active BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);

-- Keys that sign programs' tokens; shared by every node.
CREATE TABLE signing_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    private_pem TEXT NOT NULL,
    public_pem TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP
);

-- Answers already given, bound to the caller, the operation and the body (Idempotency-Key).
CREATE TABLE idempotency_keys (
    caller TEXT NOT NULL,
    operation TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    status INTEGER NOT NULL,
    version BIGINT,
    location TEXT,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (caller, operation, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

CREATE TRIGGER audit_events_are_not_changed BEFORE UPDATE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER audit_events_are_not_removed BEFORE DELETE ON audit_events
BEGIN SELECT RAISE(ABORT, 'audit events are append-only'); END;
CREATE TRIGGER role_grants_are_not_removed BEFORE DELETE ON role_grants
BEGIN SELECT RAISE(ABORT, 'role grants are revoked, never deleted'); END;
CREATE TRIGGER decided_requests_stay BEFORE UPDATE ON access_requests WHEN OLD.state <> 'open'
BEGIN SELECT RAISE(ABORT, 'a decided request never changes'); END;
CREATE TRIGGER access_requests_are_not_removed BEFORE DELETE ON access_requests
BEGIN SELECT RAISE(ABORT, 'access requests are never deleted'); END;
