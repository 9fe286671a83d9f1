//! Imports over HTTP: the check, the run, and who may.

mod crash;
mod ownership;
mod running;

use std::time::Duration;

use acceptance::{Call, Event, Person, Reply, both};
use serde_json::json;
use shared::{
    audit::{AuditEventView, AuditKind, AuditOutcome},
    import::{ImportOutcome, ImportReason, ImportRecord, ImportRowView, ImportState, ImportView},
    page::Page,
    problem::ProblemKind,
    role_grant::{GrantSource, RoleGrantView},
    user::UserView,
};

pub(crate) const IMPORTS: &str = "/api/v1/imports";
pub(crate) const CASE_WORKER: &str = "Arbejdsmarkedsportalen.Sagsbehandler";
pub(crate) const LBA: &str = "Brugeradministration.LBA";

/// A kommune and an a-kasse, each with a user.
pub(crate) const HOMES: &str = "organisations-id;type;navn;kommunekode\n\
    k1;kommune;Aarhus Kommune;751\n\
    a1;a-kasse;Prøvens A-kasse;\n";
pub(crate) const USERS: &str = "bruger-id;organisations-id;navn;e-mail\n\
    b1;k1;Karen Ærlig;karen@aarhus.invalid\n\
    b2;a1;Åse Søe;aase@proeven.invalid\n";
const GRANTS: &str = "bruger-id;rolle;organisations-id;gyldig-fra;gyldig-til;begrundelse\n\
    b1;Arbejdsmarkedsportalen.Sagsbehandler;;16.06.2025;;Sagsbehandler siden sommeren\n\
    b1;JobAG.Virksomhedsbruger;Virksomhed;2025-06-16;31-12-2099;\n\
    b2;Arbejdsmarkedsportalen.Sagsbehandler;a1;;;\n";

pub(crate) fn file() -> String {
    [HOMES, USERS, GRANTS].concat()
}

pub(crate) async fn upload(person: &Person, text: impl Into<String>) -> Reply {
    let content: String = text.into();
    let call = Call::post(format!("{IMPORTS}?name=amp.csv")).body("text/csv", content);
    person.send(call).await
}

