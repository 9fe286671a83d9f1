DROP TABLE request_attachment_contents;
DROP TABLE request_attachments;
DROP FUNCTION refuse_unless_orphaned();
DROP FUNCTION refuse_unless_open();
