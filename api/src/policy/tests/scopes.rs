//! What a caller may see (G12).

use super::people::{ELSEWHERE, EVERYBODY, HOME, SUBJECT, caller, organisation, program, user};
use crate::{
    domain::{
        caller::{Caller, ProgramScope},
        facts::UMBRELLA,
    },
    policy::scope::{
        Scope, decidable_requests, nameable_users, visible_events, visible_grants,
        visible_organisations, visible_requests, visible_users,
    },
};

/// `everything`, or which of home, elsewhere and own is seen.
fn seen<K>(scope: &Scope<K>, own: Option<shared::id::UserId>) -> String {
    let stranger = user(999);
    if scope.covers(organisation(999), &[stranger]) {
        return "everything".to_owned();
    }
    let mut seen = Vec::new();
    if scope.covers(HOME, &[stranger]) {
        seen.push("home");
    }
    if scope.covers(ELSEWHERE, &[stranger]) {
        seen.push("elsewhere");
    }
    if scope.covers(UMBRELLA, &[stranger]) {
        seen.push("umbrella");
    }
    if own.is_some_and(|own| scope.covers(organisation(999), &[own])) {
        seen.push("own");
    }
    seen.join(" ")
}

const OF_PEOPLE: &[(&str, &str)] = &[
    ("subject", "own"),
    ("subject who is LBA", "home own"),
    ("subject at the desk", "everything"),
    ("colleague", "own"),
    ("LBA", "home own"),
    ("second LBA", "home own"),
    ("LBA elsewhere", "elsewhere own"),
    ("former LBA", "own"),
    ("LBA on another's organisation", "own"),
    ("LBA with a weak login", "home own"),
    ("desk", "everything"),
    ("desk with a weak login", "everything"),
    ("auditor", "everything"),
    ("system administrator", "own"),
    ("program access:check", ""),
    ("program requests:create", ""),
    ("system", ""),
];

#[test]
fn users_grants_requests_and_events_are_seen_by_oneself_the_lba_the_desk_and_auditors() {
    super::assert_verdicts(OF_PEOPLE, |caller| {
        seen(&visible_users(caller), caller.user_id())
    });
    super::assert_verdicts(OF_PEOPLE, |caller| {
        seen(&visible_grants(caller), caller.user_id())
    });
    super::assert_verdicts(OF_PEOPLE, |caller| {
        seen(&visible_requests(caller), caller.user_id())
    });
    super::assert_verdicts(OF_PEOPLE, |caller| {
        seen(&visible_events(caller), caller.user_id())
    });
}

#[test]
fn a_person_names_whom_they_see_and_a_program_whom_it_is_bound_to() {
    for who in EVERYBODY.iter().filter(|who| !who.starts_with("program")) {
        let caller = caller(who);
        let own = caller.user_id();
        assert_eq!(
            seen(&nameable_users(&caller), own),
            seen(&visible_users(&caller), own),
            "{who}"
        );
    }
    let bound = program(&[ProgramScope::RequestsCreate], Some(HOME));
    assert_eq!(seen(&nameable_users(&bound), None), "home");
    let national = program(&[ProgramScope::RequestsCreate], None);
    assert_eq!(seen(&nameable_users(&national), None), "everything");
}

#[test]
fn a_program_is_never_the_person_it_names() {
    let bound = program(&[ProgramScope::RequestsCreate], Some(ELSEWHERE));
    assert!(!nameable_users(&bound).covers(HOME, &[SUBJECT]));
}

#[test]
fn organisations_are_seen_by_those_who_work_across_and_one_s_own_by_its_people() {
    super::assert_verdicts(
        &[
            ("subject", "home umbrella"),
            ("subject who is LBA", "home umbrella"),
            ("subject at the desk", "everything"),
            ("colleague", "home umbrella"),
            ("LBA", "home umbrella"),
            ("second LBA", "home umbrella"),
            ("LBA elsewhere", "elsewhere umbrella"),
            ("former LBA", "home umbrella"),
            ("LBA on another's organisation", "elsewhere umbrella"),
            ("LBA with a weak login", "home umbrella"),
            ("desk", "everything"),
            ("desk with a weak login", "everything"),
            ("auditor", "everything"),
            ("system administrator", "everything"),
            ("program access:check", ""),
            ("program requests:create", ""),
            ("system", ""),
        ],
        |caller| seen(&visible_organisations(caller), caller.user_id()),
    );
}

#[test]
fn requests_wait_for_lbas_and_the_desk_and_never_for_who_they_are_about() {
    let waits = |caller: &Caller| {
        decidable_requests(caller).map_or(String::new(), |scope| {
            assert_eq!(Some(scope.not_about()), caller.user_id());
            let organisations = scope.organisations().iter().map(|id| {
                if *id == HOME {
                    "home"
                } else if *id == ELSEWHERE {
                    "elsewhere"
                } else {
                    "other"
                }
            });
            organisations
                .chain(scope.desk().then_some("desk"))
                .collect::<Vec<_>>()
                .join(" ")
        })
    };
    super::assert_verdicts(
        &[
            ("subject", ""),
            ("subject who is LBA", "home"),
            ("subject at the desk", "desk"),
            ("colleague", ""),
            ("LBA", "home"),
            ("second LBA", "home"),
            ("LBA elsewhere", "elsewhere"),
            ("former LBA", ""),
            ("LBA on another's organisation", ""),
            ("LBA with a weak login", "home"),
            ("desk", "desk"),
            ("desk with a weak login", "desk"),
            ("auditor", ""),
            ("system administrator", ""),
            ("program access:check", ""),
            ("program requests:create", ""),
            ("system", ""),
        ],
        waits,
    );
}
