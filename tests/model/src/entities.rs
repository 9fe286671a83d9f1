//! The facts as Cedar's entities.

use std::collections::{BTreeMap, HashMap, HashSet};

use cedar_policy::{Entity, EntityUid, RestrictedExpression as Expression};

use crate::{
    facts::{
        Giving, Holding, Organisation, Person, Program, Record, Request, Role, Standing, What, Who,
    },
    uid,
};

/// One question in Cedar's terms.
pub(crate) struct Asked {
    pub(crate) principal: EntityUid,
    pub(crate) action: &'static str,
    pub(crate) resource: EntityUid,
    pub(crate) context: Vec<(String, Expression)>,
    pub(crate) entities: Vec<Entity>,
}

pub(crate) fn asked(who: &Who, what: &What, now: i64) -> Asked {
    let mut world = World::default();
    let principal = world.who(who);
    let (action, resource) = world.what(what);
    let mut context = vec![("now".to_owned(), Expression::new_long(now))];
    if let What::DeactivateUser {
        is_lba, other_lbas, ..
    } = what
    {
        context.push(("is_lba".to_owned(), Expression::new_bool(*is_lba)));
        context.push(("other_lbas".to_owned(), Expression::new_long(*other_lbas)));
    }
    Asked {
        principal,
        action,
        resource,
        context,
        entities: world.0.into_values().collect(),
    }
}

/// Everything that the question speaks of.
#[derive(Default)]
struct World(BTreeMap<String, Entity>);

