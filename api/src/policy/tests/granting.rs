//! Giving a role directly: G1–G8, R2–R5.

use shared::{
    id::OrganisationId,
    problem::ProblemKind,
    role::{Assurance, Authority, GrantTarget},
    role_grant::GrantSource,
    rule::Rule,
    user::UserStatus,
};

use super::{
    assert_verdicts,
    people::{
        ELSEWHERE, HOME, LBA, SUBJECT, asked, caller, desk_role, lba_role, local_role, place,
        ruleless_role, subject,
    },
    verdict,
};
use crate::{
    domain::{
        facts::{RoleFacts, RoleRuleFacts, SubjectFacts, UMBRELLA},
        standing::Standing,
    },
    policy::{
        Denied, Next,
        granting::{GrantRole, grant_by_approval, grant_role},
        requests::decide,
    },
};

fn giving(role: RoleFacts) -> GrantRole {
    GrantRole {
        unit: None,
        agreement: None,
        subject: subject(),
        organisation: place(&role),
        role,
        standing: Standing::default(),
    }
}

#[test]
fn a_local_role_is_given_by_an_lba_of_the_holder_s_organisation_and_by_nobody_else() {
    assert_verdicts(
        &[
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
        ],
        |caller| verdict(grant_role(caller, giving(local_role()))),
    );
}

#[test]
fn a_desk_role_is_given_by_the_desk_and_its_lba_is_pointed_to_a_support_request() {
    let lba = "landssupport-only G3, send a support request";
    assert_verdicts(
        &[
            ("subject", "own-account G4, ask another"),
            ("subject who is LBA", "own-account G4, ask another"),
            ("subject at the desk", "own-account G4, ask another"),
            ("colleague", "not-allowed G1"),
            ("LBA", lba),
            ("second LBA", lba),
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
        ],
        |caller| verdict(grant_role(caller, giving(desk_role()))),
    );
}

#[test]
fn the_support_request_that_an_lba_is_pointed_to_names_whom_what_and_where() {
    let refused = grant_role(&caller("LBA"), giving(desk_role())).unwrap_err();
    let expected = Denied {
        kind: ProblemKind::LandssupportOnly,
        rule: Some(Rule::G3),
        next: Some(Next::SendSupportRequest {
            subject: SUBJECT,
            role: desk_role().key,
            organisation: UMBRELLA,
        }),
        because: None,
    };
    assert_eq!(refused, expected);
}

#[test]
fn a_grant_says_who_gave_it_and_whether_as_lba_or_at_the_desk() {
    let by_lba = grant_role(&caller("LBA"), giving(local_role()))
        .unwrap()
        .into_act();
    assert_eq!((by_lba.by, by_lba.source), (Some(LBA), GrantSource::Lba));
    let by_desk = grant_role(&caller("desk"), giving(desk_role()))
        .unwrap()
        .into_act();
    assert_eq!(by_desk.source, GrantSource::Landssupport);
    assert_eq!(by_desk.by, caller("desk").user_id());
}

#[test]
fn a_role_is_given_only_where_its_rule_says_and_only_with_a_rule() {
    for (role, at) in [
        (local_role(), ELSEWHERE),
        (local_role(), UMBRELLA),
        (desk_role(), HOME),
        (desk_role(), ELSEWHERE),
        (ruleless_role(), HOME),
        (ruleless_role(), UMBRELLA),
    ] {
        for who in ["LBA", "desk"] {
            let act = GrantRole {
                organisation: at,
                ..giving(role.clone())
            };
            assert_eq!(
                verdict(grant_role(&caller(who), act)),
                "role-not-grantable G7"
            );
        }
    }
}

#[test]
fn only_an_active_user_is_given_a_role_also_by_approval() {
    for status in [UserStatus::Suspended, UserStatus::Deactivated] {
        let act = GrantRole {
            subject: SubjectFacts {
                status,
                ..subject()
            },
            ..giving(local_role())
        };
        let lba = caller("LBA");
        assert_eq!(
            verdict(grant_role(&lba, act.clone())),
            "subject-inactive G6"
        );
        let decided = decide(&lba, &asked(SUBJECT, Authority::Lba, local_role())).unwrap();
        assert_eq!(
            verdict(grant_by_approval(&decided, act)),
            "subject-inactive G6"
        );
    }
}

#[test]
fn who_gives_a_role_has_logged_in_as_strongly_as_the_role_asks_for() {
    let strong = |role: RoleFacts| {
        giving(RoleFacts {
            assurance: Assurance::High,
            ..role
        })
    };
    let refusal = "assurance-too-low G8, log in again";
    assert_eq!(
        verdict(grant_role(&caller("LBA"), strong(local_role()))),
        refusal
    );
    assert_eq!(
        verdict(grant_role(&caller("desk"), strong(desk_role()))),
        refusal
    );
}

#[test]
fn an_lba_makes_a_colleague_lba_but_never_themself() {
    assert_eq!(
        verdict(grant_role(&caller("LBA"), giving(lba_role()))),
        "yes"
    );
    let oneself = caller("subject who is LBA");
    assert_eq!(
        verdict(grant_role(&oneself, giving(lba_role()))),
        "own-account G4, ask another"
    );
}

#[test]
fn an_approval_gives_only_where_the_rule_still_allows_it_and_says_it_came_of_a_request() {
    let decided = decide(
        &caller("LBA"),
        &asked(SUBJECT, Authority::Lba, local_role()),
    )
    .unwrap();
    let given = grant_by_approval(&decided, giving(local_role()))
        .unwrap()
        .into_act();
    assert_eq!((given.by, given.source), (Some(LBA), GrantSource::Request));
    for act in [
        giving(ruleless_role()),
        GrantRole {
            organisation: ELSEWHERE,
            ..giving(local_role())
        },
    ] {
        assert_eq!(
            verdict(grant_by_approval(&decided, act)),
            "role-not-grantable G7"
        );
    }
}

/// A role that a kommune's users hold at its jobcentre, `ELSEWHERE`.
fn at_the_jobcentre(jobcentres: Vec<OrganisationId>) -> GrantRole {
    let local = local_role();
    let role = RoleFacts {
        rule: local.rule.map(|rule| RoleRuleFacts {
            target: GrantTarget::Jobcentre,
            ..rule
        }),
        ..local
    };
    GrantRole {
        organisation: ELSEWHERE,
        standing: Standing {
            jobcentres,
            ..Standing::default()
        },
        ..giving(role)
    }
}

#[test]
fn r3_what_is_held_at_the_jobcentre_is_given_by_the_kommune_s_lba_at_its_own_alone() {
    let there = at_the_jobcentre(vec![ELSEWHERE]);
    assert_eq!(verdict(grant_role(&caller("LBA"), there.clone())), "yes");
    let lba_there = grant_role(&caller("LBA elsewhere"), there.clone());
    assert_eq!(verdict(lba_there), "not-allowed G1");
    let at_home = GrantRole {
        organisation: HOME,
        ..there
    };
    for nowhere in [at_home, at_the_jobcentre(Vec::new())] {
        let refused = grant_role(&caller("LBA"), nowhere);
        assert_eq!(verdict(refused), "role-not-grantable G7");
    }
}
