-- Roles that are not used fall asleep. `dormant_from` is derived from the role's number and from when
-- the grant was used or woken last, else from its beginning; it is kept so that a role check compares
-- one moment more.
ALTER TABLE roles ADD COLUMN dormant_after_days INTEGER CHECK (dormant_after_days >= 7);
ALTER TABLE role_grants ADD COLUMN last_used_at TIMESTAMP;
ALTER TABLE role_grants ADD COLUMN idle_since TIMESTAMP;
ALTER TABLE role_grants ADD COLUMN dormant_from TIMESTAMP;
-- When it was written down that it sleeps; none while it is awake.
ALTER TABLE role_grants ADD COLUMN dormant_told_at TIMESTAMP;

-- With all that a role check reads of a grant.
DROP INDEX role_grants_live;
CREATE INDEX role_grants_live ON role_grants (user_id, role_key, holder_organisation_id, organisation_id, unit, valid_from, valid_until, dormant_from) WHERE revoked_at IS NULL;
CREATE INDEX role_grants_falling_asleep ON role_grants (holder_organisation_id, dormant_from, id) WHERE revoked_at IS NULL AND dormant_from IS NOT NULL;
CREATE INDEX role_grants_falling_asleep_all ON role_grants (dormant_from, id) WHERE revoked_at IS NULL AND dormant_from IS NOT NULL;
CREATE INDEX role_grants_asleep_untold ON role_grants (dormant_from, id) WHERE revoked_at IS NULL AND dormant_from IS NOT NULL AND dormant_told_at IS NULL;

-- When grants slept that were woken: what was in effect on a past day can be asked for.
CREATE TABLE grant_sleeps (
    grant_id TEXT NOT NULL REFERENCES role_grants (id),
    began_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP NOT NULL,
    PRIMARY KEY (grant_id, began_at),
    CHECK (began_at <= ended_at)
);
