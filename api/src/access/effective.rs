//! The roles a user has at a moment, past ones included.

use diesel::prelude::*;
use shared::{Timestamp, language::Language, role_grant::EffectiveRole};

use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        absence::holder_in_use,
        dormancy::awake_as_of,
        prerequisites::prerequisites_held_as_of,
        row,
        schema::{organisations, role_grants, roles},
    },
    users::rows::{OrganisationRefRow, User},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = role_grants, check_for_backend(MultiBackend))]
struct GrantRow {
    id: String,
    role_key: String,
    unit: Option<String>,
    valid_from: chrono::NaiveDateTime,
    valid_until: Option<chrono::NaiveDateTime>,
    source: String,
}

/// The roles that `user` has at `as_of`, or now; by key and organisation.
///
/// # Errors
/// The engine's.
pub(super) fn list(
    tx: &mut ReadTx<'_>,
    user: &User,
    as_of: Option<Timestamp>,
) -> Result<Vec<EffectiveRole>, Failure> {
    let at = as_of.unwrap_or_else(|| tx.now());
    let language = tx.language();
    let moment = at.naive();
    let rows: Vec<Row> = role_grants::table
        .inner_join(roles::table)
        .inner_join(organisations::table.on(organisations::id.eq(role_grants::organisation_id)))
        .filter(role_grants::user_id.eq(user.id.to_string()))
        .filter(role_grants::valid_from.le(moment))
        .filter(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(moment)),
        )
        .filter(
            role_grants::revoked_at
                .is_null()
                .or(role_grants::revoked_at.assume_not_null().gt(moment)),
        )
        .filter(awake_as_of(at))
        .filter(prerequisites_held_as_of(at))
        .filter(holder_in_use(at))
        .order((
            role_grants::role_key,
            organisations::sort_key,
            role_grants::id,
        ))
        .select((
            GrantRow::as_select(),
            (roles::name_da, roles::name_en),
            OrganisationRefRow::as_select(),
        ))
        .load(tx.connection())?;
    rows.into_iter().map(|row| view(row, language)).collect()
}

type Row = (GrantRow, (String, String), OrganisationRefRow);

fn view(
    (grant, (name_da, name_en), organisation): Row,
    language: Language,
) -> Result<EffectiveRole, Failure> {
    Ok(EffectiveRole {
        role: grant.role_key,
        role_name: match language {
            Language::Da => name_da,
            Language::En => name_en,
        },
        organisation: organisation.reference()?,
        unit: grant.unit,
        since: Timestamp::from_naive(grant.valid_from),
        until: grant.valid_until.map(Timestamp::from_naive),
        grant_id: row::id(&grant.id)?,
        source: row::word(&grant.source)?,
    })
}
