//! Files attached to a request: who attaches, takes back and reads (R7, G8).

use shared::role::Authority;

use super::{
    assert_verdicts,
    people::{LBA, SUBJECT, asked, caller, desk_role, local_role, user},
    verdict,
};
use crate::policy::attachments::{attach, read, take_back};

const WEAK: &str = "assurance-too-low G8, log in again";

const TO_THE_DESK: &[(&str, &str)] = &[
    ("subject", "yes"),
    ("subject who is LBA", "yes"),
    ("subject at the desk", "yes"),
    ("colleague", "not-allowed G1"),
    ("LBA", "yes"),
    ("second LBA", "yes"),
    ("LBA elsewhere", "not-allowed G1"),
    ("former LBA", "not-allowed G1"),
    ("LBA on another's organisation", "not-allowed G1"),
    ("LBA with a weak login", WEAK),
    ("desk", "yes"),
    ("desk with a weak login", WEAK),
    ("auditor", "not-allowed G1"),
    ("system administrator", "not-allowed G1"),
    ("program access:check", "programs-never-decide G5"),
    ("program requests:create", "programs-never-decide G5"),
    ("system", "programs-never-decide G5"),
];

#[test]
fn a_file_goes_with_what_the_desk_decides_and_comes_from_those_in_the_thread() {
    let request = asked(SUBJECT, Authority::Landssupport, desk_role());
    assert_verdicts(TO_THE_DESK, |caller| verdict(attach(caller, &request)));
    let local = asked(SUBJECT, Authority::Lba, local_role());
    for who in ["subject", "LBA", "second LBA"] {
        let told = verdict(attach(&caller(who), &local));
        assert_eq!(told, "files-at-desk-only R7", "{who}");
    }
    assert_eq!(verdict(attach(&caller("desk"), &local)), "lba-only R2");
}

#[test]
fn only_who_attached_a_file_takes_it_back() {
    let request = asked(user(6), Authority::Landssupport, desk_role());
    let of_lba = |who| verdict(take_back(&caller(who), &request, LBA));
    assert_eq!(of_lba("LBA"), "yes");
    for who in ["subject", "second LBA"] {
        assert_eq!(of_lba(who), "not-allowed R7", "{who}");
    }
    assert_eq!(of_lba("LBA with a weak login"), WEAK);
}

#[test]
fn others_files_are_read_with_a_strong_login_and_one_s_own_with_any() {
    let request = asked(SUBJECT, Authority::Landssupport, desk_role());
    let told = |who| verdict(read(&caller(who), &request));
    for who in ["subject", "LBA", "desk", "auditor"] {
        assert_eq!(told(who), "yes", "{who}");
    }
    for who in ["LBA with a weak login", "desk with a weak login"] {
        assert_eq!(told(who), WEAK, "{who}");
    }
    assert_eq!(told("program requests:create"), "programs-never-decide G5");
}
