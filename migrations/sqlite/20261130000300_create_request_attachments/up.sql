-- Files attached to requests that lie with Landssupporten. Part of the case: never changed, added while
-- the request is open and taken back only then. The content stands apart, so that lists never read it.
CREATE TABLE request_attachments (
    id TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES access_requests (id),
    added_by TEXT NOT NULL REFERENCES users (id),
    filename TEXT NOT NULL CHECK (length(filename) BETWEEN 1 AND 150),
    media_type TEXT NOT NULL CHECK (media_type IN ('application/pdf', 'image/png', 'image/jpeg')),
    size BIGINT NOT NULL CHECK (size >= 1),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    added_at TIMESTAMP NOT NULL
);
CREATE INDEX request_attachments_list ON request_attachments (request_id, added_at, id);
CREATE TABLE request_attachment_contents (
    attachment_id TEXT NOT NULL PRIMARY KEY REFERENCES request_attachments (id) ON DELETE CASCADE,
    content BLOB NOT NULL CHECK (length(content) >= 1)
);

CREATE TRIGGER request_attachments_are_not_changed BEFORE UPDATE ON request_attachments
BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END;
CREATE TRIGGER request_attachments_go_with_open_requests BEFORE INSERT ON request_attachments
WHEN NOT EXISTS (SELECT 1 FROM access_requests WHERE id = NEW.request_id AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'attachments are never added once a request is decided'); END;
CREATE TRIGGER request_attachments_stay BEFORE DELETE ON request_attachments
WHEN NOT EXISTS (SELECT 1 FROM access_requests WHERE id = OLD.request_id AND state = 'open')
BEGIN SELECT RAISE(ABORT, 'attachments are never deleted once a request is decided'); END;
CREATE TRIGGER request_attachment_contents_are_not_changed BEFORE UPDATE ON request_attachment_contents
BEGIN SELECT RAISE(ABORT, 'attachments are never changed'); END;
-- By the cascade alone, when what they are the content of is gone.
CREATE TRIGGER request_attachment_contents_stay BEFORE DELETE ON request_attachment_contents
WHEN EXISTS (SELECT 1 FROM request_attachments WHERE id = OLD.attachment_id)
BEGIN SELECT RAISE(ABORT, 'attachments are never deleted alone'); END;
