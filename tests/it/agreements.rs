//! Andre aktører: a provider's staff hold roles at a kommune under a recorded agreement, and no
//! longer than it (G15).

use acceptance::{Call, Event, Message, Person, Reply, TestApp, both};
use serde_json::{Value, json};
use shared::{
    Timestamp,
    agreement::{AgreementState, AgreementView},
    audit::{AuditEventView, AuditKind, AuditOutcome},
    id::{OrganisationId, UserId},
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::{GrantSource, RoleGrantView},
    rule::Rule,
    session::Action,
};

use crate::story::GRANTS;

const AGREEMENTS: &str = "/api/v1/agreements";
const JOBVEJEN: &str = "30400402";
const ROLE: &str = "Arbejdsmarkedsportalen.Sagsbehandler";
const NEW: &str = "tilde.bang@jobvejen.example";
const WHY: &str = "Skal hjælpe kommunens borgere i gang.";

async fn home(person: &Person) -> OrganisationId {
    person.me().await.user.organisation.id
}

/// The agreement of the demo world.
async fn agreement(reader: &Person) -> AgreementView {
    let mut page: Page<AgreementView> = reader.get(AGREEMENTS).await.view();
    page.items.remove(0)
}

fn recording(principal: OrganisationId, until: Timestamp) -> Value {
    json!({
        "provider_cvr": JOBVEJEN, "principal_id": principal, "valid_until": until,
        "reference": "Kontrakt 7",
    })
}

fn act(agreement: &AgreementView, what: &str, body: &Value) -> Call {
    Call::post(format!("{AGREEMENTS}/{}/{what}", agreement.id))
        .json(body)
        .if_match(agreement.version)
}

async fn give(by: &Person, under: &AgreementView, more: Value) -> Reply {
    let mut body = json!({ "email": NEW, "role": ROLE, "reason": WHY });
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    by.post(format!("{AGREEMENTS}/{}/role-grants", under.id), &body)
        .await
}

async fn held(app: &TestApp, user: UserId, place: OrganisationId) -> bool {
    let token = app.program_token("access:check").await;
    let body = json!({
        "subject": { "type": "user", "id": user }, "action": { "name": "have" },
        "resource": { "type": "role", "id": ROLE, "properties": { "organisation_id": place } },
    });
    let call = Call::post("/access/v1/evaluation")
        .json(&body)
        .bearer(&token);
    app.send(call).await.body["decision"].as_bool().unwrap()
}

/// What was written down since last asked.
fn books(app: &TestApp) -> (Vec<Event>, Vec<Message>) {
    (app.audit_events(), app.outbox())
}

/// In whose logs something of a kind was told, and that the outbox has it for each.
fn told(
    (events, messages): &(Vec<Event>, Vec<Message>),
    kind: AuditKind,
    message: &str,
) -> Vec<String> {
    let logs: Vec<_> = events
        .iter()
        .filter(|event| event.kind == kind && event.outcome == AuditOutcome::Done)
        .filter_map(|event| event.organisation_id.clone())
        .collect();
    let mut sent: Vec<_> = messages
        .iter()
        .filter(|one| one.kind == message)
        .map(|one| one.payload["organisation_id"].as_str().unwrap().to_owned())
        .collect();
    let mut sorted = logs.clone();
    sorted.sort();
    sent.sort();
    assert_eq!(sorted, sent, "{message}");
    logs
}

fn both_of(agreement: &AgreementView) -> Vec<String> {
    vec![
        agreement.provider.id.to_string(),
        agreement.principal.id.to_string(),
    ]
}

fn sorted(mut logs: Vec<String>) -> Vec<String> {
    logs.sort();
    logs
}

