//! The first LBA of an organisation: G11, with G4–G8.

use shared::{
    organisation::OrganisationKind,
    role::{Assurance, Authority},
    role_grant::GrantSource,
    user::UserStatus,
};

use super::{
    assert_verdicts,
    people::{
        ELSEWHERE, EVERYBODY, HOME, SUBJECT, asked, caller, home, lba_role, local_role, person,
        subject, user,
    },
    verdict,
};
use crate::{
    domain::{
        caller::Caller,
        facts::{OrganisationFacts, RoleFacts, SubjectFacts, UMBRELLA},
        standing::Standing,
    },
    policy::{
        first_lba::{
            Appointment, ClaimLbaRole, claim, confirm, grant_by_confirmation, propose, reject,
            retract,
        },
        requests::{approve, approve_with_appointment, decide},
    },
};

fn company() -> OrganisationFacts {
    OrganisationFacts {
        kind: OrganisationKind::Virksomhed,
        ..home()
    }
}

fn claiming(lbas: i64) -> ClaimLbaRole {
    ClaimLbaRole {
        organisation: company(),
        role: Some(lba_role()),
        lbas,
        standing: Standing::default(),
    }
}

/// Somebody of [`HOME`] whose login proves that they may represent it.
fn owner(assurance: Assurance) -> Caller {
    let mut owner = person(user(9), HOME, assurance, &[]);
    owner.may_represent = true;
    owner.home.kind = OrganisationKind::Virksomhed;
    Caller::Person(owner)
}

/// The appointment of [`SUBJECT`].
fn appointment(lbas: i64) -> Appointment {
    Appointment {
        subject: subject(),
        organisation: HOME,
        role: lba_role(),
        lbas,
        standing: Standing::default(),
    }
}

const UNPROVEN: &str = "no-legal-authority G11, ask for the role";

#[test]
fn nobody_becomes_lba_by_themself_without_a_login_that_proves_it() {
    let table: Vec<_> = EVERYBODY
        .iter()
        .map(|who| {
            let expected = match *who {
                "subject" | "subject who is LBA" | "LBA" | "second LBA" | "colleague"
                | "former LBA" => UNPROVEN,
                "LBA with a weak login" | "desk with a weak login" => {
                    "assurance-too-low G8, log in again"
                }
                "program access:check" | "program requests:create" | "system" => {
                    "programs-never-decide G5"
                }
                _ => "not-allowed G1",
            };
            (*who, expected)
        })
        .collect();
    assert_verdicts(&table, |caller| verdict(claim(caller, claiming(0))));
}

#[test]
fn g11_who_may_represent_a_company_without_an_lba_becomes_its_first_one() {
    let giving = claim(&owner(Assurance::Substantial), claiming(0)).unwrap();
    let giving = giving.act();
    assert_eq!(
        (giving.act.subject.id, giving.act.organisation),
        (user(9), HOME)
    );
    assert_eq!(
        (giving.by, giving.source),
        (None, GrantSource::LegalAuthority)
    );
}

#[test]
fn legal_authority_is_good_for_one_s_own_company_and_only_once() {
    let owner_ = owner(Assurance::Substantial);
    let ask = |act| verdict(claim(&owner_, act));
    assert_eq!(ask(claiming(1)), "lba-exists G11, ask for the role");
    for kind in OrganisationKind::ALL {
        let other = OrganisationFacts {
            kind: *kind,
            ..company()
        };
        let organisation = ClaimLbaRole {
            organisation: other,
            ..claiming(0)
        };
        let expected = match kind {
            OrganisationKind::Virksomhed => "yes",
            _ => "not-allowed G11, ask another",
        };
        assert_eq!(ask(organisation), expected, "{kind}");
    }
    for id in [ELSEWHERE, UMBRELLA] {
        let organisation = OrganisationFacts { id, ..company() };
        let act = ClaimLbaRole {
            organisation,
            ..claiming(0)
        };
        assert_eq!(ask(act), "not-allowed G1");
    }
}

#[test]
fn legal_authority_gives_a_role_that_there_is_to_whoever_logged_in_strongly_enough() {
    let owner_ = owner(Assurance::Substantial);
    let ask = |act| verdict(claim(&owner_, act));
    let none = ClaimLbaRole {
        role: None,
        ..claiming(0)
    };
    assert_eq!(ask(none), "role-not-grantable G7");
    let stronger = ClaimLbaRole {
        role: Some(RoleFacts {
            assurance: Assurance::High,
            ..lba_role()
        }),
        ..claiming(0)
    };
    assert_eq!(ask(stronger), "assurance-too-low G8, log in again");
    let weak = owner(Assurance::Low);
    assert_eq!(
        verdict(claim(&weak, claiming(0))),
        "assurance-too-low G8, log in again"
    );
}

