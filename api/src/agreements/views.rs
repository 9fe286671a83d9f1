//! Agreements as the API shows them.

use std::collections::HashMap;

use shared::{
    agreement::{AgreementEndView, AgreementView},
    id::{OrganisationId, UserId},
    organisation::{OrganisationRef, PersonRef},
    session::{Action, AllowedAction},
};

use super::rows::Agreement;
use crate::{
    db::{Failure, ReadTx, Resource},
    http::allowed::allowed,
    organisations::references,
    policy,
    users::{self, rows::User},
};

impl Resource for AgreementView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/agreements/{}", self.id)
    }
}

fn orphan(what: &str) -> Failure {
    Failure::Internal(format!("an agreement refers to a missing {what}"))
}

/// What is known around some agreements, loaded once for all of them.
struct Around {
    people: HashMap<UserId, User>,
    organisations: HashMap<OrganisationId, OrganisationRef>,
}

impl Around {
    fn load(tx: &mut ReadTx<'_>, agreements: &[Agreement]) -> Result<Self, Failure> {
        let people = agreements.iter().flat_map(|agreement| {
            let ended_by = agreement.end.as_ref().map(|end| end.by);
            [Some(agreement.recorded_by), ended_by]
                .into_iter()
                .flatten()
        });
        let parties = agreements
            .iter()
            .flat_map(|agreement| [agreement.provider, agreement.principal]);
        Ok(Self {
            people: users::queries::by_id(tx, people)?,
            organisations: references::by_id(tx, parties)?,
        })
    }

    fn person(&self, id: UserId) -> Result<PersonRef, Failure> {
        let user = self.people.get(&id).ok_or_else(|| orphan("user"))?;
        Ok(user.reference())
    }

    fn organisation(&self, id: OrganisationId) -> Result<OrganisationRef, Failure> {
        let found = self.organisations.get(&id).cloned();
        found.ok_or_else(|| orphan("organisation"))
    }

    fn view(&self, tx: &ReadTx<'_>, agreement: &Agreement) -> Result<AgreementView, Failure> {
        let end = agreement.end.as_ref().map(|end| {
            Ok::<_, Failure>(AgreementEndView {
                by: self.person(end.by)?,
                at: end.at,
                reason: end.because.clone(),
            })
        });
        Ok(AgreementView {
            id: agreement.id,
            provider: self.organisation(agreement.provider)?,
            principal: self.organisation(agreement.principal)?,
            valid_from: agreement.period.from(),
            valid_until: agreement.until,
            reference: agreement.reference.clone(),
            state: agreement.state(tx.now()),
            recorded_by: self.person(agreement.recorded_by)?,
            recorded_at: agreement.recorded_at,
            ended: end.transpose()?,
            allowed_actions: allowed_actions(tx, agreement),
            version: agreement.version,
        })
    }
}

/// What the caller may do with an agreement: nothing once it is over.
fn allowed_actions(tx: &ReadTx<'_>, agreement: &Agreement) -> Vec<AllowedAction> {
    let (facts, language) = (agreement.facts(tx.now()), tx.language());
    if facts.over {
        return Vec::new();
    }
    let end = |action| {
        let verdict = policy::agreements::end(tx.caller(), &facts);
        allowed(action, verdict, language)
    };
    let give = policy::agreements::give_something(tx.caller(), &facts);
    vec![
        allowed(Action::GrantRole, give, language),
        end(Action::LimitAgreement),
        end(Action::EndAgreement),
    ]
}

/// Agreements as the caller sees them, with a fixed number of statements however many there are.
///
/// # Errors
/// The engine's.
pub fn views(tx: &mut ReadTx<'_>, agreements: &[Agreement]) -> Result<Vec<AgreementView>, Failure> {
    let around = Around::load(tx, agreements)?;
    let view = |agreement| around.view(tx, agreement);
    agreements.iter().map(view).collect()
}

/// One agreement as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, agreement: &Agreement) -> Result<AgreementView, Failure> {
    Around::load(tx, std::slice::from_ref(agreement))?.view(tx, agreement)
}
