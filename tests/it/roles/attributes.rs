//! Attributes of organisations, and roles that require them of their holders' own.

use acceptance::{Call, Person, Reply, TestApp, both};
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    attribute::{AttributeView, OrganisationAttributeView},
    audit::{AuditKind, AuditOutcome},
    page::Page,
    problem::{FieldCode, Problem, ProblemKind},
    rule::Rule,
    session::Action,
    user::{AssignableRole, UserView},
};

use super::relating::{EXTRA, WHY, add, giving, grant_of, ids, let_in};
use crate::story::{GRANTS, REQUESTS, path};

pub(super) const CATALOGUE: &str = "/api/v1/organisation-attributes";
pub(super) const JOINED: &str = "tilslutningsaftale";
pub(super) const NAME: &str = "Tilslutningsaftale er underskrevet";

async fn create(administrator: &Person, key: &str, name: &str) -> Reply {
    let body = json!({
        "key": key, "name_da": name, "name_en": "Signed",
        "description_da": "Aftalen er underskrevet.", "description_en": "It has been signed.",
    });
    administrator.post(CATALOGUE, &body).await
}

fn of(home: &str, key: &str) -> String {
    format!("/api/v1/organisations/{home}/attributes/{key}")
}

async fn read(reader: &Person, home: &str, key: &str) -> OrganisationAttributeView {
    reader.get(of(home, key)).await.view()
}

/// `giving` or `taking`, of the attribute as it is now.
pub(super) async fn hand(by: &Person, home: &str, key: &str, act: &str) -> Reply {
    let version = read(by, home, key).await.version;
    let call = Call::post(format!("{}/{act}", of(home, key))).json(&json!({ "reason": WHY }));
    by.send(call.if_match(version)).await
}

pub(super) async fn rehearse(by: &Person, home: &str, act: &str) -> Option<i64> {
    let version = read(by, home, JOINED).await.version;
    let call = Call::post(format!("{}/{act}?dry_run=true", of(home, JOINED)));
    let reply = by.send(call.json(&json!({ "reason": WHY })).if_match(version));
    reply
        .await
        .view::<OrganisationAttributeView>()
        .affected_grants
}

pub(super) fn assert_names_it(problem: &Problem, home: &str) {
    assert_eq!(problem.rule, Some(Rule::G7));
    assert!(problem.detail.contains(NAME), "{problem:?}");
    assert!(
        problem.detail.contains("Landssupporten"),
        "who can help: {problem:?}"
    );
    let next = problem.next_step.as_ref().unwrap();
    assert_eq!(next.href, format!("/organisationer/{home}/egenskaber"));
}

/// Nordisk Byg, where a newcomer wants a role that requires an attribute of the organisation.
pub(super) struct Scene {
    pub(super) administrator: Person,
    pub(super) desk: Person,
    pub(super) lba: Person,
    pub(super) newcomer: Person,
    pub(super) user: String,
    pub(super) home: String,
}

impl Scene {
    pub(super) async fn set_up(app: &TestApp) -> Self {
        let administrator = app.login("forvalter").await;
        assert_eq!(create(&administrator, JOINED, NAME).await.status, 201);
        add(
            &administrator,
            EXTRA,
            &json!({ "requires_attributes": [JOINED] }),
        )
        .await;
        let newcomer = app.login("ny-nordisk").await;
        let (user, home) = ids(&newcomer).await;
        Self {
            administrator,
            desk: app.login("support-1").await,
            lba: app.login("lba-nordisk").await,
            newcomer,
            user,
            home,
        }
    }

    pub(super) async fn give(&self, role: &str) -> Reply {
        let body = giving(&self.user, role, &self.home);
        self.lba.post(GRANTS, &body).await
    }

    pub(super) async fn hand(&self, act: &str) -> OrganisationAttributeView {
        hand(&self.desk, &self.home, JOINED, act).await.view()
    }

    /// The roles that a list of users shows of the newcomer.
    pub(super) async fn listed(&self, query: &str) -> Vec<String> {
        let users: Page<UserView> = self.lba.get(format!("/api/v1/users{query}")).await.view();
        let mut users = users.items.into_iter();
        let found = users.find(|one| one.id.to_string() == self.user);
        found.map(|one| one.roles).unwrap_or_default()
    }
}

