-- What a role requires its holder to have besides. `direct` is what was said, the others follow
-- from it: a role requires what its requirements require. Kept after it has ended, so that it can
-- be told who had what on any past day.
CREATE TABLE role_prerequisites (
    id TEXT NOT NULL PRIMARY KEY,
    role_key TEXT NOT NULL REFERENCES roles (key),
    requires_role_key TEXT NOT NULL REFERENCES roles (key),
    direct BOOLEAN NOT NULL,
    since TIMESTAMP NOT NULL,
    ended_at TIMESTAMP,
    CHECK (role_key <> requires_role_key)
);
-- All that a role check reads of it.
CREATE UNIQUE INDEX role_prerequisites_now ON role_prerequisites (role_key, requires_role_key) WHERE ended_at IS NULL;
CREATE INDEX role_prerequisites_role ON role_prerequisites (role_key, requires_role_key);

-- Roles that nobody may have both of; each pair once, in the order of its keys.
CREATE TABLE role_conflicts (
    role_a TEXT NOT NULL REFERENCES roles (key),
    role_b TEXT NOT NULL REFERENCES roles (key),
    PRIMARY KEY (role_a, role_b),
    CHECK (role_a < role_b)
);
CREATE INDEX role_conflicts_other ON role_conflicts (role_b);
