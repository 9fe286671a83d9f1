//! Organisations and the modules that administer them.

use acceptance::{Call, Person, both};
use brugeradm::domain::{facts::UMBRELLA, search::sort_key};
use serde_json::{Value, json};
use shared::{
    access_request::AccessRequestView,
    administration::AdministrationView,
    audit::{AuditKind, AuditOutcome},
    organisation::{Administration, OrganisationKind, OrganisationView},
    page::Page,
    problem::{FieldCode, ProblemKind},
    rule::Rule,
    session::Action,
};

use crate::story::{REQUESTS, asked};

const ORGANISATIONS: &str = "/api/v1/organisations";

fn path(one: &OrganisationView) -> String {
    format!("{ORGANISATIONS}/{}", one.id)
}

async fn list(reader: &Person, query: &str) -> Vec<OrganisationView> {
    let reply = reader.get(format!("{ORGANISATIONS}{query}")).await;
    reply.view::<Page<OrganisationView>>().items
}

fn names(found: &[OrganisationView]) -> Vec<&str> {
    found.iter().map(|one| one.name.as_str()).collect()
}

async fn nordisk(reader: &Person) -> OrganisationView {
    list(reader, "?q=30100107").await.remove(0)
}

fn new() -> Value {
    json!({ "kind": "virksomhed", "name": "Havnens Smedje ApS", "cvr": "DK 13 74 81 36" })
}

