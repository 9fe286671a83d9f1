//! The callers and the things they ask about.

use acceptance::{Call, Person, TestApp};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use brugeradm::db::schema::signing_keys;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::role::Assurance;

use super::{
    belongings::belongings,
    scene::{
        People, created, desk_task, former_lba, lba_of_a_unit, made, session, stopped_user,
        suspended_user,
    },
};
use crate::{
    imports::{checked, file},
    story::{REQUESTS, ROLE},
};

pub(super) const LBA: &str = "Brugeradministration.LBA";
pub(super) const WHY: &str = "Skal bruge adgangen i sit arbejde.";
pub(super) const UMBRELLA: &str = "01977000-0000-7000-8000-000000000018";
pub(super) const NO_UNIT: &str = "0000000000";
const NOWHERE: &str = "01977000-0000-7000-8000-00000000dead";

pub(super) const COLUMNS: &[&str] = &[
    "own",
    "Nordisk Byg's",
    "Fjordcafeen's",
    "Aarhus Kommune's",
    "nobody's",
];

/// Something with an id and a version.
#[derive(Clone)]
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) version: i64,
}

/// A role and where it would be held.
#[derive(Clone)]
pub(super) struct Wish {
    pub(super) role: &'static str,
    pub(super) place: String,
}

/// Whom and what is asked about.
#[derive(Clone)]
pub(super) struct Target {
    pub(super) user: Thing,
    pub(super) organisation: Thing,
    pub(super) grant: Option<Thing>,
    pub(super) request: Option<Thing>,
    /// P-number of a unit of the organisation.
    pub(super) unit: String,
    /// An import, which is nobody's in particular.
    pub(super) import: Option<Thing>,
    /// An agreement that the organisation is a party to.
    pub(super) agreement: Option<Thing>,
    pub(super) lookup: Option<Thing>,
    pub(super) appointment: Option<Thing>,
    /// A role that could be given directly.
    pub(super) given: Wish,
    /// A role that could be asked for.
    pub(super) asked: Wish,
}

/// Who asks.
pub(super) struct Actor {
    pub(super) name: &'static str,
    credential: Credential,
    own: Option<Target>,
}

enum Credential {
    Nothing,
    Session(String),
    Token(String),
}

impl Actor {
    pub(super) fn with_credential(&self, call: Call) -> Call {
        match &self.credential {
            Credential::Nothing => call,
            Credential::Session(token) => call.header("Cookie", format!("__Host-session={token}")),
            Credential::Token(token) => call.bearer(token).without_origin(),
        }
    }
}

pub(super) struct World {
    pub(super) actors: Vec<Actor>,
    organisations: [Target; 3],
    nobody: Target,
}

pub(super) fn thing(body: &Value) -> Thing {
    Thing {
        id: body["id"]
            .as_str()
            .unwrap_or_else(|| panic!("no id: {body}"))
            .to_owned(),
        version: body["version"].as_i64().unwrap(),
    }
}

/// Those who are created for the occasion.
struct Cast {
    /// The employee whom the requests are about, and their session.
    subject: (String, String),
    stranger: String,
    employee: String,
    former_lba: String,
    lba_of_a_unit: String,
    stopped: String,
    suspended: String,
}

impl Cast {
    async fn create(app: &TestApp, people: &People) -> Self {
        let lba = &people.lba;
        let names = ("Signe Ansat", "signe@nordisk.invalid");
        let subject = people.employee(app, lba, names).await;
        let names = ("Frida Fremmed", "frida@fjord.invalid");
        let (stranger, _) = people.employee(app, &people.lba_elsewhere, names).await;
        let employee = created(lba, "Emil Uden", "emil@nordisk.invalid").await;
        let body = json!({
            "action": "grant", "subject_id": employee, "role": ROLE, "justification": WHY,
            "organisation_id": lba.me().await.user.organisation.id,
        });
        made(lba, REQUESTS, body).await;
        Self {
            subject,
            stranger,
            employee,
            former_lba: former_lba(people).await,
            lba_of_a_unit: lba_of_a_unit(people).await,
            stopped: stopped_user(people).await,
            suspended: suspended_user(app, people).await,
        }
    }
}

