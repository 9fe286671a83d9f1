//! Deciding and claiming a request: G1, G3–G5, G8, R2, R4, R7.

use shared::{
    access_request::RequestParty,
    role::{Assurance, Authority},
};

use super::{
    assert_verdicts,
    people::{LBA, SUBJECT, asked, caller, desk_role, local_role, user},
    verdict,
};
use crate::{
    domain::facts::RoleFacts,
    policy::{
        handling::{Receiver, hand_over, write_message},
        requests::{claim, decide},
    },
};

const BY_THE_LBA: &[(&str, &str)] = &[
    ("subject", "own-request G4, ask another"),
    ("subject who is LBA", "own-request G4, ask another"),
    ("subject at the desk", "own-request G4, ask another"),
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
    ("desk", "lba-only R2"),
    (
        "desk with a weak login",
        "assurance-too-low G8, log in again",
    ),
    ("auditor", "not-allowed G1"),
    ("system administrator", "not-allowed G1"),
    ("program access:check", "programs-never-decide G5"),
    ("program requests:create", "programs-never-decide G5"),
    ("system", "programs-never-decide G5"),
];

const BY_THE_DESK: &[(&str, &str)] = &[
    ("subject", "own-request G4, ask another"),
    ("subject who is LBA", "own-request G4, ask another"),
    ("subject at the desk", "own-request G4, ask another"),
    ("colleague", "not-allowed G1"),
    ("LBA", "landssupport-only G3"),
    ("second LBA", "landssupport-only G3"),
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
    ("system administrator", "not-allowed G1"),
    ("program access:check", "programs-never-decide G5"),
    ("program requests:create", "programs-never-decide G5"),
    ("system", "programs-never-decide G5"),
];

#[test]
fn a_request_to_the_lba_is_decided_and_claimed_by_another_lba_of_the_subject_s_organisation() {
    let request = asked(SUBJECT, Authority::Lba, local_role());
    assert_verdicts(BY_THE_LBA, |caller| verdict(decide(caller, &request)));
    assert_verdicts(BY_THE_LBA, |caller| verdict(claim(caller, &request)));
}

#[test]
fn a_support_request_is_decided_and_claimed_by_the_desk_alone() {
    let request = asked(SUBJECT, Authority::Landssupport, desk_role());
    assert_verdicts(BY_THE_DESK, |caller| verdict(decide(caller, &request)));
    assert_verdicts(BY_THE_DESK, |caller| verdict(claim(caller, &request)));
}

#[test]
fn a_local_request_that_lies_with_the_desk_is_decided_there() {
    let request = asked(SUBJECT, Authority::Landssupport, local_role());
    assert_verdicts(BY_THE_DESK, |caller| verdict(decide(caller, &request)));
}

#[test]
fn who_sent_a_request_does_not_decide_it_though_it_is_for_somebody_else() {
    let by_lba = asked(LBA, Authority::Lba, local_role());
    let own = "own-request G4, ask another";
    assert_eq!(verdict(decide(&caller("LBA"), &by_lba)), own);
    assert_eq!(verdict(claim(&caller("LBA"), &by_lba)), own);
    assert_eq!(verdict(decide(&caller("second LBA"), &by_lba)), "yes");
    let by_desk = asked(user(6), Authority::Landssupport, desk_role());
    assert_eq!(verdict(decide(&caller("desk"), &by_desk)), own);
}

#[test]
fn who_decides_has_logged_in_as_strongly_as_the_role_asks_for_but_may_claim_without() {
    let role = RoleFacts {
        assurance: Assurance::High,
        ..local_role()
    };
    let request = asked(SUBJECT, Authority::Lba, role);
    let lba = caller("LBA");
    assert_eq!(
        verdict(decide(&lba, &request)),
        "assurance-too-low G8, log in again"
    );
    assert_eq!(verdict(claim(&lba, &request)), "yes");
}

#[test]
fn who_may_decide_a_request_hands_it_over_and_nobody_else() {
    let receiver = Receiver {
        id: user(9),
        holds_authority: true,
    };
    let local = asked(SUBJECT, Authority::Lba, local_role());
    assert_verdicts(BY_THE_LBA, |caller| {
        verdict(hand_over(caller, &local, receiver))
    });
    let at_desk = asked(SUBJECT, Authority::Landssupport, desk_role());
    assert_verdicts(BY_THE_DESK, |caller| {
        verdict(hand_over(caller, &at_desk, receiver))
    });
}

#[test]
fn a_request_is_handed_only_to_another_who_may_decide_it() {
    let (lba, desk) = (caller("LBA"), caller("desk"));
    let local = asked(user(9), Authority::Lba, local_role());
    let at_desk = asked(user(9), Authority::Landssupport, desk_role());
    let to = |id, holds_authority| Receiver {
        id,
        holds_authority,
    };
    let own = "receiver-cannot-decide G4";
    assert_eq!(verdict(hand_over(&lba, &local, to(SUBJECT, true))), own);
    assert_eq!(verdict(hand_over(&lba, &local, to(user(9), true))), own);
    assert_eq!(
        verdict(hand_over(&lba, &local, to(user(4), false))),
        "receiver-cannot-decide G1"
    );
    assert_eq!(
        verdict(hand_over(&desk, &at_desk, to(LBA, false))),
        "receiver-cannot-decide G3"
    );
    assert_eq!(verdict(hand_over(&lba, &local, to(LBA, true))), "yes");
}

/// As the tables of deciding, with other answers for some.
fn but(
    table: &[(&'static str, &'static str)],
    others: &[(&'static str, &'static str)],
) -> Vec<(&'static str, &'static str)> {
    let answer = |(who, said): &(&'static str, &'static str)| {
        let other = others.iter().find(|(other, _)| other == who);
        (*who, other.map_or(*said, |(_, answer)| *answer))
    };
    table.iter().map(answer).collect()
}

#[test]
fn who_asked_or_is_meant_answers_and_who_may_decide_asks() {
    let own = [
        ("subject", "yes"),
        ("subject who is LBA", "yes"),
        ("subject at the desk", "yes"),
    ];
    let local = asked(SUBJECT, Authority::Lba, local_role());
    assert_verdicts(&but(BY_THE_LBA, &own), |caller| {
        verdict(write_message(caller, &local))
    });
    let their_lba = [("LBA", "yes"), ("second LBA", "yes")];
    let at_desk = asked(SUBJECT, Authority::Landssupport, desk_role());
    assert_verdicts(
        &but(BY_THE_DESK, &[&own[..], &their_lba].concat()),
        |caller| verdict(write_message(caller, &at_desk)),
    );
    let side = |who: &str, request| {
        write_message(&caller(who), request)
            .unwrap()
            .into_act()
            .on_whose_side()
            .1
    };
    assert_eq!(side("subject", &local), RequestParty::Requester);
    assert_eq!(side("LBA", &local), RequestParty::Decider);
    assert_eq!(side("LBA", &at_desk), RequestParty::Requester);
    assert_eq!(side("desk", &at_desk), RequestParty::Decider);
}
