//! Files attached to what Landssupporten decides: who attaches, reads and takes them back (R7).

mod refused;

use acceptance::{Call, Person, Reply, TestApp, both};
use brugeradm::db::schema::request_attachment_contents;
use diesel::prelude::*;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use shared::{
    access_request::{AccessRequestView, RequestParty},
    attachment::{AttachmentList, AttachmentType, AttachmentView},
    audit::{AuditEventView, AuditKind, AuditOutcome},
    id::AccessRequestId,
    page::Page,
    problem::ProblemKind,
    session::Action,
};

use crate::{
    story::{REQUESTS, asked, path},
    support_requests::asked_of_the_desk,
};

/// A small file that is what it says; the bytes after the first line are no text.
pub(crate) fn pdf(mark: &str) -> Vec<u8> {
    [b"%PDF-1.7\n", mark.as_bytes(), b"\n\x00\xff\xfe%%EOF\n"].concat()
}

fn attaching(request: AccessRequestId, filename: &str, content: &[u8]) -> Call {
    let path = format!("{REQUESTS}/{request}/attachments?filename={filename}");
    Call::post(path).body("application/pdf", content)
}

async fn attached(by: &Person, request: &AccessRequestView, content: &[u8]) -> AttachmentView {
    let call = attaching(request.id, "aftale.pdf", content);
    by.send(call).await.view()
}

async fn files(of: &Person, request: &AccessRequestView) -> AttachmentList {
    of.get(path(request, "attachments")).await.view()
}

fn file(request: &AccessRequestView, one: &AttachmentView) -> String {
    path(request, &format!("attachments/{}", one.id))
}

async fn withdrawn(by: &Person, request: &AccessRequestView, one: &AttachmentView) -> Reply {
    by.post(format!("{}/withdrawal", file(request, one)), &json!({}))
        .await
}

async fn now(person: &Person, request: &AccessRequestView) -> AccessRequestView {
    person
        .get(format!("{REQUESTS}/{}", request.id))
        .await
        .view()
}

async fn at_the_desk(app: &TestApp) -> (Person, Person, AccessRequestView) {
    let (lba, employee) = (
        app.login("lba-aarhus").await,
        app.login("sagsbehandler-aarhus").await,
    );
    let request = asked_of_the_desk(&lba, &employee, "grant").await;
    (lba, employee, request)
}

/// How many files' contents are stored.
fn contents(app: &TestApp) -> i64 {
    let all = request_attachment_contents::table.count();
    all.get_result(&mut app.connection()).unwrap()
}

/// Who read which files, as their organisation's LBA finds it in the log.
async fn readings(lba: &Person) -> Vec<AuditEventView> {
    let log: Page<AuditEventView> = lba
        .get("/api/v1/audit-events?kind=attachment_read")
        .await
        .view();
    log.items
}

