//! Reads of a request's attachments: whoever sees the request sees that they are there (G12).

use diesel::prelude::*;
use shared::{attachment::AttachmentList, id::AccessRequestId};

use super::{
    rows::{Attachment, AttachmentRow},
    views::{Standing, view},
};
use crate::{
    access_requests::{queries::get, views::Around},
    config::Attachments,
    db::{Failure, ReadTx, schema::request_attachments},
    policy::{Scope, scope::of},
    users,
};

/// The files of a request within the scope, the oldest first.
///
/// # Errors
/// `not-found` when there is no such request, or none within the scope.
pub fn list(
    tx: &mut ReadTx<'_>,
    scope: &Scope<of::AccessRequests>,
    request: AccessRequestId,
    limits: Attachments,
) -> Result<AttachmentList, Failure> {
    let stored = get(tx, scope, request)?;
    let machine = Around::load(tx, std::slice::from_ref(&stored))?.machine(&stored)?;
    let found = of_request(tx, request)?;
    let people = users::queries::by_id(tx, found.iter().map(|one| one.added_by))?;
    let standing = Standing::of(tx, &machine);
    let shown = found.into_iter().map(|one| {
        let by = people.get(&one.added_by);
        let by = by.ok_or_else(|| Failure::Internal("a file of nobody's".to_owned()))?;
        Ok(view(one, by.reference(), &standing))
    });
    Ok(AttachmentList {
        items: shown.collect::<Result<_, Failure>>()?,
        next_cursor: None,
        most_files: i64::from(limits.most_files),
        most_bytes: i64::from(limits.most_bytes.get()),
    })
}

fn of_request(tx: &mut ReadTx<'_>, request: AccessRequestId) -> Result<Vec<Attachment>, Failure> {
    request_attachments::table
        .filter(request_attachments::request_id.eq(request.to_string()))
        .order((request_attachments::added_at, request_attachments::id))
        .select(AttachmentRow::as_select())
        .load::<AttachmentRow>(tx.connection())?
        .into_iter()
        .map(Attachment::try_from)
        .collect()
}
