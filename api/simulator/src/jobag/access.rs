//! JobAG as a program: it asks Brugeradministration whether a person has the role.

use std::sync::{Mutex, PoisonError};

use shared::access::{
    Evaluation, EvaluationAction, EvaluationDecision, EvaluationResource, EvaluationSubject,
    TokenResponse,
};

use super::{JobagConfig, ROLE, sessions::Employee};
use crate::Clock;

/// Seconds before its end at which a token is not used any more.
const MARGIN: i64 = 30;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum AccessError {
    /// Brugeradministration is out of reach or refuses.
    #[error("Brugeradministration does not answer as it should")]
    Api(#[from] reqwest::Error),
    /// No HTTP client could be made.
    #[error("there is no HTTP client")]
    NoClient,
}

struct ProgramToken {
    value: String,
    ends_at: i64,
}

/// JobAG's connection to Brugeradministration.
pub(super) struct Access {
    token_url: String,
    evaluation_url: String,
    client_id: String,
    secret: String,
    clock: Clock,
    http: Option<reqwest::Client>,
    token: Mutex<Option<ProgramToken>>,
}

impl Access {
    pub(super) fn new(config: &JobagConfig) -> Self {
        Self {
            token_url: config.at("/oauth/token"),
            evaluation_url: config.at("/access/v1/evaluation"),
            client_id: config.program_client_id.clone(),
            secret: config.program_secret.clone(),
            clock: config.clock.clone(),
            http: crate::outbound::client_or_none(),
            token: Mutex::new(None),
        }
    }

    /// Whether the person has the role now. No answer is kept.
    pub(super) async fn may_enter(&self, person: &Employee) -> Result<bool, AccessError> {
        let question = question(person);
        let mut answer = self.ask(&question).await?;
        if answer.status() == reqwest::StatusCode::UNAUTHORIZED {
            // The token's keys or the program's secret may have changed since it was given.
            self.keep(None);
            answer = self.ask(&question).await?;
        }
        let decision: EvaluationDecision = answer.error_for_status()?.json().await?;
        Ok(decision.decision)
    }

    async fn ask(&self, question: &Evaluation) -> Result<reqwest::Response, AccessError> {
        let token = self.program_token().await?;
        let asked = self.http()?.post(&self.evaluation_url).bearer_auth(token);
        Ok(asked.json(question).send().await?)
    }

    async fn program_token(&self) -> Result<String, AccessError> {
        if let Some(token) = self.kept_token() {
            return Ok(token);
        }
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", "access:check"),
            ("client_id", &self.client_id),
            ("client_secret", &self.secret),
        ];
        let asked = self.http()?.post(&self.token_url).form(&form);
        let answer = asked.send().await?.error_for_status()?;
        let given: TokenResponse = answer.json().await?;
        self.keep(Some(ProgramToken {
            value: given.access_token.clone(),
            ends_at: self.clock.now() + given.expires_in,
        }));
        Ok(given.access_token)
    }

    fn kept_token(&self) -> Option<String> {
        let kept = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        let token = kept.as_ref()?;
        (token.ends_at - MARGIN > self.clock.now()).then(|| token.value.clone())
    }

    fn keep(&self, token: Option<ProgramToken>) {
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = token;
    }

    fn http(&self) -> Result<&reqwest::Client, AccessError> {
        self.http.as_ref().ok_or(AccessError::NoClient)
    }
}

fn question(person: &Employee) -> Evaluation {
    Evaluation {
        subject: EvaluationSubject {
            r#type: "user".to_owned(),
            id: format!("CVR:{}-UUID:{}", person.cvr, person.professional_uuid),
        },
        action: EvaluationAction {
            name: "have".to_owned(),
        },
        resource: EvaluationResource {
            r#type: "role".to_owned(),
            id: ROLE.to_owned(),
            properties: None,
        },
        context: None,
    }
}
