//! Giving and taking roles.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    Timestamp,
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    problem::{FieldCode, ProblemKind},
    role_grant::{NewRoleGrant, RoleGrantView},
    text::{CaseReference, Reason},
};

use super::{
    acts,
    placing::{overlapping, take_the_place_of, touched, within_agreement},
    queries,
    rows::{Revocation, RoleGrant},
    under_agreement::record,
    views,
};
use crate::{
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::role_grants},
    domain::{
        caller::Capability,
        change::{About, Change, What},
        facts::RoleFacts,
        period::Period,
    },
    http::request::IfMatch,
    organisations,
    policy::{
        self, Authorised,
        granting::{Giving, GrantRole, Taking},
    },
    roles,
    units::{self, commands::p_number},
    users,
};

/// A giving, its texts parsed.
#[derive(Clone, Debug)]
pub struct Grant {
    user: UserId,
    role: String,
    organisation: OrganisationId,
    unit: Option<String>,
    terms: Terms,
    valid_from: Option<Timestamp>,
    valid_until: Option<Timestamp>,
}

/// What is written on a grant besides who, what and where.
#[derive(Clone, Debug)]
pub struct Terms {
    pub(crate) reason: String,
    pub(crate) case_reference: Option<String>,
    pub(crate) request: Option<AccessRequestId>,
}

impl TryFrom<NewRoleGrant> for Grant {
    type Error = Failure;

    fn try_from(new: NewRoleGrant) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let reason = fields.check("/reason", Reason::parse(&new.reason));
        let unit = fields.check_optional("/unit", new.unit.as_deref().map(p_number));
        let case_reference = fields
            .check_optional(
                "/case_reference",
                new.case_reference.as_deref().map(CaseReference::parse),
            )
            .map(CaseReference::into_string);
        let terms = reason.map(|reason| Terms {
            reason: reason.into_string(),
            case_reference,
            request: None,
        });
        Ok(Self {
            terms: fields.finish(terms)?,
            user: new.user_id,
            role: new.role,
            organisation: new.organisation_id,
            unit,
            valid_from: new.valid_from,
            valid_until: new.valid_until,
        })
    }
}

