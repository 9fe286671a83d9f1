//! The audit log as people and programs read it.

use serde::{Deserialize, Serialize};

use crate::{
    Timestamp,
    enums::text_enum,
    id::{AccessRequestId, AuditEventId, OrganisationId, RoleGrantId, UserId},
    organisation::PersonRef,
    problem::ProblemKind,
    rule::Rule,
};

text_enum! {
    /// What happened, or was attempted.
    AuditKind {
        /// A person logged in.
        LoggedIn = "logged_in",
        /// A login was refused.
        LoginRefused = "login_refused",
        /// A person logged out.
        LoggedOut = "logged_out",
        /// A user was created at first login.
        UserCreatedAtLogin = "user_created_at_login",
        /// A user was recognised at first login and bound to the login's identity.
        UserBound = "user_bound",
        /// A user was created by somebody.
        UserCreated = "user_created",
        /// Name or e-mail was changed.
        UserChanged = "user_changed",
        /// A user was deactivated.
        UserDeactivated = "user_deactivated",
        /// A user was reactivated.
        UserReactivated = "user_reactivated",
        /// An organisation was registered.
        OrganisationCreated = "organisation_created",
        /// An organisation was changed.
        OrganisationChanged = "organisation_changed",
        /// A unit of an organisation was registered.
        UnitRegistered = "unit_registered",
        /// A unit's name was changed.
        UnitChanged = "unit_changed",
        /// An attribute of organisations was added to the catalogue.
        AttributeCreated = "attribute_created",
        /// The texts of an attribute were changed.
        AttributeChanged = "attribute_changed",
        /// An organisation was given an attribute.
        AttributeGiven = "attribute_given",
        /// An attribute was taken from an organisation.
        AttributeTaken = "attribute_taken",
        /// A role was added to the catalogue.
        RoleCreated = "role_created",
        /// A role of the catalogue was changed.
        RoleChanged = "role_changed",
        /// A role was given.
        RoleGranted = "role_granted",
        /// A role was taken away.
        RoleRevoked = "role_revoked",
        /// A dated grant was given a later end.
        RoleExtended = "role_extended",
        /// A grant was given an earlier end, with the agreement that it is held under.
        RoleShortened = "role_shortened",
        /// A grant fell asleep, since it was not used.
        RoleFellAsleep = "role_fell_asleep",
        /// A grant that slept was woken.
        RoleReactivated = "role_reactivated",
        /// An agreement with a provider was recorded.
        AgreementRecorded = "agreement_recorded",
        /// An agreement's end was brought forward.
        AgreementLimited = "agreement_limited",
        /// An agreement was ended.
        AgreementEnded = "agreement_ended",
        /// A request was sent.
        AccessRequestSubmitted = "access_request_submitted",
        /// A request was approved.
        AccessRequestApproved = "access_request_approved",
        /// A request was rejected.
        AccessRequestRejected = "access_request_rejected",
        /// A request was taken back.
        AccessRequestWithdrawn = "access_request_withdrawn",
        /// Somebody took a request to handle it.
        AccessRequestClaimed = "access_request_claimed",
        /// Somebody let go of a request.
        AccessRequestReleased = "access_request_released",
        /// A request was handed to somebody else to handle.
        AccessRequestHandedOver = "access_request_handed_over",
        /// A question or an answer was written in a request's thread.
        AccessRequestMessageSent = "access_request_message_sent",
        /// A file was attached to a request.
        AttachmentAdded = "attachment_added",
        /// A file was taken back from a request by who attached it.
        AttachmentTakenBack = "attachment_taken_back",
        /// A file of a request was read.
        AttachmentRead = "attachment_read",
        /// A request moved to Landssupporten, since nobody else could decide it.
        AccessRequestMovedToDesk = "access_request_moved_to_desk",
        /// A kind of organisation moved to STAR's module.
        CutoverExecuted = "cutover_executed",
        /// Such a move was reversed.
        CutoverReversed = "cutover_reversed",
        /// An organisation moved with its kind.
        OrganisationMoved = "organisation_moved",
        /// Landssupporten was told of something to see to.
        DeskTaskRaised = "desk_task_raised",
        /// What Landssupporten was told of is no longer so.
        DeskTaskSettled = "desk_task_settled",
        /// What somebody may do was looked up.
        RightsLookedUp = "rights_looked_up",
        /// Whoever may represent a company became its first LBA.
        LbaRoleClaimed = "lba_role_claimed",
        /// A first LBA was proposed.
        LbaAppointmentProposed = "lba_appointment_proposed",
        /// A first LBA was confirmed by a second person.
        LbaAppointmentConfirmed = "lba_appointment_confirmed",
        /// A first LBA was rejected by a second person.
        LbaAppointmentRejected = "lba_appointment_rejected",
        /// The proposal of a first LBA was taken back.
        LbaAppointmentWithdrawn = "lba_appointment_withdrawn",
        /// A token was given to a program.
        TokenIssued = "token_issued",
        /// A token was refused.
        TokenRefused = "token_refused",
        /// The system was set up with these facts.
        Bootstrapped = "bootstrapped",
        /// A file was uploaded to be imported.
        ImportUploaded = "import_uploaded",
        /// An import was let run.
        ImportStarted = "import_started",
        /// An import ended: done, stopped or failed.
        ImportEnded = "import_ended",
        /// An import was given up.
        ImportCancelled = "import_cancelled",
    }
}

text_enum! {
    /// How it went.
    AuditOutcome {
        /// It was done.
        Done = "done",
        /// It was refused by a rule.
        Refused = "refused",
    }
}

/// One event of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEventView {
    /// Its id.
    pub id: AuditEventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// How it went.
    pub outcome: AuditOutcome,
    /// Who did it, when a person did.
    pub actor: Option<PersonRef>,
    /// Which program or part of the system did it, when no person did.
    pub actor_system: Option<String>,
    /// Whom it is about.
    pub subject: Option<PersonRef>,
    /// The organisation whose log it belongs to.
    pub organisation_id: Option<OrganisationId>,
    /// That organisation's name.
    pub organisation_name: Option<String>,
    /// The role's key.
    pub role: Option<String>,
    /// The request.
    pub request_id: Option<AccessRequestId>,
    /// The grant.
    pub grant_id: Option<RoleGrantId>,
    /// Why it was done.
    pub reason: Option<String>,
    /// The refusal's code.
    pub code: Option<ProblemKind>,
    /// The refusal's rule.
    pub rule: Option<Rule>,
    /// What it was before; an object of changed fields.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub old: Option<serde_json::Value>,
    /// What it became; an object of changed fields.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub new: Option<serde_json::Value>,
    /// The whole event as a sentence in the caller's language.
    pub sentence: String,
}

/// Which events to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditEventQuery {
    /// Only this organisation's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation_id: Option<OrganisationId>,
    /// Only what this user did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<UserId>,
    /// Only what is about this user.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<UserId>,
    /// Only this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<AuditKind>,
    /// Only this outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<AuditOutcome>,
    /// Only this role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Only events at or after this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Only events before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Rows on a page: 1 to 200, 50 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
}
