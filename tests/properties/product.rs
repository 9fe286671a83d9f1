//! The product itself, as a world of the model: the commands of the handlers, in the transactions
//! that the handlers begin, on a database of its own.

use acceptance::{Engine, TestDatabase, beginning};
use brugeradm::{
    bootstrap::{FirstGrant, FirstOrganisation, FirstUser, Setup},
    clock::Clock,
    db::{Database, DbConnection, Failure},
};
use serde_json::Value;
use shared::{
    Timestamp,
    id::{AccessRequestId, OrganisationId, RoleGrantId, UserId},
    organisation::OrganisationKind,
    role_grant::GrantSource,
    user::UserKind,
};
use tokio::runtime::{Builder, Runtime};

use crate::{
    commands::Command,
    invariants, tables,
    world::{Kind, Moment, Role, World},
};

/// A running product, with the ids of what the model counts.
pub(crate) struct Product {
    // The database goes first: its threads hold the file.
    pub(crate) database: Database,
    pub(crate) clock: Clock,
    pub(crate) runtime: Runtime,
    pub(crate) connection: DbConnection,
    pub(crate) organisations: Vec<OrganisationId>,
    pub(crate) users: Vec<UserId>,
    pub(crate) grants: Vec<RoleGrantId>,
    pub(crate) requests: Vec<AccessRequestId>,
    /// Removed when this is dropped.
    _file: TestDatabase,
}

pub(crate) fn at(moment: Moment) -> Timestamp {
    beginning().plus_seconds(moment)
}

fn first_user(number: usize, role: Option<Role>) -> FirstUser {
    let grants = role.map(|role| FirstGrant {
        role: role.key().to_owned(),
        source: GrantSource::Bootstrap,
        reason: "Er her fra begyndelsen.".to_owned(),
    });
    FirstUser {
        professional_uuid: uuid::Uuid::from_u128(0x7000_0000 + u128::try_from(number).unwrap()),
        name: format!("Person {number}"),
        email: format!("person{number}@example.invalid"),
        kind: UserKind::Medarbejder,
        grants: grants.into_iter().collect(),
    }
}

fn first_organisation(number: usize, kind: Kind) -> FirstOrganisation {
    let code = format!("{:03}", 900 + number);
    let cvr = format!("9000{number:04}");
    let (kind, cvr, kommunekode) = match kind {
        Kind::Desk => (OrganisationKind::Styrelse, Some(cvr), None),
        Kind::Company => (OrganisationKind::Virksomhed, Some(cvr), None),
        Kind::Kommune => (OrganisationKind::Kommune, None, Some(code)),
        Kind::AKasse => (OrganisationKind::AKasse, Some(cvr), None),
    };
    FirstOrganisation {
        kind,
        name: format!("Organisation {number}"),
        cvr,
        kommunekode,
    }
}

impl Product {
    /// A product whose world is `world`.
    pub(crate) fn of(world: &World, engine: Engine) -> Self {
        let file = TestDatabase::in_memory(engine);
        let clock = Clock::fixed(beginning());
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let database = Database::open(&file.url(), 1, clock.clone());
        let (organisations, users) = runtime.block_on(settle(&database, world.clone())).unwrap();
        let mut connection = file.connect();
        let grants = tables::grants_of_the_beginning(&mut connection, &users);
        invariants::look_out(&mut connection);
        for user in &users {
            tables::log_in(&mut connection, *user);
        }
        Self {
            database,
            clock,
            runtime,
            connection,
            organisations,
            users,
            grants,
            requests: Vec::new(),
            _file: file,
        }
    }

    /// Does what a command says, at the moment that the model says. Tells whether it was allowed.
    pub(crate) fn follow(&mut self, command: &Command, world: &World) -> bool {
        self.clock
            .advance(at(world.now).utc().timestamp() - self.clock.now().utc().timestamp());
        let done = self.attempt(command, world);
        match done {
            Ok(answer) => {
                self.take_ids(command, &answer);
                true
            }
            Err(Failure::Database(_) | Failure::Internal(_) | Failure::Unavailable(_)) => {
                panic!("{command:?} broke down: {done:?}")
            }
            Err(_) => false,
        }
    }

    /// Ids of what an allowed command made.
    fn take_ids(&mut self, command: &Command, answer: &Value) {
        let id = |pointer: &str| {
            let text = answer.pointer(pointer).and_then(Value::as_str).unwrap();
            text.parse::<uuid::Uuid>().unwrap()
        };
        match command {
            Command::CreateUser { .. } => {
                let user = UserId::new(id("/id"));
                self.users.push(user);
                tables::log_in(&mut self.connection, user);
            }
            // Whoever is stopped comes again with a session that nobody has ended.
            Command::Deactivate { user, .. } => {
                tables::log_in(&mut self.connection, self.users[*user]);
            }
            Command::Give { .. } => self.grants.push(RoleGrantId::new(id("/id"))),
            Command::Ask { .. } => self.requests.push(AccessRequestId::new(id("/id"))),
            Command::Approve { .. } => {
                let grant = RoleGrantId::new(id("/decision/grant_id"));
                if !self.grants.contains(&grant) {
                    self.grants.push(grant);
                }
            }
            _ => {}
        }
    }
}

/// Registers the organisations and people that are there from the start.
async fn settle(
    database: &Database,
    world: World,
) -> Result<(Vec<OrganisationId>, Vec<UserId>), Failure> {
    Setup::run(database, move |setup| {
        let mut organisations = Vec::new();
        for (number, kind) in world.organisations.iter().enumerate() {
            organisations.push(setup.organisation(&first_organisation(number, *kind))?);
        }
        let mut users = Vec::new();
        for (number, user) in world.users.iter().enumerate() {
            let held = world.grants.iter().find(|grant| grant.holder == number);
            let new = first_user(number, held.map(|grant| grant.role));
            users.push(setup.user(organisations[user.home], &new)?);
        }
        Ok((organisations, users))
    })
    .await
}
