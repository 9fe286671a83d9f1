//! The queues of the desk and of LBAs, narrowed by the server.

use acceptance::{Person, both};
use serde_json::json;
use shared::{access_request::AccessRequestView, id::AccessRequestId, page::Page};

use super::{act, id, now};
use crate::{
    story::{REQUESTS, asked},
    support_requests::asked_of_the_desk,
};

async fn listed(person: &Person, filter: &str) -> Vec<AccessRequestId> {
    let mut ids = Vec::new();
    let mut next = None::<String>;
    loop {
        let cursor = next
            .map(|cursor| format!("&cursor={cursor}"))
            .unwrap_or_default();
        let page: Page<AccessRequestView> = person
            .get(format!("{REQUESTS}?limit=1&{filter}{cursor}"))
            .await
            .view();
        ids.extend(page.items.iter().map(|request| request.id));
        next = page.next_cursor;
        if next.is_none() {
            return ids;
        }
    }
}

both! {
    async fn the_desk_s_queue_begins_with_what_is_due_first_and_is_narrowed_by_who_handles_it(app: TestApp) {
        let (aarhus, worker) = (app.login("lba-aarhus").await, app.login("sagsbehandler-aarhus").await);
        let early = asked_of_the_desk(&aarhus, &worker, "grant").await;
        app.advance(86_400);
        let (aarhus, union, member) =
            (app.login("lba-aarhus").await, app.login("lba-3f").await, app.login("medarbejder-3f").await);
        let late = asked_of_the_desk(&union, &member, "grant").await;
        let alone = asked(&app.login("ny-solo").await).await;
        asked(&app.login("ny-nordisk").await).await;
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        assert_eq!(listed(&first, "queue=to_decide").await, [early.id, late.id, alone.id]);
        act(&first, &early, "claim", json!({})).await.view::<AccessRequestView>();
        act(&second, &late, "claim", json!({})).await.view::<AccessRequestView>();
        assert_eq!(listed(&first, "queue=to_decide&claim=mine").await, [early.id]);
        assert_eq!(listed(&first, "queue=to_decide&claim=others").await, [late.id]);
        assert_eq!(listed(&first, "queue=to_decide&claim=unclaimed").await, [alone.id]);
        assert!(listed(&aarhus, "claim=mine").await.is_empty());
        app.advance(3600);
        let first = app.login("support-1").await;
        assert_eq!(listed(&first, "queue=to_decide&claim=unclaimed").await.len(), 3, "claims time out here too");
        assert!(listed(&first, "queue=to_decide&claim=mine").await.is_empty());
    }

    async fn an_lba_reads_what_lies_at_the_desk_and_what_was_decided_of_their_own_alone(app: TestApp) {
        let (aarhus, worker) = (app.login("lba-aarhus").await, app.login("sagsbehandler-aarhus").await);
        let at_desk = asked_of_the_desk(&aarhus, &worker, "grant").await;
        let union = app.login("lba-3f").await;
        let theirs = asked_of_the_desk(&union, &app.login("medarbejder-3f").await, "grant").await;
        let local = asked(&app.login("ny-nordisk").await).await;
        let nordisk = app.login("lba-nordisk").await;
        assert_eq!(listed(&aarhus, "queue=at_desk").await, [at_desk.id]);
        assert!(listed(&nordisk, "queue=at_desk").await.is_empty());
        let desk = app.login("support-1").await;
        let ended = |ids: Vec<AccessRequestId>| ids.contains(&at_desk.id);
        assert!(!ended(listed(&aarhus, "queue=decided").await));
        let answer = json!({ "reason": "Der mangler en underskrevet aftale." });
        act(&desk, &at_desk, "rejection", answer).await.view::<AccessRequestView>();
        act(&nordisk, &local, "approval", json!({})).await.view::<AccessRequestView>();
        assert_eq!(listed(&aarhus, "queue=decided").await, [at_desk.id]);
        assert!(listed(&aarhus, "queue=at_desk").await.is_empty());
        assert_eq!(listed(&nordisk, "queue=decided").await, [local.id]);
        assert_eq!(listed(&desk, "queue=decided").await, [at_desk.id], "the companies' own are theirs");
        assert_eq!(listed(&desk, "queue=at_desk").await, [theirs.id]);
        let employee = app.login("ny-nordisk").await;
        for queue in ["decided", "at_desk", "to_decide"] {
            assert!(listed(&employee, &format!("queue={queue}")).await.is_empty(), "{queue}");
        }
    }

    async fn the_desk_sees_to_whom_it_may_hand_a_request_and_the_lba_does_not(app: TestApp) {
        let (lba, worker) = (app.login("lba-aarhus").await, app.login("sagsbehandler-aarhus").await);
        let request = asked_of_the_desk(&lba, &worker, "grant").await;
        assert!(request.deciders.is_empty());
        let (first, second) = (app.login("support-1").await, app.login("support-2").await);
        let seen = now(&first, &request).await;
        let mut names: Vec<_> = seen.deciders.iter().map(|one| one.id).collect();
        let mut desk = vec![id(&first).await, id(&second).await];
        names.sort_unstable();
        desk.sort_unstable();
        assert_eq!(names, desk);
        let to = json!({ "to": id(&second).await });
        let handed: AccessRequestView = act(&first, &seen, "handover", to).await.view();
        assert_eq!(handed.claimed_by.map(|by| by.id), Some(id(&second).await));
    }
}
