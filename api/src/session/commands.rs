//! Letting people in and out, each in one transaction with its audit event.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    audit::AuditKind,
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    problem::ProblemKind,
    text::{Cvr, OrganisationName, PersonName},
    user::UserKind,
};
use uuid::Uuid;

use super::{
    claims::Told,
    queries,
    rows::{self, NewSession},
};
use crate::{
    clock::new_id,
    db::{
        Failure, Recorded, WriteTx, row,
        schema::{sessions, users},
    },
    domain::{
        change::{About, Change, What},
        facts::UMBRELLA,
    },
    organisations::rows::{self as rows_of_organisations, OrganisationToCreate},
    policy::{
        Authorised, Denied,
        admission::{self, Admission, Presented},
    },
    role_grants,
    users::rows::{NewUserRow, UserToCreate},
};

/// What a refused login is audited as.
pub(super) const ATTEMPT: AuditKind = AuditKind::LoginRefused;

/// A person at the door, as the login proved.
#[derive(Clone, Debug)]
pub(super) struct Arrival {
    /// What the login says of them.
    pub(super) told: Told,
    /// The session that they get when they are let in.
    pub(super) session: NewSession,
}

/// A professional identity in an organisation.
struct Identity<'a> {
    issuer: &'a str,
    uuid: Uuid,
    cvr: &'a Cvr,
    told: &'a Told,
}

/// Lets a person in: finds, binds or creates their user, and begins their session.
pub(super) fn let_in(tx: &mut WriteTx<'_>, arrival: &Arrival) -> Result<Recorded<()>, Failure> {
    let Arrival { told, session } = arrival;
    let assurance = admission::presentable(Presented {
        professional: told.professional,
        names_organisation: told.cvr.is_some(),
        assurance: told.assurance,
    })?;
    let (Some(uuid), Some(cvr)) = (told.professional_uuid, &told.cvr) else {
        return Err(Denied::login(ProblemKind::LoginRejected).into());
    };
    let identity = Identity {
        issuer: &session.issuer,
        uuid,
        cvr,
        told,
    };
    let registered = queries::registered(tx, &session.issuer, (uuid, cvr), told)?;
    let user = registered.user.as_ref();
    tx.concerns(About {
        subject: user.map(|user| user.id),
        organisation: user
            .map(|user| user.home)
            .or_else(|| registered.organisation.as_ref().map(|home| home.id)),
        ..About::default()
    })?;
    let admitted = admission::admit(&registered)?;
    let (user, home) = carry_out(tx, admitted, &identity)?;
    let now = tx.now();
    rows::begin(tx.connection(), session, (user, assurance), now)?;
    role_grants::uses::by_login(tx, user)?;
    tx.record_as(user, &Change::new(What::LoggedIn, about(user, home)), ())
}

fn about(user: UserId, home: OrganisationId) -> About {
    About {
        subject: Some(user),
        organisation: Some(home),
        ..About::default()
    }
}

fn carry_out(
    tx: &mut WriteTx<'_>,
    admitted: Authorised<Admission>,
    identity: &Identity<'_>,
) -> Result<(UserId, OrganisationId), Failure> {
    match admitted.into_act() {
        Admission::Enter { user, home } => Ok((user, home)),
        Admission::Bind { user, home } => {
            bind(tx, user, home, identity)?;
            Ok((user, home))
        }
        Admission::CreateUser { home } => Ok((create_user(tx, home, identity)?, home)),
        Admission::CreateOrganisationAndUser => {
            let home = create_organisation(tx, identity)?;
            Ok((create_user(tx, home, identity)?, home))
        }
    }
}

fn bind(
    tx: &mut WriteTx<'_>,
    user: UserId,
    home: OrganisationId,
    identity: &Identity<'_>,
) -> Result<(), Failure> {
    let now = tx.now();
    let bound = diesel::update(users::table)
        .filter(users::id.eq(user.to_string()))
        .filter(users::issuer.is_null())
        .set((
            users::issuer.eq(identity.issuer),
            users::professional_uuid.eq(identity.uuid.to_string()),
            users::changed_at.eq(now.naive()),
            users::version.eq(users::version + 1),
        ))
        .execute(tx.connection())?;
    if bound != 1 {
        return Err(Failure::Internal("the user to bind is gone".to_owned()));
    }
    let new = json!({ "issuer": identity.issuer, "professional_uuid": identity.uuid });
    tx.record(&Change::new(What::UserBound { new }, about(user, home)), ())?;
    Ok(())
}

/// As much of `text` as fits, since what a login says is not ours to refuse.
fn fitting(text: Option<&str>, most: usize, otherwise: &str) -> String {
    let fitting: String = text.unwrap_or(otherwise).chars().take(most).collect();
    fitting.trim().to_owned()
}

