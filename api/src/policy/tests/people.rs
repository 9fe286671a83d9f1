//! The people, programs and roles that the rules are tried on.

use shared::{
    id::{AccessRequestId, OrganisationId, UserId},
    organisation::{Administration, OrganisationKind},
    role::{Assurance, Authority, GrantTarget},
    user::UserStatus,
};
use uuid::Uuid;

use crate::domain::{
    caller::{Caller, Capability, Holding, Home, Person, Program, ProgramScope},
    facts::{OrganisationFacts, RoleFacts, RoleRuleFacts, SubjectFacts, UMBRELLA},
    request::Asked,
};

pub(super) const fn user(number: u128) -> UserId {
    UserId::new(Uuid::from_u128(number))
}

pub(super) const fn organisation(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(1000 + number))
}

/// The organisation that the tables are about.
pub(super) const HOME: OrganisationId = organisation(1);
/// Another one.
pub(super) const ELSEWHERE: OrganisationId = organisation(2);
/// STAR, where those who work across sit.
const STAR: OrganisationId = organisation(3);

/// Whom the tables are about, an employee of [`HOME`].
pub(super) const SUBJECT: UserId = user(1);
/// The LBA of [`HOME`].
pub(super) const LBA: UserId = user(2);

/// Every kind of caller. A table that leaves one out fails.
pub(super) const EVERYBODY: &[&str] = &[
    "subject",
    "subject who is LBA",
    "colleague",
    "LBA",
    "second LBA",
    "LBA elsewhere",
    "former LBA",
    "LBA on another's organisation",
    "LBA with a weak login",
    "desk",
    "subject at the desk",
    "desk with a weak login",
    "auditor",
    "system administrator",
    "program access:check",
    "program requests:create",
    "system",
];

pub(super) fn person(
    id: UserId,
    home: OrganisationId,
    assurance: Assurance,
    holdings: &[(Capability, OrganisationId)],
) -> Person {
    Person {
        id,
        name: "Anna Andersen".to_owned(),
        email: "anna@example.invalid".to_owned(),
        home: Home {
            id: home,
            name: "Hjemme".to_owned(),
            kind: OrganisationKind::Kommune,
            cvr: None,
            administration: if home == STAR {
                Administration::Star
            } else {
                Administration::Arbejdsmarkedsportalen
            },
        },
        assurance,
        may_represent: false,
        holdings: holdings
            .iter()
            .map(|(confers, organisation)| Holding {
                role: format!("System.{}", confers.as_str()),
                organisation: *organisation,
                unit: None,
                confers: Some(*confers),
            })
            .collect(),
    }
}

pub(super) fn program(scopes: &[ProgramScope], organisation: Option<OrganisationId>) -> Caller {
    Caller::Program(Program {
        id: "jobag".to_owned(),
        name: "JobAG".to_owned(),
        scopes: scopes.to_vec(),
        organisation,
    })
}

pub(super) fn caller(who: &str) -> Caller {
    use Assurance::{Low, Substantial};
    use Capability::{
        AdministerOrganisation as Administer, Audit, Landssupport, SystemAdministration,
    };
    let is = |number, home, assurance, holdings: &[_]| {
        Caller::Person(person(user(number), home, assurance, holdings))
    };
    match who {
        "subject" => is(1, HOME, Substantial, &[]),
        "subject who is LBA" => is(1, HOME, Substantial, &[(Administer, HOME)]),
        "subject at the desk" => is(1, STAR, Substantial, &[(Landssupport, STAR)]),
        "LBA" => is(2, HOME, Substantial, &[(Administer, HOME)]),
        "second LBA" => is(3, HOME, Substantial, &[(Administer, HOME)]),
        "LBA with a weak login" => is(3, HOME, Low, &[(Administer, HOME)]),
        "former LBA" | "colleague" => is(4, HOME, Substantial, &[]),
        "LBA elsewhere" => is(5, ELSEWHERE, Substantial, &[(Administer, ELSEWHERE)]),
        "LBA on another's organisation" => is(5, ELSEWHERE, Substantial, &[(Administer, HOME)]),
        "desk" => is(6, STAR, Substantial, &[(Landssupport, STAR)]),
        "desk with a weak login" => is(6, STAR, Low, &[(Landssupport, STAR)]),
        "auditor" => is(7, STAR, Substantial, &[(Audit, STAR)]),
        "system administrator" => is(8, STAR, Substantial, &[(SystemAdministration, STAR)]),
        "program access:check" => program(&[ProgramScope::AccessCheck], None),
        "program requests:create" => program(&[ProgramScope::RequestsCreate], None),
        "system" => Caller::System("login"),
        other => panic!("nobody is called {other}"),
    }
}

pub(super) fn home() -> OrganisationFacts {
    OrganisationFacts {
        id: HOME,
        kind: OrganisationKind::Kommune,
        active: true,
    }
}

pub(super) fn subject() -> SubjectFacts {
    SubjectFacts {
        id: SUBJECT,
        home: HOME,
        home_kind: OrganisationKind::Kommune,
        unit: None,
        status: UserStatus::Active,
    }
}

/// A role that the LBA gives and takes, held on the holder's own organisation.
pub(super) fn local_role() -> RoleFacts {
    RoleFacts {
        key: "System.Local".to_owned(),
        assurance: Assurance::Substantial,
        max_duration_days: None,
        min_holders: None,
        max_holders: None,
        dormant_after_days: None,
        is_related: false,
        confers: None,
        rule: Some(RoleRuleFacts {
            target: GrantTarget::Own,
            requestable_by_self: true,
            requestable_by_lba: true,
            granted_by: Authority::Lba,
            revoked_by: Authority::Lba,
        }),
    }
}

/// A role that the desk gives and takes, held on the umbrella (R4).
pub(super) fn desk_role() -> RoleFacts {
    let local = local_role();
    RoleFacts {
        key: "System.Desk".to_owned(),
        rule: local.rule.map(|rule| RoleRuleFacts {
            target: GrantTarget::Umbrella,
            granted_by: Authority::Landssupport,
            revoked_by: Authority::Landssupport,
            ..rule
        }),
        ..local
    }
}

/// What makes an LBA.
pub(super) fn lba_role() -> RoleFacts {
    RoleFacts {
        key: "System.Lba".to_owned(),
        confers: Some(Capability::AdministerOrganisation),
        ..local_role()
    }
}

/// A role without a rule for the subject's kind of organisation.
pub(super) fn ruleless_role() -> RoleFacts {
    RoleFacts {
        rule: None,
        ..local_role()
    }
}

/// Where `role` is held by somebody of [`HOME`].
pub(super) fn place(role: &RoleFacts) -> OrganisationId {
    match role.rule.map(|rule| rule.target) {
        Some(GrantTarget::Umbrella) => UMBRELLA,
        Some(_) | None => HOME,
    }
}

/// A request about [`SUBJECT`], sent by `requested_by`, for `authority` to decide.
pub(super) fn asked(requested_by: UserId, authority: Authority, role: RoleFacts) -> Asked {
    Asked {
        id: AccessRequestId::new(Uuid::from_u128(77)),
        action: shared::access_request::RequestAction::Grant,
        subject: subject(),
        requested_by,
        organisation: place(&role),
        role,
        unit: None,
        justification: "Skal hjælpe virksomheder".to_owned(),
        case_reference: None,
        valid_until: None,
        authority,
    }
}
