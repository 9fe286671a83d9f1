//! Importing from an earlier system: who may, and what an import may do.
//!
//! A row that is refused is no refusal of the import, so these answer with the row's reason.

use shared::{
    id::{OrganisationId, UserId},
    import::ImportReason,
    organisation::OrganisationKind,
    problem::ProblemKind,
    role_grant::GrantSource,
    rule::Rule,
};

use super::{
    Authorised, Denied, acting_person,
    granting::{self, GrantRole},
};
use crate::domain::{
    caller::{Caller, Capability},
    facts::UMBRELLA,
};

/// Uploading a file, letting an import run, giving it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderImport;

/// May `caller` import? System administrators; the binary's own command line.
///
/// # Errors
/// `not-allowed` for everybody else.
pub fn order(caller: &Caller) -> Result<Authorised<OrderImport>, Denied> {
    if let Caller::System(_) = caller {
        return Ok(Authorised(OrderImport));
    }
    if acting_person(caller)?.can(Capability::SystemAdministration) {
        Ok(Authorised(OrderImport))
    } else {
        Err(Denied::new(ProblemKind::NotAllowed, Rule::G1))
    }
}

/// Carrying out an import that somebody ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarryOut {
    ordered_by: Option<UserId>,
}

/// May the system carry out an import now? While whoever ordered it may order imports (G13);
/// the command line's are nobody's.
///
/// # Errors
/// `not-allowed` for everybody but the system itself, and when the right has been lost.
pub fn carry_out(
    caller: &Caller,
    ordered_by: Option<UserId>,
    still_may: bool,
) -> Result<Authorised<CarryOut>, Denied> {
    match caller {
        Caller::System(_) if ordered_by.is_none() || still_may => {
            Ok(Authorised(CarryOut { ordered_by }))
        }
        Caller::System(_) | Caller::Person(_) | Caller::Program(_) => {
            Err(Denied::new(ProblemKind::NotAllowed, Rule::G13))
        }
    }
}

/// An organisation as an import finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportHome {
    /// Its id.
    pub id: OrganisationId,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whether it is in use.
    pub active: bool,
    /// Whether it has been moved from Arbejdsmarkedsportalen's module to STAR's (R9).
    pub moved: bool,
}

/// May an import touch this organisation and its users? Not STAR's own people, who run this
/// system, nor the umbrella, nor what has been moved away from where the import comes from.
///
/// # Errors
/// `organisation-closed`, `moved-to-star`.
pub fn open_to_import(home: &ImportHome) -> Result<(), ImportReason> {
    if home.id == UMBRELLA || home.kind == OrganisationKind::Styrelse || !home.active {
        Err(ImportReason::OrganisationClosed)
    } else if home.moved {
        Err(ImportReason::MovedToStar)
    } else {
        Ok(())
    }
}

/// A role that an import gives.
#[derive(Debug)]
pub struct ImportedGrant {
    /// The giving.
    pub act: GrantRole,
    /// Always an import.
    pub source: GrantSource,
}

/// May an import give this role? Whoever had access keeps it (R1), also roles that only the desk
/// gives; but the subject is active (G6), the role is allowed here (G7), and nobody gives
/// themself anything by way of a file (G4). What makes somebody one of those who run this system
/// is given by people alone.
///
/// # Errors
/// The reason why the row is refused.
pub fn grant(
    by: &Authorised<CarryOut>,
    home: &ImportHome,
    act: GrantRole,
) -> Result<Authorised<ImportedGrant>, ImportReason> {
    open_to_import(home)?;
    match act.role.confers {
        None | Some(Capability::AdministerOrganisation) => {}
        Some(Capability::Landssupport | Capability::Audit | Capability::SystemAdministration) => {
            return Err(ImportReason::RoleNotImportable);
        }
    }
    let place = (act.organisation, None);
    granting::rule_allows_place(&act.role, (&act.subject, &act.standing), place)
        .map_err(|_denied| ImportReason::RoleNotGrantable)?;
    granting::subject_is_active(&act.subject).map_err(|_denied| ImportReason::UserInactive)?;
    if by.0.ordered_by == Some(act.subject.id) {
        return Err(ImportReason::OwnAccount);
    }
    Ok(Authorised(ImportedGrant {
        act,
        source: GrantSource::Import,
    }))
}

/// What an import would take away: a grant of its own, missing from its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemoveGrant {
    /// From whom.
    pub subject: UserId,
    /// Whether an import from the same system gave it.
    pub owned: bool,
    /// Whether it makes its holder an LBA.
    pub administers: bool,
    /// Active LBAs that the organisation has besides the holder.
    pub other_lbas: usize,
    /// Whether a row that may have been about it was refused.
    pub row_refused: bool,
}

/// May an import take this away? Only what it owns, and never the last LBA (G9).
///
/// # Errors
/// The reason why it stays.
pub fn remove(
    by: &Authorised<CarryOut>,
    act: RemoveGrant,
) -> Result<Authorised<RemoveGrant>, ImportReason> {
    if !act.owned {
        Err(ImportReason::HeldOtherwise)
    } else if act.row_refused {
        Err(ImportReason::RowRefused)
    } else if by.0.ordered_by == Some(act.subject) {
        Err(ImportReason::OwnAccount)
    } else if act.administers && act.other_lbas == 0 {
        Err(ImportReason::LastLba)
    } else {
        Ok(Authorised(act))
    }
}
