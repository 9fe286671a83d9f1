//! What a change is about: the columns of the audit log that people search by.

use shared::id::{AccessRequestId, OrganisationId, RoleGrantId, UserId};

/// What a change, or a refused attempt, is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Whom.
    pub subject: Option<UserId>,
    /// The organisation whose log it belongs to.
    pub organisation: Option<OrganisationId>,
    /// Which role.
    pub role: Option<String>,
    /// Which request.
    pub request: Option<AccessRequestId>,
    /// Which grant.
    pub grant: Option<RoleGrantId>,
}
