//! What a role asks of whoever is to have it besides its rule, and how many must be left: G7.

use shared::{access_request::RequestAction, problem::ProblemKind, role::Authority, rule::Rule};

use super::{
    people::{SUBJECT, asked, caller, local_role, place, subject},
    verdict,
};
use crate::{
    domain::{
        facts::RoleFacts,
        standing::{NamedAttribute, NamedRole, Standing},
    },
    policy::{
        Because, Denied, Next,
        granting::{
            GrantRole, RevokeRole, grant_by_approval, grant_role, revoke_by_approval, revoke_role,
        },
        requests::{SubmitRequest, decide, submit},
    },
};

fn named(key: &str) -> Vec<NamedRole> {
    vec![NamedRole {
        key: key.to_owned(),
        name: format!("Navnet på {key}"),
    }]
}

fn at_most(most: i32) -> RoleFacts {
    RoleFacts {
        max_holders: Some(most),
        ..local_role()
    }
}

/// Directly, by approval, asked for by the LBA and asked for by oneself: all the ways to a role.
fn every_way(role: &RoleFacts, standing: &Standing) -> [String; 4] {
    let giving = || GrantRole {
        unit: None,
        agreement: None,
        subject: subject(),
        organisation: place(role),
        role: role.clone(),
        standing: standing.clone(),
    };
    let asking = || SubmitRequest {
        unit: None,
        action: RequestAction::Grant,
        subject: subject(),
        organisation: place(role),
        role: role.clone(),
        lba_deciders: 1,
        standing: standing.clone(),
    };
    let lba = caller("LBA");
    let decided = decide(&lba, &asked(SUBJECT, Authority::Lba, role.clone())).unwrap();
    [
        verdict(grant_role(&lba, giving())),
        verdict(grant_by_approval(&decided, giving())),
        verdict(submit(&lba, asking())),
        verdict(submit(&caller("subject"), asking())),
    ]
}

#[test]
fn a_role_is_had_only_with_what_it_requires_by_every_way() {
    let lacking = Standing {
        missing: named("System.Grund"),
        ..Standing::default()
    };
    let [direct, approved, for_another, for_oneself] = every_way(&local_role(), &lacking);
    for way in [direct, approved, for_another] {
        assert_eq!(way, "prerequisite-missing G7, give the role");
    }
    assert_eq!(for_oneself, "prerequisite-missing G7, ask for the role");
    for way in every_way(&local_role(), &Standing::default()) {
        assert_eq!(way, "yes");
    }
}

#[test]
fn a_role_is_had_only_when_the_holder_s_organisation_has_what_it_requires_by_every_way() {
    let lacking = vec![NamedAttribute {
        key: "aftale".to_owned(),
        name: "Aftale".to_owned(),
    }];
    let standing = Standing {
        lacking: lacking.clone(),
        missing: named("System.Grund"),
        ..Standing::default()
    };
    for way in every_way(&local_role(), &standing) {
        assert_eq!(way, "attribute-missing G7, see the organisation");
    }
    let act = GrantRole {
        unit: None,
        agreement: None,
        subject: subject(),
        organisation: place(&local_role()),
        role: local_role(),
        standing,
    };
    let refused = grant_role(&caller("LBA"), act).unwrap_err();
    assert_eq!(refused.because, Some(Because::OrganisationLacks(lacking)));
    let organisation = subject().home;
    assert_eq!(refused.next, Some(Next::SeeAttributes { organisation }));
}

#[test]
fn a_role_is_not_had_together_with_one_that_it_conflicts_with_by_any_way() {
    let torn = Standing {
        conflicting: named("System.Modpart"),
        ..Standing::default()
    };
    let [direct, approved, for_another, for_oneself] = every_way(&local_role(), &torn);
    for way in [direct, approved, for_another] {
        assert_eq!(way, "conflicting-role G7, see the user");
    }
    assert_eq!(for_oneself, "conflicting-role G7, see what you have");
}

#[test]
fn an_organisation_has_no_more_holders_than_the_role_allows_by_any_way() {
    let others = |other_holders| Standing {
        other_holders,
        ..Standing::default()
    };
    for way in every_way(&at_most(2), &others(1)) {
        assert_eq!(way, "yes");
    }
    let [direct, approved, for_another, for_oneself] = every_way(&at_most(2), &others(2));
    for way in [direct, approved, for_another] {
        assert_eq!(way, "holders-at-maximum G7, see who has it");
    }
    assert_eq!(for_oneself, "holders-at-maximum G7");
}

#[test]
fn a_refusal_names_the_role_that_is_missing() {
    let act = GrantRole {
        unit: None,
        agreement: None,
        subject: subject(),
        organisation: place(&local_role()),
        role: local_role(),
        standing: Standing {
            missing: named("System.Grund"),
            ..Standing::default()
        },
    };
    let refused = grant_role(&caller("LBA"), act).unwrap_err();
    let expected = Denied {
        kind: ProblemKind::PrerequisiteMissing,
        rule: Some(Rule::G7),
        next: Some(Next::GiveRole {
            subject: SUBJECT,
            role: "System.Grund".to_owned(),
        }),
        because: Some(Because::Lacks(named("System.Grund"))),
    };
    assert_eq!(refused, expected);
}

#[test]
fn an_organisation_is_left_with_as_many_holders_as_the_role_wants_directly_and_by_approval() {
    let role = RoleFacts {
        min_holders: Some(2),
        ..local_role()
    };
    let lba = caller("LBA");
    let decided = decide(&lba, &asked(SUBJECT, Authority::Lba, role.clone())).unwrap();
    for (holders_left, expected) in [
        (Some(1), "holders-at-minimum G7, see who has it"),
        (Some(2), "yes"),
        // It is not in effect: taking it makes nobody fewer.
        (None, "yes"),
    ] {
        let act = RevokeRole {
            unit: None,
            subject: subject(),
            organisation: place(&role),
            role: role.clone(),
            under_agreement: false,
            other_lbas: 1,
            holders_left,
        };
        assert_eq!(verdict(revoke_role(&lba, act.clone())), expected);
        assert_eq!(verdict(revoke_by_approval(&decided, act)), expected);
    }
}

#[test]
fn to_be_rid_of_a_role_is_asked_for_whatever_one_stands_to_it() {
    let act = SubmitRequest {
        unit: None,
        action: RequestAction::Revoke,
        subject: subject(),
        organisation: place(&local_role()),
        role: at_most(1),
        lba_deciders: 1,
        standing: Standing {
            missing: named("System.Grund"),
            conflicting: named("System.Modpart"),
            other_holders: 3,
            ..Standing::default()
        },
    };
    assert_eq!(verdict(submit(&caller("subject"), act)), "yes");
}
