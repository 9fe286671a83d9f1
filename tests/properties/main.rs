//! Random worlds, and random people who try random things in them: the product does exactly what
//! the reference model says, and what must always hold holds after each step.
#![cfg(test)]

mod attempts;
mod breaches;
mod commands;
mod deciding;
mod invariants;
mod product;
mod rules;
mod tables;
mod world;

use std::{
    cell::RefCell,
    sync::atomic::{AtomicUsize, Ordering},
};

use acceptance::Engine;
use proptest::{
    strategy::BoxedStrategy,
    test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner},
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};

use commands::Command;
use product::Product;
use world::World;

/// Steps tried on SQLite and on PostgreSQL; `PROPERTY_STEPS` asks for another number on both.
const STEPS: (usize, usize) = (200_000, 2_000);
/// Steps in one world.
const LENGTH: usize = 250;

struct Model;

impl ReferenceStateMachine for Model {
    type State = World;
    type Transition = Command;

    fn init_state() -> BoxedStrategy<World> {
        commands::some_world()
    }

    fn transitions(world: &World) -> BoxedStrategy<Command> {
        commands::some_command(world)
    }

    fn apply(world: World, command: &Command) -> World {
        rules::after(world, command)
    }

    fn preconditions(world: &World, command: &Command) -> bool {
        commands::makes_sense(world, command)
    }
}

/// How much of what was tried on SQLite was allowed.
static ALLOWED: AtomicUsize = AtomicUsize::new(0);

macro_rules! on {
    ($test:ident, $engine:expr) => {
        struct $test;

        impl StateMachineTest for $test {
            type SystemUnderTest = RefCell<Product>;
            type Reference = Model;

            fn init_test(world: &World) -> RefCell<Product> {
                RefCell::new(Product::of(world, $engine))
            }

            fn apply(
                product: RefCell<Product>,
                world: &World,
                command: Command,
            ) -> RefCell<Product> {
                let allowed = product.borrow_mut().follow(&command, world);
                assert_eq!(
                    allowed, world.allowed,
                    "the product, then the model: {command:?}"
                );
                if $engine == Engine::Sqlite {
                    ALLOWED.fetch_add(usize::from(allowed), Ordering::Relaxed);
                }
                product
            }

            fn check_invariants(product: &RefCell<Product>, world: &World) {
                let mut product = product.borrow_mut();
                let broken = invariants::breaches(&mut product.connection, world.now);
                assert!(broken.is_empty(), "{broken:#?}");
                let differing = tables::differences(&mut product, world);
                assert!(differing.is_empty(), "{differing:#?}");
            }
        }
    };
}

on!(OnSqlite, Engine::Sqlite);
on!(OnPostgres, Engine::Postgres);

#[expect(
    clippy::disallowed_methods,
    reason = "knobs of the test, not of the product"
)]
fn knob(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries `worlds` worlds from one seed.
fn explore<T: StateMachineTest<Reference = Model>>(seed: u64, worlds: usize) {
    let config = Config {
        cases: u32::try_from(worlds).unwrap(),
        failure_persistence: None,
        max_shrink_iters: 500,
        ..Config::default()
    };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let random = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(config.clone(), random);
    let tried = runner.run(
        &Model::sequential_strategy(LENGTH..=LENGTH),
        |(world, steps, seen)| {
            T::test_sequential(config.clone(), world, steps, seen);
            Ok::<_, TestCaseError>(())
        },
    );
    if let Err(failure) = tried {
        panic!("PROPERTY_SEED={seed} fails: {failure}");
    }
}

/// Tries as many worlds as make up the steps, on every processor.
/// Tells how many that are.
fn explore_everywhere<T: StateMachineTest<Reference = Model>>(steps: usize) -> usize {
    let steps = knob("PROPERTY_STEPS").map_or(steps, |steps| usize::try_from(steps).unwrap());
    let seed = knob("PROPERTY_SEED").unwrap_or_else(rand::random);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let worlds = steps.div_ceil(LENGTH).div_ceil(threads);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let seed = seed.wrapping_add(u64::try_from(thread).unwrap());
            scope.spawn(move || explore::<T>(seed, worlds));
        }
    });
    worlds * threads * LENGTH
}

#[test]
fn random_worlds_keep_to_the_rules_on_sqlite() {
    let tried = explore_everywhere::<OnSqlite>(STEPS.0);
    let allowed = ALLOWED.load(Ordering::Relaxed);
    assert!(
        allowed * 4 > tried,
        "of {tried} only {allowed} were allowed: what is refused changes nothing"
    );
}

#[test]
fn random_worlds_keep_to_the_rules_on_postgres() {
    explore_everywhere::<OnPostgres>(STEPS.1);
}
