//! How far an LBA who is limited to a unit reaches (G1).

use shared::{
    access_request::RequestAction,
    role::{Assurance, Authority},
};

use super::{
    people::{HOME, asked, caller, desk_role, home, lba_role, local_role, person, subject, user},
    verdict,
};
use crate::{
    domain::{
        caller::{Caller, Capability},
        facts::{RoleFacts, SubjectFacts},
        request::Asked,
        standing::Standing,
    },
    policy::{
        granting::{GrantRole, RevokeRole, grant_role, revoke_role},
        organisations,
        requests::{SubmitRequest, decide, submit},
        scope::{decidable_requests, visible_desk_tasks, visible_users},
        units::{self, KeepUnit},
        users,
    },
};

const OWN: &str = "1000000001";
const OTHER: &str = "1000000002";
const OUTSIDE: &str = "outside-unit G1, ask another";

fn unit_lba() -> Caller {
    let powers = [(Capability::AdministerOrganisation, HOME)];
    let mut person = person(user(20), HOME, Assurance::Substantial, &powers);
    for holding in &mut person.holdings {
        holding.unit = Some(OWN.to_owned());
    }
    Caller::Person(person)
}

fn named(unit: Option<&str>) -> Option<String> {
    unit.map(str::to_owned)
}

fn working_in(unit: Option<&str>) -> SubjectFacts {
    SubjectFacts {
        unit: named(unit),
        ..subject()
    }
}

fn giving(works_in: Option<&str>, unit: Option<&str>, role: RoleFacts) -> GrantRole {
    GrantRole {
        subject: working_in(works_in),
        organisation: super::people::place(&role),
        role,
        unit: named(unit),
        agreement: None,
        standing: Standing::default(),
    }
}

fn taking(unit: Option<&str>, role: RoleFacts) -> RevokeRole {
    RevokeRole {
        subject: subject(),
        organisation: HOME,
        role,
        unit: named(unit),
        under_agreement: false,
        other_lbas: 0,
        holders_left: None,
    }
}

#[test]
fn g1_an_lba_of_a_unit_gives_only_what_is_limited_to_it_to_those_who_work_there() {
    let lba = unit_lba();
    let cases = [
        (Some(OWN), Some(OWN), local_role(), "yes"),
        (Some(OWN), Some(OTHER), local_role(), OUTSIDE),
        (Some(OWN), None, local_role(), OUTSIDE),
        (Some(OTHER), Some(OWN), local_role(), OUTSIDE),
        (None, Some(OWN), local_role(), OUTSIDE),
        (Some(OWN), Some(OWN), lba_role(), OUTSIDE),
        (Some(OWN), None, desk_role(), OUTSIDE),
    ];
    for (works_in, unit, role, expected) in cases {
        let act = giving(works_in, unit, role);
        let told = format!("{works_in:?} {unit:?} {}", act.role.key);
        assert_eq!(verdict(grant_role(&lba, act.clone())), expected, "{told}");
        let asking = SubmitRequest {
            action: RequestAction::Grant,
            subject: act.subject,
            role: act.role,
            organisation: act.organisation,
            unit: act.unit,
            lba_deciders: 1,
            standing: Standing::default(),
        };
        assert_eq!(verdict(submit(&lba, asking)), expected, "asking {told}");
    }
}

#[test]
fn g1_an_lba_of_a_unit_takes_what_is_limited_to_it_and_never_what_makes_an_lba() {
    let lba = unit_lba();
    let verdicts = [
        taking(Some(OWN), local_role()),
        taking(Some(OTHER), local_role()),
        taking(None, local_role()),
        taking(Some(OWN), lba_role()),
    ]
    .map(|act| verdict(revoke_role(&lba, act)));
    assert_eq!(verdicts, ["yes", OUTSIDE, OUTSIDE, OUTSIDE]);
}

#[test]
fn g9_an_lba_of_a_unit_is_none_of_the_organisation_s_last() {
    let whole = caller("second LBA");
    let of_a_unit = revoke_role(&whole, taking(Some(OWN), lba_role()));
    assert_eq!(verdict(of_a_unit), "yes");
    let of_the_whole = revoke_role(&whole, taking(None, lba_role()));
    assert_eq!(verdict(of_the_whole), "last-lba G9");
}