/// The import when the server is at work on it no more.
pub(crate) async fn settled(person: &Person, import: &ImportView) -> ImportView {
    for _ in 0..600 {
        let now: ImportView = person.get(format!("{IMPORTS}/{}", import.id)).await.view();
        if !now.state.is_busy() {
            return now;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("the import did not settle");
}

pub(crate) async fn checked(person: &Person, text: impl Into<String>) -> ImportView {
    let reply = upload(person, text).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    let import = settled(person, &reply.view()).await;
    assert_eq!(import.state, ImportState::Checked, "{import:?}");
    import
}

pub(crate) fn run_call(import: &ImportView, confirm: Option<i64>) -> Call {
    Call::post(format!("{IMPORTS}/{}/run", import.id))
        .json(&json!({ "confirm_removals": confirm }))
        .if_match(import.version)
}

pub(crate) async fn run(person: &Person, import: &ImportView, confirm: Option<i64>) -> ImportView {
    let started: ImportView = person.send(run_call(import, confirm)).await.view();
    settled(person, &started).await
}

/// Uploads, checks and runs a file to its end.
pub(crate) async fn imported(person: &Person, text: impl Into<String>) -> ImportView {
    let import = checked(person, text).await;
    let done = run(person, &import, None).await;
    assert_eq!(done.state, ImportState::Done, "{done:?}");
    done
}

pub(crate) fn count(import: &ImportView, record: ImportRecord, outcome: ImportOutcome) -> i64 {
    let found = import
        .counts
        .iter()
        .find(|count| (count.record, count.outcome) == (record, outcome));
    found.map_or(0, |count| count.rows)
}

pub(crate) async fn rows(person: &Person, import: &ImportView, query: &str) -> Vec<ImportRowView> {
    let path = format!("{IMPORTS}/{}/rows?limit=200{query}", import.id);
    person.get(path).await.view::<Page<ImportRowView>>().items
}

/// What was refused or kept, and why.
pub(crate) async fn reasons(person: &Person, import: &ImportView) -> Vec<(String, ImportReason)> {
    rows(person, import, "")
        .await
        .into_iter()
        .filter_map(|row| Some((row.key, row.reason?)))
        .collect()
}

pub(crate) async fn user(reader: &Person, name: &str) -> UserView {
    let path = format!("/api/v1/users?q={}", name.replace(' ', "%20"));
    let mut found = reader.get(path).await.view::<Page<UserView>>().items;
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found.remove(0)
}

pub(crate) async fn grants(reader: &Person, name: &str) -> Vec<RoleGrantView> {
    let id = user(reader, name).await.id;
    let path = format!("/api/v1/role-grants?user_id={id}");
    reader.get(path).await.view::<Page<RoleGrantView>>().items
}

fn kinds(events: &[Event]) -> Vec<AuditKind> {
    events.iter().map(|event| event.kind).collect()
}

both! {
    async fn a_check_says_row_by_row_what_would_happen_and_changes_nothing(app: TestApp) {
        let administrator = app.login("forvalter").await;
        app.forget();
        let import = checked(&administrator, file()).await;
        assert_eq!((import.rows, import.handled, import.source.as_str()), (7, 7, "AMP"));
        for (record, outcome, expected) in [
            (ImportRecord::Organisation, ImportOutcome::Unchanged, 1),
            (ImportRecord::Organisation, ImportOutcome::Created, 1),
            (ImportRecord::User, ImportOutcome::Created, 2),
            (ImportRecord::Grant, ImportOutcome::Created, 3),
        ] {
            assert_eq!(count(&import, record, outcome), expected, "{record} {outcome}");
        }
        assert_eq!(app.only_event().kind, AuditKind::ImportUploaded);
        assert!(app.outbox().is_empty());
        let desk = app.login("support-1").await;
        let found: Page<UserView> = desk.get("/api/v1/users?q=aase%40proeven").await.view();
        assert_eq!(found.items, []);
    }

    async fn a_run_does_what_the_check_said_and_the_lba_reads_where_it_came_from(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let me = administrator.me().await.user.id.to_string();
        let import = checked(&administrator, file()).await;
        app.forget();
        let done = run(&administrator, &import, None).await;
        assert_eq!((done.state, &done.counts), (ImportState::Done, &import.counts));
        let events = app.audit_events();
        assert_eq!(kinds(&events), [
            AuditKind::ImportStarted, AuditKind::OrganisationCreated,
            AuditKind::UserCreated, AuditKind::UserCreated,
            AuditKind::RoleGranted, AuditKind::RoleGranted, AuditKind::RoleGranted,
            AuditKind::ImportEnded,
        ]);
        assert!(events.iter().all(|event| event.actor_id.as_ref() == Some(&me)));
        assert_eq!(events[4].reason.as_deref(), Some("Import fra AMP: amp.csv"));
        assert_eq!(events[4].new.as_ref().unwrap()["source"], "import");
        let told: Vec<_> = app.outbox().into_iter().map(|message| message.kind).collect();
        assert_eq!(told.iter().filter(|kind| *kind == "role_grant.granted").count(), 3);

        let lba = app.login("lba-aarhus").await;
        let held = grants(&lba, "Karen Ærlig").await;
        assert_eq!(held.len(), 2);
        assert!(held.iter().all(|grant| grant.source == GrantSource::Import && grant.effective));
        assert!(held.iter().all(|grant| grant.granted_by.is_none()));
        let from: Vec<_> = held.iter().map(|grant| grant.valid_from.to_string()).collect();
        assert_eq!(from, ["2025-06-15T22:00:00Z"; 2], "midnight on Danish clocks");
        let log: Page<AuditEventView> = lba.get("/api/v1/audit-events?kind=role_granted").await.view();
        assert!(log.items.iter().any(|event| event.reason.as_deref() == Some("Import fra AMP: amp.csv")));
    }

    async fn r1_who_had_access_keeps_it_also_when_only_the_desk_gives_it(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        let desk = app.login("support-1").await;
        let karen = user(&desk, "Karen Ærlig").await.id;
        crate::lookups::look_up(&desk, karen).await;
        let held = grants(&desk, "Karen Ærlig").await;
        let desk_only = held.iter().find(|grant| grant.role == "JobAG.Virksomhedsbruger").unwrap();
        assert_eq!(desk_only.organisation.name, "Virksomhed");
        assert!(desk_only.effective && desk_only.source == GrantSource::Import);
    }

    async fn the_same_file_again_changes_nothing(app: TestApp) {
        let administrator = app.login("forvalter").await;
        imported(&administrator, file()).await;
        app.forget();
        let again = imported(&administrator, file()).await;
        assert_eq!(count(&again, ImportRecord::Grant, ImportOutcome::Unchanged), 3);
        assert!(again.counts.iter().all(|count| count.outcome == ImportOutcome::Unchanged), "{again:?}");
        assert_eq!(kinds(&app.audit_events()),
            [AuditKind::ImportUploaded, AuditKind::ImportStarted, AuditKind::ImportEnded]);
        assert!(app.outbox().is_empty());
    }

    async fn windows_1252_with_commas_is_read_like_utf_8(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let text = file().replace(';', ",");
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
        let call = reqwest::Client::new().post(format!("{}{IMPORTS}", app.base()))
            .header("Cookie", format!("__Host-session={}", administrator.session()))
            .header("Origin", app.base()).header("Content-Type", "text/csv").body(bytes);
        let text = call.send().await.unwrap().text().await.unwrap();
        let import: ImportView = serde_json::from_str(&text).unwrap();
        let import = settled(&administrator, &import).await;
        run(&administrator, &import, None).await;
        assert_eq!(user(&app.login("support-1").await, "Karen Ærlig").await.name, "Karen Ærlig");
    }

    async fn what_is_wrong_with_a_row_is_told_and_the_other_rows_are_carried_out(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let wrong = "bruger-id;rolle;organisations-id;gyldig-til\n\
            b1;Findes.Ikke;;\n\
            b9;Arbejdsmarkedsportalen.Sagsbehandler;;\n\
            b2;Arbejdsmarkedsportalen.Sagsbehandler;x9;\n\
            b1;Brugeradministration.Systemforvalter;k1;\n\
            b1;Arbejdsmarkedsportalen.Sagsbehandler;Virksomhed;\n\
            b1;Arbejdsmarkedsportalen.Sagsbehandler;;i morgen\n\
            b2;Arbejdsmarkedsportalen.Sagsbehandler;;\n\
            b2;Arbejdsmarkedsportalen.Sagsbehandler;;\n\
            b2;JobAG.Virksomhedsbruger;;01.01.2020\n";
        let done = imported(&administrator, [HOMES, USERS, wrong].concat()).await;
        let told = rows(&administrator, &done, "&record=grant").await;
        let told: Vec<_> = told.iter().map(|row| (row.line, row.outcome.unwrap(), row.reason)).collect();
        assert_eq!(told, [
            (2, ImportOutcome::Refused, Some(ImportReason::UnknownRole)),
            (3, ImportOutcome::Refused, Some(ImportReason::UnknownUser)),
            (4, ImportOutcome::Refused, Some(ImportReason::UnknownOrganisation)),
            (5, ImportOutcome::Refused, Some(ImportReason::RoleNotImportable)),
            (6, ImportOutcome::Refused, Some(ImportReason::RoleNotGrantable)),
            (7, ImportOutcome::Refused, Some(ImportReason::Malformed)),
            (8, ImportOutcome::Created, None),
            (9, ImportOutcome::Refused, Some(ImportReason::Duplicate)),
            (10, ImportOutcome::Unchanged, Some(ImportReason::Ended)),
        ]);
        let refused = rows(&administrator, &done, "&outcome=refused").await;
        assert_eq!(refused.len(), 7);
        assert_eq!(refused[5].column.as_deref(), Some("gyldig-til"));
        assert!(refused.iter().all(|row| row.message.is_some()));
    }

    async fn what_was_refused_is_downloaded_as_harmless_csv(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let evil = "bruger-id;organisations-id;navn;e-mail\n=1+1;x9;@SUM(A1);a@b.invalid\n";
        let import = checked(&administrator, evil).await;
        let reply = administrator.get(format!("{IMPORTS}/{}/errors.csv", import.id)).await;
        assert_eq!(reply.header("content-type"), Some("text/csv; charset=utf-8"));
        let line = reply.text.lines().nth(1).unwrap();
        assert!(line.starts_with("user;2;'=1+1;organisations-id;refused;unknown-organisation;"), "{line}");
        assert!(line.ends_with(";'@SUM(A1), a@b.invalid"), "{line}");
    }

    async fn a_file_that_makes_no_sense_is_refused_and_nothing_of_it_kept(app: TestApp) {
        let administrator = app.login("forvalter").await;
        for text in ["", "a;b\n1;2\n", "bruger-id;navn;farve\n1;2;3\n"] {
            upload(&administrator, text).await.problem(ProblemKind::ImportUnreadable);
        }
        let all: Page<ImportView> = administrator.get(IMPORTS).await.view();
        assert!(all.items.iter().all(|import| import.state == ImportState::Failed && import.rows == 0));
        let json = Call::post(IMPORTS).json(&json!({}));
        administrator.send(json).await.problem(ProblemKind::UnsupportedMediaType);
        let source = Call::post(format!("{IMPORTS}?source=A%20B")).body("text/csv", file());
        administrator.send(source).await.problem(ProblemKind::InvalidField);
    }

    async fn only_system_administrators_import(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let import = checked(&administrator, file()).await;
        for key in ["lba-aarhus", "support-1", "revisor", "bruger-nordisk"] {
            let person = app.login(key).await;
            app.forget();
            upload(&person, file()).await.problem(ProblemKind::NotAllowed);
            let event = app.only_event();
            assert_eq!((event.kind, event.outcome), (AuditKind::ImportUploaded, AuditOutcome::Refused));
            assert_eq!(person.get(IMPORTS).await.view::<Page<ImportView>>().items, [], "{key}");
            for path in ["", "/rows", "/errors.csv"] {
                let reply = person.get(format!("{IMPORTS}/{}{path}", import.id)).await;
                reply.problem(ProblemKind::NotFound);
            }
            person.send(run_call(&import, None)).await.problem(ProblemKind::NotFound);
        }
        app.send(Call::post(IMPORTS).body("text/csv", file())).await.problem(ProblemKind::Unauthenticated);
        let elsewhere = Call::post(IMPORTS).body("text/csv", file()).without_origin();
        administrator.send(elsewhere).await.problem(ProblemKind::CrossOrigin);
    }
}
