//! `brugeradm bootstrap`: what must be there before anybody can log in and do the rest.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use shared::{
    organisation::OrganisationKind,
    role_grant::GrantSource,
    text::{Cvr, EmailAddress, OrganisationName, PersonName},
    user::UserKind,
};
use uuid::Uuid;

use super::{Configured, Outcome};
use crate::{
    bootstrap::{self, FirstGrant, FirstOrganisation, FirstUser, Setup},
    config::SecretSource,
    db::Database,
    domain::caller::{Capability, ProgramScope},
    roles::catalogue::role_conferring,
    tokens::NewClient,
};

/// Options of the setting up.
#[derive(Debug, Args)]
pub(super) struct Bootstrap {
    #[command(flatten)]
    configured: Configured,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Install the role catalogue and the umbrella organisation Virksomhed.
    Catalogue,
    /// Register an organisation and its first person, who is recognised at the first login.
    Organisation(Box<FirstPerson>),
    /// Register a program, or give it a new secret.
    Client(Client),
}

/// What the first person of an organisation is.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// Local user administrator of the organisation.
    Lba,
    /// One of Landssupporten's.
    Landssupport,
    /// Auditor.
    Revisor,
    /// System administrator.
    Forvalter,
}

#[derive(Debug, Args)]
struct FirstPerson {
    /// What the organisation is: virksomhed, kommune, jobcenter, `a_kasse`, `anden_aktoer`, styrelse.
    #[arg(long)]
    kind: OrganisationKind,
    /// The organisation's CVR number.
    #[arg(long)]
    cvr: String,
    /// The organisation's name.
    #[arg(long)]
    name: String,
    /// A kommune's three digits.
    #[arg(long)]
    kommunekode: Option<String>,
    /// What the person is.
    #[arg(long, value_enum)]
    part: Part,
    /// The UUID of the person's professional identity in MitID Erhverv.
    #[arg(long)]
    professional_uuid: Uuid,
    /// The person's name.
    #[arg(long)]
    person: String,
    /// The person's e-mail address.
    #[arg(long)]
    email: String,
}

#[derive(Debug, Args)]
struct Client {
    /// The program's client id.
    #[arg(long)]
    id: String,
    /// The program's name, as the audit log shows it.
    #[arg(long)]
    name: String,
    /// A file that holds the program's secret, of at least 32 characters.
    #[arg(long, value_name = "FILE")]
    secret_file: PathBuf,
    /// What it may do, separated by spaces: `access:check`, `requests:create`.
    #[arg(long)]
    scopes: String,
}

/// Registers what was asked for.
pub(super) async fn run(options: Bootstrap) -> Outcome {
    let (_, database) = options.configured.open()?;
    let installed = bootstrap::install_catalogue(&database)
        .await
        .map_err(|failure| failure.sentence())?;
    for key in installed {
        println!("installed the role {key}");
    }
    match options.what {
        What::Catalogue => {}
        What::Organisation(first) => register(&database, *first).await?,
        What::Client(client) => register_client(&database, client).await?,
    }
    println!("done");
    Ok(())
}

fn wrong(what: &'static str) -> impl Fn(shared::problem::FieldCode) -> String {
    move |code| format!("{what} cannot be used: {code}")
}

impl Part {
    fn grant(self) -> Result<FirstGrant, String> {
        let capability = match self {
            Self::Lba => Capability::AdministerOrganisation,
            Self::Landssupport => Capability::Landssupport,
            Self::Revisor => Capability::Audit,
            Self::Forvalter => Capability::SystemAdministration,
        };
        let role = role_conferring(capability).ok_or("the catalogue has no such role")?;
        Ok(FirstGrant {
            role: role.to_owned(),
            source: GrantSource::Bootstrap,
            reason: "Tildelt ved opsætningen af systemet.".to_owned(),
        })
    }
}

impl FirstPerson {
    fn parse(self) -> Result<(FirstOrganisation, FirstUser), String> {
        let organisation = FirstOrganisation {
            kind: self.kind,
            name: OrganisationName::parse(&self.name)
                .map_err(wrong("the organisation's name"))?
                .into_string(),
            cvr: Some(
                Cvr::parse_typed(&self.cvr)
                    .map_err(wrong("the CVR number"))?
                    .as_str()
                    .to_owned(),
            ),
            kommunekode: self.kommunekode,
        };
        let user = FirstUser {
            professional_uuid: self.professional_uuid,
            name: PersonName::parse(&self.person)
                .map_err(wrong("the person's name"))?
                .into_string(),
            email: EmailAddress::parse(&self.email)
                .map_err(wrong("the e-mail address"))?
                .into_string(),
            kind: match self.kind {
                OrganisationKind::Virksomhed | OrganisationKind::Styrelse => UserKind::Medarbejder,
                _ => UserKind::Sagsbehandler,
            },
            grants: vec![self.part.grant()?],
        };
        Ok((organisation, user))
    }
}

async fn register(database: &Database, first: FirstPerson) -> Outcome {
    let (organisation, user) = first.parse()?;
    Setup::run(database, move |setup| {
        let home = setup.organisation(&organisation)?;
        let id = setup.user(home, &user)?;
        for grant in &user.grants {
            setup.grant(home, id, grant)?;
        }
        Ok(())
    })
    .await
    .map_err(|failure| failure.sentence())
}

async fn register_client(database: &Database, client: Client) -> Outcome {
    let secret = SecretSource::File(client.secret_file)
        .read()
        .map_err(|error| error.to_string())?;
    if secret.expose().len() < 32 {
        return Err("the secret must have at least 32 characters".to_owned());
    }
    let scopes = ProgramScope::parse_list(&client.scopes);
    if scopes.is_empty() {
        return Err("there is no such scope: `access:check` and `requests:create` are".to_owned());
    }
    let client = NewClient {
        id: client.id,
        name: client.name,
        secret: secret.expose().to_owned(),
        scopes,
        organisation: None,
    };
    Setup::run(database, move |setup| setup.client(&client))
        .await
        .map_err(|failure| failure.sentence())
}
