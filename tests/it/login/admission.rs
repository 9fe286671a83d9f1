//! Who is let in, and who comes to be by it.

use acceptance::{TestApp, both};
use brugeradm::{
    db::schema::{organisations, role_grants, users},
    domain::facts::UMBRELLA,
};
use diesel::prelude::*;
use mitid_erhverv_simulator::{demo_identities, identities::cvr, identities::professional_uuid};
use reqwest::header::SET_COOKIE;
use serde_json::json;
use shared::{
    audit::{AuditKind, AuditOutcome},
    id::UserId,
    problem::ProblemKind,
    rule::Rule,
};
use uuid::Uuid;

use super::world::{Browser, counts, create_by_hand, home_with, location};

fn identity(app: &TestApp, user: &str) -> (Option<String>, Option<String>, i64) {
    users::table
        .filter(users::id.eq(user))
        .select((users::issuer, users::professional_uuid, users::version))
        .first(&mut app.connection())
        .unwrap()
}

fn user_with(app: &TestApp, uuid: Uuid) -> String {
    users::table
        .filter(users::professional_uuid.eq(uuid.to_string()))
        .select(users::id)
        .first(&mut app.connection())
        .unwrap()
}

fn stop(app: &TestApp, user: &str) {
    diesel::update(users::table.filter(users::id.eq(user)))
        .set(users::status.eq("deactivated"))
        .execute(&mut app.connection())
        .unwrap();
}

fn email_of(key: &str) -> String {
    let people = demo_identities();
    let person = people.iter().find(|person| person.key == key);
    person.unwrap().email.clone()
}

