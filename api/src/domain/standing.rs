//! How a person stands to a role besides its rule: what it requires and conflicts with, and how
//! many hold it. Loaded only for roles that ask for it.

use shared::id::OrganisationId;

/// A role, named as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedRole {
    /// The role's key.
    pub key: String,
    /// Its name in the reader's language.
    pub name: String,
}

/// An attribute of organisations, named as people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAttribute {
    /// The attribute's key.
    pub key: String,
    /// Its name in the reader's language.
    pub name: String,
}

/// How a person stands to a role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Roles that it requires and that the person has not in effect.
    pub missing: Vec<NamedRole>,
    /// Attributes that it requires and that the person's own organisation has not.
    pub lacking: Vec<NamedAttribute>,
    /// Roles that it conflicts with and that the person has, or has been given for later.
    pub conflicting: Vec<NamedRole>,
    /// How many others of the person's organisation have it, or have been given it for later.
    pub other_holders: i64,
    /// Jobcentres in use of the person's organisation, for a role that is held there (R3).
    pub jobcentres: Vec<OrganisationId>,
}
