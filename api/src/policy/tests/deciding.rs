//! Deciding and claiming a request: G1, G3–G5, G8, R2, R4, R7.

use shared::role::{Assurance, Authority};

use super::{
    assert_verdicts,
    people::{LBA, SUBJECT, asked, caller, desk_role, local_role, user},
    verdict,
};
use crate::{
    domain::facts::RoleFacts,
    policy::requests::{claim, decide},
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
