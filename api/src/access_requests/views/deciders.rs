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
    /// Loads who can decide those that are open, too.
    pub(super) fn with_deciders(
        mut self,
        tx: &mut ReadTx<'_>,
        requests: &[Stored],
    ) -> Result<Self, Failure> {
        let waiting = requests
            .iter()
            .filter(|one| one.state == RequestState::Open && one.authority == Authority::Lba)
            .map(|one| one.holder_organisation);
        let now = tx.now();
        let lbas = lbas::with_units_of(tx, waiting, now)?;
        self.lbas.extend(lbas);
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