both! {
    async fn one_sees_one_s_own_organisation_and_the_umbrella(app: TestApp) {
        for key in ["lba-nordisk", "bruger-nordisk"] {
            let found = list(&app.login(key).await, "").await;
            assert_eq!(names(&found), ["Nordisk Byg A/S", "Virksomhed"], "{key}");
            let lbas: Vec<_> = found[0].lbas.iter().map(|lba| lba.name.as_str()).collect();
            assert_eq!(lbas, ["Anne Holm", "Jens Krogh"], "{key}");
            assert_eq!(found[0].parent_id, Some(UMBRELLA));
            assert_eq!(found[0].star_code, Some(24));
        }
        app.send(Call::get(ORGANISATIONS)).await.problem(ProblemKind::Unauthenticated);
    }

    async fn those_who_work_across_see_every_organisation_in_danish_order(app: TestApp) {
        for key in ["support-1", "revisor", "forvalter"] {
            let reader = app.login(key).await;
            let found = list(&reader, "?limit=200").await;
            assert_eq!(found.len(), 1 + 1 + 98 + 18 + 3 + 1, "{key}");
            let keys: Vec<_> = found.iter().map(|one| sort_key(&one.name)).collect();
            assert!(keys.is_sorted(), "{key}");
            // æ, ø, å come last, and aa counts as å.
            let last = names(&found)[found.len() - 4..].to_vec();
            assert_eq!(last, ["Ærø Kommune", "Aabenraa Kommune", "Aalborg Kommune", "Aarhus Kommune"]);
        }
    }

    async fn organisations_are_found_by_name_number_and_kind(app: TestApp) {
        let desk = app.login("support-1").await;
        assert_eq!(names(&list(&desk, "?q=BYG").await), ["Nordisk Byg A/S"]);
        assert_eq!(names(&list(&desk, "?q=55568510").await),
            ["Styrelsen for Arbejdsmarked og Rekruttering"]);
        assert_eq!(names(&list(&desk, "?q=751&kind=kommune").await), ["Aarhus Kommune"]);
        assert_eq!(list(&desk, "?q=%25").await, []);
        assert_eq!(list(&desk, "?kind=a_kasse&limit=200").await.len(), 18);
        let reply = desk.get(format!("{ORGANISATIONS}?kind=forening")).await;
        reply.problem(ProblemKind::InvalidField);
    }

    async fn pages_of_organisations_join_without_gap_or_repeat(app: TestApp) {
        let desk = app.login("support-1").await;
        let whole = list(&desk, "?limit=200").await;
        let (mut joined, mut query) = (Vec::new(), "?limit=50".to_owned());
        loop {
            let reply = desk.get(format!("{ORGANISATIONS}{query}")).await;
            let page: Page<OrganisationView> = reply.view();
            joined.extend(page.items);
            let Some(cursor) = page.next_cursor else { break };
            query = format!("?limit=50&cursor={cursor}");
        }
        assert_eq!(joined, whole);
    }

    async fn another_organisation_does_not_exist(app: TestApp) {
        let hidden = nordisk(&app.login("support-1").await).await;
        let lba = app.login("lba-fjord").await;
        app.forget();
        lba.get(path(&hidden)).await.problem(ProblemKind::NotFound);
        let change = Call::patch(path(&hidden)).json(&json!({ "name": "Min nu" })).if_match(1);
        lba.send(change).await.problem(ProblemKind::NotFound);
        lba.get(format!("{ORGANISATIONS}/x")).await.problem(ProblemKind::NotFound);
        assert_eq!(app.audit_events(), []);
    }

    async fn the_desk_and_administrators_register_organisations(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let reply = administrator.post(ORGANISATIONS, &new()).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let created: OrganisationView = reply.view();
        assert_eq!(reply.header("location"), Some(path(&created).as_str()));
        assert_eq!(reply.header("etag"), Some("\"1\""));
        assert_eq!(created.cvr.as_deref(), Some("13748136"));
        assert_eq!((created.parent_id, created.administration),
            (Some(UMBRELLA), Administration::Star));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome),
            (AuditKind::OrganisationCreated, AuditOutcome::Done));
        assert_eq!(event.organisation_id, Some(created.id.to_string()));
        let messages = app.outbox();
        assert_eq!((messages.len(), messages[0].kind.as_str()), (1, "organisation.created"));
        let again = administrator.post(ORGANISATIONS, &new()).await;
        again.problem(ProblemKind::OrganisationExists);
        let desk = app.login("support-1").await;
        let kommune = json!({ "kind": "jobcenter", "name": "Jobcenter Aarhus" });
        let jobcentre: OrganisationView = desk.post(ORGANISATIONS, &kommune).await.view();
        assert_eq!(jobcentre.administration, Administration::Arbejdsmarkedsportalen);
        assert_eq!(jobcentre.star_code, Some(8));
    }

    async fn nobody_else_registers_organisations(app: TestApp) {
        for key in ["lba-nordisk", "bruger-nordisk", "revisor"] {
            let person = app.login(key).await;
            app.forget();
            let problem = person.post(ORGANISATIONS, &new()).await.problem(ProblemKind::NotAllowed);
            assert_eq!(problem.rule, Some(Rule::G1), "{key}");
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome),
                (AuditKind::OrganisationCreated, AuditOutcome::Refused));
        }
    }

    async fn a_wrong_organisation_is_refused_by_its_fields(app: TestApp) {
        let desk = app.login("support-1").await;
        app.forget();
        for (new, pointer, code) in [
            (json!({ "kind": "virksomhed", "name": "", "cvr": "13748136" }),
                "/name", FieldCode::Required),
            (json!({ "kind": "virksomhed", "name": "A" }), "/cvr", FieldCode::Required),
            (json!({ "kind": "virksomhed", "name": "A", "cvr": "12345678" }),
                "/cvr", FieldCode::Malformed),
            (json!({ "kind": "kommune", "name": "A" }), "/kommunekode", FieldCode::Required),
            (json!({ "kind": "kommune", "name": "A", "kommunekode": "75" }),
                "/kommunekode", FieldCode::Malformed),
            (json!({ "kind": "forening", "name": "A" }), "/kind", FieldCode::Unknown),
            (json!({ "kind": "jobcenter", "name": "A", "parent_id": uuid::Uuid::nil() }),
                "/parent_id", FieldCode::Unknown),
        ] {
            let problem = desk.post(ORGANISATIONS, &new).await.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].code, code, "{new}");
            assert_eq!(problem.errors[0].pointer, pointer, "{new}");
        }
        assert_eq!(app.audit_events(), []);
    }

    async fn an_organisation_out_of_use_lets_nobody_in(app: TestApp) {
        let desk = app.login("support-1").await;
        let lba = app.login("lba-fjord").await;
        let fjord = list(&desk, "?q=30200209").await.remove(0);
        app.forget();
        let change = |active: bool| Call::patch(path(&fjord)).json(&json!({ "active": active }));
        desk.send(change(false)).await.problem(ProblemKind::PreconditionRequired);
        desk.send(change(false).if_match(7)).await.problem(ProblemKind::StaleVersion);
        assert_eq!(app.audit_events(), []);
        let reply = desk.send(change(false).if_match(fjord.version)).await;
        assert_eq!(reply.header("etag"), Some("\"2\""));
        assert!(!reply.view::<OrganisationView>().active);
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome),
            (AuditKind::OrganisationChanged, AuditOutcome::Done));
        assert_eq!((&event.old.unwrap()["active"], &event.new.unwrap()["active"]),
            (&json!(true), &json!(false)));
        assert_eq!(app.outbox()[0].kind, "organisation.changed");
        lba.get("/api/v1/me").await.problem(ProblemKind::Unauthenticated);
        assert!(app.try_login("lba-fjord").await.is_err());
        assert_eq!(desk.send(change(true).if_match(2)).await.status, 200);
        assert!(app.try_login("lba-fjord").await.is_ok());
    }

    async fn the_umbrella_never_changes_and_an_lba_changes_no_organisation(app: TestApp) {
        let name = json!({ "name": "Noget andet" });
        let desk = app.login("support-1").await;
        let umbrella = Call::patch(format!("{ORGANISATIONS}/{UMBRELLA}")).json(&name).if_match(1);
        desk.send(umbrella).await.problem(ProblemKind::NotAllowed);
        let lba = app.login("lba-nordisk").await;
        let own = nordisk(&lba).await;
        let change = own.allowed_actions.iter().find(|one| one.action == Action::ChangeOrganisation);
        assert_eq!(change.map(|one| one.allowed), Some(false));
        lba.send(Call::patch(path(&own)).json(&name).if_match(1)).await
            .problem(ProblemKind::NotAllowed);
    }

    async fn its_lbas_choose_whether_the_staff_see_who_decides_or_only_how_many(app: TestApp) {
        let (lba, employee) = (app.login("lba-nordisk").await, app.login("ny-nordisk").await);
        let request = asked(&employee).await;
        assert_eq!((request.deciders.len(), request.decider_count), (2, 2));
        let own = nordisk(&lba).await;
        let choose = own.allowed_actions.iter().find(|one| one.action == Action::ChooseForOrganisation);
        assert!(own.names_deciders && choose.is_some_and(|one| one.allowed));
        let hide = Call::patch(path(&own)).json(&json!({ "names_deciders": false })).if_match(own.version);
        for (key, refusal) in [
            ("bruger-nordisk", ProblemKind::NotAllowed),
            ("support-1", ProblemKind::LbaOnly),
            ("lba-fjord", ProblemKind::NotFound),
        ] {
            app.login(key).await.send(hide.clone()).await.problem(refusal);
        }
        app.forget();
        let hidden: OrganisationView = lba.send(hide).await.view();
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::OrganisationChanged, AuditOutcome::Done));
        let told = |value: Option<Value>| value.map(|value| value["names_deciders"].clone());
        assert_eq!((told(event.old), told(event.new)), (Some(json!(true)), Some(json!(false))));
        assert_eq!((hidden.names_deciders, hidden.lbas.len()), (false, 2), "LBAs know each other");

        let shown = async |reader: &Person| -> (usize, i64) {
            let read: AccessRequestView = reader.get(format!("{REQUESTS}/{}", request.id)).await.view();
            (read.deciders.len(), read.decider_count)
        };
        assert_eq!(shown(&employee).await, (0, 2));
        assert_eq!(shown(&lba).await, (2, 2));
        assert_eq!(shown(&app.login("support-1").await).await, (2, 2));
        let seen = nordisk(&employee).await;
        assert_eq!((seen.lbas.len(), seen.lba_count), (0, 2));
    }

    async fn how_long_answers_take_is_told_once_there_are_enough_of_them(app: TestApp) {
        let home = nordisk(&app.login("ny-nordisk").await).await.id;
        let usual = async || -> Option<i64> {
            let employee = app.login("ny-nordisk").await;
            let read: OrganisationView = employee.get(format!("{ORGANISATIONS}/{home}")).await.view();
            read.usual_answer_hours
        };
        for hours in [1, 30, 2, 3, 50] {
            assert_eq!(usual().await, None, "too few say little");
            let request = asked(&app.login("ny-nordisk").await).await;
            app.advance(hours * 3600 - 1);
            let lba = app.login("lba-nordisk").await;
            let rejection = Call::post(crate::story::path(&request, "rejection"))
                .json(&json!({ "reason": "Det er ikke aftalt med din leder." }))
                .if_match(request.version);
            assert_eq!(lba.send(rejection).await.status, 200);
        }
        assert_eq!(usual().await, Some(3), "half of them within three hours");
    }

    async fn companies_are_administered_in_star_and_the_others_in_amp(app: TestApp) {
        let employee = app.login("bruger-nordisk").await;
        let reply = employee.get("/api/v1/administrations").await;
        for one in reply.view::<Page<AdministrationView>>().items {
            let expected = match one.kind {
                OrganisationKind::Virksomhed | OrganisationKind::Styrelse => Administration::Star,
                _ => Administration::Arbejdsmarkedsportalen,
            };
            assert_eq!(one.administration, expected, "{}", one.kind);
        }
    }
}
