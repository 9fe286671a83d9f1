//! Changing, stopping and letting act again.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    audit::{AuditKind, AuditOutcome},
    problem::{FieldCode, ProblemKind},
    rule::Rule,
    session::Action,
    user::{UserStatus, UserView},
};

use super::{find, path};

fn because() -> Value {
    json!({ "reason": "  Er holdt op i firmaet  " })
}

fn stop(user: &UserView) -> Call {
    Call::post(format!("{}/deactivation", path(user.id)))
        .json(&because())
        .if_match(user.version)
}

fn start(user: &UserView) -> Call {
    Call::post(format!("{}/reactivation", path(user.id)))
        .json(&because())
        .if_match(user.version)
}

fn rename(user: &UserView, name: &str) -> Call {
    Call::patch(path(user.id)).json(&json!({ "name": name }))
}

async fn reread(reader: &Person, user: &UserView) -> UserView {
    reader.get(path(user.id)).await.view()
}

both! {
    async fn an_lba_changes_a_user_s_name_and_address(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let user = find(&lba, "Mette Lund").await;
        app.forget();
        let change = json!({ "name": "Mette Åkær", "email": "mette@nordisk-byg.example" });
        let call = Call::patch(path(user.id)).json(&change).if_match(user.version);
        let reply = lba.send(call).await;
        let changed: UserView = reply.view();
        assert_eq!(reply.status, 200);
        assert_eq!(changed.version, user.version + 1);
        assert_eq!(reply.header("etag"), Some(format!("\"{}\"", changed.version).as_str()));
        assert_eq!((changed.name.as_str(), changed.email.as_str()),
            ("Mette Åkær", "mette@nordisk-byg.example"));
        assert_eq!(reread(&lba, &user).await, changed);
        assert_eq!(find(&lba, "åkær").await.id, user.id);
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::UserChanged, AuditOutcome::Done));
        assert_eq!(event.old.unwrap()["name"], "Mette Lund");
        assert_eq!(event.new.unwrap()["name"], "Mette Åkær");
        let messages = app.outbox();
        assert_eq!((messages.len(), messages[0].kind.as_str()), (1, "user.changed"));
    }

    async fn a_change_names_the_version_it_changes(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let user = find(&lba, "Mette Lund").await;
        app.forget();
        let call = || rename(&user, "Mette Lund Holm");
        lba.send(call()).await.problem(ProblemKind::PreconditionRequired);
        for stale in ["\"0\"", "\"2\"", "W/\"1\"", "*", "1"] {
            lba.send(call().header("If-Match", stale)).await.problem(ProblemKind::StaleVersion);
        }
        assert_eq!(app.audit_events(), []);
        assert_eq!(lba.send(call().if_match(user.version)).await.status, 200);
        lba.send(call().if_match(user.version)).await.problem(ProblemKind::StaleVersion);
    }

    async fn a_change_of_nothing_or_to_nonsense_is_refused(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let user = find(&lba, "Mette Lund").await;
        for (change, pointer, code) in [
            (json!({}), "/name", FieldCode::Required),
            (json!({ "name": "" }), "/name", FieldCode::Required),
            (json!({ "email": "mette" }), "/email", FieldCode::Malformed),
            (json!({ "status": "active" }), "/status", FieldCode::UnknownField),
        ] {
            let call = Call::patch(path(user.id)).json(&change).if_match(user.version);
            let problem = lba.send(call).await.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].pointer, pointer);
            assert_eq!(problem.errors[0].code, code);
        }
        let taken = json!({ "email": "ANNE.holm@nordisk-byg.example" });
        let call = Call::patch(path(user.id)).json(&taken).if_match(user.version);
        lba.send(call).await.problem(ProblemKind::UserExists);
    }

    async fn whoever_may_look_but_not_touch_is_told_which_rule_says_so(app: TestApp) {
        let employee = app.login("bruger-nordisk").await;
        let lba = app.login("lba-nordisk").await;
        let mette = find(&lba, "Mette Lund").await;
        let anne = find(&lba, "Anne Holm").await;
        let (desk, auditor) = (app.login("support-1").await, app.login("revisor").await);
        for (person, user, kind, rule) in [
            (&employee, &mette, ProblemKind::NotAllowed, Rule::G1),
            (&lba, &anne, ProblemKind::OwnAccount, Rule::G4),
            (&desk, &mette, ProblemKind::LbaOnly, Rule::R3),
            (&auditor, &mette, ProblemKind::NotAllowed, Rule::G1),
        ] {
            // No version is named: who may not change a thing learns nothing of its version.
            for (call, attempt) in [
                (rename(user, "Ny"), AuditKind::UserChanged),
                (Call::post(format!("{}/deactivation", path(user.id))).json(&because()),
                    AuditKind::UserDeactivated),
                (Call::post(format!("{}/reactivation", path(user.id))).json(&because()),
                    AuditKind::UserReactivated),
            ] {
                app.forget();
                let problem = person.send(call).await.problem(kind);
                assert_eq!(problem.rule, Some(rule));
                let event = app.only_event();
                assert_eq!((event.kind, event.outcome), (attempt, AuditOutcome::Refused));
                assert_eq!((event.code, event.rule), (Some(kind), Some(rule)));
                assert_eq!(event.subject_id, Some(user.id.to_string()));
            }
        }
        assert_eq!(app.outbox(), []);
    }

    async fn a_stopped_user_is_out_at_once_and_comes_back_with_their_roles(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let employee = app.login("bruger-nordisk").await;
        let user = find(&lba, "Mette Lund").await;
        app.forget();
        let stopped: UserView = lba.send(stop(&user)).await.view();
        assert_eq!((stopped.status, stopped.version), (UserStatus::Deactivated, user.version + 1));
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::UserDeactivated, AuditOutcome::Done));
        assert_eq!(event.reason.as_deref(), Some("Er holdt op i firmaet"));
        assert_eq!(app.outbox()[0].kind, "user.deactivated");
        employee.get("/api/v1/me").await.problem(ProblemKind::Unauthenticated);
        assert!(app.try_login("bruger-nordisk").await.is_err());

        lba.send(stop(&stopped)).await.problem(ProblemKind::AlreadyInState);
        app.forget();
        let back: UserView = lba.send(start(&stopped)).await.view();
        assert_eq!(back.status, UserStatus::Active);
        assert_eq!(app.only_event().kind, AuditKind::UserReactivated);
        assert_eq!(app.outbox()[0].kind, "user.reactivated");
        lba.send(start(&back)).await.problem(ProblemKind::AlreadyInState);
        // The session that was ended stays ended.
        employee.get("/api/v1/me").await.problem(ProblemKind::Unauthenticated);
        let me = app.login("bruger-nordisk").await.me().await;
        assert_eq!(me.roles[0].role, "JobAG.Virksomhedsbruger");
    }

    async fn stopping_needs_a_reason_of_ten_characters(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let user = find(&lba, "Mette Lund").await;
        for (reason, code) in [("", FieldCode::Required), ("for kort", FieldCode::TooShort)] {
            let call = Call::post(format!("{}/deactivation", path(user.id)))
                .json(&json!({ "reason": reason }))
                .if_match(user.version);
            let problem = lba.send(call).await.problem(ProblemKind::InvalidField);
            assert_eq!(problem.errors[0].code, code);
        }
    }

    async fn two_lbas_who_stop_each_other_leave_one(app: TestApp) {
        let (first, second) = (app.login("lba-nordisk").await, app.login("lba2-nordisk").await);
        let anne = find(&first, "Anne Holm").await;
        let jens = find(&first, "Jens Krogh").await;
        let (one, other) = tokio::join!(first.send(stop(&jens)), second.send(stop(&anne)));
        let statuses = [one.status, other.status];
        assert!(statuses.contains(&200), "{one:?} {other:?}");
        assert!(statuses.iter().any(|status| *status != 200), "{one:?} {other:?}");
        let desk = app.login("support-1").await;
        for user in [&anne, &jens] {
            crate::lookups::look_up(&desk, user.id).await;
        }
        let active = [reread(&desk, &anne).await, reread(&desk, &jens).await]
            .iter()
            .filter(|user| user.status == UserStatus::Active)
            .count();
        assert_eq!(active, 1);
    }

    async fn what_may_be_done_with_a_user_is_told_with_the_user(app: TestApp) {
        let lba = app.login("lba-nordisk").await;
        let allowed = |user: &UserView, action| {
            user.allowed_actions.iter()
                .find(|allowed| allowed.action == action)
                .map(|found| (found.allowed, found.code))
        };
        let mette = find(&lba, "Mette Lund").await;
        for action in [Action::ChangeUser, Action::GrantRole, Action::DeactivateUser] {
            assert_eq!(allowed(&mette, action), Some((true, None)), "{action}");
        }
        let anne = find(&lba, "Anne Holm").await;
        for action in [Action::ChangeUser, Action::GrantRole, Action::DeactivateUser] {
            let expected = Some((false, Some(ProblemKind::OwnAccount)));
            assert_eq!(allowed(&anne, action), expected, "{action}");
        }
        let stopped: UserView = lba.send(stop(&mette)).await.view();
        assert_eq!(allowed(&stopped, Action::ReactivateUser), Some((true, None)));
        assert_eq!(allowed(&stopped, Action::DeactivateUser), None);
    }
}
