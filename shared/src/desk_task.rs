//! What Landssupporten has to see to without anybody having asked.

use serde::{Deserialize, Serialize};

use crate::{Timestamp, enums::text_enum, id::DeskTaskId, organisation::OrganisationRef};

text_enum! {
    /// What is to be seen to.
    DeskTaskKind {
        /// An organisation that had LBAs has none, or will have none (G9).
        OrganisationWithoutLba = "organisation_without_lba",
    }
}

text_enum! {
    /// Whether there still is something to see to.
    DeskTaskState {
        /// There is.
        Open = "open",
        /// What it was about is no longer so.
        Settled = "settled",
    }
}

/// A task of Landssupporten's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskTaskView {
    /// Its id.
    pub id: DeskTaskId,
    /// What is to be seen to.
    pub kind: DeskTaskKind,
    /// Where.
    pub organisation: OrganisationRef,
    /// From when it is so; a moment ahead when it will be so unless something is done.
    pub due_at: Timestamp,
    /// Whether that moment has come.
    pub is_due: bool,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// When it was no longer so; null while it is open.
    pub settled_at: Option<Timestamp>,
    /// Counts its changes.
    pub version: i64,
}

/// Which tasks to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DeskTaskQuery {
    /// Only those in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<DeskTaskState>,
    /// Only this organisation's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<crate::id::OrganisationId>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
