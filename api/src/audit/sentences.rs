//! Audit events as sentences, in both languages. `{a}` is who did it, `{s}` whom it is about,
//! `{r}` the role, `{o}` the organisation, `{k}` a kind of organisation, `{m}` a module, `{n}` the
//! changes.

mod attempts;

use super::{
    agreement_sentences::{self, of_agreements},
    attribute_sentences::{self, of_attributes},
    desk_sentences::{self, of_the_desk},
};
use shared::{
    audit::{AuditKind, AuditOutcome},
    language::{Bilingual, Language},
};

use attempts::attempt;

shared::catalogue! {
    LOGGED_IN = "{a} loggede ind.", "{a} logged in.";
    LOGIN_REFUSED = "Et login blev afvist.", "A login was refused.";
    LOGGED_OUT = "{a} loggede af.", "{a} logged out.";
    USER_CREATED_AT_LOGIN = "{s} blev oprettet som bruger ved første login.", "{s} became a user at first login.";
    USER_BOUND = "{s} blev genkendt ved første login.", "{s} was recognised at first login.";
    USER_CREATED = "{a} oprettede brugeren {s}.", "{a} created the user {s}.";
    USER_CHANGED = "{a} rettede {s}{n}.", "{a} changed {s}{n}.";
    USER_DEACTIVATED = "{a} deaktiverede {s}.", "{a} deactivated {s}.";
    USER_REACTIVATED = "{a} genaktiverede {s}.", "{a} reactivated {s}.";
    ORGANISATION_CREATED = "{a} registrerede organisationen {o}.", "{a} registered the organisation {o}.";
    ORGANISATION_CHANGED = "{a} rettede organisationen {o}{n}.", "{a} changed the organisation {o}{n}.";
    UNIT_REGISTERED = "{a} registrerede en enhed i {o}.", "{a} registered a unit of {o}.";
    UNIT_CHANGED = "{a} rettede en enhed i {o}{n}.", "{a} changed a unit of {o}{n}.";
    ROLE_CREATED = "{a} føjede rollen {r} til rollekataloget.", "{a} added the role {r} to the role catalogue.";
    ROLE_CHANGED = "{a} rettede rollen {r} i rollekataloget.", "{a} changed the role {r} in the role catalogue.";
    ROLE_GRANTED = "{a} tildelte {s} rollen {r}{u}.", "{a} granted {s} the role {r}{u}.";
    ROLE_REVOKED = "{a} fratog {s} rollen {r}.", "{a} revoked the role {r} from {s}.";
    ROLE_EXTENDED = "{a} forlængede rollen {r} for {s}{u}.", "{a} extended the role {r} for {s}{u}.";
    ROLE_FELL_ASLEEP = "Rollen {r}, som {s} har, gik i dvale, fordi den ikke har været brugt længe.", "The role {r} that {s} has became dormant, since it has not been used for long.";
    ROLE_REACTIVATED = "{a} genaktiverede rollen {r} for {s}.", "{a} reactivated the role {r} for {s}.";
    REQUEST_SUBMITTED = "{a} anmodede om rollen {r} til {s}.", "{a} asked for the role {r} for {s}.";
    OWN_REQUEST_SUBMITTED = "{a} anmodede om rollen {r}.", "{a} asked for the role {r}.";
    REMOVAL_SUBMITTED = "{a} anmodede om, at {s} får frataget rollen {r}.", "{a} asked that the role {r} be revoked from {s}.";
    REQUEST_APPROVED = "{a} godkendte anmodningen og gav {s} rollen {r}{u}.", "{a} approved the request and gave {s} the role {r}{u}.";
    REMOVAL_APPROVED = "{a} godkendte anmodningen og fratog {s} rollen {r}.", "{a} approved the request and revoked the role {r} from {s}.";
    REQUEST_REJECTED = "{a} afviste anmodningen om rollen {r} til {s}.", "{a} rejected the request for the role {r} for {s}.";
    REQUEST_WITHDRAWN = "{a} trak anmodningen om rollen {r} til {s} tilbage.", "{a} withdrew the request for the role {r} for {s}.";
    OWN_REQUEST_WITHDRAWN = "{a} trak sin anmodning om rollen {r} tilbage.", "{a} withdrew the request for the role {r}.";
    REQUEST_CLAIMED = "{a} gik i gang med anmodningen om rollen {r} til {s}.", "{a} began to handle the request for the role {r} for {s}.";
    REQUEST_RELEASED = "{a} gav slip på anmodningen om rollen {r} til {s}.", "{a} let go of the request for the role {r} for {s}.";
    REQUEST_HANDED_OVER = "{a} gav anmodningen om rollen {r} til {s} en ny behandler.", "{a} gave the request for the role {r} for {s} a new handler.";
    MESSAGE_SENT = "{a} skrev en besked om anmodningen om rollen {r} til {s}.", "{a} wrote a message about the request for the role {r} for {s}.";
    ATTACHMENT_ADDED = "{a} vedhæftede en fil til anmodningen om rollen {r} til {s}.", "{a} attached a file to the request for the role {r} for {s}.";
    ATTACHMENT_TAKEN_BACK = "{a} fjernede sin fil fra anmodningen om rollen {r} til {s}.", "{a} removed their file from the request for the role {r} for {s}.";
    ATTACHMENT_READ = "{a} hentede en fil fra anmodningen om rollen {r} til {s}.", "{a} downloaded a file of the request for the role {r} for {s}.";
    REQUEST_MOVED = "Anmodningen om rollen {r} til {s} gik videre til Landssupporten.", "The request for the role {r} for {s} moved to Landssupporten.";
    CUTOVER_EXECUTED = "{a} flyttede {k} til {m}.", "{a} moved {k} to {m}.";
    CUTOVER_REVERSED = "{a} rullede flytningen tilbage: {k} er igen i {m}.", "{a} reversed the move: {k} are in {m} again.";
    ORGANISATION_MOVED = "{o} administreres nu i {m}. Alle roller er de samme.", "{o} is now administered in {m}. All roles are the same.";
    TOKEN_ISSUED = "{a} fik adgang som program.", "{a} was given access as a program.";
    TOKEN_REFUSED = "Et program blev afvist.", "A program was refused.";
    BOOTSTRAPPED = "Systemet blev sat op med oplysninger om {s}.", "The system was set up with facts about {s}.";
    IMPORT_UPLOADED = "{a} lagde en fil op til import.", "{a} uploaded a file to be imported.";
    IMPORT_STARTED = "{a} satte en import i gang.", "{a} let an import run.";
    IMPORT_ENDED = "En import, som {a} satte i gang, er slut.", "An import that {a} let run has ended.";
    IMPORT_CANCELLED = "{a} opgav en import.", "{a} gave an import up.";
    UNTIL = " til {d}", " until {d}";
    REFUSED = "Afvist: {x}", "Refused: {x}";
    NOBODY = "systemet", "the system";
    SOMEBODY = "en bruger", "a user";
    A_MODULE = "det andet modul", "the other module";
    A_KIND = "en slags organisationer", "a kind of organisation";
    A_ROLE = "en rolle", "a role";
    AN_ATTRIBUTE = "en egenskab", "an attribute";
    AN_ORGANISATION = "en organisation", "an organisation";
}

