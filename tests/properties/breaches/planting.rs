//! A small world that has been lived in, and ways to do in its tables what nobody could do.

use acceptance::Engine;
use brugeradm::db::DbConnection;
use diesel::connection::SimpleConnection as _;

use crate::{
    commands::Command,
    invariants,
    product::Product,
    rules,
    world::{Kind, Role, World},
};

pub(super) const LBA: usize = 2;
pub(super) const SECOND_LBA: usize = 3;
pub(super) const EMPLOYEE: usize = 4;
pub(super) const KOMMUNE_LBA: usize = 5;
const CASE_WORKER: usize = 6;

/// A company with two LBAs and an employee, and a kommune with an LBA and a case worker.
fn world() -> World {
    let mut world = World::new();
    world.organisations.extend([Kind::Company, Kind::Kommune]);
    for (home, role) in [(1, true), (1, true), (1, false), (2, true), (2, false)] {
        world.settle(home, role.then_some(Role::Lba));
    }
    world
}

/// The same, where the LBA has given the employee a role, the employee of the kommune has been
/// given one by the desk, and the employee asks for another.
pub(super) fn lived_in() -> (Product, World) {
    let give = |by, to, role| Command::Give {
        by,
        to,
        role,
        days: None,
        later: false,
        elsewhere: false,
    };
    let ask = Command::Ask {
        by: EMPLOYEE,
        subject: EMPLOYEE,
        role: Role::Lba,
        removal: false,
        days: None,
        elsewhere: false,
    };
    let mut world = world();
    let mut product = Product::of(&world, Engine::Sqlite);
    for command in [
        give(LBA, EMPLOYEE, Role::JobAg),
        give(0, CASE_WORKER, Role::JobAg),
        ask,
    ] {
        world = rules::after(world, &command);
        assert!(
            world.allowed && product.follow(&command, &world),
            "{command:?}"
        );
    }
    (product, world)
}

/// What the checks find once `sabotage` has been done behind everybody's back: past the
/// constraints and triggers, which would not let most of it happen.
pub(super) fn found_after(sabotage: impl Fn(&Product) -> String) -> Vec<&'static str> {
    let (mut product, world) = lived_in();
    assert_eq!(invariants::breaches(&mut product.connection, world.now), []);
    let statements = sabotage(&product);
    let unguarded = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF; \
        DROP INDEX access_requests_one_open; DROP TRIGGER decided_requests_stay; \
        DROP TRIGGER audit_events_are_not_changed;";
    let DbConnection::Sqlite(engine) = &mut product.connection else {
        unreachable!("it runs on SQLite")
    };
    engine.batch_execute(unguarded).unwrap();
    engine.batch_execute(&statements).unwrap();
    let found = invariants::breaches(&mut product.connection, world.now);
    found.into_iter().map(|(sentence, _)| sentence).collect()
}

/// A change of the last grant but one, which the LBA gave to the employee.
pub(super) fn grant(product: &Product, set: &str) -> String {
    let at = product.grants.len() - 2;
    format!(
        "UPDATE role_grants SET {set} WHERE id = '{}';",
        product.grants[at]
    )
}

/// A change of the last grant, which the desk gave in the kommune.
pub(super) fn desk_grant(product: &Product, set: &str) -> String {
    let last = product.grants.last().unwrap();
    format!("UPDATE role_grants SET {set} WHERE id = '{last}';")
}

pub(super) fn request(product: &Product, set: &str) -> String {
    format!(
        "UPDATE access_requests SET {set} WHERE id = '{}';",
        product.requests[0]
    )
}

pub(super) fn user(product: &Product, user: usize) -> String {
    product.users[user].to_string()
}
