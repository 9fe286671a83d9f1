//! Random decisions, asked of the policy and of its model in Cedar: two hands, one answer. What a
//! solver proves of the model holds of the policy as far as this shows them to agree.
#![expect(clippy::too_many_lines, reason = "one question after the other")]

mod terms;

use policy_model::{
    Model,
    facts::{Giving, Record, Request, What},
};
use proptest::{option, prelude::*, sample::select};
use shared::{
    access_request::RequestAction,
    id::{OrganisationId, UserId},
    role::Authority,
};

use terms::{consistent, organisation, organisation_id, role, standing, user, who};

use super::arbitrary::{some_caller, some_giving, some_organisation, some_request, taking};
use crate::{
    domain::{
        caller::Caller,
        facts::{OrganisationFacts, RoleFacts, SubjectFacts},
        request::Asked,
        standing::{NamedRole, Standing},
    },
    policy::{
        Scope,
        granting::{GrantRole, RevokeRole, grant_role, revoke_role},
        lookups::{ReadRights, Reasoned, read_rights, rights_in_view},
        organisations,
        requests::{SubmitRequest, claim, decide, submit, withdraw},
        scope::{visible_events, visible_organisations, visible_requests, visible_users},
        users,
    },
};

/// Worlds; each is asked about all that the model knows, 15 decisions.
const WORLDS: u32 = 7000;

/// Asks both, and fails with everything that they were told.
fn agree(model: &Model, caller: &Caller, what: &What, allowed: bool) -> Result<(), TestCaseError> {
    let modelled = model.allows(&who(caller), what, 0);
    prop_assert_eq!(
        modelled,
        allowed,
        "model, policy: {:#?}\n{:#?}",
        caller,
        what
    );
    Ok(())
}

prop_compose! {
    fn some_standing()(
        lacks in any::<bool>(), conflicts in any::<bool>(), other_holders in 0_i64..3,
    ) -> Standing {
        let role = |is: bool| {
            let named = NamedRole { key: "System.Anden".to_owned(), name: "Anden".to_owned() };
            is.then_some(named).into_iter().collect()
        };
        Standing { missing: role(lacks), conflicting: role(conflicts), other_holders, ..Standing::default() }
    }
}

prop_compose! {
    /// A giving, mostly without limits, and the holders that its taking would leave.
    fn some_limited_giving()(
        act in some_giving(), standing in option::weighted(0.3, some_standing()),
        max_holders in option::weighted(0.3, 1_i32..3), min_holders in option::weighted(0.3, 1_i32..3),
        holders_left in option::of(0_i64..3),
    ) -> (GrantRole, Option<i64>) {
        let role = RoleFacts { min_holders, max_holders, ..act.role };
        (GrantRole { role, standing: standing.unwrap_or_default(), ..act }, holders_left)
    }
}

fn giving_and_taking(
    model: &Model,
    caller: &Caller,
    (act, holders_left): &(GrantRole, Option<i64>),
    other_lbas: i64,
    action: RequestAction,
) -> Result<(), TestCaseError> {
    let giving = Giving {
        subject: user(caller, &act.subject),
        organisation: organisation_id(act.organisation),
        role: role(&act.role),
        standing: standing(act, *holders_left),
        other_lbas,
    };
    let allowed = grant_role(caller, act.clone()).is_ok();
    agree(model, caller, &What::Give(giving.clone()), allowed)?;
    let take = RevokeRole {
        holders_left: *holders_left,
        ..taking(act.clone(), other_lbas)
    };
    let allowed = revoke_role(caller, take).is_ok();
    agree(model, caller, &What::Take(giving.clone()), allowed)?;
    let GrantRole {
        subject,
        role,
        organisation,
        standing,
        ..
    } = act.clone();
    let asking = SubmitRequest {
        action,
        subject,
        role,
        organisation,
        unit: None,
        standing,
        lba_deciders: other_lbas,
    };
    let to_be_taken = action == RequestAction::Revoke;
    let allowed = submit(caller, asking).is_ok();
    let what = What::Submit {
        giving,
        to_be_taken,
    };
    agree(model, caller, &what, allowed)
}

