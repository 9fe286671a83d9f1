//! The work in the background: who may go on with it, and when it ends.

use acceptance::{Call, both};
use brugeradm::db::schema::{imports, role_grants};
use diesel::prelude::*;
use serde_json::json;
use shared::{
    audit::{AuditKind, AuditOutcome},
    import::{ImportState, ImportView},
    problem::ProblemKind,
};

use super::{IMPORTS, checked, file, imported, run_call, settled};

both! {
    async fn what_a_node_left_behind_is_taken_up_by_another_when_its_lease_has_run_out(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let import = checked(&administrator, file()).await;
        let of_this = imports::table.filter(imports::id.eq(import.id.to_string()));
        let left = diesel::update(of_this).set((
            imports::state.eq("running"), imports::phase.eq(1), imports::position.eq(0_i64),
            imports::handled.eq(0_i64), imports::counts.eq("[]"),
            imports::leased_by.eq("en node, der er væk"),
            imports::leased_until.eq(app.now().plus_seconds(20).naive()),
        ));
        left.execute(&mut app.connection()).unwrap();
        // Another import wakes the work; this one is still somebody's.
        checked(&administrator, file()).await;
        let still: ImportView = administrator.get(format!("{IMPORTS}/{}", import.id)).await.view();
        assert_eq!((still.state, still.handled), (ImportState::Running, 0));
        app.advance(21);
        checked(&administrator, file()).await;
        assert_eq!(settled(&administrator, &import).await.state, ImportState::Done);
    }

    async fn g13_an_import_ends_when_whoever_ordered_it_may_not_import_any_more(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let me = administrator.me().await.user.id.to_string();
        let import = checked(&administrator, file()).await;
        // Held by nobody yet, so that the right is lost between the order and the work.
        let of_this = || imports::table.filter(imports::id.eq(import.id.to_string()));
        diesel::update(of_this()).set((
            imports::state.eq("running"), imports::phase.eq(1), imports::position.eq(0_i64),
        )).execute(&mut app.connection()).unwrap();
        diesel::update(role_grants::table.filter(role_grants::user_id.eq(me))).set((
            role_grants::revoked_at.eq(app.now().naive()),
            role_grants::revoked_because.eq("Ikke forvalter længere."),
        )).execute(&mut app.connection()).unwrap();
        app.forget();
        let mut state = String::new();
        for _ in 0..600 {
            state = of_this().select(imports::state).first(&mut app.connection()).unwrap();
            if state == "failed" { break }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        let problem: Option<String> = of_this().select(imports::problem).first(&mut app.connection()).unwrap();
        assert_eq!((state.as_str(), problem.as_deref()), ("failed", Some("not-allowed")));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::ImportEnded, AuditOutcome::Refused));
    }

    async fn an_import_runs_once_from_the_version_that_was_read(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let import = checked(&administrator, file()).await;
        let bare = Call::post(format!("{IMPORTS}/{}/run", import.id)).json(&json!({}));
        administrator.send(bare).await.problem(ProblemKind::PreconditionRequired);
        let stale = ImportView { version: import.version - 1, ..import.clone() };
        administrator.send(run_call(&stale, None)).await.problem(ProblemKind::StaleVersion);
        let done = imported(&administrator, file()).await;
        administrator.send(run_call(&done, None)).await.problem(ProblemKind::ImportNotReady);
    }

    async fn an_import_is_given_up_and_stays_so(app: TestApp) {
        let administrator = app.login("forvalter").await;
        let import = checked(&administrator, file()).await;
        app.forget();
        let cancel = |version| Call::post(format!("{IMPORTS}/{}/cancellation", import.id))
            .json(&json!({})).if_match(version);
        let gone: ImportView = administrator.send(cancel(import.version)).await.view();
        assert_eq!(gone.state, ImportState::Cancelled);
        assert_eq!(app.only_event().kind, AuditKind::ImportCancelled);
        administrator.send(cancel(gone.version)).await.problem(ProblemKind::ImportNotReady);
        administrator.send(run_call(&gone, None)).await.problem(ProblemKind::ImportNotReady);
    }
}
