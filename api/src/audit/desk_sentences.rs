//! Sentences of Landssupporten's desk, and of the login that proves who may represent a company.

use shared::{audit::AuditKind, language::Bilingual};

use super::sentences::Named;

shared::catalogue! {
    PERSON_LOOKED_UP = "{a} slog op, hvad {s} har adgang til.", "{a} looked up what {s} may do.";
    ORGANISATION_LOOKED_UP = "{a} slog op, hvad brugerne i {o} har adgang til.", "{a} looked up what the users of {o} may do.";
    LBA_ROLE_CLAIMED = "{s} må tegne {o} og blev dens første lokale brugeransvarlige (LBA).", "{s} may represent {o} and became its first LBA.";
    PROPOSED = "{a} foreslog {s} som {o}s første lokale brugeransvarlige (LBA).", "{a} proposed {s} as the first LBA of {o}.";
    CONFIRMED = "{a} bekræftede {s} som {o}s første lokale brugeransvarlige (LBA).", "{a} confirmed {s} as the first LBA of {o}.";
    REJECTED = "{a} afviste {s} som {o}s første lokale brugeransvarlige (LBA).", "{a} rejected {s} as the first LBA of {o}.";
    WITHDRAWN = "{a} trak forslaget om {s} som {o}s første lokale brugeransvarlige (LBA) tilbage.", "{a} withdrew the proposal of {s} as the first LBA of {o}.";
    TASK_RAISED = "Landssupporten fik besked om, at {o} mangler en lokal brugeransvarlig (LBA).", "Landssupporten was told that {o} lacks an LBA.";
    TASK_SETTLED = "{o} mangler ikke længere en lokal brugeransvarlig (LBA).", "{o} no longer lacks an LBA.";
    TASK = "{a} ville ændre Landssupportens opgaver.", "{a} wanted to change Landssupporten's tasks.";
    LOOKUP_ATTEMPT = "{a} ville slå op, hvad {s} har adgang til.", "{a} wanted to look up what {s} may do.";
    CLAIM_ATTEMPT = "{a} ville selv blive lokal brugeransvarlig (LBA).", "{a} wanted to become LBA by themself.";
    APPOINTMENT_ATTEMPT = "{a} ville udpege {s} som {o}s første lokale brugeransvarlige (LBA).", "{a} wanted to appoint {s} as the first LBA of {o}.";
    DECISION_ATTEMPT = "{a} ville afgøre udpegningen af {s} som {o}s første lokale brugeransvarlige (LBA).", "{a} wanted to decide the appointment of {s} as the first LBA of {o}.";
}

/// The kinds of event that are told here.
macro_rules! of_the_desk {
    () => {
        AuditKind::DeskTaskRaised
            | AuditKind::DeskTaskSettled
            | AuditKind::RightsLookedUp
            | AuditKind::LbaRoleClaimed
            | AuditKind::LbaAppointmentProposed
            | AuditKind::LbaAppointmentConfirmed
            | AuditKind::LbaAppointmentRejected
            | AuditKind::LbaAppointmentWithdrawn
    };
}
pub(super) use of_the_desk;

/// What was done.
pub(super) fn done(kind: AuditKind, named: &Named<'_>) -> Bilingual {
    match kind {
        AuditKind::RightsLookedUp if named.subject.is_some() => PERSON_LOOKED_UP,
        AuditKind::RightsLookedUp => ORGANISATION_LOOKED_UP,
        AuditKind::DeskTaskRaised => TASK_RAISED,
        AuditKind::DeskTaskSettled => TASK_SETTLED,
        AuditKind::LbaAppointmentProposed => PROPOSED,
        AuditKind::LbaAppointmentConfirmed => CONFIRMED,
        AuditKind::LbaAppointmentRejected => REJECTED,
        AuditKind::LbaAppointmentWithdrawn => WITHDRAWN,
        _ => LBA_ROLE_CLAIMED,
    }
}

/// What a refused attempt was, said without claiming that it was done.
pub(super) fn attempt(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::RightsLookedUp => LOOKUP_ATTEMPT,
        AuditKind::DeskTaskRaised | AuditKind::DeskTaskSettled => TASK,
        AuditKind::LbaAppointmentProposed => APPOINTMENT_ATTEMPT,
        AuditKind::LbaAppointmentConfirmed
        | AuditKind::LbaAppointmentRejected
        | AuditKind::LbaAppointmentWithdrawn => DECISION_ATTEMPT,
        _ => CLAIM_ATTEMPT,
    }
}
