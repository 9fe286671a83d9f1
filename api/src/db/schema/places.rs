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
