//! Attachments as stored, their content apart. What is read here belongs to a request that has
//! been found to be within sight (G12).

use diesel::prelude::*;
use shared::{
    Timestamp,
    attachment::AttachmentType,
    id::{AccessRequestId, AttachmentId, UserId},
};

use crate::db::{
    Failure, MultiBackend, ReadTx, row,
    schema::{request_attachment_contents, request_attachments},
};

/// An attachment, column by column.
#[derive(Clone, Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = request_attachments, check_for_backend(MultiBackend))]
pub(super) struct AttachmentRow {
    id: String,
    request_id: String,
    added_by: String,
    filename: String,
    media_type: String,
    size: i64,
    sha256: String,
    added_at: chrono::NaiveDateTime,
}

/// An attachment, read back into types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub(super) id: AttachmentId,
    pub(super) request: AccessRequestId,
    pub(super) added_by: UserId,
    pub(super) filename: String,
    pub(super) kind: AttachmentType,
    pub(super) size: i64,
    pub(super) sha256: String,
    pub(super) added_at: Timestamp,
}

impl TryFrom<AttachmentRow> for Attachment {
    type Error = Failure;

    fn try_from(stored: AttachmentRow) -> Result<Self, Failure> {
        Ok(Self {
            id: row::id(&stored.id)?,
            request: row::id(&stored.request_id)?,
            added_by: row::id(&stored.added_by)?,
            filename: stored.filename,
            kind: row::word(&stored.media_type)?,
            size: stored.size,
            sha256: stored.sha256,
            added_at: Timestamp::from_naive(stored.added_at),
        })
    }
}

impl From<&Attachment> for AttachmentRow {
    fn from(attachment: &Attachment) -> Self {
        Self {
            id: attachment.id.to_string(),
            request_id: attachment.request.to_string(),
            added_by: attachment.added_by.to_string(),
            filename: attachment.filename.clone(),
            media_type: attachment.kind.as_str().to_owned(),
            size: attachment.size,
            sha256: attachment.sha256.clone(),
            added_at: attachment.added_at.naive(),
        }
    }
}

/// How many files a request has.
pub(super) fn count(tx: &mut ReadTx<'_>, request: AccessRequestId) -> Result<i64, Failure> {
    Ok(request_attachments::table
        .filter(request_attachments::request_id.eq(request.to_string()))
        .count()
        .get_result(tx.connection())?)
}

/// One file of a request that has been found to be within sight.
pub(super) fn find(
    tx: &mut ReadTx<'_>,
    request: AccessRequestId,
    id: AttachmentId,
) -> Result<Attachment, Failure> {
    request_attachments::table
        .filter(request_attachments::id.eq(id.to_string()))
        .filter(request_attachments::request_id.eq(request.to_string()))
        .select(AttachmentRow::as_select())
        .first::<AttachmentRow>(tx.connection())
        .optional()?
        .ok_or(Failure::NotFound)?
        .try_into()
}

/// What is in a file.
pub(super) fn content(tx: &mut ReadTx<'_>, id: AttachmentId) -> Result<Vec<u8>, Failure> {
    Ok(request_attachment_contents::table
        .find(id.to_string())
        .select(request_attachment_contents::content)
        .first(tx.connection())?)
}
