//! What people try, and who could: mostly what is likely to be allowed, and always something that
//! is not.

use proptest::prelude::*;

use crate::world::{Authority, DAY, Grant, Kind, Moment, Role, World, terms};

/// Something that somebody tries. Numbers are places in the world's lists.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Command {
    CreateUser {
        by: usize,
        home: usize,
    },
    Deactivate {
        by: usize,
        user: usize,
    },
    Reactivate {
        by: usize,
        user: usize,
    },
    Give {
        by: usize,
        to: usize,
        role: Role,
        days: Option<Moment>,
        /// From tomorrow on; else at once.
        later: bool,
        /// In the organisation of Landssupporten, where nobody else holds anything.
        elsewhere: bool,
    },
    Take {
        by: usize,
        grant: usize,
    },
    Ask {
        by: usize,
        subject: usize,
        role: Role,
        removal: bool,
        days: Option<Moment>,
        elsewhere: bool,
    },
    Withdraw {
        by: usize,
        request: usize,
    },
    Claim {
        by: usize,
        request: usize,
    },
    HandOver {
        by: usize,
        request: usize,
        to: usize,
    },
    Approve {
        by: usize,
        request: usize,
        days: Option<Moment>,
    },
    Reject {
        by: usize,
        request: usize,
    },
    /// Nobody does anything for so long.
    Wait {
        seconds: Moment,
    },
    /// What dates have done to requests is written down.
    Sweep,
}

/// Numbers to choose by.
type Dice = [u16; 5];

fn pick(from: &[usize], dice: u16) -> Option<usize> {
    from.get(usize::from(dice) % from.len().max(1)).copied()
}

fn days(dice: u16) -> Option<Moment> {
    [None, None, Some(1), Some(5), Some(30), Some(5)][usize::from(dice) % 6]
}

/// One of `likely` most of the time, else anybody.
fn somebody(world: &World, likely: &[usize], dice: u16) -> usize {
    let chosen = if dice.is_multiple_of(5) {
        None
    } else {
        pick(likely, dice / 5)
    };
    chosen.unwrap_or(usize::from(dice / 5) % world.users.len())
}

/// Whoever speaks for `authority` about `user`.
fn speakers(world: &World, authority: Authority, user: usize) -> Vec<usize> {
    (0..world.users.len())
        .filter(|one| *one != user && world.speaks_for(*one, authority, user))
        .collect()
}

/// Whoever gives and takes a role of `user`.
fn givers(world: &World, role: Role, user: usize) -> Vec<usize> {
    let terms = terms(role, world.kind_of(user));
    speakers(
        world,
        terms.map_or(Authority::Desk, |terms| terms.authority),
        user,
    )
}

/// Mostly one that `user` can have.
fn role(world: &World, user: usize, dice: u16) -> Role {
    let any = Role::GIVEN[usize::from(dice) % Role::GIVEN.len()];
    let possible = |role| terms(role, world.kind_of(user)).is_some();
    if possible(any) || dice.is_multiple_of(7) {
        any
    } else {
        Role::Lba
    }
}

/// Somebody who is not of Landssupporten, mostly.
fn subject(world: &World, dice: u16) -> usize {
    let likely: Vec<_> = (0..world.users.len())
        .filter(|user| world.kind_of(*user) != Kind::Desk)
        .collect();
    somebody(world, &likely, dice)
}

fn about_user(world: &World, [what, a, b, c, d]: Dice) -> Command {
    let user = subject(world, a);
    let by = somebody(world, &speakers(world, Authority::Lba, user), b);
    match what % 10 {
        0 => Command::CreateUser {
            by,
            home: world.users[user].home,
        },
        1 => Command::Deactivate { by, user },
        2 | 3 => {
            let stopped: Vec<_> = (0..world.users.len())
                .filter(|user| !world.users[*user].active)
                .collect();
            let user = somebody(world, &stopped, a);
            let by = somebody(world, &speakers(world, Authority::Lba, user), b);
            Command::Reactivate { by, user }
        }
        _ => {
            let role = role(world, user, c);
            Command::Give {
                by: somebody(world, &givers(world, role, user), b),
                to: user,
                role,
                days: days(d),
                later: c > 60_000,
                elsewhere: d > 62_000,
            }
        }
    }
}

fn asking(world: &World, [_, a, b, c, d]: Dice) -> Command {
    let about = subject(world, a);
    let mut likely = speakers(world, Authority::Lba, about);
    likely.extend([about, about]);
    let held: Vec<_> = Role::GIVEN
        .into_iter()
        .filter(|role| world.live_grants(about, *role).next().is_some())
        .collect();
    let held = held.get(usize::from(c) % held.len().max(1)).copied();
    let removal = held.filter(|_| c > 40_000);
    Command::Ask {
        by: somebody(world, &likely, b),
        subject: about,
        role: removal.unwrap_or_else(|| role(world, about, c)),
        removal: removal.is_some() || c > 64_000,
        days: days(d),
        elsewhere: d > 63_000,
    }
}

