//! Callers and facts of every sort, for the properties.

use proptest::{collection::vec, option, prelude::*, sample::select};
use shared::{
    access_request::RequestAction,
    id::{OrganisationId, UserId},
    organisation::OrganisationKind,
    role::{Assurance, Authority, GrantTarget},
    user::UserStatus,
};

use super::people::{asked, organisation, person, program, user};
use crate::{
    domain::{
        caller::{Caller, Capability, Person, ProgramScope},
        facts::{RoleFacts, RoleRuleFacts, SubjectFacts, UMBRELLA},
        request::Asked,
        standing::Standing,
    },
    policy::granting::{GrantRole, RevokeRole},
};

pub(super) fn some_user() -> impl Strategy<Value = UserId> {
    (1_u128..=4).prop_map(user)
}

pub(super) fn some_organisation() -> impl Strategy<Value = OrganisationId> {
    prop_oneof![6 => (1_u128..=2).prop_map(organisation), 1 => Just(UMBRELLA)]
}

/// Mostly strong, since the weak are refused everything.
pub(super) fn some_assurance() -> impl Strategy<Value = Assurance> {
    prop_oneof![1 => select(Assurance::ALL), 3 => Just(Assurance::High)]
}

pub(super) fn some_person() -> impl Strategy<Value = Person> {
    // Mostly held at home, as administering counts only there.
    let holding = (
        select(Capability::ALL),
        option::weighted(0.3, some_organisation()),
    );
    let facts = (
        some_user(),
        some_organisation(),
        some_assurance(),
        vec(holding, 0..4),
    );
    facts.prop_map(|(id, home, assurance, holdings)| {
        let holdings: Vec<_> = holdings
            .into_iter()
            .map(|(capability, elsewhere)| (capability, elsewhere.unwrap_or(home)))
            .collect();
        person(id, home, assurance, &holdings)
    })
}

pub(super) fn some_program() -> impl Strategy<Value = Caller> {
    let scopes = proptest::sample::subsequence(ProgramScope::ALL, 0..=2);
    let bound = (scopes, option::of(some_organisation()))
        .prop_map(|(scopes, organisation)| program(&scopes, organisation));
    prop_oneof![4 => bound, 1 => Just(Caller::System("login"))]
}

pub(super) fn some_caller() -> impl Strategy<Value = Caller> {
    prop_oneof![5 => some_person().prop_map(Caller::Person), 1 => some_program()]
}

pub(super) fn some_subject() -> impl Strategy<Value = SubjectFacts> {
    (
        some_user(),
        some_organisation(),
        select(OrganisationKind::ALL),
        prop_oneof![1 => select(UserStatus::ALL), 2 => Just(UserStatus::Active)],
    )
        .prop_map(|(id, home, home_kind, status)| SubjectFacts {
            id,
            home,
            home_kind,
            unit: None,
            status,
        })
}

pub(super) fn some_role() -> impl Strategy<Value = RoleFacts> {
    let rule = (
        // What is held at a jobcentre or under an agreement has tests of its own.
        select(&[GrantTarget::Own, GrantTarget::Umbrella][..]),
        any::<(bool, bool)>(),
        select(Authority::ALL),
        select(Authority::ALL),
    )
        .prop_map(
            |(target, (requestable_by_self, requestable_by_lba), granted_by, revoked_by)| {
                RoleRuleFacts {
                    target,
                    requestable_by_self,
                    requestable_by_lba,
                    granted_by,
                    revoked_by,
                }
            },
        );
    (
        some_assurance(),
        option::of(select(Capability::ALL)),
        option::weighted(0.9, rule),
    )
        .prop_map(|(assurance, confers, rule)| RoleFacts {
            key: "System.Rolle".to_owned(),
            assurance,
            max_duration_days: None,
            min_holders: None,
            max_holders: None,
            dormant_after_days: None,
            is_related: false,
            confers,
            rule,
        })
}

prop_compose! {
    pub(super) fn some_giving()(
        subject in some_subject(), role in some_role(),
        elsewhere in option::weighted(0.3, some_organisation()),
    ) -> GrantRole {
        let right_place = match role.rule.map(|rule| rule.target) {
            Some(GrantTarget::Umbrella) => UMBRELLA,
            Some(_) | None => subject.home,
        };
        GrantRole {
            organisation: elsewhere.unwrap_or(right_place), subject, role, unit: None, agreement: None,
            standing: Standing::default(),
        }
    }
}

prop_compose! {
    pub(super) fn some_request()(
        giving in some_giving(), requested_by in some_user(), authority in select(Authority::ALL),
        action in select(RequestAction::ALL),
    ) -> Asked {
        let GrantRole { subject, role, organisation, .. } = giving;
        Asked { action, subject, organisation, ..asked(requested_by, authority, role) }
    }
}

pub(super) fn taking(giving: GrantRole, other_lbas: i64) -> RevokeRole {
    let GrantRole {
        subject,
        role,
        organisation,
        ..
    } = giving;
    RevokeRole {
        subject,
        role,
        organisation,
        unit: None,
        under_agreement: false,
        other_lbas,
        holders_left: None,
    }
}
