//! Attachments as the API shows them.

use shared::{
    attachment::{AttachmentView, attachment_path},
    id::UserId,
    organisation::PersonRef,
    session::{Action, AllowedAction},
};

use super::rows::Attachment;
use crate::{
    db::{ReadTx, Resource},
    domain::{
        caller::Caller,
        request::{AccessRequest, Asked},
    },
    http::allowed::allowed,
    policy,
};

impl Resource for AttachmentView {
    /// A file never changes.
    fn version(&self) -> i64 {
        1
    }

    fn path(&self) -> String {
        attachment_path(self.request_id, self.id)
    }
}

/// How a caller stands to a request and to its files.
pub(super) struct Standing<'s> {
    caller: &'s Caller,
    asked: &'s Asked,
    language: shared::language::Language,
    /// Whether files may be taken back still: it is open, and no other handles it.
    is_free: bool,
}

impl<'s> Standing<'s> {
    pub(super) fn of(tx: &'s ReadTx<'_>, machine: &'s AccessRequest) -> Self {
        let me = tx.caller().user_id();
        let claimed = |open: &crate::domain::request::OpenRequest| {
            me.is_some_and(|me| open.claim_against(me, tx.now()).is_some())
        };
        Self {
            caller: tx.caller(),
            asked: machine.asked(),
            language: tx.language(),
            is_free: machine.open().is_some_and(|open| !claimed(open)),
        }
    }

    fn allowed_actions(&self, added_by: UserId) -> Vec<AllowedAction> {
        let read = policy::attachments::read(self.caller, self.asked);
        let mut actions = vec![allowed(Action::ReadAttachment, read, self.language)];
        // What only who attached it has anything to do with is not refused the others aloud.
        let take_back = policy::attachments::take_back(self.caller, self.asked, added_by);
        if self.is_free && take_back.is_ok() {
            actions.push(allowed(
                Action::TakeBackAttachment,
                take_back,
                self.language,
            ));
        }
        actions
    }
}

/// The file as the caller sees it.
pub(super) fn view(
    attachment: Attachment,
    by: PersonRef,
    standing: &Standing<'_>,
) -> AttachmentView {
    AttachmentView {
        id: attachment.id,
        request_id: attachment.request,
        filename: attachment.filename,
        media_type: attachment.kind,
        size: attachment.size,
        sha256: attachment.sha256,
        allowed_actions: standing.allowed_actions(attachment.added_by),
        added_by: by,
        added_at: attachment.added_at,
    }
}
