//! Creating users by hand.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    audit::{AuditKind, AuditOutcome},
    id::OrganisationId,
    problem::{FieldCode, ProblemKind},
    rule::Rule,
    user::{UserKind, UserStatus, UserView},
};

use super::{of_another_company, path};

const USERS: &str = "/api/v1/users";

async fn home(person: &Person) -> OrganisationId {
    person.me().await.user.organisation.id
}

fn inger(home: OrganisationId) -> Value {
    json!({
        "name": " Inger Toft ",
        "email": "inger.toft@nordisk-byg.example",
        "organisation_id": home,
        "professional_uuid": "0d6a1f35-9d20-4ac5-8e4b-3d5bb3ac3d18",
    })
}

both! {
    async fn an_lba_creates_a_user_in_their_own_organisation(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let (me, home) = (lba.me().await.user.id, home(&lba).await);
        app.forget();
        let reply = lba.post(USERS, &inger(home)).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let user: UserView = reply.view();
        assert_eq!(reply.header("location"), Some(path(user.id).as_str()));
        assert_eq!(reply.header("etag"), Some("\"1\""));
        assert_eq!((user.name.as_str(), user.version), ("Inger Toft", 1));
        assert_eq!((user.kind, user.status), (UserKind::Medarbejder, UserStatus::Active));
        assert_eq!(user.roles, [""; 0]);
        assert_eq!(lba.get(path(user.id)).await.view::<UserView>(), user);

        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::UserCreated, AuditOutcome::Done));
        assert_eq!(event.actor_id, Some(me.to_string()));
        assert_eq!(event.subject_id, Some(user.id.to_string()));
        assert_eq!(event.organisation_id, Some(home.to_string()));
        assert_eq!(event.new.unwrap()["name"], "Inger Toft");
        let messages = app.outbox();
        assert_eq!(messages.len(), 1);
        assert_eq!(messages[0].kind, "user.created");
        assert_eq!(messages[0].payload["user_id"], json!(user.id));
        assert!(!messages[0].payload.to_string().contains("Inger"));
    }

    async fn a_user_of_a_kommune_is_a_case_worker_unless_said_otherwise(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let home = home(&lba).await;
        let mut new = json!({
            "name": "Emil Thorup", "email": "emil@aarhus-kommune.example", "organisation_id": home,
        });
        let user: UserView = lba.post(USERS, &new).await.view();
        assert_eq!((user.kind, user.professional_uuid), (UserKind::Sagsbehandler, None));
        new["email"] = json!("system@aarhus-kommune.example");
        new["kind"] = json!("system");
        assert_eq!(lba.post(USERS, &new).await.view::<UserView>().kind, UserKind::System);
    }

    async fn only_the_lba_creates_users_and_refusals_are_audited(app: TestApp) {
        let nordisk = home(&app.login("lba-nordisk").await).await;
        for (key, kind, rule) in [
            ("bruger-nordisk", ProblemKind::NotAllowed, Rule::G1),
            ("support-1", ProblemKind::LbaOnly, Rule::R3),
            ("forvalter", ProblemKind::NotAllowed, Rule::G1),
            ("revisor", ProblemKind::NotAllowed, Rule::G1),
        ] {
            let person = app.login(key).await;
            app.forget();
            let problem = person.post(USERS, &inger(nordisk)).await.problem(kind);
            assert_eq!(problem.rule, Some(rule), "{key}");
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome), (AuditKind::UserCreated, AuditOutcome::Refused));
            assert_eq!((event.code, event.rule), (Some(kind), Some(rule)));
            assert_eq!(event.organisation_id, Some(nordisk.to_string()));
            assert_eq!(app.outbox(), []);
        }
    }

    async fn nobody_creates_users_where_they_see_nothing_or_under_the_umbrella(app: TestApp) {
        let fjord = of_another_company(&app).await.organisation.id;
        let lba = app.login("lba-nordisk").await;
        lba.post(USERS, &inger(fjord)).await.problem(ProblemKind::NotFound);
        let umbrella = brugeradm::domain::facts::UMBRELLA;
        lba.post(USERS, &inger(umbrella)).await.problem(ProblemKind::NotAllowed);
    }

    async fn every_wrong_field_is_told_at_once(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let home = home(&lba).await;
        app.forget();
        let long = "x".repeat(141);
        for (name, email, expected) in [
            ("", "", vec![("/name", FieldCode::Required), ("/email", FieldCode::Required)]),
            ("  ", "a@b.dk", vec![("/name", FieldCode::Required)]),
            (long.as_str(), "a@b.dk", vec![("/name", FieldCode::TooLong)]),
            ("A\u{7}B", "a@b.dk", vec![("/name", FieldCode::Malformed)]),
            ("Bo", "bo", vec![("/email", FieldCode::Malformed)]),
            ("Bo", "bo @b.dk", vec![("/email", FieldCode::Malformed)]),
            ("Bo", "bo@localhost", vec![("/email", FieldCode::Malformed)]),
        ] {
            let new = json!({ "name": name, "email": email, "organisation_id": home });
            let problem = lba.post(USERS, &new).await.problem(ProblemKind::InvalidField);
            let told: Vec<_> = problem.errors.iter()
                .map(|error| (error.pointer.as_str(), error.code))
                .collect();
            assert_eq!(told, expected, "{name:?} {email:?}");
            assert!(problem.errors.iter().all(|error| !error.detail.is_empty()));
        }
        assert_eq!(app.audit_events(), []);
    }

    async fn a_body_of_another_shape_is_refused_by_the_name_of_its_field(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let home = home(&lba).await;
        for (body, pointer, code) in [
            (json!({ "email": "a@b.dk", "organisation_id": home }), "/name", FieldCode::Required),
            (json!({ "name": "A", "email": "a@b.dk", "organisation_id": home, "cpr": "1" }),
                "/cpr", FieldCode::UnknownField),
            (json!({ "name": "A", "email": 7, "organisation_id": home }),
                "/email", FieldCode::Malformed),
            (json!({ "name": "A", "email": "a@b.dk", "organisation_id": "Nordisk" }),
                "/organisation_id", FieldCode::Malformed),
            (json!({ "name": "A", "email": "a@b.dk", "organisation_id": home, "kind": "robot" }),
                "/kind", FieldCode::Unknown),
        ] {
            let problem = lba.post(USERS, &body).await.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].pointer, pointer);
            assert_eq!(problem.errors[0].code, code);
        }
        let broken = Call::post(USERS).body("application/json", "{\"name\":");
        lba.send(broken).await.problem(ProblemKind::MalformedRequest);
        let form = Call::post(USERS).form(&[("name", "A")]);
        lba.send(form).await.problem(ProblemKind::UnsupportedMediaType);
        let long = json!({ "name": "x".repeat(70_000), "email": "a@b.dk", "organisation_id": home });
        lba.post(USERS, &long).await.problem(ProblemKind::TooLarge);
    }

    async fn a_write_from_another_site_is_refused(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let new = inger(home(&lba).await);
        let bare = || Call::post(USERS).json(&new).without_origin();
        for call in [
            bare(),
            bare().header("Origin", "https://evil.example"),
            bare().header("Origin", app.base()).header("Sec-Fetch-Site", "cross-site"),
            bare().header("Sec-Fetch-Site", "same-site"),
        ] {
            lba.send(call).await.problem(ProblemKind::CrossOrigin);
        }
        let own = bare().header("Sec-Fetch-Site", "same-origin");
        assert_eq!(lba.send(own).await.status, 201);
    }

    async fn the_same_person_is_not_created_twice(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let home = home(&lba).await;
        assert_eq!(lba.post(USERS, &inger(home)).await.status, 201);
        app.forget();
        let mut same_uuid = inger(home);
        same_uuid["email"] = json!("another@nordisk-byg.example");
        let mut same_email = inger(home);
        same_email["professional_uuid"] = Value::Null;
        same_email["email"] = json!("INGER.toft@nordisk-byg.example");
        for new in [inger(home), same_uuid, same_email] {
            lba.post(USERS, &new).await.problem(ProblemKind::UserExists);
        }
        assert_eq!(app.audit_events(), []);
        assert_eq!(app.outbox(), []);
    }

    async fn a_dry_run_answers_alike_and_keeps_nothing(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let home = home(&lba).await;
        app.forget();
        let dry = |body: &Value| Call::post("/api/v1/users?dry_run=true").json(body).key("dry");
        let reply = lba.send(dry(&inger(home))).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("etag"), None);
        let user: UserView = reply.view();
        assert_eq!(user.name, "Inger Toft");
        lba.get(path(user.id)).await.problem(ProblemKind::NotFound);
        let employee = app.login("bruger-nordisk").await;
        app.forget();
        employee.send(dry(&inger(home))).await.problem(ProblemKind::NotAllowed);
        assert_eq!(app.audit_events(), []);
        assert_eq!(app.outbox(), []);
        assert_eq!(lba.post(USERS, &inger(home)).await.status, 201);
    }

    async fn a_repeated_key_is_answered_again_without_doing_it_again(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let home = home(&lba).await;
        app.forget();
        let call = || Call::post(USERS).json(&inger(home)).key("one-act");
        let first = lba.send(call()).await;
        let second = lba.send(call()).await;
        assert_eq!((first.status, second.status), (201, 201));
        assert_eq!(first.body, second.body);
        assert_eq!(first.header("etag"), second.header("etag"));
        assert_eq!(first.header("location"), second.header("location"));
        assert_eq!(first.header("idempotent-replayed"), None);
        assert_eq!(second.header("idempotent-replayed"), Some("true"));
        assert_eq!((app.audit_events().len(), app.outbox().len()), (1, 1));

        let mut other = inger(home);
        other["name"] = json!("Somebody Else");
        let reused = Call::post(USERS).json(&other).key("one-act");
        lba.send(reused).await.problem(ProblemKind::IdempotencyKeyReused);
        // Bound to the caller: the other LBA's key of the same name is another key.
        let lba2 = app.login("lba2-nordisk").await;
        lba2.send(call()).await.problem(ProblemKind::UserExists);
        for bad in ["", "\"a b\"", "æ"] {
            let call = Call::post(USERS).json(&other).header("Idempotency-Key", bad);
            lba.send(call).await.problem(ProblemKind::MalformedRequest);
        }
    }
}
