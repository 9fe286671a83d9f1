DROP TABLE request_attachment_contents;
DROP TABLE request_attachments;
