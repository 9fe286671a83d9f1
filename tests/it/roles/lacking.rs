//! What becomes of roles whose holders' organisation lacks what they require.

use acceptance::{Call, both};
use serde_json::{Value, json};
use shared::{
    attribute::{AttributeView, OrganisationAttributeView},
    audit::AuditKind,
    page::Page,
    problem::{FieldCode, ProblemKind},
    role::{BreachKind, RoleView},
    role_grant::RoleGrantView,
    rule::Rule,
    session::Action,
    user::UserView,
};

use super::{
    JOBAG, LBA,
    attributes::{CATALOGUE, JOINED, NAME, Scene, assert_names_it, hand, rehearse},
    change,
    relating::{EXTRA, add, effective, giving, grant_of, ids, let_in, let_in_by_uuid},
    role,
};
use crate::story::GRANTS;

both! {
    async fn g7_losing_an_attribute_suspends_what_requires_it_everywhere_until_it_is_back(app: TestApp) {
        let scene = Scene::set_up(&app).await;
        let (user, lba) = (&scene.user, &scene.lba);
        // Round about: it requires a role that requires the attribute.
        add(&scene.administrator, "Vitas.Godkender", &json!({ "requires": [EXTRA] })).await;
        assert_eq!(rehearse(&scene.desk, &scene.home, "giving").await, Some(0));
        scene.hand("giving").await;
        for role in [EXTRA, "Vitas.Godkender", JOBAG] {
            assert_eq!(scene.give(role).await.status, 201);
        }
        let before = app.now();
        app.advance(60);
        let view: UserView = lba.get(format!("/api/v1/users/{user}")).await.view();
        assert!(let_in_by_uuid(&app, &view, "Vitas.Godkender").await);
        assert_eq!(rehearse(&scene.desk, &scene.home, "taking").await, Some(2));
        assert!(let_in(&app, user, EXTRA).await, "a rehearsal takes nothing");
        assert_eq!(scene.hand("taking").await.affected_grants, Some(2));

        for role in [EXTRA, "Vitas.Godkender"] {
            assert!(!let_in(&app, user, role).await, "{role}");
            assert!(!let_in_by_uuid(&app, &view, role).await, "{role}");
            let grant = grant_of(lba, user, role).await;
            assert!(!grant.effective && grant.revoked.is_none());
            let suspension = grant.suspension.unwrap();
            assert!(suspension.missing.is_empty() && suspension.missing_attributes[0].key == JOINED);
            let expected = format!("Organisationen mangler: “{NAME}”");
            assert!(suspension.reason.contains(&expected), "{suspension:?}");
            assert!(grant.allowed_actions.iter().any(|one| one.action == Action::RevokeRole && one.allowed));
        }
        assert!(let_in(&app, user, JOBAG).await, "what requires nothing goes on");
        assert_eq!(effective(lba, user, None).await, [JOBAG]);
        assert_eq!(effective(lba, user, Some(before)).await, [JOBAG, EXTRA, "Vitas.Godkender"]);
        let as_of: Page<RoleGrantView> = lba.get(format!("{GRANTS}?user_id={user}&as_of={}", app.now())).await.view();
        assert_eq!(as_of.items.len(), 1);
        assert_eq!(scene.newcomer.me().await.roles.len(), 1);
        for query in ["", "?q=%40"] {
            assert_eq!(scene.listed(query).await, [JOBAG], "{query}");
        }
        let holders: Page<UserView> = lba.get(format!("/api/v1/users?role={EXTRA}")).await.view();
        assert!(holders.items.is_empty());

        assert_eq!(scene.hand("giving").await.affected_grants, Some(2));
        for role in [EXTRA, "Vitas.Godkender"] {
            assert!(let_in(&app, user, role).await, "{role}");
            assert!(let_in_by_uuid(&app, &view, role).await, "{role}");
            let grant = grant_of(lba, user, role).await;
            assert!(grant.effective && grant.suspension.is_none());
        }
    }

    async fn what_was_held_on_a_past_day_follows_what_the_organisation_had_then(app: TestApp) {
        let scene = Scene::set_up(&app).await;
        let (user, lba) = (&scene.user, &scene.lba);
        let mut moments = Vec::new();
        scene.hand("giving").await;
        assert_eq!(scene.give(EXTRA).await.status, 201);
        moments.push((app.now(), true));
        app.advance(60);
        scene.hand("taking").await;
        moments.push((app.now(), false));
        app.advance(60);
        scene.hand("giving").await;
        moments.push((app.now(), true));
        app.advance(60);
        scene.hand("taking").await;
        app.advance(60);
        // What is required no more is not missing any more, from now on.
        change(&scene.administrator, EXTRA, &json!({ "requires_attributes": [] })).await.view::<RoleView>();
        moments.push((app.now(), true));
        assert!(let_in(&app, user, EXTRA).await);
        for (moment, expected) in moments {
            let had = effective(lba, user, Some(moment)).await;
            assert_eq!(!had.is_empty(), expected, "{moment}");
        }
    }

    async fn a_role_that_comes_to_require_an_attribute_tells_whom_it_puts_in_breach(app: TestApp) {
        let scene = Scene::set_up(&app).await;
        let administrator = &scene.administrator;
        assert_eq!(scene.give(JOBAG).await.status, 201);
        let (version, body) = (role(administrator, JOBAG).await.version, json!({ "requires_attributes": [JOINED] }));
        let dry = Call::patch(format!("/api/v1/roles/{JOBAG}?dry_run=true")).json(&body).if_match(version);
        let told = administrator.send(dry).await.view::<RoleView>().breaches.unwrap();
        let ours = |breach: &&shared::role::Breach| breach.user.as_ref().is_some_and(|one| one.id.to_string() == scene.user);
        let breach = told.items.iter().find(ours).unwrap();
        assert_eq!(breach.kind, BreachKind::LacksAttribute);
        assert!(breach.reason.contains(NAME), "{breach:?}");
        assert!(let_in(&app, &scene.user, JOBAG).await, "a rehearsal changes nothing");

        scene.hand("giving").await;
        app.forget();
        let changed: RoleView = change(administrator, JOBAG, &body).await.view();
        assert_eq!(app.only_event().kind, AuditKind::RoleChanged);
        assert_eq!(changed.requires_attributes[0].name, NAME);
        assert!(!changed.breaches.unwrap().items.iter().any(|one| ours(&one)));
        let elsewhere = app.login("bruger-nordisk").await.me().await.user;
        assert!(let_in(&app, &elsewhere.id.to_string(), JOBAG).await);
        let attribute: AttributeView = administrator.get(format!("{CATALOGUE}/{JOINED}")).await.view();
        assert_eq!(attribute.required_by.len(), 2);

        for (attributes, code) in [(json!(["ukendt"]), FieldCode::Unknown), (json!([JOINED, JOINED]), FieldCode::AlreadyInUse)] {
            let problem = change(administrator, EXTRA, &json!({ "requires_attributes": attributes })).await.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].code, code);
        }
        let fixed = change(administrator, LBA, &body).await.problem(ProblemKind::InvalidField);
        assert_eq!((fixed.errors[0].pointer.as_str(), fixed.errors[0].code), ("/requires_attributes", FieldCode::Fixed));
    }

    async fn it_is_the_holder_s_own_organisation_that_has_what_is_required(app: TestApp) {
        let scene = Scene::set_up(&app).await;
        let worker = app.login("sagsbehandler-aarhus").await;
        let (user, aarhus) = ids(&worker).await;
        let umbrella = brugeradm::domain::facts::UMBRELLA.to_string();
        let body = json!({ "requires_attributes": [JOINED] });
        change(&scene.administrator, JOBAG, &body).await.view::<RoleView>();
        // The place, Virksomhed, has nothing and can be given nothing.
        let problem = hand(&scene.desk, &umbrella, JOINED, "giving").await.problem(ProblemKind::NotAllowed);
        assert_eq!(problem.rule, Some(Rule::G7));
        scene.hand("giving").await;
        let give = || async { scene.desk.post(GRANTS, &giving(&user, JOBAG, &umbrella)).await };
        assert_names_it(&give().await.problem(ProblemKind::AttributeMissing), &aarhus);
        hand(&scene.desk, &aarhus, JOINED, "giving").await.view::<OrganisationAttributeView>();
        assert_eq!(give().await.status, 201);
        assert!(let_in(&app, &user, JOBAG).await);
        let reply: Value = hand(&scene.desk, &aarhus, JOINED, "taking").await.view();
        assert_eq!(reply["affected_grants"], json!(1));
        assert!(!let_in(&app, &user, JOBAG).await);
    }
}
