//! Grants with an end: asked for longer, given longer, told of before they are over.

use acceptance::{Call, Person, TestApp, both};
use brugeradm::db::schema::roles;
use diesel::prelude::*;
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    audit::AuditKind,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::{EffectiveRole, GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
    user::AssignableRole,
};

use crate::story::{GRANTS, REQUESTS, ROLE, asking, path};

const WHY: &str = "Projektet varer længere end ventet.";

/// A grant of [`ROLE`] that ends in so many days.
async fn dated(app: &TestApp, lba: &Person, holder: &Person, days: i64) -> RoleGrantView {
    let user = holder.me().await.user;
    let body = json!({
        "user_id": user.id, "role": ROLE, "organisation_id": user.organisation.id,
        "valid_until": app.now().plus_days(days), "reason": "Skal bruge adgangen i projektet.",
    });
    lba.post(GRANTS, &body).await.view()
}

fn extension(grant: &RoleGrantView, body: &serde_json::Value) -> Call {
    Call::post(format!("{GRANTS}/{}/extension", grant.id))
        .json(body)
        .if_match(grant.version)
}

fn has_maximum(app: &TestApp, days: i32) {
    diesel::update(roles::table.filter(roles::key.eq(ROLE)))
        .set(roles::max_duration_days.eq(days))
        .execute(&mut app.connection())
        .unwrap();
}

async fn read(person: &Person, grant: &RoleGrantView) -> RoleGrantView {
    person.get(format!("{GRANTS}/{}", grant.id)).await.view()
}

