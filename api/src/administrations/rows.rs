//! Modules and moves as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    administration::{Care, RightsDigest},
    id::{CutoverId, OrganisationId, UserId},
    organisation::{Administration, OrganisationKind},
};

use crate::db::{
    Failure, MultiBackend, row,
    schema::{administrations, cutover_organisations, cutovers},
};

/// A kind's module, as selected.
#[derive(Queryable, Selectable)]
#[diesel(table_name = administrations, check_for_backend(MultiBackend))]
pub(super) struct AdministrationRow {
    kind: String,
    administration: String,
    since: chrono::NaiveDateTime,
    version: i64,
}

/// In which module a kind of organisation is administered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    pub(crate) kind: OrganisationKind,
    pub(crate) administration: Administration,
    pub(crate) since: Timestamp,
    pub(crate) version: i64,
}

impl TryFrom<AdministrationRow> for Module {
    type Error = Failure;

    fn try_from(stored: AdministrationRow) -> Result<Self, Failure> {
        Ok(Self {
            kind: row::word(&stored.kind)?,
            administration: row::word(&stored.administration)?,
            since: Timestamp::from_naive(stored.since),
            version: stored.version,
        })
    }
}

/// A move, as stored.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = cutovers, check_for_backend(MultiBackend))]
pub(super) struct CutoverRow {
    id: String,
    kind: String,
    from_administration: String,
    to_administration: String,
    reason: String,
    moved_by: String,
    moved_at: chrono::NaiveDateTime,
    reverses: Option<String>,
    reversed_by: Option<String>,
    rights_count_before: i64,
    rights_before: String,
    rights_count_after: i64,
    rights_after: String,
    version: i64,
}

/// A move of a kind of organisation from one module to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cutover {
    pub(crate) id: CutoverId,
    pub(crate) kind: OrganisationKind,
    pub(crate) from: Administration,
    pub(crate) to: Administration,
    pub(crate) reason: String,
    pub(crate) by: UserId,
    pub(crate) at: Timestamp,
    pub(crate) reverses: Option<CutoverId>,
    pub(crate) reversed_by: Option<CutoverId>,
    pub(crate) before: RightsDigest,
    pub(crate) after: RightsDigest,
    pub(crate) version: i64,
}

impl From<&Cutover> for CutoverRow {
    fn from(cutover: &Cutover) -> Self {
        Self {
            id: cutover.id.to_string(),
            kind: cutover.kind.as_str().to_owned(),
            from_administration: cutover.from.as_str().to_owned(),
            to_administration: cutover.to.as_str().to_owned(),
            reason: cutover.reason.clone(),
            moved_by: cutover.by.to_string(),
            moved_at: cutover.at.naive(),
            reverses: cutover.reverses.map(|id| id.to_string()),
            reversed_by: cutover.reversed_by.map(|id| id.to_string()),
            rights_count_before: cutover.before.count,
            rights_before: cutover.before.sha256.clone(),
            rights_count_after: cutover.after.count,
            rights_after: cutover.after.sha256.clone(),
            version: cutover.version,
        }
    }
}

impl TryFrom<CutoverRow> for Cutover {
    type Error = Failure;

    fn try_from(stored: CutoverRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            kind: row::word(&stored.kind)?,
            from: row::word(&stored.from_administration)?,
            to: row::word(&stored.to_administration)?,
            reason: stored.reason,
            by: row::id(&stored.moved_by)?,
            at: Timestamp::from_naive(stored.moved_at),
            reverses: row::optional_id(stored.reverses.as_deref())?,
            reversed_by: row::optional_id(stored.reversed_by.as_deref())?,
            before: RightsDigest {
                count: stored.rights_count_before,
                sha256: stored.rights_before,
            },
            after: RightsDigest {
                count: stored.rights_count_after,
                sha256: stored.rights_after,
            },
            version: stored.version,
        })
    }
}

/// What moved in one organisation, as stored.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = cutover_organisations, check_for_backend(MultiBackend))]
pub(super) struct MovedRow {
    pub(super) cutover_id: String,
    pub(super) organisation_id: String,
    pub(super) in_use: bool,
    pub(super) parent_elsewhere: bool,
    pub(super) users: i64,
    pub(super) without_identity: i64,
    pub(super) lbas: i64,
    pub(super) grants: i64,
    pub(super) without_rule: i64,
    pub(super) requests: i64,
}

impl MovedRow {
    /// An organisation of which nothing has been counted yet.
    pub(super) fn new(
        cutover: CutoverId,
        organisation: OrganisationId,
        in_use: bool,
        parent_elsewhere: bool,
    ) -> Self {
        Self {
            cutover_id: cutover.to_string(),
            organisation_id: organisation.to_string(),
            in_use,
            parent_elsewhere,
            users: 0,
            without_identity: 0,
            lbas: 0,
            grants: 0,
            without_rule: 0,
            requests: 0,
        }
    }

    /// How much there is of something that wants care; 0 when there is nothing.
    pub(super) fn care(&self, care: Care) -> i64 {
        match care {
            Care::NoLba => i64::from(self.in_use && self.lbas == 0),
            Care::WithoutIdentity => self.without_identity,
            Care::NoRule => self.without_rule,
            Care::ParentElsewhere => i64::from(self.parent_elsewhere),
            Care::NotInUse => i64::from(!self.in_use),
        }
    }

    /// Everything there that wants care.
    pub(super) fn cares(&self) -> Vec<Care> {
        Care::ALL
            .iter()
            .copied()
            .filter(|care| self.care(*care) > 0)
            .collect()
    }
}
