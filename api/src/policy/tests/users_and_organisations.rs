//! Creating, changing and stopping users (G1, G4, G9, R3); registering organisations (G1, G7).

use super::{
    assert_verdicts,
    people::{caller, home, subject},
    verdict,
};
use crate::{
    domain::facts::{OrganisationFacts, UMBRELLA},
    policy::{organisations, users},
};

/// The verdicts on an act about [`subject`] that belongs to their LBA.
fn by_another_lba(oneself: &'static str) -> [(&'static str, &'static str); 17] {
    [
        ("subject", "not-allowed G1"),
        ("subject who is LBA", oneself),
        ("subject at the desk", "lba-only R3"),
        ("colleague", "not-allowed G1"),
        ("LBA", "yes"),
        ("second LBA", "yes"),
        ("LBA elsewhere", "not-allowed G1"),
        ("former LBA", "not-allowed G1"),
        ("LBA on another's organisation", "not-allowed G1"),
        (
            "LBA with a weak login",
            "assurance-too-low G8, log in again",
        ),
        ("desk", "lba-only R3"),
        (
            "desk with a weak login",
            "assurance-too-low G8, log in again",
        ),
        ("auditor", "not-allowed G1"),
        ("system administrator", "not-allowed G1"),
        ("program access:check", "programs-never-decide G5"),
        ("program requests:create", "programs-never-decide G5"),
        ("system", "programs-never-decide G5"),
    ]
}

const ACROSS: &[(&str, &str)] = &[
    ("subject", "not-allowed G1"),
    ("subject who is LBA", "not-allowed G1"),
    ("subject at the desk", "yes"),
    ("colleague", "not-allowed G1"),
    ("LBA", "not-allowed G1"),
    ("second LBA", "not-allowed G1"),
    ("LBA elsewhere", "not-allowed G1"),
    ("former LBA", "not-allowed G1"),
    ("LBA on another's organisation", "not-allowed G1"),
    (
        "LBA with a weak login",
        "assurance-too-low G8, log in again",
    ),
    ("desk", "yes"),
    (
        "desk with a weak login",
        "assurance-too-low G8, log in again",
    ),
    ("auditor", "not-allowed G1"),
    ("system administrator", "yes"),
    ("program access:check", "programs-never-decide G5"),
    ("program requests:create", "programs-never-decide G5"),
    ("system", "programs-never-decide G5"),
];

#[test]
fn users_are_created_by_an_lba_of_their_organisation() {
    assert_verdicts(&by_another_lba("yes"), |caller| {
        verdict(users::create(
            caller,
            users::CreateUser {
                home: home(),
                unit: None,
            },
        ))
    });
}

#[test]
fn users_are_changed_stopped_and_let_act_again_by_another_lba_of_their_organisation() {
    let table = by_another_lba("own-account G4, ask another");
    assert_verdicts(&table, |caller| {
        verdict(users::change(
            caller,
            users::ChangeUser {
                subject: subject(),
                has_power: false,
                unit_after: None,
            },
        ))
    });
    assert_verdicts(&table, |caller| {
        let act = users::DeactivateUser {
            subject: subject(),
            has_power: false,
            is_lba: true,
            other_lbas: 1,
        };
        verdict(users::deactivate(caller, act))
    });
    assert_verdicts(&table, |caller| {
        verdict(users::reactivate(
            caller,
            users::ReactivateUser {
                subject: subject(),
                has_power: false,
            },
        ))
    });
}

#[test]
fn the_last_lba_is_not_stopped() {
    let act = |is_lba, other_lbas| users::DeactivateUser {
        subject: subject(),
        has_power: false,
        is_lba,
        other_lbas,
    };
    let lba = caller("LBA");
    assert_eq!(
        verdict(users::deactivate(&lba, act(true, 0))),
        "last-lba G9, ask another"
    );
    assert_eq!(verdict(users::deactivate(&lba, act(false, 0))), "yes");
}

#[test]
fn no_user_is_created_in_an_organisation_out_of_use() {
    let home = OrganisationFacts {
        active: false,
        ..home()
    };
    let refused = users::create(&caller("LBA"), users::CreateUser { home, unit: None });
    assert_eq!(verdict(refused), "not-allowed G7");
}

#[test]
fn organisations_are_registered_and_changed_by_those_who_work_across() {
    assert_verdicts(ACROSS, |caller| verdict(organisations::create(caller)));
    assert_verdicts(ACROSS, |caller| {
        let act = organisations::ChangeOrganisation {
            organisation: home(),
            facts: true,
            choices: false,
        };
        verdict(organisations::change(caller, act))
    });
}

#[test]
fn what_an_organisation_s_people_are_told_is_its_lbas_to_choose() {
    let choose = |who: &str, facts: bool| {
        let act = organisations::ChangeOrganisation {
            organisation: home(),
            facts,
            choices: true,
        };
        verdict(organisations::change(&caller(who), act))
    };
    assert_eq!(choose("LBA", false), "yes");
    assert_eq!(choose("LBA", true), "not-allowed G1", "the name is not");
    assert_eq!(choose("desk", false), "lba-only R2");
    for who in ["subject", "LBA elsewhere", "system administrator"] {
        assert_eq!(choose(who, false), "not-allowed G1", "{who}");
    }
}

#[test]
fn the_umbrella_never_changes() {
    for who in ["desk", "system administrator"] {
        let act = organisations::ChangeOrganisation {
            organisation: OrganisationFacts {
                id: UMBRELLA,
                ..home()
            },
            facts: true,
            choices: false,
        };
        assert_eq!(
            verdict(organisations::change(&caller(who), act)),
            "not-allowed G7",
            "{who}"
        );
    }
}
