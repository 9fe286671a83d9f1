//! Texts of the access log.

use shared::{audit::AuditKind, language::Bilingual};

shared::catalogue! {
    TITLE = "Adgangslog", "Access log";
    LEAD = "Hvad der er sket, og hvad der er forsøgt og afvist. Det nyeste står øverst.", "What happened, and what was attempted and refused. The newest comes first.";
    EMPTY = "Der er intet i loggen", "There is nothing in the log";
    EMPTY_HINT = "Her kan du se, hvem der har gjort hvad, hvornår og hvorfor. Har du valgt filtre, så prøv at fjerne dem.", "Here you can see who did what, when and why. If you have chosen filters, try to remove them.";
    COLUMN_WHAT = "Hændelse", "Event";
    COLUMN_WHEN = "Tidspunkt", "Time";
    COLUMN_WHY = "Begrundelse", "Reason";
    COLUMN_OUTCOME = "Udfald", "Outcome";
    DONE = "Udført", "Done";
    REFUSED = "Afvist", "Refused";
    RULE = "Regel {rule}", "Rule {rule}";
    CHANGED_FROM = "{field}: {old} → {new}", "{field}: {old} → {new}";
    NOTHING = "(tom)", "(empty)";
    FILTER_KIND = "Hændelse", "Event";
    FILTER_PERSON = "Handler om", "About";
    FILTER_OUTCOME = "Udfald", "Outcome";
    FILTER_FROM = "Fra dato", "From date";
    FILTER_UNTIL = "Til og med dato", "Until and including";

    LOGGED_IN = "Log ind", "Login";
    LOGIN_REFUSED = "Log ind afvist", "Login refused";
    LOGGED_OUT = "Log af", "Logout";
    USER_CREATED_AT_LOGIN = "Bruger oprettet ved login", "User created at login";
    USER_BOUND = "Bruger genkendt ved login", "User recognised at login";
    USER_CREATED = "Bruger oprettet", "User created";
    USER_CHANGED = "Bruger rettet", "User changed";
    USER_DEACTIVATED = "Bruger deaktiveret", "User deactivated";
    USER_REACTIVATED = "Bruger genaktiveret", "User reactivated";
    ORGANISATION_CREATED = "Organisation oprettet", "Organisation registered";
    ORGANISATION_CHANGED = "Organisation rettet", "Organisation changed";
    UNIT_REGISTERED = "Enhed registreret", "Unit registered";
    UNIT_CHANGED = "Enhed rettet", "Unit changed";
    ROLE_CREATED = "Rolle oprettet i kataloget", "Role added to the catalogue";
    ROLE_CHANGED = "Rolle rettet i kataloget", "Role changed in the catalogue";
    ROLE_GRANTED = "Rolle tildelt", "Role granted";
    ROLE_REVOKED = "Rolle frataget", "Role revoked";
    ROLE_EXTENDED = "Rolle forlænget", "Role extended";
    ROLE_FELL_ASLEEP = "Rolle gået i dvale", "Role became dormant";
    ROLE_REACTIVATED = "Rolle genaktiveret", "Role reactivated";
    ROLE_SHORTENED = "Rolle forkortet med aftalen", "Role shortened with the agreement";
    AGREEMENT_RECORDED = "Aftale registreret", "Agreement recorded";
    AGREEMENT_LIMITED = "Aftale forkortet", "Agreement's end brought forward";
    ATTRIBUTE_CREATED = "Egenskab oprettet", "Attribute added";
    ATTRIBUTE_CHANGED = "Egenskab rettet", "Attribute changed";
    ATTRIBUTE_GIVEN = "Egenskab givet", "Attribute given";
    ATTRIBUTE_TAKEN = "Egenskab fjernet", "Attribute removed";
    AGREEMENT_ENDED = "Aftale afsluttet", "Agreement ended";
    TASK_RAISED = "Mangler lokal brugeransvarlig", "Without an LBA";
    TASK_SETTLED = "Har igen lokal brugeransvarlig", "Has an LBA again";
    REQUEST_SUBMITTED = "Anmodning sendt", "Request sent";
    REQUEST_APPROVED = "Anmodning godkendt", "Request approved";
    REQUEST_REJECTED = "Anmodning afvist", "Request rejected";
    REQUEST_WITHDRAWN = "Anmodning trukket tilbage", "Request withdrawn";
    REQUEST_CLAIMED = "Anmodning taget", "Request claimed";
    REQUEST_RELEASED = "Anmodning sluppet", "Request let go of";
    REQUEST_HANDED_OVER = "Anmodning overdraget", "Request handed over";
    MESSAGE_SENT = "Besked om anmodning", "Message about a request";
    ATTACHMENT_ADDED = "Fil vedhæftet", "File attached";
    ATTACHMENT_TAKEN_BACK = "Fil fjernet", "File removed";
    ATTACHMENT_READ = "Fil hentet", "File downloaded";
    REQUEST_MOVED = "Anmodning sendt til Landssupporten", "Request moved to Landssupporten";
    CUTOVER_EXECUTED = "Skift af modul", "Change of module";
    CUTOVER_REVERSED = "Skift af modul rullet tilbage", "Change of module reversed";
    ORGANISATION_MOVED = "Organisation flyttet til det andet modul", "Organisation moved to the other module";
    RIGHTS_LOOKED_UP = "Opslag", "Look-up";
    LBA_ROLE_CLAIMED = "Første LBA efter tegningsret", "First LBA by legal authority";
    LBA_PROPOSED = "Første LBA foreslået", "First LBA proposed";
    LBA_CONFIRMED = "Første LBA bekræftet", "First LBA confirmed";
    LBA_REJECTED = "Første LBA afvist", "First LBA rejected";
    LBA_WITHDRAWN = "Forslag om første LBA trukket tilbage", "Proposal of first LBA withdrawn";
    TOKEN_ISSUED = "Program fik adgang", "Program given a token";
    TOKEN_REFUSED = "Program fik ikke adgang", "Program refused a token";
    BOOTSTRAPPED = "System sat op", "System set up";
    IMPORT_UPLOADED = "Fil lagt op til import", "File uploaded to be imported";
    IMPORT_STARTED = "Import sat i gang", "Import let run";
    IMPORT_ENDED = "Import sluttet", "Import ended";
    YES = "ja", "yes";
    NO = "nej", "no";
    FIELD_ACTIVE = "I brug", "In use";
    FIELD_ADMINISTRATION = "Modul", "Module";
    FIELD_CLAIMED_BY = "Behandles af", "Handled by";
    FIELD_DUE_AT = "Frist", "Due";
    FIELD_EMAIL = "E-mail", "E-mail";
    FIELD_NAME = "Navn", "Name";
    FIELD_NAMES_DECIDERS = "Medarbejderne ser navnene på de lokale brugeransvarlige", "The staff see the names of the local user administrators";
    FIELD_STATUS = "Status", "Status";
    FIELD_UNIT = "P-nummer", "P-number";
    FIELD_DORMANT_FROM = "I dvale fra", "Dormant from";
    FIELD_LAST_USED = "Sidst brugt", "Last used";
    FIELD_VALID_FROM = "Fra", "From";
    FIELD_VALID_UNTIL = "Til", "Until";
    IMPORT_CANCELLED = "Import opgivet", "Import given up";
}

