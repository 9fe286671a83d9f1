//! Programs as registered.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use diesel::prelude::*;
use serde_json::json;
use shared::id::OrganisationId;

use crate::{
    db::{DbConnection, Failure, Recorded, WriteTx, row, schema::clients},
    domain::{
        caller::ProgramScope,
        change::{About, Change, What},
        facts::ProgramFacts,
    },
    http::request::hash_of,
    policy::{self, Authorised, programs::RegisterProgram},
};

/// A program to register.
#[derive(Clone, PartialEq, Eq)]
pub struct NewClient {
    /// Its client id.
    pub id: String,
    /// Its name, as the audit log has it.
    pub name: String,
    /// Its secret, of which only the hash is kept.
    pub secret: String,
    /// What it may do.
    pub scopes: Vec<ProgramScope>,
    /// The organisation it is bound to; none for a national system.
    pub organisation: Option<OrganisationId>,
}

impl std::fmt::Debug for NewClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewClient")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

#[derive(Insertable)]
#[diesel(table_name = clients)]
struct ClientRow {
    id: String,
    name: String,
    secret_hash: String,
    scopes: String,
    organisation_id: Option<String>,
    active: bool,
    created_at: chrono::NaiveDateTime,
}

/// A secret of 256 random bits; so many that a fast hash of it may be stored.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

fn scope_list(scopes: &[ProgramScope]) -> String {
    let words: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
    words.join(" ")
}

/// Registers a program, or gives one that exists its new name, secret, scopes and organisation.
///
/// # Errors
/// `not-allowed` for those who may not; the engine's.
pub fn register(tx: &mut WriteTx<'_>, client: &NewClient) -> Result<Recorded<()>, Failure> {
    let authorised = policy::programs::register_program(tx.caller())?;
    store(tx, authorised, client)?;
    let new = json!({ "client": client.id, "scopes": scope_list(&client.scopes) });
    let about = About {
        organisation: client.organisation,
        ..About::default()
    };
    tx.record(&Change::new(What::Bootstrapped { new }, about), ())
}

fn store(
    tx: &mut WriteTx<'_>,
    _: Authorised<RegisterProgram>,
    client: &NewClient,
) -> Result<(), Failure> {
    let row = ClientRow {
        id: client.id.clone(),
        name: client.name.clone(),
        secret_hash: hash_of(&client.secret),
        scopes: scope_list(&client.scopes),
        organisation_id: client.organisation.map(|id| id.to_string()),
        active: true,
        created_at: tx.now().naive(),
    };
    let changed = diesel::update(clients::table.filter(clients::id.eq(&client.id)))
        .set((
            clients::name.eq(&row.name),
            clients::secret_hash.eq(&row.secret_hash),
            clients::scopes.eq(&row.scopes),
            clients::organisation_id.eq(&row.organisation_id),
            clients::active.eq(true),
        ))
        .execute(tx.connection())?;
    if changed == 0 {
        diesel::insert_into(clients::table)
            .values(row)
            .execute(tx.connection())?;
    }
    Ok(())
}

/// What the policy needs to know of a program, and the organisation it is bound to.
///
/// # Errors
/// The engine's.
pub(super) fn find(
    connection: &mut DbConnection,
    id: &str,
) -> Result<Option<(ProgramFacts, Option<OrganisationId>)>, Failure> {
    let found: Option<(String, String, bool, Option<String>)> = clients::table
        .filter(clients::id.eq(id))
        .select((
            clients::secret_hash,
            clients::scopes,
            clients::active,
            clients::organisation_id,
        ))
        .first(connection)
        .optional()?;
    let Some((secret_hash, scopes, active, organisation)) = found else {
        return Ok(None);
    };
    let facts = ProgramFacts {
        client: id.to_owned(),
        secret_hash,
        scopes: ProgramScope::parse_list(&scopes),
        active,
    };
    Ok(Some((facts, row::optional_id(organisation.as_deref())?)))
}
