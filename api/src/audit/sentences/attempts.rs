//! Refused attempts as sentences.

use super::super::{
    agreement_sentences::{self, of_agreements},
    attribute_sentences::{self, of_attributes},
    desk_sentences::{self, of_the_desk},
};
use shared::{audit::AuditKind, language::Bilingual};

shared::catalogue! {
    LOGIN = "login", "login";
    USER_CREATION = "{a} ville oprette en bruger.", "{a} wanted to create a user.";
    USER_CHANGE = "{a} ville rette {s}.", "{a} wanted to change {s}.";
    DEACTIVATION = "{a} ville deaktivere {s}.", "{a} wanted to deactivate {s}.";
    REACTIVATION = "{a} ville genaktivere {s}.", "{a} wanted to reactivate {s}.";
    ORGANISATION = "{a} ville rette en organisation.", "{a} wanted to change an organisation.";
    UNIT = "{a} ville registrere eller rette en enhed.", "{a} wanted to register or change a unit.";
    CATALOGUE = "{a} ville rette rollen {r} i rollekataloget.", "{a} wanted to change the role {r} in the role catalogue.";
    GRANT = "{a} ville tildele {s} rollen {r}.", "{a} wanted to grant {s} the role {r}.";
    REVOCATION = "{a} ville fratage {s} rollen {r}.", "{a} wanted to revoke the role {r} from {s}.";
    EXTENSION = "{a} ville forlænge rollen {r} for {s}.", "{a} wanted to extend the role {r} for {s}.";
    WAKING = "{a} ville genaktivere rollen {r} for {s}.", "{a} wanted to reactivate the role {r} for {s}.";
    SUBMISSION = "{a} ville anmode om rollen {r} til {s}.", "{a} wanted to ask for the role {r} for {s}.";
    HANDLING = "{a} ville behandle anmodningen om rollen {r} til {s}.", "{a} wanted to handle the request for the role {r} for {s}.";
    MESSAGE = "{a} ville skrive en besked om anmodningen om rollen {r} til {s}.", "{a} wanted to write a message about the request for the role {r} for {s}.";
    ATTACHING = "{a} ville vedhæfte eller fjerne en fil ved anmodningen om rollen {r} til {s}.", "{a} wanted to attach a file to, or remove one from, the request for the role {r} for {s}.";
    ATTACHMENT_READING = "{a} ville hente en fil fra anmodningen om rollen {r} til {s}.", "{a} wanted to download a file of the request for the role {r} for {s}.";
    DECISION = "{a} ville afgøre anmodningen om rollen {r} til {s}.", "{a} wanted to decide the request for the role {r} for {s}.";
    WITHDRAWAL = "{a} ville trække anmodningen om rollen {r} til {s} tilbage.", "{a} wanted to withdraw the request for the role {r} for {s}.";
    MOVE = "{a} ville flytte en slags organisationer til det andet modul.", "{a} wanted to move a kind of organisation to the other module.";
    TOKEN = "{a} ville have adgang som program.", "{a} wanted access as a program.";
    IMPORT = "{a} ville importere en fil.", "{a} wanted to import a file.";
    SETUP = "{a} ville sætte systemet op.", "{a} wanted to set the system up.";
}

/// What a refused attempt was, said without claiming that it was done.
pub(super) fn attempt(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::LoggedIn | AuditKind::LoginRefused | AuditKind::LoggedOut => LOGIN,
        AuditKind::UserCreated | AuditKind::UserCreatedAtLogin | AuditKind::UserBound => {
            USER_CREATION
        }
        AuditKind::UserChanged => USER_CHANGE,
        AuditKind::UserDeactivated => DEACTIVATION,
        AuditKind::UserReactivated => REACTIVATION,
        AuditKind::OrganisationCreated | AuditKind::OrganisationChanged => ORGANISATION,
        AuditKind::UnitRegistered | AuditKind::UnitChanged => UNIT,
        AuditKind::RoleCreated | AuditKind::RoleChanged => CATALOGUE,
        AuditKind::RoleGranted => GRANT,
        AuditKind::RoleRevoked => REVOCATION,
        AuditKind::RoleExtended => EXTENSION,
        AuditKind::RoleFellAsleep | AuditKind::RoleReactivated => WAKING,
        AuditKind::AccessRequestSubmitted => SUBMISSION,
        AuditKind::AccessRequestApproved
        | AuditKind::AccessRequestRejected
        | AuditKind::AccessRequestMovedToDesk => DECISION,
        AuditKind::AccessRequestClaimed
        | AuditKind::AccessRequestReleased
        | AuditKind::AccessRequestHandedOver => HANDLING,
        AuditKind::AccessRequestMessageSent => MESSAGE,
        AuditKind::AttachmentAdded | AuditKind::AttachmentTakenBack => ATTACHING,
        AuditKind::AttachmentRead => ATTACHMENT_READING,
        AuditKind::AccessRequestWithdrawn => WITHDRAWAL,
        AuditKind::CutoverExecuted | AuditKind::CutoverReversed | AuditKind::OrganisationMoved => {
            MOVE
        }
        of_the_desk!() => desk_sentences::attempt(kind),
        of_agreements!() => agreement_sentences::attempt(kind),
        of_attributes!() => attribute_sentences::attempt(kind),
        AuditKind::TokenIssued | AuditKind::TokenRefused => TOKEN,
        AuditKind::Bootstrapped => SETUP,
        AuditKind::ImportUploaded
        | AuditKind::ImportStarted
        | AuditKind::ImportEnded
        | AuditKind::ImportCancelled => IMPORT,
    }
}
