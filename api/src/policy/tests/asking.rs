//! Asking for a role, and taking back what was asked: R1, R5, G1, G5–G7, G10.

use shared::{access_request::RequestAction, role::Authority, user::UserStatus};

use super::{
    assert_verdicts,
    people::{
        ELSEWHERE, HOME, LBA, SUBJECT, asked, caller, desk_role, local_role, place, ruleless_role,
        subject,
    },
    verdict,
};
use crate::{
    domain::{
        facts::{RoleFacts, RoleRuleFacts, SubjectFacts},
        standing::Standing,
    },
    policy::requests::{SubmitRequest, submit, withdraw},
};

fn asking(role: RoleFacts) -> SubmitRequest {
    SubmitRequest {
        unit: None,
        action: RequestAction::Grant,
        subject: subject(),
        organisation: place(&role),
        role,
        lba_deciders: 1,
        standing: Standing::default(),
    }
}

fn with_rule(role: RoleFacts, change: impl FnMut(&mut RoleRuleFacts)) -> RoleFacts {
    let mut changed = role;
    changed.rule.iter_mut().for_each(change);
    changed
}

fn authority_of(who: &str, act: SubmitRequest) -> Authority {
    submit(&caller(who), act).unwrap().act().authority
}

#[test]
fn a_role_is_asked_for_by_its_subject_their_lba_or_a_program_that_may_hand_over_requests() {
    for role in [local_role(), desk_role()] {
        assert_verdicts(
            &[
                ("subject", "yes"),
                ("subject who is LBA", "yes"),
                ("subject at the desk", "yes"),
                ("colleague", "not-allowed G1"),
                ("LBA", "yes"),
                ("second LBA", "yes"),
                ("LBA elsewhere", "not-allowed G1"),
                ("former LBA", "not-allowed G1"),
                ("LBA on another's organisation", "not-allowed G1"),
                // Asking decides nothing, and so needs no stronger login.
                ("LBA with a weak login", "yes"),
                ("desk", "not-allowed G1"),
                ("desk with a weak login", "not-allowed G1"),
                ("auditor", "not-allowed G1"),
                ("system administrator", "not-allowed G1"),
                ("program access:check", "insufficient-scope G5"),
                ("program requests:create", "yes"),
                ("system", "not-allowed G1"),
            ],
            |caller| verdict(submit(caller, asking(role.clone()))),
        );
    }
}

#[test]
fn who_asks_is_the_person_and_for_a_program_the_person_it_asks_for() {
    for (who, requested_by) in [
        ("subject", SUBJECT),
        ("LBA", LBA),
        ("program requests:create", SUBJECT),
    ] {
        let submission = submit(&caller(who), asking(local_role())).unwrap();
        assert_eq!(submission.act().requested_by, requested_by, "{who}");
    }
}

#[test]
fn a_role_that_employees_may_not_ask_for_is_asked_for_by_their_lba_alone() {
    let role = with_rule(local_role(), |rule| rule.requestable_by_self = false);
    for (who, expected) in [
        ("subject", "not-allowed G7, ask another"),
        ("LBA", "yes"),
        ("program requests:create", "not-allowed G5"),
    ] {
        assert_eq!(
            verdict(submit(&caller(who), asking(role.clone()))),
            expected,
            "{who}"
        );
    }
}

#[test]
fn a_role_that_lbas_may_not_ask_for_is_asked_for_by_the_employee_alone() {
    let role = with_rule(local_role(), |rule| rule.requestable_by_lba = false);
    for (who, expected) in [("subject", "yes"), ("LBA", "not-allowed G1")] {
        assert_eq!(
            verdict(submit(&caller(who), asking(role.clone()))),
            expected,
            "{who}"
        );
    }
}

#[test]
fn anybody_may_ask_to_be_rid_of_a_role() {
    let role = with_rule(local_role(), |rule| rule.requestable_by_self = false);
    let act = SubmitRequest {
        action: RequestAction::Revoke,
        ..asking(role)
    };
    assert_eq!(verdict(submit(&caller("subject"), act)), "yes");
}

#[test]
fn a_role_is_asked_for_only_where_its_rule_allows_it() {
    let elsewhere = SubmitRequest {
        organisation: ELSEWHERE,
        ..asking(local_role())
    };
    let on_own_instead_of_umbrella = SubmitRequest {
        organisation: HOME,
        ..asking(desk_role())
    };
    for act in [
        elsewhere,
        on_own_instead_of_umbrella,
        asking(ruleless_role()),
    ] {
        for who in ["subject", "LBA", "program requests:create"] {
            let verdict = verdict(submit(&caller(who), act.clone()));
            assert_eq!(verdict, "role-not-grantable G7", "{who}");
        }
    }
}

#[test]
fn nothing_is_asked_for_somebody_who_is_not_active() {
    for status in [UserStatus::Suspended, UserStatus::Deactivated] {
        for who in ["LBA", "program requests:create"] {
            let act = SubmitRequest {
                subject: SubjectFacts {
                    status,
                    ..subject()
                },
                ..asking(local_role())
            };
            assert_eq!(
                verdict(submit(&caller(who), act)),
                "subject-inactive G6",
                "{who}"
            );
        }
    }
}

#[test]
fn the_role_s_rule_says_who_decides_not_the_client() {
    assert_eq!(
        authority_of("subject", asking(local_role())),
        Authority::Lba
    );
    assert_eq!(
        authority_of("subject", asking(desk_role())),
        Authority::Landssupport
    );
    let taken_by_the_desk = with_rule(local_role(), |rule| {
        rule.revoked_by = Authority::Landssupport;
    });
    let revoke = SubmitRequest {
        action: RequestAction::Revoke,
        ..asking(taken_by_the_desk)
    };
    assert_eq!(authority_of("subject", revoke), Authority::Landssupport);
}

#[test]
fn a_request_that_no_lba_could_decide_is_born_in_the_desk_s_queue() {
    let alone = SubmitRequest {
        lba_deciders: 0,
        ..asking(local_role())
    };
    assert_eq!(authority_of("LBA", alone.clone()), Authority::Landssupport);
    assert_eq!(authority_of("subject", alone), Authority::Landssupport);
}

#[test]
fn a_request_is_taken_back_by_who_sent_it_or_whom_it_is_about() {
    let sent_by_lba = asked(LBA, Authority::Lba, local_role());
    assert_verdicts(
        &[
            ("subject", "yes"),
            ("subject who is LBA", "yes"),
            ("subject at the desk", "yes"),
            ("colleague", "not-allowed G1"),
            ("LBA", "yes"),
            ("second LBA", "not-allowed G1"),
            ("LBA elsewhere", "not-allowed G1"),
            ("former LBA", "not-allowed G1"),
            ("LBA on another's organisation", "not-allowed G1"),
            ("LBA with a weak login", "not-allowed G1"),
            ("desk", "not-allowed G1"),
            ("desk with a weak login", "not-allowed G1"),
            ("auditor", "not-allowed G1"),
            ("system administrator", "not-allowed G1"),
            ("program access:check", "not-allowed G1"),
            ("program requests:create", "not-allowed G1"),
            ("system", "not-allowed G1"),
        ],
        |caller| verdict(withdraw(caller, &sent_by_lba)),
    );
}
