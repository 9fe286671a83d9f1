//! What a provider's staff hold elsewhere: G15.

use shared::{
    id::AgreementId,
    organisation::OrganisationKind,
    role::{Authority, GrantTarget},
    role_grant::GrantSource,
};
use uuid::Uuid;

use super::{
    assert_verdicts,
    people::{ELSEWHERE, HOME, caller, home, local_role, subject},
    verdict,
};
use crate::{
    domain::{
        facts::{AgreementFacts, OrganisationFacts, RoleFacts, RoleRuleFacts, SubjectFacts},
        period::Period,
        standing::Standing,
    },
    policy::{
        agreements::{
            RecordAgreement, can_be_worked_for, can_provide, end, give_something, record, take_with,
        },
        granting::{GrantRole, RevokeRole, grant_role, revoke_role},
    },
};

/// Between a provider, [`ELSEWHERE`], and [`HOME`].
fn agreement() -> AgreementFacts {
    let noon = "2026-06-16T12:00:00Z".parse().unwrap();
    AgreementFacts {
        id: AgreementId::new(Uuid::from_u128(9)),
        provider: ELSEWHERE,
        principal: HOME,
        period: Period::new(noon, Some(noon.plus_days(30))).unwrap(),
        over: false,
    }
}

fn ended() -> AgreementFacts {
    AgreementFacts {
        over: true,
        ..agreement()
    }
}

/// One of the provider's staff.
fn consultant() -> SubjectFacts {
    SubjectFacts {
        home: ELSEWHERE,
        home_kind: OrganisationKind::AndenAktoer,
        ..subject()
    }
}

fn role() -> RoleFacts {
    let local = local_role();
    RoleFacts {
        rule: local.rule.map(|rule| RoleRuleFacts {
            target: GrantTarget::Agreement,
            ..rule
        }),
        ..local
    }
}

fn giving(agreement: Option<AgreementFacts>) -> GrantRole {
    GrantRole {
        subject: consultant(),
        role: role(),
        organisation: HOME,
        unit: None,
        agreement,
        standing: Standing::default(),
    }
}

fn taking() -> RevokeRole {
    RevokeRole {
        subject: consultant(),
        role: role(),
        organisation: HOME,
        unit: None,
        under_agreement: true,
        other_lbas: 0,
        holders_left: None,
    }
}

/// The answers to whoever logs in too weakly, and to whoever is no person.
const ALWAYS: [(&str, &str); 5] = [
    (
        "LBA with a weak login",
        "assurance-too-low G8, log in again",
    ),
    (
        "desk with a weak login",
        "assurance-too-low G8, log in again",
    ),
    ("program access:check", "programs-never-decide G5"),
    ("program requests:create", "programs-never-decide G5"),
    ("system", "programs-never-decide G5"),
];

fn table<'t>(answers: &[(&'t str, &'t str)]) -> Vec<(&'t str, &'t str)> {
    [answers, &ALWAYS].concat()
}

#[test]
fn what_is_held_under_an_agreement_is_given_by_the_lba_of_where_it_is_held() {
    let answers = table(&[
        ("subject", "own-account G4, ask another"),
        ("subject who is LBA", "own-account G4, ask another"),
        ("subject at the desk", "own-account G4, ask another"),
        ("colleague", "not-allowed G1"),
        ("LBA", "yes"),
        ("second LBA", "yes"),
        ("LBA elsewhere", "not-allowed G1"),
        ("former LBA", "not-allowed G1"),
        ("LBA on another's organisation", "not-allowed G1"),
        ("desk", "lba-only R2"),
        ("auditor", "not-allowed G1"),
        ("system administrator", "not-allowed G1"),
    ]);
    assert_verdicts(&answers, |caller| {
        verdict(grant_role(caller, giving(Some(agreement()))))
    });
    let given = grant_role(&caller("LBA"), giving(Some(agreement()))).unwrap();
    assert_eq!(given.act().source, GrantSource::Lba);
}

#[test]
fn without_an_agreement_in_force_of_the_two_it_is_not_given() {
    let lba = caller("LBA");
    let other = AgreementFacts {
        provider: HOME,
        ..agreement()
    };
    for agreement in [None, Some(ended()), Some(other)] {
        let answer = verdict(grant_role(&lba, giving(agreement)));
        assert_eq!(answer, "agreement-needed G15");
    }
    let elsewhere = GrantRole {
        organisation: ELSEWHERE,
        ..giving(Some(agreement()))
    };
    let answer = verdict(grant_role(&lba, elsewhere));
    assert_eq!(answer, "role-not-grantable G7");
}

