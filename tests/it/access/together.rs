//! Questions that are answered together, from one snapshot: of several programs, in every form.

use acceptance::{Call, Reply, TestApp};
use brugeradm::{
    db::schema::{clients, organisations, role_grants, users},
    demo::JOBAG_CLIENT,
    http::request::hash_of,
};
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::id::UserId;

use super::{NORDISK, ROLE, ask, existing_user, question, set_period, set_user};

/// Registers a program besides the demo's, and gives its token.
async fn another_program(app: &TestApp, own: Option<&str>) -> String {
    let secret = "a secret of the other program that only tests know";
    diesel::insert_into(clients::table)
        .values((
            clients::id.eq("other"),
            clients::name.eq("Et andet system"),
            clients::secret_hash.eq(hash_of(secret)),
            clients::scopes.eq("access:check"),
            clients::organisation_id.eq(own),
            clients::active.eq(true),
            clients::created_at.eq(app.now().naive()),
        ))
        .execute(&mut app.connection())
        .unwrap();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", "other"),
        ("client_secret", secret),
    ];
    let reply = app.send(Call::post("/oauth/token").form(&form)).await;
    reply.body["access_token"].as_str().unwrap().to_owned()
}

/// All asked at once, each with its own token; the replies in their order.
async fn at_once(app: &TestApp, asked: &[(&str, Value)]) -> Vec<Reply> {
    let one = |(token, body): &(&str, Value)| {
        let (app, token, body) = (app.clone(), (*token).to_owned(), body.clone());
        tokio::spawn(async move { ask(&app, &token, &body).await })
    };
    let waiting: Vec<_> = asked.iter().map(one).collect();
    let mut replies = Vec::new();
    for one in waiting {
        replies.push(one.await.unwrap());
    }
    replies
}

fn told(replies: &[Reply]) -> Vec<(u16, Option<bool>)> {
    replies
        .iter()
        .map(|reply| (reply.status, reply.body["decision"].as_bool()))
        .collect()
}

/// Ends all that the user has been given.
fn revoke_all(app: &TestApp, user: UserId) {
    diesel::update(role_grants::table.filter(role_grants::user_id.eq(user.to_string())))
        .set((
            role_grants::revoked_at.eq(app.now().naive()),
            role_grants::revoked_because.eq("Stoppet."),
        ))
        .execute(&mut app.connection())
        .unwrap();
}

/// The user's other name.
fn professional(app: &TestApp, user: UserId) -> String {
    let uuid: Option<String> = users::table
        .filter(users::id.eq(user.to_string()))
        .select(users::professional_uuid)
        .first(&mut app.connection())
        .unwrap();
    format!("CVR:{NORDISK}-UUID:{}", uuid.unwrap())
}

