//! Requests while they are handled: claims that time out, hand-over, questions and answers, and
//! the queues they stand in.

mod claims;
mod queues;
mod racing;
mod thread;

use acceptance::{Call, Person, Reply};
use serde_json::Value;
use shared::{access_request::AccessRequestView, id::UserId};

use crate::story::{REQUESTS, path};

/// Acts on a request in the version that is in hand.
async fn act(person: &Person, request: &AccessRequestView, what: &str, body: Value) -> Reply {
    let call = Call::post(path(request, what)).json(&body);
    person.send(call.if_match(request.version)).await
}

async fn now(person: &Person, request: &AccessRequestView) -> AccessRequestView {
    person
        .get(format!("{REQUESTS}/{}", request.id))
        .await
        .view()
}

async fn id(person: &Person) -> UserId {
    person.me().await.user.id
}
