//! Adding to the role catalogue and changing it.

use shared::role::FixedPart::{Dormancy, Places, Requires, Rules};

use super::{assert_verdicts, people::EVERYBODY, verdict};
use crate::{
    domain::caller::Capability,
    policy::catalogue::{ChangeRole, change, create, fixed},
};

#[test]
fn roles_are_added_and_changed_by_system_administrators_alone() {
    let by = |who: &str| match who {
        "system administrator" => "yes",
        "LBA with a weak login" | "desk with a weak login" => "assurance-too-low G8, log in again",
        _ if who.starts_with("program") || who == "system" => "programs-never-decide G5",
        _ => "not-allowed G1",
    };
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, by(who))).collect();
    assert_verdicts(&table, |caller| verdict(create(caller)));
    assert_verdicts(&table, |caller| {
        let act = ChangeRole {
            key: "System.Rolle".to_owned(),
            confers: None,
        };
        verdict(change(caller, act))
    });
}

#[test]
fn no_change_locks_anybody_out_of_the_system_itself() {
    assert_eq!(fixed(None), []);
    for capability in Capability::ALL {
        let parts = fixed(Some(*capability));
        assert!(
            parts.contains(&Requires),
            "{capability:?} could be lost with another role"
        );
        let place = match capability {
            Capability::AdministerOrganisation => Places,
            Capability::Landssupport | Capability::Audit | Capability::SystemAdministration => {
                Rules
            }
        };
        assert!(parts.contains(&place), "{capability:?}");
        assert_eq!(
            parts.contains(&Dormancy),
            place == Rules,
            "{capability:?}: what nobody gives nobody could wake"
        );
    }
}