#[test]
fn an_agreement_lets_no_other_role_be_held() {
    for role in [
        local_role(),
        super::people::lba_role(),
        super::people::desk_role(),
    ] {
        let act = GrantRole {
            role,
            ..giving(Some(agreement()))
        };
        let answer = verdict(grant_role(&caller("LBA"), act));
        assert_eq!(answer, "role-not-grantable G7");
    }
}

#[test]
fn it_is_taken_by_the_lba_of_either_party() {
    let answers = table(&[
        ("subject", "own-account G4, ask another"),
        ("subject who is LBA", "own-account G4, ask another"),
        ("subject at the desk", "own-account G4, ask another"),
        ("colleague", "not-allowed G1"),
        ("LBA", "yes"),
        ("second LBA", "yes"),
        ("LBA elsewhere", "yes"),
        ("former LBA", "not-allowed G1"),
        ("LBA on another's organisation", "not-allowed G1"),
        ("desk", "lba-only R2"),
        ("auditor", "not-allowed G1"),
        ("system administrator", "not-allowed G1"),
    ]);
    assert_verdicts(&answers, |caller| verdict(revoke_role(caller, taking())));
    // What is not held under an agreement is in other hands.
    let at_home = RevokeRole {
        under_agreement: false,
        ..taking()
    };
    assert_eq!(
        verdict(revoke_role(&caller("LBA"), at_home)),
        "not-allowed G1"
    );
}

#[test]
fn an_agreement_is_recorded_and_ended_by_the_lba_of_the_principal_and_the_desk() {
    let answers = table(&[
        ("subject", "not-allowed G15"),
        ("subject who is LBA", "yes"),
        ("subject at the desk", "yes"),
        ("colleague", "not-allowed G15"),
        ("LBA", "yes"),
        ("second LBA", "yes"),
        ("LBA elsewhere", "not-allowed G15"),
        ("former LBA", "not-allowed G15"),
        ("LBA on another's organisation", "not-allowed G15"),
        ("desk", "yes"),
        ("auditor", "not-allowed G15"),
        ("system administrator", "not-allowed G15"),
    ]);
    let act = RecordAgreement { principal: home() };
    assert_verdicts(&answers, |caller| verdict(record(caller, &act)));
    assert_verdicts(&answers, |caller| verdict(end(caller, &agreement())));
    assert_verdicts(&answers, |caller| {
        verdict(give_something(caller, &agreement()))
    });
    let answer = verdict(give_something(&caller("LBA"), &ended()));
    assert_eq!(answer, "agreement-needed G15");
}

#[test]
fn only_what_is_held_under_it_goes_with_an_agreement() {
    let ending = end(&caller("desk"), &agreement()).unwrap();
    assert_eq!(verdict(take_with(&ending, taking())), "yes");
    let at_home = RevokeRole {
        under_agreement: false,
        ..taking()
    };
    let of_another = RevokeRole {
        subject: subject(),
        ..taking()
    };
    for act in [at_home, of_another] {
        assert_eq!(verdict(take_with(&ending, act)), "not-allowed G15");
    }
    // Whatever the role's rule says of who takes it.
    let mut of_the_desk = taking();
    of_the_desk.role.rule = of_the_desk.role.rule.map(|rule| RoleRuleFacts {
        revoked_by: Authority::Landssupport,
        ..rule
    });
    let ending = end(&caller("LBA"), &agreement()).unwrap();
    assert_eq!(verdict(take_with(&ending, of_the_desk)), "yes");
}

#[test]
fn a_provider_works_for_kommuner_and_jobcentres() {
    for kind in OrganisationKind::ALL {
        let active = OrganisationFacts {
            kind: *kind,
            ..home()
        };
        let provides = *kind == OrganisationKind::AndenAktoer;
        let is_worked_for = matches!(
            kind,
            OrganisationKind::Kommune | OrganisationKind::Jobcenter
        );
        assert_eq!(can_provide(&active), provides, "{kind}");
        assert_eq!(can_be_worked_for(&active), is_worked_for, "{kind}");
        let closed = OrganisationFacts {
            active: false,
            ..active
        };
        assert!(!can_provide(&closed) && !can_be_worked_for(&closed));
    }
}
