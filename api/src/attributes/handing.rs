//! Giving organisations attributes, and taking them. No grant is written to: whether one is in
//! effect is decided when it is asked (ADR 0015, ADR 0029).

use diesel::prelude::*;
use serde_json::json;
use shared::{
    attribute::OrganisationAttributeView, id::OrganisationId, problem::ProblemKind, text::Reason,
};

use super::{queries, rows::Had, views};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, schema::attribute_holdings},
    domain::change::{About, Attribute as Told, Change, What},
    http::request::IfMatch,
    organisations::{self, rows::Organisation},
    policy::{self, Authorised, attributes::HandAttribute},
};

/// Which attribute of which organisation is given or taken, and why.
#[derive(Clone, Debug)]
pub struct Handing {
    /// The organisation.
    pub organisation: OrganisationId,
    /// The attribute's key.
    pub key: String,
    /// Why.
    pub because: Reason,
    /// How the attribute was when the client read it.
    pub if_match: IfMatch,
}

/// What is known, once the policy has allowed it.
struct Begun {
    organisation: Organisation,
    had: Had,
    allowed: Authorised<HandAttribute>,
    about: About,
}

/// Loads an organisation within sight and the attribute, and asks the policy. `given` is whether
/// the organisation must have it for the act to make sense.
fn begin(tx: &mut WriteTx<'_>, handing: &Handing, given: bool) -> Result<Begun, Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let organisation = organisations::queries::get(tx, &scope, handing.organisation)?;
    let had = queries::one_of_organisation(tx, &organisation, &handing.key)?;
    let about = About {
        organisation: Some(organisation.id),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let allowed = policy::attributes::hand(tx.caller(), organisation.id)?;
    if had.since.is_some() != given {
        return Err(ProblemKind::AlreadyInState.into());
    }
    handing.if_match.check(had.version)?;
    Ok(Begun {
        organisation,
        had,
        allowed,
        about,
    })
}

/// Gives an organisation an attribute. Its users' grants that only lacked it are in effect from
/// this moment on.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-in-state`; a missing or stale version.
pub fn give_attribute(
    tx: &mut WriteTx<'_>,
    handing: &Handing,
) -> Result<Recorded<OrganisationAttributeView>, Failure> {
    let begun = begin(tx, handing, false)?;
    let (now, act) = (tx.now(), begun.allowed.into_act());
    let had = &begun.had;
    diesel::insert_into(attribute_holdings::table)
        .values((
            attribute_holdings::id.eq(new_id::<()>(now).to_string()),
            attribute_holdings::organisation_id.eq(act.organisation.to_string()),
            attribute_holdings::attribute_key.eq(&had.attribute.key),
            attribute_holdings::since.eq(now.naive()),
            attribute_holdings::given_by.eq(act.by.to_string()),
            attribute_holdings::given_because.eq(handing.because.as_str()),
        ))
        .execute(tx.connection())?;
    let affected = queries::count_dependants(tx, act.organisation, &had.attribute.key)?;
    let new = told(had, affected);
    let change = Change::new(What::Attribute(Told::Given { new }), begun.about);
    finish(tx, &begun.organisation, handing, &change, affected)
}

/// Takes an attribute from an organisation. Its users' grants whose roles require it cease to be
/// in effect at once, and are again when it is back.
///
/// # Errors
/// As [`give_attribute`].
pub fn take_attribute(
    tx: &mut WriteTx<'_>,
    handing: &Handing,
) -> Result<Recorded<OrganisationAttributeView>, Failure> {
    let begun = begin(tx, handing, true)?;
    let (now, act) = (tx.now(), begun.allowed.into_act());
    let had = &begun.had;
    let affected = queries::count_dependants(tx, act.organisation, &had.attribute.key)?;
    let held = attribute_holdings::table
        .filter(attribute_holdings::organisation_id.eq(act.organisation.to_string()))
        .filter(attribute_holdings::attribute_key.eq(had.attribute.key.clone()))
        .filter(attribute_holdings::ended_at.is_null());
    let changed = diesel::update(held)
        .set((
            attribute_holdings::ended_at.eq(now.naive()),
            attribute_holdings::ended_by.eq(act.by.to_string()),
            attribute_holdings::ended_because.eq(handing.because.as_str()),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::AlreadyInState.into());
    }
    let old = told(had, affected);
    let change = Change::new(What::Attribute(Told::Taken { old }), begun.about);
    finish(tx, &begun.organisation, handing, &change, affected)
}

/// What the audit log keeps: the names that the attribute had, and how many grants it was about.
fn told(had: &Had, affected: i64) -> serde_json::Value {
    use shared::language::Language;
    json!({
        "attribute": had.attribute.key,
        "attribute_da": had.attribute.name(Language::Da),
        "attribute_en": had.attribute.name(Language::En),
        "affected_grants": affected,
    })
}

fn finish(
    tx: &mut WriteTx<'_>,
    organisation: &Organisation,
    handing: &Handing,
    change: &Change,
    affected: i64,
) -> Result<Recorded<OrganisationAttributeView>, Failure> {
    let had = queries::one_of_organisation(tx, organisation, &handing.key)?;
    let view = OrganisationAttributeView {
        affected_grants: Some(affected),
        ..views::of_organisation(tx, organisation, &had)
    };
    let change = change.clone().because(handing.because.as_str());
    tx.record(&change, view)
}
