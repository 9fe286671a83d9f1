//! Asking and answering in a request's thread.

use diesel::prelude::*;
use serde_json::json;
use shared::{
    id::AccessRequestId, organisation::PersonRef, problem::ProblemKind,
    request_message::RequestMessageView, text::MessageText,
};

use super::rows::{Message, MessageRow};
use crate::{
    access_requests::{
        commands::about,
        loaded::{Loaded, loaded},
        rows::is_open_as,
    },
    clock::new_id,
    db::{
        Failure, Recorded, Resource, WriteTx,
        prepared::update,
        schema::{access_requests, request_messages},
    },
    domain::change::{Change, Handling, What},
    policy::{self, Authorised, handling::WriteMessage},
};

impl Resource for RequestMessageView {
    /// A message never changes.
    fn version(&self) -> i64 {
        1
    }

    fn path(&self) -> String {
        format!("/api/v1/access-requests/{}/messages", self.request_id)
    }
}

impl Message {
    /// The message as the API shows it.
    pub(super) fn view(self, by: PersonRef) -> RequestMessageView {
        RequestMessageView {
            id: self.id,
            request_id: self.request,
            by,
            party: self.party,
            text: self.text,
            sent_at: self.sent_at,
        }
    }
}

/// Asks about an open request, or answers; then it is the other side's turn. What is written
/// stands in the thread alone: the audit log tells that it was.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`.
pub fn send_access_request_message(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    text: &MessageText,
) -> Result<Recorded<RequestMessageView>, Failure> {
    let loaded = loaded(tx, id)?;
    let writing = policy::handling::write_message(tx.caller(), loaded.machine.asked())?;
    loaded.open()?;
    let change = about(&loaded.stored);
    let message = insert(tx, loaded, writing, text)?;
    let new = json!({ "message_id": message.id, "party": message.party });
    let change = Change::new(What::Handling(Handling::MessageSent { new }), change);
    let by = tx.caller().person().map(|person| PersonRef {
        id: person.id,
        name: person.name.clone(),
    });
    let by = by.ok_or_else(|| Failure::Internal("a message of nobody's".to_owned()))?;
    tx.record(&change, message.view(by))
}

/// Stores an allowed message, and whose turn it is now.
fn insert(
    tx: &mut WriteTx<'_>,
    loaded: Loaded,
    writing: Authorised<WriteMessage>,
    text: &MessageText,
) -> Result<Message, Failure> {
    let (now, stored) = (tx.now(), loaded.stored);
    let (by, party) = writing.into_act().on_whose_side();
    let message = Message {
        id: new_id(now),
        request: stored.id,
        author: by,
        party,
        text: text.as_str().to_owned(),
        sent_at: now,
    };
    let set = (
        access_requests::awaiting.eq(message.party.other().as_str()),
        access_requests::version.eq(stored.version + 1),
    );
    let changed =
        update(access_requests::table, set, is_open_as(&stored)).execute(tx.connection())?;
    if changed == 0 {
        return Err(ProblemKind::StaleVersion.into());
    }
    diesel::insert_into(request_messages::table)
        .values(MessageRow::from(&message))
        .execute(tx.connection())?;
    Ok(message)
}
