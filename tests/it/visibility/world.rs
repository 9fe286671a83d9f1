//! A world made at random, in SQL and in the model's terms at once.

mod reasons;

use std::collections::{BTreeMap, BTreeSet};

use acceptance::TestApp;
use brugeradm::http::request::hash_of;
use diesel::connection::SimpleConnection as _;
use policy_model::facts::{Holding, Organisation, Person, Request, Role, What, Who};
use rand::{Rng as _, rngs::StdRng, seq::IndexedRandom as _};
use shared::Timestamp;
use uuid::Uuid;

use super::Thing;

const PEOPLE: usize = 36;
const ORGANISATIONS: usize = 4;

/// Everybody, everything, and when it is.
pub(super) struct World {
    clock: Timestamp,
    people: Vec<Person>,
    things: BTreeMap<Thing, Vec<(String, What)>>,
    with_the_desk: BTreeSet<String>,
    sql: String,
}

/// The roles of this system itself, and the demo's others that need no more than a holder.
const CAPABILITIES: [&str; 4] = [
    "Brugeradministration.LBA",
    "Brugeradministration.Landssupport",
    "Brugeradministration.Revisor",
    "Brugeradministration.Systemforvalter",
];
const ROLE: &str = "JobAG.Virksomhedsbruger";

fn new_id(random: &mut StdRng) -> String {
    Uuid::from_u128(random.random()).to_string()
}

impl World {
    pub(super) fn make(app: &TestApp, random: &mut StdRng) -> Self {
        let mut world = Self {
            clock: app.now(),
            people: Vec::new(),
            things: BTreeMap::new(),
            with_the_desk: BTreeSet::new(),
            sql: String::new(),
        };
        let organisations: Vec<_> = (0..ORGANISATIONS)
            .map(|_| world.organisation(random))
            .collect();
        for _ in 0..PEOPLE {
            world.person(&organisations, random);
        }
        for _ in 0..2 * PEOPLE {
            world.grant(random);
            world.event(random);
        }
        for _ in 0..PEOPLE {
            world.request(random);
        }
        world.give_reasons(random);
        let sql = std::mem::take(&mut world.sql);
        app.connection().batch_execute(&sql).expect("a world");
        world
    }

    /// Now, in seconds.
    pub(super) fn now(&self) -> i64 {
        self.clock.millis() / 1000
    }

    /// A moment in SQL.
    fn moment(&self, at: i64) -> String {
        let at = self.clock.plus_seconds(at - self.now()).naive();
        format!("'{}'", at.format("%F %T"))
    }

    /// Everybody, by id.
    pub(super) fn people(&self) -> Vec<(String, Who)> {
        let who = |person: &Person| (person.id.clone(), Who::Person(person.clone()));
        self.people.iter().map(who).collect()
    }

    pub(super) fn things(&self, kind: Thing) -> &[(String, What)] {
        self.things.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The session cookie of somebody.
    pub(super) fn session(person: &str) -> String {
        format!("session-of-{person}")
    }

    fn add(&mut self, kind: Thing, id: String, what: What) {
        self.things.entry(kind).or_default().push((id, what));
    }

    fn organisation(&mut self, random: &mut StdRng) -> Organisation {
        let id = new_id(random);
        let active = random.random_bool(0.9);
        let sql = format!(
            "INSERT INTO organisations (id, kind, name, sort_key, search_key, administration, \
             active, created_at, version) VALUES ('{id}', 'anden_aktoer', 'Et sted', 'et sted', \
             'et sted', 'arbejdsmarkedsportalen', {active}, '2026-01-01 00:00:00', 1);\n"
        );
        self.sql += &sql;
        Organisation { id, active }
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a person in SQL, and in the model's terms"
    )]
    fn person(&mut self, organisations: &[Organisation], random: &mut StdRng) {
        let id = new_id(random);
        let home = organisations.choose(random).expect("a home").clone();
        let active = random.random_bool(0.85);
        let status = if active { "active" } else { "deactivated" };
        let sql = format!(
            "INSERT INTO users (id, name, email, sort_key, search_key, email_key, kind, \
             organisation_id, status, created_at, changed_at, version) VALUES ('{id}', 'Nogen', \
             'nogen@example.invalid', 'nogen', 'nogen', 'nogen@example.invalid', 'medarbejder', \
             '{}', '{status}', '2026-01-01 00:00:00', '2026-01-01 00:00:00', 1);\n",
            home.id
        );
        self.sql += &sql;
        let session_is_live = random.random_bool(0.9);
        let (seen, ends) = if session_is_live {
            (0, 3600)
        } else {
            (-7200, -3600)
        };
        let sql = format!(
            "INSERT INTO sessions (token_hash, user_id, issuer, issuer_subject, assurance, \
             may_represent, created_at, last_seen_at, expires_at) VALUES ('{}', '{id}', 'it', \
             '{id}', 'substantial', FALSE, {seen}, {seen}, {ends});\n",
            hash_of(&Self::session(&id)),
            seen = self.moment(self.now() + seen),
            ends = self.moment(self.now() + ends),
        );
        self.sql += &sql;
        let mut held = CAPABILITIES
            .map(|role| {
                // LBAs are many; those who work across are few.
                let likely = if role.ends_with("LBA") { 0.5 } else { 0.08 };
                if !random.random_bool(likely) {
                    return Holding::never();
                }
                let elsewhere = organisations.choose(random).expect("a place").id.clone();
                let on = if random.random_bool(0.85) {
                    home.id.clone()
                } else {
                    elsewhere
                };
                let (from, until) = self.insert_grant(&id, &home.id, role, &on, random);
                Holding { on, from, until }
            })
            .into_iter();
        let mut next = || held.next().unwrap_or_else(Holding::never);
        let person = Person {
            lba: next(),
            desk: next(),
            audit: next(),
            administration: next(),
            id: id.clone(),
            home,
            active,
            session_is_live,
            assurance: 2,
        };
        self.add(Thing::User, id, What::SeeUser(person.clone()));
        self.people.push(person);
    }