fn create_user(
    tx: &mut WriteTx<'_>,
    home: OrganisationId,
    identity: &Identity<'_>,
) -> Result<UserId, Failure> {
    let at = tx.now();
    let id = new_id(at);
    let told = identity.told;
    let user = UserToCreate {
        id,
        issuer: Some(identity.issuer.to_owned()),
        professional_uuid: Some(identity.uuid),
        name: fitting(told.name.as_deref(), PersonName::MAX, "Bruger uden navn"),
        email: told.email.clone(),
        kind: UserKind::Medarbejder,
        home,
        unit: None,
        at,
    };
    let new = json!({
        "name": user.name, "email": user.email, "kind": user.kind,
        "professional_uuid": identity.uuid, "organisation_id": home,
    });
    diesel::insert_into(users::table)
        .values(NewUserRow::from(user))
        .execute(tx.connection())?;
    let change = Change::new(What::UserCreatedAtLogin { new }, about(id, home));
    tx.record(&change, ())?;
    Ok(id)
}

fn create_organisation(
    tx: &mut WriteTx<'_>,
    identity: &Identity<'_>,
) -> Result<OrganisationId, Failure> {
    let at = tx.now();
    let id = new_id(at);
    let cvr = identity.cvr.as_str();
    let named = identity.told.organisation_name.as_deref();
    let organisation = OrganisationToCreate {
        id,
        kind: OrganisationKind::Virksomhed,
        name: fitting(named, OrganisationName::MAX, &format!("CVR {cvr}")),
        cvr: Some(cvr.to_owned()),
        kommunekode: None,
        parent: Some(UMBRELLA),
        at,
    };
    let new = json!({
        "name": organisation.name, "kind": organisation.kind, "cvr": cvr, "parent_id": UMBRELLA,
    });
    rows_of_organisations::insert(tx, organisation)?;
    let about = About {
        organisation: Some(id),
        ..About::default()
    };
    tx.record(&Change::new(What::OrganisationCreated { new }, about), ())?;
    Ok(id)
}

/// The login provider's side of a session that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ended {
    /// The key of the provider.
    pub(super) issuer: String,
    /// The session there.
    pub(super) issuer_session: Option<String>,
}

/// Ends the caller's session.
pub(super) fn log_out(tx: &mut WriteTx<'_>, token_hash: &str) -> Result<Recorded<Ended>, Failure> {
    let (user, home) = tx
        .caller()
        .person()
        .map(|person| (person.id, person.home.id))
        .ok_or(ProblemKind::Unauthenticated)?;
    let (issuer, issuer_session) = sessions::table
        .filter(sessions::token_hash.eq(token_hash.to_owned()))
        .select((sessions::issuer, sessions::issuer_session))
        .first(tx.connection())?;
    diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash.to_owned())))
        .execute(tx.connection())?;
    let ended = Ended {
        issuer,
        issuer_session,
    };
    tx.record(&Change::new(What::LoggedOut, about(user, home)), ended)
}

/// Which sessions a login provider says have ended.
#[derive(Clone, Debug)]
pub(super) struct Elsewhere {
    /// The key of the provider.
    pub(super) issuer: String,
    /// Names the message, so that it counts once.
    pub(super) jti: String,
    /// Until when the message must be remembered.
    pub(super) remember_until: shared::Timestamp,
    /// One session there.
    pub(super) session: Option<String>,
    /// Everything of one person there.
    pub(super) subject: Option<String>,
}

/// Ends the sessions that a login provider names.
///
/// # Errors
/// `NotFound` when there are none; then nothing is recorded.
pub(super) fn log_out_elsewhere(
    tx: &mut WriteTx<'_>,
    elsewhere: &Elsewhere,
) -> Result<Recorded<()>, Failure> {
    super::logout_token::use_up(tx.connection(), elsewhere)?;
    let mut ended = sessions::table
        .inner_join(users::table)
        .filter(sessions::issuer.eq(&elsewhere.issuer))
        .select((sessions::token_hash, users::id, users::organisation_id))
        .into_boxed();
    if let Some(session) = &elsewhere.session {
        ended = ended.filter(sessions::issuer_session.eq(session));
    }
    if let Some(subject) = &elsewhere.subject {
        ended = ended.filter(sessions::issuer_subject.eq(subject));
    }
    let ended: Vec<(String, String, String)> = ended.load(tx.connection())?;
    let mut recorded = Err(Failure::NotFound);
    for (token_hash, user, home) in ended {
        diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash)))
            .execute(tx.connection())?;
        let about = about(row::id(&user)?, row::id(&home)?);
        recorded = tx.record(&Change::new(What::LoggedOut, about), ());
    }
    recorded
}
