//! Problems as RFC 9457 `application/problem+json`, and the registry of every kind there is.

use serde::{Deserialize, Serialize};

use crate::{
    access_request::{ClaimView, DecisionView},
    language::{Bilingual, Language},
    rule::Rule,
};

mod fields;

pub use fields::{FieldCode, FieldError};

/// The media type of a [`Problem`] (RFC 9457 §3).
pub const PROBLEM_JSON: &str = "application/problem+json";

macro_rules! problem_kinds {
    ($($(#[$meta:meta])* $kind:ident = $code:literal, $status:literal, $da:literal, $en:literal;)+) => {
        /// Every kind of problem the API answers with. Codes are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum ProblemKind {
            $(
                $(#[$meta])*
                #[serde(rename = $code)]
                // Said again: the schema's derive does not see the words of serde through this macro.
                #[cfg_attr(feature = "openapi", schema(rename = $code))]
                $kind,
            )+
            /// A code this program does not know: its server is newer than itself.
            #[serde(other)]
            #[cfg_attr(feature = "openapi", schema(rename = "unknown"))]
            Unknown,
        }

        impl ProblemKind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The stable code, also the last part of the problem's `type`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code,)+ Self::Unknown => "unknown" }
            }

            /// The HTTP status it is answered with.
            pub const fn status(self) -> u16 {
                match self { $(Self::$kind => $status,)+ Self::Unknown => 500 }
            }

            /// One sentence for people: what happened.
            pub const fn title(self) -> Bilingual {
                match self {
                    $(Self::$kind => Bilingual { da: $da, en: $en },)+
                    Self::Unknown => Bilingual { da: "Noget gik galt.", en: "Something went wrong." },
                }
            }

            /// The kind with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.code() == code)
            }
        }
    };
}

