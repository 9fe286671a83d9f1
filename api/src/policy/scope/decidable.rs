//! Which open requests wait for a caller.

use shared::id::{OrganisationId, UserId};

use crate::domain::caller::{Caller, Capability};

/// Requests that wait for the caller: an LBA's organisation's, and the desk's queue. Requests by
/// or about `own` are left out, since nobody decides their own (G4).
pub fn decidable_requests(caller: &Caller) -> Option<DecidableScope> {
    let person = caller.person()?;
    let organisations = person.administers();
    let units = (person.home.id, person.administers_units());
    let desk = person.can(Capability::Landssupport);
    let some = desk || !organisations.is_empty() || !units.1.is_empty();
    some.then_some(DecidableScope {
        organisations,
        units,
        desk,
        not_about: person.id,
    })
}

/// Which open requests wait for one person.
#[derive(Clone, Debug)]
pub struct DecidableScope {
    organisations: Vec<OrganisationId>,
    units: (OrganisationId, Vec<String>),
    desk: bool,
    not_about: UserId,
}

impl DecidableScope {
    /// Organisations whose `lba` requests the person decides.
    pub fn organisations(&self) -> &[OrganisationId] {
        &self.organisations
    }

    /// Units of an organisation whose `lba` requests the person decides, being LBA of no more.
    pub fn units(&self) -> (OrganisationId, &[String]) {
        (self.units.0, &self.units.1)
    }

    /// Whether the person is LBA of anything.
    pub fn is_lba(&self) -> bool {
        !self.organisations.is_empty() || !self.units.1.is_empty()
    }

    /// Whether the person decides `landssupport` requests.
    pub fn desk(&self) -> bool {
        self.desk
    }

    /// The person, whose own requests others decide.
    pub fn not_about(&self) -> UserId {
        self.not_about
    }
}
