//! Role grants as the API shows them.

use std::collections::{HashMap, HashSet};

use shared::{
    Timestamp,
    id::{AgreementId, OrganisationId, RoleGrantId, UserId},
    organisation::{OrganisationRef, PersonRef},
    role_grant::{RevocationView, RoleGrantView},
    session::{Action, AllowedAction},
    user::UserStatus,
};

use super::{
    related::{holders, missing},
    rows::{Revocation, RoleGrant},
};
use crate::{
    agreements::{self, rows::Agreement},
    db::{Failure, ReadTx, Resource},
    domain::{caller::Capability, standing::Standing},
    http::allowed::allowed,
    organisations::{self, references},
    policy::{
        self,
        granting::{GrantRole, RevokeRole},
    },
    roles::{
        lookup::Lookup,
        suspension::{self, Missing},
    },
    users::{self, rows::User},
};

impl Resource for RoleGrantView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/role-grants/{}", self.id)
    }
}

/// What is known around some grants, loaded once for all of them.
pub(super) struct Around {
    people: HashMap<UserId, User>,
    organisations: HashMap<OrganisationId, OrganisationRef>,
    lookup: Lookup,
    agreements: HashMap<AgreementId, Agreement>,
    /// Holders' organisations that are out of use.
    out_of_use: HashSet<OrganisationId>,
    /// Active LBAs of the organisations where one of the grants makes an LBA.
    lbas: HashMap<OrganisationId, Vec<PersonRef>>,
    /// What is required and missing.
    missing: HashMap<RoleGrantId, Missing>,
    /// How many hold the roles of which some number must be left.
    holders: HashMap<(OrganisationId, String), i64>,
}

impl Around {
    pub(super) fn load(tx: &mut ReadTx<'_>, grants: &[RoleGrant]) -> Result<Self, Failure> {
        let people = grants.iter().flat_map(|grant| {
            let revoker = grant
                .revocation
                .as_ref()
                .and_then(|revocation| revocation.by);
            [Some(grant.user), grant.granted_by, revoker]
                .into_iter()
                .flatten()
        });
        let people = users::queries::by_id(tx, people)?;
        let organisations = references::by_id(tx, grants.iter().map(|grant| grant.organisation))?;
        let homes = grants.iter().map(|grant| grant.holder_organisation);
        let out_of_use = organisations::queries::out_of_use(tx, homes)?;
        let lookup = Lookup::load(tx)?;
        let mut lbas = HashMap::new();
        for grant in grants {
            let kind = kind_of(&people, grant)?;
            let administers = lookup.facts(&grant.role, kind)?.confers
                == Some(Capability::AdministerOrganisation);
            if administers && !lbas.contains_key(&grant.holder_organisation) {
                let now = tx.now();
                let list = users::queries::list_lbas(tx, grant.holder_organisation, &[], now)?;
                lbas.insert(grant.holder_organisation, list);
            }
        }
        let under = grants.iter().filter_map(|grant| grant.agreement);
        Ok(Self {
            agreements: agreements::queries::by_id(tx, under)?,
            missing: missing(tx, grants, &people, &lookup)?,
            holders: holders(tx, grants, &people, &lookup)?,
            people,
            organisations,
            lookup,
            out_of_use,
            lbas,
        })
    }

    /// Whether a grant runs: not revoked, begun and not ended, its holder and their organisation
    /// active.
    fn runs(&self, grant: &RoleGrant, now: Timestamp) -> Result<bool, Failure> {
        let holder = self.people.get(&grant.user).ok_or_else(|| orphan("user"))?;
        Ok(grant.revocation.is_none()
            && grant.period.contains(now)
            && holder.status == UserStatus::Active
            && !self.out_of_use.contains(&grant.holder_organisation))
    }

    /// Holders that the organisation would be left with, when taking the grant makes them fewer.
    pub(super) fn holders_left(
        &self,
        grant: &RoleGrant,
        now: Timestamp,
    ) -> Result<Option<i64>, Failure> {
        let idle = self.missing.contains_key(&grant.id) || grant.asleep_since(now).is_some();
        if idle || !self.runs(grant, now)? {
            return Ok(None);
        }
        let key = (grant.holder_organisation, grant.role.clone());
        Ok(self.holders.get(&key).map(|holders| holders - 1))
    }

    fn is_soon_asleep(&self, grant: &RoleGrant, now: Timestamp) -> Result<bool, Failure> {
        let role = self
            .lookup
            .facts(&grant.role, kind_of(&self.people, grant)?)?;
        Ok(grant.dormancy.is_soon(now, role.dormant_after_days))
    }

    fn person(&self, id: UserId) -> Result<PersonRef, Failure> {
        self.people
            .get(&id)
            .map(User::reference)
            .ok_or_else(|| orphan("user"))
    }

    pub(super) fn revoke_role(
        &self,
        grant: &RoleGrant,
        now: Timestamp,
    ) -> Result<RevokeRole, Failure> {
        let subject = self
            .people
            .get(&grant.user)
            .ok_or_else(|| orphan("user"))?
            .facts();
        let others = self.lbas.get(&grant.holder_organisation).map_or(0, |lbas| {
            lbas.iter().filter(|lba| lba.id != grant.user).count()
        });
        Ok(RevokeRole {
            role: self.lookup.facts(&grant.role, subject.home_kind)?,
            subject,
            organisation: grant.organisation,
            unit: grant.unit.clone(),
            under_agreement: grant.agreement.is_some(),
            other_lbas: i64::try_from(others).unwrap_or(i64::MAX),
            holders_left: self.holders_left(grant, now)?,
        })
    }

