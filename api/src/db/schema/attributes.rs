//! What organisations may have that roles can require.

use super::{organisations, role_grants, roles, users};

diesel::table! {
    organisation_attributes (key) {
        key -> Text,
        name_da -> Text,
        name_en -> Text,
        description_da -> Text,
        description_en -> Text,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    attribute_holdings (id) {
        id -> Text,
        organisation_id -> Text,
        attribute_key -> Text,
        since -> Timestamp,
        given_by -> Text,
        given_because -> Text,
        ended_at -> Nullable<Timestamp>,
        ended_by -> Nullable<Text>,
        ended_because -> Nullable<Text>,
    }
}

diesel::table! {
    role_attributes (id) {
        id -> Text,
        role_key -> Text,
        attribute_key -> Text,
        direct -> Bool,
        since -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organisation_attributes,
    attribute_holdings,
    role_attributes,
);
diesel::allow_tables_to_appear_in_same_query!(role_attributes, organisations);
diesel::allow_tables_to_appear_in_same_query!(role_attributes, role_grants);
diesel::allow_tables_to_appear_in_same_query!(role_attributes, roles);
diesel::allow_tables_to_appear_in_same_query!(role_attributes, users);
