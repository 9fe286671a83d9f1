//! Reads of a request's thread: whoever sees the request sees all of it (G12).

use diesel::prelude::*;
use shared::{
    Timestamp,
    id::{AccessRequestId, RequestMessageId},
    page::Page,
    request_message::RequestMessageView,
};

use super::rows::{Message, MessageRow};
use crate::{
    access_requests::queries::get,
    db::{Failure, ReadTx, cursor, schema::request_messages},
    policy::{Scope, scope::of},
    users,
};

/// The last message of a page.
pub type Key = (Timestamp, RequestMessageId);

/// A page of the thread of a request within the scope, the oldest first.
///
/// # Errors
/// `not-found` when there is no such request, or none within the scope.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AccessRequests>,
    request: AccessRequestId,
    asked: &cursor::Asked<Key>,
) -> Result<Page<RequestMessageView>, Failure> {
    get(tx, scope, request)?;
    let mut select = request_messages::table
        .filter(request_messages::request_id.eq(request.to_string()))
        .order((request_messages::sent_at, request_messages::id))
        .limit(asked.fetch())
        .select(MessageRow::as_select())
        .into_boxed();
    if let Some((at, id)) = asked.after() {
        let (at, id) = (at.naive(), id.to_string());
        select = select.filter(request_messages::sent_at.ge(at)).filter(
            request_messages::sent_at
                .gt(at)
                .or(request_messages::id.gt(id)),
        );
    }
    let messages: Vec<Message> = select
        .load::<MessageRow>(tx.connection())?
        .into_iter()
        .map(Message::try_from)
        .collect::<Result<_, _>>()?;
    let page = asked.page(messages, |message| (message.sent_at, message.id))?;
    let authors = page.items.iter().map(|message| message.author);
    let people = users::queries::by_id(tx, authors)?;
    let view = |message: Message| {
        let author = people.get(&message.author);
        let author = author.ok_or_else(|| Failure::Internal("a message of nobody's".to_owned()))?;
        Ok(message.view(author.reference()))
    };
    Ok(Page {
        items: page
            .items
            .into_iter()
            .map(view)
            .collect::<Result<_, Failure>>()?,
        next_cursor: page.next_cursor,
    })
}