both! {
    async fn g15_staff_of_a_provider_hold_a_role_at_a_kommune_only_under_an_agreement(app: TestApp) {
        let (lba, provider) = (app.login("lba-aarhus").await, app.login("lba-jobvejen").await);
        let user = app.login("ny-jobvejen").await.me().await.user.id;
        let kommune = home(&lba).await;
        let desk = app.login("support-1").await;
        let directly = json!({
            "user_id": user, "role": ROLE, "organisation_id": kommune, "reason": WHY,
        });
        for person in [&provider, &desk] {
            app.forget();
            let refused = person.post(GRANTS, &directly).await.problem(ProblemKind::AgreementNeeded);
            assert!(refused.rule == Some(Rule::G15) && refused.next_step.is_some());
            assert_eq!(app.only_event().code, Some(ProblemKind::AgreementNeeded));
        }
        let agreement = agreement(&lba).await;
        assert_eq!(agreement.state, AgreementState::InForce);
        app.forget();
        let refused = give(&provider, &agreement, json!({})).await.problem(ProblemKind::NotAllowed);
        assert_eq!((refused.rule, app.only_event().outcome), (Some(Rule::G15), AuditOutcome::Refused));
        give(&desk, &agreement, json!({})).await.problem(ProblemKind::LbaOnly);
        for (more, pointer, code) in [
            (json!({ "email": "nogen@jobvejen.example" }), "/email", FieldCode::Unknown),
            (json!({ "role": "System.Ukendt" }), "/role", FieldCode::Unknown),
            (json!({ "valid_until": agreement.valid_until.plus_seconds(1) }), "/valid_until", FieldCode::TooFar),
            (json!({ "valid_until": app.now() }), "/valid_until", FieldCode::InThePast),
        ] {
            let wrong = give(&lba, &agreement, more).await.problem(ProblemKind::InvalidField);
            assert_eq!((wrong.errors[0].pointer.as_str(), wrong.errors[0].code), (pointer, code));
        }
        let other = json!({ "role": "Brugeradministration.LBA" });
        give(&lba, &agreement, other).await.problem(ProblemKind::RoleNotGrantable);
        app.forget();
        let reply = give(&lba, &agreement, json!({})).await;
        let grant: RoleGrantView = reply.view();
        assert_eq!((reply.status, grant.source), (201, GrantSource::Lba));
        assert_eq!((grant.organisation.id, grant.valid_until), (kommune, Some(agreement.valid_until)));
        assert_eq!(grant.agreement.as_ref().map(|one| one.id), Some(agreement.id));
        assert_eq!(sorted(told(&books(&app), AuditKind::RoleGranted, "role_grant.granted")), sorted(both_of(&agreement)));
        assert!(held(&app, user, kommune).await && !held(&app, user, home(&provider).await).await);
        give(&lba, &agreement, json!({})).await.problem(ProblemKind::AlreadyGranted);
        let longer = json!({ "reason": WHY, "valid_until": agreement.valid_until.plus_days(1) });
        let extension = Call::post(format!("{GRANTS}/{}/extension", grant.id)).json(&longer).if_match(grant.version);
        let wrong = lba.send(extension).await.problem(ProblemKind::InvalidField);
        assert_eq!(wrong.errors[0].code, FieldCode::TooFar, "never past the agreement's end");
        app.advance(365 * 86_400);
        assert!(!held(&app, user, kommune).await, "it ends by its date");
        let lba = app.login("lba-aarhus").await;
        give(&lba, &agreement, json!({})).await.problem(ProblemKind::AgreementNeeded);
    }

    async fn g15_what_is_held_under_an_agreement_ends_with_it(app: TestApp) {
        let (lba, provider) = (app.login("lba-aarhus").await, app.login("lba-jobvejen").await);
        let agreement = agreement(&lba).await;
        let grant: RoleGrantView = give(&lba, &agreement, json!({})).await.view();
        let (user, kommune) = (grant.user.id, agreement.principal.id);
        assert!(held(&app, user, kommune).await);
        let because = json!({ "reason": "Kontrakten er opsagt." });
        app.forget();
        let refused = provider.send(act(&agreement, "ending", &because)).await.problem(ProblemKind::NotAllowed);
        assert_eq!((refused.rule, app.only_event().outcome), (Some(Rule::G15), AuditOutcome::Refused));
        let unsaid = Call::post(format!("{AGREEMENTS}/{}/ending", agreement.id)).json(&because);
        lba.send(unsaid).await.problem(ProblemKind::PreconditionRequired);
        app.forget();
        let ended: AgreementView = lba.send(act(&agreement, "ending", &because)).await.view();
        assert_eq!((ended.state, ended.allowed_actions.len()), (AgreementState::Ended, 0));
        assert_eq!(ended.ended.as_ref().unwrap().reason, "Kontrakten er opsagt.");
        assert!(!held(&app, user, kommune).await, "the role is gone at once");
        let books = books(&app);
        assert_eq!(told(&books, AuditKind::AgreementEnded, "agreement.ended"), both_of(&agreement));
        assert_eq!(told(&books, AuditKind::RoleRevoked, "role_grant.revoked").len(), 4, "two grants, in two logs");
        let own: RoleGrantView = provider.get(format!("{GRANTS}/{}", grant.id)).await.view();
        assert_eq!(own.revoked.as_ref().map(|how| how.reason.as_str()), Some("Kontrakten er opsagt."));
        lba.send(act(&ended, "ending", &because)).await.problem(ProblemKind::AgreementEnded);
        give(&lba, &ended, json!({})).await.problem(ProblemKind::AgreementNeeded);
        let log: Page<AuditEventView> = provider.get("/api/v1/audit-events?kind=agreement_ended&outcome=done").await.view();
        assert_eq!(log.items.len(), 1, "the provider reads of it");
    }

    async fn g15_an_agreement_s_end_is_brought_forward_and_never_put_off(app: TestApp) {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let agreement = agreement(&lba).await;
        let short = json!({ "valid_until": app.now().plus_days(10) });
        let short: RoleGrantView = give(&lba, &agreement, short).await.view();
        let kommune = agreement.principal.id;
        let limit = |days: i64| json!({ "valid_until": app.now().plus_days(days), "reason": "Kortere kontrakt." });
        for (days, code) in [(365, FieldCode::TooFar), (400, FieldCode::TooFar), (0, FieldCode::InThePast)] {
            let wrong = lba.send(act(&agreement, "limit", &limit(days))).await.problem(ProblemKind::InvalidField);
            assert_eq!(wrong.errors[0].code, code, "{days}");
        }
        app.forget();
        let limited: AgreementView = desk.send(act(&agreement, "limit", &limit(20))).await.view();
        assert_eq!(limited.valid_until, app.now().plus_days(20));
        let books = books(&app);
        assert_eq!(told(&books, AuditKind::AgreementLimited, "agreement.limited"), both_of(&agreement));
        let shortened = told(&books, AuditKind::RoleShortened, "role_grant.shortened");
        assert_eq!(shortened.len(), 2, "the long one alone, in two logs");
        lba.send(act(&agreement, "limit", &limit(15))).await.problem(ProblemKind::StaleVersion);
        let listed = format!("{GRANTS}?agreement_id={}", agreement.id);
        let grants: Page<RoleGrantView> = lba.get(&listed).await.view();
        let ends: Vec<_> = grants.items.iter().map(|one| (one.id == short.id, one.valid_until.unwrap())).collect();
        assert_eq!(ends, [(true, app.now().plus_days(10)), (false, app.now().plus_days(20))]);
        let long = grants.items[1].user.id;
        app.advance(20 * 86_400 - 1);
        assert!(held(&app, long, kommune).await);
        app.advance(1);
        assert!(!held(&app, long, kommune).await);
        let provider = app.login("lba-jobvejen").await;
        let over: AgreementView = provider.get(format!("{AGREEMENTS}/{}", agreement.id)).await.view();
        assert_eq!(over.state, AgreementState::Ended, "ended by its date");
    }

    async fn g15_an_agreement_and_what_is_held_under_it_are_seen_by_its_parties(app: TestApp) {
        let (lba, provider) = (app.login("lba-aarhus").await, app.login("lba-jobvejen").await);
        let agreement = agreement(&lba).await;
        let path = format!("{AGREEMENTS}/{}", agreement.id);
        let listed = format!("{GRANTS}?agreement_id={}", agreement.id);
        let grants: Page<RoleGrantView> = lba.get(&listed).await.view();
        let grant = grants.items[0].clone();
        let one = format!("{GRANTS}/{}", grant.id);
        for (key, sees_it, may_end) in [
            ("lba-aarhus", true, true), ("lba-jobvejen", true, false), ("support-1", true, true),
            ("revisor", true, false), ("forvalter", true, false), ("lba-3f", false, false),
            ("konsulent-jobvejen", false, false), ("sagsbehandler-aarhus", false, false),
        ] {
            let reader = app.login(key).await;
            let page: Page<AgreementView> = reader.get(AGREEMENTS).await.view();
            let reply = reader.get(&path).await;
            assert_eq!((page.items.len() == 1, reply.status == 200), (sees_it, sees_it), "{key}");
            if sees_it {
                let view: AgreementView = reply.view();
                let end = view.allowed_actions.iter().find(|one| one.action == Action::EndAgreement);
                assert_eq!(end.map(|end| end.allowed), Some(may_end), "{key}");
            }
            let sees_grant = matches!(key, "lba-aarhus" | "lba-jobvejen" | "konsulent-jobvejen");
            if !matches!(key, "support-1" | "revisor") {
                let page: Page<RoleGrantView> = reader.get(&listed).await.view();
                let reads = reader.get(&one).await.status == 200;
                assert_eq!((page.items.len() == 1, reads), (sees_grant, sees_grant), "{key}");
            }
        }
        // The kommune's LBA sees what is held at the kommune, but not the provider's users.
        lba.get(format!("/api/v1/users/{}", grant.user.id)).await.problem(ProblemKind::NotFound);
        let revocation = Call::post(format!("{one}/revocation"))
            .json(&json!({ "reason": "Er ikke længere på opgaven." }))
            .if_match(grant.version);
        app.forget();
        provider.send(revocation).await.view::<RoleGrantView>();
        let told = told(&books(&app), AuditKind::RoleRevoked, "role_grant.revoked");
        assert_eq!(sorted(told), sorted(both_of(&agreement)), "either party may take it");
    }

    async fn g15_an_agreement_is_recorded_by_the_kommune_s_lba_or_landssupporten(app: TestApp) {
        let (lba, desk) = (app.login("lba-aarhus").await, app.login("support-1").await);
        let kommune = home(&lba).await;
        let until = app.now().plus_days(100);
        for person in [&lba, &desk] {
            app.forget();
            let reply = person.post(AGREEMENTS, &recording(kommune, until)).await;
            let agreement: AgreementView = reply.view();
            assert_eq!((reply.status, agreement.state), (201, AgreementState::InForce));
            assert_eq!(told(&books(&app), AuditKind::AgreementRecorded, "agreement.recorded"), both_of(&agreement));
        }
        for (field, value, code) in [
            ("provider_cvr", json!("30100107"), FieldCode::Unknown),
            ("provider_cvr", json!("99999999"), FieldCode::Unknown),
            ("provider_cvr", json!("123"), FieldCode::Malformed),
            ("reference", json!(" "), FieldCode::Required),
            ("valid_until", json!(app.now()), FieldCode::InThePast),
        ] {
            let mut body = recording(kommune, until);
            body[field] = value;
            let wrong = lba.post(AGREEMENTS, &body).await.problem(ProblemKind::InvalidField);
            assert_eq!((wrong.errors[0].pointer.as_str(), wrong.errors[0].code), (format!("/{field}").as_str(), code));
        }
        let elsewhere = app.login("lba-3f").await;
        let of_a_fund = recording(home(&elsewhere).await, until);
        let wrong = desk.post(AGREEMENTS, &of_a_fund).await.problem(ProblemKind::InvalidField);
        assert_eq!(wrong.errors[0].pointer, "/principal_id", "a fund has no providers");
        elsewhere.post(AGREEMENTS, &recording(kommune, until)).await.problem(ProblemKind::NotFound);
        let employee = app.login("sagsbehandler-aarhus").await;
        app.forget();
        let refused = employee.post(AGREEMENTS, &recording(kommune, until)).await.problem(ProblemKind::NotAllowed);
        assert_eq!((refused.rule, app.only_event().outcome), (Some(Rule::G15), AuditOutcome::Refused));
        for (key, expected) in [("lba-aarhus", true), ("support-1", true), ("lba-jobvejen", false), ("lba-nordisk", false)] {
            let me = app.login(key).await.me().await;
            let record = me.allowed_actions.iter().find(|one| one.action == Action::RecordAgreement);
            assert_eq!(record.map(|one| one.allowed), Some(expected), "{key}");
        }
    }
}