    fn agreement(&self, grant: &RoleGrant) -> Option<&Agreement> {
        grant.agreement.and_then(|id| self.agreements.get(&id))
    }

    /// Giving it anew, how the holder stands to the role apart.
    pub(super) fn extend_role(
        &self,
        grant: &RoleGrant,
        now: Timestamp,
    ) -> Result<GrantRole, Failure> {
        let subject = self
            .people
            .get(&grant.user)
            .ok_or_else(|| orphan("user"))?
            .facts();
        Ok(GrantRole {
            role: self.lookup.facts(&grant.role, subject.home_kind)?,
            subject,
            organisation: grant.organisation,
            unit: grant.unit.clone(),
            agreement: self.agreement(grant).map(|agreement| agreement.facts(now)),
            standing: Standing {
                jobcentres: vec![grant.organisation],
                ..Standing::default()
            },
        })
    }

    /// What the caller may do with a grant: nothing once it has ended.
    fn allowed_actions(
        &self,
        tx: &ReadTx<'_>,
        grant: &RoleGrant,
    ) -> Result<Vec<AllowedAction>, Failure> {
        let ended = grant.period.until().is_some_and(|until| until <= tx.now());
        if grant.revocation.is_some() || ended {
            return Ok(Vec::new());
        }
        let now = tx.now();
        let verdict = policy::granting::revoke_role(tx.caller(), self.revoke_role(grant, now)?);
        let mut actions = vec![allowed(Action::RevokeRole, verdict, tx.language())];
        if grant.is_extendable(now) {
            let verdict = policy::granting::grant_role(tx.caller(), self.extend_role(grant, now)?);
            actions.push(allowed(Action::ExtendRole, verdict, tx.language()));
        }
        if grant.asleep_since(now).is_some() {
            let verdict = policy::granting::grant_role(tx.caller(), self.extend_role(grant, now)?);
            actions.push(allowed(Action::ReactivateRole, verdict, tx.language()));
        }
        Ok(actions)
    }

    fn revocation(&self, grant: &RoleGrant) -> Result<Option<RevocationView>, Failure> {
        let view = |revocation: &Revocation| {
            Ok::<_, Failure>(RevocationView {
                by: revocation.by.map(|id| self.person(id)).transpose()?,
                at: revocation.at,
                reason: revocation.because.clone(),
            })
        };
        grant.revocation.as_ref().map(view).transpose()
    }

    fn view(&self, tx: &ReadTx<'_>, grant: &RoleGrant) -> Result<RoleGrantView, Failure> {
        let holder = self.people.get(&grant.user).ok_or_else(|| orphan("user"))?;
        let runs = self.runs(grant, tx.now())?;
        let missing = self.missing.get(&grant.id);
        let asleep = grant.asleep_since(tx.now());
        let revoked = self.revocation(grant)?;
        Ok(RoleGrantView {
            id: grant.id,
            user: holder.reference(),
            role: grant.role.clone(),
            role_name: self.lookup.name(&grant.role)?,
            organisation: self
                .organisations
                .get(&grant.organisation)
                .cloned()
                .ok_or_else(|| orphan("organisation"))?,
            unit: grant.unit.clone(),
            agreement: self.agreement(grant).map(Agreement::reference),
            valid_from: grant.period.from(),
            valid_until: grant.period.until(),
            effective: runs && missing.is_none() && asleep.is_none(),
            suspension: suspension::of(asleep, missing, tx.language()).filter(|_| runs),
            last_used_at: grant.dormancy.last_used_at,
            dormant_from: grant.dormancy.from.filter(|_| grant.revocation.is_none()),
            dormant_soon: runs && self.is_soon_asleep(grant, tx.now())?,
            source: grant.source,
            granted_by: grant.granted_by.map(|id| self.person(id)).transpose()?,
            granted_at: grant.granted_at,
            reason: grant.reason.clone(),
            case_reference: grant.case_reference.clone(),
            request_id: grant.request,
            extended_by: grant
                .revocation
                .as_ref()
                .and_then(|revocation| revocation.extended_by),
            revoked,
            allowed_actions: self.allowed_actions(tx, grant)?,
            version: grant.version,
        })
    }
}

pub(super) fn orphan(what: &str) -> Failure {
    Failure::Internal(format!("a grant refers to a missing {what}"))
}

pub(super) fn kind_of(
    people: &HashMap<UserId, User>,
    grant: &RoleGrant,
) -> Result<shared::organisation::OrganisationKind, Failure> {
    people
        .get(&grant.user)
        .map(|user| user.facts().home_kind)
        .ok_or_else(|| orphan("user"))
}

/// Grants as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, grants: &[RoleGrant]) -> Result<Vec<RoleGrantView>, Failure> {
    if grants.is_empty() {
        return Ok(Vec::new());
    }
    let around = Around::load(tx, grants)?;
    grants.iter().map(|grant| around.view(tx, grant)).collect()
}

/// One grant as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, grant: &RoleGrant) -> Result<RoleGrantView, Failure> {
    Around::load(tx, std::slice::from_ref(grant))?.view(tx, grant)
}