both! {
    async fn an_lba_gives_a_dated_grant_a_later_end_and_nothing_of_before_is_lost(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let old = dated(&app, &lba, &holder, 10).await;
        let given_at = app.now();
        assert!(old.allowed_actions.iter().any(|one| one.action == Action::ExtendRole && one.allowed));
        app.advance(86_400);
        let lba = app.login("lba2-nordisk").await;
        app.forget();
        let until = app.now().plus_days(60);
        let reply = lba.send(extension(&old, &json!({ "valid_until": until, "reason": WHY }))).await;
        assert_eq!(reply.status, 201);
        let new: RoleGrantView = reply.view();
        assert_eq!((new.valid_from, new.valid_until), (app.now(), Some(until)));
        assert_eq!((new.source, new.effective), (GrantSource::Lba, true));
        let event = app.only_event();
        assert_eq!((event.kind, event.reason.as_deref()), (AuditKind::RoleExtended, Some(WHY)));
        assert_eq!(event.old.unwrap()["valid_until"], json!(old.valid_until));
        assert_eq!(event.new.unwrap()["valid_until"], json!(until));
        assert_eq!(app.outbox()[0].kind, "role_grant.extended");

        let before = read(&lba, &old).await;
        assert_eq!((before.valid_until, before.extended_by), (old.valid_until, Some(new.id)));
        assert!(!before.effective && before.allowed_actions.is_empty());
        for (at, held) in [(given_at, old.id), (app.now(), new.id), (until.plus_seconds(-1), new.id)] {
            let list: Page<RoleGrantView> =
                lba.get(format!("{GRANTS}?user_id={}&as_of={at}", new.user.id)).await.view();
            assert_eq!(list.items.iter().map(|one| one.id).collect::<Vec<_>>(), [held], "{at}");
        }
        lba.send(extension(&before, &json!({ "reason": WHY }))).await.problem(ProblemKind::AlreadyRevoked);
    }

    async fn the_holder_asks_for_a_later_end_and_approving_gives_it(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let old = dated(&app, &lba, &holder, 10).await;
        let mut body = asking(&holder).await;
        for sooner in [5, 10] {
            body["valid_until"] = json!(app.now().plus_days(sooner));
            holder.post(REQUESTS, &body).await.problem(ProblemKind::AlreadyGranted);
        }
        let until = app.now().plus_days(90);
        body["valid_until"] = json!(until);
        let request: AccessRequestView = holder.post(REQUESTS, &body).await.view();
        app.forget();
        let approve = |days: i64| {
            Call::post(path(&request, "approval"))
                .json(&json!({ "valid_until": app.now().plus_days(days) }))
                .if_match(1)
        };
        lba.send(approve(7)).await.problem(ProblemKind::AlreadyGranted);
        let approved: AccessRequestView = lba.send(approve(45)).await.view();
        let event = app.only_event();
        assert_eq!(event.kind, AuditKind::AccessRequestApproved);
        assert_eq!(event.new.unwrap()["extended"], json!([old.id]));
        let new = approved.decision.unwrap().grant_id.unwrap();
        assert_eq!(read(&lba, &old).await.extended_by, Some(new));
        let path = format!("/api/v1/users/{}/effective-roles", old.user.id);
        let roles: Page<EffectiveRole> = holder.get(path).await.view();
        let held: Vec<_> = roles.items.iter().map(|one| (one.grant_id, one.until)).collect();
        assert_eq!(held, [(new, Some(app.now().plus_days(45)))]);
    }

    async fn who_has_a_role_until_a_day_may_ask_for_it_until_later(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let user = holder.me().await.user.id;
        let offered = async || -> (bool, bool) {
            let path = format!("/api/v1/users/{user}/assignable-roles");
            let roles: Page<AssignableRole> = lba.get(&path).await.view();
            let may = |action| roles.items.iter().any(|one| one.role == ROLE
                && one.allowed_actions.iter().any(|it| it.action == action && it.allowed));
            let own: Page<AssignableRole> = holder.get(&path).await.view();
            let asks = own.items.iter().any(|one| one.role == ROLE
                && one.allowed_actions.iter().any(|it| it.action == Action::SubmitAccessRequest && it.allowed));
            (may(Action::GrantRole), asks)
        };
        assert_eq!(offered().await, (true, true));
        let grant = dated(&app, &lba, &holder, 10).await;
        assert_eq!(offered().await, (false, true), "an LBA extends it; its holder asks");
        let reply = lba.send(extension(&grant, &json!({ "reason": WHY }))).await;
        assert_eq!(reply.status, 201);
        assert_eq!(offered().await, (false, false), "without end there is nothing to ask for");
    }

    async fn each_rule_that_refuses_an_extension_is_named(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let grant = dated(&app, &lba, &holder, 10).await;
        let later = json!({ "valid_until": app.now().plus_days(20), "reason": WHY });
        let own = holder.send(extension(&grant, &later)).await.problem(ProblemKind::OwnAccount);
        assert_eq!(own.rule, Some(Rule::G4));
        app.login("lba-fjord").await.send(extension(&grant, &later)).await.problem(ProblemKind::NotFound);
        app.login("support-1").await.send(extension(&grant, &later)).await.problem(ProblemKind::LbaOnly);
        let stale = Call::post(format!("{GRANTS}/{}/extension", grant.id)).json(&later);
        lba.send(stale.clone()).await.problem(ProblemKind::PreconditionRequired);
        lba.send(stale.if_match(7)).await.problem(ProblemKind::StaleVersion);
        for (until, code) in [(10, FieldCode::TooSoon), (3, FieldCode::TooSoon), (-1, FieldCode::InThePast)] {
            let body = json!({ "valid_until": app.now().plus_days(until), "reason": WHY });
            let problem = lba.send(extension(&grant, &body)).await.problem(ProblemKind::InvalidField);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/valid_until", code));
        }
        let endless: RoleGrantView = lba.send(extension(&grant, &json!({ "reason": WHY }))).await.view();
        assert_eq!(endless.valid_until, None);
        lba.send(extension(&endless, &later)).await.problem(ProblemKind::NotExtendable);
    }

    async fn a_role_s_longest_time_holds_for_asking_giving_approving_and_extending(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        has_maximum(&app, 30);
        let mut body = asking(&holder).await;
        body["valid_until"] = json!(app.now().plus_days(31));
        let problem = holder.post(REQUESTS, &body).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].code, FieldCode::TooFar, "asking");
        body["valid_until"] = json!(null);
        let request: AccessRequestView = holder.post(REQUESTS, &body).await.view();
        let approve = |body| Call::post(path(&request, "approval")).json(&body).if_match(1);
        let problem = lba.send(approve(json!({ "valid_until": app.now().plus_days(31) }))).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].code, FieldCode::TooFar, "approving");
        let approved: AccessRequestView = lba.send(approve(json!({}))).await.view();
        assert_eq!(approved.decision.as_ref().unwrap().valid_until, Some(app.now().plus_days(30)),
            "who says nothing gets the longest there is");

        let list: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}", request.subject.id)).await.view();
        app.advance(20 * 86_400);
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let far = json!({ "valid_until": app.now().plus_days(31), "reason": WHY });
        let problem = lba.send(extension(&list.items[0], &far)).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].code, FieldCode::TooFar, "extending");
        let longest: RoleGrantView = lba.send(extension(&list.items[0], &json!({ "reason": WHY }))).await.view();
        assert_eq!(longest.valid_until, Some(app.now().plus_days(30)), "counted from the extension");
        let user = holder.me().await.user;
        let other = json!({
            "user_id": user.id, "role": ROLE, "organisation_id": user.organisation.id, "reason": WHY,
            "valid_from": app.now().plus_days(30), "valid_until": app.now().plus_days(61),
        });
        let problem = lba.post(GRANTS, &other).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].code, FieldCode::TooFar, "giving");
    }

    async fn who_holds_and_who_looks_after_are_told_what_will_soon_be_over(app: TestApp) {
        let (lba, holder) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let other = app.login("lba2-nordisk").await;
        let later = dated(&app, &lba, &other, 29).await;
        let first = dated(&app, &lba, &holder, 10).await;
        let (me, lba_me) = (holder.me().await, lba.me().await);
        assert_eq!((me.own_expiring, me.expiring), (1, 0));
        assert_eq!((lba_me.own_expiring, lba_me.expiring), (0, 2));
        let before = app.now().plus_days(30);
        let mut found = Vec::new();
        let mut next = format!("{GRANTS}?expiring_before={before}&limit=1");
        loop {
            let page: Page<RoleGrantView> = lba.get(&next).await.view();
            found.extend(page.items.into_iter().map(|grant| grant.id));
            let Some(cursor) = page.next_cursor else { break };
            next = format!("{GRANTS}?expiring_before={before}&limit=1&cursor={cursor}");
        }
        assert_eq!(found, [first.id, later.id], "the first to end first");
        let own: Page<RoleGrantView> = holder.get(format!("{GRANTS}?expiring_before={before}")).await.view();
        assert_eq!(own.items.len(), 1);
        let elsewhere = app.login("lba-fjord").await;
        let none: Page<RoleGrantView> = elsewhere.get(format!("{GRANTS}?expiring_before={before}")).await.view();
        assert!(none.items.is_empty() && elsewhere.me().await.expiring == 0);
        lba.send(extension(&first, &json!({ "reason": WHY }))).await.view::<RoleGrantView>();
        assert_eq!((lba.me().await.expiring, holder.me().await.own_expiring), (1, 0));
    }
}
