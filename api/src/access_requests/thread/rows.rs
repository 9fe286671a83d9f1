//! Messages as stored.

use diesel::prelude::*;
use shared::{
    Timestamp,
    access_request::RequestParty,
    id::{AccessRequestId, RequestMessageId, UserId},
};

use crate::db::{Failure, MultiBackend, row, schema::request_messages};

/// A message, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_messages, check_for_backend(MultiBackend))]
pub(super) struct MessageRow {
    id: String,
    request_id: String,
    author_id: String,
    party: String,
    text: String,
    sent_at: chrono::NaiveDateTime,
}

/// A message, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub(crate) id: RequestMessageId,
    pub(crate) request: AccessRequestId,
    pub(crate) author: UserId,
    pub(crate) party: RequestParty,
    pub(crate) text: String,
    pub(crate) sent_at: Timestamp,
}

impl TryFrom<MessageRow> for Message {
    type Error = Failure;

    fn try_from(stored: MessageRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            request: row::id(&stored.request_id)?,
            author: row::id(&stored.author_id)?,
            party: row::word(&stored.party)?,
            text: stored.text,
            sent_at: Timestamp::from_naive(stored.sent_at),
        })
    }
}

impl From<&Message> for MessageRow {
    fn from(message: &Message) -> Self {
        Self {
            id: message.id.to_string(),
            request_id: message.request.to_string(),
            author_id: message.author.to_string(),
            party: message.party.as_str().to_owned(),
            text: message.text.clone(),
            sent_at: message.sent_at.naive(),
        }
    }
}
