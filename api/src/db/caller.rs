//! Loads who acts, from stored facts, inside the transaction that uses them (G13).

use diesel::prelude::*;
use shared::{Timestamp, problem::ProblemKind, user::UserStatus};

use super::{
    DbConnection, Failure, dialect,
    dormancy::awake,
    multi::on_engine,
    prerequisites::{PrerequisitesHeld, prerequisites_held},
    row,
    schema::{clients, organisations, role_grants, roles, sessions, users},
};
use crate::domain::caller::{Caller, Capability, Holding, Home, Person, Program, ProgramScope};

/// What a request shows to say who it comes from; checked when a transaction loads the caller.
#[derive(Clone, PartialEq, Eq)]
pub enum Credential {
    /// A browser's session: the hash of its token.
    Session(String),
    /// A program's token, its signature and times checked already.
    Program {
        /// The client it was given to.
        client: String,
        /// What it allows.
        scopes: Vec<ProgramScope>,
    },
    /// A part of the system itself.
    System(&'static str),
    /// Nothing was shown.
    None,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Session(_) => "Credential::Session",
            Self::Program { .. } => "Credential::Program",
            Self::System(_) => "Credential::System",
            Self::None => "Credential::None",
        })
    }
}

/// Whether a grant is in effect at `at`, which is now: begun, not ended, not revoked, awake, its
/// holder having what the role requires.
#[diesel::dsl::auto_type]
pub(crate) fn in_effect(at: Timestamp) -> _ {
    let now: chrono::NaiveDateTime = at.naive();
    let held: PrerequisitesHeld<false> = prerequisites_held(at);
    let up: awake = awake(at);
    role_grants::revoked_at
        .is_null()
        .and(role_grants::valid_from.le(now))
        .and(
            role_grants::valid_until
                .is_null()
                .or(role_grants::valid_until.assume_not_null().gt(now)),
        )
        .and(up)
        .and(held)
}

/// Loads the caller behind a credential, with the roles in effect at `now`.
///
/// # Errors
/// `unauthenticated` when the session or client is not, or no longer, good.
pub fn load(
    connection: &mut DbConnection,
    credential: &Credential,
    now: Timestamp,
) -> Result<Caller, Failure> {
    load_by(
        connection,
        credential,
        |connection, hash| on_engine!(connection, engine => person_behind(hash, now).load(engine)),
    )
}

/// Loads the caller, whose rights then stay as they are until the transaction ends (G13).
///
/// # Errors
/// As [`load`]; the engine's when the rights have just changed.
pub fn load_to_act(
    connection: &mut DbConnection,
    credential: &Credential,
    now: Timestamp,
) -> Result<Caller, Failure> {
    load_by(connection, credential, |connection, hash| {
        dialect::load_holding_rights(connection, person_behind(hash, now))
    })
}

fn load_by(
    connection: &mut DbConnection,
    credential: &Credential,
    load_person: impl FnOnce(&mut DbConnection, String) -> QueryResult<Vec<PersonRow>>,
) -> Result<Caller, Failure> {
    match credential {
        Credential::Session(hash) => {
            let rows = load_person(connection, hash.clone())?;
            person(rows).map(Caller::Person)
        }
        Credential::Program { client, scopes } => {
            load_program(connection, client, scopes).map(Caller::Program)
        }
        Credential::System(part) => Ok(Caller::System(part)),
        Credential::None => Err(ProblemKind::Unauthenticated.into()),
    }
}

#[derive(Queryable)]
struct PersonRow {
    id: String,
    name: String,
    email: String,
    home_id: String,
    home_name: String,
    home_kind: String,
    home_cvr: Option<String>,
    administration: String,
    assurance: String,
    may_represent: bool,
    role: Option<String>,
    held_on: Option<String>,
    unit: Option<String>,
    confers: Option<String>,
}

#[diesel::dsl::auto_type(no_type_alias)]
fn person_behind(token_hash: String, now: Timestamp) -> _ {
    let at: chrono::NaiveDateTime = now.naive();
    let live: in_effect = in_effect(now);
    let active: &'static str = UserStatus::Active.as_str();
    sessions::table
        .inner_join(users::table.on(users::id.eq(sessions::user_id)))
        .inner_join(organisations::table.on(organisations::id.eq(users::organisation_id)))
        .left_join(role_grants::table.on(role_grants::user_id.eq(users::id).and(live)))
        .left_join(roles::table.on(roles::key.nullable().eq(role_grants::role_key.nullable())))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::expires_at.gt(at))
        .filter(users::status.eq(active))
        .filter(organisations::active.eq(true))
        .select((
            users::id,
            users::name,
            users::email,
            organisations::id,
            organisations::name,
            organisations::kind,
            organisations::cvr,
            organisations::administration,
            sessions::assurance,
            sessions::may_represent,
            role_grants::role_key.nullable(),
            role_grants::organisation_id.nullable(),
            role_grants::unit.nullable(),
            roles::confers.nullable(),
        ))
}

fn person(rows: Vec<PersonRow>) -> Result<Person, Failure> {
    let mut rows = rows.into_iter();
    let first = rows.next().ok_or(ProblemKind::Unauthenticated)?;
    let mut person = Person {
        id: row::id(&first.id)?,
        name: first.name.clone(),
        email: first.email.clone(),
        home: Home {
            id: row::id(&first.home_id)?,
            name: first.home_name.clone(),
            kind: row::word(&first.home_kind)?,
            cvr: first.home_cvr.clone(),
            administration: row::word(&first.administration)?,
        },
        assurance: row::word(&first.assurance)?,
        may_represent: first.may_represent,
        holdings: Vec::new(),
    };
    for held in std::iter::once(first).chain(rows) {
        if let (Some(role), Some(organisation)) = (held.role, held.held_on) {
            person.holdings.push(Holding {
                role,
                organisation: row::id(&organisation)?,
                unit: held.unit,
                confers: held.confers.as_deref().and_then(Capability::parse),
            });
        }
    }
    Ok(person)
}

fn load_program(
    connection: &mut DbConnection,
    client: &str,
    token_scopes: &[ProgramScope],
) -> Result<Program, Failure> {
    let found: Option<(String, String, Option<String>)> = clients::table
        .filter(clients::id.eq(client))
        .filter(clients::active.eq(true))
        .select((clients::name, clients::scopes, clients::organisation_id))
        .first(connection)
        .optional()?;
    let (name, scopes, organisation) = found.ok_or(ProblemKind::Unauthenticated)?;
    let registered = ProgramScope::parse_list(&scopes);
    Ok(Program {
        id: client.to_owned(),
        name,
        scopes: registered
            .into_iter()
            .filter(|scope| token_scopes.contains(scope))
            .collect(),
        organisation: row::optional_id(organisation.as_deref())?,
    })
}