/// Gives a role directly (G1–G8).
///
/// # Errors
/// `not-found` for a user out of sight; the policy's refusals; `already-granted`; wrong fields.
pub fn grant_role(tx: &mut WriteTx<'_>, new: &Grant) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_users(tx.caller());
    let subject = users::queries::get(tx, &scope, new.user)?;
    let about = About {
        subject: Some(subject.id),
        organisation: Some(subject.home()),
        role: Some(new.role.clone()),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let role = roles::queries::find(tx, &new.role, subject.facts().home_kind)?
        .ok_or_else(|| Failure::field("/role", FieldCode::Unknown))?;
    let act = GrantRole {
        standing: roles::standing::of(tx, &subject.facts(), &role.facts)?,
        subject: subject.facts(),
        role: role.facts.clone(),
        organisation: new.organisation,
        unit: new.unit.clone(),
        agreement: None,
    };
    let giving = policy::granting::grant_role(tx.caller(), act)?;
    let now = tx.now();
    let period = Period::new(new.valid_from.unwrap_or(now).max(now), new.valid_until)
        .and_then(|period| period.within(role.facts.max_duration_days))
        .map_err(|code| Failure::field("/valid_until", code))?;
    let grant = insert(tx, giving, period, new.terms.clone())?;
    let change = Change::new(
        What::RoleGranted { new: told(&grant) },
        About {
            grant: Some(grant.id),
            ..about
        },
    );
    let view = views::view(tx, &grant)?;
    tx.record(&change.because(grant.reason), view)
}

/// What the audit log keeps of a grant's terms.
pub(crate) fn told(grant: &RoleGrant) -> serde_json::Value {
    json!({
        "organisation_id": grant.organisation,
        "unit": grant.unit,
        "valid_from": grant.period.from(),
        "valid_until": grant.period.until(),
        "source": grant.source,
        "case_reference": grant.case_reference,
        "agreement_id": grant.agreement,
    })
}

/// Stores an allowed giving. Refuses a second grant of the same for an overlapping period, unless
/// the first one sleeps: the second takes its place then.
///
/// # Errors
/// `already-granted`; the engine's.
pub fn insert(
    tx: &mut WriteTx<'_>,
    giving: Authorised<Giving>,
    period: Period,
    terms: Terms,
) -> Result<RoleGrant, Failure> {
    let Giving { act, by, source } = giving.into_act();
    let period = within_agreement(&act, period)?;
    unit_is_kept(tx, &act.role, act.organisation, act.unit.as_deref())?;
    let held = overlapping(tx, &act, period)?;
    if held.iter().any(|one| one.asleep_since(tx.now()).is_none()) {
        return Err(ProblemKind::AlreadyGranted.into());
    }
    take_the_place_of(tx, &held, Giving { act, by, source }, period, terms)
}

/// Refuses a unit on a role that the policy says cannot be kept to one, and what is no unit of
/// where the role is held.
pub(crate) fn unit_is_kept(
    tx: &mut WriteTx<'_>,
    role: &RoleFacts,
    organisation: OrganisationId,
    unit: Option<&str>,
) -> Result<(), Failure> {
    if unit.is_some() && !policy::granting::can_be_limited_to_a_unit(role) {
        return Err(Failure::field("/unit", FieldCode::Malformed));
    }
    units::queries::require(tx, organisation, unit)
}

/// Takes a role away directly (G1–G5, G8, G9).
///
/// # Errors
/// `not-found`; the policy's refusals; `already-revoked`; a missing or stale version.
pub fn revoke_role(
    tx: &mut WriteTx<'_>,
    id: RoleGrantId,
    because: &Reason,
    if_match: IfMatch,
) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_grants(tx.caller());
    let grant = queries::get(tx, &scope, id)?;
    let about = About {
        subject: Some(grant.user),
        organisation: Some(grant.holder_organisation),
        role: Some(grant.role.clone()),
        grant: Some(grant.id),
        request: None,
    };
    tx.concerns(about.clone())?;
    let act = acts::facts_for_revoking(tx, &grant)?;
    let taking = policy::granting::revoke_role(tx.caller(), act)?;
    if grant.revocation.is_some() {
        return Err(ProblemKind::AlreadyRevoked.into());
    }
    if_match.check(grant.version)?;
    let change = Change::new(What::RoleRevoked { old: told(&grant) }, about);
    let grant = mark_revoked(tx, grant, taking, because)?;
    let view = views::view(tx, &grant)?;
    record(tx, &grant, &change.because(because.as_str()), view)
}

/// Stores an allowed taking, by compare-and-set on the version read.
///
/// # Errors
/// `already-revoked` when somebody was faster; the engine's.
pub fn mark_revoked(
    tx: &mut WriteTx<'_>,
    grant: RoleGrant,
    taking: Authorised<Taking>,
    because: &Reason,
) -> Result<RoleGrant, Failure> {
    let Taking { act, by } = taking.into_act();
    let now = tx.now();
    let changed = diesel::update(
        role_grants::table
            .filter(role_grants::id.eq(grant.id.to_string()))
            .filter(role_grants::version.eq(grant.version))
            .filter(role_grants::revoked_at.is_null()),
    )
    .set((
        role_grants::revoked_at.eq(now.naive()),
        role_grants::revoked_by.eq(by.to_string()),
        role_grants::revoked_because.eq(because.as_str()),
        role_grants::version.eq(grant.version + 1),
    ))
    .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::AlreadyRevoked.into());
    }
    tx.connection()
        .execute_returning_count(&touched(grant.user, now))?;
    if act.role.confers == Some(Capability::AdministerOrganisation) {
        organisations::lbas::have_changed(tx, grant.holder_organisation)?;
    }
    let because = because.as_str().to_owned();
    let revocation = Some(Revocation {
        by: Some(by),
        at: now,
        because,
        extended_by: None,
    });
    Ok(RoleGrant {
        revocation,
        version: grant.version + 1,
        ..grant
    })
}
