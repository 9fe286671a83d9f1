//! Rows that only the setting up inserts.

use diesel::prelude::*;

use crate::db::schema::{role_grants, role_rules, roles};

#[derive(Insertable)]
#[diesel(table_name = roles)]
pub(super) struct NewRoleRow {
    pub(super) key: &'static str,
    pub(super) system: &'static str,
    pub(super) name_da: &'static str,
    pub(super) name_en: &'static str,
    pub(super) description_da: &'static str,
    pub(super) description_en: &'static str,
    pub(super) assurance: &'static str,
    pub(super) confers: Option<&'static str>,
    pub(super) version: i64,
}

#[derive(Insertable)]
#[diesel(table_name = role_rules)]
pub(super) struct NewRoleRuleRow {
    pub(super) role_key: &'static str,
    pub(super) holder_kind: &'static str,
    pub(super) target: &'static str,
    pub(super) requestable_by_self: bool,
    pub(super) requestable_by_lba: bool,
    pub(super) granted_by: &'static str,
    pub(super) revoked_by: &'static str,
}

#[derive(Insertable)]
#[diesel(table_name = role_grants)]
pub(super) struct NewFirstGrantRow {
    pub(super) id: String,
    pub(super) user_id: String,
    pub(super) holder_organisation_id: String,
    pub(super) role_key: String,
    pub(super) organisation_id: String,
    pub(super) valid_from: chrono::NaiveDateTime,
    pub(super) valid_until: Option<chrono::NaiveDateTime>,
    pub(super) agreement_id: Option<String>,
    pub(super) granted_at: chrono::NaiveDateTime,
    pub(super) reason: String,
    pub(super) source: &'static str,
    pub(super) version: i64,
}
