//! Organisations as the API shows them.

use shared::{organisation::OrganisationView, session::Action};

use super::rows::Organisation;
use crate::{
    db::{Failure, ReadTx, Resource},
    http::allowed::allowed,
    policy::{self, organisations::ChangeOrganisation, users::CreateUser},
    users,
};

impl Resource for OrganisationView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/organisations/{}", self.id)
    }
}

/// Organisations as the caller sees them, with one more statement however many there are.
///
/// # Errors
/// The engine's.
pub fn views(
    tx: &mut ReadTx<'_>,
    organisations: &[Organisation],
) -> Result<Vec<OrganisationView>, Failure> {
    let now = tx.now();
    let mut lbas = users::queries::lbas_of(tx, organisations.iter().map(|one| one.id), now)?;
    let users_in_sight = policy::scope::visible_users(tx.caller());
    let view = |one: &Organisation| {
        let (caller, language) = (tx.caller(), tx.language());
        let change = policy::organisations::change(
            caller,
            ChangeOrganisation {
                organisation: one.facts(),
            },
        );
        let create = policy::users::create(caller, CreateUser { home: one.facts() });
        let home = caller
            .person()
            .is_some_and(|person| person.home.id == one.id);
        // Everybody may know who decides in their own organisation.
        let names = home || users_in_sight.covers(one.id, &[]);
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
            lbas: lbas.remove(&one.id).filter(|_| names).unwrap_or_default(),
            allowed_actions: vec![
                allowed(Action::ChangeOrganisation, change, language),
                allowed(Action::CreateUser, create, language),
            ],
            created_at: one.created_at,
            version: one.version,
        }
    };
    Ok(organisations.iter().map(view).collect())
}

/// One organisation as the caller sees it.
///
/// # Errors
/// The engine's.
pub fn view(tx: &mut ReadTx<'_>, one: &Organisation) -> Result<OrganisationView, Failure> {
    views(tx, std::slice::from_ref(one))?
        .pop()
        .ok_or(Failure::NotFound)
}
