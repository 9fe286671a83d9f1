//! Files that are not taken, and what is left of them: nothing.

use acceptance::{Call, Person, both};
use serde_json::Value;
use shared::{
    access_request::AccessRequestView,
    audit::AuditOutcome,
    problem::{FieldCode, ProblemKind},
    rule::Rule,
    session::Action,
};

use super::{at_the_desk, attached, attaching, contents, file, files, now, pdf};
use crate::story::{REQUESTS, asked};

const LARGEST: usize = 5 * 1024 * 1024;

/// A file of so many bytes that begins as a PDF.
fn of_size(bytes: usize) -> Vec<u8> {
    let mut content = pdf("");
    content.resize(bytes, b' ');
    content
}

async fn wrong(lba: &Person, call: Call) -> Vec<(String, FieldCode)> {
    let problem = lba.send(call).await.problem(ProblemKind::InvalidField);
    let told = problem.errors.into_iter();
    told.map(|one| (one.pointer, one.code)).collect()
}

fn sent(request: &AccessRequestView, filename: &str, media_type: &str, content: &[u8]) -> Call {
    let path = format!("{REQUESTS}/{}/attachments?filename={filename}", request.id);
    Call::post(path).body(media_type, content)
}

both! {
    async fn what_is_no_pdf_png_or_jpeg_by_its_content_and_name_is_not_taken(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        app.forget();
        let (file, filename) = ("/file".to_owned(), "/filename".to_owned());
        for (name, media_type, content, pointer, code) in [
            ("aftale.pdf", "application/pdf", &b"<html><script>alert(1)</script>"[..], &file, FieldCode::WrongType),
            ("aftale.pdf", "application/pdf", b"MZ\x90\x00", &file, FieldCode::WrongType),
            ("aftale.svg", "image/svg%2bxml", b"<svg/>", &file, FieldCode::WrongType),
            ("aftale.pdf", "application/pdf", b"\n%PDF-1.7", &file, FieldCode::WrongType),
            ("aftale.pdf", "application/pdf", b"", &file, FieldCode::Required),
            ("aftale.pdf", "text/html", b"%PDF-1.7\n", &file, FieldCode::WrongType),
            ("aftale.png", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::WrongType),
            ("aftale.pdf.exe", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::WrongType),
            ("", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::Required),
            ("..%2f..%2faftale.pdf", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::Malformed),
            ("aftale%0d%0a.pdf", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::Malformed),
            ("fdp.%E2%80%AEexe.pdf", "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::Malformed),
            (&("a".repeat(147) + ".pdf"), "application/pdf", b"%PDF-1.7\n", &filename, FieldCode::TooLong),
        ] {
            let told = wrong(&lba, sent(&request, name, media_type, content)).await;
            assert_eq!(told, [(pointer.clone(), code)], "{name} {media_type}");
        }
        assert!(contents(&app) == 0 && app.audit_events().is_empty());
        assert_eq!(now(&lba, &request).await.version, request.version);
        for (name, media_type, content) in [
            ("side%201.JPG", "image/jpeg", &b"\xff\xd8\xff\xe0\x00\x10JFIF"[..]),
            ("skaerm.png", "application/octet-stream", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ] {
            assert_eq!(lba.send(sent(&request, name, media_type, content)).await.status, 201, "{name}");
        }
    }

    async fn a_file_larger_than_allowed_is_not_taken(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        assert_eq!(usize::try_from(files(&lba, &request).await.most_bytes).unwrap(), LARGEST);
        for bytes in [LARGEST + 1, 2 * LARGEST] {
            let told = wrong(&lba, attaching(request.id, "a.pdf", &of_size(bytes))).await;
            assert_eq!(told, [("/file".to_owned(), FieldCode::TooLarge)]);
        }
        assert_eq!(contents(&app), 0);
        let content = of_size(LARGEST);
        let one = attached(&lba, &request, &content).await;
        let whole = lba.get(file(&request, &one)).await;
        assert!(whole.bytes == content, "{} bytes came back", whole.bytes.len());
    }

    async fn a_request_takes_five_files_a_dry_run_none_and_a_repeated_key_one(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let dry = attaching(request.id, "a.pdf&dry_run=true", &pdf("")).key("proeve");
        let reply = lba.send(dry).await;
        assert!(reply.status == 200 && contents(&app) == 0, "{reply:?}");
        let call = |content: &[u8]| attaching(request.id, "a.pdf", content).key("en-gang");
        let replies = [lba.send(call(&pdf("1"))).await, lba.send(call(&pdf("1"))).await];
        assert!(replies[0].body == replies[1].body && contents(&app) == 1);
        lba.send(call(&pdf("en anden"))).await.problem(ProblemKind::IdempotencyKeyReused);
        for mark in ["2", "3", "4", "5"] {
            attached(&lba, &request, &pdf(mark)).await;
        }
        lba.send(attaching(request.id, "a.pdf", &pdf("6"))).await.problem(ProblemKind::TooManyAttachments);
        let list = files(&lba, &request).await;
        assert_eq!((contents(&app), list.items.len(), list.most_files), (5, 5, 5));
    }

    async fn only_what_lies_with_the_desk_takes_files(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let lba = app.login("lba-nordisk").await;
        for person in [&employee, &lba] {
            app.forget();
            let problem = person.send(attaching(request.id, "a.pdf", &pdf(""))).await.problem(ProblemKind::FilesAtDeskOnly);
            assert_eq!((problem.rule, app.only_event().outcome), (Some(Rule::R7), AuditOutcome::Refused));
            let may = now(person, &request).await.allowed_actions;
            assert!(may.iter().all(|may| may.action != Action::AttachToAccessRequest));
        }
        assert_eq!(contents(&app), 0);
        let (lba, _, request) = at_the_desk(&app).await;
        let may = now(&lba, &request).await.allowed_actions;
        assert!(may.iter().any(|may| may.action == Action::AttachToAccessRequest && may.allowed));
    }

    async fn a_file_says_its_name_and_nothing_that_is_not_known(app: TestApp) {
        let (lba, _, request) = at_the_desk(&app).await;
        let call = attaching(request.id, "a.pdf&path=x", &pdf(""));
        assert_eq!(wrong(&lba, call).await, [("/path".to_owned(), FieldCode::UnknownField)]);
        let nameless = Call::post(format!("{REQUESTS}/{}/attachments", request.id));
        let reply = lba.send(nameless.body("application/pdf", pdf(""))).await;
        assert!(reply.status == 400 && reply.body != Value::Null, "{reply:?}");
        assert_eq!(contents(&app), 0);
    }
}