    /// A grant whose time is now, has been, is to come, or was cut short.
    fn insert_grant(
        &mut self,
        user: &str,
        home: &str,
        role: &str,
        on: &str,
        random: &mut StdRng,
    ) -> (i64, i64) {
        let day = 86_400;
        let (from, until) = *[
            (-9, None),
            (-9, Some(9)),
            (-9, Some(-2)),
            (2, None),
            (-9, Some(0)),
        ]
        .choose(random)
        .expect("a period");
        let from = self.now() + from * day;
        let until = until.map(|days: i64| self.now() + days * day);
        let revoked = random.random_bool(0.15).then_some(self.now() - day);
        let (until_sql, revoked_sql) = (
            until.map(|at| self.moment(at)),
            revoked.map(|at| self.moment(at)),
        );
        let sql = format!(
            "INSERT INTO role_grants (id, user_id, holder_organisation_id, role_key, \
             organisation_id, valid_from, valid_until, granted_at, reason, source, revoked_at, \
             revoked_because, version) VALUES ('{id}', '{user}', '{home}', '{role}', '{on}', {from}, \
             {until}, {from}, 'Til prøve.', 'import', {revoked}, {because}, 1);\n",
            id = new_id(random),
            from = self.moment(from),
            until = until_sql.as_deref().unwrap_or("NULL"),
            revoked = revoked_sql.as_deref().unwrap_or("NULL"),
            because = if revoked.is_some() {
                "'Til prøve.'"
            } else {
                "NULL"
            },
        );
        self.sql += &sql;
        let ends = until.unwrap_or(i64::MAX).min(revoked.unwrap_or(i64::MAX));
        (from, ends)
    }

    fn somebody(&self, random: &mut StdRng) -> Person {
        self.people.choose(random).expect("somebody").clone()
    }

    fn grant(&mut self, random: &mut StdRng) {
        let subject = self.somebody(random);
        let id = new_id(random);
        let (holder, home) = (&subject.id, &subject.home.id);
        let sql = format!(
            "INSERT INTO role_grants (id, user_id, holder_organisation_id, role_key, \
             organisation_id, valid_from, granted_at, reason, source, version) VALUES ('{id}', \
             '{holder}', '{home}', '{ROLE}', '{home}', {now}, {now}, 'Til prøve.', 'import', 1);\n",
            now = self.moment(self.now()),
        );
        self.sql += &sql;
        self.add(
            Thing::Grant,
            id,
            What::SeeGrant(Self::record(subject.clone(), subject)),
        );
    }

    fn event(&mut self, random: &mut StdRng) {
        let (subject, actor) = (self.somebody(random), self.somebody(random));
        let id = new_id(random);
        let sql = format!(
            "INSERT INTO audit_events (id, at, kind, outcome, actor_id, organisation_id, \
             subject_id, trace_id) VALUES ('{id}', {}, 'user_changed', 'done', '{}', '{}', '{}', \
             'it');\n",
            self.moment(self.now()),
            actor.id,
            subject.home.id,
            subject.id,
        );
        self.sql += &sql;
        self.add(
            Thing::Event,
            id,
            What::SeeEvent(Self::record(subject, actor)),
        );
    }

    fn request(&mut self, random: &mut StdRng) {
        let (subject, requested_by) = (self.somebody(random), self.somebody(random));
        let id = new_id(random);
        let for_lba = random.random_bool(0.5);
        let decided = self.request_time(&subject.id, for_lba, random);
        let sql = format!(
            "INSERT INTO access_requests (id, action, subject_id, holder_organisation_id, \
             requested_by, role_key, organisation_id, justification, authority, state, awaiting, \
             created_at, due_at, decided_at, version) VALUES ('{id}', 'grant', '{}', '{home}', '{}', '{ROLE}', \
             '{home}', 'Skal bruge det i arbejdet.', '{}', 'lapsed', 'decider', {now}, {now}, {now}, 1);\n",
            subject.id,
            requested_by.id,
            if for_lba { "lba" } else { "landssupport" },
            home = subject.home.id,
            now = self.moment(decided),
        );
        self.sql += &sql;
        let request = Request {
            subject,
            requested_by,
            role: Role::default(),
            for_lba,
        };
        self.add(Thing::Request, id, What::SeeRequest(request));
    }
}
