//! Sets the scene: who is created, given roles, stopped, before anybody asks anything.

use acceptance::{Call, Person, TestApp};
use brugeradm::{
    clock::new_id,
    db::schema::{desk_tasks, lba_appointments, lookups, sessions, users},
    http::request::hash_of,
};
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::{desk_task::DeskTaskKind, id::kinds, role::Assurance};

use super::{
    belongings::belongings,
    world::{LBA, Target, Thing, UMBRELLA, WHY, Wish, thing},
};
use crate::story::{GRANTS, REQUESTS, ROLE};

/// What is made when the scene is set; must go through.
pub(super) async fn made(person: &Person, path: &str, body: Value) -> Value {
    let reply = person.post(path, &body).await;
    assert_eq!(reply.status, 201, "{reply:?}");
    reply.body
}

pub(super) async fn created(lba: &Person, name: &str, email: &str) -> String {
    let home = lba.me().await.user.organisation.id;
    let body = json!({ "name": name, "email": email, "organisation_id": home });
    thing(&made(lba, "/api/v1/users", body).await).id
}

pub(super) async fn given(by: &Person, user: &str, role: &str, place: &str) -> Thing {
    let body = json!({ "user_id": user, "role": role, "organisation_id": place, "reason": WHY });
    thing(&made(by, GRANTS, body).await)
}

/// Lets a user in without a login, as strongly as wanted, until `seconds` from now.
pub(super) fn session(app: &TestApp, user: &str, assurance: Assurance, seconds: i64) -> String {
    let token = format!("a session of the matrix: {user} {assurance} {seconds}");
    let now = app.now();
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(hash_of(&token)),
            sessions::user_id.eq(user),
            sessions::issuer.eq("https://login.example.invalid"),
            sessions::issuer_subject.eq(user),
            sessions::assurance.eq(assurance.as_str()),
            sessions::may_represent.eq(false),
            sessions::created_at.eq(now.plus_seconds(-3600).naive()),
            sessions::last_seen_at.eq(now.naive()),
            sessions::expires_at.eq(now.plus_seconds(seconds).naive()),
        ))
        .execute(&mut app.connection())
        .unwrap();
    token
}

/// The people who log in, each in a browser.
pub(super) struct People {
    pub(super) lba: Person,
    pub(super) second_lba: Person,
    pub(super) lba_elsewhere: Person,
    pub(super) lba_of_aarhus: Person,
    /// Of the provider that works for Aarhus Kommune.
    pub(super) lba_of_provider: Person,
    pub(super) desk: Person,
    pub(super) second_desk: Person,
    pub(super) auditor: Person,
    pub(super) administrator: Person,
    pub(super) owner: Person,
}

impl People {
    pub(super) async fn log_in(app: &TestApp) -> Self {
        let administrator = app.login("forvalter").await;
        super::attributes::add(&administrator).await;
        Self {
            lba: app.login("lba-nordisk").await,
            second_lba: app.login("lba2-nordisk").await,
            lba_elsewhere: app.login("lba-fjord").await,
            lba_of_aarhus: app.login("lba-aarhus").await,
            lba_of_provider: app.login("lba-jobvejen").await,
            desk: app.login("support-1").await,
            second_desk: app.login("support-2").await,
            auditor: app.login("revisor").await,
            administrator,
            owner: app.login("ejer-solo").await,
        }
    }

    /// A user of a company with a role, who asks to be rid of it.
    pub(super) async fn employee(
        &self,
        app: &TestApp,
        lba: &Person,
        names: (&str, &str),
    ) -> (String, String) {
        let home = lba.me().await.user.organisation.id.to_string();
        let user = created(lba, names.0, names.1).await;
        given(lba, &user, ROLE, &home).await;
        let token = session(app, &user, Assurance::Substantial, 3600);
        let body = json!({
            "action": "revoke", "role": ROLE, "organisation_id": home, "justification": WHY,
        });
        let call = Call::post(REQUESTS).json(&body);
        let reply = app
            .send(call.header("Cookie", format!("__Host-session={token}")))
            .await;
        assert_eq!(reply.status, 201, "{reply:?}");
        (user, token)
    }

    /// Aarhus Kommune's case worker, for whom their LBA has sent a support request, and whose
    /// colleague has the role that only Landssupporten gives.
    pub(super) async fn case_worker(&self, app: &TestApp) -> Target {
        let worker = app
            .login("sagsbehandler-aarhus")
            .await
            .me()
            .await
            .user
            .id
            .to_string();
        let colleague = created(&self.lba_of_aarhus, "Ida Kollega", "ida@aarhus.invalid").await;
        let grant = given(&self.desk, &colleague, ROLE, UMBRELLA).await;
        let body = json!({
            "action": "grant", "subject_id": worker, "role": ROLE, "organisation_id": UMBRELLA,
            "justification": WHY,
        });
        made(&self.lba_of_aarhus, REQUESTS, body).await;
        let target = belongings(app, &worker, Some(&grant.id));
        let agreements = self.lba_of_aarhus.get("/api/v1/agreements").await;
        let agreement = thing(&agreements.body["items"][0]);
        let given = Wish {
            role: ROLE,
            place: UMBRELLA.to_owned(),
        };
        Target {
            given,
            agreement: Some(agreement),
            ..target
        }
    }
}

