//! Imports of organisations, users and grants from an earlier system, such as AMP.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp, enums::text_enum, id::ImportId, organisation::PersonRef, problem::ProblemKind,
    session::AllowedAction,
};

text_enum! {
    /// How far an import has come.
    ImportState {
        /// Its rows are being received.
        Uploading = "uploading",
        /// Its rows are being checked: the dry run.
        Checking = "checking",
        /// Every row has been checked; nothing has been changed.
        Checked = "checked",
        /// Its rows are being carried out.
        Running = "running",
        /// It stopped before it would have removed too much.
        Stopped = "stopped",
        /// Every row has been carried out.
        Done = "done",
        /// It cannot go on.
        Failed = "failed",
        /// Somebody gave it up.
        Cancelled = "cancelled",
    }
}

impl ImportState {
    /// Whether the server is at work on it.
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Uploading | Self::Checking | Self::Running)
    }
}

text_enum! {
    /// What a row is about.
    ImportRecord {
        /// An organisation.
        Organisation = "organisation",
        /// A user.
        User = "user",
        /// A role held by a user.
        Grant = "grant",
        /// A role that the import gave earlier and that is missing from the file now.
        Removal = "removal",
    }
}

text_enum! {
    /// What becomes, or after a check would become, of a row.
    ImportOutcome {
        /// It comes to be.
        Created = "created",
        /// It is changed.
        Changed = "changed",
        /// It is so already.
        Unchanged = "unchanged",
        /// It is left as a person has made it.
        Kept = "kept",
        /// It is taken away.
        Removed = "removed",
        /// It is refused.
        Refused = "refused",
    }
}

text_enum! {
    /// Why a row has its outcome.
    ImportReason {
        /// A value is missing.
        Missing = "missing",
        /// A value does not have the right form.
        Malformed = "malformed",
        /// A value is too long.
        TooLong = "too-long",
        /// A value is none of those there are.
        Unknown = "unknown",
        /// The row has another number of cells than the headings.
        WrongCells = "wrong-cells",
        /// The text is not in the file's encoding.
        Encoding = "encoding",
        /// An earlier row says the same.
        Duplicate = "duplicate",
        /// No such organisation, neither in the file nor here.
        UnknownOrganisation = "unknown-organisation",
        /// No such user, neither in the file nor here.
        UnknownUser = "unknown-user",
        /// No such role in the catalogue.
        UnknownRole = "unknown-role",
        /// The organisation has no unit with this P-number.
        UnknownUnit = "unknown-unit",
        /// G7.
        RoleNotGrantable = "role-not-grantable",
        /// A role of those who run this system is given by people, never by a file.
        RoleNotImportable = "role-not-importable",
        /// R9.
        MovedToStar = "moved-to-star",
        /// The organisation is not one that comes from elsewhere, or is out of use.
        OrganisationClosed = "organisation-closed",
        /// G6.
        UserInactive = "user-inactive",
        /// G4.
        OwnAccount = "own-account",
        /// G9.
        LastLba = "last-lba",
        /// Somebody has changed it here since.
        ChangedByHand = "changed-by-hand",
        /// Somebody has taken the role here.
        RevokedByHand = "revoked-by-hand",
        /// The user holds the role by another's decision.
        HeldOtherwise = "held-otherwise",
        /// It ended before now.
        Ended = "ended",
        /// The period is longer than the role allows, or ends before it begins.
        Period = "period",
        /// Another user has the identity or the e-mail address.
        IdentityTaken = "identity-taken",
        /// It belongs to another organisation here.
        OtherOrganisation = "other-organisation",
        /// A row about the user was refused, so nothing is taken from them.
        RowRefused = "row-refused",
        /// It is missing from the file.
        MissingFromFile = "missing-from-file",
    }
}

/// How many rows of one kind had, or would have, one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCount {
    /// What the rows are about.
    pub record: ImportRecord,
    /// What became of them.
    pub outcome: ImportOutcome,
    /// How many.
    pub rows: i64,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportView {
    /// Its id.
    pub id: ImportId,
    /// The system that the rows come from, such as `AMP`. An import removes only what an import
    /// from the same system gave.
    pub source: String,
    /// The file's name.
    pub name: String,
    /// How far it has come.
    pub state: ImportState,
    /// Rows received.
    pub rows: i64,
    /// Rows handled in the check or the run that is, or was last, under way.
    pub handled: i64,
    /// Rows by what became, or after a check would become, of them.
    pub counts: Vec<ImportCount>,
    /// Grants that are missing from the file and would be, or were, taken away.
    pub removals: i64,
    /// Grants that this source has given in the file's organisations; removals are a share of them.
    pub owned: i64,
    /// Whether the number of removals must be confirmed before they are carried out.
    pub needs_confirmation: bool,
    /// Why it stopped or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemKind>,
    /// The same as a sentence, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem_detail: Option<String>,
    /// Who uploaded it or last let it run; null when the command line did.
    pub ordered_by: Option<PersonRef>,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// When its check or run began.
    pub started_at: Option<Timestamp>,
    /// When its check or run ended.
    pub finished_at: Option<Timestamp>,
    /// What the caller may do with it.
    pub allowed_actions: Vec<AllowedAction>,
    /// Counts its changes of state; the same as its `ETag`.
    pub version: i64,
}

/// One row of an import, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowView {
    /// What it is about.
    pub record: ImportRecord,
    /// Its line in its part of the file, where the headings are line 1 and empty lines do not count; 0
    /// for a removal.
    pub line: i64,
    /// What the file calls it.
    pub key: String,
    /// The row in short, for people.
    pub summary: String,
    /// What became, or would become, of it; null when it has not been looked at.
    pub outcome: Option<ImportOutcome>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ImportReason>,
    /// The column that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The reason as a sentence, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Which imports to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ImportQuery {
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// Which rows of an import to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ImportRowQuery {
    /// Only rows with this outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ImportOutcome>,
    /// Only rows about this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<ImportRecord>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}

/// How an uploaded file is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// The system that the rows come from, 1 to 40 letters, digits, `-`, `.` and `_`; `AMP` when
    /// absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The file's name, 1 to 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The file's encoding; found out from the file when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<ImportEncoding>,
    /// Say whether it may be uploaded, and read nothing.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", param(required = false, default = false))]
    pub dry_run: bool,
}

text_enum! {
    /// How letters stand in a file.
    ImportEncoding {
        /// UTF-8, with or without a byte order mark.
        Utf8 = "utf-8",
        /// Windows-1252, as Danish Windows saves.
        Windows1252 = "windows-1252",
    }
}

/// How an import is to be carried out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RunImport {
    /// The number of removals, when there are more than go without confirmation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm_removals: Option<i64>,
}
