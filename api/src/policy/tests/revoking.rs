//! Taking a role directly: G1–G5, G8, G9.

use shared::role::Authority;

use super::{
    assert_verdicts,
    people::{
        SUBJECT, asked, caller, desk_role, lba_role, local_role, place, ruleless_role, subject,
    },
    verdict,
};
use crate::{
    domain::facts::RoleFacts,
    policy::{
        granting::{RevokeRole, revoke_by_approval, revoke_role},
        requests::decide,
    },
};

fn taking(role: RoleFacts) -> RevokeRole {
    RevokeRole {
        unit: None,
        subject: subject(),
        organisation: place(&role),
        role,
        under_agreement: false,
        other_lbas: 1,
        holders_left: None,
    }
}

const BY_THE_LBA: &[(&str, &str)] = &[
    ("subject", "own-account G4, ask another"),
    ("subject who is LBA", "own-account G4, ask another"),
    ("subject at the desk", "own-account G4, ask another"),
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
    ("subject", "own-account G4, ask another"),
    ("subject who is LBA", "own-account G4, ask another"),
    ("subject at the desk", "own-account G4, ask another"),
    ("colleague", "not-allowed G1"),
    ("LBA", "landssupport-only G3, send a support request"),
    ("second LBA", "landssupport-only G3, send a support request"),
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
fn a_local_role_is_taken_by_an_lba_of_the_holder_s_organisation() {
    assert_verdicts(BY_THE_LBA, |caller| {
        verdict(revoke_role(caller, taking(local_role())))
    });
}

#[test]
fn a_desk_role_is_taken_by_the_desk_alone() {
    assert_verdicts(BY_THE_DESK, |caller| {
        verdict(revoke_role(caller, taking(desk_role())))
    });
}

#[test]
fn a_role_whose_rule_has_gone_is_still_taken_by_the_desk() {
    assert_verdicts(BY_THE_DESK, |caller| {
        verdict(revoke_role(caller, taking(ruleless_role())))
    });
}

#[test]
fn the_last_lba_is_not_taken_away_directly_or_by_approval() {
    let last = RevokeRole {
        other_lbas: 0,
        ..taking(lba_role())
    };
    let lba = caller("LBA");
    assert_eq!(verdict(revoke_role(&lba, last.clone())), "last-lba G9");
    assert_eq!(verdict(revoke_role(&lba, taking(lba_role()))), "yes");
    let decided = decide(&lba, &asked(SUBJECT, Authority::Lba, lba_role())).unwrap();
    assert_eq!(verdict(revoke_by_approval(&decided, last)), "last-lba G9");
    assert_eq!(
        verdict(revoke_by_approval(&decided, taking(lba_role()))),
        "yes"
    );
}

#[test]
fn what_is_no_lba_s_role_may_be_the_last_of_its_kind() {
    let last = RevokeRole {
        other_lbas: 0,
        ..taking(local_role())
    };
    assert_eq!(verdict(revoke_role(&caller("LBA"), last)), "yes");
}