/// Kinds of event at Landssupporten's desk, of units and agreements, and of what time does.
macro_rules! of_the_desk {
    () => {
        AuditKind::RightsLookedUp
            | AuditKind::LbaRoleClaimed
            | AuditKind::LbaAppointmentProposed
            | AuditKind::LbaAppointmentConfirmed
            | AuditKind::LbaAppointmentRejected
            | AuditKind::LbaAppointmentWithdrawn
            | AuditKind::UnitRegistered
            | AuditKind::UnitChanged
            | AuditKind::AttributeCreated
            | AuditKind::AttributeChanged
            | AuditKind::AttributeGiven
            | AuditKind::AttributeTaken
            | AuditKind::RoleShortened
            | AuditKind::RoleFellAsleep
            | AuditKind::RoleReactivated
            | AuditKind::AgreementRecorded
            | AuditKind::AgreementLimited
            | AuditKind::AgreementEnded
            | AuditKind::AttachmentAdded
            | AuditKind::AttachmentTakenBack
            | AuditKind::AttachmentRead
    };
}

const fn desk(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::LbaRoleClaimed => LBA_ROLE_CLAIMED,
        AuditKind::LbaAppointmentProposed => LBA_PROPOSED,
        AuditKind::LbaAppointmentConfirmed => LBA_CONFIRMED,
        AuditKind::LbaAppointmentRejected => LBA_REJECTED,
        AuditKind::LbaAppointmentWithdrawn => LBA_WITHDRAWN,
        AuditKind::UnitRegistered => UNIT_REGISTERED,
        AuditKind::UnitChanged => UNIT_CHANGED,
        AuditKind::AttributeCreated => ATTRIBUTE_CREATED,
        AuditKind::AttributeChanged => ATTRIBUTE_CHANGED,
        AuditKind::AttributeGiven => ATTRIBUTE_GIVEN,
        AuditKind::AttributeTaken => ATTRIBUTE_TAKEN,
        AuditKind::RoleShortened => ROLE_SHORTENED,
        AuditKind::RoleFellAsleep => ROLE_FELL_ASLEEP,
        AuditKind::RoleReactivated => ROLE_REACTIVATED,
        AuditKind::AgreementRecorded => AGREEMENT_RECORDED,
        AuditKind::AgreementLimited => AGREEMENT_LIMITED,
        AuditKind::AgreementEnded => AGREEMENT_ENDED,
        AuditKind::AttachmentAdded => ATTACHMENT_ADDED,
        AuditKind::AttachmentTakenBack => ATTACHMENT_TAKEN_BACK,
        AuditKind::AttachmentRead => ATTACHMENT_READ,
        _ => RIGHTS_LOOKED_UP,
    }
}

