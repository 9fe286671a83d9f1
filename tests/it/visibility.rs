//! Listed is readable is allowed: in worlds made at random, what each list shows each person is
//! what the model of the policy lets them see (G12), no more and no less. `VISIBILITY_WORLDS` asks
//! for more worlds.

mod world;

use std::collections::BTreeSet;

use acceptance::{Call, Person, TestApp, both};
use policy_model::{
    Model,
    facts::{What, Who},
};
use rand::{Rng as _, SeedableRng as _, rngs::StdRng};

use world::World;

const EVENTS: &str = "/api/v1/audit-events";

/// What lists are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    User,
    Grant,
    Request,
    Event,
}

impl Thing {
    const ALL: &'static [Self] = &[Self::User, Self::Grant, Self::Request, Self::Event];

    fn path(self) -> &'static str {
        match self {
            Self::User => "/api/v1/users",
            Self::Grant => "/api/v1/role-grants",
            Self::Request => "/api/v1/access-requests",
            Self::Event => EVENTS,
        }
    }
}

/// Worlds on each database: two of them are 20,000 decisions.
const WORLDS: u64 = 2;

/// Things of each kind that each person also asks for by name.
const READ: usize = 3;

fn worlds() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "a knob of the test, not of the product"
    )]
    let asked = std::env::var("VISIBILITY_WORLDS").ok();
    asked.and_then(|text| text.parse().ok()).unwrap_or(WORLDS)
}

/// Every id of a list, page by page; nothing when the person is not let in.
async fn listed(person: &Person, path: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut next = Some(format!("{path}?limit=200"));
    while let Some(page) = next.take() {
        let reply = person.get(page).await;
        if reply.status == 401 {
            return BTreeSet::new();
        }
        assert_eq!(reply.status, 200, "{path}: {reply:?}");
        for item in reply.body["items"].as_array().expect("a page") {
            ids.insert(item["id"].as_str().expect("an id").to_owned());
        }
        next = reply.body["next_cursor"]
            .as_str()
            .map(|cursor| format!("{path}?limit=200&cursor={cursor}"));
    }
    ids
}

/// Whether it can be read by name: anything but not found. What is listed to all who see it may ask
/// for a reason first; grants are listed only to those who have given theirs (G14).
async fn is_readable(person: &Person, path: &str, kind: &str) -> bool {
    let reply = person.send(Call::get(path)).await;
    match reply.status {
        200 => true,
        403 => kind != Thing::Grant.path(),
        401 | 404 => false,
        status => panic!("{path}: {status} {reply:?}"),
    }
}

/// What one person may see of one kind of thing, by the model and by the product.
async fn compare(
    model: &Model,
    (name, who, person): (&str, &Who, &Person),
    (path, things): (&str, &[(String, What)]),
    now: i64,
    random: &mut StdRng,
) -> usize {
    let shown = listed(person, path).await;
    for (id, what) in things {
        let allowed = model.allows(who, what, now);
        assert_eq!(
            shown.contains(id),
            allowed,
            "{name} {path} {id}: {who:#?} {what:#?}"
        );
    }
    if path != EVENTS {
        for _ in 0..READ {
            let (id, _) = &things[random.random_range(0..things.len())];
            let readable = is_readable(person, &format!("{path}/{id}"), path).await;
            assert_eq!(readable, shown.contains(id), "{name} {path}/{id}");
        }
    }
    things.len()
}

async fn visit(app: &TestApp, model: &Model, seed: u64) -> (usize, usize) {
    let mut random = StdRng::seed_from_u64(seed);
    let world = World::make(app, &mut random);
    let (mut decisions, mut people) = (0, 0);
    for (name, who) in world.people() {
        let person = app.with_session(&World::session(&name));
        for kind in Thing::ALL {
            let things = (kind.path(), world.things(*kind));
            let asked = (name.as_str(), &who, &person);
            decisions += compare(model, asked, things, world.now(), &mut random).await;
        }
        people += 1;
    }
    (decisions, people)
}

both! {
    async fn what_is_listed_is_what_the_model_lets_one_see(app: TestApp) {
        let model = Model::default();
        for seed in 0..worlds() {
            let (decisions, people) = visit(&app, &model, seed).await;
            assert!(decisions > 5_000 && people > 30, "{decisions} decisions of {people}");
        }
    }
}
