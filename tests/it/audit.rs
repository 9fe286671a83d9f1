//! The audit log as people read it.

use acceptance::{Call, both};
use serde_json::json;
use shared::{
    access_request::AccessRequestView,
    audit::{AuditEventView, AuditKind},
    page::Page,
};

use crate::story::{asked, path};

const EVENTS: &str = "/api/v1/audit-events";

both! {
    async fn the_company_s_log_tells_the_story_in_sentences_and_another_s_tells_nothing(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        app.advance(1);
        let request = asked(&employee).await;
        let lba = app.login("lba-nordisk").await;
        app.advance(1);
        let call = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        let _: AccessRequestView = lba.send(call).await.view();
        let log: Page<AuditEventView> = lba.get(format!("{EVENTS}?subject_id={}", request.subject.id)).await.view();
        let (name, by) = (&request.subject.name, lba.me().await.user.name);
        assert_eq!(
            log.items[0].sentence,
            format!("{by} godkendte anmodningen og gav {name} rollen Virksomhedsbruger i Jobnet for Arbejdsgivere.")
        );
        let kinds: Vec<_> = log.items.iter().map(|event| event.kind).collect();
        assert!(kinds.starts_with(&[AuditKind::AccessRequestApproved, AuditKind::AccessRequestSubmitted]), "{kinds:?}");
        let english = lba.send(Call::get(format!("{EVENTS}?limit=1&kind=access_request_approved")).header("Accept-Language", "en")).await;
        assert!(english.view::<Page<AuditEventView>>().items[0].sentence.contains("approved the request"));

        let stranger = app.login("lba-fjord").await;
        let theirs: Page<AuditEventView> = stranger.get(format!("{EVENTS}?limit=200")).await.view();
        let home = stranger.me().await.user.organisation.id;
        assert!(theirs.items.iter().all(|event| event.organisation_id == Some(home)));
        let narrowed: Page<AuditEventView> = stranger.get(format!("{EVENTS}?subject_id={}", request.subject.id)).await.view();
        assert!(narrowed.items.is_empty());
        let own: Page<AuditEventView> = employee.get(EVENTS).await.view();
        let me = Some(request.subject.id);
        assert!(own.items.len() >= 3);
        let mine = |event: &AuditEventView| [&event.actor, &event.subject].into_iter().flatten().any(|one| Some(one.id) == me);
        assert!(own.items.iter().all(mine), "an employee sees what concerns them");
        let reader = app.login("revisor").await;
        crate::lookups::look_up(&reader, request.subject.id).await;
        let auditor: Page<AuditEventView> = reader.get(format!("{EVENTS}?subject_id={}", request.subject.id)).await.view();
        assert_eq!(auditor.items.len(), log.items.len() + 1, "and the look-up itself");
    }

    async fn the_log_is_filtered_by_kind_person_outcome_and_time(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        app.advance(60);
        let request = asked(&employee).await;
        let refused = Call::post(path(&request, "approval")).json(&json!({})).if_match(1);
        assert_eq!(employee.send(refused).await.status, 403);
        let lba = app.login("lba-nordisk").await;
        let id = request.subject.id;
        let now = app.now();
        for (filter, expected) in [
            ("kind=access_request_submitted".to_owned(), 1),
            (format!("actor_id={id}&outcome=refused"), 1),
            (format!("actor_id={id}&from={now}"), 2),
            (format!("actor_id={id}&until={now}"), 1),
            ("role=JobAG.Virksomhedsbruger&outcome=done&kind=access_request_approved".to_owned(), 0),
        ] {
            let list: Page<AuditEventView> = lba.get(format!("{EVENTS}?{filter}")).await.view();
            let created = list.items.iter().filter(|event| event.kind != AuditKind::UserCreatedAtLogin).count();
            assert_eq!(created, expected, "{filter}: {list:#?}");
        }
    }
}