both! {
    async fn attributes_are_kept_by_system_administrators_and_audited(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let reply = create(&administrator, JOINED, NAME).await;
        assert_eq!(reply.header("location"), Some(format!("{CATALOGUE}/{JOINED}").as_str()));
        let made: AttributeView = reply.view();
        assert_eq!((made.name_da.as_str(), made.version), (NAME, 1));
        assert_eq!(app.only_event().kind, AuditKind::AttributeCreated);
        assert_eq!(app.outbox()[0].kind, "attribute.created");
        let taken = create(&administrator, JOINED, "Noget andet").await.problem(ProblemKind::InvalidField);
        assert_eq!((taken.errors[0].pointer.as_str(), taken.errors[0].code), ("/key", FieldCode::AlreadyInUse));
        let crooked = create(&administrator, "Ikke en nøgle", "").await.problem(ProblemKind::InvalidField);
        assert_eq!(crooked.errors.len(), 2);

        for other in ["support-1", "lba-nordisk", "revisor"] {
            let person = app.login(other).await;
            app.forget();
            create(&person, "andet", "Andet").await.problem(ProblemKind::NotAllowed);
            assert_eq!(app.only_event().outcome, AuditOutcome::Refused, "{other}");
        }
        let one = format!("{CATALOGUE}/{JOINED}");
        let rename = || Call::patch(&one).json(&json!({ "name_da": "Aftalen er underskrevet" }));
        administrator.send(rename()).await.problem(ProblemKind::PreconditionRequired);
        administrator.send(rename().if_match(7)).await.problem(ProblemKind::StaleVersion);
        app.forget();
        let renamed: AttributeView = administrator.send(rename().if_match(1)).await.view();
        assert_eq!((renamed.name_da.as_str(), renamed.version), ("Aftalen er underskrevet", 2));
        assert_eq!(app.only_event().kind, AuditKind::AttributeChanged);
        let employee = app.login("ny-nordisk").await;
        let listed: Page<AttributeView> = employee.get(CATALOGUE).await.view();
        assert_eq!(listed.items[0].name_da, renamed.name_da);
        assert!(!listed.items[0].allowed_actions[0].allowed);
        employee.get(format!("{CATALOGUE}/ukendt")).await.problem(ProblemKind::NotFound);
    }

    async fn g7_attributes_are_given_and_taken_by_those_who_work_across_and_everybody_is_told(app: TestApp) {
        let scene = Scene::set_up(&app).await;
        let home = &scene.home;
        let before = read(&scene.newcomer, home, JOINED).await;
        assert_eq!((before.since, before.version), (None, 1));
        for other in [&scene.lba, &scene.newcomer] {
            app.forget();
            hand(other, home, JOINED, "giving").await.problem(ProblemKind::NotAllowed);
            let event = app.only_event();
            assert_eq!(event.outcome, AuditOutcome::Refused);
            assert_eq!(event.organisation_id.as_deref(), Some(home.as_str()));
        }
        let call = Call::post(format!("{}/giving", of(home, JOINED))).json(&json!({ "reason": WHY }));
        scene.desk.send(call.clone()).await.problem(ProblemKind::PreconditionRequired);
        app.forget();
        let given: OrganisationAttributeView = scene.desk.send(call.clone().if_match(1)).await.view();
        assert_eq!((given.since, given.version), (Some(app.now()), 2));
        let event = app.only_event();
        assert_eq!(event.kind, AuditKind::AttributeGiven);
        assert_eq!(event.organisation_id.as_deref(), Some(home.as_str()), "their LBAs read it");
        let told = app.outbox().remove(0);
        assert_eq!((told.kind.as_str(), told.payload["organisation_id"].as_str()), ("organisation.attribute_given", Some(home.as_str())));
        scene.desk.send(call.if_match(1)).await.problem(ProblemKind::AlreadyInState);

        let sees: Page<OrganisationAttributeView> =
            scene.lba.get(format!("/api/v1/organisations/{home}/attributes")).await.view();
        assert_eq!(sees.items[0].since, given.since);
        let take = &sees.items[0].allowed_actions[0];
        assert_eq!((take.action, take.allowed), (Action::TakeAttribute, false));
        let stranger = app.login("lba-fjord").await;
        stranger.get(of(home, JOINED)).await.problem(ProblemKind::NotFound);
        stranger.get(format!("/api/v1/organisations/{home}/attributes")).await.problem(ProblemKind::NotFound);
        let log = format!("/api/v1/audit-events?organisation_id={home}&kind=attribute_given");
        let log = scene.lba.get(log).await.body;
        let sentence = log["items"][0]["sentence"].as_str().unwrap();
        assert!(sentence.contains(NAME) && sentence.contains("Nordisk Byg"), "{sentence}");

        app.forget();
        let taken = hand(&scene.administrator, home, JOINED, "taking").await.view::<OrganisationAttributeView>();
        assert_eq!((taken.since, taken.version), (None, 3));
        assert_eq!(app.only_event().kind, AuditKind::AttributeTaken);
        assert_eq!(app.outbox()[0].kind, "organisation.attribute_taken");
    }

    async fn g7_a_role_is_given_asked_for_and_approved_only_where_the_organisation_has_what_it_requires(
        app: TestApp
    ) {
        let scene = Scene::set_up(&app).await;
        let (user, home) = (&scene.user, &scene.home);
        scene.hand("giving").await;
        let asking = json!({
            "action": "grant", "role": EXTRA, "organisation_id": home, "justification": WHY,
        });
        let request: AccessRequestView = scene.newcomer.post(REQUESTS, &asking).await.view();
        scene.hand("taking").await;

        app.forget();
        let problem = scene.give(EXTRA).await.problem(ProblemKind::AttributeMissing);
        assert_names_it(&problem, home);
        assert_eq!(app.only_event().code, Some(ProblemKind::AttributeMissing));
        let approval = || Call::post(path(&request, "approval")).json(&json!({})).if_match(request.version);
        assert_names_it(&scene.lba.send(approval()).await.problem(ProblemKind::AttributeMissing), home);
        let other = app.login("lba2-nordisk").await;
        let mut by_lba = asking.clone();
        by_lba["subject_id"] = json!(other.me().await.user.id);
        scene.lba.post(REQUESTS, &by_lba).await.problem(ProblemKind::AttributeMissing);
        let list = format!("/api/v1/users/{user}/assignable-roles");
        let roles: Page<AssignableRole> = scene.lba.get(&list).await.view();
        let extra = roles.items.iter().find(|one| one.role == EXTRA).unwrap();
        for action in &extra.allowed_actions {
            assert_eq!(action.code, Some(ProblemKind::AttributeMissing), "{action:?}");
        }

        scene.hand("giving").await;
        scene.lba.send(approval()).await.view::<AccessRequestView>();
        assert!(grant_of(&scene.lba, user, EXTRA).await.effective);
        assert!(let_in(&app, user, EXTRA).await);
    }
}
