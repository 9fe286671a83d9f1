//! Registering programs, and asking whether people have roles: G5.

use super::{assert_verdicts, verdict};
use crate::policy::programs::{check_access, register_program};

const NEITHER: &str = "not-allowed G5";

#[test]
fn programs_are_registered_by_the_system_and_by_who_runs_it() {
    assert_verdicts(
        &[
            ("subject", NEITHER),
            ("subject who is LBA", NEITHER),
            ("subject at the desk", NEITHER),
            ("colleague", NEITHER),
            ("LBA", NEITHER),
            ("second LBA", NEITHER),
            ("LBA elsewhere", NEITHER),
            ("former LBA", NEITHER),
            ("LBA on another's organisation", NEITHER),
            ("LBA with a weak login", NEITHER),
            ("desk", NEITHER),
            ("desk with a weak login", NEITHER),
            ("auditor", NEITHER),
            ("system administrator", "yes"),
            ("program access:check", NEITHER),
            ("program requests:create", NEITHER),
            ("system", "yes"),
        ],
        |caller| verdict(register_program(caller)),
    );
}

#[test]
fn whether_people_have_roles_is_asked_by_programs_with_the_scope_for_it() {
    assert_verdicts(
        &[
            ("subject", NEITHER),
            ("subject who is LBA", NEITHER),
            ("subject at the desk", NEITHER),
            ("colleague", NEITHER),
            ("LBA", NEITHER),
            ("second LBA", NEITHER),
            ("LBA elsewhere", NEITHER),
            ("former LBA", NEITHER),
            ("LBA on another's organisation", NEITHER),
            ("LBA with a weak login", NEITHER),
            ("desk", NEITHER),
            ("desk with a weak login", NEITHER),
            ("auditor", NEITHER),
            ("system administrator", NEITHER),
            ("program access:check", "yes"),
            ("program requests:create", "insufficient-scope G5"),
            ("system", NEITHER),
        ],
        |caller| verdict(check_access(caller)),
    );
}
