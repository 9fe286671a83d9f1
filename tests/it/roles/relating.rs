//! Roles that require others, and roles that exclude each other.

use acceptance::{Call, Person, TestApp, both};
use serde_json::{Value, json};
use shared::{
    Timestamp,
    access_request::AccessRequestView,
    page::Page,
    problem::ProblemKind,
    role::RoleView,
    role_grant::{EffectiveRole, RoleGrantView},
    rule::Rule,
    session::Action,
    user::{AssignableRole, UserView},
};

use super::{CASE_WORKER, JOBAG, ROLES, change};
use crate::story::{GRANTS, REQUESTS, path};

pub(super) const WHY: &str = "Skal bruge adgangen i sit arbejde.";
/// A role that an LBA of a company gives, and that requires or excludes JobAG's.
pub(super) const EXTRA: &str = "Vitas.Bruger";

pub(super) async fn add(administrator: &Person, key: &str, more: &Value) {
    let mut body = json!({
        "key": key, "name_da": format!("Rollen {key}"), "name_en": "Role",
        "description_da": "Noget.", "description_en": "Something.",
        "rules": [{
            "holder_kind": "virksomhed", "target": "own", "requestable_by_self": true,
            "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
        }],
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    assert_eq!(administrator.post(ROLES, &body).await.status, 201);
}

pub(super) fn giving(user: &str, role: &str, home: &str) -> Value {
    json!({ "user_id": user, "role": role, "organisation_id": home, "reason": WHY })
}

/// The id of a person and of their organisation.
pub(super) async fn ids(person: &Person) -> (String, String) {
    let user = person.me().await.user;
    (user.id.to_string(), user.organisation.id.to_string())
}

pub(super) async fn grant_of(reader: &Person, user: &str, role: &str) -> RoleGrantView {
    let list = format!("{GRANTS}?user_id={user}&role={role}");
    let grants: Page<RoleGrantView> = reader.get(list).await.view();
    let mut live = grants
        .items
        .into_iter()
        .filter(|grant| grant.revoked.is_none());
    live.next().expect("a grant")
}

async fn revoke(by: &Person, grant: &RoleGrantView) {
    let call = Call::post(format!("{GRANTS}/{}/revocation", grant.id))
        .json(&json!({ "reason": "Har ikke længere brug for det." }));
    by.send(call.if_match(grant.version))
        .await
        .view::<RoleGrantView>();
}

/// Whether a relying system lets the user in.
pub(super) async fn let_in(app: &TestApp, user: &str, role: &str) -> bool {
    let token = app.program_token("access:check").await;
    let body = json!({
        "subject": { "type": "user", "id": user }, "action": { "name": "have" },
        "resource": { "type": "role", "id": role },
    });
    let reply = app
        .send(
            Call::post("/access/v1/evaluation")
                .json(&body)
                .bearer(&token),
        )
        .await;
    reply.body["decision"].as_bool().unwrap()
}

/// As [`let_in`], the person named as JobAG names them.
pub(super) async fn let_in_by_uuid(app: &TestApp, person: &UserView, role: &str) -> bool {
    let cvr = person.organisation.cvr.clone().unwrap();
    let name = format!("CVR:{cvr}-UUID:{}", person.professional_uuid.unwrap());
    let_in(app, &name, role).await
}

pub(super) async fn effective(
    reader: &Person,
    user: &str,
    as_of: Option<Timestamp>,
) -> Vec<String> {
    let moment = as_of.map(|at| format!("?as_of={at}")).unwrap_or_default();
    let list = format!("/api/v1/users/{user}/effective-roles{moment}");
    let roles: Page<EffectiveRole> = reader.get(list).await.view();
    roles.items.into_iter().map(|role| role.role).collect()
}

both! {
    async fn a_role_is_given_asked_for_and_approved_only_with_what_it_requires(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (lba, newcomer) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (user, home) = ids(&newcomer).await;
        add(&administrator, EXTRA, &json!({})).await;
        let asking = json!({
            "action": "grant", "role": EXTRA, "organisation_id": home, "justification": WHY,
        });
        let request: AccessRequestView = newcomer.post(REQUESTS, &asking).await.view();
        change(&administrator, EXTRA, &json!({ "requires": [JOBAG] })).await.view::<RoleView>();

        app.forget();
        let refused = lba.post(GRANTS, &giving(&user, EXTRA, &home)).await;
        let problem = refused.problem(ProblemKind::PrerequisiteMissing);
        assert_eq!(problem.rule, Some(Rule::G7));
        assert!(problem.detail.contains("“Virksomhedsbruger i Jobnet for Arbejdsgivere”"), "{problem:?}");
        assert_eq!(problem.next_step.unwrap().href, format!("/brugere/{user}/tildel?rolle={JOBAG}"));
        assert_eq!(app.only_event().code, Some(ProblemKind::PrerequisiteMissing));
        let approval = || Call::post(path(&request, "approval")).json(&json!({})).if_match(request.version);
        lba.send(approval()).await.problem(ProblemKind::PrerequisiteMissing);
        let other = app.login("lba2-nordisk").await;
        let asked_by_lba = json!({
            "action": "grant", "role": EXTRA, "organisation_id": home, "justification": WHY,
            "subject_id": other.me().await.user.id,
        });
        lba.post(REQUESTS, &asked_by_lba).await.problem(ProblemKind::PrerequisiteMissing);
        let list = format!("/api/v1/users/{user}/assignable-roles");
        let roles: Page<AssignableRole> = lba.get(&list).await.view();
        let extra = roles.items.iter().find(|one| one.role == EXTRA).unwrap();
        for action in &extra.allowed_actions {
            assert_eq!(action.code, Some(ProblemKind::PrerequisiteMissing), "{action:?}");
            assert!(action.reason.as_ref().unwrap().contains("Virksomhedsbruger"));
        }

        assert_eq!(lba.post(GRANTS, &giving(&user, JOBAG, &home)).await.status, 201);
        lba.send(approval()).await.view::<AccessRequestView>();
        assert!(grant_of(&lba, &user, EXTRA).await.effective);
        assert!(let_in(&app, &user, EXTRA).await);
    }

    async fn losing_what_a_role_requires_suspends_it_everywhere_until_it_is_back(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (lba, newcomer) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (user, home) = ids(&newcomer).await;
        add(&administrator, EXTRA, &json!({ "requires": [JOBAG] })).await;
        // Round about: it requires what requires JobAG's.
        add(&administrator, "Vitas.Godkender", &json!({ "requires": [EXTRA] })).await;
        for role in [JOBAG, EXTRA, "Vitas.Godkender"] {
            assert_eq!(lba.post(GRANTS, &giving(&user, role, &home)).await.status, 201);
        }
        let before = app.now();
        app.advance(60);
        let view: UserView = lba.get(format!("/api/v1/users/{user}")).await.view();
        assert_eq!(view.roles, [JOBAG, EXTRA, "Vitas.Godkender"]);
        assert!(let_in_by_uuid(&app, &view, "Vitas.Godkender").await);
        revoke(&lba, &grant_of(&lba, &user, JOBAG).await).await;

        for role in [EXTRA, "Vitas.Godkender"] {
            assert!(!let_in(&app, &user, role).await, "{role}");
            assert!(!let_in_by_uuid(&app, &view, role).await, "{role}");
            let grant = grant_of(&lba, &user, role).await;
            assert!(!grant.effective && grant.revoked.is_none());
            let suspension = grant.suspension.unwrap();
            assert!(suspension.missing.iter().any(|missing| missing.key == JOBAG));
            assert!(suspension.reason.contains("“Virksomhedsbruger i Jobnet"), "{suspension:?}");
            // Still there to be taken.
            assert!(grant.allowed_actions.iter().any(|one| one.action == Action::RevokeRole && one.allowed));
        }
        assert!(effective(&lba, &user, None).await.is_empty());
        assert_eq!(effective(&lba, &user, Some(before)).await, [JOBAG, EXTRA, "Vitas.Godkender"]);
        let as_of: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={user}&as_of={}", app.now())).await.view();
        assert!(as_of.items.is_empty());
        assert!(newcomer.me().await.roles.is_empty());
        for query in ["", "?q=%40"] {
            let users: Page<UserView> = lba.get(format!("/api/v1/users{query}")).await.view();
            let listed = users.items.into_iter().find(|one| one.id.to_string() == user).unwrap();
            assert!(listed.roles.is_empty(), "{query}");
        }
        let holders: Page<UserView> = lba.get(format!("/api/v1/users?role={EXTRA}")).await.view();
        assert!(holders.items.is_empty());

        lba.post(GRANTS, &giving(&user, JOBAG, &home)).await.view::<RoleGrantView>();
        for role in [EXTRA, "Vitas.Godkender"] {
            assert!(let_in(&app, &user, role).await, "{role}");
            let grant = grant_of(&lba, &user, role).await;
            assert!(grant.effective && grant.suspension.is_none());
        }
    }

    async fn what_was_held_on_a_past_day_follows_what_was_required_then(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (lba, newcomer) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (user, home) = ids(&newcomer).await;
        add(&administrator, EXTRA, &json!({})).await;
        assert_eq!(lba.post(GRANTS, &giving(&user, EXTRA, &home)).await.status, 201);
        let free = app.now();
        app.advance(60);
        change(&administrator, EXTRA, &json!({ "requires": [JOBAG] })).await.view::<RoleView>();
        let bound = app.now();
        assert!(effective(&lba, &user, None).await.is_empty());
        app.advance(60);
        change(&administrator, EXTRA, &json!({ "requires": [] })).await.view::<RoleView>();
        assert_eq!(effective(&lba, &user, None).await, [EXTRA]);
        assert_eq!(effective(&lba, &user, Some(free)).await, [EXTRA]);
        assert!(effective(&lba, &user, Some(bound)).await.is_empty());
        assert!(let_in(&app, &user, EXTRA).await);
    }

    async fn a_requirement_that_ends_by_its_date_suspends_by_itself(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (lba, newcomer) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (user, home) = ids(&newcomer).await;
        add(&administrator, EXTRA, &json!({ "requires": [JOBAG] })).await;
        let mut first = giving(&user, JOBAG, &home);
        first["valid_until"] = json!(app.now().plus_seconds(600));
        assert_eq!(lba.post(GRANTS, &first).await.status, 201);
        assert_eq!(lba.post(GRANTS, &giving(&user, EXTRA, &home)).await.status, 201);
        assert!(let_in(&app, &user, EXTRA).await);
        app.advance(600);
        assert!(!let_in(&app, &user, EXTRA).await);
        assert!(!grant_of(&lba, &user, EXTRA).await.effective);
        first["valid_from"] = json!(app.now().plus_seconds(600));
        first["valid_until"] = Value::Null;
        assert_eq!(lba.post(GRANTS, &first).await.status, 201);
        assert!(!let_in(&app, &user, EXTRA).await, "what begins later is not had yet");
        app.advance(600);
        assert!(let_in(&app, &user, EXTRA).await);
    }

    async fn roles_that_exclude_each_other_are_never_both_given_whichever_comes_first(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let (lba, newcomer) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let (user, home) = ids(&newcomer).await;
        add(&administrator, EXTRA, &json!({ "conflicts_with": [JOBAG, CASE_WORKER] })).await;
        for (first, second) in [(JOBAG, EXTRA), (EXTRA, JOBAG)] {
            assert_eq!(lba.post(GRANTS, &giving(&user, first, &home)).await.status, 201);
            let refused = lba.post(GRANTS, &giving(&user, second, &home)).await;
            let problem = refused.problem(ProblemKind::ConflictingRole);
            assert_eq!(problem.rule, Some(Rule::G7));
            let name = if first == EXTRA { "Rollen Vitas.Bruger" } else { "Virksomhedsbruger i Jobnet" };
            assert!(problem.detail.contains(name), "{problem:?}");
            assert_eq!(problem.next_step.unwrap().href, format!("/brugere/{user}"));
            let asking = json!({
                "action": "grant", "role": second, "organisation_id": home, "justification": WHY,
            });
            newcomer.post(REQUESTS, &asking).await.problem(ProblemKind::ConflictingRole);
            revoke(&lba, &grant_of(&lba, &user, first).await).await;
            // What begins later is in the way too.
            let mut later = giving(&user, first, &home);
            later["valid_from"] = json!(app.now().plus_days(3));
            assert_eq!(lba.post(GRANTS, &later).await.status, 201);
            lba.post(GRANTS, &giving(&user, second, &home)).await.problem(ProblemKind::ConflictingRole);
            revoke(&lba, &grant_of(&lba, &user, first).await).await;
        }
    }
}
