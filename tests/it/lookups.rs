//! G14: who works across organisations says why before reading what somebody may do.

use acceptance::{Call, Person, TestApp, both};
use serde_json::json;
use shared::{
    audit::{AuditEventView, AuditKind, AuditOutcome},
    id::{OrganisationId, UserId},
    lookup::LookupView,
    organisation::OrganisationView,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::RoleGrantView,
    rule::Rule,
    session::Action,
    user::UserView,
};

use crate::story::{GRANTS, ROLE};

const LOOKUPS: &str = "/api/v1/lookups";
const WHY: &str = "Borgeren har ringet om sin adgang.";

/// Looks a user up.
pub(crate) async fn look_up(reader: &Person, user: UserId) -> LookupView {
    let body = json!({ "user_id": user, "reason": WHY, "case_reference": "SAG-9" });
    reader.post(LOOKUPS, &body).await.view()
}

async fn existing(app: &TestApp) -> (UserId, OrganisationId) {
    let user = app.login("bruger-nordisk").await.me().await.user;
    (user.id, user.organisation.id)
}

/// Every way to read what one user may do.
fn readings(user: UserId) -> [String; 6] {
    [
        format!("/api/v1/users/{user}"),
        format!("/api/v1/users/{user}/effective-roles"),
        format!("/api/v1/users/{user}/assignable-roles"),
        format!("{GRANTS}?user_id={user}"),
        format!("/api/v1/audit-events?subject_id={user}"),
        format!("/api/v1/access-requests?subject_id={user}"),
    ]
}

async fn grants(reader: &Person, query: &str) -> Vec<RoleGrantView> {
    let page: Page<RoleGrantView> = reader.get(format!("{GRANTS}{query}")).await.view();
    page.items
}

async fn users(reader: &Person, query: &str) -> Vec<UserView> {
    let page: Page<UserView> = reader.get(format!("/api/v1/users{query}")).await.view();
    page.items
}

