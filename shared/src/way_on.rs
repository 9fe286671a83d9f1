//! What whoever meets a problem can do next, kind by kind: none is a dead end without a reason.

use crate::{
    language::Bilingual,
    problem::{
        NextStep,
        ProblemKind::{
            self, AgreementEnded, AgreementNeeded, AlreadyDecided, AlreadyGranted, AlreadyInState,
            AlreadyProposed, AlreadyRequested, AlreadyRevoked, AppointmentClosed, AssuranceTooLow,
            AttributeMissing, ClaimedByAnother, ConflictingRole, CreateUserFirst, CrossOrigin,
            FilesAtDeskOnly, HoldersAtMaximum, HoldersAtMinimum, IdempotencyInProgress,
            IdempotencyKeyReused, ImportNotReady, ImportUnreadable, InsufficientScope, Internal,
            InvalidCursor, InvalidField, LandssupportOnly, LastLba, LbaExists, LbaOnly,
            LoginExpired, LoginPrivate, LoginRejected, LoginTooWeak, LoginUnavailable,
            LoginWithoutCvr, LookupReasonNeeded, MalformedRequest, MethodNotAllowed, MovedToAmp,
            MovedToStar, NoLegalAuthority, NotAllowed, NotClaimed, NotCreatedYet, NotDormant,
            NotExtendable, NotFound, NotHeld, NotReversible, OrganisationExists,
            OutsideOrganisation, OutsideUnit, OwnAccount, OwnAppointment, OwnRequest,
            PreconditionRequired, PrerequisiteMissing, ProgramsNeverDecide, RateLimited,
            ReceiverCannotDecide, RemovalsDiffer, RightsWouldChange, RoleExists, RoleNotGrantable,
            StaleVersion, SubjectInactive, TooLarge, TooManyAttachments, TooManyRemovals,
            TwoPersonsNeeded, Unauthenticated, Unavailable, UnitExists, Unknown,
            UnsupportedMediaType, UserExists, UserInactive,
        },
    },
};

use WayOn::{AlreadySo, OfPrograms, Said, Step};

/// Where to go from a problem, as far as its kind alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOn {
    /// What to do and a path of the SPA; an answer that knows more of the case says it better.
    Step(Bilingual, &'static str),
    /// Its own sentence says what to do, in the place where one is.
    Said,
    /// A program's mistake, which nobody makes in a browser: `docs/problems.md` tells its author.
    OfPrograms,
    /// There is nothing to do, since what was wanted is so already.
    AlreadySo,
}

crate::catalogue! {
    ASK_LBA = "Spørg din lokale brugeransvarlige (LBA).", "Ask your LBA.";
    ASK_ANOTHER = "Bed en anden lokal brugeransvarlig (LBA) eller Landssupporten om det.", "Ask another LBA or Landssupporten to do it.";
    SUPPORT_REQUEST = "Send en supportanmodning til Landssupporten.", "Send a support request to Landssupporten.";
    ASK_FOR_ACCESS = "Anmod om adgang.", "Ask for access.";
    LEAVE_TO_ANOTHER = "Overlad det til en anden i Landssupporten.", "Leave it to somebody else at Landssupporten.";
    FIND_LBA = "Find organisationen og dens lokale brugeransvarlige (LBA).", "Find the organisation and its LBA.";
    LOOK_UP = "Skriv, hvorfor du slår op.", "Say why you look up.";
    SEE_INBOX = "Se anmodningerne, som de er nu.", "See the requests as they are now.";
    SEE_USERS = "Se brugerne og deres roller.", "See the users and their roles.";
    SEE_ROLES = "Se, hvilke roller der kan tildeles hvor.", "See which roles can be granted where.";
    SEE_ORGANISATIONS = "Find organisationen.", "Find the organisation.";
    SEE_MODULES = "Se skiftene mellem modulerne.", "See the moves between the modules.";
    SEE_IMPORTS = "Se importerne.", "See the imports.";
    SEE_REQUESTS = "Se dine anmodninger.", "See your requests.";
    CREATE_USER = "Opret brugeren først.", "Create the user first.";
    SEE_AGREEMENTS = "Se aftalerne.", "See the agreements.";
    LOAD_ANEW = "Indlæs siden igen.", "Load the page anew.";
    APPOINT = "Se udpegningerne.", "See the appointments.";
}