acceptance::both! {
    async fn programs_that_ask_at_once_each_learn_what_is_theirs(app: TestApp) {
        let me = app.login("bruger-nordisk").await.me().await.user;
        let fjord = app.login("lba-fjord").await.me().await.user.organisation.id;
        let first = app.program_token("access:check").await;
        let second = another_program(&app, Some(&fjord.to_string())).await;
        let asked = question(&me.id.to_string(), ROLE, &json!({}));
        let list: Vec<_> = (0..200)
            .map(|n| (if n % 2 == 0 { first.as_str() } else { second.as_str() }, asked.clone()))
            .collect();
        for (n, told) in told(&at_once(&app, &list).await).into_iter().enumerate() {
            assert_eq!(told, (200, Some(n % 2 == 0)), "{n}");
        }
        // The one loses its scope, the other its binding, between two questions of the same kind.
        diesel::update(clients::table.filter(clients::id.eq(JOBAG_CLIENT)))
            .set(clients::scopes.eq("requests:create"))
            .execute(&mut app.connection())
            .unwrap();
        diesel::update(clients::table.filter(clients::id.eq("other")))
            .set(clients::organisation_id.eq(None::<String>))
            .execute(&mut app.connection())
            .unwrap();
        for (n, told) in told(&at_once(&app, &list).await).into_iter().enumerate() {
            let expected = if n % 2 == 0 { (403, None) } else { (200, Some(true)) };
            assert_eq!(told, expected, "{n}");
        }
        diesel::update(clients::table.filter(clients::id.eq("other")))
            .set(clients::active.eq(false))
            .execute(&mut app.connection())
            .unwrap();
        for (n, told) in told(&at_once(&app, &list).await).into_iter().enumerate() {
            assert_eq!(told, (if n % 2 == 0 { 403 } else { 401 }, None), "{n}");
        }
    }

    async fn questions_of_every_form_are_answered_side_by_side(app: TestApp) {
        let me = app.login("bruger-nordisk").await.me().await.user;
        let fjord = app.login("lba-fjord").await.me().await.user.organisation.id;
        let token = app.program_token("access:check").await;
        let (id, other) = (me.id.to_string(), professional(&app, me.id));
        let home = me.organisation.id;
        let forms = [
            (question(&id, ROLE, &json!({})), true),
            (question(&other, ROLE, &json!({ "cvr": NORDISK })), true),
            (question(&id, ROLE, &json!({ "organisation_id": fjord })), false),
            (question("anne", ROLE, &json!({})), false),
            (question(&other, "Nothing.Atall", &json!({})), false),
            (question(&id, ROLE, &json!({ "organisation_id": home, "cvr": NORDISK })), true),
            (question(&other, ROLE, &json!({ "organisation_id": fjord })), false),
            (question(&id, "Nothing.Atall", &json!({})), false),
            (question(&other, ROLE, &json!({})), true),
            (question(&id, ROLE, &json!({ "cvr": "30200209" })), false),
        ];
        let list: Vec<_> = forms.iter().cycle().take(300).collect();
        let asked: Vec<_> = list.iter().map(|(body, _)| (token.as_str(), body.clone())).collect();
        let replies = at_once(&app, &asked).await;
        for (told, (body, expected)) in told(&replies).into_iter().zip(list) {
            assert_eq!(told, (200, Some(*expected)), "{body}");
        }
    }

    async fn what_ends_a_role_ends_it_under_both_names(app: TestApp) {
        let user = existing_user(&app).await;
        let token = app.program_token("access:check").await;
        let names = [user.to_string(), professional(&app, user)];
        let asked = names.map(|name| (token.as_str(), question(&name, ROLE, &json!({}))));
        let both = async |held: bool, why: &str| {
            let replies = at_once(&app, &asked).await;
            assert_eq!(told(&replies), vec![(200, Some(held)); 2], "{why}");
        };
        let now = app.now();
        both(true, "held").await;
        set_period(&app, user, now.plus_days(-9), Some(now.plus_seconds(1)));
        both(true, "ends in a second").await;
        app.advance(1);
        both(false, "ended").await;
        set_period(&app, user, app.now().plus_seconds(1), None);
        both(false, "not begun").await;
        app.advance(1);
        both(true, "begun").await;
        set_user(&app, user, "suspended");
        both(false, "suspended").await;
        set_user(&app, user, "active");
        both(true, "active again").await;
        let company = || organisations::table.filter(organisations::cvr.eq(NORDISK));
        let set_company = |active: bool| {
            diesel::update(company())
                .set(organisations::active.eq(active))
                .execute(&mut app.connection())
                .unwrap();
        };
        set_company(false);
        both(false, "company closed").await;
        set_company(true);
        both(true, "company open again").await;
        revoke_all(&app, user);
        both(false, "revoked").await;
    }

    async fn nobody_is_told_yes_after_a_revocation_however_many_ask(app: TestApp) {
        let user = existing_user(&app).await;
        let token = app.program_token("access:check").await;
        let asked = vec![(token.as_str(), question(&user.to_string(), ROLE, &json!({}))); 100];
        // Whoever answers has what it answered from still at hand.
        for told in told(&at_once(&app, &asked).await) {
            assert_eq!(told, (200, Some(true)));
        }
        let asking = tokio::spawn({
            let (app, asked) = (app.clone(), asked[0].1.clone());
            let token = token.clone();
            async move { at_once(&app, &vec![(token.as_str(), asked); 100]).await }
        });
        revoke_all(&app, user);
        for told in told(&at_once(&app, &asked).await) {
            assert_eq!(told, (200, Some(false)));
        }
        for told in told(&asking.await.unwrap()) {
            assert!(told.1.is_some(), "{told:?}");
        }
    }
}
