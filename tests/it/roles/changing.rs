//! Roles added and changed by a system administrator.

use acceptance::{Call, both};
use serde_json::{Value, json};
use shared::{
    audit::{AuditKind, AuditOutcome},
    problem::{FieldCode, ProblemKind},
    role::{Assurance, RoleView},
    rule::Rule,
};

use super::{JOBAG, LBA, ROLES, change, role};

fn rule(kind: &str) -> Value {
    json!({
        "holder_kind": kind, "target": "own", "requestable_by_self": true,
        "requestable_by_lba": true, "granted_by": "lba", "revoked_by": "lba",
    })
}

fn new_role(key: &str) -> Value {
    json!({
        "key": key, "name_da": "Læser", "name_en": "Reader",
        "description_da": "Læser i systemet.", "description_en": "Reads in the system.",
        "rules": [rule("virksomhed")], "requires": [JOBAG],
    })
}

both! {
    async fn a_system_administrator_adds_a_role_and_it_is_told(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let reply = administrator.post(ROLES, &new_role("Vitas.Bruger")).await;
        assert_eq!(reply.status, 201);
        assert_eq!(reply.header("location"), Some("/api/v1/roles/Vitas.Bruger"));
        let added: RoleView = reply.view();
        assert_eq!((added.system.as_str(), added.version, added.confers), ("Vitas", 1, None));
        assert_eq!(added.assurance, Assurance::Substantial);
        assert_eq!(added.requires[0].name, "Virksomhedsbruger i Jobnet for Arbejdsgivere");
        assert_eq!(added.breaches.as_ref().unwrap().count, 0);
        let event = app.only_event();
        assert_eq!((event.kind, event.role.as_deref()), (AuditKind::RoleCreated, Some("Vitas.Bruger")));
        assert_eq!(event.new.unwrap()["requires"], json!([JOBAG]));
        assert_eq!(app.outbox()[0].kind, "role.created");
        let read = role(&administrator, "Vitas.Bruger").await;
        assert_eq!(read, RoleView { breaches: None, ..added });
        let required = role(&administrator, JOBAG).await;
        assert_eq!((required.required_by[0].key.as_str(), required.version), ("Vitas.Bruger", 2));
        administrator.post(ROLES, &new_role("Vitas.Bruger")).await.problem(ProblemKind::RoleExists);
        let mut conferring = new_role("Vitas.Chef");
        conferring["confers"] = json!("system_administration");
        let problem = administrator.post(ROLES, &conferring).await.problem(ProblemKind::InvalidField);
        assert_eq!(problem.errors[0].code, FieldCode::UnknownField, "nobody makes administrators");
    }

    async fn a_change_is_told_as_what_was_and_what_is(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let body = json!({ "max_holders": 40, "name_en": "Company user" });
        let reply = change(&administrator, JOBAG, &body).await;
        assert_eq!(reply.header("etag"), Some("\"2\""));
        assert_eq!(reply.view::<RoleView>().max_holders, Some(40));
        let event = app.only_event();
        assert_eq!((event.kind, event.role.as_deref()), (AuditKind::RoleChanged, Some(JOBAG)));
        assert_eq!(event.old, Some(json!({
            "max_holders": null, "name_en": "Company user in Jobnet for Arbejdsgivere",
        })));
        assert_eq!(event.new, Some(body));
        assert_eq!(app.outbox()[0].kind, "role.changed");
        // Null takes a limit away; what is absent stays.
        let reply = change(&administrator, JOBAG, &json!({ "max_holders": null })).await;
        let now: RoleView = reply.view();
        assert_eq!((now.max_holders, now.name_en.as_str()), (None, "Company user"));
    }

    async fn a_rehearsed_change_is_answered_like_the_real_one_and_keeps_nothing(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let call = || Call::patch(format!("{ROLES}/{JOBAG}?dry_run=true"))
            .json(&json!({ "rules": [rule("virksomhed")], "requires": [LBA] }));
        let rehearsed = administrator.send(call().if_match(1)).await.view::<RoleView>();
        assert_eq!(rehearsed.rules.len(), 1);
        assert!(rehearsed.breaches.unwrap().count > 0);
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
        assert_eq!(role(&administrator, JOBAG).await.version, 1);
        administrator.send(call()).await.problem(ProblemKind::PreconditionRequired);
        administrator.send(call().if_match(7)).await.problem(ProblemKind::StaleVersion);
    }

    async fn nobody_else_changes_the_catalogue_and_the_attempt_is_audited(app: TestApp) {
        for key in ["support-1", "lba-nordisk", "revisor", "bruger-nordisk"] {
            let person = app.login(key).await;
            app.forget();
            let reply = change(&person, JOBAG, &json!({ "max_holders": 1 })).await;
            assert_eq!(reply.problem(ProblemKind::NotAllowed).rule, Some(Rule::G1));
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome), (AuditKind::RoleChanged, AuditOutcome::Refused));
            person.post(ROLES, &new_role("Vitas.Bruger")).await.problem(ProblemKind::NotAllowed);
            assert_eq!(app.only_event().kind, AuditKind::RoleCreated);
        }
        let administrator = app.login("forvalter").await;
        change(&administrator, LBA, &json!({ "max_holders": 9 })).await.view::<RoleView>();
        let call = Call::patch(format!("{ROLES}/JobAG.Chef")).json(&json!({ "max_holders": 1 }));
        administrator.send(call.if_match(1)).await.problem(ProblemKind::NotFound);
    }

    async fn a_change_that_makes_no_sense_is_refused_by_its_fields(app: TestApp) {
        let administrator = app.login("forvalter").await;
        change(&administrator, JOBAG, &json!({ "requires": [LBA] })).await.view::<RoleView>();
        let desk = "Brugeradministration.Landssupport";
        for (key, body, pointer, code) in [
            (JOBAG, json!({ "requires": ["JobAG.Chef"] }), "/requires/0", FieldCode::Unknown),
            (JOBAG, json!({ "requires": [JOBAG] }), "/requires/0", FieldCode::Circular),
            (JOBAG, json!({ "conflicts_with": [LBA] }), "/conflicts_with/0", FieldCode::Contradictory),
            (JOBAG, json!({ "conflicts_with": [JOBAG] }), "/conflicts_with/0", FieldCode::Contradictory),
            (JOBAG, json!({ "min_holders": 3, "max_holders": 2 }), "/min_holders", FieldCode::Contradictory),
            (JOBAG, json!({ "max_duration_days": 0 }), "/max_duration_days", FieldCode::OutOfRange),
            (JOBAG, json!({ "rules": [rule("kommune"), rule("kommune")] }), "/rules/1/holder_kind", FieldCode::AlreadyInUse),
            (JOBAG, json!({ "name_da": "  " }), "/name_da", FieldCode::Required),
            (JOBAG, json!({}), "", FieldCode::Required),
            (LBA, json!({ "requires": ["Arbejdsmarkedsportalen.Sagsbehandler"] }), "/requires", FieldCode::Fixed),
            (LBA, json!({ "rules": [rule("virksomhed")] }), "/rules", FieldCode::Fixed),
            (desk, json!({ "rules": [rule("virksomhed")] }), "/rules", FieldCode::Fixed),
        ] {
            let reply = change(&administrator, key, &body).await;
            let errors = reply.problem(ProblemKind::InvalidField).errors;
            let told: Vec<_> = errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
            assert_eq!(told, [(pointer, code)], "{key} {body}");
        }
        let reply = administrator.post(ROLES, &new_role("uden punktum")).await;
        assert_eq!(reply.problem(ProblemKind::InvalidField).errors[0].pointer, "/key");
    }

    async fn a_rule_that_goes_takes_the_role_out_of_reach_at_once_and_from_nobody(app: TestApp) {
        let (administrator, lba) = (app.login("forvalter").await, app.login("lba-nordisk").await);
        let newcomer = app.login("ny-nordisk").await.me().await.user;
        let giving = json!({
            "user_id": newcomer.id, "role": JOBAG, "organisation_id": newcomer.organisation.id,
            "reason": "Skal bruge adgangen i sit arbejde.",
        });
        change(&administrator, JOBAG, &json!({ "rules": [] })).await.view::<RoleView>();
        lba.post("/api/v1/role-grants", &giving).await.problem(ProblemKind::RoleNotGrantable);
        let holder = app.login("bruger-nordisk").await;
        assert!(holder.me().await.roles.iter().any(|held| held.role == JOBAG));
        change(&administrator, JOBAG, &json!({ "rules": [rule("virksomhed")] })).await.view::<RoleView>();
        assert_eq!(lba.post("/api/v1/role-grants", &giving).await.status, 201);
    }
}
