//! Creating and changing users.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    problem::{FieldCode, ProblemKind},
    text::{EmailAddress, PersonName},
    user::{ChangeUser, NewUser, UserKind, UserView},
};
use uuid::Uuid;

use super::{
    lbas::has_power,
    queries,
    rows::{NewUserRow, User, UserToCreate, email_key, search_key_of},
    views,
};
use crate::{
    clock::new_id,
    db::{Failure, Recorded, WriteTx, failure::Fields, schema::users},
    domain::{
        change::{About, Change, What},
        search::sort_key,
    },
    http::request::IfMatch,
    organisations,
    policy::{self, Authorised, users as rules},
    units::{self, commands::p_number},
};

/// A new user, its texts parsed.
#[derive(Clone, Debug)]
pub struct Create {
    home: OrganisationId,
    professional_uuid: Option<Uuid>,
    kind: Option<UserKind>,
    unit: Option<String>,
    name: PersonName,
    email: EmailAddress,
}

impl TryFrom<NewUser> for Create {
    type Error = Failure;

    fn try_from(new: NewUser) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let name = fields.check("/name", PersonName::parse(&new.name));
        let email = fields.check("/email", EmailAddress::parse(&new.email));
        let unit = fields.check_optional("/unit", new.unit.as_deref().map(p_number));
        let (name, email) = fields.finish(name.zip(email))?;
        let NewUser {
            organisation_id: home,
            professional_uuid,
            kind,
            ..
        } = new;
        Ok(Self {
            home,
            professional_uuid,
            kind,
            unit,
            name,
            email,
        })
    }
}

/// Changes to a user, their texts parsed.
#[derive(Clone, Debug)]
#[expect(
    clippy::option_option,
    reason = "what is left out, what is null and what is given are three things (RFC 7396)"
)]
pub struct Amend {
    name: Option<PersonName>,
    email: Option<EmailAddress>,
    unit: Option<Option<String>>,
}

impl TryFrom<ChangeUser> for Amend {
    type Error = Failure;

    fn try_from(change: ChangeUser) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        if change.name.is_none() && change.email.is_none() && change.unit.is_none() {
            return Err(Failure::field("/name", FieldCode::Required));
        }
        let name = fields.check_optional("/name", change.name.as_deref().map(PersonName::parse));
        let email =
            fields.check_optional("/email", change.email.as_deref().map(EmailAddress::parse));
        let unit = match change.unit {
            Some(Some(unit)) => fields.check("/unit", p_number(&unit)).map(Some),
            said => said,
        };
        fields.finish(Some(Self { name, email, unit }))
    }
}

/// Creates a user in an organisation (R3, R6, G1).
///
/// # Errors
/// `not-found` for an organisation out of sight; the policy's refusals; `user-exists`.
pub fn create_user(tx: &mut WriteTx<'_>, create: &Create) -> Result<Recorded<UserView>, Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let home = organisations::queries::get(tx, &scope, create.home)?;
    tx.concerns(About {
        organisation: Some(home.id),
        ..About::default()
    })?;
    let act = rules::CreateUser {
        home: home.facts(),
        unit: create.unit.clone(),
    };
    let allowed = rules::create(tx.caller(), act)?;
    units::queries::require(tx, home.id, create.unit.as_deref())?;
    let key = email_key(create.email.as_str());
    if queries::exists(tx, home.id, &key, create.professional_uuid)? {
        return Err(ProblemKind::UserExists.into());
    }
    let id = insert(tx, &allowed, create)?;
    let new = json!({
        "name": create.name.as_str(), "email": create.email.as_str(),
        "professional_uuid": create.professional_uuid, "organisation_id": home.id,
        "unit": create.unit,
    });
    let about = About {
        subject: Some(id),
        organisation: Some(home.id),
        ..About::default()
    };
    let scope = policy::scope::visible_users(tx.caller());
    let user = queries::get(tx, &scope, id)?;
    let view = views::view(tx, &user)?;
    tx.record(&Change::new(What::UserCreated { new }, about), view)
}

