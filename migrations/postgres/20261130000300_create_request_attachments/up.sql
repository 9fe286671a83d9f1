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
    content BYTEA NOT NULL CHECK (length(content) >= 1)
);

CREATE FUNCTION refuse_unless_open() RETURNS trigger LANGUAGE plpgsql AS '
DECLARE concerned TEXT; stands TEXT;
BEGIN
    IF TG_OP = ''DELETE'' THEN concerned := OLD.request_id; ELSE concerned := NEW.request_id; END IF;
    SELECT state INTO stands FROM access_requests WHERE id = concerned;
    IF stands IS DISTINCT FROM ''open'' THEN
        RAISE EXCEPTION ''% is not allowed on % of a request that is decided'', TG_OP, TG_TABLE_NAME;
    END IF;
    IF TG_OP = ''DELETE'' THEN RETURN OLD; END IF;
    RETURN NEW;
END';
-- By the cascade alone, when what they are the content of is gone.
CREATE FUNCTION refuse_unless_orphaned() RETURNS trigger LANGUAGE plpgsql AS '
BEGIN
    IF EXISTS (SELECT 1 FROM request_attachments WHERE id = OLD.attachment_id) THEN
        RAISE EXCEPTION ''% is not allowed on % alone'', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN OLD;
END';
CREATE TRIGGER request_attachments_are_not_changed BEFORE UPDATE ON request_attachments
FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER request_attachments_go_with_open_requests BEFORE INSERT OR DELETE ON request_attachments
FOR EACH ROW EXECUTE FUNCTION refuse_unless_open();
CREATE TRIGGER request_attachments_are_not_truncated BEFORE TRUNCATE ON request_attachments
FOR EACH STATEMENT EXECUTE FUNCTION refuse();
CREATE TRIGGER request_attachment_contents_are_not_changed BEFORE UPDATE ON request_attachment_contents
FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE TRIGGER request_attachment_contents_stay BEFORE DELETE ON request_attachment_contents
FOR EACH ROW EXECUTE FUNCTION refuse_unless_orphaned();
CREATE TRIGGER request_attachment_contents_are_not_truncated BEFORE TRUNCATE ON request_attachment_contents
FOR EACH STATEMENT EXECUTE FUNCTION refuse();