fn users_and_organisations(
    model: &Model,
    caller: &Caller,
    subject: &SubjectFacts,
    (is_lba, other_lbas): (bool, i64),
    place: OrganisationId,
) -> Result<(), TestCaseError> {
    let person = user(caller, subject);
    let subject = subject.clone();
    let change = users::ChangeUser {
        subject: subject.clone(),
        has_power: false,
        unit_after: None,
    };
    let allowed = users::change(caller, change).is_ok();
    agree(model, caller, &What::ChangeUser(person.clone()), allowed)?;
    let reactivate = users::ReactivateUser {
        subject: subject.clone(),
        has_power: false,
    };
    let allowed = users::reactivate(caller, reactivate).is_ok();
    agree(
        model,
        caller,
        &What::ReactivateUser(person.clone()),
        allowed,
    )?;
    let stop = users::DeactivateUser {
        subject,
        has_power: false,
        is_lba,
        other_lbas,
    };
    let allowed = users::deactivate(caller, stop).is_ok();
    let what = What::DeactivateUser {
        subject: person,
        is_lba,
        other_lbas,
    };
    agree(model, caller, &what, allowed)?;
    let home = OrganisationFacts {
        id: place,
        kind: shared::organisation::OrganisationKind::Kommune,
        active: true,
    };
    let allowed = users::create(
        caller,
        users::CreateUser {
            home: home.clone(),
            unit: None,
        },
    )
    .is_ok();
    agree(
        model,
        caller,
        &What::CreateUser(organisation(place)),
        allowed,
    )?;
    let change = organisations::ChangeOrganisation {
        organisation: home,
        facts: true,
        choices: false,
    };
    let allowed = organisations::change(caller, change).is_ok();
    agree(
        model,
        caller,
        &What::ChangeOrganisation(organisation(place)),
        allowed,
    )
}

fn requests(model: &Model, caller: &Caller, asked: &Asked) -> Result<(), TestCaseError> {
    let requested_by = SubjectFacts {
        id: asked.requested_by,
        ..asked.subject.clone()
    };
    let request = Request {
        subject: user(caller, &asked.subject),
        requested_by: user(caller, &requested_by),
        role: role(&asked.role),
        for_lba: asked.authority == Authority::Lba,
    };
    let allowed = decide(caller, asked).is_ok();
    agree(model, caller, &What::Decide(request.clone()), allowed)?;
    let allowed = claim(caller, asked).is_ok();
    agree(model, caller, &What::Claim(request.clone()), allowed)?;
    let allowed = withdraw(caller, asked).is_ok();
    agree(model, caller, &What::Withdraw(request.clone()), allowed)?;
    let people = [asked.subject.id, asked.requested_by];
    let allowed = visible_requests(caller).covers(asked.subject.home, &people);
    agree(model, caller, &What::SeeRequest(request), allowed)
}

fn covers<K>(scope: &Scope<K>, subject: &SubjectFacts, others: &[UserId]) -> bool {
    scope.covers(subject.home, &[&[subject.id], others].concat())
}

fn seeing(
    model: &Model,
    caller: &Caller,
    subject: &SubjectFacts,
    made_by: UserId,
    place: OrganisationId,
    (looked_up, with_the_desk): (bool, bool),
) -> Result<(), TestCaseError> {
    let person = user(caller, subject);
    let allowed = covers(&visible_users(caller), subject, &[]);
    agree(model, caller, &What::SeeUser(person.clone()), allowed)?;
    let actor = SubjectFacts {
        id: made_by,
        ..subject.clone()
    };
    let record = Record {
        subject: person,
        made_by: user(caller, &actor),
        looked_up_by: caller
            .user_id()
            .filter(|_| looked_up)
            .map(|id| id.to_string())
            .into_iter()
            .collect(),
        with_the_desk,
        from: 0,
        until: i64::MAX,
    };
    let view = rights_in_view(caller);
    let decides = view.reasoned().is_some_and(Reasoned::decides);
    let reading = ReadRights {
        subject: subject.id,
        home: subject.home,
        reason_given: looked_up || with_the_desk && decides,
    };
    let allowed = covers(view.sight(), subject, &[]) && read_rights(caller, reading).is_ok();
    agree(model, caller, &What::SeeGrant(record.clone()), allowed)?;
    let allowed = covers(&visible_events(caller), subject, &[made_by]);
    agree(model, caller, &What::SeeEvent(record), allowed)?;
    let allowed = visible_organisations(caller).covers(place, &[]);
    agree(
        model,
        caller,
        &What::SeeOrganisation(organisation(place)),
        allowed,
    )
}

thread_local! {
    static MODEL: Model = Model::default();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: WORLDS, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_policy_and_its_model_decide_alike(
        caller in some_caller(), (mut act, left) in some_limited_giving(), mut asked in some_request(),
        lbas in (any::<bool>(), 0_i64..2), place in some_organisation(),
        action in select(RequestAction::ALL), reasons in any::<(bool, bool)>(),
    ) {
        consistent(&caller, &mut act.subject);
        consistent(&caller, &mut asked.subject);
        MODEL.with(|model| {
            users_and_organisations(model, &caller, &act.subject, lbas, place)?;
            requests(model, &caller, &asked)?;
            seeing(model, &caller, &act.subject, asked.requested_by, place, reasons)?;
            giving_and_taking(model, &caller, &(act, left), lbas.1, action)
        })?;
    }
}