fn insert(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<rules::CreateUser>,
    create: &Create,
) -> Result<UserId, Failure> {
    let at = tx.now();
    let id = new_id(at);
    let home = &allowed.act().home;
    let usual = match home.kind {
        OrganisationKind::Virksomhed => UserKind::Medarbejder,
        OrganisationKind::Kommune
        | OrganisationKind::Jobcenter
        | OrganisationKind::AKasse
        | OrganisationKind::AndenAktoer
        | OrganisationKind::Styrelse => UserKind::Sagsbehandler,
    };
    let user = UserToCreate {
        id,
        issuer: None,
        professional_uuid: create.professional_uuid,
        name: create.name.as_str().to_owned(),
        email: create.email.as_str().to_owned(),
        kind: create.kind.unwrap_or(usual),
        home: home.id,
        unit: allowed.act().unit.clone(),
        at,
    };
    diesel::insert_into(users::table)
        .values(NewUserRow::from(user))
        .execute(tx.connection())?;
    Ok(id)
}

/// Loads a user within sight, and says that the act is about them.
pub(super) fn load(tx: &mut WriteTx<'_>, id: UserId) -> Result<(User, About), Failure> {
    let scope = policy::scope::visible_users(tx.caller());
    let user = queries::get(tx, &scope, id)?;
    let about = About {
        subject: Some(user.id),
        organisation: Some(user.home()),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    Ok((user, about))
}

/// Changes a user's name or e-mail address (G1, G4).
///
/// # Errors
/// `not-found`; the policy's refusals; a missing or stale version; `user-exists` for an e-mail
/// address that another user of the organisation has.
pub fn change_user(
    tx: &mut WriteTx<'_>,
    id: UserId,
    amend: &Amend,
    if_match: IfMatch,
) -> Result<Recorded<UserView>, Failure> {
    let (user, about) = load(tx, id)?;
    let act = rules::ChangeUser {
        subject: user.facts(),
        has_power: has_power(tx, user.id)?,
        unit_after: amend.unit.clone().unwrap_or_else(|| user.unit.clone()),
    };
    let allowed = rules::change(tx.caller(), act)?;
    if_match.check(user.version)?;
    units::queries::require(tx, user.home(), allowed.act().unit_after.as_deref())?;
    let key = amend.email.as_ref().map(|email| email_key(email.as_str()));
    if let Some(key) = key.filter(|key| *key != email_key(&user.email))
        && queries::exists(tx, user.home(), &key, None)?
    {
        return Err(ProblemKind::UserExists.into());
    }
    let old = json!({ "name": user.name, "email": user.email, "unit": user.unit });
    let changed = store(tx, &allowed, user, amend)?;
    let new = json!({ "name": changed.name, "email": changed.email, "unit": changed.unit });
    let view = views::view(tx, &changed)?;
    tx.record(&Change::new(What::UserChanged { old, new }, about), view)
}

fn store(
    tx: &mut WriteTx<'_>,
    allowed: &Authorised<rules::ChangeUser>,
    user: User,
    amend: &Amend,
) -> Result<User, Failure> {
    let name = amend
        .name
        .as_ref()
        .map_or(user.name.as_str(), PersonName::as_str)
        .to_owned();
    let email = amend
        .email
        .as_ref()
        .map_or(user.email.as_str(), EmailAddress::as_str)
        .to_owned();
    let unit = allowed.act().unit_after.clone();
    let (now, version) = (tx.now(), user.version + 1);
    diesel::update(users::table.filter(users::id.eq(allowed.act().subject.id.to_string())))
        .set((
            users::name.eq(&name),
            users::unit.eq(&unit),
            users::email.eq(&email),
            users::sort_key.eq(sort_key(&name)),
            users::search_key.eq(search_key_of(&name, &email, user.professional_uuid)),
            users::email_key.eq(email_key(&email)),
            users::changed_at.eq(now.naive()),
            users::version.eq(version),
        ))
        .execute(tx.connection())?;
    Ok(User {
        name,
        email,
        unit,
        changed_at: now,
        version,
        ..user
    })
}
