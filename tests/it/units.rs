//! Units of organisations: what is limited to one, and LBAs who are.

use acceptance::{Call, Person, TestApp, both};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestState},
    audit::{AuditKind, AuditOutcome},
    id::{OrganisationId, UserId},
    page::Page,
    problem::{FieldCode, ProblemKind},
    role_grant::RoleGrantView,
    rule::Rule,
    unit::UnitView,
    user::{AssignableRole, UserView},
};

use crate::story::{GRANTS, REQUESTS, ROLE, asking};

const LBA: &str = "Brugeradministration.LBA";
const NORTH: &str = "1000000001";
const SOUTH: &str = "1000000002";
const WHY: &str = "Skal bruge adgangen i sit arbejde.";

fn units_of(organisation: OrganisationId) -> String {
    format!("/api/v1/organisations/{organisation}/units")
}

async fn home(person: &Person) -> OrganisationId {
    person.me().await.user.organisation.id
}

/// Registers the two units of an organisation.
async fn register(app: &TestApp, organisation: OrganisationId) {
    let administrator = app.login("forvalter").await;
    for (p_number, name) in [(NORTH, "Nord"), (SOUTH, "Syd")] {
        let body = json!({ "p_number": p_number, "name": name });
        let reply = administrator.post(units_of(organisation), &body).await;
        assert_eq!(reply.status, 201, "{reply:?}");
    }
}

async fn give(by: &Person, user: UserId, role: &str, unit: Option<&str>) -> acceptance::Reply {
    let mut body = json!({
        "user_id": user, "role": role, "organisation_id": home(by).await, "reason": WHY,
    });
    if let Some(unit) = unit {
        body["unit"] = json!(unit);
    }
    by.post(GRANTS, &body).await
}

async fn create(by: &Person, name: &str, unit: Option<&str>) -> acceptance::Reply {
    let email = format!("{}@nordisk.invalid", name.to_lowercase().replace(' ', "."));
    let mut body = json!({ "name": name, "email": email, "organisation_id": home(by).await });
    if let Some(unit) = unit {
        body["unit"] = json!(unit);
    }
    by.post("/api/v1/users", &body).await
}

/// Nordisk Byg with two units and a person who is LBA of the northern one.
struct Company {
    lba: Person,
    of_north: Person,
}

impl Company {
    async fn set_up(app: &TestApp) -> Self {
        let lba = app.login("lba-nordisk").await;
        register(app, home(&lba).await).await;
        let of_north = app.login("bruger-nordisk").await;
        let user = of_north.me().await.user.id;
        let reply = give(&lba, user, LBA, Some(NORTH)).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        Self { lba, of_north }
    }

    async fn employee(&self, name: &str, unit: Option<&str>) -> UserView {
        create(&self.lba, name, unit).await.view()
    }
}

async fn names(reader: &Person) -> Vec<String> {
    let page: Page<UserView> = reader.get("/api/v1/users").await.view();
    page.items.into_iter().map(|user| user.name).collect()
}

async fn held(app: &TestApp, user: UserId, properties: Value) -> bool {
    let token = app.program_token("access:check").await;
    let body = json!({
        "subject": { "type": "user", "id": user }, "action": { "name": "have" },
        "resource": { "type": "role", "id": ROLE, "properties": properties },
    });
    let call = Call::post("/access/v1/evaluation")
        .json(&body)
        .bearer(&token);
    app.send(call).await.body["decision"].as_bool().unwrap()
}

