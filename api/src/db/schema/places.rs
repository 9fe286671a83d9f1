//! Where within organisations people work and roles are held.

diesel::table! {
    units (p_number) {
        p_number -> Text,
        organisation_id -> Text,
        name -> Text,
        registered_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    agreements (id) {
        id -> Text,
        provider_id -> Text,
        principal_id -> Text,
        valid_from -> Timestamp,
        valid_until -> Timestamp,
        reference -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamp,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        ended_because -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    grant_sleeps (grant_id, began_at) {
        grant_id -> Text,
        began_at -> Timestamp,
        ended_at -> Timestamp,
    }
}
