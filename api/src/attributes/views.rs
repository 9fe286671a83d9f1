//! Attributes as the API shows them.

use std::collections::BTreeMap;

use shared::{
    attribute::{AttributeView, OrganisationAttributeView},
    role::RoleRef,
    session::Action,
};

use super::rows::{Attribute, Had};
use crate::{
    db::{Failure, ReadTx, Resource},
    http::allowed::allowed,
    organisations::rows::Organisation,
    policy, roles,
};

impl Resource for AttributeView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        format!("/api/v1/organisation-attributes/{}", self.key)
    }
}

impl Resource for OrganisationAttributeView {
    fn version(&self) -> i64 {
        self.version
    }

    fn path(&self) -> String {
        let (organisation, key) = (self.organisation_id, &self.key);
        format!("/api/v1/organisations/{organisation}/attributes/{key}")
    }
}

/// Attributes of the catalogue as the caller sees them, with a fixed number of statements.
///
/// # Errors
/// The engine's.
pub(super) fn views(
    tx: &mut ReadTx<'_>,
    attributes: Vec<Attribute>,
) -> Result<Vec<AttributeView>, Failure> {
    let mut required_by: BTreeMap<String, Vec<RoleRef>> = BTreeMap::new();
    for (attribute, role) in roles::attributes::said(tx)? {
        required_by.entry(attribute).or_default().push(role);
    }
    let view = |one: Attribute| AttributeView {
        required_by: required_by.remove(&one.key).unwrap_or_default(),
        allowed_actions: vec![allowed(
            Action::KeepAttributes,
            policy::attributes::keep(tx.caller()),
            tx.language(),
        )],
        key: one.key,
        name_da: one.name_da,
        name_en: one.name_en,
        description_da: one.description_da,
        description_en: one.description_en,
        version: one.version,
    };
    Ok(attributes.into_iter().map(view).collect())
}

/// One of them.
///
/// # Errors
/// The engine's.
pub(super) fn view(tx: &mut ReadTx<'_>, one: Attribute) -> Result<AttributeView, Failure> {
    views(tx, vec![one])?.pop().ok_or(Failure::NotFound)
}

/// An attribute as everybody sees it who sees the organisation.
pub(super) fn of_organisation(
    tx: &ReadTx<'_>,
    organisation: &Organisation,
    had: &Had,
) -> OrganisationAttributeView {
    let language = tx.language();
    let action = if had.since.is_some() {
        Action::TakeAttribute
    } else {
        Action::GiveAttribute
    };
    let verdict = policy::attributes::hand(tx.caller(), organisation.id);
    OrganisationAttributeView {
        key: had.attribute.key.clone(),
        name: had.attribute.name(language).to_owned(),
        description: had.attribute.description(language).to_owned(),
        organisation_id: organisation.id,
        since: had.since,
        affected_grants: None,
        allowed_actions: vec![allowed(action, verdict, language)],
        version: had.version,
    }
}