impl ProblemKind {
    /// What to do about a problem of this kind.
    #[expect(clippy::too_many_lines, reason = "a table: a line for each kind")]
    pub const fn way_on(self) -> WayOn {
        match self {
            NotAllowed | OutsideOrganisation | LbaExists => Step(ASK_LBA, "/organisation"),
            OwnAccount | OwnRequest | OutsideUnit => Step(ASK_ANOTHER, "/organisation"),
            LandssupportOnly => Step(SUPPORT_REQUEST, "/supportanmodning"),
            NoLegalAuthority => Step(ASK_FOR_ACCESS, "/anmod"),
            TwoPersonsNeeded | AlreadyProposed | AppointmentClosed => Step(APPOINT, "/udpeg-lba"),
            OwnAppointment => Step(LEAVE_TO_ANOTHER, "/udpeg-lba"),
            LookupReasonNeeded => Step(LOOK_UP, "/opslag"),
            LbaOnly => Step(FIND_LBA, "/organisationer"),
            ReceiverCannotDecide | AlreadyDecided | ClaimedByAnother | NotClaimed => {
                Step(SEE_INBOX, "/anmodninger")
            }
            RoleNotGrantable | RoleExists => Step(SEE_ROLES, "/rollekatalog"),
            SubjectInactive | LastLba | PrerequisiteMissing | ConflictingRole
            | AttributeMissing | HoldersAtMaximum | HoldersAtMinimum | AlreadyGranted
            | NotExtendable | NotDormant | AlreadyRevoked | NotHeld | UserExists => {
                Step(SEE_USERS, "/brugere")
            }
            AgreementNeeded | AgreementEnded => Step(SEE_AGREEMENTS, "/aftaler"),
            AlreadyRequested | FilesAtDeskOnly => Step(SEE_REQUESTS, "/mine-anmodninger"),
            CreateUserFirst => Step(CREATE_USER, "/brugere/opret"),
            OrganisationExists | UnitExists => Step(SEE_ORGANISATIONS, "/organisationer"),
            MovedToStar | MovedToAmp => Step(LOAD_ANEW, "/"),
            RightsWouldChange | NotReversible => Step(SEE_MODULES, "/skift-af-modul"),
            ImportNotReady | TooManyRemovals | RemovalsDiffer | ImportUnreadable => {
                Step(SEE_IMPORTS, "/import")
            }
            // The SPA keeps what was written and leads to the login, the page of the login says how,
            // the fields say what is wrong with them, and "try again" is all there is to it.
            Unauthenticated | AssuranceTooLow | NotFound | StaleVersion | InvalidField
            | TooLarge | RateLimited | Internal | Unavailable | LoginExpired | LoginRejected
            | LoginPrivate | LoginWithoutCvr | LoginTooWeak | NotCreatedYet | UserInactive
            | LoginUnavailable | InvalidCursor | TooManyAttachments | Unknown => Said,
            MalformedRequest
            | ProgramsNeverDecide
            | InsufficientScope
            | CrossOrigin
            | MethodNotAllowed
            | UnsupportedMediaType
            | IdempotencyInProgress
            | IdempotencyKeyReused
            | PreconditionRequired => OfPrograms,
            AlreadyInState => AlreadySo,
        }
    }

    /// The step that this kind alone leads to, in `language`.
    pub fn usual_step(self, language: crate::language::Language) -> Option<NextStep> {
        match self.way_on() {
            WayOn::Step(text, href) => Some(NextStep {
                text: text.text(language).to_owned(),
                href: href.to_owned(),
            }),
            WayOn::Said | WayOn::OfPrograms | WayOn::AlreadySo => None,
        }
    }
}
