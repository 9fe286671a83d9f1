//! The demo world: organisations, people and programs to try everything with. All people are
//! fictional; seeding it again keeps whatever has become of it.

mod organisations;
mod people;

use std::collections::HashMap;

use shared::id::OrganisationId;

use crate::{
    bootstrap::{self, Setup},
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
        for (cvr, user) in people::users() {
            setup.user(with_cvr(&cvr)?, &user)?;
        }
        setup.client(&jobag)
    })
    .await
}
