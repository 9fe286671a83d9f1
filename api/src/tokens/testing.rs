//! A server's keys and tokens of all kinds, for the tests of this slice.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, Header, encode};
use serde_json::{Value, json};

use super::{Issuer, keys};
use crate::{
    clock::Clock,
    config::Config,
    db::{Database, DatabaseUrl, migrations},
    http::bearer::VerifyBearer as _,
};

pub(super) const OWN: &str = "http://localhost:8080";
/// 2026-06-16T12:00:00Z, where the clock of these tests stands.
pub(super) const NOW: i64 = 1_781_611_200;

/// A server's keys and verifier on a database of their own, removed at the end.
pub(super) struct World {
    pub(super) issuer: Issuer,
    pub(super) database: Database,
    pub(super) clock: Clock,
    path: std::path::PathBuf,
}

impl Drop for World {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", self.path.display()));
        }
    }
}

impl World {
    pub(super) async fn new() -> Self {
        let path = std::env::temp_dir().join(format!("tokens-{:x}.sqlite", rand::random::<u64>()));
        let url = DatabaseUrl::Sqlite(path.display().to_string());
        migrations::run(&mut url.connect().unwrap()).unwrap();
        let clock = Clock::fixed("2026-06-16T12:00:00Z".parse().unwrap());
        let database = Database::open(&url, 2, clock.clone());
        let issuer = Issuer::open(&database, &Config::read(None, None).unwrap())
            .await
            .unwrap();
        Self {
            issuer,
            database,
            clock,
            path,
        }
    }

    pub(super) fn key(&self) -> keys::SigningKey {
        keys::get_signing(&mut self.database.url().connect().unwrap()).unwrap()
    }

    pub(super) fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("at+jwt".into());
        header.kid = Some(self.key().kid);
        header
    }

    pub(super) fn token(&self, header: &Header, claims: &Value) -> String {
        encode(header, claims, &self.key().secret).unwrap()
    }

    pub(super) fn accepts(&self, token: &str) -> bool {
        self.issuer.verifier().verify(token).is_some()
    }
}

/// Claims that hold.
pub(super) fn good() -> Value {
    json!({
        "iss": OWN, "aud": OWN, "sub": "jobag", "client_id": "jobag", "iat": NOW,
        "exp": NOW + 300, "jti": "1", "scope": "access:check something:else",
    })
}

/// [`good`] ones but for one.
pub(super) fn with(name: &str, value: Value) -> Value {
    let mut claims = good();
    claims[name] = value;
    claims
}

/// As the parts of a token are encoded.
pub(super) fn base64(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}
