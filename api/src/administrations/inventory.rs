//! Counts what a kind of organisation has, with a few statements however much that is.

use std::collections::HashMap;

use diesel::{
    dsl::{count, count_star},
    prelude::*,
};
use shared::{
    access_request::RequestState,
    id::{CutoverId, OrganisationId},
    organisation::{Administration, OrganisationKind},
    user::UserStatus,
};

use super::{queries, rights::not_ended, rows::MovedRow};
use crate::{
    db::{
        Failure, ReadTx,
        caller::in_effect,
        schema::{
            access_requests, cutover_organisations, organisations, role_grants, role_rules, roles,
            users,
        },
    },
    domain::caller::Capability,
};

/// A count for each organisation that has any.
type Counts = Vec<(String, i64)>;

/// What there is in each organisation of a kind that moves to a module.
///
/// # Errors
/// The engine's.
pub(super) fn counted(
    tx: &mut ReadTx<'_>,
    cutover: CutoverId,
    kind: OrganisationKind,
    to: Administration,
) -> Result<Vec<MovedRow>, Failure> {
    let elsewhere = with_relatives_elsewhere(tx, kind, to)?;
    let mut rows: HashMap<String, MovedRow> = queries::organisations_of(tx, kind)?
        .into_iter()
        .map(|(id, in_use)| {
            let parent_elsewhere = elsewhere.contains(&id.to_string());
            let row = MovedRow::new(cutover, id, in_use, parent_elsewhere);
            (id.to_string(), row)
        })
        .collect();
    let mut fill = |counts: Counts, put: fn(&mut MovedRow, i64)| {
        for (organisation, count) in counts {
            if let Some(row) = rows.get_mut(&organisation) {
                put(row, count);
            }
        }
    };
    fill(users_of(tx, kind)?, |row, count| row.users = count);
    fill(without_identity(tx, kind)?, |row, count| {
        row.without_identity = count;
    });
    fill(lbas(tx, kind)?, |row, count| row.lbas = count);
    fill(grants(tx, kind)?, |row, count| row.grants = count);
    fill(without_rule(tx, kind)?, |row, count| {
        row.without_rule = count;
    });
    fill(requests(tx, kind)?, |row, count| row.requests = count);
    Ok(rows.into_values().collect())
}

/// Organisations of the kind that have one above or below them in the other module than `to`.
fn with_relatives_elsewhere(
    tx: &mut ReadTx<'_>,
    kind: OrganisationKind,
    to: Administration,
) -> Result<Vec<String>, Failure> {
    let related: Vec<(String, Option<String>, String, String)> = {
        let parents = diesel::alias!(organisations as parents);
        organisations::table
            .inner_join(
                parents.on(parents
                    .field(organisations::id)
                    .nullable()
                    .eq(organisations::parent_id)),
            )
            .filter(
                organisations::kind
                    .eq(kind.as_str())
                    .or(parents.field(organisations::kind).eq(kind.as_str())),
            )
            .filter(organisations::kind.ne(parents.field(organisations::kind)))
            .select((
                organisations::id,
                organisations::parent_id,
                organisations::administration,
                parents.field(organisations::administration),
            ))
            .load(tx.connection())?
    };
    let kinds: HashMap<OrganisationId, bool> =
        queries::organisations_of(tx, kind)?.into_iter().collect();
    let ours = |id: &str| id.parse().is_ok_and(|id| kinds.contains_key(&id));
    Ok(related
        .into_iter()
        .filter_map(|(child, parent, of_child, of_parent)| {
            let parent = parent?;
            let (own, other) = if ours(&child) {
                (child, of_parent)
            } else {
                (parent, of_child)
            };
            (other != to.as_str()).then_some(own)
        })
        .collect())
}

fn users_of(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    Ok(users::table
        .inner_join(organisations::table)
        .filter(organisations::kind.eq(kind.as_str()))
        .group_by(users::organisation_id)
        .select((users::organisation_id, count_star()))
        .load(tx.connection())?)
}

fn without_identity(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    Ok(users::table
        .inner_join(organisations::table)
        .filter(organisations::kind.eq(kind.as_str()))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(users::professional_uuid.is_null())
        .group_by(users::organisation_id)
        .select((users::organisation_id, count_star()))
        .load(tx.connection())?)
}

fn lbas(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    let now = tx.now();
    Ok(role_grants::table
        .inner_join(roles::table)
        .inner_join(users::table.inner_join(organisations::table))
        .filter(organisations::kind.eq(kind.as_str()))
        .filter(roles::confers.eq(Capability::AdministerOrganisation.as_str()))
        // G1: administration counts only on the holder's own organisation.
        .filter(role_grants::organisation_id.eq(role_grants::holder_organisation_id))
        .filter(in_effect(now))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .group_by(role_grants::holder_organisation_id)
        .select((
            role_grants::holder_organisation_id,
            count(role_grants::user_id).aggregate_distinct(),
        ))
        .load(tx.connection())?)
}

fn grants(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    let now = tx.now();
    let holders = organisations::table
        .filter(organisations::kind.eq(kind.as_str()))
        .select(organisations::id);
    Ok(role_grants::table
        .filter(role_grants::holder_organisation_id.eq_any(holders))
        .filter(not_ended(now))
        .group_by(role_grants::holder_organisation_id)
        .select((role_grants::holder_organisation_id, count_star()))
        .load(tx.connection())?)
}

fn without_rule(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    let now = tx.now();
    let holders = organisations::table
        .filter(organisations::kind.eq(kind.as_str()))
        .select(organisations::id);
    let ruled = role_rules::table
        .filter(role_rules::holder_kind.eq(kind.as_str()))
        .select(role_rules::role_key);
    Ok(role_grants::table
        .filter(role_grants::holder_organisation_id.eq_any(holders))
        .filter(not_ended(now))
        .filter(role_grants::role_key.ne_all(ruled))
        .group_by(role_grants::holder_organisation_id)
        .select((role_grants::holder_organisation_id, count_star()))
        .load(tx.connection())?)
}

fn requests(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<Counts, Failure> {
    let holders = organisations::table
        .filter(organisations::kind.eq(kind.as_str()))
        .select(organisations::id);
    Ok(access_requests::table
        .filter(access_requests::holder_organisation_id.eq_any(holders))
        .filter(access_requests::state.eq(RequestState::Open.as_str()))
        .group_by(access_requests::holder_organisation_id)
        .select((access_requests::holder_organisation_id, count_star()))
        .load(tx.connection())?)
}

/// Keeps what was counted with the move.
///
/// # Errors
/// The engine's.
pub(super) fn keep(tx: &mut crate::db::WriteTx<'_>, rows: &[MovedRow]) -> Result<(), Failure> {
    for row in rows {
        diesel::insert_into(cutover_organisations::table)
            .values(row.clone())
            .execute(tx.connection())?;
    }
    Ok(())
}
