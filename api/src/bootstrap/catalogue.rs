//! Installs the role catalogue and the umbrella organisation.

use diesel::prelude::*;
use serde_json::json;
use shared::{audit::AuditKind, organisation::OrganisationKind};

use super::rows::{NewRoleRow, NewRoleRuleRow};
use crate::{
    db::{
        Context, Database, Failure, ReadTx, WriteTx,
        schema::{organisations, role_rules, roles},
    },
    domain::{
        change::{About, Change, What},
        facts::UMBRELLA,
    },
    organisations::rows::{OrganisationToCreate, insert},
    policy::{Authorised, setup::SetUp, setup::set_up},
    roles::catalogue::{CATALOGUE, CatalogueRole},
};

/// What a run of the setting up is called in the audit log.
pub(super) const PART: &str = "bootstrap";

/// Installs every role that is missing, and the umbrella organisation. Roles that are there stay
/// as they are, for they may have been changed since. Tells the roles installed.
///
/// # Errors
/// The engine's.
pub async fn install_catalogue(database: &Database) -> Result<Vec<String>, Failure> {
    let complete = database
        .read(Context::system(PART), |tx| {
            Ok(missing(tx)?.is_empty() && has_umbrella(tx)?)
        })
        .await?;
    if complete {
        return Ok(Vec::new());
    }
    database
        .write_plain(Context::system(PART), AuditKind::Bootstrapped, |tx| {
            let proof = set_up(tx.caller())?;
            let installed = install(tx, &proof)?;
            let new = json!({ "roles": installed });
            tx.record(
                &Change::new(What::Bootstrapped { new }, About::default()),
                installed,
            )
        })
        .await
}

/// Roles of the catalogue that are not installed.
fn missing(tx: &mut ReadTx<'_>) -> Result<Vec<&'static CatalogueRole>, Failure> {
    let there: Vec<String> = roles::table.select(roles::key).load(tx.connection())?;
    Ok(CATALOGUE
        .iter()
        .filter(|role| !there.iter().any(|key| key == role.key))
        .collect())
}

fn has_umbrella(tx: &mut ReadTx<'_>) -> Result<bool, Failure> {
    let found = organisations::table.filter(organisations::id.eq(UMBRELLA.to_string()));
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(tx.connection())?)
}

fn install(tx: &mut WriteTx<'_>, _: &Authorised<SetUp>) -> Result<Vec<String>, Failure> {
    if !has_umbrella(tx)? {
        let umbrella = OrganisationToCreate {
            id: UMBRELLA,
            kind: OrganisationKind::Virksomhed,
            name: "Virksomhed".to_owned(),
            cvr: None,
            kommunekode: None,
            parent: None,
            at: tx.now(),
        };
        insert(tx, umbrella)?;
    }
    let missing = missing(tx)?;
    for role in &missing {
        insert_role(tx, role)?;
    }
    Ok(missing.iter().map(|role| role.key.to_owned()).collect())
}

fn insert_role(tx: &mut WriteTx<'_>, role: &CatalogueRole) -> Result<(), Failure> {
    diesel::insert_into(roles::table)
        .values(NewRoleRow {
            key: role.key,
            system: role.system(),
            name_da: role.name_da,
            name_en: role.name_en,
            description_da: role.description_da,
            description_en: role.description_en,
            assurance: role.assurance().as_str(),
            confers: role.confers.map(crate::domain::caller::Capability::as_str),
            version: 1,
        })
        .execute(tx.connection())?;
    for rule in role.rules {
        for kind in rule.holders {
            diesel::insert_into(role_rules::table)
                .values(NewRoleRuleRow {
                    role_key: role.key,
                    holder_kind: kind.as_str(),
                    target: rule.target.as_str(),
                    requestable_by_self: rule.asked_by.by_self(),
                    requestable_by_lba: rule.asked_by.by_lba(),
                    granted_by: rule.authority.as_str(),
                    revoked_by: rule.authority.as_str(),
                })
                .execute(tx.connection())?;
        }
    }
    Ok(())
}
