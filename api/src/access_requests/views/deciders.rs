//! Who may decide a request, as far as the caller is told.

use shared::{access_request::RequestState, organisation::PersonRef, role::Authority};

use super::{super::rows::Stored, Around};
use crate::{
    db::{Failure, ReadTx},
    domain::{
        caller::{Capability, Person},
        request::{AccessRequest, OpenRequest},
    },
    policy,
    users::{self, lbas},
};

impl Around {
    /// Loads who can decide those that are open, and who is LBA already where an approval might make
    /// the first one, too (G11): one statement for the LBAs of them all.
    pub(super) fn with_deciders(
        mut self,
        tx: &mut ReadTx<'_>,
        requests: &[Stored],
    ) -> Result<Self, Failure> {
        let mut places = Vec::new();
        for one in requests {
            let machine = self.machine(one)?;
            let first = policy::requests::could_make_the_first_lba(machine.asked());
            let waits = one.state == RequestState::Open && one.authority == Authority::Lba;
            places.extend(first.then_some(one.organisation));
            places.extend(waits.then_some(one.holder_organisation));
        }
        let now = tx.now();
        self.lbas = lbas::with_units_of(tx, places, now)?;
        let at_desk = |one: &Stored| {
            one.state == RequestState::Open && one.authority == Authority::Landssupport
        };
        let colleague = |person: &Person| person.can(Capability::Landssupport);
        if tx.caller().person().is_some_and(colleague) && requests.iter().any(at_desk) {
            self.desk = users::queries::list_desk(tx, now)?;
        }
        Ok(self)
    }

    /// Who may decide an open request.
    fn deciders(&self, request: &AccessRequest) -> Vec<PersonRef> {
        let Some(OpenRequest { asked, .. }) = request.open() else {
            return Vec::new();
        };
        let mut deciders = match asked.authority {
            Authority::Lba => {
                let known = self.lbas.get(&asked.subject.home);
                let known = known.map_or(&[][..], Vec::as_slice);
                lbas::deciders(known, asked.unit.as_deref(), &asked.role)
            }
            Authority::Landssupport => self.desk.clone(),
        };
        deciders.retain(|one| one.id != asked.subject.id && one.id != asked.requested_by);
        deciders
    }

    /// Who may decide a request, by name when the caller is told, and how many they are.
    pub(super) fn told_deciders(
        &self,
        tx: &ReadTx<'_>,
        request: &AccessRequest,
    ) -> (Vec<PersonRef>, i64) {
        let mut deciders = self.deciders(request);
        let count = i64::try_from(deciders.len()).unwrap_or(i64::MAX);
        let home = request.asked().subject.home;
        let mut lbas = self.lbas.get(&home).into_iter().flatten();
        let chosen = lbas.all(|lba| lba.named);
        if !policy::organisations::names_lbas(tx.caller(), home, chosen) {
            deciders.clear();
        }
        (deciders, count)
    }
}