both! {
    async fn units_are_registered_by_those_who_work_across_and_everybody_is_told(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let path = units_of(home(&lba).await);
        let body = json!({ "p_number": NORTH, "name": "Nord" });
        app.forget();
        let reply = administrator.post(&path, &body).await;
        let unit: UnitView = reply.view();
        assert_eq!((reply.status, unit.name.as_str()), (201, "Nord"));
        assert_eq!(app.only_event().kind, AuditKind::UnitRegistered);
        assert_eq!(app.outbox()[0].kind, "unit.registered");
        administrator.post(&path, &body).await.problem(ProblemKind::UnitExists);
        let elsewhere = app.login("lba-fjord").await;
        let other = units_of(home(&elsewhere).await);
        administrator.post(&other, &body).await.problem(ProblemKind::UnitExists);

        app.forget();
        let problem = lba.post(&path, &json!({ "p_number": SOUTH, "name": "Syd" })).await.problem(ProblemKind::NotAllowed);
        assert_eq!(problem.rule, Some(Rule::G1), "a P-number is not for an LBA to claim");
        assert_eq!(app.only_event().outcome, AuditOutcome::Refused);
        elsewhere.get(&path).await.problem(ProblemKind::NotFound);
        let employee = app.login("ny-nordisk").await;
        let listed: Page<UnitView> = employee.get(&path).await.view();
        assert!(listed.items.contains(&unit));

        let one = format!("{path}/{NORTH}");
        let rename = Call::patch(&one).json(&json!({ "name": "Nordpå" }));
        administrator.send(rename.clone()).await.problem(ProblemKind::PreconditionRequired);
        app.forget();
        let renamed: UnitView = administrator.send(rename.if_match(unit.version)).await.view();
        assert_eq!(app.only_event().kind, AuditKind::UnitChanged);
        assert_eq!(employee.get(&one).await.view::<UnitView>(), renamed);
        employee.get(format!("{path}/{SOUTH}")).await.problem(ProblemKind::NotFound);
        let crooked = json!({ "p_number": "12", "name": "" });
        let problem = administrator.post(&path, &crooked).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors.len(), 2);
    }

    async fn what_is_limited_to_a_unit_is_held_for_it_alone(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let (limited, whole) = (app.login("ny-nordisk").await, app.login("bruger-nordisk").await);
        let (limited, whole) = (limited.me().await.user.id, whole.me().await.user.id);
        let unknown = give(&lba, limited, ROLE, Some(NORTH)).await.problem(ProblemKind::InvalidField);
        assert_eq!(unknown.errors[0].code, FieldCode::Unknown);
        register(&app, home(&lba).await).await;
        app.forget();
        let grant: RoleGrantView = give(&lba, limited, ROLE, Some(NORTH)).await.view();
        assert_eq!(grant.unit.as_deref(), Some(NORTH));
        assert_eq!(app.only_event().kind, AuditKind::RoleGranted);
        let unit = |p_number: &str| json!({ "unit": p_number });
        for (user, asked, expected) in [
            (limited, unit(NORTH), true),
            (limited, json!({ "unit": NORTH, "cvr": "30100107" }), true),
            (limited, json!({}), false),
            (limited, json!({ "cvr": "30100107" }), false),
            (limited, unit(SOUTH), false),
            (whole, unit(NORTH), true),
            (whole, unit(SOUTH), true),
            (whole, json!({}), true),
            (whole, unit("1000000009"), false),
        ] {
            assert_eq!(held(&app, user, asked.clone()).await, expected, "{user} {asked}");
        }
        let elsewhere = app.login("lba-fjord").await;
        let stranger = app.login("ny-fjord").await.me().await.user.id;
        assert_eq!(give(&elsewhere, stranger, ROLE, None).await.status, 201);
        assert!(!held(&app, stranger, unit(NORTH)).await, "a unit is one organisation's");
        give(&lba, limited, ROLE, Some(NORTH)).await.problem(ProblemKind::AlreadyGranted);
        assert_eq!(give(&lba, limited, ROLE, Some(SOUTH)).await.status, 201);
        assert!(held(&app, limited, unit(SOUTH)).await);
    }

    async fn g1_an_lba_of_a_unit_sees_its_users_and_gives_what_is_limited_to_it(app: TestApp) {
        let company = Company::set_up(&app).await;
        let of_north = &company.of_north;
        let me = of_north.me().await;
        assert_eq!((me.administers.len(), me.administers_units), (0, vec![NORTH.to_owned()]));
        let north = company.employee("Nanna Nord", Some(NORTH)).await;
        let south = company.employee("Sofus Syd", Some(SOUTH)).await;
        let nowhere = company.employee("Ulla Uden", None).await;
        let own = me.user.name;
        let mut seen = names(of_north).await;
        seen.sort();
        let mut expected = vec![own, north.name.clone()];
        expected.sort();
        assert_eq!(seen, expected);
        for hidden in [&south, &nowhere] {
            of_north.get(format!("/api/v1/users/{}", hidden.id)).await.problem(ProblemKind::NotFound);
            give(of_north, hidden.id, ROLE, Some(NORTH)).await.problem(ProblemKind::NotFound);
        }
        let filtered: Page<UserView> = company.lba.get(format!("/api/v1/users?unit={SOUTH}")).await.view();
        assert_eq!(filtered.items.len(), 1);

        let path = format!("/api/v1/users/{}/assignable-roles", north.id);
        let offered: Page<AssignableRole> = of_north.get(path).await.view();
        let role = offered.items.iter().find(|one| one.role == ROLE).unwrap();
        assert!(role.unit.as_deref() == Some(NORTH) && role.allowed_actions[0].allowed);
        let lba = offered.items.iter().find(|one| one.role == LBA).unwrap();
        assert_eq!(lba.allowed_actions[0].code, Some(ProblemKind::OutsideUnit));
        for (role, unit) in [(ROLE, None), (ROLE, Some(SOUTH)), (LBA, Some(NORTH))] {
            app.forget();
            let problem = give(of_north, north.id, role, unit).await.problem(ProblemKind::OutsideUnit);
            assert!(problem.rule == Some(Rule::G1) && problem.next_step.is_some());
            let event = app.only_event();
            assert_eq!((event.outcome, event.code), (AuditOutcome::Refused, Some(ProblemKind::OutsideUnit)));
        }
        app.forget();
        let grant: RoleGrantView = give(of_north, north.id, ROLE, Some(NORTH)).await.view();
        assert_eq!(app.only_event().kind, AuditKind::RoleGranted);
        let whole: RoleGrantView = give(&company.lba, south.id, ROLE, None).await.view();
        let limited: RoleGrantView = give(&company.lba, nowhere.id, ROLE, Some(NORTH)).await.view();
        let listed: Page<RoleGrantView> = of_north.get(GRANTS).await.view();
        let sees = |grant: &RoleGrantView| listed.items.iter().any(|one| one.id == grant.id);
        for (grant, expected) in [(&grant, true), (&whole, false), (&limited, true)] {
            let read = of_north.get(format!("{GRANTS}/{}", grant.id)).await.status == 200;
            assert_eq!((read, sees(grant)), (expected, expected), "listed and readable alike");
        }
        let revocation = Call::post(format!("{GRANTS}/{}/revocation", limited.id))
            .json(&json!({ "reason": "Har ikke længere brug for det." }))
            .if_match(limited.version);
        app.forget();
        of_north.send(revocation).await.view::<RoleGrantView>();
        assert_eq!(app.only_event().kind, AuditKind::RoleRevoked);
    }

    async fn g1_an_lba_of_a_unit_keeps_its_users_and_nobody_who_runs_anything(app: TestApp) {
        let company = Company::set_up(&app).await;
        let of_north = &company.of_north;
        create(of_north, "Udenfor Enhed", None).await.problem(ProblemKind::OutsideUnit);
        create(of_north, "Anden Enhed", Some(SOUTH)).await.problem(ProblemKind::OutsideUnit);
        app.forget();
        let mut user: UserView = create(of_north, "Nanna Nord", Some(NORTH)).await.view();
        assert_eq!(app.only_event().kind, AuditKind::UserCreated);
        let path = format!("/api/v1/users/{}", user.id);
        let change = |version, body: Value| Call::patch(&path).json(&body).if_match(version);
        of_north.send(change(user.version, json!({ "unit": SOUTH }))).await.problem(ProblemKind::OutsideUnit);
        of_north.send(change(user.version, json!({ "unit": null }))).await.problem(ProblemKind::OutsideUnit);
        let unknown = company.lba.send(change(user.version, json!({ "unit": "1000000009" }))).await;
        assert_eq!(unknown.problem(ProblemKind::InvalidField).errors[0].pointer, "/unit");
        app.forget();
        user = of_north.send(change(user.version, json!({ "name": "Nanna Norden" }))).await.view();
        assert_eq!(app.only_event().kind, AuditKind::UserChanged);
        assert_eq!(user.unit.as_deref(), Some(NORTH), "what is not said stays");

        assert_eq!(give(&company.lba, user.id, LBA, None).await.status, 201);
        let user: UserView = of_north.get(&path).await.view();
        let email = json!({ "email": "en.anden@nordisk.invalid" });
        of_north.send(change(user.version, email)).await.problem(ProblemKind::OutsideUnit);
        let stop = Call::post(format!("{path}/deactivation"))
            .json(&json!({ "reason": "Er holdt op i virksomheden." }))
            .if_match(user.version);
        of_north.send(stop).await.problem(ProblemKind::OutsideUnit);
    }

    async fn g10_a_request_for_a_unit_is_decided_by_its_lba_too(app: TestApp) {
        let company = Company::set_up(&app).await;
        let employee = app.login("ny-nordisk").await;
        let whole: AccessRequestView = employee.post(REQUESTS, &asking(&employee).await).await.view();
        assert_eq!(whole.deciders.len(), 2, "not the LBA of a unit");
        let at = format!("{REQUESTS}/{}", whole.id);
        company.of_north.get(&at).await.problem(ProblemKind::NotFound);
        let withdrawal = Call::post(format!("{at}/withdrawal")).json(&json!({})).if_match(whole.version);
        employee.send(withdrawal).await.view::<AccessRequestView>();

        let mut body = asking(&employee).await;
        body["unit"] = json!(NORTH);
        let request: AccessRequestView = employee.post(REQUESTS, &body).await.view();
        assert_eq!(request.deciders.len(), 3, "{request:?}");
        let queue = format!("{REQUESTS}?queue=to_decide");
        let waiting: Page<AccessRequestView> = company.of_north.get(queue).await.view();
        assert_eq!((waiting.items.len(), company.of_north.me().await.to_decide), (1, 1));
        app.forget();
        let approval = Call::post(format!("{REQUESTS}/{}/approval", request.id))
            .json(&json!({}))
            .if_match(request.version);
        let approved: AccessRequestView = company.of_north.send(approval).await.view();
        assert_eq!(approved.state, RequestState::Approved);
        assert_eq!(app.only_event().kind, AuditKind::AccessRequestApproved);
        let user = employee.me().await.user.id;
        assert!(held(&app, user, json!({ "unit": NORTH })).await && !held(&app, user, json!({})).await);
    }

    async fn g10_what_makes_an_lba_of_a_unit_is_not_decided_by_its_lba(app: TestApp) {
        let company = Company::set_up(&app).await;
        let user = company.employee("Nanna Nord", Some(NORTH)).await;
        let body = json!({
            "action": "grant", "subject_id": user.id, "role": LBA, "unit": NORTH,
            "organisation_id": user.organisation.id, "justification": WHY,
        });
        let request: AccessRequestView = company.lba.post(REQUESTS, &body).await.view();
        assert_eq!(request.deciders.len(), 1, "the second LBA of the whole: {request:?}");
        let queue = format!("{REQUESTS}?queue=to_decide");
        let waiting: Page<AccessRequestView> = company.of_north.get(queue).await.view();
        assert!(waiting.items.is_empty(), "what one may not decide does not wait");
        let approval = Call::post(format!("{REQUESTS}/{}/approval", request.id))
            .json(&json!({}))
            .if_match(request.version);
        company.of_north.send(approval).await.problem(ProblemKind::OutsideUnit);
    }
}