both! {
    async fn r7_the_desk_reads_what_an_lba_attaches_byte_by_byte_and_the_log_tells(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let content = pdf("Aftale med anden aktør");
        app.forget();
        let name = "Aftale%20%22nord%22%20%C3%A6.pdf";
        let reply = lba.send(attaching(request.id, name, &content)).await;
        let one: AttachmentView = reply.view();
        assert_eq!((reply.status, reply.header("location")), (201, Some(&*file(&request, &one))));
        assert_eq!((one.filename.as_str(), one.media_type), ("Aftale \"nord\" æ.pdf", AttachmentType::Pdf));
        let hash = format!("{:x}", Sha256::digest(&content));
        assert_eq!((one.size, &one.sha256), (i64::try_from(content.len()).unwrap(), &hash));
        let event = app.only_event();
        assert_eq!((event.kind, event.request_id.clone()), (AuditKind::AttachmentAdded, Some(request.id.to_string())));
        let told = format!("{event:?}");
        assert!(told.contains(&hash) && !told.contains("nord"), "the hash alone stands in the log: {told}");
        assert_eq!(app.outbox()[0].kind, "access_request.attachment_added");

        let desk = app.login("support-1").await;
        let seen = files(&desk, &request).await;
        assert_eq!((&seen.items[0].sha256, seen.items[0].added_by.id), (&hash, lba.me().await.user.id));
        app.forget();
        let download = desk.get(file(&request, &one)).await;
        assert!(download.status == 200 && download.bytes == content, "{download:?}");
        for (header, value) in [
            ("content-type", "application/pdf"),
            ("x-content-type-options", "nosniff"),
            ("content-security-policy", "default-src 'none'; sandbox"),
            ("cache-control", "private, no-store"),
            ("content-disposition",
             "attachment; filename=\"Aftale _nord_ _.pdf\"; filename*=UTF-8''Aftale%20%22nord%22%20%C3%A6.pdf"),
        ] {
            assert_eq!(download.header(header), Some(value), "{header}");
        }
        let event = app.only_event();
        assert_eq!((event.kind, event.actor_id.clone()), (AuditKind::AttachmentRead, Some(desk.me().await.user.id.to_string())));
        assert!(format!("{event:?}").contains(&hash) && app.outbox().is_empty());
        assert_eq!(readings(&lba).await.len(), 1, "the kommune's LBA can read who read it");
    }

    async fn what_those_who_asked_attach_is_an_answer_and_a_decider_has_seen_it(app: TestApp) {
        let (lba, employee, request) = at_the_desk(&app).await;
        let desk = app.login("support-1").await;
        let question = json!({ "text": "Vil I vedhæfte aftalen?" });
        assert_eq!(desk.post(path(&request, "messages"), &question).await.status, 201);
        attached(&desk, &request, &pdf("Skabelon")).await;
        let asked_back = now(&lba, &request).await;
        assert_eq!(asked_back.awaiting, Some(RequestParty::Requester));
        attached(&employee, &request, &pdf("Aftale")).await;
        let answered = now(&lba, &request).await;
        assert_eq!((answered.awaiting, answered.version), (Some(RequestParty::Decider), asked_back.version + 1));
        let approval = Call::post(path(&request, "approval")).json(&json!({}));
        desk.send(approval.if_match(asked_back.version)).await.problem(ProblemKind::StaleVersion);
    }

    async fn files_are_hidden_with_their_request_and_attached_by_its_two_sides_alone(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let one = attached(&lba, &request, &pdf("Aftale")).await;
        for stranger in ["lba-fjord", "lba-3f", "bruger-nordisk", "forvalter"] {
            let stranger = app.login(stranger).await;
            app.forget();
            stranger.get(path(&request, "attachments")).await.problem(ProblemKind::NotFound);
            stranger.get(file(&request, &one)).await.problem(ProblemKind::NotFound);
            stranger.send(attaching(request.id, "a.pdf", &pdf(""))).await.problem(ProblemKind::NotFound);
            withdrawn(&stranger, &request, &one).await.problem(ProblemKind::NotFound);
            assert!(app.audit_events().is_empty(), "what is not there is not told of");
        }
        app.send(Call::get(file(&request, &one))).await.problem(ProblemKind::Unauthenticated);
        app.send(attaching(request.id, "a.pdf", &pdf(""))).await.problem(ProblemKind::Unauthenticated);
        let auditor = app.login("revisor").await;
        app.forget();
        auditor.send(attaching(request.id, "a.pdf", &pdf(""))).await.problem(ProblemKind::NotAllowed);
        assert_eq!((app.only_event().outcome, contents(&app)), (AuditOutcome::Refused, 1));
        assert_eq!(auditor.get(file(&request, &one)).await.status, 200);
    }

    async fn a_file_is_found_under_its_own_request_alone(app: TestApp) {
        let (lba, employee, request) = at_the_desk(&app).await;
        let one = attached(&lba, &request, &pdf("Aftale")).await;
        let other = asked(&app.login("ny-nordisk").await).await;
        let desk = app.login("support-1").await;
        for person in [&lba, &employee, &desk] {
            person.get(file(&other, &one)).await.problem(ProblemKind::NotFound);
        }
        withdrawn(&lba, &other, &one).await.problem(ProblemKind::NotFound);
        assert_eq!(contents(&app), 1);
    }

    async fn another_site_has_nobody_s_browser_fetch_a_file(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let one = attached(&lba, &request, &pdf("Aftale")).await;
        app.forget();
        for site in ["cross-site", "same-site"] {
            let call = Call::get(file(&request, &one)).header("Sec-Fetch-Site", site);
            lba.send(call).await.problem(ProblemKind::CrossOrigin);
        }
        let call = attaching(request.id, "a.pdf", &pdf("")).without_origin();
        lba.send(call).await.problem(ProblemKind::CrossOrigin);
        assert!(app.audit_events().is_empty() && contents(&app) == 1);
        let call = Call::get(file(&request, &one)).header("Sec-Fetch-Site", "same-origin");
        assert_eq!(lba.send(call).await.status, 200);
    }

    async fn whoever_attached_a_file_takes_it_back_until_somebody_handles_the_request(app: TestApp) {
        let (lba, employee, request) = at_the_desk(&app).await;
        let (mine, stays) = (attached(&lba, &request, &pdf("Forkert")).await, attached(&lba, &request, &pdf("Rigtig")).await);
        withdrawn(&employee, &request, &mine).await.problem(ProblemKind::NotAllowed);
        let offered = |list: AttachmentList| list.items.iter().all(|one| one.allowed_actions.iter().any(|may| may.action == Action::TakeBackAttachment));
        assert!(offered(files(&lba, &request).await) && !offered(files(&employee, &request).await));
        app.forget();
        let left: AccessRequestView = withdrawn(&lba, &request, &mine).await.view();
        assert_eq!(left.version, request.version + 3);
        let event = app.only_event();
        assert!(event.kind == AuditKind::AttachmentTakenBack && format!("{event:?}").contains(&mine.sha256));
        assert_eq!((contents(&app), files(&lba, &request).await.items.len()), (1, 1));
        lba.get(file(&request, &mine)).await.problem(ProblemKind::NotFound);

        let desk = app.login("support-1").await;
        let claim = Call::post(path(&request, "claim")).json(&json!({})).if_match(left.version);
        assert_eq!(desk.send(claim).await.status, 200);
        let problem = withdrawn(&lba, &request, &stays).await.problem(ProblemKind::ClaimedByAnother);
        assert!(problem.claim.is_some() && !offered(files(&lba, &request).await));
        assert_eq!(contents(&app), 1);
    }

    async fn a_decided_request_keeps_the_files_it_has_and_takes_no_more(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let one = attached(&lba, &request, &pdf("Aftale")).await;
        let desk = app.login("support-1").await;
        let version = now(&desk, &request).await.version;
        let approval = Call::post(path(&request, "approval")).json(&json!({})).if_match(version);
        assert_eq!(desk.send(approval).await.status, 200);
        let problem = lba.send(attaching(request.id, "a.pdf", &pdf(""))).await.problem(ProblemKind::AlreadyDecided);
        assert!(problem.decision.is_some());
        withdrawn(&lba, &request, &one).await.problem(ProblemKind::AlreadyDecided);
        assert_eq!(desk.get(file(&request, &one)).await.bytes, pdf("Aftale"));
        assert_eq!(contents(&app), 1);
    }
}
