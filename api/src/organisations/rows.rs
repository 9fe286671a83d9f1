//! Organisations as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::OrganisationId,
    organisation::{Administration, OrganisationKind, OrganisationRef},
};

use crate::{
    administrations,
    db::{Failure, MultiBackend, WriteTx, row, schema::organisations},
    domain::{
        facts::OrganisationFacts,
        search::{search_key, sort_key},
    },
};

/// An organisation, as selected.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = organisations, check_for_backend(MultiBackend))]
pub struct OrganisationRow {
    id: String,
    kind: String,
    name: String,
    sort_key: String,
    cvr: Option<String>,
    kommunekode: Option<String>,
    parent_id: Option<String>,
    administration: String,
    active: bool,
    names_deciders: bool,
    created_at: chrono::NaiveDateTime,
    version: i64,
}

/// An organisation, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    pub(crate) id: OrganisationId,
    pub(crate) kind: OrganisationKind,
    pub(crate) name: String,
    pub(crate) sort_key: String,
    pub(crate) cvr: Option<String>,
    pub(crate) kommunekode: Option<String>,
    pub(crate) parent: Option<OrganisationId>,
    pub(crate) administration: Administration,
    pub(crate) active: bool,
    pub(crate) names_deciders: bool,
    pub(crate) created_at: Timestamp,
    pub(crate) version: i64,
}

impl Organisation {
    /// What the policy needs to know.
    pub fn facts(&self) -> OrganisationFacts {
        OrganisationFacts {
            id: self.id,
            kind: self.kind,
            active: self.active,
        }
    }

    /// The organisation as DTOs refer to it.
    pub fn reference(&self) -> OrganisationRef {
        OrganisationRef {
            id: self.id,
            name: self.name.clone(),
            kind: self.kind,
            cvr: self.cvr.clone(),
        }
    }
}

impl TryFrom<OrganisationRow> for Organisation {
    type Error = Failure;

    fn try_from(stored: OrganisationRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            kind: row::word(&stored.kind)?,
            name: stored.name,
            sort_key: stored.sort_key,
            cvr: stored.cvr,
            kommunekode: stored.kommunekode,
            parent: row::optional_id(stored.parent_id.as_deref())?,
            administration: row::word(&stored.administration)?,
            active: stored.active,
            names_deciders: stored.names_deciders,
            created_at: Timestamp::from_naive(stored.created_at),
            version: stored.version,
        })
    }
}

/// What a new organisation is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationToCreate {
    /// The id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: String,
    /// CVR number.
    pub cvr: Option<String>,
    /// A kommune's three digits.
    pub kommunekode: Option<String>,
    /// The organisation above it.
    pub parent: Option<OrganisationId>,
    /// When.
    pub at: Timestamp,
}

/// A new organisation, as inserted.
#[derive(Debug, Insertable)]
#[diesel(table_name = organisations)]
struct NewOrganisationRow {
    id: String,
    kind: &'static str,
    name: String,
    sort_key: String,
    search_key: String,
    cvr: Option<String>,
    kommunekode: Option<String>,
    parent_id: Option<String>,
    administration: &'static str,
    active: bool,
    created_at: chrono::NaiveDateTime,
    version: i64,
}

/// What a search for organisations looks in.
pub fn search_key_of(name: &str, cvr: Option<&str>, kommunekode: Option<&str>) -> String {
    let parts: Vec<_> = [Some(name), cvr, kommunekode]
        .into_iter()
        .flatten()
        .collect();
    search_key(parts)
}

/// Stores a new organisation, in the module of its kind.
///
/// # Errors
/// The engine's.
pub(crate) fn insert(tx: &mut WriteTx<'_>, new: OrganisationToCreate) -> Result<(), Failure> {
    let administration = administrations::queries::of_kind(tx, new.kind)?.administration;
    diesel::insert_into(organisations::table)
        .values(NewOrganisationRow::new(new, administration))
        .execute(tx.connection())?;
    Ok(())
}

impl NewOrganisationRow {
    fn new(new: OrganisationToCreate, administration: Administration) -> Self {
        Self {
            id: new.id.to_string(),
            kind: new.kind.as_str(),
            sort_key: sort_key(&new.name),
            search_key: search_key_of(&new.name, new.cvr.as_deref(), new.kommunekode.as_deref()),
            name: new.name,
            cvr: new.cvr,
            kommunekode: new.kommunekode,
            parent_id: new.parent.map(|parent| parent.to_string()),
            administration: administration.as_str(),
            active: true,
            created_at: new.at.naive(),
            version: 1,
        }
    }
}
