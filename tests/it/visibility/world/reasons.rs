//! Why those who work across organisations read what people may do (G14): look-ups, in effect or
//! over, and what lies with the desk.

use policy_model::facts::{Holding, Person, Record, What};
use rand::{Rng as _, rngs::StdRng, seq::IndexedRandom as _};

use super::{Thing, World, new_id};

const LOOKUPS: usize = 60;
const DAY: i64 = 86_400;

/// A look-up that is in effect: whose, and whom or where it is about.
struct Live {
    by: String,
    user: Option<String>,
    home: String,
}

impl World {
    /// A record that nobody has given a reason to read.
    pub(super) fn record(subject: Person, made_by: Person) -> Record {
        Record {
            subject,
            made_by,
            looked_up_by: Vec::new(),
            with_the_desk: false,
            from: 0,
            until: i64::MAX,
        }
    }

    /// When a request was decided: what the desk did within a day is a reason still.
    pub(super) fn request_time(
        &mut self,
        subject: &str,
        for_lba: bool,
        random: &mut StdRng,
    ) -> i64 {
        let recent = random.random_bool(0.5);
        if recent && !for_lba {
            self.with_the_desk.insert(subject.to_owned());
        }
        self.now() - if recent { 0 } else { 2 * DAY }
    }

    /// Lets some look somebody up, and says of each grant who may read it for that.
    pub(super) fn give_reasons(&mut self, random: &mut StdRng) {
        let across = |person: &&Person| {
            [&person.desk, &person.audit]
                .iter()
                .any(|held| **held != Holding::never())
        };
        let readers: Vec<_> = self.people.iter().filter(across).cloned().collect();
        let mut live = Vec::new();
        if !readers.is_empty() {
            for _ in 0..LOOKUPS {
                let reader = readers.choose(random).expect("a reader");
                live.extend(self.look_up(reader, random));
            }
        }
        for (_, what) in self.things.entry(Thing::Grant).or_default() {
            if let What::SeeGrant(record) = what {
                let subject = &record.subject;
                record.with_the_desk = self.with_the_desk.contains(&subject.id);
                record.looked_up_by = live
                    .iter()
                    .filter(|one| match &one.user {
                        Some(user) => *user == subject.id,
                        None => one.home == subject.home.id,
                    })
                    .map(|one| one.by.clone())
                    .collect();
            }
        }
    }

    fn look_up(&mut self, reader: &Person, random: &mut StdRng) -> Option<Live> {
        let subject = self.somebody(random);
        let (user, home) = (
            random.random_bool(0.8).then_some(subject.id),
            subject.home.id,
        );
        let holds = random.random_bool(0.7);
        let ends = self.now() + if holds { 600 } else { 0 };
        let sql = format!(
            "INSERT INTO lookups (id, looked_up_by, user_id, organisation_id, reason, created_at, \
             expires_at) VALUES ('{}', '{}', {}, '{home}', 'Til en prøve.', {}, {});\n",
            new_id(random),
            reader.id,
            user.as_ref()
                .map_or_else(|| "NULL".to_owned(), |id| format!("'{id}'")),
            self.moment(ends - 1800),
            self.moment(ends),
        );
        self.sql += &sql;
        holds.then(|| Live {
            by: reader.id.clone(),
            user,
            home,
        })
    }
}