/// A task of Landssupporten's about an organisation.
pub(super) fn desk_task(app: &TestApp, about: &Target) {
    let now = app.now();
    diesel::insert_into(desk_tasks::table)
        .values((
            desk_tasks::id
                .eq(brugeradm::clock::new_id::<shared::id::kinds::DeskTask>(now).to_string()),
            desk_tasks::kind.eq(DeskTaskKind::OrganisationWithoutLba.as_str()),
            desk_tasks::organisation_id.eq(&about.organisation.id),
            desk_tasks::due_at.eq(now.plus_days(10).naive()),
            desk_tasks::raised_at.eq(now.naive()),
            desk_tasks::version.eq(1),
        ))
        .execute(&mut app.connection())
        .unwrap();
}

impl People {
    /// The auditor has looked this user up, but that has expired.
    pub(super) async fn looked_up(&self, app: &TestApp, target: Target) -> Target {
        let thing = Thing {
            id: new_id::<kinds::Lookup>(app.now()).to_string(),
            version: 1,
        };
        let ends = app.now().plus_seconds(-60);
        diesel::insert_into(lookups::table)
            .values((
                lookups::id.eq(&thing.id),
                lookups::looked_up_by.eq(self.auditor.me().await.user.id.to_string()),
                lookups::user_id.eq(&target.user.id),
                lookups::organisation_id.eq(&target.organisation.id),
                lookups::reason.eq(WHY),
                lookups::created_at.eq(ends.plus_seconds(-60).naive()),
                lookups::expires_at.eq(ends.naive()),
            ))
            .execute(&mut app.connection())
            .unwrap();
        Target {
            lookup: Some(thing),
            ..target
        }
    }

    /// Somebody at the desk has proposed this user as LBA.
    pub(super) async fn proposed(&self, app: &TestApp, target: Target) -> Target {
        let thing = Thing {
            id: new_id::<kinds::LbaAppointment>(app.now()).to_string(),
            version: 1,
        };
        diesel::insert_into(lba_appointments::table)
            .values((
                lba_appointments::id.eq(&thing.id),
                lba_appointments::organisation_id.eq(&target.organisation.id),
                lba_appointments::user_id.eq(&target.user.id),
                lba_appointments::role_key.eq(LBA),
                lba_appointments::evidence.eq(WHY),
                lba_appointments::reason.eq(WHY),
                lba_appointments::state.eq("proposed"),
                lba_appointments::proposed_by.eq(self.second_desk.me().await.user.id.to_string()),
                lba_appointments::proposed_at.eq(app.now().naive()),
                lba_appointments::version.eq(thing.version),
            ))
            .execute(&mut app.connection())
            .unwrap();
        Target {
            appointment: Some(thing),
            ..target
        }
    }
}

/// Somebody who was LBA until a moment ago.
pub(super) async fn former_lba(people: &People) -> String {
    let home = people.lba.me().await.user.organisation.id.to_string();
    let former = created(&people.lba, "Tove Tidligere", "tove@nordisk.invalid").await;
    let grant = given(&people.lba, &former, LBA, &home).await;
    let call = Call::post(format!("{GRANTS}/{}/revocation", grant.id));
    let reply = people
        .lba
        .send(call.json(&json!({ "reason": WHY })).if_match(grant.version))
        .await;
    assert_eq!(reply.status, 200, "{reply:?}");
    former
}

/// Somebody who is LBA and has been deactivated.
pub(super) async fn stopped_user(people: &People) -> String {
    let home = people.lba.me().await.user.organisation.id.to_string();
    let stopped = created(&people.lba, "Sten Stoppet", "sten@nordisk.invalid").await;
    given(&people.lba, &stopped, LBA, &home).await;
    let user = thing(
        &people
            .lba
            .get(format!("/api/v1/users/{stopped}"))
            .await
            .body,
    );
    let call = Call::post(format!("/api/v1/users/{stopped}/deactivation"));
    let reply = people
        .lba
        .send(call.json(&json!({ "reason": WHY })).if_match(user.version))
        .await;
    assert_eq!(reply.status, 200, "{reply:?}");
    stopped
}

/// Registers a unit of each company and of Aarhus Kommune, and makes somebody LBA of Nordisk Byg's
/// alone.
pub(super) async fn lba_of_a_unit(people: &People) -> String {
    let numbered = [&people.lba, &people.lba_elsewhere, &people.lba_of_aarhus];
    for (person, p_number) in numbered
        .into_iter()
        .zip(["1000000001", "1000000002", "1000000003"])
    {
        let home = person.me().await.user.organisation.id;
        let body = json!({ "p_number": p_number, "name": "En enhed" });
        let path = format!("/api/v1/organisations/{home}/units");
        let reply = people.administrator.post(path, &body).await;
        assert_eq!(reply.status, 201, "{reply:?}");
    }
    let user = created(&people.lba, "Enok Enhed", "enok@nordisk.invalid").await;
    let home = people.lba.me().await.user.organisation.id;
    let body = json!({
        "user_id": user, "role": LBA, "organisation_id": home, "unit": "1000000001", "reason": WHY,
    });
    made(&people.lba, GRANTS, body).await;
    user
}

/// Somebody who is LBA and suspended, which no operation does yet.
pub(super) async fn suspended_user(app: &TestApp, people: &People) -> String {
    let home = people.lba.me().await.user.organisation.id.to_string();
    let suspended = created(&people.lba, "Sus Pause", "sus@nordisk.invalid").await;
    given(&people.lba, &suspended, LBA, &home).await;
    diesel::update(users::table.filter(users::id.eq(&suspended)))
        .set(users::status.eq("suspended"))
        .execute(&mut app.connection())
        .unwrap();
    suspended
}
