//! The tables of Landssupporten's desk.

use super::{access_requests, organisations, role_grants, roles, users};

diesel::table! {
    lookups (id) {
        id -> Text,
        looked_up_by -> Text,
        user_id -> Nullable<Text>,
        organisation_id -> Text,
        reason -> Text,
        case_reference -> Nullable<Text>,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    lba_appointments (id) {
        id -> Text,
        organisation_id -> Text,
        user_id -> Text,
        role_key -> Text,
        evidence -> Text,
        reason -> Text,
        case_reference -> Nullable<Text>,
        request_id -> Nullable<Text>,
        state -> Text,
        proposed_by -> Text,
        proposed_at -> Timestamp,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        decision_reason -> Nullable<Text>,
        grant_id -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(lookups, lba_appointments);
diesel::allow_tables_to_appear_in_same_query!(lookups, access_requests);
diesel::allow_tables_to_appear_in_same_query!(lookups, organisations);
diesel::allow_tables_to_appear_in_same_query!(lookups, role_grants);
diesel::allow_tables_to_appear_in_same_query!(lookups, users);
diesel::allow_tables_to_appear_in_same_query!(lba_appointments, access_requests);
diesel::allow_tables_to_appear_in_same_query!(lba_appointments, organisations);
diesel::allow_tables_to_appear_in_same_query!(lba_appointments, role_grants);
diesel::allow_tables_to_appear_in_same_query!(lba_appointments, roles);
diesel::allow_tables_to_appear_in_same_query!(lba_appointments, users);
