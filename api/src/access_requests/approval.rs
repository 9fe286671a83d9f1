//! What an approver says.

use shared::{Timestamp, access_request::NewApproval, text::Comment};

use crate::db::{Failure, failure::Fields};

/// An approval, its texts parsed.
#[derive(Clone, Debug)]
pub struct Approval {
    pub(super) valid_until: Option<Timestamp>,
    pub(super) comment: Option<Comment>,
}

impl TryFrom<NewApproval> for Approval {
    type Error = Failure;

    fn try_from(new: NewApproval) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let written = new
            .comment
            .as_deref()
            .filter(|text| !text.trim().is_empty());
        let comment = fields.check_optional("/comment", written.map(Comment::parse));
        fields.finish(Some(Self {
            valid_until: new.valid_until,
            comment,
        }))
    }
}

impl Approval {
    /// As asked for, without a word.
    pub(super) fn as_asked_for() -> Self {
        Self {
            valid_until: None,
            comment: None,
        }
    }
}
