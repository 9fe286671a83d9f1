//! Reads of agreements, each through a scope (G12).

use std::collections::HashMap;

use diesel::{prelude::*, sql_types::Bool};
use shared::{
    Timestamp,
    agreement::AgreementQuery,
    id::{AgreementId, UserId},
    organisation::OrganisationRef,
    page::Page,
};

use super::rows::{Agreement, AgreementRow};
use crate::{
    db::{
        Failure, MultiBackend, ReadTx,
        cursor::Asked,
        row,
        schema::{agreements, organisations, users},
    },
    organisations::rows::{Organisation, OrganisationRow},
    policy::{
        Scope,
        scope::{Reach, of},
    },
    users::rows::email_key,
};

type OnAgreements = Box<dyn BoxableExpression<agreements::table, MultiBackend, SqlType = Bool>>;

/// The last agreement of a page: the newest first.
pub type Key = (Timestamp, AgreementId);

fn party(ids: Vec<String>) -> OnAgreements {
    Box::new(
        agreements::principal_id
            .eq_any(ids.clone())
            .or(agreements::provider_id.eq_any(ids)),
    )
}

fn within(scope: &Scope<of::Agreements>) -> OnAgreements {
    match scope.reach() {
        Reach::Everything => Box::new(agreements::id.is_not_null()),
        Reach::Units(..) => Box::new(agreements::id.is_null()),
        Reach::Organisations(ids) => party(ids.iter().map(ToString::to_string).collect()),
    }
}

/// One agreement within the scope.
///
/// # Errors
/// `not-found` when there is none, or none within the scope.
pub fn get(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Agreements>,
    id: AgreementId,
) -> Result<Agreement, Failure> {
    agreements::table
        .filter(agreements::id.eq(id.to_string()))
        .filter(within(scope))
        .select(AgreementRow::as_select())
        .first(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// A page of the agreements within the scope, the newest first.
///
/// # Errors
/// The engine's.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::Agreements>,
    query: &AgreementQuery,
    asked: &Asked<Key>,
) -> Result<Page<Agreement>, Failure> {
    let mut select = agreements::table
        .filter(within(scope))
        .order((agreements::recorded_at.desc(), agreements::id.desc()))
        .limit(asked.fetch())
        .select(AgreementRow::as_select())
        .into_boxed::<MultiBackend>();
    if let Some(organisation) = query.organisation_id {
        select = select.filter(party(vec![organisation.to_string()]));
    }
    if let Some((at, id)) = asked.after() {
        let at = at.naive();
        select = select.filter(agreements::recorded_at.le(at)).filter(
            agreements::recorded_at.lt(at).or(agreements::recorded_at
                .eq(at)
                .and(agreements::id.lt(id.to_string()))),
        );
    }
    let found: Vec<Agreement> = select
        .load::<AgreementRow>(tx.connection())?
        .into_iter()
        .map(Agreement::try_from)
        .collect::<Result<_, _>>()?;
    asked.page(found, |agreement| (agreement.recorded_at, agreement.id))
}

/// The agreements with these ids, to name them beside what is held under them; asks nothing when
/// there are none.
///
/// # Errors
/// The engine's.
pub(crate) fn by_id(
    tx: &mut ReadTx<'_>,
    ids: impl IntoIterator<Item = AgreementId>,
) -> Result<HashMap<AgreementId, Agreement>, Failure> {
    let mut ids: Vec<_> = ids.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    ids.sort_unstable();
    ids.dedup();
    agreements::table
        .filter(agreements::id.eq_any(ids))
        .select(AgreementRow::as_select())
        .load::<AgreementRow>(tx.connection())?
        .into_iter()
        .map(|stored| Agreement::try_from(stored).map(|one| (one.id, one)))
        .collect()
}

/// The organisation with a CVR number: whoever records an agreement knows it from the contract.
///
/// # Errors
/// The engine's.
pub(super) fn with_cvr(tx: &mut ReadTx<'_>, cvr: &str) -> Result<Option<Organisation>, Failure> {
    organisations::table
        .filter(organisations::cvr.is_not_null())
        .filter(organisations::cvr.assume_not_null().eq(cvr.to_owned()))
        .select(OrganisationRow::as_select())
        .first(tx.connection())
        .optional()?
        .map(Organisation::try_from)
        .transpose()
}

/// The provider's users with an e-mail address.
///
/// # Errors
/// The engine's.
pub(super) fn staff_with_email(
    tx: &mut ReadTx<'_>,
    provider: &OrganisationRef,
    email: &str,
) -> Result<Vec<UserId>, Failure> {
    users::table
        .filter(users::organisation_id.eq(provider.id.to_string()))
        .filter(users::email_key.eq(email_key(email)))
        .order(users::id)
        .limit(2)
        .select(users::id)
        .load::<String>(tx.connection())?
        .iter()
        .map(|id| row::id(id))
        .collect()
}
