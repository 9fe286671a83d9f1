//! What the rules of delegation let happen in the model's world, each said once more in its own
//! words. It says yes or no, and what becomes of the world.

use crate::{
    commands::Command,
    world::{Authority, DAY, Grant, Moment, Request, Role, State, User, World, terms},
};

/// How long a claim lasts.
pub(crate) const CLAIM: Moment = DAY;

/// The world after somebody has tried something, a second later.
pub(crate) fn after(mut world: World, command: &Command) -> World {
    world.now += 1;
    world.allowed = world.try_to(command);
    world
}

impl World {
    fn try_to(&mut self, command: &Command) -> bool {
        match *command {
            Command::CreateUser { by, home } => self.create_user(by, home),
            Command::Deactivate { by, user } => self.set_active(by, user, false),
            Command::Reactivate { by, user } => self.set_active(by, user, true),
            Command::Give { .. } => self.give(command),
            Command::Take { by, grant } => self.take(by, grant),
            Command::Ask { .. } => self.ask(command),
            Command::Withdraw { by, request } => self.withdraw(by, request),
            Command::Claim { by, request } => self.claim(by, request),
            Command::HandOver { by, request, to } => self.hand_over(by, request, to),
            Command::Approve { by, request, days } => self.approve(by, request, days),
            Command::Reject { by, request } => self.reject(by, request),
            Command::Wait { seconds } => {
                self.now += seconds;
                true
            }
            Command::Sweep => {
                (0..self.organisations.len()).for_each(|home| self.lbas_changed(home));
                true
            }
        }
    }

    fn create_user(&mut self, by: usize, home: usize) -> bool {
        let allowed = self.lbas(home, &[]).contains(&by);
        if allowed {
            self.users.push(User { home, active: true });
        }
        allowed
    }

    /// By another who is LBA there: so that one is left whoever is stopped.
    fn set_active(&mut self, by: usize, user: usize, active: bool) -> bool {
        let allowed = by != user && self.is_lba_of(by, user) && self.users[user].active != active;
        if allowed {
            self.users[user].active = active;
            self.lbas_changed(self.users[user].home);
        }
        allowed
    }

    fn give(&mut self, command: &Command) -> bool {
        let Command::Give {
            by,
            to,
            role,
            days,
            later,
            elsewhere,
        } = *command
        else {
            return false;
        };
        let Some(terms) = terms(role, self.kind_of(to)) else {
            return false;
        };
        let from = self.now + if later { DAY } else { 0 };
        let until = days.map(|days| from + days * DAY);
        let has_it = self
            .live_grants(to, role)
            .any(|(_, grant)| grant.overlaps(from, until));
        let allowed = by != to
            && !elsewhere
            && self.speaks_for(by, terms.authority, to)
            && self.users[to].active
            && !has_it;
        if allowed {
            self.add_grant(to, role, from, until);
        }
        allowed
    }

    pub(crate) fn add_grant(
        &mut self,
        holder: usize,
        role: Role,
        from: Moment,
        until: Option<Moment>,
    ) {
        let ended = None;
        self.grants.push(Grant {
            holder,
            role,
            from,
            until,
            ended,
        });
        if role == Role::Lba {
            self.lbas_changed(self.users[holder].home);
        }
    }

    pub(crate) fn end_grant(&mut self, grant: usize) {
        self.grants[grant].ended = Some(self.now);
        if self.grants[grant].role == Role::Lba {
            self.lbas_changed(self.users[self.grants[grant].holder].home);
        }
    }

    pub(crate) fn is_last_lba(&self, holder: usize, role: Role) -> bool {
        role == Role::Lba && self.lbas(self.users[holder].home, &[holder]).is_empty()
    }

    fn take(&mut self, by: usize, grant: usize) -> bool {
        let Grant {
            holder,
            role,
            ended,
            ..
        } = self.grants[grant];
        // What has no terms was given when the system was set up, and is the desk's to take.
        let authority =
            terms(role, self.kind_of(holder)).map_or(Authority::Desk, |it| it.authority);
        let allowed = by != holder
            && self.speaks_for(by, authority, holder)
            && !self.is_last_lba(holder, role)
            && ended.is_none();
        if allowed {
            self.end_grant(grant);
        }
        allowed
    }

    /// Whether a grant until then adds to what is held: everything of the same ends sooner.
    pub(crate) fn adds(&self, subject: usize, role: Role, until: Option<Moment>) -> bool {
        self.live_grants(subject, role)
            .filter(|(_, grant)| grant.overlaps(self.now, until))
            .all(|(_, grant)| {
                grant
                    .until
                    .is_some_and(|end| until.is_none_or(|it| end < it))
            })
    }

    fn ask(&mut self, command: &Command) -> bool {
        let Command::Ask {
            by,
            subject,
            role,
            removal,
            days,
            elsewhere,
        } = *command
        else {
            return false;
        };
        let Some(terms) = terms(role, self.kind_of(subject)) else {
            return false;
        };
        let mut request = Request {
            removal,
            subject,
            by,
            role,
            until: days.map(|days| self.now + days * DAY),
            authority: terms.authority,
            state: State::Open,
            claim: None,
        };
        let by_self = by == subject && (terms.asked_by_self || removal);
        let by_lba = by != subject && self.is_lba_of(by, subject);
        let allowed = self.users[by].active
            && (by_self || by_lba)
            && !elsewhere
            && self.users[subject].active
            && self.makes_a_difference(&request);
        if allowed {
            if !self.an_lba_decides(&request) {
                request.authority = Authority::Desk;
            }
            self.requests.push(request);
        }
        allowed
    }

    /// Neither asked for already nor so already.
    fn makes_a_difference(&self, request: &Request) -> bool {
        let same = |one: &Request| (one.subject, one.role, one.removal);
        let asked_already = self
            .requests
            .iter()
            .any(|one| one.state == State::Open && same(one) == same(request));
        let Request {
            removal,
            subject,
            role,
            until,
            ..
        } = *request;
        let adds = if removal {
            self.live_grants(subject, role).next().is_some()
        } else {
            self.adds(subject, role, until)
        };
        adds && !asked_already
    }
}
