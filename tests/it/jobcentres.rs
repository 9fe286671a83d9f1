//! What a kommune's users hold at the kommune's jobcentre (R3).

use acceptance::{Call, Person, TestApp, both};
use serde_json::{Value, json};
use shared::{
    access_request::AccessRequestView,
    audit::{AuditKind, AuditOutcome},
    id::{OrganisationId, UserId},
    organisation::OrganisationView,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::RoleGrantView,
    rule::Rule,
    session::Action,
    user::AssignableRole,
};

use crate::story::{GRANTS, REQUESTS, path};

const ROLES: &str = "/api/v1/roles";
const PLANNER: &str = "Jobcenter.Planner";
const WHY: &str = "Planlægger møder med borgerne.";

/// A role that users of kommuner and of jobcentres hold at the jobcentre, from their own LBA.
fn role(holder: &str) -> Value {
    let rule = |kind: &str, target: &str| {
        json!({
            "holder_kind": kind, "target": target, "requestable_by_self": true,
            "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
        })
    };
    json!({
        "key": PLANNER, "name_da": "Planlægger", "name_en": "Planner",
        "description_da": "Planlægger møder.", "description_en": "Plans meetings.",
        "rules": [rule(holder, "jobcentre"), rule("jobcenter", "own")],
    })
}

async fn registered(desk: &Person, kind: &str, name: &str, parent: Value) -> OrganisationId {
    let body = json!({ "kind": kind, "name": name, "parent_id": parent });
    let reply = desk.post("/api/v1/organisations", &body).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.view::<OrganisationView>().id
}

/// Aarhus with a jobcentre, another organisation's jobcentre, and the role.
struct Kommune {
    lba: Person,
    worker: Person,
    home: OrganisationId,
    centre: OrganisationId,
    elsewhere: OrganisationId,
}

impl Kommune {
    async fn set_up(app: &TestApp) -> Self {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let administrator = app.login("forvalter").await;
        let added = administrator.post(ROLES, &role("kommune")).await;
        assert_eq!(added.status, 201, "{added:?}");
        let home = lba.me().await.user.organisation.id;
        let other = app.login("lba-3f").await.me().await.user.organisation.id;
        Self {
            worker: app.login("sagsbehandler-aarhus").await,
            centre: registered(&desk, "jobcenter", "Jobcenter Aarhus", json!(home)).await,
            elsewhere: registered(&desk, "jobcenter", "Jobcenter Andetsteds", json!(other)).await,
            home,
            lba,
        }
    }

    async fn worker_id(&self) -> UserId {
        self.worker.me().await.user.id
    }

    async fn give_at(&self, organisation: OrganisationId) -> acceptance::Reply {
        let body = json!({ "user_id": self.worker_id().await, "role": PLANNER,
            "organisation_id": organisation, "reason": WHY });
        self.lba.post(GRANTS, &body).await
    }

    /// Where the LBA may give the worker the role.
    async fn offered(&self) -> Vec<(OrganisationId, bool)> {
        let path = format!("/api/v1/users/{}/assignable-roles", self.worker_id().await);
        let roles: Page<AssignableRole> = self.lba.get(path).await.view();
        let planner = roles.items.into_iter().filter(|one| one.role == PLANNER);
        let given = |one: AssignableRole| {
            let actions = one.allowed_actions.iter();
            let mut give = actions.filter(|one| one.action == Action::GrantRole);
            (one.organisation.id, give.any(|one| one.allowed))
        };
        planner.map(given).collect()
    }
}

async fn has(app: &TestApp, user: UserId, organisation: OrganisationId) -> bool {
    let token = app.program_token("access:check").await;
    let body = json!({
        "subject": { "type": "user", "id": user }, "action": { "name": "have" },
        "resource": { "type": "role", "id": PLANNER,
            "properties": { "organisation_id": organisation } },
    });
    let call = Call::post("/access/v1/evaluation")
        .json(&body)
        .bearer(&token);
    app.send(call).await.body["decision"].as_bool().unwrap()
}

both! {
    async fn r3_a_kommune_s_lba_gives_its_users_roles_at_its_jobcentre_and_nowhere_else(app: TestApp) {
        let kommune = Kommune::set_up(&app).await;
        let worker = kommune.worker_id().await;
        assert_eq!(kommune.offered().await, [(kommune.centre, true)]);
        for wrong in [kommune.home, kommune.elsewhere] {
            app.forget();
            let problem = kommune.give_at(wrong).await.problem(ProblemKind::RoleNotGrantable);
            assert_eq!(problem.rule, Some(Rule::G7));
            assert_eq!(app.only_event().outcome, AuditOutcome::Refused);
        }
        app.forget();
        let reply = kommune.give_at(kommune.centre).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let grant: RoleGrantView = reply.view();
        assert_eq!(grant.organisation.id, kommune.centre);
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::RoleGranted, AuditOutcome::Done));
        assert_eq!(event.organisation_id, Some(kommune.home.to_string()), "their own LBA reads it");
        assert!(has(&app, worker, kommune.centre).await);
        assert!(!has(&app, worker, kommune.home).await);
        assert!(!has(&app, worker, kommune.elsewhere).await);
        assert_eq!(kommune.offered().await, [(kommune.centre, false)]);

        let revoke = Call::post(format!("{GRANTS}/{}/revocation", grant.id))
            .json(&json!({ "reason": "Arbejder her ikke mere." })).if_match(grant.version);
        let taken = kommune.lba.send(revoke).await;
        assert!(taken.status < 300, "{taken:?}");
        assert!(!has(&app, worker, kommune.centre).await);
    }

    async fn r3_a_role_at_the_jobcentre_is_asked_for_and_approved_there(app: TestApp) {
        let kommune = Kommune::set_up(&app).await;
        let mut body = json!({ "action": "grant", "role": PLANNER,
            "organisation_id": kommune.home, "justification": WHY });
        kommune.worker.post(REQUESTS, &body).await.problem(ProblemKind::RoleNotGrantable);
        body["organisation_id"] = json!(kommune.centre);
        let asked: AccessRequestView = kommune.worker.post(REQUESTS, &body).await.view();
        let approve = Call::post(path(&asked, "approval")).json(&json!({})).if_match(asked.version);
        let reply = kommune.lba.send(approve).await;
        assert!(reply.status < 300, "{reply:?}");
        assert!(has(&app, kommune.worker_id().await, kommune.centre).await);
    }

    async fn r3_nothing_is_given_at_a_jobcentre_that_is_out_of_use(app: TestApp) {
        let kommune = Kommune::set_up(&app).await;
        let desk = app.login("support-1").await;
        let close = Call::patch(format!("/api/v1/organisations/{}", kommune.centre))
            .json(&json!({ "active": false })).if_match(1);
        let reply = desk.send(close).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        assert_eq!(kommune.offered().await, []);
        kommune.give_at(kommune.centre).await.problem(ProblemKind::RoleNotGrantable);
    }

    async fn r3_only_kommuner_have_roles_at_a_jobcentre(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let problem = administrator.post(ROLES, &role("a_kasse")).await.problem(ProblemKind::InvalidField);
        let wrong: Vec<_> = problem.errors.iter().map(|one| (one.pointer.as_str(), one.code)).collect();
        assert_eq!(wrong, [("/rules/0/target", FieldCode::Contradictory)]);
    }
}
