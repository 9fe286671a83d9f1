//! Moving a kind of organisation from Arbejdsmarkedsportalen's module to STAR's, and back (R9).

mod scale;
mod writing;

use acceptance::{Call, Person, TestApp, both};
use brugeradm::db::DbConnection;
use diesel::connection::SimpleConnection as _;
use serde_json::{Value, json};
use shared::{
    administration::{AdministrationView, Care, CutoverView},
    audit::{AuditKind, AuditOutcome},
    organisation::{Administration, OrganisationKind},
    page::Page,
    problem::{FieldCode, ProblemKind},
    rule::Rule,
    session::Action,
};

use crate::story::GRANTS;

const CUTOVERS: &str = "/api/v1/administrations/cutovers";
const WHY: &str = "Modulet udfases med release 2025-4.";

fn kommuner() -> Value {
    json!({ "kind": "kommune", "reason": WHY })
}

async fn cut_over(administrator: &Person) -> CutoverView {
    let reply = administrator.post(CUTOVERS, &kommuner()).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.view()
}

fn reversal(cutover: &CutoverView) -> Call {
    Call::post(format!("{CUTOVERS}/{}/reversal", cutover.id)).json(&json!({ "reason": WHY }))
}

async fn module_of(person: &Person) -> Administration {
    person.me().await.administration
}

/// Lets every move take a right from somebody, behind the product's back.
fn plant_a_thief(app: &TestApp) {
    let steal = "UPDATE role_grants SET revoked_at = '2026-06-16 08:00:00', \
                 revoked_because = 'Stjålet' WHERE revoked_at IS NULL";
    let statement = match &mut app.connection() {
        DbConnection::Sqlite(_) => {
            format!("CREATE TRIGGER thief AFTER UPDATE ON administrations BEGIN {steal}; END")
        }
        DbConnection::Postgres(_) => format!(
            "CREATE FUNCTION steal() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN {steal}; RETURN NEW; END $$; CREATE TRIGGER thief AFTER UPDATE ON \
             administrations FOR EACH ROW EXECUTE FUNCTION steal()"
        ),
    };
    app.connection().batch_execute(&statement).unwrap();
}