/// A field of what changed, where people have a word for it.
pub(crate) fn field(name: &str) -> Option<Bilingual> {
    Some(match name {
        "active" => FIELD_ACTIVE,
        "administration" => FIELD_ADMINISTRATION,
        "claimed_by" => FIELD_CLAIMED_BY,
        "dormant_from" => FIELD_DORMANT_FROM,
        "due_at" => FIELD_DUE_AT,
        "email" => FIELD_EMAIL,
        "last_used_at" => FIELD_LAST_USED,
        "name" => FIELD_NAME,
        "names_deciders" => FIELD_NAMES_DECIDERS,
        "status" => FIELD_STATUS,
        "unit" => FIELD_UNIT,
        "valid_from" => FIELD_VALID_FROM,
        "valid_until" => FIELD_VALID_UNTIL,
        _ => return None,
    })
}

/// A kind of event in a few words.
pub(crate) const fn kind(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::LoggedIn => LOGGED_IN,
        AuditKind::LoginRefused => LOGIN_REFUSED,
        AuditKind::LoggedOut => LOGGED_OUT,
        AuditKind::UserCreatedAtLogin => USER_CREATED_AT_LOGIN,
        AuditKind::UserBound => USER_BOUND,
        AuditKind::UserCreated => USER_CREATED,
        AuditKind::UserChanged => USER_CHANGED,
        AuditKind::UserDeactivated => USER_DEACTIVATED,
        AuditKind::UserReactivated => USER_REACTIVATED,
        AuditKind::OrganisationCreated => ORGANISATION_CREATED,
        AuditKind::OrganisationChanged => ORGANISATION_CHANGED,
        AuditKind::RoleCreated => ROLE_CREATED,
        AuditKind::RoleChanged => ROLE_CHANGED,
        AuditKind::RoleGranted => ROLE_GRANTED,
        AuditKind::RoleRevoked => ROLE_REVOKED,
        AuditKind::RoleExtended => ROLE_EXTENDED,
        AuditKind::DeskTaskRaised => TASK_RAISED,
        AuditKind::DeskTaskSettled => TASK_SETTLED,
        AuditKind::AccessRequestSubmitted => REQUEST_SUBMITTED,
        AuditKind::AccessRequestApproved => REQUEST_APPROVED,
        AuditKind::AccessRequestRejected => REQUEST_REJECTED,
        AuditKind::AccessRequestWithdrawn => REQUEST_WITHDRAWN,
        AuditKind::AccessRequestClaimed => REQUEST_CLAIMED,
        AuditKind::AccessRequestReleased => REQUEST_RELEASED,
        AuditKind::AccessRequestHandedOver => REQUEST_HANDED_OVER,
        AuditKind::AccessRequestMessageSent => MESSAGE_SENT,
        AuditKind::AccessRequestMovedToDesk => REQUEST_MOVED,
        AuditKind::CutoverExecuted => CUTOVER_EXECUTED,
        AuditKind::CutoverReversed => CUTOVER_REVERSED,
        AuditKind::OrganisationMoved => ORGANISATION_MOVED,
        of_the_desk!() => desk(kind),
        AuditKind::TokenIssued => TOKEN_ISSUED,
        AuditKind::TokenRefused => TOKEN_REFUSED,
        AuditKind::Bootstrapped => BOOTSTRAPPED,
        AuditKind::ImportUploaded => IMPORT_UPLOADED,
        AuditKind::ImportStarted => IMPORT_STARTED,
        AuditKind::ImportEnded => IMPORT_ENDED,
        AuditKind::ImportCancelled => IMPORT_CANCELLED,
    }
}
