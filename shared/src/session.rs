//! Who is logged in and what they may do.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{OrganisationId, UserId},
    organisation::{Administration, OrganisationRef},
    problem::{NextStep, ProblemKind},
};

text_enum! {
    /// Everything a caller may do; the same words as the operations of openapi.yaml.
    Action {
        /// Ask for a role.
        SubmitAccessRequest = "submit_access_request",
        /// Approve a request.
        ApproveAccessRequest = "approve_access_request",
        /// Reject a request.
        RejectAccessRequest = "reject_access_request",
        /// Take one's request back.
        WithdrawAccessRequest = "withdraw_access_request",
        /// Take a request to handle it.
        ClaimAccessRequest = "claim_access_request",
        /// Let go of a request.
        ReleaseAccessRequest = "release_access_request",
        /// Hand a request to somebody else, or take it over.
        HandOverAccessRequest = "hand_over_access_request",
        /// Ask or answer in a request's thread.
        SendAccessRequestMessage = "send_access_request_message",
        /// Attach a file to a request.
        AttachToAccessRequest = "attach_to_access_request",
        /// Read a file attached to a request.
        ReadAttachment = "read_attachment",
        /// Take back a file that one has attached.
        TakeBackAttachment = "take_back_attachment",
        /// Decide requests: an inbox is shown.
        DecideAccessRequests = "decide_access_requests",
        /// List users.
        ListUsers = "list_users",
        /// Create a user.
        CreateUser = "create_user",
        /// Change name and e-mail.
        ChangeUser = "change_user",
        /// Deactivate a user.
        DeactivateUser = "deactivate_user",
        /// Reactivate a user.
        ReactivateUser = "reactivate_user",
        /// Give a role directly.
        GrantRole = "grant_role",
        /// Take a role away.
        RevokeRole = "revoke_role",
        /// Give a dated grant a later end.
        ExtendRole = "extend_role",
        /// Wake a grant that has fallen asleep.
        ReactivateRole = "reactivate_role",
        /// See agreements with providers.
        ListAgreements = "list_agreements",
        /// Record an agreement with a provider.
        RecordAgreement = "record_agreement",
        /// End an agreement.
        EndAgreement = "end_agreement",
        /// Bring an agreement's end forward.
        LimitAgreement = "limit_agreement",
        /// Register units of an organisation and change their names.
        KeepUnits = "keep_units",
        /// Add attributes of organisations to the catalogue and change their texts.
        KeepAttributes = "keep_attributes",
        /// Give an organisation an attribute.
        GiveAttribute = "give_attribute",
        /// Take an attribute from an organisation.
        TakeAttribute = "take_attribute",
        /// Read the audit log.
        ListAuditEvents = "list_audit_events",
        /// Register an organisation.
        CreateOrganisation = "create_organisation",
        /// Change an organisation.
        ChangeOrganisation = "change_organisation",
        /// Choose what an organisation's people are told.
        ChooseForOrganisation = "choose_for_organisation",
        /// Add a role to the catalogue.
        CreateRole = "create_role",
        /// Change a role of the catalogue.
        ChangeRole = "change_role",
        /// Read which kinds of organisation moved between the modules.
        ListCutovers = "list_cutovers",
        /// Move a kind of organisation to STAR's module.
        CutOver = "cut_over",
        /// Reverse such a move.
        ReverseCutover = "reverse_cutover",
        /// See what Landssupporten has to see to.
        ListDeskTasks = "list_desk_tasks",
        /// Import organisations, users and grants from a file.
        ListImports = "list_imports",
        /// Carry an import out.
        RunImport = "run_import",
        /// Give an import up.
        CancelImport = "cancel_import",
        /// Look up what somebody may do.
        LookUp = "look_up",
        /// Take the LBA role of one's company, which has no LBA.
        ClaimLbaRole = "claim_lba_role",
        /// Propose an organisation's first LBA.
        ProposeLbaAppointment = "propose_lba_appointment",
        /// Confirm what another proposed.
        ConfirmLbaAppointment = "confirm_lba_appointment",
        /// Reject what another proposed.
        RejectLbaAppointment = "reject_lba_appointment",
        /// Take one's proposal back.
        WithdrawLbaAppointment = "withdraw_lba_appointment",
    }
}

/// Something the caller may do, or may not and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AllowedAction {
    /// What.
    pub action: Action,
    /// Whether it may be done now.
    pub allowed: bool,
    /// The code of the refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ProblemKind>,
    /// Why not, in the caller's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What to do instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
}

/// A role the caller holds now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HeldRole {
    /// The role's key.
    pub role: String,
    /// Where it is held.
    pub organisation_id: OrganisationId,
    /// The P-number it is limited to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// The logged-in user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MeUser {
    /// The user's id.
    pub id: UserId,
    /// Full name.
    pub name: String,
    /// E-mail address; empty when the login gave none.
    pub email: String,
    /// The home organisation.
    pub organisation: OrganisationRef,
}

/// Where to go after logging out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LoggedOut {
    /// The login provider's logout, which comes back here, or the front page.
    pub redirect_to: String,
}

/// Who is logged in, what they hold and administer, and what they may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// The user.
    pub user: MeUser,
    /// Roles in effect now.
    pub roles: Vec<HeldRole>,
    /// Organisations whose users the caller administers.
    pub administers: Vec<OrganisationId>,
    /// P-numbers of the units of the home organisation whose users the caller administers, being
    /// LBA of no more.
    #[serde(default)]
    pub administers_units: Vec<String>,
    /// The module of the home organisation.
    pub administration: Administration,
    /// Whether the caller is one of Landssupporten's.
    pub landssupport: bool,
    /// Whether the login proves the right to represent the home organisation (G11).
    pub may_represent: bool,
    /// Open requests the caller may decide.
    pub to_decide: i64,
    /// Whether the home organisation has an active LBA.
    pub organisation_has_lba: bool,
    /// How many active LBAs the home organisation has.
    #[serde(default)]
    pub lbas: i64,
    /// When the home organisation will be without an LBA, should nothing be done; null when one
    /// has no end.
    #[serde(default)]
    pub lbas_until: Option<Timestamp>,
    /// Own grants that end within 30 days.
    #[serde(default)]
    pub own_expiring: i64,
    /// Grants of the users whom the caller administers that end within 30 days.
    #[serde(default)]
    pub expiring: i64,
    /// What the caller may do.
    pub allowed_actions: Vec<AllowedAction>,
}
