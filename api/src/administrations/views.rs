//! Modules and moves as the API shows them.

use std::collections::HashMap;

use shared::{
    administration::{
        AdministrationView, Care, CareView, CutoverView, Moved, MovedOrganisation, ReversalRef,
        RightsReport,
    },
    id::{CutoverId, UserId},
    language::Language,
    organisation::{Administration, OrganisationRef, PersonRef},
    problem::ProblemKind,
    session::{Action, AllowedAction},
};

use super::{
    queries,
    rows::{Cutover, Module, MovedRow},
};
use crate::{
    db::{Failure, ReadTx, Resource},
    http::allowed::{allowed, prevented},
    policy::administrations::{MoveKind, move_kind},
    users::{self, rows::User},
};

/// Organisations told of one by one.
const MOST_TOLD: usize = 200;

impl Resource for CutoverView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/administrations/cutovers/{}", self.id)
    }
}

/// Whether the organisations are where a move has brought them, by that move.
pub(super) fn is_in_force(cutover: &Cutover) -> bool {
    cutover.reverses.is_none() && cutover.reversed_by.is_none()
}

/// What the caller may do, unless a fact stands in the way.
fn action(
    tx: &ReadTx<'_>,
    action: Action,
    act: MoveKind,
    fact: Option<ProblemKind>,
) -> AllowedAction {
    match (move_kind(tx.caller(), act), fact) {
        (Ok(_), Some(fact)) => prevented(action, fact, tx.language()),
        (verdict, _) => allowed(action, verdict, tx.language()),
    }
}

/// The module of every kind of organisation.
///
/// # Errors
/// The engine's.
pub(super) fn modules(tx: &mut ReadTx<'_>) -> Result<Vec<AdministrationView>, Failure> {
    let counts = queries::count_by_kind(tx)?;
    let modules = queries::list_modules(tx)?;
    let view = |module: Module| {
        let act = MoveKind {
            kind: module.kind,
            from: module.administration,
            to: Administration::Star,
        };
        let there = (act.from == act.to).then_some(ProblemKind::AlreadyInState);
        AdministrationView {
            kind: module.kind,
            administration: module.administration,
            since: module.since,
            organisations: counts.get(&module.kind).copied().unwrap_or_default(),
            allowed_actions: vec![action(tx, Action::CutOver, act, there)],
            version: module.version,
        }
    };
    Ok(modules.into_iter().map(view).collect())
}

type MovedPairs = Vec<(OrganisationRef, MovedRow)>;

/// What is known around some moves, loaded once for all of them.
struct Around {
    moved: HashMap<CutoverId, MovedPairs>,
    reversals: HashMap<CutoverId, Cutover>,
    people: HashMap<UserId, User>,
}

impl Around {
    fn load(tx: &mut ReadTx<'_>, cutovers: &[Cutover]) -> Result<Self, Failure> {
        let reversals = queries::by_id(tx, cutovers.iter().filter_map(|one| one.reversed_by))?;
        let people = cutovers.iter().chain(reversals.values());
        let people = users::queries::by_id(tx, people.map(|one| one.by))?;
        Ok(Self {
            moved: queries::moved(tx, cutovers.iter().map(|one| one.id))?,
            reversals,
            people,
        })
    }

    fn person(&self, id: UserId) -> Result<PersonRef, Failure> {
        let user = self.people.get(&id).map(User::reference);
        user.ok_or_else(|| Failure::Internal("who moved a kind is nobody".to_owned()))
    }

    fn reversal(&self, cutover: &Cutover) -> Result<Option<ReversalRef>, Failure> {
        let reversal = cutover.reversed_by.and_then(|id| self.reversals.get(&id));
        reversal
            .map(|reversal| {
                Ok(ReversalRef {
                    id: reversal.id,
                    by: self.person(reversal.by)?,
                    at: reversal.at,
                })
            })
            .transpose()
    }

    fn view(&self, tx: &ReadTx<'_>, one: &Cutover) -> Result<CutoverView, Failure> {
        let none = MovedPairs::new();
        let moved = self.moved.get(&one.id).unwrap_or(&none);
        let back = MoveKind {
            kind: one.kind,
            from: one.to,
            to: one.from,
        };
        let spent = (!is_in_force(one)).then_some(ProblemKind::NotReversible);
        Ok(CutoverView {
            id: one.id,
            kind: one.kind,
            from: one.from,
            to: one.to,
            reason: one.reason.clone(),
            by: self.person(one.by)?,
            at: one.at,
            reverses: one.reverses,
            reversed: self.reversal(one)?,
            moved: sums(moved),
            care: care(moved, tx.language()),
            organisations: organisations(moved),
            rights: RightsReport {
                equal: one.before == one.after,
                before: one.before.clone(),
                after: one.after.clone(),
            },
            allowed_actions: vec![action(tx, Action::ReverseCutover, back, spent)],
            version: one.version,
        })
    }
}

fn sums(moved: &MovedPairs) -> Moved {
    moved.iter().fold(Moved::default(), |sum, (_, one)| Moved {
        organisations: sum.organisations + 1,
        users: sum.users + one.users,
        grants: sum.grants + one.grants,
        requests: sum.requests + one.requests,
    })
}

fn care(moved: &MovedPairs, language: Language) -> Vec<CareView> {
    let told = |code: &Care| {
        let found = moved.iter().map(|(_, one)| one.care(*code));
        let found: Vec<_> = found.filter(|count| *count > 0).collect();
        (!found.is_empty()).then(|| CareView {
            code: *code,
            organisations: i64::try_from(found.len()).unwrap_or(i64::MAX),
            count: found.iter().sum(),
            text: code.sentence().text(language).to_owned(),
        })
    };
    Care::ALL.iter().filter_map(told).collect()
}

/// The organisations, those that want care first.
fn organisations(moved: &MovedPairs) -> Vec<MovedOrganisation> {
    let mut told: Vec<_> = moved
        .iter()
        .map(|(organisation, one)| MovedOrganisation {
            organisation: organisation.clone(),
            users: one.users,
            lbas: one.lbas,
            grants: one.grants,
            requests: one.requests,
            care: one.cares(),
        })
        .collect();
    told.sort_by_key(|one| one.care.is_empty());
    told.truncate(MOST_TOLD);
    told
}

/// One move, with the organisations that moved.
///
/// # Errors
/// The engine's.
pub(super) fn view(tx: &mut ReadTx<'_>, cutover: &Cutover) -> Result<CutoverView, Failure> {
    let around = Around::load(tx, std::slice::from_ref(cutover))?;
    around.view(tx, cutover)
}

/// Moves without their organisations, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub(super) fn views(
    tx: &mut ReadTx<'_>,
    cutovers: &[Cutover],
) -> Result<Vec<CutoverView>, Failure> {
    let around = Around::load(tx, cutovers)?;
    let view = |one| {
        around.view(tx, one).map(|view| CutoverView {
            organisations: Vec::new(),
            ..view
        })
    };
    cutovers.iter().map(view).collect()
}
