//! The question relying systems ask: may this person in?

mod together;

use acceptance::{Call, Reply, TestApp};
use brugeradm::{
    db::schema::{clients, role_grants, users},
    demo::JOBAG_CLIENT,
};
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{Timestamp, id::UserId, problem::ProblemKind, role_grant::RoleGrantQuery};

const ROLE: &str = "JobAG.Virksomhedsbruger";
const NORDISK: &str = "30100107";

fn question(subject: &str, role: &str, properties: &Value) -> Value {
    json!({
        "subject": { "type": "user", "id": subject },
        "action": { "name": "have" },
        "resource": { "type": "role", "id": role, "properties": properties },
    })
}

async fn ask(app: &TestApp, token: &str, body: &Value) -> Reply {
    app.send(Call::post("/access/v1/evaluation").json(body).bearer(token))
        .await
}

async fn allowed(app: &TestApp, token: &str, body: &Value) -> bool {
    let reply = ask(app, token, body).await;
    assert_eq!(reply.status, 200, "{reply:?}");
    let decision = reply.body["decision"].as_bool().unwrap();
    let told = if decision {
        Value::Null
    } else {
        json!({ "reason": "no-grant" })
    };
    assert_eq!(reply.body["context"], told, "a no never tells why");
    decision
}

/// The existing user of Nordisk Byg, who holds [`ROLE`] on the company.
async fn existing_user(app: &TestApp) -> UserId {
    app.login("bruger-nordisk").await.me().await.user.id
}

fn set_user(app: &TestApp, id: UserId, status: &str) {
    diesel::update(users::table.filter(users::id.eq(id.to_string())))
        .set(users::status.eq(status))
        .execute(&mut app.connection())
        .unwrap();
}

fn set_period(app: &TestApp, user: UserId, from: Timestamp, until: Option<Timestamp>) {
    diesel::update(role_grants::table.filter(role_grants::user_id.eq(user.to_string())))
        .set((
            role_grants::valid_from.eq(from.naive()),
            role_grants::valid_until.eq(until.map(Timestamp::naive)),
        ))
        .execute(&mut app.connection())
        .unwrap();
}

