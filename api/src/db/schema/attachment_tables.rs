//! Files attached to requests. Their content is the only binary column there is (ADR 0028).

diesel::table! {
    request_attachments (id) {
        id -> Text,
        request_id -> Text,
        added_by -> Text,
        filename -> Text,
        media_type -> Text,
        size -> BigInt,
        sha256 -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    request_attachment_contents (attachment_id) {
        attachment_id -> Text,
        content -> Binary,
    }
}

diesel::joinable!(request_attachment_contents -> request_attachments (attachment_id));
diesel::allow_tables_to_appear_in_same_query!(request_attachments, request_attachment_contents);
