//! Keeping attributes of organisations, and giving and taking them.

use super::{
    assert_verdicts,
    people::{EVERYBODY, HOME, caller},
    verdict,
};
use crate::{
    domain::facts::UMBRELLA,
    policy::attributes::{hand, keep},
};

fn by(who: &str) -> Option<&'static str> {
    match who {
        "LBA with a weak login" | "desk with a weak login" => {
            Some("assurance-too-low G8, log in again")
        }
        _ if who.starts_with("program") || who == "system" => Some("programs-never-decide G5"),
        _ => None,
    }
}

#[test]
fn attributes_are_kept_by_system_administrators_alone() {
    let expected = |who: &str| match who {
        "system administrator" => "yes",
        _ => by(who).unwrap_or("not-allowed G1"),
    };
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, expected(who))).collect();
    assert_verdicts(&table, |caller| verdict(keep(caller)));
}

#[test]
fn attributes_are_given_and_taken_by_those_who_work_across() {
    let expected = |who: &str| match who {
        "system administrator" | "desk" | "subject at the desk" => "yes",
        _ => by(who).unwrap_or("not-allowed G1"),
    };
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, expected(who))).collect();
    assert_verdicts(&table, |caller| verdict(hand(caller, HOME)));
    // Nobody's home is the umbrella: no role could require anything of it.
    assert_eq!(verdict(hand(&caller("desk"), UMBRELLA)), "not-allowed G7");
}
