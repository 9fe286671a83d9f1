//! The two modules, and moves between them.

use super::organisations;

diesel::table! {
    administrations (kind) {
        kind -> Text,
        administration -> Text,
        since -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    cutovers (id) {
        id -> Text,
        kind -> Text,
        from_administration -> Text,
        to_administration -> Text,
        reason -> Text,
        moved_by -> Text,
        moved_at -> Timestamp,
        reverses -> Nullable<Text>,
        reversed_by -> Nullable<Text>,
        rights_count_before -> BigInt,
        rights_before -> Text,
        rights_count_after -> BigInt,
        rights_after -> Text,
        version -> BigInt,
    }
}

diesel::table! {
    cutover_organisations (cutover_id, organisation_id) {
        cutover_id -> Text,
        organisation_id -> Text,
        in_use -> Bool,
        parent_elsewhere -> Bool,
        users -> BigInt,
        without_identity -> BigInt,
        lbas -> BigInt,
        grants -> BigInt,
        without_rule -> BigInt,
        requests -> BigInt,
    }
}

diesel::joinable!(cutover_organisations -> organisations (organisation_id));
