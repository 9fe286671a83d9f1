//! Reading what somebody may do, from outside their organisation (G14).

use super::{
    assert_verdicts,
    people::{EVERYBODY, HOME, SUBJECT, caller, user},
    verdict,
};
use crate::policy::lookups::{ReadRights, Reasoned, look_up, read_rights, rights_in_view};

const ACROSS: &[&str] = &["desk", "desk with a weak login", "auditor"];

fn reading(reason_given: bool) -> ReadRights {
    ReadRights {
        subject: SUBJECT,
        home: HOME,
        reason_given,
    }
}

#[test]
fn g14_who_works_across_organisations_reads_rights_only_with_a_reason() {
    let expected = |who: &&str| {
        if ACROSS.contains(who) {
            "lookup-reason-needed G14, look up"
        } else {
            "yes"
        }
    };
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, expected(who))).collect();
    assert_verdicts(&table, |caller| {
        verdict(read_rights(caller, reading(false)))
    });
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, "yes")).collect();
    assert_verdicts(&table, |caller| verdict(read_rights(caller, reading(true))));
}

#[test]
fn oneself_and_the_own_organisation_need_no_reason() {
    for who in ACROSS {
        let caller = caller(who);
        let home = caller.person().unwrap().home.id;
        let colleague = ReadRights {
            home,
            ..reading(false)
        };
        assert_eq!(verdict(read_rights(&caller, colleague)), "yes", "{who}");
        let oneself = ReadRights {
            subject: caller.user_id().unwrap(),
            ..reading(false)
        };
        assert_eq!(verdict(read_rights(&caller, oneself)), "yes", "{who}");
    }
}

#[test]
fn the_desk_s_own_work_is_a_reason_for_the_desk_and_not_for_auditors() {
    let decides = |who| {
        rights_in_view(&caller(who))
            .reasoned()
            .map(Reasoned::decides)
    };
    assert_eq!(decides("desk"), Some(true));
    assert_eq!(decides("auditor"), Some(false));
    assert_eq!(decides("LBA"), None);
    let view = rights_in_view(&caller("desk"));
    assert_eq!(view.reasoned().map(Reasoned::by), Some(user(6)));
}

#[test]
fn the_desk_and_auditors_look_up_and_nobody_else() {
    let expected = |who: &str| match who {
        "desk" | "subject at the desk" | "auditor" => "yes",
        "LBA with a weak login" | "desk with a weak login" => "assurance-too-low G8, log in again",
        "program access:check" | "program requests:create" | "system" => "programs-never-decide G5",
        _ => "not-allowed G14",
    };
    let table: Vec<_> = EVERYBODY.iter().map(|who| (*who, expected(who))).collect();
    assert_verdicts(&table, |caller| verdict(look_up(caller)));
}