/// Everybody with a session, however little it is worth.
async fn sessions(app: &TestApp, people: &People, cast: Cast) -> Vec<(&'static str, String)> {
    let strong = |user: &str| session(app, user, Assurance::Substantial, 7200);
    let lba = people.lba.me().await.user.id.to_string();
    let of = |person: &Person| person.session().to_owned();
    vec![
        (
            "expired session",
            session(app, &cast.employee, Assurance::Substantial, -60),
        ),
        ("employee", strong(&cast.employee)),
        ("the employee it is about", cast.subject.1),
        ("LBA", of(&people.lba)),
        ("second LBA", of(&people.second_lba)),
        (
            "LBA with a weak login",
            session(app, &lba, Assurance::Low, 3600),
        ),
        ("LBA limited to a unit", strong(&cast.lba_of_a_unit)),
        ("former LBA", strong(&cast.former_lba)),
        ("deactivated user", strong(&cast.stopped)),
        ("suspended user", strong(&cast.suspended)),
        ("LBA of Fjordcafeen", of(&people.lba_elsewhere)),
        ("LBA of Aarhus Kommune", of(&people.lba_of_aarhus)),
        ("LBA of its provider", of(&people.lba_of_provider)),
        ("Landssupporten", of(&people.desk)),
        ("second at Landssupporten", of(&people.second_desk)),
        ("auditor", of(&people.auditor)),
        ("system administrator", of(&people.administrator)),
        ("owner of a company without an LBA", of(&people.owner)),
    ]
}

impl World {
    pub(super) async fn build(app: &TestApp) -> Self {
        let people = People::log_in(app).await;
        let cast = Cast::create(app, &people).await;
        let organisations = [
            people
                .looked_up(app, belongings(app, &cast.subject.0, None))
                .await,
            people
                .proposed(app, belongings(app, &cast.stranger, None))
                .await,
            people.case_worker(app).await,
        ];
        for about in &organisations {
            desk_task(app, about);
        }
        let mut world = Self {
            organisations,
            nobody: nobody(import(&people).await),
            actors: Vec::new(),
        };
        world.add("anonymous", Credential::Nothing, None);
        for (name, token) in sessions(app, &people, cast).await {
            let own = own(app, &token).await;
            world.add(name, Credential::Session(token), own);
        }
        let check = app.program_token("access:check").await;
        let create = app.program_token("requests:create").await;
        for (name, token) in [
            ("program, garbled token", garbled(&check)),
            ("program, token for another", for_another(app, &check)),
            ("program access:check", check),
            ("program requests:create", create),
        ] {
            world.add(name, Credential::Token(token), None);
        }
        world
    }

    fn add(&mut self, name: &'static str, credential: Credential, own: Option<Target>) {
        self.actors.push(Actor {
            name,
            credential,
            own,
        });
    }

    /// What an actor asks about, column by column.
    pub(super) fn targets(&self, actor: &Actor) -> [Option<Target>; 5] {
        let [nordisk, fjord, aarhus] = self.organisations.clone();
        [
            actor.own.clone(),
            Some(nordisk),
            Some(fjord),
            Some(aarhus),
            Some(self.nobody.clone()),
        ]
    }
}

/// What belongs to whoever has this session, when it lets anybody in.
async fn own(app: &TestApp, token: &str) -> Option<Target> {
    let call = Call::get("/api/v1/me").header("Cookie", format!("__Host-session={token}"));
    let reply = app.send(call).await;
    let user = reply.body["user"]["id"].as_str()?.to_owned();
    Some(belongings(app, &user, None))
}

async fn import(people: &People) -> Thing {
    let import = checked(&people.administrator, file()).await;
    Thing {
        id: import.id.to_string(),
        version: import.version,
    }
}

fn nobody(import: Thing) -> Target {
    let nothing = Thing {
        id: NOWHERE.to_owned(),
        version: 1,
    };
    let wish = Wish {
        role: LBA,
        place: NOWHERE.to_owned(),
    };
    Target {
        user: nothing.clone(),
        organisation: nothing.clone(),
        grant: Some(nothing.clone()),
        request: Some(nothing.clone()),
        agreement: Some(nothing.clone()),
        lookup: Some(nothing.clone()),
        appointment: Some(nothing),
        unit: NO_UNIT.to_owned(),
        import: Some(import),
        given: wish.clone(),
        asked: wish,
    }
}

/// A token whose signature has been tampered with.
fn garbled(token: &str) -> String {
    let (kept, last) = token.split_at(token.len() - 12);
    format!("{kept}{}", last.chars().rev().collect::<String>())
}

/// The same token, signed as well, for another server.
fn for_another(app: &TestApp, token: &str) -> String {
    let head = jsonwebtoken::decode_header(token).unwrap();
    let payload = token.split('.').nth(1).unwrap();
    let mut claims: Value =
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    claims["aud"] = json!("https://another.example.invalid");
    let pem: String = signing_keys::table
        .filter(signing_keys::kid.eq(head.kid.clone().unwrap()))
        .select(signing_keys::private_pem)
        .first(&mut app.connection())
        .unwrap();
    let key = jsonwebtoken::EncodingKey::from_ec_pem(pem.as_bytes()).unwrap();
    jsonwebtoken::encode(&head, &claims, &key).unwrap()
}
