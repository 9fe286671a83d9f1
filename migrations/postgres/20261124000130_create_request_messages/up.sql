-- What deciders ask and those who asked answer. Part of the case, so never changed.
CREATE TABLE request_messages (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    author_id TEXT NOT NULL REFERENCES users (id),
    party TEXT NOT NULL CHECK (party IN ('requester', 'decider')),
    text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
    sent_at TIMESTAMP NOT NULL
);
CREATE INDEX request_messages_thread ON request_messages (request_id, sent_at, id);

CREATE TRIGGER request_messages_are_not_changed BEFORE UPDATE OR DELETE ON request_messages
FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER request_messages_are_not_truncated BEFORE TRUNCATE ON request_messages
FOR EACH STATEMENT EXECUTE FUNCTION refuse();
