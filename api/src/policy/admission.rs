//! Who is let in at login, and whether a user comes to be by it.

use shared::{
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    problem::ProblemKind,
    role::Assurance,
    rule::Rule,
    user::UserStatus,
};

use super::{Authorised, Denied};
use crate::domain::facts::{OrganisationFacts, UMBRELLA};

/// What a login says of itself, as far as rules care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presented {
    /// Whether the identity is a professional one.
    pub professional: bool,
    /// Whether it names its organisation by CVR number.
    pub names_organisation: bool,
    /// How sure it is; none when it does not say.
    pub assurance: Option<Assurance>,
}

/// A user whom the login was recognised as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownUser {
    /// The user.
    pub id: UserId,
    /// The home organisation.
    pub home: OrganisationId,
    /// Whether the home is in use.
    pub home_active: bool,
    /// Whether the home goes by the login's CVR number.
    pub at_cvr: bool,
    /// Whether the user may act.
    pub status: UserStatus,
    /// Whether this identity is already the user's, rather than one to be bound now.
    pub bound: bool,
}

/// What is stored about the person and the organisation that a login names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The user, when one was recognised.
    pub user: Option<KnownUser>,
    /// The organisation with the login's CVR number.
    pub organisation: Option<OrganisationFacts>,
}

/// How a person is let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Admission {
    /// As the user they are.
    Enter {
        /// The user.
        user: UserId,
        /// The home organisation.
        home: OrganisationId,
    },
    /// As a user created by hand, who is theirs from now on.
    Bind {
        /// The user.
        user: UserId,
        /// The home organisation.
        home: OrganisationId,
    },
    /// As a new user of this virksomhed.
    CreateUser {
        /// The home organisation.
        home: OrganisationId,
    },
    /// As the first user of a virksomhed that is new itself.
    CreateOrganisationAndUser,
}

/// Whether the login is of the kind that is let in at all: a professional identity, in an
/// organisation, at level Substantial or above (G8). The level is ours to check, whatever the
/// provider was asked for.
///
/// # Errors
/// The first thing that is amiss.
pub fn presentable(presented: Presented) -> Result<Assurance, Denied> {
    if !presented.professional {
        return Err(Denied::login(ProblemKind::LoginPrivate));
    }
    if !presented.names_organisation {
        return Err(Denied::login(ProblemKind::LoginWithoutCvr));
    }
    presented
        .assurance
        .filter(|assurance| *assurance >= Assurance::Substantial)
        .ok_or_else(|| Denied::new(ProblemKind::LoginTooWeak, Rule::G8))
}

/// How the person behind a presentable login is let in. Users come to be by login only in a
/// virksomhed (R2); elsewhere their LBA creates them first (R3).
///
/// # Errors
/// The first rule that says no; then nothing is created.
pub fn admit(registered: &Registered) -> Result<Authorised<Admission>, Denied> {
    match (&registered.user, &registered.organisation) {
        (Some(user), _) => admit_known(user).map(Authorised),
        (None, None) => Ok(Authorised(Admission::CreateOrganisationAndUser)),
        (None, Some(home)) if home.kind != OrganisationKind::Virksomhed || home.id == UMBRELLA => {
            Err(Denied::new(ProblemKind::NotCreatedYet, Rule::R3))
        }
        (None, Some(home)) if !home.active => Err(Denied::new(ProblemKind::UserInactive, Rule::G6)),
        (None, Some(home)) => Ok(Authorised(Admission::CreateUser { home: home.id })),
    }
}