both! {
    async fn the_kommuner_move_and_nobody_s_rights_do(app: TestApp) {
        let (lba, lba_3f) = (app.login("lba-aarhus").await, app.login("lba-3f").await);
        let administrator = app.login("forvalter").await;
        assert_eq!(module_of(&lba).await, Administration::Arbejdsmarkedsportalen);
        let before = lba.me().await;
        app.forget();
        let moved = cut_over(&administrator).await;
        assert_eq!((moved.from, moved.to),
            (Administration::Arbejdsmarkedsportalen, Administration::Star));
        assert_eq!(moved.moved.organisations, 98);
        assert!(moved.moved.users >= 2 && moved.moved.grants >= 2, "{:?}", moved.moved);
        assert!(moved.rights.equal && moved.rights.before == moved.rights.after);
        assert_eq!(moved.rights.after.count, moved.moved.grants);
        assert_eq!(module_of(&lba).await, Administration::Star);
        assert_eq!(module_of(&lba_3f).await, Administration::Arbejdsmarkedsportalen);
        let after = lba.me().await;
        assert_eq!((after.roles, after.allowed_actions), (before.roles, before.allowed_actions));
        let reply = administrator.get(format!("{CUTOVERS}/{}", moved.id)).await;
        assert_eq!(reply.header("etag"), Some("\"1\""));
        assert_eq!(reply.view::<CutoverView>(), moved);
    }

    async fn a_move_is_told_in_every_log_and_to_the_outside(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let administrator = app.login("forvalter").await;
        app.forget();
        let moved = cut_over(&administrator).await;
        let events = app.audit_events();
        assert_eq!(events.len(), 98 + 1);
        let aarhus = lba.me().await.user.organisation.id.to_string();
        let own: Vec<_> = events.iter()
            .filter(|event| event.organisation_id.as_deref() == Some(&aarhus)).collect();
        assert_eq!((own.len(), own[0].kind), (1, AuditKind::OrganisationMoved));
        assert_eq!(own[0].reason.as_deref(), Some(WHY));
        assert_eq!(own[0].old, Some(json!({ "administration": "arbejdsmarkedsportalen" })));
        let whole = events.last().unwrap();
        assert_eq!((whole.kind, whole.outcome), (AuditKind::CutoverExecuted, AuditOutcome::Done));
        assert_eq!(whole.new.as_ref().unwrap()["sha256"], json!(moved.rights.after.sha256));
        let messages = app.outbox();
        let of = |kind: &str| messages.iter().filter(|one| one.kind == kind).count();
        assert_eq!((of("organisation.moved"), of("administration.moved")), (98, 1));
        let log = lba.get("/api/v1/audit-events?kind=organisation_moved").await.body;
        assert_eq!(log["items"][0]["sentence"],
            "Aarhus Kommune administreres nu i STAR Brugeradministration. Alle roller er de samme.");
        let log = app.login("revisor").await
            .get("/api/v1/audit-events?kind=cutover_executed").await.body;
        let sentence = log["items"][0]["sentence"].as_str().unwrap();
        assert!(sentence.ends_with("flyttede kommuner til STAR Brugeradministration."), "{sentence}");
    }

    async fn a_rehearsal_reports_what_the_move_will_and_keeps_nothing(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let reply = administrator.post(format!("{CUTOVERS}?dry_run=true"), &kommuner()).await;
        assert_eq!(reply.status, 200, "{reply:?}");
        let rehearsed: CutoverView = reply.view();
        assert!(app.audit_events().is_empty() && app.outbox().is_empty());
        assert_eq!(module_of(&app.login("lba-aarhus").await).await,
            Administration::Arbejdsmarkedsportalen);
        let listed = administrator.get(CUTOVERS).await.view::<Page<CutoverView>>();
        assert_eq!(listed.items, []);
        let moved = cut_over(&administrator).await;
        assert_eq!((rehearsed.moved, &rehearsed.care, &rehearsed.organisations, &rehearsed.rights),
            (moved.moved, &moved.care, &moved.organisations, &moved.rights));
    }

    async fn what_wants_care_is_told_with_where_and_what_to_do(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let home = lba.me().await.user.organisation.id;
        let new = json!({ "name": "Ida Ny", "email": "ida@aarhus.invalid", "organisation_id": home });
        assert_eq!(lba.post("/api/v1/users", &new).await.status, 201);
        let desk = app.login("support-1").await;
        let centre = json!({ "kind": "jobcenter", "name": "Jobcenter Aarhus", "parent_id": home });
        assert_eq!(desk.post("/api/v1/organisations", &centre).await.status, 201);
        app.connection().batch_execute(
            "DELETE FROM role_rules WHERE holder_kind = 'kommune' AND role_key LIKE '%Sagsbehandler'"
        ).unwrap();
        let administrator = app.login("forvalter").await;
        let moved = cut_over(&administrator).await;
        let told: Vec<_> = moved.care.iter().map(|one| (one.code, one.organisations, one.count)).collect();
        assert_eq!(told, [(Care::NoLba, 97, 97), (Care::WithoutIdentity, 1, 1), (Care::NoRule, 1, 1),
            (Care::ParentElsewhere, 1, 1)]);
        assert!(moved.care.iter().all(|one| one.text.len() > 20));
        let aarhus = moved.organisations.iter().find(|one| one.organisation.id == home).unwrap();
        assert_eq!((aarhus.lbas, &aarhus.care[..]),
            (1, &[Care::WithoutIdentity, Care::NoRule, Care::ParentElsewhere][..]));
    }

    async fn a_reversal_keeps_what_was_granted_since(app: TestApp) {
        let lba = app.login("lba-aarhus").await;
        let administrator = app.login("forvalter").await;
        let moved = cut_over(&administrator).await;
        let worker = app.login("sagsbehandler-aarhus").await.me().await.user.id;
        let home = lba.me().await.user.organisation.id;
        let role = json!({ "user_id": worker, "role": "Brugeradministration.LBA",
            "organisation_id": home, "reason": WHY });
        let given = lba.post(GRANTS, &role).await;
        assert_eq!(given.status, 201, "{given:?}");
        app.forget();
        administrator.send(reversal(&moved)).await.problem(ProblemKind::PreconditionRequired);
        administrator.send(reversal(&moved).if_match(7)).await.problem(ProblemKind::StaleVersion);
        let reply = administrator.send(reversal(&moved).if_match(1)).await;
        assert_eq!(reply.status, 201, "{reply:?}");
        let back: CutoverView = reply.view();
        assert_eq!((back.reverses, back.from, back.to), (Some(moved.id), moved.to, moved.from));
        assert_eq!(back.rights.after.count, moved.rights.after.count + 1);
        assert_eq!(module_of(&lba).await, Administration::Arbejdsmarkedsportalen);
        let grant = lba.get(format!("{GRANTS}/{}", given.body["id"].as_str().unwrap())).await;
        assert_eq!(grant.body["effective"], true);
        assert_eq!(app.audit_events().last().unwrap().kind, AuditKind::CutoverReversed);
        let first: CutoverView = administrator.get(format!("{CUTOVERS}/{}", moved.id)).await.view();
        assert_eq!((first.version, first.reversed.unwrap().id), (2, back.id));
        for (cutover, version) in [(&moved, 2), (&back, 1)] {
            administrator.send(reversal(cutover).if_match(version)).await
                .problem(ProblemKind::NotReversible);
        }
        let again = cut_over(&administrator).await;
        let listed = administrator.get(format!("{CUTOVERS}?kind=kommune")).await
            .view::<Page<CutoverView>>();
        let ids: Vec<_> = listed.items.iter().map(|one| one.id).collect();
        assert_eq!(ids, [again.id, back.id, moved.id]);
    }

    async fn a_move_that_would_change_anybody_s_rights_is_refused_and_undone(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let employee = app.login("sagsbehandler-aarhus").await;
        plant_a_thief(&app);
        let roles = employee.me().await.roles;
        assert!(!roles.is_empty());
        app.forget();
        for query in ["?dry_run=true", ""] {
            administrator.post(format!("{CUTOVERS}{query}"), &kommuner()).await
                .problem(ProblemKind::RightsWouldChange);
        }
        assert_eq!(employee.me().await.roles, roles);
        assert_eq!(module_of(&employee).await, Administration::Arbejdsmarkedsportalen);
        assert_eq!(app.audit_events(), []);
    }

    async fn what_is_in_star_already_does_not_move_there(app: TestApp) {
        let administrator = app.login("forvalter").await;
        cut_over(&administrator).await;
        app.forget();
        for kind in ["kommune", "virksomhed", "styrelse"] {
            let new = json!({ "kind": kind, "reason": WHY });
            administrator.post(CUTOVERS, &new).await.problem(ProblemKind::AlreadyInState);
        }
        let short = json!({ "kind": "jobcenter", "reason": "Fordi" });
        let problem = administrator.post(CUTOVERS, &short).await.problem(ProblemKind::InvalidField);
        assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code),
            ("/reason", FieldCode::TooShort));
        assert_eq!(app.audit_events(), []);
    }

    async fn of_two_who_move_the_same_kind_at_once_one_is_told_it_is_done(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let new = kommuner();
        let (one, other) = tokio::join!(
            administrator.post(CUTOVERS, &new), administrator.post(CUTOVERS, &new));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409], "{one:?} {other:?}");
        let listed = administrator.get(CUTOVERS).await.view::<Page<CutoverView>>();
        assert_eq!(listed.items.len(), 1);
    }

    async fn a_system_administrator_moves_and_the_desk_and_auditors_read(app: TestApp) {
        let moved = cut_over(&app.login("forvalter").await).await;
        for (key, reads) in [("support-1", true), ("revisor", true), ("lba-aarhus", false)] {
            let person = app.login(key).await;
            app.forget();
            let problem = person.post(CUTOVERS, &kommuner()).await.problem(ProblemKind::NotAllowed);
            assert_eq!(problem.rule, Some(Rule::R9), "{key}");
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome),
                (AuditKind::CutoverExecuted, AuditOutcome::Refused));
            let listed = person.get(CUTOVERS).await.view::<Page<CutoverView>>();
            assert_eq!(listed.items.len(), usize::from(reads), "{key}");
            let read = person.get(format!("{CUTOVERS}/{}", moved.id)).await;
            let back = person.send(reversal(&moved).if_match(1)).await;
            if reads {
                let view: CutoverView = read.view();
                let action = &view.allowed_actions[0];
                assert_eq!((action.action, action.allowed), (Action::ReverseCutover, false));
                back.problem(ProblemKind::NotAllowed);
            } else {
                read.problem(ProblemKind::NotFound);
                back.problem(ProblemKind::NotFound);
            }
        }
    }

    async fn the_modules_are_told_by_kind_and_new_organisations_begin_in_theirs(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let jobcentres = json!({ "kind": "jobcenter", "reason": WHY });
        assert_eq!(administrator.post(CUTOVERS, &jobcentres).await.status, 201);
        let modules = administrator.get("/api/v1/administrations").await
            .view::<Page<AdministrationView>>().items;
        let of = |kind| modules.iter().find(|one| one.kind == kind).unwrap();
        let centres = of(OrganisationKind::Jobcenter);
        assert_eq!((centres.administration, centres.version, centres.since, centres.organisations),
            (Administration::Star, 2, app.now(), 0));
        assert_eq!(centres.allowed_actions[0].code, Some(ProblemKind::AlreadyInState));
        let kommuner = of(OrganisationKind::Kommune);
        assert_eq!((kommuner.administration, kommuner.organisations),
            (Administration::Arbejdsmarkedsportalen, 98));
        assert!(kommuner.allowed_actions[0].allowed);
        let new = json!({ "kind": "jobcenter", "name": "Jobcenter Aarhus" });
        let reply = administrator.post("/api/v1/organisations", &new).await;
        assert_eq!(reply.body["administration"], "star");
    }
}