type Attributes = Vec<(&'static str, Expression)>;

impl World {
    fn add(&mut self, uid: EntityUid, attributes: Attributes) -> EntityUid {
        let attributes: HashMap<_, _> = attributes
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect();
        let entity = Entity::new(uid.clone(), attributes, HashSet::new()).expect("an entity");
        let before = self.0.insert(uid.to_string(), entity.clone());
        // INVARIANT: whoever is spoken of twice is the same both times.
        assert!(
            before.is_none_or(|before| before.deep_eq(&entity)),
            "two different {uid}"
        );
        uid
    }

    fn who(&mut self, who: &Who) -> EntityUid {
        match who {
            Who::Person(person) => self.person(person),
            Who::Program(program) => self.program(program),
            Who::System => self.add(uid("System", "the product"), Vec::new()),
        }
    }

    fn organisation(&mut self, organisation: &Organisation) -> EntityUid {
        let active = Expression::new_bool(organisation.active);
        self.add(
            uid("Organisation", &organisation.id),
            vec![("active", active)],
        )
    }

    fn person(&mut self, person: &Person) -> EntityUid {
        let home = self.organisation(&person.home);
        let attributes = vec![
            ("home", Expression::new_entity_uid(home)),
            ("active", Expression::new_bool(person.active)),
            (
                "session_is_live",
                Expression::new_bool(person.session_is_live),
            ),
            ("assurance", Expression::new_long(person.assurance)),
            ("lba", holding(&person.lba)),
            ("desk", holding(&person.desk)),
            ("audit", holding(&person.audit)),
            ("administration", holding(&person.administration)),
        ];
        self.add(uid("Person", &person.id), attributes)
    }

    fn program(&mut self, program: &Program) -> EntityUid {
        let bound_to = program.bound_to.as_deref().unwrap_or("nowhere");
        let attributes = vec![
            ("active", Expression::new_bool(program.active)),
            ("checks_access", Expression::new_bool(program.checks_access)),
            (
                "creates_requests",
                Expression::new_bool(program.creates_requests),
            ),
            ("is_bound", Expression::new_bool(program.bound_to.is_some())),
            ("bound_to", organisation(bound_to)),
        ];
        self.add(uid("Program", "a program"), attributes)
    }

    fn giving(&mut self, giving: &Giving) -> EntityUid {
        let subject = self.person(&giving.subject);
        let attributes = vec![
            ("subject", Expression::new_entity_uid(subject)),
            ("organisation", organisation(&giving.organisation)),
            ("role", role(giving.role)),
            ("standing", standing(giving.standing)),
            ("other_lbas", Expression::new_long(giving.other_lbas)),
        ];
        self.add(uid("Giving", "it"), attributes)
    }

    fn asking(&mut self, giving: &Giving, to_be_taken: bool) -> EntityUid {
        let subject = self.person(&giving.subject);
        let attributes = vec![
            ("subject", Expression::new_entity_uid(subject)),
            ("organisation", organisation(&giving.organisation)),
            ("role", role(giving.role)),
            ("standing", standing(giving.standing)),
            ("to_be_taken", Expression::new_bool(to_be_taken)),
        ];
        self.add(uid("Asking", "it"), attributes)
    }

    fn request(&mut self, request: &Request) -> EntityUid {
        let subject = self.person(&request.subject);
        let requested_by = self.person(&request.requested_by);
        let attributes = vec![
            ("subject", Expression::new_entity_uid(subject)),
            ("requested_by", Expression::new_entity_uid(requested_by)),
            ("role", role(request.role)),
            ("for_lba", Expression::new_bool(request.for_lba)),
        ];
        self.add(uid("Request", "it"), attributes)
    }

    fn record(&mut self, record: &Record) -> EntityUid {
        let subject = self.person(&record.subject);
        let made_by = self.person(&record.made_by);
        let attributes = vec![
            ("subject", Expression::new_entity_uid(subject)),
            ("made_by", Expression::new_entity_uid(made_by)),
            ("looked_up_by", people(&record.looked_up_by)),
            ("with_the_desk", Expression::new_bool(record.with_the_desk)),
            ("from", Expression::new_long(record.from)),
            ("until", Expression::new_long(record.until)),
        ];
        self.add(uid("Record", "it"), attributes)
    }

    fn what(&mut self, what: &What) -> (&'static str, EntityUid) {
        match what {
            What::Give(giving) => ("give", self.giving(giving)),
            What::Take(giving) => ("take", self.giving(giving)),
            What::Submit {
                giving,
                to_be_taken,
            } => ("submit", self.asking(giving, *to_be_taken)),
            What::Decide(request) => ("decide", self.request(request)),
            What::Claim(request) => ("claim", self.request(request)),
            What::Withdraw(request) => ("withdraw", self.request(request)),
            What::SeeRequest(request) => ("see_request", self.request(request)),
            What::ChangeUser(subject) => ("change_user", self.person(subject)),
            What::ReactivateUser(subject) => ("reactivate_user", self.person(subject)),
            What::DeactivateUser { subject, .. } => ("deactivate_user", self.person(subject)),
            What::SeeUser(subject) => ("see_user", self.person(subject)),
            What::SeeGrant(record) => ("see_grant", self.record(record)),
            What::SeeEvent(record) => ("see_event", self.record(record)),
            What::LetIn(record) => ("let_in", self.record(record)),
            What::CreateUser(home) => ("create_user", self.organisation(home)),
            What::ChangeOrganisation(it) => ("change_organisation", self.organisation(it)),
            What::SeeOrganisation(it) => ("see_organisation", self.organisation(it)),
        }
    }
}

/// An organisation of which nothing but its id matters here.
fn organisation(id: &str) -> Expression {
    Expression::new_entity_uid(uid("Organisation", id))
}

/// Persons of whom nothing but their ids matters here.
fn people(ids: &[String]) -> Expression {
    Expression::new_set(
        ids.iter()
            .map(|id| Expression::new_entity_uid(uid("Person", id))),
    )
}

fn record(attributes: Attributes) -> Expression {
    let attributes = attributes
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    Expression::new_record(attributes).expect("a record")
}

fn holding(holding: &Holding) -> Expression {
    record(vec![
        ("on", organisation(&holding.on)),
        ("from", Expression::new_long(holding.from)),
        ("until", Expression::new_long(holding.until)),
    ])
}

fn role(role: Role) -> Expression {
    record(vec![
        ("assurance", Expression::new_long(role.assurance)),
        ("makes_lba", Expression::new_bool(role.makes_lba)),
        ("has_rule", Expression::new_bool(role.has_rule)),
        ("on_umbrella", Expression::new_bool(role.on_umbrella)),
        ("by_self", Expression::new_bool(role.by_self)),
        ("by_lba", Expression::new_bool(role.by_lba)),
        ("given_by_lba", Expression::new_bool(role.given_by_lba)),
        ("taken_by_lba", Expression::new_bool(role.taken_by_lba)),
    ])
}

fn standing(standing: Standing) -> Expression {
    record(vec![
        (
            "lacks_prerequisite",
            Expression::new_bool(standing.lacks_prerequisite),
        ),
        ("has_conflict", Expression::new_bool(standing.has_conflict)),
        ("is_full", Expression::new_bool(standing.is_full)),
        (
            "leaves_too_few",
            Expression::new_bool(standing.leaves_too_few),
        ),
    ])
}