/// What was done, said plainly when it was about oneself.
#[expect(clippy::too_many_lines, reason = "a table: a line for each kind")]
fn done(kind: AuditKind, named: &Named<'_>) -> Bilingual {
    let (removal, own) = (named.removal, named.own);
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
        AuditKind::UnitRegistered => UNIT_REGISTERED,
        AuditKind::UnitChanged => UNIT_CHANGED,
        AuditKind::RoleCreated => ROLE_CREATED,
        AuditKind::RoleChanged => ROLE_CHANGED,
        AuditKind::RoleGranted => ROLE_GRANTED,
        AuditKind::RoleRevoked => ROLE_REVOKED,
        AuditKind::RoleExtended => ROLE_EXTENDED,
        AuditKind::RoleFellAsleep => ROLE_FELL_ASLEEP,
        AuditKind::RoleReactivated => ROLE_REACTIVATED,
        AuditKind::AccessRequestSubmitted if removal => REMOVAL_SUBMITTED,
        AuditKind::AccessRequestSubmitted if own => OWN_REQUEST_SUBMITTED,
        AuditKind::AccessRequestSubmitted => REQUEST_SUBMITTED,
        AuditKind::AccessRequestApproved if removal => REMOVAL_APPROVED,
        AuditKind::AccessRequestApproved => REQUEST_APPROVED,
        AuditKind::AccessRequestRejected => REQUEST_REJECTED,
        AuditKind::AccessRequestWithdrawn if own => OWN_REQUEST_WITHDRAWN,
        AuditKind::AccessRequestWithdrawn => REQUEST_WITHDRAWN,
        AuditKind::AccessRequestClaimed => REQUEST_CLAIMED,
        AuditKind::AccessRequestReleased => REQUEST_RELEASED,
        AuditKind::AccessRequestHandedOver => REQUEST_HANDED_OVER,
        AuditKind::AccessRequestMessageSent => MESSAGE_SENT,
        AuditKind::AttachmentAdded => ATTACHMENT_ADDED,
        AuditKind::AttachmentTakenBack => ATTACHMENT_TAKEN_BACK,
        AuditKind::AttachmentRead => ATTACHMENT_READ,
        AuditKind::AccessRequestMovedToDesk => REQUEST_MOVED,
        AuditKind::CutoverExecuted => CUTOVER_EXECUTED,
        AuditKind::CutoverReversed => CUTOVER_REVERSED,
        AuditKind::OrganisationMoved => ORGANISATION_MOVED,
        of_the_desk!() => desk_sentences::done(kind, named),
        of_agreements!() => agreement_sentences::done(kind),
        of_attributes!() => attribute_sentences::done(kind),
        AuditKind::TokenIssued => TOKEN_ISSUED,
        AuditKind::TokenRefused => TOKEN_REFUSED,
        AuditKind::Bootstrapped => BOOTSTRAPPED,
        AuditKind::ImportUploaded => IMPORT_UPLOADED,
        AuditKind::ImportStarted => IMPORT_STARTED,
        AuditKind::ImportEnded => IMPORT_ENDED,
        AuditKind::ImportCancelled => IMPORT_CANCELLED,
    }
}