acceptance::both! {
    async fn a_grant_in_effect_lets_in_until_the_moment_it_is_revoked(app: TestApp) {
        let user = existing_user(&app).await;
        let token = app.program_token("access:check").await;
        let asked = question(&user.to_string(), ROLE, &json!({}));
        assert!(allowed(&app, &token, &asked).await);

        let lba = app.login("lba-nordisk").await;
        let query = RoleGrantQuery { user_id: Some(user), ..Default::default() };
        let grants = lba.client().list_role_grants(&query).await.unwrap();
        let grant = grants.items.iter().find(|grant| grant.role == ROLE).unwrap();
        let revocation = shared::role_grant::NewRevocation { reason: "Stoppet i afdelingen.".into() };
        lba.client().revoke_role(grant.id, grant.version, &revocation, "k").await.unwrap();
        assert!(!allowed(&app, &token, &asked).await);
    }

    async fn a_person_is_known_by_cvr_and_professional_uuid_too(app: TestApp) {
        let user = existing_user(&app).await;
        let token = app.program_token("access:check").await;
        let uuid: Option<String> = users::table
            .filter(users::id.eq(user.to_string()))
            .select(users::professional_uuid)
            .first(&mut app.connection())
            .unwrap();
        let uuid = uuid.unwrap();
        let named = |cvr: &str| question(&format!("CVR:{cvr}-UUID:{uuid}"), ROLE, &json!({}));
        assert!(allowed(&app, &token, &named(NORDISK)).await);
        assert!(!allowed(&app, &token, &named("30200209")).await, "another company's CVR");
    }

    async fn where_the_role_must_be_held_can_be_narrowed(app: TestApp) {
        let me = app.login("bruger-nordisk").await.me().await.user;
        let other = app.login("lba-fjord").await.me().await.user.organisation.id;
        let token = app.program_token("access:check").await;
        let narrowed = |properties: Value| question(&me.id.to_string(), ROLE, &properties);
        let home = me.organisation.id;
        assert!(allowed(&app, &token, &narrowed(json!({ "organisation_id": home }))).await);
        assert!(allowed(&app, &token, &narrowed(json!({ "cvr": NORDISK }))).await);
        assert!(!allowed(&app, &token, &narrowed(json!({ "organisation_id": other }))).await);
        assert!(!allowed(&app, &token, &narrowed(json!({ "cvr": "30200209" }))).await);
    }

    async fn an_ended_a_coming_and_a_stopped_user_s_grant_do_not_let_in(app: TestApp) {
        let user = existing_user(&app).await;
        let token = app.program_token("access:check").await;
        let asked = question(&user.to_string(), ROLE, &json!({}));
        let now = app.now();
        set_period(&app, user, now.plus_days(-9), Some(now.plus_seconds(60)));
        assert!(allowed(&app, &token, &asked).await);
        app.advance(59);
        assert!(allowed(&app, &token, &asked).await);
        app.advance(1);
        assert!(!allowed(&app, &token, &asked).await, "ended");
        set_period(&app, user, now.plus_seconds(70), None);
        assert!(!allowed(&app, &token, &asked).await, "not begun");
        app.advance(10);
        assert!(allowed(&app, &token, &asked).await, "begun");
        for status in ["suspended", "deactivated"] {
            set_user(&app, user, status);
            assert!(!allowed(&app, &token, &asked).await, "{status}");
        }
        set_user(&app, user, "active");
        assert!(allowed(&app, &token, &asked).await);
    }

    async fn whoever_and_whatever_is_unknown_is_a_plain_no(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let token = app.program_token("access:check").await;
        let unknown = "01890000-0000-7000-8000-000000000000";
        for asked in [
            question(unknown, ROLE, &json!({})),
            question("anne", ROLE, &json!({})),
            question("", ROLE, &json!({})),
            question(&user, "Nothing.Atall", &json!({})),
            question(&user, "jobag.virksomhedsbruger", &json!({})),
            question(&user, "' OR 1=1 --", &json!({})),
            json!({ "subject": { "type": "group", "id": user }, "action": { "name": "have" },
                    "resource": { "type": "role", "id": ROLE } }),
            json!({ "subject": { "type": "user", "id": user }, "action": { "name": "read" },
                    "resource": { "type": "role", "id": ROLE } }),
            json!({ "subject": { "type": "user", "id": user }, "action": { "name": "have" },
                    "resource": { "type": "page", "id": ROLE } }),
        ] {
            assert!(!allowed(&app, &token, &asked).await, "{asked}");
        }
    }

    async fn what_is_not_asked_for_is_ignored_and_what_makes_no_sense_is_refused(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let token = app.program_token("access:check").await;
        let mut more = question(&user, ROLE, &json!({ "colour": "blue" }));
        more["context"] = json!({ "ip": "192.0.2.1" });
        more["subject"]["properties"] = json!({ "x": 1 });
        more["something"] = json!([]);
        assert!(allowed(&app, &token, &more).await);
        let send = |media: &str, text: &str| {
            let call = Call::post("/access/v1/evaluation").body(media, text).bearer(&token);
            app.send(call)
        };
        let json = "application/json";
        for garbage in ["{", "nonsense", "\u{0}", "{\"subject\":"] {
            send(json, garbage).await.problem(ProblemKind::MalformedRequest);
        }
        for wrong in ["{}", "[]", "null", r#"{"subject":1,"action":2,"resource":3}"#] {
            send(json, wrong).await.problem(ProblemKind::InvalidField);
        }
        send("text/plain", &more.to_string()).await.problem(ProblemKind::UnsupportedMediaType);
        send(json, &"[".repeat(70_000)).await.problem(ProblemKind::TooLarge);
    }

    async fn only_a_program_with_the_scope_may_ask(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let asked = question(&user, ROLE, &json!({}));
        let call = || Call::post("/access/v1/evaluation").json(&asked);
        app.send(call()).await.problem(ProblemKind::Unauthenticated);
        app.send(call().bearer("x.y.z")).await.problem(ProblemKind::Unauthenticated);
        app.send(call().header("Authorization", "Basic eDp5")).await
            .problem(ProblemKind::Unauthenticated);
        let other = app.program_token("requests:create").await;
        ask(&app, &other, &asked).await.problem(ProblemKind::InsufficientScope);
        for person in ["bruger-nordisk", "lba-nordisk", "support-1", "forvalter"] {
            let person = app.login(person).await;
            person.send(call()).await.problem(ProblemKind::NotAllowed);
        }
    }

    async fn a_program_that_is_stopped_or_loses_the_scope_asks_no_more(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let asked = question(&user, ROLE, &json!({}));
        let token = app.program_token("access:check").await;
        assert!(allowed(&app, &token, &asked).await);
        let client = || clients::table.filter(clients::id.eq(JOBAG_CLIENT));
        let set_scopes = diesel::update(client()).set(clients::scopes.eq("requests:create"));
        set_scopes.execute(&mut app.connection()).unwrap();
        ask(&app, &token, &asked).await.problem(ProblemKind::InsufficientScope);
        let stop = diesel::update(client()).set(clients::active.eq(false));
        stop.execute(&mut app.connection()).unwrap();
        ask(&app, &token, &asked).await.problem(ProblemKind::Unauthenticated);
    }

    async fn a_program_bound_to_an_organisation_learns_only_of_its_users(app: TestApp) {
        let me = app.login("bruger-nordisk").await.me().await.user;
        let fjord = app.login("lba-fjord").await.me().await.user.organisation.id;
        let token = app.program_token("access:check").await;
        let asked = question(&me.id.to_string(), ROLE, &json!({}));
        for (organisation, knows) in [(me.organisation.id, true), (fjord, false)] {
            diesel::update(clients::table.filter(clients::id.eq(JOBAG_CLIENT)))
                .set(clients::organisation_id.eq(organisation.to_string()))
                .execute(&mut app.connection())
                .unwrap();
            assert_eq!(allowed(&app, &token, &asked).await, knows);
        }
    }

    async fn several_questions_are_answered_in_their_order(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let token = app.program_token("access:check").await;
        let decisions = async |extra: Value, evaluations: Value| {
            let mut body = question(&user, ROLE, &json!({}));
            body["evaluations"] = evaluations;
            for (name, value) in extra.as_object().unwrap() {
                body[name] = value.clone();
            }
            let call = Call::post("/access/v1/evaluations").json(&body).bearer(&token);
            app.send(call).await
        };
        let list = |reply: &Reply| -> Vec<bool> {
            let answers = reply.body["evaluations"].as_array().unwrap().iter();
            answers.map(|answer| answer["decision"].as_bool().unwrap()).collect()
        };
        let no = json!({ "resource": { "type": "role", "id": "Nothing.Atall" } });
        let three = json!([{}, no, {}]);
        let all = decisions(json!({}), three.clone()).await;
        assert_eq!(list(&all), [true, false, true]);
        for (semantic, expected) in [
            ("execute_all", vec![true, false, true]),
            ("deny_on_first_deny", vec![true, false]),
            ("permit_on_first_permit", vec![true]),
        ] {
            let options = json!({ "options": { "evaluations_semantic": semantic } });
            assert_eq!(list(&decisions(options, three.clone()).await), expected, "{semantic}");
        }
        let one = decisions(json!({}), json!([])).await;
        assert_eq!(one.body["decision"], true, "one question is answered as one");
        let fifty = decisions(json!({}), json!(vec![json!({}); 50])).await;
        assert_eq!(list(&fifty), vec![true; 50]);
        let more = decisions(json!({}), json!(vec![json!({}); 51])).await;
        more.problem(ProblemKind::InvalidField);
        let partial = Call::post("/access/v1/evaluations")
            .json(&json!({ "evaluations": [{}] })).bearer(&token);
        let problem = app.send(partial).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].pointer, "/evaluations/0/subject");
    }

    async fn a_check_gives_back_the_name_it_was_given(app: TestApp) {
        let token = app.program_token("access:check").await;
        let asked = question("x", ROLE, &json!({}));
        let call = || Call::post("/access/v1/evaluation").json(&asked).bearer(&token);
        let reply = app.send(call().header("X-Request-ID", "bfe9eb29-ab87")).await;
        assert_eq!(reply.header("x-request-id"), Some("bfe9eb29-ab87"));
        let reply = app.send(call().header("X-Request-ID", "a".repeat(300))).await;
        assert_eq!(reply.header("x-request-id").map(str::len), Some(32), "one of ours");
    }

    async fn hundreds_of_questions_at_once_each_get_their_own_answer(app: TestApp) {
        let user = existing_user(&app).await.to_string();
        let token = app.program_token("access:check").await;
        let mut waiting = Vec::new();
        for n in 0..600 {
            let role = if n % 3 == 0 { ROLE } else { "Nothing.Atall" };
            let call = Call::post("/access/v1/evaluation")
                .json(&question(&user, role, &json!({})))
                .bearer(&token);
            let app = app.clone();
            waiting.push(tokio::spawn(async move { (n, app.send(call).await) }));
        }
        for one in waiting {
            let (n, reply) = one.await.unwrap();
            assert_eq!(reply.body["decision"], n % 3 == 0, "{n}");
        }
    }
}
