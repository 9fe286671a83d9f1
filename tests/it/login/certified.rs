//! The same logins against npm's oidc-provider, a certified OpenID provider that is not ours.

use std::{
    io::{BufRead as _, BufReader},
    net::TcpListener,
    process::{Child, Command, Stdio},
};

use acceptance::{TestApp, both};
use brugeradm::{
    config::{ClaimProfile, Config, Issuer, Secret, SecretSource},
    server::Server,
};
use serde_json::Value;

use super::world::{Browser, live_sessions, location};

const SECRET: &str = "en hemmelighed til test: % og +";

/// The provider; it ends when its standard input does.
struct Certified {
    child: Child,
    issuer: String,
}

impl Certified {
    fn start(base: &str, more: &[&str]) -> Self {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/oidc-provider");
        let mut child = Command::new("node")
            .arg(format!("{folder}/provider.mjs"))
            .args(["--client-id", "brugeradm", "--client-secret", SECRET])
            .args(["--redirect-uri", &format!("{base}/auth/callback")])
            .args(["--post-logout-redirect-uri", &format!("{base}/")])
            .args([
                "--backchannel-logout-uri",
                &format!("{base}/auth/backchannel-logout"),
            ])
            .args(["--accounts", &format!("{folder}/accounts.json")])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node runs");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let issuer = line.trim().strip_prefix("ready ");
        let issuer = issuer.expect("oidc-provider starts; install it with `.ci/setup test`");
        Self {
            issuer: issuer.to_owned(),
            child,
        }
    }
}

impl Drop for Certified {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ended = self.child.wait();
    }
}

/// The product beside `app`, on the same database, with the certified provider.
struct Site {
    base: String,
    _server: Server,
    _provider: Certified,
}

impl Site {
    async fn start(app: &TestApp, more: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let provider = Certified::start(&base, more);
        let issuer = Issuer {
            key: "certified".to_owned(),
            url: provider.issuer.parse().unwrap(),
            client_id: "brugeradm".to_owned(),
            client_secret: SecretSource::Given(Secret::new(SECRET)),
            profile: ClaimProfile::Oiosaml3,
            scopes: Vec::new(),
            acr_values: None,
            parameters: [].into(),
        };
        let config = Config {
            public_url: base.parse().unwrap(),
            issuers: vec![issuer],
            ..Config::read(None, None).unwrap()
        };
        // The provider goes by the machine's clock.
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap();
        let behind = i64::try_from(now.as_secs()).unwrap() - app.now().millis() / 1000;
        app.advance(behind);
        let server = Server::start(vec![listener], config, app.database().clone(), 1, |_| {});
        Self {
            base,
            _server: server.await.unwrap(),
            _provider: provider,
        }
    }

    /// A whole login; where it ends.
    async fn log_in(&self, browser: &Browser, key: &str) -> String {
        let begin = format!("/auth/login?login_hint={key}");
        let callback = browser
            .walk(&begin, &format!("{}/auth/callback", self.base))
            .await;
        location(&browser.open(&callback).await)
    }
}

both! {
    async fn a_certified_provider_logs_people_in_by_rsa_and_by_elliptic_curves(app: TestApp) {
        for more in [
            ["--alg", "RS256"],
            ["--alg", "ES256"],
        ] {
            let site = Site::start(&app, &more).await;
            let browser = Browser::at(&site.base);
            assert_eq!(site.log_in(&browser, "ny-nordisk").await, "/", "{more:?}");
            let me = browser.me().await;
            assert_eq!(me["user"]["name"], "Nanna Provider");
            assert_eq!(me["user"]["organisation"]["name"], "Nordisk Byg A/S");
            let owner = Browser::at(&site.base);
            assert_eq!(site.log_in(&owner, "ejer-solo").await, "/", "{more:?}");
            assert_eq!(owner.me().await["may_represent"], true);
        }
    }

    async fn a_certified_provider_s_weak_private_and_unknown_people_are_refused(app: TestApp) {
        let site = Site::start(&app, &[]).await;
        for (key, code) in [
            ("low-assurance", "login-too-weak"),
            ("private-person", "login-private"),
            ("nobody", "login-expired"),
        ] {
            let at = site.log_in(&Browser::at(&site.base), key).await;
            assert_eq!(at, format!("/login-fejl?kode={code}"));
        }
        assert_eq!(live_sessions(&app), 0);
    }

    async fn a_logout_at_a_certified_provider_ends_the_session_here(app: TestApp) {
        let site = Site::start(&app, &[]).await;
        let (here, there) = (Browser::at(&site.base), Browser::at(&site.base));
        site.log_in(&here, "ny-nordisk").await;
        site.log_in(&there, "ejer-solo").await;
        let logout = {
            let second = Browser::at(&site.base);
            site.log_in(&second, "ny-nordisk").await;
            let answer: Value = second.post("/auth/logout", "same-origin").await.json().await.unwrap();
            answer["redirect_to"].as_str().unwrap().to_owned()
        };
        assert_eq!(live_sessions(&app), 2);
        // The same person in the first browser says yes to the provider's question.
        let page = here.open(&logout).await;
        let asked = page.url().clone();
        let page = page.text().await.unwrap();
        let xsrf = page.split("name=\"xsrf\" value=\"").nth(1).unwrap();
        let xsrf = xsrf.split('"').next().unwrap();
        let confirm = asked.join("/session/end/confirm").unwrap();
        let fields = [("xsrf", xsrf), ("logout", "yes")];
        let back = here.submit(confirm.as_str(), &fields).await;
        assert_eq!(location(&back), format!("{}/", site.base));
        assert_eq!(here.get("/api/v1/me").await.status(), 401);
        assert_eq!(there.get("/api/v1/me").await.status(), 200);
    }
}
