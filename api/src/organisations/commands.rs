//! Registering and changing organisations.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::OrganisationId,
    organisation::{ChangeOrganisation, NewOrganisation, OrganisationKind, OrganisationView},
    problem::{FieldCode, ProblemKind},
    text::{Cvr, OrganisationName},
};

use super::{
    lbas, queries,
    rows::{Organisation, OrganisationToCreate, insert, search_key_of},
    views,
};
use crate::{
    clock::new_id,
    db::{
        Failure, Recorded, WriteTx,
        absence::{self, Presence},
        failure::Fields,
        schema::organisations,
    },
    domain::{
        change::{About, Change, What},
        facts::UMBRELLA,
        search::sort_key,
    },
    http::request::IfMatch,
    policy::{self, organisations as rules},
};

/// A new organisation, its texts parsed.
#[derive(Clone, Debug)]
pub struct Register {
    kind: OrganisationKind,
    name: OrganisationName,
    cvr: Option<Cvr>,
    kommunekode: Option<String>,
    parent: Option<OrganisationId>,
}

fn kommunekode(text: &str) -> Result<String, FieldCode> {
    let three = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_digit());
    if three {
        Ok(text.to_owned())
    } else {
        Err(FieldCode::Malformed)
    }
}

impl TryFrom<NewOrganisation> for Register {
    type Error = Failure;

    fn try_from(new: NewOrganisation) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let name = fields.check("/name", OrganisationName::parse(&new.name));
        let cvr = fields.check_optional("/cvr", new.cvr.as_deref().map(Cvr::parse_typed));
        let code = new.kommunekode.as_deref().map(kommunekode);
        let kommunekode = fields.check_optional("/kommunekode", code);
        if new.kind == OrganisationKind::Virksomhed && new.cvr.is_none() {
            fields.check::<()>("/cvr", Err(FieldCode::Required));
        }
        if new.kind == OrganisationKind::Kommune && new.kommunekode.is_none() {
            fields.check::<()>("/kommunekode", Err(FieldCode::Required));
        }
        let name = fields.finish(name)?;
        Ok(Self {
            kind: new.kind,
            name,
            cvr,
            kommunekode,
            parent: new.parent_id,
        })
    }
}

/// The organisation above a new one: for a company always the umbrella.
fn parent_of(tx: &mut WriteTx<'_>, register: &Register) -> Result<Option<OrganisationId>, Failure> {
    let parent = match register.kind {
        OrganisationKind::Virksomhed => Some(UMBRELLA),
        _ => register.parent,
    };
    if let Some(parent) = parent {
        let scope = policy::scope::visible_organisations(tx.caller());
        queries::get(tx, &scope, parent).map_err(|failure| match failure {
            Failure::NotFound => Failure::field("/parent_id", FieldCode::Unknown),
            other => other,
        })?;
    }
    Ok(parent)
}

/// Registers an organisation.
///
/// # Errors
/// The policy's refusals; `organisation-exists`; a parent that is none.
pub fn create_organisation(
    tx: &mut WriteTx<'_>,
    register: &Register,
) -> Result<Recorded<OrganisationView>, Failure> {
    policy::organisations::create(tx.caller())?;
    let parent = parent_of(tx, register)?;
    let Register {
        kind,
        name,
        cvr,
        kommunekode,
        ..
    } = register.clone();
    let cvr = cvr.map(|cvr| cvr.as_str().to_owned());
    if queries::exists(tx, cvr.as_deref(), kommunekode.as_deref())? {
        return Err(ProblemKind::OrganisationExists.into());
    }
    let (id, name, at) = (new_id(tx.now()), name.into_string(), tx.now());
    let new = json!({ "kind": kind, "name": name, "cvr": cvr, "kommunekode": kommunekode });
    let row = OrganisationToCreate {
        id,
        kind,
        name,
        cvr,
        kommunekode,
        parent,
        at,
    };
    insert(tx, row)?;
    let scope = policy::scope::visible_organisations(tx.caller());
    let created = queries::get(tx, &scope, id)?;
    let view = views::view(tx, &created)?;
    let about = About {
        organisation: Some(id),
        ..About::default()
    };
    tx.record(&Change::new(What::OrganisationCreated { new }, about), view)
}

/// Changes to an organisation, their texts parsed.
#[derive(Clone, Debug)]
pub struct Amend {
    name: Option<OrganisationName>,
    active: Option<bool>,
    names_deciders: Option<bool>,
}

impl Amend {
    fn of(&self, organisation: &Organisation) -> rules::ChangeOrganisation {
        rules::ChangeOrganisation {
            organisation: organisation.facts(),
            facts: self.name.is_some() || self.active.is_some(),
            choices: self.names_deciders.is_some(),
        }
    }
}

impl TryFrom<ChangeOrganisation> for Amend {
    type Error = Failure;

    fn try_from(change: ChangeOrganisation) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        if change == ChangeOrganisation::default() {
            return Err(Failure::field("/name", FieldCode::Required));
        }
        let name =
            fields.check_optional("/name", change.name.as_deref().map(OrganisationName::parse));
        fields.finish(Some(Self {
            name,
            active: change.active,
            names_deciders: change.names_deciders,
        }))
    }
}

/// Changes an organisation. One that is not active lets nobody in.
///
/// # Errors
/// `not-found`; the policy's refusals; a missing or stale version.
pub fn change_organisation(
    tx: &mut WriteTx<'_>,
    id: OrganisationId,
    amend: &Amend,
    if_match: IfMatch,
) -> Result<Recorded<OrganisationView>, Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let before = queries::get(tx, &scope, id)?;
    let about = About {
        organisation: Some(id),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let allowed = rules::change(tx.caller(), amend.of(&before))?.into_act();
    if_match.check(before.version)?;
    let old = told(&before);
    let after = store(tx, &allowed, before, amend)?;
    let new = told(&after);
    let view = views::view(tx, &after)?;
    tx.record(
        &Change::new(What::OrganisationChanged { old, new }, about),
        view,
    )
}

fn told(one: &Organisation) -> serde_json::Value {
    json!({ "name": one.name, "active": one.active, "names_deciders": one.names_deciders })
}

fn store(
    tx: &mut WriteTx<'_>,
    allowed: &rules::ChangeOrganisation,
    before: Organisation,
    amend: &Amend,
) -> Result<Organisation, Failure> {
    let name = amend
        .name
        .as_ref()
        .map_or(before.name.as_str(), OrganisationName::as_str);
    let (name, active) = (name.to_owned(), amend.active.unwrap_or(before.active));
    let names_deciders = amend.names_deciders.unwrap_or(before.names_deciders);
    let search_key = search_key_of(&name, before.cvr.as_deref(), before.kommunekode.as_deref());
    let version = before.version + 1;
    diesel::update(
        organisations::table.filter(organisations::id.eq(allowed.organisation.id.to_string())),
    )
    .set((
        organisations::name.eq(&name),
        organisations::sort_key.eq(sort_key(&name)),
        organisations::search_key.eq(search_key),
        organisations::active.eq(active),
        organisations::names_deciders.eq(names_deciders),
        organisations::version.eq(version),
    ))
    .execute(tx.connection())?;
    if active != before.active {
        let now = tx.now();
        absence::note_organisation(tx.connection(), before.id, Presence::of(active), now)?;
        lbas::have_changed(tx, before.id)?;
    }
    Ok(Organisation {
        name,
        active,
        names_deciders,
        version,
        ..before
    })
}