fn about_request(world: &World, [what, a, b, c, d]: Dice) -> Option<Command> {
    let open: Vec<_> = (0..world.requests.len())
        .filter(|request| world.requests[*request].state == crate::world::State::Open)
        .collect();
    // Now and then one that has ended.
    let request = if a % 8 == 0 || open.is_empty() {
        pick(&(0..world.requests.len()).collect::<Vec<_>>(), a / 8)?
    } else {
        pick(&open, a / 8)?
    };
    let asked = &world.requests[request];
    let deciders: Vec<_> = (0..world.users.len())
        .filter(|who| world.decides(*who, request))
        .collect();
    let by = somebody(world, &deciders, b);
    Some(match what % 12 {
        0 | 1 => Command::Withdraw {
            by: somebody(world, &[asked.by, asked.subject], b),
            request,
        },
        2 | 3 => Command::Claim { by, request },
        4 => Command::HandOver {
            by,
            request,
            to: somebody(world, &deciders, c),
        },
        5 | 6 => Command::Reject { by, request },
        _ => Command::Approve {
            by,
            request,
            days: days(d).filter(|_| d % 2 == 0),
        },
    })
}

fn taking(world: &World, [_, a, b, ..]: Dice) -> Option<Command> {
    let live: Vec<_> = (0..world.grants.len())
        .filter(|grant| world.grants[*grant].is_live(world.now))
        .collect();
    let grant = pick(&live, a).filter(|_| a % 9 != 0);
    let grant = grant.or_else(|| pick(&(0..world.grants.len()).collect::<Vec<_>>(), a / 9))?;
    let Grant { role, holder, .. } = world.grants[grant];
    let by = somebody(world, &givers(world, role, holder), b);
    Some(Command::Take { by, grant })
}

fn command(world: &World, dice: Dice) -> Command {
    let [what, a, ..] = dice;
    let chosen = match what % 16 {
        0 => Some(Command::Wait {
            seconds: DAY * [1, 2, 4, 8][usize::from(a) % 4] / 2,
        }),
        1 if a % 4 == 0 => Some(Command::Sweep),
        1..=3 => taking(world, dice),
        4..=7 => Some(about_user(
            world,
            [what / 16, dice[1], dice[2], dice[3], dice[4]],
        )),
        8..=10 => Some(asking(world, dice)),
        _ => about_request(world, [what / 16, dice[1], dice[2], dice[3], dice[4]]),
    };
    chosen.unwrap_or_else(|| asking(world, dice))
}

/// What may be tried next.
pub(crate) fn some_command(world: &World) -> BoxedStrategy<Command> {
    let world = world.clone();
    any::<Dice>()
        .prop_map(move |dice| command(&world, dice))
        .boxed()
}

/// Whether everything that a command names is there: it may have gone while a failure was being
/// made smaller.
pub(crate) fn makes_sense(world: &World, command: &Command) -> bool {
    let (users, requests) = (world.users.len(), world.requests.len());
    match *command {
        Command::CreateUser { by, home } => by < users && home < world.organisations.len(),
        Command::Deactivate { by, user } | Command::Reactivate { by, user } => {
            by < users && user < users
        }
        Command::Give { by, to, .. } => by < users && to < users,
        Command::Take { by, grant } => by < users && grant < world.grants.len(),
        Command::Ask { by, subject, .. } => by < users && subject < users,
        Command::HandOver { by, request, to } => by < users && to < users && request < requests,
        Command::Withdraw { by, request }
        | Command::Claim { by, request }
        | Command::Approve { by, request, .. }
        | Command::Reject { by, request } => by < users && request < requests,
        Command::Wait { .. } | Command::Sweep => true,
    }
}

/// A world to begin with: up to four organisations with up to four people each.
pub(crate) fn some_world() -> BoxedStrategy<World> {
    let kind = prop_oneof![Just(Kind::Company), Just(Kind::Kommune), Just(Kind::AKasse)];
    let organisation = (kind, 0..3_usize, 0..3_usize);
    proptest::collection::vec(organisation, 1..4)
        .prop_map(|organisations| {
            let mut world = World::new();
            for (kind, lbas, others) in organisations {
                let home = world.organisations.len();
                world.organisations.push(kind);
                for _ in 0..lbas {
                    world.settle(home, Some(Role::Lba));
                }
                for _ in 0..=others {
                    world.settle(home, None);
                }
            }
            world
        })
        .boxed()
}
