//! Authorisation codes: 60 seconds, once, for one client at one address, with PKCE.

use std::collections::HashMap;

use super::sessions::SessionId;
use crate::secret;

/// Seconds that a code lives.
const LIFE: i64 = 60;
/// Seconds that a used code is remembered, so that its replay is known as such.
const MEMORY: i64 = 600;

/// What a code was given for.
#[derive(Clone)]
pub(super) struct Grant {
    pub(super) client: String,
    pub(super) redirect_uri: String,
    pub(super) code_challenge: String,
    pub(super) nonce: Option<String>,
    pub(super) scope: String,
    pub(super) identity: String,
    pub(super) session: SessionId,
    pub(super) auth_time: i64,
}

struct Issued {
    grant: Grant,
    expires_at: i64,
    state: State,
}

enum State {
    Fresh,
    /// Exchanged for this access token.
    Exchanged(String),
    /// Tried and refused, or exchanged and replayed.
    Dead,
}

/// What a client shows to have a code exchanged.
pub(super) struct Presented<'a> {
    pub(super) code: &'a str,
    pub(super) client: &'a str,
    pub(super) redirect_uri: &'a str,
    pub(super) code_verifier: &'a str,
}

/// Why a code is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// Unknown, too old, for another client or address, or with the wrong verifier.
    Invalid(&'static str),
    /// Used before; the access token it gave must end.
    Replayed { access_token: Option<String> },
}

/// The codes under way.
#[derive(Default)]
pub(super) struct Codes(HashMap<String, Issued>);

impl Codes {
    pub(super) fn issue(&mut self, grant: Grant, now: i64) -> String {
        self.0.retain(|_, issued| issued.expires_at + MEMORY > now);
        let code = secret::random();
        let issued = Issued {
            grant,
            expires_at: now + LIFE,
            state: State::Fresh,
        };
        self.0.insert(code.clone(), issued);
        code
    }

    /// Exchanges a code for `access_token`. Any attempt uses the code up, so that nobody can
    /// try verifiers.
    pub(super) fn redeem(
        &mut self,
        presented: &Presented<'_>,
        access_token: &str,
        now: i64,
    ) -> Result<Grant, Refused> {
        let issued = self
            .0
            .get_mut(presented.code)
            .ok_or(Refused::Invalid("unknown code"))?;
        match std::mem::replace(&mut issued.state, State::Dead) {
            State::Fresh => check(issued, presented, now)?,
            State::Exchanged(access_token) => {
                return Err(Refused::Replayed {
                    access_token: Some(access_token),
                });
            }
            State::Dead => return Err(Refused::Replayed { access_token: None }),
        }
        issued.state = State::Exchanged(access_token.to_owned());
        Ok(issued.grant.clone())
    }
}

fn check(issued: &Issued, presented: &Presented<'_>, now: i64) -> Result<(), Refused> {
    let grant = &issued.grant;
    if issued.expires_at <= now {
        return Err(Refused::Invalid("the code is too old"));
    }
    if grant.client != presented.client {
        return Err(Refused::Invalid("the code was given to another client"));
    }
    if grant.redirect_uri != presented.redirect_uri {
        return Err(Refused::Invalid(
            "redirect_uri differs from the authorisation request's",
        ));
    }
    if secret::same(
        &grant.code_challenge,
        &secret::digest(presented.code_verifier),
    ) {
        Ok(())
    } else {
        Err(Refused::Invalid(
            "code_verifier does not match code_challenge",
        ))
    }
}
