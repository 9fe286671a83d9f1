//! Organisations as the API shows them.

use std::collections::{HashMap, HashSet};

use shared::{
    id::OrganisationId,
    organisation::{OrganisationKind, OrganisationView, PersonRef},
    session::{Action, AllowedAction},
};

use super::{answer_time, rows::Organisation};
use crate::{
    db::{Failure, ReadTx, Resource},
    domain::{
        caller::{Caller, Capability, Person},
        facts::{OrganisationFacts, RoleFacts, UMBRELLA},
        standing::Standing,
    },
    http::allowed::allowed,
    lookups,
    policy::{
        self, Authorised, Denied, first_lba::ClaimLbaRole, lookups::rights_in_view,
        organisations::ChangeOrganisation, units::KeepUnit, users::CreateUser,
    },
    roles, users,
};

impl Resource for OrganisationView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/organisations/{}", self.id)
    }
}

/// A change, judged.
type Judged = Result<Authorised<ChangeOrganisation>, Denied>;

/// What is known around some organisations, loaded once for all of them.
struct Around {
    lbas: HashMap<OrganisationId, Vec<PersonRef>>,
    /// What makes an LBA of the caller's own company.
    claimable: Option<RoleFacts>,
    /// Those that the caller has looked up, when they must (G14).
    looked_up: Option<HashSet<OrganisationId>>,
}

impl Around {
    fn load(tx: &mut ReadTx<'_>, organisations: &[Organisation]) -> Result<Self, Failure> {
        let ids = || organisations.iter().map(|one| one.id);
        let now = tx.now();
        let looked_up = match rights_in_view(tx.caller()).reasoned() {
            Some(reasoned) => Some(lookups::view::organisations_among(tx, reasoned, ids())?),
            None => None,
        };
        Ok(Self {
            lbas: users::queries::lbas_of(tx, ids(), now)?,
            claimable: claimable(tx, organisations)?,
            looked_up,
        })
    }

    fn count_lbas(&self, one: &Organisation) -> i64 {
        let lbas = self.lbas.get(&one.id).map_or(0, Vec::len);
        i64::try_from(lbas).unwrap_or(i64::MAX)
    }

    /// Everybody may know who decides in their own organisation, if it names them; its LBAs know
    /// each other; and whoever works across, in those that they have looked up (G14).
    fn lbas(&self, caller: &Caller, one: &Organisation) -> Vec<PersonRef> {
        let sight = policy::scope::visible_users(caller);
        let told = policy::organisations::names_lbas(caller, one.id, one.names_deciders);
        let names = is_home(caller, one) && told
            || match &self.looked_up {
                Some(looked_up) => looked_up.contains(&one.id),
                None => sight.covers(one.id, &[]),
            };
        let lbas = self.lbas.get(&one.id).filter(|_| names);
        lbas.cloned().unwrap_or_default()
    }

    fn allowed_actions(&self, tx: &ReadTx<'_>, one: &Organisation) -> Vec<AllowedAction> {
        let (caller, language, facts) = (tx.caller(), tx.language(), one.facts());
        let (change, choose) = changes(caller, &facts);
        let home = facts.clone();
        let unit = caller.person().map(Person::administers_units);
        let unit = unit.and_then(|units| units.into_iter().next());
        let create = policy::users::create(caller, CreateUser { home, unit });
        let organisation = facts.clone();
        let units = policy::units::keep(caller, KeepUnit { organisation });
        let mut actions = vec![
            allowed(Action::ChangeOrganisation, change, language),
            allowed(Action::ChooseForOrganisation, choose, language),
            allowed(Action::CreateUser, create, language),
            allowed(Action::KeepUnits, units, language),
        ];
        let lbas = self.count_lbas(one);
        if let Some(role) = self.claimable.clone().filter(|_| is_home(caller, one)) {
            let act = ClaimLbaRole {
                organisation: facts.clone(),
                role: Some(role),
                lbas,
                // Looked at when the role is taken.
                standing: Standing::default(),
            };
            let claim = policy::first_lba::claim(caller, act);
            actions.push(allowed(Action::ClaimLbaRole, claim, language));
        }
        // Nobody but the desk has anything to do with appointing.
        let propose = policy::first_lba::appoint_somebody(caller, &facts, lbas);
        if propose.is_ok() {
            actions.push(allowed(Action::ProposeLbaAppointment, propose, language));
        }
        actions
    }

    fn view(&self, tx: &ReadTx<'_>, one: &Organisation) -> OrganisationView {
        OrganisationView {
            id: one.id,
            kind: one.kind,
            name: one.name.clone(),
            cvr: one.cvr.clone(),
            star_code: one.kind.star_code(),
            kommunekode: one.kommunekode.clone(),
            parent_id: one.parent,
            administration: one.administration,
            active: one.active,
            names_deciders: one.names_deciders,
            lbas: self.lbas(tx.caller(), one),
            lba_count: self.count_lbas(one),
            usual_answer_hours: None,
            allowed_actions: self.allowed_actions(tx, one),
            created_at: one.created_at,
            version: one.version,
        }
    }
}

/// Changing the facts, and choosing what the people are told.
fn changes(caller: &Caller, organisation: &OrganisationFacts) -> (Judged, Judged) {
    let judge = |facts, choices| {
        let organisation = organisation.clone();
        let act = ChangeOrganisation {
            organisation,
            facts,
            choices,
        };
        policy::organisations::change(caller, act)
    };
    (judge(true, false), judge(false, true))
}

fn is_home(caller: &Caller, one: &Organisation) -> bool {
    caller
        .person()
        .is_some_and(|person| person.home.id == one.id)
}

/// Organisations as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(
    tx: &mut ReadTx<'_>,
    organisations: &[Organisation],
) -> Result<Vec<OrganisationView>, Failure> {
    let around = Around::load(tx, organisations)?;
    let view = |one| around.view(tx, one);
    Ok(organisations.iter().map(view).collect())
}

/// What makes an LBA of the caller's own company, when that is among these: with it they are told
/// whether they may take it themself (G11).
fn claimable(
    tx: &mut ReadTx<'_>,
    organisations: &[Organisation],
) -> Result<Option<RoleFacts>, Failure> {
    let home = tx.caller().person().map(|person| person.home.id);
    let own = organisations.iter().find(|one| {
        Some(one.id) == home && one.kind == OrganisationKind::Virksomhed && one.id != UMBRELLA
    });
    match own {
        Some(own) => {
            let role = Capability::AdministerOrganisation;
            let role = roles::queries::conferring(tx, role, own.kind)?;
            Ok(role.map(|role| role.facts))
        }
        None => Ok(None),
    }
}

/// One organisation as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, one: &Organisation) -> Result<OrganisationView, Failure> {
    let mut view = views(tx, std::slice::from_ref(one))?
        .pop()
        .ok_or(Failure::NotFound)?;
    view.usual_answer_hours = answer_time::usual_hours(tx, one.id)?;
    Ok(view)
}
