//! The LBA role taken by whoever may represent a company that has no LBA (G11).

use serde_json::json;
use shared::{id::OrganisationId, problem::FieldCode, role_grant::RoleGrantView};

use crate::{
    db::{Failure, Recorded, WriteTx},
    domain::{
        caller::{Capability, Person},
        change::{About, Change, DeskChange, What},
        period::Period,
        standing::Standing,
    },
    organisations::{self, rows::Organisation},
    policy::{self, first_lba::ClaimLbaRole},
    role_grants::{self, commands::Terms},
    roles, users,
};

/// Stands on the grant, for everybody who asks where it comes from.
const REASON: &str = "Må tegne virksomheden ifølge MitID Erhverv, og virksomheden havde ingen \
    lokal brugeransvarlig.";

/// Makes the caller the first LBA of their own company, which their login proves that they may
/// represent (G11, the exception to G4). Of two who try at once, one finds that there is an LBA.
///
/// # Errors
/// `not-found`; the policy's refusals.
pub fn claim_lba_role(
    tx: &mut WriteTx<'_>,
    id: OrganisationId,
) -> Result<Recorded<RoleGrantView>, Failure> {
    let scope = policy::scope::visible_organisations(tx.caller());
    let organisation = organisations::queries::get(tx, &scope, id)?;
    let about = About {
        subject: tx.caller().user_id(),
        organisation: Some(id),
        ..About::default()
    };
    tx.concerns(about.clone())?;
    let act = claiming(tx, &organisation)?;
    let giving = policy::first_lba::claim(tx.caller(), act)?;
    let period = Period::new(tx.now(), None)
        .and_then(|period| period.within(giving.act().act.role.max_duration_days))
        .map_err(|code: FieldCode| Failure::Internal(format!("a period from now: {code}")))?;
    let terms = Terms {
        reason: REASON.to_owned(),
        case_reference: None,
        request: None,
    };
    let grant = role_grants::commands::insert(tx, giving, period, terms)?;
    let about = About {
        role: Some(grant.role.clone()),
        grant: Some(grant.id),
        ..about
    };
    let new = json!({ "source": grant.source, "valid_until": grant.period.until() });
    let change = Change::new(What::Desk(DeskChange::LbaRoleClaimed { new }), about);
    let view = role_grants::views::view(tx, &grant)?;
    tx.record(&change.because(grant.reason), view)
}

/// The claim, as the policy judges it.
fn claiming(tx: &mut WriteTx<'_>, organisation: &Organisation) -> Result<ClaimLbaRole, Failure> {
    let makes_an_lba = Capability::AdministerOrganisation;
    let role = roles::queries::conferring(tx, makes_an_lba, organisation.kind)?;
    let own = tx.caller().person().map(Person::as_subject);
    let standing = match (&own, &role) {
        (Some(own), Some(role)) => roles::standing::of(tx, own, &role.facts)?,
        _ => Standing::default(),
    };
    let now = tx.now();
    let lbas = users::queries::list_lbas(tx, organisation.id, &[], now)?.len();
    Ok(ClaimLbaRole {
        organisation: organisation.facts(),
        role: role.map(|role| role.facts),
        lbas: i64::try_from(lbas).unwrap_or(i64::MAX),
        standing,
    })
}
