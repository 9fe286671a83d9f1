//! The typed client over the browser's fetch.

use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::*;
use shared::{
    administration::ADMINISTRATION_HEADER,
    client::{self, Answer, Body, Client, ClientError, Request, Response, Transport},
    organisation::Administration,
    problem::{Problem, ProblemKind},
};

use crate::i18n::language;

/// The API, as the browser reaches it.
pub(crate) type Api = Client<Browser>;

/// Fetch with the session's cookie. The one place where the end of a session is noticed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Browser {
    expired: RwSignal<bool>,
    elsewhere: RwSignal<Option<Administration>>,
}

impl Browser {
    /// Sets `expired` whenever the server no longer knows who asks, and `elsewhere` whenever it
    /// refuses a write since the organisation is in that module now.
    pub(crate) const fn new(
        expired: RwSignal<bool>,
        elsewhere: RwSignal<Option<Administration>>,
    ) -> Self {
        Self { expired, elsewhere }
    }

    /// Notices that the organisation is administered in the other module now.
    fn notice_move(&self, status: u16, body: &str) {
        if status != 409 {
            return;
        }
        let told = serde_json::from_str::<Problem>(body).map(|problem| problem.code);
        let module = match told {
            Ok(ProblemKind::MovedToStar) => Administration::Star,
            Ok(ProblemKind::MovedToAmp) => Administration::Arbejdsmarkedsportalen,
            _ => return,
        };
        self.elsewhere.try_set(Some(module));
    }
}

/// The request with what is sent along.
fn with_body(
    call: RequestBuilder,
    body: Option<Body>,
) -> Result<gloo_net::http::Request, gloo_net::Error> {
    match body {
        Some(Body::Json(body)) => call.header("Content-Type", "application/json").body(body),
        Some(Body::File {
            media_type,
            content,
        }) => call
            .header("Content-Type", &media_type)
            .body(js_sys::Uint8Array::from(content.as_slice())),
        None => call.build(),
    }
}

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<Response, ClientError> {
        let method = match request.method {
            client::Method::Get => Method::GET,
            client::Method::Post => Method::POST,
            client::Method::Patch => Method::PATCH,
        };
        let mut call = RequestBuilder::new(&request.path)
            .method(method)
            .credentials(web_sys::RequestCredentials::SameOrigin)
            .header("Accept", "application/json, application/problem+json")
            .header("Accept-Language", language().tag());
        if let Some(version) = request.version {
            call = call.header("If-Match", &format!("\"{version}\""));
        }
        if let Some(key) = request.idempotency_key {
            call = call.header("Idempotency-Key", &format!("\"{key}\""));
        }
        if let Some(module) = request.module {
            call = call.header(ADMINISTRATION_HEADER, module.as_str());
        }
        let ready = with_body(call, request.body);
        let response = ready
            .or(Err(ClientError::Unreachable))?
            .send()
            .await
            .or(Err(ClientError::Unreachable))?;
        let status = response.status();
        if status == 401 {
            self.expired.try_set(true);
        }
        let body = response.text().await.or(Err(ClientError::Unreachable))?;
        self.notice_move(status, &body);
        Ok(Response { status, body })
    }
}

/// Whether a write was refused because what it changes is no longer what was read.
pub(crate) fn is_stale<T>(answer: &Answer<T>) -> bool {
    answer.as_ref().err().and_then(ClientError::kind) == Some(ProblemKind::StaleVersion)
}
