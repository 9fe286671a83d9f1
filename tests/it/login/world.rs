//! Browsers that go nowhere by themselves, and a look into the tables.

use std::{collections::BTreeMap, sync::Mutex};

use acceptance::TestApp;
use brugeradm::{
    clock::new_id,
    db::{
        DbConnection,
        schema::{organisations, sessions, users},
    },
    users::rows::{NewUserRow, UserToCreate},
};
use diesel::prelude::*;
use reqwest::{Client, RequestBuilder, Response, header, redirect::Policy};
use serde_json::Value;
use shared::{
    id::{OrganisationId, UserId},
    user::UserKind,
};

/// Cookies by origin and name.
type Jar = BTreeMap<(String, String), String>;

/// A browser with cookies of its own.
pub(super) struct Browser {
    http: Client,
    base: String,
    cookies: Mutex<Jar>,
}

impl Browser {
    pub(super) fn new(app: &TestApp) -> Self {
        Self::at(app.base())
    }

    pub(super) fn at(base: &str) -> Self {
        let http = Client::builder().redirect(Policy::none()).build().unwrap();
        Self {
            http,
            base: base.to_owned(),
            cookies: Mutex::default(),
        }
    }

    pub(super) async fn send(&self, request: RequestBuilder) -> Response {
        let mut request = request.build().unwrap();
        let origin = request.url().origin().ascii_serialization();
        let value = {
            let cookies = self.cookies.lock().unwrap();
            let own = cookies.iter().filter(|((of, _), _)| *of == origin);
            let pairs: Vec<_> = own.map(|((_, k), v)| format!("{k}={v}")).collect();
            pairs.join("; ").parse().unwrap()
        };
        request.headers_mut().insert(header::COOKIE, value);
        let answer = self.http.execute(request).await.unwrap();
        let mut cookies = self.cookies.lock().unwrap();
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            cookies.insert((origin.clone(), name.to_owned()), value.to_owned());
        }
        drop(cookies);
        answer
    }

    /// Follows redirects until one leads to `to`.
    pub(super) async fn walk(&self, from: &str, to: &str) -> String {
        let mut next = from.to_owned();
        for _ in 0..10 {
            let answer = self.open(&next).await;
            let target = answer.url().join(&location(&answer)).unwrap();
            next = target.into();
            if next.starts_with(to) {
                return next;
            }
        }
        panic!("{from} never leads to {to}");
    }

    /// Opens a page as a person does.
    pub(super) async fn open(&self, url: &str) -> Response {
        let url = if url.starts_with('/') {
            format!("{}{url}", self.base)
        } else {
            url.to_owned()
        };
        let request = self
            .http
            .get(url)
            .header(header::ACCEPT, "text/html,*/*;q=0.8");
        self.send(request).await
    }

    /// Sends a form as a page does.
    pub(super) async fn submit(&self, url: &str, fields: &[(&str, &str)]) -> Response {
        let body = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = self
            .http
            .post(url)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(body)).await
    }

    /// Asks as the application's script does.
    pub(super) async fn get(&self, path: &str) -> Response {
        self.send(self.http.get(format!("{}{path}", self.base)))
            .await
    }

    pub(super) async fn post(&self, path: &str, site: &str) -> Response {
        let request = self.http.post(format!("{}{path}", self.base));
        self.send(request.header("sec-fetch-site", site)).await
    }

    /// Begins a login, lets the provider log `key` in, and returns the callback's address.
    pub(super) async fn callback_url(&self, key: &str, more: &str) -> String {
        let begun = self
            .open(&format!("/auth/login?login_hint={key}{more}"))
            .await;
        let at_provider = self.open(&location(&begun)).await;
        location(&at_provider)
    }

    /// A whole login; where it ends.
    pub(super) async fn log_in(&self, key: &str) -> String {
        let callback = self.callback_url(key, "").await;
        location(&self.open(&callback).await)
    }

    pub(super) async fn me(&self) -> Value {
        let answer = self.get("/api/v1/me").await;
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }
}

/// Where an answer sends the browser.
pub(super) fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), 303, "{:?}", answer.headers());
    let location = &answer.headers()[header::LOCATION];
    location.to_str().unwrap().to_owned()
}

/// Users and organisations that there are.
pub(super) fn counts(connection: &mut DbConnection) -> (i64, i64) {
    let users = users::table.count().get_result(connection).unwrap();
    let organisations = organisations::table.count().get_result(connection);
    (users, organisations.unwrap())
}

pub(super) fn live_sessions(app: &TestApp) -> i64 {
    let connection = &mut app.connection();
    sessions::table.count().get_result(connection).unwrap()
}

pub(super) fn home_with(app: &TestApp, cvr: &str) -> OrganisationId {
    let id: String = organisations::table
        .filter(organisations::cvr.eq(cvr))
        .select(organisations::id)
        .first(&mut app.connection())
        .unwrap();
    id.parse().unwrap()
}

/// A user whom somebody created by hand, without knowing their professional UUID.
pub(super) fn create_by_hand(app: &TestApp, home: OrganisationId, email: &str) -> UserId {
    let at = app.now();
    let id = new_id(at);
    let user = UserToCreate {
        unit: None,
        id,
        issuer: None,
        professional_uuid: None,
        name: "Oprettet I Hånden".to_owned(),
        email: email.to_owned(),
        kind: UserKind::Medarbejder,
        home,
        at,
    };
    diesel::insert_into(users::table)
        .values(NewUserRow::from(user))
        .execute(&mut app.connection())
        .unwrap();
    id
}