both! {
    async fn the_first_login_in_a_known_virksomhed_creates_the_user(app: TestApp) {
        let before = counts(&mut app.connection());
        let browser = Browser::new(&app);
        let callback = browser.callback_url("ny-nordisk", "&return_to=/anmod").await;
        let answer = browser.open(&callback).await;
        assert_eq!(location(&answer), "/anmod");
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with("__Host-session="), "{cookie}");
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }

        let me = browser.me().await;
        assert_eq!(me["user"]["organisation"]["cvr"], cvr::NORDISK_BYG);
        assert_eq!(me["administration"], "star");
        assert_eq!(me["organisation_has_lba"], true);
        assert_eq!(me["may_represent"], false);
        assert_eq!(me["roles"], json!([]));

        let user = me["user"]["id"].as_str().map(str::to_owned);
        let events = app.audit_events();
        let told: Vec<_> = events
            .iter()
            .map(|event| (event.kind, &event.subject_id, &event.actor_id, &event.actor_system))
            .collect();
        let login = Some("login".to_owned());
        assert_eq!(told, [
            (AuditKind::UserCreatedAtLogin, &user, &None, &login),
            (AuditKind::LoggedIn, &user, &user, &None),
        ]);
        assert_eq!(browser.log_in("ny-nordisk").await, "/");
        assert_eq!(counts(&mut app.connection()), (before.0 + 1, before.1));
    }

    async fn an_unknown_cvr_number_becomes_a_virksomhed_without_lba(app: TestApp) {
        let before = counts(&mut app.connection());
        let (first, second) = (Browser::new(&app), Browser::new(&app));
        assert_eq!(first.log_in("ny-havn").await, "/");
        assert_eq!(second.log_in("ny2-havn").await, "/");
        let (asta, malthe) = (first.me().await, second.me().await);
        assert_eq!(asta["user"]["organisation"], malthe["user"]["organisation"]);
        assert_eq!(asta["user"]["organisation"]["name"], "Havnens Hjul ApS");
        assert_eq!(asta["user"]["organisation"]["kind"], "virksomhed");
        assert_eq!(asta["organisation_has_lba"], false);
        assert_eq!(counts(&mut app.connection()), (before.0 + 2, before.1 + 1));
        let (administration, parent): (String, Option<String>) = organisations::table
            .filter(organisations::name.eq("Havnens Hjul ApS"))
            .select((organisations::administration, organisations::parent_id))
            .first(&mut app.connection())
            .unwrap();
        assert_eq!(administration, "star");
        assert_eq!(parent, Some(UMBRELLA.to_string()));
        let kinds: Vec<_> = app.audit_events().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [
            AuditKind::OrganisationCreated,
            AuditKind::UserCreatedAtLogin,
            AuditKind::LoggedIn,
            AuditKind::UserCreatedAtLogin,
            AuditKind::LoggedIn,
        ]);
    }

    async fn a_stranger_in_a_kommune_is_told_to_ask_their_lba_and_nothing_is_created(app: TestApp) {
        let before = counts(&mut app.connection());
        let at = Browser::new(&app).log_in("ny-aarhus").await;
        assert_eq!(at, "/login-fejl?kode=not-created-yet");
        assert_eq!(counts(&mut app.connection()), before);
        let event = app.only_event();
        assert_eq!((event.kind, event.outcome), (AuditKind::LoginRefused, AuditOutcome::Refused));
        assert_eq!(event.code, Some(ProblemKind::NotCreatedYet));
        assert_eq!(event.rule, Some(Rule::R3));
        assert_eq!(event.organisation_id, Some(home_with(&app, cvr::AARHUS_KOMMUNE).to_string()));
    }

    async fn a_user_created_with_a_uuid_is_recognised_by_it(app: TestApp) {
        let uuid = professional_uuid::SAGSBEHANDLER_AARHUS;
        let user = user_with(&app, uuid);
        let (issuer, _, version) = identity(&app, &user);
        assert_eq!(issuer, None);
        let browser = Browser::new(&app);
        assert_eq!(browser.log_in("sagsbehandler-aarhus").await, "/");
        assert_eq!(browser.me().await["user"]["id"], user);
        let (issuer, bound, now) = identity(&app, &user);
        assert_eq!(issuer.as_deref(), Some("mitid-erhverv"));
        assert_eq!((bound, now), (Some(uuid.to_string()), version + 1));
        let kinds: Vec<_> = app.audit_events().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [AuditKind::UserBound, AuditKind::LoggedIn]);
        browser.log_in("sagsbehandler-aarhus").await;
        assert_eq!(identity(&app, &user).2, now);
    }

    async fn a_user_created_without_a_uuid_is_recognised_by_the_only_like_address(app: TestApp) {
        let home = home_with(&app, cvr::AARHUS_KOMMUNE);
        let user = create_by_hand(&app, home, &email_of("ny-aarhus").to_uppercase());
        let browser = Browser::new(&app);
        assert_eq!(browser.log_in("ny-aarhus").await, "/");
        assert_eq!(browser.me().await["user"]["id"], user.to_string());
        let uuid = professional_uuid::NY_AARHUS.to_string();
        assert_eq!(identity(&app, &user.to_string()).1, Some(uuid));
    }

    async fn two_users_with_one_address_are_not_guessed_between(app: TestApp) {
        let home = home_with(&app, cvr::AARHUS_KOMMUNE);
        let one = create_by_hand(&app, home, &email_of("ny-aarhus"));
        let other = create_by_hand(&app, home, &email_of("ny-aarhus"));
        let at = Browser::new(&app).log_in("ny-aarhus").await;
        assert_eq!(at, "/login-fejl?kode=not-created-yet");
        for user in [one, other] {
            assert_eq!(identity(&app, &user.to_string()).1, None);
        }
    }

    async fn a_like_address_in_another_organisation_is_somebody_else(app: TestApp) {
        let home = home_with(&app, cvr::AARHUS_KOMMUNE);
        let user = create_by_hand(&app, home, &email_of("ny-nordisk"));
        let browser = Browser::new(&app);
        assert_eq!(browser.log_in("ny-nordisk").await, "/");
        assert_ne!(browser.me().await["user"]["id"], user.to_string());
        assert_eq!(identity(&app, &user.to_string()).1, None);
    }

    async fn a_stopped_user_is_not_let_in_bound_or_not(app: TestApp) {
        let by_uuid = user_with(&app, professional_uuid::BRUGER_NORDISK);
        let home = home_with(&app, cvr::NORDISK_BYG);
        let by_email = create_by_hand(&app, home, &email_of("ny-nordisk")).to_string();
        let before = counts(&mut app.connection());
        for (user, key) in [(by_uuid, "bruger-nordisk"), (by_email, "ny-nordisk")] {
            stop(&app, &user);
            let at = Browser::new(&app).log_in(key).await;
            assert_eq!(at, "/login-fejl?kode=user-inactive");
            let event = app.only_event();
            assert_eq!(event.code, Some(ProblemKind::UserInactive));
            assert_eq!(event.subject_id, Some(user));
        }
        assert_eq!(counts(&mut app.connection()), before);
    }

    async fn a_person_stopped_while_logged_in_is_out_at_once(app: TestApp) {
        let browser = Browser::new(&app);
        browser.log_in("ny-nordisk").await;
        stop(&app, browser.me().await["user"]["id"].as_str().unwrap());
        assert_eq!(browser.get("/api/v1/me").await.status(), 401);
        assert_eq!(browser.log_in("ny-nordisk").await, "/login-fejl?kode=user-inactive");
    }

    async fn a_right_to_represent_is_known_from_the_login_and_gives_no_role(app: TestApp) {
        let browser = Browser::new(&app);
        browser.log_in("ejer-solo").await;
        let me = browser.me().await;
        assert_eq!(me["may_represent"], true);
        let user: UserId = me["user"]["id"].as_str().unwrap().parse().unwrap();
        let grants: i64 = role_grants::table
            .filter(role_grants::user_id.eq(user.to_string()))
            .count()
            .get_result(&mut app.connection())
            .unwrap();
        assert_eq!(grants, 0);
    }
}
