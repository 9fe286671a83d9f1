//! What the policy needs to know of the things acted upon; loaded in the deciding transaction.

use shared::{
    id::{AgreementId, OrganisationId, UserId},
    organisation::OrganisationKind,
    role::{Assurance, Authority, GrantTarget},
    user::UserStatus,
};
use uuid::Uuid;

use super::{
    caller::{Capability, ProgramScope},
    period::Period,
};

/// The umbrella organisation *Virksomhed*: parent of every company, and where kommuner's and
/// a-kasser's staff hold what the release note registers there (R4).
pub const UMBRELLA: OrganisationId =
    OrganisationId::new(Uuid::from_u128(0x0197_7000_0000_7000_8000_0000_0000_0018));

/// An organisation, as far as rules care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// Its id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whether it is in use.
    pub active: bool,
}

/// An agreement by which a provider's staff hold roles elsewhere (G15).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementFacts {
    /// Its id.
    pub id: AgreementId,
    /// Whose staff.
    pub provider: OrganisationId,
    /// Where they hold roles.
    pub principal: OrganisationId,
    /// From when until when.
    pub period: Period,
    /// Whether its time is over or it was ended.
    pub over: bool,
}

/// The user an act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectFacts {
    /// The user.
    pub id: UserId,
    /// The home organisation.
    pub home: OrganisationId,
    /// What the home organisation is.
    pub home_kind: OrganisationKind,
    /// P-number of the unit where the user works.
    pub unit: Option<String>,
    /// Whether the user may act.
    pub status: UserStatus,
}

/// How a role may be given to holders of one kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleRuleFacts {
    /// Where it is held.
    pub target: GrantTarget,
    /// Whether an employee may ask for it.
    pub requestable_by_self: bool,
    /// Whether the LBA may ask for it.
    pub requestable_by_lba: bool,
    /// Who gives it.
    pub granted_by: Authority,
    /// Who takes it.
    pub revoked_by: Authority,
}

/// A role and its rule for the subject's kind of organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleFacts {
    /// The role's key.
    pub key: String,
    /// Assurance level the giver's login must reach.
    pub assurance: Assurance,
    /// Longest time it may be granted for, in days.
    pub max_duration_days: Option<i32>,
    /// Fewest holders that an organisation may be left with.
    pub min_holders: Option<i32>,
    /// Most holders that an organisation may have.
    pub max_holders: Option<i32>,
    /// After how many days without use it falls asleep.
    pub dormant_after_days: Option<i32>,
    /// Whether it requires other roles or conflicts with any.
    pub is_related: bool,
    /// What it confers here.
    pub confers: Option<Capability>,
    /// Its rule for the subject's kind; without one it may not be given (G7).
    pub rule: Option<RoleRuleFacts>,
}

/// A registered program.
#[derive(Clone, PartialEq, Eq)]
pub struct ProgramFacts {
    /// Its client id.
    pub client: String,
    /// The hash of its secret.
    pub secret_hash: String,
    /// What it is registered for.
    pub scopes: Vec<ProgramScope>,
    /// Whether it may act.
    pub active: bool,
}

impl ProgramFacts {
    /// What a program that does not exist is compared with: its hash is nobody's.
    pub fn nobody() -> Self {
        Self {
            client: String::new(),
            secret_hash: "-".repeat(43),
            scopes: Vec::new(),
            active: false,
        }
    }
}

impl std::fmt::Debug for ProgramFacts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProgramFacts")
            .field("client", &self.client)
            .field("scopes", &self.scopes)
            .field("active", &self.active)
            .finish_non_exhaustive()
    }
}