problem_kinds! {
    /// The request cannot be read.
    MalformedRequest = "malformed-request", 400, "Forespørgslen kan ikke læses.", "The request cannot be read.";
    /// A cursor is not ours, or is for another caller or filter.
    InvalidCursor = "invalid-cursor", 400, "Listen kan ikke fortsættes herfra. Start forfra.", "The list cannot go on from here. Start again.";
    /// Who asks is not known.
    Unauthenticated = "unauthenticated", 401, "Du er ikke logget ind.", "You are not logged in.";
    /// The act is not for this caller.
    NotAllowed = "not-allowed", 403, "Du har ikke ret til det.", "You are not allowed to do that.";
    /// Outside the caller's organisation.
    OutsideOrganisation = "outside-organisation", 403, "Du kan kun handle i din egen organisation.", "You can only act within your own organisation.";
    /// Outside the units that the caller is LBA of.
    OutsideUnit = "outside-unit", 403, "Du er kun lokal brugeransvarlig (LBA) for din egen enhed. Du kan kun handle for den, og aldrig gøre nogen til LBA.", "You are LBA of your own unit alone. You can only act for it, and never make anybody LBA.";
    /// For oneself.
    OwnAccount = "own-account", 403, "Du kan ikke give, fratage eller ændre noget for dig selv. En anden skal gøre det.", "You cannot give, take or change anything for yourself. Somebody else must do it.";
    /// One's own request.
    OwnRequest = "own-request", 403, "Du kan ikke afgøre en anmodning, som du selv har sendt, eller som handler om dig.", "You cannot decide a request that you sent yourself or that is about you.";
    /// Only Landssupporten gives or takes the role.
    LandssupportOnly = "landssupport-only", 403, "Kun Landssupporten kan tildele eller fratage rollen.", "Only Landssupporten can grant or revoke the role.";
    /// G11: the login does not prove the right to represent the company.
    NoLegalAuthority = "no-legal-authority", 403, "Dit login viser ikke, at du må tegne virksomheden.", "Your login does not show that you may represent the company.";
    /// G11: one person of Landssupporten is not enough.
    TwoPersonsNeeded = "two-persons-needed", 403, "To fra Landssupporten skal stå bag en organisations første lokale brugeransvarlige (LBA).", "Two persons of Landssupporten must stand behind an organisation's first LBA.";
    /// G11: who proposed an appointment does not decide it.
    OwnAppointment = "own-appointment", 403, "Du har selv foreslået udpegningen. En anden fra Landssupporten skal afgøre den.", "You proposed the appointment yourself. Somebody else of Landssupporten must decide it.";
    /// G14: who works across organisations says why first.
    LookupReasonNeeded = "lookup-reason-needed", 403, "Skriv først, hvorfor du slår op. Opslaget bliver logget.", "Say first why you look this up. The look-up is logged.";
    /// Only the organisation's LBA decides.
    LbaOnly = "lba-only", 403, "Kun organisationens egen lokale brugeransvarlige (LBA) kan afgøre det.", "Only the organisation's own LBA can decide that.";
    /// Files go with what Landssupporten decides.
    FilesAtDeskOnly = "files-at-desk-only", 403, "Filer kan kun vedhæftes anmodninger, der ligger hos Landssupporten.", "Files can only be attached to requests that lie with Landssupporten.";
    /// The receiver of a request may not decide it.
    ReceiverCannotDecide = "receiver-cannot-decide", 403, "Modtageren kan ikke afgøre anmodningen.", "The receiver cannot decide the request.";
    /// The role may not be granted here.
    RoleNotGrantable = "role-not-grantable", 403, "Rollen kan ikke tildeles her.", "The role cannot be granted here.";
    /// G15: no agreement in force lets the role be held there.
    AgreementNeeded = "agreement-needed", 403, "En anden aktørs medarbejder kan kun have rollen hos en kommune, mens en registreret aftale gælder.", "A provider's employee can only have the role at a kommune while a recorded agreement is in force.";
    /// The login is too weak.
    AssuranceTooLow = "assurance-too-low", 403, "Dit login er ikke sikkert nok. Log ind igen på niveau Betydelig.", "Your login is not strong enough. Log in again at level Substantial.";
    /// A program never decides.
    ProgramsNeverDecide = "programs-never-decide", 403, "Et program kan ikke træffe afgørelser.", "A program cannot take decisions.";
    /// The token lacks the scope.
    InsufficientScope = "insufficient-scope", 403, "Tokenet giver ikke ret til det.", "The token does not allow that.";
    /// A write from another site.
    CrossOrigin = "cross-origin", 403, "Forespørgslen kommer fra et andet websted.", "The request comes from another site.";
    /// Not there, or not to be seen.
    NotFound = "not-found", 404, "Det findes ikke, eller du har ikke adgang til det.", "It does not exist, or you have no access to it.";
    /// The method is not for this path.
    MethodNotAllowed = "method-not-allowed", 405, "Metoden kan ikke bruges her.", "The method cannot be used here.";
    /// Somebody decided first.
    AlreadyDecided = "already-decided", 409, "Anmodningen er allerede afgjort.", "The request has already been decided.";
    /// The agreement is over.
    AgreementEnded = "agreement-ended", 409, "Aftalen er allerede ophørt.", "The agreement has already ended.";
    /// Somebody else handles it.
    ClaimedByAnother = "claimed-by-another", 409, "En anden behandler anmodningen lige nu.", "Somebody else is handling the request right now.";
    /// The request has as many files as it may have.
    TooManyAttachments = "too-many-attachments", 409, "Anmodningen har allerede så mange filer, som den kan have.", "The request already has as many files as it can have.";
    /// Nobody handles it.
    NotClaimed = "not-claimed", 409, "Ingen behandler anmodningen.", "Nobody is handling the request.";
    /// The same request is already open.
    AlreadyRequested = "already-requested", 409, "Der er allerede en åben anmodning om det samme.", "There is already an open request for the same thing.";
    /// The person already has the role.
    AlreadyGranted = "already-granted", 409, "Personen har allerede rollen.", "The person already has the role.";
    /// The grant does not sleep.
    NotDormant = "not-dormant", 409, "Adgangen er ikke i dvale. Der er ikke noget at genaktivere.", "The access is not dormant. There is nothing to reactivate.";
    /// The grant has no end, or has ended: there is nothing to extend.
    NotExtendable = "not-extendable", 409, "Adgangen har ingen slutdato eller er allerede slut. Den kan ikke forlænges.", "The access has no end date or is already over. It cannot be extended.";
    /// The grant has already been taken away.
    AlreadyRevoked = "already-revoked", 409, "Rollen er allerede frataget.", "The role has already been revoked.";
    /// There is nothing to take away.
    NotHeld = "not-held", 409, "Personen har ikke rollen.", "The person does not have the role.";
    /// The subject is not active.
    SubjectInactive = "subject-inactive", 409, "Brugeren er ikke aktiv.", "The user is not active.";
    /// The status is already what was asked for.
    AlreadyInState = "already-in-state", 409, "Det er allerede sket.", "That is already so.";
    /// The last LBA.
    LastLba = "last-lba", 409, "Organisationen ville miste sin sidste lokale brugeransvarlige (LBA).", "The organisation would lose its last LBA.";
    /// G7: the person lacks a role that this one requires.
    PrerequisiteMissing = "prerequisite-missing", 409, "Personen mangler en rolle, som denne rolle kræver.", "The person lacks a role that this role requires.";
    /// G7: the person's organisation lacks an attribute that the role requires.
    AttributeMissing = "attribute-missing", 409, "Personens organisation mangler noget, som rollen kræver.", "The person's organisation lacks something that the role requires.";
    /// G7: the person has a role that conflicts with this one.
    ConflictingRole = "conflicting-role", 409, "Personen har en rolle, som ikke kan forenes med denne.", "The person has a role that cannot be combined with this one.";
    /// G7: the organisation has as many holders as it may have.
    HoldersAtMaximum = "holders-at-maximum", 409, "Organisationen har allerede så mange med rollen, som den må have.", "The organisation already has as many holders of the role as it may have.";
    /// G7: the organisation has no more holders than it must have.
    HoldersAtMinimum = "holders-at-minimum", 409, "Organisationen ville få for få med rollen.", "The organisation would have too few holders of the role.";
    /// The organisation has an LBA.
    LbaExists = "lba-exists", 409, "Organisationen har allerede en lokal brugeransvarlig (LBA).", "The organisation already has an LBA.";
    /// A first LBA is proposed already.
    AlreadyProposed = "already-proposed", 409, "Der er allerede foreslået en lokal brugeransvarlig (LBA) for organisationen.", "An LBA has already been proposed for the organisation.";
    /// The appointment has ended.
    AppointmentClosed = "appointment-closed", 409, "Udpegningen er allerede afgjort.", "The appointment has already been decided.";
    /// A like user exists.
    UserExists = "user-exists", 409, "Brugeren findes allerede.", "The user already exists.";
    /// The P-number is registered.
    UnitExists = "unit-exists", 409, "P-nummeret er allerede registreret.", "The P-number is already registered.";
    /// A like organisation exists.
    OrganisationExists = "organisation-exists", 409, "Organisationen findes allerede.", "The organisation already exists.";
    /// A role with this key exists.
    RoleExists = "role-exists", 409, "Rollen findes allerede.", "The role already exists.";
    /// R9: the organisation has been moved from Arbejdsmarkedsportalen's module.
    MovedToStar = "moved-to-star", 409, "Brugerne administreres nu i STAR Brugeradministration. Intet er ændret.", "The users are now administered in STAR Brugeradministration. Nothing was changed.";
    /// R9: the organisation is administered in Arbejdsmarkedsportalen's module (again).
    MovedToAmp = "moved-to-amp", 409, "Brugerne administreres i Arbejdsmarkedsportalen. Intet er ændret.", "The users are administered in Arbejdsmarkedsportalen. Nothing was changed.";
    /// R9: a move would take or give somebody rights.
    RightsWouldChange = "rights-would-change", 409, "Nogens rettigheder ville ændre sig. Skiftet er ikke gennemført, og intet er ændret.", "Somebody's rights would change. The move was not made, and nothing was changed.";
    /// R9: the move has been reversed already, or is itself a reversal.
    NotReversible = "not-reversible", 409, "Skiftet kan ikke rulles tilbage: Det er allerede rullet tilbage, eller det er selv en tilbagerulning.", "The move cannot be reversed: it has been already, or it is itself a reversal.";
    /// The same key is being handled.
    IdempotencyInProgress = "idempotency-in-progress", 409, "Den samme forespørgsel er ved at blive behandlet.", "The same request is being handled.";
    /// An import that has not been checked yet, or that has ended.
    ImportNotReady = "import-not-ready", 409, "Importen kan ikke køres nu. Den skal være kontrolleret, og den må ikke være afsluttet.", "The import cannot run now. It must have been checked, and must not have ended.";
    /// More would be removed than goes without confirmation.
    TooManyRemovals = "too-many-removals", 409, "Importen ville fjerne flere tildelinger end normalt. Kontrollér filen, og bekræft antallet.", "The import would remove more grants than usual. Check the file, and confirm the number.";
    /// The number confirmed is not the number of removals.
    RemovalsDiffer = "removals-differ", 409, "Det bekræftede antal passer ikke med det antal tildelinger, der ville blive fjernet.", "The number confirmed is not the number of grants that would be removed.";
    /// Changed since it was read.
    StaleVersion = "stale-version", 412, "En anden har ændret det, siden du hentede det.", "Somebody else has changed it since you read it.";
    /// Too big.
    TooLarge = "too-large", 413, "Forespørgslen er for stor.", "The request is too large.";
    /// Not JSON.
    UnsupportedMediaType = "unsupported-media-type", 415, "Indholdet har ikke den medietype, der bruges her.", "The content does not have the media type that is used here.";
    /// A field is wrong.
    InvalidField = "invalid-field", 422, "Der er fejl i de udfyldte felter.", "Some fields are wrong.";
    /// A file without headings that are known.
    ImportUnreadable = "import-unreadable", 422, "Filen kan ikke læses. Den skal begynde med en linje med de beskrevne kolonnenavne.", "The file cannot be read. It must begin with a line of the column names that are described.";
    /// R6.
    CreateUserFirst = "create-user-first", 422, "Opret brugeren først.", "Create the user first.";
    /// The key was used for something else.
    IdempotencyKeyReused = "idempotency-key-reused", 422, "Nøglen er allerede brugt til noget andet.", "The key has already been used for something else.";
    /// `If-Match` is missing.
    PreconditionRequired = "precondition-required", 428, "Angiv hvilken version du ændrer (If-Match).", "Say which version you are changing (If-Match).";
    /// Too many requests.
    RateLimited = "rate-limited", 429, "For mange forespørgsler. Prøv igen om lidt.", "Too many requests. Try again in a moment.";
    /// Our fault.
    Internal = "internal", 500, "Der er sket en fejl hos os. Intet er ændret.", "Something failed on our side. Nothing was changed.";
    /// Not now.
    Unavailable = "unavailable", 503, "Systemet kan ikke svare lige nu. Prøv igen om lidt.", "The system cannot answer right now. Try again in a moment.";
    /// The login took too long, was cancelled, or was used before.
    LoginExpired = "login-expired", 400, "Login blev afbrudt eller tog for lang tid. Log ind igen.", "The login was cancelled or took too long. Log in again.";
    /// What the login provider sent does not hold.
    LoginRejected = "login-rejected", 403, "Svaret fra login kunne ikke godkendes.", "The answer from the login could not be accepted.";
    /// A private identity.
    LoginPrivate = "login-private", 403, "Du er logget ind som privatperson. Brug MitID Erhverv.", "You logged in as a private person. Use MitID Erhverv.";
    /// No CVR number in the login.
    LoginWithoutCvr = "login-without-cvr", 403, "Dit login siger ikke, hvilken organisation du hører til.", "Your login does not say which organisation you belong to.";
    /// Below Substantial.
    LoginTooWeak = "login-too-weak", 403, "Dit login er på niveau Lav. Der kræves mindst niveau Betydelig.", "Your login is at level Low. At least Substantial is required.";
    /// R3: a person of a kommune or a-kasse who is not a user yet.
    NotCreatedYet = "not-created-yet", 403, "Du er ikke oprettet som bruger endnu. Din lokale brugeransvarlige (LBA) skal oprette dig først.", "You are not a user yet. Your LBA must create you first.";
    /// The user is suspended or deactivated.
    UserInactive = "user-inactive", 403, "Din bruger er ikke aktiv. Kontakt din lokale brugeransvarlige (LBA).", "Your user is not active. Contact your LBA.";
    /// The login provider does not answer.
    LoginUnavailable = "login-unavailable", 503, "MitID Erhverv svarer ikke lige nu. Prøv igen om lidt.", "MitID Erhverv does not answer right now. Try again in a moment.";
}