both! {
    async fn g14_a_person_s_rights_are_read_across_organisations_only_after_saying_why(app: TestApp) {
        let (user, home) = existing(&app).await;
        let grant = grants(&app.login("lba-nordisk").await, &format!("?user_id={user}")).await.remove(0);
        let grant_path = format!("{GRANTS}/{}", grant.id);
        for key in ["support-1", "revisor"] {
            let reader = app.login(key).await;
            for path in readings(user).iter().chain([&grant_path]) {
                let problem = reader.get(path).await.problem(ProblemKind::LookupReasonNeeded);
                assert_eq!(problem.rule, Some(Rule::G14), "{path}");
                assert_eq!(problem.next_step.unwrap().href, format!("/opslag?bruger={user}"));
            }
            app.forget();
            let lookup = look_up(&reader, user).await;
            assert_eq!(lookup.expires_at, lookup.created_at.plus_seconds(30 * 60));
            assert_eq!(lookup.organisation.id, home);
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome), (AuditKind::RightsLookedUp, AuditOutcome::Done));
            assert_eq!((event.reason.as_deref(), event.subject_id), (Some(WHY), Some(user.to_string())));
            assert_eq!(event.organisation_id, Some(home.to_string()), "in the log of the user's organisation");
            assert!(app.outbox().is_empty());
            for path in readings(user).iter().chain([&grant_path]) {
                assert_eq!(reader.get(path).await.status, 200, "{key} {path}");
            }
        }
        let shown: Page<AuditEventView> = app.login("bruger-nordisk").await
            .get("/api/v1/audit-events?kind=rights_looked_up").await.view();
        assert_eq!(shown.items.len(), 2, "the person reads who has looked them up");
        assert_eq!(shown.items[0].sentence, "Ingrid Malling slog op, hvad Mette Lund har adgang til.");
    }

    async fn a_look_up_is_one_s_own_and_ends(app: TestApp) {
        let (user, _) = existing(&app).await;
        let (desk, colleague) = (app.login("support-1").await, app.login("support-2").await);
        let lookup = look_up(&desk, user).await;
        let path = format!("/api/v1/users/{user}");
        colleague.get(&path).await.problem(ProblemKind::LookupReasonNeeded);
        let one = format!("{LOOKUPS}/{}", lookup.id);
        assert_eq!(desk.get(&one).await.view::<LookupView>(), lookup);
        colleague.get(&one).await.problem(ProblemKind::NotFound);
        let mine: Page<LookupView> = desk.get(LOOKUPS).await.view();
        assert_eq!(mine.items, [lookup]);
        assert_eq!(colleague.get(LOOKUPS).await.view::<Page<LookupView>>().items, []);
        app.advance(30 * 60 - 1);
        let (desk, later) = (app.login("support-1").await, path.clone());
        assert_eq!(desk.get(&later).await.status, 200);
        app.advance(1);
        desk.get(&path).await.problem(ProblemKind::LookupReasonNeeded);
    }

    async fn lists_show_the_rights_of_those_looked_up_and_of_nobody_else(app: TestApp) {
        let (user, home) = existing(&app).await;
        let desk = app.login("support-1").await;
        let held = |list: &[UserView], id| list.iter().find(|one| one.id == id).map(|one| (one.roles.len(), one.roles_hidden));
        let query = format!("?organisation_id={home}");
        let before = users(&desk, &query).await;
        assert_eq!(held(&before, user), Some((0, true)));
        assert!(before.iter().all(|one| one.roles_hidden), "names are free, rights are not");
        assert_eq!(users(&desk, &format!("?role={ROLE}")).await.len(), 0);
        let star = desk.me().await.user.organisation.id;
        let own = grants(&desk, "?limit=200").await;
        assert!(!own.is_empty() && own.iter().all(|grant| grant.organisation.id == star), "{own:#?}");

        look_up(&desk, user).await;
        let after = users(&desk, &query).await;
        assert_eq!(held(&after, user), Some((1, false)));
        assert_eq!(after.iter().filter(|one| one.roles_hidden).count(), after.len() - 1);
        let found = users(&desk, &format!("?role={ROLE}")).await;
        assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [user]);
        let seen = grants(&desk, "?limit=200").await;
        assert_eq!(seen.len(), own.len() + 1);
        assert!(seen.iter().any(|grant| grant.user.id == user));
    }

    async fn an_organisation_looked_up_shows_its_users_rights_and_its_lbas(app: TestApp) {
        let (user, home) = existing(&app).await;
        let auditor = app.login("revisor").await;
        let path = format!("/api/v1/organisations/{home}");
        let before: OrganisationView = auditor.get(&path).await.view();
        assert_eq!((before.lbas.len(), before.lba_count), (0, 2));
        app.forget();
        let body = json!({ "organisation_id": home, "reason": WHY });
        let lookup: LookupView = auditor.post(LOOKUPS, &body).await.view();
        assert_eq!((lookup.user, lookup.organisation.id), (None, home));
        let event = app.only_event();
        assert_eq!((event.kind, event.subject_id), (AuditKind::RightsLookedUp, None));
        assert_eq!(event.organisation_id, Some(home.to_string()));
        let after: OrganisationView = auditor.get(&path).await.view();
        assert_eq!((after.lbas.len(), after.lba_count), (2, 2));
        for path in readings(user) {
            assert_eq!(auditor.get(&path).await.status, 200, "{path}");
        }
        let all = users(&auditor, &format!("?organisation_id={home}")).await;
        assert!(all.iter().all(|one| !one.roles_hidden));
        let list: Page<AuditEventView> = app.login("lba-nordisk").await
            .get("/api/v1/audit-events?kind=rights_looked_up").await.view();
        assert_eq!(list.items[0].sentence,
            "Ingrid Malling slog op, hvad brugerne i Nordisk Byg A/S har adgang til.");
    }

    async fn a_request_that_lies_with_the_desk_is_a_reason_while_it_waits_and_for_a_day(app: TestApp) {
        let employee = app.login("ny-solo").await;
        let user = employee.me().await.user.id;
        let request = crate::story::asked(&employee).await;
        let (desk, auditor) = (app.login("support-1").await, app.login("revisor").await);
        let path = format!("/api/v1/users/{user}");
        assert_eq!(desk.get(&path).await.status, 200);
        auditor.get(&path).await.problem(ProblemKind::LookupReasonNeeded);
        let rejection = Call::post(crate::story::path(&request, "rejection"))
            .json(&json!({ "reason": "Der mangler en fuldmagt." })).if_match(1);
        assert_eq!(desk.send(rejection).await.status, 200);
        let colleague = app.login("support-2").await;
        assert_eq!(colleague.get(&path).await.status, 200, "just decided");
        app.advance(24 * 3600);
        app.login("support-2").await.get(&path).await.problem(ProblemKind::LookupReasonNeeded);
    }

    async fn oneself_lbas_and_the_desk_s_own_house_need_no_reason(app: TestApp) {
        let (user, _) = existing(&app).await;
        for key in ["bruger-nordisk", "lba-nordisk"] {
            let reader = app.login(key).await;
            for path in readings(user) {
                assert_eq!(reader.get(&path).await.status, 200, "{key} {path}");
            }
        }
        let desk = app.login("support-1").await;
        let colleague = app.login("support-2").await.me().await.user.id;
        for path in readings(colleague) {
            assert_eq!(desk.get(&path).await.status, 200, "{path}");
        }
    }

    async fn only_the_desk_and_auditors_look_up_and_they_say_why(app: TestApp) {
        let (user, home) = existing(&app).await;
        let lba = app.login("lba-nordisk").await;
        app.forget();
        let body = json!({ "user_id": user, "reason": WHY });
        let problem = lba.post(LOOKUPS, &body).await.problem(ProblemKind::NotAllowed);
        assert_eq!(problem.rule, Some(Rule::G14));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::RightsLookedUp, AuditOutcome::Refused));
        app.login("lba-fjord").await.post(LOOKUPS, &body).await.problem(ProblemKind::NotFound);
        let desk = app.login("support-1").await;
        let nobody = json!({ "user_id": home, "reason": WHY });
        desk.post(LOOKUPS, &nobody).await.problem(ProblemKind::NotFound);
        for (body, pointer, code) in [
            (json!({ "user_id": user, "reason": "kort" }), "/reason", FieldCode::TooShort),
            (json!({ "reason": WHY }), "/user_id", FieldCode::Required),
            (json!({ "user_id": user, "organisation_id": home, "reason": WHY }), "/user_id", FieldCode::Malformed),
        ] {
            let problem = desk.post(LOOKUPS, &body).await.problem(ProblemKind::InvalidField);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), (pointer, code));
        }
        let may = async |key: &str| {
            let me = app.login(key).await.me().await;
            let mut all = me.allowed_actions.into_iter();
            all.find(|one| one.action == Action::LookUp).map(|one| one.allowed)
        };
        for (key, expected) in [("support-1", true), ("revisor", true), ("lba-nordisk", false), ("forvalter", false)] {
            assert_eq!(may(key).await, Some(expected), "{key}");
        }
    }
}
