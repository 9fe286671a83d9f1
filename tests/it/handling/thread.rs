//! Questions and answers: kept with the request, seen by those who see it.

use acceptance::{Call, Person, both};
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestParty},
    audit::{AuditKind, AuditOutcome},
    page::Page,
    problem::{FieldCode, ProblemKind},
    request_message::RequestMessageView,
};

use super::{act, now};
use crate::{
    story::{REQUESTS, asked, path},
    support_requests::asked_of_the_desk,
};

fn saying(text: &str) -> Value {
    json!({ "text": text })
}

async fn thread(person: &Person, request: &AccessRequestView) -> Vec<(RequestParty, String)> {
    let page: Page<RequestMessageView> = person.get(path(request, "messages")).await.view();
    let message = |one: RequestMessageView| (one.party, one.text);
    page.items.into_iter().map(message).collect()
}

both! {
    async fn the_decider_asks_the_requester_answers_and_the_request_shows_whose_turn_it_is(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        assert_eq!(request.awaiting, Some(RequestParty::Decider));
        let lba = app.login("lba-nordisk").await;
        let messages = path(&request, "messages");
        app.forget();
        let question: RequestMessageView = lba.post(&messages, &saying("  Hvad skal du bruge det til? ")).await.view();
        assert_eq!((question.party, question.text.as_str()), (RequestParty::Decider, "Hvad skal du bruge det til?"));
        let event = app.only_event();
        assert_eq!((event.kind, event.request_id.clone()), (AuditKind::AccessRequestMessageSent, Some(request.id.to_string())));
        assert!(!format!("{event:?}").contains("Hvad skal"), "what is written stands in the thread alone");
        assert_eq!(app.outbox()[0].kind, "access_request.message_sent");
        let asked_back = now(&employee, &request).await;
        assert_eq!((asked_back.awaiting, asked_back.version), (Some(RequestParty::Requester), 2));
        act(&lba, &request, "approval", json!({})).await.problem(ProblemKind::StaleVersion);
        assert_eq!(employee.post(&messages, &saying("Til at slå stillinger op.")).await.status, 201);
        assert_eq!(now(&lba, &request).await.awaiting, Some(RequestParty::Decider));
        let expected = [
            (RequestParty::Decider, "Hvad skal du bruge det til?".to_owned()),
            (RequestParty::Requester, "Til at slå stillinger op.".to_owned()),
        ];
        for reader in [&lba, &employee, &app.login("lba2-nordisk").await, &app.login("revisor").await] {
            assert_eq!(thread(reader, &request).await, expected);
        }
    }

    async fn a_thread_is_hidden_with_its_request_and_written_in_by_its_two_sides_alone(app: TestApp) {
        let request = asked(&app.login("ny-nordisk").await).await;
        let messages = path(&request, "messages");
        for stranger in ["lba-fjord", "bruger-nordisk", "forvalter"] {
            let stranger = app.login(stranger).await;
            stranger.get(&messages).await.problem(ProblemKind::NotFound);
            stranger.post(&messages, &saying("Hej")).await.problem(ProblemKind::NotFound);
        }
        app.forget();
        app.login("revisor").await.post(&messages, &saying("Hej")).await.problem(ProblemKind::NotAllowed);
        app.login("support-1").await.post(&messages, &saying("Hej")).await.problem(ProblemKind::LbaOnly);
        let mut events = app.audit_events();
        events.retain(|event| event.kind == AuditKind::AccessRequestMessageSent);
        assert!(events.len() == 2 && events.iter().all(|event| event.outcome == AuditOutcome::Refused));
    }

    async fn a_question_of_the_desk_is_answered_by_the_lba_or_the_employee(app: TestApp) {
        let (lba, employee) = (app.login("lba-aarhus").await, app.login("sagsbehandler-aarhus").await);
        let request = asked_of_the_desk(&lba, &employee, "grant").await;
        let messages = path(&request, "messages");
        let desk = app.login("support-1").await;
        for (writer, party) in [
            (&desk, RequestParty::Decider),
            (&lba, RequestParty::Requester),
            (&employee, RequestParty::Requester),
        ] {
            let message: RequestMessageView = writer.post(&messages, &saying("Om sagen.")).await.view();
            assert_eq!(message.party, party);
        }
    }

    async fn a_decided_request_takes_no_more_messages_and_keeps_those_it_has(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let messages = path(&request, "messages");
        employee.post(&messages, &saying("Jeg har glemt at sige noget.")).await.view::<RequestMessageView>();
        let lba = app.login("lba-nordisk").await;
        let request = now(&lba, &request).await;
        let closed: AccessRequestView = act(&lba, &request, "approval", json!({})).await.view();
        assert_eq!(closed.awaiting, None);
        let problem = employee.post(&messages, &saying("Tak!")).await.problem(ProblemKind::AlreadyDecided);
        assert!(problem.decision.is_some());
        assert_eq!(thread(&employee, &request).await.len(), 1);
    }

    async fn a_message_has_1_to_2000_characters_and_is_sent_once_for_a_key(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        let messages = path(&request, "messages");
        for (text, code) in [("  ", FieldCode::Required), (&"æ".repeat(2001), FieldCode::TooLong)] {
            let problem = employee.post(&messages, &saying(text)).await.problem(ProblemKind::InvalidField);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code), ("/text", code));
        }
        let call = || Call::post(&messages).json(&saying(&"æ".repeat(2000))).key("en-gang");
        assert_eq!(employee.send(call()).await.body, employee.send(call()).await.body);
        let dry = employee.post(format!("{messages}?dry_run=true"), &saying("Prøve")).await;
        assert_eq!(dry.status, 200);
        assert_eq!(thread(&employee, &request).await.len(), 1);
    }

    async fn a_thread_is_read_page_by_page(app: TestApp) {
        let employee = app.login("ny-nordisk").await;
        let request = asked(&employee).await;
        for number in 0..5 {
            employee.post(path(&request, "messages"), &saying(&number.to_string())).await.view::<RequestMessageView>();
        }
        let (mut read, mut next) = (Vec::new(), None::<String>);
        loop {
            let cursor = next.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
            let page: Page<RequestMessageView> =
                employee.get(format!("{REQUESTS}/{}/messages?limit=2{cursor}", request.id)).await.view();
            assert!(page.items.len() <= 2);
            read.extend(page.items.into_iter().map(|message| message.text));
            next = page.next_cursor;
            if next.is_none() { break; }
        }
        assert_eq!(read, ["0", "1", "2", "3", "4"]);
    }
}
