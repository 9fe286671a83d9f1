//! What becomes of requests, by the model: who takes them back, handles and decides them.

use crate::{
    rules::CLAIM,
    world::{Authority, DAY, Moment, Request, Role, State, World},
};

impl World {
    pub(crate) fn withdraw(&mut self, by: usize, request: usize) -> bool {
        let asked = &self.requests[request];
        let allowed = self.users[by].active
            && (by == asked.by || by == asked.subject)
            && asked.state == State::Open;
        if allowed {
            self.requests[request].state = State::Withdrawn;
        }
        allowed
    }

    /// Whose a request is, as `by` is told: what no LBA can decide any more is the desk's.
    fn whose(&self, by: usize, request: usize) -> Authority {
        let asked = &self.requests[request];
        match asked.authority {
            Authority::Lba if self.is_desk(by) && !self.an_lba_decides(asked) => Authority::Desk,
            written => written,
        }
    }

    /// Whether `who` decides this open request of `authority`.
    fn decides_as(&self, who: usize, authority: Authority, request: usize) -> bool {
        let asked = &self.requests[request];
        who != asked.by
            && who != asked.subject
            && self.speaks_for(who, authority, asked.subject)
            && asked.state == State::Open
    }

    pub(crate) fn decides(&self, by: usize, request: usize) -> bool {
        self.decides_as(by, self.whose(by, request), request)
    }

    fn is_claimed_by_another(&self, by: usize, request: usize) -> bool {
        let asked = &self.requests[request];
        let orphaned = asked.authority == Authority::Lba && !self.an_lba_decides(asked);
        let claim = asked.claim.filter(|_| !orphaned);
        claim.is_some_and(|(who, until)| who != by && self.now < until)
    }

    /// Writes down whose it is, as part of what the desk does to it.
    fn note_whose(&mut self, request: usize) {
        if !self.an_lba_decides(&self.requests[request]) {
            let asked = &mut self.requests[request];
            if asked.authority == Authority::Lba {
                (asked.authority, asked.claim) = (Authority::Desk, None);
            }
        }
    }

    pub(crate) fn claim(&mut self, by: usize, request: usize) -> bool {
        let allowed = self.decides(by, request) && !self.is_claimed_by_another(by, request);
        if allowed {
            self.note_whose(request);
            self.requests[request].claim = Some((by, self.now + CLAIM));
        }
        allowed
    }

    pub(crate) fn hand_over(&mut self, by: usize, request: usize, to: usize) -> bool {
        let whose = self.whose(by, request);
        let allowed = self.decides(by, request) && self.decides_as(to, whose, request);
        if allowed {
            self.note_whose(request);
            self.requests[request].claim = Some((to, self.now + CLAIM));
        }
        allowed
    }

    pub(crate) fn reject(&mut self, by: usize, request: usize) -> bool {
        let allowed = self.decides(by, request) && !self.is_claimed_by_another(by, request);
        if allowed {
            self.note_whose(request);
            self.requests[request].state = State::Rejected;
        }
        allowed
    }

    pub(crate) fn approve(&mut self, by: usize, request: usize, days: Option<Moment>) -> bool {
        if !self.decides(by, request) || self.is_claimed_by_another(by, request) {
            return false;
        }
        let Request {
            removal,
            subject,
            role,
            until: asked,
            ..
        } = self.requests[request];
        let shorter = days.map(|days| self.now + days * DAY);
        // The first LBA is made by two of Landssupporten, not by an approval.
        let makes_the_first =
            role == Role::Lba && !removal && self.lbas(self.users[subject].home, &[]).is_empty();
        if makes_the_first {
            return false;
        }
        let allowed = if removal {
            !self.is_last_lba(subject, role) && self.live_grants(subject, role).next().is_some()
        } else {
            let until = shorter.or(asked);
            let no_longer = shorter.is_none_or(|it| asked.is_none_or(|asked| it <= asked));
            no_longer
                && until.is_none_or(|until| self.now < until)
                && self.users[subject].active
                && self.adds(subject, role, until)
        };
        if allowed {
            self.note_whose(request);
            self.requests[request].state = State::Approved;
            self.carry_out(removal, subject, role, shorter.or(asked));
        }
        allowed
    }

    fn carry_out(&mut self, removal: bool, subject: usize, role: Role, until: Option<Moment>) {
        if removal {
            let held = self
                .live_grants(subject, role)
                .map(|(at, grant)| (grant.from, at));
            if let Some((_, first)) = held.min() {
                self.end_grant(first);
            }
            return;
        }
        let now = self.now;
        let sooner: Vec<_> = self
            .live_grants(subject, role)
            .filter(|(_, grant)| grant.overlaps(now, until))
            .map(|(at, _)| at)
            .collect();
        for grant in sooner {
            self.grants[grant].ended = Some(now);
        }
        self.add_grant(subject, role, now, until);
    }

    /// Requests that no LBA can decide any more are the desk's from now on.
    pub(crate) fn lbas_changed(&mut self, home: usize) {
        for request in 0..self.requests.len() {
            let asked = &self.requests[request];
            if asked.state == State::Open && self.users[asked.subject].home == home {
                self.note_whose(request);
            }
        }
    }
}
