//! The demo world: organisations, people and programs to try everything with. All people are
//! fictional; seeding it again keeps whatever has become of it.

mod organisations;
mod people;

use std::collections::HashMap;

use mitid_erhverv_simulator::identities::{cvr, professional_uuid};
use shared::id::{OrganisationId, UserId};
use uuid::Uuid;

use crate::{
    bootstrap::{self, FirstAgreement, Setup},
    db::{Database, Failure},
    domain::caller::ProgramScope,
    tokens::NewClient,
};

/// The demo's relying system, as a program that asks the checks.
pub const JOBAG_CLIENT: &str = "jobag-demo";

/// Seeds the demo world, and gives the relying system `jobag_secret`.
///
/// # Errors
/// The engine's.
pub async fn seed(database: &Database, jobag_secret: &str) -> Result<(), Failure> {
    bootstrap::install_catalogue(database).await?;
    let jobag = NewClient {
        id: JOBAG_CLIENT.to_owned(),
        name: "Jobnet for Arbejdsgivere (demo)".to_owned(),
        secret: jobag_secret.to_owned(),
        scopes: ProgramScope::ALL.to_vec(),
        organisation: None,
    };
    Setup::run(database, move |setup| {
        let mut by_cvr: HashMap<String, OrganisationId> = HashMap::new();
        for organisation in organisations::organisations() {
            let id = setup.organisation(&organisation)?;
            if let Some(cvr) = organisation.cvr {
                by_cvr.insert(cvr, id);
            }
        }
        let with_cvr = |cvr: &str| {
            let known = by_cvr.get(cvr).copied();
            known.ok_or_else(|| Failure::Internal(format!("no organisation with CVR {cvr}")))
        };
        for (cvr, unit) in organisations::UNITS {
            setup.unit(with_cvr(cvr)?, unit)?;
        }
        let mut users = HashMap::new();
        for (cvr, user) in people::users() {
            let id = setup.user(with_cvr(&cvr)?, &user)?;
            users.insert(user.professional_uuid, id);
        }
        let parties = (with_cvr(cvr::JOBVEJEN)?, with_cvr(cvr::AARHUS_KOMMUNE)?);
        agreement(setup, parties, &users)?;
        setup.client(&jobag)
    })
    .await
}

/// The agreement under which a consultant of the provider holds a role at Aarhus Kommune.
fn agreement(
    setup: &mut Setup<'_, '_>,
    (provider, principal): (OrganisationId, OrganisationId),
    users: &HashMap<Uuid, UserId>,
) -> Result<(), Failure> {
    let user = |uuid: Uuid| {
        let found = users.get(&uuid).copied();
        found.ok_or_else(|| Failure::Internal(format!("no user {uuid}")))
    };
    let first = FirstAgreement {
        provider,
        principal,
        recorded_by: user(professional_uuid::LBA_AARHUS)?,
        reference: "AAK-2026-0417".to_owned(),
        days: 365,
    };
    let (holder, grant) = people::under_agreement();
    setup.agreement(&first, (user(holder)?, &grant))?;
    Ok(())
}