fn admit_known(user: &KnownUser) -> Result<Admission, Denied> {
    // A professional identity belongs to one organisation for good: the same one under another
    // CVR number is a mistake of somebody's, and never a way into the former organisation.
    if !user.at_cvr {
        return Err(Denied::new(ProblemKind::LoginRejected, Rule::G1));
    }
    if user.status != UserStatus::Active || !user.home_active {
        return Err(Denied::new(ProblemKind::UserInactive, Rule::G6));
    }
    let KnownUser { id, home, .. } = *user;
    Ok(if user.bound {
        Admission::Enter { user: id, home }
    } else {
        Admission::Bind { user: id, home }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organisation(kind: OrganisationKind) -> OrganisationFacts {
        OrganisationFacts {
            id: OrganisationId::new(uuid::Uuid::from_u128(7)),
            kind,
            active: true,
        }
    }

    fn user() -> KnownUser {
        KnownUser {
            id: UserId::new(uuid::Uuid::from_u128(1)),
            home: OrganisationId::new(uuid::Uuid::from_u128(7)),
            home_active: true,
            at_cvr: true,
            status: UserStatus::Active,
            bound: true,
        }
    }

    fn refusal(user: Option<KnownUser>, organisation: Option<OrganisationFacts>) -> ProblemKind {
        admit(&Registered { user, organisation }).unwrap_err().kind
    }

    fn admission(user: Option<KnownUser>, organisation: Option<OrganisationFacts>) -> Admission {
        admit(&Registered { user, organisation })
            .unwrap()
            .into_act()
    }

    #[test]
    fn only_a_professional_login_with_cvr_and_at_least_substantial_is_presentable() {
        let good = Presented {
            professional: true,
            names_organisation: true,
            assurance: Some(Assurance::Substantial),
        };
        assert_eq!(presentable(good), Ok(Assurance::Substantial));
        let kind = |presented| presentable(presented).unwrap_err().kind;
        let private = Presented {
            professional: false,
            names_organisation: false,
            assurance: Some(Assurance::High),
        };
        assert_eq!(kind(private), ProblemKind::LoginPrivate);
        let nowhere = Presented {
            names_organisation: false,
            ..good
        };
        assert_eq!(kind(nowhere), ProblemKind::LoginWithoutCvr);
        for assurance in [None, Some(Assurance::Low)] {
            assert_eq!(
                kind(Presented { assurance, ..good }),
                ProblemKind::LoginTooWeak
            );
        }
    }

    #[test]
    fn a_stranger_comes_to_be_only_in_a_virksomhed() {
        for kind in OrganisationKind::ALL {
            let home = organisation(*kind);
            match kind {
                OrganisationKind::Virksomhed => assert_eq!(
                    admission(None, Some(home.clone())),
                    Admission::CreateUser { home: home.id }
                ),
                _ => assert_eq!(refusal(None, Some(home)), ProblemKind::NotCreatedYet),
            }
        }
        assert_eq!(admission(None, None), Admission::CreateOrganisationAndUser);
    }

    #[test]
    fn nobody_comes_to_be_in_the_umbrella_or_in_a_virksomhed_out_of_use() {
        let umbrella = OrganisationFacts {
            id: UMBRELLA,
            ..organisation(OrganisationKind::Virksomhed)
        };
        assert_eq!(refusal(None, Some(umbrella)), ProblemKind::NotCreatedYet);
        let closed = OrganisationFacts {
            active: false,
            ..organisation(OrganisationKind::Virksomhed)
        };
        assert_eq!(refusal(None, Some(closed)), ProblemKind::UserInactive);
    }

    #[test]
    fn a_known_user_enters_when_active_and_under_the_same_cvr_number() {
        let home = Some(organisation(OrganisationKind::Kommune));
        let KnownUser { id, home: at, .. } = user();
        assert_eq!(
            admission(Some(user()), home.clone()),
            Admission::Enter { user: id, home: at }
        );
        let unbound = KnownUser {
            bound: false,
            ..user()
        };
        assert_eq!(
            admission(Some(unbound.clone()), home.clone()),
            Admission::Bind { user: id, home: at }
        );
        let elsewhere = KnownUser {
            at_cvr: false,
            ..user()
        };
        assert_eq!(
            refusal(Some(elsewhere), home.clone()),
            ProblemKind::LoginRejected
        );
        for status in [UserStatus::Suspended, UserStatus::Deactivated] {
            for user in [user(), unbound.clone()] {
                let stopped = KnownUser { status, ..user };
                assert_eq!(
                    refusal(Some(stopped), home.clone()),
                    ProblemKind::UserInactive
                );
            }
        }
    }
}
