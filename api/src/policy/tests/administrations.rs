//! Moving a kind of organisation, and writing in the module that it is in (R9).

use shared::organisation::{Administration, OrganisationKind};

use super::{
    assert_verdicts,
    people::{HOME, caller},
    verdict,
};
use crate::policy::administrations::{
    MoveKind, WriteInModule, move_kind, read_moves, write_in_module,
};

const AMP: Administration = Administration::Arbejdsmarkedsportalen;
const STAR: Administration = Administration::Star;

#[test]
fn a_kind_is_moved_by_a_system_administrator_alone() {
    let act = MoveKind {
        kind: OrganisationKind::Kommune,
        from: AMP,
        to: STAR,
    };
    let weak = "assurance-too-low G8, log in again";
    let program = "programs-never-decide G5";
    assert_verdicts(
        &[
            ("subject", "not-allowed R9"),
            ("subject who is LBA", "not-allowed R9"),
            ("colleague", "not-allowed R9"),
            ("LBA", "not-allowed R9"),
            ("second LBA", "not-allowed R9"),
            ("LBA elsewhere", "not-allowed R9"),
            ("former LBA", "not-allowed R9"),
            ("LBA on another's organisation", "not-allowed R9"),
            ("LBA with a weak login", weak),
            ("desk", "not-allowed R9"),
            ("subject at the desk", "not-allowed R9"),
            ("desk with a weak login", weak),
            ("auditor", "not-allowed R9"),
            ("system administrator", "yes"),
            ("program access:check", program),
            ("program requests:create", program),
            ("system", program),
        ],
        |caller| verdict(move_kind(caller, act)),
    );
}

#[test]
fn moves_are_read_by_those_who_work_across() {
    for (who, expected) in [
        ("desk", "yes"),
        ("auditor", "yes"),
        ("system administrator", "yes"),
        ("LBA", "not-allowed R9"),
        ("colleague", "not-allowed R9"),
        ("program access:check", "not-allowed R9"),
        ("system", "not-allowed R9"),
    ] {
        assert_eq!(verdict(read_moves(&caller(who))), expected, "{who}");
    }
}

/// Writing about [`HOME`], which is in `administration`, by a client that works in `said`.
fn writing(who: &str, said: Administration, administration: Administration) -> String {
    let act = WriteInModule {
        said,
        organisation: HOME,
        administration,
    };
    match write_in_module(&caller(who), act) {
        Ok(()) => "yes".to_owned(),
        Err(denied) => verdict::<()>(Err(denied)),
    }
}

#[test]
fn a_write_in_the_module_that_the_organisation_has_left_is_refused_with_the_way() {
    for who in ["LBA", "subject", "program requests:create"] {
        assert_eq!(writing(who, AMP, AMP), "yes", "{who}");
        assert_eq!(writing(who, STAR, STAR), "yes", "{who}");
        assert_eq!(
            writing(who, AMP, STAR),
            "moved-to-star R9, go on there",
            "{who}"
        );
        assert_eq!(
            writing(who, STAR, AMP),
            "moved-to-amp R9, go on there",
            "{who}"
        );
    }
}

#[test]
fn whoever_acts_for_others_may_also_work_in_the_module_of_their_own_organisation() {
    // The desk sits in STAR's module, and gives roles to kommuner's staff.
    assert_eq!(writing("desk", STAR, AMP), "yes");
    assert_eq!(writing("desk", AMP, AMP), "yes");
    assert_eq!(writing("desk", AMP, STAR), "moved-to-star R9, go on there");
    // An LBA whose own organisation is in Arbejdsmarkedsportalen's, at another's that is not.
    assert_eq!(writing("LBA elsewhere", AMP, STAR), "yes");
}
