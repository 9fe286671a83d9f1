//! What holds for every caller and every fact, not only for those we thought of.

use proptest::{prelude::*, sample::select, strategy::ValueTree as _, test_runner::TestRunner};
use shared::{
    access_request::RequestAction,
    role::{Assurance, Authority, GrantTarget},
    role_grant::GrantSource,
    user::UserStatus,
};

use super::{
    arbitrary::{some_caller, some_giving, some_person, some_program, some_request, taking},
    people::asked,
};
use crate::{
    domain::{
        caller::{Caller, Capability},
        facts::{OrganisationFacts, UMBRELLA},
        request::Asked,
        standing::Standing,
    },
    policy::{
        granting::{GrantRole, grant_role, revoke_role},
        organisations,
        requests::{SubmitRequest, claim, decide, submit},
        scope::decidable_requests,
        users,
    },
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_gives_takes_or_changes_anything_for_themself(
        person in some_person(), mut act in some_giving(), others in 0_i64..2,
    ) {
        act.subject.id = person.id;
        let caller = Caller::Person(person);
        let subject = act.subject.clone();
        prop_assert!(grant_role(&caller, act.clone()).is_err());
        prop_assert!(revoke_role(&caller, taking(act, others)).is_err());
        let stop = users::DeactivateUser { subject: subject.clone(), has_power: false, is_lba: false, other_lbas: others };
        prop_assert!(users::deactivate(&caller, stop).is_err());
        let refused = users::change(&caller, users::ChangeUser { subject: subject.clone(), has_power: false, unit_after: None });
        prop_assert!(refused.is_err());
        let refused = users::reactivate(&caller, users::ReactivateUser { subject, has_power: false });
        prop_assert!(refused.is_err());
    }

    #[test]
    fn nobody_decides_a_request_that_they_sent_or_that_is_about_them(
        person in some_person(), mut request in some_request(), about in any::<bool>(),
    ) {
        if about { request.subject.id = person.id } else { request.requested_by = person.id }
        let caller = Caller::Person(person);
        prop_assert!(decide(&caller, &request).is_err());
        prop_assert!(claim(&caller, &request).is_err());
    }

    #[test]
    fn an_lba_s_grant_never_leaves_the_organisation(person in some_person(), act in some_giving()) {
        let home = person.home.id;
        let Ok(giving) = grant_role(&Caller::Person(person.clone()), act) else { return Ok(()) };
        let giving = giving.into_act();
        if giving.source == GrantSource::Lba {
            prop_assert!(person.is_lba_of(home));
            prop_assert_eq!(giving.act.subject.home, home);
            let target = giving.act.role.rule.map(|rule| rule.target);
            prop_assert!(giving.act.organisation == home || target == Some(GrantTarget::Umbrella));
        } else {
            prop_assert!(person.can(Capability::Landssupport));
        }
    }

    #[test]
    fn what_is_given_has_a_rule_an_active_holder_and_a_strong_enough_giver(
        person in some_person(), act in some_giving(),
    ) {
        let assurance = person.assurance;
        let Ok(giving) = grant_role(&Caller::Person(person), act) else { return Ok(()) };
        let act = &giving.act().act;
        prop_assert!(act.role.rule.is_some());
        prop_assert_eq!(act.subject.status, UserStatus::Active);
        prop_assert!(assurance >= Assurance::Substantial && assurance >= act.role.assurance);
    }

    #[test]
    fn programs_never_decide(
        caller in some_program(), act in some_giving(), request in some_request(),
    ) {
        let home = OrganisationFacts { id: act.subject.home, kind: act.subject.home_kind, active: true };
        prop_assert!(grant_role(&caller, act.clone()).is_err());
        prop_assert!(revoke_role(&caller, taking(act.clone(), 1)).is_err());
        prop_assert!(decide(&caller, &request).is_err());
        prop_assert!(claim(&caller, &request).is_err());
        prop_assert!(decidable_requests(&caller).is_none());
        let refused = users::create(&caller, users::CreateUser { home, unit: None });
        prop_assert!(refused.is_err());
        let refused = users::change(&caller, users::ChangeUser { subject: act.subject, has_power: false, unit_after: None });
        prop_assert!(refused.is_err());
        prop_assert!(organisations::create(&caller).is_err());
    }

    #[test]
    fn a_request_always_has_somebody_to_decide_it_and_never_who_sent_it(
        caller in some_caller(), act in some_giving(), action in select(RequestAction::ALL),
        lba_deciders in 0_i64..3,
    ) {
        let GrantRole { subject, role, organisation, unit, standing, .. } = act;
        let act = SubmitRequest { action, subject, role, organisation, unit, lba_deciders, standing };
        let Ok(submission) = submit(&caller, act) else { return Ok(()) };
        let submission = submission.act();
        prop_assert!(submission.authority == Authority::Landssupport || lba_deciders > 0);
        let request = Asked {
            subject: submission.act.subject.clone(),
            ..asked(submission.requested_by, submission.authority, submission.act.role.clone())
        };
        prop_assert!(decide(&caller, &request).is_err());
    }

    #[test]
    fn who_may_approve_could_have_granted_directly_where_the_rule_names_them(
        caller in some_caller(), request in some_request(),
    ) {
        if decide(&caller, &request).is_err() { return Ok(()) }
        let Asked { subject, role, organisation, authority, .. } = request;
        let act = GrantRole { subject, role, organisation, unit: None, agreement: None, standing: Standing::default() };
        if act.role.rule.map(|rule| rule.granted_by) != Some(authority) { return Ok(()) }
        let right_place = match act.role.rule.map(|rule| rule.target) {
            Some(GrantTarget::Own) => act.organisation == act.subject.home,
            Some(GrantTarget::Umbrella) => act.organisation == UMBRELLA,
            Some(GrantTarget::Jobcentre | GrantTarget::Agreement) | None => false,
        };
        let allowed = right_place && act.subject.status == UserStatus::Active;
        prop_assert_eq!(grant_role(&caller, act).is_ok(), allowed);
    }

    #[test]
    fn what_waits_for_somebody_is_what_they_may_decide(
        person in some_person(), request in some_request(),
    ) {
        let caller = Caller::Person(person);
        let waits = decidable_requests(&caller).is_some_and(|scope| {
            let reached = match request.authority {
                Authority::Lba => scope.organisations().contains(&request.subject.home),
                Authority::Landssupport => scope.desk(),
            };
            let own = [request.subject.id, request.requested_by].contains(&scope.not_about());
            reached && !own
        });
        // A weak login sees the queue, and is told to log in again when it decides (G8).
        prop_assert!(waits || claim(&caller, &request).is_err());
    }
}

/// How many of a thousand are allowed.
fn allowed<T>(strategy: impl Strategy<Value = T>, is_allowed: impl Fn(T) -> bool) -> usize {
    let mut runner = TestRunner::deterministic();
    let mut next = || strategy.new_tree(&mut runner).unwrap().current();
    (0..1000).filter(|_| is_allowed(next())).count()
}

#[test]
fn what_holds_of_everything_allowed_is_tried_on_much_that_is_allowed() {
    let given = allowed((some_caller(), some_giving()), |(caller, act)| {
        grant_role(&caller, act).is_ok()
    });
    let decided = allowed((some_caller(), some_request()), |(caller, request)| {
        decide(&caller, &request).is_ok()
    });
    assert!(
        given > 30 && decided > 30,
        "{given} givings, {decided} decisions"
    );
}
