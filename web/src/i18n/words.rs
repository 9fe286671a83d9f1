//! Words that several pages use, and names of closed vocabularies.

use shared::{
    access_request::RequestState,
    language::Bilingual,
    organisation::OrganisationKind,
    role_grant::GrantSource,
    user::{UserKind, UserStatus},
};

shared::catalogue! {
    PERSON = "Person", "Person";
    NAME = "Navn", "Name";
    EMAIL = "E-mail", "E-mail";
    NO_EMAIL = "Ikke oplyst", "Not given";
    CVR = "CVR-nummer", "CVR number";
    ORGANISATION = "Organisation", "Organisation";
    ROLE = "Rolle", "Role";
    REASON = "Begrundelse", "Reason";
    STATUS = "Status", "Status";
    UNTIL = "Til og med", "Until and including";
    SINCE = "Siden", "Since";
    NO_END = "Uden slutdato", "No end date";
    UNIT = "P-nummer", "P number";
    CASE = "Sagsnummer", "Case number";
    FROM_LOGIN = "Hentet fra MitID Erhverv", "Taken from MitID Erhverv";
    NUMBER = "Nummer", "Number";
    SENT = "Sendt", "Sent";
    ALL = "Alle", "All";
    SYSTEM = "systemet", "the system";

    OPEN = "Afventer", "Waiting";
    APPROVED = "Godkendt", "Approved";
    REJECTED = "Afvist", "Rejected";
    WITHDRAWN = "Trukket tilbage", "Withdrawn";
    LAPSED = "Bortfaldet", "Lapsed";

    VIRKSOMHED = "Virksomhed", "Company";
    KOMMUNE = "Kommune", "Municipality";
    JOBCENTER = "Jobcenter", "Job centre";
    A_KASSE = "A-kasse", "Unemployment fund";
    ANDEN_AKTOER = "Anden aktør", "Private provider";
    STYRELSE = "Styrelse", "Agency";

    ACTIVE = "Aktiv", "Active";
    SUSPENDED = "Sat på pause", "Suspended";
    DEACTIVATED = "Deaktiveret", "Deactivated";

    CASE_WORKER = "Sagsbehandler", "Case worker";
    SYSTEM_USER = "System", "System";
    EMPLOYEE = "Medarbejder", "Employee";
}

/// A request's state in a word.
pub(crate) const fn state(state: RequestState) -> Bilingual {
    match state {
        RequestState::Open => OPEN,
        RequestState::Approved => APPROVED,
        RequestState::Rejected => REJECTED,
        RequestState::Withdrawn => WITHDRAWN,
        RequestState::Lapsed => LAPSED,
    }
}

/// What an organisation is.
pub(crate) const fn kind(kind: OrganisationKind) -> Bilingual {
    match kind {
        OrganisationKind::Virksomhed => VIRKSOMHED,
        OrganisationKind::Kommune => KOMMUNE,
        OrganisationKind::Jobcenter => JOBCENTER,
        OrganisationKind::AKasse => A_KASSE,
        OrganisationKind::AndenAktoer => ANDEN_AKTOER,
        OrganisationKind::Styrelse => STYRELSE,
    }
}

/// Whether a user may act.
pub(crate) const fn user_status(status: UserStatus) -> Bilingual {
    match status {
        UserStatus::Active => ACTIVE,
        UserStatus::Suspended => SUSPENDED,
        UserStatus::Deactivated => DEACTIVATED,
    }
}

/// STAR's user type.
pub(crate) const fn user_kind(kind: UserKind) -> Bilingual {
    match kind {
        UserKind::Sagsbehandler => CASE_WORKER,
        UserKind::System => SYSTEM_USER,
        UserKind::Medarbejder => EMPLOYEE,
    }
}

shared::catalogue! {
    SOURCE_REQUEST = "Godkendt af {by} den {at} efter anmodning", "Approved by {by} on {at} after a request";
    SOURCE_LBA = "Tildelt af {by} den {at}", "Granted by {by} on {at}";
    SOURCE_DESK = "Tildelt af Landssupporten ({by}) den {at}", "Granted by Landssupporten ({by}) on {at}";
    SOURCE_IMPORT = "Overtaget fra et tidligere system den {at}", "Taken over from an earlier system on {at}";
    SOURCE_SCIM = "Overført fra organisationens eget brugersystem den {at}", "Transferred from the organisation's own user system on {at}";
    SOURCE_BY_LAW = "Taget den {at} efter retten til at tegne virksomheden, som ingen LBA havde", "Taken on {at} by the right to represent the company, which had no LBA";
    SOURCE_BOOTSTRAP = "Tildelt, da systemet blev sat op, den {at}", "Given when the system was set up, on {at}";
}

/// Where a grant comes from, as a sentence with `{by}` and `{at}`.
pub(crate) const fn source(source: GrantSource) -> Bilingual {
    match source {
        GrantSource::Request => SOURCE_REQUEST,
        GrantSource::Lba => SOURCE_LBA,
        GrantSource::Landssupport => SOURCE_DESK,
        GrantSource::Import => SOURCE_IMPORT,
        GrantSource::Scim => SOURCE_SCIM,
        GrantSource::Bootstrap => SOURCE_BOOTSTRAP,
        GrantSource::LegalAuthority => SOURCE_BY_LAW,
    }
}
