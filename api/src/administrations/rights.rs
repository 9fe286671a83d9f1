//! Every right in effect of the users of a kind of organisation, as a digest: the proof that a
//! move between the modules gives and takes nothing.

use diesel::prelude::*;
use sha2::{Digest as _, Sha256};
use shared::{
    Timestamp, administration::RightsDigest, id::OrganisationId, organisation::OrganisationKind,
    user::UserStatus,
};

use super::queries;
use crate::db::{
    Failure, ReadTx,
    schema::{organisations, role_grants, users},
};

#[derive(Queryable)]
struct RightRow {
    user: String,
    role: String,
    organisation: String,
    unit: Option<String>,
    from: chrono::NaiveDateTime,
    until: Option<chrono::NaiveDateTime>,
}

impl RightRow {
    /// The same text on either engine.
    fn line(self) -> String {
        let until = self
            .until
            .map(|until| Timestamp::from_naive(until).to_string())
            .unwrap_or_default();
        [
            self.user,
            self.role,
            self.organisation,
            self.unit.unwrap_or_default(),
            Timestamp::from_naive(self.from).to_string(),
            until,
        ]
        .join("|")
            + "\n"
    }
}

/// Whether a grant is in effect at `at`, or will be: not ended, not revoked.
#[diesel::dsl::auto_type]
pub(super) fn not_ended(at: Timestamp) -> _ {
    let now: chrono::NaiveDateTime = at.naive();
    role_grants::revoked_at.is_null().and(
        role_grants::valid_until
            .is_null()
            .or(role_grants::valid_until.assume_not_null().gt(now)),
    )
}

/// The digest of the rights of a kind's users: what is in effect now or will be, of active users
/// of organisations in use.
///
/// One organisation's rights are in memory at a time, and are sorted here: engines sort texts
/// differently.
///
/// # Errors
/// The engine's.
pub(super) fn digest(tx: &mut ReadTx<'_>, kind: OrganisationKind) -> Result<RightsDigest, Failure> {
    let mut sha256 = Sha256::new();
    let mut count = 0;
    for (organisation, _) in queries::organisations_of(tx, kind)? {
        let mut lines: Vec<_> = load(tx, organisation)?
            .into_iter()
            .map(RightRow::line)
            .collect();
        lines.sort_unstable();
        for line in lines {
            sha256.update(line);
            count += 1;
        }
    }
    Ok(RightsDigest {
        count,
        sha256: format!("{:x}", sha256.finalize()),
    })
}

fn load(tx: &mut ReadTx<'_>, organisation: OrganisationId) -> Result<Vec<RightRow>, Failure> {
    let now = tx.now();
    Ok(role_grants::table
        .inner_join(users::table.inner_join(organisations::table))
        .filter(role_grants::holder_organisation_id.eq(organisation.to_string()))
        .filter(not_ended(now))
        .filter(users::status.eq(UserStatus::Active.as_str()))
        .filter(organisations::active.eq(true))
        .select((
            role_grants::user_id,
            role_grants::role_key,
            role_grants::organisation_id,
            role_grants::unit,
            role_grants::valid_from,
            role_grants::valid_until,
        ))
        .load(tx.connection())?)
}
