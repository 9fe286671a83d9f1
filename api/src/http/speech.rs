//! The language and the name of the request being answered, known wherever its answer is made.

use std::cell::OnceCell;

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{ACCEPT_LANGUAGE, HeaderName, HeaderValue},
    middleware::Next,
};
use shared::language::Language;

use super::measured;

/// Language and name of one request.
#[derive(Clone, Debug)]
pub struct Speech {
    /// The language answered in.
    pub language: Language,
    /// 32 hexadecimal digits: the trace id of `traceparent` (W3C Trace Context §3.2) when the
    /// caller sent one, else our own.
    pub trace_id: String,
}

tokio::task_local! {
    static SPEECH: OnceCell<Speech>;
}

fn header<'r>(request: &'r ServiceRequest, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
}

/// The trace id of a well-formed `traceparent`.
fn trace_id_of(traceparent: &str) -> Option<&str> {
    let mut parts = traceparent.split('-');
    let (version, trace, span, flags) =
        (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let hex = |text: &str, length: usize| {
        text.len() == length
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    let whole = hex(version, 2) && hex(trace, 32) && hex(span, 16) && hex(flags, 2);
    (whole && version != "ff" && trace.bytes().any(|b| b != b'0')).then_some(trace)
}

impl Speech {
    fn of(request: &ServiceRequest) -> Self {
        let language = header(request, ACCEPT_LANGUAGE.as_str())
            .map_or_else(Language::default, Language::from_accept_language);
        let trace_id = header(request, "traceparent")
            .and_then(trace_id_of)
            .map_or_else(|| format!("{:032x}", rand::random::<u128>()), str::to_owned);
        Self { language, trace_id }
    }

    /// That of the request being answered; Danish and without a name outside of one.
    pub fn current() -> Self {
        SPEECH
            .try_with(|speech| speech.get().cloned())
            .ok()
            .flatten()
            .unwrap_or_else(|| Self {
                language: Language::Da,
                trace_id: "-".to_owned(),
            })
    }
}

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The name that a relying system gave its access check, which it wants back (AuthZEN
/// Authorization API 1.0 §10.1).
fn request_id(request: &ServiceRequest) -> Option<HeaderValue> {
    let check = request.path().starts_with("/access/");
    let given = check.then(|| request.headers().get(X_REQUEST_ID))??;
    let fine =
        (1..=128).contains(&given.len()) && given.as_bytes().iter().all(u8::is_ascii_graphic);
    fine.then(|| given.clone())
}

/// Gives each request its [`Speech`], tells its name in `X-Request-ID`, and logs its answer.
///
/// # Errors
/// Those of the services behind it.
pub async fn speak<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let speech = Speech::of(&request);
    let echoed = request_id(&request);
    let started = std::time::Instant::now();
    let method = request.method().clone();
    let mut response = SPEECH
        .scope(OnceCell::from(speech.clone()), next.call(request))
        .await?;
    let route = response.request().match_pattern();
    let route = route.as_deref().unwrap_or("-");
    let (status, took) = (response.status().as_u16(), started.elapsed());
    measured::answer(route, method.as_str(), status, took);
    tracing::debug!(
        method = method.as_str(),
        route,
        status,
        micros = took.as_micros(),
        trace_id = speech.trace_id,
        "answered"
    );
    if let Some(value) = echoed.or_else(|| HeaderValue::from_str(&speech.trace_id).ok()) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::trace_id_of;

    #[test]
    fn only_a_well_formed_traceparent_names_a_request() {
        let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        let good = format!("00-{trace}-00f067aa0ba902b7-01");
        assert_eq!(trace_id_of(&good), Some(trace));
        for bad in [
            "",
            "00-xyz-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(trace_id_of(bad), None, "{bad}");
        }
    }
}
