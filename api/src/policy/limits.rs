//! What a role asks of whoever is to have it, besides its rule: roles that they must have too,
//! roles that they must not have, and how many an organisation may or must have (G7).

use shared::{
    id::{OrganisationId, UserId},
    problem::ProblemKind,
    rule::Rule,
};

use super::{Because, Denied, Next};
use crate::domain::{
    facts::{RoleFacts, SubjectFacts},
    standing::{NamedAttribute, Standing},
};

/// G7: the subject, and their organisation, have what the role requires, the subject has nothing
/// that it conflicts with, and the organisation has room for one more. Whoever asks for themself is told what they can do.
pub(super) fn allow_one_more(
    role: &RoleFacts,
    subject: &SubjectFacts,
    standing: &Standing,
    by: Option<UserId>,
) -> Result<(), Denied> {
    organisation_has(&standing.lacking, subject.home)?;
    let subject = subject.id;
    let oneself = by == Some(subject);
    if let Some(first) = standing.missing.first() {
        let role = first.key.clone();
        let next = if oneself {
            Next::AskForRole { role }
        } else {
            Next::GiveRole { subject, role }
        };
        return Err(Denied::new(ProblemKind::PrerequisiteMissing, Rule::G7)
            .because(Because::Lacks(standing.missing.clone()))
            .instead(next));
    }
    if !standing.conflicting.is_empty() {
        let next = if oneself {
            Next::SeeOwnAccess
        } else {
            Next::SeeUser { subject }
        };
        return Err(Denied::new(ProblemKind::ConflictingRole, Rule::G7)
            .because(Because::Has(standing.conflicting.clone()))
            .instead(next));
    }
    match role.max_holders {
        Some(most) if standing.other_holders >= i64::from(most) => {
            let denied = Denied::new(ProblemKind::HoldersAtMaximum, Rule::G7);
            let denied = denied.because(Because::Most(most));
            Err(if oneself {
                denied
            } else {
                denied.instead(see_holders(role))
            })
        }
        Some(_) | None => Ok(()),
    }
}

/// G7: the holder's own organisation has every attribute that the role requires. Landssupporten
/// registers what it lacks.
fn organisation_has(lacking: &[NamedAttribute], home: OrganisationId) -> Result<(), Denied> {
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Denied::new(ProblemKind::AttributeMissing, Rule::G7)
        .because(Because::OrganisationLacks(lacking.to_vec()))
        .instead(Next::SeeAttributes { organisation: home }))
}

/// G7: what is taken leaves the organisation enough holders. `left` is how many would be, when
/// that is fewer than there are.
pub(super) fn leave_enough(role: &RoleFacts, left: Option<i64>) -> Result<(), Denied> {
    match (role.min_holders, left) {
        (Some(fewest), Some(left)) if left < i64::from(fewest) => {
            Err(Denied::new(ProblemKind::HoldersAtMinimum, Rule::G7)
                .because(Because::Fewest(fewest))
                .instead(see_holders(role)))
        }
        _ => Ok(()),
    }
}

fn see_holders(role: &RoleFacts) -> Next {
    Next::SeeHolders {
        role: role.key.clone(),
    }
}
