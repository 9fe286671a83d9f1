//! Attaching a file, taking it back, and reading it, which is audited too.

use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{
    access_request::{AccessRequestView, RequestParty},
    attachment::AttachmentView,
    id::{AccessRequestId, AttachmentId},
    organisation::PersonRef,
    problem::ProblemKind,
};

use super::{
    new_file::NewFile,
    rows::{self, Attachment, AttachmentRow},
    views::{Standing, view},
};
use crate::{
    access_requests::{
        commands::about,
        loaded::{Loaded, loaded},
        rows::{Stored, is_open_as},
        views,
    },
    clock::new_id,
    config::Attachments,
    db::{
        Failure, Recorded, WriteTx,
        prepared::update,
        schema::{access_requests, request_attachment_contents, request_attachments},
    },
    domain::change::{self, Change, What},
    http::download::Download,
    policy::{
        self, Authorised,
        attachments::{Attach, ReadAttachment, TakeBack},
    },
};

/// What the log tells of a file: enough to prove which one it was, and nothing of what it says.
fn told(attachment: &Attachment) -> Value {
    json!({
        "attachment_id": attachment.id, "sha256": attachment.sha256,
        "size": attachment.size, "media_type": attachment.kind,
    })
}

/// Attaches a file to an open request that lies with Landssupporten.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; `too-many-attachments`.
pub fn add_attachment(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    file: &NewFile,
    limits: Attachments,
) -> Result<Recorded<AttachmentView>, Failure> {
    let loaded = loaded(tx, id)?;
    let adding = policy::attachments::attach(tx.caller(), loaded.machine.asked())?;
    loaded.open()?;
    if rows::count(tx, id)? >= i64::from(limits.most_files) {
        return Err(ProblemKind::TooManyAttachments.into());
    }
    let attachment = insert(tx, &loaded, adding, file)?;
    let new = told(&attachment);
    let change = Change::new(
        What::Attachment(change::Attachment::Added { new }),
        about(&loaded.stored),
    );
    let by = tx.caller().person().map(|person| PersonRef {
        id: person.id,
        name: person.name.clone(),
    });
    let by = by.ok_or_else(|| Failure::Internal("a file of nobody's".to_owned()))?;
    let shown = view(attachment, by, &Standing::of(tx, &loaded.machine));
    tx.record(&change, shown)
}

/// Stores an allowed file. What those who asked attach is an answer; then it is the other side's
/// turn.
fn insert(
    tx: &mut WriteTx<'_>,
    loaded: &Loaded,
    adding: Authorised<Attach>,
    file: &NewFile,
) -> Result<Attachment, Failure> {
    let now = tx.now();
    let (by, party) = adding.into_act().on_whose_side();
    let awaiting = match party {
        RequestParty::Requester => RequestParty::Decider,
        RequestParty::Decider => loaded.stored.awaiting,
    };
    touch(tx, &loaded.stored, awaiting)?;
    let attachment = Attachment {
        id: new_id(now),
        request: loaded.stored.id,
        added_by: by,
        filename: file.name.as_str().to_owned(),
        kind: file.kind,
        size: i64::try_from(file.content.len()).unwrap_or(i64::MAX),
        sha256: file.sha256.clone(),
        added_at: now,
    };
    diesel::insert_into(request_attachments::table)
        .values(AttachmentRow::from(&attachment))
        .execute(tx.connection())?;
    diesel::insert_into(request_attachment_contents::table)
        .values((
            request_attachment_contents::attachment_id.eq(attachment.id.to_string()),
            request_attachment_contents::content.eq(&*file.content),
        ))
        .execute(tx.connection())?;
    Ok(attachment)
}

/// Gives the request a new version: whoever decides it has seen the files that it has.
fn touch(tx: &mut WriteTx<'_>, stored: &Stored, awaiting: RequestParty) -> Result<(), Failure> {
    let set = (
        access_requests::awaiting.eq(awaiting.as_str()),
        access_requests::version.eq(stored.version + 1),
    );
    match update(access_requests::table, set, is_open_as(stored)).execute(tx.connection())? {
        0 => Err(ProblemKind::StaleVersion.into()),
        _ => Ok(()),
    }
}

/// Takes a file back, its content with it, while the request is open and no other handles it.
///
/// # Errors
/// `not-found`; the policy's refusals; `already-decided`; `claimed-by-another`.
pub fn withdraw_attachment(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    attachment: AttachmentId,
) -> Result<Recorded<AccessRequestView>, Failure> {
    let loaded = loaded(tx, id)?;
    let found = rows::find(tx, id, attachment)?;
    let asked = loaded.machine.asked();
    let taking = policy::attachments::take_back(tx.caller(), asked, found.added_by)?;
    if let Some(claim) = loaded.open()?.claim_against(taking.owner(), tx.now()) {
        return Err(loaded.claimed(claim));
    }
    let stored = loaded.stored;
    touch(tx, &stored, stored.awaiting)?;
    remove(tx, taking, &found)?;
    let change = Change::new(
        What::Attachment(change::Attachment::TakenBack { old: told(&found) }),
        about(&stored),
    );
    let version = stored.version + 1;
    let view = views::view(tx, &Stored { version, ..stored })?;
    tx.record(&change, view)
}

/// INVARIANT: the content goes with the row, by the foreign key's cascade.
fn remove(
    tx: &mut WriteTx<'_>,
    taking: Authorised<TakeBack>,
    attachment: &Attachment,
) -> Result<(), Failure> {
    let theirs = request_attachments::table
        .filter(request_attachments::id.eq(attachment.id.to_string()))
        .filter(request_attachments::added_by.eq(taking.into_act().by_whom().to_string()));
    match diesel::delete(theirs).execute(tx.connection())? {
        0 => Err(Failure::NotFound),
        _ => Ok(()),
    }
}

/// Reads a file, which is written down in the log of the subject's organisation.
///
/// # Errors
/// `not-found`; the policy's refusals.
pub fn read_attachment(
    tx: &mut WriteTx<'_>,
    id: AccessRequestId,
    attachment: AttachmentId,
) -> Result<Recorded<Download>, Failure> {
    let loaded = loaded(tx, id)?;
    let found = rows::find(tx, id, attachment)?;
    let reading = policy::attachments::read(tx.caller(), loaded.machine.asked())?;
    let new = told(&found);
    let change = Change::new(
        What::Attachment(change::Attachment::Read { new }),
        about(&loaded.stored),
    );
    let download = download(tx, reading, found)?;
    tx.record(&change, download)
}

fn download(
    tx: &mut WriteTx<'_>,
    _reading: Authorised<ReadAttachment>,
    attachment: Attachment,
) -> Result<Download, Failure> {
    Ok(Download {
        content: rows::content(tx, attachment.id)?,
        filename: attachment.filename,
        media_type: attachment.kind.as_str(),
    })
}
