//! Sentences of agreements with providers.

use shared::{audit::AuditKind, language::Bilingual};

shared::catalogue! {
    RECORDED = "{a} registrerede en aftale om arbejde for andre{u}.", "{a} recorded an agreement about work for others{u}.";
    LIMITED = "{a} forkortede en aftale om arbejde for andre{u}.", "{a} brought the end of an agreement about work for others forward{u}.";
    ENDED = "{a} afsluttede en aftale om arbejde for andre.", "{a} ended an agreement about work for others.";
    SHORTENED = "{s} har nu rollen {r} i kortere tid, fordi aftalen blev forkortet{u}.", "{s} has the role {r} for a shorter time, since the agreement's end was brought forward{u}.";
    RECORD_ATTEMPT = "{a} ville registrere en aftale om arbejde for andre.", "{a} wanted to record an agreement about work for others.";
    CHANGE_ATTEMPT = "{a} ville forkorte eller afslutte en aftale om arbejde for andre.", "{a} wanted to bring the end of an agreement about work for others forward, or to end it.";
}

/// The kinds of event that are told here.
macro_rules! of_agreements {
    () => {
        AuditKind::AgreementRecorded
            | AuditKind::AgreementLimited
            | AuditKind::AgreementEnded
            | AuditKind::RoleShortened
    };
}
pub(super) use of_agreements;

/// What was done.
pub(super) fn done(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::AgreementRecorded => RECORDED,
        AuditKind::AgreementLimited => LIMITED,
        AuditKind::RoleShortened => SHORTENED,
        _ => ENDED,
    }
}

/// What a refused attempt was, said without claiming that it was done.
pub(super) fn attempt(kind: AuditKind) -> Bilingual {
    match kind {
        AuditKind::AgreementRecorded => RECORD_ATTEMPT,
        _ => CHANGE_ATTEMPT,
    }
}
