//! Access requests as the API shows them.

mod deciders;

use std::collections::HashMap;

use shared::{
    access_request::{AccessRequestView, DecisionView},
    id::{OrganisationId, UserId},
    organisation::{OrganisationRef, PersonRef},
};

use super::{actions, rows::Stored};
use crate::{
    db::{Failure, ReadTx, Resource},
    domain::request::AccessRequest,
    organisations::references,
    roles::{lookup::Lookup, queries::Role},
    users::{self, lbas::Lba, rows::User},
};

impl Resource for AccessRequestView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/access-requests/{}", self.id)
    }
}

/// What is known around some requests, loaded once for all of them.
pub(super) struct Around {
    people: HashMap<UserId, User>,
    caller: Option<PersonRef>,
    organisations: HashMap<OrganisationId, OrganisationRef>,
    lookup: Lookup,
    /// Active LBAs of the organisations with open requests for an LBA to decide, or where an
    /// approval might make the first one (G11).
    lbas: HashMap<OrganisationId, Vec<Lba>>,
    /// Those at the desk, known to the desk alone.
    desk: Vec<PersonRef>,
}

fn caller(tx: &ReadTx<'_>) -> Option<PersonRef> {
    tx.caller().person().map(|person| PersonRef {
        id: person.id,
        name: person.name.clone(),
    })
}

fn orphan(what: &str) -> Failure {
    Failure::Internal(format!("a request refers to a missing {what}"))
}

impl Around {
    /// Loads what judging and showing them takes, but for who can decide them.
    pub(super) fn load(tx: &mut ReadTx<'_>, requests: &[Stored]) -> Result<Self, Failure> {
        let people = users::queries::by_id(tx, requests.iter().flat_map(Stored::people))?;
        let organisations = organisations_of(tx, requests, &people)?;
        let lookup = match requests {
            [one] => {
                let subject = people.get(&one.subject).ok_or_else(|| orphan("user"))?;
                Lookup::one(tx, &one.role, subject.home.kind)?
            }
            _ => Lookup::load(tx)?,
        };
        Ok(Self {
            people,
            caller: caller(tx),
            organisations,
            lookup,
            lbas: HashMap::new(),
            desk: Vec::new(),
        })
    }

    /// The same for one request whose subject and role are known, which mostly is everything.
    pub(super) fn of_one(
        tx: &mut ReadTx<'_>,
        request: &Stored,
        subject: User,
        role: Role,
    ) -> Result<Self, Failure> {
        let known = [Some(subject.id), tx.caller().user_id()];
        let others = request.people().filter(|id| !known.contains(&Some(*id)));
        let others: Vec<_> = others.collect();
        let mut people = match others.as_slice() {
            [] => HashMap::new(),
            _ => users::queries::by_id(tx, others)?,
        };
        let lookup = Lookup::of(role, subject.home.kind);
        people.insert(subject.id, subject);
        let requests = std::slice::from_ref(request);
        Ok(Self {
            organisations: organisations_of(tx, requests, &people)?,
            people,
            caller: caller(tx),
            lookup,
            lbas: HashMap::new(),
            desk: Vec::new(),
        })
    }

    /// Active LBAs where an approval might make the first one.
    fn count_lbas(&self, request: &Stored) -> i64 {
        let lbas = self.lbas.get(&request.organisation).map_or(0, |lbas| {
            lbas.iter().filter(|lba| lba.unit.is_none()).count()
        });
        i64::try_from(lbas).unwrap_or(i64::MAX)
    }

    pub(super) fn person(&self, id: UserId) -> Result<PersonRef, Failure> {
        let known = self.people.get(&id).map(User::reference);
        known
            .or_else(|| self.caller.clone().filter(|caller| caller.id == id))
            .ok_or_else(|| orphan("user"))
    }

    /// The request as the state machine knows it.
    pub(super) fn machine(&self, request: &Stored) -> Result<AccessRequest, Failure> {
        let subject = self
            .people
            .get(&request.subject)
            .ok_or_else(|| orphan("user"))?
            .facts();
        let role = self.lookup.facts(&request.role, subject.home_kind)?;
        Ok(request.machine(subject, role))
    }

    /// How a closed request ended.
    pub(super) fn decision(&self, request: &Stored) -> Result<Option<DecisionView>, Failure> {
        let view = |decision: &super::rows::Decision| {
            Ok::<_, Failure>(DecisionView {
                outcome: request.state,
                by: decision.by.map(|id| self.person(id)).transpose()?,
                at: decision.at,
                reason: decision.reason.clone(),
                grant_id: decision.grant,
                valid_until: decision.valid_until,
            })
        };
        request.decision.as_ref().map(view).transpose()
    }

    pub(super) fn view(
        &self,
        tx: &ReadTx<'_>,
        request: &Stored,
    ) -> Result<AccessRequestView, Failure> {
        let machine = self.machine(request)?;
        let open = machine.open();
        let claim = open.and_then(|open| open.claim(tx.now()));
        let (deciders, decider_count) = self.told_deciders(tx, &machine);
        Ok(AccessRequestView {
            id: request.id,
            action: request.action,
            state: request.state,
            authority: request.authority,
            role: request.role.clone(),
            role_name: self.lookup.name(&request.role)?,
            subject: self.person(request.subject)?,
            home: self
                .people
                .get(&request.subject)
                .map(|subject| subject.home.clone())
                .ok_or_else(|| orphan("user"))?,
            requested_by: self.person(request.requested_by)?,
            organisation: self
                .organisations
                .get(&request.organisation)
                .cloned()
                .ok_or_else(|| orphan("organisation"))?,
            unit: request.unit.clone(),
            justification: request.justification.clone(),
            case_reference: request.case_reference.clone(),
            valid_until: request.valid_until,
            created_at: request.created_at,
            due_at: request.due_at,
            deciders,
            decider_count,
            claimed_by: claim.map(|claim| self.person(claim.by)).transpose()?,
            claimed_until: claim.map(|claim| claim.until),
            awaiting: open.map(|_| request.awaiting),
            decision: self.decision(request)?,
            allowed_actions: open.map_or_else(Vec::new, |open| {
                actions::allowed_actions(tx, open, self.count_lbas(request))
            }),
            version: request.version,
        })
    }
}

/// Requests as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, requests: &[Stored]) -> Result<Vec<AccessRequestView>, Failure> {
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let around = Around::load(tx, requests)?.with_deciders(tx, requests)?;
    requests
        .iter()
        .map(|request| around.view(tx, request))
        .collect()
}

/// One request as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, request: &Stored) -> Result<AccessRequestView, Failure> {
    let requests = std::slice::from_ref(request);
    Around::load(tx, requests)?
        .with_deciders(tx, requests)?
        .view(tx, request)
}

/// Where the roles would be held: mostly the subjects' homes, which are known already.
fn organisations_of(
    tx: &mut ReadTx<'_>,
    requests: &[Stored],
    people: &HashMap<UserId, User>,
) -> Result<HashMap<OrganisationId, OrganisationRef>, Failure> {
    let homes = people
        .values()
        .map(|user| (user.home.id, user.home.clone()));
    let mut known: HashMap<_, _> = homes.collect();
    let unknown = requests
        .iter()
        .map(|one| one.organisation)
        .filter(|id| !known.contains_key(id));
    let unknown: Vec<_> = unknown.collect();
    if !unknown.is_empty() {
        known.extend(references::by_id(tx, unknown)?);
    }
    Ok(known)
}
