//! A person with a browser.

use std::{collections::BTreeMap, time::Duration};

use reqwest::header::{COOKIE, HeaderMap, HeaderValue, LOCATION, SET_COOKIE};
use shared::{
    client::{Client, over_reqwest::OverReqwest},
    session::Me,
};

use crate::{
    app::TestApp,
    call::{Call, Reply},
};

const SESSION: &str = "__Host-session";

/// Redirects that a login takes, and some.
const MOST_REDIRECTS: usize = 10;

/// A client that follows nothing and keeps no cookies: `Secure` ones would not be sent over http
/// by a jar that does not know that loopback is trustworthy, as browsers do.
pub(crate) fn http() -> reqwest::Client {
    builder().build().expect("an HTTP client")
}

fn builder() -> reqwest::ClientBuilder {
    // INVARIANT: installed twice is as good as once.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_mins(1))
}

/// A person who is logged in.
#[derive(Clone)]
pub struct Person {
    app: TestApp,
    session: String,
    client: Client<OverReqwest>,
}

/// The cookies of one browser.
#[derive(Default)]
struct Jar(BTreeMap<String, String>);

impl Jar {
    fn header(&self) -> String {
        let pairs: Vec<_> = self
            .0
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    fn keep(&mut self, reply: &Reply) {
        for cookie in reply.headers.get_all(SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie is text");
            let pair = text.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie has a value");
            if text.contains("Max-Age=0") {
                self.0.remove(name);
            } else {
                self.0.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// Walks from `path` through all redirects, as a browser does.
pub(crate) async fn login(app: &TestApp, path: &str) -> Result<Person, Reply> {
    let mut jar = Jar::default();
    let mut next = path.to_owned();
    for _ in 0..MOST_REDIRECTS {
        let reply = Call::get(&next)
            .without_origin()
            .send(&app.0.http, app.base(), Some(&jar.header()))
            .await;
        jar.keep(&reply);
        if let Some(session) = jar.0.get(SESSION) {
            return Ok(Person::new(app.clone(), session.clone()));
        }
        match reply.header(LOCATION.as_str()) {
            Some(location) => location.clone_into(&mut next),
            None => return Err(reply),
        }
    }
    panic!("a login that never ends");
}

impl Person {
    pub(crate) fn new(app: TestApp, session: String) -> Self {
        let mut cookie = HeaderValue::from_str(&format!("{SESSION}={session}")).expect("a cookie");
        cookie.set_sensitive(true);
        let http = builder()
            .default_headers(HeaderMap::from_iter([(COOKIE, cookie)]))
            .build()
            .expect("an HTTP client");
        let client = Client::new(OverReqwest::new(http, app.base(), None));
        Self {
            app,
            session,
            client,
        }
    }

    /// The typed client, with this person's session.
    pub fn client(&self) -> &Client<OverReqwest> {
        &self.client
    }

    /// The session cookie's value.
    pub fn session(&self) -> &str {
        &self.session
    }

    /// Who the person is, what they hold and may do.
    pub async fn me(&self) -> Me {
        self.client.me().await.expect("the person is logged in")
    }

    /// Sends a call with this person's session.
    pub async fn send(&self, call: Call) -> Reply {
        let cookie = format!("{SESSION}={}", self.session);
        call.send(&self.app.0.http, self.app.base(), Some(&cookie))
            .await
    }

    /// A plain GET.
    pub async fn get(&self, path: impl Into<String>) -> Reply {
        self.send(Call::get(path)).await
    }

    /// A plain POST of JSON.
    pub async fn post(&self, path: impl Into<String>, body: &serde_json::Value) -> Reply {
        self.send(Call::post(path).json(body)).await
    }
}
