//! Roles given and taken directly.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    audit::{AuditKind, AuditOutcome},
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    user::UserView,
};

use crate::story::{GRANTS, ROLE};

const LBA: &str = "Brugeradministration.LBA";

async fn giving(to: &Person, role: &str) -> Value {
    let user = to.me().await.user;
    json!({
        "user_id": user.id, "role": role, "organisation_id": user.organisation.id,
        "reason": "Skal bruge adgangen i sit arbejde.",
    })
}

fn revocation(grant: &RoleGrantView) -> Call {
    Call::post(format!("{GRANTS}/{}/revocation", grant.id))
        .json(&json!({ "reason": "Har ikke længere brug for det." }))
        .if_match(grant.version)
}

both! {
    async fn an_lba_gives_and_takes_a_role_and_both_are_told(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let body = giving(&employee, ROLE).await;
        app.forget();
        let reply = lba.post(GRANTS, &body).await;
        assert_eq!(reply.status, 201);
        let grant: RoleGrantView = reply.view();
        assert_eq!(reply.header("location"), Some(format!("{GRANTS}/{}", grant.id).as_str()));
        assert!(grant.effective && grant.source == GrantSource::Lba);
        assert_eq!(app.only_event().kind, AuditKind::RoleGranted);
        assert_eq!(app.outbox()[0].kind, "role_grant.granted");
        let user: UserView = lba.get(format!("/api/v1/users/{}", grant.user.id)).await.view();
        assert_eq!(user.roles, [ROLE]);
        lba.post(GRANTS, &body).await.problem(ProblemKind::AlreadyGranted);

        app.forget();
        let gone: RoleGrantView = lba.send(revocation(&grant)).await.view();
        assert!(!gone.effective && gone.revoked.is_some() && gone.allowed_actions.is_empty());
        let event = app.only_event();
        assert_eq!((event.kind, event.reason.as_deref()), (AuditKind::RoleRevoked, Some("Har ikke længere brug for det.")));
        assert_eq!(app.outbox()[0].kind, "role_grant.revoked");
        lba.send(revocation(&gone)).await.problem(ProblemKind::AlreadyRevoked);
        let again: RoleGrantView = lba.post(GRANTS, &body).await.view();
        assert_ne!(again.id, grant.id, "what was is kept, what is is new");
        let all: Page<RoleGrantView> = employee.get(GRANTS).await.view();
        assert_eq!(all.items.len(), 2);
    }

    async fn lists_of_users_show_the_roles_in_effect_and_no_others(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let me = employee.me().await.user.id;
        let listed = async |query: &str| {
            let page: Page<UserView> = lba.get(format!("/api/v1/users{query}")).await.view();
            page.items.into_iter().find(|user| user.id == me).unwrap().roles
        };
        let mut body = giving(&employee, ROLE).await;
        let grant: RoleGrantView = lba.post(GRANTS, &body).await.view();
        for query in ["", "?q=%40"] {
            assert_eq!(listed(query).await, [ROLE], "{query}");
        }
        lba.send(revocation(&grant)).await.view::<RoleGrantView>();
        body["valid_from"] = json!(app.now().plus_days(2));
        let later: RoleGrantView = lba.post(GRANTS, &body).await.view();
        assert!(!later.effective);
        for query in ["", "?q=%40"] {
            assert_eq!(listed(query).await, [""; 0], "{query}");
        }
    }

    async fn each_rule_that_refuses_a_giving_is_named_and_audited(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let lba = app.login("lba-nordisk").await;
        let desk = app.login("support-1").await;
        let own = giving(&lba, ROLE).await;
        let to_employee = giving(&employee, ROLE).await;
        let mut elsewhere = to_employee.clone();
        elsewhere["organisation_id"] = json!(app.login("lba-fjord").await.me().await.user.organisation.id);
        let mut unknown = to_employee.clone();
        unknown["role"] = json!("Brugeradministration.Landssupport");
        for (who, body, kind, rule) in [
            (&lba, &own, ProblemKind::OwnAccount, Rule::G4),
            (&lba, &elsewhere, ProblemKind::RoleNotGrantable, Rule::G7),
            (&lba, &unknown, ProblemKind::RoleNotGrantable, Rule::G7),
            (&desk, &to_employee, ProblemKind::LbaOnly, Rule::R2),
        ] {
            app.forget();
            let problem = who.post(GRANTS, body).await.problem(kind);
            assert_eq!(problem.rule, Some(rule), "{body}");
            let event = app.only_event();
            assert_eq!((event.outcome, event.code, event.rule), (AuditOutcome::Refused, Some(kind), Some(rule)));
            assert!(app.outbox().is_empty());
        }
        let stranger = app.login("lba-fjord").await;
        stranger.post(GRANTS, &to_employee).await.problem(ProblemKind::NotFound);
        employee.post(GRANTS, &giving(&employee, ROLE).await).await.problem(ProblemKind::OwnAccount);
    }

    async fn a_giving_has_a_reason_and_an_end_after_its_beginning(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let good = giving(&employee, ROLE).await;
        app.forget();
        for (field, value, code) in [
            ("reason", json!(" "), FieldCode::Required),
            ("reason", json!("for kort"), FieldCode::TooShort),
            ("valid_until", json!(app.now()), FieldCode::InThePast),
            ("unit", json!("123456789x"), FieldCode::Malformed),
            ("role", json!("Findes.Ikke"), FieldCode::Unknown),
        ] {
            let mut body = good.clone();
            body[field] = value;
            let problem = lba.post(GRANTS, &body).await.problem(ProblemKind::InvalidField);
            assert_eq!((problem.errors[0].pointer.clone(), problem.errors[0].code), (format!("/{field}"), code));
        }
        assert!(app.audit_events().is_empty());
        let mut later = good.clone();
        later["valid_from"] = json!(app.now().plus_days(2));
        later["valid_until"] = json!(app.now().plus_days(4));
        let grant: RoleGrantView = lba.post(GRANTS, &later).await.view();
        assert!(!grant.effective);
        app.advance(3 * 86_400);
        let lba = app.login("lba-nordisk").await;
        let read = |path: String| { let lba = &lba; async move { lba.get(path).await.view::<RoleGrantView>() } };
        assert!(read(format!("{GRANTS}/{}", grant.id)).await.effective, "begun");
        app.advance(2 * 86_400);
        let lba = app.login("lba-nordisk").await;
        let ended: RoleGrantView = lba.get(format!("{GRANTS}/{}", grant.id)).await.view();
        assert!(!ended.effective && ended.allowed_actions.is_empty(), "ended");
        let then = app.now().plus_days(-2);
        let list: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}&as_of={then}", grant.user.id)).await.view();
        assert_eq!(list.items.len(), 1, "and yet it can be asked what was true then");
        let list: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={}&as_of={}", grant.user.id, app.now())).await.view();
        assert!(list.items.is_empty());
    }

    async fn nothing_is_limited_to_what_is_no_unit_of_the_organisation(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let mut body = giving(&employee, LBA).await;
        body["unit"] = json!("1012345678");
        app.forget();
        let problem = lba.post(GRANTS, &body).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].pointer, "/unit");
        let mut asked = crate::story::asking(&employee).await;
        asked["role"] = json!(LBA);
        asked["unit"] = json!("1012345678");
        let problem = employee.post(crate::story::REQUESTS, &asked).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].pointer, "/unit", "nor be asked for so");
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
    }

    async fn a_revoked_lba_is_one_no_more_at_once(app: TestApp) {
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let request = crate::story::asked(&app.login("ny-nordisk").await).await;
        let id = second.me().await.user.id;
        let list: Page<RoleGrantView> = first.get(format!("{GRANTS}?user_id={id}&role={LBA}")).await.view();
        assert_eq!(first.send(revocation(&list.items[0])).await.status, 200);
        let approval = Call::post(crate::story::path(&request, "approval")).json(&json!({})).if_match(1);
        second.send(approval).await.problem(ProblemKind::NotFound);
        assert!(second.me().await.administers.is_empty());
    }

    async fn grants_are_paged_newest_first_without_loss_or_repetition(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let body = giving(&employee, ROLE).await;
        for _ in 0..7 {
            let grant: RoleGrantView = lba.post(GRANTS, &body).await.view();
            assert_eq!(lba.send(revocation(&grant)).await.status, 200);
            app.advance(1);
        }
        let all: Page<RoleGrantView> = lba.get(format!("{GRANTS}?limit=200")).await.view();
        let mut paged = Vec::new();
        let mut path = format!("{GRANTS}?limit=3");
        loop {
            let reply = lba.get(path).await;
            let page: Page<RoleGrantView> = reply.view();
            paged.extend(page.items);
            let Some(cursor) = page.next_cursor else { break };
            assert!(reply.header("link").unwrap().contains("rel=\"next\""));
            path = format!("{GRANTS}?limit=3&cursor={cursor}");
        }
        assert_eq!(paged, all.items);
        assert!(paged.len() > 7 && paged.is_sorted_by(|a, b| a.granted_at >= b.granted_at));
        let first: Page<RoleGrantView> = lba.get(format!("{GRANTS}?limit=3")).await.view();
        let cursor = first.next_cursor.unwrap();
        let other = app.login("lba2-nordisk").await;
        other.get(format!("{GRANTS}?limit=3&cursor={cursor}")).await.problem(ProblemKind::InvalidCursor);
        lba.get(format!("{GRANTS}?limit=3&role={ROLE}&cursor={cursor}")).await.problem(ProblemKind::InvalidCursor);
        lba.get(format!("{GRANTS}?limit=0")).await.problem(ProblemKind::InvalidField);
        lba.get(format!("{GRANTS}?ukendt=1")).await.problem(ProblemKind::InvalidField);
    }
}