/// What a sentence names.
#[derive(Clone, Debug, Default)]
pub(super) struct Named<'n> {
    pub(super) actor: Option<&'n str>,
    pub(super) subject: Option<&'n str>,
    pub(super) role: Option<&'n str>,
    pub(super) organisation: Option<&'n str>,
    /// An attribute's name.
    pub(super) attribute: Option<&'n str>,
    /// A kind of organisation, in the plural.
    pub(super) kind: Option<String>,
    /// A module's name.
    pub(super) module: Option<&'static str>,
    /// The end date, as people read dates.
    pub(super) until: Option<String>,
    /// Old and new values of changed fields, as people read them.
    pub(super) changes: Vec<(String, String)>,
    pub(super) removal: bool,
    /// Whether they did it about themself.
    pub(super) own: bool,
    /// Why a refused attempt was refused.
    pub(super) refusal: Option<&'n str>,
}

fn or_else(text: Option<&str>, other: Bilingual, language: Language) -> &str {
    text.unwrap_or_else(|| other.text(language))
}

/// The event as a sentence.
pub(super) fn sentence(
    kind: AuditKind,
    outcome: AuditOutcome,
    named: &Named<'_>,
    language: Language,
) -> String {
    let template = match outcome {
        AuditOutcome::Done => done(kind, named),
        AuditOutcome::Refused => attempt(kind),
    };
    let until = named.until.as_deref().map_or_else(String::new, |date| {
        UNTIL.text(language).replace("{d}", date)
    });
    let changes = named
        .changes
        .iter()
        .map(|(old, new)| format!("“{old}” → “{new}”"))
        .collect::<Vec<_>>()
        .join(", ");
    let changes = if changes.is_empty() {
        changes
    } else {
        format!(": {changes}")
    };
    let mut text = begun_large(&filled(template.text(language), |mark| match mark {
        "a" => or_else(named.actor, NOBODY, language),
        "s" => or_else(named.subject, SOMEBODY, language),
        "r" => or_else(named.role, A_ROLE, language),
        "o" => or_else(named.organisation, AN_ORGANISATION, language),
        "t" => or_else(named.attribute, AN_ATTRIBUTE, language),
        "k" => or_else(named.kind.as_deref(), A_KIND, language),
        "m" => or_else(named.module, A_MODULE, language),
        "u" => &until,
        "n" => &changes,
        _ => "",
    }));
    if let Some(refusal) = named.refusal {
        text.push(' ');
        text.push_str(&REFUSED.text(language).replace("{x}", refusal));
    }
    text
}

/// Puts the named things in their places, in one pass: a name with braces in it stays a name.
fn filled<'t>(template: &str, of: impl Fn(&str) -> &'t str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(of(mark));
        rest = after;
    }
    text.push_str(rest);
    text
}

fn begun_large(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

#[cfg(test)]
mod tests {
    use shared::{
        audit::{AuditKind, AuditOutcome},
        language::Language,
    };

    use super::{Named, sentence};

    #[test]
    fn every_kind_has_a_sentence_without_leftover_marks() {
        for kind in AuditKind::ALL {
            for outcome in [AuditOutcome::Done, AuditOutcome::Refused] {
                for language in [Language::Da, Language::En] {
                    let text = sentence(*kind, outcome, &Named::default(), language);
                    assert!(
                        !text.contains(['{', '}']) && text.len() > 4,
                        "{kind}: {text}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_grant_reads_as_a_dane_would_say_it_and_names_with_braces_stay_names() {
        let named = Named {
            actor: Some("Anne {s} Holm"),
            subject: Some("Bo Lund"),
            role: Some("Virksomhedsbruger"),
            until: Some("31. december 2026".into()),
            ..Named::default()
        };
        assert_eq!(
            sentence(
                AuditKind::RoleGranted,
                AuditOutcome::Done,
                &named,
                Language::Da
            ),
            "Anne {s} Holm tildelte Bo Lund rollen Virksomhedsbruger til 31. december 2026."
        );
        let own = Named { own: true, ..named };
        assert_eq!(
            sentence(
                AuditKind::AccessRequestSubmitted,
                AuditOutcome::Done,
                &own,
                Language::Da
            ),
            "Anne {s} Holm anmodede om rollen Virksomhedsbruger."
        );
    }
}
