-- Moves of a kind of organisation from one module to the other. What would change anybody's rights
-- is no such move: the rights before and after are the same.
CREATE TABLE cutovers (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL REFERENCES administrations (kind),
    from_administration TEXT NOT NULL CHECK (from_administration IN ('arbejdsmarkedsportalen', 'star')),
    to_administration TEXT NOT NULL CHECK (to_administration IN ('arbejdsmarkedsportalen', 'star')),
    reason TEXT NOT NULL CHECK (length(reason) BETWEEN 10 AND 500),
    moved_by TEXT NOT NULL REFERENCES users (id),
    moved_at TIMESTAMP NOT NULL,
    reverses TEXT REFERENCES cutovers (id),
    reversed_by TEXT REFERENCES cutovers (id),
    rights_count_before BIGINT NOT NULL,
    rights_before TEXT NOT NULL CHECK (length(rights_before) = 64),
    rights_count_after BIGINT NOT NULL,
    rights_after TEXT NOT NULL CHECK (length(rights_after) = 64),
    version BIGINT NOT NULL CHECK (version >= 1),
    CHECK (from_administration <> to_administration),
    CHECK (reverses IS NULL OR reversed_by IS NULL),
    CHECK (rights_before = rights_after AND rights_count_before = rights_count_after)
);
CREATE UNIQUE INDEX cutovers_in_force ON cutovers (kind) WHERE reverses IS NULL AND reversed_by IS NULL;
CREATE UNIQUE INDEX cutovers_one_reversal ON cutovers (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX cutovers_list ON cutovers (moved_at, id);

-- What moved, organisation by organisation, as it was then.
CREATE TABLE cutover_organisations (
    cutover_id TEXT NOT NULL REFERENCES cutovers (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    in_use BOOLEAN NOT NULL,
    parent_elsewhere BOOLEAN NOT NULL,
    users BIGINT NOT NULL,
    without_identity BIGINT NOT NULL,
    lbas BIGINT NOT NULL,
    grants BIGINT NOT NULL,
    without_rule BIGINT NOT NULL,
    requests BIGINT NOT NULL,
    PRIMARY KEY (cutover_id, organisation_id)
);

CREATE TRIGGER cutovers_are_not_removed BEFORE DELETE ON cutovers
BEGIN SELECT RAISE(ABORT, 'moves between the modules are never deleted'); END;
