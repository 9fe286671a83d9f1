//! The reference model: a world of organisations, people, grants and requests, small enough to be
//! read at a glance and written without a look at the product's own rules.

/// Seconds since the world began.
pub(crate) type Moment = i64;

pub(crate) const DAY: Moment = 86_400;

/// What an organisation is. The first one is always Landssupporten's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Desk,
    Company,
    Kommune,
    AKasse,
}

/// The roles that are given and taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    JobAg,
    Lba,
    CaseWorker,
    Desk,
}

impl Role {
    /// Those that anybody is ever given.
    pub(crate) const GIVEN: [Self; 3] = [Self::JobAg, Self::Lba, Self::CaseWorker];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::JobAg => "JobAG.Virksomhedsbruger",
            Self::Lba => "Brugeradministration.LBA",
            Self::CaseWorker => "Arbejdsmarkedsportalen.Sagsbehandler",
            Self::Desk => "Brugeradministration.Landssupport",
        }
    }
}

/// Who gives, takes and decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Authority {
    Lba,
    Desk,
}

/// What the release note and the catalogue say of a role for a kind of organisation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// Held on the umbrella Virksomhed; else at home.
    pub(crate) on_umbrella: bool,
    pub(crate) asked_by_self: bool,
    pub(crate) authority: Authority,
}

pub(crate) fn terms(role: Role, kind: Kind) -> Option<Terms> {
    let (on_umbrella, asked_by_self, authority) = match (role, kind) {
        (Role::JobAg | Role::Lba, Kind::Company) => (false, true, Authority::Lba),
        (Role::JobAg, Kind::Kommune | Kind::AKasse) => (true, false, Authority::Desk),
        (Role::Lba | Role::CaseWorker, Kind::Kommune | Kind::AKasse) => {
            (false, false, Authority::Lba)
        }
        _ => return None,
    };
    Some(Terms {
        on_umbrella,
        asked_by_self,
        authority,
    })
}

#[derive(Clone, Debug)]
pub(crate) struct User {
    pub(crate) home: usize,
    pub(crate) active: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) holder: usize,
    pub(crate) role: Role,
    pub(crate) from: Moment,
    pub(crate) until: Option<Moment>,
    /// When it was taken, or another one took its place.
    pub(crate) ended: Option<Moment>,
}

impl Grant {
    /// Neither taken nor over.
    pub(crate) fn is_live(&self, now: Moment) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| now < until)
    }

    fn is_in_effect(&self, now: Moment) -> bool {
        self.is_live(now) && self.from <= now
    }

    pub(crate) fn overlaps(&self, from: Moment, until: Option<Moment>) -> bool {
        self.until.is_none_or(|end| from < end) && until.is_none_or(|end| self.from < end)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Open,
    Approved,
    Rejected,
    Withdrawn,
}

#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// That the role be taken; else that it be given.
    pub(crate) removal: bool,
    pub(crate) subject: usize,
    pub(crate) by: usize,
    pub(crate) role: Role,
    pub(crate) until: Option<Moment>,
    pub(crate) authority: Authority,
    pub(crate) state: State,
    /// Who handles it, and until when.
    pub(crate) claim: Option<(usize, Moment)>,
}

#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) now: Moment,
    pub(crate) organisations: Vec<Kind>,
    pub(crate) users: Vec<User>,
    pub(crate) grants: Vec<Grant>,
    pub(crate) requests: Vec<Request>,
    /// Whether what was tried last is allowed.
    pub(crate) allowed: bool,
}

impl World {
    /// Landssupporten with two people, and no one else.
    pub(crate) fn new() -> Self {
        let mut world = Self {
            now: 0,
            organisations: vec![Kind::Desk],
            users: Vec::new(),
            grants: Vec::new(),
            requests: Vec::new(),
            allowed: true,
        };
        for _ in 0..2 {
            world.settle(0, Some(Role::Desk));
        }
        world
    }

    /// Somebody who is there from the start.
    pub(crate) fn settle(&mut self, home: usize, role: Option<Role>) {
        let holder = self.users.len();
        self.users.push(User { home, active: true });
        self.grants.extend(role.map(|role| Grant {
            holder,
            role,
            from: 0,
            until: None,
            ended: None,
        }));
    }

    pub(crate) fn kind_of(&self, user: usize) -> Kind {
        self.organisations[self.users[user].home]
    }

    fn has(&self, user: usize, role: Role) -> bool {
        let held = |grant: &Grant| {
            grant.holder == user && grant.role == role && grant.is_in_effect(self.now)
        };
        self.users[user].active && self.grants.iter().any(held)
    }

    pub(crate) fn is_desk(&self, user: usize) -> bool {
        self.has(user, Role::Desk)
    }

    /// Whether `user` is LBA where `other` belongs.
    pub(crate) fn is_lba_of(&self, user: usize, other: usize) -> bool {
        self.users[user].home == self.users[other].home && self.has(user, Role::Lba)
    }

    /// The LBAs of an organisation that are none of `except`.
    pub(crate) fn lbas(&self, home: usize, except: &[usize]) -> Vec<usize> {
        (0..self.users.len())
            .filter(|user| self.users[*user].home == home && !except.contains(user))
            .filter(|user| self.has(*user, Role::Lba))
            .collect()
    }

    /// Whether `user` speaks for `authority` about `subject`.
    pub(crate) fn speaks_for(&self, user: usize, authority: Authority, subject: usize) -> bool {
        match authority {
            Authority::Lba => self.is_lba_of(user, subject),
            Authority::Desk => self.is_desk(user),
        }
    }

    pub(crate) fn live_grants(
        &self,
        holder: usize,
        role: Role,
    ) -> impl Iterator<Item = (usize, &Grant)> {
        let now = self.now;
        self.grants.iter().enumerate().filter(move |(_, grant)| {
            grant.holder == holder && grant.role == role && grant.is_live(now)
        })
    }

    /// Whether an LBA could decide a request.
    pub(crate) fn an_lba_decides(&self, request: &Request) -> bool {
        let home = self.users[request.subject].home;
        !self.lbas(home, &[request.subject, request.by]).is_empty()
    }
}
