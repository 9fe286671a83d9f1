//! Giving a role to one of a provider's staff under an agreement (G15).

use shared::{
    Timestamp,
    agreement::NewAgreementGrant,
    id::{AgreementId, UserId},
    problem::FieldCode,
    role_grant::RoleGrantView,
    text::{CaseReference, EmailAddress, Reason},
};

use super::{queries, rows::Agreement};
use crate::{
    db::{Failure, Recorded, WriteTx, failure::Fields},
    domain::{
        change::{About, Change, What},
        period::Period,
    },
    organisations::references,
    policy::{self, granting::GrantRole},
    role_grants::{
        commands::{Terms, insert, told},
        placing::within_agreement,
        under_agreement::record,
        views,
    },
    roles::{self, queries::Role},
    users::{self, rows::User},
};

/// A giving, its texts parsed.
#[derive(Clone, Debug)]
pub struct Give {
    email: EmailAddress,
    role: String,
    from: Option<Timestamp>,
    until: Option<Timestamp>,
    terms: Terms,
}

impl TryFrom<NewAgreementGrant> for Give {
    type Error = Failure;

    fn try_from(new: NewAgreementGrant) -> Result<Self, Failure> {
        let mut fields = Fields::default();
        let email = fields.check("/email", EmailAddress::parse(&new.email));
        let reason = fields.check("/reason", Reason::parse(&new.reason));
        let case_reference = new.case_reference.as_deref().map(CaseReference::parse);
        let case_reference = fields.check_optional("/case_reference", case_reference);
        let (email, reason) = fields.finish(email.zip(reason))?;
        Ok(Self {
            email,
            role: new.role,
            from: new.valid_from,
            until: new.valid_until,
            terms: Terms {
                reason: reason.into_string(),
                case_reference: case_reference.map(CaseReference::into_string),
                request: None,
            },
        })
    }
}

/// Gives a role under an agreement: by whoever the role's rule names, at the organisation that the
/// provider works for.
///
/// # Errors
/// `not-found`; the policy's refusals; an e-mail address that is nobody's there, or several
/// people's; `already-granted`; wrong fields.
pub fn grant_under_agreement(
    tx: &mut WriteTx<'_>,
    id: AgreementId,
    give: &Give,
) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_agreements(tx.caller());
    let agreement = queries::get(tx, &scope, id)?;
    let about = About {
        organisation: Some(agreement.provider),
        role: Some(give.role.clone()),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let facts = agreement.facts(tx.now());
    policy::agreements::give_something(tx.caller(), &facts)?;
    let subject = employee(tx, &agreement, &give.email)?;
    let about = About {
        subject: Some(subject.id),
        ..about
    };
    tx.concerns(about.clone())?;
    let role = roles::queries::find(tx, &give.role, subject.facts().home_kind)?
        .ok_or_else(|| Failure::field("/role", FieldCode::Unknown))?;
    let act = GrantRole {
        standing: roles::standing::of(tx, &subject.facts(), &role.facts)?,
        subject: subject.facts(),
        role: role.facts.clone(),
        organisation: agreement.principal,
        unit: None,
        agreement: Some(facts),
    };
    let period = period(tx.now(), give, (&act, &role))?;
    let giving = policy::granting::grant_role(tx.caller(), act)?;
    let grant = insert(tx, giving, period, give.terms.clone())?;
    let about = About {
        grant: Some(grant.id),
        ..about
    };
    let change = Change::new(What::RoleGranted { new: told(&grant) }, about);
    let view = views::view(tx, &grant)?;
    record(tx, &grant, &change.because(&grant.reason), view)
}

/// From now, or a later day, until the agreement's end or an earlier day, and for no longer than
/// the role may be given for.
fn period(
    now: Timestamp,
    give: &Give,
    (act, role): (&GrantRole, &Role),
) -> Result<Period, Failure> {
    let wrong = |code| Failure::field("/valid_until", code);
    let asked = Period::new(give.from.unwrap_or(now).max(now), give.until).map_err(wrong)?;
    let most = role.facts.max_duration_days;
    if give.until.is_some() {
        return within_agreement(act, asked.within(most).map_err(wrong)?);
    }
    // No end is asked for: the earlier of the two.
    let inside = within_agreement(act, asked)?;
    let longest = Period::new(inside.from(), None).and_then(|one| one.within(most));
    let longest = longest.map_err(wrong)?;
    let shorter = inside.outlasts(longest);
    Ok(if shorter { longest } else { inside })
}

/// The provider's employee whose e-mail address this is.
fn employee(
    tx: &mut WriteTx<'_>,
    agreement: &Agreement,
    email: &EmailAddress,
) -> Result<User, Failure> {
    let wrong = |code| Failure::field("/email", code);
    let provider = references::by_id(tx, [agreement.provider])?
        .remove(&agreement.provider)
        .ok_or(Failure::NotFound)?;
    let found: Vec<UserId> = queries::staff_with_email(tx, &provider, email.as_str())?;
    let id = match found.as_slice() {
        [] => return Err(wrong(FieldCode::Unknown)),
        [one] => *one,
        _ => return Err(wrong(FieldCode::AlreadyInUse)),
    };
    let mut people = users::queries::by_id(tx, [id])?;
    people.remove(&id).ok_or_else(|| wrong(FieldCode::Unknown))
}