#[test]
fn g10_an_lba_of_a_unit_decides_what_is_asked_for_it_alone() {
    let lba = unit_lba();
    let request = |unit: Option<&str>, role| Asked {
        unit: named(unit),
        ..asked(user(1), Authority::Lba, role)
    };
    let verdicts = [
        request(Some(OWN), local_role()),
        request(Some(OTHER), local_role()),
        request(None, local_role()),
        request(Some(OWN), lba_role()),
    ]
    .map(|asked| verdict(decide(&lba, &asked)));
    assert_eq!(verdicts, ["yes", OUTSIDE, OUTSIDE, OUTSIDE]);
    assert!(decidable_requests(&lba).is_some_and(|scope| scope.is_lba() && !scope.desk()));
}

#[test]
fn g1_an_lba_of_a_unit_keeps_the_users_of_it_but_none_who_runs_anything() {
    let lba = unit_lba();
    let change = |from, to: Option<&str>, has_power| {
        let act = users::ChangeUser {
            subject: working_in(from),
            has_power,
            unit_after: named(to),
        };
        verdict(users::change(&lba, act))
    };
    assert_eq!(change(Some(OWN), Some(OWN), false), "yes");
    for (from, to, has_power) in [
        (Some(OWN), Some(OWN), true),
        (Some(OWN), Some(OTHER), false),
        (Some(OWN), None, false),
        (Some(OTHER), Some(OWN), false),
        (None, Some(OWN), false),
    ] {
        assert_eq!(change(from, to, has_power), OUTSIDE, "{from:?} {to:?}");
    }
    let create = |unit| {
        let home = home();
        let unit = named(unit);
        verdict(users::create(&lba, users::CreateUser { home, unit }))
    };
    let created = [create(Some(OWN)), create(Some(OTHER)), create(None)];
    assert_eq!(created, ["yes", OUTSIDE, OUTSIDE]);
    let stop = |has_power| {
        let act = users::DeactivateUser {
            subject: working_in(Some(OWN)),
            has_power,
            is_lba: false,
            other_lbas: 1,
        };
        verdict(users::deactivate(&lba, act))
    };
    assert_eq!([stop(false), stop(true)], ["yes", OUTSIDE]);
}

#[test]
fn an_lba_of_a_unit_sees_what_belongs_to_it_and_nothing_else_of_the_organisation() {
    let scope = visible_users(&unit_lba());
    let sees = |unit| scope.covers_in(HOME, &[unit], &[]);
    assert_eq!(
        [sees(Some(OWN)), sees(Some(OTHER)), sees(None)],
        [true, false, false]
    );
    assert!(!scope.covers_in(super::people::ELSEWHERE, &[Some(OWN)], &[]));
    assert!(scope.covers(HOME, &[user(20)]), "themself");
    assert!(!visible_desk_tasks(&unit_lba()).covers(HOME, &[]));
}

#[test]
fn an_lba_of_the_whole_is_not_limited_by_being_lba_of_a_unit_too() {
    let powers = [(Capability::AdministerOrganisation, HOME); 2];
    let mut person = person(user(20), HOME, Assurance::Substantial, &powers);
    person.holdings[0].unit = Some(OWN.to_owned());
    let lba = Caller::Person(person);
    let act = giving(None, None, local_role());
    assert_eq!(verdict(grant_role(&lba, act)), "yes");
}

#[test]
fn units_are_registered_by_those_who_work_across_organisations_and_by_no_lba() {
    let keep = |who| {
        let organisation = home();
        verdict(units::keep(&caller(who), KeepUnit { organisation }))
    };
    for who in ["desk", "system administrator"] {
        assert_eq!(keep(who), "yes", "{who}");
        assert!(organisations::create(&caller(who)).is_ok());
    }
    for who in ["LBA", "colleague", "auditor", "LBA elsewhere"] {
        assert_eq!(keep(who), "not-allowed G1", "{who}");
    }
}
