-- What an organisation may have that a role can require, such as a signed agreement to join. The
-- catalogue is data; nothing is ever removed from it.
CREATE TABLE organisation_attributes (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 60),
    name_da TEXT NOT NULL CHECK (length(name_da) BETWEEN 1 AND 140),
    name_en TEXT NOT NULL CHECK (length(name_en) BETWEEN 1 AND 140),
    description_da TEXT NOT NULL CHECK (length(description_da) BETWEEN 1 AND 1000),
    description_en TEXT NOT NULL CHECK (length(description_en) BETWEEN 1 AND 1000),
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1)
);

-- Which organisations have which, and since when. Kept after it has ended, so that it can be told
-- what was so on any past day.
CREATE TABLE attribute_holdings (
    id TEXT NOT NULL PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    attribute_key TEXT NOT NULL REFERENCES organisation_attributes (key),
    since TIMESTAMP NOT NULL,
    given_by TEXT NOT NULL REFERENCES users (id),
    given_because TEXT NOT NULL,
    ended_at TIMESTAMP,
    ended_by TEXT REFERENCES users (id),
    ended_because TEXT,
    CHECK (ended_at IS NULL OR since <= ended_at),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE UNIQUE INDEX attribute_holdings_now ON attribute_holdings (organisation_id, attribute_key) WHERE ended_at IS NULL;
CREATE INDEX attribute_holdings_organisation ON attribute_holdings (organisation_id, attribute_key);

-- What a role requires the holder's own organisation to have. `direct` is what was said; the others
-- follow from the roles that it requires. Kept after it has ended.
CREATE TABLE role_attributes (
    id TEXT NOT NULL PRIMARY KEY,
    role_key TEXT NOT NULL REFERENCES roles (key),
    attribute_key TEXT NOT NULL REFERENCES organisation_attributes (key),
    direct BOOLEAN NOT NULL,
    since TIMESTAMP NOT NULL,
    ended_at TIMESTAMP
);
-- All that a role check reads of it, which mostly holds nothing.
CREATE UNIQUE INDEX role_attributes_now ON role_attributes (role_key, attribute_key) WHERE ended_at IS NULL;
CREATE INDEX role_attributes_role ON role_attributes (role_key, attribute_key);