/// Where to go from a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NextStep {
    /// What to do.
    pub text: String,
    /// Where to do it: a path of the SPA or an address.
    pub href: String,
}

/// An answer that is not the one asked for (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `/problems/<code>`: a page that explains the kind.
    pub r#type: String,
    /// What happened, in one sentence.
    pub title: String,
    /// The HTTP status, repeated.
    pub status: u16,
    /// What happened this time.
    pub detail: String,
    /// The stable code.
    pub code: ProblemKind,
    /// The rule that refused, when a rule did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// What to do instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<NextStep>,
    /// What is wrong with which field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Who decided and when, with `already-decided`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
    /// Who handles the request and until when, with `claimed-by-another`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimView>,
    /// Names this answer in the logs.
    pub request_id: String,
}

impl Problem {
    /// A problem of `kind` whose detail is the kind's own sentence.
    pub fn new(kind: ProblemKind, language: Language) -> Self {
        let title = kind.title().text(language).to_owned();
        Self {
            r#type: format!("/problems/{}", kind.code()),
            detail: title.clone(),
            title,
            status: kind.status(),
            code: kind,
            rule: None,
            next_step: None,
            errors: Vec::new(),
            decision: None,
            claim: None,
            request_id: String::new(),
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code.code(), self.detail)
    }
}

impl std::error::Error for Problem {}
