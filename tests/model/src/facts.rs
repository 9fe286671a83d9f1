//! What the model is asked about. Ids are any text that tells one from another.

/// The id of the umbrella organisation.
pub const UMBRELLA: &str = "umbrella";

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id; [`UMBRELLA`] for the one.
    pub id: String,
    /// Whether it is in use.
    pub active: bool,
}

/// When and where a role of this system itself is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// On which organisation.
    pub on: String,
    /// From this moment.
    pub from: i64,
    /// Until before this one.
    pub until: i64,
}

impl Holding {
    /// Held on `on`, always.
    pub fn always(on: impl Into<String>) -> Self {
        Self {
            on: on.into(),
            from: i64::MIN,
            until: i64::MAX,
        }
    }

    /// Never held.
    pub fn never() -> Self {
        Self {
            on: "nowhere".to_owned(),
            from: 0,
            until: 0,
        }
    }
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Where they belong.
    pub home: Organisation,
    /// Whether they may act.
    pub active: bool,
    /// Whether they are logged in.
    pub session_is_live: bool,
    /// How strongly: 1 low, 2 substantial, 3 high.
    pub assurance: i64,
    /// As LBA.
    pub lba: Holding,
    /// At Landssupporten.
    pub desk: Holding,
    /// As auditor.
    pub audit: Holding,
    /// As system administrator.
    pub administration: Holding,
}

/// A registered program with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Whether it may act.
    pub active: bool,
    /// Scope `access:check`.
    pub checks_access: bool,
    /// Scope `requests:create`.
    pub creates_requests: bool,
    /// The organisation it is bound to.
    pub bound_to: Option<String>,
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A person.
    Person(Person),
    /// A program.
    Program(Program),
    /// A part of the product.
    System,
}

/// A role, with its rule for the holder's kind of organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "as the schema has it")]
pub struct Role {
    /// Assurance that its giver needs.
    pub assurance: i64,
    /// Whether its holder is an LBA by it.
    pub makes_lba: bool,
    /// Whether there is a rule; without one the rest says nothing.
    pub has_rule: bool,
    /// Held on the umbrella, not at home.
    pub on_umbrella: bool,
    /// Employees may ask for it.
    pub by_self: bool,
    /// The LBA may ask for it.
    pub by_lba: bool,
    /// Given by the LBA, not by the desk.
    pub given_by_lba: bool,
    /// Taken by the LBA, not by the desk.
    pub taken_by_lba: bool,
}

/// How the subject stands to a role besides its rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "as the schema has it")]
pub struct Standing {
    /// They lack what it requires.
    pub lacks_prerequisite: bool,
    /// They have what it conflicts with.
    pub has_conflict: bool,
    /// The organisation has as many holders as it may.
    pub is_full: bool,
    /// Taking it would leave fewer holders than there must be.
    pub leaves_too_few: bool,
}

/// Giving or taking a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Giving {
    /// To or from whom.
    pub subject: Person,
    /// Held where.
    pub organisation: String,
    /// Which.
    pub role: Role,
    /// How the subject stands to it.
    pub standing: Standing,
    /// Active LBAs of the home besides the subject.
    pub other_lbas: i64,
}

/// A request as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// About whom.
    pub subject: Person,
    /// By whom.
    pub requested_by: Person,
    /// For which role.
    pub role: Role,
    /// For the LBA to decide, not for the desk.
    pub for_lba: bool,
}

/// A grant, or an event of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// About whom.
    pub subject: Person,
    /// Whose deed.
    pub made_by: Person,
    /// Whose reason for reading what the subject may do still holds, by id.
    pub looked_up_by: Vec<String>,
    /// What the subject asks for is the desk's to decide, or just was.
    pub with_the_desk: bool,
    /// From when it holds.
    pub from: i64,
    /// Until before when.
    pub until: i64,
}

/// What is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Giving a role directly.
    Give(Giving),
    /// Taking one.
    Take(Giving),
    /// Asking that one be given or taken.
    Submit {
        /// What is asked.
        giving: Giving,
        /// Taken, not given.
        to_be_taken: bool,
    },
    /// Deciding.
    Decide(Request),
    /// Looking at it before deciding.
    Claim(Request),
    /// Taking it back.
    Withdraw(Request),
    /// Reading it.
    SeeRequest(Request),
    /// Changing name or e-mail.
    ChangeUser(Person),
    /// Letting act again.
    ReactivateUser(Person),
    /// Stopping.
    DeactivateUser {
        /// Whom.
        subject: Person,
        /// Whether they are an LBA now.
        is_lba: bool,
        /// Active LBAs besides them.
        other_lbas: i64,
    },
    /// Reading a user.
    SeeUser(Person),
    /// Reading a grant.
    SeeGrant(Record),
    /// Reading an event of the log.
    SeeEvent(Record),
    /// Being told that a grant lets its holder in.
    LetIn(Record),
    /// Creating a user there.
    CreateUser(Organisation),
    /// Changing it.
    ChangeOrganisation(Organisation),
    /// Reading it.
    SeeOrganisation(Organisation),
}
