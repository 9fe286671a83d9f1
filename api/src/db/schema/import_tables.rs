//! The tables of imports.

use super::{role_grants, roles, users};

diesel::table! {
    imports (id) {
        id -> Text,
        source -> Text,
        name -> Text,
        content_hash -> Nullable<Text>,
        state -> Text,
        ordered_by -> Nullable<Text>,
        total -> BigInt,
        handled -> BigInt,
        phase -> Integer,
        position -> BigInt,
        counts -> Text,
        unattributed -> BigInt,
        removals -> BigInt,
        owned -> BigInt,
        confirmed_removals -> Nullable<BigInt>,
        problem -> Nullable<Text>,
        created_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        finished_at -> Nullable<Timestamp>,
        leased_by -> Nullable<Text>,
        leased_until -> Nullable<Timestamp>,
        version -> BigInt,
    }
}

diesel::table! {
    import_rows (import_id, record, position) {
        import_id -> Text,
        record -> Integer,
        position -> BigInt,
        line -> BigInt,
        key -> Text,
        content -> Text,
        unreadable -> Nullable<Text>,
        outcome -> Nullable<Text>,
        reason -> Nullable<Text>,
        field -> Nullable<Text>,
        target_id -> Nullable<Text>,
        subject_id -> Nullable<Text>,
    }
}

diesel::table! {
    import_links (source, record, external_id) {
        source -> Text,
        record -> Integer,
        external_id -> Text,
        target_id -> Text,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
    }
}

diesel::joinable!(import_rows -> imports (import_id));
diesel::allow_tables_to_appear_in_same_query!(imports, import_rows, import_links,);
diesel::allow_tables_to_appear_in_same_query!(import_rows, role_grants);
diesel::allow_tables_to_appear_in_same_query!(import_rows, roles);
diesel::allow_tables_to_appear_in_same_query!(import_rows, users);