/// Verdicts on what is the desk's, for whoever proposed to confirm or not.
fn by_the_desk(desk: &'static str) -> Vec<(&'static str, &'static str)> {
    let expected = |who: &str| match who {
        "desk" => desk,
        "subject at the desk" => "own-account G4, ask another",
        "LBA with a weak login" | "desk with a weak login" => "assurance-too-low G8, log in again",
        "program access:check" | "program requests:create" | "system" => "programs-never-decide G5",
        _ => "not-allowed G11",
    };
    EVERYBODY.iter().map(|who| (*who, expected(who))).collect()
}

#[test]
fn g11_a_first_lba_is_proposed_by_one_and_confirmed_or_rejected_by_another_of_the_desk() {
    let (desk, another) = (user(6), user(66));
    let act = || appointment(0);
    assert_verdicts(&by_the_desk("yes"), |caller| {
        verdict(propose(caller, &act()))
    });
    assert_verdicts(&by_the_desk("yes"), |caller| {
        verdict(confirm(caller, act(), another))
    });
    assert_verdicts(&by_the_desk("yes"), |caller| {
        verdict(reject(caller, &act(), another))
    });
    let own = by_the_desk("own-appointment G11");
    assert_verdicts(&own, |caller| verdict(confirm(caller, act(), desk)));
    assert_verdicts(&own, |caller| verdict(reject(caller, &act(), desk)));
    assert_verdicts(&by_the_desk("yes"), |caller| {
        verdict(retract(caller, &act(), desk))
    });
    let others = by_the_desk("not-allowed G11");
    assert_verdicts(&others, |caller| verdict(retract(caller, &act(), another)));
}

#[test]
fn a_first_lba_is_active_of_that_organisation_and_there_is_no_other() {
    let desk = caller("desk");
    let both = |act: Appointment| {
        let proposed = verdict(propose(&desk, &act));
        assert_eq!(proposed, verdict(confirm(&desk, act, user(66))));
        proposed
    };
    assert_eq!(both(appointment(1)), "lba-exists G11");
    let stopped = Appointment {
        subject: SubjectFacts {
            status: UserStatus::Deactivated,
            ..subject()
        },
        ..appointment(0)
    };
    assert_eq!(both(stopped), "subject-inactive G6");
    let elsewhere = Appointment {
        organisation: ELSEWHERE,
        ..appointment(0)
    };
    assert_eq!(both(elsewhere), "role-not-grantable G7");
    // What has come to stand in the way does not keep the second person from saying no.
    assert_eq!(verdict(reject(&desk, &appointment(1), user(66))), "yes");
}

#[test]
fn the_grant_of_a_confirmed_appointment_is_the_second_person_s() {
    let confirmed = confirm(&caller("desk"), appointment(0), user(66)).unwrap();
    let giving = grant_by_confirmation(&confirmed);
    let giving = giving.act();
    assert_eq!(
        (giving.by, giving.source),
        (Some(user(6)), GrantSource::Landssupport)
    );
    assert_eq!(giving.act.subject.id, SUBJECT);
}

#[test]
fn g11_one_person_of_the_desk_does_not_approve_a_request_that_makes_the_first_lba() {
    let desk = caller("desk");
    let request = asked(SUBJECT, Authority::Landssupport, lba_role());
    assert_eq!(
        verdict(approve(&desk, &request, 0)),
        "two-persons-needed G11, appoint"
    );
    assert_eq!(verdict(decide(&desk, &request)), "yes", "one may reject it");
    assert_eq!(verdict(approve(&desk, &request, 1)), "yes");
    let other = asked(SUBJECT, Authority::Landssupport, local_role());
    assert_eq!(verdict(approve(&desk, &other, 0)), "yes");
    let confirmed = confirm(&desk, appointment(0), user(66)).unwrap();
    assert_eq!(
        verdict(approve_with_appointment(&desk, &request, &confirmed)),
        "yes"
    );
    let mut anothers = request.clone();
    anothers.subject.id = user(4);
    assert_eq!(
        verdict(approve_with_appointment(&desk, &anothers, &confirmed)),
        "not-allowed G11"
    );
}
